//! The people, to choose one.

use crate::{
    interview::Interview,
    text,
    tui::{app::App, page::Page, view::View},
};

/// Each person with what they show; nothing is said of what it comes to.
pub fn people(page: &mut Page<'_>, app: &App<'_>, interview: &Interview<'_>, view: &View) {
    let language = interview.language();
    let (pack, theme) = (interview.pack(), view.theme);
    page.text(language.says(text::DEMO_TITLE), theme.strong, 2);
    page.text(language.says(text::DEMO_HOW), theme.quiet, 2);
    page.blank();
    let people = app.demo.iter().flat_map(|demo| &demo.people);
    for (place, person) in people.enumerate() {
        page.option(&format!("{}   ", place + 1), &person.name(pack));
        page.text(&person.shows, theme.quiet, 7);
    }
    page.blank();
    if pack.review_on(interview.today()).is_none() {
        page.text(language.says(text::NOT_REVIEWED), theme.alert, 2);
    }
    page.text(&pack.disclaimer, theme.text, 2);
}
