//! How the treatment works, in still frames: the same piece of skin each time, so that what changed
//! from one to the next is what is seen. No scar is in it, since what becomes of a scar nobody can
//! promise.

use super::{
    drawing::{Drawing, Ink, Point, Side, steps},
    scars,
};
use crate::{pack::pictures::Step, text};

/// Where the surface is, and how deep the needles go.
const SURFACE: f64 = 0.4;
const DEEP: f64 = 0.8;
/// Half the width of a needle, and of a channel, at the surface.
const THIN: f64 = 0.02;
/// Where the needles are, from the left.
const NEEDLES: [f64; 5] = [0.16, 0.33, 0.5, 0.67, 0.84];
const FINE: u16 = 40;

/// A frame.
pub(super) fn drawing(step: Step) -> Drawing {
    let mut it = Drawing::new(Side::Cut, 1.2);
    scars::skin(&mut it, &|_| SURFACE, None, FINE);
    match step {
        Step::Skin => {
            it.label((0.5, SURFACE + 0.04), text::TOP_LAYER);
            it.label((0.5, 0.8), text::COLLAGEN);
        }
        Step::Needles => {
            it.block(Ink::Holder, (0.4, 0.0), (0.6, 0.08));
            it.block(Ink::Holder, (0.1, 0.07), (0.9, 0.18));
            for x in NEEDLES {
                let corners = vec![(x - THIN, 0.18), (x + THIN, 0.18), (x, DEEP)];
                it.area(Ink::Needle, corners);
                it.line(Ink::Needle, 0.012, vec![(x, 0.18), (x, DEEP)]);
            }
        }
        Step::Channels => {
            for x in NEEDLES {
                let top = SURFACE + 0.01;
                let corners = vec![(x - 1.4 * THIN, top), (x + 1.4 * THIN, top), (x, DEEP)];
                it.area(Ink::Channel, corners);
                it.line(Ink::Channel, 0.018, vec![(x, top), (x, DEEP)]);
            }
        }
        Step::Collagen => {
            for (nth, x) in (0_u16..).zip(NEEDLES) {
                for y in steps(SURFACE + 0.16, DEEP, 3) {
                    let shift = 0.05 * f64::from(nth % 2);
                    let from: Point = (x - 0.06, y + shift);
                    it.line(Ink::New, 0.024, scars::wavy(from, 0.12));
                }
            }
            it.label((0.5, 0.95), text::NEW_COLLAGEN);
        }
    }
    it
}
