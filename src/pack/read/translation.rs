//! A pack in another language: its texts replaced one by one, and all else left as it is.
//!
//! Each text is known by its key: see [`key_at`]. A translated pack goes through the same steps as
//! any other, with other words where resolving meets a text, so they are held to the same rules.
//! What is missing or stale is shown in the original, so that it stops no screening; `check` is what
//! calls such a translation incomplete.

use std::sync::Arc;

use super::{
    file::PackFile,
    load::{form, parse, text_of},
    resolver::Resolver,
    spans::key_at,
};
use crate::{
    pack::{
        content::{Original, Pack, Translated},
        fault::{Fault, PackError},
        file_hash::FileHash,
    },
    text::{Language, translation::Translation},
};

/// Every text of a pack file that can be translated, under its key, in the order of the file.
///
/// # Errors
/// What is wrong with the pack.
pub fn texts_of(bytes: &[u8]) -> Result<Vec<(String, String)>, PackError> {
    let texts = || -> Result<_, Vec<Fault>> {
        let text = text_of(bytes)?;
        let tree = parse(text)?;
        let (_, notes) =
            Resolver::new(text, Some(&tree)).pack(&form(text, &tree)?, FileHash::of(bytes))?;
        let mut texts = notes.texts;
        texts.retain(|text| text.role.is_translated());
        texts.sort_by_key(|text| text.span.start);
        let texts = texts.into_iter();
        let keyed = texts.map(|text| (key_at(&tree, text.span.start), text.written));
        Ok(keyed.collect())
    };
    texts().map_err(|faults| PackError {
        file: "pack".to_owned(),
        faults,
    })
}

/// A pack with the words of a translation, and those of the program in `language`. What the translation lacks, or made from another text, stays as it was written.
///
/// # Errors
/// What is wrong with its texts; `file` is what errors call it.
pub fn translate(
    original: &Arc<Original>,
    translation: &Translation,
    language: &'static Language,
    file: &str,
) -> Result<Pack, PackError> {
    let pack = || {
        let text = text_of(original.bytes())?;
        let tree = parse(text)?;
        let file: PackFile = form(text, &tree)?;
        if translation.of != file.id.value {
            let says = format!(
                "This is a translation of `{}`, and the pack is `{}`.",
                translation.of, file.id.value
            );
            return Err(vec![Fault::whole(says)]);
        }
        let resolver = Resolver::new(text, Some(&tree)).translated(translation, language);
        let (mut pack, notes) = resolver.pack(&file, original.hash().clone())?;
        pack.translation = Some(Translated {
            original: original.clone(),
            reviewed: notes.is_reviewed && language.is_reviewed(),
        });
        Ok(pack)
    };
    pack().map_err(|faults| PackError {
        file: file.to_owned(),
        faults,
    })
}
