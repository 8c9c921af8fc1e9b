//! JSON with the span of every value: the bytes of the file that it stands in.
//!
//! A pack is parsed once into a tree with positions (`jsonc-parser`, strict),
//! and the grammar's types are read off that tree by serde
//! (`reader.rs`). So every error of form carries its span, and [`At`]
//! keeps the span of a name or a text for the errors of meaning that come later.

use std::{
    fmt,
    marker::PhantomData,
    ops::{Deref, Range},
};

use jsonc_parser::{
    CollectOptions, ParseOptions,
    ast::{Object, ObjectProp, Value},
    common::Ranged,
    parse_to_ast,
};
use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, Visitor},
};

use super::flaw::{Flaw, Flaws};
use crate::pack::limits::{DEEPEST, MOST_FAULTS};

/// A value and the bytes of the file that it stands in. `K` says which form of the
/// value is meant: it only counts in the JSON Schema.
#[derive(Debug, Clone)]
pub struct At<T, K = T> {
    pub value: T,
    /// The first byte and the byte after the last.
    pub span: Range<usize>,
    form: PhantomData<fn() -> K>,
}

impl<T, K> Deref for At<T, K> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// The newtype by whose name [`At`] asks its deserializer for a span. One that
/// knows no spans gives the value alone.
pub(super) const AT: &str = "$at";
/// What such a deserializer gives, in this order.
pub(super) const AT_FIELDS: &[&str] = &["start", "end", "value"];

impl<'de, T: Deserialize<'de>, K> Deserialize<'de> for At<T, K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AtVisitor<T, K>(PhantomData<fn() -> At<T, K>>);

        impl<'de, T: Deserialize<'de>, K> Visitor<'de> for AtVisitor<T, K> {
            type Value = At<T, K>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value with its place")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<At<T, K>, A::Error> {
                let (mut start, mut end) = (0, 0);
                while let Some(field) = map.next_key::<&str>()? {
                    match field {
                        "start" => start = map.next_value()?,
                        "end" => end = map.next_value()?,
                        _ => {
                            return Ok(At {
                                value: map.next_value()?,
                                span: start..end,
                                form: PhantomData,
                            });
                        }
                    }
                }
                Err(A::Error::custom("a value without its place"))
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                value: D,
            ) -> Result<At<T, K>, D::Error> {
                Ok(At {
                    value: T::deserialize(value)?,
                    span: 0..0,
                    form: PhantomData,
                })
            }
        }

        deserializer.deserialize_newtype_struct(AT, AtVisitor(PhantomData))
    }
}

/// Parses strict JSON into a tree with positions.
///
/// # Errors
/// The first span where `text` is not JSON.
pub fn parse(text: &str) -> Result<Value<'_>, Flaw> {
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    parse_to_ast(text, &CollectOptions::default(), &strict)
        .map_err(|error| Flaw::at(&error.range(), format!("Not valid JSON: {}.", error.kind())))?
        .value
        .ok_or_else(|| Flaw::custom("The file is empty"))
}

/// Notes what JSON allows and a pack does not: nesting deeper than any pack needs,
/// and keys that stand twice. Gives whether the tree is fit to be read; `depth` is
/// 1 for the whole tree.
pub fn check_shape(value: &Value<'_>, depth: usize, flaws: &mut Flaws) -> bool {
    if flaws.is_full() {
        return false;
    }
    match value {
        Value::Array(_) | Value::Object(_) if depth > DEEPEST => {
            let says = format!("Nested more than {DEEPEST} levels deep.");
            flaws.note(Flaw::at(value, says));
            false
        }
        Value::Array(array) => {
            let mut fit = true;
            for element in &array.elements {
                fit &= check_shape(element, depth + 1, flaws);
            }
            fit
        }
        Value::Object(object) => {
            note_doubles(object, flaws);
            let mut fit = true;
            for property in &object.properties {
                fit &= check_shape(&property.value, depth + 1, flaws);
            }
            fit
        }
        _ => true,
    }
}

/// So many properties are compared two by two; more are sorted first.
const FEW: usize = 16;

fn note_doubles(object: &Object<'_>, flaws: &mut Flaws) {
    let mut properties: Vec<_> = object.properties.iter().collect();
    // most have few properties: each of these is soon held against those before it
    let stood_before = |(nth, property): (usize, &&ObjectProp<'_>)| {
        let mut before = object.properties.iter().take(nth);
        before.any(|other| other.name.as_str() == property.name.as_str())
    };
    if properties.len() <= FEW && !properties.iter().enumerate().any(stood_before) {
        return;
    }
    // stable: of two that are the same, the later one stands behind
    properties.sort_by_key(|property| property.name.as_str());
    let mut doubles: Vec<_> = properties
        .windows(2)
        .filter_map(|pair| match pair {
            [one, other] if one.name.as_str() == other.name.as_str() => Some(*other),
            _ => None,
        })
        .collect();
    doubles.sort_by_key(|property| property.start());
    for double in doubles.into_iter().take(MOST_FAULTS) {
        flaws.note_double(double);
    }
}

/// The `id` of the innermost object around a byte of the file that has one.
pub fn id_around<'v>(tree: &'v Value<'_>, byte: usize) -> Option<&'v str> {
    let mut id = None;
    let mut next = Some(tree);
    while let Some(value) = next {
        if let Value::Object(object) = value {
            id = object
                .get_string("id")
                .map_or(id, |it| Some(it.value.as_ref()));
        }
        next = around(value, byte).map(|(_, part)| part);
    }
    id
}

/// The key under which a translation has the text at a byte of the file: the names of the fields
/// that lead to it. What has an id is named by it, what has none is counted from 1, and a question
/// is the same wherever it is asked: `questions.pregnancy.options.yes.says`, `urgent.2.says`.
pub fn key_at(tree: &Value<'_>, byte: usize) -> String {
    let mut key = String::new();
    let mut next = around(tree, byte);
    while let Some((step, value)) = next {
        let id = value.as_object().and_then(|object| object.get_string("id"));
        match (step, id) {
            (Step::Nth(_), Some(id)) if is_question(value) => {
                key = format!("questions.{}", id.value);
            }
            (Step::Nth(_), Some(id)) => push(&mut key, &id.value),
            (Step::Nth(nth), None) => push(&mut key, &nth.to_string()),
            (Step::Field(name), _) => push(&mut key, name),
        }
        next = around(value, byte);
    }
    key
}

fn push(key: &mut String, name: &str) {
    if !key.is_empty() {
        key.push('.');
    }
    key.push_str(name);
}

fn is_question(value: &Value<'_>) -> bool {
    let has = |name| value.as_object().is_some_and(|it| it.get(name).is_some());
    has("ask") && has("kind")
}

/// How a value leads to one in it.
enum Step<'v> {
    Field(&'v str),
    /// Counted from 1.
    Nth(usize),
}

/// The part of a list or an object around a byte of the file.
fn around<'v, 's>(value: &'v Value<'s>, byte: usize) -> Option<(Step<'v>, &'v Value<'s>)> {
    // a list may be very long, but what is in it stands in order
    let (step, part) = match value {
        Value::Object(object) => {
            let all = &object.properties;
            let property = all.get(all.partition_point(|it| it.value.end() < byte))?;
            (Step::Field(property.name.as_str()), &property.value)
        }
        Value::Array(array) => {
            let nth = array.elements.partition_point(|it| it.end() < byte);
            (Step::Nth(nth + 1), array.elements.get(nth)?)
        }
        _ => return None,
    };
    (part.start() <= byte).then_some((step, part))
}
