//! What is spanned around a pack, and what of it catches a change.

use jiff::civil::Date;

use super::Mutant;
use crate::{
    check::{
        against,
        budget::Budget,
        cases::{CaseFile, Tried},
        check, compare,
        problem::Severity,
        stated::Direction,
        statements::StatementFile,
    },
    pack::Pack,
};

/// A pack, and what is spanned around it.
pub struct Net<'n> {
    /// The pack.
    pub pack: &'n Pack,
    /// The text of its file.
    pub text: &'n str,
    /// The day on which all is tried.
    pub today: Date,
    /// The cases: what each file is called, and the file.
    pub cases: &'n [(String, CaseFile)],
    /// What the pack tells.
    pub statements: &'n StatementFile,
}

/// What becomes of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// No pack is read from it.
    Unreadable,
    /// The case of this id comes out otherwise.
    Case(String),
    /// `check` finds an error of this rule.
    Error(&'static str),
    /// `check` warns by this rule.
    Warning(&'static str),
    /// Something of the statements is said no more.
    Statement {
        /// What it is about.
        of: String,
        /// Whether somebody gets a laxer verdict, and the words alone tell it.
        laxer: bool,
    },
    /// Nothing catches it, and over all answers it changes nothing: no verdict, no text, nothing that
    /// is accepted.
    Equivalent,
    /// Nothing catches it; whether somebody gets a laxer verdict, and what it changes.
    Slips {
        /// Whether it is laxer for anybody.
        laxer: bool,
        /// What it changes.
        says: String,
    },
}

impl Net<'_> {
    /// What becomes of a change: cases are asked first, since they are quick.
    #[must_use]
    pub fn fate(&self, mutant: &Mutant) -> Fate {
        let text = mutant.of(self.text);
        let Ok(pack) = Pack::from_bytes("", text.as_bytes()) else {
            return Fate::Unreadable;
        };
        if let Some(case) = self.failing(&pack) {
            return Fate::Case(case);
        }
        let problems = check(text.as_bytes(), self.today, None).problems;
        if let Some(worst) = problems.iter().max_by_key(|it| it.severity) {
            return match worst.severity {
                Severity::Error => Fate::Error(worst.rule),
                Severity::Warning => Fate::Warning(worst.rule),
            };
        }
        let missing = self.statements.missing(&pack).into_iter().next();
        let of = missing.map(|(statement, _)| statement.of.clone());
        if let (Some(of), false) = (&of, mutant.kind.bears_on_verdicts()) {
            let of = of.clone();
            return Fate::Statement { of, laxer: false };
        }
        match (of, self.verdicts(&pack)) {
            (Some(of), verdicts) => Fate::Statement {
                of,
                laxer: verdicts.is_some_and(|(laxer, _)| laxer),
            },
            (None, Some((laxer, says))) => Fate::Slips { laxer, says },
            (None, None) => self.all_else(&pack),
        }
    }

    /// Whether somebody gets a laxer verdict, and what some verdict states otherwise; none where all
    /// verdicts are the same.
    fn verdicts(&self, pack: &Pack) -> Option<(bool, String)> {
        let budget = Budget::default();
        let Some(found) = compare::over_all_answers(self.pack, pack, self.today, &budget) else {
            return Some((true, "The packs are too large to compare.".to_owned()));
        };
        let shown = found.shown.iter();
        let laxer = shown
            .clone()
            .find(|it| it.change.direction == Direction::Laxer);
        let first = laxer.or_else(|| found.shown.first())?;
        let says = format!("{} {}", first.says(), first.witness.line());
        Some((laxer.is_some(), says))
    }

    /// What became of a change that no verdict shows.
    fn all_else(&self, pack: &Pack) -> Fate {
        let budget = Budget::default();
        let changes = against::changes(self.pack, pack, self.today, &budget);
        let first = changes.into_iter().next();
        first.map_or(Fate::Equivalent, |it| Fate::Slips {
            laxer: false,
            says: it.says,
        })
    }

    /// The first case that comes out otherwise.
    fn failing(&self, pack: &Pack) -> Option<String> {
        self.cases.iter().find_map(|(name, file)| {
            let mut tried = Tried::default();
            tried.add(pack, (name, ""), file);
            tried.failed.into_iter().next().map(|it| it.id)
        })
    }
}
