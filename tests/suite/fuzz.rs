//! Whatever is read is answered: no panic, nothing that takes long, nothing that harms a screen.
//!
//! With `cargo test` each target gets the same inputs every time; `CONTRIBUTING.md` says how it gets
//! more, and others.

use std::{fmt, sync::LazyLock, time::Duration};

use crate::common::chance::cases;
use crate::common::cpu;
use crate::common::garbled::{Slip, garbled};
use crate::common::made::{Chance, made};
use crate::common::proof::{DAYS, agree};
use jiff::civil::{Date, date};
use needlefit::{
    check::{
        self,
        budget::Budget,
        compare,
        report::{self, FileReport, Style},
        said,
    },
    clean, evaluate,
    pack::{Fault, Pack},
};
use proptest::{collection::vec, prelude::*};
use serde_json::{Value, json};

const TODAY: Date = date(2026, 11, 20);
/// More processor time than this is a hang.
const SOON: Duration = Duration::from_secs(3);

const SMALL_JSON: &str = include_str!("fixtures/small.json");
static SMALL: LazyLock<Pack> =
    LazyLock::new(|| Pack::from_bytes("small", SMALL_JSON.as_bytes()).unwrap());

/// Bytes that a failure shows as text.
#[derive(Clone)]
struct Input {
    bytes: Vec<u8>,
    /// What else is done with it.
    also: u8,
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bytes, also } = self;
        write!(f, "also {also}, {:?}", String::from_utf8_lossy(bytes))
    }
}

/// Texts with some changes, and now and then just bytes.
fn inputs(texts: &'static [Vec<u8>]) -> impl Strategy<Value = Input> {
    let slips = vec(any::<Slip>(), 1..6);
    let raw = vec(any::<u8>(), 0..64);
    (any::<u16>(), any::<u8>(), slips, raw).prop_map(|(text, also, slips, raw)| {
        let bytes = if text % 32 == 0 {
            raw
        } else {
            garbled(&texts[usize::from(text / 32) % texts.len()], &slips)
        };
        Input { bytes, also }
    })
}

/// Does it, and not for long.
fn soon(act: impl FnOnce()) {
    let ((), took) = cpu::time(act);
    assert!(took < SOON, "a hang: {took:?}");
}

/// Packs to be broken: the small one, and little ones of one to three questions.
static PACKS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let little = |seed| little(seed, 1 + Chance::new(seed).below(3)).0.into_bytes();
    let mut packs: Vec<Vec<u8>> = (0..400).map(little).collect();
    packs.extend(vec![SMALL_JSON.as_bytes().to_vec(); 8]);
    packs
});

/// A pack with little but its questions, so that most changes fall on these.
fn little(seed: u64, questions: usize) -> (String, Pack) {
    let mut pack = made(seed, questions);
    for list in [
        "meanwhile",
        "preparation",
        "warning_signs",
        "urgent",
        "clinical_review",
    ] {
        pack[list] = Value::Array(Vec::new());
    }
    pack["aftercare"] = json!({ "periods": [], "topics": [] });
    let json = pack.to_string();
    let pack =
        Pack::from_bytes("little", json.as_bytes()).unwrap_or_else(|it| panic!("{it}\n{json}"));
    (json, pack)
}

proptest! {
    #![proptest_config(cases(5_000))]

    #[test]
    fn a_pack_is_read_or_refused(input in inputs(&PACKS)) {
        soon(|| read(&input));
    }
}

fn read(input: &Input) {
    let Input { bytes, also } = input;
    let lines = bytes.split(|byte| *byte == b'\n').count();
    let sound = |fault: &Fault| {
        assert!(fault.line.is_none_or(|line| (1..=lines).contains(&line)));
        assert!(fault.column >= 1 && !fault.says.is_empty());
    };
    // proving takes ten times as long as reading
    if also % 4 != 0 {
        if let Err(error) = Pack::from_bytes("fuzzed", bytes) {
            assert!((1..=100).contains(&error.faults.len()));
            error.faults.iter().for_each(sound);
            assert_plain(&error.to_string());
        }
        return;
    }
    // what changed since the small one, or nothing to hold it against
    let old = (also % 16 == 4).then_some(&*SMALL);
    let checked = check::check(bytes, TODAY, old);
    checked.problems.iter().for_each(|it| sound(&it.fault));
    shown(input, &checked);
    let Some(pack) = &checked.pack else {
        return;
    };
    if also % 16 == 8 {
        let _compared = compare::over_all_answers(&SMALL, pack, TODAY, &Budget::default());
    }
    if also % 16 == 12 {
        answer(pack, &LINES[0]);
    }
}

/// What is said of a pack reaches a screen as it is.
fn shown(Input { bytes, also }: &Input, checked: &check::Checked) {
    if also % 32 < 16 {
        let text = check::text_of(bytes);
        let drawn = report::render("fuzzed", &text, &checked.problems, Style::Plain);
        assert_plain(&drawn);
        assert_plain(&said::summary("fuzzed", checked).join("\n"));
        assert_plain(&said::changed(&checked.changed).join("\n"));
    } else {
        let report = FileReport::of("fuzzed", &checked.problems);
        assert_harmless(&serde_json::to_value(&report).unwrap());
    }
}

/// No line of it does harm.
fn assert_plain(said: &str) {
    assert_eq!(clean::harmful(said, true), None, "{said:?}");
}

/// No text in it does harm.
fn assert_harmless(value: &Value) {
    match value {
        Value::String(text) => assert_eq!(clean::harmful(text, false), None, "{text:?}"),
        Value::Array(list) => list.iter().for_each(assert_harmless),
        Value::Object(object) => object.values().for_each(assert_harmless),
        _ => {}
    }
}

/// Answers to be broken: lines that are taken, and such as are refused.
static LINES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let lines = [
        r#"{"id":"a","today":"2026-11-20","answers":{"age":34,"area":["cheeks","neck"],"hopes":"better","keloid":"no","pills":"yes","pills_last":"2026-10","pregnancy":"yes","due":"2027-02-03","rash":"unsure","own_words":"Nothing else."}}"#,
        r#"{"id":7,"answers":{"age":17}}"#,
        r#"{"answers":{"area":["back"],"pregnancy":"maybe","pills":"declined","hopes":null}}"#,
        r#"{"answers":{"agee":1,"pills_last":"2026-13-01"}}"#,
        r#"{"id":"two","answers":{"keloid":"yes"}}
{"id":"lines","answers":{"rash":"yes","area":["neck"]}}
"#,
        "{\"answers\":{}}\r\n\r\n \n{\"id\":\"\u{e9}\",\"answers\":{\"due\":\"2027\"}}",
    ];
    lines.map(|line| line.as_bytes().to_vec()).to_vec()
});

/// The name of a line, whatever else is in it.
#[derive(serde::Deserialize)]
struct Named {
    #[serde(default)]
    id: Value,
}

proptest! {
    #![proptest_config(cases(15_000))]

    #[test]
    fn each_line_has_an_answer(input in inputs(&LINES)) {
        soon(|| answer(&SMALL, &input.bytes));
    }
}

fn answer(pack: &Pack, bytes: &[u8]) {
    let mut output = Vec::new();
    let tally = evaluate::evaluate(pack, TODAY, bytes, &mut output).unwrap();
    let output = String::from_utf8(output).unwrap();
    assert!(output.is_empty() || output.ends_with('\n'));
    let mut answers = output.lines();
    let blank = |line: &&[u8]| line.iter().all(u8::is_ascii_whitespace);
    // the mark that an editor puts first is no line
    let lines = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    for line in lines.split(|byte| *byte == b'\n').filter(|it| !blank(it)) {
        let answer = answers.next().unwrap();
        assert!(!answer.contains(char::is_control), "{answer:?}");
        let answer: Value = serde_json::from_str(answer).unwrap();
        assert_harmless(&answer);
        assert_ne!(answer.get("level").is_some(), answer.get("error").is_some());
        // nobody else's name
        let id = serde_json::from_slice::<Named>(line).map_or(Value::Null, |set| set.id);
        assert!(answer["id"].is_null() || answer["id"] == id, "{answer}");
    }
    assert_eq!(answers.next(), None);
    assert_eq!(
        output.lines().count() as u64,
        tally.answered + tally.refused
    );
}

/// How many answers are tried on one pack: making it takes longer than trying them.
const SETS: usize = 10;

proptest! {
    #![proptest_config(cases(800))]

    #[test]
    fn the_verdict_is_what_the_proof_says(
        seed in any::<u64>(), size in 1_usize..7, day in 0..DAYS.len(), answers in any::<u64>(),
    ) {
        soon(|| {
            let (json, pack) = little(seed, size);
            let mut chance = Chance::new(answers);
            agree(&pack, DAYS[day], SETS, &mut chance, &json);
        });
    }
}
