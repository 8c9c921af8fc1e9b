//! A page: rows of words that fit a width, some of which can have the focus.
//!
//! Every screen is such a page. It is made anew for each frame, at the width of
//! the window, and knows which of its rows must be in sight.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
};
use textwrap::wrap;

use super::theme::Theme;
use crate::text;

/// How wide an empty field is, in columns.
const FIELD: usize = 40;

/// A page of rows.
#[derive(Debug)]
pub struct Page<'t> {
    theme: &'t Theme,
    width: usize,
    rows: Vec<Row>,
    targets: usize,
    focus: Option<usize>,
}

#[derive(Debug)]
struct Row {
    line: Line<'static>,
    /// The row that can have the focus which it belongs to.
    target: Option<usize>,
    /// The column of the cursor, where it stands in this row.
    cursor: Option<usize>,
}

impl<'t> Page<'t> {
    /// An empty page; `focus` is the place of the row that has it, among those that can.
    #[must_use]
    pub const fn new(theme: &'t Theme, width: u16, focus: Option<usize>) -> Self {
        Self {
            theme,
            width: width as usize,
            rows: Vec::new(),
            targets: 0,
            focus,
        }
    }

    /// Whether two columns have room side by side.
    #[must_use]
    pub const fn is_wide(&self) -> bool {
        self.width >= 60
    }

    /// How many rows can have the focus.
    #[must_use]
    pub const fn targets(&self) -> usize {
        self.targets
    }

    /// How many lines it has.
    #[must_use]
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// All its words, in the order in which they stand.
    #[must_use]
    pub fn says(&self) -> String {
        let spans = self.rows.iter().flat_map(|row| &row.line.spans);
        let mut says = String::new();
        for span in spans {
            says += &span.content;
            says.push(' ');
        }
        says
    }

    /// An empty line.
    pub fn blank(&mut self) {
        self.push(Line::default(), None, None);
    }

    /// An empty line, if the page is not at its top or behind one already.
    pub fn gap(&mut self) {
        if self.rows.last().is_some_and(|row| row.line.width() > 0) {
            self.blank();
        }
    }

    /// Text, wrapped and indented.
    pub fn text(&mut self, says: &str, style: Style, indent: usize) {
        self.marked(says, style, &" ".repeat(indent));
    }

    /// Text behind a mark; the lines after the first stand under its words.
    pub fn marked(&mut self, says: &str, style: Style, mark: &str) {
        for line in self.wrapped(says, mark) {
            self.push(Line::styled(line, style), None, None);
        }
    }

    /// What must not be overlooked, behind its sign.
    pub fn alert(&mut self, says: &str, indent: usize) {
        let mark = format!("{}{} ", " ".repeat(indent), self.theme.signs.alert);
        self.marked(says, self.theme.alert, &mark);
    }

    /// A row that can have the focus: `mark` stands before its words.
    pub fn option(&mut self, mark: &str, says: &str) {
        let place = self.targets;
        self.targets += 1;
        let focused = self.focus == Some(place);
        let sign = if focused { self.theme.signs.focus } else { " " };
        let style = if focused {
            self.theme.focus
        } else {
            self.theme.text
        };
        let mark = format!(" {sign} {mark}");
        for (nth, mut line) in self.wrapped(says, &mark).into_iter().enumerate() {
            if focused {
                // one even bar, however the words wrap
                let width = Span::raw(line.as_str()).width();
                line += &" ".repeat(self.width.saturating_sub(width));
            }
            let cursor = (focused && nth == 0).then_some(1);
            self.push(Line::styled(line, style), Some(place), cursor);
        }
    }

    /// A field to type into, which has the focus at its place among the rows;
    /// `column` is where the cursor stands in `typed`.
    pub fn field(&mut self, typed: &str, column: usize) {
        let place = self.targets;
        self.targets += 1;
        let focused = self.focus == Some(place);
        let sign = if focused { self.theme.signs.focus } else { " " };
        let room = self.width.saturating_sub(6);
        // the end of what does not fit is where one types; wide letters take two columns
        let hidden = column.saturating_sub(room);
        let mut at = 0;
        let mut start = 0;
        let mut shown = String::new();
        for letter in typed.chars() {
            let width = Span::raw(letter.to_string()).width();
            if at < hidden {
                start = at + width;
            } else if at + width <= start.max(hidden) + room {
                shown.push(letter);
            }
            at += width;
        }
        let start = start.max(hidden).min(column);
        let fill = room
            .min(FIELD)
            .saturating_sub(Span::raw(shown.as_str()).width());
        let line = Line::from(vec![
            Span::styled(format!(" {sign} "), self.theme.accent),
            Span::styled(shown, self.theme.strong),
            Span::styled("_".repeat(fill), self.theme.quiet),
        ]);
        let cursor = focused.then_some(3 + column - start);
        self.push(line, Some(place), cursor);
    }

    /// How wide its lines are.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Lines that were drawn, indented.
    pub fn drawn(&mut self, lines: Vec<Line<'static>>, indent: usize) {
        for mut line in lines {
            line.spans.insert(0, Span::raw(" ".repeat(indent)));
            self.push(line, None, None);
        }
    }

    fn wrapped(&self, says: &str, mark: &str) -> Vec<String> {
        let indent = " ".repeat(Span::raw(mark).width());
        let options = text::lines_of(self.width.max(8))
            .initial_indent(mark)
            .subsequent_indent(&indent);
        wrap(says, options).into_iter().map(String::from).collect()
    }

    fn push(&mut self, line: Line<'static>, target: Option<usize>, cursor: Option<usize>) {
        self.rows.push(Row {
            line,
            target,
            cursor,
        });
    }

    /// The first row to show, near `wanted`, so that the focus is in sight.
    #[must_use]
    pub fn scroll(&self, wanted: usize, height: usize) -> usize {
        let most = self.rows.len().saturating_sub(height);
        let mut top = wanted.min(most);
        let of_focus = |row: &Row| row.target.is_some() && row.target == self.focus;
        if let (Some(first), Some(last)) = (
            self.rows.iter().position(of_focus),
            self.rows.iter().rposition(of_focus),
        ) {
            // at the first row to choose, what stands above it is shown as well
            let first = if self.focus == Some(0) && last < height {
                0
            } else {
                first
            };
            top = top.max((last + 1).saturating_sub(height)).min(first);
        }
        top
    }

    /// The first and the last row in sight, of those that can have the focus.
    #[must_use]
    pub fn seen(&self, top: usize, height: usize) -> Option<(usize, usize)> {
        let mut before = None;
        let mut seen: Option<(usize, usize)> = None;
        for (line, row) in self.rows.iter().enumerate().take(top + height) {
            // a row is in sight where its mark is
            if let Some(target) = row.target.filter(|it| Some(*it) != before)
                && line >= top
            {
                seen = Some((seen.map_or(target, |(first, _)| first), target));
            }
            before = row.target;
        }
        seen
    }

    /// The lines that [`Page::paint`] fills from `top` on and that belong to a row which can have
    /// the focus; not those of a row whose mark is out of sight.
    pub fn hits(&self, area: Rect, top: usize) -> Vec<(Rect, usize)> {
        let seen = self.seen(top, usize::from(area.height));
        let is_seen = |target: &usize| seen.is_some_and(|(first, _)| *target >= first);
        let rows = self.rows.iter().skip(top).zip(area.rows());
        rows.filter_map(|(row, line)| Some((line, row.target.filter(is_seen)?)))
            .collect()
    }

    /// Paints the rows from `top` on; gives where the cursor stands.
    pub fn paint(&self, area: Rect, top: usize, buffer: &mut Buffer) -> Option<Position> {
        let mut cursor = None;
        let rows = self.rows.iter().skip(top).zip(area.rows());
        for (row, place) in rows {
            buffer.set_line(place.x, place.y, &row.line, place.width);
            if let Some(column) = row.cursor {
                let column = u16::try_from(column).unwrap_or(u16::MAX);
                let x = place
                    .x
                    .saturating_add(column)
                    .min(place.right().saturating_sub(1));
                cursor = Some(Position::new(x, place.y));
            }
        }
        cursor
    }
}
