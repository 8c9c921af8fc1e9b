//! What another answer would change: at the summary, over a copy of the interview.
//!
//! It says that it is a what-if on every screen, in the head and before all that it finds. It begins at
//! the answer that decides. What the other answers come to stands over them, and under them too where
//! there it is cut. Where there is room the summary stands beside all that. Nothing of it is left when
//! it is closed, and no key there prints or saves.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
};

use super::{
    app::{App, OUTLINE},
    keymap::Context,
    page::{Page, set},
    screens::{self, Act, OtherAnswers},
    view::{MARGIN, WIDEST, WITH_OUTLINE},
};
use crate::{interview::what_if::WhatIf, pack::Question};

/// What stands between the summary and what is beside it, in columns.
const BETWEEN: u16 = 4;
/// From this height on there is room for more than what the change comes to.
const ROOMY: u16 = 6;

impl<'p> App<'p> {
    /// To the answers that can be changed, or back to the summary.
    pub(super) fn turn_to_what_if(&mut self) {
        self.view.message = None;
        if let Some(open) = self.what_if.take() {
            self.view.focus = None;
            self.view.scroll_to(open.scroll);
            return;
        }
        let of = WhatIf::new(self.interview.clone());
        let (decides, scroll) = (of.decides(), self.view.scroll);
        let in_full = false;
        self.what_if = Some(OtherAnswers {
            of,
            scroll,
            in_full,
        });
        self.view.scroll_to(0);
        self.view.focus_on(decides);
    }

    /// Gives a question its next answer, or the one before.
    pub(super) fn turn_answer(&mut self, question: &'p Question, on: bool) {
        self.change_what_if(question, |of| of.turn(question, on));
    }

    /// The question of the row that has the focus.
    pub(super) fn marked_question(&self) -> Option<&'p Question> {
        match self.page_here().act(self.view.focus?)? {
            Act::Turn(question) => Some(question),
            _ => None,
        }
    }

    /// Takes back the change of the row that has the focus, else the last one.
    pub(super) fn take_back(&mut self) {
        match self.marked_question() {
            Some(question) => self.change_what_if(question, |of| of.take_back(Some(question))),
            None => {
                if let Some(open) = &mut self.what_if {
                    open.of.take_back(None);
                }
            }
        }
    }

    /// Changes what is looked at, and stays at a question, wherever its row is then.
    fn change_what_if(&mut self, at: &Question, change: impl FnOnce(&mut WhatIf<'p>)) {
        let Some(open) = &mut self.what_if else {
            return;
        };
        change(&mut open.of);
        let rows = open.of.asked();
        let row = rows.iter().position(|it| it.question.number == at.number);
        let last = rows.len().saturating_sub(1);
        let focus = self.view.focus.unwrap_or(0).min(last);
        self.view.focus_on(row.unwrap_or(focus));
    }

    /// How wide a screen is set, and whether the sections stand beside it: a what-if shares the window
    /// with the summary where both fit.
    pub(super) fn breadth(&self, window: u16) -> (u16, bool) {
        if self.is_beside(window) {
            let both = 2 * WIDEST + BETWEEN;
            (both, window >= OUTLINE + both)
        } else {
            self.width_in(window)
        }
    }

    fn is_beside(&self, window: u16) -> bool {
        self.context() == Context::WhatIf && window >= WITH_OUTLINE
    }

    /// Paints what stands round the answers of a what-if; gives where they stand. Where there is none,
    /// all of the body is left.
    pub(super) fn paint_round_answers(&mut self, frame: &mut Frame<'_>, body: Rect) -> Rect {
        let Some(open) = &self.what_if else {
            return body;
        };
        if self.context() != Context::WhatIf {
            return body;
        }
        let mut room = body;
        if self.is_beside(frame.area().width) {
            let halves = Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]);
            let [summary, beside] = body.layout(&halves.spacing(BETWEEN));
            room = beside;
            let width = summary.width.saturating_sub(MARGIN);
            let mut page = Page::new(self.view.theme, width, None);
            screens::summary(&mut page, &self.interview);
            page.paint(summary, open.scroll, frame.buffer_mut());
        }
        // as high whatever stands in it, so that no row jumps
        let high = (room.height / 2).clamp(3, 18).min(room.height);
        let [result, answers] = room.layout(
            &Layout::vertical([Constraint::Length(high), Constraint::Fill(1)])
                .spacing(u16::from(room.height > ROOMY)),
        );
        let cut = self.paint_result(frame, result, &open.of);
        if let Some(open) = &mut self.what_if {
            open.in_full = cut;
        }
        answers
    }

    /// Whether not all of it is shown.
    fn paint_result(&self, frame: &mut Frame<'_>, area: Rect, of: &WhatIf<'p>) -> bool {
        let theme = self.view.theme;
        let mut page = Page::new(theme, area.width.saturating_sub(MARGIN), None);
        let is_roomy = area.height > ROOMY;
        if is_roomy {
            screens::what_if_how(&mut page, &self.interview);
        }
        screens::what_if(&mut page, &self.interview, of);
        let is_cut = page.height() > usize::from(area.height);
        let [shown, cut] = area.layout(&Layout::vertical([
            Constraint::Fill(1),
            Constraint::Length(u16::from(is_cut)),
        ]));
        page.paint(shown, 0, frame.buffer_mut());
        if !cut.is_empty() {
            set(frame, cut, &format!("  {}", theme.signs.cut), theme.quiet);
        }
        is_cut || !is_roomy
    }
}
