//! The path: the questions that these answers lead through, always derived.

use jiff::civil::Date;

use super::{
    answers::{Answer, Answers, passes},
    days::Days,
};
use crate::pack::{
    Kind, Pack, Question, Test,
    meaning::{self, World},
};

/// One set of answers to one pack for one day, and the questions it leads
/// through. The world of truth values.
#[derive(Debug, Clone)]
pub struct Path<'p, 'a> {
    /// The pack.
    pub pack: &'p Pack,
    /// The answers, also those that lie off the path and do not count.
    pub answers: &'a Answers,
    /// The days that the answers are read on.
    pub days: Days,
    asked: Vec<bool>,
}

impl<'p, 'a> Path<'p, 'a> {
    /// Follows the answers through the pack; a date alone is a treatment on that very day.
    #[must_use]
    pub fn new(pack: &'p Pack, answers: &'a Answers, days: impl Into<Days>) -> Self {
        let mut path = Self {
            pack,
            answers,
            days: days.into(),
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

    /// The same with the waits held against today: as if nothing were booked.
    pub(super) fn not_booked(&self) -> Self {
        Self {
            // no date opens or ends questions, so the path is the same
            asked: self.asked.clone(),
            days: Days::not_booked(self.days.today),
            ..*self
        }
    }

    /// The questions that are asked again on the day of the treatment, where that is not today.
    #[must_use]
    pub fn asked_again(&self) -> Vec<&'p Question> {
        if self.days.is_the_day() {
            return Vec::new();
        }
        let then = Path::new(self.pack, self.answers, self.days.of_treatment());
        let questions = then.questions();
        questions.filter(|question| question.of_the_day).collect()
    }

    /// The day that an answered date is counted from.
    #[must_use]
    pub fn day_of(&self, question: &Question) -> Option<Date> {
        match (&question.kind, self.answers.get(question.number)) {
            (Kind::Date { about, .. }, Some(Answer::Date(date))) => {
                Some(date.counted_from(*about, self.days.today))
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

    fn is_the_day(&self) -> bool {
        self.days.is_the_day()
    }

    fn and_then(&self, one: bool, other: impl FnOnce() -> bool) -> bool {
        one && other()
    }

    fn or_else(&self, one: bool, other: impl FnOnce() -> bool) -> bool {
        one || other()
    }

    #[inline]
    fn test(&self, question: usize, test: &Test) -> bool {
        passes(self.answers.get(question), test, self.days)
    }
}
