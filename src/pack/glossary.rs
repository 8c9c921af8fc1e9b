//! The words that are explained, and where they stand.

use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Pack, Source};

/// A word that needs explaining, and what it means.
#[derive(Debug)]
pub struct Term {
    /// Its name in the pack.
    pub id: String,
    /// The word, as it is shown.
    pub term: String,
    /// Its other forms.
    pub forms: Vec<String>,
    /// What it means, in plain words.
    pub says: String,
    /// Who says so; nobody where any dictionary does.
    pub sources: Vec<Arc<Source>>,
}

impl Term {
    fn stands_in(&self, words: &[String]) -> bool {
        let mut forms = std::iter::once(&self.term).chain(&self.forms);
        forms.any(|form| stands_in(form, words))
    }
}

impl Pack {
    /// The words of a text that the pack explains, in the order of its glossary.
    #[must_use]
    pub fn terms_in(&self, text: &str) -> Vec<&Term> {
        let words = words(text);
        let terms = self.glossary.iter();
        terms.filter(|term| term.stands_in(&words)).collect()
    }
}

/// The words of a text in lower case, without what stands between them.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.unicode_words().map(str::to_lowercase).collect()
}

/// Whether a word, or several in a row, stand among these, in any case.
pub(crate) fn stands_in(form: &str, text: &[String]) -> bool {
    let form = words(form);
    !form.is_empty() && text.windows(form.len()).any(|some| some == form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_wherever_they_stand() {
        let text = words("Thick scars (Keloids),\n  von\n Willebrand. RF? Botox-type.");
        for form in ["keloids", "von Willebrand", "rf", "botox"] {
            assert!(stands_in(form, &text), "{form}");
        }
        for form in ["keloid", "scar", "von", "Willebrand von", "", "-"] {
            assert_eq!(stands_in(form, &text), form == "von", "{form}");
        }
    }
}
