//! Input that nobody meant for what is on the screen.
//!
//! A held key, a paste and a second click must not answer the next question. A terminal tells no
//! release from a press, so time decides; it only gives time, and a slow hand never meets it. A hand
//! that shakes, or stays on a key, answers one question and not the next; other keys work at once, and
//! so does what is typed into a field. A quick reader who presses the same key is asked whether they
//! mean it, and a press after a pause, which no held key makes, says so.

use std::{
    mem,
    time::{Duration, Instant},
};

use super::keys::Input;

/// A key that follows this soon on a change of question, or on a key dropped for that, belongs to
/// the same paste: nobody has read the question by then.
const UNREAD: Duration = Duration::from_millis(10);

/// How long a keyboard waits at most before it repeats a key that is held (660 ms, and 100 more on a
/// line that is not even): the key that answered one question does not answer the next within this
/// time. Nor does the second click of a double one.
const HELD: Duration = Duration::from_millis(800);

/// A key that comes again sooner is held still: the slowest keyboards repeat eight times a second, and
/// a line may hold one up for 100 ms.
const PAUSE: Duration = Duration::from_millis(300);

/// What is to become of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is done.
    Done,
    /// It is dropped, and nothing is said.
    Dropped,
    /// It is not done, and the person is asked whether they mean it: the first of those that may come
    /// from a key that is held.
    Asked,
}

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
    /// Whether the person was asked if they mean it again.
    asked: bool,
}

impl Filter {
    /// What is to become of this input, read at `at`; `types` says whether it is text for a field.
    pub fn judges(&mut self, input: Input, at: Instant, types: bool) -> Fate {
        // each must see every input
        let (unread, held) = (self.is_unread(at), self.is_held(input, at) && !types);
        match &mut self.held {
            _ if unread => Fate::Dropped,
            Some(held @ Held { asked: false, .. }) if matches!(input, Input::Key(_)) && !types => {
                held.asked = true;
                Fate::Asked
            }
            _ if held => Fate::Dropped,
            _ => Fate::Done,
        }
    }

    /// This input ticked something: the same again at once would undo it.
    pub const fn ticked(&mut self, input: Input, at: Instant) {
        self.held = Some(Held {
            input,
            first: at,
            last: at,
            asked: false,
        });
    }

    /// This input led to another question, or to another app.
    pub const fn changed(&mut self, input: Input, at: Instant) {
        self.changed = true;
        self.ticked(input, at);
    }

    /// Another question came without an input.
    pub const fn turned(&mut self) {
        self.changed = true;
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
                let soon = !held.asked && at < held.first + HELD;
                is_again(input, held.input) && (soon || at < held.last + PAUSE)
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

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::KeyCode;

    use super::*;

    /// What becomes of a key that comes at these milliseconds after it answered a question; how it is
    /// done, it answers the next.
    fn fates(key: char, at: &[u64]) -> Vec<Fate> {
        let input = Input::Key(KeyCode::Char(key).into());
        let (mut filter, start) = (Filter::default(), Instant::now());
        filter.ticked(input, start);
        let judged = at.iter().map(|after| {
            let at = start + Duration::from_millis(*after);
            let fate = filter.judges(input, at, false);
            if fate == Fate::Done {
                filter.ticked(input, at);
            }
            fate
        });
        judged.collect()
    }

    /// When the repeats of a key arrive that is held for three seconds, on a line that holds each up by
    /// its own time.
    fn held(delay: u64, each_second: u64, jitter: u64, seed: u64) -> Vec<u64> {
        let mut random = seed;
        let mut late = || {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (random >> 33) % (jitter + 1)
        };
        let repeats = (0..3 * each_second).map(|nth| delay + nth * 1_000 / each_second);
        let mut last = 0;
        let arrive = repeats.map(|at| {
            // none comes before the one that was sent before it
            last = last.max(at + late());
            last
        });
        arrive.collect()
    }

    #[test]
    fn a_held_key_answers_one_question_whatever_the_keyboard_and_the_line() {
        for delay in (200..=660).step_by(20) {
            for each_second in 8..=60 {
                for jitter in [0, 30, 100] {
                    for seed in 0..4 {
                        let times = held(delay, each_second, jitter, seed);
                        let fates = fates('n', &times);
                        let case =
                            format!("{delay} ms, {each_second} a second, {jitter} ms: {times:?}");
                        assert!(!fates.contains(&Fate::Done), "{case}");
                        let asked = fates.iter().filter(|it| **it == Fate::Asked).count();
                        assert_eq!(asked, 1, "{case}");
                    }
                }
            }
        }
        // a hand that lifts after the first repeat
        for delay in 200..=760 {
            assert_eq!(fates('n', &[delay]), [Fate::Asked], "{delay} ms");
        }
    }

    #[test]
    fn who_means_it_presses_once_more_after_a_pause() {
        use Fate::{Asked, Done, Dropped};
        let cases: [(&[u64], &[Fate]); 6] = [
            (&[400, 700], &[Asked, Done]),
            (&[400, 699, 999], &[Asked, Dropped, Done]),
            (&[150, 460], &[Asked, Done]),
            // asked anew at each question
            (&[150, 460, 600, 900], &[Asked, Done, Asked, Done]),
            (&[800], &[Done]),
            (&[800, 1_600], &[Done, Done]),
        ];
        for (at, wanted) in cases {
            assert_eq!(fates('n', at), wanted, "{at:?}");
        }
    }

    #[test]
    fn another_key_works_at_once_and_so_does_text() {
        let [three, four] = ['3', '4'].map(|key| Input::Key(KeyCode::Char(key).into()));
        let (mut filter, start) = (Filter::default(), Instant::now());
        filter.changed(three, start);
        let after = |ms| start + Duration::from_millis(ms);
        assert_eq!(filter.judges(three, after(300), true), Fate::Done);
        assert_eq!(filter.judges(four, after(350), true), Fate::Done);
        filter.changed(three, after(1_000));
        assert_eq!(filter.judges(three, after(1_200), false), Fate::Asked);
        assert_eq!(filter.judges(four, after(1_210), false), Fate::Done);
    }
}
