//! A verdict as data: what is saved beside the answers, and what `evaluate` prints.

use std::{borrow::Cow, sync::Arc};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{
    path::Path,
    verdict::{Ends, Finding, Verdict, day_or_null},
};
use crate::pack::{Length, Level, Question, Reading, Source, Strength};

/// A verdict as data.
// its findings as `F`; what is said above is in the schema, too
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Report")]
pub struct Report<'a, F = FindingReport<'a>> {
    /// The level.
    pub level: Level,
    /// The latest of the dates before which there is a wait.
    #[schemars(schema_with = "day_or_null")]
    pub not_before: Option<Date>,
    /// Whether every question on the path was answered.
    pub complete: bool,
    /// The ids of those that were not.
    pub unanswered: Vec<&'a str>,
    /// What needs a doctor now.
    pub warning_signs: Vec<WarningReport<'a>>,
    /// The ids of the questions on the path.
    pub path: Vec<&'a str>,
    /// What to do now, in one sentence.
    pub next: &'a str,
    /// What was found; mentions, of the level `no_concern`, last.
    pub findings: Vec<F>,
    /// The ids of the questions that are asked again on the day of the treatment.
    pub ask_again: Vec<&'a str>,
}

/// A warning as data.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WarningReport<'a> {
    id: &'a str,
    says: &'a str,
    sources: Vec<&'a str>,
}

/// A finding as data.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingReport<'a> {
    topic: &'a str,
    question: &'a str,
    level: Level,
    #[serde(skip_serializing_if = "Option::is_none")]
    short: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    until: Vec<EndReport<'a>>,
    reason: Cow<'a, str>,
    advice: Cow<'a, str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    no_override: bool,
    #[serde(serialize_with = "ids")]
    #[schemars(with = "Vec<String>")]
    sources: Vec<&'a Arc<Source>>,
    #[serde(flatten)]
    standing: Option<Standing<'a>>,
}

/// How far a finding can be relied on, as data.
#[derive(Debug, Serialize, JsonSchema)]
struct Standing<'a> {
    cited: Vec<Citation<'a>>,
    /// The ids of the waits that no source fixes.
    clinic_default: Vec<&'a str>,
}

/// A source as data.
#[derive(Debug, Serialize, JsonSchema)]
struct Citation<'a> {
    id: &'a str,
    /// As patients are shown it.
    short: &'a str,
    title: &'a str,
    year: Option<u16>,
    url: Option<&'a str>,
    /// Where it was read, if that was not at `url`.
    copy: Option<&'a str>,
    read: Reading,
    strength: Strength,
}

fn ids<S: Serializer>(sources: &[&Arc<Source>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(sources.iter().map(|source| &source.id))
}

/// The end of a wait as data.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum EndReport<'a> {
    /// Over on this day.
    On {
        /// The day.
        #[schemars(with = "String", extend("format" = "date"))]
        date: Date,
    },
    /// Over with an event, or a wait after it.
    With {
        /// The event's id.
        event: &'a str,
        /// The wait's id.
        #[serde(skip_serializing_if = "Option::is_none")]
        then: Option<&'a str>,
        /// The wait's length.
        #[serde(skip_serializing_if = "Option::is_none")]
        length: Option<Length>,
    },
}

impl<'a> Report<'a> {
    /// The verdict on a path, as data.
    #[must_use]
    pub fn of(path: &Path<'a, '_>, verdict: Verdict<'a>) -> Self {
        Self::with(path, verdict, FindingReport::of)
    }

    /// The same, each finding with how far it can be relied on.
    #[must_use]
    pub fn in_full(path: &Path<'a, '_>, verdict: Verdict<'a>) -> Self {
        Self::with(path, verdict, FindingReport::in_full)
    }
}

impl<'a, F> Report<'a, F> {
    /// The verdict on a path, each finding as `report` gives it.
    pub fn with(
        path: &Path<'a, '_>,
        verdict: Verdict<'a>,
        report: impl Fn(Finding<'a>) -> F,
    ) -> Self {
        let id = |question: &'a Question| question.id.as_str();
        // in one piece: filtered, it could not know its length and would grow
        let mut ids = Vec::with_capacity(path.pack.questions.len());
        ids.extend(path.questions().map(id));
        Self {
            next: verdict.next(path.pack),
            level: verdict.level,
            not_before: verdict.not_before,
            complete: verdict.is_complete(),
            unanswered: verdict.unanswered.into_iter().map(id).collect(),
            warning_signs: verdict
                .warnings
                .into_iter()
                .map(|warning| WarningReport {
                    id: &warning.id,
                    says: &warning.says,
                    sources: warning.sources.iter().map(|it| it.id.as_str()).collect(),
                })
                .collect(),
            path: ids,
            ask_again: verdict.ask_again.into_iter().map(id).collect(),
            findings: verdict.findings.into_iter().map(report).collect(),
        }
    }
}

impl<'a> FindingReport<'a> {
    /// A finding as data, with how far it can be relied on.
    #[must_use]
    pub fn in_full(finding: Finding<'a>) -> Self {
        let cited = finding.sources.iter().map(|source| Citation {
            id: &source.id,
            short: &source.short,
            title: &source.title,
            year: source.year,
            url: source.url.as_deref(),
            copy: source.copy.as_deref(),
            read: source.read,
            strength: source.strength,
        });
        let standing = Standing {
            cited: cited.collect(),
            clinic_default: finding.chosen_waits().map(|it| it.id.as_str()).collect(),
        };
        Self {
            standing: Some(standing),
            ..Self::of(finding)
        }
    }

    /// A finding as data.
    #[must_use]
    pub fn of(finding: Finding<'a>) -> Self {
        Self {
            topic: &finding.question.topic,
            question: &finding.question.id,
            level: finding.level,
            short: finding.outcome.and_then(|it| it.short.as_deref()),
            standing: None,
            until: finding
                .until
                .into_iter()
                .map(|end| match end {
                    Ends::On(date) => EndReport::On { date },
                    Ends::With(event, then) => EndReport::With {
                        event: &event.id,
                        then: then.map(|wait| wait.id.as_str()),
                        length: then.map(|wait| wait.length),
                    },
                })
                .collect(),
            no_override: finding.outcome.is_some_and(|it| it.no_override),
            reason: finding.reason,
            advice: finding.advice,
            sources: finding.sources,
        }
    }
}
