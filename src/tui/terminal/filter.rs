//! Input that nobody meant for what is on the screen.
//!
//! A held key, a paste and a second click must not answer the next question. A terminal tells no
//! release from a press, so time decides; it only gives time, and a slow hand never meets it. A hand
//! that shakes, or stays on a key, answers one question and not the next; other keys work at once.

use std::{
    mem,
    time::{Duration, Instant},
};

use super::keys::Input;

/// A key that follows this soon on a change of question, or on a key dropped for that, belongs to
/// the same paste: nobody has read the question by then.
const UNREAD: Duration = Duration::from_millis(10);

/// How long a keyboard waits at most before it repeats a key that is held: the key that answered one
/// question does not answer the next within this time. Nor does the second click of a double one.
const HELD: Duration = Duration::from_millis(700);

/// A key that comes again this soon is held still: keyboards repeat every 30 to 40 ms.
const REPEATED: Duration = Duration::from_millis(60);

/// Knows what changed the question, and when.
#[derive(Debug, Default)]
pub struct Filter {
    /// Whether there is a new question that was not painted yet.
    changed: bool,
    /// When it was painted, or when a key was last dropped for that.
    unread: Option<Instant>,
    held: Option<Held>,
}

/// The input that changed the question or ticked.
#[derive(Clone, Copy, Debug)]
struct Held {
    input: Input,
    first: Instant,
    last: Instant,
}

impl Filter {
    /// Whether this input, read at `at`, is to be dropped.
    pub fn drops(&mut self, input: Input, at: Instant) -> bool {
        // each must see every input
        let (unread, held) = (self.is_unread(at), self.is_held(input, at));
        unread || held
    }

    /// This input ticked something: the same again at once would undo it.
    pub const fn ticked(&mut self, input: Input, at: Instant) {
        self.held = Some(Held {
            input,
            first: at,
            last: at,
        });
    }

    /// This input led to another question, or to another app.
    pub const fn changed(&mut self, input: Input, at: Instant) {
        self.changed = true;
        self.ticked(input, at);
    }

    /// A frame was painted; whether it shows a new question, for which nothing typed until now
    /// was meant.
    pub fn painted(&mut self) -> bool {
        if self.changed {
            self.unread = Some(Instant::now());
        }
        mem::take(&mut self.changed)
    }

    /// Whether a key came before the question could be read; if so, the wait begins anew with it.
    fn is_unread(&mut self, at: Instant) -> bool {
        let since = self.unread.filter(|since| at < *since + UNREAD);
        self.unread = since.map(|since| since.max(at));
        since.is_some()
    }

    /// Whether this is the key or the click that answered the last question or ticked, held down
    /// until now or made twice.
    fn is_held(&mut self, input: Input, at: Instant) -> bool {
        self.held = self
            .held
            .filter(|held| {
                is_again(input, held.input) && (at < held.first + HELD || at < held.last + REPEATED)
            })
            .map(|held| Held {
                input,
                last: at,
                ..held
            });
        self.held.is_some()
    }
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
