//! The styles of a screen, as letters.
use std::fmt::Write;

use needlefit::{pack::Level, tui::theme::Theme};
use ratatui::{buffer::Buffer, layout::Position, style::Style};

use super::screen::lines;

/// The letter that a style has in the snapshots.
fn role(theme: &Theme, style: Style) -> char {
    let levels = [
        (theme.level(Level::NoConcern), '0'),
        (theme.level(Level::Clinician), '1'),
        (theme.level(Level::Wait), '2'),
        (theme.level(Level::NotSuitable), '3'),
    ];
    let roles = [
        (theme.text, ' '),
        (theme.quiet, 'q'),
        (theme.strong, 's'),
        (theme.accent, 'a'),
        (theme.focus, 'f'),
    ];
    let found = roles
        .iter()
        .chain(&levels)
        .find(|(known, _)| seen(*known) == style);
    found.map_or_else(|| panic!("no such style: {style:?}"), |(_, letter)| *letter)
}

/// A theme's style of a letter.
pub fn style_of(theme: &Theme, role: char) -> Style {
    seen(match role {
        'q' => theme.quiet,
        's' => theme.strong,
        'a' => theme.accent,
        'f' => theme.focus,
        '0' => theme.level(Level::NoConcern),
        '1' => theme.level(Level::Clinician),
        '2' => theme.level(Level::Wait),
        '3' => theme.level(Level::NotSuitable),
        _ => theme.text,
    })
}

/// A style as it comes out of a cell.
fn seen(style: Style) -> Style {
    let mut cell = ratatui::buffer::Cell::default();
    cell.set_style(style);
    cell.style()
}

/// The letters of a screen's styles, cell by cell.
pub fn roles(theme: &Theme, buffer: &Buffer) -> Vec<char> {
    buffer
        .content
        .iter()
        .map(|cell| role(theme, cell.style()))
        .collect()
}

/// A screen, with the letters of its styles under each line that has any.
pub fn shown(theme: &Theme, buffer: &Buffer, cursor: Position) -> String {
    let width = usize::from(buffer.area.width);
    let mut said = String::new();
    let styles = roles(theme, buffer);
    for (line, styles) in lines(buffer).into_iter().zip(styles.chunks(width)) {
        let styles: String = styles.iter().collect();
        writeln!(said, "|{line}").unwrap();
        if !styles.trim().is_empty() {
            writeln!(said, ":{}", styles.trim_end()).unwrap();
        }
    }
    writeln!(said, "cursor {}, {}", cursor.x, cursor.y).unwrap();
    said
}
