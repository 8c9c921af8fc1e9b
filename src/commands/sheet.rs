//! `needlefit sheet`: a saved screening as something to take home, or for the clinician.
//!
//! Into a folder it goes under a name that is made here: whoever sees the folder learns no more of a
//! person than when the sheet was made.

use std::path::Path;

use anyhow::{anyhow, bail};
use jiff::civil::DateTime;
use uuid::Uuid;

use super::{
    input,
    open::{open, read},
    packs,
    stdio::print,
    today::{self, Today},
};
use crate::{
    cli::{CommonArgs, Paper, SheetArgs},
    files::{self, Existing, Readers, WriteError},
    interview::{Interview, open::Opened},
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
    let opened = open(&saved, &args.file, pack, today.date)?;
    let interview = finished(opened, &args.file)?;
    let (sheet, ending) = match args.format {
        Paper::Text => (sheet::text::render_for(&interview, args.reader), "txt"),
        Paper::Html => (sheet::html::render(&interview, args.reader), "html"),
    };
    match &args.out {
        None => print(sheet)?,
        Some(folder) => {
            let path = write(folder, &sheet, ending)?;
            print(files::whereabouts(&path) + "\n")?;
        }
    }
    Ok(true)
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

/// Writes a sheet into a folder, under a new name, and gives its path.
fn write(folder: &Path, sheet: &str, ending: &str) -> anyhow::Result<std::path::PathBuf> {
    let now = today::here();
    for _ in 0..TRIES {
        let path = folder.join(name(now, Uuid::new_v4(), ending));
        match files::write(&path, sheet.as_bytes(), Existing::Refuse, Readers::Owner) {
            Err(WriteError::Exists(_)) => {}
            written => return Ok(written?),
        }
    }
    Err(anyhow!(
        "{} has a sheet of this minute under every name that was tried. Wait a minute.",
        input::shown(folder)
    ))
}

/// `needlefit-2026-11-29-1432-3f9a.html`: the day, the time and a short id.
fn name(now: DateTime, id: Uuid, ending: &str) -> String {
    let (hour, minute) = (now.hour(), now.minute());
    let id: String = id.simple().to_string().chars().take(4).collect();
    format!(
        "needlefit-{}-{hour:02}{minute:02}-{id}.{ending}",
        now.date()
    )
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_name_is_a_day_a_time_and_a_short_id() {
        let now = date(2026, 11, 29).at(9, 5, 0, 0);
        let id = Uuid::from_u128(0x3f9a_0000_0000_4000_8000_0000_0000_0001);
        let name = name(now, id, "html");
        assert_eq!(name, "needlefit-2026-11-29-0905-3f9a.html");
    }
}
