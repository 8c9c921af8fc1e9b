//! The answers, looked through before the verdict.

use std::io::{BufRead, Write};

use super::talk::Talk;
use crate::{
    interview::{Interview, Review, ReviewRow},
    sheet, text,
};

/// Says what was answered, row by row, and how to change it.
pub(super) fn say_review<R: BufRead, W: Write>(talk: &mut Talk<R, W>, interview: &Interview<'_>) {
    let language = interview.language();
    talk.pause();
    talk.say(language.says(text::REVIEW));
    let review = interview.review_folded();
    for (number, row) in (1..).zip(review.rows()).take(review.unfolded()) {
        say_review_row(talk, interview, &review, (number, row));
    }
    talk.say(language.says(text::REVIEW_HOW));
}

/// One row of Review, with its number.
pub(super) fn say_review_row<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
    review: &Review<'_>,
    (number, row): (usize, ReviewRow<'_>),
) {
    let language = interview.language();
    let number = number.to_string();
    let (short, answer) = match row {
        ReviewRow::Day => (
            language.says(text::DAY_SHORT).to_owned(),
            sheet::answer_of_day(interview),
        ),
        ReviewRow::Answer(question, depth) => {
            let short = if depth > 0 {
                sheet::topic_of(interview.pack(), question)
            } else {
                question.short.clone()
            };
            (short, sheet::answer_of(interview, question))
        }
        ReviewRow::Fold(place) => {
            if let Some(fold) = review.folds.get(place) {
                talk.say(&format!("{number}: {}", sheet::fold(fold, language)));
            }
            return;
        }
    };
    let values = [("number", &*number), ("short", &short), ("answer", &answer)];
    talk.say(&language.fill(text::REVIEW_LINE, &values));
}
