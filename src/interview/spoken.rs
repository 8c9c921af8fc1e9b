//! Dates as people say and type them: "7 days ago", "last week", "22 november", "15/3/2025".
//!
//! The words stand in the file of each language; here stand the forms that they make. No crate does
//! this: those for such dates know English (one Russian too), give an instant where a month was
//! said, and choose by themselves between 3 April and 4 March.
//!
//! What is said is never made more exact than it was, and where it leaves a choice, the later day is
//! taken: waits count from the last day that was meant ([`PartialDate::counted_from`]).
//!
//! - Days and weeks are counted to the day: who says "three weeks ago" has a weekday in mind.
//! - "Three months ago" is that whole month, and "two years ago" that whole year. Taken as a day it
//!   could be earlier than what was meant, and a wait would end too soon.
//! - "Last week" is its last day. Weeks end on a Saturday for some and on a Sunday for others: the
//!   later counts, though nothing that lies behind is later than today. So is "next friday" one of
//!   next week, while "last friday" is the latest before today.
//! - "Half a year ago" is the month six months ago, and half of what is no whole number of months or
//!   days counts towards the later.
//! - Its beginning, middle and end are the whole of a month or a year: the same day counts.
//! - A season ends in different months north and south of the equator, so it is asked which.
//!
//! What was guessed is marked, for [`Interview`](super::Interview) to ask whether it is right.

mod days;
mod numbers;

use jiff::{Span, ToSpan, civil::Date};

use super::{PartialDate, Refusal};
use crate::{
    pack::About,
    text::{self, Language, Text},
};

/// A date as it was understood.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The date.
    pub date: PartialDate,
    /// How sure that is.
    pub how: How,
}

/// How sure it is that a date was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It was said so.
    Said,
    /// Something was filled in that was not said: a year, the count of a round number.
    Guessed,
    /// The last of several days that it can have been.
    LastOf,
}

impl Reading {
    const fn said(date: PartialDate) -> Self {
        let how = How::Said;
        Self { date, how }
    }

    const fn guessed(date: PartialDate) -> Self {
        let how = How::Guessed;
        Self { date, how }
    }
}

/// Reads a date, as data has it ([`PartialDate`]'s `FromStr`) or as people say it in this language.
///
/// # Errors
/// [`Refusal::NotADate`] where it is none, [`Refusal::TwoDates`] where it can mean two, and
/// [`Refusal::ASeason`].
pub fn read(
    typed: &str,
    about: About,
    language: &Language,
    today: Date,
) -> Result<Reading, Refusal> {
    if let Ok(date) = typed.parse() {
        return Ok(Reading::said(date));
    }
    let reader = Reader {
        about,
        language,
        today,
    };
    let refused = || Refusal::NotADate(typed.to_owned(), about, today);
    let words = reader.words(typed).ok_or_else(refused)?;
    let found = reader.span(&words).or_else(|| reader.named_day(&words));
    if let Some(reading) = found.or_else(|| reader.day_of_month(&words)) {
        return Ok(reading);
    }
    let words: Vec<Word> = words
        .into_iter()
        .filter(|word| !reader.is(word, text::DATE_FILLERS))
        .collect();
    let dates = match numbers_of(&words) {
        Some(numbers) => reader.numbers(&numbers),
        None => reader.weekday(&words),
    };
    match dates.as_slice() {
        [] => {}
        [only] => return Ok(*only),
        [one, other, ..] => {
            return Err(Refusal::TwoDates(typed.to_owned(), one.date, other.date));
        }
    }
    if let Some([north, south]) = reader.season(&words) {
        return Err(Refusal::ASeason(typed.to_owned(), north, south));
    }
    let found = reader.relative(&words).or_else(|| reader.month(&words));
    found.ok_or_else(refused)
}

/// A word or a number of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    Name(String),
    Number(Number),
}

/// A number, and how it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    value: i16,
    digits: usize,
    /// Whether the ending of a day stands behind it: "1st".
    ordinal: bool,
}

impl Number {
    /// The year of four digits.
    fn year(self) -> Option<i16> {
        (self.digits == 4).then_some(self.value)
    }

    /// A day or a month.
    fn short(self) -> Option<i8> {
        (self.digits <= 2)
            .then(|| i8::try_from(self.value).ok())
            .flatten()
    }
}

/// The words, where all are numbers.
fn numbers_of(words: &[Word]) -> Option<Vec<Number>> {
    let number = |word: &Word| match word {
        Word::Number(number) => Some(*number),
        Word::Name(_) => None,
    };
    words.iter().map(number).collect()
}

/// What lengths are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

const UNITS: [(Text, Unit); 4] = [
    (text::DAY_NAMES, Unit::Day),
    (text::WEEK_NAMES, Unit::Week),
    (text::MONTH_NAMES, Unit::Month),
    (text::YEAR_NAMES, Unit::Year),
];

/// Names of days, and how far they lie from today.
const NAMED_DAYS: [(Text, i64); 5] = [
    (text::TODAY, 0),
    (text::YESTERDAY, -1),
    (text::TOMORROW, 1),
    (text::BEFORE_YESTERDAY, -2),
    (text::AFTER_TOMORROW, 2),
];

/// Last, this and next, and how many units each lies from now.
const RELATIVES: [(Text, i16); 3] = [
    (text::LAST_WORDS, -1),
    (text::THIS_WORDS, 0),
    (text::NEXT_WORDS, 1),
];

/// The seasons, and the month that ends each north of the equator.
const SEASONS: [(Text, i8); 4] = [
    (text::SPRING, 5),
    (text::SUMMER, 8),
    (text::AUTUMN, 11),
    (text::WINTER, 2),
];

/// How many years are looked through for a day of a year that was not said: leap days lie at most
/// eight years apart.
const YEARS_TO_TRY: i16 = 8;

struct Reader<'l> {
    about: About,
    language: &'l Language,
    today: Date,
}

impl Reader<'_> {
    /// What was typed, word by word; none where something in it is no word. Numbers may stand with
    /// strokes, points or commas between them, and with a word behind them ("1st", "3w").
    fn words(&self, typed: &str) -> Option<Vec<Word>> {
        let mut words = Vec::new();
        let split = |c: char| "/.-,".contains(c);
        for piece in text::bare(typed).split_whitespace() {
            for part in piece.trim_end_matches([',', '.']).split(split) {
                let letters = part.trim_start_matches(|c: char| c.is_ascii_digit());
                let digits = part.strip_suffix(letters)?;
                let ordinal = !digits.is_empty()
                    && !letters.is_empty()
                    && self.language.lists(text::DAY_ENDINGS, letters);
                if !digits.is_empty() {
                    let (value, digits) = (digits.parse().ok()?, digits.len());
                    words.push(Word::Number(Number {
                        value,
                        digits,
                        ordinal,
                    }));
                }
                match letters {
                    "" if digits.is_empty() => return None,
                    "" => {}
                    _ if ordinal => {}
                    _ => words.push(Word::Name(letters.to_owned())),
                }
            }
        }
        Some(words)
    }

    fn is(&self, word: &Word, list: Text) -> bool {
        matches!(word, Word::Name(name) if self.language.lists(list, name))
    }

    /// What a word means that is one of the names in a table.
    fn find_in<T: Copy>(&self, table: &[(Text, T)], word: &Word) -> Option<T> {
        let known = table.iter().find(|(names, _)| self.is(word, *names));
        known.map(|(_, means)| *means)
    }

    /// How many: a number, or its word.
    fn count(&self, word: &Word) -> Option<i16> {
        match word {
            Word::Number(number) => Some(number.value),
            Word::Name(name) => self.language.number(name),
        }
    }

    fn month_of(&self, word: &Word) -> Option<i8> {
        match word {
            Word::Number(_) => None,
            Word::Name(name) => self.language.month_number(name),
        }
    }

    /// "7 days ago", "in three weeks", "a year and a half ago".
    fn span(&self, words: &[Word]) -> Option<Reading> {
        let (mut count, mut unit, mut sign, mut half) = (None, None, None, None);
        let is_half = |word: Option<&Word>| word.is_some_and(|it| self.is(it, text::HALF_WORDS));
        for (place, word) in words.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|before| words.get(before));
            let twice = if self.is(word, text::AGO_WORDS) {
                sign.replace(-1) == Some(1)
            } else if self.is(word, text::AHEAD_WORDS) {
                sign.replace(1) == Some(-1)
            } else if is_half(Some(word)) {
                half.replace(unit.is_some()).is_some()
            } else if self.is(word, text::AND_WORDS) {
                !words.iter().any(|it| is_half(Some(it)))
            } else if let Some(number) = self.count(word) {
                // "half a year", "and a half"
                let of_half = is_half(before) || is_half(words.get(place + 1));
                !(number == 1 && of_half) && count.replace(number).is_some()
            } else if let Some(of) = self.find_in(&UNITS, word) {
                unit.replace(of).is_some()
            } else if self.is(word, text::DATE_FILLERS) {
                false
            } else {
                return None;
            };
            if twice {
                return None;
            }
        }
        let (unit, sign): (Unit, i16) = (unit?, sign?);
        if let Some(after_unit) = half {
            // "year and a half" needs no "one"
            let whole = count.unwrap_or_else(|| i16::from(after_unit));
            return self.and_a_half(whole, unit, sign);
        }
        let count: i16 = count?;
        let how = match unit {
            Unit::Day => How::Said,
            Unit::Week | Unit::Month | Unit::Year => How::Guessed,
        };
        let date = self.away(count.checked_mul(sign)?, unit)?;
        Some(Reading { date, how })
    }

    /// So many units and a half from today.
    fn and_a_half(&self, whole: i16, unit: Unit, sign: i16) -> Option<Reading> {
        // what can't be halved counts towards the later
        let ahead = i16::from(sign > 0);
        let (count, unit) = match unit {
            Unit::Day => return None,
            Unit::Week => (whole.checked_mul(7)?.checked_add(3 + ahead)?, Unit::Day),
            Unit::Month => (whole.checked_add(ahead)?, Unit::Month),
            Unit::Year => (whole.checked_mul(12)?.checked_add(6)?, Unit::Month),
        };
        let date = self.away(count.checked_mul(sign)?, unit)?;
        Some(Reading::guessed(date))
    }

    /// So many units from today: a day, or the whole month or year.
    fn away(&self, count: i16, unit: Unit) -> Option<PartialDate> {
        let count = i64::from(count);
        let span = match unit {
            Unit::Day => Span::new().try_days(count),
            Unit::Week => Span::new().try_weeks(count),
            Unit::Month => Span::new().try_months(count),
            Unit::Year => Span::new().try_years(count),
        };
        let there = self.today.checked_add(span.ok()?).ok()?;
        let (month, day) = match unit {
            Unit::Day | Unit::Week => (Some(there.month()), Some(there.day())),
            Unit::Month => (Some(there.month()), None),
            Unit::Year => (None, None),
        };
        PartialDate::new(there.year(), month, day)
    }

    /// "Yesterday", "the day after tomorrow".
    fn named_day(&self, words: &[Word]) -> Option<Reading> {
        let is_named = |(names, _): &(Text, i64)| {
            let mut names = self.language.says(*names).split(',');
            names.any(|name| self.words(name).is_some_and(|name| name == words))
        };
        let (_, days) = NAMED_DAYS.into_iter().find(is_named)?;
        let day = self.today.checked_add(days.days()).ok()?;
        Some(Reading::said(PartialDate::Day(day)))
    }

    /// Whether a date lies on the side of today that is asked.
    fn is_asked(&self, date: PartialDate) -> bool {
        match self.about {
            About::Past => date.first_day() <= self.today,
            About::Future => date.last_day() >= self.today,
        }
    }

    /// A day or a month of no year: the latest where the past is asked, else the next.
    fn nearest(&self, month: i8, day: Option<i8>) -> Option<PartialDate> {
        let step = match self.about {
            About::Past => -1,
            About::Future => 1,
        };
        let years = (0..=YEARS_TO_TRY).map(|it| self.today.year().saturating_add(it * step));
        let mut dates = years.filter_map(|year| PartialDate::new(year, Some(month), day));
        dates.find(|date| self.is_asked(*date))
    }

    /// The months with which a season ends, north and south of the equator: of the year that was
    /// said, else the nearest. A winter or a summer over two years is taken with the later, unless
    /// that would be to come where the past is asked.
    fn season(&self, words: &[Word]) -> Option<[PartialDate; 2]> {
        let (mut north, mut year) = (None, None);
        for word in words {
            match word {
                Word::Number(number) if year.is_none() => year = Some(number.year()?),
                _ if self.is(word, text::PART_WORDS) => {}
                _ if self.find_in(&RELATIVES, word).is_some() => {}
                _ => {
                    if north.replace(self.find_in(&SEASONS, word)?).is_some() {
                        return None;
                    }
                }
            }
        }
        let north: i8 = north?;
        let south = (north + 5) % 12 + 1;
        let end = |month: i8| match year {
            None => self.nearest(month, None),
            Some(year) => {
                let of = |year| PartialDate::new(year, Some(month), None);
                // the season that ends in February begins in the year before
                let next = of(year.saturating_add(i16::from(month == 2)));
                next.filter(|it| self.is_asked(*it)).or_else(|| of(year))
            }
        };
        Some([end(north)?, end(south)?])
    }

    /// "Last week", "next month", "last august".
    fn relative(&self, words: &[Word]) -> Option<Reading> {
        let [one, other] = words else {
            return None;
        };
        let relative = |word| self.find_in(&RELATIVES, word);
        let (count, of) = match (relative(one), relative(other)) {
            (Some(count), None) => (count, other),
            (None, Some(count)) => (count, one),
            _ => return None,
        };
        if let Some(month) = self.month_of(of) {
            return self.relative_month(count, month).map(Reading::guessed);
        }
        let date = match self.find_in(&UNITS, of)? {
            Unit::Day => return None,
            Unit::Week => {
                let date = PartialDate::Day(self.end_of_week(count)?);
                let how = How::LastOf;
                return Some(Reading { date, how });
            }
            unit => self.away(count, unit)?,
        };
        Some(match count {
            0 => Reading::said(date),
            // it may have been meant as a span
            _ => Reading::guessed(date),
        })
    }

    /// The last day of the week that lies so many weeks away, whatever day weeks begin on.
    fn end_of_week(&self, weeks: i16) -> Option<Date> {
        let weekday = self.today.weekday();
        let to_sunday = 6 - weekday.to_monday_zero_offset();
        let to_saturday = 6 - weekday.to_sunday_zero_offset();
        let days = i64::from(to_sunday.max(to_saturday)) + i64::from(weeks) * 7;
        let end = self.today.checked_add(days.days()).ok()?;
        Some(match self.about {
            About::Past if weeks <= 0 => end.min(self.today),
            _ => end,
        })
    }

    /// The last, this year's or the next month of a name; "last november" in November is that of the
    /// year before.
    fn relative_month(&self, count: i16, month: i8) -> Option<PartialDate> {
        let this = self.today.year();
        let year = match count {
            0 => this,
            _ if count < 0 => this - i16::from(month >= self.today.month()),
            _ => this + i16::from(month <= self.today.month()),
        };
        PartialDate::new(year, Some(month), None)
    }

    /// A month by its name, and what stands beside it: "august", "22 november", "15 March 2025",
    /// "end of Sept 2026". A part of a month or of a year is the whole of it.
    fn month(&self, words: &[Word]) -> Option<Reading> {
        let is_part = |word: &&Word| self.is(word, text::PART_WORDS);
        let parts = words.iter().filter(is_part).count();
        let words: Vec<&Word> = words.iter().filter(|word| !is_part(word)).collect();
        let mut months = words.iter().filter_map(|word| self.month_of(word));
        let numbers = words.iter().filter_map(|word| match word {
            Word::Number(number) => Some(*number),
            Word::Name(_) => None,
        });
        let numbers: Vec<Number> = numbers.collect();
        let (month, more) = (months.next(), months.next());
        if more.is_some() || words.len() != numbers.len() + usize::from(month.is_some()) {
            return None;
        }
        let Some(month) = month else {
            return match *numbers {
                [year] if parts == 1 => PartialDate::new(year.year()?, None, None),
                _ => None,
            }
            .map(Reading::said);
        };
        match *numbers {
            [] if parts <= 1 => self.nearest(month, None).map(Reading::guessed),
            [year] if year.digits == 4 && parts <= 1 => {
                PartialDate::new(year.value, Some(month), None).map(Reading::said)
            }
            [day] if parts == 0 => self
                .nearest(month, Some(day.short()?))
                .map(Reading::guessed),
            [one, two] if parts == 0 => {
                let (day, year) = if one.digits == 4 {
                    (two, one)
                } else {
                    (one, two)
                };
                let day = Some(day.short()?);
                match year.year() {
                    Some(year) => PartialDate::new(year, Some(month), day).map(Reading::said),
                    None => PartialDate::new(self.short_year(year)?, Some(month), day)
                        .map(Reading::guessed),
                }
            }
            _ => None,
        }
    }
}
