//! The grammar of names and words, and of what the rest of a pack refers to by name.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use crate::pack::{
    read::{
        forms::{self, AtLeastOne, DayForm, NameForm, WordsForm},
        spans::At,
    },
    values::{Basis, Length, Reading, Strength},
};

/// A name: lower case letters, digits, `_` and `-`.
pub type Name = At<String, NameForm>;
/// At least one name.
pub type Names = At<Vec<Name>, AtLeastOne<Name>>;
/// Words for people. `{name}` stands for the length of the wait of that name.
pub type Words = At<String, WordsForm>;
/// A day, as `YYYY-MM-DD`.
pub type Day = At<String, DayForm>;

/// A medical statement, and who says so.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sourced {
    /// The statement, as a sentence.
    #[schemars(example = "Use sun cream.")]
    pub says: Words,
    /// Who says so: ids of `sources`, at least one.
    pub sources: Names,
}

/// A publication that a statement rests on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The name by which statements cite it.
    #[schemars(example = &"minutilli-2024")]
    pub id: Name,
    /// It in short, as patients are shown it: what it is and its year, in 45 characters at most.
    #[schemars(example = "an expert review, 2024")]
    pub short: Words,
    /// What it is and who published it, as clinicians are shown it. It is not translated.
    pub title: Words,
    /// The year of publication. Leave it out where it is not known.
    #[schemars(example = 2024)]
    pub year: Option<u16>,
    /// The address of the document itself, never of a copy. Leave it out where there is none.
    #[schemars(example = "https://doi.org/10.1111/iwj.13559", transform = forms::address)]
    pub url: Option<Words>,
    /// Where it was read, if that was not at `url`: the address of a copy, or which one it was.
    #[schemars(example = "https://docslib.org/doc/3587676/patient-labeling")]
    pub copy: Option<Words>,
    /// How much of it was read before it was cited.
    pub read: Reading,
    /// How strong its evidence is, from A (strongest) to E.
    pub strength: Strength,
}

/// A span of time with a name.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    extend("allOf" = forms::waits_name_sources()),
    example = json!({ "id": "filler", "length": { "weeks": 2 }, "from": "default", "sources": [] })
)]
pub struct Wait {
    /// The name by which the rest of the pack uses it. In words, `{name}` becomes its length.
    #[schemars(example = &"filler", extend("not" = json!({ "const": "answer" })))]
    pub id: Name,
    /// How long it is: one unit and a number, 150 years at most.
    pub length: At<Length>,
    /// Whether a source fixes the number, or this pack chose it.
    pub from: Basis,
    /// Who gives the number, or the range that it was chosen from: ids of `sources`. At least one
    /// if `from` is `source`.
    pub sources: Vec<Name>,
    /// What sources say otherwise.
    pub note: Option<Words>,
}

/// Something that must have happened before a wait is over.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({ "id": "birth", "says": "the birth" }))]
pub struct Event {
    /// The name by which `until` uses it.
    #[schemars(example = &"birth")]
    pub id: Name,
    /// What it is called after the words "not before".
    #[schemars(example = "the birth")]
    pub says: Words,
}
