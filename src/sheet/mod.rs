//! A screening as something to take home.
//!
//! What a person is told stands here once, as [`Part`]s in their order; the
//! line mode says them, [`text::render`] sets them on a page.

pub mod text;

use std::sync::Arc;

use jiff::civil::Date;

use crate::{
    interview::{
        Answer, Interview,
        plan::{self, Timed},
        verdict::{Finding, Verdict},
    },
    pack::{Level, Pack, Question, Reading, Source, Sourced, Strength, Term},
    text as words,
};

/// One piece of what a person is told.
#[derive(Debug, Clone)]
pub enum Part<'a> {
    /// A heading over what must be done before all else.
    First(String),
    /// A heading over what follows.
    Heading(String),
    /// The headline of a verdict.
    Headline(Level, String),
    /// A heading under another.
    Subheading(String),
    /// The heading of a finding.
    Finding(Level, String),
    /// What speaks against what the person plans.
    Alert(String),
    /// A sentence or a few, and who says so.
    Says(String, Vec<&'a Arc<Source>>),
    /// An answer, and how deep it stands under others.
    Answer(String, usize),
    /// A sign to watch for, and who says so.
    Sign(&'a str, Vec<&'a Arc<Source>>),
    /// A box, whether it is ticked, what to do, and who says so.
    Box(bool, &'a str, Vec<&'a Arc<Source>>),
}

impl<'a> Part<'a> {
    fn line(says: impl Into<String>) -> Self {
        Self::Says(says.into(), Vec::new())
    }

    fn sourced(sourced: &'a Sourced) -> Self {
        Self::Says(sourced.says.clone(), sourced.sources.iter().collect())
    }

    /// Its words, where it is a heading of any rank.
    #[must_use]
    pub fn heading(&self) -> Option<&str> {
        match self {
            Self::First(says)
            | Self::Heading(says)
            | Self::Headline(_, says)
            | Self::Subheading(says)
            | Self::Finding(_, says) => Some(says),
            Self::Alert(_) | Self::Says(..) | Self::Answer(..) | Self::Sign(..) | Self::Box(..) => {
                None
            }
        }
    }

    /// Who says so; nobody for a heading.
    #[must_use]
    pub fn sources(&self) -> &[&'a Arc<Source>] {
        match self {
            Self::Says(_, sources) | Self::Sign(_, sources) | Self::Box(_, _, sources) => sources,
            _ => &[],
        }
    }
}

/// The word for a level.
#[must_use]
pub const fn level_word(level: Level) -> &'static str {
    match level {
        Level::NoConcern => words::LEVEL_NO_CONCERN,
        Level::Clinician => words::LEVEL_CLINICIAN,
        Level::Wait => words::LEVEL_WAIT,
        Level::NotSuitable => words::LEVEL_NOT_SUITABLE,
    }
}

/// The headline of a verdict: the level, and for a wait its latest date, every
/// event, and that a clinician then decides.
#[must_use]
pub fn headline(verdict: &Verdict<'_>) -> String {
    let mut headline = level_word(verdict.level).to_owned();
    if verdict.level == Level::Wait {
        let date = verdict.not_before.map(words::day);
        let events = verdict.events().into_iter().map(|event| event.says());
        for (nth, when) in date.into_iter().chain(events).enumerate() {
            let template = if nth == 0 {
                words::NOT_BEFORE
            } else {
                words::AND_NOT_BEFORE
            };
            headline += ", ";
            headline += &words::fill(template, &[("when", &when)]);
        }
        headline += ", ";
        headline += words::THEN_CLINICIAN;
    }
    headline + "."
}

/// A word and what it means, in one line.
#[must_use]
pub fn meaning(term: &Term) -> String {
    words::fill(
        words::TERM_MEANS,
        &[("term", &term.term), ("says", &term.says)],
    )
}

/// The words of a text that the pack explains, and what they mean.
#[must_use]
pub fn glossary<'p>(pack: &'p Pack, text: &str) -> Vec<Part<'p>> {
    let terms = pack.terms_in(text).into_iter();
    let mut parts: Vec<Part<'p>> = terms
        .map(|term| Part::Says(meaning(term), term.sources.iter().collect()))
        .collect();
    if !parts.is_empty() {
        parts.insert(0, Part::Heading(words::GLOSSARY.to_owned()));
        parts.push(Part::line(words::GLOSSARY_PLAIN));
    }
    parts
}

/// The summary: what needs a doctor now, the verdict, every finding, what to do
/// meanwhile, and how far all this can be relied on.
#[must_use]
pub fn summary<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let verdict = interview.verdict();
    let pack = interview.pack();
    let mut parts = Vec::new();
    if !verdict.warnings.is_empty() {
        parts.push(Part::First(words::DO_THIS_FIRST.to_owned()));
        parts.extend(
            verdict
                .warnings
                .iter()
                .map(|warning| Part::Says(warning.says.clone(), warning.sources.iter().collect())),
        );
    }
    parts.push(Part::Headline(verdict.level, headline(&verdict)));
    let [no_concern, clinician, wait, not_suitable] = &pack.levels;
    parts.push(Part::line(match verdict.level {
        Level::NoConcern => no_concern,
        Level::Clinician => clinician,
        Level::Wait => wait,
        Level::NotSuitable => not_suitable,
    }));
    parts.push(Part::line(&pack.disclaimer));
    for level in [Level::NotSuitable, Level::Wait, Level::Clinician] {
        let mut findings = verdict
            .findings
            .iter()
            .filter(|it| it.level == level)
            .peekable();
        if findings.peek().is_some() {
            let heading = if level == verdict.level {
                words::WHAT_DECIDES
            } else {
                words::ALSO_FOUND
            };
            parts.push(Part::Heading(format!("{heading}: {}", level_word(level))));
        }
        for finding in findings {
            parts.push(Part::Finding(level, topic_of(pack, finding.question)));
            parts.push(say_finding(finding));
        }
    }
    if verdict.level > Level::NoConcern {
        parts.push(Part::Heading(words::MEANWHILE.to_owned()));
        parts.extend(pack.meanwhile.iter().map(Part::sourced));
    }
    parts.extend(own_words(interview));
    parts.push(Part::Heading(words::RELIANCE.to_owned()));
    parts.extend(reliance(interview).into_iter().map(Part::line));
    parts.push(Part::line(&pack.disclaimer));
    parts
}

/// A question by its topic's name, and its own where it is a follow-up.
#[must_use]
pub fn topic_of(pack: &Pack, question: &Question) -> String {
    let short = &question.short;
    match pack.question(&question.topic) {
        // some name their topic themselves
        Some(topic) if topic.number != question.number && !short.starts_with(&topic.short) => {
            words::fill(
                words::TOPIC_PART,
                &[("topic", &topic.short), ("part", short)],
            )
        }
        _ => short.clone(),
    }
}

fn say_finding<'a>(finding: &Finding<'a>) -> Part<'a> {
    let mut says = format!("{} {}", finding.reason, finding.advice);
    for end in &finding.until {
        says += " ";
        says += &words::fill(words::WAIT_UNTIL, &[("when", &end.says())]);
    }
    for span in finding.chosen_waits() {
        says += " ";
        says += &words::fill(words::CLINIC_DEFAULT, &[("span", &span)]);
    }
    Part::Says(says, finding.sources.clone())
}

/// How far the content and these answers can be relied on today.
#[must_use]
pub fn reliance(interview: &Interview<'_>) -> Vec<String> {
    let pack = interview.pack();
    let today = interview.today();
    let mut says = vec![match pack.review_on(today) {
        None => words::NOT_REVIEWED.to_owned(),
        Some(review) => words::fill(
            words::REVIEWED,
            &[
                ("by", &review.by),
                ("role", &review.role),
                ("on", &words::day(review.on)),
                ("until", &words::day(review.until)),
            ],
        ),
    }];
    says.push(words::fill(
        words::ANSWERS_HOLD,
        &[("day", &words::day(holds_until(interview)))],
    ));
    if pack.sources_fresh_for.length.after(pack.sources_checked) <= today {
        let day = words::day(pack.sources_checked);
        says.push(words::fill(words::SOURCES_OLD, &[("day", &day)]));
    }
    says
}

/// The day until which these answers hold.
fn holds_until(interview: &Interview<'_>) -> Date {
    let hold = &interview.pack().answers_hold_for;
    hold.length.after(interview.today())
}

/// What the person told in their own words, for the clinician to read.
fn own_words<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let pack = interview.pack();
    let path = interview.path();
    let told = path.questions().filter_map(|question| {
        let Some(Answer::Text(words)) = interview.answers().get(question.number) else {
            return None;
        };
        let says = format!("{}: {words}", topic_of(pack, question));
        (!words.is_empty()).then(|| Part::line(says))
    });
    let mut parts: Vec<_> = told.collect();
    if !parts.is_empty() {
        parts.insert(0, Part::Heading(words::OWN_WORDS.to_owned()));
    }
    parts
}

/// Every answer, as Review lists them; dates without how far off they are, since
/// a sheet is read later.
fn answers<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let mut parts = vec![Part::Heading(words::YOUR_ANSWERS.to_owned())];
    let mut section = None;
    for (question, depth) in interview.review() {
        if section != Some(question.section) {
            section = Some(question.section);
            let title = interview.pack().sections.get(question.section);
            parts.extend(title.map(|it| Part::Subheading(it.title.clone())));
        }
        let answer = interview.answers().get(question.number);
        let answer = answer.map_or_else(
            || words::NOT_ANSWERED.to_owned(),
            |answer| answer.says_plainly(question),
        );
        parts.push(Part::Answer(format!("{}: {answer}", question.short), depth));
    }
    parts
}

/// What to expect of the treatment.
#[must_use]
pub fn course<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let mut parts = vec![Part::Heading(words::COURSE.to_owned())];
    for note in plan::course(&interview.path()) {
        parts.push(Part::Subheading(note.title.clone()));
        parts.push(Part::Says(
            note.says.join(" "),
            note.sources.iter().collect(),
        ));
    }
    parts
}

/// What to do before and after the treatment, with its days where it has a
/// date, and what to watch for.
#[must_use]
pub fn care<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let pack = interview.pack();
    let treatment = interview.treatment();
    let mut parts = vec![Part::Heading(words::PREPARATION.to_owned())];
    parts.extend(treatment_line(interview));
    for group in plan::preparation(pack, treatment) {
        parts.extend(say_group(interview, group));
    }
    parts.push(Part::Heading(words::AFTERCARE.to_owned()));
    for group in plan::aftercare(pack, treatment) {
        parts.extend(say_group(interview, group));
    }
    parts.push(Part::Heading(words::WARNING_SIGNS.to_owned()));
    for signs in &pack.warning_signs {
        parts.push(Part::Subheading(signs.title.clone()));
        let last = signs.signs.len().saturating_sub(1);
        parts.extend(signs.signs.iter().enumerate().map(|(place, sign)| {
            // one citation serves the group
            let sources = if place == last {
                signs.sources.iter().collect()
            } else {
                Vec::new()
            };
            Part::Sign(sign, sources)
        }));
    }
    parts
}

/// The day of the treatment, and whether these answers speak against it.
#[must_use]
pub fn treatment_line<'p>(interview: &Interview<'_>) -> Option<Part<'p>> {
    let treatment = interview.treatment()?;
    let verdict = interview.verdict();
    let day = words::day(treatment);
    Some(match verdict.not_before {
        Some(wait) if treatment < wait => Part::Alert(words::fill(
            words::TREATMENT_TOO_EARLY,
            &[("day", &day), ("wait", &words::day(wait))],
        )),
        _ if verdict.level >= Level::Wait => {
            Part::Alert(words::fill(words::TREATMENT_BUT_WAIT, &[("day", &day)]))
        }
        _ if treatment > holds_until(interview) => Part::Alert(words::fill(
            words::TREATMENT_AFTER,
            &[("day", &day), ("hold", &words::day(holds_until(interview)))],
        )),
        _ => Part::line(words::fill(words::TREATMENT_DAY, &[("day", &day)])),
    })
}

fn say_group<'a>(interview: &Interview<'_>, group: Timed<'a>) -> Vec<Part<'a>> {
    let days = days(group.first, group.last).map_or_else(String::new, |days| format!(" ({days})"));
    let mut parts = vec![Part::Subheading(format!("{}{days}", group.care.title))];
    if let Some(Sourced { says, sources }) = &group.care.expect {
        let says = words::fill(words::EXPECT, &[("what", says)]);
        parts.push(Part::Says(says, sources.iter().collect()));
    }
    parts.extend(group.care.items.iter().map(|item| {
        let done = interview.is_done(&item.id);
        Part::Box(done, &item.says, item.sources.iter().collect())
    }));
    parts
}

fn days(first: Option<Date>, last: Option<Date>) -> Option<String> {
    let first = first?;
    Some(match last {
        None => words::fill(words::FROM_DAY, &[("first", &words::day(first))]),
        Some(last) if last == first => words::day(first),
        Some(last) => words::fill(
            words::FROM_TO,
            &[
                ("first", &words::day(first.min(last))),
                ("last", &words::day(first.max(last))),
            ],
        ),
    })
}

/// A source in words: what it is, its year, and where it can be read.
#[must_use]
pub fn source_title(source: &Source) -> String {
    match source.year {
        Some(year) => words::fill(
            words::SOURCE_YEAR,
            &[("title", &source.title), ("year", &year.to_string())],
        ),
        None => source.title.clone(),
    }
}

/// How strong a source is and how it was read, in words.
#[must_use]
pub fn source_standing(source: &Source) -> String {
    let strength = match source.strength {
        Strength::A => words::STRENGTH_A,
        Strength::B => words::STRENGTH_B,
        Strength::C => words::STRENGTH_C,
        Strength::D => words::STRENGTH_D,
        Strength::E => words::STRENGTH_E,
    };
    let read = match source.read {
        Reading::Full => words::READ_FULL,
        Reading::Opening => words::READ_OPENING,
        Reading::SecondHand => words::READ_SECOND_HAND,
    };
    format!("{strength} {read}")
}

/// The whole sheet, in order.
#[must_use]
pub fn parts<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let mut parts = summary(interview);
    if !interview.verdict().plan_follows() {
        parts.push(Part::Heading(words::ONLY_AFTER_CLINICIAN.to_owned()));
    }
    parts.extend(course(interview));
    parts.extend(care(interview));
    parts.extend(answers(interview));
    parts
}
