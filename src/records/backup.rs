//! Copies of the records: made while desks write, looked at when they are whole, and put back in place of
//! records that are lost. What was erased meanwhile stays erased.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, Zoned};
use rusqlite::backup::{Backup, StepResult};
use uuid::Uuid;

use super::{
    Records, Trouble,
    body::{Kept, Says},
    event::{Commit, Kind, Log as _, STORE, Which},
    form::STEPS,
    keys::Opener,
    mend::{put_aside, remove, swap_in},
    place::{self, Place},
    store::Store,
    verify::Health,
};

/// The pages that are copied before progress is said.
const PAGES: i32 = 2_000;
/// How many of its own copies the program keeps.
const KEPT: usize = 7;
/// How the name of a copy begins and ends.
const NAME: (&str, &str) = ("needlefit-records-", ".db");

/// What a copy is, or why it can't be reached.
#[derive(Debug)]
pub struct Reached {
    /// Its file.
    pub copy: PathBuf,
    /// Why nothing could be done about it; none where it was done.
    pub why_not: Option<Trouble>,
}

/// What came of putting a copy in place.
#[derive(Debug)]
pub struct Restored {
    /// How many screenings were erased since it was made; none where the records that stood there could not
    /// be read any more.
    pub erased: Option<usize>,
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
        mut progress: impl FnMut(u64, u64),
    ) -> Result<PathBuf, Trouble> {
        let stamp = self.now().strftime("%Y%m%dT%H%M%SZ");
        let last = self.store().last()?;
        let path = folder.join(format!("{}{stamp}-{last}{}", NAME.0, NAME.1));
        make(self.store(), &path, &mut progress)?;
        self.note(STORE, Says::Kept(Kept::BackedUp(path.clone())))?;
        Ok(path)
    }

    /// The same in the folder of the records, once a day, where the last seven are kept; none where there
    /// is one of today already.
    ///
    /// # Errors
    /// As [`Records::back_up`].
    pub fn back_up_daily(&mut self, place: &Place) -> Result<Option<PathBuf>, Trouble> {
        let folder = place.backups()?;
        let today = self.now().strftime("%Y%m%dT").to_string();
        let copies = copies(&folder)?;
        let is_of_today = |it: &PathBuf| {
            let name = it.file_name().and_then(|it| it.to_str());
            let stamp = name.and_then(|it| it.strip_prefix(NAME.0));
            stamp.is_some_and(|it| it.starts_with(&today))
        };
        if copies.iter().any(is_of_today) {
            return Ok(None);
        }
        let made = self.back_up(&folder, |_, _| {})?;
        for old in copies.iter().rev().skip(KEPT - 1) {
            remove(old)?;
        }
        Ok(Some(made))
    }

    /// The copies that the records know of: in their own folder, what was put aside there, and where one
    /// was made.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub fn copies(&self, place: &Place) -> Result<Vec<PathBuf>, Trouble> {
        let mut known = copies(&place.folder().join(place::BACKUPS)).unwrap_or_default();
        known.extend(aside(place.folder())?);
        for event in self
            .store()
            .events(Which::OfKind(STORE, Kind::Kept, u32::MAX))?
        {
            if let Some(Says::Kept(Kept::BackedUp(path))) = self.entry(&event).map(|it| it.says)
                && !known.contains(&path)
                // what was taken away by hand, or made room for newer ones, is no copy any more
                && (path.symlink_metadata().is_ok() || path.parent().is_none_or(|it| !it.exists()))
            {
                known.push(path);
            }
        }
        Ok(known)
    }

    /// Destroys the keys of screenings in the copies that can be reached.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub fn erase_in_copies(&self, place: &Place, ids: &[Uuid]) -> Result<Vec<Reached>, Trouble> {
        let erase = |copy: PathBuf| Reached {
            why_not: self.erase_in(&copy, ids).err(),
            copy,
        };
        Ok(self.copies(place)?.into_iter().map(erase).collect())
    }

    /// Destroys the keys of screenings in a copy, which says so in its own log: put back, it knows that they
    /// were erased, and are not lost.
    fn erase_in(&self, copy: &Path, ids: &[Uuid]) -> Result<(), Trouble> {
        let mut store = Store::open_file(copy)?;
        if store.device() != self.store().device() {
            return Err(Trouble::Stranger(copy.to_owned()));
        }
        let mut commit = Commit::default();
        for id in ids {
            if store.wrapped(*id)?.is_some() {
                let says = Says::Erased("erased in the records that this is a copy of".to_owned());
                commit.events.push(self.sealed(*id, &self.keys.log, says)?);
                commit.destroys.push(*id);
            }
        }
        if commit.destroys.is_empty() {
            return Ok(());
        }
        store.add(commit)?;
        // it stands in the journal of the copy
        if store.has_left() {
            return Err(Trouble::Busy);
        }
        Ok(())
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
    // nothing of the live records has to be opened for it: what was erased stands in the clear
    let erased = if live {
        let read = Store::open_file(&place.file()).and_then(|it| erased(&it));
        match read {
            Ok(erased) => Some(erased),
            // a copy is what is left then
            Err(Trouble::Damaged(_) | Trouble::Library(_)) => None,
            Err(why) => return Err(why),
        }
    } else {
        Some(Vec::new())
    };
    let new = place.folder().join("records.db.new");
    remove(&new)?;
    // the copy itself is left alone: it may stand where nothing can be written
    let read = |why| Trouble::refused(copy, why);
    let mut from = File::open(copy).map_err(read)?;
    let mut to = place::make_file(&new)?;
    io::copy(&mut from, &mut to).map_err(read)?;
    drop(to);
    sound(&new)?;
    let store = Store::open_file(&new)?.migrated(STEPS)?;
    let after = store.last()?;
    let mut records = Records::unlocked(store, opener, clock)?;
    let mut count = 0;
    for id in erased.iter().flatten().copied() {
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
    drop(records);
    let now: Timestamp = clock().timestamp();
    let aside = live
        .then(|| put_aside(place, "replaced", now))
        .transpose()?;
    swap_in(&new, place)?;
    Ok(Restored {
        erased: erased.map(|_| count),
        aside,
    })
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
    let stamp = now.strftime("%Y%m%dT%H%M%SZ");
    let name = format!("{}{stamp}-{}-older{}", NAME.0, store.last()?, NAME.1);
    let path = place.backups()?.join(name);
    make(store, &path, &mut |_, _| {})?;
    Ok(path)
}

/// Makes a copy of a store, and looks at it; without both there is none.
fn make(store: &Store, path: &Path, progress: &mut impl FnMut(u64, u64)) -> Result<(), Trouble> {
    if path.symlink_metadata().is_ok() {
        return Err(Trouble::Exists(path.to_owned()));
    }
    let unfinished = path.with_extension("unfinished");
    remove(&unfinished)?;
    drop(place::make_file(&unfinished)?);
    let copied = copy(store, &unfinished, progress).and_then(|()| sound(&unfinished));
    if let Err(why) = copied {
        remove(&unfinished)?;
        return Err(why);
    }
    let synced = File::open(&unfinished).and_then(|it| it.sync_all());
    synced.map_err(|why| Trouble::refused(&unfinished, why))?;
    fs::rename(&unfinished, path).map_err(|why| Trouble::refused(&unfinished, why))?;
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

/// Whether a copy is whole.
fn sound(copy: &Path) -> Result<(), Trouble> {
    let health = Health::of_chain(&Store::open_file(copy)?, |_, _| {})?;
    match health.broken.first() {
        None => Ok(()),
        Some(broken) => Err(Trouble::Damaged(format!(
            "of the copy {}, {broken}",
            copy.display()
        ))),
    }
}

/// The screenings that were erased in a store.
fn erased(store: &Store) -> Result<Vec<Uuid>, Trouble> {
    let mut erased = Vec::new();
    store.each(|event| {
        if event.new.kind == Kind::Erased {
            erased.push(event.new.subject);
        }
    })?;
    Ok(erased)
}

/// The files of records that were put aside in a folder, as damaged or replaced: they hold keys as copies
/// do.
fn aside(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let entries = fs::read_dir(folder).map_err(|why| Trouble::refused(folder, why))?;
    let is_aside = |path: &PathBuf| {
        let name = path.file_name().and_then(|it| it.to_str());
        let rest = name
            .and_then(|it| it.strip_prefix(place::FILE))
            .and_then(|it| it.strip_prefix('.'));
        let is_file = |it: &str| it != "new" && !it.ends_with("-wal") && !it.ends_with("-shm");
        rest.is_some_and(is_file)
    };
    let mut aside: Vec<PathBuf> = entries
        .flatten()
        .map(|it| it.path())
        .filter(is_aside)
        .collect();
    aside.sort();
    Ok(aside)
}

/// The copies in a folder, the oldest first.
fn copies(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let entries = fs::read_dir(folder).map_err(|why| Trouble::refused(folder, why))?;
    let is_copy = |path: &PathBuf| {
        let name = path.file_name().and_then(|it| it.to_str());
        name.is_some_and(|it| it.starts_with(NAME.0) && it.ends_with(NAME.1))
    };
    let mut copies: Vec<PathBuf> = entries
        .flatten()
        .map(|it| it.path())
        .filter(is_copy)
        .collect();
    copies.sort();
    Ok(copies)
}
