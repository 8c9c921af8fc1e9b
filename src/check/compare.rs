//! Two packs over the same answers: what their verdicts state otherwise, each with a witness.
//!
//! A finding has no id, so what two packs find is held against each other question by question: of
//! each kind of finding, that is its level and what must be over first, how many are found at the
//! question. Where one of these numbers differs, so do the verdicts. The diagrams say for which
//! answers; what is said of it is read from the two verdicts on the fewest of these answers. Then
//! all answers to which the same kinds are lost and gained are set aside, and the rest is looked
//! at in the same way.
//!
//! Only answers that both packs take are compared, and none takes an id that it does not know: so a
//! question that only one of them asks has no answer here.

mod side;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use side::Counts;
pub(super) use side::Side;

use biodivine_lib_bdd::Bdd;
use jiff::civil::Date;
use serde_json::Value;

use super::{
    budget::{Budget, TooLarge},
    conditions::tests_of,
    days::{days, treatments},
    diagrams::Diagrams,
    space::{Space, Witness},
    stated::{Change, Direction, Place, calendar},
};
use crate::{
    interview::{Answer, passes},
    pack::{
        Level, Outcome, Pack, Until,
        meaning::{self, World},
    },
};

/// The most changes that are shown of one question on one day.
const MOST_SHOWN: usize = 20;
/// How many days before a date are tried, where it depends on the month which of two waits is over
/// first. Within a year that goes either way, if it ever does.
const DAYS_TRIED: usize = 366;

/// A change, and the fewest answers that show it.
#[derive(Debug)]
pub struct Shown {
    /// The change.
    pub change: Change,
    /// What it is about, in words.
    pub about: String,
    /// The answers: both packs take them as they stand.
    pub witness: Witness,
    /// Where what it is about stands in the order asked: changes of one topic stand together.
    topic: Option<usize>,
}

impl Shown {
    /// The change in words: "Sunburn: 14 days → 4 weeks, stricter".
    #[must_use]
    pub fn says(&self) -> String {
        format!("{}: {}", self.about, self.change.says())
    }

    /// Whether this and another are changes of the same topic.
    #[must_use]
    pub fn is_with(&self, other: &Self) -> bool {
        self.topic == other.topic
    }
}

/// What was found over all answers that two packs take.
#[derive(Debug, Default)]
pub struct Found {
    /// The changes: first the level, then topic by topic, the topics with something laxer first.
    pub shown: Vec<Shown>,
    /// The ids of the questions at which more changes than are shown.
    pub more_at: BTreeSet<String>,
    /// The questions of which each pack takes answers of another kind: the id, and both kinds.
    pub other_kinds: Vec<(String, [&'static str; 2])>,
}

/// Everything that the verdicts of two packs state otherwise, over all answers that both take.
/// None where the packs are too large to compare so.
#[must_use]
pub fn over_all_answers(old: &Pack, new: &Pack, today: Date, budget: &Budget) -> Option<Found> {
    let (mut shown, mut more_at) = (Vec::new(), BTreeSet::new());
    each_day(old, new, today, budget, |pair| {
        for it in pair.changes(&mut more_at) {
            add(&mut shown, it);
        }
    })?;
    let both = new.questions.iter();
    let both = both.filter_map(|is| Some((old.question(&is.id)?, is)));
    let kinds = both.map(|(was, is)| (is.id.clone(), [was.kind.name(), is.kind.name()]));
    Some(Found {
        shown: sorted(shown),
        more_at,
        other_kinds: kinds.filter(|(_, [was, is])| was != is).collect(),
    })
}

/// Adds a change; of the same one on several days the fewest answers stay.
pub(super) fn add(shown: &mut Vec<Shown>, found: Shown) {
    match shown.iter_mut().find(|it| it.change == found.change) {
        Some(known) if found.witness.answers.len() < known.witness.answers.len() => *known = found,
        Some(_) => {}
        None => shown.push(found),
    }
}

pub(super) fn sorted(mut shown: Vec<Shown>) -> Vec<Shown> {
    let mut laxest: BTreeMap<Option<usize>, Direction> = BTreeMap::new();
    for it in &shown {
        let direction = laxest.entry(it.topic).or_insert(it.change.direction);
        *direction = it.change.direction.min(*direction);
    }
    let direction = |it: &Shown| laxest.get(&it.topic).copied();
    shown.sort_by_key(|it| (it.topic, it.change.direction));
    shown.sort_by_key(|it| (Reverse(it.topic.is_none()), direction(it)));
    shown
}

/// Looks at two packs on each of the days that stand for all. None where they are too large.
pub(super) fn each_day(
    old: &Pack,
    new: &Pack,
    today: Date,
    budget: &Budget,
    mut look: impl FnMut(&Pair<'_, '_>),
) -> Option<()> {
    for day in days(&[old, new], today, budget)? {
        for days in treatments(&[old, new], day) {
            let space = Space::new(&[old, new], days, budget)?;
            look(&Pair::new(old, new, &space));
            if budget.is_spent() {
                return None;
            }
        }
    }
    Some(())
}

/// Two packs, over all answers that both take.
pub(super) struct Pair<'p, 's> {
    pub before: Side<'p, 's>,
    pub after: Side<'p, 's>,
    /// The answers that both take.
    pub both: Bdd,
}

/// What tells a finding from others: its level, and what must be over first. 2 weeks are 14 days.
pub(super) type FindingKind<'p> = (Level, BTreeSet<(Option<&'p str>, Option<(bool, u32)>)>);

pub(super) fn finding_kind(outcome: Option<&Outcome>) -> FindingKind<'_> {
    let until = outcome.iter().flat_map(|outcome| &outcome.until);
    let until = until.map(|until| match until {
        Until::AnswerPlus(wait) => (None, Some(calendar(wait.length))),
        Until::Event(event, then) => {
            let then = then.as_ref().map(|wait| calendar(wait.length));
            (Some(event.id.as_str()), then)
        }
    });
    (meaning::level_of(outcome), until.collect())
}

impl<'p, 's> Pair<'p, 's> {
    fn new(old: &'p Pack, new: &'p Pack, space: &'s Space<'p>) -> Self {
        let [before, after] = [old, new].map(|pack| Side::new(pack, space));
        Self {
            both: before.diagrams.and(&before.taken, &after.taken),
            before,
            after,
        }
    }

    pub const fn world(&self) -> &Diagrams<'p, 's> {
        &self.before.diagrams
    }

    fn packs(&self) -> [&'p Pack; 2] {
        [self.before.diagrams.pack, self.after.diagrams.pack]
    }

    /// Everything that the verdicts state otherwise, but for what is too much at one question: the
    /// ids of such questions are added to `more_at`.
    pub fn changes(&self, more_at: &mut BTreeSet<String>) -> Vec<Shown> {
        let [old, new] = self.packs();
        let gone = old.questions.iter();
        let gone = gone.filter(|question| new.question(&question.id).is_none());
        let mut shown = self.levels();
        for question in new.questions.iter().chain(gone) {
            let (changes, more) = self.changes_at(&question.id);
            shown.extend(changes);
            if more {
                more_at.insert(question.id.clone());
            }
        }
        shown.extend(self.warning_signs());
        shown
    }

    fn levels(&self) -> Vec<Shown> {
        let world = self.world();
        let mut shown = Vec::new();
        for (from, was) in self.before.levels.iter().enumerate() {
            let was = world.and(&self.both, was);
            for (to, is) in self.after.levels.iter().enumerate() {
                if from != to {
                    shown.extend(self.shown(&world.and(&was, is), &Place::Level));
                }
            }
        }
        shown
    }

    fn warning_signs(&self) -> Vec<Shown> {
        let world = self.world();
        let packs = self.packs();
        let signs = packs.iter().flat_map(|pack| &pack.warnings);
        let ids: BTreeSet<&str> = signs.map(|sign| sign.id.as_str()).collect();
        let mut shown = Vec::new();
        for id in ids {
            let [was, is] = [&self.before, &self.after].map(|side| side.warning_sign(id));
            let place = Place::WarningSign(id.to_owned());
            for (here, not_here) in [(&was, &is), (&is, &was)] {
                let differs = world.and(&self.both, &world.and_not(here, not_here));
                shown.extend(self.shown(&differs, &place));
            }
        }
        shown
    }

    /// The fewest of these answers, and what the verdicts on them state otherwise at a place.
    fn shown(&self, differs: &Bdd, place: &Place) -> Option<Shown> {
        let witness = self.world().space.smallest(differs)?;
        let change = self.change(&witness, place)?;
        Some(self.told(change, witness))
    }

    /// What the verdicts on these answers state otherwise at a place.
    fn change(&self, witness: &Witness, place: &Place) -> Option<Change> {
        let steps = self.packs().map(|pack| pack.questions.len());
        let budget = self.world().space.budget;
        if !budget.spend(steps.iter().sum(), || TooLarge::Conditions) {
            return None;
        }
        let [was, is] = [&self.before, &self.after].map(|side| side.answers(witness));
        let mut changes = Change::between(
            &self.before.stated(&was, witness),
            &self.after.stated(&is, witness),
        )
        .into_iter();
        changes.find(|it| it.place == *place)
    }

    fn told(&self, change: Change, witness: Witness) -> Shown {
        let [old, new] = self.packs();
        let topic = match &change.place {
            Place::Level => None,
            Place::WarningSign(_) => Some(usize::MAX),
            Place::Question(id) => {
                let number = |pack: &Pack| {
                    let question = pack.question(id)?;
                    Some(pack.question(&question.topic)?.number)
                };
                number(new).or_else(|| number(old))
            }
        };
        Shown {
            about: change.place.says([old, new]),
            change,
            witness,
            topic,
        }
    }

    /// What is found otherwise at the question of this id, and whether there is more.
    fn changes_at(&self, id: &str) -> (Vec<Shown>, bool) {
        let place = Place::Question(id.to_owned());
        let differs = self.differs_at(id, &finding_kind);
        self.each_way(id, differs, &finding_kind, |witness| {
            let mut seen = None;
            for witness in self.days_alike(id, witness) {
                if let Some(change) = self.change(&witness, &place) {
                    let laxer = change.direction == Direction::Laxer;
                    if laxer || seen.is_none() {
                        seen = Some(self.told(change, witness));
                    }
                    if laxer {
                        break;
                    }
                }
            }
            seen
        })
    }

    /// The answers to which what is found at a question is of other kinds.
    pub fn differs_at<K: Ord>(&self, id: &str, kind: &impl Fn(Option<&'p Outcome>) -> K) -> Bdd {
        let world = self.world();
        let [was, is] = [&self.before, &self.after].map(|side| side.counts(id, kind));
        let nowhere = world.constant(false);
        let kinds: BTreeSet<&K> = was.keys().chain(is.keys()).collect();
        let mut differs = Vec::new();
        for kind in kinds {
            let [was, is] = [&was, &is].map(|it| it.get(kind).map_or(&[][..], |it| it));
            for count in 0..was.len().max(is.len()) {
                let [was, is] = [was, is].map(|it| it.get(count).unwrap_or(&nowhere));
                // a diagram has one form
                if was != is {
                    differs.push(world.and(&self.both, &world.xor(was, is)));
                }
            }
        }
        world.any(&differs)
    }

    /// Each way in which kinds are lost and gained at a question for some of these answers, as it
    /// is shown on the fewest of them, and whether there are more ways than are looked at. Where
    /// these show nothing, other days are tried.
    pub fn each_way<K: Ord, T>(
        &self,
        id: &str,
        mut rest: Bdd,
        kind: &impl Fn(Option<&'p Outcome>) -> K,
        show: impl Fn(Witness) -> Option<T>,
    ) -> (Vec<T>, bool) {
        let mut shown = Vec::new();
        if rest.is_false() {
            return (shown, false);
        }
        let (world, space) = (self.world(), self.world().space);
        let counts = [&self.before, &self.after].map(|side| side.counts(id, kind));
        while let Some(witness) = space.smallest(&rest) {
            let found = [&self.before, &self.after].map(|side| side.found(id, &witness, kind));
            let alike = match (show(witness.clone()), space.cut(id)) {
                (None, Some(cut)) => {
                    // a wait from this date ends on the same day in both
                    let answer = witness.answers.get(id);
                    let place = answer.and_then(|it| cut.answers.iter().position(|at| at == it));
                    place.map_or_else(|| space.blank(cut), |place| space.answer(cut, place))
                }
                (one, _) => {
                    shown.extend(one);
                    self.alike(&counts, &found)
                }
            };
            rest = world.and_not(&rest, &alike);
            if shown.len() == MOST_SHOWN {
                break;
            }
        }
        (shown, !rest.is_false())
    }

    /// The answers to which of each kind as many are lost or gained as here.
    fn alike<K: Ord>(&self, counts: &[Counts<K>; 2], found: &[Vec<K>; 2]) -> Bdd {
        let world = self.world();
        let mut alike = world.constant(true);
        let kinds: BTreeSet<&K> = counts.iter().flat_map(BTreeMap::keys).collect();
        for kind in kinds {
            let [was, is] = [0, 1].map(|side: usize| {
                let of_kind = counts.get(side).and_then(|it| it.get(kind));
                of_kind.map_or(&[][..], |it| it)
            });
            if was == is {
                continue;
            }
            let [lost, gained] = [0, 1].map(|side: usize| {
                let here = found.get(side).into_iter().flatten();
                here.filter(|it| *it == kind).count()
            });
            let (more, fewer) = (gained.saturating_sub(lost), lost.saturating_sub(gained));
            let splits: Vec<Bdd> = (fewer..=was.len())
                .map(|count| {
                    let exactly = self.exactly(was, count);
                    world.and(&exactly, &self.exactly(is, count + more - fewer))
                })
                .collect();
            alike = world.and(&alike, &world.any(&splits));
        }
        alike
    }

    /// The answers to which just so many are found.
    fn exactly(&self, at_least: &[Bdd], count: usize) -> Bdd {
        let world = self.world();
        let more = at_least.get(count);
        let not_more = more.map_or_else(|| world.constant(true), |more| world.not(more));
        match count.checked_sub(1).map(|place| at_least.get(place)) {
            None => not_more,
            Some(Some(enough)) => world.and(enough, &not_more),
            Some(None) => world.constant(false),
        }
    }

    /// The answers of a witness, and where waits from its date are of months and of days, the same
    /// with earlier days, as long as both packs tell them apart by nothing but these waits.
    fn days_alike(&self, id: &str, witness: Witness) -> Vec<Witness> {
        let questions = self.packs().map(|pack| pack.question(id));
        let outcomes = questions.iter().flatten().flat_map(|it| &it.outcomes);
        let units = outcomes
            .flat_map(|outcome| &outcome.until)
            .filter_map(|until| match until {
                Until::AnswerPlus(wait) => Some(calendar(wait.length).0),
                Until::Event(..) => None,
            });
        let day = witness.answers.get(id).and_then(Value::as_str);
        let day = day.and_then(|day| day.parse::<Date>().ok());
        let (Some(day), 2) = (day, units.collect::<BTreeSet<bool>>().len()) else {
            return vec![witness];
        };
        let tests = self.packs().map(tests_of);
        let passed = |answer: &Value| -> Option<Vec<bool>> {
            let mut passed = Vec::new();
            for (question, tests) in questions.iter().flatten().zip(&tests) {
                let answer = Answer::from_json(question, answer, witness.days.today).ok()??;
                let tests = tests.get(question.number)?.iter();
                passed.extend(tests.map(|test| passes(Some(&answer), test, witness.days)));
            }
            Some(passed)
        };
        let here = witness.answers.get(id).and_then(passed);
        let days = std::iter::successors(Some(day), |day| day.yesterday().ok());
        let alike = days.take(DAYS_TRIED).map_while(|day| {
            let day = Value::from(day.to_string());
            (passed(&day) == here).then(|| {
                let mut other = witness.clone();
                other.answers.insert(id.to_owned(), day);
                other
            })
        });
        alike.collect()
    }
}
