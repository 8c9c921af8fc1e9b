//! All that the records hold about one person, as data.

use std::fmt;

use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};
use serde::Serialize;
use serde_json::value::RawValue;
use uuid::Uuid;

use super::{
    Records, Trouble,
    body::{By, Entry, Says, Taken},
    event::{Event, Log, Which},
    record::Held,
};

/// The version of the form of this data.
const FORMAT: u32 = 1;

/// All about one person.
#[derive(Serialize)]
pub struct Person {
    /// The version of this form: 1.
    format: u32,
    /// Under what the person is found.
    reference: String,
    /// When this was taken out of the records.
    exported: Timestamp,
    /// The program.
    needlefit: &'static str,
    /// Each screening.
    screenings: Vec<Whole>,
    /// Screenings under this reference that were erased: no more is known of them.
    erased: Vec<Uuid>,
    /// Screenings that are damaged, and can't be read.
    damaged: Vec<Uuid>,
}

/// All about one screening.
#[derive(Serialize)]
struct Whole {
    id: Uuid,
    reference: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    begun: Timestamp,
    changed: Timestamp,
    /// As a file has it: `needlefit open` reads it.
    screening: Box<RawValue>,
    /// What was done in it, in order.
    events: Vec<Happened>,
    /// What the log of the records says about it.
    log: Vec<Happened>,
}

/// Something that was done.
#[derive(Serialize)]
struct Happened {
    seq: u64,
    /// When, with the offset from UTC of that place.
    at: String,
    by: By,
    did: Says,
    /// The hash of the event in the chain, in hexadecimal.
    hash: String,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(<redacted>)")
    }
}

impl Person {
    /// How many screenings it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.screenings.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.screenings.is_empty()
    }

    /// As the text of a file.
    ///
    /// # Errors
    /// When it can't be written as JSON; it always can.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// When something was, as the clock there showed it.
#[must_use]
pub fn local(event: &Event, offset: i32) -> String {
    let Some(time) = event.new.time() else {
        return String::from("at no time");
    };
    let zone = Offset::from_seconds(offset).map_or(TimeZone::UTC, TimeZone::fixed);
    time.to_zoned(zone).strftime("%FT%T%:z").to_string()
}

impl Happened {
    fn of(event: &Event, entry: Entry) -> Self {
        Self {
            seq: event.seq,
            at: local(event, entry.offset),
            by: entry.by,
            did: entry.says,
            hash: data_encoding::HEXLOWER.encode(&event.hash),
        }
    }
}

impl<L: Log> Records<L> {
    /// All about the person with this reference.
    ///
    /// # Errors
    /// Where the store can't be read, or what stands in it is damaged.
    pub fn person(&mut self, reference: &str) -> Result<Person, Trouble> {
        // it stands in the log before anything leaves
        for held in self.under(reference)? {
            if let Held::Record(record) = held {
                self.note(record.id, Says::Taken(Taken::Exported))?;
            }
        }
        let mut person = Person {
            format: FORMAT,
            reference: reference.to_owned(),
            exported: self.now(),
            needlefit: env!("CARGO_PKG_VERSION"),
            screenings: Vec::new(),
            erased: Vec::new(),
            damaged: Vec::new(),
        };
        for held in self.under(reference)? {
            match held {
                Held::Erased(id) => person.erased.push(id),
                Held::Damaged(id) => person.damaged.push(id),
                Held::Record(record) => {
                    let key = self.key(record.id)?;
                    let text = RawValue::from_string(record.json().to_owned());
                    let mut whole = Whole {
                        id: record.id,
                        reference: record.named.reference.clone(),
                        label: record.named.label.clone(),
                        begun: record.begun,
                        changed: record.changed,
                        screening: text.map_err(|why| Trouble::Library(why.to_string()))?,
                        events: Vec::new(),
                        log: Vec::new(),
                    };
                    for event in self.log.events(Which::Of(record.id))? {
                        let of_it = event.new.kind.is_of_the_screening();
                        let key = if of_it { &key } else { &self.keys.log };
                        let entry = self.opened(&event, key).ok_or_else(|| {
                            Trouble::Damaged(format!("record {} can't be opened", event.seq))
                        })?;
                        let happened = Happened::of(&event, entry);
                        let list = if of_it {
                            &mut whole.events
                        } else {
                            &mut whole.log
                        };
                        list.push(happened);
                    }
                    person.screenings.push(whole);
                }
            }
        }
        Ok(person)
    }
}
