//! No meaning by colour alone: whatever two states look like, their letters and signs differ.
//!
//! The screens are painted without any colour, and only the characters are looked at: bold and
//! reversed don't count either, since not every terminal shows them.
use crate::common::{
    PACK,
    screen::{HEALTHY, SEVERAL, app, lines, paint, press, screens},
};
use needlefit::{
    pack::Level,
    text,
    tui::theme::{Theme, ThemeName},
};

/// A state, and the keys to a screen that shows it.
type State<'s> = (&'s str, String);

/// The characters on the screen after these keys, line by line.
fn read(keys: &str, ascii: bool, size: (u16, u16)) -> Vec<String> {
    let mut app = app(&PACK, ThemeName::None, ascii);
    paint(&mut app, size);
    press(&mut app, keys);
    lines(&paint(&mut app, size).0)
}

/// The one line with these words.
fn line_with<'l>(lines: &'l [String], words: &str) -> &'l str {
    let mut found = lines.iter().filter(|line| line.contains(words));
    let line = found
        .next()
        .unwrap_or_else(|| panic!("{words}: {lines:#?}"));
    assert_eq!(found.next(), None, "{words} stands twice");
    line
}

/// That the line with these words reads otherwise in each of the states.
fn differ(words: &str, states: &[State<'_>]) {
    for ascii in [false, true] {
        let said: Vec<(&str, String)> = states
            .iter()
            .map(|(state, keys)| {
                let lines = read(keys, ascii, (120, 40));
                (*state, line_with(&lines, words).to_owned())
            })
            .collect();
        for (nth, (state, line)) in said.iter().enumerate() {
            for (other, same) in &said[nth + 1..] {
                assert_ne!(line, same, "{state} and {other} read the same");
            }
        }
    }
}

fn state(name: &'static str, keys: impl Into<String>) -> State<'static> {
    (name, keys.into())
}

const TO_AREA: &str = "Enter 3 4 Enter";
const TO_LIST: &str = "Enter 3 4 Enter 1 Enter n n n";

#[test]
fn a_row_with_the_focus_a_ticked_one_and_both() {
    differ(
        "Cheeks",
        &[
            state("plain", TO_AREA),
            state("focus", format!("{TO_AREA} Down")),
            state("ticked", format!("{TO_AREA} 1 Down")),
            state("ticked, focus", format!("{TO_AREA} 1")),
        ],
    );
    differ(
        "Strong creams",
        &[
            state("plain", TO_LIST),
            state("focus", format!("{TO_LIST} Down Down Down Down Down")),
            state("ticked", format!("{TO_LIST} 5 Down")),
            state("ticked, focus", format!("{TO_LIST} 5")),
            state(
                "not sure",
                format!("{TO_LIST} u u u u u u Left Left Left Left Left Left"),
            ),
        ],
    );
    let care = format!("{HEALTHY} Enter Enter a");
    let lines = read(&care, false, (120, 40));
    let item = lines.iter().find(|line| line.contains("[ ]")).unwrap();
    let item = item.split("[ ]").nth(1).unwrap().trim().to_owned();
    differ(
        &item,
        &[
            state("to do", care.clone()),
            state("to do, focus", format!("{care} Down")),
            state("done", format!("{care} Down Space Down")),
            state("done, focus", format!("{care} Down Space")),
        ],
    );
}

#[test]
fn an_option_with_the_focus() {
    differ(
        needlefit::text::Language::english().says(text::RATHER_TELL),
        &[
            state("plain", format!("{TO_AREA} 1 Enter")),
            state("focus", format!("{TO_AREA} 1 Enter Up Down Down")),
        ],
    );
}

#[test]
fn a_question_that_is_open_and_one_that_is_answered() {
    let short = &PACK.question("area").unwrap().short;
    let short = format!("{short}:");
    differ(
        &short,
        &[
            // in the fold of its section
            state("open", "Enter 3 4 Enter r Home Down Down Down Enter"),
            state(
                "open, focus",
                "Enter 3 4 Enter r Home Down Down Down Enter Down",
            ),
            state("answered", format!("{TO_AREA} 1 Enter r")),
            state(
                "answered, focus",
                format!("{TO_AREA} 1 Enter r Home Down Down Down"),
            ),
        ],
    );
}

#[test]
fn a_section_done_here_and_to_come() {
    let title = &PACK.sections[1].title;
    let outline = |keys: &str, ascii| {
        let lines = read(keys, ascii, (120, 40));
        let found = lines.iter().find(|line| {
            let start: String = line.chars().take(26).collect();
            start.contains(title.chars().take(20).collect::<String>().as_str())
        });
        found.unwrap().chars().take(26).collect::<String>()
    };
    for ascii in [false, true] {
        let said = [
            outline("Enter", ascii),
            outline(&format!("{TO_AREA} 1 Enter"), ascii),
            outline(HEALTHY, ascii),
        ];
        for (nth, line) in said.iter().enumerate() {
            assert!(!said[nth + 1..].contains(line), "{said:?}");
        }
    }
}

#[test]
fn the_progress_without_the_colour() {
    let rule = |keys: &str, ascii| read(keys, ascii, (80, 24))[1].clone();
    for ascii in [false, true] {
        assert_ne!(
            rule("Enter", ascii),
            rule(&format!("{TO_AREA} 1 Enter"), ascii)
        );
    }
}

#[test]
fn the_levels_have_signs_and_words_of_their_own() {
    let levels = [
        Level::NoConcern,
        Level::Clinician,
        Level::Wait,
        Level::NotSuitable,
    ];
    for ascii in [false, true] {
        let theme = Theme::new(ThemeName::None, ascii);
        for (nth, level) in levels.iter().enumerate() {
            for other in &levels[nth + 1..] {
                assert_ne!(theme.signs.level(*level), theme.signs.level(*other));
            }
        }
    }
    // on the screen the sign and the words of the headline stand in one line
    let answers = [
        (HEALTHY.to_owned(), Level::NoConcern),
        (HEALTHY.replacen("4 4 n", "4 4 u", 1), Level::Clinician),
        (SEVERAL.to_owned(), Level::Wait),
        ("Enter 1 5 Enter n n".to_owned(), Level::NotSuitable),
    ];
    for ascii in [false, true] {
        let theme = Theme::new(ThemeName::None, ascii);
        let mut said: Vec<String> = Vec::new();
        for (keys, level) in &answers {
            let lines = read(&format!("{keys} Enter Enter"), ascii, (120, 40));
            let all = lines.join("\n");
            let sign = format!("  {}  ", theme.signs.level(*level));
            let found = lines.iter().find(|line| line.contains(&sign));
            let line = found.unwrap_or_else(|| panic!("{level:?}: {all}"));
            let words = line.split(&sign).nth(1).unwrap().trim().to_owned();
            assert!(
                words.chars().filter(|it| it.is_alphabetic()).count() > 3,
                "{line}"
            );
            assert!(!said.contains(&words), "{words}");
            said.push(words);
        }
    }
}

/// Whatever stands in the style of an alert, of a level or of the focus begins with a sign for it,
/// on every screen at every size; and no other line has that sign at its start.
#[test]
fn no_style_stands_without_its_sign() {
    let theme = Theme::new(ThemeName::Dark, false);
    let seen = |style| {
        let mut cell = ratatui::buffer::Cell::default();
        cell.set_style(style);
        cell.style()
    };
    let levels = [
        Level::NoConcern,
        Level::Clinician,
        Level::Wait,
        Level::NotSuitable,
    ];
    let mut marked: Vec<_> = levels
        .iter()
        .map(|level| (seen(theme.level(*level)), vec![theme.signs.level(*level)]))
        .collect();
    // an alert and the highest level share a colour: the sign alone tells which it is
    let (_, signs) = marked.last_mut().unwrap();
    signs.push(theme.signs.alert);
    marked.push((seen(theme.focus), vec![theme.signs.focus]));
    let mut found = 0;
    for (name, keys) in screens() {
        for size in [(80, 24), (40, 12)] {
            let mut app = app(&PACK, ThemeName::Dark, false);
            paint(&mut app, size);
            press(&mut app, &keys);
            let (buffer, _) = paint(&mut app, size);
            let rows = lines(&buffer);
            let mut above = None;
            for (y, row) in rows.iter().enumerate() {
                let words = row.trim_start();
                let indent = row.chars().count() - words.chars().count();
                let Some(first) = words.chars().next().map(String::from) else {
                    above = None;
                    continue;
                };
                let cell = &buffer[(u16::try_from(indent).unwrap(), u16::try_from(y).unwrap())];
                let of = marked.iter().find(|(style, _)| *style == cell.style());
                match of {
                    Some((_, signs)) if signs.contains(&first.as_str()) => {
                        found += 1;
                        above = Some((cell.style(), indent));
                    }
                    // a line that goes on stands further in than its sign
                    Some(_) => assert!(
                        above.is_some_and(|(style, sign)| style == cell.style() && indent > sign)
                            // of a scrolled page the line with the sign may be out of sight
                            || y <= 3,
                        "{name} at {size:?}: {row}"
                    ),
                    None => {
                        let alert = first == theme.signs.alert || first == theme.signs.focus;
                        // the field has its own style, and its mark
                        assert!(!alert || row.contains('_'), "{name} at {size:?}: {row}");
                        above = None;
                    }
                }
            }
        }
    }
    assert!(found > 40, "{found}");
}
