//! A picture laid over a screen: its drawing where there is room, and its words.

use ratatui::text::{Line, Span};

use super::{Act, ScreenPage, telling::tell};
use crate::{
    interview::Interview,
    sheet::pictures::Picture,
    text,
    tui::{
        pictures::{draw, draw_beside},
        view::{MARGIN, View, WITH_OUTLINE},
    },
};

/// The lines of a page that are left for the heading and the words.
const FOR_WORDS: u16 = 9;
/// The least lines of a drawing: where the page is smaller, its words are further down.
const LEAST: u16 = 7;
/// How far a drawing stands from the left and the right.
const INDENT: u16 = 2;

/// A picture, drawn where the page in sight has room for it; in a wide window with the others of its
/// album beside it.
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
    let album = picture.beside(interview);
    let place = album.iter().position(|other| *other == picture);
    let mut title = picture.title(pack).to_owned();
    if let (Some(place), true) = (place, album.len() > 1) {
        let (here, total) = ((place + 1).to_string(), album.len().to_string());
        let of = language.fill(text::PICTURE_OF, &[("here", &here), ("total", &total)]);
        title = format!("{title}  ({of})");
    }
    let height = view.body.height;
    let room = height.saturating_sub(FOR_WORDS).max(LEAST.min(height));
    let room = (width_of(page), room);
    let wide = page.room() >= usize::from(WITH_OUTLINE - MARGIN);
    let beside = wide.then(|| {
        let album = album.into_iter();
        let album = album.filter_map(|other| Some((other, other.scene(interview)?)));
        let album: Vec<_> = album.collect();
        // in a low window what is said of them is further down
        let rooms = [room, (room.0, height)].into_iter();
        let mut drawn =
            rooms.map(|room| draw_beside(&album, picture, pack, (&view.theme, language), room));
        drawn.find_map(|drawn| drawn)
    });
    // there each has its title over it, and what is said of one has it again
    let beside = beside.flatten();
    if let Some(lines) = &beside {
        put(page, lines.clone());
        page.blank();
    }
    page.text(&title, view.theme.strong, 2);
    for part in picture.first(interview) {
        tell(page, part);
    }
    if beside.is_none() {
        page.gap();
        if let Some(lines) = draw(&scene, &view.theme, language, room) {
            put(page, lines);
            page.blank();
        }
    }
    for part in picture.words(interview) {
        tell(page, part);
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
    let room = (width_of(page), rows.min(MOST_BENEATH));
    if let Some(lines) = draw(&scene, &view.theme, interview.language(), room) {
        page.blank();
        page.text(shown.title(interview.pack()), view.theme.quiet, 2);
        put(page, lines);
    }
}

/// The most lines of a drawing under a question: more would take the eye from it.
const MOST_BENEATH: u16 = 16;

/// How wide a drawing on a page may be.
fn width_of(page: &ScreenPage<'_>) -> u16 {
    let room = u16::try_from(page.room()).unwrap_or(u16::MAX);
    room.saturating_sub(INDENT)
}

/// Puts a drawing in the middle of a page.
fn put(page: &mut ScreenPage<'_>, mut lines: Vec<Line<'static>>) {
    let widest = lines.iter().map(Line::width).max().unwrap_or(0);
    let left = page.room().saturating_sub(widest) / 2;
    let left = " ".repeat(left.max(usize::from(INDENT)));
    for line in &mut lines {
        line.spans.insert(0, Span::raw(left.clone()));
    }
    page.drawn(lines);
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
    all.retain(|it| interview.has_verdict() || *it != Picture::Why);
    all
}
