//! What the rest of a pack refers to by name: sources, waits, events.
//!
//! Every statement about health carries sources, also the urgent lines, what to do meanwhile and what
//! is usual after the treatment ([`Sourced`]). Where nothing was found, the source itself says so:
//! "Clinic default: asked out of caution".

use std::sync::Arc;

use super::values::{Basis, Length, Reading, Strength};

/// A publication that a statement rests on.
#[derive(Debug)]
pub struct Source {
    /// Its name in the pack.
    pub id: String,
    /// It in short, as patients are shown it.
    pub short: String,
    /// What it is and who published it, as clinicians are shown it.
    pub title: String,
    /// The year of publication, where it is known.
    pub year: Option<u16>,
    /// Where the document itself can be read.
    pub url: Option<String>,
    /// Where it was read, if that was not there.
    pub copy: Option<String>,
    /// How it was read.
    pub read: Reading,
    /// How strong its evidence is.
    pub strength: Strength,
}

/// A medical statement, and who says so.
#[derive(Debug)]
pub struct Sourced {
    /// The statement.
    pub says: String,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
}

/// A span of time with a name.
#[derive(Debug)]
pub struct Wait {
    /// Its name in the pack.
    pub id: String,
    /// How long it is.
    pub length: Length,
    /// Whether a source fixes it.
    pub from: Basis,
    /// The sources that give it, or the range it was chosen from.
    pub sources: Vec<Arc<Source>>,
    /// What sources say otherwise.
    pub note: Option<String>,
}

/// Something that must have happened before a wait is over.
#[derive(Debug)]
pub struct Event {
    /// Its name in the pack.
    pub id: String,
    /// What it is called after "not before".
    pub says: String,
}
