//! The form as plain text, in pages of as many lines as a printer sets.

use textwrap::fill;

use super::{COLUMNS, Field, Form, Part, Row, SIGN, WHOSE};
use crate::text::{self as words, Language};

/// The width of a page, in characters.
pub const WIDTH: usize = 80;
/// The lines of a page.
pub const PAGE: usize = 66;
/// The lines at the end of a page that its number takes.
const FOOT: usize = 2;
/// The columns of the four boxes, each as wide as this.
const COLUMN: usize = 7;
/// A box.
const BOX: &str = "[ ]";

/// Sets the whole form.
#[must_use]
pub fn render(form: &Form<'_>) -> String {
    let language = form.pack.language;
    let mut blocks = vec![head(form)];
    for (section, parts) in &form.sections {
        // a heading stands with what follows it
        let mut above = heading(&section.title, language);
        for part in parts {
            let block = match part {
                Part::List(list, of_the_day) => {
                    let mut says = list.ask.clone();
                    if *of_the_day {
                        says = format!("{says} ({})", language.says(words::FORM_TODAY_ALONE));
                    }
                    above += &paragraph(&says, "", "", WIDTH);
                    continue;
                }
                Part::Row(it) => row(it, language),
            };
            blocks.push(std::mem::take(&mut above) + &block);
        }
    }
    blocks.push(foot(form));
    paged(&blocks, language)
}

/// Blocks on pages; none is torn apart that fits on one.
fn paged(blocks: &[String], language: &Language) -> String {
    let room = PAGE - FOOT;
    let mut pages: Vec<Vec<&str>> = vec![Vec::new()];
    for block in blocks {
        let lines: Vec<&str> = block.lines().collect();
        if let Some(page) = pages.last()
            && !page.is_empty()
            && page.len() + lines.len() > room
        {
            pages.push(Vec::new());
        }
        for line in lines {
            if pages.last().is_none_or(|it| it.len() == room) {
                pages.push(Vec::new());
            }
            if let Some(page) = pages.last_mut()
                // a page begins with no blank line
                && !(page.is_empty() && line.is_empty())
            {
                page.push(line);
            }
        }
    }
    let of = pages.len().to_string();
    let mut text = String::new();
    for (page, nth) in pages.into_iter().zip(1..) {
        let blank = "\n".repeat(room - page.len() + FOOT - 1);
        for line in page {
            text += line;
            text.push('\n');
        }
        let nth: usize = nth;
        let values = [("page", &*nth.to_string()), ("pages", &of)];
        text += &blank;
        text += &language.fill(words::FORM_PAGE, &values);
        text.push('\n');
    }
    text
}

fn paragraph(says: &str, first: &str, then: &str, width: usize) -> String {
    let options = words::lines_of(width)
        .initial_indent(first)
        .subsequent_indent(then);
    fill(says, options) + "\n"
}

/// A line to write on behind words, as long as there is room.
fn line(says: &str, width: usize) -> String {
    let left = width.saturating_sub(says.chars().count() + 2);
    format!("{says}: {}", "_".repeat(left.max(10)))
}

fn head(form: &Form<'_>) -> String {
    let language = form.pack.language;
    let mut head = paragraph(&form.title().to_uppercase(), "", "", WIDTH);
    for says in form.of_whom() {
        head += &paragraph(&says, "", "", WIDTH);
    }
    head.push('\n');
    let [name, born, date] = WHOSE.map(|it| language.says(it));
    let half = WIDTH / 2 - 1;
    head += &[&line(name, WIDTH), "\n\n"].concat();
    head += &[&line(born, half), "  ", &line(date, half), "\n\n"].concat();
    let [ask, today, booked, not_booked] = [
        words::DAY_ASK,
        words::DAY_TODAY,
        words::FORM_BOOKED,
        words::DAY_NOT_BOOKED,
    ]
    .map(|it| language.says(it));
    let days = format!("{ask}  {BOX} {today}  {BOX} {booked} ______________  {BOX} {not_booked}");
    head += &paragraph(&days, "", "    ", WIDTH);
    head.push('\n');
    for says in form.first() {
        head += &paragraph(&says, "! ", "  ", WIDTH);
    }
    head
}

/// A heading, with the names of the columns of boxes.
fn heading(title: &str, language: &Language) -> String {
    let titles = COLUMNS.map(|it| fill(language.says(it), COLUMN - 1));
    let tallest = titles.iter().map(|it| it.lines().count()).max();
    let tallest = tallest.unwrap_or_default();
    let mut says = String::from("\n");
    for nth in 0..tallest {
        let last = nth + 1 == tallest;
        let left = if last {
            title.to_uppercase()
        } else {
            String::new()
        };
        let cells = titles.iter().map(|it| {
            // the last lines stand on one line
            let lines: Vec<&str> = it.lines().collect();
            let blank = tallest - lines.len();
            let cell = nth.checked_sub(blank).and_then(|nth| lines.get(nth));
            format!("{:^COLUMN$}", cell.copied().unwrap_or_default())
        });
        let cells: String = cells.collect();
        let width = WIDTH - COLUMNS.len() * COLUMN;
        says += format!("{left:<width$}{cells}").trim_end();
        says.push('\n');
    }
    says
}

fn row(row: &Row<'_>, language: &Language) -> String {
    let indent = " ".repeat(3 * row.depth);
    let then = format!("{indent}   ");
    let mut says = row.says();
    if let Some(when) = &row.when {
        says = format!("{when}: {says}");
    }
    let columns = row.field.columns().len();
    let left = WIDTH - columns * COLUMN;
    // one stays blank before the boxes
    let wide = left - columns.min(1);
    let asked = || paragraph(&says, &indent, &then, wide);
    let block = match &row.field {
        Field::Columns => asked(),
        Field::Boxes(options) => {
            let boxes = options.iter();
            let boxes = boxes.map(|(letter, says)| format!("{BOX} {letter} {says}"));
            let boxes: Vec<String> = boxes.collect();
            asked() + &boxed(&boxes.join("  "), &then, wide)
        }
        Field::Number => boxed(&format!("{says} ________"), &indent, wide),
        Field::Date(weeks) => {
            let weeks = weeks.map_or_else(String::new, |it| format!("  {it} ______"));
            let [day, month, year] =
                [words::FORM_DAY, words::FORM_MONTH, words::FORM_YEAR].map(|it| language.says(it));
            let date = format!("{day} ____  {month} ____  {year} ______{weeks}");
            asked() + &boxed(&date, &then, wide)
        }
        Field::Words => {
            let blank = "_".repeat(WIDTH - then.len());
            format!("{}{then}{blank}\n", asked())
        }
        Field::Clinic(answer) => {
            let whose = language.fill(words::CLINIC_SAYS, &[("answer", answer)]);
            paragraph(&format!("{says} {whose}"), &indent, &then, wide)
        }
    };
    if columns == 0 {
        return block;
    }
    let block = block.trim_end();
    let (above, last) = block.rsplit_once('\n').unwrap_or(("", block));
    let gap = if above.is_empty() { "" } else { "\n" };
    let boxes = format!("{BOX:^COLUMN$}").repeat(columns);
    format!("{above}{gap}{last:<left$}{}\n", boxes.trim_end())
}

/// Boxes and lines, of which none stands apart from what it is for.
fn boxed(says: &str, indent: &str, width: usize) -> String {
    const GLUE: &str = "\u{a0}";
    let mut glued = String::new();
    for (nth, part) in says.split(BOX).enumerate() {
        if nth == 0 {
            glued += &part.replace(" __", &format!("{GLUE}__"));
            continue;
        }
        // the box, the letter, and the first word
        let part = part.replacen(' ', GLUE, 2);
        glued += &BOX.replace(' ', GLUE);
        glued += &part;
    }
    paragraph(&glued, indent, indent, width).replace(GLUE, " ")
}

fn foot(form: &Form<'_>) -> String {
    let language = form.pack.language;
    let mut foot = String::from("\n");
    for says in form.last() {
        foot += &paragraph(&says, "", "", WIDTH);
    }
    let date = language.says(words::PROTOCOL_DATE);
    let signature = language.says(words::PROTOCOL_SIGNATURE);
    for who in SIGN {
        let who = format!("{}, {}", language.says(who), signature.to_lowercase());
        foot += &["\n\n", &line(&who, WIDTH - 26), "  ", &line(date, 24), "\n"].concat();
    }
    foot
}
