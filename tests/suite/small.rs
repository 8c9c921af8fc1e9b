//! Large type: everything in a window of 40 columns and 12 rows.
//!
//! Random people walk through the questions there. On each screen every line can be scrolled into
//! sight, every row can be gone to, and head and foot say where one is and how to go on.
use crate::common::{
    EDITIONS, PACK,
    screen::{lines, paint, press, with_wishes},
    wishes,
};
use needlefit::{
    interview::Stage,
    pack::Pack,
    sheet,
    text::Language,
    tui::{
        App,
        keymap::Context,
        theme::{Theme, ThemeName},
    },
};

const SMALL: (u16, u16) = (40, 12);
/// As wide, and as high as any page.
const TALL: (u16, u16) = (40, 600);
const WALKS: u64 = 4;

fn start(pack: &'static Pack) -> App<'static> {
    let theme = Theme::new(ThemeName::None, false);
    with_wishes(pack, theme, wishes(false)).in_any_of(&EDITIONS)
}

/// The lines of the page itself, between head and foot.
fn page(app: &mut App<'_>, size: (u16, u16)) -> Vec<String> {
    let lines = lines(&paint(app, size).0);
    let last = lines.len() - 2;
    let page = lines[1..last].iter().map(|line| line.replace('▸', " "));
    // the bar under the head gives way to a long question
    let is_said = |line: &String| line.contains(|c: char| !" ━─".contains(c));
    page.filter(is_said).collect()
}

fn to_top(app: &mut App<'_>) {
    let mut before = Vec::new();
    while page(app, SMALL) != before {
        before = page(app, SMALL);
        press(app, "PageUp");
    }
}

/// Scrolls to the top, and down to the end; gives all that was seen.
fn all_seen(app: &mut App<'_>) -> Vec<String> {
    to_top(app);
    let mut seen = Vec::new();
    for _ in 0..200 {
        let now = page(app, SMALL);
        if seen.ends_with(&now) {
            break;
        }
        seen.extend(now);
        press(app, "PageDown");
    }
    seen
}

/// The rows that the focus comes to, key by key.
fn rows(app: &mut App<'_>, size: (u16, u16), key: &str) -> Vec<String> {
    let mut rows = Vec::new();
    for _ in 0..80 {
        press(app, key);
        let lines = lines(&paint(app, size).0);
        let marked = lines.into_iter().find(|line| line.contains('▸'));
        let Some(marked) = marked else {
            continue;
        };
        // the end, or once round
        if rows.last() == Some(&marked) || rows.first() == Some(&marked) {
            break;
        }
        rows.push(marked);
    }
    rows
}

/// Holds a screen against what large type needs.
fn hold(app: &mut App<'static>, how: &str) {
    use Context::{Finished, Leaving, List, Number, Options, Review};
    if [Options, List, Number, Review, Finished, Leaving].contains(&app.context()) {
        let shown = lines(&paint(app, SMALL).0);
        let is_row = |line: &String| {
            let line = line
                .strip_prefix("   ")
                .or_else(|| line.strip_prefix(" ▸ "));
            // in Review a sign stands before some
            let line = line.map(|line| line.strip_prefix("  ").unwrap_or(line));
            line.is_some_and(|line| !line.starts_with(' '))
        };
        assert!(
            shown.iter().any(is_row),
            "{how}: nothing to pick:\n{}",
            shown.join("\n")
        );
    }
    // what the last key had to say has lines of its own, until the next key
    press(app, "PageUp");
    let mut whole = page(app, TALL);
    // in a high window the warning signs stand under the aftercare too, where a key shows them
    if app.context() == Context::Care {
        let half = whole.len() / 2;
        let under = (half..whole.len()).find(|place| whole[*place].starts_with("  ! "));
        whole.truncate(under.unwrap_or(whole.len()));
    }
    let seen = all_seen(app);
    for line in &whole {
        assert!(
            seen.contains(line),
            "{how}: {line:?} is never in sight:\n{seen:#?}"
        );
    }
    let screen = lines(&paint(app, SMALL).0);
    let shown = screen.join("\n");
    if matches!(app.interview().stage(), Stage::Asking(_)) && !app.interview().is_editing() {
        let position = sheet::position(app.interview());
        assert!(screen[0].ends_with(&position), "{how}: {}", screen[0]);
    }
    let foot = &screen[11];
    let closes = [Context::Overlay, Context::Leaving].contains(&app.context());
    let help = foot.contains("? ") || foot.contains("F1 ");
    assert!(help || closes, "{how}: no way to the other keys:\n{shown}");
    let goes = match app.context() {
        Context::Options
        | Context::List
        | Context::Review
        | Context::Care
        | Context::Finished
        | Context::WhatIf => "Down",
        Context::Number | Context::DateEntry => "Tab",
        _ => return,
    };
    // from the top, as it opened
    to_top(app);
    let all = rows(app, TALL, goes);
    let mut here = rows(app, SMALL, goes);
    here.extend(rows(app, SMALL, if goes == "Down" { "Up" } else { "Tab" }));
    for row in all {
        assert!(
            here.contains(&row),
            "{how}: {row:?} can't be gone to:\n{here:#?}"
        );
    }
}

/// Presses keys that answer what is asked, each again where it only showed its row.
fn answer(app: &mut App<'static>, random: &mut impl FnMut(usize) -> usize) {
    let before = app.interview().stage();
    for _ in 0..60 {
        let keys = match app.context() {
            Context::Number => ["3 4 Enter", "u", "1 5 Enter"][random(12).min(2) % 3],
            Context::DateEntry => [
                "Ctrl-U 2 0 2 6 Enter",
                "Tab Enter",
                "Ctrl-U \"2027-03-01\" Enter",
            ][random(3)],
            Context::Entry => "Enter",
            Context::List => ["1", "2", "u", "n", "Enter", "Enter"][random(6)],
            _ => ["y", "n", "n", "n", "u", "d", "2", "3"][random(8)],
        };
        press(app, keys);
        paint(app, SMALL);
        if app.interview().stage() != before {
            return;
        }
    }
    panic!("{before:?} is never answered");
}

#[test]
fn random_people_read_and_reach_everything() {
    let spanish = EDITIONS.in_language(Language::of("es").unwrap());
    let spanish = spanish.unwrap().unwrap();
    for seed in 0..WALKS {
        let pack: &'static Pack = if seed % 2 == 0 { &PACK } else { spanish };
        let mut number = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut random = |below: usize| {
            number ^= number << 13;
            number ^= number >> 7;
            number ^= number << 17;
            usize::try_from(number >> 33).unwrap() % below
        };
        let mut app = start(pack);
        hold(&mut app, "welcome");
        press(&mut app, "Enter");
        for step in 0..120 {
            let stage = app.interview().stage();
            if !matches!(stage, Stage::Asking(_)) {
                break;
            }
            // what opens is looked at as it is, the rest in another walk of the same way
            let how = format!("{seed}, step {step}, {stage:?}");
            hold(&mut app, &how);
            answer(&mut app, &mut random);
            if step % 9 == 4 {
                press(&mut app, "F1");
                hold(&mut app, &format!("{how}, help"));
                press(&mut app, "Esc");
            }
        }
        assert_eq!(app.interview().stage(), Stage::Review, "{seed}");
        hold(&mut app, "review");
        press(&mut app, "End");
        paint(&mut app, SMALL);
        press(&mut app, "Enter");
        assert_eq!(app.interview().stage(), Stage::Summary, "{seed}");
        for (keys, how) in [
            ("", "summary"),
            ("s", "sources"),
            ("Esc ?", "help"),
            ("Esc i", "what if"),
            ("Right", "what if, another answer"),
            ("Esc c", "course"),
            ("a", "care"),
            ("w", "signs"),
            ("Esc t", "day"),
            ("Esc e", "to take along"),
            ("1", "file"),
            ("Esc q", "leaving"),
        ] {
            press(&mut app, keys);
            hold(&mut app, &format!("{seed}, {how}"));
        }
    }
}
