//! The rows of a question's screen: what it offers, from top to bottom, and what each row does.
//!
//! Both faces show these rows in this order, and whatever takes one (Enter, Space, a digit, a
//! letter, a click, a typed number) acts on the row itself: nobody counts places.

use super::{Answer, Answers, Event, Given, Interview, Rest, Screen, Stage, Treatment};
use crate::{
    pack::{Choice, Kind, OptionSet, Question, YES_NO},
    text::{self, Language},
};

/// The letter for "not sure".
pub const UNSURE_KEY: &str = "u";
/// The letter for "I would rather tell the clinician".
pub const DECLINED_KEY: &str = "d";

/// One thing that a screen of questions offers.
#[derive(Debug, Clone, Copy)]
pub enum Row<'p> {
    /// The treatment is today.
    Today,
    /// The treatment is on a booked day, which is asked for.
    Booked,
    /// No treatment is booked.
    NotBooked,
    /// A field to type a number, a date or own words into.
    Field(&'p Question),
    /// Yes: the first option of a yes-or-no question.
    Yes,
    /// No: the second.
    No,
    /// One of several options: it answers.
    Option(&'p Choice),
    /// One option where several may be true: it is ticked.
    Tick(&'p Choice),
    /// A question of a tick list: it is ticked.
    Member(&'p Question),
    /// "None of these": no to every question of a tick list.
    None,
    /// "Not sure about one": each question of a tick list that is not ticked is asked by itself.
    AskEach,
    /// What is not asked again is still so.
    StillSo,
    /// It is not.
    NotStillSo,
    /// "Not sure".
    Unsure,
    /// "I would rather tell the clinician".
    Declined,
}

impl<'p> Row<'p> {
    /// Whether it is ticked first and given later, together with the others.
    #[must_use]
    pub const fn is_box(&self) -> bool {
        matches!(self, Self::Tick(_) | Self::Member(_))
    }

    /// Whether it has a number: its place among the rows, counted from 1. Such rows stand first. Yes
    /// and no have their letters alone: a date that is typed a question too early answers neither.
    #[must_use]
    pub const fn is_numbered(&self) -> bool {
        let is_day = matches!(self, Self::Today | Self::Booked | Self::NotBooked);
        is_day || self.is_box() || matches!(self, Self::Option(_))
    }

    /// Whether the letter for "yes" takes it: the option of that id or of that one word.
    #[must_use]
    pub fn means_yes(&self, language: &Language) -> bool {
        let [yes, _] = YES_NO;
        match self {
            Self::Yes | Self::StillSo => true,
            Self::Option(option) => option.id == yes || language.is_yes(&option.says),
            _ => false,
        }
    }

    /// Whether the letter for "no" takes it: the option of that id or of that one word, and none of
    /// a list.
    #[must_use]
    pub fn means_no(&self, language: &Language) -> bool {
        let [_, no] = YES_NO;
        match self {
            Self::No | Self::None | Self::NotStillSo => true,
            Self::Option(option) => option.id == no || language.is_no(&option.says),
            _ => false,
        }
    }

    /// The letter that takes it, if it has one.
    #[must_use]
    pub fn letter<'l>(&self, language: &'l Language) -> Option<&'l str> {
        match self {
            Self::Unsure | Self::AskEach => Some(UNSURE_KEY),
            Self::Declined => Some(DECLINED_KEY),
            row if row.means_yes(language) => Some(language.says(text::KEY_YES)),
            row if row.means_no(language) => Some(language.says(text::KEY_NO)),
            _ => None,
        }
    }

    /// Its words, in a language of its pack; none for a field.
    #[must_use]
    pub fn says(&self, language: &'p Language) -> &'p str {
        match self {
            Self::Today => language.says(text::DAY_TODAY),
            Self::Booked => language.says(text::DAY_BOOKED),
            Self::NotBooked => language.says(text::DAY_NOT_BOOKED),
            Self::Field(_) => "",
            Self::Yes => language.says(text::YES),
            Self::No => language.says(text::NO),
            Self::Option(option) | Self::Tick(option) => &option.says,
            Self::Member(question) => question.ticked(),
            Self::None => language.says(text::KEY_NONE),
            Self::AskEach => language.says(text::KEY_EACH),
            Self::StillSo => language.says(text::REST_STILL_SO),
            Self::NotStillSo => language.says(text::REST_NOT_SO),
            Self::Unsure => language.says(text::NOT_SURE),
            Self::Declined => language.says(text::RATHER_TELL),
        }
    }

    /// The id under which it is given.
    const fn id(&self) -> Option<&'p str> {
        let [yes, no] = YES_NO;
        match self {
            Self::Yes => Some(yes),
            Self::No => Some(no),
            Self::Option(option) | Self::Tick(option) => Some(option.id.as_str()),
            Self::Member(question) => Some(question.id.as_str()),
            _ => None,
        }
    }
}

/// The rows of a question that is asked by itself.
fn of_question(question: &Question) -> Vec<Row<'_>> {
    let mut rows = match &question.kind {
        Kind::YesNo => vec![Row::Yes, Row::No],
        Kind::Choice(options) => options.iter().map(Row::Option).collect(),
        Kind::Choices(options) => options.iter().map(Row::Tick).collect(),
        Kind::Number(_) | Kind::Date { .. } => vec![Row::Field(question)],
        Kind::Text => return vec![Row::Field(question)],
    };
    rows.extend([Row::Unsure, Row::Declined]);
    rows
}

impl<'p> Interview<'p> {
    /// What a screen offers, from top to bottom.
    #[must_use]
    pub fn rows(&self, screen: Screen<'p>) -> Vec<Row<'p>> {
        match screen {
            Screen::Day => vec![Row::Today, Row::Booked, Row::NotBooked],
            Screen::Question(question) => of_question(question),
            Screen::Rest => vec![Row::StillSo, Row::NotStillSo],
            Screen::List(list) => {
                let members = self.members(list).into_iter().map(Row::Member);
                members.chain([Row::None, Row::AskEach]).collect()
            }
        }
    }

    /// Whether answers, not always its own, say what a row of a screen says.
    #[must_use]
    pub fn is_taken(&self, screen: Screen<'p>, row: Row<'p>, answers: &Answers) -> bool {
        let question = match (screen, row) {
            (Screen::Day, _) => {
                return match self.treatment {
                    Some(Treatment::Today) => matches!(row, Row::Today),
                    Some(Treatment::On(_)) => matches!(row, Row::Booked),
                    Some(Treatment::NotBooked) => matches!(row, Row::NotBooked),
                    None => false,
                };
            }
            (Screen::Rest, _) => return self.still_so && matches!(row, Row::StillSo),
            (_, Row::Member(question)) => return answers.is_yes(question),
            (Screen::List(list), Row::None) => {
                let no = |it: &&Question| answers.get(it.number) == Some(&Answer::no());
                return self.members(list).iter().all(no);
            }
            (Screen::List(_), _) => return false,
            (Screen::Question(question), _) => question,
        };
        match answers.get(question.number) {
            Some(Answer::Unsure) => matches!(row, Row::Unsure),
            Some(Answer::Declined) => matches!(row, Row::Declined),
            Some(Answer::Chosen(chosen)) => {
                let ids: Vec<&str> = question.option_ids().collect();
                row.id()
                    .and_then(|id| ids.iter().position(|known| *known == id))
                    .is_some_and(|place| chosen.covers(OptionSet::of(place)))
            }
            // what is typed stands in the field
            None | Some(Answer::Number(_) | Answer::Date(_) | Answer::Text(_)) => false,
        }
    }

    /// The rows of the screen that is asked; none at other stages.
    #[must_use]
    pub fn rows_here(&self) -> Vec<Row<'p>> {
        match self.stage() {
            Stage::Asking(screen) => self.rows(screen),
            _ => Vec::new(),
        }
    }
}

/// What taking a row does: `typed` stands in the field, `ticked` are the boxes that are ticked.
/// None for a box, which is only ticked.
#[must_use]
pub fn take<'e>(row: Row<'e>, typed: &'e str, ticked: &[Row<'e>]) -> Option<Event<'e>> {
    Some(match row {
        Row::Today => Event::Treatment(Treatment::Today),
        Row::Booked => Event::TreatmentTyped(typed),
        Row::NotBooked => Event::Treatment(Treatment::NotBooked),
        Row::Field(_) => Event::Answer(Given::Typed(typed)),
        Row::Yes | Row::No | Row::Option(_) => Event::Answer(Given::Word(row.id()?)),
        Row::Unsure => Event::Answer(Given::Unsure),
        Row::Declined => Event::Answer(Given::Declined),
        Row::None => Event::NoneOfThese,
        Row::AskEach => Event::Tick(ids(ticked), Rest::AskEach),
        Row::StillSo => Event::StillSo,
        Row::NotStillSo => Event::NotStillSo,
        Row::Tick(_) | Row::Member(_) => return None,
    })
}

/// Gives the boxes that are ticked as the answer to their screen.
#[must_use]
pub fn give<'e>(screen: Screen<'_>, ticked: &[Row<'e>]) -> Event<'e> {
    match screen {
        Screen::Day | Screen::Rest | Screen::Question(_) => Event::Answer(Given::List(ids(ticked))),
        Screen::List(_) => Event::Tick(ids(ticked), Rest::No),
    }
}

fn ids<'p>(rows: &[Row<'p>]) -> Vec<&'p str> {
    rows.iter().filter_map(Row::id).collect()
}
