//! What to do before and after the treatment, and what to watch for.

use jiff::civil::Date;

use super::{Part, with_original};
use crate::{
    interview::{
        Interview,
        plan::{self, Timed},
    },
    pack::{Item, Level, Period, Sourced},
    text::{self as words, Language},
};

/// What to do before and after the treatment, with its days where it has a
/// date, and what to watch for.
#[must_use]
pub fn care<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    with_original(interview, care_alone)
}

fn care_alone<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let language = interview.language();
    let pack = interview.pack();
    let treatment = interview.day();
    let mut parts = vec![Part::Heading(language.says(words::PREPARATION).to_owned())];
    parts.extend(treatment_line(interview));
    for group in plan::preparation(pack, treatment) {
        parts.push(dated(&group.told.title, &group, language));
        parts.extend(group.told.items.iter().map(|it| tick(interview, it)));
    }
    parts.push(Part::Heading(language.says(words::AFTERCARE).to_owned()));
    parts.extend(when_may_i(interview));
    for period in plan::aftercare(pack, treatment) {
        parts.push(dated(&period.told.title, &period, language));
        parts.extend(list_of(interview, period.told));
    }
    parts.push(Part::Heading(
        language.says(words::WARNING_SIGNS).to_owned(),
    ));
    parts.extend(signs(interview));
    parts
}

/// What is usual in a time after the treatment, what to do from its begin on, and what holds on.
pub(super) fn list_of<'p>(interview: &Interview<'p>, period: &'p Period) -> Vec<Part<'p>> {
    let language = interview.language();
    let aftercare = &interview.pack().aftercare;
    let mut parts = Vec::new();
    if let Some(Sourced { says, sources }) = &period.expect {
        let says = language.fill(words::EXPECT, &[("what", says)]);
        parts.push(Part::Says(says, sources.iter().collect()));
    }
    let items = aftercare.begins(period).flat_map(|rule| &rule.items);
    parts.extend(items.map(|it| tick(interview, it)));
    let still: Vec<&str> = aftercare
        .still(period)
        .map(|it| it.title.as_str())
        .collect();
    if !still.is_empty() {
        let what = still.join("; ");
        parts.push(Part::line(
            language.fill(words::STILL_HOLDS, &[("what", &what)]),
        ));
    }
    parts
}

/// One answer a topic to "when may I …".
fn when_may_i<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let language = interview.language();
    let topics = &interview.pack().aftercare.topics;
    if topics.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![Part::Subheading(
        language.says(words::WHEN_MAY_I).to_owned(),
    )];
    let answers = topics
        .iter()
        .map(|it| Part::Answer(plan::answer(it, language), 0));
    parts.extend(answers);
    parts
}

fn tick<'p>(interview: &Interview<'p>, item: &'p Item) -> Part<'p> {
    Part::Box(
        interview.is_done(&item.id),
        item,
        item.sources.iter().collect(),
    )
}

/// What to watch for after the treatment, and whom to call.
#[must_use]
pub fn warning_signs<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    with_original(interview, signs)
}

fn signs<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let mut parts = Vec::new();
    for signs in &interview.pack().warning_signs {
        parts.push(Part::Subheading(signs.title.clone()));
        let last = signs.signs.len().saturating_sub(1);
        parts.extend(signs.signs.iter().enumerate().map(|(place, sign)| {
            // one citation serves the group
            let sources = if place == last {
                signs.sources.iter().collect()
            } else {
                Vec::new()
            };
            Part::Sign(sign, sources)
        }));
    }
    parts
}

/// The day of the treatment, and whether these answers speak against it.
#[must_use]
pub fn treatment_line<'p>(interview: &Interview<'_>) -> Option<Part<'p>> {
    let language = interview.language();
    let treatment = interview.day()?;
    let verdict = interview.verdict();
    let day = language.day(treatment);
    Some(match verdict.not_before {
        Some(wait) if treatment < wait => Part::Alert(language.fill(
            words::TREATMENT_TOO_EARLY,
            &[("day", &day), ("wait", &language.day(wait))],
        )),
        _ if verdict.level >= Level::Wait => {
            Part::Alert(language.fill(words::TREATMENT_BUT_WAIT, &[("day", &day)]))
        }
        _ if !interview.holds_on(treatment) => Part::Alert(language.fill(
            words::TREATMENT_AFTER,
            &[
                ("day", &day),
                ("hold", &language.day(interview.holds_until())),
            ],
        )),
        _ => Part::line(language.fill(words::TREATMENT_DAY, &[("day", &day)])),
    })
}

/// A heading with its days.
fn dated<'p, T>(title: &str, timed: &Timed<T>, language: &Language) -> Part<'p> {
    let days = days(timed.first, timed.last, language, |day| language.day(day));
    let days = days.map_or_else(String::new, |days| format!(" ({days})"));
    Part::Subheading(format!("{title}{days}"))
}

/// The days of a span of time, each as `says` has it; none without the day of the treatment.
pub(super) fn days(
    first: Option<Date>,
    last: Option<Date>,
    language: &Language,
    says: impl Fn(Date) -> String,
) -> Option<String> {
    let first = first?;
    let begin = says(first);
    Some(match last {
        None => language.fill(words::FROM_DAY, &[("first", &begin)]),
        Some(last) if last == first => begin,
        Some(last) => {
            let values = [("first", &*begin), ("last", &says(last))];
            language.fill(words::FROM_TO, &values)
        }
    })
}
