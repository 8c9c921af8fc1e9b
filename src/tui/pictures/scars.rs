//! Scars cut from the side: the line of the surface, and what tells each from
//! the others.
//!
//! Each is one function, from the left to the right. It is drawn in dots, or with `--ascii` by the sign
//! that looks like the slope.

use ratatui::text::Line;

use super::{
    skin,
    strokes::{lines, sheet, strokes, write, write_centred},
};
use crate::{
    pack::pictures::Scar,
    text::{self, Language},
    tui::theme::Theme,
};

/// The room that a drawing takes: the least and the most.
const LEAST: (u16, u16) = (36, 6);
const MOST: (u16, u16) = (64, 10);

/// How a scar is shaped. All is in parts of the width of the drawing; heights are
/// parts of its height, over and under the level of the skin.
#[derive(Debug, Clone, Copy)]
struct Shape {
    /// Where the surface stands in the drawing, from its top, where nothing is wrong.
    level: f64,
    surface: fn(f64) -> f64,
    /// From where to where the first wound went.
    wound: Option<(f64, f64)>,
    /// From where to where the skin has another shade.
    shade: Option<(f64, f64)>,
}

/// What each scar is drawn by.
const fn shape(scar: Scar) -> Shape {
    match scar {
        Scar::Rolling => dip(rolling),
        Scar::Boxcar => dip(boxcar),
        Scar::IcePick => dip(ice_pick),
        Scar::Mix => dip(mix),
        Scar::Raised => bump(raised, 0.6, (0.3, 0.7)),
        Scar::Keloid => bump(keloid, 0.72, (0.42, 0.58)),
        Scar::Flat => Shape {
            level: 0.3,
            surface: flat,
            wound: None,
            shade: Some((0.3, 0.7)),
        },
    }
}

const fn dip(surface: fn(f64) -> f64) -> Shape {
    Shape {
        level: 0.16,
        surface,
        wound: None,
        shade: None,
    }
}

const fn bump(surface: fn(f64) -> f64, level: f64, wound: (f64, f64)) -> Shape {
    Shape {
        level,
        surface,
        wound: Some(wound),
        shade: None,
    }
}

/// Wide, shallow waves.
fn rolling(x: f64) -> f64 {
    wave(x, (0.06, 0.94), 2.0) * -0.28
}

/// A dip with steep walls and a flat floor.
fn boxcar(x: f64) -> f64 {
    walls(x, (0.32, 0.68), 0.008) * -0.5
}

/// Two narrow, deep holes.
fn ice_pick(x: f64) -> f64 {
    -(point(x, 0.36, 0.045) * 0.78 + point(x, 0.64, 0.04) * 0.64)
}

/// A wave, a dip with steep walls, a narrow hole.
fn mix(x: f64) -> f64 {
    let wave = wave(x, (0.02, 0.4), 1.0) * 0.28;
    -(wave + walls(x, (0.46, 0.68), 0.008) * 0.48 + point(x, 0.85, 0.04) * 0.78)
}

/// A bump within the wound.
fn raised(x: f64) -> f64 {
    dome(x, (0.32, 0.68)) * 0.42
}

/// A lumpy growth, wider than the wound.
fn keloid(x: f64) -> f64 {
    let lumps = 1.0 + 0.13 * (x * 40.0).sin();
    dome(x, (0.14, 0.86)) * 0.56 * lumps
}

fn flat(_: f64) -> f64 {
    0.0
}

/// How far x has come between two edges, from 0 to 1; none outside.
fn between(x: f64, (from, to): (f64, f64)) -> Option<f64> {
    (from..=to).contains(&x).then(|| (x - from) / (to - from))
}

/// Soft waves between two edges, from 0 to 1.
fn wave(x: f64, edges: (f64, f64), count: f64) -> f64 {
    let turn = |part: f64| 0.5 - 0.5 * (part * count * std::f64::consts::TAU).cos();
    between(x, edges).map_or(0.0, turn)
}

/// 1 between two edges, and a wall of this width at each.
fn walls(x: f64, (from, to): (f64, f64), wall: f64) -> f64 {
    let inside = (x - from).min(to - x) / wall;
    inside.clamp(0.0, 1.0)
}

/// A narrow V: 1 at its point, 0 this far from it.
fn point(x: f64, at: f64, reach: f64) -> f64 {
    (1.0 - (x - at).abs() / reach).max(0.0)
}

/// A round bump between two edges, from 0 to 1.
fn dome(x: f64, edges: (f64, f64)) -> f64 {
    between(x, edges).map_or(0.0, |part| (part * std::f64::consts::PI).sin().sqrt())
}

/// A scar, drawn in this room of a page.
pub fn draw(
    scar: Scar,
    theme: &Theme,
    language: &Language,
    (width, height): (u16, u16),
) -> Option<Vec<Line<'static>>> {
    let shape = shape(scar);
    let marks = u16::from(shape.wound.is_some()) * 2;
    let tall = height.checked_sub(marks)?.min(MOST.1);
    let across = width.min(MOST.0);
    if across < LEAST.0 || tall < LEAST.1 {
        return None;
    }
    let mut buffer = sheet(theme, across, tall + marks);
    let cut = skin::CrossSection {
        surface: &|x| shape.level - (shape.surface)(x),
        level: shape.level,
        posts: shape
            .wound
            .map_or_else(Vec::new, |(from, to)| vec![from, to]),
    };
    skin::paint(&cut, theme, (across, tall), &mut buffer);
    let column = |part: f64| skin::whole(part * f64::from(across));
    if let Some((from, to)) = shape.shade {
        let (from, to) = (column(from), column(to));
        let under = skin::whole(shape.level * f64::from(tall)) + 1;
        for y in under..(under + 2).min(tall) {
            let patch = strokes(theme).shade.repeat(usize::from(to - from));
            write(&mut buffer, (from, y), &patch, theme.alert);
        }
        write_centred(
            &mut buffer,
            (from, to),
            under + 2,
            &format!(" {} ", language.says(text::OTHER_SHADE)),
            theme.text,
        );
    }
    if let Some((from, to)) = shape.wound {
        let (from, to) = (column(from), column(to));
        let [left, middle, right] = strokes(theme).span;
        let bar = middle.repeat(usize::from(to.saturating_sub(from + 1)));
        write(
            &mut buffer,
            (from, tall),
            &format!("{left}{bar}{right}"),
            theme.strong,
        );
        write_centred(
            &mut buffer,
            (from, to),
            tall + 1,
            language.says(text::WOUND_EDGE),
            theme.strong,
        );
    }
    Some(lines(&buffer))
}
