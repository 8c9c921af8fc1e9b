//! The ways to the key of a store, each with what it wraps.

use rusqlite::params;
use uuid::Uuid;

use super::{
    Trouble,
    event::{Log as _, New},
    keys::{Cost, Slot, Way},
    store::Store,
};

impl Store {
    /// The ways to its key.
    pub(super) fn slots(&self) -> Result<Vec<Slot>, Trouble> {
        let sql = "SELECT way, salt, kibibytes, passes, lanes, wrapped FROM slot";
        let mut rows = self.connection().prepare(sql)?;
        let slots = rows.query_map([], |row| {
            let way: String = row.get(0)?;
            let cost = Cost {
                kibibytes: row.get(2)?,
                passes: row.get(3)?,
                lanes: row.get(4)?,
            };
            let (salt, wrapped) = (row.get(1)?, row.get(5)?);
            Ok(Way::named(&way).map(|way| Slot {
                way,
                salt,
                cost,
                wrapped,
            }))
        })?;
        let slots: Result<Vec<Option<Slot>>, _> = slots.collect();
        Ok(slots?.into_iter().flatten().collect())
    }

    /// Sets the ways to the key, wraps every key anew, and adds an event that says so, in one commit; `rewrap`
    /// gives a key in its new wrapping.
    ///
    /// # Errors
    /// Why nothing was changed in the file of this name.
    pub(super) fn set_slots(
        &mut self,
        slots: &[Slot],
        mut rewrap: impl FnMut(Uuid, Vec<u8>) -> Result<Vec<u8>, Trouble>,
        says: New,
    ) -> Result<(), Trouble> {
        self.revive()?;
        let transaction = self.immediate()?;
        self.put_slots(slots)?;
        for subject in self.keyed()? {
            if let Some(wrapped) = self.wrapped(subject)? {
                self.put_key(subject, &rewrap(subject, wrapped)?)?;
            }
        }
        self.append(vec![says])?;
        transaction.commit()?;
        self.forget();
        self.still_there()
    }

    /// Puts these ways to the key in place of those that are there.
    pub(super) fn put_slots(&self, slots: &[Slot]) -> Result<(), Trouble> {
        self.connection().execute("DELETE FROM slot", [])?;
        for slot in slots {
            let Cost {
                kibibytes,
                passes,
                lanes,
            } = slot.cost;
            let values = params![
                slot.way.name(),
                slot.salt,
                kibibytes,
                passes,
                lanes,
                slot.wrapped
            ];
            let sql = "INSERT INTO slot VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            self.connection().execute(sql, values)?;
        }
        Ok(())
    }
}
