//! Legal holds: a screening that must not be erased, whatever its age.

use uuid::Uuid;

use super::{
    Records, Trouble,
    body::{Hold, Says},
    event::{Kind, Log, Which},
};

impl<L: Log> Records<L> {
    /// Why a screening is under a legal hold; none where it is under none.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub fn hold(&self, id: Uuid) -> Result<Option<String>, Trouble> {
        let last = self.log.events(Which::OfKind(id, Kind::Held, 1))?;
        let Some(event) = last.first() else {
            return Ok(None);
        };
        match self.entry(event).map(|it| it.says) {
            Some(Says::Held(Hold::Lifted(_))) => Ok(None),
            Some(Says::Held(Hold::Put(why))) => Ok(Some(why)),
            // what can't be read is no reason to erase
            _ => Ok(Some(format!("record {} can't be read", event.seq))),
        }
    }

    /// Puts a screening under a legal hold, or lifts it.
    ///
    /// # Errors
    /// Where there is no such screening, or that can't be kept.
    pub fn set_hold(&mut self, id: Uuid, hold: Hold) -> Result<(), Trouble> {
        self.key(id)?;
        self.note(id, Says::Held(hold))
    }
}
