//! What is wanted of a screening at its end, whatever face leads it.

use std::{io, path::PathBuf};

use jiff::Timestamp;

use crate::{
    clean,
    interview::{
        Interview,
        screening::{PutDown, Screening},
    },
    text::{self, Language},
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
    /// The files that have been written, by their names.
    pub kept: fn() -> Vec<String>,
}

impl Wishes {
    /// What becomes of the answers, before the first question.
    #[must_use]
    pub fn first_words(&self, language: &Language) -> String {
        match &self.save {
            Some(path) => {
                let path = clean::echo(&path.display().to_string());
                language.fill(text::WILL_BE_SAVED, &[("path", &path)])
            }
            None => language.says(text::KEPT_ON_REQUEST).to_owned(),
        }
    }

    /// What has become of the answers, as the last words of all: where they were saved, one file a
    /// line, or that they were not. `printed` says whether the sheet was printed.
    #[must_use]
    pub fn last_words(&self, printed: bool, language: &Language) -> String {
        let saved = (self.kept)().into_iter();
        let saved = saved.map(|path| language.fill(text::SAVED, &[("path", &path)]));
        let saved: Vec<String> = saved.collect();
        match saved.is_empty() {
            false => saved.join("\n"),
            true if printed => language.says(text::ONLY_PRINTED).to_owned(),
            true => language.says(text::NOTHING_KEPT).to_owned(),
        }
    }

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
