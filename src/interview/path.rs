//! The path: the questions that these answers lead through, always derived.

use jiff::civil::Date;

use super::answers::{Answer, Answers, passes};
use crate::pack::{
    Kind, Pack, Question, Test,
    meaning::{self, World},
};

/// One set of answers to one pack on one day, and the questions it leads
/// through. The world of truth values.
#[derive(Debug, Clone)]
pub struct Path<'p, 'a> {
    /// The pack.
    pub pack: &'p Pack,
    /// The answers, also those that lie off the path and do not count.
    pub answers: &'a Answers,
    /// The day for which waits are worked out.
    pub today: Date,
    asked: Vec<bool>,
}

impl<'p, 'a> Path<'p, 'a> {
    /// Follows the answers through the pack.
    #[must_use]
    pub fn new(pack: &'p Pack, answers: &'a Answers, today: Date) -> Self {
        let mut path = Self {
            pack,
            answers,
            today,
            asked: Vec::with_capacity(pack.questions.len()),
        };
        let mut ended = false;
        for question in &pack.questions {
            let asked = meaning::is_asked(&path, &ended, question);
            path.asked.push(asked);
            ended = ended || asked && meaning::ends(&path, question);
        }
        path
    }

    /// The questions on the path, in the order asked.
    pub fn questions(&self) -> impl Iterator<Item = &'p Question> + use<'p, '_> {
        let questions = self.pack.questions.iter().zip(&self.asked);
        questions.filter_map(|(question, asked)| asked.then_some(question))
    }

    /// Whether a question is on the path.
    #[must_use]
    pub fn holds(&self, question: &Question) -> bool {
        self.asked(question.number)
    }

    /// The day that an answered date is counted from.
    #[must_use]
    pub fn day_of(&self, question: &Question) -> Option<Date> {
        match (&question.kind, self.answers.get(question.number)) {
            (Kind::Date { about, .. }, Some(Answer::Date(date))) => {
                Some(date.counted_from(*about, self.today))
            }
            _ => None,
        }
    }
}

impl World for Path<'_, '_> {
    type Truth = bool;

    fn constant(&self, holds: bool) -> bool {
        holds
    }

    fn and(&self, one: &bool, other: &bool) -> bool {
        *one && *other
    }

    fn or(&self, one: &bool, other: &bool) -> bool {
        *one || *other
    }

    fn not(&self, truth: &bool) -> bool {
        !*truth
    }

    fn asked(&self, question: usize) -> bool {
        self.asked.get(question).copied().unwrap_or(false)
    }

    fn never(&self, truth: &bool) -> bool {
        !*truth
    }

    #[inline]
    fn test(&self, question: usize, test: &Test) -> bool {
        passes(self.answers.get(question), test, self.today)
    }
}
