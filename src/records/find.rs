//! What stands in the records: a screening by its id, by its day, by what it is found by.

use jiff::civil::Date;
use uuid::Uuid;

use super::{
    Records,
    body::{Entry, Named, Says, Viewed},
    event::{Event, Kind, Log, Marked, STORE, Which},
    record::{Held, Record, Standing},
    trouble::Trouble,
};

/// How many letters of an id are enough to name a screening.
const SHORTEST_ID: usize = 6;

impl<L: Log> Records<L> {
    /// What the log says last of this kind about the store itself, in order: at most so much.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub fn log(&self, kind: Kind, most: u32) -> Result<Vec<(Event, Entry)>, Trouble> {
        let events = self.log.events(Which::OfKind(STORE, kind, most))?;
        let opened = events.into_iter().filter_map(|event| {
            let entry = self.entry(&event)?;
            Some((event, entry))
        });
        Ok(opened.collect())
    }

    /// What stands under an id.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub fn held(&self, id: Uuid) -> Result<Held, Trouble> {
        match self.record(id) {
            Ok(record) => Ok(record.into()),
            Err(Trouble::WasErased(_)) => Ok(Held::Erased(id)),
            Err(Trouble::Damaged(_)) => Ok(Held::Damaged(id)),
            Err(why) => Err(why),
        }
    }

    /// A screening.
    ///
    /// # Errors
    /// Where there is none, it was erased, or can't be read.
    pub fn record(&self, id: Uuid) -> Result<Record, Trouble> {
        let events = self.log.events(Which::Standing(id))?;
        let key = self.key(id)?;
        let Some(first) = events.first() else {
            let says = format!("how {id} was begun is lost");
            return Err(Trouble::Damaged(says));
        };
        let damaged = |seq| Trouble::Damaged(format!("record {seq} is not as it was written"));
        let mut standing = Standing::default();
        for event in &events {
            let entry = self.opened(event, &key).ok_or_else(|| damaged(event.seq))?;
            standing
                .take(event, entry.says)
                .ok_or_else(|| damaged(event.seq))?;
        }
        let begun = first.new.time().unwrap_or_default();
        standing
            .into_record(id, begun)
            .ok_or_else(|| damaged(first.seq))
    }

    /// The screenings to which something happened on a day, at this time of the world, in the order of
    /// the last of it.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub fn of_day(&mut self, day: Date) -> Result<Vec<Held>, Trouble> {
        self.note(STORE, Says::Viewed(Viewed::Day(day)))?;
        self.on_day(day)
    }

    /// The same where nobody is shown it, so that it does not stand in the log.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub fn on_day(&self, day: Date) -> Result<Vec<Held>, Trouble> {
        let zone = (self.clock)().time_zone().clone();
        let ends = day.tomorrow().unwrap_or(day);
        let edge = |day: Date| {
            zone.to_zoned(day.at(0, 0, 0, 0))
                .map(|it| it.timestamp().as_millisecond())
        };
        let (Ok(from), Ok(to)) = (edge(day), edge(ends)) else {
            return Ok(Vec::new());
        };
        self.all_held(self.log.between(from, to)?)
    }

    /// The screenings with exactly this reference, the last one first.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub fn find(&mut self, reference: &str) -> Result<Vec<Held>, Trouble> {
        self.note(STORE, Says::Viewed(Viewed::Reference))?;
        self.under(reference)
    }

    /// The same for the program itself: who sees it is put down otherwise.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub fn under(&self, reference: &str) -> Result<Vec<Held>, Trouble> {
        let sought = Named::cleaned(reference, None).sought();
        let mut held = self.all_held(self.referred_to(&sought)?)?;
        // one that is named otherwise now is not found under its old name
        held.retain(|it| match it {
            Held::Record(it) => it.named.sought() == sought,
            Held::Erased(_) | Held::Damaged(_) => true,
        });
        Ok(held)
    }

    /// What has, or had, a reference, as it is sought: the last one first.
    fn referred_to(&self, sought: &str) -> Result<Vec<Uuid>, Trouble> {
        let by = Marked::Reference;
        match self.keys.marks.mark(by.says(), sought) {
            Some(mark) => self.log.marked(by, mark),
            None => Ok(Vec::new()),
        }
    }

    /// The screenings that a screening follows, the first one first: as far as they are here.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub fn before(&self, record: &Record) -> Result<Vec<Record>, Trouble> {
        let mut before: Vec<Record> = Vec::new();
        let mut follows = record.follows();
        while let Some(id) = follows {
            // a file can say anything, also that two follow each other
            let is_new = id != record.id && before.iter().all(|it| it.id != id);
            let Some(Held::Record(found)) = is_new.then(|| self.held(id)).transpose()? else {
                break;
            };
            follows = found.follows();
            before.push(*found);
        }
        before.reverse();
        Ok(before)
    }

    /// Whether anything has, or had, exactly this reference.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub fn is_referred_to(&self, reference: &str) -> Result<bool, Trouble> {
        let sought = Named::cleaned(reference, None).sought();
        Ok(!self.referred_to(&sought)?.is_empty())
    }

    pub(super) fn all_held(&self, ids: Vec<Uuid>) -> Result<Vec<Held>, Trouble> {
        ids.into_iter().map(|id| self.held(id)).collect()
    }

    /// The screenings whose ids begin so, hyphens or not: a few at most, and none where fewer than six
    /// letters are given.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub fn beginning(&self, with: &str) -> Result<Vec<Uuid>, Trouble> {
        let digits: String = with.chars().filter(|it| *it != '-').collect();
        let (Some(from), Some(to)) = (
            Uuid::try_parse(&format!("{digits:0<32}")).ok(),
            Uuid::try_parse(&format!("{digits:f<32}")).ok(),
        ) else {
            return Ok(Vec::new());
        };
        if digits.len() < SHORTEST_ID {
            return Ok(Vec::new());
        }
        self.log.named(from, to)
    }
}
