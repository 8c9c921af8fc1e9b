//! What another answer would change: the same interview, copied and asked again.
//!
//! The copy is changed by `Edit` and `Answer`, as from Review, and the interview itself never is. What
//! a change opens has no answer until it gets one, and the verdict takes it so.

use jiff::ToSpan;

use super::{
    Answer, Event, Given, Interview, PartialDate,
    verdict::{Finding, Verdict},
};
use crate::pack::{About, Kind, OptionSet, Pack, Question, Warning};

/// How many months ahead and back an answer can be moved to.
const MONTHS: i32 = 12;

/// An interview at its summary, and a copy in which some answers are others.
#[derive(Debug, Clone)]
pub struct WhatIf<'p> {
    as_is: Interview<'p>,
    changed: Interview<'p>,
    /// The other answers, in the order in which they were given.
    others: Vec<(&'p Question, Answer)>,
}

/// A question of the changed interview.
#[derive(Debug)]
pub struct Asked<'p> {
    /// The question.
    pub question: &'p Question,
    /// How deep it stands under others.
    pub depth: usize,
    /// The answer, if there is one.
    pub answer: Option<Answer>,
    /// The answer before, where this is another.
    pub before: Option<Answer>,
    /// Whether only the changes ask it.
    pub opened: bool,
}

/// What the changes do to the verdict.
#[derive(Debug)]
pub struct Change<'p> {
    /// The verdict on the answers as they are.
    pub before: Verdict<'p>,
    /// The verdict on the changed ones.
    pub after: Verdict<'p>,
    /// What is found before and after by the same outcome, but until another day or of another
    /// answer.
    pub moves: Vec<[Finding<'p>; 2]>,
    /// What else is found now and was not; last, what has no answer.
    pub comes: Vec<Finding<'p>>,
    /// What else was found and is not now.
    pub goes: Vec<Finding<'p>>,
    /// What needs a doctor now, and did not.
    pub warnings: Vec<&'p Warning>,
    /// The questions that only the changes ask, and that have no answer.
    pub open: usize,
}

impl<'p> WhatIf<'p> {
    /// Nothing changed yet.
    #[must_use]
    pub fn new(as_is: Interview<'p>) -> Self {
        Self {
            changed: as_is.clone(),
            as_is,
            others: Vec::new(),
        }
    }

    /// The same in another language of its pack.
    #[must_use]
    pub fn asked_in(self, pack: &'p Pack) -> Self {
        let others = self.others.into_iter();
        let others = others.map(|(it, answer)| (pack.counterpart(it).unwrap_or(it), answer));
        Self {
            as_is: self.as_is.asked_in(pack),
            changed: self.changed.asked_in(pack),
            others: others.collect(),
        }
    }

    /// The pack that is asked.
    #[must_use]
    pub const fn pack(&self) -> &'p Pack {
        self.as_is.pack()
    }

    /// The place, among those that are asked, of the answer that decides the verdict; of the first
    /// where none does.
    #[must_use]
    pub fn decides(&self) -> usize {
        let verdict = self.as_is.verdict();
        let decides = verdict.decides().map(|it| it.question.number);
        let place = self
            .asked()
            .iter()
            .position(|it| Some(it.question.number) == decides);
        place.unwrap_or(0)
    }

    /// The changed interview at a question, for another answer to be given there.
    #[must_use]
    pub fn at(&self, question: &Question) -> Interview<'p> {
        let at = self.changed.clone().step(&Event::Review);
        at.step(&Event::Edit(&question.id))
    }

    /// Whether there is any change.
    #[must_use]
    pub const fn is_changed(&self) -> bool {
        !self.others.is_empty()
    }

    /// The questions of the changed interview, as Review lists them.
    #[must_use]
    pub fn asked(&self) -> Vec<Asked<'p>> {
        let path = self.as_is.path();
        let rows = self.changed.review().into_iter();
        rows.map(|(question, depth)| {
            let answer = self.changed.answers().get(question.number);
            let before = self.as_is.answers().get(question.number);
            let opened = !path.holds(question);
            Asked {
                question,
                depth,
                answer: answer.cloned(),
                before: before.filter(|it| !opened && Some(*it) != answer).cloned(),
                opened,
            }
        })
        .collect()
    }

    /// Gives the next answer that a question takes, or the one before it.
    pub fn turn(&mut self, question: &'p Question, on: bool) {
        let answers = self.answers_to(question);
        let now = self.changed.answers().get(question.number);
        let now = answers.iter().position(|it| Some(it) == now);
        let place = match now {
            Some(now) if on => (now + 1) % answers.len().max(1),
            Some(now) => now
                .checked_sub(1)
                .unwrap_or_else(|| answers.len().saturating_sub(1)),
            None if on => 0,
            None => answers.len().saturating_sub(1),
        };
        if let Some(answer) = answers.into_iter().nth(place) {
            self.give(question, answer);
        }
    }

    /// Gives another answer.
    pub fn give(&mut self, question: &'p Question, answer: Answer) {
        let same = self.as_is.answers().get(question.number) == Some(&answer)
            && self.as_is.path().holds(question);
        self.others
            .retain(|(other, _)| other.number != question.number);
        if !same {
            self.others.push((question, answer));
        }
        self.ask_again();
    }

    /// Takes a change back: that of this question, else the last.
    pub fn take_back(&mut self, question: Option<&Question>) {
        let of = |other: &Question| question.is_some_and(|it| it.number == other.number);
        let place = self.others.iter().position(|(other, _)| of(other));
        if let Some(place) = place.or_else(|| self.others.len().checked_sub(1)) {
            self.others.remove(place);
            self.ask_again();
        }
    }

    /// What the changes do.
    #[must_use]
    pub fn change(&self) -> Change<'p> {
        let (before, after) = (self.as_is.verdict(), self.changed.verdict());
        let only_in = |one: &Verdict<'p>, other: &Verdict<'p>| {
            let is_known = |it: &Finding<'_>| other.findings.iter().any(|known| is_same(known, it));
            let findings = one.findings.iter().filter(|it| !is_known(it));
            findings.cloned().collect::<Vec<_>>()
        };
        let mut comes = only_in(&after, &before);
        // what was answered says more than what was not
        let is_blank = |it: &Finding<'_>| self.changed.answers().get(it.question.number).is_none();
        comes.sort_by_key(is_blank);
        let mut goes = only_in(&before, &after);
        let mut moves = Vec::new();
        comes.retain(|now| {
            let was = goes.iter().position(|was| is_same_outcome(was, now));
            let was = was.map(|place| goes.remove(place));
            let is_new = was.is_none();
            moves.extend(was.map(|was| [was, now.clone()]));
            is_new
        });
        let is_known = |it: &&Warning| before.warnings.iter().any(|known| known.says == it.says);
        let warnings = after.warnings.iter().copied().filter(|it| !is_known(it));
        Change {
            moves,
            comes,
            goes,
            warnings: warnings.collect(),
            open: self.changed.open().len(),
            before,
            after,
        }
    }

    /// The changed interview: each change by the events that a person's own would be.
    fn ask_again(&mut self) {
        let mut changed = self.as_is.clone().step(&Event::Review);
        for (question, answer) in &self.others {
            changed = changed.step(&Event::Edit(&question.id));
            let answer = answer.to_json(question);
            if let Ok(Some(given)) = Given::from_json(&answer) {
                changed = changed.step(&Event::Answer(given));
            }
            changed = changed.step(&Event::Review);
        }
        self.changed = changed.step(&Event::Confirm);
    }

    /// The answers that a question can be turned to, in their order.
    fn answers_to(&self, question: &Question) -> Vec<Answer> {
        let mut answers: Vec<Answer> = match &question.kind {
            Kind::Text => return Vec::new(),
            Kind::YesNo | Kind::Choice(_) | Kind::Choices(_) => {
                let places = 0..question.option_ids().count();
                places.map(|it| Answer::Chosen(OptionSet::of(it))).collect()
            }
            Kind::Number(range) => (range.min..=range.max).map(Answer::Number).collect(),
            Kind::Date { about, .. } => self.days(question, *about),
        };
        answers.extend([Answer::Unsure, Answer::Declined]);
        answers
    }

    /// Days a month apart, as far as the question takes them, and the one that was answered.
    fn days(&self, question: &Question, about: About) -> Vec<Answer> {
        let today = self.as_is.today();
        let months = match about {
            About::Past => -MONTHS..=0,
            About::Future => 0..=MONTHS,
        };
        let days = months.filter_map(|it| today.checked_add(it.months()).ok());
        let mut dates: Vec<PartialDate> = days.map(PartialDate::Day).collect();
        if let Some(Answer::Date(date)) = self.as_is.answers().get(question.number)
            && !dates.contains(date)
        {
            dates.push(*date);
        }
        dates.sort_by_key(|date| date.first_day());
        let language = self.as_is.language();
        let taken = dates.into_iter().filter_map(|date| {
            let given = date.to_string();
            Answer::accept(question, &Given::Word(&given), language, today).ok()
        });
        taken.collect()
    }
}

/// Whether two findings tell a person the same.
fn is_same(one: &Finding<'_>, other: &Finding<'_>) -> bool {
    one.question.number == other.question.number
        && one.level == other.level
        && one.reason == other.reason
        && one.advice == other.advice
        && one.not_before() == other.not_before()
}

/// Whether two findings are stated by the same outcome of the pack, or are both a wait that is over by
/// the booked day.
fn is_same_outcome(one: &Finding<'_>, other: &Finding<'_>) -> bool {
    let outcome = |it: &Finding<'_>| it.outcome.map(std::ptr::from_ref);
    let is_stated = one.outcome.is_some() || one.not_before().is_some();
    one.question.number == other.question.number && is_stated && outcome(one) == outcome(other)
}
