//! Records: every answer kept at once, found again, erased for good, and damage found.
use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::Path,
};

use jiff::{SignedDuration, Timestamp, civil::date};
use needlefit::{
    interview::{
        Event, Interview, Stage, Treatment,
        screening::{PutDown, Screening},
    },
    records::{
        Held, Locked, Record, Records, Trouble, Warning, Writing,
        backup::restore,
        body::{Decided, Decision, Named, Role, Says},
        event::{Kind, Log as _, Which},
        keys::{self, Opener},
        mend::mend,
        place::Place,
        verify::Broken,
    },
};
use proptest::prelude::*;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::common::{
    PACK, TODAY,
    chance::cases,
    records::{clock, folder, key_file, new},
    walk::{answer_screen, picks},
};

pub fn open(place: &Place) -> Records {
    Records::open(place, &key_file(), clock).unwrap().0
}

pub fn put_down(id: Uuid) -> PutDown {
    PutDown {
        id: id.to_string(),
        started: Timestamp::UNIX_EPOCH,
        now: clock().timestamp(),
    }
}

/// Answers as the picks say, each kept at once; gives the interview and how often that was.
fn answer(
    records: &mut Records,
    writing: &mut Writing,
    interview: Interview<'static>,
    picks: &[u16],
) -> Interview<'static> {
    let mut interview = interview;
    for pick in picks {
        let Stage::Asking(screen) = interview.stage() else {
            break;
        };
        interview = answer_screen(interview, screen, *pick);
        keep(records, writing, &interview);
    }
    interview
}

pub fn keep(records: &mut Records, writing: &mut Writing, interview: &Interview<'_>) {
    let screening = Screening::of(interview, put_down(writing.id()));
    records.keep(writing, &screening).unwrap();
}

/// A screening that was begun under this reference.
pub fn begin(records: &mut Records, reference: &str) -> (Writing, Interview<'static>) {
    let interview = Interview::new(&PACK, TODAY).step(&Event::Start);
    let screening = Screening::of(&interview, put_down(Uuid::new_v4()));
    let named = Named::cleaned(reference, Some("Ana P."));
    (records.begin(named, &screening).unwrap(), interview)
}

/// A screening that came to its verdict.
pub fn finish(records: &mut Records, reference: &str) -> Uuid {
    let (mut writing, _) = begin(records, reference);
    let interview = super::screening::well(Treatment::Today);
    keep(records, &mut writing, &interview);
    writing.id()
}

proptest! {
    #![proptest_config(cases(40))]

    /// What was answered is what is read, after every answer, by whoever opens the records next.
    #[test]
    fn what_was_kept_is_read_back(first in picks(), others in picks(), stops_at in 0..30_usize, turns in 0..4_usize) {
        let (_folder, place) = folder();
        let mut records = new(&place);
        let (mut writing, interview) = begin(&mut records, "A7-204");
        let mut interview = answer(&mut records, &mut writing, interview, &first[..stops_at.min(first.len())]);
        for pick in others.iter().take(turns) {
            interview = answer(&mut records, &mut writing, interview.step(&Event::Back), &[*pick]);
        }
        let id = writing.id();
        drop(records);
        let records = open(&place);
        let (mut again, record) = records.resume(id).unwrap();
        prop_assert_eq!(&record.named.reference, "A7-204");
        let opened = record.saved().unwrap().open(None, &PACK, TODAY).unwrap().interview;
        for question in &PACK.questions {
            prop_assert_eq!(opened.answers().get(question.number), interview.answers().get(question.number));
        }
        // it goes on to its verdict
        let mut records = records;
        let opened = answer(&mut records, &mut again, opened, &others);
        let finished = opened.step(&Event::Review).step(&Event::Confirm);
        keep(&mut records, &mut again, &finished);
        let record = records.record(id).unwrap();
        prop_assert_eq!(record.glance().unwrap().verdict.is_some(), finished.has_verdict());
        let health = records.verify(|_, _| {}).unwrap();
        prop_assert!(health.is_sound());
    }
}

#[test]
fn an_answer_is_one_event_and_nothing_changed_is_none() {
    let (_folder, place) = folder();
    let mut records = new(&place);
    let (mut writing, interview) = begin(&mut records, "1");
    let count = |records: &Records| records.verify(|_, _| {}).unwrap().events;
    let before = count(&records);
    let interview = answer(&mut records, &mut writing, interview, &[0]);
    assert_eq!(count(&records), before + 1);
    keep(&mut records, &mut writing, &interview);
    assert_eq!(count(&records), before + 1, "the same again");
}

#[test]
fn a_verdict_of_a_level_alone_is_one() {
    let (_folder, place) = folder();
    let mut records = new(&place);
    let written = super::screening::written(&super::screening::well(Treatment::Today));
    let mut file: serde_json::Value = serde_json::from_slice(&written).unwrap();
    file["verdict"] = serde_json::json!({ "level": "clinician", "not_before": null });
    let saved = file.to_string();
    records.import(saved.as_bytes(), Some("A7-204")).unwrap();
    let held = records.find("A7-204").unwrap();
    assert!(matches!(held.as_slice(), [Held::Record(it)] if it.is_finished()));
}

#[test]
fn two_desks_do_not_write_over_each_other() {
    let (_folder, place) = folder();
    let mut one = new(&place);
    let mut other = open(&place);
    let (mut writing, interview) = begin(&mut one, "1");
    let (mut same, _) = other.resume(writing.id()).unwrap();
    let answered = answer(&mut one, &mut writing, interview.clone(), &[1]);
    let screening = Screening::of(&answered, put_down(same.id()));
    let refused = other.keep(&mut same, &screening);
    assert!(matches!(refused, Err(Trouble::Elsewhere)), "{refused:?}");
    // opened again, it is what the other desk made of it
    let (mut same, _) = other.resume(writing.id()).unwrap();
    answer(&mut other, &mut same, answered, &[1]);
    assert!(one.verify(|_, _| {}).unwrap().is_sound());
}

#[test]
fn a_day_a_reference_and_a_week_are_found() {
    let (_folder, place) = folder();
    let mut records = new(&place);
    let id = finish(&mut records, "A7-204");
    let (waits, _) = begin(&mut records, "B1");
    let mut waits = waits;
    let answers = crate::common::healthy_but(
        &PACK,
        &[
            ("isotretinoin", "yes"),
            ("retinoid_pill", "isotretinoin"),
            ("isotretinoin_taking", "no"),
            ("isotretinoin_last_dose", "2026-09-01"),
        ],
    );
    let interview = crate::common::summary(&PACK, answers, Treatment::Today);
    keep(&mut records, &mut waits, &interview);
    let ids = |held: Vec<Held>| -> Vec<Uuid> {
        held.iter()
            .map(|it| match it {
                Held::Record(it) => it.id,
                Held::Erased(id) | Held::Damaged(id) => *id,
            })
            .collect()
    };
    assert_eq!(ids(records.of_day(TODAY).unwrap()), [id, waits.id()]);
    assert!(
        records
            .of_day(TODAY.tomorrow().unwrap())
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        ids(records.find("a7-204").unwrap()),
        [id],
        "however it is typed"
    );
    assert!(records.find("A7-20").unwrap().is_empty(), "exactly");
    let ends = date(2027, 3, 1);
    let due: Vec<Uuid> = records.due(ends).unwrap().iter().map(|it| it.id).collect();
    assert_eq!(due, [waits.id()]);
    assert!(records.due(date(2027, 3, 8)).unwrap().is_empty());
    records.name(id, Named::cleaned("C9", None)).unwrap();
    assert!(records.find("A7-204").unwrap().is_empty());
    assert_eq!(ids(records.find("C9").unwrap()), [id]);
}

#[test]
fn who_is_booked_is_found_by_the_day_and_a_wait_that_a_clinician_says_by_its_week() {
    let (_folder, place) = folder();
    let mut records = new(&place);
    let booked = Treatment::On(date(2026, 11, 25));
    let (mut writing, _) = begin(&mut records, "A7-204");
    let interview = super::screening::well(booked);
    keep(&mut records, &mut writing, &interview);
    let ids = |found: Vec<Record>| found.iter().map(|it| it.id).collect::<Vec<_>>();
    let day = date(2026, 11, 25);
    assert_eq!(ids(records.booked(day).unwrap()), [writing.id()]);
    // a draft, too, once it knows its day
    let (mut draft, interview) = begin(&mut records, "A7-205");
    let interview = interview.step(&Event::Treatment(booked));
    keep(&mut records, &mut draft, &interview);
    let of_draft = records.record(draft.id()).unwrap().glance().unwrap();
    assert!(of_draft.verdict.is_none());
    let both = [draft.id(), writing.id()];
    assert_eq!(ids(records.booked(day).unwrap()), both);
    let after = day.tomorrow().unwrap();
    assert!(
        records.booked(after).unwrap().is_empty(),
        "the day, though of one week"
    );
    // the clinician says otherwise, and otherwise again
    let wait = |day| Decision {
        what: day,
        by: "b".to_owned(),
        name: "Dr Bo".to_owned(),
        role: Role::Clinician,
        signed: String::new(),
    };
    let ends = date(2027, 2, 10);
    assert!(records.due(ends).unwrap().is_empty());
    let decided = Says::Decided(wait(Decided::WaitUntil(ends)));
    records.put_down(writing.id(), decided).unwrap();
    assert_eq!(ids(records.due(ends).unwrap()), [writing.id()]);
    let decided = Says::Decided(wait(Decided::DoNotTreat));
    records.put_down(writing.id(), decided).unwrap();
    assert!(records.due(ends).unwrap().is_empty());
    assert!(records.verify(|_, _| {}).unwrap().is_sound());
}

/// All bytes below a folder.
fn bytes_below(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(bytes_below(&path));
        } else {
            all.extend(fs::read(path).unwrap());
        }
    }
    all
}

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|it| it == needle)
}

#[test]
fn what_was_erased_is_gone_from_the_records_and_their_copies() {
    let (folder, place) = folder();
    let mut records = new(&place);
    let id = finish(&mut records, "A7-204");
    let other = finish(&mut records, "A7-205");
    let wrapped = records.store().wrapped(id).unwrap().unwrap();
    let backups = place.backups().unwrap();
    let copy = records.back_up(&backups, |_, _| {}).unwrap();
    assert!(holds(&bytes_below(place.folder()), &wrapped));
    assert!(
        !holds(&bytes_below(place.folder()), b"A7-204"),
        "nothing in the clear"
    );
    records.erase(id, "asked for it").unwrap();
    let reached = records.erase_in_copies(&place).unwrap();
    assert!(matches!(reached.as_slice(), [one] if matches!(one.erased, Ok(1)) && one.copy == copy));
    assert!(
        !holds(&bytes_below(place.folder()), &wrapped),
        "the key is nowhere"
    );
    assert!(matches!(records.record(id), Err(Trouble::WasErased(_))));
    assert!(matches!(records.held(id), Ok(Held::Erased(_))));
    assert!(records.record(other).is_ok());
    let health = records.verify(|_, _| {}).unwrap();
    assert!(health.is_sound(), "{:?}", health.broken);
    assert_eq!((health.screenings, health.erased), (Some(1), 1));
    drop(records);
    // in another place, the copy gives back the other one alone
    let elsewhere = Place::make(&folder.path().join("elsewhere")).unwrap();
    restore(&copy, &elsewhere, &key_file(), clock).unwrap();
    let records = open(&elsewhere);
    assert!(matches!(records.record(id), Err(Trouble::WasErased(_))));
    let health = records.verify(|_, _| {}).unwrap();
    assert!(
        health.is_sound(),
        "it was erased, not lost: {:?}",
        health.broken
    );
    assert!(records.record(other).is_ok());
}

#[test]
fn a_copy_put_back_keeps_what_was_erased_since_erased() {
    let (folder, place) = folder();
    let mut records = new(&place);
    let id = finish(&mut records, "A7-204");
    let hidden = folder.path().join("usb");
    fs::create_dir(&hidden).unwrap();
    let copy = records.back_up(&hidden, |_, _| {}).unwrap();
    // a copy that was taken away when it was erased
    let away = folder.path().join("away.db");
    fs::rename(&copy, &away).unwrap();
    fs::remove_dir(&hidden).unwrap();
    records.erase(id, "asked for it").unwrap();
    let reached = records.erase_in_copies(&place).unwrap();
    assert!(
        matches!(reached.as_slice(), [one] if one.erased.is_err()),
        "it is named"
    );
    let in_use = restore(&away, &place, &key_file(), clock);
    assert!(matches!(in_use, Err(Trouble::InUse)), "{in_use:?}");
    drop(records);
    let restored = restore(&away, &place, &key_file(), clock).unwrap();
    assert_eq!((restored.erased, restored.is_all), (1, true));
    let records = open(&place);
    assert!(matches!(records.record(id), Err(Trouble::WasErased(_))));
    assert!(records.verify(|_, _| {}).unwrap().is_sound());
}

#[test]
fn another_passphrase_opens_them_and_the_old_one_does_not() {
    let (_folder, place) = folder();
    let recovery = keys::new_recovery_key().unwrap();
    let passphrase = |it: &str| Opener::Passphrase(Zeroizing::new(it.to_owned()));
    let by_recovery = || Opener::Recovery(recovery.clone());
    let old = [passphrase("a first passphrase"), by_recovery()];
    let mut records = Records::create(&place, &old, clock).unwrap();
    let id = finish(&mut records, "A7-204");
    records
        .rekey(&[passphrase("another passphrase"), by_recovery()])
        .unwrap();
    assert!(records.record(id).is_ok());
    drop(records);
    let refused = |opener: &Opener| match Records::open(&place, opener, clock) {
        Err(Trouble::Locked(why)) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&old[0]), Locked::Passphrase);
    assert_eq!(refused(&key_file()), Locked::NoSuchWay("passphrase"));
    let (records, warnings) = Records::open(&place, &by_recovery(), clock).unwrap();
    assert!(records.record(id).is_ok() && warnings.is_empty());
    drop(records);
    let (_, warnings) = Records::open(&place, &passphrase("another passphrase"), clock).unwrap();
    assert!(
        matches!(warnings.as_slice(), [Warning::RecoveryUsed(_)]),
        "{warnings:?}"
    );
}

#[test]
fn nobody_is_left_with_an_old_key() {
    let (_folder, place) = folder();
    let mut records = new(&place);
    let other = open(&place);
    let way = [key_file()];
    let refused = records.rekey(&way);
    assert!(matches!(refused, Err(Trouble::InUse)), "{refused:?}");
    drop(other);
    records.rekey(&way).unwrap();
    drop(open(&place));
}

#[test]
fn no_screening_gets_a_second_key() {
    let (_folder, place) = folder();
    let mut records = new(&place);
    let (writing, interview) = begin(&mut records, "1");
    let same = Screening::of(&interview, put_down(writing.id()));
    let refused = records.begin(Named::cleaned("2", None), &same);
    assert!(matches!(refused, Err(Trouble::Already(_))), "{refused:?}");
    assert_eq!(records.record(writing.id()).unwrap().named.reference, "1");
}

#[test]
fn who_goes_on_with_what_was_erased_is_told() {
    let (_folder, place) = folder();
    let mut one = new(&place);
    let mut other = open(&place);
    let (mut writing, interview) = begin(&mut one, "1");
    other.erase(writing.id(), "asked for it").unwrap();
    let Stage::Asking(screen) = interview.stage() else {
        panic!()
    };
    let screening = Screening::of(&answer_screen(interview, screen, 0), put_down(writing.id()));
    let refused = one.keep(&mut writing, &screening);
    assert!(matches!(refused, Err(Trouble::WasErased(_))), "{refused:?}");
}

#[test]
fn a_clock_that_went_back_is_said() {
    let (_folder, place) = folder();
    let mut records = new(&place);
    finish(&mut records, "1");
    drop(records);
    let little = || clock().checked_sub(SignedDuration::from_secs(100)).unwrap();
    let (_, warnings) = Records::open(&place, &key_file(), little).unwrap();
    assert!(warnings.is_empty(), "{warnings:?}");
    let hour = || clock().checked_sub(SignedDuration::from_hours(1)).unwrap();
    // until it is set right, not only the first time
    for _ in 0..2 {
        let (_, warnings) = Records::open(&place, &key_file(), hour).unwrap();
        assert_eq!(warnings, [Warning::ClockBehind(3600)]);
    }
    let (_, warnings) = Records::open(&place, &key_file(), clock).unwrap();
    assert!(warnings.is_empty(), "{warnings:?}");
}

#[test]
fn half_made_records_are_in_the_way_of_nobody() {
    let (_folder, place) = folder();
    let half = place.folder().join("records.db.new");
    fs::write(&half, "half of it").unwrap();
    fs::write(place.folder().join("records.db.new-wal"), "a journal").unwrap();
    let mut records = new(&place);
    let id = finish(&mut records, "1");
    assert!(!half.exists());
    let other = open(&place);
    assert!(other.record(id).is_ok());
    assert!(other.verify(|_, _| {}).unwrap().is_sound());
    let again = Records::create(&place, &[key_file()], clock);
    assert!(again.is_err(), "others have them open");
    assert!(records.record(id).is_ok() && place.file().exists());
}

#[test]
fn a_place_that_is_none_is_refused_in_words() {
    let (folder, place) = folder();
    drop(new(&place));
    let again = Records::create(&place, &[key_file()], clock);
    assert!(matches!(again, Err(Trouble::Exists(_))), "{again:?}");
    let mode =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let says = |folder: &Path| {
        let opened = Place::of(folder).and_then(|it| Records::open(&it, &key_file(), clock));
        opened.unwrap_err().to_string()
    };
    mode(place.folder(), 0o750);
    assert!(
        says(place.folder()).contains("chmod 700 "),
        "{}",
        says(place.folder())
    );
    mode(place.folder(), 0o700);
    mode(&place.file(), 0o644);
    assert!(
        says(place.folder()).contains("chmod 600 "),
        "{}",
        says(place.folder())
    );
    mode(&place.file(), 0o600);
    let link = folder.path().join("link");
    symlink(place.folder(), &link).unwrap();
    assert!(says(&link).contains("is a link"), "{}", says(&link));
    assert!(says(Path::new("/nowhere/at all")).contains("needlefit records new"));
    let empty = Place::make(&folder.path().join("empty")).unwrap();
    assert!(says(empty.folder()).contains("needlefit records new"));
    let other = rusqlite::Connection::open(empty.file()).unwrap();
    other.execute_batch("CREATE TABLE mine (a)").unwrap();
    drop(other);
    mode(&empty.file(), 0o600);
    assert!(
        says(empty.folder()).contains("no record of needlefit"),
        "{}",
        says(empty.folder())
    );
    let newer = rusqlite::Connection::open(place.file()).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    assert!(
        says(place.folder()).contains("newer needlefit (form 99"),
        "{}",
        says(place.folder())
    );
    fs::write(place.file(), "this is a letter to somebody").unwrap();
    assert!(
        says(place.folder()).contains("damaged"),
        "{}",
        says(place.folder())
    );
}

#[test]
fn what_was_changed_is_found_said_put_aside_and_the_rest_kept() {
    let (_folder, place) = folder();
    let mut records = new(&place);
    let first = finish(&mut records, "A7-204");
    let second = finish(&mut records, "A7-205");
    let seq = records
        .store()
        .events(Which::OfKind(second, Kind::Finished, 1))
        .unwrap()[0]
        .seq;
    drop(records);
    let hand = rusqlite::Connection::open(place.file()).unwrap();
    hand.execute_batch("DROP TRIGGER event_stays").unwrap();
    let changed = hand
        .execute(
            "UPDATE event SET body = zeroblob(length(body)) WHERE seq = ?1",
            [i64::try_from(seq).unwrap()],
        )
        .unwrap();
    assert_eq!(changed, 1);
    drop(hand);
    let refused = Records::open(&place, &key_file(), clock).unwrap_err();
    assert!(matches!(refused, Trouble::Damaged(_)), "{refused:?}");
    let records = Records::open_damaged(&place, &key_file(), clock).unwrap();
    let health = records.verify(|_, _| {}).unwrap();
    assert_eq!(health.broken, [Broken::Changed(seq)]);
    assert!(records.record(first).is_ok());
    drop(records);
    let mended = mend(&place, &key_file(), clock).unwrap();
    assert_eq!(mended.lost, [(seq, seq)]);
    assert!(mended.aside.exists());
    let records = open(&place);
    let health = records.verify(|_, _| {}).unwrap();
    assert!(health.is_sound(), "{:?}", health.broken);
    assert_eq!(health.lost, [(seq, seq)]);
    assert!(records.record(first).is_ok());
    let left = records.record(second).unwrap();
    assert!(
        left.glance().unwrap().verdict.is_none(),
        "what was answered before its verdict is left"
    );
}

#[test]
fn a_vanished_folder_is_said_and_nothing_is_acknowledged() {
    let (folder, place) = folder();
    let mut records = new(&place);
    let (mut writing, interview) = begin(&mut records, "1");
    let away = folder.path().join("away");
    fs::rename(place.folder(), &away).unwrap();
    let Stage::Asking(screen) = interview.stage() else {
        panic!()
    };
    let answered = answer_screen(interview, screen, 0);
    let screening = Screening::of(&answered, put_down(writing.id()));
    let refused = records.keep(&mut writing, &screening);
    assert!(matches!(refused, Err(Trouble::Gone(_))), "{refused:?}");
    fs::rename(&away, place.folder()).unwrap();
    records.keep(&mut writing, &screening).unwrap();
    assert!(records.verify(|_, _| {}).unwrap().is_sound());
}

#[test]
fn the_library_does_not_damage_shared_files() {
    assert!(
        rusqlite::version_number() >= 3_051_003,
        "{}",
        rusqlite::version()
    );
}

#[test]
fn every_kind_keeps_its_number() {
    let numbers = [
        (Kind::Begun, 1),
        (Kind::Answered, 2),
        (Kind::Finished, 3),
        (Kind::Named, 4),
        (Kind::Decided, 5),
        (Kind::Consented, 6),
        (Kind::Viewed, 64),
        (Kind::Taken, 65),
        (Kind::Erased, 66),
        (Kind::Kept, 67),
        (Kind::Staffed, 68),
        (Kind::Employed, 70),
        (Kind::Held, 69),
    ];
    for (kind, number) in numbers {
        assert_eq!(
            (kind.number(), Kind::numbered(number)),
            (number, Some(kind))
        );
    }
    let known = (0..=u8::MAX).filter(|it| Kind::numbered(*it).is_some());
    assert_eq!(known.count(), numbers.len(), "a new kind stands here, too");
}

/// The call of this name that begins here, up to its last bracket.
fn call(from: &str) -> &str {
    let mut depth = 0_usize;
    for (at, sign) in from.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' if depth == 1 => return &from[..=at],
            ')' => depth -= 1,
            _ => {}
        }
    }
    from
}

#[test]
fn no_sql_is_put_together_from_anything() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/records");
    let mut looked_at = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|it| it != "rs") {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        let made = [
            "format!", "concat(", " + ", "push_str", ".join(", "replace(", "write!",
        ];
        for method in [
            "execute",
            "execute_batch",
            "query_row",
            "query",
            "query_map",
            "prepare",
            "prepare_cached",
            "read",
            "subjects",
        ] {
            for (at, found) in source.match_indices(&format!(".{method}(")) {
                let call = call(&source[at..]);
                looked_at += 1;
                for made in made {
                    assert!(!call.contains(made), "{}: {found}{call}", path.display());
                }
            }
        }
        for (at, _) in source.match_indices("let sql") {
            let end = source[at..].find(";\n").unwrap();
            let says = &source[at..at + end];
            for made in made {
                assert!(!says.contains(made), "{}: {says}", path.display());
            }
        }
        assert!(!source.contains("ATTACH") && !source.contains("load_extension"));
    }
    assert!(looked_at > 25, "{looked_at}");
}

#[test]
fn nothing_that_was_answered_is_shown_by_debug() {
    let (_folder, place) = folder();
    let mut records = new(&place);
    let id = finish(&mut records, "A7-204");
    let record = records.record(id).unwrap();
    let held = records.held(id).unwrap();
    let (writing, _) = records.resume(id).unwrap();
    let events = records.store().events(Which::Of(id)).unwrap();
    let person = records.person("A7-204").unwrap();
    let shown = format!(
        "{records:?} {record:?} {held:?} {writing:?} {person:?} {:?}",
        record.named
    );
    for canary in ["A7-204", "Ana P.", "healthy", "answers", "cheeks"] {
        assert!(!shown.contains(canary), "{canary}: {shown}");
    }
    assert!(!format!("{events:?}").contains("A7-204"));
    assert!(shown.contains("<redacted>"));
}
