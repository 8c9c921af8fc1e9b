//! The terminal is handed back as it was found, on every way out.
//!
//! The guard remembers what it switched on (raw mode, the alternate screen, the window title, the
//! hidden cursor) and undoes precisely that. It never switches on bracketed paste, mouse, focus or
//! keyboard reports. Nothing here prints: on a dead terminal that would be a second panic.

use std::{
    io::{self, IsTerminal, Write},
    os::unix::net::UnixStream,
    panic, process,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    process::{Resource, Rlimit, Signal, getpgrp, getsid, kill_current_process_group, setrlimit},
    stdio::{stderr, stdin, stdout},
    termios::{
        Action, OptionalActions, QueueSelector, Termios, tcflow, tcflush, tcgetattr, tcgetpgrp,
        tcgetwinsize, tcsetattr,
    },
};

use super::frame;

/// Title (the old one is kept by the terminal; never a word about a person, R-17) and screen.
const ENTER: &[u8] = b"\x1b[22;2t\x1b]2;needlefit\x07\x1b[?1049h\x1b[?25l";

/// Undoes [`ENTER`], after the lines were erased.
const LEAVE: &[u8] = b"\x1b[23;2t\x1b[?1049l\x1b[?25h";

/// How long a way out waits for a terminal that takes no output.
const FULL: Duration = Duration::from_millis(200);

/// Input counts as over when nothing came for this long: a paste arrives in pieces.
const QUIET: Duration = Duration::from_millis(30);

/// How long input may go on coming before it is given up on.
const NOISE: Duration = Duration::from_millis(250);

/// Knows how the terminal was, and whether it is ours now.
#[derive(Debug)]
pub struct Guard {
    before: Mutex<Termios>,
    on: AtomicBool,
    /// Whoever enters, leaves or paints holds this: the others wait until it is done.
    turn: Mutex<()>,
    painting: AtomicBool,
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
            turn: Mutex::new(()),
            painting: AtomicBool::new(false),
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
        let _turn = lock(&self.turn);
        if self.is_on() {
            // Someone may have used the terminal meanwhile: only a clean start is sure to be ours.
            say(&[frame::END, LEAVE].concat());
        } else {
            *lock(&self.before) = tcgetattr(stdin())?;
        }
        let mut raw = lock(&self.before).clone();
        raw.make_raw();
        // Flush: a key typed before there was a question is not an answer.
        tcsetattr(stdin(), OptionalActions::Flush, &raw)?;
        self.on.store(true, Ordering::SeqCst);
        say(ENTER);
        let _ = (&self.wake).write(&[0]);
        Ok(())
    }

    /// Hands the terminal back. The second caller waits until the first is done.
    pub fn leave(&self) {
        let _turn = lock(&self.turn);
        // In the background the terminal is someone else's: touching it would stop us (SIGTTOU).
        if !self.on.swap(false, Ordering::SeqCst) || !in_foreground() {
            return;
        }
        // ST first: a frame that was cut off may have ended inside a control string.
        let erase = frame::erase(size().1);
        say_before(
            Instant::now() + FULL,
            &[b"\x1b\\", frame::END, &erase, LEAVE].concat(),
        );
        swallow_input();
        let _ = tcsetattr(stdin(), OptionalActions::Flush, &lock(&self.before));
    }

    /// Sends a frame, in one write, if the terminal is ours.
    pub fn paint(&self, frame: &[u8]) {
        let _turn = lock(&self.turn);
        if self.is_on() && !frame.is_empty() {
            self.painting.store(true, Ordering::SeqCst);
            say(frame);
            self.painting.store(false, Ordering::SeqCst);
        }
    }

    /// Whether the terminal is ours.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.on.load(Ordering::SeqCst)
    }

    /// Ends the process by `signal` within a second, whatever the painter is stuck in.
    ///
    /// The painter was told and normally ends the process long before this does.
    pub fn end_by(self: &Arc<Self>, signal: i32) -> ! {
        thread::sleep(Duration::from_millis(250));
        for _ in 0..10 {
            if !self.painting.load(Ordering::SeqCst) {
                break;
            }
            unclog();
            thread::sleep(Duration::from_millis(10));
        }
        let guard = Arc::clone(self);
        let (done, wait) = std::sync::mpsc::channel();
        thread::spawn(move || {
            guard.leave();
            let _ = done.send(());
        });
        if wait.recv_timeout(Duration::from_millis(500)).is_err() {
            // Not even that: give the shell its modes at least. `Now` waits for no output.
            let _ = tcflush(stdin(), QueueSelector::IFlush);
            let _ = tcsetattr(stdin(), OptionalActions::Now, &lock(&self.before));
        }
        die_of(signal)
    }

    /// A panic puts the terminal back and says where it was, never what was in it.
    fn hook_panics(self: &Arc<Self>) {
        let (guard, painter) = (Arc::clone(self), thread::current().id());
        panic::set_hook(Box::new(move |info| {
            guard.leave();
            let place = info
                .location()
                .map(|at| format!(" at {}:{}", at.file(), at.line()));
            let report = format!("needlefit: internal error{}\n", place.unwrap_or_default());
            let _ = rustix::io::write(stderr(), report.as_bytes());
            if thread::current().id() != painter {
                // The painter would wait for ever for a thread that is gone.
                process::exit(101);
            }
        }));
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.leave();
    }
}

/// No core dump and no debugger gets to see the answers. Call it first thing in `main`.
pub fn forbid_core_dumps() {
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let _ = setrlimit(Resource::Core, none);
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// Ends the process as if `signal` had never been caught, so that the shell sees the true status.
pub fn die_of(signal: i32) -> ! {
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    process::exit(128 + signal)
}

/// Whether a shell with job control started us: it gives each job a group of its own.
///
/// Without one (`xterm -e`, a kiosk) nobody could continue a stopped job.
#[must_use]
pub fn has_shell() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops the job, as Ctrl-Z does outside raw mode; returns when it was continued.
///
/// SIGTTIN, because SIGTSTP is caught here, and because the kernel ignores it where the shell has
/// gone meanwhile; SIGSTOP would stop us for good.
pub fn stop_job() {
    let _ = kill_current_process_group(Signal::TTIN);
}

/// Columns and rows of the terminal; 80x24 when it does not say.
#[must_use]
pub fn size() -> (u16, u16) {
    match tcgetwinsize(stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
        _ => (80, 24),
    }
}

/// Whether the terminal was closed.
#[must_use]
pub fn is_gone() -> bool {
    tcgetattr(stdin()).is_err()
}

/// Drops the bytes that nobody has read yet.
pub fn forget_input() {
    let _ = tcflush(stdin(), QueueSelector::IFlush);
}

/// Locks even after a panic: this state stays usable, and the way out needs it then.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether our job has the terminal; yes when there is no job control.
fn in_foreground() -> bool {
    tcgetpgrp(stdin()).map_or(true, |group| group == getpgrp())
}

/// Makes room in a terminal that is stopped or does not read: a write that waits goes on.
fn unclog() {
    let _ = tcflush(stdout(), QueueSelector::OFlush);
    // The flush alone wakes no writer, off and on does.
    let _ = tcflow(stdout(), Action::OOff);
    let _ = tcflow(stdout(), Action::OOn);
}

/// Reads away what was typed or pasted, until it is quiet, so that the shell does not get it.
fn swallow_input() {
    let end = Instant::now() + NOISE;
    while Instant::now() < end {
        let flushed = tcflush(stdin(), QueueSelector::IFlush);
        if flushed.is_err() || !ready(stdin(), PollFlags::IN, QUIET) {
            return;
        }
    }
}

/// Writes everything; errors are left to the thread that watches for the hang-up.
fn say(mut bytes: &[u8]) {
    while !bytes.is_empty() {
        match rustix::io::write(stdout(), bytes) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Whoever shares the terminal may have made it non-blocking.
            Err(Errno::AGAIN) if ready(stdout(), PollFlags::OUT, Duration::from_secs(1)) => {}
            Err(_) => return,
        }
    }
}

/// Writes in pieces, each when there is room; what is unread by `end` is thrown away for it.
fn say_before(end: Instant, bytes: &[u8]) {
    for piece in bytes.chunks(256) {
        let left = end.saturating_duration_since(Instant::now());
        if !ready(stdout(), PollFlags::OUT, left) {
            unclog();
        }
        if ready(stdout(), PollFlags::OUT, Duration::ZERO) {
            say(piece);
        }
    }
}

/// Whether `fd` is `wanted` within `patience`; a hang-up is not.
fn ready(fd: rustix::fd::BorrowedFd<'_>, wanted: PollFlags, patience: Duration) -> bool {
    let mut fds = [PollFd::new(&fd, wanted)];
    let patience = Timespec::try_from(patience).ok();
    let polled = poll(&mut fds, patience.as_ref());
    let [fd] = fds;
    polled.is_ok() && fd.revents() == wanted
}
