//! What stands in a pack and is used by nothing, and what stands there twice.

use std::collections::HashSet;

use super::{problem::Problems, words::texts::question_of};
use crate::pack::{
    Pack, Question, glossary,
    read::notes::{Notes, Role, Text},
};

/// Notes every wait, event, source and list that nothing uses, and words that two options or two
/// questions share.
pub fn check(pack: &Pack, notes: &Notes, problems: &mut Problems<'_>) {
    for unused in &notes.unused {
        let (rule, says) = match unused.what {
            "wait" => (
                "unused-wait",
                "Nothing uses this wait. Take it out, or use it.",
            ),
            "event" => (
                "unused-event",
                "Nothing waits for this event. Take it out, or use it.",
            ),
            "source" => (
                "unused-source",
                "Nothing cites this source. Take it out, or cite it.",
            ),
            _ => (
                "unused-list",
                "No question stands in this list. Take it out, or name it in `together`.",
            ),
        };
        problems.warning(rule, &unused.span, &unused.id, says);
    }
    unused_terms(notes, problems);
    same_options(notes, problems);
    let asks: Vec<_> = (notes.texts.iter())
        .filter(|text| text.role == Role::Ask)
        .filter_map(|text| Some((question_of(pack, text)?, text)))
        .collect();
    // follow-ups are asked under their topic's name, so only those of one topic can be mistaken
    same_questions(&asks, Question::is_topic, problems);
    for (topic, _) in asks.iter().filter(|(question, _)| question.is_topic()) {
        same_questions(&asks, |question| question.topic == topic.id, problems);
    }
}

/// Words of the glossary that stand in no text, and so can't be met on any screen.
fn unused_terms(notes: &Notes, problems: &mut Problems<'_>) {
    let outside = (notes.texts.iter())
        .filter(|text| !matches!(text.role, Role::Term | Role::Meaning | Role::Fixed));
    let outside: Vec<String> = outside.map(|text| glossary::words(&text.says)).collect();
    for term in notes.texts.iter().filter(|text| text.role == Role::Term) {
        let form = glossary::words(&term.says);
        if !outside.iter().any(|text| glossary::contains(text, &form)) {
            let says = "No text uses this word. Take it out, or write it as the texts do.";
            problems.warning("unused-word", &term.span, &term.id, says);
        }
    }
}

fn same_options(notes: &Notes, problems: &mut Problems<'_>) {
    let mut seen = HashSet::new();
    for option in notes.texts.iter().filter(|text| text.role == Role::Choice) {
        if !seen.insert((&option.id, plain(&option.says))) {
            let says = format!(
                "Another answer to this question says the same: \"{}\".",
                option.says
            );
            problems.error("same-options", &option.span, &option.id, says);
        }
    }
}

/// Questions of such a kind that ask the same.
fn same_questions(
    asks: &[(&Question, &Text)],
    such: impl Fn(&Question) -> bool,
    problems: &mut Problems<'_>,
) {
    let mut seen: Vec<(String, &str)> = Vec::new();
    for (question, text) in asks.iter().filter(|(question, _)| such(question)) {
        let ask = plain(&question.ask);
        if let Some((_, other)) = seen.iter().find(|(known, _)| *known == ask) {
            let says =
                format!("`{other}` asks this in the same words. People can't tell them apart.");
            problems.warning("same-question", &text.span, &question.id, says);
        }
        seen.push((ask, &question.id));
    }
}

/// What a reader would take for the same: case, spaces and the mark at the end don't matter.
fn plain(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ").to_lowercase();
    words.trim_end_matches(['.', '?', '!']).to_owned()
}
