//! How far a file has been read, as a bar on the terminal.

use std::{
    fs::File,
    io::{self, Read, Write},
};

use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    locale,
    text::{self, Language},
};

/// A bar on the standard error, or none: only where that may be drawn on, and
/// for a file, whose length is known.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Progress {
    /// The bar over this file, if it is to be shown.
    #[must_use]
    pub fn over(file: &File, shown: bool) -> Self {
        let length = file.metadata().ok().filter(std::fs::Metadata::is_file);
        let bar = match length {
            Some(length) if shown => ProgressBar::new(length.len()),
            _ => ProgressBar::hidden(),
        };
        let says = Language::english().says(text::PROGRESS);
        let says = if locale::is_ascii() {
            locale::in_ascii(says)
        } else {
            says.into()
        };
        let style =
            ProgressStyle::with_template(&says).unwrap_or_else(|_| ProgressStyle::default_bar());
        Self(bar.with_style(style.progress_chars("##-")))
    }

    /// What is read through this moves the bar.
    pub fn reads<R: Read>(&self, input: R) -> impl Read + use<R> {
        self.0.wrap_read(input)
    }

    /// What is written through this to the same terminal stands above the bar.
    pub fn above<W: Write>(&self, output: W) -> impl Write + use<W> {
        Above {
            bar: self.0.clone(),
            output,
        }
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        self.0.finish_and_clear();
    }
}

struct Above<W> {
    bar: ProgressBar,
    output: W,
}

impl<W: Write> Write for Above<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    // whole: the bar is drawn again after each
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bar.suspend(|| self.output.write_all(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}
