//! What is proved of a topic.

use std::collections::BTreeSet;

use crate::{
    pack::{Kept, Level, Pack, Promise, Question, Test, meaning::each_test},
    text::{self as words, Language},
};

use super::said::level;

/// What is proved of a topic, by the name of each promise.
pub(super) fn of(pack: &Pack, topic: &Question) -> Vec<String> {
    let promises = pack.promises.iter();
    let promises = promises.filter(|promise| {
        about(pack, promise).iter().any(|number| {
            pack.questions
                .get(*number)
                .is_some_and(|it| it.topic == topic.id)
        })
    });
    promises
        .map(|promise| {
            let kept: Vec<String> = promise.kept.iter().map(|it| says(pack, it)).collect();
            format!("{} ({})", promise.id, kept.join(", "))
        })
        .collect()
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

/// What one holds, in a few words.
fn says(pack: &Pack, kept: &Kept) -> String {
    let language = pack.language;
    match kept {
        Kept::AtLeast(at_least) | Kept::Finds(_, at_least) => level(*at_least, language).to_owned(),
        Kept::Waits { within, .. } => match within {
            Test::Within(_, wait) => waits(&wait.length.says(language), language),
            _ => level(Level::Wait, language).to_owned(),
        },
        Kept::First(event, None) => event.says.clone(),
        Kept::First(event, Some(then)) => {
            let values = [("event", &*event.says), ("span", &then.says(language))];
            language.fill(words::PROTOCOL_THEN, &values)
        }
        Kept::NoOverride(_) => "no_override".to_owned(),
        Kept::NotKnowing(_) => "not_knowing".to_owned(),
        Kept::Warns(place) => {
            let warning = pack.warnings.get(*place);
            warning.map_or_else(String::new, |it| format!("! {}", it.id))
        }
    }
}

fn waits(span: &str, language: &Language) -> String {
    let word = level(Level::Wait, language);
    format!("{word} {span}")
}
