//! What is told of an earlier screening: what was answered last time, what is still so, what changed.

use super::{Part, topic_of};
use crate::{
    interview::{
        Answer, Interview, Screen,
        again::{Changed, Rest},
        screening::AnsweredBy,
    },
    pack::{Pack, Question},
    text::{self as words, Text},
};

/// What was answered last time on this screen, in a line, or by the clinic itself; nothing where it was
/// not asked then.
#[must_use]
pub fn last_time(interview: &Interview<'_>, screen: Screen<'_>) -> Option<String> {
    if let Screen::Question(question) = screen
        && interview.is_by_clinic(question)
    {
        let language = interview.language();
        let answer = interview.answers().get(question.number)?;
        let answer = answer.says_plainly(question, language);
        return Some(language.fill(words::CLINIC_SAYS, &[("answer", &answer)]));
    }
    let earlier = interview.earlier()?;
    let language = interview.language();
    let answer = match screen {
        Screen::Day | Screen::Rest => return None,
        Screen::Question(question) => {
            let answer = earlier.answers.get(question.number)?;
            answer.says_plainly(question, language)
        }
        Screen::List(list) => {
            let members = interview.members(list);
            let known = |it: &&Question| earlier.answers.get(it.number).is_some();
            if !members.iter().any(known) {
                return None;
            }
            let is_not_no = |it: &&&Question| {
                let answer = earlier.answers.get(it.number);
                answer.is_some_and(|it| *it != Answer::no())
            };
            let names = members.iter().filter(is_not_no).map(|it| it.short.as_str());
            let names: Vec<&str> = names.collect();
            if names.is_empty() {
                language.says(words::KEY_NONE).to_owned()
            } else {
                names.join("; ")
            }
        }
    };
    let day = language.day(earlier.today);
    Some(language.fill(words::LAST_TIME, &[("day", &day), ("answer", &answer)]))
}

/// What is not asked again, by sections, to be looked at at once.
#[must_use]
pub fn rest<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let language = interview.language();
    let of_section = |rest: Rest<'p>| {
        let title = &rest.section.title;
        if rest.listed.is_empty() {
            let answers = language.count(words::COUNT_ANSWERS, rest.no);
            let values = [("section", title.as_str()), ("answers", &answers)];
            return vec![Part::Subheading(language.fill(words::REVIEW_NO, &values))];
        }
        let mut parts = vec![Part::Subheading(title.clone())];
        for (question, depth) in rest.listed {
            let name = if depth > 0 {
                topic_of(interview.pack(), question)
            } else {
                question.short.clone()
            };
            let answer = super::answer_of(interview, question);
            parts.push(Part::Answer(format!("{name}: {answer}"), depth));
        }
        if rest.no > 0 {
            parts.push(Part::Answer(
                language.count(words::ALL_OTHERS_NO, rest.no),
                0,
            ));
        }
        parts
    };
    interview.rest().into_iter().flat_map(of_section).collect()
}

/// Of which day the answers are where that lies behind, and what was said then.
pub(super) fn of_day<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let language = interview.language();
    let expired = (!interview.holds_on(interview.today())).then(|| {
        let day = language.day(interview.holds_until());
        Part::Alert(language.fill(words::ANSWERS_HELD, &[("day", &day)]))
    });
    let Some(answered) = interview.answered_on() else {
        return expired.into_iter().collect();
    };
    let (day, today) = (language.day(answered.day), language.day(interview.today()));
    let values = [("day", &*day), ("today", &today)];
    let mut says = language.fill(words::ANSWERED_ON, &values);
    if let Some(said) = answered.said {
        says += " ";
        says += &language.fill(words::SAID_THEN, &[("what", &said.says(language))]);
    }
    expired.into_iter().chain([Part::line(says)]).collect()
}

/// What was answered last time, and what now.
pub(super) fn was_and_is(changed: &Changed<'_>, pack: &Pack) -> String {
    let language = pack.language;
    let says = |answer: Option<&Answer>| {
        let says = answer.map(|answer| answer.says_plainly(changed.question, language));
        says.unwrap_or_else(|| language.says(words::NOT_ASKED).to_owned())
    };
    let name = topic_of(pack, changed.question);
    let (was, is) = (says(changed.was.as_ref()), says(changed.is.as_ref()));
    let values = [("what", &*name), ("was", &was), ("is", &is)];
    language.fill(words::WAS_AND_IS, &values)
}

/// What changed since the screening that this one follows: a heading, and lines, the last of which is
/// what was said then. `tells` makes lines of what changed, where something did.
pub(super) fn since<'p>(
    interview: &Interview<'p>,
    tells: impl FnOnce(&[Changed<'p>]) -> Vec<String>,
) -> Option<(String, Vec<String>)> {
    let earlier = interview.earlier()?;
    let language = interview.language();
    let changed = interview.changed();
    let mut lines = if changed.is_empty() {
        vec![language.says(words::NOTHING_CHANGED).to_owned()]
    } else {
        tells(&changed)
    };
    let said = earlier.said.says(language);
    lines.push(language.fill(words::SAID_THEN, &[("what", &said)]));
    let day = language.day(earlier.today);
    let heading = language.fill(words::CHANGED_SINCE, &[("day", &day)]);
    Some((heading, lines))
}

/// Who can have answered, and what that is called.
pub const WHO: [(AnsweredBy, Text); 3] = [
    (AnsweredBy::Person, words::WHO_PERSON),
    (AnsweredBy::Carer, words::WHO_CARER),
    (AnsweredBy::Staff, words::WHO_STAFF),
];
