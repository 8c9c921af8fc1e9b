//! How long a path and a verdict take; `evaluate` beside its floor, which is to
//! parse the same lines and write as many bytes and nothing else; and
//! two keys on the full screen. Run with `cargo bench`.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a benchmark may stop"
)]

use std::{
    fmt::{self, Write},
    sync::LazyLock,
};

use divan::{Bencher, black_box, counter::ItemsCount};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use needlefit::{
    evaluate::evaluate,
    interview::{Answer, Answers, Given, Interview, Treatment, path::Path, verdict::Verdict},
    pack::{Kind, OptionSet, Pack},
    sheet::Wishes,
    tui::{
        App,
        theme::{Theme, ThemeName},
    },
};
use ratatui::{
    Terminal,
    backend::TestBackend,
    crossterm::event::{KeyCode, KeyEvent},
};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};

const TODAY: Date = date(2026, 11, 20);
const LINES: usize = 1_000;

static PACK: LazyLock<Pack> = LazyLock::new(|| Pack::built_in().unwrap());

fn main() {
    divan::main();
}

/// Answers in which every `often`th yes-or-no question is a yes.
fn answers(often: usize, nth: usize) -> Answers {
    let mut answers = Answers::default();
    for question in &PACK.questions {
        let yes = (question.number + nth).is_multiple_of(often);
        let answer = match &question.kind {
            Kind::YesNo => Answer::Chosen(OptionSet::of(usize::from(!yes))),
            Kind::Choice(options) | Kind::Choices(options) => {
                let no = options.iter().position(|option| option.id == "no");
                let some = nth % options.len();
                Answer::Chosen(OptionSet::of(if yes { some } else { no.unwrap_or(some) }))
            }
            Kind::Number(_) => Answer::Number(34),
            Kind::Date { .. } => Answer::Unsure,
            Kind::Text => Answer::Text(String::new()),
        };
        answers.set(question, answer);
    }
    answers
}

/// Answer sets as people give them: the questions on the path, one in twelve a
/// yes.
static SETS: LazyLock<String> = LazyLock::new(|| {
    let mut lines = String::new();
    for nth in 0..LINES {
        let answers = answers(12, nth);
        let path = Path::new(&PACK, &answers, TODAY);
        let given = path.questions().filter_map(|question| {
            let answer = answers.get(question.number)?;
            Some(format!("{:?}:{}", question.id, answer.to_json(question)))
        });
        let given = given.collect::<Vec<_>>().join(",");
        writeln!(lines, "{{\"id\":\"a{nth}\",\"answers\":{{{given}}}}}").unwrap();
    }
    lines
});

#[divan::bench(args = [usize::MAX, 12, 3])]
fn path_and_verdict(bencher: Bencher<'_, '_>, one_yes_in: usize) {
    let answers = answers(one_yes_in, 1);
    bencher.bench(|| {
        let path = Path::new(&PACK, black_box(&answers), TODAY);
        Verdict::of(&path).level
    });
}

#[divan::bench]
fn evaluate_lines(bencher: Bencher<'_, '_>) {
    let mut out = Vec::new();
    bencher.counter(ItemsCount::new(LINES)).bench_local(|| {
        out.clear();
        evaluate(&PACK, TODAY, SETS.as_bytes(), &mut out).unwrap()
    });
}

/// A line as `evaluate` reads it: the keys and answers borrowed, in order.
#[derive(Deserialize)]
struct Set<'l> {
    id: &'l str,
    #[serde(borrow)]
    answers: Pairs<'l>,
}

struct Pairs<'l>(Vec<(&'l str, Given<'l>)>);

impl<'de: 'l, 'l> Deserialize<'de> for Pairs<'l> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("answers")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<'de>, A::Error> {
                let mut pairs = Vec::with_capacity(64);
                while let Some((id, Value(given))) = map.next_entry()? {
                    pairs.push((id, given));
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

struct Value<'l>(Given<'l>);

impl<'de: 'l, 'l> Deserialize<'de> for Value<'l> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Value<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an answer")
            }

            fn visit_borrowed_str<E>(self, word: &'de str) -> Result<Value<'de>, E> {
                Ok(Value(Given::Word(word)))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Value<'de>, E> {
                Ok(Value(Given::Number(number)))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value<'de>, A::Error> {
                let mut words = Vec::new();
                while let Some(word) = seq.next_element()? {
                    words.push(word);
                }
                Ok(Value(Given::List(words)))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

/// What `evaluate` can't do without: the same lines parsed, and as many bytes written. Its time over
/// that of `evaluate_lines` is the share that nothing can spare.
#[divan::bench]
fn floor_json_of_lines(bencher: Bencher<'_, '_>) {
    let mut verdicts = Vec::new();
    evaluate(&PACK, TODAY, SETS.as_bytes(), &mut verdicts).unwrap();
    let verdicts: Vec<&[u8]> = verdicts.split_inclusive(|it| *it == b'\n').collect();
    let mut out = Vec::new();
    bencher.counter(ItemsCount::new(LINES)).bench_local(|| {
        out.clear();
        for (line, verdict) in SETS.lines().zip(&verdicts) {
            let set: Set<'_> = serde_json::from_str(line).unwrap();
            black_box((set.id, &set.answers.0));
            out.extend_from_slice(verdict);
        }
        out.len()
    });
}

#[divan::bench]
fn load_the_pack() -> usize {
    Pack::built_in().unwrap().questions.len()
}

#[divan::bench]
fn paint_and_press(bencher: Bencher<'_, '_>) {
    let wishes = Wishes {
        save: None,
        print: false,
        file: None,
        is_same: false,
        name: String::new(),
        about: |_, _| None,
        printer: || None,
        id: String::new(),
        started: Timestamp::UNIX_EPOCH,
        now: || Timestamp::UNIX_EPOCH,
        kept: Vec::new,
    };
    let theme = Theme::new(ThemeName::Terminal, false);
    let mut app = App::new(
        Interview::new(&PACK, TODAY).for_treatment(Treatment::Today),
        theme,
        wishes,
    );
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    for key in [KeyCode::Enter, KeyCode::Char('3'), KeyCode::Enter] {
        let _ = app.press(KeyEvent::from(key));
    }
    bencher.bench_local(|| {
        for key in [KeyCode::Down, KeyCode::Up] {
            let _ = app.press(KeyEvent::from(key));
            terminal.draw(|frame| app.paint(frame)).unwrap();
        }
    });
}
