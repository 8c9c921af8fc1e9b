//! A picture laid over a screen: its drawing where there is room, and its words.

use super::{Act, ScreenPage, telling::tell};
use crate::{
    interview::{Interview, Stage},
    sheet::pictures::Picture,
    text,
    tui::{pictures::draw, view::View},
};

/// The lines of a page that are left for the heading and the words.
const FOR_WORDS: u16 = 8;
/// How far a drawing stands from the left.
const INDENT: usize = 2;

/// A picture, drawn where the page in sight has room for it.
pub fn picture<'p>(
    page: &mut ScreenPage<'p>,
    interview: &Interview<'p>,
    picture: Picture,
    view: &View,
) {
    let Some(scene) = picture.scene(interview) else {
        return;
    };
    let (pack, language) = (interview.pack(), interview.language());
    let album = picture.album(pack);
    let place = album.iter().position(|other| *other == picture);
    let mut title = picture.title(pack).to_owned();
    if let (Some(place), true) = (place, album.len() > 1) {
        let (here, total) = ((place + 1).to_string(), album.len().to_string());
        let of = language.fill(text::PICTURE_OF, &[("here", &here), ("total", &total)]);
        title = format!("{title}  ({of})");
    }
    page.text(&title, view.theme.strong, 2);
    for part in picture.first(interview) {
        tell(page, view, part);
    }
    page.gap();
    let room = (width_of(page), view.body.height.saturating_sub(FOR_WORDS));
    if let Some(lines) = draw(&scene, &view.theme, language, room) {
        page.drawn(lines, INDENT);
        page.blank();
    }
    for part in picture.words(interview) {
        tell(page, view, part);
    }
}

/// The drawing of an option under its question, where this many lines are free.
pub fn beneath(
    page: &mut ScreenPage<'_>,
    interview: &Interview<'_>,
    shown: Picture,
    (view, free): (&View, u16),
) {
    // an empty line, and the heading
    let Some(rows) = free.checked_sub(2) else {
        return;
    };
    let Some(scene) = shown.scene(interview) else {
        return;
    };
    let width = width_of(page);
    if let Some(lines) = draw(&scene, &view.theme, interview.language(), (width, rows)) {
        page.blank();
        page.text(shown.title(interview.pack()), view.theme.quiet, INDENT);
        page.drawn(lines, INDENT);
    }
}

/// How wide a drawing on a page may be.
fn width_of(page: &ScreenPage<'_>) -> u16 {
    u16::try_from(page.width().saturating_sub(INDENT)).unwrap_or(u16::MAX)
}

/// The pictures by their titles, to choose one.
pub fn album(page: &mut ScreenPage<'_>, interview: &Interview<'_>, view: &View) {
    let says = interview.language().says(text::ALL_PICTURES);
    page.text(says, view.theme.strong, 2);
    page.blank();
    for picture in album_of(interview) {
        page.row("", picture.title(interview.pack()), Act::Show(picture));
    }
}

/// Those that show something now: what decides is known at the summary, and not before.
fn album_of(interview: &Interview<'_>) -> Vec<Picture> {
    let mut all = Picture::all(interview.pack());
    let decided = matches!(
        interview.stage(),
        Stage::Summary | Stage::Aftercare | Stage::Finished
    );
    all.retain(|it| decided || *it != Picture::Why);
    all
}
