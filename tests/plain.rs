//! The line mode as transcripts: what is said, and after `>` what was typed.
//!
//! The shipped pack's words are in the snapshots on purpose: who changes a word
//! for people sees it here as they will. `INSTA_UPDATE=always cargo test --test
//! plain` writes them anew.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod common;

use std::{
    cell::RefCell,
    io::{self, BufRead, Cursor, Read, Write},
    rc::Rc,
};

use common::{EDITIONS, PACK, TODAY};
use jiff::Timestamp;
use needlefit::{
    interview::Interview,
    plain::{Ended, Talk, Wishes, run},
};

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
}

impl Read for Keyboard {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.keys.read(buffer)
    }
}

impl BufRead for Keyboard {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.keys.fill_buf()
    }

    fn consume(&mut self, used: usize) {
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
    let paper = Paper::default();
    let keys = lines
        .split('/')
        .flat_map(|line| [line.trim(), "\n"])
        .collect::<String>();
    let keyboard = Keyboard {
        keys: Cursor::new(keys.into_bytes()),
        paper: paper.clone(),
    };
    let sheet = Paper::default();
    let mut wishes = Wishes {
        save: None,
        sheet: Some(sheet.clone()),
        started: Timestamp::UNIX_EPOCH,
        now: || Timestamp::UNIX_EPOCH,
    };
    let mut talk = Talk::new(keyboard, paper.clone());
    let ended = run(
        Interview::new(&PACK, TODAY),
        &EDITIONS,
        &mut talk,
        &mut wishes,
    )
    .unwrap();
    let text = |paper: &Paper| String::from_utf8(paper.0.borrow().clone()).unwrap();
    (text(&paper), ended, text(&sheet))
}

/// No to everything from spots to heat needles.
const HEALTHY: &str =
    "/ 34 / 1 / n / n / n / 0 / n / 0 / n / 0 / 5 / n / 4 / n / 3 / n / 0 / 0 / 0 / 0 / 0";

#[test]
fn a_healthy_adult() {
    let (said, ended, sheet) = talk(&format!(
        "{HEALTHY} / 1 / 3 / 1 / / / 5 January 2027 / 3 / / "
    ));
    assert_eq!(ended, Ended::Finished);
    assert!(said.contains("No reason to wait was found."));
    insta::assert_snapshot!("healthy", said);
    insta::assert_snapshot!("healthy_sheet", sheet);
}

#[test]
fn the_pictures_are_said_where_they_belong() {
    let (said, ended, _) = talk(&format!(
        "{HEALTHY} / p / 1 / 3 / 1 / / p / / 5 January 2027 / p / "
    ));
    assert_eq!(ended, Ended::Finished);
    // only what follows a p
    let (_, pictures) = said.split_once("\nRolling scars:\n").unwrap();
    insta::assert_snapshot!("pictures", pictures);
}

#[test]
fn isotretinoin_a_sunburn_and_a_doubt() {
    let (said, ended, sheet) = talk(
        "/ 34 / 1 / n / n / n / 0 / n / 5 / y / 10 Nov 2026 / u / 0 / 5 / n / 4 / n / 3 \
         / y / n / 2026-08-20 / 0 / 0 / 0 / 0 / 0 / 1 / 3 / 1 / / s / c / b / ",
    );
    assert_eq!(ended, Ended::Finished);
    insta::assert_snapshot!("several", said);
    insta::assert_snapshot!("several_sheet", sheet);
}

#[test]
fn pregnant_and_isotretinoin() {
    let (said, ended, sheet) = talk(
        "/ 29 / 1 2 / n / n / n / 0 / n / 0 / n / 0 / 1 / y / May 2027 / n / 4 / n / 3 \
         / y / n / 6 November 2026 / 0 / 0 / 0 / 0 / 0 / u / u / 1 / / q",
    );
    assert_eq!(ended, Ended::Finished);
    let summary = said.split("\nSummary\n").nth(1).unwrap();
    assert!(summary.trim_start().starts_with("Do this first"));
    insta::assert_snapshot!("pregnant", summary);
    assert!(sheet.contains("DO THIS FIRST"));
}

#[test]
fn a_fifteen_year_old_is_not_asked_about_pregnancy() {
    let (said, ended, _) = talk("/ 15 / n / 0 / / ");
    assert_eq!(ended, Ended::Finished);
    assert!(!said.contains("regnan"));
    insta::assert_snapshot!("fifteen", said);
}

#[test]
fn back_why_review_edit_and_not_sure_about_one() {
    let (said, ended, _) = talk(
        "x / / ? / thirty / 340 / 34 / b / / 1 / n / n / b / y / 5 / 3 / n / 0 / n / u / n / u / n / n / n / r \
         / 99 / / 4 / y / n / b / q / n / q / y",
    );
    assert_eq!(ended, Ended::Left);
    insta::assert_snapshot!("wandering", said);
}

#[test]
fn the_input_ends_before_the_questions_do() {
    let (_, ended, sheet) = talk("/ 34 / 1 / n");
    assert_eq!((ended, sheet.as_str()), (Ended::InputEnded, ""));
    let (_, ended, sheet) = talk(&format!("{HEALTHY} / 1 / 3 / 1"));
    assert_eq!(
        (ended, sheet.as_str()),
        (Ended::InputEnded, ""),
        "review is not yet the end"
    );
}

#[test]
fn no_line_moves_the_cursor_or_draws() {
    let (said, ..) = talk(&format!("{HEALTHY} / 1 / 3 / 1 / / / / p / "));
    // other languages invite in their own letters
    let plain = |c: char| c == '\n' || c.is_ascii_graphic() || c == ' ' || c.is_alphabetic();
    let odd: String = said.chars().filter(|c| !plain(*c)).collect();
    assert_eq!(odd, "");
}
