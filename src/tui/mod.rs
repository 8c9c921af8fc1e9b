//! The full screen, over the same interview as the line mode.

mod acts;
mod app;
mod chrome;
pub mod keymap;
mod mouse;
mod moves;
mod page;
mod screens;
mod takes;
pub mod terminal;
pub mod theme;
mod typing;
mod view;

use ratatui::{
    Frame,
    crossterm::{
        event::{KeyEvent, MouseEvent},
        style,
    },
};

pub use app::{App, Closed, Wishes};
use terminal::Flow;

use crate::{interview::Interview, pack::Editions};
use theme::Theme;

impl<'p> terminal::App for App<'p> {
    type Output = Closed<'p>;

    fn draw(&mut self, frame: &mut Frame<'_>) {
        self.paint(frame);
    }

    fn key(&mut self, key: KeyEvent) -> Flow<Closed<'p>> {
        self.press(key)
    }

    fn wants_mouse(&self) -> bool {
        self.wishes.mouse
    }

    fn mouse(&mut self, event: MouseEvent) -> Flow<Closed<'p>> {
        self.point(event)
    }
}

/// Leads one person through a pack on the full screen, in any of its languages.
///
/// # Errors
/// When there is no terminal, or it fails.
pub fn run<'p>(
    interview: Interview<'p>,
    editions: &'p Editions,
    theme: Theme,
    wishes: Wishes,
) -> anyhow::Result<Closed<'p>> {
    // the theme has decided already, also for NO_COLOR: see `theme`
    style::force_color_output(true);
    terminal::run(App::new(interview, theme, wishes).in_any_of(editions))
}
