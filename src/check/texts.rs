//! The medical statements of two packs, held against each other text by text.
//!
//! Whether a sentence says less than the one before it, only a clinician can tell. So a warning sign,
//! an urgent line or a sign to watch for that reads otherwise is counted as weakened; so is whatever
//! names another number, and a label that says what another one said.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use super::{
    conditions::{in_words, in_words_of},
    logic::word,
    stated::LEVELS,
    step::{Changed, Step},
};
use crate::{
    interview::plan,
    pack::{
        About, Aftercare, Care, Choice, Item, Kind, Length, Level, May, Pack, Question, Source,
        Sourced, Until, Wait, pictures::DayKind,
    },
    text::Language,
};

/// What steps the version needs if a text is gone, reads otherwise, or is new.
#[derive(Debug, Clone, Copy)]
struct Steps {
    gone: Step,
    other: Step,
    new: Step,
}

/// What keeps people from harm.
const GRAVE: Steps = Steps {
    gone: Step::Major,
    other: Step::Major,
    new: Step::Minor,
};
/// What people are told to do.
const TO_DO: Steps = Steps {
    gone: Step::Major,
    other: Step::Patch,
    new: Step::Minor,
};
/// Everything else.
const PLAIN: Steps = Steps {
    gone: Step::Patch,
    other: Step::Patch,
    new: Step::Patch,
};

/// A text of a pack, and who says so.
#[derive(Debug)]
pub(super) struct Text<'p> {
    pub says: Cow<'p, str>,
    pub sources: Vec<&'p str>,
}

/// The texts of each place, by what the place is called.
type Texts<'p> = BTreeMap<String, (Steps, Vec<Text<'p>>)>;

/// Every text that is gone, new or otherwise, with the step that it needs. What is found at a
/// question is not among them: its words are told apart by whom they are told to.
pub(super) fn changed(old: &Pack, new: &Pack) -> Vec<Changed> {
    let (mut was, is) = (texts(old, new), texts(new, old));
    let mut changed = labels(old, new);
    for (place, (steps, texts)) in is {
        let (_, before) = was.remove(&place).unwrap_or((steps, Vec::new()));
        changed.extend(at_place(&place, steps, before, texts));
    }
    for (place, (steps, before)) in was {
        changed.extend(at_place(&place, steps, before, Vec::new()));
    }
    changed
}

fn at_place(place: &str, steps: Steps, was: Vec<Text<'_>>, mut is: Vec<Text<'_>>) -> Vec<Changed> {
    let (mut changed, mut lost) = (Vec::new(), Vec::new());
    for text in was {
        match is.iter().position(|other| other.says == text.says) {
            Some(at) => {
                let same = is.remove(at);
                if same.sources != text.sources {
                    let place = format!("{place}, “{}”", same.says);
                    let says = other_sources(&place, &text.sources, &same.sources);
                    changed.push(Changed::of(Step::Patch, says));
                }
            }
            None => lost.push(text),
        }
    }
    let mut gained = is.into_iter();
    for text in lost {
        changed.push(match gained.next() {
            Some(other) => {
                let step = if letters(&other.says).eq(letters(&text.says)) {
                    Step::Patch
                } else {
                    steps.other.max(step_of_words(&text.says, &other.says))
                };
                Changed::of(step, reads_otherwise(place, &text.says, &other.says))
            }
            None => Changed::of(steps.gone, format!("Gone: {place}, “{}”.", text.says)),
        });
    }
    changed
        .extend(gained.map(|it| Changed::of(steps.new, format!("New: {place}, “{}”.", it.says))));
    changed
}

pub(super) fn reads_otherwise(place: &str, before: &str, after: &str) -> String {
    format!("Other words for {place}: “{before}” → “{after}”")
}

pub(super) fn other_sources(place: &str, before: &[&str], after: &[&str]) -> String {
    let (before, after) = (listed(before), listed(after));
    format!("Other sources for {place}: {before} → {after}.")
}

/// The step that new words need by themselves: another number is another statement.
pub(super) fn step_of_words(before: &str, after: &str) -> Step {
    if numbers(before).eq(numbers(after)) {
        Step::Patch
    } else {
        Step::Major
    }
}

/// The numbers of a text, each with the word after it: "4 weeks".
fn numbers(says: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let words = || {
        says.split(|it: char| !it.is_alphanumeric())
            .filter(|it| !it.is_empty())
    };
    let pairs = words().zip(words().skip(1).map(Some).chain([None]));
    pairs.filter(|(word, _)| word.contains(|it: char| it.is_ascii_digit()))
}

/// The labels that say something else: what people answer to, and what they answer.
fn labels(old: &Pack, new: &Pack) -> Vec<Changed> {
    let mut changed = Vec::new();
    relabelled(&asks(old), &asks(new), &mut changed);
    relabelled(&ticks(old), &ticks(new), &mut changed);
    for question in &new.questions {
        if let Some(before) = old.question(&question.id) {
            relabelled(&options(before), &options(question), &mut changed);
        }
    }
    changed
}

fn asks(pack: &Pack) -> Labels<'_> {
    let questions = pack.questions.iter();
    let asks = questions.map(|it| (format!("the question `{}`", it.id), &*it.ask));
    asks.collect()
}

fn ticks(pack: &Pack) -> Labels<'_> {
    let questions = pack.questions.iter();
    let ticks =
        questions.filter_map(|it| Some((format!("the tick of `{}`", it.id), it.tick.as_deref()?)));
    ticks.collect()
}

fn options(question: &Question) -> Labels<'_> {
    let options = question.options().iter();
    let what = |it: &Choice| format!("the option `{}` of `{}`", it.id, question.id);
    options.map(|it| (what(it), &*it.says)).collect()
}

/// What labels say, by what they are called.
type Labels<'p> = BTreeMap<String, &'p str>;

fn relabelled(was: &Labels<'_>, is: &Labels<'_>, changed: &mut Vec<Changed>) {
    for (what, after) in is {
        let Some(before) = was.get(what).filter(|before| *before != after) else {
            continue;
        };
        let other = was
            .iter()
            .find(|(_, said)| letters(said).eq(letters(after)));
        let Some((other, _)) = other.filter(|(other, _)| *other != what) else {
            let says = reads_otherwise(what, before, after);
            changed.push(Changed::of(step_of_words(before, after), says));
            continue;
        };
        // two that changed places are told once
        if other > what || is.get(other) != Some(before) {
            let says = format!(
                "Labels swapped: {what} says what {other} said, “{after}”, and before “{before}”."
            );
            changed.push(Changed::of(Step::Major, says));
        }
    }
}

fn listed(sources: &[&str]) -> String {
    if sources.is_empty() {
        return "none".to_owned();
    }
    let ids: Vec<String> = sources.iter().map(|id| format!("`{id}`")).collect();
    ids.join(", ")
}

/// Everything that a pack tells people, by what it is called: every text, every label, and what is
/// said of what is found, its reason, advice, next step and headline as one.
pub(super) fn told(pack: &Pack) -> Vec<(String, Text<'_>)> {
    let mut told: Vec<(String, Text<'_>)> = Vec::new();
    for (place, (_, texts)) in texts(pack, pack) {
        told.extend(texts.into_iter().map(|text| (place.clone(), text)));
    }
    let options = pack.questions.iter().map(options);
    for labels in [asks(pack), ticks(pack)].into_iter().chain(options) {
        told.extend(labels.into_iter().map(|(place, says)| {
            let text = Text {
                says: Cow::Borrowed(says),
                sources: Vec::new(),
            };
            (place, text)
        }));
    }
    let made = |says: String| Text {
        says: says.into(),
        sources: Vec::new(),
    };
    told.extend(pack.warnings.iter().map(|sign| {
        let place = format!("whom the warning sign `{}` is shown", sign.id);
        (place, made(in_words(pack, &sign.when)))
    }));
    for question in &pack.questions {
        let when = made(asked(pack, question));
        told.push((format!("when `{}` is asked", question.id), when));
        told.extend(
            accepted(question).map(|says| (format!("what `{}` takes", question.id), made(says))),
        );
        // what is no concern is not said
        let said = question.outcomes.iter();
        for outcome in said.filter(|it| it.mention || it.level > Level::NoConcern) {
            let parts = [&outcome.reason, &outcome.advice];
            let parts = parts.into_iter().chain(&outcome.next).chain(&outcome.short);
            let text = Text {
                says: parts
                    .map(String::as_str)
                    .collect::<Vec<_>>()
                    .join(" ")
                    .into(),
                sources: ids(&outcome.sources),
            };
            told.push((format!("what is found at `{}`", question.id), text));
        }
    }
    told
}

/// On which days a question is asked, how often, and after which answers.
fn asked(pack: &Pack, question: &Question) -> String {
    let day = if question.of_the_day {
        "on the day of the treatment"
    } else {
        "on any day"
    };
    let often = if question.each_time {
        ", again each time"
    } else {
        ""
    };
    let gate = question.gate.as_ref();
    let after = gate.map_or_else(String::new, |gate| {
        format!(", after {}", in_words_of(pack, gate.parent, &gate.when))
    });
    let clinic = if question.clinic_may_answer {
        ", or answered by the clinic"
    } else {
        ""
    };
    format!("{day}{often}{clinic}{after}")
}

/// Which numbers or dates a question takes: what is refused is told so.
fn accepted(question: &Question) -> Option<String> {
    match &question.kind {
        Kind::Number(range) => Some(format!("{} to {}", range.min, range.max)),
        Kind::Date {
            about,
            reach,
            or_weeks,
        } => {
            let about = match about {
                About::Past => "today or before",
                About::Future => "expected",
            };
            let says = |length: Length| length.says(Language::english());
            let weeks = or_weeks.as_ref().map_or_else(String::new, |it| {
                format!(", or weeks of {}", says(it.of.length))
            });
            Some(format!(
                "a date, {about}, within {}{weeks}",
                says(reach.length)
            ))
        }
        Kind::YesNo | Kind::Choice(_) | Kind::Choices(_) | Kind::Text => None,
    }
}

fn ids(sources: &[Arc<Source>]) -> Vec<&str> {
    sources.iter().map(|source| source.id.as_str()).collect()
}

/// What of a text is more than its commas and capitals.
fn letters(says: &str) -> impl Iterator<Item = char> {
    let letters = says.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase)
}

/// The texts of a pack, but for those of questions that another one does not ask.
fn texts<'p>(pack: &'p Pack, other: &Pack) -> Texts<'p> {
    let mut texts = Collected(Texts::new());
    texts.of_pack(pack, other);
    texts.of_care(&pack.preparation);
    texts.of_aftercare(&pack.aftercare);
    texts.of_pictures(pack);
    texts.0
}

struct Collected<'p>(Texts<'p>);

impl<'p> Collected<'p> {
    fn add(&mut self, place: String, steps: Steps, says: &'p str, sources: &'p [Arc<Source>]) {
        let text = Text {
            says: Cow::Borrowed(says),
            sources: ids(sources),
        };
        self.0
            .entry(place)
            .or_insert((steps, Vec::new()))
            .1
            .push(text);
    }

    /// A text that the program makes.
    fn add_made(&mut self, place: String, steps: Steps, says: String) {
        let text = Text {
            says: Cow::Owned(says),
            sources: Vec::new(),
        };
        self.0
            .entry(place)
            .or_insert((steps, Vec::new()))
            .1
            .push(text);
    }

    fn add_all(&mut self, place: &str, steps: Steps, texts: &'p [Sourced]) {
        for text in texts {
            self.add(place.to_owned(), steps, &text.says, &text.sources);
        }
    }

    fn of_pack(&mut self, pack: &'p Pack, other: &Pack) {
        let again = pack.whole_again_after.as_ref();
        for (what, wait) in [
            ("answers hold", Some(&pack.answers_hold_for)),
            ("sources are fresh", Some(&pack.sources_fresh_for)),
            (
                "a screening that follows asks only what may have changed",
                again,
            ),
        ] {
            let Some(wait) = wait else { continue };
            let length = wait.length.says(Language::english());
            self.add_made(format!("how long {what}"), PLAIN, length);
        }
        self.add("the disclaimer".to_owned(), GRAVE, &pack.disclaimer, &[]);
        for about in &pack.about {
            self.add("what the pack is about".to_owned(), PLAIN, about, &[]);
        }
        self.add_all("an urgent line", GRAVE, &pack.urgent);
        if let Some(help) = &pack.help {
            self.add("what help begins with".to_owned(), TO_DO, &help.says, &[]);
            for line in &help.lines {
                let place = format!("the line of help `{}`", line.id);
                let says = format!("{}: {}", line.place, line.call);
                self.add_made(place, GRAVE, says);
            }
        }
        for sign in &pack.warnings {
            let place = format!("the warning sign `{}`", sign.id);
            self.add(place, GRAVE, &sign.says, &sign.sources);
        }
        for signs in &pack.warning_signs {
            let place = format!("the heading of the signs `{}`", signs.id);
            self.add(place, GRAVE, &signs.title, &signs.sources);
            for sign in &signs.signs {
                let place = format!("a sign of `{}`", signs.id);
                self.add(place, GRAVE, sign, &signs.sources);
            }
        }
        self.add_all("what to do meanwhile", TO_DO, &pack.meanwhile);
        for (says, level) in pack.levels.iter().zip(LEVELS) {
            self.add(format!("the level `{}`", word(level)), PLAIN, says, &[]);
        }
        let outcomes = pack.questions.iter().flat_map(|it| &it.outcomes);
        let ends = outcomes.flat_map(|it| &it.until);
        let events = ends.filter_map(|it| match it {
            Until::Event(event, _) => Some((event.id.as_str(), event.says.as_str())),
            Until::AnswerPlus(_) => None,
        });
        for (id, says) in events.collect::<BTreeMap<_, _>>() {
            self.add(format!("the event `{id}`"), PLAIN, says, &[]);
        }
        for note in &pack.course {
            let place = format!("the heading of the course, `{}`", note.id);
            self.add(place, PLAIN, &note.title, &note.sources);
            let whom = note.when.as_ref();
            let whom = whom.map_or_else(|| "everybody".to_owned(), |when| in_words(pack, when));
            self.add_made(
                format!("whom the course, `{}`, is told", note.id),
                PLAIN,
                whom,
            );
            for says in &note.says {
                let place = format!("the course, `{}`", note.id);
                self.add(place, PLAIN, says, &note.sources);
            }
        }
        for term in &pack.glossary {
            let place = format!("the explained word `{}`", term.id);
            self.add(place, PLAIN, &term.says, &term.sources);
        }
        let questions = pack.questions.iter();
        for question in questions.filter(|it| other.question(&it.id).is_some()) {
            for (what, says) in [("short words", &question.short), ("why", &question.why)] {
                self.add(format!("the {what} of `{}`", question.id), PLAIN, says, &[]);
            }
        }
    }

    fn of_care(&mut self, care: &'p [Care]) {
        for care in care {
            let days = days([care.from.as_ref(), None]);
            self.add_made(format!("the days of `{}`", care.id), GRAVE, days);
            let place = format!("the heading of `{}`", care.id);
            self.add(place, PLAIN, &care.title, &[]);
            self.of_items(&care.items);
        }
    }

    fn of_aftercare(&mut self, aftercare: &'p Aftercare) {
        for period in &aftercare.periods {
            let days = days([period.span.from.as_ref(), period.span.to.as_ref()]);
            self.add_made(format!("the days of `{}`", period.id), GRAVE, days);
            let place = format!("the heading of `{}`", period.id);
            self.add(place, PLAIN, &period.title, &[]);
            let place = format!("what is usual in `{}`", period.id);
            self.add_all(&place, PLAIN, period.expect.as_slice());
        }
        for topic in &aftercare.topics {
            let answer = plan::answer(topic, Language::english());
            let place = format!("the answer to when, `{}`", topic.id);
            self.add_made(place, GRAVE, answer);
            let may = topic.rules.iter().map(|rule| match rule.may {
                May::NotYet => "not yet",
                May::AskFirst => "ask first",
                May::Yes => "yes",
            });
            let may = may.collect::<Vec<_>>().join(", then ");
            self.add_made(format!("whether people may, `{}`", topic.id), GRAVE, may);
            for rule in &topic.rules {
                self.of_items(&rule.items);
            }
        }
    }

    fn of_items(&mut self, items: &'p [Item]) {
        for item in items {
            let place = format!("the item `{}`", item.id);
            self.add(place, TO_DO, &item.says, &item.sources);
        }
    }

    fn of_pictures(&mut self, pack: &'p Pack) {
        let pictures = &pack.pictures;
        let mut add = |what: &str, says: &'p [String], sources: &'p [Arc<Source>]| {
            for says in says {
                self.add(format!("the picture {what}"), PLAIN, says, sources);
            }
        };
        let scars = pack.questions.iter().flat_map(Question::options);
        for scar in scars.filter_map(|it| it.picture.as_ref()) {
            let title = std::slice::from_ref(&scar.title);
            let what = format!("of {:?}", scar.shows).to_lowercase();
            add(&what, title, &scar.sources);
            add(&what, &scar.says, &scar.sources);
        }
        for frame in &pictures.frames {
            let what = format!("of {:?}", frame.shows).to_lowercase();
            add(&what, std::slice::from_ref(&frame.title), &frame.sources);
            add(&what, &frame.says, &frame.sources);
        }
        if let Some(line) = &pictures.timeline {
            add(
                "of the course",
                std::slice::from_ref(&line.title),
                &line.sources,
            );
            add("of the course", &line.says, &line.sources);
            for mark in &line.marks {
                let what = format!("`{}`", mark.id);
                add(&what, std::slice::from_ref(&mark.title), &mark.sources);
                add(&what, &mark.says, &mark.sources);
            }
        }
        if let Some(shown) = &pictures.days {
            add("of the days", std::slice::from_ref(&shown.title), &[]);
            for row in &shown.rows {
                let what = format!("`{}`", row.id);
                add(&what, std::slice::from_ref(&row.title), &row.sources);
                add(&what, &row.says, &row.sources);
            }
        }
        self.of_picture_days(pack);
    }

    fn of_picture_days(&mut self, pack: &'p Pack) {
        if let Some(line) = &pack.pictures.timeline {
            let gap = days(line.gap.each_ref().map(Some));
            let (fewest, sessions) = (line.sessions.min, line.sessions.max);
            let made = format!("{fewest} to {sessions}, {gap}");
            self.add_made("the sessions in the picture".to_owned(), PLAIN, made);
            for mark in &line.marks {
                let made = days([Some(&mark.from), mark.to.as_ref()]);
                self.add_made(
                    format!("the days of the picture `{}`", mark.id),
                    PLAIN,
                    made,
                );
            }
        }
        if let Some(shown) = &pack.pictures.days {
            let made = days([None, Some(&shown.until)]);
            self.add_made(
                "the days of the picture of the days".to_owned(),
                PLAIN,
                made,
            );
            for row in &shown.rows {
                let kind = match row.kind {
                    DayKind::Usual => "usual",
                    DayKind::Warning => "a warning sign",
                };
                let made = format!(
                    "{kind}, {}, or {}",
                    days([row.from.as_ref(), row.to.as_ref()]),
                    span(row.or_to.as_ref())
                );
                self.add_made(format!("the days of the picture `{}`", row.id), PLAIN, made);
            }
        }
    }
}

fn days([from, to]: [Option<&Arc<Wait>>; 2]) -> String {
    format!("from {} to {}", span(from), span(to))
}

fn span(wait: Option<&Arc<Wait>>) -> String {
    let length = wait.map(|wait| wait.length);
    length.map_or_else(|| "open".to_owned(), |it| it.says(Language::english()))
}
