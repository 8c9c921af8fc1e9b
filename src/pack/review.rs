//! Who reviewed the content, and exactly what.

use std::{collections::BTreeMap, sync::OnceLock};

use jiff::civil::Date;

/// A clinician's review of the whole content.
#[derive(Debug)]
pub struct Review {
    /// The reviewer's name.
    pub by: String,
    /// The reviewer's role.
    pub role: String,
    /// The day of the review.
    pub on: Date,
    /// The last day on which it holds.
    pub until: Date,
    /// What was reviewed.
    pub content: Hashes,
    /// What differs from it now: worked out once.
    pub(in crate::pack) differs: OnceLock<Vec<Differs>>,
}

/// The hashes of the medical content, each under the name of what it is of.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Hashes {
    /// By the ids of the topics.
    pub topics: BTreeMap<String, String>,
    /// By the keys of the lists in the pack's file.
    pub lists: BTreeMap<String, String>,
}

/// Something that is not as it was reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    /// Whether it is a topic; else it is a list.
    pub topic: bool,
    /// The id of the topic, or the key of the list.
    pub id: String,
    /// What became of it.
    pub how: How,
}

/// What became of something since it was reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It says something else.
    Changed,
    /// It was not there yet.
    Added,
    /// It is there no more.
    Gone,
}

/// Whether a clinician's review of the content holds.
#[derive(Debug, Clone, Copy)]
pub enum Reviewed<'p> {
    /// None does.
    No,
    /// One would, but the content was changed since.
    Before(&'p Review),
    /// This one does.
    Yes(&'p Review),
}

impl Reviewed<'_> {
    /// Whether the content is reviewed as it is.
    #[must_use]
    pub const fn holds(&self) -> bool {
        matches!(self, Self::Yes(_))
    }

    /// The day of the review since which the content was changed, if it was.
    #[must_use]
    pub fn changed_since(&self) -> Option<Date> {
        match self {
            Self::Before(review) => Some(review.on),
            Self::No | Self::Yes(_) => None,
        }
    }
}

impl Hashes {
    /// What is now not as it was here.
    #[must_use]
    pub fn differing(&self, now: &Self) -> Vec<Differs> {
        let of = |topic: bool, was: &BTreeMap<String, String>, is: &BTreeMap<String, String>| {
            let mut differing = Vec::new();
            let mut add = |id: &str, how| {
                let id = id.to_owned();
                differing.push(Differs { topic, id, how });
            };
            for (id, hash) in is {
                match was.get(id) {
                    None => add(id, How::Added),
                    Some(reviewed) if reviewed != hash => add(id, How::Changed),
                    Some(_) => {}
                }
            }
            for id in was.keys().filter(|id| !is.contains_key(*id)) {
                add(id, How::Gone);
            }
            differing
        };
        let mut all = of(true, &self.topics, &now.topics);
        all.extend(of(false, &self.lists, &now.lists));
        all
    }
}
