//! One frame, one `write(2)`.
//!
//! ratatui flushes up to three times a frame (cells, cursor shown, cursor moved) and std's `Stdout`
//! cuts what is longer than its buffer. Here a flush does nothing: the painter collects the whole
//! frame and sends it at once, as a synchronized update.

use std::{
    cell::RefCell,
    io::{self, Write},
    mem,
    rc::Rc,
};

/// Begins a synchronized update and hides the cursor while cells change under it.
const BEGIN: &[u8] = b"\x1b[?2026h\x1b[?25l";

/// Ends a synchronized update.
pub const END: &[u8] = b"\x1b[?2026l";

/// Collects a frame for the painter, which holds a clone of it.
#[derive(Clone, Debug, Default)]
pub struct FrameWriter(Rc<RefCell<Vec<u8>>>);

impl FrameWriter {
    /// Forgets what was collected and begins the next frame by erasing `rows` lines.
    pub fn start_over(&self, rows: u16) {
        let mut frame = self.0.borrow_mut();
        frame.clear();
        frame.extend_from_slice(BEGIN);
        frame.extend_from_slice(&erase(rows));
    }

    /// The frame so far, closed; empty when nothing was drawn.
    #[must_use]
    pub fn take(&self) -> Vec<u8> {
        let mut frame = mem::take(&mut *self.0.borrow_mut());
        if !frame.is_empty() {
            frame.extend_from_slice(END);
        }
        frame
    }
}

impl Write for FrameWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut frame = self.0.borrow_mut();
        if frame.is_empty() {
            frame.extend_from_slice(BEGIN);
        }
        frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Erases a screen of `rows` lines, one by one and without colours.
///
/// Never `ESC [ 2 J`: without an alternate screen tmux scrolls that, answers and all, into its
/// history.
#[must_use]
pub fn erase(rows: u16) -> Vec<u8> {
    let mut bytes = b"\x1b[0m".to_vec();
    for row in 1..=rows {
        bytes.extend_from_slice(format!("\x1b[{row};1H\x1b[2K").as_bytes());
    }
    bytes.extend_from_slice(b"\x1b[H");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_collected_over_flushes_and_closed_once() -> io::Result<()> {
        let mut frame = FrameWriter::default();
        frame.write_all(b"cells")?;
        frame.flush()?;
        frame.write_all(b"cursor")?;
        assert_eq!(
            frame.take(),
            b"\x1b[?2026h\x1b[?25lcellscursor\x1b[?2026l".to_vec()
        );
        assert!(frame.take().is_empty(), "nothing drawn, nothing to send");
        Ok(())
    }

    #[test]
    fn starting_over_erases_line_by_line() {
        let frame = FrameWriter::default();
        frame.start_over(2);
        let sent = String::from_utf8_lossy(&frame.take()).into_owned();
        assert!(
            sent.contains("\x1b[1;1H\x1b[2K\x1b[2;1H\x1b[2K"),
            "{sent:?}"
        );
        assert!(!sent.contains("\x1b[2J"), "{sent:?}");
    }
}
