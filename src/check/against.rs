//! What changed between two versions of a pack, and the smallest step of its version that says so.
//!
//! Words: patch. A question, an option or a branch more: minor. An id that is gone, or the same
//! answers with another verdict: major.

use std::collections::BTreeSet;

use jiff::civil::Date;
use semver::Version;

use super::{
    budget::Budget,
    compare::{Shown, over_all_answers},
    logic::word,
    problem::Problems,
    space::Witness,
};
use crate::{
    clean,
    pack::{Pack, read::notes::Notes},
};

/// How far a version must step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Nothing changed.
    None,
    /// Words.
    Patch,
    /// Something more is asked.
    Minor,
    /// What was known of the pack no longer holds.
    Major,
}

impl Step {
    /// In a word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    const fn says(self) -> &'static str {
        match self {
            Self::None => "no step",
            Self::Patch => "a patch",
            Self::Minor => "a minor step",
            Self::Major => "a major step",
        }
    }
}

/// One thing that changed.
#[derive(Debug)]
pub struct Changed {
    /// The step that it needs.
    pub step: Step,
    /// What changed, as a sentence.
    pub says: String,
    /// Answers that show it.
    pub witness: Option<Witness>,
}

/// What changed from one version to another, the greatest step first; notes where the version
/// does not say so.
pub fn check(
    old: &Pack,
    new: &Pack,
    notes: &Notes,
    today: Date,
    budget: &Budget,
    problems: &mut Problems<'_>,
) -> Vec<Changed> {
    let mut changed = ids(old, new);
    match over_all_answers(old, new, today, budget) {
        Some(shown) => changed.extend(shown.into_iter().filter_map(verdict_changed)),
        None => changed.push(Changed {
            step: Step::Major,
            says: "The packs are too large to compare over all answers.".to_owned(),
            witness: None,
        }),
    }
    if changed.is_empty() && old.sha256 != new.sha256 {
        changed.push(Changed {
            step: Step::Patch,
            says: "Words or places changed, and no verdict.".to_owned(),
            witness: None,
        });
    }
    changed.sort_by_key(|it| std::cmp::Reverse(it.step));
    let needed = changed.iter().map(|it| it.step).max().unwrap_or(Step::None);
    let place = &notes.version;
    match (step_between(old, new), changed.first()) {
        (None, _) => {
            let says = "A version is written major.minor.patch, as 1.4.0, and both packs need one.";
            problems.error("version", place, &new.id, says);
        }
        (Some(step), Some(first)) if step < needed => {
            let says = format!(
                "This needs {} of the version from {}: {}",
                needed.says(),
                clean::echo(&old.version),
                first.says
            );
            let witness = first.witness.clone();
            problems.shown("version-step", place, &new.id, says, witness);
        }
        _ => {}
    }
    if old.id != new.id {
        let says = format!("The pack before is another: `{}`.", old.id);
        problems.error("version", &notes.id, &new.id, says);
    }
    changed
}

fn verdict_changed(shown: Shown) -> Option<Changed> {
    // what only the answers to new questions change is the new questions' own
    let told = shown
        .about
        .as_ref()
        .map_or_else(String::new, |about| format!(", by {about}"));
    let (from, to) = (word(shown.change.from), word(shown.change.to));
    shown.by_old_answers.then(|| Changed {
        step: Step::Major,
        says: if from == to {
            format!("The same answers stay `{from}` and are told something else{told}.")
        } else {
            format!("The same answers came to `{from}` and now come to `{to}`{told}.")
        },
        witness: Some(shown.witness),
    })
}

/// The step from one version to the other; none where one of them is no version. A step back is
/// no step.
fn step_between(old: &Pack, new: &Pack) -> Option<Step> {
    let [old, new] = [old, new].map(|pack| Version::parse(&pack.version));
    let (old, new) = (old.ok()?, new.ok()?);
    Some(if new <= old {
        Step::None
    } else if new.major > old.major {
        Step::Major
    } else if new.minor > old.minor {
        Step::Minor
    } else {
        Step::Patch
    })
}

/// The ids that only one of the packs has: they are keys in answers and verdicts.
fn ids(old: &Pack, new: &Pack) -> Vec<Changed> {
    let (had, has) = (known_ids(old), known_ids(new));
    let changed = |step, says: String| Changed {
        step,
        says,
        witness: None,
    };
    let gone = had.difference(&has);
    let added = has.difference(&had);
    gone.map(|what| changed(Step::Major, format!("Gone: {what}.")))
        .chain(added.map(|what| changed(Step::Minor, format!("Added: {what}."))))
        .collect()
}

fn known_ids(pack: &Pack) -> BTreeSet<String> {
    let questions = pack.questions.iter().flat_map(|question| {
        let id = &question.id;
        let options = question.option_ids();
        let mut ids: Vec<String> = options
            .map(|option| format!("the option `{option}` of `{id}`"))
            .collect();
        ids.push(format!("the question `{id}`, {}", question.kind.name()));
        ids
    });
    let warnings = pack.warnings.iter();
    questions
        .chain(warnings.map(|it| format!("the warning `{}`", it.id)))
        .collect()
}
