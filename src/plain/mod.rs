//! The screening line by line, over the same interview as the full screen.
//!
//! For screen readers, small terminals, pipes and people who like it so. It says
//! where one is, takes a number or a letter, and says each answer back.
//!
//! It is written for the ear. A lone `?`, `-` or `/` is swallowed by a voice or read by its name, so
//! the words say "question mark", and an original follows its translation after a full stop. How to
//! answer is said once for each kind, and by `?`; what can be answered is said each time, and what
//! stands under every question in full only once. Why it is asked, what can be typed besides, what
//! words mean and who says so are said on request alone.

mod asking;
mod ending;
mod review;
mod talk;
mod telling;
mod what_if;

use std::io::{self, BufRead, Write};

pub use ending::Printer;
pub use talk::Talk;

use review::{say_review, say_review_row};
use talk::Heard;
use telling::{say_glossary, say_not_understood, say_notice, say_parts, say_sources};

use crate::{
    clean,
    interview::{Event, Interview, Notice, ReviewRow, Screen, Stage},
    pack::Editions,
    sheet::{self, Part, Wishes, pictures::Picture},
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
    Out(Ended),
}

/// Leads one person through a pack, in any of its languages.
///
/// # Errors
/// When the talk or the sheet can't be written, or the input can't be read.
pub fn run<'p, R: BufRead, W: Write, S: Write>(
    mut interview: Interview<'p>,
    editions: &'p Editions,
    talk: &mut Talk<R, W>,
    wishes: &Wishes,
    printer: &mut Printer<S>,
) -> io::Result<Ended> {
    loop {
        let language = interview.language();
        talk.begin();
        match interview.stage() {
            Stage::Welcome => say_welcome(talk, &interview, editions, wishes),
            Stage::Asking(screen) => {
                asking::say(talk, &interview, screen);
                offer_pictures(talk, &interview);
            }
            Stage::Review => say_review(talk, &interview),
            Stage::Summary => {
                say_summary(talk, &interview);
                offer_pictures(talk, &interview);
            }
            Stage::Aftercare => {
                say_care(talk, &interview);
                offer_pictures(talk, &interview);
            }
            Stage::Finished => {
                talk.pause();
                talk.say(language.says(text::FINISHED));
                talk.say(&wishes.first_words(language));
                talk.say(language.says(text::FINISHED_HOW));
                ending::say_paper(talk, wishes, language);
            }
        }
        let ended = loop {
            match turn(talk, &interview, editions, (wishes, &mut *printer))? {
                // what was broken off is said after all
                Turn::Again => talk.go_on(),
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
            Some(Ended::Finished) => {
                let ended = ending::close(&interview, talk, wishes, printer)?;
                talk.say_last(&wishes.last_words(printer.printed, language))?;
                return Ok(ended);
            }
            Some(Ended::Left) => {
                talk.say(language.says(text::LEFT_EARLY));
                talk.say_last(&wishes.last_words(printer.printed, language))?;
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
    editions: &'p Editions,
    wishes: (&Wishes, &mut Printer<S>),
) -> io::Result<Turn<'p>> {
    let language = interview.language();
    let typed = match talk.hear(language)? {
        Heard::Line(typed) => typed,
        Heard::TooLong => {
            talk.say(language.says(text::LINE_TOO_LONG_TO_TYPE));
            return Ok(Turn::Again);
        }
        Heard::Unreadable => {
            talk.say(language.says(text::LINE_UNREADABLE));
            return Ok(Turn::Again);
        }
        Heard::End if interview.has_verdict() => return Ok(Turn::Out(Ended::Finished)),
        Heard::End => return Ok(Turn::Out(Ended::InputEnded)),
    };
    let on = |event: Event<'_>| Turn::On(interview.clone().step(&event));
    let guessed = matches!(interview.notice(), Some(Notice::Guessed(_)));
    Ok(match (interview.stage(), typed.to_lowercase().as_str()) {
        (stage, _) if guessed && language.is_yes(&typed) => {
            let next = interview.clone().step(&Event::Confirm);
            match stage {
                Stage::Asking(screen) => answered(talk, screen, next),
                _ => care_for_day(talk, next),
            }
        }
        (_, _) if guessed && language.is_no(&typed) => {
            say_what_next(talk, interview);
            Turn::Again
        }
        (_, "q") => leave(talk, interview, wishes.0)?,
        (_, "v") if interview.unreviewed().is_some() => {
            Turn::On(interview.clone().turning_original())
        }
        (_, "l") => in_next_language(talk, interview, editions),
        (_, "g") => {
            say_glossary(talk, interview);
            say_what_next(talk, interview);
            Turn::Again
        }
        (Stage::Welcome, "") => on(Event::Start),
        (Stage::Asking(screen), "?") => {
            asking::explain(talk, interview, screen);
            Turn::Again
        }
        (_, "p") if !Picture::here(interview).is_empty() => {
            say_pictures(talk, interview);
            say_what_next(talk, interview);
            Turn::Again
        }
        (Stage::Asking(_), "r") => on(Event::Review),
        (Stage::Welcome, _) => not_understood(talk, interview, &typed),
        (_, "b") => on(Event::Back),
        (Stage::Asking(_), _) if talk.is_cut_short() && asking::is_list(interview) => {
            talk.say(language.says(text::WHOLE_LIST_FIRST));
            talk.say_all();
            Turn::Again
        }
        (Stage::Asking(screen), _) => answer(talk, interview, screen, &typed),
        (Stage::Review, "") => on_with_notice(talk, interview, &Event::Confirm),
        (Stage::Review, _) => turn_review(talk, interview, &typed),
        (Stage::Summary | Stage::Aftercare, "") => on(Event::Continue),
        (Stage::Summary, word) if word == "i" || language.is(text::HINT_WHAT_IF, word) => {
            if what_if::run(talk, interview)? {
                return leave(talk, interview, wishes.0);
            }
            say_what_next(talk, interview);
            Turn::Again
        }
        (Stage::Summary, "c") => on(Event::OpenPlan),
        (Stage::Summary, "s") => {
            let defaults = sheet::defaults(interview);
            say_sources(talk, &sheet::summary(interview), &defaults, language);
            say_what_next(talk, interview);
            Turn::Again
        }
        (Stage::Aftercare, "s") => {
            say_sources(talk, &sheet::course(interview), &[], language);
            say_sources(talk, &sheet::care(interview), &[], language);
            say_what_next(talk, interview);
            Turn::Again
        }
        (Stage::Aftercare, _) => care(talk, interview, &typed),
        (Stage::Finished, typed) => ending::turn(talk, interview, wishes, typed)?,
        _ => not_understood(talk, interview, &typed),
    })
}

/// Says that nothing is known by this word here, and what would be.
fn not_understood<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    typed: &str,
) -> Turn<'p> {
    say_not_understood(talk, interview.language(), typed);
    say_what_next(talk, interview);
    Turn::Again
}

/// The same again in the next language.
fn in_next_language<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    editions: &'p Editions,
) -> Turn<'p> {
    match interview.clone().in_next_language(editions) {
        Ok(next) if next.language().tag() == interview.language().tag() => {
            talk.say(interview.language().says(text::ONE_LANGUAGE));
            Turn::Again
        }
        Ok(next) => {
            // Welcome says it by itself
            if next.stage() != Stage::Welcome {
                for part in sheet::translated_notice(&next) {
                    talk.say(part.says());
                }
            }
            Turn::On(next)
        }
        Err(error) => {
            talk.say(&clean::echo(&error.to_string()));
            Turn::Again
        }
    }
}

/// Asks before answers are lost.
fn leave<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    wishes: &Wishes,
) -> io::Result<Turn<'p>> {
    let language = interview.language();
    let (finished, left) = if interview.has_verdict() {
        (Ended::Finished, Ended::Finished)
    } else {
        (Ended::InputEnded, Ended::Left)
    };
    let is_kept = finished == Ended::Finished && (wishes.save.is_some() || wishes.print);
    // at the end it was offered already
    if interview.answers().is_empty() || is_kept || interview.stage() == Stage::Finished {
        return Ok(Turn::Out(left));
    }
    loop {
        talk.say(language.says(text::LEAVE));
        let Some(line) = talk.hear_line(language)? else {
            return Ok(Turn::Out(finished));
        };
        if language.is_yes(&line) {
            return Ok(Turn::Out(left));
        }
        if language.is_no(&line) {
            return Ok(Turn::On(interview.clone()));
        }
        if line.to_lowercase() == "e" && ending::keep(talk, interview, wishes)?.is_some() {
            return Ok(Turn::Out(left));
        }
    }
}

fn answer<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    screen: Screen<'p>,
    typed: &str,
) -> Turn<'p> {
    match asking::answer(interview, screen, typed) {
        Ok(next) => answered(talk, screen, next),
        Err(why) => {
            asking::say_unclear(talk, interview, (screen, typed), why);
            Turn::Again
        }
    }
}

/// Says what was taken for an answer, or why nothing was.
fn answered<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    screen: Screen<'p>,
    next: Interview<'p>,
) -> Turn<'p> {
    let language = next.language();
    match next.notice() {
        Some(notice @ (Notice::Refused(_) | Notice::ChooseFirst)) => {
            talk.say(&say_notice(notice, &next));
            return Turn::Again;
        }
        Some(notice @ Notice::Guessed(_)) => {
            talk.say(&say_notice(notice, &next));
            return Turn::Quietly(next);
        }
        _ => {}
    }
    let said = asking::said(&next, screen);
    if talk.is_new(language.says(text::YOU_SAID)) {
        talk.say(&language.fill(text::YOU_SAID, &[("answer", &said)]));
    } else {
        talk.say(&said);
    }
    if let Some(notice) = next.notice() {
        talk.say(&say_notice(notice, &next));
    }
    Turn::On(next)
}

fn on_with_notice<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    event: &Event<'_>,
) -> Turn<'p> {
    let next = interview.clone().step(event);
    match next.notice() {
        Some(notice) => {
            talk.say(&say_notice(notice, &next));
            Turn::Again
        }
        None => Turn::On(next),
    }
}

fn say_welcome<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
    editions: &Editions,
    wishes: &Wishes,
) {
    let language = interview.language();
    let pack = interview.pack();
    talk.say(&pack.title);
    for other in editions.languages().filter(|it| it.tag() != language.tag()) {
        talk.say(&other.says_alone(text::TYPE_LANGUAGE));
    }
    for part in sheet::about(interview, Some(wishes)) {
        talk.say(part.says());
    }
    talk.say(&sheet::length(interview));
    talk.say(&format!("{}:", language.says(text::URGENT)));
    for part in sheet::urgent(interview) {
        talk.say(part.says());
    }
    // what can't wait is not skipped
    talk.together();
    if let Some(review) = sheet::not_reviewed(pack, interview.today()) {
        talk.say(&review);
    }
    let today = language.day(interview.today());
    talk.say(&language.fill(text::TODAY_IS, &[("day", &today)]));
    talk.say(language.says(text::BEGIN));
}

/// Does what the number of a row of Review asks.
fn turn_review<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    typed: &str,
) -> Turn<'p> {
    let language = interview.language();
    let review = interview.review_folded();
    let rows = review.rows();
    let row = asking::place(typed).and_then(|place| rows.get(place));
    let event = match row {
        None => return not_understood(talk, interview, typed),
        Some(ReviewRow::Day) => Event::EditDay,
        Some(ReviewRow::Answer(question, _)) => Event::Edit(&question.id),
        Some(ReviewRow::Fold(place)) => {
            let before = review.folds.iter().take(*place).map(|it| it.listed.len());
            let first = review.unfolded() + before.sum::<usize>();
            let count = review.folds.get(*place).map_or(0, |it| it.listed.len());
            for (number, row) in (1..).zip(rows.iter().copied()).skip(first).take(count) {
                say_review_row(talk, interview, &review, (number, row));
            }
            talk.say(language.says(text::REVIEW_HOW));
            return Turn::Again;
        }
    };
    Turn::On(interview.clone().step(&event))
}

fn say_summary<R: BufRead, W: Write>(talk: &mut Talk<R, W>, interview: &Interview<'_>) {
    let language = interview.language();
    talk.pause();
    talk.say(language.says(text::SUMMARY));
    let parts = sheet::summary(interview);
    let headline = parts.iter().position(|it| matches!(it, Part::Headline(..)));
    let mut first = parts;
    let rest = first.split_off(headline.map_or(0, |place| place + 1));
    say_parts(talk, first, language);
    talk.together();
    say_parts(talk, rest, language);
    talk.pause();
    say_what_next(talk, interview);
}

/// What can be done where one is, in one line.
fn say_what_next<R: BufRead, W: Write>(talk: &mut Talk<R, W>, interview: &Interview<'_>) {
    let language = interview.language();
    match interview.stage() {
        Stage::Summary if interview.verdict().plan_follows() => {
            talk.say(language.says(text::SUMMARY_ON));
        }
        Stage::Summary => talk.say(language.says(text::SUMMARY_WAIT)),
        Stage::Aftercare => talk.say(language.says(text::CARE_HOW)),
        Stage::Review => talk.say(language.says(text::REVIEW_HOW)),
        Stage::Asking(screen) => talk.say(&asking::how_to_answer(interview, screen)),
        Stage::Finished => talk.say(language.says(text::FINISHED_HOW)),
        Stage::Welcome => talk.say(language.says(text::BEGIN)),
    }
}

fn say_care<R: BufRead, W: Write>(talk: &mut Talk<R, W>, interview: &Interview<'_>) {
    let language = interview.language();
    for part in sheet::only_after(interview) {
        talk.say(part.says());
    }
    say_parts(talk, sheet::course(interview), language);
    say_parts(talk, sheet::care(interview), language);
    talk.pause();
    talk.say(language.says(text::CARE_HOW));
}

/// Says what the pictures show that belong here.
fn say_pictures<R: BufRead, W: Write>(talk: &mut Talk<R, W>, interview: &Interview<'_>) {
    let language = interview.language();
    for picture in Picture::here(interview) {
        talk.pause();
        talk.say(&format!("{}:", picture.title(interview.pack())));
        say_parts(talk, picture.first(interview), language);
        say_parts(talk, picture.words(interview), language);
    }
    talk.pause();
}

/// Says that there are pictures, where there are.
fn offer_pictures<R: BufRead, W: Write>(talk: &mut Talk<R, W>, interview: &Interview<'_>) {
    if !Picture::here(interview).is_empty() {
        talk.explain(interview.language().says(text::TYPE_P));
    }
}

/// The care again after its day was given, or what comes first for that day.
fn care_for_day<'p, R: BufRead, W: Write>(talk: &mut Talk<R, W>, next: Interview<'p>) -> Turn<'p> {
    if let Some(notice) = next.notice() {
        talk.say(&say_notice(notice, &next));
    }
    match (next.stage(), next.notice()) {
        (_, Some(Notice::Refused(_))) => Turn::Again,
        (_, Some(Notice::Guessed(_))) => Turn::Quietly(next),
        (Stage::Aftercare, _) => {
            for part in sheet::only_after(&next) {
                talk.say(part.says());
            }
            // what to expect has been said
            say_parts(talk, sheet::care(&next), next.language());
            say_what_next(talk, &next);
            Turn::Quietly(next)
        }
        _ => Turn::On(next),
    }
}

/// A typed day of treatment, or the number of an item.
fn care<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    typed: &str,
) -> Turn<'p> {
    let language = interview.language();
    let Ok(number) = typed.parse::<usize>() else {
        let next = interview.clone().step(&Event::TreatmentTyped(typed));
        return care_for_day(talk, next);
    };
    let mut items = interview.pack().items();
    let Some(item) = number.checked_sub(1).and_then(|place| items.nth(place)) else {
        return not_understood(talk, interview, typed);
    };
    let next = interview.clone().step(&Event::Done(&item.id));
    let words = if next.is_done(&item.id) {
        language.says(text::TICKED)
    } else {
        language.says(text::UNTICKED)
    };
    talk.say(&text::fill(words, &[("says", &item.says)]));
    Turn::Quietly(next)
}
