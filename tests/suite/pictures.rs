//! The pictures: what is drawn, at each size and in each way of drawing, and that
//! the words beside a picture say all that it draws.
//!
//! `INSTA_UPDATE=always cargo test --test suite pictures` writes the snapshots anew.
use std::{collections::BTreeSet, fmt::Write};

use crate::common::{
    EDITIONS, PACK,
    screen::{HEALTHY, SEVERAL, app, lines, paint, press},
};
use jiff::{ToSpan, civil::date};
use needlefit::{
    interview::{Event, Interview},
    pack::{Kind, Pack},
    sheet::{
        Part,
        pictures::{
            DayIs, Picture, Scene, Span,
            drawing::{Form, Ink},
        },
    },
    text::{self, Language},
    tui::{
        App,
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
        let looked_at = [Context::Picture, Context::ScarPicture].contains(&app.context());
        assert!(looked_at, "{name}");
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
    for size in [(80, 24), (120, 40), (200, 60), (40, 12)] {
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
        for width in (0..210).step_by(7) {
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
        (
            r#""of": "flat", "means": "yes""#,
            r#""of": "flatt", "means": "yes""#,
            "There is no picture `flatt`. Did you mean `flat`?",
        ),
        (
            r#""of": "flat", "means": "yes""#,
            r#""of": "flat", "means": "yess""#,
            "There is no option `yess`. Did you mean `yes`?",
        ),
        (
            r#""id": "acne_last", "kind": "date","#,
            r#""id": "acne_last", "kind": "date", "pictures": [{ "of": "flat" }],"#,
            "there is no key for it",
        ),
    ];
    for (found, put, says) in cases {
        assert_eq!(pack.matches(found).count(), 1, "{found}");
        let broken = pack.replace(found, put);
        let refused = Pack::from_bytes("broken.json", broken.as_bytes()).unwrap_err();
        let refused = format!("{refused:?}");
        assert!(refused.contains(says), "{put}: {refused}");
    }
}

/// The keys to the question of a kind of scar, and to others that name pictures.
const TO_KELOID: &str = "Enter 3 4 Enter 1 Enter n n n n";
const TO_MARKS: &str = "Enter 3 4 Enter 1 Enter n n n n n";

fn to_scars() -> &'static str {
    HEALTHY.trim_end_matches("1 3 1 Enter n")
}

fn at(keys: &str, size: (u16, u16)) -> App<'static> {
    let mut app = app(&PACK, ThemeName::None, false);
    paint(&mut app, (size.0, 500));
    press(&mut app, keys);
    paint(&mut app, size);
    app
}

fn said(app: &mut App<'_>, size: (u16, u16)) -> String {
    lines(&paint(app, size).0).join("\n")
}

fn is_answered(app: &App<'_>, id: &str) -> bool {
    let question = PACK.question(id).unwrap();
    app.interview().answers().get(question.number).is_some()
}

#[test]
fn a_question_shows_its_picture_where_it_is_asked() {
    let cases = [
        (TO_KELOID, "Keloids"),
        ("Enter 3 4 Enter 1 Enter n n n n y", "Keloids"),
        (TO_MARKS, "Keloids  (1 of 3)"),
        (to_scars(), "Rolling scars  (1 of 7)"),
    ];
    for (keys, title) in cases {
        let mut app = at(keys, (80, 24));
        let foot = said(&mut app, (80, 500));
        assert!(foot.contains("p picture"), "{title}: {foot}");
        press(&mut app, "p");
        let shown = said(&mut app, (80, 24));
        assert!(shown.contains(title), "{shown}");
    }
    // and none has a key for a picture that it has not
    let mut app = at("Enter 3 4 Enter 1 Enter", (80, 24));
    assert!(!said(&mut app, (80, 24)).contains("p picture"));
}

#[test]
fn the_picture_of_a_row_opens_from_that_row() {
    let mut app = at(TO_MARKS, (80, 24));
    press(&mut app, "Down Down p");
    assert!(said(&mut app, (80, 24)).contains("Raised scars  (2 of 3)"));
}

#[test]
fn this_is_mine_marks_the_option_and_answers_nothing() {
    let mut app = at(to_scars(), (80, 24));
    press(&mut app, "p 3");
    assert_eq!(app.context(), Context::ScarPicture);
    let foot = said(&mut app, (80, 24));
    let mine = Language::english().says(text::HINT_MINE);
    assert!(foot.contains(&format!("Enter {mine}")), "{foot}");
    press(&mut app, "Enter");
    assert_eq!(app.context(), Context::Options);
    assert!(!is_answered(&app, "scar_type"));
    let shown = said(&mut app, (80, 24));
    let marked = shown.lines().find(|line| line.contains('▸'));
    assert!(marked.is_some_and(|line| line.contains("▸ 3 ")), "{shown}");
    assert!(shown.contains(Language::english().says(text::MINE_MARKED)));
    // Enter there gives it
    press(&mut app, "Enter");
    let given = app
        .interview()
        .answers()
        .get(PACK.question("scar_type").unwrap().number);
    let option = PACK
        .question("scar_type")
        .unwrap()
        .option_ids()
        .nth(2)
        .unwrap();
    assert_eq!(option, "ice_pick");
    assert!(given.is_some());
    // another picture does not take the place of an answer by itself
    let before = app.interview().answers().clone();
    press(&mut app, "b p 1 Enter");
    assert_eq!(app.interview().answers(), &before);
    assert_eq!(app.context(), Context::Options);
}

#[test]
fn this_is_mine_means_yes_where_a_growth_is_asked_for() {
    let mut app = at(&format!("{TO_KELOID} p Enter"), (80, 24));
    assert_eq!(app.context(), Context::Options);
    assert!(!is_answered(&app, "keloid"));
    let shown = said(&mut app, (80, 24));
    assert!(
        shown
            .lines()
            .any(|line| line.contains('▸') && line.contains("Yes")),
        "{shown}"
    );
}

#[test]
fn this_is_mine_ticks_and_takes_no_tick_away() {
    let mut app = at(TO_MARKS, (80, 24));
    // a keloid of one's own is none of the family's
    press(&mut app, "p");
    assert_eq!(app.context(), Context::Picture);
    press(&mut app, "2");
    assert_eq!(app.context(), Context::ScarPicture);
    press(&mut app, "Enter");
    assert_eq!(app.context(), Context::List);
    let ticked = |shown: &str| shown.lines().filter(|line| line.contains("[x]")).count();
    let shown = said(&mut app, (80, 24));
    assert!(shown.contains("▸ 2 [x]"), "{shown}");
    assert!(shown.contains(Language::english().says(text::MINE_TICKED)));
    // a second time it stays
    press(&mut app, "p Enter p 3 Space");
    let shown = said(&mut app, (80, 24));
    assert_eq!(ticked(&shown), 2, "{shown}");
    assert!(!is_answered(&app, "raised_scar"));
}

#[test]
fn in_a_wide_window_all_stand_side_by_side() {
    let titles = |shown: &str, names: &[&str]| {
        let all = names.iter().filter(|name| shown.contains(**name));
        all.count()
    };
    let scars = [
        "1 Rolling",
        "2 Boxcar",
        "3 Ice-pick",
        "4 A mix",
        "5 Raised",
        "6 Keloids",
        "7 Flat",
    ];
    for (size, wanted) in [
        ((109, 40), 0),
        ((110, 24), 7),
        ((110, 40), 7),
        ((200, 60), 7),
    ] {
        let mut app = at(&format!("{} p", to_scars()), size);
        let shown = said(&mut app, size);
        assert_eq!(titles(&shown, &scars), wanted, "{size:?}\n{shown}");
        // from both sides
        for side in [text::FROM_THE_FRONT, text::FROM_THE_SIDE] {
            assert!(
                shown.contains(Language::english().says(side)),
                "{size:?}\n{shown}"
            );
        }
        press(&mut app, "Right");
        let shown = said(&mut app, size);
        let marked = if wanted > 0 {
            "▸ 2 Boxcar"
        } else {
            "Boxcar scars  (2 of 7)"
        };
        assert!(shown.contains(marked), "{size:?}\n{shown}");
    }
    let mut app = at(&format!("{HEALTHY} Enter Enter c p 2"), (120, 40));
    let shown = said(&mut app, (120, 40));
    let frames = [
        "1 The skin",
        "2 The needles",
        "3 Tiny channels",
        "4 New collagen",
    ];
    assert_eq!(titles(&shown, &frames), 4, "{shown}");
}

/// The cells of a screen that are drawn on in colours of their own.
fn drawn_cells(keys: &str, size: (u16, u16)) -> (usize, usize) {
    let mut app = app(&PACK, ThemeName::Dark, false);
    paint(&mut app, (size.0, 500));
    press(&mut app, keys);
    let (buffer, _) = paint(&mut app, size);
    let theme = Theme::new(ThemeName::Dark, false);
    let inks = Ink::ALL.map(|ink| theme.ink(Some(ink)));
    let is_drawn = |at: ratatui::layout::Position| {
        let cell = &buffer[at];
        inks.contains(&cell.bg)
            || inks.contains(&cell.fg)
                && cell.bg != cell.fg
                && "▘▝▀▖▌▞▛▗▚▐▜▄▙▟█".contains(cell.symbol())
    };
    let rows: Vec<_> = buffer.area.rows().collect();
    let wide = rows
        .iter()
        .map(|row| row.positions().filter(|at| is_drawn(*at)).count());
    let tall = rows
        .iter()
        .filter(|row| row.positions().any(is_drawn))
        .count();
    (wide.max().unwrap(), tall)
}

#[test]
fn a_picture_grows_with_the_window() {
    let scars = format!("{} p", to_scars());
    let works = format!("{HEALTHY} Enter Enter c p 2");
    for keys in [&scars, &works] {
        let sizes = [(80, 24), (120, 40), (200, 60)];
        let drawn = sizes.map(|size| drawn_cells(keys, size));
        assert!(
            drawn.is_sorted_by(|one, other| one.0 < other.0 && one.1 < other.1),
            "{drawn:?}"
        );
        // four fifths of a projector's width
        let (wide, tall) = drawn[2];
        assert!(wide >= 160 && tall >= 26, "{drawn:?}");
    }
}

#[test]
fn words_stay_in_a_column_that_can_be_read() {
    let mut app = at(&format!("{} p", to_scars()), (200, 60));
    let shown = said(&mut app, (200, 60));
    let note = Language::english().says(text::PICTURE_NOTE);
    let line = shown.lines().find(|line| line.contains(note)).unwrap();
    assert!(line.trim().chars().count() <= 76);
    assert!(line.starts_with(&" ".repeat(60)), "in the middle: {line}");
}

#[test]
fn a_scene_keeps_to_its_bounds_for_any_face() {
    let interview = crate::common::of_today(&PACK);
    let mut seen = BTreeSet::new();
    for picture in Picture::all(&PACK) {
        let scene = picture.scene(&interview).unwrap();
        for drawing in scene.drawings() {
            assert!(drawing.ratio > 0.0);
            for shape in &drawing.shapes {
                seen.insert(shape.ink);
                let (Form::Area(places) | Form::Line(places, _)) = &shape.form;
                assert!(places.len() > 1, "{picture:?}");
                for (x, y) in places {
                    let near = -0.05..=1.05;
                    assert!(
                        near.contains(x) && near.contains(y),
                        "{picture:?} {:?} {x} {y}",
                        shape.ink
                    );
                }
            }
            for label in &drawing.labels {
                let (x, y) = label.at;
                assert!((0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y));
            }
        }
    }
    assert_eq!(seen.len(), Ink::ALL.len(), "every ink is used: {seen:?}");
}

#[test]
fn not_yet_is_told_from_going_on_by_colour_and_by_sign() {
    for name in [ThemeName::Dark, ThemeName::Light, ThemeName::Contrast] {
        let theme = Theme::new(name, false);
        for other in [
            theme.accent,
            theme.alert,
            theme.level(needlefit::pack::Level::NoConcern),
        ] {
            let same = other.fg == theme.not_yet.fg;
            // black and white have no colour to spare for it: there the sign alone tells it
            assert!(
                !same || name == ThemeName::Contrast && other != theme.accent,
                "{name:?}"
            );
        }
    }
    for (ascii, sign) in [(false, "×"), (true, "X")] {
        let mut app = app(&PACK, ThemeName::None, ascii);
        press(&mut app, &format!("{HEALTHY} Enter Enter a p"));
        let shown = said(&mut app, (80, 60));
        let rows = |of: &str| shown.lines().filter(|line| line.contains(of)).count();
        let not_yet = Language::english().says(text::STRIP_NOT_YET);
        assert_eq!(rows(&format!("{} {not_yet}", sign.repeat(2))), 1, "{shown}");
        assert!(rows(&sign.repeat(2)) > 5, "{shown}");
    }
}

#[test]
fn in_spanish_the_foot_says_this_is_mine_too() {
    let mut app = app(EDITIONS.original().unwrap(), ThemeName::None, false).in_any_of(&EDITIONS);
    paint(&mut app, (80, 500));
    press(&mut app, &format!("{TO_KELOID} l p"));
    let shown = said(&mut app, (80, 24));
    let spanish = Language::of("es").unwrap();
    let mine = spanish.says(text::HINT_MINE);
    assert!(shown.contains(&format!("Enter {mine}")), "{shown}");
    let wide = said(&mut app, (120, 40));
    assert!(wide.contains(spanish.says(text::WOUND_EDGE)), "{wide}");
}
