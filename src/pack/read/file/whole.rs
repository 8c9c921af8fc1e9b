//! The grammar of a whole pack.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::{
    aftercare::Aftercare,
    guidance::{Care, Help, Note, Term, Warning, WarningSigns},
    pictures::Pictures,
    promises::Promise,
    questions::Section,
    references::{Day, Event, Name, Source, Sourced, Wait, Words},
};
use crate::pack::read::{forms, spans::At};

/// One questionnaire of needlefit: what is asked, what each answer means, and who says so.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "needlefit pack")]
pub struct PackFile {
    /// The JSON Schema with which an editor completes and explains this file. The program does
    /// not read it.
    #[serde(rename = "$schema")]
    #[schemars(example = &"./schema.json")]
    _schema: Option<String>,
    /// The name of this pack, the same in all its versions. A changed copy needs a name of its
    /// own: what is saved and printed shows it.
    #[schemars(example = &"my-clinic")]
    pub id: Name,
    /// The version of this pack: three numbers with a dot between. Raise it with every change.
    #[schemars(example = &"1.0.0", transform = forms::version)]
    pub version: Words,
    /// The language of the words, as a short tag (BCP 47): `en`, `de`, `pt-BR`.
    #[schemars(example = &"en", transform = forms::language)]
    pub language: Words,
    /// What the screening is called on screen.
    #[schemars(example = "Before microneedling for acne scars")]
    pub title: Words,
    /// What this is and what it is not, said before the first question. One sentence an entry.
    pub about: Vec<Words>,
    /// What must not wait for this form, said before the first question.
    pub urgent: Vec<Sourced>,
    /// Whom to call when it gets too much. It stands quietly under the questions that carry `help`,
    /// on every sheet, and at the end of a screening that an answer ended. Leave it out, and it is
    /// not said.
    #[serde(default)]
    pub help: Option<Help>,
    /// The sentence that ends every verdict.
    #[schemars(example = "A qualified clinician must examine you and decide.")]
    pub disclaimer: Words,
    /// What the four levels of a verdict mean, in words.
    pub levels: Levels,
    /// Who reviewed the content. Leave the list empty until a clinician has reviewed it: every
    /// summary says then that nobody has. `needlefit protocol` prints what they read, and with
    /// `--hashes` what is put here then.
    pub clinical_review: Vec<Review>,
    /// The day on which the sources were last read again.
    pub sources_checked: Day,
    /// The name of the wait after which the sources should be read again.
    pub sources_fresh_for: Name,
    /// The name of the wait after which the answers of a screening no longer hold.
    pub answers_hold_for: Name,
    /// The name of the wait after which a screening that follows another one asks all questions again,
    /// not only what may have changed. Without it, the whole is asked as soon as the answers no
    /// longer hold.
    #[serde(default)]
    pub whole_again_after: Option<Name>,
    /// The publications that the statements of this pack rest on.
    pub sources: Vec<Source>,
    /// Every number of hours, days, weeks, months and years stands here once, with a name. All
    /// else in the pack uses the name.
    pub waits: Vec<Wait>,
    /// What must happen before some waits are over, other than a date: a birth, for instance.
    pub events: Vec<Event>,
    /// The questions where not knowing is no concern. Everywhere else "not sure" and "I would rather
    /// tell the clinician" are for a clinician. A blank is so always.
    #[serde(default)]
    pub not_knowing: Vec<NotKnowing>,
    /// The questions under their headings, in the order in which they are asked.
    #[schemars(length(min = 1))]
    pub sections: Vec<Section>,
    /// Combinations of answers that need a doctor now, whatever the verdict.
    pub warnings: Vec<Warning>,
    /// What to do while waiting.
    pub meanwhile: Vec<Sourced>,
    /// What to expect of the treatment, one paragraph an entry.
    pub course: Vec<Note>,
    /// What to do before the treatment. The times count back from it.
    pub preparation: Vec<Care>,
    /// What to do after the treatment. The times count on from it.
    pub aftercare: Aftercare,
    /// What to watch for after the treatment, and whom to call.
    pub warning_signs: Vec<WarningSigns>,
    /// What the pictures show. Leave it out, and there are none.
    #[serde(default)]
    pub pictures: Pictures,
    /// The words that not everybody knows, and what they mean. A key shows those that stand on the
    /// screen.
    #[serde(default)]
    pub glossary: Vec<Term>,
    /// What holds of every verdict, whatever else is answered. `needlefit check` proves it.
    #[serde(default)]
    pub promises: Vec<Promise>,
    /// The most questions that one person may be asked. `needlefit check` proves it.
    #[schemars(example = 60)]
    pub longest_path: Option<At<u16>>,
}

/// A question where not knowing is no concern.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({
    "question": "scar_type",
    "reason": "Most people can't name their scars, and the clinician sees them."
}))]
pub struct NotKnowing {
    /// The id of the question.
    #[schemars(example = &"scar_type")]
    pub question: Name,
    /// Why it is no concern.
    pub reason: Words,
}

/// What each level means, in the words of the verdict's headline.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// The headline where no reason to wait was found. It must not say that the treatment is safe.
    #[schemars(example = "These answers gave no reason to wait.")]
    pub no_concern: Words,
    /// The headline where a clinician must decide.
    pub clinician: Words,
    /// The headline where it is too early.
    pub wait: Words,
    /// The headline where the treatment is not suitable.
    pub not_suitable: Words,
}

/// A clinician's review of the whole content.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// The reviewer's name.
    pub by: Words,
    /// The reviewer's role, as registered.
    #[schemars(example = &"Dermatologist")]
    pub role: Words,
    /// The day of the review.
    pub on: Day,
    /// The last day on which the review holds.
    pub until: Day,
    /// The hash of each topic as it was reviewed, by its id.
    #[schemars(extend("propertyNames" = forms::name()))]
    pub topics: BTreeMap<String, String>,
    /// The hash of each list that is told whatever is asked, by its key in this file.
    #[schemars(extend("propertyNames" = forms::name()))]
    pub lists: BTreeMap<String, String>,
}
