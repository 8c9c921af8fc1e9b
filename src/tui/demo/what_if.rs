//! What another answer would change.

use crate::{
    interview::{
        Answer, Interview,
        verdict::{Finding, Verdict},
        what_if::{Asked, WhatIf},
    },
    pack::Pack,
    sheet,
    text::{self, Text},
    tui::{page::Page, theme::Theme},
};

/// The answers, each of which can be another.
pub fn what_if(
    page: &mut Page<()>,
    interview: &Interview<'_>,
    what_if: &WhatIf<'_>,
    theme: &Theme,
) {
    let mut section = "";
    for row in what_if.asked() {
        if section != row.question.section.id {
            section = &row.question.section.id;
            page.gap();
            page.text(&row.question.section.title, theme.quiet, 2);
        }
        let answer = answer_of(&row, interview);
        let says = format!("{}: {answer}", row.question.short);
        let mark = if row.opened || row.before.is_some() {
            "* "
        } else {
            "  "
        };
        page.row(&format!("{}{mark}", "  ".repeat(row.depth)), &says, ());
    }
}

fn answer_of(row: &Asked<'_>, interview: &Interview<'_>) -> String {
    let language = interview.language();
    let says = |answer: Option<&Answer>| {
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

/// The verdict as it is, what it becomes, and what comes and goes: the most urgent first. Each in
/// the original too, while nobody has reviewed the translation.
pub fn result<'p>(
    page: &mut Page<()>,
    interview: &Interview<'p>,
    what_if: &WhatIf<'p>,
    theme: &Theme,
) {
    let original = interview.original_pack();
    let original = original.map(|pack| (pack, what_if.clone().asked_in(pack).change()));
    let mut result = ResultPage {
        page,
        interview,
        theme,
        original: original.as_ref().map(|(pack, _)| *pack),
        quietly: false,
    };
    let language = interview.language();
    let change = what_if.change();
    let of = original.as_ref().map(|(_, change)| change);
    if !what_if.is_changed() {
        result.verdict(text::AS_ANSWERED, &change.before, of.map(|it| &it.before));
        return;
    }
    result.verdict(text::WITH_CHANGE, &change.after, of.map(|it| &it.after));
    for (nth, warning) in change.warnings.iter().enumerate() {
        result.page.text(&warning.says, theme.alert, 2);
        result.under(
            of.and_then(|it| it.warnings.get(nth))
                .map(|it| it.says.clone()),
        );
    }
    if change.open > 0 {
        let says = language.count(text::STILL_BLANK, change.open);
        result.page.text(&says, theme.accent, 2);
    }
    result.findings(text::FOUND_NEW, &change.comes, of.map(|it| &*it.comes));
    result.findings(text::FOUND_NO_MORE, &change.goes, of.map(|it| &*it.goes));
    if change.comes.is_empty() && change.goes.is_empty() {
        result
            .page
            .text(language.says(text::SAME_VERDICT), theme.text, 2);
    }
    result.page.gap();
    result.quietly = true;
    result.verdict(text::AS_ANSWERED, &change.before, of.map(|it| &it.before));
}

/// The page of the result, and the pack as it was written, where its words stand there too.
struct ResultPage<'a, 'p> {
    page: &'a mut Page<()>,
    interview: &'a Interview<'p>,
    theme: &'a Theme,
    original: Option<&'p Pack>,
    /// Whether it stands back behind what was told before.
    quietly: bool,
}

impl ResultPage<'_, '_> {
    fn verdict(&mut self, says: Text, verdict: &Verdict<'_>, original: Option<&Verdict<'_>>) {
        let (language, theme) = (self.interview.language(), self.theme);
        let mark = format!("  {}  ", theme.signs.level(verdict.level));
        let style = if self.quietly {
            theme.quiet
        } else {
            theme.level(verdict.level)
        };
        self.page.text(language.says(says), theme.quiet, 2);
        self.page
            .marked(&sheet::headline(verdict, language), style, &mark);
        let written = self.original.zip(original);
        self.under(written.map(|(pack, verdict)| sheet::headline(verdict, pack.language)));
    }

    fn findings(
        &mut self,
        template: Text,
        findings: &[Finding<'_>],
        original: Option<&[Finding<'_>]>,
    ) {
        let says = |pack: &Pack, finding: &Finding<'_>| {
            let topic = sheet::topic_of(pack, finding.question);
            format!("{topic}. {}", finding.reason)
        };
        for (nth, finding) in findings.iter().enumerate() {
            let it = says(self.interview.pack(), finding);
            let it = self.interview.language().fill(template, &[("says", &it)]);
            let mark = format!("  {} ", self.theme.signs.level(finding.level));
            self.page
                .marked(&it, self.theme.level(finding.level), &mark);
            let written = original.and_then(|all| all.get(nth));
            let written = self.original.zip(written);
            self.under(written.map(|(pack, finding)| says(pack, finding)));
        }
    }

    /// The same in the language in which the pack was written.
    fn under(&mut self, says: Option<String>) {
        if let Some(says) = says.and_then(|it| sheet::in_original(self.interview, &it)) {
            self.page.text(&says, self.theme.quiet, 6);
        }
    }
}
