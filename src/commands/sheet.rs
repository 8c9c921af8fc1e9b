//! `needlefit sheet`: a saved screening as something to take home, or for the clinician.
//!
//! Into a folder it goes under a name that is made here: whoever sees the folder learns no more of a
//! person than when the sheet was made.

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use uuid::Uuid;

use super::{
    clinics, input, packs,
    saved::{open, read},
    screening::name_of,
    stdio::print,
    today::Today,
};
use crate::{
    cli::{CommonArgs, SheetArgs, Taken},
    files::{self, Existing, Readers, WriteError},
    interview::{
        Interview,
        open::{Opened, Saved},
    },
    sheet,
    text::Language,
};

/// How many names are tried where one is taken already.
const TRIES: usize = 16;

/// Prints a sheet, or writes it into a folder; `before` is the language that was named before the
/// command.
///
/// # Errors
/// Where the file or the pack can't be read, or do not go together, where the screening has no verdict
/// today, or where nothing can be written.
pub fn run(
    args: &SheetArgs,
    before: Option<&'static Language>,
    common: &CommonArgs,
) -> anyhow::Result<bool> {
    let today = Today::of(common.today)?;
    let saved = read(&args.file)?;
    let asked = args.lang.or(before);
    let language = asked.or_else(|| saved.language().and_then(Language::of));
    let editions = packs::editions(common.pack.as_deref(), language, today.date)?;
    let pack = packs::spoken(&editions, language)?;
    today.say_doubts(pack);
    let clinic = clinics::of(common, pack, today.date)?;
    let opened = open(&saved, &args.file, clinic.as_ref(), pack, today.date)?;
    let interview = finished(opened, &args.file)?;
    let (sheet, ending) = match args.format {
        Taken::Text => (sheet::text::render_for(&interview, args.reader), "txt"),
        Taken::Html => (sheet::html::render(&interview, args.reader), "html"),
        Taken::Ics => (calendar(&interview, &saved, &args.file)?, "ics"),
    };
    match &args.out {
        None => print(sheet)?,
        Some(folder) => {
            let path = write(folder, sheet.as_bytes(), ending)?;
            print(files::whereabouts(&path) + "\n")?;
        }
    }
    Ok(true)
}

/// The days of a screening; an error where none follows.
fn calendar(interview: &Interview<'_>, saved: &Saved, path: &Path) -> anyhow::Result<String> {
    let named = saved.named();
    let days = named.and_then(|(id, put_down)| sheet::calendar::render(interview, &id, put_down));
    days.ok_or_else(|| {
        anyhow!(
            "{} has no day for a calendar: with this verdict none follows. Its sheet says what to do: needlefit sheet {}",
            input::shown(path),
            files::as_typed(path)
        )
    })
}

/// The interview at its verdict of today.
fn finished<'p>(opened: Opened<'p>, path: &Path) -> anyhow::Result<Interview<'p>> {
    let interview = opened.interview;
    if interview.has_verdict() {
        return Ok(interview);
    }
    let (name, typed) = (input::shown(path), files::as_typed(path));
    let Some(then) = opened.then else {
        bail!(
            "{name} is not finished, so that there is no sheet yet. Go on with it: needlefit open {typed}"
        );
    };
    // a verdict of another day is none of today
    bail!(
        "{name} has questions to be answered again for today. Open it: needlefit open {typed}. Or name its own day: --today {}",
        then.today()
    );
}

/// Writes what is taken from the records or off the screen into a folder, under a new name, and gives its
/// path.
pub(super) fn write(folder: &Path, sheet: &[u8], ending: &str) -> anyhow::Result<PathBuf> {
    for _ in 0..TRIES {
        let path = folder.join(name_of(&Uuid::new_v4().to_string()) + "." + ending);
        match files::write(&path, sheet, Existing::Refuse, Readers::Owner) {
            Err(WriteError::Exists(_)) => {}
            written => return Ok(written?),
        }
    }
    Err(anyhow!(
        "{} has a file of this minute under every name that was tried. Wait a minute.",
        input::shown(folder)
    ))
}
