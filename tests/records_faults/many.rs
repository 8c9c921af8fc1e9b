//! Many desks on one store at once.
use std::{
    io::Read as _,
    time::{Duration, Instant},
};

use needlefit::records::event::{Log as _, Which};
use uuid::Uuid;

use crate::{
    count,
    desk::{EVENTS, after_says, open, print_of},
};

const DESKS: u64 = 8;

#[test]
fn many_desks_share_a_store_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("records");
    drop(crate::desk::new(&folder).unwrap());
    let screenings = count(500, 10);
    let begun = Instant::now();
    let desks: Vec<_> = (0..DESKS)
        .map(|seed| {
            crate::desk(&format!("works:{screenings}"), &folder, seed)
                .spawn()
                .unwrap()
        })
        .collect();
    let mut took: Vec<u64> = Vec::new();
    let mut said: Vec<(Uuid, String)> = Vec::new();
    let read = desks.into_iter().map(|mut desk| {
        std::thread::spawn(move || {
            let mut out = String::new();
            desk.stdout
                .take()
                .unwrap()
                .read_to_string(&mut out)
                .unwrap();
            assert!(desk.wait().unwrap().success(), "{out}");
            out
        })
    });
    let read: Vec<_> = read.collect();
    for out in read.into_iter().map(|it| it.join().unwrap()) {
        for line in out.lines().filter_map(after_says) {
            if let Some(all) = line.strip_prefix("took ") {
                took.extend(all.split(' ').map(|it| it.parse::<u64>().unwrap()));
            } else {
                let (id, print) = line.split_once(' ').unwrap();
                said.push((id.parse().unwrap(), print.to_owned()));
            }
        }
    }
    let whole = begun.elapsed();
    assert_eq!(said.len() as u64, DESKS * screenings);
    let records = open(&folder).unwrap();
    for (id, print) in &said {
        assert_eq!(print_of(records.record(*id).unwrap().json()), *print);
        let events = records.store().events(Which::Of(*id)).unwrap();
        assert_eq!(events.len() as u64, EVENTS);
    }
    let health = records.verify(|_, _| {}).unwrap();
    assert!(health.is_sound(), "{:?}", health.broken);
    took.sort_unstable();
    let at =
        |of_thousand: usize| Duration::from_micros(took[(took.len() - 1) * of_thousand / 1000]);
    println!(
        "desks: {DESKS} x {screenings} screenings of {EVENTS} events, all {} there, chain whole, {whole:.1?}; a commit took p50 {:?}, p99 {:?}, at worst {:?}",
        took.len(),
        at(500),
        at(990),
        at(1000)
    );
    // in a few there is no worst one to speak of; a busy machine may be ten times as slow as one at ease
    assert!(at(1000) < Duration::from_secs(30), "{:?}", at(1000));
}
