//! What resolving keeps and knows: the names found so far, the faults, the notes, and the rules
//! for words.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    ops::Range,
    sync::Arc,
};

use foldhash::{HashMap, HashSet};
use jsonc_parser::ast::Value;
use unicode_normalization::UnicodeNormalization;

use super::{
    file::{Name, Names, ShownPicture, Words},
    notes::{Notes, Owner, Role, Text, Unused},
    spans::{id_around, key_at},
};
use crate::{
    clean,
    pack::{
        fault::{Fault, nearest},
        limits::{LONGEST_NAME, LONGEST_TEXT, MOST_FAULTS},
        question::{Kind, List, Question},
        references::{Event, Source, Wait},
        values::{About, Basis, Length},
    },
    text::{
        self, Language,
        translation::{Entry, Translation},
    },
};

/// Words that the program itself puts in place of `{answer}`.
pub(super) const ANSWER: &str = "answer";

/// The question that a condition stands in.
#[derive(Clone, Copy)]
pub(super) struct Subject<'k> {
    pub id: &'k str,
    pub kind: &'k Kind,
}

impl Subject<'_> {
    /// Whether its dates lie behind or ahead; behind, where it takes none.
    pub const fn about(&self) -> About {
        match self.kind {
            Kind::Date { about, .. } => *about,
            _ => About::Past,
        }
    }
}

/// The things of one kind by their names, and which of them something uses.
pub(super) struct Known<T> {
    /// What errors call one of them.
    what: &'static str,
    things: HashMap<String, Named<T>>,
}

struct Named<T> {
    thing: T,
    span: Range<usize>,
    is_used: Cell<bool>,
}

impl<T: Clone> Known<T> {
    fn new(what: &'static str) -> Self {
        Self {
            what,
            things: HashMap::default(),
        }
    }

    pub fn add(&mut self, name: &Name, thing: T) {
        let named = Named {
            thing,
            span: name.span.clone(),
            is_used: Cell::new(false),
        };
        self.things.insert(name.value.clone(), named);
    }

    /// The thing of this name, which is used from now on.
    fn find(&self, name: &str) -> Option<T> {
        let named = self.things.get(name)?;
        named.is_used.set(true);
        Some(named.thing.clone())
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.things.keys().map(String::as_str)
    }

    fn unused(&self) -> impl Iterator<Item = Unused> {
        let unused = self.things.iter().filter(|(_, it)| !it.is_used.get());
        unused.map(|(id, named)| Unused {
            what: self.what,
            id: id.clone(),
            span: named.span.clone(),
        })
    }
}

/// What is known so far of the pack that is being read.
pub(super) struct Resolver<'f> {
    text: &'f str,
    tree: Option<&'f Value<'f>>,
    /// The language of the program's words beside those of the pack.
    pub(super) language: &'static Language,
    /// Where other texts are taken from than those that are written.
    pub(super) translation: Option<&'f Translation>,
    /// Whether somebody has reviewed each text that was taken from there.
    pub(super) is_reviewed: bool,
    /// Whether the pack says whom to call when it gets too much.
    pub(super) has_help: bool,
    /// Noted while the questions above are being looked at.
    pub(super) faults: RefCell<Vec<(Range<usize>, String)>>,
    /// What those want to know who judge or translate the pack; no texts where nothing is known
    /// of where they stand.
    pub(super) notes: Notes,
    /// What the texts that are met now belong to.
    owner: (Owner, String),
    pub(super) sources: Known<Arc<Source>>,
    pub(super) waits: Known<Arc<Wait>>,
    pub(super) events: Known<Arc<Event>>,
    pub(super) list_numbers: Known<usize>,
    pub(super) lists: Vec<Arc<List>>,
    pub(super) questions: Vec<Question>,
    pub(super) numbers: HashMap<String, usize>,
    /// The pictures that questions show, by the numbers of these: what they are of is known at the end.
    pub(super) shown: Vec<(usize, ShownPicture)>,
    /// What has an id so far: of what kind, and which.
    ids: HashSet<(&'static str, String)>,
}

impl<'f> Resolver<'f> {
    pub fn new(text: &'f str, tree: Option<&'f Value<'f>>) -> Self {
        Self {
            text,
            tree,
            language: Language::english(),
            translation: None,
            is_reviewed: true,
            has_help: false,
            faults: RefCell::default(),
            notes: Notes::default(),
            owner: (Owner::Other, String::new()),
            sources: Known::new("source"),
            waits: Known::new("wait"),
            events: Known::new("event"),
            list_numbers: Known::new("list"),
            lists: Vec::new(),
            questions: Vec::new(),
            numbers: HashMap::default(),
            shown: Vec::new(),
            ids: HashSet::default(),
        }
    }

    /// The same, with the texts of a translation, and the program's words in this language.
    pub fn translated(mut self, by: &'f Translation, language: &'static Language) -> Self {
        self.translation = Some(by);
        self.language = language;
        self
    }

    pub(super) fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.take();
        faults.sort_by_key(|(span, _)| span.start);
        let faults = faults.into_iter().map(|(span, says)| match self.tree {
            // the original has none, so it is about a text that stands in the translation
            Some(tree) if self.translation.is_some() => Fault {
                about: Some(key_at(tree, span.start)),
                ..Fault::whole(says)
            },
            tree => {
                let id = tree.and_then(|tree| id_around(tree, span.start));
                Fault::at(self.text, &span, id, says)
            }
        });
        faults.collect()
    }

    /// What nothing uses, once all has been met.
    pub(super) fn unused(&self) -> Vec<Unused> {
        let waits = self.waits.unused().chain(self.events.unused());
        let others = self.sources.unused().chain(self.list_numbers.unused());
        waits.chain(others).collect()
    }

    /// Notes what is wrong with the part of the file at `span`.
    pub fn fault(&self, span: &Range<usize>, says: impl Into<String>) {
        self.fault_with(span, |_| says.into());
    }

    /// The same, where finding the words for it takes a while.
    pub(super) fn fault_with(&self, span: &Range<usize>, says: impl FnOnce(&Self) -> String) {
        if self.faults.borrow().len() < MOST_FAULTS {
            let says = says(self);
            self.faults.borrow_mut().push((span.clone(), says));
        }
    }

    /// An id that nothing of the same kind has yet. The texts that follow belong to it.
    pub(super) fn new_id(&mut self, what: &'static str, id: &Name) -> String {
        if !self.ids.insert((what, id.value.clone())) {
            let echo = clean::echo(id);
            self.fault(
                &id.span,
                format!("The {what} `{echo}` stands here a second time."),
            );
        }
        self.enter(Owner::Other, id);
        self.id(id)
    }

    pub(super) fn id(&mut self, id: &Name) -> String {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c);
        if id.is_empty() || id.len() > LONGEST_NAME || !id.chars().all(allowed) {
            self.fault(
                &id.span,
                "An id is 1 to 64 lower case letters, digits, `_` or `-`.",
            );
        }
        id.value.clone()
    }

    /// From here on, texts belong to this.
    pub(super) fn enter(&mut self, owner: Owner, id: &Name) {
        self.owner = (owner, id.value.clone());
    }

    pub(super) fn words(&mut self, words: &Words) -> String {
        self.words_as(Role::Says, words)
    }

    pub(super) fn all_words(&mut self, all: &[Words]) -> Vec<String> {
        all.iter().map(|words| self.words(words)).collect()
    }

    pub(super) fn words_as(&mut self, role: Role, words: &Words) -> String {
        self.text(role, words, false)
    }

    /// Words in which `{answer}` may stand.
    pub(super) fn words_with_answer(&mut self, words: &Words) -> String {
        self.text(Role::Says, words, true)
    }

    /// A text of the pack, in the language in which it is read.
    fn text(&mut self, role: Role, words: &Words, answer: bool) -> String {
        let Some(tree) = self.tree else {
            return self.filled(words, &words.span, answer);
        };
        let entry = match self.translation {
            Some(translation) if role.is_translated() => {
                let entry = translation.text(&key_at(tree, words.span.start), words);
                self.is_reviewed &= entry.is_some_and(Entry::is_reviewed);
                entry
            }
            _ => None,
        };
        let written = entry.map_or(&words.value, |entry| &entry.says);
        let says = self.filled(written, &words.span, answer);
        // of a translation nobody asks where the texts stand
        if self.translation.is_some() {
            return says;
        }
        let (owner, id) = self.owner.clone();
        self.notes.texts.push(Text {
            span: words.span.clone(),
            written: written.clone(),
            says: says.clone(),
            role,
            owner,
            id,
        });
        says
    }

    /// Words for people: harmless, not too long, with the waits filled in.
    pub(super) fn filled(&self, words: &str, span: &Range<usize>, answer: bool) -> String {
        // as most words are
        let is_plain = clean::is_plain(words);
        let composed: Cow<'_, str> = if is_plain {
            Cow::Borrowed(words)
        } else {
            Cow::Owned(words.nfc().collect())
        };
        if composed.trim().is_empty() {
            self.fault(span, "There are no words here.");
        }
        if composed.chars().count() > LONGEST_TEXT {
            let says = format!("A text may have {LONGEST_TEXT} characters at most.");
            self.fault(span, says);
        }
        if !is_plain && let Some((_, bad)) = clean::harmful(&composed, false) {
            let code = u32::from(bad);
            let says = format!("The character U+{code:04X} can hide or reorder text. Take it out.");
            self.fault(span, says);
        }
        let filled = text::fill_with(&composed, |name| match self.waits.find(name) {
            Some(wait) => Ok(Some(wait.length.says(self.language))),
            None if answer && name == ANSWER => Ok(None),
            None => Err(()),
        });
        filled.unwrap_or_else(|name| {
            self.not_known(&self.waits, span, &name);
            composed.into_owned()
        })
    }

    fn not_known<T: Clone>(&self, known: &Known<T>, span: &Range<usize>, name: &str) {
        self.fault_with(span, |_| not_found(known.what, name, known.names()));
    }

    /// The thing of this name, or none and a fault.
    pub(super) fn find<T: Clone>(&self, known: &Known<T>, name: &Name) -> Option<T> {
        let found = known.find(name);
        if found.is_none() {
            self.not_known(known, &name.span, name);
        }
        found
    }

    pub(super) fn find_sources(&self, names: &[Name]) -> Vec<Arc<Source>> {
        let found = names.iter().map(|name| self.find(&self.sources, name));
        found.flatten().collect()
    }

    /// The sources of a medical statement: at least one.
    pub(super) fn cited(&self, names: &Names) -> Vec<Arc<Source>> {
        if names.is_empty() {
            self.fault(
                &names.span,
                "A medical statement names at least one source; for what the clinic itself chose, \
                 one that says so, such as `clinic-default`.",
            );
        }
        self.find_sources(names)
    }

    pub fn find_wait(&self, name: &Name) -> Arc<Wait> {
        self.find(&self.waits, name).unwrap_or_else(|| {
            Arc::new(Wait {
                id: name.value.clone(),
                length: Length::Days(1),
                from: Basis::Default,
                sources: Vec::new(),
                note: None,
            })
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
