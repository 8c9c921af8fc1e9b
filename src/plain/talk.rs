//! Lines in, lines out: no cursor, no colour, each line a whole thought.

use std::io::{self, BufRead, Read, Write};

use crate::clean;

/// The longest line that is listened to, in bytes.
const LONGEST_LINE: u64 = 4_000;

/// A talk with one person.
#[derive(Debug)]
pub struct Talk<R, W> {
    input: R,
    output: W,
    /// What was said since the last screen began.
    said: String,
}

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// One line, cleaned.
    Line(String),
    /// A line too long to be an answer; it was dropped.
    TooLong,
    /// The input has ended.
    End,
}

impl<R: BufRead, W: Write> Talk<R, W> {
    /// A talk over these two.
    pub const fn new(input: R, output: W) -> Self {
        Self {
            input,
            output,
            said: String::new(),
        }
    }

    /// Says one line.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn say(&mut self, line: &str) -> io::Result<()> {
        self.said.push_str(line);
        self.said.push('\n');
        writeln!(self.output, "{line}")
    }

    /// Begins a new screen.
    pub fn begin(&mut self) {
        self.said.clear();
    }

    /// What was said since the screen began.
    #[must_use]
    pub fn said(&self) -> &str {
        &self.said
    }

    /// Says an empty line: a pause for the ear and the eye.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn pause(&mut self) -> io::Result<()> {
        self.say("")
    }

    /// Waits for a line.
    ///
    /// # Errors
    /// When what was said can't be sent, or the input can't be read.
    pub fn hear(&mut self) -> io::Result<Heard> {
        self.output.flush()?;
        let mut line = Vec::new();
        let read = (&mut self.input)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(Heard::End);
        }
        if read as u64 == LONGEST_LINE && line.last() != Some(&b'\n') {
            self.input.skip_until(b'\n')?;
            return Ok(Heard::TooLong);
        }
        let line = String::from_utf8_lossy(&line);
        Ok(Heard::Line(clean::clean(&line, line.len())))
    }

    /// Sends what was said.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}
