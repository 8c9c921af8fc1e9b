//! What several test files need.
pub mod chance;
pub mod changes;
pub mod cpu;
pub mod garbled;
pub mod made;
pub mod proof;
pub mod records;
pub mod schema;
pub mod screen;
pub mod styles;
#[cfg(unix)]
pub mod terminal;
pub mod walk;

use std::sync::LazyLock;

use jiff::{
    Timestamp,
    civil::{Date, date},
};
use needlefit::{
    interview::{
        Answer, Answers, Event, Given, Interview, PartialDate, Stage, Treatment, path::Path,
        verdict::Verdict,
    },
    pack::{About, Editions, Kind, OptionSet, Pack, Question},
    plain::{Printer, Talk, run},
    sheet::Wishes,
    text::Language,
};

/// The day on which all tests are run.
pub const TODAY: Date = date(2026, 11, 20);

/// The pack that is part of the program.
pub static PACK: LazyLock<Pack> = LazyLock::new(|| Pack::built_in().unwrap());

/// The same in all its languages.
pub static EDITIONS: LazyLock<Editions> = LazyLock::new(Editions::built_in);

/// An interview for a treatment on the day of the tests, before its first question.
pub fn of_today(pack: &Pack) -> Interview<'_> {
    Interview::new(pack, TODAY).for_treatment(Treatment::Today)
}

/// An interview with these answers, at its summary.
pub fn summary(pack: &Pack, answers: Answers, treatment: Treatment) -> Interview<'_> {
    let interview = Interview::new(pack, TODAY)
        .with_answers(answers)
        .for_treatment(treatment)
        .step(&Event::Start)
        .step(&Event::Review)
        .step(&Event::Confirm);
    assert_eq!(interview.stage(), Stage::Summary);
    interview
}

/// A screening that is not saved; with `print`, its sheet is printed. The clock stands still.
pub fn wishes(print: bool) -> Wishes {
    Wishes {
        save: None,
        print,
        file: None,
        is_same: false,
        name: "needlefit-2026-11-20-0941-0b5d".to_owned(),
        about: |_, _| None,
        printer: || None,
        id: "0b5d7c1e-93a4-4f0e-8f0a-6f2b7a7f3f9a".to_owned(),
        started: Timestamp::UNIX_EPOCH,
        now: || Timestamp::UNIX_EPOCH,
        kept: Vec::new,
    }
}

/// What the line mode says to somebody who types this, a line after the other, and then nothing.
pub fn said_to(interview: Interview<'_>, typed: &str) -> String {
    let mut said = Vec::new();
    let mut talk = Talk::new(typed.as_bytes(), &mut said);
    let mut printer = Printer::new(Vec::new(), 76);
    run(
        interview,
        &EDITIONS,
        &mut talk,
        &wishes(false),
        &mut printer,
    )
    .unwrap();
    String::from_utf8(said).unwrap()
}

/// The answers in a list of ids and words; a word is an option, a number, a
/// date, options with `+` between them, `unsure` or `declined`.
pub fn answers(pack: &Pack, given: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (id, word) in given {
        let question = pack
            .question(id)
            .unwrap_or_else(|| panic!("no question {id}"));
        let list: Vec<&str> = word.split('+').collect();
        let value = match (&question.kind, word.parse()) {
            (Kind::Number(_), Ok(number)) => Given::Number(number),
            (Kind::Choices(_), _) if !["unsure", "declined"].contains(word) => Given::List(list),
            _ => Given::Word(word),
        };
        let answer = Answer::accept(question, &value, Language::english(), TODAY)
            .unwrap_or_else(|refusal| panic!("{id}={word}: {}", refusal.says(Language::english())));
        answers.set(question, answer);
    }
    answers
}

/// Everything that a healthy adult with sunken scars answers, follow-ups aside.
pub fn healthy(pack: &Pack) -> Answers {
    let mut answers = answers(pack, &[("age", "34"), ("area", "cheeks")]);
    loop {
        let path = Path::new(pack, &answers, TODAY);
        let Some(open) = path.questions().find(|it| answers.get(it.number).is_none()) else {
            return answers;
        };
        let answer = match open.option_ids().position(|id| id == "no") {
            Some(no) => Answer::Chosen(OptionSet::of(no)),
            None => Answer::Chosen(OptionSet::of(0)),
        };
        answers.set(open, answer);
    }
}

/// The healthy adult's answers, but for these.
pub fn healthy_but(pack: &Pack, given: &[(&str, &str)]) -> Answers {
    let mut all = healthy(pack);
    let changed = answers(pack, given);
    for question in &pack.questions {
        if let Some(answer) = changed.get(question.number) {
            all.set(question, answer.clone());
        }
    }
    all
}

/// The verdict on answers, on the tests' day.
pub fn verdict<'a>(pack: &'a Pack, answers: &'a Answers) -> Verdict<'a> {
    Verdict::of(&Path::new(pack, answers, TODAY))
}

/// Any answer that a question takes, picked by a number.
pub fn any_answer(question: &Question, pick: u16) -> Answer {
    let pick = usize::from(pick);
    match pick % 8 {
        0 if !matches!(question.kind, Kind::Text) => return Answer::Unsure,
        1 if !matches!(question.kind, Kind::Text) => return Answer::Declined,
        _ => {}
    }
    let pick = pick / 8;
    match &question.kind {
        Kind::YesNo => Answer::Chosen(OptionSet::of(pick % 2)),
        Kind::Choice(options) => Answer::Chosen(OptionSet::of(pick % options.len())),
        Kind::Choices(_) => {
            let count = question.options().len();
            let chosen = (0..count).filter(|place| pick >> (place % 13) & 1 == 1);
            let chosen: OptionSet = chosen.collect();
            Answer::Chosen(chosen.with(OptionSet::of(pick % count)))
        }
        Kind::Number(range) => {
            let span = range.max - range.min + 1;
            Answer::Number(range.min + u32::try_from(pick).unwrap() % span)
        }
        Kind::Date { about, .. } => {
            // half of them within the last weeks, where the waits end
            let span = if pick % 2 == 0 { 45 } else { 500 };
            let days = i64::try_from(pick / 2).unwrap() % span;
            let days = jiff::Span::new().days(days);
            let day = match about {
                About::Past => TODAY.checked_sub(days),
                About::Future => TODAY.checked_add(jiff::Span::new().days(days.get_days() % 150)),
            };
            Answer::Date(PartialDate::Day(day.unwrap()))
        }
        Kind::Text => Answer::Text(String::new()),
    }
}

/// An answer to every question of a pack, on the path or not.
pub fn any_answers(pack: &Pack, picks: &[u16]) -> Answers {
    let mut answers = Answers::default();
    for (question, pick) in pack.questions.iter().zip(picks.iter().cycle()) {
        answers.set(question, any_answer(question, *pick));
    }
    answers
}

/// What the program came to: its exit code, and what it said on both streams.
pub struct Output {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program.
pub fn needlefit(args: &[&str]) -> Output {
    let output = assert_cmd::Command::cargo_bin("needlefit")
        .unwrap()
        .args(args)
        .output()
        .unwrap();
    Output {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
