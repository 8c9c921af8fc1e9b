//! What another answer would change, to be told by both faces.
//!
//! It is never a verdict: the only headline is that of the answers as they are, and what would be
//! found begins with the words "what if". No sheet holds it.

use super::{Part, headline, original::with_original, topic_of};
use crate::{
    interview::{
        Answer, Interview,
        verdict::{Finding, Verdict},
        what_if::{Asked, WhatIf},
    },
    text::{self as words, Language, Text},
};

/// A question and its answer in a what-if; and what was answered, where it is another.
#[must_use]
pub fn other_answer(asked: &Asked<'_>, language: &Language) -> String {
    let says = |answer: Option<&Answer>| {
        answer.map_or_else(
            || language.says(words::NOT_ANSWERED).to_owned(),
            |it| it.says_plainly(asked.question, language),
        )
    };
    let mut answer = says(asked.answer.as_ref());
    if asked.before.is_some() {
        let before = says(asked.before.as_ref());
        let values = [("answer", &*answer), ("before", &before)];
        answer = language.fill(words::ANSWER_WAS, &values);
    }
    format!("{}: {answer}", asked.question.short)
}

/// What the changes would do, the most urgent first, and then the verdict as it is; alone where
/// nothing is changed.
#[must_use]
pub fn what_if<'p>(interview: &Interview<'p>, of: &WhatIf<'p>) -> Vec<Part<'p>> {
    with_original(interview, |interview| {
        told(&of.clone().asked_in(interview.pack()))
    })
}

fn told<'p>(of: &WhatIf<'p>) -> Vec<Part<'p>> {
    let (pack, language) = (of.pack(), of.pack().language);
    let change = of.change();
    let mut parts = Vec::new();
    let of_verdict = |template: Text, verdict: &Verdict<'_>| {
        let says = headline(verdict, language);
        language.fill(template, &[("says", &says)])
    };
    let found = |template: Text, finding: &Finding<'p>| {
        let topic = topic_of(pack, finding.question);
        let says = format!("{topic}. {}", finding.reason);
        Part::Finding(finding.level, language.fill(template, &[("says", &says)]))
    };
    if of.is_changed() {
        let says = of_verdict(words::WITH_CHANGE, &change.after);
        parts.push(Part::Finding(change.after.level, says));
        let warnings = change.warnings.iter();
        parts.extend(warnings.map(|it| Part::Alert(it.says.clone())));
        if change.open > 0 {
            parts.push(Part::line(language.count(words::STILL_BLANK, change.open)));
        }
        let moves = change.moves.iter();
        parts.extend(
            moves.map(|[was, now]| match (was.not_before(), now.not_before()) {
                (Some(before), Some(after)) if before != after => {
                    let (before, after) = (language.day(before), language.day(after));
                    let topic = topic_of(pack, now.question);
                    let values = [("says", &*topic), ("before", &before), ("after", &after)];
                    Part::Finding(now.level, language.fill(words::FOUND_MOVED, &values))
                }
                _ => found(words::FOUND_OTHER, now),
            }),
        );
        parts.extend(change.comes.iter().map(|it| found(words::FOUND_NEW, it)));
        parts.extend(change.goes.iter().map(|it| found(words::FOUND_NO_MORE, it)));
        if parts.len() == 1 {
            parts.push(Part::line(language.says(words::SAME_VERDICT)));
        }
    }
    let says = of_verdict(words::AS_ANSWERED, &change.before);
    parts.push(Part::Headline(change.before.level, says));
    parts
}
