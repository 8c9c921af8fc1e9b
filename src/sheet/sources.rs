//! Who says what is told: in short for patients, in full for clinicians.

use std::sync::Arc;

use super::Part;
use crate::{
    pack::{Reading, Source, Strength},
    text::{self as words, Language},
};

/// The sources of what stands under a heading.
#[derive(Debug)]
pub struct Cited<'c, 'a> {
    /// The headings that begin with it, the highest first.
    pub headings: Vec<&'c str>,
    /// The sources in the order in which they are cited, each once.
    pub sources: Vec<&'a Arc<Source>>,
}

/// The sources of some parts, heading by heading. A heading that nobody is cited under is left out.
#[must_use]
pub fn cited<'c, 'a>(parts: &'c [Part<'a>]) -> Vec<Cited<'c, 'a>> {
    let mut all: Vec<Cited<'c, 'a>> = Vec::new();
    let mut headings: Vec<(bool, &str)> = Vec::new();
    for part in parts {
        if let Some(says) = part.heading() {
            let is_under = matches!(part, Part::Subheading(_) | Part::Finding(..));
            headings.retain(|(under, _)| !under && is_under);
            headings.push((is_under, says));
        }
        if part.sources().is_empty() {
            continue;
        }
        if !headings.is_empty() || all.is_empty() {
            all.push(Cited {
                headings: headings.drain(..).map(|(_, says)| says).collect(),
                sources: Vec::new(),
            });
        }
        if let Some(group) = all.last_mut() {
            add(&mut group.sources, part.sources());
        }
    }
    all
}

/// Sources in the order in which they are cited: each has the number of its place, from 1.
#[derive(Debug, Default)]
pub(super) struct Numbered<'a> {
    /// All that were cited so far.
    pub cited: Vec<&'a Arc<Source>>,
}

impl<'a> Numbered<'a> {
    /// Their numbers, each given when it is first cited: " [1, 2]"; nothing where there are none.
    pub(super) fn cite(&mut self, sources: &[&'a Arc<Source>]) -> String {
        add(&mut self.cited, sources);
        let place = |source: &&&Arc<Source>| {
            let place = self.cited.iter().position(|it| Arc::ptr_eq(it, source));
            place.map(|place| (place + 1).to_string())
        };
        let numbers: Vec<String> = sources.iter().filter_map(|it| place(&it)).collect();
        if numbers.is_empty() {
            return String::new();
        }
        format!(" [{}]", numbers.join(", "))
    }
}

/// Adds those of some sources that are not among the others yet.
pub(super) fn add<'a>(to: &mut Vec<&'a Arc<Source>>, sources: &[&'a Arc<Source>]) {
    for source in sources {
        if !to.iter().any(|other| Arc::ptr_eq(other, source)) {
            to.push(source);
        }
    }
}

/// Sources as patients are shown them: in short, equal ones once, in one line.
#[must_use]
pub fn in_short<'s>(sources: impl IntoIterator<Item = &'s Arc<Source>>) -> String {
    shorts(sources).join("; ")
}

/// The same one by one.
#[must_use]
pub fn shorts<'s>(sources: impl IntoIterator<Item = &'s Arc<Source>>) -> Vec<&'s str> {
    let mut shorts: Vec<&str> = Vec::new();
    for source in sources {
        if !shorts.contains(&&*source.short) {
            shorts.push(&source.short);
        }
    }
    shorts
}

/// A source as clinicians are shown it, line by line: what it is, its year, how strong it is and how
/// it was read; in which copy, if in one; its address, if it has one.
#[must_use]
pub fn in_full(source: &Source, language: &Language) -> Vec<String> {
    let title = match source.year {
        Some(year) => {
            let values = [("title", &*source.title), ("year", &year.to_string())];
            language.fill(words::SOURCE_YEAR, &values)
        }
        None => source.title.clone(),
    };
    let strength = language.says(match source.strength {
        Strength::A => words::STRENGTH_A,
        Strength::B => words::STRENGTH_B,
        Strength::C => words::STRENGTH_C,
        Strength::D => words::STRENGTH_D,
        Strength::E => words::STRENGTH_E,
    });
    let read = language.says(match source.read {
        Reading::Full => words::READ_FULL,
        Reading::Opening => words::READ_OPENING,
        Reading::SecondHand => words::READ_SECOND_HAND,
    });
    let copy = source.copy.as_ref();
    let copy = copy.map(|copy| language.fill(words::READ_IN_COPY, &[("copy", copy)]));
    [format!("{title}. {strength} {read}")]
        .into_iter()
        .chain(copy)
        .chain(source.url.clone())
        .collect()
}
