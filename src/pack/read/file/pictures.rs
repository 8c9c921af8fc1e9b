//! The grammar of the pictures: what each shows, and the facts in it.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::references::{Name, Names, Words};
use crate::pack::{
    pictures::{DayKind, Scar, Step},
    read::spans::At,
    values::Range,
};

/// What the pictures show, besides the scars: those stand at the options of a question.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pictures {
    /// How the treatment works: still frames, in order.
    #[serde(default)]
    pub frames: Vec<Frame>,
    /// The course on a line of time: the sessions, and what comes after the last one.
    pub timeline: Option<Timeline>,
    /// The days after the treatment: what is usual, or a warning sign. What is not yet allowed is
    /// added from `aftercare`.
    pub days: Option<Days>,
}

/// A drawing of a scar, cut from the side, for one option.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({
    "shows": "rolling", "title": "Rolling scars",
    "says": ["The dips are wide and shallow."], "sources": ["connolly"]
}))]
pub struct ScarPicture {
    /// Which drawing it is.
    pub shows: Scar,
    /// The heading.
    #[schemars(example = "Rolling scars")]
    pub title: Words,
    /// The same in words, for who does not see it. One sentence an entry.
    pub says: Vec<Words>,
    /// Who says so: ids of `sources`, at least one.
    pub sources: Names,
}

/// A picture that a question shows, and that stands elsewhere in the pack with its words and sources.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({ "of": "keloid", "means": "yes" }))]
pub struct ShownPicture {
    /// What it shows: a scar that some option has as `shows`, or the id of a frame.
    #[schemars(example = &"keloid")]
    pub of: Name,
    /// The answer of somebody who has what it shows: `yes`, or an option. Leave it out where the
    /// picture only explains.
    pub means: Option<Name>,
}

/// A still frame of how the treatment works.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// The frame's name.
    pub id: Name,
    /// Which drawing it is.
    pub shows: Step,
    /// The heading.
    #[schemars(example = "The needles")]
    pub title: Words,
    /// The same in words, one sentence an entry.
    pub says: Vec<Words>,
    /// Who says so: ids of `sources`, at least one.
    pub sources: Names,
}

/// The course on a line of time. All of it is a range: nobody is promised a number.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Timeline {
    /// The heading.
    #[schemars(example = "The course")]
    pub title: Words,
    /// The fewest and the most sessions that are usual.
    #[schemars(example = json!({ "min": 3, "max": 6 }))]
    pub sessions: At<Range>,
    /// The time between two sessions.
    pub gap: Gap,
    /// What comes after the last session.
    #[serde(default)]
    pub marks: Vec<Mark>,
    /// What it says besides, one sentence an entry.
    pub says: Vec<Words>,
    /// Who says so: ids of `sources`, at least one.
    pub sources: Names,
}

/// A span of time that is a range.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({ "from": "gap_low", "to": "gap_high" }))]
pub struct Gap {
    /// The name of the wait that is its least.
    pub from: Name,
    /// The name of the wait that is its most.
    pub to: Name,
}

/// Something on the line of time, counted from the last session.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The mark's name.
    pub id: Name,
    /// Two or three words for it.
    #[schemars(example = "First look")]
    pub title: Words,
    /// The name of the wait between the last session and its begin.
    pub from: Name,
    /// The name of the wait between the last session and its end. Leave it out for a single day.
    pub to: Option<Name>,
    /// What it is, as sentences.
    pub says: Vec<Words>,
    /// Who says so: ids of `sources`, at least one.
    pub sources: Names,
}

/// The days after the treatment, as columns.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// The heading.
    #[schemars(example = "The first two weeks")]
    pub title: Words,
    /// The name of the wait between the treatment and the last day that is shown: 31 days at most.
    pub until: Name,
    /// What is shown, one row an entry.
    pub rows: Vec<DayRow>,
}

/// A row of days.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DayRow {
    /// The row's name.
    pub id: Name,
    /// What these days are.
    pub kind: DayKind,
    /// Two or three words for it.
    #[schemars(example = "Red skin")]
    pub title: Words,
    /// The name of the wait between the treatment and the first day. Leave it out to begin with
    /// the day of the treatment.
    pub from: Option<Name>,
    /// The name of the wait between the treatment and the last day. Leave it out where it goes on
    /// beyond the days that are shown.
    pub to: Option<Name>,
    /// The name of the wait until which it may go on for some people. Leave it out where `to` is
    /// the end.
    pub or_to: Option<Name>,
    /// The same as sentences.
    pub says: Vec<Words>,
    /// Who says so: ids of `sources`, at least one.
    pub sources: Names,
}
