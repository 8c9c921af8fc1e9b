//! Files that were damaged: no crash, each damaged record is reported, and the rest can be read.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    os::unix::fs::PermissionsExt as _,
    path::Path,
};

use jiff::Zoned;
use needlefit::records::{
    Records, Trouble,
    backup::restore,
    event::{Log as _, MARKS, STORE, Which},
    mend::mend,
    place::Place,
    verify::{Broken, Health},
};
use rusqlite::Connection;
use uuid::Uuid;

use crate::{
    Chance, count,
    desk::{Asked, key_file, new, open},
};

const PAGE: usize = 4096;

/// What stands in a row of an event, or that it can't be read.
type Row = Option<Vec<u8>>;

/// Each event as it stands in the file.
fn rows(file: &Path, last: u64) -> BTreeMap<u64, Row> {
    let Ok(store) = Connection::open(file) else {
        return (1..=last).map(|it| (it, None)).collect();
    };
    let sql = "SELECT subject, kind, at, reference, due, booked, body, previous, hash FROM event WHERE seq = ?1";
    let row = |seq: u64| -> Row {
        let mut found = store.prepare_cached(sql).ok()?;
        let columns = found.query_row([seq.cast_signed()], |row| {
            (0..9)
                .map(|at| Ok(format!("{:?}", row.get_ref(at)?)))
                .collect::<Result<Vec<String>, _>>()
        });
        Some(columns.ok()?.join("|").into_bytes())
    };
    (1..=last).map(|it| (it, row(it))).collect()
}

fn is_reported(health: &Health, seq: u64) -> bool {
    health.broken.iter().any(|it| match *it {
        Broken::Changed(it) | Broken::OutOfOrder(it) | Broken::Sealed(it) => it == seq,
        Broken::Missing(from, to) => (from..=to).contains(&seq),
        Broken::End(after) => seq > after,
        Broken::NoKey(_) | Broken::Index => false,
    })
}

/// Damages bytes; gives how.
fn damage(bytes: &mut Vec<u8>, chance: &mut Chance) -> &'static str {
    let length = bytes.len() as u64;
    let at = chance.below(length) as usize;
    let page = at / PAGE * PAGE;
    match chance.below(6) {
        0 | 1 => {
            bytes[at] ^= 1 << chance.below(8);
            "a bit"
        }
        2 => {
            let end = (at + 16).min(bytes.len());
            bytes[at..end]
                .iter_mut()
                .for_each(|it| *it = chance.next() as u8);
            "16 bytes"
        }
        3 => {
            bytes[page..page + PAGE].fill(0);
            "a page of zeros"
        }
        4 => {
            let other = chance.below(length) as usize / PAGE * PAGE;
            let (one, two) = (
                bytes[page..page + PAGE].to_vec(),
                bytes[other..other + PAGE].to_vec(),
            );
            bytes[page..page + PAGE].copy_from_slice(&two);
            bytes[other..other + PAGE].copy_from_slice(&one);
            "two pages swapped"
        }
        _ => {
            bytes.truncate(at);
            "cut"
        }
    }
}

/// What a screening says.
fn says(records: &Records, id: Uuid) -> Option<String> {
    records.record(id).ok().map(|it| it.json().to_owned())
}

#[test]
fn damage_is_reported_and_the_rest_is_readable() {
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("whole");
    let mut chance = Chance(7);
    let mut records = new(&whole).unwrap();
    let mut ids = Vec::new();
    for nth in 0..30 {
        let mut asked = Asked::begin(&mut records, &format!("A{nth}")).unwrap();
        for _ in 0..chance.below(20) {
            if let Some(next) = asked.answered(&mut chance) {
                asked.keep(&mut records, &next).unwrap();
            }
        }
        ids.push(asked.writing.id());
    }
    let copies = folder.path().join("copies");
    fs::create_dir(&copies).unwrap();
    let copy = records.back_up(&copies, |_, _| {}).unwrap();
    let before: BTreeMap<Uuid, String> = ids
        .iter()
        .map(|it| (*it, says(&records, *it).unwrap()))
        .collect();
    let events_of: BTreeMap<Uuid, BTreeSet<u64>> = ids
        .iter()
        .map(|id| {
            let events = records.store().events(Which::Of(*id)).unwrap();
            (*id, events.iter().map(|it| it.seq).collect())
        })
        .collect();
    let last = records.store().events(Which::Last(1)).unwrap()[0].seq;
    drop(records);
    let file = whole.join("records.db");
    let original = fs::read(&file).unwrap();
    let good = rows(&file, last);
    let damages = count(400, 40);
    let (mut records_hit, mut reported, mut past, mut mended, mut untouched) = (0, 0, 0, 0, 0);
    let mut wrong_key = 0;
    for nth in 0..damages {
        let place = Place::make(&folder.path().join(format!("d{nth}"))).unwrap();
        let mut bytes = original.clone();
        let how = damage(&mut bytes, &mut chance);
        fs::write(place.file(), &bytes).unwrap();
        fs::set_permissions(place.file(), fs::Permissions::from_mode(0o600)).unwrap();
        // whoever opens it is told, or nothing of the last events was hit
        let opened = Records::open_damaged(&place, &key_file(), Zoned::now);
        let health = opened.as_ref().map(|it| it.verify(|_, _| {}));
        match (&opened, health) {
            (Ok(_), Ok(Ok(health))) => {
                let now = rows(&place.file(), last);
                let hit: Vec<u64> = (1..=last).filter(|it| now[it] != good[it]).collect();
                records_hit += hit.len();
                for seq in &hit {
                    let is = is_reported(&health, *seq);
                    assert!(
                        is,
                        "{nth}, {how}: record {seq} of {hit:?} in {:?}",
                        health.broken
                    );
                    reported += 1;
                }
                if health.is_sound() {
                    untouched += 1;
                    assert!(hit.is_empty());
                    for id in &ids {
                        assert_eq!(
                            says(opened.as_ref().unwrap(), *id).as_ref(),
                            Some(&before[id]),
                            "{nth}, {how}"
                        );
                    }
                } else {
                    mended += 1;
                }
                drop(opened);
                match mend(&place, &key_file(), Zoned::now) {
                    Ok(_) => {
                        let records = open(place.folder()).unwrap();
                        let health = records.verify(|_, _| {}).unwrap();
                        let known = health
                            .broken
                            .iter()
                            .all(|it| matches!(it, Broken::NoKey(_)));
                        assert!(known, "{nth}, {how}: {:?}", health.broken);
                        for id in &ids {
                            let is_hit = events_of[id].iter().any(|it| hit.contains(it));
                            let says = says(&records, *id);
                            if is_hit {
                                // never something that nobody said: as it was, earlier, or not at all
                                if let Some(says) = says {
                                    assert!(says.contains("\"answers\""));
                                }
                            } else if says.as_ref() != Some(&before[id]) {
                                // its key was hit, and that is reported
                                let lost = health.broken.contains(&Broken::NoKey(*id));
                                assert!(lost && says.is_none(), "{nth}, {how}: {id}");
                            }
                        }
                    }
                    Err(why) => {
                        assert!(
                            matches!(why, Trouble::Damaged(_) | Trouble::Library(_)),
                            "{why:?}"
                        );
                        back(&copy, &place, &before);
                        past += 1;
                    }
                }
            }
            (Err(why), _) => {
                if matches!(why, Trouble::Locked(_)) {
                    wrong_key += 1;
                }
                assert!(!why.to_string().is_empty());
                drop(opened);
                back(&copy, &place, &before);
                past += 1;
            }
            (_, Ok(Err(why))) => {
                assert!(!why.to_string().is_empty());
                drop(opened);
                back(&copy, &place, &before);
                past += 1;
            }
            (Ok(_), Err(_)) => unreachable!(),
        }
        fs::remove_dir_all(place.folder()).unwrap();
    }
    let _ = (STORE, MARKS);
    println!(
        "damages: {damages}, 0 crashes; {records_hit} records hit in {mended} files, {reported} of them reported and the rest readable after mending; {untouched} hit no record; {past} past mending, whole again from the copy ({wrong_key} of them where the key itself was hit)"
    );
}

/// The copy, put in place, holds all.
fn back(copy: &Path, place: &Place, before: &BTreeMap<Uuid, String>) {
    match restore(copy, place, &key_file(), Zoned::now) {
        Ok(_) => {}
        // no records of ours at all by now: they are moved away by hand
        Err(Trouble::Stranger(_) | Trouble::Newer(..)) => {
            fs::remove_file(place.file()).unwrap();
            restore(copy, place, &key_file(), Zoned::now).unwrap();
        }
        Err(why) => panic!("{why:?}"),
    }
    let records = open(place.folder()).unwrap();
    for (id, says_before) in before {
        assert_eq!(says(&records, *id).as_ref(), Some(says_before));
    }
}

#[test]
fn no_answer_stands_in_the_clear_anywhere() {
    const CANARIES: [&str; 3] = ["CANARY-REFERENCE", "CANARY-LABEL", "canary in own words"];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records");
    let mut records = new(&path).unwrap();
    let mut asked = Asked::begin(&mut records, CANARIES[0]).unwrap();
    let mut chance = Chance(1);
    while let Some(next) = asked.answered(&mut chance) {
        asked.keep(&mut records, &next).unwrap();
    }
    let words = asked
        .interview
        .clone()
        .kept_as(needlefit::interview::screening::Whose::default().labelled(CANARIES[2]));
    asked.keep(&mut records, &words).unwrap();
    let id = asked.writing.id();
    records
        .name(
            id,
            needlefit::records::body::Named::cleaned(CANARIES[0], Some(CANARIES[1])),
        )
        .unwrap();
    let place = Place::of(&path).unwrap();
    records.back_up_daily(&place).unwrap();
    let look = |when: &str| {
        let mut seen = 0;
        let mut folders = vec![path.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().flatten() {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                    continue;
                }
                let bytes = fs::read(entry.path()).unwrap();
                seen += bytes.len();
                for canary in CANARIES.into_iter().chain(["\"answers\"", "cheeks"]) {
                    let found = bytes
                        .windows(canary.len())
                        .any(|it| it == canary.as_bytes());
                    assert!(!found, "{when}: {canary} in {:?}", entry.path());
                }
            }
        }
        assert!(seen > 10_000, "{seen}");
    };
    // with its journal, which is open
    look("open");
    assert!(says(&records, id).unwrap().contains(CANARIES[2]));
    records.erase(id, "asked for it").unwrap();
    records.erase_in_copies(&place).unwrap();
    drop(records);
    look("erased");
}
