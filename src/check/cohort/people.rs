//! One person of a cohort, drawn by chance and the same each time.
//!
//! What somebody answers to a question depends on who they are and on the question's id alone. So
//! the same people are asked before and after a pack changes, and a share that is mended changes
//! no answer to another question: what differs between two cohorts is the change, not the chance.

use jiff::{Span, civil::Date};

use super::{Cohort, Drawn};
use crate::{
    interview::{Answer, Answers, Days, PartialDate, passes, path::Path},
    pack::{Pack, Question, Range},
};

/// What all chance begins with.
const SEED: u64 = 12;

impl Cohort {
    /// The answers of the person of this number, to all that they are asked on the day of the
    /// treatment.
    #[must_use]
    pub fn person(&self, pack: &Pack, today: Date, nth: u32) -> Answers {
        let days = Days::today(today);
        let mut answers = Answers::default();
        let mut next = 0;
        loop {
            // what is asked depends on the answers before
            let path = Path::new(pack, &answers, days);
            let open = path.questions().find(|question| question.number >= next);
            let Some(question) = open else {
                return answers;
            };
            next = question.number + 1;
            if let Some(answer) = self.answer(question, &answers, days, nth) {
                answers.set(question, answer);
            }
        }
    }

    /// What the person answers, who answered this before; none to what asks for own words.
    fn answer(
        &self,
        question: &Question,
        before: &Answers,
        days: Days,
        nth: u32,
    ) -> Option<Answer> {
        let mut chance = Chance::of(nth, &question.id);
        let mut entries = self.entries.get(question.number)?.iter();
        let entry = entries.find(|entry| {
            let mut tests = entry.when.iter();
            tests.all(|(number, test)| passes(before.get(*number), test, days))
        });
        let mut left = chance.share();
        for (share, drawn) in entry.into_iter().flat_map(|entry| &entry.shares) {
            if left < *share {
                return Some(drawn.answer(days.today, &mut chance));
            }
            left -= share;
        }
        // shares that add up to 1 may leave a rounding
        let last = || entry?.shares.last();
        let no = question.no().map(Answer::Chosen);
        no.or_else(|| Some(last()?.1.answer(days.today, &mut chance)))
    }
}

impl Drawn {
    fn answer(&self, today: Date, chance: &mut Chance) -> Answer {
        let day = |days: i64| {
            // no day is read that is too far away
            let span = Span::new().try_days(days);
            let day = span.and_then(|span| today.checked_add(span));
            let day = day.unwrap_or(today);
            Answer::Date(PartialDate::Day(day))
        };
        match self {
            Self::Answer(answer) => answer.clone(),
            Self::Number(range) => Answer::Number(chance.within(*range)),
            Self::DaysAgo(range) => day(-i64::from(chance.within(*range))),
            Self::DaysAhead(range) => day(i64::from(chance.within(*range))),
        }
    }
}

/// Chance of our own, so that it is the same in all versions of all libraries: `SplitMix64`
/// (Steele, Lea and Flood 2014, doi 10.1145/2660193.2660195), begun with a hash of what it is for.
struct Chance(u64);

impl Chance {
    /// The chance of one person at one question.
    fn of(nth: u32, question: &str) -> Self {
        // FNV-1a
        let person = Self(SEED ^ (u64::from(nth) << 32)).next();
        let hash = question.bytes().fold(person, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(hash)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up, below 1.
    fn share(&mut self) -> f64 {
        let upper = u32::try_from(self.next() >> 32).unwrap_or_default();
        f64::from(upper) / (f64::from(u32::MAX) + 1.0)
    }

    /// Each number of a range as likely as any other.
    fn within(&mut self, range: Range) -> u32 {
        let count = u64::from(range.max.saturating_sub(range.min)) + 1;
        let nth = ((self.next() >> 32) * count) >> 32;
        range
            .min
            .saturating_add(u32::try_from(nth).unwrap_or_default())
    }
}
