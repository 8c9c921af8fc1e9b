//! Copies of the records: made while desks write, looked at when they are whole, and put back in place of
//! records that are lost. What was erased meanwhile stays erased.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, Zoned};
use rusqlite::{
    backup::{Backup, StepResult},
    params,
};
use uuid::Uuid;

use super::{
    Records, Trouble,
    body::{Kept, Says},
    copies::{self, OLDER, sweep},
    event::{Hash, Kind, Log as _, STORE, Which},
    form::STEPS,
    keys::Opener,
    mend::{put_aside, remove, replace},
    place::{self, Place, lock_copies},
    row::signed,
    store::Store,
    verify::{Health, holds},
};

/// The pages that are copied before progress is said.
const PAGES: i32 = 2_000;
/// What only tells what was done: nothing is another than before.
const ONLY_TELL: [Kind; 3] = [Kind::Viewed, Kind::Kept, Kind::Staffed];
/// Of how many days the program keeps a copy.
const KEPT: usize = 7;

/// What came of putting a copy in place.
#[derive(Debug)]
pub struct Restored {
    /// How many screenings were erased in it, since they were in the records that stood there.
    pub erased: usize,
    /// Whether that is all that was erased since it was made.
    pub is_all: bool,
    /// The file that stood there before.
    pub aside: Option<PathBuf>,
}

impl Records {
    /// Makes a copy in a folder, and looks at it. `progress` is told how much of how much is done.
    ///
    /// # Errors
    /// Where it can't be written, or is not whole; then there is none.
    pub fn back_up(
        &mut self,
        folder: &Path,
        progress: impl FnMut(u64, u64),
    ) -> Result<PathBuf, Trouble> {
        let last = self.store().last()?;
        let name = copies::name(self.now(), last, "");
        self.back_up_as(folder, &name, last, progress)
    }

    /// The same under a name, while the last event is this one.
    fn back_up_as(
        &mut self,
        folder: &Path,
        name: &str,
        last: u64,
        mut progress: impl FnMut(u64, u64),
    ) -> Result<PathBuf, Trouble> {
        let path = copies::whole(folder)?.join(name);
        let gaps = self.lost()?;
        let is_known = |from, to| holds(&gaps, from, to);
        make(self.store(), &path, is_known, &mut progress)?;
        self.note(STORE, Says::Kept(Kept::BackedUp(path.clone())))?;
        // whoever erased while it was made could not reach it; whoever does from now on finds it in the log
        let erased = self.erased_after(last)?;
        if !erased.is_empty() {
            self.erase_in(&path, &erased)?;
        }
        Ok(path)
    }

    /// The same in the folder of the records, where one is kept of each of the last seven days on which one
    /// was made: that of today is made again where anything but the log was changed since. None where it
    /// holds all already.
    ///
    /// # Errors
    /// As [`Records::back_up`].
    pub fn back_up_daily(&mut self, place: &Place) -> Result<Option<PathBuf>, Trouble> {
        let folder = place.backups()?;
        let now = (self.clock)();
        let (today, zone) = (now.date(), now.time_zone());
        let before = copies::in_folder(&folder)?;
        let is_of_today = |it: &&PathBuf| copies::made_on(it, zone) == Some((today, true));
        if let Some(copy) = before.iter().rev().find(is_of_today)
            && self.is_all_in(copy)?
        {
            return Ok(None);
        }
        let last = self.store().last()?;
        let name = copies::daily_name(self.now(), last);
        let made = self.back_up_as(&folder, &name, last, |_, _| {})?;
        let mut days = vec![today];
        for copy in before.iter().rev() {
            let Some((day, is_of_day)) = copies::made_on(copy, zone) else {
                continue;
            };
            let has_one = days.contains(&day);
            if (has_one && is_of_day) || (!has_one && days.len() == KEPT) {
                remove(copy)?;
            } else if is_of_day {
                days.push(day);
            }
        }
        Ok(Some(made))
    }

    /// Whether a copy holds all but what only tells: it ends with an event of these records, after which
    /// nothing was changed.
    fn is_all_in(&self, copy: &Path) -> Result<bool, Trouble> {
        let last = Store::open_file(copy).and_then(|it| it.events(Which::Last(1)));
        let Some(last) = last.ok().and_then(|mut it| it.pop()) else {
            return Ok(false);
        };
        let here = self
            .store()
            .events(Which::After(last.seq.saturating_sub(1), 1))?;
        if here.first().is_none_or(|it| it.hash != last.hash) {
            return Ok(false);
        }
        let [viewed, kept, staffed] = ONLY_TELL.map(Kind::number);
        let values = params![signed(last.seq), viewed, kept, staffed];
        let sql = "SELECT NOT EXISTS
            (SELECT 1 FROM event WHERE seq > ?1 AND kind NOT IN (?2, ?3, ?4))";
        let connection = self.store().connection();
        Ok(connection.query_row(sql, values, |row| row.get(0))?)
    }
}

/// Puts a copy in place of the records in a folder, if there are any, and erases in it what was erased
/// there since. Nobody else may have them open.
///
/// # Errors
/// Where the copy is not whole or is not opened so, or nothing can be written; then all is as it was.
pub fn restore(
    copy: &Path,
    place: &Place,
    opener: &Opener,
    clock: fn() -> Zoned,
) -> Result<Restored, Trouble> {
    let _alone = place.lock(true)?;
    let live = place::is_there(&place.file())?;
    replace(place, |new| {
        let (mut records, end) =
            taken(copy, new, opener, clock).map_err(|why| of_copy(copy, why))?;
        let after = records.store().last()?;
        let (erased, is_all) = if live {
            erased_since(&place.file(), end)?
        } else {
            (Vec::new(), false)
        };
        let mut count = 0;
        for id in erased {
            match records.erase(id, "erased before the copy was put back") {
                Ok(()) => count += 1,
                Err(Trouble::NoSuch(_) | Trouble::WasErased(_)) => {}
                Err(why) => return Err(why),
            }
        }
        let kept = Kept::Restored {
            after,
            erased: count,
        };
        records.note(STORE, Says::Kept(kept))?;
        records.close()?;
        let now: Timestamp = clock().timestamp();
        let aside = live
            .then(|| put_aside(place, "replaced", now))
            .transpose()?;
        Ok(Restored {
            erased: count,
            is_all,
            aside,
        })
    })
}

/// An event, by its place and its hash.
type At = (u64, Hash);

/// Takes a copy over into a new file, and looks whether it is whole. Gives the last event that was not
/// erased in it alone, too.
fn taken(
    copy: &Path,
    new: &Path,
    opener: &Opener,
    clock: fn() -> Zoned,
) -> Result<(Records, Option<At>), Trouble> {
    // the copy itself is left alone: it may stand where nothing can be written
    let read = |why| Trouble::refused(copy, why);
    let mut from = File::open(copy).map_err(read)?;
    let mut to = place::make_file(new)?;
    io::copy(&mut from, &mut to).map_err(read)?;
    drop(to);
    let store = Store::open_file(new)?.migrated(STEPS)?;
    let records = Records::unlocked(store, opener, clock)?;
    let lost = records.lost()?;
    let mut end = None;
    let is_known = |from, to| holds(&lost, from, to);
    let health = Health::of_chain(records.store(), is_known, |event| {
        if event.new.kind != Kind::Erased {
            end = Some((event.seq, event.hash));
        }
    })?;
    match health.broken.first() {
        None => Ok((records, end)),
        Some(broken) => Err(Trouble::Damaged(broken.to_string())),
    }
}

/// What is wrong with a copy that is put back, by its own name.
fn of_copy(copy: &Path, why: Trouble) -> Trouble {
    match why {
        Trouble::Damaged(says) => {
            let copy = copy.to_owned();
            Trouble::DamagedCopy { copy, says }
        }
        Trouble::Stranger(_) => Trouble::Stranger(copy.to_owned()),
        why => why,
    }
}

/// What was erased in the records of this file, and whether that is all that was since a copy ended: they go
/// on from there, and nothing after it is lost. Nothing of them has to be opened for it: it stands in the
/// clear.
fn erased_since(file: &Path, end: Option<At>) -> Result<(Vec<Uuid>, bool), Trouble> {
    let (mut erased, mut goes_on) = (Vec::new(), false);
    let looked = Store::open_file(file).and_then(|store| {
        Health::of_chain(
            &store,
            |_, _| false,
            |event| {
                goes_on |= end == Some((event.seq, event.hash));
                if event.new.kind == Kind::Erased {
                    erased.push(event.new.subject);
                }
            },
        )
    });
    let last = end.map_or(0, |it| it.0);
    let is_whole = match looked {
        Ok(health) => health.broken.iter().all(|it| it.is_up_to(last)),
        // a copy is what is left then
        Err(Trouble::Damaged(_) | Trouble::Library(_)) => false,
        Err(why) => return Err(why),
    };
    Ok((erased, goes_on && is_whole))
}

/// Makes a copy of a store of an older form, as it is, in the folder of copies: before it is brought to the
/// form of now.
///
/// # Errors
/// Where it can't be written, or is not whole; then there is none.
pub(super) fn before_migration(
    store: &Store,
    place: &Place,
    now: Timestamp,
) -> Result<PathBuf, Trouble> {
    let path = place
        .backups()?
        .join(copies::name(now, store.last()?, OLDER));
    // without a key nobody knows what is lost to a damage that is mended
    make(store, &path, |_, _| true, &mut |_, _| {})?;
    Ok(path)
}

/// Makes a copy of a store, and looks at it; without both there is none. `is_known` says whether a piece that
/// is missing is known to be lost.
fn make(
    store: &Store,
    path: &Path,
    is_known: impl Fn(u64, u64) -> bool,
    progress: &mut impl FnMut(u64, u64),
) -> Result<(), Trouble> {
    if path.symlink_metadata().is_ok() {
        return Err(Trouble::Exists(path.to_owned()));
    }
    // what is left by one that was cut off is in nobody's way: an erasure names it
    let _ = path.parent().map(|it| sweep(store, it));
    let _copying = lock_copies(store.folder(), false)?;
    let unfinished = copies::unfinished(store, path);
    drop(place::make_file(&unfinished)?);
    let finished = || {
        copy(store, &unfinished, progress)?;
        let health = Health::of_chain(&Store::open_file(&unfinished)?, is_known, |_| {})?;
        if let Some(broken) = health.broken.first() {
            let says = format!("of the copy {}, {broken}", path.display());
            return Err(Trouble::Damaged(says));
        }
        let synced = File::open(&unfinished).and_then(|it| it.sync_all());
        let named = synced.and_then(|()| fs::rename(&unfinished, path));
        named.map_err(|why| Trouble::refused(&unfinished, why))
    };
    finished().inspect_err(|_| {
        // why it was not made is what counts; an erasure names what is left
        let _ = remove(&unfinished);
    })?;
    path.parent().map_or(Ok(()), place::sync_folder)
}

/// Copies a store as it is at one moment, whoever writes meanwhile.
fn copy(store: &Store, to: &Path, progress: &mut impl FnMut(u64, u64)) -> Result<(), Trouble> {
    let from = store.connection();
    // what is read in one transaction is of one moment
    let reading = from.unchecked_transaction()?;
    reading.query_row("SELECT count(*) FROM store", [], |_| Ok(()))?;
    let mut copy = rusqlite::Connection::open(to)?;
    {
        let backup = Backup::new(from, &mut copy)?;
        loop {
            let step = backup.step(PAGES)?;
            let done = backup.progress();
            let number = |it: i32| u64::try_from(it).unwrap_or_default();
            progress(
                number(done.pagecount - done.remaining),
                number(done.pagecount),
            );
            match step {
                StepResult::Done => break,
                StepResult::More => {}
                _ => return Err(Trouble::Busy),
            }
        }
    }
    // one file, and no journal beside it
    copy.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    Ok(())
}
