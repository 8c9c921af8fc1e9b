//! What the face remembers between two frames, and no answer: the focus, the scroll, what is typed.
//!
//! The focus is brought into sight when it moves. Scrolling leaves it where it is, so that all of a
//! page can be read with a row marked.

use std::{collections::BTreeSet, path::PathBuf, time::Instant};

use ratatui::layout::Size;
use tui_input::Input;

pub use super::page::{MARGIN, WIDEST};
use super::{
    keymap::{Action, Context},
    page::Page,
    theme::Theme,
};
use crate::{
    pack::Section,
    sheet::{Written, pictures::Picture},
};

/// From this width of a window on the sections stand beside the text, and pictures side by side.
pub const WITH_OUTLINE: u16 = 110;

/// Where a page lies in the window.
struct Viewport {
    /// The first line in sight, and the most that it can be.
    top: usize,
    most: usize,
    /// The first and the last row in sight.
    seen: Option<(usize, usize)>,
}

/// What the person looks at.
#[derive(Debug)]
pub struct View {
    pub theme: Theme,
    /// The row that has the focus, among those that can.
    pub focus: Option<usize>,
    /// The first line that is shown.
    pub scroll: usize,
    /// Whether the row that has the focus is brought into sight.
    pub follow: bool,
    /// The size of the last page painted; before the first frame nothing is out of sight.
    pub body: Size,
    pub entry: Input,
    /// The places of the rows that are ticked, before Enter.
    pub ticked: BTreeSet<usize>,
    /// The first digit of a number, while it waits for the second.
    pub first_digit: Option<FirstDigit>,
    /// What the last key has to say.
    pub message: Option<String>,
    /// What came of it that needs no warning, where there is no message: until the next key.
    pub good: Option<String>,
    /// The sections that Review shows, and whether what is still to come there.
    pub unfolded: BTreeSet<(String, bool)>,
    /// Whether the course is looked at, at the summary.
    pub course: bool,
    /// What lies over the screen, with the focus, scroll and follow under it.
    pub over: Option<(Over, Option<usize>, usize, bool)>,
    /// What is asked for under the screen.
    pub prompt: Option<Prompt>,
}

/// A digit that may be the first of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstDigit {
    /// The digit.
    pub digit: usize,
    /// When it is a number of its own.
    pub until: Instant,
}

/// What can lie over a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Over {
    /// What the keys do there.
    Help(Context),
    /// What words mean: first those of these ids, which stand under it. And what it was opened over,
    /// if that lay over a screen itself.
    Glossary(Vec<String>, Option<Box<Self>>),
    /// Who says so.
    Sources,
    /// The list of all pictures.
    Album,
    /// What to watch for.
    Signs,
    /// The clinic's page on aftercare, as a QR code.
    Code,
    /// Any of the pictures of the pack.
    Picture(Picture),
    /// Whether to leave.
    Leaving,
    /// Who answered, before it is kept.
    Keeping,
    /// Whether to print the sheet on the printer of the system.
    Paper,
    /// Whether to replace this file with that.
    Replace(PathBuf, Written),
}

/// What a line can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prompt {
    /// The day of the treatment.
    Day,
    /// Where to write this, and the place that is offered.
    File(Written, PathBuf),
    /// Under what to keep the screening.
    Label,
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
            body: Size::new(WIDEST, u16::MAX),
            entry: Input::default(),
            ticked: BTreeSet::new(),
            first_digit: None,
            message: None,
            good: None,
            unfolded: BTreeSet::new(),
            course: false,
            over: None,
            prompt: None,
        }
    }

    /// Whether Review shows these answers of a section.
    #[must_use]
    pub fn is_unfolded(&self, section: &Section, is_open: bool) -> bool {
        self.unfolded.contains(&(section.id.clone(), is_open))
    }

    /// Shows these answers of a section in Review, or hides them.
    pub fn unfold(&mut self, section: &Section, is_open: bool) {
        let key = (section.id.clone(), is_open);
        if !self.unfolded.remove(&key) {
            self.unfolded.insert(key);
        }
    }

    /// Gives a row the focus, in sight.
    pub const fn focus_on(&mut self, row: usize) {
        (self.focus, self.follow) = (Some(row), true);
    }

    /// Shows another page from its top, or as far down as its focus is.
    pub const fn new_page(&mut self) {
        (self.scroll, self.follow) = (0, true);
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
        if let Some((Over::Glossary(_, Some(under)), ..)) = &self.over {
            let under = Over::clone(under);
            self.open(under);
            return;
        }
        if let Some((_, focus, scroll, follow)) = self.over.take() {
            (self.focus, self.scroll, self.follow) = (focus, scroll, follow);
            self.message = None;
        }
    }

    /// How wide a page is set.
    #[must_use]
    pub const fn page_width(&self) -> u16 {
        self.body.width.saturating_sub(MARGIN)
    }

    /// The first line of a page that is in sight.
    #[must_use]
    pub fn top<A: Copy>(&self, page: &Page<A>) -> usize {
        let height = usize::from(self.body.height);
        if self.follow {
            page.scroll(self.scroll, height)
        } else {
            self.scroll.min(page.height().saturating_sub(height))
        }
    }

    fn viewport<A: Copy>(&self, page: &Page<A>) -> Viewport {
        let (top, height) = (self.top(page), usize::from(self.body.height));
        Viewport {
            top,
            most: page.height().saturating_sub(height),
            seen: page.seen(top, height),
        }
    }

    /// Whether a row of a page is in sight.
    #[must_use]
    pub fn sees<A: Copy>(&self, page: &Page<A>, row: usize) -> bool {
        let seen = self.viewport(page).seen;
        seen.is_some_and(|(first, last)| (first..=last).contains(&row))
    }

    /// Does what a key does to the view of a page; false where it does something else.
    pub fn moves<A: Copy>(&mut self, page: &Page<A>, action: Action) -> bool {
        let window = usize::from(self.body.height);
        match action {
            Action::Up | Action::Down => self.move_focus(page, action == Action::Up),
            Action::Next => {
                let rows = page.count().max(1);
                self.focus_on(self.focus.map_or(0, |focus| (focus + 1) % rows));
            }
            // less two lines, to go on from
            Action::PageUp | Action::PageDown => {
                let by = window.saturating_sub(2).max(1);
                self.scroll_by(page, action == Action::PageUp, by);
            }
            Action::First => {
                self.focus = None;
                self.scroll_to(0);
            }
            Action::Last => {
                self.focus = page.count().checked_sub(1);
                // as far as the page goes, whatever stands round it by then
                self.scroll_to(usize::MAX);
            }
            _ => return false,
        }
        true
    }

    /// To the row above or below; past the last one, a line further.
    fn move_focus<A: Copy>(&mut self, page: &Page<A>, up: bool) {
        self.message = None;
        let (port, rows) = (self.viewport(page), page.count());
        let unseen = self.focus.is_some_and(|focus| !self.sees(page, focus));
        let next = match (self.focus, port.seen) {
            (None, _) if rows == 0 => None,
            (None, _) if port.top == 0 => Some(if up { rows - 1 } else { 0 }),
            (None, Some((first, last))) => Some(if up { last } else { first }),
            (Some(_), Some((first, last))) if unseen => Some(if up { last } else { first }),
            (Some(focus), _) if !unseen && up => focus.checked_sub(1),
            (Some(focus), _) if !unseen => Some(focus + 1).filter(|next| *next < rows),
            _ => None,
        };
        match next {
            Some(next) => self.focus_on(next),
            // past the first and the last row there may be more to read
            None if up => self.scroll_to(port.top.saturating_sub(1)),
            None => self.scroll_to((port.top + 1).min(port.most)),
        }
    }

    /// Up or down by so many lines.
    pub fn scroll_by<A: Copy>(&mut self, page: &Page<A>, up: bool, by: usize) {
        let port = self.viewport(page);
        self.scroll_to(if up {
            port.top.saturating_sub(by)
        } else {
            (port.top + by).min(port.most)
        });
    }
}
