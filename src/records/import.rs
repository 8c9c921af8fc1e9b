//! Screenings that come in from files, each whole or not at all.

use std::fmt;

use serde_json::value::RawValue;
use thiserror::Error;
use uuid::Uuid;

use super::{
    Records, Trouble,
    body::Named,
    event::{Kind, Log, Which},
};
use crate::interview::open::{NotRead, Saved, Wrong};

/// How many letters of an id make the reference of a screening that comes without one.
const SHORT: usize = 8;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Came {
    /// It is in the records now, under this reference.
    In(Uuid, String),
    /// It was in them already.
    Already(Uuid),
    /// It was in them, and was erased: it stays out.
    Erased(Uuid),
}

/// Why a file was not taken.
#[derive(Debug, Error)]
pub enum NotTaken {
    /// It is no screening that can be read.
    #[error("{0}")]
    NotRead(NotRead),
    /// It was saved by needlefit 0.1, and has no name among screenings.
    #[error(
        "was saved in the first form, which has no id: open it, save it anew, and import that file"
    )]
    FirstForm,
    /// Its id is none.
    #[error("has no id that is a UUID: it was changed by hand, or is damaged")]
    NoId,
    /// The records did not take it.
    #[error("{0}")]
    Trouble(Trouble),
}

impl Wrong for NotTaken {}

impl<L: Log> Records<L> {
    /// Takes in a screening from the bytes of its file, under a reference, or where there is none under
    /// one that is made here. The label of the file stays its label.
    ///
    /// # Errors
    /// Where it is none, or can't be kept; then nothing of it is.
    pub fn import(&mut self, bytes: &[u8], reference: Option<&str>) -> Result<Came, NotTaken> {
        let saved = match Saved::read(bytes).map_err(NotTaken::NotRead)? {
            Saved::Screening(saved) => saved,
            Saved::First(_) => return Err(NotTaken::FirstForm),
        };
        let id = Uuid::parse_str(&saved.id).map_err(|_| NotTaken::NoId)?;
        if id.is_nil() || id.is_max() {
            return Err(NotTaken::NoId);
        }
        let known = self.log.events(Which::OfKind(id, Kind::Begun, 1));
        if !known.map_err(NotTaken::Trouble)?.is_empty() {
            return match self.log.wrapped(id).map_err(NotTaken::Trouble)? {
                Some(_) => Ok(Came::Already(id)),
                None => Ok(Came::Erased(id)),
            };
        }
        let text: Box<RawValue> = serde_json::from_slice(bytes)
            .map_err(|why| NotTaken::Trouble(Trouble::Library(why.to_string())))?;
        let label = saved.label.as_deref();
        let mut named = Named::cleaned(reference.unwrap_or_default(), label);
        if named.reference.is_empty() {
            named.reference = short(id);
        }
        let reference = named.reference.clone();
        self.begin_as(id, named, text).map_err(NotTaken::Trouble)?;
        Ok(Came::In(id, reference))
    }
}

/// The first letters of an id, as it is shown and typed.
#[must_use]
pub fn short(id: Uuid) -> String {
    let mut short = id.simple().to_string().to_uppercase();
    short.truncate(SHORT);
    short
}

impl fmt::Display for Came {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::In(_, reference) => write!(f, "came in as {reference}"),
            Self::Already(id) => write!(f, "is in the records already ({})", short(*id)),
            Self::Erased(id) => write!(
                f,
                "was erased from the records ({}), and stays out",
                short(*id)
            ),
        }
    }
}
