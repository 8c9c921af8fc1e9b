//! What the keys of a demo do.

use std::time::Instant;

use crate::{
    demo::{WhatIf, pace},
    interview::{Event, Interview, Stage},
    pack::Pack,
    tui::{
        app::{App, MARGIN},
        keymap::Action,
    },
};

impl<'p> App<'p> {
    /// Does what a key of the demo asks.
    pub(in crate::tui) fn demo_act(&mut self, action: Action) {
        match action {
            Action::Step => self.step_as_person(),
            Action::Play => self.play(),
            Action::People => self.show_people(),
            Action::WhatIf => self.turn_to_what_if(),
            Action::Other | Action::OtherBefore => self.turn_answer(action == Action::Other),
            Action::TakeBack => self.take_back(),
            _ => {}
        }
    }

    /// Begins with a person, at their first question.
    pub(in crate::tui) fn show_person(&mut self, place: usize) {
        let Some(demo) = &mut self.demo else {
            return;
        };
        if place < demo.people.len() {
            demo.shown = place;
            self.begin_anew();
            self.step(&Event::Start);
        }
    }

    /// To the people; nothing of the one before is left.
    fn show_people(&mut self) {
        self.begin_anew();
        self.look();
    }

    fn begin_anew(&mut self) {
        self.interview = Interview::new(self.interview.pack(), self.interview.today());
        self.begun.clear();
        self.wishes.print = false;
    }

    /// Answers as the person does, and goes on.
    fn step_as_person(&mut self) {
        if let Some(person) = self.person() {
            let interview = self.interview.clone();
            person.next(&interview, |event| self.step(event));
        }
    }

    /// Whether the person has an answer here; else a key means what it does for everybody.
    pub(in crate::tui) fn can_step(&self) -> bool {
        let mut can = false;
        if let Some(person) = self.person() {
            person.next(&self.interview, |_| can = true);
        }
        can
    }

    /// Goes on by itself from here.
    fn play(&mut self) {
        self.view.message = None;
        let until = Instant::now() + pace::reading(self.words());
        if let Some(demo) = &mut self.demo {
            demo.until = Some(until);
        }
    }

    /// Stops to go on by itself; whether it did.
    pub(in crate::tui) fn stop_playing(&mut self) -> bool {
        let demo = self.demo.as_mut();
        demo.and_then(|demo| demo.until.take()).is_some()
    }

    /// On to the next screen, at the summary no further.
    pub(in crate::tui) fn play_on(&mut self) {
        self.stop_playing();
        let before = self.interview.stage();
        self.step_as_person();
        let now = self.interview.stage();
        if now != before && matches!(now, Stage::Asking(_) | Stage::Review) {
            let message = self.view.message.take();
            self.play();
            self.view.message = message;
        }
    }

    /// How many words stand on the screen.
    fn words(&self) -> usize {
        let page = self.page(self.body.0.saturating_sub(MARGIN)).says();
        let words = page.split_whitespace();
        words
            .filter(|it| it.contains(char::is_alphanumeric))
            .count()
    }

    /// Another screen is looked at: what holds only for the one before is dropped.
    pub(in crate::tui) fn arrive(&mut self) {
        let Some(demo) = &mut self.demo else {
            return;
        };
        demo.at_what_if = None;
        match self.interview.stage() {
            Stage::Welcome => {
                demo.what_if = None;
                self.view.focus = Some(demo.shown);
            }
            Stage::Asking(_) | Stage::Review => demo.what_if = None,
            Stage::Summary if demo.what_if.is_none() => {
                demo.what_if = Some(WhatIf::new(self.interview.clone()));
            }
            _ => {}
        }
    }

    /// To the answers that can be changed, or back to the summary.
    fn turn_to_what_if(&mut self) {
        let Some(demo) = &mut self.demo else {
            return;
        };
        self.view.message = None;
        if let Some(scroll) = demo.at_what_if.take() {
            self.view.focus = None;
            self.view.scroll_to(scroll);
        } else {
            demo.at_what_if = Some(self.view.scroll);
            self.view.scroll_to(0);
            self.view.focus_on(0);
        }
    }

    /// Gives the row that has the focus its next answer.
    fn turn_answer(&mut self, on: bool) {
        let focus = self.view.focus;
        let what_if = self.demo.as_mut().and_then(|demo| demo.what_if.as_mut());
        let (Some(what_if), Some(focus)) = (what_if, focus) else {
            return;
        };
        if let Some(row) = what_if.asked().get(focus) {
            what_if.turn(row.question, on);
            self.keep_focus(row.question.number);
        }
    }

    /// Takes back the change of the row that has the focus, else the last one.
    fn take_back(&mut self) {
        let focus = self.view.focus;
        let what_if = self.demo.as_mut().and_then(|demo| demo.what_if.as_mut());
        let (Some(what_if), Some(focus)) = (what_if, focus) else {
            return;
        };
        let question = what_if.asked().get(focus).map(|row| row.question);
        what_if.take_back(question);
        if let Some(question) = question {
            self.keep_focus(question.number);
        }
    }

    /// The changes in another language.
    pub(in crate::tui) fn translate_what_if(&mut self, pack: &'p Pack) {
        if let Some(demo) = &mut self.demo {
            demo.what_if = demo.what_if.take().map(|it| it.asked_in(pack));
        }
    }

    /// Stays at a question, wherever its row is now.
    fn keep_focus(&mut self, question: usize) {
        let what_if = self.demo.as_ref().and_then(|demo| demo.what_if.as_ref());
        let rows = what_if.map(WhatIf::asked).unwrap_or_default();
        let row = rows.iter().position(|row| row.question.number == question);
        let last = rows.len().saturating_sub(1);
        let row = row.unwrap_or_else(|| self.view.focus.unwrap_or(0).min(last));
        self.view.focus_on(row);
    }
}
