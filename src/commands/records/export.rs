//! `needlefit records export`: all about one person, as data.

use anyhow::bail;

use super::{opening, say, which};
use crate::{
    cli::records::{ExportArgs, OpeningArgs},
    commands::{sheet, stdio::print},
    files,
    records::{
        Held,
        body::{Says, Taken},
    },
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
    let ids: Vec<_> = records
        .find(&reference)?
        .iter()
        .filter_map(|it| match it {
            Held::Record(it) => Some(it.id),
            Held::Erased(_) | Held::Damaged(_) => None,
        })
        .collect();
    if ids.is_empty() {
        // says why: there is none, or it was erased
        let id = which(&mut records, &args.which)?;
        records.record(id)?;
        bail!("There is nothing to export.");
    }
    // it stands in the log before anything leaves
    for id in ids {
        records.note(id, Says::Taken(Taken::Exported))?;
    }
    let person = records.person(&reference)?;
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
