//! The loop, without a terminal.

use std::sync::mpsc::{self, Sender};

use ratatui::{Terminal, backend::TestBackend};
use signal_hook::consts::SIGTERM;

use super::*;

/// Notes the keys it gets; `y` changes the question, `q` is the end.
#[derive(Default)]
struct Notes(String);

impl App for Notes {
    type Output = String;

    fn draw(&mut self, frame: &mut Frame<'_>) {
        frame.render_widget(self.0.as_str(), frame.area());
    }

    fn key(&mut self, key: KeyEvent) -> Flow<String> {
        self.0.extend(key.code.as_char());
        match key.code {
            KeyCode::Char('y') => Flow::Changed,
            KeyCode::Char('t') => Flow::Ticked,
            KeyCode::Char('q') => Flow::Done(self.0.clone()),
            _ => Flow::Continue,
        }
    }
}

/// Notes what it is asked to do; sends `later` after the first frame that follows a change.
struct Plank {
    terminal: Terminal<TestBackend>,
    did: Vec<&'static str>,
    later: Vec<Message>,
    tell: Sender<Message>,
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

    fn forget_input(&mut self) {
        self.did.push("forget");
        // Sent late, after the queue was emptied: these come with the wait for a message.
        let (tell, later) = (self.tell.clone(), std::mem::take(&mut self.later));
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(20));
            for message in later {
                assert!(tell.send(message).is_ok());
            }
        });
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
    let terminal = match Terminal::new(TestBackend::new(20, 1)) {
        Ok(terminal) => terminal,
        Err(never) => match never {},
    };
    let (did, later) = (Vec::new(), later.to_vec());
    let mut surface = Plank {
        terminal,
        did,
        later,
        tell,
    };
    let ending = drive(
        &mut Notes::default(),
        &mut Inbox::new(messages),
        &mut surface,
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

impl App for Clockwork {
    type Output = u8;

    fn draw(&mut self, _: &mut Frame<'_>) {}

    fn key(&mut self, _: KeyEvent) -> Flow<u8> {
        Flow::Done(self.ticks)
    }

    fn due(&self) -> Option<Instant> {
        (self.ticks < 3).then(Instant::now)
    }

    fn tick(&mut self) {
        self.ticks += 1;
        if self.ticks == 3 {
            assert!(self.tell.send(typed('q')).is_ok());
        }
    }
}

#[test]
fn what_is_due_goes_on_without_a_key_and_is_painted() {
    let (tell, messages) = mpsc::channel();
    let terminal = match Terminal::new(TestBackend::new(20, 1)) {
        Ok(terminal) => terminal,
        Err(never) => match never {},
    };
    let mut surface = Plank {
        terminal,
        did: Vec::new(),
        later: Vec::new(),
        tell: tell.clone(),
    };
    let mut clockwork = Clockwork { ticks: 0, tell };
    let ending = drive(&mut clockwork, &mut Inbox::new(messages), &mut surface);
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
    let later = [key('q', Duration::from_secs(1))];
    let (ending, did) = perform(&queued, &later);
    assert_eq!(ending.ok(), Some(Ending::Done("yq".to_owned())));
    assert_eq!(did, ["paint", "paint", "forget", "repaint", "paint"]);
}

#[test]
fn the_rest_of_a_paste_answers_nothing() {
    let later: Vec<_> = [0, 8, 16, 24, 1000]
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
        perform(&[control('c')], &[]).0.ok(),
        Some(Ending::Signal(SIGINT))
    );
    assert_eq!(
        perform(&[Message::Gone], &[]).0.ok(),
        Some(Ending::Signal(SIGHUP))
    );
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
