//! `needlefit --version`: the program, the questions, and who reviewed them.
//!
//! The flag is our own; only `-V` is clap's. Clap's ends the reading of the command line, and `--pack`
//! may stand behind it.

use super::{packs, stdio::print, today::Today};
use crate::{
    cli::CommonArgs,
    sheet,
    text::{self, Language},
};

/// Prints the versions.
///
/// # Errors
/// Where the pack is no good, or the output can't be written.
pub fn run(common: &CommonArgs) -> anyhow::Result<bool> {
    let today = Today::of(common.today)?;
    let pack = packs::sound(common.pack.as_deref(), today.date)?;
    today.say_doubts(&pack);
    let questions = Language::english().fill(
        text::VERSION_PACK,
        &[("id", &pack.id), ("version", &pack.version)],
    );
    let program = env!("CARGO_PKG_VERSION");
    let review = sheet::review(&pack, today.date);
    print(format!("needlefit {program}\n{questions}\n{review}\n"))?;
    Ok(true)
}
