//! An address as a QR code in half blocks: what a telephone reads from the screen.
//!
//! Dark on light, whatever the theme: many telephones read nothing else, and no program knows the
//! ground of a terminal, so that both colours are set. They come from the cube of 256, which
//! no palette of a terminal changes. Where no colours or only letters are wanted there is no
//! code: the address is said.

use qrcode::{EcLevel, QrCode};
use ratatui::{
    style::{Color, Style},
    text::{Line, Span},
};

use super::theme::Theme;

/// The light border that the standard asks for, in modules.
const QUIET: usize = 4;

/// Black in the cube of 256 colours.
const DARK: Color = Color::Indexed(16);
/// White in the cube of 256 colours.
const LIGHT: Color = Color::Indexed(231);

/// The lines of a code that holds this address and nothing else, two rows of modules a line. None
/// without colours, with letters only, where it is wider or higher than `columns` and `lines`, and for
/// an address too long for any code: then the address itself is said.
#[must_use]
pub(super) fn code(
    address: &str,
    theme: &Theme,
    (columns, lines): (usize, usize),
) -> Option<Vec<Line<'static>>> {
    if theme.signs.is_ascii() || !theme.has_colors() {
        return None;
    }
    // a screen has no scratches: the least redundancy makes the largest modules
    let code = QrCode::with_error_correction_level(address, EcLevel::L).ok()?;
    let width = code.width();
    let modules = code.to_colors();
    let side = width + 2 * QUIET;
    if side > columns || side.div_ceil(2) > lines {
        return None;
    }
    let color = |x: usize, y: usize| {
        let inside = |it: usize| it.checked_sub(QUIET).filter(|it| *it < width);
        let module = inside(x).zip(inside(y));
        let module = module.and_then(|(x, y)| modules.get(y * width + x));
        match module {
            Some(qrcode::Color::Dark) => DARK,
            _ => LIGHT,
        }
    };
    let line = |y: usize| {
        let cells = (0..side).map(|x| cell(color(x, y), color(x, y + 1)));
        Line::from(cells.collect::<Vec<_>>())
    };
    Some((0..side).step_by(2).map(line).collect())
}

/// Two modules in a cell. Where both are the same, it is the ground of the cell: a block of a font may
/// leave gaps.
fn cell(above: Color, below: Color) -> Span<'static> {
    let half = if above == below { " " } else { "▀" };
    Span::styled(half, Style::new().fg(above).bg(below))
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "a test may stop"
    )]
    use clap::ValueEnum as _;
    use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget as _};

    use super::*;
    use crate::tui::theme::ThemeName;

    const ROOM: (usize, usize) = (78, 40);
    const ADDRESSES: [&str; 3] = [
        "https://clinic.example/aftercare",
        "https://clinic.example/es/cuidados/despues-del-tratamiento?idioma=es&hoja=2",
        "https://clinic.example/ñ",
    ];

    /// Pixels a module.
    const SCALE: usize = 4;

    /// What is in sight at a pixel of painted cells on a ground.
    fn seen(buffer: &Buffer, x: usize, y: usize, ground: u8) -> u8 {
        let (column, row) = (x / SCALE, y / SCALE / 2);
        let outside = buffer.area.width as usize <= column || buffer.area.height as usize <= row;
        if outside {
            return ground;
        }
        let cell = &buffer[(u16::try_from(column).unwrap(), u16::try_from(row).unwrap())];
        let is_upper = (y / SCALE).is_multiple_of(2);
        let color = match cell.symbol() {
            "▀" if is_upper => cell.fg,
            "▀" | " " => cell.bg,
            other => panic!("{other}"),
        };
        match color {
            DARK => 0,
            LIGHT => 255,
            Color::Reset => ground,
            other => panic!("{other:?}"),
        }
    }

    /// The texts of all codes in painted cells, with this ground of the terminal around them.
    fn read(lines: &[Line<'_>], ground: u8) -> Vec<String> {
        // some of the terminal below and beside it
        let width = u16::try_from(lines[0].width()).unwrap() + 6;
        let height = u16::try_from(lines.len()).unwrap() + 3;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        for (row, line) in (0..).zip(lines) {
            line.render(Rect::new(0, row, width, 1), &mut buffer);
        }
        let (width, height) = (usize::from(width) * SCALE, usize::from(height) * 2 * SCALE);
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
            seen(&buffer, x, y, ground)
        });
        let grids = image.detect_grids();
        grids.iter().map(|it| it.decode().unwrap().1).collect()
    }

    #[test]
    fn a_decoder_reads_the_address_in_every_theme_on_any_ground() {
        for name in ThemeName::value_variants() {
            let theme = Theme::new(*name, false);
            for address in ADDRESSES {
                let Some(lines) = code(address, &theme, ROOM) else {
                    assert_eq!(*name, ThemeName::None);
                    continue;
                };
                assert_ne!(*name, ThemeName::None);
                for ground in [0, 255] {
                    assert_eq!(read(&lines, ground), [address], "{name:?} on {ground}");
                }
            }
        }
    }

    #[test]
    fn there_is_no_code_where_it_can_not_be_read() {
        let theme = Theme::new(ThemeName::Dark, false);
        let address = ADDRESSES[0];
        let lines = code(address, &theme, ROOM).unwrap();
        let (columns, height) = (lines[0].width(), lines.len());
        assert!(lines.iter().all(|it| it.width() == columns));
        assert!(code(address, &theme, (columns, height)).is_some());
        assert_eq!(code(address, &theme, (columns - 1, height)), None);
        assert_eq!(code(address, &theme, (columns, height - 1)), None);
        assert_eq!(
            code(address, &Theme::new(ThemeName::Dark, true), ROOM),
            None
        );
        assert_eq!(code(&"x".repeat(4000), &theme, (999, 999)), None);
    }
}
