//! How far an interview has come, and how much is still to come.
//!
//! Progress counts screens, a tick list as one: those reached, of those that the answers so far make
//! certain. So the number of all grows only by what an answer opens, and "or more" is said only while
//! an answer still to come can open something. It does not count the shortest path over all answers:
//! that is the short one of a child, and would be told to everybody.
//!
//! A bar in proportion to the two numbers would fall back where much is opened. So each screen takes
//! its share of what was left when it was reached: as long as nothing is opened, that is in proportion.
//! It is full when nothing more can come.

use super::{Interview, Screen, Stage, answers::passes};
use crate::pack::{
    Question, Test,
    meaning::{self, Chance, World},
};

/// The parts into which a column of the bar is divided.
const FINE: usize = 1 << 20;

/// How far an interview has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// How many screens have been reached, the one that is looked at included.
    pub here: usize,
    /// How many screens are certain.
    pub total: usize,
    /// Whether an answer still to come can open more; never at the last screen.
    pub more: bool,
}

/// What is asked, as far as that is certain: what is not answered may be answered with anything, but
/// not with what ends the questions.
struct ToCome<'i, 'p> {
    interview: &'i Interview<'p>,
    /// Whether the answer to the question of this number is known.
    known: &'i dyn Fn(usize) -> bool,
    is_day_known: bool,
    asked: Vec<Chance>,
}

impl<'i, 'p> ToCome<'i, 'p> {
    fn new(
        interview: &'i Interview<'p>,
        is_day_known: bool,
        known: &'i dyn Fn(usize) -> bool,
    ) -> Self {
        let questions = &interview.pack().questions;
        let mut world = Self {
            interview,
            known,
            is_day_known,
            asked: Vec::with_capacity(questions.len()),
        };
        let mut ended = Chance::known(false);
        for question in questions {
            let mut asked = meaning::is_asked(&world, &ended, question);
            if question.of_the_day && !is_day_known {
                asked = asked.and(Chance::OPEN);
            }
            world.asked.push(asked);
            if !meaning::ends(&world, question).can_fail {
                ended = Chance::known(true);
            }
        }
        world
    }

    /// Whether an answer still to come can open something.
    fn opens(&self) -> bool {
        self.asked.iter().any(|it| it.can_hold && it.can_fail)
    }

    fn is_certain(&self, question: &Question) -> bool {
        !self.asked(question.number).can_fail
    }
}

/// Whether this screen can ask each of its questions by itself.
const fn asks_each(screen: &Screen<'_>) -> bool {
    matches!(screen, Screen::List(_))
}

impl World for ToCome<'_, '_> {
    type Truth = Chance;

    fn constant(&self, holds: bool) -> Chance {
        Chance::known(holds)
    }

    fn and(&self, one: &Chance, other: &Chance) -> Chance {
        one.and(*other)
    }

    fn or(&self, one: &Chance, other: &Chance) -> Chance {
        one.or(*other)
    }

    fn not(&self, truth: &Chance) -> Chance {
        truth.not()
    }

    fn asked(&self, question: usize) -> Chance {
        let asked = self.asked.get(question).copied();
        asked.unwrap_or(Chance::known(false))
    }

    fn is_the_day(&self) -> bool {
        !self.is_day_known || self.interview.days().is_the_day()
    }

    fn and_then(&self, one: Chance, other: impl FnOnce() -> Chance) -> Chance {
        if one.can_hold { one.and(other()) } else { one }
    }

    fn or_else(&self, one: Chance, other: impl FnOnce() -> Chance) -> Chance {
        if one.can_fail { one.or(other()) } else { one }
    }

    fn test(&self, question: usize, test: &Test) -> Chance {
        let answer = self.interview.answers().get(question);
        match test {
            _ if (self.known)(question) => {
                Chance::known(passes(answer, test, self.interview.days()))
            }
            // it will be answered before it decides anything
            Test::Blank => Chance::known(false),
            _ => Chance::OPEN,
        }
    }
}

impl<'p> Interview<'p> {
    /// How far it has come. Who looks at the answers half-way, or changes one, is where they go on.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let here = self.reached().unwrap_or_else(|| self.screens().len());
        let known = |question: usize| self.answers().get(question).is_some();
        let to_come = ToCome::new(self, self.treatment().is_some(), &known);
        let mut open = self.certain(&to_come);
        let total = open.len().max(here);
        self.retain_open(&mut open);
        let opens = to_come.opens() || open.iter().any(asks_each);
        Progress {
            here,
            total,
            more: opens && here < total,
        }
    }

    /// The same as a bar: of so many columns, how many are done. It never falls while one goes on.
    #[must_use]
    pub fn progress_in(&self, columns: usize) -> usize {
        let Some(here) = self.reached() else {
            return columns;
        };
        let places = self.places();
        let left = (0..here).fold(columns * FINE, |left, passed| {
            let ahead = self.ahead_after(passed, &places);
            left / ahead.max(1) * ahead.saturating_sub(1)
        });
        columns - left.div_ceil(FINE).min(columns)
    }

    /// For each question the place of the screen that answers it, and of its tick list.
    fn places(&self) -> Vec<[Option<usize>; 2]> {
        let screens = self.screens();
        let questions = self.pack().questions.iter();
        let places = questions.map(|question| {
            let place = |wanted: Screen<'_>| screens.iter().position(|it| *it == wanted);
            let list = question.list.as_deref();
            let list = list.and_then(|list| place(Screen::List(list)));
            let by_itself = self.stands_alone(question);
            let itself = if by_itself {
                place(Screen::Question(question))
            } else {
                list
            };
            [itself, list]
        });
        places.collect()
    }

    /// The screens that are certain and have not been answered.
    pub(super) fn certain_open(&self) -> Vec<Screen<'p>> {
        let known = |question: usize| self.answers().get(question).is_some();
        let to_come = ToCome::new(self, self.treatment().is_some(), &known);
        let mut certain = self.certain(&to_come);
        self.retain_open(&mut certain);
        certain
    }

    fn certain(&self, to_come: &ToCome<'_, 'p>) -> Vec<Screen<'p>> {
        self.screens_of(|it| to_come.is_certain(it), |it| self.is_asked_alone(it))
    }

    /// How many screens were certain to come when so many had been answered, and no other; one more at
    /// the last that can open others.
    fn ahead_after(&self, answered: usize, places: &[[Option<usize>; 2]]) -> usize {
        let is_before = |place: Option<usize>| place.is_some_and(|place| place < answered);
        let place = |number: usize| places.get(number).copied().unwrap_or_default();
        // what no screen asks was answered in the screening before, or by the clinic
        let is_known = |number: usize| match place(number) {
            [Some(place), _] => place < answered,
            [None, _] => self.answers().get(number).is_some(),
        };
        let to_come = ToCome::new(self, answered > 0, &is_known);
        let certain = self.screens_of(
            |it| to_come.is_certain(it),
            |it| {
                let [_, list] = place(it.number);
                self.is_asked_alone(it) && is_before(list)
            },
        );
        let ahead = certain.get(answered..).unwrap_or_default();
        let opens = to_come.opens() || ahead.iter().any(asks_each);
        ahead.len() + usize::from(ahead.len() == 1 && opens)
    }

    /// How many screens have been reached; none where all that must be answered has been.
    fn reached(&self) -> Option<usize> {
        let screens = self.screens();
        let place = |wanted: Screen<'_>| screens.iter().position(|it| *it == wanted);
        let here = match self.stage() {
            Stage::Welcome => return Some(0),
            Stage::Asking(screen) if !self.is_editing() => place(screen).or_else(|| {
                let list = screen.question().and_then(|it| it.list.as_deref());
                place(Screen::List(list?))
            }),
            Stage::Asking(_) | Stage::Review => {
                self.screens_to_answer().first()?;
                let open = self.open_screens();
                open.first().and_then(|it| place(*it))
            }
            Stage::Summary | Stage::Aftercare | Stage::Finished => None,
        };
        here.map(|here| here + 1)
    }
}
