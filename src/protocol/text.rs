//! The protocol as plain text, for paper.

use textwrap::fill;

use super::said::level;
use super::{Row, SIGNED, Topic, never_a_concern, of_which, preface, title, told, topics};
use crate::{
    pack::Pack,
    text::{self as words, Language},
};

/// The width of a page, in characters.
pub const WIDTH: usize = 100;
/// The lines of a page.
pub const PAGE: usize = 60;
/// The characters before what a row says: its box and its level.
const LEVELS: usize = 22;
/// How many lines there are to write changes on.
const CHANGES: usize = 6;

/// Sets the whole protocol: what decides, the lines to sign, and what is told.
#[must_use]
pub fn render(pack: &Pack) -> String {
    deciding(pack) + &telling(pack)
}

/// What decides, topic by topic, and the lines to sign.
#[must_use]
pub fn deciding(pack: &Pack) -> String {
    let language = pack.language;
    let mut page = String::new();
    push(&mut page, &title(pack), "", "");
    push(&mut page, &of_which(pack), "", "");
    for says in preface(pack) {
        push(&mut page, &says, "", "");
    }
    page.push('\n');
    for topic in topics(pack) {
        set_topic(&mut page, &topic, language);
    }
    let never = never_a_concern(pack);
    if !never.is_empty() {
        let says = format!("{}: {never}.", language.says(words::PROTOCOL_NEVER));
        page.push('\n');
        push(&mut page, &says, "", "");
    }
    sign(&mut page, language);
    page
}

/// What is told, close together.
#[must_use]
pub fn telling(pack: &Pack) -> String {
    let mut page = String::new();
    for section in told(pack) {
        page.push('\n');
        push(&mut page, &section.title.to_uppercase(), "", "");
        for line in section.lines {
            let mut says = line.says;
            if !line.about.is_empty() {
                says = format!("{}: {says}", line.about);
            }
            if !line.sources.is_empty() {
                says = format!("{says} [{}]", line.sources);
            }
            push(&mut page, &says, "- ", "  ");
        }
    }
    page
}

/// A topic, its name on the line of its first question and all that holds of it in one paragraph:
/// ten pages are few.
fn set_topic(page: &mut String, topic: &Topic<'_>, language: &Language) {
    let mut before = format!("{}. {}: ", topic.number, topic.name.to_uppercase());
    for asked in &topic.asked {
        let when = asked.when.as_ref();
        let when = when.map_or_else(String::new, |when| format!(" ({when})"));
        let first = if before.is_empty() { "    " } else { "" };
        push(page, &format!("{before}{}{when}", asked.ask), first, "    ");
        before.clear();
        for row in &asked.rows {
            set_row(page, row, language);
        }
    }
    let of_all = [
        (words::SAY_SO, topic.sources.join("; ")),
        (words::PROTOCOL_PROMISED, topic.promised.join("; ")),
    ];
    let of_all = of_all.iter().filter(|(_, what)| !what.is_empty());
    let says: Vec<String> = of_all
        .map(|(template, what)| language.fill(*template, &[("what", what)]))
        .collect();
    if !says.is_empty() {
        push(page, &says.join(" "), "    ", "    ");
    }
}

fn set_row(page: &mut String, row: &Row<'_>, language: &Language) {
    let mark = format!("    [ ] {:<14}", level(row.level, language));
    let mut says = row.answers.clone();
    if !row.until.is_empty() {
        says = format!("{says}: {}", row.until);
    }
    if !row.sources.is_empty() {
        says = format!("{says} [{}]", row.sources.join("; "));
    }
    push(page, &says, &mark, &" ".repeat(LEVELS));
}

/// The lines that are written by hand.
fn sign(page: &mut String, language: &Language) {
    page.push('\n');
    let heading =
        |page: &mut String, title| push(page, &language.says(title).to_uppercase(), "", "");
    heading(page, words::PROTOCOL_CHANGES);
    for _ in 0..CHANGES {
        push(page, &"_".repeat(WIDTH), "", "");
    }
    page.push('\n');
    heading(page, words::PROTOCOL_SIGN);
    for what in SIGNED {
        let what = language.says(what);
        page.push('\n');
        push(
            page,
            &format!("{what:<28}{}", "_".repeat(WIDTH - 28)),
            "",
            "",
        );
    }
}

/// Sets one paragraph.
fn push(page: &mut String, says: &str, first: &str, then: &str) {
    let options = words::lines_of(WIDTH)
        .initial_indent(first)
        .subsequent_indent(then);
    page.push_str(&fill(says, options));
    page.push('\n');
}
