//! The bytes of a terminal as keys.
//!
//! Why not crossterm's reader: 0.29 spins when the terminal is gone, leaves all but 1,024 bytes of a
//! burst lying until the next key (which may belong to another question), loses a resize while it
//! waits for the rest of a sequence, and swallows even Ctrl-C after a torn one. This one asks for no
//! clock and no thread: a sequence that stays torn is forgotten when the next byte comes too late,
//! and a control key ends it at once.

use std::{
    mem,
    time::{Duration, Instant},
};

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// How long the rest of a torn sequence may take.
const TORN: Duration = Duration::from_millis(100);

/// Longest parameters that are kept; no key has more than a few.
const LONGEST: usize = 16;

/// Where in a sequence the bytes are.
#[derive(Debug, Default)]
enum State {
    /// In none.
    #[default]
    Ground,
    /// After ESC; `told` once it was reported as the Esc key.
    Escape { told: bool },
    /// After ESC `[`, with the parameters so far.
    Csi(Vec<u8>),
    /// After ESC `O`.
    Ss3,
    /// In a control string (an answer of the terminal), which means nothing here.
    Text,
    /// In a character of `need` bytes.
    Utf8 { bytes: Vec<u8>, need: usize },
}

/// Turns bytes into keys, in whatever pieces they come.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    last: Option<Instant>,
}

impl Decoder {
    /// The keys in `bytes`, which were read at `now`. What is no key is dropped.
    pub fn feed(&mut self, bytes: &[u8], now: Instant) -> Vec<KeyEvent> {
        if self
            .last
            .is_none_or(|last| now.saturating_duration_since(last) > TORN)
        {
            self.state = State::Ground;
        }
        self.last = Some(now);
        let mut keys = Vec::new();
        for &byte in bytes {
            self.step(byte, &mut keys);
        }
        if let State::Escape { told: told @ false } = &mut self.state {
            // Terminals send a sequence in one piece: what ends in ESC is the key.
            *told = true;
            keys.push(plain(KeyCode::Esc));
        }
        keys
    }

    /// Takes one byte.
    fn step(&mut self, byte: u8, keys: &mut Vec<KeyEvent>) {
        match (mem::take(&mut self.state), byte) {
            (State::Text, 0x20..) | (State::Escape { .. }, b']' | b'P' | b'X' | b'^' | b'_') => {
                self.state = State::Text;
            }
            (State::Text, 0x1b) => self.state = State::Escape { told: true },
            (State::Escape { told }, 0x1b) => {
                keys.extend((!told).then(|| plain(KeyCode::Esc)));
                self.state = State::Escape { told: false };
            }
            (State::Escape { .. }, b'[') => self.state = State::Csi(Vec::new()),
            (State::Escape { .. }, b'O') => self.state = State::Ss3,
            // The end of a control string; ESC `\` means nothing as a key either.
            (State::Text, 0x07) | (State::Escape { .. }, b'\\') => {}
            (State::Escape { told: false }, _) => {
                let from = keys.len();
                self.ground(byte, keys);
                for key in keys.iter_mut().skip(from) {
                    key.modifiers |= KeyModifiers::ALT;
                }
            }
            (State::Csi(mut parameters), 0x20..=0x3f) => {
                if parameters.len() < LONGEST {
                    parameters.push(byte);
                }
                self.state = State::Csi(parameters);
            }
            // F1 to F5 of the Linux console are ESC [ [ A to E.
            (State::Csi(parameters), b'[') if parameters.is_empty() => {
                self.state = State::Csi(vec![byte]);
            }
            (State::Csi(parameters), 0x40..=0x7e) => keys.extend(csi(&parameters, byte)),
            (State::Ss3, 0x20..=0x7e) => keys.extend(ss3(byte).map(plain)),
            (State::Utf8 { mut bytes, need }, 0x80..=0xbf) => {
                bytes.push(byte);
                if bytes.len() < need {
                    self.state = State::Utf8 { bytes, need };
                } else {
                    let text = str::from_utf8(&bytes).unwrap_or_default();
                    keys.extend(text.chars().map(character));
                }
            }
            _ => self.ground(byte, keys),
        }
    }

    /// Takes a byte that is in no sequence.
    fn ground(&mut self, byte: u8, keys: &mut Vec<KeyEvent>) {
        let key = match byte {
            b'\r' | b'\n' => plain(KeyCode::Enter),
            b'\t' => plain(KeyCode::Tab),
            0x08 | 0x7f => plain(KeyCode::Backspace),
            0x00 => control(b' '),
            0x01..=0x1a => control(byte + b'a' - 1),
            0x1b => {
                self.state = State::Escape { told: false };
                return;
            }
            0x1c..=0x1f => control(byte - 0x1c + b'4'),
            0x20..=0x7e => character(char::from(byte)),
            0xc2..=0xf4 => {
                let need = match byte {
                    0xc2..0xe0 => 2,
                    0xe0..0xf0 => 3,
                    _ => 4,
                };
                self.state = State::Utf8 {
                    bytes: vec![byte],
                    need,
                };
                return;
            }
            _ => return,
        };
        keys.push(key);
    }
}

/// The key of ESC `[` parameters `last`, if it is one.
fn csi(parameters: &[u8], last: u8) -> Option<KeyEvent> {
    if parameters == b"[" {
        let number = last.checked_sub(b'A').filter(|n| *n < 5)?;
        return Some(plain(KeyCode::F(number + 1)));
    }
    let mut numbers = str::from_utf8(parameters).ok()?.split(';');
    let number = match numbers.next() {
        None | Some("") => 1,
        Some(number) => number.parse().ok()?,
    };
    let modifiers = numbers.next().map_or(Some(1), |bits| bits.parse().ok())?;
    let code = match (last, number) {
        (b'Z', 1) => return Some(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)),
        (b'~', 1 | 7) => KeyCode::Home,
        (b'~', 2) => KeyCode::Insert,
        (b'~', 3) => KeyCode::Delete,
        (b'~', 4 | 8) => KeyCode::End,
        (b'~', 5) => KeyCode::PageUp,
        (b'~', 6) => KeyCode::PageDown,
        (b'~', 11..=15) => KeyCode::F(number - 10),
        (b'~', 17..=21) => KeyCode::F(number - 11),
        (b'~', 23 | 24) => KeyCode::F(number - 12),
        (_, 1) => ss3(last)?,
        _ => return None,
    };
    Some(KeyEvent::new(code, modifier_bits(modifiers)))
}

/// The key of ESC `O` `last`, if it is one.
fn ss3(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

/// xterm counts modifiers from one: shift 1, alt 2, ctrl 4.
fn modifier_bits(number: u8) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    [
        KeyModifiers::SHIFT,
        KeyModifiers::ALT,
        KeyModifiers::CONTROL,
    ]
    .into_iter()
    .enumerate()
    .filter(|(bit, _)| bits & (1 << bit) != 0)
    .fold(KeyModifiers::NONE, |all, (_, one)| all | one)
}

/// A key without modifiers.
fn plain(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// Ctrl with a letter or sign.
fn control(sign: u8) -> KeyEvent {
    KeyEvent::new(KeyCode::Char(char::from(sign)), KeyModifiers::CONTROL)
}

/// A character; capitals carry SHIFT, as crossterm has it.
fn character(sign: char) -> KeyEvent {
    let shift = if sign.is_uppercase() {
        KeyModifiers::SHIFT
    } else {
        KeyModifiers::NONE
    };
    KeyEvent::new(KeyCode::Char(sign), shift)
}

#[cfg(test)]
mod tests;
