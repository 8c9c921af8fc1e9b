//! What was found wrong, and how it is noted.

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
    rc::Rc,
};

use serde::Serialize;

use super::space::Witness;
use crate::pack::Fault;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth a look; the pack can be used.
    Warning,
    /// The pack must not be used.
    Error,
}

/// Something wrong with a pack.
#[derive(Debug)]
pub struct Problem {
    /// The name of the rule that it breaks.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, and where.
    pub fault: Fault,
    /// Answers that show it.
    pub witness: Option<Witness>,
}

impl Problem {
    /// What keeps a pack from being read at all.
    #[must_use]
    pub const fn of_reading(fault: Fault) -> Self {
        Self {
            rule: "unreadable",
            severity: Severity::Error,
            fault,
            witness: None,
        }
    }
}

/// How many problems of one rule are kept: more are of the same making, and each costs a look at
/// the file.
const MOST_ALIKE: usize = 1_000;

/// Where the lines of a text begin, in bytes.
#[derive(Debug, Clone)]
pub struct Lines(Rc<[usize]>);

impl Lines {
    /// Those of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let ends = text.match_indices('\n').map(|(end, _)| end + 1);
        Self(std::iter::once(0).chain(ends).collect())
    }

    /// The line of a byte, from 1.
    #[must_use]
    pub fn number(&self, byte: usize) -> usize {
        self.0.partition_point(|start| *start <= byte)
    }

    /// Where a line begins, in bytes.
    #[must_use]
    pub fn start(&self, number: usize) -> usize {
        let start = self.0.get(number.saturating_sub(1));
        start.copied().unwrap_or_default()
    }
}

/// The problems found so far in one file.
#[derive(Debug)]
pub struct Problems<'t> {
    text: &'t str,
    lines: Lines,
    found: Vec<Problem>,
    /// The rules, places, ids and words of all so far: what is found twice is said once.
    seen: HashSet<(&'static str, usize, String, String)>,
    /// How many there are of each rule.
    alike: BTreeMap<(&'static str, Severity), usize>,
}

impl<'t> Problems<'t> {
    /// An empty list, for a file of this text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self::of(text, Lines::of(text))
    }

    fn of(text: &'t str, lines: Lines) -> Self {
        Self {
            text,
            lines,
            found: Vec::new(),
            seen: HashSet::new(),
            alike: BTreeMap::new(),
        }
    }

    /// The line of a byte of the file.
    #[must_use]
    pub fn line(&self, byte: usize) -> usize {
        self.lines.number(byte)
    }

    /// Notes an error at a place of the file, about the thing of this id.
    pub fn error(
        &mut self,
        rule: &'static str,
        place: &Range<usize>,
        id: &str,
        says: impl Into<String>,
    ) {
        self.note(Severity::Error, rule, (place, id), says.into(), None);
    }

    /// Notes an error that these answers show.
    pub fn shown(
        &mut self,
        rule: &'static str,
        place: &Range<usize>,
        id: &str,
        says: impl Into<String>,
        witness: Option<Witness>,
    ) {
        self.note(Severity::Error, rule, (place, id), says.into(), witness);
    }

    /// Notes a warning at a place of the file, about the thing of this id.
    pub fn warning(
        &mut self,
        rule: &'static str,
        place: &Range<usize>,
        id: &str,
        says: impl Into<String>,
    ) {
        self.note(Severity::Warning, rule, (place, id), says.into(), None);
    }

    fn note(
        &mut self,
        severity: Severity,
        rule: &'static str,
        (place, id): (&Range<usize>, &str),
        says: String,
        witness: Option<Witness>,
    ) {
        // a condition that opens several questions is one place, and what stands nowhere has none
        let only = if place.is_empty() { id } else { "" };
        let key = (rule, place.start, only.to_owned(), says.clone());
        if !self.seen.insert(key) {
            return;
        }
        let alike = self.alike.entry((rule, severity)).or_default();
        *alike += 1;
        if *alike > MOST_ALIKE {
            return;
        }
        let about = Some(id).filter(|id| !id.is_empty());
        let line = self.line(place.start);
        let before = self.text.get(self.lines.start(line)..place.start);
        self.found.push(Problem {
            rule,
            severity,
            fault: Fault {
                place: place.clone(),
                line: Some(line),
                column: before.unwrap_or_default().chars().count() + 1,
                about: about.map(str::to_owned),
                says,
            },
            witness,
        });
    }

    /// None yet, in the same file.
    #[must_use]
    pub fn fresh(&self) -> Self {
        Self::of(self.text, self.lines.clone())
    }

    /// Keeps what was noted in another list, too; of each rule there are then so many as are kept.
    pub fn keep_common(&mut self, other: &Self) {
        let known = |it: &Problem| {
            other.found.iter().any(|other| {
                (
                    it.rule,
                    it.fault.place.start,
                    &it.fault.about,
                    &it.fault.says,
                ) == (
                    other.rule,
                    other.fault.place.start,
                    &other.fault.about,
                    &other.fault.says,
                )
            })
        };
        self.found.retain(known);
        self.alike.clear();
        for it in &self.found {
            *self.alike.entry((it.rule, it.severity)).or_default() += 1;
        }
    }

    /// Adds the problems that were noted apart.
    pub fn add_all(&mut self, others: Self) {
        self.found.extend(others.found);
        self.seen.extend(others.seen);
        for (rule, count) in others.alike {
            *self.alike.entry(rule).or_default() += count;
        }
    }

    /// All of them, in the order of the file; last of how many of a rule too many to be shown.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Problem> {
        self.found.sort_by_key(|problem| problem.fault.place.start);
        for ((rule, severity), count) in self.alike {
            if let more @ 1.. = count.saturating_sub(MOST_ALIKE) {
                let says = format!("There are more like these; {more} are not shown.");
                self.found.push(Problem {
                    rule,
                    severity,
                    fault: Fault::whole(says),
                    witness: None,
                });
            }
        }
        self.found
    }
}
