//! What stands round the page: head, outline, prompt, warning signs, foot.
//!
//! Warning signs, messages and prompts have lines of their own under the page, so that they are in
//! sight wherever the page is scrolled to. The footer names first what goes on, and only keys that do
//! something now.

use ratatui::{
    Frame,
    crossterm::event::KeyCode,
    layout::{Position, Rect},
    text::{Line, Span},
};

use super::{
    app::{App, SMALLEST},
    areas,
    keymap::{self, Action, Context},
    page::{Page, set},
    view::{Over, Prompt, WIDEST},
};
use crate::{
    interview::{Screen, Stage, Treatment, how_to},
    pack::{About, Question, Section},
    sheet, text,
};

/// A hint of the footer, and its key.
type Hint = (String, keymap::Key);

/// What the footer says.
pub(super) struct Hints {
    pub(super) others: Vec<Hint>,
    pub(super) help: Option<Hint>,
}

impl App<'_> {
    pub(super) fn paint_head(&self, frame: &mut Frame<'_>, [head, rule]: [Rect; 2]) {
        let language = self.interview.language();
        let theme = &self.view.theme;
        let narrow = head.width < WIDEST - 8;
        let right = match self.interview.stage() {
            Stage::Asking(_) if self.interview.is_editing() => {
                language.says(text::HEAD_EDIT).to_owned()
            }
            Stage::Asking(_) => self.position(narrow),
            // half-way, where one goes on
            Stage::Review if !self.interview.screens_to_answer().is_empty() => {
                self.position(narrow)
            }
            _ if narrow => String::new(),
            _ => language.day(self.interview.today()),
        };
        let width = Line::raw(right.as_str()).width();
        // what is made up, or only a what-if, says so before all else
        let mark = self.mark();
        let gap = if mark.is_empty() { "" } else { "   " };
        let kept = width + 3 + Line::raw(mark.as_str()).width() + gap.len();
        let beside = self.head_beside(self.title(), usize::from(head.width).saturating_sub(kept));
        let left = Line::from(vec![
            Span::raw("  "),
            Span::styled(mark, theme.alert),
            Span::raw(gap),
            Span::styled(beside.trim_start().to_owned(), theme.quiet),
        ]);
        frame
            .buffer_mut()
            .set_line(head.x, head.y, &left, head.width);
        let gap = usize::from(head.width).saturating_sub(width + 2);
        if gap > left.width() {
            let x = head.x.saturating_add(u16::try_from(gap).unwrap_or(0));
            let line = Line::styled(right, theme.quiet);
            frame.buffer_mut().set_line(x, head.y, &line, head.width);
        }
        let full = usize::from(rule.width).saturating_sub(4);
        let done = self.told.bar(&self.interview, full);
        let line = Line::from(vec![
            Span::raw("  "),
            Span::styled(theme.signs.done.repeat(done), theme.accent),
            Span::styled(theme.signs.rule.repeat(full - done), theme.quiet),
        ]);
        for row in rule.rows() {
            frame.buffer_mut().set_line(row.x, row.y, &line, row.width);
        }
    }

    /// Where one is among the questions, in a narrow window without a word for them.
    fn position(&self, narrow: bool) -> String {
        let position = sheet::position(&self.interview);
        if narrow {
            return position;
        }
        let language = self.interview.language();
        language.fill(text::HEAD_POSITION, &[("position", &position)])
    }

    /// What is said on every screen: by an app around the screening, and in a what-if.
    fn mark(&self) -> String {
        let of_app = self.around.mark.map(|it| it.screen);
        let of_what_if = self.what_if.as_ref().map(|_| text::WHAT_IF);
        let marks = of_app.into_iter().chain(of_what_if);
        let marks: Vec<_> = marks.map(|it| self.interview.language().says(it)).collect();
        marks.join("   ")
    }

    /// The program and the name of the screen, in so many columns: where both do not fit, the name
    /// of the screen, as far as it does.
    fn head_beside(&self, title: &str, room: usize) -> String {
        let wide = |says: &str| Line::raw(says).width();
        let both = format!("  needlefit   {title}");
        if wide(&both) <= room {
            return both;
        }
        let mut left = format!("  {title}");
        let cut = self.view.theme.signs.cut;
        while wide(&left) > room {
            let kept = left.trim_end_matches(cut).char_indices().last();
            let kept = kept.map_or(0, |(place, _)| place);
            left.truncate(kept);
            left.truncate(left.trim_end().len());
            if left.is_empty() {
                break;
            }
            left += cut;
        }
        left
    }

    /// The name of the screen.
    pub(super) fn title(&self) -> &str {
        let language = self.interview.language();
        match self.interview.stage() {
            Stage::Welcome => self.around.first.map_or("", |it| language.says(it)),
            Stage::Review => language.says(text::HEAD_REVIEW),
            Stage::Summary if self.what_if.is_some() => language.says(text::OTHER_ANSWERS),
            Stage::Summary if self.view.course => language.says(text::COURSE),
            Stage::Summary => language.says(text::SUMMARY),
            Stage::Aftercare => language.says(text::AFTERCARE_HEAD),
            Stage::Finished => language.says(text::TAKE_HEAD),
            Stage::Asking(Screen::Day) => language.says(text::DAY_SHORT),
            Stage::Asking(Screen::Rest) => language.says(text::REST_SHORT),
            Stage::Asking(_) => self.section().map_or("", |section| &section.title),
        }
    }

    /// The section that is asked about.
    fn section(&self) -> Option<&Section> {
        match self.interview.stage() {
            Stage::Asking(screen) => self.interview.section(screen),
            _ => None,
        }
    }

    pub(super) fn paint_outline(&self, frame: &mut Frame<'_>, area: Rect) {
        let theme = &self.view.theme;
        let sections = &self.interview.pack().sections;
        let is_here = |it: &Section| self.section().is_some_and(|here| here.id == it.id);
        let now = match self.interview.stage() {
            Stage::Welcome | Stage::Asking(Screen::Day) => Some(0),
            _ => sections.iter().position(|it| is_here(it)),
        };
        for ((place, section), row) in sections.iter().enumerate().zip(area.rows().skip(2)) {
            let here = now == Some(place);
            let style = if here { theme.accent } else { theme.quiet };
            let sign = self.sign_of((place, section), now);
            set(frame, row, &format!("  {sign} {}", section.title), style);
        }
    }

    /// The sign of a section: whether one is in it, and whether all that is asked
    /// in it has been answered. What is not asked has none.
    fn sign_of(&self, (place, section): (usize, &Section), now: Option<usize>) -> &'static str {
        let [done, here, to_come] = self.view.theme.signs.sections;
        let path = self.interview.path();
        let asked: Vec<_> = path
            .questions()
            .filter(|it| it.section.id == section.id)
            .collect();
        let answers = self.interview.answers();
        let open = |it: &Question| it.is_needed() && answers.get(it.number).is_none();
        if now == Some(place) {
            here
        } else if asked.is_empty() {
            // an answer to come may still open it
            let ahead = now.is_some_and(|now| place > now);
            if ahead { to_come } else { " " }
        } else if asked.iter().any(|it| open(it)) {
            to_come
        } else {
            done
        }
    }

    pub(super) fn paint_prompt(&self, frame: &mut Frame<'_>, area: Rect) -> Option<Position> {
        let language = self.interview.language();
        let theme = &self.view.theme;
        let Some(prompt) = &self.view.prompt else {
            self.paint_signs(frame, area);
            return None;
        };
        let asks = language.says(match prompt {
            Prompt::Day => text::WHICH_DAY,
            Prompt::File(..) => text::WHICH_FILE,
            Prompt::Label => text::WHICH_LABEL,
        });
        let [question, field, under] = areas::from_top(area, [Some(1), Some(1), None]);
        for (line, row) in self
            .prompt_hint(prompt, area.width)
            .iter()
            .zip(under.rows())
        {
            set(frame, row, line, theme.quiet);
        }
        set(frame, question, &format!("  {asks}"), theme.strong);
        let mut page = Page::new(*theme, field.width, Some(0));
        page.field(self.view.entry.value(), self.view.entry.visual_cursor(), ());
        page.paint(field, 0, frame.buffer_mut())
    }

    /// What stands under the field of a prompt, in lines of a window of this width.
    pub(super) fn prompt_hint(&self, prompt: &Prompt, width: u16) -> Vec<String> {
        let hint = match prompt {
            Prompt::Day => self.understood_day(),
            Prompt::File(..) | Prompt::Label => return Vec::new(),
        };
        let options = text::lines_of(usize::from(width.saturating_sub(2)))
            .initial_indent("   ")
            .subsequent_indent("   ");
        let lines = textwrap::wrap(&hint, options);
        lines.into_iter().map(String::from).collect()
    }

    /// What is understood of the day that stands in the field, or how to fill it.
    fn understood_day(&self) -> String {
        let language = self.interview.language();
        let today = self.interview.today();
        let typed = self.view.entry.value().trim();
        match Treatment::typed(typed, language, today) {
            Ok(treatment) => treatment.says(language, today),
            Err(refusal) if refusal.asks_which() => refusal.says(language),
            Err(_) => how_to(text::TYPE_WHOLE_DATE, About::Future, language, today),
        }
    }

    /// The warning signs under the aftercare, where that applies: all of them where they take no more
    /// than a third of the window, else the key that shows them.
    pub(super) fn signs_in_sight(&self, width: u16, height: u16) -> Vec<String> {
        let is_there = self.interview.stage() == Stage::Aftercare && self.view.over.is_none();
        if !is_there || !self.interview.verdict().plan_follows() {
            return Vec::new();
        }
        let language = self.interview.language();
        let sign = self.view.theme.signs.alert;
        let width = text::lines_of(usize::from(width).saturating_sub(2))
            .initial_indent("  ")
            .subsequent_indent("    ");
        let groups = self.interview.pack().warning_signs.iter();
        let lines = groups.flat_map(|group| {
            let says = format!("{sign} {}: {}", group.title, group.signs.join(" "));
            textwrap::wrap(&says, &width)
                .into_iter()
                .map(std::borrow::Cow::into_owned)
                .collect::<Vec<_>>()
        });
        let lines: Vec<String> = lines.collect();
        if lines.len() * 3 <= usize::from(height) {
            return lines;
        }
        vec![format!("  {sign} {}", language.says(text::SIGNS_IN_SHORT))]
    }

    fn paint_signs(&self, frame: &mut Frame<'_>, area: Rect) {
        let lines = self.signs_in_sight(area.width, frame.area().height);
        for (line, row) in lines.iter().zip(area.rows()) {
            set(frame, row, line, self.view.theme.alert);
        }
    }

    /// Whether there is more above and below.
    pub(super) fn more(&self, top: usize, below: bool) -> String {
        let [down, up, both] = self.view.theme.signs.more;
        let sign = match (top > 0, below) {
            (true, true) => both,
            (true, false) => up,
            (false, true) => down,
            (false, false) => return String::new(),
        };
        format!("{sign} {}", self.interview.language().says(text::MORE_HERE))
    }

    /// The hints of a context, the most useful first, and that of the help. `explains` says whether a word of the screen is
    /// in the glossary, `enter` what Enter does in Review.
    pub(super) fn hints(&self, context: Context, explains: bool, enter: text::Text) -> Hints {
        let signs = self.view.theme.signs;
        let hint_of = |binding: &keymap::Binding| {
            let says = self.hint(binding, context, explains, enter)?;
            let hint = keymap::hint_as(binding, says, self.interview.language());
            Some((signs.arrows(&format!(" {hint}  ")), *binding.keys.first()?))
        };
        let (help, others): (Vec<_>, Vec<_>) = self
            .bindings(context)
            .into_iter()
            .partition(|binding| binding.action == Action::Help);
        Hints {
            others: others.into_iter().filter_map(hint_of).collect(),
            help: help.into_iter().find_map(hint_of),
        }
    }

    /// What the footer says of a binding, where its key does something now.
    fn hint(
        &self,
        binding: &keymap::Binding,
        context: Context,
        explains: bool,
        enter: text::Text,
    ) -> Option<&'static str> {
        let language = self.interview.language();
        let marked = self.view.focus.is_some();
        let says = match (binding.action, context) {
            (Action::Glossary, _) if !explains || self.is_glossary() => return None,
            (Action::Enter, Context::Leaving | Context::Finished) if !marked => return None,
            (Action::Enter, Context::Options) if !marked && !self.is_answered() => return None,
            (Action::Picture, _) if self.picture().is_none() && !self.around.all_pictures => {
                return None;
            }
            (Action::PictureOn | Action::PictureBack, _) if self.album().len() < 2 => return None,
            (Action::Enter, Context::Review) => enter,
            (action, _) => match self.around.hint {
                Some((of, says)) if of == action => says,
                _ => binding.hint,
            },
        };
        Some(language.says(says)).filter(|says| !says.is_empty())
    }

    const fn is_glossary(&self) -> bool {
        matches!(self.view.over, Some((Over::Glossary(..), ..)))
    }

    fn is_answered(&self) -> bool {
        match self.interview.stage() {
            Stage::Asking(screen) => self.interview.is_answered(screen),
            _ => false,
        }
    }

    pub(super) fn paint_foot(
        &mut self,
        frame: &mut Frame<'_>,
        [rule, foot]: [Rect; 2],
        more: &str,
        hints: Hints,
    ) {
        let theme = self.view.theme;
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
        // the way to all other keys is always shown
        let Hints { others, help } = hints;
        let kept = help.as_ref().map_or(0, |(says, _)| wide(says.trim_end()));
        let room = usize::from(foot.width).saturating_sub(kept);
        let mut line = String::from(" ");
        // what does not fit is left out
        let fits = |(says, _): &Hint| {
            let fits = wide(&line) + wide(says) <= room;
            if fits {
                line += says;
            }
            fits
        };
        let mut shown: Vec<Hint> = others.into_iter().take_while(fits).collect();
        shown.extend(help);
        let line: String = shown.iter().map(|(says, _)| says.as_str()).collect();
        set(frame, foot, &format!(" {line}"), theme.quiet);
        self.note_hints(foot, &shown);
    }

    /// Notes where each hint stands, for the mouse.
    fn note_hints(&mut self, foot: Rect, hints: &[Hint]) {
        let mut x = foot.x.saturating_add(1);
        for (says, key) in hints {
            let width = u16::try_from(Line::raw(says.as_str()).width()).unwrap_or(0);
            let area = Rect { x, width, ..foot }.intersection(foot);
            x = x.saturating_add(width);
            match key {
                keymap::Key::Code(KeyCode::Up) => {
                    let up = Rect {
                        width: UP_SIGN,
                        ..area
                    };
                    self.hits.hint(up.intersection(area), KeyCode::Up);
                    self.hits.hint(area, KeyCode::Down);
                }
                keymap::Key::Code(code) => self.hits.hint(area, *code),
                keymap::Key::Ctrl(_) | keymap::Key::Digit => {}
            }
        }
    }
}

/// The columns of the sign for "up" in a hint for both ways; the rest is for "down".
const UP_SIGN: u16 = 2;

impl App<'_> {
    /// What to do where the screen is blank, or none fits.
    pub(super) fn paint_hidden(&self, frame: &mut Frame<'_>, area: Rect) {
        let language = self.interview.language();
        let mark = self.mark();
        let numbers = [SMALLEST.0, SMALLEST.1, area.width, area.height].map(|it| it.to_string());
        let [width, height, columns, rows] = &numbers;
        let says = language.fill(
            text::WINDOW_TOO_SMALL,
            &[
                ("width", width),
                ("height", height),
                ("columns", columns),
                ("rows", rows),
            ],
        );
        let says = if self.blank {
            language.says(text::BLANK).to_owned()
        } else {
            format!("{mark} {says}")
        };
        let lines = textwrap::wrap(
            says.trim_start(),
            text::lines_of(usize::from(area.width.max(1))),
        );
        for (line, row) in lines.into_iter().zip(area.rows()) {
            let line = Line::raw(line.into_owned());
            frame.buffer_mut().set_line(row.x, row.y, &line, row.width);
        }
    }
}
