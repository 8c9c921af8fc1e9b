//! What a clinician decides at the desk, and what a person consents to.

use zeroize::Zeroizing;

use super::{DeskApp, form::Form, forms::Asks};
use crate::{
    clean,
    desk::{
        Secret,
        consent::{NotConsented, consent},
        decision::{self, Examined, NotDecided, SHORTEST_REASON},
        list::How,
    },
    interview::{Interview, spoken},
    pack::About,
    records::body::{Decided, Says},
    text::{self, Text},
};

impl DeskApp<'_> {
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
            .is_some_and(Interview::has_verdict)
        {
            let says = looked.not_finished(text::SIGN_NOT_FINISHED);
            return self.screening.say_first(says);
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
        let missing = self.in_words(looked.row.consents_missing(self.clinic));
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

    pub(super) fn take_decision(&mut self, form: &Form) -> bool {
        if !self.read_staff() {
            return true;
        }
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
            _ => Decided::GoAheadAlthough(clean::clean(form.text(4), 200)),
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
        if !self.is_signed(form.text(5)) {
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
    fn is_signed(&mut self, pin: &str) -> bool {
        if pin.is_empty() {
            return self.refuse(text::PIN_EMPTY);
        }
        let typed = Secret(Zeroizing::new(pin.to_owned()));
        let (desk, is_signed, tasks) = self.desk.clone().signs(&typed, self.now());
        self.desk = desk;
        for task in tasks {
            self.perform(task);
        }
        is_signed
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
        let texts = clinic.consents.iter().map(|it| {
            let words = it.read_in(tag).map_or("", |(_, words)| words);
            format!("{} ({}): {words}", it.id, it.version)
        });
        let texts = texts.collect();
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

    pub(super) fn take_consent(&mut self, form: &Form) -> bool {
        if !self.read_staff() {
            return true;
        }
        let (Some(member), Some(looked), Some(clinic)) =
            (self.desk.member().cloned(), &self.opened, self.clinic)
        else {
            return true;
        };
        let tag = looked
            .interview
            .as_ref()
            .map_or("en", |it| it.language().tag());
        let Some(text) = clinic.consents.get(form.choice(0)) else {
            return true;
        };
        let is_said = (form.choice(1) == 0, form.choice(2) == 1);
        let consented = match consent(text, tag, is_said, &member) {
            Ok(consented) => consented,
            Err(NotConsented::NoTime) => return self.refuse(text::CONSENT_ASK_FIRST),
            Err(NotConsented::NotAClinician) => return self.refuse(text::SIGN_NOT_A_CLINICIAN),
            Err(NotConsented::NoWords) => return self.refuse(text::CONSENTS_NONE),
        };
        let id = looked.record.id;
        if !self.is_signed(form.text(3)) {
            return false;
        }
        self.put_down(id, Says::Consented(consented), text::CONSENT_DONE)
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
