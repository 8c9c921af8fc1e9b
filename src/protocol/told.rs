//! What the findings are put into, and what everybody is told: close together.

use std::sync::Arc;

use super::{conditions::in_words, said::span};
use crate::{
    pack::{Care, Item, Level, Outcome, Pack, Question, Source, Sourced, Wait},
    sheet, text as words,
};

/// A heading, and lines under it.
#[derive(Debug)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// The lines, each with its name in a few words, what is said, and who says so in short.
    pub lines: Vec<Line>,
}

/// One thing that is told.
#[derive(Debug)]
pub struct Line {
    /// What it is about; empty where that is clear.
    pub about: String,
    /// What is said.
    pub says: String,
    /// Who says so, in short; empty where nobody has to.
    pub sources: String,
}

/// All that is told, section by section. A section of which there is nothing is left out.
#[must_use]
pub fn told(pack: &Pack) -> Vec<Section> {
    let language = pack.language;
    let section = |title, lines: Vec<Line>| Section {
        title: language.says(title).to_owned(),
        lines,
    };
    let mut sections = vec![
        section(words::PROTOCOL_MENTIONS, found(pack, |it| it.mention)),
        section(words::PROTOCOL_WARNINGS, warnings(pack)),
        section(
            words::PROTOCOL_SAID,
            found(pack, |it| it.level > Level::NoConcern),
        ),
        section(words::PROTOCOL_QUESTIONS, questions(pack)),
        section(words::PROTOCOL_TOLD, everybody(pack)),
        section(words::MEANWHILE, sourced(&pack.meanwhile)),
        section(words::COURSE, course(pack)),
        section(words::PREPARATION, care(&pack.preparation)),
        section(words::AFTERCARE, aftercare(pack)),
        section(words::WARNING_SIGNS, signs(pack)),
        section(words::ALL_PICTURES, pictures(pack)),
        section(words::GLOSSARY, glossary(pack)),
    ];
    sections.retain(|it| !it.lines.is_empty());
    sections
}

fn found(pack: &Pack, such: impl Fn(&Outcome) -> bool) -> Vec<Line> {
    let found = pack.questions.iter().flat_map(|question| {
        let outcomes = question.outcomes.iter().filter(|it| such(it));
        outcomes.map(move |outcome| line_of(pack, question, outcome))
    });
    found.collect()
}

fn line_of(pack: &Pack, question: &Question, outcome: &Outcome) -> Line {
    let answers = in_words(pack, Some(question.number), &outcome.when);
    let next = outcome.next.as_ref();
    let next = next.map_or_else(String::new, |next| format!(" {next}"));
    // who says so stands with the row, where there is one
    let sources = if outcome.level > Level::NoConcern {
        String::new()
    } else {
        sheet::in_short(&outcome.sources)
    };
    Line {
        about: format!("{}, {answers}", sheet::topic_of(pack, question)),
        says: format!("{} {}{next}", outcome.reason, outcome.advice).replace("{answer}", "…"),
        sources,
    }
}

/// Every question as people read it; a tick list before the first question in it.
fn questions(pack: &Pack) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut before = None;
    for question in &pack.questions {
        let list = question.list.as_ref();
        if let Some(list) = list.filter(|list| before != Some(&list.id)) {
            lines.push(plain(&format!("{} {}", list.ask, list.why)));
        }
        before = list.map(|list| &list.id);
        let options: Vec<&str> = question.options().iter().map(|it| &*it.says).collect();
        let parts = [
            question.tick.as_deref().unwrap_or_default(),
            &question.ask,
            &options.join(" / "),
            &question.why,
        ];
        let parts: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        lines.push(Line {
            about: sheet::topic_of(pack, question),
            ..plain(&parts.join(" — "))
        });
    }
    lines
}

/// What the pictures say.
fn pictures(pack: &Pack) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut add = |title: &str, says: &[String], sources: &[Arc<Source>]| {
        lines.push(Line {
            about: title.to_owned(),
            says: says.join(" "),
            sources: sheet::in_short(sources),
        });
    };
    let options = pack.questions.iter().flat_map(Question::options);
    for scar in options.filter_map(|option| option.picture.as_ref()) {
        add(&scar.title, &scar.says, &scar.sources);
    }
    for frame in &pack.pictures.frames {
        add(&frame.title, &frame.says, &frame.sources);
    }
    if let Some(line) = &pack.pictures.timeline {
        add(&line.title, &line.says, &line.sources);
        for mark in &line.marks {
            add(&mark.title, &mark.says, &mark.sources);
        }
    }
    for row in pack.pictures.days.iter().flat_map(|days| &days.rows) {
        add(&row.title, &row.says, &row.sources);
    }
    lines
}

/// A line that needs no name and no source.
fn plain(says: &str) -> Line {
    Line {
        about: String::new(),
        says: says.to_owned(),
        sources: String::new(),
    }
}

fn warnings(pack: &Pack) -> Vec<Line> {
    let lines = pack.warnings.iter().map(|warning| Line {
        about: in_words(pack, None, &warning.when),
        says: warning.says.clone(),
        sources: sheet::in_short(&warning.sources),
    });
    lines.collect()
}

fn everybody(pack: &Pack) -> Vec<Line> {
    let mut lines: Vec<Line> = pack.about.iter().map(|it| plain(it)).collect();
    lines.extend(sourced(&pack.urgent));
    let ends = pack.levels.iter().chain([&pack.disclaimer]);
    lines.extend(ends.map(|it| plain(it)));
    lines.extend(help(pack));
    lines
}

fn sourced(all: &[Sourced]) -> Vec<Line> {
    let lines = all.iter().map(|it| Line {
        about: String::new(),
        says: it.says.clone(),
        sources: sheet::in_short(&it.sources),
    });
    lines.collect()
}

fn course(pack: &Pack) -> Vec<Line> {
    let lines = pack.course.iter().map(|note| {
        let when = note.when.as_ref();
        let when = when.map_or_else(String::new, |it| format!(" ({})", in_words(pack, None, it)));
        Line {
            about: format!("{}{when}", note.title),
            says: note.says.join(" "),
            sources: sheet::in_short(&note.sources),
        }
    });
    lines.collect()
}

fn care(groups: &[Care]) -> Vec<Line> {
    let of = |group: &Care| under(&group.title, items(&group.items).collect());
    groups.iter().flat_map(of).collect()
}

/// What is usual in each period, then topic by topic what to do and from when to when.
fn aftercare(pack: &Pack) -> Vec<Line> {
    let language = pack.language;
    let mut lines = Vec::new();
    for period in &pack.aftercare.periods {
        lines.extend(under(&period.title, sourced(period.expect.as_slice())));
    }
    let length = |wait: &Option<Arc<Wait>>| {
        let wait = wait.as_ref();
        wait.map_or_else(|| "0".to_owned(), |it| span(it, language))
    };
    for topic in &pack.aftercare.topics {
        for rule in &topic.rules {
            let to = rule.span.to.as_ref();
            let to = to.map_or_else(String::new, |it| span(it, language));
            let when = format!("{} ({}–{to})", topic.title, length(&rule.span.from));
            lines.extend(under(&when, items(&rule.items).collect()));
        }
    }
    lines
}

fn items(items: &[Item]) -> impl Iterator<Item = Line> {
    items.iter().map(|item| Line {
        sources: sheet::in_short(&item.sources),
        ..plain(&item.says)
    })
}

/// Lines of which the first has a name.
fn under(name: &str, mut lines: Vec<Line>) -> Vec<Line> {
    if let Some(first) = lines.first_mut() {
        name.clone_into(&mut first.about);
    }
    lines
}

/// Whom to call.
fn help(pack: &Pack) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(help) = &pack.help {
        lines.push(plain(&help.says));
        lines.extend(help.lines.iter().map(|line| Line {
            about: line.place.clone(),
            says: line.call.clone(),
            sources: sheet::in_short(&line.sources),
        }));
    }
    lines
}

fn signs(pack: &Pack) -> Vec<Line> {
    let lines = pack.warning_signs.iter().map(|signs| Line {
        about: signs.title.clone(),
        says: signs.signs.join(" "),
        sources: sheet::in_short(&signs.sources),
    });
    lines.collect()
}

fn glossary(pack: &Pack) -> Vec<Line> {
    let lines = pack.glossary.iter().map(|term| Line {
        about: term.term.clone(),
        says: term.says.clone(),
        sources: sheet::in_short(&term.sources),
    });
    lines.collect()
}
