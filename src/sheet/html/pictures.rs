//! Pictures as SVG inside the page, each with the same in words beside it.

use maud::{Markup, html};

use crate::{
    sheet::pictures::{
        DayIs, Row, RowKind, Scene, Strip,
        drawing::{Drawing, Form, Ink, Point, Side},
        kind_says,
    },
    text::{self as words, Language},
};

/// The sizes of the strip, in units of its own.
const NAMES: u32 = 170;
const DAY: u32 = 32;
const ROW: u32 = 19;

/// The days after the treatment, a column each.
pub(super) fn days(title: &str, strip: &Strip<'_>) -> Markup {
    let language = strip.language;
    let (rows, never) = strip.on_paper();
    let kinds: Vec<&[&Row<'_>]> = rows.chunk_by(|one, other| one.kind == other.kind).collect();
    let lines = u32::try_from(2 + rows.len() + kinds.len()).unwrap_or(u32::MAX);
    let width = NAMES + (strip.last + 1) * DAY;
    // with room for what hangs below the last line
    let view = format!("0 0 {width} {}", lines * ROW + ROW / 4);
    let mut y = 2;
    let mut drawn = Vec::new();
    for same in &kinds {
        if let Some(first) = same.first() {
            drawn.push(html! { text x="0" font-size="13" font-weight="700" y=(base(y)) { (kind_says(first.kind, language)) } });
            y += 1;
        }
        for row in *same {
            drawn.push(drawn_row(row, strip, y));
            y += 1;
        }
    }
    let values = [
        ("usual", "░"),
        ("some", "· ·"),
        ("not_yet", "█"),
        ("ask", "?"),
    ];
    let key = language.fill(words::SHEET_KEY, &values);
    html! {
        figure.strip {
            svg viewBox=(view) preserveAspectRatio="xMinYMin" role="img" aria-label=(title) {
                @if let Some(months) = strip.months() { text x="0" font-size="13" font-weight="700" y=(base(1)) { (months) } }
                @for day in 0..=strip.last { (head(strip, day)) }
                @for it in drawn { (it) }
            }
            figcaption {
                p.key { (key) }
                @for same in &kinds { p.words { (in_words(same, strip)) } }
                @if !never.is_empty() {
                    p.key { (language.fill(words::SHEET_ALL_DAYS, &[("what", &never.join("; "))])) }
                }
            }
        }
    }
}

/// Rows of one kind, in words.
fn in_words(rows: &[&Row<'_>], strip: &Strip<'_>) -> String {
    let kind = rows.first().map_or(RowKind::Usual, |row| row.kind);
    let says = rows
        .iter()
        .map(|row| format!("{}, {}", row.title, strip.when(row)));
    let says: Vec<String> = says.collect();
    format!("{}: {}.", kind_says(kind, strip.language), says.join("; "))
}

/// Where letters of a line stand.
const fn base(line: u32) -> u32 {
    line * ROW + ROW - 5
}

const fn middle(day: u32) -> u32 {
    NAMES + day * DAY + DAY / 2
}

/// The day of the week over that of the month; its number where the treatment has no day.
fn head(strip: &Strip<'_>, day: u32) -> Markup {
    let date = strip.date(day);
    let number = date.map_or_else(|| day.to_string(), |it| it.day().to_string());
    html! {
        @if let Some(date) = date {
            text font-size="13" text-anchor="middle" x=(middle(day)) y=(base(0)) { (strip.language.weekday(date)) }
        }
        text font-size="13" text-anchor="middle" x=(middle(day)) y=(base(1)) { (number) }
    }
}

fn drawn_row(row: &Row<'_>, strip: &Strip<'_>, line: u32) -> Markup {
    html! {
        text x="10" font-size="13" y=(base(line)) { (row.title) }
        @for day in 0..=strip.last {
            @match (row.kind, row.is_on(day)) {
                (_, DayIs::Free) => {}
                (RowKind::NotYet, DayIs::Perhaps) => {
                    text font-size="13" text-anchor="middle" x=(middle(day)) y=(base(line)) { "?" }
                }
                (_, DayIs::Perhaps) => { text font-size="13" text-anchor="middle" x=(middle(day)) y=(base(line)) { "· ·" } }
                (kind, DayIs::Sure) => {
                    rect class=(bar(kind)) fill-opacity=(strength(kind)) x=(NAMES + day * DAY + 1) y=(line * ROW + 4)
                        width=(DAY - 2) height=(ROW - 8) {}
                }
            }
        }
    }
}

const fn bar(kind: RowKind) -> &'static str {
    match kind {
        RowKind::NotYet => "not-yet",
        RowKind::Usual | RowKind::Warning => "usual",
    }
}

/// How strong a bar is.
const fn strength(kind: RowKind) -> &'static str {
    match kind {
        RowKind::NotYet => "1",
        RowKind::Usual | RowKind::Warning => "0.35",
    }
}

/// Skin, from each side, and what it shows.
pub(super) fn skin(title: &str, scene: &Scene<'_>, language: &Language) -> Markup {
    let drawings = scene.drawings();
    html! {
        figure.skin {
            h4 { (title) }
            div.sides { @for it in &drawings { (drawn(title, it, language)) } }
            figcaption { @for part in scene.words(language) { p { (part.says()) } } }
        }
    }
}

fn drawn(title: &str, drawing: &Drawing, language: &Language) -> Markup {
    let side = language.says(match drawing.side {
        Side::Front => words::FROM_THE_FRONT,
        Side::Cut => words::FROM_THE_SIDE,
    });
    let says = format!("{title}, {side}");
    let at = |(x, y): Point| format!("{:.1},{:.1}", x * drawing.ratio * 100.0, y * 100.0);
    let places = |through: &[Point]| {
        let places: Vec<String> = through.iter().map(|it| at(*it)).collect();
        places.join(" ")
    };
    let view = format!("0 0 {:.1} 100", drawing.ratio * 100.0);
    html! {
        div.side {
            svg viewBox=(view) role="img" aria-label=(says) {
                @for shape in &drawing.shapes {
                    @match &shape.form {
                        Form::Area(corners) => {
                            polygon points=(places(corners)) fill=(colour(shape.ink)) fill-rule="evenodd" {}
                        }
                        Form::Line(through, width) => {
                            polyline points=(places(through)) fill="none" stroke=(colour(shape.ink))
                                stroke-width=(format!("{:.2}", width * 100.0)) {}
                        }
                    }
                }
                @for label in &drawing.labels {
                    @let (x, y) = label.at;
                    text.label font-size="7" text-anchor="middle" x=(format!("{:.1}", x * drawing.ratio * 100.0))
                        y=(format!("{:.1}", y * 100.0 + 2.0)) { (language.says(label.says)) }
                }
            }
            p { (side) }
        }
    }
}

/// The colour of an ink on white paper.
const fn colour(ink: Ink) -> &'static str {
    match ink {
        Ink::Face => "#c69378",
        Ink::Light => "#e8c2a8",
        Ink::Shade => "#946350",
        Ink::Floor => "#ae7c64",
        Ink::Deep => "#4a2822",
        Ink::Patch => "#8e3b3b",
        Ink::Growth => "#db8686",
        Ink::Top => "#f0cfb4",
        Ink::Under => "#b8746a",
        Ink::Fibre => "#945450",
        Ink::New => "#006f68",
        Ink::Wound => "#2e1618",
        Ink::Needle => "#303842",
        Ink::Holder => "#7a8694",
        Ink::Channel => "#2e1216",
    }
}
