//! Sources as patients are shown them: in a few words, and no address.

use super::problem::Problems;
use crate::pack::read::notes::{Notes, Role};

/// The most characters of a source in short.
const LONGEST: usize = 45;
/// What addresses on the web are known by.
const ADDRESSES: &[&str] = &["://", "www.", ".com", ".org", ".net", ".gov", ".edu", ".co."];

/// Notes every source that patients would have to take apart or to look up.
pub fn check(notes: &Notes, problems: &mut Problems<'_>) {
    for text in notes.texts.iter().filter(|text| text.role == Role::Source) {
        let long = text.says.chars().count();
        if long > LONGEST {
            let says = format!(
                "In short, a source has {LONGEST} characters at most, and this has {long}: \"{}\". \
                 Leave the rest to `title`.",
                text.says
            );
            problems.error("source-short", &text.span, &text.id, says);
        }
        let lower = text.says.to_lowercase();
        if ADDRESSES.iter().any(|it| lower.contains(it)) {
            let says = format!(
                "An address tells a patient nothing: \"{}\". Say what it is, and put the address \
                 into `url` or `copy`.",
                text.says
            );
            problems.error("source-short", &text.span, &text.id, says);
        }
    }
}
