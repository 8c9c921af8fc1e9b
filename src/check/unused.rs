//! What stands in a pack and is used by nothing, and what stands there twice.

use std::collections::HashSet;

use super::{
    problem::Problems,
    words::texts::{Role, texts},
};
use crate::{
    pack::{
        glossary,
        read::file::{Care, Name, PackFile, Pictures, Question, When, Words},
    },
    text,
};

/// Notes every wait, event, source and list that nothing uses, and words that two options or two
/// questions share.
pub fn check(file: &PackFile, problems: &mut Problems<'_>) {
    let uses = Uses::of(file);
    for wait in &file.waits {
        let says = "Nothing uses this wait. Take it out, or use it.";
        unless_used(&uses.waits, &wait.id, ("unused-wait", says), problems);
    }
    for event in &file.events {
        let says = "Nothing waits for this event. Take it out, or use it.";
        unless_used(&uses.events, &event.id, ("unused-event", says), problems);
    }
    for source in &file.sources {
        let says = "Nothing cites this source. Take it out, or cite it.";
        unless_used(&uses.sources, &source.id, ("unused-source", says), problems);
    }
    for section in &file.sections {
        for list in &section.lists {
            let says = "No question stands in this list. Take it out, or name it in `together`.";
            unless_used(&uses.lists, &list.id, ("unused-list", says), problems);
        }
    }
    unused_terms(file, problems);
    // follow-ups are asked under their topic's name, so only those of one topic can be mistaken
    let topics = file.sections.iter().flat_map(|section| &section.questions);
    let topics: Vec<_> = topics.collect();
    same_questions(&topics, problems);
    for topic in topics {
        let mut group = Vec::new();
        add_group(topic, &mut group);
        for question in &group {
            same_options(question, problems);
        }
        same_questions(&group, problems);
    }
}

/// Words of the glossary that stand in no text, and so can't be met on any screen.
fn unused_terms(file: &PackFile, problems: &mut Problems<'_>) {
    let texts = texts(file);
    let told = texts.iter().filter(|text| text.role != Role::Glossary);
    let told: Vec<String> = told.map(|text| glossary::words(&text.reads)).collect();
    let is_told = |form: &Words| {
        let form = glossary::words(form);
        told.iter().any(|text| glossary::stand_in(&form, text))
    };
    for term in &file.glossary {
        let forms = term.forms.iter().map(|form| &form.term);
        for form in [&term.term].into_iter().chain(forms) {
            if !is_told(form) {
                let says = "No text uses this word. Take it out, or write it as the texts do.";
                problems.warning("unused-word", &form.place, &term.id, says);
            }
        }
    }
}

fn unless_used(
    used: &HashSet<&str>,
    id: &Name,
    (rule, says): (&'static str, &str),
    problems: &mut Problems<'_>,
) {
    if !used.contains(id.as_str()) {
        problems.warning(rule, &id.place, id, says);
    }
}

fn same_options(question: &Question, problems: &mut Problems<'_>) {
    let mut seen = HashSet::new();
    for option in &question.options {
        if !seen.insert(plain(&option.says)) {
            let says = format!(
                "Another answer to this question says the same: \"{}\".",
                option.says.value
            );
            problems.error("same-options", &option.says.place, &question.id, says);
        }
    }
}

fn same_questions(questions: &[&Question], problems: &mut Problems<'_>) {
    let mut seen: Vec<(String, &str)> = Vec::new();
    for question in questions {
        let ask = plain(&question.ask);
        if let Some((_, other)) = seen.iter().find(|(known, _)| *known == ask) {
            let says =
                format!("`{other}` asks this in the same words. People can't tell them apart.");
            problems.warning("same-question", &question.ask.place, &question.id, says);
        }
        seen.push((ask, &question.id));
    }
}

/// What a reader would take for the same: case, spaces and the mark at the end don't matter.
fn plain(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ").to_lowercase();
    words.trim_end_matches(['.', '?', '!']).to_owned()
}

fn add_group<'f>(question: &'f Question, group: &mut Vec<&'f Question>) {
    group.push(question);
    for follow_up in question.follow_up.iter().flat_map(|it| &it.ask) {
        add_group(follow_up, group);
    }
}

/// The names that something uses.
#[derive(Default)]
struct Uses<'f> {
    waits: HashSet<&'f str>,
    events: HashSet<&'f str>,
    sources: HashSet<&'f str>,
    lists: HashSet<&'f str>,
}

impl<'f> Uses<'f> {
    fn of(file: &'f PackFile) -> Self {
        let mut uses = Self::default();
        uses.waits.insert(&file.sources_fresh_for);
        uses.waits.insert(&file.answers_hold_for);
        uses.words(file);
        for said in file.urgent.iter().chain(&file.meanwhile) {
            uses.cited(&said.sources);
        }
        for wait in &file.waits {
            uses.cited(&wait.sources);
        }
        for question in file.sections.iter().flat_map(|it| &it.questions) {
            uses.question(question);
        }
        for warning in &file.warnings {
            uses.when(&warning.when);
            uses.cited(&warning.sources);
        }
        for note in &file.course {
            if let Some(when) = &note.when {
                uses.when(when);
            }
            uses.cited(&note.sources);
        }
        for promise in &file.promises {
            uses.when(&promise.when);
        }
        for care in file.preparation.iter().chain(&file.aftercare) {
            uses.care(care);
        }
        for signs in &file.warning_signs {
            uses.cited(&signs.sources);
        }
        uses.pictures(&file.pictures);
        for term in &file.glossary {
            uses.cited(&term.sources);
        }
        uses
    }

    /// The waits that stand as `{name}` in words, also in those that are not for people.
    fn words(&mut self, file: &'f PackFile) {
        let titles = file.sources.iter().map(|source| &source.title);
        let because = file.promises.iter().map(|promise| &promise.because);
        let texts = texts(file).into_iter().map(|text| text.words);
        for words in texts.chain(titles).chain(because) {
            for wait in &file.waits {
                if names(words, &wait.id) {
                    self.waits.insert(&wait.id);
                }
            }
        }
    }

    fn cited(&mut self, sources: &'f [Name]) {
        self.sources
            .extend(sources.iter().map(|name| name.as_str()));
    }

    fn question(&mut self, question: &'f Question) {
        self.waits
            .extend(question.reach.iter().map(|name| name.as_str()));
        self.lists
            .extend(question.together.iter().map(|name| name.as_str()));
        for picture in question.options.iter().filter_map(|it| it.picture.as_ref()) {
            self.cited(&picture.sources);
        }
        for outcome in &question.outcomes {
            self.when(&outcome.when);
            self.cited(&outcome.sources);
            for until in &outcome.until {
                let waits = until.answer_plus.iter().chain(&until.then);
                self.waits.extend(waits.map(|name| name.as_str()));
                self.events
                    .extend(until.event.iter().map(|name| name.as_str()));
            }
        }
        for follow_up in &question.follow_up {
            self.when(&follow_up.when);
            for question in &follow_up.ask {
                self.question(question);
            }
        }
    }

    fn pictures(&mut self, pictures: &'f Pictures) {
        for frame in &pictures.frames {
            self.cited(&frame.sources);
        }
        if let Some(line) = &pictures.timeline {
            self.cited(&line.sources);
            self.waits([&line.gap.from, &line.gap.to]);
            for mark in &line.marks {
                self.cited(&mark.sources);
                self.waits([&mark.from].into_iter().chain(&mark.to));
            }
        }
        if let Some(days) = &pictures.days {
            self.waits([&days.until]);
            for row in &days.rows {
                self.cited(&row.sources);
                self.waits(row.from.iter().chain(&row.to).chain(&row.or_to));
            }
        }
    }

    fn waits(&mut self, names: impl IntoIterator<Item = &'f Name>) {
        self.waits
            .extend(names.into_iter().map(|name| name.as_str()));
    }

    fn care(&mut self, care: &'f Care) {
        self.waits(care.from.iter().chain(&care.to));
        if let Some(expect) = &care.expect {
            self.cited(&expect.sources);
        }
        for item in &care.items {
            self.cited(&item.sources);
        }
    }

    fn when(&mut self, when: &'f When) {
        match when {
            When::Within(wait) | When::Over(wait) => {
                self.waits.insert(wait);
            }
            When::All(parts) | When::Any(parts) => {
                for part in parts.iter() {
                    self.when(part);
                }
            }
            When::Not(part) => self.when(part),
            When::Of(of) => self.when(&of.when),
            _ => {}
        }
    }
}

fn names(words: &Words, wait: &str) -> bool {
    let mut named = false;
    let read = text::fill_with(words, |name| {
        named |= name == wait;
        Ok(None)
    });
    read.is_ok() && named
}
