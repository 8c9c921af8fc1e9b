//! The mouse on the full screen: what is painted is what can be clicked.
use crate::common::{
    PACK,
    screen::{HEALTHY, SEVERAL, app, lines, paint, press},
};
use needlefit::tui::{
    App, Closed,
    keymap::Context,
    terminal::{Flow, Program as _},
    theme::ThemeName,
};
use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

const WIDE: (u16, u16) = (80, 24);
const SMALL: (u16, u16) = (40, 12);

/// A screening after these keys.
fn after(keys: &str) -> App<'static> {
    let mut app = app(&PACK, ThemeName::None, false);
    press(&mut app, keys);
    app
}

fn shown(app: &mut App<'_>, size: (u16, u16)) -> String {
    lines(&paint(app, size).0).join("\n")
}

fn point<'p>(app: &mut App<'p>, kind: MouseEventKind, column: u16, row: u16) -> Flow<Closed<'p>> {
    app.mouse(MouseEvent {
        kind,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    })
}

fn click_at<'p>(app: &mut App<'p>, column: u16, row: u16) -> Flow<Closed<'p>> {
    point(app, MouseEventKind::Down(MouseButton::Left), column, row)
}

/// Clicks on these words, where they stand on the screen now.
fn click<'p>(app: &mut App<'p>, size: (u16, u16), words: &str) -> Flow<Closed<'p>> {
    let screen = shown(app, size);
    let found = screen
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains(words));
    let (row, line) = found.unwrap_or_else(|| panic!("no {words:?} in:\n{screen}"));
    let column = line.split(words).next().unwrap().chars().count();
    click_at(
        app,
        u16::try_from(column).unwrap(),
        u16::try_from(row).unwrap(),
    )
}

const QUESTION: &str = "Enter 3 4 Enter 1 Enter";

#[test]
fn a_click_on_a_row_takes_it() {
    let mut app = after(QUESTION);
    assert_eq!(click(&mut app, WIDE, "No").changed(), Some(true));
    assert!(shown(&mut app, WIDE).contains("question 5"));

    let mut app = after("Enter 3 4 Enter");
    assert_eq!(click(&mut app, WIDE, "Cheeks").changed(), Some(false));
    assert!(shown(&mut app, WIDE).contains("[x] Cheeks"));
    click(&mut app, WIDE, "Cheeks");
    assert!(shown(&mut app, WIDE).contains("[ ] Cheeks"));

    let mut app = after(&format!("{QUESTION} n"));
    click(&mut app, WIDE, "None of these");
    assert!(shown(&mut app, WIDE).contains("question 6"));

    let mut app = after(HEALTHY);
    click(&mut app, WIDE, "Age: 34");
    assert_eq!(app.context(), Context::Number);
    click(&mut app, WIDE, "___");
    assert_eq!(app.context(), Context::Number, "a field is only gone to");
    click(&mut app, WIDE, "Not sure");
    assert_eq!(app.context(), Context::Review);

    let mut app = after(&format!("{HEALTHY} Enter Enter e"));
    click(&mut app, WIDE, "Show the sheet");
    assert!(shown(&mut app, WIDE).contains("The sheet will be shown"));
    let Flow::Done(closed) = click(&mut app, WIDE, "6   Leave") else {
        panic!("it does not leave");
    };
    assert!(closed.print);

    let mut app = after(&format!("{HEALTHY} Enter Enter a"));
    let first = shown(&mut app, WIDE);
    let item = first.split("[ ] ").nth(1).unwrap().lines().next().unwrap();
    let item: String = item.chars().take(20).collect();
    click(&mut app, WIDE, &item);
    assert!(shown(&mut app, WIDE).contains(&format!("[x] {item}")));
}

#[test]
fn a_click_on_a_hint_does_its_key() {
    let mut app = after("");
    click(&mut app, WIDE, "Enter begin");
    assert!(shown(&mut app, WIDE).contains("question 2"));
    let mut app = after(QUESTION);
    for (words, focus) in [("↓ choose", "▸ y"), ("choose", "▸ n"), ("↑↓", "▸ y")] {
        click(&mut app, WIDE, words);
        let screen = shown(&mut app, WIDE);
        assert!(screen.contains(focus), "{words}:\n{screen}");
    }
    click(&mut app, WIDE, "? help");
    assert_eq!(app.context(), Context::Overlay);
    click(&mut app, WIDE, "Esc close");
    assert_eq!(app.context(), Context::Options);
    click(&mut app, WIDE, "q quit");
    assert_eq!(app.context(), Context::Leaving);
    assert!(matches!(click(&mut app, WIDE, "y yes"), Flow::Done(_)));
}

#[test]
fn a_click_beside_them_does_nothing() {
    for keys in ["", QUESTION, HEALTHY, &format!("{HEALTHY} Enter Enter a t")] {
        let mut app = after(keys);
        let before = shown(&mut app, WIDE);
        for (column, row) in [
            (0, 0),
            (5, 1),
            (79, 22),
            (200, 5),
            (5, 200),
            (u16::MAX, u16::MAX),
        ] {
            assert_eq!(click_at(&mut app, column, row).changed(), Some(false));
            assert_eq!(shown(&mut app, WIDE), before, "{keys} at {column}, {row}");
        }
    }
    // a prompt lies over the rows
    let mut app = after(&format!("{HEALTHY} Enter Enter e 1"));
    click(&mut app, WIDE, "6   Leave");
    assert_eq!(app.context(), Context::Prompt);
}

#[test]
fn the_wheel_scrolls_and_takes_nothing() {
    let mut app = after(&format!("{SEVERAL} Enter Enter"));
    let top = shown(&mut app, SMALL);
    point(&mut app, MouseEventKind::ScrollDown, 0, 0);
    let below = shown(&mut app, SMALL);
    assert_ne!(below, top);
    paint(&mut app, SMALL);
    point(&mut app, MouseEventKind::ScrollUp, 0, 0);
    assert_eq!(shown(&mut app, SMALL), top);
}

#[test]
fn only_what_was_painted_last_can_be_clicked() {
    let mut app = after(QUESTION);
    let screen = shown(&mut app, WIDE);
    let rows = screen.lines().enumerate();
    let (row, _) = rows
        .into_iter()
        .find(|(_, line)| line.contains(" n   No"))
        .unwrap();
    let row = u16::try_from(row).unwrap();
    // nothing was painted since the key
    press(&mut app, "Down");
    assert_eq!(click_at(&mut app, 10, row).changed(), Some(false));
    // nor between two clicks
    paint(&mut app, WIDE);
    assert_eq!(click_at(&mut app, 10, row).changed(), Some(true));
    assert_eq!(click_at(&mut app, 10, row).changed(), Some(false));
    // a window that is too small has nothing to click
    paint(&mut app, WIDE);
    paint(&mut app, (39, 12));
    assert_eq!(click_at(&mut app, 10, row).changed(), Some(false));
}

/// Whether a click led to another screen; nothing where it closed.
trait Changed {
    fn changed(&self) -> Option<bool>;
}

impl Changed for Flow<Closed<'_>> {
    fn changed(&self) -> Option<bool> {
        match self {
            Flow::Continue | Flow::Ticked => Some(false),
            Flow::Changed => Some(true),
            Flow::Done(_) => None,
        }
    }
}
