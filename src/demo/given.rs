//! An answer as it is given to an interview.

use crate::{
    interview::{Answer, Given},
    pack::{Kind, Question},
};

/// Hands on an answer to this question in the form in which it is given.
pub(super) fn given<R>(
    question: &Question,
    answer: &Answer,
    give: impl FnOnce(Given<'_>) -> R,
) -> R {
    match answer {
        Answer::Unsure => give(Given::Unsure),
        Answer::Declined => give(Given::Declined),
        Answer::Number(number) => give(Given::Number(u64::from(*number))),
        Answer::Date(date) => give(Given::Word(&date.to_string())),
        Answer::Text(words) => give(Given::Word(words)),
        Answer::Chosen(chosen) => {
            let id = |place| question.option_ids().nth(place);
            let mut ids = chosen.places().filter_map(id);
            match question.kind {
                Kind::Choices(_) => give(Given::List(ids.collect())),
                _ => give(Given::Word(ids.next().unwrap_or_default())),
            }
        }
    }
}
