//! Files under a name of their own, while they are written; and what a process that was killed left.
//!
//! Whoever writes such a file holds a lock on it, which goes when the process goes, however that
//! ends. So one that nobody holds a lock on is left over, and the next save into that folder
//! removes it.

use std::{
    ffi::OsStr,
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind as Kind},
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::Path,
};

use rustix::{
    fs::{FlockOperation, flock},
    process::geteuid,
};
use tempfile::{Builder, NamedTempFile};

use super::Readers;

/// What the name of such a file begins with.
const PREFIX: &str = ".needlefit-";
/// How many characters by chance follow.
const BY_CHANCE: usize = 6;

/// Makes something under such a name, which goes away when it is dropped.
pub(super) fn named<F>(
    folder: &Path,
    make: impl FnMut(&Path) -> io::Result<F>,
) -> io::Result<NamedTempFile<F>> {
    let mut how = Builder::new();
    how.prefix(PREFIX).rand_bytes(BY_CHANCE);
    how.make_in(folder, make)
}

/// A new, empty, locked file under such a name.
pub(super) fn new(folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    named(folder, |path| {
        let mut how = OpenOptions::new();
        how.write(true).create_new(true).mode(readers.mode());
        held(how.open(path)?)
    })
}

/// Locks a file that was just made. Another process may have found it before, and taken it for
/// left over: then another name is to be tried.
fn held(file: File) -> io::Result<File> {
    let lost = lock(&file).is_err_and(|error| error.kind() == Kind::WouldBlock);
    if lost || file.metadata()?.nlink() == 0 {
        return Err(Kind::AlreadyExists.into());
    }
    Ok(file)
}

/// Locks the file until the process ends or closes it, if nobody else has.
pub(super) fn lock(file: &File) -> io::Result<()> {
    Ok(flock(file, FlockOperation::NonBlockingLockExclusive)?)
}

/// Removes what is left over in this folder. Says nothing of what it cannot remove: the save that
/// comes next does not depend on it.
pub(super) fn sweep(folder: &Path) {
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        if is_such_a_name(&entry.file_name()) {
            let _ = remove_unless_held(&entry.path());
        }
    }
}

fn is_such_a_name(name: &OsStr) -> bool {
    name.to_str()
        .and_then(|name| name.strip_prefix(PREFIX))
        .is_some_and(|rest| {
            rest.len() == BY_CHANCE && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// Only a plain file of this user that nobody holds a lock on.
fn remove_unless_held(path: &Path) -> io::Result<()> {
    let found = path.symlink_metadata()?;
    if !found.is_file() || found.uid() != geteuid().as_raw() {
        return Ok(());
    }
    // To write, since some network folders lock only what may be written; and to read, since then
    // nothing that comes in its place meanwhile makes this wait.
    let file = OpenOptions::new().read(true).write(true).open(path)?;
    // Held until it is gone: whoever just made it, and waits to lock it, finds it so.
    lock(&file)?;
    fs::remove_file(path)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use std::{
        io::Write,
        os::unix::fs::{PermissionsExt, chown, symlink},
    };

    fn is_held(path: &Path) -> bool {
        let file = File::open(path).unwrap();
        lock(&file).is_err_and(|error| error.kind() == Kind::WouldBlock)
    }

    #[test]
    fn a_file_being_written_is_held_and_goes_when_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let file = new(folder.path(), Readers::Owner).unwrap();
        let path = file.path().to_owned();
        assert!(is_such_a_name(path.file_name().unwrap()), "{path:?}");
        assert!(is_held(&path));
        assert_eq!(
            path.metadata().unwrap().permissions().mode() & 0o7777,
            0o600
        );
        sweep(folder.path());
        assert!(path.exists());
        drop(file);
        assert!(!path.exists());
    }

    #[test]
    fn only_what_is_left_over_goes() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let others = [
            ".needlefit-",
            ".needlefit-abcde",
            ".needlefit-abcdefg",
            ".needlefit-ab_def",
            ".needlefit-ab.def",
            "needlefit-abcdef",
            "mine.json",
        ];
        for name in others {
            fs::write(at(name), "").unwrap();
        }
        fs::create_dir(at(".needlefit-folder")).unwrap();
        symlink("mine.json", at(".needlefit-linked")).unwrap();
        fs::write(at(".needlefit-held00"), "").unwrap();
        let held = File::open(at(".needlefit-held00")).unwrap();
        lock(&held).unwrap();
        fs::write(at(".needlefit-Left01"), "all answers").unwrap();
        fs::write(at(".needlefit-others"), "").unwrap();
        let given = chown(at(".needlefit-others"), Some(4_321), None).is_ok();

        sweep(folder.path());

        for name in others {
            assert!(at(name).exists(), "{name}");
        }
        assert!(at(".needlefit-folder").exists());
        assert!(at(".needlefit-linked").is_symlink());
        assert!(at(".needlefit-held00").exists());
        assert!(!at(".needlefit-Left01").exists());
        if given {
            assert!(at(".needlefit-others").exists());
        } else {
            let note = "SKIPPED: only root can make a file of another user";
            writeln!(io::stderr(), "{note}").unwrap();
        }
        drop(held);
        sweep(folder.path());
        assert!(!at(".needlefit-held00").exists());
    }

    #[test]
    fn a_file_that_was_swept_before_it_was_locked_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new");
        let taken = held(File::create(&path).unwrap()).unwrap();
        let again = held(File::open(&path).unwrap()).unwrap_err();
        assert_eq!(again.kind(), Kind::AlreadyExists);
        drop(taken);
        let file = File::open(&path).unwrap();
        fs::remove_file(&path).unwrap();
        let gone = held(file).unwrap_err();
        assert_eq!(gone.kind(), Kind::AlreadyExists);
    }
}
