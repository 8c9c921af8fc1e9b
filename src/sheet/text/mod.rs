//! The sheet as plain text, for paper: pages of at most [`LINES`] lines, with a form feed between them.
//!
//! How much is told on a page is what fits. It is measured here, since a line of text is the same
//! everywhere; the other formats tell as much.

mod days;
mod details;

use std::ops::Range;

use textwrap::wrap;

use super::{
    cause::Room,
    paper::{self, Before, Block, Boxes, Fit, Page, Reader, Second, Told},
};
use crate::{
    interview::Interview,
    pack::WarningSigns,
    text::{self as words, Language},
};

/// The width of a page, in characters.
pub const WIDTH: usize = 76;

/// The most lines of a page: A4 and Letter have as many in the usual print of a line printer.
pub const LINES: usize = 66;

/// What stands between two pages.
pub const PAGE_END: char = '\u{c}';

/// The least width that a page is set in.
const NARROWEST: usize = 40;

/// The column of the ends of waits.
const NOT_BEFORE: usize = 28;

/// What is tried for the first page, the fullest first. The last is as short as it gets.
const FITS: [Fit; 6] = [
    fit(Room::Whole, Before::All, false),
    fit(Room::Whole, Before::All, true),
    fit(Room::Whole, Before::Booking, true),
    fit(Room::Whole, Before::Nothing, true),
    fit(Room::Brief, Before::Nothing, true),
    LEAST,
];
const LEAST: Fit = fit(Room::Named, Before::Nothing, true);

/// How many of them tell all of each cause.
const WHOLE: usize = 4;

/// What is tried for the second page, in this order, and which of [`FITS`] beside it. Boxes with a
/// line each can be ticked, so that the days move to the first page before boxes follow each other.
const SECOND: [(Second, Range<usize>); 7] = [
    (second(false, true, false), 0..FITS.len()),
    (second(false, false, false), 0..WHOLE),
    (second(true, false, false), 0..WHOLE),
    (second(true, true, false), 0..FITS.len()),
    (second(false, false, false), WHOLE..FITS.len()),
    (second(true, false, false), WHOLE..FITS.len()),
    (second(true, false, true), 0..FITS.len()),
];

const fn fit(room: Room, before: Before, dense: bool) -> Fit {
    Fit {
        room,
        before,
        dense,
    }
}

const fn second(dense: bool, days: bool, again: bool) -> Second {
    Second { dense, days, again }
}

/// The sheet that a patient takes home.
#[must_use]
pub fn render(interview: &Interview<'_>) -> String {
    render_for(interview, Reader::Patient)
}

/// The sheet for one of its readers.
#[must_use]
pub fn render_for(interview: &Interview<'_>, reader: Reader) -> String {
    set(interview, reader, WIDTH).join(&PAGE_END.to_string())
}

/// The same for a window of this many columns: the same words, on more lines where that is less than a
/// page, and a rule between the pages.
#[must_use]
pub fn render_within(interview: &Interview<'_>, reader: Reader, columns: usize) -> String {
    let width = columns.clamp(NARROWEST, WIDTH);
    let rule = format!("\n{}\n\n", "-".repeat(width));
    set(interview, reader, width).join(&rule)
}

/// The pages of a sheet, each as full as it gets.
fn pages<'p>(interview: &Interview<'p>, reader: Reader) -> Vec<Page<'p>> {
    for (second, tried) in SECOND {
        let page = paper::second(interview, second);
        if page.as_ref().is_some_and(|it| !fits(it, interview)) {
            continue;
        }
        let tried = FITS.get(tried).unwrap_or_default().iter();
        let mut tried = tried.map(|it| paper::first(interview, reader, *it, second));
        if let Some(first) = tried.find(|it| fits(it, interview)) {
            return [first].into_iter().chain(page).collect();
        }
    }
    // a pack that says more than two pages hold has more of them
    let all = second(true, true, false);
    let first = paper::first(interview, reader, LEAST, all);
    let page = paper::second(interview, all);
    [first].into_iter().chain(page).collect()
}

/// The pages where only the first one has to be measured, since the second has room.
pub(super) fn roomy<'p>(interview: &Interview<'p>, reader: Reader) -> Vec<Page<'p>> {
    let all = second(false, true, false);
    let mut tried = FITS
        .iter()
        .map(|it| paper::first(interview, reader, *it, all));
    let first = tried.find(|it| fits(it, interview));
    let first = first.unwrap_or_else(|| paper::first(interview, reader, LEAST, all));
    let page = paper::second(interview, all);
    [first].into_iter().chain(page).collect()
}

fn fits(page: &Page<'_>, interview: &Interview<'_>) -> bool {
    lines_of(page, interview.language(), WIDTH).len() <= LINES
}

fn set(interview: &Interview<'_>, reader: Reader, width: usize) -> Vec<String> {
    let language = interview.language();
    let pages = pages(interview, reader);
    let pages = pages
        .iter()
        .map(|page| lines_of(page, language, width).join("\n") + "\n");
    let details = (reader == Reader::Clinician).then(|| details::render(interview, width));
    pages.chain(details).collect()
}

/// The lines of a page.
fn lines_of(page: &Page<'_>, language: &Language, width: usize) -> Vec<String> {
    let mut sheet = Sheet {
        lines: Vec::new(),
        language,
        width,
        dense: page.dense,
    };
    for block in &page.blocks {
        sheet.block(block);
    }
    sheet.lines
}

struct Sheet<'l> {
    lines: Vec<String>,
    language: &'l Language,
    width: usize,
    dense: bool,
}

impl Sheet<'_> {
    fn block(&mut self, block: &Block<'_>) {
        if !self.lines.is_empty() && !matches!(block, Block::Whose(..)) {
            self.lines.push(String::new());
        }
        match block {
            Block::Title(title, day) => self.title(title, day),
            Block::Whose(label, says) => self.whose(label.as_deref(), says),
            Block::First(says) => {
                self.heading(self.language.says(words::DO_THIS_FIRST));
                for says in says {
                    self.item(says, "  ! ");
                }
            }
            Block::Alerts(says) => self.all(says, "! ", self.dense),
            Block::Verdict(_, headline, says) => {
                self.heading(headline);
                for says in says {
                    self.item(says, "");
                }
            }
            Block::Found { heading, told, .. } => self.found(heading, told),
            Block::Lines(heading, lines) => {
                self.heading(heading);
                // what are no sentences would run into each other
                let sentences = lines.iter().all(|it| it.ends_with('.'));
                self.all(lines, "  ", self.dense && sentences);
            }
            Block::Boxes(heading, groups) => self.boxes(heading, groups),
            Block::Days(title, strip) => {
                self.lines.extend(days::set(title, strip, self.width));
            }
            Block::Signs(signs, clinic) => self.signs(signs, clinic.as_deref()),
            Block::Foot(says) => self.all(says, "", self.dense),
            Block::Ink => self.ink(),
        }
    }

    /// A line with a mark, its later lines set under its words.
    fn item(&mut self, says: &str, mark: &str) {
        let indent = " ".repeat(mark.chars().count());
        let options = words::lines_of(self.width)
            .initial_indent(mark)
            .subsequent_indent(&indent);
        let lines = wrap(says, options)
            .into_iter()
            .map(std::borrow::Cow::into_owned);
        self.lines.extend(lines);
    }

    /// Each in a line of its own, or one after the other.
    fn all(&mut self, says: &[String], mark: &str, together: bool) {
        if together {
            self.item(&says.join(" "), mark);
        } else {
            for says in says {
                self.item(says, mark);
            }
        }
    }

    fn heading(&mut self, says: &str) {
        self.item(&says.to_uppercase(), "");
    }

    /// Words at the left, and others at the right of the line, or under them where they have no room.
    fn ends(&mut self, left: &str, right: &str) {
        let taken = left.chars().count() + right.chars().count();
        match self.width.checked_sub(taken) {
            Some(gap) if gap >= 2 || right.is_empty() => {
                let line = format!("{left}{}{right}", " ".repeat(gap));
                self.lines.push(line.trim_end().to_owned());
            }
            _ => {
                self.item(left, "");
                self.item(right, "    ");
            }
        }
    }

    fn title(&mut self, title: &str, day: &str) {
        self.ends(&title.to_uppercase(), day);
    }

    /// A line to write on after each of two words, the longer one first; under each other where they
    /// have no room.
    fn blanks(&mut self, [first, second]: [&str; 2]) {
        let taken = |name: &str| name.chars().count() + 2;
        let left = self.width.saturating_sub(taken(first) + taken(second) + 2);
        let short = (left / 3).min(18);
        if short < 8 {
            self.blank(first);
            self.blank(second);
            return;
        }
        let (long, short) = ("_".repeat(left - short), "_".repeat(short));
        self.lines
            .push(format!("{first}: {long}  {second}: {short}"));
    }

    /// A line to write on, as long as there is room.
    fn blank(&mut self, name: &str) {
        let room = self.width.saturating_sub(name.chars().count() + 2);
        self.lines.push(format!("{name}: {}", "_".repeat(room)));
    }

    fn whose(&mut self, label: Option<&str>, says: &[String]) {
        let language = self.language;
        let names = [words::SHEET_FOR, words::SHEET_BORN].map(|it| language.says(it));
        self.blanks(names);
        if let Some(label) = label {
            self.item(
                &format!("{}: {label}", language.says(words::SHEET_REFERENCE)),
                "",
            );
        }
        for says in says {
            self.item(says, "");
        }
    }

    fn found(&mut self, heading: &str, told: &[Told]) {
        let heading = heading.to_uppercase();
        let dated = told.iter().any(|it| !it.not_before.is_empty());
        let beside = dated && self.width >= 2 * NOT_BEFORE;
        if beside {
            let right = self.language.says(words::SHEET_NOT_BEFORE);
            self.ends(&heading, &format!("{right:<NOT_BEFORE$}"));
        } else {
            self.item(&heading, "");
        }
        if !dated && told.iter().all(|it| it.says.is_empty()) {
            let names: Vec<&str> = told.iter().map(|it| &*it.name).collect();
            self.item(&(names.join("; ") + "."), "  ");
            return;
        }
        for cause in told {
            if beside {
                self.beside(&cause.name, &cause.not_before);
            } else {
                self.item(&cause.name, "  ");
                for end in &cause.not_before {
                    let values = [("when", end.as_str())];
                    self.item(&self.language.fill(words::WAIT_UNTIL, &values), "    ");
                }
            }
            if !cause.says.is_empty() {
                self.item(&cause.says, "    ");
            }
        }
    }

    /// A name, and in the column beside it the ends of its wait.
    fn beside(&mut self, name: &str, ends: &[String]) {
        let left = self.width - NOT_BEFORE;
        let options = words::lines_of(left - 2)
            .initial_indent("  ")
            .subsequent_indent("  ");
        let names = wrap(name, options);
        let ends: Vec<_> = ends
            .iter()
            .flat_map(|it| wrap(it, words::lines_of(NOT_BEFORE)))
            .collect();
        for nth in 0..names.len().max(ends.len()) {
            let (name, end) = (names.get(nth), ends.get(nth));
            let name = name.map_or("", |it| it);
            let line = format!("{name:<left$}{}", end.map_or("", |it| it));
            self.lines.push(line.trim_end().to_owned());
        }
    }

    fn boxes(&mut self, heading: &str, groups: &[Boxes<'_>]) {
        if !heading.is_empty() {
            self.heading(heading);
        }
        for group in groups {
            self.ends(group.title, group.days.as_deref().unwrap_or_default());
            let items = group.items.iter();
            let marked = items.map(|(done, item)| (if *done { "[x]" } else { "[ ]" }, &item.says));
            if self.dense {
                self.together(marked);
            } else {
                for (mark, says) in marked {
                    self.item(says, &format!("  {mark} "));
                }
            }
        }
    }

    /// Boxes one after the other; a box and its first word stay together.
    fn together<'i>(&mut self, marked: impl Iterator<Item = (&'static str, &'i String)>) {
        const FIXED: char = '\u{a0}';
        let mark = |(mark, says): (&str, &String)| {
            let mark = mark.replace(' ', &FIXED.to_string());
            format!("{mark}{FIXED}{says}")
        };
        let items: Vec<String> = marked.map(mark).collect();
        let from = self.lines.len();
        self.item(&items.join("  "), "  ");
        for line in self.lines.iter_mut().skip(from) {
            *line = line.replace(FIXED, " ");
        }
    }

    fn signs(&mut self, groups: &[WarningSigns], clinic: Option<&str>) {
        self.heading(self.language.says(words::WARNING_SIGNS));
        for group in groups {
            self.item(&format!("{}: {}", group.title, group.signs.join(" ")), "  ");
        }
        match clinic {
            Some(clinic) => self.item(clinic, "  "),
            None => self.blank(self.language.says(words::SHEET_PHONE)),
        }
    }

    fn ink(&mut self) {
        let language = self.language;
        let [patient, clinician, date] = [
            words::SHEET_PATIENT,
            words::SHEET_CLINICIAN,
            words::PROTOCOL_DATE,
        ]
        .map(|it| language.says(it));
        let boxes = [words::SHEET_GO, words::SHEET_WAIT, words::SHEET_NO];
        let boxes = boxes
            .map(|it| format!("[ ] {}", language.says(it)))
            .join("  ");
        self.blanks([patient, date]);
        self.lines.push(String::new());
        self.blanks([clinician, date]);
        self.ends("", &boxes);
    }
}
