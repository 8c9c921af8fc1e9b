//! The full screen, over the same interview as the line mode.

mod acts;
mod app;
mod chrome;
mod demo;
pub mod keymap;
mod looking;
mod mouse;
mod moves;
mod page;
pub mod pictures;
mod screens;
mod takes;
pub mod terminal;
pub mod theme;
mod typing;
mod view;

use std::time::Instant;

use ratatui::{
    Frame,
    crossterm::{
        event::{KeyEvent, MouseEvent},
        style,
    },
};

pub use app::{App, Closed, Wishes};
use terminal::Flow;

impl<'p> terminal::App for App<'p> {
    type Output = Closed<'p>;

    fn draw(&mut self, frame: &mut Frame<'_>) {
        self.paint(frame);
    }

    fn key(&mut self, key: KeyEvent) -> Flow<Closed<'p>> {
        self.press(key)
    }

    fn due(&self) -> Option<Instant> {
        self.plays_until()
    }

    fn tick(&mut self) {
        self.play_on();
    }

    fn wants_mouse(&self) -> bool {
        self.wishes.mouse
    }

    fn mouse(&mut self, event: MouseEvent) -> Flow<Closed<'p>> {
        self.point(event)
    }
}

/// Shows a screening, or ready-made people, on the full screen until it is left.
///
/// # Errors
/// When there is no terminal, or it fails.
pub fn run(app: App<'_>) -> anyhow::Result<Closed<'_>> {
    // the theme has decided already, also for NO_COLOR: see `theme`
    style::force_color_output(true);
    terminal::run(app)
}
