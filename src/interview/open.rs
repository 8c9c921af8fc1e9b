//! A saved screening opened again: read, held against the pack of now, and worked out for now.
//!
//! Nothing is taken by halves. Answers come in by [`Answer::accept`], on the day on which they were
//! given. Of another version of the pack those are kept whose question is asked as it was; the others
//! are asked again, and that is said. What was about that day alone is asked again on another one. What
//! a clinic answered is no answer of the person: the clinic of now answers it, or it is asked.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use thiserror::Error;

use super::{
    Answer, Answers, Days, Event, Interview, Refusal, Treatment,
    again::{Earlier, How},
    screening::{Entries, FORMAT, Follows, Screening, Whose},
    verdict::Said,
    waits::dated_waits,
};
use crate::{
    clean,
    clinic::Clinic,
    pack::{Pack, Question},
    text::{self, Language},
};

/// The first form of a saved screening.
const FIRST_FORMAT: u32 = 1;

/// The longest id, in characters.
const LONGEST_ID: usize = 40;

/// A saved screening as it was read.
#[derive(Debug)]
pub enum Saved {
    /// In the form of now.
    Screening(Box<Screening<Said>>),
    /// In the first form: its questions can't be told from those of now.
    First(First),
}

/// What counts of a screening in the first form.
#[derive(Debug, Deserialize)]
pub struct First {
    pack: FirstPack,
    today: Date,
    answers: Entries,
    verdict: Said,
}

#[derive(Debug, Deserialize)]
struct FirstPack {
    id: String,
}

/// Why a file is no saved screening that can be read, as a sentence to go on from "FILE".
#[derive(Debug, Error, PartialEq, Eq)]
pub enum NotRead {
    /// It is no JSON, or ends in the middle.
    #[error("is not whole, or no saved screening: line {0}, column {1}: {2}")]
    Broken(usize, usize, String),
    /// It is JSON of something else.
    #[error("is no saved screening of needlefit: it has no `format` number")]
    SomethingElse,
    /// It was saved by a program that came after this one.
    #[error(
        "was saved by a newer needlefit (form {0}, this one knows {FORMAT}): open it with that one"
    )]
    Newer(u32),
}

/// Why a screening can't be opened with a pack.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum NotOpened {
    /// Another pack was asked.
    #[error("asks the pack `{0}`, not `{1}`: give that one with --pack")]
    OtherPack(String, String),
    /// It is of a day to come.
    #[error("is of {0}, which lies after today, {1}: is the clock right?")]
    Ahead(Date, Date),
    /// An answer does not fit a question that is as it was: the file was changed.
    #[error("was changed by hand, or is damaged: the answer to `{0}` does not fit. {1}")]
    Answer(String, String),
    /// It is a draft, which can't be followed.
    #[error("is not finished: open it without --again, and go on")]
    Draft,
}

/// What is wrong with a file.
pub trait Wrong: std::error::Error {
    /// The same as a sentence about the file of this name.
    fn says_of(&self, file: &str) -> String {
        let says = self.to_string();
        let ends = says.ends_with(['.', '?']);
        format!("{file} {says}{}", if ends { "" } else { "." })
    }
}

impl Wrong for NotRead {}
impl Wrong for NotOpened {}

/// The day on which answers were put down that are looked at on another one, and what was said then;
/// of a draft nothing.
#[derive(Debug, Clone, Copy)]
pub struct AnsweredOn {
    /// The day.
    pub day: Date,
    /// What was said then, by the pack of now.
    pub said: Option<Said>,
}

/// A saved screening, opened.
#[derive(Debug)]
pub struct Opened<'p> {
    /// The interview on the day of now: at the summary, or at what is still open.
    pub interview: Interview<'p>,
    /// The interview as it was put down, on its own day; none of the first form.
    pub then: Option<Interview<'p>>,
    /// The id of the screening; none of the first form.
    pub id: Option<String>,
    /// What a person must know about it.
    pub told: Vec<Told<'p>>,
}

impl Opened<'_> {
    /// Whether it had its verdict on an earlier day and has none today: before a treatment today,
    /// another screening follows it.
    #[must_use]
    pub fn is_to_be_asked_again(&self) -> bool {
        let is_earlier = |then: &Interview<'_>| then.today() < self.interview.today();
        self.then.as_ref().is_some_and(is_earlier) && !self.interview.has_verdict()
    }

    /// Whether it had its verdict, and today is the day that was booked.
    #[must_use]
    pub fn is_booked_for_today(&self) -> bool {
        let day = Treatment::On(self.interview.today());
        let booked = self.then.as_ref().and_then(Interview::treatment);
        booked == Some(day)
    }
}

/// What a person must know about a screening that was opened.
#[derive(Debug)]
pub enum Told<'p> {
    /// It is not finished yet.
    Draft,
    /// It was saved in the first form, on this day: all is asked again.
    FirstForm(Date),
    /// It was asked with another pack of the same id, of this version where that is not the one of now;
    /// these questions were not asked so, and are asked again.
    OtherVersion(Option<String>, Vec<&'p Question>),
    /// A clinic had answered these, and now they are asked.
    OfAClinic(Vec<&'p Question>),
    /// The verdict in the file was this, and by the program and the pack of now it is that.
    OtherVerdict(Said, Said),
    /// Its day lies behind: worked out for today.
    OfDay(Date),
    /// These answers held until this day.
    Expired(Date),
    /// The day of the treatment lies behind.
    DayBehind(Date),
}

impl Told<'_> {
    /// The same as a sentence or two.
    #[must_use]
    pub fn says(&self, language: &Language) -> String {
        match self {
            Self::Draft => language.says(text::OPENED_DRAFT).to_owned(),
            Self::FirstForm(day) => {
                language.fill(text::OPENED_FIRST_FORM, &[("day", &language.day(*day))])
            }
            Self::OtherVersion(version, questions) => {
                let version = version.as_ref().map(|version| {
                    let version = clean::echo(version);
                    language.fill(text::OPENED_OTHER_VERSION, &[("version", &version)])
                });
                let again = (!questions.is_empty()).then(|| {
                    let again = language.count(text::OPENED_ASKED_AGAIN, questions.len());
                    text::fill(&again, &[("what", &names(questions))])
                });
                let says: Vec<String> = version.into_iter().chain(again).collect();
                says.join(" ")
            }
            Self::OfAClinic(questions) => {
                let says = language.count(text::OPENED_OF_A_CLINIC, questions.len());
                text::fill(&says, &[("what", &names(questions))])
            }
            Self::OtherVerdict(was, is) => {
                let values = [("was", &*was.says(language)), ("is", &is.says(language))];
                language.fill(text::OPENED_OTHER_VERDICT, &values)
            }
            Self::OfDay(day) => language.fill(text::OPENED_OF_DAY, &[("day", &language.day(*day))]),
            Self::Expired(day) => {
                language.fill(text::OPENED_EXPIRED, &[("day", &language.day(*day))])
            }
            Self::DayBehind(day) => {
                language.fill(text::OPENED_DAY_BEHIND, &[("day", &language.day(*day))])
            }
        }
    }
}

/// Questions by what they are called.
fn names(questions: &[&Question]) -> String {
    let names: Vec<&str> = questions.iter().map(|it| it.short.as_str()).collect();
    names.join("; ")
}

impl Saved {
    /// Reads a saved screening.
    ///
    /// # Errors
    /// Where it is none, or is not whole.
    pub fn read(bytes: &[u8]) -> Result<Self, NotRead> {
        #[derive(Deserialize)]
        struct Form {
            format: Option<u32>,
        }

        let form: Form = read(bytes)?;
        Ok(match form.format {
            None => return Err(NotRead::SomethingElse),
            Some(FIRST_FORMAT) => Self::First(read(bytes)?),
            Some(FORMAT) => Self::Screening(read(bytes)?),
            Some(other) => return Err(NotRead::Newer(other)),
        })
    }

    /// The tag of the language in which it was asked, if that is known.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        match self {
            Self::Screening(screening) => Some(&screening.language.tag),
            Self::First(_) => None,
        }
    }

    /// Its name among all screenings, and when it was put down; none of the first form.
    #[must_use]
    pub fn named(&self) -> Option<(String, Timestamp)> {
        match self {
            Self::Screening(it) => Some((clean::clean(&it.id, LONGEST_ID), it.put_down)),
            Self::First(_) => None,
        }
    }

    /// Its day.
    #[must_use]
    pub fn day(&self) -> Date {
        match self {
            Self::Screening(screening) => screening.today,
            Self::First(first) => first.today,
        }
    }

    /// Under what it was kept.
    #[must_use]
    pub fn label(&self) -> Option<&str> {
        match self {
            Self::Screening(screening) => screening.label.as_deref(),
            Self::First(_) => None,
        }
    }

    /// Opens it in this clinic, if that is known, with this pack, in whatever language, on this day.
    ///
    /// # Errors
    /// Where it is of another pack, of a day to come, or was changed by hand.
    pub fn open<'p>(
        &self,
        clinic: Option<&'p Clinic>,
        pack: &'p Pack,
        today: Date,
    ) -> Result<Opened<'p>, NotOpened> {
        let (id, day) = match self {
            Self::Screening(it) => (&it.pack.id, it.today),
            Self::First(it) => (&it.pack.id, it.today),
        };
        if *id != pack.id {
            return Err(NotOpened::OtherPack(clean::echo(id), pack.id.clone()));
        }
        if day > today {
            return Err(NotOpened::Ahead(day, today));
        }
        match self {
            Self::Screening(screening) => screening.open(clinic, pack, today),
            Self::First(first) => Ok(first.open(clinic, pack, today)),
        }
    }
}

/// Reads JSON, and says where it is none.
fn read<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Result<T, NotRead> {
    serde_json::from_slice(bytes).map_err(|error| {
        let says = error.to_string();
        // the place is said by itself
        let says = says
            .rsplit_once(" at line ")
            .map_or(&*says, |(says, _)| says);
        NotRead::Broken(error.line(), error.column(), clean::echo(says))
    })
}

impl First {
    /// All is asked again, with the old answers beside as far as the questions take them.
    fn open<'p>(&self, clinic: Option<&'p Clinic>, pack: &'p Pack, today: Date) -> Opened<'p> {
        let mut answers = Answers::default();
        for (id, value) in &self.answers.0 {
            if let Some(question) = pack.question(id)
                && let Ok(Some(answer)) = Answer::from_json(question, value, self.today)
            {
                answers.set(question, answer);
            }
        }
        let mut interview = Interview::new(pack, today);
        interview.waits = dated_waits(pack, &answers, self.today, &[]);
        interview.follows = Some(Arc::new(Earlier {
            id: String::new(),
            today: self.today,
            said: self.verdict,
            answers,
            how: How::Whole,
        }));
        Opened {
            interview: interview.here(clinic).step(&Event::Start),
            then: None,
            id: None,
            told: vec![Told::FirstForm(self.today)],
        }
    }
}

/// Answers as they are taken over from a file.
#[derive(Default)]
struct Taken<'p> {
    answers: Answers,
    /// Those whose question is another one now.
    again: Vec<&'p Question>,
}

impl<'p> Taken<'p> {
    /// Takes answers that were given on a day. Where the pack `is_same`, each must fit.
    fn take(
        &mut self,
        entries: &Entries,
        (pack, is_same): (&'p Pack, bool),
        asked: &BTreeMap<String, String>,
        day: Date,
    ) -> Result<(), NotOpened> {
        for (id, value) in &entries.0 {
            let Some(question) = pack.question(id) else {
                if is_same {
                    let says = Language::english().says(text::NO_SUCH_QUESTION_HERE);
                    return Err(NotOpened::Answer(clean::echo(id), says.to_owned()));
                }
                continue;
            };
            let is_asked_so = is_same || asked.get(id) == Some(&pack.hash_as_asked(question));
            match Answer::from_json(question, value, day) {
                Ok(Some(answer)) if is_asked_so => self.answers.set(question, answer),
                Ok(None) => {}
                Err(refusal) if is_same => {
                    let says = refusal.says(Language::english());
                    return Err(NotOpened::Answer(clean::echo(id), says));
                }
                Ok(Some(_)) | Err(_) => self.again.push(question),
            }
        }
        Ok(())
    }
}

impl Screening<Said> {
    fn open<'p>(
        &self,
        clinic: Option<&'p Clinic>,
        pack: &'p Pack,
        today: Date,
    ) -> Result<Opened<'p>, NotOpened> {
        let is_same = self.pack.sha256 == pack.sha256();
        let of = (pack, is_same);
        let mut taken = Taken::default();
        taken.take(&self.answers, of, &self.asked, self.today)?;
        let again = std::mem::take(&mut taken.again);
        if self.verdict.is_none() && is_same {
            taken.take(&self.set_aside, of, &self.asked, self.today)?;
        }
        let mut then = Interview::new(pack, self.today).with_answers(taken.answers);
        let alone = self.asked_alone.iter().filter_map(|id| pack.question(id));
        then.alone = alone.map(|it| it.number).collect();
        let by_clinic = self.by_clinic.iter().filter_map(|id| pack.question(id));
        let by_clinic = by_clinic.filter(|it| it.clinic_may_answer);
        then.by_clinic = by_clinic.map(|it| it.number).collect();
        for item in &self.ticks {
            then.done(item);
        }
        then.treatment = self.treatment.and_then(|it| of_day(it, self.today).ok());
        then.answered_from = self.answered_from.min(self.today);
        let whose = Whose {
            label: None,
            answered_by: self.answered_by,
        };
        then.whose = whose.labelled(self.label.as_deref().unwrap_or_default());
        then.waits.clone_from(&self.waits);
        if let Some(follows) = &self.follows {
            let earlier = follows.earlier(of)?;
            // what was answered then counts, and so does what a pack that asks otherwise does not take over
            then.waits = dated_waits(pack, &earlier.answers, earlier.today, &self.waits);
            then.follows = Some(Arc::new(earlier));
            then.still_so = follows.still_so || self.verdict.is_some();
        }
        let mut told = Vec::new();
        let version = Some(&self.pack.version).filter(|it| **it != pack.version);
        if !is_same && (version.is_some() || !again.is_empty()) {
            told.push(Told::OtherVersion(version.cloned(), again));
        }
        let is = Said::of(&then.verdict());
        match self.verdict {
            None => told.push(Told::Draft),
            Some(was) if was != is => told.push(Told::OtherVerdict(was, is)),
            Some(_) => {}
        }
        let mut asked_now = then.by_clinic();
        let interview = then
            .clone()
            .without_clinic()
            .on_day(today, self.verdict.map(|_| is), &mut told)
            .here(clinic);
        asked_now.retain(|it| interview.answers().get(it.number).is_none());
        if !asked_now.is_empty() {
            told.push(Told::OfAClinic(asked_now));
        }
        let interview = match self.verdict {
            _ if !interview.screens_to_answer().is_empty() => interview.step(&Event::Start),
            Some(_) => interview.at_summary(),
            // nothing is left to ask: it is looked through, as it was before
            None => interview.step(&Event::Start).step(&Event::Review),
        };
        Ok(Opened {
            interview,
            then: self.verdict.map(|_| then.at_summary()),
            id: Some(clean::clean(&self.id, LONGEST_ID)),
            told,
        })
    }
}

impl Follows {
    fn earlier(&self, of: (&Pack, bool)) -> Result<Earlier, NotOpened> {
        let mut taken = Taken::default();
        taken.take(&self.answers, of, &self.asked, self.today)?;
        Ok(Earlier {
            id: clean::clean(&self.id, LONGEST_ID),
            today: self.today,
            said: self.said,
            answers: taken.answers,
            how: self.how,
        })
    }
}

/// The day of a treatment, if it does not lie behind.
fn of_day(treatment: Treatment, today: Date) -> Result<Treatment, Refusal> {
    Days::new(today, treatment).map(|days| days.treatment)
}

impl<'p> Interview<'p> {
    /// The same on a later day: what was about the earlier day alone has no answer, a day of the
    /// treatment that lies behind is asked again. `said` is the verdict on the earlier day.
    fn on_day(mut self, today: Date, said: Option<Said>, told: &mut Vec<Told<'_>>) -> Self {
        let day = self.today;
        if today <= day {
            return self;
        }
        told.push(Told::OfDay(day));
        if !self.holds_on(today) {
            told.push(Told::Expired(self.holds_until()));
        }
        self.keep_waits_of_the_day();
        self.today = today;
        self.answered_on = Some(AnsweredOn { day, said });
        let about_the_day = self.pack.questions.iter();
        for question in about_the_day.filter(|it| self.pack.is_about_the_day(it)) {
            self.answers.clear(question);
            self.alone.remove(&question.number);
        }
        let behind = match self.treatment {
            Some(Treatment::Today) => Some(day),
            Some(Treatment::On(booked)) if booked < today => Some(booked),
            _ => None,
        };
        if let Some(behind) = behind {
            told.push(Told::DayBehind(behind));
            self.treatment = None;
        } else {
            self.treatment = self.treatment.and_then(|it| of_day(it, today).ok());
        }
        self
    }

    /// The same in this clinic, if there is one.
    fn here(self, clinic: Option<&'p Clinic>) -> Self {
        match clinic {
            Some(clinic) => self.in_clinic(clinic),
            None => self,
        }
    }

    /// At its summary, if nothing is open.
    fn at_summary(self) -> Self {
        self.step(&Event::Start)
            .step(&Event::Review)
            .step(&Event::Confirm)
    }
}

impl Opened<'_> {
    /// What a person must know about it, in one text.
    #[must_use]
    pub fn says(&self) -> Option<String> {
        let language = self.interview.language();
        let says: Vec<String> = self.told.iter().map(|it| it.says(language)).collect();
        (!says.is_empty()).then(|| says.join(" "))
    }

    /// The screening that follows this one.
    ///
    /// # Errors
    /// [`NotOpened::Draft`] where it is not finished.
    pub fn again(self) -> Result<Self, NotOpened> {
        let (Some(then), Some(id)) = (&self.then, &self.id) else {
            // of the first form all is asked again anyway
            return match self.id {
                None => Ok(self),
                Some(_) => Err(NotOpened::Draft),
            };
        };
        let today = self.interview.today();
        let interview = then.again(id, today).here(self.interview.clinic());
        let interview = interview.step(&Event::Start);
        let told = self.told.into_iter();
        let told = told.filter(|it| matches!(it, Told::OtherVersion(..) | Told::OtherVerdict(..)));
        Ok(Self {
            interview,
            told: told.collect(),
            then: self.then,
            id: None,
        })
    }
}
