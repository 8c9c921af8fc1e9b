//! `needlefit records verify`: whether every record is as it was written, and what to do where not.

use super::{ask, bar::Bar, opening, say};
use crate::{
    cli::records::{OpeningArgs, VerifyArgs},
    commands::{input::shown, stdio::print, today},
    records::{
        Records, Trouble,
        body::{Kept, Says},
        event::STORE,
        keys::Opener,
        mend::mend,
        place::Place,
        verify::Health,
    },
};

/// Looks at everything, and mends where that was asked for; gives whether all is whole now.
///
/// # Errors
/// Where not even parts can be read, or nothing can be written.
pub(super) fn run(args: &VerifyArgs, opening: &OpeningArgs) -> anyhow::Result<bool> {
    let place = Place::of(&opening::folder(opening)?)?;
    let ((mut records, is_open), opener) =
        opening::open_with(opening, |opener| open(&place, opener))?;
    let mut bar = Bar::new("Verifying");
    let looked = records.verify(|done, all| bar.at(done, all));
    drop(bar);
    let health = looked.map_err(hopeless)?;
    print(said(&health))?;
    if health.is_sound() {
        if let Some((seq, _)) = health.head.filter(|_| is_open) {
            records.note(STORE, Says::Kept(Kept::Verified(seq)))?;
        }
        return Ok(true);
    }
    if !args.mend {
        say(
            "Keep what is whole: needlefit records verify --mend. Or put a copy back: needlefit records restore COPY",
        );
        return Ok(false);
    }
    drop(records);
    if !ask::whether(
        "Keep what is whole in a new file, and put the damaged one aside?",
        args.yes,
    )? {
        return Ok(false);
    }
    let mended = mend(&place, &opener, today::here)?;
    print(format!(
        "{} records were whole, and are kept.\n",
        mended.kept
    ))?;
    for (from, to) in mended.lost {
        print(format!("Lost: {}.\n", piece(from, to)))?;
    }
    say(&format!(
        "The damaged file is {}. It opens as before: keep it until a copy was looked at, then destroy it.",
        shown(&mended.aside)
    ));
    Ok(true)
}

/// The records, and whether they were sound enough to be opened.
fn open(place: &Place, opener: &Opener) -> Result<(Records, bool), Trouble> {
    match Records::open(place, opener, today::here) {
        Ok((records, warnings)) => {
            for warning in warnings {
                say(&warning.to_string());
            }
            Ok((records, true))
        }
        Err(Trouble::Damaged(_)) => {
            let parts = Records::open_damaged(place, opener, today::here);
            Ok((parts.map_err(hopeless)?, false))
        }
        Err(why) => Err(why),
    }
}

/// What can't even be looked at.
fn hopeless(why: Trouble) -> Trouble {
    match why {
        Trouble::Damaged(_) | Trouble::Library(_) => Trouble::PastMending,
        other => other,
    }
}

fn piece(from: u64, to: u64) -> String {
    if from == to {
        format!("record {from}")
    } else {
        format!("records {from} to {to}")
    }
}

/// What was found, a line each.
fn said(health: &Health) -> String {
    let broken = health.broken.iter().map(|it| format!("DAMAGED: {it}."));
    let lost = health.lost.iter();
    let lost = lost.map(|(from, to)| format!("Lost to an earlier damage: {}.", piece(*from, *to)));
    let screenings = health.screenings.unwrap_or_default();
    let sum = if health.is_sound() {
        format!(
            "All {} records are as they were written: {screenings} screenings can be read, {} erased.",
            health.events, health.erased
        )
    } else {
        format!(
            "Not as they were written: {1} of {0} records. Screenings that can be read in part or whole: {screenings}.",
            health.events,
            health.broken.len()
        )
    };
    let head = health.head.map(|(seq, hash)| {
        let hash = data_encoding::HEXLOWER.encode(&hash);
        format!("The last one is {seq}: {hash}")
    });
    let lines: Vec<String> = broken.chain(lost).chain([sum]).chain(head).collect();
    lines.join("\n") + "\n"
}
