//! What can be answered is in sight: every question and every list of the pack, in each language.
use std::{collections::BTreeMap, sync::LazyLock};

use needlefit::{
    interview::{Answers, Interview, Row, Screen, Stage},
    pack::Pack,
    text::Language,
    tui::{
        App,
        theme::{Theme, ThemeName},
    },
};

use crate::common::{
    EDITIONS, PACK, any_answer,
    made::Chance,
    of_today,
    screen::{lines, paint, press},
    wishes,
};

/// A usual window, large type, and one in which all of a page is in sight.
const WIDE: (u16, u16) = (80, 24);
const SMALL: (u16, u16) = (40, 12);
const TALL: u16 = 300;

static SPANISH: LazyLock<&'static Pack> = LazyLock::new(|| {
    let spanish = EDITIONS.in_language(Language::of("es").unwrap());
    spanish.unwrap().unwrap()
});

/// What a screen asks, by the ids of its questions.
fn asked(interview: &Interview<'_>, screen: Screen<'_>) -> Vec<String> {
    match screen {
        Screen::Day | Screen::Rest => Vec::new(),
        Screen::Question(question) => vec![question.id.clone()],
        Screen::List(_) => {
            let rows = interview.rows(screen).into_iter();
            let members = rows.filter_map(|row| match row {
                Row::Member(question) => Some(question.id.clone()),
                _ => None,
            });
            members.collect()
        }
    }
}

/// Answers that lead to each screen of the pack, by what it asks, and not beyond it.
fn ways() -> BTreeMap<Vec<String>, Answers> {
    let mut chance = Chance::new(7);
    let mut ways = BTreeMap::new();
    for _ in 0..400 {
        let picks: Vec<u16> = PACK
            .questions
            .iter()
            .map(|_| u16::try_from(chance.below(9)).unwrap())
            .collect();
        let given = |but: &[String]| {
            let mut answers = Answers::default();
            for (question, pick) in PACK.questions.iter().zip(&picks) {
                if !but.contains(&question.id) {
                    answers.set(question, any_answer(question, *pick));
                }
            }
            answers
        };
        let interview = of_today(&PACK).with_answers(given(&[]));
        for screen in interview.screens() {
            let asked = asked(&interview, screen);
            ways.entry(asked.clone()).or_insert_with(|| given(&asked));
        }
    }
    ways
}

/// A screen of a pack in its language, as it opens in a window of this size.
fn at(pack: &'static Pack, wanted: &[String], answers: &Answers, size: (u16, u16)) -> App<'static> {
    let theme = Theme::new(ThemeName::None, false);
    let interview = of_today(pack).with_answers(answers.clone());
    let mut app = App::new(interview, theme, wishes(false)).in_any_of(&EDITIONS);
    for _ in 0..100 {
        match app.interview().stage() {
            Stage::Asking(screen) if asked(app.interview(), screen) == wanted => {
                paint(&mut app, size);
                return app;
            }
            Stage::Asking(_) if wanted.is_empty() => {
                press(&mut app, "Esc");
            }
            Stage::Asking(_) | Stage::Welcome => {
                paint(&mut app, (size.0, TALL));
                press(&mut app, "Enter");
            }
            stage => panic!("{wanted:?}: {stage:?}"),
        }
    }
    panic!("{wanted:?}: {:?}", app.interview().stage());
}

/// The first line of each row of a page, without the sign of the focus: those that the focus comes to.
fn rows(app: &mut App<'_>, width: u16) -> Vec<String> {
    let count = app.interview().rows_here().len();
    let mut rows = Vec::new();
    paint(app, (width, TALL));
    press(app, "PageUp");
    for _ in 0..=count {
        let marked = marked(app, (width, TALL));
        rows.extend(marked.filter(|row| !rows.contains(row)));
        press(app, "Tab");
    }
    assert_eq!(rows.len(), count, "{rows:?}");
    rows
}

/// The line in sight that has the focus.
fn marked(app: &mut App<'_>, size: (u16, u16)) -> Option<String> {
    let lines = lines(&paint(app, size).0).into_iter();
    let mut marked = lines.filter(|line| line.starts_with(" ▸") || line.starts_with("   ▸"));
    marked.next().map(|line| bare(&line))
}

fn bare(line: &str) -> String {
    line.replace('▸', " ")
}

/// The numbers of the rows that are in sight after these keys, as a screen opens.
fn seen(
    pack: &'static Pack,
    (asked, answers): (&[String], &Answers),
    size: (u16, u16),
    keys: &str,
) -> Vec<usize> {
    let rows = rows(&mut at(pack, asked, answers, size), size.0);
    let mut app = at(pack, asked, answers, size);
    press(&mut app, keys);
    let shown: Vec<String> = lines(&paint(&mut app, size).0)
        .iter()
        .map(|line| bare(line))
        .collect();
    let numbered = rows.iter().enumerate();
    let seen = numbered.filter(|(_, row)| shown.contains(row));
    seen.map(|(place, _)| place).collect()
}

#[test]
fn in_spanish_every_row_is_in_sight_that_is_so_in_english() {
    let mut faults = Vec::new();
    for (asked, answers) in &ways() {
        // as it opens, and with a message
        for keys in ["", "z"] {
            let of = |pack| seen(pack, (asked, answers), WIDE, keys);
            let (english, spanish) = (of(&PACK), of(*SPANISH));
            if !english.iter().all(|row| spanish.contains(row)) {
                faults.push(format!("{asked:?} {keys}: {english:?} {spanish:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn in_large_type_an_answer_and_the_mark_are_always_in_sight() {
    let mut faults = Vec::new();
    for (asked, answers) in &ways() {
        for (tag, pack) in [("en", &*PACK), ("es", *SPANISH)] {
            if seen(pack, (asked, answers), SMALL, "").is_empty() {
                faults.push(format!("{tag} {asked:?}: no answer"));
            }
            for key in ["Tab", "Up"] {
                let mut app = at(pack, asked, answers, SMALL);
                for nth in 0..app.interview().rows_here().len() {
                    press(&mut app, key);
                    if marked(&mut app, SMALL).is_none() {
                        faults.push(format!("{tag} {asked:?}: {nth} {key}"));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
