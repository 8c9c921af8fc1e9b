//! The grammar of what a pack promises.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::{
    questions::When,
    references::{Name, Words},
};
use crate::pack::{
    read::{forms, spans::At},
    values::{Length, Level},
};

/// Something that holds of every verdict on some answers, whatever else is answered. It says at
/// least one of `at_least`, `finds`, `waits`, `first`, `warns` and `no_override`; of several, all
/// hold. Or it says by `not_knowing` alone, and without `when`, where not knowing may be no concern.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("anyOf" = forms::something_promised()), example = forms::a_promise())]
pub struct Promise {
    /// The promise's name.
    #[schemars(example = &"pregnant_waits")]
    pub id: Name,
    /// The answers that it is about. It stands in no question, so every condition says by `of`
    /// which one it means.
    #[schemars(example = json!({ "of": { "question": "pregnancy", "when": { "is": "yes" } } }))]
    pub when: Option<At<When>>,
    /// No verdict on such answers is of a lower level than this.
    pub at_least: Option<Level>,
    /// Something is found at this question, whatever else is found.
    pub finds: Option<Finds>,
    /// There is a wait from the date that is answered at this question.
    pub waits: Option<Waits>,
    /// This event comes first.
    pub first: Option<First>,
    /// The id of a warning that is given.
    #[schemars(example = &"changing_spot")]
    pub warns: Option<Name>,
    /// Something is found at this question that nobody may override.
    #[schemars(example = &"age")]
    pub no_override: Option<Name>,
    /// The only questions that may stand in the pack's `not_knowing`.
    #[schemars(example = json!(["scar_type", "hopes"]))]
    pub not_knowing: Option<Vec<Name>>,
    /// Why this is promised.
    pub because: Words,
}

/// Something that is found at a question.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({ "question": "keloid", "level": "not_suitable" }))]
pub struct Finds {
    /// The id of the question.
    #[schemars(example = &"keloid")]
    pub question: Name,
    /// The lowest level that it may have.
    pub level: Level,
}

/// A wait from a date that is answered. Where no date is answered, and once the span is over, it
/// promises nothing.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({ "from": "isotretinoin_last_dose", "no_less_than": { "months": 6 } }))]
pub struct Waits {
    /// The id of the question, of the kind `date`.
    #[schemars(example = &"isotretinoin_last_dose")]
    pub from: Name,
    /// How long after the date the wait ends at the earliest. A span of its own, and not the name
    /// of a wait: else a wait that is made shorter would keep it.
    pub no_less_than: At<Length>,
}

/// An event that comes first.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({ "event": "birth", "then": { "weeks": 6 } }))]
pub struct First {
    /// The id of the event.
    #[schemars(example = &"birth")]
    pub event: Name,
    /// How long after the event the wait ends at the earliest. Leave it out where it may end with
    /// the event.
    pub then: Option<At<Length>>,
}
