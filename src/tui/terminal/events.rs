//! Keys and signals come as messages through one channel.
//!
//! One thread sleeps until the terminal or a signal has something to say; nothing ticks, but where
//! the program asks the main loop to be woken at a time. The thread is also
//! the watchdog: it notices that the terminal is gone even where SIGHUP is ignored, and ends the
//! process itself when the painter does not.

use std::{
    collections::VecDeque,
    io,
    os::unix::net::UnixStream,
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, poll},
    io::Errno,
    stdio::stdin,
};
use signal_hook::{
    consts::{
        SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGWINCH,
    },
    iterator::{backend::SignalDelivery, exfiltrator::SignalOnly},
};

use super::{
    guard::{self, Guard},
    keys::{Decoder, Input},
    tty,
};

/// Signals that would end the process and leave the terminal as it is.
const ENDING: [i32; 7] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGALRM, SIGUSR1, SIGUSR2];

/// Signals that concern the terminal.
const TERMINAL: [i32; 3] = [SIGTSTP, SIGCONT, SIGWINCH];

/// What wakes the main loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// A key or a click, and when it was read.
    Input(Input, Instant),
    /// The window changed its size.
    Resize,
    /// The process is to end by this signal.
    Quit(i32),
    /// The job is to stop.
    Suspend,
    /// The process was stopped and continues.
    Resume,
    /// The terminal is gone.
    Gone,
}

/// The receiving end, in the main loop.
#[derive(Debug)]
pub struct Inbox {
    messages: Receiver<Message>,
    /// Read already, but not handled: only [`Inbox::drop_queued_input`] and
    /// [`Inbox::await_resume`] look ahead.
    kept: VecDeque<Message>,
}

impl Inbox {
    /// Catches the signals and starts to listen. `woken` is the other end of `wake`, which the
    /// guard has too.
    ///
    /// # Errors
    ///
    /// When the system gives no handler or no thread.
    pub fn listen(guard: &Arc<Guard>, wake: UnixStream, woken: UnixStream) -> io::Result<Self> {
        let signals = ENDING.iter().chain(&TERMINAL);
        let signals = SignalDelivery::with_pipe(woken, wake, SignalOnly, signals)?;
        let (tell, messages) = mpsc::channel();
        let guard = Arc::clone(guard);
        thread::Builder::new()
            .name("listener".to_owned())
            .spawn(move || listen(&guard, signals, &tell))?;
        Ok(Self::new(messages))
    }

    /// An inbox that is filled by someone else: the listener, or a test.
    #[must_use]
    pub fn new(messages: Receiver<Message>) -> Self {
        Self {
            messages,
            kept: VecDeque::new(),
        }
    }

    /// Sleeps until there is a message; `None` when the time has come before one. Without a time
    /// nothing else wakes it.
    pub fn wait(&mut self, until: Option<Instant>) -> Option<Message> {
        if let Some(message) = self.kept.pop_front() {
            return Some(message);
        }
        let heard = match until {
            None => self.messages.recv().map_err(RecvTimeoutError::from),
            Some(until) => {
                let left = until.saturating_duration_since(Instant::now());
                self.messages.recv_timeout(left)
            }
        };
        match heard {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Message::Gone),
        }
    }

    /// The next message that is there already.
    pub fn next_queued(&mut self) -> Option<Message> {
        self.kept
            .pop_front()
            .or_else(|| self.messages.try_recv().ok())
    }

    /// Drops the keys and clicks that are queued, and keeps everything else in its order.
    pub fn drop_queued_input(&mut self) {
        self.kept.extend(self.messages.try_iter());
        self.kept
            .retain(|message| !matches!(message, Message::Input(..)));
    }

    /// Sleeps until the process was continued, but no longer than `patience`.
    pub fn await_resume(&mut self, patience: Duration) {
        let end = Instant::now() + patience;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.messages.recv_timeout(left) {
                Ok(Message::Resume) | Err(_) => return,
                Ok(message @ (Message::Quit(_) | Message::Gone)) => {
                    self.kept.push_front(message);
                    return;
                }
                Ok(message) => self.kept.push_back(message),
            }
        }
    }
}

/// Tells the main loop what happens, for as long as the process lives.
fn listen(
    guard: &Arc<Guard>,
    mut signals: SignalDelivery<UnixStream, SignalOnly>,
    tell: &Sender<Message>,
) {
    let mut decoder = Decoder::default();
    loop {
        let tty = sleep(guard, signals.get_read());
        for signal in signals.pending() {
            hear(guard, signal, tell);
        }
        if tty.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            hang_up(guard, tell);
        }
        // What comes after the terminal was handed back is not ours to read.
        if tty.contains(PollFlags::IN) && guard.is_on() {
            let mut bytes = [0; 4096];
            match rustix::io::read(stdin(), &mut bytes) {
                // Dropped meanwhile; a hang-up has a flag of its own.
                Ok(0) | Err(Errno::INTR | Errno::AGAIN) => {}
                Ok(read) => {
                    let now = Instant::now();
                    let heard = decoder.feed(bytes.get(..read).unwrap_or_default(), now);
                    let wanted =
                        |input: &Input| guard.has_mouse() || matches!(input, Input::Key(_));
                    for input in heard.into_iter().filter(wanted) {
                        let _ = tell.send(Message::Input(input, now));
                    }
                }
                Err(_) => hang_up(guard, tell),
            }
        }
    }
}

/// Waits for input (while the terminal is ours), a hang-up or a signal; what the terminal has.
fn sleep(guard: &Guard, signals: &UnixStream) -> PollFlags {
    let (tty, input) = (
        stdin(),
        if guard.is_on() {
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

/// Passes a signal on.
fn hear(guard: &Arc<Guard>, signal: i32, tell: &Sender<Message>) {
    let message = match signal {
        SIGWINCH => Message::Resize,
        SIGCONT => Message::Resume,
        SIGTSTP => Message::Suspend,
        _ => Message::Quit(signal),
    };
    let heard = tell.send(message).is_ok();
    match message {
        Message::Quit(signal) if heard => guard.end_by(signal),
        // The screen is closed, so this is an ordinary program again.
        Message::Quit(signal) => guard::die_of(signal),
        Message::Suspend if !heard => tty::stop_job(),
        _ => {}
    }
}

/// The terminal is gone, with or without a SIGHUP: so is the process.
fn hang_up(guard: &Arc<Guard>, tell: &Sender<Message>) -> ! {
    let _ = tell.send(Message::Gone);
    guard.end_by(SIGHUP)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::crossterm::event::KeyCode;

    #[test]
    fn only_input_is_dropped() {
        let (tell, messages) = mpsc::channel();
        let mut inbox = Inbox::new(messages);
        let key = Message::Input(Input::Key(KeyCode::Enter.into()), Instant::now());
        for message in [key, Message::Resize, key, Message::Quit(SIGTERM), key] {
            assert!(tell.send(message).is_ok());
        }
        inbox.drop_queued_input();
        assert_eq!(inbox.next_queued(), Some(Message::Resize));
        assert_eq!(inbox.next_queued(), Some(Message::Quit(SIGTERM)));
        assert_eq!(inbox.next_queued(), None);
    }

    #[test]
    fn a_time_wakes_it_and_takes_no_message_away() {
        let (tell, messages) = mpsc::channel();
        let mut inbox = Inbox::new(messages);
        let now = Instant::now();
        assert_eq!(inbox.wait(Some(now)), None);
        assert!(tell.send(Message::Resize).is_ok());
        assert_eq!(inbox.wait(Some(now)), Some(Message::Resize));
        assert_eq!(inbox.wait(Some(now)), None);
        drop(tell);
        assert_eq!(inbox.wait(Some(now)), Some(Message::Gone));
        assert_eq!(inbox.wait(None), Some(Message::Gone));
    }

    #[test]
    fn a_quit_does_not_wait_for_the_job_to_continue() {
        let (tell, messages) = mpsc::channel();
        let mut inbox = Inbox::new(messages);
        for message in [Message::Resize, Message::Quit(SIGTERM)] {
            assert!(tell.send(message).is_ok());
        }
        inbox.await_resume(Duration::from_secs(60));
        assert_eq!(inbox.next_queued(), Some(Message::Quit(SIGTERM)));
        assert_eq!(inbox.next_queued(), Some(Message::Resize));
    }
}
