//! Ready-made people for a consult: who they are, what they answer today, and what another answer
//! would change.
//!
//! The people stand in `questions/demo.json`. They are asked through the same
//! [`Interview`](crate::interview::Interview) as everybody: no rule is added here.

mod given;
pub mod pace;
mod people;
mod what_if;

pub use people::{ComesTo, Misfit, Person, ids, people};
pub use what_if::{Asked, Change, WhatIf};

use crate::text::{self, Language};

/// A sheet with the mark of the demo over and under it.
#[must_use]
pub fn marked(sheet: &str, language: &Language) -> String {
    let mark = language.says(text::DEMO_MARK);
    format!("{mark}\n\n{sheet}\n{mark}\n")
}
