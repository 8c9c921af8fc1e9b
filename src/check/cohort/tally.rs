//! What a pack tells the people of a cohort, counted.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::Cohort;
use crate::{
    check::{
        logic::word,
        problem::{Problem, Problems},
    },
    clinic::{Band, Booked},
    interview::{Interview, Treatment, verdict::Verdict},
    pack::{Level, Pack},
};

/// The levels, the least first.
const LEVELS: [Level; 4] = [
    Level::NoConcern,
    Level::Clinician,
    Level::Wait,
    Level::NotSuitable,
];

/// What a pack tells the people of a cohort: each is judged for a treatment today, and with none
/// booked.
#[derive(Debug, Serialize)]
pub struct Tally<'p> {
    /// How many people were drawn.
    pub people: u32,
    /// How many shares they were drawn from.
    pub shares: usize,
    /// How many of these are guesses.
    pub guesses: usize,
    /// How many words a minute they read.
    pub words_a_minute: u32,
    /// For a treatment today.
    pub today: Side,
    /// With none booked.
    pub not_booked: Side,
    /// The topics at which something is found, those first that decide alone for most today.
    pub topics: Vec<Topic<'p>>,
}

/// What people are told for one day.
#[derive(Debug, Default, Serialize)]
pub struct Side {
    /// How many come to each level, by its name; mentions count as no concern.
    pub levels: BTreeMap<Level, u32>,
    /// How many come to no concern and are told a mention.
    pub mentions: u32,
    /// How many words of the summary half of them read at most.
    pub half_read: usize,
    /// How many nine in ten read at most.
    pub most_read: usize,
    /// The words that each reads.
    #[serde(skip)]
    words: Vec<usize>,
}

/// What one topic does.
#[derive(Debug, Serialize)]
pub struct Topic<'p> {
    /// The id of its top question.
    pub topic: &'p str,
    /// For a treatment today.
    pub today: Weight,
    /// With none booked.
    pub not_booked: Weight,
}

/// How many people a topic concerns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Weight {
    /// For how many it decides alone: without what is found there the level would be lower.
    pub alone: u32,
    /// At how many something is found, mentions too.
    pub touches: u32,
}

impl<'p> Tally<'p> {
    /// Draws so many people and judges each; `words` says how many words somebody reads in a
    /// summary.
    #[must_use]
    pub fn of(
        cohort: &Cohort,
        pack: &'p Pack,
        people: u32,
        today: Date,
        words: impl Fn(&Interview<'_>) -> usize,
    ) -> Self {
        let mut weights: BTreeMap<&'p str, [Weight; 2]> = BTreeMap::new();
        let mut sides = [Side::default(), Side::default()];
        for nth in 0..people {
            let answers = cohort.person(pack, today, nth);
            let interview = Interview::new(pack, today).with_answers(answers);
            let days = [Treatment::Today, Treatment::NotBooked];
            for ((at, side), treatment) in sides.iter_mut().enumerate().zip(days) {
                let interview = interview.clone().for_treatment(treatment);
                let verdict = interview.verdict();
                side.add(&verdict, words(&interview));
                for (topic, alone) in topics(&verdict) {
                    if let Some(weight) = weights.entry(topic).or_default().get_mut(at) {
                        weight.touches += 1;
                        weight.alone += u32::from(alone);
                    }
                }
            }
        }
        let weights = weights.into_iter();
        let mut topics: Vec<_> = weights
            .map(|(topic, [today, not_booked])| Topic {
                topic,
                today,
                not_booked,
            })
            .collect();
        topics.sort_by_key(|it| std::cmp::Reverse((it.today.alone, it.today.touches)));
        let [today, not_booked] = sides.map(Side::read);
        Self {
            people,
            shares: cohort.shares,
            guesses: cohort.guesses,
            words_a_minute: cohort.words_a_minute,
            today,
            not_booked,
            topics,
        }
    }

    /// Which of these bands the people are outside of; `text` is what the file of the bands says.
    #[must_use]
    pub fn outside<'b>(
        &self,
        bands: impl IntoIterator<Item = &'b Band>,
        text: &str,
    ) -> Vec<Problem> {
        let mut problems = Problems::new(text);
        for band in bands {
            let (side, when) = match band.booked {
                Booked::Today => (&self.today, "today"),
                Booked::None => (&self.not_booked, "with none booked"),
            };
            let share = f64::from(side.at(band.level)) / f64::from(self.people.max(1));
            if let Some(wanted) = band.misses(share) {
                let level = word(band.level);
                let share = share * 100.0;
                let says = format!("{share:.1} in 100 come to `{level}` {when}; {wanted}.");
                problems.warning("cohort-band", &band.place, "bands", says);
            }
        }
        problems.into_sorted()
    }
}

impl Side {
    /// How many come to a level.
    #[must_use]
    pub fn at(&self, level: Level) -> u32 {
        self.levels.get(&level).copied().unwrap_or_default()
    }

    fn add(&mut self, verdict: &Verdict<'_>, words: usize) {
        *self.levels.entry(verdict.level).or_default() += 1;
        if verdict.level == Level::NoConcern && verdict.mentions().next().is_some() {
            self.mentions += 1;
        }
        self.words.push(words);
    }

    /// The same with how much was read, and each level named.
    fn read(mut self) -> Self {
        self.words.sort_unstable();
        let at = |tenths: usize| {
            let last = self.words.len().saturating_sub(1);
            self.words.get(last * tenths / 10).copied()
        };
        let (half, most) = (at(5), at(9));
        self.half_read = half.unwrap_or_default();
        self.most_read = most.unwrap_or_default();
        for level in LEVELS {
            self.levels.entry(level).or_default();
        }
        self
    }
}

/// The topics at which something is found, and of each whether it decides alone.
fn topics<'p>(verdict: &Verdict<'p>) -> BTreeMap<&'p str, bool> {
    let topic = |level: Option<Level>| {
        let findings = verdict.findings.iter();
        let findings = findings.filter(move |it| level.is_none_or(|level| it.level == level));
        findings.map(|it| it.question.topic.as_str())
    };
    let deciding: BTreeSet<&str> = match verdict.level {
        Level::NoConcern => BTreeSet::new(),
        level => topic(Some(level)).collect(),
    };
    let alone = |topic: &str| deciding.len() == 1 && deciding.contains(topic);
    topic(None).map(|topic| (topic, alone(topic))).collect()
}
