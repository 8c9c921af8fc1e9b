//! The screening line by line, over the same interview as the full screen.
//!
//! For screen readers, small terminals, pipes and people who like it so. It says
//! where one is, takes a number or a letter, and says each answer back.

mod asking;
mod ending;
mod talk;

use std::{
    io::{self, BufRead, Write},
    sync::Arc,
};

pub use ending::Wishes;
pub use talk::Talk;

use talk::Heard;

use crate::{
    clean,
    interview::{Event, Interview, Notice, Screen, Stage},
    pack::{Pack, Source},
    sheet::{self, Part, source_standing, source_title},
    text,
};

/// How a talk ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// With a verdict, and everything that was asked for was done.
    Finished,
    /// The person left before the verdict.
    Left,
    /// The input ended before the verdict.
    InputEnded,
    /// With a verdict, but a file that was asked for could not be written.
    NotSaved,
}

/// What a line asked for.
enum Turn<'p> {
    /// On with this interview, and say it.
    On(Interview<'p>),
    /// On with this interview, which needs no saying.
    Quietly(Interview<'p>),
    /// Something was said; the same again.
    Again,
    /// Out.
    Out(Ended),
}

/// Leads one person through a pack.
///
/// # Errors
/// When the talk or the sheet can't be written, or the input can't be read.
pub fn run<R: BufRead, W: Write, S: Write>(
    mut interview: Interview<'_>,
    talk: &mut Talk<R, W>,
    wishes: &mut Wishes<'_, S>,
) -> io::Result<Ended> {
    let mut first = true;
    loop {
        talk.begin();
        match interview.stage() {
            Stage::Welcome => say_welcome(talk, interview.pack(), &interview)?,
            Stage::Asking(screen) => {
                asking::say(talk, &interview, screen, first)?;
                first = false;
            }
            Stage::Review => say_review(talk, &interview)?,
            Stage::Summary => say_summary(talk, &interview)?,
            Stage::Aftercare => say_care(talk, &interview)?,
            Stage::Finished => {
                talk.pause()?;
                talk.say(text::FINISHED)?;
                talk.say(text::FINISHED_HOW)?;
            }
        }
        let ended = loop {
            match turn(talk, &interview, wishes)? {
                Turn::Again => {}
                Turn::Quietly(next) => interview = next,
                Turn::Out(ended) => break Some(ended),
                Turn::On(next) => {
                    interview = next;
                    break None;
                }
            }
        };
        match ended {
            // after the verdict nothing is left to be asked
            Some(Ended::Finished) => return ending::close(&interview, talk, wishes),
            Some(Ended::Left) => {
                talk.say(text::LEFT_EARLY)?;
                talk.flush()?;
                return Ok(Ended::Left);
            }
            Some(ended) => return Ok(ended),
            None => {}
        }
    }
}

/// Hears one line and does what it asks.
fn turn<'p, R: BufRead, W: Write, S>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    wishes: &Wishes<'_, S>,
) -> io::Result<Turn<'p>> {
    let typed = match talk.hear()? {
        Heard::Line(typed) => typed,
        Heard::TooLong => {
            talk.say(text::LINE_TOO_LONG_TO_TYPE)?;
            return Ok(Turn::Again);
        }
        Heard::End => {
            return Ok(Turn::Out(match interview.stage() {
                Stage::Summary | Stage::Aftercare | Stage::Finished => Ended::Finished,
                _ => Ended::InputEnded,
            }));
        }
    };
    let on = |event: Event<'_>| Ok(Turn::On(interview.clone().step(&event)));
    match (interview.stage(), typed.to_lowercase().as_str()) {
        (_, "q") => leave(talk, interview),
        (_, "g") => {
            say_glossary(talk, interview.pack())?;
            Ok(Turn::Again)
        }
        (Stage::Welcome, "") => on(Event::Start),
        (Stage::Asking(screen), "?") => {
            let why = asking::why(interview, screen);
            talk.say(&text::fill(text::WHY_WE_ASK, &[("why", why)]))?;
            talk.say(text::COMMANDS)?;
            Ok(Turn::Again)
        }
        (Stage::Asking(_), "r") => on(Event::Review),
        (Stage::Welcome, _) => not_understood(talk, &typed),
        (_, "b") => on(Event::Back),
        (Stage::Asking(screen), _) => answer(talk, interview, screen, &typed),
        (Stage::Review, "") => on_with_notice(talk, interview, &Event::Confirm),
        (Stage::Review, _) => {
            let rows = interview.review();
            let row = asking::place(&typed).and_then(|place| rows.get(place));
            match row {
                Some((question, _)) => on(Event::Edit(&question.id)),
                None => not_understood(talk, &typed),
            }
        }
        (Stage::Summary | Stage::Aftercare, "") => on(Event::Continue),
        (Stage::Summary, "c") => on(Event::OpenPlan),
        (Stage::Summary, "s") => {
            say_sources(talk, sheet::summary(interview))?;
            Ok(Turn::Again)
        }
        (Stage::Aftercare, "s") => {
            say_sources(talk, sheet::course(interview))?;
            say_sources(talk, sheet::care(interview))?;
            Ok(Turn::Again)
        }
        (Stage::Aftercare, _) => care(talk, interview, &typed),
        (Stage::Finished, typed) => ending::turn(talk, interview, wishes, typed),
        _ => not_understood(talk, &typed),
    }
}

fn not_understood<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    typed: &str,
) -> io::Result<Turn<'p>> {
    let typed = clean::echo(typed);
    talk.say(&text::fill(text::NOT_UNDERSTOOD, &[("typed", &typed)]))?;
    Ok(Turn::Again)
}

/// Asks before answers are lost.
fn leave<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
) -> io::Result<Turn<'p>> {
    match interview.stage() {
        Stage::Summary | Stage::Aftercare | Stage::Finished => {
            return Ok(Turn::Out(Ended::Finished));
        }
        _ if interview.answers().is_empty() => return Ok(Turn::Out(Ended::Left)),
        _ => {}
    }
    loop {
        talk.say(text::LEAVE)?;
        match talk.hear()? {
            Heard::End => return Ok(Turn::Out(Ended::InputEnded)),
            Heard::Line(line) if line.eq_ignore_ascii_case("y") => {
                return Ok(Turn::Out(Ended::Left));
            }
            Heard::Line(line) if line.eq_ignore_ascii_case("n") => {
                return Ok(Turn::On(interview.clone()));
            }
            _ => {}
        }
    }
}

fn answer<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    screen: Screen,
    typed: &str,
) -> io::Result<Turn<'p>> {
    let Some(next) = asking::answer(interview, screen, typed) else {
        return not_understood(talk, typed);
    };
    if let Some(notice @ (Notice::Refused(_) | Notice::ChooseFirst)) = next.notice() {
        talk.say(&say_notice(notice))?;
        return Ok(Turn::Again);
    }
    let said = asking::said(&next, screen);
    talk.say(&text::fill(text::YOU_SAID, &[("answer", &said)]))?;
    if let Some(notice) = next.notice() {
        talk.say(&say_notice(notice))?;
    }
    Ok(Turn::On(next))
}

fn on_with_notice<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    event: &Event<'_>,
) -> io::Result<Turn<'p>> {
    let next = interview.clone().step(event);
    match next.notice() {
        Some(notice) => {
            talk.say(&say_notice(notice))?;
            Ok(Turn::Again)
        }
        None => Ok(Turn::On(next)),
    }
}

fn say_notice(notice: &Notice) -> String {
    let counted = |count: usize, one: &str, more: &str| match count {
        1 => one.to_owned(),
        _ => text::fill(more, &[("count", &count.to_string())]),
    };
    match notice {
        Notice::Opened(count) => counted(*count, text::OPENED_ONE, text::OPENED_MORE),
        Notice::StillOpen(count) => counted(*count, text::OPEN_ONE, text::OPEN_MORE),
        Notice::ChooseFirst => text::CHOOSE_FIRST.to_owned(),
        Notice::Refused(refusal) => refusal.says(),
    }
}

fn say_welcome<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    pack: &Pack,
    interview: &Interview<'_>,
) -> io::Result<()> {
    talk.say(&pack.title)?;
    for line in &pack.about {
        talk.say(line)?;
    }
    let count = interview.screens().len().to_string();
    talk.say(&text::fill(text::LENGTH, &[("count", &count)]))?;
    if pack.review_on(interview.today()).is_none() {
        talk.say(text::NOT_REVIEWED)?;
    }
    for urgent in &pack.urgent {
        talk.say(&urgent.says)?;
    }
    let today = text::day(interview.today());
    talk.say(&text::fill(text::TODAY_IS, &[("day", &today)]))?;
    talk.say(text::BEGIN)
}

fn say_review<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
) -> io::Result<()> {
    talk.pause()?;
    talk.say(text::REVIEW)?;
    for (place, (question, depth)) in interview.review().into_iter().enumerate() {
        let answer = interview.answers().get(question.number);
        let answer = answer.map_or_else(
            || text::NOT_ANSWERED.to_owned(),
            |answer| answer.says(question, interview.today()),
        );
        let number = (place + 1).to_string();
        let short = if depth > 0 {
            sheet::topic_of(interview.pack(), question)
        } else {
            question.short.clone()
        };
        let values = [("number", &*number), ("short", &short), ("answer", &answer)];
        talk.say(&text::fill(text::REVIEW_LINE, &values))?;
    }
    talk.say(text::REVIEW_HOW)
}

fn say_summary<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
) -> io::Result<()> {
    talk.pause()?;
    talk.say(text::SUMMARY)?;
    say_parts(talk, sheet::summary(interview), Sources::First)?;
    talk.pause()?;
    talk.say(if interview.verdict().plan_follows() {
        text::SUMMARY_ON
    } else {
        text::SUMMARY_WAIT
    })
}

fn say_care<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
) -> io::Result<()> {
    if !interview.verdict().plan_follows() {
        talk.pause()?;
        talk.say(text::ONLY_AFTER_CLINICIAN)?;
    }
    // once the dates are asked for, what to expect has been said
    if interview.treatment().is_none() {
        say_parts(talk, sheet::course(interview), Sources::Later)?;
    }
    say_parts(talk, sheet::care(interview), Sources::Later)?;
    talk.pause()?;
    talk.say(text::CARE_HOW)
}

/// A typed day of treatment, or the number of an item.
fn care<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    typed: &str,
) -> io::Result<Turn<'p>> {
    let Ok(number) = typed.parse::<usize>() else {
        return on_with_notice(talk, interview, &Event::Treatment(typed));
    };
    let pack = interview.pack();
    let mut items = pack
        .preparation
        .iter()
        .chain(&pack.aftercare)
        .flat_map(|care| &care.items);
    let Some(item) = number.checked_sub(1).and_then(|place| items.nth(place)) else {
        return not_understood(talk, typed);
    };
    let next = interview.clone().step(&Event::Done(&item.id));
    let words = if next.is_done(&item.id) {
        text::TICKED
    } else {
        text::UNTICKED
    };
    talk.say(&text::fill(words, &[("says", &item.says)]))?;
    Ok(Turn::Quietly(next))
}

/// How much is said of who says so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sources {
    /// The first, and how many more.
    First,
    /// None: `s` says them.
    Later,
}

fn say_parts<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    parts: Vec<Part<'_>>,
    said: Sources,
) -> io::Result<()> {
    let mut item = 0;
    for part in parts {
        match part {
            Part::First(says) | Part::Heading(says) | Part::Headline(_, says) => {
                talk.pause()?;
                talk.say(&says)?;
            }
            Part::Subheading(says) | Part::Finding(_, says) => talk.say(&format!("{says}:"))?,
            Part::Sign(says, _) => talk.say(says)?,
            Part::Alert(says) | Part::Answer(says, _) => talk.say(&says)?,
            Part::Says(says, sources) => {
                talk.say(&says)?;
                if let (Sources::First, [first, others @ ..]) = (said, sources.as_slice()) {
                    talk.say(&first_source(first, others.len()))?;
                }
            }
            Part::Box(done, says, _) => {
                item += 1;
                let words = if done {
                    text::ITEM_DONE
                } else {
                    text::ITEM_OPEN
                };
                let number = item.to_string();
                talk.say(&text::fill(words, &[("number", &number), ("says", says)]))?;
            }
        }
    }
    Ok(())
}

fn first_source(first: &Source, others: usize) -> String {
    let title = source_title(first);
    match others {
        0 => text::fill(text::SOURCE_SAYS, &[("source", &title)]),
        1 => text::fill(text::SOURCE_AND_ONE, &[("source", &title)]),
        _ => text::fill(
            text::SOURCE_AND_MORE,
            &[("source", &title), ("count", &others.to_string())],
        ),
    }
}

/// Says what the words of this screen mean.
fn say_glossary<R: BufRead, W: Write>(talk: &mut Talk<R, W>, pack: &Pack) -> io::Result<()> {
    let parts = sheet::glossary(pack, talk.said());
    if parts.is_empty() {
        return talk.say(text::GLOSSARY_NONE);
    }
    say_parts(talk, parts, Sources::First)
}

/// Says who says each thing that was just said.
fn say_sources<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    parts: Vec<Part<'_>>,
) -> io::Result<()> {
    talk.pause()?;
    talk.say(text::SOURCES)?;
    let mut heading = String::new();
    let mut said: Vec<&Arc<Source>> = Vec::new();
    for part in parts {
        if let Some(says) = part.heading() {
            says.clone_into(&mut heading);
        }
        for source in part.sources().iter().copied() {
            if said.iter().any(|known| Arc::ptr_eq(known, source)) {
                continue;
            }
            said.push(source);
            let title = source_title(source);
            let values = [("about", heading.as_str()), ("source", &title)];
            let line = text::fill(text::SOURCE_OF, &values);
            talk.say(&format!("{line} {}", source_standing(source)))?;
        }
    }
    Ok(())
}
