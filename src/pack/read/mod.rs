//! From bytes to a pack, or to everything that is wrong with them.
//!
//! `load.rs` goes through the steps: JSON with the span of each value (`spans.rs`), the types of the
//! grammar (`file/`, read off the tree by `reader.rs`), and the meaning: names found and rules held
//! (`resolve.rs`, the only walk over them; `notes.rs` is what it notes down
//! for `check` and for translations).
//!
//! Two parts walk over the grammar besides, and have to: `rules::check_size` counts before resolving
//! begins, so that a hostile file costs no time, and `notes::Condition` copies the spans of a condition.
//! Nothing here opens a file: bytes come from the edge.

mod aftercare;
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
pub use load::{BUILT_IN_NAME, SAMPLE};
pub(crate) use load::{parse, read, read_form, read_translation};
pub use schema::schema;
pub(crate) use schema::schema_of;
pub(crate) use spans::At;
pub use translation::{texts_of, translate};
