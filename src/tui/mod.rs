//! The full screen, over the same interview as the line mode.

mod acts;
mod answering;
mod app;
mod areas;
mod around;
mod chrome;
mod demo;
pub mod desk;
mod hits;
mod idle;
mod keeping;
pub mod keymap;
mod looking;
mod memo;
mod mouse;
mod numbers;
mod page;
pub mod pictures;
mod qr;
mod screens;
mod takes;
pub mod terminal;
pub mod theme;
mod told;
mod typing;
mod view;
mod what_if;

use std::time::Instant;

use ratatui::{
    Frame,
    crossterm::{
        event::{KeyEvent, MouseEvent},
        style,
    },
};

pub use app::{App, Closed};
pub use demo::DemoApp;
use terminal::{Flow, keys::Pasted};

impl<'p> terminal::Program for App<'p> {
    type Output = Closed<'p>;

    fn draw(&mut self, frame: &mut Frame<'_>) {
        self.paint(frame);
    }

    fn key(&mut self, key: KeyEvent) -> Flow<Closed<'p>> {
        self.press(key)
    }

    fn types(&self, key: KeyEvent) -> bool {
        self.is_typed(key)
    }

    fn again(&mut self, key: KeyEvent) {
        self.ask_again(key);
    }

    fn last_words(&self) -> Option<String> {
        Some(self.wishes.last_words(false, self.interview.language()))
    }

    fn due(&self) -> Option<Instant> {
        self.waits_until()
    }

    fn tick(&mut self) -> Flow<Closed<'p>> {
        self.changing(Self::no_second)
    }

    fn paste(&mut self, pasted: Pasted) {
        self.take_paste(pasted);
    }

    fn wants_mouse(&self) -> bool {
        self.mouse
    }

    fn mouse(&mut self, event: MouseEvent) -> Flow<Closed<'p>> {
        self.point(event)
    }
}

/// Shows an app on the full screen until it is closed.
///
/// # Errors
/// When there is no terminal, or it fails.
pub fn run<A: terminal::Program>(app: A) -> anyhow::Result<A::Output> {
    // the theme has decided already, also for NO_COLOR: see `theme`
    style::force_color_output(true);
    terminal::run(app)
}
