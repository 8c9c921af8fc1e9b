//! JSON that knows where everything stands.
//!
//! A pack is parsed once into a tree with positions (`jsonc-parser`, strict),
//! and the grammar's types are read off that tree by serde. So every error of
//! form carries its place, and [`At`] keeps the place of a name or a text for
//! the errors of meaning that come later.

use std::{fmt, marker::PhantomData, ops::Range};

use jsonc_parser::{
    CollectOptions, ParseOptions,
    ast::{Object, ObjectProp, Value},
    common::Ranged,
    parse_to_ast,
};
use serde::{
    Deserialize, Deserializer,
    de::{
        self, DeserializeSeed, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess,
        Unexpected, VariantAccess, Visitor,
        value::{BorrowedStrDeserializer, StrDeserializer},
    },
    forward_to_deserialize_any,
};

use super::fault::nearest;
use crate::clean;

/// Deeper than any pack needs, and far from the end of the stack.
const DEEPEST: usize = 32;

/// A value and the bytes of the file that it stands in.
#[derive(Debug, Clone)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// The first byte and the byte after the last.
    pub place: Range<usize>,
}

impl<T> std::ops::Deref for At<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// What is wrong with the form, and where.
#[derive(Debug)]
pub struct Flaw {
    /// Where, once it is known.
    pub place: Option<Range<usize>>,
    /// What is wrong, as a sentence.
    pub says: String,
}

impl Flaw {
    fn at(place: &impl Ranged, says: impl Into<String>) -> Self {
        Self {
            place: Some(place.start()..place.end()),
            says: says.into(),
        }
    }

    /// The innermost place is the exact one: what has a place keeps it.
    fn within(mut self, place: &impl Ranged) -> Self {
        self.place.get_or_insert_with(|| place.start()..place.end());
        self
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says)
    }
}

impl std::error::Error for Flaw {}

impl de::Error for Flaw {
    fn custom<T: fmt::Display>(says: T) -> Self {
        Self {
            place: None,
            says: format!("{says}."),
        }
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        unknown("field", field, expected)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        unknown("word", variant, expected)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::custom(format_args!("The field `{field}` is missing here"))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match found {
            Unexpected::Seq => "a list".to_owned(),
            Unexpected::Map => "an object".to_owned(),
            Unexpected::Unit | Unexpected::Option => "null".to_owned(),
            other => clean::echo(&other.to_string()),
        };
        // serde names our types, which the author of a pack has never seen
        let expected = match expected.to_string() {
            name if name.starts_with("struct ") => "an object".to_owned(),
            name if name.starts_with("enum ") => "one of the known words".to_owned(),
            name if name == "a sequence" => "a list".to_owned(),
            name => name,
        };
        Self::custom(format_args!(
            "Here stands {found}, but {expected} is needed"
        ))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::invalid_type(found, expected)
    }
}

fn unknown(what: &str, found: &str, expected: &[&str]) -> Flaw {
    let known = expected.join("`, `");
    let hint = nearest(found, expected.iter().copied()).map_or_else(
        || format!("Known here: `{known}`."),
        |meant| format!("Did you mean `{meant}`?"),
    );
    let found = clean::echo(found);
    Flaw {
        place: None,
        says: format!("The {what} `{found}` is not known here. {hint}"),
    }
}

/// Parses strict JSON into a tree with positions.
///
/// # Errors
/// The first place where `text` is not JSON.
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

/// Finds what JSON allows and a pack does not: `depth` is 1 for the whole tree.
///
/// # Errors
/// The first place that nests deeper than any pack needs, or gives a key twice.
pub fn check_shape(value: &Value<'_>, depth: usize) -> Result<(), Flaw> {
    match value {
        Value::Array(_) | Value::Object(_) if depth > DEEPEST => Err(Flaw::at(
            value,
            format!("Nested more than {DEEPEST} levels deep."),
        )),
        Value::Array(array) => array
            .elements
            .iter()
            .try_for_each(|element| check_shape(element, depth + 1)),
        Value::Object(object) => {
            let mut names: Vec<_> = object.properties.iter().map(|it| &it.name).collect();
            // stable: of two that are the same, the later one stands behind
            names.sort_by_key(|name| name.as_str());
            let doubles = names.windows(2).filter_map(|pair| match pair {
                [one, other] if one.as_str() == other.as_str() => Some(*other),
                _ => None,
            });
            if let Some(double) = doubles.min_by_key(|name| name.start()) {
                let key = clean::echo(double.as_str());
                return Err(Flaw::at(
                    double,
                    format!("The key `{key}` stands here a second time."),
                ));
            }
            object
                .properties
                .iter()
                .try_for_each(|property| check_shape(&property.value, depth + 1))
        }
        _ => Ok(()),
    }
}

/// The `id` of the innermost object around a byte of the file that has one.
pub fn id_around<'v>(value: &'v Value<'_>, byte: usize) -> Option<&'v str> {
    let inside = |part: &Value<'_>| part.start() <= byte && byte <= part.end();
    match value {
        Value::Object(object) => object
            .properties
            .iter()
            .find(|property| inside(&property.value))
            .and_then(|property| id_around(&property.value, byte))
            .or_else(|| object.get_string("id").map(|id| id.value.as_ref())),
        Value::Array(array) => array
            .elements
            .iter()
            .find(|element| inside(element))
            .and_then(|element| id_around(element, byte)),
        _ => None,
    }
}

/// Reads a type off the tree.
///
/// # Errors
/// The first place where the tree does not have the type's form.
pub fn read<'v, T: Deserialize<'v>>(tree: &'v Value<'_>) -> Result<T, Flaw> {
    T::deserialize(Node(tree)).map_err(|flaw| flaw.within(tree))
}

#[derive(Clone, Copy)]
struct Node<'v, 's>(&'v Value<'s>);

/// The newtype by whose name [`At`] asks its deserializer for a place. One that
/// knows no places gives the value alone.
const AT: &str = "$at";
const AT_FIELDS: &[&str] = &["start", "end", "value"];

impl<'de> Deserializer<'de> for Node<'de, '_> {
    type Error = Flaw;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        match self.0 {
            Value::StringLit(string) => visitor.visit_borrowed_str(&string.value),
            Value::BooleanLit(boolean) => visitor.visit_bool(boolean.value),
            Value::NullKeyword(_) => visitor.visit_unit(),
            Value::NumberLit(number) => match number.value.parse() {
                Ok(whole) => visitor.visit_u64(whole),
                Err(_) => Err(Flaw::invalid_type(
                    Unexpected::Other(&format!("the number {}", number.value)),
                    &visitor,
                )),
            },
            Value::Array(array) => visitor.visit_seq(Elements(array.elements.iter())),
            Value::Object(object) => visitor.visit_map(Properties::of(object)),
        }
        .map_err(|flaw| flaw.within(self.0))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        match self.0 {
            Value::NullKeyword(_) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Flaw> {
        if name == AT {
            visitor.visit_map(Placed {
                node: self,
                next: 0,
            })
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Flaw> {
        match self.0 {
            // serde would take a list of the fields' values as well
            Value::Array(_) => {
                Err(Flaw::invalid_type(Unexpected::Seq, &"an object").within(self.0))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Flaw> {
        match self.0 {
            Value::StringLit(word) => visitor.visit_enum(Word(&word.value)),
            Value::Object(object) => match object.properties.as_slice() {
                [only] => visitor.visit_enum(Tagged(only)),
                _ => Err(Flaw::custom(format_args!(
                    "Exactly one of these keys is needed here: `{}`",
                    words.join("`, `")
                ))),
            },
            _ => self.deserialize_any(visitor),
        }
        .map_err(|flaw| flaw.within(self.0))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes
        byte_buf unit unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

struct Elements<'v, 's>(std::slice::Iter<'v, Value<'s>>);

impl<'v> SeqAccess<'v> for Elements<'v, '_> {
    type Error = Flaw;

    fn next_element_seed<T: DeserializeSeed<'v>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Flaw> {
        self.0
            .next()
            .map(|value| seed.deserialize(Node(value)))
            .transpose()
    }
}

struct Properties<'v, 's> {
    left: std::slice::Iter<'v, ObjectProp<'s>>,
    value: Option<&'v Value<'s>>,
}

impl<'v, 's> Properties<'v, 's> {
    fn of(object: &'v Object<'s>) -> Self {
        Self {
            left: object.properties.iter(),
            value: None,
        }
    }
}

impl<'v> MapAccess<'v> for Properties<'v, '_> {
    type Error = Flaw;

    fn next_key_seed<K: DeserializeSeed<'v>>(&mut self, seed: K) -> Result<Option<K::Value>, Flaw> {
        let Some(property) = self.left.next() else {
            return Ok(None);
        };
        self.value = Some(&property.value);
        seed.deserialize(key(property))
            .map(Some)
            .map_err(|flaw| flaw.within(&property.name))
    }

    fn next_value_seed<V: DeserializeSeed<'v>>(&mut self, seed: V) -> Result<V::Value, Flaw> {
        let value = self
            .value
            .take()
            .ok_or_else(|| Flaw::custom("A value is missing"))?;
        seed.deserialize(Node(value))
            .map_err(|flaw| flaw.within(value))
    }
}

fn key<'v>(property: &'v ObjectProp<'_>) -> StrDeserializer<'v, Flaw> {
    property.name.as_str().into_deserializer()
}

/// A variant that is only a word: `"answered"`.
struct Word<'v>(&'v str);

impl<'v> EnumAccess<'v> for Word<'v> {
    type Error = Flaw;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'v>>(self, seed: V) -> Result<(V::Value, Self), Flaw> {
        let word = StrDeserializer::<Flaw>::new(self.0);
        Ok((seed.deserialize(word)?, self))
    }
}

impl<'v> VariantAccess<'v> for Word<'v> {
    type Error = Flaw;

    fn unit_variant(self) -> Result<(), Flaw> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'v>>(self, _: T) -> Result<T::Value, Flaw> {
        let word = self.0;
        Err(Flaw::custom(format_args!(
            "`{word}` needs a value: write {{ \"{word}\": … }}"
        )))
    }

    fn tuple_variant<V: Visitor<'v>>(self, _: usize, _: V) -> Result<V::Value, Flaw> {
        Err(Flaw::custom("A list is needed here"))
    }

    fn struct_variant<V: Visitor<'v>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Flaw> {
        Err(Flaw::custom("An object is needed here"))
    }
}

/// A variant with its content: `{ "is": "yes" }`.
struct Tagged<'v, 's>(&'v ObjectProp<'s>);

impl<'v> EnumAccess<'v> for Tagged<'v, '_> {
    type Error = Flaw;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'v>>(self, seed: V) -> Result<(V::Value, Self), Flaw> {
        let variant = seed
            .deserialize(key(self.0))
            .map_err(|flaw| flaw.within(&self.0.name))?;
        Ok((variant, self))
    }
}

impl<'v> VariantAccess<'v> for Tagged<'v, '_> {
    type Error = Flaw;

    fn unit_variant(self) -> Result<(), Flaw> {
        let word = self.0.name.as_str();
        Err(Flaw::at(
            &self.0.name,
            format!("`{word}` takes no value: write \"{word}\"."),
        ))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'v>>(self, seed: T) -> Result<T::Value, Flaw> {
        seed.deserialize(Node(&self.0.value))
    }

    fn tuple_variant<V: Visitor<'v>>(self, _: usize, visitor: V) -> Result<V::Value, Flaw> {
        Node(&self.0.value).deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'v>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Flaw> {
        Node(&self.0.value).deserialize_map(visitor)
    }
}

/// What a node gives to [`At`]: where it starts, where it ends, and itself.
struct Placed<'v, 's> {
    node: Node<'v, 's>,
    next: usize,
}

impl<'v> MapAccess<'v> for Placed<'v, '_> {
    type Error = Flaw;

    fn next_key_seed<K: DeserializeSeed<'v>>(&mut self, seed: K) -> Result<Option<K::Value>, Flaw> {
        let field = AT_FIELDS.get(self.next);
        self.next += 1;
        field
            .map(|name| seed.deserialize(BorrowedStrDeserializer::<Flaw>::new(name)))
            .transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'v>>(&mut self, seed: V) -> Result<V::Value, Flaw> {
        let value = self.node.0;
        match self.next {
            1 => seed.deserialize(value.start().into_deserializer()),
            2 => seed.deserialize(value.end().into_deserializer()),
            _ => seed.deserialize(self.node),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AtVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for AtVisitor<T> {
            type Value = At<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value with its place")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<At<T>, A::Error> {
                let (mut start, mut end) = (0, 0);
                while let Some(field) = map.next_key::<&str>()? {
                    match field {
                        "start" => start = map.next_value()?,
                        "end" => end = map.next_value()?,
                        _ => {
                            return Ok(At {
                                value: map.next_value()?,
                                place: start..end,
                            });
                        }
                    }
                }
                Err(A::Error::custom("a value without its place"))
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                value: D,
            ) -> Result<At<T>, D::Error> {
                Ok(At {
                    value: T::deserialize(value)?,
                    place: 0..0,
                })
            }
        }

        deserializer.deserialize_newtype_struct(AT, AtVisitor(PhantomData))
    }
}
