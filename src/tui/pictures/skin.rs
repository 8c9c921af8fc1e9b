//! Skin cut from the side: the line of its surface, and what lies under it. With
//! dots where the terminal has them, with signs of a typewriter where not.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Color,
    symbols::Marker,
    widgets::{
        Widget,
        canvas::{Canvas, Points},
    },
};

use super::strokes::write;
use crate::tui::theme::Theme;

/// How many dots lie in a cell of the canvas, across and down.
const DOTS: (u16, u16) = (2, 4);
/// How many dots thick the line of the surface is.
const THICK: f64 = 2.6;
/// From how many rows in a column on a slope takes more than one, and is a wall.
const STEEP: f64 = 1.1;
const WALL: f64 = 4.2;

/// A cut through skin. Places are parts of the width and of the height, from the
/// left and from the top.
pub struct CrossSection<'c> {
    /// How far down the surface lies at each place.
    pub surface: &'c dyn Fn(f64) -> f64,
    /// How far down it lies where nothing is wrong.
    pub level: f64,
    /// Where something is marked, all the way down.
    pub posts: Vec<f64>,
}

/// A part of a length as a whole number of cells.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is bounded by the window, and never below nothing"
)]
pub fn whole(part: f64) -> u16 {
    part.max(0.0).min(f64::from(u16::MAX)) as u16
}

/// Paints a cut into the upper left of a sheet.
pub fn paint(
    cut: &CrossSection<'_>,
    theme: &Theme,
    (width, height): (u16, u16),
    buffer: &mut Buffer,
) {
    if theme.signs.is_ascii() {
        letters(cut, theme, (width, height), buffer);
    } else {
        dots(cut, (width, height), buffer);
    }
    // the line of the surface stands out, in colour and without
    for x in 0..width {
        let (top, bottom) = rows_of(cut, x, (width, height));
        for y in 0..height {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                let style = if (top..=bottom).contains(&y) {
                    theme.accent
                } else {
                    theme.quiet
                };
                cell.set_style(style);
            }
        }
    }
}

/// The rows through which the surface goes in a column.
fn rows_of(cut: &CrossSection<'_>, x: u16, (width, height): (u16, u16)) -> (u16, u16) {
    let at = |part: f64| {
        let place = (f64::from(x) + part) / f64::from(width);
        (cut.surface)(place) * f64::from(height)
    };
    let all = [0.01, 0.25, 0.5, 0.75, 0.99].map(at);
    let top = all.iter().copied().fold(f64::MAX, f64::min);
    let bottom = all.iter().copied().fold(0.0, f64::max);
    let last = height.saturating_sub(1);
    (whole(top).min(last), whole(bottom).min(last))
}

fn dots(cut: &CrossSection<'_>, (width, height): (u16, u16), buffer: &mut Buffer) {
    let (across, down) = (width * DOTS.0, height * DOTS.1);
    let mut points = Vec::new();
    for x in 0..across {
        let place = (f64::from(x) + 0.5) / f64::from(across);
        let near = [-1.0, 0.0, 1.0].map(|step| {
            let place = place + step / f64::from(across);
            (cut.surface)(place) * f64::from(down)
        });
        let [_, surface, _] = near;
        // a wall is as thick as the line is
        let deepest = near.into_iter().fold(surface, f64::max);
        let post = cut
            .posts
            .iter()
            .any(|post| whole(post * f64::from(across)) == x);
        let level = cut.level * f64::from(down);
        for y in 0..down {
            let depth = f64::from(y) - surface;
            let line = depth >= 0.0 && f64::from(y) < deepest.max(surface + THICK);
            let texture = depth > THICK + 1.0 && (x + 2 * y) % 10 == 1 && y % 4 == 2;
            let gone = depth < -2.0 && whole(level) == y && x % 4 < 2;
            let marked = post && f64::from(y) > level && y % 4 < 2;
            if line || texture || gone || marked {
                points.push((f64::from(x), f64::from(down - 1 - y)));
            }
        }
    }
    let canvas = Canvas::default()
        .marker(Marker::Braille)
        .background_color(buffer.cell((0, 0)).map_or(Color::Reset, |cell| cell.bg))
        .x_bounds([0.0, f64::from(across - 1)])
        .y_bounds([0.0, f64::from(down - 1)])
        .paint(|context| context.draw(&Points::new(&points, Color::Reset)));
    canvas.render(Rect::new(0, 0, width, height), buffer);
}

fn letters(
    cut: &CrossSection<'_>,
    theme: &Theme,
    (width, height): (u16, u16),
    buffer: &mut Buffer,
) {
    let level = whole(cut.level * f64::from(height));
    for x in 0..width {
        let at = |part: f64| {
            let place = (f64::from(x) + part) / f64::from(width);
            (cut.surface)(place) * f64::from(height)
        };
        let (mut top, mut bottom) = rows_of(cut, x, (width, height));
        let places = (at(0.01), at(0.5), at(0.99));
        if is_point(places) {
            top = bottom;
        } else if bottom - top == 1 && (places.2 - places.0).abs() < STEEP {
            // one sign for a slope, on the row where it is midway
            let middle = whole(places.1).clamp(top, bottom);
            (top, bottom) = (middle, middle);
        }
        let post = cut
            .posts
            .iter()
            .any(|post| whole(post * f64::from(width)) == x);
        for y in 0..height {
            let sign = if (top..=bottom).contains(&y) {
                stroke(places)
            } else if y < top {
                if y == level && x % 2 == 0 { "." } else { " " }
            } else if post && y > level {
                "|"
            } else if (x + 2 * y) % 5 == 0 {
                "."
            } else {
                " "
            };
            write(buffer, (x, y), sign, theme.quiet);
        }
    }
}

/// Whether a piece of the surface goes down and up again: the point of a hole.
fn is_point((left, middle, right): (f64, f64, f64)) -> bool {
    middle - left.max(right) > 0.3
}

/// The sign for a piece of the surface, by where it begins, is midway, and ends.
fn stroke(places: (f64, f64, f64)) -> &'static str {
    let (left, middle, right) = places;
    let falls = right - left;
    if is_point(places) {
        "V"
    } else if falls.abs() < 0.3 {
        if middle.fract() < 0.5 { "-" } else { "_" }
    } else if falls.abs() > WALL {
        "|"
    } else if falls > 0.0 {
        "\\"
    } else {
        "/"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slopes_become_the_signs_that_look_like_them() {
        assert_eq!(stroke((2.1, 2.1, 2.1)), "-");
        assert_eq!(stroke((2.8, 2.8, 2.8)), "_");
        assert_eq!(stroke((2.0, 2.4, 2.9)), "\\");
        assert_eq!(stroke((2.9, 2.4, 2.0)), "/");
        assert_eq!(stroke((1.0, 2.5, 4.0)), "\\");
        assert_eq!(stroke((1.0, 4.0, 7.0)), "|");
        assert_eq!(stroke((1.0, 3.0, 1.2)), "V");
    }

    #[test]
    fn a_part_is_never_less_than_nothing() {
        assert_eq!([whole(-1.0), whole(0.9), whole(7.2)], [0, 0, 7]);
    }
}
