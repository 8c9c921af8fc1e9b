//! What is said before the first question, beside the words of the pack.

use super::words_of;
use crate::{interview::Interview, text};

/// How many words are read in a minute.
const WORDS_A_MINUTE: usize = 200;

/// How many questions there are and how long they take: counted from what is asked and offered on the
/// path as it stands, which for somebody who has nothing is all that there is to read.
#[must_use]
pub fn length(interview: &Interview<'_>) -> String {
    let (pack, language) = (interview.pack(), interview.language());
    let screens = interview.screens();
    let words = |says: &str| says.split_whitespace().count();
    let read = screens.iter().map(|screen| {
        let [ask, _] = words_of(*screen, pack);
        let rows = interview.rows(*screen).into_iter();
        let rows = rows.map(|row| words(row.says(language)));
        words(ask) + rows.sum::<usize>()
    });
    let minutes = read.sum::<usize>().div_ceil(WORDS_A_MINUTE);
    let (count, time) = (
        screens.len().to_string(),
        language.count(text::MINUTES, minutes),
    );
    language.fill(text::LENGTH, &[("count", &count), ("time", &time)])
}
