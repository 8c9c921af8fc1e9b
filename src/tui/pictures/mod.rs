//! The pictures, drawn: cells of a page for a scene, where there is room.
//!
//! A drawing knows the values of its scene and the theme, and nothing else. Where
//! the window is too small there is none, and the words beside it say it all.

mod course;
mod days;
mod scars;
mod skin;
mod why;
mod works;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::theme::Theme;
use crate::{sheet::pictures::Scene, text::Language};

/// A drawing of a scene in this many columns and lines; none where it would not fit.
/// What is a table takes the lines that it needs: a page scrolls.
#[must_use]
pub fn draw(
    scene: &Scene<'_>,
    theme: &Theme,
    language: &Language,
    (width, height): (u16, u16),
) -> Option<Vec<Line<'static>>> {
    match scene {
        Scene::Scar(scar) => scars::draw(scar.shows, theme, language, (width, height)),
        Scene::Frame(frame) => works::draw(frame.shows, theme, language, (width, height)),
        Scene::Course(course) => course::draw(course, theme, width),
        Scene::Days(strip) => days::draw(strip, theme, width),
        Scene::Why(why) => why::draw(why, theme, width),
    }
}

/// An empty sheet to draw on.
fn sheet(theme: &Theme, width: u16, height: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    buffer.set_style(buffer.area, theme.text);
    buffer
}

/// What was drawn, as lines of a page: runs of one style become one span.
fn lines(buffer: &Buffer) -> Vec<Line<'static>> {
    let rows = buffer.area.rows().map(|row| {
        let cells = row.columns().filter_map(|at| buffer.cell((at.x, at.y)));
        let cells: Vec<_> = cells.collect();
        let runs = cells.chunk_by(|one, other| one.style() == other.style());
        let spans = runs.map(|run| {
            let says: String = run.iter().map(|cell| cell.symbol()).collect();
            Span::styled(
                says,
                run.first().map_or_else(Style::new, |cell| cell.style()),
            )
        });
        Line::from(spans.collect::<Vec<_>>())
    });
    rows.collect()
}

/// Writes over the cells from a place on.
fn write(buffer: &mut Buffer, (x, y): (u16, u16), says: &str, style: Style) {
    if buffer.area.contains((x, y).into()) {
        let room = usize::from(buffer.area.right().saturating_sub(x));
        buffer.set_stringn(x, y, says, room, style);
    }
}

/// Writes in the middle of these columns, or as near to it as fits.
fn write_centred(buffer: &mut Buffer, (from, to): (u16, u16), y: u16, says: &str, style: Style) {
    let wide = wide(says);
    let middle = u16::midpoint(from, to);
    let most = buffer.area.right().saturating_sub(wide);
    write(
        buffer,
        (middle.saturating_sub(wide / 2).min(most), y),
        says,
        style,
    );
}

/// How many columns some words take.
fn wide(says: &str) -> u16 {
    u16::try_from(Span::raw(says).width()).unwrap_or(u16::MAX)
}

/// Words cut to this many columns.
fn cut(theme: &Theme, says: &str, room: u16) -> String {
    if wide(says) <= room {
        return says.to_owned();
    }
    let mut kept = says.to_owned();
    while wide(&kept) + wide(theme.signs.cut) > room && kept.pop().is_some() {}
    kept.trim_end().to_owned() + theme.signs.cut
}

/// The characters of the drawings, as far as they are no letters.
struct Strokes {
    /// The first, middle and last of a span; of one that may not be; a single day.
    span: [&'static str; 3],
    open: [&'static str; 3],
    day: &'static str,
    /// The end of what goes on.
    on: &'static str,
    /// Days: this holds, for some people, not yet, ask first, a warning sign.
    days: [&'static str; 5],
    /// A month on the line of time.
    tick: &'static str,
    /// Over today's column.
    today: &'static str,
    /// Skin: its top layer, another shade, a needle, its point, what holds needles, a channel,
    /// old and new collagen.
    layer: &'static str,
    shade: &'static str,
    needle: &'static str,
    point: &'static str,
    holder: &'static str,
    channel: &'static str,
    collagen: [&'static str; 2],
}

static LINES: Strokes = Strokes {
    span: ["├", "─", "┤"],
    open: ["╎", "╌", "╎"],
    day: "●",
    on: "▷",
    days: ["▒", "░", "×", "?", "!"],
    tick: "┬",
    today: "▾",
    layer: "░",
    shade: "▒",
    needle: "│",
    point: "▾",
    holder: "▄",
    channel: "┊",
    collagen: ["~", "≈"],
};

static ASCII: Strokes = Strokes {
    span: ["|", "-", "|"],
    open: [":", ".", ":"],
    day: "o",
    on: ">",
    days: ["o", ".", "x", "?", "!"],
    tick: "+",
    today: "v",
    layer: ":",
    shade: "#",
    needle: "|",
    point: "v",
    holder: "=",
    channel: ":",
    collagen: ["~", "%"],
};

fn strokes(theme: &Theme) -> &'static Strokes {
    if theme.signs.is_ascii() {
        &ASCII
    } else {
        &LINES
    }
}
