//! What is wrong with a pack, said so that its author can mend it.

use std::{fmt, ops::Range};

use super::limits::LONGEST_NAME;
use crate::clean;

/// The longest fault shown, in characters.
const LONGEST_LINE: usize = 1_000;
/// How many names are looked through.
const MOST_NAMES: usize = 500;

/// Everything that was found wrong with one pack file.
#[derive(Debug)]
pub struct PackError {
    /// The file, as it was named.
    pub file: String,
    /// What is wrong, in the order of the file; at least one.
    pub faults: Vec<Fault>,
}

/// One thing that is wrong, and where.
#[derive(Debug)]
pub struct Fault {
    /// Where, in bytes of the text without a mark at its start; empty where the whole file is meant.
    pub place: Range<usize>,
    /// The line, from 1. None where the whole file is meant.
    pub line: Option<usize>,
    /// The column in characters, from 1.
    pub column: usize,
    /// The id of what it is about.
    pub about: Option<String>,
    /// What is wrong and what was probably meant, as sentences.
    pub says: String,
}

impl Fault {
    /// A fault of the whole file.
    pub(crate) fn whole(says: impl Into<String>) -> Self {
        Self {
            place: 0..0,
            line: None,
            column: 1,
            about: None,
            says: says.into(),
        }
    }

    /// A fault at a place in `text`.
    pub(crate) fn at(
        text: &str,
        place: &Range<usize>,
        about: Option<&str>,
        says: impl Into<String>,
    ) -> Self {
        let before = text.get(..place.start).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or(before);
        Self {
            place: place.clone(),
            line: Some(before.matches('\n').count() + 1),
            column: line.chars().count() + 1,
            about: about.map(str::to_owned),
            says: says.into(),
        }
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, fault) in self.faults.iter().enumerate() {
            if nth > 0 {
                writeln!(f)?;
            }
            let Self { file, .. } = self;
            let place = fault
                .line
                .map_or_else(String::new, |line| format!(":{line}:{}", fault.column));
            let about = fault
                .about
                .as_ref()
                .map_or_else(String::new, |id| format!("in `{id}`: "));
            let line = format!("{file}{place}: {about}{}", fault.says);
            f.write_str(&clean::clean(&line, LONGEST_LINE))?;
        }
        Ok(())
    }
}

impl std::error::Error for PackError {}

/// The known name that `found` was probably meant to be, if one is near.
pub fn nearest<'n>(found: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    // a misspelt name is short, and no real pack knows more names
    let found = Some(found).filter(|found| found.len() <= LONGEST_NAME)?;
    known
        .into_iter()
        .take(MOST_NAMES)
        // the distance is at least the difference in length
        .filter(|name| name.len().abs_diff(found.len()) <= 1 + name.len() / 4)
        .map(|name| (strsim::osa_distance(found, name), name))
        .filter(|(distance, name)| *distance <= 1 + name.len() / 4)
        .min()
        .map(|(_, name)| name)
}
