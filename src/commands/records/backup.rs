//! `needlefit records backup`: a copy, made while desks write, and looked at.

use super::{bar::Bar, opening, say};
use crate::{
    cli::records::{BackupArgs, OpeningArgs},
    commands::stdio::print,
    files,
};

/// Makes a copy.
///
/// # Errors
/// Where the records can't be read or the copy can't be written; then there is none.
pub(super) fn run(args: &BackupArgs, opening: &OpeningArgs) -> anyhow::Result<bool> {
    let opened = opening::open(opening)?;
    let mut records = opened.records;
    let folder = match &args.to {
        Some(folder) => std::path::absolute(folder)?,
        None => opened.place.backups()?,
    };
    let mut bar = Bar::new("Copying");
    let copy = records.back_up(&folder, |done, all| bar.at(done, all))?;
    drop(bar);
    print(files::whereabouts(&copy) + "\n")?;
    if args.to.is_none() {
        say("It is on the same disk. Make one elsewhere, too: --to DIR");
    }
    Ok(true)
}
