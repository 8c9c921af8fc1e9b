//! The medical statements of two packs, held against each other text by text.
//!
//! Whether a sentence says less than the one before it, only a clinician can tell. So a warning sign,
//! an urgent line or a sign to watch for that reads otherwise is counted as weakened; so is whatever
//! names another number, and a label that says what another one said.

mod collected;

use std::{borrow::Cow, collections::BTreeMap};

pub(super) use collected::Text;
use collected::{Steps, ids, texts};

use super::{
    conditions::{in_words, in_words_of},
    step::{Changed, Step},
};
use crate::{
    pack::{About, Choice, Kind, Length, Level, Pack, Question},
    text::Language,
};

/// Every text that is gone, new or otherwise, with the step that it needs. What is found at a
/// question is not among them: its words are told apart by whom they are told to.
pub(super) fn changed(old: &Pack, new: &Pack) -> Vec<Changed> {
    let (mut was, is) = (texts(old, new), texts(new, old));
    let mut changed = labels(old, new);
    for (place, (steps, texts)) in is {
        let (_, before) = was.remove(&place).unwrap_or((steps, Vec::new()));
        changed.extend(at_place(&place, steps, before, texts));
    }
    for (place, (steps, before)) in was {
        changed.extend(at_place(&place, steps, before, Vec::new()));
    }
    changed
}

fn at_place(place: &str, steps: Steps, was: Vec<Text<'_>>, mut is: Vec<Text<'_>>) -> Vec<Changed> {
    let (mut changed, mut lost) = (Vec::new(), Vec::new());
    for text in was {
        match is.iter().position(|other| other.says == text.says) {
            Some(at) => {
                let same = is.remove(at);
                if same.sources != text.sources {
                    let place = format!("{place}, “{}”", same.says);
                    let says = other_sources(&place, &text.sources, &same.sources);
                    changed.push(Changed::of(Step::Patch, says));
                }
            }
            None => lost.push(text),
        }
    }
    let mut gained = is.into_iter();
    for text in lost {
        changed.push(match gained.next() {
            Some(other) => {
                let step = if letters(&other.says).eq(letters(&text.says)) {
                    Step::Patch
                } else {
                    steps.other.max(step_of_words(&text.says, &other.says))
                };
                Changed::of(step, reads_otherwise(place, &text.says, &other.says))
            }
            None => Changed::of(steps.gone, format!("Gone: {place}, “{}”.", text.says)),
        });
    }
    changed
        .extend(gained.map(|it| Changed::of(steps.new, format!("New: {place}, “{}”.", it.says))));
    changed
}

pub(super) fn reads_otherwise(place: &str, before: &str, after: &str) -> String {
    format!("Other words for {place}: “{before}” → “{after}”")
}

pub(super) fn other_sources(place: &str, before: &[&str], after: &[&str]) -> String {
    let (before, after) = (listed(before), listed(after));
    format!("Other sources for {place}: {before} → {after}.")
}

/// The step that new words need by themselves: another number is another statement.
pub(super) fn step_of_words(before: &str, after: &str) -> Step {
    if numbers(before).eq(numbers(after)) {
        Step::Patch
    } else {
        Step::Major
    }
}

/// The numbers of a text, each with the word after it: "4 weeks".
fn numbers(says: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let words = || {
        says.split(|it: char| !it.is_alphanumeric())
            .filter(|it| !it.is_empty())
    };
    let pairs = words().zip(words().skip(1).map(Some).chain([None]));
    pairs.filter(|(word, _)| word.contains(|it: char| it.is_ascii_digit()))
}

/// The labels that say something else: what people answer to, and what they answer.
fn labels(old: &Pack, new: &Pack) -> Vec<Changed> {
    let mut changed = Vec::new();
    relabelled(&asks(old), &asks(new), &mut changed);
    relabelled(&over_lists(old), &over_lists(new), &mut changed);
    relabelled(&weeks(old), &weeks(new), &mut changed);
    relabelled(&ticks(old), &ticks(new), &mut changed);
    for question in &new.questions {
        if let Some(before) = old.question(&question.id) {
            relabelled(&options(before), &options(question), &mut changed);
        }
    }
    changed
}

fn asks(pack: &Pack) -> Labels<'_> {
    let questions = pack.questions.iter();
    let asks = questions.map(|it| (format!("the question `{}`", it.id), &*it.ask));
    asks.collect()
}

fn over_lists(pack: &Pack) -> Labels<'_> {
    let lists = pack.questions.iter().filter_map(|it| it.list.as_ref());
    let asks = lists.map(|it| (format!("the question over the list `{}`", it.id), &*it.ask));
    asks.collect()
}

fn weeks(pack: &Pack) -> Labels<'_> {
    let questions = pack.questions.iter();
    let weeks = questions.filter_map(|it| {
        let says = &*it.kind.or_weeks()?.says;
        Some((format!("the weeks of `{}`", it.id), says))
    });
    weeks.collect()
}

fn ticks(pack: &Pack) -> Labels<'_> {
    let questions = pack.questions.iter();
    let ticks =
        questions.filter_map(|it| Some((format!("the tick of `{}`", it.id), it.tick.as_deref()?)));
    ticks.collect()
}

fn options(question: &Question) -> Labels<'_> {
    let options = question.options().iter();
    let what = |it: &Choice| format!("the option `{}` of `{}`", it.id, question.id);
    options.map(|it| (what(it), &*it.says)).collect()
}

/// What labels say, by what they are called.
type Labels<'p> = BTreeMap<String, &'p str>;

fn relabelled(was: &Labels<'_>, is: &Labels<'_>, changed: &mut Vec<Changed>) {
    for (what, after) in is {
        let Some(before) = was.get(what).filter(|before| *before != after) else {
            continue;
        };
        let other = was
            .iter()
            .find(|(_, said)| letters(said).eq(letters(after)));
        let Some((other, _)) = other.filter(|(other, _)| *other != what) else {
            let says = reads_otherwise(what, before, after);
            changed.push(Changed::of(step_of_words(before, after), says));
            continue;
        };
        // two that changed places are told once
        if other > what || is.get(other) != Some(before) {
            let says = format!(
                "Labels swapped: {what} says what {other} said, “{after}”, and before “{before}”."
            );
            changed.push(Changed::of(Step::Major, says));
        }
    }
}

fn listed(sources: &[&str]) -> String {
    if sources.is_empty() {
        return "none".to_owned();
    }
    let ids: Vec<String> = sources.iter().map(|id| format!("`{id}`")).collect();
    ids.join(", ")
}

/// Everything that a pack tells people, by what it is called: every text, every label, and what is
/// said of what is found, its reason, advice, next step and headline as one.
pub(super) fn told(pack: &Pack) -> Vec<(String, Text<'_>)> {
    let mut told: Vec<(String, Text<'_>)> = Vec::new();
    for (place, (_, texts)) in texts(pack, pack) {
        told.extend(texts.into_iter().map(|text| (place.clone(), text)));
    }
    let options = pack.questions.iter().map(options);
    let labels = [asks(pack), over_lists(pack), weeks(pack), ticks(pack)];
    for labels in labels.into_iter().chain(options) {
        told.extend(labels.into_iter().map(|(place, says)| {
            let text = Text {
                says: Cow::Borrowed(says),
                sources: Vec::new(),
            };
            (place, text)
        }));
    }
    let made = |says: String| Text {
        says: says.into(),
        sources: Vec::new(),
    };
    told.extend(pack.warnings.iter().map(|sign| {
        let place = format!("whom the warning sign `{}` is shown", sign.id);
        (place, made(in_words(pack, &sign.when)))
    }));
    for question in &pack.questions {
        let when = made(asked(pack, question));
        told.push((format!("when `{}` is asked", question.id), when));
        told.extend(
            accepted(question).map(|says| (format!("what `{}` takes", question.id), made(says))),
        );
        // what is no concern is not said
        let said = question.outcomes.iter();
        for outcome in said.filter(|it| it.mention || it.level > Level::NoConcern) {
            let parts = [&outcome.reason, &outcome.advice];
            let parts = parts.into_iter().chain(&outcome.next).chain(&outcome.short);
            let text = Text {
                says: parts
                    .map(String::as_str)
                    .collect::<Vec<_>>()
                    .join(" ")
                    .into(),
                sources: ids(&outcome.sources),
            };
            told.push((format!("what is found at `{}`", question.id), text));
        }
    }
    told
}

/// On which days a question is asked, how often, and after which answers.
fn asked(pack: &Pack, question: &Question) -> String {
    let day = if question.of_the_day {
        "on the day of the treatment"
    } else {
        "on any day"
    };
    let often = if question.each_time {
        ", again each time"
    } else {
        ""
    };
    let gate = question.gate.as_ref();
    let after = gate.map_or_else(String::new, |gate| {
        format!(", after {}", in_words_of(pack, gate.parent, &gate.when))
    });
    let clinic = if question.clinic_may_answer {
        ", or answered by the clinic"
    } else {
        ""
    };
    format!("{day}{often}{clinic}{after}")
}

/// Which numbers or dates a question takes: what is refused is told so.
fn accepted(question: &Question) -> Option<String> {
    match &question.kind {
        Kind::Number(range) => Some(format!("{} to {}", range.min, range.max)),
        Kind::Date {
            about,
            reach,
            or_weeks,
        } => {
            let about = match about {
                About::Past => "today or before",
                About::Future => "expected",
            };
            let says = |length: Length| length.says(Language::english());
            let weeks = or_weeks.as_ref().map_or_else(String::new, |it| {
                format!(", or weeks of {}", says(it.of.length))
            });
            Some(format!(
                "a date, {about}, within {}{weeks}",
                says(reach.length)
            ))
        }
        Kind::YesNo | Kind::Choice(_) | Kind::Choices(_) | Kind::Text => None,
    }
}

/// What of a text is more than its commas and capitals.
fn letters(says: &str) -> impl Iterator<Item = char> {
    let letters = says.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase)
}
