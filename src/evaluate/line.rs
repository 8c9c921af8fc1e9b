//! One line: an answer set in, its verdict or what is wrong with it out.

use std::{borrow::Cow, fmt, io};

use jiff::civil::Date;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{Tally, batches::LONGEST_LINE};
use crate::{
    clean,
    interview::{
        Answer, Answers, Given, PartialDate, path::Path, screening::Report, verdict::Verdict,
    },
    pack::Pack,
    text::{self, Language},
};

/// The longest id taken, in characters.
const LONGEST_ID: usize = 200;
/// Room for about as many answers as a healthy person gives.
const USUAL_ANSWERS: usize = 64;

/// Answers lines, one after the other.
pub(super) struct Evaluator<'p> {
    pack: &'p Pack,
    today: Date,
    /// Those of one line, kept for their room.
    answers: Answers,
}

impl<'p> Evaluator<'p> {
    pub fn new(pack: &'p Pack, today: Date) -> Self {
        Self {
            pack,
            today,
            answers: Answers::default(),
        }
    }

    /// Adds what the line of this number comes to; nothing, for a blank one.
    pub fn evaluate(&mut self, number: u64, line: &[u8], out: &mut Vec<u8>) -> io::Result<Tally> {
        let mut tally = Tally::default();
        let answered = self.verdict(number, line, |id, path, verdict| {
            let report = Report::of(path, verdict);
            serde_json::to_writer(&mut *out, &Line { id, report })
        });
        match answered {
            None => return Ok(tally),
            Some(Ok(written)) => {
                written?;
                tally.answered += 1;
            }
            Some(Err(refused)) => {
                let (id, error) = (refused.id, refused.says);
                serde_json::to_writer(&mut *out, &ErrorLine { id, error })?;
                tally.refused += 1;
            }
        }
        out.push(b'\n');
        Ok(tally)
    }

    /// The verdict on the line of this number, put as the caller needs it, or why there is none;
    /// nothing, for a blank line.
    pub fn verdict<T>(
        &mut self,
        number: u64,
        line: &[u8],
        put: impl FnOnce(Option<Id>, &Path<'p, '_>, Verdict<'p>) -> T,
    ) -> Option<Result<T, Refused>> {
        if line.iter().all(u8::is_ascii_whitespace) {
            return None;
        }
        let set = if line.len() as u64 > LONGEST_LINE {
            Err(Refused::whole(
                Language::english().says(text::LINE_TOO_LONG),
            ))
        } else {
            read_set(self.pack, self.today, line, &mut self.answers)
        };
        Some(match set {
            Ok(set) => {
                let path = Path::new(self.pack, &self.answers, set.today);
                Ok(put(set.id, &path, Verdict::of(&path)))
            }
            Err(mut refused) => {
                let at = [("line", &*number.to_string()), ("says", &refused.says)];
                refused.says = clean::clean(&Language::english().fill(text::IN_LINE, &at), 1_000);
                Err(refused)
            }
        })
    }
}

/// One line of the input, its answers as `A`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set<'l, A> {
    #[serde(borrow)]
    id: Option<&'l RawValue>,
    #[serde(borrow)]
    today: Option<Cow<'l, str>>,
    answers: A,
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
pub(super) enum Id {
    Text(String),
    Number(u64),
}

struct Taken {
    id: Option<Id>,
    today: Date,
}

/// Why a line has no verdict.
pub(super) struct Refused {
    id: Option<Id>,
    pub says: String,
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
    let line = std::str::from_utf8(line)
        .map_err(|_| Refused::whole(Language::english().says(text::NOT_UTF8)))?;
    if !line.trim_start().starts_with('{') {
        return Err(Refused::whole(
            Language::english().says(text::NOT_AN_OBJECT),
        ));
    }
    // nearly every line can be read in one go; where answers are no such pairs,
    // the rest of the line is looked at first, so that its id is known
    if let Ok(set) = serde_json::from_str::<Set<'_, Pairs<'_>>>(line) {
        return take_set(today, &set, |today| {
            let mut taker = Taker::new(pack, today, answers);
            let mut pairs = set.answers.0.iter();
            pairs.try_for_each(|(id, value)| taker.take(&id.0, value))
        });
    }
    let set = serde_json::from_str::<Set<'_, &RawValue>>(line)
        .map_err(|error| Refused::whole(not_a_set(&error)))?;
    take_set(today, &set, |today| {
        read_answers(set.answers, Taker::new(pack, today, answers))
    })
}

/// Takes the id, then the day, then the answers.
fn take_set<A>(
    today: Date,
    set: &Set<'_, A>,
    take_answers: impl FnOnce(Date) -> Result<(), String>,
) -> Result<Taken, Refused> {
    let id = set.id.map(read_id).transpose()?;
    let today = match set.today.as_deref() {
        None => Ok(today),
        Some(written) => match written.parse() {
            Ok(PartialDate::Day(day)) => Ok(day),
            _ => {
                Err(Language::english().fill(text::BAD_TODAY, &[("given", &clean::echo(written))]))
            }
        },
    };
    match today.and_then(|today| take_answers(today).map(|()| today)) {
        Ok(today) => Ok(Taken { id, today }),
        Err(says) => Err(Refused { id, says }),
    }
}

/// What serde found, without its own count of lines: the line is ours to name.
fn not_a_set(error: &serde_json::Error) -> String {
    let why = error.to_string();
    let why = why.split(" at line ").next().unwrap_or_default();
    Language::english().fill(text::NOT_A_SET, &[("why", why)])
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
    id.ok_or_else(|| Refused::whole(Language::english().says(text::BAD_ID)))
}

/// Reads answers of which some are perhaps none, up to the first that is wrong.
fn read_answers(raw: &RawValue, taker: Taker<'_>) -> Result<(), String> {
    let mut refused = None;
    let reader = AnswerSet {
        taker,
        refused: &mut refused,
    };
    let mut json = serde_json::Deserializer::from_str(raw.get());
    let read = reader.deserialize(&mut json);
    read.map_err(|error| refused.unwrap_or_else(|| not_a_set(&error)))
}

/// Reads an object of answers straight into [`Answers`].
struct AnswerSet<'a> {
    taker: Taker<'a>,
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
        while let Some((id, value)) = map.next_entry::<Word<'de>, Value<'de>>()? {
            if let Err(says) = self.taker.take(&id.0, &value) {
                *self.refused = Some(says);
                return Err(A::Error::custom(""));
            }
        }
        Ok(())
    }
}

/// Takes one answer after the other.
struct Taker<'a> {
    pack: &'a Pack,
    today: Date,
    answers: &'a mut Answers,
    /// By the number of the question, whether it was answered.
    seen: Vec<bool>,
    /// The number of the question that probably comes next.
    next: usize,
}

impl<'a> Taker<'a> {
    fn new(pack: &'a Pack, today: Date, answers: &'a mut Answers) -> Self {
        answers.clear_all();
        Self {
            pack,
            today,
            answers,
            seen: vec![false; pack.questions.len()],
            next: 0,
        }
    }

    fn take(&mut self, id: &str, value: &Value<'_>) -> Result<(), String> {
        let expected = self.pack.questions.get(self.next).filter(|it| it.id == id);
        let Some(question) = expected.or_else(|| self.pack.question(id)) else {
            return Err(no_question(self.pack, id));
        };
        self.next = question.number + 1;
        if let Some(seen) = self.seen.get_mut(question.number)
            && std::mem::replace(seen, true)
        {
            return Err(Language::english().fill(text::TWICE, &[("question", id)]));
        }
        let given = match value {
            Value::Null => return Ok(()),
            Value::Word(word) => Given::Word(word),
            Value::Number(number) => Given::Number(*number),
            Value::List(words) => Given::List(words.iter().map(|word| &*word.0).collect()),
        };
        let answer = Answer::accept(question, &given, Language::english(), self.today).map_err(
            |refusal| {
                Language::english().fill(
                    text::AT_QUESTION,
                    &[
                        ("question", id),
                        ("says", &refusal.says(Language::english())),
                    ],
                )
            },
        )?;
        self.answers.set(question, answer);
        Ok(())
    }
}

fn no_question(pack: &Pack, id: &str) -> String {
    let given = &clean::echo(id);
    match pack.nearest_question(id) {
        Some(meant) => {
            Language::english().fill(text::NO_QUESTION_BUT, &[("given", given), ("meant", meant)])
        }
        None => Language::english().fill(text::NO_QUESTION, &[("given", given)]),
    }
}

/// Answers as they stand in the line, in order and not yet taken.
struct Pairs<'l>(Vec<(Word<'l>, Value<'l>)>);

impl<'de: 'l, 'l> Deserialize<'de> for Pairs<'l> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor;

        impl<'de> Visitor<'de> for PairsVisitor {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of answers")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<'de>, A::Error> {
                let mut pairs = Vec::with_capacity(USUAL_ANSWERS);
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(PairsVisitor)
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
