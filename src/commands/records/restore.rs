//! `needlefit records restore`: a copy in place of the records.

use super::{ask, opening, say};
use crate::{
    cli::records::{OpeningArgs, RestoreArgs},
    commands::{input::shown, stdio::print, today},
    records::{
        backup,
        place::{self, Place},
    },
};

/// Puts it back, once somebody said yes where there are records.
///
/// # Errors
/// Where the copy is not whole or can't be opened, or nothing can be written; then all is as it was.
pub(super) fn run(args: &RestoreArgs, opening: &OpeningArgs) -> anyhow::Result<bool> {
    // it is said before anybody types anything
    crate::commands::input::open(&args.copy)?;
    let folder = opening::folder(opening)?;
    let place = Place::make(&folder)?;
    let live = place::is_there(&place.file())?;
    if live {
        let question = format!(
            "There are records in {}. Put them aside, and {} in their place?",
            shown(&folder),
            shown(&args.copy)
        );
        if !ask::whether(&question, args.yes)? {
            return Ok(false);
        }
    }
    let (restored, _) = opening::open_with(opening, |opener| {
        backup::restore(&args.copy, &place, opener, today::here)
    })?;
    print(format!("The copy stands in {} now.\n", shown(&folder)))?;
    if restored.erased > 0 {
        print(format!(
            "{} that were erased since it was made are erased in it, too.\n",
            restored.erased
        ))?;
    }
    if !restored.is_all {
        say(if live {
            "The records that stood there are damaged, or do not go on from this copy: what was erased since the copy was made is not known, and may be there again. Erase it again."
        } else {
            "No records stood there: what was erased since the copy was made is there again. Erase it again."
        });
    }
    if let Some(aside) = restored.aside {
        say(&format!(
            "The records that stood there are {}. What is in them alone is not in the copy.",
            shown(&aside)
        ));
    }
    Ok(true)
}
