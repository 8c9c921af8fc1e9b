//! One screen of questions, line by line: how it is said, and what a typed line
//! means as an answer to it.
//!
//! A list is answered once it has been heard: what is not named on it counts as no. So a number that
//! is typed before the whole list was said, or after the rest was skipped, is not taken. A question
//! with one answer can be stopped by it.

use std::{
    borrow::Cow,
    io::{BufRead, Write},
    iter,
};

use super::{
    talk::Talk,
    telling::{say_not_understood, say_parts},
};
use crate::{
    clean,
    interview::{
        Answer, Event, Interview, Row, Screen, how_to,
        rows::{self, DECLINED_KEY, UNSURE_KEY},
    },
    pack::{About, Kind, Question},
    sheet,
    text::{self, Language, Text},
};

/// The key that takes one's own words away again.
const NO_WORDS_KEY: &str = "-";

/// Says what is asked.
pub(super) fn say<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    screen: Screen<'p>,
) {
    talk.pause();
    if let Some(position) = position(talk, interview, screen) {
        talk.say(&position);
    }
    let original = interview.original_pack();
    let [ask, _] = sheet::words_of(screen, interview.pack());
    let its_own = original.map(|pack| sheet::words_of(screen.asked_in(pack), pack));
    let its_own = its_own.map(|[ask, _]| ask);
    talk.say(ask);
    if let Some(says) = its_own.and_then(|says| sheet::in_original(interview, says)) {
        talk.say(&says);
    }
    match screen {
        Screen::Rest => say_parts(talk, sheet::rest(interview), interview.language()),
        _ => {
            if let Some(says) = sheet::last_time(interview, screen) {
                talk.say(&says);
            }
        }
    }
    say_rows(talk, interview, screen);
    if interview.says_help(screen) {
        say_parts(talk, sheet::help(interview), interview.language());
    }
    say_how(talk, interview, screen);
    say_so_far(talk, interview, screen);
    talk.explain(interview.language().says(text::ASK_HOW));
}

/// Where one is: in full at first, later the numbers and the section, where one begins.
fn position<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    screen: Screen<'p>,
) -> Option<String> {
    let language = interview.language();
    let section_of = |screen: Screen<'p>| match screen {
        Screen::Day => Some(language.says(text::DAY_SHORT).to_owned()),
        Screen::Rest => Some(language.says(text::REST_SHORT).to_owned()),
        _ => interview.section(screen).map(|it| it.title.clone()),
    };
    let section = section_of(screen).unwrap_or_default();
    if interview.is_editing() {
        return Some(language.fill(text::POSITION_EDIT, &[("section", &section)]));
    }
    let screens = interview.screens();
    let before = screens.iter().take_while(|it| **it != screen).last();
    // a section is named where it begins
    let template = match before.and_then(|it| section_of(*it)) {
        _ if talk.is_new(language.says(text::POSITION)) => text::POSITION,
        Some(before) if before == section => return None,
        _ => text::POSITION_LATER,
    };
    Some(fill_position(interview, template, &section))
}

fn fill_position(interview: &Interview<'_>, template: Text, section: &str) -> String {
    let position = sheet::position(interview);
    let values = [("position", position.as_str()), ("section", section)];
    interview.language().fill(template, &values)
}

/// What the screen offers: the key of each row, and its words. What the program adds to every
/// question, and yes and no, are said in full once; later their keys are enough.
fn say_rows<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
    screen: Screen<'_>,
) {
    let language = interview.language();
    let kind = screen.question().map(|question| &question.kind);
    if matches!(kind, Some(Kind::YesNo)) && talk.knows(language.says(text::HOW_YES_NO)) {
        return talk.say(language.says(text::KEYS_YES_NO));
    }
    let mut keys = None;
    for (place, (row, says, original)) in sheet::rows(interview).into_iter().enumerate() {
        let Some(key) = key_of(row, place, language) else {
            continue;
        };
        match row {
            Row::Unsure | Row::Declined if !talk.is_new(says) => keys = Some(text::KEYS_ADDED),
            Row::AskEach if !talk.is_new(says) => keys = Some(text::KEY_ADDED),
            _ => talk.say(&offer(language, &key, &both(says, original))),
        }
    }
    if let Some(keys) = keys {
        talk.say(language.says(keys));
    }
}

/// What is typed for a row, its letter before its number; none for a field.
fn key_of(row: Row<'_>, place: usize, language: &Language) -> Option<String> {
    let number = || row.is_numbered().then(|| (place + 1).to_string());
    row.letter(language).map(str::to_owned).or_else(number)
}

/// What would be an answer here, shortly.
fn what_works(interview: &Interview<'_>, screen: Screen<'_>) -> String {
    let language = interview.language();
    if let Some(Kind::YesNo) = screen.question().map(|question| &question.kind) {
        return language.says(text::KEYS_YES_NO).to_owned();
    }
    let mut says = how_to_answer(interview, screen);
    let rows = interview.rows(screen).into_iter();
    let letters: Vec<&str> = rows.filter_map(|row| row.letter(language)).collect();
    if !letters.is_empty() {
        says.push(' ');
        says += &language.fill(text::OR_TYPE, &[("keys", &letters.join(", "))]);
    }
    says
}

/// One line for a row.
pub(super) fn offer(language: &Language, key: &str, says: &str) -> String {
    language.fill(text::OPTION, &[("key", key), ("says", says)])
}

/// Says why this is asked, and all that can be typed.
pub(super) fn explain<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
    screen: Screen<'_>,
) {
    let language = interview.language();
    if !interview.is_editing() {
        talk.say(&fill_position(interview, text::POSITION_WITHIN, ""));
    }
    for why in why(interview, screen) {
        talk.say(&why);
    }
    talk.say(&how_to_answer(interview, screen));
    for (place, row) in interview.rows(screen).into_iter().enumerate() {
        let is_added = matches!(row, Row::Unsure | Row::Declined | Row::AskEach);
        if let Some(key) = key_of(row, place, language).filter(|_| is_added) {
            talk.say(&offer(language, &key, row.says(language)));
        }
    }
    talk.say(language.says(text::COMMANDS));
}

fn say_how<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
    screen: Screen<'_>,
) {
    let how = how_to_answer(interview, screen);
    match screen.question().map(|question| &question.kind) {
        // that Enter leaves it out is said each time: there is no other answer
        Some(Kind::Text) => talk.say(&how),
        _ => talk.explain(&how),
    }
}

/// What has been answered here, if anything.
fn say_so_far<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
    screen: Screen<'_>,
) {
    if !interview.is_answered(screen) {
        return;
    }
    let answer = screen.question();
    let answer = answer.and_then(|it| interview.answers().get(it.number));
    let template = match answer {
        Some(Answer::Text(words)) if !words.is_empty() => text::SO_FAR_WORDS,
        _ => text::SO_FAR,
    };
    let said = said(interview, screen);
    talk.say(&interview.language().fill(template, &[("answer", &said)]));
}

/// A short text, and then its original where that differs; a stroke between them would be said.
fn both<'a>(says: &'a str, original: Option<&str>) -> Cow<'a, str> {
    match original {
        Some(original) if original != says => {
            Cow::Owned(format!("{}. {original}", says.trim_end_matches('.')))
        }
        _ => Cow::Borrowed(says),
    }
}

/// The answer to a screen as it stands, in words.
pub(super) fn said(interview: &Interview<'_>, screen: Screen<'_>) -> String {
    let language = interview.language();
    let answers = interview.answers();
    match screen {
        Screen::Day => sheet::answer_of_day(interview),
        Screen::Rest => language.says(text::ALL_IS_SO).to_owned(),
        Screen::Question(question) => answers
            .get(question.number)
            .map(|answer| answer.says(question, language, interview.today()))
            .unwrap_or_default(),
        Screen::List(list) => {
            let members = interview.members(list);
            let ticked = members.iter().filter(|question| answers.is_yes(question));
            let mut said: Vec<&str> = ticked.map(|question| question.short.as_str()).collect();
            let is_known = |question: &&Question| {
                matches!(answers.get(question.number), Some(Answer::Chosen(_)))
            };
            if !members.iter().all(is_known) {
                said.push(language.says(text::NOT_SURE_ABOUT_ONE));
            }
            if said.is_empty() {
                said.push(language.says(text::KEY_NONE));
            }
            said.join("; ")
        }
    }
}

/// How this screen is answered, in one sentence or two.
pub(super) fn how_to_answer(interview: &Interview<'_>, screen: Screen<'_>) -> String {
    let language = interview.language();
    let today = interview.today();
    let question = match screen {
        Screen::Day => return how_to(text::HOW_DAY, About::Future, language, today),
        Screen::List(_) => return language.says(text::HOW_MANY).to_owned(),
        Screen::Rest => return language.says(text::HOW_YES_NO).to_owned(),
        Screen::Question(question) => question,
    };
    match &question.kind {
        Kind::YesNo => language.says(text::HOW_YES_NO).to_owned(),
        Kind::Choice(_) => language.says(text::HOW_ONE).to_owned(),
        Kind::Choices(_) => language.says(text::HOW_MANY).to_owned(),
        Kind::Date {
            about, or_weeks, ..
        } => {
            let how = how_to(text::HOW_DATE, *about, language, today);
            let weeks = or_weeks.iter().map(|it| it.how(language));
            iter::once(how).chain(weeks).collect::<Vec<_>>().join(" ")
        }
        Kind::Text => language.says(text::HOW_TEXT).to_owned(),
        Kind::Number(range) => {
            let (min, max) = (range.min.to_string(), range.max.to_string());
            language.fill(text::HOW_NUMBER, &[("min", &min), ("max", &max)])
        }
    }
}

/// Whether several can be chosen, so that what is not named counts as well.
pub(super) fn is_list(interview: &Interview<'_>) -> bool {
    interview.rows_here().iter().any(Row::is_box)
}

/// Why this screen is asked; while nobody has reviewed the translation, in both languages.
fn why(interview: &Interview<'_>, screen: Screen<'_>) -> Vec<String> {
    let original = interview.original_pack();
    let [_, why] = sheet::words_of(screen, interview.pack());
    let original = original.map(|pack| sheet::words_of(screen.asked_in(pack), pack));
    let original = original.map(|[_, why]| why);
    let says = interview.language().fill(text::WHY_WE_ASK, &[("why", why)]);
    let original = original.and_then(|why| sheet::in_original(interview, why));
    [says].into_iter().chain(original).collect()
}

/// Why a line is no answer.
pub(super) enum Unclear {
    /// Nothing here is called so.
    Unknown,
    /// It names several rows that exclude each other: what to do, in words.
    Several(String),
}

/// Says why a line is no answer, and what would be one.
pub(super) fn say_unclear<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
    (screen, typed): (Screen<'_>, &str),
    why: Unclear,
) {
    match why {
        Unclear::Unknown => {
            say_not_understood(talk, interview.language(), typed);
            talk.say(&what_works(interview, screen));
        }
        Unclear::Several(why) => talk.say(&why),
    }
}

/// The interview after a typed answer.
pub(super) fn answer<'p>(
    interview: &Interview<'p>,
    screen: Screen<'p>,
    typed: &str,
) -> Result<Interview<'p>, Unclear> {
    let step = |event: &Event<'_>| Ok(interview.clone().step(event));
    let take = |row, typed: &str, ticked: &[Row<'_>]| match rows::take(row, typed, ticked) {
        Some(event) => step(&event),
        None => Err(Unclear::Unknown),
    };
    if typed.is_empty() {
        return step(&Event::Forward);
    }
    let rows = interview.rows(screen);
    let named = words(typed).map(|word| row_of(word, &rows, interview.language()));
    let named: Option<Vec<Row<'_>>> = named.collect();
    let boxes: Vec<Row<'_>> = named
        .iter()
        .flatten()
        .copied()
        .filter(Row::is_box)
        .collect();
    let named = named.unwrap_or_default();
    let others: Vec<Row<'_>> = named.into_iter().filter(|row| !row.is_box()).collect();
    match (others.as_slice(), rows.first()) {
        ([row @ Row::AskEach], _) => take(*row, typed, &boxes),
        // what names a row stands in no field
        ([row], _) if boxes.is_empty() => take(*row, "", &[]),
        ([], Some(Row::Today)) => step(&Event::TreatmentTyped(typed)),
        ([], Some(field @ Row::Field(question))) => {
            let no_words = typed == NO_WORDS_KEY && matches!(question.kind, Kind::Text);
            take(*field, if no_words { "" } else { typed }, &[])
        }
        ([], Some(first)) if first.is_box() && !boxes.is_empty() => {
            step(&rows::give(screen, &boxes))
        }
        ([], _) => Err(Unclear::Unknown),
        (others, _) => Err(Unclear::Several(which_alone(
            interview.language(),
            typed,
            others,
            &boxes,
        ))),
    }
}

/// What to do where rows were named that exclude each other.
fn which_alone(language: &Language, typed: &str, others: &[Row<'_>], boxes: &[Row<'_>]) -> String {
    let letter = others.iter().find_map(|row| row.letter(language));
    let typed = clean::echo(typed);
    match letter.filter(|_| !boxes.is_empty()) {
        Some(letter) => {
            let values = [("typed", &*typed), ("letter", letter)];
            language.fill(text::LETTER_ALONE, &values)
        }
        None => language.fill(text::ONE_ALONE, &[("typed", &typed)]),
    }
}

/// The row that a word names: by its number, or by what it says.
fn row_of<'p>(word: &str, rows: &[Row<'p>], language: &Language) -> Option<Row<'p>> {
    let lower = word.to_lowercase();
    if let Some(place) = place(&lower) {
        return rows.get(place).copied().filter(Row::is_numbered);
    }
    let is_named = |row: &&Row<'_>| match row {
        _ if row.means_yes(language) => language.is_yes(&lower),
        _ if row.means_no(language) => language.is_no(&lower),
        Row::AskEach => lower == UNSURE_KEY || lower == DECLINED_KEY,
        Row::Unsure => lower == UNSURE_KEY,
        Row::Declined => lower == DECLINED_KEY,
        Row::Today => language.is(text::TODAY, &lower),
        _ => false,
    };
    rows.iter().find(is_named).copied()
}

fn words(typed: &str) -> impl Iterator<Item = &str> {
    typed
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|word| !word.is_empty())
}

/// The place that a typed number stands for.
pub(super) fn place(typed: &str) -> Option<usize> {
    typed.parse::<usize>().ok()?.checked_sub(1)
}
