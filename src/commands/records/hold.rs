//! `needlefit records hold` and `release`: a screening that must not be erased.

use anyhow::bail;

use super::{about, only_by_id, opening, reason};
use crate::{
    cli::records::{HoldArgs, OpeningArgs},
    commands::stdio::print,
    records::{body::Hold, import::short},
};

/// Puts a screening under a legal hold, or lifts it.
///
/// # Errors
/// Where there is none, it is so already, or that can't be written.
pub(super) fn run(args: &HoldArgs, opening: &OpeningArgs, holds: bool) -> anyhow::Result<bool> {
    let reason = reason(&args.reason)?;
    let mut records = opening::open(opening)?.records;
    let id = only_by_id(&records, &args.which)?;
    let record = records.record(id)?;
    match (records.hold(id)?, holds) {
        (Some(why), true) => bail!("{} is under a legal hold already: {why}.", short(id)),
        (None, false) => bail!("{} is under no legal hold.", short(id)),
        (_, true) => {
            records.set_hold(id, Hold::Put(reason))?;
            print(format!("Held: {}.\n", about(&record)))?;
        }
        (_, false) => {
            records.set_hold(id, Hold::Lifted(reason))?;
            print(format!("No longer held: {}.\n", about(&record)))?;
        }
    }
    Ok(true)
}
