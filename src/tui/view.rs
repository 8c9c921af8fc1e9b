//! What the face remembers between two frames, and no answer.

use std::{collections::BTreeSet, path::PathBuf};

use tui_input::Input;

use super::{keymap::Context, theme::Theme};
use crate::sheet::pictures::Picture;

/// What the person looks at.
#[derive(Debug)]
pub struct View {
    /// The colours and signs.
    pub theme: Theme,
    /// The row that has the focus, among those that can.
    pub focus: Option<usize>,
    /// The first line that is shown.
    pub scroll: usize,
    /// Whether the row that has the focus is brought into sight.
    pub follow: bool,
    /// What is typed.
    pub entry: Input,
    /// The places of the rows that are ticked, before Enter.
    pub ticked: BTreeSet<usize>,
    /// What the last key has to say.
    pub message: Option<String>,
    /// Whether the course is looked at, at the summary.
    pub course: bool,
    /// What lies over the screen, with the focus, scroll and follow under it.
    pub over: Option<(Over, Option<usize>, usize, bool)>,
    /// What is asked for under the screen.
    pub prompt: Option<Prompt>,
}

/// What can lie over a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Over {
    /// What the keys do there.
    Help(Context),
    /// What the words mean, and what it was opened over, if that lay over a screen itself.
    Glossary(Option<Box<Self>>),
    /// Who says so.
    Sources,
    /// The list of all pictures, in a demo.
    Album,
    /// What to watch for.
    Signs,
    /// Any of the pictures of the pack.
    Picture(Picture),
    /// Whether to leave.
    Leaving,
    /// Whether to replace this file with that.
    Replace(PathBuf, What),
}

/// What a line can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// The day of the treatment.
    Day,
    /// Where to write this.
    File(What),
}

/// What can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The sheet, as text.
    Sheet,
    /// The screening, as JSON.
    Screening,
}

impl View {
    /// A view of a new screen.
    #[must_use]
    pub fn new(theme: Theme) -> Self {
        Self {
            theme,
            focus: None,
            scroll: 0,
            follow: true,
            entry: Input::default(),
            ticked: BTreeSet::new(),
            message: None,
            course: false,
            over: None,
            prompt: None,
        }
    }

    /// Gives a row the focus, in sight.
    pub const fn focus_on(&mut self, row: usize) {
        (self.focus, self.follow) = (Some(row), true);
    }

    /// Shows the page from this line on, wherever the focus is.
    pub fn scroll_to(&mut self, line: usize) {
        (self.scroll, self.follow) = (line, false);
        self.message = None;
    }

    /// Lays something over the screen.
    pub fn open(&mut self, over: Over) {
        let (focus, scroll, follow) = match self.over.take() {
            Some((_, focus, scroll, follow)) => (focus, scroll, follow),
            None => (self.focus, self.scroll, self.follow),
        };
        self.over = Some((over, focus, scroll, follow));
        (self.focus, self.scroll, self.follow) = (None, 0, true);
        self.message = None;
    }

    /// Takes away what lies over the screen; under the glossary there may be something more.
    pub fn close(&mut self) {
        if let Some((Over::Glossary(Some(under)), ..)) = &self.over {
            let under = Over::clone(under);
            self.open(under);
            return;
        }
        if let Some((_, focus, scroll, follow)) = self.over.take() {
            (self.focus, self.scroll, self.follow) = (focus, scroll, follow);
            self.message = None;
        }
    }
}
