//! Saved screenings as files: read, opened, and whose they are.

use std::path::Path;

use anyhow::anyhow;
use jiff::civil::Date;

use super::input;
use crate::{
    clean,
    clinic::Clinic,
    interview::open::{Opened, Saved, Wrong},
    pack::Pack,
    text::{self, Language},
};

/// A saved screening as it was read.
///
/// # Errors
/// Where it can't be read, or is none.
pub fn read(path: &Path) -> anyhow::Result<Saved> {
    let bytes = input::read(path)?;
    Saved::read(&bytes).map_err(|why| of_file(path, &why))
}

/// The same, opened in a clinic, if one is known, with a pack on a day.
///
/// # Errors
/// Where they do not go together.
pub fn open<'p>(
    saved: &Saved,
    path: &Path,
    clinic: Option<&'p Clinic>,
    pack: &'p Pack,
    today: Date,
) -> anyhow::Result<Opened<'p>> {
    let opened = saved.open(clinic, pack, today);
    opened.map_err(|why| of_file(path, &why))
}

/// Whose saved screening a file is and of when, in a sentence; none where it is none.
#[must_use]
pub fn about(path: &Path, language: &Language) -> Option<String> {
    let saved = Saved::read(&input::read(path).ok()?).ok()?;
    let day = language.day(saved.day());
    let label = saved.label().map(clean::echo);
    let label = label.unwrap_or_else(|| language.says(text::NO_LABEL).to_owned());
    Some(language.fill(text::SCREENING_OF, &[("label", &label), ("day", &day)]))
}

/// What is wrong with a file, as a sentence.
#[must_use]
pub fn of_file(path: &Path, why: &impl Wrong) -> anyhow::Error {
    anyhow!(why.says_of(&input::shown(path)))
}
