//! What is wanted of a screening at its end, whatever face leads it.

use std::{
    io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use crate::{
    clean,
    interview::{
        Interview,
        screening::{PutDown, Screening},
    },
    printing::Printer,
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
    /// Whether it is the screening in that file, and not one that follows it.
    pub is_same: bool,
    /// The name of the files that the program names itself, without its ending: the date, the time
    /// and a part of the id.
    pub name: String,
    /// Whose screening a file is and of when, as a sentence, if it is one.
    pub about: fn(&Path, &Language) -> Option<String>,
    /// Finds the printer of the system, if it has one.
    pub printer: fn() -> Option<Printer>,
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
    /// A file with this ending, under a name of its own, beside the one that was opened.
    #[must_use]
    pub fn file(&self, ending: &str) -> PathBuf {
        let name = format!("{}.{ending}", self.name);
        let beside = self.file.as_deref().and_then(Path::parent);
        beside.map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name))
    }

    /// The file that the screening is kept in, unless somebody wants another: the one it was opened
    /// from, where it is the same screening.
    #[must_use]
    pub fn file_of_screening(&self) -> PathBuf {
        let same = self.file.clone().filter(|_| self.is_same);
        same.unwrap_or_else(|| self.file("json"))
    }

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
