//! The pictures and the tables of keys are made by the program: this checks that they are what it
//! shows now, and `UPDATE_README=1 cargo test --test suite readme` makes them anew.
use std::{env, fmt::Write, fs, path::Path, process::Command};

use crate::common::{
    PACK, TODAY, healthy_but,
    screen::{app, paint, press},
};
use needlefit::{
    demo::People,
    interview::Stage,
    text::Language,
    tui::{
        DemoApp,
        keymap::{self, Action, Context, KEYMAP, Key},
        theme::{Theme, ThemeName},
    },
};
use ratatui::{
    buffer::Buffer,
    crossterm::event::{KeyCode, KeyEvent, KeyModifiers},
    layout::Rect,
    style::{Color, Modifier},
};

/// A character's box in the pictures, in pixels.
const CELL: (u16, u16) = (9, 19);

/// What a picture shows: the full screen after these keys, or a command line and its output.
enum Shown {
    Screen(String, (u16, u16)),
    /// The demo, from the summary of the person of this key on.
    Demo(&'static str, &'static str, (u16, u16)),
    Typed(&'static str),
    /// The list of a desk in the morning.
    Desk((u16, u16)),
}

/// A picture for each use.
fn pictures() -> [(&'static str, Shown); 4] {
    let question = "Enter 3 4 Enter 1 Enter n n n 1 Down Down Down".to_owned();
    [
        ("patient", Shown::Screen(question, (80, 24))),
        (
            "reception",
            Shown::Typed("needlefit evaluate monday.jsonl | cut -c -78"),
        ),
        ("desk", Shown::Desk((80, 24))),
        ("clinician", Shown::Demo("5", "i Right Right", (120, 40))),
    ]
}

fn picture(shown: &Shown) -> Buffer {
    match shown {
        Shown::Demo(person, keys, size) => {
            let people = People::of(&PACK, TODAY);
            let mut app = DemoApp::new(app(&PACK, ThemeName::Dark, false), people, None);
            press(&mut app, person);
            while app.interview().stage() != Stage::Summary {
                press(&mut app, "Space");
            }
            press(&mut app, keys);
            paint(&mut app, *size).0
        }
        Shown::Desk(size) => {
            let (_folder, mut app) = crate::desk::morning();
            paint(&mut app, *size).0
        }
        Shown::Screen(keys, size) => {
            let mut app = app(&PACK, ThemeName::Dark, false);
            press(&mut app, keys);
            paint(&mut app, *size).0
        }
        Shown::Typed(command) => typed(command),
    }
}

/// A command line in a shell, and what it prints, in a folder with the answers of a morning.
fn typed(command: &str) -> Buffer {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("monday.jsonl"), morning()).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_needlefit")).parent().unwrap();
    let path = env::var("PATH").unwrap();
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder.path())
        .env("PATH", format!("{}:{path}", program.display()))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{command}");
    let printed = String::from_utf8(output.stdout).unwrap();
    let theme = Theme::new(ThemeName::Dark, false);
    let prompt = [format!("$ {command}"), String::new()];
    let rows: Vec<&str> = prompt
        .iter()
        .map(String::as_str)
        .chain(printed.lines())
        .collect();
    let size = Rect::new(0, 0, 80, u16::try_from(rows.len()).unwrap());
    let mut buffer = Buffer::empty(size);
    buffer.set_style(size, theme.text);
    for (y, row) in (0..).zip(rows) {
        assert!(row.len() <= 80, "too wide for a picture: {row}");
        let style = if y == 0 { theme.strong } else { theme.text };
        buffer.set_string(0, y, row, style);
    }
    buffer
}

/// Answer sets of different people, as `evaluate` takes them.
fn morning() -> String {
    let people: [(&str, &[(&str, &str)]); 5] = [
        ("09:00", &[("scar_severity", "moderate")]),
        (
            "09:20",
            &[
                ("isotretinoin", "yes"),
                ("isotretinoin_taking", "no"),
                ("isotretinoin_last_dose", "2026-08-20"),
            ],
        ),
        ("09:40", &[("keloid", "unsure")]),
        ("10:00", &[("age", "17")]),
        ("10:20", &[("pregnancy", "birth")]),
    ];
    let mut lines = String::new();
    for (id, but) in people {
        let answers = healthy_but(&PACK, but);
        let given: serde_json::Map<_, _> = PACK
            .questions
            .iter()
            .filter_map(|it| Some((it.id.clone(), answers.get(it.number)?.to_json(it))))
            .collect();
        let line = serde_json::json!({ "id": id, "today": TODAY, "answers": given });
        writeln!(lines, "{line}").unwrap();
    }
    lines
}

/// A screen as a picture: each run of cells of one style is one text.
fn svg(buffer: &Buffer) -> String {
    let (width, height) = (buffer.area.width * CELL.0, buffer.area.height * CELL.1);
    let ground = hex(buffer[(0, 0)].bg);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-12 -12 {} {}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" \
         font-size=\"15\">\n<rect x=\"-12\" y=\"-12\" width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{ground}\"/>\n",
        width + 24,
        height + 24,
    );
    for row in buffer.area.rows() {
        let cells: Vec<_> = row.columns().map(|at| &buffer[(at.x, at.y)]).collect();
        let mut column = 0;
        for run in cells.chunk_by(|one, other| one.style() == other.style()) {
            let says: String = run.iter().map(|cell| cell.symbol()).collect();
            let x = column * CELL.0;
            column += u16::try_from(run.len()).unwrap();
            if says.trim().is_empty() {
                continue;
            }
            let reversed = run[0].modifier.contains(Modifier::REVERSED);
            let (ink, paper) = if reversed {
                (run[0].bg, run[0].fg)
            } else {
                (run[0].fg, run[0].bg)
            };
            let wide = u16::try_from(run.len()).unwrap() * CELL.0;
            let y = row.y * CELL.1;
            if reversed {
                let (paper, tall) = (hex(paper), CELL.1);
                writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{tall}\" fill=\"{paper}\"/>").unwrap();
            }
            let bold = run[0].modifier.contains(Modifier::BOLD);
            let weight = if bold { " font-weight=\"bold\"" } else { "" };
            let (ink, base) = (hex(ink), y + CELL.1 - 5);
            let says = says
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            writeln!(
                svg,
                "<text x=\"{x}\" y=\"{base}\" textLength=\"{wide}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" fill=\"{ink}\"{weight}>{says}</text>"
            )
            .unwrap();
        }
    }
    svg + "</svg>\n"
}

fn hex(color: Color) -> String {
    match color {
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        other => panic!("a picture needs colours of its own: {other:?}"),
    }
}

/// Compares a file with what it should be, or makes it so.
fn keep(path: &str, wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if env::var_os("UPDATE_README").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, wanted).unwrap();
    }
    let is = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        is == wanted,
        "{} is out of date: UPDATE_README=1 cargo test --test suite readme",
        path.display()
    );
}

#[test]
fn the_pictures_show_the_program() {
    for (name, shown) in pictures() {
        keep(&format!("docs/{name}.svg"), &svg(&picture(&shown)));
    }
}

// Whoever can't see a picture is told what is on it.
#[test]
fn the_readme_shows_each_picture_and_says_what_is_on_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let mut shown: Vec<(&str, &str)> = readme
        .lines()
        .filter_map(|line| {
            line.strip_prefix("![")?
                .strip_suffix(".svg)")?
                .split_once("](docs/")
        })
        .collect();
    for (says, name) in &shown {
        assert!(says.split_whitespace().count() >= 10, "{name}: {says}");
    }
    shown.sort_unstable_by_key(|(_, name)| *name);
    let shown: Vec<&str> = shown.into_iter().map(|(_, name)| name).collect();
    let mut made = pictures().map(|(name, _)| name);
    made.sort_unstable();
    assert_eq!(shown, made);
}

// ---- keys ----

/// A part of the full screen, in words.
const fn place(context: Context) -> &'static str {
    match context {
        Context::Welcome => "welcome",
        Context::Options => "question",
        Context::List => "tick list",
        Context::Number => "number",
        Context::Entry => "own words",
        Context::DateEntry => "date",
        Context::Review => "all answers",
        Context::Summary => "summary",
        Context::Course => "what to expect",
        Context::Care => "before and after",
        Context::Finished => "last screen",
        Context::Prompt => "day or file name",
        Context::Overlay => "what lies on top",
        Context::Picture => "picture",
        Context::ScarPicture => "picture of a scar",
        Context::Leaving => "leaving",
        Context::Album => "demo: list of pictures",
        Context::People => "demo: people",
        Context::WhatIf => "what if",
        Context::DemoQuestion => "demo: question",
        Context::DemoEntry => "demo: typed answer",
        Context::DemoPlan => "demo: summary and after it",
        Context::Desk => "desk: list",
        Context::DeskRecord => "desk: one screening",
        Context::DeskPaper => "desk: all answers, from paper",
        Context::DeskTold => "desk: before the first question",
        Context::DeskHands => "desk: screening",
        Context::DeskHandsTyping => "desk: typed answer",
        Context::DeskStaff => "desk: screening by staff",
        Context::DeskStaffTyping => "desk: typed answer by staff",
        Context::DeskForm => "desk: form",
        Context::DeskTurn => "desk: between staff and patient",
        Context::DeskReadOut => "desk: what is read out",
    }
}

/// Where a key works, in words; where it works nearly everywhere, where it does not.
fn places(contexts: &[Context]) -> String {
    // a key that must work wherever keys are heard: of a screening, and at a desk
    let mut aborts = KEYMAP.iter().filter(|it| it.action == Action::Abort);
    let [asked, desk] = [(); 2].map(|()| aborts.next().unwrap().contexts);
    let names = |of: Vec<&Context>| {
        let names: Vec<&str> = of.into_iter().map(|it| place(*it)).collect();
        names.join(", ")
    };
    let missing = |of: &'static [Context]| -> Vec<&Context> {
        of.iter().filter(|it| !contexts.contains(it)).collect()
    };
    let is_known = |it: &Context| asked.contains(it) || desk.contains(it);
    let (not_asked, not_desk) = (missing(asked), missing(desk));
    if !contexts.iter().all(is_known) || not_asked.len() >= contexts.len() {
        return names(contexts.iter().collect());
    }
    let at = match not_desk.len() {
        0 => "everywhere",
        all if all == desk.len() => "wherever a screening is",
        _ => return names(contexts.iter().collect()),
    };
    if not_asked.is_empty() {
        return at.to_owned();
    }
    format!("{at} but {}", names(not_asked))
}

fn names_of(keys: &[Key]) -> String {
    let english = Language::english();
    let names = keys.iter().map(|key| format!("`{}`", key.says(english)));
    names.collect::<Vec<_>>().join(" ")
}

/// The page of all keys: what can be done, by which keys, and where. What only a demo does stands
/// last.
fn page_of_keys() -> String {
    let mut rows: Vec<(&str, String, Vec<Context>)> = Vec::new();
    for binding in KEYMAP {
        let help = Language::english().says(binding.help);
        let keys = names_of(binding.keys);
        let same = rows.iter_mut().find(|it| (it.0, &it.1) == (help, &keys));
        match same {
            Some((.., contexts)) => contexts.extend(binding.contexts),
            None => rows.push((help, keys, binding.contexts.to_vec())),
        }
    }
    let mut helps: Vec<&str> = Vec::new();
    for (help, ..) in &rows {
        if !helps.contains(help) {
            helps.push(help);
        }
    }
    helps.sort_by_key(|help| help.starts_with("Demo: "));
    let mut page = String::from(
        "# Every key\n\n\
         `?` shows the keys that work where you are. Where you type a date or words, letters are \
         text.\nThe program makes this page: `UPDATE_README=1 cargo test --test suite readme`.\n\n\
         | what they do | keys | where |\n|---|---|---|\n",
    );
    for help in helps {
        let mut says = format!(" {help} ");
        for (_, keys, contexts) in rows.iter().filter(|it| it.0 == help) {
            writeln!(page, "|{says}| {keys} | {} |", places(contexts)).unwrap();
            " ".clone_into(&mut says);
        }
    }
    page
}

/// The keys that the README names: the place in words, where that is, and what the keys do there.
const FIRST_KEYS: [(&str, &[Context], &[Action]); 5] = [
    (
        "where you don't type",
        &[
            Context::Options,
            Context::List,
            Context::Review,
            Context::Summary,
            Context::Course,
            Context::Care,
            Context::Finished,
        ],
        &[Action::Help, Action::Back, Action::Quit],
    ),
    (
        "at a question",
        &[Context::Options],
        &[Action::Enter, Action::Unsure],
    ),
    ("at a tick list", &[Context::List], &[Action::Tick]),
    (
        "at the summary",
        &[Context::Summary],
        &[Action::Sources, Action::WhatIf, Action::Take],
    ),
    (
        "in a demo, at a question",
        &[Context::DemoQuestion],
        &[Action::Step],
    ),
];
/// How many keys of one action the README names.
const FEW: usize = 2;

/// The README's table of keys. Each was asked for by what it does, and does that in all these places.
fn first_keys() -> String {
    let mut table = String::from("| where | keys | what they do |\n|---|---|---|\n");
    for (says, contexts, actions) in FIRST_KEYS {
        let mut says = format!(" {says} ");
        for action in actions {
            let mut here = keymap::bindings(contexts[0]);
            let binding = here.find(|it| it.action == *action).unwrap();
            let keys = &binding.keys[..binding.keys.len().min(FEW)];
            for (key, context) in keys
                .iter()
                .flat_map(|it| contexts.iter().map(move |at| (it, at)))
            {
                let does = keymap::action(*context, pressed(*key), Language::english());
                assert_eq!(does, Some(*action), "{key:?} at {context:?}");
            }
            let (keys, help) = (names_of(keys), Language::english().says(binding.help));
            writeln!(table, "|{says}| {keys} | {help} |").unwrap();
            " ".clone_into(&mut says);
        }
    }
    table
}

fn pressed(key: Key) -> KeyEvent {
    match key {
        Key::Code(code) => code.into(),
        Key::Ctrl(letter) => KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL),
        Key::Digit => KeyCode::Char('1').into(),
    }
}

#[test]
fn a_page_lists_every_key() {
    keep("docs/keys.md", &page_of_keys());
}

#[test]
fn the_readme_lists_ten_keys() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(path).unwrap();
    let (before, rest) = readme.split_once("<!-- keys -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end of keys -->").unwrap();
    let table = first_keys();
    assert_eq!(table.lines().count(), 2 + 10);
    let wanted = format!("{before}<!-- keys -->\n{table}<!-- end of keys -->{after}");
    keep("README.md", &wanted);
}
