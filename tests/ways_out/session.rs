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

/// What a shell asks for a command with.
pub const PROMPT: &str = "shell>";
/// What stands on the main screen before, and must stand there afterwards.
pub const BEFORE: &str = "before";

/// Only against a hang: what must happen happens much sooner, on whatever machine.
pub const HANG: Duration = Duration::from_secs(120);
/// Nobody reads a question in less, and the program knows: it takes a key that comes sooner for the
/// rest of a paste.
pub const READ: Duration = Duration::from_millis(20);
/// Longer than the rest of a torn sequence may take.
pub const TORN: Duration = Duration::from_millis(150);
/// Within this time after an answer, the same key is taken for one that is held.
pub const HELD: Duration = Duration::from_millis(800);
/// No key that is held repeats as slowly.
pub const PAUSE: Duration = Duration::from_millis(350);
/// How often a key repeats that is held.
pub const REPEATED: Duration = Duration::from_millis(30);

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
    /// What was written last.
    written: Arc<Mutex<Vec<u8>>>,
    reader: Option<JoinHandle<()>>,
    closing: Arc<AtomicBool>,
    pub modes: String,
    shell: bool,
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
        command.env("PS1", format!("{PROMPT} "));
        let child = pair.slave.spawn_command(command).unwrap();
        let closing = Arc::new(AtomicBool::new(false));
        let written = Arc::new(Mutex::new(Vec::new()));
        let reader = read.then(|| {
            let mut reader = pair.master.try_clone_reader().unwrap();
            let (screen, closing) = (Arc::clone(&screen), Arc::clone(&closing));
            let written = Arc::clone(&written);
            thread::spawn(move || {
                let mut bytes = [0; 4096];
                while let Ok(count @ 1..) = reader.read(&mut bytes) {
                    let bytes = bytes.get(..count).unwrap_or_default();
                    screen.lock().unwrap().process(bytes);
                    let mut written = written.lock().unwrap();
                    written.extend_from_slice(bytes);
                    let old = written.len().saturating_sub(4096);
                    written.drain(..old);
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
            written,
            reader,
            closing,
            modes,
            shell: program == "bash",
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

    /// Types, and does not wait for who hears it.
    pub fn send_at_once(&mut self, keys: &str) {
        let keyboard = self.keyboard.as_mut().unwrap();
        keyboard.write_all(keys.as_bytes()).unwrap();
    }

    /// Sends keys to the program once its question can have been read, and waits until it has heard
    /// them and sleeps again, or is gone. In a shell, nobody knows who hears them.
    pub fn send(&mut self, keys: &str) {
        if self.shell {
            return self.send_at_once(keys);
        }
        let before = self.asleep();
        thread::sleep(READ);
        self.send_at_once(keys);
        until("it hears the keys", || self.asleep_at_once() != before);
        self.asleep();
    }

    /// Waits until each thread of the program sleeps; how often they went to sleep, which no longer
    /// changes before something else happens. Nothing when the program is gone.
    pub fn asleep(&self) -> Option<u64> {
        let mut before = self.asleep_at_once();
        until("it sleeps", || {
            let was = before;
            thread::sleep(Duration::from_millis(1));
            before = self.asleep_at_once();
            // one look takes a while: only two that see the same are one moment
            before == was && before != Some(AWAKE)
        });
        before
    }

    /// The same without waiting; [`AWAKE`] while a thread runs.
    pub fn asleep_at_once(&self) -> Option<u64> {
        let threads = fs::read_dir(format!("/proc/{}/task", self.pid())).ok()?;
        let mut slept = 0;
        for thread in threads {
            let status = fs::read_to_string(thread.ok()?.path().join("status")).ok()?;
            let field = |name: &str| {
                let line = status.lines().find_map(|line| line.strip_prefix(name));
                line.unwrap_or_default().trim().to_owned()
            };
            let state = field("State:");
            if state.starts_with(['Z', 'X']) {
                return None;
            }
            if !state.starts_with('S') {
                return Some(AWAKE);
            }
            slept += field("voluntary_ctxt_switches:").parse::<u64>().unwrap();
        }
        Some(slept)
    }

    pub fn pid(&self) -> i32 {
        i32::try_from(self.child.process_id().unwrap()).unwrap()
    }

    /// Stops the program, and waits until it has stopped.
    pub fn stop(&self) {
        self.signal(Signal::STOP);
        until("it stops", || {
            let status = fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap();
            status.lines().any(|line| line.starts_with("State:\tT"))
        });
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_raw(self.pid()).unwrap(), signal).unwrap();
    }

    /// Sends a signal by its number, as a real-time signal has no name.
    pub fn signal_number(&self, number: i32) {
        let kill = format!("kill -{number} {}", self.pid());
        let status = Command::new("sh").args(["-c", &kill]).status();
        assert!(status.unwrap().success());
    }

    /// Gives the window a size, and waits until the program has heard of it and sleeps again.
    pub fn resize(&self, columns: u16, rows: u16) {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let before = self.asleep();
        self.terminal.as_ref().unwrap().resize(size).unwrap();
        until("it hears of it", || self.asleep_at_once() != before);
        self.asleep();
    }

    /// The most memory that the program had so far, in MB.
    pub fn most_memory(&self) -> u32 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap();
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
        let end = Instant::now() + HANG;
        while !self.text().contains(text) {
            assert!(Instant::now() < end, "no {text:?} in:\n{}", self.text());
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Waits until the shell asks for a command.
    pub fn prompts(&self) {
        until("it prompts", || self.text().trim_end().ends_with(PROMPT));
    }

    /// Closes the terminal, as a window is closed.
    pub fn close(&mut self) {
        self.closing.store(true, Ordering::SeqCst);
        // The reader holds the terminal open until it has read something more.
        self.send_at_once("\x0c");
        self.reader.take().unwrap().join().unwrap();
        (self.keyboard, self.terminal) = (None, None);
    }

    /// The exit status; what the program wrote has been read then.
    pub fn ends(&mut self) -> ExitStatus {
        let mut status = None;
        until("it ends", || {
            status = self.child.try_wait().unwrap();
            status.is_some()
        });
        if let Some(reader) = self.reader.take() {
            until("all is read", || reader.is_finished());
            reader.join().unwrap();
        }
        status.unwrap()
    }

    /// The modes of the terminal.
    pub fn modes_now(&self) -> String {
        format!("{:?}", self.terminal.as_ref().unwrap().get_termios())
    }

    /// The terminal is as it was, or will be once all is read.
    pub fn is_clean(&self) {
        if self.reader.is_some() {
            until("it is clean", || self.left_behind().is_empty());
        }
        assert_eq!(self.left_behind(), [""; 0], "{}", self.text());
    }

    /// The last that was written ends so.
    pub fn ends_with(&self, bytes: &str) {
        until("the last bytes", || {
            self.written.lock().unwrap().ends_with(bytes.as_bytes())
        });
    }

    /// What of the terminal is not as it was.
    fn left_behind(&self) -> Vec<&'static str> {
        let parser = self.screen.lock().unwrap();
        let screen = parser.screen();
        let mouse = (
            screen.mouse_protocol_mode(),
            screen.mouse_protocol_encoding(),
        );
        let faults = [
            (self.modes_now() != self.modes, "modes of the terminal"),
            (screen.alternate_screen(), "alternate screen left on"),
            (screen.hide_cursor(), "cursor left hidden"),
            (mouse != NO_MOUSE, "mouse left on"),
            (screen.bracketed_paste(), "marks of pastes left on"),
            (!screen.contents().contains(BEFORE), "what was before"),
            (screen.contents().contains(OURS), "what is ours"),
        ];
        let faults = faults.into_iter().filter(|(is, _)| *is);
        faults.map(|(_, fault)| fault).collect()
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

/// What [`Session::asleep_at_once`] says of a program that runs.
pub const AWAKE: u64 = u64::MAX;

/// Waits for what must happen.
pub fn until(what: &str, mut happens: impl FnMut() -> bool) {
    let end = Instant::now() + HANG;
    while !happens() {
        assert!(Instant::now() < end, "a hang: never {what}");
        thread::sleep(Duration::from_micros(500));
    }
}

/// Does it until it was quick enough to tell something.
pub fn again_if_too_slow(mut act: impl FnMut() -> bool) {
    let end = Instant::now() + HANG;
    while !act() {
        if Instant::now() > end {
            eprintln!("not tested: this machine is too busy");
            return;
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
