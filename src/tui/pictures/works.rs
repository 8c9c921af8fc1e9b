//! How the treatment works, in still frames: the same piece of skin each time, and
//! no scar in it, since what becomes of a scar nobody can promise.

use ratatui::{buffer::Buffer, text::Line};

use super::strokes::{Strokes, lines, sheet, strokes, wide, write};
use crate::{
    pack::pictures::Step,
    text::{self, Language},
    tui::theme::Theme,
};

const LEAST: u16 = 36;
const MOST: u16 = 64;
/// The rows: what holds the needles, the air, the surface, the top layer, and what is under it.
const HEIGHT: u16 = 11;
const HOLDER: u16 = 0;
const SURFACE: u16 = 3;
const DEEP: u16 = 8;
/// The columns between two needles, and those at the left that are kept for names.
const APART: u16 = 6;
const NAMES: u16 = 17;

/// A frame, drawn in this room of a page.
pub fn draw(
    step: Step,
    theme: &Theme,
    language: &Language,
    (width, height): (u16, u16),
) -> Option<Vec<Line<'static>>> {
    let across = width.min(MOST);
    if across < LEAST || height < HEIGHT {
        return None;
    }
    let mut buffer = sheet(theme, across, HEIGHT);
    let strokes = strokes(theme);
    skin(&mut buffer, theme, strokes, language);
    let columns = (NAMES..across.saturating_sub(1)).step_by(usize::from(APART));
    let columns: Vec<u16> = columns.collect();
    match step {
        Step::Skin => {}
        Step::Needles => needles(&mut buffer, theme, strokes, &columns, language),
        Step::Channels => {
            for x in columns {
                for y in SURFACE..=DEEP {
                    write(
                        &mut buffer,
                        (x - 1, y),
                        &format!(" {} ", strokes.channel),
                        theme.accent,
                    );
                }
            }
            label(
                &mut buffer,
                theme,
                HOLDER + 1,
                language.says(text::TINY_CHANNELS),
            );
        }
        Step::Collagen => {
            let [_, new] = strokes.collagen;
            for x in columns {
                for y in SURFACE + 2..=DEEP {
                    write(&mut buffer, (x - 1, y), &new.repeat(3), theme.accent);
                }
            }
            label(
                &mut buffer,
                theme,
                HEIGHT - 1,
                &format!("{} {}", new.repeat(3), language.says(text::NEW_COLLAGEN)),
            );
        }
    }
    Some(lines(&buffer))
}

/// The skin of every frame.
fn skin(buffer: &mut Buffer, theme: &Theme, strokes: &Strokes, language: &Language) {
    let across = usize::from(buffer.area.width);
    write(buffer, (0, SURFACE), &"_".repeat(across), theme.strong);
    write(
        buffer,
        (0, SURFACE + 1),
        &strokes.layer.repeat(across),
        theme.quiet,
    );
    let [old, _] = strokes.collagen;
    for y in SURFACE + 2..HEIGHT - 1 {
        let start = (y * 5) % 11;
        for x in (start..buffer.area.width).step_by(11) {
            write(buffer, (x, y), &old.repeat(2), theme.quiet);
        }
    }
    write(
        buffer,
        (1, SURFACE + 1),
        &format!(" {} ", language.says(text::TOP_LAYER)),
        theme.text,
    );
    write(
        buffer,
        (1, HEIGHT - 1),
        &format!("{} {}", old.repeat(2), language.says(text::COLLAGEN)),
        theme.text,
    );
}

fn needles(
    buffer: &mut Buffer,
    theme: &Theme,
    strokes: &Strokes,
    columns: &[u16],
    language: &Language,
) {
    let (Some(first), Some(last)) = (columns.first(), columns.last()) else {
        return;
    };
    let holder = strokes.holder.repeat(usize::from(last - first + 3));
    write(buffer, (first - 1, HOLDER), &holder, theme.strong);
    for x in columns {
        for y in HOLDER + 1..DEEP {
            write(buffer, (*x, y), strokes.needle, theme.accent);
        }
        write(buffer, (*x, DEEP), strokes.point, theme.accent);
    }
    label(buffer, theme, HOLDER + 1, language.says(text::NEEDLES));
}

/// Words at the right of a row.
fn label(buffer: &mut Buffer, theme: &Theme, y: u16, says: &str) {
    let x = buffer.area.width.saturating_sub(wide(says) + 1);
    write(
        buffer,
        (x.saturating_sub(1), y),
        &format!(" {says} "),
        theme.accent,
    );
}
