//! Every picture, to choose one where the screen has none of its own.

use crate::{
    interview::{Interview, Stage},
    sheet::pictures::Picture,
    text,
    tui::{
        app::App,
        page::Page,
        view::{Over, View},
    },
};

/// The pictures by their titles.
pub fn album(page: &mut Page<'_>, interview: &Interview<'_>, view: &View) {
    let says = interview.language().says(text::ALL_PICTURES);
    page.text(says, view.theme.strong, 2);
    page.blank();
    for picture in pictures(interview) {
        page.option("", picture.title(interview.pack()));
    }
}

/// Those that show something here: what decides is known at the summary, and not before.
fn pictures(interview: &Interview<'_>) -> Vec<Picture> {
    let mut all = Picture::all(interview.pack());
    let decided = matches!(
        interview.stage(),
        Stage::Summary | Stage::Aftercare | Stage::Finished
    );
    all.retain(|it| decided || *it != Picture::Why);
    all
}

impl App<'_> {
    /// Lays the list of all pictures over the screen.
    pub(in crate::tui) fn open_album(&mut self) {
        self.view.open(Over::Album);
        self.view.focus_on(0);
    }

    /// Opens the picture of a row of that list.
    pub(in crate::tui) fn open_from_album(&mut self, row: Option<usize>) {
        let all = pictures(&self.interview);
        if let Some(picture) = row.and_then(|row| all.get(row)) {
            self.view.open(Over::Picture(*picture));
        }
    }
}
