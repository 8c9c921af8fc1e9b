//! Where the parts of a demo stand: what another answer would change beside the summary, or in
//! its place where there is no room.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
};

use super::what_if::{result, what_if};
use crate::{
    demo::WhatIf,
    interview::Stage,
    text,
    tui::{
        app::{App, MARGIN, WIDEST, WITH_OUTLINE},
        chrome::set,
        keymap::Context,
        page::Page,
        screens,
    },
};

/// What stands between the summary and what is beside it, in columns.
const BETWEEN: u16 = 4;
/// From this height on there is room for more than what the change comes to.
const ROOMY: u16 = 6;

/// The places in the body of a screen.
pub(in crate::tui) struct Places {
    /// That of the page which has the focus.
    pub(in crate::tui) page: Rect,
    /// That of the summary, where another page has the focus.
    summary: Option<Rect>,
    /// That of the answers, where they are beside the page.
    answers: Option<Rect>,
    /// That of what they come to.
    result: Option<Rect>,
}

impl<'p> App<'p> {
    /// What another answer would change, where there is room for it beside the summary.
    fn beside(&self, width: u16) -> Option<&WhatIf<'p>> {
        let at_summary = matches!(self.context(), Context::Summary | Context::WhatIf);
        let what_if = self.demo.as_ref()?.what_if.as_ref();
        what_if.filter(|_| at_summary && width >= WITH_OUTLINE)
    }

    /// How wide all is set in a window, and whether the outline has room beside it.
    pub(in crate::tui) fn widest(&self, width: u16, outline: u16) -> (u16, bool) {
        if self.beside(width).is_none() {
            return (WIDEST, width >= WITH_OUTLINE);
        }
        let both = 2 * WIDEST + BETWEEN;
        (both, width >= outline + both)
    }

    /// Divides the body of the screen.
    pub(in crate::tui) fn places(&self, body: Rect, window: u16) -> Places {
        let mut places = Places {
            page: body,
            summary: None,
            answers: None,
            result: None,
        };
        let changing = self.context() == Context::WhatIf;
        let room = if self.beside(window).is_some() {
            let [summary, room] = body.layout(
                &Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]).spacing(BETWEEN),
            );
            places.page = summary;
            places.summary = changing.then_some(summary);
            room
        } else if changing {
            body
        } else {
            return places;
        };
        // as high whatever stands in it, so that no row jumps
        let high = (room.height / 2).clamp(3, 18).min(room.height);
        let [result, answers] = room.layout(
            &Layout::vertical([Constraint::Length(high), Constraint::Fill(1)])
                .spacing(u16::from(room.height > ROOMY)),
        );
        places.result = Some(result);
        if changing {
            places.page = answers;
        } else {
            places.answers = Some(answers);
        }
        places
    }

    /// Paints what stands beside the page that has the focus.
    pub(in crate::tui) fn paint_beside(&self, frame: &mut Frame<'_>, places: &Places) {
        let Some(of) = self.demo.as_ref().and_then(|demo| demo.what_if.as_ref()) else {
            return;
        };
        let page_in =
            |area: Rect| Page::new(&self.view.theme, area.width.saturating_sub(MARGIN), None);
        if let (Some(area), Stage::Summary) = (places.summary, self.interview.stage()) {
            let mut page = page_in(area);
            screens::summary(&mut page, &self.interview, &self.view);
            let demo = self.demo.as_ref();
            let top = demo.and_then(|demo| demo.at_what_if).unwrap_or(0);
            page.paint(area, top, frame.buffer_mut());
        }
        if let Some(area) = places.answers {
            let mut page = page_in(area);
            what_if(&mut page, &self.interview, of, &self.view);
            page.paint(area, 0, frame.buffer_mut());
        }
        if let Some(area) = places.result {
            self.paint_result(frame, area, of);
        }
    }

    fn paint_result(&self, frame: &mut Frame<'_>, area: Rect, of: &WhatIf<'p>) {
        let (theme, language) = (&self.view.theme, self.interview.language());
        let how = if self.context() == Context::WhatIf {
            text::WHAT_IF_HOW
        } else {
            text::WHAT_IF_CLOSED
        };
        let mut page = Page::new(theme, area.width.saturating_sub(MARGIN), None);
        if area.height > ROOMY {
            page.text(language.says(text::WHAT_IF), theme.strong, 2);
            page.text(&theme.signs.arrows(language.says(how)), theme.quiet, 2);
        }
        result(&mut page, &self.interview, of, theme);
        let [shown, cut] = area.layout(&Layout::vertical([
            Constraint::Fill(1),
            Constraint::Length(u16::from(page.height() > usize::from(area.height))),
        ]));
        page.paint(shown, 0, frame.buffer_mut());
        if !cut.is_empty() {
            set(frame, cut, &format!("  {}", theme.signs.cut), theme.quiet);
        }
    }
}
