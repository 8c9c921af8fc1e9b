//! What was found wrong, and how it is noted.

use std::ops::Range;

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

/// The problems found so far in one file.
#[derive(Debug)]
pub struct Problems<'t> {
    text: &'t str,
    found: Vec<Problem>,
}

impl<'t> Problems<'t> {
    /// An empty list, for a file of this text.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Self {
            text,
            found: Vec::new(),
        }
    }

    /// The line of a byte of the file.
    #[must_use]
    pub fn line(&self, byte: usize) -> usize {
        let before = self.text.as_bytes().iter().take(byte);
        1 + before.filter(|it| **it == b'\n').count()
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
        let about = Some(id).filter(|id| !id.is_empty());
        self.found.push(Problem {
            rule,
            severity,
            fault: Fault::at(self.text, place, about, says),
            witness,
        });
    }

    /// None yet, in the same file.
    #[must_use]
    pub const fn fresh(&self) -> Self {
        Self::new(self.text)
    }

    /// Adds the problems that were noted apart.
    pub fn add_all(&mut self, others: Self) {
        self.found.extend(others.found);
    }

    /// Keeps those of which this holds.
    pub fn retain(&mut self, keep: impl FnMut(&Problem) -> bool) {
        self.found.retain(keep);
    }

    /// All of them, in the order of the file.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Problem> {
        self.found.sort_by_key(|problem| problem.fault.place.start);
        self.found
    }
}
