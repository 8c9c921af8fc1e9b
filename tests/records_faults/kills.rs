//! Desks that are killed while somebody answers, and a core that they don't leave.
use std::{
    collections::HashMap,
    io::{BufRead as _, BufReader, Read as _},
    thread,
    time::Duration,
};

use needlefit::records::event::{Kind, Log as _, Which};
use rustix::process::{Pid, Signal, kill_process};
use uuid::Uuid;

use crate::{
    Chance, count,
    desk::{REFERENCE, after_says, open, print_of},
};

/// What was acknowledged of a screening: how many events, and the answers after the last one.
fn acknowledged(said: &str) -> HashMap<Uuid, (u64, String)> {
    let mut all = HashMap::new();
    for line in said.lines().filter_map(after_says) {
        let words: Vec<&str> = line.split(' ').collect();
        // a line that was cut by the kill says nothing
        if let [id, kept, print] = words[..]
            && print.len() == 16
        {
            all.insert(
                id.parse().unwrap(),
                (kept.parse().unwrap(), print.to_owned()),
            );
        }
    }
    all
}

#[test]
fn every_answer_that_was_acknowledged_is_there_after_a_kill_and_none_twice() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("records");
    drop(crate::desk::new(&folder).unwrap());
    let mut chance = Chance(1);
    let (kills, mut acks, mut ahead) = (count(1_000, 30), 0, 0);
    for kill in 0..kills {
        let mut child = crate::desk("answers", &folder, kill).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        while said.lines().find_map(after_says).is_none() {
            assert_ne!(out.read_line(&mut said).unwrap(), 0, "{said}");
        }
        // what it says must be read, or it waits
        let reads = thread::spawn(move || {
            let mut bytes = Vec::new();
            out.read_to_end(&mut bytes).unwrap();
            String::from_utf8_lossy(&bytes).into_owned()
        });
        thread::sleep(Duration::from_micros(chance.below(60_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        said += &reads.join().unwrap();
        let records = open(&folder).unwrap();
        let acknowledged = acknowledged(&said);
        assert!(!acknowledged.is_empty(), "{said}");
        for (id, (kept, print)) in acknowledged {
            acks += kept;
            let events = records.store().events(Which::Of(id)).unwrap();
            let events = events.iter().filter(|it| it.new.kind.is_answers()).count() as u64;
            // the last one may be there before it could be said
            assert!(
                events == kept || events == kept + 1,
                "{kept} said, {events} there"
            );
            // it can be gone on with
            let (_, record) = records.resume(id).unwrap();
            if events == kept {
                assert_eq!(print_of(record.json()), print, "kill {kill}");
            } else {
                ahead += 1;
            }
        }
    }
    let records = open(&folder).unwrap();
    let health = records.verify(|_, _| {}).unwrap();
    assert!(health.is_sound(), "{:?}", health.broken);
    println!(
        "kills: {kills} desks killed, {acks} answers acknowledged, 0 missing, {ahead} there and not yet said, {} events",
        health.events
    );
}

#[test]
fn a_desk_leaves_no_core_and_no_answer_in_what_others_see_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let records = folder.path().join("records");
    drop(crate::desk::new(&records).unwrap());
    let mut command = crate::desk("answers", &records, 1);
    let mut child = command.current_dir(folder.path()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut said = String::new();
    while acknowledged(&said).is_empty() {
        assert_ne!(out.read_line(&mut said).unwrap(), 0, "{said}");
    }
    for file in ["cmdline", "environ"] {
        let seen = std::fs::read(format!("/proc/{}/{file}", child.id())).unwrap_or_default();
        let seen = String::from_utf8_lossy(&seen);
        assert!(
            !seen.contains(REFERENCE) && !seen.contains("Ana P."),
            "{seen}"
        );
    }
    let reads = thread::spawn(move || out.read_to_end(&mut Vec::new()).unwrap());
    kill_process(Pid::from_child(&child), Signal::ABORT).unwrap();
    child.wait().unwrap();
    reads.join().unwrap();
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .flatten()
        .collect();
    assert_eq!(left.len(), 1, "{left:?}");
    let records = open(&records).unwrap();
    let begun = records.store().events(Which::Last(100)).unwrap();
    assert!(begun.iter().any(|it| it.new.kind == Kind::Begun));
}
