//! What a medical director reads and signs, and what becomes of a review when the pack changes.
use std::{collections::BTreeSet, fs, path::Path};

use assert_cmd::Command;
use jiff::civil::{Date, date};
use needlefit::{
    check::check,
    pack::{Editions, Level, Pack, review::Reviewed},
    protocol::{
        html,
        text::{self as paper, PAGE, WIDTH},
        topics,
    },
    sheet,
    text::Language,
};
use serde_json::{Value, json};

use crate::common::{EDITIONS, PACK, needlefit, of_today};

const SMALL: &str = include_str!("fixtures/small.json");
/// The day of the tests: the reviews made here are of the day before.
const TODAY: Date = date(2026, 11, 20);
const CHANGED: &str =
    "These questions and answers were changed since they were reviewed on 1 October 2026.";
const REVIEWED: &str = "Reviewed by A. Reviewer, Nurse, on 1 October 2026.";

// ---- what is printed ----

/// A text without its line breaks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn what_decides_is_ten_pages_at_most() {
    for pack in [&*PACK, spanish()] {
        let page = paper::deciding(pack);
        let lines = page.lines().count();
        assert!(lines <= 10 * PAGE, "{lines} lines, and {} fit", 10 * PAGE);
        assert!(lines > 5 * PAGE, "{lines}");
        for line in paper::render(pack).lines() {
            assert!(line.chars().count() <= WIDTH, "{line}");
        }
    }
}

fn spanish() -> &'static Pack {
    let spanish = Language::of("es").unwrap();
    EDITIONS.in_language(spanish).unwrap().unwrap()
}

#[test]
fn nothing_that_is_reviewed_is_left_out() {
    for pack in [&*PACK, spanish()] {
        let decides = one_line(&paper::deciding(pack));
        let tells = one_line(&paper::telling(pack));
        let page = html::render(pack);
        let has = |what: &str| {
            let escaped = what.replace('&', "&amp;").replace('"', "&quot;");
            assert!(page.contains(&escaped), "{what}");
        };
        for topic in topics(pack) {
            for asked in topic.asked {
                assert!(decides.contains(&one_line(asked.ask)), "{}", asked.ask);
                has(asked.ask);
            }
        }
        for question in &pack.questions {
            for outcome in &question.outcomes {
                if outcome.level > Level::NoConcern || outcome.mention {
                    for says in [&outcome.reason, &outcome.advice] {
                        let says = says.replace("{answer}", "…");
                        assert!(tells.contains(&one_line(&says)), "{says}");
                        has(&says);
                    }
                    for source in &outcome.sources {
                        let everywhere = [&*decides, &*tells].concat();
                        assert!(everywhere.contains(&one_line(&source.short)));
                    }
                }
            }
            for says in [&question.ask, &question.why] {
                assert!(tells.contains(&one_line(says)), "{says}");
                has(says);
            }
            for option in question.options() {
                assert!(tells.contains(&one_line(&option.says)), "{}", option.says);
            }
            // what decides nothing is named at least
            let topic = pack.question(&question.topic).unwrap();
            let name = one_line(&topic.short);
            let loud = name.to_uppercase();
            assert!(decides.contains(&loud) || decides.contains(&name), "{name}");
        }
        for promise in &pack.promises {
            let whole = promise.id == "not_knowing";
            assert!(whole || decides.contains(&promise.id), "{}", promise.id);
        }
        for item in pack.items() {
            assert!(tells.contains(&one_line(&item.says)), "{}", item.says);
            has(&item.says);
        }
        for warning in &pack.warnings {
            assert!(tells.contains(&one_line(&warning.says)), "{}", warning.says);
        }
        for note in &pack.course {
            assert!(tells.contains(&one_line(&note.says.join(" "))));
        }
    }
}

#[test]
fn a_row_says_the_level_the_wait_and_who_says_so() {
    let small = Pack::from_bytes("small", SMALL.as_bytes()).unwrap();
    let page = paper::deciding(&small);
    for line in [
        "    [ ] not suitable  under 18",
        "    [ ] wait          less than 6 months ago: until 6 months after that date",
        "    [ ] wait          Yes: until the birth, then 6 weeks*",
        "    Who says so: a paper, 2020.",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
    for what in [
        "Name ",
        "Role ",
        "Date ",
        "Signature ",
        "The review holds until ",
    ] {
        assert!(page.contains(&format!("\n{what}")), "{what}");
    }
}

#[test]
fn the_page_needs_nothing_else_and_escapes_every_text() {
    let bad = "</p><script>alert(1)</script> & \"x\"";
    let mut pack: Value = serde_json::from_str(SMALL).unwrap();
    fill(&mut pack, bad);
    let pack = Pack::from_bytes("bad", pack.to_string().as_bytes()).unwrap();
    let page = html::render(&pack);
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp;"));
    for page in [page, html::render(&PACK), html::render(spanish())] {
        assert!(page.starts_with("<!DOCTYPE html>") && page.contains("size: A4"));
        for outside in [
            "<script", "<link", "<img", "src=", "href=", "url(", "@import",
        ] {
            assert!(!page.contains(outside), "{outside}");
        }
        // the style is the only markup that is not escaped by the template
        assert_eq!(page.matches("<style").count(), 1);
    }
}

/// Puts a text into every place for words that people read.
fn fill(value: &mut Value, text: &str) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|it| fill(it, text)),
        Value::Object(object) => {
            for (key, value) in object {
                let words = ["says", "ask", "why", "short", "reason", "advice", "title"];
                match value {
                    Value::String(says) if words.contains(&key.as_str()) => says.push_str(text),
                    value => fill(value, text),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn the_command_prints_each_form() {
    let printed = |args: &[&str]| {
        let output = needlefit(args);
        assert_eq!(output.code, 0, "{}", output.err);
        output.out
    };
    assert_eq!(printed(&["protocol"]), paper::render(&PACK));
    assert_eq!(
        printed(&["protocol", "--format", "html", "--lang", "es"]),
        html::render(spanish())
    );
    let small = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/suite/fixtures/small.json"
    );
    let by_flag = printed(&["protocol", "--pack", small]);
    assert_eq!(by_flag, printed(&["protocol", small]));
    assert!(by_flag.starts_with("A small one"));
    // another language than that of a pack without translations
    let none = needlefit(&["protocol", small, "--lang", "es"]);
    assert!(none.code != 0 && none.out.is_empty());
}

// ---- reviews ----

/// A pack with the review that the program makes for it.
fn reviewed(bytes: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pack.json");
    fs::write(&path, bytes).unwrap();
    let args = [
        "protocol",
        path.to_str().unwrap(),
        "--hashes",
        "--today",
        "2026-10-01",
    ];
    let output = needlefit(&args);
    assert_eq!(output.code, 0, "{}", output.err);
    let mut entry: Value = serde_json::from_str(&output.out).unwrap();
    assert_eq!(entry["on"], "2026-10-01");
    for (key, says) in [
        ("by", "A. Reviewer"),
        ("role", "Nurse"),
        ("until", "2027-10-01"),
    ] {
        assert_eq!(entry[key], "", "written by hand");
        entry[key] = json!(says);
    }
    let mut pack: Value = serde_json::from_str(bytes).unwrap();
    pack["clinical_review"] = json!([entry]);
    serde_json::to_string_pretty(&pack).unwrap()
}

/// What `check` names as changed since the review, each with the text where it points to.
fn named(pack: &str) -> BTreeSet<String> {
    let problems = check(pack.as_bytes(), TODAY, None).problems;
    let changed = problems
        .into_iter()
        .filter(|it| it.rule == "review-changed");
    changed.map(|it| it.fault.about.unwrap()).collect()
}

fn pack_of(text: &str) -> Pack {
    Pack::from_bytes("pack", text.as_bytes()).unwrap()
}

/// What each place says of the review of a pack.
fn everywhere(text: &str, wanted: &str) {
    let pack = pack_of(text);
    assert_eq!(
        sheet::review(&pack, TODAY).get(..wanted.len()),
        Some(wanted)
    );
    let interview = of_today(&pack);
    let page = one_line(&sheet::text::render(&interview));
    assert!(page.contains(&one_line(wanted)), "{page}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pack.json");
    fs::write(&path, text).unwrap();
    let run = |args: &[&str], input: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_needlefit"))
            .args(args)
            .args(["--today", "2026-11-20", "--pack"])
            .arg(&path)
            .write_stdin(input)
            .output()
            .unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    assert!(run(&["--version"], "").contains(wanted));
    // before the first question only where there is something to say
    let is_reviewed = wanted == REVIEWED;
    let welcome = run(&["--plain"], "");
    assert_eq!(welcome.contains(wanted), !is_reviewed, "{welcome}");
    let screen = {
        use crate::common::screen::{app, lines, paint};
        let mut app = app(&pack, needlefit::tui::theme::ThemeName::None, false);
        lines(&paint(&mut app, (120, 60)).0).concat()
    };
    assert_eq!(one_line(&screen).contains(&one_line(wanted)), !is_reviewed);
    let line: Value =
        serde_json::from_str(&run(&["evaluate", "--full"], "{\"answers\":{}}")).unwrap();
    assert_eq!(line["reviewed"], is_reviewed);
    let since = if wanted == CHANGED {
        json!("2026-10-01")
    } else {
        Value::Null
    };
    assert_eq!(line["changed_since_review"], since);
}

#[test]
fn a_pack_that_was_reviewed_whole_says_so() {
    let small = reviewed(SMALL);
    assert!(named(&small).is_empty());
    everywhere(&small, REVIEWED);
    let shipped = reviewed(std::str::from_utf8(Pack::built_in_bytes()).unwrap());
    assert!(named(&shipped).is_empty());
    assert!(pack_of(&shipped).reviewed_on(TODAY).holds());
    // the one in the fixture is such a review
    assert!(named(SMALL).is_empty());
}

#[test]
fn a_changed_word_of_a_reason_is_said_everywhere_and_named() {
    let small = reviewed(SMALL);
    let word = "\"advice\": \"Test first.\"";
    assert_eq!(small.matches(word).count(), 1);
    let changed = small.replace(word, "\"advice\": \"Test twice.\"");
    assert_eq!(named(&changed), BTreeSet::from(["pregnancy".to_owned()]));
    everywhere(&changed, CHANGED);
    // it points to the topic
    let problems = check(changed.as_bytes(), TODAY, None).problems;
    let problem = problems
        .iter()
        .find(|it| it.rule == "review-changed")
        .unwrap();
    assert_eq!(&changed[problem.fault.place.clone()], "\"pregnancy\"");
    assert!(
        problem.fault.says.contains("2026-10-01"),
        "{}",
        problem.fault.says
    );
    // over, it is no review at all
    let none = "No clinician has reviewed these questions and answers yet.";
    let over = changed.replace("\"until\": \"2027-10-01\"", "\"until\": \"2026-11-19\"");
    everywhere(&over, none);
}

/// Whether a part of the file names a wait: where waits are named, or in braces in a text.
fn names(part: &Value, wait: &str) -> bool {
    let places = [
        "within",
        "over",
        "answer_plus",
        "then",
        "from",
        "to",
        "or_to",
        "until",
        "gap",
        "reach",
        "answers_hold_for",
        "whole_again_after",
        "of",
    ];
    let braces = format!("{{{wait}}}");
    match part {
        Value::String(text) => text.contains(&braces),
        Value::Array(list) => list.iter().any(|it| names(it, wait)),
        Value::Object(object) => object.iter().any(|(key, it)| {
            let here = places.contains(&key.as_str());
            let several = || {
                it.as_array()
                    .is_some_and(|all| all.iter().any(|it| it == wait))
            };
            names(it, wait) || here && (it == wait || several())
        }),
        _ => false,
    }
}

/// The topics and lists whose part of the file names a wait.
fn users(pack: &Value, wait: &str) -> BTreeSet<String> {
    let uses = |part: &Value| names(part, wait);
    let mut found = BTreeSet::new();
    for section in pack["sections"].as_array().unwrap() {
        let lists: Vec<&Value> = section["lists"].as_array().into_iter().flatten().collect();
        for question in section["questions"].as_array().unwrap() {
            let list = lists.iter().find(|it| it["id"] == question["together"]);
            if uses(question) || list.is_some_and(|it| uses(it)) {
                found.insert(question["id"].as_str().unwrap().to_owned());
            }
        }
    }
    for key in [
        "urgent",
        "help",
        "warnings",
        "meanwhile",
        "course",
        "preparation",
        "aftercare",
        "warning_signs",
        "pictures",
        "glossary",
        "promises",
    ] {
        if uses(&pack[key]) {
            found.insert(key.to_owned());
        }
    }
    let about = [
        "about",
        "disclaimer",
        "levels",
        "answers_hold_for",
        "whole_again_after",
    ];
    let about = about.map(|key| (key.to_owned(), pack[key].clone()));
    if uses(&Value::Object(about.into_iter().collect())) {
        found.insert("about".to_owned());
    }
    found
}

#[test]
fn a_wait_of_another_length_names_the_topics_that_use_it() {
    for (bytes, least) in [
        (SMALL, 3),
        (std::str::from_utf8(Pack::built_in_bytes()).unwrap(), 20),
    ] {
        let text = reviewed(bytes);
        let original: Value = serde_json::from_str(&text).unwrap();
        let was = pack_of(&text);
        let mut tried = 0;
        for nth in 0..original["waits"].as_array().unwrap().len() {
            let id = original["waits"][nth]["id"].as_str().unwrap();
            let mut changed = original.clone();
            // longer, so that nothing comes to be of the same length
            changed["waits"][nth]["length"] = json!({ "days": 1777 });
            let Ok(pack) = Pack::from_bytes("pack", changed.to_string().as_bytes()) else {
                continue;
            };
            let review = &pack.clinical_review[0];
            let named = pack.differing(review).iter().map(|it| it.id.clone());
            let named: BTreeSet<String> = named.collect();
            assert_eq!(named, users(&original, id), "{id}");
            assert_eq!(was.differing(&was.clinical_review[0]), []);
            tried += usize::from(!named.is_empty());
        }
        assert!(tried >= least, "{tried}");
    }
}

#[test]
fn another_layout_changes_nothing() {
    let small = reviewed(SMALL);
    let value: Value = serde_json::from_str(&small).unwrap();
    // sorted keys, no spaces
    let tight = value.to_string();
    assert_ne!(tight, small);
    assert!(named(&tight).is_empty());
    assert!(pack_of(&tight).reviewed_on(TODAY).holds());
    // where a source was read, its note and the name of a wait are no medical content
    let elsewhere = small
        .replace("https://example.org/paper", "https://example.org/other")
        .replace("Others say 3.", "Others say 4.")
        .replace("\"healed\"", "\"recovered\"")
        .replace("{healed}", "{recovered}");
    assert_ne!(elsewhere, small);
    assert!(named(&elsewhere).is_empty(), "{:?}", named(&elsewhere));
    // who says so is
    let source = small.replace("\"short\": \"a leaflet\"", "\"short\": \"an advert\"");
    assert!(!named(&source).is_empty());
}

#[test]
fn every_list_is_covered() {
    let small = reviewed(SMALL);
    for (old, new, name) in [
        (
            "A clinician must decide.",
            "A clinician must judge.",
            "about",
        ),
        ("bleeds.", "grows.", "urgent"),
        (
            "Call your doctor today.",
            "Call your doctor soon.",
            "warnings",
        ),
        ("Use sun cream.", "Use more sun cream.", "meanwhile"),
        ("Most people need four.", "Most people need five.", "course"),
        ("Wash your face.", "Wash your neck.", "preparation"),
        ("Stay out of the sun.", "Stay in the shade.", "aftercare"),
        ("\"Pus.\"", "\"More pus.\"", "warning_signs"),
    ] {
        let Some((before, after)) = small.split_once(old) else {
            panic!("{old}");
        };
        let named = named(&format!("{before}{new}{after}"));
        assert_eq!(named, BTreeSet::from([name.to_owned()]), "{old}");
    }
}

#[test]
fn what_came_and_what_went_is_named() {
    let mut pack: Value = serde_json::from_str(&reviewed(SMALL)).unwrap();
    let topics = pack["clinical_review"][0]["topics"]
        .as_object_mut()
        .unwrap();
    let hash = topics.remove("rash").unwrap();
    topics.insert("ghost".to_owned(), hash);
    let text = pack.to_string();
    let problems = check(text.as_bytes(), TODAY, None).problems;
    let says = |id: &str| {
        let mut of = problems.iter().filter(|it| it.rule == "review-changed");
        let found = of.find(|it| it.fault.about.as_deref() == Some(id));
        found.unwrap().fault.says.clone()
    };
    assert!(says("rash").contains("is not in the review"));
    assert!(says("ghost").contains("is there no more"));
    assert!(matches!(
        pack_of(&text).reviewed_on(TODAY),
        Reviewed::Before(_)
    ));
}

#[test]
fn the_review_that_fits_counts() {
    let mut pack: Value = serde_json::from_str(&reviewed(SMALL)).unwrap();
    let good = pack["clinical_review"][0].clone();
    let mut stale = good.clone();
    stale["by"] = json!("B. Other");
    stale["on"] = json!("2026-11-01");
    stale["topics"]["age"] = json!("0000000000000000");
    for reviews in [json!([good, stale]), json!([stale, good])] {
        pack["clinical_review"] = reviews;
        let text = pack.to_string();
        assert!(named(&text).is_empty());
        let pack = pack_of(&text);
        assert!(sheet::review(&pack, TODAY).contains("A. Reviewer"));
    }
    pack["clinical_review"] = json!([stale]);
    let text = pack.to_string();
    assert_eq!(named(&text), BTreeSet::from(["age".to_owned()]));
    let says = sheet::review(&pack_of(&text), TODAY);
    assert!(says.contains("1 November 2026"), "{says}");
}

#[test]
fn a_translation_is_as_reviewed_as_its_original() {
    let english = reviewed(std::str::from_utf8(Pack::built_in_bytes()).unwrap());
    let spanish = Language::of("es").unwrap();
    let says = |english: &str, translation: &str| {
        let beside = |_: &Path| Some(translation.as_bytes().to_vec());
        let bytes = english.as_bytes().to_vec();
        let editions = Editions::beside(Path::new("m.json"), bytes, pack_of(english), beside);
        let pack = editions.in_language(spanish).unwrap().unwrap();
        assert_eq!(pack.tag, "es");
        sheet::review(pack, TODAY)
    };
    let words = include_str!("../../questions/microneedling.es.json");
    assert!(
        says(&english, words).starts_with("Revisado"),
        "{}",
        says(&english, words)
    );
    let other = words.replace("\"Antes del tratamiento", "\"Justo antes del tratamiento");
    assert_ne!(other, words);
    assert!(says(&english, &other).starts_with("Revisado"));
    let changed = english.replace("Small trials show a gain", "Small trials show no gain");
    assert_ne!(changed, english);
    let says = says(&changed, words);
    assert!(
        says.contains("cambiaron") && says.contains("1 de octubre de 2026"),
        "{says}"
    );
}
