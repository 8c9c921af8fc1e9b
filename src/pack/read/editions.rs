//! One pack in every language that it can be asked in.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use super::{
    load::{BUILT_IN_NAME, read_form},
    translation::translate,
};
use crate::{
    pack::{
        content::{Original, Pack},
        fault::PackError,
        file_hash::FileHash,
    },
    text::{Language, tags},
};

/// The translations of the built-in pack: the tag, and the file. One line a language.
const TRANSLATIONS: [(&str, &str); 1] = [(
    "es",
    include_str!("../../../questions/microneedling.es.json"),
)];

/// The translations of the built-in pack: the tag, the name of the file, and what it says.
pub fn translations() -> impl Iterator<Item = (&'static str, String, &'static str)> {
    TRANSLATIONS.into_iter().map(|(tag, text)| {
        let file = translation_beside(Path::new(BUILT_IN_NAME), tag);
        (tag, file.display().to_string(), text)
    })
}

/// A pack, and its translations, each read when it is first asked for.
#[derive(Debug)]
pub struct Editions {
    original: Arc<Original>,
    translations: Vec<Edition>,
}

impl Original {
    /// The pack that is part of the program.
    #[must_use]
    pub fn built_in() -> Self {
        let bytes = Pack::built_in_bytes();
        Self {
            language: Language::english(),
            bytes: Cow::Borrowed(bytes),
            hash: FileHash::later(bytes),
            pack: OnceLock::new(),
            read: Pack::built_in,
        }
    }

    fn of(bytes: Vec<u8>, pack: Pack) -> Self {
        Self {
            language: pack.language,
            bytes: Cow::Owned(bytes),
            hash: pack.hash.clone(),
            pack: OnceLock::from(pack),
            read: Pack::built_in,
        }
    }

    /// The bytes of its file.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The hash of its file.
    pub(super) const fn hash(&self) -> &FileHash {
        &self.hash
    }
}

#[derive(Debug)]
struct Edition {
    language: &'static Language,
    /// What errors call it.
    file: String,
    bytes: Cow<'static, [u8]>,
    pack: OnceLock<Pack>,
}

impl Editions {
    /// The pack that is part of the program, with its translations.
    #[must_use]
    pub fn built_in() -> Self {
        let editions = translations().filter_map(|(tag, file, text)| {
            Edition::new(tag, file, Cow::Borrowed(text.as_bytes()))
        });
        Self {
            original: Arc::new(Original::built_in()),
            translations: editions.collect(),
        }
    }

    /// A pack that was read from a file, with the translations that stand beside it: `my.es.json`
    /// beside `my.json`. `read` gives the bytes of such a file, or none where there is none.
    #[must_use]
    pub fn beside(
        path: &Path,
        bytes: Vec<u8>,
        original: Pack,
        mut read: impl FnMut(&Path) -> Option<Vec<u8>>,
    ) -> Self {
        let editions = tags().filter_map(|tag| {
            let file = translation_beside(path, tag);
            Edition::new(tag, file.display().to_string(), Cow::Owned(read(&file)?))
        });
        Self {
            original: Arc::new(Original::of(bytes, original)),
            translations: editions.collect(),
        }
    }

    /// The pack as it was written.
    ///
    /// # Errors
    /// As [`Pack::built_in`].
    pub fn original(&self) -> Result<&Pack, PackError> {
        self.original.pack()
    }

    /// The languages that it can be asked in, the one in which it was written first.
    pub fn languages(&self) -> impl Iterator<Item = &'static Language> {
        let others = self.translations.iter().map(|edition| edition.language);
        [self.original.language].into_iter().chain(others)
    }

    /// The language after this one, round and round.
    #[must_use]
    pub fn language_after(&self, language: &Language) -> &'static Language {
        let is_this = |it: &&Language| it.tag() == language.tag();
        let mut after = self.languages().skip_while(|it| !is_this(it)).skip(1);
        after.next().unwrap_or(self.original.language)
    }

    /// The pack in one of its languages; none where it has no such translation.
    ///
    /// # Errors
    /// What is wrong with the translation.
    pub fn in_language(&self, language: &Language) -> Result<Option<&Pack>, PackError> {
        if language.tag() == self.original.language.tag() {
            return self.original().map(Some);
        }
        let is_wanted = |it: &&Edition| it.language.tag() == language.tag();
        let Some(edition) = self.translations.iter().find(is_wanted) else {
            return Ok(None);
        };
        if edition.pack.get().is_none() {
            let pack = edition.read(&self.original)?;
            // nobody else can have set it in between
            let _ = edition.pack.set(pack);
        }
        Ok(edition.pack.get())
    }
}

impl Edition {
    fn new(tag: &str, file: String, bytes: Cow<'static, [u8]>) -> Option<Self> {
        Some(Self {
            language: Language::of(tag)?,
            file,
            bytes,
            pack: OnceLock::new(),
        })
    }

    fn read(&self, original: &Arc<Original>) -> Result<Pack, PackError> {
        // quicker, and enough while nothing is wrong
        let translation =
            serde_json::from_slice(&self.bytes).or_else(|_| read_form(&self.file, &self.bytes))?;
        translate(original, &translation, self.language, &self.file)
    }
}

/// Where the translation of a pack into a language stands: `my.es.json` beside `my.json`.
#[must_use]
pub fn translation_beside(pack: &Path, tag: &str) -> PathBuf {
    pack.with_extension(format!("{tag}.json"))
}
