//! A screening as something to take home.
//!
//! What a person is told stands here once, as [`Part`]s in their order: the faces say them, and the
//! clinician's copy has them all. What is taken home is made of them as pages (`paper`), which [`text`]
//! and [`html`] set.

mod again;
pub mod calendar;
mod care;
mod cause;
mod glossary;
mod help;
pub mod html;
mod original;
mod paper;
mod part;
pub mod pictures;
mod sources;
mod summary;
pub mod text;
mod welcome;
mod what_if;
mod wishes;
mod written;

use jiff::civil::Date;

pub use again::{WHO, last_time, rest};
pub use care::{care, treatment_line, warning_signs};
pub use glossary::{explained, glossary, meaning};
pub use help::help;
use original::translated;
use original::with_original;
pub use original::{beside, in_original, rows, translated_notice, words_of};
pub use paper::Reader;
pub use part::Part;
pub use sources::{Cited, cited, in_full, in_short, shorts};
pub use summary::{defaults, headline, summary};
pub use welcome::length;
pub use what_if::{other_answer, what_if};
pub use wishes::Wishes;
pub use written::Written;

use crate::{
    interview::{Answer, Fold, Interview, plan},
    pack::{Pack, Question, review::Reviewed},
    text::{self as words, Language},
};

/// What this is and what it is not, what becomes of the answers, and that a machine translated it
/// where one did. Without wishes, answers are kept at a desk.
#[must_use]
pub fn about<'p>(interview: &Interview<'p>, wishes: Option<&Wishes>) -> Vec<Part<'p>> {
    let about = |interview: &Interview<'p>| {
        let lines = interview.pack().about.iter().map(Part::line);
        let language = interview.language();
        let says = |text| language.says(text).to_owned();
        let kept = if let Some(wishes) = wishes {
            let nobody = says(words::NOBODY_SEES);
            vec![format!("{} {nobody}", wishes.first_words(language))]
        } else {
            let mut kept = kept_at_desk(interview);
            kept.push(says(words::TOLD_PAPER));
            kept
        };
        lines.chain(kept.into_iter().map(Part::line)).collect()
    };
    let mut parts = translated_notice(interview);
    parts.extend(with_original(interview, about));
    parts
}

/// What becomes of answers at a desk: who keeps them, in the clinic's own words where it has some, and what a
/// person may ask for.
#[must_use]
pub fn kept_at_desk(interview: &Interview<'_>) -> Vec<String> {
    let (language, clinic) = (interview.language(), interview.clinic());
    let says = |text| language.says(text).to_owned();
    let who = clinic.map_or_else(
        || says(words::TOLD_WHO_NO_NAME),
        |it| language.fill(words::TOLD_WHO, &[("clinic", &it.name)]),
    );
    let years = clinic.and_then(|it| it.keep_years);
    let years = years.map(|it| language.count(words::TOLD_YEARS, usize::from(it)));
    let own = clinic.and_then(|it| it.told.get(language.tag())).cloned();
    // a clinic that says it in its own words says for how long, too, and what rights there are
    if let Some(own) = own {
        return vec![who, own];
    }
    let rights = says(words::TOLD_RIGHTS);
    [who].into_iter().chain(years).chain([rights]).collect()
}

/// Where one is among the questions: "7 of 24 or more".
#[must_use]
pub fn position(interview: &Interview<'_>) -> String {
    let progress = interview.progress();
    let (here, total) = (progress.here.to_string(), progress.total.to_string());
    let template = if progress.more {
        words::POSITION_OR_MORE
    } else {
        words::POSITION_OF
    };
    let values = [("here", here.as_str()), ("total", &total)];
    interview.language().fill(template, &values)
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

/// When the treatment is, as an answer; that it was not asked yet, where it was not.
#[must_use]
pub fn answer_of_day(interview: &Interview<'_>) -> String {
    let language = interview.language();
    interview.treatment().map_or_else(
        || language.says(words::NOT_ANSWERED).to_owned(),
        |treatment| treatment.says(language, interview.today()),
    )
}

/// The answer to a question, as Review shows it; that there is none yet, where there is none.
#[must_use]
pub fn answer_of(interview: &Interview<'_>, question: &Question) -> String {
    let language = interview.language();
    let answer = interview.answers().get(question.number);
    let says = answer.map(|it| it.says(question, language, interview.today()));
    whose(interview, question, says)
}

/// An answer in words, with whose it is where it is not the patient's; that there is none yet, where
/// there is none.
fn whose(interview: &Interview<'_>, question: &Question, says: Option<String>) -> String {
    let language = interview.language();
    match says {
        Some(says) if interview.is_by_clinic(question) => {
            language.fill(words::BY_CLINIC, &[("answer", &says)])
        }
        Some(says) => says,
        None => language.says(words::NOT_ANSWERED).to_owned(),
    }
}

/// What stands in Review for the answers of a section that it folds.
#[must_use]
pub fn fold(fold: &Fold<'_>, language: &Language) -> String {
    let section = fold.section.title.as_str();
    if fold.is_open {
        let screens = language.count(words::COUNT_SCREENS, fold.count);
        let values = [("section", section), ("screens", &screens)];
        language.fill(words::REVIEW_OPEN, &values)
    } else {
        let answers = language.count(words::COUNT_ANSWERS, fold.count);
        let values = [("section", section), ("answers", &answers)];
        language.fill(words::REVIEW_NO, &values)
    }
}

/// What is not known: what somebody is not sure of, would rather tell the clinician, or left out.
fn not_known<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let (pack, language) = (interview.pack(), interview.language());
    let path = interview.path();
    let unknown = path.questions().filter_map(|question| {
        let answer = interview.answers().get(question.number);
        let says = match answer {
            Some(answer @ (Answer::Unsure | Answer::Declined)) => {
                answer.says_plainly(question, language)
            }
            None if question.is_needed() => language.says(words::NOT_ANSWERED).to_owned(),
            _ => return None,
        };
        let name = topic_of(pack, question);
        Some(Part::Answer(format!("{name}: {says}"), 0))
    });
    let mut parts: Vec<_> = unknown.collect();
    if !parts.is_empty() {
        let heading = language.says(words::SHEET_NOT_KNOWN).to_owned();
        parts.insert(0, Part::Heading(heading));
    }
    parts
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
        let says = answer.map(|it| it.says_plainly(question, language));
        let answer = whose(interview, question, says);
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

/// All that a clinician reads of a screening, in order: the summary, what is not known, every answer,
/// and what the person is told of the treatment.
#[must_use]
pub fn parts<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let mut parts = summary(interview);
    // behind the headline and its original
    let headline = (parts.iter()).rposition(|it| matches!(it, Part::Headline(..)));
    let after = headline.map_or(0, |place| place + 1);
    let is_under = matches!(parts.get(after), Some(Part::Under(_)));
    let at = after + usize::from(is_under);
    parts.splice(at..at, translated(interview));
    if !parts.iter().any(|it| matches!(it, Part::Help(..))) {
        parts.extend(help(interview));
    }
    parts.extend(with_original(interview, not_known));
    parts.extend(with_original(interview, answers));
    parts.extend(only_after(interview).into_iter().map(|part| match part {
        Part::Alert(says) => Part::Heading(says),
        part => part,
    }));
    parts.extend(course(interview));
    parts.extend(care(interview));
    parts
}
