//! The pictures and the tables of the README are made by the program. This
//! checks that they are what it shows now; `UPDATE_README=1 cargo test --test
//! readme` makes them anew.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop"
)]

mod common;

use std::{env, fmt::Write, fs, path::Path};

use common::{
    PACK,
    screen::{HEALTHY, SEVERAL, app, paint, press},
};
use needlefit::{
    text::Language,
    tui::{keymap::KEYMAP, theme::ThemeName},
};
use ratatui::{
    buffer::Buffer,
    style::{Color, Modifier},
};

const SIZE: (u16, u16) = (80, 24);
/// A character's box in the pictures, in pixels.
const CELL: (u16, u16) = (9, 19);

/// The pictures, and the keys to what they show.
fn pictures() -> [(&'static str, String); 3] {
    [
        (
            "question",
            "Enter 3 4 Enter 1 Enter n n n Up Up Enter n 1 Down Down Down".to_owned(),
        ),
        ("summary", format!("{SEVERAL} Enter Enter")),
        (
            "aftercare",
            format!("{HEALTHY} Enter Enter a t \"2026-12-24\" Enter Down Down Space Down"),
        ),
    ]
}

/// A screen as a picture: each run of cells of one style is one text.
fn svg(buffer: &Buffer) -> String {
    let (width, height) = (buffer.area.width * CELL.0, buffer.area.height * CELL.1);
    let ground = hex(buffer[(0, 0)].bg);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-12 -12 {} {}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" \
         font-size=\"15\">\n<rect x=\"-12\" y=\"-12\" width=\"100%\" height=\"100%\" fill=\"{ground}\"/>\n",
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
                "<text x=\"{x}\" y=\"{base}\" textLength=\"{wide}\" xml:space=\"preserve\" fill=\"{ink}\"{weight}>{says}</text>"
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
        "{} is out of date: UPDATE_README=1 cargo test --test readme",
        path.display()
    );
}

#[test]
fn the_pictures_show_the_program() {
    for (name, keys) in pictures() {
        let mut app = app(&PACK, ThemeName::Dark, false);
        press(&mut app, &keys);
        let (buffer, _) = paint(&mut app, SIZE);
        keep(&format!("docs/{name}.svg"), &svg(&buffer));
    }
}

/// The table of keys: what each does, from the keymap.
fn keys() -> String {
    let mut rows: Vec<(String, &str)> = Vec::new();
    for binding in KEYMAP {
        let keys: Vec<String> = binding
            .keys
            .iter()
            .map(|key| format!("`{}`", key.says(Language::english())))
            .collect();
        let row = (keys.join(" "), Language::english().says(binding.help));
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let mut table = String::from("| keys | what they do |\n|---|---|\n");
    for (keys, help) in rows {
        writeln!(table, "| {keys} | {help} |").unwrap();
    }
    table
}

#[test]
fn the_readme_lists_every_key() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(path).unwrap();
    let (before, rest) = readme.split_once("<!-- keys -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end of keys -->").unwrap();
    let wanted = format!(
        "{before}<!-- keys -->\n{}<!-- end of keys -->{after}",
        keys()
    );
    keep("README.md", &wanted);
}
