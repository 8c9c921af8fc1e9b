//! The pictures, drawn: cells of a page for a scene, where there is room.
//!
//! A drawing knows the values of its scene and the theme, and nothing else. Where
//! the window is too small there is none, and the words beside it say it all.

mod course;
mod days;
mod raster;
mod skin;
mod strokes;
mod why;

use ratatui::text::Line;

use super::theme::Theme;
use crate::{
    pack::Pack,
    sheet::pictures::{Picture, Scene},
    text::Language,
};

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
        Scene::Scar(_) | Scene::Frame(_) => {
            skin::draw(&scene.drawings(), theme, language, (width, height))
        }
        Scene::Course(course) => course::draw(course, theme, width),
        Scene::Days(strip) => days::draw(strip, theme, width),
        Scene::Why(why) => why::draw(why, theme, width),
    }
}

/// All pictures of skin of an album side by side, with the one at `place` marked; none where they would not fit.
#[must_use]
pub fn draw_beside(
    album: &[(Picture, Scene<'_>)],
    shown: Picture,
    pack: &Pack,
    (theme, language): (&Theme, &Language),
    room: (u16, u16),
) -> Option<Vec<Line<'static>>> {
    let all = album.iter().map(|(picture, scene)| skin::Beside {
        title: picture.title(pack).to_owned(),
        drawings: scene.drawings(),
        chosen: *picture == shown,
    });
    let all: Vec<_> = all.filter(|it| !it.drawings.is_empty()).collect();
    // frames and scars are told apart by how many drawings each has
    let alike = all.windows(2).all(|it| match it {
        [one, other] => one.drawings.len() == other.drawings.len(),
        _ => true,
    });
    let chosen = all.iter().any(|it| it.chosen);
    (chosen && alike).then(|| skin::side_by_side(&all, theme, language, room))?
}
