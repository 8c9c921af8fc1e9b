//! The people: data, and what they answer on a day.
//!
//! Their levels come from the verdict; what the file says of them is read by a test alone. Their dates
//! are counted from today, and a name that tells a date takes it from the answer: due in a fixed
//! October would be no pregnancy of now for a part of each year.
//!
//! A clinic's pack may ask something else. Who has no answer to it, or one that it does not take, is
//! left out: nobody answers for them. What all of them answer to a question that is asked no more is
//! nothing that they show, and is left away.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{Span, ToSpan, civil::Date};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    interview::{
        Answer, Answers, Event, Given, Interview, PartialDate, Rest, Screen, Stage, Treatment,
    },
    pack::{Level, List, Pack},
    text::{self, Language},
};

/// The people, as data.
const FILE: &str = include_str!("../../questions/demo.json");

/// The people of a demo.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// Those whose answers fit the pack, in the order of the file.
    pub fit: Vec<Arc<Person>>,
    /// Why others are left out.
    pub misfits: Vec<Misfit>,
}

/// A ready-made person, with what they answer today.
#[derive(Debug, Clone)]
pub struct Person {
    /// The name on the command line.
    pub id: String,
    /// What the verdict is to be. It is shown nowhere: a test holds it against the verdict.
    pub comes_to: ComesTo,
    name: String,
    /// What they show, in a sentence.
    pub shows: String,
    answers: Answers,
}

/// What a person's answers are to come to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComesTo {
    /// The level of the verdict.
    pub level: Level,
    /// The questions of its findings, in their order.
    pub findings: Vec<String>,
}

/// Why a pack can't be asked of a person.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", Language::english().fill(text::DEMO_MISFIT, &[("person", person), ("question", question), ("why", why)]))]
pub struct Misfit {
    /// The name on the command line.
    pub person: String,
    /// The question, by id.
    question: String,
    why: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// What all of them answer, but where a person says otherwise.
    everyone: BTreeMap<String, Value>,
    people: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    name: String,
    shows: String,
    answers: BTreeMap<String, Value>,
    comes_to: ComesTo,
}

/// A day that stays true on any day, since it is counted from today.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Day {
    /// This many days ago.
    DaysAgo(u16),
    /// This many months ago, on the same day of the month.
    MonthsAgo(u16),
    /// In the month that is this many months ahead.
    MonthsAhead(u16),
}

/// The people as data. A test reads them, so that they can be read.
fn file() -> File {
    serde_json::from_str(FILE).unwrap_or_default()
}

/// The people's names on the command line.
#[must_use]
pub fn ids() -> Vec<String> {
    file().people.into_iter().map(|it| it.id).collect()
}

impl People {
    /// The people, with what they answer to this pack on this day.
    #[must_use]
    pub fn of(pack: &Pack, today: Date) -> Self {
        let file = file();
        let mut people = Self::default();
        for entry in file.people {
            match Person::of(entry, &file.everyone, pack, today) {
                Ok(person) => people.fit.push(Arc::new(person)),
                Err(misfit) => people.misfits.push(misfit),
            }
        }
        people
    }

    /// How many are left out and who; nothing where nobody is.
    #[must_use]
    pub fn left_out(&self, language: &Language) -> Option<String> {
        let who: Vec<&str> = self.misfits.iter().map(|it| it.person.as_str()).collect();
        let says = || language.count_with(text::LEFT_OUT, who.len(), &[("who", &who.join(", "))]);
        (!who.is_empty()).then(says)
    }
}

/// An answer as data, with its day on the calendar of today.
fn on_day(value: &Value, today: Date) -> Value {
    if !value.is_object() {
        return value.clone();
    }
    let Ok(day) = Day::deserialize(value) else {
        return value.clone();
    };
    let moved = |span: Span| today.saturating_add(span);
    let date = match day {
        Day::DaysAgo(days) => PartialDate::Day(moved(-i64::from(days).days())),
        Day::MonthsAgo(months) => PartialDate::Day(moved(-i64::from(months).months())),
        Day::MonthsAhead(months) => {
            PartialDate::Month(moved(i64::from(months).months()).first_of_month())
        }
    };
    Value::String(date.to_string())
}

/// A person's interview before its first question: everybody is here to be treated.
#[must_use]
pub fn begun(pack: &Pack, today: Date) -> Interview<'_> {
    Interview::new(pack, today).for_treatment(Treatment::Today)
}

impl Person {
    fn of(
        entry: Entry,
        everyone: &BTreeMap<String, Value>,
        pack: &Pack,
        today: Date,
    ) -> Result<Self, Misfit> {
        let english = Language::english();
        let misfit = |question: &str, why: String| Misfit {
            person: entry.id.clone(),
            question: question.to_owned(),
            why,
        };
        let mut answers = Answers::default();
        for (id, value) in everyone.iter().chain(&entry.answers) {
            let Some(question) = pack.question(id) else {
                if entry.answers.contains_key(id) {
                    return Err(misfit(
                        id,
                        english.fill(text::NO_QUESTION, &[("given", id)]),
                    ));
                }
                continue;
            };
            let answer = Answer::from_json(question, &on_day(value, today), today);
            match answer.map_err(|refusal| misfit(id, refusal.says(english)))? {
                Some(answer) => answers.set(question, answer),
                None => answers.clear(question),
            }
        }
        let person = Self {
            id: entry.id.clone(),
            comes_to: entry.comes_to,
            name: entry.name,
            shows: entry.shows,
            answers,
        };
        let asked = begun(pack, today).with_answers(person.answers.clone());
        match asked.open().first() {
            Some(open) => Err(misfit(
                &open.id,
                english.says(text::NOT_ANSWERED).to_owned(),
            )),
            None => Ok(person),
        }
    }

    /// A description; a date of theirs in it is said in words.
    #[must_use]
    pub fn name(&self, pack: &Pack) -> String {
        let says = |id: &str| {
            let question = pack.question(id)?;
            let answer = self.answers.get(question.number)?;
            Some(answer.says_plainly(question, pack.language))
        };
        text::fill_with(&self.name, |id| Ok(says(id))).unwrap_or_else(|_| self.name.clone())
    }

    /// What they answer to each question.
    #[must_use]
    pub const fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Hands on what they do next; nothing where they have no answer, or nothing more to do.
    /// What has been answered already is left as it is.
    pub fn next(&self, interview: &Interview<'_>, mut act: impl FnMut(&Event<'_>)) {
        match interview.stage() {
            Stage::Welcome => act(&Event::Start),
            Stage::Review => act(&Event::Confirm),
            Stage::Asking(screen) if interview.is_answered(screen) => act(&Event::Forward),
            Stage::Asking(Screen::Day) => act(&Event::Treatment(Treatment::Today)),
            Stage::Asking(Screen::Rest) => act(&Event::StillSo),
            Stage::Asking(Screen::Question(question)) => match self.answers.get(question.number) {
                Some(answer) => {
                    let answer = answer.to_json(question);
                    if let Ok(Some(given)) = Given::from_json(&answer) {
                        act(&Event::Answer(given));
                    }
                }
                // nothing of their own to add
                None if !question.is_needed() => act(&Event::Forward),
                None => {}
            },
            Stage::Asking(Screen::List(list)) => self.go_through(list, interview, act),
            Stage::Summary | Stage::Aftercare | Stage::Finished => {}
        }
    }

    fn go_through(&self, list: &List, interview: &Interview<'_>, mut act: impl FnMut(&Event<'_>)) {
        let members = interview.members(list);
        let answers = || members.iter().map(|it| self.answers.get(it.number));
        let ticked = members.iter().filter(|it| self.answers.is_yes(it));
        let ids: Vec<&str> = ticked.map(|it| it.id.as_str()).collect();
        if answers().any(|it| it.is_none()) {
            return;
        }
        if answers().any(|it| matches!(it, Some(Answer::Unsure | Answer::Declined))) {
            act(&Event::Tick(ids, Rest::AskEach));
        } else if ids.is_empty() {
            act(&Event::NoneOfThese);
        } else {
            act(&Event::Tick(ids, Rest::No));
        }
    }

    /// Their whole interview, up to the summary.
    #[must_use]
    pub fn asked_all<'p>(&self, pack: &'p Pack, today: Date) -> Interview<'p> {
        let mut interview = begun(pack, today);
        loop {
            let before = interview.stage();
            let mut after = interview.clone();
            self.next(&interview, |event| after = interview.clone().step(event));
            if after.stage() == before {
                return after;
            }
            interview = after;
        }
    }
}
