//! The screens that tell: welcome, review, summary, course, care, the end, and
//! what is laid over them.

use std::path::Path;

use crate::{
    clean,
    interview::{Answer, Interview},
    pack::{Question, Term, YES_NO},
    printing::Printer,
    sheet::{self, Part, Wishes, Written, pictures::Picture},
    text::{self, Language, Text},
    tui::{keymap::Binding, qr, theme::Theme, view::View},
};

use super::{Act, ScreenPage};

/// What this is, how long it takes, what it is not.
pub fn welcome(
    page: &mut ScreenPage<'_>,
    interview: &Interview<'_>,
    (others, wishes): (&[&Language], Option<&Wishes>),
    view: &View,
) {
    let language = interview.language();
    let (pack, theme) = (interview.pack(), view.theme);
    page.text(&pack.title, theme.strong, 2);
    for other in others {
        page.text(&other.says_alone(text::CHANGE_LANGUAGE), theme.accent, 2);
    }
    page.blank();
    say(page, sheet::about(interview, wishes));
    page.text(&sheet::length(interview), theme.text, 2);
    page.blank();
    page.text(language.says(text::URGENT), theme.quiet, 2);
    for part in sheet::urgent(interview) {
        page.marked(
            part.says(),
            theme.quiet,
            &format!("    {} ", theme.signs.dot),
        );
    }
    page.blank();
    if let Some(review) = sheet::not_reviewed(pack, interview.today()) {
        page.alert(&review, 2);
        page.blank();
    }
    let today_is = match wishes {
        Some(_) => text::TODAY_IS,
        None => text::TODAY_IS_AT_DESK,
    };
    let today = language.day(interview.today());
    page.text(&language.fill(today_is, &[("day", &today)]), theme.quiet, 2);
    page.blank();
    let begins = match wishes {
        Some(_) => text::ENTER_BEGINS,
        None => text::TOLD_AGREE,
    };
    page.text(language.says(begins), theme.accent, 2);
}

/// Every answer on the path: what is not "no" first, the rest folded by section. Each can be changed.
pub fn review<'p>(page: &mut ScreenPage<'p>, interview: &Interview<'p>, view: &View) {
    let language = interview.language();
    let theme = view.theme;
    page.choose();
    page.text(language.says(text::REVIEW), theme.strong, 2);
    page.text(language.says(text::REVIEW_ROWS), theme.quiet, 2);
    let day = sheet::answer_of_day(interview);
    page.gap();
    let says = format!("{}: {day}", language.says(text::DAY_SHORT));
    page.row("  ", &says, Act::EditDay);
    let review = interview.review_folded();
    for listed in review.first {
        answer(page, interview, listed, &theme);
    }
    page.gap();
    for fold in review.folds {
        let says = sheet::fold(&fold, language);
        page.row("", &says, Act::Unfold(fold.section, fold.is_open));
        if view.is_unfolded(fold.section, fold.is_open) {
            for (question, depth) in fold.listed {
                answer(page, interview, (question, depth + 1), &theme);
            }
        }
    }
    page.gap();
    page.row("", language.says(text::ALL_RIGHT), Act::Confirm);
}

/// One answer in Review: "yes" and "not sure" stand out.
fn answer<'p>(
    page: &mut ScreenPage<'p>,
    interview: &Interview<'p>,
    (question, depth): (&'p Question, usize),
    theme: &Theme,
) {
    let answer = interview.answers().get(question.number);
    let (sign, style) = match answer {
        Some(Answer::Unsure | Answer::Declined) => ("?", theme.strong),
        Some(_) if is_yes(interview, question) => (theme.signs.dot, theme.strong),
        _ => (" ", theme.text),
    };
    let says = sheet::answer_of(interview, question);
    let says = format!("{}: {says}", question.short);
    let mark = format!("{sign} {}", "  ".repeat(depth));
    page.styled_row(&mark, &says, Act::Edit(question), style);
}

/// Whether a question that takes a yes was answered with it.
fn is_yes(interview: &Interview<'_>, question: &Question) -> bool {
    let [yes, _] = YES_NO;
    question.option_ids().next() == Some(yes) && interview.answers().is_yes(question)
}

/// The verdict and every finding.
pub fn summary<'p>(page: &mut ScreenPage<'p>, interview: &Interview<'p>) {
    let (language, theme) = (interview.language(), page.theme());
    for part in sheet::summary(interview) {
        match part {
            // a cause stands right under the one before it, so that all are in sight
            Part::Finding(level, says) => {
                let mark = format!("  {} ", theme.signs.level(level));
                page.marked(&says, theme.level(level), &mark);
            }
            part => tell(page, part),
        }
    }
    if !interview.verdict().plan_follows() {
        page.gap();
        page.text(language.says(text::PLAN_CLOSED), theme.quiet, 2);
    }
}

/// What to expect of the treatment.
pub fn course<'p>(page: &mut ScreenPage<'p>, interview: &Interview<'p>) {
    let (language, theme) = (interview.language(), page.theme());
    closed(page, interview);
    if !Picture::Frame(0).album(interview.pack()).is_empty() {
        page.text(language.says(text::PRESS_P), theme.quiet, 2);
    }
    for part in sheet::course(interview) {
        tell(page, part);
    }
}

/// Preparation and aftercare, each item with its box.
pub fn care<'p>(page: &mut ScreenPage<'p>, interview: &Interview<'p>) {
    let (language, theme) = (interview.language(), page.theme());
    closed(page, interview);
    if interview.day().is_none() {
        page.text(language.says(text::NO_TREATMENT), theme.quiet, 2);
    }
    if interview.pack().pictures.days.is_some() {
        page.text(language.says(text::PRESS_P), theme.quiet, 2);
    }
    for part in sheet::care(interview) {
        tell(page, part);
    }
}

/// Over what follows only after a clinician agrees.
fn closed<'p>(page: &mut ScreenPage<'p>, interview: &Interview<'p>) {
    say(page, sheet::only_after(interview));
    page.gap();
}

/// Sentences under no heading.
pub fn say(page: &mut ScreenPage<'_>, parts: Vec<Part<'_>>) {
    let theme = page.theme();
    for part in parts {
        match part {
            Part::Under(says) => page.text(&says, theme.quiet, 4),
            Part::Help(says, _) => page.text(&says, theme.quiet, 2),
            Part::Alert(says) => page.alert(&says, 2),
            Part::Headline(level, says) => {
                let mark = format!("  {}  ", theme.signs.level(level));
                page.marked(&says, theme.level(level), &mark);
            }
            part => page.text(part.says(), theme.text, 2),
        }
    }
}

/// One part of what is told.
pub fn tell<'p>(page: &mut ScreenPage<'p>, part: Part<'p>) {
    let theme = page.theme();
    match part {
        Part::Heading(says) => {
            page.gap();
            page.text(&says, theme.strong, 2);
        }
        Part::Headline(level, says) => {
            page.gap();
            let mark = format!("  {}  ", theme.signs.level(level));
            page.marked(&says, theme.level(level), &mark);
        }
        Part::Finding(level, says) => {
            page.gap();
            let mark = format!("  {} ", theme.signs.level(level));
            page.marked(&says, theme.level(level), &mark);
        }
        Part::Subheading(says) => {
            page.gap();
            page.text(&says, theme.accent, 2);
        }
        Part::Says(says, _) => page.text(&says, theme.text, 4),
        Part::Under(says) => page.text(&says, theme.quiet, 6),
        Part::Help(says, _) => page.text(&says, theme.quiet, 4),
        Part::First(says) => page.alert(&says, 2),
        Part::Alert(says) => page.alert(&says, 4),
        Part::Answer(says, depth) => page.text(&says, theme.text, 4 + 2 * depth),
        Part::Sign(says, _) => page.marked(says, theme.text, &format!("    {} ", theme.signs.dot)),
        Part::Box(done, item, _) => {
            page.row(
                if done { "[x] " } else { "[ ] " },
                &item.says,
                Act::Done(item),
            );
        }
    }
}

/// What can be taken along.
pub fn finished<'p>(
    page: &mut ScreenPage<'p>,
    interview: &Interview<'p>,
    written: Vec<Written>,
    (wishes, printer): (&Wishes, Option<&Printer>),
    view: &View,
) {
    let language = interview.language();
    page.choose();
    let mut closing = sheet::closing(interview);
    // the verdict over the rows, what stands on every sheet under them
    let verdict = closing.iter().position(|it| matches!(it, Part::Says(..)));
    let rest = closing.split_off(verdict.unwrap_or(closing.len()));
    say(page, closing);
    page.blank();
    let plain = |says| language.says(says).to_owned();
    let written = written.into_iter();
    let mut rows: Vec<_> = written
        .map(|what| (plain(what.says()), Act::Write(what)))
        .collect();
    rows.push((plain(text::TAKE_PRINT), Act::Print));
    rows.extend(printer.map(|it| {
        let says = language.fill(text::TAKE_PAPER, &[("printer", it.name())]);
        (says, Act::Paper)
    }));
    rows.push((plain(text::TAKE_NOTHING), Act::Leave));
    for (digit, (says, act)) in (1..).zip(rows) {
        page.row(&format!("{digit}   "), &says, act);
        page.by_number(digit);
    }
    page.blank();
    say(page, rest);
    page.text(&wishes.first_words(language), view.theme.text, 2);
}

/// What the keys do under the overlay, from the table that they run by.
pub fn help(
    page: &mut ScreenPage<'_>,
    interview: &Interview<'_>,
    bindings: &[&Binding],
    view: &View,
) {
    let language = interview.language();
    let theme = view.theme;
    page.text(language.says(text::HELP_TITLE), theme.strong, 2);
    page.blank();
    let keys_of = |binding: &Binding| {
        let keys: Vec<String> = binding.keys.iter().map(|key| key.says(language)).collect();
        theme.signs.arrows(&keys.join(" "))
    };
    let bindings: Vec<_> = bindings.iter().map(|it| (keys_of(it), it.help)).collect();
    let most = bindings.iter().map(|(keys, _)| keys.chars().count()).max();
    let most = most.unwrap_or(0);
    for (keys, help) in bindings {
        if page.is_wide() {
            page.marked(
                language.says(help),
                theme.text,
                &format!("  {keys:<most$}  "),
            );
        } else {
            page.text(&keys, theme.strong, 2);
            page.text(language.says(help), theme.text, 4);
        }
    }
    page.blank();
    say(page, sheet::urgent(interview));
}

/// Who says what stands on the screen under it: in short, and for a clinician in full; and the
/// lengths that nobody fixes.
pub fn sources(
    page: &mut ScreenPage<'_>,
    (parts, defaults): (&[Part<'_>], &[String]),
    in_full: bool,
    language: &Language,
    view: &View,
) {
    let theme = view.theme;
    page.text(language.says(text::SOURCES), theme.strong, 2);
    let cited = sheet::cited(parts);
    let mut told = Vec::new();
    for group in &cited {
        page.gap();
        for says in &group.headings {
            page.text(says, theme.accent, 2);
        }
        page.text(
            &sheet::in_short(group.sources.iter().copied()),
            theme.text,
            4,
        );
        for source in group.sources.iter().filter(|_| in_full) {
            if !told.contains(&&source.id) {
                told.push(&source.id);
                for line in sheet::in_full(source, language) {
                    page.text(&line, theme.quiet, 6);
                }
            }
        }
    }
    page.gap();
    for says in defaults {
        page.text(says, theme.text, 4);
    }
    page.gap();
    if cited.is_empty() {
        page.text(language.says(text::NO_SOURCES), theme.text, 2);
    } else if !in_full {
        page.text(language.says(text::SOURCES_ON_SHEET), theme.quiet, 2);
    }
}

/// What words mean: first those of the ids `here`, then all others.
pub fn glossary<'p>(
    page: &mut ScreenPage<'p>,
    interview: &Interview<'p>,
    here: &[String],
    view: &View,
) {
    let (pack, language) = (interview.pack(), interview.language());
    let theme = view.theme;
    page.text(language.says(text::GLOSSARY), theme.strong, 2);
    let is_here = |term: &&Term| here.contains(&term.id);
    let here = here.iter();
    let here = here.filter_map(|id| pack.glossary.iter().find(|it| it.id == *id));
    let here: Vec<&Term> = here.collect();
    let others = pack.glossary.iter().filter(|term| !is_here(term)).collect();
    for (title, terms) in [(text::GLOSSARY_HERE, here), (text::GLOSSARY_OTHERS, others)] {
        if terms.is_empty() {
            continue;
        }
        page.gap();
        page.text(language.says(title), theme.accent, 2);
        for term in terms {
            for part in sheet::explained(interview, term) {
                tell(page, part);
            }
            if !term.sources.is_empty() {
                let shorts = sheet::in_short(&term.sources);
                let says = language.fill(text::SAY_SO, &[("what", &shorts)]);
                page.text(&says, theme.quiet, 6);
            }
        }
    }
    page.gap();
    let note = if pack.glossary.is_empty() {
        text::GLOSSARY_NONE
    } else {
        text::GLOSSARY_PLAIN
    };
    page.text(language.says(note), theme.quiet, 2);
}

/// What to watch for after the treatment.
pub fn signs<'p>(page: &mut ScreenPage<'p>, interview: &Interview<'p>) {
    for part in sheet::warning_signs(interview) {
        match part {
            Part::Subheading(says) => {
                page.gap();
                page.alert(&says, 2);
            }
            part => tell(page, part),
        }
    }
}

/// Whether to leave and lose the answers, or to keep them for later.
pub fn leaving(
    page: &mut ScreenPage<'_>,
    (loses, can_keep): (&str, bool),
    language: &Language,
    view: &View,
) {
    page.choose();
    page.text(language.says(text::LEAVE_TITLE), view.theme.strong, 2);
    page.text(loses, view.theme.text, 2);
    page.blank();
    let rows = [
        (
            language.says(text::KEY_NO),
            text::LEAVE_NO,
            Act::Decide(false),
        ),
        ("e", text::LEAVE_KEEP, Act::Keep),
        (
            language.says(text::KEY_YES),
            text::LEAVE_YES,
            Act::Decide(true),
        ),
    ];
    for (key, says, act) in rows {
        if can_keep || !matches!(act, Act::Keep) {
            page.row(&format!("{key}   "), language.says(says), act);
        }
    }
}

/// The address of the clinic's page on aftercare, as a QR code where the window has room for one.
pub fn code(page: &mut ScreenPage<'_>, address: &str, language: &Language, view: &View) {
    page.text(language.says(text::CODE_TITLE), view.theme.strong, 2);
    page.text(&clean::echo(address), view.theme.text, 2);
    page.blank();
    let room = (
        usize::from(view.page_width()),
        usize::from(view.body.height).saturating_sub(page.height()),
    );
    if let Some(lines) = qr::code(address, &view.theme, room) {
        page.drawn(lines);
    } else {
        page.text(language.says(text::CODE_NO_ROOM), view.theme.quiet, 2);
    }
}

/// Who answered, before a screening is kept.
pub fn keeping(page: &mut ScreenPage<'_>, language: &Language, view: &View) {
    page.choose();
    page.text(language.says(text::WHO_ANSWERED), view.theme.strong, 2);
    page.blank();
    for (digit, (who, says)) in (1..).zip(sheet::WHO) {
        let act = Act::AnsweredBy(who);
        page.row(&format!("{digit}   "), language.says(says), act);
        page.by_number(digit);
    }
}

/// Yes and no to what is asked.
fn decisions(page: &mut ScreenPage<'_>, [yes, no]: [Text; 2], language: &Language) {
    for (key, says, is) in [(text::KEY_YES, yes, true), (text::KEY_NO, no, false)] {
        let mark = format!("{}   ", language.says(key));
        page.row(&mark, language.says(says), Act::Decide(is));
    }
}

/// Whether to print the sheet on this printer.
pub fn paper(page: &mut ScreenPage<'_>, printer: &str, language: &Language, view: &View) {
    let title = language.fill(text::PAPER_TITLE, &[("printer", printer)]);
    page.text(&title, view.theme.strong, 2);
    page.blank();
    decisions(page, [text::PAPER_YES, text::PAPER_NO], language);
}

/// Whether to replace a file.
pub fn replacing(
    page: &mut ScreenPage<'_>,
    (path, whose): (&Path, Option<String>),
    language: &Language,
    view: &View,
) {
    let path = clean::echo(&path.display().to_string());
    let title = language.fill(text::REPLACE_TITLE, &[("path", &path)]);
    page.text(&title, view.theme.strong, 2);
    if let Some(whose) = whose {
        page.text(&whose, view.theme.text, 2);
    }
    page.blank();
    decisions(page, [text::REPLACE_YES, text::REPLACE_NO], language);
}
