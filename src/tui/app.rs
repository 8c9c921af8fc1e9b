//! The screening on the full screen: what is painted, and what a key does.

use std::{collections::BTreeSet, rc::Rc};

use ratatui::{
    Frame,
    crossterm::event::KeyEvent,
    layout::{Position, Rect},
    style::Style,
};
use tui_input::Input;

use super::{
    areas,
    around::{Around, Keeping},
    hits::Hits,
    keymap::{self, Context, DeskAction},
    memo::Watched,
    page::{Page, set},
    screens::{self, Act, OtherAnswers, ScreenPage},
    theme::Theme,
    told::{Tells, Told},
    view::{MARGIN, Over, View, WIDEST, WITH_OUTLINE},
};
use crate::{
    interview::{Interview, Screen, Stage},
    pack::{Editions, Kind},
    printing::Printer,
    sheet::{self, Wishes, pictures::Picture},
    text::{self, Language, Text},
};

/// The smallest window that a screen fits into, in columns and rows.
pub(super) const SMALLEST: (u16, u16) = (40, 12);
/// From this width on the sections stand at the side of the text; before, at the edge of the window.
const BESIDE: u16 = 160;
/// From this height on there is air over the text.
const AIRY: u16 = 20;
/// The lines of a page that no message covers.
const KEPT: u16 = 2;
/// How wide the sections stand beside the text.
pub(super) const OUTLINE: u16 = 26;

/// One screening on the full screen.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and no two decide anything together"
)]
pub struct App<'p> {
    pub(super) interview: Watched<Interview<'p>>,
    /// The languages that it can be asked in; none where there is only one.
    pub(super) editions: Option<&'p Editions>,
    pub(super) view: View,
    pub(super) wishes: Wishes,
    /// Whether the mouse is heard.
    pub(super) mouse: bool,
    /// What was begun on a screen and left by going back: ticks, and what was typed. It is kept until
    /// the screen is seen again, and is no answer.
    pub(super) begun: Vec<(Stage<'p>, BTreeSet<usize>, Input)>,
    /// Whether the save that was asked for before it began has been tried.
    pub(super) save_tried: bool,
    /// Whether something has been written to a file.
    pub(super) taken: bool,
    /// Whether the person leaves once the screening is kept.
    pub(super) leaves: bool,
    /// The printer of the system; looked for at the end.
    pub(super) printer: Option<Printer>,
    /// Whether the summary was left from the course: back leads there.
    pub(super) from_course: bool,
    /// The columns of the window.
    pub(super) window: u16,
    /// Where something can be clicked on the last screen painted.
    pub(super) hits: Hits,
    /// Whether the screen is blank, because somebody walks by.
    pub(super) blank: bool,
    /// Whether the window was too small to show anything, or is blank.
    pub(super) hidden: bool,
    /// At the summary, what another answer would change, while that is looked at.
    pub(super) what_if: Option<OtherAnswers<'p>>,
    /// What most keys do not change.
    pub(super) told: Told<'p>,
    /// What an app around it changes.
    pub(super) around: Around,
}

/// Where the parts of a screen stand.
pub(super) struct Regions {
    head: [Rect; 2],
    /// Where the page stands.
    pub(super) body: Rect,
    prompt: Rect,
    foot: [Rect; 2],
}

impl Regions {
    /// The same without the bar under the head: the page begins a line higher.
    const fn without_bar(mut self) -> Self {
        let [_, rule] = &mut self.head;
        self.body.y = self.body.y.saturating_sub(rule.height);
        self.body.height = self.body.height.saturating_add(rule.height);
        rule.height = 0;
        self
    }
}

/// What a painted page tells those who paint round it.
pub(super) struct Shown {
    cursor: Position,
    /// Whether there is more above and below, in words.
    more: String,
    /// Whether the glossary explains a word of it.
    explains: bool,
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
    /// What was wanted.
    pub wishes: Wishes,
}

impl<'p> App<'p> {
    /// A screening that has not begun.
    #[must_use]
    pub fn new(interview: Interview<'p>, theme: Theme, wishes: Wishes) -> Self {
        Self {
            interview: Watched::new(interview),
            editions: None,
            view: View::new(theme),
            wishes,
            mouse: false,
            begun: Vec::new(),
            save_tried: false,
            taken: false,
            leaves: false,
            printer: None,
            from_course: false,
            window: SMALLEST.0,
            hits: Hits::default(),
            blank: false,
            hidden: false,
            what_if: None,
            told: Told::default(),
            around: Around::default(),
        }
    }

    /// The same, in any of these languages.
    #[must_use]
    pub const fn in_any_of(mut self, editions: &'p Editions) -> Self {
        self.editions = Some(editions);
        self
    }

    /// The same, and the mouse is heard.
    #[must_use]
    pub const fn with_mouse(mut self) -> Self {
        self.mouse = true;
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
    pub fn interview(&self) -> &Interview<'p> {
        &self.interview
    }

    /// Where keys are pressed now.
    #[must_use]
    pub fn context(&self) -> Context {
        match (&self.view.over, &self.view.prompt) {
            (Some((Over::Leaving | Over::Keeping | Over::Paper | Over::Replace(..), ..)), _) => {
                return Context::Leaving;
            }
            (Some((Over::Picture(_), ..)), _) if self.row_of_mine().is_some() => {
                return Context::ScarPicture;
            }
            (Some((Over::Picture(_), ..)), _) => return Context::Picture,
            (Some((Over::Album, ..)), _) => return Context::Album,
            (Some(_), _) => return Context::Overlay,
            (None, Some(_)) => return Context::Prompt,
            (None, None) => {}
        }
        match self.interview.stage() {
            Stage::Welcome => Context::Welcome,
            Stage::Review => Context::Review,
            Stage::Summary if self.what_if.is_some() => Context::WhatIf,
            Stage::Summary if self.view.course => Context::Course,
            Stage::Summary => Context::Summary,
            Stage::Aftercare => Context::Care,
            Stage::Finished => Context::Finished,
            Stage::Asking(Screen::Day | Screen::Rest) => Context::Options,
            Stage::Asking(Screen::List(_)) => Context::List,
            Stage::Asking(Screen::Question(question)) => match question.kind {
                Kind::Date { .. } => Context::DateEntry,
                Kind::Number(_) => Context::Number,
                Kind::Text => Context::Entry,
                Kind::Choices(_) => Context::List,
                Kind::YesNo | Kind::Choice(_) => Context::Options,
            },
        }
    }

    /// What stands on the screen, at this width.
    pub(super) fn page(&self, width: u16) -> Rc<ScreenPage<'p>> {
        let (interview, view) = (&*self.interview, &self.view);
        let language = interview.language();
        let mut page = Page::new(view.theme, width, view.focus);
        match view.over.as_ref().map(|(over, ..)| over) {
            Some(Over::Glossary(terms, _)) => screens::glossary(&mut page, interview, terms, view),
            Some(Over::Help(under)) => {
                screens::help(&mut page, interview, &self.bindings(*under), view);
            }
            Some(Over::Sources) => {
                let in_full = self.around.sources_in_full;
                let told = (&*self.parts(), &*self.defaults());
                screens::sources(&mut page, told, in_full, language, view);
            }
            Some(Over::Picture(picture)) => screens::picture(&mut page, interview, *picture, view),
            Some(Over::Album) => screens::album(&mut page, interview, view),
            Some(Over::Signs) => screens::signs(&mut page, interview),
            Some(Over::Code) => {
                let address = self.aftercare_address().unwrap_or_default();
                screens::code(&mut page, address, language, view);
            }
            Some(Over::Leaving) => {
                let (loses, can_keep) = (self.what_leaving_loses(), self.can_keep());
                screens::leaving(&mut page, (&loses, can_keep), language, view);
            }
            Some(Over::Paper) => {
                let printer = self.printer.as_ref().map_or("", Printer::name);
                screens::paper(&mut page, printer, language, view);
            }
            Some(Over::Keeping) => screens::keeping(&mut page, language, view),
            Some(Over::Replace(path, _)) => {
                let whose = (self.wishes.about)(path, language);
                screens::replacing(&mut page, (path, whose), language, view);
            }
            None => match interview.stage() {
                Stage::Welcome => {
                    let at_desk = self.around.keeping == Keeping::AtOnce;
                    let wishes = Some(&self.wishes).filter(|_| !at_desk);
                    let told = (&*self.other_languages(), wishes);
                    screens::welcome(&mut page, interview, told, view);
                }
                Stage::Asking(screen) => {
                    screens::asking(&mut page, interview, screen, view);
                    self.picture_beneath(&mut page);
                }
                Stage::Review => screens::review(&mut page, interview, view),
                Stage::Summary if view.course => {
                    return self.told.page(Tells::Course, &self.interview, page);
                }
                Stage::Summary => match &self.what_if {
                    Some(others) => screens::other_answers(&mut page, interview, others),
                    None => return self.told.page(Tells::Summary, &self.interview, page),
                },
                Stage::Aftercare => return self.told.page(Tells::Care, &self.interview, page),
                Stage::Finished => {
                    let around = (&self.wishes, self.printer.as_ref());
                    screens::finished(&mut page, interview, self.written(), around, view);
                }
            },
        }
        Rc::new(page)
    }

    /// What the screen tells, for its sources.
    fn parts(&self) -> Vec<sheet::Part<'p>> {
        match self.interview.stage() {
            Stage::Asking(_) => self.parts_of(&Picture::here(&self.interview)),
            Stage::Summary if self.view.course => {
                let mut parts = sheet::course(&self.interview);
                parts.extend(self.parts_of(&Picture::Frame(0).album(self.interview.pack())));
                parts
            }
            Stage::Aftercare => {
                let mut parts = sheet::care(&self.interview);
                parts.extend(self.parts_of(&[Picture::Days]));
                parts
            }
            _ => sheet::summary(&self.interview),
        }
    }

    /// The lengths on the screen that no source fixes.
    fn defaults(&self) -> Vec<String> {
        match self.interview.stage() {
            Stage::Summary if !self.view.course => sheet::defaults(&self.interview),
            _ => Vec::new(),
        }
    }

    /// Paints all of the screen, and sets the cursor on what has the focus.
    pub fn paint(&mut self, frame: &mut Frame<'_>) {
        let (widest, outlined) = self.breadth(frame.area().width);
        if let Some(mut regions) = self.lay_out(frame, widest, outlined) {
            let mut body = self.paint_round_answers(frame, regions.body);
            let mut page = self.page(body.width.saturating_sub(MARGIN));
            let asks =
                matches!(self.interview.stage(), Stage::Asking(_)) && self.view.over.is_none();
            if asks && page.seen(0, usize::from(body.height)).is_none() {
                // where no answer is in sight: how far one is stands in numbers too
                regions = regions.without_bar();
                body = regions.body;
                self.view.body = body.as_size();
                page = self.page(body.width.saturating_sub(MARGIN));
            }
            let shown = self.paint_page(frame, body, &page);
            let around = (self.context(), self.enter_hint(&page));
            self.paint_around(frame, &regions, &shown, around);
        }
    }

    /// How wide the screen may be in a window, and whether the sections stand beside it: a picture
    /// takes all of it.
    pub(super) const fn width_in(&self, window: u16) -> (u16, bool) {
        match &self.view.over {
            Some((Over::Picture(_), ..)) => (u16::MAX, false),
            _ => (WIDEST, window >= WITH_OUTLINE),
        }
    }

    /// What Enter does to the row of Review that has the focus, in a word.
    pub(super) fn enter_hint(&self, page: &ScreenPage<'_>) -> Text {
        match self.view.focus.and_then(|row| page.act(row)) {
            Some(Act::Edit(_) | Act::EditDay) => text::HINT_CHANGE,
            Some(Act::Unfold(section, is_open)) if self.view.is_unfolded(section, is_open) => {
                text::HINT_FOLD
            }
            Some(Act::Unfold(..)) => text::HINT_UNFOLD,
            None => text::HINT_TO_END,
            Some(_) => text::HINT_ON,
        }
    }

    /// Divides a window, and paints the sections beside the text; none where no screen fits.
    pub(super) fn lay_out(
        &mut self,
        frame: &mut Frame<'_>,
        widest: u16,
        outlined: bool,
    ) -> Option<Regions> {
        let area = frame.area();
        frame.buffer_mut().set_style(area, self.view.theme.text);
        self.hits = Hits::default();
        let small = area.width < SMALLEST.0 || area.height < SMALLEST.1;
        self.hidden = small || self.blank;
        if self.hidden {
            self.paint_hidden(frame, area);
            return None;
        }
        let mut column = area;
        self.window = area.width;
        if outlined {
            let block = if area.width < BESIDE {
                area
            } else {
                areas::middle(area, OUTLINE.saturating_add(widest))
            };
            let [outline, rest] = areas::beside(block, OUTLINE);
            self.paint_outline(frame, outline);
            column = rest;
        }
        let column = areas::middle(column, widest);
        let air = u16::from(area.height >= AIRY);
        let below = match &self.view.prompt {
            Some(prompt) => {
                let hint = self.prompt_hint(prompt, column.width).len();
                2 + u16::try_from(hint).unwrap_or(0)
            }
            None => {
                u16::try_from(self.signs_in_sight(column.width, area.height).len()).unwrap_or(0)
            }
        };
        let most = area.height.saturating_sub(4 + air + below + KEPT);
        let (message, style) = self.message(column.width, usize::from(most));
        let rows = u16::try_from(message.len()).unwrap_or(0);
        let heights = [1, 1, air, rows, below, 1, 1].map(Some);
        let [head, rule, air, said, prompt, foot_rule, foot] = heights;
        let parts = [head, rule, air, None, said, prompt, foot_rule, foot];
        let [head, rule, _, body, said, prompt, foot_rule, foot] = areas::from_top(column, parts);
        for (line, row) in message.iter().zip(said.rows()) {
            set(frame, row, &format!("  {line}"), style);
        }
        self.view.body = body.as_size();
        Some(Regions {
            head: [head, rule],
            body,
            prompt,
            foot: [foot_rule, foot],
        })
    }

    /// Paints the page that has the focus, and notes where its rows stand.
    pub(super) fn paint_page<A: Copy>(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        page: &Page<A>,
    ) -> Shown {
        self.view.body = area.as_size();
        let top = self.view.top(page);
        self.view.scroll = top;
        let cursor = page.paint(area, top, frame.buffer_mut());
        for (line, row) in page.hits(area, top) {
            self.hits.row(line, row);
        }
        Shown {
            // with nothing chosen the cursor stands at the question
            cursor: cursor.unwrap_or_else(|| area.as_position()),
            more: self.more(top, top + usize::from(area.height) < page.height()),
            explains: self.told.explains(self.interview.pack(), page),
        }
    }

    /// Paints what stands round the page: where it is, and the keys that work in this context. `enter`
    /// says what Enter does in Review.
    pub(super) fn paint_around(
        &mut self,
        frame: &mut Frame<'_>,
        regions: &Regions,
        shown: &Shown,
        (context, enter): (Context, Text),
    ) {
        self.paint_head(frame, regions.head);
        let cursor = self.paint_prompt(frame, regions.prompt);
        let hints = self.hints(context, shown.explains, enter);
        self.paint_foot(frame, regions.foot, &shown.more, hints);
        frame.set_cursor_position(cursor.unwrap_or(shown.cursor));
    }

    /// What the last key has to say, in `most` lines at most, and how it looks.
    fn message(&self, width: u16, most: usize) -> (Vec<String>, Style) {
        let Theme { signs, .. } = self.view.theme;
        let (says, sign, style) = match (&self.view.message, &self.view.good) {
            (Some(says), _) => (says, signs.alert, self.view.theme.alert),
            (None, Some(says)) => (says, signs.dot, self.view.theme.text),
            (None, None) => return (Vec::new(), self.view.theme.text),
        };
        let cut = signs.cut;
        let says = says.replace('…', cut);
        let room = usize::from(width).saturating_sub(4);
        let mark = format!("{sign} ");
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
        (lines, style)
    }

    /// What a key does here.
    #[must_use]
    pub fn action(&self, key: KeyEvent) -> Option<keymap::Action> {
        let (context, language) = (self.context(), self.interview.language());
        let first = (self.around.keys)(context);
        first
            .and_then(|first| keymap::action(first, key, language))
            .filter(|action| !self.around.idle.contains(action))
            .or_else(|| keymap::action(context, key, language))
            .filter(|action| !self.is_absent(*action))
    }

    /// Whether a key is none here, and not even named: there is nothing to show.
    fn is_absent(&self, action: keymap::Action) -> bool {
        match action {
            keymap::Action::Code => self.aftercare_address().is_none(),
            keymap::Action::Take | keymap::Action::Suspend | keymap::Action::Abort => {
                self.around.keeping == Keeping::AtOnce
            }
            keymap::Action::Desk(DeskAction::Consents) => {
                let clinic = self.interview.clinic();
                clinic.is_none_or(|it| it.consents.is_empty())
            }
            keymap::Action::Yes | keymap::Action::No => {
                matches!(self.view.over, Some((Over::Keeping, ..)))
            }
            keymap::Action::Keep => {
                let leaves = matches!(self.view.over, Some((Over::Leaving, ..)));
                !(leaves && self.can_keep())
            }
            _ => false,
        }
    }

    /// The address of the clinic's own page on aftercare, where it has told it.
    fn aftercare_address(&self) -> Option<&'p str> {
        self.interview.clinic()?.aftercare.as_deref()
    }

    /// The keys that work in a context, in the order of the table: those of an app around it, and
    /// others for what those do not take.
    pub(super) fn bindings(&self, context: Context) -> Vec<&'static keymap::Binding> {
        let first = (self.around.keys)(context);
        let is_first = |it: &keymap::Binding| {
            let holds = first.is_some_and(|first| it.contexts.contains(&first));
            holds && !self.around.idle.contains(&it.action)
        };
        let taken = keymap::KEYMAP.iter().filter(|it| is_first(it));
        let taken: Vec<_> = taken.flat_map(|it| it.keys).collect();
        let is_free = |it: &keymap::Binding| it.keys.iter().any(|key| !taken.contains(&key));
        let all = keymap::KEYMAP.iter();
        all.filter(|it| !self.is_absent(it.action))
            .filter(|it| is_first(it) || it.contexts.contains(&context) && is_free(it))
            .collect()
    }
}
