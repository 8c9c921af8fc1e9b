//! The form as one HTML file that needs nothing else, set for A4 and Letter paper.
//!
//! Every text goes through the template, which escapes it. All that is asked and answered is set in 10
//! points, the most with which the longest of the languages needs four pages; only what is about the
//! form itself is smaller. Who needs larger letters zooms the page, or prints it larger.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{COLUMNS, Field, Form, Part, Row, SIGN, WHOSE};
use crate::text::{self as words, Language};

/// What the file may load: nothing but the style in it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// How it looks: black on white, no row torn apart by the end of a page, boxes large enough for a pen.
const STYLE: &str = "\
@page { margin: 7mm 8mm 9mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt sans-serif } }
body { font: 10pt/1.03 Arial, 'Liberation Sans', 'Nimbus Sans', Helvetica, 'DejaVu Sans Condensed', sans-serif; font-stretch: semi-condensed; color: #000; background: #fff; max-width: 200mm; margin: 0 auto }
h1 { font-size: 14pt; margin: 0 } h2 { font-size: 11.5pt; margin: 0; display: inline }
p { margin: 0 0 0.6mm } .whom, .urgent { font-weight: 600 } .small { font-size: 9pt; margin: 0 }
table { border-collapse: collapse; width: 100% }
td, th { border-top: 0.2mm solid #aaa; padding: 0 1mm 0 0; vertical-align: top; text-align: left; font-weight: 400 }
thead th { border-top: 0.5mm solid #000; padding-top: 0.8mm; vertical-align: bottom } .list { font-weight: 600 }
tr { break-inside: avoid } thead { display: table-row-group; break-after: avoid } .list, .head { break-after: avoid }
.c { width: 7.5mm; text-align: center; padding-right: 0; vertical-align: middle } .c:last-child { width: 9.5mm } thead .c { font-size: 8pt; line-height: 1 }
.d1 { padding-left: 4mm } .d2 { padding-left: 8mm } .d3 { padding-left: 12mm } .d1, .d2, .d3 { border-top: 0.1mm dotted #aaa }
.when { font-style: italic } .o { white-space: nowrap }
.box { display: inline-block; width: 2.9mm; height: 2.9mm; border: 0.3mm solid #000; vertical-align: -0.4mm }
.line { display: inline-block; border-bottom: 0.3mm solid #000; width: 9mm; height: 2.8mm } .words { width: 75mm; height: 4.5mm }
.whose td { border: 0; height: 6.5mm; vertical-align: bottom; padding-right: 4mm } .whose .line { width: 60% }
.sign { break-inside: avoid; margin-top: 1mm } .sign td { border: 0; height: 7.5mm; vertical-align: bottom; padding-right: 4mm } .sign .line { width: 65% }
";

/// Sets the whole form.
#[must_use]
pub fn render(form: &Form<'_>) -> String {
    let (pack, language) = (form.pack, form.pack.language);
    let says = |it| language.says(it);
    let page = html! {
        (DOCTYPE)
        html lang=(pack.tag) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width";
                title { (form.title()) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (form.title()) }
                    @for says in form.of_whom() { p.whom { (says) } }
                    table.whose { tr { @for it in WHOSE { td { (says(it)) ": " (line()) } } } }
                    p {
                        (says(words::DAY_ASK)) " "
                        (option(None, says(words::DAY_TODAY)))
                        " " (option(None, says(words::FORM_BOOKED))) " " (line()) (line()) " "
                        (option(None, says(words::DAY_NOT_BOOKED)))
                    }
                    @for says in form.first() { p.urgent { (says) } }
                    @for (section, parts) in &form.sections {
                        table {
                            thead { tr {
                                th { h2 { (section.title) } }
                                @for it in COLUMNS { th.c { (says(it)) } }
                            } }
                            tbody { @for it in parts { (part(it, language)) } }
                        }
                    }
                    div.sign {
                        @for says in form.last() { p.small { (says) } }
                        table { @for who in SIGN { tr {
                            td { (says(who)) ", " (says(words::PROTOCOL_SIGNATURE).to_lowercase()) ": " (line()) }
                            td { (says(words::PROTOCOL_DATE)) ": " (line()) }
                        } } }
                    }
                }
            }
        }
    };
    page.into_string()
}

fn part(part: &Part<'_>, language: &Language) -> Markup {
    match part {
        Part::List(list, of_the_day) => html! {
            tr.head { td.list colspan="5" {
                (list.ask)
                @if *of_the_day { " (" (language.says(words::FORM_TODAY_ALONE)) ")" }
            } }
        },
        Part::Row(it) => row(it, language),
    }
}

fn row(row: &Row<'_>, language: &Language) -> Markup {
    let depth = format!("d{}", row.depth.min(3));
    let asked = html! {
        @if let Some(when) = &row.when { span.when { (when) ": " } }
        (row.says())
    };
    let [day, month, year] =
        [words::FORM_DAY, words::FORM_MONTH, words::FORM_YEAR].map(|it| language.says(it));
    let field = match &row.field {
        Field::Columns => html! {},
        Field::Boxes(options) => html! {
            @for (letter, says) in options { " " (option(Some(*letter), says)) " " }
        },
        Field::Number => html! { " " (line()) },
        Field::Date(weeks) => html! {
            " " span.o { (day) " " (line()) } " " span.o { (month) " " (line()) } " "
            span.o { (year) " " (line()) }
            @if let Some(weeks) = weeks { " " span.o { (weeks) " " (line()) } }
        },
        Field::Words => html! { " " span.line.words {} },
        Field::Clinic(answer) => html! {
            " " b { (language.fill(words::CLINIC_SAYS, &[("answer", answer)])) }
        },
    };
    let columns = row.field.columns();
    html! {
        tr {
            td class=(depth) colspan=(1 + COLUMNS.len() - columns.len()) { (asked) (field) }
            @for it in columns { td.c { (tick(language.says(*it))) } }
        }
    }
}

/// A box with what it stands for beside it.
fn option(letter: Option<char>, says: &str) -> Markup {
    // what is longer than half a line may be broken, but not between the box and its first word
    let end = match says.split_once(' ') {
        Some((first, _)) if says.chars().count() > 45 => first.len(),
        _ => says.len(),
    };
    let (kept, rest) = says.split_at(end);
    html! {
        span.o {
            span.box {} "\u{a0}"
            @if let Some(letter) = letter { b { (letter) } "\u{a0}" }
            (kept)
        }
        (rest)
    }
}

/// A box under the name of its column, which a screen reader says.
fn tick(says: &str) -> Markup {
    html! { span.box role="img" aria-label=(says) {} }
}

fn line() -> Markup {
    html! { span.line {} }
}
