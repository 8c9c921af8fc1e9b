//! Short references that the program makes: a letter and a digit for the day, a number on it.

use jiff::civil::Date;

/// The letters of references: none is taken for a digit.
const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";

/// The next free reference of a day, such as `A7-204`: the first part says the day within some months,
/// the second begins at 201.
#[must_use]
pub fn next(day: Date, taken: impl Fn(&str) -> bool) -> String {
    let days = usize::try_from(day.day_of_year()).unwrap_or_default();
    let letter = LETTERS
        .get(days / 9 % LETTERS.len())
        .copied()
        .unwrap_or(b'A');
    let digit = days % 9 + 1;
    let mut number = 201;
    loop {
        let reference = format!("{}{digit}-{number}", char::from(letter));
        if !taken(&reference) {
            return reference;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn they_are_short_and_none_comes_twice_on_a_day() {
        let day = date(2026, 11, 20);
        let first = next(day, |_| false);
        assert_eq!(first, next(day, |_| false));
        assert_eq!(first.len(), 6, "{first}");
        let second = next(day, |it| it == first);
        assert_ne!(first, second);
        let tomorrow = day.tomorrow().unwrap_or(day);
        assert_ne!(first, next(tomorrow, |_| false));
    }
}
