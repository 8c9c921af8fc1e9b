//! Ready-made people for a consult: who they are and what they answer today.
//!
//! The people stand in `questions/demo.json`. They are asked through the same
//! [`Interview`](crate::interview::Interview) as everybody: no rule is added here.

pub mod pace;
mod people;

pub use people::{ComesTo, Misfit, People, Person, begun, ids};

use crate::text::{self, Mark};

/// What says on every screen and sheet that it is made up.
pub const MARK: Mark = Mark {
    screen: text::DEMO,
    sheet: text::DEMO_MARK,
};
