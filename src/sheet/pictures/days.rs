//! The days after the treatment, side by side.
//!
//! What is not yet allowed comes from the table of the aftercare: a day of which any hour is under
//! such a rule is a day of it, whatever the hour of the treatment was.

use std::sync::Arc;

use jiff::{ToSpan, Unit, civil::Date};

use super::Part;
use crate::{
    pack::{
        Aftercare, CareTopic, May, Source, Wait,
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
    /// What these days are.
    pub kind: RowKind,
    /// Two or three words for it.
    pub title: &'p str,
    spans: Vec<Span>,
    says: Vec<&'p str>,
    sources: Vec<&'p Arc<Source>>,
}

/// What the days of a row are, those of one kind after each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKind {
    /// This is usual then.
    Usual,
    /// This is not allowed yet.
    NotYet,
    /// This is a warning sign then.
    Warning,
}

/// What a day is in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayIs {
    /// Nothing of it.
    Free,
    /// That for some people, or if a clinician agrees.
    Perhaps,
    /// What the row says.
    Sure,
}

/// Days of a row that are the same.
#[derive(Debug)]
struct Span {
    is: DayIs,
    first: u32,
    /// None: it goes on beyond what is shown.
    last: Option<u32>,
}

impl<'p> Strip<'p> {
    /// The days after a treatment.
    #[must_use]
    pub fn new(
        days: &'p Days,
        aftercare: &'p Aftercare,
        start: Option<Date>,
        today: Date,
        language: &'static Language,
    ) -> Self {
        let last = days.until.length.longest_days();
        let since = start.and_then(|start| start.until((Unit::Day, today)).ok());
        let since = since.and_then(|span| u32::try_from(span.get_days()).ok());
        let topics = aftercare.topics.iter().filter_map(Row::of_topic);
        let mut rows: Vec<Row<'p>> = days.rows.iter().map(Row::new).chain(topics).collect();
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

    /// The rows of a sheet: what is usual and what is not allowed yet. Warning signs stand there by
    /// themselves. First those that change within these days, then what no day of them allows.
    #[must_use]
    pub fn on_paper(&self) -> (Vec<&Row<'p>>, Vec<&'p str>) {
        let rows = self.rows.iter();
        let rows = rows.filter(|row| row.kind != RowKind::Warning);
        let is_never = |row: &&Row<'p>| {
            row.kind == RowKind::NotYet && (0..=self.last).all(|day| row.is_on(day) == DayIs::Sure)
        };
        let (never, rows): (Vec<_>, Vec<_>) = rows.partition(is_never);
        (rows, never.into_iter().map(|row| row.title).collect())
    }

    /// When a row holds, in words.
    #[must_use]
    pub fn when(&self, row: &Row<'_>) -> String {
        row.when(self.language, |day| match self.date(day) {
            None => self.day_says(day),
            Some(date) => self.language.day_in_short(date),
        })
    }

    /// The months that its days belong to: "Nov, Dec 2026"; none without a date.
    #[must_use]
    pub fn months(&self) -> Option<String> {
        let short = |day: Date| -> String {
            let month = self.language.month(day.month());
            month.chars().take(3).collect()
        };
        let (first, last) = (self.date(0)?, self.date(self.last)?);
        Some(if first.month() == last.month() {
            format!("{} {}", short(first), first.year())
        } else {
            format!("{}, {} {}", short(first), short(last), last.year())
        })
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
                parts.push(Part::Says(row.says.join(" "), row.sources.clone()));
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
        let first = row.from.as_ref().map_or(0, days);
        let last = row.to.as_ref().map(days);
        let perhaps = last.zip(row.or_to.as_ref().map(days));
        let perhaps = perhaps.map(|(first, last)| Span {
            is: DayIs::Perhaps,
            first,
            last: Some(last),
        });
        let sure = Span {
            is: DayIs::Sure,
            first,
            last,
        };
        Self {
            kind: match row.kind {
                DayKind::Usual => RowKind::Usual,
                DayKind::Warning => RowKind::Warning,
            },
            title: &row.title,
            spans: [sure].into_iter().chain(perhaps).collect(),
            says: row.says.iter().map(String::as_str).collect(),
            sources: row.sources.iter().collect(),
        }
    }

    /// The row of a topic; none where nothing of it has to wait.
    fn of_topic(topic: &'p CareTopic) -> Option<Self> {
        let same = topic.rules.chunk_by(|one, other| one.may == other.may);
        let spans = same.filter_map(|rules| {
            let (first, last) = (rules.first()?, rules.last()?);
            Some(Span {
                is: match first.may {
                    May::NotYet => DayIs::Sure,
                    May::AskFirst => DayIs::Perhaps,
                    May::Yes => return None,
                },
                first: u32::try_from(first.span.begin() / (24 * 60)).unwrap_or(u32::MAX),
                last: (last.span.to.as_ref()).map(|wait| wait.length.longest_days()),
            })
        });
        let spans = spans.collect();
        let waits = topic.rules.iter().filter(|rule| rule.may != May::Yes);
        let items = waits.flat_map(|rule| &rule.items);
        let row = Self {
            kind: RowKind::NotYet,
            title: &topic.title,
            spans,
            says: items.clone().map(|item| item.says.as_str()).collect(),
            sources: items.flat_map(|item| &item.sources).collect(),
        };
        let has_to_wait = row.spans.iter().any(|span| span.is == DayIs::Sure);
        has_to_wait.then_some(row)
    }

    /// What a day is in this row.
    #[must_use]
    pub fn is_on(&self, day: u32) -> DayIs {
        let on = |span: &&Span| span.first <= day && span.last.is_none_or(|last| day <= last);
        let spans = self.spans.iter().filter(on);
        spans.map(|span| span.is).max().unwrap_or(DayIs::Free)
    }

    /// When it holds, in words.
    fn when(&self, language: &Language, day_says: impl Fn(u32) -> String) -> String {
        let spans = self.spans.iter().map(|span| {
            let first = day_says(span.first);
            let last = span.last.map(&day_says);
            let says = match &last {
                Some(last) => language.fill(words::FROM_TO, &[("first", &first), ("last", last)]),
                None => language.fill(words::STRIP_FROM, &[("first", &first)]),
            };
            match (span.is, self.kind, last) {
                (DayIs::Perhaps, RowKind::NotYet, Some(last)) => {
                    language.fill(words::STRIP_ASK_TO, &[("last", &last)])
                }
                (DayIs::Perhaps, RowKind::NotYet, None) => {
                    language.fill(words::STRIP_ASK_ON, &[("span", &says)])
                }
                (DayIs::Perhaps, _, Some(last)) => {
                    language.fill(words::STRIP_FOR_SOME, &[("last", &last)])
                }
                _ => says,
            }
        });
        spans.collect::<Vec<_>>().join(", ")
    }
}

/// The word for a kind of days.
#[must_use]
pub fn kind_says(kind: RowKind, language: &Language) -> &str {
    match kind {
        RowKind::Usual => language.says(words::STRIP_USUAL),
        RowKind::NotYet => language.says(words::STRIP_NOT_YET),
        RowKind::Warning => language.says(words::STRIP_WARNING),
    }
}
