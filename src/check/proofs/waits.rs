//! Waits that are over before they begin, and waits that never end.

use super::Proofs;
use crate::{
    check::problem::Problems,
    pack::{
        Until,
        meaning::{self, World},
    },
};

impl Proofs<'_, '_> {
    /// A wait from a date needs the date, and that it is not over yet: else somebody is told to
    /// wait until a day that lies behind, or until none at all. Where an event must come too, it is
    /// the event that ends the wait.
    pub(super) fn every_wait_is_still_to_end(&self, problems: &mut Problems<'_>) {
        let today = self.diagrams.space.days.of_treatment();
        for question in &self.diagrams.pack.questions {
            for (nth, outcome) in question.outcomes.iter().enumerate() {
                let waits = outcome.until.iter().filter_map(|until| match until {
                    Until::AnswerPlus(wait) => Some(wait),
                    Until::Event(..) => None,
                });
                let waits: Vec<_> = waits.collect();
                if waits.is_empty() {
                    continue;
                }
                let place = self.notes.when(question.number, nth);
                let found = meaning::found(self.diagrams, question, outcome);
                let dated = self.diagrams.date(question, |_| true);
                let undated = self.diagrams.and_not(&found, &dated);
                let says = "This waits from the date answered, and holds for answers without one: \
                            the wait would never end. Say which dates it is for, as with `within`.";
                self.note(
                    problems,
                    ("endless-wait", &place, &question.id),
                    &undated,
                    says,
                );
                if waits.len() < outcome.until.len() {
                    continue;
                }
                let over = self.diagrams.date(question, |day| {
                    waits.iter().all(|wait| wait.length.after(day) <= today)
                });
                let over = self.diagrams.and(&found, &over);
                let says = "This holds for dates from which the wait is over already. Say with \
                            `within` that it is not.";
                self.note(problems, ("wait-over", &place, &question.id), &over, says);
            }
        }
    }
}
