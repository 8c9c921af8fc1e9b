//! What the documents say of commands, files and dependencies is so.
use std::{collections::BTreeSet, ffi::OsString, fs, path::Path};

use needlefit::cli::Cli;

fn document(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// Every command line of needlefit in a document, in a block or in a sentence, without what the
/// shell does with it.
fn command_lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    for (place, block) in text.split("```").enumerate() {
        let code: Vec<&str> = if place % 2 == 1 {
            block.lines().skip(1).collect()
        } else {
            block.split('`').skip(1).step_by(2).collect()
        };
        for line in code {
            let line = line.split(['|', '>', ')']).next().unwrap();
            let line = line.split("  #").next().unwrap();
            let start = line.find("needlefit");
            lines.extend(start.map(|start| line[start..].trim_end()));
        }
    }
    lines
}

#[test]
fn every_command_of_the_readme_is_understood() {
    let readme = document("README.md");
    let lines = command_lines(&readme);
    assert!(lines.len() > 15, "{lines:?}");
    for line in lines {
        let args: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
        if let Err(error) = Cli::read(&args) {
            // help is no mistake
            assert!(!error.use_stderr(), "{line}: {error}");
        }
    }
}

/// The documents that name files of the repository.
const DOCUMENTS: [&str; 3] = ["README.md", "CONTRIBUTING.md", "docs/dependencies.md"];

#[test]
fn every_file_that_is_named_is_there() {
    let folders = [".ci/", "benches/", "docs/", "questions/", "src/", "tests/"];
    let mut count = 0;
    for name in DOCUMENTS {
        let text = document(name);
        let sentences = text.split("```").step_by(2);
        let spans = sentences.flat_map(|it| it.split('`').skip(1).step_by(2));
        let links = text.split("](").skip(1);
        let links = links.filter_map(|it| it.split([')', '#']).next());
        for path in spans.chain(links) {
            if folders.iter().any(|folder| path.starts_with(folder)) {
                let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
                assert!(path.exists(), "{name}: {}", path.display());
                count += 1;
            }
        }
    }
    assert!(count > 40, "{count}");
}

/// The packages that Cargo.toml names, those of the tests too.
fn dependencies() -> BTreeSet<String> {
    let manifest = document("Cargo.toml");
    let mut here = false;
    let mut names = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            here = ["[dependencies]", "[dev-dependencies]"].contains(&line);
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| here) {
            names.insert(name.to_owned());
        }
    }
    names
}

#[test]
fn every_dependency_has_its_line() {
    let table = document("docs/dependencies.md");
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let first = rows.map(|row| row.split(" | ").next().unwrap());
    let told: BTreeSet<String> = first
        .flat_map(|cell| cell.split('`').skip(1).step_by(2).map(str::to_owned))
        .collect();
    assert_eq!(told, dependencies());
}
