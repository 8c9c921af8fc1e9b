//! What is told, line by line: the parts of a sheet, what words mean, and who says so.

use std::io::{BufRead, Write};

use super::talk::Talk;
use crate::{
    clean,
    interview::{Interview, Notice},
    sheet::{self, Part},
    text::{self, Language},
};

/// Says parts, one line each.
pub(super) fn say_parts<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    parts: Vec<Part<'_>>,
    language: &Language,
) {
    let mut item = 0;
    let mut parts = parts.into_iter().peekable();
    while let Some(part) = parts.next() {
        // a name with nothing said under it is a sentence
        let is_alone = parts.peek().is_none_or(|next| next.heading().is_some());
        match part {
            Part::Finding(_, says) if is_alone => talk.say(&says),
            Part::First(says) | Part::Heading(says) | Part::Headline(_, says) => {
                talk.pause();
                talk.say(&says);
            }
            Part::Subheading(says) | Part::Finding(_, says) => talk.say(&format!("{says}:")),
            Part::Sign(says, _) => talk.say(says),
            // who says so is said on request: each time it would be longer than what is said
            Part::Says(says, _)
            | Part::Help(says, _)
            | Part::Alert(says)
            | Part::Answer(says, _)
            | Part::Under(says) => {
                talk.say(&says);
            }
            Part::Box(done, of, _) => {
                item += 1;
                let words = if done {
                    language.says(text::ITEM_DONE)
                } else {
                    language.says(text::ITEM_OPEN)
                };
                let number = item.to_string();
                talk.say(&text::fill(
                    words,
                    &[("number", &number), ("says", &of.says)],
                ));
            }
        }
    }
}

/// Says that what was typed means nothing here.
pub(super) fn say_not_understood<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    language: &Language,
    typed: &str,
) {
    let typed = clean::echo(typed);
    talk.say(&language.fill(text::NOT_UNDERSTOOD, &[("typed", &typed)]));
}

/// What the last step has to say, in words.
pub(super) fn say_notice(notice: &Notice, interview: &Interview<'_>) -> String {
    let language = interview.language();
    match notice {
        Notice::Opened(count) => language.count(text::OPENED, *count),
        Notice::StillOpen(count) => language.count(text::STILL_OPEN, *count),
        Notice::ChooseFirst => language.says(text::CHOOSE_FIRST).to_owned(),
        Notice::Refused(refusal) => refusal.says(language),
        Notice::Guessed(guess) => {
            let answer = guess.date.says_back(language, interview.today());
            language.fill(text::CONFIRM_DATE, &[("answer", &answer)])
        }
    }
}

/// Says what the words of this screen mean.
pub(super) fn say_glossary<R: BufRead, W: Write>(talk: &mut Talk<R, W>, interview: &Interview<'_>) {
    let language = interview.language();
    let parts = sheet::glossary(interview, talk.said());
    if parts.is_empty() {
        talk.say(language.says(text::GLOSSARY_NONE));
    }
    say_parts(talk, parts, language);
}

/// Says who says each thing that was just said, heading by heading and in short, and which lengths
/// nobody does.
pub(super) fn say_sources<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    parts: &[Part<'_>],
    defaults: &[String],
    language: &Language,
) {
    talk.pause();
    talk.say(language.says(text::SOURCES));
    for cited in sheet::cited(parts) {
        let shorts = sheet::in_short(cited.sources);
        match cited.headings.last() {
            Some(heading) => talk.say(&format!("{heading}: {shorts}.")),
            None => talk.say(&format!("{shorts}.")),
        }
    }
    for says in defaults {
        talk.say(says);
    }
    talk.say(language.says(text::SOURCES_ON_SHEET));
}
