//! `needlefit records import`: saved screenings, each whole or not at all.

use std::path::Path;

use super::{opening, say};
use crate::{
    cli::records::{ImportArgs, OpeningArgs},
    commands::{
        input::{self, shown},
        stdio::print,
    },
    interview::open::Wrong as _,
    records::{
        Records,
        import::{Came, NotTaken},
    },
};

/// Takes in each file; gives whether all of them are in.
///
/// # Errors
/// Where the records can't be opened or written; what came in before is in.
pub(super) fn run(args: &ImportArgs, opening: &OpeningArgs) -> anyhow::Result<bool> {
    let mut files = Vec::new();
    for path in &args.files {
        if path.is_dir() {
            files.extend(input::json_in(path)?);
        } else {
            files.push(path.clone());
        }
    }
    let mut records = opening::open(opening)?.records;
    let mut bar = super::bar::Bar::new("Importing");
    let (mut taken, mut all_in) = (0_usize, true);
    let all = files.len() as u64;
    for (path, done) in files.iter().zip(1..) {
        match take(&mut records, path, args.reference.as_deref())? {
            Ok(came) => {
                taken += usize::from(matches!(came, Came::In(..)));
                print(format!("{} {came}.\n", shown(path)))?;
            }
            Err(why) => {
                all_in = false;
                say(&why);
            }
        }
        bar.at(done, all);
    }
    drop(bar);
    let s = if taken == 1 { "" } else { "s" };
    say(&format!("{taken} screening{s} came in."));
    Ok(all_in)
}

/// Takes in one file, or says why it was left.
fn take(
    records: &mut Records,
    path: &Path,
    reference: Option<&str>,
) -> anyhow::Result<Result<Came, String>> {
    let bytes = match input::read(path) {
        Ok(bytes) => bytes,
        Err(why) => return Ok(Err(why.to_string())),
    };
    match records.import(&bytes, reference) {
        Ok(came) => Ok(Ok(came)),
        // what the records can't take now, they don't take of the others either
        Err(NotTaken::Trouble(why)) => Err(why.into()),
        Err(why) => Ok(Err(why.says_of(&shown(path)))),
    }
}
