//! Calendar sums: a day and a length after it.

use jiff::{
    Span, ToSpan,
    civil::{Date, date},
};

use super::values::Length;
use crate::text::{self, Counted, Language};

/// No sum goes past this day: every date that is read lies far before it.
const LAST_DAY: Date = date(9999, 12, 31);

impl Length {
    /// How many, and of what.
    #[must_use]
    pub const fn counted(self) -> (u16, Counted) {
        match self {
            Self::Hours(count) => (count, text::HOURS),
            Self::Days(count) => (count, text::DAYS),
            Self::Weeks(count) => (count, text::WEEKS),
            Self::Months(count) => (count, text::MONTHS),
            Self::Years(count) => (count, text::YEARS),
        }
    }

    /// The length in words: "6 months".
    #[must_use]
    pub fn says(self, language: &Language) -> String {
        let (count, unit) = self.counted();
        language.count(unit, usize::from(count))
    }

    /// This many times the length.
    #[must_use]
    pub const fn times(self, times: u16) -> Self {
        match self {
            Self::Hours(count) => Self::Hours(count.saturating_mul(times)),
            Self::Days(count) => Self::Days(count.saturating_mul(times)),
            Self::Weeks(count) => Self::Weeks(count.saturating_mul(times)),
            Self::Months(count) => Self::Months(count.saturating_mul(times)),
            Self::Years(count) => Self::Years(count.saturating_mul(times)),
        }
    }

    /// Its length in whole days, in the longest months and years.
    #[must_use]
    pub fn longest_days(self) -> u32 {
        match self {
            Self::Hours(count) => u32::from(count).div_ceil(24),
            Self::Days(count) => u32::from(count),
            Self::Weeks(count) => u32::from(count) * 7,
            Self::Months(count) => u32::from(count) * 31,
            Self::Years(count) => u32::from(count) * 366,
        }
    }

    fn span(self) -> Span {
        match self {
            Self::Hours(_) | Self::Days(_) => i64::from(self.longest_days()).days(),
            Self::Weeks(count) => i64::from(count).weeks(),
            Self::Months(count) => i64::from(count).months(),
            Self::Years(count) => i64::from(count).years(),
        }
    }

    /// The first day on which a wait of this length from `start` is over.
    ///
    /// Where a sum of months lands on a day that does not exist, that is the
    /// first of the next month: 31 August and six months is 1 March, never
    /// earlier.
    #[must_use]
    pub fn after(self, start: Date) -> Date {
        let span = self.span();
        let landed = start.checked_add(span);
        let moved = match self {
            Self::Months(_) | Self::Years(_) => landed.and_then(|end| {
                if end.day() == start.day() {
                    Ok(end)
                } else {
                    end.tomorrow()
                }
            }),
            _ => landed,
        };
        moved.unwrap_or(LAST_DAY)
    }

    /// The day this long before `end`; never later than the span says.
    #[must_use]
    pub fn before(self, end: Date) -> Date {
        let span = self.span();
        end.checked_sub(span).unwrap_or(Date::MIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::test_runner::{Config, RngSeed};

    #[test]
    fn a_wait_never_ends_early() {
        // design page, "The pack": a day that does not exist moves to the first
        // of the next month, never back
        let cases = [
            (date(2026, 8, 31), Length::Months(6), date(2027, 3, 1)),
            (date(2027, 8, 31), Length::Months(6), date(2028, 3, 1)),
            (date(2027, 8, 29), Length::Months(6), date(2028, 2, 29)),
            (date(2026, 8, 28), Length::Months(6), date(2027, 2, 28)),
            (date(2026, 1, 31), Length::Months(1), date(2026, 3, 1)),
            (date(2028, 1, 30), Length::Months(1), date(2028, 3, 1)),
            (date(2026, 5, 31), Length::Months(1), date(2026, 7, 1)),
            (date(2028, 2, 29), Length::Years(1), date(2029, 3, 1)),
            (date(2028, 2, 29), Length::Years(4), date(2032, 2, 29)),
            (date(2026, 12, 31), Length::Months(2), date(2027, 3, 1)),
            (date(2026, 11, 20), Length::Weeks(4), date(2026, 12, 18)),
            (date(2028, 2, 15), Length::Days(14), date(2028, 2, 29)),
            (date(2027, 2, 15), Length::Days(14), date(2027, 3, 1)),
            (date(2026, 11, 20), Length::Hours(24), date(2026, 11, 21)),
            (date(2026, 11, 20), Length::Hours(25), date(2026, 11, 22)),
            (date(9999, 12, 1), Length::Years(9), LAST_DAY),
        ];
        for (start, length, end) in cases {
            assert_eq!(length.after(start), end, "{start} and {length:?}");
        }
    }

    proptest::proptest! {
        // the same days each time
        #![proptest_config(Config { rng_seed: RngSeed::Fixed(1), ..Config::default() })]

        #[test]
        fn a_later_start_never_ends_earlier(day in 0_i64..60_000, months in 1_u16..40) {
            let start = date(1950, 1, 1).checked_add(day.days()).unwrap_or(LAST_DAY);
            let next = start.tomorrow().unwrap_or(LAST_DAY);
            let length = Length::Months(months);
            proptest::prop_assert!(length.after(start) <= length.after(next));
            proptest::prop_assert!(length.before(length.after(start)) >= start);
        }
    }
}
