//! What is wanted of a screening at its end, whatever face leads it.

use std::{io, path::PathBuf};

use jiff::Timestamp;

use crate::interview::{
    Interview,
    screening::{PutDown, Screening},
};

/// What was asked for before a screening began, and the clock.
#[derive(Debug, Clone)]
pub struct Wishes {
    /// Where the screening is saved at the end.
    pub save: Option<PathBuf>,
    /// Whether the sheet is printed at the end.
    pub print: bool,
    /// The file that it was opened from.
    pub file: Option<PathBuf>,
    /// The id of the screening.
    pub id: String,
    /// When the screening began.
    pub started: Timestamp,
    /// The clock.
    pub now: fn() -> Timestamp,
}

impl Wishes {
    /// The screening as it is saved.
    ///
    /// # Errors
    /// When it can't be written as JSON; it always can.
    pub fn screening(&self, interview: &Interview<'_>) -> io::Result<Vec<u8>> {
        let put_down = PutDown {
            id: self.id.clone(),
            started: self.started,
            now: (self.now)(),
        };
        Ok(Screening::of(interview, put_down).to_json()?)
    }
}
