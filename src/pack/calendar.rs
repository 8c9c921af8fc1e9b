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
            Self::Minutes(count) => (count, text::MINUTES),
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
            Self::Minutes(count) => Self::Minutes(count.saturating_mul(times)),
            Self::Hours(count) => Self::Hours(count.saturating_mul(times)),
            Self::Days(count) => Self::Days(count.saturating_mul(times)),
            Self::Weeks(count) => Self::Weeks(count.saturating_mul(times)),
            Self::Months(count) => Self::Months(count.saturating_mul(times)),
            Self::Years(count) => Self::Years(count.saturating_mul(times)),
        }
    }

    /// Its length in minutes, in the longest months and years.
    #[must_use]
    pub fn longest_minutes(self) -> u64 {
        match self {
            Self::Minutes(count) => u64::from(count),
            Self::Hours(count) => u64::from(count) * 60,
            _ => u64::from(self.longest_days()) * 24 * 60,
        }
    }

    /// Its length in whole days, in the longest months and years.
    #[must_use]
    pub fn longest_days(self) -> u32 {
        match self {
            Self::Minutes(count) => u32::from(count).div_ceil(24 * 60),
            Self::Hours(count) => u32::from(count).div_ceil(24),
            Self::Days(count) => u32::from(count),
            Self::Weeks(count) => u32::from(count) * 7,
            Self::Months(count) => u32::from(count) * 31,
            Self::Years(count) => u32::from(count) * 366,
        }
    }

    /// Its length in whole days, in the shortest months and years.
    fn shortest_days(self) -> u32 {
        // some days of February are missing, and never more than three
        self.months().map_or_else(
            || self.longest_days(),
            |months| (months * 365 / 12).saturating_sub(3),
        )
    }

    /// How many months it is, where the calendar counts it.
    fn months(self) -> Option<u32> {
        match self {
            Self::Months(count) => Some(u32::from(count)),
            Self::Years(count) => Some(u32::from(count) * 12),
            Self::Minutes(_) | Self::Hours(_) | Self::Days(_) | Self::Weeks(_) => None,
        }
    }

    /// Whether it ends no sooner than another length, whatever day both begin on.
    #[must_use]
    pub fn is_never_shorter_than(self, other: Self) -> bool {
        match (self.months(), other.months()) {
            (Some(own), Some(other)) => own >= other,
            _ => self.shortest_days() >= other.longest_days(),
        }
    }

    fn span(self) -> Span {
        match self {
            Self::Minutes(_) | Self::Hours(_) | Self::Days(_) => {
                i64::from(self.longest_days()).days()
            }
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

    #[test]
    fn lengths_are_told_apart_whatever_day_they_begin_on() {
        let never_shorter = [
            (Length::Days(14), Length::Weeks(2), true),
            (Length::Days(13), Length::Weeks(2), false),
            (Length::Months(12), Length::Years(1), true),
            (Length::Months(6), Length::Days(181), false),
            (Length::Months(1), Length::Days(27), true),
            (Length::Days(30), Length::Months(1), false),
            (Length::Days(31), Length::Months(1), true),
            (Length::Hours(25), Length::Days(2), true),
            (Length::Minutes(10), Length::Days(1), true),
        ];
        for (one, other, holds) in never_shorter {
            assert_eq!(one.is_never_shorter_than(other), holds, "{one:?} {other:?}");
            // what is said to hold does so on each day of four years
            let day = |after: i64| {
                date(2026, 11, 20)
                    .checked_add(after.days())
                    .unwrap_or(LAST_DAY)
            };
            let shorter = (0..4 * 366).any(|it| one.after(day(it)) < other.after(day(it)));
            assert!(!(holds && shorter), "{one:?} {other:?}");
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
