//! Two packs over the same answers: whose verdict changes, from what to what.

use std::{
    cmp::{Ordering, Reverse},
    collections::{BTreeMap, BTreeSet},
};

use biodivine_lib_bdd::{Bdd, BddVariable};
use jiff::civil::Date;
use serde::Serialize;

use super::{
    budget::Budget,
    days::{days, treatments},
    diagrams::Diagrams,
    logic::word,
    space::{Cut, Space, Witness},
};
use crate::{
    interview::{Answer, Answers, path::Path, verdict::Verdict},
    pack::{
        Level, Pack, Question, Until,
        meaning::{self, World},
    },
    text::Language,
};

/// The levels, the least first.
const LEVELS: [Level; 4] = [
    Level::NoConcern,
    Level::Clinician,
    Level::Wait,
    Level::NotSuitable,
];

/// What became of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The new pack is the less careful one.
    Laxer,
    /// The level is the same, and what must be over first is not.
    OtherWait,
    /// The new pack is the more careful one.
    Stricter,
}

impl Direction {
    /// In words.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Laxer => "Laxer",
            Self::OtherWait => "Another wait",
            Self::Stricter => "Stricter",
        }
    }
}

/// A verdict that is another in the new pack, for some answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change {
    /// Whether that is laxer or stricter.
    pub direction: Direction,
    /// The level before.
    pub from: Level,
    /// The level after.
    pub to: Level,
}

/// What a verdict tells a person, as far as two are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    level: Level,
    not_before: Option<Date>,
    events: BTreeSet<String>,
    warnings: BTreeSet<String>,
}

impl Told {
    /// That of a verdict.
    #[must_use]
    pub fn by(verdict: &Verdict<'_>) -> Self {
        let english = Language::english();
        Self {
            level: verdict.level,
            not_before: verdict.not_before,
            events: verdict
                .events()
                .iter()
                .map(|end| end.says(english))
                .collect(),
            warnings: verdict.warnings.iter().map(|it| it.id.clone()).collect(),
        }
    }
}

impl Change {
    /// What changed from one verdict to another, if anything did: the level, the warnings, the
    /// day, or the events that must come first.
    #[must_use]
    pub fn between(old: &Told, new: &Told) -> Option<Self> {
        let by_warnings = if old.warnings.is_subset(&new.warnings) {
            new.warnings.len().cmp(&old.warnings.len())
        } else {
            Ordering::Less
        };
        let order = new
            .level
            .cmp(&old.level)
            .then(by_warnings)
            .then(new.not_before.cmp(&old.not_before));
        let direction = match order {
            Ordering::Less => Direction::Laxer,
            Ordering::Greater => Direction::Stricter,
            Ordering::Equal if old.events != new.events => Direction::OtherWait,
            Ordering::Equal => return None,
        };
        Some(Self {
            direction,
            from: old.level,
            to: new.level,
        })
    }

    /// In words.
    #[must_use]
    pub fn says(&self) -> String {
        if self.from == self.to {
            format!("`{}` stays, told otherwise", word(self.from))
        } else {
            format!("`{}` becomes `{}`", word(self.from), word(self.to))
        }
    }
}

/// A change, and the smallest set of answers that shows it.
#[derive(Debug)]
pub struct Shown {
    /// The change.
    pub change: Change,
    /// Whether answers to the questions of the old pack alone show it: whatever is answered to
    /// the new questions, the verdict is another.
    pub by_old_answers: bool,
    /// What else than the level is another: a wait or a warning, in words.
    pub about: Option<String>,
    /// The share of all combinations of answers that it is true of.
    pub share: f64,
    /// The answers.
    pub witness: Witness,
}

/// Every way in which a level changes, over all answers that both packs take, the laxer first.
/// None where the packs are too large to compare so.
#[must_use]
pub fn over_all_answers(
    old: &Pack,
    new: &Pack,
    today: Date,
    budget: &Budget,
) -> Option<Vec<Shown>> {
    let mut shown: Vec<Shown> = Vec::new();
    for day in days(&[old, new], today, budget)? {
        for days in treatments(&[old, new], day) {
            let space = Space::new(&[old, new], days, budget)?;
            for found in on_one_day(old, new, &space)? {
                let same =
                    |other: &Shown| other.change == found.change && other.about == found.about;
                if !shown.iter().any(same) {
                    shown.push(found);
                }
            }
        }
    }
    shown.sort_by_key(|it| (it.change.direction, Reverse(it.change.from)));
    Some(shown)
}

/// None where the diagrams grow too large.
fn on_one_day(old: &Pack, new: &Pack, space: &Space<'_>) -> Option<Vec<Shown>> {
    let pair = Pair::new(old, new, space);
    let differences = pair.differences();
    let shown = differences.iter().filter_map(|it| pair.show(it)).collect();
    (!space.budget.is_spent()).then_some(shown)
}

/// The packs that are compared, over all answers that both take.
struct Pair<'p, 's> {
    before: Side<'p, 's>,
    after: Side<'p, 's>,
    /// The answers that both take.
    both: Bdd,
    /// What stands for the questions of the new pack alone.
    added: Vec<BddVariable>,
}

/// One way in which the packs may tell another thing, and the answers to which they do.
struct Difference {
    /// What else than the level is another.
    about: Option<String>,
    differs: Bdd,
    /// Those of them to which nothing else is told that could hide it.
    clearest: Bdd,
}

impl<'p, 's> Pair<'p, 's> {
    fn new(old: &'p Pack, new: &'p Pack, space: &'s Space<'p>) -> Self {
        let [before, after] = [old, new].map(|pack| Side::new(pack, space));
        let is_added = |cut: &&Cut<'_>| old.question(cut.id).is_none();
        Self {
            both: before.diagrams.and(&before.taken, &after.taken),
            added: space
                .cuts
                .iter()
                .filter(is_added)
                .flat_map(Cut::all_variables)
                .collect(),
            before,
            after,
        }
    }

    const fn world(&self) -> &Diagrams<'p, 's> {
        &self.before.diagrams
    }

    /// Each pair of levels, then each thing that is told at the same level.
    fn differences(&self) -> Vec<Difference> {
        let world = self.world();
        let mut differences = Vec::new();
        let mut same_level = world.constant(false);
        for (from, was) in LEVELS.iter().zip(&self.before.levels) {
            for (to, is) in LEVELS.iter().zip(&self.after.levels) {
                let here = world.and(&world.and(&self.both, was), is);
                if from == to {
                    same_level = world.or(&same_level, &here);
                } else {
                    differences.push(Difference {
                        about: None,
                        clearest: here.clone(),
                        differs: here,
                    });
                }
            }
        }
        let told = [self.before.told(), self.after.told()];
        for (about, differs) in told_otherwise(world, &told) {
            let others = told.iter().flatten().filter(|(name, _)| **name != about);
            let others = world.any(others.map(|(_, holds)| holds));
            let differs = world.and(&same_level, &differs);
            differences.push(Difference {
                clearest: world.and_not(&differs, &others),
                about: Some(about),
                differs,
            });
        }
        differences
    }

    /// The smallest answers that show a difference, if there are any.
    fn show(&self, difference: &Difference) -> Option<Shown> {
        let (world, space) = (self.world(), self.world().space);
        let differs = &difference.differs;
        // the same answers give another verdict whatever the new questions are answered
        let stays = world.exists(&world.and_not(&self.both, differs), &self.added);
        let forced = world.and_not(differs, &stays);
        let by_old_answers = !forced.is_false();
        let shows = if by_old_answers { &forced } else { differs };
        let smallest = space.smallest(shows)?;
        // a later wait may hide this one here; elsewhere it may stand alone
        let clear = || space.smallest(&world.and(shows, &difference.clearest));
        let witness = match self.change_by(&smallest) {
            None => clear().unwrap_or(smallest),
            Some(_) => smallest,
        };
        let change = self.change_by(&witness);
        let change = change.unwrap_or_else(|| self.unseen(&witness));
        Some(Shown {
            change,
            by_old_answers,
            about: difference.about.clone(),
            share: space.share(differs) / space.share(&self.both),
            witness,
        })
    }

    /// The change that a witness shows, by the verdicts themselves.
    fn change_by(&self, witness: &Witness) -> Option<Change> {
        let [was, is] = [&self.before, &self.after].map(|side| side.told_by(witness));
        Change::between(&was, &is)
    }

    /// A difference that the verdicts on these answers don't show: other answers may.
    fn unseen(&self, witness: &Witness) -> Change {
        let level = self.before.told_by(witness).level;
        Change {
            direction: Direction::OtherWait,
            from: level,
            to: level,
        }
    }
}

/// One of the packs that are compared.
struct Side<'p, 's> {
    diagrams: Diagrams<'p, 's>,
    /// For which answers it gives each level, the least first.
    levels: [Bdd; 4],
    /// Which answers it takes at all.
    taken: Bdd,
}

impl<'p, 's> Side<'p, 's> {
    fn new(pack: &'p Pack, space: &'s Space<'p>) -> Self {
        let diagrams = Diagrams::new(pack, space);
        let findings = diagrams.findings();
        let at_least = LEVELS.map(|level| {
            let found = findings.iter().filter(|found| found.level() >= level);
            diagrams.any(found.map(|found| &found.holds))
        });
        let [_, clinician, wait, not_suitable] = at_least;
        let levels = [
            clinician.not(),
            diagrams.and_not(&clinician, &wait),
            diagrams.and_not(&wait, &not_suitable),
            not_suitable,
        ];
        Self {
            taken: taken(&diagrams),
            diagrams,
            levels,
        }
    }

    /// What its verdict on these answers tells.
    fn told_by(&self, witness: &Witness) -> Told {
        let pack = self.diagrams.pack;
        let answers = answers_of(pack, witness);
        Told::by(&Verdict::of(&Path::new(pack, &answers, witness.days)))
    }

    /// What a person is told beside the level, in words, and for which answers: what must be over
    /// first, and the warnings.
    fn told(&self) -> BTreeMap<String, Bdd> {
        let pack = self.diagrams.pack;
        let mut told: BTreeMap<String, Bdd> = BTreeMap::new();
        for found in self.diagrams.findings() {
            for until in found.outcome.iter().flat_map(|outcome| &outcome.until) {
                let says = until_says(found.question, until);
                let holds = told
                    .entry(says)
                    .or_insert_with(|| self.diagrams.constant(false));
                *holds = self.diagrams.or(holds, &found.holds);
            }
        }
        for warning in &pack.warnings {
            let holds = meaning::holds_of_pack(&self.diagrams, pack, &warning.when);
            told.insert(format!("the warning `{}`", warning.id), holds);
        }
        told
    }
}

fn until_says(question: &Question, until: &Until) -> String {
    let english = Language::english();
    match until {
        Until::AnswerPlus(wait) => format!("{} after `{}`", wait.length.says(english), question.id),
        Until::Event(event, None) => event.says.clone(),
        Until::Event(event, Some(wait)) => {
            format!("{} after {}", wait.length.says(english), event.says)
        }
    }
}

/// What only one of the packs tells, and for which answers.
fn told_otherwise(
    world: &Diagrams<'_, '_>,
    [was, is]: &[BTreeMap<String, Bdd>; 2],
) -> Vec<(String, Bdd)> {
    let nowhere = world.constant(false);
    let names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let differing = names.into_iter().map(|name| {
        let [was, is] = [was, is].map(|told| told.get(name).unwrap_or(&nowhere));
        (name.clone(), world.xor(was, is))
    });
    differing
        .filter(|(_, differs)| !differs.is_false())
        .collect()
}

/// The answers that a pack takes: an option or a number that it does not know is refused.
fn taken(diagrams: &Diagrams<'_, '_>) -> Bdd {
    let space = diagrams.space;
    let mut taken = diagrams.constant(true);
    for question in &diagrams.pack.questions {
        let Some(cut) = space.cut(&question.id) else {
            continue;
        };
        for (place, answer) in cut.answers.iter().enumerate() {
            if Answer::from_json(question, answer, space.days.today).is_err() {
                taken = taken.and_not(&space.answer(cut, place));
            }
        }
        for (place, id) in cut.options.iter().enumerate() {
            if !question.option_ids().any(|known| known == *id) {
                taken = taken.and_not(&space.option(cut, place));
            }
        }
    }
    taken
}

/// The answers of a witness to the questions that a pack has.
fn answers_of(pack: &Pack, witness: &Witness) -> Answers {
    let mut answers = Answers::default();
    for (id, value) in &witness.answers {
        if let Some(question) = pack.question(id)
            && let Ok(Some(answer)) = Answer::from_json(question, value, witness.days.today)
        {
            answers.set(question, answer);
        }
    }
    answers
}
