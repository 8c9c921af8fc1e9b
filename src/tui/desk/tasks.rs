//! What the desk is to do: begin, resume, keep and put away screenings, and read lists.

use jiff::civil::Date;
use uuid::Uuid;

use super::{DeskApp, Looked, Shows};
use crate::{
    desk::{
        Event, Planned, Side, Stage, Task,
        course::Course,
        list::{Row, State},
        may_hand_over,
    },
    interview::{
        Event as Step, Interview, Stage as At,
        open::{NotOpened, NotRead, Opened},
        report::Report,
        screening::{AnsweredBy, PutDown, Screening, Whose},
    },
    pack::Pack,
    records::{
        Held, Record, Trouble,
        body::{By, Named, Says, Staffed, Viewed},
        event::STORE,
    },
    sheet::Wishes,
    text::{self, Language},
    tui::App,
};

impl<'p> DeskApp<'p> {
    /// Does a task of the desk.
    pub(super) fn perform(&mut self, task: Task) {
        match task {
            Task::Note(staffed) => self.note_staff(staffed),
            Task::Begin(planned, side) => self.begin(planned, side),
            Task::Resume(id, side) => self.resume(id, side),
            Task::PutAway => self.put_away(),
            Task::List => self.read_list(),
            Task::WrongPin(name, waits) => {
                let says = self.language().fill(text::PIN_WRONG, &[("name", &name)]);
                self.screening.view.message = Some(says);
                if let Some(left) = waits {
                    self.say_waits(left.as_secs() + 1);
                }
            }
            Task::Waits(left) => self.say_waits(left.as_secs() + 1),
            Task::TellLapses(count) => {
                let count = usize::try_from(count).unwrap_or(usize::MAX);
                self.screening.view.message = Some(self.language().count(text::PIN_LAPSES, count));
            }
        }
    }

    fn say_waits(&mut self, seconds: i64) {
        let seconds = seconds.to_string();
        let says = self
            .language()
            .fill(text::PIN_WAITS, &[("seconds", &seconds)]);
        self.screening.view.message = Some(says);
    }

    /// Says what went wrong.
    pub(super) fn say_trouble(&mut self, trouble: &Trouble) {
        self.screening.view.message = Some(why(trouble, self.language()));
    }

    fn note_staff(&mut self, staffed: Staffed) {
        match &staffed {
            Staffed::CameIn(id) => self.records.act_as(By::Staff(id.clone())),
            // whoever was here until now
            Staffed::Locked => {}
            _ => self.records.act_as(self.by()),
        }
        if let Err(why) = self.records.note(STORE, Says::Staffed(staffed)) {
            self.say_trouble(&why);
        }
    }

    /// The pack in a language; in that of the staff where there is no such edition.
    fn pack_in(&self, tag: &str) -> &'p Pack {
        let language = Language::of(tag);
        let edition = language.and_then(|it| self.editions.in_language(it).ok().flatten());
        edition.unwrap_or(self.pack)
    }

    /// An interview that nobody has begun, in a language.
    pub(super) fn fresh(&self, tag: &str) -> Interview<'p> {
        self.fresh_of(self.pack_in(tag))
    }

    fn fresh_of(&self, pack: &'p Pack) -> Interview<'p> {
        let interview = Interview::new(pack, self.today());
        match self.clinic {
            Some(clinic) => interview.in_clinic(clinic),
            None => interview,
        }
    }

    /// What a screening of this id is begun with.
    fn wishes_of(&self, id: Uuid) -> Wishes {
        Wishes {
            id: id.to_string(),
            started: self.now(),
            ..self.wishes.clone()
        }
    }

    /// A screening on the screen, in the hands of this side.
    pub(super) fn show(&mut self, interview: Interview<'p>, id: Uuid, side: Side) {
        let theme = self.screening.view.theme;
        let mut app = App::new(interview, theme, self.wishes_of(id));
        if side == Side::Staff || self.editions.languages().all(|it| self.may_hand_over(it)) {
            app = app.in_any_of(self.editions);
        }
        let from_paper = app.interview.whose().answered_by == Some(AnsweredBy::Paper);
        app.around = Self::around(side, from_paper);
        self.screening = app;
        self.form = None;
    }

    /// Whether a patient may be asked in a language.
    pub(super) fn may_hand_over(&self, language: &Language) -> bool {
        may_hand_over(self.editions, self.clinic, language)
    }

    /// Shows a patient what becomes of the answers. Nothing is kept yet.
    pub(super) fn tell(&mut self, planned: Planned) {
        match self.planned(&planned, Side::Patient) {
            Ok(interview) => {
                let id = Uuid::new_v4();
                self.happens(Event::New(planned));
                self.show(interview, id, Side::Patient);
            }
            Err(why) => self.screening.view.message = Some(why),
        }
    }

    /// The interview that is planned, before its first question.
    fn planned(&self, planned: &Planned, side: Side) -> Result<Interview<'p>, String> {
        let by = match side {
            Side::Patient => AnsweredBy::Person,
            Side::Staff if planned.from_paper => AnsweredBy::Paper,
            Side::Staff => AnsweredBy::Staff,
        };
        let whose = Whose {
            label: None,
            answered_by: Some(by),
        };
        let interview = match planned.follows {
            None => self.fresh(&planned.language),
            Some(id) => {
                let (_, interview) = self.again(id)?;
                interview.asked_in(self.pack_in(&planned.language))
            }
        };
        Ok(interview.kept_as(whose))
    }

    /// The screening that follows this one, before its first question, and under what this one is found.
    pub(super) fn again(&self, id: Uuid) -> Result<(Named, Interview<'p>), String> {
        let record = self.records.record(id);
        let record = record.map_err(|it| why(&it, self.language()))?;
        let opened = self.open(&record)?.again();
        let opened = opened.map_err(|it| self.why_not_opened(&it))?;
        // back at what a patient is told first
        Ok((record.named, opened.interview.at_welcome()))
    }

    /// Opens a record as it is today.
    fn open(&self, record: &Record) -> Result<Opened<'p>, String> {
        let saved = record.saved().map_err(|it| {
            let says = match it {
                NotRead::Newer(_) => text::WHY_NEWER,
                NotRead::Broken(..) | NotRead::SomethingElse => text::WHY_DAMAGED,
            };
            self.not_opened(&self.says(says))
        })?;
        let tag = saved.language().unwrap_or_default().to_owned();
        let pack = self.pack_in(&tag);
        let opened = saved.open(self.clinic, pack, self.today());
        opened.map_err(|it| self.why_not_opened(&it))
    }

    fn not_opened(&self, why: &str) -> String {
        self.language().fill(text::DESK_BACK_LATER, &[("why", why)])
    }

    /// Why a screening is not opened: with what can be done at a desk.
    fn why_not_opened(&self, not: &NotOpened) -> String {
        let language = self.language();
        let why = match not {
            NotOpened::Draft => return self.says(text::NOT_FINISHED_YET),
            NotOpened::OtherPack(was, is) => {
                language.fill(text::WHY_OTHER_PACK, &[("was", was), ("is", is)])
            }
            NotOpened::Ahead(day, _) => {
                language.fill(text::WHY_AHEAD, &[("day", &language.day(*day))])
            }
            NotOpened::Answer(id, _) => {
                let question = self.pack.question(id).map_or(id, |it| &it.short);
                language.fill(text::WHY_ANSWER, &[("question", question)])
            }
        };
        self.not_opened(&why)
    }

    fn begin(&mut self, planned: Planned, side: Side) {
        let interview = match side {
            // as the patient has it: the language may be another one by now
            Side::Patient => Ok(self.screening.interview.clone()),
            Side::Staff => self.planned(&planned, side),
        };
        let interview = match interview {
            Ok(interview) if interview.stage() == At::Welcome => interview.step(&Step::Start),
            Ok(interview) => interview,
            Err(why) => {
                self.screening.view.message = Some(why);
                return;
            }
        };
        let interview = if planned.from_paper {
            interview.step(&Step::Review)
        } else {
            interview
        };
        if side == Side::Staff {
            self.show(interview.clone(), Uuid::new_v4(), side);
        }
        let screening = self.written(&interview);
        self.records.act_as(self.by());
        match self.records.begin(planned.named, &screening) {
            Ok(writing) => {
                let id = writing.id();
                self.writing = Some(writing);
                *self.screening.interview = interview;
                self.happens(Event::Begun(id));
            }
            Err(why) => {
                *self.screening.interview = self.screening.interview.clone().at_welcome();
                self.say_trouble(&why);
            }
        }
    }

    fn resume(&mut self, id: Uuid, side: Side) {
        let resumed = self.records.resume(id);
        let (mut writing, record) = match resumed {
            Ok(resumed) => resumed,
            Err(why) => return self.say_trouble(&why),
        };
        match self.open(&record) {
            // what may have changed is asked, not only what is about the day
            Ok(opened) if opened.is_to_be_asked_again() => {
                self.screening.say_first(text::ASK_AGAIN_FIRST);
            }
            Ok(opened) => {
                let says = opened.says().filter(|_| side == Side::Staff);
                self.show(opened.interview, id, side);
                if let Some(glance) = record.glance() {
                    self.screening.wishes.started = glance.started;
                }
                if let Err(why) = writing.opened_as(&self.written(self.interview())) {
                    return self.say_trouble(&why);
                }
                self.writing = Some(writing);
                self.happens(Event::Begun(id));
                // on the page that has begun now
                self.screening.view.message = says;
            }
            Err(why) => self.screening.view.message = Some(why),
        }
    }

    /// Nothing of a screening stays in memory, and a PIN is asked where the desk is locked.
    pub(super) fn put_away(&mut self) {
        // who gives the screen back reads why in their own language
        self.spoken = (self.stage().side() == Side::Patient).then(|| self.interview().language());
        self.writing = None;
        self.unsaved = None;
        self.opened = None;
        self.note = None;
        let theme = self.screening.view.theme;
        self.screening = App::new(self.fresh_of(self.pack), theme, self.wishes.clone());
        self.screening.around = Self::around(Side::Staff, false);
        self.screening.around.first = Some(text::HEAD_DESK);
        self.form = None;
        if let Stage::Locked(_) = self.stage() {
            self.ask_pin();
        }
    }

    /// The screening on the screen, as it is kept.
    fn written<'i>(&self, interview: &'i Interview<'p>) -> Screening<Report<'i>>
    where
        'p: 'i,
    {
        let wishes = &self.screening.wishes;
        let put_down = PutDown {
            id: wishes.id.clone(),
            started: wishes.started,
            now: self.now(),
        };
        Screening::of(interview, put_down)
    }

    /// Keeps what the screening on the screen has become, before it is shown.
    pub(super) fn keep(&mut self) {
        let interview = self.screening.interview.clone();
        let screening = self.written(&interview);
        self.records.act_as(self.by());
        let Some(writing) = &mut self.writing else {
            return;
        };
        self.unsaved = self.records.keep(writing, &screening).err();
    }

    /// Reads the list anew, and what staff look at.
    pub(super) fn read_list(&mut self) {
        self.records.act_as(self.by());
        let today = self.today();
        // whoever looks at today does so after midnight, too
        if self.list.shows == Shows::Day(self.list.since) {
            self.list.shows = Shows::Day(today);
            self.list.since = today;
        }
        let as_held = |all: Vec<Record>| all.into_iter().map(Held::from).collect();
        let held = match self.list.shows.clone() {
            Shows::Day(day) if day == today => self.of_today(day),
            Shows::Day(day) if day > today => self.records.booked(day).map(as_held),
            Shows::Day(day) => self.records.of_day(day),
            Shows::Reference(reference) => self.records.find(&reference),
            Shows::Due(day) => self.records.due(day).map(as_held),
        };
        match held {
            Ok(mut held) => {
                if let Shows::Day(_) = self.list.shows {
                    held.reverse();
                }
                let rows = held.iter().map(|it| self.row_of(it));
                match rows.collect() {
                    Ok(rows) => self.list.rows = rows,
                    Err(why) => self.say_trouble(&why),
                }
            }
            Err(why) => self.say_trouble(&why),
        }
        if let Stage::Record(id) = *self.stage() {
            self.look_at(id);
        } else {
            // what keys act on is marked
            self.screening.view.focus.get_or_insert(0);
        }
    }

    /// What staff see of a screening in a list.
    pub(super) fn row_of(&self, held: &Held) -> Result<Row, Trouble> {
        match held {
            Held::Record(record) => self.row_of_record(record),
            Held::Erased(id) => Ok(Row::gone(*id, State::Erased)),
            Held::Damaged(id) => Ok(Row::gone(*id, State::Damaged)),
        }
    }

    pub(super) fn row_of_record(&self, record: &Record) -> Result<Row, Trouble> {
        let row = Row::of_record(record, &self.records.before(record)?, self.clinic);
        let is_today = row.booked == Some(self.today()) && !row.is_draft();
        let row = row.to_check(is_today && !self.records.is_superseded(record)?);
        let draft = row.is_draft().then(|| self.open(record).ok()).flatten();
        Ok(match draft {
            Some(opened) => row.opened(&opened.interview),
            None => row,
        })
    }

    /// What is to be seen today: what happened today, after the drafts that were left over yesterday, and
    /// who is booked for today and was not screened again yet.
    fn of_today(&mut self, today: Date) -> Result<Vec<Held>, Trouble> {
        let here = self.records.of_day(today)?;
        let is_here = |id| here.iter().any(|it| it.id() == id);
        let mut left = match today.yesterday() {
            Ok(yesterday) => self.records.on_day(yesterday)?,
            Err(_) => Vec::new(),
        };
        left.retain(|it| matches!(it, Held::Record(it) if !it.is_finished() && !is_here(it.id)));
        let is_followed = |id| {
            let mut follows = here.iter().filter_map(|it| match it {
                Held::Record(it) => it.follows(),
                Held::Erased(_) | Held::Damaged(_) => None,
            });
            follows.any(|it| it == id)
        };
        let mut booked = self.records.booked_on(today)?;
        booked.retain(|it| !is_here(it.id) && !is_followed(it.id));
        left.extend(booked.into_iter().map(Held::from));
        left.extend(here);
        Ok(left)
    }

    /// Looks at a screening.
    pub(super) fn look_at(&mut self, id: Uuid) {
        self.records.act_as(self.by());
        let viewed = self.records.note(id, Says::Viewed(Viewed::Screening));
        if let Err(why) = viewed.and_then(|()| self.read_record(id)) {
            self.say_trouble(&why);
        }
    }

    fn read_record(&mut self, id: Uuid) -> Result<(), Trouble> {
        self.opened = None;
        let record = self.records.record(id)?;
        let mut asks_again = false;
        let (interview, says) = match self.open(&record) {
            Ok(opened) => {
                asks_again = opened.is_to_be_asked_again();
                let says = opened.says().into_iter().collect();
                // on the sheet stands whose it is
                let whose = opened.interview.whose().clone();
                let whose = whose.labelled(&name_of(&record.named));
                (Some(opened.interview.kept_as(whose)), says)
            }
            Err(why) => (None, vec![why]),
        };
        let under = self.records.under(&record.named.reference)?;
        let zone = (self.clock)().time_zone().clone();
        let course = Course::of(&record, &under, self.pack, &zone);
        let row = self.row_of_record(&record)?;
        self.opened = Some(Looked {
            record,
            row,
            course,
            interview,
            says,
            asks_again,
        });
        Ok(())
    }
}

/// A reference and its label in a line.
fn name_of(named: &Named) -> String {
    match &named.label {
        Some(label) => format!("{} {label}", named.reference),
        None => named.reference.clone(),
    }
}

/// What went wrong, in a language where that can happen while somebody answers; else as commands say it.
pub(super) fn why(trouble: &Trouble, language: &Language) -> String {
    let says = match trouble {
        Trouble::Full => text::WHY_FULL,
        Trouble::ReadOnly => text::WHY_READ_ONLY,
        Trouble::Gone(_) => text::WHY_GONE,
        Trouble::Busy => text::WHY_BUSY,
        Trouble::Elsewhere => text::WHY_ELSEWHERE,
        Trouble::WasErased(_) => text::WHY_ERASED,
        Trouble::Damaged(_) => text::WHY_DAMAGED,
        _ => return trouble.to_string(),
    };
    language.says(says).to_owned()
}
