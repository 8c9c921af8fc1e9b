//! What another answer would change, line by line: over a copy of the interview, which is dropped at
//! the end.
//!
//! The rows are those of the full screen, numbered. The one that decides is said first, all of them on
//! request. A number gives the row its next answer, and an answer behind it is taken as at its
//! question; a date that was guessed needs no second yes, since it is said back and decides nothing.

use std::io::{self, BufRead, Write};

use super::{
    asking,
    talk::{Heard, Talk},
    telling::{say_not_understood, say_notice},
};
use crate::{
    interview::{
        Event, Interview, Notice, Screen,
        rows::UNSURE_KEY,
        what_if::{Asked, WhatIf},
    },
    sheet,
    text::{self, Language},
};

/// Leads through a what-if, and back to the summary; true where the person leaves the screening.
pub(super) fn run<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
) -> io::Result<bool> {
    let language = interview.language();
    let mut of = WhatIf::new(interview.clone());
    let decides = of.decides();
    talk.pause();
    talk.say(language.says(text::WHAT_IF_NOTE));
    say_result(talk, interview, &of);
    say_rows(talk, language, &of, |place, _| place == decides);
    say_how(talk, language, decides);
    loop {
        let typed = match talk.hear(language)? {
            Heard::Line(typed) => typed,
            Heard::TooLong | Heard::Unreadable => String::from("?"),
            Heard::End => break,
        };
        match typed.to_lowercase().as_str() {
            "" | "b" => break,
            "q" => return Ok(true),
            "r" => say_rows(talk, language, &of, |_, _| true),
            "?" => say_how(talk, language, decides),
            _ if change(talk, &mut of, &typed) => say_result(talk, interview, &of),
            _ => {}
        }
        // what was broken off is said after all
        talk.go_on();
    }
    talk.pause();
    talk.say(language.says(text::WHAT_IF_OVER));
    Ok(false)
}

fn say_how<R: BufRead, W: Write>(talk: &mut Talk<R, W>, language: &Language, decides: usize) {
    let example = format!("{} {}", decides + 1, UNSURE_KEY);
    talk.say(&language.fill(text::WHAT_IF_TYPE, &[("example", &example)]));
}

fn say_result<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    of: &WhatIf<'p>,
) {
    for part in sheet::what_if(interview, of) {
        talk.say(part.says());
    }
}

/// Says the rows that are wanted, each with its number.
fn say_rows<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    language: &Language,
    of: &WhatIf<'p>,
    is_wanted: impl Fn(usize, &Asked<'p>) -> bool,
) {
    for (place, row) in of.asked().iter().enumerate() {
        if is_wanted(place, row) {
            let (number, says) = ((place + 1).to_string(), sheet::other_answer(row, language));
            talk.say(&asking::offer(language, &number, &says));
        }
    }
}

/// Gives the row of a typed number its next answer, or the one that is typed behind it, and says its
/// answer and what that opens. Whether there was such a row, and it took the answer.
fn change<R: BufRead, W: Write>(talk: &mut Talk<R, W>, of: &mut WhatIf<'_>, typed: &str) -> bool {
    let language = of.pack().language;
    let (number, answer) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let rows = of.asked();
    let row = asking::place(number).and_then(|place| rows.get(place));
    let Some(question) = row.map(|it| it.question) else {
        say_not_understood(talk, language, typed);
        return false;
    };
    if answer.is_empty() {
        of.turn(question, true);
    } else {
        let screen = Screen::Question(question);
        let (at, answer) = (of.at(question), answer.trim());
        let mut next = match asking::answer(&at, screen, answer) {
            Ok(next) => next,
            Err(why) => {
                asking::say_unclear(talk, &at, (screen, answer), why);
                return false;
            }
        };
        match next.notice() {
            Some(notice @ (Notice::Refused(_) | Notice::ChooseFirst)) => {
                talk.say(&say_notice(notice, &next));
                return false;
            }
            Some(Notice::Guessed(_)) => next = next.step(&Event::Confirm),
            _ => {}
        }
        if let Some(answer) = next.answers().get(question.number) {
            of.give(question, answer.clone());
        }
    }
    let is_it = |_, row: &Asked<'_>| {
        let is_open = row.opened && row.answer.is_none();
        row.question.number == question.number || is_open
    };
    say_rows(talk, language, of, is_it);
    true
}
