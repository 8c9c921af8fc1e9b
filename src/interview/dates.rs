//! Dates as people know them: a day, a month or only a year.

use std::{fmt, str::FromStr};

use jiff::civil::Date;

use crate::{
    pack::{About, Length},
    text::{self, Language, Text},
};

/// The years that a typed date may have: it keeps slips of the finger out and
/// every later sum in range.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// A day, a month or a year.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PartialDate {
    /// A whole date.
    Day(Date),
    /// A month: its first day.
    Month(Date),
    /// A year: its first day.
    Year(Date),
}

impl fmt::Debug for PartialDate {
    /// Nothing of a person reaches a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

impl PartialDate {
    /// The date of these parts, within the years that are taken.
    pub(super) fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        if !YEARS.contains(&year) {
            return None;
        }
        let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(match (month, day) {
            (Some(_), Some(_)) => Self::Day(first),
            (Some(_), None) => Self::Month(first),
            (None, _) => Self::Year(first),
        })
    }

    /// The day on which something of this length ends that has lasted for the weeks typed: "22
    /// weeks", "22w". English is taken in every language, as it stands in data.
    #[must_use]
    pub fn in_weeks(typed: &str, whole: Length, language: &Language, today: Date) -> Option<Self> {
        let lower = typed.trim().to_lowercase();
        let unit = lower.trim_start_matches(|c: char| c.is_ascii_digit());
        let weeks = lower.strip_suffix(unit)?.parse().ok()?;
        let names = |language: &Language| {
            let mut names = language.says(text::WEEK_NAMES).split(' ');
            names.any(|name| name == unit.trim())
        };
        let end = Length::Weeks(weeks).before(whole.after(today));
        (names(language) || names(Language::english())).then_some(Self::Day(end))
    }

    /// The first day that it can mean.
    #[must_use]
    pub const fn first_day(self) -> Date {
        match self {
            Self::Day(day) | Self::Month(day) | Self::Year(day) => day,
        }
    }

    /// The last day that it can mean.
    #[must_use]
    pub fn last_day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month(first) => first.last_of_month(),
            Self::Year(first) => first.last_of_year(),
        }
    }

    /// The day that waits are counted from: the last that it can mean. Nothing
    /// in the past can have been later than today.
    #[must_use]
    pub fn counted_from(self, about: About, today: Date) -> Date {
        match about {
            About::Past => self.last_day().min(today),
            About::Future => self.last_day(),
        }
    }

    /// The date as it is said back: a day with how far it lies from today, "15 March 2025, 8 months ago".
    #[must_use]
    pub fn says_back(self, language: &Language, today: Date) -> String {
        let says = self.says(language);
        match self {
            Self::Day(day) => format!("{says}, {}", language.distance(day, today)),
            Self::Month(_) | Self::Year(_) => says,
        }
    }

    /// The date as a sentence says when: "on 15 March 2025", "in March 2025".
    #[must_use]
    pub fn says_when(self, language: &Language) -> String {
        let template = match self {
            Self::Day(_) => text::ON_DAY,
            Self::Month(_) | Self::Year(_) => text::IN_PERIOD,
        };
        language.fill(template, &[("date", &self.says(language))])
    }

    /// The date in words: "15 March 2025", "March 2025", "2025".
    #[must_use]
    pub fn says(self, language: &Language) -> String {
        match self {
            Self::Day(day) => language.day(day),
            Self::Month(first) => language.month_and_year(first),
            Self::Year(first) => first.year().to_string(),
        }
    }
}

/// What is written has not the form that dates have in data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotOfData;

impl FromStr for PartialDate {
    type Err = NotOfData;

    /// `2025-03-15`, `2025-03` or `2025`.
    fn from_str(written: &str) -> Result<Self, NotOfData> {
        let digits = |part: &str, length: usize| {
            (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
        };
        let two = |part: &str| digits(part, 2).and_then(|number| i8::try_from(number).ok());
        let parts: Vec<&str> = written.split('-').collect();
        let found = match parts.as_slice() {
            [year] => digits(year, 4).and_then(|year| Self::new(year, None, None)),
            [year, month] => digits(year, 4).and_then(|y| Self::new(y, Some(two(month)?), None)),
            [year, month, day] => {
                digits(year, 4).and_then(|y| Self::new(y, Some(two(month)?), Some(two(day)?)))
            }
            _ => None,
        };
        found.ok_or(NotOfData)
    }
}

/// A date to show how one is written: last year where the past is asked, else next year.
fn example(about: About, today: Date) -> Date {
    let year = match about {
        About::Past => today.year().saturating_sub(1),
        About::Future => today.year().saturating_add(1),
    };
    Date::new(year, 3, 15).unwrap_or(today)
}

/// A text on how a date is written: its `{date}`, `{day}`, `{month}`, `{year}` and `{span}` are
/// filled with examples.
#[must_use]
pub fn how_to(says: Text, about: About, language: &Language, today: Date) -> String {
    let day = example(about, today);
    let span = match about {
        About::Past => text::AGO,
        About::Future => text::AHEAD,
    };
    let span = language.fill(span, &[("span", &language.count(text::DAYS, 7))]);
    let values = [
        ("date", &*day.to_string()),
        ("day", &language.day(day)),
        ("month", &language.month_and_year(day)),
        ("year", &day.year().to_string()),
        ("span", &span),
    ];
    language.fill(says, &values)
}

impl fmt::Display for PartialDate {
    /// As [`FromStr`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(first) => write!(f, "{:04}-{:02}", first.year(), first.month()),
            Self::Year(first) => write!(f, "{:04}", first.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]
    use jiff::civil::date;

    use super::*;

    const NOW: Date = date(2026, 11, 20);

    #[test]
    fn a_month_or_year_means_its_last_day_but_never_the_future() {
        let counted = |text: &str| {
            let date: PartialDate = text.parse().unwrap();
            date.counted_from(About::Past, NOW)
        };
        assert_eq!(counted("2026-02"), date(2026, 2, 28));
        assert_eq!(counted("2025"), date(2025, 12, 31));
        assert_eq!(counted("2026-11"), NOW);
        assert_eq!(counted("2026"), NOW);
    }

    #[test]
    fn a_month_or_year_to_come_means_its_last_day() {
        for (written, counted) in [
            ("2026-02", date(2026, 2, 28)),
            ("2026-11-19", date(2026, 11, 19)),
            ("2026-11", date(2026, 11, 30)),
            ("2027-03-01", date(2027, 3, 1)),
            ("2027-03", date(2027, 3, 31)),
            ("2027", date(2027, 12, 31)),
        ] {
            let read: PartialDate = written.parse().unwrap();
            assert_eq!(read.counted_from(About::Future, NOW), counted, "{written}");
        }
    }
}
