//! How long screenings are kept, and which ones have been kept for long enough.
//!
//! A person's screenings are kept together: the years count from the last one. Where the person was a
//! minor then, they are kept at least until an age. That age is counted from whole years, so that nobody's
//! are gone too early: somebody who was 17 counts as having turned 17 that very day.
//!
//! A draft is what nobody ever finished, decided or consented to. One that was finished and then opened
//! again is kept as what it was: its verdict is gone, and not what was done by it.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use jiff::{SignedDuration, Span, Timestamp, civil::Date};
use uuid::Uuid;

use super::{
    Records, Trouble,
    body::{Kept, Named, Says, Viewed},
    event::{MARKS, STORE},
    record::{Glance, Held, Record},
};

/// From this age on, in years, a person is no minor.
const OF_AGE: u32 = 18;

/// How long a draft is kept.
const DRAFT: SignedDuration = SignedDuration::from_hours(24);

/// How many screenings are erased in one commit.
const AT_ONCE: usize = 500;

/// How long a clinic keeps what it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    /// So many years after the last screening of a person.
    pub years: u8,
    /// Of somebody who was a minor then, at least until this age in years.
    pub minors_until: u8,
}

impl Default for Keep {
    /// Eight years, and until 25: what most rules for records of adults and of children ask for.
    fn default() -> Self {
        Self {
            years: 8,
            minors_until: 25,
        }
    }
}

impl Keep {
    /// The day until which a screening of this day is kept, of somebody of this age.
    #[must_use]
    pub fn until(self, day: Date, age: Option<u32>) -> Date {
        let of_minor = age
            .filter(|it| *it < OF_AGE)
            .map_or(0, |age| u32::from(self.minors_until).saturating_sub(age));
        let years = u32::from(self.years).max(of_minor);
        let until = day.saturating_add(Span::new().years(years));
        // a 29 February that the year does not have is the day after, never the one before
        if until.day() == day.day() {
            until
        } else {
            until.tomorrow().unwrap_or(until)
        }
    }
}

/// A screening that has been kept for long enough.
pub struct Over {
    /// Which one.
    pub id: Uuid,
    /// Under what it is found.
    pub named: Named,
    /// Why it may go.
    pub why: Why,
    /// Why it stays: it is under a legal hold.
    pub held: Option<String>,
}

/// What has been kept for long enough, as it was when somebody looked.
#[derive(Debug)]
pub struct Looked {
    /// Each screening, those under a legal hold among them.
    pub over: Vec<Over>,
    keep: Keep,
    today: Date,
    /// The place of the last event before it was looked at.
    seen: u64,
}

impl Looked {
    /// Those that nothing holds.
    pub fn goes(&self) -> impl Iterator<Item = &Over> {
        self.over.iter().filter(|it| it.held.is_none())
    }

    /// Those under a legal hold.
    pub fn stays(&self) -> impl Iterator<Item = &Over> {
        self.over.iter().filter(|it| it.held.is_some())
    }
}

/// Why a screening may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is a draft that nobody has gone on with since then.
    Draft(Timestamp),
    /// The years since this day, of the last screening, ended on that day.
    Kept(Date, Date),
}

impl fmt::Debug for Over {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Over({}, {:?}, <redacted>)", self.id, self.why)
    }
}

impl Records {
    /// The screenings that can be read. `progress` is told how many of how many were read.
    pub(super) fn each_record(
        &self,
        mut progress: impl FnMut(u64, u64),
        mut each: impl FnMut(Record),
    ) -> Result<(), Trouble> {
        let mut ids = self.log.keyed()?;
        ids.retain(|it| ![STORE, MARKS].contains(it));
        let all = ids.len() as u64;
        for (id, done) in ids.into_iter().zip(1..) {
            if let Held::Record(record) = self.held(id)? {
                each(*record);
            }
            progress(done, all);
        }
        Ok(())
    }

    /// Which screenings have been kept for long enough on a day, those under a legal hold among them.
    /// What is damaged stays. `progress` is told how many of how many were read.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub fn over(
        &mut self,
        keep: Keep,
        today: Date,
        progress: impl FnMut(u64, u64),
    ) -> Result<Looked, Trouble> {
        self.note(STORE, Says::Viewed(Viewed::Retention))?;
        let seen = self.last()?;
        let (now, pieces) = (self.now(), self.lost()?);
        // of each person the day of the last screening, and until when it is kept
        let mut people: HashMap<String, (Date, Date)> = HashMap::new();
        let (mut finished, mut over) = (Vec::new(), Vec::new());
        self.each_record(progress, |record| {
            let Some(glance) = record.glance() else {
                return;
            };
            let Record { id, named, .. } = &record;
            if is_draft(&record, &glance, &pieces) {
                if now.duration_since(record.changed) > DRAFT {
                    over.push(Over {
                        id: *id,
                        named: named.clone(),
                        why: Why::Draft(record.changed),
                        held: None,
                    });
                }
                return;
            }
            let until = keep.until(glance.today, record.age());
            let person = people.entry(named.sought());
            let (last, kept) = person.or_insert((glance.today, until));
            *last = glance.today.max(*last);
            *kept = until.max(*kept);
            finished.push((*id, named.clone()));
        })?;
        let kept = finished.into_iter().filter_map(|(id, named)| {
            let (last, until) = *people.get(&named.sought())?;
            (until <= today).then_some(Over {
                id,
                named,
                why: Why::Kept(last, until),
                held: None,
            })
        });
        over.extend(kept);
        for it in &mut over {
            it.held = self.hold(it.id)?;
        }
        Ok(Looked {
            over,
            keep,
            today,
            seen,
        })
    }

    /// Until when a screening has to be kept, by that of the same person which is kept longest; none of a
    /// draft alone.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub fn kept_until(&self, record: &Record, keep: Keep) -> Result<Option<Date>, Trouble> {
        let pieces = self.lost()?;
        let is_kept = |it: &Record, glance: &Glance| !is_draft(it, glance, &pieces);
        if record.glance().is_some_and(|it| !is_kept(record, &it)) {
            return Ok(None);
        }
        let all = self.under(&record.named.reference)?;
        let until = all.iter().filter_map(|it| match it {
            Held::Record(it) => {
                let glance = it.glance().filter(|glance| is_kept(it, glance))?;
                Some(keep.until(glance.today, it.age()))
            }
            Held::Erased(_) | Held::Damaged(_) => None,
        });
        Ok(until.max())
    }

    /// Erases what goes, since it has been kept for long enough, but for that about which something was done
    /// since it was looked at. Gives what was erased; `progress` is told how many of how many are.
    ///
    /// # Errors
    /// Where that can't be read or written; what was erased by then stays so.
    pub fn clear(
        &mut self,
        looked: &Looked,
        mut progress: impl FnMut(u64, u64),
    ) -> Result<Vec<Uuid>, Trouble> {
        let mut ids: Vec<Uuid> = looked.goes().map(|it| it.id).collect();
        let all = ids.len() as u64;
        if self.last()? != looked.seen {
            // the person may have been screened again while somebody was asked
            let again = self.over(looked.keep, looked.today, |_, _| {})?;
            let goes: HashSet<Uuid> = again.goes().map(|it| it.id).collect();
            ids.retain(|it| goes.contains(it));
        }
        let (mut erased, mut done) = (Vec::new(), 0);
        for some in ids.chunks(AT_ONCE) {
            let mut goes = some.to_vec();
            while let Err(why) = self.erase_all(&goes, Some(looked.seen), "kept for long enough") {
                match why {
                    Trouble::Meanwhile(stays) => goes.retain(|it| *it != stays),
                    other => return Err(other),
                }
            }
            erased.extend(goes);
            done += some.len() as u64;
            progress(done, all);
        }
        let screenings = erased.len();
        self.note(STORE, Says::Kept(Kept::Cleared { screenings }))?;
        Ok(erased)
    }
}

/// Whether nobody ever finished it, decided or consented: as far as that is known. Where a piece of the
/// records was lost after it was begun, a verdict may have been in it.
fn is_draft(record: &Record, glance: &Glance, lost: &[(u64, u64)]) -> bool {
    let may_have_been_finished = || lost.iter().any(|(_, to)| *to > record.from);
    glance.verdict.is_none() && !record.was_more_than_a_draft() && !may_have_been_finished()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn years_count_from_the_day_and_of_a_minor_to_the_age() {
        let keep = Keep::default();
        let day = date(2024, 2, 29);
        for (age, until) in [
            (None, date(2032, 2, 29)),
            (Some(18), date(2032, 2, 29)),
            (Some(40), date(2032, 2, 29)),
            (Some(17), date(2032, 2, 29)),
            (Some(16), date(2033, 3, 1)),
            (Some(12), date(2037, 3, 1)),
        ] {
            assert_eq!(keep.until(day, age), until, "{age:?}");
        }
        let short = Keep {
            years: 1,
            minors_until: 18,
        };
        assert_eq!(short.until(day, Some(17)), date(2025, 3, 1));
        assert_eq!(short.until(day, Some(3)), date(2039, 3, 1));
        assert_eq!(short.until(Date::MAX, None), Date::MAX, "no panic");
    }
}
