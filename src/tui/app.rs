//! The screening on the full screen: what is painted, and what a key does.

use std::{collections::BTreeSet, path::PathBuf};

use jiff::Timestamp;
use ratatui::{
    Frame,
    crossterm::event::KeyEvent,
    layout::{Constraint, Layout},
};
use tui_input::Input;

use super::{
    chrome::set,
    demo::{self, Demo},
    keymap::{self, Context},
    mouse::Hits,
    page::Page,
    screens,
    theme::Theme,
    view::{Over, Prompt, View},
};
use crate::{
    interview::{Interview, Screen, Stage},
    pack::{Editions, Kind},
    sheet::{self, pictures::Picture},
    text::{self, Language},
};

/// The smallest window that a screen fits into, in columns and rows.
pub(super) const SMALLEST: (u16, u16) = (40, 12);
/// The widest that text is set, in columns.
pub(super) const WIDEST: u16 = 76;
/// From this width on the sections stand beside the text.
pub(super) const WITH_OUTLINE: u16 = 110;
/// What is left free at the right of the text, as at its left.
pub(super) const MARGIN: u16 = 2;
/// From this height on there is air over the text.
const AIRY: u16 = 20;
/// The lines of a page that no message covers.
const KEPT: u16 = 2;
/// How wide they stand there.
const OUTLINE: u16 = 26;

/// One screening on the full screen.
#[derive(Debug)]
pub struct App<'p> {
    pub(super) interview: Interview<'p>,
    /// The languages that it can be asked in; none where there is only one.
    pub(super) editions: Option<&'p Editions>,
    pub(super) view: View,
    pub(super) wishes: Wishes,
    /// What was begun on a screen and left by going back: ticks, and what was typed.
    pub(super) begun: Vec<(Stage, BTreeSet<usize>, Input)>,
    /// Whether the save that was asked for before it began has been tried.
    pub(super) save_tried: bool,
    /// Whether something has been written to a file.
    pub(super) taken: bool,
    /// The columns and rows of the last page painted.
    pub(super) body: (u16, u16),
    /// The columns of the window.
    pub(super) window: u16,
    /// Where something can be clicked on the last screen painted.
    pub(super) hits: Hits,
    /// Whether the window was too small to show anything.
    pub(super) hidden: bool,
    /// The people who answer, in a demo.
    pub(super) demo: Option<Demo<'p>>,
}

/// What was asked for before the screen opened, and the clock.
#[derive(Debug, Clone)]
pub struct Wishes {
    /// Where the screening is saved at the end.
    pub save: Option<PathBuf>,
    /// Whether the sheet is printed once the screen has closed.
    pub print: bool,
    /// Whether the mouse is heard.
    pub mouse: bool,
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
            editions: None,
            view: View::new(theme),
            wishes,
            begun: Vec::new(),
            save_tried: false,
            taken: false,
            // before the first frame nothing is out of sight
            body: (WIDEST, u16::MAX),
            window: SMALLEST.0,
            hits: Hits::default(),
            hidden: false,
            demo: None,
        }
    }

    /// The same, in any of these languages.
    #[must_use]
    pub const fn in_any_of(mut self, editions: &'p Editions) -> Self {
        self.editions = Some(editions);
        self
    }

    /// The same, with something to say on the first screen until a key is pressed.
    #[must_use]
    pub fn saying(mut self, says: Option<String>) -> Self {
        self.view.message = says;
        self
    }

    /// The languages that it can be asked in, beside the one that it is asked in.
    fn other_languages(&self) -> Vec<&'static Language> {
        let languages = self.editions.into_iter().flat_map(Editions::languages);
        let spoken = self.interview.language().tag();
        languages.filter(|it| it.tag() != spoken).collect()
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
            (Some((Over::Picture(_), ..)), _) => return Context::Picture,
            (Some((Over::Album, ..)), _) => return Context::Album,
            (Some(_), _) => return Context::Overlay,
            (None, Some(_)) => return Context::Asking,
            (None, None) => {}
        }
        if let Some(context) = self.demo_context() {
            return context;
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
        self.page_with(self.view.over.as_ref().map(|(over, ..)| over), width)
    }

    /// What stands on the screen with this over it, or nothing.
    fn page_with(&self, over: Option<&Over>, width: u16) -> Page<'_> {
        let (interview, view) = (&self.interview, &self.view);
        let language = interview.language();
        let mut page = Page::new(&view.theme, width, view.focus);
        match over {
            Some(Over::Glossary(under)) => {
                let here = self.page_with(under.as_deref(), width).says();
                screens::glossary(&mut page, interview, &here, view);
            }
            Some(Over::Help(under)) => {
                screens::help(&mut page, interview, &self.bindings(*under), view);
            }
            Some(Over::Sources) => screens::sources(&mut page, &self.parts(), language, view),
            Some(Over::Picture(picture)) => {
                screens::picture(&mut page, interview, *picture, (view, self.body.1));
            }
            Some(Over::Album) => demo::album(&mut page, interview, view),
            Some(Over::Signs) => screens::signs(&mut page, interview, view),
            Some(Over::Leaving) => {
                screens::leaving(&mut page, &self.what_leaving_loses(), language, view);
            }
            Some(Over::Replace(path, _)) => screens::replacing(&mut page, path, language, view),
            None => match interview.stage() {
                Stage::Welcome if self.demo.is_some() => {
                    demo::people(&mut page, self, interview, view);
                }
                Stage::Welcome => {
                    screens::welcome(&mut page, interview, &self.other_languages(), view);
                }
                Stage::Asking(screen) => {
                    screens::asking(&mut page, interview, screen, view);
                    self.picture_beneath(&mut page);
                }
                Stage::Review => screens::review(&mut page, interview, view),
                Stage::Summary if self.demo_context().is_some() => {
                    if let Some(of) = self.demo.as_ref().and_then(|demo| demo.what_if.as_ref()) {
                        demo::what_if(&mut page, interview, of, view);
                    }
                }
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
            Stage::Asking(_) => self.told_by(&Picture::here(&self.interview)),
            Stage::Summary if self.view.course => {
                let mut parts = sheet::course(&self.interview);
                parts.extend(self.told_by(&Picture::Frame(0).album(self.interview.pack())));
                parts
            }
            Stage::Aftercare => {
                let mut parts = sheet::care(&self.interview);
                parts.extend(self.told_by(&[Picture::Days]));
                parts
            }
            _ => sheet::summary(&self.interview),
        }
    }

    /// Paints all of the screen, and sets the cursor on what has the focus.
    pub fn paint(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        frame.buffer_mut().set_style(area, self.view.theme.text);
        self.hits = Hits::default();
        self.hidden = area.width < SMALLEST.0 || area.height < SMALLEST.1;
        if self.hidden {
            self.paint_too_small(frame, area);
            return;
        }
        let mut column = area;
        self.window = area.width;
        let (widest, outlined) = self.widest(area.width, OUTLINE);
        if outlined {
            let [outline, rest] = area.layout(&Layout::horizontal([
                Constraint::Length(OUTLINE),
                Constraint::Fill(1),
            ]));
            self.paint_outline(frame, outline);
            column = rest;
        }
        let column = column.centered_horizontally(Constraint::Max(widest));
        let air = u16::from(area.height >= AIRY);
        let below = match self.view.prompt {
            Some(Prompt::Day) => 3,
            Some(Prompt::File(_)) => 2,
            None => self.pinned(area.height),
        };
        let most = area.height.saturating_sub(4 + air + below + KEPT);
        let message = self.message(column.width, usize::from(most));
        let rows = u16::try_from(message.len()).unwrap_or(0);
        let [head, rule, _, body, said, prompt, foot_rule, foot] =
            column.layout(&Layout::vertical([
                Constraint::Length(1),
                Constraint::Length(1),
                Constraint::Length(air),
                Constraint::Fill(1),
                Constraint::Length(rows),
                Constraint::Length(below),
                Constraint::Length(1),
                Constraint::Length(1),
            ]));
        self.paint_head(frame, head, rule);
        let places = self.places(body, area.width);
        let body = places.page;
        self.body = (body.width, body.height);
        let page = self.page(body.width.saturating_sub(MARGIN));
        let top = self.top(&page);
        let cursor = page.paint(body, top, frame.buffer_mut());
        let more = self.more(top, top + usize::from(body.height) < page.height());
        let says = page.says();
        let hits = page.hits(body, top);
        drop(page);
        let explains = self.explains(&says);
        self.view.scroll = top;
        self.paint_beside(frame, &places);
        for (line, target) in hits {
            self.hits.row(line, target);
        }
        for (line, row) in message.iter().zip(said.rows()) {
            set(frame, row, &format!("  {line}"), self.view.theme.alert);
        }
        let cursor = self.paint_prompt(frame, prompt).or(cursor);
        self.paint_foot(frame, [foot_rule, foot], &more, explains);
        // with nothing chosen the cursor stands at the question
        frame.set_cursor_position(cursor.unwrap_or_else(|| body.as_position()));
    }

    /// Whether a screen with these words has some to explain. What stands under every question
    /// is no reason to say so under every question.
    fn explains(&self, says: &str) -> bool {
        let pack = self.interview.pack();
        let always = pack.terms_in(pack.language.says(text::RATHER_TELL));
        let mut terms = pack.terms_in(says).into_iter();
        terms.any(|term| always.iter().all(|it| it.id != term.id))
    }

    /// What the last key has to say, in `most` lines at most.
    fn message(&self, width: u16, most: usize) -> Vec<String> {
        let Some(says) = &self.view.message else {
            return Vec::new();
        };
        let signs = self.view.theme.signs;
        let cut = signs.cut;
        let says = says.replace('…', cut);
        let room = usize::from(width).saturating_sub(4);
        let mark = format!("{} ", signs.alert);
        let options = text::lines_of(room)
            .initial_indent(&mark)
            .subsequent_indent("  ");
        let lines = textwrap::wrap(&says, options);
        let mut lines: Vec<String> = lines.into_iter().map(String::from).collect();
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                let kept = room.saturating_sub(cut.len());
                *last = last.chars().take(kept).collect::<String>() + cut;
            }
        }
        lines
    }

    /// The lines kept for the warning signs.
    fn pinned(&self, height: u16) -> u16 {
        match (self.interview.stage(), &self.view.over) {
            (Stage::Aftercare, None) if height >= AIRY => 3,
            (Stage::Aftercare, None) => 1,
            _ => 0,
        }
    }

    /// What a key does here.
    #[must_use]
    pub fn action(&self, key: KeyEvent) -> Option<keymap::Action> {
        let (context, language) = (self.context(), self.interview.language());
        let demo = self.demo_keys(context);
        demo.and_then(|demo| keymap::action(demo, key, language))
            .filter(|it| *it != keymap::Action::Step || self.can_step())
            .or_else(|| keymap::action(context, key, language))
    }
}
