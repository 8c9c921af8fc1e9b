//! One line of the input: an answer set, or what is wrong with it.

use std::{borrow::Cow, fmt};

use jiff::civil::Date;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::{
    clean,
    interview::{Answer, Answers, Days, Given, PartialDate, Refusal, Treatment, whole},
    pack::{OptionSet, Pack},
    text::{self, Language},
};

/// What serde says that it expected where `answers` are none.
const AN_OBJECT_OF_ANSWERS: &str = "an object of answers";
/// The longest id taken, in characters.
const LONGEST_ID: usize = 200;
/// Room for about as many answers as a healthy person gives.
const USUAL_ANSWERS: usize = 64;

/// One line of the input, its answers as `A`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set<'l, A> {
    #[serde(borrow)]
    id: Option<&'l RawValue>,
    #[serde(borrow)]
    today: Option<Cow<'l, str>>,
    #[serde(borrow, rename = "for")]
    treatment: Option<Cow<'l, str>>,
    answers: A,
}

/// The name that a line gives itself.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Id {
    Text(String),
    Number(u64),
}

/// An answer set that was taken: its answers stand in [`Answers`].
pub(super) struct Taken {
    pub id: Option<Id>,
    pub days: Days,
}

/// Why a line has no verdict.
pub(super) struct Refused {
    pub id: Option<Id>,
    pub says: String,
}

impl Refused {
    /// Nothing of the line can be taken, not even its id.
    pub fn whole(says: impl fmt::Display) -> Self {
        Self {
            id: None,
            says: says.to_string(),
        }
    }
}

/// Takes the answers of a line.
pub(super) fn read_set(
    pack: &Pack,
    today: Date,
    line: &[u8],
    answers: &mut Answers,
) -> Result<Taken, Refused> {
    // UTF-16 is full of noughts, and JSON has none
    let line = std::str::from_utf8(line)
        .ok()
        .filter(|it| !it.contains('\0'));
    let line = line.ok_or_else(|| Refused::whole(Language::english().says(text::NOT_UTF8)))?;
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

/// Takes the id, then the days, then the answers.
fn take_set<A>(
    today: Date,
    set: &Set<'_, A>,
    take_answers: impl FnOnce(Date) -> Result<(), String>,
) -> Result<Taken, Refused> {
    let id = set.id.map(read_id).transpose()?;
    let today = match set.today.as_deref() {
        None => Ok(today),
        Some(written) => match written.trim().parse() {
            Ok(PartialDate::Day(day)) => Ok(day),
            _ => {
                Err(Language::english().fill(text::BAD_TODAY, &[("given", &clean::echo(written))]))
            }
        },
    };
    let days = today.and_then(|today| {
        let treatment = set.treatment.as_deref().map(|written| {
            let treatment = Treatment::from_data(written, today);
            treatment.map_err(|refusal| refusal.says(Language::english()))
        });
        Ok(Days {
            today,
            treatment: treatment.transpose()?.unwrap_or_default(),
        })
    });
    match days.and_then(|days| take_answers(days.today).map(|()| days)) {
        Ok(days) => Ok(Taken { id, days }),
        Err(says) => Err(Refused { id, says }),
    }
}

/// What serde found, in our words.
fn not_a_set(error: &serde_json::Error) -> String {
    let english = Language::english();
    // serde tells what is wrong in a text alone
    let says = error.to_string();
    // a number that it can't read is JSON, and no day
    if !error.is_data() && !says.starts_with("number out of range") {
        return english.says(text::NOT_JSON).to_owned();
    }
    let name = says.split('`').nth(1).map(clean::echo).unwrap_or_default();
    let what = if says.starts_with("missing field") {
        text::SET_WITHOUT
    } else if says.starts_with("unknown field") {
        text::SET_WITH_UNKNOWN
    } else if says.starts_with("duplicate field") {
        text::SET_WITH_TWICE
    } else if says.contains(AN_OBJECT_OF_ANSWERS) {
        text::SET_WITHOUT_OBJECT
    } else {
        text::SET_WITH_WRONG_DAY
    };
    english.fill(what, &[("field", &name)])
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
        f.write_str(AN_OBJECT_OF_ANSWERS)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some((id, value)) = map.next_entry::<Word<'de>, &RawValue>()? {
            let value = Value::of(value).map_err(|error| not_a_set(&error));
            if let Err(says) = value.and_then(|value| self.taker.take(&id.0, &value)) {
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
            Value::Word(word) => Ok(Given::Word(word)),
            Value::Number(number) => Ok(Given::Number(*number)),
            Value::NotWhole(number) => Err(Refusal::NotANumber(number.clone())),
            Value::List(words) => Ok(Given::List(words.iter().map(|word| &**word).collect())),
            Value::NoWords => Err(Refusal::WrongKind(text::A_LIST_OF_OPTIONS)),
            Value::Other => Err(Refusal::WrongKind(text::A_WORD_OR_NUMBER)),
        };
        let english = Language::english();
        let answer = given
            .and_then(|given| Answer::accept(question, &given, english, self.today))
            .map_err(|refusal| {
                let values = [("question", id), ("says", &refusal.says(english))];
                english.fill(text::AT_QUESTION, &values)
            })?;
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
                f.write_str(AN_OBJECT_OF_ANSWERS)
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

/// An answer as it stands in the line. Whatever stands there is one of these, so that it is refused
/// where it stands, and in our words.
enum Value<'l> {
    Null,
    Word(Cow<'l, str>),
    Number(u64),
    /// A number that is not whole, or below 0.
    NotWhole(String),
    List(Vec<Cow<'l, str>>),
    /// A list in which something is no word.
    NoWords,
    Other,
}

impl<'l> Value<'l> {
    /// The same where it may be no number or no list that serde can read.
    fn of(raw: &'l RawValue) -> serde_json::Result<Self> {
        let json = raw.get();
        match json.as_bytes().first() {
            Some(b'-' | b'0'..=b'9') => {
                let number = json.parse().ok().and_then(whole);
                Ok(number.map_or_else(|| Self::NotWhole(json.to_owned()), Self::Number))
            }
            Some(b'[') => Ok(serde_json::from_str(json).unwrap_or(Self::NoWords)),
            _ => serde_json::from_str(json),
        }
    }
}

impl<'de: 'l, 'l> Deserialize<'de> for Value<'l> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let in_list = false;
        ValueReader { in_list }.deserialize(deserializer)
    }
}

/// Reads a [`Value`].
struct ValueReader {
    /// Whether it stands in a list: there a list is no word, however deep it goes.
    in_list: bool,
}

impl<'de> DeserializeSeed<'de> for ValueReader {
    type Value = Value<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueReader {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer")
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value<'de>, E> {
        Ok(Value::Other)
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

    fn visit_i64<E>(self, number: i64) -> Result<Value<'de>, E> {
        Ok(Value::NotWhole(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value<'de>, E> {
        Ok(whole(number).map_or_else(|| Value::NotWhole(number.to_string()), Value::Number))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value<'de>, A::Error> {
        let mut words = Vec::new();
        // no question has more options, so one more is refused like a million more
        while !self.in_list && words.len() <= OptionSet::LARGEST {
            match seq.next_element_seed(Self { in_list: true })? {
                Some(Value::Word(word)) => words.push(word),
                None => return Ok(Value::List(words)),
                Some(_) => {
                    while seq.next_element::<IgnoredAny>()?.is_some() {}
                    return Ok(Value::NoWords);
                }
            }
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::List(words))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }
}
