//! Whether all records are as they were written.

use std::{collections::BTreeSet, fmt};

use uuid::Uuid;

use super::{
    Records, Trouble,
    body::{Kept, Says},
    event::{BEFORE_THE_FIRST, Event, Hash, Kind, Log as _},
    keyring::Keyring,
    store::Store,
};

/// How all records are.
#[derive(Debug, Default)]
pub struct Health {
    /// How many events there are.
    pub events: u64,
    /// How many screenings can be read; none where they were looked at without a key.
    pub screenings: Option<usize>,
    /// How many were erased.
    pub erased: usize,
    /// What is not as it was written.
    pub broken: Vec<Broken>,
    /// Events that were lost to a damage that is mended: the first and the last of each piece.
    pub lost: Vec<(u64, u64)>,
    /// The place and the hash of the last whole event.
    pub head: Option<(u64, Hash)>,
}

/// What is not as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// This event was changed.
    Changed(u64),
    /// These events, from the first to the last, are not there or can't be read.
    Missing(u64, u64),
    /// What came after this event can't be read, and nobody knows how much that was.
    End(u64),
    /// This event does not follow the one before it.
    OutOfOrder(u64),
    /// What this event says can't be opened.
    Sealed(u64),
    /// What finds the records in the file says something else than they do.
    Index,
    /// The key of this screening is neither there nor erased.
    NoKey(Uuid),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(seq) => write!(f, "record {seq} was changed"),
            Self::Missing(first, last) if first == last => write!(f, "record {first} is missing"),
            Self::Missing(first, last) => write!(f, "records {first} to {last} are missing"),
            Self::End(seq) => write!(f, "what came after record {seq} can't be read"),
            Self::OutOfOrder(seq) => write!(f, "record {seq} does not follow the one before it"),
            Self::Sealed(seq) => write!(f, "record {seq} can't be opened"),
            Self::Index => f.write_str("what finds the records in the file is not as it was"),
            Self::NoKey(id) => write!(
                f,
                "the key of the screening {id} is gone, and nobody erased it"
            ),
        }
    }
}

impl Broken {
    /// Whether no event after this one is touched by it.
    pub(super) const fn is_up_to(self, last: u64) -> bool {
        match self {
            Self::Changed(seq) | Self::OutOfOrder(seq) | Self::Sealed(seq) => seq <= last,
            Self::Missing(_, to) => to <= last,
            Self::End(_) => false,
            Self::Index | Self::NoKey(_) => true,
        }
    }
}

impl Health {
    /// Whether all is as it was written, but for what is known to be lost.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        self.broken.is_empty()
    }

    /// Looks at how the events of a store hang together, without a key: what they say stays sealed. Each
    /// whole one is handed on. `is_known` says whether a piece that is missing is known to be lost.
    ///
    /// # Errors
    /// Where not even parts can be read.
    pub(super) fn of_chain(
        store: &Store,
        is_known: impl Fn(u64, u64) -> bool,
        mut each: impl FnMut(&Event),
    ) -> Result<Self, Trouble> {
        let mut health = Self::default();
        health.walk(store, |_, _| {}, |_, event| each(event))?;
        health.forgive(store, is_known);
        Ok(health)
    }

    /// Goes through all events, and hands each whole one on.
    fn walk(
        &mut self,
        store: &Store,
        mut progress: impl FnMut(u64, u64),
        mut each: impl FnMut(&mut Self, &Event),
    ) -> Result<(), Trouble> {
        let device = store.device();
        let (last, known) = (store.last(), store.end()?);
        let (mut seq, mut previous) = (0, BEFORE_THE_FIRST);
        store.each(|event| {
            if event.seq > seq + 1 {
                self.broken.push(Broken::Missing(seq + 1, event.seq - 1));
            } else if event.previous != previous {
                self.broken.push(Broken::OutOfOrder(event.seq));
            }
            (seq, previous) = (event.seq, event.hash);
            self.events += 1;
            if event.is_whole(device) {
                self.head = Some((event.seq, event.hash));
                each(self, &event);
            } else {
                self.broken.push(Broken::Changed(event.seq));
            }
            progress(seq, known);
        })?;
        match last {
            Err(_) => self.broken.push(Broken::End(seq)),
            Ok(_) if known > seq => self.broken.push(Broken::Missing(seq + 1, known)),
            Ok(_) => {}
        }
        Ok(())
    }

    /// What is known to be lost is not broken. Where nothing else is, what finds the rest is looked at.
    fn forgive(&mut self, store: &Store, is_known: impl Fn(u64, u64) -> bool) {
        let is_forgiven =
            |it: &Broken| matches!(*it, Broken::Missing(from, to) if is_known(from, to));
        self.broken.retain(|it| !is_forgiven(it));
        if self.broken.is_empty() && !store.is_sound() {
            self.broken.push(Broken::Index);
        }
    }
}

impl Records {
    /// Looks at everything, sealed bodies too. `progress` is told of each event, and how many there are.
    ///
    /// # Errors
    /// Where not even parts can be read.
    pub fn verify(&self, progress: impl FnMut(u64, u64)) -> Result<Health, Trouble> {
        let mut health = Health::default();
        let mut keys = Keyring::of(self);
        let mut erased = BTreeSet::new();
        health.walk(self.store(), progress, |health, event| {
            if event.new.kind == Kind::Erased {
                erased.insert(event.new.subject);
            }
            // erased, or its key is gone: that is said once, below
            let Some(key) = keys.key(event) else { return };
            match self.opened(event, key).map(|it| it.says) {
                Some(Says::Kept(Kept::Mended(lost))) => health.lost.extend(lost),
                Some(_) => {}
                None => health.broken.push(Broken::Sealed(event.seq)),
            }
        })?;
        let lost = health.lost.clone();
        health.forgive(self.store(), |from, to| holds(&lost, from, to));
        let lost_keys = keys.met().filter(|(id, has)| !has && !erased.contains(id));
        health
            .broken
            .extend(lost_keys.map(|(id, _)| Broken::NoKey(id)));
        health.screenings = Some(keys.met().filter(|(_, has)| *has).count());
        health.erased = erased.len();
        Ok(health)
    }
}

/// Whether one of these pieces holds all from one event to another.
pub(super) fn holds(pieces: &[(u64, u64)], from: u64, to: u64) -> bool {
    pieces.iter().any(|it| it.0 <= from && to <= it.1)
}
