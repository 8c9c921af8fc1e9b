//! The full screen: one loop, one listener, one guard, and one app after the other.
//!
//! Keys and signals feed one channel. The loop sleeps on it, handles what is queued, draws once.
//! Only the loop paints, so nothing can be written across a frame, and it is the loop that leaves;
//! see [`guard`] for every way out and [`listener`] for who watches the loop.

pub mod filter;
pub mod frame;
pub mod guard;
pub mod inbox;
pub mod keys;
pub mod listener;
pub mod painter;
pub mod tty;

use std::{
    io, mem,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context;
use ratatui::{
    Frame,
    crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEvent},
};
use signal_hook::consts::{SIGHUP, SIGINT};

use filter::{Fate, Filter};
use inbox::{Inbox, Message};
use keys::{Input, Pasted};
use listener::Listener;
use painter::{Painter, Surface};

/// How long after a stop the news of `fg` may take; if the shell is gone we never stopped.
const CONTINUED: Duration = Duration::from_millis(100);

/// A program on the full screen.
pub trait Program {
    /// What it comes to in the end.
    type Output;

    /// Draws all of the screen, and sets the cursor on what has the focus.
    fn draw(&mut self, frame: &mut Frame<'_>);

    /// Handles a key press. Never gets Ctrl-L, and Ctrl-C and Ctrl-Z only while it
    /// [`holds`](Program::holds) the screen.
    fn key(&mut self, key: KeyEvent) -> Flow<Self::Output>;

    /// Whether this key is text for a field now: then it comes as often as it is typed.
    fn types(&self, _: KeyEvent) -> bool {
        false
    }

    /// Asks whether the person means this key again, which they pressed so soon after it led here that
    /// it may be held down. It is not done.
    fn again(&mut self, _: KeyEvent) {}

    /// When it goes on though no key was pressed; nothing for as long as it does not.
    fn due(&self) -> Option<Instant> {
        None
    }

    /// Goes on, once it is [`due`](Program::due).
    fn tick(&mut self) -> Flow<Self::Output> {
        Flow::Continue
    }

    /// What is said on the normal screen where a signal ends it; by itself nothing.
    fn last_words(&self) -> Option<String> {
        None
    }

    /// Whether the way out is barred: a person has the keyboard who must not reach the shell. Then
    /// Ctrl-C and Ctrl-Z are keys like others; a signal from outside still ends the process.
    fn holds(&self) -> bool {
        false
    }

    /// Takes a part of what was pasted.
    fn paste(&mut self, _: Pasted) {}

    /// Whether the terminal is to report the mouse.
    fn wants_mouse(&self) -> bool {
        false
    }

    /// Handles a click or a turn of the wheel.
    fn mouse(&mut self, _: MouseEvent) -> Flow<Self::Output> {
        Flow::Continue
    }
}

/// How it goes on after a key.
#[derive(Debug, PartialEq, Eq)]
pub enum Flow<T> {
    /// On the same question.
    Continue,
    /// On the same question, where something was ticked: the same again at once would undo it.
    Ticked,
    /// On another one: keys that are queued were not meant for it, and are dropped.
    Changed,
    /// Not at all: the screen closes.
    Done(T),
}

/// How the loop ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Ending<T> {
    /// The program is done.
    Done(T),
    /// By this signal.
    Signal(i32),
}

/// What a key does on every screen, so that none can forget it. Ctrl-C is not among them: the
/// listener hears it before any screen could.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// Ctrl-Z.
    Suspend,
    /// Ctrl-L.
    Repaint,
}

/// The reserved meaning of a key, if it has one.
#[must_use]
pub fn reserved(input: Input) -> Option<Reserved> {
    let Input::Key(key) = input else {
        return None;
    };
    match key.code {
        _ if !key.modifiers.contains(KeyModifiers::CONTROL) => None,
        KeyCode::Char('z') => Some(Reserved::Suspend),
        KeyCode::Char('l') => Some(Reserved::Repaint),
        _ => None,
    }
}

/// The full screen, for one app after the other: between two of them it stays as it is. Dropped, it
/// hands the terminal back.
#[derive(Debug)]
pub struct FullScreen {
    listener: Arc<Listener>,
    inbox: Inbox,
    painter: Painter,
    filter: Filter,
}

impl FullScreen {
    /// Takes the terminal. There is one full screen at a time.
    ///
    /// # Errors
    ///
    /// When standard input or output is no terminal, it fails, or a full screen is open already.
    pub fn open() -> anyhow::Result<Self> {
        let listener = Listener::get().context("the full screen needs a terminal")?;
        anyhow::ensure!(!listener.guard().is_on(), "the full screen is open already");
        listener.guard().report_mouse(false);
        let inbox = listener.open();
        let painter = match Painter::new(Arc::clone(&listener)) {
            Ok(painter) => painter,
            Err(error) => guard::die_of(hung_up(error)?),
        };
        Ok(Self {
            listener,
            inbox,
            painter,
            filter: Filter::default(),
        })
    }

    /// Runs `app` to its end. Does not return when Ctrl-C, a signal or a lost terminal ends it.
    ///
    /// # Errors
    ///
    /// When the terminal fails; it is handed back then.
    pub fn run<A: Program>(&mut self, mut app: A) -> anyhow::Result<A::Output> {
        self.listener.guard().report_mouse(app.wants_mouse());
        let ending = drive(
            &mut app,
            &mut self.inbox,
            &mut self.painter,
            &mut self.filter,
        );
        let signal = match ending {
            Ok(Ending::Done(output)) => return Ok(output),
            Ok(Ending::Signal(signal)) => Ok(signal),
            Err(error) => hung_up(error),
        };
        self.listener.guard().leave();
        let signal = signal?;
        if let Some(says) = app.last_words().filter(|_| signal != SIGHUP) {
            guard::say_error(&says);
        }
        // Dying by a signal runs no destructors.
        drop(app);
        guard::die_of(signal)
    }
}

impl Drop for FullScreen {
    fn drop(&mut self) {
        self.listener.guard().leave();
    }
}

/// Runs one app on a full screen of its own. Does not return when a signal ends it.
///
/// # Errors
///
/// As [`FullScreen::open`] and [`FullScreen::run`].
pub fn run<A: Program>(app: A) -> anyhow::Result<A::Output> {
    FullScreen::open()?.run(app)
}

/// The signal that an error of the terminal stands for, where that was closed. A hang-up comes with
/// a SIGCONT too; heard first, that finds no terminal to take again.
fn hung_up(error: io::Error) -> io::Result<i32> {
    if tty::is_gone() {
        Ok(SIGHUP)
    } else {
        Err(error)
    }
}

/// The loop itself: sleep, handle what is queued, draw once.
///
/// # Errors
///
/// When the surface fails.
pub fn drive<A: Program>(
    app: &mut A,
    inbox: &mut Inbox,
    surface: &mut impl Surface,
    filter: &mut Filter,
) -> io::Result<Ending<A::Output>> {
    loop {
        // before it is seen whose screen it is
        surface.hold(app.holds());
        surface.paint(|frame| app.draw(frame))?;
        let mut resized = false;
        if filter.painted() {
            if surface.forget_input() {
                return Ok(Ending::Signal(SIGINT));
            }
            inbox.drop_queued_input();
        }
        let mut next = inbox.wait(app.due());
        if next.is_none() {
            match app.tick() {
                Flow::Continue | Flow::Ticked => {}
                Flow::Changed => filter.turned(),
                Flow::Done(output) => return Ok(Ending::Done(output)),
            }
        }
        while let Some(message) = next {
            match message {
                Message::Input(input, at) => match (judge(app, filter, input, at), reserved(input))
                {
                    (Fate::Dropped | Fate::Asked, _) => {}
                    (Fate::Done, Some(Reserved::Suspend)) if !app.holds() => {
                        suspend(inbox, surface)?;
                        resized = true;
                    }
                    (Fate::Done, Some(Reserved::Repaint)) => surface.repaint(),
                    (Fate::Done, _) => {
                        // what a key means may depend on what the window can show
                        if mem::take(&mut resized) {
                            surface.paint(|frame| app.draw(frame))?;
                        }
                        let flow = match input {
                            Input::Key(key) => app.key(key),
                            Input::Mouse(mouse) => app.mouse(mouse),
                            Input::Pasted(pasted) => {
                                app.paste(pasted);
                                Flow::Continue
                            }
                        };
                        match flow {
                            Flow::Continue => {}
                            Flow::Ticked => filter.ticked(input, at),
                            Flow::Changed => {
                                filter.changed(input, at);
                                break;
                            }
                            Flow::Done(output) => {
                                filter.changed(input, at);
                                return Ok(Ending::Done(output));
                            }
                        }
                    }
                },
                Message::Resize => {
                    surface.repaint();
                    resized = true;
                }
                Message::Suspend => {
                    suspend(inbox, surface)?;
                    resized = true;
                }
                Message::Resume => {
                    surface.resume()?;
                    resized = true;
                }
                Message::Quit(signal) => return Ok(Ending::Signal(signal)),
                Message::Gone => return Ok(Ending::Signal(SIGHUP)),
            }
            next = inbox.next_queued();
        }
    }
}

/// What is to become of an input; where the person is to be asked, they are.
fn judge<A: Program>(app: &mut A, filter: &mut Filter, input: Input, at: Instant) -> Fate {
    let Input::Key(key) = input else {
        return filter.judges(input, at, false);
    };
    let fate = filter.judges(input, at, app.types(key));
    if fate == Fate::Asked {
        app.again(key);
    }
    fate
}

/// Stops the job, and takes the terminal again once it goes on.
fn suspend(inbox: &mut Inbox, surface: &mut impl Surface) -> io::Result<()> {
    if surface.suspend() {
        inbox.await_resume(CONTINUED);
        surface.resume()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
