//! The one reader of files: packs, translations, cases, and the answers that packs are compared by.
//!
//! It opens nothing but plain files (a FIFO, a device or a folder would be waited for, or never
//! end), takes no more than `LARGEST_FILE` into memory, and says in one sentence what is wrong.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use rustix::fs::OFlags;
use thiserror::Error;

use crate::{
    clean, files,
    pack::limits::LARGEST_FILE,
    text::{self, Language},
};

/// The longest path that is said back, in characters.
const LONGEST_SHOWN: usize = 300;

/// Why a file can't be read, as a sentence that names it.
#[derive(Debug, Error)]
#[error("{says}")]
pub struct Unreadable {
    says: String,
    /// Whether there is no such file.
    pub is_missing: bool,
}

impl Unreadable {
    fn new(path: &Path, why: &str) -> Self {
        let values = [("path", &*shown(path)), ("why", why)];
        Self {
            says: Language::english().fill(text::CANNOT_READ, &values),
            is_missing: false,
        }
    }

    /// The system refused this file.
    #[must_use]
    pub fn refused(path: &Path, error: &io::Error) -> Self {
        let why = match error.kind() {
            io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
            _ => files::in_words(error),
        };
        Self {
            is_missing: error.kind() == io::ErrorKind::NotFound,
            ..Self::new(path, &why)
        }
    }
}

/// A path as it is said.
#[must_use]
pub fn shown(path: &Path) -> String {
    clean::clean(&path.display().to_string(), LONGEST_SHOWN)
}

/// Opens a plain file, or a link to one.
///
/// # Errors
/// Where there is none, or it may not be read.
pub fn open(path: &Path) -> Result<File, Unreadable> {
    let refused = |error| Unreadable::refused(path, &error);
    // looked at before, since opening a device may do something, and after, since it may be
    // another file by then
    let before = path.metadata().map_err(refused)?;
    let file = before.is_file().then(|| {
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
        let flags = i32::try_from(flags.bits()).unwrap_or_default();
        OpenOptions::new()
            .read(true)
            .custom_flags(flags)
            .open(path)
            .and_then(|file| Ok((file.metadata()?.is_file(), file)))
    });
    match file.transpose().map_err(refused)? {
        Some((true, file)) => Ok(file),
        _ if before.is_dir() => Err(Unreadable::new(path, "it is a folder")),
        _ => Err(Unreadable::new(path, "it is not a plain file")),
    }
}

/// The bytes of a plain file of at most `LARGEST_FILE`.
///
/// # Errors
/// Where it can't be read, or is larger.
pub fn read(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    open(path)?
        .take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Unreadable::refused(path, &error))?;
    if bytes.len() as u64 > LARGEST_FILE {
        let why = format!("it is larger than {} MiB", LARGEST_FILE / 1024 / 1024);
        return Err(Unreadable::new(path, &why));
    }
    Ok(bytes)
}

/// What may be JSON in a folder: what is named so and is no folder itself, in the order of the names.
///
/// # Errors
/// Where the folder can't be read to its end.
pub fn json_in(folder: &Path) -> Result<Vec<PathBuf>, Unreadable> {
    let refused = |error| Unreadable::refused(folder, &error);
    let mut files = Vec::new();
    for entry in folder.read_dir().map_err(refused)? {
        let path = entry.map_err(refused)?.path();
        if path.extension().is_some_and(|it| it == "json") && !path.is_dir() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use std::{fs, os::unix::fs::symlink};

    use super::*;

    #[test]
    fn nothing_but_a_plain_file_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        rustix::fs::mknodat(
            rustix::fs::CWD,
            at("fifo"),
            rustix::fs::FileType::Fifo,
            0o600.into(),
            0,
        )
        .unwrap();
        fs::create_dir(at("folder")).unwrap();
        fs::write(at("file"), "text").unwrap();
        symlink("fifo", at("to-fifo")).unwrap();
        symlink("file", at("to-file")).unwrap();
        symlink("/dev/zero", at("to-zero")).unwrap();
        symlink("nowhere", at("to-nowhere")).unwrap();
        let says = |name: &str| read(&at(name)).unwrap_err().to_string();
        for name in ["fifo", "to-fifo", "to-zero"] {
            assert!(
                says(name).ends_with(&format!("/{name} can't be read: it is not a plain file.")),
                "{}",
                says(name)
            );
        }
        assert!(says("folder").ends_with("it is a folder."));
        for name in ["to-nowhere", "missing"] {
            assert!(says(name).ends_with("it is not there."));
            assert!(read(&at(name)).unwrap_err().is_missing);
        }
        assert!(says("file/x").ends_with("a part of the path is not a folder."));
        assert_eq!(read(&at("to-file")).unwrap(), b"text");
    }

    #[test]
    fn what_may_be_json_in_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.json", "a.json", "json", "c.JSON", "d.json.txt"] {
            fs::write(folder.path().join(name), "{}").unwrap();
        }
        fs::create_dir(folder.path().join("e.json")).unwrap();
        // whoever reads it says that it is not there
        symlink("nowhere", folder.path().join("f.json")).unwrap();
        let found = json_in(folder.path()).unwrap();
        let names: Vec<_> = found.iter().map(|it| it.file_name().unwrap()).collect();
        assert_eq!(names, ["a.json", "b.json", "f.json"]);
        assert!(json_in(&folder.path().join("none")).unwrap_err().is_missing);
    }

    #[test]
    fn a_file_may_have_the_size_of_the_largest_pack() {
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().set_len(LARGEST_FILE).unwrap();
        assert_eq!(read(file.path()).unwrap().len() as u64, LARGEST_FILE);
        file.as_file().set_len(LARGEST_FILE + 1).unwrap();
        let says = read(file.path()).unwrap_err().to_string();
        assert!(says.ends_with("it is larger than 2 MiB."), "{says}");
    }
}
