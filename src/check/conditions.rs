//! Every condition of a pack, and the tests in it.

use std::{collections::HashSet, sync::Arc};

use crate::pack::{Kept, Kind, Pack, Test, Until, When, meaning::each_test};

/// Every condition of a pack, with the number of the question that it stands in; that of no
/// question for a warning's or a note's.
pub fn conditions(pack: &Pack) -> impl Iterator<Item = (usize, &When)> {
    let of_pack = pack.questions.len();
    let questions = pack.questions.iter().flat_map(|question| {
        let outcomes = question.outcomes.iter();
        let outcomes = outcomes.map(|outcome| (question.number, &outcome.when));
        outcomes.chain(question.gate.as_ref().map(|gate| (gate.parent, &gate.when)))
    });
    let warnings = pack.warnings.iter().map(|warning| &warning.when);
    let notes = pack.course.iter().filter_map(|note| note.when.as_ref());
    let promises = pack.promises.iter().map(|promise| &promise.when);
    questions.chain(
        warnings
            .chain(notes)
            .chain(promises)
            .map(move |when| (of_pack, when)),
    )
}

/// Whatever tells answers to a question apart, by the question's number: the tests on them, the
/// ends of the waits from them, and the spans that are promised from them.
#[must_use]
pub fn tests_of(pack: &Pack) -> Vec<Vec<Test>> {
    let mut tests: Vec<Vec<Test>> = vec![Vec::new(); pack.questions.len()];
    let mut add = |question: usize, test: &Test| {
        if let Some(tests) = tests.get_mut(question) {
            tests.push(test.clone());
        }
    };
    for (question, when) in conditions(pack) {
        each_test(question, when, &mut add);
    }
    for question in &pack.questions {
        let Kind::Date { about, .. } = question.kind else {
            continue;
        };
        for until in question.outcomes.iter().flat_map(|it| &it.until) {
            if let Until::AnswerPlus(wait) = until {
                add(question.number, &Test::Within(about, Arc::clone(wait)));
            }
        }
    }
    for kept in pack.promises.iter().flat_map(|it| &it.kept) {
        if let Kept::Waits { question, within } = kept {
            add(*question, within);
        }
    }
    for tests in &mut tests {
        let mut spans = HashSet::new();
        tests.retain(|test| match test {
            // the same cut twice
            Test::Within(_, wait) => spans.insert(wait.length),
            _ => true,
        });
    }
    tests
}
