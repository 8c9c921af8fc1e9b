//! A store of an older form, and one that somebody reads from outside.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop"
)]

use std::fs;

use jiff::{Timestamp, Zoned};
use zeroize::Zeroizing;

use super::*;
use crate::records::{
    Records, Warning,
    backup::before_migration,
    body::{Kept, Says},
    event::Kind,
    keys::Opener,
};

/// A store with one event, in a folder that is removed with it.
fn with_one_event() -> (tempfile::TempDir, Place) {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::make(&folder.path().join("records")).unwrap();
    let mut store = Store::create_file(&place.file(), Uuid::new_v4()).unwrap();
    let new = New {
        subject: STORE,
        kind: Kind::Kept,
        at: 1,
        reference: None,
        due: None,
        booked: None,
        body: vec![7],
    };
    let commit = Commit {
        events: vec![new],
        ..Commit::default()
    };
    assert_eq!(store.add(commit).unwrap(), 1);
    (folder, place)
}

#[test]
fn a_store_of_an_older_form_is_copied_and_then_brought_to_the_form_of_now() {
    let (_folder, place) = with_one_event();
    let newer = [STEPS, &["CREATE TABLE added (a INTEGER) STRICT"]].concat();
    let mut copies = Vec::new();
    let store = Store::open_as(&place, &newer, |store| {
        copies.push(before_migration(store, &place, Timestamp::UNIX_EPOCH)?);
        Ok(())
    });
    let store = store.unwrap();
    let version = |it: &Store| -> i64 {
        let version = it
            .connection
            .pragma_query_value(None, "user_version", |row| row.get(0));
        version.unwrap()
    };
    assert_eq!(version(&store), i64::try_from(newer.len()).unwrap());
    store
        .connection
        .execute("INSERT INTO added VALUES (1)", [])
        .unwrap();
    assert_eq!(store.last().unwrap(), 1);
    let [copy] = copies.as_slice() else {
        panic!("one copy: {copies:?}")
    };
    let before = Store::open_file(copy).unwrap();
    assert_eq!(version(&before), i64::try_from(STEPS.len()).unwrap());
    assert_eq!(before.last().unwrap(), 1);
}

#[test]
fn one_that_was_mended_with_a_loss_is_copied_too() {
    let (_folder, place) = with_one_event();
    let mut store = Store::open(&place, |_| Ok(())).unwrap();
    for _ in 0..2 {
        let mut again = store.events(Which::Last(1)).unwrap();
        let events = again.drain(..).map(|it| it.new).collect();
        let commit = Commit {
            events,
            ..Commit::default()
        };
        store.add(commit).unwrap();
    }
    let sql = "DROP TRIGGER event_is_kept; DELETE FROM event WHERE seq = 2";
    store.connection.execute_batch(sql).unwrap();
    let copy = before_migration(&store, &place, Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(Store::open_file(&copy).unwrap().last().unwrap(), 3);
}

#[test]
fn without_a_copy_and_where_a_step_fails_it_stays_as_it_was() {
    let (_folder, place) = with_one_event();
    let newer = [STEPS, &["CREATE TABLE added (a INTEGER) STRICT", "no SQL"]].concat();
    let refused = Store::open_as(&place, &newer, |_| Err(Trouble::Full));
    assert!(matches!(refused, Err(Trouble::Full)));
    assert!(Store::open_as(&place, &newer, |_| Ok(())).is_err());
    let tables = |store: &Store| -> i64 {
        let sql = "SELECT count(*) FROM sqlite_schema WHERE name = 'added'";
        store
            .connection
            .query_row(sql, [], |row| row.get(0))
            .unwrap()
    };
    let store = Store::open_as(&place, STEPS, |_| panic!("it is of this form")).unwrap();
    assert_eq!((tables(&store), store.last().unwrap()), (0, 1));
    assert!(
        fs::read_dir(place.folder())
            .unwrap()
            .flatten()
            .all(|it| it.file_name() != "backups")
    );
}

#[test]
fn who_reads_from_outside_undoes_nothing_and_what_is_left_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::make(&folder.path().join("records")).unwrap();
    let key = |it: &str| [Opener::KeyFile(Zeroizing::new(it.repeat(32).into_bytes()))];
    let mut records = Records::create(&place, &key("5a"), Zoned::now).unwrap();
    // nobody waits half a minute here
    records.log.connection.busy_handler(None).unwrap();
    let outside = Connection::open(place.file()).unwrap();
    let reading = outside.unchecked_transaction().unwrap();
    let count = |it: &Connection| -> i64 {
        let sql = "SELECT count(*) FROM event";
        it.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(count(&reading), 1);
    records.rekey(&key("6b")).unwrap();
    assert_eq!(records.left(), Some(Warning::Left));
    assert!(records.is_opened_by(&key("6b")[0]) && !records.is_opened_by(&key("5a")[0]));
    assert!(records.may_be_opened_by(&key("6b")[0]) && !records.may_be_opened_by(&key("5a")[0]));
    drop(reading);
    records.log.forget();
    assert_eq!(records.left(), None);
    drop(records);
    let (records, _) = Records::open(&place, &key("6b")[0], Zoned::now).unwrap();
    let rekeyed = records.log(Kind::Kept, 2).unwrap();
    assert!(matches!(&rekeyed[0].1.says, Says::Kept(Kept::Rekeyed(_))));
}
