//! The promises, proved over all answers, or a smallest set of answers that breaks one.
//!
//! Each proof is a set of answers for which the promise would be broken; it holds when that set
//! is empty. That every path ends, and with one verdict, needs no proof: a path goes once through
//! a finite list, and a verdict is the highest of what is found on it.

use std::ops::Range;

use biodivine_lib_bdd::{Bdd, BddVariable};

use super::{
    diagrams::{Diagrams, MayFind},
    places::Places,
    problem::Problems,
};
use crate::pack::{
    Kind, Level, Question, Test, When,
    meaning::{self, World},
};

/// What is proved of a pack on one day.
#[derive(Debug)]
pub struct Proofs<'p, 's> {
    diagrams: &'s Diagrams<'p, 's>,
    places: &'s Places<'s>,
    findings: Vec<MayFind<'p>>,
    ended: Bdd,
}

impl<'p, 's> Proofs<'p, 's> {
    /// Everything that may be found, worked out once for all proofs.
    #[must_use]
    pub fn new(diagrams: &'s Diagrams<'p, 's>, places: &'s Places<'s>) -> Self {
        let questions = diagrams.pack.questions.iter();
        let ending = questions.filter(|it| it.outcomes.iter().any(|outcome| outcome.ends));
        let ended: Vec<Bdd> = ending.map(|it| meaning::ends(diagrams, it)).collect();
        Self {
            diagrams,
            places,
            findings: diagrams.findings(),
            ended: diagrams.any(&ended),
        }
    }

    /// Every proof; what fails is noted.
    pub fn all(&self, problems: &mut Problems<'_>) {
        self.every_question_can_be_asked(problems);
        self.every_outcome_can_happen(problems);
        self.not_knowing_is_for_a_clinician(problems);
        self.no_yes_is_left_unspoken(problems);
        self.no_turned_into_anything_only_adds(problems);
        self.promises_of_the_pack(problems);
    }

    /// For which answers the level is this or higher.
    #[must_use]
    pub fn at_least(&self, level: Level) -> Bdd {
        let found = self.findings.iter().filter(|found| found.level() >= level);
        self.diagrams.any(found.map(|found| &found.holds))
    }

    fn every_question_can_be_asked(&self, problems: &mut Problems<'_>) {
        for question in &self.diagrams.pack.questions {
            if self.diagrams.asked(question.number).is_false() {
                let place = self.places.question(&question.id);
                let says = "No answers lead to this question. Take it out, or mend the condition that opens it.";
                problems.error("never-asked", &place, &question.id, says);
            }
        }
    }

    fn every_outcome_can_happen(&self, problems: &mut Problems<'_>) {
        for question in &self.diagrams.pack.questions {
            let asked = self.diagrams.asked(question.number);
            for (nth, outcome) in question.outcomes.iter().enumerate() {
                let found = meaning::found(self.diagrams, question, outcome);
                let place = self.places.when(&question.id, nth);
                if found.is_false() && !asked.is_false() {
                    let says = "No answers lead to this outcome: its condition never holds here.";
                    problems.error("never-happens", &place, &question.id, says);
                }
            }
        }
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
            let open = self.diagrams.asked(question.number).and(&missing);
            let found = self
                .findings
                .iter()
                .filter(|it| it.question.id == question.id && it.level() >= Level::Clinician);
            let broken = open.and_not(&self.diagrams.any(found.map(|found| &found.holds)));
            self.note(
                problems,
                (
                    "not-knowing",
                    &self.places.question(&question.id),
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
            let group = || self.group(topic);
            let found = self
                .findings
                .iter()
                .filter(|it| it.question.topic == topic.id);
            let stated = group()
                .flat_map(|question| question.outcomes.iter().map(move |it| (question, it)))
                .filter(|(_, outcome)| outcome.level == Level::NoConcern)
                .map(|(question, outcome)| meaning::found(self.diagrams, question, outcome));
            let spoken: Vec<Bdd> = found.map(|it| it.holds.clone()).chain(stated).collect();
            // what ends the questions has said why
            let asked = self.diagrams.asked(topic.number).and_not(&self.ended);
            let broken = asked.and_not(&no).and_not(&self.diagrams.any(&spoken));
            self.note(
                problems,
                ("unspoken", &self.places.question(&topic.id), &topic.id),
                &broken,
                "With these answers nothing is said about this, though it was not answered with no. \
                 Say what they mean, be it `no_concern`.",
            );
        }
    }

    /// Turning a "no" into anything else, whatever its follow-ups are answered, never lowers the
    /// level and never hides what another topic finds.
    fn no_turned_into_anything_only_adds(&self, problems: &mut Problems<'_>) {
        let warnings: Vec<(&str, Bdd)> = self
            .diagrams
            .pack
            .warnings
            .iter()
            .map(|it| {
                let given = meaning::holds_of_pack(self.diagrams, self.diagrams.pack, &it.when);
                (it.id.as_str(), given)
            })
            .collect();
        let given = warnings.iter().map(|(id, holds)| (*id, None, holds));
        let found = self.findings.iter();
        let found = found.map(|it| (it.question.id.as_str(), Some(it), &it.holds));
        let all: Vec<_> = found
            .chain(given)
            .map(|(id, found, holds)| (id, found, holds, holds.support_set()))
            .collect();
        for (topic, no) in self.topics_with_no() {
            let variables = self.variables(topic);
            for (id, found, holds, support) in &all {
                if !variables.iter().any(|variable| support.contains(variable)) {
                    continue;
                }
                let was = holds.and(&no).exists(&variables);
                let is = match found {
                    // its own may change, but the level stays
                    Some(it) if it.question.topic == topic.id => self.at_least_if(it.level(), &was),
                    _ => (*holds).clone(),
                };
                let broken = was.and_not(&no).and_not(&is);
                let says = format!(
                    "With a no to `{}` the answers would come to `{id}`, and with this answer they \
                     no longer do.",
                    topic.id
                );
                let place = self.places.question(&topic.id);
                self.note(problems, ("hides", &place, &topic.id), &broken, &says);
            }
        }
    }

    /// The set where the level is this or higher, if anything is asked of it at all.
    fn at_least_if(&self, level: Level, asked_of: &Bdd) -> Bdd {
        if asked_of.is_false() {
            return self.diagrams.constant(false);
        }
        self.at_least(level)
    }

    fn promises_of_the_pack(&self, problems: &mut Problems<'_>) {
        let levels = [Level::Clinician, Level::Wait, Level::NotSuitable]
            .map(|level| (level, self.at_least(level)));
        for promise in &self.diagrams.pack.promises {
            let when = meaning::holds_of_pack(self.diagrams, self.diagrams.pack, &promise.when);
            let place = self.places.promise(&promise.id);
            if when.is_false() {
                let says = "No answers are such: this promises nothing.";
                problems.error("empty-promise", &place, &promise.id, says);
            }
            let found = levels.iter().find(|(level, _)| *level == promise.at_least);
            let Some((_, found)) = found else { continue };
            let says = format!(
                "This is promised, and these answers break it: {}",
                promise.because
            );
            let broken = when.and_not(found);
            self.note(problems, ("promise", &place, &promise.id), &broken, &says);
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

    /// A topic and its follow-ups.
    fn group(&self, topic: &Question) -> impl Iterator<Item = &'p Question> {
        let questions = self.diagrams.pack.questions.iter();
        questions.filter(move |question| question.topic == topic.id)
    }

    fn variables(&self, topic: &Question) -> Vec<BddVariable> {
        self.group(topic)
            .filter_map(|question| self.diagrams.space.cut(&question.id))
            .flat_map(super::space::Cut::all_variables)
            .collect()
    }
}
