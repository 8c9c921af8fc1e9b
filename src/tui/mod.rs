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

use crate::{demo::Person, interview::Interview, pack::Editions};
use theme::Theme;

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
    show(App::new(interview, theme, wishes).in_any_of(editions))
}

/// Shows ready-made people; with `first`, that one at once.
///
/// # Errors
/// When there is no terminal, or it fails.
pub fn run_demo<'p>(
    interview: Interview<'p>,
    editions: &'p Editions,
    theme: Theme,
    wishes: Wishes,
    people: Vec<Person>,
    first: Option<usize>,
) -> anyhow::Result<Closed<'p>> {
    let app = App::new(interview, theme, wishes).in_any_of(editions);
    show(app.with_people(people, first))
}

fn show(app: App<'_>) -> anyhow::Result<Closed<'_>> {
    // the theme has decided already, also for NO_COLOR: see `theme`
    style::force_color_output(true);
    terminal::run(app)
}
