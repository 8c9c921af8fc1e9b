//! One piece of what a person is told.

use std::sync::Arc;

use crate::pack::{Item, Level, Source, Sourced};

/// One piece of what a person is told.
#[derive(Debug, Clone)]
pub enum Part<'a> {
    /// A heading over what must be done before all else.
    First(String),
    /// A heading over what follows.
    Heading(String),
    /// The headline of a verdict.
    Headline(Level, String),
    /// The part before, in the language in which the pack was written: as long as nobody has
    /// reviewed the translation.
    Under(String),
    /// A heading under another.
    Subheading(String),
    /// The heading of a finding.
    Finding(Level, String),
    /// What speaks against what the person plans.
    Alert(String),
    /// Whom to call when it gets too much, and who says so: never loud.
    Help(String, Vec<&'a Arc<Source>>),
    /// A sentence or a few, and who says so.
    Says(String, Vec<&'a Arc<Source>>),
    /// An answer, and how deep it stands under others.
    Answer(String, usize),
    /// A sign to watch for, and who says so.
    Sign(&'a str, Vec<&'a Arc<Source>>),
    /// An item with its box, and whether it is ticked.
    Box(bool, &'a Item, Vec<&'a Arc<Source>>),
}

impl<'a> Part<'a> {
    pub(super) fn line(says: impl Into<String>) -> Self {
        Self::Says(says.into(), Vec::new())
    }

    pub(super) fn sourced(sourced: &'a Sourced) -> Self {
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
            _ => None,
        }
    }

    /// Its words.
    #[must_use]
    pub fn says(&self) -> &str {
        match self {
            Self::First(says)
            | Self::Heading(says)
            | Self::Headline(_, says)
            | Self::Under(says)
            | Self::Subheading(says)
            | Self::Finding(_, says)
            | Self::Alert(says)
            | Self::Help(says, _)
            | Self::Says(says, _)
            | Self::Answer(says, _) => says,
            Self::Sign(says, _) => says,
            Self::Box(_, item, _) => &item.says,
        }
    }

    /// Who says so; nobody for a heading.
    #[must_use]
    pub fn sources(&self) -> &[&'a Arc<Source>] {
        match self {
            Self::Help(_, sources)
            | Self::Says(_, sources)
            | Self::Sign(_, sources)
            | Self::Box(_, _, sources) => sources,
            _ => &[],
        }
    }
}
