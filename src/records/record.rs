//! A screening as the records hold it, and how it follows from its events.

use std::fmt;

use jiff::{Timestamp, civil::Date};
use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};
use serde_json::{Value, value::RawValue};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{
    body::{Consented, Decision, Named, Says},
    event::Event,
    import::short,
};
use crate::{
    interview::{
        Treatment,
        open::{NotRead, Saved},
        screening::Screening,
        verdict::Said,
    },
    pack::Level,
};

/// A screening as the records hold it.
pub struct Record {
    /// Which one.
    pub id: Uuid,
    /// Under what it is found.
    pub named: Named,
    /// When it was begun.
    pub begun: Timestamp,
    /// When its answers last changed.
    pub changed: Timestamp,
    /// What clinicians decided, in order.
    pub decisions: Vec<Dated<Decision>>,
    /// The consents that were given or withdrawn, in order.
    pub consents: Vec<Dated<Consented>>,
    /// The screening, as a file has it.
    json: Zeroizing<String>,
    /// Whether what was decided last is what the screening says yet.
    decision_holds: bool,
    /// The place of the first event that is left of it.
    pub(super) from: u64,
    /// The place of the last event that changed its answers.
    pub(super) at: u64,
    /// Whether it ever came to a verdict.
    was_finished: bool,
}

/// Something that was put down, and when.
#[derive(Debug, Clone)]
pub struct Dated<T> {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: T,
}

/// What stands under an id.
#[derive(Debug)]
pub enum Held {
    /// A screening.
    Record(Box<Record>),
    /// One that was erased.
    Erased(Uuid),
    /// One that can't be read: it was damaged.
    Damaged(Uuid),
}

impl Held {
    /// Which one.
    #[must_use]
    pub const fn id(&self) -> Uuid {
        match self {
            Self::Record(record) => record.id,
            Self::Erased(id) | Self::Damaged(id) => *id,
        }
    }
}

impl From<Record> for Held {
    fn from(record: Record) -> Self {
        Self::Record(Box::new(record))
    }
}

/// What a list shows of a screening.
#[derive(Debug, Deserialize)]
pub struct Glance {
    /// The day for which its verdict was worked out.
    pub today: Date,
    /// When the interview began.
    pub started: Timestamp,
    /// When it was put down.
    pub put_down: Timestamp,
    /// The language in which it was asked.
    pub language: Tag,
    /// What its verdict said; none of a draft.
    pub verdict: Option<Told>,
    /// When the treatment was to be, once that was asked.
    #[serde(rename = "for")]
    pub treatment: Option<Treatment>,
    /// How many questions were answered.
    #[serde(rename = "answers", deserialize_with = "count")]
    pub answered: usize,
    /// The screening that it follows.
    pub follows: Option<FollowsId>,
}

/// The tag of a language.
#[derive(Debug, Deserialize)]
pub struct Tag {
    /// The tag.
    pub tag: String,
}

/// The screening that another one follows.
#[derive(Debug, Deserialize)]
pub struct FollowsId {
    /// Its id.
    pub id: String,
}

/// A verdict as a list shows it.
#[derive(Debug, Deserialize)]
pub struct Told {
    /// Its level and date.
    #[serde(flatten)]
    pub said: Said,
    /// What was found, the highest level first; a file may have the level alone.
    #[serde(default)]
    pub findings: Vec<Found>,
}

/// A finding as a list shows it.
#[derive(Debug, Deserialize)]
pub struct Found {
    /// Its topic.
    pub topic: String,
    /// The question that was answered.
    pub question: String,
    /// Its level.
    pub level: Level,
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Record({}, <redacted>)", self.id)
    }
}

impl Record {
    /// The screening, as it is opened.
    ///
    /// # Errors
    /// Where it is of a newer form.
    pub fn saved(&self) -> Result<Saved, NotRead> {
        Saved::read(self.json.as_bytes())
    }

    /// The same as the text of a file.
    #[must_use]
    pub fn json(&self) -> &str {
        &self.json
    }

    /// Whether it has its verdict.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.glance().is_some_and(|it| it.verdict.is_some())
    }

    /// Whether more than answers were ever kept of it: it came to a verdict, though it may have none now,
    /// or somebody decided or consented.
    #[must_use]
    pub const fn was_more_than_a_draft(&self) -> bool {
        self.was_finished || !self.decisions.is_empty() || !self.consents.is_empty()
    }

    /// What a list shows of it; none where it is of a form that this program does not know.
    #[must_use]
    pub fn glance(&self) -> Option<Glance> {
        serde_json::from_str(&self.json).ok()
    }
}

impl Record {
    /// What a clinician decided last, and whether it still holds: an answer that was changed since voids
    /// it, also where it was changed back.
    #[must_use]
    pub fn decision(&self) -> Option<(&Dated<Decision>, bool)> {
        let last = self.decisions.last()?;
        Some((last, self.decision_holds))
    }

    /// The screening that it follows.
    #[must_use]
    pub fn follows(&self) -> Option<Uuid> {
        self.glance()?.follows()
    }

    /// How old the person was on the day of it, in whole years; none where that was not asked, or not
    /// said.
    pub(super) fn age(&self) -> Option<u32> {
        let all: AgeAlone = serde_json::from_str(&self.json).ok()?;
        u32::try_from(all.answers.age?.as_u64()?).ok()
    }
}

/// Of a screening the age alone, as the question `age` has it.
#[derive(Deserialize)]
struct AgeAlone {
    answers: AgeAnswer,
}

#[derive(Deserialize)]
struct AgeAnswer {
    age: Option<Value>,
}

/// A screening while its events are gone through.
#[derive(Default)]
pub(super) struct Standing {
    named: Option<Named>,
    whole: Option<Box<RawValue>>,
    /// What answers made of it since.
    patched: Option<Value>,
    from: Option<u64>,
    at: u64,
    was_finished: bool,
    changed: Timestamp,
    decisions: Vec<Dated<Decision>>,
    decision_holds: bool,
    consents: Vec<Dated<Consented>>,
}

impl Standing {
    pub(super) fn take(&mut self, event: &Event, says: Says) -> Option<()> {
        self.from.get_or_insert(event.seq);
        if event.new.kind.is_answers() {
            self.at = event.seq;
            self.changed = event.new.time()?;
        }
        match says {
            Says::Begun { named, screening } => {
                self.named = Some(named);
                self.whole = Some(screening);
            }
            Says::Finished(screening) => {
                // a tick, or another language, changes nothing that was decided on
                self.decision_holds &= self.is_decided_on(&screening);
                self.whole = Some(screening);
                self.patched = None;
                self.was_finished = true;
            }
            Says::Answered(patch) => {
                self.decision_holds = false;
                let mut state = match self.patched.take() {
                    Some(state) => state,
                    None => serde_json::from_str(self.whole.as_ref()?.get()).ok()?,
                };
                json_patch::patch(&mut state, &patch).ok()?;
                self.patched = Some(state);
            }
            Says::Named(named) => self.named = Some(named),
            Says::Decided(what) => {
                self.decisions.push(dated(what, event)?);
                self.decision_holds = true;
            }
            Says::Consented(what) => self.consents.push(dated(what, event)?),
            Says::Viewed(_)
            | Says::Taken(_)
            | Says::Erased(_)
            | Says::Held(_)
            | Says::Kept(_)
            | Says::Staffed(_) => {}
        }
        Some(())
    }

    /// Whether a screening is what the last decision was about.
    fn is_decided_on(&self, screening: &RawValue) -> bool {
        let decided = self.decisions.last().map(|it| &it.what.signed);
        let is: Result<Screening<IgnoredAny>, _> = serde_json::from_str(screening.get());
        decided.is_some_and(|it| is.is_ok_and(|is| is.decided_on() == *it))
    }

    pub(super) fn into_record(self, id: Uuid, begun: Timestamp) -> Option<Record> {
        let json = match self.patched {
            Some(state) => serde_json::to_string(&state).ok()?,
            None => self.whole?.get().to_owned(),
        };
        Some(Record {
            id,
            // how it was begun may be lost, and its verdict not
            named: self.named.unwrap_or_else(|| Named {
                reference: short(id),
                label: None,
            }),
            begun,
            changed: self.changed,
            decisions: self.decisions,
            decision_holds: self.decision_holds,
            consents: self.consents,
            json: Zeroizing::new(json),
            from: self.from.unwrap_or_default(),
            at: self.at,
            was_finished: self.was_finished,
        })
    }
}

fn dated<T>(what: T, event: &Event) -> Option<Dated<T>> {
    let at = event.new.time()?;
    Some(Dated { at, what })
}

/// How many entries an object has.
fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    struct Counts;
    impl<'de> Visitor<'de> for Counts {
        type Value = usize;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<usize, A::Error> {
            let mut count = 0;
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
                count += 1;
            }
            Ok(count)
        }
    }
    deserializer.deserialize_map(Counts)
}
