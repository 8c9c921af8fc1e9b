//! The desk on the full screen: staff's pages, and a screening in a patient's hands.
//!
//! What may follow on what is decided by [`desk::Desk`](crate::desk::Desk). Here its tasks are done:
//! what is answered goes into the records before the next frame, so that what a screen shows as answered
//! is on the disk. A screening is an [`App`] of its own; when it is put away, nothing of it is left.

mod acts;
mod day_end;
mod deciding;
mod form;
mod forms;
mod pages;
mod staffing;
mod tasks;

use std::time::{Duration, Instant};

use jiff::{Timestamp, Zoned, civil::Date};
use ratatui::{
    Frame,
    crossterm::event::{KeyCode, KeyEvent, KeyModifiers},
};
use tempfile::TempDir;
use uuid::Uuid;

use self::{form::Form, forms::Asks};
use super::{
    App,
    around::{Around, Keeping},
    keymap::Context,
    terminal::{self, Flow, keys::Pasted},
    theme::Theme,
};
use crate::{
    clinic::{Clinic, IDLE_MINUTES},
    desk::{Desk, Event, Here, Side, Stage, course::Course, list::Row, staff::Roster},
    interview::Interview,
    pack::{Editions, Pack},
    records::{Record, Records, Trouble, Writing, body::By, place::Place},
    sheet::Wishes,
    text::{self, Language, Text},
};

/// For how long a screening waits that nobody answers, once it has asked whether somebody is there.
const COUNTDOWN: Duration = Duration::from_secs(30);
/// After how long without a key staff's screens are locked.
const STAFF_IDLE: Duration = Duration::from_secs(600);
/// How soon a save that failed is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(5);

/// What a desk is opened with.
pub struct Opening<'p> {
    /// The records.
    pub records: Records,
    /// Where they are.
    pub place: Place,
    /// The languages that can be asked in.
    pub editions: &'p Editions,
    /// The pack in the language of the staff.
    pub pack: &'p Pack,
    /// The clinic, if it is known.
    pub clinic: Option<&'p Clinic>,
    /// How it looks.
    pub theme: Theme,
    /// What every screening is begun with.
    pub wishes: Wishes,
    /// The clock.
    pub clock: fn() -> Zoned,
    /// The day, where it is not that of the clock.
    pub today: Option<Date>,
    /// What staff should know first.
    pub says: Option<String>,
    /// Where it is only tried.
    pub tried: Option<Tried>,
}

/// A desk that is only tried.
#[derive(Debug)]
pub struct Tried {
    /// What it says while it is locked: that nobody is real, and how to come in.
    pub says: String,
    /// Where its records are: gone once the desk is closed, however that comes about.
    pub folder: TempDir,
}

/// The desk as an app.
pub struct DeskApp<'p> {
    desk: Desk,
    records: Records,
    place: Place,
    editions: &'p Editions,
    pack: &'p Pack,
    clinic: Option<&'p Clinic>,
    wishes: Wishes,
    clock: fn() -> Zoned,
    today: Option<Date>,
    /// Whoever answers; else one that nobody has begun, which lends its frame to the pages of staff.
    screening: App<'p>,
    writing: Option<Writing>,
    /// Whoever opened the records.
    opener: By,
    /// Why the last answer is not kept.
    unsaved: Option<Trouble>,
    list: List,
    /// The screening that staff look at.
    opened: Option<Looked<'p>>,
    form: Option<(Asks, Form)>,
    /// The field that has the focus where a form is asked again.
    focus_form: Option<usize>,
    /// It was said that there is no copy of what the records hold, by the key before.
    no_copy: bool,
    /// A page of words that is looked at, closed by any key.
    note: Option<Vec<String>>,
    /// The language of the patient who was here last, while the desk is locked after them, or who comes
    /// next.
    spoken: Option<&'static Language>,
    /// When the last key was pressed, or a save failed.
    touched: Instant,
    /// Is gone after all else.
    tried: Option<Tried>,
}

/// What the list shows.
#[derive(Debug)]
struct List {
    shows: Shows,
    /// The day on which that was chosen.
    since: Date,
    rows: Vec<Row>,
    /// What a reference or a label must hold to be shown.
    filter: String,
}

/// Which screenings a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shows {
    /// Those of a day.
    Day(Date),
    /// Those with exactly this reference.
    Reference(String),
    /// Those whose wait ends in the week of this day.
    Due(Date),
}

/// A screening that staff look at.
struct Looked<'p> {
    record: Record,
    row: Row,
    /// The sessions under its reference.
    course: Course,
    /// As it is today; none where it can't be opened with this pack.
    interview: Option<Interview<'p>>,
    /// What there is to know about it.
    says: Vec<String>,
    /// Whether a screening that follows it must ask again what may have changed.
    asks_again: bool,
}

impl Looked<'_> {
    /// Why nothing is done with it yet: it has to be asked again, or what is said of a draft.
    const fn not_finished(&self, of_draft: Text) -> Text {
        if self.asks_again {
            text::ASK_AGAIN_FIRST
        } else {
            of_draft
        }
    }
}

impl<'p> DeskApp<'p> {
    /// A desk that is locked.
    ///
    /// # Errors
    /// Where the records can't be read.
    pub fn new(opening: Opening<'p>) -> Result<Self, Trouble> {
        let Opening {
            records,
            place,
            editions,
            pack,
            clinic,
            theme,
            wishes,
            clock,
            today,
            says,
            tried,
        } = opening;
        let roster = Roster::of(&records)?;
        let opener = records.by().clone();
        let day = today.unwrap_or_else(|| clock().date());
        let blank = App::new(Interview::new(pack, day), theme, wishes.clone());
        let mut app = Self {
            desk: Desk::new(roster),
            records,
            place,
            editions,
            pack,
            clinic,
            wishes,
            clock,
            today,
            screening: blank,
            writing: None,
            opener,
            unsaved: None,
            list: List {
                shows: Shows::Day(day),
                since: day,
                rows: Vec::new(),
                filter: String::new(),
            },
            opened: None,
            form: None,
            focus_form: None,
            no_copy: false,
            note: None,
            spoken: None,
            touched: Instant::now(),
            tried,
        };
        app.put_away();
        if app.desk.roster().here().next().is_none() {
            // nobody works here yet: whoever opened the records says who does
            app.happens(Event::Opened);
            app.ask_first_member();
        }
        app.screening.view.message = says;
        Ok(app)
    }

    /// Where the desk is.
    #[must_use]
    pub const fn stage(&self) -> &Stage {
        self.desk.stage()
    }

    /// The interview that somebody answers.
    #[must_use]
    pub fn interview(&self) -> &Interview<'p> {
        self.screening.interview()
    }

    /// The language of the staff.
    const fn language(&self) -> &'static Language {
        self.pack.language
    }

    fn says(&self, text: Text) -> String {
        self.language().says(text).to_owned()
    }

    fn now(&self) -> Timestamp {
        (self.clock)().timestamp()
    }

    fn today(&self) -> Date {
        self.today.unwrap_or_else(|| (self.clock)().date())
    }

    /// Whether somebody answers a screening on the screen.
    const fn is_answering(&self) -> bool {
        matches!(
            self.stage(),
            Stage::Told(_) | Stage::Answering(_) | Stage::Typing(_)
        )
    }

    /// Something happens: the desk goes on, and its tasks are done.
    fn happens(&mut self, event: Event) {
        let now = self.now();
        let (desk, tasks) = self.desk.clone().step(event, now);
        if desk.stage() != self.desk.stage() {
            // another page begins at its top
            self.screening.view.new_page();
            self.screening.view.message = None;
        }
        self.desk = desk;
        for task in tasks {
            self.perform(task);
        }
    }

    /// What is around a screening that somebody answers.
    fn around(side: Side, from_paper: bool) -> Around {
        Around {
            keeping: Keeping::AtOnce,
            keys: match side {
                Side::Staff if from_paper => |context| match context {
                    Context::Review => Some(Context::DeskPaper),
                    context => staff_hands(context),
                },
                Side::Staff => staff_hands,
                Side::Patient => hands,
            },
            sources_in_full: side == Side::Staff,
            ..Around::default()
        }
    }

    /// Whether a key leaves the screening, whoever answers: as it would leave the program.
    fn leaves(key: KeyEvent) -> bool {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c' | 'C' | 'd' | 'D' | 'z' | 'Z') => ctrl,
            KeyCode::F(10) => true,
            _ => false,
        }
    }

    /// How long nobody may press a key where the desk is.
    fn patience(&self) -> Duration {
        match self.stage() {
            Stage::Away(_) => COUNTDOWN,
            stage if stage.side() == Side::Patient => {
                Duration::from_secs(60 * self.clinic.map_or(IDLE_MINUTES, |it| it.idle_minutes))
            }
            _ => STAFF_IDLE,
        }
    }

    /// Who does what is done now.
    fn by(&self) -> By {
        match (self.stage().side(), self.desk.here()) {
            (Side::Staff, Some(Here::Member(id))) => By::Staff(id.clone()),
            (Side::Staff, Some(Here::Opener) | None) => self.opener.clone(),
            (Side::Patient, _) => By::Patient,
        }
    }

    /// The screening that the marked row shows.
    fn marked(&self) -> Option<Uuid> {
        if let Stage::Record(id) = self.stage() {
            return Some(*id);
        }
        let at = self.screening.view.focus.unwrap_or_default();
        self.shown().get(at).map(|it| it.id)
    }

    /// The rows that are shown.
    fn shown(&self) -> Vec<&Row> {
        let sought = self.list.filter.to_lowercase();
        let holds = |it: &&Row| {
            let label = it.label.as_deref().unwrap_or_default();
            it.reference.to_lowercase().contains(&sought) || label.to_lowercase().contains(&sought)
        };
        self.list.rows.iter().filter(holds).collect()
    }
}

impl terminal::Program for DeskApp<'_> {
    type Output = ();

    fn draw(&mut self, frame: &mut Frame<'_>) {
        self.paint(frame);
    }

    fn key(&mut self, key: KeyEvent) -> Flow<()> {
        self.press(key)
    }

    fn types(&self, key: KeyEvent) -> bool {
        match &self.form {
            Some((_, form)) => form.types(key),
            None => self.is_answering() && self.unsaved.is_none() && self.screening.is_typed(key),
        }
    }

    fn again(&mut self, key: KeyEvent) {
        if self.is_answering() {
            self.screening.ask_again(key);
        }
    }

    fn due(&self) -> Option<Instant> {
        let patience = match self.stage() {
            _ if self.unsaved.is_some() => TRY_AGAIN,
            // the seconds are counted on the screen
            Stage::Away(_) => {
                let gone = self.touched.elapsed();
                Duration::from_secs(gone.as_secs() + 1).min(COUNTDOWN)
            }
            Stage::Locked(_) => return self.screening.due(),
            _ => self.patience(),
        };
        let due = self.touched + patience;
        Some(self.screening.due().map_or(due, |it| it.min(due)))
    }

    fn tick(&mut self) -> Flow<()> {
        if self.screening.due().is_some_and(|it| it <= Instant::now()) {
            return match terminal::Program::tick(&mut self.screening) {
                Flow::Changed => Flow::Changed,
                flow => self.after(&flow),
            };
        }
        if self.unsaved.is_some() {
            self.keep();
            self.touched = Instant::now();
        } else if self.touched.elapsed() >= self.patience()
            && !matches!(self.stage(), Stage::Locked(_))
        {
            self.happens(Event::Idle);
            self.touched = Instant::now();
            return Flow::Changed;
        }
        Flow::Continue
    }

    fn holds(&self) -> bool {
        // staff who type for somebody stop there, as a patient does: not in the shell
        self.stage().is_closed() || matches!(self.stage(), Stage::Typing(_))
    }

    fn last_words(&self) -> Option<String> {
        None
    }

    fn paste(&mut self, pasted: Pasted) {
        if self.is_answering() && self.unsaved.is_none() {
            self.screening.paste(pasted);
        }
    }
}

/// The context of the pages of staff.
const fn context(stage: &Stage, has_form: bool) -> Context {
    match stage {
        _ if has_form => Context::DeskForm,
        Stage::Record(_) => Context::DeskRecord,
        Stage::Home => Context::Desk,
        Stage::ReadOut(_) => Context::DeskReadOut,
        _ => Context::DeskTurn,
    }
}

/// The keys that come before those of a screening at a desk.
const fn hands(context: Context) -> Option<Context> {
    match context {
        Context::Welcome => Some(Context::DeskTold),
        Context::Entry | Context::DateEntry => Some(Context::DeskHandsTyping),
        Context::Options
        | Context::List
        | Context::Number
        | Context::Review
        | Context::Summary
        | Context::Course
        | Context::Care
        | Context::WhatIf => Some(Context::DeskHands),
        _ => None,
    }
}

/// The same where staff answer.
const fn staff_hands(context: Context) -> Option<Context> {
    match hands(context) {
        Some(Context::DeskHands) => Some(Context::DeskStaff),
        Some(_) => Some(Context::DeskStaffTyping),
        None => None,
    }
}
