//! Where a desk keeps screenings: every answer at once, sealed, and none ever written over.
//!
//! A screening stands in the records as events: begun, answered, finished. What it is now follows from
//! them. [`event`] has what stands in the clear and how events hang together, [`keys`] what seals the
//! rest, [`store`] the file. [`Records`] is what a desk and the commands use.

mod audit;
pub mod backup;
pub mod body;
mod coming;
mod copies;
pub mod event;
pub mod export;
mod find;
mod form;
mod hold;
pub mod import;
mod keyring;
pub mod keys;
pub mod mend;
mod opening;
pub mod place;
mod reading;
mod record;
pub mod retention;
mod row;
#[cfg(all(test, target_os = "linux"))]
mod scale;
mod slots;
pub mod stats;
pub mod store;
mod trouble;
pub mod verify;

use std::fmt;

use jiff::{Timestamp, Zoned};
use json_patch::{Patch, PatchOperation, TestOperation, jsonptr::PointerBuf};
use serde::Serialize;
use serde_json::{Value, value::RawValue};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{clean, interview::screening::Screening};
use body::{By, Decision, Entry, Named, Says};
use coming::Coming;
pub use copies::Reached;
use event::{Commit, Event, Kind, Log, Marked, New, Which};
use keys::Key;
pub use opening::Warning;
use opening::{Ring, of};
pub use record::{Dated, Found, Glance, Held, Record, Told};
use store::Store;
pub use trouble::{Locked, Trouble};
use verify::Broken;

/// The longest reference and the longest label, in characters.
const LONGEST_NAME: usize = 40;

/// Records, open.
pub struct Records<L = Store> {
    log: L,
    keys: Ring,
    by: By,
    clock: fn() -> Zoned,
}

impl<L> fmt::Debug for Records<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Records(<redacted>)")
    }
}

/// A screening that is being answered: what of it is on the disk.
pub struct Writing {
    id: Uuid,
    key: Key,
    /// The place of the last event that changed its answers.
    at: u64,
    /// As it stands after that.
    state: Value,
    /// As whoever answers has it: what they change nothing of is not written.
    seen: Value,
}

impl fmt::Debug for Writing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Writing({}, <redacted>)", self.id)
    }
}

impl Writing {
    /// Which one.
    #[must_use]
    pub const fn id(&self) -> Uuid {
        self.id
    }

    /// This is what it is as it was opened, be it on another day or with another pack: nothing is written
    /// until somebody changes something of it.
    ///
    /// # Errors
    /// Where it is no data.
    pub fn opened_as<V: Serialize>(&mut self, screening: &Screening<V>) -> Result<(), Trouble> {
        self.seen = value(raw(screening)?.get())?;
        Ok(())
    }
}

impl Named {
    /// The same without anything that could do harm on a screen.
    #[must_use]
    pub fn cleaned(reference: &str, label: Option<&str>) -> Self {
        let clean = |it: &str| clean::clean(it, LONGEST_NAME).trim().to_owned();
        Self {
            reference: clean(reference),
            label: label.map(clean).filter(|it| !it.is_empty()),
        }
    }

    /// The reference as it is looked for: however it was typed.
    fn sought(&self) -> String {
        self.reference.to_uppercase()
    }
}

impl<L: Log> Records<L> {
    /// Who does what is done.
    #[must_use]
    pub const fn by(&self) -> &By {
        &self.by
    }

    /// The same, done by somebody from now on.
    pub fn act_as(&mut self, by: By) {
        self.by = by;
    }

    fn now(&self) -> Timestamp {
        (self.clock)().timestamp()
    }

    /// Begins a screening.
    ///
    /// # Errors
    /// Where it can't be kept; then nothing is.
    pub fn begin<V: Serialize>(
        &mut self,
        named: Named,
        screening: &Screening<V>,
    ) -> Result<Writing, Trouble> {
        let id =
            Uuid::parse_str(&screening.id).map_err(|_| Trouble::NoSuch(screening.id.clone()))?;
        self.begin_as(id, named, raw(screening)?)
    }

    /// The same of a screening as a file has it.
    fn begin_as(
        &mut self,
        id: Uuid,
        named: Named,
        text: Box<RawValue>,
    ) -> Result<Writing, Trouble> {
        let key = Key::random()?;
        let state = value(text.get())?;
        let finished = is_finished(&state).then(|| text.clone());
        let begun = Says::Begun {
            named,
            screening: text,
        };
        let mut events = vec![self.sealed(id, &key, begun)?];
        if let Some(text) = finished {
            events.push(self.sealed(id, &key, Says::Finished(text))?);
        }
        let wrapped = self.keys.store.wrap(&key, &of(self.log.device(), id))?;
        let at = self.log.add(Commit {
            events,
            keys: vec![(id, wrapped)],
            ..Commit::default()
        })?;
        Ok(Writing {
            id,
            key,
            at,
            seen: state.clone(),
            state,
        })
    }

    /// Keeps what a screening has become. What nothing was changed in is not written again, and who only
    /// looks through the answers of a finished one does not make it a draft.
    ///
    /// # Errors
    /// Where it can't be kept. What was kept before is as it was, and trying again does no harm.
    pub fn keep<V: Serialize>(
        &mut self,
        writing: &mut Writing,
        screening: &Screening<V>,
    ) -> Result<(), Trouble> {
        let text = raw(screening)?;
        let state = value(text.get())?;
        if is_same(&writing.seen, &state) {
            return Ok(());
        }
        let says = if is_finished(&state) {
            Says::Finished(text)
        } else {
            Says::Answered(change(&writing.state, &state))
        };
        let event = self.sealed(writing.id, &writing.key, says)?;
        let at = self.log.add(Commit {
            events: vec![event],
            follows: Some((writing.id, writing.at)),
            ..Commit::default()
        })?;
        writing.at = at;
        writing.seen.clone_from(&state);
        writing.state = state;
        Ok(())
    }

    /// Goes on with a screening.
    ///
    /// # Errors
    /// Where there is none, it was erased, or can't be read.
    pub fn resume(&self, id: Uuid) -> Result<(Writing, Record), Trouble> {
        let record = self.record(id)?;
        let state = value(record.json())?;
        let writing = Writing {
            id,
            key: self.key(id)?,
            at: record.at,
            seen: state.clone(),
            state,
        };
        Ok((writing, record))
    }

    /// Finds a screening under another name from now on.
    ///
    /// # Errors
    /// Where that can't be kept.
    pub fn name(&mut self, id: Uuid, named: Named) -> Result<(), Trouble> {
        self.put_down(id, Says::Named(named))
    }

    /// Puts down what a clinician decided of a screening, as it was when they looked at it.
    ///
    /// # Errors
    /// [`Trouble::Elsewhere`] where an answer was changed since, and where it can't be kept.
    pub fn decide(&mut self, record: &Record, decision: Decision) -> Result<(), Trouble> {
        let follows = Some((record.id, record.at));
        self.put(record.id, Says::Decided(decision), follows)
    }

    /// Puts down something about a screening that is sealed with it, such as a consent.
    ///
    /// # Errors
    /// Where that can't be kept, or the screening was erased.
    pub fn put_down(&mut self, id: Uuid, says: Says) -> Result<(), Trouble> {
        self.put(id, says, None)
    }

    fn put(&mut self, id: Uuid, says: Says, follows: Option<(Uuid, u64)>) -> Result<(), Trouble> {
        let key = self.key(id)?;
        let commit = Commit {
            events: vec![self.sealed(id, &key, says)?],
            follows,
            ..Commit::default()
        };
        self.log.add(commit).map(drop)
    }

    /// Destroys the key of a screening, for a reason: nobody reads it again. What was written stays where
    /// it is, as noise.
    ///
    /// # Errors
    /// Where there is none, or that can't be written.
    pub fn erase(&mut self, id: Uuid, reason: &str) -> Result<(), Trouble> {
        self.erase_all(&[id], None, reason)
    }

    /// The same of a screening that somebody looked at when this was the place of the last event of all.
    ///
    /// # Errors
    /// [`Trouble::Meanwhile`] where something was done about it since, such as a legal hold; and as
    /// [`Records::erase`].
    pub fn erase_as_seen(&mut self, id: Uuid, seen: u64, reason: &str) -> Result<(), Trouble> {
        self.erase_all(&[id], Some(seen), reason)
    }

    /// The same of several, all or none.
    fn erase_all(&mut self, ids: &[Uuid], seen: Option<u64>, reason: &str) -> Result<(), Trouble> {
        let erased = |id: &Uuid| {
            // a key that is damaged is destroyed as well; one that is lost may stand in copies still
            if self.log.wrapped(*id)?.is_none()
                && let Err(why) = self.key(*id)
            {
                match why {
                    Trouble::Damaged(_) => {}
                    // by somebody else, while this one was looked at
                    Trouble::WasErased(_) if seen.is_some() => {
                        return Err(Trouble::Meanwhile(*id));
                    }
                    other => return Err(other),
                }
            }
            let says = Says::Erased(reason.to_owned());
            self.sealed(*id, &self.keys.log, says)
        };
        let events = ids.iter().map(erased).collect::<Result<_, _>>()?;
        let commit = Commit {
            events,
            destroys: ids.to_vec(),
            seen,
            ..Commit::default()
        };
        self.log.add(commit).map(drop)
    }

    /// Puts down that something was done, in the log of the store.
    ///
    /// # Errors
    /// Where that can't be kept.
    pub fn note(&mut self, subject: Uuid, says: Says) -> Result<(), Trouble> {
        let commit = Commit {
            events: vec![self.sealed(subject, &self.keys.log, says)?],
            ..Commit::default()
        };
        self.log.add(commit).map(drop)
    }

    /// The key of a screening.
    fn key(&self, id: Uuid) -> Result<Key, Trouble> {
        let Some(wrapped) = self.log.wrapped(id)? else {
            let has = |kind| -> Result<bool, Trouble> {
                Ok(!self.log.events(Which::OfKind(id, kind, 1))?.is_empty())
            };
            return Err(if has(Kind::Erased)? {
                Trouble::WasErased(id.to_string())
            } else if has(Kind::Begun)? || has(Kind::Finished)? {
                Trouble::Damaged(Broken::NoKey(id).to_string())
            } else {
                Trouble::NoSuch(id.to_string())
            });
        };
        let key = self.keys.store.unwrap(&wrapped, &of(self.log.device(), id));
        key.ok_or_else(|| Trouble::Damaged(format!("the key of {id} is not as it was written")))
    }

    /// The key that seals the log.
    const fn log_key(&self) -> &Key {
        &self.keys.log
    }

    /// An event, sealed by a key.
    fn sealed(&self, subject: Uuid, key: &Key, says: Says) -> Result<New, Trouble> {
        let now = (self.clock)();
        let mark = |by: Marked, text: &str| self.keys.marks.mark(by.says(), text);
        let reference = match &says {
            Says::Begun { named, .. } | Says::Named(named) => {
                mark(Marked::Reference, &named.sought())
            }
            _ => None,
        };
        let [due, booked, follows] = Coming::of(&says).marks(mark);
        let mut new = New {
            subject,
            kind: says.kind(),
            at: now.timestamp().as_millisecond(),
            reference: reference.or(follows),
            due,
            booked,
            body: Vec::new(),
        };
        let entry = Entry {
            by: self.by.clone(),
            offset: now.offset().seconds(),
            says,
        };
        let text = serde_json::to_vec(&entry).map_err(|why| Trouble::Library(why.to_string()))?;
        new.body = key.seal(&Zeroizing::new(text), &new.about(self.log.device()))?;
        Ok(new)
    }

    /// What an event of the log says; none where it is not whole, or is no event of the log.
    pub fn entry(&self, event: &Event) -> Option<Entry> {
        let of_log = !event.new.kind.is_of_the_screening();
        of_log.then(|| self.opened(event, &self.keys.log)).flatten()
    }

    fn opened(&self, event: &Event, key: &Key) -> Option<Entry> {
        let about = event.new.about(self.log.device());
        serde_json::from_slice(&key.open(&event.new.body, &about)?).ok()
    }
}

/// A screening as the text of a file, in one line.
fn raw<V: Serialize>(screening: &Screening<V>) -> Result<Box<RawValue>, Trouble> {
    serde_json::value::to_raw_value(screening).map_err(|why| Trouble::Library(why.to_string()))
}

fn value(text: &str) -> Result<Value, Trouble> {
    serde_json::from_str(text).map_err(|why| Trouble::Damaged(why.to_string()))
}

/// What was changed, such that it is done to this state alone: where an answer before it is lost, what
/// came after it makes no other one.
fn change(from: &Value, to: &Value) -> Patch {
    let mut patch = json_patch::diff(from, to);
    if let (Some(was), Ok(path)) = (from.get("put_down"), PointerBuf::parse("/put_down")) {
        let value = was.clone();
        let test = PatchOperation::Test(TestOperation { path, value });
        patch.0.insert(0, test);
    }
    patch
}

/// Whether there is nothing in a screening to be kept that was not there: when it was put down changes
/// nothing by itself, nor does looking through the answers of a finished one.
fn is_same(was: &Value, is: &Value) -> bool {
    let besides: &[&str] = if is_finished(was) && !is_finished(is) {
        &["put_down", "verdict", "language"]
    } else {
        &["put_down"]
    };
    let (Some(was), Some(is)) = (was.as_object(), is.as_object()) else {
        return was == is;
    };
    let mut names = was.keys().chain(is.keys());
    names.all(|name| besides.contains(&name.as_str()) || was.get(name) == is.get(name))
}

/// Whether a screening has its verdict.
fn is_finished(state: &Value) -> bool {
    state.get("verdict").is_some_and(|it| !it.is_null())
}
