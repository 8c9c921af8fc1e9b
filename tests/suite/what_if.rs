//! What another answer would change: that it is never taken for a verdict, and leaves nothing behind.
use std::fs;

use crate::common::{
    EDITIONS, PACK, TODAY, healthy_but, said_to,
    screen::{HEALTHY, SEVERAL, app_that_saves, lines, paint, press},
    verdict, wishes,
};
use needlefit::{
    interview::{Answer, Event, Interview, PartialDate, Stage, Treatment, what_if::WhatIf},
    pack::{Level, Pack},
    sheet::{self, Part},
    text::{self, Language},
    tui::{
        App,
        keymap::Context,
        theme::{Theme, ThemeName},
    },
};

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 60)];

fn spanish() -> &'static Pack {
    let spanish = EDITIONS.in_language(Language::of("es").unwrap());
    spanish.unwrap().unwrap()
}

/// Somebody at the summary, healthy but for these answers.
fn at_summary<'p>(pack: &'p Pack, but: &[(&str, &str)]) -> Interview<'p> {
    let interview = Interview::new(pack, TODAY)
        .for_treatment(Treatment::Today)
        .with_answers(healthy_but(pack, &[&WELL[..], but].concat()));
    let interview = interview.step(&Event::Start).step(&Event::Review);
    let interview = interview.step(&Event::Confirm);
    assert_eq!(interview.stage(), Stage::Summary);
    interview
}

/// What somebody answers where nothing is found.
const WELL: [(&str, &str); 1] = [("scar_severity", "moderate")];

const ISOTRETINOIN: [(&str, &str); 4] = [
    ("isotretinoin", "yes"),
    ("retinoid_pill", "isotretinoin"),
    ("isotretinoin_taking", "no"),
    ("isotretinoin_last_dose", "2026-08-20"),
];

fn screen_of(interview: Interview<'_>) -> App<'_> {
    App::new(interview, Theme::new(ThemeName::None, false), wishes(false))
}

fn shown(app: &mut App<'_>, size: (u16, u16)) -> String {
    lines(&paint(app, size).0).join("\n")
}

// ---- where it begins ----

#[test]
fn it_begins_at_the_answer_that_decides() {
    let cases: [(&[(&str, &str)], &str); 5] = [
        (&ISOTRETINOIN, "isotretinoin_last_dose"),
        (&[("keloid", "unsure")], "keloid"),
        (
            &[
                ("pregnancy", "yes"),
                ("pregnancy_isotretinoin", "no"),
                ("pregnancy_acitretin", "no"),
                ("pregnancy_due", "unsure"),
            ],
            "pregnancy",
        ),
        // the later of two dates, asked last
        (
            &[
                ("sunburn", "yes"),
                ("sunburn_kind", "sun"),
                ("sunburn_sore", "no"),
                ("sunburn_last", "2026-11-15"),
                ISOTRETINOIN[0],
                ISOTRETINOIN[1],
                ISOTRETINOIN[2],
                ISOTRETINOIN[3],
            ],
            "isotretinoin_last_dose",
        ),
        // with nothing found it begins at the first
        (&[], "age"),
    ];
    for (but, decides) in cases {
        let interview = at_summary(&PACK, but);
        let of = WhatIf::new(interview.clone());
        assert_eq!(of.asked()[of.decides()].question.id, decides);
        let mut app = screen_of(interview);
        press(&mut app, "i");
        let shown = shown(&mut app, (80, 24));
        let marked = shown.lines().find(|it| it.contains('▸')).unwrap();
        let short = &PACK.question(decides).unwrap().short;
        assert!(marked.contains(&format!("{short}:")), "{shown}");
    }
}

// ---- never a verdict ----

/// That a screen says in its head that it is a what-if, and finds nothing without saying so.
fn is_marked(shown: &str, language: &Language, how: &str) {
    let mark = language.says(text::WHAT_IF);
    let head = shown.lines().next().unwrap();
    assert!(head.contains(mark), "{how}:\n{shown}");
    // as it would stand in a headline: with its sign
    let [before, _] = language
        .says(text::WITH_CHANGE)
        .split("{says}")
        .collect::<Vec<_>>()[..]
    else {
        panic!("no place for what it says")
    };
    // the sections stand beside it, done
    let outline = head.chars().take_while(|it| *it == ' ').count();
    let finds = |line: &&str| line.chars().skip(outline).any(|it| it == '✓');
    for line in shown.lines().filter(finds) {
        assert!(line.contains(before.trim()), "{how}:\n{shown}");
    }
}

#[test]
fn every_screen_of_it_is_marked() {
    for pack in [&*PACK, spanish()] {
        let language = pack.language;
        let mark = language.says(text::WHAT_IF);
        for size in SIZES {
            let mut app = screen_of(at_summary(pack, &ISOTRETINOIN));
            let before = shown(&mut app, size);
            assert!(!before.contains(mark), "{before}");
            press(&mut app, "i");
            is_marked(&shown(&mut app, size), language, "opened");
            // so many months earlier that the wait is over
            press(&mut app, "Left Left Left Left");
            assert!(shown(&mut app, (80, 24)).contains('✓'));
            for keys in ["", "?", "Esc g", "Esc q", "n", "PageDown", "End", "v", "v"] {
                press(&mut app, keys);
                let shown = shown(&mut app, size);
                is_marked(
                    &shown,
                    app.interview().language(),
                    &format!("{size:?} {keys}"),
                );
            }
            press(&mut app, "Esc");
            assert_eq!(app.context(), Context::Summary);
            assert_eq!(shown(&mut app, size), before);
        }
    }
}

// the one headline is that of the answers as they are, and it says so
#[test]
fn what_it_finds_is_no_headline() {
    for interview in [at_summary(&PACK, &ISOTRETINOIN), at_summary(&PACK, &[])] {
        let mut of = WhatIf::new(interview.clone());
        let keloid = PACK.question("keloid").unwrap();
        for given in [Answer::Unsure, Answer::yes(), Answer::no()] {
            of.give(keloid, given);
            let parts = sheet::what_if(&interview, &of);
            let headlines = parts.iter().filter(|it| matches!(it, Part::Headline(..)));
            let headlines: Vec<&str> = headlines.map(Part::says).collect();
            assert_eq!(headlines.len(), 1);
            assert!(headlines[0].starts_with("As answered: "));
            let first = parts[0].says();
            assert!(first.starts_with("What if: ") == of.is_changed(), "{first}");
        }
    }
}

// ---- what changes ----

#[test]
fn a_date_that_moved_is_changed_and_neither_gone_nor_new() {
    let interview = at_summary(&PACK, &ISOTRETINOIN);
    let mut of = WhatIf::new(interview.clone());
    let last = PACK.question("isotretinoin_last_dose").unwrap();
    of.turn(last, true);
    let change = of.change();
    assert_eq!(
        (change.moves.len(), change.comes.len(), change.goes.len()),
        (1, 0, 0)
    );
    let parts = sheet::what_if(&interview, &of);
    let says: Vec<&str> = parts.iter().map(Part::says).collect();
    let moved = "Not before 20 March 2027, instead of 20 February 2027.";
    assert!(
        says.iter()
            .any(|it| it.starts_with("Changed: ") && it.ends_with(moved)),
        "{says:?}"
    );
    // so far back that it is over, it is gone
    of.give(
        last,
        Answer::Date(PartialDate::Year("2020-01-01".parse().unwrap())),
    );
    let change = of.change();
    assert_eq!(change.after.level, Level::NoConcern);
    assert_eq!((change.moves.len(), change.goes.len()), (0, 1));
}

#[test]
fn the_same_reason_with_other_words_is_changed_too() {
    // by the day or by its month, the wait ends on the same day
    let but: Vec<(&str, &str)> = ISOTRETINOIN[..3].to_vec();
    let but = [but, vec![("isotretinoin_last_dose", "2026-08-31")]].concat();
    let interview = at_summary(&PACK, &but);
    let mut of = WhatIf::new(interview.clone());
    let last = PACK.question("isotretinoin_last_dose").unwrap();
    of.give(last, Answer::Date("2026-08".parse().unwrap()));
    let change = of.change();
    assert_eq!(
        (change.moves.len(), change.comes.len(), change.goes.len()),
        (1, 0, 0)
    );
    let says = sheet::what_if(&interview, &of);
    assert!(
        says.iter()
            .any(|it| it.says().starts_with("Changed: ") && it.says().contains("August 2026"))
    );
}

// ---- nothing is left of it ----

#[test]
fn the_interview_and_what_is_saved_stay_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let saved = |name: &str, keys: &str| {
        let file = folder.path().join(name);
        let mut app = app_that_saves(&PACK, &file);
        paint(&mut app, (120, 200));
        press(&mut app, &format!("{SEVERAL} Enter Enter"));
        assert_eq!(app.interview().stage(), Stage::Summary);
        let before = format!("{:?}", app.interview());
        let (verdict, sheet) = (
            app.interview().verdict().level,
            sheet::text::render(app.interview()),
        );
        press(&mut app, keys);
        assert_eq!(format!("{:?}", app.interview()), before, "{keys}");
        assert_eq!(app.interview().verdict().level, verdict);
        assert_eq!(sheet::text::render(app.interview()), sheet);
        let closed = press(&mut app, "q y").unwrap();
        assert!(closed.saved);
        fs::read(file).unwrap()
    };
    let without = saved("without.json", "");
    for (nth, keys) in [
        "i Esc",
        "i Right Right Down Left i",
        "i Right Down Down Right Backspace Up Left b",
        // out of it, and not only back
        "i Right Down Left",
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(saved(&format!("{nth}.json"), keys), without, "{keys}");
    }
}

#[test]
fn nothing_is_printed_or_saved_from_it() {
    for keys in [
        "e", "a", "c", "s", "t", "w", "p", "r", "1", "z", "o", "m", "x",
    ] {
        let mut app = screen_of(at_summary(&PACK, &ISOTRETINOIN));
        press(&mut app, "i Right");
        paint(&mut app, (80, 24));
        assert!(press(&mut app, keys).is_none());
        assert_eq!(app.context(), Context::WhatIf, "{keys}");
        assert!(
            shown(&mut app, (80, 24)).contains("does nothing here"),
            "{keys}"
        );
    }
}

#[test]
fn a_new_one_begins_without_the_changes_of_the_last() {
    let mut app = screen_of(at_summary(&PACK, &ISOTRETINOIN));
    press(&mut app, "i");
    let fresh = shown(&mut app, (80, 24));
    press(&mut app, "Right Down Right Esc i");
    assert_eq!(shown(&mut app, (80, 24)), fresh);
}

#[test]
fn the_help_names_it_at_the_summary() {
    let mut app = screen_of(at_summary(&PACK, &[]));
    press(&mut app, "?");
    let help = "Shows what another answer would change.";
    let all = Language::english().says(text::HELP_WHAT_IF);
    assert!(all.starts_with(help));
    let shown = shown(&mut app, (80, 60));
    assert!(
        shown
            .lines()
            .any(|it| it.trim_start().starts_with("i ") && it.contains(help)),
        "{shown}"
    );
}

// ---- line by line ----

#[test]
fn the_line_mode_takes_the_words_and_leaves_no_trace() {
    for (pack, words) in [
        (&*PACK, "What if"),
        (&*PACK, "i"),
        (spanish(), "y si"),
        (spanish(), "Y SÍ"),
    ] {
        let language = pack.language;
        let interview = at_summary(pack, &ISOTRETINOIN);
        let of = WhatIf::new(interview.clone());
        let number = of.decides() + 1;
        let said = said_to(interview.clone(), &format!("{words}\n{number}\nb\n"));
        assert!(said.contains(language.says(text::WHAT_IF_NOTE)), "{said}");
        let [before, _] = language
            .says(text::WITH_CHANGE)
            .split("{says}")
            .collect::<Vec<_>>()[..]
        else {
            panic!("no place for what it says")
        };
        assert_eq!(
            said.lines().filter(|it| it.starts_with(before)).count(),
            1,
            "{said}"
        );
        let over = language.says(text::WHAT_IF_OVER);
        assert!(said.contains(over), "{said}");
        // how to come to it is said at the summary, in these words
        let word = language.says(text::HINT_WHAT_IF);
        for how in [text::SUMMARY_ON, text::SUMMARY_WAIT] {
            assert!(language.says(how).contains(&format!(" {word} ")));
        }
        // and the sheet is the same
        let end = "\np\n";
        let after = |what: &str| {
            let said = said_to(interview.clone(), &format!("{what}\n{end}"));
            said.split_once(language.says(text::FINISHED))
                .unwrap()
                .1
                .to_owned()
        };
        assert_eq!(
            after(""),
            after(&format!("{words}\n{number}\n{number} n\nb\n"))
        );
    }
}

#[test]
fn the_line_mode_takes_a_number_and_an_answer() {
    let interview = at_summary(&PACK, &ISOTRETINOIN);
    let of = WhatIf::new(interview.clone());
    let place = |id: &str| {
        of.asked()
            .iter()
            .position(|it| it.question.id == id)
            .unwrap()
            + 1
    };
    let (last, taken, keloid) = (
        place("isotretinoin_last_dose"),
        place("isotretinoin"),
        place("keloid"),
    );
    let hear = |typed: &str| said_to(interview.clone(), &format!("what if\n{typed}\n"));
    let said = hear(&format!("{last} 20 october 2026"));
    assert!(said.contains("(was: 20 August 2026)"), "{said}");
    assert!(
        said.contains("Not before 20 April 2027, instead of 20 February 2027."),
        "{said}"
    );
    // a guess is taken, and said back
    let said = hear(&format!("{last} october"));
    assert!(
        said.contains("October 2026 (was: 20 August 2026)"),
        "{said}"
    );
    let said = hear(&format!("{taken} n"));
    assert!(
        said.contains("What if: No reason to wait was found."),
        "{said}"
    );
    // what it opens is said with its number
    let said = hear(&format!("{keloid} yes"));
    let opened = said.lines().filter(|it| it.ends_with("not answered yet."));
    assert!(opened.count() > 0 && said.contains("no answer."), "{said}");
    // no such row, no such answer, no such day
    for (typed, says) in [
        ("999", "\"999\" is not one of the choices."),
        ("maybe", "\"maybe\" is not one of the choices."),
        (
            &*format!("{keloid} perhaps"),
            "\"perhaps\" is not one of the choices.",
        ),
        (
            &*format!("{last} 20 october 2030"),
            "That day is still to come.",
        ),
    ] {
        let said = hear(typed);
        assert!(
            said.contains(says) && !said.contains("What if: "),
            "{typed}: {said}"
        );
    }
    // all rows, numbered as they stand
    let said = hear("r");
    for (place, row) in of.asked().iter().enumerate() {
        let says = sheet::other_answer(row, Language::english());
        assert!(said.contains(&format!("{}: {says}", place + 1)), "{said}");
    }
}

// ---- both ----

#[test]
fn the_healthy_one_can_ask_too() {
    let answers = healthy_but(&PACK, &WELL);
    assert_eq!(verdict(&PACK, &answers).level, Level::NoConcern);
    let mut app = crate::common::screen::app(&PACK, ThemeName::None, false);
    paint(&mut app, (80, 200));
    press(
        &mut app,
        &format!("{HEALTHY} Enter Enter i Down Down Right"),
    );
    let shown = shown(&mut app, (80, 24));
    assert!(
        shown.contains("What if: ") && shown.contains("As answered: "),
        "{shown}"
    );
}
