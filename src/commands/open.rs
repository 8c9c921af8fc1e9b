//! `needlefit open`: a saved screening, gone on with, looked at, or followed by another one.

use std::path::Path;

use anyhow::anyhow;
use jiff::civil::Date;

use super::{clinics, input, packs, screening, today::Today};
use crate::{
    clean,
    cli::{Cli, OpenArgs},
    clinic::Clinic,
    interview::open::{Opened, Saved, Wrong},
    pack::Pack,
    text::{self, Language},
};

/// Opens it; gives whether it was finished, and saved where that was asked for.
///
/// # Errors
/// Where the file or the pack can't be read, or do not go together.
pub fn run(args: &OpenArgs, cli: &Cli) -> anyhow::Result<bool> {
    let asked = args.screening.beside(&cli.screening);
    let today = Today::of(cli.common.today)?;
    let saved = read(&args.file)?;
    // it goes on in the language in which it was asked
    let language = asked
        .lang
        .or_else(|| saved.language().and_then(Language::of));
    let editions = packs::editions(cli.common.pack.as_deref(), language, today.date)?;
    let pack = packs::spoken(&editions, language)?;
    let clinic = clinics::of(&cli.common, pack, today.date)?;
    let opened = open(&saved, &args.file, clinic.as_ref(), pack, today.date)?;
    let opened = if args.again {
        opened.again().map_err(|why| of_file(&args.file, &why))?
    } else {
        opened
    };
    let begun = screening::Begun {
        says: opened.says(),
        id: opened.id,
        file: Some(args.file.clone()),
        interview: opened.interview,
    };
    screening::lead(begun, &editions, &asked, &cli.common, today)
}

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
    let opened = saved.open_in(clinic, pack, today);
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
fn of_file(path: &Path, why: &impl Wrong) -> anyhow::Error {
    anyhow!(why.says_of(&input::shown(path)))
}
