//! One screen of questions, line by line: how it is said, and what a typed line
//! means as an answer to it.

use std::{
    borrow::Cow,
    io::{BufRead, Write},
};

use super::talk::Talk;
use crate::{
    interview::{Answer, Event, Given, Interview, Rest, Screen, options_of},
    pack::{Kind, List, Pack, Question},
    sheet,
    text::{self, Language},
};

/// Keys that answer every question but one's own words.
const UNSURE_KEY: &str = "u";
const DECLINED_KEY: &str = "d";
/// The key that takes one's own words away again.
const NO_WORDS_KEY: &str = "-";
/// The key for "none of these" on a list.
const NONE_KEY: &str = "0";

/// Says what is asked.
pub(super) fn say<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
    screen: Screen,
) {
    let language = interview.language();
    talk.pause();
    talk.say(&position(interview, screen));
    match screen {
        Screen::Question(number) => {
            if let Some(question) = interview.pack().questions.get(number) {
                say_question(talk, interview, question);
            }
        }
        Screen::List(number) => {
            if let Some(list) = interview.pack().lists.get(number) {
                say_list(talk, interview, number, list);
            }
        }
    }
    talk.explain(language.says(text::COMMANDS));
}

fn position(interview: &Interview<'_>, screen: Screen) -> String {
    let language = interview.language();
    let pack = interview.pack();
    let section_of = |screen: Screen| {
        let question = match screen {
            Screen::Question(number) => pack.questions.get(number),
            Screen::List(list) => interview.members(list).first().copied(),
        };
        question.and_then(|question| pack.sections.get(question.section))
    };
    let section = section_of(screen).map_or("", |section| &section.title);
    if interview.is_editing() {
        return language.fill(text::POSITION_EDIT, &[("section", section)]);
    }
    let (here, total) = interview.progress();
    let (here, total) = (here.to_string(), total.to_string());
    let screens = interview.screens();
    let before = screens.iter().take_while(|it| **it != screen).last();
    let before = before.and_then(|it| section_of(*it));
    // a section is named where it begins
    let template = match before {
        Some(before) if before.title == section => text::POSITION_WITHIN,
        _ => text::POSITION,
    };
    let values = [("here", &*here), ("total", &*total), ("section", section)];
    language.fill(template, &values)
}

fn say_question<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
    question: &Question,
) {
    let language = interview.language();
    let original = interview.original_pack();
    let in_original = original.and_then(|pack| pack.questions.get(question.number));
    talk.say(&question.ask);
    under(talk, interview, in_original.map(|it| it.ask.as_str()));
    let its_own = original.zip(in_original);
    let its_own = its_own.map(|(pack, question)| keys(question, pack.language));
    for (place, (key, says)) in keys(question, language).into_iter().enumerate() {
        let its_own = its_own.iter().flatten().nth(place).map(|(_, says)| *says);
        talk.say(&option(&key, &both(says, its_own), language));
    }
    if matches!(question.kind, Kind::Text) {
        // that Enter leaves it out is said each time: there is no other answer
        talk.say(&how(question, language));
    } else {
        talk.explain(&how(question, language));
    }
    if let Some(answer) = interview.answers().get(question.number) {
        let template = match answer {
            Answer::Text(words) if !words.is_empty() => language.says(text::SO_FAR_WORDS),
            _ => language.says(text::SO_FAR),
        };
        let answer = answer.says(question, language, interview.today());
        talk.say(&text::fill(template, &[("answer", &answer)]));
    }
}

/// The same in the language in which the pack was written, while that is needed.
fn under<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
    says: Option<&str>,
) {
    if let Some(says) = says.and_then(|says| sheet::in_original(interview, says)) {
        talk.say(&says);
    }
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

fn option(key: &str, says: &str, language: &Language) -> String {
    language.fill(text::OPTION, &[("key", key), ("says", says)])
}

/// The keys of a question and what each says.
fn keys<'a>(question: &'a Question, language: &'a Language) -> Vec<(String, &'a str)> {
    let mut keys: Vec<(String, &'a str)> = match question.kind {
        Kind::YesNo => vec![
            ("1".to_owned(), language.says(text::YES)),
            ("2".to_owned(), language.says(text::NO)),
        ],
        _ => options_of(question)
            .iter()
            .enumerate()
            .map(|(place, option)| ((place + 1).to_string(), option.says.as_str()))
            .collect(),
    };
    if !matches!(question.kind, Kind::Text) {
        keys.push((UNSURE_KEY.to_owned(), language.says(text::NOT_SURE)));
        keys.push((DECLINED_KEY.to_owned(), language.says(text::RATHER_TELL)));
    }
    keys
}

/// How to answer a question, in one sentence or two.
fn how(question: &Question, language: &Language) -> String {
    match &question.kind {
        Kind::YesNo => language.says(text::HOW_YES_NO).to_owned(),
        Kind::Choice(_) => language.says(text::HOW_ONE).to_owned(),
        Kind::Choices(_) => language.says(text::HOW_MANY).to_owned(),
        Kind::Date { .. } => language.says(text::HOW_DATE).to_owned(),
        Kind::Text => language.says(text::HOW_TEXT).to_owned(),
        Kind::Number(range) => {
            let (min, max) = (range.min.to_string(), range.max.to_string());
            language.fill(text::HOW_NUMBER, &[("min", &min), ("max", &max)])
        }
    }
}

fn say_list<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
    number: usize,
    list: &List,
) {
    let language = interview.language();
    let original = interview.original_pack();
    let in_original = original.and_then(|pack| pack.lists.get(number));
    talk.say(&list.ask);
    under(talk, interview, in_original.map(|it| it.ask.as_str()));
    for (place, question) in interview.members(number).into_iter().enumerate() {
        let its_own = original.and_then(|pack| pack.questions.get(question.number));
        let tick = both(question.ticked(), its_own.map(Question::ticked));
        talk.say(&option(&(place + 1).to_string(), &tick, language));
    }
    let word = |text| {
        both(
            language.says(text),
            original.map(|it| it.language.says(text)),
        )
    };
    talk.say(&option(NONE_KEY, &word(text::KEY_NONE), language));
    talk.say(&option(UNSURE_KEY, &word(text::KEY_EACH), language));
    talk.explain(language.says(text::HOW_MANY));
    if interview.is_answered(Screen::List(number)) {
        let answer = said(interview, Screen::List(number));
        talk.say(&language.fill(text::SO_FAR, &[("answer", &answer)]));
    }
}

/// The answer to a screen as it stands, in words.
pub(super) fn said(interview: &Interview<'_>, screen: Screen) -> String {
    let language = interview.language();
    let answers = interview.answers();
    match screen {
        Screen::Question(number) => {
            let question = interview.pack().questions.get(number);
            let answer = question.and_then(|question| {
                let answer = answers.get(number)?;
                Some(answer.says(question, language, interview.today()))
            });
            answer.unwrap_or_default()
        }
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

/// How this screen is answered.
pub(super) fn how_to_answer(interview: &Interview<'_>, screen: Screen) -> String {
    let language = interview.language();
    match screen {
        Screen::Question(number) => {
            let question = interview.pack().questions.get(number);
            question.map_or_else(String::new, |question| how(question, language))
        }
        Screen::List(_) => language.says(text::HOW_MANY).to_owned(),
    }
}

/// Whether several can be chosen, so that what is not named counts as well.
pub(super) fn is_list(interview: &Interview<'_>, screen: Screen) -> bool {
    match screen {
        Screen::List(_) => true,
        Screen::Question(number) => {
            let question = interview.pack().questions.get(number);
            question.is_some_and(|it| matches!(it.kind, Kind::Choices(_)))
        }
    }
}

/// Why this screen is asked; while nobody has reviewed the translation, in both languages.
pub(super) fn why(interview: &Interview<'_>, screen: Screen) -> Vec<String> {
    fn why_of(pack: &Pack, screen: Screen) -> &str {
        match screen {
            Screen::Question(number) => pack.questions.get(number).map_or("", |it| &it.why),
            Screen::List(number) => pack.lists.get(number).map_or("", |it| &it.why),
        }
    }
    let why = why_of(interview.pack(), screen);
    let says = interview.language().fill(text::WHY_WE_ASK, &[("why", why)]);
    let original = interview.original_pack();
    let original = original.and_then(|pack| sheet::in_original(interview, why_of(pack, screen)));
    [says].into_iter().chain(original).collect()
}

/// The interview after a typed answer; none where the line is no choice here.
pub(super) fn answer<'p>(
    interview: &Interview<'p>,
    screen: Screen,
    typed: &str,
) -> Option<Interview<'p>> {
    let step = |event: Event<'_>| Some(interview.clone().step(&event));
    if typed.is_empty() {
        return step(Event::Forward);
    }
    match screen {
        Screen::Question(number) => {
            let question = interview.pack().questions.get(number)?;
            if typed == NO_WORDS_KEY && matches!(question.kind, Kind::Text) {
                return step(Event::Answer(Given::Typed("")));
            }
            step(Event::Answer(given(question, typed, interview.language())?))
        }
        Screen::List(list) => {
            let members = interview.members(list);
            let mut rest = Rest::No;
            let mut ids = Vec::new();
            if typed == NONE_KEY {
                return step(Event::NoneOfThese);
            }
            for word in words(typed) {
                match word {
                    UNSURE_KEY | DECLINED_KEY => rest = Rest::AskEach,
                    _ => ids.push(members.get(place(word)?)?.id.as_str()),
                }
            }
            step(Event::Tick(ids, rest))
        }
    }
}

fn given<'g>(question: &'g Question, typed: &'g str, language: &Language) -> Option<Given<'g>> {
    let lower = typed.to_lowercase();
    if !matches!(question.kind, Kind::Text) {
        match lower.as_str() {
            UNSURE_KEY => return Some(Given::Unsure),
            DECLINED_KEY => return Some(Given::Declined),
            _ => {}
        }
    }
    match &question.kind {
        Kind::YesNo if lower == "1" || language.is_yes(&lower) => Some(Given::Word("yes")),
        Kind::YesNo if lower == "2" || language.is_no(&lower) => Some(Given::Word("no")),
        Kind::YesNo => None,
        Kind::Choice(options) => Some(Given::Word(&options.get(place(typed)?)?.id)),
        Kind::Choices(options) => words(typed)
            .map(|word| Some(options.get(place(word)?)?.id.as_str()))
            .collect::<Option<Vec<_>>>()
            .map(Given::List),
        Kind::Number(_) | Kind::Date { .. } | Kind::Text => Some(Given::Typed(typed)),
    }
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
