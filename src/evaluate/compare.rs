//! The same answer sets under two packs: what their verdicts state otherwise.

use std::{
    collections::BTreeMap,
    io::{self, Read},
};

use jiff::civil::Date;

use super::{batches::Batches, line::Sets};
use crate::{
    check::stated::{Change, Stated},
    pack::Pack,
};

/// What became of the verdicts of many answer sets.
#[derive(Debug, Default)]
pub struct Compared {
    /// Sets that both packs take.
    pub sets: u64,
    /// How many of them get another verdict.
    pub changed: u64,
    /// In how many verdicts each thing changed, the laxer first, and the line of the first of them.
    pub changes: BTreeMap<Change, (u64, u64)>,
    /// Sets that the old pack does not take either.
    pub refused: u64,
    /// Sets that only the old pack takes, and why the new one refuses the first.
    pub refused_now: u64,
    /// Why the new pack refuses the first of them.
    pub why: Option<String>,
}

/// Reads one answer set a line and holds its verdicts under two packs against each other.
///
/// # Errors
/// Only when reading fails.
pub fn compare(old: &Pack, new: &Pack, today: Date, input: impl Read) -> io::Result<Compared> {
    let mut before = Sets::new(old, today);
    let mut after = Sets::new(new, today);
    let mut compared = Compared::default();
    for batch in Batches::new(input) {
        for (number, line) in batch?.lines() {
            match (before.verdict(number, line), after.verdict(number, line)) {
                (Some(Ok(was)), Some(Ok(is))) => {
                    compared.sets += 1;
                    let was = Stated::by(&was.path, &was.verdict);
                    let is = Stated::by(&is.path, &is.verdict);
                    let changes = Change::between(&was, &is);
                    compared.changed += u64::from(!changes.is_empty());
                    for change in changes {
                        compared.changes.entry(change).or_insert((0, number)).0 += 1;
                    }
                }
                (Some(Ok(_)), Some(Err(refused))) => {
                    compared.refused_now += 1;
                    compared.why.get_or_insert(refused.says);
                }
                (Some(Err(_)), _) => compared.refused += 1,
                _ => {}
            }
        }
    }
    Ok(compared)
}
