//! The language in which a pack was written, under its translation: as long as people who may do so
//! have not reviewed it.
//!
//! One text that nobody reviewed keeps the original under all, the program's own words included. That
//! is coarse and cautious: nobody has to know which texts are medical. What is told is made twice,
//! once in each language, and set part under part; the same answers make the same parts.

use std::borrow::Cow;

use super::Part;
use crate::{
    interview::{Interview, Row, Screen},
    pack::Pack,
    text as words,
};

/// Parts as they are told; while nobody has reviewed the translation, each with its original under
/// it.
pub(super) fn with_original<'p>(
    interview: &Interview<'p>,
    parts: impl Fn(&Interview<'p>) -> Vec<Part<'p>>,
) -> Vec<Part<'p>> {
    let told = parts(interview);
    let Some(original) = interview.original_pack() else {
        return told;
    };
    // the same answers make the same parts, in whatever language
    let mut under = parts(&interview.clone().asked_in(original)).into_iter();
    let mut both = Vec::with_capacity(told.len() * 2);
    for part in told {
        // and nothing that is told is left out for want of its original
        let original = under.next().filter(|it| it.says() != part.says());
        let under = original.and_then(|it| in_original(interview, it.says()));
        both.push(part);
        both.extend(under.map(Part::Under));
    }
    both
}

/// The same interview with the original under the words of a translation that nobody has reviewed: so a
/// clinician reads it.
pub(super) fn beside_original<'p>(interview: &Interview<'p>) -> Interview<'p> {
    let both = interview.clone();
    if both.unreviewed().is_some() && both.original_pack().is_none() {
        both.turning_original()
    } else {
        both
    }
}

/// A text of the original with the name of its language before it; none where the translation has
/// been reviewed.
#[must_use]
pub fn in_original(interview: &Interview<'_>, says: &str) -> Option<String> {
    let language = interview.original_pack()?.language.name();
    let values = [("language", language), ("says", says)];
    Some(interview.language().fill(words::IN_ORIGINAL, &values))
}

/// A short text with its original beside it, while nobody has reviewed the translation.
#[must_use]
pub fn beside<'a>(says: &'a str, original: Option<&str>) -> Cow<'a, str> {
    match original {
        Some(original) if original != says => Cow::Owned(format!("{says} / {original}")),
        _ => Cow::Borrowed(says),
    }
}

/// What a screen asks and why, in the language of a pack.
#[must_use]
pub fn words_of<'p>(screen: Screen<'p>, pack: &'p Pack) -> [&'p str; 2] {
    match screen {
        Screen::Day => [words::DAY_ASK, words::DAY_WHY].map(|it| pack.language.says(it)),
        Screen::Rest => [words::REST_ASK, words::REST_WHY].map(|it| pack.language.says(it)),
        Screen::Question(question) => [&question.ask, &question.why],
        Screen::List(list) => [&list.ask, &list.why],
    }
}

/// The rows of the screen that is asked, each with its words, and those of the original while nobody
/// has reviewed the translation.
#[must_use]
pub fn rows<'p>(interview: &Interview<'p>) -> Vec<(Row<'p>, &'p str, Option<&'p str>)> {
    let language = interview.language();
    let originals = interview.original_pack().map_or_else(Vec::new, |pack| {
        let rows = interview.clone().asked_in(pack).rows_here().into_iter();
        rows.map(|row| row.says(pack.language)).collect()
    });
    let rows = interview.rows_here().into_iter().enumerate();
    rows.map(|(place, row)| (row, row.says(language), originals.get(place).copied()))
        .collect()
}

/// That a machine made the words: in both languages, for whoever reads them and for the clinic.
/// Nothing once the translation has been reviewed; a line where the clinic takes it on.
#[must_use]
pub fn translated<'p>(interview: &Interview<'_>) -> Vec<Part<'p>> {
    let Some(original) = interview.unreviewed() else {
        return Vec::new();
    };
    if interview.is_accepted() {
        let values = [("language", interview.language().name())];
        let says = interview
            .language()
            .fill(words::TRANSLATION_ACCEPTED, &values);
        return vec![Part::line(says)];
    }
    let language = interview.language();
    let values = [("language", language.name())];
    vec![
        Part::Alert(language.fill(words::MACHINE_TRANSLATED, &values)),
        Part::Under(original.language.fill(words::MACHINE_TRANSLATED, &values)),
    ]
}

/// The same where the language is chosen, in that language alone, and how to see the original. Nothing where
/// the clinic takes it on.
#[must_use]
pub fn translated_notice<'p>(interview: &Interview<'_>) -> Vec<Part<'p>> {
    let original = interview.unreviewed();
    let Some(original) = original.filter(|_| !interview.is_accepted()) else {
        return Vec::new();
    };
    let language = interview.language();
    let values = [("original", original.language.name())];
    let mut parts = translated(interview);
    parts.truncate(1);
    parts.push(Part::line(language.fill(words::SHOW_ORIGINAL, &values)));
    parts
}
