//! The program among others: outputs that are closed, full or not ready, files that are none, and
//! clocks and zones that are wrong.
use std::{
    fs::{self, OpenOptions},
    io::{Read, Write, pipe},
    os::{fd::OwnedFd, unix::fs::symlink},
    path::Path,
    process::{Child, Command, Output, Stdio},
    thread,
    time::Duration,
};

use needlefit::tui::theme::ThemeName;
use rustix::fs::{CWD, FileType, OFlags, fcntl_getfl, fcntl_setfl, mknodat};

use crate::common::{
    PACK,
    screen::{app, lines, paint, press},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_needlefit");
const SMALL: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/suite/fixtures/small.json"
);
const SET: &str = "{\"answers\":{\"age\":12}}\n";

/// Every command that prints, with what it prints from.
const PRINTING: &[(&str, &str)] = &[
    ("--help", ""),
    ("-V", ""),
    ("--version", ""),
    ("evaluate", SET),
    ("evaluate --jobs 1", SET),
    ("evaluate --questions", ""),
    ("demo --plain", ""),
    ("check", ""),
    ("check --format json", ""),
    ("compare SMALL SMALL", ""),
    ("schema", ""),
    ("schema --cases", ""),
    ("translate fr", ""),
    ("translate fr --program", ""),
    ("man", ""),
    ("completions bash", ""),
];

fn started(args: &str, stdin: impl Into<Stdio>, stdout: impl Into<Stdio>) -> Child {
    let args = args
        .split(' ')
        .map(|it| if it == "SMALL" { SMALL } else { it });
    Command::new(PROGRAM)
        .args(args)
        .stdin(stdin)
        .stdout(stdout)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn ended(mut child: Child, typed: &str) -> Output {
    if let Some(mut stdin) = child.stdin.take() {
        // it may have ended before it read all
        let _ = stdin.write_all(typed.as_bytes());
    }
    child.wait_with_output().unwrap()
}

#[test]
fn whoever_prints_says_that_the_output_was_closed() {
    for (args, typed) in PRINTING {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let output = ended(started(args, Stdio::piped(), writer), typed);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{args}: {said}");
        assert_eq!(
            said, "needlefit: The output was closed before all was written.\n",
            "{args}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn whoever_prints_says_that_the_disk_is_full() {
    for (args, typed) in PRINTING {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = ended(started(args, Stdio::piped(), full), typed);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{args}: {said}");
        assert_eq!(
            said,
            "needlefit: The output can't be written: \
             the disk is full.\n",
            "{args}"
        );
    }
}

/// Leaves it as a program does that shares it and waits by other means.
fn unblocked(end: impl Into<OwnedFd>) -> OwnedFd {
    let end = end.into();
    let flags = fcntl_getfl(&end).unwrap();
    fcntl_setfl(&end, flags | OFlags::NONBLOCK).unwrap();
    end
}

#[test]
fn what_is_not_ready_is_waited_for() {
    let sets = SET.repeat(400);
    for args in ["evaluate --jobs 1", "evaluate --jobs 2"] {
        let (reader, writer) = pipe().unwrap();
        let child = started(args, Stdio::piped(), unblocked(writer));
        let slow = thread::spawn(move || {
            thread::sleep(Duration::from_millis(300));
            let (mut reader, mut read) = (reader, String::new());
            reader.read_to_string(&mut read).unwrap();
            read
        });
        let output = ended(child, &sets);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{args}: {said}");
        assert_eq!(slow.join().unwrap().lines().count(), 400, "{args}");
    }
    for (args, typed, code) in [
        ("evaluate --jobs 1", &*sets, 0),
        ("evaluate --jobs 2", &sets, 0),
        // an answer, and then the input ends
        ("--plain --pack SMALL", "\n1\n34\n", 1),
    ] {
        let (reader, writer) = pipe().unwrap();
        let child = started(args, unblocked(reader), Stdio::piped());
        let typed = typed.to_owned();
        let slow = thread::spawn(move || {
            thread::sleep(Duration::from_millis(300));
            (&writer).write_all(typed.as_bytes()).unwrap();
        });
        let output = ended(child, "");
        slow.join().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{args}: {said}");
        let printed = String::from_utf8_lossy(&output.stdout);
        assert!(
            printed.lines().count() == 400 || said.contains("34"),
            "{said}"
        );
    }
}

fn fifo(at: &Path) {
    mknodat(CWD, at, FileType::Fifo, 0o600.into(), 0).unwrap();
}

/// The program with these arguments, in this folder; it must not wait for anything.
fn said_in(folder: &Path, args: &[&str], variable: (&str, &str)) -> (Option<i32>, String) {
    let output = assert_cmd::Command::new(PROGRAM)
        .args(args)
        .current_dir(folder)
        .env(variable.0, variable.1)
        .timeout(Duration::from_secs(20))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), said)
}

#[test]
fn nothing_is_read_but_plain_files() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir(folder.join("cases")).unwrap();
    fs::create_dir(folder.join("folder.json")).unwrap();
    fifo(&folder.join("fifo.json"));
    fifo(&folder.join("cases/fifo.json"));
    fifo(&folder.join("my.es.json"));
    symlink("/dev/zero", folder.join("zero.json")).unwrap();
    fs::copy(SMALL, folder.join("my.json")).unwrap();
    for file in ["fifo.json", "folder.json", "zero.json"] {
        for args in [
            &["--pack", file][..],
            &["check", file],
            &["check", "my.json", "--against", file],
            &["evaluate", "--pack", file],
            &["compare", "my.json", file],
            &["compare", "my.json", "my.json", file],
            &["translate", "fr", file],
            &["translate", "fr", "--pack", file],
            &["demo", "--plain", "--pack", file],
            &["--version", "--pack", file],
        ] {
            let (code, said) = said_in(folder, args, ("LC_ALL", "C"));
            let why = if file == "folder.json" {
                "it is a folder."
            } else {
                "it is not a plain file."
            };
            assert_eq!(code, Some(1), "{args:?}: {said}");
            let says = format!("needlefit: The file {file} can't be read: {why}\n");
            assert_eq!(said, says, "{args:?}");
        }
    }
    let (code, said) = said_in(folder, &["check", "my.json", "--cases"], ("LC_ALL", "C"));
    assert_eq!(code, Some(1));
    assert!(
        said.contains("cases/fifo.json can't be read: it is not"),
        "{said}"
    );
    // nobody asked for Spanish: the pack is asked as it was written
    let (_, said) = said_in(folder, &["--pack", "my.json"], ("LC_ALL", "C"));
    assert!(!said.contains("can't be read"), "{said}");
    let (code, said) = said_in(
        folder,
        &["--pack", "my.json", "--lang", "es"],
        ("LC_ALL", "C"),
    );
    assert_eq!(code, Some(1));
    assert!(
        said.contains("my.es.json can't be read: it is not"),
        "{said}"
    );
}

#[test]
fn a_zone_that_means_nothing_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fifo(&folder.path().join("fifo"));
    let pipe = folder.path().join("fifo");
    let says = "Unknown time zone, using UTC: today is ";
    for zone in ["Mars/Olympus", "/dev/zero", pipe.to_str().unwrap()] {
        for args in [
            &["evaluate", "--pack", SMALL][..],
            &["--plain", "--pack", SMALL],
            &["check", SMALL],
            &["--version"],
        ] {
            let (_, said) = said_in(folder.path(), args, ("TZ", zone));
            assert!(said.contains(says), "{zone} {args:?}: {said}");
        }
    }
    for (args, zone) in [
        (&["--version"][..], "America/Los_Angeles"),
        (&["--version"], "<+14>-14"),
        (&["--version"], ""),
        // what is not asked for is not in doubt
        (&["--version", "--today", "2026-11-20"], "Mars/Olympus"),
        (&["schema"], "Mars/Olympus"),
    ] {
        let (code, said) = said_in(folder.path(), args, ("TZ", zone));
        assert_eq!((code, &*said), (Some(0), ""), "{zone} {args:?}");
    }
}

#[test]
fn a_clock_before_the_day_on_which_the_sources_were_checked_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(SMALL).unwrap();
    let later = text.replace(
        "\"sources_checked\": \"2026-11-20\"",
        "\"sources_checked\": \"2199-01-31\"",
    );
    assert_ne!(text, later);
    fs::write(folder.path().join("later.json"), later).unwrap();
    let says = "but these questions were checked on 31 January 2199.";
    for command in [&["evaluate"][..], &["--plain"]] {
        let asked = [command, &["--pack", "later.json"]].concat();
        let (_, said) = said_in(folder.path(), &asked, ("TZ", "UTC"));
        assert!(said.contains(says), "{said}");
        let given = [&asked[..], &["--today", "2026-11-20"]].concat();
        let (_, said) = said_in(folder.path(), &given, ("TZ", "UTC"));
        assert!(!said.contains(says), "{said}");
    }
}

#[test]
fn a_doubt_is_in_sight_on_the_first_screen() {
    let doubt = "The clock says 1 January 2020, but these questions were checked on \
        20 November 2026. If the clock is wrong, leave, and start again with --today.";
    let mut app = app(&PACK, ThemeName::None, false).saying(Some(doubt.to_owned()));
    let seen = |app: &mut _, size| {
        let lines = lines(&paint(app, size).0);
        lines
            .join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    for size in [(80, 24), (40, 24), (120, 40)] {
        let screen = seen(&mut app, size);
        assert!(screen.contains(doubt), "{size:?}: {screen}");
    }
    press(&mut app, "Enter");
    assert!(!seen(&mut app, (80, 24)).contains("The clock says"));
}
