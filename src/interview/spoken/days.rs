//! Days by their name in the week or their number in the month: "last tuesday", "the 15th".

use jiff::{ToSpan, civil::Date, civil::Weekday};

use super::{Number, RELATIVES, Reader, Reading, Word, numbers_of};
use crate::{
    interview::PartialDate,
    pack::About,
    text::{self, Text},
};

/// The names of the days of the week.
const WEEKDAYS: [(Text, Weekday); 7] = [
    (text::MONDAY, Weekday::Monday),
    (text::TUESDAY, Weekday::Tuesday),
    (text::WEDNESDAY, Weekday::Wednesday),
    (text::THURSDAY, Weekday::Thursday),
    (text::FRIDAY, Weekday::Friday),
    (text::SATURDAY, Weekday::Saturday),
    (text::SUNDAY, Weekday::Sunday),
];

impl Reader<'_> {
    /// All that a day of the week can mean, by itself ("monday", "next friday") or beside a date,
    /// of which only what falls on it is meant ("Tue 3/11/2026").
    pub(super) fn weekday(&self, words: &[Word]) -> Vec<Reading> {
        let named = |(place, word)| Some((place, self.find_in(&WEEKDAYS, word)?));
        let Some((place, weekday)) = (0..).zip(words).find_map(named) else {
            return Vec::new();
        };
        let mut rest = words.to_vec();
        rest.remove(place);
        let relative = match rest.as_slice() {
            [] => Some(None),
            [one] => self.find_in(&RELATIVES, one).map(Some),
            _ => None,
        };
        if let Some(count) = relative {
            let day = self.day_named(weekday, count).map(PartialDate::Day);
            return day.map(Reading::guessed).into_iter().collect();
        }
        let mut dates = match numbers_of(&rest) {
            Some(numbers) => self.numbers(&numbers),
            None => self.month(&rest).into_iter().collect(),
        };
        dates.retain(|it| matches!(it.date, PartialDate::Day(day) if day.weekday() == weekday));
        dates
    }

    /// The day of this name: the last, this or the next, else the nearest that is asked. "Next
    /// friday" is one of next week, whatever day weeks begin on: the later is taken.
    fn day_named(&self, weekday: Weekday, count: Option<i16>) -> Option<Date> {
        let behind = i64::from(self.today.weekday().since(weekday));
        let ahead = i64::from(self.today.weekday().until(weekday));
        let days = match (count, self.about) {
            (Some(..=-1), _) if behind == 0 => -7,
            (Some(..=-1), _) | (None | Some(0), About::Past) => -behind,
            (None, About::Future) if ahead == 0 => 7,
            (None | Some(0), About::Future) => ahead,
            (Some(1..), _) => {
                let from_monday = |day: Weekday| i64::from(day.to_monday_zero_offset());
                let from_sunday = |day: Weekday| i64::from(day.to_sunday_zero_offset());
                let here = self.today.weekday();
                let monday = from_monday(weekday) - from_monday(here);
                let sunday = from_sunday(weekday) - from_sunday(here);
                7 + monday.max(sunday)
            }
        };
        self.today.checked_add(days.days()).ok()
    }

    /// "The 15th", "el día 15": the nearest that is asked. A number alone is none.
    pub(super) fn day_of_month(&self, words: &[Word]) -> Option<Reading> {
        let (Word::Number(day), before) = words.split_last()? else {
            return None;
        };
        let leads =
            |word: &Word| self.is(word, text::DATE_FILLERS) || self.is(word, text::DAY_NAMES);
        let is_said = day.ordinal || !before.is_empty();
        if !is_said || !before.iter().all(leads) {
            return None;
        }
        let day = self.nearest_of_months(*day)?;
        Some(Reading::guessed(PartialDate::Day(day)))
    }

    /// The latest day of this number in its month that is not to come, else the next.
    fn nearest_of_months(&self, number: Number) -> Option<Date> {
        let number = number.short()?;
        let step = match self.about {
            About::Past => -1,
            About::Future => 1,
        };
        let this = self.today.first_of_month();
        // of two months in a row, one has 31 days
        let months = (0..=2).filter_map(|it| this.checked_add((it * step).months()).ok());
        let mut days =
            months.filter_map(|month| Date::new(month.year(), month.month(), number).ok());
        days.find(|day| self.is_asked(PartialDate::Day(*day)))
    }
}
