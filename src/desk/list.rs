//! What staff see of each screening: one row, and what is missing.

use std::fmt;

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use crate::{
    clinic::Clinic,
    interview::{Interview, Progress},
    pack::Level,
    records::{
        Dated, Found, Glance, Record,
        body::{Consented, Decided},
    },
};

/// One row of a list.
pub struct Row {
    /// The screening.
    pub id: Uuid,
    /// Its reference; none where it was erased.
    pub reference: String,
    /// Its label.
    pub label: Option<String>,
    /// When it was begun.
    pub begun: Option<Timestamp>,
    /// When its answers last changed.
    pub changed: Option<Timestamp>,
    /// The day for which the treatment is booked.
    pub booked: Option<Date>,
    /// Whether that is today, and the check on the day is still to come.
    pub is_to_check: bool,
    /// Of a draft that can be opened, how far it is.
    pub progress: Option<Progress>,
    /// How far it is.
    pub state: State,
    /// What the verdict said.
    pub level: Option<Level>,
    /// Until when there is a wait.
    pub not_before: Option<Date>,
    /// The topics that decide, the gravest first.
    pub topics: Vec<String>,
    /// Which consents stand how.
    pub consents: Vec<Standing>,
}

/// How far a screening is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Somebody still answers: so many questions were answered.
    Draft(usize),
    /// It has its verdict, and no clinician decided.
    ForTheClinician,
    /// A clinician let it go ahead.
    Signed,
    /// A clinician said to wait until then.
    DeferredUntil(Date),
    /// A clinician said no.
    Declined,
    /// An answer was changed after a clinician decided: that no longer counts.
    Voided,
    /// It was erased.
    Erased,
    /// It can't be read.
    Damaged,
}

/// How a consent stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The id of the clinic's text.
    pub text: String,
    /// How.
    pub how: How,
}

/// How a consent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Given, to the text of now.
    Given,
    /// Not asked yet.
    Missing,
    /// Given at a screening that this one follows, to the text of now.
    Before,
    /// Given to an older text.
    OldVersion,
    /// Withdrawn.
    Withdrawn,
    /// Refused, and never given before.
    Refused,
}

/// What a screening needs before somebody is treated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// Answers.
    Answers,
    /// On the booked day: what may have changed.
    Check,
    /// What a clinician decides.
    Decision,
    /// A consent that stands so.
    Consent(Standing),
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row({}, {:?}, <redacted>)", self.id, self.state)
    }
}

impl Row {
    /// The row of one that was erased, or can't be read.
    #[must_use]
    pub const fn gone(id: Uuid, state: State) -> Self {
        Self {
            id,
            reference: String::new(),
            label: None,
            begun: None,
            changed: None,
            booked: None,
            is_to_check: false,
            progress: None,
            state,
            level: None,
            not_before: None,
            topics: Vec::new(),
            consents: Vec::new(),
        }
    }

    /// The row of a screening after those that it follows, in a clinic.
    #[must_use]
    pub fn of_record(record: &Record, before: &[Record], clinic: Option<&Clinic>) -> Self {
        let glance = record.glance();
        let told = glance.as_ref().and_then(|it| it.verdict.as_ref());
        let decides = |it: &&Found| Some(it.level) == told.map(|it| it.said.level);
        let found = told.map(|it| it.findings.as_slice()).unwrap_or_default();
        let mut topics: Vec<String> = Vec::new();
        for found in found
            .iter()
            .filter(decides)
            .filter(|it| it.level > Level::NoConcern)
        {
            if !topics.contains(&found.topic) {
                topics.push(found.topic.clone());
            }
        }
        Self {
            id: record.id,
            reference: record.named.reference.clone(),
            label: record.named.label.clone(),
            begun: Some(record.begun),
            changed: Some(record.changed),
            booked: glance.as_ref().and_then(Glance::booked),
            is_to_check: false,
            progress: None,
            state: state(record, glance.as_ref()),
            level: told.map(|it| it.said.level),
            not_before: told.and_then(|it| it.said.not_before),
            topics,
            consents: consents(record, before, clinic),
        }
    }

    /// What it needs before the person is treated. Where nobody is going to be, no consent.
    #[must_use]
    pub fn missing(&self, clinic: Option<&Clinic>) -> Vec<Missing> {
        let decision = match self.state {
            State::Draft(_) => return vec![Missing::Answers],
            State::ForTheClinician | State::Voided => Some(Missing::Decision),
            State::Signed => None,
            State::DeferredUntil(_) | State::Declined | State::Erased | State::Damaged => {
                return Vec::new();
            }
        };
        let check = self.is_to_check.then_some(Missing::Check);
        let first = check.into_iter().chain(decision);
        first.chain(self.consents_missing(clinic)).collect()
    }

    /// Whether nobody is going to be treated by it: a clinician said so, or nobody can read it.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        matches!(
            self.state,
            State::DeferredUntil(_) | State::Declined | State::Erased | State::Damaged
        )
    }

    /// The consents that do not stand as they should.
    pub fn consents_missing(&self, clinic: Option<&Clinic>) -> impl Iterator<Item = Missing> {
        let texts = clinic.map(|it| it.consents.as_slice()).unwrap_or_default();
        let is_needed = |id: &str| texts.iter().any(|it| it.id == id && it.needed);
        let is_missing = move |it: &&Standing| match it.how {
            How::Given => false,
            How::OldVersion | How::Withdrawn => true,
            How::Missing | How::Before | How::Refused => is_needed(&it.text),
        };
        let missing = self.consents.iter().filter(is_missing);
        missing.cloned().map(Missing::Consent)
    }

    /// The same of a draft as it is opened.
    #[must_use]
    pub fn opened(self, interview: &Interview<'_>) -> Self {
        let progress = self.is_draft().then(|| interview.progress());
        Self { progress, ..self }
    }

    /// The same where it is booked for today, and nobody was screened again since.
    #[must_use]
    pub fn to_check(self, is_to_check: bool) -> Self {
        Self {
            is_to_check,
            ..self
        }
    }

    /// Whether it has no verdict: somebody may go on answering it.
    #[must_use]
    pub const fn is_draft(&self) -> bool {
        self.level.is_none() && matches!(self.state, State::Draft(_) | State::Voided)
    }
}

fn state(record: &Record, glance: Option<&Glance>) -> State {
    let Some(glance) = glance else {
        return State::Damaged;
    };
    if glance.verdict.is_none() {
        return match record.decision() {
            Some(_) => State::Voided,
            None => State::Draft(glance.answered),
        };
    }
    match record.decision() {
        None => State::ForTheClinician,
        Some((_, false)) => State::Voided,
        Some((decision, true)) => match decision.what.what {
            Decided::GoAhead | Decided::GoAheadAlthough(_) => State::Signed,
            Decided::WaitUntil(day) => State::DeferredUntil(day),
            Decided::DoNotTreat => State::Declined,
        },
    }
}

/// How the consents of a clinic stand for a screening. What was given at one that it follows is told, and
/// asked again; what was withdrawn there is withdrawn.
fn consents(record: &Record, before: &[Record], clinic: Option<&Clinic>) -> Vec<Standing> {
    let texts = clinic.map(|it| it.consents.as_slice()).unwrap_or_default();
    let standing = texts.iter().map(|text| {
        let of = |it: &&Dated<Consented>| it.what.text == text.id;
        let here = record.consents.iter().filter(of);
        let all = before.iter().flat_map(|it| &it.consents).filter(of);
        let was_given = all.clone().chain(here.clone()).any(|it| it.what.given);
        let (last_here, last) = (here.clone().next_back(), all.chain(here).next_back());
        let is_of_now = |it: &Consented| it.version == text.version && text.has_hash(&it.hash);
        let how = match last.map(|it| &it.what) {
            None => How::Missing,
            Some(Consented { given: false, .. }) if was_given => How::Withdrawn,
            Some(Consented { given: false, .. }) => How::Refused,
            Some(given) if !is_of_now(given) => How::OldVersion,
            Some(_) if last_here.is_none() => How::Before,
            Some(_) => How::Given,
        };
        Standing {
            text: text.id.clone(),
            how,
        }
    });
    standing.collect()
}
