//! Reception: many people a day, and nobody sees another's answers.
//!
//! [`Desk::step`] is a pure function from a desk and an event to the desk after it, and to what is to be
//! done about it. What stands between staff and patients is decided here alone: a stage is of the one
//! side or of the other, and from a patient's stage every event leads to a patient's stage but the right
//! PIN. The face tells it what happened and does the tasks.

pub mod consent;
pub mod course;
pub mod decision;
pub mod list;
pub mod reference;
pub mod staff;

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    clinic::Clinic,
    pack::Editions,
    records::body::{Member, Named, Role, Staffed},
    text::Language,
};
use staff::{Roster, Tried, Unfit, Wish};

/// A desk: where it is, who works there, and who is here now.
#[derive(Debug, Clone)]
pub struct Desk {
    stage: Stage,
    roster: Roster,
    here: Option<Here>,
    /// Who was here last: offered first where a PIN is asked.
    last: Option<String>,
}

/// Who of the staff is at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Here {
    /// Somebody who said so by their PIN.
    Member(String),
    /// Whoever knows what opens the records.
    Opener,
}

/// Where a desk is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// A PIN is asked.
    Locked(Lock),
    /// The screenings of a day.
    Home,
    /// One screening, to staff.
    Record(Uuid),
    /// A screening that staff answer for the person: from paper, or as they say it.
    Typing(Uuid),
    /// What staff read out to a person, before they type what the person says. Nothing is kept yet.
    ReadOut(Planned),
    /// What a patient is told before the first question. Nothing is kept yet.
    Told(Planned),
    /// The screen is to be turned to a patient, who goes on.
    Turned(Uuid),
    /// A patient answers.
    Answering(Uuid),
    /// A patient has not pressed a key for so long that the screening is about to be put away.
    Away(Uuid),
}

/// Why a desk is locked, and what comes after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// What stands over the PIN.
    pub says: LockSays,
    /// The screening that staff see next; none where it is the list.
    pub next: Option<Uuid>,
}

/// What stands over the PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockSays {
    /// Nothing but whose desk it is: staff locked it, or it was just opened.
    Desk,
    /// The patient is done: "give this back to the desk".
    GiveBack,
    /// The patient stopped: what they answered is kept.
    Stopped,
    /// The patient does not want to answer here: nothing was kept.
    Refused,
    /// Nobody was there for a while: what was answered is kept.
    WasAway,
    /// The last answer could not be kept.
    Lost,
}

/// A screening that is about to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Under what it is found.
    pub named: Named,
    /// The tag of the language.
    pub language: String,
    /// The screening that it follows.
    pub follows: Option<Uuid>,
    /// Whether staff type what stands on a form of paper.
    pub from_paper: bool,
}

/// Who answers a screening at a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Staff see the screen.
    Staff,
    /// A patient does.
    Patient,
}

/// What somebody typed whom nobody may look over the shoulder.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub Zeroizing<String>);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(<redacted>)")
    }
}

/// Whether a patient may be asked in a language: somebody reviewed it, or the clinic takes it on.
#[must_use]
pub fn may_hand_over(editions: &Editions, clinic: Option<&Clinic>, language: &Language) -> bool {
    let edition = editions.in_language(language).ok().flatten();
    let translated = edition.and_then(|it| it.translation.as_ref());
    translated.is_none_or(|it| it.reviewed) || clinic.is_some_and(|it| it.accepts(language))
}

/// What happens at a desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A PIN was typed for somebody.
    Pin(String, Secret),
    /// What opens the records was typed.
    Opened,
    /// Staff lock the desk.
    Lock,
    /// Staff go back to the list.
    Home,
    /// Staff look at a screening.
    Open(Uuid),
    /// Staff begin a screening, and a patient has the screen.
    New(Planned),
    /// Staff begin a screening, and answer it themselves.
    NewTyped(Planned),
    /// Staff hand a draft over.
    HandOver(Uuid),
    /// Staff go on with a draft themselves.
    GoOn(Uuid),
    /// The face has begun a screening, or opened it again.
    Begun(Uuid),
    /// The patient agrees that answers are kept, or goes on.
    Agree,
    /// The patient does not agree.
    Refuse,
    /// The patient presses a key.
    Active,
    /// Nobody pressed a key for a while; at the second one, the screening is put away.
    Idle,
    /// Whoever answers stops.
    Stop,
    /// Whoever answers is at the end.
    Finish,
    /// Whoever answers stops, and the last answer is not kept.
    Lose,
}

/// What is to be done about an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Put something about the staff down in the log.
    Note(Staffed),
    /// Begin this screening for somebody to answer, then [`Event::Begun`].
    Begin(Planned, Side),
    /// Open this draft for somebody to go on, then [`Event::Begun`].
    Resume(Uuid, Side),
    /// Put the screening that is answered away: nothing of it stays in memory.
    PutAway,
    /// Read the list anew.
    List,
    /// Say that this is not the PIN of somebody of this name, and how long the next one has to wait.
    WrongPin(String, Option<SignedDuration>),
    /// Say that the next PIN has to wait.
    Waits(SignedDuration),
    /// Say how many wrong PINs there were since the last time.
    TellLapses(u32),
}

impl Stage {
    /// Whose screen it is.
    #[must_use]
    pub const fn side(&self) -> Side {
        match self {
            Self::Locked(lock) => lock.says.side(),
            Self::Home | Self::Record(_) | Self::ReadOut(_) | Self::Typing(_) => Side::Staff,
            Self::Told(_) | Self::Turned(_) | Self::Answering(_) | Self::Away(_) => Side::Patient,
        }
    }

    /// Whether what staff see is out of reach: on a patient's side, or locked.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        matches!(self, Self::Locked(_)) || matches!(self.side(), Side::Patient)
    }
}

impl LockSays {
    const fn side(self) -> Side {
        match self {
            Self::Desk => Side::Staff,
            Self::GiveBack | Self::Stopped | Self::Refused | Self::WasAway | Self::Lost => {
                Side::Patient
            }
        }
    }
}

impl Desk {
    /// A desk that is locked, where these people work.
    #[must_use]
    pub const fn new(roster: Roster) -> Self {
        Self {
            stage: locked(LockSays::Desk, None),
            roster,
            here: None,
            last: None,
        }
    }

    /// Where it is.
    #[must_use]
    pub const fn stage(&self) -> &Stage {
        &self.stage
    }

    /// Who works here.
    #[must_use]
    pub const fn roster(&self) -> &Roster {
        &self.roster
    }

    /// Who is here; nobody while staff's screens are out of reach.
    #[must_use]
    pub fn here(&self) -> Option<&Here> {
        self.here.as_ref().filter(|_| !self.stage.is_closed())
    }

    /// The member of the staff who is here.
    #[must_use]
    pub fn member(&self) -> Option<&Member> {
        match self.here()? {
            Here::Member(id) => self.roster.member(id),
            Here::Opener => None,
        }
    }

    /// What somebody is called who is here, and works here no more.
    #[must_use]
    pub fn gone(&self) -> Option<&str> {
        match self.here()? {
            Here::Member(id) if self.roster.member(id).is_none() => self.roster.name(id),
            Here::Member(_) | Here::Opener => None,
        }
    }

    /// Whether a clinician is here.
    #[must_use]
    pub fn is_clinician(&self) -> bool {
        self.member().is_some_and(|it| it.role == Role::Clinician)
    }

    /// Whether who is here may add staff and change others: a clinician, or who opened the records.
    #[must_use]
    pub fn may_set_staff(&self) -> bool {
        self.is_clinician() || self.here() == Some(&Here::Opener)
    }

    /// Somebody of the staff as who is here wishes: of themselves, everybody sets the name and the PIN.
    ///
    /// # Errors
    /// Where that can't be, or is not theirs to set.
    pub fn set_as(&self, wish: Wish<'_>, id: impl FnOnce() -> String) -> Result<Member, Unfit> {
        let wish = match self.member().filter(|it| Some(&*it.id) == wish.id) {
            _ if self.may_set_staff() => wish,
            Some(own) => Wish {
                role: own.role,
                works_here: true,
                ..wish
            },
            None => return Err(Unfit::NotAllowed),
        };
        self.roster.set_as(wish, id)
    }

    /// Who was here last.
    #[must_use]
    pub fn last(&self) -> Option<&Member> {
        self.roster.member(self.last.as_deref()?)
    }

    /// The same after this about the staff was put down.
    #[must_use]
    pub fn with_staff(mut self, change: impl FnOnce(&mut Roster)) -> Self {
        change(&mut self.roster);
        self
    }

    /// The desk after this event, and what is to be done. An event that has no meaning at a stage changes
    /// nothing.
    #[must_use]
    pub fn step(mut self, event: Event, now: Timestamp) -> (Self, Vec<Task>) {
        let tasks = match (self.stage.side(), self.stage.clone(), event) {
            (_, Stage::Locked(lock), event) => self.unlock(&lock, event, now),
            (Side::Patient, stage, event) => self.patient(stage, event),
            (Side::Staff, stage, event) => self.staff(&stage, event),
        };
        (self, tasks)
    }

    /// Where a PIN is asked.
    fn unlock(&mut self, lock: &Lock, event: Event, now: Timestamp) -> Vec<Task> {
        let at_patient = lock.says.side() == Side::Patient;
        let (id, typed) = match event {
            Event::Pin(id, typed) => (id, typed),
            Event::Opened => {
                self.here = Some(Here::Opener);
                self.stage = open(lock.next);
                return vec![Task::Note(Staffed::CameInAsOpener), Task::List];
            }
            _ => return Vec::new(),
        };
        let lapses = match self.tries(&id, &typed, (now, at_patient)) {
            Ok(lapses) => lapses,
            Err(tasks) => return tasks,
        };
        self.here = Some(Here::Member(id.clone()));
        self.last = Some(id.clone());
        self.stage = open(lock.next);
        let mut tasks = vec![Task::Note(Staffed::CameIn(id)), Task::List];
        if lapses > 0 {
            tasks.push(Task::TellLapses(lapses));
        }
        tasks
    }

    /// Tries a PIN of somebody: how many wrong ones there were before it, or what is to be said.
    fn tries(
        &mut self,
        id: &str,
        typed: &Secret,
        when: (Timestamp, bool),
    ) -> Result<u32, Vec<Task>> {
        let Some(member) = self.roster.member(id).cloned() else {
            return Err(Vec::new());
        };
        match self.roster.try_pin(&member, &typed.0, when) {
            Tried::Right(lapses) => Ok(lapses),
            Tried::Waits(left) => Err(vec![Task::Waits(left)]),
            Tried::Wrong(left) => {
                let noted = Task::Note(Staffed::WrongPin(id.to_owned()));
                Err(vec![noted, Task::WrongPin(member.name, left)])
            }
        }
    }

    /// Whether who is here says so again by their PIN, to sign; and what is to be done about it.
    #[must_use]
    pub fn signs(mut self, typed: &Secret, now: Timestamp) -> (Self, bool, Vec<Task>) {
        let Some(Here::Member(id)) = self.here().cloned() else {
            return (self, false, Vec::new());
        };
        match self.tries(&id, typed, (now, false)) {
            Ok(0) => (self, true, Vec::new()),
            // what ends the wrong ones before it stands in the log as they do
            Ok(_) => (self, true, vec![Task::Note(Staffed::CameIn(id))]),
            Err(tasks) => (self, false, tasks),
        }
    }

    /// In the hands of a patient.
    fn patient(&mut self, stage: Stage, event: Event) -> Vec<Task> {
        match (stage, event) {
            (Stage::Told(planned), Event::Agree) => vec![Task::Begin(planned, Side::Patient)],
            // nobody agreed to anything yet
            (Stage::Told(_), Event::Refuse | Event::Stop | Event::Idle) => {
                self.close(LockSays::Refused, None)
            }
            (Stage::Turned(id), Event::Agree) => vec![Task::Resume(id, Side::Patient)],
            (Stage::Turned(id), Event::Refuse | Event::Stop | Event::Idle) => {
                self.close(LockSays::WasAway, Some(id))
            }
            (Stage::Answering(id), Event::Idle) => {
                self.stage = Stage::Away(id);
                Vec::new()
            }
            (Stage::Told(_) | Stage::Turned(_), Event::Begun(id))
            | (Stage::Away(id), Event::Active) => {
                self.stage = Stage::Answering(id);
                Vec::new()
            }
            (Stage::Away(id), Event::Idle) => self.close(LockSays::WasAway, Some(id)),
            (Stage::Answering(id) | Stage::Away(id), Event::Stop) => {
                self.close(LockSays::Stopped, Some(id))
            }
            (Stage::Answering(id) | Stage::Away(id), Event::Lose) => {
                self.close(LockSays::Lost, Some(id))
            }
            (Stage::Answering(id), Event::Finish) => self.close(LockSays::GiveBack, Some(id)),
            _ => Vec::new(),
        }
    }

    /// In the hands of staff.
    fn staff(&mut self, stage: &Stage, event: Event) -> Vec<Task> {
        match (stage, event) {
            (Stage::Typing(id), Event::Stop | Event::Finish | Event::Lose) => {
                self.stage = Stage::Record(*id);
                vec![Task::PutAway, Task::List]
            }
            (Stage::Typing(id) | Stage::Record(id), Event::Lock | Event::Idle) => {
                self.lock(Some(*id))
            }
            (Stage::Typing(_), _) => Vec::new(),
            (_, Event::Lock | Event::Idle) => self.lock(None),
            (_, Event::Home) => {
                self.stage = Stage::Home;
                vec![Task::List]
            }
            (_, Event::Open(id)) => {
                self.stage = Stage::Record(id);
                Vec::new()
            }
            (_, Event::New(planned)) => {
                self.stage = Stage::Told(planned);
                Vec::new()
            }
            // whoever filled in a form on paper is not here any more
            (_, Event::NewTyped(planned)) if planned.from_paper => {
                vec![Task::Begin(planned, Side::Staff)]
            }
            (_, Event::NewTyped(planned)) => {
                self.stage = Stage::ReadOut(planned);
                Vec::new()
            }
            (Stage::ReadOut(planned), Event::Agree) => {
                vec![Task::Begin(planned.clone(), Side::Staff)]
            }
            (_, Event::HandOver(id)) => {
                self.stage = Stage::Turned(id);
                Vec::new()
            }
            (_, Event::GoOn(id)) => vec![Task::Resume(id, Side::Staff)],
            (_, Event::Begun(id)) => {
                self.stage = Stage::Typing(id);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Takes the screen from a patient.
    fn close(&mut self, says: LockSays, next: Option<Uuid>) -> Vec<Task> {
        self.here = None;
        self.stage = locked(says, next);
        vec![Task::PutAway]
    }

    /// Locks the desk for the time that nobody of the staff is there.
    fn lock(&mut self, next: Option<Uuid>) -> Vec<Task> {
        self.here = None;
        self.stage = locked(LockSays::Desk, next);
        vec![Task::PutAway, Task::Note(Staffed::Locked)]
    }
}

const fn locked(says: LockSays, next: Option<Uuid>) -> Stage {
    Stage::Locked(Lock { says, next })
}

/// What staff see once it is open.
fn open(next: Option<Uuid>) -> Stage {
    next.map_or(Stage::Home, Stage::Record)
}

#[cfg(test)]
mod tests;
