//! `needlefit new`: the sample that it writes, and what is beside it.
use std::{fs, path::Path};

use assert_cmd::Command;
use needlefit::{
    check,
    pack::{SAMPLE, schema},
};
use serde_json::Value;

/// Runs the program in a folder; gives whether it succeeded, and what it said.
fn needlefit(folder: &Path, args: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_needlefit"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn nothing_is_wrong_with_the_sample() {
    let checked = check::check(SAMPLE.as_bytes(), "2026-11-21".parse().unwrap(), None);
    assert!(checked.problems.is_empty(), "{:#?}", checked.problems);
}

/// Everything under a key, anywhere in a tree.
fn under<'t>(tree: &'t Value, key: &str, into: &mut Vec<&'t Value>) {
    match tree {
        Value::Array(list) => list.iter().for_each(|inner| under(inner, key, into)),
        Value::Object(object) => {
            into.extend(object.get(key));
            object.values().for_each(|inner| under(inner, key, into));
        }
        _ => {}
    }
}

#[test]
fn it_shows_everything() {
    let sample: Value = serde_json::from_str(SAMPLE).unwrap();
    let all = |key| {
        let mut found = Vec::new();
        under(&sample, key, &mut found);
        found
    };
    for kind in ["yes_no", "choice", "choices", "number", "date", "text"] {
        assert!(all("kind").iter().any(|it| *it == kind), "{kind}");
    }
    for about in ["past", "future"] {
        assert!(all("about").iter().any(|it| *it == about), "{about}");
    }
    for key in [
        "together",
        "follow_up",
        "of",
        "answer_plus",
        "then",
        "ends",
        "always",
        "ask_on",
        "each_time",
        "mention",
        "next",
        "short",
        "no_override",
    ] {
        assert!(!all(key).is_empty(), "{key}");
    }
    let until = all("until");
    let mut ends = until.iter().flat_map(|it| it.as_array().unwrap());
    assert!(ends.any(|end| end["event"].is_string() && end["then"].is_null()));
    for list in [
        "not_knowing",
        "warnings",
        "promises",
        "course",
        "preparation",
        "warning_signs",
        "glossary",
    ] {
        assert!(!sample[list].as_array().unwrap().is_empty(), "{list}");
    }
    for may in ["not_yet", "ask_first", "yes"] {
        assert!(all("may").iter().any(|it| *it == may), "{may}");
    }
    for why in all("why") {
        assert!(why.as_str().unwrap().starts_with("Sample: "), "{why}");
    }
}

/// Every statement with sources, and the questions, stand in the shipped pack too.
#[test]
fn it_invents_nothing() {
    let shipped: Value =
        serde_json::from_str(include_str!("../../questions/microneedling.json")).unwrap();
    let sample: Value = serde_json::from_str(SAMPLE).unwrap();
    for key in [
        "reason", "advice", "ask", "tick", "signs", "length", "url", "note",
    ] {
        let (mut known, mut told) = (Vec::new(), Vec::new());
        under(&shipped, key, &mut known);
        under(&sample, key, &mut told);
        assert!(!told.is_empty(), "{key}");
        for it in told.into_iter().filter(|it| !it[0].is_object()) {
            let part = |whole: &&Value| match (whole, it) {
                (Value::Array(whole), Value::Array(part)) => {
                    part.iter().all(|it| whole.contains(it))
                }
                (whole, part) => **whole == *part,
            };
            assert!(known.iter().any(part), "{key}: {it}");
        }
    }
}

#[test]
fn new_writes_the_sample_and_the_schema_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (good, said) = needlefit(folder, &["new", "my.json"]);
    assert!(good, "{said}");
    assert_eq!(names(folder), ["my.json", "schema.json"]);
    assert_eq!(fs::read_to_string(folder.join("my.json")).unwrap(), SAMPLE);
    assert_eq!(
        fs::read_to_string(folder.join("schema.json")).unwrap(),
        schema()
    );
    assert!(
        said.contains("\n2. Check it: needlefit check my.json\n"),
        "{said}"
    );
    let (good, said) = needlefit(folder, &["check", "my.json", "--deny-warnings"]);
    assert!(good, "{said}");
}

#[test]
fn colleagues_may_read_a_pack_where_the_umask_lets_them() {
    use std::os::unix::fs::PermissionsExt;
    for (umask, mode) in [("022", 0o644), ("027", 0o640), ("077", 0o600)] {
        let folder = tempfile::tempdir().unwrap();
        let new = "umask \"$0\" && exec \"$1\" new my.json";
        let status = std::process::Command::new("sh")
            .args(["-c", new, umask, env!("CARGO_BIN_EXE_needlefit")])
            .current_dir(folder.path())
            .stdout(std::process::Stdio::null())
            .status()
            .unwrap();
        assert!(status.success());
        for name in ["my.json", "schema.json"] {
            let found = fs::metadata(folder.path().join(name)).unwrap();
            assert_eq!(found.permissions().mode() & 0o777, mode, "{umask} {name}");
        }
    }
}

#[test]
fn new_writes_over_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for name in ["my.json", "schema.json"] {
        fs::write(folder.join(name), "mine").unwrap();
    }
    let (good, said) = needlefit(folder, &["new", "my.json"]);
    assert!(!good);
    assert_eq!(
        said,
        "needlefit: my.json is already there. Nothing was written. Choose another name.\n"
    );
    let (good, said) = needlefit(folder, &["new", "our file.json"]);
    assert!(good, "{said}");
    assert!(
        said.contains("schema.json was there already, and is left as it is."),
        "{said}"
    );
    assert!(said.contains("needlefit check 'our file.json'\n"), "{said}");
    for name in ["my.json", "schema.json"] {
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), "mine");
    }
    let (good, said) = needlefit(folder, &["new", "nowhere/my.json"]);
    assert!(!good);
    assert!(said.contains("There is no folder nowhere."), "{said}");
    let (good, said) = needlefit(folder, &["new", "a&b.json"]);
    assert!(good, "{said}");
    assert!(said.contains("needlefit check 'a&b.json'\n"), "{said}");
    fs::remove_file(folder.join("a&b.json")).unwrap();
    fs::remove_file(folder.join("schema.json")).unwrap();
    assert!(!needlefit(folder, &["new", "schema.json"]).0);
    assert_eq!(names(folder), ["my.json", "our file.json"]);
}
