//! What another answer would change.

use crate::{
    demo::{Asked, WhatIf},
    interview::{
        Interview,
        verdict::{Finding, Verdict},
    },
    sheet,
    text::{self, Text},
    tui::{page::Page, theme::Theme, view::View},
};

/// The answers, each of which can be another.
pub fn what_if(page: &mut Page<'_>, interview: &Interview<'_>, what_if: &WhatIf<'_>, view: &View) {
    let mut section = None;
    for row in what_if.asked() {
        if section != Some(row.question.section) {
            section = Some(row.question.section);
            page.gap();
            let title = interview.pack().sections.get(row.question.section);
            page.text(title.map_or("", |it| &it.title), view.theme.quiet, 2);
        }
        let answer = answer_of(&row, interview);
        let says = format!("{}: {answer}", row.question.short);
        let mark = if row.opened || row.before.is_some() {
            "* "
        } else {
            "  "
        };
        page.option(&format!("{}{mark}", "  ".repeat(row.depth)), &says);
    }
}

fn answer_of(row: &Asked<'_>, interview: &Interview<'_>) -> String {
    let language = interview.language();
    let says = |answer: Option<&crate::interview::Answer>| {
        answer.map_or_else(
            || language.says(text::NOT_ANSWERED).to_owned(),
            |it| it.says_plainly(row.question, language),
        )
    };
    let answer = says(row.answer.as_ref());
    match &row.before {
        Some(before) => {
            let before = says(Some(before));
            language.fill(
                text::ANSWER_WAS,
                &[("answer", &answer), ("before", &before)],
            )
        }
        None => answer,
    }
}

/// The verdict as it is, what it becomes, and what comes and goes: the most urgent first.
pub fn result(page: &mut Page<'_>, interview: &Interview<'_>, what_if: &WhatIf<'_>, theme: &Theme) {
    let language = interview.language();
    let change = what_if.change();
    let mut verdict = |says: Text, verdict: &Verdict<'_>| {
        let mark = format!("  {}  ", theme.signs.level(verdict.level));
        page.text(language.says(says), theme.quiet, 2);
        page.marked(
            &sheet::headline(verdict, language),
            theme.level(verdict.level),
            &mark,
        );
    };
    if !what_if.is_changed() {
        verdict(text::AS_ANSWERED, &change.before);
        return;
    }
    verdict(text::WITH_CHANGE, &change.after);
    for warning in &change.warnings {
        page.text(&warning.says, theme.alert, 2);
    }
    if change.open > 0 {
        page.text(
            &language.count(text::STILL_BLANK, change.open),
            theme.accent,
            2,
        );
    }
    let mut found = |template: Text, findings: &[Finding<'_>]| {
        for finding in findings {
            let topic = sheet::topic_of(interview.pack(), finding.question);
            let says = language.fill(
                template,
                &[("says", &format!("{topic}. {}", finding.reason))],
            );
            let mark = format!("  {} ", theme.signs.level(finding.level));
            page.marked(&says, theme.level(finding.level), &mark);
        }
    };
    found(text::FOUND_NEW, &change.comes);
    found(text::FOUND_NO_MORE, &change.goes);
    if change.comes.is_empty() && change.goes.is_empty() {
        page.text(language.says(text::SAME_VERDICT), theme.text, 2);
    }
    page.gap();
    let mark = format!("  {}  ", theme.signs.level(change.before.level));
    page.text(language.says(text::AS_ANSWERED), theme.quiet, 2);
    page.marked(
        &sheet::headline(&change.before, language),
        theme.quiet,
        &mark,
    );
}
