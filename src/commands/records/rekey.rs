//! `needlefit records rekey`: another passphrase or key file, from now on.

use anyhow::bail;

use super::{ask, new, opening, recovery, say, say_left};
use crate::{
    cli::records::{OpeningArgs, RekeyArgs},
    commands::stdio::print,
    records::{
        Locked, Records, Trouble,
        keys::{Opener, Way},
    },
};

/// What else to give where nothing can be asked.
const INSTEAD: &str = "Give --new-key-file FILE or --new-passphrase-file FILE.";
const NO_RECOVERY: &str =
    "Say with --no-recovery-key that there is to be no recovery key any more.";

/// Opens the records otherwise from now on.
///
/// # Errors
/// Where that can't be done; then all is as before.
pub(super) fn run(args: &RekeyArgs, opening: &OpeningArgs) -> anyhow::Result<bool> {
    let mut records = opening::open(opening)?.records;
    let (opener, key) = match &args.new_key_file {
        Some(path) => new::new_key(path)?,
        None => (
            opening::new_passphrase(args.new_passphrase_file.as_deref(), INSTEAD)?,
            None,
        ),
    };
    let has_one = records.ways()?.contains(&Way::Recovery);
    let recovery = if args.new_recovery_key || args.no_recovery_key {
        let Some(recovery) = recovery::new(args.no_recovery_key)? else {
            return Ok(false);
        };
        recovery
    } else if has_one {
        Some(kept(&records)?)
    } else {
        say("There is no recovery key, and none is made. Make one: --new-recovery-key");
        None
    };
    let openers: Vec<Opener> = [Some(opener), recovery].into_iter().flatten().collect();
    let key_file = new::write_key(args.new_key_file.as_deref().zip(key))?;
    if let Err(why) = records.rekey(&openers) {
        let opens = |it: &Opener| records.may_be_opened_by(it);
        // a key that may be the only one is never taken away
        if key_file.is_some() && openers.first().is_some_and(opens) {
            new::say_where_key_is(key_file.as_deref());
        } else {
            new::take_key_away(key_file.as_deref());
        }
        return Err(why.into());
    }
    new::say_where_key_is(key_file.as_deref());
    say_left(&records);
    print("The records are opened otherwise from now on.\n")?;
    say(
        "Copies that were made before are still opened the old way: make a new one, and destroy those.",
    );
    Ok(true)
}

/// The recovery key that there is, typed.
fn kept(records: &Records) -> anyhow::Result<Opener> {
    let typed = ask::hidden("The recovery key, which stays: ", NO_RECOVERY)?;
    let opener = Opener::Recovery(typed);
    if !records.is_opened_by(&opener) {
        bail!(Trouble::Locked(Locked::Recovery));
    }
    Ok(opener)
}
