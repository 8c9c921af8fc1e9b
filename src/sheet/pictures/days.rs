//! The days after the treatment, side by side.
//!
//! A row goes to its last day, and perhaps on, to `or_to`: for some people where it is something
//! usual, and only after asking where it is something not yet allowed.

use std::sync::Arc;

use jiff::{ToSpan, Unit, civil::Date};

use super::{Part, cited};
use crate::{
    pack::{
        Wait,
        pictures::{DayKind, DayRow, Days},
    },
    text::{self as words, Language},
};

/// The days from the treatment on: day 0 is the day itself.
#[derive(Debug)]
pub struct Strip<'p> {
    days: &'p Days,
    /// The language in which it is told.
    pub language: &'static Language,
    /// The last day that is shown.
    pub last: u32,
    /// The day of the treatment, if it was given.
    pub start: Option<Date>,
    /// Today, if it is among the days.
    pub today: Option<u32>,
    /// The rows, those of one kind together.
    pub rows: Vec<Row<'p>>,
}

/// What holds on some of the days.
#[derive(Debug)]
pub struct Row<'p> {
    told: &'p DayRow,
    /// What these days are.
    pub kind: DayKind,
    /// Two or three words for it.
    pub title: &'p str,
    /// The first day.
    pub from: u32,
    /// The last day. None: it goes on beyond what is shown.
    pub to: Option<u32>,
    /// Until when it may go on.
    pub or_to: Option<u32>,
}

/// What a day is in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayIs {
    /// What the row says.
    Sure,
    /// That for some people, or until a clinician agrees.
    Perhaps,
    /// Nothing of it.
    Free,
}

impl<'p> Strip<'p> {
    /// The days after a treatment.
    #[must_use]
    pub fn new(
        days: &'p Days,
        start: Option<Date>,
        today: Date,
        language: &'static Language,
    ) -> Self {
        let last = days.until.length.longest_days();
        let since = start.and_then(|start| start.until((Unit::Day, today)).ok());
        let since = since.and_then(|span| u32::try_from(span.get_days()).ok());
        let mut rows: Vec<Row<'p>> = days.rows.iter().map(Row::new).collect();
        rows.sort_by_key(|row| row.kind);
        Self {
            days,
            language,
            last,
            start,
            today: since.filter(|day| *day <= last),
            rows,
        }
    }

    /// The date of a day, once the treatment has one.
    #[must_use]
    pub fn date(&self, day: u32) -> Option<Date> {
        self.start?.checked_add(i64::from(day).days()).ok()
    }

    /// The same in words.
    #[must_use]
    pub fn words(&self) -> Vec<Part<'p>> {
        let language = self.language;
        let mut parts = vec![Part::line(language.says(words::STRIP_DAY_0))];
        let last = format!("{}", self.last);
        let until = self.days.until.length.says(language);
        let shown = [("last", last.as_str()), ("span", &until)];
        parts.push(Part::line(language.fill(words::STRIP_SHOWN, &shown)));
        if let Some(day) = self.today {
            let says = language.fill(words::STRIP_TODAY, &[("day", &day.to_string())]);
            parts.push(Part::line(says));
        }
        for rows in self.rows.chunk_by(|one, other| one.kind == other.kind) {
            parts.extend(
                rows.first()
                    .map(|row| Part::Subheading(kind_says(row.kind, language).to_owned())),
            );
            for row in rows {
                let when = row.when(language, |day| self.day_says(day));
                parts.push(Part::line(format!("{}: {when}.", row.title)));
                parts.extend(cited(&row.told.says, &row.told.sources));
            }
        }
        parts.push(Part::line(language.says(words::STRIP_NOT_ALL)));
        parts
    }

    fn day_says(&self, day: u32) -> String {
        let language = self.language;
        let number = day.to_string();
        match self.date(day) {
            None => language.fill(words::STRIP_DAY, &[("day", &number)]),
            Some(date) => {
                let date = language.day(date);
                language.fill(words::STRIP_DAY_DATE, &[("day", &number), ("date", &date)])
            }
        }
    }
}

impl<'p> Row<'p> {
    fn new(row: &'p DayRow) -> Self {
        let days = |wait: &Arc<Wait>| wait.length.longest_days();
        Self {
            told: row,
            kind: row.kind,
            title: &row.title,
            from: row.from.as_ref().map_or(0, days),
            to: row.to.as_ref().map(days),
            or_to: row.or_to.as_ref().map(days),
        }
    }

    /// What a day is in this row.
    #[must_use]
    pub fn is_on(&self, day: u32) -> DayIs {
        if day < self.from {
            DayIs::Free
        } else if self.to.is_none_or(|to| day <= to) {
            DayIs::Sure
        } else if self.or_to.is_some_and(|to| day <= to) {
            DayIs::Perhaps
        } else {
            DayIs::Free
        }
    }

    /// When it holds, in words.
    fn when(&self, language: &Language, day_says: impl Fn(u32) -> String) -> String {
        let first = day_says(self.from);
        let Some(to) = self.to else {
            return language.fill(words::STRIP_FROM, &[("first", &first)]);
        };
        let mut says = language.fill(
            words::FROM_TO,
            &[("first", &first), ("last", &day_says(to))],
        );
        if let Some(or_to) = self.or_to {
            let template = match self.kind {
                DayKind::NotYet => words::STRIP_THEN_ASK,
                DayKind::Usual | DayKind::Warning => words::STRIP_FOR_SOME,
            };
            says += ", ";
            says += &language.fill(template, &[("last", &day_says(or_to))]);
        }
        says
    }
}

/// The word for a kind of days.
#[must_use]
pub fn kind_says(kind: DayKind, language: &Language) -> &str {
    match kind {
        DayKind::Usual => language.says(words::STRIP_USUAL),
        DayKind::NotYet => language.says(words::STRIP_NOT_YET),
        DayKind::Warning => language.says(words::STRIP_WARNING),
    }
}
