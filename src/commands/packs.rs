//! The pack that a command works with: the one that was named, or the one built in.

use std::{env, path::Path};

use jiff::civil::Date;

use super::input;
use crate::{
    check,
    pack::{self, Editions, Pack},
    text::{self, Language},
};

/// A pack as it is, whether it has errors of meaning or not: it may be an old one.
///
/// # Errors
/// Where it can't be read.
pub fn read(path: &Path) -> anyhow::Result<Pack> {
    let bytes = input::read(path)?;
    Ok(Pack::from_bytes(&path.display().to_string(), &bytes)?)
}

/// The pack that was named, if it has no error; without a name the built-in one.
///
/// # Errors
/// Where it can't be read, and everything that is wrong with it.
pub fn sound(named: Option<&Path>, today: Date) -> anyhow::Result<Pack> {
    match named {
        Some(path) => Ok(sound_at(path, today)?.0),
        None => Ok(Pack::built_in()?),
    }
}

fn sound_at(path: &Path, today: Date) -> anyhow::Result<(Pack, Vec<u8>)> {
    let bytes = input::read(path)?;
    let pack = check::sound(&path.display().to_string(), &bytes, today)?;
    Ok((pack, bytes))
}

/// The same in every language that it can be asked in: with the translations beside it.
///
/// # Errors
/// As [`sound`]. A translation that can't be read is an error only where its language was `asked`
/// for: else the pack is asked as it was written.
pub fn editions(
    named: Option<&Path>,
    asked: Option<&Language>,
    today: Date,
) -> anyhow::Result<Editions> {
    let Some(path) = named else {
        return Ok(Editions::built_in());
    };
    let (pack, bytes) = sound_at(path, today)?;
    let mut refused = None;
    let editions = Editions::beside(path, bytes, pack, |file| match input::read(file) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            let is_asked = |it: &Language| pack::translation_beside(path, it.tag()) == file;
            if !error.is_missing && asked.is_some_and(is_asked) {
                refused = Some(error);
            }
            None
        }
    });
    match refused {
        Some(error) => Err(error.into()),
        None => Ok(editions),
    }
}

/// The pack in the language that was asked for, else in that of the surroundings, else as it was
/// written.
///
/// # Errors
/// Where it has no such edition, or that can't be read.
pub fn spoken<'e>(
    editions: &'e Editions,
    asked: Option<&'static Language>,
) -> anyhow::Result<&'e Pack> {
    let Some(language) = asked.or_else(language_around) else {
        return Ok(editions.original()?);
    };
    match editions.in_language(language) {
        Ok(Some(pack)) => Ok(pack),
        // nobody asked for it
        _ if asked.is_none() => Ok(editions.original()?),
        Ok(None) => {
            let values = [("language", language.name()), ("tag", language.tag())];
            anyhow::bail!(Language::english().fill(text::NO_EDITION, &values))
        }
        Err(error) => Err(error.into()),
    }
}

/// The language of the surroundings, as every program is told it.
fn language_around() -> Option<&'static Language> {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    Language::of(&named?)
}
