//! What becomes of the answers: said at the start, and by the last line of all, whatever the way out.
use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, Command, Stdio},
};

use needlefit::{
    plain::{Printer, Talk, run},
    tui::theme::ThemeName,
};
use rustix::process::{Pid, Signal, kill_process};

use super::common::{
    EDITIONS, PACK, of_today,
    screen::{HEALTHY, app, app_that_saves, lines, paint, press},
    wishes,
};

/// A child's answers up to the end: they are soon through.
const CHILD: &str = "\n1\n15\nn\nn\n\n\n\n";

fn begun(folder: &Path, args: &[&str]) -> Child {
    Command::new(assert_cmd::cargo::cargo_bin!("needlefit"))
        .args(["--plain", "--today", "2026-11-20"])
        .args(args)
        .current_dir(folder)
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What is said to somebody who types this.
fn said(folder: &Path, args: &[&str], typed: &str) -> String {
    let mut child = begun(folder, args);
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), typed.as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    String::from_utf8(out.stderr).unwrap()
}

fn last(said: &str) -> &str {
    said.trim_end().lines().last().unwrap()
}

#[test]
fn the_last_line_says_where_the_answers_are() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().canonicalize().unwrap();
    let ways = [
        ("q\n", "Nothing was kept."),
        ("\n1\n15\nq\ny\n", "Nothing was kept."),
        ("\n1\n15\n", "Nothing was kept."),
    ];
    for (typed, end) in ways {
        let said = said(folder.path(), &["--save", "mine.json"], typed);
        assert!(last(&said).ends_with(end), "{typed:?}: {said}");
        assert!(!place.join("mine.json").exists());
    }
    let saved = said(folder.path(), &["--save", "mine.json"], CHILD);
    assert!(saved.contains("your answers will be saved in mine.json."));
    assert!(!saved.contains("Nothing is kept"), "{saved}");
    let mine = format!("Saved: {}", place.join("mine.json").display());
    assert_eq!(last(&saved), mine);
    assert_eq!(saved.matches(&mine).count(), 1, "{saved}");
    // written, and then left before the end after all
    let early = "\n1\n15\nn\nn\n\n\nw\n1\nsheet.txt\nb\nb\n2\n34\nq\ny\n";
    let early = said(folder.path(), &[], early);
    assert!(early.contains("You left before the end."), "{early}");
    let sheet = format!("Saved: {}", place.join("sheet.txt").display());
    assert_eq!(last(&early), sheet, "{early}");
    // the sheet went to a file of the shell
    let printed = said(folder.path(), &[], CHILD);
    assert!(printed.contains("Nothing is kept unless you ask for it."));
    assert_eq!(
        last(&printed),
        "The sheet was printed. Nothing else was kept."
    );
}

#[test]
fn a_signal_ends_the_talk_with_the_truth_too() {
    let folder = tempfile::tempdir().unwrap();
    for signal in [Signal::INT, Signal::TERM] {
        let mut child = begun(folder.path(), &["--save", "mine.json"]);
        let mut talk = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("Press Enter to begin") {
            line.clear();
            assert!(talk.read_line(&mut line).unwrap() > 0);
        }
        let process = Pid::from_child(&child);
        kill_process(process, signal).unwrap();
        let mut rest = String::new();
        talk.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "Nothing was kept.\n");
        let status = child.wait().unwrap();
        assert_eq!(
            std::os::unix::process::ExitStatusExt::signal(&status),
            Some(signal.as_raw())
        );
    }
}

/// What is said where a person is asked before a sheet is printed on a terminal, and the sheet.
fn printing(typed: &str) -> (String, String) {
    let mut said = Vec::new();
    let mut talk = Talk::new(typed.as_bytes(), &mut said);
    let mut printer = Printer::new(Vec::new(), 76).asking(true);
    run(
        of_today(&PACK),
        &EDITIONS,
        &mut talk,
        &wishes(true),
        &mut printer,
    )
    .unwrap();
    let sheet = String::from_utf8(printer.output).unwrap();
    (String::from_utf8(said).unwrap(), sheet)
}

#[test]
fn a_sheet_on_a_terminal_is_printed_after_a_yes() {
    let child = CHILD.replace("1\n15", "15");
    let (said, sheet) = printing(&format!("{child}y\n"));
    assert!(said.contains("it stays in this terminal"), "{said}");
    assert!(sheet.to_lowercase().contains("microneedling"), "{sheet}");
    assert_eq!(last(&said), "The sheet was printed. Nothing else was kept.");
    for no in ["n\n", "\n", ""] {
        let (said, sheet) = printing(&format!("{child}{no}"));
        assert_eq!(sheet, "", "{no:?}");
        assert_eq!(last(&said), "Nothing was kept.");
    }
}

#[test]
fn what_went_well_is_no_warning() {
    let folder = tempfile::tempdir().unwrap();
    let mut saves = app_that_saves(&PACK, &folder.path().join("mine.json"));
    let hello = lines(&paint(&mut saves, (80, 40)).0).join("\n");
    assert!(hello.contains("your answers will be saved in"), "{hello}");
    assert!(!hello.contains("Nothing is kept"), "{hello}");

    let mut app = app(&PACK, ThemeName::None, false);
    let hello = lines(&paint(&mut app, (80, 40)).0).join("\n");
    assert!(hello.contains("Nothing is kept unless you ask"), "{hello}");
    press(&mut app, "Enter 3 4 Enter 1 Enter y");
    let opened = lines(&paint(&mut app, (80, 24)).0).join("\n");
    assert!(opened.contains("· Your answer opens"), "{opened}");

    let sheet = folder.path().join("sheet.txt");
    let mut app = crate::common::screen::app(&PACK, ThemeName::None, false);
    press(&mut app, &format!("{HEALTHY} End Enter e 1"));
    paint(&mut app, (80, 24));
    let typed = format!("Ctrl-U \"{}\" Enter", sheet.display());
    press(&mut app, &typed);
    let written = lines(&paint(&mut app, (200, 24)).0).join("\n");
    assert!(written.contains("· Saved: "), "{written}");
    let sheet = fs::read_to_string(&sheet).unwrap();
    assert!(sheet.to_lowercase().contains("microneedling"), "{sheet}");
}

#[test]
fn back_from_the_end_leads_to_where_one_came_from() {
    for (keys, heading) in [
        ("", "Summary"),
        ("c", "What to expect"),
        ("a", "Before and after"),
        ("c a", "Before and after"),
    ] {
        let mut app = app(&PACK, ThemeName::None, false);
        press(&mut app, &format!("{HEALTHY} End Enter {keys} e Left"));
        let shown = lines(&paint(&mut app, (80, 24)).0);
        assert!(shown[0].contains(heading), "{keys}: {}", shown[0]);
    }
    let mut app = app(&PACK, ThemeName::None, false);
    press(&mut app, &format!("{HEALTHY} End Enter c a e Left Left"));
    let shown = lines(&paint(&mut app, (80, 24)).0);
    assert!(shown[0].contains("What to expect"), "{}", shown[0]);
}

#[test]
fn warning_signs_stand_whole_under_the_aftercare_or_behind_a_key() {
    let mut app = app(&PACK, ThemeName::None, false);
    press(&mut app, &format!("{HEALTHY} End Enter a"));
    for (size, whole) in [((80, 24), false), ((40, 12), false), ((200, 60), true)] {
        let shown = lines(&paint(&mut app, size).0).join("\n");
        assert!(!shown.contains('…'), "{shown}");
        assert_eq!(
            shown.contains("Call the emergency number"),
            whole,
            "{shown}"
        );
        assert!(whole || shown.contains("press w for them all"), "{shown}");
    }
    // who must wait is not treated now
    let mut waits = crate::common::screen::app(&PACK, ThemeName::None, false);
    press(&mut waits, "Enter 1 5 Enter n n End Enter a");
    let shown = lines(&paint(&mut waits, (200, 60)).0).join("\n");
    assert!(shown.contains("Only after a clinician agrees"), "{shown}");
    assert!(!shown.contains("press w for them all"), "{shown}");
    assert!(!shown.contains("! Call the emergency number"), "{shown}");
}

#[test]
fn from_160_columns_the_sections_stand_beside_the_text() {
    let mut app = app(&PACK, ThemeName::None, false);
    press(&mut app, "Enter");
    for (columns, gap) in [(120, 0..40), (160, 26..27), (200, 26..27), (400, 26..27)] {
        let shown = lines(&paint(&mut app, (columns, 40)).0);
        let column_of = |says: &str| {
            let line = shown.iter().find(|line| line.contains(says)).unwrap();
            line.chars().count()
                - line.split_once(says).unwrap().1.chars().count()
                - says.chars().count()
        };
        let between = column_of("How old are you?") - column_of("▸ About you");
        assert!(gap.contains(&between), "{columns}: {between}");
    }
}
