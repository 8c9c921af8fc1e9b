//! Whom to call when it gets too much: quietly, where it may be needed, and in both faces.
use crate::common::{
    EDITIONS, PACK, TODAY,
    screen::{after, app, lines, paint, press},
    wishes,
};
use needlefit::{
    interview::{Interview, Stage, Treatment},
    pack::Pack,
    plain::{Ended, Printer, Talk, run},
    sheet,
    tui::theme::{Theme, ThemeName},
};

const SMALL: &str = include_str!("fixtures/small.json");
const SAYS: &str = "If it gets too much, somebody listens.";
const NUMBERS: &str = "Here: 12 34. Elsewhere: the emergency number.";

/// The small pack, with numbers that stand under the question about hopes.
fn with_help() -> String {
    let lines = r#"{ "id": "here", "where": "Here", "call": "12 34", "sources": ["paper"] },
        { "id": "elsewhere", "where": "Elsewhere", "call": "the emergency number", "sources": ["leaflet"] }"#;
    let help = format!(r#""help": {{ "says": "{SAYS}", "lines": [{lines}] }}, "disclaimer":"#);
    let pack = SMALL.replacen("\"disclaimer\":", &help, 1);
    pack.replacen(
        "\"id\": \"hopes\",",
        "\"id\": \"hopes\", \"help\": true,",
        1,
    )
}

/// What is said and printed where these lines are typed.
fn talk(pack: &Pack, lines: &str) -> (String, String) {
    let (mut said, typed) = (Vec::new(), lines.replace('/', "\n"));
    let mut printer = Printer::new(Vec::new(), 76);
    let interview = Interview::new(pack, TODAY).for_treatment(Treatment::Today);
    let mut talk = Talk::new(typed.as_bytes(), &mut said);
    let ended = run(interview, &EDITIONS, &mut talk, &wishes(true), &mut printer).unwrap();
    assert_eq!(ended, Ended::Finished);
    let [said, sheet] = [said, printer.output].map(|it| String::from_utf8(it).unwrap());
    (said, sheet)
}

/// The words of a screen, and no line breaks.
fn words(lines: &[String]) -> String {
    let words: Vec<&str> = lines.iter().flat_map(|it| it.split_whitespace()).collect();
    words.join(" ")
}

#[test]
fn it_stands_quietly_under_the_question_that_says_so() {
    let text = with_help();
    let pack = Pack::from_bytes("small", text.as_bytes()).unwrap();
    let number = pack.question("hopes").unwrap().number;
    for size in [(80, 24), (120, 40), (40, 200)] {
        let mut app = app(&pack, ThemeName::Dark, false);
        let mut seen = Vec::new();
        press(&mut app, "Enter 3 4 Enter 1 Enter");
        for _ in 0..20 {
            let Stage::Asking(screen) = app.interview().stage() else {
                break;
            };
            let (buffer, _) = paint(&mut app, size);
            let shown = lines(&buffer);
            let asked = screen.question().map(|it| it.number);
            assert_eq!(
                words(&shown).contains(SAYS),
                asked == Some(number),
                "{shown:#?}"
            );
            if asked == Some(number) {
                assert!(words(&shown).contains(NUMBERS), "{shown:#?}");
                let at = shown.iter().position(|it| it.contains("If it gets"));
                let row = u16::try_from(at.unwrap()).unwrap();
                let column = u16::try_from(shown[usize::from(row)].find("If").unwrap()).unwrap();
                let quiet = Theme::new(ThemeName::Dark, false).quiet;
                assert_eq!(Some(buffer[(column, row)].fg), quiet.fg, "it is not loud");
                seen.push(size);
            }
            press(&mut app, "n");
            if app.interview().stage() == Stage::Asking(screen) {
                press(&mut app, "End Up Up Enter");
            }
            if app.interview().stage() == Stage::Asking(screen) {
                break;
            }
        }
        assert_eq!(seen, [size]);
    }
}

#[test]
fn a_minor_is_told_in_both_faces_and_everybody_on_the_sheet() {
    let says = &PACK.help.as_ref().unwrap().says;
    let numbers = ["US and Canada: 988.", "UK and Ireland: 116 123."];
    let (said, sheet) = talk(&PACK, "/15/n/n////");
    for shown in [&said, &sheet] {
        let shown = words(std::slice::from_ref(shown));
        assert_eq!(shown.matches(says.as_str()).count(), 1, "{shown}");
        assert!(numbers.iter().all(|it| shown.contains(it)), "{shown}");
    }
    for size in [(80, 24), (120, 40), (40, 200)] {
        let mut app = after("Enter 1 5 Enter n n Enter End Enter", ThemeName::None, size);
        let shown = lines(&paint(&mut app, size).0);
        assert!(words(&shown).contains("116 123."), "{shown:#?}");
    }

    let healthy = crate::common::of_today(&PACK).with_answers(crate::common::healthy(&PACK));
    let summary = sheet::summary(&healthy);
    assert!(summary.iter().all(|it| !it.says().contains(says)));
    let sheet = words(&[sheet::text::render(&healthy)]);
    assert_eq!(sheet.matches(says.as_str()).count(), 1, "{sheet}");
}

#[test]
fn the_line_mode_says_it_with_the_question_alone() {
    let text = with_help();
    let pack = Pack::from_bytes("small", text.as_bytes()).unwrap();
    let (said, sheet) = talk(&pack, "/34/1/1/n/3/n///////");
    let (before, with) = said.split_once(SAYS).unwrap();
    assert!(before.contains(&pack.question("hopes").unwrap().ask));
    assert!(with.starts_with(&format!(" {NUMBERS}\n")) && !with.contains(SAYS));
    assert_eq!(words(&[sheet]).matches(SAYS).count(), 1);
}
