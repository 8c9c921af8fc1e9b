//! Review: what was answered, in an order to check it by.
//!
//! What is not "no" stands first, each by itself. All other answers are folded, one row for each
//! section: those that are "no", and those still to come, which are counted in screens as everywhere.

use super::{Event, Given, Interview, Screen, Stage};
use crate::pack::{Question, Section};

/// A question as Review lists it, and how deep it stands under its topic.
pub type Listed<'p> = (&'p Question, usize);

/// What Review shows.
#[derive(Debug)]
pub struct Review<'p> {
    /// What is not "no", in the order of the questions.
    pub first: Vec<Listed<'p>>,
    /// The rest, by sections.
    pub folds: Vec<Fold<'p>>,
}

/// Answers of one section that are shown on request.
#[derive(Debug)]
pub struct Fold<'p> {
    /// The heading that they stand under.
    pub section: &'p Section,
    /// Whether they are still to come, or else "no".
    pub is_open: bool,
    /// How many: screens where they are still to come, else answers.
    pub count: usize,
    /// The questions.
    pub listed: Vec<Listed<'p>>,
}

/// A row of Review, numbered in this order from 1 where one types: the folded answers come last, so
/// that no number changes when they are shown.
#[derive(Debug, Clone, Copy)]
pub enum ReviewRow<'p> {
    /// The day of the treatment.
    Day,
    /// This question.
    Answer(&'p Question, usize),
    /// The fold of this place.
    Fold(usize),
}

impl<'p> Review<'p> {
    /// All rows, with those that are folded.
    #[must_use]
    pub fn rows(&self) -> Vec<ReviewRow<'p>> {
        let answer = |(question, depth): &Listed<'p>| ReviewRow::Answer(question, *depth);
        let folds = (0..self.folds.len()).map(ReviewRow::Fold);
        let folded = self.folds.iter().flat_map(|it| &it.listed).map(answer);
        let mut rows = vec![ReviewRow::Day];
        rows.extend(self.first.iter().map(answer));
        rows.extend(folds.chain(folded));
        rows
    }

    /// How many rows stand before the first that is folded.
    #[must_use]
    pub const fn unfolded(&self) -> usize {
        1 + self.first.len() + self.folds.len()
    }

    /// The fold that a question is in.
    #[must_use]
    pub fn fold_of(&self, question: &Question) -> Option<&Fold<'p>> {
        let is_it = |(it, _): &Listed<'p>| it.number == question.number;
        self.folds.iter().find(|fold| fold.listed.iter().any(is_it))
    }
}

impl<'p> Interview<'p> {
    /// The same where all that is still open in a section and takes a "no" is answered so, and how many
    /// answers these are: as somebody types a form on which nothing is ticked.
    #[must_use]
    pub fn no_to_open(self, section: &Section) -> (Self, usize) {
        // own words take a "no", too, and it would be read as theirs
        let open = self.open().into_iter();
        let open = open.filter(|it| it.section.id == section.id);
        open.fold((self, 0), |(interview, count), question| {
            let edited = interview.clone().step(&Event::Edit(&question.id));
            let said = edited.step(&Event::Answer(Given::Word("no")));
            // what takes no "no" is still to be answered
            match said.stage() {
                Stage::Review => (said, count + 1),
                _ => (interview, count),
            }
        })
    }

    /// The questions on the path as Review lists them, each with how deep it
    /// stands: a follow-up right after its topic. They are asked in another order,
    /// a whole tick list before what its questions lead on to.
    #[must_use]
    pub fn review(&self) -> Vec<Listed<'p>> {
        let path = self.path();
        let mut rows: Vec<Listed<'p>> = Vec::new();
        for question in path.questions() {
            let of_topic = |(other, _): &Listed<'p>| other.topic == question.topic;
            match rows.iter().rposition(of_topic) {
                Some(last) => rows.insert(last + 1, (question, 1)),
                None => rows.push((question, 0)),
            }
        }
        rows
    }

    /// The same with what is not "no" first, and the rest folded.
    #[must_use]
    pub fn review_folded(&self) -> Review<'p> {
        let mut review = Review {
            first: Vec::new(),
            folds: Vec::new(),
        };
        for (question, depth) in self.review() {
            let is_open = match self.answers().get(question.number) {
                None if question.is_needed() => true,
                Some(answer) if answer.is_no(question) => false,
                _ => {
                    review.first.push((question, depth));
                    continue;
                }
            };
            let section = &*question.section;
            let is_it = |it: &&mut Fold<'p>| it.section.id == section.id && it.is_open == is_open;
            match review.folds.iter_mut().find(is_it) {
                Some(fold) => fold.listed.push((question, depth)),
                None => review.folds.push(Fold {
                    section,
                    is_open,
                    count: 0,
                    listed: vec![(question, depth)],
                }),
            }
        }
        let open = self.screens_to_answer();
        for fold in &mut review.folds {
            let here = |it: &&Screen<'p>| {
                let section = self.section(**it);
                section.is_some_and(|it| it.id == fold.section.id)
            };
            fold.count = if fold.is_open {
                open.iter().filter(here).count().max(1)
            } else {
                fold.listed.len()
            };
        }
        review
    }
}
