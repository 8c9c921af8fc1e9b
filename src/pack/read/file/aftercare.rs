//! The grammar of what to do after the treatment.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::{
    guidance::Item,
    references::{Name, Sourced, Words},
};
use crate::pack::{
    care::May,
    read::{forms::AtLeastOne, spans::At},
};

/// What to do after the treatment: one table of topics over time. The lists to tick, the days side
/// by side and "when may I …" are made from it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("anyOf" = json!([
    { "properties": { "topics": { "maxItems": 0 } } },
    { "properties": { "periods": { "minItems": 1 } } }
])))]
pub struct Aftercare {
    /// The spans of time that have a list of their own, one after the other. Each begins where the
    /// one before it ends, the first with the treatment.
    pub periods: Vec<Period>,
    /// What people want to do again, one an entry.
    pub topics: Vec<CareTopic>,
}

/// Some time after the treatment.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({ "id": "first_day", "title": "First {care_first}", "to": "care_first" }))]
pub struct Period {
    /// The period's name.
    pub id: Name,
    /// The heading.
    #[schemars(example = "The first days")]
    pub title: Words,
    /// The name of the wait between the treatment and its end. The last period, and it alone, has
    /// no end.
    pub to: Option<Name>,
    /// What is usual in that time.
    pub expect: Option<Sourced>,
}

/// Something that people want to do again: make-up, sport.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CareTopic {
    /// The topic's name.
    #[schemars(example = &"makeup")]
    pub id: Name,
    /// Two or three words for it.
    #[schemars(example = "Make-up")]
    pub title: Words,
    /// What holds, one rule after the other. Each begins where the one before it ends, the first
    /// with the treatment: so each hour has exactly one.
    pub rules: At<Vec<Rule>, AtLeastOne<Rule>>,
}

/// What holds of a topic for some time.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("anyOf" = json!([
    { "properties": { "may": { "const": "yes" } } },
    { "properties": { "items": { "minItems": 1 } }, "required": ["items"] }
])), example = json!({ "to": "care_second", "may": "not_yet", "items": [
    { "id": "no_makeup", "says": "Wear no make-up.", "sources": ["article-004"] }
] }))]
pub struct Rule {
    /// The name of the wait between the treatment and its end, which is also the end of a period.
    /// The last rule, and it alone, has no end.
    pub to: Option<Name>,
    /// Whether people may do it.
    pub may: At<May>,
    /// How, in a few words after the topic's: "mineral make-up only". Without it "when may I …"
    /// says of `not_yet` not before when, of `ask_first` to ask the clinic, of `yes` as usual.
    #[schemars(example = "mineral make-up only")]
    pub short: Option<Words>,
    /// What to do, one box to tick an entry: at least one, but for `yes`, where none means that
    /// all is as before the treatment.
    #[serde(default)]
    pub items: Vec<Item>,
}
