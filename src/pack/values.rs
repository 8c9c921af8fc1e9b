//! Values that mean in a pack what they say in its file: levels, lengths, ranges.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::limits::LARGEST_NUMBER;
use crate::text::{self, Language};

/// How much of a source was read before it was cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// The whole text.
    Full,
    /// Its opening or abstract only.
    Opening,
    /// Only as another page gives it.
    SecondHand,
}

/// How strong the evidence of a source is, A the strongest.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, serde::Serialize, JsonSchema,
)]
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

/// A number of minutes, hours, days, weeks, months or years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// Minutes. On the calendar, a day begun counts as a whole day.
    #[schemars(example = json!({ "minutes": 10 }))]
    Minutes(#[schemars(range(min = 1, max = 65_535))] u16),
    /// Hours. On the calendar, a day begun counts as a whole day.
    #[schemars(example = json!({ "hours": 24 }))]
    Hours(#[schemars(range(min = 1, max = 65_535))] u16),
    /// Calendar days.
    #[schemars(example = json!({ "days": 10 }))]
    Days(#[schemars(range(min = 1, max = 54_900))] u16),
    /// Weeks of seven days.
    #[schemars(example = json!({ "weeks": 2 }))]
    Weeks(#[schemars(range(min = 1, max = 7_842))] u16),
    /// Calendar months.
    #[schemars(example = json!({ "months": 6 }))]
    Months(#[schemars(range(min = 1, max = 1_770))] u16),
    /// Calendar years.
    #[schemars(example = json!({ "years": 1 }))]
    Years(#[schemars(range(min = 1, max = 150))] u16),
}

/// Whether a source fixes a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A source gives this very number.
    Source,
    /// No source fixes it: this pack chose it, and a clinic may change it. Everybody who reads it
    /// is told so.
    Default,
}

/// The whole numbers from `min` to `max`, both included.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({ "min": 0, "max": 120 }))]
pub struct Range {
    /// The smallest number taken.
    #[schemars(range(max = LARGEST_NUMBER))]
    pub min: u32,
    /// The largest number taken.
    #[schemars(range(max = LARGEST_NUMBER))]
    pub max: u32,
}

/// Whether a date lies behind or ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Today or before. A month or a year alone means its last day, today where that lies ahead.
    Past,
    /// Expected. It may have passed since. A month or a year alone means its last day.
    Future,
}

/// How much of a concern an answer is, the least first. The highest level found is the verdict.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    serde::Serialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// No reason to wait was found.
    NoConcern,
    /// A clinician must decide.
    Clinician,
    /// Not before a date or an event, named in `until`.
    Wait,
    /// Not suitable.
    NotSuitable,
}

impl Level {
    /// The word for it.
    #[must_use]
    pub fn says(self, language: &Language) -> &str {
        language.says(match self {
            Self::NoConcern => text::LEVEL_NO_CONCERN,
            Self::Clinician => text::LEVEL_CLINICIAN,
            Self::Wait => text::LEVEL_WAIT,
            Self::NotSuitable => text::LEVEL_NOT_SUITABLE,
        })
    }
}
