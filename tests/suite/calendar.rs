//! A screening as days in a calendar: which days follow, that a title gives nobody away, and that a
//! parser from elsewhere reads the same.
use jiff::{Timestamp, civil::date};
use needlefit::{
    check, clean,
    interview::{Event, Interview, Stage, Treatment, screening::Whose},
    pack::Pack,
    sheet::calendar::render,
};
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::common::{
    EDITIONS, PACK, TODAY, any_answers, healthy_but, needlefit, of_today, summary,
    walk::answer_screen,
};
use crate::{
    screening::written,
    sheet::{HOSTILE, telling},
};

const ID: &str = "0b5d7c1e-93a4-4f0e-8f0a-6f2b7a7f3f9a";
const PUT_DOWN: &str = "2026-11-20T09:41:00Z";

fn calendar(interview: &Interview<'_>) -> Option<String> {
    render(interview, ID, PUT_DOWN.parse::<Timestamp>().unwrap())
}

/// Somebody well but for these answers, at the summary.
fn person(given: &[(&str, &str)], treatment: Treatment) -> Interview<'static> {
    let mut interview = Interview::new(&PACK, TODAY)
        .with_answers(healthy_but(&PACK, given))
        .for_treatment(treatment)
        .step(&Event::Start)
        .step(&Event::Review)
        .step(&Event::Confirm);
    // what the answers open besides
    while !interview.has_verdict() {
        let screen = match interview.stage() {
            Stage::Asking(screen) => screen,
            Stage::Review => {
                let open = interview.open();
                let Some(open) = open.first() else {
                    interview = interview.step(&Event::Confirm);
                    continue;
                };
                interview = interview.step(&Event::Edit(&open.id));
                continue;
            }
            other => panic!("{other:?}"),
        };
        interview = answer_screen(interview, screen, 0);
    }
    interview
}

/// One event: the end of its name, its first day, the day after it, title and description.
#[derive(Debug, PartialEq, Eq)]
struct Read {
    name: String,
    first: String,
    end: String,
    title: String,
    says: String,
}

/// The events of a calendar as they are written, by the shortest reading there is.
fn events(calendar: &str) -> Vec<Read> {
    let unfolded = calendar.replace("\r\n ", "");
    let events = unfolded.split("\r\nBEGIN:VEVENT\r\n").skip(1);
    let read = |event: &str| {
        let value = |key: &str| {
            let line = event.split("\r\n").find_map(|it| it.strip_prefix(key));
            line.unwrap_or_else(|| panic!("{key}: {event}")).to_owned()
        };
        let text = |key: &str| {
            let written = value(key);
            let mut letters = written.chars();
            let mut plain = String::new();
            while let Some(letter) = letters.next() {
                plain.extend(match letter {
                    '\\' => letters.next().map(|it| if it == 'n' { '\n' } else { it }),
                    letter => Some(letter),
                });
            }
            plain
        };
        assert_eq!(value("DTSTAMP:"), "20261120T094100Z");
        let uid = value("UID:");
        let name = uid.strip_prefix(&format!("{ID}-"));
        Read {
            name: name.unwrap().strip_suffix("@needlefit").unwrap().to_owned(),
            first: value("DTSTART;VALUE=DATE:"),
            end: value("DTEND;VALUE=DATE:"),
            title: text("SUMMARY:"),
            says: text("DESCRIPTION:"),
        }
    };
    events.map(read).collect()
}

fn days(interview: &Interview<'_>) -> Vec<String> {
    let calendar = calendar(interview).unwrap_or_default();
    let events = events(&calendar).into_iter();
    let line = |it: Read| format!("{} {} {}", it.name, it.first, it.end);
    events.map(line).collect()
}

#[test]
fn the_days_are_those_of_the_plan() {
    // a day that one time ends on is one that the next begins on; what is written is the day after
    assert_eq!(
        days(&person(&[], Treatment::Today)),
        [
            "aftercare-after_first 20261120 20261122",
            "aftercare-after_second 20261121 20261123",
            "aftercare-after_third 20261122 20261124",
            "aftercare-after_week 20261123 20261128",
            "aftercare-after_fortnight 20261127 20261205",
            "aftercare-after_later 20261204 20261219",
            "next-session 20261218 20261219",
        ]
    );
    let booked = days(&person(&[], Treatment::On(date(2027, 1, 20))));
    assert_eq!(booked.len(), 8);
    assert_eq!(booked[0], "answer-again 20270120 20270121");
    assert_eq!(booked[1], "aftercare-after_first 20270120 20270122");
    assert_eq!(booked[7], "next-session 20270217 20270218");
    assert_eq!(
        days(&person(&[], Treatment::NotBooked)),
        ["answer-again 20261220 20261221"]
    );
}

#[test]
fn a_wait_has_the_day_on_which_it_may_be_asked_again_and_no_other() {
    let pills = [
        ("isotretinoin", "yes"),
        ("isotretinoin_taking", "no"),
        ("isotretinoin_last_dose", "2026-08-20"),
    ];
    let waits = person(&pills, Treatment::Today);
    let until = waits.verdict().not_before;
    assert_eq!(until, Some(date(2027, 2, 20)));
    assert_eq!(days(&waits), ["ask-again 20270220 20270221"]);
    // with an event that has no day, a day alone is not the end of it
    let both = [&pills[..], &[("sunburn", "yes"), ("sunburn_sore", "yes")]].concat();
    let both = person(&both, Treatment::Today);
    assert!(both.verdict().not_before.is_some() && !both.verdict().events().is_empty());
    assert_eq!(calendar(&both), None);
    let keloid = [("keloid", "yes"), ("keloid_where", "other")];
    for given in [&[("age", "15")][..], &keloid] {
        assert_eq!(
            calendar(&person(given, Treatment::Today)),
            None,
            "{given:?}"
        );
    }
    // nor has what is not finished a day
    assert_eq!(calendar(&of_today(&PACK).step(&Event::Start)), None);
}

/// Titles that anybody may see.
const TITLES: [&str; 4] = [
    "Skin treatment: aftercare, day ",
    "Skin treatment: earliest day of the next session",
    "Skin treatment: earliest day to ask again",
    "Skin treatment: answer the questions again",
];

/// Many people: by chance, each for one of three days, with a label.
fn people() -> Vec<Interview<'static>> {
    let booked = Treatment::On(date(2026, 12, 24));
    let treatments = [Treatment::Today, booked, Treatment::NotBooked];
    let person = |nth: u16| {
        let picks: Vec<u16> = (0..60_u16)
            .map(|it| (nth.wrapping_mul(31).wrapping_add(it)).wrapping_mul(40_503))
            .collect();
        let answers = if nth.is_multiple_of(3) {
            any_answers(&PACK, &picks)
        } else {
            let all = any_answers(&PACK, &picks);
            // few are not well in more than one thing
            let mut one = healthy_but(&PACK, &[]);
            let place = usize::from(nth) % PACK.questions.len();
            let question = &PACK.questions[place];
            if let Some(answer) = all.get(question.number) {
                one.set(question, answer.clone());
            }
            one
        };
        let label = Some(format!("Q{nth:04}Z"));
        Interview::new(&PACK, TODAY)
            .with_answers(answers)
            .for_treatment(treatments[usize::from(nth) % 3])
            .kept_as(Whose {
                label,
                answered_by: None,
            })
            .step(&Event::Start)
            .step(&Event::Review)
            .step(&Event::Confirm)
    };
    let people: Vec<_> = (0..150).map(person).collect();
    people.into_iter().filter(Interview::has_verdict).collect()
}

#[test]
fn titles_give_nobody_away_and_lines_are_folded() {
    let mut seen = 0;
    for interview in people() {
        let Some(calendar) = calendar(&interview) else {
            continue;
        };
        seen += 1;
        assert_eq!(Some(&calendar), self::calendar(&interview).as_ref());
        for line in calendar.split_terminator("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
        }
        let label = interview.whose().label.clone().unwrap();
        assert!(!calendar.contains(&label));
        let plan_follows = interview.verdict().plan_follows();
        for event in events(&calendar) {
            assert!(
                TITLES.iter().any(|it| event.title.starts_with(it)),
                "{event:?}"
            );
            assert!(event.says.ends_with(&PACK.disclaimer), "{event:?}");
            assert_eq!(event.name == "ask-again", !plan_follows, "{event:?}");
        }
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn it_is_in_the_language_of_the_screening_with_the_same_days() {
    let english = person(&[], Treatment::On(date(2026, 12, 24)));
    let spanish = english.clone().in_next_language(&EDITIONS).unwrap();
    assert_eq!(days(&english), days(&spanish));
    let events = events(&calendar(&spanish).unwrap());
    assert_eq!(
        events[1].title,
        "Tratamiento de la piel: cuidados, día 0 a 1"
    );
    // as long as a machine made the words, that is said
    let notice = "A machine made these words";
    assert!(events.iter().all(|it| it.says.contains(notice)));
}

#[test]
fn a_saved_screening_is_printed_as_its_days() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("mine.json");
    let said = |interview: &Interview<'_>| {
        std::fs::write(&file, written(interview)).unwrap();
        let file = file.to_str().unwrap();
        needlefit(&["sheet", file, "--format", "ics", "--today", "2026-11-20"])
    };
    let well = person(&[], Treatment::Today);
    let printed = said(&well);
    assert_eq!(printed.code, 0, "{}", printed.err);
    let wanted = render(&well, ID, Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(printed.out, wanted);
    let none = said(&person(&[("age", "15")], Treatment::Today));
    assert_eq!((none.code, &*none.out), (1, ""));
    assert!(
        none.err.contains("has no day for a calendar"),
        "{}",
        none.err
    );
}

/// Reads calendars, a JSON text a line, and says what it read.
const SECOND: &str = "
import json, sys
try:
    import icalendar
except ImportError:
    sys.exit(77)
for line in sys.stdin:
    calendar = icalendar.Calendar.from_ical(json.loads(line))
    assert not calendar.errors, calendar.errors
    events = []
    for event in calendar.walk('VEVENT'):
        assert not event.errors, event.errors
        day = lambda key: event[key].dt.strftime('%Y%m%d') + ' ' + type(event[key].dt).__name__
        stamp = event['DTSTAMP'].dt.isoformat()
        events.append([str(event['UID']), day('DTSTART'), day('DTEND'), stamp,
            str(event['SUMMARY']), str(event['DESCRIPTION']), str(event['CLASS'])])
    print(json.dumps(events))
";

/// What a parser from elsewhere reads of these calendars, a line each; none where there is none.
fn read_elsewhere(test: &str, calendars: &[String]) -> Option<String> {
    let python = std::process::Command::new("python3")
        .args(["-c", ""])
        .status();
    if !python.is_ok_and(|it| it.success()) {
        eprintln!("SKIPPED {test}: there is no python3");
        return None;
    }
    let lines = calendars.iter().map(|it| format!("{}\n", json!(it)));
    let output = assert_cmd::Command::new("python3")
        .args(["-c", SECOND])
        .write_stdin(lines.collect::<String>())
        .output()
        .unwrap();
    if output.status.code() == Some(77) {
        eprintln!("SKIPPED {test}: python3 -m pip install icalendar");
        return None;
    }
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{err}");
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(out.lines().count(), calendars.len());
    Some(out)
}

/// That it read what is written there.
fn reads_the_same(test: &str, calendars: &[String]) {
    let read = read_elsewhere(test, calendars).unwrap_or_default();
    for (line, calendar) in read.lines().zip(calendars) {
        let wanted = events(calendar).into_iter().map(|it| {
            json!([
                format!("{ID}-{}@needlefit", it.name),
                format!("{} date", it.first),
                format!("{} date", it.end),
                "2026-11-20T09:41:00+00:00",
                it.title,
                it.says,
                "PRIVATE"
            ])
        });
        let wanted = Value::Array(wanted.collect());
        assert_eq!(serde_json::from_str::<Value>(line).unwrap(), wanted);
    }
}

#[test]
fn a_parser_from_elsewhere_reads_the_same() {
    let spanish = person(&[], Treatment::Today)
        .in_next_language(&EDITIONS)
        .unwrap();
    let calendars: Vec<String> = people()
        .iter()
        .chain([&spanish])
        .filter_map(calendar)
        .collect();
    reads_the_same("a_parser_from_elsewhere_reads_the_same", &calendars);
}

/// Texts that somebody means harm to a calendar with, beside those for paper.
const FORGED: [&str; 7] = [
    "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nTRIGGER:-PT1M",
    "x\nATTENDEE:mailto:chaos@example.org",
    "x\\nATTENDEE:mailto:chaos@example.org",
    "a;VALUE=URI,b\\;c\\",
    "BEGIN:VEVENT",
    "END:VCALENDAR",
    "\u{2028}ATTENDEE:x\u{85}ATTENDEE:y",
];

fn hostile() -> impl Iterator<Item = &'static str> {
    HOSTILE.into_iter().chain(FORGED)
}

/// The names of the properties of a calendar, in their order; no line is longer than is allowed or
/// holds a character that steers anything.
fn properties(calendar: &str) -> Vec<String> {
    for line in calendar.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert_eq!(clean::harmful(line.trim(), false), None, "{line:?}");
    }
    let unfolded = calendar.replace("\r\n ", "");
    let lines = unfolded.split_terminator("\r\n");
    let name = |line: &str| match line.split_once([':', ';']) {
        // what begins and ends counts too
        Some(("BEGIN" | "END", _)) => line.to_owned(),
        Some((name, _)) => name.to_owned(),
        None => panic!("{line:?}"),
    };
    lines.map(name).collect()
}

#[test]
fn what_a_person_and_a_clinic_write_is_in_no_calendar() {
    let plain = calendar(&telling("gout")).unwrap();
    for words in hostile() {
        assert_eq!(calendar(&telling(words)).unwrap(), plain, "{words:?}");
        let file = json!({ "name": words, "telephone": "020 7946 0000", "aftercare": words });
        let file = file.to_string();
        // an address is refused, or a name, or both; without the address the name may pass
        let clinics = [&*file, &json!({ "name": words }).to_string()]
            .map(|file| check::clinic::sound(&PACK, "clinic.json", file.as_bytes(), TODAY).ok());
        for clinic in clinics.iter().flatten() {
            let interview = telling("gout").in_clinic(clinic);
            assert_eq!(calendar(&interview).unwrap(), plain, "{words:?}");
        }
    }
}

#[test]
fn hostile_texts_of_a_pack_are_refused_or_stay_in_their_place() {
    let shipped: Value = serde_json::from_slice(Pack::built_in_bytes()).unwrap();
    let well = |pack: &Pack| calendar(&summary(pack, healthy_but(pack, &[]), Treatment::Today));
    let wanted = properties(&well(&PACK).unwrap());
    let item = &PACK.items().last().unwrap().says;
    let (mut taken, mut calendars) = (0, Vec::new());
    for words in hostile() {
        for says in [
            words.to_owned(),
            format!("{words} {}", "so long a line ".repeat(9).trim()),
        ] {
            let text = shipped.to_string();
            let text = text.replace(&json!(item).to_string(), &json!(says).to_string());
            let mut file: Value = serde_json::from_str(&text).unwrap();
            file["disclaimer"] = json!(says);
            let Ok(pack) = Pack::from_bytes("pack.json", file.to_string().as_bytes()) else {
                assert!(clean::harmful(&says, false).is_some(), "{says:?}");
                continue;
            };
            taken += 1;
            let calendar = well(&pack).unwrap();
            assert_eq!(properties(&calendar), wanted, "{says:?}");
            let events = events(&calendar);
            assert!(events.iter().all(|it| it.says.ends_with(&says)), "{says:?}");
            calendars.push(calendar);
        }
    }
    assert!(taken > 12, "{taken}");
    reads_the_same(
        "hostile_texts_of_a_pack_are_refused_or_stay_in_their_place",
        &calendars,
    );
}

#[test]
fn a_hostile_id_of_a_file_forges_nothing() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("mine.json");
    let mut saved: Value =
        serde_json::from_slice(&written(&person(&[], Treatment::Today))).unwrap();
    let mut wanted = None;
    let mut calendars = Vec::new();
    for id in [ID].into_iter().chain(hostile()) {
        saved["id"] = json!(id);
        std::fs::write(&file, saved.to_string()).unwrap();
        let file = file.to_str().unwrap();
        let printed = needlefit(&["sheet", file, "--format", "ics", "--today", "2026-11-20"]);
        assert_eq!(printed.code, 0, "{id:?}: {}", printed.err);
        let properties = properties(&printed.out);
        assert_eq!(
            wanted.get_or_insert_with(|| properties.clone()),
            &properties,
            "{id:?}"
        );
        calendars.push(printed.out);
    }
    let read = read_elsewhere("a_hostile_id_of_a_file_forges_nothing", &calendars);
    let counts = read.iter().flat_map(|read| read.lines()).map(|line| {
        let events: Vec<Value> = serde_json::from_str(line).unwrap();
        events.len()
    });
    assert!(counts.into_iter().all(|it| it == 7));
}
