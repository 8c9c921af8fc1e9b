//! The loop, without a terminal.

use std::{
    cell::Cell,
    sync::mpsc::{self, Sender},
};

use ratatui::{Terminal, backend::TestBackend};
use signal_hook::consts::SIGTERM;

use super::*;

/// Notes the keys it gets; `y` changes the question, `q` is the end. Sends `later` when the loop is
/// about to wait after a change: by then the queue was emptied.
struct Notes {
    keys: String,
    changed: bool,
    later: Cell<Vec<Message>>,
    tell: Sender<Message>,
}

impl Notes {
    /// None yet.
    fn new(tell: Sender<Message>, later: &[Message]) -> Self {
        Self {
            keys: String::new(),
            changed: false,
            later: Cell::new(later.to_vec()),
            tell,
        }
    }
}

impl Program for Notes {
    type Output = String;

    fn draw(&mut self, frame: &mut Frame<'_>) {
        frame.render_widget(self.keys.as_str(), frame.area());
    }

    fn key(&mut self, key: KeyEvent) -> Flow<String> {
        self.keys.extend(key.code.as_char());
        match key.code {
            KeyCode::Char('y') => {
                self.changed = true;
                Flow::Changed
            }
            KeyCode::Char('t') => Flow::Ticked,
            KeyCode::Char('q') => Flow::Done(self.keys.clone()),
            _ => Flow::Continue,
        }
    }

    fn due(&self) -> Option<Instant> {
        if self.changed {
            for message in self.later.take() {
                assert!(self.tell.send(message).is_ok());
            }
        }
        None
    }
}

/// Notes what it is asked to do.
struct Plank {
    terminal: Terminal<TestBackend>,
    did: Vec<&'static str>,
    tell: Sender<Message>,
    /// Whether Ctrl-C lies among the unread keys.
    interrupted: bool,
}

impl Plank {
    /// One line of 20 columns.
    fn new(tell: Sender<Message>) -> Self {
        let terminal = match Terminal::new(TestBackend::new(20, 1)) {
            Ok(terminal) => terminal,
            Err(never) => match never {},
        };
        Self {
            terminal,
            did: Vec::new(),
            tell,
            interrupted: false,
        }
    }
}

impl Surface for Plank {
    fn paint(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.did.push("paint");
        self.terminal.draw(draw).map_err(io::Error::other)?;
        Ok(())
    }

    fn repaint(&mut self) {
        self.did.push("repaint");
    }

    fn forget_input(&mut self) -> bool {
        self.did.push("forget");
        self.interrupted
    }

    fn hold(&mut self, held: bool) {
        if held {
            self.did.push("hold");
        }
    }

    fn suspend(&mut self) -> bool {
        self.did.push("suspend");
        self.tell.send(Message::Resume).is_ok()
    }

    fn resume(&mut self) -> io::Result<()> {
        self.did.push("resume");
        Ok(())
    }
}

/// Runs the loop over `queued`; the ending, and what the surface was asked to do.
fn perform(
    queued: &[Message],
    later: &[Message],
) -> (io::Result<Ending<String>>, Vec<&'static str>) {
    let (tell, messages) = mpsc::channel();
    for message in queued {
        assert!(tell.send(*message).is_ok());
    }
    let mut notes = Notes::new(tell.clone(), later);
    let (mut surface, mut filter) = (Plank::new(tell), Filter::default());
    let ending = drive(
        &mut notes,
        &mut Inbox::new(messages),
        &mut surface,
        &mut filter,
    );
    (ending, surface.did)
}

/// A key pressed `after` the test began.
fn key(sign: char, after: Duration) -> Message {
    Message::Input(
        Input::Key(KeyCode::Char(sign).into()),
        Instant::now() + after,
    )
}

/// A key pressed at once.
fn typed(sign: char) -> Message {
    key(sign, Duration::ZERO)
}

/// Ctrl with a letter.
fn control(sign: char) -> Message {
    let key = KeyEvent::new(KeyCode::Char(sign), KeyModifiers::CONTROL);
    Message::Input(Input::Key(key), Instant::now())
}

/// Goes on three times by itself, and then has a key pressed.
struct Clockwork {
    ticks: u8,
    tell: Sender<Message>,
}

impl Program for Clockwork {
    type Output = u8;

    fn draw(&mut self, _: &mut Frame<'_>) {}

    fn key(&mut self, _: KeyEvent) -> Flow<u8> {
        Flow::Done(self.ticks)
    }

    fn due(&self) -> Option<Instant> {
        (self.ticks < 3).then(Instant::now)
    }

    fn tick(&mut self) -> Flow<u8> {
        self.ticks += 1;
        if self.ticks == 3 {
            assert!(self.tell.send(typed('q')).is_ok());
        }
        Flow::Continue
    }
}

#[test]
fn what_is_due_goes_on_without_a_key_and_is_painted() {
    let (tell, messages) = mpsc::channel();
    let (mut surface, mut filter) = (Plank::new(tell.clone()), Filter::default());
    let mut clockwork = Clockwork { ticks: 0, tell };
    let ending = drive(
        &mut clockwork,
        &mut Inbox::new(messages),
        &mut surface,
        &mut filter,
    );
    assert_eq!(ending.ok(), Some(Ending::Done(3)));
    assert_eq!(surface.did, ["paint"; 4]);
}

#[test]
fn what_is_queued_is_drawn_once() {
    let burst: Vec<_> = "a".repeat(10_000).chars().chain(['q']).map(typed).collect();
    let (ending, did) = perform(&burst, &[]);
    assert!(matches!(ending, Ok(Ending::Done(notes)) if notes.len() == 10_001));
    assert_eq!(did, ["paint"]);
}

#[test]
fn a_change_drops_queued_keys_and_nothing_else() {
    let queued = [typed('y'), typed('y'), Message::Resize, typed('n')];
    let later = [key('q', Duration::from_secs(60))];
    let (ending, did) = perform(&queued, &later);
    assert_eq!(ending.ok(), Some(Ending::Done("yq".to_owned())));
    assert_eq!(did, ["paint", "paint", "forget", "repaint", "paint"]);
}

#[test]
fn the_rest_of_a_paste_answers_nothing() {
    let later: Vec<_> = [0, 8, 16, 24, 60_000]
        .map(|ms| key('q', Duration::from_millis(ms)))
        .into();
    let (ending, _) = perform(&[typed('y')], &later);
    assert_eq!(ending.ok(), Some(Ending::Done("yq".to_owned())));
}

#[test]
fn signals_end_it_even_behind_a_change() {
    let (ending, _) = perform(&[typed('y'), typed('q'), Message::Quit(SIGTERM)], &[]);
    assert_eq!(ending.ok(), Some(Ending::Signal(SIGTERM)));
    assert_eq!(
        perform(&[Message::Gone], &[]).0.ok(),
        Some(Ending::Signal(SIGHUP))
    );
}

#[test]
fn control_c_among_the_unread_keys_is_not_dropped() {
    let (tell, messages) = mpsc::channel();
    assert!(tell.send(typed('y')).is_ok());
    let (mut notes, mut filter) = (Notes::new(tell.clone(), &[]), Filter::default());
    let mut surface = Plank::new(tell);
    surface.interrupted = true;
    let mut inbox = Inbox::new(messages);
    let ending = drive(&mut notes, &mut inbox, &mut surface, &mut filter);
    assert_eq!(ending.ok(), Some(Ending::Signal(SIGINT)));
    assert_eq!(surface.did, ["paint", "paint", "forget"]);
}

#[test]
fn the_key_that_ended_one_app_is_not_heard_by_the_next() {
    let (tell, messages) = mpsc::channel();
    for message in [typed('q'), typed('x'), typed('q')] {
        assert!(tell.send(message).is_ok());
    }
    let mut surface = Plank::new(tell.clone());
    let (mut filter, mut inbox) = (Filter::default(), Inbox::new(messages));
    let mut first = Notes::new(tell.clone(), &[]);
    let ending = drive(&mut first, &mut inbox, &mut surface, &mut filter);
    assert_eq!(ending.ok(), Some(Ending::Done("q".to_owned())));
    let later = [('q', 50), ('z', 60_000), ('q', 120_000)];
    let later = later.map(|(sign, ms)| key(sign, Duration::from_millis(ms)));
    let mut second = Notes::new(tell, &later);
    second.changed = true;
    let ending = drive(&mut second, &mut inbox, &mut surface, &mut filter);
    assert_eq!(ending.ok(), Some(Ending::Done("zq".to_owned())));
    assert_eq!(surface.did, ["paint", "paint", "forget"]);
}

#[test]
fn reserved_keys_never_reach_the_program() {
    let (ending, did) = perform(&[control('z'), control('l'), typed('q')], &[]);
    assert_eq!(ending.ok(), Some(Ending::Done("q".to_owned())));
    assert_eq!(did, ["paint", "suspend", "resume", "repaint", "paint"]);
}

#[test]
fn a_resize_storm_is_painted_once() {
    let (_, did) = perform(
        &[
            Message::Resize,
            Message::Resize,
            Message::Resize,
            typed('q'),
        ],
        &[],
    );
    assert_eq!(did, ["paint", "repaint", "repaint", "repaint", "paint"]);
}

#[test]
fn a_key_that_ticked_is_not_heard_twice_but_another_is() {
    let queued = ["t", "t", "x", "t", "q"].map(|sign| typed(sign.chars().next().unwrap_or(' ')));
    let (ending, _) = perform(&queued, &[]);
    assert_eq!(ending.ok(), Some(Ending::Done("txtq".to_owned())));
}
