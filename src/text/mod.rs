//! The program's own words, and how it writes counts and dates.
//!
//! What a pack says stands in the pack; everything else that a person reads
//! stands here. [`ALL`] lists it, so that its reading grade can be measured.

mod words;

use jiff::{Span, ToSpan, Unit, civil::Date};

pub use words::*;

/// A unit of time, as the word for one and for several.
pub type UnitWords = (&'static str, &'static str);
/// Hours.
pub const HOUR: UnitWords = ("hour", "hours");
/// Days.
pub const DAY: UnitWords = ("day", "days");
/// Weeks.
pub const WEEK: UnitWords = ("week", "weeks");
/// Months.
pub const MONTH: UnitWords = ("month", "months");
/// Years.
pub const YEAR: UnitWords = ("year", "years");

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A count with its unit: "1 month", "6 months".
#[must_use]
pub fn count(count: i64, (one, several): UnitWords) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// The English name of a month from 1 to 12.
#[must_use]
pub fn month(number: i8) -> &'static str {
    usize::try_from(number)
        .ok()
        .and_then(|number| MONTHS.get(number.checked_sub(1)?))
        .unwrap_or(&"")
}

/// The number, from 1, of the month that begins with these letters (three or
/// more, in any case).
#[must_use]
pub fn month_number(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let found = MONTHS
        .iter()
        .position(|month| name.len() >= 3 && month.to_lowercase().starts_with(&name))?;
    i8::try_from(found + 1).ok()
}

/// A day in words: "15 March 2025".
#[must_use]
pub fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date.month()), date.year())
}

/// How far a day lies from today: "3 months ago", "in 2 weeks", "today".
#[must_use]
pub fn distance(date: Date, today: Date) -> String {
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
    let nearly = |whole: i64, unit, close: bool| {
        if close {
            fill(ALMOST, &[("span", &count(whole + 1, unit))])
        } else {
            count(whole, unit)
        }
    };
    let all = years * 12 + months;
    let span = if years > 1 || (years == 1 && all == 12) {
        nearly(years, YEAR, until((years + 1).years()) <= 31)
    } else if all > 0 {
        nearly(all, MONTH, until((all + 1).months()) <= 7)
    } else if days >= 14 {
        nearly(days / 7, WEEK, days % 7 == 6)
    } else {
        count(days, DAY)
    };
    match date.cmp(&today) {
        std::cmp::Ordering::Less if days == 1 && months == 0 && years == 0 => YESTERDAY.to_owned(),
        std::cmp::Ordering::Greater if days == 1 && months == 0 && years == 0 => {
            TOMORROW.to_owned()
        }
        std::cmp::Ordering::Less => fill(AGO, &[("span", &span)]),
        std::cmp::Ordering::Equal => TODAY.to_owned(),
        std::cmp::Ordering::Greater => fill(AHEAD, &[("span", &span)]),
    }
}

/// Fills the `{name}`s of the program's own words; a name that is not given
/// stays as it stands.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let given = |name: &str| {
        let value = values.iter().find(|(known, _)| *known == name);
        Ok(value.map(|(_, value)| (*value).to_owned()))
    };
    fill_with(template, given).unwrap_or_else(|_| template.to_owned())
}

/// How words are set in lines of this many columns: only at spaces, so that an address stays
/// whole, unless it is longer than a line.
#[must_use]
pub fn lines_of(width: usize) -> textwrap::Options<'static> {
    textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// Fills the `{name}`s of a text with what `value` gives for each; a name for
/// which it gives `None` stays as it stands.
///
/// # Errors
/// The first name for which `value` fails.
pub fn fill_with(
    template: &str,
    mut value: impl FnMut(&str) -> Result<Option<String>, ()>,
) -> Result<String, String> {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            break;
        };
        filled.push_str(before);
        match value(name) {
            Ok(Some(value)) => filled.push_str(&value),
            Ok(None) => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
            Err(()) => return Err(name.to_owned()),
        }
        rest = behind;
    }
    filled.push_str(rest);
    Ok(filled)
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
            assert_eq!(distance(date, today), says, "{date}");
        }
    }

    #[test]
    fn fills_what_it_knows() {
        assert_eq!(fill("a {b} {c", &[("b", "x")]), "a x {c");
        assert_eq!(fill("{b} {d}", &[("b", "{d}")]), "{d} {d}");
    }

    #[test]
    fn finds_months_by_their_first_letters() {
        assert_eq!(month_number("sept"), Some(9));
        assert_eq!(month_number("MAR"), Some(3));
        assert_eq!(month_number("ma"), None);
        assert_eq!(month_number("marc h"), None);
        assert_eq!(month(12), "December");
        assert_eq!(month(0), "");
    }
}
