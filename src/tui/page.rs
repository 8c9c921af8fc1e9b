//! A page: lines of words that fit a width. Some belong to a row that can be taken.
//!
//! Every screen is such a page. It is made anew for each frame, at the width of the window. Each row
//! carries what it does, so that no key needs to know where on the page it stands.

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
};
use textwrap::wrap;

use super::theme::Theme;
use crate::text;

/// The widest that text is set, in columns.
pub const WIDEST: u16 = 76;

/// What is left free at the right of the text, as at its left.
pub const MARGIN: u16 = 2;

/// How wide an empty field is, in columns.
const FIELD: usize = 40;

/// How a page is set: all that it is made of but its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    theme: Theme,
    width: usize,
    /// The columns at the left of all but drawings: words stay in a column that can be read.
    margin: usize,
    focus: Option<usize>,
}

/// A page whose rows do something of the kind `A`.
#[derive(Debug)]
pub struct Page<A> {
    setting: Setting,
    lines: Vec<PageLine>,
    rows: Vec<PageRow<A>>,
    /// Whether one is to choose: then the first row is in sight from the start.
    is_choice: bool,
}

#[derive(Debug)]
struct PageLine {
    line: Line<'static>,
    /// The row that it belongs to.
    row: Option<usize>,
    /// The column of the cursor, where it stands in this line.
    cursor: Option<usize>,
}

#[derive(Debug)]
struct PageRow<A> {
    act: A,
    /// The number that takes it.
    number: Option<usize>,
}

impl<A: Copy> Page<A> {
    /// An empty page; `focus` is the place of the row that has it, among the rows.
    #[must_use]
    pub fn new(theme: Theme, width: u16, focus: Option<usize>) -> Self {
        let text = if width > WIDEST {
            WIDEST - MARGIN
        } else {
            width
        };
        Self {
            setting: Setting {
                theme,
                width: usize::from(text),
                margin: usize::from(width - text) / 2,
                focus,
            },
            lines: Vec::new(),
            rows: Vec::new(),
            is_choice: false,
        }
    }

    /// How it is set.
    #[must_use]
    pub const fn setting(&self) -> Setting {
        self.setting
    }

    /// How it looks.
    #[must_use]
    pub const fn theme(&self) -> Theme {
        self.setting.theme
    }

    /// One is to choose here: what stands over the first row gives way to it in a small window.
    pub const fn choose(&mut self) {
        self.is_choice = true;
    }

    /// An empty page like this one.
    #[must_use]
    pub const fn empty(&self) -> Self {
        Self {
            setting: self.setting,
            lines: Vec::new(),
            rows: Vec::new(),
            is_choice: self.is_choice,
        }
    }

    #[must_use]
    pub fn act(&self, row: usize) -> Option<A> {
        self.rows.get(row).map(|row| row.act)
    }

    /// The first row that does this.
    pub fn row_that(&self, does: impl Fn(A) -> bool) -> Option<usize> {
        self.rows.iter().position(|row| does(row.act))
    }

    /// The row that a number takes.
    #[must_use]
    pub fn row_of_number(&self, number: usize) -> Option<usize> {
        self.rows.iter().position(|row| row.number == Some(number))
    }

    /// This number takes the last row.
    pub fn by_number(&mut self, number: usize) {
        if let Some(row) = self.rows.last_mut() {
            row.number = Some(number);
        }
    }

    /// Whether two columns have room side by side.
    #[must_use]
    pub const fn is_wide(&self) -> bool {
        self.setting.width >= 60
    }

    /// How many rows it has.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.rows.len()
    }

    /// How many lines it has.
    #[must_use]
    pub fn height(&self) -> usize {
        self.lines.len()
    }

    /// All its words, in the order in which they stand.
    #[must_use]
    pub fn says(&self) -> String {
        let spans = self.lines.iter().flat_map(|line| &line.line.spans);
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
        if self.lines.last().is_some_and(|it| it.line.width() > 0) {
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
        let mark = format!("{}{} ", " ".repeat(indent), self.setting.theme.signs.alert);
        self.marked(says, self.setting.theme.alert, &mark);
    }

    /// A row that does this when it is taken: `mark` stands before its words.
    pub fn row(&mut self, mark: &str, says: &str, act: A) {
        self.styled_row(mark, says, act, self.setting.theme.text);
    }

    /// The same, in a style of its own where it has not the focus.
    pub fn styled_row(&mut self, mark: &str, says: &str, act: A, style: Style) {
        let (place, focused) = self.add(act);
        let sign = if focused {
            self.setting.theme.signs.focus
        } else {
            " "
        };
        let style = if focused {
            self.setting.theme.focus
        } else {
            style
        };
        let mark = format!(" {sign} {mark}");
        for (nth, mut line) in self.wrapped(says, &mark).into_iter().enumerate() {
            if focused {
                // one even bar, however the words wrap
                let width = Span::raw(line.as_str()).width();
                line += &" ".repeat(self.setting.width.saturating_sub(width));
            }
            let cursor = (focused && nth == 0).then_some(1);
            self.push(Line::styled(line, style), Some(place), cursor);
        }
    }

    /// One more row: its place, and whether it has the focus.
    fn add(&mut self, act: A) -> (usize, bool) {
        let place = self.rows.len();
        self.rows.push(PageRow { act, number: None });
        (place, self.setting.focus == Some(place))
    }

    /// A row to type into; `column` is where the cursor stands in `typed`.
    pub fn field(&mut self, typed: &str, column: usize, act: A) {
        let (place, focused) = self.add(act);
        let sign = if focused {
            self.setting.theme.signs.focus
        } else {
            " "
        };
        let room = self.setting.width.saturating_sub(6);
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
            Span::styled(format!(" {sign} "), self.setting.theme.accent),
            Span::styled(shown, self.setting.theme.strong),
            Span::styled("_".repeat(fill), self.setting.theme.quiet),
        ]);
        let cursor = focused.then_some(3 + column - start);
        self.push(line, Some(place), cursor);
    }

    /// How wide a drawing may be: as wide as the page, whatever the column of its words.
    #[must_use]
    pub const fn room(&self) -> usize {
        self.setting.width + 2 * self.setting.margin
    }

    /// Lines that were drawn, as wide as the page.
    pub fn drawn(&mut self, lines: Vec<Line<'static>>) {
        let lines = lines.into_iter().map(|line| PageLine {
            line,
            row: None,
            cursor: None,
        });
        self.lines.extend(lines);
    }

    fn wrapped(&self, says: &str, mark: &str) -> Vec<String> {
        let indent = " ".repeat(Span::raw(mark).width());
        let options = text::lines_of(self.setting.width.max(8))
            .initial_indent(mark)
            .subsequent_indent(&indent);
        wrap(says, options).into_iter().map(String::from).collect()
    }

    fn push(&mut self, mut line: Line<'static>, row: Option<usize>, cursor: Option<usize>) {
        if self.setting.margin > 0 {
            line.spans
                .insert(0, Span::raw(" ".repeat(self.setting.margin)));
        }
        let cursor = cursor.map(|column| column + self.setting.margin);
        self.lines.push(PageLine { line, row, cursor });
    }

    /// The first line to show, near `wanted`, so that the focus is in sight.
    #[must_use]
    pub fn scroll(&self, wanted: usize, height: usize) -> usize {
        let most = self.lines.len().saturating_sub(height);
        let top = wanted.min(most);
        let of_focus = |line: &PageLine| line.row.is_some() && line.row == self.setting.focus;
        if let (Some(first), Some(last)) = (
            self.lines.iter().position(of_focus),
            self.lines.iter().rposition(of_focus),
        ) {
            // at the first row to choose, what stands above it is shown as well
            let first = if self.setting.focus == Some(0) && last < height {
                0
            } else {
                first
            };
            return top.max((last + 1).saturating_sub(height)).min(first);
        }
        let first = self.lines.iter().position(|line| line.row == Some(0));
        match first.filter(|_| self.is_choice && self.setting.focus.is_none()) {
            Some(first) => top.max((first + 1).saturating_sub(height)),
            None => top,
        }
    }

    /// The first and the last row in sight.
    #[must_use]
    pub fn seen(&self, top: usize, height: usize) -> Option<(usize, usize)> {
        let mut before = None;
        let mut seen: Option<(usize, usize)> = None;
        for (place, line) in self.lines.iter().enumerate().take(top + height) {
            // a row is in sight where its mark is
            if let Some(row) = line.row.filter(|it| Some(*it) != before)
                && place >= top
            {
                seen = Some((seen.map_or(row, |(first, _)| first), row));
            }
            before = line.row;
        }
        seen
    }

    /// The lines that [`Page::paint`] fills from `top` on and that belong to a row; not those of a
    /// row whose mark is out of sight.
    pub fn hits(&self, area: Rect, top: usize) -> Vec<(Rect, usize)> {
        let seen = self.seen(top, usize::from(area.height));
        let is_seen = |row: &usize| seen.is_some_and(|(first, _)| *row >= first);
        let lines = self.lines.iter().skip(top).zip(area.rows());
        lines
            .filter_map(|(line, area)| Some((area, line.row.filter(is_seen)?)))
            .collect()
    }

    /// Paints the lines from `top` on; gives where the cursor stands.
    pub fn paint(&self, area: Rect, top: usize, buffer: &mut Buffer) -> Option<Position> {
        let mut cursor = None;
        let lines = self.lines.iter().skip(top).zip(area.rows());
        for (line, place) in lines {
            buffer.set_line(place.x, place.y, &line.line, place.width);
            if let Some(column) = line.cursor {
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

/// Sets one line of words in an area.
pub fn set(frame: &mut Frame<'_>, area: Rect, says: &str, style: Style) {
    let line = Line::styled(says, style);
    frame
        .buffer_mut()
        .set_line(area.x, area.y, &line, area.width);
}
