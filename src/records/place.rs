//! The folder that records stand in: whose it is, who may look into it, and on which disk.

use std::{
    fs::{self, DirBuilder, File, Metadata, OpenOptions},
    io,
    os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use rustix::{
    fs::{FlockOperation, OFlags, flock, statfs, statvfs},
    process::geteuid,
};

use super::Trouble;

/// The file of the records in their folder.
pub const FILE: &str = "records.db";
/// The file that tells whether others have the records open.
const LOCK: &str = "records.lock";
/// The folder of the copies that the program makes by itself.
pub const BACKUPS: &str = "backups";

/// How often it is tried to say that the records are open, and how long it waits between.
const LOCK_TRIES: u32 = 20;
const LOCK_NAP: Duration = Duration::from_millis(25);

/// The rights of a folder, and of a file.
const FOLDER_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;

/// Below this much room, in bytes, somebody is told before the disk is full.
pub const LITTLE_ROOM: u64 = 64 << 20;

/// File systems on which two machines, or a program in between, break what SQLite rests on; by the
/// number that `statfs(2)` gives.
const NETWORKS: [(u64, &str); 10] = [
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFF53_4D42, "CIFS"),
    (0xFE53_4D42, "SMB2"),
    (0x0102_1997, "9p"),
    (0x6573_5546, "FUSE"),
    (0x5346_414F, "AFS"),
    (0x00C3_6400, "Ceph"),
    (0x0BD0_0BD0, "Lustre"),
    (0x0116_1970, "GFS2"),
];

/// A folder that records may stand in.
#[derive(Debug, Clone)]
pub struct Place(PathBuf);

impl Place {
    /// The folder, made if there is none yet.
    ///
    /// # Errors
    /// Where it is no place for records, or can't be made.
    pub fn make(folder: &Path) -> Result<Self, Trouble> {
        if folder.symlink_metadata().is_err() {
            let made = DirBuilder::new()
                .recursive(true)
                .mode(FOLDER_MODE)
                .create(folder);
            made.map_err(|why| Trouble::refused(folder, why))?;
        }
        Self::of(folder)
    }

    /// The folder as it is.
    ///
    /// # Errors
    /// Where it is no place for records.
    pub fn of(folder: &Path) -> Result<Self, Trouble> {
        let about = match folder.symlink_metadata() {
            Ok(about) => about,
            Err(why) if why.kind() == io::ErrorKind::NotFound => {
                return Err(Trouble::None(folder.to_owned()));
            }
            Err(why) => return Err(Trouble::refused(folder, why)),
        };
        check(folder, &about, FOLDER_MODE)?;
        if !about.is_dir() {
            let why = io::Error::from(io::ErrorKind::NotADirectory);
            return Err(Trouble::refused(folder, why));
        }
        let system = statfs(folder).map_err(|why| Trouble::refused(folder, why.into()))?;
        #[expect(
            clippy::cast_sign_loss,
            clippy::cast_possible_truncation,
            reason = "the number is one of 32 bits, in whatever type the system has it"
        )]
        let number = u64::from(system.f_type as u32);
        if let Some((_, kind)) = NETWORKS.iter().find(|(it, _)| *it == number) {
            return Err(Trouble::Network {
                folder: folder.to_owned(),
                kind,
            });
        }
        Ok(Self(folder.to_owned()))
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// The file of the records.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.0.join(FILE)
    }

    /// The file that is made to take the place of the records.
    pub(super) fn new_file(&self) -> PathBuf {
        self.0.join("records.db.new")
    }

    /// The folder of copies, made if there is none yet.
    ///
    /// # Errors
    /// Where it can't be made, or others can look into it.
    pub fn backups(&self) -> Result<PathBuf, Trouble> {
        Self::make(&self.0.join(BACKUPS)).map(|it| it.0)
    }

    /// How much room there is on its disk, in bytes; none where the system does not say.
    #[must_use]
    pub fn room(&self) -> Option<u64> {
        let system = statvfs(&self.0).ok()?;
        Some(system.f_bavail.saturating_mul(system.f_frsize))
    }

    /// Says that the records are open here: with others, or alone. It holds until it is dropped.
    ///
    /// # Errors
    /// [`Trouble::InUse`] where that can't be.
    pub(super) fn lock(&self, alone: bool) -> Result<File, Trouble> {
        let path = self.0.join(LOCK);
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(FILE_MODE)
            .custom_flags(no_follow())
            .open(&path)
            .map_err(|why| Trouble::refused(&path, why))?;
        hold(&file, alone)?;
        Ok(file)
    }
}

/// Holds a lock from now on with others, or alone.
///
/// # Errors
/// [`Trouble::InUse`] where that can't be.
pub(super) fn hold(lock: &File, alone: bool) -> Result<(), Trouble> {
    let how = if alone {
        FlockOperation::NonBlockingLockExclusive
    } else {
        FlockOperation::NonBlockingLockShared
    };
    // a program that is just being started may hold for a moment what this one had open
    for _ in 0..LOCK_TRIES {
        match flock(lock, how) {
            Ok(()) => return Ok(()),
            Err(rustix::io::Errno::WOULDBLOCK) => thread::sleep(LOCK_NAP),
            Err(why) => return Err(Trouble::refused(Path::new(LOCK), why.into())),
        }
    }
    Err(Trouble::InUse)
}

/// The flag that opens no link.
fn no_follow() -> i32 {
    i32::try_from(OFlags::NOFOLLOW.bits()).unwrap_or_default()
}

/// Makes a file that only its owner may read, and in place of none that is there.
///
/// # Errors
/// Where there is one already, or the system refuses.
pub(super) fn make_file(path: &Path) -> Result<File, Trouble> {
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(FILE_MODE)
        .open(path);
    made.map_err(|why| match why.kind() {
        io::ErrorKind::AlreadyExists => Trouble::Exists(path.to_owned()),
        _ => Trouble::refused(path, why),
    })
}

/// Whether a file is there, is this user's alone, and is no link.
///
/// # Errors
/// Where it is there and is not so.
pub fn is_there(path: &Path) -> Result<bool, Trouble> {
    match path.symlink_metadata() {
        Ok(about) => check(path, &about, FILE_MODE).map(|()| true),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(why) => Err(Trouble::refused(path, why)),
    }
}

/// Which file it is, whatever it is called.
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    let about = fs::metadata(path).ok()?;
    Some((about.dev(), about.ino()))
}

/// Makes sure that names in a folder are on the disk.
pub(super) fn sync_folder(folder: &Path) -> Result<(), Trouble> {
    let synced = File::open(folder).and_then(|it| it.sync_all());
    synced.map_err(|why| Trouble::refused(folder, why))
}

fn check(path: &Path, about: &Metadata, mode: u32) -> Result<(), Trouble> {
    if about.is_symlink() {
        return Err(Trouble::Link(path.to_owned()));
    }
    if about.uid() != geteuid().as_raw() {
        return Err(Trouble::OfOther(path.to_owned()));
    }
    if about.mode() & 0o077 != 0 {
        return Err(Trouble::Open {
            path: path.to_owned(),
            mode,
        });
    }
    Ok(())
}
