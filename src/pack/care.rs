//! What to do before the treatment, and after it: that is one table of topics over time.
//!
//! Its columns are [`Period`]s, the lines [`CareTopic`]s, and a rule fills a line from the end of the
//! rule before it to its own. So no hour is without a rule or under two: a file can't say so. The
//! lists to tick, the days side by side and "when may I …" are views of this table.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::references::{Source, Sourced, Wait};

/// What to do from some time before the treatment on.
#[derive(Debug)]
pub struct Care {
    /// Its name in the pack.
    pub id: String,
    /// The heading.
    pub title: String,
    /// Between the first day and the treatment. None: the day of the treatment alone.
    pub from: Option<Arc<Wait>>,
    /// What to do.
    pub items: Vec<Item>,
}

/// One thing to do, with a box to tick.
#[derive(Debug)]
pub struct Item {
    /// Its name, unique among all items.
    pub id: String,
    /// What to do.
    pub says: String,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
}

/// What to do after the treatment.
#[derive(Debug, Default)]
pub struct Aftercare {
    /// The spans of time that have a list of their own, one after the other; the last has no end.
    pub periods: Vec<Period>,
    /// What people want to do again.
    pub topics: Vec<CareTopic>,
}

/// Some time after the treatment.
#[derive(Debug)]
pub struct Period {
    /// Its name in the pack.
    pub id: String,
    /// The heading.
    pub title: String,
    /// When it is.
    pub span: Since,
    /// What is usual in that time.
    pub expect: Option<Sourced>,
}

/// Something that people want to do again.
#[derive(Debug)]
pub struct CareTopic {
    /// Its name in the pack.
    pub id: String,
    /// Two or three words for it.
    pub title: String,
    /// What holds, one rule after the other; the last has no end.
    pub rules: Vec<Rule>,
}

/// What holds of a topic for some time.
#[derive(Debug)]
pub struct Rule {
    /// When it holds.
    pub span: Since,
    /// Whether people may do it.
    pub may: May,
    /// How, in a few words.
    pub short: Option<String>,
    /// What to do; nothing where all is as before the treatment.
    pub items: Vec<Item>,
}

/// A span of time, counted from the treatment.
#[derive(Debug)]
pub struct Since {
    /// Between the treatment and its begin. None: it begins with the treatment.
    pub from: Option<Arc<Wait>>,
    /// Between the treatment and its end, which is no part of it. None: it has no end.
    pub to: Option<Arc<Wait>>,
}

/// Whether people may do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum May {
    /// Not yet.
    NotYet,
    /// Only if the clinic agrees.
    AskFirst,
    /// Yes, as the rule says.
    Yes,
}

impl Since {
    /// Its first minute.
    #[must_use]
    pub fn begin(&self) -> u64 {
        let from = self.from.as_ref();
        from.map_or(0, |wait| wait.length.longest_minutes())
    }

    /// Whether a minute after the treatment is in it.
    #[must_use]
    pub fn holds(&self, minute: u64) -> bool {
        let end = self.to.as_ref().map(|wait| wait.length.longest_minutes());
        self.begin() <= minute && end.is_none_or(|end| minute < end)
    }
}

impl Aftercare {
    /// The rules that begin with a period and say what to do.
    pub fn begins<'p>(&'p self, period: &Period) -> impl Iterator<Item = &'p Rule> {
        let begin = period.span.begin();
        let rules = self.topics.iter().flat_map(|topic| &topic.rules);
        rules.filter(move |rule| rule.span.begin() == begin)
    }

    /// The topics whose rule began before a period, still holds in it and says what to do.
    pub fn still<'p>(&'p self, period: &Period) -> impl Iterator<Item = &'p CareTopic> {
        let begin = period.span.begin();
        self.topics.iter().filter(move |topic| {
            let mut rules = topic.rules.iter().filter(|it| !it.items.is_empty());
            rules.any(|it| it.span.holds(begin) && it.span.begin() < begin)
        })
    }

    /// Everything to do, in the order in which the lists have it.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        let rules = self.periods.iter().flat_map(|period| self.begins(period));
        rules.flat_map(|rule| &rule.items)
    }
}
