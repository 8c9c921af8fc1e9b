//! The only writer of files: whole or not at all, and for the owner's eyes only.
//!
//! The bytes go into a file that has no name (`O_TMPFILE`), which gets the name when all of them are
//! on the disk. Whatever ends the process before that moment leaves nothing behind, not even
//! `SIGKILL`. Two cases need a name beside the target first: a file that replaces another has one
//! for the moment between two calls, and where the system has no files without a name it has one
//! while it is written. What a process killed meanwhile left goes at the next save into that folder
//! (`leftovers`).
//!
//! Neither way of giving the name follows a link that is there, so even a link put there after the
//! check is not written through. Links among the *folders* on the way are followed, since people
//! have them everywhere (`/tmp` on macOS, home folders, folders shared by a cloud), and what is
//! said afterwards is the real place. Only one that belongs to another user, neither this one nor
//! root, is refused: it was put there by somebody who has no say in where this user's answers go,
//! and the refusal names the real place to whoever means it.
//!
//! New names hold nothing that cannot be seen. Blanks they may hold, and folders may hold anything:
//! the path that is said has quotes then, so that it is the path that is there.

mod ending;
mod leftovers;
mod place;
mod steps;
#[cfg(test)]
mod tests;
mod words;

use std::{
    io,
    path::{Path, PathBuf},
};

use thiserror::Error;

pub use ending::end;
use place::Place;
use steps::System;
use words::shown;
pub use words::{as_typed, in_words};

/// What to do when there is already a file with that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Leave it, and write nothing.
    Refuse,
    /// Put the new file in its place; only with the user's leave.
    Replace,
}

/// Who may read a file that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Its owner only, whatever the umask: for all that says something about a person.
    Owner,
    /// Whoever the umask lets: for what is no secret, such as packs and schemas.
    Umask,
}

impl Readers {
    /// The rights that a new file is made with; the umask takes its own away.
    const fn mode(self) -> u32 {
        match self {
            Self::Owner => 0o600,
            Self::Umask => 0o666,
        }
    }
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
    /// A link on the way belongs to neither this user nor the system.
    #[error(
        "{} is a link that another user made. It leads to {}. If that is right, give that place.",
        shown(.link),
        shown(.to)
    )]
    LinkOfOther {
        /// The link, in its real folder.
        link: PathBuf,
        /// Where it leads.
        to: PathBuf,
    },
    /// The name is a folder, a device or the like, or can only mean a folder.
    #[error("{} is not a plain file. Choose another name.", shown(.0))]
    NotAFile(PathBuf),
    /// The name holds something that whoever reads it does not see, or bytes that are no text.
    #[error("The name {} holds a character that cannot be seen. Choose another name.", shown(.0))]
    Unseen(PathBuf),
    /// The folder (named here) that the file should go into is missing.
    #[error("There is no folder {}. Make it first, or choose another place.", shown(.0))]
    NoFolder(PathBuf),
    /// The process is ending: see [`end`].
    #[error("The program was ended before the file was whole.")]
    Ended,
    /// The system refused.
    #[error("{} cannot be written: {}", shown(.path), words::why_not_written(.source))]
    Io {
        /// The file that should have been written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl WriteError {
    fn refused(path: &Path, source: io::Error) -> Self {
        Self::Io {
            path: path.to_owned(),
            source,
        }
    }
}

/// Finds out whether a file could be written at `path`, before anyone spends time on what goes in.
///
/// A plain file that is already there is fine. A trial file is made in the folder, and is gone
/// again: only trying tells whether the system allows it.
///
/// # Errors
///
/// Any [`WriteError`] but [`WriteError::Exists`] and [`WriteError::Ended`].
pub fn check_place(path: &Path) -> Result<(), WriteError> {
    steps::try_out(&System, &Place::of(path)?)
}

/// Writes `bytes` to `path`: afterwards the file is there whole, safe on the disk and readable by
/// these `readers`. Gives the real place: the path without any link in it.
///
/// # Errors
///
/// A [`WriteError`]; then there is no new file, and an old one is as it was.
pub fn write(
    path: &Path,
    bytes: &[u8],
    existing: Existing,
    readers: Readers,
) -> Result<PathBuf, WriteError> {
    let place = Place::of(path)?;
    steps::save(&System, ending::ours(), &place, bytes, existing, readers)?;
    ending::keep(&place.path);
    Ok(place.path)
}

/// Where a file stands, from the root on, as it is said to whoever wrote it: exactly that path, in
/// a form that can be typed into a shell.
#[must_use]
pub fn whereabouts(path: &Path) -> String {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    as_typed(&whole)
}

/// The files that this process has written, each as it is said to whoever wrote it.
#[must_use]
pub fn kept() -> Vec<String> {
    let kept = ending::kept().into_iter();
    kept.map(|path| whereabouts(&path)).collect()
}

/// A file as a person types it: `~/` is their home, as in a shell.
#[must_use]
pub fn typed(name: &str) -> PathBuf {
    match (name.strip_prefix("~/"), std::env::home_dir()) {
        (Some(inside), Some(home)) => home.join(inside),
        _ => PathBuf::from(name),
    }
}
