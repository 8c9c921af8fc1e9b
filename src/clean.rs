//! Text from outside made harmless before it reaches a screen or a file.
//!
//! Question packs are refused when [`harmful`] finds something; what people type is put right
//! by [`clean`]. Both ask the same judge, so what one lets through the other never refuses.
//!
//! Whatever cannot be seen goes: it can steer the terminal, turn a sentence round, or hide words.
//! That includes every variation selector, even U+FE0E and U+FE0F: terminals disagree about how
//! wide the character before them then is, and it stays readable without them.

use unicode_general_category::{GeneralCategory as Is, get_general_category as category};
use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};

/// How many marks may stand over or under one character; more would climb into other lines.
const MARKS_PER_BASE: u8 = 4;

/// Whether a text is all printable letters of Latin: none of them hides, joins another or is a mark,
/// so the text is harmless and in NFC.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    let is_ascii = |byte| matches!(byte, b' '..=b'~');
    let is_latin = |c| matches!(c, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}');
    // a fold ends at no byte, so that many are compared in one step
    text.bytes().fold(true, |all, byte| all & is_ascii(byte)) || text.chars().all(is_latin)
}

/// Finds the first character that must not reach a screen or a file.
///
/// Takes any text, and whether line feeds may stay. Gives the byte offset and the character, or
/// `None` for harmless text. A mark with nothing to sit on (at the start, or after white space)
/// is harmful too: it would land on whatever is drawn before it.
#[must_use]
pub fn harmful(text: &str, newlines: bool) -> Option<(usize, char)> {
    if is_plain(text) {
        return None;
    }
    let mut judge = Judge::default();
    let mut rest = text.char_indices().peekable();
    while let Some((offset, character)) = rest.next() {
        let next = rest.peek().map(|&(_, next)| next);
        if newlines && character == '\n' {
            judge = Judge::default();
        } else if !judge.lets_through(character, next) {
            return Some((offset, character));
        }
    }
    None
}

/// Makes typed text harmless: one line in NFC, without anything [`harmful`] would find.
///
/// Takes any text, and the most characters (not bytes) to keep. Each run of white space becomes
/// one space, and none is left at the ends. A character that no longer fits with all its marks
/// is left out whole. Cleaning clean text changes nothing.
#[must_use]
pub fn clean(text: &str, longest: usize) -> String {
    let mut before = text.to_owned();
    loop {
        // Dropping a character can bring others together (a letter and its accent, say), so the
        // text is done only when a whole pass leaves it as it was. Every earlier pass takes
        // something away or puts the text into NFC, so this ends.
        let after = pass(&before, longest);
        if after == before {
            return after;
        }
        before = after;
    }
}

/// The text with `c` typed behind it, in NFC: a mark joins the letter before it.
/// `None` where `c` would be harmful there.
#[must_use]
pub fn join(text: &str, c: char) -> Option<String> {
    let joined: String = text.chars().chain([c]).nfc().collect();
    harmful(&joined, false).is_none().then_some(joined)
}

/// Once through the text: NFC, spaces, dropping, cutting.
fn pass(text: &str, longest: usize) -> String {
    let mut judge = Judge::default();
    let mut kept = String::new();
    // What never stays goes first, so that a joiner is judged by the neighbours it will have.
    let mut rest = text
        .nfc()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|&c| is_joiner(c) || !is_unseen(c))
        .peekable();
    while let Some(character) = rest.next() {
        let spare = character == ' ' && (kept.is_empty() || kept.ends_with(' '));
        if !spare && judge.lets_through(character, rest.peek().copied()) {
            kept.push(character);
        }
    }
    cut(&mut kept, longest);
    kept.truncate(kept.trim_end().len());
    kept
}

/// Shortens the text to at most `longest` characters, never between a character and its marks.
fn cut(text: &mut String, longest: usize) {
    let Some((end, first_lost)) = text.char_indices().nth(longest) else {
        return;
    };
    text.truncate(end);
    let mut torn = is_mark(first_lost);
    while torn {
        torn = text.pop().is_some_and(|c| is_mark(c) || is_joiner(c));
    }
}

/// Reads a text from left to right and remembers what the next character would join.
#[derive(Default)]
struct Judge {
    /// The character that marks now sit on; none at the start and after white space.
    base: Option<char>,
    /// How many marks it already has.
    marks: u8,
}

impl Judge {
    /// Whether `c` is harmless here, with `next` after it. Remembers it only if so.
    fn lets_through(&mut self, c: char, next: Option<char>) -> bool {
        if is_joiner(c) {
            return next.is_some_and(|next| self.is_word_before(next));
        }
        if is_mark(c) {
            let fits = self.can_take(c);
            self.marks += u8::from(fits && stacks(c));
            return fits;
        }
        let seen = !is_unseen(c);
        if seen {
            self.base = Some(c).filter(|c| !c.is_whitespace());
            self.marks = 0;
        }
        seen
    }

    /// Whether this mark finds a base with room for it.
    fn can_take(&self, mark: char) -> bool {
        let full = stacks(mark) && self.marks >= MARKS_PER_BASE;
        self.base.is_some() && !full && !is_unseen(mark)
    }

    /// Whether a joiner here stands inside a word of a script that is spelt with joiners. After
    /// it there may be a mark: Bengali puts a joiner between a letter and its virama.
    fn is_word_before(&self, next: char) -> bool {
        let goes_on = next.is_alphabetic() || is_mark(next);
        let script = next.script();
        let same = |base: char| base.is_alphabetic() && base.script() == script;
        goes_on && is_joined(script) && self.base.is_some_and(same)
    }
}

/// The zero width non-joiner and joiner.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Whether `c` combines with the character before it.
fn is_mark(c: char) -> bool {
    stacks(c) || category(c) == Is::SpacingMark
}

/// Whether `c` is drawn within its base: most marks, and the later letters of old Hangul. Spacing
/// marks have room of their own, and Burmese needs more of them than the limit: not counted.
fn stacks(c: char) -> bool {
    matches!(category(c), Is::NonspacingMark | Is::EnclosingMark)
        || matches!(c, '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FB}')
}

/// Whether `c` cannot be seen, or is not a character anyone can know.
///
/// The categories hold all controls, bidi and zero width characters, the soft hyphen, tags and
/// noncharacters. The ranges are the rest of what Unicode calls ignorable: variation selectors,
/// and letters that look like nothing.
#[rustfmt::skip]
fn is_unseen(c: char) -> bool {
    matches!(
        category(c),
        Is::Control | Is::Format | Is::LineSeparator | Is::ParagraphSeparator
            | Is::PrivateUse | Is::Surrogate | Is::Unassigned
    ) || matches!(
        c,
        '\u{034F}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{E0100}'..='\u{E01EF}'
    )
}

/// Whether words in this script are spelt with joiners.
#[rustfmt::skip]
fn is_joined(script: Script) -> bool {
    use Script::{
        Adlam, Arabic, Bengali, Devanagari, Gujarati, Gurmukhi, Kannada, Khmer, Malayalam,
        Mandaic, Mongolian, Nko, Oriya, Sinhala, Syriac, Tamil, Telugu,
    };
    matches!(
        script,
        Adlam | Arabic | Bengali | Devanagari | Gujarati | Gurmukhi | Kannada | Khmer | Malayalam
            | Mandaic | Mongolian | Nko | Oriya | Sinhala | Syriac | Tamil | Telugu
    )
}

/// The longest name or word that is said back to whoever gave it, in characters.
const LONGEST_ECHO: usize = 64;

/// What was given, harmless and short enough to be said back, however long it is.
#[must_use]
pub fn echo(given: &str) -> String {
    // a few more than are kept, since cleaning drops some; never all of a megabyte
    let start: String = given.chars().take(LONGEST_ECHO * 4).collect();
    let mut echo = clean(&start, LONGEST_ECHO + 1);
    if echo.chars().count() > LONGEST_ECHO {
        cut(&mut echo, LONGEST_ECHO - 1);
        echo.push('…');
    }
    echo
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{prelude::*, test_runner::RngSeed};

    #[test]
    fn a_mark_joins_the_letter_before_it() {
        assert_eq!(join("cafe", '\u{301}').as_deref(), Some("caf\u{e9}"));
        assert_eq!(join("x", '\u{302}').as_deref(), Some("x\u{302}"));
        assert_eq!(join("", '\u{301}'), None);
        assert_eq!(join("a", '\u{1b}'), None);
    }

    #[test]
    fn plain_letters_are_harmless_and_stay_as_they_are() {
        let letters = ('\0'..char::MAX).filter(|c| is_plain(&c.to_string()));
        let letters: String = letters.collect();
        assert!(letters.contains("xyz") && letters.contains('ñ'));
        let mut judge = Judge::default();
        assert!(letters.chars().all(|c| judge.lets_through(c, None)));
        assert!(letters.nfc().eq(letters.chars()));
    }

    #[test]
    fn an_echo_that_was_cut_says_so() {
        assert_eq!(echo(&"x".repeat(64)), "x".repeat(64));
        assert_eq!(echo(&"x".repeat(65)), "x".repeat(63) + "…");
        // what is dropped does not count
        assert_eq!(echo(&format!("{}x", "\0".repeat(150))), "x");
    }

    #[test]
    fn one_hostile_example_of_each_kind() {
        #[rustfmt::skip]
        let examples = [
            ("escape", "a\u{1B}[2Jb", '\u{1B}', "a[2Jb"),
            ("NUL", "a\0b", '\0', "ab"),
            ("tab", "a\tb", '\t', "a b"),
            ("carriage return", "safe\rscar", '\r', "safe scar"),
            ("line feed", "a\nb", '\n', "a b"),
            ("delete", "a\u{7F}b", '\u{7F}', "ab"),
            ("C1 escape", "a\u{9B}2Jb", '\u{9B}', "a2Jb"),
            ("next line", "a\u{85}b", '\u{85}', "a b"),
            ("bidi override", "no\u{202E}sey", '\u{202E}', "nosey"),
            ("bidi isolate", "a\u{2066}b", '\u{2066}', "ab"),
            ("left-to-right mark", "a\u{200E}b", '\u{200E}', "ab"),
            ("right-to-left mark", "a\u{200F}b", '\u{200F}', "ab"),
            ("Arabic letter mark", "a\u{61C}b", '\u{61C}', "ab"),
            ("zero width space", "a\u{200B}b", '\u{200B}', "ab"),
            ("word joiner", "a\u{2060}b", '\u{2060}', "ab"),
            ("unseen times", "a\u{2062}b", '\u{2062}', "ab"),
            ("byte order mark", "\u{FEFF}ab", '\u{FEFF}', "ab"),
            ("soft hyphen", "a\u{AD}b", '\u{AD}', "ab"),
            ("line separator", "a\u{2028}b", '\u{2028}', "a b"),
            ("paragraph separator", "a\u{2029}b", '\u{2029}', "a b"),
            ("language tag", "a\u{E0001}b", '\u{E0001}', "ab"),
            ("tag letter", "a\u{E0041}b", '\u{E0041}', "ab"),
            ("private use", "a\u{E000}b", '\u{E000}', "ab"),
            ("private plane", "a\u{10FFFD}b", '\u{10FFFD}', "ab"),
            ("unassigned", "a\u{378}b", '\u{378}', "ab"),
            ("noncharacter", "a\u{FFFE}b", '\u{FFFE}', "ab"),
            ("variation selector 16", "\u{2764}\u{FE0F}", '\u{FE0F}', "\u{2764}"),
            ("smuggled bytes", "a\u{E0101}b", '\u{E0101}', "ab"),
            ("grapheme joiner", "a\u{34F}b", '\u{34F}', "ab"),
            ("Hangul filler", "a\u{3164}b", '\u{3164}', "ab"),
            ("joiner in Latin", "a\u{200D}b", '\u{200D}', "ab"),
            ("joiner in emoji", "\u{1F469}\u{200D}\u{1F467}", '\u{200D}', "\u{1F469}\u{1F467}"),
            ("joiner at the end", "\u{645}\u{200C}", '\u{200C}', "\u{645}"),
            ("joiner between scripts", "\u{645}\u{200C}\u{915}", '\u{200C}', "\u{645}\u{915}"),
            ("joiner after a digit", "\u{9E7}\u{200D}\u{995}", '\u{200D}', "\u{9E7}\u{995}"),
            ("joiner before a digit", "\u{995}\u{200D}\u{9E7}", '\u{200D}', "\u{995}\u{9E7}"),
            ("pile of Hangul", "a\u{11A2}\u{11A2}\u{11A2}\u{11A2}\u{11A3}", '\u{11A3}',
                "a\u{11A2}\u{11A2}\u{11A2}\u{11A2}"),
            ("fifth mark", "x\u{301}\u{302}\u{303}\u{304}\u{305}", '\u{305}',
                "x\u{301}\u{302}\u{303}\u{304}"),
            ("mark on nothing", "\u{301}a", '\u{301}', "a"),
            ("mark on a space", "a \u{301}b", '\u{301}', "a b"),
        ];
        for (kind, text, culprit, cleaned) in examples {
            assert_eq!(
                harmful(text, false),
                text.find(culprit).map(|at| (at, culprit)),
                "{kind}"
            );
            assert_eq!(clean(text, 100), cleaned, "{kind}");
        }
    }

    #[test]
    fn ordinary_writing_stays() {
        let examples = [
            "I've used 0.05 % tretinoin — twice!",
            "Žluťoučký kůň, Nguyễn, Ωμέγα, 漢字, 한글",
            "می\u{200C}خواهم", // Persian, with a non-joiner
            "क्\u{200D}ष",      // Hindi, joiner after a virama
            "র\u{200D}্যাপ",     // Bengali, joiner before a virama
            "ශ්\u{200D}රී",      // Sinhala
            "\u{1019}\u{103C}\u{103D}\u{103E}\u{1031}\u{1037}", // Burmese, five marks, two spacing
            "x\u{301}\u{302}\u{303}\u{304}x\u{301}\u{302}\u{303}\u{304}", // the limit, twice
            "x\u{301}\u{302}\u{303}\u{304}\u{903}", // a spacing mark on top of the limit
            "\u{1100}\u{119E}\u{11AB}", // old Hangul
            "👍🏽 🇩🇪 ❤",
        ];
        for text in examples {
            assert_eq!(harmful(text, false), None, "{text}");
            assert_eq!(clean(text, 100), text);
        }
    }

    #[test]
    fn only_a_line_feed_may_break_a_line_and_only_where_allowed() {
        assert_eq!(harmful("a\nb", true), None);
        assert_eq!(harmful("a\nb", false), Some((1, '\n')));
        assert_eq!(harmful("é\r\nb", true), Some((2, '\r')));
        assert_eq!(harmful("a\n\u{301}b", true), Some((2, '\u{301}')));
    }

    #[test]
    fn white_space_becomes_single_spaces() {
        assert_eq!(
            clean(" \u{A0}a \t\u{3000}\r\nb\u{200B} \u{2003}", 100),
            "a b"
        );
        assert_eq!(clean(" \n\u{200B} ", 100), "");
    }

    #[test]
    fn what_comes_together_is_looked_at_again() {
        assert_eq!(clean("e\u{200B}\u{301}", 100), "é");
        assert_eq!(clean("e\u{34F}\u{301}", 100), "é");
        // Two joiners: one goes, the one that is needed stays.
        assert_eq!(clean("ی\u{200C}\u{200C}خ", 100), "ی\u{200C}خ");
        assert_eq!(clean("ی\u{200C}\u{202E}خ", 100), "ی\u{200C}خ");
        // NFC makes this longer: it no longer fits, and must not come out torn.
        assert_eq!(clean("\u{1D6}\u{34F}\u{323}", 2), "");
    }

    #[test]
    fn cutting_counts_characters_and_keeps_marks_with_their_base() {
        assert_eq!(clean("ééé", 2), "éé");
        assert_eq!(clean("ab cd", 3), "ab");
        assert_eq!(clean("abx\u{302}\u{323}", 4), "ab");
        assert_eq!(clean("abx\u{302}\u{323}", 5), "abx\u{323}\u{302}");
        assert_eq!(clean("aی\u{200C}خ", 3), "aی");
        assert_eq!(clean("aর\u{200D}্য", 3), "a");
        assert_eq!(clean("abc", 0), "");
    }

    /// Any text, but mostly of characters that act on their neighbours.
    fn nasty() -> impl Strategy<Value = String> {
        let chosen: Vec<char> =
            "aeuü\u{1D6} \n\u{A0}\u{200B}\u{200C}\u{200D}\u{34F}\u{FE0F}\u{E0041}\
            \u{300}\u{301}\u{304}\u{308}\u{323}\u{334}\u{344}یخ\u{622}\u{627}\u{653}\u{64E}\u{651}\
            \u{995}\u{9BC}\u{9BE}\u{9C7}\u{9CD}\u{9D7}\u{958}क\u{93C}\u{94D}\u{FB2C}\u{1820}\
            \u{1100}\u{1161}\u{119E}\u{11A8}\u{1FEF}\u{2000}\u{1F469}"
                .chars()
                .collect();
        let one = prop_oneof![8 => prop::sample::select(chosen), 1 => any::<char>()];
        prop::collection::vec(one, 0..40).prop_map(String::from_iter)
    }

    proptest! {
        // the same texts each time
        #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

        #[test]
        fn clean_text_is_harmless_short_and_normal(text in nasty(), longest in 0_usize..45) {
            let cleaned = clean(&text, longest);
            prop_assert_eq!(harmful(&cleaned, false), None);
            prop_assert!(cleaned.chars().count() <= longest);
            prop_assert!(unicode_normalization::is_nfc(&cleaned));
            prop_assert_eq!(cleaned.trim(), &cleaned);
            prop_assert!(!cleaned.contains("  "));
        }

        #[test]
        fn cleaning_twice_changes_nothing(text in nasty(), longest in 0_usize..45) {
            let cleaned = clean(&text, longest);
            prop_assert_eq!(clean(&cleaned, longest), cleaned);
        }

        #[test]
        fn harmful_says_where(text in nasty(), newlines: bool) {
            if let Some((offset, culprit)) = harmful(&text, newlines) {
                prop_assert!(text.get(offset..).is_some_and(|rest| rest.starts_with(culprit)));
                prop_assert_eq!(text.get(..offset).and_then(|start| harmful(start, newlines))
                    .filter(|(_, c)| !is_joiner(*c)), None);
            }
        }
    }
}
