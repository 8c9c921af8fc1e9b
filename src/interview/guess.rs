//! Dates that were guessed: asked about first, and taken when they are confirmed.

use super::{
    Answer, Event, Given, Interview, Notice, PartialDate, Screen, Stage, Treatment,
    spoken::{self, How},
};
use crate::pack::{About, Question};

/// A date that was guessed from what was typed, and is no answer until it is confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// What was typed.
    typed: String,
    /// What was understood.
    pub date: PartialDate,
}

impl Guess {
    /// Whether this says that it is right.
    pub(super) fn is_confirmed_by(&self, event: &Event<'_>) -> bool {
        match event {
            Event::Confirm => true,
            Event::Answer(Given::Typed(typed)) | Event::TreatmentTyped(typed) => {
                self.typed == *typed
            }
            _ => false,
        }
    }
}

impl Interview<'_> {
    /// Whether something was filled in to read this as a date.
    pub(super) fn is_guess(&self, typed: &str, about: About) -> bool {
        let reading = spoken::read(typed, about, self.pack.language, self.today);
        reading.is_ok_and(|reading| reading.how != How::Said)
    }

    /// What was typed, where it was guessed which date that is.
    pub(super) fn guessed<'g>(&self, question: &Question, given: &Given<'g>) -> Option<&'g str> {
        let Given::Typed(typed) = given else {
            return None;
        };
        let about = question.asks_about()?;
        self.is_guess(typed, about).then_some(*typed)
    }

    /// Asks whether this was meant.
    pub(super) fn ask_whether(&mut self, typed: &str, date: PartialDate) {
        let typed = typed.to_owned();
        self.notice = Some(Notice::Guessed(Guess { typed, date }));
    }

    /// Takes a date that was guessed, and accepted but for that.
    pub(super) fn take_guess(&mut self, date: PartialDate) {
        if let Stage::Asking(screen @ Screen::Question(question)) = self.stage {
            self.change(screen, |interview| {
                interview.answers.set(question, Answer::Date(date));
            });
        } else if let Ok(treatment) = Treatment::on(date.first_day(), self.today) {
            self.treat(treatment);
        }
    }
}
