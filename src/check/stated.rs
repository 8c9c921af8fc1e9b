//! What a verdict states, as far as two of them are compared, and what became of it.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use jiff::{ToSpan, civil::Date};
use serde::Serialize;

use super::logic::word;
use crate::{
    interview::{
        path::Path,
        verdict::{Ends, Finding, Verdict},
    },
    pack::{Event, Length, Level, Pack},
    text::Language,
};

/// The levels, the least first.
pub(super) const LEVELS: [Level; 4] = [
    Level::NoConcern,
    Level::Clinician,
    Level::Wait,
    Level::NotSuitable,
];

/// What became of something that a verdict states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The new pack is the less careful one: something is lost, lower, or over sooner.
    Laxer,
    /// Something else must be over first.
    OtherWait,
    /// The new pack is the more careful one.
    Stricter,
}

impl Direction {
    /// In words.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Laxer => "laxer",
            Self::OtherWait => "another wait",
            Self::Stricter => "stricter",
        }
    }
}

/// What of a verdict a statement is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Its level.
    Level,
    /// What is found at the question of this id.
    Question(String),
    /// The warning sign of this id.
    WarningSign(String),
}

impl Place {
    /// In words: the short words of the topic and, below it, of the question.
    #[must_use]
    pub fn says(&self, [old, new]: [&Pack; 2]) -> String {
        match self {
            Self::Level => "The verdict".to_owned(),
            Self::WarningSign(id) => format!("Warning sign `{id}`"),
            Self::Question(id) => {
                let asked = |pack: &Pack| {
                    let question = pack.question(id)?;
                    let topic = pack.question(&question.topic)?;
                    Some(if question.is_topic() {
                        question.short.clone()
                    } else {
                        format!("{}, {}", topic.short, question.short)
                    })
                };
                asked(new)
                    .or_else(|| asked(old))
                    .unwrap_or_else(|| id.clone())
            }
        }
    }
}

/// Something that a verdict states and the other does not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change {
    /// What became of it.
    pub direction: Direction,
    /// What it is about.
    pub place: Place,
    /// What was stated, in words.
    pub before: String,
    /// What is stated now, in words.
    pub after: String,
}

impl Change {
    /// Everything that two verdicts on the same answers state otherwise.
    #[must_use]
    pub fn between(old: &Stated<'_>, new: &Stated<'_>) -> Vec<Self> {
        let mut changes = Vec::new();
        if old.level != new.level {
            changes.push(Self {
                direction: if new.level < old.level {
                    Direction::Laxer
                } else {
                    Direction::Stricter
                },
                place: Place::Level,
                before: level_says(old.level).to_owned(),
                after: level_says(new.level).to_owned(),
            });
        }
        let ids: BTreeSet<&str> = old
            .findings
            .keys()
            .chain(new.findings.keys())
            .copied()
            .collect();
        for id in ids {
            let [was, is] = [old, new].map(|it| it.findings.get(id).map_or(&[][..], |it| it));
            let (lost, gained) = (without(was, is), without(is, was));
            if let Some(direction) = direction(&lost, &gained) {
                let waits = lost.iter().chain(&gained).all(|it| it.is_dated_wait());
                changes.push(Self {
                    direction,
                    place: Place::Question(id.to_owned()),
                    before: old.says(id, &lost, waits),
                    after: new.says(id, &gained, waits),
                });
            }
        }
        for id in old.warning_signs.symmetric_difference(&new.warning_signs) {
            let shown = |shows| if shows { "shown" } else { "not shown" }.to_owned();
            let was = old.warning_signs.contains(id);
            changes.push(Self {
                direction: if was {
                    Direction::Laxer
                } else {
                    Direction::Stricter
                },
                place: Place::WarningSign((*id).to_owned()),
                before: shown(was),
                after: shown(!was),
            });
        }
        changes
    }

    /// What was stated, what is now, and the direction: "14 days → 4 weeks, stricter".
    #[must_use]
    pub fn says(&self) -> String {
        let (before, after, direction) = (&self.before, &self.after, self.direction.word());
        format!("{before} → {after}, {direction}")
    }
}

/// What a verdict states: its level, every finding with its level and what must be over first, and
/// the warning signs. Its dates and events are those of the findings. Not the words.
#[derive(Debug)]
pub struct Stated<'p> {
    level: Level,
    /// By the id of the question.
    findings: BTreeMap<&'p str, Vec<Found<'p>>>,
    warning_signs: BTreeSet<&'p str>,
    /// The ids of the questions on the path.
    asked: Vec<&'p str>,
    /// Those of them that have no answer.
    blank: Vec<&'p str>,
}

impl<'p> Stated<'p> {
    /// What the verdict on a path states.
    #[must_use]
    pub fn by(path: &Path<'p, '_>, verdict: &Verdict<'p>) -> Self {
        let mut findings: BTreeMap<&str, Vec<Found<'p>>> = BTreeMap::new();
        for finding in &verdict.findings {
            let of_question = findings.entry(&finding.question.id).or_default();
            of_question.push(Found::by(path, finding));
        }
        Self {
            level: verdict.level,
            findings,
            warning_signs: verdict.warnings.iter().map(|it| it.id.as_str()).collect(),
            asked: path.questions().map(|it| it.id.as_str()).collect(),
            blank: verdict.unanswered.iter().map(|it| it.id.as_str()).collect(),
        }
    }

    /// These findings at the question of this id, in words; of waits alone what must be over.
    fn says(&self, id: &str, found: &[&Found<'p>], waits: bool) -> String {
        if found.is_empty() {
            let nothing = if self.asked.contains(&id) {
                "nothing"
            } else {
                "not asked"
            };
            return nothing.to_owned();
        }
        let says: Vec<String> = found.iter().map(|it| it.says(waits)).collect();
        let open = if self.blank.contains(&id) {
            " without an answer"
        } else {
            ""
        };
        says.join(" and ") + open
    }
}

/// A finding, as far as two are compared.
#[derive(Debug, PartialEq, Eq)]
struct Found<'p> {
    level: Level,
    until: BTreeSet<Ending<'p>>,
}

impl<'p> Found<'p> {
    fn by(path: &Path<'p, '_>, finding: &Finding<'p>) -> Self {
        let day = path.day_of(finding.question);
        let until = finding.until.iter().map(|end| match *end {
            Ends::On(date) => {
                let wait = finding
                    .waits
                    .iter()
                    .find(|wait| day.is_some_and(|day| wait.length.after(day) == date));
                Ending::On(date, wait.map(|wait| wait.length))
            }
            Ends::With(event, then) => Ending::With(event, then.map(|wait| wait.length)),
        });
        Self {
            level: finding.level,
            until: until.collect(),
        }
    }

    fn is_dated_wait(&self) -> bool {
        self.level == Level::Wait && !self.until.is_empty()
    }

    fn says(&self, waits: bool) -> String {
        let level = match self.level {
            // found though it is no concern
            Level::NoConcern => "a mention",
            level => level_says(level),
        };
        let until: Vec<String> = self.until.iter().map(Ending::says).collect();
        let until = until.join(" and ");
        match (waits, until.is_empty()) {
            (_, true) => level.to_owned(),
            (true, false) => until,
            (false, false) => format!("{level} {until}"),
        }
    }
}

/// What must be over first.
#[derive(Debug, Clone, Copy)]
enum Ending<'p> {
    /// A day; it is this long after the date that was answered.
    On(Date, Option<Length>),
    /// An event, and perhaps this much more.
    With(&'p Event, Option<Length>),
}

impl Ending<'_> {
    /// What tells it from others: 2 weeks are 14 days.
    fn key(&self) -> (Option<&str>, Option<Date>, Option<(bool, u32)>) {
        match self {
            Self::On(date, _) => (None, Some(*date), None),
            Self::With(event, then) => (Some(&event.id), None, then.map(calendar)),
        }
    }

    /// Whether it is over later than another that ends in the same way; none as the month goes.
    fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::On(date, _), Self::On(other, _)) => Some(date.cmp(other)),
            (Self::With(_, Some(length)), Self::With(_, Some(other))) => {
                length_order(*length, *other)
            }
            (Self::With(_, then), Self::With(_, other)) => {
                Some(then.is_some().cmp(&other.is_some()))
            }
            _ => None,
        }
    }

    /// Whether both are days, or the same event.
    fn ends_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::On(..), Self::On(..)) => true,
            (Self::With(event, _), Self::With(other, _)) => event.id == other.id,
            _ => false,
        }
    }

    fn says(&self) -> String {
        let english = Language::english();
        match self {
            Self::On(_, Some(length)) => length.says(english),
            Self::On(date, None) => format!("until {}", english.day(*date)),
            Self::With(event, None) => format!("until {}", event.says),
            Self::With(event, Some(length)) => {
                format!("{} after {}", length.says(english), event.says)
            }
        }
    }
}

impl PartialEq for Ending<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Ending<'_> {}

impl PartialOrd for Ending<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ending<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

/// A length as the calendar takes it: in months or not, and how many months or days.
pub(super) fn calendar(length: Length) -> (bool, u32) {
    match length {
        Length::Minutes(_) | Length::Hours(_) | Length::Days(_) | Length::Weeks(_) => {
            (false, length.longest_days())
        }
        Length::Months(count) => (true, u32::from(count)),
        Length::Years(count) => (true, u32::from(count) * 12),
    }
}

/// Which of two lengths ends later, whatever day it begins; none where that depends on the day.
pub(super) fn length_order(one: Length, other: Length) -> Option<Ordering> {
    /// After four years the months have been as long as they can be.
    const DAYS: i32 = 4 * 366;
    let ((months, count), (its_months, its_count)) = (calendar(one), calendar(other));
    if months == its_months {
        return Some(count.cmp(&its_count));
    }
    let first = jiff::civil::date(2027, 1, 1);
    let mut orders = (0..DAYS)
        .filter_map(|days| first.checked_add(days.days()).ok())
        .map(|day| one.after(day).cmp(&other.after(day)));
    let order = orders.next()?;
    orders.all(|it| it == order).then_some(order)
}

/// What of the first findings is not among the second, each as often as it is missing, the
/// highest level first.
fn without<'f, 'p>(from: &'f [Found<'p>], others: &[Found<'p>]) -> Vec<&'f Found<'p>> {
    let mut others: Vec<&Found<'p>> = others.iter().collect();
    let mut left: Vec<&Found<'p>> = from
        .iter()
        .filter(|found| {
            let known = others.iter().position(|other| other == found);
            known.map(|place| others.swap_remove(place)).is_none()
        })
        .collect();
    left.sort_by(|one, other| {
        other
            .level
            .cmp(&one.level)
            .then_with(|| one.until.cmp(&other.until))
    });
    left
}

/// What it means that these findings at a question became those; nothing, if nothing did.
fn direction(lost: &[&Found<'_>], gained: &[&Found<'_>]) -> Option<Direction> {
    let level = |found: &[&Found<'_>]| found.first().map(|it| it.level);
    match level(lost).cmp(&level(gained)) {
        Ordering::Less => return Some(Direction::Stricter),
        Ordering::Greater => return Some(Direction::Laxer),
        Ordering::Equal if lost.is_empty() => return None,
        Ordering::Equal => {}
    }
    let pairs = lost.iter().zip(gained);
    let lower = pairs.clone().any(|(was, is)| is.level < was.level);
    if lost.len() > gained.len() || lower {
        return Some(Direction::Laxer);
    }
    let same_level = pairs.filter(|(was, is)| is.level == was.level);
    let orders: Vec<_> = same_level
        .map(|(was, is)| until_order(&was.until, &is.until))
        .collect();
    Some(if orders.contains(&Some(Ordering::Less)) {
        Direction::Laxer
    } else if orders.contains(&None) {
        Direction::OtherWait
    } else {
        Direction::Stricter
    })
}

/// Whether these are over later than those; none where something else must be over.
fn until_order(was: &BTreeSet<Ending<'_>>, is: &BTreeSet<Ending<'_>>) -> Option<Ordering> {
    let lost: Vec<&Ending<'_>> = was.difference(is).collect();
    let mut gained: Vec<&Ending<'_>> = is.difference(was).collect();
    let (mut gone, mut orders) = (false, Vec::new());
    for ending in lost {
        match gained.iter().position(|it| it.ends_like(ending)) {
            Some(place) => orders.push(gained.swap_remove(place).order(ending)),
            None => gone = true,
        }
    }
    orders.push(match (gone, gained.is_empty()) {
        (true, true) => Some(Ordering::Less),
        (true, false) => None,
        (false, true) => Some(Ordering::Equal),
        (false, false) => Some(Ordering::Greater),
    });
    if orders.contains(&Some(Ordering::Less)) {
        Some(Ordering::Less)
    } else if orders.contains(&None) {
        None
    } else {
        orders.into_iter().flatten().max()
    }
}

/// A level in plain words.
fn level_says(level: Level) -> &'static str {
    match level {
        Level::NoConcern => "no concern",
        Level::NotSuitable => "not suitable",
        Level::Clinician | Level::Wait => word(level),
    }
}
