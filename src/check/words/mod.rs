//! The words that people would not understand, and those that they must not be told.
//!
//! What a sentence says is found by its words alone, so most rules are for English; its length
//! counts in every language, and what nobody may be told in those that `told.rs` knows.

mod medicine;
mod sentences;
mod terms;
pub(super) mod texts;
pub(super) mod told;

use std::collections::{BTreeSet, HashMap};

use unicode_segmentation::UnicodeSegmentation as _;

use super::{budget::Budget, problem::Problems};
use crate::pack::{
    Fault, Pack,
    read::{
        self,
        notes::{Notes, Owner, Role},
    },
};
use sentences::{Sentence, sentences};
use texts::{Text, texts};

/// The most words that a sentence may have.
const LONGEST: usize = 20;
/// No questionnaire can promise this; "not suitable for you" it can say.
const BANNED: &[&str] = &[
    "safe",
    "safely",
    "cleared",
    "approved",
    "guarantee",
    "guaranteed",
    "guarantees",
    "eligible",
];
const NEGATIONS: &[&str] = &[
    "cannot", "except", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing",
    "unless", "without",
];
/// The names of answers that the program adds, which deny nothing.
const ANSWERS: &[&[&str]] = &[
    &["say", "no"],
    &["say", "that", "you", "are", "not", "sure"],
    &["say", "you", "are", "not", "sure"],
];
const ASK_WORDS: &[&str] = &[
    "how", "what", "when", "where", "which", "who", "whose", "why",
];
const MEASURES: &[&str] = &["far", "long", "many", "much", "often"];
const SUBJECTS: &[&str] = &["anyone", "he", "i", "it", "one", "she", "they", "we", "you"];
/// What a subject begins with that is more than one word.
const DETERMINERS: &[&str] = &[
    "a", "an", "another", "any", "my", "that", "the", "their", "there", "these", "this", "those",
    "your",
];
/// What may follow a second verb that only asks the same of another time.
const TIMES: &[&str] = &[
    "before", "during", "earlier", "in", "lately", "now", "recently", "since", "then", "today",
    "within",
];

/// A text of a pack, as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reads {
    /// The id of the question, note, item or the like that it belongs to.
    pub id: String,
    /// What it says, with the waits filled in.
    pub says: String,
}

/// Every text of a pack that people read.
///
/// # Errors
/// What is wrong with the pack, if it can't be read.
pub fn as_read(bytes: &[u8]) -> Result<Vec<Reads>, Vec<Fault>> {
    let (pack, notes) = read::read(bytes)?;
    let texts = texts(&pack, &notes, &Budget::of(usize::MAX));
    let texts = texts.unwrap_or_default().into_iter();
    Ok(texts
        // a source in short is a name and no sentence
        .filter(|text| !matches!(text.noted.role, Role::Note | Role::Source))
        .map(|text| Reads {
            id: text.noted.id.clone(),
            says: text.reads,
        })
        .collect())
}

/// What the rules need to know of a question that other texts belong to. Worked out once: hundreds
/// of texts may belong to one question, and to those above it.
struct Asked {
    names_medicine: bool,
    explained: BTreeSet<&'static str>,
}

/// What was asked, by where its words begin.
type AllAsked = HashMap<*const u8, Asked>;

fn all_asked(texts: &[Text<'_>]) -> AllAsked {
    let mut all = AllAsked::new();
    for ask in texts.iter().flat_map(|text| &text.asked) {
        all.entry(ask.as_ptr()).or_insert_with(|| {
            let asked = sentences(ask);
            Asked {
                names_medicine: asked.iter().any(medicine::names_medicine),
                explained: terms::explained(&asked),
            }
        });
    }
    all
}

/// Notes every text that people would not understand, or must not be told.
pub fn check(pack: &Pack, notes: &Notes, budget: &Budget, problems: &mut Problems<'_>) {
    let language = pack.tag.to_ascii_lowercase();
    let english = language == "en" || language.starts_with("en-");
    let Some(texts) = texts(pack, notes, budget) else {
        return;
    };
    let asked = all_asked(&texts);
    let read: Vec<(&Text<'_>, Vec<Sentence<'_>>)> = texts
        .iter()
        .map(|text| (text, sentences(&text.reads)))
        .collect();
    for (text, sentences) in &read {
        long_sentences(text, sentences, problems);
        told_to_nobody(&pack.tag, text, problems);
        if english {
            banned_words(text, problems);
            medicine_advice(text, sentences, &asked, problems);
            if matches!(text.noted.role, Role::Ask | Role::Tick) {
                double_negatives(text, sentences, problems);
            }
            if text.noted.role == Role::Ask {
                two_questions(text, sentences, problems);
            }
        }
    }
    if english {
        unexplained_terms(&read, &asked, problems);
    }
    swapped_labels(pack, &texts, problems);
}

/// "Yes" for `no`, and the other way round. The options of a question stand in its texts in order.
fn swapped_labels(pack: &Pack, texts: &[Text<'_>], problems: &mut Problems<'_>) {
    for question in &pack.questions {
        let labels = texts.iter().filter(|text| {
            text.noted.role == Role::Choice && text.noted.owner == Owner::Question(question.number)
        });
        for (option, text) in question.options().iter().zip(labels) {
            if told::is_swapped(&pack.tag, &option.id, &option.says) {
                let says = format!(
                    "The label of `{}` says the opposite: \"{}\".",
                    option.id, option.says
                );
                problems.error("swapped-label", &text.noted.span, &text.noted.id, says);
            }
        }
    }
}

fn long_sentences(text: &Text<'_>, sentences: &[Sentence<'_>], problems: &mut Problems<'_>) {
    for sentence in sentences {
        let words = sentence.words.len();
        if words > LONGEST {
            let says = format!(
                "This sentence has {words} words, and more than {LONGEST} are hard to follow: \
                 \"{}\". Make it two.",
                sentence.start()
            );
            problems.warning("long-sentence", &text.noted.span, &text.noted.id, says);
        }
    }
}

fn told_to_nobody(tag: &str, text: &Text<'_>, problems: &mut Problems<'_>) {
    let (place, id) = (&text.noted.span, &text.noted.id);
    for broken in told::broken(tag, &text.reads) {
        problems.error(broken.rule, place, id, broken.says);
    }
    let number = told::loose_number(tag, &text.noted.written);
    if let Some(number) = number.filter(|_| text.noted.role != Role::Note) {
        let says = format!(
            "\"{number}\" is written out, and nothing says where it comes from. Give it a name in \
             `waits`, as `source` or `default`, and write the name in braces."
        );
        problems.error("loose-number", place, id, says);
    }
}

fn banned_words(text: &Text<'_>, problems: &mut Problems<'_>) {
    let words: Vec<String> = text.reads.unicode_words().map(str::to_lowercase).collect();
    let banned = words.iter().find(|word| BANNED.contains(&word.as_str()));
    let suits = words.windows(4).any(|four| {
        matches!(four, [before, one, two, three]
            if before != "not" && [one, two, three] == ["suitable", "for", "you"])
    });
    let opens = matches!(words.as_slice(), [one, two, three, ..]
        if [one, two, three] == ["suitable", "for", "you"]);
    let found = banned.map(String::as_str);
    if let Some(found) = found.or_else(|| (suits || opens).then_some("suitable for you")) {
        let says = format!(
            "No text may say \"{found}\": only a clinician who has seen the person can judge that."
        );
        problems.error("banned-word", &text.noted.span, &text.noted.id, says);
    }
}

fn medicine_advice(
    text: &Text<'_>,
    read: &[Sentence<'_>],
    asked: &AllAsked,
    problems: &mut Problems<'_>,
) {
    let mut asked = text.asked.iter().filter_map(|ask| asked.get(&ask.as_ptr()));
    if let Some(sentence) = medicine::advice(read, asked.any(|it| it.names_medicine)) {
        let says = format!(
            "This seems to tell a person to stop, start or change a medicine: \"{}\". Only the \
             prescriber may. Say \"ask whether and when to\".",
            sentence.start()
        );
        problems.error("medicine-advice", &text.noted.span, &text.noted.id, says);
    }
}

fn double_negatives(text: &Text<'_>, sentences: &[Sentence<'_>], problems: &mut Problems<'_>) {
    for sentence in sentences {
        if negations(sentence) > 1 {
            let says = format!(
                "Two negations in one sentence are easy to read wrongly: \"{}\". Say it plainly.",
                sentence.start()
            );
            problems.warning("double-negative", &text.noted.span, &text.noted.id, says);
        }
    }
}

fn negations(sentence: &Sentence<'_>) -> usize {
    let mut count = 0;
    let mut neither = false;
    let mut at = 0;
    while at < sentence.words.len() {
        let answer = ANSWERS.iter().find(|answer| {
            let mut words = answer.iter().enumerate();
            words.all(|(steps, word)| sentence.says(at + steps) == *word)
        });
        if let Some(answer) = answer {
            at += answer.len();
            continue;
        }
        let word = sentence.says(at);
        // "neither … nor" denies once
        let same = word == "nor" && neither;
        neither |= word == "neither";
        count += usize::from(!same && (NEGATIONS.contains(&word) || word.ends_with("n't")));
        at += 1;
    }
    count
}

fn two_questions(text: &Text<'_>, sentences: &[Sentence<'_>], problems: &mut Problems<'_>) {
    let asked = sentences.iter().filter(|it| it.is_question()).count();
    let second = sentences
        .iter()
        .any(|it| it.is_question() && (0..it.words.len()).any(|at| asks_again(it, at)));
    if asked > 1 || second {
        let says = "This asks two things, and one answer can't tell which is meant. Ask one, and \
                    say what \"counts too\", or make it two questions.";
        problems.warning("two-questions", &text.noted.span, &text.noted.id, says);
    }
}

/// Whether a second question begins with the "and" or "or" at this place.
fn asks_again(sentence: &Sentence<'_>, at: usize) -> bool {
    if !["and", "or"].contains(&sentence.says(at)) {
        return false;
    }
    let mut verb = at + 1;
    if ASK_WORDS.contains(&sentence.says(verb)) {
        verb += 1;
        verb += usize::from(MEASURES.contains(&sentence.says(verb)));
    }
    let subject = sentence.says(verb + 1);
    let person = SUBJECTS.contains(&subject);
    let asks = match sentence.says(verb) {
        // these two have meanings of their own: "or do sports", "or have a rash"
        "do" => {
            !subject.is_empty() && !DETERMINERS.contains(&subject) && subject != "it"
                || subject == "your"
        }
        "have" | "had" => person && !["it", "one"].contains(&subject),
        "did" | "does" => !["", "not"].contains(&subject),
        "am" | "are" | "can" | "could" | "has" | "is" | "may" | "might" | "must" | "should"
        | "was" | "were" | "will" | "would" => person || DETERMINERS.contains(&subject),
        _ => false,
    };
    asks && !(person
        && (adds_only_time(sentence, verb + 2) || verb == at + 1 && shares_object(sentence, at)))
}

/// "…, or did you ever have, …", "…, or were you in the last year": the same of another time.
fn adds_only_time(sentence: &Sentence<'_>, from: usize) -> bool {
    let same = ["been", "ever", "had", "have", "once"];
    let next = (from..=sentence.words.len())
        .find(|at| !same.contains(&sentence.says(*at)) || sentence.opens(*at));
    next.is_none_or(|at| sentence.opens(at) || TIMES.contains(&sentence.says(at)))
}

/// "Do you have or have you had …?": nothing is asked before the "or".
fn shares_object(sentence: &Sentence<'_>, or: usize) -> bool {
    let last = sentence.before(or, 1);
    let open = ["been", "get", "had", "have", "take", "taken", "use", "used"];
    or <= 4 && (open.contains(&last) || SUBJECTS.contains(&last))
}

/// Medical words that a text leaves unexplained. What is asked must be clear without leafing, so
/// there the glossary is not enough.
fn unexplained_terms(
    read: &[(&Text<'_>, Vec<Sentence<'_>>)],
    asked: &AllAsked,
    problems: &mut Problems<'_>,
) {
    let anywhere = read.iter();
    let anywhere: BTreeSet<_> = anywhere
        .flat_map(|(_, sentences)| terms::explained(sentences))
        .collect();
    let glossary = terms::in_glossary(read.iter().map(|(text, _)| *text));
    let mut missing = BTreeSet::new();
    for (text, read) in read
        .iter()
        .filter(|(text, _)| text.noted.role != Role::Note)
    {
        let terms = terms::terms_in(read);
        if terms.is_empty() {
            continue;
        }
        let asks = matches!(text.noted.role, Role::Ask | Role::Tick | Role::Choice);
        let here = explained_by(text, read, asked);
        for (term, word) in terms.iter().filter(|(term, _)| !here.contains(term)) {
            if !asks && glossary.contains(term) {
                continue;
            }
            if asks || !anywhere.contains(term) {
                let says = format!(
                    "\"{word}\" is a medical word. Explain it in brackets: plain words (the word), \
                     or the word (plain words)."
                );
                problems.warning("unexplained-term", &text.noted.span, &text.noted.id, says);
            } else if missing.insert(*term) {
                let says = format!(
                    "\"{word}\" is a medical word that only another text explains. Explain it here \
                     in brackets, or in `glossary`."
                );
                problems.warning("not-in-glossary", &text.noted.span, &text.noted.id, says);
            }
        }
    }
}

/// The medical words that a text explains, or what was asked by the time it is read.
fn explained_by(
    text: &Text<'_>,
    read: &[Sentence<'_>],
    asked: &AllAsked,
) -> BTreeSet<&'static str> {
    let mut explained = terms::explained(read);
    let asked = text.asked.iter().filter_map(|ask| asked.get(&ask.as_ptr()));
    explained.extend(asked.flat_map(|it| &it.explained));
    explained
}
