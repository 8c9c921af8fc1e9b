//! What keys do on the full screen, beyond what the snapshots of it show.
use crate::common::{
    PACK, TODAY,
    screen::{HEALTHY, SEVERAL, after, app, key, lines, paint, press},
    wishes,
};
use needlefit::{
    interview::{Answer, Interview, Row, Stage},
    sheet,
    tui::{
        App,
        keymap::Context,
        terminal::{Flow, Program, keys::Pasted},
        theme::{Theme, ThemeName},
    },
};

const WIDE: (u16, u16) = (80, 24);
const SMALL: (u16, u16) = (40, 12);

/// What stands on the screen after these keys.
fn said(keys: &str, size: (u16, u16)) -> String {
    let mut app = after(keys, ThemeName::None, size);
    lines(&paint(&mut app, size).0).join("\n")
}

#[test]
fn no_key_acts_on_what_is_not_shown() {
    let mut app = app(&PACK, ThemeName::None, false);
    press(&mut app, "Enter 3 4 Enter 1 Enter");
    let before = lines(&paint(&mut app, (80, 24)).0);
    for small in [(39, 24), (80, 11), (1, 1)] {
        paint(&mut app, small);
        assert!(press(&mut app, "n Down Enter End Up Enter r Tab b q y ?").is_none());
        assert_eq!(lines(&paint(&mut app, (80, 24)).0), before, "{small:?}");
    }
    press(&mut app, "n");
    assert_ne!(lines(&paint(&mut app, (80, 24)).0), before);
}

#[test]
fn all_of_a_page_can_be_read() {
    let review = format!("{HEALTHY} | Down");
    let care = format!("{HEALTHY} Enter Enter a | Down");
    let cases = [
        ("Enter", (40, 12), "PageDown"),
        (
            "Enter 3 4 Enter 1 Enter y 1 n 5 Enter 1 5",
            (40, 12),
            "PageDown",
        ),
        ("Enter 3 4 Enter 1 Enter n 2", (40, 12), "PageDown"),
        (&review, (40, 12), "PageDown"),
        (&care, (80, 24), "PageDown"),
        (&care, (80, 24), "Down"),
        (&care, (80, 24), "End"),
        (&care, (80, 24), "End"),
        (&care, (40, 12), "Down"),
    ];
    for (keys, size, down) in cases {
        let mut app = after(keys, ThemeName::None, size);
        let mut last = lines(&paint(&mut app, size).0).join("\n");
        for _ in 0..200 {
            press(&mut app, down);
            last = lines(&paint(&mut app, size).0).join("\n");
        }
        assert!(last.contains("↑ more"), "{keys} {down}:\n{last}");
        // and up again
        for _ in 0..200 {
            press(&mut app, if down == "Down" { "Up" } else { "PageUp" });
            last = lines(&paint(&mut app, size).0).join("\n");
        }
        assert!(last.contains(" ↓ more"), "{keys} {down}:\n{last}");
    }
}

#[test]
fn what_is_out_of_sight_comes_into_sight_before_it_is_taken() {
    let size = (40, 12);
    let keys = format!("{HEALTHY} | Down Down Down PageDown PageDown PageDown");
    let mut app = after(&keys, ThemeName::None, size);
    let read = lines(&paint(&mut app, size).0).join("\n");
    assert!(!read.contains('▸'), "{read}");
    press(&mut app, "Enter");
    let back = lines(&paint(&mut app, size).0).join("\n");
    assert!(back.contains('▸') && back.contains("Review"), "{back}");
    press(&mut app, "Enter");
    let next = lines(&paint(&mut app, size).0).join("\n");
    assert!(next.contains("Where do you want"), "{next}");
}

#[test]
fn a_letter_or_digit_shows_its_row_before_it_takes_it() {
    let question = "Enter 3 4 Enter 1 Enter";
    let cases = [
        (question.to_owned(), "y", "y   Yes", "question 5"),
        (question.to_owned(), "n", "n   No", "question 5"),
        (question.to_owned(), "u", "u   Not sure", "question 5"),
        (question.to_owned(), "d", "d   I would rather", "question 5"),
        (format!("{question} n"), "1", "1 [ ] Eczema", "1 [x]"),
        (format!("{question} n"), "u", "u     Not sure", "question 6"),
        (
            "Enter 3 4 Enter".to_owned(),
            "9",
            "9  [ ] Shoulders",
            "9  [x]",
        ),
        (
            format!("{HEALTHY} Enter Enter e"),
            "5",
            "5   Show",
            "will be shown",
        ),
    ];
    for (keys, key, row, done) in cases {
        // scrolled away from the row, wherever it is
        for away in ["PageDown ", "PageUp "] {
            let keys = format!("{keys} | {}", away.repeat(20));
            let mut app = after(&keys, ThemeName::None, SMALL);
            let shown = |app: &mut _| lines(&paint(app, SMALL).0).join("\n");
            let before = shown(&mut app);
            let hidden = !before.contains(row);
            press(&mut app, key);
            let now = shown(&mut app);
            if hidden {
                assert!(now.contains(&format!("▸ {row}")), "{keys} {key}:\n{now}");
                press(&mut app, key);
            }
            let mut wide = lines(&paint(&mut app, WIDE).0).join("\n");
            wide += &shown(&mut app);
            assert!(wide.contains(done), "{keys} {key}:\n{wide}");
        }
    }
}

#[test]
fn accents_may_come_after_their_letter() {
    let words = HEALTHY.replacen("n n n n n 1", "n n 7 Enter 2 \"Cafe\u{301}\"", 1);
    let shown = said(words.split_once(" 3 1").map_or(&words, |it| it.0), (80, 24));
    assert!(shown.contains("Caf\u{e9}"), "{shown}");
    let cut = said(
        &format!(
            "{} \"{}\"",
            words.split_once(" 3 1").map_or(&*words, |it| it.0),
            "x".repeat(497)
        ),
        (80, 24),
    );
    assert!(cut.contains("500 characters"), "{cut}");
    let cleared = said(&format!("{words} Ctrl-U"), (80, 24));
    assert!(!cleared.contains("Caf"), "{cleared}");
}

#[test]
fn an_empty_field_takes_a_booked_day_away_and_nothing_else() {
    let day = |keys: &str| {
        let mut app = after(
            &format!("{HEALTHY} Enter Enter a {keys}"),
            ThemeName::None,
            WIDE,
        );
        paint(&mut app, WIDE);
        app.interview().treatment().unwrap().to_string()
    };
    assert_eq!(day("t Enter"), "today");
    assert_eq!(day("t \"2026-12-24\" Enter"), "2026-12-24");
    assert_eq!(day("t \"2026-12-24\" Enter t Enter"), "2026-12-24");
    assert_eq!(day("t \"2026-12-24\" Enter t Ctrl-U Enter"), "none");
    // what was refused before keeps nobody at the field
    for typed in ["foo", "24/12"] {
        let keys = format!("{HEALTHY} Enter Enter a t \"{typed}\" Enter");
        let context = |keys: &str| after(keys, ThemeName::None, WIDE).context();
        assert_eq!(context(&keys), Context::Prompt, "{typed}");
        assert_eq!(
            context(&format!("{keys} Ctrl-U Enter")),
            Context::Care,
            "{typed}"
        );
    }
}

#[test]
fn a_day_that_is_too_early_is_said_in_sight() {
    for size in [WIDE, SMALL] {
        let said = said(
            &format!("{SEVERAL} Enter Enter a End t \"2026-12-24\" Enter"),
            size,
        );
        assert!(said.contains("too early"), "{said}");
    }
    let month = said(
        &format!("{HEALTHY} Enter Enter a t \"2027-03\" Enter"),
        WIDE,
    );
    assert!(month.contains("The day is missing."), "{month}");
    let day = said(&format!("{HEALTHY} Enter Enter a t \"2026-12-24\""), WIDE);
    assert!(day.contains("24 December 2026, in"), "{day}");
}

/// The last line of the screen after these keys.
fn foot(keys: &str, size: (u16, u16)) -> String {
    said(keys, size).lines().last().unwrap().trim().to_owned()
}

#[test]
fn the_foot_names_first_what_goes_on() {
    let after = |keys: &str| format!("{HEALTHY} Enter Enter {keys}");
    for (keys, first) in [
        (String::new(), "Enter begin"),
        ("Enter".to_owned(), "Enter go on   Esc back"),
        ("Enter 3 4 Enter 1 Enter".to_owned(), "↑↓ choose"),
        ("Enter 3 4 Enter 1 Enter Down".to_owned(), "Enter answer"),
        ("Enter 3 4 Enter".to_owned(), "Enter go on   Space tick"),
        (
            "Enter 3 4 Enter 1 Enter y 1 n 5 Enter".to_owned(),
            "Enter go on   Esc back",
        ),
        (HEALTHY.to_owned(), "Enter to the end"),
        (format!("{HEALTHY} End"), "Enter go on"),
        (format!("{HEALTHY} Down"), "Enter change"),
        (after(""), "Enter go on   e save or leave"),
        (after("c"), "Enter go on   e save or leave"),
        (after("a"), "Enter go on"),
        (after("a ?"), "Esc close"),
        (after("s"), "Esc close"),
        (after("e"), "↑↓ choose"),
        (after("e Down"), "Enter take"),
        (after("q"), "y yes   n no   e keep   Esc close"),
    ] {
        for size in [WIDE, SMALL] {
            let foot = foot(&keys, size);
            assert!(foot.starts_with(first), "{keys}: {foot}");
        }
    }
    assert!(!foot(&after("s"), WIDE).contains("quit"));
    let nothing = said(&after("q Enter"), WIDE);
    assert!(nothing.contains("Choose an answer first"), "{nothing}");
    let words = text_question();
    assert!(!foot(&words, WIDE).contains("Tab"));
}

/// Keys to the question for the name of another illness.
fn text_question() -> String {
    let list = "n n n n n 1";
    let (before, _) = HEALTHY.split_once(list).unwrap();
    format!("{before} n n 7 Enter 2")
}

#[test]
fn leaving_without_anything_asks_first() {
    let start = || {
        let mut app = app(&PACK, ThemeName::None, false);
        press(&mut app, &format!("{HEALTHY} Enter Enter e"));
        app
    };
    let mut asked = start();
    assert!(press(&mut asked, "6").is_none());
    let shown = lines(&paint(&mut asked, WIDE).0).join("\n");
    assert!(shown.contains("Leave now?"), "{shown}");
    assert!(press(&mut asked, "y").is_some());
    assert!(press(&mut start(), "5 6").unwrap().print);
}

#[test]
fn the_start_of_a_long_message_is_shown_and_its_cut_too() {
    let folder = tempfile::tempdir().unwrap();
    let name = format!(
        "{}/{}",
        folder.path().display(),
        "no-such-folder/".repeat(12)
    );
    for size in [WIDE, SMALL] {
        let shown = said(
            &format!("{HEALTHY} Enter Enter e 1 Ctrl-U \"{name}sheet.txt\" Enter"),
            size,
        );
        let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            flat.contains("Not saved, but your answers are still here."),
            "{shown}"
        );
        assert!(
            flat.contains("another place.") || flat.contains('…'),
            "{shown}"
        );
    }
}

#[test]
fn a_message_ends_with_its_screen() {
    let shown = said("Enter 3 4 Enter Enter q", WIDE);
    assert!(
        shown.contains("Leave now?") && !shown.contains("Tick what fits"),
        "{shown}"
    );
}

#[test]
fn what_to_do_is_said_for_the_rows_that_are_there() {
    let shown = said("Enter 3 4 Enter Space", WIDE);
    assert!(shown.contains("choose \"Not sure\""), "{shown}");
    let care = said(&format!("{HEALTHY} Enter Enter a Space"), WIDE);
    assert!(care.contains("Go to a line first"), "{care}");
}

#[test]
fn a_list_answered_with_none_says_so() {
    let shown = said("Enter 3 4 Enter 1 Enter n n Left", WIDE);
    assert!(shown.contains("▸ n     None of these"), "{shown}");
}

#[test]
fn the_outline_ticks_what_is_answered_and_nothing_else() {
    let wide = (120, 40);
    let shown = said("Enter 3 4 Enter r", wide);
    assert!(!shown.contains('✓'), "{shown}");
    assert!(!shown.contains(&"━".repeat(20)), "{shown}");
    let young = said("Enter 1 5 Enter r", wide);
    assert!(
        !young.contains("· Scars") && !young.contains("✓ Scars"),
        "{young}"
    );
    let all = said(HEALTHY, wide);
    assert!(all.contains("✓ Your skin"), "{all}");
}

#[test]
fn review_shows_what_a_question_led_to_under_it() {
    let lists = "n n n n 1";
    let (before, after) = HEALTHY.split_once(&format!("n {lists}")).unwrap();
    // the first of the list leads on to another question
    let keys = format!("{before} 1 Enter u {lists} {after}");
    let mut app = app(&PACK, ThemeName::None, false);
    press(&mut app, &keys);
    let rows: Vec<(String, usize)> = app
        .interview()
        .review()
        .iter()
        .map(|(it, depth)| (it.id.clone(), *depth))
        .collect();
    let mut topics: Vec<&str> = Vec::new();
    for (question, depth) in app.interview().review() {
        if depth == 0 {
            assert!(!topics.contains(&&*question.topic), "{rows:?}");
            topics.push(&question.topic);
        } else {
            assert_eq!(topics.last(), Some(&&*question.topic), "{rows:?}");
        }
    }
    assert!(rows.iter().any(|(_, depth)| *depth > 0), "{rows:?}");
    assert_eq!(rows.len(), app.interview().path().questions().count());
}

#[test]
fn the_sheet_holds_the_answers_and_fits_the_window() {
    let mut app = app(&PACK, ThemeName::None, false);
    press(&mut app, &format!("{SEVERAL} Enter Enter"));
    let sheet = sheet::text::render_for(app.interview(), sheet::Reader::Clinician);
    let (_, answers) = sheet.split_once("YOUR ANSWERS\n").unwrap();
    assert!(answers.contains("20 August 2026\n"), "{answers}");
    for columns in [40, 50, 76, 200] {
        let sheet = sheet::text::render_within(app.interview(), sheet::Reader::Patient, columns);
        let wide = sheet.lines().filter(|line| !line.contains("://"));
        let widest = wide.map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= columns.min(76), "{columns}: {widest}");
    }
}

#[test]
fn sources_stand_once_under_what_they_are_for() {
    let keys = format!("{HEALTHY} Enter Enter s");
    let healthy = said(&keys, (80, 60));
    assert!(healthy.contains("Rolling scars"), "{healthy}");
    let care = said(&format!("{HEALTHY} Enter Enter a s"), (80, 200));
    let mut before = "";
    for line in care.lines().map(str::trim).filter(|line| !line.is_empty()) {
        assert_ne!(line, before, "{care}");
        before = line;
    }
}

/// `n` takes what means no wherever there is such a row, and nothing where there is none.
#[test]
fn n_says_no_on_every_question_that_has_a_no() {
    let mut app = app(&PACK, ThemeName::None, false);
    press(&mut app, "Enter 3 4 Enter 1 Enter");
    let mut kinds = (0, 0, 0);
    while let Stage::Asking(screen) = app.interview().stage() {
        let rows = app.interview().rows(screen);
        let no = rows.iter().find_map(|row| match row {
            Row::No => Some("n   No"),
            Row::None => Some("n     None of these"),
            Row::Option(option) if option.id == "no" => Some(" n "),
            _ => None,
        });
        let shown = lines(&paint(&mut app, (80, 60)).0).join("\n");
        if let Some(row) = no {
            assert!(shown.contains(row), "{row}: {shown}");
            press(&mut app, "n");
            match row {
                "n   No" => kinds.0 += 1,
                " n " => kinds.1 += 1,
                _ => kinds.2 += 1,
            }
        } else {
            press(&mut app, "n");
            assert_eq!(app.interview().stage(), Stage::Asking(screen), "{shown}");
            press(&mut app, "1");
            if app.context() == Context::List {
                press(&mut app, "Enter");
            }
        }
        assert_ne!(app.interview().stage(), Stage::Asking(screen), "{shown}");
    }
    assert_eq!(kinds.1, 3, "pregnancy, bleeding and thinners");
    assert!(kinds.0 > 1 && kinds.2 > 5, "{kinds:?}");
    for id in ["pregnancy", "bleeding_disorder", "blood_thinner"] {
        let question = PACK.question(id).unwrap();
        let answer = app.interview().answers().get(question.number).unwrap();
        assert_eq!(answer.to_json(question), "no", "{id}");
    }
}

#[test]
fn none_of_these_is_refused_while_a_row_is_ticked() {
    let list = "Enter 3 4 Enter 1 Enter n";
    let refused = said(&format!("{list} 2 n"), WIDE);
    assert!(refused.contains("Something is ticked.") && refused.contains("[x]"));
    let taken = said(&format!("{list} 2 2 n"), WIDE);
    assert!(!taken.contains("Something is ticked."), "{taken}");
}

/// A date that is typed one question too early answers nothing where no row has a number.
#[test]
fn a_digit_takes_what_shows_it_and_nothing_else() {
    let mut app = after("Enter 3 4 Enter 1 Enter", ThemeName::None, WIDE);
    let (stage, before) = (app.interview().stage(), app.interview().answers().clone());
    press(&mut app, "\"2025-03\"");
    assert_eq!(app.interview().stage(), stage);
    assert_eq!(*app.interview().answers(), before);
}

/// From the first screen to the verdict, somebody who is well presses few keys.
#[test]
fn somebody_who_is_well_is_through_in_few_keys() {
    let keys = format!(
        "Enter 1 {} Enter Enter",
        HEALTHY.strip_prefix("Enter").unwrap()
    );
    let start = Interview::new(&PACK, TODAY);
    let theme = Theme::new(ThemeName::None, false);
    let mut app = App::new(start, theme, wishes(false));
    press(&mut app, &keys);
    let shown = lines(&paint(&mut app, WIDE).0).join("\n");
    assert!(shown.contains("No reason to wait was found."), "{shown}");
    let count = keys.split_whitespace().count();
    println!("{count} keys from Start to the verdict");
    assert!(count <= 36, "{count} keys: {keys}");
}

/// The same key so soon that it may be held down takes nothing: it marks what it would take.
#[test]
fn the_same_key_again_marks_its_row_and_asks() {
    let question = "Enter 3 4 Enter 1 Enter n";
    let cases = [
        (
            question.to_owned(),
            "n",
            "▸ n     None of these",
            "question 6",
        ),
        (format!("{question} n"), "n", "▸ n   No", "question 7"),
        (question.to_owned(), "2", "▸ 2 [ ]", "[x]"),
        (format!("{question} n"), "y", "▸ y   Yes", "question 7"),
    ];
    for (keys, pressed, marked, then) in cases {
        for size in [WIDE, SMALL] {
            let mut app = after(&keys, ThemeName::None, size);
            let stage = app.interview().stage();
            app.again(key(pressed));
            let shown = lines(&paint(&mut app, size).0).join("\n");
            assert!(shown.contains(marked), "{keys}: {shown}");
            let asked = format!("Again? Press {pressed} once more.");
            assert!(shown.contains(&asked), "{shown}");
            assert_eq!(app.interview().stage(), stage);
            // once more takes it
            press(&mut app, pressed);
            let shown = lines(&paint(&mut app, WIDE).0).join("\n");
            assert!(shown.contains(then), "{keys} {pressed}: {shown}");
        }
    }
    // and so does Enter
    let mut app = after(question, ThemeName::None, WIDE);
    app.again(key("n"));
    press(&mut app, "Enter");
    assert!(
        lines(&paint(&mut app, WIDE).0)
            .join(" ")
            .contains("question 6")
    );
}

/// In a field every character counts, also the one that led there.
#[test]
fn what_is_typed_into_a_field_is_text_and_no_held_key() {
    for (keys, typed, is_text) in [
        ("Enter", "3", true),
        ("Enter", "u", false),
        ("Enter 3 4 Enter 1 Enter y 1 n 5 Enter", "n", true),
        ("Enter 3 4 Enter 1 Enter", "n", false),
        ("Enter 3 4 Enter 1 Enter", "3", false),
        (&format!("{HEALTHY} Enter Enter a t"), "2", true),
        (&text_question(), "d", true),
    ] {
        let app = after(keys, ThemeName::None, WIDE);
        assert_eq!(app.types(key(typed)), is_text, "{keys} {typed}");
    }
}

#[test]
fn from_below_the_arrow_comes_to_the_last_answer() {
    let question = "Enter 3 4 Enter 1 Enter";
    for (keys, marked) in [
        ("Up", "▸ n   No"),
        ("Up Up", "▸ y   Yes"),
        ("n Up", "▸ n     None of these"),
    ] {
        let shown = said(&format!("{question} {keys}"), WIDE);
        assert!(shown.contains(marked), "{keys}: {shown}");
    }
    let mut app = after(&format!("{question} Up Up Enter"), ThemeName::None, WIDE);
    paint(&mut app, WIDE);
    let mut answers = PACK
        .questions
        .iter()
        .filter_map(|it| app.interview().answers().get(it.number));
    assert!(answers.all(|it| *it != Answer::Unsure));
}

#[test]
fn a_key_that_does_nothing_says_so_and_what_would_work() {
    let question = "Enter 3 4 Enter 1 Enter";
    for (keys, says) in [
        (
            format!("{question} 2"),
            "2 does nothing here. These keys do: y n u d",
        ),
        (
            format!("{question} z"),
            "z does nothing here. These keys do: y n u d",
        ),
        (
            format!("{question} n y"),
            "y does nothing here. These keys do: 1-",
        ),
        (
            "Enter x".to_owned(),
            "x does nothing here. These keys do: Enter",
        ),
        ("z".to_owned(), "z does nothing here. These keys do: Enter"),
        (format!("{HEALTHY} z"), "z does nothing here."),
        (format!("{question} v"), "v does nothing here."),
        // there is no other language here
        (format!("{question} l"), "l does nothing here."),
    ] {
        for size in [WIDE, SMALL] {
            let shown = said(&keys, size);
            let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains(says), "{keys}: {shown}");
        }
        // and the next key that does something takes it away
        let next = said(&format!("{keys} ?"), WIDE);
        assert!(!next.contains("does nothing here"), "{next}");
    }
}

#[test]
fn digits_of_full_width_are_digits() {
    let one = said("Enter 3 4 Enter 2", WIDE);
    assert_eq!(said("Enter ３ ４ Enter ２", WIDE), one);
    assert!(one.contains("2  [x] Forehead"), "{one}");
}

#[test]
fn the_screen_is_blank_at_once_and_no_key_acts_until_it_is_shown_again() {
    for keys in [
        "",
        "Enter 3",
        &format!("{HEALTHY} Enter Enter"),
        &text_question(),
    ] {
        for size in [WIDE, SMALL, (20, 5)] {
            let mut app = after(keys, ThemeName::None, size);
            let before = lines(&paint(&mut app, size).0);
            press(&mut app, "F9");
            let blank = lines(&paint(&mut app, size).0).join("");
            assert_eq!(blank.trim(), "F9 shows it again", "{keys}");
            assert!(press(&mut app, "n 1 Enter q y Down").is_none());
            assert_eq!(lines(&paint(&mut app, size).0).join(""), blank);
            press(&mut app, "F9");
            assert_eq!(lines(&paint(&mut app, size).0), before, "{keys}");
        }
    }
}

/// On a list with numbers of two digits, a digit that may begin one waits for the second.
#[test]
fn two_digits_in_a_row_pick_a_row() {
    let list = "Enter 3 4 Enter";
    let ticked = |keys: &str| {
        let shown = said(&format!("{list} {keys}"), WIDE);
        let rows = shown.lines().filter(|line| line.contains("[x]"));
        let numbers = rows.map(|it| it.trim_start_matches([' ', '▸']).split(' ').next());
        (
            numbers.flatten().collect::<Vec<_>>().join(" "),
            shown.clone(),
        )
    };
    for (keys, rows) in [
        ("1 0", "10"),
        ("1 1", "11"),
        ("1 2 Down", "12"),
        ("2", "2"),
        ("1", ""),
        // another key takes the first digit as it is, Backspace takes it back
        ("1 Down", "1"),
        ("1 Down Space", "1 2"),
        // Space means the tick of the digit
        ("1 Space", "1"),
        ("1 ?  Esc", "1"),
        ("1 Backspace", ""),
        ("1 Backspace 2", "2"),
        // there is no such row
        ("0", ""),
        ("1 5", ""),
        ("1 0 1 0", ""),
    ] {
        let (taken, shown) = ticked(keys);
        assert_eq!(taken, rows, "{keys}: {shown}");
    }
    for size in [WIDE, SMALL] {
        let waits = said(&format!("{list} 1"), size);
        assert!(waits.contains("▸ 1_ [ ] Cheeks"), "{waits}");
    }
    let none = said(&format!("{list} 1 5"), WIDE);
    let says = "15 does nothing here. These keys do: 1-12 u d";
    assert!(none.contains(says), "{none}");
    assert!(said(&format!("{list} 0"), WIDE).contains("0 does nothing here."));
}

#[test]
fn a_first_digit_waits_a_moment_and_a_held_one_takes_its_own_row() {
    let mut app = after("Enter 3 4 Enter", ThemeName::None, WIDE);
    assert!(app.due().is_none());
    // the loop holds the same key until it comes after a pause
    assert!(matches!(app.key(key("1")), Flow::Ticked));
    let first = app.due().unwrap();
    app.again(key("1"));
    assert!(app.due().unwrap() > first);
    assert!(matches!(app.tick(), Flow::Ticked));
    assert!(app.due().is_none());
    let shown = lines(&paint(&mut app, WIDE).0).join("\n");
    assert!(shown.contains("▸ 1  [x] Cheeks"), "{shown}");
    // nothing is taken where nobody sees it
    press(&mut app, "1 F9");
    assert!(app.due().is_none());
    press(&mut app, "F9");
    assert!(app.due().is_some());
}

/// On a question whose rows have no number a digit says what works, as any other key.
#[test]
fn a_digit_that_is_not_shown_says_what_works() {
    let shown = said("Enter 3 4 Enter 1 Enter 1", WIDE);
    let says = "1 does nothing here. These keys do: y n u d";
    assert!(shown.contains(says), "{shown}");
}

/// A paste goes into the field that there is, its first line, and answers nothing.
#[test]
fn a_paste_fills_one_field_and_says_what_was_left_out() {
    let paste = |keys: &str, text: &str| {
        let mut app = after(keys, ThemeName::None, WIDE);
        let stage = app.interview().stage();
        for sign in text.chars() {
            app.paste(match sign {
                '\n' => Pasted::MoreLines,
                sign => Pasted::Sign(sign),
            });
        }
        assert_eq!(app.interview().stage(), stage, "{keys}");
        lines(&paint(&mut app, WIDE).0).join("\n")
    };
    let prompts = format!("{HEALTHY} Enter Enter");
    let says = "There is room for one line. The first line of your paste was taken.";
    for (keys, text) in [
        (text_question(), "Lupus"),
        (
            "Enter 3 4 Enter 1 Enter y 1 n 5 Enter".to_owned(),
            "< 3 May",
        ),
        (format!("{prompts} a t"), "24 December"),
        (format!("{prompts} e 1 Ctrl-U"), "a?q.txt"),
        ("Enter Ctrl-U".to_owned(), "34"),
    ] {
        let shown = paste(&keys, text);
        assert!(shown.contains(text) && !shown.contains(says), "{shown}");
        let shown = paste(&keys, &format!("{text}\n"));
        assert!(shown.contains(text) && shown.contains(says), "{shown}");
    }
    let nowhere = paste("Enter 3 4 Enter 1 Enter", "nn");
    let idle = "A paste does nothing here. These keys do: y n u d";
    assert!(nowhere.contains(idle), "{nowhere}");
    let nowhere = paste("Enter 3 4 Enter 1 Enter", "n\n");
    assert!(nowhere.contains(idle), "{nowhere}");
}
