//! How far something is, as a bar on the terminal, once it takes longer than a second.

use std::{
    io::{self, IsTerminal as _},
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// After how long it is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar, shown where the standard error is a terminal.
pub(super) struct Bar {
    drawn: ProgressBar,
    begun: Instant,
    shown: bool,
    may_show: bool,
}

impl Bar {
    /// A bar about this.
    pub fn new(about: &'static str) -> Self {
        let style = ProgressStyle::with_template("{msg} [{bar:30}] {percent}%, {eta} left");
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::hidden().with_style(style.progress_chars("##-"));
        bar.set_message(about);
        Self {
            drawn: bar,
            begun: Instant::now(),
            shown: false,
            may_show: io::stderr().is_terminal(),
        }
    }

    /// So much of so much is done.
    pub fn at(&mut self, done: u64, all: u64) {
        if !self.shown && self.may_show && self.begun.elapsed() > PATIENCE {
            self.drawn.set_draw_target(ProgressDrawTarget::stderr());
            self.shown = true;
        }
        if self.shown {
            self.drawn.set_length(all);
            self.drawn.set_position(done);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.drawn.finish_and_clear();
    }
}
