//! How long a screen stands while the answers go on by themselves.

use std::time::Duration;

/// How many words people read in a minute.
const WORDS_A_MINUTE: u32 = 200;

/// How long it takes to read this many words.
#[must_use]
pub fn reading(words: usize) -> Duration {
    let words = u32::try_from(words).unwrap_or(u32::MAX);
    Duration::from_secs(60).saturating_mul(words) / WORDS_A_MINUTE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_hundred_words_take_a_minute() {
        assert_eq!(reading(200), Duration::from_secs(60));
        assert_eq!(reading(10), Duration::from_secs(3));
        assert_eq!(reading(0), Duration::ZERO);
        assert!(reading(usize::MAX) > Duration::from_secs(60));
    }
}
