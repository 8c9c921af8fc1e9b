//! One line: an answer set in, its verdict or what is wrong with it out.

use std::{io, sync::Arc};

use jiff::civil::Date;

use super::{
    How, Tally,
    batches::LONGEST_LINE,
    contradictions,
    set::{Id, Refused, read_set},
    written::{ErrorLine, Written},
};
use crate::{
    clean,
    clinic::Clinic,
    interview::{Answers, clinic, path::Path, verdict::Verdict},
    pack::{Pack, Question},
    text::{self, Language},
};

/// What some editors begin a file of UTF-8 with.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Answers lines, one after the other.
pub(super) struct Evaluator<'p> {
    sets: Sets<'p>,
    written: Written<'p>,
}

impl<'p> Evaluator<'p> {
    pub fn new(pack: &'p Pack, how: How) -> Self {
        Self {
            written: Written::new(pack, how.full),
            sets: Sets::new(pack, how),
        }
    }

    /// Adds what the line of this number comes to; nothing, for a blank one.
    pub fn evaluate(&mut self, number: u64, line: &[u8], out: &mut Vec<u8>) -> io::Result<Tally> {
        let mut tally = Tally::default();
        match self.sets.verdict(number, line) {
            None => return Ok(tally),
            Some(Ok(set)) => {
                let line = self
                    .written
                    .line(set.id, &set.path, set.verdict, &set.by_clinic);
                serde_json::to_writer(&mut *out, &line)?;
                tally.answered += 1;
            }
            Some(Err(refused)) => {
                let (id, error) = (refused.id, refused.says);
                serde_json::to_writer(&mut *out, &ErrorLine { id, error })?;
                tally.refused += 1;
            }
        }
        out.push(b'\n');
        Ok(tally)
    }
}

/// Takes answer sets, one a line, and works out what they come to.
pub(super) struct Sets<'p> {
    pack: &'p Pack,
    today: Date,
    clinic: Option<Arc<Clinic>>,
    /// Those of one line, kept for their room.
    answers: Answers,
}

/// An answer set, and what it comes to.
pub(super) struct Answered<'p, 'a> {
    id: Option<Id>,
    pub path: Path<'p, 'a>,
    pub verdict: Verdict<'p>,
    /// The questions on the path that the clinic answered.
    by_clinic: Vec<&'p Question>,
}

impl<'p> Sets<'p> {
    pub fn new(pack: &'p Pack, how: impl Into<How>) -> Self {
        let How { today, clinic, .. } = how.into();
        Self {
            pack,
            today,
            clinic,
            answers: Answers::default(),
        }
    }

    /// What the line of this number comes to, or why there is no verdict; nothing, for a blank line.
    pub fn verdict(
        &mut self,
        number: u64,
        line: &[u8],
    ) -> Option<Result<Answered<'p, '_>, Refused>> {
        // an editor may have put a mark before the first
        let line = match number {
            1 => line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line),
            _ => line,
        };
        if line.iter().all(u8::is_ascii_whitespace) {
            return None;
        }
        let english = Language::english();
        let set = if line.len() as u64 > LONGEST_LINE {
            Err(Refused::whole(english.says(text::LINE_TOO_LONG)))
        } else {
            read_set(self.pack, self.today, line, &mut self.answers)
        };
        let set = set.map_err(|mut refused| {
            let at = [("line", &*number.to_string()), ("says", &refused.says)];
            refused.says = clean::clean(&english.fill(text::IN_LINE, &at), 1_000);
            refused
        });
        Some(set.map(|set| {
            let (today, answers) = (set.days.today, &mut self.answers);
            let clinic = self.clinic.as_deref();
            let heeded = clinic.map(|it| clinic::heed(it, self.pack, answers, today));
            let path = Path::new(self.pack, answers, set.days);
            let mut verdict = Verdict::of(&path);
            contradictions::add(&path, &mut verdict);
            let by_clinic = heeded.into_iter().flatten();
            let by_clinic = by_clinic.filter_map(|it| self.pack.questions.get(it));
            Answered {
                id: set.id,
                by_clinic: by_clinic.filter(|it| path.holds(it)).collect(),
                path,
                verdict,
            }
        }))
    }
}
