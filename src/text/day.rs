//! A day as files have it: YYYY-MM-DD, and no other form that a parser would take.

use std::fmt;

use jiff::civil::Date;
use serde::{
    Deserialize, Deserializer,
    de::{Error, Visitor},
};

/// What is said where something else stands.
pub const FORM: &str = "A day is written YYYY-MM-DD, as 2026-11-20";

/// The day that is written in this form.
#[must_use]
pub fn of(written: &str) -> Option<Date> {
    // without writing it again: thousands of days stand in a translation
    let is_so = |(nth, byte): (usize, u8)| match nth {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let has_form = written.len() == 10 && written.bytes().enumerate().all(is_so);
    has_form.then(|| written.parse().ok())?
}

/// Reads a day.
///
/// # Errors
/// Where there is none, in our words.
pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    struct DayVisitor;

    impl Visitor<'_> for DayVisitor {
        type Value = Date;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a day")
        }

        fn visit_str<E: Error>(self, written: &str) -> Result<Date, E> {
            of(written).ok_or_else(|| E::custom(FORM))
        }
    }

    deserializer.deserialize_str(DayVisitor)
}

/// Reads a day or null.
///
/// # Errors
/// As [`read`].
pub fn read_option<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    #[derive(Deserialize)]
    struct Day(#[serde(deserialize_with = "read")] Date);

    Ok(Option::<Day>::deserialize(deserializer)?.map(|Day(day)| day))
}
