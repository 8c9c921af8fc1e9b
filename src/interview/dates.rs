//! Dates as people know them: a day, a month or only a year.

use std::{fmt, str::FromStr};

use jiff::civil::Date;

use super::refusal::Refusal;
use crate::{
    pack::{About, Length},
    text::{self, Language},
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

impl PartialDate {
    fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Self> {
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

    /// A date as a person types it: `2025-03-15`, `2025-03`, `2025`,
    /// "15 March 2025", "March 15, 2025", "mar 2025", "today", "yesterday".
    /// Digits alone for a month (`3/4/2025`) mean one day in one country and
    /// another elsewhere, so they are not taken.
    ///
    /// # Errors
    /// [`Refusal::NotADate`] with what was typed.
    pub fn typed(typed: &str, language: &Language, today: Date) -> Result<Self, Refusal> {
        if let Ok(date) = typed.parse() {
            return Ok(date);
        }
        let lower = typed.to_lowercase();
        let listed = |list, word: &str| language.says(list).split(' ').any(|it| it == word);
        let words: Vec<&str> = lower
            .split(|c: char| ",.".contains(c) || c.is_whitespace())
            .filter(|word| !word.is_empty() && !listed(text::DATE_FILLERS, word))
            .collect();
        let year = |word: &str| {
            if word.len() == 4 {
                word.parse().ok()
            } else {
                None
            }
        };
        let day = |word: &str| {
            let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
            let ending = word.strip_prefix(digits).unwrap_or(word);
            if digits.len() <= 2 && (ending.is_empty() || listed(text::DAY_ENDINGS, ending)) {
                digits.parse().ok()
            } else {
                None
            }
        };
        let found = match words.as_slice() {
            [word] if language.is(text::TODAY, word) => Some(Self::Day(today)),
            [word] if language.is(text::TOMORROW, word) => today.tomorrow().ok().map(Self::Day),
            [word] if language.is(text::YESTERDAY, word) => today.yesterday().ok().map(Self::Day),
            [one, other] => language
                .month_number(one)
                .and_then(|month| Self::new(year(other)?, Some(month), None)),
            [first, second, last] => {
                let (number, name) = if language.month_number(first).is_some() {
                    (second, first)
                } else {
                    (first, second)
                };
                language
                    .month_number(name)
                    .and_then(|month| Self::new(year(last)?, Some(month), Some(day(number)?)))
            }
            _ => None,
        };
        found.ok_or_else(|| Refusal::NotADate(typed.to_owned()))
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

impl FromStr for PartialDate {
    type Err = Refusal;

    /// `2025-03-15`, `2025-03` or `2025`.
    fn from_str(written: &str) -> Result<Self, Refusal> {
        let refused = || Refusal::NotADateOfData(written.to_owned());
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
        found.ok_or_else(refused)
    }
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
    fn reads_what_people_type() {
        let cases = [
            ("2025-03-15", "2025-03-15"),
            ("2025-03", "2025-03"),
            ("2025", "2025"),
            ("15 March 2025", "2025-03-15"),
            ("15 mar 2025", "2025-03-15"),
            ("15th of", ""),
            ("March 15, 2025", "2025-03-15"),
            ("1st sept 2025", "2025-09-01"),
            ("march 2025", "2025-03"),
            ("Today", "2026-11-20"),
            ("yesterday", "2026-11-19"),
            ("2025-02-30", ""),
            ("2025-13", ""),
            ("30 February 2025", ""),
            ("3/4/2025", ""),
            ("25-03-15", ""),
            ("0206", ""),
            ("206", ""),
            ("20255", ""),
            ("-2025", ""),
            ("+2025", ""),
            ("", ""),
            ("2025-3-1", ""),
        ];
        for (typed, read) in cases {
            let result =
                PartialDate::typed(typed, Language::english(), NOW).map(|date| date.to_string());
            assert_eq!(result.unwrap_or_default(), read, "{typed:?}");
        }
    }

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
