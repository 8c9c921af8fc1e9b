//! Apps of our own, run by this test program itself.

use std::{
    env, io, thread,
    time::{Duration, Instant},
};

use needlefit::tui::terminal::{self, Flow, FullScreen, Program};
use ratatui::{
    Frame,
    crossterm::event::{KeyCode, KeyEvent},
};
use rustix::process::Signal;

use super::session::*;

/// Set where this test program is to be the program in the pseudo-terminal.
const INSIDE: &str = "NEEDLEFIT_TEST_INSIDE";

/// Whether this is the program inside.
fn is_inside() -> bool {
    env::var_os(INSIDE).is_some()
}

/// Runs the test of this name inside.
fn inside(test: &str) -> Session {
    let myself = env::current_exe().unwrap();
    let script = format!(
        "{INSIDE}=1 exec {} --exact --nocapture apps::{test}",
        myself.display()
    );
    Session::start("sh", &["-c", &script], true)
}

/// Shows its name; each key does something else.
struct Trial {
    name: &'static str,
    mouse: bool,
}

impl Trial {
    const fn named(name: &'static str) -> Self {
        Self { name, mouse: false }
    }
}

impl Program for Trial {
    type Output = ();

    fn draw(&mut self, frame: &mut Frame<'_>) {
        frame.render_widget(self.name, frame.area());
    }

    fn wants_mouse(&self) -> bool {
        self.mouse
    }

    #[expect(clippy::panic, reason = "this is the fault")]
    fn key(&mut self, key: KeyEvent) -> Flow<()> {
        match key.code {
            KeyCode::Char('q') => Flow::Done(()),
            KeyCode::Char('c') => Flow::Changed,
            KeyCode::Char('s') => {
                thread::sleep(Duration::MAX);
                Flow::Continue
            }
            KeyCode::Char('p') => panic!("must not be seen"),
            _ => Flow::Continue,
        }
    }
}

#[test]
fn a_panic_says_where_and_not_what() {
    if is_inside() {
        terminal::run(Trial {
            name: "ready to fail",
            mouse: true,
        })
        .unwrap();
        return;
    }
    let mut session = inside("a_panic_says_where_and_not_what");
    session.shows("ready to fail");
    assert_eq!(session.mouse(), CLICKS);
    session.send("p");
    // what the test harness makes of a panic
    session.exits(101);
    session.shows("internal error at tests/");
    assert!(
        !session.text().contains("must not be seen"),
        "{}",
        session.text()
    );
}

/// Ends the app that is on the screen in every way; `session` brings it there.
fn every_end(session: impl Fn() -> Session) {
    for (signal, name) in [
        (Signal::TERM, "Terminated"),
        (Signal::HUP, "Hangup"),
        (Signal::INT, "Interrupt"),
    ] {
        let mut session = session();
        session.signal(signal);
        session.dies(name);
        session.is_clean();
    }
    let mut by_key = session();
    by_key.send("\x03");
    by_key.dies("Interrupt");
    by_key.is_clean();
    let mut by_panic = session();
    by_panic.send("p");
    by_panic.exits(101);
    let mut by_closing = session();
    by_closing.close();
    by_closing.dies("Hangup");
    let mut quit = session();
    quit.send("q");
    quit.exits(0);
}

#[test]
fn a_screen_after_a_screen_in_one_process() {
    if is_inside() {
        terminal::run(Trial::named("first app")).unwrap();
        println!("closed");
        let mut line = String::new();
        io::stdin().read_line(&mut line).unwrap();
        terminal::run(Trial::named("second app")).unwrap();
        return;
    }
    let between = || {
        let mut session = inside("a_screen_after_a_screen_in_one_process");
        session.shows("first app");
        session.send("q");
        session.shows("closed");
        session.is_clean();
        session
    };
    every_end(|| {
        let mut session = between();
        session.send("\r");
        session.shows("second app");
        session
    });
    for (signal, name) in [(Signal::TERM, "Terminated"), (Signal::HUP, "Hangup")] {
        let mut session = between();
        session.signal(signal);
        session.dies(name);
    }
}

#[test]
fn one_app_after_the_other_on_one_screen() {
    if is_inside() {
        let mut screen = FullScreen::open().unwrap();
        assert!(FullScreen::open().is_err(), "there is one at a time");
        let first = Trial {
            name: "first app",
            mouse: true,
        };
        screen.run(first).unwrap();
        screen.run(Trial::named("second app")).unwrap();
        return;
    }
    let begun = Instant::now();
    let to_the_second = || loop {
        assert!(begun.elapsed() < HANG, "this machine is too busy to tell");
        let mut session = inside("one_app_after_the_other_on_one_screen");
        session.shows("first app");
        assert_eq!(session.mouse(), CLICKS);
        let pressed = Instant::now();
        session.send("q");
        session.shows("second app");
        assert!(session.has_screen());
        assert_eq!(session.mouse(), NO_MOUSE, "the second did not ask for it");
        // the key that ended the first is still held
        for _ in 0..5 {
            thread::sleep(REPEATED);
            session.send_at_once("q");
        }
        session.asleep();
        if pressed.elapsed() > HELD {
            continue;
        }
        thread::sleep(HELD);
        session.shows("second app");
        return session;
    };
    every_end(to_the_second);
}

#[test]
fn control_c_while_the_app_is_busy() {
    if is_inside() {
        terminal::run(Trial::named("busy app")).unwrap();
        return;
    }
    for form in CONTROL_C {
        let mut session = inside("control_c_while_the_app_is_busy");
        session.shows("busy app");
        session.send("s");
        session.send(form);
        session.dies("Interrupt");
        session.is_clean();
    }
}

#[test]
fn control_c_right_after_a_change_of_question() {
    if is_inside() {
        terminal::run(Trial::named("changing app")).unwrap();
        return;
    }
    for form in CONTROL_C {
        for delay in [0, 200, 400, 800, 1_600, 3_200, 6_400] {
            let mut session = inside("control_c_right_after_a_change_of_question");
            session.shows("changing app");
            if delay == 0 {
                session.send(&format!("c{form}"));
            } else {
                session.send_at_once("c");
                thread::sleep(Duration::from_micros(delay));
                session.send_at_once(form);
            }
            session.dies("Interrupt");
            session.is_clean();
        }
    }
}
