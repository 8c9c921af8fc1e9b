//! What decides: the findings by level, and each wait as a bar to its end.

use ratatui::text::Line;

use super::{
    course::Axis,
    strokes::{cut, lines, sheet, strokes, wide, write},
};
use crate::{
    sheet::pictures::{Why, WhyRow},
    text::{self, Language},
    tui::theme::Theme,
};

const LEAST: u16 = 56;
/// The columns for what a finding is about, and for what it says at the end.
const NAMES: u16 = 30;
const ENDS: u16 = 29;
/// The least of a bar that goes on.
const OPEN: u16 = 3;

/// The findings, drawn in this width; nothing where nothing was found.
pub fn draw(why: &Why, theme: &Theme, width: u16) -> Option<Vec<Line<'static>>> {
    let language = why.language;
    if width < LEAST || why.rows.is_empty() {
        return None;
    }
    let levels = why.rows.chunk_by(|one, other| one.level == other.level);
    let tall = why.rows.len() + levels.clone().count() + 1;
    let mut buffer = sheet(theme, width, u16::try_from(tall).ok()?);
    let axis = Axis {
        days: (why.today, why.latest().unwrap_or(why.today)),
        columns: (NAMES, (width - ENDS).max(NAMES + OPEN)),
    };
    let mut y = 0;
    if why.rows.iter().any(|row| !row.when(language).is_empty()) {
        write(
            &mut buffer,
            (NAMES, y),
            language.says(text::TODAY),
            theme.quiet,
        );
        y += 1;
    }
    for rows in levels {
        let Some(level) = rows.first().map(|row| row.level) else {
            continue;
        };
        let style = theme.level(level);
        let heading = format!("{} {}", theme.signs.level(level), level.says(language));
        write(&mut buffer, (0, y), &heading, style);
        y += 1;
        for row in rows {
            let style = if row.decides { style } else { theme.text };
            let mark = if row.decides { theme.signs.focus } else { " " };
            let name = format!("{mark} {}", cut(theme, &row.title, NAMES - 3));
            write(&mut buffer, (0, y), &name, style);
            let bar = bar(row, axis, theme);
            write(&mut buffer, (NAMES, y), &bar, style);
            let from = NAMES + wide(&bar) + u16::from(!bar.is_empty());
            let says = ends(row, theme, language, width.saturating_sub(from));
            write(&mut buffer, (from, y), &says, style);
            y += 1;
        }
    }
    Some(lines(&buffer))
}

/// The bar of a wait: to its day, or open.
fn bar(row: &WhyRow, axis: Axis, theme: &Theme) -> String {
    let [left, middle, right] = strokes(theme).span;
    let (to, last) = match (row.end, &row.event) {
        (Some(end), _) => (axis.column(end), right),
        (None, Some(_)) => (axis.columns.1, strokes(theme).on),
        (None, None) => return String::new(),
    };
    let long = to.saturating_sub(axis.columns.0 + 1);
    format!("{left}{}{last}", middle.repeat(usize::from(long)))
}

/// What stands behind the bar: when it ends, and whether this decides.
fn ends(row: &WhyRow, theme: &Theme, language: &Language, room: u16) -> String {
    let when = row.when(language);
    if !row.decides {
        return cut(theme, &when, room);
    }
    let decides = language.says(text::WHY_DECIDES);
    if when.is_empty() {
        return decides.to_owned();
    }
    // a date without its year would be another
    let both = format!("{when}, {decides}");
    if wide(&both) <= room {
        both
    } else if row.end.is_some() {
        cut(theme, &when, room)
    } else {
        let room = room.saturating_sub(wide(decides) + 2);
        format!("{}, {decides}", cut(theme, &when, room))
    }
}
