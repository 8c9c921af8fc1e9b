//! An interview as data: what is saved and gone on from, and what `evaluate` prints.

use std::{borrow::Cow, fmt, sync::Arc};

use jiff::{Timestamp, civil::Date};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
};
use serde_json::Value;

use super::{
    Answer, Days, Interview, Stage, Treatment,
    path::Path,
    verdict::{Ends, Finding, Verdict},
};
use crate::pack::{Length, Level, Pack, Question, Reading, Source, Strength};

/// The version of the form of a saved screening.
const FORMAT: u32 = 1;

/// An interview that was put down, as data: what is saved, and what [`Interview::restored`] goes on
/// from. `V` is the verdict, a [`Report`] as it is written; who reads it works it out again.
#[derive(Debug, Serialize, Deserialize)]
pub struct Screening<V> {
    /// The version of this form.
    pub format: u32,
    /// The version of the program.
    pub needlefit: String,
    /// The pack that was asked.
    pub pack: PackRef,
    /// The language in which it was asked.
    pub language: LanguageRef,
    /// The day on which it was asked.
    pub today: Date,
    /// When the treatment is, once it was asked.
    #[serde(rename = "for", default)]
    pub treatment: Option<Treatment>,
    /// When the interview began, in UTC.
    pub started: Timestamp,
    /// When it was put down, in UTC.
    pub finished: Timestamp,
    /// The answers on the path, by id and in the order asked.
    pub answers: Entries,
    /// The ids of the questions of tick lists that were asked by themselves.
    pub asked_alone: Vec<String>,
    /// What the answers come to.
    pub verdict: V,
    /// The ids of the items that are ticked on the lists.
    pub ticks: Vec<String>,
}

/// Which pack was asked.
#[derive(Debug, Serialize, Deserialize)]
pub struct PackRef {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// Whether a clinician's review of the content held on that day.
    pub reviewed: bool,
    /// The day of the review since which the content was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_since_review: Option<Date>,
}

/// In which language a pack was asked.
#[derive(Debug, Serialize, Deserialize)]
pub struct LanguageRef {
    /// Its tag.
    pub tag: String,
    /// Where it was a translation: `reviewed` if people who may do so had reviewed it, else
    /// `machine`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation: Option<String>,
}

/// Answers as data, by the id of the question and in the order asked.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Entries(pub Vec<(String, Value)>);

impl Serialize for Entries {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, answer)| (id, answer)))
    }
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("answers by the id of their question")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Entries::default();
                while let Some(entry) = map.next_entry()? {
                    entries.0.push(entry);
                }
                Ok(entries)
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// Why an interview can't go on from a screening.
#[derive(Debug, PartialEq, Eq)]
pub enum NotRestored {
    /// Its form is a newer one than this program knows.
    Format(u32),
    /// Another pack, or another version of it, was asked.
    OtherPack,
    /// There is no such question, or it does not take what is given as its answer.
    Answer(String),
}

impl<'p> Screening<Report<'p>> {
    /// An interview as it stands; the times are from the clock at the edge.
    #[must_use]
    pub fn of(interview: &Interview<'p>, started: Timestamp, finished: Timestamp) -> Self {
        let path = interview.path();
        let pack = interview.pack();
        let answer = |question: &Question| {
            let answer = path.answers.get(question.number)?;
            Some((question.id.clone(), answer.to_json(question)))
        };
        let alone = path.questions().filter(|it| interview.is_asked_alone(it));
        let reviewed = pack.reviewed_on(path.days.today);
        Self {
            format: FORMAT,
            needlefit: env!("CARGO_PKG_VERSION").to_owned(),
            pack: PackRef {
                id: pack.id.clone(),
                version: pack.version.clone(),
                sha256: pack.sha256.clone(),
                reviewed: reviewed.holds(),
                changed_since_review: reviewed.changed_since(),
            },
            language: LanguageRef {
                tag: pack.language.tag().to_owned(),
                translation: pack.translation.as_ref().map(|translated| {
                    let state = if translated.reviewed {
                        "reviewed"
                    } else {
                        "machine"
                    };
                    state.to_owned()
                }),
            },
            today: path.days.today,
            treatment: interview.treatment(),
            started,
            finished,
            answers: Entries(path.questions().filter_map(answer).collect()),
            asked_alone: alone.map(|it| it.id.clone()).collect(),
            verdict: Report::of(&path, Verdict::of(&path)),
            ticks: interview.ticks().map(str::to_owned).collect(),
        }
    }
}

impl<V: Serialize> Screening<V> {
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

impl<'p> Interview<'p> {
    /// The interview that a screening was put down from, at Review. Its answers come in by
    /// [`Answer::accept`], like all others, on the day of the screening.
    ///
    /// # Errors
    /// The first thing that does not fit this pack. Nothing is taken by halves.
    pub fn restored<V>(pack: &'p Pack, screening: &Screening<V>) -> Result<Self, NotRestored> {
        if screening.format > FORMAT {
            return Err(NotRestored::Format(screening.format));
        }
        if screening.pack.sha256 != pack.sha256 {
            return Err(NotRestored::OtherPack);
        }
        let mut interview = Self::new(pack, screening.today);
        for (id, value) in &screening.answers.0 {
            let refused = || NotRestored::Answer(id.clone());
            let question = pack.question(id).ok_or_else(refused)?;
            let answer = Answer::from_json(question, value, screening.today);
            if let Some(answer) = answer.map_err(|_| refused())? {
                interview.answers.set(question, answer);
            }
        }
        let alone = screening.asked_alone.iter();
        let alone = alone.filter_map(|id| pack.question(id));
        interview.alone = alone.map(|it| it.number).collect();
        for item in &screening.ticks {
            interview.done(item);
        }
        // a day that lies behind is asked again
        let days = screening.treatment.map(|it| Days::new(screening.today, it));
        interview.treatment = days.and_then(Result::ok).map(|days| days.treatment);
        interview.stage = Stage::Review;
        Ok(interview)
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
    /// What to do now, in one sentence.
    pub next: &'a str,
    /// What was found; mentions, of the level `no_concern`, last.
    pub findings: Vec<FindingReport<'a>>,
    /// The ids of the questions that are asked again on the day of the treatment.
    pub ask_again: Vec<&'a str>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    short: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    until: Vec<EndReport<'a>>,
    reason: Cow<'a, str>,
    advice: Cow<'a, str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    no_override: bool,
    #[serde(serialize_with = "ids")]
    sources: Vec<&'a Arc<Source>>,
    #[serde(flatten)]
    standing: Option<Standing<'a>>,
}

/// How far a finding can be relied on, as data.
#[derive(Debug, Serialize)]
struct Standing<'a> {
    cited: Vec<Citation<'a>>,
    /// The ids of the waits that no source fixes.
    clinic_default: Vec<&'a str>,
}

/// A source as data.
#[derive(Debug, Serialize)]
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

    fn with(
        path: &Path<'a, '_>,
        verdict: Verdict<'a>,
        report: impl Fn(Finding<'a>) -> FindingReport<'a>,
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
    fn in_full(finding: Finding<'a>) -> Self {
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

    fn of(finding: Finding<'a>) -> Self {
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
