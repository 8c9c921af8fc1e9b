//! The days that stand for all days.
//!
//! Whether "30 days" or "1 month" ends first depends on the month, and so do the pieces that the
//! answers to a date are cut into. A proof holds for one day; it is repeated for each of these.

use std::{
    cmp::Ordering,
    collections::{HashMap, HashSet},
    sync::Arc,
};

use jiff::civil::Date;

use super::{
    budget::{Budget, TooLarge},
    conditions::tests_of,
};
use crate::{
    interview::Days,
    pack::{Kind, Length, Pack, Test, Wait},
};

/// The wait that a test names.
pub(super) fn wait_of(test: &Test) -> Option<&Arc<Wait>> {
    match test {
        Test::Within(_, wait) | Test::Over(_, wait) => Some(wait),
        _ => None,
    }
}

/// The first day whose wait is not over on `today`. All days before it are over, and none after.
pub(super) fn first_within(length: Length, today: Date) -> Date {
    // month sums land up to some days off the way back
    let start = length.before(today).checked_sub(jiff::Span::new().days(4));
    let mut day = start.unwrap_or(Date::MIN);
    while length.after(day) <= today {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    day
}

/// What it costs to find the first day of a wait, in steps.
const FIRST_DAY: usize = 16;

/// More days than a pack with sense needs to stand for all.
const MOST_DAYS: usize = 50;

/// Days that stand for all days from `today` on: the first of each way in which the ends of waits
/// on one date can follow each other. "30 days" ends before or after "1 month" as the month goes.
/// None where there are more of them than can be proved one by one.
#[must_use]
pub fn days(packs: &[&Pack], today: Date, budget: &Budget) -> Option<Vec<Date>> {
    /// The calendar repeats after four years, but for a century without a leap day.
    const DAYS: usize = 4 * 366;
    let mut dates: HashMap<&str, Vec<Arc<Wait>>> = HashMap::new();
    for pack in packs {
        for (question, tests) in pack.questions.iter().zip(tests_of(pack)) {
            if let Kind::Date { reach, .. } = &question.kind {
                let waits = dates.entry(&question.id).or_default();
                waits.push(Arc::clone(reach));
                waits.extend(tests.iter().filter_map(wait_of).cloned());
            }
        }
    }
    let mut pairs: HashSet<[Length; 2]> = HashSet::new();
    for waits in dates.values() {
        let lengths: HashSet<Length> = waits.iter().map(|wait| wait.length).collect();
        let (calendar, fixed): (Vec<_>, Vec<_>) =
            lengths.into_iter().partition(|it| on_calendar(*it));
        budget.spend(calendar.len() * fixed.len(), || TooLarge::Waits);
        for one in calendar {
            let others = fixed.iter().filter(|other| may_cross(one, **other));
            pairs.extend(others.map(|other| [one, *other]));
        }
    }
    let lengths: HashSet<Length> = pairs.iter().flatten().copied().collect();
    let mut seen = HashSet::new();
    let mut days = Vec::new();
    let mut day = today;
    for _ in 0..if pairs.is_empty() { 1 } else { DAYS } {
        if !budget.spend(lengths.len() * FIRST_DAY + pairs.len(), || TooLarge::Waits) {
            return None;
        }
        let firsts = lengths.iter().map(|it| (*it, first_within(*it, day)));
        let firsts: HashMap<Length, Date> = firsts.collect();
        let follow = |[one, other]: &[Length; 2]| firsts.get(one).cmp(&firsts.get(other));
        let order: Vec<Ordering> = pairs.iter().map(follow).collect();
        if seen.insert(order) {
            days.push(day);
        }
        if days.len() > MOST_DAYS {
            budget.refuse(TooLarge::Waits);
            return None;
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    Some(days)
}

/// For what the proofs of one day are: a treatment on it, and none. The second stands for every
/// booking of that day, too: its answers may be of any day up to it. Where no question is about the
/// day of the treatment, both are the same.
#[must_use]
pub fn treatments(packs: &[&Pack], day: Date) -> Vec<Days> {
    let questions = packs.iter().flat_map(|pack| &pack.questions);
    let differ = questions.into_iter().any(|it| it.of_the_day);
    let not_booked = differ.then_some(Days::not_booked(day));
    [Days::today(day)].into_iter().chain(not_booked).collect()
}

/// Whether the days of a length depend on the month. Two of these keep their order on every day,
/// and so do two of the others.
const fn on_calendar(length: Length) -> bool {
    matches!(length, Length::Months(_) | Length::Years(_))
}

/// Whether a length on the calendar is longer than a fixed one in some months and shorter in
/// others.
fn may_cross(one: Length, other: Length) -> bool {
    let slack = 8 + one.longest_days() / 50;
    one.longest_days().abs_diff(other.longest_days()) <= slack
}
