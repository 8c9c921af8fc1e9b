//! `needlefit records export`: all about one person, as data.

use super::{opening, say, which};
use crate::{
    cli::records::{ExportArgs, OpeningArgs},
    commands::{sheet, stdio::print},
    files,
};

/// Prints it, or writes it into a folder.
///
/// # Errors
/// Where there is nothing, or the records can't be read.
pub(super) fn run(args: &ExportArgs, opening: &OpeningArgs) -> anyhow::Result<bool> {
    let mut records = opening::open(opening)?.records;
    // a reference may be that of several
    let reference = match super::by_id(&records, &args.which)? {
        Some(id) => records.record(id)?.named.reference,
        None => args.which.clone(),
    };
    let person = records.person(&reference)?;
    if person.is_empty() {
        // says why: there is none, or it was erased, or is damaged
        let id = which(&mut records, &args.which)?;
        records.record(id)?;
    }
    let json = person.to_json()?;
    match &args.out {
        None => print(json)?,
        Some(folder) => {
            let path = sheet::write(folder, &json, "json")?;
            print(files::whereabouts(&path) + "\n")?;
            let count = person.len();
            let s = if count == 1 { "" } else { "s" };
            say(&format!(
                "{count} screening{s}, whole and readable by whoever has that file."
            ));
        }
    }
    Ok(true)
}
