//! The protocol as one HTML file that needs nothing else, set for A4 paper.
//!
//! Every text goes through the template, which escapes it.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::said::level;
use super::{Asked, SIGNED, never_a_concern, of_which, preface, title, told, topics};
use crate::{
    pack::{Level, Pack},
    text::{self as words, Language},
};

/// How it looks: black on white, small, with no row torn apart by the end of a page.
const STYLE: &str = "\
@page { size: A4; margin: 11mm 11mm }
body { font: 8.5pt/1.22 system-ui, sans-serif; color: #000; background: #fff; max-width: 188mm; margin: 0 auto }
h1 { font-size: 14pt; margin: 0 0 2mm } h2 { font-size: 11pt; margin: 5mm 0 1mm } .topic { font-size: 9pt; margin: 2mm 0 0 }
p, ul { margin: 0 0 1mm } ul { padding-left: 4mm }
tr, li { break-inside: avoid } h2, .ask { break-after: avoid }
table { border-collapse: collapse; width: 100%; margin: 0.5mm 0 1mm }
td { border-top: 0.2mm solid #999; padding: 0.4mm 1.5mm 0.4mm 0; vertical-align: top }
.box { width: 5mm } .level { width: 25mm; font-weight: 600; white-space: nowrap } .by { width: 58mm; color: #444; font-size: 7.5pt }
.ask { font-style: italic } .when, .held, .file { color: #444; font-size: 7.5pt; overflow-wrap: anywhere }
.line { border-bottom: 0.2mm solid #000; height: 7mm } .what { width: 45mm; vertical-align: bottom }
";

/// Sets the whole protocol.
#[must_use]
pub fn render(pack: &Pack) -> String {
    let language = pack.language;
    let never = never_a_concern(pack);
    let page = html! {
        (DOCTYPE)
        html lang=(pack.tag) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (title(pack)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title(pack)) }
                    p.file { (of_which(pack)) }
                    @for says in preface(pack) { p { (says) } }
                    @for topic in topics(pack) {
                        section {
                            h2.topic { (topic.number) ". " (topic.name) }
                            @for asked in &topic.asked { (question(asked, language)) }
                            @if !topic.sources.is_empty() {
                                p.held {
                                    (language.fill(
                                        words::SAY_SO,
                                        &[("what", &topic.sources.join("; "))],
                                    ))
                                }
                            }
                            @if !topic.promised.is_empty() {
                                p.held {
                                    (language.fill(
                                        words::PROTOCOL_PROMISED,
                                        &[("what", &topic.promised.join("; "))],
                                    ))
                                }
                            }
                        }
                    }
                    @if !never.is_empty() {
                        h2.topic { (language.says(words::PROTOCOL_NEVER)) }
                        p { (never) "." }
                    }
                    (signed(language))
                    @for section in told(pack) {
                        h2 { (section.title) }
                        ul {
                            @for line in section.lines {
                                li {
                                    @if !line.about.is_empty() { b { (line.about) ": " } }
                                    (line.says)
                                    @if !line.sources.is_empty() { " " span.when { "[" (line.sources) "]" } }
                                }
                            }
                        }
                    }
                }
            }
        }
    };
    page.into_string()
}

fn question(asked: &Asked<'_>, language: &Language) -> Markup {
    html! {
        p {
            span.ask { (asked.ask) }
            @if let Some(when) = &asked.when { " " span.when { "(" (when) ")" } }
        }
        @if !asked.rows.is_empty() {
            table {
                @for row in &asked.rows {
                    tr {
                        td.box { "☐" }
                        td.level { (mark(row.level)) " " (level(row.level, language)) }
                        td {
                            (row.answers)
                            @if !row.until.is_empty() { ": " b { (row.until) } }
                        }
                        td.by { (row.sources.join("; ")) }
                    }
                }
            }
        }
    }
}

/// A sign beside the word, since many print without colour.
const fn mark(level: Level) -> &'static str {
    match level {
        Level::NoConcern => "○",
        Level::Clinician => "◐",
        Level::Wait => "◑",
        Level::NotSuitable => "●",
    }
}

/// The lines that are written by hand.
fn signed(language: &Language) -> Markup {
    html! {
        section {
            h2 { (language.says(words::PROTOCOL_CHANGES)) }
            @for _ in 0..6 { div.line {} }
        }
        section {
            h2 { (language.says(words::PROTOCOL_SIGN)) }
            table {
                @for what in SIGNED {
                    tr { td.what { (language.says(what)) } td.line {} }
                }
            }
        }
    }
}
