//! What a click and the wheel do, by what was painted.
//!
//! Painting notes where the rows that can have the focus and the hints of the foot stand; a click
//! is looked up there, and does what a key would do. Whatever is done makes the notes old: what has
//! not been painted since can't be clicked.
//!
//! It is off unless `--mouse` asks for it: a terminal that reports the mouse no longer marks and copies
//! text.

use std::mem;

use ratatui::{
    crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind},
    layout::Position,
};

use super::{
    Flow,
    app::{App, Closed},
    keymap::{Action, Context},
};

/// How many lines the wheel goes at a turn.
pub(super) const TURN: usize = 3;

/// What a click or a turn of the wheel hits.
#[derive(Debug, Clone, Copy)]
pub enum Hit {
    /// Scrolls a turn, up or else down.
    Scroll(bool),
    /// Clicks the hint of this key.
    Key(KeyEvent),
    /// Clicks this row of the page.
    Row(usize),
}

impl<'p> App<'p> {
    /// Handles a click, or a turn of the wheel.
    pub fn point(&mut self, event: MouseEvent) -> Flow<Closed<'p>> {
        match self.hit(event) {
            Some(Hit::Scroll(up)) => {
                let page = self.page_here();
                self.view.scroll_by(&page, up, TURN);
            }
            Some(Hit::Key(key)) => return self.press(key),
            Some(Hit::Row(row)) => {
                return self.changing(|app| app.settles_digit().unwrap_or_else(|| app.click(row)));
            }
            None => {}
        }
        Flow::Continue
    }

    /// What is hit; only once, as what has not been painted since can't be.
    pub(super) fn hit(&mut self, event: MouseEvent) -> Option<Hit> {
        let hits = mem::take(&mut self.hits);
        let at = Position::new(event.column, event.row);
        match event.kind {
            MouseEventKind::ScrollUp => Some(Hit::Scroll(true)),
            MouseEventKind::ScrollDown => Some(Hit::Scroll(false)),
            MouseEventKind::Down(MouseButton::Left) => match hits.hint_at(at) {
                Some(key) => Some(Hit::Key(KeyEvent::from(key))),
                None => hits.row_at(at).map(Hit::Row),
            },
            _ => None,
        }
    }

    /// A click on a row: it gets the focus and is taken.
    fn click(&mut self, row: usize) -> Flow<Closed<'p>> {
        let context = self.context();
        // what lies under a prompt can't be taken
        if context == Context::Prompt {
            return Flow::Continue;
        }
        self.view.focus_on(row);
        self.view.message = None;
        let typing = matches!(
            context,
            Context::Number | Context::Entry | Context::DateEntry
        );
        match context {
            Context::List | Context::Care => self.act(Action::Tick, KeyCode::Char(' ').into()),
            // a field is only gone to
            _ if typing && row == 0 => Flow::Continue,
            _ => self.act(Action::Enter, KeyCode::Enter.into()),
        }
    }
}
