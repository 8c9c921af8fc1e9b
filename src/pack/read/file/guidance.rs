//! The grammar of what a person is told besides the verdict.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::{
    questions::When,
    references::{Name, Names, Words},
};
use crate::pack::read::{forms, spans::At};

/// Whom to call when it gets too much.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Help {
    /// The sentence before the numbers.
    #[schemars(example = "If it gets too much, somebody listens, day and night.")]
    pub says: Words,
    /// The numbers, one country or several an entry. All of them are shown, in this order.
    #[schemars(length(min = 1))]
    pub lines: Vec<HelpLine>,
}

/// A number to call, and where it works.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({
    "id": "us_ca", "where": "US and Canada", "call": "988", "sources": ["clinic-default"]
}))]
pub struct HelpLine {
    /// The line's name.
    #[schemars(example = &"us_ca")]
    pub id: Name,
    /// Where the number works.
    #[schemars(example = "US and Canada")]
    pub r#where: Words,
    /// The number, or what it is called.
    #[schemars(example = &"988")]
    pub call: Words,
    /// Who says so: ids of `sources`, at least one.
    pub sources: Names,
}

/// A combination of answers that needs a doctor now.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// The warning's name.
    pub id: Name,
    /// When it is given. It stands in no question, so every condition says by `of` which one it
    /// means.
    #[schemars(example = forms::a_combination())]
    pub when: At<When>,
    /// What to do, said to the person.
    #[schemars(example = "Call your doctor today.")]
    pub says: Words,
    /// Who says so: ids of `sources`, at least one.
    pub sources: Names,
}

/// A paragraph about the treatment.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The note's name.
    pub id: Name,
    /// The heading.
    #[schemars(example = "How many sessions")]
    pub title: Words,
    /// The answers with which it is given, by `of`. Leave it out to give it to everybody.
    pub when: Option<At<When>>,
    /// The sentences, one an entry.
    pub says: Vec<Words>,
    /// Who says so: ids of `sources`, at least one.
    pub sources: Names,
}

/// What to do from some time before the treatment on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Care {
    /// The group's name.
    pub id: Name,
    /// The heading.
    #[schemars(example = "The last days")]
    pub title: Words,
    /// The name of the wait between the first day and the treatment. Leave it out for the day of
    /// the treatment alone.
    pub from: Option<Name>,
    /// What to do, one box to tick an entry.
    pub items: Vec<Item>,
}

/// One thing to do, with a box to tick.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The item's name. No two items of the pack have the same.
    pub id: Name,
    /// What to do, as a sentence.
    #[schemars(example = "Stay out of the sun.")]
    pub says: Words,
    /// Who says so: ids of `sources`, at least one.
    pub sources: Names,
}

/// Signs to watch for, under one way of getting help.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WarningSigns {
    /// The group's name.
    pub id: Name,
    /// What to do when one of them shows.
    #[schemars(example = "Call a doctor today")]
    pub title: Words,
    /// The signs, one an entry.
    #[schemars(example = ["Fever.", "Pus."])]
    pub signs: Vec<Words>,
    /// Who says so: ids of `sources`, at least one.
    pub sources: Names,
}

/// A word that not everybody knows, and what it means.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = forms::a_term())]
#[expect(
    clippy::struct_field_names,
    reason = "`term` is what it is called in the file"
)]
pub struct Term {
    /// The word's name. No two words of the glossary have the same.
    #[schemars(example = &"keloid")]
    pub id: Name,
    /// The word as it stands in the texts.
    #[schemars(example = &"keloid")]
    pub term: Words,
    /// The other forms in which the texts have it: more than one of it, a short form, a brand.
    #[serde(default)]
    pub forms: Vec<Form>,
    /// What it means, in one or two plain sentences.
    #[schemars(example = "A scar that grows larger than the wound.")]
    pub says: Words,
    /// Who says so: ids of `sources`. Leave the list empty where any dictionary says the same.
    pub sources: Vec<Name>,
}

/// Another form of a word.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The form's name. No two forms of a word have the same.
    #[schemars(example = &"keloids")]
    pub id: Name,
    /// The form as it stands in the texts.
    #[schemars(example = &"keloids")]
    pub term: Words,
}
