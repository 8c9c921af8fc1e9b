//! Packs that someone made to do harm, through the program itself: `check` and `--pack` refuse
//! each with a plain sentence, and say nothing else. `packs.rs` has more of them, for the reader.
use std::{fs, path::Path};

use assert_cmd::Command;

const SMALL: &str = include_str!("fixtures/small.json");

/// The small pack with one text in it, which stands there exactly once, replaced.
fn with(old: &str, new: &str) -> String {
    assert_eq!(SMALL.matches(old).count(), 1, "{old}");
    SMALL.replace(old, new)
}

/// The small pack with so many questions more.
fn with_questions(count: usize) -> String {
    let more: Vec<String> = (0..count)
        .map(|nth| {
            format!(
                "{{\"id\":\"q{nth}\",\"kind\":\"yes_no\",\"short\":\"x\",\"ask\":\"x?\",\"why\":\"x.\"}},"
            )
        })
        .collect();
    let more = format!("\"questions\": [{}", more.concat());
    SMALL.replacen("\"questions\": [", &more, 1)
}

/// The small pack, where "perfect" is found by another condition.
fn with_condition(condition: &str) -> String {
    with("{ \"is\": \"perfect\" }", condition)
}

/// What the program says, on either stream, and its exit code. It never says a control character.
fn said(args: &[&str], pack: &Path) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_needlefit"))
        .args(args)
        .arg(pack)
        .write_stdin("\n")
        .output()
        .unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(
        !said.contains(|c: char| c.is_control() && c != '\n'),
        "{said}"
    );
    (said, output.status.code())
}

/// The ways to hand the program a pack.
const WAYS: [&[&str]; 4] = [
    &["check"],
    &["check", "--format", "json"],
    &["evaluate", "--pack"],
    &["--plain", "--pack"],
];

#[test]
fn hostile_packs_are_refused_with_a_plain_sentence() {
    let mut no_text = SMALL.as_bytes().to_vec();
    let byte = SMALL.find("Raised").unwrap();
    no_text[byte] = 0xff;
    let nested = |open: &str, close: &str| {
        with_condition(&format!(
            "{}\"not_sure\"{}",
            open.repeat(10_000),
            close.repeat(10_000)
        ))
    };
    let of = |question: &str| {
        with_condition(&format!(
            "{{ \"of\": {{ \"question\": \"{question}\", \"when\": \"answered\" }} }}"
        ))
    };
    let packs: Vec<(&str, Vec<u8>, &str)> = vec![
        (
            "10 MB of lists",
            vec![b'['; 10_000_000],
            "larger than 2 MiB",
        ),
        (
            "10 MB of blank",
            [SMALL.as_bytes(), &vec![b' '; 10_000_000]].concat(),
            "larger than 2 MiB",
        ),
        (
            "10 MB of text",
            with("This is small.", &"x".repeat(10_000_000)).into(),
            "larger than 2 MiB",
        ),
        (
            "just less than 2 MiB of text",
            with("This is small.", &"x".repeat(2_080_000)).into(),
            "2000 characters at most",
        ),
        (
            "10,000 levels",
            nested("{\"not\":", "}").into(),
            "nesting depth",
        ),
        ("10,000 lists", nested("[", "]").into(), "nesting depth"),
        (
            "a million questions",
            with_questions(1_000_000).into(),
            "larger than 2 MiB",
        ),
        (
            "as many questions as fit",
            with_questions(29_000).into(),
            "2000 questions at most",
        ),
        (
            "an answer that depends on itself",
            of("hopes").into(),
            "does not need `of` for its own answer",
        ),
        (
            "an answer that depends on a later one",
            of("rash").into(),
            "There is no earlier question `rash`",
        ),
        (
            "a question that is its own follow-up",
            with("\"id\": \"pills_last\"", "\"id\": \"pills\"").into(),
            "The question `pills` stands here a second time",
        ),
        (
            "a key twice",
            with(
                "\"language\": \"en\"",
                "\"language\": \"en\", \"language\": \"en\"",
            )
            .into(),
            "The key `language` stands here a second time",
        ),
        (
            "a key 200,000 times",
            format!("{{\"a\":1{}}}", ",\"b\":1".repeat(200_000)).into(),
            "The key `b` stands here a second time",
        ),
        ("no UTF-8", no_text, "not UTF-8"),
        (
            "a terminal's commands in an id",
            with("\"id\": \"rash\"", "\"id\": \"ra\\u009b2Jsh\"").into(),
            "An id is",
        ),
    ];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hostile.json");
    for (what, bytes, says) in packs {
        fs::write(&path, bytes).unwrap();
        for way in WAYS {
            let (said, code) = said(way, &path);
            assert_eq!(code, Some(1), "{what}, {way:?}");
            // a report is set in lines
            let one_line = said.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(one_line.contains(says), "{what}, {way:?}: {said}");
            assert!(said.len() < 50_000, "{what}, {way:?}: {}", said.len());
        }
    }
}

// Files of other systems are no harm: they are read, and counted as an editor counts.
#[test]
fn marks_and_line_ends_of_other_systems_are_fine() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.json");
    let others = |text: &str| {
        let dos = text.replace('\n', "\r\n");
        [format!("\u{feff}{text}"), format!("\u{feff}{dos}"), dos]
    };
    for text in others(SMALL) {
        fs::write(&path, text).unwrap();
        for way in [WAYS[0], WAYS[1]] {
            assert_eq!(said(way, &path).1, Some(0), "{way:?}");
        }
    }
    let id = "\"id\": \"rash\"";
    let line = 1 + SMALL[..SMALL.find(id).unwrap()].matches('\n').count();
    for text in others(&with(id, "\"id\": \"keloid\"")) {
        fs::write(&path, text).unwrap();
        let (said, code) = said(WAYS[1], &path);
        assert_eq!(code, Some(1), "{said}");
        let place = format!("\"line\":{line},\"column\":17");
        assert!(said.contains(&place), "{said}");
    }
}

// Thirty pairs of answers that lie far apart in the order asked: no diagram of them is small.
#[test]
fn entangled_conditions_are_refused_and_not_waited_for() {
    let question = |nth: usize, when: &str| {
        format!(
            "{{\"id\":\"q{nth}\",\"kind\":\"yes_no\",\"short\":\"x\",\"ask\":\"x?\",\"why\":\"x.\",\"outcomes\":\
             [{{\"when\":{when},\"level\":\"clinician\",\"reason\":\"x {nth}\",\"advice\":\"y\",\"sources\":[\"paper\"]}}]}},"
        )
    };
    let yes = |nth| format!("{{\"of\":{{\"question\":\"q{nth}\",\"when\":{{\"is\":\"yes\"}}}}}}");
    let pairs: Vec<String> = (0..30)
        .map(|nth| format!("{{\"all\":[{},{}]}}", yes(nth), yes(30 + nth)))
        .collect();
    let mut more: Vec<String> = (0..60)
        .map(|nth| question(nth, "{\"is\":\"yes\"}"))
        .collect();
    more.push(question(60, &format!("{{\"any\":[{}]}}", pairs.join(","))));
    let more = format!("\"questions\": [{}", more.concat());
    let pack = SMALL.replacen("\"questions\": [", &more, 1);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pack.json");
    fs::write(&path, pack).unwrap();
    for way in WAYS {
        let (said, code) = said(way, &path);
        assert_eq!(code, Some(1), "{way:?}");
        assert!(said.contains("too entangled"), "{way:?}: {said}");
    }
}
