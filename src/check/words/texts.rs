//! Every text of a pack that people read, and what it is there for.

use std::collections::HashMap;

use crate::{
    pack::read::file::{
        Care, Kind, Note, Outcome, PackFile, Pictures, Question, Section, Sourced, Term, Words,
    },
    text::{self, Language},
};

/// What a text is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A question, or the question over a tick list.
    Ask,
    /// A question as a statement to tick.
    Tick,
    /// An answer to choose.
    Choice,
    /// Anything else that is said to a person: findings, advice, care, headings.
    Says,
    /// A word of the glossary, and what it means.
    Glossary,
    /// A note on where a number comes from, for whoever reviews the pack.
    Note,
}

/// A text, and where it belongs.
#[derive(Debug)]
pub struct Text<'f> {
    /// As it is written, and where.
    pub words: &'f Words,
    /// As it is read: with the waits filled in, and an answer in place of `{answer}`.
    pub reads: String,
    /// The id of the question, note, item or the like that it belongs to.
    pub id: &'f str,
    /// What it is there for.
    pub role: Role,
    /// What was asked by the time it is read: the question it belongs to, and those above that one.
    pub asked: Vec<&'f str>,
}

/// Every text of a pack that people read, in no particular order. The titles of sources are
/// citations, and what a promise rests on is for the authors of the pack.
#[must_use]
pub fn texts(file: &PackFile) -> Vec<Text<'_>> {
    let language = Language::of(&file.language).unwrap_or_else(Language::english);
    let lengths = file.waits.iter();
    let mut walk = Walk {
        lengths: lengths
            .map(|wait| (wait.id.as_str(), wait.length.says(language)))
            .collect(),
        texts: Vec::new(),
    };
    walk.frame(file);
    walk.names(file);
    for section in &file.sections {
        walk.section(section);
    }
    for warning in &file.warnings {
        walk.says(&warning.id, [&warning.says]);
    }
    for note in &file.course {
        walk.note(note);
    }
    for care in file.preparation.iter().chain(&file.aftercare) {
        walk.care(care);
    }
    for signs in &file.warning_signs {
        walk.says(&signs.id, signs.signs.iter().chain([&signs.title]));
    }
    walk.pictures(&file.pictures);
    for term in &file.glossary {
        walk.term(term);
    }
    walk.texts
}

/// What a text belongs to.
#[derive(Clone, Copy)]
struct Owner<'f, 'w> {
    id: &'f str,
    asked: &'w [&'f str],
    /// An answer to put in place of `{answer}`.
    answer: &'w str,
}

struct Walk<'f> {
    lengths: HashMap<&'f str, String>,
    texts: Vec<Text<'f>>,
}

impl<'f> Walk<'f> {
    fn add(&mut self, owner: Owner<'f, '_>, role: Role, words: &'f Words) {
        let value = |name: &str| {
            let length = self.lengths.get(name).map(String::as_str);
            Ok(Some(length.unwrap_or(owner.answer).to_owned()))
        };
        self.texts.push(Text {
            words,
            reads: text::fill_with(words, value).unwrap_or_else(|_| words.value.clone()),
            id: owner.id,
            role,
            asked: owner.asked.to_vec(),
        });
    }

    fn says(&mut self, id: &'f str, all: impl IntoIterator<Item = &'f Words>) {
        let owner = Owner {
            id,
            asked: &[],
            answer: "",
        };
        for words in all {
            self.add(owner, Role::Says, words);
        }
    }

    fn sourced(&mut self, id: &'f str, all: impl IntoIterator<Item = &'f Sourced>) {
        self.says(id, all.into_iter().map(|sourced| &sourced.says));
    }

    /// What stands around the questions.
    fn frame(&mut self, file: &'f PackFile) {
        let levels = &file.levels;
        let levels = [
            &levels.no_concern,
            &levels.clinician,
            &levels.wait,
            &levels.not_suitable,
        ];
        self.says("", file.about.iter().chain(levels));
        self.says(&file.id, [&file.title, &file.disclaimer]);
        self.sourced("", file.urgent.iter().chain(&file.meanwhile));
    }

    fn names(&mut self, file: &'f PackFile) {
        for event in &file.events {
            self.says(&event.id, [&event.says]);
        }
        for wait in &file.waits {
            let owner = Owner {
                id: &wait.id,
                asked: &[],
                answer: "",
            };
            if let Some(note) = &wait.note {
                self.add(owner, Role::Note, note);
            }
        }
    }

    fn section(&mut self, section: &'f Section) {
        self.says(&section.id, [&section.title]);
        for list in &section.lists {
            let owner = Owner {
                id: &list.id,
                asked: &[&list.ask],
                answer: "",
            };
            self.add(owner, Role::Ask, &list.ask);
            self.add(owner, Role::Says, &list.why);
        }
        for question in &section.questions {
            self.question(question, &[]);
        }
    }

    fn question(&mut self, question: &'f Question, above: &[&'f str]) {
        let mut asked = above.to_vec();
        asked.push(&question.ask);
        let answer = an_answer(question);
        let owner = Owner {
            id: &question.id,
            asked: &asked,
            answer: &answer,
        };
        self.add(owner, Role::Ask, &question.ask);
        if let Some(tick) = &question.tick {
            self.add(owner, Role::Tick, tick);
        }
        for option in &question.options {
            self.add(owner, Role::Choice, &option.says);
            if let Some(picture) = &option.picture {
                for words in picture.says.iter().chain([&picture.title]) {
                    self.add(owner, Role::Says, words);
                }
            }
        }
        let said = [&question.short, &question.why];
        for words in said.into_iter().chain(&question.not_knowing) {
            self.add(owner, Role::Says, words);
        }
        for outcome in &question.outcomes {
            self.outcome(owner, outcome);
        }
        for question in question.follow_up.iter().flat_map(|it| &it.ask) {
            self.question(question, &asked);
        }
    }

    fn outcome(&mut self, owner: Owner<'f, '_>, outcome: &'f Outcome) {
        self.add(owner, Role::Says, &outcome.reason);
        self.add(owner, Role::Says, &outcome.advice);
        if let Some(beside) = &outcome.beside {
            self.add(owner, Role::Note, beside);
        }
    }

    fn term(&mut self, term: &'f Term) {
        let owner = Owner {
            id: &term.id,
            asked: &[],
            answer: "",
        };
        let forms = term.forms.iter().map(|form| &form.term);
        for words in [&term.term, &term.says].into_iter().chain(forms) {
            self.add(owner, Role::Glossary, words);
        }
    }

    fn note(&mut self, note: &'f Note) {
        self.says(&note.id, note.says.iter().chain([&note.title]));
    }

    fn pictures(&mut self, pictures: &'f Pictures) {
        for frame in &pictures.frames {
            self.says(&frame.id, frame.says.iter().chain([&frame.title]));
        }
        if let Some(line) = &pictures.timeline {
            self.says("", line.says.iter().chain([&line.title]));
            for mark in &line.marks {
                self.says(&mark.id, mark.says.iter().chain([&mark.title]));
            }
        }
        if let Some(days) = &pictures.days {
            self.says("", [&days.title]);
            for row in &days.rows {
                self.says(&row.id, row.says.iter().chain([&row.title]));
            }
        }
    }

    fn care(&mut self, care: &'f Care) {
        self.says(&care.id, [&care.title]);
        self.sourced(&care.id, &care.expect);
        for item in &care.items {
            self.says(&item.id, [&item.says]);
        }
    }
}

/// An answer of the longest form that a sentence with `{answer}` is likely to meet.
fn an_answer(question: &Question) -> String {
    match question.kind {
        Kind::Date => "on 30 September 2026".to_owned(),
        Kind::Number => question
            .range
            .map_or_else(String::new, |range| range.max.to_string()),
        _ => {
            let options = question.options.iter().map(|option| &option.says.value);
            options
                .max_by_key(|says| says.len())
                .cloned()
                .unwrap_or_default()
        }
    }
}
