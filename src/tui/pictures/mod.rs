//! The pictures, drawn: cells of a page for a scene, where there is room.
//!
//! A drawing knows the values of its scene and the theme, and nothing else. Where
//! the window is too small there is none, and the words beside it say it all.

mod course;
mod days;
mod scars;
mod skin;
mod strokes;
mod why;
mod works;

use ratatui::text::Line;

use super::theme::Theme;
use crate::{sheet::pictures::Scene, text::Language};

/// A drawing of a scene in this many columns and lines; none where it would not fit.
/// What is a table takes the lines that it needs: a page scrolls.
#[must_use]
pub fn draw(
    scene: &Scene<'_>,
    theme: &Theme,
    language: &Language,
    (width, height): (u16, u16),
) -> Option<Vec<Line<'static>>> {
    match scene {
        Scene::Scar(scar) => scars::draw(scar.shows, theme, language, (width, height)),
        Scene::Frame(frame) => works::draw(frame.shows, theme, language, (width, height)),
        Scene::Course(course) => course::draw(course, theme, width),
        Scene::Days(strip) => days::draw(strip, theme, width),
        Scene::Why(why) => why::draw(why, theme, width),
    }
}
