//! Bands: which share of the people of a cohort may come to a level.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::pack::{At, Level};

/// When the treatment of the people is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Booked {
    /// Today: they are also asked how they are.
    #[default]
    Today,
    /// On no day yet.
    None,
}

/// Which share of the people may come to a level.
#[derive(Debug, Clone)]
pub struct Band {
    /// When their treatment is.
    pub booked: Booked,
    /// The level.
    pub level: Level,
    /// The smallest share, from 0 to 1.
    pub at_least: Option<f64>,
    /// The largest share, from 0 to 1.
    pub at_most: Option<f64>,
    /// Where its level stands, in bytes of the file.
    pub place: Range<usize>,
}

impl Band {
    /// The band with these ends; `fault` takes what is wrong with it, and where.
    pub(crate) fn read(
        booked: Booked,
        level: &At<Level>,
        [at_least, at_most]: [&Option<At<f64>>; 2],
        mut fault: impl FnMut(&Range<usize>, String),
    ) -> Self {
        let mut share = |share: &Option<At<f64>>| {
            let share = share.as_ref()?;
            if let Some(says) = no_share(share.value) {
                fault(&share.span, says);
            }
            Some(share.value)
        };
        let (at_least, at_most) = (share(at_least), share(at_most));
        match (at_least, at_most) {
            (None, None) => {
                let says = "A band has `at_least`, `at_most`, or both.";
                fault(&level.span, says.to_owned());
            }
            (Some(least), Some(most)) if least > most => {
                let says = format!("This band is reversed: at least {least} and at most {most}.");
                fault(&level.span, says);
            }
            _ => {}
        }
        Self {
            booked,
            level: level.value,
            at_least,
            at_most,
            place: level.span.clone(),
        }
    }

    /// Whether it is about the same people and level.
    #[must_use]
    pub fn is_about(&self, other: &Self) -> bool {
        (self.booked, self.level) == (other.booked, other.level)
    }

    /// What a share outside of it should be.
    #[must_use]
    pub fn misses(&self, share: f64) -> Option<String> {
        let least = self.at_least.filter(|least| share < *least);
        let most = self.at_most.filter(|most| share > *most);
        let says = |what: &str, end: f64| format!("the band is at {what} {:.1}", end * 100.0);
        let least = least.map(|least| says("least", least));
        least.or_else(|| most.map(|most| says("most", most)))
    }
}

/// What is wrong with a number that should be a share.
pub(crate) fn no_share(share: f64) -> Option<String> {
    let is_one = (0.0..=1.0).contains(&share);
    (!is_one).then(|| format!("A share is from 0 to 1, and this is {share}."))
}
