//! A screening as something to take home.
//!
//! What a person is told stands here once, as [`Part`]s in their order; the
//! line mode says them, [`text::render`] sets them on a page.

mod care;
mod glossary;
mod help;
mod original;
mod part;
pub mod pictures;
mod sources;
pub mod text;
mod welcome;
mod wishes;

use jiff::civil::Date;

pub use care::{care, treatment_line, warning_signs};
pub use glossary::{explained, glossary, meaning};
pub use help::help;
use help::help_alone;
use original::machine_translated;
use original::with_original;
pub use original::{beside, in_original, rows, translated_notice, words_of};
pub use part::Part;
pub use sources::{Cited, cited, in_full, in_short, shorts};
pub use welcome::length;
pub use wishes::Wishes;

use crate::{
    interview::{
        Answer, Interview, Treatment, plan,
        verdict::{Finding, Verdict},
    },
    pack::{Level, Pack, Question, review::Reviewed},
    text::{self as words, Language},
};

/// The word for a level.
#[must_use]
pub fn level_word(level: Level, language: &Language) -> &str {
    match level {
        Level::NoConcern => language.says(words::LEVEL_NO_CONCERN),
        Level::Clinician => language.says(words::LEVEL_CLINICIAN),
        Level::Wait => language.says(words::LEVEL_WAIT),
        Level::NotSuitable => language.says(words::LEVEL_NOT_SUITABLE),
    }
}

/// The headline of a verdict: the level, and for a wait its latest date, every
/// event, and that a clinician then decides.
#[must_use]
pub fn headline(verdict: &Verdict<'_>, language: &Language) -> String {
    let mut headline = match (verdict.level, verdict.days.treatment) {
        (Level::NoConcern, Treatment::NotBooked) => {
            language.says(words::LEVEL_NO_CONCERN_SO_FAR).to_owned()
        }
        (Level::NoConcern, Treatment::On(day)) => {
            let day = language.day(day);
            language.fill(words::LEVEL_NO_CONCERN_FOR, &[("day", &day)])
        }
        (level, _) => level_word(level, language).to_owned(),
    };
    if verdict.level == Level::Wait {
        let date = verdict.not_before.map(|day| language.day(day));
        let events = verdict
            .events()
            .into_iter()
            .map(|event| event.says(language));
        for (nth, when) in date.into_iter().chain(events).enumerate() {
            let template = if nth == 0 {
                language.says(words::NOT_BEFORE)
            } else {
                language.says(words::AND_NOT_BEFORE)
            };
            headline += ", ";
            headline += &words::fill(template, &[("when", &when)]);
        }
        headline += ", ";
        headline += language.says(words::THEN_CLINICIAN);
    }
    headline + "."
}

/// What this is and what it is not, and that a machine translated it where one did.
#[must_use]
pub fn about<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let about = |interview: &Interview<'p>| {
        let lines = interview.pack().about.iter();
        lines.map(Part::line).collect()
    };
    let mut parts = translated_notice(interview);
    parts.extend(with_original(interview, about));
    parts
}

/// What must not wait for the questions.
#[must_use]
pub fn urgent<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let urgent = |interview: &Interview<'p>| {
        let urgent = interview.pack().urgent.iter();
        urgent.map(|it| Part::line(&it.says)).collect()
    };
    with_original(interview, urgent)
}

/// The summary: what needs a doctor now, the verdict, every finding, what to do
/// meanwhile, and how far all this can be relied on.
#[must_use]
pub fn summary<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    with_original(interview, summary_alone)
}

fn summary_alone<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let language = interview.language();
    let verdict = interview.verdict();
    let pack = interview.pack();
    let mut parts = Vec::new();
    if !verdict.warnings.is_empty() {
        parts.push(Part::First(language.says(words::DO_THIS_FIRST).to_owned()));
        parts.extend(
            verdict
                .warnings
                .iter()
                .map(|warning| Part::Says(warning.says.clone(), warning.sources.iter().collect())),
        );
    }
    parts.push(Part::Headline(verdict.level, headline(&verdict, language)));
    parts.push(Part::line(verdict.next(pack)));
    parts.extend(about_the_day(&verdict, language).map(Part::line));
    parts.push(Part::line(&pack.disclaimer));
    let weighs = |it: &Finding<'_>| it.question.help && !it.is_mention();
    if verdict.ends_the_questions() || verdict.findings.iter().any(weighs) {
        parts.extend(help_alone(interview));
    }
    for level in [Level::NotSuitable, Level::Wait, Level::Clinician] {
        let mut findings = verdict
            .findings
            .iter()
            .filter(|it| it.level == level)
            .peekable();
        if findings.peek().is_some() {
            let heading = if level == verdict.level {
                language.says(words::WHAT_DECIDES)
            } else {
                language.says(words::ALSO_FOUND)
            };
            parts.push(Part::Heading(format!(
                "{heading}: {}",
                level_word(level, language)
            )));
        }
        for finding in findings {
            parts.push(Part::Finding(level, topic_of(pack, finding.question)));
            parts.push(say_finding(finding, language));
        }
    }
    parts.extend(mentions(&verdict, pack));
    if verdict.level > Level::NoConcern {
        parts.push(Part::Heading(language.says(words::MEANWHILE).to_owned()));
        parts.extend(pack.meanwhile.iter().map(Part::sourced));
    }
    parts.extend(own_words(interview));
    parts.push(Part::Heading(language.says(words::RELIANCE).to_owned()));
    parts.extend(reliance(interview).into_iter().map(Part::line));
    parts.push(Part::line(&pack.disclaimer));
    parts
}

/// For which day a verdict is, and what is asked again then; nothing where that is today.
fn about_the_day<'v>(
    verdict: &'v Verdict<'_>,
    language: &'v Language,
) -> impl Iterator<Item = String> {
    let day = match verdict.days.treatment {
        Treatment::Today => None,
        Treatment::On(day) => {
            let day = language.day(day);
            Some(language.fill(words::FOR_THE_DAY, &[("day", &day)]))
        }
        Treatment::NotBooked => Some(language.says(words::FOR_NO_DAY).to_owned()),
    };
    let again = &verdict.ask_again;
    // where nothing is to be done on that day, nothing is asked again
    let asked = !again.is_empty() && verdict.level < Level::NotSuitable;
    let again = asked.then(|| {
        let names: Vec<&str> = again.iter().map(|it| it.short.as_str()).collect();
        let says = language.count(words::ASKED_AGAIN, again.len());
        words::fill(&says, &[("what", &names.join("; "))])
    });
    day.into_iter().chain(again)
}

/// What to tell the clinician though it is no concern.
fn mentions<'a>(verdict: &Verdict<'a>, pack: &Pack) -> Vec<Part<'a>> {
    let language = pack.language;
    let mut parts = Vec::new();
    for mention in verdict.mentions() {
        if parts.is_empty() {
            parts.push(Part::Heading(language.says(words::MENTIONS).to_owned()));
        }
        let topic = topic_of(pack, mention.question);
        parts.push(Part::Finding(Level::NoConcern, topic));
        let says = format!("{} {}", mention.reason, mention.advice);
        parts.push(Part::Says(says, mention.sources.clone()));
    }
    parts
}

/// A question by its topic's name, and its own where it is a follow-up.
#[must_use]
pub fn topic_of(pack: &Pack, question: &Question) -> String {
    let language = pack.language;
    let short = &question.short;
    match pack.question(&question.topic) {
        // some name their topic themselves
        Some(topic) if topic.number != question.number && !short.starts_with(&topic.short) => {
            language.fill(
                words::TOPIC_PART,
                &[("topic", &topic.short), ("part", short)],
            )
        }
        _ => short.clone(),
    }
}

fn say_finding<'a>(finding: &Finding<'a>, language: &Language) -> Part<'a> {
    let mut says = format!("{} {}", finding.reason, finding.advice);
    for end in &finding.until {
        says += " ";
        says += &language.fill(words::WAIT_UNTIL, &[("when", &end.says(language))]);
    }
    for wait in finding.chosen_waits() {
        let span = wait.length.says(language);
        says += " ";
        says += &language.fill(words::CLINIC_DEFAULT, &[("span", &span)]);
    }
    Part::Says(says, finding.sources.clone())
}

/// Whether a clinician's review of the content holds on a day, and whose.
#[must_use]
pub fn review(pack: &Pack, today: Date) -> String {
    let language = pack.language;
    let review = match pack.reviewed_on(today) {
        Reviewed::No => return language.says(words::NOT_REVIEWED).to_owned(),
        Reviewed::Before(review) => {
            let day = language.day(review.on);
            return language.fill(words::CHANGED_SINCE_REVIEW, &[("day", &day)]);
        }
        Reviewed::Yes(review) => review,
    };
    language.fill(
        words::REVIEWED,
        &[
            ("by", &review.by),
            ("role", &review.role),
            ("on", &language.day(review.on)),
            ("until", &language.day(review.until)),
        ],
    )
}

/// That no review of the content holds on a day, before the first question; nothing where one does.
#[must_use]
pub fn not_reviewed(pack: &Pack, today: Date) -> Option<String> {
    let holds = pack.reviewed_on(today).holds();
    (!holds).then(|| review(pack, today))
}

/// How far the content and these answers can be relied on today.
#[must_use]
pub fn reliance(interview: &Interview<'_>) -> Vec<String> {
    let language = interview.language();
    let pack = interview.pack();
    let today = interview.today();
    let mut says = vec![review(pack, today)];
    says.push(language.fill(
        words::ANSWERS_HOLD,
        &[("day", &language.day(holds_until(interview)))],
    ));
    if pack.sources_fresh_for.length.after(pack.sources_checked) <= today {
        let day = language.day(pack.sources_checked);
        says.push(language.fill(words::SOURCES_OLD, &[("day", &day)]));
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
    let language = interview.language();
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
        parts.insert(0, Part::Heading(language.says(words::OWN_WORDS).to_owned()));
    }
    parts
}

/// When the treatment is, as an answer; that it was not asked yet, where it was not.
#[must_use]
pub fn answer_of_day(interview: &Interview<'_>) -> String {
    let language = interview.language();
    interview.treatment().map_or_else(
        || language.says(words::NOT_ANSWERED).to_owned(),
        |treatment| treatment.says(language, interview.today()),
    )
}

/// Every answer, as Review lists them; dates without how far off they are, since
/// a sheet is read later.
fn answers<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let language = interview.language();
    let mut parts = vec![Part::Heading(language.says(words::YOUR_ANSWERS).to_owned())];
    if let Some(treatment) = interview.treatment() {
        let says = match interview.day() {
            Some(day) => language.day(day),
            None => treatment.says(language, interview.today()),
        };
        let says = format!("{}: {says}", language.says(words::DAY_SHORT));
        parts.push(Part::Answer(says, 0));
    }
    let mut section = "";
    for (question, depth) in interview.review() {
        if section != question.section.id {
            section = &question.section.id;
            parts.push(Part::Subheading(question.section.title.clone()));
        }
        let answer = interview.answers().get(question.number);
        let answer = answer.map_or_else(
            || language.says(words::NOT_ANSWERED).to_owned(),
            |answer| answer.says_plainly(question, language),
        );
        parts.push(Part::Answer(format!("{}: {answer}", question.short), depth));
    }
    parts
}

/// What stands before the course and the care where they do not follow by themselves.
#[must_use]
pub fn only_after<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    with_original(interview, |interview| {
        let says = interview.language().says(words::ONLY_AFTER_CLINICIAN);
        let closed = !interview.verdict().plan_follows();
        closed
            .then(|| Part::Alert(says.to_owned()))
            .into_iter()
            .collect()
    })
}

/// The verdict in short, for the last screen.
#[must_use]
pub fn closing<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    with_original(interview, |interview| {
        let verdict = interview.verdict();
        let says = headline(&verdict, interview.language());
        vec![
            Part::Headline(verdict.level, says),
            Part::line(&interview.pack().disclaimer),
        ]
    })
}

/// What to expect of the treatment.
#[must_use]
pub fn course<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    with_original(interview, course_alone)
}

fn course_alone<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let language = interview.language();
    let mut parts = vec![Part::Heading(language.says(words::COURSE).to_owned())];
    for note in plan::course(&interview.path()) {
        parts.push(Part::Subheading(note.title.clone()));
        parts.push(Part::Says(
            note.says.join(" "),
            note.sources.iter().collect(),
        ));
    }
    parts
}

/// The whole sheet, in order.
#[must_use]
pub fn parts<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let mut parts = summary(interview);
    // behind the headline and its original
    let headline = (parts.iter()).rposition(|it| matches!(it, Part::Headline(..)));
    let after = headline.map_or(0, |place| place + 1);
    let is_under = matches!(parts.get(after), Some(Part::Under(_)));
    let at = after + usize::from(is_under);
    parts.splice(at..at, machine_translated(interview));
    if !parts.iter().any(|it| matches!(it, Part::Help(..))) {
        parts.extend(help(interview));
    }
    parts.extend(only_after(interview).into_iter().map(|part| match part {
        Part::Alert(says) => Part::Heading(says),
        part => part,
    }));
    parts.extend(course(interview));
    parts.extend(care(interview));
    parts.extend(with_original(interview, answers));
    parts
}
