//! Leaving asks; a draft is kept where the person says, and goes on from there in either face.
use std::{ffi::OsStr, fs, os::unix::ffi::OsStrExt, path::Path};

use needlefit::{
    interview::{Interview, Stage, Treatment, open::Saved, screening::AnsweredBy},
    plain::{self, Ended, Printer, Talk},
    sheet::{Reader, Wishes, Written, calendar, html, text},
    tui::{
        App,
        theme::{Theme, ThemeName},
    },
};

use crate::common::{
    EDITIONS, PACK, TODAY, healthy, of_today,
    screen::{HEALTHY, lines, paint, press, with_wishes},
    summary, wishes,
};

fn app() -> App<'static> {
    with_wishes(&PACK, Theme::new(ThemeName::None, false), wishes(false))
}

fn opened(file: &Path) -> Interview<'static> {
    let saved = Saved::read(&fs::read(file).unwrap()).unwrap();
    saved.open(None, &PACK, TODAY).unwrap().interview
}

/// Someone at the third question.
const BEGUN: &str = "Enter 3 4 Enter 1 Enter";

#[test]
fn leaving_offers_to_go_on_to_keep_and_to_discard() {
    let mut app = app();
    assert!(press(&mut app, &format!("{BEGUN} q")).is_none());
    let (screen, _) = paint(&mut app, (80, 24));
    let screen = lines(&screen).join("\n");
    for row in [
        "n   Go on",
        "e   Keep my answers in a file, and leave",
        "y   Leave, and keep nothing",
    ] {
        assert!(screen.contains(row), "{screen}");
    }
    assert!(press(&mut app, "n").is_none());
    assert!(matches!(app.interview().stage(), Stage::Asking(_)));
    let closed = press(&mut app, "q y").expect("it leaves");
    assert!(!closed.finished);
}

#[test]
fn a_draft_is_kept_on_the_full_screen_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.json");
    let mut app = app();
    let keys = format!(
        "{BEGUN} q e 2 A - 1 2 Enter Ctrl-U \"{}\" Enter",
        file.display()
    );
    let closed = press(&mut app, &keys).expect("it leaves once it is kept");
    assert!(!closed.finished);
    let back = opened(&file);
    assert_eq!(back.stage(), closed.interview.stage());
    assert_eq!(back.whose().label.as_deref(), Some("A-12"));
    assert_eq!(back.whose().answered_by, Some(AnsweredBy::Carer));
}

#[test]
fn going_back_from_keeping_loses_nothing() {
    // half typed, and keeping is given up at each of its steps
    for keys in ["q n", "q e Esc", "q e 1 Esc", "q e 1 A Enter Esc"] {
        let mut app = app();
        assert!(press(&mut app, "Enter 3 4 Enter 2").is_none());
        let before = app.interview().stage();
        assert!(press(&mut app, keys).is_none(), "{keys}");
        assert_eq!(app.interview().stage(), before, "{keys}");
        assert!(press(&mut app, "Enter").is_none(), "{keys}");
        let area = PACK.question("area").unwrap();
        let answer = app.interview().answers().get(area.number).unwrap();
        assert_eq!(
            answer.to_json(area),
            serde_json::json!(["forehead"]),
            "{keys}"
        );
    }
}

/// What was put aside when keeping was asked about is no answer: what is ticked afterwards is.
#[test]
fn what_is_answered_after_keeping_was_given_up_stands() {
    for keys in ["q e Esc", "q e 1 Enter Ctrl-U Enter"] {
        let mut app = app();
        assert!(press(&mut app, &format!("Enter 3 4 Enter 1 {keys} 2 Enter")).is_none());
        let both = serde_json::json!(["cheeks", "forehead"]);
        let area = PACK.question("area").unwrap();
        let answered = |app: &App<'_>| {
            let answer = app.interview().answers().get(area.number).cloned();
            answer.map(|it| it.to_json(area))
        };
        assert_eq!(answered(&app).as_ref(), Some(&both), "{keys}");
        assert!(press(&mut app, "Left Enter").is_none());
        assert_eq!(answered(&app), Some(both), "{keys}");
    }
}

/// Nor is the name of a file that was typed meanwhile.
#[test]
fn a_place_that_is_taken_is_no_answer() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("there.json");
    fs::write(&file, "old").unwrap();
    let mut app = app();
    let keys = format!(
        "Enter 3 4 Enter Left q e 1 Enter Ctrl-U \"{}\" Enter",
        file.display()
    );
    assert!(press(&mut app, &keys).is_none());
    let screen = lines(&paint(&mut app, (80, 24)).0).join("\n");
    assert!(screen.contains("already."), "{screen}");
    assert!(press(&mut app, "Esc").is_none());
    let screen = lines(&paint(&mut app, (80, 24)).0).join("\n");
    assert!(
        !screen.contains("there.json") && screen.contains("34"),
        "{screen}"
    );
    assert_eq!(fs::read(&file).unwrap(), b"old");
}

/// Who thought better of leaving is not led out by a sheet that is written later, and what was asked for
/// on the command line is saved.
#[test]
fn who_gave_up_leaving_stays_and_what_was_wished_for_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.json");
    let mut app = crate::common::screen::app_that_saves(&PACK, &file);
    let (begun, rest) = HEALTHY.split_at(HEALTHY.find("1 Enter n").unwrap());
    assert!(press(&mut app, &format!("{begun} q e Esc {rest} End Enter")).is_none());
    for _ in 0..6 {
        if app.interview().stage() != Stage::Finished {
            assert!(press(&mut app, "Enter").is_none());
        }
    }
    assert_eq!(app.interview().stage(), Stage::Finished);
    let sheet = folder.path().join("sheet.txt");
    let keys = format!("1 Ctrl-U \"{}\" Enter", sheet.display());
    let screen = lines(&paint(&mut app, (80, 24)).0).join("\n");
    assert!(press(&mut app, &keys).is_none(), "{screen}");
    assert!(sheet.exists(), "{screen}");
    let closed = press(&mut app, "q y").expect("it leaves");
    assert!(closed.saved && file.exists());
}

/// A key that keeps is named where leaving asks, and nowhere else.
#[test]
fn what_keeps_is_named_only_where_leaving_asks() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("there.json");
    fs::write(&file, "old").unwrap();
    let foot = |app: &mut App<'_>| lines(&paint(app, (80, 24)).0).pop().unwrap();
    let mut app = app();
    assert!(press(&mut app, &format!("{BEGUN} q")).is_none());
    assert!(foot(&mut app).contains("e keep"));
    // who answered is no matter of yes and no
    assert!(press(&mut app, "e").is_none());
    assert!(!foot(&mut app).contains("yes"), "{}", foot(&mut app));
    let keys = format!("1 Enter Ctrl-U \"{}\" Enter", file.display());
    assert!(press(&mut app, &keys).is_none());
    let replace = lines(&paint(&mut app, (80, 24)).0).join("\n");
    assert!(replace.contains("already."), "{replace}");
    assert!(!foot(&mut app).contains("keep"), "{replace}");
    assert!(press(&mut app, "e").is_none());
    assert_eq!(fs::read(&file).unwrap(), b"old");
}

/// What the line mode says to somebody who types this, and how it ends.
fn talk(interview: Interview<'static>, wishes: &Wishes, typed: &str) -> (String, Ended) {
    talk_bytes(interview, wishes, typed.as_bytes())
}

/// The same in whatever encoding.
fn talk_bytes(interview: Interview<'static>, wishes: &Wishes, typed: &[u8]) -> (String, Ended) {
    let mut said = Vec::new();
    let mut talk = Talk::new(typed, &mut said);
    let mut printer = Printer::new(Vec::new(), 76);
    let ended = plain::run(interview, &EDITIONS, &mut talk, wishes, &mut printer).unwrap();
    (String::from_utf8(said).unwrap(), ended)
}

#[test]
fn a_draft_is_kept_in_the_line_mode_and_goes_on_there() {
    let folder = tempfile::tempdir().unwrap();
    let wishes = Wishes {
        file: Some(folder.path().join("opened.json")),
        ..wishes(false)
    };
    let (said, ended) = talk(of_today(&PACK), &wishes, "\n34\n1\nq\ne\n3\nB-7\n\n");
    assert_eq!(ended, Ended::Left, "{said}");
    assert!(said.contains("Who answered the questions?"), "{said}");
    // Enter takes the name that the program offers, beside the file that was opened
    let file = folder.path().join("needlefit-2026-11-20-0941-0b5d.json");
    let back = opened(&file);
    assert_eq!(back.whose().label.as_deref(), Some("B-7"));
    assert!(!back.answers().is_empty());
    let (said, _) = talk(back, &wishes, "");
    assert!(said.contains("Do you have acne"), "{said}");
}

/// A line that can't be read gives nothing up: it is typed again.
#[test]
fn what_cant_be_read_is_typed_again_where_a_screening_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("mine.json");
    let mut typed = b"\n34\n1\nq\ne\n1\nN\xfa\xf1ez\nB-7\nN\xfa\xf1ez.json\n".to_vec();
    typed.extend(format!("{}\n", there.display()).as_bytes());
    let (said, ended) = talk_bytes(of_today(&PACK), &wishes(false), &typed);
    assert_eq!(ended, Ended::Left, "{said}");
    assert_eq!(said.matches("could not be read").count(), 2, "{said}");
    assert_eq!(opened(&there).whose().label.as_deref(), Some("B-7"));
}

/// At the summary leaving asks, too, as on the full screen: nothing was kept yet.
#[test]
fn leaving_the_summary_in_the_line_mode_asks_where_nothing_would_be_left() {
    let finished = || summary(&PACK, healthy(&PACK), Treatment::NotBooked);
    let (said, ended) = talk(finished(), &wishes(false), "q\nn\nq\ny\n");
    assert_eq!(said.matches("Leave now?").count(), 2, "{said}");
    assert_eq!(ended, Ended::Finished);
    let printed = Wishes {
        print: true,
        ..wishes(false)
    };
    let (said, _) = talk(finished(), &printed, "q\n");
    assert!(!said.contains("Leave now?"), "{said}");
}

/// What is offered at the end, as it is said in a language: the same rows in both faces.
fn offered(interview: &Interview<'_>) -> Vec<String> {
    let offered = Written::offered(interview).into_iter();
    let says = |it: Written| interview.language().says(it.says()).to_owned();
    offered.map(says).collect()
}

/// Somebody at the end, in this language: well, or with a verdict that has no day.
fn at_the_end(language: &str, has_days: bool) -> App<'static> {
    let mut interview = of_today(&PACK);
    if language != "en" {
        interview = interview.in_next_language(&EDITIONS).unwrap();
    }
    assert_eq!(interview.language().tag(), language);
    let theme = Theme::new(ThemeName::None, false);
    let mut app = App::new(interview, theme, wishes(false)).in_any_of(&EDITIONS);
    let keys = if has_days {
        format!("{HEALTHY} Enter Enter")
    } else {
        "Enter 1 5 Enter n n End Enter".to_owned()
    };
    assert!(press(&mut app, &format!("{keys} e")).is_none());
    assert_eq!(app.interview().stage(), Stage::Finished);
    app
}

#[test]
fn the_same_is_offered_at_the_end_in_both_faces_and_languages() {
    for (language, has_days) in [("en", true), ("en", false), ("es", true), ("es", false)] {
        let mut app = at_the_end(language, has_days);
        let rows = offered(app.interview());
        assert_eq!(rows.len(), if has_days { 4 } else { 3 }, "{rows:?}");
        let (said, _) = talk(app.interview().clone(), &wishes(false), "w\nb\n\n");
        let screen = lines(&paint(&mut app, (100, 40)).0).join("\n");
        for (number, row) in (1..).zip(&rows) {
            assert!(screen.contains(&format!("{number}   {row}")), "{screen}");
            assert!(said.contains(&format!("{number}: {row}")), "{said}");
        }
        insta::assert_snapshot!(
            format!("end-{language}-{has_days}"),
            format!("{screen}\n\n{said}")
        );
    }
}

/// The files of a folder by their endings, in their order.
fn endings(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let mut endings: Vec<String> = files
        .map(|it| it.extension().unwrap().to_str().unwrap().to_owned())
        .collect();
    endings.sort();
    endings
}

#[test]
fn a_place_that_is_offered_is_taken_as_it_is() {
    let long = "long".repeat(50);
    let long = format!("{long}/{long}/{long}");
    for name in [
        "My  files".as_bytes(),
        "cafe\u{301}".as_bytes(),
        long.as_bytes(),
        b"na\xefve",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join(OsStr::from_bytes(name));
        fs::create_dir_all(&folder).unwrap();
        let wishes = Wishes {
            file: Some(folder.join("opened.json")),
            ..wishes(false)
        };
        let interview = at_the_end("en", true).interview().clone();
        let mut app = App::new(interview, Theme::new(ThemeName::None, false), wishes);
        assert!(press(&mut app, "1 Enter").is_none());
        let said = lines(&paint(&mut app, (80, 24)).0).join("\n");
        assert_eq!(endings(&folder), ["txt"], "{said}");
    }
}

#[test]
fn a_place_that_is_typed_keeps_its_blanks() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("My  files");
    fs::create_dir(&folder).unwrap();
    let wishes = Wishes {
        file: Some(folder.join("opened.json")),
        ..wishes(false)
    };
    let interview = at_the_end("en", true).interview().clone();
    let mut app = App::new(interview, Theme::new(ThemeName::None, false), wishes);
    assert!(press(&mut app, "1 Backspace Backspace Backspace \"mine\" Enter").is_none());
    let said = lines(&paint(&mut app, (80, 24)).0).join("\n");
    assert_eq!(endings(&folder), ["mine"], "{said}");
}

#[test]
fn what_is_chosen_is_what_is_written_under_names_of_the_program() {
    for face in ["full screen", "line mode"] {
        let folder = tempfile::tempdir().unwrap();
        let wishes = Wishes {
            file: Some(folder.path().join("opened.json")),
            ..wishes(false)
        };
        let interview = at_the_end("en", true).interview().clone();
        let theme = Theme::new(ThemeName::None, false);
        if face == "line mode" {
            let typed = "w\n1\n\nw\n2\n\nw\n3\n\nw\n4\n1\n\n\n\n";
            let (said, ended) = talk(interview.clone(), &wishes, typed);
            assert_eq!(ended, Ended::Finished, "{said}");
            assert_eq!(said.matches("Saved: ").count(), 4, "{said}");
        } else {
            let mut app = App::new(interview.clone(), theme, wishes.clone());
            assert!(press(&mut app, "1 Enter 2 Enter 3 Enter 4 1 Enter Enter").is_none());
        }
        assert_eq!(
            endings(folder.path()),
            ["html", "ics", "json", "txt"],
            "{face}"
        );
        let read = |ending: &str| {
            fs::read_to_string(folder.path().join(format!("{}.{ending}", wishes.name))).unwrap()
        };
        assert_eq!(read("txt"), text::render(&interview), "{face}");
        assert_eq!(
            read("html"),
            html::render(&interview, Reader::Patient),
            "{face}"
        );
        let days = calendar::render(&interview, &wishes.id, (wishes.now)());
        assert_eq!(Some(read("ics")), days, "{face}");
        let file = folder.path().join(format!("{}.json", wishes.name));
        assert_eq!(opened(&file).answers(), interview.answers(), "{face}");
        // what is there already is not replaced without a yes
        let page = folder.path().join(format!("{}.html", wishes.name));
        fs::write(&page, "old").unwrap();
        if face == "line mode" {
            let (said, _) = talk(interview, &wishes, "w\n2\n\nn\nb\n\n");
            assert!(said.contains("already. Type y to replace"), "{said}");
        } else {
            let mut app = App::new(interview, theme, wishes);
            assert!(press(&mut app, "2 Enter").is_none());
            let screen = lines(&paint(&mut app, (100, 30)).0).join("\n");
            assert!(screen.contains("already."), "{screen}");
            assert!(press(&mut app, "n Esc").is_none());
        }
        assert_eq!(fs::read_to_string(&page).unwrap(), "old", "{face}");
    }
}
