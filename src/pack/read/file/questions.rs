//! The grammar of questions and of conditions on answers.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::{
    pictures::{ScarPicture, ShownPicture},
    references::{Name, Names, Words},
};
use crate::pack::{
    read::{
        forms::{self, AtLeastOne},
        spans::At,
    },
    values::{About, Level, Range},
};

/// A part of the questionnaire with a heading.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The section's name.
    #[schemars(example = &"skin")]
    pub id: Name,
    /// The heading.
    #[schemars(example = "Your skin")]
    pub title: Words,
    /// The tick lists in which some of the section's questions are shown together.
    #[serde(default)]
    pub lists: Vec<List>,
    /// The questions, in the order in which they are asked. Those of one tick list stand side by
    /// side.
    pub questions: Vec<Question>,
}

/// A tick list: several yes-or-no questions shown at once.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// The name that questions give in `together`.
    pub id: Name,
    /// The question over the list.
    #[schemars(example = "Do you have any of these?")]
    pub ask: Words,
    /// Why it is asked.
    pub why: Words,
}

/// A question, what its answers mean, and what they lead on to. "Not sure" and "I would rather
/// tell the clinician" are added to every question but own words; they mean `clinician`. That gives
/// way to any outcome of this question of `clinician` or more that holds then, also one whose
/// condition is about another question; never to a mention.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("allOf" = forms::kinds_of_question()), example = forms::a_question())]
pub struct Question {
    /// The question's name, the same in all versions: answers are kept under it. Do not use it
    /// again for something else.
    #[schemars(example = &"keloid_family")]
    pub id: Name,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// Two or three words for it, for lists and headings.
    #[schemars(example = "Keloids in family")]
    pub short: Words,
    /// The question. One idea, in plain words.
    #[schemars(example = "Does a parent, brother or sister of yours have keloids?")]
    pub ask: Words,
    /// Why it is asked.
    #[schemars(example = "Keloids can run in families.")]
    pub why: Words,
    /// The same as a statement, for the tick list. `tick` and `together` need each other.
    #[schemars(example = "A parent, brother or sister of mine has keloids")]
    pub tick: Option<Words>,
    /// The tick list that it is shown in: the id of one of the section's `lists`. Only for
    /// `yes_no`, and not in a follow-up. Leave it out for a screen of its own.
    pub together: Option<Name>,
    /// The answers of a `choice` or `choices`: from 2 to 50.
    #[serde(default)]
    #[schemars(length(max = 50))]
    pub options: Vec<Choice>,
    /// The numbers that a `number` takes.
    pub range: Option<Range>,
    /// Whether a `date` lies behind or ahead.
    pub about: Option<About>,
    /// How far from today a `date` may lie: the name of a wait. Of a month or a year it is the day
    /// that counts which must lie so near: the last.
    pub reach: Option<Name>,
    /// How many weeks something has lasted, as another way to give a `date` that lies ahead.
    pub or_weeks: Option<OrWeeks>,
    /// Whether it is asked even after an outcome that `ends` the questions. A follow-up is only asked
    /// where the question above it is.
    #[serde(default)]
    pub always: bool,
    /// The only day on which it is asked; leave it out where any day will do. For questions about
    /// how somebody is on the day of the treatment: a fever, a wound, a cold sore now.
    pub ask_on: Option<AskOn>,
    /// Whether it is asked again at each screening that follows another one: what changes from one
    /// visit to the next. For topics; what they lead on to follows them.
    pub each_time: Option<At<bool>>,
    /// Whether a clinic may answer it for all its patients, in its `clinic.json`: what it alone knows of
    /// its device and its products. Never for a question about a person. Only for topics of kind
    /// `yes_no`.
    pub clinic_may_answer: Option<At<bool>>,
    /// Whether the numbers of `help` stand under it: for questions that may touch a sore point.
    pub help: Option<At<bool>>,
    /// Pictures that help to answer it, besides those of its options. Only for questions with options.
    #[serde(default)]
    pub pictures: Vec<ShownPicture>,
    /// What the answers mean. All that apply count. An answer to which none applies gives no finding.
    #[serde(default)]
    pub outcomes: Vec<Outcome>,
    /// Questions that some answers lead on to. "No" and dates lead on to none.
    #[serde(default)]
    pub follow_up: Vec<FollowUp>,
}

/// How many weeks something has lasted, in place of the date on which it ends: "22 weeks" of a
/// pregnancy of 40 weeks is the date 18 weeks from today. The date is what is kept.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({
    "of": "pregnancy_length",
    "says": "Or how many weeks pregnant"
}))]
pub struct OrWeeks {
    /// The name of the wait that says how long all of it lasts.
    #[schemars(example = &"pregnancy_length")]
    pub of: Name,
    /// What is counted, said where a date is typed. ", like 22 weeks." comes after it.
    #[schemars(example = "Or how many weeks pregnant")]
    pub says: Words,
}

/// The day on which a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AskOn {
    /// The day of the treatment.
    TheDay,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Yes or no.
    YesNo,
    /// One of several `options`.
    Choice,
    /// One or more of several `options`.
    Choices,
    /// A whole number within a `range`.
    Number,
    /// A day, a month or a year. Needs `about` and `reach`.
    Date,
    /// The person's own words. They are never part of a verdict.
    Text,
}

/// One option of a `choice` or `choices`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({ "id": "cheeks", "says": "Cheeks" }))]
pub struct Choice {
    /// The option's name, for conditions.
    #[schemars(
        example = &"cheeks",
        extend("not" = json!({ "enum": crate::pack::question::ADDED }))
    )]
    pub id: Name,
    /// The option in words.
    #[schemars(example = &"Cheeks")]
    pub says: Words,
    /// How such a scar looks. Leave it out where there is nothing to draw.
    pub picture: Option<ScarPicture>,
}

/// What one answer means.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("allOf" = forms::waits_have_ends()), example = forms::an_outcome())]
pub struct Outcome {
    /// The answers that it applies to.
    pub when: At<When>,
    /// How much of a concern it is.
    pub level: At<Level>,
    /// Whether the person is asked to tell it to the clinician though it is of the level
    /// `no_concern`. It changes no verdict and is listed under it.
    #[serde(default)]
    pub mention: bool,
    /// What must be over first, all of it. For the level `wait`, and only for it.
    #[serde(default)]
    pub until: Vec<At<Until>>,
    /// What was found, said to the person. `{answer}` becomes the answer; for a date with its
    /// "on" or "in".
    #[schemars(example = "Your last isotretinoin capsule was {answer}.")]
    pub reason: Words,
    /// What to do about it. Never to stop, start or change a medicine: "ask whether and when to
    /// pause".
    #[schemars(example = "Wait {isotretinoin} after the last capsule.")]
    pub advice: Words,
    /// What to do now, in one sentence: the next step of a verdict that this decides. Leave it out
    /// where that of the level will do.
    #[schemars(example = "Ask the clinic for a day after the six months.")]
    pub next: Option<Words>,
    /// What was found, in a few words, for a headline.
    #[schemars(example = "isotretinoin in the last six months")]
    pub short: Option<Words>,
    /// Who says so: ids of `sources`, at least one.
    pub sources: Names,
    /// Whether no clinician may wave it through at a desk. Only for what nobody may decide
    /// otherwise: an age below 18, a changing spot that nobody looked at.
    #[serde(default)]
    pub no_override: bool,
    /// Whether only questions marked `always` are still asked after this. Only a `number` can end
    /// the questions.
    #[serde(default)]
    pub ends: bool,
    /// Why it may hold together with an outcome of another level. Leave it out where it can't.
    pub beside: Option<Words>,
}

/// One thing that must be over: a wait from the date that was answered (`answer_plus`), or an
/// event (`event`), or an event and then a wait (`event` and `then`).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    extend("oneOf" = forms::either_end()),
    example = json!({ "answer_plus": "isotretinoin" }),
    example = json!({ "event": "birth", "then": "after_birth" })
)]
pub struct Until {
    /// The name of the wait that begins on the date answered. Stands alone, and only in a
    /// question of the kind `date`. Without a date it would never end: `check` refuses an outcome
    /// that can hold then.
    #[schemars(example = &"isotretinoin")]
    pub answer_plus: Option<Name>,
    /// The name of the event.
    #[schemars(example = &"birth")]
    pub event: Option<Name>,
    /// The name of the wait that begins with the event.
    #[schemars(example = &"after_birth")]
    pub then: Option<Name>,
}

/// Questions that are asked when the answer to the one above is such.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// The answers that open these questions. It can't be "no", and it can't depend on a date. A blank
    /// opens none, not even what `not_sure` opens.
    #[schemars(example = json!({ "is": "yes" }))]
    pub when: At<When>,
    /// The questions, at least one. They have no `together` and no `tick`.
    #[schemars(length(min = 1), extend("items" = forms::asked_alone()))]
    pub ask: Vec<Question>,
}

/// A condition on the answer to the question that it stands in, or by `of` on the answer to an
/// earlier one. Either a word alone (`"answered"`) or one word with its value (`{ "is": "yes" }`).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// It was answered, and not with "not sure" or "I would rather tell the clinician".
    #[schemars(example = &"answered")]
    Answered,
    /// The answer is "not sure" or "I would rather tell the clinician", or there is none.
    #[schemars(example = &"not_sure")]
    NotSure,
    /// There is no answer.
    #[schemars(example = &"blank")]
    Blank,
    /// This option was chosen. For `yes_no` the options are `yes` and `no`.
    #[schemars(example = json!({ "is": "yes" }))]
    Is(Name),
    /// At least one of these options was chosen.
    #[schemars(example = json!({ "any_of": ["cheeks", "neck"] }))]
    AnyOf(Names),
    /// Each of these options was chosen. For `choices`.
    #[schemars(example = json!({ "all_of": ["cheeks", "neck"] }))]
    AllOf(Names),
    /// It was answered, with none of these options.
    #[schemars(example = json!({ "none_of": ["cheeks", "neck"] }))]
    NoneOf(Names),
    /// The number is smaller than this one.
    #[schemars(example = json!({ "below": 18 }))]
    Below(u32),
    /// The number is this one or larger.
    #[schemars(example = json!({ "at_least": 70 }))]
    AtLeast(u32),
    /// The wait of this name, counted from the date answered, is not over on the day of the
    /// treatment; today, where none is booked. A date ahead is such, too.
    #[schemars(example = json!({ "within": "isotretinoin" }))]
    Within(Name),
    /// The wait of this name, counted from the date answered, is over on the day of the treatment;
    /// today, where none is booked.
    #[schemars(example = json!({ "over": "isotretinoin" }))]
    Over(Name),
    /// The date is the day of the treatment (today, where none is booked) or still to come. For
    /// dates in the future.
    #[schemars(example = &"ahead")]
    Ahead,
    /// All of these conditions hold.
    #[schemars(example = json!({ "all": ["answered", { "not": { "is": "no" } }] }))]
    All(At<Vec<At<Self>>, AtLeastOne<Self>>),
    /// At least one of these conditions holds.
    #[schemars(example = json!({ "any": [{ "is": "yes" }, "not_sure"] }))]
    Any(At<Vec<At<Self>>, AtLeastOne<Self>>),
    /// This condition does not hold.
    #[schemars(example = json!({ "not": { "is": "no" } }))]
    Not(Box<At<Self>>),
    /// A condition on another question, asked earlier. It does not hold if that one was not asked.
    #[schemars(
        example = json!({ "of": { "question": "pregnancy", "when": { "is": "yes" } } })
    )]
    Of(Of),
}

/// A condition on the answer to another question.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Of {
    /// The id of the other question. It must stand further up.
    #[schemars(example = &"pregnancy")]
    pub question: Name,
    /// The condition on its answer.
    pub when: Box<At<When>>,
}
