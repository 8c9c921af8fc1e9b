//! The people, to choose one.

use std::sync::Arc;

use crate::{
    demo::Person,
    interview::Interview,
    sheet, text,
    tui::{page::Page, theme::Theme},
};

/// Each person with what they show; nothing is said of what it comes to.
pub fn people(
    page: &mut Page<()>,
    people: &[Arc<Person>],
    interview: &Interview<'_>,
    theme: &Theme,
) {
    let language = interview.language();
    let pack = interview.pack();
    page.text(language.says(text::DEMO_TITLE), theme.strong, 2);
    page.text(language.says(text::DEMO_HOW), theme.quiet, 2);
    page.blank();
    for (digit, person) in (1..).zip(people) {
        page.row(&format!("{digit}   "), &person.name(pack), ());
        page.by_digit(digit);
        page.text(&person.shows, theme.quiet, 7);
    }
    page.blank();
    if let Some(review) = sheet::not_reviewed(pack, interview.today()) {
        page.text(&review, theme.alert, 2);
    }
    page.text(&pack.disclaimer, theme.text, 2);
}
