//! What is asked, and what each answer means.
//!
//! A [`Pack`] is read from JSON by [`Pack::from_bytes`], whole or not at all: every
//! name in it has been found, every bound checked, so that what stands above
//! never meets a question that is not there. Its questions stand in one list,
//! in the order in which they are asked.

mod calendar;
mod editions;
mod fault;
pub(crate) mod file;
mod flaw;
pub(crate) mod glossary;
mod load;
pub mod meaning;
mod options;
pub mod pictures;
pub(crate) mod places;
mod questions;
mod reader;
mod resolve;
mod rules;
mod schema;
mod stand_in;
mod translation;

use std::sync::Arc;

use foldhash::HashMap;
use jiff::civil::Date;

use crate::text::Language;

pub use editions::{Editions, translation_beside, translations};
pub use fault::{Fault, PackError, nearest};
pub use file::{About, Basis, Length, Level, Range, Reading, Strength};
pub use glossary::Term;
pub use load::{BUILT_IN_NAME, LARGEST, SAMPLE, read_file};
pub(crate) use load::{read, read_translation};
pub use options::OptionSet;
use pictures::{Captioned, Pictures, Scar};
pub use schema::schema;
pub(crate) use schema::{DayForm, NameForm, WordsForm, schema_of};
pub use translation::{Translated, texts_of, translate};

/// One questionnaire, ready to be asked.
#[derive(Debug)]
pub struct Pack {
    /// The pack's name.
    pub id: String,
    /// The pack's version.
    pub version: String,
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
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
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
    /// The headings, in order.
    pub sections: Vec<Section>,
    /// The tick lists, in order.
    pub lists: Vec<List>,
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
    pub aftercare: Vec<Care>,
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
    numbers: HashMap<String, usize>,
}

impl Pack {
    /// The question of this id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.get(*self.numbers.get(id)?)
    }

    /// The question whose id is nearest to one that does not exist.
    #[must_use]
    pub fn nearest_question(&self, id: &str) -> Option<&str> {
        nearest(id, self.numbers.keys().map(String::as_str))
    }

    /// The review that holds on a day, if any does.
    #[must_use]
    pub fn review_on(&self, day: Date) -> Option<&Review> {
        self.clinical_review
            .iter()
            .find(|review| review.on <= day && day <= review.until)
    }
}

/// A medical statement, and who says so.
#[derive(Debug)]
pub struct Sourced {
    /// The statement.
    pub says: String,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
}

/// A clinician's review of the whole content.
#[derive(Debug)]
pub struct Review {
    /// The reviewer's name.
    pub by: String,
    /// The reviewer's role.
    pub role: String,
    /// The day of the review.
    pub on: Date,
    /// The last day on which it holds.
    pub until: Date,
}

/// A publication that a statement rests on.
#[derive(Debug)]
pub struct Source {
    /// Its name in the pack.
    pub id: String,
    /// What it is and who published it.
    pub title: String,
    /// The year of publication, where it is known.
    pub year: Option<u16>,
    /// Where it can be read.
    pub url: Option<String>,
    /// How it was read.
    pub read: Reading,
    /// How strong its evidence is.
    pub strength: Strength,
}

/// A span of time with a name.
#[derive(Debug)]
pub struct Wait {
    /// Its name in the pack.
    pub id: String,
    /// How long it is.
    pub length: Length,
    /// Whether a source fixes it.
    pub from: Basis,
    /// The sources that give it, or the range it was chosen from.
    pub sources: Vec<Arc<Source>>,
    /// What sources say otherwise.
    pub note: Option<String>,
}

/// Something that must have happened before a wait is over.
#[derive(Debug)]
pub struct Event {
    /// Its name in the pack.
    pub id: String,
    /// What it is called after "not before".
    pub says: String,
}

/// A heading over some of the questions.
#[derive(Debug)]
pub struct Section {
    /// Its name in the pack.
    pub id: String,
    /// The heading.
    pub title: String,
}

/// A tick list: several yes-or-no questions shown at once.
#[derive(Debug)]
pub struct List {
    /// Its name in the pack.
    pub id: String,
    /// The question over the list.
    pub ask: String,
    /// Why it is asked.
    pub why: String,
}

/// A question, and what its answers mean.
#[derive(Debug)]
pub struct Question {
    /// Its place in [`Pack::questions`], and of its answer among the answers.
    pub number: usize,
    /// Its name, and its answer's key.
    pub id: String,
    /// The id of the top question that it belongs to; its own, if it is one.
    pub topic: String,
    /// Two or three words for it.
    pub short: String,
    /// The question.
    pub ask: String,
    /// Why it is asked.
    pub why: String,
    /// The same as a statement, in a tick list.
    pub tick: Option<String>,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// The place of its heading in [`Pack::sections`].
    pub section: usize,
    /// The place of its tick list in [`Pack::lists`].
    pub list: Option<usize>,
    /// What must hold for it to be asked.
    pub gate: Option<Gate>,
    /// Asked even after an outcome that ends the questions.
    pub always: bool,
    /// Why not knowing is no concern here.
    pub not_knowing: Option<String>,
    /// What the answers mean.
    pub outcomes: Vec<Outcome>,
}

/// What kind of answer a question takes.
#[derive(Debug)]
pub enum Kind {
    /// Yes or no: the options 0 and 1 of [`YES_NO`].
    YesNo,
    /// One of these.
    Choice(Vec<Choice>),
    /// One or more of these.
    Choices(Vec<Choice>),
    /// A whole number in this range.
    Number(Range),
    /// A day, a month or a year, no farther from today than `reach`.
    Date {
        /// Whether it lies behind or ahead.
        about: About,
        /// How far from today it may lie.
        reach: Arc<Wait>,
    },
    /// The person's own words.
    Text,
}

impl Kind {
    /// Its name in packs and in lists of questions.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::YesNo => "yes_no",
            Self::Choice(_) => "choice",
            Self::Choices(_) => "choices",
            Self::Number(_) => "number",
            Self::Date { .. } => "date",
            Self::Text => "text",
        }
    }
}

/// The ids of the options of a yes-or-no question.
pub const YES_NO: [&str; 2] = ["yes", "no"];

/// One option of a choice.
#[derive(Debug)]
pub struct Choice {
    /// Its name.
    pub id: String,
    /// The option in words.
    pub says: String,
    /// How such a scar looks.
    pub picture: Option<Captioned<Scar>>,
}

impl Question {
    /// The question as a row of a tick list.
    #[must_use]
    pub fn ticked(&self) -> &str {
        self.tick.as_ref().unwrap_or(&self.ask)
    }

    /// The ids of the options that it takes, in order; none for other kinds.
    pub fn option_ids(&self) -> impl Iterator<Item = &str> {
        let (fixed, own): (&[&str], &[Choice]) = match &self.kind {
            Kind::YesNo => (&YES_NO, &[]),
            Kind::Choice(options) | Kind::Choices(options) => (&[], options),
            Kind::Number(_) | Kind::Date { .. } | Kind::Text => (&[], &[]),
        };
        fixed
            .iter()
            .copied()
            .chain(own.iter().map(|option| option.id.as_str()))
    }

    /// The options of its own, in order; none for other kinds.
    #[must_use]
    pub fn options(&self) -> &[Choice] {
        match &self.kind {
            Kind::Choice(options) | Kind::Choices(options) => options,
            Kind::YesNo | Kind::Number(_) | Kind::Date { .. } | Kind::Text => &[],
        }
    }

    /// Its option "no", if it has one.
    #[must_use]
    pub fn no(&self) -> Option<OptionSet> {
        let [_, no] = YES_NO;
        self.option_ids().position(|id| id == no).map(OptionSet::of)
    }

    /// Whether it heads a topic.
    #[must_use]
    pub fn is_topic(&self) -> bool {
        self.gate.is_none()
    }
}

/// What must hold for a follow-up to be asked.
#[derive(Debug)]
pub struct Gate {
    /// The number of the question that it follows.
    pub parent: usize,
    /// The test on that question.
    pub when: When,
}

/// What one answer means.
#[derive(Debug)]
pub struct Outcome {
    /// The answers that it applies to.
    pub when: When,
    /// How much of a concern it is.
    pub level: Level,
    /// What must all be over first.
    pub until: Vec<Until>,
    /// What was found; `{answer}` stands for the answer.
    pub reason: String,
    /// What to do about it.
    pub advice: String,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
    /// After this, only questions marked `always` are still asked.
    pub ends: bool,
    /// Why it may hold together with an outcome of another level.
    pub beside: Option<String>,
}

/// One thing that must be over.
#[derive(Debug, Clone)]
pub enum Until {
    /// The date answered, and this much more.
    AnswerPlus(Arc<Wait>),
    /// The event, and perhaps this much more.
    Event(Arc<Event>, Option<Arc<Wait>>),
}

/// A condition on the answers, all its names found. What it means is written in
/// [`meaning`].
#[derive(Debug)]
pub enum When {
    /// This test, on the answer to the question that it stands in.
    Answer(Test),
    /// This, of the question of this number, if that one is on the path.
    Of(usize, Box<Self>),
    /// All of these hold.
    All(Vec<Self>),
    /// At least one of these holds.
    Any(Vec<Self>),
    /// This does not hold.
    Not(Box<Self>),
}

/// A test on one answer.
#[derive(Debug)]
pub enum Test {
    /// Answered, and not with "not sure" or "I would rather tell".
    Answered,
    /// "Not sure", "I would rather tell the clinician", or blank.
    NotSure,
    /// No answer at all. Packs can't say it: the program uses it itself.
    Blank,
    /// At least one of these options was chosen.
    AnyOf(OptionSet),
    /// Each of these options was chosen.
    AllOf(OptionSet),
    /// Answered, with none of these options.
    NoneOf(OptionSet),
    /// The number is smaller.
    Below(u32),
    /// The number is this or larger.
    AtLeast(u32),
    /// The wait from this date is not over.
    Within(Arc<Wait>),
    /// The wait from this date is over.
    Over(Arc<Wait>),
    /// The date is today or still to come.
    Ahead,
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

/// Something that holds of every verdict.
#[derive(Debug)]
pub struct Promise {
    /// Its name in the pack.
    pub id: String,
    /// The answers that it is about.
    pub when: When,
    /// No verdict on such answers is of a lower level.
    pub at_least: Level,
    /// Why.
    pub because: String,
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

/// What to do in a span of time before or after the treatment.
#[derive(Debug)]
pub struct Care {
    /// Its name in the pack.
    pub id: String,
    /// The heading.
    pub title: String,
    /// Between the treatment and the first day. None: the day itself.
    pub from: Option<Arc<Wait>>,
    /// Between the treatment and the last day. None: open; without `from` too,
    /// that day alone.
    pub to: Option<Arc<Wait>>,
    /// What is usual in that time.
    pub expect: Option<Sourced>,
    /// What to do.
    pub items: Vec<Item>,
}

/// One thing to do, with a box to tick.
#[derive(Debug)]
pub struct Item {
    /// Its name, unique among all items.
    pub id: String,
    /// What to do.
    pub says: String,
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
