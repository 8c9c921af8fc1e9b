//! How long a path and a verdict take, and `evaluate` beside its floor: parsing
//! the same lines as JSON and nothing else; and two keys on the full screen. Run
//! with `cargo bench`.
#![allow(clippy::unwrap_used, reason = "a benchmark may stop")]

use std::{fmt::Write, sync::LazyLock};

use divan::{Bencher, black_box, counter::ItemsCount};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use needlefit::{
    evaluate::evaluate,
    interview::{Answer, Answers, Interview, path::Path, verdict::Verdict},
    pack::{Kind, OptionSet, Pack},
    tui::{
        App, Wishes,
        theme::{Theme, ThemeName},
    },
};
use ratatui::{
    Terminal,
    backend::TestBackend,
    crossterm::event::{KeyCode, KeyEvent},
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

#[divan::bench]
fn floor_parse_lines(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(LINES)).bench_local(|| {
        let values = SETS.lines().map(serde_json::from_str::<serde_json::Value>);
        values.flatten().count()
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
        started: Timestamp::UNIX_EPOCH,
        now: || Timestamp::UNIX_EPOCH,
    };
    let theme = Theme::new(ThemeName::Terminal, false);
    let mut app = App::new(Interview::new(&PACK, TODAY), theme, wishes);
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
