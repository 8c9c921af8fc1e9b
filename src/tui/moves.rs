//! Where one looks: the focus, the scroll, and the arrows in a date.
//!
//! The focus is brought into sight when it moves. Scrolling leaves it where it
//! is, so that all of a page can be read with a row marked.

use jiff::{Span, ToSpan, civil::Date};
use ratatui::crossterm::event::KeyEvent;
use tui_input::Input;

use super::{
    app::{App, MARGIN},
    keymap::{Action, Context},
    page::Page,
    screens::{RowOf, rows_of_question},
    view::View,
};
use crate::{
    interview::{Answer, Answers, Interview, PartialDate, Screen, Stage},
    pack::{Kind, Question},
};

/// How a page lies in the window.
struct Lie {
    targets: usize,
    /// The first line in sight, and the most that it can be.
    top: usize,
    most: usize,
    /// The first and the last row in sight of those that can have the focus.
    seen: Option<(usize, usize)>,
}

impl App<'_> {
    /// Looks at the screen that the interview is at, anew; what was begun there
    /// and left stands as it was left.
    pub(super) fn look(&mut self) {
        let mut view = View::new(self.view.theme);
        self.with_answers(|answers| look_at(&mut view, &self.interview, answers));
        self.view = view;
        self.arrive();
        let stage = self.interview.stage();
        if let Some(begun) = self.begun.iter().position(|(of, ..)| *of == stage) {
            let (_, ticked, entry) = self.begun.swap_remove(begun);
            (self.view.ticked, self.view.entry) = (ticked, entry);
        }
    }

    /// The first line of the page that is in sight.
    pub(super) fn top(&self, page: &Page<'_>) -> usize {
        let height = usize::from(self.body.1);
        if self.view.follow {
            page.scroll(self.view.scroll, height)
        } else {
            self.view.scroll.min(page.height().saturating_sub(height))
        }
    }

    fn lie(&self) -> Lie {
        let page = self.page(self.body.0.saturating_sub(MARGIN));
        let (top, height) = (self.top(&page), usize::from(self.body.1));
        Lie {
            targets: page.targets(),
            top,
            most: page.height().saturating_sub(height),
            seen: page.seen(top, height),
        }
    }

    /// Whether a row that can have the focus is in sight.
    pub(super) fn sees(&self, row: usize) -> bool {
        let seen = self.lie().seen;
        seen.is_some_and(|(first, last)| (first..=last).contains(&row))
    }

    /// The row that a key takes here, if it takes one.
    pub(super) fn row_taken(
        &self,
        action: Action,
        key: KeyEvent,
        context: Context,
    ) -> Option<usize> {
        let row_of = |wanted: RowOf<'_>| {
            let rows = rows_of_question(self.question()?);
            rows.iter().position(|row| *row == wanted)
        };
        match (action, self.interview.stage()) {
            (Action::Yes, _) => Some(0),
            (Action::No, _) => Some(1),
            // there a digit turns to a picture, and nothing is taken
            (Action::Digit, _) if context == Context::Picture => None,
            (Action::Digit, _) => {
                let digit = key.code.as_char()?.to_digit(10)? as usize;
                digit.checked_sub(1).filter(|row| *row < self.digits())
            }
            // the last row of a list, under "none of these", stands for both
            (Action::Unsure | Action::Declined, Stage::Asking(Screen::List(list))) => {
                Some(self.interview.members(list).len() + 1)
            }
            (Action::Unsure, _) => row_of(RowOf::Unsure),
            (Action::Declined, _) => row_of(RowOf::Declined),
            _ if takes_focus(action, context) => self.view.focus,
            _ => None,
        }
    }

    pub(super) fn move_focus(&mut self, action: Action, context: Context) {
        self.view.message = None;
        let up = action == Action::Up;
        if context == Context::DateEntry && self.view.focus == Some(0) {
            self.shift_date(if up { 1.day() } else { -1.days() });
            return;
        }
        let lie = self.lie();
        let unseen = self.view.focus.is_some_and(|focus| !self.sees(focus));
        let next = match (self.view.focus, lie.seen) {
            (None, _) if lie.targets == 0 => None,
            (None, _) if lie.top == 0 => Some(if up { lie.targets - 1 } else { 0 }),
            (None, Some((first, last))) => Some(if up { last } else { first }),
            (Some(_), Some((first, last))) if unseen => Some(if up { last } else { first }),
            (Some(focus), _) if !unseen && up => focus.checked_sub(1),
            (Some(focus), _) if !unseen => Some(focus + 1).filter(|next| *next < lie.targets),
            _ => None,
        };
        match next {
            Some(next) => self.view.focus_on(next),
            // past the first and the last row there may be more to read
            None if up => self.view.scroll_to(lie.top.saturating_sub(1)),
            None => self.view.scroll_to((lie.top + 1).min(lie.most)),
        }
    }

    pub(super) fn focus_next(&mut self) {
        let targets = self.lie().targets.max(1);
        let next = self.view.focus.map_or(0, |focus| (focus + 1) % targets);
        self.view.focus_on(next);
    }

    pub(super) fn page_by(&mut self, action: Action) {
        let by = usize::from(self.body.1).saturating_sub(2).max(1);
        self.scroll_by(action, by);
    }

    /// Up or down by so many lines.
    pub(super) fn scroll_by(&mut self, action: Action, by: usize) {
        let lie = self.lie();
        self.view.scroll_to(match action {
            Action::PageUp | Action::Up => lie.top.saturating_sub(by),
            _ => (lie.top + by).min(lie.most),
        });
    }

    /// To the last row, and the end of the page below it.
    pub(super) fn go_to_end(&mut self) {
        let lie = self.lie();
        self.view.focus = lie.targets.checked_sub(1);
        // as far as the page goes, whatever stands round it by then
        self.view.scroll_to(usize::MAX);
    }

    /// The arrows in a date: from what stands there, else from today.
    pub(super) fn shift_date(&mut self, by: Span) {
        let today = self.interview.today();
        let typed = self.view.entry.value().trim().to_owned();
        let day: Option<Date> = match PartialDate::typed(&typed, self.interview.language(), today) {
            Ok(date) => date.first_day().checked_add(by).ok(),
            Err(_) => Some(today),
        };
        if let Some(day) = day {
            self.view.entry = Input::new(day.to_string());
            self.view.focus_on(0);
        }
    }
}

/// Sets the view to what has been answered on this screen, if anything.
pub(super) fn look_at(view: &mut View, interview: &Interview<'_>, answers: &Answers) {
    let question = match interview.stage() {
        Stage::Asking(Screen::Question(number)) => interview.pack().questions.get(number),
        Stage::Asking(Screen::List(list)) => {
            let members = interview.members(list);
            let ticked = members
                .iter()
                .enumerate()
                .filter(|(_, it)| answers.is_yes(it));
            view.ticked = ticked.map(|(place, _)| place).collect();
            let no = |it: &&Question| answers.get(it.number) == Some(&Answer::no());
            if members.iter().all(no) {
                view.focus = Some(members.len());
            }
            None
        }
        _ => None,
    };
    let Some(question) = question else {
        return;
    };
    let rows = rows_of_question(question);
    let place = |wanted: RowOf<'_>| rows.iter().position(|row| *row == wanted);
    let typed = rows.contains(&RowOf::Field);
    view.focus = typed.then_some(0);
    match answers.get(question.number) {
        None => {}
        Some(Answer::Unsure) => view.focus = place(RowOf::Unsure),
        Some(Answer::Declined) => view.focus = place(RowOf::Declined),
        Some(Answer::Chosen(chosen)) if matches!(question.kind, Kind::Choices(_)) => {
            view.ticked = chosen.places().collect();
        }
        Some(Answer::Chosen(chosen)) => view.focus = chosen.places().next(),
        Some(Answer::Number(number)) => view.entry = Input::new(number.to_string()),
        Some(Answer::Date(date)) => view.entry = Input::new(date.to_string()),
        Some(Answer::Text(words)) => view.entry = Input::new(words.clone()),
    }
}

/// Whether a key does something to the row that has the focus.
const fn takes_focus(action: Action, context: Context) -> bool {
    use Context::{
        Album, DateEntry, Entry, Finished, Leaving, List, Number, Options, People, Review, WhatIf,
    };
    match action {
        Action::Tick => true,
        Action::Enter => matches!(
            context,
            Options
                | List
                | Number
                | Entry
                | DateEntry
                | Review
                | Finished
                | Leaving
                | People
                | Album
        ),
        Action::Other | Action::OtherBefore | Action::TakeBack => matches!(context, WhatIf),
        _ => false,
    }
}
