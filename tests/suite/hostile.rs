//! Packs that someone made to do harm, through the program itself: `check` and `--pack` refuse
//! each with a plain sentence, and say nothing else. `packs.rs` has more of them, for the reader.
use std::{collections::HashSet, fs, path::Path};

use assert_cmd::Command;
use jiff::civil::date;
use needlefit::{
    check::{budget::Budget, check_within},
    pack::Pack,
};

use crate::common::made::made;

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

/// A question with outcomes of these conditions.
fn question(id: &str, kind: &str, outcomes: &[String]) -> String {
    let outcomes: Vec<String> = (outcomes.iter())
        .map(|when| {
            format!(
                "{{\"when\":{when},\"level\":\"clinician\",\"reason\":\"It was so.\",\
                 \"advice\":\"Ask.\",\"sources\":[\"paper\"]}}"
            )
        })
        .collect();
    format!(
        "{{\"id\":\"{id}\",{kind},\"short\":\"{id}\",\"ask\":\"Does {id} fit?\",\"why\":\"It matters.\",\
         \"outcomes\":[{}]}},",
        outcomes.join(",")
    )
}

fn yes_no(id: &str) -> String {
    question(id, "\"kind\":\"yes_no\"", &["{\"is\":\"yes\"}".to_owned()])
}

fn yes(id: &str) -> String {
    format!("{{\"of\":{{\"question\":\"{id}\",\"when\":{{\"is\":\"yes\"}}}}}}")
}

fn all(parts: &[String]) -> String {
    format!("{{\"all\":[{}]}}", parts.join(","))
}

fn any(parts: &[String]) -> String {
    format!("{{\"any\":[{}]}}", parts.join(","))
}

/// The small pack with something more at the start of its list of this name.
fn with_more(list: &str, more: &str) -> String {
    let list = format!("\"{list}\": [");
    SMALL.replacen(&list, &format!("{list}{more}"), 1)
}

/// Sixty questions, and one more about thirty pairs of them that lie far apart in the order asked:
/// no diagram of them is small.
fn entangled() -> String {
    let names: Vec<String> = (0..60).map(|nth| format!("q{nth}")).collect();
    let pairs: Vec<String> = (0..30)
        .map(|nth| all(&[yes(&names[nth]), yes(&names[30 + nth])]))
        .collect();
    let more: Vec<String> = names.iter().map(|name| yes_no(name)).collect();
    let last = question("last", "\"kind\":\"yes_no\"", &[any(&pairs)]);
    with_more("questions", &(more.concat() + &last))
}

/// Two conditions of which each is a small diagram and that never hold together; a walk through
/// both meets 4^12 pairs of nodes, and makes no node.
fn paired() -> String {
    let no = |part: String| format!("{{\"not\":{part}}}");
    let same = |one: &str, other: &str| {
        let [yes_both, no_both] = [
            all(&[yes(one), yes(other)]),
            all(&[no(yes(one)), no(yes(other))]),
        ];
        any(&[yes_both, no_both])
    };
    let of = |letter: &str, nth: usize| format!("{letter}{nth}");
    let mut names: Vec<String> = (0..12)
        .flat_map(|nth| [of("x", nth), of("y", nth)])
        .collect();
    names.extend((0..12).map(|nth| of("z", nth)));
    names.push("zz".to_owned());
    let half = |letter: &str, last: String| {
        let pairs = (0..12).map(|nth| same(&of(letter, nth), &of("z", nth)));
        all(&pairs.chain([last]).collect::<Vec<_>>())
    };
    let when = all(&[half("x", yes("zz")), half("y", no(yes("zz")))]);
    let more: Vec<String> = names.iter().map(|name| yes_no(name)).collect();
    let last = question("last", "\"kind\":\"yes_no\"", &[when]);
    with_more("questions", &(more.concat() + &last))
}

/// One date, with hundreds of waits in months and hundreds in days: their ends follow each other in
/// another order nearly every day.
fn many_waits() -> String {
    let waits = (1..=300).flat_map(|count| [("months", count), ("days", 30 * count)]);
    let waits: Vec<(String, String)> = waits
        .map(|(unit, count)| {
            let id = format!("{unit}_{count}");
            let wait = format!(
                "{{\"id\":\"{id}\",\"length\":{{\"{unit}\":{count}}},\"from\":\"default\",\"sources\":[]}},"
            );
            (id, wait)
        })
        .collect();
    let parts: Vec<String> = (waits.iter())
        .map(|(id, _)| format!("{{\"within\":\"{id}\"}}"))
        .collect();
    let outcomes: Vec<String> = parts.chunks(40).map(any).collect();
    let date = "\"kind\":\"date\",\"about\":\"past\",\"reach\":\"reach\"";
    let waits: String = waits.into_iter().map(|(_, wait)| wait).collect();
    let pack = with_more("questions", &question("day", date, &outcomes));
    pack.replacen("\"waits\": [", &format!("\"waits\": [{waits}"), 1)
}

/// One number that is cut into thousands of pieces.
fn many_numbers() -> String {
    let piece = |start: usize| {
        let end = start + 1;
        all(&[
            format!("{{\"at_least\":{start}}}"),
            format!("{{\"below\":{end}}}"),
        ])
    };
    let outcomes: Vec<String> = (0..50)
        .map(|nth| {
            let pieces = (0..50).map(|place| piece(1 + 25 * (nth * 50 + place)));
            any(&pieces.collect::<Vec<_>>())
        })
        .collect();
    let number = "\"kind\":\"number\",\"range\":{\"min\":0,\"max\":65000}";
    with_more("questions", &question("count", number, &outcomes))
}

/// Options that are as long as a text may be, and outcomes that say them as often as there is room.
fn many_answers() -> String {
    let long = "word ".repeat(390);
    let kind = format!(
        "\"kind\":\"choice\",\"options\":[{{\"id\":\"o\",\"says\":\"{long}\"}},{{\"id\":\"no\",\"says\":\"No\"}}]"
    );
    let outcomes = vec!["{\"is\":\"o\"}".to_owned(); 50];
    let question = |nth| question(&format!("a{nth}"), &kind, &outcomes);
    let more = (0..15).map(question).collect::<String>();
    with_more("questions", &more).replace("It was so.", &"{answer} ".repeat(200))
}

/// Long questions below each other, and to each as many short texts as there is room for: what was
/// asked is known by the time that each is read.
fn deep_questions() -> String {
    let options: Vec<String> = (0..40)
        .map(|nth| format!("{{\"id\":\"o{nth}\",\"says\":\"Option {nth}\"}},"))
        .collect();
    let options = options.concat();
    let kind =
        format!("\"kind\":\"choice\",\"options\":[{options}{{\"id\":\"no\",\"says\":\"No\"}}]");
    let outcomes: Vec<String> = (0..40)
        .map(|nth| format!("{{\"is\":\"o{nth}\"}}"))
        .collect();
    let long = "a? ".repeat(650);
    let deep = |top| {
        (0..6).rev().fold(String::new(), |below, level| {
            let id = format!("d{top}_{level}");
            let this = question(&id, &kind, &outcomes).replace("Does", &format!("{long}Does"));
            match below.strip_suffix(',') {
                None => this,
                Some(below) => this.replacen(
                    "\"outcomes\"",
                    &format!("\"follow_up\":[{{\"when\":{{\"is\":\"o0\"}},\"ask\":[{below}]}}],\"outcomes\""),
                    1,
                ),
            }
        })
    };
    with_more("questions", &(0..30).map(deep).collect::<String>())
}

// The questions above a text are read once, however many texts stand below them.
#[test]
fn long_questions_over_many_texts_are_read_soon() {
    let pack = deep_questions();
    let size = pack.len();
    assert!((1_200_000..2_000_000).contains(&size), "{size}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pack.json");
    fs::write(&path, pack).unwrap();
    let (said, code) = said(&["check"], &path);
    assert_eq!(code, Some(0));
    assert!(said.contains("This asks two things"), "{said}");
}

#[test]
fn packs_that_cost_too_much_work_are_refused_and_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pack.json");
    for (pack, says) in [
        (entangled(), "too entangled, to be proved"),
        (paired(), "too entangled, to be proved"),
        (many_waits(), "end in too many orders"),
        (
            many_answers(),
            "The texts of this pack are too long to be read",
        ),
        (
            many_numbers(),
            "in `count`: The conditions on this question tell too many answers apart",
        ),
    ] {
        fs::write(&path, pack).unwrap();
        for way in WAYS {
            let (said, code) = said(way, &path);
            assert_eq!(code, Some(1), "{way:?}");
            let words = said.replace(['│', '\n'], " ");
            let one_line = words.split_whitespace().collect::<Vec<_>>().join(" ");
            // as data, the id stands for itself
            let says = if way.contains(&"json") {
                says.trim_start_matches("in `count`: ")
            } else {
                says
            };
            assert!(one_line.contains(says), "{way:?}: {said}");
        }
    }
}

/// As many options as a file has room for: each pair of outcomes is held against each other.
fn many_options() -> String {
    let options: Vec<String> = (0..50)
        .map(|nth| format!("{{\"id\":\"o{nth}\",\"says\":\"Option {nth}\"}}"))
        .collect();
    let kind = format!("\"kind\":\"choices\",\"options\":[{}]", options.join(","));
    let outcomes: Vec<String> = (0..50)
        .map(|nth| format!("{{\"any_of\":[\"o{nth}\"]}}"))
        .collect();
    let questions = (0..100).map(|nth| question(&format!("c{nth}"), &kind, &outcomes));
    with_more("questions", &questions.collect::<String>())
}

// What a pack needs is counted, the same everywhere: real ones a small share of the budget, and as
// many options as a file has room for still within it.
#[test]
fn the_budget_is_no_wall_for_large_packs() {
    let whole = Budget::default().left();
    let made = format!("{:#}", made(3, 1_000));
    let options = many_options();
    for (what, pack, share) in [
        ("the shipped pack", Pack::built_in_bytes(), 20),
        ("1,000 questions", made.as_bytes(), 3),
        ("5,000 options", options.as_bytes(), 1),
    ] {
        let budget = Budget::default();
        let found = check_within(pack, date(2026, 11, 20), None, &budget);
        let rules: Vec<_> = found.problems.iter().map(|it| it.rule).collect();
        let places: HashSet<_> = (found.problems.iter())
            .map(|it| (it.rule, it.fault.place.start, &it.fault.says))
            .collect();
        assert_eq!(places.len(), found.problems.len(), "{what}");
        assert!(found.days > 0 && !rules.contains(&"too-large"), "{what}");
        let used = whole - budget.left();
        assert!(0 < used && used * share < whole, "{what}: {used}");
        // and without that much, it is refused
        let budget = Budget::of(used / 2);
        let found = check_within(pack, date(2026, 11, 20), None, &budget);
        assert!(
            found.problems.iter().any(|it| it.rule == "too-large"),
            "{what}"
        );
        assert!(!found.is_sound() && found.days == 0, "{what}");
    }
}

// A pack of one mistake made a thousand times over gets a report that somebody can read.
#[test]
fn what_is_wrong_very_often_is_counted_and_not_shown_each_time() {
    let long = "word ".repeat(30);
    let about: Vec<String> = (0..1_500).map(|nth| format!("\"{nth} {long}.\"")).collect();
    let pack = with("[\"This is small.\"]", &format!("[{}]", about.join(",")));
    let found = check_within(
        pack.as_bytes(),
        date(2026, 11, 20),
        None,
        &Budget::default(),
    );
    let of_rule = found
        .problems
        .iter()
        .filter(|it| it.rule == "long-sentence");
    let says: Vec<&str> = of_rule.map(|it| it.fault.says.as_str()).collect();
    assert_eq!(says.len(), 1_001);
    assert_eq!(says[1_000], "There are more like these; 500 are not shown.");
}
