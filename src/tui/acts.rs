//! What each key does to the interview and to the view.
//!
//! A row that is out of sight is brought into sight by the key that takes it, and taken when that is
//! pressed again. While the window is too small to show the question, no key acts but those of the
//! loop. Review is confirmed on its last row; Enter before that goes there first.

use std::rc::Rc;

use jiff::{Span, ToSpan};
use ratatui::crossterm::event::KeyEvent;
use tui_input::Input;

use super::{
    Flow,
    app::{App, Closed},
    around::Keeping,
    hits::Hits,
    keymap::{Action, Context, Key},
    numbers::digit_of,
    screens::{Act, ScreenPage},
    view::{Over, Prompt, View},
};
use crate::{
    clean,
    interview::{Event, Notice, Row, Screen, Stage, spoken},
    pack::{About, Question},
    sheet, text,
};

impl<'p> App<'p> {
    /// Handles a key press.
    pub fn press(&mut self, key: KeyEvent) -> Flow<Closed<'p>> {
        if self.turns_blank(key) || self.hidden {
            return Flow::Continue;
        }
        self.hits = Hits::default();
        self.changing(|app| {
            if let Some(flow) = app.ends_waiting(key) {
                return flow;
            }
            if let Some(action) = app.action(key) {
                return app.act(action, key);
            }
            if !app.write(key) {
                app.say_idle(key);
            }
            Flow::Continue
        })
    }

    /// Whether this key blanks the screen or shows it again; then it does. No other key works on what
    /// is blank.
    pub(super) fn turns_blank(&mut self, key: KeyEvent) -> bool {
        let turns = self.action(key) == Some(Action::Blank);
        if turns {
            self.blank = !self.blank;
            self.hidden = self.blank;
        }
        turns
    }

    /// The last row of a question that answers it: from below, the arrow comes there first.
    fn last_answer(&self, page: &ScreenPage<'p>) -> Option<usize> {
        let is_answer = |row: &usize| match page.act(*row) {
            Some(Act::Answer(row)) => !matches!(
                row,
                Row::Unsure | Row::Declined | Row::AskEach | Row::Field(_)
            ),
            _ => false,
        };
        let last = (0..page.count()).rev().find(is_answer)?;
        (self.view.top(page) == 0 || self.view.sees(page, last)).then_some(last)
    }

    /// Asks whether a key is meant again that led here: what it would take is marked, for Enter too.
    pub(super) fn ask_again(&mut self, key: KeyEvent) {
        let Some(action) = self.action(key).filter(|_| !self.hidden) else {
            return;
        };
        if let Some(row) = self.row_taken(action, key, self.context()) {
            self.view.focus_on(row);
        }
        if let Some(first) = self.view.first_digit {
            self.wait_for_second(first.digit);
        }
        let language = self.interview.language();
        let key = Key::Code(key.code).says(language);
        self.view.message = Some(language.fill(text::AGAIN, &[("key", &key)]));
    }

    /// Does this, and tells whether it led to another screen.
    pub(super) fn changing(
        &mut self,
        does: impl FnOnce(&mut Self) -> Flow<Closed<'p>>,
    ) -> Flow<Closed<'p>> {
        self.view.good = None;
        let before = (self.interview.stage(), self.view.course);
        let said = self.interview.notice().cloned();
        match does(self) {
            // a key that is held does not confirm what nobody has read
            Flow::Continue
                if matches!(self.interview.notice(), Some(Notice::Guessed(_)))
                    && self.interview.notice() != said.as_ref() =>
            {
                Flow::Ticked
            }
            Flow::Continue | Flow::Ticked
                if (self.interview.stage(), self.view.course) != before =>
            {
                Flow::Changed
            }
            flow => flow,
        }
    }

    pub(super) fn act(&mut self, action: Action, key: KeyEvent) -> Flow<Closed<'p>> {
        let context = self.context();
        if let Some(row) = self.row_taken(action, key, context)
            && !self.view.sees(&self.page_here(), row)
        {
            self.view.first_digit = None;
            self.show_first(row);
            return Flow::Continue;
        }
        match action {
            Action::Up | Action::Down if self.is_at_date(context) => {
                self.view.message = None;
                let up = action == Action::Up;
                self.shift_date(if up { 1.day() } else { -1.days() });
            }
            Action::Up
            | Action::Down
            | Action::Next
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last => {
                let page = self.page_here();
                let from_below = action == Action::Up && self.view.focus.is_none();
                if let Some(last) = from_below.then(|| self.last_answer(&page)).flatten() {
                    self.view.message = None;
                    self.view.focus_on(last);
                } else {
                    self.view.moves(&page, action);
                }
            }
            Action::MonthOn => self.shift_date(1.month()),
            Action::MonthBack => self.shift_date(-1.months()),
            Action::Clear => self.clear(),
            Action::Enter => return self.enter(context),
            Action::Tick => return self.tick_row(context),
            Action::Digit => return self.digit(key, context),
            Action::Yes | Action::No | Action::Unsure | Action::Declined => {
                let page = self.page_here();
                let row = self.row_taken(action, key, context);
                if let Some(act) = row.and_then(|row| page.act(row)) {
                    return self.take(act);
                }
                self.say_idle(key);
            }
            Action::Picture if self.picture().is_none() && !self.around.all_pictures => {
                self.say_idle(key);
            }
            Action::Original if self.interview.unreviewed().is_none() => self.say_idle(key),
            Action::Language if self.editions.is_none_or(|it| it.languages().count() < 2) => {
                self.say_idle(key);
            }
            Action::Close => self.close(),
            Action::Back => self.back(),
            Action::Review => self.step(&Event::Review),
            Action::Glossary => self.open_glossary(&self.page_here().says()),
            Action::Sources => self.view.open(Over::Sources),
            Action::Signs => self.view.open(Over::Signs),
            Action::Code => self.view.open(Over::Code),
            Action::Picture => self.open_picture(),
            Action::PictureOn => self.turn_picture(1),
            Action::PictureBack => self.turn_picture(-1),
            Action::Mine => self.pick_mine(),
            Action::Help => self.view.open(Over::Help(context)),
            Action::Course => self.turn_to_course(true),
            Action::Care => self.step(&Event::OpenPlan),
            Action::Take => self.step(&Event::Finish),
            Action::Keep => self.keep(true),
            Action::Day => {
                self.ask_for_day();
            }
            Action::WhatIf => self.turn_to_what_if(),
            Action::Other | Action::OtherBefore => match self.marked_question() {
                Some(question) => self.turn_answer(question, action == Action::Other),
                None => self.say_first(text::ROW_FIRST),
            },
            Action::TakeBack => self.take_back(),
            Action::Language => self.next_language(),
            Action::Original => *self.interview = self.interview.clone().turning_original(),
            Action::Quit => return self.quit(),
            // the loop itself does the first three, `turns_blank` the fourth, an app around the screening the others
            Action::Abort
            | Action::Suspend
            | Action::Repaint
            | Action::Blank
            | Action::Step
            | Action::Play
            | Action::People
            | Action::ToSummary
            | Action::Desk(_) => {}
        }
        Flow::Continue
    }

    /// Brings a row into sight: nobody takes one that they do not see.
    pub(super) fn show_first(&mut self, row: usize) {
        self.say_first(text::SHOWN_FIRST);
        self.view.focus_on(row);
    }

    /// What stands on the screen, as it was last painted.
    pub(super) fn page_here(&self) -> Rc<ScreenPage<'p>> {
        self.page(self.view.page_width())
    }

    /// The row that a key takes here, if it takes one.
    fn row_taken(&self, action: Action, key: KeyEvent, context: Context) -> Option<usize> {
        let language = self.interview.language();
        let row_that = |does: &dyn Fn(Act<'_>) -> bool| self.page_here().row_that(does);
        match action {
            Action::Yes => row_that(&|it| match it {
                Act::Answer(row) => row.means_yes(language),
                it => matches!(it, Act::Decide(true)),
            }),
            Action::No => row_that(&|it| match it {
                Act::Answer(row) => row.means_no(language),
                it => matches!(it, Act::Decide(false)),
            }),
            Action::Unsure => row_that(&|it| matches!(it, Act::Answer(Row::Unsure | Row::AskEach))),
            // on a list one row stands for both
            Action::Declined => {
                row_that(&|it| matches!(it, Act::Answer(Row::Declined | Row::AskEach)))
            }
            // there a digit turns to a picture, and nothing is taken
            Action::Digit if matches!(context, Context::Picture | Context::ScarPicture) => None,
            Action::Digit => {
                let number = self.number_typed(digit_of(key)?)?;
                self.page_here().row_of_number(number)
            }
            // at the aftercare, Enter goes on
            Action::Enter if context == Context::Care => None,
            Action::Enter | Action::Tick | Action::Other | Action::OtherBefore => self.view.focus,
            _ => None,
        }
    }

    /// The same in the next language.
    fn next_language(&mut self) {
        let Some(editions) = self.editions else {
            return;
        };
        let (before, today) = (self.interview.language(), self.interview.today());
        match self.interview.clone().in_next_language(editions) {
            Ok(interview) => {
                // a date that was typed in the one language can't be read in the other
                let read = |typed: &Input, about| {
                    let read = spoken::read(typed.value().trim(), about, before, today).ok();
                    read.map(|reading| Input::new(reading.date.to_string()))
                };
                let about = match self.view.prompt {
                    Some(Prompt::Day) => Some(About::Future),
                    Some(Prompt::File(..) | Prompt::Label) => None,
                    None => self.question().and_then(Question::asks_about),
                };
                if let Some(date) = about.and_then(|about| read(&self.view.entry, about)) {
                    self.view.entry = date;
                }
                for (stage, _, typed) in &mut self.begun {
                    let Stage::Asking(Screen::Question(question)) = stage else {
                        continue;
                    };
                    let about = question.asks_about();
                    if let Some(date) = about.and_then(|about| read(typed, about)) {
                        *typed = date;
                    }
                }
                if let Some(open) = &mut self.what_if {
                    open.of = open.of.clone().asked_in(interview.pack());
                }
                *self.interview = interview;
                // Welcome says it by itself
                let notice = sheet::translated_notice(&self.interview).into_iter().next();
                let notice = notice.filter(|_| self.interview.stage() != Stage::Welcome);
                self.view.message = notice.map(|part| part.says().to_owned());
            }
            Err(error) => self.view.message = Some(clean::echo(&error.to_string())),
        }
    }

    /// Opens the glossary over what is looked at, or closes it. `says` is what stands there: its
    /// words come first.
    pub(super) fn open_glossary(&mut self, says: &str) {
        match self.view.over.as_ref().map(|(over, ..)| over.clone()) {
            Some(Over::Glossary(..)) => self.view.close(),
            under => {
                let terms = self.interview.pack().terms_in(says).into_iter();
                let terms = terms.map(|term| term.id.clone()).collect();
                self.view.open(Over::Glossary(terms, under.map(Box::new)));
            }
        }
    }

    /// Gives the interview an event, and looks at what comes of it.
    pub(super) fn step(&mut self, event: &Event<'_>) {
        let before = self.interview.stage();
        let edited = self.question().filter(|_| self.interview.is_editing());
        if before == Stage::Summary {
            self.from_course = self.view.course;
        }
        *self.interview = self.interview.clone().step(event);
        if self.interview.stage() != before {
            self.what_if = None;
            if matches!(
                (before, event),
                (Stage::Asking(_), Event::Back | Event::Review)
            ) {
                self.put_aside(before);
            } else {
                // it is answered: what was put aside there is no answer to it any more
                self.begun.retain(|(of, ..)| *of != before);
            }
            self.look();
            if self.interview.stage() == Stage::Finished {
                self.printer = (self.wishes.printer)();
            }
            self.view.course = self.interview.stage() == Stage::Summary
                && *event == Event::Back
                && self.from_course;
            if let (Stage::Review, Some(edited)) = (self.interview.stage(), edited) {
                self.focus_on_answer(edited);
            }
        }
        let notice = self.interview.notice();
        let says = notice.map(|notice| self.say(notice));
        // what an answer opens is no fault of it
        let opened = matches!(notice, Some(Notice::Opened(_)));
        (self.view.message, self.view.good) = if opened { (None, says) } else { (says, None) };
    }

    /// Marks the row of an answer in Review.
    fn focus_on_answer(&mut self, question: &Question) {
        let review = self.interview.review_folded();
        if let Some(fold) = review.fold_of(question)
            && !self.view.is_unfolded(fold.section, fold.is_open)
        {
            self.view.unfold(fold.section, fold.is_open);
        }
        let of_it = |act: Act<'_>| matches!(act, Act::Edit(it) if it.number == question.number);
        if let Some(row) = self.page_here().row_that(of_it) {
            self.view.focus_on(row);
        }
    }

    /// Puts aside what was begun at a question, until that is looked at again.
    pub(super) fn put_aside(&mut self, stage: Stage<'p>) {
        if let Stage::Asking(_) = stage {
            let (ticked, entry) = (self.view.ticked.clone(), self.view.entry.clone());
            self.begun.retain(|(of, ..)| *of != stage);
            self.begun.push((stage, ticked, entry));
        }
    }

    /// Looks at the screen that the interview is at, anew; what was begun there
    /// and left stands as it was left.
    pub(super) fn look(&mut self) {
        let body = self.view.body;
        self.view = View {
            body,
            unfolded: std::mem::take(&mut self.view.unfolded),
            ..View::new(self.view.theme)
        };
        let stage = self.interview.stage();
        if let Stage::Asking(screen) = stage {
            self.mark_answers(screen);
        }
        if let Some(begun) = self.begun.iter().position(|(of, ..)| *of == stage) {
            let (_, ticked, entry) = self.begun.swap_remove(begun);
            (self.view.ticked, self.view.entry) = (ticked, entry);
        }
    }

    fn say(&self, notice: &Notice) -> String {
        let language = self.interview.language();
        match notice {
            Notice::Opened(count) => language.count(text::OPENED_HERE, *count),
            Notice::StillOpen(count) => language.count(text::STILL_OPEN_HERE, *count),
            Notice::ChooseFirst if self.context() == Context::List => self.tick_first(),
            Notice::ChooseFirst => language.says(text::ENTER_FIRST).to_owned(),
            Notice::Refused(refusal) => refusal.says(language),
            Notice::Guessed(guess) => {
                let answer = guess.date.says_back(language, self.interview.today());
                language.fill(text::CONFIRM_DATE_HERE, &[("answer", &answer)])
            }
        }
    }

    pub(super) fn say_first(&mut self, what: text::Text) {
        self.view.message = Some(self.interview.language().says(what).to_owned());
    }

    pub(super) fn question(&self) -> Option<&'p Question> {
        match self.interview.stage() {
            Stage::Asking(screen) => screen.question(),
            _ => None,
        }
    }

    fn enter(&mut self, context: Context) -> Flow<Closed<'p>> {
        match context {
            Context::Welcome => self.step(&Event::Start),
            Context::Summary if self.interview.verdict().plan_follows() => {
                self.turn_to_course(true);
            }
            Context::Summary | Context::Care => self.step(&Event::Continue),
            Context::Course => self.step(&Event::OpenPlan),
            Context::Prompt => {
                self.take_prompt();
                return self.leave_if_kept();
            }
            _ => {
                let page = self.page_here();
                return match self.view.focus.and_then(|row| page.act(row)) {
                    Some(act) => self.take(act),
                    None => self.enter_unmarked(context, &page),
                };
            }
        }
        Flow::Continue
    }

    /// Enter where no row is marked.
    fn enter_unmarked(&mut self, context: Context, page: &ScreenPage<'p>) -> Flow<Closed<'p>> {
        match context {
            Context::Options => self.step(&Event::Forward),
            Context::List => self.give_ticks(),
            Context::Number | Context::Entry | Context::DateEntry => {
                if let Some(field) = page.act(0) {
                    return self.take(field);
                }
            }
            // nobody has confirmed what they have not come to
            Context::Review => {
                if let Some(row) = page.row_that(|it| matches!(it, Act::Confirm)) {
                    self.view.focus_on(row);
                }
            }
            Context::Finished | Context::Leaving => self.say_first(text::ENTER_FIRST),
            // Enter is no key there
            _ => {}
        }
        Flow::Continue
    }

    /// Takes a row.
    pub(super) fn take(&mut self, act: Act<'p>) -> Flow<Closed<'p>> {
        match act {
            Act::Answer(row) => self.answer(row),
            Act::EditDay => self.step(&Event::EditDay),
            Act::Edit(question) => self.step(&Event::Edit(&question.id)),
            Act::Turn(question) => self.turn_answer(question, true),
            Act::Unfold(section, is_open) => self.view.unfold(section, is_open),
            Act::Confirm => {
                self.step(&Event::Confirm);
                if self.interview.treatment().is_none() {
                    self.view.focus_on(0);
                } else if let Some(open) = self.interview.open().first() {
                    self.focus_on_answer(open);
                }
            }
            Act::Done(item) => self.step(&Event::Done(&item.id)),
            Act::Decide(yes) => return self.decide(yes),
            Act::Show(picture) => self.view.open(Over::Picture(picture)),
            Act::Write(what) => self.offer_to_write(what),
            Act::Print => return self.turn_printing(),
            Act::Paper => self.view.open(Over::Paper),
            Act::Leave => return self.leave_by_row(),
            Act::Keep => self.keep(true),
            Act::AnsweredBy(who) => self.take_answered_by(who),
        }
        Flow::Continue
    }

    /// Asks on which day the treatment is.
    pub(super) fn ask_for_day(&mut self) {
        let booked = |it: Act<'_>| matches!(it, Act::Answer(Row::Booked));
        if let Some(row) = self.page_here().row_that(booked) {
            self.view.focus_on(row);
        }
        let booked = self.interview.days().booked();
        let typed = booked.map_or_else(String::new, |day| day.to_string());
        self.ask(Prompt::Day, typed);
    }

    fn turn_to_course(&mut self, course: bool) {
        self.look();
        self.view.course = course;
    }

    fn back(&mut self) {
        if let Some(prompt) = self.view.prompt.take() {
            self.view.message = None;
            if prompt != Prompt::Day {
                self.give_up_keeping();
            }
        } else if self.view.course {
            self.turn_to_course(false);
        } else {
            self.step(&Event::Back);
        }
    }

    fn quit(&mut self) -> Flow<Closed<'p>> {
        if self.interview.answers().is_empty() || self.around.keeping != Keeping::AsWished {
            return self.leave();
        }
        self.view.open(Over::Leaving);
        Flow::Continue
    }

    /// Whether the arrows change a date.
    fn is_at_date(&self, context: Context) -> bool {
        context == Context::DateEntry && self.view.focus == Some(0)
    }

    /// The arrows in a date: from what stands there, else from today, which no step passes.
    fn shift_date(&mut self, by: Span) {
        let today = self.interview.today();
        let typed = self.view.entry.value().trim().to_owned();
        let Some(about) = self.question().and_then(Question::asks_about) else {
            return;
        };
        let day = match spoken::read(&typed, about, self.interview.language(), today) {
            Ok(reading) => reading.date.first_day().checked_add(by).ok(),
            Err(_) => Some(today),
        };
        if let Some(day) = day {
            let day = match about {
                About::Past => day.min(today),
                About::Future => day.max(today),
            };
            self.view.entry = Input::new(day.to_string());
            self.view.focus_on(0);
        }
    }
}
