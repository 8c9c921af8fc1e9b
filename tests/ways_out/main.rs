//! Every way out leaves the terminal as it was, and with the true exit status.
//!
//! Nothing here is decided by a clock: a test waits for what must happen, and sends the next key when
//! the program sleeps, having heard the last. Where the program itself goes by the time between two
//! keys, a test that was too slow for that says nothing and is done again.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test says so best by failing")]

mod apps;
mod desk;
mod mouse;
mod session;
mod typing;

use std::{thread, time::Duration};

use rustix::process::Signal;

use session::*;

#[test]
fn quit() {
    let mut session = Session::ready();
    session.send(QUIT);
    session.exits(LEFT);
}

#[test]
fn control_c() {
    for form in CONTROL_C {
        let mut session = Session::ready();
        session.send(form);
        session.dies("Interrupt");
        session.is_clean();
    }
}

#[test]
fn signals() {
    for (signal, name) in [
        (Signal::TERM, "Terminated"),
        (Signal::HUP, "Hangup"),
        (Signal::INT, "Interrupt"),
        (Signal::QUIT, "Quit"),
        (Signal::USR1, "User defined"),
    ] {
        let mut session = Session::ready();
        session.signal(signal);
        session.dies(name);
        session.is_clean();
    }
}

#[test]
fn signals_that_hardly_anybody_sends() {
    for (signal, name) in [
        (Signal::ABORT, "Aborted"),
        (Signal::BUS, "Bus error"),
        (Signal::TRAP, "Trace"),
        (Signal::SYS, "Bad system call"),
        (Signal::ALARM, "Alarm clock"),
        (Signal::PROF, "Profiling timer"),
        (Signal::VTALARM, "Virtual timer"),
        (Signal::XCPU, "CPU time limit"),
        (Signal::USR2, "User defined"),
    ] {
        let mut session = Session::ready();
        session.signal(signal);
        session.dies(name);
        session.is_clean();
    }
    let nameless = [Signal::IO, Signal::POWER, Signal::STKFLT].map(Signal::as_raw);
    for number in nameless.into_iter().chain([34, 49, 64]) {
        let mut session = Session::ready();
        session.signal_number(number);
        session.exits(128 + u32::try_from(number).unwrap());
    }
}

#[test]
fn signals_that_end_nothing() {
    for signal in [Signal::XFSZ, Signal::PIPE, Signal::URG, Signal::CHILD] {
        let mut session = Session::ready();
        session.signal(signal);
        session.send(QUIT);
        session.exits(LEFT);
    }
}

#[test]
fn windows_of_any_size() {
    for (columns, rows) in [
        (1, 1),
        (1, 65_535),
        (65_535, 1),
        (5_000, 5_000),
        (65_535, 65_535),
    ] {
        let mut session = Session::ready();
        session.resize(columns, rows);
        let most = session.most_memory();
        session.send("\x03");
        session.dies("Interrupt");
        session.is_clean();
        assert!(most < 200, "{most} MB for {columns} x {rows}");
    }
}

#[test]
fn a_signal_while_painting() {
    for delay in 0..8 {
        let mut session = Session::ready();
        session.send_at_once(&"\x1b[B\x1b[A".repeat(200));
        thread::sleep(Duration::from_micros(delay * 300));
        session.signal(Signal::TERM);
        session.dies("Terminated");
        session.is_clean();
    }
}

#[test]
fn a_signal_at_the_very_start() {
    for delay in 0..12 {
        let mut session = Session::start(PROGRAM, &[], true);
        thread::sleep(Duration::from_micros(delay * 250));
        session.signal(Signal::TERM);
        session.dies("Terminated");
        session.is_clean();
    }
}

#[test]
fn a_closed_terminal() {
    // Many times: SIGHUP, SIGCONT and the hang-up itself arrive in any order.
    for _ in 0..25 {
        let mut session = Session::ready();
        session.close();
        session.dies("Hangup");
    }
}

#[test]
fn a_closed_terminal_where_hang_ups_are_ignored() {
    let script = format!("trap '' HUP; exec {PROGRAM}");
    for _ in 0..25 {
        let mut session = Session::start("sh", &["-c", &script], true);
        session.shows(READY);
        session.close();
        session.dies("Hangup");
    }
}

/// A session that is stuck, since its terminal takes nothing of what it writes.
fn stuck() -> Session {
    let mut session = Session::start(PROGRAM, &[], false);
    for _ in 0..400 {
        // Repaints until the terminal is full.
        thread::sleep(Duration::from_millis(1));
        session.send_at_once("\x0c");
    }
    session
}

#[test]
fn a_terminal_that_takes_no_output() {
    let mut by_signal = stuck();
    by_signal.signal(Signal::TERM);
    by_signal.dies("Terminated");
    assert_eq!(by_signal.modes_now(), by_signal.modes);
    let mut by_key = stuck();
    by_key.send("\x03");
    by_key.dies("Interrupt");
    assert_eq!(by_key.modes_now(), by_key.modes);
}

#[test]
fn control_z_and_back() {
    let mut session = Session::start("bash", &["--norc", "--noprofile", "-i"], true);
    session.prompts();
    session.modes.clear();
    session.send(&format!("{PROGRAM}\r"));
    session.shows(READY);
    session.send("\x1a");
    session.shows("Stopped");
    session.prompts();
    session.send("stty -a; echo $((6*7))\r");
    session.shows("42");
    let text = session.text();
    assert!(!session.screen.lock().unwrap().screen().alternate_screen());
    assert!(
        text.contains(" icanon") && text.contains(" echo "),
        "{text}"
    );
    session.prompts();
    session.send("fg\r");
    session.shows(READY);
    session.send(QUIT);
    session.prompts();
    session.send("clear; echo status $?; exit\r");
    session.shows("status 0");
}

#[test]
fn control_z_without_a_shell_is_ignored() {
    let mut session = Session::ready();
    session.send("\x1a");
    session.send(QUIT);
    session.exits(LEFT);
}

#[test]
fn stopped_and_continued_by_someone_else() {
    let mut session = Session::ready();
    session.stop();
    session
        .screen
        .lock()
        .unwrap()
        .process(b"\x1b[?1049l\x1b[?25h");
    session.signal(Signal::CONT);
    session.shows(READY);
    assert!(session.screen.lock().unwrap().screen().alternate_screen());
    session.send(QUIT);
    session.exits(LEFT);
}

#[test]
fn answers_are_in_no_core_dump() {
    let session = Session::ready();
    let pid = session.child.process_id().unwrap();
    let limits = std::fs::read_to_string(format!("/proc/{pid}/limits")).unwrap();
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core"))
        .unwrap();
    assert_eq!(
        core.split_whitespace().filter(|word| *word == "0").count(),
        2,
        "{core}"
    );
}
