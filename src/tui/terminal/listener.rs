//! The one thread that reads the keyboard and takes the signals, for as long as the process lives.
//!
//! It sleeps until the terminal or a signal has something to say, and tells it to whichever app is
//! on the screen. It is also the watchdog: Ctrl-C, a signal and the loss of the terminal (also where
//! SIGHUP is ignored) end the process within a second, whatever the loop is doing.
//!
//! It is never ended: a signal that was caught once can't be given back to the system, and without
//! a listener it would do nothing. While no screen is open, signals do what they do by default.

use std::{
    io,
    os::unix::net::UnixStream,
    sync::{
        Arc, Mutex,
        mpsc::{self, Sender},
    },
    thread,
    time::Instant,
};

use rustix::{
    event::{PollFd, PollFlags, poll},
    io::Errno,
    stdio::stdin,
};
use signal_hook::{
    consts::{
        SIGABRT, SIGALRM, SIGBUS, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM,
        SIGTRAP, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU,
    },
    iterator::{backend::SignalDelivery, exfiltrator::SignalOnly},
};

use super::{
    guard::{self, Guard, lock},
    inbox::{Inbox, Message},
    keys::{self, Decoder, Input},
    tty,
};
use crate::process;

/// Signals that would end the process and leave the terminal as it is.
///
/// Not SIGSEGV, SIGILL and SIGFPE, which no handler may take. A real abort or bus error ends the
/// process all the same: after the handler it happens again. SIGPIPE is ignored by Rust, SIGXFSZ by
/// [`crate::process::prepare`].
const ENDING: [i32; 14] = [
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGALRM, SIGUSR1, SIGUSR2, SIGABRT, SIGBUS, SIGTRAP, SIGSYS,
    SIGPROF, SIGVTALRM, SIGXCPU,
];

/// Signals that concern the terminal.
const TERMINAL: [i32; 3] = [SIGTSTP, SIGCONT, SIGWINCH];

/// What else ends a process on Linux. Of the real-time signals the C library keeps some.
#[cfg(target_os = "linux")]
fn more_ending() -> impl Iterator<Item = i32> {
    use rustix::process::Signal;
    let named = [Signal::IO, Signal::POWER, Signal::STKFLT].map(Signal::as_raw);
    named.into_iter().chain(32..=64)
}

/// What else ends a process.
#[cfg(not(target_os = "linux"))]
fn more_ending() -> impl Iterator<Item = i32> {
    std::iter::empty()
}

type Signals = SignalDelivery<UnixStream, SignalOnly>;

/// What the listening thread and the loop share.
#[derive(Debug)]
pub struct Listener {
    guard: Arc<Guard>,
    /// Whoever reads the keyboard holds this until everything read is told or dropped.
    decoder: Mutex<Decoder>,
    /// To the app on the screen, if there is one.
    tell: Mutex<Option<Sender<Message>>>,
}

/// The listener of this process, once there is one.
static LISTENER: Mutex<Option<Arc<Listener>>> = Mutex::new(None);

impl Listener {
    /// The listener of this process; started, with its guard, by the first call.
    ///
    /// # Errors
    ///
    /// When standard input or output is no terminal, or the system gives no handler or no thread.
    pub fn get() -> io::Result<Arc<Self>> {
        let mut only = lock(&LISTENER);
        if let Some(listener) = only.as_ref() {
            process::take_signals();
            return Ok(Arc::clone(listener));
        }
        let (wake, woken) = UnixStream::pair()?;
        let listener = Arc::new(Self {
            guard: Guard::new(wake.try_clone()?)?,
            decoder: Mutex::default(),
            tell: Mutex::default(),
        });
        let signals = ENDING.iter().chain(&TERMINAL);
        let signals = Signals::with_pipe(woken, wake, SignalOnly, signals)?;
        for signal in more_ending() {
            let _ = signals.handle().add_signal(signal);
        }
        // a passphrase may have been asked before there was a screen
        process::take_signals();
        let listens = Arc::clone(&listener);
        thread::Builder::new()
            .name("listener".to_owned())
            .spawn(move || listens.listen(signals))?;
        Ok(Arc::clone(only.insert(listener)))
    }

    /// The guard of the terminal that is listened to.
    #[must_use]
    pub const fn guard(&self) -> &Arc<Guard> {
        &self.guard
    }

    /// An inbox that gets everything from now on, until it is dropped.
    #[must_use]
    pub fn open(&self) -> Inbox {
        let (tell, messages) = mpsc::channel();
        *lock(&self.tell) = Some(tell);
        Inbox::new(messages)
    }

    /// Reads away what was typed and not heard yet; whether a Ctrl-C that leaves was among it.
    ///
    /// Dropping the bytes in the kernel would lose a Ctrl-C, and half of a sequence.
    pub fn drop_unread(&self) -> bool {
        let mut decoder = lock(&self.decoder);
        let mut heard = Vec::new();
        // A paste may go on for ever; what comes later is known by its time.
        for _ in 0..16 {
            match read(&mut decoder, Instant::now()) {
                Ok(Some(input)) => heard.extend(input),
                Ok(None) | Err(_) => break,
            }
        }
        !self.guard.is_held() && heard.into_iter().any(keys::is_interrupt)
    }

    /// Tells the app what happens, for as long as the process lives.
    fn listen(&self, mut signals: Signals) {
        loop {
            let tty = self.sleep(signals.get_read());
            for signal in signals.pending() {
                self.hear(signal);
            }
            if tty.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
                self.hang_up();
            }
            // What comes after the terminal was handed back is not ours to read.
            if tty.contains(PollFlags::IN) && self.guard.is_on() {
                match self.hear_input() {
                    Ok(false) => {}
                    // The loop may be in the middle of something slow.
                    Ok(true) => self.hear(SIGINT),
                    Err(_) => self.hang_up(),
                }
            }
        }
    }

    /// Waits for input (while the terminal is ours), a hang-up or a signal; what the terminal has.
    fn sleep(&self, signals: &UnixStream) -> PollFlags {
        let (tty, input) = (
            stdin(),
            if self.guard.is_on() {
                PollFlags::IN
            } else {
                PollFlags::empty()
            },
        );
        let mut fds = [
            PollFd::new(&tty, input),
            PollFd::new(signals, PollFlags::IN),
        ];
        // Interrupted by a signal, the pipe has a byte for it: the flags are not valid then.
        let polled = poll(&mut fds, None);
        let [tty, _] = fds;
        if polled.is_ok() {
            tty.revents()
        } else {
            PollFlags::empty()
        }
    }

    /// Passes on what was typed and clicked; whether it ends with a Ctrl-C that leaves.
    fn hear_input(&self) -> io::Result<bool> {
        let mut decoder = lock(&self.decoder);
        let now = Instant::now();
        for input in read(&mut decoder, now)?.unwrap_or_default() {
            if keys::is_interrupt(input) && !self.guard.is_held() {
                return Ok(true);
            }
            if self.guard.has_mouse() || !matches!(input, Input::Mouse(_)) {
                self.send(Message::Input(input, now));
            }
        }
        Ok(false)
    }

    /// Passes a signal on.
    fn hear(&self, signal: i32) {
        let message = match signal {
            SIGWINCH => Message::Resize,
            SIGCONT => Message::Resume,
            SIGTSTP => Message::Suspend,
            _ => Message::Quit(signal),
        };
        let heard = self.send(message);
        match message {
            Message::Quit(signal) if heard => self.guard.end_by(signal),
            // The screen is closed, so this is an ordinary program again.
            Message::Quit(signal) => guard::die_of(signal),
            Message::Suspend if !heard => tty::stop_job(),
            _ => {}
        }
    }

    /// The terminal is gone, with or without a SIGHUP: so is the process.
    fn hang_up(&self) -> ! {
        self.send(Message::Gone);
        self.guard.end_by(SIGHUP)
    }

    /// Whether there was an app to tell.
    fn send(&self, message: Message) -> bool {
        let tell = lock(&self.tell);
        tell.as_ref().is_some_and(|tell| tell.send(message).is_ok())
    }
}

/// Reads once, without waiting; `None` when there is nothing.
fn read(decoder: &mut Decoder, now: Instant) -> io::Result<Option<Vec<Input>>> {
    let mut bytes = [0; 4096];
    match rustix::io::read(stdin(), &mut bytes) {
        // Read by the other one meanwhile; a hang-up has a flag of its own.
        Ok(0) | Err(Errno::INTR | Errno::AGAIN) => Ok(None),
        Ok(read) => Ok(Some(
            decoder.feed(bytes.get(..read).unwrap_or_default(), now),
        )),
        Err(errno) => Err(errno.into()),
    }
}
