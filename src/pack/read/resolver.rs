//! What resolving keeps and knows: the names found so far, the faults, and the rules for words.

use std::{
    borrow::Cow,
    cell::RefCell,
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

use jsonc_parser::ast::Value;
use unicode_normalization::UnicodeNormalization;

use super::{
    file::{Name, Names, Words},
    spans::id_around,
};
use crate::{
    clean,
    pack::{
        content::List,
        fault::{Fault, nearest},
        limits::{LONGEST_NAME, LONGEST_TEXT, MOST_FAULTS},
        question::{Kind, Question},
        references::{Event, Source, Wait},
        values::{Basis, Length},
    },
    text::{self, Language},
};

/// Words that the program itself puts in place of `{answer}`.
pub(super) const ANSWER: &str = "answer";

/// What is known so far of the pack that is being read.
pub(super) struct Resolver<'f> {
    text: &'f str,
    tree: Option<&'f Value<'f>>,
    /// The language of the program's words beside those of the pack.
    pub(super) language: &'static Language,
    /// It, where the tag of the pack does not decide it.
    pub(super) spoken: Option<&'static Language>,
    /// Noted while the questions above are being looked at.
    pub(super) faults: RefCell<Vec<(Range<usize>, String)>>,
    pub(super) sources: HashMap<String, Arc<Source>>,
    pub(super) waits: HashMap<String, Arc<Wait>>,
    pub(super) events: HashMap<String, Arc<Event>>,
    pub(super) lists: Vec<List>,
    pub(super) questions: Vec<Question>,
    pub(super) numbers: foldhash::HashMap<String, usize>,
    /// What has an id so far: of what kind, and which.
    ids: HashSet<(&'static str, String)>,
}

/// The question that a condition stands in.
#[derive(Clone, Copy)]
pub(super) struct Subject<'k> {
    pub id: &'k str,
    pub kind: &'k Kind,
}

impl<'f> Resolver<'f> {
    pub fn new(text: &'f str, tree: Option<&'f Value<'f>>) -> Self {
        Self {
            text,
            tree,
            language: Language::english(),
            spoken: None,
            faults: RefCell::default(),
            sources: HashMap::new(),
            waits: HashMap::new(),
            events: HashMap::new(),
            lists: Vec::new(),
            questions: Vec::new(),
            numbers: foldhash::HashMap::default(),
            ids: HashSet::new(),
        }
    }

    /// The same, with the program's words in this language.
    pub fn speaking(mut self, language: &'static Language) -> Self {
        self.spoken = Some(language);
        self
    }

    pub(super) fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.take();
        faults.sort_by_key(|(place, _)| place.start);
        faults
            .iter()
            .map(|(place, says)| {
                let id = self.tree.and_then(|tree| id_around(tree, place.start));
                Fault::at(self.text, place, id, says)
            })
            .collect()
    }

    /// Notes what is wrong with the part of the file at `place`.
    pub fn fault(&self, place: &Range<usize>, says: impl Into<String>) {
        self.fault_with(place, |_| says.into());
    }

    /// The same, where finding the words for it takes a while.
    pub(super) fn fault_with(&self, place: &Range<usize>, says: impl FnOnce(&Self) -> String) {
        if self.faults.borrow().len() < MOST_FAULTS {
            let says = says(self);
            self.faults.borrow_mut().push((place.clone(), says));
        }
    }

    /// An id that nothing of the same kind has yet.
    pub(super) fn new_id(&mut self, what: &'static str, id: &Name) -> String {
        if !self.ids.insert((what, id.value.clone())) {
            let echo = clean::echo(id);
            self.fault(
                &id.place,
                format!("The {what} `{echo}` stands here a second time."),
            );
        }
        self.id(id)
    }

    pub(super) fn id(&mut self, id: &Name) -> String {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c);
        if id.is_empty() || id.len() > LONGEST_NAME || !id.chars().all(allowed) {
            self.fault(
                &id.place,
                "An id is 1 to 64 lower case letters, digits, `_` or `-`.",
            );
        }
        id.value.clone()
    }

    pub(super) fn words(&mut self, words: &Words) -> String {
        self.words_with(words, false)
    }

    pub(super) fn all_words(&mut self, all: &[Words]) -> Vec<String> {
        all.iter().map(|words| self.words(words)).collect()
    }

    /// Words for people: harmless, not too long, with the waits filled in.
    pub(super) fn words_with(&mut self, words: &Words, answer: bool) -> String {
        // most words are ASCII, which is composed already
        let composed: Cow<'_, str> = if words.is_ascii() {
            Cow::Borrowed(&words.value)
        } else {
            Cow::Owned(words.nfc().collect())
        };
        if composed.trim().is_empty() {
            self.fault(&words.place, "There are no words here.");
        }
        if composed.chars().count() > LONGEST_TEXT {
            self.fault(
                &words.place,
                format!("A text may have {LONGEST_TEXT} characters at most."),
            );
        }
        if let Some((_, bad)) = clean::harmful(&composed, false) {
            let code = u32::from(bad);
            self.fault(
                &words.place,
                format!("The character U+{code:04X} can hide or reorder text. Take it out."),
            );
        }
        let filled = text::fill_with(&composed, |name| match self.waits.get(name) {
            Some(wait) => Ok(Some(wait.length.says(self.language))),
            None if answer && name == ANSWER => Ok(None),
            None => Err(()),
        });
        filled.unwrap_or_else(|name| {
            self.fault_with(&words.place, |known| {
                not_found("wait", &name, known.waits.keys().map(String::as_str))
            });
            composed.into_owned()
        })
    }

    pub(super) fn find_sources(&mut self, names: &[Name]) -> Vec<Arc<Source>> {
        names
            .iter()
            .filter_map(|name| {
                let found = self.sources.get(&name.value).cloned();
                if found.is_none() {
                    self.fault_with(&name.place, |known| {
                        not_found("source", name, known.sources.keys().map(String::as_str))
                    });
                }
                found
            })
            .collect()
    }

    /// The sources of a medical statement: at least one.
    pub(super) fn cited(&mut self, names: &Names) -> Vec<Arc<Source>> {
        if names.is_empty() {
            self.fault(
                &names.place,
                "A medical statement names at least one source.",
            );
        }
        self.find_sources(names)
    }

    pub fn find_wait(&self, name: &Name) -> Arc<Wait> {
        if let Some(wait) = self.waits.get(&name.value) {
            return wait.clone();
        }
        self.fault_with(&name.place, |known| {
            not_found("wait", name, known.waits.keys().map(String::as_str))
        });
        Arc::new(Wait {
            id: name.value.clone(),
            length: Length::Days(1),
            from: Basis::Default,
            sources: Vec::new(),
            note: None,
        })
    }
}

/// The sentence for a name that is not there, with what was probably meant.
pub(super) fn not_found<'n>(
    what: &str,
    name: &str,
    known: impl IntoIterator<Item = &'n str>,
) -> String {
    let hint = nearest(name, known)
        .map(|meant| format!(" Did you mean `{meant}`?"))
        .unwrap_or_default();
    let name = clean::echo(name);
    format!("There is no {what} `{name}`.{hint}")
}
