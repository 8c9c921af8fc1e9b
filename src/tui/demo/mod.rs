//! The demo on the full screen: the same screening, answered by ready-made people.
//!
//! Beside the screening it has two screens of its own: the people, and what
//! another answer would change. The keys of [`App::demo_keys`] come before those
//! of the screen under them.

mod acts;
mod album;
mod paint;
mod people;
mod what_if;

use std::{sync::Arc, time::Instant};

pub(super) use album::album;
pub(super) use people::people;
pub(super) use what_if::what_if;

use super::{
    app::App,
    keymap::{self, Action, Binding, Context},
};
use crate::{
    demo::{Person, WhatIf},
    interview::{Answers, Stage},
};

/// What a demo knows beside the screening.
#[derive(Debug)]
pub(super) struct Demo<'p> {
    pub(super) people: Vec<Arc<Person>>,
    /// Who is shown, by their place.
    shown: usize,
    /// While it goes on by itself: until when the screen stands.
    until: Option<Instant>,
    /// At the summary, and what follows it.
    pub(super) what_if: Option<WhatIf<'p>>,
    /// Whether answers are changed there now, and where the summary was scrolled to.
    at_what_if: Option<usize>,
}

impl App<'_> {
    /// The same with ready-made people; with `first`, that one at once.
    #[must_use]
    pub fn with_people(mut self, people: Vec<Person>, first: Option<usize>) -> Self {
        self.demo = Some(Demo {
            people: people.into_iter().map(Arc::new).collect(),
            shown: 0,
            until: None,
            what_if: None,
            at_what_if: None,
        });
        if let Some(first) = first {
            self.show_person(first);
        }
        self
    }

    /// Until when the screen stands that goes on by itself.
    #[must_use]
    pub fn plays_until(&self) -> Option<Instant> {
        self.demo.as_ref()?.until
    }

    /// The screen of the demo that one is at, if it is one of its own.
    pub(super) fn demo_context(&self) -> Option<Context> {
        let demo = self.demo.as_ref()?;
        match self.interview.stage() {
            Stage::Welcome => Some(Context::People),
            Stage::Summary if demo.at_what_if.is_some() => Some(Context::WhatIf),
            _ => None,
        }
    }

    /// The keys of the demo that come before those of a screen.
    pub(super) fn demo_keys(&self, context: Context) -> Option<Context> {
        use Context::{
            Care, Course, DateEntry, Entry, Finished, List, Number, Options, Review, Stepping,
            SteppingTyped, Summary, Told, ToldMore,
        };
        self.demo.as_ref()?;
        match context {
            Options | List | Review => Some(Stepping),
            Number | Entry | DateEntry => Some(SteppingTyped),
            Summary => Some(Told),
            Course | Care | Finished => Some(ToldMore),
            _ => None,
        }
    }

    /// The keys that work at a screen: the demo's first, and no other for what they take.
    pub(super) fn bindings(&self, context: Context) -> Vec<&'static Binding> {
        let demo = self.demo_keys(context).into_iter();
        let mut all: Vec<&Binding> = demo
            .flat_map(keymap::bindings)
            .filter(|it| it.action != Action::Step || self.can_step())
            .collect();
        let taken: Vec<_> = all.iter().flat_map(|it| it.keys).collect();
        let is_free = |it: &&Binding| it.keys.iter().any(|key| !taken.contains(&key));
        let free: Vec<_> = keymap::bindings(context).filter(is_free).collect();
        all.extend(free);
        all
    }

    /// Who is shown.
    fn person(&self) -> Option<Arc<Person>> {
        let demo = self.demo.as_ref()?;
        demo.people.get(demo.shown).cloned()
    }

    /// The answers that a screen is shown with: those given, and in a demo the person's where
    /// there are none yet.
    pub(super) fn with_answers<R>(&self, show: impl FnOnce(&Answers) -> R) -> R {
        match (self.interview.stage(), self.person()) {
            (Stage::Asking(screen), Some(person)) if !self.interview.is_answered(screen) => {
                show(person.answers())
            }
            _ => show(self.interview.answers()),
        }
    }
}
