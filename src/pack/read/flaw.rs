//! What is wrong with the form of a pack, in sentences for its author.

use std::{cell::RefCell, collections::HashSet, fmt, ops::Range};

use jsonc_parser::{ast::ObjectProp, common::Ranged};
use serde::de::{self, Unexpected};

use crate::{
    clean,
    pack::{fault::nearest, limits::MOST_FAULTS},
};

/// What stands for a number that is not whole until [`Flaw::about_number`] says it.
const THIS_NUMBER: &str = "this number";

/// What is wrong with the form, and where.
#[derive(Debug)]
pub struct Flaw {
    /// Where, once it is known.
    pub span: Option<Range<usize>>,
    /// What is wrong, as a sentence.
    pub says: String,
    /// The field that is missing, where that is what is wrong.
    pub missing: Option<&'static str>,
    /// Whether it only follows from one that is noted.
    pub is_noted: bool,
}

impl Flaw {
    /// A flaw at a span.
    pub fn at(span: &impl Ranged, says: impl Into<String>) -> Self {
        Self {
            span: Some(span.start()..span.end()),
            says: says.into(),
            missing: None,
            is_noted: false,
        }
    }

    /// A number is said as it is written.
    pub fn about_number(mut self, written: &str) -> Self {
        let number = clean::echo(&format!("the number {written}"));
        self.says = self.says.replacen(THIS_NUMBER, &number, 1);
        self
    }

    /// The innermost span is the exact one: what has a span keeps it.
    pub fn within(mut self, span: &impl Ranged) -> Self {
        self.span.get_or_insert_with(|| span.start()..span.end());
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
            span: None,
            says: format!("{says}."),
            missing: None,
            is_noted: false,
        }
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        unknown("field", field, expected)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        unknown("word", variant, expected)
    }

    fn missing_field(field: &'static str) -> Self {
        Self {
            missing: Some(field),
            ..Self::custom(missing(&[field]))
        }
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match found {
            Unexpected::Seq => "a list".to_owned(),
            Unexpected::Map => "an object".to_owned(),
            Unexpected::Unit | Unexpected::Option => "null".to_owned(),
            Unexpected::Float(_) => THIS_NUMBER.to_owned(),
            other => clean::echo(&other.to_string()),
        };
        // serde names our types, which the author of a pack has never seen
        let expected = match expected.to_string() {
            name if name.starts_with("struct ") => "an object".to_owned(),
            name if name.starts_with("enum ") => "one of the known words".to_owned(),
            name if name == "a sequence" => "a list".to_owned(),
            name if name == "a map" => "an object".to_owned(),
            name if name == "f64" => "a number".to_owned(),
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
        span: None,
        says: format!("The {what} `{found}` is not known here. {hint}"),
        missing: None,
        is_noted: false,
    }
}

/// That these fields are missing, without the full stop.
pub fn missing(fields: &[&str]) -> String {
    match fields {
        [field] => format!("The field `{field}` is missing here"),
        _ => format!("These fields are missing here: `{}`", fields.join("`, `")),
    }
}

/// The flaws found so far. More than an author wants to see at once are not
/// kept, and once there are so many nothing needs to be read on.
#[derive(Debug, Default)]
pub struct Flaws {
    found: RefCell<Vec<Flaw>>,
    /// Where keys begin that stand a second time in their object.
    doubles: HashSet<usize>,
}

impl Flaws {
    /// Whether no more are kept.
    pub fn is_full(&self) -> bool {
        self.found.borrow().len() >= MOST_FAULTS
    }

    /// Keeps one more.
    pub fn note(&self, flaw: Flaw) {
        if !flaw.is_noted && !self.is_full() {
            self.found.borrow_mut().push(flaw);
        }
    }

    /// Keeps that a key stands a second time.
    pub fn note_double(&mut self, property: &ObjectProp<'_>) {
        let key = clean::echo(property.name.as_str());
        let says = format!("The key `{key}` stands here a second time.");
        self.note(Flaw::at(&property.name, says));
        self.doubles.insert(property.start());
    }

    /// Whether the key of a property stood in its object before.
    pub fn is_double(&self, property: &ObjectProp<'_>) -> bool {
        self.doubles.contains(&property.start())
    }

    /// Whether something is wrong with the key of a property.
    pub fn has(&self, property: &ObjectProp<'_>) -> bool {
        let begins = |flaw: &Flaw| flaw.span.as_ref().map(|span| span.start);
        self.found
            .borrow()
            .iter()
            .any(|flaw| begins(flaw) == Some(property.start()))
    }

    /// All of them in the order of the file, or what was read if there are none.
    pub fn or<T>(self, read: Result<T, Flaw>) -> Result<T, Vec<Flaw>> {
        let mut found = self.found.into_inner();
        match read {
            Ok(value) if found.is_empty() => return Ok(value),
            Err(flaw) if found.is_empty() => found.push(flaw),
            _ => found.sort_by_key(|flaw| flaw.span.as_ref().map(|span| span.start)),
        }
        Err(found)
    }
}
