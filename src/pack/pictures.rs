//! What the pictures of a pack show.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    references::{Source, Wait},
    values::Range,
};

/// What the pictures show, besides the scars.
#[derive(Debug, Default)]
pub struct Pictures {
    /// How the treatment works, in order.
    pub frames: Vec<Captioned<Step>>,
    /// The course on a line of time.
    pub timeline: Option<Timeline>,
    /// The days after the treatment.
    pub days: Option<Days>,
}

/// A drawing, and the same in words.
#[derive(Debug)]
pub struct Captioned<T> {
    /// Which drawing it is.
    pub shows: T,
    /// The heading.
    pub title: String,
    /// The same in words.
    pub says: Vec<String>,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
}

/// A picture that a question shows.
#[derive(Debug)]
pub struct Shown {
    /// Which it is.
    pub is: Depicted,
    /// The place, among the question's options, of the one that says "this is mine"; for yes or no,
    /// 0 is yes. None: it only explains.
    pub means: Option<usize>,
}

/// A picture of the pack that stands elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depicted {
    /// The picture of this scar, at an option of some question.
    Scar(Scar),
    /// A frame of how the treatment works, by its place.
    Frame(usize),
}

/// The course on a line of time.
#[derive(Debug)]
pub struct Timeline {
    /// The heading.
    pub title: String,
    /// The fewest and the most sessions.
    pub sessions: Range,
    /// The least and the most time between two sessions.
    pub gap: [Arc<Wait>; 2],
    /// What comes after the last session.
    pub marks: Vec<Mark>,
    /// What it says besides.
    pub says: Vec<String>,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
}

/// Something on the line of time, counted from the last session.
#[derive(Debug)]
pub struct Mark {
    /// Its name in the pack.
    pub id: String,
    /// Two or three words for it.
    pub title: String,
    /// Between the last session and its begin.
    pub from: Arc<Wait>,
    /// Between the last session and its end. None: a single day.
    pub to: Option<Arc<Wait>>,
    /// What it is.
    pub says: Vec<String>,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
}

/// The days after the treatment: what is no rule. What is not allowed yet comes from the aftercare.
#[derive(Debug)]
pub struct Days {
    /// The heading.
    pub title: String,
    /// Between the treatment and the last day shown.
    pub until: Arc<Wait>,
    /// The rows.
    pub rows: Vec<DayRow>,
}

/// A row of days.
#[derive(Debug)]
pub struct DayRow {
    /// Its name in the pack.
    pub id: String,
    /// What these days are.
    pub kind: DayKind,
    /// Two or three words for it.
    pub title: String,
    /// Between the treatment and the first day. None: the day itself.
    pub from: Option<Arc<Wait>>,
    /// Between the treatment and the last day. None: it goes on.
    pub to: Option<Arc<Wait>>,
    /// Until when it may go on for some people.
    pub or_to: Option<Arc<Wait>>,
    /// The same as sentences.
    pub says: Vec<String>,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
}

/// The scars that the program can draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scar {
    /// Wide, shallow waves.
    Rolling,
    /// A dip with steep walls and a flat floor.
    Boxcar,
    /// Narrow, deep holes.
    IcePick,
    /// The three dips side by side.
    Mix,
    /// A bump that stays within the edge of the first wound.
    Raised,
    /// A growth that spreads beyond the edge of the first wound.
    Keloid,
    /// A flat surface, with a patch of another shade.
    Flat,
}

/// The steps that the program can draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The skin, cut from the side.
    Skin,
    /// Needles in the skin.
    Needles,
    /// The tiny holes that they leave.
    Channels,
    /// New collagen where the holes were.
    Collagen,
}

/// What days after the treatment are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// This is usual then.
    Usual,
    /// This is a warning sign then.
    Warning,
}
