//! How many years of school a text takes: everything that people read, graded.
//!
//! The grade is that of Flesch and Kincaid, .39 words a sentence + 11.8 syllables a word - 15.59;
//! SMOG counts the words of three syllables and more. Syllables are those of the CMU Pronouncing
//! Dictionary; of several ways to say a word the shortest counts.
//!
//! Everything together is graded as it stands. One text is graded without the words that the
//! glossary explains, which a name such as "dermatomyositis" in brackets would else outweigh; and
//! every long word must be one of these, or known to everybody.
use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write,
    path::PathBuf,
    process::Command,
    sync::LazyLock,
};

use cmudict_fast::Cmudict;
use needlefit::{check::words, text};

const SHIPPED: &str = include_str!("../../questions/microneedling.json");

/// The grade of everything together.
const WHOLE: f64 = 6.0;
/// The SMOG grade of everything together.
const WHOLE_SMOG: f64 = 7.5;
/// The grade of one text. A few words alone are no sentence: they have none.
const ONE: f64 = 9.0;
/// The most words that have no grade.
const FEW: usize = 7;
/// The most words of a sentence.
const SENTENCE: usize = 20;
/// A word of so many syllables needs an explanation.
const LONG: usize = 4;

/// The dictionary, as it comes with the crate that reads it.
static DICTIONARY: LazyLock<Cmudict> = LazyLock::new(|| {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--offline", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|it| it["name"] == "cmudict-fast");
    let manifest = PathBuf::from(package.unwrap()["manifest_path"].as_str().unwrap());
    Cmudict::new(manifest.with_file_name("resources/cmudict.dict")).unwrap()
});

/// Words that the dictionary does not know, and whose vowels tell less than is said.
const UNKNOWN: &[(&str, usize)] = &[("aftercare", 3), ("rosacea", 4)];
/// Long words that need no explanation, and names of files.
const EVERYDAY: &[&str] = &[
    "authorised",
    "emergency",
    "february",
    "hair-removal",
    "january",
    "jewellery",
    "maternity",
    "moisturiser",
    "needlefit-answers",
    "needlefit-sheet",
    "operation",
    "regulator",
];
/// The most words of an explanation.
const EXPLANATION: usize = 15;

/// The words that the glossary explains, each form by itself.
static EXPLAINED: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let pack: serde_json::Value = serde_json::from_str(SHIPPED).unwrap();
    let terms = pack["glossary"].as_array().unwrap().iter();
    let forms = terms.flat_map(|term| {
        let others = term["forms"].as_array().into_iter().flatten();
        others
            .chain([term])
            .map(|form| form["term"].as_str().unwrap())
    });
    let words = forms.flat_map(words_of).map(str::to_lowercase);
    words.collect()
});

fn is_explained(word: &str) -> bool {
    let word = word.to_lowercase().replace('’', "'");
    EXPLAINED.contains(word.trim_end_matches("'s"))
}

fn syllables(word: &str) -> usize {
    word.split('-').map(syllables_of_part).sum()
}

fn syllables_of_part(part: &str) -> usize {
    let part = part.to_lowercase().replace('’', "'");
    if part.is_empty() {
        return 0;
    }
    if let Some((_, known)) = UNKNOWN.iter().find(|(word, _)| *word == part) {
        return *known;
    }
    let bare = part.trim_end_matches('\'');
    let said = DICTIONARY
        .get(bare)
        .or_else(|| DICTIONARY.get(bare.trim_end_matches("'s")));
    if let Some(ways) = said {
        let syllables = ways.iter().map(|way| {
            let sounds = way.pronunciation().iter();
            sounds.filter(|sound| sound.is_syllable()).count()
        });
        return syllables.min().unwrap();
    }
    groups_of_vowels(bare)
}

/// At least as many syllables as a word can have: a silent e counts.
fn groups_of_vowels(word: &str) -> usize {
    let vowel = |it: &char| "aeiouyäöüé".contains(*it);
    let letters: Vec<char> = word.chars().collect();
    let begins = |nth: &usize| vowel(&letters[*nth]) && (*nth == 0 || !vowel(&letters[nth - 1]));
    (0..letters.len()).filter(begins).count().max(1)
}

#[derive(Debug, Default, Clone)]
struct Grade {
    sentences: usize,
    words: usize,
    syllables: usize,
    three: usize,
    longest: usize,
    long: Vec<String>,
}

impl Grade {
    /// The grade of a text, of the words that `counts` says.
    fn of(text: &str, counts: fn(&str) -> bool) -> Self {
        let mut grade = Self::default();
        for sentence in sentences(text) {
            let words = words_of(sentence);
            grade.sentences += 1;
            grade.longest = grade.longest.max(words.len());
            for word in words.into_iter().filter(|word| counts(word)) {
                let syllables = syllables(word);
                grade.words += 1;
                grade.syllables += syllables;
                grade.three += usize::from(syllables >= 3);
                if syllables >= LONG {
                    grade.long.push(word.to_lowercase());
                }
            }
        }
        grade
    }

    fn add(&mut self, other: &Self) {
        self.sentences += other.sentences;
        self.words += other.words;
        self.syllables += other.syllables;
        self.three += other.three;
        self.longest = self.longest.max(other.longest);
        self.long.extend(other.long.iter().cloned());
    }

    fn grade(&self) -> f64 {
        let (sentences, words) = (self.sentences.max(1) as f64, self.words.max(1) as f64);
        0.39 * words / sentences + 11.8 * self.syllables as f64 / words - 15.59
    }

    fn smog(&self) -> f64 {
        let sentences = self.sentences.max(1) as f64;
        1.043 * (self.three as f64 * 30.0 / sentences).sqrt() + 3.1291
    }
}

/// Cut after each mark that ends a sentence and has a space behind it.
fn sentences(text: &str) -> Vec<&str> {
    let mut rest = text;
    let mut sentences = Vec::new();
    while !rest.is_empty() {
        let ends = rest.char_indices().find(|(at, it)| {
            let behind = &rest[at + it.len_utf8()..];
            *it == '\n' || ".!?:".contains(*it) && behind.starts_with(char::is_whitespace)
        });
        let end = ends.map_or(rest.len(), |(at, it)| at + it.len_utf8());
        sentences.push(&rest[..end]);
        rest = &rest[end..];
    }
    sentences.retain(|it| it.contains(|letter: char| letter.is_alphabetic()));
    sentences
}

fn words_of(sentence: &str) -> Vec<&str> {
    let part = |it: char| it.is_alphabetic() || "'’-".contains(it);
    let words = sentence.split(|it| !part(it));
    let words = words.map(|word| word.trim_start_matches(|it: char| !it.is_alphabetic()));
    words.filter(|word| !word.is_empty()).collect()
}

/// Every English text for people: the shipped pack's as they are read, and the program's own.
fn texts() -> Vec<(String, String)> {
    let pack = words::as_read(SHIPPED.as_bytes()).unwrap();
    let pack = pack.into_iter().map(|it| (it.id, it.says));
    // what stands in a gap is graded where it comes from
    let it = |_: &str| Ok(Some("it".to_owned()));
    let counted = text::ALL_COUNTED.iter();
    let counted = counted.flat_map(|(name, forms)| forms.map(|says| (*name, says)));
    let own = text::ALL.iter().copied().chain(counted);
    let own = own.map(|(name, says)| (name.to_owned(), text::fill_with(says, it).unwrap()));
    pack.chain(own).collect()
}

#[test]
fn everything_can_be_read_after_six_years_of_school() {
    let mut whole = Grade::default();
    let mut faults = String::new();
    for (name, says) in texts() {
        whole.add(&Grade::of(&says, |_| true));
        let one = Grade::of(&says, |word| !is_explained(word));
        let (grade, longest) = (one.grade(), one.longest);
        if one.words > FEW && grade > ONE {
            writeln!(
                faults,
                "{name}: grade {grade:.1} without what is explained: {says}"
            )
            .unwrap();
        }
        if longest > SENTENCE {
            writeln!(faults, "{name}: {longest} words in a sentence: {says}").unwrap();
        }
    }
    let (grade, smog) = (whole.grade(), whole.smog());
    let (sentences, words) = (whole.sentences, whole.words);
    println!("{sentences} sentences, {words} words: grade {grade:.2}, SMOG {smog:.2}");
    assert!(faults.is_empty(), "{faults}");
    assert!(grade <= WHOLE, "all together: grade {grade:.2}");
    assert!(smog <= WHOLE_SMOG, "all together: SMOG {smog:.2}");
}

#[test]
fn long_words_are_explained() {
    let mut unexplained: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut explained = BTreeSet::new();
    for (name, says) in texts() {
        for word in Grade::of(&says, |_| true).long {
            if is_explained(&word) {
                explained.insert(word);
            } else if !EVERYDAY.contains(&word.as_str()) {
                unexplained.entry(word).or_default().push(name.clone());
            }
        }
    }
    println!("explained: {explained:?}");
    assert!(
        unexplained.is_empty(),
        "explain these in `glossary`, or say it otherwise: {unexplained:#?}"
    );
    assert!(explained.len() > 20, "{explained:?}");
}

#[test]
fn explanations_are_short() {
    let pack: serde_json::Value = serde_json::from_str(SHIPPED).unwrap();
    for term in pack["glossary"].as_array().unwrap() {
        let says = term["says"].as_str().unwrap();
        let words = words_of(says).len();
        assert!(words <= EXPLANATION, "{words} words: {says}");
    }
}

#[test]
fn what_grades_is_right() {
    let grade = Grade::of("The cat sat on the mat. The dog ran.", |_| true);
    assert_eq!((grade.sentences, grade.words, grade.syllables), (2, 9, 9));
    assert!((grade.grade() - (0.39 * 4.5 + 11.8 - 15.59)).abs() < 1e-9);
    let known = [
        ("microneedling", 4),
        ("isotretinoin", 5),
        ("medicine", 3),
        ("every", 2),
        ("ice-pick", 2),
        ("body's", 2),
        ("rosacea", 4),
    ];
    for (word, count) in known {
        assert_eq!(syllables(word), count, "{word}");
    }
    let hard = "Contraindications necessitate individualised dermatological evaluation by \
                appropriately qualified professionals.";
    let grade = Grade::of(hard, |_| true);
    assert!(grade.grade() > 20.0 && grade.smog() > 15.0, "{grade:?}");
}
