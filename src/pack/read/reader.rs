//! The grammar's types, read off the tree by serde.
//!
//! serde stops at the first error. Here it does not: what can't be read is noted
//! ([`Flaws`]), a [`Placeholder`] is given in its place, and reading goes on. So all
//! errors of form are found at once, and what was read is only handed out when
//! there were none. The fields that an object lacks are one error, and a field under
//! a wrong name is not missing as well.
//!
//! It is our own since no crate gives a span to every field. It also knows which field
//! names were expected, which is what "did you mean" is made of.

use std::marker::PhantomData;

use jsonc_parser::{
    ast::{Object, ObjectProp, Value},
    common::Ranged,
};
use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess,
        Unexpected, VariantAccess, Visitor,
        value::{BorrowedStrDeserializer, StrDeserializer},
    },
    forward_to_deserialize_any,
};

use super::{
    flaw::{Flaw, Flaws, missing},
    placeholder::{Placeholder, required},
    spans::{AT, AT_FIELDS, check_shape},
};
use crate::pack::fault::nearest;

/// Reads a type off the tree.
///
/// # Errors
/// Every span where the tree does not have the type's form, in order.
pub fn read<'v, T: Deserialize<'v>>(tree: &'v Value<'_>) -> Result<T, Vec<Flaw>> {
    let mut flaws = Flaws::default();
    let fit = check_shape(tree, 1, &mut flaws);
    let value = if fit {
        let node = Node {
            value: tree,
            flaws: &flaws,
        };
        node.read()
    } else {
        T::deserialize(Placeholder)
    };
    flaws.or(value)
}

#[derive(Clone, Copy)]
struct Node<'v, 's, 'f> {
    value: &'v Value<'s>,
    flaws: &'f Flaws,
}

impl<'v> Node<'v, '_, '_> {
    /// Reads a type off this node, or notes what is wrong and gives a placeholder.
    fn read<T: Deserialize<'v>>(self) -> Result<T, Flaw> {
        if self.flaws.is_full() {
            return T::deserialize(Placeholder);
        }
        T::deserialize(self).or_else(|flaw| {
            match flaw.missing {
                Some(field) => {
                    let mut all = required::<T>();
                    // what serde misses is missing, whatever else it could be asked
                    if !all.contains(&field) {
                        all.push(field);
                    }
                    self.note_missing(&all);
                }
                None => self.flaws.note(flaw.within(self.value)),
            }
            // where nothing can stand in, what it stands in can't be read either
            T::deserialize(Placeholder).map_err(|flaw| Flaw {
                is_noted: true,
                ..flaw
            })
        })
    }

    /// Notes which fields are not there. One that is there under a wrong name is
    /// noted already.
    fn note_missing(self, required: &[&'static str]) {
        let Value::Object(object) = self.value else {
            return;
        };
        let is_there = |field: &str| {
            object.properties.iter().any(|property| {
                let key = property.name.as_str();
                key == field || (self.flaws.has(property) && nearest(key, [field]).is_some())
            })
        };
        let gone: Vec<&str> = (required.iter().copied())
            .filter(|field| !is_there(field))
            .collect();
        if !gone.is_empty() {
            self.flaws
                .note(Flaw::custom(missing(&gone)).within(self.value));
        }
    }
}

impl<'de> Deserializer<'de> for Node<'de, '_, '_> {
    type Error = Flaw;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        match self.value {
            Value::StringLit(string) => visitor.visit_borrowed_str(&string.value),
            Value::BooleanLit(boolean) => visitor.visit_bool(boolean.value),
            Value::NullKeyword(_) => visitor.visit_unit(),
            Value::NumberLit(number) => {
                let written = number.value;
                let read: Option<f64> = written.parse().ok();
                match (written.parse(), read.filter(|it| it.is_finite())) {
                    (Ok(whole), _) => visitor.visit_u64(whole),
                    // an answer of a case may be any number: it is refused at its question
                    (_, Some(other)) => visitor.visit_f64(other),
                    _ => Err(Flaw::invalid_type(Unexpected::Float(0.0), &visitor)),
                }
                .map_err(|flaw| flaw.about_number(written))
            }
            Value::Array(array) => visitor.visit_seq(Elements {
                left: array.elements.iter(),
                flaws: self.flaws,
            }),
            Value::Object(object) => visitor.visit_map(Properties::of(object, self.flaws)),
        }
        .map_err(|flaw| flaw.within(self.value))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        match self.value {
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
            visitor.visit_map(Spanned {
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
        match self.value {
            // serde would take a list of the fields' values as well
            Value::Array(_) => {
                Err(Flaw::invalid_type(Unexpected::Seq, &"an object").within(self.value))
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
        match self.value {
            Value::StringLit(word) => visitor.visit_enum(Word(&word.value)),
            Value::Object(object) => {
                let mut properties = Properties::of(object, self.flaws);
                match (properties.next(), properties.next()) {
                    (Some(property), None) => visitor.visit_enum(Tagged {
                        property,
                        flaws: self.flaws,
                    }),
                    _ => Err(Flaw::custom(format_args!(
                        "Exactly one of these keys is needed here: `{}`",
                        words.join("`, `")
                    ))),
                }
            }
            _ => self.deserialize_any(visitor),
        }
        .map_err(|flaw| flaw.within(self.value))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes
        byte_buf unit unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

struct Elements<'v, 's, 'f> {
    left: std::slice::Iter<'v, Value<'s>>,
    flaws: &'f Flaws,
}

impl<'v, 's, 'f> Elements<'v, 's, 'f> {
    fn next(&mut self) -> Option<Node<'v, 's, 'f>> {
        let Self { left, flaws } = self;
        let value = left.next().filter(|_| !flaws.is_full())?;
        Some(Node { value, flaws })
    }
}

impl<'v> SeqAccess<'v> for Elements<'v, '_, '_> {
    type Error = Flaw;

    fn next_element_seed<T: DeserializeSeed<'v>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Flaw> {
        self.next().map(|node| seed.deserialize(node)).transpose()
    }

    // a seed can be used once; what is only a type can be read again
    fn next_element<T: Deserialize<'v>>(&mut self) -> Result<Option<T>, Flaw> {
        self.next().map(Node::read).transpose()
    }
}

struct Properties<'v, 's, 'f> {
    left: std::slice::Iter<'v, ObjectProp<'s>>,
    value: Option<Node<'v, 's, 'f>>,
    flaws: &'f Flaws,
}

impl<'v, 's, 'f> Properties<'v, 's, 'f> {
    fn of(object: &'v Object<'s>, flaws: &'f Flaws) -> Self {
        Self {
            left: object.properties.iter(),
            value: None,
            flaws,
        }
    }

    /// The next property, but for those whose key stood there before.
    fn next(&mut self) -> Option<&'v ObjectProp<'s>> {
        let Self { left, flaws, .. } = self;
        left.find(|property| !flaws.is_double(property))
            .filter(|_| !flaws.is_full())
    }

    fn take(&mut self) -> Result<Node<'v, 's, 'f>, Flaw> {
        self.value
            .take()
            .ok_or_else(|| Flaw::custom("A value is missing"))
    }
}

impl<'v> MapAccess<'v> for Properties<'v, '_, '_> {
    type Error = Flaw;

    fn next_key_seed<K: DeserializeSeed<'v>>(&mut self, seed: K) -> Result<Option<K::Value>, Flaw> {
        let Some(property) = self.next() else {
            return Ok(None);
        };
        self.value = Some(Node {
            value: &property.value,
            flaws: self.flaws,
        });
        seed.deserialize(key(property))
            .map(Some)
            .map_err(|flaw| flaw.within(&property.name))
    }

    /// The next key that is known; each that is not is noted and passed over.
    fn next_key<K: Deserialize<'v>>(&mut self) -> Result<Option<K>, Flaw> {
        loop {
            match self.next_key_seed(PhantomData) {
                Err(flaw) => self.flaws.note(flaw),
                key => return key,
            }
        }
    }

    fn next_value_seed<V: DeserializeSeed<'v>>(&mut self, seed: V) -> Result<V::Value, Flaw> {
        seed.deserialize(self.take()?)
    }

    fn next_value<V: Deserialize<'v>>(&mut self) -> Result<V, Flaw> {
        self.take()?.read()
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
struct Tagged<'v, 's, 'f> {
    property: &'v ObjectProp<'s>,
    flaws: &'f Flaws,
}

impl<'v, 's, 'f> Tagged<'v, 's, 'f> {
    fn content(&self) -> Node<'v, 's, 'f> {
        Node {
            value: &self.property.value,
            flaws: self.flaws,
        }
    }
}

impl<'v> EnumAccess<'v> for Tagged<'v, '_, '_> {
    type Error = Flaw;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'v>>(self, seed: V) -> Result<(V::Value, Self), Flaw> {
        let variant = seed
            .deserialize(key(self.property))
            .map_err(|flaw| flaw.within(&self.property.name))?;
        Ok((variant, self))
    }
}

impl<'v> VariantAccess<'v> for Tagged<'v, '_, '_> {
    type Error = Flaw;

    fn unit_variant(self) -> Result<(), Flaw> {
        let word = self.property.name.as_str();
        Err(Flaw::at(
            &self.property.name,
            format!("`{word}` takes no value: write \"{word}\"."),
        ))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'v>>(self, seed: T) -> Result<T::Value, Flaw> {
        seed.deserialize(self.content())
    }

    fn newtype_variant<T: Deserialize<'v>>(self) -> Result<T, Flaw> {
        self.content().read()
    }

    fn tuple_variant<V: Visitor<'v>>(self, _: usize, visitor: V) -> Result<V::Value, Flaw> {
        self.content().deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'v>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Flaw> {
        self.content().deserialize_map(visitor)
    }
}

/// What a node gives to [`At`]: where it starts, where it ends, and itself.
struct Spanned<'v, 's, 'f> {
    node: Node<'v, 's, 'f>,
    next: usize,
}

impl Spanned<'_, '_, '_> {
    /// The byte that stands in the field of [`AT_FIELDS`] that was given last.
    fn span(&self) -> Option<usize> {
        match self.next {
            1 => Some(self.node.value.start()),
            2 => Some(self.node.value.end()),
            _ => None,
        }
    }
}

impl<'v> MapAccess<'v> for Spanned<'v, '_, '_> {
    type Error = Flaw;

    fn next_key_seed<K: DeserializeSeed<'v>>(&mut self, seed: K) -> Result<Option<K::Value>, Flaw> {
        let field = AT_FIELDS.get(self.next);
        self.next += 1;
        field
            .map(|name| seed.deserialize(BorrowedStrDeserializer::<Flaw>::new(name)))
            .transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'v>>(&mut self, seed: V) -> Result<V::Value, Flaw> {
        match self.span() {
            Some(byte) => seed.deserialize(byte.into_deserializer()),
            None => seed.deserialize(self.node),
        }
    }

    fn next_value<V: Deserialize<'v>>(&mut self) -> Result<V, Flaw> {
        match self.span() {
            Some(byte) => V::deserialize(byte.into_deserializer()),
            None => self.node.read(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::file::PackFile, *};
    use crate::pack::read::spans::parse;

    const SMALL: &str = include_str!("../../../tests/suite/fixtures/small.json");

    /// Every value and every property of a tree, as bytes of the file.
    fn parts(value: &Value<'_>) -> Vec<std::ops::Range<usize>> {
        let own = value.start()..value.end();
        let inner: Vec<_> = match value {
            Value::Array(array) => array.elements.iter().flat_map(parts).collect(),
            Value::Object(object) => (object.properties.iter())
                .flat_map(|it| {
                    let mut inner = parts(&it.value);
                    inner.push(it.start()..it.end());
                    inner.push(it.name.start()..it.name.end());
                    inner
                })
                .collect(),
            _ => Vec::new(),
        };
        inner.into_iter().chain([own]).collect()
    }

    // A placeholder must never pass for what the file says: whatever serde refuses in
    // its plain way is refused here too, and nothing else is.
    #[test]
    fn what_serde_refuses_is_refused() {
        let tree = parse(SMALL).ok();
        let parts = tree.iter().flat_map(parts);
        let instead = ["", "7", "-1", "null", "{}", "[]", "\"x\"", "[{}]"];
        let extra = [
            "\"id\"",
            "{\"yes\": 1}",
            "\"x\": 1",
            "\"id\": \"x\", \"id\": 2",
        ];
        let (mut refused, mut taken) = (0, 0);
        for part in parts {
            for instead in instead.into_iter().chain(extra) {
                let mut text = SMALL.to_owned();
                text.replace_range(part.clone(), instead);
                let Ok(tree) = parse(&text) else { continue };
                let plain = serde_json::from_str::<PackFile>(&text);
                let flaws = read::<PackFile>(&tree).err().unwrap_or_default();
                assert_eq!(
                    plain.is_err(),
                    !flaws.is_empty(),
                    "{part:?} {instead}: {plain:?}"
                );
                assert!(flaws.iter().all(|flaw| flaw.span.is_some()), "{flaws:?}");
                if flaws.is_empty() {
                    taken += 1;
                } else {
                    refused += 1;
                }
            }
        }
        assert!(refused > 4_000 && taken > 500, "{refused} {taken}");
    }
}
