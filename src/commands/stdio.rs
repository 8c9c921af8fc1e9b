//! The standard streams as every command uses them.
//!
//! They wait until they are ready: another program that shares them may have left them
//! non-blocking. What fails is said in a sentence, wherever it comes to light.

use std::{
    borrow::Cow,
    io::{self, IsTerminal, Read, Write},
    os::fd::BorrowedFd,
};

use rustix::{
    event::{PollFd, PollFlags, poll},
    io::Errno,
    stdio,
};

use crate::{
    files, locale,
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

/// The standard output, or the standard error. A terminal that takes ASCII alone gets nothing else.
#[derive(Debug)]
pub struct Output {
    fd: BorrowedFd<'static>,
    ascii: bool,
}

impl Output {
    /// The standard output: for results.
    #[must_use]
    pub fn results() -> Self {
        Self::to(stdio::stdout())
    }

    /// The standard error: for talk.
    #[must_use]
    pub fn talk() -> Self {
        Self::to(stdio::stderr())
    }

    fn to(fd: BorrowedFd<'static>) -> Self {
        Self {
            fd,
            // files and pipes are UTF-8 everywhere
            ascii: fd.is_terminal() && locale::is_ascii(),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.ascii {
            let (now, size) = whole_characters(bytes);
            self.send_all(locale::in_ascii(&now).as_bytes())?;
            return Ok(size);
        }
        self.send(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Output {
    fn send(&self, bytes: &[u8]) -> io::Result<usize> {
        let fd = self.fd;
        when_ready(fd, PollFlags::OUT, || rustix::io::write(fd, bytes)).map_err(unwritten)
    }

    fn send_all(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let sent = self.send(bytes)?;
            bytes = bytes.get(sent..).unwrap_or_default();
        }
        Ok(())
    }
}

/// What of these bytes can be read by now, and how many bytes that is: a buffer may end within a
/// character.
fn whole_characters(bytes: &[u8]) -> (Cow<'_, str>, usize) {
    match str::from_utf8(bytes) {
        Err(torn) if torn.error_len().is_none() && torn.valid_up_to() > 0 => {
            let (whole, _) = bytes.split_at(torn.valid_up_to());
            (String::from_utf8_lossy(whole), whole.len())
        }
        _ => (String::from_utf8_lossy(bytes), bytes.len()),
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
