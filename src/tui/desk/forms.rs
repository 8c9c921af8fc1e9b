//! The questions that the desk asks staff, and what is done with the answers.

use ratatui::crossterm::event::KeyEvent;
use uuid::Uuid;

use super::{DeskApp, Shows, form::Form};
use crate::{
    desk::{Event, Planned, reference},
    interview::spoken,
    pack::About,
    records::{
        Trouble,
        body::{Named, Says},
    },
    text::{self, Language, Text},
    tui::keymap::{self, Action, Context, DeskAction},
};

/// What a form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// Who is there, by these ids; the last choice is what opens the records.
    Pin(Vec<String>),
    /// A new screening, in one of these languages; it follows another one.
    New(Vec<&'static str>, Option<Uuid>),
    /// What is shown of the list.
    Filter,
    /// Another day.
    Day,
    /// What a clinician decides.
    Decision,
    /// What the person consents to.
    Consent,
    /// Under what a screening is found.
    Name,
    /// Whether to print.
    Print,
    /// Somebody of the staff, by these ids; the first choice is somebody new.
    Staff(Vec<String>),
    /// The same, once it is known who.
    Member(Option<String>),
}

impl DeskApp<'_> {
    /// Handles a key of a form.
    pub(super) fn press_form(&mut self, key: KeyEvent) {
        self.screening.view.message = None;
        let language = self.language();
        let Some((asks, form)) = &mut self.form else {
            return;
        };
        match keymap::action(Context::DeskForm, key, language) {
            Some(Action::Enter) => self.take_form(),
            // a PIN can't be given up: there is nothing behind it
            Some(Action::Close) if matches!(asks, Asks::Pin(_)) => form.forget(),
            Some(Action::Close) => {
                let first = self.desk.roster().here().next().is_none();
                if !first {
                    self.form = None;
                    self.screening.view.new_page();
                }
            }
            // it is locked, or nobody works here yet
            Some(Action::Desk(DeskAction::Lock)) => {}
            Some(Action::Down) => form.move_on(true),
            Some(Action::Up) => form.move_on(false),
            Some(Action::PageDown) => form.move_to_end(true),
            Some(Action::PageUp) => form.move_to_end(false),
            _ => {
                if !form.write(key) {
                    self.say_no_key(Context::DeskForm, key);
                }
            }
        }
    }

    /// Takes the form as it stands.
    fn take_form(&mut self) {
        let Some((asks, mut form)) = self.form.take() else {
            return;
        };
        let took = match &asks {
            Asks::Pin(ids) => self.take_pin(ids, &form),
            Asks::New(tags, follows) => self.take_new(tags, *follows, &form),
            Asks::Filter => self.take_filter(&form),
            Asks::Day => self.take_day(&form),
            Asks::Decision => self.take_decision(&form),
            Asks::Consent => self.take_consent(&form),
            Asks::Name => self.take_name(&form),
            Asks::Print => {
                self.print();
                true
            }
            Asks::Staff(ids) => self.take_staff(ids, &form),
            Asks::Member(id) => self.take_member(id.as_deref(), &form),
        };
        if took && self.form.is_none() {
            self.screening.view.new_page();
        }
        if !took && self.form.is_none() {
            // what nobody sees is typed anew, the rest stays
            form.forget();
            if let Some(field) = self.focus_form.take() {
                form = form.at(field);
            }
            self.form = Some((asks, form));
        }
    }

    pub(super) fn ask(&mut self, asks: Asks, form: Form) {
        self.screening.view.message = None;
        self.screening.view.new_page();
        self.form = Some((asks, form));
    }

    /// Says something, and leaves the form open.
    pub(super) fn refuse(&mut self, says: Text) -> bool {
        self.screening.view.message = Some(self.says(says));
        false
    }

    /// Asks what a new screening is called, and who answers it.
    pub(super) fn ask_new(&mut self, follows: Option<Uuid>) {
        let languages: Vec<_> = self.editions.languages().collect();
        let names = languages
            .iter()
            .map(|it| it.says(text::LANGUAGE).to_owned());
        let (found, spoken) = match follows.map(|id| self.again(id)).transpose() {
            Ok(Some((found, interview))) => (found, interview.language()),
            Ok(None) => {
                let reference = self.next_reference();
                let label = None;
                (Named { reference, label }, self.language())
            }
            Err(why) => {
                self.screening.view.message = Some(why);
                return;
            }
        };
        let at = languages.iter().position(|it| it.tag() == spoken.tag());
        let who = [
            text::NEW_WHO_PATIENT,
            text::NEW_WHO_STAFF,
            text::NEW_WHO_PAPER,
        ];
        let who = who.map(|it| self.says(it));
        let form = Form::new(self.says(text::NEW_TITLE))
            .saying(self.says(text::NEW_HOW))
            .suggested(text::NEW_REFERENCE, &found.reference)
            .typed(text::NEW_LABEL, found.label.as_deref().unwrap_or_default())
            .chosen(text::NEW_LANGUAGE, names.collect(), at.unwrap_or_default())
            .chosen(text::NEW_WHO, who.to_vec(), 0);
        let tags = languages.into_iter().map(Language::tag).collect();
        self.ask(Asks::New(tags, follows), form);
    }

    /// A short reference that nobody has today.
    fn next_reference(&self) -> String {
        let taken = |it: &str| {
            let here = self.list.rows.iter().any(|row| row.reference == it);
            here || self.records.is_referred_to(it).unwrap_or(false)
        };
        reference::next(self.today(), taken)
    }

    fn take_new(&mut self, tags: &[&'static str], follows: Option<Uuid>, form: &Form) -> bool {
        let label = Some(form.text(1)).filter(|it| !it.trim().is_empty());
        let named = Named::cleaned(form.text(0), label);
        if named.reference.is_empty() {
            return self.refuse(text::NEW_NO_REFERENCE);
        }
        let tag = tags.get(form.choice(2)).copied().unwrap_or_default();
        let planned = Planned {
            named,
            language: tag.to_owned(),
            follows,
            from_paper: form.choice(3) == 2,
        };
        if form.choice(3) > 0 {
            self.happens(Event::NewTyped(planned));
            return true;
        }
        if let Some(language) = Language::of(tag).filter(|it| !self.may_hand_over(it)) {
            self.say_unreviewed(language);
            return false;
        }
        self.tell(planned);
        true
    }

    /// Asks what is shown.
    pub(super) fn ask_filter(&mut self) {
        let form =
            Form::new(self.says(text::FILTER_TITLE)).typed(text::FILTER_WHAT, &self.list.filter);
        self.ask(Asks::Filter, form);
    }

    fn take_filter(&mut self, form: &Form) -> bool {
        let typed = form.text(0).trim().to_owned();
        self.list.filter.clone_from(&typed);
        self.screening.view.focus = Some(0);
        if !typed.is_empty() && self.shown().is_empty() {
            // nothing of this day: the reference may be of another one
            self.list.filter.clear();
            self.list(Shows::Reference(typed));
        }
        true
    }

    /// Asks for another day.
    pub(super) fn ask_day(&mut self) {
        let form = Form::new(self.says(text::DAY_TITLE)).typed(text::DAY_WHICH, "");
        self.ask(Asks::Day, form);
    }

    fn take_day(&mut self, form: &Form) -> bool {
        let typed = form.text(0).trim();
        let (language, today) = (self.language(), self.today());
        let whole = |about| {
            let read = spoken::read(typed, about, language, today).ok()?;
            let (first, last) = (read.date.first_day(), read.date.last_day());
            (first == last).then_some(first)
        };
        // where a day can be one that was and one to come, the nearer one
        let day = match typed {
            "" => Some(today),
            _ => [About::Past, About::Future]
                .into_iter()
                .filter_map(whole)
                .min_by_key(|it| today.duration_until(*it).abs()),
        };
        let Some(day) = day else {
            return self.refuse(text::DESK_NO_SUCH_DAY);
        };
        self.list.filter.clear();
        self.list(Shows::Day(day));
        true
    }

    /// Puts something down about a screening, and says so.
    pub(super) fn put_down(&mut self, id: Uuid, says: Says, done: Text) -> bool {
        self.records.act_as(self.by());
        let done_so = self.records.put_down(id, says);
        self.has_put_down(id, done_so, done)
    }

    /// Says that something was put down, or why not.
    pub(super) fn has_put_down(
        &mut self,
        id: Uuid,
        put_down: Result<(), Trouble>,
        done: Text,
    ) -> bool {
        match put_down {
            Ok(()) => {
                self.look_at(id);
                self.read_list();
                self.screening.say_first(done);
                true
            }
            Err(why) => {
                self.say_trouble(&why);
                false
            }
        }
    }

    /// Asks under what the screening is found.
    pub(super) fn ask_name(&mut self) {
        let Some(looked) = &self.opened else { return };
        let Named { reference, label } = looked.record.named.clone();
        let form = Form::new(self.says(text::RECORD_NAME))
            .typed(text::NEW_REFERENCE, &reference)
            .typed(text::NEW_LABEL, &label.unwrap_or_default());
        self.ask(Asks::Name, form);
    }

    fn take_name(&mut self, form: &Form) -> bool {
        let Some(id) = self.opened.as_ref().map(|it| it.record.id) else {
            return true;
        };
        let label = Some(form.text(1)).filter(|it| !it.trim().is_empty());
        let named = Named::cleaned(form.text(0), label);
        if named.reference.is_empty() {
            return self.refuse(text::NEW_NO_REFERENCE);
        }
        self.put_down(id, Says::Named(named), text::CONSENT_DONE)
    }

    /// Asks whether to print, and says where.
    pub(super) fn ask_print(&mut self) {
        if !self.looks_at_marked() {
            return;
        }
        let Some(printer) = (self.wishes.printer)() else {
            return self.screening.say_first(text::PRINT_NONE);
        };
        let title = self
            .language()
            .fill(text::PRINT_WHICH, &[("printer", printer.name())]);
        self.ask(Asks::Print, Form::new(title));
    }

    /// Looks at the screening that is marked, if that is not looked at yet; whether there is one.
    pub(super) fn looks_at_marked(&mut self) -> bool {
        let Some(id) = self.marked() else {
            return false;
        };
        if self.opened.as_ref().is_none_or(|it| it.record.id != id) {
            self.happens(Event::Open(id));
            self.look_at(id);
        }
        self.opened.is_some()
    }
}
