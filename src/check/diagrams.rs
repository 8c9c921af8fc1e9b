//! A pack over all answers at once: the world of decision diagrams.
//!
//! What a condition means stands in [`meaning`], for this world as for the verdict's. Here a
//! truth value is the set of all answers for which something holds.

use std::{cell::Cell, collections::HashSet};

use biodivine_lib_bdd::{Bdd, BddVariable, op_function};
use jiff::civil::Date;

use super::{
    budget::TooLarge,
    space::{Cut, Space},
};
use crate::{
    interview::{Answer, passes},
    pack::{
        Kind, Level, OptionSet, Outcome, Pack, Question, Test,
        meaning::{self, World},
    },
};

/// A pack over a space of answers.
#[derive(Debug)]
pub struct Diagrams<'p, 's> {
    /// The pack.
    pub pack: &'p Pack,
    /// The answers.
    pub space: &'s Space<'p>,
    /// For which answers each question is asked, by number.
    asked: Vec<Bdd>,
    /// The number of the question whose answers are held against a test, while they are.
    tested: Cell<Option<usize>>,
}

/// The most steps of one walk through two diagrams: it keeps what it has seen until it ends, some
/// 100 bytes a step.
const LONGEST_WALK: usize = 1_000_000;
/// What a node that is made costs more than the steps to it, since it may be kept.
const NODE: usize = 4;
/// What it costs to hold an answer against a test.
const TESTED: usize = 4;
/// What a walk costs before its first step.
const WALK: usize = 8;
/// How many nodes are copied in a step.
const COPIED: usize = 8;

/// The steps that a walk may still take.
struct Steps {
    left: Cell<usize>,
}

impl Steps {
    /// What two nodes come to; "never" once the steps are used up.
    fn unless_over(&self, truth: Option<bool>) -> Option<bool> {
        let left = self.left.get().saturating_sub(1);
        self.left.set(left);
        if left == 0 { Some(false) } else { truth }
    }
}

/// What a diagram holds for, if it is everything or nothing.
fn constant(diagram: &Bdd) -> Option<bool> {
    (diagram.is_true() || diagram.is_false()).then(|| diagram.is_true())
}

/// Something that may be found, and for which answers.
#[derive(Debug)]
pub struct MayFind<'p> {
    /// The question.
    pub question: &'p Question,
    /// The outcome; none for what the program itself finds where nothing is known.
    pub outcome: Option<&'p Outcome>,
    /// For which answers.
    pub holds: Bdd,
}

impl MayFind<'_> {
    /// How much of a concern it is.
    #[must_use]
    pub const fn level(&self) -> Level {
        meaning::level_of(self.outcome)
    }
}

impl<'p, 's> Diagrams<'p, 's> {
    /// Works out for which answers each question is asked, in one pass, as
    /// [`crate::interview::path::Path`] does for one set of answers.
    #[must_use]
    pub fn new(pack: &'p Pack, space: &'s Space<'p>) -> Self {
        let mut diagrams = Self {
            pack,
            space,
            asked: Vec::with_capacity(pack.questions.len()),
            tested: Cell::new(None),
        };
        let mut ended = space.constant(false);
        for question in &pack.questions {
            let asked = meaning::is_asked(&diagrams, &ended, question);
            diagrams.asked.push(asked);
            if question.outcomes.iter().any(|outcome| outcome.ends) {
                ended = diagrams.or(&ended, &meaning::ends(&diagrams, question));
            }
        }
        diagrams
    }

    /// Whether the diagrams grew too large: then nothing that was worked out with them holds.
    #[must_use]
    pub fn are_too_large(&self) -> bool {
        self.space.budget.is_spent()
    }

    /// For which answers the one holds and the other does not.
    #[must_use]
    pub fn and_not(&self, one: &Bdd, other: &Bdd) -> Bdd {
        self.combined(one, other, op_function::and_not)
    }

    /// For which answers just one of them holds.
    #[must_use]
    pub fn xor(&self, one: &Bdd, other: &Bdd) -> Bdd {
        self.combined(one, other, op_function::xor)
    }

    fn combined(
        &self,
        one: &Bdd,
        other: &Bdd,
        by: fn(Option<bool>, Option<bool>) -> Option<bool>,
    ) -> Bdd {
        if let Some(constant) = by(constant(one), constant(other)) {
            return self.constant(constant);
        }
        self.walk(one.size().max(other.size()), |step| {
            Bdd::binary_op(one, other, |one, other| step.unless_over(by(one, other)))
        })
    }

    /// For which answers something holds, if what these variables say may be anything.
    #[must_use]
    pub fn exists(&self, truth: &Bdd, variables: &[BddVariable]) -> Bdd {
        if constant(truth).is_some() {
            return truth.clone();
        }
        let variables: HashSet<&BddVariable> = variables.iter().collect();
        self.walk(truth.size(), |step| {
            Bdd::binary_op_nested(
                truth,
                truth,
                |variable| variables.contains(&variable),
                |one, other| step.unless_over(op_function::and(one, other)),
                |one, other| step.unless_over(op_function::or(one, other)),
            )
        })
    }

    /// A walk through diagrams of which the larger has so many nodes.
    ///
    /// Conditions can be entangled so that no diagram of them is small, or so that a walk meets
    /// very many pairs of nodes and makes none of its own. The library bounds what a walk makes,
    /// and not its steps. But at each step it asks twice what two nodes come to: those are
    /// counted, and once there were too many, all nodes come to "never", and the walk ends at once.
    fn walk(&self, size: usize, take: impl FnOnce(&Steps) -> Bdd) -> Bdd {
        let budget = self.space.budget;
        let most = budget.left().min(LONGEST_WALK);
        // tables for all nodes of the larger diagram are made before the first step
        if size > most || !self.spend(WALK + size / COPIED) {
            budget.refuse(self.too_large());
            return self.constant(false);
        }
        let steps = Steps {
            left: Cell::new(most),
        };
        let made = take(&steps);
        let left = steps.left.get();
        if left == 0 || !self.spend(most - left + NODE * made.size()) {
            budget.refuse(self.too_large());
            return self.constant(false);
        }
        made
    }

    fn spend(&self, steps: usize) -> bool {
        let budget = self.space.budget;
        budget.spend(steps, || self.too_large())
    }

    /// What is too much, if the work ends here.
    fn too_large(&self) -> TooLarge {
        let tested = self.tested.get().and_then(|it| self.cut(it));
        tested.map_or(TooLarge::Conditions, |(_, cut)| cut.too_large())
    }

    /// Everything that may be found, in the order asked.
    #[must_use]
    pub fn findings(&self) -> Vec<MayFind<'p>> {
        let questions = self.pack.questions.iter();
        questions
            .flat_map(|question| {
                meaning::findings(self, question).map(move |(outcome, holds)| MayFind {
                    question,
                    outcome,
                    holds,
                })
            })
            .collect()
    }

    /// For which answers one of these is found.
    #[must_use]
    pub fn any<'d>(&self, diagrams: impl IntoIterator<Item = &'d Bdd>) -> Bdd {
        // neighbours first: what they have in common stays small
        let mut layer: Vec<Bdd> = diagrams.into_iter().cloned().collect();
        while layer.len() > 1 {
            layer = layer
                .chunks(2)
                .map(|pair| match pair {
                    [one, other] => self.or(one, other),
                    _ => pair
                        .first()
                        .cloned()
                        .unwrap_or_else(|| self.constant(false)),
                })
                .collect();
        }
        layer.pop().unwrap_or_else(|| self.constant(false))
    }

    fn cut(&self, question: usize) -> Option<(&'p Question, &'s Cut<'p>)> {
        let question = self.pack.questions.get(question)?;
        Some((question, self.space.cut(&question.id)?))
    }

    /// For which answers one of these options is chosen from a list.
    fn some_of(&self, question: &Question, cut: &Cut<'_>, options: OptionSet) -> Vec<Bdd> {
        let ids = question.option_ids().enumerate();
        ids.filter(|(place, _)| options.meets(OptionSet::of(*place)))
            .filter_map(|(_, id)| cut.options.iter().position(|known| *known == id))
            .map(|place| self.space.option(cut, place))
            .collect()
    }
}

impl Diagrams<'_, '_> {
    /// For which answers a date is given for which something holds. It is told the day that waits
    /// are counted from, and asked of one date for each piece of [`Cut::answers`].
    #[must_use]
    pub fn date(&self, question: &Question, holds: impl Fn(Date) -> bool) -> Bdd {
        let Kind::Date { about, .. } = question.kind else {
            return self.constant(false);
        };
        let Some((_, cut)) = self.cut(question.number) else {
            return self.constant(false);
        };
        if !self.spend(TESTED * cut.answers.len()) {
            return self.constant(false);
        }
        let today = self.space.days.today;
        let pieces = cut.answers.iter().enumerate().filter(|(_, answer)| {
            let answer = Answer::from_json(question, answer, today).ok().flatten();
            matches!(answer, Some(Answer::Date(date)) if holds(date.counted_from(about, today)))
        });
        let pieces: Vec<Bdd> = pieces
            .map(|(place, _)| self.space.answer(cut, place))
            .collect();
        self.any(&pieces)
    }
}

impl World for Diagrams<'_, '_> {
    type Truth = Bdd;

    fn constant(&self, holds: bool) -> Bdd {
        self.space.constant(holds)
    }

    fn and(&self, one: &Bdd, other: &Bdd) -> Bdd {
        self.combined(one, other, op_function::and)
    }

    fn or(&self, one: &Bdd, other: &Bdd) -> Bdd {
        self.combined(one, other, op_function::or)
    }

    fn not(&self, truth: &Bdd) -> Bdd {
        self.spend(truth.size() / COPIED);
        truth.not()
    }

    fn asked(&self, question: usize) -> Bdd {
        let Some(asked) = self.asked.get(question) else {
            return self.constant(false);
        };
        self.spend(asked.size() / COPIED);
        asked.clone()
    }

    fn is_the_day(&self) -> bool {
        self.space.days.is_the_day()
    }

    fn test(&self, number: usize, test: &Test) -> Bdd {
        let Some((question, cut)) = self.cut(number) else {
            return self.constant(false);
        };
        self.tested.set(Some(number));
        let holds = self.tested(question, cut, test);
        self.tested.set(None);
        holds
    }
}

impl Diagrams<'_, '_> {
    /// For which answers of a cut a test holds.
    fn tested(&self, question: &Question, cut: &Cut<'_>, test: &Test) -> Bdd {
        let mut holds: Vec<Bdd> = Vec::new();
        // a list of options is too many answers to name: it is told by its options
        let list = matches!(question.kind, Kind::Choices(_))
            .then(|| self.list(question, cut, test))
            .flatten();
        let is_told = list.is_some();
        holds.extend(list);
        let days = self.space.days;
        if !self.spend(TESTED * cut.answers.len()) {
            return self.constant(false);
        }
        if passes(None, test, days) {
            holds.push(self.space.blank(cut));
        }
        for (place, answer) in cut.answers.iter().enumerate() {
            if is_told && answer.is_array() {
                continue;
            }
            let answer = Answer::from_json(question, answer, days.today)
                .ok()
                .flatten();
            if answer.is_some_and(|answer| passes(Some(&answer), test, days)) {
                holds.push(self.space.answer(cut, place));
            }
        }
        self.any(&holds)
    }
    /// For which lists of options a test on the options holds; none for other tests.
    fn list(&self, question: &Question, cut: &Cut<'_>, test: &Test) -> Option<Bdd> {
        let some_of = |options| self.some_of(question, cut, options);
        Some(match test {
            Test::AnyOf(options) => self.any(&some_of(*options)),
            Test::AllOf(options) => {
                let chosen = self.space.answer(cut, 0);
                some_of(*options)
                    .iter()
                    .fold(chosen, |all, one| self.and(&all, one))
            }
            Test::NoneOf(options) => {
                let chosen = self.space.answer(cut, 0);
                self.and_not(&chosen, &self.any(&some_of(*options)))
            }
            _ => return None,
        })
    }
}
