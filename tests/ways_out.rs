//! Every way out leaves the terminal as it was, within a second and with the true exit status.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test says so best by failing")]

use std::{
    io::{Read, Write},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use needlefit::tui::terminal::{self, App, Flow};
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use ratatui::{Frame, crossterm::event::KeyEvent};
use rustix::process::{Pid, Signal, kill_process};
use vt100::{MouseProtocolEncoding, MouseProtocolMode};

/// The program, and what it shows when it is ready for [`QUIT`].
const PROGRAM: &str = env!("CARGO_BIN_EXE_needlefit");
const READY: &str = "Enter begin";
const QUIT: &str = "q";
/// The exit code of who leaves before there is a verdict.
const LEFT: u32 = 1;
/// Words that stand on our screens only.
const OURS: &str = "acne scars";

/// What stands on the main screen before, and must stand there afterwards.
const BEFORE: &str = "before";

/// A terminal that reports nothing of the mouse, and one that reports clicks.
const NO_MOUSE: (MouseProtocolMode, MouseProtocolEncoding) =
    (MouseProtocolMode::None, MouseProtocolEncoding::Default);
const CLICKS: (MouseProtocolMode, MouseProtocolEncoding) =
    (MouseProtocolMode::PressRelease, MouseProtocolEncoding::Sgr);
/// The flag for it.
const MOUSE: &[&str] = &["--mouse"];

/// A program in a terminal of our own.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    terminal: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    screen: Arc<Mutex<vt100::Parser>>,
    reader: Option<JoinHandle<()>>,
    closing: Arc<AtomicBool>,
    modes: String,
}

impl Session {
    /// Starts `program`; with `read`, the terminal takes what it writes.
    fn start(program: &str, arguments: &[&str], read: bool) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let modes = format!("{:?}", pair.master.get_termios());
        let mut screen = vt100::Parser::new(24, 80, 500);
        screen.process(format!("{BEFORE}\r\n").as_bytes());
        let screen = Arc::new(Mutex::new(screen));
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env("PS1", "shell> ");
        let child = pair.slave.spawn_command(command).unwrap();
        let closing = Arc::new(AtomicBool::new(false));
        let reader = read.then(|| {
            let mut reader = pair.master.try_clone_reader().unwrap();
            let (screen, closing) = (Arc::clone(&screen), Arc::clone(&closing));
            thread::spawn(move || {
                let mut bytes = [0; 4096];
                while let Ok(count @ 1..) = reader.read(&mut bytes) {
                    let bytes = bytes.get(..count).unwrap_or_default();
                    screen.lock().unwrap().process(bytes);
                    if closing.load(Ordering::SeqCst) {
                        return;
                    }
                }
            })
        });
        let keyboard = pair.master.take_writer().unwrap();
        Self {
            child,
            terminal: Some(pair.master),
            keyboard: Some(keyboard),
            screen,
            reader,
            closing,
            modes,
        }
    }

    /// Starts our program and waits until it is ready.
    fn ready() -> Self {
        Self::ready_with(&[])
    }

    /// The same with these arguments.
    fn ready_with(arguments: &[&str]) -> Self {
        let session = Self::start(PROGRAM, arguments, true);
        session.shows(READY);
        session
    }

    /// What the terminal was asked to report of the mouse.
    fn mouse(&self) -> (MouseProtocolMode, MouseProtocolEncoding) {
        let parser = self.screen.lock().unwrap();
        let screen = parser.screen();
        (
            screen.mouse_protocol_mode(),
            screen.mouse_protocol_encoding(),
        )
    }

    /// The report of a click on these words.
    fn click_on(&self, words: &str) -> String {
        let text = self.text();
        let mut lines = text.lines().zip(1..);
        let (line, row) = lines.find(|(line, _)| line.contains(words)).unwrap();
        let before = line.split(words).next().unwrap().chars().count();
        let column = before + 1;
        format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")
    }

    fn send(&mut self, keys: &str) {
        // Nobody reads a question in less, and the program knows.
        thread::sleep(Duration::from_millis(50));
        self.keyboard
            .as_mut()
            .unwrap()
            .write_all(keys.as_bytes())
            .unwrap();
    }

    fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    fn shows(&self, text: &str) {
        self.shows_within(text, Duration::from_secs(5));
    }

    fn shows_within(&self, text: &str, patience: Duration) {
        let end = Instant::now() + patience;
        while !self.text().contains(text) {
            assert!(Instant::now() < end, "no {text:?} in:\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Closes the terminal, as a window is closed.
    fn close(&mut self) {
        self.closing.store(true, Ordering::SeqCst);
        // The reader holds the terminal open until it has read something more.
        self.send("\x0c");
        self.reader.take().unwrap().join().unwrap();
        (self.keyboard, self.terminal) = (None, None);
    }

    /// The exit status, which must come within a second.
    fn ends(&mut self) -> ExitStatus {
        let end = Instant::now() + Duration::from_secs(1);
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < end, "still running after a second");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The terminal is as it was.
    fn is_clean(&self) {
        let modes = format!("{:?}", self.terminal.as_ref().unwrap().get_termios());
        assert_eq!(modes, self.modes, "modes of the terminal");
        self.shows(BEFORE);
        thread::sleep(Duration::from_millis(20));
        let parser = self.screen.lock().unwrap();
        let screen = parser.screen();
        assert!(!screen.alternate_screen(), "alternate screen left on");
        assert!(!screen.hide_cursor(), "cursor left hidden");
        let mouse = (
            screen.mouse_protocol_mode(),
            screen.mouse_protocol_encoding(),
        );
        assert_eq!(mouse, NO_MOUSE, "mouse left on");
        assert!(!screen.contents().contains(OURS), "{}", screen.contents());
    }

    fn exits(&mut self, code: u32) {
        let status = self.ends();
        assert_eq!((status.exit_code(), status.signal()), (code, None));
        self.is_clean();
    }

    fn dies(&mut self, of: &str) {
        let status = self.ends();
        assert!(
            status.signal().is_some_and(|name| name.starts_with(of)),
            "{of}: {status:?}"
        );
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn quit() {
    let mut session = Session::ready();
    session.send(QUIT);
    session.exits(LEFT);
}

#[test]
fn control_c() {
    let mut session = Session::ready();
    session.send("\x03");
    session.dies("Interrupt");
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
fn a_signal_while_painting() {
    for delay in 0..8 {
        let mut session = Session::ready();
        session.send(&"\x1b[B\x1b[A".repeat(200));
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

/// Set for the run of this test program that panics on the full screen.
const PANICS: &str = "NEEDLEFIT_TEST_PANICS";

/// A program on the full screen with a fault in it.
struct Faulty;

impl App for Faulty {
    type Output = ();

    fn draw(&mut self, frame: &mut Frame<'_>) {
        frame.render_widget("ready to fail", frame.area());
    }

    fn wants_mouse(&self) -> bool {
        true
    }

    #[expect(clippy::panic, reason = "this is the fault")]
    fn key(&mut self, _: KeyEvent) -> Flow<()> {
        panic!("must not be seen")
    }
}

#[test]
fn a_panic_says_where_and_not_what() {
    if std::env::var_os(PANICS).is_some() {
        terminal::run(Faulty).unwrap();
        return;
    }
    let myself = std::env::current_exe().unwrap();
    let name = "a_panic_says_where_and_not_what";
    let script = format!(
        "{PANICS}=1 exec {} --exact --nocapture {name}",
        myself.display()
    );
    let mut session = Session::start("sh", &["-c", &script], true);
    session.shows("ready to fail");
    assert_eq!(session.mouse(), CLICKS);
    session.send("x");
    // what the test harness makes of a panic
    session.exits(101);
    session.shows("internal error at tests/");
    assert!(
        !session.text().contains("must not be seen"),
        "{}",
        session.text()
    );
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

#[test]
fn a_terminal_that_takes_no_output() {
    let mut session = Session::start(PROGRAM, &[], false);
    for _ in 0..400 {
        // Repaints until the terminal is full and the program stuck in its write.
        thread::sleep(Duration::from_millis(1));
        session
            .keyboard
            .as_mut()
            .unwrap()
            .write_all(b"\x0c")
            .unwrap();
    }
    session.signal(Signal::TERM);
    session.dies("Terminated");
    let modes = format!("{:?}", session.terminal.as_ref().unwrap().get_termios());
    assert_eq!(modes, session.modes);
}

#[test]
fn control_z_and_back() {
    let mut session = Session::start("bash", &["--norc", "--noprofile", "-i"], true);
    session.shows("shell> ");
    session.modes.clear();
    session.send(&format!("{PROGRAM}\r"));
    session.shows(READY);
    session.send("\x1a");
    session.shows("Stopped");
    session.send("stty -a; echo $((6*7))\r");
    session.shows("42");
    let text = session.text();
    assert!(!session.screen.lock().unwrap().screen().alternate_screen());
    assert!(
        text.contains(" icanon") && text.contains(" echo "),
        "{text}"
    );
    session.send("fg\r");
    session.shows(READY);
    session.send(QUIT);
    session.shows("42");
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
    session.signal(Signal::STOP);
    thread::sleep(Duration::from_millis(50));
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
fn no_leftover_keys_for_the_shell() {
    for _ in 0..5 {
        let mut session = Session::start("bash", &["--norc", "--noprofile", "-i"], true);
        session.shows("shell> ");
        session.send(&format!("{PROGRAM}; echo $((6*7))\r"));
        session.shows(READY);
        session.send(&format!("{QUIT}{}", "zzz\r".repeat(1000)));
        session.shows("42");
        session.send("echo $((7*8))\r");
        session.shows("56");
        assert!(!session.text().contains("zz"), "{}", session.text());
    }
}

#[test]
fn the_mouse_is_heard_on_request_only() {
    let mut session = Session::ready();
    assert_eq!(session.mouse(), NO_MOUSE);
    // as from a terminal that somebody else left reporting
    let click = session.click_on(READY);
    session.send(&click);
    session.send(QUIT);
    session.exits(LEFT);
    let mut session = Session::ready_with(MOUSE);
    assert_eq!(session.mouse(), CLICKS);
    let click = session.click_on(READY);
    session.send(&click);
    session.shows("question 1");
    for keys in ["34", "\r", "1", "\r"] {
        session.send(keys);
    }
    session.shows("question 3");
    let click = session.click_on("  No");
    // a click that is made twice answers one question
    session.send(&click.repeat(2));
    session.shows("question 4");
    session.send(&click);
    thread::sleep(Duration::from_millis(100));
    session.shows("question 4");
    session.send("\x03");
    session.dies("Interrupt");
    session.is_clean();
}

#[test]
fn every_way_out_leaves_the_mouse_off() {
    let mut session = Session::ready_with(MOUSE);
    session.send(QUIT);
    session.exits(LEFT);
    for (signal, name) in [(Signal::TERM, "Terminated"), (Signal::HUP, "Hangup")] {
        for delay in 0..4 {
            let mut session = Session::ready_with(MOUSE);
            session.send(&"\x1b[<65;9;9M\x1b[<64;9;9M".repeat(200));
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
    session.shows("shell> ");
    session.send(&format!("{PROGRAM} --mouse\r"));
    session.shows(READY);
    assert_eq!(session.mouse(), CLICKS);
    session.send("\x1a");
    session.shows("Stopped");
    assert_eq!(session.mouse(), NO_MOUSE);
    session.send("fg\r");
    session.shows(READY);
    assert_eq!(session.mouse(), CLICKS);
    session.send(QUIT);
    session.shows("shell> ");
    session.send("clear; echo status $?; exit\r");
    session.shows("status 0");
    assert_eq!(session.mouse(), NO_MOUSE);
}

#[test]
fn a_mouse_that_was_switched_off_meanwhile_is_switched_on_again() {
    let mut session = Session::ready_with(MOUSE);
    session.signal(Signal::STOP);
    thread::sleep(Duration::from_millis(50));
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
    for keys in ["\r", "34\r", "1\r"] {
        session.send(keys);
    }
    session.shows("question 3");
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
    thread::sleep(Duration::from_millis(150));
    session.send("1;12M");
    thread::sleep(Duration::from_millis(150));
    session.shows("question 3");
    session.send("n");
    session.shows("question 4");
    session.send("qy");
    session.exits(LEFT);
}

#[test]
fn a_paste_or_a_held_key_answers_one_question() {
    let mut session = Session::ready();
    for keys in ["\r", "34", "\r", "1", "\r"] {
        session.send(keys);
    }
    session.shows("question 3");
    session.send(&"n".repeat(5000));
    session.shows("question 4");
    thread::sleep(Duration::from_millis(100));
    // held: it repeats faster than anybody types
    for _ in 0..10 {
        thread::sleep(Duration::from_millis(30));
        session.keyboard.as_mut().unwrap().write_all(b"n").unwrap();
    }
    session.shows("question 4");
    thread::sleep(Duration::from_millis(800));
    session.send("n");
    session.shows("question 5");
    session.send("qy");
    session.exits(LEFT);
}

#[test]
fn from_the_first_screen_to_the_sheet() {
    let mut session = Session::start(PROGRAM, &["--today", "2026-11-20", "--print"], true);
    session.shows(READY);
    // no key twice in a row: the program takes that for one that is held
    for keys in [
        "\r", "34\r", "1\r", "n", "2", "n", UP_UP, "n", UP_UP, "n", UP_UP, "5", "n", "4", "n", "3",
        "n", UP_UP, UP_UP, UP_UP, UP_UP, UP_UP, "1", "3", "1", "\r", "\r",
    ] {
        session.send(keys);
    }
    session.shows("No reason to wait was found.");
    session.send("e");
    session.send("4");
    let status = session.ends();
    assert_eq!((status.exit_code(), status.signal()), (0, None));
    session.shows("A QUALIFIED CLINICIAN MUST EXAMINE YOU AND DECIDE.");
}

/// To "none of these", from below, and Enter.
const UP_UP: &str = "\x1b[A\x1b[A\r";

/// The key that starts and stops a demo, as terminals send it.
const F5: &str = "\x1b[15~";
/// More than anybody needs to read a screen.
const READING: Duration = Duration::from_secs(60);

#[test]
fn a_demo_goes_on_by_itself_until_a_key_stops_it() {
    let mut session = Session::start(PROGRAM, &["demo", "rolling"], true);
    session.shows("question 1 of");
    session.send(F5);
    session.shows("F5 stop");
    session.shows_within("question 2 of", READING);
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
        session.shows("question 1 of");
        session.send(" ");
        session.shows("question 2 of");
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
