//! What every drawing is made with: cells, words in them, and the characters of the drawings.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use crate::tui::theme::Theme;

/// An empty sheet to draw on.
pub(super) fn sheet(theme: &Theme, width: u16, height: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    buffer.set_style(buffer.area, theme.text);
    buffer
}

/// What was drawn, as lines of a page: runs of one style become one span.
pub(super) fn lines(buffer: &Buffer) -> Vec<Line<'static>> {
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
pub(super) fn write(buffer: &mut Buffer, (x, y): (u16, u16), says: &str, style: Style) {
    if buffer.area.contains((x, y).into()) {
        let room = usize::from(buffer.area.right().saturating_sub(x));
        buffer.set_stringn(x, y, says, room, style);
    }
}

/// Writes in the middle of these columns, or as near to it as fits.
pub(super) fn write_centred(
    buffer: &mut Buffer,
    (from, to): (u16, u16),
    y: u16,
    says: &str,
    style: Style,
) {
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
pub(super) fn wide(says: &str) -> u16 {
    u16::try_from(Span::raw(says).width()).unwrap_or(u16::MAX)
}

/// Words cut to this many columns.
pub(super) fn cut(theme: &Theme, says: &str, room: u16) -> String {
    if wide(says) <= room {
        return says.to_owned();
    }
    let mut kept = says.to_owned();
    while wide(&kept) + wide(theme.signs.cut) > room && kept.pop().is_some() {}
    kept.trim_end().to_owned() + theme.signs.cut
}

/// The characters of the drawings, as far as they are no letters.
pub(super) struct Strokes {
    /// The first, middle and last of a span; of one that may not be; a single day.
    pub(super) span: [&'static str; 3],
    pub(super) open: [&'static str; 3],
    pub(super) day: &'static str,
    /// The end of what goes on.
    pub(super) on: &'static str,
    /// Days: this holds, for some people, not yet, ask first, a warning sign.
    pub(super) days: [&'static str; 5],
    /// A month on the line of time.
    pub(super) tick: &'static str,
    /// Over today's column.
    pub(super) today: &'static str,
    /// From one step to the next.
    pub(super) then: &'static str,
}

static LINES: Strokes = Strokes {
    span: ["├", "─", "┤"],
    open: ["╎", "╌", "╎"],
    day: "●",
    on: "▷",
    days: ["▒", "░", "×", "?", "!"],
    tick: "┬",
    today: "▾",
    then: "──▶",
};

static ASCII: Strokes = Strokes {
    span: ["|", "-", "|"],
    open: [":", ".", ":"],
    day: "o",
    on: ">",
    days: ["o", ".", "X", "?", "!"],
    tick: "+",
    today: "v",
    then: "-->",
};

/// Those of a theme.
pub(super) fn strokes(theme: &Theme) -> &'static Strokes {
    if theme.signs.is_ascii() {
        &ASCII
    } else {
        &LINES
    }
}
