//! Sources as patients are shown them: in a few words, and no address.

use super::problem::Problems;
use crate::pack::read::notes::{Notes, Role};

/// The most characters of a source in short.
const LONGEST: usize = 45;
/// What addresses on the web are known by.
const ADDRESSES: &[&str] = &[
    "://", "www.", ".com", ".org", ".net", ".gov", ".edu", ".co.",
];

/// Notes every source that patients would have to take apart or to look up.
pub fn check(notes: &Notes, problems: &mut Problems<'_>) {
    for text in notes.texts.iter().filter(|text| text.role == Role::Source) {
        for says in wrong(&text.says) {
            problems.error("source-short", &text.span, &text.id, says);
        }
    }
}

/// What is wrong with a source in short, in any language.
pub(super) fn wrong(short: &str) -> impl Iterator<Item = String> {
    let long = short.chars().count();
    let long = (long > LONGEST).then(|| {
        format!(
            "In short, a source has {LONGEST} characters at most, and this has {long}: \"{short}\". \
             Leave the rest to `title`."
        )
    });
    let lower = short.to_lowercase();
    let address = ADDRESSES.iter().any(|it| lower.contains(it)).then(|| {
        format!(
            "An address tells a patient nothing: \"{short}\". Say what it is, and put the address \
             into `url` or `copy`."
        )
    });
    long.into_iter().chain(address)
}
