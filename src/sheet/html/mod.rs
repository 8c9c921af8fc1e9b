//! The sheet as one HTML file that needs nothing else: no script, no network, no other file. It is
//! read on a screen, light or dark and at any size of letters, and printed by a browser on A4 or
//! Letter, black on white.
//!
//! Every text goes through the template, which escapes it. What a person wrote is set apart, so that
//! letters that run the other way turn nothing else round.

mod pictures;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    Part, Reader, defaults, in_full,
    original::beside_original,
    paper::{Block, Boxes, Page, Told},
    parts,
    pictures::Picture,
    sources::Numbered,
    text,
};
use crate::{
    interview::{Answer, Interview},
    pack::{Level, WarningSigns},
    text::{self as words, Language},
};

/// How it looks.
const STYLE: &str = include_str!("style.css");

/// That nothing is loaded or run, whatever stands in it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Sets the sheet for one of its readers.
#[must_use]
pub fn render(interview: &Interview<'_>, reader: Reader) -> String {
    let (pack, language) = (interview.pack(), interview.language());
    let mut pages = text::roomy(interview, reader);
    // what it is and whose stands over all
    let head: Vec<Block<'_>> = pages.first_mut().map_or_else(Vec::new, |page| {
        let head = |it: &Block<'_>| matches!(it, Block::Title(..) | Block::Whose(..));
        let count = page.blocks.iter().take_while(|it| head(it)).count();
        page.blocks.drain(..count).collect()
    });
    let title = language.fill(words::SHEET_TITLE, &[("title", &pack.title)]);
    let page = html! {
        (DOCTYPE)
        html lang=(pack.tag) dir="ltr" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header { @for it in &head { (heads(it, language)) } }
                main {
                    @for page in &pages { (set(page, language)) }
                    @if reader == Reader::Clinician { (details(interview)) }
                }
                footer { p { (pack.disclaimer) } }
            }
        }
    };
    page.into_string()
}

/// What stands over all pages.
fn heads(block: &Block<'_>, language: &Language) -> Markup {
    html! {
        @match block {
            Block::Title(title, day) => {
                div.ends { h1 { (title) } p { (day) } }
            }
            Block::Whose(label, says) => {
                p.blanks {
                    (blank(language.says(words::SHEET_FOR)))
                    (blank(language.says(words::SHEET_BORN)))
                    @if let Some(label) = label {
                        span { (language.says(words::SHEET_REFERENCE)) ": " bdi { (label) } }
                    }
                }
                @for says in says { p { (says) } }
            }
            _ => {}
        }
    }
}

/// A line to write on, behind its name.
fn blank(name: &str) -> Markup {
    html! { span.blank { (name) ":" span.line {} } }
}

fn set(page: &Page<'_>, language: &Language) -> Markup {
    let title = page.blocks.iter().find_map(|it| match it {
        Block::Title(title, day) => Some((title, day)),
        _ => None,
    });
    html! {
        section.page {
            @if let Some((title, day)) = title {
                div.ends { h2 { (title) } p { (day) } }
            }
            @for it in &page.blocks { (block(it, language)) }
        }
    }
}

fn block(block: &Block<'_>, language: &Language) -> Markup {
    html! {
        @match block {
            Block::Title(..) | Block::Whose(..) => {}
            Block::First(says) => {
                section.first {
                    h2 { (language.says(words::DO_THIS_FIRST)) }
                    @for says in says { p { (says) } }
                }
            }
            Block::Alerts(says) => { @for says in says { p.alert { (says) } } }
            Block::Verdict(level, headline, says) => {
                section.verdict class=(class(*level)) {
                    h2 { span.sign aria-hidden="true" { (sign(*level)) } " " (headline) }
                    @for says in says { p { (says) } }
                }
            }
            Block::Found { heading, level, told } => {
                section {
                    h2 { (heading) }
                    ul.found { @for it in told { (found(it, *level, language)) } }
                }
            }
            Block::Lines(heading, lines) => {
                section { h2 { (heading) } ul { @for line in lines { li { (line) } } } }
            }
            Block::Boxes(heading, groups) => {
                section {
                    @if !heading.is_empty() { h2 { (heading) } }
                    div.columns { @for group in groups { (boxes(group)) } }
                }
            }
            Block::Days(title, strip) => {
                section { h3 { (title) } (pictures::days(title, strip)) }
            }
            Block::Signs(groups, clinic) => { (signs(groups, clinic.as_deref(), language)) }
            Block::Foot(says) => { div.foot { @for says in says { p { (says) } } } }
            Block::Ink => { (ink(language)) }
        }
    }
}

fn found(told: &Told, level: Level, language: &Language) -> Markup {
    html! {
        li {
            // what is only mentioned is no verdict
            @let sign = if level == Level::NoConcern { "•" } else { sign(level) };
            span.sign aria-hidden="true" { (sign) }
            div {
                strong { (told.name) }
                @for end in &told.not_before {
                    " " span.until { (language.fill(words::WAIT_UNTIL, &[("when", end)])) }
                }
                @if !told.says.is_empty() { p { (told.says) } }
            }
        }
    }
}

fn boxes(group: &Boxes<'_>) -> Markup {
    html! {
        div.group {
            h3 { (group.title) @if let Some(days) = &group.days { span.days { (days) } } }
            ul.boxes {
                @for (done, item) in &group.items {
                    li {
                        @if *done { span.box { "✓" } } @else { span.box aria-hidden="true" {} }
                        span { (item.says) }
                    }
                }
            }
        }
    }
}

fn signs(groups: &[WarningSigns], clinic: Option<&str>, language: &Language) -> Markup {
    html! {
        section.signs {
            h2 { (language.says(words::WARNING_SIGNS)) }
            div.columns {
                @for group in groups {
                    div.group { h3 { (group.title) } ul { @for it in &group.signs { li { (it) } } } }
                }
            }
            @match clinic {
                Some(clinic) => p { (clinic) },
                None => p.blanks { (blank(language.says(words::SHEET_PHONE))) },
            }
        }
    }
}

/// What is filled in by hand.
fn ink(language: &Language) -> Markup {
    let date = language.says(words::PROTOCOL_DATE);
    html! {
        div.ink {
            p.blanks { (blank(language.says(words::SHEET_PATIENT))) (blank(date)) }
            p.blanks { (blank(language.says(words::SHEET_CLINICIAN))) (blank(date)) }
            p.choices {
                @for says in [words::SHEET_GO, words::SHEET_WAIT, words::SHEET_NO] {
                    span { span.box aria-hidden="true" {} (language.says(says)) }
                }
            }
        }
    }
}

/// A sign beside the word, since many print without colour.
const fn sign(level: Level) -> &'static str {
    match level {
        Level::NoConcern => "✓",
        Level::Clinician => "◆",
        Level::Wait => "◷",
        Level::NotSuitable => "■",
    }
}

const fn class(level: Level) -> &'static str {
    match level {
        Level::NoConcern => "fine",
        Level::Clinician => "ask",
        Level::Wait => "wait",
        Level::NotSuitable => "stop",
    }
}

/// What stands behind the pages of the clinician's copy.
fn details(interview: &Interview<'_>) -> Markup {
    let language = interview.language();
    let both = beside_original(interview);
    let interview = &both;
    let free = own_words(interview);
    let mut numbered = Numbered::default();
    let set = parts(interview).into_iter().map(|it| {
        let cited = numbered.cite(it.sources());
        part(&it, &cited, &free, &interview.pack().as_written().tag)
    });
    let set: Vec<Markup> = set.collect();
    let scenes = Picture::of_answers(interview).into_iter();
    let scenes = scenes.filter_map(|it| Some((it.title(interview.pack()), it.scene(interview)?)));
    let scenes: Vec<Markup> = scenes
        .map(|(title, scene)| pictures::skin(title, &scene, language))
        .collect();
    html! {
        section.page.details {
            h2 { (language.says(words::SHEET_DETAILS)) }
            @for it in set { (it) }
            @for it in scenes { (it) }
            h3 { (language.says(words::SOURCES_IN_FULL)) }
            ol.sources {
                @for source in &numbered.cited {
                    li { @for line in in_full(source, language) { (line) " " } }
                }
            }
            ul { @for says in defaults(interview) { li { (says) } } }
        }
    }
}

/// What the person told in their own words.
fn own_words<'i>(interview: &'i Interview<'_>) -> Vec<&'i str> {
    let path = interview.path();
    let told = path.questions().filter_map(|question| {
        let answer = interview.answers().get(question.number);
        match answer {
            Some(Answer::Text(words)) if !words.is_empty() => Some(&**words),
            _ => None,
        }
    });
    told.collect()
}

/// A text, with own words at its end set apart.
fn set_apart(says: &str, free: &[&str]) -> Markup {
    let own = free
        .iter()
        .find_map(|it| Some((says.strip_suffix(it)?, it)));
    if let Some((name, own)) = own {
        html! { (name) bdi { (own) } }
    } else {
        html! { (says) }
    }
}

/// A part; what stands under it is in the language of the original.
fn part(part: &Part<'_>, cited: &str, free: &[&str], original: &str) -> Markup {
    let says = set_apart(part.says(), free);
    let says = html! { (says) span.cited { (cited) } };
    html! {
        @match part {
            Part::First(_) | Part::Heading(_) | Part::Headline(..) => { h3 { (says) } }
            Part::Subheading(_) | Part::Finding(..) => { h4 { (says) } }
            Part::Alert(_) => { p.alert { (says) } }
            Part::Under(_) => { p.under lang=(original) { (says) } }
            Part::Answer(_, depth) => { p.answer class=[(*depth > 0).then_some("deep")] { (says) } }
            Part::Sign(..) => { p.answer { (says) } }
            Part::Box(done, ..) => {
                p.answer {
                    @if *done { span.box { "✓" } } @else { span.box aria-hidden="true" {} }
                    (says)
                }
            }
            Part::Help(..) | Part::Says(..) => { p { (says) } }
        }
    }
}
