//! Answers that contradict each other, named and found.
//!
//! Whoever answers on the screen is led along the path, and what a change of mind puts off it is
//! set aside on purpose and never exported. In a batch nobody was led: an answer off the path is
//! there because somebody gave it. It does not count, so it is named; and where it stands below a
//! "no" that closes the way to it, the two can't both be right, which only a clinician can settle.
//!
//! It is found here and nowhere else, outside what the proofs compute: they, and the screen, speak
//! of answers on the path.

use std::borrow::Cow;

use crate::{
    interview::{
        Answer,
        path::Path,
        verdict::{Finding, Verdict},
    },
    pack::{Level, Question, meaning::World},
    text,
};

/// The questions off the path that were answered all the same, in the order of the pack.
pub(super) fn off_path<'p>(path: &Path<'p, '_>) -> impl Iterator<Item = &'p Question> {
    // by their numbers: hardly any of these questions needs to be looked at
    let numbers = 0..path.pack.questions.len();
    let off = numbers.filter(|it| !path.asked(*it) && is_answered(path.answers.get(*it)));
    off.filter_map(|it| path.pack.questions.get(it))
}

/// Adds a finding for each answer off the path that a "no" above it contradicts.
pub(super) fn add<'p>(path: &Path<'p, '_>, verdict: &mut Verdict<'p>) {
    let found = off_path(path).filter_map(|question| contradiction(path, question));
    found.for_each(|finding| verdict.add(finding));
}

/// Empty words are no answer.
fn is_answered(answer: Option<&Answer>) -> bool {
    match answer {
        Some(Answer::Text(words)) => !words.is_empty(),
        answer => answer.is_some(),
    }
}

fn contradiction<'p>(path: &Path<'p, '_>, question: &'p Question) -> Option<Finding<'p>> {
    let answer = path.answers.get(question.number)?;
    let claims_nothing = match answer {
        Answer::Unsure | Answer::Declined | Answer::Text(_) => true,
        _ => answer.is_no(question),
    };
    if claims_nothing {
        return None;
    }
    let (above, no) = closed_by(path, question)?;
    let language = path.pack.language;
    let values = [
        ("above", &*above.ask),
        ("no", &no.says_plainly(above, language)),
        ("question", &question.ask),
        ("answer", &answer.says_plainly(question, language)),
    ];
    Some(Finding {
        question,
        level: Level::Clinician,
        until: Vec::new(),
        reason: Cow::Owned(language.fill(text::ANSWERS_CONTRADICT, &values)),
        advice: Cow::Borrowed(language.says(text::ASK_A_CLINICIAN)),
        sources: Vec::new(),
        waits: Vec::new(),
        outcome: None,
    })
}

/// The nearest question above this one that was answered no, and that "no": in no pack does it open
/// anything.
fn closed_by<'p, 'a>(
    path: &Path<'p, 'a>,
    question: &Question,
) -> Option<(&'p Question, &'a Answer)> {
    let above = path.pack.parent(question)?;
    let no = path.answers.get(above.number).filter(|it| it.is_no(above));
    no.map_or_else(|| closed_by(path, above), |no| Some((above, no)))
}
