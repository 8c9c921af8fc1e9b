//! What a clinic answers itself.
//!
//! Its patients are not asked these questions; the answers stand on the path as the clinic's own. Where
//! a patient's answer contradicts the clinic's, caution wins: of "yes" and "no" the "yes" counts,
//! since it is proved of every pack that turning a "no" into anything else only adds. So a clinic's
//! "no" never hides a patient's "yes", which then is asked like any other question, and a patient's
//! "no" does not hide what the clinic does.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Answer, Answers, Given, Interview};
use crate::{
    clinic::Clinic,
    pack::{Pack, Question},
    text::Language,
};

/// Puts what a clinic answers among the answers, but where a patient's contradicts it; gives the
/// numbers of the questions at which the clinic's own answer counts.
pub fn heed(clinic: &Clinic, pack: &Pack, answers: &mut Answers, today: Date) -> BTreeSet<usize> {
    let mut heeded = BTreeSet::new();
    for own in &clinic.own {
        let question = pack.question(&own.question);
        let Some(question) = question.filter(|it| it.clinic_may_answer) else {
            continue;
        };
        let given = Given::Word(&own.answer);
        let Ok(answer) = Answer::accept(question, &given, Language::english(), today) else {
            continue;
        };
        if answer == Answer::no() && answers.is_yes(question) {
            continue;
        }
        answers.set(question, answer);
        heeded.insert(question.number);
    }
    heeded
}

impl<'p> Interview<'p> {
    /// The same in a clinic, which answers some questions itself.
    #[must_use]
    pub fn in_clinic(mut self, clinic: &'p Clinic) -> Self {
        self.clinic = Some(clinic);
        self.heed_clinic();
        self
    }

    /// The clinic where it is asked, if that is known.
    #[must_use]
    pub const fn clinic(&self) -> Option<&'p Clinic> {
        self.clinic
    }

    /// Whether the clinic itself answered a question.
    #[must_use]
    pub fn is_by_clinic(&self, question: &Question) -> bool {
        self.by_clinic.contains(&question.number)
    }

    /// The questions on the path that the clinic itself answered, in the order asked.
    #[must_use]
    pub fn by_clinic(&self) -> Vec<&'p Question> {
        let path = self.path();
        let questions = path.questions();
        questions.filter(|it| self.is_by_clinic(it)).collect()
    }

    /// Whether the translation in which it is asked was reviewed by nobody, and the clinic takes it on.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        let accepts = |it: &Clinic| it.accepts(self.language());
        self.unreviewed().is_some() && self.clinic.is_some_and(accepts)
    }

    /// Answers what the clinic answers, as far as the patient does not contradict it.
    pub(super) fn heed_clinic(&mut self) {
        if let Some(clinic) = self.clinic {
            self.by_clinic = heed(clinic, self.pack, &mut self.answers, self.today);
        }
    }

    /// The same without what a clinic answered: that was never the patient's.
    pub(super) fn without_clinic(mut self) -> Self {
        let numbers = std::mem::take(&mut self.by_clinic);
        let questions = self.pack.questions.iter();
        for question in questions.filter(|it| numbers.contains(&it.number)) {
            self.answers.clear(question);
        }
        self.clinic = None;
        self
    }
}
