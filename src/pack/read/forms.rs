//! The parts of the JSON Schema that no type of the grammar can say by itself: the form of a name,
//! of words and of a day, what belongs to which kind of question, and examples.
//!
//! `patternErrorMessage` is no part of JSON Schema: editors show it instead of the pattern.

use std::{borrow::Cow, marker::PhantomData};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::spans::At;
use crate::pack::limits::{LONGEST_NAME, LONGEST_TEXT, MOST_OPTIONS};

/// A place says nothing about the form: the schema of [`At`] is the one of `K`.
impl<T, K: JsonSchema> JsonSchema for At<T, K> {
    fn inline_schema() -> bool {
        K::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        K::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        K::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        K::json_schema(generator)
    }
}

/// Declares what stands for a form of text, and its schema.
macro_rules! form {
    ($(#[doc = $says:literal])* $form:ident, $schema:expr) => {
        $(#[doc = $says])*
        #[derive(Debug, Clone)]
        pub enum $form {}

        impl JsonSchema for $form {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($form).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

form!(
    /// The form of a name.
    NameForm,
    json_schema!({
        "type": "string",
        "pattern": format!("^[a-z0-9_-]{{1,{LONGEST_NAME}}}$"),
        "patternErrorMessage": format!(
            "A name is 1 to {LONGEST_NAME} lower case letters, digits, `_` or `-`."
        ),
    })
);

form!(
    /// The form of words for people.
    WordsForm,
    json_schema!({
        "type": "string",
        "minLength": 1,
        "maxLength": LONGEST_TEXT,
        "pattern": format!("^[{SPACES}]*[^{SPACES}{HARMFUL}][^{HARMFUL}]*$"),
        "patternErrorMessage":
            "Words are needed here, without line breaks and without characters that can't be seen.",
    })
);

form!(
    /// The form of a day.
    DayForm,
    json_schema!({
        "type": "string",
        "format": "date",
        "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        "patternErrorMessage": "A day is written YYYY-MM-DD.",
        "examples": ["2026-11-20"],
    })
);

/// All that can stand between words and shows nothing. The characters themselves stand in the
/// pattern, since there is no escape that every engine takes, nor a class such as `\p{Z}`.
const SPACES: &str = " \u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}";
/// Of what [`crate::clean`] calls harmful, as much as fits a pattern: control and private
/// characters, and those that reorder or hide text. Not those beyond U+FFFF: engines that count in
/// UTF-16 take such a range for something else.
const HARMFUL: &str = "\u{0}-\u{1f}\u{7f}-\u{9f}\u{61c}\u{200b}\u{200e}\u{200f}\u{202a}-\u{202e}\
    \u{2060}-\u{2069}\u{e000}-\u{f8ff}\u{feff}";

/// A version: narrower than the loader, which only wants words.
pub(super) fn version(schema: &mut Schema) {
    pattern(
        schema,
        r"^[0-9]+\.[0-9]+\.[0-9]+$",
        "A version is three numbers, as 1.0.0.",
    );
}

/// A language tag, narrower than the loader as well.
pub(super) fn language(schema: &mut Schema) {
    let tag = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$";
    pattern(schema, tag, "A language is a short tag, as en or pt-BR.");
}

/// An address on the web, narrower than the loader as well.
pub(super) fn address(schema: &mut Schema) {
    pattern(
        schema,
        "^https?://[!-~]+$",
        "An address begins with https:// or http://.",
    );
}

fn pattern(schema: &mut Schema, pattern: &str, says: &str) {
    schema.insert("pattern".to_owned(), pattern.into());
    schema.insert("patternErrorMessage".to_owned(), says.into());
}

/// The form of a list that is not empty.
#[derive(Debug, Clone)]
pub struct AtLeastOne<T>(PhantomData<T>);

impl<T: JsonSchema> JsonSchema for AtLeastOne<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("AtLeastOne_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "array",
            "minItems": 1,
            "items": generator.subschema_for::<T>(),
        })
    }
}

/// The name of a key.
pub(super) fn name() -> Value {
    json!({ "pattern": format!("^[a-z0-9_-]{{1,{LONGEST_NAME}}}$") })
}

/// A wait that a source fixes names the source.
pub(super) fn waits_name_sources() -> Value {
    json!([{
        "if": is("from", &["source"]),
        "then": { "properties": { "sources": { "minItems": 1 } } },
    }])
}

/// What belongs to each kind of question, and nothing else.
pub(super) fn kinds_of_question() -> Value {
    let choices = ["choice", "choices"];
    let options = json!({ "minItems": 2, "maxItems": MOST_OPTIONS });
    json!([
        only("options", &choices, &options, &json!({ "maxItems": 0 })),
        only("range", &["number"], &json!(true), &json!(false)),
        only("about", &["date"], &json!(true), &json!(false)),
        only("reach", &["date"], &json!(true), &json!(false)),
        {
            "if": is("kind", &["date"]),
            "then": { "if": is("about", &["past"]), "then": { "properties": { "or_weeks": false } } },
            "else": if_known("kind", "Kind", &json!({ "or_weeks": false })),
        },
        { "if": { "required": ["together"] }, "then": is("kind", &["yes_no"]) },
        { "dependentRequired": { "together": ["tick"], "tick": ["together"] } },
        { "if": is("kind", &["date"]), "then": none("follow_up") },
        { "if": is("kind", &["text"]), "then": none("outcomes") },
        {
            "if": is("kind", &["yes_no"]),
            "else": if_known("kind", "Kind", &json!({ "clinic_may_answer": { "enum": [null, false] } })),
        },
        {
            "if": is("kind", &["number"]),
            "else": if_known("kind", "Kind", &json!({ "outcomes": { "items": {
                "properties": { "ends": { "const": false } },
            } } })),
        },
    ])
}

/// `wait` and `until` need each other.
pub(super) fn waits_have_ends() -> Value {
    json!([{
        "if": is("level", &["wait"]),
        "then": { "required": ["until"], "properties": { "until": { "minItems": 1 } } },
        "else": if_known("level", "Level", &json!({ "until": { "maxItems": 0 } })),
    }])
}

/// A wait ends on `answer_plus`, or on `event` and perhaps `then`.
pub(super) fn either_end() -> Value {
    json!([
        { "required": ["answer_plus"], "maxProperties": 1 },
        { "required": ["event"], "properties": { "answer_plus": false } },
    ])
}

/// A question that can't stand in a tick list.
pub(super) fn asked_alone() -> Value {
    json!({ "allOf": [
        { "$ref": "#/$defs/Question" },
        { "properties": { "together": false, "tick": false } },
    ] })
}

/// A promise says something.
pub(super) fn something_promised() -> Value {
    let said = [
        "at_least",
        "finds",
        "waits",
        "first",
        "warns",
        "no_override",
    ];
    let alone: Vec<_> = said
        .iter()
        .chain(&["when"])
        .map(|it| json!({ "required": [it] }))
        .collect();
    let mut forms = said
        .map(|field| json!({ "required": ["when", field], "properties": { "not_knowing": false } }))
        .to_vec();
    forms.push(json!({ "required": ["not_knowing"], "not": { "anyOf": alone } }));
    json!(forms)
}

fn is(field: &str, words: &[&str]) -> Value {
    json!({ "required": [field], "properties": { field: { "enum": words } } })
}

fn none(list: &str) -> Value {
    json!({ "properties": { list: { "maxItems": 0 } } })
}

/// A field that these kinds of question need, in this form; in others it has another.
fn only(field: &str, kinds: &[&str], here: &Value, elsewhere: &Value) -> Value {
    json!({
        "if": is("kind", kinds),
        "then": { "required": [field], "properties": { field: here } },
        "else": if_known("kind", "Kind", &json!({ field: elsewhere })),
    })
}

/// A misspelt word is one fault: nothing else is asked for until it is a known one.
fn if_known(field: &str, words: &str, then: &Value) -> Value {
    let known = json!({ "$ref": format!("#/$defs/{words}") });
    json!({
        "if": { "required": [field], "properties": { field: known } },
        "then": { "properties": then },
    })
}

/// A question as an editor may offer it.
pub(super) fn a_question() -> Value {
    json!({
        "id": "keloid_family",
        "kind": "yes_no",
        "short": "Keloids in family",
        "ask": "Does a parent, brother or sister of yours have keloids?",
        "why": "Keloids can run in families.",
        "outcomes": [an_outcome()],
    })
}

/// An outcome as an editor may offer it.
pub(super) fn an_outcome() -> Value {
    json!({
        "when": { "is": "yes" },
        "level": "clinician",
        "reason": "Keloids run in your close family.",
        "advice": "Tell the clinic. A clinician must check your scars first.",
        "sources": ["minutilli-2024"],
    })
}

/// A promise as an editor may offer it.
pub(super) fn a_promise() -> Value {
    json!({
        "id": "pregnant_waits",
        "when": { "of": { "question": "pregnancy", "when": { "is": "yes" } } },
        "first": { "event": "birth", "then": { "weeks": 6 } },
        "because": "The treatment can wait until after the birth.",
    })
}

/// A condition on two questions.
pub(super) fn a_combination() -> Value {
    let yes = |question| json!({ "of": { "question": question, "when": { "is": "yes" } } });
    json!({ "all": [yes("isotretinoin"), yes("pregnancy")] })
}

/// A word of a glossary.
pub(super) fn a_term() -> Value {
    json!({
        "id": "keloid",
        "term": "keloid",
        "forms": [{ "id": "keloids", "term": "keloids" }],
        "says": "A scar that grows larger than the wound.",
        "sources": []
    })
}
