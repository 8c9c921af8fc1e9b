//! The form of the file: what stands in it, of which version it is, and how it is opened.

use std::{
    path::Path,
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use rusqlite::{Connection, OpenFlags, ToSql, TransactionBehavior, config::DbConfig};

use super::Trouble;

/// What says that a file is ours: "NFIT".
const APPLICATION: i64 = 0x4E46_4954;

/// The first SQLite that does not damage a file which two connections write (its own list of faults,
/// "WAL-reset").
const LEAST_LIBRARY: i32 = 3_051_003;

/// The form of a store, step by step: what each version adds to the one before.
pub(super) const STEPS: &[&str] = &["
    CREATE TABLE store (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE slot (
        way TEXT PRIMARY KEY, salt BLOB NOT NULL, kibibytes INTEGER NOT NULL, passes INTEGER NOT NULL,
        lanes INTEGER NOT NULL, wrapped BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE screening_key (subject BLOB PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE event (
        seq INTEGER PRIMARY KEY, subject BLOB NOT NULL, kind INTEGER NOT NULL, at INTEGER NOT NULL,
        reference BLOB, due BLOB, booked BLOB, body BLOB NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL
    ) STRICT;
    CREATE INDEX event_of ON event (subject, kind);
    CREATE INDEX event_at ON event (at) WHERE kind <> 2;
    CREATE INDEX event_reference ON event (reference) WHERE reference IS NOT NULL;
    CREATE INDEX event_due ON event (due) WHERE due IS NOT NULL;
    CREATE INDEX event_booked ON event (booked) WHERE booked IS NOT NULL;
    CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events stay'); END;
    CREATE TRIGGER event_is_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events stay'); END;
"];

/// How long a desk waits for the others.
const PATIENCE: Duration = Duration::from_secs(30);
/// The longest sleep between two tries, in microseconds.
const NAP: u64 = 5_000;
/// How many tries fit into that patience: a nap is half of the longest on average.
#[expect(clippy::cast_possible_truncation, reason = "some ten thousand")]
const TRIES: i32 = (PATIENCE.as_micros() as u64 / (NAP / 2)) as i32;

/// The version of the form that this program writes.
pub(super) fn version() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or_default()
}

/// Opens a file as records are opened: nothing in it is trusted.
pub(super) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Trouble> {
    if rusqlite::version_number() < LEAST_LIBRARY {
        return Err(Trouble::OldLibrary(rusqlite::version().to_owned()));
    }
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.busy_handler(Some(nap))?;
    // what is not a file of ours is found out before it is changed
    form(&connection, path)?;
    for (name, value) in [
        ("journal_mode", &"wal" as &dyn ToSql),
        ("synchronous", &"full"),
        ("secure_delete", &true),
        ("wal_autocheckpoint", &200),
        ("journal_size_limit", &(1 << 20)),
        ("temp_store", &"memory"),
        ("mmap_size", &0),
    ] {
        connection
            .pragma_update_and_check(None, name, value, |_| Ok(()))
            .or_else(|why| {
                let says_nothing = matches!(why, rusqlite::Error::QueryReturnedNoRows);
                if says_nothing { Ok(()) } else { Err(why) }
            })?;
    }
    Ok(connection)
}

/// The version of the form of a file, 0 of one that is still empty.
pub(super) fn form(connection: &Connection, path: &Path) -> Result<i64, Trouble> {
    let asks = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, found) = (asks("application_id")?, asks("user_version")?);
    let is_empty =
        || connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0));
    if application != APPLICATION && (application, found, is_empty()?) != (0, 0, 0_i64) {
        return Err(Trouble::Stranger(path.to_owned()));
    }
    if found > version() {
        return Err(Trouble::Newer(found, version()));
    }
    Ok(found)
}

/// Brings a file to the newest form, in one commit.
pub(super) fn migrate(connection: &mut Connection, steps: &[&str]) -> Result<(), Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let done = usize::try_from(found).unwrap_or_default();
    for step in steps.iter().skip(done) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    let version = i64::try_from(steps.len()).unwrap_or_default();
    transaction.pragma_update(None, "user_version", version)?;
    Ok(transaction.commit()?)
}

/// Waits a little while another desk writes: never all desks for equally long.
fn nap(tries: i32) -> bool {
    let clock = SystemTime::now().duration_since(UNIX_EPOCH);
    let chance = clock.map_or(0, |it| u64::from(it.subsec_nanos()));
    thread::sleep(Duration::from_micros(NAP / 10 + chance % (NAP * 9 / 10)));
    tries < TRIES
}
