//! One line of the output.
//!
//! Most of a verdict are findings that say nothing of anybody's answer, so they are the same line
//! after line. [`Written`] puts each of them into JSON once, and copies it from then on. A line is
//! byte for byte what [`Report::of`] and [`Report::in_full`] come to as JSON: a test holds it against
//! them. Ids are too short for this to bring anything.

use std::{cell::OnceCell, ptr};

use jiff::civil::Date;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::{contradictions, set::Id};
use crate::{
    interview::{
        Interview, Treatment,
        path::Path,
        report::{FindingReport, Report},
        verdict::{Finding, Verdict},
    },
    pack::{Pack, Question},
};

/// What is the same in every verdict on a pack, as JSON.
pub(super) struct Written<'p> {
    /// The pack and its version, as each line names them.
    pack: String,
    /// Puts a finding as data.
    report: fn(Finding<'p>) -> FindingReport<'p>,
    full: bool,
    /// By the number of the question and the place of the outcome: what is found where it holds, once
    /// it was.
    found: Vec<Vec<OnceCell<Box<RawValue>>>>,
}

/// A finding, as JSON already or still as data.
#[derive(Serialize)]
#[serde(untagged)]
enum Found<'w, 'p> {
    Json(&'w RawValue),
    Data(FindingReport<'p>),
}

impl<'p> Written<'p> {
    /// Nothing yet; in `full`, each verdict says how far it can be relied on.
    pub fn new(pack: &'p Pack, full: bool) -> Self {
        let report = if full {
            FindingReport::in_full
        } else {
            FindingReport::of
        };
        let found = pack.questions.iter().map(|question| {
            let outcomes = question.outcomes.iter();
            outcomes.map(|_| OnceCell::new()).collect()
        });
        Self {
            pack: format!("{}@{}", pack.id, pack.version),
            report,
            full,
            found: found.collect(),
        }
    }

    /// The line of a verdict on a path, on which the clinic answered these questions.
    pub fn line<'w>(
        &'w self,
        id: Option<Id>,
        path: &Path<'p, '_>,
        verdict: Verdict<'p>,
        by_clinic: &[&'p Question],
    ) -> Line<'w, 'p> {
        Line {
            id,
            pack: &self.pack,
            treatment: path.days.treatment,
            answered_on: None,
            report: Report::with(path, verdict, |it| self.finding(it)),
            standing: self.full.then(|| Standing::of(path)),
            by_clinic: by_clinic.iter().map(|it| &*it.id).collect(),
            off_path: contradictions::off_path(path).map(|it| &*it.id).collect(),
        }
    }

    fn finding(&self, finding: Finding<'p>) -> Found<'_, 'p> {
        let known = self.known(&finding);
        if let Some(json) = known.and_then(OnceCell::get) {
            return Found::Json(json);
        }
        let data = (self.report)(finding);
        match known.map(|it| (it, to_raw_value(&data))) {
            Some((known, Ok(json))) => Found::Json(known.get_or_init(|| json)),
            _ => Found::Data(data),
        }
    }

    /// Where the JSON of a finding is kept that is the same for everybody.
    fn known(&self, finding: &Finding<'p>) -> Option<&OnceCell<Box<RawValue>>> {
        let (question, outcome) = (finding.question, finding.outcome?);
        let place = (question.outcomes.iter()).position(|it| ptr::eq(it, outcome))?;
        let known = self.found.get(question.number)?.get(place);
        known.filter(|_| finding.is_as_stated())
    }
}

/// One line of the output.
#[derive(Serialize)]
pub(super) struct Line<'w, 'p> {
    id: Option<Id>,
    /// The pack and its version.
    pack: &'w str,
    /// When the treatment is.
    #[serde(rename = "for")]
    treatment: Treatment,
    /// The day of a saved screening, where it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_on: Option<Date>,
    #[serde(flatten)]
    report: Report<'p, Found<'w, 'p>>,
    #[serde(flatten)]
    standing: Option<Standing<'p>>,
    /// The ids of the questions that the clinic itself answered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    by_clinic: Vec<&'p str>,
    /// The ids of the questions off the path that were answered; these answers do not count.
    off_path: Vec<&'p str>,
}

impl Line<'_, '_> {
    /// The same of a saved screening: its day, and until when its answers hold.
    pub fn of_saved(mut self, interview: &Interview<'_>) -> Self {
        self.answered_on = interview.answered_on().map(|it| it.day);
        if let Some(standing) = &mut self.standing {
            standing.holds_until = interview.holds_until();
        }
        self
    }
}

/// How far a verdict can be relied on.
#[derive(Serialize)]
struct Standing<'p> {
    /// The SHA-256 of the pack's file, in hexadecimal.
    sha256: &'p str,
    /// Whether a clinician's review of the content holds on that day.
    reviewed: bool,
    /// The day of the review since which the content was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    changed_since_review: Option<Date>,
    disclaimer: &'p str,
    /// The day until which the answers hold.
    holds_until: Date,
}

impl<'p> Standing<'p> {
    fn of(path: &Path<'p, '_>) -> Self {
        let (pack, today) = (path.pack, path.days.today);
        let reviewed = pack.reviewed_on(today);
        Self {
            sha256: pack.sha256(),
            reviewed: reviewed.holds(),
            changed_since_review: reviewed.changed_since(),
            disclaimer: &pack.disclaimer,
            holds_until: pack.answers_hold_until(today),
        }
    }
}

/// A line without a verdict.
#[derive(Serialize)]
pub(super) struct ErrorLine {
    /// The name that the line gives itself.
    pub id: Option<Id>,
    /// What is wrong with it, in a sentence.
    pub error: String,
}
