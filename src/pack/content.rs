//! A whole pack: its questions, and everything that stands around them.
//!
//! Questions stand in one flat list, numbered in the order asked; the tree is in the file alone. A
//! follow-up knows its parent and the condition that opens it. The members of a tick list come first,
//! then what each leads on to. So the path is a filter, the order of findings is the order of
//! numbers, and "conditions only look back" is a comparison.

use std::{
    borrow::Cow,
    iter,
    sync::{Arc, OnceLock},
};

use foldhash::HashMap;
use jiff::civil::Date;

use super::{
    care::{Aftercare, Care, Item},
    fault::{PackError, nearest},
    file_hash::FileHash,
    pictures::Pictures,
    promise::Promise,
    question::{List, Question, Section, When},
    references::{Source, Sourced, Wait},
    review::Review,
    values::Level,
};
use crate::text::Language;

/// One questionnaire, ready to be asked.
#[derive(Debug)]
pub struct Pack {
    /// The pack's name.
    pub id: String,
    /// The pack's version.
    pub version: String,
    pub(super) hash: FileHash,
    /// The language of its words, as a short tag: `en`.
    pub tag: String,
    /// The language of the program's words beside them.
    pub language: &'static Language,
    /// What the screening is called.
    pub title: String,
    /// What this is and what it is not.
    pub about: Vec<String>,
    /// What must not wait for this form.
    pub urgent: Vec<Sourced>,
    /// Whom to call when it gets too much.
    pub help: Option<Help>,
    /// The sentence that ends every verdict.
    pub disclaimer: String,
    /// One sentence for each level, the least first.
    pub levels: [String; 4],
    /// Who reviewed the content, when, and until when that holds.
    pub clinical_review: Vec<Review>,
    /// The day the sources were last read again.
    pub sources_checked: Date,
    /// After this the sources should be read again.
    pub sources_fresh_for: Arc<Wait>,
    /// After this the answers of a screening no longer hold.
    pub answers_hold_for: Arc<Wait>,
    /// After this a screening that follows asks the whole again; without it, as soon as the answers
    /// no longer hold.
    pub whole_again_after: Option<Arc<Wait>>,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
    /// The headings, in order.
    pub sections: Vec<Arc<Section>>,
    /// The tick lists, in order.
    pub lists: Vec<Arc<List>>,
    /// Every question, follow-ups too, in the order asked.
    pub questions: Vec<Question>,
    /// What needs a doctor now.
    pub warnings: Vec<Warning>,
    /// What to do while waiting.
    pub meanwhile: Vec<Sourced>,
    /// What to expect of the treatment.
    pub course: Vec<Note>,
    /// What to do before it.
    pub preparation: Vec<Care>,
    /// What to do after it.
    pub aftercare: Aftercare,
    /// What to watch for after it.
    pub warning_signs: Vec<WarningSigns>,
    /// What the pictures show.
    pub pictures: Pictures,
    /// The words that are explained.
    pub glossary: Vec<Term>,
    /// What holds of every verdict.
    pub promises: Vec<Promise>,
    /// The most questions that one person may be asked.
    pub longest_path: Option<u16>,
    /// What it was translated from; none where it stands as it was written.
    pub translation: Option<Translated>,
    pub(super) numbers: HashMap<String, usize>,
}

impl Pack {
    /// The SHA-256 of the file, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        self.hash.hex()
    }

    /// The questions where not knowing is no concern, in the order asked.
    pub fn not_knowing(&self) -> impl Iterator<Item = &Question> {
        let questions = self.questions.iter();
        questions.filter(|question| question.not_knowing.is_some())
    }

    /// The day until which answers of this day hold: on it they hold no more.
    #[must_use]
    pub fn answers_hold_until(&self, answered: Date) -> Date {
        self.answers_hold_for.length.after(answered)
    }

    /// What a level means, in one sentence.
    #[must_use]
    pub fn says_of(&self, level: Level) -> &str {
        let [no_concern, clinician, wait, not_suitable] = &self.levels;
        match level {
            Level::NoConcern => no_concern,
            Level::Clinician => clinician,
            Level::Wait => wait,
            Level::NotSuitable => not_suitable,
        }
    }

    /// The question of this id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.get(*self.numbers.get(id)?)
    }

    /// Who says what about a topic, each once, in the order of its questions.
    #[must_use]
    pub fn sources_of(&self, topic: &str) -> Vec<&Arc<Source>> {
        let questions = self.questions.iter().filter(|it| it.topic == topic);
        let outcomes = questions.flat_map(|it| &it.outcomes);
        let mut sources: Vec<&Arc<Source>> = Vec::new();
        for source in outcomes.flat_map(|it| &it.sources) {
            if !sources.iter().any(|known| Arc::ptr_eq(known, source)) {
                sources.push(source);
            }
        }
        sources
    }

    /// The question that another one follows; none of a topic.
    #[must_use]
    pub fn parent(&self, question: &Question) -> Option<&Question> {
        self.questions.get(question.gate.as_ref()?.parent)
    }

    /// Whether a question is asked anew in every screening that follows another one: what is about the
    /// day of the treatment, what is asked each time, and all that these lead on to.
    #[must_use]
    pub fn is_asked_each_time(&self, question: &Question) -> bool {
        self.is_below(question, |it| it.of_the_day || it.each_time)
    }

    /// Whether a question is about the day of the treatment, or follows one that is.
    #[must_use]
    pub fn is_about_the_day(&self, question: &Question) -> bool {
        self.is_below(question, |it| it.of_the_day)
    }

    /// Whether a question is such a one, or follows one.
    fn is_below(&self, question: &Question, is_such: impl Fn(&Question) -> bool) -> bool {
        // a follow-up stands behind its parent, so this ends
        iter::successors(Some(question), |it| self.parent(it)).any(is_such)
    }

    /// The same question as one of this pack in another language.
    #[must_use]
    pub fn counterpart(&self, question: &Question) -> Option<&Question> {
        self.questions.get(question.number)
    }

    /// The tick list of this id.
    #[must_use]
    pub fn list(&self, id: &str) -> Option<&List> {
        let list = self.lists.iter().find(|list| list.id == id)?;
        Some(&**list)
    }

    /// The question whose id is nearest to one that does not exist.
    #[must_use]
    pub fn nearest_question(&self, id: &str) -> Option<&str> {
        nearest(id, self.numbers.keys().map(String::as_str))
    }

    /// Everything to do before and after the treatment, in the order in which it is told.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        let before = self.preparation.iter().flat_map(|care| &care.items);
        before.chain(self.aftercare.items())
    }
}

/// Whom to call when it gets too much. All of it is said to everybody: the language and the settings
/// of a computer say nothing certain about where somebody is.
#[derive(Debug)]
pub struct Help {
    /// The sentence before the numbers.
    pub says: String,
    /// The numbers, in order.
    pub lines: Vec<HelpLine>,
}

/// A number to call, and where it works.
#[derive(Debug)]
pub struct HelpLine {
    /// Its name in the pack.
    pub id: String,
    /// Where the number works.
    pub place: String,
    /// The number, or what it is called.
    pub call: String,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
}

/// What needs a doctor now.
#[derive(Debug)]
pub struct Warning {
    /// Its name in the pack.
    pub id: String,
    /// When it is given.
    pub when: When,
    /// What to do.
    pub says: String,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
}

/// A paragraph about the treatment.
#[derive(Debug)]
pub struct Note {
    /// Its name in the pack.
    pub id: String,
    /// The heading.
    pub title: String,
    /// Given only when this holds.
    pub when: Option<When>,
    /// The sentences.
    pub says: Vec<String>,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
}

/// Signs to watch for, under one way of getting help.
#[derive(Debug)]
pub struct WarningSigns {
    /// Its name in the pack.
    pub id: String,
    /// What to do when one of them shows.
    pub title: String,
    /// The signs.
    pub signs: Vec<String>,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
}

/// A word that needs explaining, and what it means.
#[derive(Debug)]
pub struct Term {
    /// Its name in the pack.
    pub id: String,
    /// The word, as it is shown.
    pub term: String,
    /// What it means, in plain words.
    pub says: String,
    /// Who says so; nobody where any dictionary does.
    pub sources: Vec<Arc<Source>>,
    /// The words of each of its forms: it is looked for on every screen.
    pub(super) forms: Vec<String>,
}

/// A pack as it was written. The one that is part of the program is read when it is first asked for:
/// who is asked in another language may never see it.
#[derive(Debug)]
pub struct Original {
    /// The language in which it was written.
    pub language: &'static Language,
    pub(super) bytes: Cow<'static, [u8]>,
    pub(super) hash: FileHash,
    pub(super) pack: OnceLock<Pack>,
    /// How it is read where it is not there yet.
    pub(super) read: fn() -> Result<Pack, PackError>,
}

impl Original {
    /// The pack.
    ///
    /// # Errors
    /// As [`Pack::built_in`].
    pub fn pack(&self) -> Result<&Pack, PackError> {
        if let Some(pack) = self.pack.get() {
            return Ok(pack);
        }
        let pack = (self.read)()?;
        Ok(self.pack.get_or_init(|| pack))
    }
}

/// What a pack was translated from.
#[derive(Debug)]
pub struct Translated {
    /// The pack in the language in which it was written.
    pub original: Arc<Original>,
    /// Whether people who may do so have reviewed every text, the program's own too.
    pub reviewed: bool,
}
