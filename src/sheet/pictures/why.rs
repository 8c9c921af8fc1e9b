//! Why the verdict is what it is: the findings by level and by date.

use jiff::civil::Date;

use super::Part;
use crate::{
    interview::verdict::{Ends, Finding, Verdict},
    pack::{Level, Pack},
    sheet::topic_of,
    text::{self as words, Language},
};

/// The findings, the highest level first.
#[derive(Debug)]
pub struct Why {
    /// The language in which it is told.
    pub language: &'static Language,
    /// The day from which waits are counted.
    pub today: Date,
    disclaimer: String,
    /// What needs a doctor now, whatever the level.
    first: Vec<String>,
    /// The findings; with several ends a finding has several rows.
    pub rows: Vec<WhyRow>,
}

/// A finding, and when its wait is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhyRow {
    /// What it is about.
    pub title: String,
    /// How much of a concern it is.
    pub level: Level,
    /// The day on which the wait is over, where that is known.
    pub end: Option<Date>,
    /// What must come first, where it is an event.
    pub event: Option<String>,
    /// Whether it is what the verdict rests on.
    pub decides: bool,
}

impl Why {
    /// The findings of a verdict.
    #[must_use]
    pub fn new(pack: &Pack, verdict: &Verdict<'_>, today: Date) -> Self {
        let language = pack.language;
        let rows = |finding: &Finding<'_>| -> Vec<WhyRow> {
            let row = |end: Option<&Ends<'_>>| {
                let (end, event) = match end {
                    Some(Ends::On(date)) => (Some(*date), None),
                    Some(event @ Ends::With(..)) => (None, Some(event.says(language))),
                    None => (None, None),
                };
                // of several waits the longest decides, and each of which nobody knows the end
                let last = event.is_some() || end.is_none() || end == verdict.not_before;
                WhyRow {
                    title: topic_of(pack, finding.question),
                    level: finding.level,
                    decides: finding.level == verdict.level && !finding.is_mention() && last,
                    end,
                    event,
                }
            };
            match finding.until.as_slice() {
                [] => vec![row(None)],
                ends => ends.iter().map(|end| row(Some(end))).collect(),
            }
        };
        let mut rows: Vec<WhyRow> = verdict.findings.iter().flat_map(rows).collect();
        // the longest first, and before it what has no date at all
        rows.sort_by_key(|row| {
            let end = row.end.map_or(Date::MAX, |end| end);
            (
                std::cmp::Reverse(row.level),
                !row.decides,
                std::cmp::Reverse(end),
            )
        });
        Self {
            language,
            today,
            first: verdict.warnings.iter().map(|it| it.says.clone()).collect(),
            rows,
            disclaimer: pack.disclaimer.clone(),
        }
    }

    /// The latest day on which a wait is over.
    #[must_use]
    pub fn latest(&self) -> Option<Date> {
        self.rows.iter().filter_map(|row| row.end).max()
    }

    /// What needs a doctor now: it stands before all else.
    #[must_use]
    pub fn first<'p>(&self) -> Vec<Part<'p>> {
        let language = self.language;
        let heading = Part::First(language.says(words::DO_THIS_FIRST).to_owned());
        let heading = (!self.first.is_empty()).then_some(heading);
        let says = self.first.iter().map(Part::line);
        heading.into_iter().chain(says).collect()
    }

    /// The same in words.
    #[must_use]
    pub fn words<'p>(&self) -> Vec<Part<'p>> {
        let language = self.language;
        let mut parts = Vec::new();
        if self.rows.is_empty() {
            parts.push(Part::line(language.says(words::WHY_NOTHING)));
        }
        for rows in self.rows.chunk_by(|one, other| one.level == other.level) {
            let level = rows.first().map_or(Level::NoConcern, |row| row.level);
            parts.push(Part::Finding(level, level.says(language).to_owned()));
            parts.extend(rows.iter().map(|row| Part::line(row.says(language))));
        }
        parts.push(Part::line(&self.disclaimer));
        parts
    }
}

impl WhyRow {
    /// When its wait is over, in words; nothing where it is no wait.
    #[must_use]
    pub fn when(&self, language: &Language) -> String {
        match (self.end, &self.event) {
            (Some(end), _) => language.day(end),
            (None, Some(event)) => event.clone(),
            (None, None) => String::new(),
        }
    }

    fn says(&self, language: &Language) -> String {
        let mut says = self.title.clone();
        if self.end.is_some() || self.event.is_some() {
            let when = language.fill(words::NOT_BEFORE, &[("when", &self.when(language))]);
            says = format!("{says}: {when}");
        }
        says += ".";
        if self.decides {
            says = language.fill(words::WHY_THIS_DECIDES, &[("what", &says)]);
        }
        says
    }
}
