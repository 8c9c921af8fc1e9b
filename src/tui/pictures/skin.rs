//! Pictures of skin: one that fills the room, or all of an album side by side.

use ratatui::{buffer::Buffer, text::Line};

use super::{
    raster::{self, Room, cells},
    strokes::{lines, sheet, strokes, wide, write, write_centred},
};
use crate::{
    sheet::pictures::drawing::{Drawing, Side},
    text::{self, Language},
    tui::theme::Theme,
};

/// The least of a drawing alone, and of one among others, in columns and lines.
const LEAST: (u16, u16) = (34, 6);
const LEAST_BESIDE: (u16, u16) = (12, 6);
/// How much a cut may be stretched, down and across.
const STRETCH: (f64, f64) = (0.5, 1.9);
/// The columns between two drawings of one thing, and between things.
const GAP: u16 = 3;

/// What a drawing is seen from, in words.
fn side_says(side: Side, language: &Language) -> &str {
    language.says(match side {
        Side::Front => text::FROM_THE_FRONT,
        Side::Cut => text::FROM_THE_SIDE,
    })
}

/// How many columns and lines of a room a drawing takes.
fn fitted(drawing: &Drawing, (width, height): (u16, u16)) -> (u16, u16) {
    // a cell is twice as high as wide
    let (least, most) = match drawing.side {
        // what is round stays round
        Side::Front => (drawing.ratio * 0.9, drawing.ratio * 1.1),
        Side::Cut => (drawing.ratio * STRETCH.0, drawing.ratio * STRETCH.1),
    };
    let widest = cells(2.0 * most * f64::from(height)).max(1);
    let highest = cells(f64::from(width) / (2.0 * least)).max(1);
    (width.min(widest), height.min(highest))
}

/// The drawings of one thing, each under what it is seen from.
pub(super) fn draw(
    drawings: &[Drawing],
    theme: &Theme,
    language: &Language,
    (width, height): (u16, u16),
) -> Option<Vec<Line<'static>>> {
    let heads = u16::from(drawings.len() > 1);
    let tall = height.checked_sub(heads)?;
    if width < LEAST.0 || tall < LEAST.1 {
        return None;
    }
    // the narrow one first takes what it needs
    let mut left = width;
    let mut sizes = Vec::new();
    for (nth, drawing) in drawings.iter().enumerate() {
        let others = u16::try_from(drawings.len() - nth - 1).unwrap_or(0);
        let share = (left.saturating_sub(others * GAP) / (others + 1)).max(1);
        let size = fitted(drawing, (share, tall));
        left = left.saturating_sub(size.0 + GAP);
        sizes.push(size);
    }
    let high = sizes.iter().map(|size| size.1).max()?;
    let all: u16 = sizes.iter().map(|size| size.0 + GAP).sum::<u16>() - GAP;
    let mut buffer = sheet(theme, width, high + heads);
    let mut x = (width - all.min(width)) / 2;
    for (drawing, (wide, tall)) in drawings.iter().zip(sizes) {
        if heads > 0 {
            let says = side_says(drawing.side, language);
            // where it would touch the next, the drawings say it alone
            if self::wide(says) < wide + GAP {
                write_centred(&mut buffer, (x, x + wide), 0, says, theme.quiet);
            }
        }
        let room = Room {
            x,
            y: heads,
            width: wide,
            height: tall,
        };
        raster::paint(drawing, theme, language, room, &mut buffer);
        x += wide + GAP;
    }
    Some(lines(&buffer))
}

/// One of the things that stand side by side.
pub(super) struct Beside {
    /// What it is called.
    pub(super) title: String,
    /// How it looks.
    pub(super) drawings: Vec<Drawing>,
    /// Whether it is the one that is looked at.
    pub(super) chosen: bool,
}

/// Several things side by side; the one that is chosen is marked over and under it. Steps have an
/// arrow from each to the next.
pub(super) fn side_by_side(
    all: &[Beside],
    theme: &Theme,
    language: &Language,
    (width, height): (u16, u16),
) -> Option<Vec<Line<'static>>> {
    let count = u16::try_from(all.len()).ok().filter(|count| *count > 1)?;
    let rows = u16::try_from(all.first()?.drawings.len()).ok()?;
    let are_steps = rows == 1;
    let gap = if are_steps { 2 * GAP } else { GAP - 1 };
    let across = width.checked_sub((count - 1) * gap)? / count;
    let titles: Vec<Vec<String>> = (1..)
        .zip(all)
        .map(|(nth, it)| heading(nth, it, theme, across))
        .collect();
    let over = u16::try_from(titles.iter().map(Vec::len).max()?).ok()?;
    // under the titles; over each row of drawings what they are seen from; the mark under all
    let heads = if are_steps { 0 } else { rows };
    let tall = height.checked_sub(over + heads + 1)?.checked_div(rows)?;
    if across < LEAST_BESIDE.0 || tall < LEAST_BESIDE.1 {
        return None;
    }
    let sizes: Vec<(u16, u16)> = (all.first()?.drawings.iter())
        .map(|drawing| fitted(drawing, (across, tall)))
        .collect();
    let high = over + heads + sizes.iter().map(|size| size.1).sum::<u16>() + 1;
    let mut buffer = sheet(theme, width, high);
    let all_wide = count * across + (count - 1) * gap;
    let left = (width - all_wide) / 2;
    for ((nth, it), title) in (0_u16..).zip(all).zip(&titles) {
        let x = left + nth * (across + gap);
        let style = if it.chosen { theme.focus } else { theme.text };
        for (y, line) in (0..).zip(title) {
            write_centred(&mut buffer, (x, x + across), y, line, style);
        }
        let mut y = over;
        for (drawing, (wide, tall)) in it.drawings.iter().zip(&sizes) {
            y += u16::from(heads > 0);
            let room = Room {
                x: x + (across - wide) / 2,
                y,
                width: *wide,
                height: *tall,
            };
            raster::paint(drawing, theme, language, room, &mut buffer);
            if are_steps && nth + 1 < count {
                arrow(&mut buffer, theme, (x + across, y + tall / 2), gap);
            }
            y += tall;
        }
        if it.chosen {
            let mark = theme.signs.done.repeat(usize::from(across));
            write(&mut buffer, (x, y), &mark, theme.accent);
        }
    }
    if heads > 0 {
        let mut y = over;
        let first = all.first()?.drawings.iter();
        for (drawing, (_, tall)) in first.zip(&sizes) {
            let rule = theme.signs.rule.repeat(usize::from(all_wide));
            write(&mut buffer, (left, y), &rule, theme.quiet);
            let says = format!(" {} ", side_says(drawing.side, language));
            write(&mut buffer, (left + 2, y), &says, theme.quiet);
            y += 1 + tall;
        }
    }
    Some(lines(&buffer))
}

/// The number and the title of one among others, in lines of its columns.
fn heading(nth: usize, of: &Beside, theme: &Theme, across: u16) -> Vec<String> {
    let mark = if of.chosen { theme.signs.focus } else { " " };
    let says = format!("{mark} {nth} {}", of.title);
    let lines = textwrap::wrap(says.trim_start(), text::lines_of(usize::from(across)));
    lines
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}

fn arrow(buffer: &mut Buffer, theme: &Theme, (x, y): (u16, u16), gap: u16) {
    let sign = strokes(theme).then;
    let at = x + gap.saturating_sub(wide(sign)) / 2;
    write(buffer, (at, y), sign, theme.strong);
}
