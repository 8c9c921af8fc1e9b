//! What patients consent to: the clinic's own texts, by language and version.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// What a consent is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// The treatment.
    Treatment,
    /// Photographs, for one use of them.
    Photographs,
}

/// One text that patients consent to.
#[derive(Debug, Clone)]
pub struct ConsentText {
    /// Its id, which stays the same from version to version.
    pub id: String,
    /// What it is for.
    pub of: Use,
    /// Its version.
    pub version: String,
    /// Whether the treatment needs it.
    pub needed: bool,
    /// The text, by the tag of its language.
    pub texts: BTreeMap<String, String>,
}

impl ConsentText {
    /// Its words in a language, with the tag: in another one where it has none in this.
    #[must_use]
    pub fn read_in(&self, tag: &str) -> Option<(&str, &str)> {
        let same = self.texts.get_key_value(tag);
        let (tag, words) = same.or_else(|| self.texts.first_key_value())?;
        Some((tag, words))
    }

    /// The SHA-256 of the words in a language, in hexadecimal; none where there are none.
    #[must_use]
    pub fn hash_in(&self, tag: &str) -> Option<String> {
        let text = self.texts.get(tag)?;
        Some(data_encoding::HEXLOWER.encode(&Sha256::digest(text.as_bytes())))
    }

    /// Whether these are its words, in one of the languages.
    #[must_use]
    pub fn has_hash(&self, hash: &str) -> bool {
        self.texts
            .keys()
            .any(|tag| self.hash_in(tag).as_deref() == Some(hash))
    }
}
