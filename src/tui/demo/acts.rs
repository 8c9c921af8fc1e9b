//! What the keys of a demo do.

use std::time::Instant;

use ratatui::crossterm::event::{KeyEvent, MouseEvent};

use super::DemoApp;
use crate::{
    demo::{begun, pace},
    interview::{Event, Stage},
    text,
    tui::{
        Closed,
        keymap::{Action, Context, Key},
        mouse::{Hit, TURN},
        numbers::digit_of,
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
            Some(action) if context == Context::People => demo.screening.act(action, key),
            None if context == Context::People => {
                demo.say_idle(key);
                Flow::Continue
            }
            _ => demo.screening.press(key),
        })
    }

    /// Handles a click, or a turn of the wheel.
    pub fn point(&mut self, event: MouseEvent) -> Flow<Closed<'p>> {
        if self.context() != Context::People {
            return self.changing(|demo| demo.screening.point(event));
        }
        match self.screening.hit(event) {
            Some(Hit::Key(key)) => self.press(key),
            Some(Hit::Scroll(up)) => {
                self.at_people(|view, page| view.scroll_by(page, up, TURN));
                Flow::Continue
            }
            Some(Hit::Row(row)) => {
                self.screening.view.message = None;
                self.changing(|demo| {
                    demo.show_person(row);
                    Flow::Continue
                })
            }
            None => Flow::Continue,
        }
    }

    /// Does this, and settles on what it led to. Nobody's answer is lost in a demo: it can be stepped
    /// through as fast as one likes.
    pub(super) fn changing(
        &mut self,
        does: impl FnOnce(&mut Self) -> Flow<Closed<'p>>,
    ) -> Flow<Closed<'p>> {
        self.settle();
        let before = self.interview().stage();
        let flow = does(self);
        if self.interview().stage() != before {
            self.arrive();
        }
        self.settle();
        match flow {
            Flow::Changed => Flow::Continue,
            flow => flow,
        }
    }

    /// Does what a key of the demo asks; false where it is a key of the screening.
    fn act(&mut self, action: Action, key: KeyEvent, context: Context) -> bool {
        let own = context == Context::People;
        match action {
            Action::Step => self.step_as_person(),
            Action::Play => self.play(),
            Action::People => self.show_people(),
            Action::ToSummary => self.go_to_summary(own),
            Action::Enter if own => self.show_person(self.marked()),
            Action::Digit if own => self.take_digit(key),
            Action::Help if own => self.screening.view.open(Over::Help(context)),
            Action::Glossary if own => {
                let says = self.people_page(self.screening.view.page_width()).says();
                self.screening.open_glossary(&says);
            }
            _ if own => return self.at_people(|view, page| view.moves(page, action)),
            _ => return false,
        }
        true
    }

    /// The place of the person whose row has the focus.
    fn marked(&self) -> usize {
        self.screening.view.focus.unwrap_or(0)
    }

    /// Begins with the person of a digit, once their row is in sight.
    fn take_digit(&mut self, key: KeyEvent) {
        let page = self.people_page(self.screening.view.page_width());
        let Some(row) = digit_of(key).and_then(|digit| page.row_of_number(digit)) else {
            return self.say_idle(key);
        };
        if self.screening.view.sees(&page, row) {
            self.show_person(row);
        } else {
            self.screening.show_first(row);
        }
    }

    /// Says that a key does nothing at the people, and which keys do something.
    fn say_idle(&mut self, key: KeyEvent) {
        let digits = vec![format!("1-{}", self.people.fit.len())];
        let key = Key::Code(key.code).says(self.interview().language());
        self.screening.say_no_key_at(Context::People, &key, digits);
    }

    /// Begins with a person, at their first question.
    pub(super) fn show_person(&mut self, place: usize) {
        if let Some(person) = self.people.fit.get(place).cloned() {
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
        *screening.interview = begun(pack, today);
        screening.begun.clear();
        screening.wishes.print = false;
        screening.what_if = None;
    }

    /// Answers as the person does, and goes on.
    fn step_as_person(&mut self) {
        if let Some(person) = self.person() {
            let interview = self.interview().clone();
            person.next(&interview, |event| self.screening.step(event));
        }
    }

    /// Answers as the person does, as far as the summary: who is marked among the people, else who is
    /// shown. It stops where they have no answer.
    fn go_to_summary(&mut self, from_people: bool) {
        if from_people {
            self.show_person(self.marked());
        }
        while self.can_step() {
            let before = self.interview().stage();
            if before == Stage::Review && !self.interview().open().is_empty() {
                // to what is still to be answered
                self.screening.step(&Event::Back);
            } else {
                self.step_as_person();
            }
            if self.interview().stage() == before {
                return;
            }
        }
        self.screening.view.message = None;
        if let Stage::Asking(_) = self.interview().stage() {
            self.screening.say_first(text::DEMO_STOPS_HERE);
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
    pub(super) fn stop_playing(&mut self) -> bool {
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

    /// Another screen is looked at: among the people, who was shown is marked.
    fn arrive(&mut self) {
        if self.interview().stage() == Stage::Welcome {
            self.screening.view.focus = Some(self.shown);
        }
    }
}
