//! The screens that ask: a question, or a tick list.
//!
//! What can be answered is in sight as far as the window allows: why it is asked stands under the
//! rows, and where they have no room, how to tick goes there too, then the empty line goes.

use std::iter;

use super::{Act, ScreenPage, telling::say};
use crate::{
    interview::{Answer, Given, Interview, Row, Screen, how_to},
    pack::{Kind, Question},
    sheet,
    text::{self, Language},
    tui::view::View,
};

/// How close what stands above the rows is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Setting {
    /// As usual.
    Airy,
    /// How to tick stands under the rows.
    Below,
    /// And there is no empty line.
    Close,
}

impl Setting {
    const ALL: [Self; 3] = [Self::Airy, Self::Below, Self::Close];
}

/// The page of what is asked.
pub fn asking<'p>(
    page: &mut ScreenPage<'p>,
    interview: &Interview<'p>,
    screen: Screen<'p>,
    view: &View,
) {
    let language = interview.language();
    let theme = view.theme;
    page.choose();
    let original = interview.original_pack();
    let [ask, why] = sheet::words_of(screen, interview.pack());
    let in_original = original.map(|pack| sheet::words_of(screen.asked_in(pack), pack));
    let how = matches!(screen, Screen::List(_)).then(|| language.says(text::LIST_HOW));
    let above = |page: &mut ScreenPage<'p>, setting: Setting| {
        page.text(ask, theme.strong, 2);
        under(page, interview, in_original.map(|[ask, _]| ask), view);
        if let Some(how) = how.filter(|_| setting == Setting::Airy) {
            page.text(how, theme.quiet, 2);
        }
        if let Some(says) = sheet::last_time(interview, screen) {
            page.text(&says, theme.quiet, 2);
        }
        if setting != Setting::Close {
            page.blank();
        }
        if let Screen::Rest = screen {
            say(page, sheet::rest(interview));
            page.gap();
        }
    };
    // set so far, and the first line of the rows
    let set = |setting| {
        let mut page = page.empty();
        above(&mut page, setting);
        let first = page.height();
        rows(&mut page, interview, screen, view);
        (setting, page, first)
    };
    let window = usize::from(view.body.height);
    let mut chosen = None;
    for setting in Setting::ALL {
        let set = set(setting);
        if set.1.height() <= window {
            chosen = Some(set);
            break;
        }
        // where not all rows can be in sight: the first setting that shows one
        if chosen.as_ref().is_none_or(|(.., first)| *first >= window) {
            chosen = Some(set);
        }
    }
    let Some((setting, set, _)) = chosen else {
        return;
    };
    *page = set;
    if let Some(how) = how.filter(|_| setting != Setting::Airy) {
        page.gap();
        page.text(how, theme.quiet, 2);
    }
    if interview.says_help(screen) {
        page.gap();
        say(page, sheet::help(interview));
    }
    page.gap();
    page.text(language.says(text::WHY), theme.quiet, 2);
    page.text(why, theme.text, 2);
    under(page, interview, in_original.map(|[_, why]| why), view);
}

/// What it says in the language in which the pack was written, while that is needed.
fn under(page: &mut ScreenPage<'_>, interview: &Interview<'_>, says: Option<&str>, view: &View) {
    if let Some(says) = says.and_then(|says| sheet::in_original(interview, says)) {
        page.text(&says, view.theme.quiet, 2);
    }
}

fn rows<'p>(page: &mut ScreenPage<'p>, interview: &Interview<'p>, screen: Screen<'p>, view: &View) {
    let rows = sheet::rows(interview);
    let boxes = rows.iter().any(|(row, ..)| row.is_box());
    let many = rows.iter().filter(|(row, ..)| row.is_numbered()).count() > 9;
    // where one types, letters are text
    let typed = screen.question();
    let typed = typed.is_some_and(|it| matches!(it.kind, Kind::Date { .. } | Kind::Text));
    for (place, (row, says, original)) in rows.into_iter().enumerate() {
        let act = Act::Answer(row);
        if let Row::Field(question) = row {
            page.field(view.entry.value(), view.entry.visual_cursor(), act);
            page.text(&understood(interview, question, view), view.theme.quiet, 3);
            page.blank();
            continue;
        }
        let mut key = key_of(row, place + 1, typed, interview.language());
        if let Some(first) = view.first_digit.filter(|it| it.digit == place + 1) {
            key = format!("{}_", first.digit);
        }
        let wide = usize::from(many);
        let mut mark = format!("{key:<0$}", 4 + wide);
        if boxes {
            let ticked = match row {
                _ if !row.is_box() => "   ",
                _ if view.ticked.contains(&place) => "[x]",
                Row::Member(question) if is_unsure(interview, question) => "[?]",
                _ => "[ ]",
            };
            mark = format!("{key:<0$}{ticked:<4}", 2 + wide);
        }
        let mut says = sheet::beside(says, original).into_owned();
        if let (Row::Booked, Some(day)) = (row, interview.days().booked()) {
            says += ": ";
            says += &interview.language().day(day);
        }
        page.row(&mark, &says, act);
        if row.is_numbered() {
            page.by_number(place + 1);
        }
    }
}

fn is_unsure(interview: &Interview<'_>, question: &Question) -> bool {
    let answer = interview.answers().get(question.number);
    matches!(answer, Some(Answer::Unsure | Answer::Declined))
}

/// The keys that take a row by themselves: its number, its letter, or both.
fn key_of(row: Row<'_>, number: usize, typed: bool, language: &Language) -> String {
    if typed && matches!(row, Row::Unsure | Row::Declined) {
        return String::new();
    }
    let number = row.is_numbered().then(|| number.to_string());
    let keys = [number.as_deref(), row.letter(language)];
    keys.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What is understood of what stands in the field, or how to fill it.
fn understood(interview: &Interview<'_>, question: &Question, view: &View) -> String {
    let language = interview.language();
    let typed = view.entry.value().trim();
    let today = interview.today();
    match Answer::accept(question, &Given::Typed(typed), language, today) {
        Ok(answer @ Answer::Date(_)) if !typed.is_empty() => answer.says(question, language, today),
        Err(refusal) if refusal.asks_which() => refusal.says(language),
        _ => match &question.kind {
            Kind::Date {
                about, or_weeks, ..
            } => {
                let weeks = or_weeks.iter().map(|it| it.how(language));
                let how = how_to(text::TYPE_DATE, *about, language, today);
                let says = iter::once(how).chain(weeks);
                says.collect::<Vec<_>>().join(" ")
            }
            Kind::Number(range) => {
                let (min, max) = (range.min.to_string(), range.max.to_string());
                language.fill(text::TYPE_NUMBER, &[("min", &min), ("max", &max)])
            }
            Kind::YesNo | Kind::Choice(_) | Kind::Choices(_) | Kind::Text => {
                language.says(text::TYPE_TEXT).to_owned()
            }
        },
    }
}
