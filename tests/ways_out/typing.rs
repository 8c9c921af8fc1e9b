//! What is typed, pasted, held and torn reaches the question that it was meant for, or none.

use std::{thread, time::Instant};

use rustix::process::Signal;

use super::session::*;

#[test]
fn no_leftover_keys_for_the_shell() {
    for _ in 0..5 {
        let mut session = Session::start("bash", &["--norc", "--noprofile", "-i"], true);
        session.prompts();
        session.send(&format!("{PROGRAM}; echo $((6*7))\r"));
        session.shows(READY);
        session.send(&format!("{QUIT}{}", "zzz\r".repeat(1000)));
        session.shows("42");
        session.prompts();
        session.send("echo $((7*8))\r");
        session.shows("56");
        assert!(!session.text().contains("zz"), "{}", session.text());
    }
}

#[test]
fn a_paste_or_a_held_key_answers_one_question() {
    again_if_too_slow(|| {
        let mut session = at_question_4();
        let begun = Instant::now();
        session.send(&"n".repeat(5000));
        // held: it repeats faster than anybody types
        for _ in 0..10 {
            thread::sleep(REPEATED);
            session.send_at_once("n");
        }
        session.send("n");
        if begun.elapsed() > HELD {
            return false;
        }
        session.shows("question 5");
        thread::sleep(HELD);
        session.send("n");
        session.shows("question 6");
        session.send("qy");
        session.exits(LEFT);
        true
    });
}

#[test]
fn a_paste_of_lines_answers_nothing() {
    let mut session = at_question_4();
    session.send("\x1b[200~n\rn\rn\r\x1b[201~");
    session.shows("A paste does nothing here.");
    session.shows("question 4");
    session.send("b");
    session.shows("question 3");
    session.send("\x1b[D");
    session.shows("question 2");
    // Ctrl-U, then two lines into the field
    session.send("\x15\x1b[200~35\r36\r\x1b[201~");
    session.shows("The first line of your paste was taken.");
    session.shows("35___");
    session.send("\x03");
    session.dies("Interrupt");
    session.is_clean();
}

#[test]
fn a_key_that_repeats_once_asks_and_answers_after_a_pause() {
    again_if_too_slow(|| {
        let mut session = at_question_4();
        session.send("n");
        session.shows("question 5");
        let begun = Instant::now();
        thread::sleep(HELD / 2);
        session.send("n");
        session.shows("Again? Press n once more.");
        if begun.elapsed() > HELD {
            return false;
        }
        session.shows("question 5");
        thread::sleep(PAUSE);
        session.send("n");
        session.shows("question 6");
        session.send("qy");
        session.exits(LEFT);
        true
    });
}

#[test]
fn the_digit_that_chose_is_typed_into_the_next_field_too() {
    let mut session = Session::ready();
    session.send("\r");
    session.shows("question 1");
    session.send("3");
    session.shows("question 2");
    for digit in ["3", "4"] {
        session.send(digit);
    }
    session.shows("34___");
    session.send("\x03");
    session.dies("Interrupt");
}

/// Answers everything so that there is no reason to wait.
fn answer_all(session: &mut Session) {
    session.shows(READY);
    // no key twice in a row: the program takes that for one that is held
    for keys in [
        "\r", "1", "34\r", "1\r", "n", UP, "n", UP, "n", UP, "6", "n", "4", UP, "n", UP, UP, UP,
        UP, UP, "1", "3", "1\r", "n", "\r", "\r",
    ] {
        session.send(keys);
    }
    session.shows("No reason to wait was found.");
}

#[test]
fn from_the_first_screen_to_the_sheet() {
    let mut session = Session::start(PROGRAM, &["--today", "2026-11-20", "--print"], true);
    answer_all(&mut session);
    session.send("e");
    session.send("6");
    // it stays in the terminal, so it is asked first
    session.shows("Type y to print it");
    session.send("y\r");
    let status = session.ends();
    assert_eq!((status.exit_code(), status.signal()), (0, None));
    session.shows("WARNING SIGNS");
}

#[test]
fn a_file_beyond_the_limit_is_a_sentence_and_no_end() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kept");
    let arguments = "--today 2026-11-20 --save";
    let script = format!("ulimit -f 0; exec {PROGRAM} {arguments} {}", file.display());
    let mut session = Session::start("sh", &["-c", &script], true);
    answer_all(&mut session);
    session.send("e");
    session.send("6");
    session.shows("Not saved, but your answers are still here.");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    session.send("\x03");
    session.dies("Interrupt");
    session.is_clean();
}

/// To "none of these" or the last option of a choice, from below, and Enter.
const UP: &str = "\x1b[A\r";

/// The key that starts and stops a demo, as terminals send it.
const F5: &str = "\x1b[15~";

#[test]
fn a_demo_goes_on_by_itself_until_a_key_stops_it() {
    let mut session = Session::start(PROGRAM, &["demo", "rolling"], true);
    session.shows("question 2 of");
    session.send(F5);
    session.shows("o stop");
    session.shows("question 3 of");
    session.shows("o stop");
    session.send(F5);
    session.shows("o play");
    session.send(QUIT);
    session.exits(0);
}

#[test]
fn a_demo_that_goes_on_by_itself_can_be_left() {
    let playing = || {
        let mut session = Session::start(PROGRAM, &["demo", "acne"], true);
        session.shows("question 2 of");
        session.send(" ");
        session.shows("question 3 of");
        session.send("o");
        session.shows("o stop");
        session
    };
    let mut session = playing();
    session.send(QUIT);
    session.exits(0);
    let mut session = playing();
    session.send("\x03");
    session.dies("Interrupt");
    session.is_clean();
    let mut session = playing();
    session.signal(Signal::TERM);
    session.dies("Terminated");
    session.is_clean();
}

#[test]
fn control_c_after_a_torn_sequence() {
    let mut session = Session::ready();
    session.send("\x1b[1;2");
    session.send("\x03");
    session.dies("Interrupt");
    session.is_clean();
}

/// At the first question that is answered by yes or no.
fn at_question_4() -> Session {
    let mut session = Session::ready();
    for keys in ["\r", "1", "34", "\r", "1", "\r"] {
        session.send(keys);
    }
    session.shows("question 4");
    session
}

#[test]
fn torn_sequences_answer_nothing() {
    let mut session = at_question_4();
    for pieces in [
        &["\x1b[", "1;2A"][..],
        &["\x1b[", "?62;1;22c"],
        &["\x1b[", "0n"],
        &["\x1b[0", "n"],
        &["\x1b[2", "4;1", "1R"],
        &["\x1b]11;rgb:1111/", "1111/1111\x1b\\"],
        &["\x1b]11;rgb:1111/", "2", "222/1111\x07"],
        &["\x1bP1$r", "1;2m\x1b\\"],
        &["\x1b[M", " 11"],
    ] {
        for piece in pieces {
            thread::sleep(TORN);
            session.send(piece);
        }
        session.shows("question 4");
    }
    session.send("n");
    session.shows("question 5");
    session.send("qy");
    session.exits(LEFT);
}
