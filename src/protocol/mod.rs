//! What a medical director reads of a pack in half an hour, and signs.
//!
//! First what decides, topic by topic: what is asked, what each answer comes to and for how long,
//! who says so, and what is proved of it. That part is short (a test holds the shipped pack to ten
//! pages) and ends with the lines to sign. Behind it, close together, stands what it is put into:
//! mentions, warnings, the words of each finding, and what everybody is told. All of it is what
//! the hashes of a review are of.

mod conditions;
pub mod html;
mod promises;
mod said;
pub mod text;
mod told;

pub(crate) use conditions::in_words;
use said::span;
pub use told::{Section, told};

use crate::{
    pack::{Level, Outcome, Pack, Question, Until},
    sheet,
    text::{self as words, Language},
};

/// A topic: what is asked, and what is proved of it.
#[derive(Debug)]
pub struct Topic<'p> {
    /// Its place among the topics, from 1.
    pub number: usize,
    /// Its name.
    pub name: &'p str,
    /// The question and its follow-ups, in the order asked.
    pub asked: Vec<Asked<'p>>,
    /// Who says so of all its rows, in short.
    pub sources: Vec<&'p str>,
    /// What is proved of it, in words; empty where nothing is.
    pub promised: Vec<String>,
}

/// A question, and what its answers come to.
#[derive(Debug)]
pub struct Asked<'p> {
    /// The question.
    pub ask: &'p str,
    /// When it is asked, in words; nothing where it always is.
    pub when: Option<String>,
    /// What its answers come to, in the order of the pack.
    pub rows: Vec<Row<'p>>,
}

/// Answers, and what they come to.
#[derive(Debug, PartialEq, Eq)]
pub struct Row<'p> {
    /// The answers, in words.
    pub answers: String,
    /// The level.
    pub level: Level,
    /// How long that is, in words; empty where it is no wait.
    pub until: String,
    /// Who says so, in short, besides those who do for the whole topic.
    pub sources: Vec<&'p str>,
}

/// The topics of a pack that decide something, in the order asked.
#[must_use]
pub fn topics(pack: &Pack) -> Vec<Topic<'_>> {
    let topics = pack.questions.iter().filter(|it| it.is_topic());
    let topics = topics.map(|topic| {
        let asked = pack.questions.iter().filter(|it| it.topic == topic.id);
        let asked: Vec<_> = asked.map(|question| Asked::of(pack, question)).collect();
        (topic, asked)
    });
    let decide = topics.filter(|(_, asked)| asked.iter().any(|it| !it.rows.is_empty()));
    (1..)
        .zip(decide)
        .map(|(number, (topic, mut asked))| Topic {
            number,
            name: &topic.short,
            sources: shared(&mut asked),
            asked,
            promised: promises::of(pack, topic),
        })
        .collect()
}

/// Takes out of each row the sources that all rows have: they are said once.
fn shared<'p>(asked: &mut [Asked<'p>]) -> Vec<&'p str> {
    let rows = || asked.iter().flat_map(|it| &it.rows);
    let mut shared = rows()
        .next()
        .map_or_else(Vec::new, |row| row.sources.clone());
    shared.retain(|short| rows().all(|row| row.sources.contains(short)));
    for row in asked.iter_mut().flat_map(|it| &mut it.rows) {
        row.sources.retain(|short| !shared.contains(short));
    }
    shared
}

/// The names of the topics that decide nothing.
#[must_use]
pub fn never_a_concern(pack: &Pack) -> String {
    let decides = |topic: &str| {
        let mut of_topic = pack.questions.iter().filter(|it| it.topic == topic);
        of_topic.any(|it| {
            it.outcomes
                .iter()
                .any(|outcome| outcome.level > Level::NoConcern)
        })
    };
    let topics = pack.questions.iter().filter(|it| it.is_topic());
    let idle = topics.filter(|topic| !decides(&topic.id));
    idle.map(|topic| &*topic.short)
        .collect::<Vec<_>>()
        .join("; ")
}

/// What has to be known to read it.
#[must_use]
pub fn preface(pack: &Pack) -> Vec<String> {
    let language = pack.language;
    let lax: Vec<&str> = pack.not_knowing().map(|it| &*it.short).collect();
    let lax = (!lax.is_empty()).then(|| {
        let values = [("what", &*lax.join("; "))];
        language.fill(words::PROTOCOL_NOT_KNOWING, &values)
    });
    [words::PROTOCOL_HOW, words::PROTOCOL_UNKNOWN]
        .map(|it| language.says(it).to_owned())
        .into_iter()
        .chain(lax)
        .chain([language.says(words::PROTOCOL_DEFAULT).to_owned()])
        .collect()
}

/// What it is called.
#[must_use]
pub fn title(pack: &Pack) -> String {
    let values = [("title", &*pack.title)];
    pack.language.fill(words::PROTOCOL_TITLE, &values)
}

/// Which pack it is of.
#[must_use]
pub fn of_which(pack: &Pack) -> String {
    let values = [
        ("id", &*pack.id),
        ("version", &*pack.version),
        ("program", env!("CARGO_PKG_VERSION")),
    ];
    let says = pack.language.fill(words::PROTOCOL_PACK, &values);
    format!("{says} {}", pack.sha256())
}

/// What is written by hand at the end of what decides.
pub const SIGNED: [words::Text; 5] = [
    words::PROTOCOL_NAME,
    words::PROTOCOL_ROLE,
    words::PROTOCOL_DATE,
    words::PROTOCOL_HOLDS,
    words::PROTOCOL_SIGNATURE,
];

impl<'p> Asked<'p> {
    fn of(pack: &'p Pack, question: &'p Question) -> Self {
        let language = pack.language;
        let gate = question.gate.as_ref();
        let when = gate.map(|gate| {
            let when = in_words(pack, Some(gate.parent), &gate.when);
            language.fill(words::PROTOCOL_IF, &[("when", &when)])
        });
        let day = (question.of_the_day && gate.is_none())
            .then(|| language.says(words::PROTOCOL_ON_THE_DAY).to_owned());
        let clinic = (question.clinic_may_answer)
            .then(|| language.says(words::PROTOCOL_CLINIC_MAY).to_owned());
        let mut rows: Vec<Row<'_>> = Vec::new();
        let decide = question.outcomes.iter();
        for outcome in decide.filter(|it| it.level > Level::NoConcern) {
            let row = Row::of(pack, question, outcome);
            let same = |it: &&mut Row<'_>| {
                (it.level, &it.until, &it.sources) == (row.level, &row.until, &row.sources)
            };
            match rows.iter_mut().find(same) {
                Some(other) => other.answers = format!("{}; {}", other.answers, row.answers),
                None => rows.push(row),
            }
        }
        Self {
            ask: &question.ask,
            when: when.or(day).or(clinic),
            rows,
        }
    }
}

impl<'p> Row<'p> {
    fn of(pack: &Pack, question: &Question, outcome: &'p Outcome) -> Self {
        Self {
            answers: in_words(pack, Some(question.number), &outcome.when),
            level: outcome.level,
            until: until(outcome, pack.language),
            sources: sheet::shorts(&outcome.sources),
        }
    }
}

/// What must all be over, in words.
fn until(outcome: &Outcome, language: &Language) -> String {
    let ends = outcome.until.iter().map(|until| match until {
        Until::AnswerPlus(wait) => {
            let values = [("span", &*span(wait, language))];
            language.fill(words::PROTOCOL_AFTER_THAT, &values)
        }
        Until::Event(event, None) => event.says.clone(),
        Until::Event(event, Some(then)) => {
            let values = [("event", &*event.says), ("span", &span(then, language))];
            language.fill(words::PROTOCOL_THEN, &values)
        }
    });
    let ends: Vec<String> = ends.collect();
    if ends.is_empty() {
        return String::new();
    }
    let and = format!(" {} ", language.says(words::PROTOCOL_AND));
    language.fill(words::PROTOCOL_UNTIL, &[("what", &ends.join(&and))])
}
