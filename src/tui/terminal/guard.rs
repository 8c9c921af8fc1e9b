//! The terminal is handed back as it was found, on every way out.
//!
//! The guard remembers what it switched on (raw mode, the alternate screen, the window title, the
//! hidden cursor, bracketed paste, the mouse where that was asked for) and undoes precisely that. It
//! never switches on focus or keyboard reports: of the keyboard protocol of kitty, the part that tells
//! a press from a repeat of a letter also turns all text into codes, with dead keys and input methods
//! left to us. Nothing here prints: on a dead terminal that would
//! be a second panic.

use std::{
    io::{self, IsTerminal, Write},
    os::unix::net::UnixStream,
    panic, process,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread::{self, ThreadId},
    time::{Duration, Instant},
};

use rustix::{
    stdio::{stderr, stdin},
    termios::{OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr},
};

use super::{frame, tty};
use crate::{files, locale};

/// Title (the old one is kept by the terminal; never a word about a person) and screen.
const ENTER: &[u8] = b"\x1b[22;2t\x1b]2;needlefit\x07\x1b[?1049h\x1b[?25l";

/// Undoes [`ENTER`], after the lines were erased.
const LEAVE: &[u8] = b"\x1b[?2004l\x1b[23;2t\x1b[?1049l\x1b[?25h";

/// Presses and the wheel (1000), in a form that no key has and no window is too wide for (1006).
/// Movement is never reported.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";

/// Undoes [`MOUSE_ON`].
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Pastes are marked, so that no line of one can answer the next question; or not, where an end that
/// never comes must not swallow the keys.
const PASTES_ON: &[u8] = b"\x1b[?2004h";
const PASTES_OFF: &[u8] = b"\x1b[?2004l";

/// Drops what a terminal has scrolled out of sight: one without an alternate screen keeps frames there.
const FORGET: &[u8] = b"\x1b[3J";

/// How long a way out waits for a terminal that takes no output.
const FULL: Duration = Duration::from_millis(200);

/// Knows how the terminal was, and whether it is ours now. There is one in a process, for one
/// screen after the other.
#[derive(Debug)]
pub struct Guard {
    before: Mutex<Termios>,
    on: AtomicBool,
    /// The process ends: the terminal is not taken again.
    over: AtomicBool,
    /// Whoever enters, leaves or paints holds this: the others wait until it is done.
    turn: Mutex<()>,
    painting: AtomicBool,
    /// The thread that took the terminal last.
    painter: Mutex<ThreadId>,
    mouse: AtomicBool,
    /// The way out is barred: see [`Guard::hold`].
    held: AtomicBool,
    /// It was barred once: the answers of several people were on this screen.
    shared: AtomicBool,
    wake: UnixStream,
}

impl Guard {
    /// Remembers the terminal and takes over what a panic prints; changes nothing yet.
    ///
    /// A byte is sent to `wake` when the terminal becomes ours, for whoever reads the keys.
    ///
    /// # Errors
    ///
    /// When standard input or output is not a terminal.
    pub fn new(wake: UnixStream) -> io::Result<Arc<Self>> {
        if !io::stdout().is_terminal() {
            return Err(io::Error::other("standard output is not a terminal"));
        }
        let guard = Arc::new(Self {
            before: Mutex::new(tcgetattr(stdin())?),
            on: AtomicBool::new(false),
            over: AtomicBool::new(false),
            turn: Mutex::new(()),
            painting: AtomicBool::new(false),
            painter: Mutex::new(thread::current().id()),
            mouse: AtomicBool::new(false),
            held: AtomicBool::new(false),
            shared: AtomicBool::new(false),
            wake,
        });
        guard.hook_panics();
        Ok(guard)
    }

    /// Takes the terminal; when it is ours already, as after a SIGSTOP, takes it anew.
    ///
    /// # Errors
    ///
    /// When the terminal refuses, as it does once it was closed.
    pub fn enter(&self) -> io::Result<()> {
        let turn = lock(&self.turn);
        if self.over.load(Ordering::SeqCst) {
            drop(turn);
            // Whoever set it ends the process in a moment.
            loop {
                thread::park();
            }
        }
        *lock(&self.painter) = thread::current().id();
        if self.is_on() {
            // Someone may have used the terminal meanwhile: only a clean start is sure to be ours.
            tty::say(&[frame::END, self.if_mouse(MOUSE_OFF), LEAVE].concat());
        } else {
            *lock(&self.before) = tcgetattr(stdin())?;
        }
        let mut raw = lock(&self.before).clone();
        raw.make_raw();
        // A read never waits: between the news of a key and its read the painter may have dropped
        // it, and a listener that waits there hears no signal.
        raw.special_codes[SpecialCodeIndex::VMIN] = 0;
        // Flush: a key typed before there was a question is not an answer.
        tcsetattr(stdin(), OptionalActions::Flush, &raw)?;
        self.on.store(true, Ordering::SeqCst);
        let pastes = if self.is_held() {
            PASTES_OFF
        } else {
            PASTES_ON
        };
        tty::say(&[ENTER, pastes, self.if_mouse(MOUSE_ON)].concat());
        let _ = (&self.wake).write(&[0]);
        Ok(())
    }

    /// Hands the terminal back. The second caller waits until the first is done.
    pub fn leave(&self) {
        let _turn = lock(&self.turn);
        // In the background the terminal is someone else's: touching it would stop us (SIGTTOU).
        if !self.on.swap(false, Ordering::SeqCst) || !tty::in_foreground() {
            return;
        }
        // ST first: a frame that was cut off may have ended inside a control string.
        let erase = frame::erase(tty::size().1);
        let forget = if self.shared.load(Ordering::SeqCst) {
            FORGET
        } else {
            b""
        };
        tty::say_before(
            Instant::now() + FULL,
            &[
                b"\x1b\\",
                self.if_mouse(MOUSE_OFF),
                frame::END,
                &erase,
                LEAVE,
                forget,
            ]
            .concat(),
        );
        tty::swallow_input();
        // Not locked while it waits: the watchdog may need it.
        let before = lock(&self.before).clone();
        let _ = tcsetattr(stdin(), OptionalActions::Flush, &before);
    }

    /// Sends a frame, in one write, if the terminal is ours.
    pub fn paint(&self, frame: &[u8]) {
        let _turn = lock(&self.turn);
        if self.is_on() && !frame.is_empty() {
            self.painting.store(true, Ordering::SeqCst);
            tty::say(frame);
            self.painting.store(false, Ordering::SeqCst);
        }
    }

    /// Whether the terminal is ours.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.on.load(Ordering::SeqCst)
    }

    /// Whether the terminal reports the mouse while it is ours.
    #[must_use]
    pub fn has_mouse(&self) -> bool {
        self.mouse.load(Ordering::SeqCst)
    }

    /// From now on the terminal is to report the mouse, or no longer.
    pub fn report_mouse(&self, wanted: bool) {
        let _turn = lock(&self.turn);
        if self.mouse.swap(wanted, Ordering::SeqCst) != wanted && self.is_on() {
            tty::say(if wanted { MOUSE_ON } else { MOUSE_OFF });
        }
    }

    /// From now on Ctrl-C and Ctrl-Z are keys like others, and pastes are not marked, or no longer so:
    /// whoever has the keyboard is not to reach the shell. A signal from outside still ends the process.
    pub fn hold(&self, wanted: bool) {
        let _turn = lock(&self.turn);
        self.shared.fetch_or(wanted, Ordering::SeqCst);
        if self.held.swap(wanted, Ordering::SeqCst) != wanted && self.is_on() {
            tty::say(if wanted { PASTES_OFF } else { PASTES_ON });
        }
    }

    /// Whether the way out is barred.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.held.load(Ordering::SeqCst)
    }

    /// These bytes, where the mouse was asked for.
    fn if_mouse<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        if self.has_mouse() { bytes } else { b"" }
    }

    /// Ends the process by `signal` within a second, whatever the painter is stuck in.
    ///
    /// The painter was told and normally ends the process long before this does.
    pub fn end_by(self: &Arc<Self>, signal: i32) -> ! {
        // A slow disk may hold up a save: nobody is there any more to be told of its file.
        let appearing = files::end();
        thread::sleep(Duration::from_millis(250));
        for _ in 0..10 {
            if !self.painting.load(Ordering::SeqCst) {
                break;
            }
            tty::unclog();
            thread::sleep(Duration::from_millis(10));
        }
        let guard = Arc::clone(self);
        let (done, wait) = mpsc::channel();
        thread::spawn(move || {
            guard.over.store(true, Ordering::SeqCst);
            guard.leave();
            for path in appearing {
                let path = files::whereabouts(&path);
                say_error(&format!(
                    "needlefit: ended while saving. If {path} is there, it is whole."
                ));
            }
            let _ = done.send(());
        });
        if wait.recv_timeout(Duration::from_millis(500)).is_err() {
            // Not even that: give the shell its modes at least. `Now` waits for no output.
            tty::forget_input();
            let _ = tcsetattr(stdin(), OptionalActions::Now, &lock(&self.before));
        }
        die_of(signal)
    }

    /// A panic puts the terminal back and says where it was, never what was in it.
    fn hook_panics(self: &Arc<Self>) {
        let guard = Arc::clone(self);
        panic::set_hook(Box::new(move |info| {
            guard.leave();
            let at = info
                .location()
                .map(|at| format!(" at {}:{}", at.file(), at.line()));
            say_error(&format!(
                "needlefit: internal error{}",
                at.unwrap_or_default()
            ));
            if thread::current().id() != *lock(&guard.painter) {
                // The painter would wait for ever for a thread that is gone.
                process::exit(101);
            }
        }));
    }
}

/// Ends the process as if `signal` had never been caught, so that the shell sees the true status;
/// of a signal that is too rare to be known (SIGPWR, real-time) it sees the number.
pub fn die_of(signal: i32) -> ! {
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    process::exit(128 + signal)
}

/// Says a line on the standard error, where that takes it, in letters that the terminal takes.
pub fn say_error(line: &str) {
    let mut line = format!("{line}\n");
    if stderr().is_terminal() && locale::is_ascii() {
        line = locale::in_ascii(&line).into_owned();
    }
    let _ = rustix::io::write(stderr(), line.as_bytes());
}

/// Locks even after a panic: this state stays usable, and the way out needs it then.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
