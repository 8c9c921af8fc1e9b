//! The sessions under one reference: which one this is, and when the next may be.

use jiff::{civil::Date, tz::TimeZone};

use crate::{
    pack::Pack,
    records::{Held, Record, body::Decided},
};

/// Where a screening stands among those under its reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// Which one it is, from 1 on, in the order in which they were begun.
    pub nth: usize,
    /// How many there are.
    pub count: usize,
    /// The last day for which a clinician let it go ahead.
    pub went_ahead: Option<Date>,
    /// The first day on which the session after that may be, by the course of the pack.
    pub not_before: Option<Date>,
}

impl Course {
    /// Of a screening among all under its reference, the last one first, at a place with this time zone.
    #[must_use]
    pub fn of(record: &Record, all: &[Held], pack: &Pack, zone: &TimeZone) -> Self {
        let at = all.iter().rev().position(|it| it.id() == record.id);
        let days = all.iter().filter_map(|it| match it {
            Held::Record(it) => went_ahead(it, zone),
            Held::Erased(_) | Held::Damaged(_) => None,
        });
        let went_ahead = days.max();
        let least = pack.pictures.timeline.as_ref().map(|it| {
            let [least, _] = &it.gap;
            least.length
        });
        Self {
            nth: at.map_or(1, |it| it + 1),
            count: all.len().max(1),
            went_ahead,
            not_before: least.zip(went_ahead).map(|(gap, day)| gap.after(day)),
        }
    }
}

/// The day for which a clinician let a screening go ahead, where that still holds.
fn went_ahead(record: &Record, zone: &TimeZone) -> Option<Date> {
    let (decision, holds) = record.decision()?;
    let goes = matches!(
        decision.what.what,
        Decided::GoAhead | Decided::GoAheadAlthough(_)
    );
    let signed = decision.at.to_zoned(zone.clone()).date();
    // a treatment that was booked is on its day, and never before it was signed
    let booked = record.glance().and_then(|it| it.booked());
    (holds && goes).then(|| booked.map_or(signed, |it| it.max(signed)))
}
