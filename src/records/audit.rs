//! The log as it can be read: every event with what it says, in its order.

use std::collections::HashMap;

use uuid::Uuid;

use super::{
    Records, Trouble,
    body::Entry,
    event::{Event, Hash},
    keys::Key,
};

impl Records {
    /// Hands on every event from a moment on, in milliseconds, with what it says: none where that can't
    /// be opened any more, as in a screening that was erased. Gives the hash of the last event there is.
    /// `progress` is told of each event, and how many there are.
    ///
    /// # Errors
    /// Where they can't be read.
    pub fn each_entry(
        &self,
        from: i64,
        mut progress: impl FnMut(u64, u64),
        mut each: impl FnMut(&Event, Option<Entry>),
    ) -> Result<Option<(u64, Hash)>, Trouble> {
        let last = self.log.last()?;
        let mut keys: HashMap<Uuid, Option<Key>> = HashMap::new();
        let mut head = None;
        self.log.each(|event| {
            head = Some((event.seq, event.hash));
            if event.new.at >= from {
                let subject = event.new.subject;
                let entry = if event.new.kind.is_of_the_screening() {
                    let key = keys
                        .entry(subject)
                        .or_insert_with(|| self.key(subject).ok());
                    key.as_ref().and_then(|key| self.opened(&event, key))
                } else {
                    self.entry(&event)
                };
                each(&event, entry);
            }
            progress(event.seq, last);
        })?;
        Ok(head)
    }
}
