//! The course on a line of time: each session and each mark as a bar from the
//! earliest to the latest day.

use jiff::{ToSpan, Unit, civil::Date};
use ratatui::{buffer::Buffer, text::Line};

use super::strokes::{cut, lines, sheet, strokes, wide, write};
use crate::{
    sheet::pictures::{Course, Span},
    text,
    tui::theme::Theme,
};

const LEAST: u16 = 56;
/// The columns for the names of the bars.
const NAMES: u16 = 23;
/// How far apart the months on the line stand at least.
const APART: u16 = 9;

/// Days on columns, from the left to the right.
#[derive(Debug, Clone, Copy)]
pub struct Axis {
    /// The first and the last day.
    pub days: (Date, Date),
    /// The first and the last column.
    pub columns: (u16, u16),
}

impl Axis {
    /// The column of a day; days outside stand at an end.
    #[must_use]
    pub fn column(&self, day: Date) -> u16 {
        let (first, last) = self.days;
        let days = |from: Date, to: Date| {
            let days = from
                .until((Unit::Day, to))
                .map_or(0, |span| span.get_days());
            u64::try_from(days).unwrap_or(0)
        };
        let (left, right) = self.columns;
        let room = u64::from(right.saturating_sub(left));
        let all = days(first, last).max(1);
        let come = days(first, day).min(all);
        left.saturating_add(u16::try_from(come * room / all).unwrap_or(0))
    }
}

/// The course, drawn in this width.
pub fn draw(course: &Course<'_>, theme: &Theme, width: u16) -> Option<Vec<Line<'static>>> {
    if width < LEAST {
        return None;
    }
    let bars = course.sessions.len() + course.marks.len();
    let mut buffer = sheet(theme, width, u16::try_from(bars + 3).ok()?);
    let axis = Axis {
        days: (course.start, course.end()),
        columns: (NAMES, width - 3),
    };
    months(&mut buffer, course, axis, theme);
    for (y, span) in (2..).zip(&course.sessions) {
        bar(&mut buffer, span, axis, y, theme);
    }
    for (y, span) in (3..).skip(course.sessions.len()).zip(&course.marks) {
        bar(&mut buffer, span, axis, y, theme);
    }
    Some(lines(&buffer))
}

/// The months over the bars: by name with a date, else counted.
fn months(buffer: &mut Buffer, course: &Course<'_>, axis: Axis, theme: &Theme) {
    let language = course.language;
    let rule = theme
        .signs
        .rule
        .repeat(usize::from(axis.columns.1 - axis.columns.0 + 1));
    write(buffer, (NAMES, 1), &rule, theme.quiet);
    let mut free = NAMES;
    for count in 0_i32.. {
        let Ok(day) = course.start.checked_add(count.months()) else {
            return;
        };
        if day > course.end() {
            break;
        }
        let column = axis.column(day);
        let says = if course.dated {
            let name: String = language.month(day.month()).chars().take(3).collect();
            format!("{name} {}", day.year())
        } else {
            count.to_string()
        };
        let fits = column + wide(&says) <= buffer.area.width;
        if column >= free && count % 3 == 0 && fits {
            write(buffer, (column, 0), &says, theme.quiet);
            write(buffer, (column, 1), strokes(theme).tick, theme.quiet);
            free = column + if course.dated { APART } else { wide(&says) + 2 };
        }
    }
    if !course.dated {
        write(
            buffer,
            (
                NAMES.saturating_sub(wide(language.says(text::IN_MONTHS)) + 1),
                0,
            ),
            language.says(text::IN_MONTHS),
            theme.quiet,
        );
    }
}

fn bar(buffer: &mut Buffer, span: &Span, axis: Axis, y: u16, theme: &Theme) {
    let strokes = strokes(theme);
    let style = if span.open { theme.text } else { theme.accent };
    write(
        buffer,
        (0, y),
        &cut(theme, &span.title, NAMES - 1),
        theme.text,
    );
    let (from, to) = (axis.column(span.first), axis.column(span.last));
    let [left, middle, right] = if span.open {
        strokes.open
    } else {
        strokes.span
    };
    let says = if span.first == span.last {
        strokes.day.to_owned()
    } else if from == to {
        left.to_owned()
    } else {
        format!("{left}{}{right}", middle.repeat(usize::from(to - from - 1)))
    };
    write(buffer, (from, y), &says, style);
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_stands_where_it_belongs_on_the_line() {
        let axis = Axis {
            days: (date(2026, 1, 1), date(2026, 4, 11)),
            columns: (10, 60),
        };
        assert_eq!(axis.column(date(2026, 1, 1)), 10);
        assert_eq!(axis.column(date(2026, 2, 20)), 35);
        assert_eq!(axis.column(date(2026, 4, 11)), 60);
        assert_eq!(axis.column(date(2025, 4, 11)), 10);
        assert_eq!(axis.column(date(2027, 4, 11)), 60);
    }
}
