//! The mouse on the way out, and reports of it that are broken.

use std::{
    thread,
    time::{Duration, Instant},
};

use rustix::process::Signal;

use super::session::*;

#[test]
fn the_mouse_is_heard_on_request_only() {
    let mut session = Session::ready();
    assert_eq!(session.mouse(), NO_MOUSE);
    // as from a terminal that somebody else left reporting
    let click = session.click_on(READY);
    session.send(&click);
    session.send(QUIT);
    session.exits(LEFT);
    again_if_too_slow(|| {
        let mut session = Session::ready_with(MOUSE);
        assert_eq!(session.mouse(), CLICKS);
        let click = session.click_on(READY);
        session.send(&click);
        session.shows("question 1");
        for keys in ["1", "34", "\r", "1", "\r"] {
            session.send(keys);
        }
        session.shows("question 4");
        let click = session.click_on("  No");
        let begun = Instant::now();
        // a click that is made twice answers one question
        session.send(&click.repeat(2));
        session.send(&click);
        if begun.elapsed() > HELD {
            return false;
        }
        session.shows("question 5");
        session.send("\x03");
        session.dies("Interrupt");
        session.is_clean();
        true
    });
}

#[test]
fn every_way_out_leaves_the_mouse_off() {
    let mut session = Session::ready_with(MOUSE);
    session.send(QUIT);
    session.exits(LEFT);
    for (signal, name) in [(Signal::TERM, "Terminated"), (Signal::HUP, "Hangup")] {
        for delay in 0..4 {
            let mut session = Session::ready_with(MOUSE);
            session.send_at_once(&"\x1b[<65;9;9M\x1b[<64;9;9M".repeat(200));
            thread::sleep(Duration::from_micros(delay * 300));
            session.signal(signal);
            session.dies(name);
            session.is_clean();
        }
    }
    for delay in 0..6 {
        let mut session = Session::start(PROGRAM, MOUSE, true);
        thread::sleep(Duration::from_micros(delay * 500));
        session.signal(Signal::TERM);
        session.dies("Terminated");
        session.is_clean();
    }
    let mut session = Session::ready_with(MOUSE);
    session.close();
    session.dies("Hangup");
}

#[test]
fn control_z_takes_the_mouse_back_with_the_screen() {
    let mut session = Session::start("bash", &["--norc", "--noprofile", "-i"], true);
    session.prompts();
    session.send(&format!("{PROGRAM} --mouse\r"));
    session.shows(READY);
    assert_eq!(session.mouse(), CLICKS);
    session.send("\x1a");
    session.shows("Stopped");
    session.prompts();
    assert_eq!(session.mouse(), NO_MOUSE);
    session.send("fg\r");
    session.shows(READY);
    assert_eq!(session.mouse(), CLICKS);
    session.send(QUIT);
    session.prompts();
    session.send("clear; echo status $?; exit\r");
    session.shows("status 0");
    assert_eq!(session.mouse(), NO_MOUSE);
}

#[test]
fn a_mouse_that_was_switched_off_meanwhile_is_switched_on_again() {
    let mut session = Session::ready_with(MOUSE);
    session.stop();
    session
        .screen
        .lock()
        .unwrap()
        .process(b"\x1b[?1006l\x1b[?1000l\x1b[?1049l\x1b[?25h");
    session.signal(Signal::CONT);
    session.shows(READY);
    assert_eq!(session.mouse(), CLICKS);
    session.send(QUIT);
    session.exits(LEFT);
}

#[test]
fn torn_and_wild_reports_of_the_mouse_answer_nothing() {
    let mut session = Session::ready_with(MOUSE);
    for keys in ["\r", "1", "34\r", "1\r"] {
        session.send(keys);
    }
    session.shows("question 4");
    // outside the window, broken in two, without an end, of the old form
    for report in [
        "\x1b[<0;500;500M",
        "\x1b[<0;0;0M",
        "\x1b[<0;65535;65535M",
        "\x1b[<0;999999999999;1M",
        "\x1b[<;M",
        "\x1b[M !1",
        "\x1b[<0;1",
    ] {
        session.send(report);
    }
    thread::sleep(TORN);
    session.send("1;12M");
    session.shows("question 4");
    session.send("n");
    session.shows("question 5");
    session.send("qy");
    session.exits(LEFT);
}
