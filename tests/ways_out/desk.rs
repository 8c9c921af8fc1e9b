//! The desk in a real terminal: a patient does not get out, a signal from outside does.

use std::{thread, time::Duration};

use rustix::process::Signal;

use super::session::*;

/// The PIN of a desk that is tried.
const PIN: &str = "275934\r";
/// The main screen is back, and what had scrolled away from it is gone.
const FORGOTTEN: &str = "\x1b[?1049l\x1b[?25h\x1b[3J";
/// Longer than a key that is held down takes to come again.
const APART: Duration = Duration::from_millis(900);

/// A desk at the form of a new screening.
fn at_new() -> Session {
    let mut session = Session::start(PROGRAM, &["desk", "--try"], true);
    session.shows("Who are you?");
    session.send(PIN);
    session.shows("Reception is here");
    session.send("n");
    session.shows("A new screening");
    session
}

/// A desk whose screen a patient has, at the first question.
fn in_hands() -> Session {
    let mut session = at_new();
    for shows in ["on paper", "When is the treatment?"] {
        thread::sleep(APART);
        session.send("\r");
        session.shows(shows);
    }
    session
}

#[test]
fn a_patient_does_not_leave_the_program() {
    let mut session = in_hands();
    // Ctrl-C in each form, Ctrl-D, Ctrl-Z, F10
    for keys in CONTROL_C.into_iter().chain(["\x04", "\x1a", "\x1b[21~"]) {
        session.send(keys);
        session.shows("Please give this back to the desk.");
        assert!(session.has_screen());
        // neither does whoever finds it locked
        for keys in ["\x03", "\x1a", "q", "\x1b[21~", "\x1c", "\x1b"] {
            session.send(keys);
            assert!(
                session.has_screen() && session.asleep().is_some(),
                "{keys:?}"
            );
        }
        session.send(PIN);
        session.shows("since");
        // and on with it
        session.send("h");
        session.shows("Please turn the screen");
        thread::sleep(APART);
        session.send("\r");
        session.shows("When is the treatment?");
    }
}

#[test]
fn a_signal_from_outside_ends_the_desk_and_leaves_the_terminal_clean() {
    for (signal, name) in [
        (Signal::TERM, "Terminated"),
        (Signal::HUP, "Hangup"),
        (Signal::INT, "Interrupt"),
    ] {
        let mut session = in_hands();
        session.signal(signal);
        session.dies(name);
        session.is_clean();
        session.ends_with(FORGOTTEN);
    }
}

#[test]
fn staff_who_type_stop_with_the_key_that_leaves_and_do_not_leave_the_program() {
    let mut session = at_new();
    session.send("\t\t\t\x1b[C");
    session.shows("staff, for the patient");
    for shows in ["Read this to the patient", "When is the treatment?"] {
        thread::sleep(APART);
        session.send("\r");
        session.shows(shows);
    }
    session.send("\x03");
    session.shows("since");
    assert!(session.has_screen());
}

#[test]
fn staff_leave_as_everybody_does() {
    let mut session = Session::start(PROGRAM, &["desk", "--try"], true);
    session.shows("Who are you?");
    session.send(PIN);
    session.shows("Reception is here");
    session.send("q");
    session.exits(0);
    session.ends_with(FORGOTTEN);
}

#[test]
fn a_paste_in_a_patients_hands_is_only_keys() {
    let mut session = in_hands();
    // an end that never comes swallows nothing
    session.send("\x1b[200~1");
    thread::sleep(APART);
    session.send("\x03");
    session.shows("Please give this back to the desk.");
}
