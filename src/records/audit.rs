//! The log as it can be read: every event with what it says, in its order.

use super::{
    Records, Trouble,
    body::Entry,
    event::{Event, Hash},
    keyring::Keyring,
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
        let mut keys = Keyring::of(self);
        let mut head = None;
        self.log.each(|event| {
            head = Some((event.seq, event.hash));
            if event.new.at >= from {
                let entry = keys.key(&event).and_then(|key| self.opened(&event, key));
                each(&event, entry);
            }
            progress(event.seq, last);
        })?;
        Ok(head)
    }
}
