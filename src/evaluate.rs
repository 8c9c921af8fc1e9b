//! Many answer sets in, one verdict a line out.
//!
//! It reads, answers and forgets one line at a time, so memory does not grow
//! with the input, and a line that can't be taken says so in its place.

use std::{
    borrow::Cow,
    fmt,
    io::{self, BufRead, Read, Write},
};

use jiff::civil::Date;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::{
    clean,
    interview::{
        Answer, Answers, Given, PartialDate, path::Path, screening::Report, verdict::Verdict,
    },
    pack::{Kind, Pack},
    text,
};

/// The longest line taken, in bytes: far more than every question answered.
const LONGEST_LINE: u64 = 1024 * 1024;
/// The longest id taken, in characters.
const LONGEST_ID: usize = 200;

/// How many lines were read, and how many of them were refused.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Lines with a verdict.
    pub answered: u64,
    /// Lines with an error.
    pub refused: u64,
}

/// Reads one answer set a line and writes one verdict a line, in the same
/// order. `today` counts where a line names no day of its own.
///
/// # Errors
/// Only when reading or writing fails; a bad line is an answer of its own.
pub fn evaluate(
    pack: &Pack,
    today: Date,
    mut input: impl BufRead,
    mut output: impl Write,
) -> io::Result<Tally> {
    let mut tally = Tally::default();
    let mut line = Vec::new();
    let mut answers = Answers::default();
    for number in 1_u64.. {
        line.clear();
        let read = (&mut input)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        let too_long = read as u64 == LONGEST_LINE && line.last() != Some(&b'\n');
        if too_long {
            input.skip_until(b'\n')?;
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let set = if too_long {
            Err(Refused::whole(text::LINE_TOO_LONG))
        } else {
            read_set(pack, today, &line, &mut answers)
        };
        match set {
            Ok(set) => {
                let path = Path::new(pack, &answers, set.today);
                let report = Report::of(&path, Verdict::of(&path));
                serde_json::to_writer(&mut output, &Line { id: set.id, report })?;
                tally.answered += 1;
            }
            Err(refused) => {
                let at = [("line", &*number.to_string()), ("says", &refused.says)];
                let error = clean::clean(&text::fill(text::IN_LINE, &at), 1_000);
                let id = refused.id;
                serde_json::to_writer(&mut output, &ErrorLine { id, error })?;
                tally.refused += 1;
            }
        }
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(tally)
}

/// Lists each question: its id, its kind and what it takes, one a line.
///
/// # Errors
/// When writing fails.
pub fn list_questions(pack: &Pack, mut output: impl Write) -> io::Result<()> {
    for question in &pack.questions {
        let (kind, takes) = match &question.kind {
            Kind::YesNo => ("yes_no", "yes no".to_owned()),
            Kind::Choice(_) => (
                "choice",
                question.option_ids().collect::<Vec<_>>().join(" "),
            ),
            Kind::Choices(_) => (
                "choices",
                question.option_ids().collect::<Vec<_>>().join(" "),
            ),
            Kind::Number(range) => ("number", format!("{}..{}", range.min, range.max)),
            Kind::Date { .. } => ("date", "YYYY-MM-DD YYYY-MM YYYY".to_owned()),
            Kind::Text => ("text", String::new()),
        };
        writeln!(output, "{}\t{kind}\t{takes}", question.id)?;
    }
    output.flush()
}

/// One line of the input, its answers not yet read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set<'l> {
    #[serde(borrow)]
    id: Option<&'l RawValue>,
    #[serde(borrow)]
    today: Option<Cow<'l, str>>,
    #[serde(borrow)]
    answers: &'l RawValue,
}

#[derive(Serialize)]
struct Line<'a> {
    id: Option<Id>,
    #[serde(flatten)]
    report: Report<'a>,
}

#[derive(Serialize)]
struct ErrorLine {
    id: Option<Id>,
    error: String,
}

/// The name that a line gives itself.
#[derive(Serialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(u64),
}

struct Taken {
    id: Option<Id>,
    today: Date,
}

struct Refused {
    id: Option<Id>,
    says: String,
}

impl Refused {
    fn whole(says: impl fmt::Display) -> Self {
        Self {
            id: None,
            says: says.to_string(),
        }
    }
}

fn read_set(
    pack: &Pack,
    today: Date,
    line: &[u8],
    answers: &mut Answers,
) -> Result<Taken, Refused> {
    let line = std::str::from_utf8(line).map_err(|_| Refused::whole(text::NOT_UTF8))?;
    if !line.trim_start().starts_with('{') {
        return Err(Refused::whole(text::NOT_AN_OBJECT));
    }
    let set: Set<'_> =
        serde_json::from_str(line).map_err(|error| Refused::whole(not_a_set(&error)))?;
    let id = match set.id {
        Some(raw) => Some(read_id(raw)?),
        None => None,
    };
    let day = |written: &str| match written.parse() {
        Ok(PartialDate::Day(day)) => Ok(day),
        _ => Err(text::fill(
            text::BAD_TODAY,
            &[("given", &clean::echo(written))],
        )),
    };
    let read = set
        .today
        .map_or(Ok(today), |written| day(&written))
        .and_then(|today| {
            read_answers(pack, today, set.answers, answers)?;
            Ok(today)
        });
    match read {
        Ok(today) => Ok(Taken { id, today }),
        Err(says) => Err(Refused { id, says }),
    }
}

/// What serde found, without its own count of lines: the line is ours to name.
fn not_a_set(error: &serde_json::Error) -> String {
    let why = error.to_string();
    let why = why.split(" at line ").next().unwrap_or_default();
    text::fill(text::NOT_A_SET, &[("why", why)])
}

fn read_id(raw: &RawValue) -> Result<Id, Refused> {
    // given back exactly, or not at all: a verdict must not reach another person
    let text: Result<Cow<'_, str>, _> = serde_json::from_str(raw.get());
    let id = match text {
        Ok(text) if text.chars().count() > LONGEST_ID => None,
        Ok(text) if clean::harmful(&text, false).is_some() => None,
        Ok(text) => Some(Id::Text(text.into_owned())),
        Err(_) => serde_json::from_str(raw.get()).ok().map(Id::Number),
    };
    id.ok_or_else(|| Refused::whole(text::BAD_ID))
}

fn read_answers(
    pack: &Pack,
    today: Date,
    raw: &RawValue,
    answers: &mut Answers,
) -> Result<(), String> {
    answers.clear_all();
    let mut refused = None;
    let reader = AnswerSet {
        pack,
        today,
        answers,
        refused: &mut refused,
    };
    let mut json = serde_json::Deserializer::from_str(raw.get());
    let read = reader.deserialize(&mut json);
    read.map_err(|error| refused.unwrap_or_else(|| not_a_set(&error)))
}

/// Reads an object of answers straight into [`Answers`].
struct AnswerSet<'a> {
    pack: &'a Pack,
    today: Date,
    answers: &'a mut Answers,
    /// What is wrong in our own words: serde's errors carry only their text.
    refused: &'a mut Option<String>,
}

impl<'de> DeserializeSeed<'de> for AnswerSet<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for AnswerSet<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of answers")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut seen = vec![false; self.pack.questions.len()];
        while let Some(id) = map.next_key::<Word<'de>>()? {
            let value = map.next_value::<Value<'de>>()?;
            if let Err(says) = self.take(&id.0, &value, &mut seen) {
                *self.refused = Some(says);
                return Err(A::Error::custom(""));
            }
        }
        Ok(())
    }
}

impl AnswerSet<'_> {
    fn take(&mut self, id: &str, value: &Value<'_>, seen: &mut [bool]) -> Result<(), String> {
        let Some(question) = self.pack.question(id) else {
            let meant = self.pack.nearest_question(id);
            let id = &clean::echo(id);
            return Err(match meant {
                Some(meant) => {
                    text::fill(text::NO_QUESTION_BUT, &[("given", id), ("meant", meant)])
                }
                None => text::fill(text::NO_QUESTION, &[("given", id)]),
            });
        };
        if let Some(seen) = seen.get_mut(question.number)
            && std::mem::replace(seen, true)
        {
            return Err(text::fill(text::TWICE, &[("question", id)]));
        }
        let given = match value {
            Value::Null => return Ok(()),
            Value::Word(word) => Given::Word(word),
            Value::Number(number) => Given::Number(*number),
            Value::List(words) => Given::List(words.iter().map(|word| &*word.0).collect()),
        };
        let answer = Answer::accept(question, &given, self.today).map_err(|refusal| {
            text::fill(
                text::AT_QUESTION,
                &[("question", id), ("says", &refusal.says())],
            )
        })?;
        self.answers.set(question, answer);
        Ok(())
    }
}

/// A string, borrowed from the line where it can be.
#[derive(Deserialize)]
struct Word<'l>(#[serde(borrow)] Cow<'l, str>);

/// An answer as it stands in the line.
enum Value<'l> {
    Null,
    Word(Cow<'l, str>),
    Number(u64),
    List(Vec<Word<'l>>),
}

impl<'de: 'l, 'l> Deserialize<'de> for Value<'l> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ValueVisitor;

        impl<'de> Visitor<'de> for ValueVisitor {
            type Value = Value<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word, a whole number, a list of words or null")
            }

            fn visit_unit<E>(self) -> Result<Value<'de>, E> {
                Ok(Value::Null)
            }

            fn visit_borrowed_str<E>(self, word: &'de str) -> Result<Value<'de>, E> {
                Ok(Value::Word(Cow::Borrowed(word)))
            }

            fn visit_str<E>(self, word: &str) -> Result<Value<'de>, E> {
                Ok(Value::Word(Cow::Owned(word.to_owned())))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Value<'de>, E> {
                Ok(Value::Number(number))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value<'de>, A::Error> {
                let mut words = Vec::new();
                while let Some(word) = seq.next_element()? {
                    // no question has more options
                    if words.len() == crate::pack::OptionSet::LARGEST {
                        while seq.next_element::<IgnoredAny>()?.is_some() {}
                        return Err(A::Error::custom("the list is too long"));
                    }
                    words.push(word);
                }
                Ok(Value::List(words))
            }
        }

        deserializer.deserialize_any(ValueVisitor)
    }
}
