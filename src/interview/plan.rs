//! The plan: what to expect, and what to do before and after the treatment.

use jiff::civil::Date;

use super::path::Path;
use crate::pack::{Care, Note, Pack, Wait, meaning};

/// What to do in a span of time, with its days once the treatment has a date.
#[derive(Debug, Clone, Copy)]
pub struct Timed<'p> {
    /// What to do.
    pub care: &'p Care,
    /// The first day, with a treatment date.
    pub first: Option<Date>,
    /// The last day, with a treatment date; none where the span is open.
    pub last: Option<Date>,
}

/// What to expect of the treatment, for these answers.
pub fn course<'p>(path: &Path<'p, '_>) -> impl Iterator<Item = &'p Note> {
    path.pack.course.iter().filter(|note| match &note.when {
        None => true,
        Some(when) => meaning::holds_of_pack(path, path.pack, when),
    })
}

/// What to do before a treatment on this day.
pub fn preparation(pack: &Pack, treatment: Option<Date>) -> impl Iterator<Item = Timed<'_>> {
    timed(&pack.preparation, treatment, |wait, day| {
        wait.length.before(day)
    })
}

/// What to do after a treatment on this day.
pub fn aftercare(pack: &Pack, treatment: Option<Date>) -> impl Iterator<Item = Timed<'_>> {
    timed(&pack.aftercare, treatment, |wait, day| {
        wait.length.after(day)
    })
}

fn timed(
    groups: &[Care],
    treatment: Option<Date>,
    shift: impl Fn(&Wait, Date) -> Date,
) -> impl Iterator<Item = Timed<'_>> {
    groups.iter().map(move |care| Timed {
        care,
        first: treatment.map(|day| care.from.as_ref().map_or(day, |wait| shift(wait, day))),
        last: treatment.and_then(|day| match (&care.from, &care.to) {
            (_, Some(wait)) => Some(shift(wait, day)),
            (None, None) => Some(day),
            (Some(_), None) => None,
        }),
    })
}
