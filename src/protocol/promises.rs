//! What is proved of a topic.

use std::collections::BTreeSet;

use crate::pack::{Kept, Pack, Promise, Question, Test, meaning::each_test};

/// What is proved of a topic: the name of each promise. What it holds, the rows above it say.
pub(super) fn of(pack: &Pack, topic: &Question) -> Vec<String> {
    let promises = pack.promises.iter();
    let promises = promises.filter(|promise| {
        about(pack, promise).iter().any(|number| {
            pack.questions
                .get(*number)
                .is_some_and(|it| it.topic == topic.id)
        })
    });
    promises.map(|it| it.id.clone()).collect()
}

/// The numbers of the questions that a promise is about: those of its condition and those that it
/// names.
fn about(pack: &Pack, promise: &Promise) -> BTreeSet<usize> {
    let mut numbers = BTreeSet::new();
    each_test(
        pack.questions.len(),
        &promise.when,
        &mut |number, _: &Test| {
            numbers.insert(number);
        },
    );
    for kept in &promise.kept {
        match kept {
            Kept::Finds(number, _) | Kept::NoOverride(number) => {
                numbers.insert(*number);
            }
            Kept::Waits { question, .. } => {
                numbers.insert(*question);
            }
            Kept::NotKnowing(several) => numbers.extend(several),
            Kept::AtLeast(_) | Kept::First(..) | Kept::Warns(_) => {}
        }
    }
    numbers
}
