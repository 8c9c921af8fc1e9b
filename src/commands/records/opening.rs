//! Where the records are, and what opens them. No passphrase and no key is ever an argument or a variable:
//! others see these.

use std::{
    io::{self, IsTerminal as _},
    path::{Path, PathBuf},
};

use anyhow::{anyhow, bail};
use zeroize::Zeroizing;

use super::{ask, say};
use crate::{
    cli::records::OpeningArgs,
    commands::{
        clinics,
        input::{self, shown},
        today,
    },
    records::{
        Locked, Records, Trouble,
        keys::{Opener, SHORTEST_PASSPHRASE},
        place::{self, Place},
    },
};

/// How often a passphrase may be typed.
const TRIES: usize = 3;

/// What else to give where nothing can be asked.
const INSTEAD: &str = "Give what opens the records: --key-file FILE or --passphrase-file FILE.";

/// The folder of the records: the one that was named, else the program's own, by the rule of
/// freedesktop.org.
///
/// # Errors
/// Where none was named and the person has no home.
pub(super) fn folder(args: &OpeningArgs) -> anyhow::Result<PathBuf> {
    let named = args.records.clone();
    let own = || Some(clinics::own_folder("XDG_DATA_HOME", ".local/share")?.join("records"));
    named.or_else(own).ok_or_else(|| {
        anyhow!("You have no home folder, so that there is no place for records. Name one: --records DIR")
    })
}

/// Records, open, and where they are.
pub struct Opened {
    /// Where they are.
    pub place: Place,
    /// The records.
    pub records: Records,
}

/// Opens the records, and says what somebody should know about them.
///
/// # Errors
/// Why they can't be opened.
pub(super) fn open(args: &OpeningArgs) -> anyhow::Result<Opened> {
    let place = Place::of(&folder(args)?)?;
    let (records, _) = open_with(args, |opener| {
        let (records, warnings) = Records::open(&place, opener, today::here)?;
        for warning in warnings {
            say(&warning.to_string());
        }
        Ok(records)
    })?;
    Ok(Opened { place, records })
}

/// Does something with what opens the records. A passphrase that was mistyped is asked again.
///
/// # Errors
/// Why that can't be done.
pub(super) fn open_with<T>(
    args: &OpeningArgs,
    act: impl Fn(&Opener) -> Result<T, Trouble>,
) -> anyhow::Result<(T, Opener)> {
    let is_asked = args.key_file.is_none() && args.passphrase_file.is_none();
    let mut tries = 0;
    loop {
        tries += 1;
        let opener = opener(args)?;
        match act(&opener) {
            Ok(done) => return Ok((done, opener)),
            Err(Trouble::Locked(why @ (Locked::Passphrase | Locked::Recovery)))
                if is_asked && tries < TRIES && io::stdin().is_terminal() =>
            {
                say(&why.to_string());
            }
            Err(why) => return Err(why.into()),
        }
    }
}

/// What opens the records.
///
/// # Errors
/// Where a file can't be read or is not this user's alone, or there is no terminal to ask on.
pub(super) fn opener(args: &OpeningArgs) -> anyhow::Result<Opener> {
    // before and after the subcommand each of them may stand alone
    let given = [
        args.key_file.is_some(),
        args.passphrase_file.is_some(),
        args.recovery,
    ];
    if given.into_iter().filter(|it| *it).count() > 1 {
        bail!(
            "Give one of --key-file, --passphrase-file and --recovery: they are different ways in."
        );
    }
    if let Some(path) = &args.key_file {
        return Ok(Opener::KeyFile(secret(path)?));
    }
    if let Some(path) = &args.passphrase_file {
        return Ok(Opener::Passphrase(passphrase_in(path)?));
    }
    if args.recovery {
        return Ok(Opener::Recovery(ask::hidden("Recovery key: ", INSTEAD)?));
    }
    Ok(Opener::Passphrase(ask::hidden("Passphrase: ", INSTEAD)?))
}

/// A new passphrase: from a file, else typed twice.
///
/// # Errors
/// Where it is too short, was typed otherwise the second time, or can't be asked.
pub(super) fn new_passphrase(file: Option<&Path>, instead: &str) -> anyhow::Result<Opener> {
    let long_enough = |it: &str| it.chars().count() >= SHORTEST_PASSPHRASE;
    if let Some(path) = file {
        let passphrase = passphrase_in(path)?;
        if !long_enough(&passphrase) {
            bail!(
                "The passphrase in {} is too short: {SHORTEST_PASSPHRASE} characters at least.",
                shown(path)
            );
        }
        return Ok(Opener::Passphrase(passphrase));
    }
    loop {
        let prompt = format!(
            "New passphrase, {SHORTEST_PASSPHRASE} characters at least, such as four words: "
        );
        let passphrase = ask::hidden(&prompt, instead)?;
        if passphrase.is_empty() {
            bail!("No passphrase was typed. Nothing was changed.");
        }
        if !long_enough(&passphrase) {
            say("That is too short.");
            continue;
        }
        if *ask::hidden("The same again: ", instead)? == *passphrase {
            return Ok(Opener::Passphrase(passphrase));
        }
        say("That was another one. Once more.");
    }
}

/// The first line of a file that this user alone may read.
fn passphrase_in(path: &Path) -> anyhow::Result<Zeroizing<String>> {
    let bytes = secret(path)?;
    let text = str::from_utf8(&bytes).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        bail!(
            "{} holds no passphrase: its first line is one.",
            shown(path)
        );
    }
    Ok(Zeroizing::new(line.to_owned()))
}

/// The bytes of a file that this user alone may read.
fn secret(path: &Path) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    place::is_there(path)?;
    Ok(Zeroizing::new(input::read(path)?))
}
