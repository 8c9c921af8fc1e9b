//! The days after the treatment as lines of text, a column each.

use crate::{
    sheet::pictures::{DayIs, Row, RowKind, Strip, kind_says},
    text as words,
};

/// The columns for the names of the rows, and for a day.
const NAMES: usize = 25;
const DAY: usize = 3;

/// The strip under its title: drawn, or in a narrow window in words.
pub(super) fn set(title: &str, strip: &Strip<'_>, width: usize) -> Vec<String> {
    let language = strip.language;
    let columns = usize::try_from(strip.last)
        .unwrap_or(usize::MAX)
        .saturating_add(1);
    let drawn = columns.saturating_mul(DAY).saturating_add(NAMES) <= width + 1;
    let (rows, never) = strip.on_paper();
    let mut lines = if drawn {
        head(title, strip)
    } else {
        vec![title.to_uppercase()]
    };
    let says = |lines: &mut Vec<String>, says: &str| {
        let options = words::lines_of(width)
            .initial_indent("  ")
            .subsequent_indent("    ");
        lines.extend(textwrap::wrap(says, options).into_iter().map(Into::into));
    };
    for row in rows {
        if drawn {
            lines.extend(drawn_row(row, strip));
        } else {
            let kind = kind_says(row.kind, language);
            let when = strip.when(row);
            says(&mut lines, &format!("{kind}: {}, {when}.", row.title));
        }
    }
    if !never.is_empty() {
        let values = [("what", &*never.join("; "))];
        says(&mut lines, &language.fill(words::SHEET_ALL_DAYS, &values));
    }
    if drawn {
        let values = [
            ("usual", "=="),
            ("some", ".."),
            ("not_yet", "xx"),
            ("ask", "?"),
        ];
        lines.push(language.fill(words::SHEET_KEY, &values));
    }
    lines
}

/// The title and the months, with the days of the week and of the month; their numbers where the
/// treatment has no day.
fn head(title: &str, strip: &Strip<'_>) -> Vec<String> {
    let row = |name: &str, cell: &dyn Fn(u32) -> String| {
        let cells = (0..=strip.last).map(|day| format!("{:<DAY$}", cell(day)));
        let line = format!("{name:<NAMES$}{}", cells.collect::<String>());
        line.trim_end().to_owned()
    };
    let mut title = title.to_uppercase();
    let mut lines = Vec::new();
    if title.chars().count() >= NAMES {
        lines.push(std::mem::take(&mut title));
    }
    match strip.months() {
        None => lines.push(row(&title, &|day| day.to_string())),
        Some(months) => {
            let short = |day| {
                let name = strip.date(day).map_or("", |it| strip.language.weekday(it));
                name.chars().take(DAY - 1).collect()
            };
            let number = |day| {
                let date = strip.date(day);
                date.map_or_else(String::new, |it| it.day().to_string())
            };
            lines.extend([row(&title, &short), row(&months, &number)]);
        }
    }
    lines
}

/// A row: its name, and what each day is; the rest of a long name stands under it.
fn drawn_row(row: &Row<'_>, strip: &Strip<'_>) -> Vec<String> {
    let mut names = textwrap::wrap(row.title, words::lines_of(NAMES - 3)).into_iter();
    let name = names.next().unwrap_or_default();
    let cell = |day| match (row.kind, row.is_on(day)) {
        (_, DayIs::Free) => "  ",
        (RowKind::NotYet, DayIs::Perhaps) => "? ",
        (_, DayIs::Perhaps) => "..",
        (RowKind::NotYet, DayIs::Sure) => "xx",
        (_, DayIs::Sure) => "==",
    };
    let cells = (0..=strip.last).map(|day| format!("{:<DAY$}", cell(day)));
    let line = format!(
        "  {name:<width$}{}",
        cells.collect::<String>(),
        width = NAMES - 2
    );
    let line = line.trim_end().to_owned();
    let rest = names.map(|it| format!("    {it}"));
    std::iter::once(line).chain(rest).collect()
}
