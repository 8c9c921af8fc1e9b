//! The JSON Schemas of packs and of cases: that the committed ones are what the types say, that
//! they explain everything, and refuse what the loader refuses.
//! `UPDATE_SCHEMA=1 cargo test --test suite schema` writes it anew.
use std::{env, fs, path::Path, sync::LazyLock};

use assert_cmd::Command;
use needlefit::{
    check::{
        cases::{self, CaseFile},
        claims, cohort, statements, translation,
    },
    clinic,
    interview::screening,
    pack::{Pack, SAMPLE, schema},
};
use serde_json::{Value, json};

use crate::common::schema::Validator;

const SHIPPED: &str = include_str!("../../questions/microneedling.json");
const SMALL: &str = include_str!("fixtures/small.json");

static SCHEMA: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(&schema()).unwrap());
static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| Validator::new(&SCHEMA));

static OF_CASES: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&cases::schema()).unwrap());
static CASES: LazyLock<Validator> = LazyLock::new(|| Validator::new(&OF_CASES));

const COHORT: &str = include_str!("../../questions/cohort.json");
static OF_COHORT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&cohort::schema()).unwrap());

static OF_CLINICS: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&clinic::schema()).unwrap());

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_committed_schemas_are_what_the_types_say() {
    for (name, wanted) in [
        ("schema.json", schema()),
        ("cases.schema.json", cases::schema()),
        ("translation.schema.json", translation::schema()),
        ("cohort.schema.json", cohort::schema()),
        ("statements.schema.json", statements::schema()),
        ("claims.schema.json", claims::schema()),
        ("screening.schema.json", screening::schema()),
        ("clinic.schema.json", clinic::schema()),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("questions")
            .join(name);
        if env::var_os("UPDATE_SCHEMA").is_some() {
            fs::write(&path, &wanted).unwrap();
        }
        let is = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            is == wanted,
            "{} is out of date: UPDATE_SCHEMA=1 cargo test --test suite schema",
            path.display()
        );
    }
}

#[test]
fn the_program_prints_them() {
    for (args, wanted) in [
        (&["schema"][..], schema()),
        (&["schema", "--cases"], cases::schema()),
        (&["schema", "--cohort"], cohort::schema()),
        (&["schema", "--clinics"], clinic::schema()),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_needlefit"))
            .args(args)
            .output()
            .unwrap();
        assert!(output.status.success());
        assert_eq!(String::from_utf8(output.stdout).unwrap(), wanted);
        assert!(wanted.ends_with("}\n"));
    }
}

/// Reads pairs of schema and instance, a line each, and says of each instance whether it keeps to
/// its schema.
const SECOND: &str = "
import json, sys
try:
    import jsonschema
except ImportError:
    sys.exit(77)
for line in sys.stdin:
    schema, instance = json.loads(line)
    validator = jsonschema.Draft202012Validator
    validator.check_schema(schema)
    print(validator(schema).is_valid(instance))
";

#[test]
fn a_second_validator_judges_the_same() {
    let python = std::process::Command::new("python3")
        .arg("-c")
        .arg("")
        .status();
    if !python.is_ok_and(|it| it.success()) {
        eprintln!("SKIPPED a_second_validator_judges_the_same: there is no python3");
        return;
    }
    let of_translations = json_of(&translation::schema());
    let spanish = include_str!("../../questions/microneedling.es.json");
    let mut pairs = vec![
        (&*SCHEMA, json_of(SHIPPED), true),
        (&*SCHEMA, json_of(SAMPLE), true),
        (&*SCHEMA, json_of(SMALL), true),
        (&of_translations, json_of(spanish), true),
        (&*OF_COHORT, json_of(COHORT), true),
        (&*OF_CLINICS, json_of(clinic::SAMPLE), true),
    ];
    pairs.extend(
        case_files()
            .iter()
            .map(|(_, text)| (&*OF_CASES, json_of(text), true)),
    );
    for words in [
        "",
        " ",
        "\u{a0}\u{3000}",
        "\0",
        "a\nb",
        "a\u{7f}",
        "a\u{202e}b",
        "\u{feff}a",
        "\u{e000}",
    ] {
        let mut pack = json_of(SMALL);
        pack["title"] = words.into();
        pairs.push((&SCHEMA, pack, false));
    }
    for (field, wrong) in [
        ("id", json!("My pack")),
        ("version", json!("1")),
        ("language", json!("E")),
        ("sources_checked", json!("2026-13-01")),
        ("sections", json!([])),
    ] {
        let mut pack = json_of(SMALL);
        pack[field] = wrong;
        pairs.push((&SCHEMA, pack, false));
    }
    let lines = pairs
        .iter()
        .map(|(schema, instance, _)| format!("{}\n", json!([schema, instance])));
    let output = Command::new("python3")
        .args(["-c", SECOND])
        .write_stdin(lines.collect::<String>())
        .output()
        .unwrap();
    if output.status.code() == Some(77) {
        eprintln!("SKIPPED a_second_validator_judges_the_same: python3 -m pip install jsonschema");
        return;
    }
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let said = String::from_utf8(output.stdout).unwrap();
    let said: Vec<bool> = said.lines().map(|line| line == "True").collect();
    let wanted: Vec<bool> = pairs.iter().map(|(_, _, fits)| *fits).collect();
    assert_eq!(said, wanted);
    let first: Vec<bool> = (pairs.iter())
        .map(|(schema, instance, _)| Validator::new(schema).is_valid(instance))
        .collect();
    assert_eq!(said, first);
}

/// Classes such as `\p{Z}`, escapes such as `\u200b` and looking around are not taken everywhere.
#[test]
fn patterns_are_of_the_subset_that_every_engine_takes() {
    fn patterns(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                found.extend(
                    fields
                        .get("pattern")
                        .and_then(Value::as_str)
                        .map(str::to_owned),
                );
                fields.values().for_each(|it| patterns(it, found));
            }
            Value::Array(items) => items.iter().for_each(|it| patterns(it, found)),
            _ => {}
        }
    }
    for schema in [
        schema(),
        cases::schema(),
        translation::schema(),
        cohort::schema(),
        clinic::schema(),
    ] {
        assert!(schema.is_ascii());
        let mut found = Vec::new();
        patterns(&json_of(&schema), &mut found);
        for pattern in found {
            let escaped = pattern.split('\\').skip(1);
            assert!(
                escaped.into_iter().all(|it| it.starts_with('.')),
                "{pattern}"
            );
            assert!(!pattern.contains("(?"), "{pattern}");
        }
    }
}

/// The committed case files, by their paths.
fn case_files() -> Vec<(std::path::PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questions/cases");
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn cases_point_to_their_schema_and_keep_to_it() {
    let files = case_files();
    assert!(files.len() > 5);
    for (path, text) in files {
        let cases = json_of(&text);
        let named = path.parent().unwrap();
        let named = named.join(cases["$schema"].as_str().unwrap());
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("questions/cases.schema.json");
        assert_eq!(named.canonicalize().unwrap(), kept.canonicalize().unwrap());
        assert_eq!(CASES.refuses(&cases), None, "{}", path.display());
    }
}

/// A file with one case, with one text in it replaced.
const ONE_CASE: &str = r#"{
  "$schema": "../cases.schema.json",
  "pack": "small",
  "otherwise": { "age": 34, "area": ["cheeks"], "rash": "no" },
  "cases": [
    {
      "id": "child", "story": "She is nine.", "today": "2026-11-20", "answers": { "age": 9, "rash": null },
      "expect": { "level": "not_suitable", "not_before": "2026-12-20", "findings": { "not_suitable": ["age"] }, "events": ["birth+healed"] },
      "sources": ["paper"]
    }
  ]
}"#;

#[test]
#[rustfmt::skip]
fn broken_cases_are_refused() {
    assert!(CASES.is_valid(&json_of(ONE_CASE)));
    serde_json::from_str::<CaseFile>(ONE_CASE).unwrap();
    // what is refused, and whether reading alone refuses it too
    let table = [
        ("an unknown field", "\"pack\": ", "\"colour\": 1, \"pack\": ", true),
        ("no pack", "\"pack\": \"small\",", "", true),
        ("no story", "\"story\": \"She is nine.\",", "", true),
        ("no words", "She is nine.", "", false),
        ("a day the other way round", "2026-11-20", "20/11/2026", true),
        ("an unknown level", "\"level\": \"not_suitable\"", "\"level\": \"unsuitable\"", true),
        ("an unknown field of a case", "\"story\"", "\"stroy\": \"\", \"story\"", true),
        ("an unknown field of what is expected", "\"findings\"", "\"found\"", true),
        ("words for a list", "[\"age\"]", "\"age\"", true),
        ("findings without a level", "{ \"not_suitable\": [\"age\"] }", "[\"age\"]", true),
        ("findings of a level that is none", "{ \"not_suitable\": [\"age\"]", "{ \"no_concern\": [\"age\"]", true),
        ("an event and two waits", "birth+healed", "birth+healed+healed", false),
        ("an answer that is none", "\"age\": 9", "\"age\": {}", false),
        ("nothing that decides it", "[\"paper\"]", "[]", false),
        ("no sources", ",\n      \"sources\": [\"paper\"]", "", false),
    ];
    for (what, old, new, by_reading) in table {
        assert_eq!(ONE_CASE.matches(old).count(), 1, "{what}");
        let text = ONE_CASE.replace(old, new);
        assert!(!CASES.is_valid(&json_of(&text)), "the schema takes {what}");
        assert_eq!(serde_json::from_str::<CaseFile>(&text).is_err(), by_reading, "{what}");
    }
}

#[test]
fn the_cohort_points_to_its_schema_and_keeps_to_it() {
    let kept = Validator::new(&OF_COHORT);
    assert_eq!(json_of(COHORT)["$schema"], "cohort.schema.json");
    assert_eq!(kept.refuses(&json_of(COHORT)), None);
    let (old, share) = (
        "\"share\": 0.03, \"source\": \"armstrong-2021\"",
        "\"share\": ",
    );
    assert_eq!(COHORT.matches(old).count(), 1);
    let source = "\"source\": \"armstrong-2021\"";
    for new in ["1.5, ", "-0.1, ", "\"some\", "].map(|it| format!("{share}{it}{source}")) {
        assert!(
            !kept.is_valid(&json_of(&COHORT.replace(old, &new))),
            "{new}"
        );
    }
    assert!(!kept.is_valid(&json_of(&COHORT.replace(old, "\"share\": 0.03"))));
    let at_least = "\"at_least\": 0.12, ";
    assert!(!kept.is_valid(&json_of(&COHORT.replace(at_least, ""))));
}

#[test]
#[rustfmt::skip]
fn broken_clinics_are_refused() {
    let kept = Validator::new(&OF_CLINICS);
    let whole = json_of(clinic::SAMPLE);
    assert!(kept.is_valid(&whole));
    for (field, wrong) in [
        ("name", json!("")), ("name", json!("a\u{202e}b")), ("telephone", json!("call")), ("country", json!("gb")),
        ("emergency", json!("9")), ("aftercare", json!("http://example.org")), ("languages", json!(["E"])),
        ("answers", json!([{ "question": "rf_device" }])), ("answers", json!({ "rf_device": "no" })),
        ("bands", json!([{ "level": "wait" }])), ("bands", json!([{ "level": "wait", "at_most": 2 }])), ("colour", json!(1)),
    ] {
        let mut broken = whole.clone();
        broken[field] = wrong.clone();
        assert!(!kept.is_valid(&broken), "{field}: {wrong}");
    }
}

#[test]
fn packs_point_to_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    for pack in [
        "questions/microneedling.json",
        "questions/sample.json",
        "tests/suite/fixtures/small.json",
    ] {
        let pack = folder.join(pack);
        let text = fs::read_to_string(&pack).unwrap();
        let named = json_of(&text)["$schema"].as_str().unwrap().to_owned();
        let named = pack.parent().unwrap().join(named).canonicalize().unwrap();
        let kept = folder.join("questions/schema.json").canonicalize().unwrap();
        assert_eq!(named, kept);
    }
}

#[test]
fn it_is_a_schema_and_the_packs_keep_to_it() {
    for pack in [SHIPPED, SAMPLE, SMALL] {
        assert_eq!(VALIDATOR.refuses(&json_of(pack)), None);
    }
}

/// Every schema within a schema, but for those that only narrow another one.
fn schemas<'s>(schema: &'s Value, path: &str, into: &mut Vec<(String, &'s Value)>) {
    into.push((path.to_owned(), schema));
    for key in ["properties", "$defs"] {
        for (name, inner) in schema[key].as_object().into_iter().flatten() {
            schemas(inner, &format!("{path}/{name}"), into);
        }
    }
    for (nth, inner) in schema["oneOf"].as_array().into_iter().flatten().enumerate() {
        if inner["type"].is_string() {
            schemas(inner, &format!("{path}/{nth}"), into);
        }
    }
    if schema["items"].is_object() {
        schemas(&schema["items"], &format!("{path}/items"), into);
    }
}

#[test]
fn everything_is_explained() {
    let mut all = Vec::new();
    schemas(&SCHEMA, "", &mut all);
    schemas(&OF_CASES, "/cases", &mut all);
    schemas(&OF_COHORT, "/cohort", &mut all);
    schemas(&OF_CLINICS, "/clinic", &mut all);
    let mut explained = 0;
    for (path, schema) in all {
        let named = !path.ends_with("/items");
        let says = schema["description"].as_str().unwrap_or_default();
        assert!(!named || says.len() > 5, "{path} is not explained");
        assert!(
            says.is_empty() || says.ends_with(['.', '`']),
            "{path}: {says}"
        );
        assert!(!says.contains(['\n', '[']), "{path}: {says}");
        // answers stand under the names of questions, texts under the tags of their languages
        let is_map = schema["additionalProperties"].is_object();
        if schema["type"] == "object" && schema["propertyNames"].is_null() && !is_map {
            assert_eq!(schema["additionalProperties"], false, "{path}");
        }
        explained += usize::from(named);
    }
    assert!(explained > 150, "{explained}");
}

#[test]
fn every_word_of_a_condition_has_an_example() {
    for word in SCHEMA["$defs"]["When"]["oneOf"].as_array().unwrap() {
        assert_eq!(word["examples"].as_array().map(Vec::len), Some(1), "{word}");
    }
}

#[test]
fn examples_keep_to_the_schema() {
    let mut tried = 0;
    for root in [&*SCHEMA, &*OF_CASES, &*OF_COHORT, &*OF_CLINICS] {
        let mut all = Vec::new();
        schemas(root, "", &mut all);
        for (path, schema) in all {
            let mut alone = schema.clone();
            alone["$defs"] = root["$defs"].clone();
            for example in schema["examples"].as_array().into_iter().flatten() {
                assert!(
                    Validator::new(&alone).is_valid(example),
                    "{path}: {example}"
                );
                tried += 1;
            }
        }
    }
    assert!(tried > 40, "{tried}");
}

/// The small pack with one text in it, which stands there once, replaced.
fn edited(old: &str, new: &str) -> String {
    assert_eq!(
        SMALL.matches(old).count(),
        1,
        "stands not exactly once: {old}"
    );
    SMALL.replace(old, new)
}

#[test]
#[rustfmt::skip]
fn broken_packs_are_refused() {
    let table = [
        ("an unknown field", "\"title\": \"A small one\"", "\"title\": \"A small one\", \"colour\": 1"),
        ("an unknown field of a question", "\"id\": \"area\",", "\"id\": \"area\", \"colour\": 1,"),
        ("a missing field", "\"advice\": \"Talk.\", ", ""),
        ("a missing field of the pack", "  \"disclaimer\": \"A clinician must decide.\",\n", ""),
        ("a number for words", "\"title\": \"A small one\"", "\"title\": 7"),
        ("no words", "\"title\": \"A small one\"", "\"title\": \"\""),
        ("only spaces", "\"Use sun cream.\"", "\" \\u00a0 \""),
        ("a line break", "\"Use sun cream.\"", "\"Use\\nsun cream.\""),
        ("hidden text", "\"Use sun cream.\"", "\"Use \\u202e sun cream.\""),
        ("words for a list", "[\"This is small.\"]", "\"This is small.\""),
        ("capitals in an id", "\"id\": \"small\"", "\"id\": \"Small\""),
        ("an empty id", "\"id\": \"rash\"", "\"id\": \"\""),
        ("capitals in a name", "\"within\": \"healed\"", "\"within\": \"Healed\""),
        ("a day the other way round", "\"2026-11-20\"", "\"20/11/2026\""),
        ("a month", "\"on\": \"2026-10-01\"", "\"on\": \"2026-10\""),
        ("an unknown kind", "\"kind\": \"text\"", "\"kind\": \"txt\""),
        ("an unknown level", "\"level\": \"not_suitable\"", "\"level\": \"unsuitable\""),
        ("an unknown strength", "\"strength\": \"D\"", "\"strength\": \"F\""),
        ("an unknown test", "{ \"is\": \"perfect\" }", "{ \"iss\": \"perfect\" }"),
        ("an unknown word", "\"when\": \"ahead\"", "\"when\": \"behind\""),
        ("a word without its value", "\"when\": \"ahead\"", "\"when\": \"within\""),
        ("a value without its word", "\"when\": \"ahead\"", "\"when\": { \"ahead\": true }"),
        ("two tests in one", "{ \"is\": \"perfect\" }", "{ \"is\": \"perfect\", \"below\": 3 }"),
        ("no test at all", "{ \"is\": \"perfect\" }", "{}"),
        ("any of nothing", "{ \"any\": [{ \"any_of\": [\"maybe\"] }, \"not_sure\"] }", "{ \"any\": [] }"),
        ("a choice of nothing", "{ \"any_of\": [\"maybe\"] }", "{ \"any_of\": [] }"),
        ("a number below nothing", "\"min\": 0", "\"min\": -1"),
        ("a number too large", "\"below\": 18", "\"below\": 4294967296"),
        ("a fraction", "\"below\": 18", "\"below\": 18.5"),
        ("a wait of nothing", "{ \"days\": 30 }", "{ \"days\": 0 }"),
        ("a wait of 151 years", "{ \"years\": 100 }", "{ \"years\": 151 }"),
        ("a wait of 1771 months", "{ \"months\": 24 }", "{ \"months\": 1771 }"),
        ("a wait of two units", "{ \"months\": 24 }", "{ \"months\": 24, \"days\": 1 }"),
        ("a wait that names no source", "\"from\": \"source\", \"sources\": [\"paper\"]", "\"from\": \"source\", \"sources\": []"),
        ("a wait called as the answer", "\"id\": \"day_before\"", "\"id\": \"answer\""),
        ("a statement without a source", "\"Wash your face.\", \"sources\": [\"paper\"]", "\"Wash your face.\", \"sources\": []"),
        ("a wait without its end", "\"until\": [{ \"answer_plus\": \"healed\" }],", ""),
        ("an end without a wait", "\"level\": \"wait\", \"until\": [{ \"answer_plus\": \"healed\" }]", "\"level\": \"clinician\", \"until\": [{ \"answer_plus\": \"healed\" }]"),
        ("an end of nothing", "{ \"answer_plus\": \"healed\" }", "{}"),
        ("a span without its event", "{ \"event\": \"birth\", \"then\": \"after_birth\" }", "{ \"then\": \"after_birth\" }"),
        ("two ends in one", "{ \"event\": \"birth\", \"then\": \"after_birth\" }", "{ \"event\": \"birth\", \"answer_plus\": \"healed\" }"),
        ("a choice of one", "            { \"id\": \"better\", \"says\": \"Better skin\" },\n", ""),
        ("not sure as an option", "\"id\": \"better\"", "\"id\": \"unsure\""),
        ("a number without a range", "          \"range\": { \"min\": 0, \"max\": 120 },\n", ""),
        ("a range on a choice", "\"id\": \"hopes\",", "\"id\": \"hopes\", \"range\": { \"min\": 0, \"max\": 1 },"),
        ("options on a yes or no", "\"id\": \"rash\",", "\"id\": \"rash\", \"options\": [{ \"id\": \"a\", \"says\": \"A\" }],"),
        ("a date without its reach", "\"reach\": \"soon\", ", ""),
        ("a tick without a list", "\"id\": \"rash\",", "\"id\": \"rash\", \"tick\": \"A rash\","),
        ("a choice in a list", "\"id\": \"pregnancy\",", "\"id\": \"pregnancy\", \"together\": \"conditions\", \"tick\": \"A baby\","),
        ("a follow-up in a list", "\"id\": \"due\",", "\"id\": \"due\", \"together\": \"conditions\", \"tick\": \"Due\","),
        ("a follow-up of nothing", "\"ask\": \"Do you have a rash now?\",", "\"ask\": \"Do you have a rash now?\", \"follow_up\": [{ \"when\": { \"is\": \"yes\" }, \"ask\": [] }],"),
        ("a yes or no that ends", "\"reason\": \"Your scars grow.\",", "\"ends\": true, \"reason\": \"Your scars grow.\","),
        ("a text with a meaning", "\"kind\": \"text\",", "\"kind\": \"text\", \"outcomes\": [{ \"when\": \"not_sure\", \"level\": \"clinician\", \"reason\": \"r\", \"advice\": \"a\", \"sources\": [\"paper\"] }],"),
    ];
    for (what, old, new) in table {
        let text = edited(old, new);
        assert!(Pack::from_bytes("small.json", text.as_bytes()).is_err(), "the loader takes {what}");
        assert!(!VALIDATOR.is_valid(&json_of(&text)), "the schema takes {what}");
    }
}

/// The places of all values in a tree, as paths.
fn places(value: &Value, path: &str, into: &mut Vec<String>) {
    into.push(path.to_owned());
    match value {
        Value::Array(list) => {
            for (nth, inner) in list.iter().enumerate() {
                places(inner, &format!("{path}/{nth}"), into);
            }
        }
        Value::Object(object) => {
            for (key, inner) in object {
                places(inner, &format!("{path}/{key}"), into);
            }
        }
        _ => {}
    }
}

/// The tree with the value of this place taken out of its object or list.
fn without(tree: &Value, place: &str) -> Option<Value> {
    let (parent, key) = place.rsplit_once('/')?;
    let mut tree = tree.clone();
    match tree.pointer_mut(parent)? {
        Value::Object(object) => drop(object.remove(key)),
        Value::Array(list) => drop(list.remove(key.parse().ok()?)),
        _ => return None,
    }
    Some(tree)
}

/// Each place of the small pack taken out, or given something else.
fn changed() -> Vec<(String, Value)> {
    let small = json_of(SMALL);
    let mut all = Vec::new();
    places(&small, "", &mut all);
    let others = [
        json!(7),
        json!(true),
        json!({}),
        json!([]),
        json!(""),
        json!("paper"),
        json!("yes"),
        json!("2026-12-24"),
        json!([7]),
        json!(["paper"]),
        json!({ "is": "yes" }),
        json!({ "weeks": 3 }),
        json!("wait"),
        json!("date"),
    ];
    let mut changed = Vec::new();
    for place in all {
        if let Some(tree) = without(&small, &place) {
            changed.push((format!("{place} taken out"), tree));
        }
        for other in &others {
            let mut tree = small.clone();
            *tree.pointer_mut(&place).unwrap() = other.clone();
            changed.push((format!("{place} as {other}"), tree));
        }
    }
    changed
}

/// What only the loader can know, by what it says then.
const OF_MEANING: [&str; 13] = [
    "There is no ",
    "no tag of a language",
    "does not take this test",
    "use `of`",
    "second time",
    "takes no date",
    "opens no questions",
    "Not knowing can be",
    "must stand side by side",
    "After this nothing is said",
    "Say by `to` when",
    "ends before it begins",
    "No period begins",
];

#[test]
fn the_schema_refuses_what_the_loader_refuses() {
    let (mut taken, mut refused) = (0, 0);
    for (what, tree) in changed() {
        let text = serde_json::to_string(&tree).unwrap();
        let of_meaning = |says: &str| OF_MEANING.iter().any(|part| says.contains(part));
        if let Err(error) = Pack::from_bytes("small.json", text.as_bytes()) {
            if !error.faults.iter().all(|fault| of_meaning(&fault.says)) {
                assert!(
                    !VALIDATOR.is_valid(&tree),
                    "the schema takes {what}: {error}"
                );
                refused += 1;
            }
        } else {
            let narrower = ["/version as", "/language as", "/url as"];
            let wanted = !narrower.iter().any(|part| what.contains(part));
            assert!(
                VALIDATOR.is_valid(&tree) || !wanted,
                "the schema refuses {what}"
            );
            taken += 1;
        }
    }
    assert!(taken > 300 && refused > 3_000, "{taken} {refused}");
}
