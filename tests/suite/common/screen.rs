//! The full screen without a terminal: keys in, a screen out.
use std::path::Path;

use needlefit::{
    pack::Pack,
    sheet::Wishes,
    tui::{
        App,
        terminal::{self, Flow},
        theme::{Theme, ThemeName},
    },
};
use ratatui::{
    Terminal,
    backend::{Backend, TestBackend},
    buffer::Buffer,
    crossterm::event::{KeyCode, KeyEvent, KeyModifiers},
    layout::Position,
};

use super::wishes;

/// A screening that has not begun.
pub fn app(pack: &Pack, theme: ThemeName, ascii: bool) -> App<'_> {
    with_wishes(pack, Theme::new(theme, ascii), wishes(false)).with_mouse()
}

/// A screening that is to be saved to this file.
pub fn app_that_saves<'p>(pack: &'p Pack, file: &Path) -> App<'p> {
    let wishes = Wishes {
        save: Some(file.to_owned()),
        ..wishes(false)
    };
    with_wishes(pack, Theme::new(ThemeName::None, false), wishes)
}

/// The same with these wishes.
pub fn with_wishes(pack: &Pack, theme: Theme, wishes: Wishes) -> App<'_> {
    App::new(crate::common::of_today(pack), theme, wishes)
}

/// The key of a word: a name such as `Enter`, else a single character.
pub fn key(word: &str) -> KeyEvent {
    let code = match word {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Backspace" => KeyCode::Backspace,
        "PageDown" => KeyCode::PageDown,
        "PageUp" => KeyCode::PageUp,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "Delete" => KeyCode::Delete,
        "Space" => KeyCode::Char(' '),
        "Ctrl-U" => return KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL),
        word if word.len() > 1 && word.starts_with('F') => {
            KeyCode::F(word.trim_start_matches('F').parse().unwrap())
        }
        word => KeyCode::Char(
            word.chars()
                .next()
                .unwrap_or_else(|| panic!("no key: {word}")),
        ),
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// Presses these keys, with spaces between them; `"text"` is typed letter by
/// letter. Gives how it closed, if it did.
pub fn press<A: terminal::Program>(app: &mut A, keys: &str) -> Option<A::Output> {
    for word in keys.split_whitespace() {
        let typed = word
            .strip_prefix('"')
            .map(|word| word.trim_end_matches('"'));
        let keys: Vec<KeyEvent> = match typed {
            Some(text) => text.chars().map(|c| key(&c.to_string())).collect(),
            None => vec![key(word)],
        };
        for key in keys {
            if let Flow::Done(closed) = app.key(key) {
                return Some(closed);
            }
        }
    }
    None
}

/// A screening in a window of this size after these keys: those before `|` are pressed where all
/// is in sight, as a key for a row that is out of sight only shows it.
pub fn after(keys: &str, theme: ThemeName, (width, height): (u16, u16)) -> App<'static> {
    let mut app = app(&super::PACK, theme, false);
    let (before, last) = keys.split_once('|').unwrap_or((keys, ""));
    paint(&mut app, (width, 500));
    press(&mut app, before);
    paint(&mut app, (width, height));
    press(&mut app, last);
    app
}

/// Paints the screen; gives its cells and where the cursor stands.
pub fn paint(app: &mut impl terminal::Program, (width, height): (u16, u16)) -> (Buffer, Position) {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| app.draw(frame)).unwrap();
    let cursor = terminal.backend_mut().get_cursor_position().unwrap();
    (terminal.backend().buffer().clone(), cursor)
}

/// The characters of a screen, line by line, without what is blank at the end.
pub fn lines(buffer: &Buffer) -> Vec<String> {
    let rows = buffer.area.rows();
    rows.map(|row| {
        let cells = row.columns().map(|at| buffer[(at.x, at.y)].symbol());
        cells.collect::<String>().trim_end().to_owned()
    })
    .collect()
}

/// Keys that lead a healthy adult to Review.
pub const HEALTHY: &str = "Enter 3 4 Enter 1 Enter n n n n n n 6 n \
     4 4 n n n n n n 1 3 1 Enter n";

/// Keys that lead somebody to Review whose pills were three months ago, who is
/// sunburnt, and not sure about keloids.
pub const SEVERAL: &str = "Enter 3 4 Enter 1 Enter n n n 4 Enter 1 Enter y u \
     n 6 n 4 4 y 1 Enter n \"2026-08-20\" Enter n n n n \
     n 1 3 1 Enter n";

/// Each screen, and the keys to it.
pub fn screens() -> Vec<(&'static str, String)> {
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
            "Enter 3 4 Enter 1 Enter n 2 Down".to_owned(),
        ),
        (
            "a date",
            "Enter 3 4 Enter 1 Enter y 1 n 5 Enter 1 5 Space O c t Space 2 0 2 6".to_owned(),
        ),
        (
            "a date, not sure",
            "Enter 3 4 Enter 1 Enter y 1 n 5 Enter Tab".to_owned(),
        ),
        ("review", after(HEALTHY, "Down Down")),
        (
            "review, open questions",
            "Enter 3 4 Enter r End Enter".to_owned(),
        ),
        ("when the treatment is", "Enter b".to_owned()),
        ("a booked day", "Enter b 2 \"2027-01-20\"".to_owned()),
        ("the day is changed", after(HEALTHY, "Down Enter")),
        ("an answer is changed", after(HEALTHY, "Down Down Enter")),
        (
            "summary, for a booked day",
            after(HEALTHY, "Down Enter 2 \"2027-01-20\" Enter Enter Enter"),
        ),
        (
            "summary, a wait that is over by the booked day",
            after(SEVERAL, "Down Enter 2 \"2027-06-01\" Enter Enter Enter"),
        ),
        (
            "summary, nothing booked",
            after(HEALTHY, "Down Enter 3 Enter Enter"),
        ),
        ("summary, nothing found", after(HEALTHY, "Enter Enter")),
        ("summary, several", after(SEVERAL, "Enter Enter")),
        (
            "summary, scrolled",
            after(SEVERAL, "Enter Enter | PageDown"),
        ),
        ("sources", after(SEVERAL, "Enter Enter s")),
        ("what if", after(SEVERAL, "Enter Enter i")),
        (
            "what if, another answer",
            after(SEVERAL, "Enter Enter i Right"),
        ),
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
        ("words of a screen", after(SEVERAL, "Enter Enter g")),
        ("leaving", "Enter 3 4 Enter q".to_owned()),
    ]
}
