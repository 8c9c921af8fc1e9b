//! `needlefit records erase`: one screening, for good, here and in every copy that can be reached.

use anyhow::bail;

use super::{about, ask, keep, only_by_id, opening, reason, say, say_left};
use crate::{
    cli::{
        CommonArgs,
        records::{EraseArgs, OpeningArgs},
    },
    commands::{input::shown, stdio::print, today},
    records::{Held, Reached, Trouble, import::short},
    text::Language,
};

/// Erases it, once somebody said yes.
///
/// # Errors
/// Where there is none, it is under a legal hold, or that can't be written.
pub(super) fn run(
    args: &EraseArgs,
    opening: &OpeningArgs,
    common: &CommonArgs,
) -> anyhow::Result<bool> {
    let reason = reason(&args.reason)?;
    let (keep, so_says) = keep(common)?;
    let opened = opening::open(opening)?;
    let mut records = opened.records;
    let id = only_by_id(&records, &args.which)?;
    let seen = records.last()?;
    if let Some(why) = records.hold(id)? {
        bail!(
            "The screening {} is under a legal hold: {why}. Lift that first: needlefit records release {}",
            short(id),
            short(id)
        );
    }
    match records.held(id)? {
        Held::Record(record) => {
            say(&about(&record));
            let until = records.kept_until(&record, keep)?;
            let today = today::here().date();
            if let Some(until) = until.filter(|it| *it > today) {
                say(&format!(
                    "You may have to keep it until {}: {} years after the last screening, of a minor until they are {}. {so_says} Erasing it before that is for whoever answers for the records.",
                    Language::english().day(until),
                    keep.years,
                    keep.minors_until
                ));
            }
        }
        Held::Damaged(id) => say(&format!("{} is damaged, and can't be read.", short(id))),
        // one that was is tried again in the copies
        Held::Erased(id) => {
            say(&format!("{} was erased before.", short(id)));
            return copies(records.erase_in_copies(&opened.place)?);
        }
    }
    if !ask::whether("Erase it for good?", args.yes)? {
        return Ok(false);
    }
    records.erase_as_seen(id, seen, &reason)?;
    let reached = records.erase_in_copies(&opened.place);
    // where nobody reads on, it is done all the same
    print(format!("{} was erased.\n", short(id)))?;
    say_left(&records);
    copies(reached?)
}

/// Says in which copies something was erased, and names those that could not be reached; gives whether all
/// could be.
pub(super) fn copies(reached: Vec<Reached>) -> anyhow::Result<bool> {
    let mut all = true;
    for copy in reached {
        let path = shown(&copy.copy);
        match copy.erased {
            Ok(0) => {}
            Ok(_) => print(format!("Erased in the copy {path}, too.\n"))?,
            Err(why) => {
                all = false;
                let why = match why {
                    Trouble::Library(_) | Trouble::System { .. } => {
                        "it is not there, or can't be written".to_owned()
                    }
                    other => other.to_string(),
                };
                say(&format!("NOT erased in the copy {path}: {why}"));
            }
        }
    }
    if all {
        say(
            "A copy that was carried elsewhere still has it, until it is put back here: then it is erased in that one, too.",
        );
    } else {
        say("Bring these copies back and erase it again, or destroy them.");
    }
    Ok(all)
}
