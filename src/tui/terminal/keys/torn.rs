//! What comes too late, and can only be the rest of a sequence that was torn.
//!
//! Slow lines tear what a terminal sends: a key, a mouse report, an answer to whoever used the
//! terminal before. Digits and letters of the rest would answer questions, so it is dropped
//! however late it comes. A person presses one key at a time, which makes a piece of one byte: where
//! that could be either, one is dropped and the next is heard.

/// Longest rest that is believed in; the longest answers list some twenty numbers.
pub const LONGEST: usize = 64;

/// Most digits of one number: the highest character has seven.
const DIGITS: usize = 7;

/// What a piece is, after a torn sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// So many bytes at its front end the sequence.
    Ends(usize),
    /// All of it belongs to the sequence, and more may come.
    GoesOn,
    /// A person typed it.
    Typed,
}

/// What `piece` is, after ESC and `before`.
pub fn tell(before: &[u8], piece: &[u8]) -> Piece {
    let whole = [before, piece].concat();
    let ends = |length: usize| Piece::Ends(length.saturating_sub(before.len()));
    match whole.as_slice() {
        [b'\\', ..] => ends(1),
        [b'O', b'A'..=b'D' | b'F' | b'H' | b'M' | b'P'..=b'S', ..] => ends(2),
        [b'[', after @ ..] => match control_sequence(after) {
            Some(0) => Piece::GoesOn,
            Some(length) => ends(1 + length),
            None => Piece::Typed,
        },
        // people press these too, but terminals put only a few signs behind them
        [b'P' | b'_'] => Piece::Typed,
        [b'P' | b'_', next, ..] if before.is_empty() && !b"01>!G".contains(next) => Piece::Typed,
        [b']' | b'P' | b'_', ..] => text(before, piece),
        _ => Piece::Typed,
    }
}

/// Whether nobody types this after ESC, so that even single bytes belong to it.
pub fn is_certain(sequence: &[u8]) -> bool {
    sequence.starts_with(b"[") && sequence.iter().any(|byte| b"<;:".contains(byte))
}

/// How many bytes a control sequence takes after ESC `[`; 0 while it has no end, `None` when these
/// bytes are none.
fn control_sequence(after: &[u8]) -> Option<usize> {
    match after {
        // F1 to F5 of the Linux console
        [b'['] => return Some(0),
        [b'[', b'A'..=b'E', ..] => return Some(2),
        // a mouse report of the old form: the button, the column, the row
        [b'M', report @ ..] => {
            let report = report.get(..3).unwrap_or(report);
            let whole = if report.len() == 3 { 4 } else { 0 };
            return report.iter().all(|byte| *byte >= 0x20).then_some(whole);
        }
        _ => {}
    }
    let marks = usize::from(after.first().is_some_and(|byte| b"<=>?".contains(byte)));
    let count = |from: usize, is: fn(&u8) -> bool| {
        let bytes = after.get(from..).unwrap_or_default();
        bytes.iter().take_while(|byte| is(byte)).count()
    };
    let digits = count(marks, |byte| matches!(byte, b'0'..=b';'));
    let between = count(marks + digits, |byte| *byte == b'$');
    let length = marks + digits + between;
    let numbers = after.get(marks..marks + digits).unwrap_or_default();
    let mut each = numbers.split(|byte| !byte.is_ascii_digit());
    if length > LONGEST || each.any(|number| number.len() > DIGITS) {
        return None;
    }
    let Some(last) = after.get(length) else {
        return Some(0);
    };
    let numbered = digits > 0;
    let known = match (after.first().filter(|_| marks > 0), last) {
        (Some(b'?'), b'y') => between > 0,
        (None, b'n') => numbered && !numbers.contains(&b';'),
        (Some(b'<'), b'M' | b'm')
        | (Some(b'?'), b'c' | b'n' | b'u' | b'R' | b'S')
        | (Some(b'>' | b'='), b'c' | b'm')
        | (None, b'M' | b't' | b'u') => numbered,
        (None, b'A'..=b'F' | b'H' | b'I' | b'O'..=b'S' | b'Z' | b'~' | b'^' | b'@') => true,
        _ => false,
    };
    known.then_some(length + 1)
}

/// What a piece is inside a control string.
fn text(before: &[u8], piece: &[u8]) -> Piece {
    let start = usize::from(before.is_empty());
    let inside = piece.get(start..).unwrap_or_default();
    let end = inside.iter().position(|byte| !(0x20..=0x7e).contains(byte));
    let Some(end) = end.map(|end| start + end) else {
        // of these are the answers made that terminals give
        let could_be = |byte: &u8| byte.is_ascii_hexdigit() || b"]/:;=rg\\".contains(byte);
        let is_rest = piece.len() > 1 || piece.iter().all(could_be);
        return if is_rest { Piece::GoesOn } else { Piece::Typed };
    };
    match piece.get(end..) {
        Some([0x07, ..]) => Piece::Ends(end + 1),
        Some([0x1b, b'\\', ..]) => Piece::Ends(end + 2),
        // the first half of its end
        Some([0x1b]) if end > start => Piece::GoesOn,
        _ => Piece::Typed,
    }
}
