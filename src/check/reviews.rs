//! What was changed since it was reviewed.

use super::problem::Problems;
use crate::{
    clean,
    pack::{
        Pack,
        read::notes::Notes,
        review::{Differs, How},
    },
};

/// Notes every topic and every list that is not as it was in the last review, unless an earlier one
/// still holds.
pub fn check(pack: &Pack, notes: &Notes, problems: &mut Problems<'_>) {
    let reviews = pack.clinical_review.iter().zip(&notes.reviews);
    let last = reviews.max_by_key(|(review, _)| (pack.differing(review).is_empty(), review.on));
    let Some((review, place)) = last else {
        return;
    };
    for Differs { topic, id, how } in pack.differing(review) {
        let what = if *topic { "topic" } else { "list" };
        let became = match how {
            How::Changed => "was changed since the review",
            How::Added => "is not in the review",
            How::Gone => "is there no more; it was in the review",
        };
        let says = format!(
            "The {what} `{}` {became} of {}. Have it reviewed (`needlefit protocol`), and put in \
             what `needlefit protocol --hashes` prints.",
            clean::echo(id),
            review.on
        );
        // a list has no id of its own, and what is gone no place
        let question = pack.question(id).filter(|_| *topic);
        let place = question.map_or_else(|| place.clone(), |it| notes.question(it.number));
        problems.warning("review-changed", &place, &clean::echo(id), says);
    }
}
