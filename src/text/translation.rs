//! The file of a translation: words for the texts of a pack or of the program, each with the hash
//! of the text that it was made from.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::day;

/// A translation of a pack, or of the program's own words, into one language.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "needlefit translation")]
pub struct Translation {
    /// The JSON Schema with which an editor completes and explains this file. The program does
    /// not read it.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    schema: Option<String>,
    /// What is translated: the `id` of the pack, or `needlefit` for the program's own words.
    pub of: String,
    /// The language, as a short tag (BCP 47): `es`, `pt-BR`.
    pub language: String,
    /// The texts, each under its place in the pack or its name in the program.
    pub texts: BTreeMap<String, Entry>,
}

/// One text in another language.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The words. What stands in braces stays as it is.
    pub says: String,
    /// The hash of the text that they were made from: see [`hash`].
    pub hash: String,
    /// How far they can be relied on.
    pub state: State,
    /// Who reviewed them, with name and role. Leave it out while nobody has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The day on which they were made or reviewed.
    #[serde(deserialize_with = "day::read")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub on: Date,
}

impl Entry {
    /// Whether somebody has reviewed it who says so with their name.
    #[must_use]
    pub fn is_reviewed(&self) -> bool {
        let named = self.by.as_ref().is_some_and(|by| !by.trim().is_empty());
        self.state == State::Reviewed && named
    }

    /// Whether the words were made from this very text. What was made from another is never shown:
    /// it may say the opposite by now.
    #[must_use]
    pub fn is_of(&self, original: &str) -> bool {
        // as a number: hundreds of texts are held against theirs before the first screen
        let written = u64::from_str_radix(&self.hash, 16);
        self.state != State::Open && written == Ok(number(Sha256::digest(original)))
    }

    /// The entry of this name in the file of a translation, without reading the others.
    pub(super) fn in_file(file: &str, name: &str) -> Option<Self> {
        // in JSON, only a name stands between a bare quote and a colon
        let (_, from) = file.split_once(&format!("\"{name}\":"))?;
        let mut values = serde_json::Deserializer::from_str(from).into_iter();
        values.next()?.ok()
    }
}

/// How far a translated text can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nobody has translated it yet: the words are those of the original, or of an old one. They
    /// are not shown.
    Open,
    /// A machine made it, and nobody has reviewed it.
    Machine,
    /// A person who knows both languages and the field has reviewed it.
    Reviewed,
}

impl Translation {
    /// The words for a text that stands at `key`, if they were made from this very text.
    #[must_use]
    pub fn text(&self, key: &str, original: &str) -> Option<&Entry> {
        self.texts.get(key).filter(|entry| entry.is_of(original))
    }

    /// A file with every one of these texts: what is translated stays, and the rest is open.
    #[must_use]
    pub fn begun(
        of: &str,
        language: &str,
        texts: &[(String, String)],
        before: Option<Self>,
        today: Date,
    ) -> Self {
        let mut old = before.map_or_else(BTreeMap::new, |before| before.texts);
        let entries = texts.iter().map(|(name, original)| {
            let hash = hash(original);
            let entry = match old.remove(name) {
                Some(entry) if entry.hash == hash => entry,
                // its words may still help
                stale => Entry {
                    says: stale.map_or_else(|| original.clone(), |entry| entry.says),
                    hash,
                    state: State::Open,
                    by: None,
                    on: today,
                },
            };
            (name.clone(), entry)
        });
        Self {
            schema: None,
            of: of.to_owned(),
            language: language.to_owned(),
            texts: entries.collect(),
        }
    }
}

/// The hash of a text, as translations keep it: the first 16 hexadecimal digits of its SHA-256.
#[must_use]
pub fn hash(text: &str) -> String {
    hex(Sha256::digest(text))
}

/// The SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: impl AsRef<[u8]>) -> String {
    let parts = Sha256::digest(bytes);
    let parts = parts.chunks(8);
    parts.map(hex).collect()
}

/// The first eight bytes, in hexadecimal.
fn hex(bytes: impl AsRef<[u8]>) -> String {
    format!("{:016x}", number(bytes))
}

/// The first eight bytes.
fn number(bytes: impl AsRef<[u8]>) -> u64 {
    let first = bytes.as_ref().iter().take(8);
    first.fold(0, |number, byte| number << 8 | u64::from(*byte))
}
