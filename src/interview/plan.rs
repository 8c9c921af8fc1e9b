//! The plan: what to expect, and what to do before and after the treatment.

use jiff::civil::Date;

use super::path::Path;
use crate::{
    pack::{Care, CareTopic, May, Note, Pack, Period, Rule, meaning},
    text::{self as words, Language},
};

/// Something that is told for a span of time, with its days once the treatment has a date.
#[derive(Debug, Clone, Copy)]
pub struct Timed<T> {
    /// What is told.
    pub told: T,
    /// The first day, with a treatment date.
    pub first: Option<Date>,
    /// The last day, with a treatment date; none where the span is open.
    pub last: Option<Date>,
}

/// What to expect of the treatment, for these answers.
pub fn course<'p>(path: &Path<'p, '_>) -> impl Iterator<Item = &'p Note> {
    path.pack.course.iter().filter(|note| match &note.when {
        None => true,
        Some(when) => meaning::holds_of_pack(path, path.pack, when),
    })
}

/// What to do before a treatment on this day.
pub fn preparation<'p>(
    pack: &'p Pack,
    treatment: Option<Date>,
) -> impl Iterator<Item = Timed<&'p Care>> {
    let timed = move |care: &'p Care| {
        let from = care.from.as_ref();
        let first = |day| from.map_or(day, |wait| wait.length.before(day));
        Timed {
            told: care,
            first: treatment.map(first),
            last: treatment.filter(|_| from.is_none()),
        }
    };
    pack.preparation.iter().map(timed)
}

/// The times after a treatment on this day. It has an hour, and so a day that one of them ends on is
/// also one that the next begins on.
pub fn aftercare<'p>(
    pack: &'p Pack,
    treatment: Option<Date>,
) -> impl Iterator<Item = Timed<&'p Period>> {
    let timed = move |period: &'p Period| {
        let span = &period.span;
        let first = |day| (span.from.as_ref()).map_or(day, |wait| wait.length.after(day));
        let last = |day| (span.to.as_ref()).map(|wait| wait.length.after(day));
        Timed {
            told: period,
            first: treatment.map(first),
            last: treatment.and_then(last),
        }
    };
    pack.aftercare.periods.iter().map(timed)
}

/// The answer to "when may I …" for a topic: "Make-up: not before 48 hours, then mineral only."
#[must_use]
pub fn answer(topic: &CareTopic, language: &Language) -> String {
    let says: Vec<String> = topic.rules.iter().map(|it| of_rule(it, language)).collect();
    let values = [("topic", topic.title.as_str()), ("when", &says.join("; "))];
    language.fill(words::WHEN_OF, &values)
}

fn of_rule(rule: &Rule, language: &Language) -> String {
    let how = rule.short.as_deref();
    let how = how.unwrap_or_else(|| match rule.may {
        May::NotYet => language.says(words::WHEN_NOT),
        May::AskFirst => language.says(words::WHEN_ASK),
        May::Yes => language.says(words::WHEN_AS_BEFORE),
    });
    let until = rule.span.to.as_ref();
    let until = until.map(|wait| wait.length.says(language));
    match until {
        Some(span) if rule.may == May::NotYet && rule.short.is_none() => {
            language.fill(words::WHEN_NOT_BEFORE, &[("span", &span)])
        }
        Some(span) => language.fill(words::WHEN_UNTIL, &[("span", &span), ("how", how)]),
        None if rule.span.from.is_none() => how.to_owned(),
        None => language.fill(words::WHEN_THEN, &[("how", how)]),
    }
}
