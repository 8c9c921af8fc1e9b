//! What a pack may not say, and what its author is then told.
//!
//! The table takes a small pack that loads, breaks one thing in it, and expects
//! one fault: at this place, about this id, in these words. After it come packs
//! that someone made to do harm: too large, too deep, cut off, garbled.
//! They are refused, soon and with a sentence, and none gives a verdict.
use std::{fmt::Write as _, time::Duration};

use crate::common::{chance::cases, cpu};
use assert_cmd::Command;
use needlefit::pack::{Fault, Pack, PackError};
use proptest::prelude::*;
use serde_json::{Value, json};

const SMALL: &str = include_str!("fixtures/small.json");

/// Stands in a replacement where the fault is expected; taken out again.
const HERE: char = '▸';
/// The processor time that reading a hostile pack may take, in a build that is hardly optimised.
/// None takes a tenth of it.
const SOON: Duration = Duration::from_secs(3);

/// Something to break: each of these texts, which stand in the small pack
/// exactly once, is replaced by the other.
type Edits<'e> = &'e [(&'e str, &'e str)];
/// What is broken, how, the id that is named, and a part of the sentence.
type Row<'e> = (&'e str, Edits<'e>, &'e str, &'e str);

/// The small pack with these edits, and the line and column of [`HERE`].
fn edited(edits: Edits<'_>) -> (String, Option<(usize, usize)>) {
    let (text, places) = edited_often(edits);
    (text, places.first().copied())
}

/// The small pack with these edits, and the line and column of each [`HERE`].
fn edited_often(edits: Edits<'_>) -> (String, Vec<(usize, usize)>) {
    let mut text = SMALL.to_owned();
    for (old, new) in edits {
        assert_eq!(
            text.matches(old).count(),
            1,
            "stands not exactly once: {old}"
        );
        text = text.replace(old, new);
    }
    let mut places = Vec::new();
    while let Some(byte) = text.find(HERE) {
        let before = &text[..byte];
        let line = before.lines().count().max(1) + usize::from(before.ends_with('\n'));
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        places.push((line, column));
        text.remove(byte);
    }
    (text, places)
}

fn load(text: impl AsRef<[u8]>) -> Result<Pack, PackError> {
    Pack::from_bytes("small.json", text.as_ref())
}

fn faults(text: impl AsRef<[u8]>) -> Vec<Fault> {
    load(text).err().map_or_else(Vec::new, |error| error.faults)
}

/// What is wrong with the faults of one broken pack; `None` where all is right.
fn differs(row: &Row<'_>) -> Option<String> {
    let (what, edits, id, says) = row;
    let (text, place) = edited(edits);
    let faults = faults(text);
    let right = |fault: &Fault| {
        fault.line.map(|line| (line, fault.column)) == place
            && fault.about.as_deref().unwrap_or_default() == *id
            && fault.says.contains(says)
    };
    let all_right = faults.len() == 1 && faults.iter().all(right);
    (!all_right).then(|| format!("{what}: wanted {place:?} in `{id}`: {says}\n    got {faults:?}"))
}

/// Tries a whole table and reports every row that is not right.
fn check(table: &[Row<'_>]) {
    let wrong: Vec<String> = table.iter().filter_map(differs).collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        table.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_small_pack_loads() {
    let pack = load(SMALL).unwrap();
    assert_eq!(pack.questions.len(), 10);
    assert_eq!(
        pack.question("pills").unwrap().ask,
        "Did you take pills in the last 6 months?"
    );
}

#[test]
fn the_built_in_pack_is_the_file_read_with_all_places() {
    let quick = Pack::built_in().unwrap();
    let slow = load(include_str!("../../questions/microneedling.json")).unwrap();
    assert_eq!(quick.sha256(), slow.sha256());
    assert_eq!(content(&quick), content(&slow));
}

/// All that a pack says, but for the order in which it keeps its index.
fn content(pack: &Pack) -> String {
    let Pack {
        questions,
        sections,
        lists,
        warnings,
        course,
        preparation,
        aftercare,
        warning_signs,
        sources,
        urgent,
        meanwhile,
        levels,
        ..
    } = pack;
    format!(
        "{questions:?}{sections:?}{lists:?}{warnings:?}{course:?}{preparation:?}{aftercare:?}\
         {warning_signs:?}{sources:?}{urgent:?}{meanwhile:?}{levels:?}"
    )
}

#[test]
fn places_are_counted_as_editors_count() {
    // by hand, so that the marker of the tables is itself tested
    let cases = [
        (
            "\"title\": \"A small one\"",
            "\"titel\": \"A small one\"",
            (6, 3),
        ),
        ("\"url\": \"https", "\"ulr\": \"https", (23, 82)),
        ("\"Others say 3.\"", "\"  \"", (31, 98)),
        ("\"weeks\": 6", "\"weeks\": 0", (32, 38)),
        // characters, not bytes
        (
            "\"title\": \"A paper\",",
            "\"title\": \"Ä pâpér 𝒳\", \"titel\": 1,",
            (23, 44),
        ),
    ];
    for (old, new, place) in cases {
        let faults = faults(edited(&[(old, new)]).0);
        assert_eq!(faults.len(), 1, "{new}: {faults:?}");
        assert_eq!((faults[0].line.unwrap(), faults[0].column), place, "{new}");
    }
}

#[test]
#[rustfmt::skip]
fn faults_of_form() {
    check(&[
        ("an unknown field", &[("\"title\": \"A small one\"", "▸\"titel\": \"A small one\"")], "small", "Did you mean `title`?"),
        ("an unknown field of a question", &[("\"id\": \"area\", \"kind\"", "\"id\": \"area\", ▸\"knid\"")], "area", "Did you mean `kind`?"),
        ("an unknown field of an outcome", &[("\"advice\": \"Talk.\"", "▸\"advise\": \"Talk.\"")], "hopes", "Did you mean `advice`?"),
        ("an unknown field of an `of`", &[("\"question\": \"pills\"", "▸\"qestion\": \"pills\"")], "pills_and_pregnant", "Did you mean `question`?"),
        ("a field like no other", &[("\"title\": \"A small one\"", "▸\"colour\": 1, \"title\": \"A small one\"")], "small", "Known here: `"),
        ("a missing field", &[("\"advice\": \"Talk.\", ", ""), ("{ \"when\": { \"is\": \"perfect\" }", "▸{ \"when\": { \"is\": \"perfect\" }")], "hopes", "`advice` is missing"),
        ("a missing field of a source", &[(", \"strength\": \"D\"", ""), ("{ \"id\": \"leaflet\"", "▸{ \"id\": \"leaflet\"")], "leaflet", "`strength` is missing"),
        ("a missing field of the pack", &[("  \"disclaimer\": \"A clinician must decide.\",\n", ""), ("{\n  \"$schema\"", "▸{\n  \"$schema\"")], "small", "`disclaimer` is missing"),
        ("a number for a text", &[("\"title\": \"A small one\"", "\"title\": ▸7")], "small", "a string is needed"),
        ("nothing for a text", &[("\"title\": \"A small one\"", "\"title\": ▸null")], "small", "a string is needed"),
        ("a text for a list", &[("[\"This is small.\"]", "▸\"This is small.\"")], "small", "a list is needed"),
        ("a list for an object", &[("{ \"min\": 0, \"max\": 120 }", "▸[0, 120]")], "age", "an object is needed"),
        ("a text for a yes or no", &[("\"ends\": true", "\"ends\": ▸\"yes\"")], "age", "a boolean is needed"),
        ("a text for a condition's number", &[("\"below\": 18", "\"below\": ▸\"18\"")], "age", "is needed"),
        ("a fraction", &[("\"below\": 18", "\"below\": ▸18.5")], "age", "the number 18.5"),
        ("a number below nothing", &[("\"min\": 0", "\"min\": ▸-1")], "age", "the number -1"),
        ("a number with a power", &[("\"below\": 18", "\"below\": ▸1e999")], "age", "the number 1e999"),
        ("a number too large", &[("\"below\": 18", "\"below\": ▸4294967296")], "age", "4294967296"),
        ("a number far too large", &[("\"below\": 18", "\"below\": ▸99999999999999999999999999")], "age", "999999"),
        ("a year too large", &[("\"year\": 2020", "\"year\": ▸70000")], "paper", "70000"),
        ("a length too large", &[("{ \"years\": 100 }", "{ \"years\": ▸65536 }")], "reach", "65536"),
        ("an unknown test", &[("{ \"is\": \"perfect\" }", "{ ▸\"iss\": \"perfect\" }")], "hopes", "Did you mean `is`?"),
        ("an unknown word", &[("\"when\": \"ahead\"", "\"when\": ▸\"ahaed\"")], "due", "Did you mean `ahead`?"),
        ("a word without its value", &[("\"when\": \"ahead\"", "\"when\": ▸\"within\"")], "due", "`within` needs a value"),
        ("a value without its word", &[("\"when\": \"ahead\"", "\"when\": { ▸\"ahead\": true }")], "due", "`ahead` takes no value"),
        ("a number for a condition", &[("\"when\": \"ahead\"", "\"when\": ▸3")], "due", "is needed"),
        ("two tests in one", &[("{ \"is\": \"perfect\" }", "▸{ \"is\": \"perfect\", \"any_of\": [] }")], "hopes", "Exactly one of these keys"),
        ("no test at all", &[("{ \"is\": \"perfect\" }", "▸{}")], "hopes", "Exactly one of these keys"),
        ("an unknown level", &[("\"level\": \"not_suitable\"", "\"level\": ▸\"not_suitabel\"")], "age", "Did you mean `not_suitable`?"),
        ("an unknown kind", &[("\"kind\": \"text\"", "\"kind\": ▸\"txt\"")], "own_words", "Did you mean `text`?"),
        ("an unknown unit", &[("{ \"months\": 24 }", "{ ▸\"month\": 24 }")], "fresh", "Did you mean `months`?"),
        ("a language that is none", &[("\"language\": \"en\"", "\"language\": ▸\"english\"")], "small", "no tag of a language"),
        ("an unknown strength", &[("\"strength\": \"D\"", "\"strength\": ▸\"F\"")], "leaflet", "is not known here"),
        ("an unknown way of reading", &[("\"second_hand\"", "▸\"secondhand\"")], "leaflet", "Did you mean `second_hand`?"),
    ]);
}

#[test]
#[rustfmt::skip]
fn faults_of_json() {
    check(&[
        ("a comma too many", &[("[\"This is small.\"]", "[\"This is small.\"▸,]")], "", "Not valid JSON"),
        ("a comma too few", &[("\"birth\", \"says\"", "\"birth\"▸ \"says\"")], "", "Not valid JSON"),
        ("a comment", &[("\"meanwhile\": [", "▸// now\n  \"meanwhile\": [")], "", "Not valid JSON"),
        ("a comment of the other kind", &[("\"meanwhile\": [", "▸/* now */ \"meanwhile\": [")], "", "Not valid JSON"),
        ("a single quote", &[("\"Use sun cream.\"", "▸'Use sun cream.'")], "", "Not valid JSON"),
        ("a bare key", &[("\"meanwhile\": [", "▸meanwhile: [")], "", "Not valid JSON"),
        ("a hexadecimal number", &[("\"below\": 18", "\"below\": ▸0x12")], "", "Not valid JSON"),
        ("a plus", &[("\"below\": 18", "\"below\": ▸+18")], "", "Not valid JSON"),
        ("no number", &[("\"below\": 18", "\"below\": ▸NaN")], "", "Not valid JSON"),
    ]);
}

#[test]
#[rustfmt::skip]
fn a_key_that_stands_twice_is_named_with_its_id() {
    check(&[
        ("a key twice", &[("\"version\": \"1.2.3\"", "\"version\": \"1.2.3\", ▸\"version\": \"1.2.4\"")], "small", "`version` stands here a second time"),
        ("a key twice, once spelt out", &[("\"version\": \"1.2.3\"", "\"version\": \"1.2.3\", ▸\"\\u0076ersion\": \"1.2.4\"")], "small", "`version` stands here a second time"),
        ("a key of a question twice", &[("\"tick\": \"Acne pills\"", "\"tick\": \"Acne pills\", ▸\"tick\": \"Pills\"")], "pills", "`tick` stands here a second time"),
        ("an option's key twice", &[("\"says\": \"Back\"", "\"says\": \"Back\", ▸\"says\": \"Rear\"")], "back", "`says` stands here a second time"),
    ]);
}

#[test]
#[rustfmt::skip]
fn ids_that_stand_twice() {
    check(&[
        ("a source", &[("    { \"id\": \"leaflet\"", "    { \"id\": ▸\"paper\", \"title\": \"x\", \"short\": \"x\", \"read\": \"full\", \"strength\": \"B\" },\n    { \"id\": \"leaflet\"")], "paper", "source `paper`"),
        ("a wait", &[("    { \"id\": \"reach\"", "    { \"id\": ▸\"hold\", \"length\": { \"days\": 1 }, \"from\": \"default\", \"sources\": [] },\n    { \"id\": \"reach\"")], "hold", "wait `hold`"),
        ("an event", &[("\"says\": \"the birth\" }", "\"says\": \"the birth\" }, { \"id\": ▸\"birth\", \"says\": \"x\" }")], "birth", "event `birth`"),
        ("a section", &[("\"id\": \"health\"", "\"id\": ▸\"you\"")], "you", "section `you`"),
        ("a list", &[("\"why\": \"They matter.\" }", "\"why\": \"They matter.\" }, { \"id\": ▸\"conditions\", \"ask\": \"x\", \"why\": \"y\" }")], "conditions", "list `conditions`"),
        ("a question", &[("\"id\": \"rash\"", "\"id\": ▸\"keloid\"")], "keloid", "question `keloid`"),
        ("a follow-up", &[("\"id\": \"due\"", "\"id\": ▸\"pills_last\"")], "pills_last", "question `pills_last`"),
        ("an option", &[("\"says\": \"Back\" }", "\"says\": \"Back\" }, { \"id\": ▸\"back\", \"says\": \"x\" }")], "back", "option `back`"),
        ("an item", &[("\"id\": \"cream\"", "\"id\": ▸\"sun\"")], "sun", "item `sun`"),
        ("an item before and after", &[("\"id\": \"cream\"", "\"id\": ▸\"wash\"")], "wash", "item `wash`"),
    ]);
}

#[test]
#[rustfmt::skip]
fn ids_of_what_is_told_that_stand_twice() {
    check(&[
        ("a warning", &[("\"warnings\": [", "\"warnings\": [ { \"id\": \"pills_and_pregnant\", \"when\": { \"of\": { \"question\": \"pills\", \"when\": { \"is\": \"yes\" } } }, \"says\": \"x\", \"sources\": [\"paper\"] },"), ("{ \"id\": \"pills_and_pregnant\", \"when\": { \"all\"", "{ \"id\": ▸\"pills_and_pregnant\", \"when\": { \"all\"")], "pills_and_pregnant", "`pills_and_pregnant`"),
        ("a note", &[("\"id\": \"neck_note\"", "\"id\": ▸\"sessions\"")], "sessions", "`sessions`"),
        ("a time after", &[("\"id\": \"later\"", "\"id\": ▸\"after\"")], "after", "`after`"),
        ("an item before and after", &[("\"id\": \"sun\"", "\"id\": ▸\"wash\"")], "wash", "`wash`"),
        ("signs", &[("\"signs\": [\"Fever.\", \"Pus.\"], \"sources\": [\"paper\"] }", "\"signs\": [\"Fever.\"], \"sources\": [\"paper\"] }, { \"id\": ▸\"doctor\", \"title\": \"x\", \"signs\": [\"y\"], \"sources\": [\"paper\"] }")], "doctor", "`doctor`"),
    ]);
}

#[test]
#[rustfmt::skip]
fn names_that_are_not_there() {
    check(&[
        ("a wait of the pack", &[("\"answers_hold_for\": \"hold\"", "\"answers_hold_for\": ▸\"hodl\"")], "small", "There is no wait `hodl`. Did you mean `hold`?"),
        ("how far a date reaches", &[("\"reach\": \"reach\"", "\"reach\": ▸\"raech\"")], "pills_last", "Did you mean `reach`?"),
        ("the wait of a test", &[("{ \"within\": \"healed\" }", "{ \"within\": ▸\"heeled\" }")], "pills_last", "Did you mean `healed`?"),
        ("the wait from an answer", &[("{ \"answer_plus\": \"healed\" }", "{ \"answer_plus\": ▸\"haeled\" }")], "pills_last", "Did you mean `healed`?"),
        ("the wait from an event", &[("\"then\": \"after_birth\"", "\"then\": ▸\"after_brith\"")], "pregnancy", "Did you mean `after_birth`?"),
        ("the first day of a care", &[("\"from\": \"day_before\"", "\"from\": ▸\"day_bfore\"")], "before", "Did you mean `day_before`?"),
        ("the last day of a care", &[("\"to\": \"hold\"", "\"to\": ▸\"hodl\"")], "after", "Did you mean `hold`?"),
        ("the wait in a text", &[("\"Wait {healed}.\"", "▸\"Wait {heeled}.\"")], "pills_last", "There is no wait `heeled`. Did you mean `healed`?"),
        ("the answer where there is none", &[("\"Wait {healed}.\"", "▸\"Wait {answer}.\"")], "pills_last", "There is no wait `answer`."),
        ("a name like no other", &[("\"Wait {healed}.\"", "▸\"Wait {zzzzzzzz}.\"")], "pills_last", "There is no wait `zzzzzzzz`."),
        ("a source", &[("\"sources\": [\"paper\"], \"ends\"", "\"sources\": [▸\"papre\"], \"ends\"")], "age", "There is no source `papre`. Did you mean `paper`?"),
        ("the source of a wait", &[("\"sources\": [\"paper\"], \"note\"", "\"sources\": [▸\"papre\"], \"note\"")], "healed", "Did you mean `paper`?"),
        ("the source of an item", &[("\"Wash your face.\", \"sources\": [\"paper\"]", "\"Wash your face.\", \"sources\": [▸\"papre\"]")], "wash", "Did you mean `paper`?"),
        ("an event", &[("\"event\": \"birth\", \"then\"", "\"event\": ▸\"brith\", \"then\"")], "pregnancy", "There is no event `brith`. Did you mean `birth`?"),
        ("a list", &[("\"together\": \"conditions\", \"tick\": \"Raised scars\"", "\"together\": ▸\"conditons\", \"tick\": \"Raised scars\"")], "keloid", "There is no list `conditons`. Did you mean `conditions`?"),
        ("an option", &[("{ \"is\": \"perfect\" }", "{ \"is\": ▸\"prefect\" }")], "hopes", "There is no option of `hopes` `prefect`. Did you mean `perfect`?"),
        ("an option among others", &[("[\"cheeks\", \"neck\"] }, \"level\": \"clinician\"", "[\"cheeks\", ▸\"nekc\"] }, \"level\": \"clinician\"")], "area", "Did you mean `neck`?"),
        ("an option of a yes or no", &[("{ \"is\": \"yes\" }, \"level\": \"clinician\", \"reason\": \"Your", "{ \"is\": ▸\"yess\" }, \"level\": \"clinician\", \"reason\": \"Your")], "keloid", "Did you mean `yes`?"),
        ("a question", &[("\"question\": \"pills\"", "\"question\": ▸\"pils\"")], "pills_and_pregnant", "There is no earlier question `pils`. Did you mean `pills`?"),
        ("a later question", &[("{ \"is\": \"perfect\" }", "{ \"of\": { \"question\": ▸\"keloid\", \"when\": { \"is\": \"yes\" } } }")], "hopes", "There is no earlier question `keloid`."),
        ("the question's own follow-up", &[("{ \"any\": [{ \"any_of\": [\"maybe\"] }, \"not_sure\"] }", "{ \"of\": { \"question\": ▸\"due\", \"when\": \"ahead\" } }")], "pregnancy", "There is no earlier question `due`."),
        ("the question itself", &[("{ \"is\": \"perfect\" }", "{ \"of\": { \"question\": ▸\"hopes\", \"when\": { \"is\": \"perfect\" } } }")], "hopes", "does not need `of`"),
    ]);
}

#[test]
#[rustfmt::skip]
fn promises() {
    check(&[
        ("a promise of nothing", &[("  \"warning_signs\": [", "  \"promises\": [{ \"id\": ▸\"it\", \"when\": { \"of\": { \"question\": \"pills\", \"when\": { \"is\": \"yes\" } } }, \"because\": \"x\" }],\n  \"warning_signs\": [")], "it", "A promise says at least one of"),
        ("a promise of a question that is none", &[("  \"warning_signs\": [", "  \"promises\": [{ \"id\": \"it\", \"when\": { \"of\": { \"question\": \"pills\", \"when\": { \"is\": \"yes\" } } }, \"finds\": { \"question\": ▸\"pils\", \"level\": \"wait\" }, \"because\": \"x\" }],\n  \"warning_signs\": [")], "it", "There is no question `pils`. Did you mean `pills`?"),
        ("a promise of a wait from no date", &[("  \"warning_signs\": [", "  \"promises\": [{ \"id\": \"it\", \"when\": { \"of\": { \"question\": \"pills\", \"when\": { \"is\": \"yes\" } } }, \"waits\": { \"from\": ▸\"pills\", \"no_less_than\": { \"days\": 3 } }, \"because\": \"x\" }],\n  \"warning_signs\": [")], "it", "`pills` takes no date to wait from."),
        ("a promise of no time", &[("  \"warning_signs\": [", "  \"promises\": [{ \"id\": \"it\", \"when\": { \"of\": { \"question\": \"pills\", \"when\": { \"is\": \"yes\" } } }, \"waits\": { \"from\": \"pills_last\", \"no_less_than\": ▸{ \"days\": 0 } }, \"because\": \"x\" }],\n  \"warning_signs\": [")], "it", "A wait is at least 1"),
        ("a promise of an event that is none", &[("  \"warning_signs\": [", "  \"promises\": [{ \"id\": \"it\", \"when\": { \"of\": { \"question\": \"pills\", \"when\": { \"is\": \"yes\" } } }, \"first\": { \"event\": ▸\"brith\" }, \"because\": \"x\" }],\n  \"warning_signs\": [")], "it", "There is no event `brith`. Did you mean `birth`?"),
        ("a promise of a warning that is none", &[("  \"warning_signs\": [", "  \"promises\": [{ \"id\": \"it\", \"when\": { \"of\": { \"question\": \"pills\", \"when\": { \"is\": \"yes\" } } }, \"warns\": ▸\"pills\", \"because\": \"x\" }],\n  \"warning_signs\": [")], "it", "There is no warning `pills`."),
    ]);
}

#[test]
#[rustfmt::skip]
fn ids_and_words() {
    check(&[
        ("capitals in an id", &[("\"id\": \"small\"", "\"id\": ▸\"Small\"")], "Small", "An id is 1 to 64"),
        ("a space in an id", &[("\"id\": \"rash\"", "\"id\": ▸\"ra sh\"")], "ra sh", "An id is 1 to 64"),
        ("an empty id", &[("\"id\": \"rash\"", "\"id\": ▸\"\"")], "", "An id is 1 to 64"),
        ("an accent in an id", &[("\"id\": \"rash\"", "\"id\": ▸\"räsh\"")], "räsh", "An id is 1 to 64"),
        ("a long id", &[("\"id\": \"rash\"", "\"id\": ▸\"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg\"")], "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg", "An id is 1 to 64"),
        ("a wait called as the answer", &[("    { \"id\": \"reach\"", "    { \"id\": ▸\"answer\", \"length\": { \"days\": 1 }, \"from\": \"default\", \"sources\": [] },\n    { \"id\": \"reach\"")], "answer", "stands for the answer"),
        ("no words", &[("\"title\": \"A small one\"", "\"title\": ▸\"\"")], "small", "There are no words here."),
        ("only spaces", &[("\"Use sun cream.\"", "▸\" \\u00a0 \"")], "small", "There are no words here."),
        ("no words on an option", &[("\"says\": \"Back\"", "\"says\": ▸\"\"")], "back", "There are no words here."),
        ("a day that is none", &[("\"sources_checked\": \"2026-11-20\"", "\"sources_checked\": ▸\"2026-02-30\"")], "small", "A day is written YYYY-MM-DD"),
        ("a day the other way round", &[("\"sources_checked\": \"2026-11-20\"", "\"sources_checked\": ▸\"20/11/2026\"")], "small", "A day is written YYYY-MM-DD"),
        ("a month", &[("\"on\": \"2026-10-01\"", "\"on\": ▸\"2026-10\"")], "small", "A day is written YYYY-MM-DD"),
    ]);
}

#[test]
fn days_are_written_in_one_way() {
    check(&[
        (
            "no dashes",
            &[(
                "\"sources_checked\": \"2026-11-20\"",
                "\"sources_checked\": ▸\"20261120\"",
            )],
            "small",
            "A day is written",
        ),
        (
            "a time",
            &[("\"on\": \"2026-10-01\"", "\"on\": ▸\"2026-10-01T10:00\"")],
            "small",
            "A day is written",
        ),
        (
            "a zone",
            &[(
                "\"on\": \"2026-10-01\"",
                "\"on\": ▸\"2026-10-01T10:00[Europe/Paris]\"",
            )],
            "small",
            "A day is written",
        ),
        (
            "a sign",
            &[("\"until\": \"2027-10-01\"", "\"until\": ▸\"+002027-10-01\"")],
            "small",
            "A day is written",
        ),
    ]);
}

/// A follow-up of the question about a rash, with what opens it.
macro_rules! rash_opens {
    ($when:literal) => {
        (
            "\"ask\": \"Do you have a rash now?\",",
            concat!(
                "\"ask\": \"Do you have a rash now?\", \"follow_up\": [{ \"when\": ",
                $when,
                ", \"ask\": [{ \"id\": \"itch\", \"kind\": \"yes_no\", \"short\": \"Itch\", ",
                "\"ask\": \"Does it itch?\", \"why\": \"It helps.\" }] }],"
            ),
        )
    };
}

#[test]
#[rustfmt::skip]
fn what_opens_a_question() {
    let (fine, _) = edited(&[rash_opens!("{ \"is\": \"yes\" }")]);
    assert!(load(fine).is_ok());
    let no = "opens no questions: a \"no\" is the end";
    let date = "A date opens no questions";
    check(&[
        ("no", &[rash_opens!("▸{ \"is\": \"no\" }")], "rash", no),
        ("yes or no", &[rash_opens!("▸{ \"any_of\": [\"yes\", \"no\"] }")], "rash", no),
        ("none of yes", &[rash_opens!("▸{ \"none_of\": [\"yes\"] }")], "rash", no),
        ("not yes", &[rash_opens!("▸{ \"not\": { \"is\": \"yes\" } }")], "rash", no),
        ("not not no", &[rash_opens!("▸{ \"not\": { \"not\": { \"is\": \"no\" } } }")], "rash", no),
        ("answered", &[rash_opens!("▸\"answered\"")], "rash", no),
        ("not not sure", &[rash_opens!("▸{ \"not\": \"not_sure\" }")], "rash", no),
        ("another question alone", &[rash_opens!("▸{ \"of\": { \"question\": \"area\", \"when\": { \"any_of\": [\"neck\"] } } }")], "rash", no),
        ("yes, or another question", &[rash_opens!("▸{ \"any\": [{ \"is\": \"yes\" }, { \"of\": { \"question\": \"area\", \"when\": \"answered\" } }] }")], "rash", no),
        ("no option of a choice", &[("\"when\": { \"is\": \"yes\" },\n              \"ask\": [\n                {\n                  \"id\": \"due\"", "\"when\": ▸{ \"is\": \"no\" },\n              \"ask\": [\n                {\n                  \"id\": \"due\"")], "pregnancy", no),
        ("a date elsewhere", &[rash_opens!("▸{ \"all\": [{ \"is\": \"yes\" }, { \"of\": { \"question\": \"pills_last\", \"when\": { \"over\": \"healed\" } } }] }")], "rash", date),
        ("no date elsewhere", &[rash_opens!("▸{ \"all\": [{ \"is\": \"yes\" }, { \"not\": { \"of\": { \"question\": \"due\", \"when\": \"ahead\" } } }] }")], "rash", date),
        ("a date", &[("\"about\": \"past\",", "\"about\": \"past\", \"follow_up\": [{ \"when\": ▸\"answered\", \"ask\": [{ \"id\": \"itch\", \"kind\": \"yes_no\", \"short\": \"Itch\", \"ask\": \"Does it itch?\", \"why\": \"It helps.\" }] }],")], "pills_last", date),
        ("a text", &[("\"ask\": \"What else should we know?\",", "\"ask\": \"What else should we know?\", \"follow_up\": [{ \"when\": ▸{ \"of\": { \"question\": \"pregnancy\", \"when\": { \"is\": \"yes\" } } }, \"ask\": [{ \"id\": \"itch\", \"kind\": \"yes_no\", \"short\": \"Itch\", \"ask\": \"Does it itch?\", \"why\": \"It helps.\" }] }],")], "own_words", "A text opens no questions: it may always be left out"),
        ("nothing to open", &[("\"ask\": \"Do you have a rash now?\",", "\"ask\": \"Do you have a rash now?\", \"follow_up\": [{ \"when\": ▸{ \"is\": \"yes\" }, \"ask\": [] }],")], "rash", "No question follows here."),
    ]);
}

#[test]
#[rustfmt::skip]
fn waits_and_sources() {
    check(&[
        ("a wait without its end", &[("\"level\": \"wait\", \"until\": [{ \"answer_plus\": \"healed\" }]", "\"level\": ▸\"wait\"")], "pills_last", "`wait` and `until` need each other: say with `until` when the wait is over"),
        ("a wait with no end in its list", &[("\"level\": \"wait\", \"until\": [{ \"answer_plus\": \"healed\" }]", "\"level\": ▸\"wait\", \"until\": []")], "pills_last", "`wait` and `until` need each other: say with `until` when the wait is over"),
        ("an end without a wait", &[("\"level\": \"wait\", \"until\": [{ \"answer_plus\": \"healed\" }]", "\"level\": ▸\"clinician\", \"until\": [{ \"answer_plus\": \"healed\" }]")], "pills_last", "`wait` and `until` need each other: write the level `wait`, or take out `until`."),
        ("a span without its event", &[("{ \"event\": \"birth\", \"then\": \"after_birth\" }", "▸{ \"then\": \"after_birth\" }")], "pregnancy", "A wait ends on"),
        ("a date and an event in one", &[("{ \"answer_plus\": \"after_birth\" }, { \"event\": \"birth\" }", "▸{ \"answer_plus\": \"after_birth\", \"event\": \"birth\" }")], "due", "A wait ends on"),
        ("an end of nothing", &[("{ \"answer_plus\": \"healed\" }", "▸{}")], "pills_last", "A wait ends on"),
        ("a wait from no date", &[("{ \"event\": \"birth\", \"then\": \"after_birth\" }", "{ \"answer_plus\": ▸\"after_birth\" }")], "pregnancy", "`pregnancy` takes no date"),
        ("a wait of nothing", &[("{ \"days\": 30 }", "▸{ \"days\": 0 }")], "hold", "A wait is at least 1"),
        ("a wait of 1,000 years", &[("{ \"years\": 100 }", "▸{ \"years\": 1000 }")], "reach", "at most 150 years"),
        ("a wait of 60,000 months", &[("{ \"months\": 24 }", "▸{ \"months\": 60000 }")], "fresh", "at most 150 years"),
        ("a wait that names no source", &[("\"id\": \"healed\", \"length\": { \"months\": 6 }, \"from\": \"source\", \"sources\": [\"paper\"]", "\"id\": ▸\"healed\", \"length\": { \"months\": 6 }, \"from\": \"source\", \"sources\": []")], "healed", "names its source"),
        ("an outcome without a source", &[("\"advice\": \"Talk.\", \"sources\": [\"leaflet\"]", "\"advice\": \"Talk.\", \"sources\": ▸[]")], "hopes", "names at least one source; for what the clinic itself chose, one that says so, such as `clinic-default`."),
        ("a warning without a source", &[("\"says\": \"Call your doctor today.\", \"sources\": [\"paper\"]", "\"says\": \"Call your doctor today.\", \"sources\": ▸[]")], "pills_and_pregnant", "names at least one source"),
        ("what to do meanwhile without a source", &[("\"Use sun cream.\", \"sources\": [\"leaflet\"]", "\"Use sun cream.\", \"sources\": ▸[]")], "small", "names at least one source"),
        ("what is urgent without a source", &[("bleeds.\", \"sources\": [\"paper\"]", "bleeds.\", \"sources\": ▸[]")], "small", "names at least one source"),
        ("what to expect without a source", &[("\"Red skin\", \"sources\": [\"paper\"]", "\"Red skin\", \"sources\": ▸[]")], "after", "names at least one source"),
        ("a note without a source", &[("[\"Most people need four.\"], \"sources\": [\"paper\"]", "[\"Most people need four.\"], \"sources\": ▸[]")], "sessions", "names at least one source"),
        ("an item without a source", &[("\"Wash your face.\", \"sources\": [\"paper\"]", "\"Wash your face.\", \"sources\": ▸[]")], "wash", "names at least one source"),
        ("signs without a source", &[("\"Pus.\"], \"sources\": [\"paper\"]", "\"Pus.\"], \"sources\": ▸[]")], "doctor", "names at least one source"),
    ]);
}

/// No hour without a rule, and none under two.
#[test]
#[rustfmt::skip]
fn aftercare_has_one_answer_for_each_hour() {
    let rule = "{ \"may\": \"not_yet\"";
    let ends = "{ \"to\": \"hold\", \"may\": \"not_yet\"";
    let then = |rest: &str| format!("\"sources\": [\"leaflet\"] }}] }}, {rest}] }}");
    let cream = "\"sources\": [\"leaflet\"] }] }] }";
    let rows = [
        ("a gap after the last time", "{ \"id\": \"later\", \"title\": \"Later\" }", "{ \"id\": \"later\", \"title\": \"Later\", \"to\": ▸\"healed\" }", "later", "After this nothing is said. The last period has no `to`."),
        ("a time that goes on into the next", "\"id\": \"after\", \"title\": \"The first days\", \"to\": \"hold\"", "\"id\": ▸\"after\", \"title\": \"The first days\"", "after", "Say by `to` when this period ends"),
        ("a time that ends before it begins", "{ \"id\": \"later\", \"title\": \"Later\" }", "{ \"id\": \"middle\", \"title\": \"x\", \"to\": ▸\"day_before\" }, { \"id\": \"later\", \"title\": \"Later\" }", "middle", "This period ends before it begins: the one before it ends with `hold`."),
        ("a time of no length", "{ \"id\": \"later\", \"title\": \"Later\" }", "{ \"id\": \"middle\", \"title\": \"x\", \"to\": ▸\"hold\" }, { \"id\": \"later\", \"title\": \"Later\" }", "middle", "ends before it begins"),
        ("a gap after the last rule", rule, "{ \"to\": ▸\"hold\", \"may\": \"not_yet\"", "sunlight", "After this nothing is said. The last rule has no `to`."),
        ("no time at all", "\"periods\": [{ \"id\": \"after\", \"title\": \"The first days\", \"to\": \"hold\", \"expect\": { \"says\": \"Red skin\", \"sources\": [\"paper\"] } }, { \"id\": \"later\", \"title\": \"Later\" }]", "\"periods\": []", "sunlight", "No period lists what to do."),
        ("a topic without a rule", "\"rules\": [{ \"may\": \"not_yet\", \"items\": [{ \"id\": \"sun\", \"says\": \"Stay out of the sun.\", \"sources\": [\"paper\"] }, { \"id\": \"cream\", \"says\": \"Use a cream.\", \"sources\": [\"leaflet\"] }] }]", "\"rules\": ▸[]", "sunlight", "at least one rule"),
    ];
    for (what, old, new, id, says) in rows {
        // where nothing stands to be marked, it is the topic
        let mut edits = vec![(old, new)];
        if !new.contains(HERE) {
            edits.push(("\"id\": \"sunlight\"", "\"id\": ▸\"sunlight\""));
        }
        check(&[(what, &edits, id, says)]);
    }
    check(&[
        ("two rules at once", &[(rule, "{ \"may\": ▸\"not_yet\""), (cream, &then("{ \"may\": \"yes\" }"))], "sunlight", "Say by `to` when this rule ends"),
        ("a rule that ends within a time", &[(rule, "{ \"to\": ▸\"healed\", \"may\": \"not_yet\""), (cream, &then("{ \"may\": \"yes\" }"))], "sunlight", "No period begins when this rule ends."),
        ("not yet, and nothing said", &[(rule, ends), (cream, &then("{ \"may\": ▸\"ask_first\" }"))], "sunlight", "Say in `items` what to do"),
    ]);
    let good = edited(&[(rule, ends), (cream, &then("{ \"may\": \"yes\" }"))]).0;
    assert!(faults(good).is_empty());
}

#[test]
#[rustfmt::skip]
fn what_a_kind_of_question_takes() {
    let no_test = "does not take this test";
    let misplaced = "does not belong to this kind";
    check(&[
        ("options on a yes or no", &[("\"id\": \"rash\", \"kind\": \"yes_no\",", "\"id\": ▸\"rash\", \"kind\": \"yes_no\", \"options\": [{ \"id\": \"a\", \"says\": \"A\" }],")], "rash", misplaced),
        ("a range on a choice", &[("\"id\": \"hopes\", \"kind\": \"choice\",", "\"id\": ▸\"hopes\", \"kind\": \"choice\", \"range\": { \"min\": 0, \"max\": 1 },")], "hopes", misplaced),
        ("past or future on a text", &[("\"id\": \"own_words\",", "\"id\": ▸\"own_words\", \"about\": \"past\",")], "own_words", misplaced),
        ("a reach on a number", &[("\"id\": \"age\",", "\"id\": ▸\"age\", \"reach\": \"reach\",")], "age", misplaced),
        ("a choice of one", &[("\"id\": \"hopes\"", "\"id\": ▸\"hopes\""), ("            { \"id\": \"better\", \"says\": \"Better skin\" },\n", "")], "hopes", "at least two `options`"),
        ("a number without a range", &[("\"id\": \"age\"", "\"id\": ▸\"age\""), ("          \"range\": { \"min\": 0, \"max\": 120 },\n", "")], "age", "needs a `range`"),
        ("a range upside down", &[("\"id\": \"age\"", "\"id\": ▸\"age\""), ("{ \"min\": 0, \"max\": 120 }", "{ \"min\": 120, \"max\": 0 }")], "age", "needs a `range`"),
        ("not sure as an option", &[("\"id\": \"better\"", "\"id\": ▸\"unsure\"")], "unsure", "adds this answer by itself"),
        ("would rather tell as an option", &[("\"id\": \"better\"", "\"id\": ▸\"declined\"")], "declined", "adds this answer by itself"),
        ("not knowing of nobody", &[("\"question\": \"hopes\", \"reason\"", "\"question\": ▸\"hope\", \"reason\"")], "small", "Did you mean `hopes`?"),
        ("not knowing of own words", &[("\"question\": \"hopes\", \"reason\"", "\"question\": ▸\"own_words\", \"reason\"")], "small", "may always be left out"),
        ("not knowing twice", &[("\"not_knowing\": [", "\"not_knowing\": [{ \"question\": \"hopes\", \"reason\": \"Nobody knows.\" }, "), ("\"question\": \"hopes\", \"reason\": \"Nobody has", "\"question\": ▸\"hopes\", \"reason\": \"Nobody has")], "small", "a second time"),
        ("a follow-up asked each time", &[("\"id\": \"due\",", "\"id\": \"due\", \"each_time\": ▸true,")], "due", "Only a topic"),
        ("a follow-up that a clinic answers", &[("\"id\": \"pills_last\",", "\"id\": \"pills_last\", \"clinic_may_answer\": ▸true,")], "pills_last", "A clinic may answer topics of kind `yes_no` alone"),
        ("a number that a clinic answers", &[("\"id\": \"age\",", "\"id\": \"age\", \"clinic_may_answer\": ▸true,")], "age", "A clinic may answer topics of kind `yes_no` alone"),
        ("weeks of a number", &[("\"id\": \"age\",", "\"id\": ▸\"age\", \"or_weeks\": { \"of\": \"soon\", \"says\": \"Or weeks.\" },")], "age", misplaced),
        ("weeks of what is over", &[("\"id\": \"pills_last\",", "\"id\": ▸\"pills_last\", \"or_weeks\": { \"of\": \"soon\", \"says\": \"Or weeks.\" },")], "pills_last", "for what ends"),
        ("weeks of no known length", &[("\"id\": \"due\",", "\"id\": \"due\", \"or_weeks\": { \"of\": ▸\"sooon\", \"says\": \"Or weeks.\" },")], "due", "Did you mean `soon`?"),
        ("help where there is none", &[("\"id\": \"due\",", "\"id\": \"due\", \"help\": ▸true,")], "due", "This pack has no `help`"),
        ("help without a number", &[("\"disclaimer\":", "\"help\": { \"says\": ▸\"Call.\", \"lines\": [] }, \"disclaimer\":")], "small", "`lines` is empty"),
        ("a mention that is a concern", &[("\"level\": \"clinician\", \"reason\": \"Your scars grow.\",", "\"level\": ▸\"clinician\", \"mention\": true, \"reason\": \"Your scars grow.\",")], "keloid", "A `mention` is of the level"),
        ("a yes or no that ends", &[("\"level\": \"clinician\", \"reason\": \"Your scars grow.\",", "\"level\": ▸\"clinician\", \"ends\": true, \"reason\": \"Your scars grow.\",")], "keloid", "Only a number can end"),
        ("an end by the calendar", &[("\"id\": \"rash\", \"kind\"", "\"id\": \"sessions_had\", \"kind\": \"number\", \"range\": { \"min\": 0, \"max\": 20 }, \"short\": \"Sessions\", \"ask\": \"How many did you have?\", \"why\": \"It matters.\", \"outcomes\": [{ \"when\": ▸{ \"all\": [{ \"below\": 3 }, { \"not\": { \"of\": { \"question\": \"pills_last\", \"when\": { \"over\": \"healed\" } } } }] }, \"level\": \"clinician\", \"ends\": true, \"reason\": \"Few.\", \"advice\": \"Ask.\", \"sources\": [\"paper\"] }] }, { \"id\": \"rash\", \"kind\"")], "sessions_had", "A date ends no questions: else what is asked would change with the calendar."),
        ("is, of a number", &[("{ \"at_least\": 70 }", "▸{ \"is\": \"yes\" }")], "age", no_test),
        ("none of, of a number", &[("{ \"at_least\": 70 }", "▸{ \"none_of\": [\"yes\"] }")], "age", no_test),
        ("below, of a choice", &[("{ \"is\": \"perfect\" }", "▸{ \"below\": 3 }")], "hopes", no_test),
        ("at least, within not", &[("{ \"is\": \"perfect\" }", "{ \"not\": ▸{ \"at_least\": 3 } }")], "hopes", no_test),
        ("all of, of a choice", &[("{ \"is\": \"perfect\" }", "▸{ \"all_of\": [\"perfect\"] }")], "hopes", no_test),
        ("within, of choices", &[("{ \"all_of\": [\"cheeks\", \"neck\"] }", "▸{ \"within\": \"hold\" }")], "area", no_test),
        ("ahead, of the past", &[("{ \"over\": \"healed\" }", "▸\"ahead\"")], "pills_last", no_test),
        ("within, of a number", &[("{ \"at_least\": 70 }", "▸{ \"within\": \"hold\" }")], "age", no_test),
        ("answered, of a text", &[("\"question\": \"pregnancy\", \"when\": { \"is\": \"yes\" }", "\"question\": \"own_words\", \"when\": ▸\"answered\"")], "pills_and_pregnant", no_test),
        ("a warning on no question", &[("{ \"all\": [{ \"of\": { \"question\": \"pills\", \"when\": { \"is\": \"yes\" } } }, { \"of\": { \"question\": \"pregnancy\", \"when\": { \"is\": \"yes\" } } }] }", "▸{ \"is\": \"yes\" }")], "pills_and_pregnant", "use `of`"),
        ("a note on no question", &[("\"title\": \"The neck\", \"when\": { \"of\": { \"question\": \"area\", \"when\": { \"any_of\": [\"neck\"] } } }", "\"title\": \"The neck\", \"when\": ▸{ \"any_of\": [\"neck\"] }")], "neck_note", "use `of`"),
        ("a choice of nothing", &[("{ \"any_of\": [\"maybe\"] }", "{ \"any_of\": ▸[] }")], "pregnancy", "This list is empty."),
        ("any of nothing", &[("{ \"any\": [{ \"any_of\": [\"maybe\"] }, \"not_sure\"] }", "{ \"any\": ▸[] }")], "pregnancy", "This list is empty."),
    ]);
}

#[test]
fn tests_inside_a_condition_have_their_own_place() {
    check(&[(
        "the second of two",
        &[(
            "{ \"any\": [{ \"any_of\": [\"maybe\"] }, \"not_sure\"] }",
            "{ \"any\": [{ \"any_of\": [\"maybe\"] }, ▸{ \"below\": 3 }] }",
        )],
        "pregnancy",
        "does not take this test",
    )]);
}

#[test]
#[rustfmt::skip]
fn tick_lists() {
    check(&[
        ("a list without a tick", &[("\"id\": \"keloid\", \"kind\": \"yes_no\", \"together\": \"conditions\", \"tick\": \"Raised scars\",", "\"id\": ▸\"keloid\", \"kind\": \"yes_no\", \"together\": \"conditions\",")], "keloid", "need each other"),
        ("a tick without a list", &[("\"id\": \"rash\",", "\"id\": ▸\"rash\", \"tick\": \"A rash\",")], "rash", "need each other"),
        ("a choice in a list", &[("\"id\": \"pregnancy\",", "\"id\": ▸\"pregnancy\", \"together\": \"conditions\", \"tick\": \"A baby\",")], "pregnancy", "Only a `yes_no` question"),
        ("not side by side", &[("\"id\": \"rash\",", "\"id\": \"rash\", \"together\": ▸\"conditions\", \"tick\": \"A rash\",")], "rash", "must stand side by side"),
        ("of another section", &[("\"title\": \"About you\",", "\"title\": \"About you\", \"lists\": [{ \"id\": \"early\", \"ask\": \"x\", \"why\": \"y\" }],"), ("\"id\": \"rash\",", "\"id\": \"rash\", \"together\": ▸\"early\", \"tick\": \"A rash\",")], "rash", "belongs to another section"),
        ("a follow-up in a list", &[("                  \"id\": \"due\"", "                  \"id\": \"twins\", \"kind\": \"yes_no\", \"together\": ▸\"conditions\", \"tick\": \"Twins\", \"short\": \"Twins\", \"ask\": \"Twins?\", \"why\": \"w\" }, {\n                  \"id\": \"due\"")], "twins", "Only topics"),
    ]);
}

#[test]
fn harmful_characters_are_refused_raw_and_spelt_out() {
    let harmful = [
        '\u{7f}',
        '\u{85}',
        '\u{9b}', // DEL and C1
        '\u{202a}',
        '\u{202e}',
        '\u{2066}',
        '\u{2069}',
        '\u{200e}',
        '\u{200f}',
        '\u{61c}', // bidi
        '\u{200b}',
        '\u{2060}',
        '\u{feff}',
        '\u{200d}', // zero width
        '\u{e0041}',
        '\u{e000}',
        '\u{378}',
        '\u{fe0f}', // tags, private, unassigned, variants
    ];
    for bad in harmful {
        let mut units = [0; 2];
        let spelt = bad
            .encode_utf16(&mut units)
            .iter()
            .fold(String::new(), |mut spelt, unit| {
                write!(spelt, "\\u{unit:04x}").unwrap();
                spelt
            });
        let code = format!("U+{:04X}", u32::from(bad));
        for written in [bad.to_string(), spelt] {
            let title = format!("\"title\": ▸\"A {written}small one\"");
            check(&[(
                &code,
                &[("\"title\": \"A small one\"", &title)],
                "small",
                &code,
            )]);
            let says = format!("\"says\": ▸\"Neck{written}\"");
            check(&[(&code, &[("\"says\": \"Neck\"", &says)], "neck", &code)]);
        }
    }
}

#[test]
fn control_characters_are_refused_raw_and_spelt_out() {
    for code in 0..0x20_u8 {
        for written in [char::from(code).to_string(), format!("\\u{code:04x}")] {
            let title = format!("\"title\": \"A {written}small one\"");
            let (text, _) = edited(&[("\"title\": \"A small one\"", &title)]);
            assert_eq!(faults(text).len(), 1, "{written:?}");
        }
    }
}

#[test]
fn what_is_refused_is_not_echoed_raw() {
    let cases = [
        ("\"id\": \"small\"", "\"id\": \"sm\\u202Eal\\u001b[2Jl\""),
        ("\"id\": \"rash\"", "\"id\": \"ra\u{202e}sh\u{9b}\""),
        (
            "\"title\": \"A small one\"",
            "\"ti\u{202e}tel\\u001b[2J\": 1",
        ),
        (
            "{ \"is\": \"perfect\" }",
            "{ \"is\": \"per\u{2066}\\u009bfect\" }",
        ),
        ("{ \"is\": \"perfect\" }", "\"per\u{2066}\\u009bfect\""),
        ("\"Wait {healed}.\"", "\"Wait {heal\\u202eed}.\""),
        ("\"below\": 18", "\"below\": \"\\u001b[2J\u{202e}\""),
    ];
    for (old, new) in cases {
        let error = load(edited(&[(old, new)]).0).unwrap_err();
        let shown = error.to_string();
        let raw = |c: char| (c.is_control() && c != '\n') || "\u{202e}\u{2066}".contains(c);
        assert!(!shown.contains(raw), "{new}: {shown:?}");
    }
    let error = Pack::from_bytes("a\u{1b}[2J\u{202e}.json", b"").unwrap_err();
    assert!(!error.to_string().contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn limits_of_size() {
    let long = |count: usize| format!("\"title\": ▸\"{}\"", "é".repeat(count));
    let title = "\"title\": \"A small one\"";
    assert!(load(edited(&[(title, &long(2_000))]).0).is_ok());
    check(&[(
        "a long text",
        &[(title, &long(2_001))],
        "small",
        "2000 characters at most",
    )]);

    let options = |count: usize| {
        (0..count).fold("\"says\": \"Back\" }".to_owned(), |mut all, nth| {
            write!(
                all,
                ", {{ \"id\": \"o{nth}\", \"says\": \"Option {nth}\" }}"
            )
            .unwrap();
            all
        })
    };
    let here = ("\"id\": \"area\"", "\"id\": ▸\"area\"");
    let back = "\"says\": \"Back\" }";
    assert!(load(edited(&[(back, &options(47))]).0).is_ok());
    for more in [48, 61, 62, 200] {
        check(&[(
            "many options",
            &[here, (back, &options(more))],
            "area",
            "50 options at most",
        )]);
    }

    let max = "\"max\": 120";
    assert!(load(edited(&[(max, "\"max\": 100000")]).0).is_ok());
    for more in ["100001", "4294967295"] {
        check(&[(
            "a large number",
            &[
                ("\"id\": \"age\"", "\"id\": ▸\"age\""),
                (max, &format!("\"max\": {more}")),
            ],
            "age",
            "up to 100000 at most",
        )]);
    }

    let questions = |count: usize| {
        (0..count).fold("{\n          \"id\": \"own_words\"".to_owned(), |all, nth| {
            let question = format!(
                "{{ \"id\": \"q{nth}\", \"kind\": \"yes_no\", \"short\": \"q\", \"ask\": \"q\", \"why\": \"w\" }},"
            );
            question + &all
        })
    };
    let last = "{\n          \"id\": \"own_words\"";
    let pack = load(edited(&[(last, &questions(2_000 - 10))]).0).unwrap();
    assert_eq!(pack.questions.len(), 2_000);
    let (text, _) = edited(&[(last, &questions(2_001 - 10))]);
    let faults = faults(text);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].about.as_deref(), Some("small"));
    assert!(faults[0].says.contains("2000 questions at most"));
}

// Each is held against each other: many would take long.
#[test]
fn many_outcomes_and_parts_are_refused_soon() {
    let outcomes = |count| {
        let outcome = |nth| {
            format!(
                "{{\"when\":{{\"is\":\"perfect\"}},\"level\":\"clinician\",\"reason\":\"r{nth}\",\"advice\":\"a\",\"sources\":[\"paper\"]}}"
            )
        };
        let last = "{ \"when\": { \"is\": \"perfect\" }";
        edited(&[(last, &format!("{},{last}", many(count, outcome)))]).0
    };
    let parts = |count| {
        let not_sure = many(count, |_| "\"not_sure\"".to_owned());
        with_condition(&format!("{{\"any\":[{not_sure}]}}"))
    };
    assert!(load(outcomes(49)).is_ok());
    assert!(load(parts(50)).is_ok());
    for (pack, says) in [
        (outcomes(50), "50 outcomes at most"),
        (outcomes(15_000), "50 outcomes at most"),
        (parts(51), "50 parts at most"),
        (parts(150_000), "50 parts at most"),
    ] {
        assert!(is_refused_soon(&pack), "{says}");
        assert!(faults(pack)[0].says.contains(says), "{says}");
    }
}

// Else everybody would be told that nothing was found.
#[test]
fn a_pack_that_asks_nothing_is_refused() {
    let words = json!({
        "id": "own_words", "kind": "text", "short": "x", "ask": "x?", "why": "x.", "always": true
    });
    let section = |questions| json!([{ "id": "all", "title": "All", "questions": questions }]);
    for sections in [json!([]), section(json!([])), section(json!([words]))] {
        let mut pack: Value = serde_json::from_str(SMALL).unwrap();
        pack["sections"] = sections;
        pack["warnings"] = json!([]);
        pack["course"] = json!([]);
        let faults = faults(pack.to_string());
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].says.contains("at least one question"));
    }
}

#[test]
#[rustfmt::skip]
fn every_fault_of_meaning_is_reported_in_the_order_of_the_file() {
    let (text, _) = edited(&[
        (
            "\"answers_hold_for\": \"hold\"",
            "\"answers_hold_for\": \"hodl\"",
        ),
        ("{ \"days\": 30 }", "{ \"days\": 0 }"),
        (
            "\"id\": \"own_words\", \"kind\": \"text\",",
            "\"id\": \"own_words\", \"kind\": \"text\", \"outcomes\": [{ \"when\": \"answered\", \"level\": \"clinician\", \"reason\": \"r\", \"advice\": \"a\", \"sources\": [\"papre\"] }],",
        ),
        ("\"Use sun cream.\"", "\"\""),
    ]);
    let faults = faults(text);
    let found: Vec<(usize, &str, &str)> = faults
        .iter()
        .map(|it| {
            (
                it.line.unwrap(),
                it.about.as_deref().unwrap(),
                it.says.as_str(),
            )
        })
        .collect();
    let wanted = [
        (21, "small", "There is no wait `hodl`"),
        (28, "hold", "A wait is at least 1"),
        (139, "own_words", "does not take this test"),
        (139, "own_words", "A text is never part of a verdict"),
        (139, "own_words", "There is no source `papre`"),
        (147, "small", "There are no words here"),
    ];
    assert_eq!(found.len(), wanted.len(), "{found:#?}");
    for ((line, id, says), (wanted_line, wanted_id, fragment)) in found.iter().zip(wanted) {
        assert_eq!((*line, *id), (wanted_line, wanted_id), "{found:#?}");
        assert!(says.contains(fragment), "{found:#?}");
    }
}

/// Expects faults at the places of [`HERE`], in order: the id and a part of the
/// sentence of each.
fn tells(edits: Edits<'_>, wanted: &[(&str, &str)]) {
    let (text, places) = edited_often(edits);
    let faults = faults(text);
    let alike = |(fault, ((line, column), (id, says))): (&Fault, (_, &(&str, &str)))| {
        (fault.line, fault.column) == (Some(line), column)
            && fault.about.as_deref() == Some(*id)
            && fault.says.contains(says)
    };
    let count = (places.len(), faults.len());
    let mut pairs = faults.iter().zip(places.iter().copied().zip(wanted));
    assert!(
        count == (wanted.len(), wanted.len()) && pairs.all(alike),
        "wanted {wanted:#?} at {places:?}\ngot {faults:#?}"
    );
}

#[test]
#[rustfmt::skip]
fn every_fault_of_form_is_reported_in_the_order_of_the_file() {
    tells(
        &[
            ("\"title\": \"A small one\"", "\"title\": ▸7"),
            ("\"from\": \"source\"", "▸\"form\": \"source\""),
            ("\"kind\": \"choices\"", "\"kind\": ▸\"choyces\""),
            ("{ \"when\": { \"is\": \"perfect\" }", "▸{ \"when\": { ▸\"iss\": \"perfect\" }"),
            ("\"advice\": \"Talk.\", ", ""),
            ("[\"Fever.\", \"Pus.\"]", "[\"Fever.\", ▸3, \"Pus.\", ▸null]"),
            // and one of meaning, which is not looked for until the form is right
            ("\"answers_hold_for\": \"hold\"", "\"answers_hold_for\": \"hodl\""),
        ],
        &[
            ("small", "Here stands integer `7`, but a string is needed."),
            ("healed", "The field `form` is not known here. Did you mean `from`?"),
            ("area", "The word `choyces` is not known here. Did you mean `choices`?"),
            ("hopes", "The field `advice` is missing here."),
            ("hopes", "The word `iss` is not known here. Did you mean `is`?"),
            ("doctor", "Here stands integer `3`"),
            ("doctor", "Here stands null"),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn faults_in_one_object_are_all_reported() {
    tells(
        &[
            (
                "{ \"id\": \"leaflet\", \"title\": \"A leaflet\", \"short\": \"a leaflet\", \"read\": \"second_hand\", \"strength\": \"D\"",
                "▸{ \"id\": \"leaflet\", \"year\": ▸-1, ▸\"colour\": 1, ▸\"year\": 2, \"read\": ▸\"ful\"",
            ),
            ("\"expect\": { \"says\": \"Red skin\", \"sources\": [\"paper\"] }", "\"expect\": ▸{}"),
            (
                "[{ \"answer_plus\": \"after_birth\" }, { \"event\": \"birth\" }]",
                "[{ \"answer_plus\": ▸1, \"then\": ▸[] }, ▸2, { \"event\": \"birth\", ▸\"evnt\": 1 }]",
            ),
        ],
        &[
            ("leaflet", "These fields are missing here: `short`, `title`, `strength`."),
            ("leaflet", "Here stands the number -1"),
            ("leaflet", "The field `colour` is not known here. Known here: `"),
            ("leaflet", "The key `year` stands here a second time."),
            ("leaflet", "The word `ful` is not known here. Did you mean `full`?"),
            ("due", "Here stands integer `1`"),
            ("due", "Here stands a list"),
            ("due", "Here stands integer `2`"),
            ("due", "The field `evnt` is not known here. Did you mean `event`?"),
            ("after", "These fields are missing here: `says`, `sources`."),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn every_key_that_stands_twice_is_reported() {
    tells(
        &[
            ("\"version\": \"1.2.3\"", "\"version\": \"1.2.3\", ▸\"version\": 4, ▸\"version\": \"1.2.4\""),
            ("{ \"is\": \"perfect\" }", "{ \"is\": \"perfect\", ▸\"is\": \"better\" }"),
            ("\"short\": \"Rash\"", "\"short\": \"Rash\", ▸\"short\": \"Red\""),
            ("\"Use sun cream.\"", "▸7"),
        ],
        &[
            ("small", "The key `version` stands here a second time."),
            ("small", "The key `version` stands here a second time."),
            ("hopes", "The key `is` stands here a second time."),
            ("rash", "The key `short` stands here a second time."),
            ("small", "Here stands integer `7`"),
        ],
    );
}

// ---- packs that someone made to do harm ----

/// A pack with this in place of the condition of `hopes`.
fn with_condition(condition: &str) -> String {
    edited(&[("{ \"is\": \"perfect\" }", condition)]).0
}

/// Tries each of these and reports what is taken, takes long or is not explained.
fn refuses_soon(cases: Vec<(&str, Vec<u8>, &str)>) {
    for (what, bytes, says) in cases {
        let (shown, took) = cpu::time(|| load(&bytes).err().map(|error| error.to_string()));
        let shown = shown.unwrap_or_else(|| panic!("{what}: taken"));
        assert!(
            shown.to_lowercase().contains(&says.to_lowercase()),
            "{what}: {shown}"
        );
        assert!(took < SOON, "{what}: {took:?}");
        assert!(shown.lines().count() <= 100, "{what}");
        assert!(
            shown.lines().all(|line| line.chars().count() <= 1_000),
            "{what}: {} characters",
            shown.len()
        );
    }
}

#[test]
fn packs_that_are_empty_large_or_deep_are_refused_soon() {
    let not =
        |times: usize| "{\"not\":".repeat(times) + "{\"is\":\"perfect\"}" + &"}".repeat(times);
    // the condition itself stands on level 8
    assert!(load(with_condition(&not(23))).is_ok());

    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("nothing", vec![], "empty"),
        ("a byte order mark alone", b"\xef\xbb\xbf".to_vec(), "empty"),
        ("spaces", vec![b' '; 1_000_000], "empty"),
        ("a list", b"[]".to_vec(), "an object is needed"),
        ("null", b"null".to_vec(), "is needed"),
        ("a number", b"1e999".to_vec(), "is needed"),
        ("a word", b"\"pack\"".to_vec(), "is needed"),
        ("an object of nothing", b"{}".to_vec(), "are missing"),
        (
            "two packs",
            format!("{SMALL}{SMALL}").into_bytes(),
            "Not valid JSON",
        ),
        (
            "something after the pack",
            format!("{SMALL}\0").into_bytes(),
            "Not valid JSON",
        ),
        (
            "two byte order marks",
            format!("\u{feff}\u{feff}{SMALL}").into_bytes(),
            "Not valid JSON",
        ),
        (
            "more than 2 MiB",
            vec![b'['; 2 * 1024 * 1024 + 1],
            "larger than 2 MiB",
        ),
        (
            "more than 2 MiB of blank",
            [SMALL.as_bytes(), &vec![b'\n'; 2 * 1024 * 1024]].concat(),
            "larger than 2 MiB",
        ),
        (
            "33 levels",
            with_condition(&not(25)).into_bytes(),
            "32 levels deep",
        ),
        (
            "33 levels of lists",
            format!("{}{}", "[".repeat(33), "]".repeat(33)).into_bytes(),
            "32 levels deep",
        ),
        (
            "600 levels",
            with_condition(&not(600)).into_bytes(),
            "nesting depth",
        ),
        (
            "10,000 levels",
            with_condition(&not(10_000)).into_bytes(),
            "nesting depth",
        ),
        (
            "10,000 lists",
            "[".repeat(10_000).into_bytes(),
            "nesting depth",
        ),
        (
            "10,000 objects",
            "{\"a\":".repeat(10_000).into_bytes(),
            "nesting depth",
        ),
        (
            "200,000 keys",
            format!("{{\"a\":1{}}}", ",\"b\":1".repeat(200_000)).into_bytes(),
            "second time",
        ),
    ];
    refuses_soon(cases);
}

#[test]
fn packs_that_are_no_text_are_refused_soon() {
    let mut late = SMALL.as_bytes().to_vec();
    let byte = SMALL.find("Raised").unwrap();
    late[byte] = 0xff;
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        (
            "half a pair",
            SMALL.replace("A small one", "A \\ud800 one").into_bytes(),
            "Not valid JSON",
        ),
        (
            "the other half",
            SMALL.replace("A small one", "A \\udc00 one").into_bytes(),
            "Not valid JSON",
        ),
        (
            "a pair the wrong way round",
            SMALL.replace("A small one", "\\udc00\\ud800").into_bytes(),
            "Not valid JSON",
        ),
        (
            "half a pair in a key",
            SMALL.replace("\"title\"", "\"\\ud800\"").into_bytes(),
            "Not valid JSON",
        ),
        (
            "half an escape",
            SMALL.replace("A small one", "A \\u20").into_bytes(),
            "Not valid JSON",
        ),
        (
            "an unknown escape",
            SMALL.replace("A small one", "A \\x41").into_bytes(),
            "Not valid JSON",
        ),
        ("no UTF-8", late, "not UTF-8"),
        (
            "UTF-16",
            SMALL.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "Not valid JSON",
        ),
        (
            "UTF-16 with its mark",
            [0xfeff]
                .into_iter()
                .chain(SMALL.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect(),
            "not UTF-8",
        ),
        (
            "a picture",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(),
            "not UTF-8",
        ),
    ];
    refuses_soon(cases);
}

// What is echoed of the file is cut, so that no long number, name or text pushes
// what is wrong with it out of the sentence.
#[test]
fn what_is_echoed_is_kept_short() {
    let long = "9".repeat(1_000_000);
    let cases = [
        (format!("{{\"id\":{long}}}"), "is needed"),
        (format!("{{\"about\":\"{long}\"}}"), "is needed"),
        (format!("{{\"{long}\":1}}"), "is not known here"),
        (format!("{{\"{long}\":1,\"{long}\":1}}"), "second time"),
    ];
    for (pack, says) in cases {
        let shown = load(pack).unwrap_err().to_string();
        assert!(shown.contains(says), "{} characters: {says}", shown.len());
    }
}

#[test]
fn the_line_of_a_byte_that_is_no_text_is_named() {
    let mut bytes = SMALL.as_bytes().to_vec();
    let byte = SMALL.find("Raised").unwrap();
    bytes[byte] = 0xff;
    let line = SMALL[..byte].matches('\n').count() + 1;
    let column = byte - SMALL[..byte].rfind('\n').unwrap();
    let fault = &faults(&bytes)[0];
    assert_eq!((fault.line, fault.column), (Some(line), column));
}

#[test]
fn marks_and_line_ends_of_other_systems_are_fine() {
    let (broken, place) = edited(&[("\"id\": \"rash\"", "\"id\": ▸\"keloid\"")]);
    let dos = |text: &str| text.replace('\n', "\r\n");
    for write in [
        dos,
        |text: &str| format!("\u{feff}{text}"),
        |text: &str| format!("\n{text}"),
    ] {
        assert!(load(write(SMALL)).is_ok());
    }
    for text in [
        dos(&broken),
        format!("\u{feff}{broken}"),
        format!("\u{feff}{}", dos(&broken)),
    ] {
        let faults = faults(text);
        assert_eq!(faults[0].line.map(|line| (line, faults[0].column)), place);
    }
    let on_line_1 = faults("\u{feff}{\"titel\": 1}");
    let columns: Vec<usize> = on_line_1.iter().map(|fault| fault.column).collect();
    assert_eq!(columns, [1, 2], "what is missing, and what is not known");
    let one_line = SMALL.replace('\n', " ");
    assert!(load(one_line).is_ok());
}

#[test]
fn a_pack_that_is_cut_off_never_loads() {
    let whole = SMALL.trim_end().len();
    for end in 0..whole {
        assert!(
            load(&SMALL.as_bytes()[..end]).is_err(),
            "cut off at byte {end}"
        );
    }
    assert!(load(&SMALL.as_bytes()[..whole]).is_ok());
}

/// Puts `pack` through the program itself and gives whether it was refused
/// within five seconds of processor time. A process of its own, as some of these never end.
fn is_refused_soon(pack: &str) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pack.json");
    std::fs::write(&path, pack).unwrap();
    let output = cpu::limited(5, env!("CARGO_BIN_EXE_needlefit"))
        .args(["evaluate", "--questions", "--pack"])
        .arg(path)
        .output()
        .unwrap();
    output.status.code() == Some(1)
}

/// `count` pieces with a number each, and a comma between.
fn many(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect::<Vec<_>>().join(",")
}

#[test]
fn many_faults_are_said_soon() {
    let words = many(30_000, |_| "\"\"".to_owned());
    assert!(is_refused_soon(
        &edited(&[("\"This is small.\"", &words)]).0
    ));
}

// What is wrong is kept up to a hundred times; what comes after it is not read.
#[test]
fn many_faults_of_form_are_refused_soon() {
    let list = |element: &str| format!("[{}]", many(600_000, |_| element.to_owned()));
    let fine = many(600_000, |_| "\"\"".to_owned());
    let keys = many(150_000, |nth| format!("\"{nth}\":1"));
    let about = "[\"This is small.\"]";
    let cases = [
        ("numbers for words", edited(&[(about, &list("1"))]).0),
        ("objects of nothing", edited(&[(about, &list("{}"))]).0),
        (
            "sources of nothing",
            edited(&[(
                "\"sources\": [\n",
                &format!("\"sources\": [{},", many(600_000, |_| "{}".to_owned())),
            )])
            .0,
        ),
        (
            "faults at the end",
            edited(&[(
                about,
                &format!("[{fine},{}]", many(200, |_| "1".to_owned())),
            )])
            .0,
        ),
        (
            "unknown fields",
            edited(&[(
                "\"title\": \"A small one\"",
                &format!("\"title\": \"x\",{keys}"),
            )])
            .0,
        ),
        ("unknown fields alone", format!("{{{keys}}}")),
        (
            "keys that stand twice",
            format!("{{{}}}", many(150_000, |nth| format!("\"{}\":1", nth / 2))),
        ),
        (
            "lists too deep",
            format!("{}{}{}", "[".repeat(32), list("[]"), "]".repeat(32)),
        ),
    ];
    for (what, pack) in cases {
        assert!(pack.len() < 2 * 1024 * 1024, "{what}: refused for its size");
        assert!(is_refused_soon(&pack), "{what}");
        assert!(faults(&pack).len() <= 100, "{what}");
    }
}

#[test]
fn many_options_and_lists_are_refused_soon() {
    let options = many(30_000, |nth| {
        format!("{{\"id\":\"o{nth}\",\"says\":\"x\"}}")
    });
    let options = format!("\"says\": \"Back\" }},{options}");
    assert!(
        is_refused_soon(&edited(&[("\"says\": \"Back\" }", &options)]).0),
        "options"
    );
    let lists = many(30_000, |nth| {
        format!("{{\"id\":\"l{nth}\",\"ask\":\"x\",\"why\":\"\"}}")
    });
    let lists = format!("\"title\": \"About you\", \"lists\": [{lists}],");
    assert!(
        is_refused_soon(&edited(&[("\"title\": \"About you\",", &lists)]).0),
        "lists"
    );
}

// A name longer than any id has no near one, so that none is looked for: neither
// for the id of a source nor for an unknown field of 1 MB.
#[test]
fn long_names_are_refused_soon() {
    let (one, other) = ("a".repeat(30_000), "b".repeat(30_000));
    let source = format!(
        "{{ \"id\": \"{one}\", \"title\": \"x\", \"short\": \"x\", \"read\": \"full\", \"strength\": \"B\" }}, {{ \"id\": \"leaflet\""
    );
    let cites = format!("\"sources\": [\"{other}\"], \"ends\"");
    let (names, _) = edited(&[
        ("{ \"id\": \"leaflet\"", &source),
        ("\"sources\": [\"paper\"], \"ends\"", &cites),
    ]);
    assert!(is_refused_soon(&names), "a source");
    let field = format!("{{\"{}\": 1}}", "x".repeat(1_000_000));
    assert!(is_refused_soon(&field), "a field");
}

// Each wrong name is measured against the known ones: many of both must not take
// the time of one times the other.
#[test]
fn many_wrong_names_are_refused_soon() {
    let sources = many(3_000, |nth| {
        format!(
            "{{ \"id\": \"source_number_{nth}\", \"title\": \"x\", \"short\": \"x\", \"read\": \"full\", \"strength\": \"B\" }}"
        )
    });
    let sources = format!("{sources}, {{ \"id\": \"leaflet\"");
    let cites = many(3_000, |nth| format!("\"sauce_number_{nth}\""));
    let cites = format!("\"sources\": [{cites}], \"ends\"");
    let (text, _) = edited(&[
        ("{ \"id\": \"leaflet\"", &sources),
        ("\"sources\": [\"paper\"], \"ends\"", &cites),
    ]);
    assert!(is_refused_soon(&text));
}

#[test]
fn a_pack_with_an_error_gives_no_verdict() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.json");
    let (text, _) = edited(&[
        ("\"id\": \"small\"", "\"id\": \"Small\""),
        ("\"Use sun cream.\"", "\"\""),
    ]);
    std::fs::write(&path, text).unwrap();
    let answers = "{\"answers\":{\"age\":12}}\n";
    let talk = "\n12\n\n\n\n\n\n";
    for (args, stdin) in [
        (&["evaluate"][..], answers),
        (&["evaluate", "--questions"], ""),
        (&[], talk),
        (&["--plain", "--print"], talk),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_needlefit"))
            .args(args)
            .arg("--pack")
            .arg(&path)
            .write_stdin(stdin)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
        assert!(output.stdout.is_empty(), "{args:?}");
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines.len(), 2, "{args:?}: {said}");
        assert!(
            lines[0].contains("broken.json:3:9: in `Small`: An id is"),
            "{said}"
        );
        assert!(
            lines[1].contains("in `Small`: There are no words here"),
            "{said}"
        );
    }
}

/// A change to a text, byte by byte.
#[derive(Debug, Clone)]
enum Slip {
    Flip(u8),
    Remove,
    Insert(u8),
    Repeat(u8),
}

fn slip() -> impl Strategy<Value = Slip> {
    // what JSON is made of comes up more often than chance would have it
    let byte = || {
        prop_oneof![
            any::<u8>(),
            prop::sample::select(b"{}[]\",:\\0u\n -".to_vec())
        ]
    };
    prop_oneof![
        byte().prop_map(Slip::Flip),
        Just(Slip::Remove),
        byte().prop_map(Slip::Insert),
        any::<u8>().prop_map(Slip::Repeat),
    ]
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn garbled_packs_never_panic(
        slips in prop::collection::vec((any::<prop::sample::Index>(), slip()), 1..6),
    ) {
        let mut bytes = SMALL.as_bytes().to_vec();
        for (place, slip) in slips {
            let place = place.index(bytes.len());
            match slip {
                Slip::Flip(byte) => bytes[place] = byte,
                Slip::Remove => drop(bytes.remove(place)),
                Slip::Insert(byte) => bytes.insert(place, byte),
                Slip::Repeat(count) => {
                    let end = bytes.len().min(place + usize::from(count));
                    bytes.extend_from_within(place..end);
                }
            }
        }
        if let Err(error) = load(&bytes) {
            prop_assert!(!error.faults.is_empty());
            let lines = bytes.split(|byte| *byte == b'\n').count();
            for fault in &error.faults {
                prop_assert!(fault.line.is_none_or(|line| (1..=lines).contains(&line)));
                prop_assert!(fault.column >= 1 && !fault.says.is_empty());
            }
            prop_assert!(!error.to_string().contains(|c: char| c.is_control() && c != '\n'));
        }
    }
}

#[test]
fn faults_of_a_glossary() {
    let anchor = "\"sections\": [";
    let with = |entries: &str| {
        let glossary = format!("\"glossary\": [{entries}],\n  {anchor}");
        faults(edited(&[(anchor, &glossary)]).0)
    };
    let entry = |id: &str, term: &str, forms: &str, sources: &str| {
        format!(
            "{{ \"id\": \"{id}\", \"term\": \"{term}\", \"forms\": [{forms}], \
             \"says\": \"Red skin.\", \"sources\": [{sources}] }}"
        )
    };
    let form = "{ \"id\": \"rashes\", \"term\": \"rashes\" }";
    assert!(with(&entry("rash", "rash", form, "\"leaflet\"")).is_empty());
    let rows = [
        (entry("rash", "  ", "", ""), "no words here"),
        (
            entry("rash", "rash", "", "\"leaflets\""),
            "Did you mean `leaflet`?",
        ),
        (
            entry("rash", "rash", &format!("{form}, {form}"), ""),
            "a second time",
        ),
        (
            [entry("rash", "rash", "", ""), entry("rash", "it", "", "")].join(","),
            "a second time",
        ),
        (entry("Rash", "rash", "", ""), "lower case"),
        (
            (0..501)
                .map(|nth| entry(&format!("w{nth}"), "rash", "", ""))
                .collect::<Vec<_>>()
                .join(","),
            "500 words at most",
        ),
    ];
    for (entries, says) in rows {
        let faults = with(&entries);
        assert_eq!(faults.len(), 1, "{says}: {faults:?}");
        assert!(faults[0].says.contains(says), "{says}: {faults:?}");
    }
}
