//! The only writer of files: whole or not at all, and for the owner's eyes only.
//!
//! The bytes go into a new file beside the target, which then takes the target's name. Whatever
//! fails before that moment leaves the folder as it was. Renaming never follows a link, so even a
//! link put there after the check is not written through.

use std::fs::File;
use std::io::{self, ErrorKind as Kind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use thiserror::Error;

use crate::{clean, system};

/// The longest path shown whole, in characters.
const LONGEST_SHOWN: usize = 80;
/// The longest path said back in full, in characters.
const LONGEST_SAID: usize = 500;

/// What to do when there is already a file with that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Leave it, and write nothing.
    Refuse,
    /// Put the new file in its place; only with the user's leave.
    Replace,
}

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// The owner alone: it may hold answers.
    Owner,
    /// Whom the umask lets: it is no secret.
    Umask,
}

/// Why nothing was written. Shown, each is plain sentences: what is wrong, where, what to do.
#[derive(Debug, Error)]
pub enum WriteError {
    /// A file with this name is there, and may not be replaced.
    #[error("{} is already there. Choose another name, or allow replacing it.", shown(.0))]
    Exists(PathBuf),
    /// The name is a symbolic link, whether it leads anywhere or not.
    #[error("{} is a link, and links are never written through. Choose another name.", shown(.0))]
    Link(PathBuf),
    /// The name is a folder, a device or the like, or can only mean a folder.
    #[error("{} is not a plain file. Choose another name.", shown(.0))]
    NotAFile(PathBuf),
    /// The folder (named here) that the file should go into is missing.
    #[error("There is no folder {}. Make it first, or choose another place.", shown(.0))]
    NoFolder(PathBuf),
    /// The system refused.
    #[error("{} cannot be written: {}", shown(.path), in_plain_words(.source))]
    Io {
        /// The file that should have been written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Finds out whether a file could be written at `path`, before anyone spends time on what goes in.
///
/// A plain file that is already there is fine. A trial file is made in the folder and removed
/// again: only trying tells whether the system allows it.
///
/// # Errors
///
/// Any [`WriteError`] but [`WriteError::Exists`].
pub fn check_place(path: &Path) -> Result<(), WriteError> {
    let folder = folder_of(path)?;
    new_file(folder, Readers::Owner).map_err(|source| refused(path, source))?;
    Ok(())
}

/// Writes `bytes` to `path`: afterwards the file is there whole, safe on the disk and readable by
/// its owner only.
///
/// # Errors
///
/// A [`WriteError`]; then there is no new file, and an old one is as it was.
pub fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), WriteError> {
    write_for(Readers::Owner, path, bytes, existing)
}

/// The same for these readers.
///
/// # Errors
///
/// As [`write`].
pub fn write_for(
    readers: Readers,
    path: &Path,
    bytes: &[u8],
    existing: Existing,
) -> Result<(), WriteError> {
    let folder = folder_of(path)?;
    // Dropping the file, on every way out but the last, also removes it.
    let mut file = new_file(folder, readers).map_err(|source| refused(path, source))?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(|source| refused(path, source))?;
    match existing {
        Existing::Refuse => file.persist_noclobber(path),
        Existing::Replace => file.persist(path),
    }
    .map_err(|failure| match (existing, failure.error.kind()) {
        (Existing::Refuse, Kind::AlreadyExists) => WriteError::Exists(path.to_owned()),
        _ => refused(path, failure.error),
    })?;
    sync_folder(folder);
    Ok(())
}

/// The folder that `path` lies in, once nothing but a plain file or nothing at all is at `path`.
fn folder_of(path: &Path) -> Result<&Path, WriteError> {
    // `name/` and `name/.` have a file name too, but can only mean a folder.
    let whole = path.as_os_str().as_encoded_bytes();
    let name = path
        .file_name()
        .filter(|name| whole.ends_with(name.as_encoded_bytes()));
    let (Some(parent), Some(_)) = (path.parent(), name) else {
        return Err(WriteError::NotAFile(path.to_owned()));
    };
    let here = parent.as_os_str().is_empty();
    let folder = if here { Path::new(".") } else { parent };
    match folder.metadata() {
        Ok(found) if found.is_dir() => {}
        Err(source) if !matches!(source.kind(), Kind::NotFound | Kind::NotADirectory) => {
            return Err(refused(path, source));
        }
        _ => return Err(WriteError::NoFolder(folder.to_owned())),
    }
    match path.symlink_metadata() {
        Ok(found) if found.is_symlink() => Err(WriteError::Link(path.to_owned())),
        Ok(found) if !found.is_file() => Err(WriteError::NotAFile(path.to_owned())),
        Err(source) if source.kind() != Kind::NotFound => Err(refused(path, source)),
        _ => Ok(folder),
    }
}

/// A new, empty file under a name of its own that goes away when dropped.
fn new_file(folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".needlefit-");
    #[cfg(unix)]
    {
        use std::{fs::Permissions, os::unix::fs::PermissionsExt};
        if readers == Readers::Umask {
            // of these the system takes away what the umask says
            return builder
                .permissions(Permissions::from_mode(0o666))
                .tempfile_in(folder);
        }
        let file = builder.tempfile_in(folder)?;
        // It is made with 0600, but an odd umask may have taken even the owner's rights away.
        file.as_file()
            .set_permissions(Permissions::from_mode(0o600))?;
        Ok(file)
    }
    #[cfg(not(unix))]
    builder.tempfile_in(folder)
}

/// Makes the new name outlast a power cut, where the system can. A failure is not passed on: by
/// now the file is there and whole, and to say that nothing was written would be untrue.
fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

fn refused(path: &Path, source: io::Error) -> WriteError {
    WriteError::Io {
        path: path.to_owned(),
        source,
    }
}

/// What went wrong and what to do, without the system's terms where they can be avoided.
fn in_plain_words(source: &io::Error) -> String {
    match source.kind() {
        Kind::PermissionDenied => "you have no right to write there. Choose another folder.",
        _ => return system::why(source),
    }
    .to_owned()
}

/// The path with everything unseen spelt out, so that a name cannot steer the terminal. Quotes and
/// backslashes stay as they are: they are harmless, and people must recognise their paths.
fn shown(path: &Path) -> String {
    let plain = ['\\', '\'', '"'];
    let escaped = |part: &str| {
        let text = part.trim_end_matches(plain);
        format!(
            "{}{}",
            text.escape_debug(),
            part.strip_prefix(text).unwrap_or_default()
        )
    };
    let path = path.to_string_lossy();
    // the reason stands behind the path, and must be in sight: the end of a long one does
    let length = path.chars().count();
    let (cut, skipped) = if length > LONGEST_SHOWN {
        ("…", length - LONGEST_SHOWN)
    } else {
        ("", 0)
    };
    let end: String = path.chars().skip(skipped).collect();
    let shown = end.split_inclusive(plain).map(escaped);
    std::iter::once(cut.to_owned()).chain(shown).collect()
}

/// Where a file stands, from the root on, as it is said to whoever wrote it.
#[must_use]
pub fn whereabouts(path: &Path) -> String {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    clean::clean(&whole.display().to_string(), LONGEST_SAID)
}

/// A file as a person types it: `~/` is their home, as in a shell.
#[must_use]
pub fn typed(name: &str) -> PathBuf {
    match (name.strip_prefix("~/"), std::env::home_dir()) {
        (Some(inside), Some(home)) => home.join(inside),
        _ => PathBuf::from(name),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_is_said_with_its_folder() {
        let said = whereabouts(Path::new("sheet.txt"));
        assert!(
            said.starts_with('/') && said.ends_with("/sheet.txt"),
            "{said}"
        );
    }

    /// Every name in the folder, sorted: shows that nothing was left behind.
    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Both functions must refuse, for the same reason, and leave only `left` in the folder.
    fn refusal(path: &Path, folder: &Path, left: &[&str]) -> WriteError {
        let early = check_place(path).unwrap_err();
        for existing in [Existing::Refuse, Existing::Replace] {
            let error = write(path, b"new", existing).unwrap_err();
            assert_eq!(error.to_string(), early.to_string());
        }
        assert_eq!(names(folder), left);
        early
    }

    #[test]
    fn writes_the_bytes_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        check_place(&path).unwrap();
        assert!(names(folder.path()).is_empty());
        write(&path, b"new", Existing::Refuse).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["a.txt"]);
    }

    #[test]
    fn an_existing_file_is_replaced_only_with_leave() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "old").unwrap();
        check_place(&path).unwrap();

        let error = write(&path, b"new", Existing::Refuse).unwrap_err();
        assert!(
            matches!(&error, WriteError::Exists(at) if *at == path),
            "{error}"
        );
        assert_eq!(fs::read(&path).unwrap(), b"old");

        write(&path, b"new", Existing::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["a.txt"]);
    }

    #[test]
    fn folders_and_names_that_mean_folders_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("sub")).unwrap();
        for name in ["sub", "sub/", "new/", "new/.", "sub/.."] {
            let error = refusal(&folder.path().join(name), folder.path(), &["sub"]);
            assert!(matches!(error, WriteError::NotAFile(_)), "{name}: {error}");
        }
        for path in ["", "/", ".."] {
            let error = check_place(Path::new(path)).unwrap_err();
            assert!(matches!(error, WriteError::NotAFile(_)), "{path}: {error}");
        }
    }

    #[test]
    fn a_missing_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "old").unwrap();
        for parent in ["missing", "file", "file/deeper"] {
            let parent = folder.path().join(parent);
            let error = refusal(&parent.join("a.txt"), folder.path(), &["file"]);
            let start = format!("There is no folder {}. Make it", parent.display());
            assert!(error.to_string().starts_with(&start), "{error}");
        }
    }

    #[test]
    fn names_the_system_cannot_have_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let error = refusal(&folder.path().join("a".repeat(300)), folder.path(), &[]);
        assert!(error.to_string().contains("too long"), "{error}");
        for name in ["a\0b", "sub\0/a"] {
            let error = refusal(&folder.path().join(name), folder.path(), &[]);
            assert!(error.to_string().contains("none may have"), "{error}");
        }
    }

    #[test]
    fn messages_cannot_steer_the_terminal() {
        let path = Path::new("it's C:\\é/\u{1B}[2J\u{202E}\n");
        let message = WriteError::Exists(path.to_owned()).to_string();
        assert!(
            message.starts_with(r"it's C:\é/\u{1b}[2J\u{202e}\n is already"),
            "{message}"
        );
    }

    #[test]
    fn the_system_is_put_into_plain_words() {
        let cases = [
            (
                Kind::PermissionDenied,
                "a.txt cannot be written: you have no right",
            ),
            (
                Kind::StorageFull,
                "a.txt cannot be written: the disk is full.",
            ),
            (Kind::QuotaExceeded, "a.txt cannot be written: your share"),
            (
                Kind::ReadOnlyFilesystem,
                "a.txt cannot be written: the disk can only be read.",
            ),
            (
                Kind::InvalidFilename,
                "a.txt cannot be written: the name is too long",
            ),
            (
                Kind::TimedOut,
                "a.txt cannot be written: the system says “timed out”.",
            ),
        ];
        for (kind, wanted) in cases {
            let message = refused(Path::new("a.txt"), kind.into()).to_string();
            assert!(message.starts_with(wanted), "{message}");
        }
    }

    #[cfg(unix)]
    mod unix {
        use super::*;
        use std::os::unix::fs::{PermissionsExt, symlink};
        use std::process::Command;

        /// Runs one test of this module again in a process of its own, after the shell has done
        /// `setup`. True in that process, where the test itself should go on.
        fn inside(setup: &str, test: &str) -> bool {
            const MARK: &str = "NEEDLEFIT_TEST_INSIDE";
            if std::env::var_os(MARK).is_some() {
                return true;
            }
            let module = module_path!().split_once("::").unwrap().1;
            let output = Command::new("sh")
                .args(["-c", &format!("{setup}; exec \"$0\" --exact \"$1\"")])
                .arg(std::env::current_exe().unwrap())
                .arg(format!("{module}::{test}"))
                .env(MARK, "1")
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stdout);
            assert!(
                output.status.success() && said.contains("1 passed"),
                "{setup}: {output:?}"
            );
            false
        }

        #[test]
        fn only_the_owner_may_read_whatever_the_umask() {
            for umask in ["umask 000", "umask 022", "umask 277"] {
                if !inside(umask, "only_the_owner_may_read_whatever_the_umask") {
                    continue;
                }
                let folder = tempfile::tempdir().unwrap();
                fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
                let path = folder.path().join("a.txt");
                for existing in [Existing::Refuse, Existing::Replace] {
                    write(&path, b"new", existing).unwrap();
                    let mode = path.metadata().unwrap().permissions().mode();
                    assert_eq!(mode & 0o7777, 0o600);
                    // What is replaced may have been open to all; what replaces it is not.
                    fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).unwrap();
                }
                return;
            }
        }

        /// Stands for a full disk: the write fails half-way, when some bytes are already out.
        #[test]
        fn a_write_that_fails_half_way_leaves_everything_as_it_was() {
            let limit = "trap '' XFSZ; ulimit -f 8";
            if !inside(
                limit,
                "a_write_that_fails_half_way_leaves_everything_as_it_was",
            ) {
                return;
            }
            let folder = tempfile::tempdir().unwrap();
            let (old, new) = (folder.path().join("old"), folder.path().join("new"));
            fs::write(&old, "old").unwrap();
            let bytes = vec![b'x'; 100_000];
            for (path, existing) in [(&old, Existing::Replace), (&new, Existing::Refuse)] {
                let error = write(path, &bytes, existing).unwrap_err();
                let WriteError::Io { source, .. } = &error else {
                    unreachable!("{error}");
                };
                assert_eq!(source.kind(), Kind::FileTooLarge, "{error}");
            }
            assert_eq!(fs::read(&old).unwrap(), b"old");
            assert_eq!(names(folder.path()), ["old"]);
        }

        #[test]
        fn links_are_refused_even_when_they_lead_nowhere() {
            let folder = tempfile::tempdir().unwrap();
            let target = folder.path().join("target");
            fs::write(&target, "old").unwrap();
            symlink(&target, folder.path().join("link")).unwrap();
            symlink("nowhere", folder.path().join("dangling")).unwrap();
            for name in ["link", "dangling"] {
                let left = ["dangling", "link", "target"];
                let error = refusal(&folder.path().join(name), folder.path(), &left);
                assert!(matches!(error, WriteError::Link(_)), "{name}: {error}");
            }
            assert_eq!(fs::read(&target).unwrap(), b"old");
        }

        #[test]
        fn devices_and_sockets_are_refused() {
            let folder = tempfile::tempdir().unwrap();
            let socket = folder.path().join("socket");
            let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
            let error = refusal(&socket, folder.path(), &["socket"]);
            assert!(matches!(error, WriteError::NotAFile(_)), "{error}");
            let error = check_place(Path::new("/dev/null")).unwrap_err();
            assert!(matches!(error, WriteError::NotAFile(_)), "{error}");
        }

        /// Not even root can make files in `/proc`.
        #[cfg(target_os = "linux")]
        #[test]
        fn a_folder_that_takes_no_files_is_found_out_early() {
            let error = check_place(Path::new("/proc/a.txt")).unwrap_err();
            assert!(matches!(error, WriteError::Io { .. }), "{error}");
        }

        #[test]
        fn a_folder_without_the_right_to_write_is_refused() {
            let folder = tempfile::tempdir().unwrap();
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
            if fs::write(folder.path().join("trial"), "").is_ok() {
                // Not `eprintln!`, which the test runner would swallow.
                let note = "SKIPPED: this user (root?) may write everywhere, so nothing is refused";
                writeln!(io::stderr(), "{note}").unwrap();
                return;
            }
            let error = refusal(&folder.path().join("a.txt"), folder.path(), &[]);
            assert!(error.to_string().contains("no right to write"), "{error}");
        }
    }
}
