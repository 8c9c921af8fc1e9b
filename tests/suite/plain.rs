//! The line mode as transcripts: what is said, and after `>` what was typed.
//!
//! The shipped pack's words are in the snapshots on purpose: who changes a word
//! for people sees it here as they will. `INSTA_UPDATE=always cargo test --test suite plain` writes
//! them anew.
use std::{
    cell::RefCell,
    io::{self, BufRead, Cursor, Read, Write},
    rc::Rc,
};

use crate::common::{EDITIONS, PACK, TODAY, wishes};
use needlefit::interview::Interview;
use needlefit::plain::{Ended, Printer, Talk, run};

/// A paper that both sides write on.
#[derive(Clone, Default)]
struct Paper(Rc<RefCell<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A keyboard that writes what is typed on the paper too.
struct Keyboard {
    keys: Cursor<Vec<u8>>,
    paper: Paper,
    /// Whether it presses Enter by itself wherever there is more to hear.
    patient: bool,
}

/// What is said where there is more, the first time and later.
const MORE: [&str; 2] = ["Press Enter for more. Or type h", "Press Enter for more.\n"];

impl Keyboard {
    fn is_asked_for_more(&self) -> bool {
        let paper = self.paper.0.borrow();
        let said = String::from_utf8_lossy(&paper);
        let last = said.trim_end().lines().last().unwrap_or_default();
        let last = format!("{last}\n");
        self.patient && said.ends_with(&last) && MORE.iter().any(|more| last.starts_with(more))
    }
}

impl Read for Keyboard {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.keys.read(buffer)
    }
}

impl BufRead for Keyboard {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.is_asked_for_more() {
            return Ok(b"\n");
        }
        self.keys.fill_buf()
    }

    fn consume(&mut self, used: usize) {
        if self.is_asked_for_more() {
            self.paper.write_all(b"> \n").unwrap();
            return;
        }
        let start = usize::try_from(self.keys.position()).unwrap();
        let typed = self
            .keys
            .get_ref()
            .get(start..start + used)
            .unwrap()
            .to_vec();
        self.paper.write_all(b"> ").unwrap();
        self.paper.write_all(&typed).unwrap();
        self.keys.consume(used);
    }
}

/// Types these lines, separated by `/`, and gives the transcript.
fn talk(lines: &str) -> (String, Ended, String) {
    hold(lines, |talk| talk, false)
}

/// The same in portions; with `patient`, Enter is pressed wherever there is more.
fn talk_in_portions(lines: &str, patient: bool) -> (String, Ended, String) {
    hold(lines, Talk::in_portions, patient)
}

fn hold(
    lines: &str,
    set: impl FnOnce(Talk<Keyboard, Paper>) -> Talk<Keyboard, Paper>,
    patient: bool,
) -> (String, Ended, String) {
    let paper = Paper::default();
    let keys = lines
        .split('/')
        .flat_map(|line| [line.trim(), "\n"])
        .collect::<String>();
    let keyboard = Keyboard {
        keys: Cursor::new(keys.into_bytes()),
        paper: paper.clone(),
        patient,
    };
    let sheet = Paper::default();
    let mut printer = Printer::new(sheet.clone(), 76);
    let mut talk = set(Talk::new(keyboard, paper.clone()));
    let ended = run(
        Interview::new(&PACK, TODAY),
        &EDITIONS,
        &mut talk,
        &wishes(true),
        &mut printer,
    )
    .unwrap();
    let text = |paper: &Paper| String::from_utf8(paper.0.borrow().clone()).unwrap();
    (text(&paper), ended, text(&sheet))
}

/// What is said right after the last line that was typed.
fn said_last(lines: &str) -> String {
    let (said, ..) = talk(lines);
    let turns: Vec<&str> = said.split("\n> ").collect();
    let after = turns.iter().rev().filter_map(|turn| turn.split_once('\n'));
    let mut after = after.map(|(_, says)| says.trim());
    // where the input ends nothing is said
    let last = after.find(|says| !says.is_empty());
    last.unwrap_or_else(|| panic!("{said}")).to_owned()
}

#[test]
fn a_word_that_is_not_known_says_what_works() {
    let list = "/ 1 / 34 / 1 / n";
    let all = format!("{HEALTHY} / 1 / 3 / 1 / n /");
    for (lines, works) in [
        ("x".to_owned(), "Press Enter to begin. Type q to leave."),
        ("/ 1 / 34 / 1 / x".to_owned(), "Type y, n, u or d."),
        // no row of a yes-or-no question has a number
        ("/ 1 / 34 / 1 / 2".to_owned(), "Type y, n, u or d."),
        (
            "/ 1 / 34 / x".to_owned(),
            "with spaces between them. Or type u, d.",
        ),
        (
            format!("{list} / x"),
            "with spaces between them. Or type n, u.",
        ),
        (format!("{list} / 9"), "Or type n, u."),
        ("/ r / x".to_owned(), "Type a number to change that answer"),
        (format!("{all} / x"), "Press Enter to go on"),
        (format!("{all} / / 99"), "Type a day to set the day"),
        (format!("{all} / / / x"), "Type p to print your sheet here"),
    ] {
        let said = said_last(&lines);
        assert!(
            said.contains("is not one of the choices."),
            "{lines}: {said}"
        );
        assert!(said.contains(works), "{lines}: {said}");
    }
}

#[test]
fn a_letter_with_numbers_says_which_of_them_to_type() {
    let list = "/ 1 / 34 / 1 / n";
    for (lines, says) in [
        (
            format!("{list} / 1 2 n"),
            "\"1 2 n\" gives numbers, and n, which",
        ),
        (
            "/ 1 / 34 / 1 u".to_owned(),
            "Type the numbers alone, or u alone.",
        ),
        ("/ 1 / 34 / 1 / y n".to_owned(), "Type one alone."),
    ] {
        let said = said_last(&lines);
        assert!(said.contains(says), "{lines}: {said}");
    }
    // what was answered before is no hindrance
    let (said, ..) = talk(&format!("{list} / 2 / b / n"));
    assert!(said.contains("Your answer so far"), "{said}");
    assert!(said.contains("You said: None of these.") || said.contains("\nNone of these."));
}

/// No to everything from spots to heat needles.
pub const HEALTHY: &str =
    "/ 1 / 34 / 1 / n / n / n / n / n / n / 6 / n / 4 / 4 / n / n / n / n / n / n";

#[test]
fn a_healthy_adult() {
    let (said, ended, sheet) = talk(&format!(
        "{HEALTHY} / 1 / 3 / 1 / n / / / 5 January 2027 / 3 / / "
    ));
    assert_eq!(ended, Ended::Finished);
    assert!(said.contains("No reason to wait was found."));
    insta::assert_snapshot!("healthy", said);
    insta::assert_snapshot!("healthy_sheet", sheet);
}

#[test]
fn the_pictures_are_said_where_they_belong() {
    let (said, ended, _) = talk(&format!(
        "{HEALTHY} / p / 1 / 3 / 1 / n / / p / / 5 January 2027 / p / "
    ));
    assert_eq!(ended, Ended::Finished);
    // only what follows a p
    let (_, pictures) = said.split_once("\nRolling scars:\n").unwrap();
    insta::assert_snapshot!("pictures", pictures);
}

#[test]
fn isotretinoin_a_sunburn_and_a_doubt() {
    let (said, ended, sheet) = talk(
        "/ 1 / 34 / 1 / n / n / n / 4 / 1 / y / u / n / 6 / n / 4 / 4 / y / 1 \
         / n / 2026-08-20 / n / n / n / n / n / 1 / 3 / 1 / n / / s / c / b / ",
    );
    assert_eq!(ended, Ended::Finished);
    insta::assert_snapshot!("several", said);
    insta::assert_snapshot!("several_sheet", sheet);
}

#[test]
fn pregnant_and_isotretinoin() {
    let (said, ended, sheet) = talk(
        "/ 1 / 29 / 1 2 / n / n / n / n / n / n / 1 / y / n / May 2027 / n / 4 / 4 / y / 1 \
         / n / 6 November 2026 / n / n / n / n / n / u / u / 1 / n / / q",
    );
    assert_eq!(ended, Ended::Finished);
    let summary = said.split("\nSummary.\n").nth(1).unwrap();
    assert!(summary.trim_start().starts_with("Do this first"));
    insta::assert_snapshot!("pregnant", summary);
    assert!(sheet.contains("DO THIS FIRST"));
}

#[test]
fn a_fifteen_year_old_is_not_asked_about_pregnancy() {
    let (said, ended, _) = talk("/ 1 / 15 / n / n / / ");
    assert_eq!(ended, Ended::Finished);
    assert!(!said.contains("regnan"));
    insta::assert_snapshot!("fifteen", said);
}

#[test]
fn back_why_review_edit_and_not_sure_about_one() {
    let (said, ended, _) = talk(
        "x / / 1 / ? / thirty / 340 / 34 / b / / 1 / n / n / b / 1 / 5 / n / u / n / u / n / n / n / n / n / r \
         / 99 / / 4 / y / n / b / q / n / q / y",
    );
    assert_eq!(ended, Ended::Left);
    insta::assert_snapshot!("wandering", said);
}

#[test]
fn a_day_that_makes_it_a_wait_closes_the_plan_again() {
    // the pills were three months ago: half a year is over in June, and not in December
    let answered = HEALTHY
        .replacen("/ 1 / 34", "/ 20 June 2027 / 34", 1)
        .replacen("4 / 4 / n / n", "4 / 4 / y / 1 / n / 2026-08-20 / n", 1);
    let (said, ..) = talk(&format!(
        "{answered} / 1 / 3 / 1 / n / / / 24 December 2026"
    ));
    let (open, closed) = said.split_once("> 24 December 2026").unwrap();
    let says = "Only after a clinician agrees";
    assert!(open.contains("Before the treatment"), "{said}");
    assert!(!open.contains(says) && closed.contains(says), "{said}");
}

#[test]
fn the_input_ends_before_the_questions_do() {
    let (_, ended, sheet) = talk("/ 1 / 34 / 1 / n");
    assert_eq!((ended, sheet.as_str()), (Ended::InputEnded, ""));
    let (_, ended, sheet) = talk(&format!("{HEALTHY} / 1 / 3 / 1 / n"));
    assert_eq!(
        (ended, sheet.as_str()),
        (Ended::InputEnded, ""),
        "review is not yet the end"
    );
}

#[test]
fn no_line_moves_the_cursor_or_draws() {
    let (said, ..) = talk(&format!("{HEALTHY} / 1 / 3 / 1 / n / / / / p / "));
    // other languages invite in their own letters
    let plain = |c: char| c == '\n' || c.is_ascii_graphic() || c == ' ' || c.is_alphabetic();
    let odd: String = said.chars().filter(|c| !plain(*c)).collect();
    assert_eq!(odd, "");
}

/// Several things are found, and everything there is to hear is asked for.
const SEVERAL: &str = "/ 1 / 34 / 1 / n / n / n / 4 / 1 / y / u / ? / n / 6 / n / 4 / 4 / y / 1 \
     / n / 2026-08-20 / n / n / n / n / n / 1 / 3 / 1 / n / / s / c / s / 20 March 2027 / 1 / / ";

/// The lines that were said, without those that were typed.
fn said_in(transcript: &str) -> impl Iterator<Item = &str> {
    let lines = transcript.lines();
    lines.filter(|line| !line.starts_with("> ") && !line.is_empty())
}

#[test]
fn every_line_is_a_whole_thought_for_the_ear() {
    for script in [&format!("{HEALTHY} / 1 / 3 / 1 / n / / / "), SEVERAL] {
        let (said, ended, _) = talk(script);
        assert_eq!(ended, Ended::Finished, "{said}");
        for line in said_in(&said) {
            let words = line.trim_end_matches(['"', ')']);
            assert!(words.ends_with(['.', '?', '!', ':']), "{line}");
            // a voice swallows these, or says their names
            for sign in [" / ", " - ", " ? ", "[", "]", "*", "_", "|", "..", "::"] {
                assert!(!line.contains(sign), "{sign:?} in {line}");
            }
        }
    }
}

#[test]
fn how_to_answer_is_said_once_and_on_request() {
    let (said, ..) = talk(&format!("{HEALTHY} / 1 / ? / 3 / 1 / n / / / "));
    let count = |what: &str| said.matches(what).count();
    assert_eq!(count("Type the letter of your answer."), 1);
    assert_eq!(count("Type the numbers of all that apply"), 1);
    assert_eq!(
        count("Type the number of your answer."),
        2,
        "once for the question mark"
    );
    assert_eq!(count("Type a question mark"), 1);
    assert_eq!(count("Type g for what words mean"), 1, "on request alone");
    // what can be answered is said each time, by its keys but for the first and on request
    assert_eq!(count("d: I would rather tell the clinician."), 2);
    assert_eq!(count("y: Yes.\nn: No."), 1);
    assert_eq!(count("Type y, n, u or d."), 5);
    assert_eq!(count("Or type u or d.\n"), 8);
    assert_eq!(count("Or type u.\n"), count("n: None of these.") - 1);
}

#[test]
fn portions_are_short_and_lose_nothing() {
    for script in [&format!("{HEALTHY} / 1 / 3 / 1 / n / / / "), SEVERAL] {
        let (whole, _, sheet) = talk(script);
        let (portions, ended, same) = talk_in_portions(script, true);
        assert_eq!((ended, sheet), (Ended::Finished, same));
        let mut joined = String::new();
        let mut lines = portions.split_inclusive('\n');
        while let Some(line) = lines.next() {
            if MORE.iter().any(|more| line.starts_with(more)) {
                assert_eq!(lines.next(), Some("> \n"));
            } else {
                joined += line;
            }
        }
        assert_eq!(joined, whole);
        for portion in portions.split("\n> ") {
            let lines: Vec<&str> = said_in(portion).skip(1).collect();
            let bytes: usize = lines.iter().map(|line| line.len()).sum();
            assert!(lines.len() <= 13, "{portion}");
            assert!(bytes <= 1_000, "{bytes}: {portion}");
        }
    }
}

/// On a list what is not named counts as no, so it must have been heard.
#[test]
fn nobody_says_no_to_what_they_have_not_heard() {
    for early in ["1", "x / 1", "n", "g / 1"] {
        let (said, ..) = talk_in_portions(&format!("x / / 1 / 34 / {early}"), false);
        let refused = "Please hear the whole list first";
        let heard = said.contains("12: Somewhere else.");
        let taken = said.contains("\nCheeks.\n");
        assert!(
            heard && (said.contains(refused) || taken),
            "{early}: {said}"
        );
        assert!(!taken || early == "g / 1", "{early}: {said}");
    }
    let (said, ..) = talk_in_portions("x / / 1 / 34 / 1 / 1", false);
    assert!(said.contains("\nCheeks.\n"), "{said}");
}

#[test]
fn what_was_said_can_be_heard_again_and_the_rest_skipped() {
    // again in the middle, the rest, again from the start, skipped, begun
    let (said, ended, _) =
        talk_in_portions("h / / h / x / / 1 / h / 15 / n / H / n / / x / / ", false);
    assert_eq!(ended, Ended::Finished, "{said}");
    let count = |what: &str| said.matches(what).count();
    assert_eq!(count("Before microneedling for acne scars."), 3);
    assert_eq!(count("Press Enter to begin."), 2);
    assert_eq!(count("How old are you?"), 2);
    assert_eq!(count("\nNo.\n"), 2, "what was said with it comes again too");
    insta::assert_snapshot!("in_portions", said);
}

#[test]
fn the_sheet_takes_the_width_of_the_window() {
    for (columns, width) in [(20, 40), (50, 50), (76, 76), (200, 76)] {
        let mut printer = Printer::new(Vec::new(), columns);
        let script = "/1/15/n/n////".replace('/', "\n");
        let mut talk = Talk::new(script.as_bytes(), Vec::new());
        let interview = Interview::new(&PACK, TODAY);
        let ended = run(interview, &EDITIONS, &mut talk, &wishes(true), &mut printer).unwrap();
        assert_eq!(ended, Ended::Finished);
        let sheet = String::from_utf8(printer.output).unwrap();
        let lines = sheet.lines().filter(|line| !line.contains("://"));
        let widest = lines.map(|line| line.chars().count()).max().unwrap();
        assert!(
            widest <= width && widest + 12 > width,
            "{columns}: {widest}"
        );
    }
}
