//! Shapes in the cells of a terminal, in one of three ways: in colours, where the theme has inks; in
//! grey, where it has none; in the signs of a typewriter. A cell is twice as high as wide, and is
//! looked at in 2 by 4 places, which are square.

use ratatui::{buffer::Buffer, style::Style};

use super::strokes::write;
use crate::{
    sheet::pictures::drawing::{Drawing, Form, Ink, Point},
    text::Language,
    tui::theme::Theme,
};

/// How many places of a cell are looked at, across and down.
const ACROSS: usize = 2;
const DOWN: usize = 4;

/// The inks of a drawing, place by place.
struct Grid {
    wide: usize,
    tall: usize,
    inks: Vec<Option<Ink>>,
}

/// Cells of a sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub(super) x: u16,
    pub(super) y: u16,
    pub(super) width: u16,
    pub(super) height: u16,
}

/// Draws into these cells, stretched to fill them.
pub(super) fn paint(
    drawing: &Drawing,
    theme: &Theme,
    language: &Language,
    room: Room,
    buffer: &mut Buffer,
) {
    let mut grid = Grid::new(room);
    for shape in &drawing.shapes {
        match &shape.form {
            Form::Area(corners) => grid.fill(shape.ink, corners),
            Form::Line(through, width) => grid.stroke(shape.ink, through, *width),
        }
    }
    for y in 0..room.height {
        for x in 0..room.width {
            let (sign, style) = if theme.signs.is_ascii() {
                grid.letter((x, y), theme)
            } else if theme.has_inks() {
                grid.quarters((x, y), theme)
            } else {
                grid.grey((x, y), theme)
            };
            let mut bytes = [0; 4];
            let sign = sign.encode_utf8(&mut bytes);
            write(buffer, (room.x + x, room.y + y), sign, style);
        }
    }
    for label in &drawing.labels {
        let says = format!(" {} ", language.says(label.says));
        let wide = super::strokes::wide(&says);
        // cut words say less than none: the title and the words beside say it
        if wide <= room.width {
            let (x, y) = label.at;
            let middle = cells(x * f64::from(room.width));
            let at = middle.saturating_sub(wide / 2).min(room.width - wide);
            let row = cells(y * f64::from(room.height)).min(room.height.saturating_sub(1));
            write(buffer, (room.x + at, room.y + row), &says, theme.text);
        }
    }
}

/// A part of a length as a whole number of cells.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is bounded by the window, and never below nothing"
)]
pub(super) fn cells(part: f64) -> u16 {
    part.max(0.0).min(f64::from(u16::MAX)) as u16
}

impl Grid {
    fn new(room: Room) -> Self {
        let (wide, tall) = (
            usize::from(room.width) * ACROSS,
            usize::from(room.height) * DOWN,
        );
        Self {
            wide,
            tall,
            inks: vec![None; wide * tall],
        }
    }

    /// A place of the drawing, in places of the grid.
    fn scaled(&self, (x, y): Point) -> Point {
        (x * length(self.wide), y * length(self.tall))
    }

    fn set(&mut self, ink: Ink, x: usize, y: usize) {
        if x < self.wide
            && let Some(place) = self.inks.get_mut(y * self.wide + x)
        {
            *place = Some(ink);
        }
    }

    /// Fills an area: row by row, between its edges.
    fn fill(&mut self, ink: Ink, corners: &[Point]) {
        let corners: Vec<Point> = corners.iter().map(|at| self.scaled(*at)).collect();
        let next = corners.iter().cycle().skip(1);
        let edges: Vec<(Point, Point)> = corners.iter().copied().zip(next.copied()).collect();
        for y in 0..self.tall {
            let middle = length(y) + 0.5;
            let crossed = edges.iter().filter_map(|((x0, y0), (x1, y1))| {
                let crosses = (*y0 <= middle) != (*y1 <= middle);
                crosses.then(|| x0 + (middle - y0) / (y1 - y0) * (x1 - x0))
            });
            let mut crossed: Vec<f64> = crossed.collect();
            crossed.sort_by(f64::total_cmp);
            for pair in crossed.chunks_exact(2) {
                if let [from, to] = pair {
                    let to = usize::from(cells(to + 0.5)).min(self.wide);
                    for x in usize::from(cells(from + 0.5))..to {
                        self.set(ink, x, y);
                    }
                }
            }
        }
    }

    /// Draws a line, never thinner than a place.
    fn stroke(&mut self, ink: Ink, through: &[Point], width: f64) {
        let reach = (width * length(self.tall) / 2.0).max(0.6);
        let through: Vec<Point> = through.iter().map(|at| self.scaled(*at)).collect();
        for piece in through.windows(2) {
            let &[from, to] = piece else { continue };
            let first = |one: f64, other: f64| usize::from(cells(one.min(other) - reach));
            let last = |one: f64, other: f64| usize::from(cells(one.max(other) + reach));
            for y in first(from.1, to.1)..=last(from.1, to.1).min(self.tall.saturating_sub(1)) {
                for x in first(from.0, to.0)..=last(from.0, to.0) {
                    let at = (length(x) + 0.5, length(y) + 0.5);
                    if distance(at, from, to) <= reach {
                        self.set(ink, x, y);
                    }
                }
            }
        }
    }

    fn at(&self, x: usize, y: usize) -> Option<Ink> {
        self.inks.get(y * self.wide + x).copied().flatten()
    }

    /// The inks of a cell, row by row.
    fn of_cell(&self, (x, y): (u16, u16)) -> impl Iterator<Item = Option<Ink>> {
        let (left, top) = (usize::from(x) * ACROSS, usize::from(y) * DOWN);
        let rows = (top..top + DOWN).flat_map(move |y| (left..left + ACROSS).map(move |x| (x, y)));
        rows.map(|(x, y)| self.at(x, y))
    }

    /// The inks of the quarters of a cell. Of the two places of each, what is fine counts.
    fn quarters_of(&self, cell: (u16, u16)) -> [Option<Ink>; 4] {
        let inks: Vec<Option<Ink>> = self.of_cell(cell).collect();
        let ink = |place: usize| inks.get(place).copied().flatten();
        [(0, 2), (1, 3), (4, 6), (5, 7)].map(|(one, other)| {
            let (one, other) = (ink(one), ink(other));
            if rank(one) >= rank(other) { one } else { other }
        })
    }

    /// A cell in two colours, one for each of its quarters.
    fn quarters(&self, cell: (u16, u16), theme: &Theme) -> (char, Style) {
        let quarters = self.quarters_of(cell);
        let ground = most(&quarters, |_| 1);
        let others: Vec<_> = quarters.into_iter().filter(|it| *it != ground).collect();
        let other = most(&others, |_| 1).or(ground);
        let style = Style::new().bg(theme.ink(ground)).fg(theme.ink(other));
        (sign_of(quarters, |it| it != ground), style)
    }

    /// A cell in grey: what is solid in its quarters, else the shade of most of it.
    fn grey(&self, cell: (u16, u16), theme: &Theme) -> (char, Style) {
        let quarters = self.quarters_of(cell);
        let is_solid = |ink: Option<Ink>| ink.is_some_and(|ink| shade(ink) == SOLID);
        if quarters.into_iter().any(is_solid) {
            return (sign_of(quarters, is_solid), theme.strong);
        }
        let ink = most(&quarters, |ink| usize::from(rank(ink)));
        (ink.map_or(' ', shade), theme.text)
    }

    /// A cell as a letter: that of the ink that counts most there.
    fn letter(&self, cell: (u16, u16), theme: &Theme) -> (char, Style) {
        let inks: Vec<Option<Ink>> = self.of_cell(cell).collect();
        // what is fine shows in a third of a cell
        let ink = most(&inks, |ink| if rank(ink) > GROUND { 3 } else { 1 });
        let style = if rank(ink) > GROUND {
            theme.strong
        } else {
            theme.text
        };
        (ink.map_or(' ', letter), style)
    }
}

/// The ink that counts most among some, each place of it so many times.
fn most(inks: &[Option<Ink>], times: impl Fn(Option<Ink>) -> usize) -> Option<Ink> {
    let count = |ink: Option<Ink>| times(ink) * inks.iter().filter(|it| **it == ink).count();
    let most = inks
        .iter()
        .copied()
        .max_by_key(|it| (count(*it), rank(*it)));
    most.flatten()
}

/// The sign that fills the quarters that are meant.
fn sign_of(quarters: [Option<Ink>; 4], is_meant: impl Fn(Option<Ink>) -> bool) -> char {
    let mask = quarters.into_iter().rev();
    let mask = mask.fold(0, |mask, it| 2 * mask + usize::from(is_meant(it)));
    QUARTERS.get(mask).copied().unwrap_or(' ')
}

#[expect(
    clippy::cast_precision_loss,
    reason = "it is bounded by the window: some thousands"
)]
const fn length(places: usize) -> f64 {
    places as f64
}

/// How far a place is from a piece of a line.
fn distance((x, y): Point, (x0, y0): Point, (x1, y1): Point) -> f64 {
    let (dx, dy) = (x1 - x0, y1 - y0);
    let long = dx.mul_add(dx, dy * dy);
    let part = if long > 0.0 {
        (((x - x0) * dx + (y - y0) * dy) / long).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (x - x0 - part * dx).hypot(y - y0 - part * dy)
}

/// The rank of the inks that fill: over it are those that are fine.
const GROUND: u8 = 1;

/// Which of two inks counts where both are.
const fn rank(ink: Option<Ink>) -> u8 {
    match ink {
        None => 0,
        Some(
            Ink::Face
            | Ink::Under
            | Ink::Growth
            | Ink::Floor
            | Ink::Light
            | Ink::Shade
            | Ink::Patch
            | Ink::Fibre,
        ) => GROUND,
        Some(Ink::Top | Ink::Holder) => 2,
        Some(Ink::Deep | Ink::Wound | Ink::New | Ink::Channel | Ink::Needle) => 3,
    }
}

/// The shade of an ink, where there are no colours.
const fn shade(ink: Ink) -> char {
    match ink {
        Ink::Light | Ink::Channel => ' ',
        Ink::Face | Ink::Under => '░',
        Ink::Floor | Ink::Fibre | Ink::Growth => '▒',
        Ink::Shade | Ink::Patch | Ink::Holder => '▓',
        Ink::Deep | Ink::Top | Ink::New | Ink::Wound | Ink::Needle => SOLID,
    }
}

const SOLID: char = '█';

const fn letter(ink: Ink) -> char {
    match ink {
        Ink::Face | Ink::Light | Ink::Channel => ' ',
        Ink::Under => '.',
        Ink::Floor => ':',
        Ink::Growth => 'o',
        Ink::Shade => '/',
        Ink::Patch => '%',
        Ink::Deep => '@',
        Ink::Top => '#',
        Ink::Fibre => '~',
        Ink::New => '&',
        Ink::Wound => '+',
        Ink::Needle => '|',
        Ink::Holder => '=',
    }
}

/// The signs of the quarters of a cell: upper left, upper right, lower left, lower right.
const QUARTERS: [char; 16] = [
    ' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█',
];

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> Grid {
        Grid::new(Room {
            x: 0,
            y: 0,
            width: 5,
            height: 5,
        })
    }

    fn count(grid: &Grid) -> usize {
        grid.inks.iter().flatten().count()
    }

    #[test]
    fn an_area_fills_what_lies_within_its_corners() {
        let mut of = grid();
        of.fill(Ink::Face, &[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]);
        assert_eq!(count(&of), 10 * 20);
        let mut of = grid();
        of.fill(Ink::Face, &[(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]);
        assert_eq!(count(&of), 10 * 20 / 2);
        assert_eq!((of.at(0, 0), of.at(9, 19)), (Some(Ink::Face), None));
    }

    #[test]
    fn a_line_is_never_lost() {
        let mut of = grid();
        of.stroke(Ink::Wound, &[(0.0, 0.5), (1.0, 0.5)], 0.0);
        assert!(count(&of) >= 10);
        assert!((0..10).all(|x| (0..20).any(|y| of.at(x, y).is_some())));
    }

    #[test]
    fn a_part_is_never_less_than_nothing() {
        assert_eq!([cells(-1.0), cells(0.9), cells(7.2)], [0, 0, 7]);
    }
}
