//! Scars, from the front and cut. The cut of each is one function from the left to the right: how
//! far the surface lies over the level of the skin. From the front the light falls from the upper
//! left: the near wall of a dip is dark and the far one light, with a bump it is the other way round.

use std::f64::consts::{PI, TAU};

use super::drawing::{Drawing, Ink, Point, Side, ring, steps};
use crate::{pack::pictures::Scar, text};

/// How many places a surface is drawn through.
const FINE: u16 = 160;
/// How thick the top layer is.
const LAYER: f64 = 0.07;

/// A scar as it looks on somebody, and cut.
pub(super) fn drawings(scar: Scar) -> Vec<Drawing> {
    vec![front(scar), cut(scar)]
}

// ---- from the front ----

fn front(scar: Scar) -> Drawing {
    let mut it = Drawing::new(Side::Front, 1.0);
    it.block(Ink::Face, (0.0, 0.0), (1.0, 1.0));
    match scar {
        Scar::Rolling => {
            soft_dip(&mut it, (0.3, 0.27), (0.23, 0.17));
            soft_dip(&mut it, (0.72, 0.45), (0.21, 0.19));
            soft_dip(&mut it, (0.34, 0.74), (0.26, 0.17));
        }
        Scar::Boxcar => {
            sharp_dip(&mut it, (0.28, 0.3), (0.15, 0.14));
            sharp_dip(&mut it, (0.7, 0.36), (0.13, 0.17));
            sharp_dip(&mut it, (0.46, 0.74), (0.18, 0.13));
        }
        Scar::IcePick => {
            let holes = [
                (0.2, 0.24),
                (0.5, 0.16),
                (0.78, 0.28),
                (0.36, 0.48),
                (0.64, 0.55),
                (0.2, 0.74),
                (0.5, 0.82),
                (0.82, 0.78),
            ];
            for at in holes {
                hole(&mut it, at);
            }
        }
        Scar::Mix => {
            soft_dip(&mut it, (0.3, 0.3), (0.25, 0.19));
            sharp_dip(&mut it, (0.7, 0.64), (0.17, 0.16));
            for at in [(0.74, 0.2), (0.24, 0.72), (0.4, 0.86)] {
                hole(&mut it, at);
            }
        }
        Scar::Raised => {
            bump(&mut it, (0.5, 0.5), &|_| 1.0, (0.24, 0.2));
            wound(&mut it, (0.5, 0.5), (0.3, 0.26));
        }
        Scar::Keloid => {
            let lumps = |angle: f64| 1.0 + 0.07 * (angle * 7.0).sin() + 0.08 * (angle * 3.0).cos();
            bump(&mut it, (0.5, 0.5), &lumps, (0.37, 0.35));
            wound(&mut it, (0.48, 0.52), (0.14, 0.12));
        }
        Scar::Flat => {
            let blots = [
                ((0.3, 0.28), (0.13, 0.11)),
                ((0.7, 0.42), (0.16, 0.14)),
                ((0.36, 0.74), (0.17, 0.12)),
                ((0.8, 0.8), (0.08, 0.07)),
            ];
            for (at, reach) in blots {
                let uneven = |angle: f64| 1.0 + 0.06 * (angle * 5.0).sin();
                it.area(Ink::Patch, ring(at, reach, uneven));
            }
        }
    }
    it
}

/// A place somewhat to the lower right of another, or to the upper left.
fn moved((x, y): Point, by: f64) -> Point {
    (x + by, y + by)
}

fn grown((across, down): Point, times: f64) -> Point {
    (across * times, down * times)
}

/// A dip without an edge.
fn soft_dip(it: &mut Drawing, at: Point, reach: Point) {
    it.oval(Ink::Light, moved(at, 0.025), reach);
    it.oval(Ink::Shade, moved(at, -0.02), reach);
    it.oval(Ink::Floor, moved(at, 0.02), grown(reach, 0.8));
}

/// A dip with an edge, and a flat floor.
fn sharp_dip(it: &mut Drawing, at: Point, reach: Point) {
    it.oval(Ink::Light, moved(at, 0.022), reach);
    it.oval(Ink::Deep, at, reach);
    it.oval(Ink::Floor, moved(at, 0.022), grown(reach, 0.78));
}

/// A hole, as if poked.
fn hole(it: &mut Drawing, at: Point) {
    it.oval(Ink::Light, moved(at, 0.018), (0.048, 0.048));
    it.oval(Ink::Deep, at, (0.04, 0.044));
}

fn bump(it: &mut Drawing, at: Point, far: &dyn Fn(f64) -> f64, reach: Point) {
    it.area(Ink::Shade, ring(moved(at, 0.035), reach, far));
    it.area(Ink::Growth, ring(at, reach, far));
    let (across, down) = reach;
    let lit = (at.0 - across * 0.4, at.1 - down * 0.42);
    it.oval(Ink::Light, lit, grown(reach, 0.28));
}

/// Where the first wound went.
fn wound(it: &mut Drawing, at: Point, reach: Point) {
    let mut edge = ring(at, reach, |_| 1.0);
    edge.extend(edge.first().copied());
    it.dashes(Ink::Wound, 0.022, &edge, 2);
}

// ---- cut ----

/// What is cut: where the surface stands, from the top, where nothing is wrong; how far it lies over
/// that; and from where to where the first wound went.
struct Cut {
    level: f64,
    surface: fn(f64) -> f64,
    wound: Option<(f64, f64)>,
}

const fn shape(scar: Scar) -> Cut {
    match scar {
        Scar::Rolling => dip(rolling),
        Scar::Boxcar => dip(boxcar),
        Scar::IcePick => dip(ice_pick),
        Scar::Mix => dip(mix),
        Scar::Raised => Cut {
            level: 0.56,
            surface: raised,
            wound: Some((0.26, 0.74)),
        },
        Scar::Keloid => Cut {
            level: 0.66,
            surface: keloid,
            wound: Some((0.4, 0.6)),
        },
        Scar::Flat => Cut {
            level: 0.3,
            surface: |_| 0.0,
            wound: None,
        },
    }
}

const fn dip(surface: fn(f64) -> f64) -> Cut {
    Cut {
        level: 0.16,
        surface,
        wound: None,
    }
}

fn cut(scar: Scar) -> Drawing {
    let Cut {
        level,
        surface,
        wound,
    } = shape(scar);
    let mut it = Drawing::new(Side::Cut, 2.0);
    let depth = |x: f64| level - surface(x);
    // what rises over the skin is scar
    let scar_down_to = wound.map(|_| level + LAYER);
    skin(&mut it, &depth, scar_down_to, FINE);
    if scar == Scar::Flat {
        it.block(Ink::Patch, (0.3, level), (0.7, level + 0.22));
        it.label((0.5, 0.88), text::OTHER_SHADE);
    }
    if let Some((from, to)) = wound {
        for x in [from, to] {
            let post: Vec<Point> = steps(level, 0.84, 10).map(|y| (x, y)).collect();
            it.dashes(Ink::Wound, 0.022, &post, 1);
        }
        it.line(Ink::Wound, 0.022, vec![(from, 0.84), (to, 0.84)]);
        it.label((0.5, 0.95), text::WOUND_EDGE);
    }
    it
}

/// Skin, cut: the top layer along its surface, what lies under that, and a few fibres of collagen.
/// What lies higher than `growth_to` is scar.
pub(super) fn skin(
    it: &mut Drawing,
    depth: &dyn Fn(f64) -> f64,
    growth_to: Option<f64>,
    fine: u16,
) {
    it.area(Ink::Top, all_under(depth, fine));
    let under = |x: f64| inside(depth, x, it.ratio);
    let layer = all_under(&under, fine);
    let deep = growth_to.map(|to| all_under(&|x| under(x).max(to), fine));
    it.area(
        if deep.is_some() {
            Ink::Growth
        } else {
            Ink::Under
        },
        layer,
    );
    if let Some(deep) = deep {
        it.area(Ink::Under, deep);
    }
    let highest = steps(0.0, 1.0, fine).map(|x| depth(x).max(growth_to.unwrap_or(0.0)));
    let highest = highest.fold(1.0, f64::min);
    for row in 0..5_u16 {
        let y = highest + 0.2 + 0.14 * f64::from(row);
        let shift = f64::from(row * 5 % 11) / 50.0;
        for x in steps(0.04, 0.94, 5) {
            let x = (x + shift) % 0.94;
            let is_clear = steps(x, x + 0.06, 6).all(|x| y < 0.96 && y > depth(x) + LAYER + 0.06);
            if is_clear {
                it.line(Ink::Fibre, 0.02, wavy((x, y), 0.06));
            }
        }
    }
}

/// All that lies under a surface.
fn all_under(depth: &dyn Fn(f64) -> f64, fine: u16) -> Vec<Point> {
    let mut corners: Vec<Point> = steps(0.0, 1.0, fine).map(|x| (x, depth(x))).collect();
    corners.extend([(1.0, 1.0), (0.0, 1.0)]);
    corners
}

/// How far down the top layer ends at a place: as far from the surface on every side.
fn inside(depth: &dyn Fn(f64) -> f64, x: f64, ratio: f64) -> f64 {
    let sides = steps(-1.0, 1.0, 12);
    let far = |part: f64| depth(x + part * LAYER / ratio) + LAYER * (1.0 - part * part).sqrt();
    sides.map(far).fold(0.0, f64::max)
}

/// A fibre from a place to the right.
pub(super) fn wavy((x, y): Point, long: f64) -> Vec<Point> {
    let place = |part: f64| (x + part * long, y + 0.016 * (part * TAU).sin());
    steps(0.0, 1.0, 8).map(place).collect()
}

/// Wide, shallow waves.
fn rolling(x: f64) -> f64 {
    wave(x, (0.04, 0.96), 2.0) * -0.18
}

/// A dip with steep walls and a flat floor.
fn boxcar(x: f64) -> f64 {
    walls(x, (0.3, 0.7)) * -0.4
}

/// Two narrow, deep holes.
fn ice_pick(x: f64) -> f64 {
    -(point(x, 0.33, 0.075) * 0.68 + point(x, 0.68, 0.07) * 0.58)
}

/// A wave, a dip with steep walls, a narrow hole.
fn mix(x: f64) -> f64 {
    let wave = wave(x, (0.0, 0.42), 1.0) * 0.2;
    -(wave + walls(x, (0.46, 0.7)) * 0.4 + point(x, 0.86, 0.075) * 0.66)
}

/// A bump within the wound.
fn raised(x: f64) -> f64 {
    dome(x, (0.31, 0.69)) * 0.42
}

/// A lumpy growth, wider than the wound.
fn keloid(x: f64) -> f64 {
    let lumps = 1.0 + 0.1 * (x * 36.0).sin();
    dome(x, (0.1, 0.9)) * 0.5 * lumps
}

/// How far x has come between two edges, from 0 to 1; none outside.
fn between(x: f64, (from, to): (f64, f64)) -> Option<f64> {
    (from..=to).contains(&x).then(|| (x - from) / (to - from))
}

/// Soft waves between two edges, from 0 to 1.
fn wave(x: f64, edges: (f64, f64), count: f64) -> f64 {
    let turn = |part: f64| 0.5 - 0.5 * (part * count * TAU).cos();
    between(x, edges).map_or(0.0, turn)
}

/// 1 between two edges, and a steep wall at each.
fn walls(x: f64, (from, to): (f64, f64)) -> f64 {
    let inside = (x - from).min(to - x) / 0.012;
    inside.clamp(0.0, 1.0)
}

/// A narrow V: 1 at its point, 0 this far from it.
fn point(x: f64, at: f64, reach: f64) -> f64 {
    (1.0 - (x - at).abs() / reach).max(0.0)
}

/// A round bump between two edges, from 0 to 1.
fn dome(x: f64, edges: (f64, f64)) -> f64 {
    between(x, edges).map_or(0.0, |part| (part * PI).sin().sqrt())
}
