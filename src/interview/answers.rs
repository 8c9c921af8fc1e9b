//! What was answered, and what a question takes for an answer.

use std::fmt;

use jiff::civil::Date;

use super::{PartialDate, Refusal, days::Days, spoken};
use crate::{
    clean,
    pack::{
        ADDED, About, DECLINED, Kind, OptionSet, Question, Range, Test, UNSURE, Wait, YES_NO,
        meaning::passes_with, nearest,
    },
    text::{self, Language},
};

/// The longest text of their own that a person can give, in characters.
pub const LONGEST_TEXT: usize = 500;

/// The answer to one question.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// "Not sure".
    Unsure,
    /// "I would rather tell the clinician".
    Declined,
    /// These options of the question.
    Chosen(OptionSet),
    /// A number within the question's range.
    Number(u32),
    /// A day, a month or a year.
    Date(PartialDate),
    /// The person's own words, cleaned; empty where they had none.
    Text(String),
}

impl fmt::Debug for Answer {
    /// Nothing of a person reaches a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

/// The answers so far, by the number of the question.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Answers(Vec<Option<Answer>>);

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

impl Answers {
    /// The answer to the question of this number; none is a blank.
    #[must_use]
    pub fn get(&self, question: usize) -> Option<&Answer> {
        self.0.get(question)?.as_ref()
    }

    /// Keeps an answer, over an earlier one.
    pub fn set(&mut self, question: &Question, answer: Answer) {
        if self.0.len() <= question.number {
            self.0.resize(question.number + 1, None);
        }
        if let Some(slot) = self.0.get_mut(question.number) {
            *slot = Some(answer);
        }
    }

    /// Makes an answer a blank again.
    pub fn clear(&mut self, question: &Question) {
        if let Some(slot) = self.0.get_mut(question.number) {
            *slot = None;
        }
    }

    /// Makes every answer a blank, and keeps the room.
    pub fn clear_all(&mut self) {
        self.0.fill(None);
    }

    /// Whether yes was answered to a yes-or-no question.
    #[must_use]
    pub fn is_yes(&self, question: &Question) -> bool {
        self.get(question.number) == Some(&Answer::yes())
    }

    /// Whether nothing has been answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

/// What was given for an answer, before it is known whether the question takes
/// it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given<'g> {
    /// "Not sure".
    Unsure,
    /// "I would rather tell the clinician".
    Declined,
    /// Typed by a person: a number, a date or a text.
    Typed(&'g str),
    /// Data: an option's id, `unsure`, `declined`, a date or a text.
    Word(&'g str),
    /// Data: a number.
    Number(u64),
    /// Data: the ids of options.
    List(Vec<&'g str>),
}

impl<'g> Given<'g> {
    /// What data gives for an answer; none is a blank.
    ///
    /// # Errors
    /// When it is a kind of value that no question takes.
    pub fn from_json(value: &'g serde_json::Value) -> Result<Option<Self>, Refusal> {
        use serde_json::Value;
        Ok(Some(match value {
            Value::Null => return Ok(None),
            Value::String(word) => Self::Word(word),
            Value::Number(number) => match number.as_u64().or_else(|| whole(number.as_f64()?)) {
                Some(number) => Self::Number(number),
                None => return Err(Refusal::NotANumber(number.to_string())),
            },
            Value::Array(ids) => {
                let ids: Option<Vec<&str>> = ids.iter().map(Value::as_str).collect();
                Self::List(ids.ok_or(Refusal::WrongKind(text::A_LIST_OF_OPTIONS))?)
            }
            Value::Bool(_) | Value::Object(_) => {
                return Err(Refusal::WrongKind(text::A_WORD_OR_NUMBER));
            }
        }))
    }
}

impl Answer {
    /// Yes, to a yes-or-no question.
    #[must_use]
    pub fn yes() -> Self {
        Self::Chosen(OptionSet::of(0))
    }

    /// No, to a yes-or-no question.
    #[must_use]
    pub fn no() -> Self {
        Self::Chosen(OptionSet::of(1))
    }

    /// Whether it is its question's "no", and nothing else.
    #[must_use]
    pub fn is_no(&self, question: &Question) -> bool {
        matches!(self, Self::Chosen(chosen) if question.no() == Some(*chosen))
    }

    /// The answer that a question takes from what was given; a date is typed in this language.
    ///
    /// # Errors
    /// Why it takes none.
    pub fn accept(
        question: &Question,
        given: &Given<'_>,
        language: &Language,
        today: Date,
    ) -> Result<Self, Refusal> {
        if let Kind::Text = question.kind {
            return own_words(given);
        }
        match given {
            Given::Unsure | Given::Word(UNSURE) => return Ok(Self::Unsure),
            Given::Declined | Given::Word(DECLINED) => return Ok(Self::Declined),
            _ => {}
        }
        match &question.kind {
            Kind::YesNo | Kind::Choice(_) => match given {
                Given::Word(id) | Given::Typed(id) => option(question, id).map(Self::Chosen),
                _ => Err(Refusal::WrongKind(text::ONE_OPTION)),
            },
            Kind::Choices(_) => match given {
                Given::List(ids) => options(question, ids).map(Self::Chosen),
                // kept from when only one could be chosen
                Given::Word(id) => option(question, id).map(Self::Chosen),
                _ => Err(Refusal::WrongKind(text::A_LIST_OF_OPTIONS)),
            },
            Kind::Number(range) => number(*range, given).map(Self::Number),
            Kind::Date {
                about,
                reach,
                or_weeks,
            } => {
                let (date, written) = match given {
                    Given::Typed(it) => {
                        let read = spoken::read(it, *about, language, today);
                        (read.map(|reading| reading.date), it)
                    }
                    Given::Word(it) => {
                        let date = it.trim().parse();
                        let refused = |_| Refusal::NotADateOfData(it.trim().to_owned());
                        (date.map_err(refused), it)
                    }
                    _ => return Err(Refusal::WrongKind(text::A_DATE)),
                };
                let of = or_weeks.as_ref().map(|it| it.of.length);
                let in_weeks = || PartialDate::in_weeks(written, of?, language, today);
                let date = date.or_else(|refusal| in_weeks().ok_or(refusal))?;
                check_reach(date, *about, reach, today)?;
                Ok(Self::Date(date))
            }
            Kind::Text => Err(Refusal::WrongKind(text::A_TEXT)),
        }
    }

    /// Whether it is a day that was still to come when it was given, and now lies behind: a due date
    /// that has passed. Nobody knows then what it was to tell.
    #[must_use]
    pub fn has_passed(&self, question: &Question, today: Date) -> bool {
        match (&question.kind, self) {
            (Kind::Date { about, .. }, Self::Date(date)) => {
                *about == About::Future && date.last_day() < today
            }
            _ => false,
        }
    }

    /// The answer in words, as it is said back.
    #[must_use]
    pub fn says(&self, question: &Question, language: &Language, today: Date) -> String {
        match self {
            Self::Date(date) => date.says_back(language, today),
            _ => self.says_plainly(question, language),
        }
    }

    /// The answer in words, without how far a date lies from today.
    #[must_use]
    pub fn says_plainly(&self, question: &Question, language: &Language) -> String {
        match self {
            Self::Unsure => language.says(text::NOT_SURE).to_owned(),
            Self::Declined => language.says(text::RATHER_TELL).to_owned(),
            Self::Chosen(chosen) => match &question.kind {
                Kind::Choice(options) | Kind::Choices(options) => {
                    let names = chosen.places().filter_map(|place| options.get(place));
                    let names: Vec<&str> = names.map(|option| option.says.as_str()).collect();
                    names.join("; ")
                }
                _ if *self == Self::yes() => language.says(text::YES).to_owned(),
                _ => language.says(text::NO).to_owned(),
            },
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.says(language),
            Self::Text(words) if words.is_empty() => language.says(text::NO_WORDS).to_owned(),
            Self::Text(words) => words.clone(),
        }
    }

    /// What a question takes from data; none is a blank.
    ///
    /// # Errors
    /// As [`Answer::accept`].
    pub fn from_json(
        question: &Question,
        value: &serde_json::Value,
        today: Date,
    ) -> Result<Option<Self>, Refusal> {
        // data is the same in every language
        let accept = |given| Self::accept(question, &given, Language::english(), today);
        Given::from_json(value)?.map(accept).transpose()
    }

    /// The answer as it can be typed into a field; none where it is chosen among rows.
    #[must_use]
    pub fn typed(&self) -> Option<String> {
        match self {
            Self::Number(number) => Some(number.to_string()),
            Self::Date(date) => Some(date.to_string()),
            Self::Text(words) => Some(words.clone()),
            Self::Unsure | Self::Declined | Self::Chosen(_) => None,
        }
    }

    /// The answer as data, as [`Answer::accept`] takes it.
    #[must_use]
    pub fn to_json(&self, question: &Question) -> serde_json::Value {
        let id = |place| {
            question
                .option_ids()
                .nth(place)
                .unwrap_or_default()
                .to_owned()
        };
        match self {
            Self::Unsure => UNSURE.into(),
            Self::Declined => DECLINED.into(),
            Self::Chosen(chosen) => {
                let mut ids = chosen.places().map(id);
                match question.kind {
                    Kind::Choices(_) => ids.collect::<Vec<_>>().into(),
                    _ => ids.next().into(),
                }
            }
            Self::Number(number) => (*number).into(),
            Self::Date(date) => date.to_string().into(),
            Self::Text(words) => words.clone().into(),
        }
    }
}

/// Whether an answer, or none, passes a test. Waits are held against the day of the treatment; what
/// a date means is settled today.
#[must_use]
pub fn passes(answer: Option<&Answer>, test: &Test, days: Days) -> bool {
    let unknown = || matches!(answer, None | Some(Answer::Unsure | Answer::Declined));
    let against = days.of_treatment();
    let over = |date: &PartialDate, about, wait: &Wait| {
        wait.length.after(date.counted_from(about, days.today)) <= against
    };
    match (test, answer) {
        (Test::Answered, _) => !unknown(),
        (Test::NotSure, _) => unknown(),
        (Test::Blank, _) => answer.is_none(),
        (Test::AnyOf(_) | Test::AllOf(_) | Test::NoneOf(_), Some(Answer::Chosen(chosen))) => {
            passes_with(*chosen, test)
        }
        (Test::Below(limit), Some(Answer::Number(number))) => number < limit,
        (Test::AtLeast(limit), Some(Answer::Number(number))) => number >= limit,
        (Test::Within(about, wait), Some(Answer::Date(date))) => !over(date, *about, wait),
        (Test::Over(about, wait), Some(Answer::Date(date))) => over(date, *about, wait),
        (Test::Ahead, Some(Answer::Date(date))) => date.last_day() >= against,
        // a test on another kind of answer, or on none
        (
            Test::AnyOf(_)
            | Test::AllOf(_)
            | Test::NoneOf(_)
            | Test::Below(_)
            | Test::AtLeast(_)
            | Test::Within(..)
            | Test::Over(..)
            | Test::Ahead,
            _,
        ) => false,
    }
}

fn own_words(given: &Given<'_>) -> Result<Answer, Refusal> {
    let (Given::Typed(words) | Given::Word(words)) = given else {
        return Err(Refusal::WrongKind(text::A_TEXT));
    };
    if words.chars().count() > LONGEST_TEXT {
        return Err(Refusal::TooLong(LONGEST_TEXT));
    }
    Ok(Answer::Text(clean::clean(words, LONGEST_TEXT)))
}

fn option(question: &Question, id: &str) -> Result<OptionSet, Refusal> {
    let place = match &question.kind {
        // by far the most answers are one of these
        Kind::YesNo => YES_NO.iter().position(|known| *known == id),
        _ => question.option_ids().position(|known| known == id),
    };
    place.map(OptionSet::of).ok_or_else(|| {
        let alone = !matches!(question.kind, Kind::Choices(_));
        let added = ADDED.into_iter().filter(|_| alone);
        let known = question.option_ids().chain(added);
        Refusal::NoSuchOption(id.to_owned(), nearest(id, known).map(str::to_owned))
    })
}

fn options(question: &Question, ids: &[&str]) -> Result<OptionSet, Refusal> {
    let mut chosen = OptionSet::default();
    for id in ids {
        let this = option(question, id)?;
        if chosen.meets(this) {
            return Err(Refusal::Twice((*id).to_owned()));
        }
        chosen = chosen.with(this);
    }
    if chosen.is_empty() {
        return Err(Refusal::NothingNamed);
    }
    Ok(chosen)
}

fn number(range: Range, given: &Given<'_>) -> Result<u32, Refusal> {
    let number = match given {
        Given::Number(number) => *number,
        Given::Typed(typed) => typed
            .parse()
            .map_err(|_| Refusal::NotANumber((*typed).to_owned()))?,
        _ => return Err(Refusal::WrongKind(text::A_NUMBER)),
    };
    u32::try_from(number)
        .ok()
        .filter(|number| (range.min..=range.max).contains(number))
        .ok_or(Refusal::OutOfRange(range.min, range.max))
}

/// The first number that is too large for whole ones.
const BEYOND: f64 = 18_446_744_073_709_551_616.0;

/// A whole number that was written like another: `34.0`, `1e2`; the largest there is where it is
/// larger.
#[must_use]
pub fn whole(number: f64) -> Option<u64> {
    if number >= BEYOND {
        return Some(u64::MAX);
    }
    // a number that is whole is written out without a point
    number.to_string().parse().ok()
}

fn check_reach(date: PartialDate, about: About, reach: &Wait, today: Date) -> Result<(), Refusal> {
    let first = reach.length.before(today);
    let last = reach.length.after(today);
    // the day that counts is the day that is measured
    let day = date.counted_from(about, today);
    if day < first {
        return Err(Refusal::TooEarly(first));
    }
    match about {
        About::Past if date.first_day() > today => Err(Refusal::InTheFuture(today)),
        About::Future if day > last => Err(Refusal::TooLate(last)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::{
        interview::Treatment,
        pack::{Basis, Length},
    };

    const NOW: Date = date(2026, 11, 20);

    fn months(count: u32) -> Arc<Wait> {
        Arc::new(Wait {
            id: "wait".to_owned(),
            length: serde_json::from_value::<Length>(serde_json::json!({ "months": count }))
                .unwrap(),
            from: Basis::Default,
            sources: Vec::new(),
            note: None,
        })
    }

    // of a month or a year the day that counts must be within reach: its last, but never after
    // today for what lies behind
    #[test]
    fn the_reach_takes_its_own_ends() {
        let (early, future) = (
            Some(Refusal::TooEarly(date(2026, 1, 20))),
            Some(Refusal::InTheFuture(NOW)),
        );
        let late = Some(Refusal::TooLate(date(2027, 9, 20)));
        for (written, past, ahead) in [
            ("2025", &early, &early),
            ("2025-12", &early, &early),
            ("2026-01-19", &early, &early),
            ("2026-01-20", &None, &None),
            ("2026-01", &None, &None),
            ("2026", &None, &None),
            ("2026-11", &None, &None),
            ("2026-11-20", &None, &None),
            ("2026-11-21", &future, &None),
            ("2026-12", &future, &None),
            ("2027", &future, &late),
            ("2027-08", &future, &None),
            ("2027-09", &future, &late),
            ("2027-09-20", &future, &None),
            ("2027-09-21", &future, &late),
            ("2027-10", &future, &late),
            ("2028", &future, &late),
        ] {
            let reach = |about| check_reach(written.parse().unwrap(), about, &months(10), NOW);
            assert_eq!(&reach(About::Past).err(), past, "{written}");
            assert_eq!(&reach(About::Future).err(), ahead, "{written}");
        }
    }

    // a wait is over on its last day, and the day itself is still ahead
    #[test]
    fn a_wait_ends_on_its_day() {
        for (written, within, ahead) in [
            ("2026-05-19", false, false),
            ("2026-05-20", false, false),
            ("2026-05-21", true, false),
            ("2026-04", false, false),
            ("2026-05", true, false),
            ("2025", false, false),
            ("2026", true, true),
            ("2026-10", true, false),
            ("2026-11-19", true, false),
            ("2026-11-20", true, true),
            ("2026-11", true, true),
        ] {
            let answer = Answer::Date(written.parse().unwrap());
            let passes = |test| passes(Some(&answer), &test, Days::today(NOW));
            let past = About::Past;
            assert_eq!(passes(Test::Within(past, months(6))), within, "{written}");
            assert_eq!(passes(Test::Over(past, months(6))), !within, "{written}");
            assert_eq!(passes(Test::Ahead), ahead, "{written}");
        }
    }

    // on a booked day a wait is over that is not today, and a due date may lie behind
    #[test]
    fn waits_are_held_against_the_day_of_the_treatment() {
        let day = date(2027, 3, 1);
        let booked = Days::new(NOW, Treatment::On(day)).unwrap();
        for (about, written, within, ahead) in [
            (About::Past, "2026-08-31", false, false),
            (About::Past, "2026-09-02", true, false),
            // the last day of a past month is never after today
            (About::Past, "2026-11", true, false),
            (About::Future, "2026-08-31", false, false),
            (About::Future, "2027-02-28", true, false),
            (About::Future, "2027-03-01", true, true),
            (About::Future, "2027-03", true, true),
            (About::Future, "2027-12", true, true),
        ] {
            let answer = Answer::Date(written.parse().unwrap());
            let passes = |test| passes(Some(&answer), &test, booked);
            assert_eq!(passes(Test::Within(about, months(6))), within, "{written}");
            assert_eq!(passes(Test::Over(about, months(6))), !within, "{written}");
            assert_eq!(passes(Test::Ahead), ahead, "{written}");
        }
    }
}
