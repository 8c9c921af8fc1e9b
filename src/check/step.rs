//! How far a change of a pack moves its version.

use super::{space::Witness, stated::Change};

/// How far a version must step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Nothing changed.
    None,
    /// Words.
    Patch,
    /// Something more is asked.
    Minor,
    /// What was known of the pack no longer holds.
    Major,
}

impl Step {
    /// In a word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// As what a version needs.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::None => "no step",
            Self::Patch => "a patch",
            Self::Minor => "a minor step",
            Self::Major => "a major step",
        }
    }
}

/// One thing that changed.
#[derive(Debug)]
pub struct Changed {
    /// The step that it needs.
    pub step: Step,
    /// What changed, as a sentence.
    pub says: String,
    /// Answers that show it.
    pub witness: Option<Witness>,
    /// What a verdict on these answers states otherwise; none where that is not what changed.
    pub verdict: Option<Change>,
}

impl Changed {
    /// A change that no answers show.
    pub(super) const fn of(step: Step, says: String) -> Self {
        Self {
            step,
            says,
            witness: None,
            verdict: None,
        }
    }

    /// The same, shown by these answers.
    pub(super) fn shown_by(self, witness: Witness) -> Self {
        Self {
            witness: Some(witness),
            ..self
        }
    }
}
