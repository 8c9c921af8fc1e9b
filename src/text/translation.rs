//! The file of a translation: words for the texts of a pack or of the program, each with the hash
//! of the text that it was made from.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// A translation of a pack, or of the program's own words, into one language.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "needlefit translation")]
pub struct Translation {
    /// The JSON Schema with which an editor completes and explains this file. The program does
    /// not read it.
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    /// What is translated: the `id` of the pack, or `needlefit` for the program's own words.
    pub of: String,
    /// The language, as a short tag (BCP 47): `es`, `pt-BR`.
    pub language: String,
    /// The texts, each under its place in the pack or its name in the program.
    pub texts: BTreeMap<String, Entry>,
}

/// One text in another language.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The words. What stands in braces stays as it is.
    pub says: String,
    /// The hash of the text that they were made from: see [`hash`].
    pub hash: String,
    /// How far they can be relied on.
    pub state: State,
    /// Who reviewed them, with name and role. Leave it out while nobody has.
    pub by: Option<String>,
    /// The day on which they were made or reviewed.
    #[schemars(with = "String", extend("format" = "date"))]
    pub on: Date,
}

/// How far a translated text can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// A machine made it, and nobody has reviewed it.
    Machine,
    /// A person who knows both languages and the field has reviewed it.
    Reviewed,
}

impl Translation {
    /// The words for a text that stands at `key`, if they were made from this very text. What was
    /// made from another is never shown: it may say the opposite by now.
    #[must_use]
    pub fn text(&self, key: &str, original: &str) -> Option<&Entry> {
        let entry = self.texts.get(key)?;
        (entry.hash == hash(original)).then_some(entry)
    }
}

/// The hash of a text, as translations keep it: the first 16 hexadecimal digits of its SHA-256.
#[must_use]
pub fn hash(text: &str) -> String {
    let bytes = Sha256::digest(text);
    let first = bytes.iter().take(8);
    first.fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
