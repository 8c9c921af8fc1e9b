//! The demo: its people, its steps, what another answer would change, and that nothing is kept.
//!
//! `INSTA_UPDATE=always cargo test --test suite demo` writes the snapshots anew.
use std::{fmt::Write, fs, sync::Arc, time::Instant};

use crate::common::{
    EDITIONS, PACK, TODAY,
    screen::{app, key, lines, paint, press},
    styles::shown,
};
use assert_cmd::Command;
use jiff::{ToSpan, civil::Date};
use needlefit::{
    demo::{self, People, Person},
    interview::{Answer, Stage, what_if::WhatIf},
    pack::{Level, Pack},
    text::{self, Language},
    tui::{
        DemoApp,
        keymap::Context,
        terminal::{Flow, Program as _},
        theme::{Theme, ThemeName},
    },
};

/// The smallest window for a consult, and a projector.
const SIZES: [(u16, u16); 2] = [(80, 24), (200, 60)];

fn people() -> Vec<Arc<Person>> {
    People::of(&PACK, TODAY).fit
}

fn person(id: &str) -> Arc<Person> {
    people().into_iter().find(|it| it.id == id).unwrap()
}

/// A demo that shows its people.
fn showing(theme: ThemeName) -> DemoApp<'static> {
    let pack: &'static Pack = &PACK;
    DemoApp::new(app(pack, theme, false), People::of(pack, TODAY), None)
}

/// A demo in which somebody has come to the summary.
fn at_summary(id: &str, theme: ThemeName) -> DemoApp<'static> {
    let mut app = showing(theme);
    let place = people().iter().position(|it| it.id == id).unwrap();
    press(&mut app, &(place + 1).to_string());
    while app.interview().stage() != Stage::Summary {
        let before = app.interview().stage();
        press(&mut app, "Space");
        assert_ne!(app.interview().stage(), before, "{id}");
    }
    app
}

fn said(app: &mut DemoApp<'_>, size: (u16, u16)) -> String {
    lines(&paint(app, size).0).join("\n")
}

/// Presses keys until the row of this question has the focus.
fn go_to(app: &mut DemoApp<'_>, short: &str) {
    for _ in 0..100 {
        let marked = format!("{short}:");
        let said = said(app, (80, 24));
        if said
            .lines()
            .any(|it| it.contains('▸') && it.contains(&marked))
        {
            return;
        }
        press(app, "Down");
    }
    panic!("no row {short}");
}

// ---- the people ----

/// Days on which months end, years begin, and February is short or long.
fn days() -> Vec<Date> {
    let mut days: Vec<Date> = (0..12).map(|it| TODAY + (it * 31).days()).collect();
    days.extend(
        [
            "2027-01-31",
            "2027-02-28",
            "2028-02-29",
            "2027-05-31",
            "2027-08-31",
            "2027-12-31",
        ]
        .map(|day| day.parse::<Date>().unwrap()),
    );
    days
}

#[test]
fn on_every_day_each_comes_to_what_the_file_says() {
    let days = days();
    for day in (0..366).map(|it| TODAY + it.days()).chain(days) {
        let people = People::of(&PACK, day).fit;
        assert_eq!(people.len(), 6);
        for person in people {
            let interview = person.asked_all(&PACK, day);
            assert_eq!(interview.stage(), Stage::Summary, "{} on {day}", person.id);
            let verdict = interview.verdict();
            assert!(verdict.is_complete(), "{} on {day}", person.id);
            assert_eq!(
                verdict.level, person.comes_to.level,
                "{} on {day}",
                person.id
            );
            let found: Vec<&str> = verdict
                .findings
                .iter()
                .map(|it| it.question.id.as_str())
                .collect();
            assert_eq!(found, person.comes_to.findings, "{} on {day}", person.id);
        }
    }
}

#[test]
fn they_show_the_levels_that_a_consult_needs() {
    let levels: Vec<Level> = people().iter().map(|it| it.comes_to.level).collect();
    assert_eq!(
        levels,
        [
            Level::NoConcern,
            Level::Wait,
            Level::Clinician,
            Level::Wait,
            Level::Wait,
            Level::Wait
        ]
    );
    assert_eq!(
        demo::ids(),
        people().iter().map(|it| it.id.clone()).collect::<Vec<_>>()
    );
}

#[test]
fn a_pregnancy_is_one_of_now_and_is_called_by_its_month() {
    let name = |day: &str| {
        let people = People::of(&PACK, day.parse().unwrap()).fit;
        people.iter().find(|it| it.id == "due").unwrap().name(&PACK)
    };
    assert_eq!(name("2027-05-03"), "Pregnant, due in October 2027");
    assert_eq!(name("2026-11-20"), "Pregnant, due in April 2027");
}

#[test]
fn three_months_ago_is_that_on_every_day() {
    let last = PACK.question("isotretinoin_last_dose").unwrap();
    for day in days() {
        let people = People::of(&PACK, day).fit;
        let person = people.iter().find(|it| it.id == "isotretinoin").unwrap();
        let given = person.answers().get(last.number).unwrap();
        let Answer::Date(date) = given else {
            panic!("no date")
        };
        assert_eq!(date.first_day(), day - 3.months(), "{day}");
    }
}

// A pack of other questions, and the shipped one with changes, each in a file of its own.
const SMALL_PACK: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/suite/fixtures/small.json"
);

/// The shipped pack with an option renamed that one person takes.
fn changed_bytes() -> Vec<u8> {
    let pack = String::from_utf8(Pack::built_in_bytes().to_vec()).unwrap();
    let changed = pack.replace("red_sore", "inflamed");
    assert_ne!(pack, changed);
    changed.into_bytes()
}

fn taken(bytes: &[u8]) -> Pack {
    Pack::from_bytes("changed.json", bytes).unwrap()
}

#[test]
fn who_does_not_fit_a_changed_pack_is_left_out_by_name() {
    let pack: &'static Pack = Box::leak(Box::new(taken(&changed_bytes())));
    let people = People::of(pack, TODAY);
    let fit: Vec<&str> = people.fit.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(
        fit,
        ["rolling", "rosacea", "due", "isotretinoin", "several"]
    );
    let [acne] = &people.misfits[..] else {
        panic!("{:?}", people.misfits)
    };
    assert_eq!(acne.person, "acne");
    let why = acne.to_string();
    assert!(
        why.contains("acne_kind") && why.contains("red_sore"),
        "{why}"
    );
    let mut app = DemoApp::new(app(pack, ThemeName::None, false), people, None);
    let says = "One person is left out, whose answers don't fit these questions: acne.";
    assert!(said(&mut app, (120, 40)).contains(says));
    // and the others are shown as ever
    press(&mut app, "2 z");
    assert_eq!(app.interview().stage(), Stage::Summary);
}

#[test]
fn a_question_that_is_asked_no_more_leaves_nobody_out() {
    let mut pack: serde_json::Value = serde_json::from_slice(Pack::built_in_bytes()).unwrap();
    let removed = remove_question(&mut pack, "liver_kidney");
    assert!(removed);
    let people = People::of(&taken(pack.to_string().as_bytes()), TODAY);
    assert_eq!((people.fit.len(), people.misfits.len()), (6, 0));
    // one more that nobody wrote an answer to leaves everybody out
    let mut pack: serde_json::Value = serde_json::from_slice(Pack::built_in_bytes()).unwrap();
    rename_question(&mut pack, "liver_kidney", "liver");
    let people = People::of(&taken(pack.to_string().as_bytes()), TODAY);
    assert_eq!((people.fit.len(), people.misfits.len()), (0, 6));
    assert!(people.misfits[0].to_string().contains("\"liver\""));
}

/// Takes a question out of a pack as data; whether it was there.
fn remove_question(value: &mut serde_json::Value, id: &str) -> bool {
    match value {
        serde_json::Value::Array(values) => {
            let before = values.len();
            values.retain(|it| it["id"] != id || it["kind"].is_null());
            let gone = values.len() < before;
            values.iter_mut().any(|it| remove_question(it, id)) || gone
        }
        serde_json::Value::Object(object) => object.values_mut().any(|it| remove_question(it, id)),
        _ => false,
    }
}

/// Gives a question of a pack as data another id.
fn rename_question(value: &mut serde_json::Value, id: &str, to: &str) {
    if value["id"] == id && !value["kind"].is_null() {
        value["id"] = to.into();
    }
    match value {
        serde_json::Value::Array(values) => {
            for value in values {
                rename_question(value, id, to);
            }
        }
        serde_json::Value::Object(object) => {
            for value in object.values_mut() {
                rename_question(value, id, to);
            }
        }
        _ => {}
    }
}

#[test]
fn with_nobody_left_or_not_who_was_named_it_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let changed = folder.path().join("changed.json");
    fs::write(&changed, changed_bytes()).unwrap();
    let demo = |pack: &str, who: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_needlefit"))
            .args(["demo", "--plain", "--pack", pack])
            .args(["--today", "2026-11-20"])
            .args(who)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    let (code, sheets, says) = demo(SMALL_PACK, &[]);
    assert_eq!((code, sheets.as_str()), (Some(1), ""), "{says}");
    assert!(
        says.contains("Nobody of the demo fits these questions."),
        "{says}"
    );
    let changed = changed.display().to_string();
    let (code, sheets, says) = demo(&changed, &["acne"]);
    assert_eq!((code, sheets.as_str()), (Some(1), ""), "{says}");
    assert!(says.contains("\"acne\" of the demo does not fit"), "{says}");
    let (code, sheets, says) = demo(&changed, &[]);
    assert_eq!(code, Some(0), "{says}");
    assert_eq!(sheets.matches("YOUR ANSWERS").count(), 5);
    assert!(says.contains("One person is left out"), "{says}");
    // whoever was named is shown without a word about others
    let (code, _, says) = demo(&changed, &["due"]);
    assert_eq!((code, says.as_str()), (Some(0), ""));
}

// ---- to the summary ----

#[test]
fn a_key_goes_to_the_summary_of_who_is_chosen() {
    let alone = person("rosacea").asked_all(&PACK, TODAY);
    for keys in [
        "Down Down Down z",
        "3 z",
        "3 Space Space Space z",
        "3 o z",
        "3 r z",
    ] {
        let mut app = showing(ThemeName::None);
        press(&mut app, "Home");
        press(&mut app, keys);
        assert_eq!(app.interview().stage(), Stage::Summary, "{keys}");
        assert!(app.interview().answers() == alone.answers(), "{keys}");
        assert!(app.due().is_none(), "{keys}");
    }
    // where letters are text, by F11
    let mut app = showing(ThemeName::None);
    press(&mut app, "5");
    while app.context() != Context::DateEntry {
        press(&mut app, "Space");
    }
    assert!(said(&mut app, (80, 24)).contains("F11 summary"));
    press(&mut app, "F11");
    assert_eq!(app.interview().stage(), Stage::Summary);
}

#[test]
fn the_foot_says_how_to_come_to_the_summary() {
    let mut app = showing(ThemeName::None);
    for size in [(40, 12), (80, 24)] {
        assert!(said(&mut app, size).contains("z summary"));
    }
    press(&mut app, "1");
    while matches!(app.interview().stage(), Stage::Asking(_)) {
        let shown = said(&mut app, (80, 24));
        let key = if app.context() == Context::Entry {
            "F11"
        } else {
            "z"
        };
        assert!(shown.contains(&format!("{key} summary")), "{shown}");
        press(&mut app, "Space");
    }
}

#[test]
fn it_stops_where_the_person_has_no_answer() {
    let mut app = showing(ThemeName::None);
    // the healthy one, with acne by hand: nobody wrote what kind
    press(&mut app, "1 Space Space y Left z");
    assert!(matches!(app.interview().stage(), Stage::Asking(_)));
    let says = Language::english().says(text::DEMO_STOPS_HERE);
    let shown = said(&mut app, (80, 24));
    assert!(
        shown.contains(says) && !shown.contains("z summary"),
        "{shown}"
    );
    let acne = PACK.question("active_acne").unwrap();
    assert!(app.interview().answers().get(acne.number) == Some(&Answer::yes()));
}

// ---- step by step ----

#[test]
fn every_screen_of_everybody_says_demo() {
    for size in [(40, 12), (80, 24), (120, 40), (200, 60)] {
        let mut app = showing(ThemeName::None);
        assert!(said(&mut app, size).contains("DEMO"));
        for person in people() {
            let mut app = at_summary(&person.id, ThemeName::None);
            for keys in [
                "", "s Esc", "c", "b", "i", "i", "a", "w", "Esc", "e", "?", "Esc", "1", "Esc",
            ] {
                press(&mut app, keys);
                let said = said(&mut app, size);
                let head = said.lines().next().unwrap();
                assert!(head.contains("DEMO"), "{} {keys}:\n{said}", person.id);
            }
        }
        for place in 1..=6 {
            let mut app = showing(ThemeName::None);
            press(&mut app, &place.to_string());
            while app.interview().stage() != Stage::Summary {
                let said = said(&mut app, size);
                let head = said.lines().next().unwrap();
                assert!(head.contains("DEMO"), "{place}:\n{said}");
                press(&mut app, "Space");
            }
        }
    }
}

#[test]
fn space_comes_to_the_same_as_the_person_alone() {
    for person in people() {
        let app = at_summary(&person.id, ThemeName::None);
        let alone = person.asked_all(&PACK, TODAY);
        assert!(
            app.interview().answers() == alone.answers(),
            "{}",
            person.id
        );
        assert_eq!(app.interview().verdict().level, person.comes_to.level);
    }
}

#[test]
fn the_answer_is_marked_before_it_is_given_and_another_stays() {
    let mut app = showing(ThemeName::None);
    press(&mut app, "2 Space Space");
    // active acne: yes is marked, and not yet given
    let before = said(&mut app, (80, 24));
    assert!(before.contains("▸ y   Yes"), "{before}");
    let acne = PACK.question("active_acne").unwrap();
    assert!(app.interview().answers().get(acne.number).is_none());
    // what a clinician answers by hand is not answered over
    press(&mut app, "n");
    assert!(app.interview().answers().get(acne.number) == Some(&Answer::no()));
    press(&mut app, "Left Space");
    assert!(app.interview().answers().get(acne.number) == Some(&Answer::no()));
}

#[test]
fn where_a_person_has_no_answer_the_keys_are_everybodys() {
    let mut app = showing(ThemeName::None);
    // the healthy one, with acne by hand: nobody wrote what kind
    press(&mut app, "1 Space Space y");
    let asked = said(&mut app, (80, 24));
    assert!(!asked.contains("Space next"), "{asked}");
    let stage = app.interview().stage();
    press(&mut app, "Space");
    assert_eq!(app.interview().stage(), stage);
    press(&mut app, "Down Space");
    assert_ne!(app.interview().stage(), stage);
}

#[test]
fn back_leads_to_the_people_and_out() {
    let mut app = showing(ThemeName::None);
    press(&mut app, "3");
    press(&mut app, "Esc Esc");
    assert_eq!(app.context(), Context::People);
    press(&mut app, "Down Enter Space");
    assert_eq!(app.context(), Context::List);
    press(&mut app, "m");
    assert_eq!(app.context(), Context::People);
    // nothing is kept, so nothing is asked
    assert!(press(&mut app, "Esc").is_some());
    let mut app = at_summary("several", ThemeName::None);
    press(&mut app, "m");
    assert_eq!(app.context(), Context::People);
    assert!(app.interview().answers().is_empty());
}

// ---- by itself ----

#[test]
fn it_plays_to_the_summary_and_no_further() {
    let mut app = showing(ThemeName::None);
    paint(&mut app, (80, 24));
    assert!(app.due().is_none());
    press(&mut app, "5");
    assert!(app.due().is_none());
    let key = key("F5");
    assert!(matches!(app.press(key), Flow::Continue));
    assert!(said(&mut app, (80, 24)).contains("stop"));
    let mut steps = 0;
    while app.due().is_some() {
        app.tick();
        paint(&mut app, (80, 24));
        steps += 1;
        assert!(steps < 100);
    }
    assert_eq!(app.interview().stage(), Stage::Summary);
    assert!(steps > 20, "{steps}");
}

#[test]
fn any_key_stops_it_and_no_time_runs_then() {
    for (stop, goes_on) in [
        ("F5", false),
        ("Space", false),
        ("PageDown", false),
        ("u", true),
    ] {
        let mut app = showing(ThemeName::None);
        press(&mut app, "6 Space Space o");
        assert!(app.due().is_some());
        let stage = app.interview().stage();
        press(&mut app, stop);
        assert!(app.due().is_none(), "{stop}");
        assert_eq!(app.interview().stage() != stage, goes_on, "{stop}");
    }
}

#[test]
fn the_answer_stays_marked_after_a_look_at_review() {
    let mut app = showing(ThemeName::None);
    press(&mut app, "6");
    assert!(said(&mut app, (80, 24)).contains("52"));
    press(&mut app, "r");
    assert_eq!(app.context(), Context::Review);
    press(&mut app, "b");
    assert_eq!(app.context(), Context::Number);
    assert!(said(&mut app, (80, 24)).contains("52"));
}

#[test]
fn a_screen_stands_as_long_as_it_takes_to_read() {
    let mut app = showing(ThemeName::None);
    press(&mut app, "2 Space");
    paint(&mut app, (80, 24));
    // the least and the most that it can be: time passes while a key is pressed
    let stands = |app: &mut DemoApp<'_>, keys: &str| {
        let before = Instant::now();
        press(app, keys);
        let due = app.due().unwrap();
        (due.saturating_duration_since(Instant::now()), due - before)
    };
    // the screen of places has more words than that of the age
    let long = stands(&mut app, "o");
    press(&mut app, "o Esc");
    paint(&mut app, (80, 24));
    let short = stands(&mut app, "F5");
    assert!(long.1 > short.0, "{long:?} {short:?}");
    assert!(
        short.1.as_secs() >= 5 && long.0.as_secs() < 60,
        "{long:?} {short:?}"
    );
}

// ---- what if ----

#[test]
fn another_answer_shows_what_it_does_and_can_be_taken_back() {
    for size in SIZES {
        let mut app = at_summary("isotretinoin", ThemeName::None);
        let before = said(&mut app, size);
        press(&mut app, "i Home Down");
        go_to(&mut app, "Thick, growing scar");
        press(&mut app, "Left");
        let after = said(&mut app, size);
        assert!(after.contains("Not suitable."), "{after}");
        assert!(after.contains("New: Thick, growing scar."), "{after}");
        assert!(
            after.contains("Thick, growing scar: Yes (was: No)"),
            "{after}"
        );
        // what it asks further has no answer, and counts as not known
        assert!(after.contains("2 questions have no answer."), "{after}");
        // the person is as they were
        assert_eq!(app.interview().verdict().level, Level::Wait);
        press(&mut app, "Backspace Esc");
        assert_eq!(said(&mut app, size), before);
    }
}

#[test]
fn what_a_change_opens_counts_as_not_known_until_it_is_answered() {
    let mut what_if = WhatIf::new(person("rolling").asked_all(&PACK, TODAY));
    let acne = PACK.question("active_acne").unwrap();
    what_if.give(acne, Answer::yes());
    let change = what_if.change();
    assert_eq!(
        (change.before.level, change.after.level),
        (Level::NoConcern, Level::Clinician)
    );
    assert_eq!(change.open, change.after.unanswered.len());
    assert!(change.open > 0 && !change.after.is_complete());
    let opened: Vec<String> = what_if
        .asked()
        .into_iter()
        .filter(|it| it.opened)
        .map(|it| it.question.id.clone())
        .collect();
    assert!(opened.contains(&"acne_where".to_owned()), "{opened:?}");
    // answered one by one, the last says more
    while what_if.change().open > 0 {
        let asked = what_if.asked();
        let open = asked.iter().find(|it| it.answer.is_none()).unwrap();
        what_if.turn(open.question, true);
    }
    assert!(what_if.change().after.is_complete());
    // with the first change taken back, nothing is left of what it opened
    what_if.take_back(Some(acne));
    let change = what_if.change();
    assert_eq!(change.after.level, Level::NoConcern);
    assert!(change.comes.is_empty() && change.goes.is_empty());
}

#[test]
fn turning_on_and_on_comes_back() {
    for person in people() {
        let as_is = person.asked_all(&PACK, TODAY);
        for (question, _) in as_is.review() {
            let mut what_if = WhatIf::new(as_is.clone());
            let mut levels = Vec::new();
            for _ in 0..200 {
                what_if.turn(question, true);
                levels.push(what_if.change().after.level);
                if !what_if.is_changed() {
                    break;
                }
            }
            // several options at once are turned to one at a time
            let several = question.id == "area" && person.id == "several";
            assert!(
                !what_if.is_changed() || several,
                "{} {}",
                person.id,
                question.id
            );
            let change = what_if.change();
            assert!(several || change.comes.is_empty() && change.goes.is_empty());
            // "not sure" is among them
            let minded = levels.iter().any(|it| *it >= Level::Clinician);
            assert!(minded || question.not_knowing.is_some(), "{}", question.id);
        }
    }
}

#[test]
fn a_warning_that_a_change_brings_stands_first() {
    let mut what_if = WhatIf::new(person("isotretinoin").asked_all(&PACK, TODAY));
    let taking = PACK.question("isotretinoin_taking").unwrap();
    what_if.give(taking, Answer::yes());
    let pregnancy = PACK.question("pregnancy").unwrap();
    what_if.turn(pregnancy, true);
    assert!(!what_if.change().warnings.is_empty());
}

#[test]
fn changes_follow_the_language() {
    let spanish = EDITIONS
        .in_language(Language::of("es").unwrap())
        .unwrap()
        .unwrap();
    let mut what_if = WhatIf::new(person("rolling").asked_all(&PACK, TODAY));
    what_if.give(PACK.question("keloid").unwrap(), Answer::yes());
    let level = what_if.change().after.level;
    let what_if = what_if.asked_in(spanish);
    assert_eq!(what_if.change().after.level, level);
    assert_eq!(
        what_if.change().comes[0].question.short,
        spanish.question("keloid").unwrap().short
    );
}

#[test]
fn what_a_machine_translated_has_its_original_under_it() {
    let spanish = EDITIONS.in_language(Language::of("es").unwrap());
    let mut app = DemoApp::new(
        app(spanish.unwrap().unwrap(), ThemeName::None, false),
        People::of(&PACK, TODAY),
        None,
    );
    press(&mut app, "5");
    while app.interview().stage() != Stage::Summary {
        press(&mut app, "Space");
    }
    // on request alone
    press(&mut app, "v i Home Down Down Down Right");
    let said = said(&mut app, (200, 60));
    let panel = said
        .lines()
        .map(|it| it.chars().skip(110).collect::<String>());
    let panel: Vec<String> = panel.collect();
    let panel = panel.join("\n");
    assert!(
        panel.contains("English: What if: Wait, not before 20 February 2027"),
        "{said}"
    );
    assert!(
        panel.contains("English: New: Acne. You are not sure about this."),
        "{said}"
    );
}

// ---- pictures ----

#[test]
fn a_picture_can_be_opened_from_every_screen() {
    let mut app = showing(ThemeName::None);
    let mut seen = 0;
    loop {
        let under = app.context();
        press(&mut app, "F4");
        if app.context() == Context::Album {
            // what decides is no picture before it is known
            let all = said(&mut app, (80, 40));
            assert!(!all.contains("what decides"), "{all}");
            press(&mut app, "Down Enter");
        }
        let is_open = [Context::Picture, Context::ScarPicture].contains(&app.context());
        assert!(is_open, "{under:?}");
        assert!(said(&mut app, (80, 24)).contains("DEMO"));
        press(&mut app, "Esc");
        assert_eq!(app.context(), under);
        seen += 1;
        if app.interview().stage() == Stage::Summary {
            break;
        }
        press(
            &mut app,
            if under == Context::People {
                "1"
            } else {
                "Space"
            },
        );
    }
    assert!(seen > 20, "{seen}");
}

// ---- as it looks ----

#[test]
fn the_screens_of_the_demo() {
    let theme = Theme::new(ThemeName::Dark, false);
    for size in [SIZES[0], SIZES[1], (120, 40), (40, 12)] {
        let mut all = String::new();
        let mut shoot = |name: &str, app: &mut DemoApp<'_>, keys: &str| {
            paint(app, size);
            press(app, keys);
            let (buffer, cursor) = paint(app, size);
            write!(all, "\n== {name}\n{}", shown(&theme, &buffer, cursor)).unwrap();
        };
        shoot("people", &mut showing(ThemeName::Dark), "Down");
        shoot("a question", &mut showing(ThemeName::Dark), "2 Space Space");
        shoot("playing", &mut showing(ThemeName::Dark), "4 Space o");
        shoot("summary", &mut at_summary("several", ThemeName::Dark), "");
        let mut app = at_summary("isotretinoin", ThemeName::Dark);
        shoot("what if", &mut app, "i");
        shoot("what if, another answer", &mut app, "Down Down Left");
        shoot("keys", &mut app, "?");
        shoot("all pictures", &mut showing(ThemeName::Dark), "p Down");
        insta::assert_snapshot!(format!("{}x{}", size.0, size.1), all);
    }
}

// ---- nothing is kept ----

#[test]
fn sheets_are_marked_and_answers_are_not_saved() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sheet.txt");
    let mut app = at_summary("acne", ThemeName::None);
    press(&mut app, "e 2");
    assert_ne!(app.context(), Context::Prompt);
    let refused = Language::english().says(text::DEMO_NOT_SAVED);
    assert!(said(&mut app, (80, 24)).contains(refused));
    press(&mut app, "1 Ctrl-U");
    press(&mut app, &format!("\"{}\" Enter", file.display()));
    let sheet = fs::read_to_string(&file).unwrap();
    let mark = Language::english().says(text::DEMO_MARK);
    assert!(
        sheet.starts_with(mark) && sheet.trim_end().ends_with(mark),
        "{sheet}"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let closed = press(&mut app, "3 4").unwrap();
    assert!(closed.print);
}

/// What the program prints without a terminal, in an empty folder that stays so.
fn printed(args: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_needlefit"))
        .args(args)
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn for_a_pipe_it_prints_marked_sheets() {
    let mark = Language::english().says(text::DEMO_MARK);
    let all = printed(&["demo", "--today", "2026-11-20"]);
    assert_eq!(all.matches(mark).count(), 12);
    for person in people() {
        let one = printed(&["demo", &person.id, "--plain", "--today", "2026-11-20"]);
        assert!(one.starts_with(mark) && one.trim_end().ends_with(mark));
        assert!(one.contains(&person.name(&PACK)) && one.contains("YOUR ANSWERS"));
        assert!(all.contains(&one));
    }
    let spanish = printed(&["demo", "rolling", "--lang", "es"]);
    assert!(spanish.contains("microneedling") && spanish != all);
}

#[test]
fn a_key_that_does_nothing_on_a_page_of_the_demo_says_so() {
    let mut app = showing(ThemeName::None);
    for (keys, says) in [
        ("x", "x does nothing here. These keys do: 1-6 Enter"),
        ("9", "9 does nothing here. These keys do: 1-6 Enter"),
    ] {
        press(&mut app, keys);
        let shown = said(&mut app, (80, 24));
        assert!(shown.contains(says), "{keys}: {shown}");
    }
    let mut app = at_summary("isotretinoin", ThemeName::None);
    press(&mut app, "i z");
    let shown = said(&mut app, (80, 24));
    assert!(
        shown.contains("z does nothing here. These keys do: →"),
        "{shown}"
    );
}
