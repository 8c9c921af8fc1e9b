//! Every condition of a pack, and the tests in it.

use crate::pack::{Pack, Test, When, meaning::each_test};

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

/// The tests on the answer to each question, by the question's number.
#[must_use]
pub fn tests_of(pack: &Pack) -> Vec<Vec<&Test>> {
    let mut tests = vec![Vec::new(); pack.questions.len()];
    for (question, when) in conditions(pack) {
        each_test(question, when, &mut |question, test| {
            if let Some(tests) = tests.get_mut(question) {
                tests.push(test);
            }
        });
    }
    tests
}
