//! How many years of school a text takes: everything that people read, graded.
//!
//! The grade is that of Flesch and Kincaid, .39 words a sentence + 11.8 syllables a word - 15.59;
//! SMOG counts the words of three syllables and more. Syllables are those of the CMU Pronouncing
//! Dictionary; of several ways to say a word the shortest counts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a test may stop"
)]

use std::{
    collections::BTreeMap, env, fmt::Write, fs, path::PathBuf, process::Command, sync::LazyLock,
};

use cmudict_fast::Cmudict;
use needlefit::{check::words, text};

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

/// Words that the dictionary does not know.
const UNKNOWN: &[(&str, usize)] = &[];

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
    println!("not in the dictionary: {part}");
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
    fn of(text: &str) -> Self {
        let mut grade = Self::default();
        for sentence in sentences(text) {
            let words = words_of(sentence);
            grade.sentences += 1;
            grade.longest = grade.longest.max(words.len());
            for word in words {
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
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/questions/microneedling.json");
    let pack = words::as_read(&fs::read(path).unwrap()).unwrap();
    let pack = pack.into_iter().map(|it| (it.id, it.says));
    // what stands in a gap is graded where it comes from
    let it = |_: &str| Ok(Some("it".to_owned()));
    let own = text::ALL
        .iter()
        .map(|(name, says)| ((*name).to_owned(), text::fill_with(says, it).unwrap()));
    pack.chain(own).collect()
}

#[test]
fn everything_can_be_read_after_six_years_of_school() {
    let mut whole = Grade::default();
    let mut faults = String::new();
    let mut long: BTreeMap<String, usize> = BTreeMap::new();
    let dump = env::var_os("GRADES");
    let mut grades = String::new();
    for (name, says) in texts() {
        let one = Grade::of(&says);
        writeln!(grades, "{name}\t{:.3}\t{says}", one.grade()).unwrap();
        if one.words > FEW && one.grade() > ONE || one.longest > SENTENCE {
            let (grade, longest) = (one.grade(), one.longest);
            writeln!(
                faults,
                "{name}: grade {grade:.1}, {longest} words a sentence: {says}"
            )
            .unwrap();
        }
        for word in &one.long {
            *long.entry(word.clone()).or_default() += 1;
        }
        whole.add(&one);
    }
    if let Some(path) = dump {
        fs::write(path, grades).unwrap();
    }
    println!(
        "{} sentences, {} words: grade {:.2}, SMOG {:.2}",
        whole.sentences,
        whole.words,
        whole.grade(),
        whole.smog()
    );
    println!("{long:?}");
    assert!(faults.is_empty(), "{faults}");
    assert!(whole.grade() <= WHOLE && whole.smog() <= WHOLE_SMOG);
}
