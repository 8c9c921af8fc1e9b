//! A cohort as its file has it. The comments on the fields are also what an editor shows to its
//! author.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    clinic::Booked,
    pack::{At, Level, NameForm, Range, WordsForm},
};

/// A name, with its place.
pub(super) type Name = At<String, NameForm>;

/// A cohort: how many in 100 of those who come give which answer. People are drawn from it, and
/// `needlefit check --cohort` says what a pack tells them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "needlefit cohort")]
pub(super) struct CohortFile {
    /// The JSON Schema with which an editor completes and explains this file. The program does
    /// not read it.
    #[serde(rename = "$schema")]
    #[schemars(example = &"cohort.schema.json")]
    _schema: Option<String>,
    /// The id of the pack that these people are asked.
    #[schemars(example = &"microneedling")]
    pub pack: Name,
    /// Who these people are.
    #[schemars(with = "WordsForm", example = "Adults who come for acne scars.")]
    #[serde(rename = "about")]
    pub _about: String,
    /// The publications that the shares rest on.
    pub sources: Vec<Source>,
    /// How fast these people read.
    pub reading: Reading,
    /// Which share of the people may come to a level. Outside of a band is a warning.
    #[serde(default)]
    pub bands: Vec<Band>,
    /// What they answer, in any order: of several entries for one question the first that fits a
    /// person counts. Whoever no share takes answers "no". A question without a "no" needs an
    /// entry without `when`, and shares that add up to 1. Own words are never drawn.
    pub answers: Vec<Entry>,
}

/// A publication that shares rest on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({ "id": "armstrong-2021", "title": "Psoriasis in adults", "year": 2021 }))]
pub(super) struct Source {
    /// The name by which shares cite it.
    #[schemars(
        example = &"armstrong-2021",
        extend("not" = json!({ "enum": [super::GUESS, super::DEFAULT] }))
    )]
    pub id: Name,
    /// What it is and who published it.
    #[schemars(with = "WordsForm", example = "Psoriasis prevalence in adults.")]
    #[serde(rename = "title")]
    pub _title: String,
    /// The year of publication. Leave it out where it is not known.
    #[schemars(example = 2021)]
    #[serde(rename = "year")]
    pub _year: Option<u16>,
    /// The address where it can be read. Leave it out where there is none.
    #[schemars(
        with = "Option<WordsForm>",
        example = "https://doi.org/10.1001/jamadermatol.2021.2007"
    )]
    #[serde(rename = "url")]
    pub _url: Option<String>,
}

/// How fast people read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({ "words_a_minute": 238, "source": "brysbaert-2019" }))]
pub(super) struct Reading {
    /// How many words a minute.
    #[schemars(range(min = 1))]
    pub words_a_minute: At<u32>,
    /// Who says so: the id of a source, or `guess`.
    pub source: Name,
}

/// Which share of the people may come to a level: at least so many, at most so many, or both.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("anyOf" = one_end()), example = a_band())]
pub(super) struct Band {
    /// When the treatment is.
    #[serde(default, rename = "for")]
    pub booked: Booked,
    /// The level. Mentions count as `no_concern`.
    pub level: At<Level>,
    /// The smallest share, from 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub at_least: Option<At<f64>>,
    /// The largest share, from 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub at_most: Option<At<f64>>,
    /// Who says so: the id of a source, or `default` where somebody chose it.
    #[schemars(example = &"default")]
    pub source: Name,
}

/// What people answer to one question.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = an_entry())]
pub(super) struct Entry {
    /// The question.
    #[schemars(example = &"psoriasis")]
    pub question: Name,
    /// Whom it is about: all of these must hold. Leave it out where it is everybody who is asked.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// How many give which answer. The shares add up to 1 at most.
    #[schemars(length(min = 1))]
    pub shares: At<Vec<Answered>>,
    /// What the figures of the source are, and how these were made from them.
    #[schemars(
        with = "Option<WordsForm>",
        example = "3.0 in 100 adults of 20 years and more."
    )]
    #[serde(rename = "note")]
    pub _note: Option<String>,
    /// The sources beside those of the shares: what a guess leans on, who gives the other figures
    /// of the note.
    #[serde(default)]
    #[schemars(example = ["watson-2022"])]
    pub leans_on: Vec<Name>,
}

/// A condition on a question further up in the pack, that was asked: on the options that were
/// chosen (`any_of`), or on the number (`at_least`, `below`).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("anyOf" = one_test()), example = json!({ "question": "age", "at_least": 18, "below": 45 }))]
pub(super) struct Condition {
    /// The question.
    #[schemars(example = &"age")]
    pub question: Name,
    /// At least one of these options was chosen.
    #[schemars(example = ["yes"])]
    pub any_of: Option<Vec<Name>>,
    /// The number is this one or larger.
    pub at_least: Option<At<u32>>,
    /// The number is smaller than this one.
    pub below: Option<At<u32>>,
}

/// How many give one answer, and who says so.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = a_share())]
pub(super) struct Answered {
    /// The answer.
    pub answer: At<Given>,
    /// The share of those that the entry is about, from 0 to 1.
    #[schemars(range(min = 0, max = 1), example = 0.03)]
    pub share: At<f64>,
    /// Who says so: the id of a source, or `guess`.
    #[schemars(example = &"armstrong-2021")]
    pub source: Name,
}

/// An answer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Given {
    /// This option; `yes`, `no`, `unsure` and `declined` too.
    #[schemars(example = json!({ "is": "yes" }))]
    Is(Name),
    /// These options together, where several can be ticked.
    #[schemars(example = json!({ "ticks": ["cheeks", "temples"] }))]
    Ticks(Vec<Name>),
    /// A whole number in this range, each as likely as any other.
    #[schemars(example = json!({ "number": { "min": 22, "max": 29 } }))]
    Number(Range),
    /// A day that lies so many days behind, each as likely as any other.
    #[schemars(example = json!({ "days_ago": { "min": 0, "max": 13 } }))]
    DaysAgo(Range),
    /// A day that lies so many days ahead, each as likely as any other.
    #[schemars(example = json!({ "days_ahead": { "min": 1, "max": 270 } }))]
    DaysAhead(Range),
}

fn one_end() -> Value {
    json!([{ "required": ["at_least"] }, { "required": ["at_most"] }])
}

fn one_test() -> Value {
    json!([{ "required": ["any_of"] }, { "required": ["at_least"] }, { "required": ["below"] }])
}

fn a_band() -> Value {
    json!({ "for": "today", "level": "wait", "at_most": 0.35, "source": "default" })
}

fn a_share() -> Value {
    json!({ "answer": { "is": "yes" }, "share": 0.03, "source": "armstrong-2021" })
}

fn an_entry() -> Value {
    json!({ "question": "psoriasis", "shares": [a_share()] })
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test may stop"
    )]
    use super::*;
    use crate::{check::cohort::built_in_bytes, pack::read_form};

    /// A value with one thing in it changed, in every way: each part in turn is something else, or
    /// gone.
    fn changed(value: &Value) -> Vec<Value> {
        let mut all: Vec<Value> = [json!(""), json!(-1), json!(0.5), json!({}), json!([])].into();
        all.extend([Value::Null, json!("x"), json!([{}])]);
        match value {
            Value::Object(fields) => {
                for (name, field) in fields {
                    let mut without = fields.clone();
                    without.remove(name);
                    all.push(without.into());
                    for field in changed(field) {
                        let mut with = fields.clone();
                        with.insert(name.clone(), field);
                        all.push(with.into());
                    }
                }
            }
            Value::Array(items) => {
                for (nth, item) in items.iter().enumerate() {
                    for item in changed(item) {
                        let mut with = items.clone();
                        with.splice(nth..=nth, [item]);
                        all.push(with.into());
                    }
                }
            }
            _ => {}
        }
        all
    }

    // what stands in for a field that can't be read must never pass for what the file says
    #[test]
    fn what_serde_refuses_is_refused() {
        let mut file: Value = serde_json::from_slice(built_in_bytes()).unwrap();
        for (list, count) in [("sources", 1), ("bands", 1), ("answers", 25)] {
            file[list].as_array_mut().unwrap().truncate(count);
        }
        let entries = file["answers"].as_array_mut().unwrap();
        entries.retain(|it| it.get("when").is_some() || it["question"] == "acne_last");
        assert!(entries.len() > 3);
        let (mut refused, mut taken) = (0, 0);
        for file in changed(&file) {
            let text = file.to_string();
            let plain = serde_json::from_str::<CohortFile>(&text).is_ok();
            let read = read_form::<CohortFile>("cohort.json", text.as_bytes()).is_ok();
            assert_eq!(plain, read, "{text}");
            *if read { &mut taken } else { &mut refused } += 1;
        }
        assert!(refused > 500 && taken > 100, "{refused} {taken}");
    }
}
