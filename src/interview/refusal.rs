//! Why something is no answer, in words.

use jiff::civil::Date;

use super::dates::{PartialDate, how_to};
use crate::{
    clean,
    pack::About,
    text::{self, Language, Text},
};

/// Why a question does not take what was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It has no such option; perhaps this one was meant.
    NoSuchOption(String, Option<String>),
    /// An option was given twice.
    Twice(String),
    /// A list that names no option.
    NothingNamed,
    /// No date, or one that does not exist, where such a date is asked on this day.
    NotADate(String, About, Date),
    /// What can mean either of these two.
    TwoDates(String, PartialDate, PartialDate),
    /// A season, which ends with these months: north of the equator, and south.
    ASeason(String, PartialDate, PartialDate),
    /// The same in data, which takes fewer forms.
    NotADateOfData(String),
    /// A month or a year where a day to come is needed, on this day.
    NotAWholeDate(Date),
    /// A day of the treatment that lies before today.
    BeforeToday(Date),
    /// In data, no day of a treatment.
    NotATreatment(String),
    /// A date in the future where the past is asked.
    InTheFuture(Date),
    /// A date that lies behind where what is to come is asked.
    HasPassed(Date),
    /// A date before this day, the first that is taken.
    TooEarly(Date),
    /// A date after this day, the last that is taken.
    TooLate(Date),
    /// No whole number.
    NotANumber(String),
    /// A number outside this range.
    OutOfRange(u32, u32),
    /// A text longer than this many characters.
    TooLong(usize),
    /// Another kind of answer than the question takes.
    WrongKind(Text),
}

impl Refusal {
    /// Whether it asks which of several dates was meant.
    #[must_use]
    pub const fn asks_which(&self) -> bool {
        matches!(self, Self::TwoDates(..) | Self::ASeason(..))
    }

    /// What is wrong and what to do, as sentences.
    #[must_use]
    pub fn says(&self, language: &Language) -> String {
        let echo = clean::echo;
        match self {
            Self::NoSuchOption(given, None) => {
                language.fill(text::NO_SUCH_OPTION, &[("given", &echo(given))])
            }
            Self::NoSuchOption(given, Some(meant)) => language.fill(
                text::NO_SUCH_OPTION_BUT,
                &[("given", &echo(given)), ("meant", meant)],
            ),
            Self::Twice(given) => language.fill(text::GIVEN_TWICE, &[("given", &echo(given))]),
            Self::NothingNamed => language.says(text::NOTHING_NAMED).to_owned(),
            Self::NotADate(given, about, today) => {
                let says = how_to(text::NOT_A_DATE, *about, language, *today);
                text::fill(&says, &[("given", &echo(given))])
            }
            Self::TwoDates(given, one, other) => {
                let [given, one, other] = [echo(given), one.says(language), other.says(language)];
                let values = [("given", &*given), ("one", &one), ("other", &other)];
                language.fill(text::TWO_DATES, &values)
            }
            Self::ASeason(given, north, south) => {
                let [given, north, south] =
                    [echo(given), north.says(language), south.says(language)];
                let values = [("given", &*given), ("north", &north), ("south", &south)];
                language.fill(text::A_SEASON, &values)
            }
            Self::NotADateOfData(given) => {
                language.fill(text::NOT_A_DATE_OF_DATA, &[("given", &echo(given))])
            }
            Self::NotAWholeDate(today) => {
                how_to(text::NOT_A_WHOLE_DATE, About::Future, language, *today)
            }
            Self::BeforeToday(today) => {
                language.fill(text::BEFORE_TODAY, &[("today", &language.day(*today))])
            }
            Self::NotATreatment(given) => {
                language.fill(text::NOT_A_TREATMENT, &[("given", &echo(given))])
            }
            Self::InTheFuture(today) => {
                language.fill(text::IN_THE_FUTURE, &[("today", &language.day(*today))])
            }
            Self::HasPassed(today) => {
                language.fill(text::HAS_PASSED, &[("today", &language.day(*today))])
            }
            Self::TooEarly(first) => {
                language.fill(text::TOO_EARLY, &[("day", &language.day(*first))])
            }
            Self::TooLate(last) => language.fill(text::TOO_LATE, &[("day", &language.day(*last))]),
            Self::NotANumber(given) => {
                language.fill(text::NOT_A_NUMBER, &[("given", &echo(given))])
            }
            Self::OutOfRange(min, max) => language.fill(
                text::OUT_OF_RANGE,
                &[("min", &min.to_string()), ("max", &max.to_string())],
            ),
            Self::TooLong(most) => language.fill(text::TOO_LONG, &[("most", &most.to_string())]),
            Self::WrongKind(wanted) => {
                language.fill(text::WRONG_KIND, &[("wanted", language.says(*wanted))])
            }
        }
    }
}
