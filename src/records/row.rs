//! An event as a row of the table, and back: nothing in a file is trusted.

use std::io;

use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use super::{
    Trouble,
    event::{Event, Kind, Mark, New},
};

/// Puts an event where it belongs, as it is.
pub(super) fn insert(connection: &Connection, event: &Event) -> Result<(), Trouble> {
    let sql = "INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let new = &event.new;
    connection.prepare_cached(sql)?.execute(params![
        signed(event.seq),
        new.subject.as_bytes().as_slice(),
        new.kind.number(),
        new.at,
        new.reference.as_ref().map(Mark::as_slice),
        new.due.as_ref().map(Mark::as_slice),
        new.booked.as_ref().map(Mark::as_slice),
        new.body,
        event.previous.as_slice(),
        event.hash.as_slice(),
    ])?;
    Ok(())
}

/// SQLite knows signed numbers alone.
pub(super) fn signed(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

/// An event as it stands in a row.
pub(super) fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    let number: u8 = row.get(2)?;
    let kind = Kind::numbered(number).ok_or_else(|| strange(2, "a kind that nobody knows"))?;
    Ok(Event {
        seq: seq_of(row, 0)?,
        new: New {
            subject: uuid(row, 1)?,
            kind,
            at: row.get(3)?,
            reference: mark(row, 4)?,
            due: mark(row, 5)?,
            booked: mark(row, 6)?,
            body: row.get(7)?,
        },
        previous: bytes(row, 8)?,
        hash: bytes(row, 9)?,
    })
}

/// A place in the order of events.
pub(super) fn seq_of(row: &Row<'_>, at: usize) -> rusqlite::Result<u64> {
    let seq: i64 = row.get(at)?;
    u64::try_from(seq).map_err(|_| strange(at, "a place before the first"))
}

/// An id.
pub(super) fn uuid(row: &Row<'_>, at: usize) -> rusqlite::Result<Uuid> {
    bytes(row, at).map(Uuid::from_bytes)
}

fn mark(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Mark>> {
    let value: Option<Vec<u8>> = row.get(at)?;
    let sized = |it: Vec<u8>| Mark::try_from(it).map_err(|_| strange(at, "a mark that is cut"));
    value.map(sized).transpose()
}

/// So many bytes, and no others.
pub(super) fn bytes<const N: usize>(row: &Row<'_>, at: usize) -> rusqlite::Result<[u8; N]> {
    let value: Vec<u8> = row.get(at)?;
    <[u8; N]>::try_from(value).map_err(|_| strange(at, "bytes of another length"))
}

/// What can't stand in a column.
fn strange(at: usize, says: &'static str) -> rusqlite::Error {
    let why = io::Error::new(io::ErrorKind::InvalidData, says);
    rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Blob, Box::new(why))
}
