//! One of the packs that are compared, and what it finds for which answers.

use std::collections::BTreeMap;

use biodivine_lib_bdd::Bdd;
use jiff::civil::Date;
use serde_json::Value;

use crate::{
    check::{
        diagrams::{Diagrams, MayFind},
        space::{Space, Witness},
        stated::{LEVELS, Stated},
    },
    interview::{Answer, Answers, path::Path, verdict::Verdict},
    pack::{
        Kind, Outcome, Pack, Question,
        meaning::{self, World},
    },
};

/// For which answers so many of a kind are found, or more: one, two and so on.
pub type Counts<K> = BTreeMap<K, Vec<Bdd>>;

/// One of the packs that are compared.
pub struct Side<'p, 's> {
    pub diagrams: Diagrams<'p, 's>,
    pub(super) findings: Vec<MayFind<'p>>,
    /// For which answers it gives each level, the least first.
    pub(super) levels: [Bdd; 4],
    /// Which answers it takes at all.
    pub(super) taken: Bdd,
}

impl<'p, 's> Side<'p, 's> {
    pub(super) fn new(pack: &'p Pack, space: &'s Space<'p>) -> Self {
        let diagrams = Diagrams::new(pack, space);
        let findings = diagrams.findings();
        let at_least = LEVELS.map(|level| {
            let found = findings.iter().filter(|found| found.level() >= level);
            diagrams.any(found.map(|found| &found.holds))
        });
        let [_, clinician, wait, not_suitable] = at_least;
        let levels = [
            clinician.not(),
            diagrams.and_not(&clinician, &wait),
            diagrams.and_not(&wait, &not_suitable),
            not_suitable,
        ];
        Self {
            taken: taken(&diagrams),
            findings,
            diagrams,
            levels,
        }
    }

    /// The answers of a witness, as this pack takes them.
    pub(super) fn answers(&self, witness: &Witness) -> Answers {
        let mut answers = Answers::default();
        for (id, value) in &witness.answers {
            if let Some(question) = self.diagrams.pack.question(id)
                && let Ok(Some(answer)) = Answer::from_json(question, value, witness.days.today)
            {
                answers.set(question, answer);
            }
        }
        answers
    }

    /// What its verdict on these answers states.
    pub(super) fn stated(&self, answers: &Answers, witness: &Witness) -> Stated<'p> {
        let path = Path::new(self.diagrams.pack, answers, witness.days);
        Stated::by(&path, &Verdict::of(&path))
    }

    /// The kinds of what is found at a question, as often as each is.
    pub fn found<K>(
        &self,
        id: &str,
        witness: &Witness,
        kind: &impl Fn(Option<&'p Outcome>) -> K,
    ) -> Vec<K> {
        let Some(question) = self.diagrams.pack.question(id) else {
            return Vec::new();
        };
        let answers = self.answers(witness);
        let path = Path::new(self.diagrams.pack, &answers, witness.days);
        let found = meaning::findings(&path, question);
        let found = found.filter_map(|(outcome, holds)| holds.then_some(outcome));
        found.map(kind).collect()
    }

    pub(super) fn counts<K: Ord>(
        &self,
        id: &str,
        kind: &impl Fn(Option<&'p Outcome>) -> K,
    ) -> Counts<K> {
        let mut counts: Counts<K> = BTreeMap::new();
        let Some(question) = self.diagrams.pack.question(id) else {
            return counts;
        };
        let number = |it: &MayFind<'_>| it.question.number;
        let first = self
            .findings
            .partition_point(|it| number(it) < question.number);
        let found = self.findings.iter().skip(first);
        for found in found.take_while(|it| number(it) == question.number) {
            if found.holds.is_false() {
                continue;
            }
            let at_least = counts.entry(kind(found.outcome)).or_default();
            let mut holds = found.holds.clone();
            for fewer in at_least.iter_mut() {
                let one_more = self.diagrams.and(fewer, &holds);
                *fewer = self.diagrams.or(fewer, &holds);
                holds = one_more;
            }
            if !holds.is_false() {
                at_least.push(holds);
            }
        }
        counts
    }

    /// For which answers the warning sign of this id shows.
    pub(super) fn warning_sign(&self, id: &str) -> Bdd {
        let pack = self.diagrams.pack;
        let sign = pack.warnings.iter().find(|sign| sign.id == id);
        sign.map_or_else(
            || self.diagrams.constant(false),
            |sign| meaning::holds_of_pack(&self.diagrams, pack, &sign.when),
        )
    }
}

/// The answers that a pack takes: a question, an option or a number that it does not know is
/// refused.
fn taken(diagrams: &Diagrams<'_, '_>) -> Bdd {
    let space = diagrams.space;
    let mut taken = diagrams.constant(true);
    for cut in &space.cuts {
        let Some(question) = diagrams.pack.question(cut.id) else {
            taken = diagrams.and(&taken, &space.blank(cut));
            continue;
        };
        for (place, answer) in cut.answers.iter().enumerate() {
            if !takes(question, answer, space.days.today) {
                taken = diagrams.and_not(&taken, &space.answer(cut, place));
            }
        }
        for (place, id) in cut.options.iter().enumerate() {
            if !question.option_ids().any(|known| known == *id) {
                taken = diagrams.and_not(&taken, &space.option(cut, place));
            }
        }
    }
    taken
}

/// Whether a question takes one of the answers that stand for all. A list stands for every list:
/// its options are looked at one by one.
fn takes(question: &Question, answer: &Value, today: Date) -> bool {
    let list = answer.is_array() && matches!(question.kind, Kind::Choices(_));
    list || Answer::from_json(question, answer, today).is_ok()
}
