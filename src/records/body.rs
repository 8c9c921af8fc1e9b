//! What events say, once they are opened.

use std::{fmt, path::PathBuf};

use json_patch::Patch;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::event::Kind;

/// What an event says, who did it, and the time of day where it was.
#[derive(Serialize, Deserialize)]
pub struct Entry {
    /// Who did it.
    pub by: By,
    /// How far the clock of that place was ahead of UTC, in seconds.
    pub offset: i32,
    /// What was done.
    pub says: Says,
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The person who is screened.
    Patient,
    /// Somebody of the staff, by their id.
    Staff(String),
    /// Whoever opened the records: with a passphrase, a key file or the recovery key.
    Opener(String),
    /// The program by itself.
    Program,
}

/// Under what a screening is found.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// A chart or booking number, or a short one that the program made.
    pub reference: String,
    /// For staff's list alone: a first name and an initial, or the time of an appointment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// What was done.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// A screening was begun, or came in from a file.
    Begun {
        /// Under what it is found.
        named: Named,
        /// The screening, as a file has it.
        screening: Box<RawValue>,
    },
    /// What an answer changed in a screening without a verdict (RFC 6902).
    Answered(Patch),
    /// A screening with its verdict, as a file has it.
    Finished(Box<RawValue>),
    /// A screening is found under another name.
    Named(Named),
    /// A clinician decided.
    Decided(Decision),
    /// A consent was given or withdrawn.
    Consented(Consented),
    /// Somebody looked at it.
    Viewed(Viewed),
    /// Something left the store.
    Taken(Taken),
    /// The screening was erased, for this reason.
    Erased(String),
    /// Whether it must be kept, though its time is over.
    Held(Hold),
    /// Something was done to the store.
    Kept(Kept),
    /// Something about the staff.
    Staffed(Staffed),
}

/// Somebody of the staff.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Their id, never given again.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// What they do.
    pub role: Role,
    /// Their PIN, stretched by argon2id, in the form of a password hash (PHC).
    pub pin: String,
    /// Whether they work here still.
    pub works_here: bool,
}

/// What somebody of the staff may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Begins screenings, hands them over, prints.
    Reception,
    /// Decides and signs, too.
    Clinician,
}

/// Something about the staff.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Staffed {
    /// Somebody came, changed, or works here no more.
    Set(Member),
    /// Somebody said who they are, by their PIN.
    CameIn(String),
    /// Somebody opened the desk with what opens the records.
    CameInAsOpener,
    /// What was typed in place of what opens the records was not that.
    WrongKey,
    /// A wrong PIN was typed for this one.
    WrongPin(String),
    /// The desk was locked.
    Locked,
}

/// What a clinician decided about one screening.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What.
    pub what: Decided,
    /// The id of the clinician.
    pub by: String,
    /// The name, as it was then.
    pub name: String,
    /// The role, as it was then.
    pub role: Role,
    /// What was signed: the SHA-256 of the pack, the answers and the day, in hexadecimal.
    pub signed: String,
}

/// What can be decided.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decided {
    /// The treatment may go ahead.
    GoAhead,
    /// Not before this day.
    WaitUntil(jiff::civil::Date),
    /// No treatment.
    DoNotTreat,
    /// It may go ahead although the verdict says otherwise, for this reason.
    GoAheadAlthough(String),
}

/// A consent, given or withdrawn.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consented {
    /// The id of the clinic's text.
    pub text: String,
    /// Its version.
    pub version: String,
    /// The SHA-256 of the words that were read, in hexadecimal.
    pub hash: String,
    /// The language in which they were read.
    pub language: String,
    /// Whether it was given; else it was withdrawn.
    pub given: bool,
    /// The id of the clinician who answered questions and gave time.
    pub by: String,
}

/// Whether a screening is under a legal hold: it is not erased while it is. Each has its reason.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// From now on.
    Put(String),
    /// No longer.
    Lifted(String),
}

// what was answered, who somebody is and why something was done is in no log and no panic
macro_rules! redacted {
    ($($type:ident),+) => {
        $(impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($type), "(<redacted>)"))
            }
        })+
    };
}
redacted!(
    Entry, Named, Says, Hold, Member, Staffed, Decision, Decided, Consented
);

/// What somebody looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Viewed {
    /// The list of a day.
    Day(jiff::civil::Date),
    /// What is found under a reference.
    Reference,
    /// Whose wait ends in a week.
    Due(String),
    /// Who is booked for a day.
    Booked(jiff::civil::Date),
    /// One screening.
    Screening,
    /// Which ones have been kept for long enough.
    Retention,
    /// The log.
    Audit,
    /// The counts.
    Counts,
}

/// What left the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// All about one screening, as data.
    Exported,
    /// Its sheet, on paper.
    Printed,
}

/// What was done to the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// It was made.
    Made,
    /// It was opened, this way.
    Unlocked(String),
    /// Its key, and all that it wraps, is another one; these ways lead to it.
    Rekeyed(Vec<String>),
    /// A copy was made.
    BackedUp(PathBuf),
    /// It was put in place of other records, from a copy that ended with this event.
    Restored {
        /// The last event of the copy.
        after: u64,
        /// How many screenings were erased since.
        erased: usize,
    },
    /// Everything in it was looked at, up to this event.
    Verified(u64),
    /// It was damaged, and what was whole was kept; these events, first and last, are lost.
    Mended(Vec<(u64, u64)>),
    /// The clock was behind that of an earlier event, by so many seconds.
    ClockBehind(i64),
    /// What was kept for long enough was erased.
    Cleared {
        /// How many screenings.
        screenings: usize,
    },
}

impl Says {
    /// Its kind in the clear.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Begun { .. } => Kind::Begun,
            Self::Answered(_) => Kind::Answered,
            Self::Finished(_) => Kind::Finished,
            Self::Named(_) => Kind::Named,
            Self::Viewed(_) => Kind::Viewed,
            Self::Taken(_) => Kind::Taken,
            Self::Erased(_) => Kind::Erased,
            Self::Held(_) => Kind::Held,
            Self::Kept(_) => Kind::Kept,
            Self::Decided(_) => Kind::Decided,
            Self::Consented(_) => Kind::Consented,
            Self::Staffed(Staffed::Set(_)) => Kind::Employed,
            Self::Staffed(_) => Kind::Staffed,
        }
    }
}
