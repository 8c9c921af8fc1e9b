//! The rows of a question on the full screen: what is marked, ticked and given.
//!
//! "None of these" is refused while something is ticked: the cursor may only have gone too far.

use tui_input::Input;

use super::{
    app::{App, Closed},
    keymap::Context,
    screens::Act,
    terminal::Flow,
};
use crate::{
    clean,
    interview::{Answer, Event, LONGEST_TEXT, Row, Screen, Stage, rows},
    text,
};

impl<'p> App<'p> {
    /// Marks what has been answered on this screen; where nothing has, what is suggested.
    pub(super) fn mark_answers(&mut self, screen: Screen<'p>) {
        let answers = if self.interview.is_answered(screen) {
            self.interview.answers()
        } else {
            &self.around.suggested
        };
        for (place, row) in self.interview.rows(screen).into_iter().enumerate() {
            let taken = self.interview.is_taken(screen, row, answers);
            match row {
                Row::Field(question) => {
                    self.view.focus = Some(place);
                    let typed = answers.get(question.number).and_then(Answer::typed);
                    self.view.entry = Input::new(typed.unwrap_or_default());
                }
                _ if !taken => {}
                row if row.is_box() => {
                    self.view.ticked.insert(place);
                }
                _ => self.view.focus = Some(place),
            }
        }
    }

    /// Takes a row of a question.
    pub(super) fn answer(&mut self, row: Row<'p>) {
        let typed = clean::clean(self.view.entry.value(), LONGEST_TEXT);
        match row {
            Row::Tick(_) | Row::Member(_) => self.give_ticks(),
            Row::Booked => self.ask_for_day(),
            Row::None if !self.view.ticked.is_empty() => self.say_first(text::NONE_BUT_TICKED),
            Row::Field(question) if typed.is_empty() && question.is_needed() => {
                self.say_first(text::ENTER_FIRST);
            }
            _ => {
                let ticked = self.ticked();
                if let Some(event) = rows::take(row, &typed, &ticked) {
                    self.step(&event);
                }
            }
        }
    }

    /// The boxes that are ticked.
    fn ticked(&self) -> Vec<Row<'p>> {
        let rows = self.interview.rows_here().into_iter().enumerate();
        let ticked = rows.filter(|(place, _)| self.view.ticked.contains(place));
        ticked.map(|(_, row)| row).collect()
    }

    /// Gives what is ticked; where nothing is, goes on unless something else was answered.
    pub(super) fn give_ticks(&mut self) {
        let Stage::Asking(screen) = self.interview.stage() else {
            return;
        };
        let ticked = self.ticked();
        if !ticked.is_empty() {
            self.step(&rows::give(screen, &ticked));
            return;
        }
        let answers = self.interview.answers();
        let was_ticked =
            |row: &Row<'p>| row.is_box() && self.interview.is_taken(screen, *row, answers);
        if self.interview.rows(screen).iter().any(was_ticked) {
            self.view.message = Some(self.tick_first());
        } else {
            self.step(&Event::Forward);
        }
    }

    /// What to do where nothing is ticked, by the rows that are there.
    pub(super) fn tick_first(&self) -> String {
        let says = match self.interview.stage() {
            Stage::Asking(Screen::List(_)) => text::TICK_FIRST,
            Stage::Asking(Screen::Question(_)) => text::TICK_ONE_FIRST,
            _ => text::ROW_FIRST,
        };
        self.interview.language().says(says).to_owned()
    }

    /// Space: ticks the row that has the focus, and takes one that is no box.
    pub(super) fn tick_row(&mut self, context: Context) -> Flow<Closed<'p>> {
        self.view.message = None;
        let page = self.page_here();
        let Some((row, act)) = self.view.focus.and_then(|row| Some((row, page.act(row)?))) else {
            self.view.message = Some(self.tick_first());
            return Flow::Ticked;
        };
        if context == Context::List && matches!(act, Act::Answer(it) if it.is_box()) {
            if !self.view.ticked.remove(&row) {
                self.view.ticked.insert(row);
            }
            return Flow::Ticked;
        }
        match self.take(act) {
            Flow::Continue => Flow::Ticked,
            flow => flow,
        }
    }
}
