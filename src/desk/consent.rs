//! What is put down of a consent: which words were read, and that a clinician gave time.

use crate::{
    clinic::ConsentText,
    records::body::{Consented, Member, Role},
};

/// Why a consent can't be put down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotConsented {
    /// A clinician takes it.
    NotAClinician,
    /// Questions were not answered, or no time was given.
    NoTime,
    /// The clinic's text has no words.
    NoWords,
}

/// A consent to a text as it is read in a language, given or not; `has_time` is whether questions were
/// answered and time was given.
///
/// # Errors
/// Why it can't be put down.
pub fn consent(
    text: &ConsentText,
    tag: &str,
    (given, has_time): (bool, bool),
    by: &Member,
) -> Result<Consented, NotConsented> {
    if by.role != Role::Clinician {
        return Err(NotConsented::NotAClinician);
    }
    if given && !has_time {
        return Err(NotConsented::NoTime);
    }
    let (language, _) = text.read_in(tag).ok_or(NotConsented::NoWords)?;
    let hash = text.hash_in(language).ok_or(NotConsented::NoWords)?;
    Ok(Consented {
        text: text.id.clone(),
        version: text.version.clone(),
        hash,
        language: language.to_owned(),
        given,
        by: by.id.clone(),
    })
}
