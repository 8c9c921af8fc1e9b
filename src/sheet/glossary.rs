//! The words that a pack explains, with what they mean.

use super::{Part, original::in_original};
use crate::{
    interview::Interview,
    pack::Term,
    text::{self as words, Language},
};

/// A word and what it means, in one line.
#[must_use]
pub fn meaning(term: &Term, language: &Language) -> String {
    let values = [("term", term.term.as_str()), ("says", &term.says)];
    language.fill(words::TERM_MEANS, &values)
}

/// A word and what it means, with its original under it where that is needed.
#[must_use]
pub fn explained<'p>(interview: &Interview<'p>, term: &'p Term) -> Vec<Part<'p>> {
    let says = meaning(term, interview.language());
    let original = interview.original_pack().and_then(|pack| {
        let original = pack.glossary.iter().find(|it| it.id == term.id)?;
        in_original(interview, &meaning(original, pack.language))
    });
    let says = Part::Says(says, term.sources.iter().collect());
    [says]
        .into_iter()
        .chain(original.map(Part::Under))
        .collect()
}

/// The words of a text that the pack explains, and what they mean.
#[must_use]
pub fn glossary<'p>(interview: &Interview<'p>, text: &str) -> Vec<Part<'p>> {
    let language = interview.language();
    let terms = interview.pack().terms_in(text).into_iter();
    let mut parts: Vec<Part<'p>> = terms.flat_map(|it| explained(interview, it)).collect();
    if !parts.is_empty() {
        parts.insert(0, Part::Heading(language.says(words::GLOSSARY).to_owned()));
        parts.push(Part::line(language.says(words::GLOSSARY_PLAIN)));
    }
    parts
}
