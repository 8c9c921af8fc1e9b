//! What is asked, and what each answer means.
//!
//! A [`Pack`] is read from JSON by [`Pack::from_bytes`], whole or not at all: every
//! name in it has been found, every bound checked, so that what stands above
//! never meets a question that is not there. Its questions stand in one list,
//! in the order in which they are asked.
//!
//! [`read`] goes from bytes to a pack; the files beside it know nothing of JSON.
//! This file only names the parts: nothing else is in it.

mod asked;
mod calendar;
mod care;
mod content;
mod fault;
mod file_hash;
pub(crate) mod glossary;
pub(crate) mod limits;
pub mod meaning;
mod medical;
mod options;
pub mod pictures;
mod promise;
mod question;
pub mod read;
mod references;
pub mod review;
mod values;

pub use care::{Aftercare, Care, CareTopic, Item, May, Period, Rule, Since};
pub use content::{Help, HelpLine, Note, Original, Pack, Term, Translated, Warning, WarningSigns};
pub use fault::{Fault, PackError, nearest};
pub use options::OptionSet;
pub use promise::{Kept, Promise};
pub use question::{
    ADDED, Choice, DECLINED, Gate, Kind, List, OrWeeks, Outcome, Question, Section, Test, UNSURE,
    Until, When, YES_NO,
};
pub(crate) use read::{
    At, DayForm, NameForm, WordsForm, parse, read_form, read_translation, schema_of,
};
pub use read::{
    BUILT_IN_NAME, Editions, SAMPLE, schema, texts_of, translate, translation_beside, translations,
};
pub use references::{Event, Source, Sourced, Wait};
pub use values::{About, Basis, Length, Level, Range, Reading, Strength};
