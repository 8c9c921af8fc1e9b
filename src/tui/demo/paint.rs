//! Where the parts of a demo stand: what another answer would change beside the summary, or in
//! its place where there is no room.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
};

use super::{
    DemoApp,
    people::people,
    what_if::{result, what_if},
};
use crate::{
    interview::{Stage, what_if::WhatIf},
    text,
    tui::{
        app::OUTLINE,
        keymap::Context,
        page::{Page, set},
        screens,
        view::{MARGIN, View, WIDEST, WITH_OUTLINE},
    },
};

/// What stands between the summary and what is beside it, in columns.
const BETWEEN: u16 = 4;
/// From this height on there is room for more than what the change comes to.
const ROOMY: u16 = 6;

/// How the body of a screen is divided.
struct Panes {
    /// For the page that has the focus.
    page: Rect,
    /// For the summary, where another page has the focus.
    summary: Option<Rect>,
    /// For the answers, where they are beside the page.
    answers: Option<Rect>,
    /// For what they come to.
    result: Option<Rect>,
}

impl<'p> DemoApp<'p> {
    /// Paints all of the screen.
    pub fn paint(&mut self, frame: &mut Frame<'_>) {
        let context = self.context();
        let (width, beside) = (frame.area().width, self.beside(frame.area().width));
        let both = 2 * WIDEST + BETWEEN;
        let (widest, outlined) = if beside {
            (both, width >= OUTLINE + both)
        } else {
            self.screening.width_in(width)
        };
        let Some(regions) = self.screening.lay_out(frame, widest, outlined) else {
            return;
        };
        let panes = self.panes(regions.body, beside);
        let width = panes.page.width.saturating_sub(MARGIN);
        let (shown, enter) = if matches!(context, Context::People | Context::WhatIf) {
            let page = self.own_page(width);
            (
                self.screening.paint_page(frame, panes.page, &page),
                text::HINT_ON,
            )
        } else {
            let page = self.screening.page(width);
            let enter = self.screening.enter_hint(&page);
            let shown = self.screening.paint_page(frame, panes.page, &page);
            (shown, enter)
        };
        self.paint_beside(frame, &panes);
        let title = self.title().to_owned();
        let around = (context, &*title, enter);
        self.screening.paint_around(frame, &regions, &shown, around);
    }

    /// The name of the screen, whatever lies over it.
    fn title(&self) -> &str {
        let language = self.interview().language();
        match self.interview().stage() {
            Stage::Welcome => language.says(text::HEAD_PEOPLE),
            _ if self.at_what_if.is_some() => language.says(text::WHAT_IF),
            _ => self.screening.title(),
        }
    }

    /// The page of a screen of its own.
    pub(super) fn own_page(&self, width: u16) -> Page<()> {
        let view = &self.screening.view;
        let mut page = Page::new(view.theme, width, view.focus);
        match (&self.what_if, self.at_what_if) {
            (Some(of), Some(_)) => what_if(&mut page, self.interview(), of, &view.theme),
            _ => people(&mut page, &self.people, self.interview(), &view.theme),
        }
        page
    }

    /// Moves the view over the page of a screen of its own.
    pub(super) fn at_own_page<R>(&mut self, moves: impl FnOnce(&mut View, &Page<()>) -> R) -> R {
        let page = self.own_page(self.screening.view.page_width());
        moves(&mut self.screening.view, &page)
    }

    /// Whether what another answer would change has room beside the summary.
    fn beside(&self, width: u16) -> bool {
        let at_summary = matches!(self.context(), Context::Summary | Context::WhatIf);
        at_summary && self.what_if.is_some() && width >= WITH_OUTLINE
    }

    /// Divides the body of the screen.
    fn panes(&self, body: Rect, beside: bool) -> Panes {
        let mut panes = Panes {
            page: body,
            summary: None,
            answers: None,
            result: None,
        };
        let changing = self.context() == Context::WhatIf;
        let room = if beside {
            let [summary, room] = body.layout(
                &Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]).spacing(BETWEEN),
            );
            panes.page = summary;
            panes.summary = changing.then_some(summary);
            room
        } else if changing {
            body
        } else {
            return panes;
        };
        // as high whatever stands in it, so that no row jumps
        let high = (room.height / 2).clamp(3, 18).min(room.height);
        let [result, answers] = room.layout(
            &Layout::vertical([Constraint::Length(high), Constraint::Fill(1)])
                .spacing(u16::from(room.height > ROOMY)),
        );
        panes.result = Some(result);
        if changing {
            panes.page = answers;
        } else {
            panes.answers = Some(answers);
        }
        panes
    }

    /// Paints what stands beside the page that has the focus.
    fn paint_beside(&self, frame: &mut Frame<'_>, panes: &Panes) {
        let Some(of) = &self.what_if else {
            return;
        };
        let view = &self.screening.view;
        let width = |area: Rect| area.width.saturating_sub(MARGIN);
        if let Some(area) = panes.summary {
            let mut page = Page::new(view.theme, width(area), None);
            screens::summary(&mut page, self.interview(), view);
            page.paint(area, self.at_what_if.unwrap_or(0), frame.buffer_mut());
        }
        if let Some(area) = panes.answers {
            let mut page = Page::new(view.theme, width(area), None);
            what_if(&mut page, self.interview(), of, &view.theme);
            page.paint(area, 0, frame.buffer_mut());
        }
        if let Some(area) = panes.result {
            self.paint_result(frame, area, of);
        }
    }

    fn paint_result(&self, frame: &mut Frame<'_>, area: Rect, of: &WhatIf<'p>) {
        let (theme, language) = (self.screening.view.theme, self.interview().language());
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
        result(&mut page, self.interview(), of, &theme);
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
