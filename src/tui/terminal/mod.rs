//! The full screen: one loop, one guard.
//!
//! Keys and signals feed one channel. The loop sleeps on it, handles what is queued, draws once.
//! Only the loop paints, so nothing can be written across a frame, and it is the loop that leaves;
//! see [`guard`] for every way out and [`events`] for who watches the loop.

pub mod events;
pub mod frame;
pub mod guard;
pub mod keys;
pub mod screen;
pub mod tty;

use std::{
    io, mem,
    os::unix::net::UnixStream,
    time::{Duration, Instant},
};

use anyhow::Context;
use ratatui::{
    Frame,
    crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEvent},
};
use signal_hook::consts::{SIGHUP, SIGINT};

use events::{Inbox, Message};
use guard::Guard;
use keys::Input;
use screen::{FullScreen, Surface};

/// A key that follows this soon on a change of question, or on a key dropped for that, belongs to
/// the same paste: nobody has read the question by then.
const UNREAD: Duration = Duration::from_millis(10);

/// How long a keyboard waits at most before it repeats a key that is held: the key that answered one
/// question does not answer the next within this time. A terminal tells no release from a press.
/// Nor does the second click of a double one.
const HELD: Duration = Duration::from_millis(700);

/// A key that comes again this soon is held still: keyboards repeat every 30 to 40 ms.
const REPEATED: Duration = Duration::from_millis(60);

/// How long after a stop the news of `fg` may take; if the shell is gone we never stopped.
const CONTINUED: Duration = Duration::from_millis(100);

/// A program on the full screen.
pub trait App {
    /// What it comes to in the end.
    type Output;

    /// Draws all of the screen, and sets the cursor on what has the focus.
    fn draw(&mut self, frame: &mut Frame<'_>);

    /// Handles a key press. Never gets the keys that [`reserved`] names.
    fn key(&mut self, key: KeyEvent) -> Flow<Self::Output>;

    /// When it goes on though no key was pressed; nothing for as long as it does not.
    fn due(&self) -> Option<Instant> {
        None
    }

    /// Goes on, once it is [`due`](App::due).
    fn tick(&mut self) {}

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

/// What a key does on every screen, so that none can forget it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// Ctrl-C.
    Quit,
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
        KeyCode::Char('c') => Some(Reserved::Quit),
        KeyCode::Char('z') => Some(Reserved::Suspend),
        KeyCode::Char('l') => Some(Reserved::Repaint),
        _ => None,
    }
}

/// Runs `app` on the full screen. Does not return when a signal ends it.
///
/// # Errors
///
/// When standard input or output is no terminal, or the terminal fails.
pub fn run<A: App>(mut app: A) -> anyhow::Result<A::Output> {
    let (wake, woken) = UnixStream::pair()?;
    let guard = Guard::new(wake.try_clone()?, app.wants_mouse())
        .context("the full screen needs a terminal")?;
    let mut inbox = Inbox::listen(&guard, wake, woken)?;
    let ending =
        FullScreen::open(&guard).and_then(|mut screen| drive(&mut app, &mut inbox, &mut screen));
    guard.leave();
    let ending = match ending {
        // A hang-up comes with a SIGCONT; heard first, that finds no terminal to take again.
        Err(_) if tty::is_gone() => Ending::Signal(SIGHUP),
        ending => ending?,
    };
    match ending {
        Ending::Done(output) => Ok(output),
        Ending::Signal(signal) => {
            // Dying by a signal runs no destructors.
            drop(app);
            guard::die_of(signal)
        }
    }
}

/// The loop itself: sleep, handle what is queued, draw once.
///
/// # Errors
///
/// When the surface fails.
pub fn drive<A: App>(
    app: &mut A,
    inbox: &mut Inbox,
    surface: &mut impl Surface,
) -> io::Result<Ending<A::Output>> {
    let (mut changed, mut unread) = (false, None);
    let mut held: Held = None;
    loop {
        surface.paint(|frame| app.draw(frame))?;
        let mut resized = false;
        if mem::take(&mut changed) {
            surface.forget_input();
            inbox.drop_queued_input();
            unread = Some(Instant::now());
        }
        let mut next = inbox.wait(app.due());
        if next.is_none() {
            app.tick();
        }
        while let Some(message) = next {
            match message {
                Message::Input(input, at)
                    if is_unread(&mut unread, at) | is_held(&mut held, input, at) => {}
                Message::Input(input, at) => match reserved(input) {
                    Some(Reserved::Quit) => return Ok(Ending::Signal(SIGINT)),
                    Some(Reserved::Suspend) => {
                        suspend(inbox, surface)?;
                        resized = true;
                    }
                    Some(Reserved::Repaint) => surface.repaint(),
                    None => {
                        // what a key means may depend on what the window can show
                        if mem::take(&mut resized) {
                            surface.paint(|frame| app.draw(frame))?;
                        }
                        let flow = match input {
                            Input::Key(key) => app.key(key),
                            Input::Mouse(mouse) => app.mouse(mouse),
                        };
                        match flow {
                            Flow::Continue => {}
                            Flow::Ticked => held = Some((input, at, at)),
                            Flow::Changed => {
                                changed = true;
                                held = Some((input, at, at));
                                break;
                            }
                            Flow::Done(output) => return Ok(Ending::Done(output)),
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

/// Whether a key came before the question could be read; if so, the wait begins anew with it.
fn is_unread(since: &mut Option<Instant>, at: Instant) -> bool {
    let unread = since.is_some_and(|since| at < since + UNREAD);
    *since = unread.then(|| since.map_or(at, |since| since.max(at)));
    unread
}

/// The input that changed the question or ticked, when it did, and when it came last.
type Held = Option<(Input, Instant, Instant)>;

/// Whether this is the key or the click that answered the last question or ticked, held down until
/// now or made twice.
fn is_held(since: &mut Held, input: Input, at: Instant) -> bool {
    let held = since.is_some_and(|(pressed, first, last)| {
        is_again(input, pressed) && (at < first + HELD || at < last + REPEATED)
    });
    *since = since
        .filter(|_| held)
        .map(|(_, first, _)| (input, first, at));
    held
}

/// Whether these two are the same; a hand that shakes clicks a little beside, in the same line.
fn is_again(input: Input, pressed: Input) -> bool {
    match (input, pressed) {
        (Input::Mouse(one), Input::Mouse(other)) => {
            one.kind == other.kind && one.row == other.row && one.column.abs_diff(other.column) <= 2
        }
        (one, other) => one == other,
    }
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
