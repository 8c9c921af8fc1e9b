//! Keeping a screening: who answered, under what it is kept, and where.

use super::{
    Flow,
    app::{App, Closed},
    around::Keeping,
    view::{Over, Prompt},
};
use crate::{
    interview::{
        Stage,
        screening::{AnsweredBy, Whose},
    },
    sheet::Written,
    text,
};

impl<'p> App<'p> {
    /// Asks who answered, where that is not known; then under what to keep it, and where. `leaves`
    /// says whether the person leaves once it is kept.
    pub(super) fn keep(&mut self, leaves: bool) {
        match self.around.keeping {
            Keeping::AsWished => {}
            Keeping::Nothing => return self.say_first(text::DEMO_NOT_SAVED),
            Keeping::AtOnce => return,
        }
        self.put_aside(self.interview.stage());
        self.leaves = leaves;
        if self.interview.whose().answered_by.is_some() {
            self.view.close();
            self.ask_for_file(Written::Screening);
        } else {
            self.view.open(Over::Keeping);
        }
    }

    /// Takes who answered, and asks under what to keep it.
    pub(super) fn take_answered_by(&mut self, who: AnsweredBy) {
        self.view.close();
        let whose = Whose {
            answered_by: Some(who),
            ..self.interview.whose().clone()
        };
        let label = whose.label.clone().unwrap_or_default();
        *self.interview = self.interview.clone().kept_as(whose);
        self.ask(Prompt::Label, label);
    }

    /// Takes the label that was typed, if any, and asks where to keep it.
    pub(super) fn take_label(&mut self, typed: &str) {
        let whose = self.interview.whose().clone().labelled(typed);
        *self.interview = self.interview.clone().kept_as(whose);
        self.ask_for_file(Written::Screening);
    }

    /// Asks where to write this; offered is a name that is nobody's yet, or the file it was opened from.
    pub(super) fn ask_for_file(&mut self, what: Written) {
        self.ask_where(what, what.file(&self.wishes));
    }

    /// Back from what was asked before keeping it: nothing was kept.
    pub(super) fn give_up_keeping(&mut self) {
        self.leaves = false;
        if let Stage::Asking(_) = self.interview.stage() {
            self.look();
        }
    }

    /// Takes away what lies over the screen. What asks about keeping gives that up.
    pub(super) fn close(&mut self) {
        let over = self.view.over.as_ref().map(|(over, ..)| over);
        let keeps = matches!(over, Some(Over::Keeping | Over::Replace(..)));
        self.view.close();
        if keeps {
            self.give_up_keeping();
        }
    }

    /// Leaves where that was wanted once it is kept.
    pub(super) fn leave_if_kept(&mut self) -> Flow<Closed<'p>> {
        let kept = self.taken && self.view.prompt.is_none() && self.view.over.is_none();
        if self.leaves && kept {
            self.save_tried = true;
            self.wishes.save = None;
            return self.leave();
        }
        Flow::Continue
    }
}
