//! Cases: little stories with answers, and the verdict that they must come to.
//!
//! The comments on the fields are also what an editor shows to the author of a case.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::{
    clean,
    interview::{
        Answer, Answers, Days, Treatment,
        path::Path,
        verdict::{Ends, Verdict},
    },
    pack::{
        self, At, DayForm, Fault, Level, NameForm, Pack, PackError, WordsForm, meaning, nearest,
        read_form,
    },
    text::{Language, day},
};

use super::logic::word;

/// A file of cases: little stories with answers, and the verdict that a pack must come to.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "needlefit cases")]
pub struct CaseFile {
    /// The JSON Schema with which an editor completes and explains this file. The program does
    /// not read it.
    #[serde(rename = "$schema")]
    #[schemars(example = &"../cases.schema.json")]
    _schema: Option<String>,
    /// The id of the pack that the cases are about.
    #[schemars(with = "NameForm", example = &"microneedling")]
    pub pack: String,
    /// The answers of everybody, where a case says nothing else: by the id of the question.
    #[schemars(
        schema_with = "answer_set",
        example = json!({ "age": 34, "area": ["cheeks"], "keloid": "no" })
    )]
    pub otherwise: Map<String, Value>,
    /// The cases.
    pub cases: Vec<Case>,
}

/// One story, and what its answers must come to.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("anyOf" = decided()), example = a_case())]
pub struct Case {
    /// Its name, unique among all cases of a folder.
    #[schemars(example = &"age-seventeen")]
    pub id: At<String, NameForm>,
    /// What happened, in plain words.
    #[schemars(with = "WordsForm", example = "He is seventeen. His mother agrees.")]
    pub story: String,
    /// The day of the screening.
    #[serde(deserialize_with = "day::read")]
    #[schemars(with = "DayForm")]
    pub today: Date,
    /// When the treatment is: `today`, a day after today, or `none`.
    #[serde(default, rename = "for")]
    #[schemars(schema_with = "treatment")]
    pub treatment: Treatment,
    /// The answers that differ from everybody's, by the id of the question. `null` leaves one out.
    #[serde(default)]
    #[schemars(schema_with = "answer_set", example = json!({ "age": 17 }))]
    pub answers: Map<String, Value>,
    /// What the answers must come to.
    pub expect: Expect,
    /// The sources that decide it: ids of the pack's `sources`. A case has `sources` or `why`.
    #[serde(default)]
    #[schemars(with = "Vec<NameForm>", example = ["fda-microneedling"])]
    pub sources: Vec<String>,
    /// The rule that decides it, where no source does.
    #[schemars(
        with = "Option<WordsForm>",
        example = "Not knowing is for a clinician."
    )]
    pub why: Option<String>,
}

/// What the answers of a case must come to: all of it, and nothing else.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({ "level": "not_suitable", "findings": { "not_suitable": ["age"] } }))]
pub struct Expect {
    /// The level of the verdict.
    pub level: Level,
    /// The day before which there is a wait. Leave it out where there must be none.
    #[serde(default, deserialize_with = "day::read_option")]
    #[schemars(with = "Option<DayForm>")]
    pub not_before: Option<Date>,
    /// Everything that must be found, by its level. Nothing else may be.
    #[serde(default)]
    pub findings: Findings,
    /// The ids of all warnings that must be given, and no others may be.
    #[serde(default)]
    #[schemars(with = "Vec<NameForm>", example = ["changing_spot"])]
    pub warnings: BTreeSet<String>,
    /// All events that must come first, and no others may: the id of the event; where a wait
    /// follows it, then `+` and the name of that wait.
    #[serde(default)]
    #[schemars(schema_with = "events_form", example = ["feeding_ended", "birth+after_birth"])]
    pub events: BTreeSet<String>,
}

/// The ids of the questions at which something is found, by the level of what is found there. A
/// question at which two levels are found stands under both, and one at which two things of a level
/// are found stands there twice.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(example = json!({ "wait": ["birth_on"], "clinician": ["hopes"] }))]
pub struct Findings {
    /// Where something is not suitable.
    #[schemars(with = "Vec<NameForm>", example = ["age"])]
    pub not_suitable: Vec<String>,
    /// Where there is a wait.
    #[schemars(with = "Vec<NameForm>", example = ["birth_on"])]
    pub wait: Vec<String>,
    /// Where a clinician must decide.
    #[schemars(with = "Vec<NameForm>", example = ["hopes"])]
    pub clinician: Vec<String>,
    /// Where something is only mentioned: to be told to the clinician.
    #[schemars(with = "Vec<NameForm>", example = ["spot_there"])]
    pub mention: Vec<String>,
}

impl CaseFile {
    /// Reads it from the bytes of a file; `file` is what errors call it.
    ///
    /// # Errors
    /// Everything that is wrong with its form.
    pub fn from_bytes(file: &str, bytes: &[u8]) -> Result<Self, PackError> {
        read_form(file, bytes)
    }
}

/// The JSON Schema of case files, as the text of a file. It can't know a pack: whether it has
/// these questions, options and sources, only trying the cases tells.
#[must_use]
pub fn schema() -> String {
    pack::schema_of::<CaseFile>()
}

fn answer_set(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "propertyNames": generator.subschema_for::<NameForm>(),
        "additionalProperties": { "anyOf": [
            { "type": "string" },
            { "type": "integer", "minimum": 0 },
            { "type": "array", "items": generator.subschema_for::<NameForm>() },
            { "const": null },
        ] },
    })
}

fn events_form(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "array",
        "items": {
            "type": "string",
            "pattern": "^[a-z0-9_-]+([+][a-z0-9_-]+)?$",
            "patternErrorMessage": "An event is its id; where a wait follows it, then + and its name.",
        },
    })
}

fn treatment(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [{ "enum": ["today", "none"] }, generator.subschema_for::<DayForm>()],
        "default": "today",
    })
}

/// Something says what decides a case.
fn decided() -> Value {
    json!([
        { "required": ["sources"], "properties": { "sources": { "minItems": 1 } } },
        { "required": ["why"] },
    ])
}

/// A case as an editor may offer it.
fn a_case() -> Value {
    json!({
        "id": "age-seventeen",
        "story": "He is seventeen. His mother agrees.",
        "today": "2026-11-20",
        "answers": { "age": 17 },
        "expect": { "level": "not_suitable", "findings": { "not_suitable": ["age"] } },
        "sources": ["fda-microneedling"],
    })
}

/// A case that came out otherwise.
#[derive(Debug, Serialize)]
pub struct Failure {
    /// The case.
    pub id: String,
    /// The file that it stands in.
    pub file: String,
    /// The line of its id, from 1.
    pub line: usize,
    /// The column of its id in characters, from 1.
    pub column: usize,
    /// Its story.
    pub story: String,
    /// What was expected and what came out, a sentence each.
    pub differs: Vec<String>,
    /// What decided the level, as the question and its reason.
    pub decided: Option<(String, String)>,
}

/// What became of the cases of a pack.
#[derive(Debug, Default)]
pub struct Tried {
    /// How many were tried.
    pub cases: usize,
    /// Those that came out otherwise.
    pub failed: Vec<Failure>,
    /// The outcomes that some case came to: the number of the question, and which of its outcomes.
    covered: BTreeSet<(usize, usize)>,
    ids: BTreeSet<String>,
}

impl Tried {
    /// Tries the cases of one file: what it is called, and its text without a mark at its start.
    pub fn add(&mut self, pack: &Pack, (name, text): (&str, &str), file: &CaseFile) {
        for case in &file.cases {
            self.cases += 1;
            let days = Days::new(case.today, case.treatment);
            let (mut differs, decided) = match (answers(pack, file, case), days) {
                // all else in it is about that pack
                _ if file.pack != pack.id => (vec![about_another(pack, file)], None),
                (Ok(answers), Ok(days)) => self.try_one(pack, case, &answers, days),
                (Err(differs), _) => (differs, None),
                (_, Err(refusal)) => {
                    let says = refusal.says(Language::english());
                    (vec![format!("At `for`: {says}")], None)
                }
            };
            if !self.ids.insert(case.id.value.clone()) {
                differs.push("Another case has this id.".to_owned());
            }
            let known = |id: &&String| pack.sources.iter().any(|source| source.id == **id);
            let unknown = case.sources.iter().filter(|id| !known(id));
            differs.extend(unknown.map(|id| format!("The pack has no source `{id}`.")));
            if case.sources.is_empty() && case.why.is_none() {
                differs.push("Neither `sources` nor `why` says what decides it.".to_owned());
            }
            if !differs.is_empty() {
                let place = Fault::at(text, &case.id.span, None, "");
                self.failed.push(Failure {
                    id: clean::echo(&case.id),
                    file: name.to_owned(),
                    line: place.line.unwrap_or_default(),
                    column: place.column,
                    story: clean::clean(&case.story, 500),
                    differs,
                    decided,
                });
            }
        }
    }

    fn try_one(
        &mut self,
        pack: &Pack,
        case: &Case,
        answers: &Answers,
        days: Days,
    ) -> (Vec<String>, Option<(String, String)>) {
        let path = Path::new(pack, answers, days);
        for question in path.questions() {
            for (nth, outcome) in question.outcomes.iter().enumerate() {
                if meaning::found(&path, question, outcome) {
                    self.covered.insert((question.number, nth));
                }
            }
        }
        let verdict = Verdict::of(&path);
        let decided = verdict
            .findings
            .first()
            .map(|it| (it.question.id.clone(), it.reason.to_string()));
        (differences(&case.expect, &verdict), decided)
    }

    /// How many outcomes of a pack some case came to, and those that none did: the id of the
    /// question, and which of its outcomes, from 1.
    #[must_use]
    pub fn coverage<'p>(&self, pack: &'p Pack) -> (usize, Vec<(&'p str, usize)>) {
        let missing = pack.questions.iter().flat_map(|question| {
            let all = 0..question.outcomes.len();
            all.filter(|nth| !self.covered.contains(&(question.number, *nth)))
                .map(|nth| (question.id.as_str(), nth + 1))
        });
        (self.covered.len(), missing.collect())
    }
}

/// That the cases of a file are about another pack.
fn about_another(pack: &Pack, file: &CaseFile) -> String {
    let other = clean::echo(&file.pack);
    format!(
        "The case is about the pack `{other}`, and this is `{}`.",
        pack.id
    )
}

/// Everybody's answers, and over them those of the case.
fn answers(pack: &Pack, file: &CaseFile, case: &Case) -> Result<Answers, Vec<String>> {
    let mut answers = Answers::default();
    let mut wrong = Vec::new();
    let everybody = file.otherwise.iter();
    let everybody = everybody.filter(|(id, _)| !case.answers.contains_key(*id));
    for (id, value) in everybody.chain(&case.answers) {
        let Some(question) = pack.question(id) else {
            let known = pack.questions.iter().map(|question| question.id.as_str());
            let meant = nearest(id, known).map(|id| format!(" Is `{id}` meant?"));
            let id = clean::echo(id);
            wrong.push(format!(
                "No question has the id `{id}`.{}",
                meant.unwrap_or_default()
            ));
            continue;
        };
        match Answer::from_json(question, value, case.today) {
            Ok(Some(answer)) => answers.set(question, answer),
            Ok(None) => {}
            Err(refusal) => wrong.push(format!("At `{id}`: {}", refusal.says(Language::english()))),
        }
    }
    if wrong.is_empty() {
        Ok(answers)
    } else {
        Err(wrong)
    }
}

fn differences(expect: &Expect, verdict: &Verdict<'_>) -> Vec<String> {
    let mut differs = Vec::new();
    if verdict.level != expect.level {
        let (wanted, came) = (word(expect.level), word(verdict.level));
        differs.push(format!(
            "The level should be `{wanted}` and came out as `{came}`."
        ));
    }
    let day = |day: Option<Date>| day.map_or_else(|| "none".to_owned(), |day| day.to_string());
    if verdict.not_before != expect.not_before {
        let (wanted, came) = (day(expect.not_before), day(verdict.not_before));
        differs.push(format!(
            "The day should be {wanted} and came out as {came}."
        ));
    }
    for (level, wanted) in [
        (Level::NotSuitable, &expect.findings.not_suitable),
        (Level::Wait, &expect.findings.wait),
        (Level::Clinician, &expect.findings.clinician),
    ] {
        let came = verdict.findings.iter().filter(|it| it.level == level);
        let came = came.map(|it| it.question.id.clone());
        let what = format!("findings of level `{}`", word(level));
        differs.extend(lists(&what, wanted, came));
    }
    let came = verdict.mentions().map(|it| it.question.id.clone());
    differs.extend(lists("mentions", &expect.findings.mention, came));
    let warnings = verdict.warnings.iter().map(|it| it.id.clone());
    differs.extend(lists("warnings", &expect.warnings, warnings));
    let events = verdict.events();
    let events = events.iter().filter_map(|end| match end {
        Ends::With(event, Some(wait)) => Some(format!("{}+{}", event.id, wait.id)),
        Ends::With(event, None) => Some(event.id.clone()),
        Ends::On(_) => None,
    });
    differs.extend(lists("events", &expect.events, events));
    differs
}

/// What differs between two lists of ids, whatever their order.
fn lists<'w>(
    what: &str,
    wanted: impl IntoIterator<Item = &'w String>,
    came: impl Iterator<Item = String>,
) -> Option<String> {
    let mut wanted: Vec<String> = wanted.into_iter().cloned().collect();
    let mut came: Vec<String> = came.collect();
    wanted.sort();
    came.sort();
    let list = |ids: &[String]| match ids.len() {
        0 => "none".to_owned(),
        _ => ids
            .iter()
            .map(|id| clean::echo(id))
            .collect::<Vec<_>>()
            .join(", "),
    };
    let says = || {
        format!(
            "The {what} should be {}, and came out as {}.",
            list(&wanted),
            list(&came)
        )
    };
    (wanted != came).then(says)
}
