//! What stands on each screen, as a page of rows.

mod asking;
mod picturing;
mod telling;

pub use asking::{RowOf, asking, rows_of_question};
pub use picturing::{beneath, picture};
pub use telling::{
    care, course, finished, glossary, help, leaving, replacing, review, signs, sources, summary,
    welcome,
};
