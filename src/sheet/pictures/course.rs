//! The course on a line of time: nothing but ranges.
//!
//! It shows the earliest and the latest, since the last session may be the last of the fewest or of
//! the most. Without a date it counts from the first session; no date on it is a booking.

use jiff::civil::Date;

use super::{Part, cited};
use crate::{
    pack::{
        Length,
        pictures::{Mark, Timeline},
    },
    text::{self as words, Language, Text},
};

/// The course, from the first session on.
#[derive(Debug)]
pub struct Course<'p> {
    line: &'p Timeline,
    /// The language in which it is told.
    pub language: &'static Language,
    /// The day of the first session.
    pub start: Date,
    /// Whether that day was given; else it only stands for one.
    pub dated: bool,
    /// The sessions, in order.
    pub sessions: Vec<Span>,
    /// What comes after the last session, in order.
    pub marks: Vec<Span>,
}

/// Something that falls between two days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// What it is.
    pub title: String,
    /// When, in words.
    pub when: String,
    /// The earliest day.
    pub first: Date,
    /// The latest day.
    pub last: Date,
    /// Whether it may not be needed, or what comes behind it is not known.
    pub open: bool,
}

impl<'p> Course<'p> {
    /// The course from a first day on; from today, in numbers only, where none was given.
    #[must_use]
    pub fn new(
        line: &'p Timeline,
        given: Option<Date>,
        today: Date,
        language: &'static Language,
    ) -> Self {
        let start = given.unwrap_or(today);
        let dated = given.is_some();
        let sessions: Vec<Span> = (1..=line.sessions.max)
            .map(|number| session(line, number, (start, dated), language))
            .collect();
        let fewest = line.sessions.min.saturating_sub(1) as usize;
        // the last session may be the last of the fewest, and the last of the most
        let earliest = sessions.get(fewest).map_or(start, |it| it.first);
        let latest = sessions.last().map_or(start, |it| it.last);
        let marks = line.marks.iter();
        Self {
            line,
            language,
            start,
            dated,
            marks: marks
                .map(|it| mark(it, (earliest, latest), dated, language))
                .collect(),
            sessions,
        }
    }

    /// Its last day.
    #[must_use]
    pub fn end(&self) -> Date {
        let spans = self.sessions.iter().chain(&self.marks);
        spans.map(|span| span.last).max().unwrap_or(self.start)
    }

    /// The same in words.
    #[must_use]
    pub fn words(&self) -> Vec<Part<'p>> {
        let language = self.language;
        let line = |span: &Span| format!("{}: {}.", span.title, span.when);
        let [least, most] = self
            .line
            .gap
            .each_ref()
            .map(|wait| wait.length.says(language));
        let gap = range(&least, &most, words::SPAN_TO, language);
        let mut parts = vec![Part::line(if self.dated {
            language.fill(words::COURSE_FROM, &[("day", &language.day(self.start))])
        } else {
            language.says(words::COURSE_UNDATED).to_owned()
        })];
        parts.push(Part::line(
            language.fill(words::COURSE_GAP, &[("span", &gap)]),
        ));
        parts.extend(self.sessions.iter().map(|span| Part::line(line(span))));
        for (span, mark) in self.marks.iter().zip(&self.line.marks) {
            parts.push(Part::line(line(span)));
            parts.extend(cited(&mark.says, &mark.sources));
        }
        parts.extend(cited(&self.line.says, &self.line.sources));
        parts.push(Part::line(language.says(words::COURSE_NO_BOOKING)));
        parts
    }
}

fn session(
    line: &Timeline,
    number: u32,
    (start, dated): (Date, bool),
    language: &Language,
) -> Span {
    let [short, long] = line.gap.each_ref().map(|wait| wait.length);
    let nth = |gap: Length| (1..number).fold(start, |day, _| gap.after(day));
    let (first, last) = (nth(short), nth(long));
    let open = number > line.sessions.min;
    let title = if open {
        words::SESSION_IF_NEEDED
    } else {
        words::SESSION
    };
    let gaps = u16::try_from(number.saturating_sub(1)).unwrap_or(u16::MAX);
    let when = match (number, dated) {
        (1, true) => language.day(start),
        (1, false) => language.says(words::FIRST_DAY).to_owned(),
        (_, true) => range(
            &language.day(first),
            &language.day(last),
            words::FROM_TO,
            language,
        ),
        (_, false) => {
            let span = range(
                &short.times(gaps).says(language),
                &long.times(gaps).says(language),
                words::SPAN_TO,
                language,
            );
            language.fill(words::AFTER_FIRST, &[("span", &span)])
        }
    };
    Span {
        title: language.fill(title, &[("number", &number.to_string())]),
        when,
        first,
        last,
        open,
    }
}

fn mark(mark: &Mark, (earliest, latest): (Date, Date), dated: bool, language: &Language) -> Span {
    let to = mark.to.as_ref().unwrap_or(&mark.from);
    let (first, last) = (mark.from.length.after(earliest), to.length.after(latest));
    let when = if dated {
        range(
            &language.day(first),
            &language.day(last),
            words::FROM_TO,
            language,
        )
    } else {
        let span = range(
            &mark.from.length.says(language),
            &to.length.says(language),
            words::SPAN_TO,
            language,
        );
        language.fill(words::AFTER_LAST, &[("span", &span)])
    };
    Span {
        title: mark.title.clone(),
        when,
        first,
        last,
        open: false,
    }
}

/// A range in words; one thing, where both ends are the same.
/// `between` is how the language says it: of days or of lengths.
fn range(first: &str, last: &str, between: Text, language: &Language) -> String {
    if first == last {
        first.to_owned()
    } else {
        language.fill(between, &[("first", first), ("last", last)])
    }
}
