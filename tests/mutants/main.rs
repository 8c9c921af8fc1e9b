//! Every single change of the shipped pack that could matter to anybody, and what of the net around
//! it catches it: cases, checks with the promises, statements.
//!
//! `cargo test` tries every 20th change. `NEEDLEFIT_MUTANTS=all cargo test --test mutants -- --nocapture`
//! tries all of them and prints a table; so does the gate. `NEEDLEFIT_MUTANTS=write` does so too and
//! writes the two records anew: `slips.json` beside this file, what nothing catches, which may only
//! get less, and `questions/equivalent.json`, what nothing has to catch: over all answers it changes
//! nothing, as is proved each time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a test may stop"
)]

mod record;

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    sync::{
        LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
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
use record::{EQUIVALENT, Record, SLIPS};

const TODAY: Date = date(2026, 11, 20);
/// Of so many changes `cargo test` tries one, from this one on.
const SAMPLE: (usize, usize) = (20, 7);

static TEXT: LazyLock<&str> = LazyLock::new(|| str::from_utf8(Pack::built_in_bytes()).unwrap());
static PACK: LazyLock<Pack> = LazyLock::new(|| Pack::built_in().unwrap());
static ALL: LazyLock<Vec<Mutant>> = LazyLock::new(|| mutants::all(&TEXT).unwrap());
static CASES: LazyLock<Vec<(String, CaseFile)>> = LazyLock::new(|| {
    let folder = fs::read_dir(questions().join("cases")).unwrap();
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = paths.into_iter().map(|path| {
        let name = path.display().to_string();
        let file = CaseFile::from_bytes(&name, &fs::read(&path).unwrap()).unwrap();
        (name, file)
    });
    read.collect()
});
static STATEMENTS: LazyLock<StatementFile> = LazyLock::new(|| {
    let bytes = fs::read(questions().join("statements.json")).unwrap();
    StatementFile::from_bytes("statements.json", &bytes).unwrap()
});

fn questions() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("questions")
}

/// The net that is spanned around the shipped pack.
fn net() -> Net<'static> {
    Net {
        pack: &PACK,
        text: &TEXT,
        today: TODAY,
        cases: &CASES,
        statements: &STATEMENTS,
    }
}

/// What becomes of each change, tried by as many threads as there are cores.
fn fates(net: &Net<'_>, mutants: &[&Mutant]) -> Vec<Fate> {
    let counter = AtomicUsize::new(0);
    let mut fates = vec![Fate::Unreadable; mutants.len()];
    thread::scope(|scope| {
        let work = || {
            let tried = std::iter::repeat_with(|| counter.fetch_add(1, Ordering::Relaxed));
            let tried = tried.map_while(|nth| Some((nth, net.fate(mutants.get(nth)?))));
            tried.collect::<Vec<_>>()
        };
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        for (nth, fate) in workers.into_iter().flat_map(|it| it.join().unwrap()) {
            fates[nth] = fate;
        }
    });
    fates
}

/// How many changes became what, by kind. The last column: by how many somebody gets a laxer verdict,
/// and no case and no check tells it, but words alone or nothing.
struct Table(BTreeMap<Kind, [usize; COLUMNS.len()]>);

const COLUMNS: [&str; 9] = [
    "changes", "unread", "cases", "errors", "warned", "said", "same", "slips", "laxer",
];

impl Table {
    fn of(tried: &[(&Mutant, Fate)]) -> Self {
        let mut table = BTreeMap::<Kind, [usize; COLUMNS.len()]>::new();
        for (mutant, fate) in tried {
            let row = table.entry(mutant.kind).or_default();
            row[0] += 1;
            row[match fate {
                Fate::Unreadable => 1,
                Fate::Case(_) => 2,
                Fate::Error(_) => 3,
                Fate::Warning(_) => 4,
                Fate::Statement { .. } => 5,
                Fate::Equivalent => 6,
                Fate::Slips { .. } => 7,
            }] += 1;
            let laxer = matches!(
                fate,
                Fate::Slips { laxer: true, .. } | Fate::Statement { laxer: true, .. }
            );
            row[8] += usize::from(laxer);
        }
        Self(table)
    }

    fn print(&self) {
        let line = |what: &str, cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|it| format!("{it:>8}")).collect();
            println!("{what:26}{}", cells.concat());
        };
        line("", &COLUMNS.map(str::to_owned));
        let (mut verdicts, mut told) = ([0; COLUMNS.len()], [0; COLUMNS.len()]);
        for (kind, row) in &self.0 {
            line(kind.word(), &row.map(|it| it.to_string()));
            let sum = if kind.bears_on_verdicts() {
                &mut verdicts
            } else {
                &mut told
            };
            for (sum, count) in sum.iter_mut().zip(row) {
                *sum += count;
            }
        }
        line(
            "all that bear on verdicts",
            &verdicts.map(|it| it.to_string()),
        );
        line("all that people are told", &told.map(|it| it.to_string()));
    }
}

#[test]
fn no_change_slips_that_did_not() {
    let wish = env::var("NEEDLEFIT_MUTANTS").unwrap_or_default();
    let (step, from) = match wish.as_str() {
        "" => SAMPLE,
        "all" | "write" => (1, 0),
        _ => panic!("NEEDLEFIT_MUTANTS is `all` or `write`, and not `{wish}`"),
    };
    let start = Instant::now();
    let mutants: Vec<&Mutant> = ALL.iter().skip(from).step_by(step).collect();
    let fates = fates(&net(), &mutants);
    let tried: Vec<(&Mutant, Fate)> = mutants.into_iter().zip(fates).collect();
    if step == 1 {
        Table::of(&tried).print();
        println!("{} changes in {:.0?}", tried.len(), start.elapsed());
    }
    let mut wrong = Vec::new();
    for (name, is_it) in [
        (
            SLIPS,
            (|fate| matches!(fate, Fate::Slips { .. })) as fn(&Fate) -> bool,
        ),
        (EQUIVALENT, |fate| *fate == Fate::Equivalent),
    ] {
        let found = tried.iter().filter(|(_, fate)| is_it(fate));
        let found: Vec<&Mutant> = found.map(|(mutant, _)| *mutant).collect();
        let known = Record::read(name);
        if wish == "write" {
            let now = Record::of(&found);
            // what changes nothing may get more, what slips may not
            if name == SLIPS {
                wrong.extend(now.more_than(&known));
            }
            if wrong.is_empty() {
                now.write(name);
            }
            continue;
        }
        for (mutant, fate) in &tried {
            let (is, was) = (is_it(fate), known.has(mutant));
            if is != was {
                let (kind, line, says) = (mutant.kind.word(), mutant.line, &mutant.says);
                wrong.push(format!(
                    "line {line}, {kind}: {says}\n  {}",
                    if is {
                        format!("{fate:?}")
                    } else {
                        format!("not in {name} any more: {fate:?}")
                    }
                ));
            }
        }
        // what is recorded of changes that there are no longer
        let names: BTreeSet<&str> = ALL.iter().map(|it| it.says.as_str()).collect();
        let unknown = known.changes().filter(|it| !names.contains(it));
        wrong.extend(unknown.map(|it| format!("{name} has a change that there is not: {it}")));
    }
    assert!(
        wrong.is_empty(),
        "{} (see CONTRIBUTING.md, \"When the mutants complain\")\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_changes_are_many_and_each_has_a_name_and_a_place() {
    let kinds: BTreeSet<Kind> = ALL.iter().map(|it| it.kind).collect();
    assert_eq!(kinds.len(), 25, "{kinds:?}");
    assert!(ALL.len() > 3_500, "{}", ALL.len());
    let mut names = BTreeSet::new();
    let lines: Vec<&str> = TEXT.lines().collect();
    for mutant in ALL.iter() {
        assert!(names.insert(&mutant.says), "twice: {}", mutant.says);
        let changed = mutant.of(&TEXT);
        assert!(changed != *TEXT, "{}", mutant.says);
        let is: serde_json::Value = serde_json::from_str(&changed).expect(&mutant.says);
        assert!(is["sections"].is_array());
        // the change stands where it is said to
        let same = lines
            .iter()
            .zip(changed.lines())
            .take_while(|(was, is)| *was == is);
        let first = 1 + same.count();
        assert!(
            first >= mutant.line,
            "{}: {first} {}",
            mutant.says,
            mutant.line
        );
    }
}

#[test]
fn without_the_net_it_slips() {
    let statements =
        StatementFile::from_bytes("", br#"{"pack":"microneedling","statements":[]}"#).unwrap();
    let bare = Net {
        cases: &[],
        statements: &statements,
        ..net()
    };
    let named = |says: &str| ALL.iter().find(|it| it.says == says).expect(says);
    let laxer = named("`age`: asked on the day alone");
    assert!(matches!(net().fate(laxer), Fate::Case(_)));
    assert!(matches!(bare.fate(laxer), Fate::Slips { laxer: true, .. }));
    let told = named("urgent 1: other words for says");
    assert!(matches!(net().fate(told), Fate::Statement { .. }));
    assert!(matches!(bare.fate(told), Fate::Slips { laxer: false, .. }));
    // no case and no statement is needed for what breaks a promise
    let promised = named("`keloid`, outcome 1: level not_suitable → clinician");
    assert!(matches!(bare.fate(promised), Fate::Error("promise")));
}
