//! The full screen, over the same interview as the line mode.

mod acts;
mod app;
mod chrome;
pub mod keymap;
mod moves;
mod page;
mod screens;
mod takes;
pub mod terminal;
pub mod theme;
mod typing;
mod view;

use std::{
    io::{self, Write},
    mem,
};

use ratatui::{
    Frame,
    crossterm::{event::KeyEvent, style},
};

pub use app::{App, Closed, Wishes};
use terminal::Flow;

use crate::{interview::Interview, sheet};
use theme::Theme;

impl<'p> terminal::App for App<'p> {
    type Output = Closed<'p>;

    fn draw(&mut self, frame: &mut Frame<'_>) {
        self.paint(frame);
    }

    fn key(&mut self, key: KeyEvent) -> Flow<Closed<'p>> {
        self.press(key)
    }
}

/// Leads one person through a pack on the full screen, and shows the sheet after
/// it where that was asked for, no wider than the window.
///
/// # Errors
/// When there is no terminal, or it fails.
pub fn run(interview: Interview<'_>, theme: Theme, wishes: Wishes) -> anyhow::Result<Closed<'_>> {
    // the theme has decided already, also for NO_COLOR: see `theme`
    style::force_color_output(true);
    let mut closed = terminal::run(App::new(interview, theme, wishes))?;
    if mem::take(&mut closed.print) {
        let (columns, _) = terminal::tty::size();
        let sheet = sheet::text::render_within(&closed.interview, usize::from(columns));
        io::stdout().write_all(sheet.as_bytes())?;
    }
    Ok(closed)
}
