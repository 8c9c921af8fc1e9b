//! What the keys of a demo do.

use std::time::Instant;

use ratatui::crossterm::event::{KeyEvent, MouseEvent};

use super::DemoApp;
use crate::{
    demo::{begun, pace},
    interview::{Event, Stage, what_if::WhatIf},
    pack::Question,
    tui::{
        Closed,
        acts::digit_of,
        keymap::{Action, Context},
        mouse::{Hit, TURN},
        terminal::Flow,
        view::Over,
    },
};

impl<'p> DemoApp<'p> {
    /// Handles a key press.
    pub fn press(&mut self, key: KeyEvent) -> Flow<Closed<'p>> {
        if self.screening.turns_blank(key) {
            self.stop_playing();
            self.settle();
            return Flow::Continue;
        }
        if self.screening.hidden {
            return Flow::Continue;
        }
        let context = self.context();
        let action = self.action(context, key);
        if self.stop_playing() && matches!(action, Some(Action::Step | Action::Play)) {
            self.settle();
            return Flow::Continue;
        }
        self.changing(|demo| match action {
            Some(action) if demo.act(action, key, context) => Flow::Continue,
            Some(action) if matches!(context, Context::People | Context::WhatIf) => {
                demo.screening.act(action, key)
            }
            None if matches!(context, Context::People | Context::WhatIf) => Flow::Continue,
            _ => demo.screening.press(key),
        })
    }

    /// Handles a click, or a turn of the wheel.
    pub fn point(&mut self, event: MouseEvent) -> Flow<Closed<'p>> {
        let context = self.context();
        if !matches!(context, Context::People | Context::WhatIf) {
            return self.changing(|demo| demo.screening.point(event));
        }
        match self.screening.hit(event) {
            Some(Hit::Key(key)) => self.press(key),
            Some(Hit::Scroll(up)) => {
                self.at_own_page(|view, page| view.scroll_by(page, up, TURN));
                Flow::Continue
            }
            Some(Hit::Row(row)) => {
                self.screening.view.message = None;
                self.screening.view.focus_on(row);
                self.changing(|demo| {
                    demo.take_row(context, true);
                    Flow::Continue
                })
            }
            None => Flow::Continue,
        }
    }

    /// Does this, and settles on what it led to. Nobody's answer is lost in a demo: it can be stepped
    /// through as fast as one likes.
    fn changing(&mut self, does: impl FnOnce(&mut Self) -> Flow<Closed<'p>>) -> Flow<Closed<'p>> {
        self.settle();
        let before = self.interview().stage();
        let flow = does(self);
        if self.interview().stage() != before {
            self.arrive();
        }
        let pack = self.interview().pack();
        self.what_if = self.what_if.take().map(|it| it.asked_in(pack));
        self.settle();
        match flow {
            Flow::Changed => Flow::Continue,
            flow => flow,
        }
    }

    /// Does what a key of the demo asks; false where it is a key of the screening.
    fn act(&mut self, action: Action, key: KeyEvent, context: Context) -> bool {
        let own = matches!(context, Context::People | Context::WhatIf);
        match action {
            Action::Step => self.step_as_person(),
            Action::Play => self.play(),
            Action::People => self.show_people(),
            Action::WhatIf => self.turn_to_what_if(),
            Action::Other | Action::OtherBefore => self.take_row(context, action == Action::Other),
            Action::TakeBack => self.take_back(),
            Action::Enter if own => self.take_row(context, true),
            Action::Digit if context == Context::People => self.take_digit(key),
            Action::Help if own => self.screening.view.open(Over::Help(context)),
            Action::Glossary if own => {
                let says = self.own_page(self.screening.view.page_width()).says();
                self.screening.open_glossary(&says);
            }
            _ if own => return self.at_own_page(|view, page| view.moves(page, action)),
            _ => return false,
        }
        true
    }

    /// Takes the row that has the focus: begins with a person, or gives another answer.
    fn take_row(&mut self, context: Context, on: bool) {
        let focus = self.screening.view.focus;
        match context {
            Context::People => self.show_person(focus.unwrap_or(0)),
            _ => self.turn_answer(on),
        }
    }

    /// Begins with the person of a digit, once their row is in sight.
    fn take_digit(&mut self, key: KeyEvent) {
        let page = self.own_page(self.screening.view.page_width());
        let Some(row) = digit_of(key).and_then(|digit| page.row_of_digit(digit)) else {
            return;
        };
        if self.screening.view.sees(&page, row) {
            self.show_person(row);
        } else {
            self.screening.show_first(row);
        }
    }

    /// Begins with a person, at their first question.
    pub(super) fn show_person(&mut self, place: usize) {
        if let Some(person) = self.people.get(place) {
            self.screening.around.suggested = person.answers().clone();
            self.shown = place;
            self.begin_anew();
            self.screening.step(&Event::Start);
        }
    }

    /// To the people; nothing of the one before is left.
    fn show_people(&mut self) {
        self.begin_anew();
        self.screening.look();
        self.arrive();
    }

    fn begin_anew(&mut self) {
        let screening = &mut self.screening;
        let (pack, today) = (screening.interview.pack(), screening.interview.today());
        screening.interview = begun(pack, today);
        screening.begun.clear();
        screening.wishes.print = false;
        (self.what_if, self.at_what_if) = (None, None);
    }

    /// Answers as the person does, and goes on.
    fn step_as_person(&mut self) {
        if let Some(person) = self.person() {
            let interview = self.interview().clone();
            person.next(&interview, |event| self.screening.step(event));
        }
    }

    /// Whether the person has an answer here; else a key means what it does for everybody.
    pub(super) fn can_step(&self) -> bool {
        let mut can = false;
        if let Some(person) = self.person() {
            person.next(self.interview(), |_| can = true);
        }
        can
    }

    /// Goes on by itself from here.
    fn play(&mut self) {
        self.screening.view.message = None;
        self.until = Some(Instant::now() + pace::reading(self.words()));
    }

    /// Stops to go on by itself; whether it did.
    fn stop_playing(&mut self) -> bool {
        self.until.take().is_some()
    }

    /// On to the next screen, at the summary no further.
    pub(super) fn play_on(&mut self) {
        self.stop_playing();
        let before = self.interview().stage();
        self.step_as_person();
        let now = self.interview().stage();
        if now == before {
            return;
        }
        self.arrive();
        if matches!(now, Stage::Asking(_) | Stage::Review) {
            let message = self.screening.view.message.take();
            self.play();
            self.screening.view.message = message;
        }
    }

    /// How many words stand on the screen.
    fn words(&self) -> usize {
        let page = self.screening.page_here().says();
        let words = page.split_whitespace();
        words
            .filter(|it| it.contains(char::is_alphanumeric))
            .count()
    }

    /// Another screen is looked at: what holds only for the one before is dropped.
    fn arrive(&mut self) {
        self.at_what_if = None;
        match self.interview().stage() {
            Stage::Welcome => {
                self.what_if = None;
                self.screening.view.focus = Some(self.shown);
            }
            Stage::Asking(_) | Stage::Review => self.what_if = None,
            Stage::Summary if self.what_if.is_none() => {
                self.what_if = Some(WhatIf::new(self.interview().clone()));
            }
            _ => {}
        }
    }

    /// To the answers that can be changed, or back to the summary.
    fn turn_to_what_if(&mut self) {
        let view = &mut self.screening.view;
        view.message = None;
        if let Some(scroll) = self.at_what_if.take() {
            view.focus = None;
            view.scroll_to(scroll);
        } else {
            self.at_what_if = Some(view.scroll);
            view.scroll_to(0);
            view.focus_on(0);
        }
    }

    /// The question of the row that has the focus, where answers are changed.
    fn focused(&self) -> Option<&'p Question> {
        let rows = self.what_if.as_ref()?.asked();
        Some(rows.get(self.screening.view.focus?)?.question)
    }

    /// Gives the row that has the focus its next answer.
    fn turn_answer(&mut self, on: bool) {
        if let Some(question) = self.focused()
            && let Some(what_if) = &mut self.what_if
        {
            what_if.turn(question, on);
            self.keep_focus(question);
        }
    }

    /// Takes back the change of the row that has the focus, else the last one.
    fn take_back(&mut self) {
        let question = self.focused();
        if let Some(what_if) = &mut self.what_if {
            what_if.take_back(question);
        }
        if let Some(question) = question {
            self.keep_focus(question);
        }
    }

    /// Stays at a question, wherever its row is now.
    fn keep_focus(&mut self, question: &Question) {
        let rows = self.what_if.as_ref().map(WhatIf::asked).unwrap_or_default();
        let is_it = |row: &Question| row.number == question.number;
        let row = rows.iter().position(|row| is_it(row.question));
        let last = rows.len().saturating_sub(1);
        let view = &mut self.screening.view;
        view.focus_on(row.unwrap_or_else(|| view.focus.unwrap_or(0).min(last)));
    }
}
