//! What resolving notes down beside a pack, for those who judge or translate it: every text, what
//! nothing uses, and where things stand.
//!
//! Resolving is the only walk over the grammar. What else wants to know where a text stands, or
//! whether a wait is used, reads these notes.

use std::ops::Range;

use super::{file::When, spans::At};

/// What a text is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A question, or the question over a tick list.
    Ask,
    /// A question as a statement to tick.
    Tick,
    /// An answer to choose.
    Choice,
    /// Anything else that is said to a person: findings, advice, care, headings.
    Says,
    /// A source in short.
    Source,
    /// A word of the glossary, in one of its forms.
    Term,
    /// What a word of the glossary means.
    Meaning,
    /// A note on where a number comes from, for whoever reviews the pack.
    Note,
    /// What is the same in every language and for the authors alone: citations, names, versions,
    /// what a promise rests on.
    Fixed,
}

impl Role {
    /// Whether a translation has it.
    #[must_use]
    pub const fn is_translated(self) -> bool {
        !matches!(self, Self::Note | Self::Fixed)
    }
}

/// What a text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The question of this number.
    Question(usize),
    /// The tick list of this number.
    List(usize),
    /// Anything else.
    Other,
}

/// A text of a pack.
#[derive(Debug)]
pub struct Text {
    /// Its bytes in the file.
    pub span: Range<usize>,
    /// As it is written.
    pub written: String,
    /// As it stands in the pack: with the waits filled in.
    pub says: String,
    pub role: Role,
    /// What it belongs to.
    pub owner: Owner,
    /// The id of the question, note, item or the like that it belongs to; that of the pack, where
    /// there is none.
    pub id: String,
}

/// A condition as it is written: its bytes in the file, and its parts in the order of
/// [`crate::pack::When`].
#[derive(Debug)]
pub struct Condition {
    /// Its bytes in the file.
    pub span: Range<usize>,
    pub parts: Vec<Self>,
}

impl Condition {
    pub(super) fn of(when: &At<When>) -> Self {
        let parts = match &when.value {
            When::All(parts) | When::Any(parts) => parts.iter().map(Self::of).collect(),
            When::Not(part) => vec![Self::of(part)],
            When::Of(of) => vec![Self::of(&of.when)],
            _ => Vec::new(),
        };
        Self {
            span: when.span.clone(),
            parts,
        }
    }
}

/// Where the parts of a question stand.
#[derive(Debug)]
pub struct QuestionSpans {
    /// Its id.
    pub id: Range<usize>,
    /// What opens it, if it is a follow-up.
    pub gate: Option<Condition>,
    pub outcomes: Vec<Condition>,
}

/// A wait, event, source or list that nothing uses.
#[derive(Debug)]
pub struct Unused {
    /// Which of them it is, as errors call it.
    pub what: &'static str,
    pub id: String,
    /// The bytes of its id in the file.
    pub span: Range<usize>,
}

/// Everything that was noted of one pack. All spans are bytes of its file.
#[derive(Debug, Default)]
pub struct Notes {
    /// Every text, in the order in which they were met.
    pub texts: Vec<Text>,
    /// What nothing uses.
    pub unused: Vec<Unused>,
    /// Where each question stands, by its number.
    pub questions: Vec<QuestionSpans>,
    /// The condition of each warning.
    pub warnings: Vec<Condition>,
    /// The condition of each paragraph of the course, if it has one.
    pub course: Vec<Option<Condition>>,
    /// Where each question stands in the list of those where not knowing is no concern.
    pub not_knowing: Vec<Range<usize>>,
    /// The name of each reviewer.
    pub reviews: Vec<Range<usize>>,
    /// The id of each promise.
    pub promises: Vec<Range<usize>>,
    /// Whether somebody has reviewed each of its texts; true where none is translated.
    pub is_reviewed: bool,
    /// The id of the pack.
    pub id: Range<usize>,
    pub version: Range<usize>,
    /// The most questions that it promises to ask, if it does.
    pub longest_path: Range<usize>,
}

impl Notes {
    /// Where the id of the question of this number stands.
    #[must_use]
    pub fn question(&self, number: usize) -> Range<usize> {
        let question = self.questions.get(number);
        question.map_or(0..0, |question| question.id.clone())
    }

    /// The condition of an outcome of the question of this number.
    #[must_use]
    pub fn outcome(&self, number: usize, nth: usize) -> Option<&Condition> {
        self.questions.get(number)?.outcomes.get(nth)
    }

    /// Where that condition stands.
    #[must_use]
    pub fn when(&self, number: usize, nth: usize) -> Range<usize> {
        let condition = self.outcome(number, nth);
        condition.map_or(0..0, |condition| condition.span.clone())
    }
}
