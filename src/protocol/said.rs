//! Levels and waits in the fewest words.

use crate::{
    pack::{Basis, Level, Wait},
    text::{self as words, Language},
};

/// A level in a word.
pub(super) fn level(level: Level, language: &Language) -> &str {
    match level {
        Level::NoConcern => language.says(words::LEVEL_NO_CONCERN),
        Level::Clinician => language.says(words::PROTOCOL_CLINICIAN),
        Level::Wait => language.says(words::PROTOCOL_WAIT),
        Level::NotSuitable => language.says(words::PROTOCOL_NOT_SUITABLE),
    }
}

/// A wait in words, marked where no source fixes it.
pub(super) fn span(wait: &Wait, language: &Language) -> String {
    let mark = if wait.from == Basis::Default { "*" } else { "" };
    format!("{}{mark}", wait.length.says(language))
}
