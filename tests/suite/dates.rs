//! Dates as people say them: what each form is read as, in each language, and that nothing is stored
//! that was guessed until it was confirmed.

use jiff::{ToSpan, civil::Date, civil::date};
use needlefit::{
    interview::{
        PartialDate, Refusal,
        spoken::{self, How},
    },
    pack::About::{self, Future, Past},
    text::Language,
};
use proptest::prelude::*;

use crate::common::chance::cases;

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

#[test]
fn dates_are_read_as_people_say_them() {
    for (tag, typed, past, future) in [
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
    ] {
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
        ("en", "15th"),
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
