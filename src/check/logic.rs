//! Conditions that say nothing, and outcomes that get in each other's way.
//!
//! The names are those of the literature on decision tables: a condition that always or never
//! holds, outcomes that are equivalent, subsumed, or overlap.
//!
//! Outcomes of different levels that overlap are a warning unless `beside` says why: all findings are
//! shown, so both may be meant, and a pack says so where a clinician reads it. Options of a `choices`
//! each speak for themselves.

use biodivine_lib_bdd::Bdd;

use super::{diagrams::Diagrams, problem::Problems};
use crate::pack::{
    Kind, Level, Outcome, Question, When,
    meaning::{self, World},
    read::notes::{Condition, Notes},
};

/// Notes what the conditions of a pack say in vain.
pub fn check(notes: &Notes, diagrams: &Diagrams<'_, '_>, problems: &mut Problems<'_>) {
    let logic = Logic { diagrams, notes };
    for question in &diagrams.pack.questions {
        logic.outcomes(question, problems);
        logic.overlaps(question, problems);
        logic.follow_ups(question, problems);
    }
    logic.of_no_question(problems);
}

/// Notes where somebody may be asked more questions than the pack allows.
pub fn longest_path(notes: &Notes, diagrams: &Diagrams<'_, '_>, problems: &mut Problems<'_>) {
    let logic = Logic { diagrams, notes };
    if let Some(limit) = diagrams.pack.longest_path {
        let longest = logic.longest_path();
        if longest > usize::from(limit) {
            let line = problems.line(notes.longest_path.start);
            let says = format!(
                "Somebody may be asked {longest} questions, and `longest_path` allows {limit}. Ask \
                 fewer, or allow more on line {line}."
            );
            problems.error("longest-path", &notes.longest_path, "", says);
        }
    }
}

struct Logic<'p, 's> {
    diagrams: &'s Diagrams<'p, 's>,
    notes: &'s Notes,
}

/// A condition as it is written, as it is understood, the question it stands in, and the answers
/// that it is read for.
struct Read<'c> {
    written: &'c Condition,
    when: &'c When,
    question: usize,
    given: Bdd,
}

impl<'p> Logic<'p, '_> {
    fn outcomes(&self, question: &'p Question, problems: &mut Problems<'_>) {
        let asked = self.diagrams.asked(question.number);
        for (nth, outcome) in question.outcomes.iter().enumerate() {
            let found = meaning::found(self.diagrams, question, outcome);
            let place = self.notes.when(question.number, nth);
            if !asked.is_false() && self.diagrams.and_not(&asked, &found).is_false() {
                let says = "This holds whatever is answered. An outcome is about some answers.";
                problems.warning("always-happens", &place, &question.id, says);
            }
            if let Some(written) = self.notes.outcome(question.number, nth) {
                let read = Read {
                    written,
                    when: &outcome.when,
                    question: question.number,
                    given: asked.clone(),
                };
                self.parts(&read, &question.id, problems);
            }
        }
    }

    fn follow_ups(&self, question: &'p Question, problems: &mut Problems<'_>) {
        let spans = self.notes.questions.get(question.number);
        let written = spans.and_then(|spans| spans.gate.as_ref());
        let (Some(gate), Some(written)) = (&question.gate, written) else {
            return;
        };
        let read = Read {
            written,
            when: &gate.when,
            question: gate.parent,
            given: self.diagrams.asked(gate.parent),
        };
        self.parts(&read, &question.id, problems);
    }

    fn of_no_question(&self, problems: &mut Problems<'_>) {
        let pack = self.diagrams.pack;
        let warnings = pack.warnings.iter().zip(&self.notes.warnings);
        let warnings = warnings.map(|(it, written)| (&it.id, &it.when, written));
        let notes = pack.course.iter().zip(&self.notes.course);
        let notes =
            notes.filter_map(|(it, written)| Some((&it.id, it.when.as_ref()?, written.as_ref()?)));
        for (id, when, written) in warnings.chain(notes) {
            let holds = meaning::holds_of_pack(self.diagrams, pack, when);
            if holds.is_false() {
                let says = "No answers are such: nobody will ever read this.";
                problems.error("never-shown", &written.span, id, says);
            }
            let read = Read {
                written,
                when,
                question: pack.questions.len(),
                given: self.diagrams.constant(true),
            };
            self.parts(&read, id, problems);
        }
    }

    /// The parts of a condition that could be left out.
    fn parts(&self, read: &Read<'_>, id: &str, problems: &mut Problems<'_>) {
        let of = |when| meaning::holds(self.diagrams, read.question, when);
        let first = read.written.parts.first();
        let (parts, all) = match (read.when, first) {
            (When::All(parts), _) => (parts, true),
            (When::Any(parts), _) => (parts, false),
            (When::Not(when), Some(written)) => {
                let given = read.given.clone();
                let part = Read {
                    written,
                    when,
                    given,
                    ..*read
                };
                return self.parts(&part, id, problems);
            }
            (When::Of(question, when), Some(written)) => {
                let asked = self.diagrams.asked(*question);
                let given = self.diagrams.and(&read.given, &asked);
                let question = *question;
                let part = Read {
                    written,
                    when,
                    question,
                    given,
                };
                return self.parts(&part, id, problems);
            }
            _ => return,
        };
        let holds: Vec<Bdd> = parts.iter().map(of).collect();
        for (place, (written, when)) in read.written.parts.iter().zip(parts).enumerate() {
            let others = holds
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != place);
            let given = others.fold(read.given.clone(), |given, (_, other)| {
                if all {
                    self.diagrams.and(&given, other)
                } else {
                    self.diagrams.and_not(&given, other)
                }
            });
            let Some(part) = holds.get(place) else {
                continue;
            };
            let idle = if all {
                self.diagrams.and_not(&given, part)
            } else {
                self.diagrams.and(&given, part)
            };
            if idle.is_false() && !read.given.is_false() {
                let says = if all {
                    "This part holds wherever the others do: it can be left out."
                } else {
                    "This part adds nothing to the others: it can be left out."
                };
                problems.warning("idle-part", &written.span, id, says);
            } else {
                self.parts(
                    &Read {
                        written,
                        when,
                        given,
                        ..*read
                    },
                    id,
                    problems,
                );
            }
        }
    }

    /// Pairs of outcomes of one question.
    fn overlaps(&self, question: &'p Question, problems: &mut Problems<'_>) {
        let outcomes = question.outcomes.iter();
        let found: Vec<(&Outcome, Bdd)> = outcomes
            .map(|outcome| (outcome, meaning::found(self.diagrams, question, outcome)))
            .collect();
        for (second, (other, other_holds)) in found.iter().enumerate() {
            for (first, (one, one_holds)) in found.iter().enumerate().take(second) {
                if self.diagrams.and(one_holds, other_holds).is_false()
                    || one.beside.is_some()
                    || other.beside.is_some()
                {
                    continue;
                }
                let line = problems.line(self.notes.when(question.number, first).start);
                let relation = relation(self.diagrams, one_holds, other_holds);
                if let Some((rule, says)) = in_the_way(&relation, question, (one, other), line) {
                    let place = self.notes.when(question.number, second);
                    problems.warning(rule, &place, &question.id, says);
                }
            }
        }
    }

    /// The most questions that anybody is asked: of each topic the most, since topics hardly ever
    /// exclude each other. Never fewer than anybody is.
    fn longest_path(&self) -> usize {
        let topics = self.diagrams.pack.questions.iter();
        let topics = topics.filter(|question| question.is_topic());
        topics.map(|topic| self.most_of(topic)).sum()
    }

    fn most_of(&self, topic: &Question) -> usize {
        // for each number, the answers for which at least so many are asked
        let mut at_least = vec![self.diagrams.constant(true)];
        let group = self.diagrams.pack.questions.iter();
        for question in group.filter(|it| it.topic == topic.id) {
            let asked = self.diagrams.asked(question.number);
            let more: Vec<Bdd> = at_least
                .iter()
                .map(|it| self.diagrams.and(it, &asked))
                .collect();
            at_least.push(self.diagrams.constant(false));
            for (place, more) in more.iter().enumerate() {
                if let Some(slot) = at_least.get_mut(place + 1) {
                    *slot = self.diagrams.or(slot, more);
                }
            }
        }
        at_least
            .iter()
            .filter(|it| !it.is_false())
            .count()
            .saturating_sub(1)
    }
}

enum Relation {
    Same,
    /// The second lies within the first.
    Within,
    /// The second lies around the first.
    Around,
    Apart,
}

fn relation(world: &Diagrams<'_, '_>, one: &Bdd, other: &Bdd) -> Relation {
    match (
        world.and_not(other, one).is_false(),
        world.and_not(one, other).is_false(),
    ) {
        (true, true) => Relation::Same,
        (true, false) => Relation::Within,
        (false, true) => Relation::Around,
        (false, false) => Relation::Apart,
    }
}

/// What is wrong with two outcomes that can both be found, the first of which stands in this line.
fn in_the_way(
    relation: &Relation,
    question: &Question,
    (one, other): (&Outcome, &Outcome),
    line: usize,
) -> Option<(&'static str, String)> {
    let (first, second) = (word(one.level), word(other.level));
    Some(match relation {
        Relation::Same => (
            "same-answers",
            format!("This and the outcome of line {line} are for the same answers. Make them one."),
        ),
        Relation::Within if one.level >= other.level => (
            "covered",
            format!("Wherever this holds, the outcome of line {line} holds too, of level {first}."),
        ),
        Relation::Around if other.level >= one.level => (
            "covered",
            format!(
                "Wherever the outcome of line {line} holds, this holds too, of level {second}."
            ),
        ),
        // options that are chosen together each speak for themselves
        _ if one.level != other.level && !matches!(question.kind, Kind::Choices(_)) => (
            "overlap",
            format!(
                "Some answers come to this and to the outcome of line {line}, of another level. If both are meant, say why in `beside`."
            ),
        ),
        _ => return None,
    })
}

/// A level as a pack writes it.
#[must_use]
pub const fn word(level: Level) -> &'static str {
    match level {
        Level::NoConcern => "no_concern",
        Level::Clinician => "clinician",
        Level::Wait => "wait",
        Level::NotSuitable => "not_suitable",
    }
}
