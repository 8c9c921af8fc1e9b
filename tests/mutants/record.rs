//! The records of changes, by kind: names, in files that are committed.
use std::{collections::BTreeMap, fs, path::Path};

use needlefit::check::mutants::Mutant;
use serde::{Deserialize, Serialize};

/// What nothing catches.
pub const SLIPS: &str = "tests/mutants/slips.json";
/// What changes nothing.
pub const EQUIVALENT: &str = "questions/equivalent.json";

/// Names of changes, by kind.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// What they have in common.
    about: String,
    changes: BTreeMap<String, Vec<String>>,
}

impl Record {
    pub fn read(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
    }

    pub fn of(mutants: &[&Mutant]) -> Self {
        let mut changes = BTreeMap::<String, Vec<String>>::new();
        for mutant in mutants {
            let of_kind = changes.entry(mutant.kind.word().to_owned()).or_default();
            of_kind.push(mutant.says.clone());
        }
        Self {
            about: String::new(),
            changes,
        }
    }

    pub fn has(&self, mutant: &Mutant) -> bool {
        let of_kind = self.changes.get(mutant.kind.word());
        of_kind.is_some_and(|it| it.contains(&mutant.says))
    }

    pub fn changes(&self) -> impl Iterator<Item = &str> {
        self.changes.values().flatten().map(String::as_str)
    }

    /// The kinds of which it has more.
    pub fn more_than(&self, known: &Self) -> Vec<String> {
        let more = self.changes.iter().filter_map(|(kind, changes)| {
            let were = known.changes.get(kind).map_or(0, Vec::len);
            let are = changes.len();
            let says = format!(
                "of {kind} {are} slip, and {were} did: {}",
                changes.join("; ")
            );
            (are > were).then_some(says)
        });
        more.collect()
    }

    pub fn write(mut self, name: &str) {
        self.about = Self::read(name).about;
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        fs::write(path, serde_json::to_string_pretty(&self).unwrap() + "\n").unwrap();
    }
}
