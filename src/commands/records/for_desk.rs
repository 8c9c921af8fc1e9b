//! The records that a desk is opened with.

use super::{
    new,
    opening::{Opened, folder, open_with},
    say,
};
use crate::{
    cli::records::OpeningArgs,
    commands::today,
    records::{
        Records, Trouble, Warning,
        place::{self, Place},
    },
};

/// The records for a desk, with what somebody should know about them: opened, or made where there are
/// none. Nothing where they were to be made, and the recovery key was not typed back.
///
/// # Errors
/// Why they can't be opened or made.
pub fn for_desk(args: &OpeningArgs) -> anyhow::Result<Option<(Opened, Vec<Warning>)>> {
    let folder = folder(args)?;
    let place = match Place::of(&folder) {
        Ok(place) if place::is_there(&place.file())? => place,
        Ok(_) | Err(Trouble::None(_)) => {
            say(
                "There are no records yet: they are made now. Whoever has the passphrase can read them.",
            );
            let made = new::make(false, args)?;
            return Ok(made.map(|(place, records)| (Opened { place, records }, Vec::new())));
        }
        Err(why) => return Err(why.into()),
    };
    let ((records, warnings), _) =
        open_with(args, |opener| Records::open(&place, opener, today::here))?;
    Ok(Some((Opened { place, records }, warnings)))
}
