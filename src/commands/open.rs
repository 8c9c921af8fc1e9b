//! `needlefit open`: a saved screening, gone on with, looked at, or followed by another one.

use super::{
    clinics, packs,
    saved::{of_file, open, read},
    screening,
    today::Today,
};
use crate::{
    cli::{Cli, OpenArgs},
    text::Language,
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
    // on the booked day it is the check on that day
    let opened = if args.again || opened.is_booked_for_today() {
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
