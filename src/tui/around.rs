//! What an app around the screening changes in it.

use super::keymap::{Action, Context};
use crate::{
    interview::Answers,
    text::{Mark, Text},
};

/// What becomes of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeping {
    /// The person says so: they are asked before they leave.
    AsWished,
    /// Nobody's are kept, and none are lost on leaving.
    Nothing,
    /// The app around it keeps each at once, and whoever answers has nothing to do with it.
    AtOnce,
}

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
    /// What becomes of the answers.
    pub(super) keeping: Keeping,
    /// Every picture can be looked at, not those of this question alone.
    pub(super) all_pictures: bool,
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
            keeping: Keeping::AsWished,
            all_pictures: false,
            sources_in_full: false,
        }
    }
}
