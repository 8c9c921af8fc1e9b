//! All answers there are, cut into finitely many.
//!
//! Two answers that pass the same tests are the same to a pack. So a number is cut at the numbers
//! that the conditions name, a date at the ends of the waits that they name, and of each piece
//! one answer stands for all. What is left is finite, and a proof over it is a proof over all
//! answers *of one day*; [`super::days`] gives the days on which the pieces differ.
//!
//! Answers are coded so that every code is one: codes beyond the last answer mean the last, and a list
//! without an option is a blank. So no proof needs to know which codes are allowed. The first variable
//! of a question says whether it was answered at all, and a smallest witness is the path through a
//! diagram on which the fewest of these are true.

use std::{
    cell::OnceCell,
    collections::{BTreeSet, HashMap, HashSet},
};

use biodivine_lib_bdd::{Bdd, BddPointer, BddValuation, BddVariable, BddVariableSet};
use jiff::civil::Date;
use serde_json::{Map, Value};

use super::{
    budget::{Budget, TooLarge},
    conditions::tests_of,
    days::{first_within, wait_of},
};
use crate::{
    interview::{Answer, Days, passes},
    pack::{ADDED, About, Kind, Pack, Question, Test},
};

/// The answers to one question, or to two of the same id in two packs.
#[derive(Debug)]
pub struct Cut<'p> {
    /// The question's id.
    pub id: &'p str,
    /// The answers that stand for all others, as data; the last two are "not sure" and "I would
    /// rather tell". In a `choices` the first stands for every list of options, also where the other
    /// pack takes one option alone.
    pub answers: Vec<Value>,
    /// The ids of the options of a `choices`, each with a variable of its own.
    pub options: Vec<&'p str>,
    /// The first of its variables: true where there is an answer. Those of the number of the
    /// answer follow, and then those of the options.
    first: usize,
    /// By the place of the answer: where it is the one given, once that was asked for.
    numbered: Vec<OnceCell<Bdd>>,
}

impl Cut<'_> {
    /// How many variables say which of the answers it is.
    fn bits(&self) -> usize {
        self.answers.len().next_power_of_two().trailing_zeros() as usize
    }

    fn variables(&self) -> usize {
        1 + self.bits() + self.options.len()
    }

    fn option(&self, place: usize) -> BddVariable {
        BddVariable::from_index(self.first + 1 + self.bits() + place)
    }

    /// Too many answers are told apart here.
    #[must_use]
    pub fn too_large(&self) -> TooLarge {
        TooLarge::Answers(self.id.to_owned())
    }

    /// All of its variables.
    pub fn all_variables(&self) -> Vec<BddVariable> {
        (self.first..self.first + self.variables())
            .map(BddVariable::from_index)
            .collect()
    }
}

/// The answers to one pack, or to two that are compared, on one day.
#[derive(Debug)]
pub struct Space<'p> {
    /// The days that they are read on.
    pub days: Days,
    /// The work that may still be done.
    pub budget: &'p Budget,
    /// The questions, in the order asked; those that only the second pack has come last.
    pub cuts: Vec<Cut<'p>>,
    numbers: HashMap<&'p str, usize>,
    variables: BddVariableSet,
    /// Those that are true where a question has an answer.
    answered: BTreeSet<BddVariable>,
}

impl<'p> Space<'p> {
    /// Cuts the answers to these packs on a day, for a treatment on it or for none. None where there are too many: then the budget
    /// says of what.
    #[must_use]
    pub fn new(packs: &[&'p Pack], days: impl Into<Days>, budget: &'p Budget) -> Option<Self> {
        let days = days.into();
        let mut cuts: Vec<Cut<'p>> = Vec::new();
        let mut numbers = HashMap::new();
        let tests: Vec<_> = packs.iter().map(|pack| tests_of(pack)).collect();
        let mut first = 0;
        for question in packs.iter().flat_map(|pack| &pack.questions) {
            if matches!(question.kind, Kind::Text) || numbers.contains_key(question.id.as_str()) {
                continue;
            }
            let same: Vec<(&'p Question, &[Test])> = packs
                .iter()
                .zip(&tests)
                .filter_map(|(pack, tests)| {
                    let question = pack.question(&question.id)?;
                    Some((question, tests.get(question.number)?.as_slice()))
                })
                .collect();
            let answers = answers(&same, days, budget)?;
            let cut = Cut {
                id: &question.id,
                numbered: vec![OnceCell::new(); answers.len()],
                answers,
                options: options(&same),
                first,
            };
            first += cut.variables();
            numbers.insert(cut.id, cuts.len());
            cuts.push(cut);
        }
        let Ok(count) = u16::try_from(first) else {
            budget.refuse(TooLarge::Questions);
            return None;
        };
        Some(Self {
            days,
            budget,
            answered: cuts
                .iter()
                .map(|cut| BddVariable::from_index(cut.first))
                .collect(),
            cuts,
            numbers,
            variables: BddVariableSet::new_anonymous(count),
        })
    }

    /// The answers to the question of this id; none to a person's own words.
    #[must_use]
    pub fn cut(&self, id: &str) -> Option<&Cut<'p>> {
        self.cuts.get(*self.numbers.get(id)?)
    }

    /// Everywhere, or nowhere.
    #[must_use]
    pub fn constant(&self, everywhere: bool) -> Bdd {
        if everywhere {
            self.variables.mk_true()
        } else {
            self.variables.mk_false()
        }
    }

    /// Where the question has no answer. A list without any option is none.
    #[must_use]
    pub fn blank(&self, cut: &Cut<'_>) -> Bdd {
        let none = self
            .variables
            .mk_literal(BddVariable::from_index(cut.first), false);
        if cut.options.is_empty() {
            return none;
        }
        let options = (0..cut.options.len()).rev().map(|place| cut.option(place));
        let empty = options.fold(self.constant(true), |empty, option| {
            empty.and_not(&self.variables.mk_var(option))
        });
        none.or(&self.numbered(cut, 0).and(&empty))
    }

    /// Where the question has the answer of this place in [`Cut::answers`].
    #[must_use]
    pub fn answer(&self, cut: &Cut<'_>, place: usize) -> Bdd {
        let answer = self.numbered(cut, place);
        if cut.options.is_empty() || place > 0 {
            return answer;
        }
        answer.and_not(&self.blank(cut))
    }

    /// Where the option of this place in [`Cut::options`] is chosen.
    #[must_use]
    pub fn option(&self, cut: &Cut<'_>, place: usize) -> Bdd {
        let chosen = self.variables.mk_var(cut.option(place));
        self.numbered(cut, 0).and(&chosen)
    }

    /// Where the question has the number of an answer.
    fn numbered(&self, cut: &Cut<'_>, place: usize) -> Bdd {
        let known = cut.numbered.get(place);
        known.map_or_else(
            || self.constant(false),
            |it| it.get_or_init(|| self.number(cut, place)).clone(),
        )
    }

    /// Numbers beyond the last answer stand for the last, so that whatever the variables say is
    /// an answer.
    fn number(&self, cut: &Cut<'_>, place: usize) -> Bdd {
        let bits = cut.bits();
        let is_last = place + 1 == cut.answers.len();
        // bit by bit from the lowest: a clause of the library is as long as all variables before it
        let number = (0..bits).rev().fold(self.constant(true), |number, bit| {
            let is_set = BddVariable::from_index(cut.first + 1 + bit);
            let is_set = self.variables.mk_var(is_set);
            match place >> (bits - 1 - bit) & 1 {
                0 if is_last => number.or(&is_set),
                0 => number.and_not(&is_set),
                _ => number.and(&is_set),
            }
        });
        let answered = BddVariable::from_index(cut.first);
        self.variables.mk_var(answered).and(&number)
    }

    /// Whether a diagram holds for one set of answers: for each question the place of its answer
    /// in [`Cut::answers`] and those of its options in [`Cut::options`]; none is a blank.
    pub fn holds(
        &self,
        diagram: &Bdd,
        answer: impl Fn(&Cut<'p>) -> Option<(usize, Vec<usize>)>,
    ) -> bool {
        let mut valuation = BddValuation::all_false(self.variables.num_vars());
        for cut in &self.cuts {
            let Some((place, options)) = answer(cut) else {
                continue;
            };
            valuation.set(BddVariable::from_index(cut.first));
            let bits = cut.bits();
            for bit in (0..bits).filter(|bit| place >> (bits - 1 - bit) & 1 == 1) {
                valuation.set(BddVariable::from_index(cut.first + 1 + bit));
            }
            for option in options {
                valuation.set(cut.option(option));
            }
        }
        diagram.eval_in(&valuation)
    }

    /// Of the answers that a diagram holds for, a smallest set; none where it holds for none.
    #[must_use]
    pub fn smallest(&self, diagram: &Bdd) -> Option<Witness> {
        let steps = diagram.size() + self.cuts.len();
        if diagram.is_false() || !self.budget.spend(steps, || TooLarge::Conditions) {
            return None;
        }
        let chosen = self.cheapest_path(diagram)?;
        let is = |variable: BddVariable| chosen.contains(&variable);
        let mut answers = Map::new();
        for cut in &self.cuts {
            if !is(BddVariable::from_index(cut.first)) {
                continue;
            }
            let code = (0..cut.bits()).fold(0, |code, bit| {
                code << 1 | usize::from(is(BddVariable::from_index(cut.first + 1 + bit)))
            });
            let answer = match cut.answers.get(code).or_else(|| cut.answers.last()) {
                Some(Value::Array(_)) => cut
                    .options
                    .iter()
                    .enumerate()
                    .filter(|(place, _)| is(cut.option(*place)))
                    .map(|(_, id)| Value::from(*id))
                    .collect(),
                Some(answer) => answer.clone(),
                None => continue,
            };
            if answer != Value::Array(Vec::new()) {
                answers.insert(cut.id.to_owned(), answer);
            }
        }
        Some(Witness {
            days: self.days,
            answers,
        })
    }

    /// The variables that are true on the path to "holds" that answers the fewest questions.
    fn cheapest_path(&self, diagram: &Bdd) -> Option<BTreeSet<BddVariable>> {
        let cost_of = |variable| usize::from(self.answered.contains(&variable));
        // a diagram lists what a node leads to before the node
        let mut costs: Vec<Option<usize>> = Vec::with_capacity(diagram.size());
        for node in diagram.pointers() {
            let cost = if node.is_terminal() {
                node.is_one().then_some(0)
            } else {
                let to = |link: usize| costs.get(link).copied().flatten();
                let low = to(diagram.low_link_of(node).to_index());
                let high = to(diagram.high_link_of(node).to_index())
                    .map(|cost| cost + cost_of(diagram.var_of(node)));
                low.into_iter().chain(high).min()
            };
            costs.push(cost);
        }
        let cost = |node: BddPointer| costs.get(node.to_index())?.as_ref();
        let mut node = diagram.root_pointer();
        cost(node)?;
        let mut chosen = BTreeSet::new();
        while !node.is_terminal() {
            let low = diagram.low_link_of(node);
            if cost(low).is_some() && cost(low) == cost(node) {
                node = low;
            } else {
                chosen.insert(diagram.var_of(node));
                node = diagram.high_link_of(node);
            }
        }
        Some(chosen)
    }
}

/// Answers as `evaluate` takes them, that show something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The days for which it shows it.
    pub days: Days,
    /// The answers, by id.
    pub answers: Map<String, Value>,
}

impl Witness {
    /// As `evaluate` takes it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let Days { today, treatment } = self.days;
        serde_json::json!({ "today": today, "for": treatment, "answers": self.answers })
    }

    /// As a line for `evaluate`.
    #[must_use]
    pub fn line(&self) -> String {
        self.to_json().to_string()
    }
}

/// The ids of the options of a `choices`, of the first pack first.
fn options<'p>(same: &[(&'p Question, &[Test])]) -> Vec<&'p str> {
    let mut ids: Vec<&str> = Vec::new();
    for (question, _) in same {
        if is_list(question) {
            for id in question.option_ids() {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
    }
    ids
}

/// What it costs to make an answer that may stand for others, in steps.
const CANDIDATE: usize = 16;
/// What it costs to hold it against a test, here and when the diagrams are made.
const HELD: usize = 5;

/// One answer for all that pass the same tests, "not sure" and "rather tell" last. None where it
/// takes too much work to tell them apart.
fn answers(same: &[(&Question, &[Test])], days: Days, budget: &Budget) -> Option<Vec<Value>> {
    let mut kept: Vec<Value> = Vec::new();
    let mut seen = HashSet::new();
    let tests: usize = same.iter().map(|(_, tests)| tests.len()).sum();
    // a list is known by its place
    let lists = same.iter().filter(|it| is_list(it.0));
    let others = same.iter().filter(|it| !is_list(it.0));
    for candidate in lists
        .chain(others)
        .flat_map(|it| candidates(it.0, same, days.today))
    {
        let id = || same.first().map(|(question, _)| question.id.clone());
        let too_large = || TooLarge::Answers(id().unwrap_or_default());
        if !budget.spend(CANDIDATE + tests * HELD, too_large) {
            return None;
        }
        let passed: Vec<Option<Vec<bool>>> = same
            .iter()
            .map(|(question, tests)| {
                let answer = Answer::from_json(question, &candidate, days.today).ok()??;
                let passed = tests.iter().map(|test| passes(Some(&answer), test, days));
                Some(passed.collect())
            })
            .collect();
        let named = candidate.is_string() && !is_date(same);
        let new = if named {
            !kept.contains(&candidate)
        } else {
            !seen.contains(&passed)
        };
        if new && passed.iter().any(Option::is_some) {
            seen.insert(passed);
            kept.push(candidate);
        }
    }
    kept.extend(ADDED.map(Value::from));
    Some(kept)
}

const fn is_list(question: &Question) -> bool {
    matches!(question.kind, Kind::Choices(_))
}

fn is_date(same: &[(&Question, &[Test])]) -> bool {
    same.iter()
        .any(|(question, _)| matches!(question.kind, Kind::Date { .. }))
}

/// Answers among which there is one of every piece.
fn candidates(question: &Question, same: &[(&Question, &[Test])], today: Date) -> Vec<Value> {
    let tests = || same.iter().flat_map(|(_, tests)| tests.iter());
    match &question.kind {
        Kind::YesNo => ["no", "yes"].map(Value::from).to_vec(),
        Kind::Choice(_) => question.option_ids().map(Value::from).collect(),
        Kind::Choices(_) => vec![question.option_ids().take(1).collect()],
        Kind::Number(range) => {
            let named = tests().filter_map(|test| match test {
                Test::Below(limit) | Test::AtLeast(limit) => Some(*limit),
                _ => None,
            });
            let ends = same.iter().flat_map(|(question, _)| match &question.kind {
                Kind::Number(other) => vec![other.min, other.max.saturating_add(1)],
                Kind::YesNo
                | Kind::Choice(_)
                | Kind::Choices(_)
                | Kind::Date { .. }
                | Kind::Text => Vec::new(),
            });
            let within = |number: &u32| (range.min..=range.max).contains(number);
            let starts: BTreeSet<u32> = named.chain(ends).filter(within).collect();
            starts.into_iter().map(Value::from).collect()
        }
        Kind::Date { about, reach, .. } => {
            let mut days: BTreeSet<Date> = [reach.length.before(today), today].into();
            days.extend(today.yesterday());
            if *about == About::Future {
                days.insert(reach.length.after(today));
            }
            for wait in tests().filter_map(|test| wait_of(test)) {
                let first = first_within(wait.length, today);
                days.extend(first.yesterday());
                days.insert(first);
            }
            // the latest of a piece reads most naturally
            let days = days.into_iter().rev();
            days.map(|day| Value::from(day.to_string())).collect()
        }
        Kind::Text => Vec::new(),
    }
}
