//! Questions, the answers that they take, and what these mean.
//!
//! An outcome of the level `no_concern` makes no finding, unless it is a mention. It lets a pack state,
//! with sources, that an answer is fine, so that silence is never the statement. `until` is a list, since a wait may need
//! several things to be over; a single object would be a second form of the same.

use std::sync::Arc;

use super::{
    options::OptionSet,
    pictures::{Captioned, Scar, Shown},
    references::{Event, Source, Wait},
    values::{About, Level, Range},
};
use crate::text::{self, Language};

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
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and no two decide anything together"
)]
pub struct Question {
    /// Its place in [`Pack::questions`](super::Pack::questions), and of its answer among the answers.
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
    /// The heading that it stands under.
    pub section: Arc<Section>,
    /// The tick list that it stands in.
    pub list: Option<Arc<List>>,
    /// What must hold for it to be asked.
    pub gate: Option<Gate>,
    /// Asked even after an outcome that ends the questions.
    pub always: bool,
    /// About how somebody is on the day of the treatment: asked on that day alone.
    pub of_the_day: bool,
    /// Asked again at every screening that follows another one.
    pub each_time: bool,
    /// Whether a clinic may answer it for all its patients: about its device or its products.
    pub clinic_may_answer: bool,
    /// Whether the numbers of the pack's help stand under it.
    pub help: bool,
    /// The pictures that it shows, besides those of its options.
    pub pictures: Vec<Shown>,
    /// Why not knowing is no concern here; a blank still is one.
    pub not_knowing: Option<String>,
    /// What the answers mean.
    pub outcomes: Vec<Outcome>,
}

impl Question {
    /// The question as a row of a tick list.
    #[must_use]
    pub fn ticked(&self) -> &str {
        self.tick.as_ref().unwrap_or(&self.ask)
    }

    /// Whether it asks for a date that lies behind or ahead; none for other kinds.
    #[must_use]
    pub const fn asks_about(&self) -> Option<About> {
        match &self.kind {
            Kind::Date { about, .. } => Some(*about),
            Kind::YesNo | Kind::Choice(_) | Kind::Choices(_) | Kind::Number(_) | Kind::Text => None,
        }
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

    /// Whether it stands in the tick list of this id.
    #[must_use]
    pub fn is_in(&self, list: &str) -> bool {
        self.list.as_ref().is_some_and(|it| it.id == list)
    }

    /// Whether it must be answered before the summary: all but the person's own words.
    #[must_use]
    pub const fn is_needed(&self) -> bool {
        !matches!(self.kind, Kind::Text)
    }

    /// Whether it heads a topic.
    #[must_use]
    pub fn is_topic(&self) -> bool {
        self.gate.is_none()
    }
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
        /// Whether it can be given in weeks.
        or_weeks: Option<OrWeeks>,
    },
    /// The person's own words.
    Text,
}

/// How many weeks something has lasted, in place of the date on which it ends.
#[derive(Debug)]
pub struct OrWeeks {
    /// How long all of it lasts.
    pub of: Arc<Wait>,
    /// What is counted: "Or how many weeks pregnant".
    pub says: String,
}

/// As many weeks as stand in the example of how to give them.
const EXAMPLE_OF_WEEKS: usize = 22;

impl OrWeeks {
    /// How to give it, in a sentence.
    #[must_use]
    pub fn how(&self, language: &Language) -> String {
        let weeks = language.count(text::WEEKS, EXAMPLE_OF_WEEKS);
        language.fill(text::OR_WEEKS, &[("says", &self.says), ("weeks", &weeks)])
    }
}

impl Kind {
    /// How a date can be given in weeks, where it can.
    #[must_use]
    pub const fn or_weeks(&self) -> Option<&OrWeeks> {
        match self {
            Self::Date { or_weeks, .. } => or_weeks.as_ref(),
            _ => None,
        }
    }

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

/// The word for "not sure" in data.
pub const UNSURE: &str = "unsure";
/// The word for "I would rather tell the clinician" in data.
pub const DECLINED: &str = "declined";
/// The answers that the program adds to every question but own words.
pub const ADDED: [&str; 2] = [UNSURE, DECLINED];

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
    /// Whether the person is asked to tell it to the clinician, though it is no concern: a mention.
    pub mention: bool,
    /// What must all be over first.
    pub until: Vec<Until>,
    /// What was found; `{answer}` stands for the answer, a date with its "on" or "in": it may be a
    /// day or a year.
    pub reason: String,
    /// What to do about it.
    pub advice: String,
    /// What to do now, in one sentence, where this decides the verdict.
    pub next: Option<String>,
    /// What was found, in a few words.
    pub short: Option<String>,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
    /// Whether no clinician may wave it through at a desk.
    pub no_override: bool,
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
/// [`meaning`](super::meaning).
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
#[derive(Debug, Clone)]
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
    /// The wait from this date, which lies behind or ahead, is not over.
    Within(About, Arc<Wait>),
    /// The wait from this date is over.
    Over(About, Arc<Wait>),
    /// The date is the day itself or still to come.
    Ahead,
}
