//! What holds of every verdict, whatever else is answered.

use std::sync::Arc;

use super::{
    question::{Test, When},
    references::Event,
    values::{Length, Level},
};

/// Something that holds of every verdict on some answers, whatever else is answered.
#[derive(Debug)]
pub struct Promise {
    /// Its name in the pack.
    pub id: String,
    /// The answers that it is about.
    pub when: When,
    /// What holds of the verdicts on them: all of these.
    pub kept: Vec<Kept>,
    /// Why.
    pub because: String,
}

/// What a promise says of a verdict.
#[derive(Debug)]
pub enum Kept {
    /// Its level is this or a higher one.
    AtLeast(Level),
    /// At the question of this number something of this level or a higher one is found.
    Finds(usize, Level),
    /// From the date that is answered at a question there is a wait, and it ends no sooner than
    /// this. Where the span is over, or no date is answered, it says nothing.
    Waits {
        /// The number of the question.
        question: usize,
        /// The span from the date, as the test that it is not over.
        within: Test,
    },
    /// This event comes first, and then at least this span.
    First(Arc<Event>, Option<Length>),
    /// At the question of this number something is found that nobody may override.
    NoOverride(usize),
    /// Not knowing is no concern at the questions of these numbers alone.
    NotKnowing(Vec<usize>),
    /// The warning of this place in [`Pack::warnings`](super::Pack::warnings) is given.
    Warns(usize),
}
