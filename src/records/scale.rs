//! How it goes with very many records: how long what a desk asks for takes, and how much memory. As a test
//! there are a few thousand, so that it keeps working; it measures with
//!
//! ```sh
//! NEEDLEFIT_SCALE=full:100000 NEEDLEFIT_SCALE_FOLDER=/var/tmp/scale \
//!     cargo test --release --lib -- --nocapture records::scale::very_many
//! ```
//!
//! `full:N` makes N screenings of full length, `ten:N` N of ten events; a thousand events to a commit. The
//! folder is made, and removed afterwards.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::wildcard_imports,
    reason = "a measurement may stop"
)]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use jiff::{Span, Timestamp, Zoned, civil::date, tz::TimeZone};
use rustix::time::{ClockId, clock_gettime};

use super::{
    body::{By, Entry},
    *,
};
use crate::{
    interview::{
        Event as Step, Given, Interview, Rest, Screen, Stage, Treatment,
        screening::{PutDown, Screening},
    },
    pack::{Kind as Asks, Pack},
    records::{keys::Opener, place::Place},
};

const SIZE: &str = "NEEDLEFIT_SCALE";
const FOLDER: &str = "NEEDLEFIT_SCALE_FOLDER";
const ASKS: &str = "NEEDLEFIT_SCALE_ASKS";
/// As many as a test has time for.
const SMALL: &str = "ten:3000";
/// How many days a year, and how many years.
const DAYS: u64 = 8 * 300;
const EVENTS_AT_ONCE: usize = 1_000;
const WAIT_ENDS: &str = "2999-12-31";

fn clock() -> Zoned {
    date(2026, 11, 20)
        .at(9, 15, 0, 0)
        .to_zoned(TimeZone::UTC)
        .unwrap()
}

fn key_file() -> Opener {
    Opener::KeyFile(Zeroizing::new("5a".repeat(32).into_bytes()))
}

/// Somebody well, asked all: the interview after each step.
fn steps(pack: &Pack) -> Vec<Interview<'_>> {
    let mut interview = Interview::new(pack, date(2026, 11, 20)).step(&Step::Start);
    let mut all = vec![interview.clone()];
    while let Stage::Asking(screen) = interview.stage() {
        interview = match screen {
            Screen::Day => interview.step(&Step::Treatment(Treatment::Today)),
            Screen::Rest => interview.step(&Step::StillSo),
            Screen::List(_) => interview.step(&Step::Tick(Vec::new(), Rest::AskEach)),
            Screen::Question(question) => {
                let json = match &question.kind {
                    Asks::YesNo => "\"no\"".to_owned(),
                    Asks::Choice(_) => format!("{:?}", question.options().last().unwrap().id),
                    Asks::Choices(_) => format!("[{:?}]", question.options()[0].id),
                    Asks::Number(_) => "34".to_owned(),
                    Asks::Date { .. } => "\"unsure\"".to_owned(),
                    Asks::Text => "\"\"".to_owned(),
                };
                let json: Value = serde_json::from_str(&json).unwrap();
                let given = Given::from_json(&json);
                interview.step(&Step::Answer(given.unwrap().unwrap()))
            }
        };
        all.push(interview.clone());
        assert!(all.len() < 500, "it has no end");
    }
    all.push(interview.step(&Step::Review).step(&Step::Confirm));
    all
}

/// What the events of a screening say, but for its name and when its wait ends.
struct Template {
    begun: Box<RawValue>,
    /// Whole entries.
    answered: Vec<Vec<u8>>,
    /// A whole entry, and one that says to wait.
    finished: [String; 2],
}

impl Template {
    fn of(pack: &Pack, ten: bool) -> Self {
        let id = Uuid::nil().to_string();
        let steps = steps(pack);
        let mut steps: Vec<Value> = steps
            .iter()
            .enumerate()
            .map(|(nth, it)| {
                let put_down = PutDown {
                    id: id.clone(),
                    started: Timestamp::UNIX_EPOCH,
                    now: Timestamp::from_second(nth as i64).unwrap(),
                };
                serde_json::to_value(Screening::of(it, put_down)).unwrap()
            })
            .collect();
        let mut last = steps.pop().unwrap();
        assert!(is_finished(&last), "{last}");
        if ten {
            steps.truncate(9);
            let verdict =
                serde_json::json!({ "level": "no_concern", "not_before": null, "findings": [] });
            last = steps.last().unwrap().clone();
            last["verdict"] = verdict;
        }
        let entry = |says: Says| Entry {
            by: By::Patient,
            offset: 3600,
            says,
        };
        let pairs = steps.iter().zip(steps.iter().skip(1));
        let answered = pairs.filter(|(from, to)| from != to).map(|(from, to)| {
            serde_json::to_vec(&entry(Says::Answered(change(from, to)))).unwrap()
        });
        let finished = |state: &Value| {
            let text = RawValue::from_string(state.to_string()).unwrap();
            serde_json::to_string(&entry(Says::Finished(text))).unwrap()
        };
        let mut waits = last.clone();
        waits["verdict"]["level"] = "wait".into();
        waits["verdict"]["not_before"] = WAIT_ENDS.into();
        Self {
            begun: RawValue::from_string(steps[0].to_string()).unwrap(),
            answered: answered.collect(),
            finished: [finished(&last), finished(&waits)],
        }
    }
}

/// Makes records of so many screenings, 300 days a year for eight years, three in ten of them waiting.
fn make(folder: &Path, screenings: u64, template: &Template) -> (Records, u64) {
    let place = Place::make(folder).unwrap();
    let mut records = Records::create(&place, &[key_file()], clock).unwrap();
    let device = records.log.device();
    let today = date(2026, 11, 20);
    let (mut commit, mut events) = (Commit::default(), 0);
    for nth in 0..screenings {
        let id = Uuid::new_v4();
        let key = Key::random().unwrap();
        let behind = ((screenings - 1 - nth) * DAYS / screenings) as i64;
        let day = today.checked_sub(Span::new().days(behind)).unwrap();
        let begun = day
            .at(8, 0, 0, 0)
            .to_zoned(TimeZone::UTC)
            .unwrap()
            .timestamp();
        let wrapped = records.keys.store.wrap(&key, &of(device, id)).unwrap();
        commit.keys.push((id, wrapped));
        let mut add = |kind, at: i64, reference, due, text: &[u8]| {
            let mut new = New {
                subject: id,
                kind,
                at: begun.as_millisecond() + at * 4_000,
                reference,
                due,
                booked: None,
                body: Vec::new(),
            };
            new.body = key.seal(text, &new.about(device)).unwrap();
            commit.events.push(new);
        };
        let named = Named::cleaned(&format!("R{}", nth / 2), Some("Ana P."));
        let reference = records.keys.marks.mark("reference", &named.sought());
        let says = Says::Begun {
            named,
            screening: template.begun.clone(),
        };
        let entry = Entry {
            by: By::Patient,
            offset: 3600,
            says,
        };
        add(
            Kind::Begun,
            0,
            reference,
            None,
            &serde_json::to_vec(&entry).unwrap(),
        );
        for (text, at) in template.answered.iter().zip(1..) {
            add(Kind::Answered, at, None, None, text);
        }
        let last = template.answered.len() as i64 + 1;
        if nth % 10 < 3 {
            let ends = day.checked_add(Span::new().days(100)).unwrap();
            let due = records.keys.marks.mark("due", &coming::week(ends));
            let text = template.finished[1].replace(WAIT_ENDS, &ends.to_string());
            add(Kind::Finished, last, None, due, text.as_bytes());
        } else {
            add(
                Kind::Finished,
                last,
                None,
                None,
                template.finished[0].as_bytes(),
            );
        }
        if commit.events.len() >= EVENTS_AT_ONCE || nth + 1 == screenings {
            events += commit.events.len() as u64;
            records.log.add(std::mem::take(&mut commit)).unwrap();
        }
    }
    (records, events)
}

fn cpu<T>(act: impl FnOnce() -> T) -> (T, Duration) {
    let used = || -> Duration { clock_gettime(ClockId::ThreadCPUTime).try_into().unwrap() };
    let before = used();
    let done = act();
    (done, used().saturating_sub(before))
}

/// The most memory that this process has had, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|it| it.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn very_many() {
    let size = env::var(SIZE).unwrap_or_else(|_| SMALL.to_owned());
    let (how, screenings) = size.split_once(':').unwrap();
    let kept = tempfile::tempdir().unwrap();
    let folder = env::var_os(FOLDER).map_or_else(|| kept.path().join("scale"), PathBuf::from);
    let pack = Pack::built_in().unwrap();
    let template = Template::of(&pack, how == "ten");
    let begun = Instant::now();
    let (records, events) = make(&folder, screenings.parse().unwrap(), &template);
    drop(records);
    let bytes = fs::metadata(folder.join("records.db")).unwrap().len();
    println!(
        "made: {screenings} screenings, {events} events, {} MiB, {:.0?}",
        bytes >> 20,
        begun.elapsed()
    );
    for asks in ["day", "find", "due", "commit", "verify", "backup"] {
        let done = Command::new(env::current_exe().unwrap())
            .args(["--exact", "records::scale::asks", "--nocapture"])
            .env(ASKS, asks)
            .env(FOLDER, &folder)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(
            done.status.success(),
            "{said}{}",
            String::from_utf8_lossy(&done.stderr)
        );
        for line in said.lines().filter_map(|it| it.split_once("asks: ")) {
            println!("{}", line.1);
        }
    }
    fs::remove_dir_all(folder).unwrap();
}

/// Started by the other one, for each thing that is asked for: its memory is its own.
#[test]
fn asks() {
    let Ok(asks) = env::var(ASKS) else { return };
    let folder = PathBuf::from(env::var_os(FOLDER).unwrap());
    let place = Place::of(&folder).unwrap();
    let (mut records, _) = Records::open(&place, &key_file(), clock).unwrap();
    let today = date(2026, 11, 20);
    let mut times = Vec::new();
    let mut found = 0;
    let rate = |events: u64, begun: Instant| events as f64 / begun.elapsed().as_secs_f64();
    match asks.as_str() {
        "commit" => return commits(&folder, records),
        "verify" => {
            let begun = Instant::now();
            let health = records.verify(|_, _| {}).unwrap();
            assert!(health.is_sound(), "{:?}", health.broken);
            println!(
                "asks: verify {:.0} events/s, peak {} MiB",
                rate(health.events, begun),
                peak() >> 10
            );
            return;
        }
        "backup" => {
            let begun = Instant::now();
            let last = records.log.last().unwrap();
            let to = place.backups().unwrap();
            records.back_up(&to, |_, _| {}).unwrap();
            println!(
                "asks: backup {:.0} events/s, peak {} MiB",
                rate(last, begun),
                peak() >> 10
            );
            return;
        }
        _ => {}
    }
    for _ in 0..7 {
        let (count, took) = cpu(|| match asks.as_str() {
            "day" => records.of_day(today.yesterday().unwrap()).unwrap().len(),
            "find" => records.find("r100").unwrap().len(),
            _ => records
                .due(today.checked_add(Span::new().days(40)).unwrap())
                .unwrap()
                .len(),
        });
        found = count;
        times.push(took);
    }
    assert!(found > 0, "{asks} gives nothing");
    let first = times[0];
    times.sort();
    println!(
        "asks: {asks} gives {found}, CPU {:.1?} (the first time {first:.1?}), peak {} MiB",
        times[times.len() / 2],
        peak() >> 10
    );
}

/// What keeping an answer costs here, and in an empty store, by turns.
fn commits(folder: &Path, many: Records) {
    let pack = Pack::built_in().unwrap();
    let none = folder.join("none");
    let empty = Records::create(&Place::make(&none).unwrap(), &[key_file()], clock).unwrap();
    let steps = steps(&pack);
    let screening = |nth: usize, id: Uuid| {
        let put_down = PutDown {
            id: id.to_string(),
            started: Timestamp::UNIX_EPOCH,
            now: Timestamp::from_second(nth as i64).unwrap(),
        };
        Screening::of(&steps[nth], put_down)
    };
    let mut stores = [many, empty];
    let mut took: [Vec<[Duration; 2]>; 2] = [Vec::new(), Vec::new()];
    for _ in 0..8 {
        let mut writing = stores.each_mut().map(|store| {
            let id = Uuid::new_v4();
            store
                .begin(Named::cleaned("A7", None), &screening(0, id))
                .unwrap()
        });
        for nth in 1..steps.len() - 1 {
            for at in 0..2 {
                let screening = screening(nth, writing[at].id());
                let begun = Instant::now();
                let (kept, used) = cpu(|| stores[at].keep(&mut writing[at], &screening));
                kept.unwrap();
                took[at].push([begun.elapsed(), used]);
            }
        }
    }
    let median = |at: usize, which: usize| {
        let mut all: Vec<Duration> = took[at].iter().map(|it| it[which]).collect();
        all.sort();
        all[all.len() / 2].as_secs_f64() * 1e3
    };
    let sum = |at: usize| took[at].iter().map(|it| it[0].as_secs_f64()).sum::<f64>();
    println!(
        "asks: commit {:.2} ms, in an empty store {:.2} ms: ratio {:.2}; CPU {:.2} ms to {:.2} ms: ratio {:.2}; all together {:.2}",
        median(0, 0),
        median(1, 0),
        median(0, 0) / median(1, 0),
        median(0, 1),
        median(1, 1),
        median(0, 1) / median(1, 1),
        sum(0) / sum(1)
    );
    fs::remove_dir_all(none).unwrap();
}
