//! The bytes of a terminal as keys, clicks and turns of the wheel.
//!
//! Why not crossterm's reader: 0.29 spins when the terminal is gone, leaves all but 1,024 bytes of a
//! burst lying until the next key (which may belong to another question), loses a resize while it
//! waits for the rest of a sequence, and swallows even Ctrl-C after a torn one. This one asks for no
//! clock and no thread: a sequence whose rest comes too late is no key any more (see `torn`), and
//! a control key ends it at once.

mod torn;

use std::{
    mem,
    time::{Duration, Instant},
};

use ratatui::crossterm::event::{
    KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use torn::Piece;

/// How long a paste may halt, on a slow line; after that it counts as over, or a lost end would leave
/// nobody a key.
const HALTED: Duration = Duration::from_secs(1);

/// How long the rest of a torn sequence may take.
const TORN: Duration = Duration::from_millis(100);

/// The bytes of a position behind ESC `[M`: the button, the column, the row.
const OLD_REPORT: u8 = 3;

/// What a person did at the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Pressed a key.
    Key(KeyEvent),
    /// Clicked, or turned the wheel.
    Mouse(MouseEvent),
    /// Pasted something.
    Pasted(Pasted),
}

/// A part of what was pasted. It is one line: an end of a line answers nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pasted {
    /// This sign of the first line that has any.
    Sign(char),
    /// There were more lines, which are dropped.
    MoreLines,
}

/// Where in a paste the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paste {
    /// Before the first sign.
    Begun,
    /// In the first line.
    Line,
    /// After its end.
    After,
    /// In what is dropped.
    Dropped,
}

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
    /// After ESC and these bytes, whose rest did not come in time. `alone` once a single byte was
    /// taken for it.
    Late { before: Vec<u8>, alone: bool },
    /// In a mouse report of the old form, with so many bytes to come; nobody asks for these.
    OldReport(u8),
    /// After ESC `O`.
    Ss3,
    /// In a control string (an answer of the terminal), which means nothing here.
    Text,
    /// In a character of `need` bytes.
    Utf8 { bytes: Vec<u8>, need: usize },
}

/// Turns bytes into what was done, in whatever pieces they come.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    /// Where in a paste, if in one.
    paste: Option<Paste>,
    last: Option<Instant>,
}

impl Decoder {
    /// What `bytes` say, which were read at `now`. What says nothing is dropped.
    pub fn feed(&mut self, bytes: &[u8], now: Instant) -> Vec<Input> {
        if bytes.is_empty() {
            return Vec::new();
        }
        let since = self.last.map(|last| now.saturating_duration_since(last));
        if since.is_none_or(|since| since > TORN) {
            self.state = mem::take(&mut self.state).too_late();
        }
        if since.is_none_or(|since| since > HALTED) {
            self.paste = None;
        }
        self.last = Some(now);
        let mut heard = Vec::new();
        for &byte in self.drop_rest(bytes) {
            let from = heard.len();
            self.step(byte, &mut heard);
            if let Some(paste) = self.paste {
                for input in heard.split_off(from) {
                    heard.extend(self.pastes(paste, input));
                }
            }
        }
        if let State::Escape { told: told @ false } = &mut self.state {
            // Terminals send a sequence in one piece: what ends in ESC is the key.
            *told = true;
            if self.paste.is_none() {
                heard.push(Input::Key(plain(KeyCode::Esc)));
            }
        }
        heard
    }

    /// This piece without what can only be the rest of a torn sequence.
    fn drop_rest<'b>(&mut self, piece: &'b [u8]) -> &'b [u8] {
        let (before, alone) = match mem::take(&mut self.state) {
            State::Late { before, alone } => (before, alone),
            other => {
                self.state = other;
                return piece;
            }
        };
        match torn::tell(&before, piece) {
            Piece::Ends(length) => piece.get(length..).unwrap_or_default(),
            Piece::Typed => piece,
            Piece::GoesOn => {
                let mut before = [&before, piece].concat();
                // a control sequence ends before, and of a control string the first byte matters
                before.truncate(torn::LONGEST + 2);
                let single = piece.len() == 1;
                if single && alone && !torn::is_certain(&before) {
                    return piece;
                }
                self.state = State::Late {
                    before,
                    alone: single,
                };
                &[]
            }
        }
    }

    /// Takes one byte.
    fn step(&mut self, byte: u8, heard: &mut Vec<Input>) {
        match (mem::take(&mut self.state), byte) {
            (State::Text, 0x20..) | (State::Escape { .. }, b']' | b'P' | b'X' | b'^' | b'_') => {
                self.state = State::Text;
            }
            (State::Text, 0x1b) => self.state = State::Escape { told: true },
            (State::Escape { told }, 0x1b) => {
                heard.extend((!told).then(|| Input::Key(plain(KeyCode::Esc))));
                self.state = State::Escape { told: false };
            }
            (State::Escape { .. }, b'[') => self.state = State::Csi(Vec::new()),
            (State::Escape { .. }, b'O') => self.state = State::Ss3,
            // The end of a control string; ESC `\` means nothing as a key either.
            (State::Text, 0x07) | (State::Escape { .. }, b'\\') => {}
            (State::Escape { told: false }, _) => {
                heard.extend(self.ground(byte).map(|mut key| {
                    key.modifiers |= KeyModifiers::ALT;
                    Input::Key(key)
                }));
            }
            (State::Csi(mut parameters), 0x20..=0x3f) => {
                if parameters.len() < torn::LONGEST {
                    parameters.push(byte);
                }
                self.state = State::Csi(parameters);
            }
            // F1 to F5 of the Linux console are ESC [ [ A to E.
            (State::Csi(parameters), b'[') if parameters.is_empty() => {
                self.state = State::Csi(vec![byte]);
            }
            (State::Csi(parameters), b'M') if parameters.is_empty() => {
                self.state = State::OldReport(OLD_REPORT);
            }
            (State::Csi(parameters), b'~') if parameters == b"200" => {
                self.paste = Some(Paste::Begun);
            }
            (State::Csi(parameters), b'~') if parameters == b"201" => self.paste = None,
            (State::Csi(parameters), 0x40..=0x7e) => heard.extend(match parameters.split_first() {
                Some((b'<', report)) => mouse(report, byte).map(Input::Mouse),
                _ => csi(&parameters, byte).map(Input::Key),
            }),
            (State::OldReport(left), 0x20..) => {
                if left > 1 {
                    self.state = State::OldReport(left - 1);
                }
            }
            (State::Ss3, 0x20..=0x7e) => heard.extend(ss3(byte).map(plain).map(Input::Key)),
            (State::Utf8 { mut bytes, need }, 0x80..=0xbf) => {
                bytes.push(byte);
                if bytes.len() < need {
                    self.state = State::Utf8 { bytes, need };
                } else {
                    let text = str::from_utf8(&bytes).unwrap_or_default();
                    heard.extend(text.chars().map(character).map(Input::Key));
                }
            }
            _ => heard.extend(self.ground(byte).map(Input::Key)),
        }
    }

    /// What a key is within a paste: a sign of its first line, or nothing. Ctrl-C is always itself.
    fn pastes(&mut self, at: Paste, input: Input) -> Option<Input> {
        let code = match input {
            _ if is_interrupt(input) => return Some(input),
            Input::Key(key) if !key.modifiers.contains(KeyModifiers::CONTROL) => key.code,
            _ => return None,
        };
        let sign = match code {
            KeyCode::Char(sign) => Some(sign),
            KeyCode::Tab => Some(' '),
            KeyCode::Enter => None,
            _ => return None,
        };
        let is_blank = sign.is_none_or(char::is_whitespace);
        let (next, heard) = match (at, sign) {
            (Paste::Begun | Paste::After | Paste::Dropped, _) if is_blank => return None,
            (Paste::Begun | Paste::Line, Some(sign)) => (Paste::Line, Pasted::Sign(sign)),
            (Paste::Line, None) => {
                self.paste = Some(Paste::After);
                return None;
            }
            (Paste::After, _) => (Paste::Dropped, Pasted::MoreLines),
            (Paste::Begun | Paste::Dropped, _) => return None,
        };
        self.paste = Some(next);
        Some(Input::Pasted(heard))
    }

    /// Takes a byte that is in no sequence.
    fn ground(&mut self, byte: u8) -> Option<KeyEvent> {
        Some(match byte {
            b'\r' | b'\n' => plain(KeyCode::Enter),
            b'\t' => plain(KeyCode::Tab),
            0x08 | 0x7f => plain(KeyCode::Backspace),
            0x00 => control(b' '),
            0x01..=0x1a => control(byte + b'a' - 1),
            0x1b => {
                self.state = State::Escape { told: false };
                return None;
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
                return None;
            }
            _ => return None,
        })
    }
}

impl State {
    /// What is left of it when the rest did not come in time.
    fn too_late(self) -> Self {
        let before = match self {
            Self::Escape { .. } => Vec::new(),
            Self::Csi(parameters) => [b"[".to_vec(), parameters].concat(),
            // what did come of it is forgotten: the rest is told by its own bytes
            Self::OldReport(left) => [
                &b"[M"[..],
                b"   ".get(usize::from(left)..).unwrap_or_default(),
            ]
            .concat(),
            Self::Ss3 => b"O".to_vec(),
            Self::Text => b"]".to_vec(),
            Self::Late { .. } => return self,
            Self::Ground | Self::Utf8 { .. } => return Self::Ground,
        };
        Self::Late {
            before,
            alone: false,
        }
    }
}

/// Whether this is Ctrl-C, in whatever form a terminal sends it.
#[must_use]
pub fn is_interrupt(input: Input) -> bool {
    matches!(input, Input::Key(key) if key.code == KeyCode::Char('c')
        && key.modifiers.contains(KeyModifiers::CONTROL))
}

/// What ESC `[<` report `last` says: a press of the left button, or a turn of the wheel. Every
/// other button, a release and whatever is held with it say nothing.
fn mouse(report: &[u8], last: u8) -> Option<MouseEvent> {
    let numbers = str::from_utf8(report)
        .ok()?
        .split(';')
        .map(str::parse::<u16>);
    let numbers: Vec<u16> = numbers.collect::<Result<_, _>>().ok()?;
    let (kind, column, row) = match (last, numbers.as_slice()) {
        (b'M', &[0, column, row]) => (MouseEventKind::Down(MouseButton::Left), column, row),
        (b'M', &[64, column, row]) => (MouseEventKind::ScrollUp, column, row),
        (b'M', &[65, column, row]) => (MouseEventKind::ScrollDown, column, row),
        _ => return None,
    };
    // terminals count from one
    Some(MouseEvent {
        kind,
        column: column.checked_sub(1)?,
        row: row.checked_sub(1)?,
        modifiers: KeyModifiers::NONE,
    })
}

/// The key of ESC `[` parameters `last`, if it is one.
fn csi(parameters: &[u8], last: u8) -> Option<KeyEvent> {
    if parameters == b"[" {
        let number = last.checked_sub(b'A').filter(|n| *n < 5)?;
        return Some(plain(KeyCode::F(number + 1)));
    }
    let mut parameters = str::from_utf8(parameters).ok()?.split(';').map(numbers);
    let mut next = || parameters.next().unwrap_or(Some([None; 3]));
    let ([key, shifted, base], [modifiers, kind, _], [named, ..]) = (next()?, next()?, next()?);
    if kind == Some(RELEASE) {
        return None;
    }
    let modifiers = modifier_bits(modifiers.unwrap_or(1));
    let f = |number: u32| u8::try_from(number).map(KeyCode::F).ok();
    let code = match (last, key.unwrap_or(1)) {
        (b'Z', 1) => return Some(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)),
        (b'u', _) => {
            let shifted = shifted.filter(|_| modifiers.contains(KeyModifiers::SHIFT));
            // Ctrl-C is where it is on a Latin keyboard
            let base = base.filter(|_| modifiers.contains(KeyModifiers::CONTROL));
            return numbered(base.or(shifted).or(key)?, modifiers);
        }
        (b'~', 27) => return numbered(named?, modifiers),
        (b'~', 1 | 7) => KeyCode::Home,
        (b'~', 2) => KeyCode::Insert,
        (b'~', 3) => KeyCode::Delete,
        (b'~', 4 | 8) => KeyCode::End,
        (b'~', 5) => KeyCode::PageUp,
        (b'~', 6) => KeyCode::PageDown,
        (b'~', number @ 11..=15) => f(number - 10)?,
        (b'~', number @ 17..=21) => f(number - 11)?,
        (b'~', number @ 23..=24) => f(number - 12)?,
        (_, 1) => ss3(last)?,
        _ => return None,
    };
    Some(KeyEvent::new(code, modifiers))
}

/// The kind of a key event that tells of a release.
const RELEASE: u32 = 3;

/// The numbers of one parameter, which `:` divides; what is left out is `None`.
fn numbers(parameter: &str) -> Option<[Option<u32>; 3]> {
    let mut numbers = [None; 3];
    for (number, digits) in numbers.iter_mut().zip(parameter.split(':')) {
        if !digits.is_empty() {
            *number = Some(digits.parse().ok()?);
        }
    }
    Some(numbers)
}

/// The key of a character's number: ESC `[` number `u`, or ESC `[ 27 ;` modifiers `;` number `~`.
/// Nobody asks for these forms here, but the program before may have.
fn numbered(number: u32, modifiers: KeyModifiers) -> Option<KeyEvent> {
    let code = match number {
        0x08 | 0x7f => KeyCode::Backspace,
        0x09 if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        0x09 => KeyCode::Tab,
        0x0d => KeyCode::Enter,
        0x1b => KeyCode::Esc,
        // private: keys without a character
        0xe000..=0xf8ff => return None,
        _ => {
            let sign = char::from_u32(number).filter(|sign| !sign.is_control())?;
            let sign = if modifiers.contains(KeyModifiers::CONTROL) {
                sign.to_ascii_lowercase()
            } else if modifiers.contains(KeyModifiers::SHIFT) {
                sign.to_uppercase().next()?
            } else {
                sign
            };
            let mut key = character(sign);
            key.modifiers |= modifiers - KeyModifiers::SHIFT;
            return Some(key);
        }
    };
    Some(KeyEvent::new(code, modifiers))
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
fn modifier_bits(number: u32) -> KeyModifiers {
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
