//! Rows taken by the number that stands beside them.
//!
//! Where no number has two digits, a digit takes its row at once. Else one that may begin such a number
//! waits a moment for the second; it is shown as "1_" meanwhile. When none comes, or another key that
//! takes no digit, the row of the first is taken, and Backspace takes the digit back.

use std::time::{Duration, Instant};

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::{
    Flow,
    app::{App, Closed},
    keymap::{Action, Context},
    view::FirstDigit,
};
use crate::text;

/// How long a first digit waits for the second: longer than a held key takes to repeat.
const WAIT: Duration = Duration::from_millis(1_500);

impl<'p> App<'p> {
    /// The number that is typed with this digit; none while it waits for another.
    pub(super) fn number_typed(&self, digit: usize) -> Option<usize> {
        if let Some(first) = self.view.first_digit {
            return Some(first.digit * 10 + digit);
        }
        let waits = self.page_here().row_of_number(digit * 10).is_some();
        (!waits).then_some(digit)
    }

    /// Types a digit of the number of a row.
    pub(super) fn digit(&mut self, key: KeyEvent, context: Context) -> Flow<Closed<'p>> {
        let Some(digit) = digit_of(key) else {
            return Flow::Continue;
        };
        if matches!(context, Context::Picture | Context::ScarPicture) {
            if !self.turn_to_picture(digit) {
                self.say_idle(key);
            }
            return Flow::Continue;
        }
        let number = self.number_typed(digit);
        self.view.first_digit = None;
        if let Some(number) = number {
            return self.take_number(number, context);
        }
        self.view.message = None;
        if let Some(row) = self.page_here().row_of_number(digit) {
            self.view.focus_on(row);
        }
        self.wait_for_second(digit);
        // the same key again may be held down
        Flow::Ticked
    }

    /// Waits for the second digit, from now on.
    pub(super) fn wait_for_second(&mut self, digit: usize) {
        let until = Instant::now() + WAIT;
        self.view.first_digit = Some(FirstDigit { digit, until });
    }

    /// When the first digit has waited long enough, if one waits where it can be seen.
    pub(super) fn waits_until(&self) -> Option<Instant> {
        let first = self.view.first_digit.filter(|_| !self.hidden);
        first.map(|first| first.until)
    }

    /// Takes the row of a first digit for which no second comes.
    pub(super) fn no_second(&mut self) -> Flow<Closed<'p>> {
        let Some(first) = self.view.first_digit.take() else {
            return Flow::Continue;
        };
        let context = self.context();
        match self.page_here().row_of_number(first.digit) {
            Some(row) if !self.view.sees(&self.page_here(), row) => {
                self.show_first(row);
                Flow::Continue
            }
            _ => self.take_number(first.digit, context),
        }
    }

    /// What a key means for a digit that waits: another digit is its second, Backspace takes it back,
    /// and before any other its row is taken. None where the key is still to be done.
    pub(super) fn ends_waiting(&mut self, key: KeyEvent) -> Option<Flow<Closed<'p>>> {
        if self.view.first_digit.is_none() || self.action(key) == Some(Action::Digit) {
            return None;
        }
        if key.code == KeyCode::Backspace {
            self.view.first_digit = None;
            return Some(Flow::Continue);
        }
        // who presses Space means the tick of the digit, and not to take it away again
        let ticks = self.action(key) == Some(Action::Tick);
        self.settles_digit()
            .or_else(|| ticks.then_some(Flow::Ticked))
    }

    /// Takes the row of a first digit before something else is done. None where that is still to be
    /// done.
    pub(super) fn settles_digit(&mut self) -> Option<Flow<Closed<'p>>> {
        self.view.first_digit?;
        match self.no_second() {
            // it was a tick, and the key is for the same list
            Flow::Ticked => None,
            flow => Some(flow),
        }
    }

    /// Takes the row of a number, or says that there is none.
    fn take_number(&mut self, number: usize, context: Context) -> Flow<Closed<'p>> {
        let page = self.page_here();
        let row = page.row_of_number(number);
        let Some((row, act)) = row.and_then(|row| Some((row, page.act(row)?))) else {
            self.say_no_key(&number.to_string());
            return Flow::Continue;
        };
        match context {
            Context::List => {
                self.view.focus_on(row);
                self.tick_row(context)
            }
            Context::Finished => {
                self.view.focus_on(row);
                self.take(act)
            }
            _ => self.take(act),
        }
    }
}

/// The digit that a key types.
pub(super) fn digit_of(key: KeyEvent) -> Option<usize> {
    match key.code {
        KeyCode::Char(typed) => text::plain_digit(typed)
            .to_digit(10)
            .map(|digit| digit as usize),
        _ => None,
    }
}
