//! What changed between two versions of a pack, and the smallest step of its version that says so.
//!
//! Words: patch. A question, an option or an item more, a wider range: minor. An id that is gone, the
//! same answers with another verdict, a warning sign, an urgent line or a promise that is weaker or
//! gone, another number, swapped labels, a narrower range: major.

use std::collections::BTreeSet;

use jiff::civil::Date;
use semver::Version;

use super::{
    budget::Budget,
    compare::{self, FindingKind, Pair, Side, finding_kind},
    problem::Problems,
    proofs::kept_in_words,
    stated::{Place, calendar, length_order},
    step::{Changed, Step},
    texts::{self, reads_otherwise, step_of_words},
};
use crate::{
    clean,
    pack::{
        About, Kept, Kind, Length, Level, Outcome, Pack, Promise, Question, Test,
        meaning::{self, World},
        read::notes::Notes,
    },
    text::Language,
};

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
    let mut changed = changes(old, new, today, budget);
    if changed.is_empty() && old.sha256() != new.sha256() {
        let says = "Words or places changed, and no medical statement.";
        changed.push(Changed::of(Step::Patch, says.to_owned()));
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

/// What changed from one pack to another: nothing, where the words may stand in other places but
/// nobody is asked, told or found anything else.
pub(super) fn changes(old: &Pack, new: &Pack, today: Date, budget: &Budget) -> Vec<Changed> {
    let mut changed = ids(old, new);
    changed.extend(
        over_all_answers(old, new, today, budget).unwrap_or_else(|| {
            let says = "The packs are too large to compare over all answers.";
            vec![Changed::of(Step::Major, says.to_owned())]
        }),
    );
    changed.extend(not_knowing(old, new));
    changed.extend(when_asked(old, new));
    changed.extend(accepted(old, new, today));
    changed.extend(weeks_taken(old, new));
    changed.extend(texts::changed(old, new));
    changed
}

/// What changed over all answers that both packs take: verdicts, promises, and what is found in
/// other words. None where the packs are too large.
fn over_all_answers(old: &Pack, new: &Pack, today: Date, budget: &Budget) -> Option<Vec<Changed>> {
    let (mut verdicts, mut others) = (Vec::new(), Vec::new());
    let mut more_at = BTreeSet::new();
    compare::each_day(old, new, today, budget, |pair| {
        for it in pair.changes(&mut more_at) {
            compare::add(&mut verdicts, it);
        }
        let promises = old.promises.iter();
        let promises = promises.flat_map(|promise| weaker(pair, promise));
        let questions = new.questions.iter();
        let found = promises.chain(questions.flat_map(|it| {
            let (words, more) = other_words(pair, &it.id);
            if more {
                more_at.insert(it.id.clone());
            }
            words.into_iter().chain(asked_of_others(pair, it))
        }));
        for it in found {
            // on one day is enough
            if !others.iter().any(|known: &Changed| known.says == it.says) {
                others.push(it);
            }
        }
    })?;
    let verdicts = compare::sorted(verdicts).into_iter();
    let verdicts = verdicts.filter(|it| match &it.change.place {
        // a level is that of a finding, and a question more or less is told by its id
        Place::Level => false,
        Place::Question(id) => old.question(id).is_some() && new.question(id).is_some(),
        Place::WarningSign(id) => {
            let known = |pack: &Pack| pack.warnings.iter().any(|it| it.id == *id);
            known(old) && known(new)
        }
    });
    let verdicts = verdicts.map(|shown| {
        let says = format!("The same answers get another verdict. {}.", shown.says());
        Changed {
            verdict: Some(shown.change),
            ..Changed::of(Step::Major, says).shown_by(shown.witness)
        }
    });
    // what nobody looked at may need any step
    let more = more_at.into_iter().map(|id| {
        let says = format!("More of what is found at `{id}` changed than is told here.");
        Changed::of(Step::Major, says)
    });
    Some(verdicts.chain(others).chain(more).collect())
}

/// What a promise of the old pack says that those of the new one no longer do, whatever they are
/// called.
fn weaker(pair: &Pair<'_, '_>, promise: &Promise) -> Vec<Changed> {
    let packs = [&pair.before, &pair.after].map(|side| side.diagrams.pack);
    let [_, new] = packs;
    let given = |side: &Side<'_, '_>, promise: &Promise| {
        meaning::holds_of_pack(&side.diagrams, side.diagrams.pack, &promise.when)
    };
    let was = pair.world().and(&pair.both, &given(&pair.before, promise));
    let known = new.promises.iter().any(|it| it.id == promise.id);
    let what = if known { "weaker" } else { "gone" };
    let lost = promise.kept.iter().filter_map(|kept| {
        let as_much = new
            .promises
            .iter()
            .filter(|it| it.kept.iter().any(|it| implies(packs, it, kept)));
        let is: Vec<_> = as_much.map(|it| given(&pair.after, it)).collect();
        let broken = pair.world().and_not(&was, &pair.world().any(&is));
        let witness = pair.world().space.smallest(&broken)?;
        let [old, _] = packs;
        let says = format!(
            "The promise `{}` is {what}: for these answers it is no longer promised that {}.",
            promise.id,
            kept_in_words(old, kept)
        );
        Some(Changed::of(Step::Major, says).shown_by(witness))
    });
    lost.collect()
}

/// Whether what the new pack promises holds no less than what the old one did.
fn implies([old, new]: [&Pack; 2], is: &Kept, was: &Kept) -> bool {
    let same = |is: usize, was: usize| {
        let id = |pack: &Pack, number: usize| Some(pack.questions.get(number)?.id.clone());
        id(new, is) == id(old, was)
    };
    let as_long = |is: Length, was: Length| {
        length_order(is, was).is_some_and(|it| it >= std::cmp::Ordering::Equal)
    };
    match (is, was) {
        (_, Kept::AtLeast(Level::NoConcern)) => true,
        (Kept::AtLeast(is), Kept::AtLeast(was)) => is >= was,
        (Kept::Finds(here, is), Kept::Finds(there, was)) => same(*here, *there) && is >= was,
        (
            Kept::Waits {
                question: here,
                within: Test::Within(_, is),
            },
            Kept::Waits {
                question: there,
                within: Test::Within(_, was),
            },
        ) => same(*here, *there) && as_long(is.length, was.length),
        (Kept::First(here, is), Kept::First(there, was)) => {
            let long = match (is, was) {
                (_, None) => true,
                (Some(is), Some(was)) => as_long(*is, *was),
                (None, Some(_)) => false,
            };
            here.id == there.id && long
        }
        (Kept::Warns(is), Kept::Warns(was)) => {
            let id = |pack: &Pack, place: usize| Some(pack.warnings.get(place)?.id.clone());
            id(new, *is) == id(old, *was)
        }
        (Kept::NoOverride(is), Kept::NoOverride(was)) => same(*is, *was),
        (Kept::NotKnowing(is), Kept::NotKnowing(was)) => {
            is.iter().all(|is| was.iter().any(|was| same(*is, *was)))
        }
        _ => false,
    }
}

/// Where not knowing is no concern now, and was.
fn not_knowing(old: &Pack, new: &Pack) -> Vec<Changed> {
    let more = new.not_knowing().filter(|it| {
        let was = old.question(&it.id);
        was.is_some_and(|was| was.not_knowing.is_none())
    });
    more.map(|it| {
        let says = format!("Not knowing is no concern any more at `{}`.", it.id);
        Changed::of(Step::Major, says)
    })
    .collect()
}

/// Whether somebody else is asked for words of their own. Of any other question that shows in what is
/// found without an answer.
fn asked_of_others(pair: &Pair<'_, '_>, question: &Question) -> Option<Changed> {
    if !matches!(question.kind, Kind::Text) {
        return None;
    }
    let was = pair.before.diagrams.pack.question(&question.id)?;
    let world = pair.world();
    let [was, is] = [
        pair.before.diagrams.asked(was.number),
        pair.after.diagrams.asked(question.number),
    ];
    let differs = world.and(&pair.both, &world.xor(&was, &is));
    let witness = world.space.smallest(&differs)?;
    let says = format!("`{}` is asked of others than before.", question.id);
    Some(Changed::of(Step::Minor, says).shown_by(witness))
}

/// What is asked at another time, whatever that means for verdicts.
fn when_asked(old: &Pack, new: &Pack) -> Vec<Changed> {
    let mut changed = Vec::new();
    for question in &new.questions {
        let Some(was) = old.question(&question.id) else {
            continue;
        };
        for (what, was, is) in [
            ("on the day alone", was.of_the_day, question.of_the_day),
            ("each time", was.each_time, question.each_time),
            ("whatever was found", was.always, question.always),
            (
                "of the clinic where it answers it",
                was.clinic_may_answer,
                question.clinic_may_answer,
            ),
            ("with whom to call under it", was.help, question.help),
        ] {
            if was != is {
                let now = if is { "now" } else { "no longer" };
                let says = format!("`{}` is {now} asked {what}.", question.id);
                changed.push(Changed::of(Step::Minor, says));
            }
        }
    }
    changed
}

/// What is said with a finding: its words, each by its name, who says so, and whether anybody may
/// override it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Words<'p> {
    texts: [(&'static str, &'p str); 4],
    sources: Vec<&'p str>,
    no_override: bool,
}

fn words_of(outcome: Option<&Outcome>) -> Option<(FindingKind<'_>, Words<'_>)> {
    outcome.map(|it| {
        let words = Words {
            texts: [
                ("reason", &it.reason),
                ("advice", &it.advice),
                ("next step", it.next.as_deref().unwrap_or_default()),
                ("headline", it.short.as_deref().unwrap_or_default()),
            ],
            sources: it.sources.iter().map(|source| source.id.as_str()).collect(),
            no_override: it.no_override,
        };
        (finding_kind(outcome), words)
    })
}

/// What is found at a question in other words, where the same is found, and whether there is more.
fn other_words(pair: &Pair<'_, '_>, id: &str) -> (Vec<Changed>, bool) {
    let words = pair.differs_at(id, &words_of);
    if words.is_false() {
        return (Vec::new(), false);
    }
    let same = pair
        .world()
        .and_not(&words, &pair.differs_at(id, &finding_kind));
    let (changed, more) = pair.each_way(id, same, &words_of, |witness| {
        let [mut was, is] =
            [&pair.before, &pair.after].map(|side| side.found(id, &witness, &words_of));
        let mut is: Vec<_> = is
            .into_iter()
            .filter(|it| {
                let known = was.iter().position(|other| other == it);
                known.map(|place| was.remove(place)).is_none()
            })
            .flatten()
            .collect();
        let mut changed = Vec::new();
        for (kind, was) in was.into_iter().flatten() {
            let Some(same) = is.iter().position(|(its, _)| *its == kind) else {
                let says = format!(
                    "What is found at `{id}` is told in the program's own words, and no longer: “{}”",
                    was.texts.map(|(_, text)| text).join(" ").trim_end()
                );
                changed.push(Changed::of(Step::Patch, says).shown_by(witness.clone()));
                continue;
            };
            let (_, now) = is.remove(same);
            let mut says = Vec::new();
            let mut step = Step::Patch;
            for ((what, was), (_, now)) in was.texts.into_iter().zip(now.texts) {
                if was != now {
                    step = step.max(step_of_words(was, now));
                    says.push(reads_otherwise(&format!("the {what} at `{id}`"), was, now));
                }
            }
            if was.sources != now.sources {
                says.push(texts::other_sources(
                    &format!("the finding at `{id}`"),
                    &was.sources,
                    &now.sources,
                ));
            }
            if was.no_override != now.no_override {
                let (least, may) = if now.no_override {
                    (Step::Minor, "may no longer be overridden")
                } else {
                    (Step::Major, "may be overridden now")
                };
                step = step.max(least);
                says.push(format!("What is found at `{id}` {may}."));
            }
            changed.push(Changed::of(step, says.join(" ")).shown_by(witness.clone()));
        }
        for (_, now) in is {
            let says = format!(
                "What is found at `{id}` is told in the pack's words, and no longer in the program's own: “{}”",
                now.texts.map(|(_, text)| text).join(" ").trim_end()
            );
            changed.push(Changed::of(Step::Patch, says).shown_by(witness.clone()));
        }
        Some(changed)
    });
    (changed.into_iter().flatten().collect(), more)
}

/// Numbers and dates that are no longer accepted, or that are now.
fn accepted(old: &Pack, new: &Pack, today: Date) -> Vec<Changed> {
    let questions = new.questions.iter();
    let both = questions.filter_map(|question| Some((old.question(&question.id)?, question)));
    let same_kind = both.filter(|(was, is)| was.kind.name() == is.kind.name());
    same_kind
        .filter_map(|(was, is)| {
            let field = match is.kind {
                Kind::Number(_) => "range",
                _ => "reach",
            };
            let (was, now) = (ends(&was.kind, today)?, ends(&is.kind, today)?);
            let narrower = now.0 > was.0 || now.1 < was.1;
            let wider = now.0 < was.0 || now.1 > was.1;
            let id = &is.id;
            if narrower {
                let says = format!(
                    "The `{field}` of `{id}` is narrower: what was taken for an answer is refused."
                );
                return Some(Changed::of(Step::Major, says));
            }
            wider.then(|| Changed::of(Step::Minor, format!("The `{field}` of `{id}` is wider.")))
        })
        .collect()
}

/// Dates that are no longer taken in weeks, or that are now, or of which the same weeks mean another
/// date.
fn weeks_taken(old: &Pack, new: &Pack) -> Vec<Changed> {
    let questions = new.questions.iter();
    let both = questions.filter_map(|it| Some((&it.id, &old.question(&it.id)?.kind, &it.kind)));
    let dates = both.filter(|(_, was, is)| was.name() == is.name());
    let changed = dates.filter_map(|(id, was, is)| match (was.or_weeks(), is.or_weeks()) {
        (Some(was), Some(is)) if calendar(was.of.length) != calendar(is.of.length) => {
            let [was, is] = [was, is].map(|it| it.of.length.says(Language::english()));
            let says = format!(
                "Weeks given at `{id}` mean another date: they are of {is}, and were of {was}."
            );
            Some(Changed::of(Step::Major, says))
        }
        (Some(_), None) => {
            let says = format!(
                "Weeks are no longer taken at `{id}`: what was taken for an answer is refused."
            );
            Some(Changed::of(Step::Major, says))
        }
        (None, Some(_)) => {
            let says = format!("Weeks are taken at `{id}` now.");
            Some(Changed::of(Step::Minor, says))
        }
        _ => None,
    });
    changed.collect()
}

/// The least and the greatest number that is taken, or how far a date may lie back and ahead, in
/// days.
fn ends(kind: &Kind, today: Date) -> Option<(i64, i64)> {
    let days = |day: Date| i64::from((day - today).get_days());
    match kind {
        Kind::Number(range) => Some((range.min.into(), range.max.into())),
        Kind::Date { about, reach, .. } => Some((
            days(reach.length.before(today)),
            match about {
                About::Past => 0,
                About::Future => days(reach.length.after(today)),
            },
        )),
        Kind::YesNo | Kind::Choice(_) | Kind::Choices(_) | Kind::Text => None,
    }
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
    let changed = Changed::of;
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
    questions.collect()
}
