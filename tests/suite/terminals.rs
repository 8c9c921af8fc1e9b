//! What terminals of other letters, and narrow ones, are sent.
#![cfg(unix)]
use std::{fs, path::Path};

use crate::common::terminal::in_terminal;

const LATIN: (&str, &str) = ("LC_ALL", "es_ES.ISO-8859-1");
/// Begins a screening on the line mode, and answers the first question.
const TALK: &str = "printf '\\n1\\n34\\nq\\ny\\n' | needlefit --plain --lang es";

fn shown(command: &str, variables: &[(&str, &str)]) -> String {
    in_terminal(Path::new("."), 80, command, variables)
}

#[test]
fn a_terminal_without_utf8_is_sent_ascii_by_the_line_mode() {
    let in_spanish = shown(TALK, &[("LC_ALL", "es_ES.UTF-8")]);
    assert!(in_spanish.contains("años"), "{in_spanish}");
    // no variable at all is no locale of other letters
    assert!(shown(TALK, &[]).contains("años"));
    for variable in [LATIN, ("LC_CTYPE", "POSIX"), ("LANG", "C")] {
        let latin = shown(TALK, &[variable]);
        assert!(latin.is_ascii(), "{variable:?}: {latin}");
        assert!(latin.contains("anos"), "{variable:?}: {latin}");
    }
}

#[test]
fn a_terminal_without_utf8_is_sent_ascii_by_every_command() {
    for command in [
        "needlefit translate es src/text/es.json --program",
        "needlefit evaluate --questions --pack questions/nowhere-ñ.json",
        "needlefit check questions/sample.json",
    ] {
        let said = shown(command, &[LATIN]);
        assert!(!said.is_empty() && said.is_ascii(), "{command}: {said}");
    }
}

#[test]
fn a_file_is_utf8_in_every_locale() {
    let folder = tempfile::tempdir().unwrap();
    let to_file = "needlefit --plain --lang es < /dev/null 2> words.txt";
    in_terminal(folder.path(), 80, to_file, &[LATIN]);
    let words = fs::read_to_string(folder.path().join("words.txt")).unwrap();
    assert!(words.contains("terminó"), "{words}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_without_utf8_is_sent_ascii_by_the_full_screen() {
    let command = "timeout --foreground -s TERM 3 needlefit --lang es";
    let wide = shown(command, &[("LANG", "es_ES.UTF-8")]);
    assert!(wide.contains('─') && wide.contains('ñ'), "{wide}");
    let latin = shown(command, &[LATIN]);
    assert!(latin.is_ascii(), "{latin}");
    assert!(latin.contains("needlefit"), "{latin}");
}

#[test]
fn lines_end_at_words_within_a_terminal() {
    // the error at the end is a line of the shell's kind
    let command = format!("{TALK} 2> /dev/null");
    let said = |columns| in_terminal(Path::new("."), columns, &command, &[]);
    let (narrow, wide) = (said(30), said(200));
    for line in narrow.lines() {
        assert!(line.chars().count() <= 30, "{line}");
    }
    assert!(wide.lines().any(|line| line.chars().count() > 30), "{wide}");
    let words = |said: &str| {
        said.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(words(&narrow), words(&wide));
}

#[test]
fn a_pipe_gets_each_line_whole() {
    let folder = tempfile::tempdir().unwrap();
    let piped = in_terminal(folder.path(), 30, &format!("{TALK} 2>&1 | cat"), &[]);
    assert!(
        piped.lines().any(|line| line.chars().count() > 30),
        "{piped}"
    );
}
