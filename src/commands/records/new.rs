//! `needlefit records new`: records, and the keys to them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::bail;

use super::{opening, recovery, say};
use crate::{
    cli::records::{NewRecordsArgs, OpeningArgs},
    commands::{stdio::print, today},
    files::{self, Existing, Readers},
    records::{
        Records, Trouble,
        keys::{self, Opener},
        place::{self, Place},
    },
};

/// What else to give where nothing can be asked.
const INSTEAD: &str = "Give --key-file FILE, and a key is made there, or --passphrase-file FILE.";

/// Makes records, and says where.
///
/// # Errors
/// As [`make`].
pub(super) fn run(args: &NewRecordsArgs, opening: &OpeningArgs) -> anyhow::Result<bool> {
    let Some((place, _)) = make(args.no_recovery_key, opening)? else {
        return Ok(false);
    };
    print(format!("{}\n", files::whereabouts(place.folder())))?;
    say("The records are made. Make copies of them, too: needlefit records backup --to DIR");
    Ok(true)
}

/// Makes records, and the keys to them; none where the recovery key was not typed back.
///
/// # Errors
/// Where there are some, or they can't be made; then nothing is.
pub(super) fn make(
    no_recovery_key: bool,
    opening: &OpeningArgs,
) -> anyhow::Result<Option<(Place, Records)>> {
    let folder = opening::folder(opening)?;
    if opening.recovery {
        bail!("A recovery key opens records that are there. It is no way to make new ones.");
    }
    // before anybody types anything
    match Place::of(&folder) {
        Ok(place) if place::is_there(&place.file())? => return Err(Trouble::Exists(folder).into()),
        Ok(_) | Err(Trouble::None(_)) => {}
        Err(why) => return Err(why.into()),
    }
    let (opener, key) = match &opening.key_file {
        Some(path) => new_key(path)?,
        None => (
            opening::new_passphrase(opening.passphrase_file.as_deref(), INSTEAD)?,
            None,
        ),
    };
    let Some(recovery) = recovery::new(no_recovery_key)? else {
        return Ok(None);
    };
    let key_file = write_key(opening.key_file.as_deref().zip(key))?;
    let creates = || {
        let place = Place::make(&folder)?;
        let openers: Vec<Opener> = [Some(opener), recovery].into_iter().flatten().collect();
        let records = Records::create(&place, &openers, today::here)?;
        Ok((place, records))
    };
    let made = creates().inspect_err(|_: &Trouble| take_key_away(key_file.as_deref()))?;
    say_where_key_is(key_file.as_deref());
    Ok(Some(made))
}

/// A new key for a file that is not there yet, and the text of that file.
pub(super) fn new_key(
    path: &Path,
) -> anyhow::Result<(Opener, Option<zeroize::Zeroizing<Vec<u8>>>)> {
    if path.symlink_metadata().is_ok() {
        bail!(
            "{} is there already. A new key is never written over another file.",
            files::whereabouts(path)
        );
    }
    let key = keys::new_key_file()?;
    Ok((Opener::KeyFile(key.clone()), Some(key)))
}

/// Writes a key file, if there is to be one; gives where it is.
pub(super) fn write_key(
    file: Option<(&Path, zeroize::Zeroizing<Vec<u8>>)>,
) -> anyhow::Result<Option<PathBuf>> {
    let write = |(path, key): (&Path, zeroize::Zeroizing<Vec<u8>>)| {
        files::write(path, &key, Existing::Refuse, Readers::Owner)
    };
    Ok(file.map(write).transpose()?)
}

/// Takes a key file away that opens nothing.
pub(super) fn take_key_away(file: Option<&Path>) {
    if let Some(path) = file {
        let _ = fs::remove_file(path);
    }
}

/// Says where a key file is that opens the records.
pub(super) fn say_where_key_is(file: Option<&Path>) {
    if let Some(path) = file {
        say(&format!(
            "The key is in {}. Whoever has it opens the records; without it nobody does. Keep a copy of it away from this machine.",
            files::whereabouts(path)
        ));
    }
}
