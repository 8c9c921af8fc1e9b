//! The screens that ask: a question, or a tick list.

use crate::{
    interview::{Answer, Given, Interview, Screen, options_of},
    pack::{Kind, List, Question},
    sheet,
    text::{self, Language},
    tui::{page::Page, view::View},
};

/// A row of a question that can have the focus, and what it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowOf<'p> {
    /// The field that is typed into.
    Field,
    /// An option, by its id.
    Option(&'p str),
    /// "Not sure".
    Unsure,
    /// "I would rather tell the clinician".
    Declined,
}

/// The rows of a question that can have the focus, from top to bottom.
#[must_use]
pub fn rows_of_question(question: &Question) -> Vec<RowOf<'_>> {
    let mut rows: Vec<RowOf<'_>> = match question.kind {
        Kind::YesNo | Kind::Choice(_) | Kind::Choices(_) => {
            question.option_ids().map(RowOf::Option).collect()
        }
        Kind::Number(_) | Kind::Date { .. } | Kind::Text => vec![RowOf::Field],
    };
    if !matches!(question.kind, Kind::Text) {
        rows.extend([RowOf::Unsure, RowOf::Declined]);
    }
    rows
}

/// The page of what is asked.
pub fn asking(page: &mut Page<'_>, interview: &Interview<'_>, screen: Screen, view: &View) {
    let pack = interview.pack();
    match screen {
        Screen::Question(number) => {
            if let Some(asked) = pack.questions.get(number) {
                question(page, interview, asked, view);
            }
        }
        Screen::List(number) => {
            if let Some(asked) = pack.lists.get(number) {
                list(page, interview, number, asked, view);
            }
        }
    }
}

fn question(page: &mut Page<'_>, interview: &Interview<'_>, asked: &Question, view: &View) {
    let language = interview.language();
    let theme = view.theme;
    let original = interview.original_pack();
    let in_original = original.and_then(|pack| pack.questions.get(asked.number));
    page.text(&asked.ask, theme.strong, 2);
    under(page, interview, in_original.map(|it| it.ask.as_str()), view);
    page.blank();
    let own = options_of(asked);
    let its_own = in_original.map_or(&[][..], options_of);
    let word = |text| {
        sheet::beside(
            language.says(text),
            original.map(|it| it.language.says(text)),
        )
    };
    for (place, row) in rows_of_question(asked).into_iter().enumerate() {
        match row {
            RowOf::Field => {
                page.field(view.entry.value(), view.entry.visual_cursor());
                let hint = understood(interview, asked, view);
                page.text(&hint, theme.quiet, 3);
                page.blank();
            }
            RowOf::Option(id) => {
                let says = match (&asked.kind, own.get(place)) {
                    (Kind::YesNo, _) if id == "yes" => word(text::YES),
                    (Kind::YesNo, _) => word(text::NO),
                    (_, Some(option)) => {
                        let its_own = its_own.get(place).map(|option| option.says.as_str());
                        sheet::beside(&option.says, its_own)
                    }
                    (_, None) => id.into(),
                };
                page.option(&key_of(asked, place, language, view), &says);
            }
            RowOf::Unsure => page.option(letter(asked, "u"), &word(text::NOT_SURE)),
            RowOf::Declined => page.option(letter(asked, "d"), &word(text::RATHER_TELL)),
        }
    }
    footing(page, interview, &asked.why, view);
    under(page, interview, in_original.map(|it| it.why.as_str()), view);
}

/// What it says in the language in which the pack was written, while that is needed.
fn under(page: &mut Page<'_>, interview: &Interview<'_>, says: Option<&str>, view: &View) {
    if let Some(says) = says.and_then(|says| sheet::in_original(interview, says)) {
        page.text(&says, view.theme.quiet, 2);
    }
}

/// The key that answers by itself; where one types, letters are text.
const fn letter(question: &Question, key: &'static str) -> &'static str {
    match (&question.kind, key.as_bytes()) {
        (Kind::Date { .. } | Kind::Text, _) => "    ",
        (Kind::Choices(_), [b'u']) => "u     ",
        (Kind::Choices(_), _) => "d     ",
        (_, [b'u']) => "u   ",
        _ => "d   ",
    }
}

fn key_of(question: &Question, place: usize, language: &Language, view: &View) -> String {
    let number = place + 1;
    match question.kind {
        Kind::YesNo if place == 0 => format!("{}   ", language.says(text::KEY_YES)),
        Kind::YesNo => format!("{}   ", language.says(text::KEY_NO)),
        Kind::Choices(_) => tick_box(view.ticked.contains(&place), number),
        _ if number < 10 => format!("{number}   "),
        _ => "    ".to_owned(),
    }
}

fn tick_box(ticked: bool, number: usize) -> String {
    let mark = if ticked { "x" } else { " " };
    let key = if number < 10 {
        number.to_string()
    } else {
        " ".to_owned()
    };
    format!("{key} [{mark}] ")
}

/// What is understood of what stands in the field, or how to fill it.
fn understood(interview: &Interview<'_>, question: &Question, view: &View) -> String {
    let language = interview.language();
    let typed = view.entry.value().trim();
    let today = interview.today();
    match Answer::accept(question, &Given::Typed(typed), language, today) {
        Ok(answer @ Answer::Date(_)) if !typed.is_empty() => answer.says(question, language, today),
        _ => match &question.kind {
            Kind::Date { .. } => language.says(text::TYPE_DATE).to_owned(),
            Kind::Number(range) => {
                let (min, max) = (range.min.to_string(), range.max.to_string());
                language.fill(text::TYPE_NUMBER, &[("min", &min), ("max", &max)])
            }
            _ => language.says(text::TYPE_TEXT).to_owned(),
        },
    }
}

fn list(page: &mut Page<'_>, interview: &Interview<'_>, number: usize, asked: &List, view: &View) {
    let language = interview.language();
    let theme = view.theme;
    let original = interview.original_pack();
    let in_original = original.and_then(|pack| pack.lists.get(number));
    let word = |text| {
        sheet::beside(
            language.says(text),
            original.map(|it| it.language.says(text)),
        )
    };
    page.text(&asked.ask, theme.strong, 2);
    under(page, interview, in_original.map(|it| it.ask.as_str()), view);
    page.text(language.says(text::LIST_HOW), theme.quiet, 2);
    page.blank();
    for (place, question) in interview.members(number).into_iter().enumerate() {
        let its_own = original.and_then(|pack| pack.questions.get(question.number));
        let says = sheet::beside(question.ticked(), its_own.map(Question::ticked));
        let unsure = matches!(
            interview.answers().get(question.number),
            Some(Answer::Unsure | Answer::Declined)
        );
        let ticked = view.ticked.contains(&place);
        let mut mark = tick_box(ticked, place + 1);
        if unsure && !ticked {
            mark = mark.replace("[ ]", "[?]");
        }
        page.option(&mark, &says);
    }
    page.option("      ", &word(text::KEY_NONE));
    page.option("u     ", &word(text::KEY_EACH));
    footing(page, interview, &asked.why, view);
    under(page, interview, in_original.map(|it| it.why.as_str()), view);
}

fn footing(page: &mut Page<'_>, interview: &Interview<'_>, why: &str, view: &View) {
    let theme = view.theme;
    page.blank();
    page.text(interview.language().says(text::WHY), theme.quiet, 2);
    page.text(why, theme.text, 2);
}
