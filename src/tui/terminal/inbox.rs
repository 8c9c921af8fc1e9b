//! What the loop hears, in order.

use std::{
    collections::VecDeque,
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

use super::keys::Input;

/// What wakes the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// A key or a click, and when it was read. Never Ctrl-C: that is [`Quit`](Self::Quit).
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

/// The receiving end of the listener's messages.
#[derive(Debug)]
pub struct Inbox {
    messages: Receiver<Message>,
    /// Read already, but not handled: only [`Inbox::drop_queued_input`] and
    /// [`Inbox::await_resume`] look ahead.
    kept: VecDeque<Message>,
}

impl Inbox {
    /// An inbox that the sender of `messages` fills.
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

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::crossterm::event::KeyCode;
    use signal_hook::consts::SIGTERM;
    use std::sync::mpsc;

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
