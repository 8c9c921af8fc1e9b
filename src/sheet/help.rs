//! Whom to call when it gets too much.

use super::{Part, original::with_original};
use crate::{interview::Interview, pack::Help, text};

/// Whom to call when it gets too much.
#[must_use]
pub fn help<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    with_original(interview, help_alone)
}

/// All of it in one line: the language and the settings of a computer say nothing certain about where
/// somebody is.
pub(super) fn help_alone<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let language = interview.language();
    let line = |help: &'p Help| {
        let mut says = help.says.clone();
        for line in &help.lines {
            let values = [("where", line.place.as_str()), ("call", &line.call)];
            says += " ";
            says += &language.fill(text::HELP_LINE, &values);
        }
        let sources = help.lines.iter().flat_map(|it| &it.sources);
        Part::Help(says, sources.collect())
    };
    interview.pack().help.iter().map(line).collect()
}
