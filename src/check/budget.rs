//! How much work a pack may cost to check.
//!
//! Each limit of `pack::limits` bounds one thing, and some of the work grows with the
//! product of several, or with two to the power of one. So everything here that a pack can make
//! grow spends from one budget: the steps through decision diagrams, the days, the pieces that
//! answers are cut into, the answers held against tests, the texts that are read for words. Work is
//! counted, never timed: a pack is refused on every machine or on none.
//!
//! The words of a pack of the largest size, made to be slow to read, took 1.3 s of processor time in
//! a build for tests (`check` as a whole): each text is read once, and a question once for all that stands below
//! it. Read again for each of those texts, the same packs took 14 to 38 s.

use std::cell::{Cell, OnceCell};

/// Work that may still be done, in steps. A step is about what one step through a decision diagram
/// takes, some 30 ns.
#[derive(Debug)]
pub struct Budget {
    left: Cell<usize>,
    why: OnceCell<TooLarge>,
}

/// The steps that one check, or one comparison of packs, may take: a second or so, and several
/// times what a pack of 1,000 questions needs.
const MOST_STEPS: usize = 40_000_000;

impl Default for Budget {
    fn default() -> Self {
        Self::of(MOST_STEPS)
    }
}

impl Budget {
    /// A budget of so many steps.
    #[must_use]
    pub const fn of(steps: usize) -> Self {
        Self {
            left: Cell::new(steps),
            why: OnceCell::new(),
        }
    }

    /// The steps that are left.
    #[must_use]
    pub const fn left(&self) -> usize {
        self.left.get()
    }

    /// Takes steps from the budget; whether there were so many. Where there were not, it is
    /// refused, for what the steps were for.
    pub fn spend(&self, steps: usize, on: impl FnOnce() -> TooLarge) -> bool {
        match self.left.get().checked_sub(steps) {
            Some(left @ 1..) => self.left.set(left),
            _ => self.refuse(on()),
        }
        !self.is_spent()
    }

    /// Ends the work: nothing is left, and nothing that was worked out holds. The first reason
    /// stays.
    pub fn refuse(&self, why: TooLarge) {
        self.left.set(0);
        self.why.get_or_init(|| why);
    }

    /// Whether there is nothing left.
    #[must_use]
    pub const fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    /// What was too much, where it was refused.
    #[must_use]
    pub fn too_large(&self) -> Option<&TooLarge> {
        self.why.get()
    }
}

/// What of a pack was too much to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TooLarge {
    /// The waits on its dates.
    Waits,
    /// The answers to the question of this id that its conditions tell apart.
    Answers(String),
    /// Its texts, with the answers filled in.
    Texts,
    /// Its questions and options together.
    Questions,
    /// Its conditions.
    Conditions,
}

impl TooLarge {
    /// As sentences: what is wrong, and what to do.
    #[must_use]
    pub const fn says(&self) -> &'static str {
        match self {
            Self::Waits => {
                "The waits on the dates of this pack are too many, or end in too many orders, to \
                 be proved day by day. Use fewer waits of other lengths on one date."
            }
            Self::Answers(_) => {
                "The conditions on this question tell too many answers apart to be proved. Name \
                 fewer numbers, waits or options in them."
            }
            Self::Texts => {
                "The texts of this pack are too long to be read, with the answers filled in where \
                 they say `{answer}`. Make them, and the options, shorter."
            }
            Self::Questions => {
                "The questions and options of this pack are too many to be proved. Make it two packs."
            }
            Self::Conditions => {
                "The conditions of this pack are too many, or too entangled, to be proved. Make \
                 them shorter, and about answers that lie near each other."
            }
        }
    }
}
