//! Conditions in the words of the questions that they are about.

use crate::{
    pack::{About, Kind, OptionSet, Pack, Question, Test, When},
    text::{self as words, Language},
};

use super::said::span;

/// A condition that stands in the question of this number, or in none.
pub(crate) fn in_words(pack: &Pack, question: Option<usize>, when: &When) -> String {
    let language = pack.language;
    let joined = |parts: &[When], word: words::Text| {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| match part {
                When::All(inner) | When::Any(inner) if inner.len() > 1 => {
                    format!("({})", in_words(pack, question, part))
                }
                _ => in_words(pack, question, part),
            })
            .collect();
        parts.join(&format!(" {} ", language.says(word)))
    };
    match when {
        When::All(parts) => joined(parts, words::PROTOCOL_AND),
        When::Any(parts) => joined(parts, words::PROTOCOL_OR),
        When::Not(part) => {
            let what = in_words(pack, question, part);
            language.fill(words::PROTOCOL_NOT, &[("what", &what)])
        }
        When::Of(other, when) => {
            let name = pack.questions.get(*other).map_or("", |it| &it.short);
            format!("{name}: {}", in_words(pack, Some(*other), when))
        }
        When::Answer(test) => {
            let question = question.and_then(|number| pack.questions.get(number));
            question.map_or_else(String::new, |it| answer(it, test, language))
        }
    }
}

/// Answers to a question, in words.
fn answer(question: &Question, test: &Test, language: &Language) -> String {
    let named = |options: &OptionSet| {
        let labels: Vec<&str> = options
            .places()
            .filter_map(|place| match question.kind {
                Kind::YesNo => [words::YES, words::NO]
                    .get(place)
                    .map(|it| language.says(*it)),
                _ => question.options().get(place).map(|it| &*it.says),
            })
            .map(|label| label.trim_end_matches('.'))
            .collect();
        labels.join(" / ")
    };
    let of = |template, name: &str, value: &str| language.fill(template, &[(name, value)]);
    match test {
        Test::Answered => language.says(words::PROTOCOL_ANY).to_owned(),
        Test::NotSure => language.says(words::NOT_SURE).to_owned(),
        Test::Blank => language.says(words::PROTOCOL_BLANK).to_owned(),
        Test::AnyOf(options) => named(options),
        Test::AllOf(options) => of(words::PROTOCOL_ALL_OF, "what", &named(options)),
        Test::NoneOf(options) => of(words::PROTOCOL_NONE_OF, "what", &named(options)),
        Test::Below(number) => of(words::PROTOCOL_UNDER, "number", &number.to_string()),
        Test::AtLeast(number) => of(words::PROTOCOL_FROM, "number", &number.to_string()),
        Test::Within(about, wait) => {
            let span_of = match about {
                About::Past => words::PROTOCOL_WITHIN,
                About::Future => words::PROTOCOL_NOT_AFTER,
            };
            of(span_of, "span", &span(wait, language))
        }
        Test::Over(about, wait) => {
            let span_of = match about {
                About::Past => words::PROTOCOL_OVER,
                About::Future => words::PROTOCOL_LONG_AFTER,
            };
            of(span_of, "span", &span(wait, language))
        }
        Test::Ahead => language.says(words::PROTOCOL_AHEAD).to_owned(),
    }
}
