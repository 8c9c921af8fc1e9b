//! The words that are explained, and where they stand.
//!
//! They are looked for in a text as it is shown (the page as it is set, or what was said since the
//! screen began), so that no screen can be forgotten. An entry without sources says what any
//! dictionary does, and the reader is told so.

use unicode_segmentation::UnicodeSegmentation as _;

use super::content::{Pack, Term};

impl Pack {
    /// The words of a text that the pack explains, in the order of its glossary.
    #[must_use]
    pub fn terms_in(&self, text: &str) -> Vec<&Term> {
        let words = words(text);
        let terms = self.glossary.iter();
        terms
            .filter(|term| term.forms.iter().any(|form| contains(&words, form)))
            .collect()
    }
}

/// The words of a text in lower case, each between two spaces.
pub(crate) fn words(text: &str) -> String {
    let mut words = String::from(" ");
    for word in text.unicode_words() {
        words += &word.to_lowercase();
        words.push(' ');
    }
    words
}

/// Whether the words of a text contain these in a row.
pub(crate) fn contains(text: &str, form: &str) -> bool {
    form.len() > 1 && text.contains(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_wherever_they_stand() {
        let text = words("Thick scars (Keloids),\n  von\n Willebrand. RF? Botox-type.");
        for form in ["keloids", "von Willebrand", "rf", "botox"] {
            assert!(contains(&text, &words(form)), "{form}");
        }
        for form in ["keloid", "scar", "von", "Willebrand von", "", "-"] {
            assert_eq!(contains(&text, &words(form)), form == "von", "{form}");
        }
    }
}
