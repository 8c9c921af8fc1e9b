//! Records made, opened and opened otherwise: the keys, and what somebody should know first.

use std::{fmt, path::Path};

use jiff::{SignedDuration, Timestamp, Zoned};
use uuid::Uuid;

use super::{
    Records,
    backup::before_migration,
    body::{By, Kept, Says},
    copies,
    event::{Event, Kind, Log as _, MARKS, STORE, Which},
    keys::{self, Key, Opener, Slot, Way},
    mend::{remove, swap_in},
    place::{self, LITTLE_ROOM, Place},
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
    /// The clock is behind one of the last events by so many seconds.
    ClockBehind(i64),
    /// There is little room on the disk, in bytes.
    LittleRoom(u64),
    /// The last time they were opened with the recovery key, then.
    RecoveryUsed(Timestamp),
    /// The journal still holds keys that are destroyed, or wrapped anew.
    Left,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClockBehind(seconds) => write!(
                f,
                "The clock is {} min behind that of an earlier record. Set it right: waits are counted by it.",
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
            Self::Left => f.write_str(
                "The journal beside the records could not be emptied: another program reads them, or the disk is full. Old keys may stand in it until no program has the records open any more.",
            ),
        }
    }
}

impl Records {
    /// Makes records in a folder, to be opened in these ways: under another name until they are whole.
    ///
    /// # Errors
    /// Where there are some, or they can't be written; then there are none.
    pub fn create(
        place: &Place,
        openers: &[Opener],
        clock: fn() -> Zoned,
    ) -> Result<Self, Trouble> {
        let lock = place.lock(true)?;
        if place::is_there(&place.file())? {
            return Err(Trouble::Exists(place.file()));
        }
        let new = place.new_file();
        remove(&new)?;
        let made = Self::made(&new, openers, clock).and_then(|made| {
            let Self { log, keys, by, .. } = made;
            log.close()?;
            swap_in(&new, place)?;
            let log = Store::open_file(&place.file())?.locked_by(lock)?;
            Ok(Self {
                log,
                keys,
                by,
                clock,
            })
        });
        if made.is_err() {
            // half of them would be in the way of others
            for file in [new, place.file()] {
                let _ = remove(&file);
            }
        }
        made
    }

    /// New records in a file of this name.
    fn made(file: &Path, openers: &[Opener], clock: fn() -> Zoned) -> Result<Self, Trouble> {
        let device = Uuid::from_bytes(*keys::chance()?);
        let keys = Ring {
            store: Key::random()?,
            log: Key::random()?,
            marks: Key::random()?,
        };
        let store = Store::create_file(file, device)?;
        store.put_slots(&slots(openers, &keys.store, device)?)?;
        for (subject, key) in [(STORE, &keys.log), (MARKS, &keys.marks)] {
            store.put_key(subject, &keys.store.wrap(key, &of(device, subject))?)?;
        }
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
        copies::tidy(&store, place);
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
        // events that came while it was behind say nothing of what came before
        if let Some(latest) = tail.iter().filter_map(|it| it.new.time()).max() {
            let behind = latest.duration_since(now);
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
        let kept = self
            .log
            .events(Which::OfKind(STORE, Kind::Kept, u32::MAX))?;
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

    /// Closes them, with all of them in their one file: what stands in the journal alone does not go with it
    /// to another name.
    pub(super) fn close(self) -> Result<(), Trouble> {
        self.log.close()
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

    /// Whether this may open them: it does, or nobody can say.
    #[must_use]
    pub fn may_be_opened_by(&self, opener: &Opener) -> bool {
        !matches!(key_of(self.store(), opener), Err(Trouble::Locked(_)))
    }

    /// Opens them in other ways from now on: with another key of the store, which wraps all others anew.
    ///
    /// # Errors
    /// Where others have them open, or that can't be written; then all is as before, unless
    /// [`Records::may_be_opened_by`] says otherwise.
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
        let ways = openers.iter().map(|it| it.way().name().to_owned());
        let says = Says::Kept(Kept::Rekeyed(ways.collect()));
        let says = self.sealed(STORE, &self.keys.log, says)?;
        // a desk that is open would go on with the old key
        self.log
            .alone(|store| store.set_slots(&slots, rewrap, says))?;
        self.keys.store = new;
        Ok(())
    }

    /// That what was destroyed or wrapped anew may still stand in the journal, where that is so.
    #[must_use]
    pub fn left(&self) -> Option<Warning> {
        self.log.has_left().then_some(Warning::Left)
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
    let Some(first) = slots.first() else {
        return Err(Trouble::Damaged("no way to their key is left".to_owned()));
    };
    let Some(slot) = slots.iter().find(|it| it.way == opener.way()) else {
        return Err(Trouble::Locked(Locked::NoSuchWay(first.way.name())));
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
