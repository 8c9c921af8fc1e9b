//! A program in a pseudo-terminal, and what is left of that.

use std::{
    fs,
    io::{Read, Write},
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use vt100::{MouseProtocolEncoding, MouseProtocolMode};

/// The program, and what it shows when it is ready for [`QUIT`].
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_needlefit");
pub const READY: &str = "Enter begin";
pub const QUIT: &str = "q";
/// The exit code of who leaves before there is a verdict.
pub const LEFT: u32 = 1;
/// Words that stand on our screens only.
pub const OURS: &str = "acne scars";

/// What stands on the main screen before, and must stand there afterwards.
pub const BEFORE: &str = "before";

/// A terminal that reports nothing of the mouse, and one that reports clicks.
pub const NO_MOUSE: (MouseProtocolMode, MouseProtocolEncoding) =
    (MouseProtocolMode::None, MouseProtocolEncoding::Default);
pub const CLICKS: (MouseProtocolMode, MouseProtocolEncoding) =
    (MouseProtocolMode::PressRelease, MouseProtocolEncoding::Sgr);
/// The flag for it.
pub const MOUSE: &[&str] = &["--mouse"];

/// Ctrl-C in the form that every terminal has, and in the two newer ones.
pub const CONTROL_C: [&str; 3] = ["\x03", "\x1b[99;5u", "\x1b[27;5;99~"];

/// A program in a terminal of our own.
pub struct Session {
    pub child: Box<dyn Child + Send + Sync>,
    pub terminal: Option<Box<dyn MasterPty + Send>>,
    pub keyboard: Option<Box<dyn Write + Send>>,
    pub screen: Arc<Mutex<vt100::Parser>>,
    reader: Option<JoinHandle<()>>,
    closing: Arc<AtomicBool>,
    pub modes: String,
}

impl Session {
    /// Starts `program`; with `read`, the terminal takes what it writes.
    pub fn start(program: &str, arguments: &[&str], read: bool) -> Self {
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
    pub fn ready() -> Self {
        Self::ready_with(&[])
    }

    /// The same with these arguments.
    pub fn ready_with(arguments: &[&str]) -> Self {
        let session = Self::start(PROGRAM, arguments, true);
        session.shows(READY);
        session
    }

    /// What the terminal was asked to report of the mouse.
    pub fn mouse(&self) -> (MouseProtocolMode, MouseProtocolEncoding) {
        let parser = self.screen.lock().unwrap();
        let screen = parser.screen();
        (
            screen.mouse_protocol_mode(),
            screen.mouse_protocol_encoding(),
        )
    }

    /// The report of a click on these words.
    pub fn click_on(&self, words: &str) -> String {
        let text = self.text();
        let mut lines = text.lines().zip(1..);
        let (line, row) = lines.find(|(line, _)| line.contains(words)).unwrap();
        let before = line.split(words).next().unwrap().chars().count();
        let column = before + 1;
        format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")
    }

    pub fn send(&mut self, keys: &str) {
        // Nobody reads a question in less, and the program knows.
        thread::sleep(Duration::from_millis(50));
        self.send_at_once(keys);
    }

    pub fn send_at_once(&mut self, keys: &str) {
        self.keyboard
            .as_mut()
            .unwrap()
            .write_all(keys.as_bytes())
            .unwrap();
    }

    pub fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    /// Sends a signal by its number, as a real-time signal has no name.
    pub fn signal_number(&self, number: i32) {
        let pid = self.child.process_id().unwrap();
        let kill = format!("kill -{number} {pid}");
        let status = Command::new("sh").args(["-c", &kill]).status();
        assert!(status.unwrap().success());
    }

    /// Gives the window a size.
    pub fn resize(&self, columns: u16, rows: u16) {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.terminal.as_ref().unwrap().resize(size).unwrap();
    }

    /// The most memory that the program had so far, in MB.
    pub fn most_memory(&self) -> u32 {
        let pid = self.child.process_id().unwrap();
        let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
        let most = status.lines().find(|line| line.starts_with("VmHWM"));
        let kilobytes = most.unwrap().split_whitespace().nth(1).unwrap();
        kilobytes.parse::<u32>().unwrap() / 1024
    }

    /// Whether the alternate screen is on.
    pub fn has_screen(&self) -> bool {
        self.screen.lock().unwrap().screen().alternate_screen()
    }

    pub fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    pub fn shows(&self, text: &str) {
        self.shows_within(text, Duration::from_secs(5));
    }

    pub fn shows_within(&self, text: &str, patience: Duration) {
        let end = Instant::now() + patience;
        while !self.text().contains(text) {
            assert!(Instant::now() < end, "no {text:?} in:\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Closes the terminal, as a window is closed.
    pub fn close(&mut self) {
        self.closing.store(true, Ordering::SeqCst);
        // The reader holds the terminal open until it has read something more.
        self.send("\x0c");
        self.reader.take().unwrap().join().unwrap();
        (self.keyboard, self.terminal) = (None, None);
    }

    /// The exit status, which must come within a second.
    pub fn ends(&mut self) -> ExitStatus {
        let end = Instant::now() + Duration::from_secs(1);
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < end, "still running after a second");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The modes of the terminal.
    pub fn modes_now(&self) -> String {
        format!("{:?}", self.terminal.as_ref().unwrap().get_termios())
    }

    /// The terminal is as it was.
    pub fn is_clean(&self) {
        assert_eq!(self.modes_now(), self.modes, "modes of the terminal");
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

    pub fn exits(&mut self, code: u32) {
        let status = self.ends();
        assert_eq!((status.exit_code(), status.signal()), (code, None));
        self.is_clean();
    }

    pub fn dies(&mut self, of: &str) {
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
