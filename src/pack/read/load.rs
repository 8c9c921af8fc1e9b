//! From a file to a [`Pack`], or to everything that is wrong with it.
//!
//! Errors of meaning are only looked for where there are none of form: else every name under a
//! misspelt key would be "not found".

use std::{collections::HashMap, ops::Range};

use jsonc_parser::{ast::Value, common::Ranged};
use serde::{Deserialize, de::DeserializeOwned};

use super::{file::PackFile, flaw::Flaw, notes::Notes, reader, resolver::Resolver, spans};
use crate::{
    pack::{
        content::Pack,
        fault::{Fault, PackError},
        file_hash::FileHash,
        limits::LARGEST_FILE,
    },
    text::translation::Translation,
};

/// What errors call the pack that is part of the program.
pub const BUILT_IN_NAME: &str = "questions/microneedling.json";
const BUILT_IN: &str = include_str!("../../../questions/microneedling.json");

/// A small pack that shows an author every kind of question, to be changed.
pub const SAMPLE: &str = include_str!("../../../questions/sample.json");

impl Pack {
    /// The pack that is part of the program.
    ///
    /// Nobody asks where something stands while nothing is wrong, so it is read without spans,
    /// which is quicker; what that way refuses is read again with them.
    ///
    /// # Errors
    /// As [`Pack::from_bytes`]; a test keeps it from happening.
    pub fn built_in() -> Result<Self, PackError> {
        serde_json::from_str(BUILT_IN)
            .ok()
            .and_then(|file| {
                Resolver::new(BUILT_IN, None)
                    .pack(&file, FileHash::later(BUILT_IN.as_bytes()))
                    .ok()
                    .map(|(pack, _)| pack)
            })
            .map_or_else(|| Self::from_bytes(BUILT_IN_NAME, BUILT_IN.as_bytes()), Ok)
    }

    /// Reads a pack from the bytes of a file; `file` is what errors call it.
    ///
    /// # Errors
    /// Everything that is wrong with it: all errors of form, or if there are none all
    /// errors of meaning.
    pub fn from_bytes(file: &str, bytes: &[u8]) -> Result<Self, PackError> {
        read(bytes)
            .map(|(pack, _)| pack)
            .map_err(|faults| PackError {
                file: file.to_owned(),
                faults,
            })
    }

    /// The bytes of the pack that is part of the program.
    #[must_use]
    pub const fn built_in_bytes() -> &'static [u8] {
        BUILT_IN.as_bytes()
    }
}

/// Reads a pack, and what was noted beside it.
///
/// # Errors
/// As [`Pack::from_bytes`].
pub(crate) fn read(bytes: &[u8]) -> Result<(Pack, Notes), Vec<Fault>> {
    let text = text_of(bytes)?;
    let tree = parse(text)?;
    let file: PackFile = form(text, &tree)?;
    Resolver::new(text, Some(&tree)).pack(&file, FileHash::of(bytes))
}

/// Reads a translation, and the span of each of its texts.
///
/// # Errors
/// Everything that is wrong with its form.
pub(crate) fn read_translation(bytes: &[u8]) -> Result<(Translation, Spans), Vec<Fault>> {
    let text = text_of(bytes)?;
    let tree = parse(text)?;
    let translation = form(text, &tree)?;
    let texts = tree
        .as_object()
        .and_then(|object| object.get_object("texts"));
    let texts = texts.into_iter().flat_map(|texts| &texts.properties);
    let spans = texts.map(|it| (it.name.as_str().to_owned(), it.start()..it.end()));
    Ok((translation, spans.collect()))
}

/// Reads a file of another kind that stands beside packs; `file` is what errors call it.
///
/// # Errors
/// Everything that is wrong with its form.
pub(crate) fn read_form<T: DeserializeOwned>(file: &str, bytes: &[u8]) -> Result<T, PackError> {
    let read = || form(text_of(bytes)?, &parse(text_of(bytes)?)?);
    read().map_err(|faults| PackError {
        file: file.to_owned(),
        faults,
    })
}

/// Where each text of a translation stands, in bytes of the file.
pub(crate) type Spans = HashMap<String, Range<usize>>;

/// The text of a file that is not too large.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, Vec<Fault>> {
    if bytes.len() as u64 > LARGEST_FILE {
        let most = LARGEST_FILE / 1024 / 1024;
        return Err(vec![Fault::whole(format!(
            "The file is larger than {most} MiB. No pack needs that much."
        ))]);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let readable = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let readable = String::from_utf8_lossy(readable);
        let end = readable.len();
        vec![Fault::at(
            &readable,
            &(end..end),
            None,
            "The file is not UTF-8 text. Save it as UTF-8.",
        )]
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Parses strict JSON into a tree with positions.
///
/// # Errors
/// The first place where `text` is not JSON.
pub(crate) fn parse(text: &str) -> Result<Value<'_>, Vec<Fault>> {
    spans::parse(text).map_err(|flaw| vec![fault(flaw, text, None)])
}

/// What a file says, if it has the form of this type.
pub(super) fn form<'t, T: Deserialize<'t>>(
    text: &str,
    tree: &'t Value<'_>,
) -> Result<T, Vec<Fault>> {
    reader::read(tree).map_err(|flaws| {
        let faults = flaws.into_iter().map(|flaw| fault(flaw, text, Some(tree)));
        faults.collect()
    })
}

fn fault(flaw: Flaw, text: &str, tree: Option<&Value<'_>>) -> Fault {
    let span = flaw.span.unwrap_or_default();
    let id = tree.and_then(|tree| spans::id_around(tree, span.start));
    Fault::at(text, &span, id, flaw.says)
}
