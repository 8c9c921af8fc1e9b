//! The promises, proved over all answers, or a smallest set of answers that breaks one.
//!
//! Each proof is a set of answers for which the promise would be broken; it holds when that set
//! is empty. That every path ends, and with one verdict, needs no proof: a path goes once through
//! a finite list, and a verdict is the highest of what is found on it.

mod promises;

pub use promises::kept_in_words;
mod waits;

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
    ptr,
};

use biodivine_lib_bdd::{Bdd, BddVariable};

use super::{
    diagrams::{Diagrams, MayFind},
    problem::Problems,
};
use crate::pack::{
    Kind, Level, Outcome, Pack, Question, Test, When,
    meaning::{self, World},
    read::notes::Notes,
};

/// Every proof of a pack for one day, with the questions about the day of the treatment and without.
/// What may never happen may happen in neither; what must be possible is so in one of them.
pub fn all(proofs: &[Proofs<'_, '_>], problems: &mut Problems<'_>) {
    possible(proofs, problems);
    for proofs in proofs {
        proofs.never(problems);
    }
}

/// Every question can be asked, every outcome can happen, every promise is about somebody.
fn possible(proofs: &[Proofs<'_, '_>], problems: &mut Problems<'_>) {
    let Some(Proofs {
        diagrams, notes, ..
    }) = proofs.first()
    else {
        return;
    };
    let pack = diagrams.pack;
    for question in &pack.questions {
        let asked = |it: &Proofs<'_, '_>| !it.diagrams.asked(question.number).is_false();
        if !proofs.iter().any(asked) {
            let place = notes.question(question.number);
            let says = "No answers lead to this question. Take it out, or mend the condition that opens it.";
            problems.error("never-asked", &place, &question.id, says);
            continue;
        }
        for (nth, outcome) in question.outcomes.iter().enumerate() {
            if !proofs.iter().any(|it| it.can_happen(question, outcome)) {
                let place = notes.when(question.number, nth);
                let says = "No answers lead to this outcome: its condition never holds here.";
                problems.error("never-happens", &place, &question.id, says);
            }
        }
    }
    for (promise, place) in pack.promises.iter().zip(&notes.promises) {
        let about_nobody = |kept| proofs.iter().all(|it| it.about(promise, kept).is_false());
        if promise.kept.iter().any(about_nobody) {
            let says = "No answers are such: this promises nothing.";
            problems.error("empty-promise", place, &promise.id, says);
        }
    }
}

/// What is proved of a pack on one day.
#[derive(Debug)]
pub struct Proofs<'p, 's> {
    diagrams: &'s Diagrams<'p, 's>,
    notes: &'s Notes,
    findings: Vec<MayFind<'p>>,
    /// The findings of each question, by its number.
    of_question: Vec<Range<usize>>,
    /// The questions of each topic, by the number of its head.
    of_topic: Vec<Vec<&'p Question>>,
    /// For which answers the level is that of a clinician, a wait, not suitable, or higher.
    at_least: [(Level, Bdd); 3],
    ended: Bdd,
}

impl<'p, 's> Proofs<'p, 's> {
    /// Everything that may be found, worked out once for all proofs.
    #[must_use]
    pub fn new(diagrams: &'s Diagrams<'p, 's>, notes: &'s Notes) -> Self {
        let questions = diagrams.pack.questions.iter();
        let ending = questions.filter(|it| it.outcomes.iter().any(|outcome| outcome.ends));
        let ended: Vec<Bdd> = ending.map(|it| meaning::ends(diagrams, it)).collect();
        let findings = diagrams.findings();
        let at_least = [Level::Clinician, Level::Wait, Level::NotSuitable].map(|level| {
            let found = findings.iter().filter(|found| found.level() >= level);
            (level, diagrams.any(found.map(|found| &found.holds)))
        });
        let of_question = diagrams.pack.questions.iter().map(|question| {
            let before = |it: &MayFind<'_>| it.question.number < question.number;
            let upto = |it: &MayFind<'_>| it.question.number <= question.number;
            findings.partition_point(before)..findings.partition_point(upto)
        });
        Self {
            diagrams,
            notes,
            of_question: of_question.collect(),
            of_topic: topics(diagrams.pack),
            at_least,
            ended: diagrams.any(&ended),
            findings,
        }
    }

    /// What may never happen; what does is noted.
    fn never(&self, problems: &mut Problems<'_>) {
        self.every_wait_is_still_to_end(problems);
        self.not_knowing_is_for_a_clinician(problems);
        self.no_yes_is_left_unspoken(problems);
        self.no_turned_into_anything_only_adds(problems);
        self.promises_of_the_pack(problems);
    }

    fn found_at(&self, question: &Question) -> &[MayFind<'p>] {
        let range = self.of_question.get(question.number).cloned();
        self.findings
            .get(range.unwrap_or_default())
            .unwrap_or_default()
    }

    /// Whether some answers lead to an outcome.
    fn can_happen(&self, question: &Question, outcome: &Outcome) -> bool {
        let is_it = |it: &&MayFind<'_>| it.outcome.is_some_and(|it| ptr::eq(it, outcome));
        match self.found_at(question).iter().find(is_it) {
            Some(found) => !found.holds.is_false(),
            // no concern, so no finding
            None => !meaning::found(self.diagrams, question, outcome).is_false(),
        }
    }

    /// A topic and its follow-ups.
    fn group(&self, topic: &Question) -> &[&'p Question] {
        self.of_topic.get(topic.number).map_or(&[], Vec::as_slice)
    }

    /// For which answers the level is this or higher.
    fn at_least(&self, level: Level) -> &Bdd {
        let [least, ..] = &self.at_least;
        let known = self.at_least.iter().find(|(known, _)| *known == level);
        &known.unwrap_or(least).1
    }

    /// "Not sure", "rather tell" and no answer are at least for a clinician; where the pack says
    /// that not knowing is no concern, no answer still is.
    fn not_knowing_is_for_a_clinician(&self, problems: &mut Problems<'_>) {
        let asked = self.diagrams.pack.questions.iter();
        for question in asked.filter(|question| !matches!(question.kind, Kind::Text)) {
            let test = if question.not_knowing.is_some() {
                Test::Blank
            } else {
                Test::NotSure
            };
            let missing = self.diagrams.test(question.number, &test);
            let open = self
                .diagrams
                .and(&self.diagrams.asked(question.number), &missing);
            let found = self.found_at(question).iter();
            let found = found.filter(|it| it.level() >= Level::Clinician);
            let found = self.diagrams.any(found.map(|found| &found.holds));
            let broken = self.diagrams.and_not(&open, &found);
            self.note(
                problems,
                (
                    "not-knowing",
                    &self.notes.question(question.number),
                    &question.id,
                ),
                &broken,
                "Somebody who does not know this would not be sent to a clinician.",
            );
        }
    }

    /// A topic that is answered with anything but no finds or states something.
    fn no_yes_is_left_unspoken(&self, problems: &mut Problems<'_>) {
        for (topic, no) in self.topics_with_no() {
            let group = self.group(topic);
            let found = group.iter().flat_map(|it| self.found_at(it));
            let stated = group
                .iter()
                .flat_map(|question| question.outcomes.iter().map(move |it| (question, it)))
                .filter(|(_, outcome)| outcome.level == Level::NoConcern)
                .map(|(question, outcome)| meaning::found(self.diagrams, question, outcome));
            let spoken: Vec<Bdd> = found.map(|it| it.holds.clone()).chain(stated).collect();
            // what ends the questions has said why
            let asked = self
                .diagrams
                .and_not(&self.diagrams.asked(topic.number), &self.ended);
            let other = self.diagrams.and_not(&asked, &no);
            let broken = self.diagrams.and_not(&other, &self.diagrams.any(&spoken));
            self.note(
                problems,
                ("unspoken", &self.notes.question(topic.number), &topic.id),
                &broken,
                "With these answers nothing is said about this, though it was not answered with no. \
                 Say what they mean, be it `no_concern`.",
            );
        }
    }

    /// Turning a "no" into anything else, whatever its follow-ups are answered, never lowers the
    /// level and never hides what another topic finds. It speaks of answers on the path; that one off
    /// it contradicts the "no" is found by `evaluate` alone.
    ///
    /// It is proved finding by finding. That is more than the level, and cheaper: most findings have
    /// nothing to do with most topics.
    fn no_turned_into_anything_only_adds(&self, problems: &mut Problems<'_>) {
        let pack = self.diagrams.pack;
        let warnings = pack.warnings.iter().map(|it| {
            let given = meaning::holds_of_pack(self.diagrams, pack, &it.when);
            (it.id.as_str(), None, given)
        });
        let found = self.findings.iter();
        let found = found.map(|it| (it.question.id.as_str(), Some(it), it.holds.clone()));
        let all: Vec<_> = found.chain(warnings).collect();
        // most of what is found has nothing to do with most topics
        let mut touching: HashMap<BddVariable, Vec<usize>> = HashMap::new();
        for (place, (_, _, holds)) in all.iter().enumerate() {
            for variable in holds.support_set() {
                touching.entry(variable).or_default().push(place);
            }
        }
        for (topic, no) in self.topics_with_no() {
            let variables = self.variables(topic);
            let touched = variables.iter().filter_map(|it| touching.get(it));
            let touched: BTreeSet<usize> = touched.flatten().copied().collect();
            for (id, found, holds) in touched.into_iter().filter_map(|place| all.get(place)) {
                let was = self
                    .diagrams
                    .exists(&self.diagrams.and(holds, &no), &variables);
                if was.is_false() {
                    continue;
                }
                let is = match found {
                    // its own mentions are no level
                    Some(it) if it.question.topic == topic.id && it.level() == Level::NoConcern => {
                        continue;
                    }
                    // its own may change, but the level stays
                    Some(it) if it.question.topic == topic.id => self.at_least(it.level()),
                    _ => holds,
                };
                let other = self.diagrams.and_not(&was, &no);
                let broken = self.diagrams.and_not(&other, is);
                let says = format!(
                    "With a no to `{}` the answers would come to `{id}`, and with this answer they \
                     no longer do.",
                    topic.id
                );
                let place = self.notes.question(topic.number);
                self.note(problems, ("hides", &place, &topic.id), &broken, &says);
            }
        }
    }

    /// Notes that a promise is broken, if it is, with the smallest set of answers that shows it.
    fn note(
        &self,
        problems: &mut Problems<'_>,
        (rule, place, id): (&'static str, &Range<usize>, &str),
        broken: &Bdd,
        says: &str,
    ) {
        if let Some(witness) = self.diagrams.space.smallest(broken) {
            problems.shown(rule, place, id, says, Some(witness));
        }
    }

    /// The topics that can be answered with a plain no, and where they are.
    fn topics_with_no(&self) -> impl Iterator<Item = (&'p Question, Bdd)> {
        let topics = self
            .diagrams
            .pack
            .questions
            .iter()
            .filter(|it| it.is_topic());
        topics.filter_map(|topic| {
            let when = When::Answer(Test::AnyOf(topic.no()?));
            Some((topic, meaning::holds(self.diagrams, topic.number, &when)))
        })
    }

    fn variables(&self, topic: &Question) -> Vec<BddVariable> {
        let group = self.group(topic).iter();
        group
            .filter_map(|question| self.diagrams.space.cut(&question.id))
            .flat_map(super::space::Cut::all_variables)
            .collect()
    }
}

/// Each topic with its follow-ups, by the number of its head.
fn topics(pack: &Pack) -> Vec<Vec<&Question>> {
    let mut topics = vec![Vec::new(); pack.questions.len()];
    for question in &pack.questions {
        let head = pack.question(&question.topic);
        if let Some(group) = head.and_then(|head| topics.get_mut(head.number)) {
            group.push(question);
        }
    }
    topics
}
