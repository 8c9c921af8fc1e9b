//! Statements: what a pack tells people, text by text, and who says so, in a list of its own. Cases
//! hold no words; so without this list a warning sign or a piece of advice could get lost, or lose
//! its "not", and nobody would see it.
//!
//! The list holds the exact words, as people read them: the lengths of the waits are filled in. So a
//! text that is told otherwise stands out in the list, line by line, beside what it was.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::{
    problem::{Problem, Problems},
    text_of,
    texts::told,
};
use crate::{
    clean,
    pack::{self, At, NameForm, Pack, PackError, WordsForm, read_form},
};

/// The name of the list beside the cases.
pub const STATEMENTS: &str = "statements.json";

/// A list of what a pack tells people: nothing of it may be missing.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "needlefit statements")]
pub struct StatementFile {
    /// The JSON Schema with which an editor completes and explains this file. The program does
    /// not read it.
    #[serde(rename = "$schema")]
    #[schemars(example = &"./statements.schema.json")]
    _schema: Option<String>,
    /// The id of the pack that tells this.
    #[schemars(example = &"microneedling")]
    pub pack: At<String, NameForm>,
    /// The statements.
    pub statements: Vec<Statement>,
}

/// Something that people are told.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({
    "of": "the item `first_hands`",
    "says": "Keep your hands off your face.",
    "sources": ["clinic-leaflets"],
}))]
pub struct Statement {
    /// What of the pack it is.
    #[schemars(with = "WordsForm", example = &"the item `first_hands`")]
    pub of: String,
    /// The words, as people read them. Of what is found at a question its reason, its advice, its
    /// next step and its headline.
    #[schemars(with = "String", example = &"Keep your hands off your face.")]
    pub says: At<String>,
    /// Who says so: ids of the pack's `sources`.
    #[serde(default)]
    #[schemars(with = "Vec<NameForm>", example = ["clinic-leaflets"])]
    pub sources: Vec<String>,
}

impl StatementFile {
    /// Reads it from the bytes of a file; `file` is what errors call it.
    ///
    /// # Errors
    /// Everything that is wrong with its form.
    pub fn from_bytes(file: &str, bytes: &[u8]) -> Result<Self, PackError> {
        read_form(file, bytes)
    }

    /// The statements that a pack says no more, each with what it says in place of it, if anything.
    #[must_use]
    pub fn missing(&self, pack: &Pack) -> Vec<(&Statement, Option<String>)> {
        let mut told = told(pack);
        let mut missing = Vec::new();
        for statement in &self.statements {
            let same = told.iter().position(|(place, text)| {
                *place == statement.of
                    && text.says == *statement.says
                    && text.sources == statement.sources
            });
            match same {
                Some(place) => drop(told.swap_remove(place)),
                None => missing.push(statement),
            }
        }
        let now = |statement: &Statement| {
            let mut texts = told.iter().filter(|(place, _)| *place == statement.of);
            let nearest = texts
                .clone()
                .find(|(_, text)| text.says == *statement.says)
                .or_else(|| texts.next())?;
            let (_, text) = nearest;
            Some(if text.says == *statement.says {
                format!("Its sources are now: {}.", text.sources.join(", "))
            } else {
                format!("The pack says now: “{}”", text.says)
            })
        };
        missing.into_iter().map(|it| (it, now(it))).collect()
    }
}

/// What is wrong with a list of statements, held against its pack: what the pack says no more.
#[must_use]
pub fn check(pack: &Pack, file: &str, bytes: &[u8]) -> Vec<Problem> {
    let read = match StatementFile::from_bytes(file, bytes) {
        Ok(read) => read,
        Err(error) => return error.faults.into_iter().map(Problem::of_reading).collect(),
    };
    let text = text_of(bytes);
    let mut problems = Problems::new(&text);
    if *read.pack != pack.id {
        let other = clean::echo(&read.pack);
        let says = format!(
            "These statements are of the pack `{other}`, and this is `{}`.",
            pack.id
        );
        // all else in it is about that pack
        problems.error("said-no-more", &read.pack.span, "", says);
        return problems.into_sorted();
    }
    for (statement, now) in read.missing(pack) {
        let of = clean::echo(&statement.of);
        let now = now.map_or_else(String::new, |now| format!(" {}", clean::clean(&now, 500)));
        let says = format!("This is said no more: {of}.{now}");
        problems.error("said-no-more", &statement.says.span, "", says);
    }
    problems.into_sorted()
}

/// The list of everything that a pack tells, as the text of a file: a statement a line.
#[must_use]
pub fn list(pack: &Pack) -> String {
    let mut list = format!(
        "{{\n  \"$schema\": \"./statements.schema.json\",\n  \"pack\": {},\n  \"statements\": [",
        json!(pack.id)
    );
    for (nth, (of, text)) in told(pack).iter().enumerate() {
        let comma = if nth == 0 { "" } else { "," };
        let (of, says) = (json!(of), json!(text.says));
        let sources: Vec<String> = text
            .sources
            .iter()
            .map(|it| json!(it).to_string())
            .collect();
        let sources = match sources.len() {
            0 => String::new(),
            _ => format!(", \"sources\": [{}]", sources.join(", ")),
        };
        // a String takes everything
        let _ = write!(
            list,
            "{comma}\n    {{ \"of\": {of}, \"says\": {says}{sources} }}"
        );
    }
    list + "\n  ]\n}\n"
}

/// The JSON Schema of such lists, as the text of a file.
#[must_use]
pub fn schema() -> String {
    pack::schema_of::<StatementFile>()
}
