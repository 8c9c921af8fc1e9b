//! What an app around the screening changes in it.

use super::keymap::{Action, Context};
use crate::{
    interview::Answers,
    text::{Mark, Text},
};

/// What an app around the screening changes in it. By default, nothing.
#[derive(Debug)]
pub(super) struct Around {
    /// What is said on every screen and sheet, before all else.
    pub(super) mark: Option<Mark>,
    /// The name of its first screen.
    pub(super) first: Option<Text>,
    /// Whose keys come before those of a context.
    pub(super) keys: fn(Context) -> Option<Context>,
    /// Those of them that do nothing now.
    pub(super) idle: Vec<Action>,
    /// What the footer says of one of them now.
    pub(super) hint: Option<(Action, Text)>,
    /// The answers that are marked where none is given yet.
    pub(super) suggested: Answers,
    /// Nobody's answers are lost on leaving, none are saved, and every picture can be looked at.
    pub(super) keeps_nothing: bool,
    /// A clinician looks on: sources are shown in full.
    pub(super) sources_in_full: bool,
}

impl Default for Around {
    fn default() -> Self {
        Self {
            mark: None,
            first: None,
            keys: |_| None,
            idle: Vec::new(),
            hint: None,
            suggested: Answers::default(),
            keeps_nothing: false,
            sources_in_full: false,
        }
    }
}
