//! What is wrong with a pack, beyond what stops it from being read: the conditions that say
//! nothing, the words that people would not understand, and the promises that do not hold.

pub mod conditions;
pub mod diagrams;
pub mod places;
pub mod problem;
pub mod proofs;
pub mod space;

use jiff::civil::Date;

use crate::pack;
use diagrams::Diagrams;
use places::Places;
use problem::{Problem, Problems};
use proofs::Proofs;
use space::Space;

/// Everything that is wrong with a pack, in the order of the file.
#[must_use]
pub fn check(bytes: &[u8], today: Date) -> Vec<Problem> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let (file, pack) = match pack::read(bytes) {
        Ok(read) => read,
        Err(faults) => return faults.into_iter().map(Problem::of_reading).collect(),
    };
    let places = Places::new(&file);
    let mut problems = Problems::new(text);
    let Some(space) = Space::new(&[&pack], today) else {
        return problems.into_sorted();
    };
    let diagrams = Diagrams::new(&pack, &space);
    Proofs::new(&diagrams, &places).all(&mut problems);
    problems.into_sorted()
}
