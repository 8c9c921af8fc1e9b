//! The standard streams as every command uses them.
//!
//! They wait until they are ready: another program that shares them may have left them
//! non-blocking. What fails is said in a sentence, wherever it comes to light.

use std::{
    io::{self, Read, Write},
    os::fd::BorrowedFd,
};

use rustix::{
    event::{PollFd, PollFlags, poll},
    io::Errno,
    stdio,
};

use crate::{
    files,
    text::{self, Language, Text},
};

/// The standard input.
#[derive(Debug)]
pub struct Input;

impl Read for Input {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let input = stdio::stdin();
        when_ready(input, PollFlags::IN, || {
            rustix::io::read(input, &mut *bytes)
        })
        .map_err(|error| failed(text::INPUT_FAILED, error))
    }
}

/// The standard output, or the standard error.
#[derive(Debug)]
pub struct Output(BorrowedFd<'static>);

impl Output {
    /// The standard output: for results.
    #[must_use]
    pub fn results() -> Self {
        Self(stdio::stdout())
    }

    /// The standard error: for talk.
    #[must_use]
    pub fn talk() -> Self {
        Self(stdio::stderr())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        when_ready(self.0, PollFlags::OUT, || rustix::io::write(self.0, bytes)).map_err(unwritten)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Prints a result, whole.
///
/// # Errors
/// When it can't be written.
pub fn print(result: impl AsRef<[u8]>) -> io::Result<()> {
    Output::results().write_all(result.as_ref())
}

fn when_ready(
    fd: BorrowedFd<'_>,
    wanted: PollFlags,
    mut act: impl FnMut() -> Result<usize, Errno>,
) -> io::Result<usize> {
    loop {
        match act() {
            Err(Errno::AGAIN) => match poll(&mut [PollFd::new(&fd, wanted)], None) {
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            },
            Err(Errno::INTR) => {}
            done => return Ok(done?),
        }
    }
}

/// What others say of the standard output when they can't write to it, as [`Output`] says it.
#[must_use]
pub fn unwritten(error: io::Error) -> io::Error {
    failed(text::OUTPUT_FAILED, error)
}

/// The error as a sentence of ours; its kind stays.
#[expect(clippy::needless_pass_by_value, reason = "as `map_err` gives it")]
fn failed(what: Text, error: io::Error) -> io::Error {
    let english = Language::english();
    let says = if error.kind() == io::ErrorKind::BrokenPipe {
        english.says(text::OUTPUT_CLOSED).to_owned()
    } else {
        english.fill(what, &[("why", &files::in_words(&error))])
    };
    io::Error::new(error.kind(), says)
}
