//! What a click and the wheel do, by what was painted.
//!
//! Painting notes where the rows that can have the focus and the hints of the foot stand; a click
//! is looked up there, and does what a key would do. Whatever is done makes the notes old: what has
//! not been painted since can't be clicked.

use std::mem;

use ratatui::{
    crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind},
    layout::{Position, Rect},
};

use super::{
    Flow,
    app::{App, Closed},
    keymap::{Action, Context},
};

/// How many lines the wheel goes at a turn.
const TURN: usize = 3;

/// Where on the screen something can be clicked.
#[derive(Debug, Default)]
pub struct Hits {
    rows: Vec<(Rect, usize)>,
    hints: Vec<(Rect, KeyCode)>,
}

impl Hits {
    /// Notes a line of a row that can have the focus.
    pub fn row(&mut self, area: Rect, target: usize) {
        self.rows.push((area, target));
    }

    /// Notes the hint of a key.
    pub fn hint(&mut self, area: Rect, key: KeyCode) {
        self.hints.push((area, key));
    }

    fn row_at(&self, at: Position) -> Option<usize> {
        found(&self.rows, at)
    }

    fn hint_at(&self, at: Position) -> Option<KeyCode> {
        found(&self.hints, at)
    }
}

fn found<T: Copy>(areas: &[(Rect, T)], at: Position) -> Option<T> {
    let hit = areas.iter().find(|(area, _)| area.contains(at));
    hit.map(|(_, is)| *is)
}

impl<'p> App<'p> {
    /// Handles a click, or a turn of the wheel.
    pub fn point(&mut self, event: MouseEvent) -> Flow<Closed<'p>> {
        let hits = mem::take(&mut self.hits);
        let at = Position::new(event.column, event.row);
        match event.kind {
            MouseEventKind::ScrollUp => self.scroll_by(Action::Up, TURN),
            MouseEventKind::ScrollDown => self.scroll_by(Action::Down, TURN),
            MouseEventKind::Down(MouseButton::Left) => {
                if let Some(key) = hits.hint_at(at) {
                    return self.press(KeyEvent::from(key));
                }
                if let Some(row) = hits.row_at(at) {
                    return self.changing(|app| app.click(row));
                }
            }
            _ => {}
        }
        Flow::Continue
    }

    /// A click on a row: it gets the focus and is taken.
    fn click(&mut self, row: usize) -> Flow<Closed<'p>> {
        let context = self.context();
        // what lies under a prompt can't be taken
        if context == Context::Asking {
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
