//! What keys do at the desk.

use std::time::Instant;

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::{DeskApp, Shows, context};
use crate::{
    desk::{Event, Side, Stage},
    interview::Stage as At,
    records::body::{Says, Taken},
    text::{self, Language},
    tui::{
        Closed,
        keymap::{self, Action, Context, DeskAction},
        screens::Act,
        terminal::Flow,
        view::Over,
    },
};
impl<'p> DeskApp<'p> {
    /// Handles a key press.
    pub fn press(&mut self, key: KeyEvent) -> Flow<()> {
        self.touched = Instant::now();
        let before = self.stage().clone();
        let flow = self.act(key);
        match flow {
            Flow::Done(()) => Flow::Done(()),
            _ if *self.stage() != before => Flow::Changed,
            flow => flow,
        }
    }

    fn act(&mut self, key: KeyEvent) -> Flow<()> {
        match self.stage() {
            _ if self.unsaved.is_some() => self.try_again(key),
            _ if self.locks(key) => {
                self.happens(Event::Lock);
                Flow::Continue
            }
            Stage::Told(_) if self.note.is_some() => {
                self.read_note(key);
                Flow::Continue
            }
            Stage::Told(_) | Stage::Answering(_) | Stage::Typing(_) => self.answer(key),
            Stage::Away(_) => {
                self.happens(if Self::leaves(key) {
                    Event::Stop
                } else {
                    Event::Active
                });
                Flow::Continue
            }
            Stage::Turned(_) => {
                self.turned(key);
                Flow::Continue
            }
            Stage::ReadOut(_) => {
                self.read_out(key);
                Flow::Continue
            }
            Stage::Locked(_) => {
                self.press_form(key);
                Flow::Continue
            }
            Stage::Home | Stage::Record(_) => self.staff(key),
        }
    }

    /// Whether this key locks the desk: on every screen of staff, whatever lies on it.
    fn locks(&self, key: KeyEvent) -> bool {
        // where nobody works yet, nobody could come back
        let somebody = self.desk.roster().here().next().is_some();
        let action = keymap::action(Context::Desk, key, self.language());
        let is_lock = action == Some(Action::Desk(DeskAction::Lock));
        is_lock && somebody && !self.stage().is_closed()
    }

    /// Tries again to keep what is not kept yet; the key is for nothing else.
    fn try_again(&mut self, key: KeyEvent) -> Flow<()> {
        let may_pass = self
            .unsaved
            .as_ref()
            .is_some_and(crate::records::Trouble::may_pass);
        if !may_pass || Self::leaves(key) {
            // somebody else goes on with it, or the records can't be used: nothing more can be kept here
            self.happens(Event::Lose);
            return Flow::Continue;
        }
        self.keep();
        if self.unsaved.is_none() && self.locks(key) {
            self.happens(Event::Lock);
        }
        Flow::Changed
    }

    /// A key for the screening on the screen.
    fn answer(&mut self, key: KeyEvent) -> Flow<()> {
        if Self::leaves(key) {
            self.happens(Event::Stop);
            return Flow::Continue;
        }
        match self.screening.action(key) {
            Some(Action::Desk(DeskAction::AllNo)) => {
                self.say_no_to_section();
                return self.after(&Flow::Continue);
            }
            Some(Action::Desk(DeskAction::Consents)) => {
                self.show_consents();
                return Flow::Continue;
            }
            _ => {}
        }
        let was_at_first = self.screening.interview.stage() == At::Welcome;
        let flow = self.screening.press(key);
        if was_at_first && !matches!(flow, Flow::Done(_)) && matches!(self.stage(), Stage::Told(_))
        {
            if self.screening.interview.stage() != At::Welcome {
                self.happens(Event::Agree);
            }
            return Flow::Continue;
        }
        self.after(&flow)
    }

    /// What a key of the screening led to: it is kept before anything else.
    pub(super) fn after(&mut self, flow: &Flow<Closed<'p>>) -> Flow<()> {
        self.keep();
        let stage = self.screening.interview.stage();
        match flow {
            _ if self.unsaved.is_some() => return Flow::Changed,
            Flow::Done(_) => self.happens(Event::Stop),
            _ if stage == At::Finished => self.happens(Event::Finish),
            // back from the first question
            _ if stage == At::Welcome => self.happens(Event::Stop),
            Flow::Changed => return Flow::Changed,
            Flow::Ticked => return Flow::Ticked,
            Flow::Continue => {}
        }
        Flow::Continue
    }

    /// Moves over a page of words; any other key closes it.
    fn read_note(&mut self, key: KeyEvent) {
        let page = self.page(self.screening.view.page_width());
        let action = keymap::action(Context::DeskTurn, key, self.language());
        let moves = action.is_some_and(|it| self.screening.view.moves(&page, it));
        if !moves {
            self.note = None;
            self.screening.view.scroll_to(0);
        }
    }

    /// Shows a patient what the clinic asks them to agree to, in their language where it has that.
    fn show_consents(&mut self) {
        let language = self.screening.interview.language();
        let texts = self
            .clinic
            .map(|it| it.consents.as_slice())
            .unwrap_or_default();
        let texts = texts.iter().filter_map(|it| it.read_in(language.tag()));
        let texts = texts.map(|(_, words)| [String::new(), words.to_owned()]);
        let says = language.says(text::CONSENTS_READ).to_owned();
        self.note = Some([says].into_iter().chain(texts.flatten()).collect());
        self.screening.view.scroll_to(0);
    }

    /// Says no to what is still open in the section that is marked, where staff have looked at it.
    fn say_no_to_section(&mut self) {
        let screening = &mut self.screening;
        let page = screening.page_here();
        let marked = screening.view.focus.and_then(|row| page.act(row));
        let Some(Act::Unfold(section, true)) = marked else {
            return screening.say_first(text::ALL_NO_FIRST);
        };
        if !screening.view.is_unfolded(section, true) {
            return screening.say_first(text::ALL_NO_FIRST);
        }
        let (interview, count) = screening.interview.clone().no_to_open(section);
        *screening.interview = interview;
        let says = self.language().count(text::ALL_NO_DONE, count);
        self.screening.view.message = Some(says);
    }

    /// A key for a patient to whom the screen is turned.
    fn turned(&mut self, key: KeyEvent) {
        match keymap::action(Context::DeskTurn, key, self.language()) {
            Some(Action::Enter) => self.happens(Event::Agree),
            _ if Self::leaves(key) || matches!(key.code, KeyCode::Esc | KeyCode::Char('q')) => {
                self.happens(Event::Stop);
            }
            Some(action) => self.scroll(action),
            None => {}
        }
    }

    /// A key for staff who read out what is kept.
    fn read_out(&mut self, key: KeyEvent) {
        match keymap::action(Context::DeskReadOut, key, self.language()) {
            Some(Action::Enter) => self.happens(Event::Agree),
            Some(Action::Close) => self.happens(Event::Home),
            Some(action) => self.scroll(action),
            None => self.say_no_key(Context::DeskReadOut, key),
        }
    }

    fn scroll(&mut self, action: Action) {
        let page = self.page(self.screening.view.page_width());
        self.screening.view.moves(&page, action);
    }

    /// Says that a key does nothing here.
    pub(super) fn say_no_key(&mut self, here: Context, key: KeyEvent) {
        let key = keymap::Key::Code(key.code).says(self.language());
        self.screening.say_no_key_at(here, &key, Vec::new());
    }

    /// A key for the pages of staff.
    fn staff(&mut self, key: KeyEvent) -> Flow<()> {
        if self.note.is_some() {
            self.read_note(key);
            return Flow::Continue;
        }
        if self.form.is_some() {
            self.press_form(key);
            return Flow::Continue;
        }
        if self.screening.view.over.is_some() {
            self.screening.press(key);
            return Flow::Continue;
        }
        self.screening.view.message = None;
        let here = context(self.stage(), false);
        if let Some(action) = keymap::action(here, key, self.language()) {
            return self.do_staff(action, here, key);
        }
        self.say_no_key(here, key);
        Flow::Continue
    }

    fn do_staff(&mut self, action: Action, here: Context, key: KeyEvent) -> Flow<()> {
        let marked = self.marked();
        let was_told = std::mem::take(&mut self.no_copy);
        match (action, marked) {
            (Action::Quit, _) => return self.close(key, was_told),
            (Action::Desk(DeskAction::New), _) => self.ask_new(None),
            (Action::Desk(DeskAction::Filter), _) => self.ask_filter(),
            (Action::Desk(DeskAction::OtherDay), _) => self.ask_day(),
            (Action::Desk(DeskAction::Due), _) => self.list(Shows::Due(self.today())),
            (Action::Desk(DeskAction::DayEnd), _) => self.end_day(),
            (Action::Desk(DeskAction::Staff), _) => self.ask_staff(),
            (Action::Help, _) => self.screening.view.open(Over::Help(here)),
            (Action::Back, _) if matches!(self.stage(), Stage::Record(_)) => {
                self.opened = None;
                self.happens(Event::Home);
                let at = self.shown().iter().position(|it| Some(it.id) == marked);
                self.screening.view.focus = at;
            }
            (Action::Back, _) => {
                self.list.filter.clear();
                self.list(Shows::Day(self.today()));
            }
            (Action::Enter, Some(id)) => {
                self.happens(Event::Open(id));
                self.look_at(id);
                self.screening.view.scroll_to(0);
            }
            (Action::Desk(DeskAction::HandOver), Some(id)) => self.hand_over(id),
            (Action::Desk(DeskAction::GoOn), Some(id)) => self.happens(Event::GoOn(id)),
            (Action::Desk(DeskAction::Again), Some(id)) => self.ask_new(Some(id)),
            (Action::Desk(DeskAction::Sign), Some(_)) => self.ask_decision(),
            (Action::Desk(DeskAction::Consents), Some(_)) => self.ask_consent(),
            (Action::Desk(DeskAction::Rename), Some(_)) => self.ask_name(),
            (Action::Desk(DeskAction::Print), Some(_)) => self.ask_print(),
            _ => self.scroll(action),
        }
        Flow::Continue
    }

    /// Shows other screenings.
    pub(super) fn list(&mut self, shows: Shows) {
        self.list.shows = shows;
        self.list.since = self.today();
        self.screening.view.focus = Some(0);
        self.read_list();
    }

    fn hand_over(&mut self, id: uuid::Uuid) {
        let is_draft = match &self.opened {
            Some(looked) if looked.record.id == id => looked.row.is_draft(),
            _ => self.shown().iter().any(|it| it.id == id && it.is_draft()),
        };
        if is_draft {
            let spoken = self.language_of(id);
            if let Some(language) = spoken.filter(|it| !self.may_hand_over(it)) {
                return self.say_unreviewed(language);
            }
            self.spoken = spoken;
            self.happens(Event::HandOver(id));
        } else {
            self.screening.say_first(text::NOT_A_DRAFT);
        }
    }

    /// The language in which a screening is asked.
    fn language_of(&self, id: uuid::Uuid) -> Option<&'static Language> {
        let glance = self.records.record(id).ok()?.glance()?;
        Language::of(&glance.language.tag)
    }

    /// Says that nobody has reviewed a language, so that no patient is asked in it.
    pub(super) fn say_unreviewed(&mut self, language: &Language) {
        let values = [("language", language.says(text::LANGUAGE))];
        self.screening.view.message = Some(self.language().fill(text::NEW_UNREVIEWED, &values));
    }

    /// Prints the sheet of the screening that staff look at.
    pub(super) fn print(&mut self) {
        let (Some(looked), Some(printer)) = (&self.opened, (self.wishes.printer)()) else {
            return self.screening.say_first(text::PRINT_NONE);
        };
        let Some(interview) = looked.interview.as_ref().filter(|it| it.has_verdict()) else {
            let says = looked.not_finished(text::NOT_FINISHED_YET);
            return self.screening.say_first(says);
        };
        let id = looked.record.id;
        let sheet = crate::sheet::text::render_for(interview, crate::sheet::Reader::Clinician);
        let mut page = self.record_lines(looked).join("\n");
        page += "\n\n";
        page += &sheet;
        let language = self.language();
        let says = match printer.print(&page) {
            Ok(()) => language.fill(text::PRINT_DONE, &[("printer", printer.name())]),
            Err(why) => why.says(&printer, language),
        };
        self.records.act_as(self.by());
        if let Err(why) = self.records.note(id, Says::Taken(Taken::Printed)) {
            return self.say_trouble(&why);
        }
        self.screening.view.message = Some(says);
    }

    /// Whether a patient has the screen.
    #[must_use]
    pub fn is_with_patient(&self) -> bool {
        self.stage().side() == Side::Patient
    }
}
