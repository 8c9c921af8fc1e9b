//! Who says what is told, under the headings that it is told under.

use std::{mem, sync::Arc};

use super::Part;
use crate::pack::Source;

/// A source of some parts.
#[derive(Debug)]
pub struct Cited<'c, 'a> {
    /// The headings that begin with it, the highest first.
    pub headings: Vec<&'c str>,
    /// The source.
    pub source: &'a Arc<Source>,
    /// Whether it stood under an earlier heading already.
    pub again: bool,
}

/// The sources of some parts in their order, each once under a heading. A heading that nobody is
/// cited under is left out.
#[must_use]
pub fn cited<'c, 'a>(parts: &'c [Part<'a>]) -> Vec<Cited<'c, 'a>> {
    let mut all: Vec<Cited<'c, 'a>> = Vec::new();
    let mut headings: Vec<(bool, &str)> = Vec::new();
    let mut first_here = 0;
    for part in parts {
        if let Some(says) = part.heading() {
            let is_under = matches!(part, Part::Subheading(_) | Part::Finding(..));
            headings.retain(|(under, _)| !under && is_under);
            headings.push((is_under, says));
            first_here = all.len();
        }
        for source in part.sources().iter().copied() {
            let is = |other: &Cited<'_, '_>| Arc::ptr_eq(other.source, source);
            let place = all.iter().position(is);
            if all.iter().skip(first_here).any(is) {
                continue;
            }
            let begin = mem::take(&mut headings).into_iter();
            all.push(Cited {
                headings: begin.map(|(_, says)| says).collect(),
                source,
                again: place.is_some(),
            });
        }
    }
    all
}
