//! From the form to the meaning: every name found, every bound checked.
//!
//! It goes through the file once, from top to bottom, and a name can only mean
//! what stands above it; so nothing can refer forward, and nothing in a circle.
//! It does not stop at the first fault.

use std::{
    borrow::Cow,
    cell::RefCell,
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

use jiff::civil::Date;
use jsonc_parser::ast::Value;
use unicode_normalization::UnicodeNormalization;

use super::{
    Care, Event, Fault, Item, List, Note, Pack, Promise, Question, Review, Source, Sourced, Term,
    Wait, Warning, WarningSigns,
    file::{self, Day, Length, Name, Names, PackFile, Words},
    glossary, nearest,
    places::id_around,
    rules,
};
use crate::{
    clean,
    text::{self, Language},
};

/// The longest text taken, in characters.
pub(super) const LONGEST_TEXT: usize = 2_000;
/// The longest name taken, in characters.
pub(super) const LONGEST_NAME: usize = 64;
/// More faults than an author wants to see at once are not collected.
pub(super) const MOST_FAULTS: usize = 100;
/// Words that the program itself puts in place of `{answer}`.
const ANSWER: &str = "answer";

/// What is known so far of the pack that is being read.
pub(super) struct Resolver<'f> {
    text: &'f str,
    tree: Option<&'f Value<'f>>,
    /// The language of the program's words beside those of the pack.
    language: &'static Language,
    /// It, where the tag of the pack does not decide it.
    spoken: Option<&'static Language>,
    /// Noted while the questions above are being looked at.
    faults: RefCell<Vec<(Range<usize>, String)>>,
    sources: HashMap<String, Arc<Source>>,
    pub(super) waits: HashMap<String, Arc<Wait>>,
    pub(super) events: HashMap<String, Arc<Event>>,
    pub(super) lists: Vec<Arc<List>>,
    pub(super) questions: Vec<Question>,
    pub(super) numbers: foldhash::HashMap<String, usize>,
    /// What has an id so far: of what kind, and which.
    ids: HashSet<(&'static str, String)>,
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

    /// The pack, or every fault of meaning in the order of the file.
    pub fn pack(mut self, file: &PackFile, sha256: String) -> Result<Pack, Vec<Fault>> {
        if !rules::check_size(&mut self, file) {
            return Err(self.into_faults());
        }
        // words of the program stand beside those of the pack
        let spoken = self.spoken.or_else(|| Language::of(&file.language));
        self.language = spoken.unwrap_or(self.language);
        let sources: Vec<_> = file.sources.iter().map(|it| self.source(it)).collect();
        for wait in &file.waits {
            self.wait(wait);
        }
        for event in &file.events {
            self.event(event);
        }
        let id = self.id(&file.id);
        let version = self.words(&file.version);
        let tag = self.words(&file.language);
        let title = self.words(&file.title);
        let about = self.all_words(&file.about);
        let urgent = file.urgent.iter().map(|it| self.sourced(it)).collect();
        let disclaimer = self.words(&file.disclaimer);
        let levels = [
            &file.levels.no_concern,
            &file.levels.clinician,
            &file.levels.wait,
            &file.levels.not_suitable,
        ]
        .map(|level| self.words(level));
        let clinical_review = file
            .clinical_review
            .iter()
            .map(|it| self.review(it))
            .collect();
        let sources_checked = self.date(&file.sources_checked);
        let sources_fresh_for = self.find_wait(&file.sources_fresh_for);
        let answers_hold_for = self.find_wait(&file.answers_hold_for);
        let sections = self.sections(&file.sections);
        let warnings = file.warnings.iter().map(|it| self.warning(it)).collect();
        let meanwhile = file.meanwhile.iter().map(|it| self.sourced(it)).collect();
        let course = file.course.iter().map(|it| self.note(it)).collect();
        let preparation = file.preparation.iter().map(|it| self.care(it)).collect();
        let aftercare = file.aftercare.iter().map(|it| self.care(it)).collect();
        let warning_signs = file.warning_signs.iter().map(|it| self.signs(it)).collect();
        let pictures = self.pictures(&file.pictures);
        let glossary = file.glossary.iter().map(|it| self.term(it)).collect();
        let promises = file.promises.iter().map(|it| self.promise(it)).collect();
        if !self.faults.borrow().is_empty() {
            return Err(self.into_faults());
        }
        Ok(Pack {
            id,
            version,
            sha256,
            tag,
            language: self.language,
            title,
            about,
            urgent,
            disclaimer,
            levels,
            clinical_review,
            sources_checked,
            sources_fresh_for,
            answers_hold_for,
            sources,
            sections,
            lists: self.lists,
            questions: self.questions,
            warnings,
            meanwhile,
            course,
            preparation,
            aftercare,
            warning_signs,
            pictures,
            glossary,
            promises,
            longest_path: file.longest_path.as_ref().map(|most| most.value),
            translation: None,
            numbers: self.numbers,
        })
    }

    fn into_faults(self) -> Vec<Fault> {
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

    fn date(&mut self, words: &Day) -> Date {
        let day = words.parse().ok();
        // the parser takes more forms than one; a pack uses this one
        day.filter(|day: &Date| day.to_string() == words.value)
            .unwrap_or_else(|| {
                self.fault(&words.place, "A day is written YYYY-MM-DD, as 2026-11-20.");
                Date::default()
            })
    }

    fn source(&mut self, source: &file::Source) -> Arc<Source> {
        let resolved = Arc::new(Source {
            id: self.new_id("source", &source.id),
            title: self.words(&source.title),
            year: source.year,
            url: source.url.as_ref().map(|url| self.words(url)),
            read: source.read,
            strength: source.strength,
        });
        self.sources
            .insert(source.id.value.clone(), resolved.clone());
        resolved
    }

    fn wait(&mut self, wait: &file::Wait) {
        if wait.length.counted().0 == 0 || wait.length.longest_days() > 366 * 150 {
            self.fault(
                &wait.length.place,
                "A wait is at least 1 and at most 150 years.",
            );
        }
        if wait.from == file::Basis::Source && wait.sources.is_empty() {
            self.fault(&wait.id.place, "A wait that is `source` names its source.");
        }
        let resolved = Arc::new(Wait {
            id: self.new_id("wait", &wait.id),
            length: wait.length.value,
            from: wait.from,
            sources: self.find_sources(&wait.sources),
            note: wait.note.as_ref().map(|note| self.words(note)),
        });
        if wait.id.value == ANSWER {
            self.fault(
                &wait.id.place,
                "`{answer}` stands for the answer: choose another name.",
            );
        }
        self.waits.insert(wait.id.value.clone(), resolved);
    }

    fn event(&mut self, event: &file::Event) {
        let resolved = Arc::new(Event {
            id: self.new_id("event", &event.id),
            says: self.words(&event.says),
        });
        self.events.insert(event.id.value.clone(), resolved);
    }

    fn find_sources(&mut self, names: &[Name]) -> Vec<Arc<Source>> {
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
            from: file::Basis::Default,
            sources: Vec::new(),
            note: None,
        })
    }

    fn sourced(&mut self, sourced: &file::Sourced) -> Sourced {
        Sourced {
            says: self.words(&sourced.says),
            sources: self.cited(&sourced.sources),
        }
    }

    fn review(&mut self, review: &file::Review) -> Review {
        Review {
            by: self.words(&review.by),
            role: self.words(&review.role),
            on: self.date(&review.on),
            until: self.date(&review.until),
        }
    }

    fn warning(&mut self, warning: &file::Warning) -> Warning {
        Warning {
            id: self.new_id("warning", &warning.id),
            when: self.when(&warning.when, None),
            says: self.words(&warning.says),
            sources: self.cited(&warning.sources),
        }
    }

    fn promise(&mut self, promise: &file::Promise) -> Promise {
        Promise {
            id: self.new_id("promise", &promise.id),
            when: self.when(&promise.when, None),
            at_least: promise.at_least,
            because: self.words(&promise.because),
        }
    }

    fn note(&mut self, note: &file::Note) -> Note {
        let when = note.when.as_ref();
        Note {
            id: self.new_id("note", &note.id),
            title: self.words(&note.title),
            when: when.map(|when| self.when(when, None)),
            says: self.all_words(&note.says),
            sources: self.cited(&note.sources),
        }
    }

    fn care(&mut self, care: &file::Care) -> Care {
        Care {
            id: self.new_id("group", &care.id),
            title: self.words(&care.title),
            from: care.from.as_ref().map(|wait| self.find_wait(wait)),
            to: care.to.as_ref().map(|wait| self.find_wait(wait)),
            expect: care.expect.as_ref().map(|expect| self.sourced(expect)),
            items: care.items.iter().map(|item| self.item(item)).collect(),
        }
    }

    fn item(&mut self, item: &file::Item) -> Item {
        Item {
            id: self.new_id("item", &item.id),
            says: self.words(&item.says),
            sources: self.cited(&item.sources),
        }
    }

    fn signs(&mut self, signs: &file::WarningSigns) -> WarningSigns {
        WarningSigns {
            id: self.new_id("group of signs", &signs.id),
            title: self.words(&signs.title),
            signs: self.all_words(&signs.signs),
            sources: self.cited(&signs.sources),
        }
    }

    fn term(&mut self, term: &file::Term) -> Term {
        let mut seen = HashSet::new();
        for form in &term.forms {
            self.id(&form.id);
            if !seen.insert(&form.id.value) {
                let echo = clean::echo(&form.id);
                let says = format!("The form `{echo}` stands here a second time.");
                self.fault(&form.id.place, says);
            }
        }
        let shown = self.words(&term.term);
        let others = term.forms.iter().map(|form| self.words(&form.term));
        let forms: Vec<String> = others.chain([shown.clone()]).collect();
        Term {
            id: self.new_id("word", &term.id),
            forms: forms.iter().map(|form| glossary::words(form)).collect(),
            term: shown,
            says: self.words(&term.says),
            sources: self.find_sources(&term.sources),
        }
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
