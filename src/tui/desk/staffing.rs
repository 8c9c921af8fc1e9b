//! Who is at the desk: the PIN that is asked, and who of the staff is added or changed.

use uuid::Uuid;
use zeroize::Zeroizing;

use super::{DeskApp, form::Form, forms::Asks};
use crate::{
    desk::{
        Event, Secret, Stage, Task,
        staff::{Roster, Unfit, Wish},
    },
    records::{
        body::{Member, Role, Says, Staffed},
        event::STORE,
        keys::Opener,
    },
    text::{self, Text},
};

impl DeskApp<'_> {
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

    pub(super) fn take_pin(&mut self, ids: &[String], form: &Form) -> bool {
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

    /// Reads anew who works here: another desk may have set that. Whether who is here may stay.
    pub(super) fn read_staff(&mut self) -> bool {
        match Roster::of(&self.records) {
            Ok(roster) => self.set_staff(|it| *it = roster.knowing(it)),
            Err(_) => true,
        }
    }

    /// Takes what is known of the staff now. Whether who is here may stay: for who works here no more, the
    /// desk is locked.
    fn set_staff(&mut self, change: impl FnOnce(&mut Roster)) -> bool {
        self.desk = self.desk.clone().with_staff(change);
        let Some(name) = self.desk.gone() else {
            return true;
        };
        let says = self.language().fill(text::STAFF_GONE, &[("name", name)]);
        self.happens(Event::Lock);
        self.screening.view.message = Some(says);
        false
    }

    /// Whether this is the passphrase or the recovery key of the records.
    pub(super) fn opens_records(&self, typed: Zeroizing<String>) -> bool {
        let opens = |opener: &Opener| self.records.is_opened_by(opener);
        opens(&Opener::Passphrase(typed.clone())) || opens(&Opener::Recovery(typed))
    }

    /// Asks who of the staff is added or changed.
    pub(super) fn ask_staff(&mut self) {
        if !self.read_staff() {
            return;
        }
        if !self.desk.may_set_staff() {
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

    pub(super) fn take_staff(&mut self, ids: &[String], form: &Form) -> bool {
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

    pub(super) fn ask_member(&mut self, id: Option<String>) {
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
        let mut form = form
            .typed(text::STAFF_NAME, &name)
            .secret(text::STAFF_PIN)
            .secret(text::STAFF_PIN_AGAIN);
        if self.desk.may_set_staff() {
            form = form
                .chosen(text::STAFF_ROLE, roles, role)
                .chosen(text::STAFF_HERE, here, 0);
        }
        self.ask(Asks::Member(id), form);
    }

    pub(super) fn take_member(&mut self, id: Option<&str>, form: &Form) -> bool {
        if !self.read_staff() {
            return true;
        }
        if form.text(1) != form.text(2) {
            self.focus_form = Some(1);
            return self.refuse(text::STAFF_PINS_DIFFER);
        }
        let wish = Wish {
            id,
            name: form.text(0),
            role: if form.choice(3) == 1 {
                Role::Clinician
            } else {
                Role::Reception
            },
            pin: form.text(1),
            works_here: form.choice(4) == 0,
        };
        let member = match self.desk.set_as(wish, || Uuid::new_v4().to_string()) {
            Ok(member) => member,
            Err(why) => {
                let name = [("name", form.text(0))];
                self.screening.view.message = Some(self.language().fill(unfit(why), &name));
                return false;
            }
        };
        let says = self
            .language()
            .fill(text::STAFF_DONE, &[("name", &member.name)]);
        self.records.act_as(self.by());
        let set = Staffed::Set(member);
        match self.records.note(STORE, Says::Staffed(set.clone())) {
            Ok(()) => {
                if self.set_staff(|it| it.set(&set)) {
                    self.screening.view.message = Some(says);
                }
                true
            }
            Err(why) => {
                self.say_trouble(&why);
                false
            }
        }
    }
}

const fn unfit(why: Unfit) -> Text {
    match why {
        Unfit::NoName => text::STAFF_NO_NAME,
        Unfit::NameTaken => text::STAFF_NAME_TAKEN,
        Unfit::NoPin => text::STAFF_NO_PIN,
        Unfit::EasyPin => text::STAFF_EASY_PIN,
        Unfit::LastOne => text::STAFF_LAST,
        Unfit::Gone => text::STAFF_GONE,
        Unfit::NotAllowed => text::STAFF_NOT_ALLOWED,
    }
}
