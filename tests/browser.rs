//! What is handed out as HTML, in a real browser: one Chromium opens every page, light and dark, and
//! prints it on both sizes of paper (`browser/look.js` says how).
//!
//! It needs `chromium` and `node` on the search path, and `puppeteer-core` and `axe-core` from npm in
//! `target/browser`; `.ci/run` brings them. Where one is missing the tests say so and pass. Pictures and
//! PDFs of all pages stay in `target/browser/shots`, to be looked at.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop"
)]

use std::{
    collections::BTreeMap,
    env, fs,
    ops::RangeInclusive,
    path::{Path, PathBuf},
};

use assert_cmd::Command;
use jiff::civil::{Date, date};
use needlefit::{
    check::cohort::{self, Cohort},
    interview::{Answer, Event, Interview, Treatment},
    pack::{Editions, Kind, Pack, Question},
    sheet::{self, Reader},
    text::Language,
};
use serde_json::{Value, json};

/// A page: its name, what it says, and how many pages of paper it has.
struct Page {
    name: String,
    html: String,
    pages: RangeInclusive<usize>,
    /// The smallest letters that it may have on paper, in points.
    letters: f32,
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let mut files = env::split_paths(&path).map(|folder| folder.join(program));
    files.find(|file| file.is_file())
}

/// The browser and the folder of the modules; else what is missing.
fn tools() -> Result<(PathBuf, PathBuf), String> {
    let chromium = on_path("chromium").ok_or("there is no chromium")?;
    on_path("node").ok_or("there is no node")?;
    let modules = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/browser");
    for module in ["puppeteer-core", "axe-core"] {
        if !modules.join("node_modules").join(module).is_dir() {
            return Err(format!(
                "npm install --prefix target/browser puppeteer-core axe-core ({module} is missing)"
            ));
        }
    }
    Ok((chromium, modules))
}

/// What is wrong with each of these pages, by its name; none where there is no browser.
fn look(test: &str, pages: &[Page]) -> Option<BTreeMap<String, Vec<String>>> {
    let (chromium, modules) = match tools() {
        Ok(tools) => tools,
        Err(missing) => {
            eprintln!("SKIPPED {test}: {missing}");
            return None;
        }
    };
    let folder = tempfile::tempdir().unwrap();
    let shots = modules.join("shots");
    fs::create_dir_all(&shots).unwrap();
    let asked = pages.iter().map(|page| {
        let file = folder.path().join(format!("{}.html", page.name));
        fs::write(&file, &page.html).unwrap();
        let (least, most) = (page.pages.start(), page.pages.end());
        json!({ "name": page.name, "file": file, "least": least, "most": most, "letters": page.letters })
    });
    let asked: Vec<Value> = asked.collect();
    let asked = json!({ "modules": modules, "chromium": chromium, "shots": shots, "pages": asked });
    let output = Command::new("node")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/look.js"))
        .write_stdin(asked.to_string())
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{err}");
    let found: BTreeMap<String, Vec<String>> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found.len(), pages.len());
    Some(found)
}

/// What the program prints as HTML.
fn printed(args: &[&str]) -> String {
    let mut command = Command::cargo_bin("needlefit").unwrap();
    let output = command.args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}");
    String::from_utf8(output.stdout).unwrap()
}

const TODAY: Date = date(2026, 11, 20);

/// People of the cohort: half of them in another language, for each kind of day.
const PEOPLE: u32 = 20;

/// Their sheets: of each the patient's, on two pages, and of some the clinician's.
fn sheets() -> Vec<Page> {
    let editions = Editions::built_in();
    let spanish = Language::of("es").unwrap();
    let (english, spanish) = (
        Pack::built_in().unwrap(),
        editions.in_language(spanish).unwrap().unwrap(),
    );
    let cohort = Cohort::from_bytes("cohort", cohort::built_in_bytes(), &english, TODAY).unwrap();
    let days = [
        Treatment::Today,
        Treatment::On(date(2026, 12, 24)),
        Treatment::NotBooked,
    ];
    let mut pages = Vec::new();
    for (nth, day) in (0..PEOPLE).zip(days.iter().cycle()) {
        let mut answers = cohort.person(&english, TODAY, nth);
        // own words are left out
        let own_words = |it: &&Question| matches!(it.kind, Kind::Text);
        for question in english.questions.iter().filter(own_words) {
            answers.set(question, Answer::Text(String::new()));
        }
        let (tag, pack) = if nth % 2 == 0 {
            ("en", &english)
        } else {
            ("es", spanish)
        };
        let person = Interview::new(pack, TODAY)
            .with_answers(answers)
            .for_treatment(*day)
            .step(&Event::Start)
            .step(&Event::Review)
            .step(&Event::Confirm);
        assert!(person.has_verdict(), "{nth}");
        pages.push(Page {
            name: format!("sheet-{tag}-{nth:02}"),
            html: sheet::html::render(&person, Reader::Patient),
            pages: 1..=2,
            letters: 9.0,
        });
        if nth < 2 {
            pages.push(Page {
                name: format!("clinician-{tag}-{nth:02}"),
                html: sheet::html::render(&person, Reader::Clinician),
                pages: 1..=usize::MAX,
                letters: 9.0,
            });
        }
    }
    pages
}

#[test]
fn every_page_can_be_read_and_printed() {
    let protocol = |name: &str, language| Page {
        name: name.to_owned(),
        html: printed(&["protocol", "--format", "html", "--lang", language]),
        pages: 1..=usize::MAX,
        letters: 7.0,
    };
    // of two to four pages, as it is promised
    let form = |name: &str, language| Page {
        name: name.to_owned(),
        html: printed(&["form", "--format", "html", "--lang", language]),
        pages: 2..=4,
        // the names of the columns; else nine
        letters: 8.0,
    };
    let mut pages = sheets();
    pages.extend([protocol("protocol-en", "en"), protocol("protocol-es", "es")]);
    pages.extend([form("form-en", "en"), form("form-es", "es")]);
    let found = look("every_page_can_be_read_and_printed", &pages);
    for (name, wrong) in found.into_iter().flatten() {
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
}

#[test]
fn what_is_wrong_with_a_page_is_found() {
    let bad = Page {
        name: "bad".to_owned(),
        html: "<!doctype html><html><head><title>bad</title></head><body>\
            <img src='http://127.0.0.1:9/x.png'><p style='color:#ccc'>pale</p>\
            <script>console.error('said')</script><div style='width:3000px'>wide</div>\
            <p style='break-before:page'>second</p></body></html>"
            .to_owned(),
        pages: 1..=1,
        letters: 12.5,
    };
    let Some(found) = look("what_is_wrong_with_a_page_is_found", &[bad]) else {
        return;
    };
    let wrong = found["bad"].join("\n");
    for says in [
        "it asks for http://127.0.0.1:9/x.png",
        "console: said",
        "it has 1 scripts",
        "at 200 % it is",
        "light: axe: color-contrast",
        "dark: axe: image-alt",
        "light: axe: html-has-lang",
        "on paper: letters of 12 points, not 12.5",
        "A4: 2 pages, not 1 to 1",
        "Letter: 2 pages, not 1 to 1",
    ] {
        assert!(wrong.contains(says), "{says}: {wrong}");
    }
}
