//! What a process has written at its end, and that no file appears once it is ending.
//!
//! A slow disk can hold a save up for longer than a person stays. When a signal ends the process
//! meanwhile, the screen that would have told them of the file is gone; so the file must not
//! appear after all.

use std::{
    mem,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::WriteError;

/// Whether the process is ending, and what appears right now.
#[derive(Debug)]
pub(super) struct Ending(Mutex<State>);

#[derive(Debug)]
struct State {
    ended: bool,
    appearing: Vec<PathBuf>,
}

/// The one of this process.
static OURS: Ending = Ending::new();

/// Nothing appears from now on: each save that is under way fails.
///
/// Whoever ends the process on a signal calls this first. It never waits. Gives the files that are
/// getting their names at this very moment: they are whole if they are there, and no save is going
/// to say so.
pub fn end() -> Vec<PathBuf> {
    OURS.end()
}

/// The files that this process has written, in the order of the first time.
static KEPT: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The files that this process has written.
pub(super) fn kept() -> Vec<PathBuf> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Notes that a file was written.
pub(super) fn keep(path: &Path) {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if !kept.iter().any(|known| known == path) {
        kept.push(path.to_owned());
    }
}

pub(super) const fn ours() -> &'static Ending {
    &OURS
}

impl Ending {
    pub(super) const fn new() -> Self {
        Self(Mutex::new(State {
            ended: false,
            appearing: Vec::new(),
        }))
    }

    pub(super) fn end(&self) -> Vec<PathBuf> {
        let mut state = self.state();
        state.ended = true;
        mem::take(&mut state.appearing)
    }

    /// Lets a file appear, until what this gives is dropped.
    ///
    /// # Errors
    ///
    /// [`WriteError::Ended`] when it is too late.
    pub(super) fn appears(&self, path: &Path) -> Result<Appearing<'_>, WriteError> {
        let mut state = self.state();
        if state.ended {
            return Err(WriteError::Ended);
        }
        state.appearing.push(path.to_owned());
        Ok(Appearing {
            ending: self,
            path: path.to_owned(),
        })
    }

    /// Held for a moment only, never while the disk is asked for anything.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file that is getting its name.
#[derive(Debug)]
pub(super) struct Appearing<'e> {
    ending: &'e Ending,
    path: PathBuf,
}

impl Drop for Appearing<'_> {
    fn drop(&mut self) {
        let mut state = self.ending.state();
        if let Some(at) = state.appearing.iter().position(|path| *path == self.path) {
            state.appearing.swap_remove(at);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn what_appears_is_told_and_what_has_appeared_is_not() {
        let ending = Ending::new();
        let [one, two, three] = ["one", "two", "three"].map(Path::new);
        let first = ending.appears(one).unwrap();
        let second = ending.appears(two).unwrap();
        let third = ending.appears(three).unwrap();
        drop(second);
        assert_eq!(ending.end(), [one, three]);
        drop((first, third));
        let late = ending.appears(two).unwrap_err();
        assert!(matches!(late, WriteError::Ended), "{late}");
        assert!(ending.end().is_empty());
    }
}
