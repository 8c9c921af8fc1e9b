//! From bytes to a pack, or to everything that is wrong with them.
//!
//! [`load`] goes through the steps: JSON with the span of each value ([`spans`]), the types of the
//! grammar ([`file`], read off the tree by [`reader`]), and the meaning: names found and rules held
//! ([`resolve`]).

mod editions;
mod file;
mod flaw;
mod forms;
mod load;
pub(crate) mod notes;
mod pictures;
mod placeholder;
mod questions;
mod reader;
mod resolve;
mod resolver;
mod rules;
mod schema;
mod spans;
mod translation;

pub use editions::{Editions, translation_beside, translations};
pub(crate) use forms::{DayForm, NameForm, WordsForm};
pub use load::{BUILT_IN_NAME, SAMPLE, read_file};
pub(crate) use load::{read, read_translation};
pub use schema::schema;
pub(crate) use schema::schema_of;
pub use translation::{texts_of, translate};
