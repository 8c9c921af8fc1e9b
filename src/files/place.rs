//! Where a file is to go: a real folder, and a name that can be said.

use std::{
    env, fs,
    io::{self, ErrorKind as Kind},
    os::unix::fs::MetadataExt,
    path::{Component, Path, PathBuf},
};

use rustix::{io::Errno, process::geteuid};

use super::{WriteError, words::is_seen};

/// How many links may lead on to one another, as on Linux.
const MOST_LINKS: usize = 40;
/// The owner of what belongs to the system.
const ROOT: u32 = 0;

/// A folder that is there, and a name in it at which there is a plain file or nothing.
#[derive(Debug)]
pub(super) struct Place {
    /// As it was given, for what is said about it when it goes wrong.
    given: PathBuf,
    /// The folder without any link on the way to it.
    pub(super) folder: PathBuf,
    /// The file, in that folder.
    pub(super) path: PathBuf,
}

impl Place {
    /// Finds the place that a path means, and refuses it where a file may not be.
    ///
    /// # Errors
    ///
    /// Any [`WriteError`] but [`WriteError::Exists`] and [`WriteError::Ended`].
    pub(super) fn of(given: &Path) -> Result<Self, WriteError> {
        // `name/` and `name/.` have a file name too, but can only mean a folder.
        let whole = given.as_os_str().as_encoded_bytes();
        let name = given
            .file_name()
            .filter(|name| whole.ends_with(name.as_encoded_bytes()));
        let (Some(parent), Some(name)) = (given.parent(), name) else {
            return Err(WriteError::NotAFile(given.to_owned()));
        };
        if !name.to_str().is_some_and(is_seen) {
            return Err(WriteError::Unseen(given.to_owned()));
        }
        let here = parent.as_os_str().is_empty();
        let parent = if here { Path::new(".") } else { parent };
        let refused = |source| WriteError::refused(given, source);
        match parent.metadata() {
            Ok(found) if found.is_dir() => {}
            Err(source) if !matches!(source.kind(), Kind::NotFound | Kind::NotADirectory) => {
                return Err(refused(source));
            }
            _ => return Err(WriteError::NoFolder(parent.to_owned())),
        }
        let folder = match real(parent, geteuid().as_raw()) {
            Ok(folder) => folder,
            Err(Stop::Link { link, to }) => return Err(WriteError::LinkOfOther { link, to }),
            Err(Stop::Io(source)) => return Err(refused(source)),
        };
        let path = folder.join(name);
        match path.symlink_metadata() {
            Ok(found) if found.is_symlink() => Err(WriteError::Link(given.to_owned())),
            Ok(found) if !found.is_file() => Err(WriteError::NotAFile(given.to_owned())),
            Err(source) if source.kind() != Kind::NotFound => Err(refused(source)),
            _ => Ok(Self {
                given: given.to_owned(),
                folder,
                path,
            }),
        }
    }

    /// What is said when the system refuses to write there.
    pub(super) fn refused(&self, source: io::Error) -> WriteError {
        WriteError::refused(&self.given, source)
    }

    /// What is said when there is a file already.
    pub(super) fn exists(&self) -> WriteError {
        WriteError::Exists(self.given.clone())
    }
}

/// Why the real folder is not known or not taken.
#[derive(Debug)]
enum Stop {
    /// A link on the way belongs to neither this user nor the system.
    Link { link: PathBuf, to: PathBuf },
    /// The system refused.
    Io(io::Error),
}

impl From<io::Error> for Stop {
    fn from(source: io::Error) -> Self {
        Self::Io(source)
    }
}

/// The folder from the root on, with every link on the way followed, if it may be by `user`.
fn real(folder: &Path, user: u32) -> Result<PathBuf, Stop> {
    let mut real = if folder.is_absolute() {
        PathBuf::new()
    } else {
        env::current_dir()?
    };
    let mut left = parts(folder);
    let mut links = 0;
    while let Some(part) = left.pop() {
        match part.components().next() {
            Some(Component::ParentDir) => {
                real.pop();
                continue;
            }
            Some(Component::CurDir) => continue,
            // What joins the root starts anew.
            _ => {}
        }
        let next = real.join(&part);
        let found = next.symlink_metadata()?;
        if !found.is_symlink() {
            real = next;
            continue;
        }
        let to = fs::read_link(&next)?;
        if ![ROOT, user].contains(&found.uid()) {
            let to = real.join(to);
            return Err(Stop::Link { link: next, to });
        }
        links += 1;
        if links > MOST_LINKS {
            return Err(Stop::Io(Errno::LOOP.into()));
        }
        left.extend(parts(&to));
    }
    Ok(real)
}

/// The parts of a path, the first one last.
fn parts(path: &Path) -> Vec<PathBuf> {
    let parts = path.components().rev();
    parts.map(|part| PathBuf::from(part.as_os_str())).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use std::os::unix::fs::{lchown, symlink};

    /// A real folder with `deep/er` and a link `link` to `deep/er` in it.
    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().canonicalize().unwrap();
        fs::create_dir_all(path.join("deep/er")).unwrap();
        symlink("deep/er", path.join("link")).unwrap();
        (folder, path)
    }

    #[test]
    fn the_real_folder_is_the_one_that_the_system_finds() {
        let (_guard, path) = folder();
        symlink(path.join("link"), path.join("absolute")).unwrap();
        symlink("../../link/..", path.join("deep/er/back")).unwrap();
        for name in [
            "",
            ".",
            "deep/./er",
            "link",
            "link/..",
            "absolute",
            "absolute/../er",
            "link/back",
            "link/back/er/back",
        ] {
            let given = path.join(name);
            let real = real(&given, geteuid().as_raw()).unwrap();
            let wanted = given.canonicalize().unwrap();
            // to the letter: as paths, `a/./b` and `a/b` are equal
            assert_eq!(real.as_os_str(), wanted.as_os_str(), "{name}");
        }
        let here = env::current_dir().unwrap().canonicalize().unwrap();
        for name in [".", "./src/..", "src/../.", "src/.././/"] {
            let real = real(Path::new(name), ROOT).unwrap();
            assert_eq!(real.as_os_str(), here.as_os_str(), "{name}");
        }
    }

    #[test]
    fn a_link_of_another_user_is_refused_with_where_it_leads() {
        let (_guard, path) = folder();
        let link = path.join("link");
        let mut user = geteuid().as_raw();
        if user == ROOT {
            // root may give a link away; others can only ask as somebody else
            lchown(&link, Some(4_321), None).unwrap();
        } else {
            user += 1;
        }
        let stop = real(&link.join("..").join("er"), user).unwrap_err();
        let Stop::Link { link: at, to } = stop else {
            unreachable!("{stop:?}")
        };
        assert_eq!((at, to), (link.clone(), path.join("deep/er")));
        if user == ROOT {
            let error = Place::of(&link.join("a.txt")).unwrap_err();
            let says = error.to_string();
            assert!(says.contains("another user made"), "{says}");
            lchown(&link, Some(ROOT), None).unwrap();
        }
        // what belongs to the system is followed by everybody
        let system = Path::new("/proc/self");
        assert_eq!(real(system, 4_321).is_ok(), system.is_dir());
    }

    /// Asked in a process of its own, whose folder is removed under it.
    #[test]
    fn a_folder_that_was_removed_is_said() {
        let test = "a_folder_that_was_removed_is_said";
        let setup = "cd \"$(mktemp -d)\" && rmdir \"$PWD\"";
        if !crate::files::tests::inside(setup, module_path!(), test) {
            return;
        }
        let error = Place::of(Path::new("a.txt")).unwrap_err();
        let says = "a.txt cannot be written: no files can be made there. Choose another place.";
        assert_eq!(error.to_string(), says);
    }

    #[test]
    fn links_in_a_circle_end() {
        let (_guard, path) = folder();
        symlink("circle", path.join("circle")).unwrap();
        let stop = real(&path.join("circle"), geteuid().as_raw()).unwrap_err();
        assert!(
            matches!(&stop, Stop::Io(error) if Errno::from_io_error(error) == Some(Errno::LOOP)),
            "{stop:?}"
        );
        // as many as the system follows, and no more
        symlink("deep", path.join("1")).unwrap();
        for number in 2..=MOST_LINKS + 1 {
            symlink((number - 1).to_string(), path.join(number.to_string())).unwrap();
        }
        for number in [MOST_LINKS, MOST_LINKS + 1] {
            let last = path.join(number.to_string());
            let real = real(&last, geteuid().as_raw());
            assert_eq!(real.is_ok(), number == MOST_LINKS, "{number}");
        }
    }
}
