//! A screening that follows another one.
//!
//! Before each session, what may have changed is asked one by one, with what was answered last time
//! beside it, and the rest is looked at once: is it still so? On the booked day itself only the first.
//! What was answered too long ago is asked again as a whole. The [waits](super::waits) that earlier answers
//! began stand.

use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Answer, Answers, Interview, Screen, Treatment, review::Listed, verdict::Said,
    waits::dated_waits,
};
use crate::pack::{Question, Section};

/// The screening that another one follows.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// Its id.
    pub id: String,
    /// Its day.
    pub today: Date,
    /// What its verdict said.
    pub said: Said,
    /// What was answered on its path, as far as it is asked in the same words now.
    pub answers: Answers,
    /// What is asked again.
    pub how: How,
}

/// What a screening that follows another one asks again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// On the booked day: what may have changed.
    Day,
    /// What may have changed, and the rest in one look.
    Changes,
    /// All of it.
    Whole,
}

/// An answer that is another one than last time.
#[derive(Debug)]
pub struct Changed<'p> {
    /// The question.
    pub question: &'p Question,
    /// The answer last time; none where it was not asked.
    pub was: Option<Answer>,
    /// The answer now; none where it is not asked.
    pub is: Option<Answer>,
}

/// What is still so of one section, as far as it is not asked again.
#[derive(Debug)]
pub struct Rest<'p> {
    /// The section.
    pub section: &'p Section,
    /// What is not "no".
    pub listed: Vec<Listed<'p>>,
    /// How many answers are "no".
    pub no: usize,
}

impl<'p> Interview<'p> {
    /// The screening that follows this finished one, whose id is `id`, on this day; in no clinic yet.
    #[must_use]
    pub fn again(&self, id: &str, today: Date) -> Self {
        let (pack, path) = (self.pack(), self.path());
        let mut answers = Answers::default();
        // what the clinic answered then was never asked
        for question in path.questions().filter(|it| !self.is_by_clinic(it)) {
            if let Some(answer) = self.answers().get(question.number) {
                answers.set(question, answer.clone());
            }
        }
        let whole_after = pack.whole_again_after.as_ref();
        let whole_after = whole_after.unwrap_or(&pack.answers_hold_for).length;
        let how = if whole_after.after(self.answered_from()) <= today {
            How::Whole
        } else if self.treatment() == Some(Treatment::On(today)) {
            How::Day
        } else {
            How::Changes
        };
        let mut next = Self::new(pack, today);
        if how != How::Whole {
            next.answered_from = self.answered_from();
            next.answers = answers.clone();
            let due = pack.questions.iter();
            for question in due.filter(|it| pack.is_asked_each_time(it)) {
                next.answers.clear(question);
            }
        }
        if how == How::Day {
            next.treatment = Some(Treatment::Today);
        }
        next.whose.label.clone_from(&self.whose.label);
        next.waits = dated_waits(pack, self.answers(), self.today(), &self.waits);
        next.follows = Some(Arc::new(Earlier {
            id: id.to_owned(),
            today: self.today(),
            said: Said::of(&self.verdict()),
            answers,
            how,
        }));
        next
    }

    /// The screening that this one follows.
    #[must_use]
    pub fn earlier(&self) -> Option<&Earlier> {
        self.follows.as_deref()
    }

    /// What was answered last time, where this screening follows another one.
    #[must_use]
    pub fn last_time(&self, question: &Question) -> Option<&Answer> {
        self.earlier()?.answers.get(question.number)
    }

    /// Whether a question is asked on a screen of its own: not as a row of a tick list.
    pub(super) fn stands_alone(&self, question: &Question) -> bool {
        question.list.is_none() || self.is_asked_alone(question) || self.asks_a_part().is_some()
    }

    /// Whether only a part is asked again.
    fn asks_a_part(&self) -> Option<&Earlier> {
        self.earlier().filter(|it| it.how != How::Whole)
    }

    /// Whether a question is asked by itself here: anew, or for the first time.
    fn is_due(&self, earlier: &Earlier, question: &Question) -> bool {
        let known = earlier.answers.get(question.number).is_some();
        !known || self.pack().is_asked_each_time(question)
    }

    /// The screens of a screening that asks a part again; none where all is asked.
    pub(super) fn screens_again(
        &self,
        is_asked: impl Fn(&Question) -> bool,
    ) -> Option<Vec<Screen<'p>>> {
        let earlier = self.asks_a_part()?;
        let mut screens = vec![Screen::Day];
        let asked = self.pack().questions.iter().filter(|it| is_asked(it));
        let due = asked.filter(|it| self.is_due(earlier, it));
        screens.extend(due.map(Screen::Question));
        if earlier.how == How::Changes && !self.rest().is_empty() {
            screens.push(Screen::Rest);
        }
        Some(screens)
    }

    /// What is not asked again, by sections: what is not "no", and how many are.
    #[must_use]
    pub fn rest(&self) -> Vec<Rest<'p>> {
        let Some(earlier) = self.asks_a_part() else {
            return Vec::new();
        };
        let mut rest: Vec<Rest<'p>> = Vec::new();
        let rows = self.review().into_iter();
        for (question, depth) in rows.filter(|(it, _)| !self.is_due(earlier, it)) {
            let Some(answer) = self.answers().get(question.number) else {
                continue;
            };
            let section = &*question.section;
            if rest.last().is_none_or(|it| it.section.id != section.id) {
                rest.push(Rest {
                    section,
                    listed: Vec::new(),
                    no: 0,
                });
            }
            if let Some(last) = rest.last_mut() {
                if answer.is_no(question) {
                    last.no += 1;
                } else {
                    last.listed.push((question, depth));
                }
            }
        }
        rest
    }

    /// Whether the rest was looked at, and is still so.
    #[must_use]
    pub const fn is_still_so(&self) -> bool {
        self.still_so
    }

    /// The rest is as it was, or what is not is changed at once: it was looked at today.
    pub(super) fn look_at_rest(&mut self) {
        self.still_so = true;
        self.answered_from = self.today;
    }

    /// What was answered otherwise last time, in the order asked. What was not asked then, and is
    /// "no" now, has not changed.
    #[must_use]
    pub fn changed(&self) -> Vec<Changed<'p>> {
        let Some(earlier) = self.earlier() else {
            return Vec::new();
        };
        let path = self.path();
        let questions = self.pack().questions.iter();
        let changed = questions.filter_map(|question| {
            let was = earlier.answers.get(question.number);
            let is = self.answers().get(question.number);
            let is = is.filter(|_| path.holds(question));
            let is_new = |is: &Answer| was.is_some() || !is.is_no(question);
            let differs = match is {
                Some(is) => was != Some(is) && is_new(is),
                None => was.is_some() && !self.pack().is_about_the_day(question),
            };
            differs.then(|| Changed {
                question,
                was: was.cloned(),
                is: is.cloned(),
            })
        });
        changed.collect()
    }
}
