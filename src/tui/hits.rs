//! Where the rows and hints of the last screen painted stand, for a click to be looked up.

use ratatui::{
    crossterm::event::KeyCode,
    layout::{Position, Rect},
};

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

    /// The row whose line is at this place.
    #[must_use]
    pub fn row_at(&self, at: Position) -> Option<usize> {
        found(&self.rows, at)
    }

    /// The key whose hint is at this place.
    #[must_use]
    pub fn hint_at(&self, at: Position) -> Option<KeyCode> {
        found(&self.hints, at)
    }
}

fn found<T: Copy>(areas: &[(Rect, T)], at: Position) -> Option<T> {
    let hit = areas.iter().find(|(area, _)| area.contains(at));
    hit.map(|(_, is)| *is)
}
