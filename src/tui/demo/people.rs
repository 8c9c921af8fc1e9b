//! The people, to choose one.

use crate::{
    demo::People,
    interview::Interview,
    sheet, text,
    tui::{page::Page, theme::Theme},
};

/// Each person with what they show, and who is left out; nothing is said of what it comes to.
pub fn people(page: &mut Page<()>, people: &People, interview: &Interview<'_>, theme: &Theme) {
    let language = interview.language();
    let pack = interview.pack();
    page.text(language.says(text::DEMO_TITLE), theme.strong, 2);
    page.text(language.says(text::DEMO_HOW), theme.quiet, 2);
    page.blank();
    for (digit, person) in (1..).zip(&people.fit) {
        page.row(&format!("{digit}   "), &person.name(pack), ());
        page.by_number(digit);
        page.text(&person.shows, theme.quiet, 7);
    }
    page.blank();
    if let Some(left_out) = people.left_out(language) {
        page.text(&left_out, theme.alert, 2);
    }
    if let Some(review) = sheet::not_reviewed(pack, interview.today()) {
        page.text(&review, theme.alert, 2);
    }
    page.text(&pack.disclaimer, theme.text, 2);
}
