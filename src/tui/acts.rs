//! What each key does to the interview and to the view.

use jiff::ToSpan;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use tui_input::Input;

use super::{
    Flow,
    app::{App, Closed},
    keymap::{Action, Context},
    mouse::Hits,
    moves::look_at,
    screens::{RowOf, rows_of_question},
    view::{Over, Prompt, View},
};
use crate::{
    clean,
    interview::{Event, Given, LONGEST_TEXT, Notice, PartialDate, Rest, Screen, Stage},
    pack::{Kind, Question},
    text,
};

impl<'p> App<'p> {
    /// Handles a key press.
    pub fn press(&mut self, key: KeyEvent) -> Flow<Closed<'p>> {
        if self.hidden {
            return Flow::Continue;
        }
        if self.stop_playing() && matches!(self.action(key), Some(Action::Step | Action::Play)) {
            return Flow::Continue;
        }
        self.hits = Hits::default();
        let flow = self.changing(|app| {
            if let Some(action) = app.action(key) {
                app.act(action, key)
            } else {
                app.write(key);
                Flow::Continue
            }
        });
        match flow {
            // nobody's answer is lost in a demo: it can be stepped through as fast as one likes
            Flow::Changed if self.demo.is_some() => Flow::Continue,
            flow => flow,
        }
    }

    /// Does this, and tells whether it led to another screen.
    pub(super) fn changing(
        &mut self,
        does: impl FnOnce(&mut Self) -> Flow<Closed<'p>>,
    ) -> Flow<Closed<'p>> {
        let before = (self.interview.stage(), self.view.course);
        match does(self) {
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
            && !self.sees(row)
        {
            // nobody takes a row that they do not see
            let says = self.interview.language().says(text::SHOWN_FIRST);
            self.view.message = Some(says.to_owned());
            self.view.focus_on(row);
            return Flow::Continue;
        }
        match action {
            Action::Up | Action::Down => self.move_focus(action, context),
            Action::Next => self.focus_next(),
            Action::PageUp | Action::PageDown => self.page_by(action),
            Action::First => {
                self.view.focus = None;
                self.view.scroll_to(0);
            }
            Action::Last => self.go_to_end(),
            Action::MonthOn => self.shift_date(1.month()),
            Action::MonthBack => self.shift_date(-1.months()),
            Action::Clear => self.clear(),
            Action::Enter => return self.enter(context),
            Action::Tick => {
                self.tick(self.view.focus, context);
                return Flow::Ticked;
            }
            Action::Digit => return self.digit(key, context),
            Action::Yes | Action::No if context == Context::Leaving => {
                return self.decide(action == Action::Yes);
            }
            Action::Yes => self.answer_yes_no("yes"),
            Action::No => self.answer_yes_no("no"),
            Action::Unsure => self.unsure(&Given::Unsure),
            Action::Declined => self.unsure(&Given::Declined),
            Action::Close => self.view.close(),
            Action::Back => self.back(),
            Action::Review => self.step(&Event::Review),
            Action::Glossary => self.open_glossary(),
            Action::Sources => self.view.open(Over::Sources),
            Action::Signs => self.view.open(Over::Signs),
            Action::Picture => self.open_picture(),
            Action::PictureOn => self.turn_picture(1),
            Action::PictureBack => self.turn_picture(-1),
            Action::Help => self.view.open(Over::Help(context)),
            Action::Course => self.turn_to_course(true),
            Action::Care => self.step(&Event::OpenPlan),
            Action::Take => self.step(&Event::Finish),
            Action::Day => {
                let day = self
                    .interview
                    .treatment()
                    .map_or_else(String::new, |day| day.to_string());
                self.ask(Prompt::Day, day);
            }
            Action::Language => self.next_language(),
            Action::Quit => return self.quit(),
            Action::Step
            | Action::Play
            | Action::People
            | Action::WhatIf
            | Action::Other
            | Action::OtherBefore
            | Action::TakeBack => self.demo_act(action),
            // the loop itself does these
            Action::Abort | Action::Suspend | Action::Repaint => {}
        }
        Flow::Continue
    }

    /// The same in the next language.
    fn next_language(&mut self) {
        let Some(editions) = self.editions else {
            return;
        };
        let language = editions.language_after(self.interview.language());
        match editions.in_language(language) {
            Ok(Some(pack)) => {
                // a date that was typed in the one language can't be read in the other
                let (typed, today) = (self.view.entry.value().trim(), self.interview.today());
                let dated =
                    self.context() == Context::DateEntry || self.view.prompt == Some(Prompt::Day);
                if let (true, Ok(date)) = (
                    dated,
                    PartialDate::typed(typed, self.interview.language(), today),
                ) {
                    self.view.entry = Input::new(date.to_string());
                }
                self.interview = self.interview.clone().asked_in(pack);
                self.translate_what_if(pack);
                self.view.message = None;
            }
            Ok(None) => {}
            Err(error) => self.view.message = Some(clean::echo(&error.to_string())),
        }
    }

    /// Opens the glossary over what is looked at, or closes it.
    fn open_glossary(&mut self) {
        match self.view.over.as_ref().map(|(over, ..)| over.clone()) {
            Some(Over::Glossary(_)) => self.view.close(),
            under => self.view.open(Over::Glossary(under.map(Box::new))),
        }
    }

    /// Gives the interview an event, and looks at what comes of it.
    pub(super) fn step(&mut self, event: &Event<'_>) {
        let before = self.interview.stage();
        let edited = self.question().filter(|_| self.interview.is_editing());
        self.interview = self.interview.clone().step(event);
        if self.interview.stage() != before {
            if matches!(
                (before, event),
                (Stage::Asking(_), Event::Back | Event::Review)
            ) {
                let (ticked, entry) = (self.view.ticked.clone(), self.view.entry.clone());
                self.begun.push((before, ticked, entry));
            }
            self.look();
            if self.interview.stage() == Stage::Review
                && let Some(edited) = edited
            {
                let rows = self.interview.review();
                let row = rows.iter().position(|(it, _)| it.number == edited.number);
                if let Some(row) = row {
                    self.view.focus_on(row);
                }
            }
        }
        self.view.message = self.interview.notice().map(|notice| self.say(notice));
    }

    fn say(&self, notice: &Notice) -> String {
        let language = self.interview.language();
        match notice {
            Notice::Opened(count) => language.count(text::OPENED_HERE, *count),
            Notice::StillOpen(count) => language.count(text::STILL_OPEN_HERE, *count),
            Notice::ChooseFirst if self.context() == Context::List => self.tick_first(),
            Notice::ChooseFirst => language.says(text::ENTER_FIRST).to_owned(),
            Notice::Refused(refusal) => refusal.says(language),
        }
    }

    pub(super) fn question(&self) -> Option<&'p Question> {
        match self.interview.stage() {
            Stage::Asking(Screen::Question(number)) => self.interview.pack().questions.get(number),
            _ => None,
        }
    }

    fn enter(&mut self, context: Context) -> Flow<Closed<'p>> {
        let language = self.interview.language();
        match (context, self.view.focus) {
            (Context::Welcome, _) => self.step(&Event::Start),
            (Context::Options, Some(row)) => self.answer_row(row),
            (Context::Options, None) => self.step(&Event::Forward),
            (Context::Number | Context::Entry | Context::DateEntry, row) => {
                self.answer_row(row.unwrap_or(0));
            }
            (Context::List, row) => self.enter_list(row),
            (Context::Review, row) => self.enter_review(row),
            (Context::Summary, _) if self.interview.verdict().plan_follows() => {
                self.turn_to_course(true);
            }
            (Context::Summary | Context::Care, _) => self.step(&Event::Continue),
            (Context::Course, _) => self.step(&Event::OpenPlan),
            (Context::Finished, Some(row)) => return self.take(row),
            (Context::Finished | Context::Leaving, None) => {
                self.view.message = Some(language.says(text::ENTER_FIRST).to_owned());
            }
            (Context::Asking, _) => self.take_prompt(),
            (Context::Leaving, Some(row)) => return self.decide(row == 0),
            (Context::Album, row) => self.open_from_album(row),
            (Context::People, row) => self.show_person(row.unwrap_or(0)),
            // Enter is no key there, and the demo's own contexts are no screens
            _ => {}
        }
        Flow::Continue
    }

    fn answer_row(&mut self, row: usize) {
        let language = self.interview.language();
        let Some(question) = self.question() else {
            return;
        };
        match rows_of_question(question).get(row) {
            Some(RowOf::Option(id)) => self.step(&Event::Answer(Given::Word(id))),
            Some(RowOf::Unsure) => self.step(&Event::Answer(Given::Unsure)),
            Some(RowOf::Declined) => self.step(&Event::Answer(Given::Declined)),
            Some(RowOf::Field) => {
                let typed = clean::clean(self.view.entry.value(), LONGEST_TEXT);
                if typed.is_empty() && !matches!(question.kind, Kind::Text) {
                    self.view.message = Some(language.says(text::ENTER_FIRST).to_owned());
                } else {
                    self.step(&Event::Answer(Given::Typed(&typed)));
                }
            }
            None => {}
        }
    }

    fn answer_yes_no(&mut self, id: &str) {
        if self
            .question()
            .is_some_and(|it| matches!(it.kind, Kind::YesNo))
        {
            self.step(&Event::Answer(Given::Word(id)));
        }
    }

    fn unsure(&mut self, given: &Given<'_>) {
        match self.interview.stage() {
            Stage::Asking(Screen::List(_)) => self.give_ticks(Rest::AskEach),
            _ => self.step(&Event::Answer(given.clone())),
        }
    }

    /// Enter on a list: what is ticked, unless it stands on one of the last rows.
    fn enter_list(&mut self, row: Option<usize>) {
        let language = self.interview.language();
        let Stage::Asking(Screen::List(list)) = self.interview.stage() else {
            self.enter_choices(row);
            return;
        };
        let members = self.interview.members(list).len();
        match row {
            Some(row) if row == members && self.view.ticked.is_empty() => {
                self.step(&Event::NoneOfThese);
            }
            Some(row) if row == members => {
                self.view.message = Some(language.says(text::NONE_BUT_TICKED).to_owned());
            }
            Some(row) if row > members => self.give_ticks(Rest::AskEach),
            _ if self.view.ticked.is_empty() => self.forward_without_ticks(),
            _ => self.give_ticks(Rest::No),
        }
    }

    fn enter_choices(&mut self, row: Option<usize>) {
        let Some(question) = self.question() else {
            return;
        };
        let rows = rows_of_question(question);
        match row.and_then(|row| rows.get(row)) {
            Some(RowOf::Unsure) => self.step(&Event::Answer(Given::Unsure)),
            Some(RowOf::Declined) => self.step(&Event::Answer(Given::Declined)),
            _ if self.view.ticked.is_empty() => self.forward_without_ticks(),
            _ => {
                let ids = question.option_ids().enumerate();
                let ticked = ids.filter(|(place, _)| self.view.ticked.contains(place));
                let given = Given::List(ticked.map(|(_, id)| id).collect());
                self.step(&Event::Answer(given));
            }
        }
    }

    /// Goes on where nothing is ticked, unless that is not what was answered.
    fn forward_without_ticks(&mut self) {
        let mut answered = View::new(self.view.theme);
        look_at(&mut answered, &self.interview, self.interview.answers());
        if answered.ticked.is_empty() {
            self.step(&Event::Forward);
        } else {
            self.view.message = Some(self.tick_first());
        }
    }

    /// What to do where nothing is ticked, by the rows that are there.
    fn tick_first(&self) -> String {
        let language = self.interview.language();
        let says = match self.interview.stage() {
            Stage::Asking(Screen::List(_)) => language.says(text::TICK_FIRST),
            Stage::Asking(_) => language.says(text::TICK_ONE_FIRST),
            _ => language.says(text::ROW_FIRST),
        };
        says.to_owned()
    }

    fn give_ticks(&mut self, rest: Rest) {
        let Stage::Asking(Screen::List(list)) = self.interview.stage() else {
            return;
        };
        let members = self.interview.members(list).into_iter().enumerate();
        let ticked = members.filter(|(place, _)| self.view.ticked.contains(place));
        let ids = ticked.map(|(_, question)| question.id.as_str()).collect();
        self.step(&Event::Tick(ids, rest));
    }

    /// Ticks a row of a list, or an item of the aftercare.
    fn tick(&mut self, row: Option<usize>, context: Context) {
        self.view.message = None;
        let Some(row) = row else {
            self.view.message = Some(self.tick_first());
            return;
        };
        if context == Context::Care {
            let pack = self.interview.pack();
            let groups = pack.preparation.iter().chain(&pack.aftercare);
            if let Some(item) = groups.flat_map(|care| &care.items).nth(row) {
                self.step(&Event::Done(&item.id));
            }
            return;
        }
        let boxes = match self.interview.stage() {
            Stage::Asking(Screen::List(list)) => self.interview.members(list).len(),
            _ => self
                .question()
                .map_or(0, |question| question.option_ids().count()),
        };
        if row >= boxes {
            // the last rows are no boxes: Space takes them as Enter does
            self.enter_list(Some(row));
        } else if !self.view.ticked.remove(&row) {
            self.view.ticked.insert(row);
        }
    }

    fn digit(&mut self, key: KeyEvent, context: Context) -> Flow<Closed<'p>> {
        let KeyCode::Char(digit) = key.code else {
            return Flow::Continue;
        };
        let row = digit.to_digit(10).unwrap_or(0) as usize;
        if context == Context::Picture {
            self.turn_to_picture(row);
            return Flow::Continue;
        }
        let Some(row) = row.checked_sub(1).filter(|row| *row < self.digits()) else {
            return Flow::Continue;
        };
        match context {
            Context::List => {
                self.view.focus_on(row);
                self.tick(Some(row), context);
                return Flow::Ticked;
            }
            Context::Finished => return self.take(row),
            Context::People => self.show_person(row),
            _ => self.answer_row(row),
        }
        Flow::Continue
    }

    /// How many rows have a digit.
    pub(super) fn digits(&self) -> usize {
        match self.interview.stage() {
            Stage::Asking(Screen::List(list)) => self.interview.members(list).len(),
            Stage::Finished => 4,
            Stage::Welcome => self.demo.as_ref().map_or(0, |demo| demo.people.len()),
            _ => self
                .question()
                .map_or(0, |question| question.option_ids().count()),
        }
    }

    fn enter_review(&mut self, row: Option<usize>) {
        let rows = self.interview.review();
        let questions: Vec<&Question> = rows.into_iter().map(|(it, _)| it).collect();
        match row {
            Some(row) if row < questions.len() => {
                if let Some(question) = questions.get(row) {
                    self.step(&Event::Edit(&question.id));
                }
            }
            // nobody has confirmed what they have not come to
            None => self.view.focus_on(questions.len()),
            Some(_) => {
                self.step(&Event::Confirm);
                let open = self.interview.open();
                let first = open.first().map(|question| question.number);
                let row = questions.iter().position(|it| Some(it.number) == first);
                if let Some(row) = row {
                    self.view.focus_on(row);
                }
            }
        }
    }

    fn turn_to_course(&mut self, course: bool) {
        self.look();
        self.view.course = course;
    }

    fn back(&mut self) {
        if self.view.prompt.take().is_some() {
            self.view.message = None;
        } else if self.view.course {
            self.turn_to_course(false);
        } else {
            self.step(&Event::Back);
        }
    }

    fn quit(&mut self) -> Flow<Closed<'p>> {
        if self.interview.answers().is_empty() || self.demo.is_some() {
            return self.leave();
        }
        self.view.open(Over::Leaving);
        Flow::Continue
    }
}
