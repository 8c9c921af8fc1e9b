//! Records made, opened and opened otherwise: the keys, and what somebody should know first.

use std::fmt;

use jiff::{SignedDuration, Timestamp, Zoned};
use uuid::Uuid;

use super::{
    Records,
    backup::before_migration,
    body::{By, Kept, Says},
    event::{Commit, Event, Kind, Log as _, MARKS, STORE, Which},
    keys::{self, Key, Opener, Slot, Way},
    place::{LITTLE_ROOM, Place},
    store::Store,
    trouble::{Locked, Trouble},
    verify::Broken,
};

/// How many of the last events are looked at whenever records are opened.
const TAIL: u32 = 200;

/// From how far on a clock that went back is said.
const BEHIND: SignedDuration = SignedDuration::from_mins(2);

/// The keys of a store that was opened.
pub(super) struct Ring {
    /// Wraps the others.
    pub store: Key,
    /// Seals the log of the store.
    pub log: Key,
    /// Makes the marks.
    pub marks: Key,
}

/// What somebody should know when records were opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The clock is behind the last event by so many seconds.
    ClockBehind(i64),
    /// There is little room on the disk, in bytes.
    LittleRoom(u64),
    /// The last time they were opened with the recovery key, then.
    RecoveryUsed(Timestamp),
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClockBehind(seconds) => write!(
                f,
                "The clock is {} min behind that of the last record. Set it right: waits are counted by it.",
                seconds / 60
            ),
            Self::LittleRoom(bytes) => write!(
                f,
                "The disk has room for {} MB only. Make room before it is full.",
                bytes >> 20
            ),
            Self::RecoveryUsed(when) => write!(
                f,
                "The last time, on {when}, these records were opened with the recovery key. If nobody here did that, change the passphrase: needlefit records rekey"
            ),
        }
    }
}

impl Records {
    /// Makes records in a folder, to be opened in these ways.
    ///
    /// # Errors
    /// Where there are some, or they can't be written.
    pub fn create(
        place: &Place,
        openers: &[Opener],
        clock: fn() -> Zoned,
    ) -> Result<Self, Trouble> {
        let device = Uuid::from_bytes(*keys::chance()?);
        let keys = Ring {
            store: Key::random()?,
            log: Key::random()?,
            marks: Key::random()?,
        };
        let slots = slots(openers, &keys.store, device)?;
        let mut store = Store::create(place, device)?;
        store.set_slots(&slots, |_, wrapped| Ok(wrapped))?;
        let wrapped = |subject, key| keys.store.wrap(key, &of(device, subject));
        let commit = Commit {
            keys: vec![
                (STORE, wrapped(STORE, &keys.log)?),
                (MARKS, wrapped(MARKS, &keys.marks)?),
            ],
            ..Commit::default()
        };
        store.add(commit)?;
        let by = By::Opener(openers.first().map_or("", |it| it.way().name()).to_owned());
        let mut records = Self {
            log: store,
            keys,
            by,
            clock,
        };
        records.note(STORE, Says::Kept(Kept::Made))?;
        Ok(records)
    }

    /// Opens the records in a folder, and says what somebody should know about them.
    ///
    /// # Errors
    /// Where there are none, they are not opened so, or are damaged.
    pub fn open(
        place: &Place,
        opener: &Opener,
        clock: fn() -> Zoned,
    ) -> Result<(Self, Vec<Warning>), Trouble> {
        let copy = |store: &Store| before_migration(store, place, clock().timestamp()).map(drop);
        let store = Store::open(place, copy)?;
        let mut records = Self::unlocked(store, opener, clock)?;
        let warnings = records.look(place)?;
        let way = opener.way().name().to_owned();
        records.note(STORE, Says::Kept(Kept::Unlocked(way)))?;
        Ok((records, warnings))
    }

    /// The records in this store, opened, and nothing written.
    pub(super) fn unlocked(
        store: Store,
        opener: &Opener,
        clock: fn() -> Zoned,
    ) -> Result<Self, Trouble> {
        let store_key = key_of(&store, opener)?;
        let device = store.device();
        let ring = |subject| {
            let wrapped = store.wrapped(subject)?;
            let key = wrapped.and_then(|it| store_key.unwrap(&it, &of(device, subject)));
            key.ok_or_else(|| Trouble::Damaged("a key of the store itself is gone".to_owned()))
        };
        let keys = Ring {
            log: ring(STORE)?,
            marks: ring(MARKS)?,
            store: store_key,
        };
        let by = By::Opener(opener.way().name().to_owned());
        Ok(Self {
            log: store,
            keys,
            by,
            clock,
        })
    }

    /// Looks at the end of the records, the clock and the disk.
    fn look(&mut self, place: &Place) -> Result<Vec<Warning>, Trouble> {
        let mut warnings = Vec::new();
        let tail = self.log.events(Which::Last(TAIL))?;
        if let Some(wrong) = first_broken(&tail, self.log.device()) {
            return Err(Trouble::Damaged(format!(
                "record {wrong} is not as it was written"
            )));
        }
        let kept = self
            .log
            .events(Which::OfKind(STORE, Kind::Kept, u32::MAX))?;
        let lost = gaps(&tail).find(|gap| !self.is_known_lost(&kept, *gap));
        if let Some((from, to)) = lost {
            return Err(Trouble::Damaged(Broken::Missing(from, to).to_string()));
        }
        let now = self.now();
        if let Some(last) = tail.last().and_then(|it| it.new.time()) {
            let behind = last.duration_since(now);
            if behind > BEHIND {
                let seconds = behind.as_secs();
                self.note(STORE, Says::Kept(Kept::ClockBehind(seconds)))?;
                warnings.push(Warning::ClockBehind(seconds));
            }
        }
        if let Some(room) = place.room().filter(|room| *room < LITTLE_ROOM) {
            warnings.push(Warning::LittleRoom(room));
        }
        let unlocked = kept
            .iter()
            .rev()
            .find_map(|event| match self.entry(event)?.says {
                Says::Kept(Kept::Unlocked(way)) => Some((way, event.new.time())),
                _ => None,
            });
        if let Some((_, at)) = unlocked.filter(|(way, _)| way == Way::Recovery.name()) {
            warnings.extend(at.map(Warning::RecoveryUsed));
        }
        Ok(warnings)
    }

    /// Whether a piece that is not there was lost to a damage that is mended.
    fn is_known_lost(&self, kept: &[Event], (from, to): (u64, u64)) -> bool {
        self.lost_in(kept).any(|it| it.0 <= from && to <= it.1)
    }

    /// What was lost to damages that are mended, first and last of each piece.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub(super) fn lost(&self) -> Result<Vec<(u64, u64)>, Trouble> {
        let kept = self.log.events(Which::OfKind(STORE, Kind::Kept, u32::MAX))?;
        Ok(self.lost_in(&kept).collect())
    }

    /// The same, as these events say.
    fn lost_in(&self, kept: &[Event]) -> impl Iterator<Item = (u64, u64)> {
        let mended = kept.iter().filter_map(|it| match self.entry(it)?.says {
            Says::Kept(Kept::Mended(lost)) => Some(lost),
            _ => None,
        });
        mended.flatten()
    }

    /// Opens records that may be damaged, without writing, to see what is left of them.
    ///
    /// # Errors
    /// Where there are none, they are not opened so, or nothing of them can be read.
    pub fn open_damaged(
        place: &Place,
        opener: &Opener,
        clock: fn() -> Zoned,
    ) -> Result<Self, Trouble> {
        Self::unlocked(Store::open_as_it_is(place)?, opener, clock)
    }

    /// The ways to them.
    ///
    /// # Errors
    /// Where they can't be read.
    pub fn ways(&self) -> Result<Vec<Way>, Trouble> {
        let slots = self.log.slots()?;
        Ok(slots.iter().map(|it| it.way).collect())
    }

    /// The place of the last event of all: what is looked at from now on is as it was then, or later.
    ///
    /// # Errors
    /// Where it can't be read.
    pub fn last(&self) -> Result<u64, Trouble> {
        self.log.last()
    }

    /// The store, for what reads or copies all of it.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.log
    }

    /// Whether this opens them.
    #[must_use]
    pub fn is_opened_by(&self, opener: &Opener) -> bool {
        key_of(self.store(), opener).is_ok()
    }

    /// Opens them in other ways from now on: with another key of the store, which wraps all others anew.
    ///
    /// # Errors
    /// Where others have them open, or that can't be written; then all is as before.
    pub fn rekey(&mut self, openers: &[Opener]) -> Result<(), Trouble> {
        let device = self.log.device();
        let new = Key::random()?;
        let slots = slots(openers, &new, device)?;
        let old = self.keys.store.clone();
        let rewrap = |subject, wrapped: Vec<u8>| {
            let key = old.unwrap(&wrapped, &of(device, subject)).ok_or_else(|| {
                Trouble::Damaged(format!("the key of {subject} is not as it was written"))
            })?;
            new.wrap(&key, &of(device, subject))
        };
        // a desk that is open would go on with the old key
        self.log.alone(|store| store.set_slots(&slots, rewrap))?;
        self.keys.store = new;
        let ways = openers.iter().map(|it| it.way().name().to_owned());
        self.note(STORE, Says::Kept(Kept::Rekeyed(ways.collect())))
    }
}

/// What is not there between events, first and last of each piece.
fn gaps(events: &[Event]) -> impl Iterator<Item = (u64, u64)> {
    let pairs = events.iter().zip(events.iter().skip(1));
    let gaps = pairs.filter(|(one, next)| next.seq != one.seq + 1);
    gaps.map(|(one, next)| (one.seq + 1, next.seq - 1))
}

/// The first event which is not as it was added, or does not follow the one before it, by its place.
fn first_broken(events: &[Event], device: Uuid) -> Option<u64> {
    let after = events.iter().skip(1);
    let mut pairs = events.iter().zip(after);
    let torn = pairs.find(|(one, next)| next.seq == one.seq + 1 && next.previous != one.hash);
    let broken = events.iter().find(|it| !it.is_whole(device));
    let torn = torn.map(|(_, next)| next.seq);
    broken.map(|it| it.seq).into_iter().chain(torn).min()
}

/// What a wrapped key is sealed with.
pub(super) fn of(device: Uuid, subject: Uuid) -> Vec<u8> {
    [device.as_bytes().as_slice(), subject.as_bytes()].concat()
}

fn slots(openers: &[Opener], key: &Key, device: Uuid) -> Result<Vec<Slot>, Trouble> {
    let slots = openers.iter().map(|it| it.slot(key, &of(device, STORE)));
    slots.collect()
}

/// The key of a store.
fn key_of(store: &Store, opener: &Opener) -> Result<Key, Trouble> {
    let slots = store.slots()?;
    let Some(slot) = slots.iter().find(|it| it.way == opener.way()) else {
        let way = slots.first().map_or("recovery key", |it| it.way.name());
        return Err(Trouble::Locked(Locked::NoSuchWay(way)));
    };
    let locked = match slot.way {
        Way::Passphrase => Locked::Passphrase,
        Way::KeyFile => Locked::KeyFile,
        Way::Recovery => Locked::Recovery,
    };
    opener
        .open(slot, &of(store.device(), STORE))
        .ok_or(Trouble::Locked(locked))
}
