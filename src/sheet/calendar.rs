//! A screening as days in a calendar (iCalendar, RFC 5545): what follows from the plan and has a date.
//!
//! A calendar is often seen by others, so that a title names neither what was found nor whose it is;
//! the words below it are told to everybody alike. The days are whole days and leave the calendar free.
//! The same screening gives the same bytes, and an event keeps its name, so that one that is read
//! in again replaces itself. It is checked and cited on the sheet; here only whether anybody reviewed it
//! is said.

use icalendar::{Calendar, Component as _, Event, Property};
use jiff::{Timestamp, civil::Date};

use super::{
    care::list_of,
    original::translated,
    pictures::{Picture, Scene},
    review,
};
use crate::{
    interview::{Interview, Treatment, plan},
    pack::Level,
    text::{self as words, Text},
};

/// What ends a line of a calendar.
const LINE_END: &str = "\r\n";
/// The most bytes of a line of a calendar, without its end.
const LONGEST_LINE: usize = 75;

/// An event of whole days.
struct Days {
    /// Its name, the same each time.
    name: String,
    title: String,
    /// Lines.
    says: Vec<String>,
    first: Date,
    /// The last day that is part of it.
    last: Date,
}

/// The days of a screening as an iCalendar file: `id` is its name among all screenings, `put_down`
/// when it was put down. None where nothing that follows from the answers has a day.
#[must_use]
pub fn render(interview: &Interview<'_>, id: &str, put_down: Timestamp) -> Option<String> {
    let events = events(interview);
    if events.is_empty() {
        return None;
    }
    let stamp = put_down.strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//needlefit//needlefit//EN"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"));
    let below = below(interview).join("\n");
    for event in events {
        // the end that is written is the first day after it
        let end = event.last.tomorrow().unwrap_or(event.last);
        let says = format!("{}\n\n{below}", event.says.join("\n"));
        let vevent = Event::new()
            .add_property("UID", format!("{id}-{}@needlefit", event.name))
            .add_property("DTSTAMP", &stamp)
            .append_property(whole_day("DTSTART", event.first))
            .append_property(whole_day("DTEND", end))
            .add_property("SUMMARY", event.title)
            .add_property("DESCRIPTION", says)
            .add_property("TRANSP", "TRANSPARENT")
            .class(icalendar::Class::Private)
            .done();
        calendar.push(vevent);
    }
    let lines = calendar.to_string();
    Some(lines.split_inclusive(LINE_END).map(folded).collect())
}

/// A line, which the crate has folded, as one or two: it leaves the last piece a byte too long where
/// that comes to one byte more than a line may have.
fn folded(line: &str) -> String {
    let says = line.strip_suffix(LINE_END).unwrap_or(line);
    let end = (0..=LONGEST_LINE)
        .rev()
        .find(|at| says.is_char_boundary(*at));
    match end.and_then(|end| says.split_at_checked(end)) {
        Some((first, rest)) if !rest.is_empty() => format!("{first}{LINE_END} {rest}{LINE_END}"),
        _ => line.to_owned(),
    }
}

/// Whether anything that follows from the answers has a day.
#[must_use]
pub fn has_days(interview: &Interview<'_>) -> bool {
    !events(interview).is_empty()
}

fn whole_day(key: &str, day: Date) -> Property {
    let mut property = Property::new(key, day.strftime("%Y%m%d").to_string());
    property.add_parameter("VALUE", "DATE").done()
}

/// What stands under every event: who reviewed the words, and that a clinician decides.
fn below(interview: &Interview<'_>) -> Vec<String> {
    let pack = interview.pack();
    let translated = translated(interview).into_iter();
    let translated = translated.map(|part| part.says().to_owned());
    let last = [review(pack, interview.today()), pack.disclaimer.clone()];
    translated.chain(last).collect()
}

/// The events in their order.
fn events(interview: &Interview<'_>) -> Vec<Days> {
    if !interview.has_verdict() {
        return Vec::new();
    }
    let verdict = interview.verdict();
    match verdict.level {
        Level::NoConcern | Level::Clinician => {
            let again = answer_again(interview).into_iter();
            let care = aftercare(interview);
            again.chain(care).chain(next_session(interview)).collect()
        }
        // a day alone is not the end where something without a day must come first as well
        Level::Wait if verdict.events().is_empty() => {
            let wait = verdict.not_before;
            let event = wait.map(|day| {
                let titles = [words::CALENDAR_ASK_AGAIN, words::CALENDAR_ASK_AGAIN_SAYS];
                on("ask-again", day, titles, interview)
            });
            event.into_iter().collect()
        }
        Level::Wait | Level::NotSuitable => Vec::new(),
    }
}

/// An event on one day, with a title and what is said under it.
fn on(name: &str, day: Date, says: [Text; 2], interview: &Interview<'_>) -> Days {
    let [title, says] = says.map(|it| interview.language().says(it).to_owned());
    Days {
        name: name.to_owned(),
        title,
        says: vec![says],
        first: day,
        last: day,
    }
}

/// When the questions are answered again: on the booked day, or when the answers hold no more. Before
/// a later session they are too: that is said there.
fn answer_again(interview: &Interview<'_>) -> Option<Days> {
    let (day, says) = match interview.treatment()? {
        Treatment::Today => return None,
        Treatment::On(day) => {
            let is_due = !interview.verdict().ask_again.is_empty() || !interview.holds_on(day);
            (is_due.then_some(day)?, words::CALENDAR_ON_THE_DAY)
        }
        Treatment::NotBooked => {
            let holds = interview.holds_on(interview.today());
            let day = holds.then(|| interview.holds_until())?;
            (day, words::CALENDAR_HELD)
        }
    };
    let says = [words::CALENDAR_ANSWER_AGAIN, says];
    Some(on("answer-again", day, says, interview))
}

/// The times after the treatment that have an end, each with its list.
fn aftercare(interview: &Interview<'_>) -> Vec<Days> {
    let language = interview.language();
    let Some(treatment) = interview.day() else {
        return Vec::new();
    };
    let number = |day: Date| {
        let days = treatment.until(day).map_or(0, |span| span.get_days());
        days.to_string()
    };
    let times = plan::aftercare(interview.pack(), Some(treatment));
    let events = times.filter_map(|time| {
        let (first, last) = (time.first?, time.last?);
        let values = [("first", &*number(first)), ("last", &number(last))];
        let items = list_of(interview, time.told).into_iter();
        Some(Days {
            name: format!("aftercare-{}", time.told.id),
            title: language.fill(words::CALENDAR_AFTERCARE, &values),
            says: items.map(|part| format!("- {}", part.says())).collect(),
            first,
            last,
        })
    });
    events.collect()
}

/// The earliest day of the session after the one that is booked, from the course.
fn next_session(interview: &Interview<'_>) -> Option<Days> {
    interview.day()?;
    let Some(Scene::Course(course)) = Picture::Course.scene(interview) else {
        return None;
    };
    let next = course.sessions.get(1)?;
    let says = [words::CALENDAR_NEXT, words::CALENDAR_NEXT_SAYS];
    Some(on("next-session", next.first, says, interview))
}
