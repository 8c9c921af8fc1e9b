//! Waits until a day that stand whatever is answered later.
//!
//! A dated wait that an earlier answer began does not end with another answer, however many screenings lie
//! between: a clinician must hear both. So a screening that follows another one has its waits, and so has
//! one that is opened on a later day, where what was about the first day is asked anew.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Answers, Days, Interview,
    path::Path,
    verdict::{Finding, Verdict},
};
use crate::{
    pack::{Level, Pack},
    text,
};

/// A wait until a day, as an answer began it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DatedWait {
    /// The topic that the answer was about: the id of its question.
    pub topic: String,
    /// The day of that answer.
    #[schemars(with = "String", extend("format" = "date"))]
    pub answered: Date,
    /// The first day after the wait.
    #[schemars(with = "String", extend("format" = "date"))]
    pub until: Date,
}

/// The dated waits that answers of a day began, and of those `before` them what has not ended: of each
/// topic the one that ends last.
pub(super) fn dated_waits(
    pack: &Pack,
    answers: &Answers,
    day: Date,
    before: &[DatedWait],
) -> Vec<DatedWait> {
    let stands = before.iter().filter(|it| it.until > day).cloned();
    last_of_each(begun(pack, answers, day).into_iter().chain(stands))
}

/// The dated waits that answers of a day began.
fn begun(pack: &Pack, answers: &Answers, day: Date) -> Vec<DatedWait> {
    // a day that is booked may lie after a wait, and on the day itself more is asked
    let verdict = Verdict::of(&Path::new(pack, answers, Days::today(day)));
    let begun = verdict.findings.iter().filter(|it| !it.is_mention());
    let begun = begun.filter_map(|it| {
        Some(DatedWait {
            topic: it.question.topic.clone(),
            answered: day,
            until: it.not_before()?,
        })
    });
    begun.collect()
}

/// Of each topic the wait that ends last.
fn last_of_each(all: impl Iterator<Item = DatedWait>) -> Vec<DatedWait> {
    let mut waits: Vec<DatedWait> = Vec::new();
    for wait in all {
        match waits.iter_mut().find(|it| it.topic == wait.topic) {
            Some(known) if known.until < wait.until => *known = wait,
            Some(_) => {}
            None => waits.push(wait),
        }
    }
    waits
}

impl Interview<'_> {
    /// The dated waits that earlier answers began.
    #[must_use]
    pub fn waits(&self) -> &[DatedWait] {
        &self.waits
    }

    /// Keeps the dated waits of what is about the day alone, before that is asked anew on another one.
    pub(super) fn keep_waits_of_the_day(&mut self) {
        let pack = self.pack;
        let is_of_the_day = |it: &DatedWait| {
            let topic = pack.question(&it.topic);
            topic.is_some_and(|it| pack.is_about_the_day(it))
        };
        let begun = begun(pack, &self.answers, self.today);
        let begun = begun.into_iter().filter(is_of_the_day);
        self.waits = last_of_each(begun.chain(std::mem::take(&mut self.waits)));
    }
}

impl<'p> Interview<'p> {
    /// Adds a finding for each wait that has not ended by the day of the treatment, and is found no more.
    pub(super) fn add_waits(&self, verdict: &mut Verdict<'p>) {
        let (pack, language) = (self.pack, self.language());
        let by = self.days().of_treatment();
        for wait in self.waits.iter().filter(|it| it.until > by) {
            // what a pack does not ask any more has no name
            let Some(topic) = pack.question(&wait.topic) else {
                continue;
            };
            let is_heard = |it: &Finding<'_>| {
                let is_open = it.level >= Level::Wait || it.outcome.is_none();
                it.question.topic == wait.topic && is_open && !it.is_mention()
            };
            if verdict.findings.iter().any(is_heard) {
                continue;
            }
            let (day, until) = (language.day(wait.answered), language.day(wait.until));
            let values = [("what", &*topic.short), ("day", &*day), ("until", &until)];
            verdict.add(Finding {
                question: topic,
                level: Level::Clinician,
                until: Vec::new(),
                reason: Cow::Owned(language.fill(text::WAIT_STANDS, &values)),
                advice: Cow::Borrowed(language.says(text::ASK_A_CLINICIAN)),
                sources: pack.sources_of(&wait.topic),
                waits: Vec::new(),
                outcome: None,
            });
        }
    }
}
