//! The grammar of a pack: what the JSON may say, exactly as it is written.
//!
//! These types only describe the form. What the names in them refer to is
//! settled in [`super::resolve`], which turns a [`PackFile`] into a
//! [`super::Pack`] or says where it is wrong. Every name and text is kept
//! [`At`] its place, so that an error of meaning has a line as much as an
//! error of form.

use serde::Deserialize;

use super::places::At;

/// A name: lower case letters, digits, `_` and `-`.
pub type Name = At<String>;
/// Words for people. `{name}` stands for the length of the wait of that name.
pub type Words = At<String>;

/// One questionnaire, as written in `questions/*.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackFile {
    /// The JSON Schema that editors complete and explain this file with.
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    /// The pack's name, stable over its versions.
    pub id: Name,
    /// The pack's version, as `major.minor.patch`.
    pub version: Words,
    /// The language of the words, as a BCP 47 tag (`en`).
    pub language: Words,
    /// What the screening is called on screen.
    pub title: Words,
    /// What this is and what it is not, said before the first question.
    pub about: Vec<Words>,
    /// What must not wait for this form, said before the first question.
    pub urgent: Vec<Sourced>,
    /// The sentence that ends every verdict.
    pub disclaimer: Words,
    /// What the verdict's levels mean, one entry a level.
    pub levels: Levels,
    /// Who reviewed the content. Empty until a clinician has.
    pub clinical_review: Vec<Review>,
    /// The day the sources were last read again, `YYYY-MM-DD`.
    pub sources_checked: Words,
    /// The wait after which the sources should be read again.
    pub sources_fresh_for: Name,
    /// The wait after which the answers of a screening no longer hold.
    pub answers_hold_for: Name,
    /// Who says so.
    pub sources: Vec<Source>,
    /// Every number of hours, days, weeks, months and years, once, by name.
    pub waits: Vec<Wait>,
    /// What a wait may have to see first, other than a date.
    pub events: Vec<Event>,
    /// The questions, in the order in which they are asked.
    pub sections: Vec<Section>,
    /// What needs a doctor now, whatever the level.
    pub warnings: Vec<Warning>,
    /// What to do while waiting.
    pub meanwhile: Vec<Sourced>,
    /// What to expect of the treatment.
    pub course: Vec<Note>,
    /// What to do before the treatment; the times count back from it.
    pub preparation: Vec<Care>,
    /// What to do after the treatment; the times count on from it.
    pub aftercare: Vec<Care>,
    /// What to watch for after the treatment, and whom to call.
    pub warning_signs: Vec<WarningSigns>,
    /// What holds of every verdict; `needlefit check` proves it.
    #[serde(default)]
    pub promises: Vec<Promise>,
    /// The most questions that one person may be asked.
    pub longest_path: Option<At<u16>>,
}

/// A medical statement, and who says so.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sourced {
    /// The statement.
    pub says: Words,
    /// Who says so.
    pub sources: At<Vec<Name>>,
}

/// What each level means, in the words of the verdict's headline.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// The headline and one sentence for `no_concern`.
    pub no_concern: Words,
    /// The sentence for `clinician`.
    pub clinician: Words,
    /// The sentence for `wait`.
    pub wait: Words,
    /// The sentence for `not_suitable`.
    pub not_suitable: Words,
}

/// A clinician's review of the whole content.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// The reviewer's name.
    pub by: Words,
    /// The reviewer's role, as registered.
    pub role: Words,
    /// The day of the review, `YYYY-MM-DD`.
    pub on: Words,
    /// The last day on which the review holds, `YYYY-MM-DD`.
    pub until: Words,
}

/// A publication that a statement rests on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The name by which outcomes cite it.
    pub id: Name,
    /// What it is and who published it.
    pub title: Words,
    /// The year of publication, where it is known.
    pub year: Option<u16>,
    /// Where it can be read.
    pub url: Option<Words>,
    /// How it was read.
    pub read: Reading,
    /// How strong its evidence is.
    pub strength: Strength,
}

/// How a source was read before it was cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// The whole text.
    Full,
    /// Its opening or abstract.
    Opening,
    /// Only as another page gives it.
    SecondHand,
}

/// How strong the evidence of a source is, A the strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Strength {
    /// A regulator, a device label or a medicine label.
    A,
    /// A systematic review, a randomised trial or the consensus of experts.
    B,
    /// A cohort study, a narrative review, case reports or a teaching text.
    C,
    /// A clinic leaflet or one expert's opinion.
    D,
    /// Marketing.
    E,
}

/// A span of time with a name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wait {
    /// The name by which outcomes and words use it.
    pub id: Name,
    /// How long it is.
    pub length: At<Length>,
    /// Whether a source fixes it, or this pack chose it.
    pub from: Basis,
    /// The sources that give it, or the range that it was chosen from.
    pub sources: Vec<Name>,
    /// What sources say otherwise.
    pub note: Option<Words>,
}

/// A number of hours, days, weeks, months or years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// Hours; on the calendar, days begun count as whole days.
    Hours(u16),
    /// Calendar days.
    Days(u16),
    /// Weeks of seven days.
    Weeks(u16),
    /// Calendar months.
    Months(u16),
    /// Calendar years.
    Years(u16),
}

/// Whether a source fixes a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A source gives this number.
    Source,
    /// No source fixes it; this pack chose it, and a clinic may change it.
    Default,
}

/// Something that must have happened before a wait is over.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The name by which outcomes use it.
    pub id: Name,
    /// What it is called after "not before": "the birth".
    pub says: Words,
}

/// A part of the questionnaire with a heading.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The section's name.
    pub id: Name,
    /// The heading.
    pub title: Words,
    /// The tick lists in which some of its questions are shown together.
    #[serde(default)]
    pub lists: Vec<List>,
    /// The topics, in the order in which they are asked.
    pub questions: Vec<Question>,
}

/// A tick list: a way to show several yes-or-no questions at once.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// The name that questions give in `together`.
    pub id: Name,
    /// The question over the list.
    pub ask: Words,
    /// Why it is asked.
    pub why: Words,
}

/// A question, what its answers mean, and what they lead on to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question's name, stable over versions; its answer's key.
    pub id: Name,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// Two or three words for it, in lists and headings.
    pub short: Words,
    /// The question.
    pub ask: Words,
    /// Why it is asked.
    pub why: Words,
    /// The same as a statement, where it is shown in a tick list.
    pub tick: Option<Words>,
    /// The tick list that it is shown in.
    pub together: Option<Name>,
    /// The answers of a `choice` or `choices`.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// The numbers that a `number` takes.
    pub range: Option<Range>,
    /// Whether a `date` lies behind or ahead.
    pub about: Option<About>,
    /// How far from today a `date` may lie: the name of a wait.
    pub reach: Option<Name>,
    /// Asked even after an outcome that `ends` the questions.
    #[serde(default)]
    pub always: bool,
    /// Why not knowing is no concern here.
    pub not_knowing: Option<Words>,
    /// What the answers mean.
    #[serde(default)]
    pub outcomes: Vec<Outcome>,
    /// The questions that some answers lead on to.
    #[serde(default)]
    pub follow_up: Vec<FollowUp>,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Yes or no.
    YesNo,
    /// One of several options.
    Choice,
    /// One or more of several options.
    Choices,
    /// A whole number within a range.
    Number,
    /// A day, a month or a year.
    Date,
    /// The person's own words; never part of a verdict.
    Text,
}

/// One option of a `choice` or `choices`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The option's name.
    pub id: Name,
    /// The option in words.
    pub says: Words,
}

/// The whole numbers from `min` to `max`, both included.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The smallest number taken.
    pub min: u32,
    /// The largest number taken.
    pub max: u32,
}

/// Whether a date lies behind or ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Today or before. A month or a year alone means its last day.
    Past,
    /// Expected; it may have passed since.
    Future,
}

/// What one answer means.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The answers that it applies to.
    pub when: At<When>,
    /// How much of a concern it is.
    pub level: At<Level>,
    /// For `wait`: what must all be over first.
    #[serde(default)]
    pub until: Vec<At<Until>>,
    /// What was found, to the person. `{answer}` stands for the answer; for a
    /// date with its "on" or "in".
    pub reason: Words,
    /// What to do about it.
    pub advice: Words,
    /// Who says so.
    pub sources: At<Vec<Name>>,
    /// After this, only questions marked `always` are still asked.
    #[serde(default)]
    pub ends: bool,
    /// Why it may hold together with an outcome of another level.
    pub beside: Option<Words>,
}

/// How much of a concern an answer is, the least first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, serde::Serialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// No reason to wait was found.
    NoConcern,
    /// A clinician must decide.
    Clinician,
    /// Not before a date or an event.
    Wait,
    /// Not suitable.
    NotSuitable,
}

/// One thing that must be over: a date worked out from the answer, or an
/// event, or an event and then a span.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Until {
    /// The wait that begins on the date answered.
    pub answer_plus: Option<Name>,
    /// The event.
    pub event: Option<Name>,
    /// The wait that begins with the event.
    pub then: Option<Name>,
}

/// Questions asked when the answer to the one above is such.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// The answers that open these questions.
    pub when: At<When>,
    /// The questions.
    pub ask: Vec<Question>,
}

/// A test on the answer to the question that it stands in, or by `of` on the
/// answer to an earlier one.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// It was answered, and not with "not sure" or "I would rather tell".
    Answered,
    /// "Not sure", "I would rather tell the clinician", or no answer.
    NotSure,
    /// This option was chosen (`yes` and `no` are options too).
    Is(Name),
    /// At least one of these options was chosen.
    AnyOf(At<Vec<Name>>),
    /// Each of these options was chosen.
    AllOf(At<Vec<Name>>),
    /// It was answered, with none of these options.
    NoneOf(At<Vec<Name>>),
    /// The number is smaller than this.
    Below(u32),
    /// The number is this or larger.
    AtLeast(u32),
    /// The wait that began on this date is not over today.
    Within(Name),
    /// The wait that began on this date is over today.
    Over(Name),
    /// The date is today or still to come.
    Ahead,
    /// All of these hold.
    All(At<Vec<At<Self>>>),
    /// At least one of these holds.
    Any(At<Vec<At<Self>>>),
    /// This does not hold.
    Not(Box<At<Self>>),
    /// This holds of another question, asked earlier.
    Of(Of),
}

/// A test on the answer to another question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Of {
    /// The other question.
    pub question: Name,
    /// The test.
    pub when: Box<At<When>>,
}

/// What needs a doctor now.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// The warning's name.
    pub id: Name,
    /// When it is given; tests by `of`.
    pub when: At<When>,
    /// What to do, to the person.
    pub says: Words,
    /// Who says so.
    pub sources: At<Vec<Name>>,
}

/// Something that holds of every verdict.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// The promise's name.
    pub id: Name,
    /// The answers that it is about; tests by `of`.
    pub when: At<When>,
    /// No verdict on such answers is of a lower level.
    pub at_least: Level,
    /// Why.
    pub because: Words,
}

/// A paragraph about the treatment.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The note's name.
    pub id: Name,
    /// The heading.
    pub title: Words,
    /// Given only when this holds; tests by `of`.
    pub when: Option<At<When>>,
    /// The sentences.
    pub says: Vec<Words>,
    /// Who says so.
    pub sources: At<Vec<Name>>,
}

/// What to do in a span of time before or after the treatment.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Care {
    /// The group's name.
    pub id: Name,
    /// The heading.
    pub title: Words,
    /// The wait between the treatment and the first day. None: the day itself.
    pub from: Option<Name>,
    /// The wait between the treatment and the last day. None: open; without
    /// `from` too, that day alone.
    pub to: Option<Name>,
    /// What is usual in that time.
    pub expect: Option<Sourced>,
    /// What to do, each an item to tick.
    pub items: Vec<Item>,
}

/// One thing to do, with a box to tick.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The item's name, unique among all items.
    pub id: Name,
    /// What to do.
    pub says: Words,
    /// Who says so.
    pub sources: At<Vec<Name>>,
}

/// Signs to watch for, under one way of getting help.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WarningSigns {
    /// The group's name.
    pub id: Name,
    /// What to do when one of them shows.
    pub title: Words,
    /// The signs.
    pub signs: Vec<Words>,
    /// Who says so.
    pub sources: At<Vec<Name>>,
}
