//! The pictures: what is drawn, at each size and in each way of drawing, and that
//! the words beside a picture say all that it draws.
//!
//! `INSTA_UPDATE=always cargo test --test suite pictures` writes the snapshots anew.
use std::{collections::BTreeSet, fmt::Write};

use crate::common::{
    PACK,
    screen::{HEALTHY, SEVERAL, app, lines, paint, press},
};
use jiff::{ToSpan, civil::date};
use needlefit::{
    interview::{Event, Interview},
    pack::{Kind, Pack},
    sheet::{
        Part,
        pictures::{DayIs, Picture, Scene, Span},
    },
    text::{self, Language},
    tui::{
        keymap::Context,
        pictures::draw,
        theme::{Theme, ThemeName},
    },
};

/// Wide and tall enough for every drawing.
const ROOM: (u16, u16) = (72, 40);

/// The keys to every picture.
fn pictures() -> Vec<(String, String)> {
    let scars = HEALTHY.trim_end_matches("1 3 1 Enter n");
    let mut all = Vec::new();
    for number in 1..=7 {
        all.push((format!("scar {number}"), format!("{scars} p {number}")));
    }
    for number in 1..=4 {
        let keys = format!("{HEALTHY} Enter Enter c p {number}");
        all.push((format!("how it works {number}"), keys));
    }
    let others = [
        ("the course", format!("{HEALTHY} Enter Enter c p 5")),
        (
            "the course, with dates",
            format!("{HEALTHY} Enter Enter a t \"2026-12-01\" Enter Left c p 5"),
        ),
        (
            "the course, too early",
            format!("{SEVERAL} Enter Enter a t \"2026-12-01\" Enter Left c p 5"),
        ),
        ("the days", format!("{HEALTHY} Enter Enter a p")),
        (
            "the days, with today",
            format!("{HEALTHY} Enter Enter a t \"2026-11-20\" Enter p"),
        ),
        ("why", format!("{SEVERAL} Enter Enter p")),
        ("why, nothing found", format!("{HEALTHY} Enter Enter p")),
    ];
    all.extend(others.map(|(name, keys)| (name.to_owned(), keys)));
    all
}

fn shown(ascii: bool, size: (u16, u16)) -> String {
    let mut all = String::new();
    for (name, keys) in pictures() {
        let mut app = app(&PACK, ThemeName::Dark, ascii);
        // where all is in sight: a key for a row that is not only shows it
        paint(&mut app, (size.0, 500));
        press(&mut app, &keys);
        assert_eq!(app.context(), Context::Picture, "{name}");
        let (buffer, _) = paint(&mut app, size);
        writeln!(all, "\n== {name}").unwrap();
        for line in lines(&buffer) {
            writeln!(all, "|{line}").unwrap();
        }
    }
    all
}

#[test]
fn every_picture_at_every_size() {
    for size in [(80, 24), (120, 40), (40, 12)] {
        insta::assert_snapshot!(format!("{}x{}", size.0, size.1), shown(false, size));
    }
}

#[test]
fn every_picture_in_ascii() {
    let all = shown(true, (80, 24));
    let odd: String = all.chars().filter(|c| !c.is_ascii()).collect();
    assert_eq!(odd, "");
    insta::assert_snapshot!("ascii", all);
}

/// The words of a picture, in one line.
fn words(scene: &Scene<'_>) -> String {
    let says = scene
        .words(Language::english())
        .into_iter()
        .map(|part| match part {
            Part::Says(says, _) | Part::Alert(says) => says,
            part => part.heading().unwrap_or_default().to_owned(),
        });
    says.collect::<Vec<_>>().join(" ")
}

fn interviews() -> Vec<Interview<'static>> {
    let new = crate::common::of_today(&PACK);
    let mut all = vec![new.clone()];
    for keys in [HEALTHY, SEVERAL] {
        let mut app = app(&PACK, ThemeName::None, false);
        press(&mut app, &format!("{keys} Enter Enter a"));
        let told = app.interview().clone();
        all.push(told.clone().step(&Event::TreatmentTyped("2026-12-31")));
        all.push(told);
    }
    all
}

#[test]
fn the_words_say_every_range_that_is_drawn() {
    let mut dated = 0;
    for interview in interviews() {
        for picture in Picture::all(&PACK) {
            let scene = picture.scene(&interview).unwrap();
            let words = words(&scene);
            let says = |what: &str| assert!(words.contains(what), "{picture:?}: {what}\n{words}");
            match &scene {
                Scene::Course(course) => {
                    for Span {
                        title,
                        when,
                        first,
                        last,
                        ..
                    } in course.sessions.iter().chain(&course.marks)
                    {
                        says(&format!("{title}: {when}."));
                        assert!(course.start <= *first && first <= last, "{title}");
                        if course.dated {
                            dated += 1;
                            says(&Language::english().day(*first));
                            says(&Language::english().day(*last));
                        }
                    }
                }
                Scene::Days(strip) => {
                    for row in &strip.rows {
                        says(row.title);
                        // the first and the last day of each span that ends on the strip
                        let is = |day| row.is_on(day);
                        let changes = (1..=strip.last).filter(|day| is(*day) != is(*day - 1));
                        let ends = changes.map(|day| match is(day) {
                            DayIs::Free => day - 1,
                            DayIs::Perhaps if is(day - 1) == DayIs::Sure => day - 1,
                            _ => day,
                        });
                        for day in ends {
                            says(&format!("day {day}"));
                            if let Some(date) = strip.date(day) {
                                says(&Language::english().day(date));
                            }
                        }
                    }
                }
                Scene::Why(why) => {
                    for row in &why.rows {
                        says(&row.title);
                        says(&row.when(Language::english()));
                    }
                }
                Scene::Scar(scar) => says(&scar.says.join(" ")),
                Scene::Frame(frame) => says(&frame.says.join(" ")),
            }
        }
    }
    assert!(dated > 0);
}

#[test]
fn every_picture_of_the_pack_is_drawn_and_none_looks_like_another() {
    let interview = crate::common::of_today(&PACK);
    for ascii in [false, true] {
        let theme = Theme::new(ThemeName::None, ascii);
        let mut seen = BTreeSet::new();
        for picture in Picture::all(&PACK) {
            assert!(!picture.title(&PACK).is_empty());
            let scene = picture.scene(&interview).unwrap();
            let drawn = draw(&scene, &theme, Language::english(), ROOM).unwrap();
            let drawn: Vec<String> = drawn.iter().map(ToString::to_string).collect();
            let wide = drawn.iter().map(|line| line.chars().count()).max();
            assert!(wide <= Some(usize::from(ROOM.0)), "{picture:?}");
            assert!(seen.insert(drawn), "{picture:?} looks like another");
        }
    }
    // every option that a scar is known by has its picture
    let scars = PACK.question("scar_type").unwrap();
    let Kind::Choice(options) = &scars.kind else {
        panic!("a choice")
    };
    assert!(options.iter().all(|option| option.picture.is_some()));
}

#[test]
fn a_window_too_small_shows_the_words_alone() {
    let interview = crate::common::of_today(&PACK);
    let theme = Theme::new(ThemeName::None, false);
    for picture in Picture::all(&PACK) {
        let scene = picture.scene(&interview).unwrap();
        assert!(
            draw(&scene, &theme, Language::english(), (34, 5)).is_none(),
            "{picture:?}"
        );
        assert!(!scene.words(Language::english()).is_empty());
        for width in 0..200 {
            for height in [0, 1, 5, 6, 8, 11, 20, 60] {
                // whatever the room, it is drawn within it or not at all
                let drawn =
                    draw(&scene, &theme, Language::english(), (width, height)).unwrap_or_default();
                assert!(drawn.iter().all(|line| line.width() <= usize::from(width)));
            }
        }
    }
}

#[test]
fn every_style_is_one_of_the_theme() {
    let theme = Theme::new(ThemeName::None, false);
    for interview in interviews() {
        for picture in Picture::all(&PACK) {
            let scene = picture.scene(&interview).unwrap();
            for line in draw(&scene, &theme, Language::english(), ROOM).unwrap_or_default() {
                for span in line.spans {
                    assert_eq!(
                        span.style.fg, theme.text.fg,
                        "{picture:?}: {}",
                        span.content
                    );
                }
            }
        }
    }
}

#[test]
fn the_course_counts_the_earliest_and_the_latest() {
    let mut interview = crate::common::of_today(&PACK);
    let mut app = app(&PACK, ThemeName::None, false);
    press(&mut app, &format!("{HEALTHY} Enter Enter a"));
    interview.clone_from(app.interview());
    let interview = interview.step(&Event::TreatmentTyped("2026-12-01"));
    let Some(Scene::Course(course)) = Picture::Course.scene(&interview) else {
        panic!("a course")
    };
    let first = date(2026, 12, 1);
    assert_eq!(course.sessions.len(), 6);
    for (gaps, session) in (0..).zip(&course.sessions) {
        assert_eq!(session.first, first.saturating_add((4 * gaps).weeks()));
        assert_eq!(session.last, first.saturating_add((6 * gaps).weeks()));
        assert_eq!(session.open, gaps >= 3);
    }
    let days: Vec<_> = course.marks.iter().map(|it| (it.first, it.last)).collect();
    // the third session at the earliest is on 26 January, the sixth at the latest on 29 June
    let wanted = [
        (date(2027, 4, 26), date(2027, 9, 29)),
        (date(2027, 7, 26), date(2028, 6, 29)),
        (date(2027, 7, 26), date(2028, 6, 29)),
    ];
    assert_eq!(days, wanted);
}

#[test]
fn what_decides_is_marked_by_sign_and_word() {
    let mut app = app(&PACK, ThemeName::None, false);
    press(&mut app, &format!("{SEVERAL} Enter Enter p"));
    let (buffer, _) = paint(&mut app, (80, 24));
    let marked: Vec<String> = lines(&buffer)
        .into_iter()
        .filter(|line| line.trim_start().starts_with('▸'))
        .collect();
    assert_eq!(marked.len(), 2, "{marked:?}");
    assert!(
        marked
            .iter()
            .all(|line| line.ends_with(Language::english().says(text::WHY_DECIDES)))
    );
}

#[test]
fn a_pack_without_pictures_has_none_but_the_verdict() {
    let pack = Pack::from_bytes("sample.json", needlefit::pack::SAMPLE.as_bytes()).unwrap();
    assert_eq!(Picture::all(&pack), [Picture::Why]);
    let mut app = app(&pack, ThemeName::None, false);
    press(&mut app, "Enter p");
    assert_ne!(app.context(), Context::Picture);
}

#[test]
fn one_turns_from_each_picture_to_the_next_and_nothing_is_answered() {
    let scars = HEALTHY.trim_end_matches("1 3 1 Enter n");
    let mut app = app(&PACK, ThemeName::None, false);
    press(&mut app, &format!("{scars} Down Down Down p"));
    let title = |app: &mut _| lines(&paint(app, (80, 24)).0).join("\n");
    let answered = app.interview().answers().clone();
    // the option in focus is the picture that opens
    assert!(title(&mut app).contains("Ice-pick scars  (3 of 7)"));
    press(&mut app, "Left");
    assert!(title(&mut app).contains("Boxcar scars  (2 of 7)"));
    press(&mut app, "Right Right Right Right Right Right Right Right");
    assert!(title(&mut app).contains("Flat marks  (7 of 7)"));
    press(&mut app, "p");
    assert_eq!(app.context(), Context::Options);
    assert_eq!(app.interview().answers(), &answered);
}

#[test]
fn what_no_picture_can_show_is_refused() {
    let pack = str::from_utf8(Pack::built_in_bytes()).unwrap();
    let cases = [
        (
            r#""min": 3, "max": 6"#,
            r#""min": 7, "max": 6"#,
            "the fewest first",
        ),
        (
            r#""from": "gap_low", "to": "gap_high""#,
            r#""from": "gap_high", "to": "gap_low""#,
            "This ends before it begins.",
        ),
        (
            r#""until": "care_fortnight""#,
            r#""until": "judge_first""#,
            "At most 31 days",
        ),
        (
            r#""to": "downtime", "or_to": "effects_gone""#,
            r#""or_to": "effects_gone""#,
            "`or_to` needs `to`.",
        ),
        (r#""shows": "needles""#, r#""shows": "needle""#, "needles"),
    ];
    for (found, put, says) in cases {
        assert_eq!(pack.matches(found).count(), 1, "{found}");
        let broken = pack.replace(found, put);
        let refused = Pack::from_bytes("broken.json", broken.as_bytes()).unwrap_err();
        let refused = format!("{refused:?}");
        assert!(refused.contains(says), "{put}: {refused}");
    }
}
