//! The copies of the records: how they are called, where they are, and what is erased in them.
//!
//! A copy holds the keys of its screenings as the records do. So does what a copy leaves that was cut off
//! while it was made, and each file that was put aside.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf, absolute},
};

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use rusqlite::params;
use uuid::Uuid;

use super::{
    Records, Trouble,
    body::{Kept, Says},
    event::{Commit, Kind, Log as _, STORE, Which},
    mend::{JOURNALS, remove},
    place::{self, Place, lock_copies},
    row::{signed, uuid},
    store::Store,
};

/// How the name of a copy begins and ends.
const NAME: (&str, &str) = ("needlefit-records-", ".db");
/// The moment in the name of a copy, and how many letters it has.
const STAMP: (&str, usize) = ("%Y%m%dT%H%M%SZ", 16);
/// How the name of a copy ends that is one of a day.
const DAILY: &str = "-day";
/// The same of one that was made before the records were brought to another form.
pub(super) const OLDER: &str = "-older";
/// How the name of a copy ends while it is made; before it stands the device.
const UNFINISHED: &str = "unfinished";

/// What is done about a copy, or why it can't be reached.
#[derive(Debug)]
pub struct Reached {
    /// Its file.
    pub copy: PathBuf,
    /// How many screenings were erased in it.
    pub erased: Result<usize, Trouble>,
}

impl Records {
    /// The copies that the records know of: in their own folder, what was put aside there, and where one
    /// was made.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub fn copies(&self, place: &Place) -> Result<Vec<PathBuf>, Trouble> {
        let own = own_folder(place)?;
        let mut known = in_folder(&own).unwrap_or_default();
        known.extend(aside(place.folder())?);
        for path in self.backed_up()? {
            // what was taken away by hand, or made room for newer ones, is no copy any more; where none is
            // left, the disk may be taken out
            let is_there = || path.symlink_metadata().is_ok();
            let is_none_in = |it: &Path| in_folder(it).map_or(true, |it| it.is_empty());
            let is_out = || path.parent().is_some_and(|it| it != own && is_none_in(it));
            if !known.contains(&path) && (is_there() || is_out()) {
                known.push(path);
            }
        }
        Ok(known)
    }

    /// Where copies were made, as the log says.
    fn backed_up(&self) -> Result<Vec<PathBuf>, Trouble> {
        let kept = self
            .store()
            .events(Which::OfKind(STORE, Kind::Kept, u32::MAX))?;
        let made = kept.iter().filter_map(|it| match self.entry(it)?.says {
            Says::Kept(Kept::BackedUp(path)) => Some(path),
            _ => None,
        });
        Ok(made.collect())
    }

    /// Destroys the keys of all screenings that were ever erased in the copies that can be reached, and takes
    /// away what is left of copies that were cut off.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub fn erase_in_copies(&self, place: &Place) -> Result<Vec<Reached>, Trouble> {
        let ids = self.erased_after(0)?;
        let made = self.backed_up()?;
        let folders = made.iter().filter_map(|it| it.parent());
        let own = own_folder(place)?;
        let folders: BTreeSet<&Path> = folders.chain([own.as_path()]).collect();
        let mut reached: Vec<Reached> = folders
            .into_iter()
            .flat_map(|it| sweep(self.store(), it))
            .collect();
        reached.extend(self.copies(place)?.into_iter().map(|copy| Reached {
            erased: self.erase_in(&copy, &ids),
            copy,
        }));
        Ok(reached)
    }

    /// The screenings that were erased after this place.
    pub(super) fn erased_after(&self, seq: u64) -> Result<Vec<Uuid>, Trouble> {
        let sql = "SELECT DISTINCT subject FROM event WHERE kind = ?1 AND seq > ?2";
        let mut rows = self.store().connection().prepare(sql)?;
        let values = params![Kind::Erased.number(), signed(seq)];
        let erased = rows.query_map(values, |row| uuid(row, 0))?;
        Ok(erased.collect::<Result<_, _>>()?)
    }

    /// Destroys the keys of screenings in a copy, which says so in its own log: put back, it knows that they
    /// were erased, and are not lost. Gives how many it held.
    pub(super) fn erase_in(&self, copy: &Path, ids: &[Uuid]) -> Result<usize, Trouble> {
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
        let erased = commit.destroys.len();
        if erased > 0 {
            store.add(commit)?;
            // it stands in the journal of the copy
            if store.has_left() {
                return Err(Trouble::Busy);
            }
        }
        Ok(erased)
    }
}

/// The name of a copy that is made now of a store that ends with this event.
pub(super) fn name(now: Timestamp, last: u64, ending: &str) -> String {
    let stamp = now.strftime(STAMP.0);
    format!("{}{stamp}-{last}{ending}{}", NAME.0, NAME.1)
}

/// The same of one of a day.
pub(super) fn daily_name(now: Timestamp, last: u64) -> String {
    name(now, last, DAILY)
}

/// On which day of a place a copy was made, and whether as the one of that day; none where its name does not
/// say.
pub(super) fn made_on(copy: &Path, zone: &TimeZone) -> Option<(Date, bool)> {
    let name = copy.file_name()?.to_str()?;
    let name = name.strip_prefix(NAME.0)?.strip_suffix(NAME.1)?;
    let stamp = DateTime::strptime(STAMP.0, name.get(..STAMP.1)?).ok()?;
    let made = stamp.to_zoned(TimeZone::UTC).ok()?;
    let day = made.with_time_zone(zone.clone()).date();
    Some((day, name.ends_with(DAILY)))
}

/// What a copy of a store is called until it is whole.
pub(super) fn unfinished(store: &Store, copy: &Path) -> PathBuf {
    copy.with_extension(ending_of_unfinished(store))
}

/// Copies of other records are made in the same folder, perhaps: they are left alone.
fn ending_of_unfinished(store: &Store) -> String {
    format!("{}.{UNFINISHED}", store.device().simple())
}

/// Takes away what is left in a folder of copies of a store that were cut off, unless one is being made.
/// Gives what could not be taken away.
pub(super) fn sweep(store: &Store, folder: &Path) -> Vec<Reached> {
    let ending = ending_of_unfinished(store);
    let is_left = |name: &str| name.starts_with(NAME.0) && name.ends_with(&ending);
    let left = named(folder, is_left).unwrap_or_default();
    // whoever makes one erases in it what was erased meanwhile
    let Some(Ok(_none_is_made)) = (!left.is_empty()).then(|| lock_copies(store.folder(), true))
    else {
        return Vec::new();
    };
    let remains = |copy: PathBuf| {
        let why = remove(&copy).err()?;
        Some(Reached {
            copy,
            erased: Err(why),
        })
    };
    left.into_iter().filter_map(remains).collect()
}

/// Takes away what is left beside the records of what was to take their place, and of their own copies.
/// What can't be taken away is named by an erasure.
pub(super) fn tidy(store: &Store, place: &Place) {
    // nobody makes one while the records are open
    let _ = remove(&place.new_file());
    if let Ok(own) = own_folder(place) {
        sweep(store, &own);
    }
}

/// The folder of the program's own copies, by its whole name.
pub(super) fn own_folder(place: &Place) -> Result<PathBuf, Trouble> {
    whole(&place.folder().join(place::BACKUPS))
}

/// A path by its whole name: it is the same one from wherever it is looked for later.
pub(super) fn whole(path: &Path) -> Result<PathBuf, Trouble> {
    absolute(path).map_err(|why| Trouble::refused(path, why))
}

/// The copies in a folder, the oldest first.
pub(super) fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    named(folder, |it| it.starts_with(NAME.0) && it.ends_with(NAME.1))
}

/// The files of records beside them, put aside as damaged or replaced, or never put in their place: they hold
/// keys as copies do.
fn aside(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    named(folder, |it| {
        it.strip_prefix(place::FILE).is_some_and(|rest| {
            rest.starts_with('.') && !JOURNALS.iter().any(|it| rest.ends_with(it))
        })
    })
}

/// The files of such names in a folder, in the order of these.
fn named(folder: &Path, is: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, Trouble> {
    let entries = fs::read_dir(folder).map_err(|why| Trouble::refused(folder, why))?;
    let mut named: Vec<PathBuf> = entries
        .flatten()
        .filter(|it| it.file_name().to_str().is_some_and(&is))
        .map(|it| it.path())
        .collect();
    named.sort();
    Ok(named)
}
