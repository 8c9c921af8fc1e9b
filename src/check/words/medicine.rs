//! Sentences that tell a person to stop, start or change a medicine.
//!
//! That is for the one who prescribed it, so no pack may say it. This only knows words, and
//! reports rather too much. Allowed are "do not stop it", "ask whether and when to pause", a
//! question, what a doctor does, and what the person reports: "you stopped it".

use super::sentences::Sentence;

/// To do something with a medicine other than go on as before.
const CHANGES: &[&str] = &[
    "adjust",
    "alter",
    "begin",
    "cease",
    "change",
    "commence",
    "decrease",
    "delay",
    "discontinue",
    "double",
    "drop",
    "halt",
    "halve",
    "hold",
    "increase",
    "interrupt",
    "lower",
    "miss",
    "omit",
    "pause",
    "quit",
    "raise",
    "reduce",
    "replace",
    "restart",
    "resume",
    "skip",
    "start",
    "stop",
    "suspend",
    "swap",
    "switch",
    "taper",
    "triple",
    "withdraw",
    "withhold",
];
/// The same in two words.
const CHANGES_OF_TWO: &[[&str; 2]] = &[
    ["be", "off"],
    ["come", "off"],
    ["cut", "back"],
    ["cut", "down"],
    ["cut", "out"],
    ["do", "without"],
    ["get", "off"],
    ["give", "up"],
    ["go", "off"],
    ["go", "without"],
    ["hold", "off"],
    ["keep", "off"],
    ["lay", "off"],
    ["leave", "off"],
    ["leave", "out"],
    ["stay", "off"],
];
const CHANGING: &[&str] = &[
    "beginning",
    "changing",
    "discontinuing",
    "doubling",
    "halving",
    "increasing",
    "lowering",
    "omitting",
    "pausing",
    "quitting",
    "raising",
    "reducing",
    "restarting",
    "resuming",
    "skipping",
    "starting",
    "stopping",
    "suspending",
    "switching",
    "tapering",
    "withholding",
];
const CHANGED: &[&str] = &[
    "begun",
    "changed",
    "discontinued",
    "doubled",
    "halved",
    "held",
    "increased",
    "lowered",
    "omitted",
    "paused",
    "raised",
    "reduced",
    "restarted",
    "resumed",
    "skipped",
    "started",
    "stopped",
    "suspended",
    "switched",
    "tapered",
    "withdrawn",
    "withheld",
];
/// What needs no object where a medicine was named before.
const CLEAR_ALONE: &[&str] = &[
    "discontinue",
    "double",
    "halve",
    "pause",
    "quit",
    "restart",
    "resume",
    "skip",
    "stop",
];
/// To begin with a medicine.
const TAKES: &[&str] = &["apply", "swallow", "take", "try", "use", "wear"];
const BEGINS: &[&str] = &["begin", "restart", "resume", "start"];
const MEDICINES: &[&str] = &[
    "accutane",
    "adapalene",
    "antibiotic",
    "anticoagulant",
    "antiviral",
    "apixaban",
    "aspirin",
    "benzoyl",
    "biologic",
    "capsule",
    "chemotherapy",
    "clopidogrel",
    "corticosteroid",
    "dabigatran",
    "dosage",
    "dose",
    "drug",
    "heparin",
    "hormone",
    "hrt",
    "ibuprofen",
    "immunosuppressant",
    "inhaler",
    "insulin",
    "isotretinoin",
    "med",
    "medication",
    "medicine",
    "methotrexate",
    "painkiller",
    "pill",
    "prednisolone",
    "prescription",
    "retinoid",
    "retinol",
    "rivaroxaban",
    "roaccutane",
    "steroid",
    "tablet",
    "testosterone",
    "thinner",
    "tretinoin",
    "warfarin",
];
/// What may be on prescription.
const CREAMS: &[&str] = &["cream", "gel", "lotion", "ointment"];
/// What makes a cream a matter of course, or the clinic's own.
const HARMLESS_CREAMS: &[&str] = &[
    "hair",
    "hair-removal",
    "hand",
    "moisturising",
    "numbing",
    "plain",
    "shaving",
    "sun",
];
const TREATMENTS: &[&str] = &["therapy", "treatment"];
/// What makes a treatment the one that the pack is about, or another for the skin.
const OTHER_TREATMENTS: &[&str] = &[
    "any",
    "laser",
    "microneedling",
    "needling",
    "other",
    "skin",
    "this",
];
const PRONOUNS: &[&str] = &["it", "them", "these", "this", "those"];
const NEGATIONS: &[&str] = &["cannot", "never", "no", "nobody", "nor", "not", "without"];
const ASKING: &[&str] = &["about", "before", "how", "if", "unless", "when", "whether"];
/// Those who may change a medicine, and the person who reports it.
const OTHERS: &[&str] = &[
    "clinic",
    "clinics",
    "clinician",
    "dermatologist",
    "doctor",
    "doctors",
    "gp",
    "i",
    "nurse",
    "pharmacist",
    "prescriber",
    "surgeon",
];
/// What may stand between a verb and what turns it into something else.
const BETWEEN: &[&str] = &[
    "again", "also", "and", "be", "been", "can", "could", "even", "ever", "fine", "good", "had",
    "have", "is", "it", "just", "long", "may", "might", "must", "need", "ok", "only", "or",
    "reason", "should", "simply", "soon", "suddenly", "take", "then", "to", "try", "use", "will",
    "wise", "would", "you", "yourself",
];
const MODALS: &[&str] = &["can", "could", "may", "might", "must", "shall", "should"];
const NOUN_AFTER: &[&str] = &[
    "a", "an", "any", "each", "every", "no", "that", "the", "this", "your",
];
/// Where another thought begins, so that a medicine after it is not what the verb is about.
const THOUGHTS: &[&str] = &[
    "after", "ask", "because", "before", "but", "if", "show", "tell", "that", "unless", "until",
    "when", "which", "while", "who",
];

/// The first sentence of a text that tells a person to stop, start or change a medicine. `named` is
/// whether what the text answers names a medicine, which it may then call "it".
#[must_use]
pub fn advice<'s, 't>(text: &'s [Sentence<'t>], mut named: bool) -> Option<&'s Sentence<'t>> {
    text.iter().find(|sentence| {
        let found = !sentence.is_question()
            && (0..sentence.words.len()).any(|at| {
                changes(sentence, at, named)
                    || stops_being(sentence, at, named)
                    || takes(sentence, at)
                    || does_without(sentence, at)
            });
        named |= names_medicine(sentence);
        found
    })
}

/// Whether a sentence names a medicine.
pub fn names_medicine(sentence: &Sentence<'_>) -> bool {
    any_medicine(sentence, 0, Only::Medicines)
}

/// "Stop the pills", "you can halve the dose", "pausing the cream helps".
fn changes(sentence: &Sentence<'_>, at: usize, named: bool) -> bool {
    let word = sentence.says(at);
    let two = CHANGES_OF_TWO.contains(&[word, sentence.says(at + 1)]);
    let doing = CHANGING.contains(&word);
    if !(two || doing || CHANGES.contains(&word)) {
        return false;
    }
    if !doing && !sentence.opens(at) && NOUN_AFTER.contains(&sentence.before(at, 1)) {
        return false;
    }
    let rest = at + 1 + usize::from(two);
    let pronoun = PRONOUNS.contains(&sentence.says(rest));
    let object = any_medicine(sentence, rest, Only::Treatments)
        || named && (pronoun || CLEAR_ALONE.contains(&word));
    object && turned(sentence, at, doing) == Turned::Not
}

/// "The pills must be stopped", "until you have stopped them".
fn stops_being(sentence: &Sentence<'_>, at: usize, named: bool) -> bool {
    if !CHANGED.contains(&sentence.says(at)) {
        return false;
    }
    let about = || named || any_medicine(sentence, 0, Only::Treatments);
    match sentence.before(at, 1) {
        "be" => about() && turned(sentence, at - 1, false) == Turned::Not,
        "have" => {
            sentence.before(at, 2) == "you"
                && ["once", "until"].contains(&sentence.before(at, 3))
                && about()
        }
        _ => false,
    }
}

/// "Take aspirin", "do not use retinoid creams", "you must not start the tablets".
fn takes(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.says(at);
    let takes = TAKES.contains(&word) || [word, sentence.says(at + 1)] == ["put", "on"];
    if takes && is_ordered(sentence) {
        return false;
    }
    let before = sentence.before(at, 1);
    let by_modal = |steps| {
        MODALS.contains(&sentence.before(at, steps)) && sentence.before(at, steps + 1) == "you"
    };
    let refused = ["do", "should", "must", "can", "may"].contains(&sentence.before(at, 2))
        && before == "not"
        && (by_modal(2) || at.checked_sub(2).is_some_and(|at| sentence.opens(at)))
        || ["never", "don't"].contains(&before)
            && at.checked_sub(1).is_some_and(|at| sentence.opens(at))
        || before == "never" && by_modal(2);
    if refused && (takes || BEGINS.contains(&word)) {
        return near_medicine(sentence, at + 1, Only::Creams);
    }
    let led = ["also", "always", "just", "only", "please", "then"].contains(&before);
    let told =
        sentence.opens(at) || led || by_modal(1) && turned(sentence, at, false) == Turned::Not;
    takes && told && near_medicine(sentence, at + 1, Only::Medicines)
}

/// "Use no retinoid cream", "no aspirin for a week", "avoid ibuprofen".
fn does_without(sentence: &Sentence<'_>, at: usize) -> bool {
    let none = sentence.says(at) == "no"
        && (sentence.opens(at)
            || TAKES.contains(&sentence.before(at, 1))
            || ["have", "on", "only"].contains(&sentence.before(at, 1)));
    let avoids = sentence.says(at) == "avoid" && turned(sentence, at, false) == Turned::Not;
    (none || avoids) && !reports(sentence, at) && near_medicine(sentence, at + 1, Only::Creams)
}

/// "You have no …", "I take no …".
fn reports(sentence: &Sentence<'_>, at: usize) -> bool {
    ["i", "people", "they", "you"].contains(&sentence.before(at, 2))
}

/// "Take them as ordered."
fn is_ordered(sentence: &Sentence<'_>) -> bool {
    let ordered = ["directed", "ordered", "prescribed", "told", "usual"];
    (0..sentence.words.len())
        .any(|at| sentence.says(at) == "as" && ordered.contains(&sentence.says(at + 1)))
}

#[derive(PartialEq, Eq)]
enum Turned {
    Not,
    Away,
}

/// Whether what stands before a verb keeps it from being advice: "do not", "ask whether to",
/// "if you", "a doctor may".
fn turned(sentence: &Sentence<'_>, verb: usize, doing: bool) -> Turned {
    let mut at = verb;
    loop {
        let word = sentence.before(at, 1);
        let listed = CHANGES.contains(&word) || CHANGING.contains(&word);
        let asking = ASKING.contains(&word);
        let pause = sentence.opens(at) && !listed;
        let joins = ["and", "or"].contains(&sentence.says(at)) && !listed && !asking;
        if at == 0 || pause || joins && at != verb {
            return Turned::Not;
        }
        if NEGATIONS.contains(&word) || word.ends_with("n't") || OTHERS.contains(&word) {
            return Turned::Away;
        }
        // "the week before stop the pills"
        if asking && (doing || at != verb) {
            return Turned::Away;
        }
        if !listed && !BETWEEN.contains(&word) {
            return Turned::Not;
        }
        at -= 1;
    }
}

/// What counts as a medicine, each with all before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Only {
    /// What is one without doubt.
    Medicines,
    /// A cream that may be on prescription.
    Creams,
    Treatments,
}

fn any_medicine(sentence: &Sentence<'_>, from: usize, only: Only) -> bool {
    (from..sentence.words.len()).any(|at| is_medicine(sentence, at, only))
}

/// Whether a medicine stands near enough to be what a verb is about.
fn near_medicine(sentence: &Sentence<'_>, from: usize, only: Only) -> bool {
    (from..sentence.words.len())
        .take_while(|at| !THOUGHTS.contains(&sentence.says(*at)))
        .any(|at| is_medicine(sentence, at, only))
}

fn is_medicine(sentence: &Sentence<'_>, at: usize, only: Only) -> bool {
    let word = sentence.says(at);
    let word = word.strip_suffix('s').unwrap_or(word);
    let before = sentence.before(at, 1);
    MEDICINES.contains(&word)
        || only >= Only::Creams && CREAMS.contains(&word) && !HARMLESS_CREAMS.contains(&before)
        || only >= Only::Treatments
            && TREATMENTS.contains(&word)
            && !OTHER_TREATMENTS.contains(&before)
}
