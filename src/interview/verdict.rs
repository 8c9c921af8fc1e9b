//! The verdict: what these answers mean, why, and who says so.

use std::{borrow::Cow, cmp::Reverse, sync::Arc};

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::{answers::Answer, days::Days, path::Path};
use crate::{
    pack::{Basis, Event, Level, Outcome, Pack, Question, Source, Until, Wait, Warning, meaning},
    text::{self, Language},
};

/// What one set of answers comes to.
#[derive(Debug, Clone)]
pub struct Verdict<'a> {
    /// The days that the answers were read on.
    pub days: Days,
    /// The highest level among the findings.
    pub level: Level,
    /// What was found, the highest level first and then in the order asked; mentions last.
    pub findings: Vec<Finding<'a>>,
    /// The latest of the dates before which there is a wait.
    pub not_before: Option<Date>,
    /// What needs a doctor now, in the order of the pack.
    pub warnings: Vec<&'a Warning>,
    /// The questions on the path that have no answer, in the order asked.
    pub unanswered: Vec<&'a Question>,
    /// What is asked again on the day of the treatment, where that is not today, in the order asked.
    pub ask_again: Vec<&'a Question>,
}

/// An outcome that applies to these answers. One of the level `no_concern` is a mention: something to
/// tell the clinician, which changes no verdict.
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
    pub advice: Cow<'a, str>,
    /// Who says so.
    pub sources: Vec<&'a Arc<Source>>,
    /// The waits that it rests on.
    pub waits: Vec<&'a Arc<Wait>>,
    /// The outcome as the pack states it; none where the program itself found it.
    pub outcome: Option<&'a Outcome>,
}

/// What a verdict says in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Said {
    /// The level.
    pub level: Level,
    /// The latest of the dates before which there is a wait, or null.
    #[schemars(schema_with = "day_or_null")]
    pub not_before: Option<Date>,
}

impl Said {
    /// What this verdict says.
    #[must_use]
    pub const fn of(verdict: &Verdict<'_>) -> Self {
        Self {
            level: verdict.level,
            not_before: verdict.not_before,
        }
    }

    /// The level and the date, in words.
    #[must_use]
    pub fn says(self, language: &Language) -> String {
        let level = self.level.says(language);
        match self.not_before {
            Some(day) => {
                let when = language.day(day);
                let until = language.fill(text::NOT_BEFORE, &[("when", &when)]);
                format!("{level}, {until}")
            }
            None => level.to_owned(),
        }
    }
}

/// A day, or null where there is none.
pub(super) fn day_or_null(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "oneOf": [{ "type": "string", "format": "date" }, { "type": "null" }] })
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
            let before = findings.len();
            for (outcome, holds) in meaning::findings(path, question) {
                match outcome {
                    _ if !holds => {}
                    Some(outcome) => findings.push(Finding::stated(path, question, outcome)),
                    None => findings.push(Finding::unknown(path, question)),
                }
            }
            let here = findings.get(before..).unwrap_or_default();
            let is_stated = here.iter().any(|it: &Finding<'_>| !it.is_mention());
            let answer = path.answers.get(question.number);
            if !is_stated && answer.is_some_and(|it| it.has_passed(question, path.days.today)) {
                findings.push(Finding::unknown(path, question));
            }
            if question.is_needed() && path.answers.get(question.number).is_none() {
                unanswered.push(question);
            }
        }
        if let Some(day) = path.days.booked() {
            findings.extend(waits_over_by(path, day));
        }
        // what cannot wait is judged by today, whatever day is booked
        let today = path.not_booked();
        // stable: within a level the order asked stays
        findings.sort_by_key(|finding| Reverse(finding.level));
        Self {
            days: path.days,
            level: findings
                .first()
                .map_or(Level::NoConcern, |first| first.level),
            not_before: waits(&findings).filter_map(Finding::not_before).max(),
            findings,
            warnings: path
                .pack
                .warnings
                .iter()
                .filter(|warning| meaning::holds_of_pack(&today, path.pack, &warning.when))
                .collect(),
            unanswered,
            ask_again: path.asked_again(),
        }
    }

    /// What to do now, in one sentence: what the first finding of the highest level says that says
    /// so, else what the level does.
    #[must_use]
    pub fn next(&self, pack: &'a Pack) -> &'a str {
        let highest = self.findings.iter().filter(|it| it.level == self.level);
        let mut stated = highest.filter_map(|it| it.outcome?.next.as_deref());
        stated.next().unwrap_or_else(|| pack.says_of(self.level))
    }

    /// The finding that decides: of the highest level, the one with the latest date if any has a
    /// date, else the first. Nothing decides where nothing is of concern.
    #[must_use]
    pub fn decides(&self) -> Option<&Finding<'a>> {
        let highest = || {
            self.findings
                .iter()
                .filter(|it| it.level == self.level && !it.is_mention())
        };
        let dated =
            highest().find(|it| self.not_before.is_some() && it.not_before() == self.not_before);
        dated.or_else(|| highest().next())
    }

    /// What to tell the clinician though it is no concern.
    pub fn mentions(&self) -> impl Iterator<Item = &Finding<'a>> {
        self.findings.iter().filter(|it| it.is_mention())
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

    /// Whether an answer ended the questions: an age, most of all.
    #[must_use]
    pub fn ends_the_questions(&self) -> bool {
        let mut outcomes = self.findings.iter().filter_map(|it| it.outcome);
        outcomes.any(|it| it.ends)
    }

    /// Every event that must come first, each once.
    #[must_use]
    pub fn events(&self) -> Vec<Ends<'a>> {
        let mut events: Vec<Ends<'a>> = Vec::new();
        for end in waits(&self.findings).flat_map(|finding| &finding.until) {
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

/// The findings that make somebody wait.
fn waits<'f, 'a>(findings: &'f [Finding<'a>]) -> impl Iterator<Item = &'f Finding<'a>> {
    findings.iter().filter(|it| !it.is_mention())
}

/// What waits today by dates alone and is over by the booked day: a mention, with its date.
fn waits_over_by<'a>(path: &Path<'a, '_>, day: Date) -> Vec<Finding<'a>> {
    let today = path.not_booked();
    let by_date = |it: &&Outcome| {
        let dates = it.until.iter();
        it.level == Level::Wait
            && dates
                .into_iter()
                .all(|it| matches!(it, Until::AnswerPlus(_)))
    };
    let waits = path.questions().flat_map(|question| {
        let outcomes = question.outcomes.iter().filter(by_date);
        outcomes.map(move |outcome| (question, outcome))
    });
    let over = waits.filter(|(question, outcome)| {
        meaning::found(&today, question, outcome) && !meaning::found(path, question, outcome)
    });
    over.filter_map(|(question, outcome)| Finding::over_by(path, (question, outcome), day))
        .collect()
}

impl<'a> Finding<'a> {
    /// Whether it is only to be told, and no concern.
    #[must_use]
    pub fn is_mention(&self) -> bool {
        self.level == Level::NoConcern
    }

    /// A wait that ends by the booked day; none where it ends later.
    fn over_by(
        path: &Path<'a, '_>,
        (question, outcome): (&'a Question, &'a Outcome),
        day: Date,
    ) -> Option<Self> {
        let language = path.pack.language;
        let mut finding = Self::stated(path, question, outcome);
        let end = finding.not_before().filter(|end| *end <= day)?;
        let values = [("end", &*language.day(end)), ("day", &language.day(day))];
        finding.level = Level::NoConcern;
        finding.advice = Cow::Owned(language.fill(text::WAIT_OVER_BY, &values));
        finding.outcome = None;
        Some(finding)
    }

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
            advice: Cow::Borrowed(&outcome.advice),
            sources: outcome.sources.iter().collect(),
            waits: waits.collect(),
            outcome: Some(outcome),
        }
    }

    /// The program's own outcome where nothing is known, or nothing any more: a clinician must
    /// decide.
    fn unknown(path: &Path<'a, '_>, question: &'a Question) -> Self {
        let language = path.pack.language;
        let words = match path.answers.get(question.number) {
            Some(Answer::Unsure) => text::YOU_ARE_NOT_SURE,
            Some(Answer::Declined) => text::YOU_WOULD_RATHER_TELL,
            Some(Answer::Date(_)) => text::THAT_DAY_HAS_PASSED,
            _ => text::YOU_DID_NOT_ANSWER,
        };
        Self {
            question,
            level: meaning::level_of(None),
            until: Vec::new(),
            reason: Cow::Owned(language.fill(words, &[("question", &question.ask)])),
            advice: Cow::Borrowed(language.says(text::ASK_A_CLINICIAN)),
            sources: path.pack.sources_of(&question.topic),
            waits: Vec::new(),
            outcome: None,
        }
    }

    /// Whether it is the same for everybody: what it says is what the outcome states, and nothing in
    /// it was filled in or worked out from an answer.
    #[must_use]
    pub fn is_as_stated(&self) -> bool {
        let fixed = |words: &Cow<'_, str>| matches!(words, Cow::Borrowed(_));
        let until = &mut self.until.iter();
        self.outcome.is_some()
            && fixed(&self.reason)
            && fixed(&self.advice)
            && until.all(|end| matches!(end, Ends::With(..)))
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

    /// The waits that no source fixes.
    pub fn chosen_waits(&self) -> impl Iterator<Item = &'a Wait> {
        let waits = self.waits.iter().map(|wait| &***wait);
        waits.filter(|wait| wait.from == Basis::Default)
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
