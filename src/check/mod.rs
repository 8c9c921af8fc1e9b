//! What is wrong with a pack, beyond what stops it from being read: conditions that say nothing,
//! words that people would not understand, promises that do not hold.
//!
//! Pure, as all below it: bytes and a day in, problems out.

pub mod against;
pub mod budget;
pub mod cases;
pub mod claims;
pub mod clinic;
pub mod cohort;
pub mod compare;
pub mod conditions;
pub mod days;
pub mod diagrams;
pub mod logic;
pub mod mutants;
pub mod problem;
pub mod proofs;
pub mod report;
pub mod reviews;
pub mod said;
pub mod sources;
pub mod space;
pub mod stated;
pub mod statements;
pub mod step;
pub mod texts;
pub mod translation;
pub mod unused;
pub mod waits;
pub mod words;

use jiff::civil::Date;

use crate::pack::{
    Pack, PackError,
    read::{self, notes::Notes},
};
use budget::{Budget, TooLarge};
use diagrams::Diagrams;
use problem::{Problem, Problems, Severity};
use proofs::Proofs;
use space::Space;
use step::Changed;

/// What was found in a pack.
#[derive(Debug)]
pub struct Checked {
    /// What is wrong, in the order of the file.
    pub problems: Vec<Problem>,
    /// The pack, if it could be read.
    pub pack: Option<Pack>,
    /// How many days stood for all days in the proofs.
    pub days: usize,
    /// What changed since the version that it was held against.
    pub changed: Vec<Changed>,
}

impl Checked {
    /// Whether the pack can be used: there may be warnings.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let mut severities = self.problems.iter().map(|problem| problem.severity);
        severities.all(|severity| severity < Severity::Error)
    }
}

/// Everything that is wrong with a pack, for all days from `today` on; with an older version of
/// it, also what changed since and whether the version says so.
#[must_use]
pub fn check(bytes: &[u8], today: Date, old: Option<&Pack>) -> Checked {
    check_within(bytes, today, old, &Budget::default())
}

/// The same with the work that it may take: a pack that needs more is refused as too large.
#[must_use]
pub fn check_within(bytes: &[u8], today: Date, old: Option<&Pack>, budget: &Budget) -> Checked {
    let (pack, notes) = match read::read(bytes) {
        Ok(read) => read,
        Err(faults) => {
            return Checked {
                problems: faults.into_iter().map(Problem::of_reading).collect(),
                pack: None,
                days: 0,
                changed: Vec::new(),
            };
        }
    };
    let text = text_of(bytes);
    let mut problems = Problems::new(&text);
    words::check(&pack, &notes, budget, &mut problems);
    sources::check(&notes, &mut problems);
    reviews::check(&pack, &notes, &mut problems);
    unused::check(&pack, &notes, &mut problems);
    waits::check(&pack, &notes, &mut problems);
    waits::within_reach(&pack, &notes, &mut problems);
    waits::after_its_date(&pack, &notes, &mut problems);
    let days = prove(&pack, &notes, today, budget, &mut problems);
    if let Some(too_large) = budget.too_large() {
        let question = match too_large {
            TooLarge::Answers(id) => pack.question(id),
            _ => None,
        };
        let (place, id) = match question {
            Some(question) => (notes.question(question.number), &question.id),
            None => (notes.id.clone(), &pack.id),
        };
        problems.error("too-large", &place, id, too_large.says());
    }
    let changed = old.map(|old| against::check(old, &pack, &notes, today, budget, &mut problems));
    Checked {
        problems: problems.into_sorted(),
        days: days.unwrap_or_default(),
        changed: changed.unwrap_or_default(),
        pack: Some(pack),
    }
}

/// A pack that was read and has no error, as it must be before anybody is asked.
///
/// # Errors
/// Everything that is wrong with it; `file` is what the errors call it.
pub fn sound(file: &str, bytes: &[u8], today: Date) -> Result<Pack, PackError> {
    let checked = check(bytes, today, None);
    let sound = checked.is_sound();
    match checked.pack {
        Some(pack) if sound => Ok(pack),
        _ => Err(PackError {
            file: file.to_owned(),
            faults: checked
                .problems
                .into_iter()
                .filter(|problem| problem.severity == Severity::Error)
                .map(|problem| problem.fault)
                .collect(),
        }),
    }
}

/// The text of a file as its places count it: without a mark at its start.
#[must_use]
pub fn text_of(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
}

/// What must hold for all answers: on each of the days, with the questions that are about the day of
/// the treatment and without. Gives how many days stood for all days; none where nothing could be
/// proved.
fn prove(
    pack: &Pack,
    notes: &Notes,
    today: Date,
    budget: &Budget,
    problems: &mut Problems<'_>,
) -> Option<usize> {
    let days = days::days(&[pack], today, budget)?;
    let mut failed = problems.fresh();
    for (nth, day) in days.iter().enumerate() {
        let mut spaces = Vec::new();
        for days in days::treatments(&[pack], *day) {
            spaces.push(Space::new(&[pack], days, budget)?);
        }
        let diagrams: Vec<_> = spaces.iter().map(|it| Diagrams::new(pack, it)).collect();
        if nth == 0 {
            failed.add_all(idle(notes, &diagrams, &failed));
        }
        let proofs: Vec<_> = diagrams.iter().map(|it| Proofs::new(it, notes)).collect();
        proofs::all(&proofs, &mut failed);
        if diagrams.iter().any(Diagrams::are_too_large) {
            return None;
        }
    }
    problems.add_all(failed);
    Some(days.len())
}

/// What is said in vain, for a treatment on a day as for none: what only one of them has no need of
/// may matter for the other.
fn idle<'t>(notes: &Notes, diagrams: &[Diagrams<'_, '_>], problems: &Problems<'t>) -> Problems<'t> {
    let mut idle = problems.fresh();
    for (nth, diagrams) in diagrams.iter().enumerate() {
        let mut here = problems.fresh();
        logic::check(notes, diagrams, &mut here);
        if nth == 0 {
            idle = here;
        } else {
            idle.keep_common(&here);
        }
    }
    if let Some(diagrams) = diagrams.first() {
        // there everything is asked that ever is
        logic::longest_path(notes, diagrams, &mut idle);
    }
    idle
}
