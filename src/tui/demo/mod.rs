//! The demo on the full screen: the same screening, answered by ready-made people.
//!
//! It is an app of its own around the screening, with one screen beside it: the people. Its keys come
//! before those of the screening ([`keys_over`]); what it does not take, the screening does.
//!
//! The person's answer is marked when a question opens, so that people see it before it is given;
//! Space gives it, and what was answered by hand stays. Only here is there a timer, and only while the
//! answers go on by themselves (`due`); any key stops it.

mod acts;
mod paint;
mod people;

use std::{sync::Arc, time::Instant};

use ratatui::{
    Frame,
    crossterm::event::{KeyEvent, MouseEvent},
};

use super::{
    App, Closed,
    around::Keeping,
    keymap::{self, Action, Context},
    terminal::{self, Flow, keys::Pasted},
};
use crate::{
    demo::{MARK, People, Person},
    interview::Interview,
    text,
};

/// The demo as an app: ready-made people around a screening.
#[derive(Debug)]
pub struct DemoApp<'p> {
    screening: App<'p>,
    people: People,
    /// Who is shown, by their place.
    shown: usize,
    /// While it goes on by itself: until when the screen stands.
    until: Option<Instant>,
}

impl<'p> DemoApp<'p> {
    /// A demo around a screening that has not begun; with `first`, that person at once.
    #[must_use]
    pub fn new(mut screening: App<'p>, people: People, first: Option<usize>) -> Self {
        screening.around.mark = Some(MARK);
        screening.around.first = Some(text::HEAD_PEOPLE);
        screening.around.keys = keys_over;
        screening.around.keeping = Keeping::Nothing;
        screening.around.all_pictures = true;
        screening.around.sources_in_full = true;
        let mut app = Self {
            screening,
            people,
            shown: 0,
            until: None,
        };
        if let Some(first) = first {
            app.show_person(first);
        }
        app.settle();
        app
    }

    /// The interview as it is.
    #[must_use]
    pub fn interview(&self) -> &Interview<'p> {
        self.screening.interview()
    }

    /// Where keys are pressed now.
    #[must_use]
    pub fn context(&self) -> Context {
        match self.screening.context() {
            Context::Welcome => Context::People,
            context => context,
        }
    }

    /// Who is shown.
    fn person(&self) -> Option<Arc<Person>> {
        self.people.fit.get(self.shown).cloned()
    }

    fn action(&self, context: Context, key: KeyEvent) -> Option<Action> {
        match context {
            Context::People => keymap::action(context, key, self.interview().language()),
            _ => self.screening.action(key),
        }
    }

    /// Makes what stands around the screening fit what it has come to.
    fn settle(&mut self) {
        let (can_step, plays) = (self.can_step(), self.until.is_some());
        let around = &mut self.screening.around;
        around.idle = if can_step {
            Vec::new()
        } else {
            vec![Action::Step, Action::ToSummary]
        };
        around.hint = plays.then_some((Action::Play, text::HINT_STOP));
    }
}

/// The keys of the demo that come before those of a screen.
const fn keys_over(context: Context) -> Option<Context> {
    use Context::{
        Care, Course, DateEntry, DemoEntry, DemoPlan, DemoQuestion, Entry, Finished, List, Number,
        Options, Review, Summary, WhatIf,
    };
    match context {
        Options | List | Number | Review => Some(DemoQuestion),
        Entry | DateEntry => Some(DemoEntry),
        Summary | WhatIf | Course | Care | Finished => Some(DemoPlan),
        _ => None,
    }
}

impl<'p> terminal::Program for DemoApp<'p> {
    type Output = Closed<'p>;

    fn draw(&mut self, frame: &mut Frame<'_>) {
        self.paint(frame);
    }

    fn key(&mut self, key: KeyEvent) -> Flow<Closed<'p>> {
        self.press(key)
    }

    fn due(&self) -> Option<Instant> {
        self.until.or_else(|| self.screening.due())
    }

    fn tick(&mut self) -> Flow<Closed<'p>> {
        if self.until.is_none() {
            return self.changing(|demo| terminal::Program::tick(&mut demo.screening));
        }
        self.play_on();
        self.settle();
        Flow::Continue
    }

    fn types(&self, key: KeyEvent) -> bool {
        self.screening.is_typed(key)
    }

    fn again(&mut self, key: KeyEvent) {
        self.screening.ask_again(key);
    }

    fn last_words(&self) -> Option<String> {
        terminal::Program::last_words(&self.screening)
    }

    fn paste(&mut self, pasted: Pasted) {
        self.stop_playing();
        self.screening.paste(pasted);
        self.settle();
    }

    fn wants_mouse(&self) -> bool {
        self.screening.wants_mouse()
    }

    fn mouse(&mut self, event: MouseEvent) -> Flow<Closed<'p>> {
        self.point(event)
    }
}
