//! What is wrong with a translation: what is missing, stale or unknown in it, and what its texts
//! must not be.

use std::{collections::BTreeSet, ops::Range};

use super::{
    problem::{Problem, Problems},
    sources, text_of,
    words::told,
};
use crate::{
    clean,
    pack::{Pack, nearest, read_translation, schema_of, texts_of},
    text::{
        self, Language,
        translation::{State, Translation, hash},
    },
};

/// The start of a text that is shown where it is missing, in characters.
const SHOWN: usize = 60;

/// What a text with a count has in braces.
const COUNT: &str = "{count}";

/// Everything that is wrong with the translation of a pack into a language, in the order of its
/// file.
///
/// `bytes` are those of the pack, which was read without errors, `translation` those of its
/// translation, and `tag` is the language that its name promises.
#[must_use]
pub fn check(pack: &Pack, bytes: &[u8], tag: &str, translation: &[u8]) -> Vec<Problem> {
    let texts = texts_of(bytes).unwrap_or_default();
    check_against(&texts, &pack.id, tag, translation)
}

/// The same for the translation of the program's own words.
#[must_use]
pub fn check_program(tag: &str, translation: &[u8]) -> Vec<Problem> {
    let texts = Language::texts(tag);
    check_against(&texts, "needlefit", tag, translation)
}

fn check_against(
    texts: &[(String, String)],
    of: &str,
    tag: &str,
    translation: &[u8],
) -> Vec<Problem> {
    let (read, places) = match read_translation(translation) {
        Ok(read) => read,
        Err(faults) => return faults.into_iter().map(Problem::of_reading).collect(),
    };
    let file = text_of(translation);
    let mut problems = Problems::new(&file);
    if read.of != of {
        // all else in it is about that pack
        let says = format!(
            "This is a translation of `{}`, and not of `{of}`: it was left behind by a copy, or has \
             the wrong name. Take it away and begin one with `needlefit translate {tag}`; or, if \
             `{of}` is the same pack with another id, write that after `of`.",
            clean::echo(&read.of)
        );
        problems.error("translation-of", &(0..0), "", says);
        return problems.into_sorted();
    }
    if read.language != tag {
        let says = format!(
            "The language is `{}`, and the name says `{tag}`.",
            read.language
        );
        problems.error("translation-of", &(0..0), "", says);
    }
    let place = |name: &str| places.get(name).cloned().unwrap_or_default();
    for (name, original) in texts {
        text(&read, name, original, &place(name), &mut problems);
    }
    let known: BTreeSet<&str> = texts.iter().map(|(name, _)| name.as_str()).collect();
    for name in read.texts.keys().filter(|it| !known.contains(it.as_str())) {
        let meant = nearest(name, known.iter().copied());
        let meant = meant.map_or_else(String::new, |it| format!(" Did you mean `{it}`?"));
        let says = format!("There is no such text to translate.{meant}");
        problems.error("translation-unknown", &place(name), name, says);
    }
    problems.into_sorted()
}

/// The JSON Schema of translations, as the text of a file.
#[must_use]
pub fn schema() -> String {
    schema_of::<Translation>()
}

/// What is wrong with one text of it.
fn text(
    translation: &Translation,
    name: &str,
    original: &str,
    place: &Range<usize>,
    problems: &mut Problems<'_>,
) {
    let entry = translation.texts.get(name);
    let Some(entry) = entry.filter(|entry| entry.state != State::Open) else {
        let shown = clean::clean(original, SHOWN);
        let says = format!(
            "This text is not translated: \"{shown}\". Its hash is {}.",
            hash(original)
        );
        problems.error("translation-missing", place, name, says);
        return;
    };
    if entry.hash != hash(original) {
        let shown = clean::clean(original, SHOWN);
        let says = format!(
            "It was made from another text, and is not shown. The text is now \"{shown}\", its hash {}.",
            hash(original)
        );
        problems.error("translation-stale", place, name, says);
        return;
    }
    if entry.says.trim().is_empty() {
        problems.error("translation-words", place, name, "There are no words here.");
    }
    if let Some((_, bad)) = clean::harmful(&entry.says, false) {
        let code = u32::from(bad);
        let says = format!("The character U+{code:04X} can hide or reorder text. Take it out.");
        problems.error("translation-words", place, name, says);
    }
    told_to_nobody(translation, name, &entry.says, place, problems);
    if name.starts_with("sources.") {
        for says in sources::wrong(&entry.says) {
            problems.error("source-short", place, name, says);
        }
    }
    if let Some(says) = not_a_key(translation, name, &entry.says) {
        problems.error("translation-words", place, name, says);
    }
    let (names, mut wanted) = (names_in(&entry.says), names_in(original));
    // "one more" needs no number
    let is_other = name.rsplit('.').next() == Some("other");
    let may_omit = !is_other && !names.contains(&COUNT.to_owned());
    wanted.retain(|it| !(may_omit && it == COUNT));
    if names != wanted {
        let says = if wanted.is_empty() {
            "Nothing stands in braces in the original.".to_owned()
        } else {
            let wanted = wanted.join(", ");
            format!("What stands in braces must stay as it is: {wanted}.")
        };
        problems.error("translation-words", place, name, says);
    }
    if !entry.is_reviewed() && (entry.state == State::Reviewed || entry.by.is_some()) {
        let says = "A text that is reviewed says by whom (`by`), and no other does.";
        problems.error("translation-review", place, name, says);
    }
}

/// What no text may say in the language of the translation, if its words are known.
fn told_to_nobody(
    translation: &Translation,
    name: &str,
    says: &str,
    place: &Range<usize>,
    problems: &mut Problems<'_>,
) {
    let tag = &translation.language;
    for broken in told::broken(tag, says) {
        problems.error(broken.rule, place, name, broken.says);
    }
    if let Some(number) = told::loose_number(tag, says) {
        let why = format!("\"{number}\" is written out here. In the original it is a named wait.");
        problems.error("loose-number", place, name, why);
    }
    let option = name.strip_suffix(".says").and_then(|it| {
        let (rest, option) = it.rsplit_once('.')?;
        rest.ends_with(".options").then_some(option)
    });
    if option.is_some_and(|option| told::is_swapped(tag, option, says)) {
        let why = format!("The label says the opposite of its option: \"{says}\".");
        problems.error("swapped-label", place, name, why);
    }
}

/// Why a letter can't say yes or no; nothing for other texts.
fn not_a_key(translation: &Translation, name: &str, says: &str) -> Option<String> {
    let other = match name {
        "KEY_YES" => "KEY_NO",
        "KEY_NO" => "KEY_YES",
        _ => return None,
    };
    let says = says.trim().to_lowercase();
    let letter = says.chars().next().filter(|_| says.chars().count() == 1);
    let Some(letter) = letter.filter(|it| it.is_alphabetic()) else {
        return Some("A key is one letter.".to_owned());
    };
    if text::COMMAND_LETTERS.contains(letter) {
        return Some(format!(
            "The letter `{letter}` is a command on the same screen. Choose another."
        ));
    }
    let taken = translation.texts.get(other);
    taken
        .is_some_and(|it| it.says.trim().to_lowercase() == says)
        .then(|| format!("`{other}` is the same letter. Choose another."))
}

/// The names in braces in a text, each as often as it stands there.
fn names_in(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    // nothing is put in their place, so nothing can fail
    let _ = text::fill_with(text, |name| {
        names.push(format!("{{{name}}}"));
        Ok(None)
    });
    names.sort();
    names
}
