//! Where in the file a thing of the pack stands.

use std::{collections::HashMap, ops::Range};

use crate::pack::file::{PackFile, Promise, Question};

/// The parts of a pack file by their ids.
#[derive(Debug)]
pub struct Places<'f> {
    questions: HashMap<&'f str, &'f Question>,
    promises: HashMap<&'f str, &'f Promise>,
}

impl<'f> Places<'f> {
    /// Those of a file.
    #[must_use]
    pub fn new(file: &'f PackFile) -> Self {
        let mut questions = HashMap::new();
        for question in file.sections.iter().flat_map(|section| &section.questions) {
            add(question, &mut questions);
        }
        let promises = file.promises.iter();
        Self {
            questions,
            promises: promises.map(|it| (it.id.as_str(), it)).collect(),
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
        let question = self.questions.get(id);
        let outcome = question.and_then(|question| question.outcomes.get(nth));
        outcome.map_or(0..0, |outcome| outcome.when.place.clone())
    }

    /// Where the id of a promise stands.
    #[must_use]
    pub fn promise(&self, id: &str) -> Range<usize> {
        let promise = self.promises.get(id);
        promise.map_or(0..0, |promise| promise.id.place.clone())
    }
}

fn add<'f>(question: &'f Question, questions: &mut HashMap<&'f str, &'f Question>) {
    questions.insert(&question.id, question);
    for follow_up in question.follow_up.iter().flat_map(|it| &it.ask) {
        add(follow_up, questions);
    }
}
