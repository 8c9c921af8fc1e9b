//! The questions that the desk asks staff, and what is done with the answers.

use ratatui::crossterm::event::KeyEvent;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{DeskApp, Shows, form::Form};
use crate::{
    desk::{
        Event, Here, Planned, Secret, Stage, Task,
        decision::{self, Examined, NotDecided, SHORTEST_REASON},
        list::How,
        reference,
        staff::{Roster, Unfit, hashed, is_pin_of},
    },
    interview::spoken,
    pack::About,
    records::{
        Trouble,
        body::{Consented, Decided, Member, Named, Role, Says, Staffed},
        event::STORE,
        keys::Opener,
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
                }
            }
            Some(Action::Desk(DeskAction::Lock)) => {
                // where nobody works yet, nobody could come back
                let somebody = self.desk.roster().here().next().is_some();
                if somebody && !matches!(asks, Asks::Pin(_)) {
                    self.happens(Event::Lock);
                }
            }
            Some(Action::Down) => form.move_on(true),
            Some(Action::Up) => form.move_on(false),
            _ => {
                if !form.write(key) {
                    let key = keymap::Key::Code(key.code).says(language);
                    self.screening
                        .say_no_key_at(Context::DeskForm, &key, Vec::new());
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
            Asks::Member(id) => self.take_member(id.clone(), &form),
        };
        if !took && self.form.is_none() {
            // what nobody sees is typed anew, the rest stays
            form.forget();
            if let Some(field) = self.focus_form.take() {
                form = form.at(field);
            }
            self.form = Some((asks, form));
        }
    }

    fn ask(&mut self, asks: Asks, form: Form) {
        self.screening.view.message = None;
        self.form = Some((asks, form));
    }

    /// Says something, and leaves the form open.
    fn refuse(&mut self, says: Text) -> bool {
        self.screening.view.message = Some(self.says(says));
        false
    }

    /// Asks who is there.
    pub(super) fn ask_pin(&mut self) {
        let members: Vec<(String, String)> = self
            .desk
            .roster()
            .here()
            .map(|it| (it.id.clone(), it.name.clone()))
            .collect();
        let last = self.desk.last().map(|it| it.id.clone());
        let at = members.iter().position(|(id, _)| Some(id) == last.as_ref());
        let names = members.iter().map(|(_, name)| name.clone());
        let names: Vec<String> = names.chain([self.says(text::LOCK_OPENER)]).collect();
        let form = Form::new("")
            .chosen(text::LOCK_WHO, names, at.unwrap_or_default())
            .secret(text::LOCK_PIN)
            .at(1);
        let ids = members.into_iter().map(|(id, _)| id).collect();
        self.form = Some((Asks::Pin(ids), form));
    }

    /// Who is chosen where a PIN is asked.
    pub(super) fn name_at_lock(&self) -> String {
        let Some((Asks::Pin(ids), form)) = &self.form else {
            return String::new();
        };
        let id = ids.get(form.choice(0));
        let name = id.and_then(|it| self.desk.roster().name(it));
        name.unwrap_or_default().to_owned()
    }

    fn take_pin(&mut self, ids: &[String], form: &Form) -> bool {
        if form.text(1).is_empty() {
            return self.refuse(text::PIN_EMPTY);
        }
        self.read_staff();
        let typed = Zeroizing::new(form.text(1).to_owned());
        // the form is on the screen while the desk decides, so that it can say whose PIN it was
        let (who, at) = (ids.get(form.choice(0)).cloned(), form.choice(0));
        self.ask_pin();
        if let Some((_, form)) = &mut self.form {
            form.choose(0, at);
        }
        if let Some(id) = who {
            self.happens(Event::Pin(id, Secret(typed)));
        } else if self.opens_records(typed) {
            self.happens(Event::Opened);
        } else {
            self.perform(Task::Note(Staffed::WrongKey));
            self.screening.say_first(text::PIN_WRONG_KEY);
        }
        if !matches!(self.stage(), Stage::Locked(_)) {
            self.form = None;
            if let Stage::Record(id) = *self.stage() {
                self.look_at(id);
            }
        }
        true
    }

    /// Reads anew who works here: another desk may have set that.
    fn read_staff(&mut self) {
        if let Ok(roster) = Roster::of(&self.records) {
            self.desk = self.desk.clone().with_staff(|it| *it = roster.knowing(it));
        }
    }

    /// Whether this is the passphrase or the recovery key of the records.
    fn opens_records(&self, typed: Zeroizing<String>) -> bool {
        let opens = |opener: &Opener| self.records.is_opened_by(opener);
        opens(&Opener::Passphrase(typed.clone())) || opens(&Opener::Recovery(typed))
    }

    /// Asks what a new screening is called, and who answers it.
    pub(super) fn ask_new(&mut self, follows: Option<Uuid>) {
        let languages: Vec<_> = self.editions.languages().collect();
        let names = languages
            .iter()
            .map(|it| it.says(text::LANGUAGE).to_owned());
        let spoken = self.pack.language.tag();
        let at = languages.iter().position(|it| it.tag() == spoken);
        let found = match follows {
            Some(id) => self
                .records
                .record(id)
                .map(|it| it.named)
                .unwrap_or_default(),
            None => Named {
                reference: self.next_reference(),
                label: None,
            },
        };
        let who = [
            text::NEW_WHO_PATIENT,
            text::NEW_WHO_STAFF,
            text::NEW_WHO_PAPER,
        ];
        let who = who.map(|it| self.says(it));
        let form = Form::new(self.says(text::NEW_TITLE))
            .saying(self.says(text::NEW_HOW))
            .typed(text::NEW_REFERENCE, &found.reference)
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
        let language = tags
            .get(form.choice(2))
            .copied()
            .unwrap_or_default()
            .to_owned();
        let planned = Planned {
            named,
            language,
            follows,
            from_paper: form.choice(3) == 2,
        };
        if form.choice(3) > 0 {
            self.happens(Event::NewTyped(planned));
            return true;
        }
        let asked = match planned.follows {
            Some(id) => self.language_of(id),
            None => Language::of(&planned.language),
        };
        if let Some(language) = asked.filter(|it| !self.may_hand_over(it)) {
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
        let read = spoken::read(typed, About::Past, language, today);
        let day = match read {
            _ if typed.is_empty() => today,
            Ok(reading) if reading.date.first_day() == reading.date.last_day() => {
                reading.date.first_day()
            }
            _ => return self.refuse(text::DESK_NO_SUCH_DAY),
        };
        self.list.filter.clear();
        self.list(Shows::Day(day));
        true
    }

    /// Asks what a clinician decides about the screening that is looked at or marked.
    pub(super) fn ask_decision(&mut self) {
        if !self.looks_at_marked() {
            return;
        }
        if !self.desk.is_clinician() {
            return self.screening.say_first(text::SIGN_NOT_A_CLINICIAN);
        }
        let Some(looked) = &self.opened else { return };
        if !looked
            .interview
            .as_ref()
            .is_some_and(crate::interview::Interview::has_verdict)
        {
            return self.screening.say_first(text::SIGN_NOT_FINISHED);
        }
        let title = self.language().fill(
            text::SIGN_TITLE,
            &[("reference", &looked.record.named.reference)],
        );
        let what = [
            text::DECIDE_GO,
            text::DECIDE_WAIT,
            text::DECIDE_NO,
            text::DECIDE_ALTHOUGH,
        ];
        let what = what.map(|it| self.says(it)).to_vec();
        let checked = || {
            [text::CHECKED_NO, text::CHECKED_YES]
                .map(|it| self.says(it))
                .to_vec()
        };
        let until = looked
            .row
            .not_before
            .map(|it| it.to_string())
            .unwrap_or_default();
        let missing = self.consents_missing(&looked.row);
        let mut form = Form::new(title).saying(self.says(text::SIGN_NOTE));
        if !missing.is_empty() {
            let what = [("what", &*missing.join("; "))];
            form = form.saying(self.language().fill(text::DESK_MISSING, &what));
        }
        let form = form
            .chosen(text::SIGN_PERSON, checked(), 0)
            .chosen(text::SIGN_SKIN, checked(), 0)
            .chosen(text::SIGN_WHAT, what, 0)
            .typed(text::SIGN_DAY, &until)
            .typed(text::SIGN_REASON, "")
            .secret(text::SIGN_PIN);
        self.ask(Asks::Decision, form);
    }

    fn take_decision(&mut self, form: &Form) -> bool {
        let (Some(member), Some(looked)) = (self.desk.member().cloned(), &self.opened) else {
            return true;
        };
        let Some(interview) = looked.interview.clone() else {
            return true;
        };
        let what = match form.choice(2) {
            0 => Decided::GoAhead,
            1 => {
                let read = spoken::read(
                    form.text(3).trim(),
                    About::Future,
                    self.language(),
                    self.today(),
                );
                match read {
                    Ok(reading) => Decided::WaitUntil(reading.date.last_day()),
                    Err(_) => return self.refuse(text::SIGN_DAY_BEHIND),
                }
            }
            2 => Decided::DoNotTreat,
            _ => Decided::GoAheadAlthough(crate::clean::clean(form.text(4), 200)),
        };
        let examined = Examined {
            is_the_person: form.choice(0) == 1,
            skin: form.choice(1) == 1,
        };
        let id = looked.record.id;
        let decided = decision::decide(&interview, &member, what, examined);
        let decision = match decided {
            Ok(decision) => decision,
            Err(NotDecided::ShortReason) => {
                let count = SHORTEST_REASON.to_string();
                let says = self
                    .language()
                    .fill(text::SIGN_SHORT_REASON, &[("count", &count)]);
                self.screening.view.message = Some(says);
                return false;
            }
            Err(why) => return self.refuse(not_decided(why)),
        };
        if !self.is_signed_by(&member, form.text(5)) {
            return false;
        }
        self.records.act_as(self.by());
        let decided = match &self.opened {
            Some(looked) => self.records.decide(&looked.record, decision),
            None => return true,
        };
        self.has_put_down(id, decided, text::SIGN_DONE)
    }

    /// Whether this is the PIN of who is here; a wrong one counts as everywhere.
    fn is_signed_by(&mut self, member: &Member, pin: &str) -> bool {
        if pin.is_empty() {
            return self.refuse(text::PIN_EMPTY);
        }
        let now = self.now();
        if let Some(left) = self.desk.roster().waits(&member.id, now, false) {
            self.say_waits_for(left);
            return false;
        }
        if is_pin_of(member, pin) {
            return true;
        }
        let id = member.id.clone();
        self.desk = self.desk.clone().with_staff(|it| it.lapse(&id, now));
        let noted = self
            .records
            .note(STORE, Says::Staffed(Staffed::WrongPin(id)));
        let name = [("name", member.name.as_str())];
        self.screening.view.message = Some(self.language().fill(text::PIN_WRONG, &name));
        if let Err(why) = noted {
            self.say_trouble(&why);
        }
        false
    }

    fn say_waits_for(&mut self, left: jiff::SignedDuration) {
        let seconds = (left.as_secs() + 1).to_string();
        let says = self
            .language()
            .fill(text::PIN_WAITS, &[("seconds", &seconds)]);
        self.screening.view.message = Some(says);
    }

    /// Puts something down about a screening, and says so.
    fn put_down(&mut self, id: Uuid, says: Says, done: Text) -> bool {
        self.records.act_as(self.by());
        let done_so = self.records.put_down(id, says);
        self.has_put_down(id, done_so, done)
    }

    /// Says that something was put down, or why not.
    fn has_put_down(&mut self, id: Uuid, put_down: Result<(), Trouble>, done: Text) -> bool {
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

    /// Asks what the person consents to.
    pub(super) fn ask_consent(&mut self) {
        let Some(looked) = &self.opened else { return };
        let Some(clinic) = self.clinic.filter(|it| !it.consents.is_empty()) else {
            return self.screening.say_first(text::CONSENTS_NONE);
        };
        if !self.desk.is_clinician() {
            return self.screening.say_first(text::SIGN_NOT_A_CLINICIAN);
        }
        let tag = looked
            .interview
            .as_ref()
            .map_or("en", |it| it.language().tag());
        let texts: Vec<String> = clinic
            .consents
            .iter()
            .map(|it| {
                let text = it.texts.get(tag).or_else(|| it.texts.values().next());
                format!(
                    "{} ({}): {}",
                    it.id,
                    it.version,
                    text.map_or("", String::as_str)
                )
            })
            .collect();
        let title = self.language().fill(
            text::CONSENTS_TITLE,
            &[("reference", &looked.record.named.reference)],
        );
        let first = looked
            .row
            .consents
            .iter()
            .position(|it| it.how != How::Given);
        let how = [text::CONSENT_GIVES, text::CONSENT_WITHDRAWS].map(|it| self.says(it));
        let checked = [text::CHECKED_NO, text::CHECKED_YES].map(|it| self.says(it));
        let form = Form::new(title)
            .chosen(text::CONSENT_TEXT, texts, first.unwrap_or_default())
            .chosen(text::CONSENT_HOW, how.to_vec(), 0)
            .chosen(text::CONSENT_TIME, checked.to_vec(), 0)
            .secret(text::SIGN_PIN);
        self.ask(Asks::Consent, form);
    }

    fn take_consent(&mut self, form: &Form) -> bool {
        let (Some(member), Some(looked), Some(clinic)) =
            (self.desk.member().cloned(), &self.opened, self.clinic)
        else {
            return true;
        };
        let given = form.choice(1) == 0;
        if given && form.choice(2) == 0 {
            return self.refuse(text::CONSENT_ASK_FIRST);
        }
        let tag = looked
            .interview
            .as_ref()
            .map_or("en", |it| it.language().tag());
        let Some(text) = clinic.consents.get(form.choice(0)) else {
            return true;
        };
        let read = text.hash_in(tag).map(|hash| (tag.to_owned(), hash));
        let other = || {
            let tag = text.texts.keys().next()?;
            Some((tag.clone(), text.hash_in(tag)?))
        };
        let Some((language, hash)) = read.or_else(other) else {
            return true;
        };
        let consented = Consented {
            text: text.id.clone(),
            version: text.version.clone(),
            hash,
            language,
            given,
            by: member.id.clone(),
        };
        let id = looked.record.id;
        if !self.is_signed_by(&member, form.text(3)) {
            return false;
        }
        self.put_down(id, Says::Consented(consented), text::CONSENT_DONE)
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
    fn looks_at_marked(&mut self) -> bool {
        let Some(id) = self.marked() else {
            return false;
        };
        if self.opened.as_ref().is_none_or(|it| it.record.id != id) {
            self.happens(Event::Open(id));
            self.look_at(id);
        }
        self.opened.is_some()
    }

    /// Whether who is here may add staff and change others: a clinician, or who opened the records.
    fn may_set_staff(&self) -> bool {
        self.desk.is_clinician() || self.desk.here() == Some(&Here::Opener)
    }

    /// Asks who of the staff is added or changed.
    pub(super) fn ask_staff(&mut self) {
        if !self.may_set_staff() {
            // their own PIN, and nothing else
            let own = self.desk.member().map(|it| it.id.clone());
            return self.ask_member(own);
        }
        let members: Vec<&Member> = self.desk.roster().here().collect();
        let names = members.iter().map(|it| it.name.clone());
        let names: Vec<String> = [self.says(text::STAFF_NEW)]
            .into_iter()
            .chain(names)
            .collect();
        let ids = members.iter().map(|it| it.id.clone()).collect();
        let form = Form::new(self.says(text::STAFF_TITLE)).chosen(text::STAFF_WHICH, names, 0);
        self.ask(Asks::Staff(ids), form);
    }

    fn take_staff(&mut self, ids: &[String], form: &Form) -> bool {
        let id = form.choice(0).checked_sub(1).and_then(|it| ids.get(it));
        self.ask_member(id.cloned());
        true
    }

    /// Asks who works here, where nobody does yet.
    pub(super) fn ask_first_member(&mut self) {
        self.ask_member(None);
        if let Some((_, form)) = &mut self.form {
            form.says
                .insert(0, self.pack.language.says(text::STAFF_FIRST).to_owned());
        }
    }

    fn ask_member(&mut self, id: Option<String>) {
        let member = id
            .as_deref()
            .and_then(|it| self.desk.roster().member(it))
            .cloned();
        let roles = [text::ROLE_RECEPTION, text::ROLE_CLINICIAN]
            .map(|it| self.says(it))
            .to_vec();
        let role = member
            .as_ref()
            .map_or(0, |it| usize::from(it.role == Role::Clinician));
        let here = [text::STAFF_YES, text::STAFF_NO]
            .map(|it| self.says(it))
            .to_vec();
        let mut form = Form::new(self.says(text::STAFF_TITLE));
        if member.is_some() {
            form = form.saying(self.says(text::STAFF_HOW));
        }
        let name = member.map(|it| it.name).unwrap_or_default();
        let form = form
            .typed(text::STAFF_NAME, &name)
            .chosen(text::STAFF_ROLE, roles, role)
            .secret(text::STAFF_PIN)
            .secret(text::STAFF_PIN_AGAIN)
            .chosen(text::STAFF_HERE, here, 0);
        self.ask(Asks::Member(id), form);
    }

    fn take_member(&mut self, id: Option<String>, form: &Form) -> bool {
        let before = id
            .as_deref()
            .and_then(|it| self.desk.roster().member(it))
            .cloned();
        if form.text(2) != form.text(3) {
            self.focus_form = Some(2);
            return self.refuse(text::STAFF_PINS_DIFFER);
        }
        let before_it = before.clone().filter(|_| !self.may_set_staff());
        let role = if let Some(before) = &before_it {
            before.role
        } else if form.choice(1) == 1 {
            Role::Clinician
        } else {
            Role::Reception
        };
        let id = id.unwrap_or_else(|| Uuid::new_v4().to_string());
        let roster = self.desk.roster();
        let member = match (before, form.text(2)) {
            (Some(before), "") => roster.fit_name(form.text(0), &id).map(|name| Member {
                name,
                role,
                ..before
            }),
            (Some(before), pin) => roster.fit_name(form.text(0), &id).and_then(|name| {
                Ok(Member {
                    name,
                    role,
                    pin: hashed(pin)?,
                    ..before
                })
            }),
            (None, pin) => roster.new_member(id, form.text(0), role, pin),
        };
        let mut member = match member {
            Ok(member) => member,
            Err(why) => return self.refuse(unfit(why)),
        };
        member.works_here = before_it.is_some() || form.choice(4) == 0;
        let others = self
            .desk
            .roster()
            .here()
            .filter(|it| it.id != member.id)
            .count();
        if !member.works_here && others == 0 {
            return self.refuse(text::STAFF_LAST);
        }
        let says = self
            .language()
            .fill(text::STAFF_DONE, &[("name", &member.name)]);
        self.records.act_as(self.by());
        let set = Staffed::Set(member);
        match self.records.note(STORE, Says::Staffed(set.clone())) {
            Ok(()) => {
                self.desk = self.desk.clone().with_staff(|it| it.set(&set));
                self.screening.view.message = Some(says);
                true
            }
            Err(why) => self.failed(&why),
        }
    }

    fn failed(&mut self, why: &Trouble) -> bool {
        self.say_trouble(why);
        false
    }
}

const fn unfit(why: Unfit) -> Text {
    match why {
        Unfit::NoName => text::STAFF_NO_NAME,
        Unfit::NameTaken => text::STAFF_NAME_TAKEN,
        Unfit::NoPin => text::STAFF_NO_PIN,
        Unfit::EasyPin => text::STAFF_EASY_PIN,
    }
}

const fn not_decided(why: NotDecided) -> Text {
    match why {
        NotDecided::NotAClinician => text::SIGN_NOT_A_CLINICIAN,
        NotDecided::NotFinished => text::SIGN_NOT_FINISHED,
        NotDecided::NoOverride => text::SIGN_NO_OVERRIDE,
        NotDecided::NeedsReason | NotDecided::ShortReason => text::SIGN_NEEDS_REASON,
        NotDecided::DayBehind => text::SIGN_DAY_BEHIND,
        NotDecided::NotExamined => text::SIGN_NOT_EXAMINED,
    }
}
