//! The file of the records: SQLite in WAL mode, every commit synced.
//!
//! Two desks on one machine may have it open at once. Numbers measured for this design: with the default
//! busy handler a commit could wait ten seconds behind other desks, with a short random sleep at most
//! 0.4 s (8 desks, 64,000 events).

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use rusqlite::{
    Connection, OpenFlags, OptionalExtension as _, Transaction, TransactionBehavior, params,
};
use uuid::Uuid;

use super::{
    Trouble,
    event::{BEFORE_THE_FIRST, Commit, Event, Hash, Log, MARKS, Mark, Marked, New, STORE, Which},
    form::{STEPS, connect, form, migrate},
    place::{self, Place},
    row::{bytes, event, insert, seq_of, signed, uuid},
};

/// The text that reads events: what it is never depends on anything from outside.
macro_rules! events {
    ($rest:literal) => {
        concat!(
            "SELECT seq, subject, kind, at, reference, due, booked, body, previous, hash FROM event ",
            $rest
        )
    };
}

/// The file of the records, open.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    /// Which file was opened: another one may get its name.
    identity: Option<(u64, u64)>,
    device: Uuid,
    /// The place after which new events stand, where those before it are lost.
    after: u64,
    /// Says that the records are open.
    lock: Option<File>,
    /// The journal still holds what was overwritten.
    left: bool,
}

impl Store {
    /// Makes a new store as a file of this name.
    ///
    /// # Errors
    /// Where there is such a file, or it can't be written.
    pub(super) fn create_file(path: &Path, device: Uuid) -> Result<Self, Trouble> {
        drop(place::make_file(path)?);
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        migrate(&mut connection, STEPS)?;
        let value = device.as_bytes().as_slice();
        connection.execute("INSERT INTO store VALUES ('device', ?1)", [value])?;
        if let Some(folder) = path.parent() {
            place::sync_folder(folder)?;
        }
        Self::opened(connection, path)
    }

    /// Opens the store in a folder. One of an older form is brought to the form of now, with a copy of it
    /// made beforehand by `copy`.
    ///
    /// # Errors
    /// Where there is none, it is not ours, is of a newer form, is damaged, or others may read it.
    pub fn open(
        place: &Place,
        copy: impl FnOnce(&Self) -> Result<(), Trouble>,
    ) -> Result<Self, Trouble> {
        Self::open_as(place, STEPS, copy)
    }

    /// The same, in the form that these steps lead to.
    pub(super) fn open_as(
        place: &Place,
        steps: &[&str],
        copy: impl FnOnce(&Self) -> Result<(), Trouble>,
    ) -> Result<Self, Trouble> {
        let store = Self::open_as_it_is(place)?;
        if store.is_of(steps)? {
            return Ok(store);
        }
        copy(&store)?;
        store.migrated(steps)
    }

    /// Opens the store in a folder in the form that it has.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub(super) fn open_as_it_is(place: &Place) -> Result<Self, Trouble> {
        let lock = place.lock(false)?;
        let path = place.file();
        if !place::is_there(&path)? {
            return Err(Trouble::None(place.folder().to_owned()));
        }
        Ok(Self {
            lock: Some(lock),
            ..Self::open_file(&path)?
        })
    }

    /// Opens a file of records that nobody else writes, such as a copy, in the form that it has.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub(super) fn open_file(path: &Path) -> Result<Self, Trouble> {
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        if form(&connection, path)? == 0 {
            return Err(Trouble::Stranger(path.to_owned()));
        }
        Self::opened(connection, path)
    }

    /// Whether it has the form that these steps lead to.
    fn is_of(&self, steps: &[&str]) -> Result<bool, Trouble> {
        let found = form(&self.connection, &self.path)?;
        Ok(usize::try_from(found).is_ok_and(|it| it >= steps.len()))
    }

    /// The same, brought to the form that these steps lead to, in one commit.
    pub(super) fn migrated(mut self, steps: &[&str]) -> Result<Self, Trouble> {
        migrate(&mut self.connection, steps)?;
        Ok(self)
    }

    fn opened(connection: Connection, path: &Path) -> Result<Self, Trouble> {
        let device: Vec<u8> =
            connection.query_row("SELECT value FROM store WHERE name = 'device'", [], |row| {
                row.get(0)
            })?;
        let device = Uuid::from_slice(&device);
        Ok(Self {
            connection,
            path: path.to_owned(),
            identity: place::identity(path),
            device: device.map_err(|_| Trouble::Damaged("it has no name".to_owned()))?,
            after: 0,
            lock: None,
            left: false,
        })
    }

    /// The same, with no new event at this place or before: other ones have stood there.
    pub(super) const fn going_on_after(mut self, seq: u64) -> Self {
        self.after = seq;
        self
    }

    /// The same, open with others from now on, which this says.
    ///
    /// # Errors
    /// Where that can't be said.
    pub(super) fn locked_by(mut self, lock: File) -> Result<Self, Trouble> {
        place::hold(&lock, false)?;
        self.lock = Some(lock);
        Ok(self)
    }

    /// Closes it, with all of it in its one file and no journal beside it.
    ///
    /// # Errors
    /// Where that can't be; then what was committed last may be in the journal alone.
    pub(super) fn close(self) -> Result<(), Trouble> {
        self.empty_journal()?;
        Ok(self.connection.close().map_err(|(_, why)| why)?)
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The connection, for what reads or copies all of it.
    pub(super) const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Does something while nobody else has the records open.
    ///
    /// # Errors
    /// [`Trouble::InUse`] where somebody has, and those of what is done.
    pub(super) fn alone<T>(
        &mut self,
        act: impl FnOnce(&mut Self) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let lock = self.lock.take();
        let hold = |alone| lock.as_ref().map_or(Ok(()), |it| place::hold(it, alone));
        let done = hold(true).and_then(|()| act(self));
        // one that could not be had alone is held no longer, either; and what was done is done
        let _ = hold(false);
        self.lock = lock;
        done
    }

    /// Begins to write: nobody else does until it is committed.
    pub(super) fn immediate(&self) -> Result<Transaction<'_>, Trouble> {
        let begun = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate);
        Ok(begun?)
    }

    /// Puts a wrapped key in place of the one that is there, if there is one.
    pub(super) fn put_key(&self, subject: Uuid, wrapped: &[u8]) -> Result<(), Trouble> {
        let sql = "INSERT OR REPLACE INTO screening_key VALUES (?1, ?2)";
        let values = params![subject.as_bytes().as_slice(), wrapped];
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// What has a key: the store itself, its marks, and every screening that was not erased.
    pub(super) fn keyed(&self) -> Result<Vec<Uuid>, Trouble> {
        self.subjects("SELECT subject FROM screening_key", [])
    }

    /// The event at this place, if it can be read.
    pub(super) fn one(&self, seq: u64) -> Option<Event> {
        let found = self.read(events!("WHERE seq = ?1"), [signed(seq)]);
        found.ok()?.pop()
    }

    /// Adds events at the end, in a commit that was begun; gives the place of the last one.
    pub(super) fn append(&self, events: Vec<New>) -> Result<u64, Trouble> {
        let (last, mut previous) = head(&self.connection)?;
        let mut seq = last.max(self.after);
        for new in events {
            seq += 1;
            let event = new.at_place(self.device, seq, previous);
            insert(&self.connection, &event)?;
            previous = event.hash;
        }
        Ok(seq)
    }

    /// Empties the journal, which holds what was overwritten.
    fn empty_journal(&self) -> Result<(), Trouble> {
        let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
        let busy: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
        if busy == 0 {
            Ok(())
        } else {
            Err(Trouble::Busy)
        }
    }

    /// Leaves nothing of what was overwritten in the journal. Where that can't be, what was committed is so all
    /// the same: see [`Store::has_left`].
    pub(super) fn forget(&mut self) {
        self.left = self.empty_journal().is_err();
    }

    /// Whether the journal still holds what was overwritten last.
    pub(super) const fn has_left(&self) -> bool {
        self.left
    }

    /// Whether what was committed is in the file of its name: written into one that has lost it, it would be
    /// gone.
    pub(super) fn still_there(&self) -> Result<(), Trouble> {
        if place::identity(&self.path) == self.identity {
            Ok(())
        } else {
            Err(Trouble::Gone(self.path.clone()))
        }
    }

    /// Opens the file of its name again where that is another one now: a disk was taken out and put back.
    pub(super) fn revive(&mut self) -> Result<(), Trouble> {
        let now = place::identity(&self.path);
        if now.is_some() && now == self.identity {
            return Ok(());
        }
        let gone = || Trouble::Gone(self.path.clone());
        if now.is_none() {
            return Err(gone());
        }
        let again = Self::open_file(&self.path)?;
        if again.device != self.device {
            return Err(gone());
        }
        self.connection = again.connection;
        self.identity = again.identity;
        Ok(())
    }

    fn read<P: rusqlite::Params>(&self, sql: &str, values: P) -> Result<Vec<Event>, Trouble> {
        let mut rows = self.connection.prepare_cached(sql)?;
        let events = rows.query_map(values, event)?;
        Ok(events.collect::<Result<_, _>>()?)
    }

    fn subjects<P: rusqlite::Params>(&self, sql: &str, values: P) -> Result<Vec<Uuid>, Trouble> {
        let mut rows = self.connection.prepare_cached(sql)?;
        let subjects = rows.query_map(values, |row| uuid(row, 0))?;
        Ok(subjects.collect::<Result<_, _>>()?)
    }

    /// The folder that it stands in.
    pub(super) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or_else(|| Path::new(""))
    }

    /// The place of its last event; 0 where there is none.
    pub(super) fn last(&self) -> Result<u64, Trouble> {
        Ok(head(&self.connection)?.0)
    }
}

impl Log for Store {
    fn device(&self) -> Uuid {
        self.device
    }

    fn add(&mut self, commit: Commit) -> Result<u64, Trouble> {
        self.revive()?;
        let transaction = self.immediate()?;
        if let Some((subject, at)) = commit.follows {
            if self.wrapped(subject)?.is_none() {
                return Err(Trouble::WasErased(subject.to_string()));
            }
            if last_answer(&transaction, subject)? != at {
                return Err(Trouble::Elsewhere);
            }
        }
        if let Some(seen) = commit.seen {
            for subject in &commit.destroys {
                if last_done(&transaction, *subject)? > seen {
                    return Err(Trouble::Meanwhile(*subject));
                }
            }
        }
        for (subject, wrapped) in &commit.keys {
            // another key in its place would make noise of what the first one sealed
            if self.wrapped(*subject)?.is_some() {
                return Err(Trouble::Already(subject.to_string()));
            }
            self.put_key(*subject, wrapped)?;
        }
        let seq = self.append(commit.events)?;
        destroy(&transaction, &commit.destroys)?;
        transaction.commit()?;
        self.still_there()?;
        if !commit.destroys.is_empty() {
            self.forget();
        }
        Ok(seq)
    }

    fn events(&self, which: Which) -> Result<Vec<Event>, Trouble> {
        match which {
            Which::Of(subject) => {
                let sql = events!("WHERE subject = ?1 ORDER BY seq");
                self.read(sql, [subject.as_bytes().as_slice()])
            }
            Which::Standing(subject) => {
                let sql = events!(
                    "WHERE subject = ?1 AND (kind IN (1, 3, 4, 5, 6) OR (kind = 2 AND seq >
                    (SELECT max(seq) FROM event WHERE subject = ?1 AND kind IN (1, 3)))) ORDER BY seq"
                );
                self.read(sql, [subject.as_bytes().as_slice()])
            }
            Which::OfKind(subject, kind, most) => {
                let sql = events!("WHERE subject = ?1 AND kind = ?2 ORDER BY seq DESC LIMIT ?3");
                let values = params![subject.as_bytes().as_slice(), kind.number(), most];
                self.read(sql, values).map(in_order)
            }
            Which::Last(most) => {
                let sql = events!("ORDER BY seq DESC LIMIT ?1");
                self.read(sql, [most]).map(in_order)
            }
            Which::After(seq, most) => {
                let sql = events!("WHERE seq > ?1 ORDER BY seq LIMIT ?2");
                self.read(sql, params![signed(seq), most])
            }
        }
    }

    fn wrapped(&self, subject: Uuid) -> Result<Option<Vec<u8>>, Trouble> {
        let sql = "SELECT wrapped FROM screening_key WHERE subject = ?1";
        let mut row = self.connection.prepare_cached(sql)?;
        let found = row.query_row([subject.as_bytes().as_slice()], |row| row.get(0));
        Ok(found.optional()?)
    }

    fn between(&self, from: i64, to: i64) -> Result<Vec<Uuid>, Trouble> {
        let sql = "SELECT subject FROM event WHERE kind <> 2 AND kind < 64 AND at >= ?1 AND at < ?2
            GROUP BY subject ORDER BY max(seq)";
        self.subjects(sql, params![from, to])
    }

    fn marked(&self, by: Marked, mark: Mark) -> Result<Vec<Uuid>, Trouble> {
        let sql = match by {
            Marked::Reference | Marked::Follows => {
                "SELECT subject FROM event WHERE reference = ?1 GROUP BY subject ORDER BY max(seq) DESC"
            }
            Marked::Due => {
                "SELECT subject FROM event WHERE due = ?1 GROUP BY subject ORDER BY max(seq) DESC"
            }
            Marked::Booked => {
                "SELECT subject FROM event WHERE booked = ?1 GROUP BY subject ORDER BY max(seq) DESC"
            }
        };
        self.subjects(sql, [mark.as_slice()])
    }

    fn named(&self, from: Uuid, to: Uuid) -> Result<Vec<Uuid>, Trouble> {
        let sql = "SELECT DISTINCT subject FROM event WHERE subject BETWEEN ?1 AND ?2 LIMIT 4";
        let mut found = self.subjects(
            sql,
            params![from.as_bytes().as_slice(), to.as_bytes().as_slice()],
        )?;
        found.retain(|it| ![STORE, MARKS].contains(it));
        Ok(found)
    }
}

/// The last events, which were read from the end.
fn in_order(mut events: Vec<Event>) -> Vec<Event> {
    events.reverse();
    events
}

/// The place and the hash of the last event.
fn head(connection: &Connection) -> Result<(u64, Hash), Trouble> {
    let sql = "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1";
    let mut row = connection.prepare_cached(sql)?;
    let last = row.query_row([], |row| Ok((seq_of(row, 0)?, bytes(row, 1)?)));
    Ok(last.optional()?.unwrap_or((0, BEFORE_THE_FIRST)))
}

/// The place of the last event that changed the answers of a screening.
fn last_answer(connection: &Connection, subject: Uuid) -> Result<u64, Trouble> {
    let sql = "SELECT max(seq) FROM event WHERE subject = ?1 AND kind IN (1, 2, 3)";
    last_by(connection, sql, subject)
}

/// The place of the last event that did something about a screening: who looked at it or took it out did
/// nothing.
fn last_done(connection: &Connection, subject: Uuid) -> Result<u64, Trouble> {
    let sql = "SELECT max(seq) FROM event WHERE subject = ?1 AND kind NOT IN (64, 65)";
    last_by(connection, sql, subject)
}

/// The place that this text finds for a screening; 0 where there is none.
fn last_by(connection: &Connection, sql: &str, subject: Uuid) -> Result<u64, Trouble> {
    let mut row = connection.prepare_cached(sql)?;
    let last = row.query_row([subject.as_bytes().as_slice()], |row| {
        row.get::<_, Option<i64>>(0)
    })?;
    Ok(last
        .and_then(|it| u64::try_from(it).ok())
        .unwrap_or_default())
}

fn destroy(connection: &Connection, subjects: &[Uuid]) -> Result<(), Trouble> {
    for subject in subjects {
        // the log of the store is no screening
        if ![STORE, MARKS].contains(subject) {
            let subject = subject.as_bytes().as_slice();
            connection.execute("DELETE FROM screening_key WHERE subject = ?1", [subject])?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
