//! How a language says days: the names of months and the order of a date are texts.

use std::cmp::Ordering;

use jiff::{Span, ToSpan, Unit, civil::Date};

use super::{
    language::{Language, bare},
    words::{self, Text},
};

const MONTHS: [Text; 12] = [
    words::JANUARY,
    words::FEBRUARY,
    words::MARCH,
    words::APRIL,
    words::MAY,
    words::JUNE,
    words::JULY,
    words::AUGUST,
    words::SEPTEMBER,
    words::OCTOBER,
    words::NOVEMBER,
    words::DECEMBER,
];

impl Language {
    /// The name of a month from 1 to 12.
    #[must_use]
    pub fn month(&self, number: i8) -> &str {
        usize::try_from(number)
            .ok()
            .and_then(|number| MONTHS.get(number.checked_sub(1)?))
            .map_or("", |month| self.says(*month))
    }

    /// The number, from 1, of the month that begins with these letters (three or
    /// more, in any case).
    #[must_use]
    pub fn month_number(&self, name: &str) -> Option<i8> {
        let name = bare(name);
        let is =
            |month: Text| name.chars().count() >= 3 && bare(self.says(month)).starts_with(&name);
        if is(words::SEPTEMBER_ALSO) {
            return Some(9);
        }
        let found = MONTHS.iter().position(|month| is(*month))?;
        i8::try_from(found + 1).ok()
    }

    /// The name of the day of the week, in three letters or so.
    #[must_use]
    pub fn weekday(&self, date: Date) -> &str {
        let nth = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
        self.says(words::WEEKDAYS)
            .split(' ')
            .nth(nth)
            .unwrap_or_default()
    }

    /// A day in as few letters as it takes, where its year is known: "Fri 20 Nov".
    #[must_use]
    pub fn day_in_short(&self, date: Date) -> String {
        let month: String = self.month(date.month()).chars().take(3).collect();
        let (weekday, day) = (self.weekday(date), date.day().to_string());
        let values = [("weekday", weekday), ("day", &day), ("month", &month)];
        self.fill(words::DAY_IN_SHORT, &values)
    }

    /// A day with the first letters of its month: "1 Mar 2027".
    #[must_use]
    pub fn day_and_short_month(&self, date: Date) -> String {
        let month: String = self.month(date.month()).chars().take(3).collect();
        format!("{} {month} {}", date.day(), date.year())
    }

    /// A day in words: "15 March 2025".
    #[must_use]
    pub fn day(&self, date: Date) -> String {
        let (day, year) = (date.day().to_string(), date.year().to_string());
        let month = self.month(date.month());
        let values = [("day", &*day), ("month", month), ("year", &year)];
        self.fill(words::DAY_IN_WORDS, &values)
    }

    /// The month of a day in words: "March 2025".
    #[must_use]
    pub fn month_and_year(&self, date: Date) -> String {
        let year = date.year().to_string();
        let values = [("month", self.month(date.month())), ("year", &year)];
        self.fill(words::MONTH_IN_WORDS, &values)
    }

    /// How far a day lies from today: "3 months ago", "in 2 weeks", "today". A span is never said too
    /// long: it counts months up to two years, and says "almost" where a whole unit is nearly reached.
    #[must_use]
    pub fn distance(&self, date: Date, today: Date) -> String {
        let (first, last) = (date.min(today), date.max(today));
        let between = first.until((Unit::Year, last)).unwrap_or_default();
        let (years, months, days) = (
            i64::from(between.get_years()),
            i64::from(between.get_months()),
            i64::from(between.get_days()),
        );
        // what is left of the next whole unit decides whether it is almost reached
        let until = |next: Span| {
            let next = first.saturating_add(next);
            i64::from(last.until((Unit::Day, next)).unwrap_or_default().get_days())
        };
        let counted = |count: i64, unit| self.count(unit, usize::try_from(count).unwrap_or(0));
        let nearly = |whole: i64, unit, close: bool| {
            if close {
                self.fill(words::ALMOST, &[("span", &counted(whole + 1, unit))])
            } else {
                counted(whole, unit)
            }
        };
        let all = years * 12 + months;
        let span = if years > 1 || (years == 1 && all == 12) {
            nearly(years, words::YEARS, until((years + 1).years()) <= 31)
        } else if all > 0 {
            nearly(all, words::MONTHS, until((all + 1).months()) <= 7)
        } else if days >= 14 {
            nearly(days / 7, words::WEEKS, days % 7 == 6)
        } else {
            counted(days, words::DAYS)
        };
        let next_to = days == 1 && months == 0 && years == 0;
        match date.cmp(&today) {
            Ordering::Less if next_to => self.says(words::YESTERDAY).to_owned(),
            Ordering::Greater if next_to => self.says(words::TOMORROW).to_owned(),
            Ordering::Less => self.fill(words::AGO, &[("span", &span)]),
            Ordering::Equal => self.says(words::TODAY).to_owned(),
            Ordering::Greater => self.fill(words::AHEAD, &[("span", &span)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn distances_are_said_as_people_say_them() {
        let today = date(2026, 11, 20);
        let cases = [
            (date(2026, 11, 20), "today"),
            (date(2026, 11, 19), "yesterday"),
            (date(2026, 11, 21), "tomorrow"),
            (date(2026, 11, 10), "10 days ago"),
            (date(2026, 11, 6), "2 weeks ago"),
            (date(2026, 10, 21), "4 weeks ago"),
            (date(2026, 10, 20), "1 month ago"),
            (date(2026, 8, 20), "3 months ago"),
            (date(2025, 11, 20), "1 year ago"),
            (date(2027, 3, 1), "in 3 months"),
            (date(2027, 3, 19), "in almost 4 months"),
            (date(2027, 3, 20), "in 4 months"),
            (date(2026, 7, 21), "almost 4 months ago"),
            (date(2026, 12, 10), "in almost 3 weeks"),
            (date(2025, 5, 20), "18 months ago"),
            (date(2023, 12, 1), "almost 3 years ago"),
            (date(2024, 5, 20), "2 years ago"),
        ];
        for (date, says) in cases {
            assert_eq!(Language::english().distance(date, today), says, "{date}");
        }
    }

    #[test]
    fn finds_months_by_their_first_letters() {
        assert_eq!(Language::english().month_number("sept"), Some(9));
        assert_eq!(Language::english().month_number("MAR"), Some(3));
        assert_eq!(Language::english().month_number("ma"), None);
        assert_eq!(Language::english().month_number("marc h"), None);
        assert_eq!(Language::english().month(12), "December");
        assert_eq!(Language::english().month(0), "");
    }
}
