//! The JSON Schema of packs, for editors, made from the types of [`super::file`] that the loader
//! reads with, so that no field is explained that is not read. It is committed beside the packs.
//!
//! What no JSON Schema can say, the loader alone checks: that names mean something that stands
//! further up, that ids and keys stand once, that a condition fits the kind of question it is about
//! and that "no" and dates open nothing, that a day exists, that a review or a range does not end
//! before it begins, that a number is written without a point (for JSON Schema 18.0 is 18), how many
//! outcomes and parts of conditions there may be, that something is asked, and the whole size of a
//! pack. The schema is stricter than the loader where that helps an author: a version is three
//! numbers, a language is a tag, an address is one, and a field that may be left out is not `null`.

use std::collections::BTreeSet;

use schemars::{
    JsonSchema, Schema,
    generate::SchemaSettings,
    transform::{Transform, transform_subschemas},
};
use serde_json::{Value, json};

use super::file::PackFile;

/// The JSON Schema of packs, as the text of a file.
#[must_use]
pub fn schema() -> String {
    schema_of::<PackFile>()
}

/// The JSON Schema of a kind of file, as the text of a file.
pub(crate) fn schema_of<T: JsonSchema>() -> String {
    let schema = SchemaSettings::draft2020_12()
        .with_transform(Tidy)
        .into_generator()
        .into_root_schema_for::<T>();
    in_ascii(format!("{:#}\n", schema.as_value()))
}

/// The same JSON in ASCII. Patterns have characters in them that can't be seen, and that would
/// reorder what a terminal shows.
fn in_ascii(json: String) -> String {
    let others: BTreeSet<char> = json.chars().filter(|it| !matches!(it, ..'\x7f')).collect();
    others.into_iter().fold(json, |json, other| {
        let mut units = [0; 2];
        let units = other.encode_utf16(&mut units).iter();
        let escaped = units.fold(String::new(), |all, unit| all + &format!("\\u{unit:04x}"));
        json.replace(other, &escaped)
    })
}

/// Makes what schemars writes fit for editors.
#[derive(Debug, Clone)]
struct Tidy;

impl Transform for Tidy {
    fn transform(&mut self, schema: &mut Schema) {
        one_line(schema);
        without_null(schema);
        whole_number(schema);
        describe_word(schema);
        transform_subschemas(self, schema);
    }
}

/// Comments are broken into lines, editors break them anew.
fn one_line(schema: &mut Schema) {
    if let Some(Value::String(says)) = schema.get_mut("description") {
        *says = says.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}

/// A field that may be left out is offered with its value only, never as `null`.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|one| one != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(mut parts)) = schema.remove("anyOf") {
        parts.retain(|part| *part != json!({ "type": "null" }));
        match parts.as_slice() {
            [Value::Object(only)] => {
                for (key, value) in only {
                    schema.ensure_object().entry(key).or_insert(value.clone());
                }
            }
            _ => drop(schema.insert("anyOf".to_owned(), parts.into())),
        }
    }
}

/// Editors know no `uint32`, but they know a largest number.
fn whole_number(schema: &mut Schema) {
    if schema
        .get("format")
        .is_some_and(|format| format == "uint32")
    {
        let object = schema.ensure_object();
        object.entry("maximum").or_insert_with(|| u32::MAX.into());
    }
    if schema.get("type").is_some_and(|kind| kind == "integer") {
        schema.remove("format");
    }
}

/// A word with a value is explained where its key is typed, too. Such words go first:
/// of two that don't fit, editors explain what is wrong by the first.
fn describe_word(schema: &mut Schema) {
    let Some(Value::Array(words)) = schema.get_mut("oneOf") else {
        return;
    };
    for word in words.iter_mut() {
        let says = word.get("description").cloned();
        let properties = word.get_mut("properties").and_then(Value::as_object_mut);
        if let (Some(says), Some(properties)) = (says, properties) {
            for value in properties.values_mut().filter_map(Value::as_object_mut) {
                value.entry("description").or_insert(says.clone());
            }
        }
    }
    words.sort_by_key(|word| word.get("type").is_some_and(|kind| kind == "string"));
}
