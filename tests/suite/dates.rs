//! Dates as people say them: what each form is read as, in each language, and that nothing is stored
//! that was guessed until it was confirmed.

use std::sync::LazyLock;

use jiff::{
    ToSpan,
    civil::{Date, date},
};
use needlefit::{
    interview::{
        Event, Given, Interview, Notice, PartialDate, Refusal, Screen, Stage, Treatment,
        spoken::{self, How},
    },
    pack::{
        About::{self, Future, Past},
        Pack,
    },
    text::Language,
    tui::{
        App,
        terminal::{Flow, Program},
        theme::{Theme, ThemeName},
    },
};
use proptest::prelude::*;

use crate::common::{
    EDITIONS, answers,
    chance::cases,
    said_to,
    screen::{app, key, lines, paint, press},
    wishes,
};

/// A Friday.
const TODAY: Date = date(2026, 11, 20);

fn language(tag: &str) -> &'static Language {
    Language::of(tag).unwrap()
}

/// What comes of something typed, as in the tables: the date, with `?` behind it where it was guessed
/// and `..` where it is the last of several days; both readings where it asks which; else nothing.
fn read(tag: &str, about: About, today: Date, typed: &str) -> String {
    match spoken::read(typed, about, language(tag), today) {
        Ok(reading) => {
            let mark = match reading.how {
                How::Said => "",
                How::Guessed => "?",
                How::LastOf => "..",
            };
            format!("{}{mark}", reading.date)
        }
        Err(Refusal::TwoDates(given, one, other) | Refusal::ASeason(given, one, other)) => {
            assert_eq!(given, typed);
            format!("{one} or {other}")
        }
        Err(Refusal::NotADate(given, of, day)) => {
            assert_eq!((&*given, of, day), (typed, about, today));
            String::new()
        }
        Err(other) => panic!("{typed}: {other:?}"),
    }
}

/// The language, what is typed, and what it is read as where the past and where the future is asked.
const READ: &[(&str, &str, &str, &str)] = &[
    // as data
    ("en", "2025-03-15", "2025-03-15", "2025-03-15"),
    ("en", "2025-03", "2025-03", "2025-03"),
    ("en", "2025", "2025", "2025"),
    // in words, with the year
    ("en", "15 March 2025", "2025-03-15", "2025-03-15"),
    ("en", "March 15, 2025", "2025-03-15", "2025-03-15"),
    ("en", "March 15,2025", "2025-03-15", "2025-03-15"),
    ("en", "the 1st of sept. 2025", "2025-09-01", "2025-09-01"),
    ("en", "1ST SEPT 2025", "2025-09-01", "2025-09-01"),
    ("en", "2025 march 15", "2025-03-15", "2025-03-15"),
    ("en", "15-mar-2025", "2025-03-15", "2025-03-15"),
    ("en", "15 march 25", "2025-03-15?", "2025-03-15?"),
    ("en", "15 march 99", "1999-03-15?", "2099-03-15?"),
    ("en", "Sept 2026", "2026-09", "2026-09"),
    ("en", "in march 2025", "2025-03", "2025-03"),
    ("en", "end of September 2026", "2026-09", "2026-09"),
    ("en", "early 2025", "2025", "2025"),
    ("es", "15 de marzo de 2025", "2025-03-15", "2025-03-15"),
    ("es", "el 15 de marzo del 2025", "2025-03-15", "2025-03-15"),
    ("es", "1º de Enero de 2025", "2025-01-01", "2025-01-01"),
    ("es", "mar 2025", "2025-03", "2025-03"),
    ("es", "setiembre 2026", "2026-09", "2026-09"),
    ("es", "finales de septiembre de 2026", "2026-09", "2026-09"),
    // no year: the latest that lies behind, else the next
    ("en", "22 november", "2025-11-22?", "2026-11-22?"),
    ("en", "november 20th", "2026-11-20?", "2026-11-20?"),
    ("en", "on 19 nov", "2026-11-19?", "2027-11-19?"),
    ("en", "29 february", "2024-02-29?", "2028-02-29?"),
    ("en", "august", "2026-08?", "2027-08?"),
    ("en", "november", "2026-11?", "2026-11?"),
    ("en", "december", "2025-12?", "2026-12?"),
    ("en", "end of September", "2026-09?", "2027-09?"),
    ("en", "mid dec", "2025-12?", "2026-12?"),
    ("en", "last august", "2026-08?", "2026-08?"),
    ("en", "last november", "2025-11?", "2025-11?"),
    ("en", "next november", "2027-11?", "2027-11?"),
    ("es", "15 agosto", "2026-08-15?", "2027-08-15?"),
    ("es", "agosto", "2026-08?", "2027-08?"),
    ("es", "ago", "2026-08?", "2027-08?"),
    ("es", "en diciembre", "2025-12?", "2026-12?"),
    ("es", "agosto pasado", "2026-08?", "2026-08?"),
    // from today on
    ("en", "Today", "2026-11-20", "2026-11-20"),
    ("en", "yesterday", "2026-11-19", "2026-11-19"),
    ("en", "tomorrow", "2026-11-21", "2026-11-21"),
    ("en", "the day before yesterday", "2026-11-18", "2026-11-18"),
    ("en", "day after tomorrow", "2026-11-22", "2026-11-22"),
    ("en", "7 days ago", "2026-11-13", "2026-11-13"),
    ("en", "a day ago", "2026-11-19", "2026-11-19"),
    ("en", "in 7 days", "2026-11-27", "2026-11-27"),
    ("en", "3 weeks ago", "2026-10-30?", "2026-10-30?"),
    ("en", "3w ago", "2026-10-30?", "2026-10-30?"),
    ("en", "In three weeks", "2026-12-11?", "2026-12-11?"),
    ("en", "2 weeks from now", "2026-12-04?", "2026-12-04?"),
    ("en", "three months ago", "2026-08?", "2026-08?"),
    ("en", "about a month ago", "2026-10?", "2026-10?"),
    ("en", "in 2 months", "2027-01?", "2027-01?"),
    ("en", "two years ago", "2024?", "2024?"),
    ("en", "last week", "2026-11-15..", "2026-11-15.."),
    ("en", "this week", "2026-11-20..", "2026-11-22.."),
    ("en", "next week", "2026-11-29..", "2026-11-29.."),
    ("en", "in the last month", "2026-10?", "2026-10?"),
    ("en", "this month", "2026-11", "2026-11"),
    ("en", "next month", "2026-12?", "2026-12?"),
    ("en", "last year", "2025?", "2025?"),
    ("es", "hoy", "2026-11-20", "2026-11-20"),
    ("es", "manana", "2026-11-21", "2026-11-21"),
    ("es", "pasado mañana", "2026-11-22", "2026-11-22"),
    ("es", "antes de ayer", "2026-11-18", "2026-11-18"),
    ("es", "hace 7 días", "2026-11-13", "2026-11-13"),
    ("es", "hace quince dias", "2026-11-05", "2026-11-05"),
    ("es", "tres semanas atrás", "2026-10-30?", "2026-10-30?"),
    ("es", "hace unos tres meses", "2026-08?", "2026-08?"),
    ("es", "dentro de un mes", "2026-12?", "2026-12?"),
    ("es", "en 3 semanas", "2026-12-11?", "2026-12-11?"),
    ("es", "la semana pasada", "2026-11-15..", "2026-11-15.."),
    ("es", "la semana que viene", "2026-11-29..", "2026-11-29.."),
    ("es", "el próximo año", "2027?", "2027?"),
    // a half
    ("en", "half a year ago", "2026-05?", "2026-05?"),
    ("en", "in half a year", "2027-05?", "2027-05?"),
    ("en", "half year ago", "2026-05?", "2026-05?"),
    ("en", "a year and a half ago", "2025-05?", "2025-05?"),
    ("en", "one and a half years ago", "2025-05?", "2025-05?"),
    ("en", "2 and a half years ago", "2024-05?", "2024-05?"),
    ("en", "a month and a half ago", "2026-10?", "2026-10?"),
    ("en", "in a month and a half", "2027-01?", "2027-01?"),
    ("en", "half a month ago", "2026-11?", "2026-11?"),
    (
        "en",
        "two and a half weeks ago",
        "2026-11-03?",
        "2026-11-03?",
    ),
    ("en", "in a week and a half", "2026-12-01?", "2026-12-01?"),
    ("es", "hace medio año", "2026-05?", "2026-05?"),
    ("es", "hace un año y medio", "2025-05?", "2025-05?"),
    ("es", "hace año y medio", "2025-05?", "2025-05?"),
    ("es", "dos años y medio atrás", "2024-05?", "2024-05?"),
    ("es", "dentro de mes y medio", "2027-01?", "2027-01?"),
    ("es", "hace media semana", "2026-11-17?", "2026-11-17?"),
    // days of the week; today is a Friday
    ("en", "monday", "2026-11-16?", "2026-11-23?"),
    ("en", "on Mon", "2026-11-16?", "2026-11-23?"),
    ("en", "friday", "2026-11-20?", "2026-11-27?"),
    ("en", "this friday", "2026-11-20?", "2026-11-20?"),
    ("en", "this sunday", "2026-11-15?", "2026-11-22?"),
    ("en", "last tuesday", "2026-11-17?", "2026-11-17?"),
    ("en", "last friday", "2026-11-13?", "2026-11-13?"),
    ("en", "next friday", "2026-11-27?", "2026-11-27?"),
    ("en", "next thursday", "2026-11-26?", "2026-11-26?"),
    ("en", "next saturday", "2026-11-28?", "2026-11-28?"),
    ("en", "next sunday", "2026-11-29?", "2026-11-29?"),
    ("es", "el lunes", "2026-11-16?", "2026-11-23?"),
    ("es", "miercoles", "2026-11-18?", "2026-11-25?"),
    ("es", "el lunes pasado", "2026-11-16?", "2026-11-16?"),
    ("es", "el próximo viernes", "2026-11-27?", "2026-11-27?"),
    ("es", "el viernes que viene", "2026-11-27?", "2026-11-27?"),
    ("es", "este sábado", "2026-11-14?", "2026-11-21?"),
    // beside a date they tell which is meant
    ("en", "Friday 13 November 2026", "2026-11-13", "2026-11-13"),
    ("en", "Tue, 17 Nov 2026", "2026-11-17", "2026-11-17"),
    ("en", "Fri 13 Nov", "2026-11-13?", ""),
    ("en", "thursday 3/4/2025", "2025-04-03", "2025-04-03"),
    ("en", "tuesday 3/4/2025", "2025-03-04", "2025-03-04"),
    ("en", "monday 3/4/2025", "", ""),
    (
        "es",
        "viernes 13 de noviembre de 2026",
        "2026-11-13",
        "2026-11-13",
    ),
    // days of the month
    ("en", "the 15th", "2026-11-15?", "2026-12-15?"),
    ("en", "15th", "2026-11-15?", "2026-12-15?"),
    ("en", "on the 20th", "2026-11-20?", "2026-11-20?"),
    ("en", "the 25", "2026-10-25?", "2026-11-25?"),
    ("en", "the 31st", "2026-10-31?", "2026-12-31?"),
    ("en", "the 32nd", "", ""),
    ("es", "el 15", "2026-11-15?", "2026-12-15?"),
    ("es", "el día 15", "2026-11-15?", "2026-12-15?"),
    ("es", "1º", "2026-11-01?", "2026-12-01?"),
    // numbers of which only one can be the month
    ("en", "20.12.2026", "2026-12-20", "2026-12-20"),
    ("en", "15/3/2025", "2025-03-15", "2025-03-15"),
    ("en", "3/15/2025", "2025-03-15", "2025-03-15"),
    ("en", "15-03-2025", "2025-03-15", "2025-03-15"),
    ("en", "03/03/2025", "2025-03-03", "2025-03-03"),
    ("en", "2025-3-1", "2025-03-01", "2025-03-01"),
    ("en", "2025/03/04", "2025-03-04", "2025-03-04"),
    ("en", "09/2026", "2026-09", "2026-09"),
    ("en", "3/2025", "2025-03", "2025-03"),
    ("en", "2025.03", "2025-03", "2025-03"),
    ("en", "15/3", "2026-03-15?", "2027-03-15?"),
    ("en", "29/2", "2024-02-29?", "2028-02-29?"),
    ("es", "15/3/2025", "2025-03-15", "2025-03-15"),
    ("es", "03/2025", "2025-03", "2025-03"),
    // only one lies on the side that is asked
    ("en", "11/12/2026", "2026-11-12?", "2026-12-11?"),
    // it asks which
    (
        "en",
        "03/04/2025",
        "2025-04-03 or 2025-03-04",
        "2025-04-03 or 2025-03-04",
    ),
    (
        "en",
        "3/4",
        "2026-04-03 or 2026-03-04",
        "2027-04-03 or 2027-03-04",
    ),
    ("en", "3/25", "2026-03-25 or 2025-03", "2027-03-25?"),
    (
        "en",
        "15/3/25",
        "2025-03-15 or 2015-03-25",
        "2025-03-15 or 2015-03-25",
    ),
    (
        "es",
        "3/4/2025",
        "2025-04-03 or 2025-03-04",
        "2025-04-03 or 2025-03-04",
    ),
    (
        "en",
        "summer 2024",
        "2024-08 or 2025-02",
        "2024-08 or 2024-02",
    ),
    (
        "en",
        "winter 2026",
        "2026-02 or 2026-08",
        "2027-02 or 2026-08",
    ),
    (
        "en",
        "last summer",
        "2026-08 or 2026-02",
        "2027-08 or 2027-02",
    ),
    ("en", "the fall", "2026-11 or 2026-05", "2026-11 or 2027-05"),
    (
        "es",
        "verano de 2024",
        "2024-08 or 2025-02",
        "2024-08 or 2024-02",
    ),
    (
        "es",
        "a finales del otoño",
        "2026-11 or 2026-05",
        "2026-11 or 2027-05",
    ),
];

#[test]
fn dates_are_read_as_people_say_them() {
    for &(tag, typed, past, future) in READ {
        assert_eq!(read(tag, Past, TODAY, typed), past, "{tag}, past: {typed}");
        let future_read = read(tag, Future, TODAY, typed);
        assert_eq!(future_read, future, "{tag}, future: {typed}");
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for (tag, typed) in [
        ("en", ""),
        ("en", " "),
        ("en", "."),
        ("en", "15th of"),
        ("en", "15"),
        ("en", "2025-02-30"),
        ("en", "2025-13"),
        ("en", "13/2025"),
        ("en", "30 February 2025"),
        ("en", "31/4/2025"),
        ("en", "13/13/2025"),
        ("en", "0206"),
        ("en", "206"),
        ("en", "20255"),
        ("en", "-2025"),
        ("en", "+2025"),
        ("en", "-2 weeks ago"),
        ("en", "2.5 weeks ago"),
        ("en", "3 weeks"),
        ("en", "weeks ago"),
        ("en", "in 3 weeks ago"),
        ("en", "3 3 weeks ago"),
        ("en", "3 weeks months ago"),
        ("en", "99999 days ago"),
        ("en", "30000 weeks ago"),
        ("en", "500 years ago"),
        ("en", "march april 2025"),
        ("en", "last yesterday"),
        ("en", "end of 15 march"),
        ("en", "summer winter"),
        ("en", "summer 15"),
        ("en", "last"),
        ("en", "last day"),
        ("en", "1/2/3/4"),
        ("en", "1//2025"),
        ("en", "quite long ago"),
        ("en", "15 marzo 2025"),
        ("en", "ayer"),
        ("es", "15 march 2025"),
        ("es", "yesterday"),
        ("es", "3 weeks ago"),
        ("es", "hace"),
        ("es", "pasado"),
    ] {
        for about in [Past, Future] {
            assert_eq!(read(tag, about, TODAY, typed), "", "{tag}: {typed:?}");
        }
    }
}

// what was said of months and weeks is never read as an earlier day than it can have been
#[test]
fn ends_of_months_and_of_weeks() {
    for (today, about, typed, says) in [
        (date(2026, 5, 31), Past, "three months ago", "2026-02?"),
        (date(2026, 3, 31), Past, "a month ago", "2026-02?"),
        (date(2026, 1, 31), Future, "in one month", "2026-02?"),
        (date(2028, 2, 29), Past, "a year ago", "2027?"),
        (date(2028, 2, 29), Past, "29 february", "2028-02-29?"),
        (date(2028, 2, 28), Past, "29 february", "2024-02-29?"),
        (date(2028, 2, 28), Future, "29/2", "2028-02-29?"),
        (date(1907, 1, 1), Past, "29 february", "1904-02-29?"),
        (date(2097, 1, 1), Future, "29 february", "2104-02-29?"),
        (date(2026, 1, 1), Past, "yesterday", "2025-12-31"),
        (date(2026, 1, 1), Past, "december", "2025-12?"),
        (date(2026, 12, 31), Future, "january", "2027-01?"),
        (date(2026, 1, 15), Past, "last month", "2025-12?"),
        // on a Saturday, a Sunday and a Monday
        (date(2026, 11, 21), Past, "last week", "2026-11-15.."),
        (date(2026, 11, 22), Past, "last week", "2026-11-21.."),
        (date(2026, 11, 23), Past, "last week", "2026-11-22.."),
        (date(2026, 11, 22), Past, "this week", "2026-11-22.."),
        (date(2026, 11, 22), Future, "this week", "2026-11-28.."),
        (date(2026, 11, 22), Future, "next week", "2026-12-05.."),
        (date(2026, 11, 23), Future, "next week", "2026-12-06.."),
    ] {
        assert_eq!(read("en", about, today, typed), says, "{today}: {typed}");
    }
}

#[test]
fn what_is_asked_shows_both_readings() {
    let refused = |typed, tag| {
        let language = language(tag);
        let refusal = spoken::read(typed, Past, language, TODAY).err().unwrap();
        refusal.says(language)
    };
    assert_eq!(
        refused("03/04/2025", "en"),
        "\"03/04/2025\" can mean 3 April 2025, or 4 March 2025. Write the month as a word, and the year."
    );
    assert_eq!(
        refused("summer 2024", "en"),
        "Which month of \"summer 2024\"? North of the equator it ends with August 2024, south of it \
         with February 2025. Write the month."
    );
    assert_eq!(
        refused("03/04/2025", "es"),
        "«03/04/2025» puede ser 3 de abril de 2025 o 4 de marzo de 2025. Escriba el mes con letras, y \
         el año."
    );
}

#[test]
fn an_example_lies_where_it_is_asked() {
    let says = |about| {
        let refusal = spoken::read("soon", about, language("en"), TODAY);
        refusal.err().unwrap().says(language("en"))
    };
    let like = |day| format!("\"soon\" is not a date. Write it like {day}.");
    assert_eq!(says(Past), like("2025-03-15, or 15 March 2025"));
    assert_eq!(says(Future), like("2027-03-15, or 15 March 2027"));
}

/// Days of every kind, leap days and ends of months among them.
fn days() -> impl Strategy<Value = Date> {
    (0_i64..70_000).prop_map(|days| date(1905, 1, 1).checked_add(days.days()).unwrap())
}

fn tags() -> impl Strategy<Value = &'static str> {
    prop::sample::select(needlefit::text::tags().collect::<Vec<_>>())
}

fn abouts() -> impl Strategy<Value = About> {
    prop::sample::select(vec![Past, Future])
}

/// The words that the forms are made of, in any order.
fn words() -> impl Strategy<Value = String> {
    let words = "7 3 31 12 2025 1899 32767 99999 000 a last next days ago in weeks months years week \
        march 29 february summer 2200 15/3/2025 3/4 3/25 1. , - 1st the end yesterday day after \
        tomorrow hace dentro de semanas mes que viene pasado mañana verano ago İ ſ １５ 💉";
    let words: Vec<&str> = words.split(' ').collect();
    prop::collection::vec(prop::sample::select(words), 0..6).prop_map(|words| words.join(" "))
}

/// The small pack, which asks when pills were taken last, and when a baby is due.
static SMALL: LazyLock<Pack> = LazyLock::new(|| {
    let text = include_bytes!("fixtures/small.json");
    Pack::from_bytes("small", text).unwrap()
});

/// The small pack at this question.
fn at(id: &str) -> Interview<'static> {
    let answers = answers(&SMALL, &[("pills", "yes"), ("pregnancy", "yes")]);
    let interview = Interview::new(&SMALL, TODAY).for_treatment(Treatment::Today);
    let interview = interview.with_answers(answers).step(&Event::Start);
    let interview = interview.step(&Event::Review).step(&Event::Edit(id));
    let question = SMALL.question(id).unwrap();
    assert_eq!(interview.stage(), Stage::Asking(Screen::Question(question)));
    interview
}

fn stored(interview: &Interview<'_>, id: &str) -> Option<String> {
    let question = SMALL.question(id).unwrap();
    let answer = interview.answers().get(question.number)?;
    Some(answer.to_json(question).as_str().unwrap().to_owned())
}

fn typed(words: &str) -> Event<'_> {
    Event::Answer(Given::Typed(words))
}

/// What is guessed is taken by a second time the same or by `Confirm`, and by nothing else.
#[test]
fn what_is_guessed_is_no_answer_until_it_is_confirmed() {
    for (id, words, date) in [
        ("pills_last", "22 november", "2025-11-22"),
        ("pills_last", "last week", "2026-11-15"),
        ("pills_last", "three months ago", "2026-08"),
        ("due", "15 march", "2027-03-15"),
        ("due", "in 3 weeks", "2026-12-11"),
    ] {
        let asked = at(id).step(&typed(words));
        let Some(Notice::Guessed(guess)) = asked.notice() else {
            panic!("{words}: {:?}", asked.notice());
        };
        assert_eq!(guess.date.to_string(), date, "{words}");
        assert_eq!((stored(&asked, id), asked.stage()), (None, at(id).stage()));
        for event in [typed(words), Event::Confirm] {
            let taken = asked.clone().step(&event);
            assert_eq!(stored(&taken, id).as_deref(), Some(date), "{words}");
            assert_ne!(taken.stage(), asked.stage());
        }
        for event in [typed("soon"), Event::Forward, typed("20 november")] {
            let other = asked.clone().step(&event);
            assert_eq!(stored(&other, id), None, "{words}, {event:?}");
        }
        let left = asked.step(&Event::Back).step(&Event::Edit(id));
        assert_eq!(stored(&left.step(&Event::Confirm), id), None, "{words}");
    }
    for (id, words, date) in [
        ("pills_last", "yesterday", "2026-11-19"),
        ("pills_last", "7 days ago", "2026-11-13"),
        ("pills_last", "15/3/2025", "2025-03-15"),
        ("pills_last", "end of September 2026", "2026-09"),
        ("due", "03/2027", "2027-03"),
    ] {
        let taken = at(id).step(&typed(words));
        assert_eq!(stored(&taken, id).as_deref(), Some(date), "{words}");
    }
    // what is out of reach is said so, and not asked first
    for (id, words) in [
        ("pills_last", "in 3 weeks"),
        ("pills_last", "tomorrow"),
        ("pills_last", "03/04/2025"),
        ("due", "three months ago"),
        ("due", "in two years"),
    ] {
        let refused = at(id).step(&typed(words));
        assert!(
            matches!(refused.notice(), Some(Notice::Refused(_))),
            "{words}"
        );
    }
}

#[test]
fn the_day_of_the_treatment_takes_the_same_words() {
    let day = || Interview::new(&SMALL, TODAY).step(&Event::Start);
    for (words, guessed, date) in [
        ("tomorrow", false, "2026-11-21"),
        ("in 7 days", false, "2026-11-27"),
        ("20.12.2026", false, "2026-12-20"),
        ("today", false, "today"),
        ("20 november", true, "today"),
        ("in 3 weeks", true, "2026-12-11"),
        ("5 january", true, "2027-01-05"),
    ] {
        let event = Event::TreatmentTyped(words);
        let mut next = day().step(&event);
        assert_eq!(matches!(next.notice(), Some(Notice::Guessed(_))), guessed);
        if guessed {
            assert_eq!(next.treatment(), None, "{words}");
            next = next.step(&event);
        }
        assert_eq!(next.treatment().unwrap().to_string(), date, "{words}");
    }
    let whole = || Some(Refusal::NotAWholeDate(TODAY));
    for (words, refusal) in [
        ("next week", whole()),
        ("this week", whole()),
        ("january", whole()),
        ("in 2 months", whole()),
        ("yesterday", Some(Refusal::BeforeToday(TODAY))),
        ("3 weeks ago", Some(Refusal::BeforeToday(TODAY))),
    ] {
        let refused = day().step(&Event::TreatmentTyped(words));
        let notice = refusal.map(Notice::Refused);
        assert_eq!(refused.notice(), notice.as_ref(), "{words}");
    }
}

fn shows(app: &mut App<'_>, words: &str) -> bool {
    let shown = lines(&paint(app, (80, 60)).0).join(" ");
    let shown: Vec<&str> = shown.split_whitespace().collect();
    shown.join(" ").contains(words)
}

#[test]
fn on_the_full_screen_a_second_enter_confirms() {
    let to_pills = "Enter 3 4 Enter 1 Enter 1 2 Enter";
    let mut at_pills = app(&SMALL, ThemeName::None, false);
    paint(&mut at_pills, (80, 200));
    press(&mut at_pills, to_pills);
    let id = SMALL.question("pills_last").unwrap();
    let here = Stage::Asking(Screen::Question(id));
    assert_eq!(at_pills.interview().stage(), here);
    press(&mut at_pills, "a u g u s t");
    assert!(shows(&mut at_pills, "August 2026"));
    // a key that is held takes nothing
    assert!(matches!(at_pills.key(key("Enter")), Flow::Ticked));
    assert!(shows(
        &mut at_pills,
        "August 2026: is that right? Press Enter again."
    ));
    assert_eq!(at_pills.interview().stage(), here);
    press(&mut at_pills, "Enter");
    let taken = stored(at_pills.interview(), "pills_last");
    assert_eq!(taken.as_deref(), Some("2026-08"));

    let mut app = app(&SMALL, ThemeName::None, false);
    paint(&mut app, (80, 200));
    press(&mut app, to_pills);
    press(&mut app, "0 3 / 0 4 / 2 0 2 5");
    assert!(shows(&mut app, "can mean 3 April 2025, or 4 March 2025"));
}

#[test]
fn steps_do_not_go_past_today() {
    let mut app = app(&SMALL, ThemeName::None, false);
    paint(&mut app, (80, 200));
    press(&mut app, "Enter 3 4 Enter 1 Enter 1 2 Enter");
    for (keys, day) in [
        ("Up", "2026-11-20"),
        ("Up", "2026-11-20"),
        ("Down", "2026-11-19"),
        (">", "2026-11-20"),
        ("<", "2026-10-20"),
        ("Up", "2026-10-21"),
    ] {
        press(&mut app, keys);
        assert!(shows(&mut app, day), "{keys}: {day}");
    }
}

/// What asks which of two days is meant is read to its end, also under the narrow prompt.
#[test]
fn under_the_prompt_nothing_is_cut() {
    let spanish = EDITIONS.in_language(language("es")).unwrap().unwrap();
    for (pack, typed, ends) in [
        (
            &*crate::common::PACK,
            "03/04/2027",
            "Write the month as a word, and the year.",
        ),
        (&*crate::common::PACK, "summer", "Write the month."),
        (
            spanish,
            "03/04/2027",
            "Escriba el mes con letras, y el año.",
        ),
        (spanish, "verano", "Escriba el mes."),
    ] {
        for size in [(80, 24), (40, 12)] {
            let mut app = app(pack, ThemeName::None, false);
            press(&mut app, "Enter b 2");
            press(&mut app, &format!("\"{typed}\""));
            let shown = lines(&paint(&mut app, size).0).join(" ");
            let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(shown.contains(ends), "{size:?}: {shown}");
        }
    }
}

#[test]
fn on_the_full_screen_the_day_is_asked_once_more() {
    let interview = Interview::new(&SMALL, TODAY);
    let mut app = App::new(interview, Theme::new(ThemeName::None, false), wishes(false));
    paint(&mut app, (80, 200));
    press(&mut app, "Enter 2 i n Space 3 Space w e e k s");
    assert!(shows(&mut app, "11 December 2026, in 3 weeks"));
    press(&mut app, "Enter");
    assert!(shows(
        &mut app,
        "11 December 2026, in 3 weeks: is that right? Press Enter again."
    ));
    assert_eq!(app.interview().treatment(), None);
    press(&mut app, "Enter");
    let day = date(2026, 12, 11);
    assert_eq!(app.interview().treatment(), Some(Treatment::On(day)));
}

fn talk(interview: Interview<'_>, typed: &str) -> String {
    said_to(interview, &typed.replace('/', "\n"))
}

#[test]
fn line_by_line_a_yes_confirms() {
    let said = talk(
        Interview::new(&SMALL, TODAY),
        "/in 3 weeks/y/34/1/1/2/august/n/last week/y/q/y",
    );
    let mut rest = said.as_str();
    for line in [
        "11 December 2026, in 3 weeks: is that right? Type y for yes. Or type the date again.\n",
        "You said: 11 December 2026, in 3 weeks.\n",
        "August 2026: is that right? Type y for yes. Or type the date again.\n",
        "Type a date, like 15 March 2025, March 2025, 2025 or 7 days ago.",
        "15 November 2026, 5 days ago: is that right?",
        "\n15 November 2026, 5 days ago.\n",
    ] {
        let (_, after) = rest
            .split_once(line)
            .unwrap_or_else(|| panic!("{line}: {said}"));
        rest = after;
    }
}

#[test]
fn in_spanish_it_is_confirmed_in_spanish() {
    let spanish = EDITIONS.in_language(language("es")).unwrap().unwrap();
    let said = talk(Interview::new(spanish, TODAY), "/en 3 semanas/s/34/q/s");
    let asks = "11 de diciembre de 2026, dentro de 3 semanas: ¿es correcto?";
    assert!(said.contains(asks), "{said}");
    let answer = "11 de diciembre de 2026, dentro de 3 semanas.\n";
    assert!(said.contains(answer), "{said}");
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn nothing_typed_breaks_it(
        typed in prop_oneof![words(), any::<String>(), "[0-9a-z ./,-]{0,12}"],
        today in days(), tag in tags(), about in abouts(),
    ) {
        if let Ok(reading) = spoken::read(&typed, about, language(tag), today) {
            // what is stored is what data takes
            let stored = reading.date.to_string().parse::<PartialDate>().unwrap();
            prop_assert!(stored == reading.date, "{typed}");
        }
    }

    #[test]
    fn what_is_said_back_reads_as_the_same(
        typed in words(), day in days(), today in days(), tag in tags(), about in abouts(),
        form in 0..4,
    ) {
        let date: PartialDate = match form {
            0 => day.to_string().parse().unwrap(),
            1 => day.strftime("%Y-%m").to_string().parse().unwrap(),
            2 => day.strftime("%Y").to_string().parse().unwrap(),
            _ => match spoken::read(&typed, about, language(tag), today) {
                Ok(reading) => reading.date,
                Err(_) => return Ok(()),
            },
        };
        let says = date.says(language(tag));
        let again = spoken::read(&says, about, language(tag), today);
        prop_assert!(again.is_ok_and(|it| it.date == date && it.how == How::Said), "{says}");
    }

    // how far a day lies from today is said in words that are taken as well, and never read as a day
    // that is earlier than the one that lies behind
    #[test]
    fn how_long_ago_reads_no_earlier(days in 0_i64..700, today in days(), tag in tags()) {
        let day = today.checked_sub(days.days()).unwrap();
        let says = language(tag).distance(day, today);
        if let Ok(reading) = spoken::read(&says, Past, language(tag), today) {
            prop_assert!(reading.date.last_day() >= day, "{says} on {today}");
        }
    }
}
