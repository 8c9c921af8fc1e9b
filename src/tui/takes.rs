//! Leaving, and what is taken along: the sheet, the answers, and files.

use std::path::PathBuf;

use tui_input::Input;

use super::{
    Flow,
    app::{App, Closed},
    around::Keeping,
    view::{Over, Prompt},
};
use crate::{
    clean,
    files::{self, Existing, Readers, WriteError},
    interview::{Event, LONGEST_TEXT, Notice, Stage, Treatment},
    sheet::{self, Part, Written},
    text,
};

impl<'p> App<'p> {
    /// Yes or no to what lies over the screen.
    pub(super) fn decide(&mut self, yes: bool) -> Flow<Closed<'p>> {
        let over = self.view.over.as_ref().map(|(over, ..)| over.clone());
        self.view.close();
        match over {
            Some(Over::Leaving) if yes => return self.leave(),
            Some(Over::Paper) if yes => self.print_on_paper(),
            Some(Over::Replace(path, what)) if yes => {
                self.write_to(path, what, Existing::Replace);
                return self.leave_if_kept();
            }
            Some(Over::Replace(path, what)) => {
                self.ask_where(what, path);
            }
            _ => {}
        }
        Flow::Continue
    }

    /// Out, by way of the file that was asked for before it all began. What could
    /// not be saved asks once for another place, and then is given up.
    pub(super) fn leave(&mut self) -> Flow<Closed<'p>> {
        let finished = self.interview.has_verdict();
        if finished
            && !self.save_tried
            && let Some(path) = self.wishes.save.clone()
        {
            self.save_tried = true;
            self.step(&Event::Finish);
            self.write_to(path, Written::Screening, Existing::Refuse);
            if self.wishes.save.is_some() {
                return Flow::Continue;
            }
        }
        Flow::Done(Closed {
            interview: self.interview.clone(),
            finished,
            saved: self.wishes.save.is_none(),
            print: self.wishes.print && finished,
            wishes: self.wishes.clone(),
        })
    }

    /// Whether nothing of the screening would be left.
    const fn loses_all(&self) -> bool {
        let saves = self.wishes.save.is_some() && !self.save_tried;
        !(self.taken || self.wishes.print || saves)
    }

    /// What becomes of the answers when the person leaves now.
    pub(super) fn what_leaving_loses(&self) -> String {
        let language = self.interview.language();
        match &self.wishes.save {
            Some(path) if self.interview.has_verdict() && !self.save_tried => {
                let path = clean::echo(&path.display().to_string());
                language.fill(text::LEAVE_SAVES, &[("path", &path)])
            }
            _ if self.interview.has_verdict() => {
                language.says(text::LEAVE_LOSES_UNSAVED).to_owned()
            }
            _ => language.says(text::LEAVE_LOSES).to_owned(),
        }
    }

    /// Asks where to write this.
    pub(super) fn offer_to_write(&mut self, what: Written) {
        match what {
            Written::Screening => self.keep(false),
            Written::Sheet | Written::Page | Written::Days => {
                self.leaves = false;
                self.ask_for_file(what);
            }
        }
    }

    /// What is offered to be written: in a demo only what says on itself that it is one.
    pub(super) fn written(&self) -> Vec<Written> {
        let mut offered = Written::offered(&self.interview);
        if self.around.mark.is_some() {
            offered.retain(|it| matches!(it, Written::Sheet | Written::Screening));
        }
        offered
    }

    /// Whether there is something to keep for later.
    pub(super) fn can_keep(&self) -> bool {
        !self.interview.answers().is_empty() && self.around.keeping == Keeping::AsWished
    }

    /// Prints the sheet once the screen has closed, or not.
    pub(super) fn turn_printing(&mut self) -> Flow<Closed<'p>> {
        self.wishes.print = !self.wishes.print;
        let says = if self.wishes.print {
            text::WILL_PRINT
        } else {
            text::WILL_NOT_PRINT
        };
        self.view.message = None;
        self.view.good = Some(self.interview.language().says(says).to_owned());
        Flow::Ticked
    }

    /// Leaves, and asks first where nothing of the screening would be left.
    pub(super) fn leave_by_row(&mut self) -> Flow<Closed<'p>> {
        if self.loses_all() && self.around.keeping == Keeping::AsWished {
            self.view.open(Over::Leaving);
            return Flow::Continue;
        }
        self.leave()
    }

    pub(super) fn ask(&mut self, prompt: Prompt, typed: String) {
        self.view.prompt = Some(prompt);
        self.view.entry = Input::new(typed);
        self.view.message = None;
    }

    /// Asks where to write this, and offers a place.
    pub(super) fn ask_where(&mut self, what: Written, offered: PathBuf) {
        let shown = offered.display().to_string();
        self.ask(Prompt::File(what, offered), shown);
    }

    pub(super) fn take_prompt(&mut self) {
        let entered = self.view.entry.value();
        let typed = clean::clean(entered, LONGEST_TEXT);
        match self.view.prompt.take() {
            Some(Prompt::Day) => self.take_day(&typed),
            Some(Prompt::Label) => self.take_label(&typed),
            // a path is what it is, even one that can't be typed
            Some(Prompt::File(what, offered)) if entered == offered.display().to_string() => {
                self.write_to(offered, what, Existing::Refuse);
            }
            Some(Prompt::File(what, _)) if !typed.is_empty() => {
                let path = files::typed(entered.trim());
                self.write_to(path, what, Existing::Refuse);
            }
            Some(Prompt::File(..)) => self.give_up_keeping(),
            None => {}
        }
    }

    /// Takes the day that was typed. An empty field takes a booked day away, and else nothing: today
    /// and "not booked" do not stand in it.
    fn take_day(&mut self, typed: &str) {
        let booked = self.interview.days().booked();
        match self.interview.stage() {
            Stage::Asking(_) if typed.is_empty() => return self.say_first(text::ENTER_FIRST),
            _ if typed.is_empty() && booked.is_none() => return,
            _ if typed.is_empty() => self.step(&Event::Treatment(Treatment::NotBooked)),
            _ => self.step(&Event::TreatmentTyped(typed)),
        }
        if let Some(Notice::Refused(_) | Notice::Guessed(_)) = self.interview.notice() {
            self.view.prompt = Some(Prompt::Day);
        } else if let Some(Part::Alert(_)) = sheet::treatment_line(&self.interview) {
            // it stands at the top of the page
            self.view.scroll_to(0);
        }
    }

    /// Prints the sheet on the printer of the system, and says whether it took it.
    fn print_on_paper(&mut self) {
        let Some(printer) = &self.printer else {
            return;
        };
        let language = self.interview.language();
        match printer.print(&self.sheet()) {
            Ok(()) => {
                let says = language.fill(text::PAPER_SENT, &[("printer", printer.name())]);
                self.taken = true;
                self.view.good = Some(says);
            }
            Err(why) => self.view.message = Some(why.says(printer, language)),
        }
    }

    /// The sheet, with the mark of the app around it.
    fn sheet(&self) -> String {
        let sheet = sheet::text::render(&self.interview);
        match self.around.mark {
            Some(mark) => mark.on_sheet(&sheet, self.interview.language()),
            None => sheet,
        }
    }

    pub(super) fn write_to(&mut self, path: PathBuf, what: Written, existing: Existing) {
        let language = self.interview.language();
        let bytes = match what {
            // with the mark of the app around it
            Written::Sheet => Ok(self.sheet().into_bytes()),
            what => what.bytes(&self.wishes, &self.interview),
        };
        let written = match bytes {
            Ok(bytes) => files::write(&path, &bytes, existing, Readers::Owner),
            Err(error) => Err(WriteError::Io {
                path: path.clone(),
                source: error,
            }),
        };
        match written {
            Ok(place) => {
                self.taken = true;
                let shown = files::whereabouts(&place);
                self.view.message = None;
                self.view.good = Some(language.fill(text::SAVED, &[("path", &shown)]));
                if what == Written::Screening {
                    self.wishes.save = None;
                }
            }
            Err(WriteError::Exists(_)) => {
                self.view.open(Over::Replace(path, what));
            }
            Err(error) => {
                self.ask_where(what, path);
                let why = error.to_string();
                self.view.message = Some(language.fill(text::SAVE_FAILED, &[("why", &why)]));
            }
        }
    }
}
