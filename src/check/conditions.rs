//! Every condition of a pack, and the tests in it.

use std::{collections::HashSet, sync::Arc};

use crate::{
    pack::{Kept, Kind, OptionSet, Pack, Test, Until, Wait, When, meaning::each_test},
    text::Language,
};

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

/// A condition of a pack that stands in no question, in words.
#[must_use]
pub fn in_words(pack: &Pack, when: &When) -> String {
    of_question(pack, None, when)
}

/// A condition that stands in the question of this number, in words.
#[must_use]
pub fn in_words_of(pack: &Pack, question: usize, when: &When) -> String {
    of_question(pack, Some(question), when)
}

fn of_question(pack: &Pack, question: Option<usize>, when: &When) -> String {
    let together = |parts: &[When], word: &str| {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| of_question(pack, question, part))
            .collect();
        format!("({})", parts.join(word))
    };
    match when {
        When::All(parts) => together(parts, " and "),
        When::Any(parts) => together(parts, " or "),
        When::Not(part) => format!("not {}", of_question(pack, question, part)),
        When::Of(number, when) => of_question(pack, Some(*number), when),
        When::Answer(test) => {
            let question = question.and_then(|number| pack.questions.get(number));
            let ids = |options: &OptionSet| {
                let places = options.places();
                let ids = places.filter_map(|place| question?.option_ids().nth(place));
                ids.collect::<Vec<_>>().join(", ")
            };
            let length = |wait: &Wait| wait.length.says(Language::english());
            let test = match test {
                Test::Answered => "answered".to_owned(),
                Test::NotSure => "not sure".to_owned(),
                Test::Blank => "blank".to_owned(),
                Test::AnyOf(options) => format!("any of {}", ids(options)),
                Test::AllOf(options) => format!("all of {}", ids(options)),
                Test::NoneOf(options) => format!("none of {}", ids(options)),
                Test::Below(number) => format!("below {number}"),
                Test::AtLeast(number) => format!("at least {number}"),
                Test::Within(_, wait) => format!("within {}", length(wait)),
                Test::Over(_, wait) => format!("over {}", length(wait)),
                Test::Ahead => "ahead".to_owned(),
            };
            format!("`{}` {test}", question.map_or("", |it| &it.id))
        }
    }
}
