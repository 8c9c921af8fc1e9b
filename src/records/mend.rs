//! Damaged records made whole again, as far as they are: what is as it was written goes into a new file,
//! and the damaged one is put aside as it is.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, Zoned};

use super::{
    Records, Trouble,
    body::{Kept, Says},
    event::{Log as _, MARKS, STORE},
    keys::Opener,
    place::{self, Place},
    row::insert,
    store::Store,
};

/// How the names of files end that SQLite keeps beside a file.
pub(super) const JOURNALS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// What came of it.
#[derive(Debug)]
pub struct Mended {
    /// How many events were whole, and are kept.
    pub kept: u64,
    /// What is lost: the first and the last event of each piece.
    pub lost: Vec<(u64, u64)>,
    /// The file that was damaged.
    pub aside: PathBuf,
}

/// Mends the records in a folder. Nobody else may have them open.
///
/// # Errors
/// Where not enough is left to open them, or nothing can be written; then all is as it was.
pub fn mend(place: &Place, opener: &Opener, clock: fn() -> Zoned) -> Result<Mended, Trouble> {
    let _alone = place.lock(true)?;
    if !place::is_there(&place.file())? {
        return Err(Trouble::None(place.folder().to_owned()));
    }
    replace(place, |new| {
        let damaged = Store::open_file(&place.file())?;
        // where nobody knows how many there were, new ones stand well after them
        let end = damaged.end()?;
        let store = Store::create_file(new, damaged.device())?.going_on_after(end);
        let (kept, lost) = salvage(&damaged, &store, end)?;
        let mut records = Records::unlocked(store, opener, clock)?;
        records.note(STORE, Says::Kept(Kept::Mended(lost.clone())))?;
        records.close()?;
        drop(damaged);
        let aside = put_aside(place, "damaged", clock().timestamp())?;
        Ok(Mended { kept, lost, aside })
    })
}

/// Takes over what is whole: the ways to the key, the wrapped keys and the events. Gives how many events
/// these are, and which ones up to the last are not.
fn salvage(from: &Store, to: &Store, end: u64) -> Result<(u64, Vec<(u64, u64)>), Trouble> {
    let connection = to.connection();
    let transaction = connection.unchecked_transaction()?;
    to.put_slots(&from.slots()?)?;
    let device = from.device();
    let mut keyed = BTreeSet::from([STORE, MARKS]);
    let (mut kept, mut lost, mut seq) = (0, Vec::new(), 0);
    let mut inserted = Ok(());
    from.each(|event| {
        if !event.is_whole(device) || inserted.is_err() {
            return;
        }
        if event.seq > seq + 1 {
            lost.push((seq + 1, event.seq - 1));
        }
        inserted = insert(connection, &event);
        kept += 1;
        seq = event.seq;
        keyed.insert(event.new.subject);
    })?;
    inserted?;
    if end > seq {
        lost.push((seq + 1, end));
    }
    for subject in keyed {
        // a key that can't be read any more is one that is gone
        if let Ok(Some(wrapped)) = from.wrapped(subject) {
            to.put_key(subject, &wrapped)?;
        }
    }
    transaction.commit()?;
    Ok((kept, lost))
}

/// Gives the file of the records, with its journal, another name beside it.
///
/// # Errors
/// Where the system refuses.
pub(super) fn put_aside(place: &Place, why: &str, now: Timestamp) -> Result<PathBuf, Trouble> {
    let file = place.file();
    let stamp = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    let name = |ending: &str| {
        place
            .folder()
            .join(format!("{}.{why}-{stamp}{ending}", place::FILE))
    };
    let aside = name("");
    if aside.symlink_metadata().is_ok() {
        return Err(Trouble::Exists(aside));
    }
    for ending in ["-wal", "-shm", ""] {
        let from = with(&file, ending);
        if from.symlink_metadata().is_ok() {
            fs::rename(&from, name(ending)).map_err(|why| Trouble::refused(&from, why))?;
        }
    }
    Ok(aside)
}

/// Makes a new file and gives it the name of the records, once what stood there is put aside. Where that
/// fails, nothing is left of it: it holds keys that nobody would erase.
///
/// # Errors
/// Those of making it, and where the system refuses.
pub(super) fn replace<T>(
    place: &Place,
    write: impl FnOnce(&Path) -> Result<T, Trouble>,
) -> Result<T, Trouble> {
    let new = place.new_file();
    remove(&new)?;
    let written = write(&new).inspect_err(|_| {
        // why that failed is what counts; an erasure names what is left
        let _ = remove(&new);
    })?;
    swap_in(&new, place)?;
    Ok(written)
}

/// Gives a new file the name of the records.
///
/// # Errors
/// Where the system refuses.
pub(super) fn swap_in(new: &Path, place: &Place) -> Result<(), Trouble> {
    fs::rename(new, place.file()).map_err(|why| Trouble::refused(new, why))?;
    place::sync_folder(place.folder())
}

/// Takes away a file that an earlier try has left, with its journal.
///
/// # Errors
/// Where the system refuses.
pub(super) fn remove(file: &Path) -> Result<(), Trouble> {
    for ending in JOURNALS.into_iter().chain([""]) {
        let path = with(file, ending);
        if path.symlink_metadata().is_ok() {
            fs::remove_file(&path).map_err(|why| Trouble::refused(&path, why))?;
        }
    }
    Ok(())
}

fn with(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
