//! A finished interview as data: what is saved, and what `evaluate` prints.

use std::sync::Arc;

use jiff::{Timestamp, civil::Date};
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{
    Interview,
    path::Path,
    verdict::{Ends, Finding, Verdict},
};
use crate::pack::{Level, Question, Source};

/// A finished interview.
#[derive(Debug, Serialize)]
pub struct Screening<'a> {
    /// The version of the program.
    pub needlefit: &'static str,
    /// The pack that was asked.
    pub pack: PackRef<'a>,
    /// The language in which it was asked.
    pub language: LanguageRef<'a>,
    /// The day for which waits were worked out.
    pub today: Date,
    /// When the interview began, in UTC.
    pub started: Timestamp,
    /// When it was finished, in UTC.
    pub finished: Timestamp,
    /// The answers on the path.
    pub answers: PathAnswers<'a>,
    /// What they come to.
    pub verdict: Report<'a>,
    /// The day of the treatment, where one was given.
    pub treatment: Option<Date>,
    /// The ids of the items that are ticked on the lists.
    pub ticks: Vec<&'a str>,
}

/// Which pack was asked.
#[derive(Debug, Serialize)]
pub struct PackRef<'a> {
    id: &'a str,
    version: &'a str,
    sha256: &'a str,
    /// Whether a clinician's review of the content held on that day.
    reviewed: bool,
}

/// In which language a pack was asked.
#[derive(Debug, Serialize)]
pub struct LanguageRef<'a> {
    tag: &'a str,
    /// Whether it was a translation, and if so whether people who may do so had reviewed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    translation: Option<&'static str>,
}

impl<'a> Screening<'a> {
    /// What an interview comes to; the times are from the clock at the edge.
    #[must_use]
    pub fn of(interview: &'a Interview<'_>, started: Timestamp, finished: Timestamp) -> Self {
        let path = interview.path();
        let pack = interview.pack();
        Self {
            needlefit: env!("CARGO_PKG_VERSION"),
            pack: PackRef {
                id: &pack.id,
                version: &pack.version,
                sha256: &pack.sha256,
                reviewed: pack.review_on(path.today).is_some(),
            },
            language: LanguageRef {
                tag: pack.language.tag(),
                translation: pack.translation.as_ref().map(|translated| {
                    if translated.reviewed {
                        "reviewed"
                    } else {
                        "machine"
                    }
                }),
            },
            today: path.today,
            started,
            finished,
            verdict: Report::of(&path, Verdict::of(&path)),
            answers: PathAnswers(path),
            treatment: interview.treatment(),
            ticks: interview.ticks().collect(),
        }
    }
}

impl Screening<'_> {
    /// As it is saved: JSON with line breaks.
    ///
    /// # Errors
    /// When it can't be written as JSON; it always can.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// The answers on a path, by id and in the order asked.
#[derive(Debug)]
pub struct PathAnswers<'a>(Path<'a, 'a>);

impl Serialize for PathAnswers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for question in self.0.questions() {
            if let Some(answer) = self.0.answers.get(question.number) {
                map.serialize_entry(&question.id, &answer.to_json(question))?;
            }
        }
        map.end()
    }
}

/// A verdict as data.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    /// The level.
    pub level: Level,
    /// The latest of the dates before which there is a wait.
    pub not_before: Option<Date>,
    /// Whether every question on the path was answered.
    pub complete: bool,
    /// The ids of those that were not.
    pub unanswered: Vec<&'a str>,
    /// What needs a doctor now.
    pub warning_signs: Vec<WarningReport<'a>>,
    /// The ids of the questions on the path.
    pub path: Vec<&'a str>,
    /// What was found.
    pub findings: Vec<FindingReport<'a>>,
}

/// A warning as data.
#[derive(Debug, Serialize)]
pub struct WarningReport<'a> {
    id: &'a str,
    says: &'a str,
    sources: Vec<&'a str>,
}

/// A finding as data.
#[derive(Debug, Serialize)]
pub struct FindingReport<'a> {
    topic: &'a str,
    question: &'a str,
    level: Level,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    until: Vec<EndReport<'a>>,
    reason: std::borrow::Cow<'a, str>,
    advice: &'a str,
    #[serde(serialize_with = "ids")]
    sources: Vec<&'a Arc<Source>>,
}

fn ids<S: Serializer>(sources: &[&Arc<Source>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(sources.iter().map(|source| &source.id))
}

/// The end of a wait as data.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum EndReport<'a> {
    /// Over on this day.
    On {
        /// The day.
        date: Date,
    },
    /// Over with an event, or a wait after it.
    With {
        /// The event's id.
        event: &'a str,
        /// The wait's id.
        #[serde(skip_serializing_if = "Option::is_none")]
        then: Option<&'a str>,
    },
}

impl<'a> Report<'a> {
    /// The verdict on a path, as data.
    #[must_use]
    pub fn of(path: &Path<'a, '_>, verdict: Verdict<'a>) -> Self {
        let id = |question: &'a Question| question.id.as_str();
        // in one piece: filtered, it could not know its length and would grow
        let mut ids = Vec::with_capacity(path.pack.questions.len());
        ids.extend(path.questions().map(id));
        Self {
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
            findings: verdict
                .findings
                .into_iter()
                .map(FindingReport::of)
                .collect(),
        }
    }
}

impl<'a> FindingReport<'a> {
    fn of(finding: Finding<'a>) -> Self {
        Self {
            topic: &finding.question.topic,
            question: &finding.question.id,
            level: finding.level,
            until: finding
                .until
                .into_iter()
                .map(|end| match end {
                    Ends::On(date) => EndReport::On { date },
                    Ends::With(event, then) => EndReport::With {
                        event: &event.id,
                        then: then.map(|wait| wait.id.as_str()),
                    },
                })
                .collect(),
            reason: finding.reason,
            advice: finding.advice,
            sources: finding.sources,
        }
    }
}
