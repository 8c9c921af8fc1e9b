//! What another answer would change: the answers, and what that comes to.

use crate::{
    interview::{Interview, what_if::WhatIf},
    sheet::{self, Part},
    text,
};

use super::{Act, ScreenPage, telling::tell};

/// A what-if that is looked at.
#[derive(Debug)]
pub struct OtherAnswers<'p> {
    pub of: WhatIf<'p>,
    /// Where the summary under it was scrolled to.
    pub scroll: usize,
    /// Whether all that it comes to stands under the answers.
    pub in_full: bool,
}

/// The answers, each of which can be another.
pub fn other_answers<'p>(
    page: &mut ScreenPage<'p>,
    interview: &Interview<'p>,
    others: &OtherAnswers<'p>,
) {
    let theme = page.theme();
    let of = &others.of;
    let mut section = "";
    for row in of.asked() {
        let question = row.question;
        if section != question.section.id {
            section = &question.section.id;
            page.gap();
            page.text(&question.section.title, theme.quiet, 2);
        }
        let is_other = row.opened || row.before.is_some();
        let mark = if is_other { "* " } else { "  " };
        let mark = format!("{}{mark}", "  ".repeat(row.depth));
        let says = sheet::other_answer(&row, of.pack().language);
        page.row(&mark, &says, Act::Turn(question));
    }
    if others.in_full {
        page.gap();
        what_if_how(page, interview);
        what_if(page, interview, of);
    }
}

/// What this is and how to change it.
pub fn what_if_how(page: &mut ScreenPage<'_>, interview: &Interview<'_>) {
    let (language, theme) = (interview.language(), page.theme());
    page.text(language.says(text::WHAT_IF_NOTE), theme.strong, 2);
    let how = theme.signs.arrows(language.says(text::WHAT_IF_HOW));
    page.text(&how, theme.quiet, 2);
    page.gap();
}

/// What the other answers come to; the verdict as it is stands back behind them.
pub fn what_if<'p>(page: &mut ScreenPage<'p>, interview: &Interview<'p>, of: &WhatIf<'p>) {
    let theme = page.theme();
    for part in sheet::what_if(interview, of) {
        match part {
            Part::Headline(level, says) => {
                page.gap();
                let mark = format!("  {} ", theme.signs.level(level));
                page.marked(&says, theme.quiet, &mark);
            }
            Part::Finding(level, says) => {
                let mark = format!("  {} ", theme.signs.level(level));
                page.marked(&says, theme.level(level), &mark);
            }
            Part::Says(says, _) => page.text(&says, theme.accent, 4),
            part => tell(page, part),
        }
    }
}
