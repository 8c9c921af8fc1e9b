//! What is to come: in which week a wait ends, and for which a treatment is booked.
//!
//! The weeks stand beside an event as marks, so that nobody's screening is opened to find those of a week.
//! So does, beside a verdict, the screening that it follows: that is done, under whatever reference the
//! person was screened again.

use jiff::civil::Date;
use json_patch::PatchOperation;
use serde::Deserialize;
use uuid::Uuid;

use super::{
    Held, Record, Records, Trouble,
    body::{Decided, Says, Viewed},
    event::{Log, Mark, Marked, STORE},
    record::Glance,
};
use crate::interview::Treatment;

/// The days that an event brings, and the screening that it makes a thing of the past.
#[derive(Default)]
pub(super) struct Coming {
    due: Option<Date>,
    booked: Option<Date>,
    follows: Option<Uuid>,
}

impl Coming {
    /// What comes of what was done.
    pub(super) fn of(says: &Says) -> Self {
        match says {
            Says::Begun { screening, .. } | Says::Finished(screening) => {
                let read: Option<Glance> = serde_json::from_str(screening.get()).ok();
                read.map_or_else(Self::default, |it| Self {
                    booked: it.booked(),
                    follows: it.follows(),
                    due: it.verdict.and_then(|it| it.said.not_before),
                })
            }
            Says::Answered(patch) => Self {
                booked: patch.iter().find_map(answered),
                ..Self::default()
            },
            Says::Decided(decision) => Self {
                due: match decision.what {
                    Decided::WaitUntil(day) => Some(day),
                    _ => None,
                },
                ..Self::default()
            },
            _ => Self::default(),
        }
    }

    /// The marks of their weeks, and of what is followed, in this order: due, booked, follows.
    pub(super) fn marks(&self, mark: impl Fn(Marked, &str) -> Option<Mark>) -> [Option<Mark>; 3] {
        let of = |by, day: Option<Date>| mark(by, &week(day?));
        let follows = self
            .follows
            .and_then(|it| mark(Marked::Follows, &it.to_string()));
        [
            of(Marked::Due, self.due),
            of(Marked::Booked, self.booked),
            follows,
        ]
    }
}

/// The day that an answer booked.
fn answered(change: &PatchOperation) -> Option<Date> {
    let (path, value) = match change {
        PatchOperation::Add(it) => (&it.path, &it.value),
        PatchOperation::Replace(it) => (&it.path, &it.value),
        _ => return None,
    };
    let is_day = path.as_str() == "/for";
    is_day.then(|| Treatment::deserialize(value).ok().and_then(booked))?
}

const fn booked(treatment: Treatment) -> Option<Date> {
    match treatment {
        Treatment::On(day) => Some(day),
        Treatment::Today | Treatment::NotBooked => None,
    }
}

impl Glance {
    /// The day for which the treatment was booked, when it was put down.
    #[must_use]
    pub fn booked(&self) -> Option<Date> {
        self.treatment.and_then(booked)
    }

    /// The screening that it follows.
    pub(super) fn follows(&self) -> Option<Uuid> {
        Uuid::parse_str(&self.follows.as_ref()?.id).ok()
    }
}

impl Record {
    /// The day before which there is a wait: as a clinician decided, else as the verdict said.
    fn ends(&self) -> Option<Date> {
        match self.decision() {
            Some((decision, true)) => match decision.what.what {
                Decided::WaitUntil(day) => Some(day),
                _ => None,
            },
            _ => self.glance()?.verdict?.said.not_before,
        }
    }
}

impl<L: Log> Records<L> {
    /// The screenings whose wait ends in the week of a day.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub fn due(&mut self, day: Date) -> Result<Vec<Record>, Trouble> {
        let week = week(day);
        self.note(STORE, Says::Viewed(Viewed::Due(week.clone())))?;
        let mut found = self.of_week(Marked::Due, &week)?;
        found.retain(|it| it.ends().is_some_and(|ends| self::week(ends) == week));
        Ok(found)
    }

    /// The screenings of a treatment that is booked for a day.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub fn booked(&mut self, day: Date) -> Result<Vec<Record>, Trouble> {
        self.note(STORE, Says::Viewed(Viewed::Booked(day)))?;
        self.booked_on(day)
    }

    /// The same where nobody is shown it by itself, so that it does not stand in the log.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub fn booked_on(&self, day: Date) -> Result<Vec<Record>, Trouble> {
        let mut found = self.of_week(Marked::Booked, &week(day))?;
        found.retain(|it| it.glance().and_then(|it| it.booked()) == Some(day));
        Ok(found)
    }

    fn of_week(&self, by: Marked, week: &str) -> Result<Vec<Record>, Trouble> {
        let Some(mark) = self.keys.marks.mark(by.says(), week) else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for held in self.all_held(self.log.marked(by, mark)?)? {
            if let Held::Record(record) = held
                && !self.is_superseded(&record)?
            {
                found.push(*record);
            }
        }
        Ok(found)
    }

    /// Whether the person was screened again since, to the end.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub fn is_superseded(&self, record: &Record) -> Result<bool, Trouble> {
        let by = Marked::Follows;
        let Some(mark) = self.keys.marks.mark(by.says(), &record.id.to_string()) else {
            return Ok(false);
        };
        let marked = self.all_held(self.log.marked(by, mark)?)?;
        let follows = |it: &Record| it.follows() == Some(record.id) && it.is_finished();
        let is_one = |it: &Held| matches!(it, Held::Record(it) if follows(it));
        Ok(marked.iter().any(is_one))
    }
}

/// A week, by its year and number in ISO 8601.
pub(super) fn week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{}-W{:02}", week.year(), week.week())
}
