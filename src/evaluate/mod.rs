//! Many answer sets in, one verdict a line out.
//!
//! It reads, answers and forgets one batch of lines at a time, so memory does not
//! grow with the input, and a line that can't be taken says so in its place. A
//! batch is what has arrived: nobody waits for a verdict until others have asked.
//!
//! It takes no `--lang`: its words go to machines and to clinicians, and a translation that nobody
//! reviewed must not stand alone.

mod batches;
mod compare;
mod contradictions;
mod line;
mod parallel;
pub mod progress;
mod saved;
mod set;
mod written;

use std::{
    io::{self, Read, Write},
    ops::AddAssign,
    sync::Arc,
};

use jiff::civil::Date;

use crate::{
    clinic::Clinic,
    pack::{ADDED, Kind, Pack},
};
use batches::{Batch, Batches};
pub use compare::{Compared, compare};
use line::Evaluator;
pub use parallel::evaluate_in_parallel;
pub use saved::evaluate_saved;

/// How many lines were read, and how many of them were refused.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Lines with a verdict.
    pub answered: u64,
    /// Lines with an error.
    pub refused: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Self) {
        self.answered += more.answered;
        self.refused += more.refused;
    }
}

/// How lines are answered.
#[derive(Debug, Clone)]
pub struct How {
    /// Today, where a line names no day of its own.
    pub today: Date,
    /// Whether each verdict says how far it can be relied on.
    pub full: bool,
    /// The clinic that answers some questions itself.
    pub clinic: Option<Arc<Clinic>>,
}

impl From<Date> for How {
    /// On this day, in short.
    fn from(today: Date) -> Self {
        Self {
            today,
            full: false,
            clinic: None,
        }
    }
}

/// Reads one answer set a line and writes one verdict a line, in the same
/// order, on this thread.
///
/// # Errors
/// Only when reading or writing fails; a bad line is an answer of its own.
pub fn evaluate(
    pack: &Pack,
    how: impl Into<How>,
    input: impl Read,
    mut output: impl Write,
) -> io::Result<Tally> {
    let mut evaluator = Evaluator::new(pack, how.into());
    let mut tally = Tally::default();
    for batch in Batches::new(input) {
        let verdicts = Verdicts::on(&batch?, &mut evaluator)?;
        tally += verdicts.write_to(&mut output)?;
    }
    Ok(tally)
}

/// What a batch of lines comes to.
struct Verdicts {
    lines: Vec<u8>,
    tally: Tally,
}

impl Verdicts {
    fn on(batch: &Batch, evaluator: &mut Evaluator<'_>) -> io::Result<Self> {
        let mut verdicts = Self {
            // usually enough: a verdict is about thrice as long as its answers
            lines: Vec::with_capacity(4 * batch.len()),
            tally: Tally::default(),
        };
        for (number, line) in batch.lines() {
            verdicts.tally += evaluator.evaluate(number, line, &mut verdicts.lines)?;
        }
        Ok(verdicts)
    }

    /// Writes them and sends them off: whoever asked may be waiting.
    fn write_to(&self, output: &mut impl Write) -> io::Result<Tally> {
        output.write_all(&self.lines)?;
        output.flush()?;
        Ok(self.tally)
    }
}

/// Lists each question: its id, its kind and what it takes, one a line. All but own words take
/// "not sure" and "I would rather tell the clinician", too.
///
/// # Errors
/// When writing fails.
pub fn list_questions(pack: &Pack, mut output: impl Write) -> io::Result<()> {
    for question in &pack.questions {
        let takes = match &question.kind {
            Kind::YesNo | Kind::Choice(_) | Kind::Choices(_) => {
                question.option_ids().collect::<Vec<_>>().join(" ")
            }
            Kind::Number(range) => format!("{}..{}", range.min, range.max),
            Kind::Date { .. } if question.kind.or_weeks().is_some() => {
                "YYYY-MM-DD YYYY-MM YYYY \"22 weeks\"".to_owned()
            }
            Kind::Date { .. } => "YYYY-MM-DD YYYY-MM YYYY".to_owned(),
            Kind::Text => String::new(),
        };
        let kind = question.kind.name();
        let added = match question.kind {
            Kind::Text => String::new(),
            _ => format!(" {}", ADDED.join(" ")),
        };
        writeln!(output, "{}\t{kind}\t{takes}{added}", question.id)?;
    }
    output.flush()
}
