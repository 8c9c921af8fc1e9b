//! From the form to the meaning: every name found, every bound checked.
//!
//! It goes through the file once, from top to bottom, and a name can only mean
//! what stands above it; so nothing can refer forward, and nothing in a circle.
//! It does not stop at the first fault.

use std::{collections::HashMap, ops::Range, sync::Arc};

use jiff::civil::Date;
use jsonc_parser::ast::Value;
use unicode_normalization::UnicodeNormalization;

use super::{
    Care, Choice, Event, Fault, Gate, Item, Kind, List, Note, OptionSet, Outcome, Pack, Question,
    Review, Section, Source, Test, Until, Wait, Warning, WarningSigns, When, YES_NO,
    file::{self, Length, Name, PackFile, Words},
    nearest,
    places::{At, id_around},
    rules,
};
use crate::{clean, text};

/// The longest text taken, in characters.
const LONGEST_TEXT: usize = 2_000;
/// Words that the program itself puts in place of `{answer}`.
const ANSWER: &str = "answer";

/// What is known so far of the pack that is being read.
pub(super) struct Resolver<'f> {
    text: &'f str,
    tree: &'f Value<'f>,
    faults: Vec<(Range<usize>, String)>,
    sources: HashMap<String, Arc<Source>>,
    waits: HashMap<String, Arc<Wait>>,
    events: HashMap<String, Arc<Event>>,
    lists: Vec<List>,
    questions: Vec<Question>,
    numbers: HashMap<String, usize>,
    items: HashMap<String, ()>,
}

/// The question that a condition stands in.
#[derive(Clone, Copy)]
pub(super) struct Subject<'k> {
    pub id: &'k str,
    pub kind: &'k Kind,
}

/// Where a follow-up stands.
struct Under<'p> {
    section: usize,
    topic: Option<&'p str>,
    gate: Option<(usize, &'p At<file::When>)>,
}

impl<'f> Resolver<'f> {
    pub fn new(text: &'f str, tree: &'f Value<'f>) -> Self {
        Self {
            text,
            tree,
            faults: Vec::new(),
            sources: HashMap::new(),
            waits: HashMap::new(),
            events: HashMap::new(),
            lists: Vec::new(),
            questions: Vec::new(),
            numbers: HashMap::new(),
            items: HashMap::new(),
        }
    }

    /// The pack, or every fault of meaning in the order of the file.
    pub fn pack(mut self, file: &PackFile, sha256: String) -> Result<Pack, Vec<Fault>> {
        let sources: Vec<_> = file.sources.iter().map(|it| self.source(it)).collect();
        for wait in &file.waits {
            self.wait(wait);
        }
        for event in &file.events {
            self.event(event);
        }
        let id = self.id(&file.id);
        let version = self.words(&file.version);
        let language = self.words(&file.language);
        let title = self.words(&file.title);
        let about = self.all_words(&file.about);
        let urgent = self.all_words(&file.urgent);
        let disclaimer = self.words(&file.disclaimer);
        let levels = [
            &file.levels.no_concern,
            &file.levels.clinician,
            &file.levels.wait,
            &file.levels.not_suitable,
        ]
        .map(|level| self.words(level));
        let clinical_review = file.clinical_review.iter().map(|it| self.review(it)).collect();
        let sources_checked = self.date(&file.sources_checked);
        let sources_fresh_for = self.find_wait(&file.sources_fresh_for);
        let answers_hold_for = self.find_wait(&file.answers_hold_for);
        let sections = self.sections(&file.sections);
        let warnings = file.warnings.iter().map(|it| self.warning(it)).collect();
        let meanwhile = self.all_words(&file.meanwhile);
        let course = file.course.iter().map(|it| self.note(it)).collect();
        let preparation = file.preparation.iter().map(|it| self.care(it)).collect();
        let aftercare = file.aftercare.iter().map(|it| self.care(it)).collect();
        let warning_signs = file.warning_signs.iter().map(|it| self.signs(it)).collect();
        if !self.faults.is_empty() {
            return Err(self.into_faults());
        }
        Ok(Pack {
            id,
            version,
            sha256,
            language,
            title,
            about,
            urgent,
            disclaimer,
            levels,
            clinical_review,
            sources_checked,
            sources_fresh_for,
            answers_hold_for,
            sources,
            sections,
            lists: self.lists,
            questions: self.questions,
            warnings,
            meanwhile,
            course,
            preparation,
            aftercare,
            warning_signs,
            numbers: self.numbers,
        })
    }

    fn into_faults(mut self) -> Vec<Fault> {
        self.faults.sort_by_key(|(place, _)| place.start);
        self.faults
            .iter()
            .map(|(place, says)| {
                let id = id_around(self.tree, place.start);
                Fault::at(self.text, place, id, says)
            })
            .collect()
    }

    /// Notes what is wrong with the part of the file at `place`.
    pub fn fault(&mut self, place: &Range<usize>, says: impl Into<String>) {
        self.faults.push((place.clone(), says.into()));
    }

    fn id(&mut self, id: &Name) -> String {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c);
        if id.is_empty() || id.len() > 64 || !id.chars().all(allowed) {
            self.fault(
                &id.place,
                "An id is 1 to 64 lower case letters, digits, `_` or `-`.",
            );
        }
        id.value.clone()
    }

    fn words(&mut self, words: &Words) -> String {
        self.words_with(words, false)
    }

    fn all_words(&mut self, all: &[Words]) -> Vec<String> {
        all.iter().map(|words| self.words(words)).collect()
    }

    /// Words for people: harmless, not too long, with the waits filled in.
    fn words_with(&mut self, words: &Words, answer: bool) -> String {
        let composed: String = words.nfc().collect();
        if composed.trim().is_empty() {
            self.fault(&words.place, "There are no words here.");
        }
        if composed.chars().count() > LONGEST_TEXT {
            self.fault(
                &words.place,
                format!("A text may have {LONGEST_TEXT} characters at most."),
            );
        }
        if let Some((_, bad)) = clean::harmful(&composed, false) {
            let code = u32::from(bad);
            self.fault(
                &words.place,
                format!("The character U+{code:04X} can hide or reorder text. Take it out."),
            );
        }
        let filled = text::fill_with(&composed, |name| match self.waits.get(name) {
            Some(wait) => Ok(Some(wait.length.says())),
            None if answer && name == ANSWER => Ok(None),
            None => Err(()),
        });
        filled.unwrap_or_else(|name| {
            let known = self.waits.keys().map(String::as_str);
            let says = not_found("wait", &name, known);
            self.fault(&words.place, says);
            composed
        })
    }

    fn date(&mut self, words: &Words) -> Date {
        words.parse().unwrap_or_else(|_| {
            self.fault(&words.place, "A day is written YYYY-MM-DD, as 2026-11-20.");
            Date::default()
        })
    }

    fn source(&mut self, source: &file::Source) -> Arc<Source> {
        let resolved = Arc::new(Source {
            id: self.id(&source.id),
            title: self.words(&source.title),
            year: source.year,
            url: source.url.as_ref().map(|url| self.words(url)),
            read: source.read,
            strength: source.strength,
        });
        if let Some(_double) = self.sources.insert(source.id.value.clone(), resolved.clone()) {
            self.double("source", &source.id);
        }
        resolved
    }

    fn wait(&mut self, wait: &file::Wait) {
        if wait.length.counted().0 == 0 || wait.length.longest_days() > 366 * 150 {
            self.fault(&wait.length.place, "A wait is at least 1 and at most 150 years.");
        }
        if wait.from == file::Basis::Source && wait.sources.is_empty() {
            self.fault(&wait.id.place, "A wait that is `source` names its source.");
        }
        let resolved = Arc::new(Wait {
            id: self.id(&wait.id),
            length: wait.length.value,
            from: wait.from,
            sources: self.find_sources(&wait.sources),
            note: wait.note.as_ref().map(|note| self.words(note)),
        });
        if wait.id.value == ANSWER {
            self.fault(&wait.id.place, "`{answer}` stands for the answer: choose another name.");
        }
        if self.waits.insert(wait.id.value.clone(), resolved).is_some() {
            self.double("wait", &wait.id);
        }
    }

    fn event(&mut self, event: &file::Event) {
        let resolved = Arc::new(Event {
            id: self.id(&event.id),
            says: self.words(&event.says),
        });
        if self.events.insert(event.id.value.clone(), resolved).is_some() {
            self.double("event", &event.id);
        }
    }

    fn double(&mut self, what: &str, id: &Name) {
        let says = format!("There is a {what} `{}` already.", id.value);
        self.fault(&id.place, says);
    }

    fn find_sources(&mut self, names: &[Name]) -> Vec<Arc<Source>> {
        names
            .iter()
            .filter_map(|name| {
                let found = self.sources.get(&name.value).cloned();
                if found.is_none() {
                    let known = self.sources.keys().map(String::as_str);
                    let says = not_found("source", name, known);
                    self.fault(&name.place, says);
                }
                found
            })
            .collect()
    }

    /// The sources of a medical statement: at least one.
    fn cited(&mut self, names: &At<Vec<Name>>) -> Vec<Arc<Source>> {
        if names.is_empty() {
            self.fault(&names.place, "A medical statement names at least one source.");
        }
        self.find_sources(names)
    }

    pub fn find_wait(&mut self, name: &Name) -> Arc<Wait> {
        if let Some(wait) = self.waits.get(&name.value) {
            return wait.clone();
        }
        let says = not_found("wait", name, self.waits.keys().map(String::as_str));
        self.fault(&name.place, says);
        Arc::new(Wait {
            id: name.value.clone(),
            length: Length::Days(1),
            from: file::Basis::Default,
            sources: Vec::new(),
            note: None,
        })
    }

    fn review(&mut self, review: &file::Review) -> Review {
        Review {
            by: self.words(&review.by),
            role: self.words(&review.role),
            on: self.date(&review.on),
            until: self.date(&review.until),
        }
    }

    fn sections(&mut self, sections: &[file::Section]) -> Vec<Section> {
        let mut resolved: Vec<Section> = Vec::new();
        for (place, section) in sections.iter().enumerate() {
            if resolved.iter().any(|other| other.id == section.id.value) {
                self.double("section", &section.id);
            }
            resolved.push(Section {
                id: self.id(&section.id),
                title: self.words(&section.title),
            });
            let first_list = self.lists.len();
            for list in &section.lists {
                if self.lists.iter().any(|other| other.id == list.id.value) {
                    self.double("list", &list.id);
                }
                let list = List {
                    id: self.id(&list.id),
                    ask: self.words(&list.ask),
                    why: self.words(&list.why),
                };
                self.lists.push(list);
            }
            let under = Under {
                section: place,
                topic: None,
                gate: None,
            };
            self.topics(&section.questions, first_list, &under);
        }
        if self.questions.len() > rules::MOST_QUESTIONS {
            let most = rules::MOST_QUESTIONS;
            self.fault(&(0..0), format!("A pack has {most} questions at most."));
        }
        resolved
    }

    /// Topics in the order asked: those of a tick list first, all together, then
    /// what each of them leads on to.
    fn topics(&mut self, questions: &[file::Question], first_list: usize, under: &Under<'_>) {
        let same_list = |one: &file::Question, other: &file::Question| {
            let names = (&one.together, &other.together);
            matches!(names, (Some(one), Some(other)) if one.value == other.value)
        };
        for shown_together in questions.chunk_by(same_list) {
            let list = shown_together
                .first()
                .and_then(|question| question.together.as_ref())
                .and_then(|name| self.find_list(name, first_list));
            let numbers: Vec<_> = shown_together
                .iter()
                .map(|question| self.question(question, under, list))
                .collect();
            for (question, number) in shown_together.iter().zip(numbers) {
                self.follow_ups(question, number, under);
            }
        }
    }

    fn find_list(&mut self, name: &Name, first: usize) -> Option<usize> {
        let found = self.lists.iter().position(|list| list.id == name.value);
        match found {
            None => {
                let says = not_found("list", name, self.lists.iter().map(|list| list.id.as_str()));
                self.fault(&name.place, says);
            }
            Some(place) if place < first => {
                self.fault(&name.place, "This list belongs to another section.");
            }
            Some(_) if self.questions.iter().any(|question| question.list == found) => {
                self.fault(&name.place, "The questions of a list must stand side by side.");
            }
            Some(_) => {}
        }
        found
    }

    fn follow_ups(&mut self, question: &file::Question, number: usize, under: &Under<'_>) {
        for follow_up in &question.follow_up {
            if follow_up.ask.is_empty() {
                self.fault(&follow_up.when.place, "No question follows here.");
            }
            let under = Under {
                section: under.section,
                topic: Some(under.topic.unwrap_or(&question.id.value)),
                gate: Some((number, &follow_up.when)),
            };
            for follow_up in &follow_up.ask {
                if let Some(together) = &follow_up.together {
                    self.fault(&together.place, "Only topics can stand in a list.");
                }
                let number = self.question(follow_up, &under, None);
                self.follow_ups(follow_up, number, &under);
            }
        }
    }

    /// Resolves one question and gives its number.
    fn question(
        &mut self,
        question: &file::Question,
        under: &Under<'_>,
        list: Option<usize>,
    ) -> usize {
        let number = self.questions.len();
        let kind = rules::kind(self, question);
        let topic = under.topic.unwrap_or(&question.id.value);
        rules::check_question(self, question, &kind, topic);
        let gate = under.gate.map(|(parent, when)| {
            let resolved = self.when_of(parent, when);
            rules::check_gate(self, parent, &resolved, &when.place);
            Gate {
                parent,
                when: resolved,
            }
        });
        let subject = Subject {
            id: &question.id.value,
            kind: &kind,
        };
        let outcomes = question
            .outcomes
            .iter()
            .map(|outcome| self.outcome(outcome, subject))
            .collect();
        let resolved = Question {
            number,
            id: self.id(&question.id),
            topic: topic.to_owned(),
            short: self.words(&question.short),
            ask: self.words(&question.ask),
            why: self.words(&question.why),
            tick: question.tick.as_ref().map(|tick| self.words(tick)),
            kind,
            section: under.section,
            list,
            gate,
            always: question.always,
            not_knowing: question.not_knowing.as_ref().map(|why| self.words(why)),
            outcomes,
        };
        self.questions.push(resolved);
        if self.numbers.insert(question.id.value.clone(), number).is_some() {
            self.double("question", &question.id);
        }
        number
    }

    /// The options of a choice: their ids in order, and their words.
    pub fn options(&mut self, options: &[file::Choice]) -> Vec<Choice> {
        let mut resolved: Vec<Choice> = Vec::new();
        for option in options {
            if resolved.iter().any(|other| other.id == option.id.value) {
                self.double("option", &option.id);
            }
            if rules::ADDED.contains(&option.id.as_str()) {
                self.fault(&option.id.place, "The program adds this answer by itself.");
            }
            resolved.push(Choice {
                id: self.id(&option.id),
                says: self.words(&option.says),
            });
        }
        resolved
    }

    fn outcome(&mut self, outcome: &file::Outcome, subject: Subject<'_>) -> Outcome {
        rules::check_outcome(self, outcome, subject);
        Outcome {
            when: self.when(&outcome.when.value, &outcome.when.place, Some(subject)),
            level: outcome.level.value,
            until: outcome
                .until
                .iter()
                .filter_map(|until| self.until(until, subject))
                .collect(),
            reason: self.words_with(&outcome.reason, true),
            advice: self.words(&outcome.advice),
            sources: self.cited(&outcome.sources),
            ends: outcome.ends,
        }
    }

    fn until(&mut self, until: &At<file::Until>, subject: Subject<'_>) -> Option<Until> {
        match (&until.answer_plus, &until.event, &until.then) {
            (Some(wait), None, None) => {
                if !matches!(subject.kind, Kind::Date { .. }) {
                    let says = format!("`{}` takes no date to wait from.", subject.id);
                    self.fault(&wait.place, says);
                }
                Some(Until::AnswerPlus(self.find_wait(wait)))
            }
            (None, Some(name), then) => {
                let then = then.as_ref().map(|then| self.find_wait(then));
                let event = self.events.get(&name.value).cloned();
                if event.is_none() {
                    let known = self.events.keys().map(String::as_str);
                    let says = not_found("event", name, known);
                    self.fault(&name.place, says);
                }
                Some(Until::Event(event?, then))
            }
            _ => {
                self.fault(
                    &until.place,
                    "A wait ends on `answer_plus`, or on `event` and perhaps `then`.",
                );
                None
            }
        }
    }

    /// A condition on the question of this number.
    fn when_of(&mut self, number: usize, when: &At<file::When>) -> When {
        self.when_in(number, &when.value, &when.place)
    }

    fn when_in(&mut self, number: usize, when: &file::When, place: &Range<usize>) -> When {
        // taken out for a moment, so that the faults can be noted meanwhile
        let Some(slot) = self.questions.get_mut(number) else {
            return When::All(Vec::new());
        };
        let kind = std::mem::replace(&mut slot.kind, Kind::Text);
        let id = slot.id.clone();
        let subject = Subject {
            id: &id,
            kind: &kind,
        };
        let resolved = self.when(when, place, Some(subject));
        if let Some(slot) = self.questions.get_mut(number) {
            slot.kind = kind;
        }
        resolved
    }

    /// A condition that stands in `subject`, or in no question.
    fn when(
        &mut self,
        when: &file::When,
        place: &Range<usize>,
        subject: Option<Subject<'_>>,
    ) -> When {
        match when {
            file::When::All(parts) => When::All(self.parts(parts, subject)),
            file::When::Any(parts) => When::Any(self.parts(parts, subject)),
            file::When::Not(part) => When::Not(Box::new(self.when(part, place, subject))),
            file::When::Of(of) => self.of(of, subject),
            test => match subject {
                Some(subject) => When::Answer(self.test(test, place, subject)),
                None => {
                    self.fault(place, "Say of which question: use `of`.");
                    When::All(Vec::new())
                }
            },
        }
    }

    fn parts(&mut self, parts: &At<Vec<file::When>>, subject: Option<Subject<'_>>) -> Vec<When> {
        if parts.is_empty() {
            self.fault(&parts.place, "This list is empty.");
        }
        parts
            .iter()
            .map(|part| self.when(part, &parts.place, subject))
            .collect()
    }

    fn of(&mut self, of: &file::Of, subject: Option<Subject<'_>>) -> When {
        let name = &of.question;
        if let Some(&number) = self.numbers.get(&name.value) {
            let inner = self.when_in(number, &of.when, &name.place);
            return When::Of(number, Box::new(inner));
        }
        let says = if subject.is_some_and(|subject| subject.id == name.value) {
            "A question does not need `of` for its own answer.".to_owned()
        } else {
            let known = self.numbers.keys().map(String::as_str);
            not_found("earlier question", name, known)
        };
        self.fault(&name.place, says);
        When::All(Vec::new())
    }

    fn test(&mut self, test: &file::When, place: &Range<usize>, on: Subject<'_>) -> Test {
        rules::check_test(self, test, place, on);
        match test {
            file::When::NotSure => Test::NotSure,
            file::When::Is(name) => Test::AnyOf(self.option(name, on)),
            file::When::AnyOf(names) => Test::AnyOf(self.option_set(names, on)),
            file::When::AllOf(names) => Test::AllOf(self.option_set(names, on)),
            file::When::NoneOf(names) => Test::NoneOf(self.option_set(names, on)),
            file::When::Below(number) => Test::Below(*number),
            file::When::AtLeast(number) => Test::AtLeast(*number),
            file::When::Within(wait) => Test::Within(self.find_wait(wait)),
            file::When::Over(wait) => Test::Over(self.find_wait(wait)),
            file::When::Ahead => Test::Ahead,
            // the others are no tests: `when` has taken them
            _ => Test::Answered,
        }
    }

    fn option_set(&mut self, names: &At<Vec<Name>>, on: Subject<'_>) -> OptionSet {
        if names.is_empty() {
            self.fault(&names.place, "This list is empty.");
        }
        names.iter().fold(OptionSet::default(), |set, name| {
            set.with(self.option(name, on))
        })
    }

    fn option(&mut self, name: &Name, on: Subject<'_>) -> OptionSet {
        let known: Vec<&str> = match on.kind {
            Kind::YesNo => YES_NO.to_vec(),
            Kind::Choice(options) | Kind::Choices(options) => {
                options.iter().map(|option| option.id.as_str()).collect()
            }
            _ => return OptionSet::default(),
        };
        let place = known.iter().position(|known| *known == name.value);
        if place.is_none() {
            let says = not_found(&format!("option of `{}`", on.id), name, known);
            self.fault(&name.place, says);
        }
        place.map_or_else(OptionSet::default, OptionSet::of)
    }

    fn warning(&mut self, warning: &file::Warning) -> Warning {
        Warning {
            id: self.id(&warning.id),
            when: self.when(&warning.when.value, &warning.when.place, None),
            says: self.words(&warning.says),
            sources: self.cited(&warning.sources),
        }
    }

    fn note(&mut self, note: &file::Note) -> Note {
        let when = note.when.as_ref();
        Note {
            id: self.id(&note.id),
            title: self.words(&note.title),
            when: when.map(|when| self.when(&when.value, &when.place, None)),
            says: self.all_words(&note.says),
            sources: self.cited(&note.sources),
        }
    }

    fn care(&mut self, care: &file::Care) -> Care {
        Care {
            id: self.id(&care.id),
            title: self.words(&care.title),
            from: care.from.as_ref().map(|wait| self.find_wait(wait)),
            to: care.to.as_ref().map(|wait| self.find_wait(wait)),
            expect: care.expect.as_ref().map(|expect| self.words(expect)),
            items: care.items.iter().map(|item| self.item(item)).collect(),
        }
    }

    fn item(&mut self, item: &file::Item) -> Item {
        if self.items.insert(item.id.value.clone(), ()).is_some() {
            self.double("item", &item.id);
        }
        Item {
            id: self.id(&item.id),
            says: self.words(&item.says),
            sources: self.cited(&item.sources),
        }
    }

    fn signs(&mut self, signs: &file::WarningSigns) -> WarningSigns {
        WarningSigns {
            id: self.id(&signs.id),
            title: self.words(&signs.title),
            signs: self.all_words(&signs.signs),
            sources: self.cited(&signs.sources),
        }
    }

    /// The question of this number, as far as it has been read.
    pub fn read(&self, number: usize) -> Option<&Question> {
        self.questions.get(number)
    }
}

fn not_found<'n>(what: &str, name: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    let hint = nearest(name, known)
        .map(|meant| format!(" Did you mean `{meant}`?"))
        .unwrap_or_default();
    format!("There is no {what} `{name}`.{hint}")
}
