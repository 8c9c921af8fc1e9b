//! What a record is made of: events, each one added after the others and none ever changed.
//!
//! Each event names the one before it by its hash, so that none can be changed, taken out or put in
//! without the rest saying so. That shows tampering, it does not prevent it: who can write the file can
//! write all of it anew, unless a hash was put down elsewhere (`needlefit records audit` prints it).

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::Trouble;

/// A SHA-256.
pub type Hash = [u8; 32];

/// The hash before the first event.
pub const BEFORE_THE_FIRST: Hash = [0; 32];

/// What an event is about where that is not one screening: the store as a whole. Its key seals the log.
pub const STORE: Uuid = Uuid::nil();

/// Under what the key stands that makes the marks.
pub const MARKS: Uuid = Uuid::max();

/// What happened. Its number stands in the clear, and never means anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A screening was begun, or came in from a file.
    Begun,
    /// An answer was given, changed or taken back in a screening that has no verdict.
    Answered,
    /// A screening came to its verdict, or to another one.
    Finished,
    /// A screening was named otherwise.
    Named,
    /// A clinician decided.
    Decided,
    /// A consent was given or withdrawn.
    Consented,
    /// Somebody looked at something.
    Viewed,
    /// Something left the store: exported, printed.
    Taken,
    /// A screening was erased.
    Erased,
    /// The store was made, unlocked, locked, rekeyed, backed up, restored, verified, or mended.
    Kept,
    /// Somebody came, went, or failed to say who they are; the desk was locked.
    Staffed,
    /// Staff were added or changed.
    Employed,
    /// A screening was put under a legal hold, or is under it no longer.
    Held,
}

impl Kind {
    /// All of them, each with its number.
    const NUMBERS: [(Self, u8); 13] = [
        (Self::Begun, 1),
        (Self::Answered, 2),
        (Self::Finished, 3),
        (Self::Named, 4),
        (Self::Decided, 5),
        (Self::Consented, 6),
        (Self::Viewed, 64),
        (Self::Taken, 65),
        (Self::Erased, 66),
        (Self::Kept, 67),
        (Self::Staffed, 68),
        (Self::Employed, 70),
        (Self::Held, 69),
    ];

    /// Its number in a store.
    #[must_use]
    pub fn number(self) -> u8 {
        let number = Self::NUMBERS.iter().find(|(kind, _)| *kind == self);
        number.map_or(0, |(_, number)| *number)
    }

    /// The kind of this number.
    #[must_use]
    pub fn numbered(number: u8) -> Option<Self> {
        let kind = Self::NUMBERS.iter().find(|(_, it)| *it == number);
        kind.map(|(kind, _)| *kind)
    }

    /// Whether it is about what a person answered or what was decided of it: sealed by the key of the
    /// screening, and gone with it. The others are the store's own log.
    #[must_use]
    pub fn is_of_the_screening(self) -> bool {
        self.number() < Self::Viewed.number()
    }

    /// Whether it changes what was answered.
    #[must_use]
    pub const fn is_answers(self) -> bool {
        matches!(self, Self::Begun | Self::Answered | Self::Finished)
    }
}

/// A mark by which events are found: see [`Key::mark`](super::keys::Key).
pub type Mark = [u8; 16];

/// By what a screening is found without any seal being opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marked {
    /// Its reference.
    Reference,
    /// The week in which its wait ends.
    Due,
    /// The week in which the treatment is booked.
    Booked,
    /// The screening that it follows.
    Follows,
}

impl Marked {
    /// What sets the marks of one from those of another.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Due => "due",
            Self::Booked => "booked",
            Self::Follows => "follows",
        }
    }
}

/// An event to be added: its place in the order is not known yet.
#[derive(Debug, Clone)]
pub struct New {
    /// The screening, or [`STORE`].
    pub subject: Uuid,
    /// What happened.
    pub kind: Kind,
    /// When, in milliseconds since 1970 (UTC). Nothing is ordered by it: clocks are set back.
    pub at: i64,
    /// The mark of the reference of the screening; of a verdict that of the screening that it follows.
    pub reference: Option<Mark>,
    /// The mark of the week in which its wait ends.
    pub due: Option<Mark>,
    /// The mark of the week in which the treatment is booked.
    pub booked: Option<Mark>,
    /// What exactly, sealed.
    pub body: Vec<u8>,
}

/// An event of a store.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its place in the order of the store, from 1 on.
    pub seq: u64,
    /// What it says.
    pub new: New,
    /// The hash of the event before it.
    pub previous: Hash,
    /// Its own.
    pub hash: Hash,
}

impl New {
    /// When it was; none where no clock can have shown that.
    #[must_use]
    pub fn time(&self) -> Option<Timestamp> {
        Timestamp::from_millisecond(self.at).ok()
    }

    /// What its body is sealed with: all of it that stands in the clear.
    #[must_use]
    pub fn about(&self, device: Uuid) -> Vec<u8> {
        let mut about = Vec::with_capacity(80);
        about.extend_from_slice(device.as_bytes());
        about.extend_from_slice(self.subject.as_bytes());
        about.push(self.kind.number());
        about.extend_from_slice(&self.at.to_be_bytes());
        for mark in [&self.reference, &self.due, &self.booked] {
            about.push(u8::from(mark.is_some()));
            about.extend_from_slice(mark.as_ref().map_or(&[], |it| &it[..]));
        }
        about
    }

    /// The event at this place of the order.
    #[must_use]
    pub fn at_place(self, device: Uuid, seq: u64, previous: Hash) -> Event {
        let mut hash = Sha256::new();
        hash.update(previous);
        hash.update(seq.to_be_bytes());
        hash.update(self.about(device));
        hash.update(&self.body);
        Event {
            seq,
            hash: hash.finalize().into(),
            new: self,
            previous,
        }
    }
}

impl Event {
    /// Whether it is as it was added.
    #[must_use]
    pub fn is_whole(&self, device: Uuid) -> bool {
        let again = self.new.clone().at_place(device, self.seq, self.previous);
        again.hash == self.hash
    }
}

/// What is added in one commit: all of it or nothing.
#[derive(Debug, Default)]
pub struct Commit {
    /// The events, in order.
    pub events: Vec<New>,
    /// Wrapped keys of new screenings.
    pub keys: Vec<(Uuid, Vec<u8>)>,
    /// Screenings whose keys are destroyed.
    pub destroys: Vec<Uuid>,
    /// Nothing is added unless the last event of this screening that changes its answers is at this
    /// place.
    pub follows: Option<(Uuid, u64)>,
    /// Nothing is added where something was done about a screening whose key is destroyed after this
    /// place, other than that it was looked at.
    pub seen: Option<u64>,
}

/// Which events are read.
#[derive(Debug, Clone, Copy)]
pub enum Which {
    /// All about this screening.
    Of(Uuid),
    /// The same without answers that a later event repeats.
    Standing(Uuid),
    /// The last ones of this kind about this screening, or the store, at most so many.
    OfKind(Uuid, Kind, u32),
    /// The last ones, at most so many.
    Last(u32),
    /// At most so many after this place.
    After(u64, u32),
}

/// Where events are kept, by one device: an append-only log, with the wrapped keys beside it.
///
/// The shared record of several machines joins here: an event is named by its device and its place, so
/// that what was sent is a place for each destination, and nothing is written twice.
pub trait Log {
    /// The device.
    fn device(&self) -> Uuid;
    /// Adds a commit; gives the place of its last event once that is safe on the disk.
    ///
    /// # Errors
    /// Why nothing was added.
    fn add(&mut self, commit: Commit) -> Result<u64, Trouble>;
    /// Events, in their order.
    ///
    /// # Errors
    /// Where they can't be read.
    fn events(&self, which: Which) -> Result<Vec<Event>, Trouble>;
    /// The wrapped key of a screening; none where it was erased, or was never here.
    ///
    /// # Errors
    /// Where it can't be read.
    fn wrapped(&self, subject: Uuid) -> Result<Option<Vec<u8>>, Trouble>;
    /// Screenings to which something but answers happened from one moment to before another one, in
    /// milliseconds, in the order of the last of it.
    ///
    /// # Errors
    /// Where they can't be read.
    fn between(&self, from: i64, to: i64) -> Result<Vec<Uuid>, Trouble>;
    /// Screenings with this mark, the last one first.
    ///
    /// # Errors
    /// Where they can't be read.
    fn marked(&self, by: Marked, mark: Mark) -> Result<Vec<Uuid>, Trouble>;
    /// Screenings whose ids lie between these two, or are one of them; a few at most.
    ///
    /// # Errors
    /// Where they can't be read.
    fn named(&self, from: Uuid, to: Uuid) -> Result<Vec<Uuid>, Trouble>;
}
