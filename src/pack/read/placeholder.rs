//! Placeholders: values given to serde instead of what can't be read, so that reading can go on.
//!
//! It is never handed out: it is only given after a flaw was noted.

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, EnumAccess, Error as _, IntoDeserializer, MapAccess, VariantAccess,
        Visitor,
        value::{MapAccessDeserializer, SeqDeserializer, StrDeserializer},
    },
    forward_to_deserialize_any,
};

use super::flaw::Flaw;

/// Empty words, nothing, an empty list or object, the first of the known words, some day.
#[derive(Debug, Clone, Copy)]
pub struct Placeholder;

macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
            visitor.visit_u8(0)
        }
    )*};
}

impl<'de> Deserializer<'de> for Placeholder {
    type Error = Flaw;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Flaw> {
        Err(Flaw::custom("Nothing can stand in here"))
    }

    numbers!(deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f64);

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        visitor.visit_bool(false)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        visitor.visit_borrowed_str("")
    }

    /// Of all that is read, only a day asks in this way: see [`read_day`](crate::text::day::read).
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        visitor.visit_borrowed_str("2000-01-01")
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        visitor.visit_none()
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        visitor.visit_map(Fields([].iter()))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Flaw> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        visitor.visit_seq(SeqDeserializer::new(std::iter::empty::<Self>()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Flaw> {
        visitor.visit_map(Fields(fields.iter()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Flaw> {
        visitor.visit_enum(FirstOf(words))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u128 f32 char bytes byte_buf unit unit_struct
        tuple tuple_struct identifier ignored_any
    }
}

impl IntoDeserializer<'_, Flaw> for Placeholder {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

/// Fields, with a placeholder for the value of each.
struct Fields<'n>(std::slice::Iter<'n, &'static str>);

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Flaw;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Flaw> {
        self.0
            .next()
            .map(|field| seed.deserialize(StrDeserializer::new(field)))
            .transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Flaw> {
        seed.deserialize(Placeholder)
    }
}

/// The first of these words, with a placeholder for what it needs.
struct FirstOf(&'static [&'static str]);

impl<'de> EnumAccess<'de> for FirstOf {
    type Error = Flaw;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Flaw> {
        let word = self.0.first().copied().unwrap_or_default();
        Ok((seed.deserialize(StrDeserializer::<Flaw>::new(word))?, self))
    }
}

impl<'de> VariantAccess<'de> for FirstOf {
    type Error = Flaw;

    fn unit_variant(self) -> Result<(), Flaw> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Flaw> {
        seed.deserialize(Placeholder)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Flaw> {
        Placeholder.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Flaw> {
        visitor.visit_map(Fields(fields.iter()))
    }
}

/// The fields that a type can't be read without, in order: serde names the first
/// that it misses, so it is asked again with that one given.
pub fn required<'de, T: Deserialize<'de>>() -> Vec<&'static str> {
    let mut given = Vec::new();
    loop {
        match T::deserialize(Given(&given)) {
            Err(Flaw {
                missing: Some(field),
                ..
            }) if !given.contains(&field) => given.push(field),
            _ => return given,
        }
    }
}

/// An object with these fields only.
struct Given<'n>(&'n [&'static str]);

impl<'de> Deserializer<'de> for Given<'_> {
    type Error = Flaw;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        let fields = Fields(self.0.iter());
        MapAccessDeserializer::new(fields).deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        visitor.visit_some(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes
        byte_buf unit unit_struct newtype_struct seq tuple tuple_struct map struct enum
        identifier ignored_any
    }
}
