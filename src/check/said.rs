//! What was found, in lines for people.

use super::{
    Checked,
    cases::{Failure, Tried},
    cohort::{Side, Tally},
    compare::{Found, Shown},
    logic::word,
    problem::{Problem, Severity},
    step::Changed,
};
use crate::{
    clean,
    pack::{Level, Pack},
};

/// What was found in one pack, and what is proved of it.
#[must_use]
pub fn summary(name: &str, checked: &Checked) -> Vec<String> {
    let mut lines = vec![found(name, &checked.problems)];
    if let Some(pack) = checked.pack.as_ref().filter(|_| checked.is_sound()) {
        let outcomes: usize = pack.questions.iter().map(|it| it.outcomes.len()).sum();
        let days = counted(checked.days, ("day", "days"));
        let promises = counted(pack.promises.len(), ("promise", "promises"));
        lines.push(format!("Proved over all answers ({days} for all days):"));
        lines.extend([
            format!(
                "  {} questions can be asked, {outcomes} outcomes can happen",
                pack.questions.len()
            ),
            "  not knowing is never less than for a clinician".to_owned(),
            "  a no that becomes anything else only adds".to_owned(),
            format!("  {promises} of the pack"),
        ]);
        let lax: Vec<&str> = pack.not_knowing().map(|it| it.id.as_str()).collect();
        lines.push(if lax.is_empty() {
            "Not knowing is a concern everywhere.".to_owned()
        } else {
            format!("Not knowing is no concern at {}.", lax.join(", "))
        });
    }
    lines
}

/// How many problems were found in a file.
#[must_use]
pub fn found(name: &str, problems: &[Problem]) -> String {
    let of = |severity| {
        let problems = problems.iter();
        problems.filter(|it| it.severity == severity).count()
    };
    format!(
        "{}: {}, {}.",
        clean::clean(name, 300),
        counted(of(Severity::Error), ("error", "errors")),
        counted(of(Severity::Warning), ("warning", "warnings")),
    )
}

/// How many cases that failed are shown whole: of one screen a few, so that the first are read.
const SHOWN_WHOLE: usize = 8;
/// How many more are shown in a line each.
const SHOWN_SHORT: usize = 50;
/// How many differences are shown of a case.
const DIFFERENCES: usize = 6;
/// The longest story or reason shown, and the longest difference in a line of its own, in
/// characters.
const LONGEST: usize = 240;

/// What became of the cases; `again` is the command that tries those that failed once more.
#[must_use]
pub fn tried(tried: &Tried, pack: &Pack, again: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let (whole, short) = tried.failed.split_at(tried.failed.len().min(SHOWN_WHOLE));
    lines.extend(whole.iter().flat_map(failed));
    if !short.is_empty() {
        lines.push(String::new());
    }
    lines.extend(short.iter().take(SHOWN_SHORT).map(|it| {
        let differs = it.differs.first().map_or("", String::as_str);
        format!("{} {}", place(it), clean::clean(differs, LONGEST))
    }));
    if let more @ 1.. = short.len().saturating_sub(SHOWN_SHORT) {
        lines.push(format!("{more} more failed."));
    }
    if !short.is_empty() {
        lines.push(String::new());
    }
    let good = tried.cases - tried.failed.len();
    let (covered, missing) = tried.coverage(pack);
    let all = covered + missing.len();
    lines.push(format!(
        "{good} of {} as expected; {covered} of {all} outcomes came up.",
        counted(tried.cases, ("case", "cases"))
    ));
    if !tried.failed.is_empty() {
        lines.push(format!("Again: {again}"));
    }
    // what failed stays in sight: there are more outcomes than a screen has lines
    let missing = missing.into_iter().filter(|_| tried.failed.is_empty());
    lines.extend(
        missing.map(|(question, nth)| format!("  No case comes to outcome {nth} of `{question}`.")),
    );
    lines
}

/// A case that failed, whole: where it stands, what was expected, what came out.
fn failed(failure: &Failure) -> Vec<String> {
    let story = clean::clean(&failure.story, LONGEST);
    let mut lines = vec![format!("\n{}", place(failure)), format!("  {story}")];
    let differs = failure.differs.iter().take(DIFFERENCES);
    lines.extend(differs.map(|it| format!("  {}", clean::clean(it, LONGEST))));
    if let more @ 1.. = failure.differs.len().saturating_sub(DIFFERENCES) {
        lines.push(format!("  {more} more differ."));
    }
    if let Some((question, reason)) = &failure.decided {
        let reason = clean::clean(reason, LONGEST);
        lines.push(format!("  `{question}` decided: {reason}"));
    }
    lines
}

/// Where a case stands, and its name.
fn place(failure: &Failure) -> String {
    let Failure {
        file,
        line,
        column,
        id,
        ..
    } = failure;
    format!("{file}:{line}:{column}: {id}:")
}

/// What the people of a cohort are told.
#[must_use]
pub fn cohort(tally: &Tally<'_>) -> Vec<String> {
    let of = |count: u32| f64::from(count) * 100.0 / f64::from(tally.people.max(1));
    let speed = f64::from(tally.words_a_minute.max(1));
    let minutes = |words: usize| f64::from(u32::try_from(words).unwrap_or(u32::MAX)) / speed;
    let row = |what: &str, of: &dyn Fn(&Side) -> f64| {
        let (today, not_booked) = (of(&tally.today), of(&tally.not_booked));
        format!("  {what:<26}{today:>8.1}{not_booked:>14.1}")
    };
    let level = |level: Level| row(word(level), &|side| of(side.at(level)));
    let Tally {
        people,
        shares,
        guesses,
        words_a_minute,
        ..
    } = tally;
    let mut lines = vec![
        format!("People: {people}, drawn from {shares} shares, {guesses} of them guesses."),
        format!("  {:<26}{:>8}{:>14}", "in 100", "today", "none booked"),
        level(Level::NoConcern),
        row("  of them with a mention", &|side| of(side.mentions)),
        level(Level::Clinician),
        level(Level::Wait),
        level(Level::NotSuitable),
        format!("  minutes to read the summary, at {words_a_minute} words a minute:"),
        row("  half of them at most", &|side| minutes(side.half_read)),
        row("  nine in ten at most", &|side| minutes(side.most_read)),
        "  What decides alone (the level would be lower without it) and what touches, in 100:"
            .to_owned(),
        format!("  {:<26}{:>17}{:>17}", "", "today", "none booked"),
        format!(
            "  {:<26}{:>8}{:>9}{:>8}{:>9}",
            "topic", "alone", "touches", "alone", "touches"
        ),
    ];
    lines.extend(tally.topics.iter().map(|topic| {
        let weights = [topic.today, topic.not_booked];
        let weights = weights.map(|it| format!("{:>8.1}{:>9.1}", of(it.alone), of(it.touches)));
        format!("  {:<26}{}", topic.topic, weights.concat())
    }));
    lines
}

/// What changed since an older version, the greatest step first.
#[must_use]
pub fn changed(changed: &[Changed]) -> Vec<String> {
    let mut lines = Vec::new();
    for it in changed {
        lines.push(format!("{}: {}", it.step.word(), it.says));
        lines.extend(
            it.witness
                .as_ref()
                .map(|witness| format!("  {}", witness.line())),
        );
    }
    lines
}

/// What the verdicts of two packs state otherwise, over all answers, topic by topic.
#[must_use]
pub fn compared(found: &Found) -> Vec<String> {
    let mut lines = vec![if found.shown.is_empty() {
        "Over all answers that both packs take, every verdict is the same.".to_owned()
    } else {
        "Over all answers that both packs take:".to_owned()
    }];
    for topic in found.shown.chunk_by(Shown::is_with) {
        lines.push(String::new());
        for it in topic {
            lines.extend([it.says(), format!("  {}", it.witness.line())]);
        }
    }
    let more = found.more_at.iter();
    let more = more.map(|id| format!("More changes at `{id}` than is shown."));
    let others = found.other_kinds.iter().map(|(id, [was, is])| {
        format!(
            "`{id}` was `{was}` and is `{is}` now: answers to it that only one pack takes are not \
             compared."
        )
    });
    let notes: Vec<String> = more.chain(others).collect();
    if !notes.is_empty() {
        lines.push(String::new());
    }
    lines.extend(notes);
    lines
}

fn counted(count: usize, (one, several): (&str, &str)) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}
