//! The screens: what stands on each, where the cursor is, and how it is styled.
//!
//! `INSTA_UPDATE=always cargo test --test suite screen` writes the snapshots anew.
use std::fmt::Write;

use crate::common::{
    PACK,
    screen::{HEALTHY, after, app, lines, paint, press, screens},
    styles::{roles, shown, style_of},
};
use needlefit::{
    sheet::{self, Reader},
    text::Language,
    tui::{
        App,
        keymap::{self, Action, Context, KEYMAP, Key},
        theme::{Theme, ThemeName},
    },
};

#[test]
fn every_screen_at_every_size() {
    let theme = Theme::new(ThemeName::Dark, false);
    for size in [(80, 24), (120, 40), (40, 12)] {
        let mut all = String::new();
        for (name, keys) in screens() {
            let mut app = after(&keys, ThemeName::Dark, size);
            let (buffer, cursor) = paint(&mut app, size);
            write!(all, "\n== {name}\n{}", shown(&theme, &buffer, cursor)).unwrap();
        }
        insta::assert_snapshot!(format!("{}x{}", size.0, size.1), all);
    }
}

#[test]
fn every_theme_shows_the_same_in_its_own_styles() {
    let dark = Theme::new(ThemeName::Dark, false);
    for name in [
        ThemeName::Terminal,
        ThemeName::Light,
        ThemeName::Contrast,
        ThemeName::None,
    ] {
        let theme = Theme::new(name, false);
        for (screen, keys) in screens() {
            let (mut one, mut other) =
                (app(&PACK, ThemeName::Dark, false), app(&PACK, name, false));
            press(&mut one, &keys);
            press(&mut other, &keys);
            let (one, _) = paint(&mut one, (80, 24));
            let (other, _) = paint(&mut other, (80, 24));
            assert_eq!(lines(&one), lines(&other), "{screen}");
            for (role, cell) in roles(&dark, &one).into_iter().zip(&other.content) {
                assert_eq!(cell.style(), style_of(&theme, role), "{screen} in {name:?}");
            }
        }
    }
}

#[test]
fn without_colour_the_styles_are_only_bold_and_reversed() {
    let theme = Theme::new(ThemeName::None, false);
    for role in "qsaf0123 ".chars() {
        let style = style_of(&theme, role);
        assert_eq!(style.fg, style_of(&theme, ' ').fg, "{role}");
        assert_eq!(style.bg, style_of(&theme, ' ').bg, "{role}");
    }
}

#[test]
fn ascii_means_ascii() {
    for (name, keys) in screens() {
        let mut app = app(&PACK, ThemeName::None, true);
        press(&mut app, &keys);
        let (buffer, _) = paint(&mut app, (120, 40));
        let odd: String = lines(&buffer)
            .concat()
            .chars()
            .filter(|c| !c.is_ascii())
            .collect();
        assert_eq!(odd, "", "{name}");
    }
}

#[test]
fn the_cursor_stands_on_the_focus() {
    for (name, keys) in screens() {
        let mut app = app(&PACK, ThemeName::Dark, false);
        press(&mut app, &keys);
        for size in [(80, 24), (120, 40), (40, 12)] {
            let (buffer, cursor) = paint(&mut app, size);
            let marks = buffer
                .content
                .iter()
                .filter(|cell| cell.symbol() == "▸")
                .count();
            let outline = usize::from(size.0 >= 110 && !lines(&buffer).concat().is_empty());
            let under = buffer[(cursor.x, cursor.y)].symbol();
            // in a field the cursor stands where one types, else on the mark
            if marks > outline && under != "▸" {
                let line = &lines(&buffer)[usize::from(cursor.y)];
                assert!(line.contains('▸'), "{name} at {size:?}: {line}");
            }
        }
    }
}

#[test]
fn no_window_is_too_small_or_too_large() {
    for (name, keys) in screens() {
        let mut app = app(&PACK, ThemeName::Dark, false);
        press(&mut app, &keys);
        let mut sizes: Vec<(u16, u16)> = (1..60).map(|n| (n * 3, n)).collect();
        sizes.extend([
            (1, 1),
            (500, 200),
            (40, 12),
            (39, 12),
            (40, 11),
            (1, 200),
            (500, 1),
        ]);
        for size in sizes {
            let (buffer, _) = paint(&mut app, size);
            if size.0 < 40 || size.1 < 12 {
                continue;
            }
            let head = lines(&buffer).remove(0);
            let whole = size.0 < 60 || head.contains("needlefit");
            assert!(whole && !head.is_empty(), "{name} at {size:?}");
        }
    }
}

#[test]
fn a_storm_of_keys_never_panics_and_can_always_be_left() {
    let keys = "Enter Esc Up Down Left Right Tab BackTab Backspace PageDown PageUp Home End F1 \
        Space 1 2 3 9 y n u d b r s c a t w e q ? g F2 j k x é";
    let keys: Vec<&str> = keys.split_whitespace().collect();
    let mut random: u64 = 7;
    for round in 0..60 {
        let mut app = app(&PACK, ThemeName::Dark, false);
        for _ in 0..400 {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let key = keys[usize::try_from(random >> 33).unwrap() % keys.len()];
            // nothing is written in a test
            if app.context() == Context::Prompt && key == "Enter" {
                continue;
            }
            if press(&mut app, key).is_some() {
                break;
            }
            if random >> 60 == 0 {
                paint(&mut app, (40 + (round % 80), 12 + (round % 30)));
            }
        }
        let left = press(&mut app, "Esc Esc Esc Esc q y").is_some()
            || press(&mut app, "Tab Tab Esc q y").is_some()
            || press(&mut app, &"Esc ".repeat(120)).is_some();
        assert!(left, "{:?}", app.context());
    }
}

#[test]
fn nothing_is_answered_but_what_is_shown() {
    let area = "Enter 3 4 Enter";
    let list = "Enter 3 4 Enter 1 Enter n n n";
    let cases = [
        // with a tick, "none of these" is refused
        (
            format!("{list} 7 Down Enter"),
            "Something is ticked.",
            "[x] Fever",
        ),
        (
            format!("{list} 7 Down Space"),
            "Something is ticked.",
            "[x] Fever",
        ),
        // with every tick taken away again, Enter does not keep the old ones
        (
            format!("{area} 1 Enter Left 1 Enter"),
            "Tick what fits",
            "1  [ ] Cheeks",
        ),
        (
            format!("{list} 7 Enter Left 7 Enter"),
            "Tick what fits",
            "7 [ ] Fever",
        ),
        // an emptied field is no answer
        (
            format!("{area} Left Backspace Backspace Enter"),
            "Choose an answer",
            "How old are you?",
        ),
        // what was begun and left stands as it was left
        (
            format!("{area} 2 3 Left Enter"),
            "2  [x] Forehead",
            "3  [x] Temples",
        ),
        (
            format!("{area} 1 Enter y 1 n 5 Enter \"15 BackTab Enter"),
            "15___",
            "last have a sore spot",
        ),
        // who types means the field
        (
            "Enter Down 3 4 Enter".to_owned(),
            "Where do you want",
            "question 3",
        ),
    ];
    for (keys, one, other) in cases {
        let mut app = app(&PACK, ThemeName::None, false);
        press(&mut app, &keys);
        let said = lines(&paint(&mut app, (80, 24)).0).join("\n");
        assert!(
            said.contains(one) && said.contains(other),
            "{keys}:\n{said}"
        );
    }
}

#[test]
fn a_save_that_was_asked_for_is_not_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.json");
    std::fs::write(&file, "old").unwrap();
    let start = || {
        let mut app = crate::common::screen::app_that_saves(&PACK, &file);
        assert!(press(&mut app, &format!("{HEALTHY} Enter Enter q y")).is_none());
        app
    };
    // refused, and then left all the same: said, and no success
    let closed = press(&mut start(), "Esc q y").unwrap();
    assert!(closed.finished && !closed.saved);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "old");
    // replaced
    let closed = press(&mut start(), "y 6").unwrap();
    assert!(closed.finished && closed.saved);
    assert!(
        std::fs::read_to_string(&file)
            .unwrap()
            .contains("no_concern")
    );
}

#[test]
fn own_words_stand_on_the_clinicians_copy_alone_and_can_be_taken_away() {
    let mut app = app(&PACK, ThemeName::None, false);
    let illness = HEALTHY.replacen("n n n n n 1", "n n 7 Enter 2 \"Gout\" Enter n n 1", 1);
    press(&mut app, &illness);
    let sheet = |app: &App<'_>, reader| sheet::text::render_for(app.interview(), reader);
    assert!(sheet(&app, Reader::Clinician).contains("Gout"));
    assert!(!sheet(&app, Reader::Patient).contains("Gout"));
    let first = app.interview().review_folded().first;
    let row = first
        .iter()
        .position(|(it, _)| it.id == "other_illness_name");
    press(
        &mut app,
        &format!("{} Enter", "Down ".repeat(row.unwrap() + 2)),
    );
    press(&mut app, "Backspace Backspace Backspace Backspace Enter");
    assert!(!sheet(&app, Reader::Clinician).contains("Gout"));
}

/// What is closed first: it has neither the help nor a way out of its own.
const CLOSES: [Context; 8] = [
    Context::Leaving,
    Context::Overlay,
    Context::Picture,
    Context::ScarPicture,
    Context::Album,
    Context::DeskForm,
    Context::DeskTurn,
    Context::DeskReadOut,
];

/// Keys that come over those of a screen, which has the help.
const LAYERS: [Context; 9] = [
    Context::DemoQuestion,
    Context::DemoEntry,
    Context::DemoPlan,
    Context::DeskPaper,
    Context::DeskHands,
    Context::DeskTold,
    Context::DeskHandsTyping,
    Context::DeskStaff,
    Context::DeskStaffTyping,
];

#[test]
fn no_key_means_two_things_in_one_place() {
    for context in contexts() {
        let mut keys: Vec<Key> = Vec::new();
        for binding in keymap::bindings(context) {
            for key in binding.keys {
                assert!(!keys.contains(key), "{key:?} in {context:?}");
                keys.push(*key);
            }
        }
        assert!(!keys.is_empty(), "{context:?}");
        let help = keymap::bindings(context).any(|it| it.action == Action::Help);
        assert!(
            help || CLOSES.contains(&context) || LAYERS.contains(&context),
            "{context:?}"
        );
    }
}

#[test]
fn every_action_is_bound_and_said() {
    let all = [
        Action::Up,
        Action::Down,
        Action::Next,
        Action::PageUp,
        Action::PageDown,
        Action::MonthOn,
        Action::MonthBack,
        Action::Clear,
        Action::First,
        Action::Last,
        Action::Enter,
        Action::Tick,
        Action::Digit,
        Action::Yes,
        Action::No,
        Action::Unsure,
        Action::Declined,
        Action::Back,
        Action::Close,
        Action::Review,
        Action::Glossary,
        Action::Sources,
        Action::Course,
        Action::Care,
        Action::Take,
        Action::Day,
        Action::Signs,
        Action::Picture,
        Action::PictureOn,
        Action::PictureBack,
        Action::Quit,
        Action::Abort,
        Action::Help,
        Action::Repaint,
        Action::Suspend,
        Action::Blank,
        Action::Step,
        Action::Play,
        Action::People,
        Action::WhatIf,
        Action::ToSummary,
        Action::Other,
        Action::OtherBefore,
        Action::TakeBack,
    ];
    for action in all {
        assert!(KEYMAP.iter().any(|it| it.action == action), "{action:?}");
    }
    for binding in KEYMAP {
        assert!(
            !Language::english().says(binding.help).is_empty(),
            "{:?}",
            binding.keys
        );
        assert!(!binding.contexts.is_empty() && !binding.keys.is_empty());
    }
}

fn contexts() -> Vec<Context> {
    let mut all: Vec<Context> = Vec::new();
    for context in KEYMAP.iter().flat_map(|binding| binding.contexts) {
        if !all.contains(context) {
            all.push(*context);
        }
    }
    all
}

/// Ctrl with a letter, Shift with another key: for these there must be another way.
fn needs_two_fingers(key: Key) -> bool {
    match key {
        Key::Ctrl(_) | Key::Code(ratatui::crossterm::event::KeyCode::BackTab) => true,
        Key::Code(ratatui::crossterm::event::KeyCode::Char(sign)) => {
            sign.is_uppercase() || "?<>".contains(sign)
        }
        _ => false,
    }
}

#[test]
fn every_action_has_a_key_for_one_finger() {
    // q leaves too; the others only mend or pause the terminal
    let extras = [Action::Abort, Action::Suspend, Action::Repaint];
    for context in contexts() {
        let bindings: Vec<_> = keymap::bindings(context).collect();
        for binding in bindings.iter().filter(|it| !extras.contains(&it.action)) {
            let of_action = bindings.iter().filter(|it| it.action == binding.action);
            let single = of_action
                .flat_map(|it| it.keys)
                .any(|key| !needs_two_fingers(*key));
            assert!(single, "{:?} in {context:?}", binding.action);
        }
        if LAYERS.contains(&context) {
            continue;
        }
        // and all that can be done is one key away, or two by way of help
        let has = |action| bindings.iter().any(|it| it.action == action);
        let closes = CLOSES.contains(&context);
        // from one screening at the desk, the list comes first
        let leaves = closes || context == Context::DeskRecord;
        assert!(has(Action::Help) || closes, "{context:?}");
        assert!(has(Action::Quit) || leaves, "{context:?}");
        assert!(has(Action::PageDown) && has(Action::PageUp), "{context:?}");
    }
}
