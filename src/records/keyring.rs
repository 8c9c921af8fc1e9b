//! The keys of the events that are gone through one after the other: each is unwrapped once.

use std::collections::HashMap;

use uuid::Uuid;

use super::{Records, event::Event, keys::Key};

/// The keys of the screenings that were met so far.
pub(super) struct Keyring<'r> {
    records: &'r Records,
    /// None of one that was erased, or whose key is gone.
    met: HashMap<Uuid, Option<Key>>,
}

impl<'r> Keyring<'r> {
    pub(super) fn of(records: &'r Records) -> Self {
        let met = HashMap::new();
        Self { records, met }
    }

    /// What opens an event; none where it is of a screening that has no key.
    pub(super) fn key(&mut self, event: &Event) -> Option<&Key> {
        if !event.new.kind.is_of_the_screening() {
            return Some(self.records.log_key());
        }
        let id = event.new.subject;
        let met = self.met.entry(id);
        met.or_insert_with(|| self.records.key(id).ok()).as_ref()
    }

    /// The screenings that were met, and whether they have a key.
    pub(super) fn met(&self) -> impl Iterator<Item = (Uuid, bool)> {
        self.met.iter().map(|(id, key)| (*id, key.is_some()))
    }
}
