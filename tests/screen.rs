//! The screens: what stands on each, where the cursor is, and how it is styled.
//!
//! `INSTA_UPDATE=always cargo test --test screen` writes the snapshots anew.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop"
)]

mod common;

use std::fmt::Write;

use common::{
    PACK,
    screen::{HEALTHY, SEVERAL, app, lines, paint, press},
};
use needlefit::{
    pack::Level,
    tui::{
        keymap::{self, Action, Context, KEYMAP, Key},
        theme::{Theme, ThemeName},
    },
};
use ratatui::{buffer::Buffer, layout::Position, style::Style};

/// Each screen, and the keys to it.
fn screens() -> Vec<(&'static str, String)> {
    let after = |start: &str, keys: &str| format!("{start} {keys}");
    vec![
        ("welcome", String::new()),
        ("a number", "Enter".to_owned()),
        ("a number not taken", "Enter 3 4 0 Enter".to_owned()),
        ("choices", "Enter 3 4 Enter Down Space Down".to_owned()),
        ("yes or no, fresh", "Enter 3 4 Enter 1 Enter".to_owned()),
        (
            "yes or no, Enter on nothing",
            "Enter 3 4 Enter 1 Enter Enter".to_owned(),
        ),
        (
            "yes or no, chosen",
            "Enter 3 4 Enter 1 Enter Down Down Down".to_owned(),
        ),
        (
            "an answer opens more",
            "Enter 3 4 Enter 1 Enter y".to_owned(),
        ),
        (
            "a list, ticked",
            "Enter 3 4 Enter 1 Enter n n n 2 Down".to_owned(),
        ),
        (
            "a date",
            "Enter 3 4 Enter 1 Enter y 1 n 4 1 5 Space O c t Space 2 0 2 6".to_owned(),
        ),
        (
            "a date, not sure",
            "Enter 3 4 Enter 1 Enter y 1 n 4 Tab".to_owned(),
        ),
        ("review", after(HEALTHY, "Down Down")),
        (
            "review, open questions",
            "Enter 3 4 Enter r End Enter".to_owned(),
        ),
        ("an answer is changed", after(HEALTHY, "Down Enter")),
        ("summary, nothing found", after(HEALTHY, "Enter Enter")),
        ("summary, several", after(SEVERAL, "Enter Enter")),
        ("summary, scrolled", after(SEVERAL, "Enter Enter PageDown")),
        ("sources", after(SEVERAL, "Enter Enter s")),
        ("course", after(HEALTHY, "Enter Enter c")),
        ("care", after(HEALTHY, "Enter Enter a Down Space Down")),
        (
            "the day of the treatment",
            after(HEALTHY, "Enter Enter a t \"2026-12-24\""),
        ),
        (
            "care with dates",
            after(HEALTHY, "Enter Enter a t \"2026-12-24\" Enter"),
        ),
        (
            "care, too early",
            after(SEVERAL, "Enter Enter a t \"2026-12-24\" Enter"),
        ),
        ("warning signs", after(HEALTHY, "Enter Enter a w")),
        ("to take along", after(HEALTHY, "Enter Enter e Down")),
        ("which file", after(HEALTHY, "Enter Enter e 1")),
        ("help", "Enter 3 4 Enter ?".to_owned()),
        ("leaving", "Enter 3 4 Enter q".to_owned()),
    ]
}

/// The letter that a style has in the snapshots.
fn role(theme: &Theme, style: Style) -> char {
    let levels = [
        (theme.level(Level::NoConcern), '0'),
        (theme.level(Level::Clinician), '1'),
        (theme.level(Level::Wait), '2'),
        (theme.level(Level::NotSuitable), '3'),
    ];
    let roles = [
        (theme.text, ' '),
        (theme.quiet, 'q'),
        (theme.strong, 's'),
        (theme.accent, 'a'),
        (theme.focus, 'f'),
    ];
    let found = roles
        .iter()
        .chain(&levels)
        .find(|(known, _)| seen(*known) == style);
    found.map_or_else(|| panic!("no such style: {style:?}"), |(_, letter)| *letter)
}

/// A theme's style of a letter.
fn style_of(theme: &Theme, role: char) -> Style {
    seen(match role {
        'q' => theme.quiet,
        's' => theme.strong,
        'a' => theme.accent,
        'f' => theme.focus,
        '0' => theme.level(Level::NoConcern),
        '1' => theme.level(Level::Clinician),
        '2' => theme.level(Level::Wait),
        '3' => theme.level(Level::NotSuitable),
        _ => theme.text,
    })
}

/// A style as it comes out of a cell.
fn seen(style: Style) -> Style {
    let mut cell = ratatui::buffer::Cell::default();
    cell.set_style(style);
    cell.style()
}

/// The letters of a screen's styles, cell by cell.
fn roles(theme: &Theme, buffer: &Buffer) -> Vec<char> {
    buffer
        .content
        .iter()
        .map(|cell| role(theme, cell.style()))
        .collect()
}

fn shown(theme: &Theme, buffer: &Buffer, cursor: Position) -> String {
    let width = usize::from(buffer.area.width);
    let mut said = String::new();
    let styles = roles(theme, buffer);
    for (line, styles) in lines(buffer).into_iter().zip(styles.chunks(width)) {
        let styles: String = styles.iter().collect();
        writeln!(said, "|{line}").unwrap();
        if !styles.trim().is_empty() {
            writeln!(said, ":{}", styles.trim_end()).unwrap();
        }
    }
    writeln!(said, "cursor {}, {}", cursor.x, cursor.y).unwrap();
    said
}

#[test]
fn every_screen_at_every_size() {
    let theme = Theme::new(ThemeName::Dark, false);
    for size in [(80, 24), (120, 40), (40, 12)] {
        let mut all = String::new();
        for (name, keys) in screens() {
            let mut app = app(&PACK, ThemeName::Dark, false);
            paint(&mut app, size);
            press(&mut app, &keys);
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
            let all = lines(&buffer).concat();
            assert!(all.contains("needlefit"), "{name} at {size:?}");
        }
    }
}

#[test]
fn a_storm_of_keys_never_panics_and_can_always_be_left() {
    let keys = "Enter Esc Up Down Left Right Tab BackTab Backspace PageDown PageUp Home End F1 \
        Space 1 2 3 9 y n u d b r s c a t w e q ? g G j k x é";
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
            if app.context() == Context::Asking && key == "Enter" {
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
        assert!(help || context == Context::Leaving, "{context:?}");
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
        Action::Sources,
        Action::Course,
        Action::Care,
        Action::Take,
        Action::Day,
        Action::Signs,
        Action::Quit,
        Action::Abort,
        Action::Help,
        Action::Repaint,
        Action::Suspend,
    ];
    for action in all {
        assert!(KEYMAP.iter().any(|it| it.action == action), "{action:?}");
    }
    for binding in KEYMAP {
        assert!(!binding.help.is_empty(), "{:?}", binding.keys);
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
