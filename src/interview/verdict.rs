//! The verdict: what these answers mean, why, and who says so.

use std::{borrow::Cow, cmp::Reverse, sync::Arc};

use jiff::civil::Date;

use super::{answers::Answer, path::Path};
use crate::{
    pack::{Basis, Event, Level, Outcome, Question, Source, Until, Wait, Warning, meaning},
    text::{self, Language},
};

/// What one set of answers comes to.
#[derive(Debug, Clone)]
pub struct Verdict<'a> {
    /// The highest level among the findings.
    pub level: Level,
    /// What was found, the highest level first and then in the order asked.
    pub findings: Vec<Finding<'a>>,
    /// The latest of the dates before which there is a wait.
    pub not_before: Option<Date>,
    /// What needs a doctor now, in the order of the pack.
    pub warnings: Vec<&'a Warning>,
    /// The questions on the path that have no answer, in the order asked.
    pub unanswered: Vec<&'a Question>,
}

/// An outcome that applies to these answers.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    /// The question that was answered.
    pub question: &'a Question,
    /// How much of a concern it is.
    pub level: Level,
    /// What must all be over first.
    pub until: Vec<Ends<'a>>,
    /// What was found, to the person.
    pub reason: Cow<'a, str>,
    /// What to do about it.
    pub advice: &'a str,
    /// Who says so.
    pub sources: Vec<&'a Arc<Source>>,
    /// The waits that it rests on.
    pub waits: Vec<&'a Arc<Wait>>,
}

/// The end of a wait.
#[derive(Debug, Clone, Copy)]
pub enum Ends<'a> {
    /// Over on this day.
    On(Date),
    /// Over with this event, or this long after it.
    With(&'a Event, Option<&'a Wait>),
}

impl<'a> Verdict<'a> {
    /// Works out what the answers on a path come to.
    #[must_use]
    pub fn of(path: &Path<'a, '_>) -> Self {
        let (mut findings, mut unanswered) = (Vec::new(), Vec::new());
        for question in path.questions() {
            for (outcome, holds) in meaning::findings(path, question) {
                match outcome {
                    _ if !holds => {}
                    Some(outcome) => findings.push(Finding::stated(path, question, outcome)),
                    None => findings.push(Finding::unknown(path, question)),
                }
            }
            if question.is_needed() && path.answers.get(question.number).is_none() {
                unanswered.push(question);
            }
        }
        // stable: within a level the order asked stays
        findings.sort_by_key(|finding| Reverse(finding.level));
        Self {
            level: findings
                .first()
                .map_or(Level::NoConcern, |first| first.level),
            not_before: findings.iter().filter_map(Finding::not_before).max(),
            findings,
            warnings: path
                .pack
                .warnings
                .iter()
                .filter(|warning| meaning::holds_of_pack(path, path.pack, &warning.when))
                .collect(),
            unanswered,
        }
    }

    /// Adds what was found beside the answers on the path, in its place in the order; it has no
    /// wait, and the level is at least its own.
    pub fn add(&mut self, finding: Finding<'a>) {
        let key = |it: &Finding<'_>| (Reverse(it.level), it.question.number);
        let place = self.findings.partition_point(|it| key(it) <= key(&finding));
        self.level = self.level.max(finding.level);
        self.findings.insert(place, finding);
    }

    /// Whether every question on the path was answered.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.unanswered.is_empty()
    }

    /// Every event that must come first, each once.
    #[must_use]
    pub fn events(&self) -> Vec<Ends<'a>> {
        let mut events: Vec<Ends<'a>> = Vec::new();
        for end in self.findings.iter().flat_map(|finding| &finding.until) {
            let known = events.iter().any(|other| other.is_same_event(end));
            if matches!(end, Ends::With(..)) && !known {
                events.push(*end);
            }
        }
        events
    }

    /// Whether the way is free to plan at all: with a wait or a "not suitable"
    /// the course and the aftercare open only on request (rule 8 of the design).
    #[must_use]
    pub fn plan_follows(&self) -> bool {
        self.level < Level::Wait
    }
}

impl<'a> Finding<'a> {
    fn stated(path: &Path<'a, '_>, question: &'a Question, outcome: &'a Outcome) -> Self {
        let language = path.pack.language;
        let until = outcome.until.iter().filter_map(|until| match until {
            Until::AnswerPlus(wait) => path
                .day_of(question)
                .map(|day| Ends::On(wait.length.after(day))),
            Until::Event(event, then) => Some(Ends::With(event, then.as_deref())),
        });
        let waits = outcome.until.iter().filter_map(|until| match until {
            Until::AnswerPlus(wait) => Some(wait),
            Until::Event(_, then) => then.as_ref(),
        });
        let reason = if outcome.reason.contains('{') {
            let answer = match path.answers.get(question.number) {
                Some(Answer::Date(date)) => date.says_when(language),
                Some(answer) => answer.says_plainly(question, language),
                None => String::new(),
            };
            Cow::Owned(text::fill(&outcome.reason, &[("answer", &answer)]))
        } else {
            Cow::Borrowed(outcome.reason.as_str())
        };
        Self {
            question,
            level: outcome.level,
            until: until.collect(),
            reason,
            advice: &outcome.advice,
            sources: outcome.sources.iter().collect(),
            waits: waits.collect(),
        }
    }

    /// The program's own outcome where nothing is known: a clinician must decide.
    fn unknown(path: &Path<'a, '_>, question: &'a Question) -> Self {
        let language = path.pack.language;
        let words = match path.answers.get(question.number) {
            Some(Answer::Unsure) => text::YOU_ARE_NOT_SURE,
            Some(Answer::Declined) => text::YOU_WOULD_RATHER_TELL,
            _ => text::YOU_DID_NOT_ANSWER,
        };
        let mut sources: Vec<&Arc<Source>> = Vec::new();
        let topic = path
            .pack
            .questions
            .iter()
            .filter(|it| it.topic == question.topic);
        for source in topic.flat_map(|it| &it.outcomes).flat_map(|it| &it.sources) {
            if !sources.iter().any(|known| Arc::ptr_eq(known, source)) {
                sources.push(source);
            }
        }
        Self {
            question,
            level: meaning::level_of(None),
            until: Vec::new(),
            reason: Cow::Owned(language.fill(words, &[("question", &question.ask)])),
            advice: language.says(text::ASK_A_CLINICIAN),
            sources,
            waits: Vec::new(),
        }
    }

    /// The latest of its dates.
    #[must_use]
    pub fn not_before(&self) -> Option<Date> {
        let dates = self.until.iter().filter_map(|end| match end {
            Ends::On(date) => Some(*date),
            Ends::With(..) => None,
        });
        dates.max()
    }

    /// The waits that no source fixes, each in words.
    pub fn chosen_waits(&self, language: &Language) -> impl Iterator<Item = String> {
        let chosen = self.waits.iter().filter(|wait| wait.from == Basis::Default);
        chosen.map(|wait| wait.length.says(language))
    }
}

impl Ends<'_> {
    /// Whether both end with the same event, and the same wait after it.
    fn is_same_event(&self, other: &Self) -> bool {
        let id = |wait: Option<&Wait>| wait.map(|wait| wait.id.clone());
        match (self, other) {
            (Self::With(event, then), Self::With(its, its_then)) => {
                event.id == its.id && id(*then) == id(*its_then)
            }
            _ => false,
        }
    }

    /// In words, after "not before": "15 September 2025", "the birth", "6 weeks
    /// after the birth".
    #[must_use]
    pub fn says(&self, language: &Language) -> String {
        match self {
            Self::On(date) => language.day(*date),
            Self::With(event, None) => event.says.clone(),
            Self::With(event, Some(wait)) => language.fill(
                text::SPAN_AFTER,
                &[
                    ("span", &wait.length.says(language)),
                    ("event", &event.says),
                ],
            ),
        }
    }
}
