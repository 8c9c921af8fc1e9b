//! A text cut into sentences and words, as a reader counts them.

use unicode_segmentation::UnicodeSegmentation as _;

/// A sentence of a text.
#[derive(Debug)]
pub struct Sentence<'t> {
    /// As it stands.
    pub text: &'t str,
    /// Its words; what is joined by a hyphen is one.
    pub words: Vec<Word>,
}

/// A word of a sentence.
#[derive(Debug)]
pub struct Word {
    /// In lower case, with straight apostrophes.
    pub says: String,
    /// Whether nothing stands before it, or a comma or the like.
    pub opens: bool,
    /// The bracket that it stands in, from 1; 0 outside all brackets.
    pub bracket: usize,
}

impl Sentence<'_> {
    /// The word of this number in lower case; empty beyond the ends.
    #[must_use]
    pub fn says(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.says)
    }

    /// The word that stands so far before the one of this number; empty before the first.
    #[must_use]
    pub fn before(&self, at: usize, steps: usize) -> &str {
        at.checked_sub(steps).map_or("", |at| self.says(at))
    }

    /// Whether something stands between this word and the one before it.
    #[must_use]
    pub fn opens(&self, at: usize) -> bool {
        self.words.get(at).is_none_or(|word| word.opens)
    }

    /// Whether it asks.
    #[must_use]
    pub fn is_question(&self) -> bool {
        self.text.ends_with('?')
    }

    /// Its first words, to name it by.
    #[must_use]
    pub fn start(&self) -> String {
        const ENOUGH: usize = 8;
        let mut words = self.text.split_whitespace();
        let start: Vec<&str> = words.by_ref().take(ENOUGH).collect();
        let rest = if words.next().is_some() { " …" } else { "" };
        format!("{}{rest}", start.join(" "))
    }
}

/// The sentences of a text.
#[must_use]
pub fn sentences(text: &str) -> Vec<Sentence<'_>> {
    text.unicode_sentences()
        .flat_map(split_before_numbers)
        .map(|text| Sentence {
            text: text.trim(),
            words: words(text.trim()),
        })
        .collect()
}

/// The standard keeps "… the end. 30 people …" together, for the sake of abbreviations.
fn split_before_numbers(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some((start, after)) = rest
        .get(from..)
        .and_then(|tail| tail.find(". "))
        .map(|place| (from + place + 1, from + place + 2))
    {
        let number = rest.get(after..).is_some_and(begins_with_digit);
        if let (true, Some((one, other))) = (number, rest.split_at_checked(start)) {
            parts.push(one);
            rest = other;
            from = 0;
        } else {
            from = after;
        }
    }
    parts.push(rest);
    parts
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut end = 0;
    let mut brackets = 0;
    let mut depth = 0_usize;
    for (start, word) in text.unicode_word_indices() {
        let between = text.get(end..start).unwrap_or_default();
        end = start + word.len();
        let says = word.to_lowercase().replace('’', "'");
        if between == "-"
            && let Some(last) = words.last_mut()
        {
            last.says.push('-');
            last.says.push_str(&says);
            continue;
        }
        for mark in between.chars() {
            match mark {
                '(' => {
                    brackets += usize::from(depth == 0);
                    depth += 1;
                }
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        words.push(Word {
            says,
            opens: words.is_empty() || !between.trim().is_empty(),
            bracket: if depth > 0 { brackets } else { 0 },
        });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_cut_where_a_reader_stops() {
        let cases: &[(&str, &[&str])] = &[
            ("One. Two? Three", &["One.", "Two?", "Three"]),
            (
                "The end of 1.5 years. 30 people stayed.",
                &["The end of 1.5 years.", "30 people stayed."],
            ),
            ("Is it (as e.g. here) one?", &["Is it (as e.g. here) one?"]),
        ];
        for (text, parts) in cases {
            let cut: Vec<&str> = sentences(text).iter().map(|it| it.text).collect();
            assert_eq!(cut, *parts);
        }
    }

    #[test]
    fn words_know_their_brackets_and_pauses() {
        let sentences = sentences("Make-up, (or so) don’t (b).");
        let found: Vec<_> = sentences
            .iter()
            .flat_map(|it| &it.words)
            .map(|word| (word.says.as_str(), word.opens, word.bracket))
            .collect();
        let wanted = [
            ("make-up", true, 0),
            ("or", true, 1),
            ("so", false, 1),
            ("don't", true, 0),
            ("b", true, 2),
        ];
        assert_eq!(found, wanted);
    }
}
