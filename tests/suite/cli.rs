//! The program as others use it: flags, pipes, exit codes and files.
//!
//! The standard input is a pipe here, so the talk goes to the standard error and
//! the sheet to the standard output. Apart from one test the small pack is
//! asked, so that nothing here depends on the medical one.
use std::{
    fs,
    io::Write,
    path::Path,
    process::{Child, Output, Stdio},
};

use crate::common::cpu;
use assert_cmd::Command;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const PROGRAM: &str = env!("CARGO_BIN_EXE_needlefit");
const SMALL: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/suite/fixtures/small.json"
);
/// The day on which all of this happens.
const TODAY: &str = "2026-11-20";
/// The small pack, and the day.
const ASKED: [&str; 4] = ["--pack", SMALL, "--today", TODAY];

/// One line for each question, of a person who may have the treatment: begin,
/// age, area, hopes, none on the list, not pregnant, no rash, no words.
const HEALTHY: &str = "\n1\n34\n1\n1\nn\n3\nn\n\n";
/// The same of a person who took pills on 1 October 2026: they wait.
const WAITS: &str = "\n1\n34\n1 2\n1\n2\n2026-10-01\n3\nn\nMore\n";
/// From Review to the end: all right, on, on, out.
const TO_THE_END: &str = "\n\n\n\n";

/// How a run ended: exit code, standard output, standard error.
type Ran = (i32, String, String);

fn ran(output: Output) -> Ran {
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!said.contains("panicked"), "{said}");
    let code = output.status.code().expect("ended by a signal");
    (code, String::from_utf8(output.stdout).unwrap(), said)
}

/// The program with these arguments, in an empty folder of its own that has
/// to be empty afterwards as well.
fn run(args: &[&str], stdin: impl Into<Vec<u8>>) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let ran = run_in(folder.path(), args, stdin);
    assert_eq!(names(folder.path()), Vec::<String>::new(), "{args:?}");
    ran
}

fn run_in(folder: &Path, args: &[&str], stdin: impl Into<Vec<u8>>) -> Ran {
    let output = Command::new(PROGRAM)
        .args(args)
        .current_dir(folder)
        .envs(homes(folder))
        .write_stdin(stdin.into())
        .timeout(cpu::HANG)
        .output()
        .unwrap();
    ran(output)
}

/// Where programs like to leave things, all in this folder.
fn homes(folder: &Path) -> Vec<(&'static str, &Path)> {
    [
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
        "TMPDIR",
    ]
    .map(|name| (name, folder))
    .to_vec()
}

/// The small pack with these arguments and this typed.
fn ask(args: &[&str], typed: impl Into<Vec<u8>>) -> Ran {
    run(&[&ASKED[..], args].concat(), typed)
}

fn ask_in(folder: &Path, args: &[&str], typed: impl Into<Vec<u8>>) -> Ran {
    run_in(folder, &[&ASKED[..], args].concat(), typed)
}

/// What `evaluate` makes of these lines, each read as JSON again.
fn evaluate(lines: impl Into<Vec<u8>>) -> (i32, Vec<Value>) {
    let (code, printed, _) = run(&[&["evaluate"], &ASKED[..]].concat(), lines);
    let verdicts = printed
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    (code, verdicts.collect())
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The program with its pipes open, to be talked to by hand.
fn spawn(args: &[&str], stdout: Stdio) -> Child {
    std::process::Command::new(PROGRAM)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(stdout)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

// ---- flags and packs ----

#[test]
fn wrong_usage_is_said_and_ends_with_2() {
    let cases: &[(&[&str], &str)] = &[
        (&["--plian"], "--plain"),
        (&["--prnit"], "--print"),
        (&["evalaute"], "evaluate"),
        (&["evaluate", "--question"], "--questions"),
        (&["--today"], "--today"),
        (&["--today", "2025-02-30"], "there is no day \"2025-02-30\""),
        (&["--today", "2025-02"], "there is no day \"2025-02\""),
        (&["--today", "tomorrow"], "there is no day \"tomorrow\""),
        (&["--today", "1066-10-14"], "there is no day \"1066-10-14\""),
        (
            &["evaluate", "--today", "2025-02-30"],
            "there is no day \"2025-02-30\"",
        ),
        (&["evaluate", "--print"], "--print"),
        (&["open", "a.json", "b.json"], "b.json"),
        (&["--save"], "--save"),
        (&["--save", "-"], "- is no name of a file"),
        (&["--lang", "es", "check"], "--lang"),
        (&["translate", "xx"], "\"xx\" is no tag of a language"),
        (
            &["translate", "french"],
            "\"french\" is no tag of a language",
        ),
    ];
    for (args, says) in cases {
        let (code, printed, said) = run(args, HEALTHY);
        assert_eq!(code, 2, "{args:?}: {said}");
        assert!(said.contains(says), "{args:?}: {said}");
        assert_eq!(printed, "", "{args:?}");
    }
}

// `--pack` and `--today` belong to every command, so `needlefit --pack FILE
// evaluate` is the same as `needlefit evaluate --pack FILE`.
#[test]
fn common_flags_may_stand_before_the_command() {
    let (code, printed, said) = run(&[&ASKED[..], &["evaluate", "--questions"]].concat(), "");
    assert_eq!(code, 0, "{said}");
    assert!(
        printed.starts_with("age\tnumber\t0..120 unsure"),
        "{printed}"
    );
}

// A wrong argument is echoed without its bidi and C1 characters ( one `clean`
// at every boundary), also where clap says what is wrong.
#[test]
fn wrong_arguments_are_not_echoed_raw() {
    for args in [
        &["--today", HARMFUL][..],
        &[HARMFUL],
        &["open", "a", HARMFUL],
    ] {
        let (code, _, said) = run(args, "");
        assert_eq!(code, 2);
        assert_harmless(&said);
    }
}

#[test]
fn a_pack_that_cannot_be_read_gives_no_verdict() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("empty.json"), "").unwrap();
    fs::write(path("list.json"), "[]").unwrap();
    fs::write(path("bytes.json"), b"{\n\xff").unwrap();
    let cases = [
        (path("missing.json"), "can't be read"),
        (path(""), "can't be read"),
        (path("empty.json"), "empty.json:1:1: The file is empty"),
        (path("list.json"), "list.json:1:1: "),
        (path("bytes.json"), "bytes.json:2:1: "),
        (path("a\u{1b}[2J\u{202e}\u{9b}.json"), "can't be read"),
    ];
    for (pack, says) in &cases {
        for command in [&[][..], &["evaluate"], &["evaluate", "--questions"]] {
            let (code, printed, said) = run(&[command, &["--pack", pack]].concat(), HEALTHY);
            assert_eq!(code, 1, "{pack}: {said}");
            assert!(said.contains(says), "{pack}: {said}");
            assert!(
                said.starts_with("needlefit: ") && said.lines().count() == 1,
                "{said}"
            );
            assert_eq!(printed, "");
            assert_harmless(&said);
        }
    }
}

// ---- the talk ----

#[test]
fn the_sheet_goes_out_and_the_talk_aside() {
    for args in [&[][..], &["--print"], &["--plain"]] {
        let (code, sheet, said) = ask(args, format!("{HEALTHY}{TO_THE_END}"));
        assert_eq!(code, 0, "{said}");
        assert_eq!(sheet.matches("A SMALL ONE").count(), 1, "{sheet}");
        assert!(
            sheet.contains("20 November 2026") && !sheet.contains("A paper, 2020"),
            "{sheet}"
        );
        assert!(
            said.contains("How old are you?") && !said.contains("A SMALL ONE"),
            "{said}"
        );
    }
}

#[test]
fn what_is_typed_before_the_end_of_the_input_after_the_verdict_is_enough() {
    for lines in 1..=4 {
        let (code, sheet, said) = ask(&[], format!("{WAITS}{}", "\n".repeat(lines)));
        assert_eq!(code, 0, "{lines}: {said}");
        // 1 October and six months
        assert!(
            sheet.to_lowercase().contains("not before 1 april 2027"),
            "{sheet}"
        );
    }
}

#[test]
fn the_end_of_the_input_before_the_verdict_gives_none() {
    let typed: Vec<&str> = WAITS.split_inclusive('\n').collect();
    for (lines, _) in typed.iter().enumerate() {
        // after a whole line, and in the middle of one
        for rest in ["", "r", "?", "3"] {
            let typed = typed[..lines].concat() + rest;
            let (code, sheet, said) = ask(&["--save", "mine.json"], &*typed);
            assert_eq!((code, &*sheet), (1, ""), "{typed:?}: {said}");
            let last = said.lines().last().unwrap();
            assert!(
                last.starts_with("needlefit: The input ended"),
                "{typed:?}: {last}"
            );
        }
    }
    // at Review, where all that is missing is a yes
    let (code, sheet, _) = ask(&[], WAITS);
    assert_eq!((code, &*sheet), (1, ""));
}

#[test]
fn leaving_before_the_verdict_gives_none() {
    let cases = [
        "q\n",
        "\nq\n",
        "\n1\n34\nq\ny\n",
        "\n1\n34\nq\n?\nQ\nY\n",
        "\n1\n34\nr\nq\ny\n",
    ];
    for typed in cases {
        let (code, sheet, said) = ask(&["--save", "mine.json"], typed);
        assert_eq!((code, &*sheet), (1, ""), "{typed:?}: {said}");
        assert!(
            said.contains("You left before the end"),
            "{typed:?}: {said}"
        );
    }
    let (code, _, said) = ask(&[], format!("\n1\n34\nq\nn\n{}{TO_THE_END}", &HEALTHY[6..]));
    assert_eq!(code, 0, "{said}");
    // after the verdict q only leaves
    let (code, sheet, _) = ask(&[], format!("{HEALTHY}\nq\n"));
    assert_eq!(code, 0);
    assert!(sheet.contains("A SMALL ONE"));
}

#[test]
fn a_line_too_long_is_dropped_whole() {
    for length in [3_999, 4_000, 5_000, 100_000] {
        let long = "1 ".repeat(length / 2) + if length % 2 == 1 { "1" } else { "" };
        let typed = format!("\n1\n34\n{long}\n1\n{}{TO_THE_END}", &HEALTHY[8..]);
        let (code, _, said) = ask(&[], typed);
        assert_eq!(code, 0, "{length}: {said}");
        assert_eq!(
            said.contains("line is too long"),
            length >= 4_000,
            "{length}: {said}"
        );
        assert!(said.len() < 8_000, "{length}");
    }
    let (code, _, said) = ask(&[], "x".repeat(5_000));
    assert_eq!(code, 1, "{said}");
}

#[test]
fn a_line_in_another_encoding_is_asked_for_again() {
    let rest = format!("{}{TO_THE_END}", &HEALTHY[4..]);
    // "se\u{f1}ora" as a terminal in Latin-1 sends it
    let typed = [b"\n34\nse\xf1ora\n", rest.as_bytes()].concat();
    let (code, sheet, said) = ask(&[], typed);
    assert_eq!(code, 0, "{said}");
    let says = "That line could not be read: it is not UTF-8 text. Type it again without accents";
    assert_eq!(said.matches(says).count(), 1, "{said}");
    assert!(!said.contains('\u{fffd}'), "{said}");
    let (_, same, _) = ask(&[], format!("\n34\n{rest}"));
    assert_eq!(
        sheet, same,
        "nothing is lost, and nothing is taken for an answer"
    );
}

/// Everything that must not come back as it was typed.
const HARMFUL: &str =
    "\u{1b}]0;x\u{7}\u{1b}[2J\u{9b}31m\u{85}\u{202e}\u{2066}\u{200b}\u{feff}\u{7f}\rx";

fn assert_harmless(text: &str) {
    let harmful = |c: &char| {
        let code = u32::from(*c);
        (c.is_control() && !"\n\t".contains(*c))
            || matches!(code, 0x202a..=0x202e | 0x2066..=0x2069 | 0x200b | 0x200e | 0x200f | 0x61c | 0xfeff)
    };
    assert_eq!(text.chars().find(harmful), None, "{text:?}");
}

#[test]
fn what_is_typed_is_never_echoed_raw() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = b"\xff\xfe\xc0\x80\x9b\xed\xa0\x80";
    let bad = [HARMFUL.as_bytes(), b"\n", bytes, b"\n"].concat();
    // at each stage: at the start, at each question, at Review, at the verdict,
    // at the plan, at the end, and where a file name is asked for
    let lines = WAITS
        .split_inclusive('\n')
        .take(9)
        .chain(["x\n", "\n", "c\n", "\n", "s\n", "\n", "w\n"]);
    let mut typed: Vec<u8> = lines
        .flat_map(|line| [&bad[..], line.as_bytes()].concat())
        .collect();
    typed.extend(&bad);
    let (code, sheet, said) = ask_in(folder.path(), &["--save", "mine.json"], typed);
    assert_eq!(code, 0, "{said}");
    assert_harmless(&said);
    assert_harmless(&sheet);
    for name in names(folder.path()) {
        assert_harmless(&name);
        assert_harmless(&fs::read_to_string(folder.path().join(name)).unwrap());
    }
}

#[test]
fn own_words_are_cleaned_before_they_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let typed = format!("\n1\n34\n1\n1\nn\n3\nn\na{HARMFUL}b\n{TO_THE_END}");
    let (code, _, said) = ask_in(folder.path(), &["--save", "mine.json"], typed);
    assert_eq!(code, 0, "{said}");
    let saved: Value =
        serde_json::from_slice(&fs::read(folder.path().join("mine.json")).unwrap()).unwrap();
    let words = saved["answers"]["own_words"].as_str().unwrap();
    assert_harmless(words);
    assert!(words.starts_with('a') && words.ends_with('b'), "{words}");
}

#[test]
fn nothing_is_written_unless_asked() {
    // `run` looks into the folder, which is every home as well
    for typed in [
        format!("{WAITS}{TO_THE_END}"),
        HEALTHY.to_owned(),
        "\n1\n34\nq\ny\n".to_owned(),
    ] {
        ask(&[], typed);
    }
    evaluate("{\"answers\":{}}");
}

// ---- closed and full outputs ----

#[test]
fn a_closed_output_is_said_and_no_panic() {
    let lines = "{\"answers\":{\"age\":12}}\n".repeat(20_000);
    let screening = format!("{HEALTHY}{TO_THE_END}");
    let evaluate = [&["evaluate"], &ASKED[..]].concat();
    for (args, typed) in [(&ASKED[..], screening), (&evaluate, lines)] {
        let mut child = spawn(args, Stdio::piped());
        drop(child.stdout.take());
        let mut stdin = child.stdin.take().unwrap();
        // it may be gone before all is written
        let writer = std::thread::spawn(move || drop(stdin.write_all(typed.as_bytes())));
        let (code, _, said) = ran(child.wait_with_output().unwrap());
        writer.join().unwrap();
        assert_eq!(code, 1, "{said}");
        let last = said.lines().last().unwrap();
        assert!(
            last.starts_with("needlefit: The output was closed"),
            "{last}"
        );
    }
}

#[test]
fn a_closed_output_is_said_of_a_list_too() {
    let mut child = spawn(
        &["evaluate", "--questions", "--pack", SMALL],
        Stdio::piped(),
    );
    // the program may be faster than this: then it has done its work
    drop(child.stdout.take());
    let (code, _, said) = ran(child.wait_with_output().unwrap());
    assert!(
        code == 0 || (code == 1 && said.contains("The output was closed")),
        "{code}: {said}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let evaluate = [&["evaluate"], &ASKED[..]].concat();
    let screening = format!("{HEALTHY}{TO_THE_END}");
    for (args, typed) in [(&evaluate[..], "{\"answers\":{}}\n"), (&ASKED, &screening)] {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let mut child = spawn(args, full.into());
        child
            .stdin
            .take()
            .unwrap()
            .write_all(typed.as_bytes())
            .unwrap();
        let (code, _, said) = ran(child.wait_with_output().unwrap());
        assert_eq!(code, 1, "{said}");
        assert!(
            said.lines().last().unwrap().starts_with("needlefit: "),
            "{said}"
        );
    }
}

// ---- saving ----

#[test]
fn a_place_that_cannot_be_is_said_before_the_first_question() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("target.json");
    fs::write(&target, "old").unwrap();
    fs::create_dir(folder.path().join("sub")).unwrap();
    let mut cases = vec![
        ("missing/mine.json", "There is no folder missing"),
        ("target.json/mine.json", "There is no folder target.json"),
        ("sub", "not a plain file"),
        ("new/", "not a plain file"),
    ];
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink(&target, folder.path().join("link.json")).unwrap();
        symlink("nowhere", folder.path().join("dangling.json")).unwrap();
        cases.extend([("link.json", "is a link"), ("dangling.json", "is a link")]);
    }
    let before = names(folder.path());
    for (place, says) in cases {
        let typed = format!("{HEALTHY}{TO_THE_END}");
        let (code, sheet, said) = ask_in(folder.path(), &["--save", place], typed);
        assert_eq!((code, &*sheet), (1, ""), "{place}: {said}");
        assert!(said.contains(says), "{place}: {said}");
        assert!(!said.contains("How old"), "{place}: {said}");
        assert_eq!(names(folder.path()), before, "{place}");
    }
    assert_eq!(fs::read(&target).unwrap(), b"old");
}

#[test]
fn a_file_that_is_there_is_replaced_only_with_leave() {
    // what is typed after the end, the exit code, whether the old file stays, and
    // what else is there then
    let cases = [
        ("y\n", 0, false, None),
        ("Y\n", 0, false, None),
        ("n\nother.json\n", 0, true, Some("other.json")),
        ("\nother.json\n", 0, true, Some("other.json")),
        (
            "n\nmissing/other.json\nother.json\n",
            0,
            true,
            Some("other.json"),
        ),
        ("n\nmine.json\ny\n", 0, false, None),
        ("n\nb\n", 1, true, None),
        ("n\n", 1, true, None),
        ("", 1, true, None),
    ];
    for (typed, wanted, stays, other) in cases {
        let folder = tempfile::tempdir().unwrap();
        let mine = folder.path().join("mine.json");
        fs::write(&mine, "old").unwrap();
        let all = format!("{HEALTHY}{TO_THE_END}{typed}");
        let (code, sheet, said) = ask_in(folder.path(), &["--save", "mine.json"], all);
        assert_eq!(code, wanted, "{typed:?}: {said}");
        assert_eq!(fs::read(&mine).unwrap() == b"old", stays, "{typed:?}");
        let mut there: Vec<&str> = vec!["mine.json"];
        there.extend(other);
        assert_eq!(names(folder.path()), there, "{typed:?}");
        assert!(
            sheet.contains("A SMALL ONE"),
            "{typed:?}: the sheet is lost"
        );
    }
}

#[test]
fn what_is_saved_says_who_what_and_when() {
    let folder = tempfile::tempdir().unwrap();
    // all right; read what to expect; the day; tick the second; untick; go on
    let typed = format!("{WAITS}\nc\n2027-03-01\n2\n1\n1\n\n\n");
    let before = jiff::Timestamp::now();
    let (code, sheet, said) = ask_in(folder.path(), &["--save", "mine.json"], typed);
    let after = jiff::Timestamp::now();
    assert_eq!(code, 0, "{said}");
    let path = folder.path().join("mine.json");
    assert!(
        said.contains(&format!("Saved: {}", path.display())),
        "{said}"
    );
    // the care is not on the sheet of somebody who has to wait
    assert!(!sheet.contains("Stay out of the sun."), "{sheet}");

    let saved: Value =
        serde_json::from_slice(&fs::read(folder.path().join("mine.json")).unwrap()).unwrap();
    let digest = Sha256::digest(fs::read(SMALL).unwrap());
    let sha256 = digest
        .iter()
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    assert_eq!(saved["needlefit"], env!("CARGO_PKG_VERSION"));
    assert_eq!(saved["pack"]["id"], "small");
    assert_eq!(saved["pack"]["version"], "1.2.3");
    assert_eq!(saved["pack"]["sha256"], sha256);
    assert_eq!(saved["pack"]["reviewed"], true);
    assert_eq!(saved["today"], TODAY);
    let answers = json!({
        "age": 34, "area": ["cheeks", "neck"], "hopes": "better", "keloid": "no", "pills": "yes",
        "pills_last": "2026-10-01", "pregnancy": "no", "rash": "no", "own_words": "More",
    });
    assert_eq!(saved["answers"], answers);
    assert_eq!(saved["verdict"]["level"], "wait");
    assert_eq!(saved["verdict"]["not_before"], "2027-04-01");
    assert_eq!(saved["verdict"]["complete"], true);
    let finding = &saved["verdict"]["findings"][0];
    assert_eq!(finding["topic"], "pills");
    assert_eq!(finding["question"], "pills_last");
    assert_eq!(finding["until"], json!([{ "date": "2027-04-01" }]));
    assert_eq!(finding["sources"], json!(["paper"]));
    assert_eq!(saved["for"], "2027-03-01");
    assert_eq!(saved["ticks"], json!(["sun"]));
    let time = |name: &str| {
        saved[name]
            .as_str()
            .unwrap()
            .parse::<jiff::Timestamp>()
            .unwrap()
    };
    assert!(before <= time("started") && time("started") <= time("put_down"));
    assert!(time("put_down") <= after);
}

#[test]
fn a_review_that_is_over_does_not_count() {
    let folder = tempfile::tempdir().unwrap();
    let args = [
        "--pack",
        SMALL,
        "--today",
        "2027-10-02",
        "--save",
        "mine.json",
    ];
    let (code, sheet, said) = run_in(folder.path(), &args, format!("{HEALTHY}{TO_THE_END}"));
    assert_eq!(code, 0, "{said}");
    assert!(sheet.contains("No clinician has reviewed"), "{sheet}");
    let saved: Value =
        serde_json::from_slice(&fs::read(folder.path().join("mine.json")).unwrap()).unwrap();
    assert_eq!(saved["pack"]["reviewed"], false);
    assert_eq!(saved["for"], "today");
    assert_eq!(saved["ticks"], json!([]));
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_what_is_saved() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("open.json"), "old").unwrap();
    fs::set_permissions(
        folder.path().join("open.json"),
        fs::Permissions::from_mode(0o666),
    )
    .unwrap();
    // by flag, over an open file; by key; and the sheet by key
    let typed = format!("{HEALTHY}\n\n\ns\n1\n\nkeyed.json\nw\n1\nsheet.txt\n\ny\n");
    let (code, _, said) = ask_in(folder.path(), &["--save", "open.json"], typed);
    assert_eq!(code, 0, "{said}");
    assert_eq!(
        names(folder.path()),
        ["keyed.json", "open.json", "sheet.txt"]
    );
    for name in names(folder.path()) {
        let mode = folder
            .path()
            .join(&name)
            .metadata()
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o7777, 0o600, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_not_written_through_by_key_either() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("target.txt"), "old").unwrap();
    std::os::unix::fs::symlink("target.txt", folder.path().join("link.txt")).unwrap();
    let typed = format!("{HEALTHY}\n\n\nw\n1\nlink.txt\nsheet.txt\n\n");
    let (code, sheet, said) = ask_in(folder.path(), &[], typed);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("is a link"), "{said}");
    assert_eq!(fs::read(folder.path().join("target.txt")).unwrap(), b"old");
    assert_eq!(
        fs::read_to_string(folder.path().join("sheet.txt")).unwrap(),
        sheet
    );
}

// ---- evaluate ----

#[test]
fn questions_are_listed_as_evaluate_takes_them() {
    let (code, printed, _) = run(&["evaluate", "--questions", "--pack", SMALL], "");
    assert_eq!(code, 0);
    let wanted = "\
age\tnumber\t0..120 unsure declined
area\tchoices\tcheeks neck back unsure declined
hopes\tchoice\tbetter perfect unsure declined
keloid\tyes_no\tyes no unsure declined
pills\tyes_no\tyes no unsure declined
pills_last\tdate\tYYYY-MM-DD YYYY-MM YYYY unsure declined
pregnancy\tchoice\tyes maybe no unsure declined
due\tdate\tYYYY-MM-DD YYYY-MM YYYY unsure declined
rash\tyes_no\tyes no unsure declined
own_words\ttext\t
";
    assert_eq!(printed, wanted);
}

#[test]
fn a_verdict_says_for_which_day_and_how_far_it_can_be_relied_on() {
    let set = r#"{"answers":{"age":34,"area":"cheeks","hopes":"better","keloid":"no","pills":"yes","pills_last":"2026-10-01","pregnancy":"yes","due":"2027-01-01","rash":"no"},"for":FOR}"#;
    let asked = [&["evaluate", "--full"], &ASKED[..]].concat();
    let verdict = |treatment: &str| -> Value {
        let (code, printed, said) = run(&asked, set.replace("FOR", treatment));
        assert_eq!(code, 0, "{said}");
        serde_json::from_str(&printed).unwrap()
    };
    let now = verdict("\"none\"");
    assert_eq!(now["pack"], "small@1.2.3");
    assert_eq!(now["for"], "none");
    assert_eq!(now["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(now["reviewed"], true);
    assert_eq!(now["disclaimer"], "A clinician must decide.");
    assert_eq!(now["holds_until"], "2026-12-20");
    let of = |verdict: &Value, id: &str| {
        let findings = verdict["findings"].as_array().unwrap().clone();
        findings.into_iter().find(|it| it["question"] == id)
    };
    let pills = of(&now, "pills_last").unwrap();
    assert_eq!(pills["level"], "wait");
    assert_eq!(pills["clinic_default"], json!([]));
    assert_eq!(pills["cited"][0]["id"], "paper");
    assert!(pills["cited"][0]["strength"].is_string());
    assert_eq!(pills["cited"][0]["short"], "a paper, 2020");
    assert_eq!(pills["cited"][0]["url"], "https://example.org/paper");
    assert_eq!(pills["cited"][0]["read"], "full");
    let born = of(&now, "due").unwrap();
    assert_eq!(born["clinic_default"], json!(["after_birth"]));
    let until = &of(&now, "pregnancy").unwrap()["until"][0];
    let length = json!({ "weeks": 6 });
    assert_eq!(
        *until,
        json!({ "event": "birth", "then": "after_birth", "length": length })
    );
    // a wait that a booked day outlasts is only mentioned, with its date
    let later = verdict("\"2027-06-01\"");
    let mention = of(&later, "pills_last").unwrap();
    assert_eq!(mention["level"], "no_concern");
    assert_eq!(mention["until"], json!([{ "date": "2027-04-01" }]));
    assert_eq!(later["not_before"], Value::Null);
    assert_eq!(later["level"], "wait", "a birth has no date");
    // and in short, nothing of the standing
    let (_, short) = evaluate(set.replace("FOR", "\"today\""));
    assert!(short[0].get("sha256").is_none() && short[0]["findings"][0].get("cited").is_none());
}

#[test]
fn each_line_has_its_verdict_in_its_place() {
    let healthy = r#""age":34,"area":["cheeks"],"hopes":"better","keloid":"no","pills":"no","pregnancy":"no","rash":"no""#;
    let lines = [
        format!(r#"{{"id":"a","answers":{{{healthy}}}}}"#),
        r#"{"id":"b","answers":{"age":12}}"#.to_owned(),
        r#"{"id":3,"answers":{}}"#.to_owned(),
        r#"{"id":"d","answers":{"age":200}}"#.to_owned(),
        r#"{"id":"e","answers":{"age":12,"keloid":null}}"#.to_owned(),
    ];
    let wanted = [
        (json!("a"), json!("no_concern"), json!(true)),
        (json!("b"), json!("not_suitable"), json!(true)),
        (json!(3), json!("clinician"), json!(false)),
        (json!("d"), Value::Null, Value::Null),
        (json!("e"), json!("not_suitable"), json!(true)),
    ];
    for end in ["\n", "\r\n"] {
        let (code, verdicts) = evaluate(lines.join(end));
        assert_eq!(code, 1);
        assert_eq!(verdicts.len(), wanted.len());
        for (verdict, (id, level, complete)) in verdicts.iter().zip(&wanted) {
            assert_eq!(
                (&verdict["id"], &verdict["level"]),
                (id, level),
                "{verdict}"
            );
            assert_eq!(&verdict["complete"], complete, "{verdict}");
        }
        assert!(
            verdicts[3]["error"]
                .as_str()
                .unwrap()
                .starts_with("Line 4: At \"age\"")
        );
    }
    let (code, verdicts) = evaluate(lines[..3].join("\n"));
    assert_eq!((code, verdicts.len()), (0, 3));
}

// Where an outcome takes not knowing as seriously, it alone is found; own words may be left out.
#[test]
fn not_knowing_is_found_once_and_own_words_never() {
    let answers = |pregnancy: &str, more: &str| {
        format!(
            r#"{{"answers":{{"age":34,"area":["back"],"hopes":"better","keloid":"no","pills":"no","pregnancy":"{pregnancy}","rash":"no"{more}}}}}"#
        )
    };
    let lines = [
        answers("no", ""),
        answers("no", r#","own_words":"Nothing else.""#),
        answers("unsure", ""),
        answers("declined", ""),
    ];
    let (code, verdicts) = evaluate(lines.join("\n"));
    assert_eq!(code, 0);
    let wanted = [
        ("no_concern", json!([])),
        ("no_concern", json!([])),
        ("clinician", json!(["You could be."])),
        ("clinician", json!(["You could be."])),
    ];
    for (verdict, (level, reasons)) in verdicts.iter().zip(wanted) {
        assert_eq!(verdict["level"], level, "{verdict}");
        let found = verdict["findings"].as_array().unwrap().iter();
        let found: Vec<_> = found.map(|it| it["reason"].clone()).collect();
        assert_eq!(json!(found), reasons, "{verdict}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn each_bad_line_says_what_is_wrong() {
    let deep = |open: &str, close: &str| open.repeat(200_000) + &close.repeat(200_000);
    let answers = |answers: &str| format!("{{\"answers\":{{{answers}}}}}");
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (b"nonsense".to_vec(), "not an answer set"),
        (b"[]".to_vec(), "not an answer set"),
        (b"{}".to_vec(), "`answers`"),
        (b"{\"answers\":[]}".to_vec(), "an object of answers"),
        (b"{\"answers\":{}} x".to_vec(), "not an answer set"),
        (b"{\"answers\":{},\"answer\":{}}".to_vec(), "`answer`"),
        (b"{\"answers\":{},\"answers\":{}}".to_vec(), "answers"),
        (b"{\"id\":[1],\"answers\":{}}".to_vec(), "`id`"),
        (
            b"{\"today\":\"2026-02-30\",\"answers\":{}}".to_vec(),
            "\"2026-02-30\" is not a day",
        ),
        (
            b"{\"today\":20261120,\"answers\":{}}".to_vec(),
            "not an answer set",
        ),
        (answers("\"aeg\":34").into_bytes(), "Did you mean \"age\"?"),
        (answers("\"age\":121").into_bytes(), "At \"age\""),
        (
            answers("\"area\":[]").into_bytes(),
            "At \"area\": An empty list is no answer. Name at least one option, or leave the question out or null.",
        ),
        (
            answers("\"area\":[\"neck\",\"cheeks\",\"neck\"]").into_bytes(),
            "At \"area\": The answer \"neck\" is given twice. Name each option once.",
        ),
        (
            answers("\"age\":-1").into_bytes(),
            "At \"age\": \"-1\" is not a whole number.",
        ),
        (
            answers("\"age\":34.5").into_bytes(),
            "At \"age\": \"34.5\" is not a whole number.",
        ),
        (
            answers("\"age\":1e300").into_bytes(),
            "At \"age\": Give a number from 0 to 120.",
        ),
        (
            answers("\"age\":{\"a\":[1]}").into_bytes(),
            "At \"age\": Another kind of answer",
        ),
        (
            answers("\"area\":[\"neck\",1]").into_bytes(),
            "At \"area\": Another kind of answer",
        ),
        (
            answers("\"age\":1e999").into_bytes(),
            "At \"age\": Give a number from 0 to 120.",
        ),
        (
            answers("\"age\":-1e999").into_bytes(),
            "At \"age\": \"-1e999\" is not a whole number.",
        ),
        (
            answers("\"area\":[1e999]").into_bytes(),
            "At \"area\": Another kind of answer is needed here. It takes a list of options.",
        ),
        (
            answers("\"keloid\":{\"a\":1e999}").into_bytes(),
            "At \"keloid\": Another kind of answer",
        ),
        (
            b"{\"today\":1e999,\"answers\":{}}".to_vec(),
            "`today` and `for` must be days",
        ),
        (
            answers("\"age\":18446744073709551615").into_bytes(),
            "At \"age\"",
        ),
        (answers("\"age\":\"34\"").into_bytes(), "At \"age\""),
        (
            answers("\"age\":34,\"age\":35").into_bytes(),
            "\"age\" is answered twice",
        ),
        (
            answers("\"age\":34,\"\\u0061ge\":35").into_bytes(),
            "\"age\" is answered twice",
        ),
        (answers("\"area\":\"nack\"").into_bytes(), "At \"area\""),
        (answers("\"area\":[]").into_bytes(), "At \"area\""),
        (
            answers("\"area\":[\"neck\",\"neck\"]").into_bytes(),
            "At \"area\"",
        ),
        (
            answers("\"area\":[\"nekc\"]").into_bytes(),
            "Did you mean \"neck\"?",
        ),
        (
            answers("\"keloid\":true").into_bytes(),
            "At \"keloid\": Another kind of answer",
        ),
        (
            answers("\"keloid\":\"maybe\"").into_bytes(),
            "At \"keloid\"",
        ),
        (
            answers("\"pills_last\":\"2026-11-21\"").into_bytes(),
            "At \"pills_last\"",
        ),
        (
            answers("\"pills_last\":\"2026-02-30\"").into_bytes(),
            "At \"pills_last\": \"2026-02-30\" is not a date. Write it like 2025-03-15, 2025-03 or 2025.",
        ),
        (
            answers("\"pills_last\":\"15 March 2025\"").into_bytes(),
            "Write it like 2025-03-15, 2025-03 or 2025.",
        ),
        (
            answers("\"pills_last\":\"1900\"").into_bytes(),
            "At \"pills_last\"",
        ),
        (answers("\"due\":\"2027-12\"").into_bytes(), "At \"due\""),
        (
            answers(&format!("\"own_words\":\"{}\"", "x".repeat(501))).into_bytes(),
            "At \"own_words\"",
        ),
        (
            answers("\"own_words\":\"\\ud800\"").into_bytes(),
            "it is not valid JSON",
        ),
        (
            b"{\"answers\":{\"own_words\":\"\xff\"}}".to_vec(),
            "This is not UTF-8 text. Save it as UTF-8.",
        ),
        (
            answers(&format!("\"age\":{}", " ".repeat(1024 * 1024))).into_bytes(),
            "too long",
        ),
        (vec![b'x'; 3 * 1024 * 1024], "too long"),
        (
            answers(&format!("\"area\":{}", deep("[", "]"))).into_bytes(),
            "At \"area\": Another kind of answer is needed here. It takes a list of options.",
        ),
        (
            answers(&format!(
                "\"area\":{}1{}",
                "{\"a\":".repeat(99_000),
                "}".repeat(99_000)
            ))
            .into_bytes(),
            "At \"area\"",
        ),
        (
            format!("{{\"id\":{},\"answers\":{{}}}}", deep("[", "]")).into_bytes(),
            "`id`",
        ),
        ("[".repeat(500_000).into_bytes(), "not an answer set"),
        (b"[\"x\",\"2025-06-20\",{}]".to_vec(), "not an answer set"),
        ("{\"id\":\"a\u{202e}b\",\"answers\":{}}".into(), "`id`"),
        (b"{\"id\":\"a\\u001bb\",\"answers\":{}}".to_vec(), "`id`"),
        (
            b"{\"id\":123456789012345678901234,\"answers\":{}}".to_vec(),
            "`id`",
        ),
        (
            format!(
                "{{\"answers\":{{\"area\":[{}\"neck\"]}}}}",
                "\"neck\",".repeat(10_000)
            )
            .into_bytes(),
            "At \"area\"",
        ),
        (
            b"{\0\"\0a\0".to_vec(),
            "This is not UTF-8 text. Save it as UTF-8.",
        ),
        (
            b"{\"answers\":{\"age\":34}".to_vec(),
            "it is not valid JSON",
        ),
        (
            b"{\"today\":1,\"answers\":{}}".to_vec(),
            "`today` and `for` must be days",
        ),
        (
            b"{\"for\":\"2020-01-01\",\"answers\":{}}".to_vec(),
            "That day lies behind.",
        ),
        (
            b"{\"for\":\"2099-01\",\"answers\":{}}".to_vec(),
            "\"2099-01\" is no day of a treatment",
        ),
        (
            b"\xef\xbb\xbf{\"answers\":{}}".to_vec(),
            "not an answer set",
        ),
    ];
    // a blank line before each, which counts as a line but has no verdict
    let input: Vec<u8> = cases
        .iter()
        .flat_map(|(line, _)| [b" \n", &line[..], b"\n"].concat())
        .collect();
    let (code, verdicts) = evaluate(input);
    assert_eq!(code, 1);
    assert_eq!(verdicts.len(), cases.len());
    for (nth, (verdict, (line, says))) in verdicts.iter().zip(&cases).enumerate() {
        let line = String::from_utf8_lossy(&line[..line.len().min(80)]);
        let error = verdict["error"]
            .as_str()
            .unwrap_or_else(|| panic!("{line}: {verdict}"));
        assert!(
            error.starts_with(&format!("Line {}: ", 2 * nth + 2)),
            "{line}: {error}"
        );
        assert!(error.contains(says), "{line}: {error}");
        for parsers in [
            "expected",
            "invalid type",
            "out of range",
            "at line",
            "column",
        ] {
            assert!(!error.contains(parsers), "{line}: {error}");
        }
        assert!(error.chars().count() <= 1_000, "{line}");
        assert!(verdict.get("level").is_none(), "{line}: {verdict}");
    }
}

#[test]
fn what_other_programs_write_is_taken() {
    let same = |one: &str, other: &str| {
        let set = |answers| format!("{{\"answers\":{{{answers}}}}}");
        let (_, mut verdicts) = evaluate(format!("{}\n{}\n", set(one), set(other)));
        let other = verdicts.pop().unwrap();
        assert!(other.get("error").is_none(), "{other}");
        assert_eq!(verdicts.pop().unwrap(), other);
    };
    same("\"age\":34", "\"age\":34.0");
    same("\"age\":100", "\"age\":1e2");
    same(
        "\"pills\":\"yes\",\"pills_last\":\"2026-10-01\"",
        "\"pills\":\"yes\",\"pills_last\":\" 2026-10-01\\t\"",
    );
    let (code, verdicts) = evaluate(b"\xef\xbb\xbf{\"id\":1,\"answers\":{\"age\":12}}\n".to_vec());
    assert_eq!((code, &verdicts[0]["level"]), (0, &json!("not_suitable")));
    let (code, verdicts) = evaluate("{\"today\":\" 2026-11-20 \",\"answers\":{}}");
    assert_eq!((code, verdicts.len()), (0, 1), "{verdicts:?}");
}

#[test]
fn nothing_is_echoed_raw_by_evaluate() {
    let quoted = serde_json::to_string(HARMFUL).unwrap();
    let lines = [
        format!("{{\"id\":{quoted},\"answers\":{{}}}}"),
        format!("{{\"answers\":{{{quoted}:1}}}}"),
        format!("{{\"answers\":{{\"keloid\":{quoted}}}}}"),
        format!("{{\"answers\":{{\"own_words\":{quoted}}}}}"),
        format!("{{{quoted}:1}}"),
        format!("{{\"today\":{quoted},\"answers\":{{}}}}"),
        HARMFUL.to_owned(),
    ];
    let (_, printed, said) = run(&[&["evaluate"], &ASKED[..]].concat(), lines.join("\n"));
    assert_eq!(printed.lines().count(), lines.len());
    assert_harmless(&printed);
    assert_harmless(&said);
    for line in printed.lines() {
        let read: Value = serde_json::from_str(line).unwrap();
        assert_harmless(read["error"].as_str().unwrap_or_default());
        assert_harmless(read["id"].as_str().unwrap_or_default());
    }
}

#[test]
fn each_line_may_have_its_own_day() {
    let line = |today: &str| {
        format!("{{{today}\"answers\":{{\"pills\":\"yes\",\"pills_last\":\"2026-10-01\"}}}}")
    };
    let cases = [
        (line(""), json!("wait"), json!("2027-04-01")),
        (
            line("\"today\":\"2027-03-31\","),
            json!("wait"),
            json!("2027-04-01"),
        ),
        (
            line("\"today\":\"2027-04-01\","),
            json!("clinician"),
            Value::Null,
        ),
        (line("\"today\":null,"), json!("wait"), json!("2027-04-01")),
    ];
    let (code, verdicts) = evaluate(
        cases
            .iter()
            .fold(String::new(), |all, it| all + &it.0 + "\n"),
    );
    assert_eq!(code, 0);
    for (verdict, (line, level, not_before)) in verdicts.iter().zip(&cases) {
        assert_eq!(
            (&verdict["level"], &verdict["not_before"]),
            (level, not_before),
            "{line}"
        );
    }
    // what the day makes a day still to come is refused
    let (code, verdicts) = evaluate(line("\"today\":\"2026-09-30\","));
    assert_eq!(code, 1);
    assert!(
        verdicts[0]["error"]
            .as_str()
            .unwrap()
            .contains("pills_last"),
        "{}",
        verdicts[0]
    );
}

#[test]
fn evaluate_reads_a_file_or_the_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("sets.jsonl"),
        "{\"id\":1,\"answers\":{\"age\":12}}",
    )
    .unwrap();
    for (file, stdin) in [
        (&["sets.jsonl"][..], ""),
        (&["-"], "{\"id\":1,\"answers\":{\"age\":12}}"),
        (&[], "{\"id\":1,\"answers\":{\"age\":12}}\n"),
    ] {
        let args = [&["evaluate"], file, &ASKED[..]].concat();
        let (code, printed, said) = run_in(folder.path(), &args, stdin);
        assert_eq!(code, 0, "{said}");
        assert!(
            printed.starts_with(
                "{\"id\":1,\"pack\":\"small@1.2.3\",\"for\":\"today\",\"level\":\"not_suitable\""
            ),
            "{printed}"
        );
        assert!(printed.ends_with('\n'));
    }
    let args = [&["evaluate", "missing.jsonl"], &ASKED[..]].concat();
    let (code, printed, said) = run_in(folder.path(), &args, "");
    assert_eq!((code, &*printed), (1, ""), "{said}");
    assert!(said.contains("missing.jsonl can't be read"), "{said}");
    let (code, printed, said) = run(&[&["evaluate"], &ASKED[..]].concat(), "");
    assert_eq!((code, &*printed, &*said), (0, "", ""));
}

// A folder can be opened but not read: the error names it, and is not in the
// system's words alone.
#[test]
fn a_folder_of_answer_sets_is_named_in_the_error() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("sets")).unwrap();
    let args = [&["evaluate", "sets"], &ASKED[..]].concat();
    let (code, printed, said) = run_in(folder.path(), &args, "");
    assert_eq!((code, &*printed), (1, ""), "{said}");
    assert!(said.contains("sets"), "{said}");
}

// No near name is looked for where the wrong one is long. Otherwise a line of
// 1 MiB takes seconds, and a file of such lines is never done.
#[test]
fn long_names_do_not_hold_up_the_lines_after_them() {
    let long = "x".repeat(1_000_000);
    let line = format!(
        "{{\"answers\":{{\"{long}\":\"{long}\"}}}}\n{{\"answers\":{{\"hopes\":\"{long}\"}}}}\n"
    );
    let output = cpu::limited(3, PROGRAM)
        .arg("evaluate")
        .args(ASKED)
        .write_stdin(line)
        .output()
        .unwrap();
    let (code, printed, _) = ran(output);
    assert_eq!((code, printed.lines().count()), (1, 2));
}

// ---- the built-in pack ----

#[test]
fn the_built_in_pack_is_asked_without_a_flag() {
    let (code, printed, said) = run(
        &["evaluate", "--today", TODAY],
        "{\"answers\":{\"age\":12}}\n",
    );
    assert_eq!(code, 0, "{said}");
    assert!(printed.contains("\"level\":\"not_suitable\""), "{printed}");
    let (code, sheet, said) = run(&["--today", TODAY], "\nq\n");
    assert_eq!((code, &*sheet), (1, ""), "{said}");
    assert!(said.contains("You left before the end"), "{said}");
}
