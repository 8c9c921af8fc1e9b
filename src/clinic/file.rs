//! A clinic as its file has it. The comments on the fields are also what an editor shows to its
//! author.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Booked, Use};
use crate::pack::{At, Level, NameForm, WordsForm};

/// The form of a telephone number.
const TELEPHONE: &str = "^[+]?[0-9(][0-9 ()./-]{3,24}$";
/// The form of the number of the emergency services.
const EMERGENCY: &str = "^[0-9][0-9 ]{1,11}$";
/// The form of a country.
const COUNTRY: &str = "^[A-Z]{2}$";
/// The form of an address that is reached safely.
const ADDRESS: &str = "^https://[!-~]+$";
/// The form of the tag of a language.
const LANGUAGE: &str = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$";

/// One clinic: what its patients are told of it, and what it answers and decides for all of them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "needlefit clinic")]
pub(super) struct ClinicFile {
    /// The JSON Schema with which an editor completes and explains this file. The program does
    /// not read it.
    #[serde(rename = "$schema")]
    #[schemars(example = &"./clinic.schema.json")]
    _schema: Option<String>,
    /// What the clinic is called.
    #[schemars(example = &"Skin Clinic")]
    pub name: At<String, WordsForm>,
    /// The telephone number that patients call, as it is dialled.
    #[schemars(example = &"+44 20 7946 0000", extend("pattern" = TELEPHONE))]
    pub telephone: Option<At<String>>,
    /// The country where it is, as its two letters in ISO 3166.
    #[schemars(example = &"GB", extend("pattern" = COUNTRY))]
    pub country: Option<At<String>>,
    /// The number of the emergency services there.
    #[schemars(example = &"999", extend("pattern" = EMERGENCY))]
    pub emergency: Option<At<String>>,
    /// The address of the clinic's own page on what to do after the treatment.
    #[schemars(example = &"https://example.org/aftercare", extend("pattern" = ADDRESS))]
    pub aftercare: Option<At<String>>,
    /// What the clinic answers itself, for all its patients: they are not asked these questions.
    /// Only questions that the pack marks `clinic_may_answer`.
    #[serde(default)]
    pub answers: Vec<OwnForm>,
    /// Translations that the clinic has looked through and takes on, though nobody has reviewed
    /// them: their tags. Patients are no longer told that nobody has checked the words.
    #[serde(default)]
    #[schemars(example = ["es"], inner(regex(pattern = LANGUAGE)))]
    pub languages: Vec<At<String>>,
    /// For how many years after a person's last screening its records are kept: 1 to 100, 8 where it says
    /// nothing. Ask what the law is where the clinic is.
    #[schemars(example = &8, range(min = 1, max = 100))]
    pub keep_years: Option<At<u8>>,
    /// Until which age, in years, the records of somebody who was a minor then are kept at least: 18 to
    /// 100, 25 where it says nothing.
    #[schemars(example = &25, range(min = 18, max = 100))]
    pub keep_years_minor: Option<At<u8>>,
    /// Which share of the people of a cohort may come to a level here. Each stands in place of the
    /// band of the cohort for the same level and day. Outside of a band is a warning.
    #[serde(default)]
    pub bands: Vec<BandForm>,
    /// After how many minutes without a key a screening is put away that a patient has in their hands
    /// at a desk: from 1 to 10, else 3.
    #[schemars(range(min = 1, max = 10))]
    pub idle_minutes: Option<At<u64>>,
    /// What patients are told at a desk before the first question, in the clinic's own words, by
    /// language: who keeps their answers, why, for how long, and what rights they have.
    #[serde(default)]
    #[schemars(example = json!({ "en": "We keep your answers with your chart for eight years. You may see them, and have them corrected." }))]
    pub told: BTreeMap<String, At<String, WordsForm>>,
    /// What patients consent to, taken by a clinician at the desk.
    #[serde(default)]
    pub consents: Vec<ConsentForm>,
}

/// One text that patients consent to.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ConsentForm {
    /// Its id, which stays the same from version to version.
    #[schemars(example = &"photographs-teaching")]
    pub id: At<String, NameForm>,
    /// What it is for.
    #[serde(rename = "use")]
    pub of: Use,
    /// Its version: another one whenever a word changes.
    #[schemars(example = &"2026-1")]
    pub version: At<String>,
    /// Whether the treatment needs it.
    #[serde(default)]
    pub needed: bool,
    /// The text, by language.
    #[schemars(example = json!({ "en": "I agree to the treatment that was explained to me." }))]
    pub texts: BTreeMap<String, At<String, WordsForm>>,
}

/// What the clinic answers to a question.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({ "question": "rf_device", "answer": "no" }))]
pub(super) struct OwnForm {
    /// The question.
    #[schemars(example = &"rf_device")]
    pub question: At<String, NameForm>,
    /// The answer. Leave the question out where the clinic does not know.
    #[schemars(example = &"no")]
    pub answer: At<String, NameForm>,
}

/// Which share of the people may come to a level: at least so many, at most so many, or both.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("anyOf" = one_end()), example = json!({ "level": "wait", "at_most": 0.35 }))]
pub(super) struct BandForm {
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
}

fn one_end() -> Value {
    json!([{ "required": ["at_least"] }, { "required": ["at_most"] }])
}
