//! Two waits that speak of the same thing and differ: whoever makes one longer must make the other
//! longer too.
//!
//! That two waits have like names or notes says nothing: a small and a large operation do, and have
//! lengths of their own. What one outcome says is of one thing. So the wait that its condition is
//! held against, the one that it ends with and the one that its words name must be of one length;
//! where a condition has several (over the first, within the second), one of them.

use std::collections::{BTreeMap, HashMap};

use super::{conditions::tests_of, days::wait_of, problem::Problems};
use crate::{
    pack::{
        Kind, Length, Outcome, Pack, Question, Test, Until, Wait, meaning,
        read::notes::{Notes, Owner, Role, Text},
    },
    text,
};

/// The waits of a pack that a condition or an end has, by their names.
type Waits<'p> = BTreeMap<&'p str, &'p Wait>;

/// Notes every outcome whose condition, end and words speak of waits of different lengths.
pub fn check(pack: &Pack, notes: &Notes, problems: &mut Problems<'_>) {
    let outcomes = || {
        let questions = pack.questions.iter();
        questions.flat_map(|question| question.outcomes.iter().map(move |it| (question, it)))
    };
    let known: Waits<'_> = outcomes()
        .flat_map(|(question, outcome)| [held(question, outcome), ends(outcome, true)])
        .flatten()
        .collect();
    // an outcome's words are found by what they say, since notes are of questions
    let said: HashMap<(usize, &str), &Text> = (notes.texts.iter())
        .filter(|text| text.role == Role::Says)
        .filter_map(|text| match text.owner {
            Owner::Question(number) => Some(((number, text.says.as_str()), text)),
            _ => None,
        })
        .collect();
    for question in &pack.questions {
        for (nth, outcome) in question.outcomes.iter().enumerate() {
            let (held, end) = (held(question, outcome), ends(outcome, false));
            let place = notes.when(question.number, nth);
            if let Some((held, end)) = differing(&held, &end) {
                let says = format!(
                    "This holds by the wait `{}` and ends by `{}`, which is not as long. Use one \
                     wait for both, or make them as long as each other.",
                    held.id, end.id
                );
                problems.warning("other-wait", &place, &question.id, says);
            }
            let mut meant = held;
            meant.extend(ends(outcome, true));
            for words in [&outcome.reason, &outcome.advice] {
                let Some(text) = said.get(&(question.number, words.as_str())) else {
                    continue;
                };
                if let Some((meant, named)) = differing(&meant, &named(text, &known)) {
                    let says = format!(
                        "The words name the wait `{}`, and this outcome is about `{}`, which is \
                         not as long. Name the one that is meant, or make them as long as each other.",
                        named.id, meant.id
                    );
                    problems.warning("other-wait", &text.span, &question.id, says);
                }
            }
        }
    }
}

/// Notes every outcome that no longer holds once its date is over, while its wait goes on: on a booked
/// day behind the date the wait would be forgotten.
pub fn after_its_date(pack: &Pack, notes: &Notes, problems: &mut Problems<'_>) {
    for question in &pack.questions {
        for (nth, outcome) in question.outcomes.iter().enumerate() {
            let mut ahead = false;
            meaning::each_test(question.number, &outcome.when, &mut |number, test| {
                ahead |= number == question.number && matches!(test, Test::Ahead);
            });
            let goes_on = |it: &Until| matches!(it, Until::AnswerPlus(_));
            if ahead && outcome.until.iter().any(goes_on) {
                let place = notes.when(question.number, nth);
                let says = "`ahead` ends with the date, and the wait goes on after it: on a booked \
                            day behind the date it would be forgotten. Write `within` and the wait.";
                problems.warning("forgotten-wait", &place, &question.id, says);
            }
        }
    }
}

/// Notes every wait that is longer than a date may lie back: it could not be over for any date that is
/// taken. And a booked day would hold it against dates that no proof has seen: those that are taken
/// today, and on that day no more.
pub fn within_reach(pack: &Pack, notes: &Notes, problems: &mut Problems<'_>) {
    for (question, tests) in pack.questions.iter().zip(tests_of(pack)) {
        let Kind::Date { reach, .. } = &question.kind else {
            continue;
        };
        let waits = tests.iter().filter_map(wait_of);
        for wait in waits.filter(|it| !reach.length.is_never_shorter_than(it.length)) {
            let says = format!(
                "The wait `{}` is longer than the reach of this date, `{}`. Take dates from further \
                 back.",
                wait.id, reach.id
            );
            let place = notes.question(question.number);
            problems.error("short-reach", &place, &question.id, says);
        }
    }
}

/// The first of each, where there are some and none of the one is as long as one of the other.
fn differing<'p>(one: &Waits<'p>, other: &Waits<'p>) -> Option<(&'p Wait, &'p Wait)> {
    let as_long = |wait: &Wait| {
        let mut others = other.values();
        others.any(|it| in_units(it.length) == in_units(wait.length))
    };
    let (first, second) = (one.values().next()?, other.values().next()?);
    (!one.values().any(|wait| as_long(wait))).then_some((first, second))
}

/// The waits that the answer to its own question is held against.
fn held<'p>(question: &'p Question, outcome: &'p Outcome) -> Waits<'p> {
    let mut waits = Waits::new();
    meaning::each_test(question.number, &outcome.when, &mut |number, test| {
        if let (true, Test::Within(_, wait) | Test::Over(_, wait)) =
            (number == question.number, test)
        {
            waits.insert(&wait.id, wait);
        }
    });
    waits
}

/// The waits that must be over after the answer, and those after an event too.
fn ends(outcome: &Outcome, after_events: bool) -> Waits<'_> {
    let waits = outcome.until.iter().filter_map(|until| match until {
        Until::AnswerPlus(wait) => Some(wait),
        Until::Event(_, wait) => wait.as_ref().filter(|_| after_events),
    });
    waits.map(|wait| (wait.id.as_str(), &**wait)).collect()
}

/// The waits that a text names, of those that are known.
fn named<'p>(text: &Text, known: &Waits<'p>) -> Waits<'p> {
    let mut waits = Waits::new();
    // nothing is put in their place, so nothing can fail
    let _ = text::fill_with(&text.written, |name| {
        waits.extend(known.get_key_value(name));
        Ok(None)
    });
    waits
}

/// A length in days, or in months: lengths written in other units are told apart by nothing else.
fn in_units(length: Length) -> (u32, bool) {
    match length {
        Length::Minutes(_) | Length::Hours(_) | Length::Days(_) | Length::Weeks(_) => {
            (length.longest_days(), false)
        }
        Length::Months(months) => (u32::from(months), true),
        Length::Years(years) => (u32::from(years) * 12, true),
    }
}
