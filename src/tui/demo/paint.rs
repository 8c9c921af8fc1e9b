//! The screen of a demo that is not one of the screening: its people.

use ratatui::Frame;

use super::{DemoApp, people::people};
use crate::{
    text,
    tui::{
        keymap::Context,
        page::Page,
        view::{MARGIN, View, WIDEST, WITH_OUTLINE},
    },
};

impl DemoApp<'_> {
    /// Paints all of the screen.
    pub fn paint(&mut self, frame: &mut Frame<'_>) {
        if self.context() != Context::People {
            return self.screening.paint(frame);
        }
        let outlined = frame.area().width >= WITH_OUTLINE;
        let Some(regions) = self.screening.lay_out(frame, WIDEST, outlined) else {
            return;
        };
        let page = self.people_page(regions.body.width.saturating_sub(MARGIN));
        let shown = self.screening.paint_page(frame, regions.body, &page);
        let around = (Context::People, text::HINT_ON);
        self.screening.paint_around(frame, &regions, &shown, around);
    }

    /// The page of the people.
    pub(super) fn people_page(&self, width: u16) -> Page<()> {
        let view = &self.screening.view;
        let mut page = Page::new(view.theme, width, view.focus);
        people(&mut page, &self.people, self.interview(), &view.theme);
        page
    }

    /// Moves the view over the page of the people.
    pub(super) fn at_people<R>(&mut self, moves: impl FnOnce(&mut View, &Page<()>) -> R) -> R {
        let page = self.people_page(self.screening.view.page_width());
        moves(&mut self.screening.view, &page)
    }
}
