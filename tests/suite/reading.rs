//! How many years of school a text takes: everything that people read, graded.
//!
//! The grade is that of Flesch and Kincaid, .39 words a sentence + 11.8 syllables a word - 15.59;
//! SMOG counts the words of three syllables and more. Syllables are those of the CMU Pronouncing
//! Dictionary; of several ways to say a word the shortest counts. `fixtures/syllables.txt` has what of
//! it cannot be told from the vowels alone. `CMUDICT=cmudict.dict cargo test --test suite reading`
//! writes it anew from the dictionary (github.com/cmusphinx/cmudict).
//!
//! Everything together is graded as it stands. One text is graded without the words that the
//! glossary explains, which a name such as "dermatomyositis" in brackets would else outweigh; and
//! every long word must be one of these, or known to everybody.
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    env,
    fmt::Write,
    fs,
    sync::LazyLock,
};

use needlefit::{check::words, text};

const SYLLABLES: &str = include_str!("fixtures/syllables.txt");
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

/// The words of the dictionary with another number of syllables than their vowels say. A line is
/// that number and its words.
static DICTIONARY: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let lines = SYLLABLES.lines().filter(|line| !line.starts_with('#'));
    let words = lines.flat_map(|line| {
        let (count, words) = line.split_once(' ').unwrap();
        let count = count.parse().unwrap();
        words.split(' ').map(move |word| (word, count))
    });
    words.collect()
});

/// Words that the dictionary does not know, and whose vowels tell less than is said.
const UNKNOWN: &[(&str, usize)] = &[("aftercare", 3), ("rosacea", 4)];
/// Long words that need no explanation, and names of files.
const EVERYDAY: &[&str] = &[
    "authorisation",
    "authorised",
    "emergency",
    "everybody",
    "february",
    "hair-removal",
    "irregular",
    "january",
    "jewellery",
    "maternity",
    "moisturiser",
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
    count(bare, &DICTIONARY)
}

/// What the dictionary says of a word, or else of it without an 's, or else its vowels.
fn count(word: &str, dictionary: &HashMap<&str, usize>) -> usize {
    let said = dictionary
        .get(word)
        .or_else(|| dictionary.get(word.trim_end_matches("'s")));
    said.copied().unwrap_or_else(|| groups_of_vowels(word))
}

/// One syllable for each group of vowels: a silent e counts.
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

/// The fewest syllables of each word of a `cmudict.dict`: a line is a word, perhaps with the number
/// of this way to say it, and its sounds; each vowel ends in its stress.
fn shortest(dictionary: &str) -> BTreeMap<&str, usize> {
    let mut shortest = BTreeMap::new();
    for line in dictionary.lines() {
        let mut sounds = line.split('#').next().unwrap().split_whitespace();
        let Some(word) = sounds.next() else {
            continue;
        };
        let word = word.split('(').next().unwrap();
        let count = sounds.filter(|it| it.ends_with(|last: char| last.is_ascii_digit()));
        let count = count.count();
        let least = shortest.entry(word).or_insert(count);
        *least = count.min(*least);
    }
    shortest
}

/// The file of the words that are said otherwise than their vowels say, with these notes.
fn written(notes: &str, shortest: &BTreeMap<&str, usize>) -> String {
    let mut others = HashMap::new();
    // first without an 's, which a word with one falls back to
    for owner in [false, true] {
        for (word, said) in shortest.iter().filter(|it| it.0.ends_with("'s") == owner) {
            if count(word, &others) != *said {
                others.insert(*word, *said);
            }
        }
    }
    let mut file = notes.to_owned();
    let most = others.values().max().copied().unwrap_or_default();
    for count in 0..=most {
        let words = others.iter().filter(|it| *it.1 == count);
        let mut words: Vec<&str> = words.map(|it| *it.0).collect();
        words.sort_unstable();
        for line in words.chunks(12) {
            writeln!(file, "{count} {}", line.join(" ")).unwrap();
        }
    }
    file
}

#[test]
fn the_dictionary_is_kept_as_it_is_told() {
    let little = "'bout B AW1 T\nmake M EY1 K\nmake's M EY1 K S\nmakes M EY1 K S\nidea AY0 D IY1 AH0\n\
                  idea(2) AY0 D IY1\nhis HH IH1 Z # a word\nprice P R AY1 S\nprice's P R AY1 S IH0 Z\n";
    let shortest = shortest(little);
    assert_eq!(shortest["idea"], 2);
    let file = written("# little\n", &shortest);
    assert_eq!(file, "# little\n1 make makes price\n2 price's\n");
    if let Some(dictionary) = env::var_os("CMUDICT") {
        let dictionary = fs::read_to_string(dictionary).unwrap();
        let notes = SYLLABLES.split_inclusive('\n');
        let notes: String = notes.filter(|line| line.starts_with('#')).collect();
        let file = written(&notes, &self::shortest(&dictionary));
        let folder = env!("CARGO_MANIFEST_DIR");
        let path = format!("{folder}/tests/suite/fixtures/syllables.txt");
        fs::write(path, file).unwrap();
    }
}
