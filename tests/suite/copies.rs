//! Copies of the records: after a mend, put back, and what is erased in them.
use std::{
    cell::RefCell,
    fs::{self, OpenOptions},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use jiff::{
    Zoned,
    civil::{DateTime, datetime},
    tz::{Offset, TimeZone},
};
use needlefit::records::{
    Held, Records, Trouble,
    backup::restore,
    body::{Named, Says, Viewed},
    event::{Kind, Log as _, STORE, Which},
    keys::Opener,
    mend::mend,
    place::Place,
};
use rustix::fs::{FlockOperation, flock};
use tempfile::TempDir;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::records::finish;
use crate::common::records::{clock, folder, key_file, new};

fn open(place: &Place) -> Records {
    Records::open(place, &key_file(), clock).unwrap().0
}

/// What a hand does to a file that no program of ours has open.
fn by_hand(file: &Path, sql: &str) {
    let hand = rusqlite::Connection::open(file).unwrap();
    hand.execute_batch("DROP TRIGGER IF EXISTS event_stays; DROP TRIGGER IF EXISTS event_is_kept")
        .unwrap();
    hand.execute_batch(sql).unwrap();
}

/// Where the last event of this kind about a screening stands.
fn place_of(records: &Records, id: Uuid, kind: Kind) -> u64 {
    let events = records.store().events(Which::OfKind(id, kind, 1)).unwrap();
    events[0].seq
}

/// An empty folder beside the records.
fn beside(folder: &TempDir, name: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::create_dir(&path).unwrap();
    path
}

fn elsewhere(folder: &TempDir) -> Place {
    Place::make(&folder.path().join("elsewhere")).unwrap()
}

fn is_erased(records: &Records, id: Uuid) -> bool {
    matches!(records.held(id), Ok(Held::Erased(_)))
}

/// Whether a copy holds the key of a screening.
fn has_key(copy: &Path, id: Uuid) -> bool {
    let copy = rusqlite::Connection::open(copy).unwrap();
    let sql = "SELECT count(*) FROM screening_key WHERE subject = ?1";
    let found: i64 = copy
        .query_row(sql, [id.as_bytes().as_slice()], |row| row.get(0))
        .unwrap();
    found > 0
}

#[test]
fn after_a_mend_with_a_loss_copies_are_made_and_put_back() {
    let (folder, place) = folder();
    let mut records = new(&place);
    let one = finish(&mut records, "A7");
    let two = finish(&mut records, "B1");
    let lost = place_of(&records, one, Kind::Finished);
    drop(records);
    by_hand(
        &place.file(),
        &format!("DELETE FROM event WHERE seq = {lost}"),
    );
    // what nobody has mended is copied nowhere
    let mut damaged = Records::open_damaged(&place, &key_file(), clock).unwrap();
    let usb = beside(&folder, "usb");
    let refused = damaged.back_up(&usb, |_, _| {}).unwrap_err().to_string();
    assert!(
        refused.contains(&format!("record {lost} is missing")),
        "{refused}"
    );
    assert_eq!(fs::read_dir(&usb).unwrap().count(), 0);
    drop(damaged);
    assert_eq!(
        mend(&place, &key_file(), clock).unwrap().lost,
        [(lost, lost)]
    );
    let mut records = open(&place);
    let copy = records.back_up(&usb, |_, _| {}).unwrap();
    assert!(records.back_up_daily(&place).unwrap().is_some());
    drop(records);
    let other = elsewhere(&folder);
    restore(&copy, &other, &key_file(), clock).unwrap();
    assert!(open(&other).record(two).is_ok());
    // what is missing beside that is said, and of which copy
    by_hand(
        &copy,
        &format!("DELETE FROM event WHERE seq = {}", lost + 1),
    );
    let refused = restore(&copy, &other, &key_file(), clock).unwrap_err();
    let says = refused.to_string();
    assert!(matches!(&refused, Trouble::DamagedCopy { copy: it, .. } if *it == copy));
    assert!(says.contains("are missing"), "{says}");
    // what finds the rest is looked at in mended records, too
    by_hand(
        &place.file(),
        "PRAGMA writable_schema = on; DELETE FROM sqlite_schema WHERE name = 'event_at'",
    );
    let records = Records::open_damaged(&place, &key_file(), clock).unwrap();
    assert!(!records.verify(|_, _| {}).unwrap().is_sound());
}

#[test]
fn whether_all_that_was_erased_since_is_known_is_said() {
    let (folder, place) = folder();
    let mut records = new(&place);
    let ids = ["A7", "B1", "C1"].map(|it| finish(&mut records, it));
    let early = place_of(&records, ids[0], Kind::Finished);
    let usb = beside(&folder, "usb");
    let copy = records.back_up(&usb, |_, _| {}).unwrap();
    for id in &ids[..2] {
        records.erase(*id, "asked for it").unwrap();
    }
    let late = place_of(&records, ids[0], Kind::Erased);
    drop(records);
    let original = fs::read(place.file()).unwrap();
    let whole = fs::read(&copy).unwrap();
    let back = |sql: &str| {
        for (file, bytes) in [(place.file(), &original), (copy.clone(), &whole)] {
            fs::write(file, bytes).unwrap();
        }
        by_hand(&place.file(), sql);
        let restored = restore(&copy, &place, &key_file(), clock).unwrap();
        fs::remove_file(restored.aside.unwrap()).unwrap();
        let records = open(&place);
        let erased = ids.map(|id| is_erased(&records, id));
        (restored.erased, restored.is_all, erased)
    };
    assert_eq!(back(""), (2, true, [true, true, false]));
    // what is damaged before the end of the copy hides nothing that came after it
    let hit = |seq| format!("UPDATE event SET body = zeroblob(length(body)) WHERE seq = {seq}");
    assert_eq!(back(&hit(early)), (2, true, [true, true, false]));
    // the rest of what is known is erased all the same
    assert_eq!(back(&hit(late)), (1, false, [false, true, false]));
    let gone = format!("DELETE FROM event WHERE seq = {late}");
    assert_eq!(back(&gone), (1, false, [false, true, false]));
    // where the copy itself was reached, it says so at its end, where the records say something else
    fs::write(place.file(), &original).unwrap();
    fs::write(&copy, &whole).unwrap();
    open(&place).erase_in_copies(&place).unwrap();
    assert!(!has_key(&copy, ids[0]) && has_key(&copy, ids[2]));
    let restored = restore(&copy, &place, &key_file(), clock).unwrap();
    assert_eq!((restored.erased, restored.is_all), (0, true));
    // nothing stood there, or records of another desk
    let other = elsewhere(&folder);
    let restored = restore(&copy, &other, &key_file(), clock).unwrap();
    assert_eq!((restored.erased, restored.is_all), (0, false));
    fs::remove_file(other.file()).unwrap();
    drop(new(&other));
    let restored = restore(&copy, &other, &key_file(), clock).unwrap();
    assert!(!restored.is_all && restored.aside.is_some());
}

#[test]
fn what_fails_leaves_no_file_with_keys() {
    let (folder, place) = folder();
    let mut records = new(&place);
    finish(&mut records, "A7");
    let copy = records.back_up(&beside(&folder, "usb"), |_, _| {}).unwrap();
    drop(records);
    let other = Opener::KeyFile(Zeroizing::new("7b".repeat(32).into_bytes()));
    let names = || {
        let entries = fs::read_dir(place.folder()).unwrap();
        let mut names: Vec<_> = entries.map(|it| it.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = names();
    let refused = restore(&copy, &place, &other, clock);
    assert!(matches!(refused, Err(Trouble::Locked(_))), "{refused:?}");
    assert_eq!(names(), before);
    let refused = mend(&place, &other, clock);
    assert!(matches!(refused, Err(Trouble::Locked(_))), "{refused:?}");
    assert_eq!(names(), before);
    let letter = folder.path().join("letter");
    fs::write(&letter, "no copy at all").unwrap();
    let refused = restore(&letter, &place, &key_file(), clock);
    assert!(
        matches!(&refused, Err(Trouble::DamagedCopy { copy, .. }) if *copy == letter),
        "{refused:?}"
    );
    assert_eq!(names(), before);
}

#[test]
fn what_a_killed_program_has_left_is_taken_away_or_named() {
    let (folder, place) = folder();
    let mut records = new(&place);
    let id = finish(&mut records, "A7");
    let device = records.store().device().simple().to_string();
    let (own, usb) = (place.backups().unwrap(), beside(&folder, "usb"));
    let copy = records.back_up(&usb, |_, _| {}).unwrap();
    let left = |folder: &Path| folder.join(format!("needlefit-records-1-1.{device}.unfinished"));
    let new_file = place.folder().join("records.db.new");
    let kill = || {
        for path in [left(&own), left(&usb), new_file.clone()] {
            fs::copy(&copy, &path).unwrap();
            let journal = format!("{}-journal", path.display());
            fs::write(journal, "a part of it").unwrap();
        }
    };
    // that of other records is theirs
    let others = usb.join("needlefit-records-1-1.0.unfinished");
    fs::write(&others, "").unwrap();
    kill();
    drop(records);
    let mut records = open(&place);
    assert!(!new_file.exists() && !left(&own).exists() && left(&usb).exists());
    records.erase(id, "asked for it").unwrap();
    // one that is being made is left alone
    let file = OpenOptions::new()
        .write(true)
        .open(place.folder().join("copies.lock"))
        .unwrap();
    flock(&file, FlockOperation::LockShared).unwrap();
    records.erase_in_copies(&place).unwrap();
    assert!(left(&usb).exists());
    drop(file);
    let reached = records.erase_in_copies(&place).unwrap();
    assert!(reached.iter().all(|it| it.erased.is_ok()), "{reached:?}");
    assert_eq!(fs::read_dir(&usb).unwrap().count(), 2, "the copy, and that");
    assert_eq!(fs::read_dir(&own).unwrap().count(), 0);
    // what can't be taken away is named
    fs::create_dir(left(&own)).unwrap();
    fs::create_dir(&new_file).unwrap();
    let reached = records.erase_in_copies(&place).unwrap();
    let named = reached.iter().filter(|it| it.erased.is_err());
    let named: Vec<&PathBuf> = named.map(|it| &it.copy).collect();
    assert_eq!(named, [&left(&own), &new_file]);
}

#[test]
fn an_erasure_reaches_what_an_earlier_one_did_not() {
    let (folder, place) = folder();
    let mut records = new(&place);
    let ids = ["A7", "B1"].map(|it| finish(&mut records, it));
    let usb = beside(&folder, "usb");
    let copy = records.back_up(&usb, |_, _| {}).unwrap();
    records.erase(ids[0], "asked for it").unwrap();
    // the disk is out, while the folder for it is there
    let away = folder.path().join("away");
    fs::rename(&copy, &away).unwrap();
    let reached = records.erase_in_copies(&place).unwrap();
    let [it] = reached.as_slice() else {
        panic!("{reached:?}")
    };
    assert!(it.copy == copy && it.erased.is_err());
    assert!(has_key(&away, ids[0]));
    fs::rename(&away, &copy).unwrap();
    records.erase(ids[1], "asked for it").unwrap();
    let reached = records.erase_in_copies(&place).unwrap();
    assert!(matches!(reached.as_slice(), [it] if matches!(it.erased, Ok(2))));
    assert!(!has_key(&copy, ids[0]) && !has_key(&copy, ids[1]));
    // where another one stands, the first was taken away by hand
    finish(&mut records, "C1");
    records.back_up(&usb, |_, _| {}).unwrap();
    fs::remove_file(&copy).unwrap();
    let reached = records.erase_in_copies(&place).unwrap();
    assert!(matches!(reached.as_slice(), [it] if matches!(it.erased, Ok(0))));
}

#[test]
fn what_is_erased_while_a_copy_is_made_is_erased_in_it() {
    let (folder, place) = folder();
    let mut records = new(&place);
    let id = finish(&mut records, "A7");
    let (mut other, looks) = (Some(open(&place)), open(&place));
    let mut erases = None;
    let copy = records
        .back_up(&beside(&folder, "usb"), |_, _| {
            if let Some(mut other) = other.take() {
                erases = Some(thread::spawn(move || {
                    other.erase(id, "asked for it").unwrap();
                }));
                while !is_erased(&looks, id) {
                    thread::sleep(Duration::from_millis(5));
                }
            }
        })
        .unwrap();
    erases.unwrap().join().unwrap();
    assert!(!has_key(&copy, id));
}

#[test]
fn a_screening_whose_key_is_lost_is_erased_for_good() {
    let (folder, place) = folder();
    let mut records = new(&place);
    let id = finish(&mut records, "A7");
    let copy = records.back_up(&beside(&folder, "usb"), |_, _| {}).unwrap();
    drop(records);
    by_hand(
        &place.file(),
        &format!(
            "DELETE FROM screening_key WHERE subject = x'{}'",
            id.simple()
        ),
    );
    let mut records = open(&place);
    assert!(!records.verify(|_, _| {}).unwrap().is_sound());
    // nobody erased it: its copy is what is left of it
    records.erase_in_copies(&place).unwrap();
    assert!(has_key(&copy, id));
    records.erase(id, "asked for it").unwrap();
    records.erase_in_copies(&place).unwrap();
    assert!(!has_key(&copy, id));
    assert!(records.verify(|_, _| {}).unwrap().is_sound());
    let again = records.erase(id, "asked for it");
    assert!(matches!(again, Err(Trouble::WasErased(_))), "{again:?}");
    let unknown = records.erase(Uuid::new_v4(), "asked for it");
    assert!(matches!(unknown, Err(Trouble::NoSuch(_))), "{unknown:?}");
}

thread_local! {
    /// What the clock shows, and how many hours it is ahead of UTC.
    static CLOCK: RefCell<(DateTime, i8)> = const { RefCell::new((DateTime::ZERO, 0)) };
}

fn set(day: i8, hour: i8) {
    CLOCK.with_borrow_mut(|it| it.0 = datetime(2026, 11, day, hour, 0, 0, 0));
}

/// The clock on the wall.
fn wall() -> Zoned {
    let (time, ahead) = CLOCK.with_borrow(|it| *it);
    let zone = TimeZone::fixed(Offset::constant(ahead));
    time.to_zoned(zone).unwrap()
}

/// Something happens that a copy has to hold.
fn named(records: &mut Records, id: Uuid, reference: &str) {
    records.name(id, Named::cleaned(reference, None)).unwrap();
}

#[test]
fn the_copy_of_a_day_holds_the_whole_day_and_seven_days_are_kept() {
    let (_folder, place) = folder();
    // eight hours behind UTC, where a day of work lies on two days of UTC
    CLOCK.with_borrow_mut(|it| it.1 = -8);
    set(1, 9);
    let mut records = Records::create(&place, &[key_file()], wall).unwrap();
    let id = finish(&mut records, "A7");
    let copies = || {
        let entries = fs::read_dir(place.folder().join("backups")).unwrap();
        let mut copies: Vec<PathBuf> = entries.map(|it| it.unwrap().path()).collect();
        copies.sort();
        copies
    };
    let last_in = |copy: &Path| -> u64 {
        let copy = rusqlite::Connection::open(copy).unwrap();
        let sql = "SELECT max(seq) FROM event WHERE kind < 64";
        let last: i64 = copy.query_row(sql, [], |row| row.get(0)).unwrap();
        last.cast_unsigned()
    };
    set(1, 12);
    let noon = records.back_up_daily(&place).unwrap().unwrap();
    // who only looks and goes has changed nothing
    let looks = Says::Viewed(Viewed::Reference);
    records.note(STORE, looks).unwrap();
    drop(records);
    let mut records = Records::open(&place, &key_file(), wall).unwrap().0;
    assert_eq!(records.back_up_daily(&place).unwrap(), None);
    // one that somebody made is not that of the day, and stays
    named(&mut records, id, "A8");
    set(1, 13);
    let own = place.backups().unwrap();
    let by_hand = records.back_up(&own, |_, _| {}).unwrap();
    set(1, 17);
    let night = records.back_up_daily(&place).unwrap().unwrap();
    assert_eq!(copies(), [by_hand.clone(), night.clone()]);
    assert!(!noon.exists());
    assert_eq!(last_in(&night), place_of(&records, id, Kind::Named));
    assert_eq!(records.back_up_daily(&place).unwrap(), None);
    // the next morning is the same day in UTC
    set(2, 9);
    named(&mut records, id, "A9");
    let next = records.back_up_daily(&place).unwrap().unwrap();
    assert_eq!(copies(), [by_hand.clone(), night.clone(), next]);
    for day in 3..=7 {
        for hour in [9, 17] {
            set(day, hour);
            named(&mut records, id, &format!("{day}-{hour}"));
            assert!(records.back_up_daily(&place).unwrap().is_some());
        }
    }
    assert_eq!(copies().len(), 8, "seven days, and that by hand");
    assert!(copies().contains(&night) && by_hand.exists());
    set(8, 9);
    // a day on which nothing was done has its own, too
    assert!(records.back_up_daily(&place).unwrap().is_some());
    assert_eq!(copies().len(), 7);
    assert!(!night.exists() && !by_hand.exists());
}

#[test]
fn after_an_older_copy_was_put_back_the_copy_of_the_day_is_made_again() {
    let (folder, place) = folder();
    let mut records = new(&place);
    let id = finish(&mut records, "A7");
    let old = records.back_up(&beside(&folder, "usb"), |_, _| {}).unwrap();
    for nth in 0..5 {
        named(&mut records, id, &nth.to_string());
    }
    let day = records.back_up_daily(&place).unwrap().unwrap();
    drop(records);
    restore(&old, &place, &key_file(), clock).unwrap();
    let mut records = open(&place);
    let again = records.back_up_daily(&place).unwrap();
    assert!(again.is_some_and(|it| it != day));
    // what was erased is a change, though the copy knows of it
    records.erase(id, "asked for it").unwrap();
    records.erase_in_copies(&place).unwrap();
    assert!(records.back_up_daily(&place).unwrap().is_some());
    assert_eq!(records.back_up_daily(&place).unwrap(), None);
}
