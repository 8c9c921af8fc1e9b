//! Where in the file a thing of the pack stands.

use std::{collections::HashMap, ops::Range};

use crate::pack::read::{
    file::{Outcome, PackFile, Promise, Question, When},
    spans::At,
};

/// The parts of a pack file by their ids.
#[derive(Debug)]
pub struct Places<'f> {
    questions: HashMap<&'f str, &'f Question>,
    gates: HashMap<&'f str, &'f At<When>>,
    promises: HashMap<&'f str, &'f Promise>,
}

impl<'f> Places<'f> {
    /// Those of a file.
    #[must_use]
    pub fn new(file: &'f PackFile) -> Self {
        let promises = file.promises.iter();
        let mut places = Self {
            questions: HashMap::new(),
            gates: HashMap::new(),
            promises: promises.map(|it| (it.id.as_str(), it)).collect(),
        };
        for question in file.sections.iter().flat_map(|section| &section.questions) {
            places.add(question);
        }
        places
    }

    fn add(&mut self, question: &'f Question) {
        self.questions.insert(&question.id, question);
        for follow_up in &question.follow_up {
            for question in &follow_up.ask {
                self.gates.insert(&question.id, &follow_up.when);
                self.add(question);
            }
        }
    }

    /// Where the id of a question stands.
    #[must_use]
    pub fn question(&self, id: &str) -> Range<usize> {
        let question = self.questions.get(id);
        question.map_or(0..0, |question| question.id.place.clone())
    }

    /// Where the condition of a question's outcome stands.
    #[must_use]
    pub fn when(&self, id: &str, nth: usize) -> Range<usize> {
        let outcome = self.outcome(id, nth);
        outcome.map_or(0..0, |outcome| outcome.when.place.clone())
    }

    /// A question's outcome, as it is written.
    #[must_use]
    pub fn outcome(&self, id: &str, nth: usize) -> Option<&'f Outcome> {
        self.questions.get(id)?.outcomes.get(nth)
    }

    /// What opens a question, as it is written.
    #[must_use]
    pub fn gate(&self, id: &str) -> Option<&'f At<When>> {
        self.gates.get(id).copied()
    }

    /// Where the id of a promise stands.
    #[must_use]
    pub fn promise(&self, id: &str) -> Range<usize> {
        let promise = self.promises.get(id);
        promise.map_or(0..0, |promise| promise.id.place.clone())
    }
}
