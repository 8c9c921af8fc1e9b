//! Dates of numbers alone: which is the day, the month and the year.

use super::{Number, Reader, Reading};
use crate::{interview::PartialDate, pack::About};

impl Reader<'_> {
    /// All that numbers alone can mean. What lies on the side of today that is not asked is left
    /// out, where something else remains: that is a guess.
    pub(super) fn numbers(&self, numbers: &[Number]) -> Vec<Reading> {
        let new = PartialDate::new;
        let said = |date: Option<PartialDate>| date.map(Reading::said);
        let guessed = |date: Option<PartialDate>| date.map(Reading::guessed);
        let dated = |year: Option<i16>, month: Number, day: Number| {
            new(year?, Some(month.short()?), Some(day.short()?))
        };
        let short_year = |year: Number| self.short_year(year);
        let nearest = |month: Number, day: Number| self.nearest(month.short()?, Some(day.short()?));
        let mut all: Vec<Reading> = match *numbers {
            [year] => vec![said(year.year().and_then(|year| new(year, None, None)))],
            [one, two] if one.digits == 4 || two.digits == 4 => {
                let (year, month) = if one.digits == 4 {
                    (one, two)
                } else {
                    (two, one)
                };
                let month = month.short();
                vec![said(month.and_then(|it| new(year.value, Some(it), None)))]
            }
            [one, two] => {
                let month = one.short().zip(short_year(two));
                let month = month.and_then(|(month, year)| new(year, Some(month), None));
                vec![
                    guessed(nearest(two, one)),
                    guessed(nearest(one, two)),
                    guessed(month),
                ]
            }
            [year, month, day] if year.digits == 4 => vec![said(dated(year.year(), month, day))],
            [one, two, year] if year.digits == 4 => {
                let year = year.year();
                vec![said(dated(year, two, one)), said(dated(year, one, two))]
            }
            [one, two, three] => vec![
                guessed(dated(short_year(three), two, one)),
                guessed(dated(short_year(three), one, two)),
                guessed(dated(short_year(one), two, three)),
            ],
            _ => Vec::new(),
        }
        .into_iter()
        .flatten()
        .collect();
        let mut seen: Vec<PartialDate> = Vec::new();
        all.retain(|it| {
            let is_new = !seen.contains(&it.date);
            seen.push(it.date);
            is_new
        });
        let asked = all.iter().filter(|it| self.is_asked(it.date)).copied();
        let asked: Vec<Reading> = asked.collect();
        match asked.as_slice() {
            [only] if all.len() > 1 => vec![Reading::guessed(only.date)],
            [] => all,
            _ => asked,
        }
    }

    /// The year of two digits: of this century, unless that would be to come where the past is asked.
    pub(super) fn short_year(&self, year: Number) -> Option<i16> {
        if year.digits != 2 {
            return None;
        }
        let (this, last) = (year.value + 2000, year.value + 1900);
        match self.about {
            About::Past if this > self.today.year() => Some(last),
            _ => Some(this),
        }
    }
}
