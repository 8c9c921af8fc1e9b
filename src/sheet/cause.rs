//! What was found, each cause once: findings of one topic and one level are one cause, whatever number
//! of questions found it.

use std::sync::Arc;

use jiff::civil::Date;
use unicode_segmentation::UnicodeSegmentation as _;

use super::{sources, topic_of};
use crate::{
    interview::verdict::{Ends, Finding, Verdict},
    pack::{Level, Pack, Source},
    text::{self as words, Language},
};

/// The levels in the order in which they are told.
pub(super) const LEVELS: [Level; 4] = [
    Level::NotSuitable,
    Level::Wait,
    Level::Clinician,
    Level::NoConcern,
];

/// How much is said of each cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// All of it.
    Whole,
    /// Its name, the first sentence of each reason, and its end.
    Brief,
    /// Its name and its end.
    Named,
}

/// Findings of one topic and one level.
pub(super) struct Cause<'v, 'a> {
    /// In a few words: as its outcomes are called, else its question.
    pub name: String,
    /// In the order asked.
    pub findings: Vec<&'v Finding<'a>>,
}

/// What was found of one level, each cause once, in the order asked.
pub(super) fn causes<'v, 'a>(
    verdict: &'v Verdict<'a>,
    pack: &Pack,
    level: Level,
) -> Vec<Cause<'v, 'a>> {
    let mut causes: Vec<Cause<'v, 'a>> = Vec::new();
    for finding in verdict.findings.iter().filter(|it| it.level == level) {
        let of_topic = |it: &&mut Cause<'_, '_>| {
            let first = it.findings.first();
            first.is_some_and(|it| it.question.topic == finding.question.topic)
        };
        match causes.iter_mut().find(of_topic) {
            Some(cause) => cause.findings.push(finding),
            None => causes.push(Cause {
                name: String::new(),
                findings: vec![finding],
            }),
        }
    }
    for cause in &mut causes {
        let names = cause.findings.iter().map(|it| {
            let short = it.outcome.and_then(|it| it.short.clone());
            short.unwrap_or_else(|| topic_of(pack, it.question))
        });
        cause.name = capital(&once(names).join("; "));
    }
    causes
}

impl<'a> Cause<'_, 'a> {
    /// Whether a finding at the same question is part of it.
    pub(super) fn holds(&self, finding: &Finding<'_>) -> bool {
        let number = finding.question.number;
        self.findings.iter().any(|it| it.question.number == number)
    }

    /// The latest of its dates.
    pub(super) fn not_before(&self) -> Option<Date> {
        self.findings.iter().filter_map(|it| it.not_before()).max()
    }

    /// The first event that it waits for.
    pub(super) fn event(&self) -> Option<Ends<'a>> {
        let mut ends = self.findings.iter().flat_map(|it| &it.until);
        ends.find(|it| matches!(it, Ends::With(..))).copied()
    }

    /// When it ends, each end once.
    pub(super) fn ends(&self, language: &Language) -> Vec<String> {
        let ends = self.findings.iter().flat_map(|it| &it.until);
        once(ends.map(|end| end.says(language)))
    }

    /// The same as sentences.
    pub(super) fn until(&self, language: &Language) -> Vec<String> {
        let ends = self.ends(language).into_iter();
        ends.map(|end| language.fill(words::WAIT_UNTIL, &[("when", &end)]))
            .collect()
    }

    /// Who says so.
    pub(super) fn sources(&self) -> Vec<&'a Arc<Source>> {
        let mut all = Vec::new();
        for finding in &self.findings {
            sources::add(&mut all, &finding.sources);
        }
        all
    }

    /// The first sentence of each reason, and all others: reasons, then advice, each once.
    pub(super) fn sentences(&self) -> (Vec<String>, Vec<String>) {
        let reasons = self.findings.iter().map(|it| sentences(&it.reason));
        let reasons: Vec<Vec<&str>> = reasons.collect();
        let first = once(
            reasons
                .iter()
                .filter_map(|it| it.first())
                .map(|it| (*it).to_owned()),
        );
        let others = reasons.iter().flat_map(|it| it.iter().skip(1)).copied();
        let advice = self.findings.iter().flat_map(|it| sentences(&it.advice));
        let mut rest = once(others.chain(advice).map(str::to_owned));
        rest.retain(|it| !first.contains(it));
        (first, rest)
    }
}

/// What stands over the causes of a level.
pub(super) fn heading_of(level: Level, verdict: &Verdict<'_>, language: &Language) -> String {
    let says = match level {
        Level::NoConcern => words::MENTIONS,
        level if level == verdict.level => words::WHAT_DECIDES,
        Level::Clinician => words::CLINICIAN_LOOKS,
        level => {
            let found = language.says(words::ALSO_FOUND);
            return format!("{found}: {}", level.says(language));
        }
    };
    language.says(says).to_owned()
}

/// The sentences of a text.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    text.unicode_sentences().map(str::trim).collect()
}

/// Texts in their order, equal ones once.
pub(super) fn once(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for text in texts {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all
}

/// A text that begins with a capital letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    let first = first.into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
