//! What words mean, a key away wherever they stand.
use std::{cell::RefCell, io::Cursor, rc::Rc};

use crate::common::{
    EDITIONS, PACK,
    screen::{HEALTHY, SEVERAL, app, lines, paint, press, screens},
    wishes,
};
use needlefit::{
    pack::Pack,
    plain::{Printer, Talk, run},
    sheet, text,
    tui::{
        keymap::{Action, Context},
        theme::ThemeName,
    },
};

const LARGE: (u16, u16) = (120, 200);

/// A text of the program, in English.
fn english(text: text::Text) -> &'static str {
    text::Language::english().says(text)
}

/// What stands on the screen after these keys.
fn read(pack: &Pack, keys: &str) -> String {
    let mut app = app(pack, ThemeName::None, false);
    paint(&mut app, LARGE);
    press(&mut app, keys);
    lines(&paint(&mut app, LARGE).0).join("\n")
}

fn without_glossary() -> Pack {
    let small = include_bytes!("fixtures/small.json");
    let pack = Pack::from_bytes("small", small).unwrap();
    assert!(pack.glossary.is_empty());
    pack
}

/// What the last key had to say is gone by the next.
fn without_message(page: &[String]) -> Vec<&str> {
    let lines = page.iter().map(|line| line.trim());
    lines
        .filter(|line| !line.is_empty() && !line.starts_with("! "))
        .filter(|line| !line.starts_with("· Your answer opens"))
        .collect()
}

#[test]
fn every_screen_explains_its_words() {
    let mut explained = 0;
    for (name, keys) in screens() {
        let mut app = app(&PACK, ThemeName::None, false);
        paint(&mut app, LARGE);
        press(&mut app, &keys);
        if matches!(app.context(), Context::Leaving) || name == "words of a screen" {
            continue;
        }
        let page = lines(&paint(&mut app, LARGE).0);
        let typing = app.action(crate::common::screen::key("g")) != Some(Action::Glossary);
        let foot = page.last().unwrap();
        let hinted = foot.contains(english(text::HINT_GLOSSARY));
        press(&mut app, if typing { "F2" } else { "g" });
        let says = lines(&paint(&mut app, LARGE).0).join("\n");
        assert!(says.contains(english(text::GLOSSARY)), "{name}: {says}");
        let here = says.contains(english(text::GLOSSARY_HERE));
        explained += usize::from(here);
        // the footer says so only where there is something to explain, and room to say it
        assert!(here || !hinted, "{name}: {foot}");
        let (here, others) = says.split_once(english(text::GLOSSARY_OTHERS)).unwrap();
        for term in &PACK.glossary {
            let meaning = sheet::meaning(term, text::Language::english());
            let start: String = meaning.chars().take(40).collect();
            let stands = here.contains(&start);
            assert!(stands != others.contains(&start), "{name}: {}", term.id);
        }
        // back to where one was, whatever lay over it
        press(&mut app, "Esc");
        let back = lines(&paint(&mut app, LARGE).0);
        assert_eq!(without_message(&back), without_message(&page), "{name}");
    }
    assert!(explained > 12, "{explained}");
}

#[test]
fn the_words_of_this_screen_come_first() {
    let list = read(&PACK, "Enter 3 4 Enter 1 Enter n n n g");
    let (here, others) = list.split_once(english(text::GLOSSARY_OTHERS)).unwrap();
    assert!(others.contains("vitiligo: White patches"));
    assert!(!here.contains("vitiligo"));
    let summary = read(&PACK, &format!("{SEVERAL} Enter Enter g"));
    let (here, _) = summary.split_once(english(text::GLOSSARY_OTHERS)).unwrap();
    assert!(here.contains("isotretinoin: Strong pills"), "{summary}");
}

#[test]
fn over_an_overlay_it_goes_back_to_it() {
    let signs = format!("{HEALTHY} Enter Enter a w");
    assert_eq!(read(&PACK, &format!("{signs} g Esc")), read(&PACK, &signs));
    assert_eq!(read(&PACK, &format!("{signs} g g")), read(&PACK, &signs));
    let under = format!("{HEALTHY} Enter Enter a");
    assert_eq!(
        read(&PACK, &format!("{signs} g Esc Esc")),
        read(&PACK, &under)
    );
}

#[test]
fn in_a_field_g_is_a_letter() {
    let to_date = "Enter 3 4 Enter 1 Enter y 1 n 5 Enter";
    let typed = read(&PACK, &format!("{to_date} g"));
    assert!(!typed.contains(english(text::GLOSSARY)), "{typed}");
    assert!(read(&PACK, &format!("{to_date} F2")).contains(english(text::GLOSSARY)));
    // what was typed is still there after it
    assert!(read(&PACK, &format!("{to_date} \"15\" F2 Esc")).contains("15___"));
}

#[test]
fn a_pack_without_a_glossary_says_so() {
    let pack = without_glossary();
    let says = read(&pack, "Enter g");
    assert!(says.contains(english(text::GLOSSARY_NONE)), "{says}");
    assert!(!says.contains(english(text::GLOSSARY_HERE)));
    assert!(
        !read(&pack, "Enter")
            .lines()
            .last()
            .unwrap()
            .contains(english(text::HINT_GLOSSARY))
    );
}

#[derive(Clone, Default)]
struct Paper(Rc<RefCell<Vec<u8>>>);

impl std::io::Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What the line mode says to these lines, and the sheet.
fn talk(pack: &Pack, keys: &str) -> (String, String) {
    let (paper, sheet) = (Paper::default(), Paper::default());
    let mut printer = Printer::new(sheet.clone(), 76);
    let lines: String = keys.split(' ').flat_map(|line| [line, "\n"]).collect();
    let mut talk = Talk::new(Cursor::new(lines.into_bytes()), paper.clone());
    run(
        crate::common::of_today(pack),
        &EDITIONS,
        &mut talk,
        &wishes(true),
        &mut printer,
    )
    .unwrap();
    let text = |paper: &Paper| String::from_utf8(paper.0.borrow().clone()).unwrap();
    (text(&paper), text(&sheet))
}

#[test]
fn the_line_mode_says_the_words_of_the_screen() {
    // what was said before the first question is no longer there
    let (said, _) = talk(&PACK, " g");
    let words = said.split(english(text::GLOSSARY)).nth(1).unwrap();
    assert!(words.contains("clinician: A trained"), "{words}");
    assert!(!words.contains("microneedling"), "{words}");
    let (said, _) = talk(&PACK, "g");
    let words = said.split(english(text::GLOSSARY)).nth(1).unwrap();
    assert!(words.contains("microneedling: Fine needles"), "{words}");
    assert!(!words.contains("vitiligo"), "{words}");
    assert!(
        talk(&without_glossary(), "g")
            .0
            .contains(english(text::GLOSSARY_NONE))
    );
}
