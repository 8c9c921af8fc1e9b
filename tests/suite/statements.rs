//! The list of statements: that the shipped one is whole, and that what is said no more is reported.
//! `UPDATE_STATEMENTS=1 cargo test --test suite statements` writes it anew: look at the diff.
use std::{env, fs, path::Path};

use assert_cmd::Command;
use needlefit::{
    check::statements::{self, StatementFile},
    pack::Pack,
};
use serde_json::Value;

use super::common::PACK;

const SHIPPED: &str = include_str!("../../questions/microneedling.json");

fn list() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("questions/statements.json"))
        .unwrap()
}

/// The lines of the list, each with what the shipped pack says no more once this is changed.
fn missing(find: &str, make: &str) -> Vec<(usize, String)> {
    assert_eq!(SHIPPED.matches(find).count(), 1, "{find}");
    let pack = Pack::from_bytes("", SHIPPED.replace(find, make).as_bytes()).unwrap();
    let problems = statements::check(&pack, "statements.json", list().as_bytes());
    assert!(problems.iter().all(|it| it.rule == "said-no-more"));
    let lines = problems
        .into_iter()
        .map(|it| (it.fault.line.unwrap(), it.fault.says));
    lines.collect()
}

fn line_of(says: &str) -> usize {
    1 + list().lines().position(|line| line.contains(says)).unwrap()
}

#[test]
fn the_list_is_everything_that_the_shipped_pack_tells() {
    let wanted = statements::list(&PACK);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("questions/statements.json");
    if env::var_os("UPDATE_STATEMENTS").is_some() {
        fs::write(&path, &wanted).unwrap();
    }
    assert!(
        list() == wanted,
        "the pack tells something else: UPDATE_STATEMENTS=1 cargo test --test suite statements"
    );
    assert!(statements::check(&PACK, "statements.json", wanted.as_bytes()).is_empty());
}

#[test]
fn what_is_said_no_more_is_reported_at_its_line() {
    let sign = "Your face, tongue or throat swells up.";
    let gone = missing(&format!("      \"{sign}\",\n"), "");
    assert_eq!(gone.len(), 1, "{gone:?}");
    assert_eq!(gone[0].0, line_of(sign));

    let said = "Get help now if an eye hurts, or if you suddenly see badly.";
    let weaker = missing(said, "Wait if an eye hurts.");
    assert_eq!(weaker.len(), 1, "{weaker:?}");
    assert_eq!(weaker[0].0, line_of(said));
    assert!(weaker[0].1.contains("“Wait if an eye hurts"), "{weaker:?}");
}

#[test]
fn a_list_of_another_pack_is_one_problem() {
    let other = list().replacen("\"microneedling\"", "\"ours\"", 1);
    let problems = statements::check(&PACK, "statements.json", other.as_bytes());
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].fault.line, Some(3));
    let broken = statements::check(&PACK, "statements.json", b"{\"pack\": 1}");
    assert!(!broken.is_empty());
    assert!(StatementFile::from_bytes("", b"[]").is_err());
}

#[test]
fn check_with_cases_looks_at_the_list_beside_them() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir(folder.join("cases")).unwrap();
    let case = fs::read("questions/cases/blood.json").unwrap();
    fs::write(folder.join("cases/blood.json"), case).unwrap();
    fs::write(folder.join("statements.json"), list()).unwrap();
    let said = "Keep your hands off your face.";
    fs::write(
        folder.join("ours.json"),
        SHIPPED.replace(said, "Touch your face."),
    )
    .unwrap();
    let check = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_needlefit"));
        let output = command
            .arg("check")
            .arg("ours.json")
            .args(args)
            .current_dir(folder);
        output.output().unwrap()
    };
    let output = check(&["--cases"]);
    assert_eq!(output.status.code(), Some(1));
    let says = String::from_utf8(output.stdout).unwrap();
    let place = format!("statements.json:{}:", line_of(said));
    assert!(
        says.contains("said-no-more") && says.contains(&place),
        "{says}"
    );

    let output = check(&["--cases", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["statements"]["errors"], 1, "{report}");
    // where one file of cases is named, that alone is tried
    let output = check(&["--cases=cases/blood.json"]);
    assert_eq!(output.status.code(), Some(0));
}
