//! Sheets a second in each format, of people of the cohort; beside their floor, which is to read and
//! open the same saved screenings and nothing else. How large they are is said first. Run with
//! `cargo bench --bench sheets`.
#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a benchmark may stop"
)]

use std::sync::LazyLock;

use divan::{Bencher, black_box, counter::ItemsCount};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use needlefit::{
    check::cohort::{self, Cohort},
    interview::{
        Event, Interview, Treatment,
        open::Saved,
        screening::{PutDown, Screening},
    },
    pack::Pack,
    sheet::{self, Reader},
};

const TODAY: Date = date(2026, 11, 20);
const PEOPLE: u32 = 200;

static PACK: LazyLock<Pack> = LazyLock::new(|| Pack::built_in().unwrap());

/// People at their summary: a third each for today, a booked day and none.
static INTERVIEWS: LazyLock<Vec<Interview<'static>>> = LazyLock::new(|| {
    let cohort = Cohort::from_bytes("cohort", cohort::built_in_bytes(), &PACK, TODAY).unwrap();
    let days = [
        Treatment::Today,
        Treatment::On(date(2026, 12, 24)),
        Treatment::NotBooked,
    ];
    let people = (0..PEOPLE).zip(days.iter().cycle());
    let finished = people.map(|(nth, day)| {
        Interview::new(&PACK, TODAY)
            .with_answers(cohort.person(&PACK, TODAY, nth))
            .for_treatment(*day)
            .step(&Event::Start)
            .step(&Event::Review)
            .step(&Event::Confirm)
    });
    // own words are never drawn, so that somebody may not be through
    finished.filter(Interview::has_verdict).collect()
});

/// The same as they are saved.
static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let saved = INTERVIEWS.iter().map(|interview| {
        let put_down = PutDown {
            id: ID.to_owned(),
            started: Timestamp::UNIX_EPOCH,
            now: Timestamp::UNIX_EPOCH,
        };
        Screening::of(interview, put_down).to_json().unwrap()
    });
    saved.collect()
});

const ID: &str = "0b5d7c1e-93a4-4f0e-8f0a-6f2b7a7f3f9a";

/// A format by its name: a sheet of somebody, empty where there is none.
type Format = (&'static str, fn(&Interview<'_>) -> String);

const FORMATS: [Format; 5] = [
    ("text", |it| sheet::text::render(it)),
    ("html", |it| sheet::html::render(it, Reader::Patient)),
    ("ics", |it| {
        sheet::calendar::render(it, ID, Timestamp::UNIX_EPOCH).unwrap_or_default()
    }),
    ("clinician_text", |it| {
        sheet::text::render_for(it, Reader::Clinician)
    }),
    ("clinician_html", |it| {
        sheet::html::render(it, Reader::Clinician)
    }),
];

fn main() {
    for (name, sheet_of) in FORMATS {
        let mut sizes: Vec<usize> = INTERVIEWS.iter().map(|it| sheet_of(it).len()).collect();
        sizes.retain(|size| *size > 0);
        sizes.sort_unstable();
        let median = sizes.get(sizes.len() / 2).unwrap();
        let last = sizes.last().unwrap();
        let count = sizes.len();
        println!("{name}: {count} sheets, the middle one {median} bytes, the largest {last}");
    }
    divan::main();
}

#[divan::bench]
fn floor_read_and_open(bencher: Bencher<'_, '_>) {
    let files = &*FILES;
    bencher.counter(ItemsCount::new(files.len())).bench(|| {
        let opened = files.iter().filter(|bytes| {
            let saved = Saved::read(bytes).unwrap();
            black_box(
                saved
                    .open(None, &PACK, TODAY)
                    .unwrap()
                    .interview
                    .has_verdict(),
            )
        });
        opened.count()
    });
}

#[divan::bench(args = FORMATS.map(|(name, _)| name))]
fn sheets(bencher: Bencher<'_, '_>, format: &str) {
    let (_, sheet_of) = FORMATS.iter().find(|(name, _)| *name == format).unwrap();
    let interviews = &*INTERVIEWS;
    bencher
        .counter(ItemsCount::new(interviews.len()))
        .bench(|| {
            let sizes = interviews.iter().map(|it| black_box(sheet_of(it)).len());
            sizes.sum::<usize>()
        });
}
