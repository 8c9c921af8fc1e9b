//! The screening on the full screen: what is painted, and what a key does.

use std::{collections::BTreeSet, path::PathBuf};

use jiff::Timestamp;
use ratatui::{
    Frame,
    crossterm::event::KeyEvent,
    layout::{Constraint, Layout, Rect},
    style::Style,
    text::Line,
};
use tui_input::Input;

use super::{
    keymap::{self, Action, Context},
    page::Page,
    screens,
    theme::Theme,
    view::{Over, Prompt, View},
};
use crate::{
    interview::{Interview, Screen, Stage},
    pack::Kind,
    sheet, text,
};

/// The smallest window that a screen fits into, in columns and rows.
const SMALLEST: (u16, u16) = (40, 12);
/// The widest that text is set, in columns.
const WIDEST: u16 = 76;
/// From this width on the sections stand beside the text.
const WITH_OUTLINE: u16 = 110;
/// What is left free at the right of the text, as at its left.
pub(super) const MARGIN: u16 = 2;
/// From this height on there is air over the text.
const AIRY: u16 = 20;
/// The most lines of a message.
const MESSAGE: usize = 3;
/// How wide they stand there.
const OUTLINE: u16 = 26;

/// One screening on the full screen.
#[derive(Debug)]
pub struct App<'p> {
    pub(super) interview: Interview<'p>,
    pub(super) view: View,
    pub(super) wishes: Wishes,
    /// What was begun on a screen and left by going back: ticks, and what was typed.
    pub(super) begun: Vec<(Stage, BTreeSet<usize>, Input)>,
    /// Whether the save that was asked for before it began has been tried.
    pub(super) save_tried: bool,
    /// The columns and rows of the last page painted.
    pub(super) body: (u16, u16),
}

/// What was asked for before the screen opened, and the clock.
#[derive(Debug, Clone)]
pub struct Wishes {
    /// Where the screening is saved at the end.
    pub save: Option<PathBuf>,
    /// Whether the sheet is printed once the screen has closed.
    pub print: bool,
    /// When the screening began.
    pub started: Timestamp,
    /// The clock.
    pub now: fn() -> Timestamp,
}

/// How the screening ended.
#[derive(Debug)]
pub struct Closed<'p> {
    /// The interview as it was left.
    pub interview: Interview<'p>,
    /// Whether there was a verdict.
    pub finished: bool,
    /// Whether what was to be saved has been saved.
    pub saved: bool,
    /// Whether the sheet is wanted in the terminal.
    pub print: bool,
}

impl<'p> App<'p> {
    /// A screening that has not begun.
    #[must_use]
    pub fn new(interview: Interview<'p>, theme: Theme, wishes: Wishes) -> Self {
        Self {
            interview,
            view: View::new(theme),
            wishes,
            begun: Vec::new(),
            save_tried: false,
            body: SMALLEST,
        }
    }

    /// The interview as it is.
    #[must_use]
    pub const fn interview(&self) -> &Interview<'p> {
        &self.interview
    }

    /// Where keys are pressed now.
    #[must_use]
    pub fn context(&self) -> Context {
        match (&self.view.over, self.view.prompt) {
            (Some((Over::Leaving | Over::Replace(..), ..)), _) => return Context::Leaving,
            (Some(_), _) => return Context::Overlay,
            (None, Some(_)) => return Context::Asking,
            (None, None) => {}
        }
        match self.interview.stage() {
            Stage::Welcome => Context::Welcome,
            Stage::Review => Context::Review,
            Stage::Summary if self.view.course => Context::Course,
            Stage::Summary => Context::Summary,
            Stage::Aftercare => Context::Care,
            Stage::Finished => Context::Finished,
            Stage::Asking(Screen::List(_)) => Context::List,
            Stage::Asking(Screen::Question(number)) => {
                let question = self.interview.pack().questions.get(number);
                match question.map(|question| &question.kind) {
                    Some(Kind::Date { .. }) => Context::DateEntry,
                    Some(Kind::Number(_)) => Context::Number,
                    Some(Kind::Text) => Context::Entry,
                    Some(Kind::Choices(_)) => Context::List,
                    _ => Context::Options,
                }
            }
        }
    }

    /// What stands on the screen, at this width.
    pub(super) fn page(&self, width: u16) -> Page<'_> {
        let (interview, view) = (&self.interview, &self.view);
        let mut page = Page::new(&view.theme, width, view.focus);
        match &view.over {
            Some((Over::Help(under), ..)) => screens::help(&mut page, interview, *under, view),
            Some((Over::Sources, ..)) => screens::sources(&mut page, &self.parts(), view),
            Some((Over::Signs, ..)) => screens::signs(&mut page, interview, view),
            Some((Over::Leaving, ..)) => {
                screens::leaving(&mut page, &self.what_leaving_loses(), view);
            }
            Some((Over::Replace(path, _), ..)) => screens::replacing(&mut page, path, view),
            None => match interview.stage() {
                Stage::Welcome => screens::welcome(&mut page, interview, view),
                Stage::Asking(screen) => screens::asking(&mut page, interview, screen, view),
                Stage::Review => screens::review(&mut page, interview, view),
                Stage::Summary if view.course => screens::course(&mut page, interview, view),
                Stage::Summary => screens::summary(&mut page, interview, view),
                Stage::Aftercare => screens::care(&mut page, interview, view),
                Stage::Finished => screens::finished(&mut page, interview, view),
            },
        }
        page
    }

    /// What the screen tells, for its sources.
    fn parts(&self) -> Vec<sheet::Part<'p>> {
        match self.interview.stage() {
            Stage::Summary if self.view.course => sheet::course(&self.interview),
            Stage::Aftercare => sheet::care(&self.interview),
            _ => sheet::summary(&self.interview),
        }
    }

    /// Paints all of the screen, and sets the cursor on what has the focus.
    pub fn paint(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        frame.buffer_mut().set_style(area, self.view.theme.text);
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            paint_too_small(frame, area);
            return;
        }
        let mut column = area;
        if area.width >= WITH_OUTLINE {
            let [outline, rest] = area.layout(&Layout::horizontal([
                Constraint::Length(OUTLINE),
                Constraint::Fill(1),
            ]));
            self.paint_outline(frame, outline);
            column = rest;
        }
        let column = column.centered_horizontally(Constraint::Max(WIDEST));
        let air = u16::from(area.height >= AIRY);
        let message = self.message(column.width);
        let rows = u16::try_from(message.len()).unwrap_or(0);
        let [head, rule, _, body, said, prompt, foot_rule, foot] =
            column.layout(&Layout::vertical([
                Constraint::Length(1),
                Constraint::Length(1),
                Constraint::Length(air),
                Constraint::Fill(1),
                Constraint::Length(rows),
                Constraint::Length(if self.view.prompt.is_some() {
                    2
                } else {
                    self.pinned(area.height)
                }),
                Constraint::Length(1),
                Constraint::Length(1),
            ]));
        self.paint_head(frame, head, rule);
        self.body = (body.width, body.height);
        let page = self.page(body.width.saturating_sub(MARGIN));
        let height = usize::from(body.height);
        let top = page.scroll(self.view.scroll, height);
        let cursor = page.paint(body, top, frame.buffer_mut());
        let more = self.more(top, top + height < page.height());
        let lines = page.height();
        drop(page);
        self.view.scroll = self.view.scroll.min(lines.saturating_sub(height));
        if cursor.is_none() && self.view.focus.is_some() {
            self.view.scroll = top;
        }
        for (line, row) in message.iter().zip(said.rows()) {
            set(frame, row, &format!("  {line}"), self.view.theme.alert);
        }
        let cursor = self.paint_prompt(frame, prompt).or(cursor);
        self.paint_foot(frame, foot_rule, foot, more);
        // with nothing chosen the cursor stands at the question
        frame.set_cursor_position(cursor.unwrap_or_else(|| body.as_position()));
    }

    /// What the last key has to say, in a few lines.
    fn message(&self, width: u16) -> Vec<String> {
        let message = self.view.message.as_deref().unwrap_or_default();
        let room = usize::from(width).saturating_sub(4);
        let lines = textwrap::wrap(message, text::lines_of(room))
            .into_iter()
            .map(String::from);
        lines
            .filter(|line| !line.is_empty())
            .take(MESSAGE)
            .collect()
    }

    /// The lines kept for the warning signs.
    fn pinned(&self, height: u16) -> u16 {
        match (self.interview.stage(), &self.view.over) {
            (Stage::Aftercare, None) if height >= AIRY => 3,
            (Stage::Aftercare, None) => 1,
            _ => 0,
        }
    }

    fn paint_head(&self, frame: &mut Frame<'_>, head: Rect, rule: Rect) {
        let theme = &self.view.theme;
        let (here, total) = self.interview.progress();
        let left = format!("  needlefit   {}", self.title());
        let narrow = head.width < WIDEST - 8;
        let right = match self.interview.stage() {
            Stage::Asking(_) if self.interview.is_editing() => text::HEAD_EDIT.to_owned(),
            Stage::Asking(_) => {
                let template = if narrow {
                    text::HEAD_SHORT
                } else {
                    text::HEAD_POSITION
                };
                let (here, total) = (here.to_string(), total.to_string());
                text::fill(template, &[("here", &here), ("total", &total)])
            }
            _ if narrow => String::new(),
            _ => text::day(self.interview.today()),
        };
        set(frame, head, &left, theme.quiet);
        let width = Line::raw(right.as_str()).width();
        let gap = usize::from(head.width).saturating_sub(width + 2);
        if gap > Line::raw(left.as_str()).width() {
            let x = head.x.saturating_add(u16::try_from(gap).unwrap_or(0));
            let line = Line::styled(right, theme.quiet);
            frame.buffer_mut().set_line(x, head.y, &line, head.width);
        }
        let full = usize::from(rule.width).saturating_sub(4);
        let done = (full * here).checked_div(total).unwrap_or(0).min(full);
        let line = Line::from(vec![
            ratatui::text::Span::raw("  "),
            ratatui::text::Span::styled(theme.signs.done.repeat(done), theme.accent),
            ratatui::text::Span::styled(theme.signs.rule.repeat(full - done), theme.quiet),
        ]);
        frame
            .buffer_mut()
            .set_line(rule.x, rule.y, &line, rule.width);
    }

    /// The name of the screen.
    fn title(&self) -> &str {
        let pack = self.interview.pack();
        match self.interview.stage() {
            Stage::Welcome => "",
            Stage::Review => text::HEAD_REVIEW,
            Stage::Summary if self.view.course => text::COURSE,
            Stage::Summary => text::SUMMARY,
            Stage::Aftercare => text::AFTERCARE_HEAD,
            Stage::Finished => text::TAKE_HEAD,
            Stage::Asking(_) => self
                .section()
                .and_then(|section| pack.sections.get(section))
                .map_or("", |section| &section.title),
        }
    }

    /// The section that is asked about.
    fn section(&self) -> Option<usize> {
        match self.interview.stage() {
            Stage::Asking(Screen::Question(number)) => {
                Some(self.interview.pack().questions.get(number)?.section)
            }
            Stage::Asking(Screen::List(list)) => {
                Some(self.interview.members(list).first()?.section)
            }
            _ => None,
        }
    }

    fn paint_outline(&self, frame: &mut Frame<'_>, area: Rect) {
        let theme = &self.view.theme;
        let [done, here, to_come] = theme.signs.sections;
        let now = match self.interview.stage() {
            Stage::Welcome => Some(0),
            Stage::Asking(_) => self.section(),
            _ => None,
        };
        let sections = self.interview.pack().sections.iter().enumerate();
        for ((place, section), row) in sections.zip(area.rows().skip(2)) {
            let (sign, style) = match now {
                Some(now) if place == now => (here, theme.accent),
                Some(now) if place > now => (to_come, theme.quiet),
                _ => (done, theme.quiet),
            };
            set(frame, row, &format!("  {sign} {}", section.title), style);
        }
    }

    fn paint_prompt(&self, frame: &mut Frame<'_>, area: Rect) -> Option<ratatui::layout::Position> {
        let theme = &self.view.theme;
        let Some(prompt) = self.view.prompt else {
            self.paint_signs(frame, area);
            return None;
        };
        let asks = match prompt {
            Prompt::Day => text::WHICH_DAY,
            Prompt::File(_) => text::WHICH_FILE,
        };
        let [question, field] = area.layout(&Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(1),
        ]));
        set(frame, question, &format!("  {asks}"), theme.strong);
        let mut page = Page::new(theme, field.width, Some(0));
        page.field(self.view.entry.value(), self.view.entry.visual_cursor());
        page.paint(field, 0, frame.buffer_mut())
    }

    /// The warning signs, as far as they fit; a key shows them all.
    fn paint_signs(&self, frame: &mut Frame<'_>, area: Rect) {
        let theme = &self.view.theme;
        let mut rows = area.rows();
        if let Some(row) = rows.next() {
            set(
                frame,
                row,
                &format!("  {}", text::SIGNS_IN_SHORT),
                theme.alert,
            );
        }
        let groups = self.interview.pack().warning_signs.iter();
        for (group, row) in groups.zip(rows) {
            let signs = group.signs.join(" ");
            let line = format!("  {}: {signs}", group.title);
            let room = usize::from(row.width).saturating_sub(4);
            let fits = textwrap::wrap(&line, text::lines_of(room))
                .into_iter()
                .next()
                .unwrap_or_default();
            set(
                frame,
                row,
                &format!("{fits} {}", theme.signs.cut),
                theme.text,
            );
        }
    }

    /// Whether there is more above and below.
    fn more(&self, top: usize, below: bool) -> &'static str {
        let [down, up, both] = self.view.theme.signs.more;
        match (top > 0, below) {
            (true, true) => both,
            (true, false) => up,
            (false, true) => down,
            (false, false) => "",
        }
    }

    fn paint_foot(&self, frame: &mut Frame<'_>, rule: Rect, foot: Rect, more: &str) {
        let theme = &self.view.theme;
        let width = usize::from(rule.width).saturating_sub(4);
        let room = width.saturating_sub(if more.is_empty() {
            0
        } else {
            more.chars().count() + 1
        });
        let mut line = format!("  {}", theme.signs.rule.repeat(room));
        if !more.is_empty() {
            line = format!("{line} {more}");
        }
        set(frame, rule, &line, theme.quiet);
        let wide = |says: &str| Line::raw(says).width();
        let hint_of = |binding: &keymap::Binding| {
            let hint = keymap::hint(binding)?;
            Some(theme.signs.arrows(&format!(" {hint}  ")))
        };
        let bindings = || keymap::bindings(self.context());
        // the way to all other keys is always shown
        let help = bindings().find(|binding| binding.action == Action::Help);
        let help = help.and_then(hint_of).unwrap_or_default();
        let room = usize::from(foot.width).saturating_sub(wide(help.trim_end()));
        let mut hints = String::from(" ");
        let others = bindings().filter(|binding| binding.action != Action::Help);
        // the most useful stand first: what does not fit is left out
        for hint in others.filter_map(hint_of) {
            if wide(&hints) + wide(&hint) > room {
                break;
            }
            hints += &hint;
        }
        hints += &help;
        set(frame, foot, &hints, theme.quiet);
    }

    /// What a key does here.
    #[must_use]
    pub fn action(&self, key: KeyEvent) -> Option<keymap::Action> {
        keymap::action(self.context(), key)
    }
}

fn set(frame: &mut Frame<'_>, area: Rect, says: &str, style: Style) {
    let line = Line::styled(says, style);
    frame
        .buffer_mut()
        .set_line(area.x, area.y, &line, area.width);
}

/// What to do where no screen fits.
fn paint_too_small(frame: &mut Frame<'_>, area: Rect) {
    let numbers = [SMALLEST.0, SMALLEST.1, area.width, area.height].map(|it| it.to_string());
    let [width, height, columns, rows] = &numbers;
    let says = text::fill(
        text::WINDOW_TOO_SMALL,
        &[
            ("width", width),
            ("height", height),
            ("columns", columns),
            ("rows", rows),
        ],
    );
    let lines = textwrap::wrap(&says, text::lines_of(usize::from(area.width.max(1))));
    for (line, row) in lines.into_iter().zip(area.rows()) {
        let line = Line::raw(line.into_owned());
        frame.buffer_mut().set_line(row.x, row.y, &line, row.width);
    }
}
