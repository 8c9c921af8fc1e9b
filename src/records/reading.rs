//! A file that may be damaged: each event that is left of it, and how many there were.

use rusqlite::Row;

use super::{
    Trouble,
    event::{Event, Log as _, Which},
    store::Store,
};

/// How many events are read at once.
const PORTION: u32 = 1_000;

/// Fewer bytes than any event has in the file.
const LEAST_EVENT: u64 = 100;

impl Store {
    /// Hands on every event that can be read, in order. What can't be read is passed over: the places of
    /// the others tell.
    pub(super) fn each(&self, mut each: impl FnMut(Event)) -> Result<(), Trouble> {
        let mut seq = 0;
        let end = self.end()?;
        while seq < end {
            // pages that have changed places are read in the order of these
            let in_order = |events: Vec<Event>| {
                let first = events.first().is_none_or(|it| it.seq > seq);
                let rising = events.is_sorted_by(|one, next| one.seq < next.seq);
                let says = || Trouble::Damaged("events are not in their order".to_owned());
                (first && rising).then_some(events).ok_or_else(says)
            };
            match self.events(Which::After(seq, PORTION)).and_then(in_order) {
                Ok(events) => {
                    seq = events.last().map_or(end, |it| it.seq);
                    events.into_iter().for_each(&mut each);
                }
                Err(Trouble::Damaged(_)) => {
                    let to = end.min(seq + u64::from(PORTION));
                    (seq + 1..=to)
                        .filter_map(|it| self.one(it))
                        .for_each(&mut each);
                    seq = to;
                }
                Err(why) => return Err(why),
            }
        }
        Ok(())
    }

    /// The place of the last event, by the table and by its index: pages of one of them may be gone, or have
    /// changed places. Where neither can be read, more than there can be.
    pub(super) fn end(&self) -> Result<u64, Trouble> {
        let sql = "SELECT max(+seq) FROM event INDEXED BY event_of";
        let by_index = self
            .connection()
            .query_row(sql, [], |row| row.get::<_, Option<i64>>(0));
        let by_index = by_index.ok().flatten();
        let by_index = by_index.and_then(|it| u64::try_from(it).ok());
        let end = self.last().ok().max(by_index);
        let most = self.most()?;
        Ok(end.map_or(most, |it| it.min(most)))
    }

    /// Whether the library finds the file sound: its indexes say what its tables say.
    pub(super) fn is_sound(&self) -> bool {
        let says = |row: &Row<'_>| row.get::<_, String>(0);
        let checked = self
            .connection()
            .query_row("PRAGMA integrity_check(1)", [], says);
        checked.is_ok_and(|it| it == "ok")
    }

    /// More events than there can be in a file of this size.
    fn most(&self) -> Result<u64, Trouble> {
        let about =
            std::fs::metadata(self.path()).map_err(|why| Trouble::refused(self.path(), why))?;
        Ok(about.len() / LEAST_EVENT)
    }
}
