//! A pack in another language: its texts replaced one by one, and all else left as it is.
//!
//! The texts are found in the JSON itself, by the names of their fields, and each is known by its
//! place: `questions.age.ask`, `questions.pregnancy.options.yes.says`, `aftercare.after_first.title`.
//! What has an id is named by it; what has none is counted from 1.

use std::sync::Arc;

use serde_json::Value;

use super::{file::PackFile, load::hash, resolver::Resolver};
use crate::{
    pack::{
        content::{Pack, Translated},
        fault::{Fault, PackError},
    },
    text::{
        Language,
        translation::{Entry, Translation},
    },
};

/// The fields whose words a person reads.
const TEXTS: &[&str] = &[
    "about",
    "advice",
    "ask",
    "disclaimer",
    "not_knowing",
    "reason",
    "says",
    "short",
    "signs",
    "term",
    "tick",
    "title",
    "why",
];
/// Where each field is a text, named after a level.
const LEVELS: &str = "levels";
/// What is the same in every language: citations, and what is said to authors alone.
const LEFT_ALONE: &[&str] = &["clinical_review", "promises", "sources", "waits", "when"];

/// Every text of a pack file that can be translated, under its place.
///
/// # Errors
/// When it is no JSON.
pub fn texts_of(bytes: &[u8]) -> Result<Vec<(String, String)>, serde_json::Error> {
    let mut texts = Vec::new();
    let mut pack = serde_json::from_slice(bytes)?;
    each_text(&mut pack, &mut |place, says| {
        texts.push((place.to_owned(), says.clone()));
    });
    Ok(texts)
}

/// The pack of these bytes with the words of a translation, and those of the program in `language`. What the translation lacks, or made
/// from another text, stays as it was written.
///
/// # Errors
/// What is wrong with its texts; `file` is what errors call it.
pub fn translate(
    original: &Arc<Pack>,
    bytes: &[u8],
    translation: &Translation,
    language: &'static Language,
    file: &str,
) -> Result<Pack, PackError> {
    let refused = |faults| PackError {
        file: file.to_owned(),
        faults,
    };
    let unreadable = |error: serde_json::Error| refused(vec![Fault::whole(error.to_string())]);
    if translation.of != original.id {
        let says = format!(
            "This is a translation of `{}`, and the pack is `{}`.",
            translation.of, original.id
        );
        return Err(refused(vec![Fault::whole(says)]));
    }
    let mut pack: Value = serde_json::from_slice(bytes).map_err(unreadable)?;
    let mut reviewed = true;
    each_text(&mut pack, &mut |place, says| {
        let entry = translation.text(place, says);
        reviewed &= entry.is_some_and(Entry::is_reviewed);
        if let Some(entry) = entry {
            says.clone_from(&entry.says);
        }
    });
    if let Some(language) = pack.get_mut("language") {
        *language = Value::from(translation.language.as_str());
    }
    let form: PackFile = serde_json::from_value(pack).map_err(unreadable)?;
    let mut pack = Resolver::new("", None)
        .speaking(language)
        .pack(&form, hash(bytes))
        .map_err(refused)?;
    pack.translation = Some(Translated {
        original: original.clone(),
        reviewed: reviewed && pack.language.is_reviewed(),
    });
    Ok(pack)
}

/// Visits each text with its place, in the order of the file.
fn each_text(pack: &mut Value, visit: &mut impl FnMut(&str, &mut String)) {
    if let Value::Object(fields) = pack {
        for (name, value) in fields {
            field(name, value, "", visit);
        }
    }
}

fn field(name: &str, value: &mut Value, above: &str, visit: &mut impl FnMut(&str, &mut String)) {
    if LEFT_ALONE.contains(&name) {
        return;
    }
    let place = joined(above, name);
    match value {
        // the kind of a date has the name of a text
        Value::String(_) if name == "about" => {}
        Value::String(says) if TEXTS.contains(&name) || above == LEVELS => visit(&place, says),
        Value::Object(fields) => {
            for (name, value) in fields {
                field(name, value, &place, visit);
            }
        }
        Value::Array(items) => {
            for (nth, item) in items.iter_mut().enumerate() {
                match item {
                    Value::String(says) if TEXTS.contains(&name) => {
                        visit(&joined(&place, &(nth + 1).to_string()), says);
                    }
                    Value::Object(fields) => {
                        let id = fields.get("id").and_then(Value::as_str);
                        let place = match id {
                            // a question stays the same wherever it is asked
                            Some(id)
                                if fields.contains_key("ask") && fields.contains_key("kind") =>
                            {
                                joined("questions", id)
                            }
                            Some(id) => joined(&place, id),
                            None => joined(&place, &(nth + 1).to_string()),
                        };
                        for (name, value) in fields {
                            field(name, value, &place, visit);
                        }
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

fn joined(above: &str, name: &str) -> String {
    if above.is_empty() {
        name.to_owned()
    } else {
        format!("{above}.{name}")
    }
}
