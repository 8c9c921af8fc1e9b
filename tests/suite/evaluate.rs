//! `evaluate` on one thread and on several: the same bytes, at once, in order.
#![cfg(unix)]
use std::{
    fs,
    io::{BufRead, BufReader, Cursor, Read, Write},
    num::NonZeroUsize,
    process::{Child, Command, Stdio},
    sync::Arc,
};

use crate::common::{PACK, TODAY, any_answers, terminal::in_terminal};
use jiff::civil::date;
use needlefit::{
    evaluate::{How, Tally, evaluate, evaluate_in_parallel},
    interview::{
        Answers, Days, Treatment, path::Path as Questions, report::Report, verdict::Verdict,
    },
    pack::Pack,
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_needlefit");
const LINE: &str = "{\"id\":\"a\",\"answers\":{\"age\":12}}\n";

/// Some thousand lines: whole sets, refused ones, blank ones, very long ones.
fn mixed() -> Vec<u8> {
    let mut lines = Vec::new();
    for nth in 0_u16..3_000 {
        let line = match nth % 16 {
            3 => String::new(),
            5 => "nonsense".to_owned(),
            7 => format!("{{\"id\":{nth},\"answers\":{{\"aeg\":1}}}}"),
            9 => format!("{{\"answers\":{{\"age\":true}},\"id\":{nth}}}"),
            11 => format!("{{\"id\":{nth},\"answers\":{{\"age\":1,\"age\":1}}}}"),
            13 if nth % 500 < 16 => format!("{{\"id\":{nth}{}", " ".repeat(1_500_000)),
            15 if nth % 500 < 16 => format!("{{\"answers\":{{}}{}}}", " ".repeat(1_000_000)),
            _ => set(nth),
        };
        lines.extend_from_slice(line.as_bytes());
        lines.push(b'\n');
    }
    lines
}

/// The answers on some path, as a line.
fn set(nth: u16) -> String {
    let answers = picked(nth);
    line(nth, &Questions::new(&PACK, &answers, TODAY))
}

/// Some answer to every question.
fn picked(nth: u16) -> Answers {
    let picks = [nth, nth.wrapping_mul(31), nth.wrapping_mul(7), 17, 23];
    any_answers(&PACK, &picks)
}

/// The answers on a path, as a line.
fn line(nth: u16, path: &Questions<'_, '_>) -> String {
    let given = path.questions().filter_map(|question| {
        let answer = path.answers.get(question.number)?;
        Some(format!("{:?}:{}", question.id, answer.to_json(question)))
    });
    let given = given.collect::<Vec<_>>().join(",");
    let day = path.days.treatment;
    format!("{{\"id\":{nth},\"for\":\"{day}\",\"answers\":{{{given}}}}}")
}

fn on_threads(jobs: usize, lines: &[u8]) -> (Tally, Vec<u8>) {
    let pack = Arc::new(Pack::built_in().unwrap());
    let mut out = Vec::new();
    let jobs = NonZeroUsize::new(jobs).unwrap();
    let input = Cursor::new(lines.to_vec());
    let tally = evaluate_in_parallel(&pack, TODAY, jobs, input, &mut out).unwrap();
    (tally, out)
}

/// The program with pipes on all sides.
fn start(args: &[&str]) -> Child {
    Command::new(PROGRAM)
        .arg("evaluate")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let lines = mixed();
    let mut alone = Vec::new();
    let tally = evaluate(&PACK, TODAY, &lines[..], &mut alone).unwrap();
    assert!(tally.answered > 1_000 && tally.refused > 500, "{tally:?}");
    for jobs in [1, 2, 3, 8] {
        let (parallel, out) = on_threads(jobs, &lines);
        assert_eq!(parallel, tally, "{jobs}");
        assert!(out == alone, "{jobs} threads");
    }
}

#[test]
fn the_flag_changes_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sets.jsonl"), mixed()).unwrap();
    let run = |args: &[&str]| {
        let mut command = Command::new(PROGRAM);
        command.args(["evaluate", "sets.jsonl", "--today", "2026-11-20"]);
        let done = command.args(args).current_dir(&folder).output().unwrap();
        assert_eq!(done.status.code(), Some(1));
        // and where no terminal is, there is no bar
        assert_eq!(String::from_utf8(done.stderr).unwrap(), "");
        done.stdout
    };
    let alone = run(&["--jobs", "1"]);
    for args in [&[][..], &["--jobs", "2"], &["--jobs", "8"]] {
        assert!(run(args) == alone, "{args:?}");
    }
}

// What a pack says to everybody is put into JSON once. So each line is held against the report as it
// is written by itself, and stands there twice: first when it is new, then when all of it is known.
// The second pack has something to escape in whatever it says of an outcome.
#[test]
fn a_line_is_what_the_report_is_by_itself() {
    let text = String::from_utf8(Pack::built_in_bytes().to_vec()).unwrap();
    let mut quoted = text;
    for field in ["reason", "advice", "short", "next"] {
        let begins = format!("\"{field}\": \"");
        quoted = quoted.replace(&begins, &format!("{begins}\\\"so\\\" \\\\ "));
    }
    let quoted = Pack::from_bytes("quoted", quoted.as_bytes()).unwrap();
    let days = [
        Treatment::Today,
        Treatment::NotBooked,
        Treatment::On(date(2027, 1, 15)),
    ];
    let days = days.map(|it| Days::new(TODAY, it).unwrap());
    let sets: Vec<_> = (0..600).map(picked).zip(days.iter().cycle()).collect();
    for (pack, full) in [
        (&*PACK, false),
        (&*PACK, true),
        (&quoted, false),
        (&quoted, true),
    ] {
        let (mut lines, mut reports) = (String::new(), Vec::new());
        for (nth, (answers, days)) in (0..).zip(&sets) {
            let path = Questions::new(pack, answers, **days);
            let verdict = Verdict::of(&path);
            let report = if full {
                Report::in_full(&path, verdict)
            } else {
                Report::of(&path, verdict)
            };
            let report = serde_json::to_string(&report).unwrap();
            let fields = report.strip_prefix('{').unwrap().strip_suffix('}').unwrap();
            let (name, day) = (format!("{}@{}", pack.id, pack.version), days.treatment);
            let begins =
                format!("{{\"id\":{nth},\"pack\":\"{name}\",\"for\":\"{day}\",{fields},\"");
            for _ in 0..2 {
                lines += &line(nth, &path);
                lines.push('\n');
                reports.push(begins.clone());
            }
        }
        let how = How {
            today: TODAY,
            full,
            clinic: None,
        };
        let mut out = Vec::new();
        evaluate(pack, how, lines.as_bytes(), &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out.lines().count(), reports.len());
        for (line, report) in out.lines().zip(&reports) {
            assert!(line.starts_with(report), "{line}\n{report}");
        }
    }
}

#[test]
fn no_jobs_at_all_are_refused() {
    let child = start(&["--jobs", "0"]);
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("--jobs"));
}

#[test]
fn ids_come_back_in_order() {
    let mut lines = Vec::new();
    for id in 0..5_000 {
        writeln!(lines, "{{\"id\":{id},\"answers\":{{\"age\":12}}}}").unwrap();
    }
    let (_, out) = on_threads(4, &lines);
    for (id, line) in out.lines().enumerate() {
        let line = line.unwrap();
        assert!(line.starts_with(&format!("{{\"id\":{id},")), "{line}");
    }
}

// The test would wait for ever if an answer waited for the next line.
#[test]
fn an_answer_comes_before_the_next_line_is_asked() {
    for jobs in ["1", "3"] {
        let mut child = start(&["--jobs", jobs]);
        let mut input = child.stdin.take().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        for _ in 0..20 {
            input.write_all(LINE.as_bytes()).unwrap();
            let mut answer = String::new();
            output.read_line(&mut answer).unwrap();
            assert!(answer.starts_with("{\"id\":\"a\","), "{answer}");
        }
        drop(input);
        assert!(child.wait().unwrap().success());
    }
}

// The input stays open: the program must not wait for it to end.
#[test]
fn a_closed_output_ends_it_while_the_input_is_open() {
    for jobs in ["1", "3"] {
        let mut child = start(&["--jobs", jobs]);
        let mut input = child.stdin.take().unwrap();
        drop(child.stdout.take());
        input.write_all(LINE.as_bytes()).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(1));
        let mut said = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        assert!(said.contains("The output was closed"), "{said}");
        drop(input);
    }
}

const BAR: &str = "left";

#[test]
fn a_bar_shows_how_far_it_is_on_a_terminal_only() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sets.jsonl"), mixed()).unwrap();
    let to_file = "needlefit evaluate --today 2026-11-20 sets.jsonl > verdicts.jsonl";
    let run = |command: &str, variable| in_terminal(folder.path(), 80, command, &[variable]);
    let shown = run(to_file, ("LC_ALL", "C"));
    assert!(shown.contains(BAR), "{shown:?}");
    // taken away in the end
    let mut screen = vt100::Parser::new(24, 80, 0);
    screen.process(shown.as_bytes());
    assert_eq!(screen.screen().contents().trim(), "");
    let mut alone = Vec::new();
    evaluate(&PACK, TODAY, &mixed()[..], &mut alone).unwrap();
    let verdicts = fs::read(folder.path().join("verdicts.jsonl")).unwrap();
    assert!(verdicts == alone);
    for (command, variable) in [
        (to_file, ("NO_COLOR", "1")),
        (to_file, ("TERM", "dumb")),
        (
            &*to_file.replace("sets.jsonl", "< sets.jsonl"),
            ("LC_ALL", "C"),
        ),
    ] {
        assert_eq!(run(command, variable), "", "{command} {variable:?}");
    }
}

#[test]
fn verdicts_on_the_same_terminal_stand_above_the_bar() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sets.jsonl"), LINE.repeat(50)).unwrap();
    let shown = in_terminal(
        folder.path(),
        80,
        "needlefit evaluate --today 2026-11-20 sets.jsonl",
        &[("LC_ALL", "C")],
    );
    let mut screen = vt100::Parser::new(400, 500, 0);
    screen.process(shown.as_bytes());
    let contents = screen.screen().contents();
    assert_eq!(contents.matches("{\"id\":\"a\"").count(), 50);
    assert!(!contents.contains(BAR), "{contents}");
}
