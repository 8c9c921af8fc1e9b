//! Every single change of the shipped pack that could matter to anybody, and what of the net around
//! it catches it: cases, checks with the promises, statements.
//!
//! `cargo test` tries every 40th change. `NEEDLEFIT_MUTANTS=all cargo test --release --test mutants --
//! --nocapture` tries all of them and prints a table: so does the gate. `NEEDLEFIT_MUTANTS=write` also
//! writes the two records anew: `slips.json` beside this file (what slips, which may only get less) and
//! `questions/equivalent.json` (what changes nothing).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a test may stop"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Instant,
};

use jiff::civil::{Date, date};
use needlefit::{
    check::{
        cases::CaseFile,
        mutants::{self, Fate, Kind, Mutant, Net},
        statements::StatementFile,
    },
    pack::Pack,
};

const TODAY: Date = date(2026, 11, 20);
/// Of so many changes `cargo test` tries one.
const SAMPLE: usize = 40;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cases() -> Vec<(String, CaseFile)> {
    let folder = fs::read_dir(root().join("questions/cases")).unwrap();
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = paths.into_iter().map(|path| {
        let name = path.display().to_string();
        let file = CaseFile::from_bytes(&name, &fs::read(&path).unwrap()).unwrap();
        (name, file)
    });
    read.collect()
}

/// What becomes of each change, tried by as many threads as there are cores.
fn fates(net: &Net<'_>, mutants: &[&Mutant]) -> Vec<Fate> {
    let next = AtomicUsize::new(0);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut fates = vec![Fate::Unreadable; mutants.len()];
    thread::scope(|scope| {
        let work = || {
            let mut done = Vec::new();
            loop {
                let nth = next.fetch_add(1, Ordering::Relaxed);
                let Some(mutant) = mutants.get(nth) else {
                    return done;
                };
                done.push((nth, net.fate(mutant)));
            }
        };
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            for (nth, fate) in worker.join().unwrap() {
                fates[nth] = fate;
            }
        }
    });
    fates
}

#[test]
fn try_out() {
    let text = String::from_utf8(Pack::built_in_bytes().to_vec()).unwrap();
    let pack = Pack::built_in().unwrap();
    let all = mutants::all(&text).unwrap();
    let cases = cases();
    let list = needlefit::check::statements::list(&pack);
    let statements = StatementFile::from_bytes("statements.json", list.as_bytes()).unwrap();
    let net = Net { pack: &pack, text: &text, today: TODAY, cases: &cases, statements: &statements };
    let step = env::var("STEP").map_or(1, |it| it.parse().unwrap());
    let tried: Vec<&Mutant> = all.iter().step_by(step).collect();
    let start = Instant::now();
    let fates = fates(&net, &tried);
    let mut table: BTreeMap<Kind, [usize; 9]> = BTreeMap::new();
    for (mutant, fate) in tried.iter().zip(&fates) {
        let row = table.entry(mutant.kind).or_default();
        row[0] += 1;
        let column = match fate {
            Fate::Unreadable => 1,
            Fate::Case(_) => 2,
            Fate::Error(_) => 3,
            Fate::Warning(_) => 4,
            Fate::Statement(_) => 5,
            Fate::Equivalent => 6,
            Fate::Slips { laxer: true, .. } => 7,
            Fate::Slips { .. } => 8,
        };
        row[column] += 1;
    }
    for (kind, row) in &table {
        println!("{:28}{row:?}", kind.word());
    }
    println!("{:?} for {} of {}", start.elapsed(), tried.len(), all.len());
    let mut seen = BTreeSet::new();
    for it in &all { if !seen.insert(&it.says) { println!("twice: {}", it.says); } }
    for (mutant, fate) in tried.iter().zip(&fates) {
        match fate {
            Fate::Equivalent | Fate::Slips { .. } | Fate::Warning(_) => println!("{}: {} {:?}", mutant.line, mutant.says, fate),
            Fate::Error("unreadable") => println!("UNREAD {}", mutant.says),
            _ => {}
        }
    }
}
