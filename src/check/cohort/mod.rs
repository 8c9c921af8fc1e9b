//! A cohort: made-up people, drawn from a table of shares, and what a pack tells them.
//!
//! It shows what a pack costs: how many of those who come are sent away, and by what. Its figures
//! are as good as their sources, and many are guesses. So a band is an instrument: outside of one
//! is a warning that somebody should look, and never by itself a reason to loosen a pack.
//!
//! The conditions of a cohort are a form of their own. Those of a pack are read together with the
//! names of the whole pack, and may ask for dates, which here are only being drawn.

mod file;
mod people;
mod reading;
mod tally;

use crate::{
    clinic::Band,
    interview::Answer,
    pack::{self, Range, Test},
};
pub use tally::{Side, Tally, Topic};

/// What stands for a source where somebody only guessed.
const GUESS: &str = "guess";
/// What stands for a source where somebody chose.
const DEFAULT: &str = "default";

/// How many people are drawn where nobody says how many.
pub const PEOPLE: u32 = 3_000;
/// The most people that are drawn.
pub const MOST_PEOPLE: u32 = 1_000_000;

/// The cohort of the built-in pack, as the bytes of a file.
#[must_use]
pub const fn built_in_bytes() -> &'static [u8] {
    include_bytes!("../../../questions/cohort.json")
}

/// The name of the cohort's file beside a pack.
pub const FILE_NAME: &str = "cohort.json";

/// A cohort for one pack, all its names found.
#[derive(Debug)]
pub struct Cohort {
    /// How many words a minute these people read.
    pub words_a_minute: u32,
    /// How many shares it gives.
    pub shares: usize,
    /// How many of them are guesses.
    pub guesses: usize,
    /// Which share of them may come to a level.
    pub bands: Vec<Band>,
    /// By the number of the question: the entries, the first that holds counts.
    entries: Vec<Vec<Entry>>,
}

/// What people answer to a question where all these tests hold.
#[derive(Debug)]
struct Entry {
    when: Vec<(usize, Test)>,
    shares: Vec<(f64, Drawn)>,
}

/// What is drawn.
#[derive(Debug)]
enum Drawn {
    /// This answer.
    Answer(Answer),
    /// A number in this range.
    Number(Range),
    /// So many days ago.
    DaysAgo(Range),
    /// In so many days.
    DaysAhead(Range),
}

/// The JSON Schema of cohorts, as the text of a file. It can't know a pack: whether it has these
/// questions and options, and whether shares add up, only reading it with the pack tells.
#[must_use]
pub fn schema() -> String {
    pack::schema_of::<file::CohortFile>()
}
