//! Counts over many screenings, such that nobody is found in them.
//!
//! A group of fewer than five is not counted out loud. Nor can it be worked out from the others: where
//! the sum of all would give it away, another group is left out too, or the sum itself.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    ops::RangeInclusive,
};

use jiff::civil::Date;

use super::{
    Records, Trouble,
    body::{Says, Viewed},
    event::STORE,
};
use crate::pack::Level;

/// The smallest group that is counted out loud.
const LEAST: u64 = 5;

/// The levels, in the order in which they are shown.
pub const LEVELS: [Level; 4] = [
    Level::NoConcern,
    Level::Clinician,
    Level::Wait,
    Level::NotSuitable,
];

/// How many screenings are in a group, as far as that is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Known(u64),
    /// Some, and fewer than five.
    Few,
    /// Left out, since it would give away a small one.
    LeftOut,
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(count) => f.pad(&count.to_string()),
            Self::Few => f.pad(&format!("<{LEAST}")),
            Self::LeftOut => f.pad("-"),
        }
    }
}

impl Count {
    fn of(count: u64) -> Self {
        if (1..LEAST).contains(&count) {
            Self::Few
        } else {
            Self::Known(count)
        }
    }
}

/// What is counted of a finished screening.
#[derive(Debug, Clone)]
pub struct Counted {
    /// What its verdict was.
    pub level: Level,
    /// The topics that ask to wait.
    pub waits: BTreeSet<String>,
    /// How long it took, in whole minutes.
    pub minutes: u64,
}

/// Counts over many screenings.
#[derive(Debug)]
pub struct Stats {
    /// How many were finished.
    pub finished: Count,
    /// How many of these have which level.
    pub levels: [(Level, Count); 4],
    /// How many have to wait for which topic, the most first; none where even their number is left out.
    pub waits: Option<Vec<(String, Count)>>,
    /// The minutes that half of them took at most, and nine in ten; none of fewer than five.
    pub minutes: Option<(u64, u64)>,
    /// How many were left as drafts.
    pub drafts: Count,
}

impl Stats {
    /// The counts over these screenings, and so many drafts.
    #[must_use]
    pub fn of(finished: &[Counted], drafts: u64) -> Self {
        let of_level = |level| finished.iter().filter(|it| it.level == level).count() as u64;
        let levels = LEVELS.map(of_level);
        let (finished_count, shown) = parts(&levels);
        let mut shown = shown.into_iter();
        let levels = LEVELS.map(|it| (it, shown.next().unwrap_or(Count::LeftOut)));
        let waiting = levels.iter().find(|(level, _)| *level == Level::Wait);
        let waits = match waiting {
            Some((_, Count::Known(waiting))) => topics(finished, *waiting),
            _ => None,
        };
        let mut minutes: Vec<u64> = finished.iter().map(|it| it.minutes).collect();
        minutes.sort_unstable();
        // the least one that so many in ten do not exceed
        let rank = |tenths: usize| {
            let place = (minutes.len() * tenths).div_ceil(10).saturating_sub(1);
            minutes.get(place).copied()
        };
        let enough = minutes.len() as u64 >= LEAST;
        let minutes = enough.then(|| rank(5).zip(rank(9))).flatten();
        Self {
            finished: finished_count,
            levels,
            waits,
            minutes,
            drafts: Count::of(drafts),
        }
    }
}

/// What can be said of groups and of their sum, so that no small group is known from the rest.
fn parts(groups: &[u64]) -> (Count, Vec<Count>) {
    let sum: u64 = groups.iter().sum();
    let mut shown: Vec<Count> = groups.iter().map(|it| Count::of(*it)).collect();
    if !shown.contains(&Count::Few) {
        return (Count::of(sum), shown);
    }
    // the others, the smallest first
    let mut others: Vec<usize> = (0..groups.len())
        .filter(|it| groups.get(*it).is_some_and(|it| *it >= LEAST))
        .collect();
    others.sort_by_key(|it| groups.get(*it));
    let mut others = others.into_iter();
    while !hides(groups, &shown, sum) {
        let Some(left_out) = others.next().and_then(|it| shown.get_mut(it)) else {
            // nothing else is left to be left out
            let sum = if sum < LEAST {
                Count::Few
            } else {
                Count::LeftOut
            };
            return (sum, shown);
        };
        *left_out = Count::LeftOut;
    }
    (Count::of(sum), shown)
}

/// Whether each small group could be more than one number, for who knows the sum and what is shown.
fn hides(groups: &[u64], shown: &[Count], sum: u64) -> bool {
    let known: u64 = (groups.iter().zip(shown))
        .filter(|(_, it)| matches!(it, Count::Known(_)))
        .map(|(count, _)| count)
        .sum();
    let rest = sum - known;
    let few = shown.iter().filter(|it| **it == Count::Few).count() as u64;
    let left_out = shown.iter().filter(|it| **it == Count::LeftOut).count() as u64;
    if few == 0 {
        return true;
    }
    let could_be = could_be(rest, few, left_out);
    could_be.end() > could_be.start()
}

/// What one of some small groups can be, where they and the ones left out make this sum.
fn could_be(sum: u64, few: u64, left_out: u64) -> RangeInclusive<u64> {
    let most = LEAST - 1;
    let least_of_others = (few - 1) + left_out * LEAST;
    let most_of_others = if left_out == 0 { (few - 1) * most } else { sum };
    let from = sum.saturating_sub(most_of_others).clamp(1, most);
    let to = sum.saturating_sub(least_of_others).clamp(1, most);
    from..=to
}

/// How many wait for which topic; nothing where a small one is known from how many wait at all.
fn topics(finished: &[Counted], waiting: u64) -> Option<Vec<(String, Count)>> {
    let mut topics: BTreeMap<&str, u64> = BTreeMap::new();
    for it in finished.iter().filter(|it| it.level == Level::Wait) {
        for topic in &it.waits {
            *topics.entry(topic).or_default() += 1;
        }
    }
    let few = topics.values().filter(|it| **it < LEAST).count() as u64;
    let known: u64 = topics.values().filter(|it| **it >= LEAST).sum();
    // everybody who waits does so for a topic at least: what is left of them is in the small ones
    let left = waiting.saturating_sub(known);
    let gives_away = few > 0 && left > 0 && {
        let others = (few - 1) * (LEAST - 1);
        left.saturating_sub(others) >= LEAST - 1
    };
    if gives_away {
        return None;
    }
    let mut topics: Vec<(&str, u64)> = topics.into_iter().collect();
    // the small ones by their names: their order must not tell
    topics.sort_by_key(|(_, count)| std::cmp::Reverse(if *count < LEAST { 0 } else { *count }));
    let shown = topics.into_iter();
    Some(
        shown
            .map(|(topic, count)| (topic.to_owned(), Count::of(count)))
            .collect(),
    )
}

impl Records {
    /// The counts over the screenings whose day lies between these, both included. `progress` is told how
    /// many of how many were read.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub fn stats(
        &mut self,
        (since, until): (Option<Date>, Option<Date>),
        progress: impl FnMut(u64, u64),
    ) -> Result<Stats, Trouble> {
        self.note(STORE, Says::Viewed(Viewed::Counts))?;
        let (mut finished, mut drafts) = (Vec::new(), 0);
        self.each_record(progress, |record| {
            let Some(glance) = record.glance() else {
                return;
            };
            let day = glance.today;
            if since.is_some_and(|it| day < it) || until.is_some_and(|it| day > it) {
                return;
            }
            let Some(verdict) = glance.verdict else {
                drafts += 1;
                return;
            };
            let took = glance.put_down.duration_since(glance.started);
            let waits = verdict.findings.into_iter();
            finished.push(Counted {
                level: verdict.said.level,
                waits: waits
                    .filter(|it| it.level == Level::Wait)
                    .map(|it| it.topic)
                    .collect(),
                minutes: u64::try_from(took.as_secs())
                    .unwrap_or_default()
                    .div_ceil(60),
            });
        })?;
        Ok(Stats::of(&finished, drafts))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counted(levels: [u64; 4], topics: &[&str]) -> Vec<Counted> {
        let each = LEVELS.into_iter().zip(levels).flat_map(|(level, count)| {
            (0..count).map(move |minutes| Counted {
                level,
                waits: if level == Level::Wait {
                    topics.iter().map(|it| (*it).to_owned()).collect()
                } else {
                    BTreeSet::new()
                },
                minutes,
            })
        });
        each.collect()
    }

    #[test]
    fn small_groups_are_not_said_and_large_ones_are() {
        let stats = Stats::of(&counted([10, 20, 30, 0], &["a"]), 7);
        assert_eq!(stats.finished, Count::Known(60));
        assert_eq!(
            stats.levels.map(|(_, it)| it),
            [10, 20, 30, 0].map(Count::Known)
        );
        assert_eq!(stats.waits, Some(vec![("a".to_owned(), Count::Known(30))]));
        assert_eq!(
            (stats.minutes, stats.drafts),
            (Some((9, 23)), Count::Known(7))
        );
        let stats = Stats::of(&counted([3, 20, 30, 0], &["a"]), 4);
        // 53 of which 50 are known would be three
        assert_eq!(
            stats.levels.map(|(_, it)| it),
            [
                Count::Few,
                Count::LeftOut,
                Count::Known(30),
                Count::Known(0)
            ]
        );
        assert_eq!(stats.drafts, Count::Few);
        let stats = Stats::of(&counted([1, 0, 2, 0], &["a"]), 0);
        assert_eq!((stats.finished, stats.minutes), (Count::Few, None));
        assert!(stats.waits.is_none());
    }

    #[test]
    fn a_topic_is_not_known_from_how_many_wait() {
        let mut all = counted([0, 0, 10, 0], &["a"]);
        all.extend(counted([0, 0, 4, 0], &["b"]));
        // 14 wait, ten of them for a: four for b
        assert_eq!(Stats::of(&all, 0).waits, None);
        let mut all = counted([0, 0, 10, 0], &["a"]);
        all.extend(counted([0, 0, 2, 0], &["b"]));
        let waits = Stats::of(&all, 0).waits;
        let said = [
            ("a".to_owned(), Count::Known(10)),
            ("b".to_owned(), Count::Few),
        ];
        assert_eq!(waits.as_deref(), Some(&said[..]));
    }

    proptest! {
        /// Whoever knows all that is shown finds at least two numbers for each group that is small.
        #[test]
        fn no_small_group_is_known_from_the_rest(groups in prop::collection::vec(0..14_u64, 4)) {
            let (sum, shown) = parts(&groups);
            for at in 0..groups.len() {
                if shown.get(at) != Some(&Count::Few) {
                    continue;
                }
                let mut could_be: BTreeSet<u64> = BTreeSet::new();
                for code in 0..15_u64.pow(4) {
                    let mut rest = code;
                    let other: Vec<u64> = (0..4).map(|_| { let it = rest % 15; rest /= 15; it }).collect();
                    let fits = other.iter().zip(&shown).all(|(it, shown)| match shown {
                        Count::Known(known) => it == known,
                        Count::Few => (1..LEAST).contains(it),
                        Count::LeftOut => *it >= LEAST,
                    });
                    let total: u64 = other.iter().sum();
                    let sums = match sum {
                        Count::Known(known) => total == known,
                        Count::Few => total < LEAST,
                        Count::LeftOut => total >= LEAST,
                    };
                    if fits && sums {
                        could_be.extend(other.get(at));
                    }
                }
                let alone = groups.iter().sum::<u64>() < LEAST;
                prop_assert!(could_be.len() > 1 || alone, "{groups:?} {shown:?} {sum} {could_be:?}");
            }
        }
    }
}
