//! Medical words, and whether a text explains them: `term (plain words)` or `plain words (term)`.
//!
//! A question explains its medical words itself; in what is said, the glossary is enough.

use std::collections::BTreeSet;

use super::{
    sentences::{Sentence, sentences},
    texts::Text,
};
use crate::pack::read::notes::Role;

/// How medical words begin.
const TERMS: &[&str] = &[
    "actinic",
    "anaesthe",
    "analges",
    "anesthe",
    "angioedema",
    "anticoagul",
    "antihistamin",
    "antiplatelet",
    "antiviral",
    "arrhythmi",
    "atrophic",
    "autoimmun",
    "bacteraemi",
    "bell's",
    "benzoyl",
    "biologic",
    "boxcar",
    "botulinum",
    "cardiovasc",
    "cellulitis",
    "chemotherap",
    "collagen",
    "comedo",
    "contact-dermat",
    "contraindic",
    "corticoster",
    "cutaneous",
    "dermabras",
    "dermatitis",
    "dermatolog",
    "dermatomyos",
    "diabetic-neuro",
    "dysmorph",
    "ecchymo",
    "eczema",
    "edema",
    "ehlers",
    "electrodess",
    "electrolys",
    "epilep",
    "erythema",
    "folliculitis",
    "fractional",
    "granulom",
    "haematom",
    "haemophil",
    "hemophil",
    "herpes",
    "herpetic",
    "hyaluron",
    "hyperpigment",
    "hypertroph",
    "hypopigment",
    "immunocomprom",
    "immunodefic",
    "immunosuppress",
    "impetigo",
    "isotretinoin",
    "keloid",
    "keratosis",
    "keratoses",
    "koebner",
    "lichen",
    "lidocain",
    "lymph",
    "malignan",
    "melanoma",
    "melasma",
    "methotrexate",
    "microcurrent",
    "molluscum",
    "morphea",
    "morphoea",
    "neuropath",
    "oedema",
    "papul",
    "photosens",
    "phototherap",
    "platelet",
    "prophyla",
    "prilocain",
    "psoria",
    "purpura",
    "pustul",
    "radiofreq",
    "radiotherap",
    "retinoid",
    "retinoic",
    "rosacea",
    "sarcoid",
    "scleroderm",
    "sclerosis",
    "seborr",
    "sebac",
    "seizure",
    "septic",
    "subcis",
    "systemic",
    "telangiect",
    "thrombocyt",
    "thrombo",
    "tinea",
    "topical",
    "tretinoin",
    "tazaroten",
    "valaciclovir",
    "valacyclovir",
    "vasculitis",
    "vasovagal",
    "verruca",
    "vitiligo",
    "willebrand",
];

/// Medical words that others begin with.
const WHOLE: &[&str] = &["ipl", "lupus", "prp", "rf", "sle", "hsv", "tca"];

/// Words that explain nothing by themselves, names of brands among them.
const EMPTY: &[&str] = &[
    "accutane",
    "roaccutane",
    "a",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "by",
    "did",
    "do",
    "ever",
    "example",
    "for",
    "had",
    "has",
    "have",
    "in",
    "is",
    "like",
    "my",
    "no",
    "not",
    "of",
    "on",
    "or",
    "such",
    "that",
    "the",
    "to",
    "use",
    "used",
    "was",
    "with",
    "you",
    "your",
];

/// How far before its explanation a medical word may stand: "lupus or morphoea (hard skin)".
const REACH: usize = 3;

/// The medical word that this is a form of.
fn term(word: &str) -> Option<&'static str> {
    let whole = WHOLE.iter().find(|term| word == **term);
    whole
        .or_else(|| TERMS.iter().find(|term| word.starts_with(**term)))
        .copied()
}

/// The medical words in a text, each with its form there.
#[must_use]
pub fn terms_in<'s>(sentences: &'s [Sentence<'_>]) -> Vec<(&'static str, &'s str)> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        if let Some(term) = term(&word.says)
            && !found.iter().any(|(known, _)| *known == term)
        {
            found.push((term, &word.says));
        }
    }
    found
}

/// The medical words that the glossary explains.
#[must_use]
pub fn in_glossary<'t>(texts: impl Iterator<Item = &'t Text<'t>>) -> BTreeSet<&'static str> {
    let forms = texts.filter(|text| text.noted.role == Role::Term);
    let sentences: Vec<Sentence<'_>> = forms.flat_map(|form| sentences(&form.reads)).collect();
    let terms = terms_in(&sentences).into_iter();
    terms.map(|(term, _)| term).collect()
}

/// The medical words that a text explains.
#[must_use]
pub fn explained(sentences: &[Sentence<'_>]) -> BTreeSet<&'static str> {
    let mut explained = BTreeSet::new();
    for sentence in sentences {
        let mut start = 0;
        // the words of a bracket stand together
        for words in (sentence.words).chunk_by(|one, next| one.bracket == next.bracket) {
            let inside = words.iter().filter(|word| word.bracket > 0);
            if is_plain(sentence.before(start, 1)) {
                explained.extend(inside.clone().filter_map(|word| term(&word.says)));
            }
            if inside.clone().any(|word| is_plain(&word.says)) {
                let near = (1..=REACH).map(|steps| sentence.before(start, steps));
                explained.extend(near.filter_map(term));
            }
            start += words.len();
        }
    }
    explained
}

fn is_plain(word: &str) -> bool {
    !word.is_empty() && term(word).is_none() && !EMPTY.contains(&word)
}
