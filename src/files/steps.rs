//! The steps of a save, in an order that leaves nothing half done at any moment.

use std::{
    fs::{File, Permissions},
    io::{self, ErrorKind as Kind, Write},
    os::unix::fs::PermissionsExt,
    path::Path,
};

use super::{Existing, Readers, WriteError, ending::Ending, leftovers, place::Place};

/// What a save asks of the disk, one method a step, so that tests can watch and fail each.
pub(super) trait Disk {
    /// A new file in this folder that has no name and goes away with the process.
    fn unnamed(&self, folder: &Path, readers: Readers) -> io::Result<File>;

    /// Gives such a file a name that nothing has yet. A link at that name is not followed.
    fn name(&self, file: &File, path: &Path) -> io::Result<()>;

    /// Waits until what is in the file would outlast a power cut.
    fn sync(&self, file: &File) -> io::Result<()>;

    /// Waits until the names in the folder would.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The disk as it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct System;

#[cfg(target_os = "linux")]
impl System {
    fn open_unnamed(folder: &Path, readers: Readers) -> io::Result<File> {
        use std::{fs::OpenOptions, os::unix::fs::OpenOptionsExt};
        let flag = rustix::fs::OFlags::TMPFILE.bits().cast_signed();
        let mut how = OpenOptions::new();
        how.write(true).mode(readers.mode()).custom_flags(flag);
        how.open(folder)
    }

    /// By way of `/proc`: to name the file by its descriptor alone is a privilege before Linux 6.10.
    fn link(file: &File, path: &Path) -> io::Result<()> {
        use rustix::fs::{AtFlags, CWD, linkat};
        use std::os::fd::AsRawFd;
        let open = format!("/proc/self/fd/{}", file.as_raw_fd());
        Ok(linkat(CWD, open, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
    }
}

#[cfg(not(target_os = "linux"))]
impl System {
    fn open_unnamed(_: &Path, _: Readers) -> io::Result<File> {
        Err(Kind::Unsupported.into())
    }

    fn link(_: &File, _: &Path) -> io::Result<()> {
        Err(Kind::Unsupported.into())
    }
}

impl Disk for System {
    fn unnamed(&self, folder: &Path, readers: Readers) -> io::Result<File> {
        Self::open_unnamed(folder, readers)
    }

    fn name(&self, file: &File, path: &Path) -> io::Result<()> {
        Self::link(file, path)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }
}

/// Whether files can be made in that folder; leaves nothing behind.
pub(super) fn try_out(disk: &impl Disk, place: &Place) -> Result<(), WriteError> {
    // Why there is none without a name does not matter: if it is more than that, this fails too.
    if disk.unnamed(&place.folder, Readers::Owner).is_err() {
        leftovers::new(&place.folder, Readers::Owner).map_err(|source| place.refused(source))?;
    }
    Ok(())
}

/// Writes the file, unless `ending` says that it is too late.
pub(super) fn save(
    disk: &impl Disk,
    ending: &Ending,
    place: &Place,
    bytes: &[u8],
    existing: Existing,
    readers: Readers,
) -> Result<(), WriteError> {
    let refused = |source| place.refused(source);
    leftovers::sweep(&place.folder);
    if let Ok(file) = disk.unnamed(&place.folder, readers) {
        fill(disk, &file, bytes, readers).map_err(refused)?;
        let _appearing = ending.appears(&place.path)?;
        match appear(disk, &file, place, existing) {
            Err(source) if source.kind() == Kind::AlreadyExists => return Err(place.exists()),
            // Without `/proc`, say, it can have no name: then it starts with one.
            Err(_) => {}
            Ok(()) => return Ok(()),
        }
    }
    // Dropping the file, on every way out but the last, also removes it.
    let file = leftovers::new(&place.folder, readers).map_err(refused)?;
    fill(disk, file.as_file(), bytes, readers).map_err(refused)?;
    let _appearing = ending.appears(&place.path)?;
    match existing {
        Existing::Refuse => file.persist_noclobber(&place.path),
        Existing::Replace => file.persist(&place.path),
    }
    .map_err(|failure| match failure.error.kind() {
        Kind::AlreadyExists => place.exists(),
        _ => refused(failure.error),
    })?;
    settle(disk, place);
    Ok(())
}

/// All bytes into the file and onto the disk.
fn fill(disk: &impl Disk, mut file: &File, bytes: &[u8], readers: Readers) -> io::Result<()> {
    // It is made with 0600, but an odd umask may have taken even the owner's rights away.
    if readers == Readers::Owner {
        file.set_permissions(Permissions::from_mode(readers.mode()))?;
    }
    file.write_all(bytes)?;
    disk.sync(file)
}

/// Gives the whole file its name. To replace another it needs a name of its own first, for a
/// moment in which nothing is written or waited for.
fn appear(disk: &impl Disk, file: &File, place: &Place, existing: Existing) -> io::Result<()> {
    match existing {
        Existing::Refuse => disk.name(file, &place.path)?,
        Existing::Replace => {
            leftovers::lock(file)?;
            leftovers::named(&place.folder, |path| disk.name(file, path))?.persist(&place.path)?;
        }
    }
    settle(disk, place);
    Ok(())
}

/// Makes the new name outlast a power cut, where the system can. A failure is not passed on: by
/// now the file is there and whole, and to say that nothing was written would be untrue.
fn settle(disk: &impl Disk, place: &Place) {
    let _ = disk.sync_folder(&place.folder);
}

#[cfg(test)]
mod tests;
