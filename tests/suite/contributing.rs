//! CONTRIBUTING.md, followed word by word in an empty folder, and its table of rules.
//! `UPDATE_CONTRIBUTING=1 cargo test --test suite contributing` writes anew what the commands say.
use std::{
    collections::BTreeMap,
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The day on which the steps are followed: what is said depends on it.
const TODAY: &str = "2026-11-21";
/// The lines shown of a longer output: so many from its start, and so many from its end.
const SHOWN: (usize, usize) = (9, 3);

fn guide() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("CONTRIBUTING.md")
}

/// What a command says in this folder, in either stream.
fn said(command: &str, folder: &Path) -> String {
    let bin = Path::new(env!("CARGO_BIN_EXE_needlefit")).parent().unwrap();
    let today = format!("needlefit() {{ command needlefit \"$@\" --today {TODAY}; }}");
    let output = Command::new("sh")
        .args(["-c", &format!("{today}\n{{ {command}\n}} 2>&1")])
        .current_dir(folder)
        .env("PATH", format!("{}:/usr/bin:/bin", bin.display()))
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The output as the guide shows it: the middle of a long one is left out.
fn shown(said: &str) -> String {
    let lines: Vec<&str> = said.trim_end().lines().collect();
    let (first, last) = SHOWN;
    if lines.len() <= first + last + 1 {
        return lines.join("\n");
    }
    [&lines[..first], &["…"], &lines[lines.len() - last..]]
        .concat()
        .join("\n")
}

/// The commands of a box, each with what it says now.
fn run(block: &str, folder: &Path) -> String {
    let commands = block.lines().filter_map(|line| line.strip_prefix("$ "));
    let mut now = String::new();
    for command in commands {
        writeln!(now, "$ {command}").unwrap();
        let says = shown(&said(command, folder));
        if !says.is_empty() {
            writeln!(now, "{says}").unwrap();
        }
    }
    now
}

/// Replaces a text that stands once in one of the files that a person works on.
fn edit(folder: &Path, find: &str, make: &str) {
    let files = ["ours.json", "cases/ours.json"].map(|name| folder.join(name));
    let texts = files.map(|path| (fs::read_to_string(&path).unwrap_or_default(), path));
    let count: usize = texts
        .iter()
        .map(|(text, _)| text.matches(find).count())
        .sum();
    assert_eq!(count, 1, "stands not exactly once: {find}");
    for (text, path) in texts.iter().filter(|(text, _)| text.contains(find)) {
        fs::write(path, text.replace(find, make)).unwrap();
    }
}

#[test]
fn following_the_steps_shows_what_they_say() {
    let text = fs::read_to_string(guide()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mut find = None;
    let mut now = String::new();
    let mut commands = 0;
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("\n```") {
        let (kind, after) = after.split_once('\n').unwrap();
        let (block, after) = after.split_once("```").unwrap();
        let mut block = block.to_owned();
        let inner = block.trim_end_matches('\n').to_owned();
        match kind {
            "console" => {
                commands += block.matches("$ ").count();
                block = run(&block, folder);
            }
            "json find" => find = Some(inner),
            "json make" => edit(folder, &find.take().unwrap(), &inner),
            "json file" => fs::write(folder.join("cases/ours.json"), &block).unwrap(),
            _ => {}
        }
        write!(now, "{before}\n```{kind}\n{block}```").unwrap();
        rest = after;
    }
    now += rest;
    if env::var_os("UPDATE_CONTRIBUTING").is_some() {
        fs::write(guide(), &now).unwrap();
    } else {
        assert!(
            now == text,
            "the steps show something else: UPDATE_CONTRIBUTING=1 cargo test --test suite contributing\n{now}"
        );
    }
    assert!(commands > 8, "{commands}");
    let end = said(
        "needlefit check ours.json --cases --deny-warnings && echo good",
        folder,
    );
    assert!(end.ends_with("good\n"), "{end}");
}

/// Every source file under a folder.
fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else {
            into.push(path);
        }
    }
}

/// The rules that `check` knows and how bad each is, as the sources name them.
fn known_rules() -> BTreeMap<String, &'static str> {
    let mut files = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check");
    sources(&root, &mut files);
    let marks = [
        (".warning(\"", "warning"),
        (".error(\"", "error"),
        (".shown(\"", "error"),
        ("rule:\"", "error"),
        // what is unused, and what a proof notes
        (",(\"unused-", "warning"),
        ("=>(\"", "warning"),
        ("(problems,(\"", "error"),
    ];
    let mut rules = BTreeMap::new();
    for file in files {
        let text: String = fs::read_to_string(file).unwrap();
        let text: String = text.split_whitespace().collect();
        for (mark, severity) in marks {
            for (at, _) in text.match_indices(mark) {
                let from = at + mark.rfind('"').unwrap() + 1;
                let name = text.split_at(from).1.split('"').next().unwrap();
                rules.insert(name.to_owned(), severity);
            }
        }
    }
    rules
}

#[test]
fn the_table_names_every_rule() {
    let text = fs::read_to_string(guide()).unwrap();
    let table = text.split("<!-- rules -->").nth(1).unwrap();
    let table = table.split("<!-- end of rules -->").next().unwrap();
    let rows = table.lines().filter_map(|row| row.strip_prefix("| `"));
    let told: BTreeMap<String, &str> = rows
        .map(|row| {
            let cells: Vec<&str> = row.split(" | ").collect();
            assert!(cells[2].ends_with(". |"), "{row}");
            (cells[0].trim_end_matches('`').to_owned(), cells[1])
        })
        .collect();
    let known = known_rules();
    assert!(known.len() > 25, "{known:?}");
    assert_eq!(told, known);
}
