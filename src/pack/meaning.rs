//! What a condition means, written once.
//!
//! The verdict computes with truth values, a proof with decision diagrams, and
//! the rules of a pack with "can hold" and "can fail". They share this reading,
//! so that they cannot drift apart.

use super::{
    content::Pack,
    options::OptionSet,
    question::{Kind, Outcome, Question, Test, When},
    values::Level,
};

/// Answers, known or not, and how to compute with what follows from them.
pub trait World {
    /// What a test comes out as.
    type Truth: Clone;

    /// Holds always, or never.
    fn constant(&self, holds: bool) -> Self::Truth;
    /// Holds where both do.
    fn and(&self, one: &Self::Truth, other: &Self::Truth) -> Self::Truth;
    /// Holds where one does.
    fn or(&self, one: &Self::Truth, other: &Self::Truth) -> Self::Truth;
    /// Holds where the other does not.
    fn not(&self, truth: &Self::Truth) -> Self::Truth;
    /// A test on the answer to the question of this number.
    fn test(&self, question: usize, test: &Test) -> Self::Truth;
    /// Whether the question of this number is asked.
    fn asked(&self, question: usize) -> Self::Truth;
    /// Whether it is the day of the treatment, on which people are asked how they are.
    fn is_the_day(&self) -> bool;
    /// Holds where both do. The second need not be looked at where the first is known to fail.
    fn and_then(&self, one: Self::Truth, other: impl FnOnce() -> Self::Truth) -> Self::Truth {
        self.and(&one, &other())
    }
    /// Holds where one does. The second need not be looked at where the first is known to hold.
    fn or_else(&self, one: Self::Truth, other: impl FnOnce() -> Self::Truth) -> Self::Truth {
        self.or(&one, &other())
    }
}

/// Whether something can hold, and whether it can fail: a truth where not all answers are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chance {
    /// Whether it holds for some of the answers that are not known.
    pub can_hold: bool,
    /// Whether it fails for some of them.
    pub can_fail: bool,
}

impl Chance {
    /// Nothing is known of it.
    pub const OPEN: Self = Self {
        can_hold: true,
        can_fail: true,
    };

    /// Known to hold, or to fail.
    #[must_use]
    pub const fn known(holds: bool) -> Self {
        Self {
            can_hold: holds,
            can_fail: !holds,
        }
    }

    /// Holds where both do.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            can_hold: self.can_hold && other.can_hold,
            can_fail: self.can_fail || other.can_fail,
        }
    }

    /// Holds where one does.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// Holds where it fails.
    #[must_use]
    pub const fn not(self) -> Self {
        Self {
            can_hold: self.can_fail,
            can_fail: self.can_hold,
        }
    }
}

/// Whether a condition that stands in a question holds.
#[inline]
pub fn holds<W: World>(world: &W, question: usize, when: &When) -> W::Truth {
    match when {
        When::Answer(test) => world.test(question, test),
        _ => holds_together(world, question, when),
    }
}

/// The same of a condition with parts. By itself, since most have none.
fn holds_together<W: World>(world: &W, question: usize, when: &When) -> W::Truth {
    match when {
        When::Answer(test) => world.test(question, test),
        When::Of(other, when) => world.and_then(world.asked(*other), || holds(world, *other, when)),
        When::All(parts) => parts.iter().fold(world.constant(true), |all, part| {
            world.and_then(all, || holds(world, question, part))
        }),
        When::Any(parts) => parts.iter().fold(world.constant(false), |any, part| {
            world.or_else(any, || holds(world, question, part))
        }),
        When::Not(part) => world.not(&holds(world, question, part)),
    }
}

/// Whether a question is asked: it is the day that it is about, nothing before it ended the
/// questions (unless it is asked always), the question that it follows is asked, and the answer to
/// that one opens it. A blank opens nothing, not even what "not sure" would open: else a question
/// that nobody has come to yet would already open others.
pub fn is_asked<W: World>(world: &W, ended: &W::Truth, question: &Question) -> W::Truth {
    if question.of_the_day && !world.is_the_day() {
        return world.constant(false);
    }
    let open = question.gate.as_ref().map_or_else(
        || world.constant(true),
        |gate| {
            let answered = || world.not(&world.test(gate.parent, &Test::Blank));
            let parent = world.and_then(world.asked(gate.parent), answered);
            world.and_then(parent, || holds(world, gate.parent, &gate.when))
        },
    );
    if question.always {
        open
    } else {
        world.and_then(open, || world.not(ended))
    }
}

/// Whether an answer to this question ends the questions.
pub fn ends<W: World>(world: &W, question: &Question) -> W::Truth {
    let ending = question.outcomes.iter().filter(|outcome| outcome.ends);
    ending.fold(world.constant(false), |any, outcome| {
        world.or_else(any, || found(world, question, outcome))
    })
}

/// Whether nothing is known here that should be: the question is asked, its
/// answer is not known, and no stated outcome takes that at least as seriously
/// as the program does by itself. Where not knowing is no concern, only a blank
/// is left: without an answer nobody is told "no concern".
pub fn unknown<W: World>(world: &W, question: &Question) -> W::Truth {
    let missing = match question.kind {
        Kind::Text => return world.constant(false),
        _ if question.not_knowing.is_some() => Test::Blank,
        _ => Test::NotSure,
    };
    let asked = world.asked(question.number);
    let open = world.and_then(asked, || world.test(question.number, &missing));
    question
        .outcomes
        .iter()
        .filter(|outcome| outcome.level >= Level::Clinician)
        .fold(open, |open, outcome| {
            let stated = || holds(world, question.number, &outcome.when);
            world.and_then(open, || world.not(&stated()))
        })
}

/// What is found at a question, and where: each of its outcomes that is a concern or a mention, and
/// last, as none, what the program itself finds where nothing is known.
pub fn findings<'p, W: World>(
    world: &W,
    question: &'p Question,
) -> impl Iterator<Item = (Option<&'p Outcome>, W::Truth)> {
    let stated = question
        .outcomes
        .iter()
        .filter(|outcome| outcome.level > Level::NoConcern || outcome.mention)
        .map(|outcome| (Some(outcome), found(world, question, outcome)));
    stated.chain(std::iter::once_with(|| (None, unknown(world, question))))
}

/// Whether an outcome is found: its question is asked, and its condition holds.
pub fn found<W: World>(world: &W, question: &Question, outcome: &Outcome) -> W::Truth {
    let holds = || holds(world, question.number, &outcome.when);
    world.and_then(world.asked(question.number), holds)
}

/// How much of a concern a finding is; none is what the program itself finds.
#[must_use]
pub const fn level_of(found: Option<&Outcome>) -> Level {
    match found {
        Some(outcome) => outcome.level,
        None => Level::Clinician,
    }
}

/// A warning's or a note's condition, which stands in no question.
pub fn holds_of_pack<W: World>(world: &W, pack: &Pack, when: &When) -> W::Truth {
    holds(world, pack.questions.len(), when)
}

/// Whether these options, chosen together as an answer, pass a test.
#[must_use]
pub const fn passes_with(chosen: OptionSet, test: &Test) -> bool {
    match test {
        Test::Answered => true,
        Test::AnyOf(options) => chosen.meets(*options),
        Test::AllOf(options) => chosen.covers(*options),
        Test::NoneOf(options) => !chosen.meets(*options),
        Test::NotSure
        | Test::Blank
        | Test::Below(_)
        | Test::AtLeast(_)
        | Test::Within(..)
        | Test::Over(..)
        | Test::Ahead => false,
    }
}

/// Visits every test of a condition that stands in a question, with the number of the question
/// whose answer it is on.
pub fn each_test<'p>(question: usize, when: &'p When, visit: &mut impl FnMut(usize, &'p Test)) {
    match when {
        When::Answer(test) => visit(question, test),
        When::Of(other, when) => each_test(*other, when, visit),
        When::All(parts) | When::Any(parts) => {
            for part in parts {
                each_test(question, part, visit);
            }
        }
        When::Not(part) => each_test(question, part, visit),
    }
}
