//! The day that a screening is for, and the days that answers are read on.
//!
//! Waits and what is asked depend on when the person is to be treated: today, on a booked day, or on
//! none yet. Which dates are accepted, and the last day of a month that is not over, keep to today.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{
    PartialDate, Refusal,
    spoken::{self, How},
};
use crate::{
    pack::About,
    text::{self, Language},
};

/// The word for a treatment today in data.
const TODAY: &str = "today";
/// The word for a treatment that is not booked in data.
const NONE: &str = "none";

/// When the treatment is: the day that a screening is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Treatment {
    /// Today: the person is here to be treated.
    #[default]
    Today,
    /// On this day, which lies after today.
    On(Date),
    /// Not booked yet.
    NotBooked,
}

impl Treatment {
    /// A treatment on a day.
    ///
    /// # Errors
    /// [`Refusal::BeforeToday`] where the day lies behind.
    pub fn on(day: Date, today: Date) -> Result<Self, Refusal> {
        match day {
            _ if day < today => Err(Refusal::BeforeToday(today)),
            _ if day == today => Ok(Self::Today),
            _ => Ok(Self::On(day)),
        }
    }

    /// From data: `today`, a whole date or `none`.
    ///
    /// # Errors
    /// When it is none of these, or a day before today.
    pub fn from_data(written: &str, today: Date) -> Result<Self, Refusal> {
        match written.trim() {
            TODAY => Ok(Self::Today),
            NONE => Ok(Self::NotBooked),
            other => match other.parse() {
                Ok(PartialDate::Day(day)) => Self::on(day, today),
                _ => Err(Refusal::NotATreatment(written.to_owned())),
            },
        }
    }

    /// On the day that a person typed, as [`spoken`] reads it.
    ///
    /// # Errors
    /// When it is no whole date, or a day before today.
    pub fn typed(typed: &str, language: &Language, today: Date) -> Result<Self, Refusal> {
        if typed.is_empty() {
            return Err(Refusal::NotAWholeDate(today));
        }
        let reading = spoken::read(typed, About::Future, language, today)?;
        match (reading.date, reading.how) {
            (PartialDate::Day(day), How::Said | How::Guessed) => Self::on(day, today),
            _ => Err(Refusal::NotAWholeDate(today)),
        }
    }

    /// Its day, where there is one, by the day on which that was said.
    #[must_use]
    pub const fn day(self, today: Date) -> Option<Date> {
        match self {
            Self::Today => Some(today),
            Self::On(day) => Some(day),
            Self::NotBooked => None,
        }
    }

    /// In words, as an answer: "today", "20 January 2027, in 2 months", "not booked yet".
    #[must_use]
    pub fn says(self, language: &Language, today: Date) -> String {
        match self {
            Self::Today => language.says(text::DAY_TODAY).to_owned(),
            Self::On(day) => PartialDate::Day(day).says_back(language, today),
            Self::NotBooked => language.says(text::DAY_NOT_BOOKED).to_owned(),
        }
    }
}

impl fmt::Display for Treatment {
    /// As [`Treatment::from_data`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Today => f.write_str(TODAY),
            Self::On(day) => write!(f, "{day}"),
            Self::NotBooked => f.write_str(NONE),
        }
    }
}

impl Serialize for Treatment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Treatment {
    /// The day is not held against any today: [`Treatment::on`] does.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        Self::from_data(&written, Date::MIN).map_err(|_| {
            D::Error::custom("the day of the treatment is `today`, a whole date, or `none`")
        })
    }
}

/// The days that answers are read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Days {
    /// The day on which they are given.
    pub today: Date,
    /// When the treatment is.
    pub treatment: Treatment,
}

impl Days {
    /// A treatment that may have been read from data.
    ///
    /// # Errors
    /// [`Refusal::BeforeToday`] where its day lies behind.
    pub fn new(today: Date, treatment: Treatment) -> Result<Self, Refusal> {
        let treatment = match treatment {
            Treatment::On(day) => Treatment::on(day, today)?,
            other => other,
        };
        Ok(Self { today, treatment })
    }

    /// A treatment today.
    #[must_use]
    pub const fn today(today: Date) -> Self {
        Self {
            today,
            treatment: Treatment::Today,
        }
    }

    /// Nothing booked yet.
    #[must_use]
    pub const fn not_booked(today: Date) -> Self {
        Self {
            today,
            treatment: Treatment::NotBooked,
        }
    }

    /// The day against which waits are held: that of the treatment, and without a booking today.
    #[must_use]
    pub const fn of_treatment(self) -> Date {
        match self.treatment {
            Treatment::On(day) => day,
            Treatment::Today | Treatment::NotBooked => self.today,
        }
    }

    /// Whether the person is here to be treated: then they are asked how they are that day.
    #[must_use]
    pub const fn is_the_day(self) -> bool {
        matches!(self.treatment, Treatment::Today)
    }

    /// The day that is booked, where it lies ahead.
    #[must_use]
    pub const fn booked(self) -> Option<Date> {
        match self.treatment {
            Treatment::On(day) => Some(day),
            Treatment::Today | Treatment::NotBooked => None,
        }
    }
}

impl From<Date> for Days {
    /// A treatment on that very day.
    fn from(today: Date) -> Self {
        Self::today(today)
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} for {}", self.today, self.treatment)
    }
}
