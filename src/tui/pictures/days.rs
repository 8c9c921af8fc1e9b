//! The days after the treatment, a column each.

use ratatui::{style::Style, text::Line};

use super::strokes::{Strokes, cut, lines, sheet, strokes, write};
use crate::{
    sheet::pictures::{DayIs, RowKind, Strip, kind_says},
    text,
    tui::theme::Theme,
};

/// The columns for the names of the rows, and the most and the least for a day.
const NAMES: u16 = 22;
const MOST: u16 = 10;
const LEAST: u16 = 3;

/// The strip, drawn in this width.
pub fn draw(strip: &Strip<'_>, theme: &Theme, width: u16) -> Option<Vec<Line<'static>>> {
    let language = strip.language;
    let days = u16::try_from(strip.last).ok()? + 1;
    let column = (width.checked_sub(NAMES)? / days).min(MOST);
    if column < LEAST {
        return None;
    }
    let strokes = strokes(theme);
    let kinds = strip.rows.chunk_by(|one, other| one.kind == other.kind);
    let tall = 2 + strip.rows.len() + kinds.clone().count() + 1;
    let mut buffer = sheet(theme, NAMES + days * column, u16::try_from(tall).ok()?);
    let x = |day: u16| NAMES + day * column;
    if let Some(today) = strip.today.and_then(|day| u16::try_from(day).ok()) {
        let says = format!("{} {}", strokes.today, language.says(text::TODAY));
        let at = x(today).min(
            buffer
                .area
                .width
                .saturating_sub(super::strokes::wide(&says)),
        );
        write(&mut buffer, (at, 0), &says, theme.strong);
    }
    if let Some(months) = strip.months() {
        write(&mut buffer, (0, 1), &months, theme.quiet);
    }
    for day in 0..days {
        let today = strip.today == Some(u32::from(day));
        let style = if today { theme.focus } else { theme.quiet };
        let says = strip
            .date(u32::from(day))
            .map_or_else(|| day.to_string(), |date| date.day().to_string());
        write(
            &mut buffer,
            (x(day), 1),
            &format!("{says:^wide$}", wide = usize::from(column - 1)),
            style,
        );
    }
    let [_, some, _, ask, _] = strokes.days;
    let mut y = 2;
    for rows in kinds {
        let Some(kind) = rows.first().map(|row| row.kind) else {
            continue;
        };
        let sign = sign_of(kind, DayIs::Sure, strokes);
        let sign = if is_bar(kind) {
            sign.repeat(2)
        } else {
            sign.to_owned()
        };
        let heading = format!("{sign} {}", kind_says(kind, language));
        write(&mut buffer, (0, y), &heading, style_of(kind, theme));
        y += 1;
        for row in rows {
            write(
                &mut buffer,
                (1, y),
                &cut(theme, row.title, NAMES - 2),
                theme.text,
            );
            for day in 0..days {
                let is = row.is_on(u32::from(day));
                let sign = sign_of(kind, is, strokes);
                let filled = if is_bar(kind) && sign != ask {
                    sign.repeat(usize::from(column - 1))
                } else {
                    format!("{sign:^wide$}", wide = usize::from(column - 1))
                };
                write(&mut buffer, (x(day), y), &filled, style_of(kind, theme));
            }
            y += 1;
        }
    }
    let key = language.fill(text::STRIP_KEY, &[("some", &some.repeat(2)), ("ask", ask)]);
    write(&mut buffer, (0, y), &key, theme.quiet);
    Some(lines(&buffer))
}

const fn sign_of(kind: RowKind, is: DayIs, strokes: &Strokes) -> &'static str {
    let [sure, some, not_yet, ask, warning] = strokes.days;
    match (kind, is) {
        (_, DayIs::Free) => " ",
        (RowKind::Usual, DayIs::Sure) => sure,
        (RowKind::Usual, DayIs::Perhaps) => some,
        (RowKind::NotYet, DayIs::Sure) => not_yet,
        (RowKind::NotYet, DayIs::Perhaps) => ask,
        (RowKind::Warning, _) => warning,
    }
}

/// Whether all days of a row are one bar.
const fn is_bar(kind: RowKind) -> bool {
    matches!(kind, RowKind::Usual | RowKind::NotYet)
}

const fn style_of(kind: RowKind, theme: &Theme) -> Style {
    match kind {
        RowKind::Usual => theme.text,
        RowKind::NotYet => theme.not_yet,
        RowKind::Warning => theme.alert,
    }
}
