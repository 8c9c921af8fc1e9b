//! Mutants: a pack with one medically meaningful thing changed, and what of the net around the pack
//! catches it.
//!
//! Each change is made in the text of the file, so that what is tried is what an author could write,
//! read and checked as any pack is. What a change means for a verdict is never guessed: cases, checks
//! and statements are asked, and where none of them says a word, `compare` is.
//!
//! No change is made to promises, to `longest_path` and to sources: they are part of the net.

mod conditions;
mod edit;
mod net;
mod questions;
mod told;

use std::{collections::BTreeMap, ops::Range};

use jsonc_parser::{
    ast::{Array, Object, Value},
    common::Ranged,
};
use serde_json::json;

use super::problem::Lines;
use crate::pack::{Length, parse};
use edit::{Edit, without};

pub use net::{Fate, Net};

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The level of an outcome.
    Level,
    /// An outcome that is gone.
    Outcome,
    /// The condition of an outcome, a follow-up, a warning or a note.
    Condition,
    /// What must be over first.
    Until,
    /// The span after an event.
    Then,
    /// The length of a named wait.
    Wait,
    /// A question that is gone.
    Question,
    /// Questions that an answer no longer leads on to.
    FollowUp,
    /// When a question is asked: `always`, `ask_on`, `each_time`, `clinic_may_answer`, and `ends` at an outcome.
    Asked,
    /// An option that is gone.
    Option,
    /// The numbers and dates that are accepted.
    Range,
    /// Where not knowing is no concern.
    NotKnowing,
    /// What nobody may override.
    NoOverride,
    /// What is worth mentioning.
    Mention,
    /// A warning that is gone.
    Warning,
    /// What an option says.
    Label,
    /// What a question says.
    Ask,
    /// The reason, the advice, the next step or the headline of an outcome.
    Advice,
    /// An urgent line.
    Urgent,
    /// What a warning says, and the signs to watch for.
    Sign,
    /// What to do before and after the treatment, and when.
    Care,
    /// What to do meanwhile.
    Meanwhile,
    /// What to expect of the treatment, and whom that is told.
    Course,
    /// The pictures, as they are told.
    Picture,
    /// The disclaimer, the levels, events, what the pack is about, how long answers hold.
    Frame,
}

impl Kind {
    /// Its name, of several.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Level => "levels",
            Self::Outcome => "outcomes",
            Self::Condition => "conditions",
            Self::Until => "until",
            Self::Then => "then",
            Self::Wait => "waits",
            Self::Question => "questions",
            Self::FollowUp => "follow-ups",
            Self::Asked => "when asked",
            Self::Option => "options",
            Self::Range => "ranges",
            Self::NotKnowing => "not knowing",
            Self::NoOverride => "no override",
            Self::Mention => "mentions",
            Self::Warning => "warnings",
            Self::Label => "labels",
            Self::Ask => "words of questions",
            Self::Advice => "reasons and advice",
            Self::Urgent => "urgent lines",
            Self::Sign => "warning signs",
            Self::Care => "preparation and aftercare",
            Self::Meanwhile => "meanwhile",
            Self::Course => "course",
            Self::Picture => "pictures",
            Self::Frame => "all around",
        }
    }

    /// Whether such a change bears on verdicts: else it is what people are told.
    #[must_use]
    pub fn bears_on_verdicts(self) -> bool {
        self < Self::Label
    }
}

/// One change of a pack.
#[derive(Debug)]
pub struct Mutant {
    /// What is changed.
    pub kind: Kind,
    /// The change in words: "`keloid`, outcome 1: level wait → clinician". No two changes of a
    /// pack have the same: it is also its name.
    pub says: String,
    /// The line of what is changed, from 1.
    pub line: usize,
    edits: Vec<Edit>,
}

impl Mutant {
    /// The pack with this change.
    #[must_use]
    pub fn of(&self, text: &str) -> String {
        edit::made(text, &self.edits)
    }
}

/// Every single change of the pack that has this text, in the order of the file.
///
/// # Errors
/// Where the text is not JSON.
pub fn all(text: &str) -> Result<Vec<Mutant>, String> {
    let tree = parse(text).map_err(|faults| {
        let says = faults.into_iter().map(|fault| fault.says);
        says.collect::<Vec<_>>().join(" ")
    })?;
    let Some(pack) = tree.as_object() else {
        return Err("A pack is an object.".to_owned());
    };
    let mut walk = Walk::new(text, pack);
    walk.pack(pack);
    Ok(walk.mutants)
}

/// A walk through the tree of a pack, noting what can be changed.
struct Walk<'t> {
    text: &'t str,
    lines: Lines,
    /// The options of each question, its kind, by its id.
    questions: BTreeMap<String, (String, Vec<String>)>,
    /// The waits, the shortest first.
    waits: Vec<(String, Length)>,
    events: Vec<String>,
    mutants: Vec<Mutant>,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str, pack: &Object<'_>) -> Self {
        let mut questions = BTreeMap::new();
        for section in objects(pack, "sections") {
            objects(section, "questions").for_each(|it| note_question(it, &mut questions));
        }
        let waits = objects(pack, "waits").filter_map(|wait| {
            let length = part(text, wait.get("length")?.value.range());
            Some((string(wait, "id")?, serde_json::from_str(length).ok()?))
        });
        let mut waits: Vec<(String, Length)> = waits.collect();
        waits.sort_by_key(|(_, length)| length.longest_days());
        Self {
            text,
            lines: Lines::of(text),
            questions,
            waits,
            events: objects(pack, "events")
                .filter_map(|it| string(it, "id"))
                .collect(),
            mutants: Vec::new(),
        }
    }

    fn pack(&mut self, pack: &Object<'_>) {
        self.frame(pack);
        for wait in objects(pack, "waits") {
            self.wait(wait);
        }
        self.not_knowing(pack);
        for section in objects(pack, "sections") {
            if let Some(questions) = section.get_array("questions") {
                self.asked(questions);
            }
        }
        self.warnings(pack);
        self.guidance(pack);
        self.pictures(pack);
    }

    /// Notes a change at a place of the file.
    fn add(&mut self, kind: Kind, says: String, edits: Vec<Edit>) {
        let at = edits.first().map_or(0, |(place, _)| place.start);
        self.mutants.push(Mutant {
            kind,
            says,
            line: self.lines.number(at),
            edits,
        });
    }

    fn set(&mut self, kind: Kind, says: String, value: &Value<'_>, other: &serde_json::Value) {
        self.add(kind, says, vec![(range(value), other.to_string())]);
    }

    /// Takes each value of a list away; `name` says what one is, by its place from 1.
    fn take_each(
        &mut self,
        kind: Kind,
        list: &Array<'_>,
        fewest: usize,
        name: impl Fn(usize, &Value<'_>) -> String,
    ) {
        let places: Vec<Range<usize>> = list.elements.iter().map(range).collect();
        if places.len() <= fewest {
            return;
        }
        for (nth, value) in list.elements.iter().enumerate() {
            let says = format!("{}: gone", name(nth + 1, value));
            self.add(kind, says, without(&places, nth));
        }
    }

    /// Takes a field away.
    fn take(&mut self, kind: Kind, says: String, object: &Object<'_>, field: &str) {
        let places: Vec<Range<usize>> = object
            .properties
            .iter()
            .map(|it| it.start()..it.end())
            .collect();
        let nth = object
            .properties
            .iter()
            .position(|it| it.name.as_str() == field);
        if let Some(nth) = nth {
            self.add(kind, says, without(&places, nth));
        }
    }

    /// Turns a field that is true off. To turn one on is no weakening.
    fn turn_off(&mut self, kind: Kind, what: &str, object: &Object<'_>, field: &str) {
        if let Some(value) = object.get(field).map(|it| &it.value) {
            self.set(kind, format!("{what}: not {field}"), value, &json!(false));
        }
    }

    /// Adds a field.
    fn put(
        &mut self,
        kind: Kind,
        says: String,
        object: &Object<'_>,
        field: &str,
        value: &serde_json::Value,
    ) {
        let start = object.start() + 1;
        self.add(
            kind,
            says,
            vec![(start..start, format!("\"{field}\": {value}, "))],
        );
    }

    /// The waits that are next to one: the next shorter and the next longer one.
    fn near(&self, id: &str) -> Vec<String> {
        let Some((_, length)) = self.waits.iter().find(|(known, _)| known == id) else {
            return Vec::new();
        };
        let of = |(id, _): &(String, Length)| id.clone();
        let shorter = self
            .waits
            .iter()
            .rev()
            .find(|it| it.1.longest_days() < length.longest_days());
        let longer = self
            .waits
            .iter()
            .find(|it| it.1.longest_days() > length.longest_days());
        shorter.into_iter().chain(longer).map(of).collect()
    }

    /// Names another wait in a field, the next shorter and the next longer one.
    fn other_wait(&mut self, kind: Kind, what: &str, object: &Object<'_>, field: &str) {
        let Some(value) = object.get(field).map(|it| &it.value) else {
            return;
        };
        let Some(id) = value.as_string_lit() else {
            return;
        };
        for other in self.near(&id.value) {
            let says = format!("{what}: {field} {} → {other}", id.value);
            self.set(kind, says, value, &json!(other));
        }
    }

    /// A wait that is a little shorter, half as long, or a little longer.
    fn wait(&mut self, wait: &Object<'_>) {
        let (Some(id), Some(length)) = (string(wait, "id"), wait.get_object("length")) else {
            return;
        };
        for unit in &length.properties {
            let count: Option<u16> = part(self.text, unit.value.range()).parse().ok();
            let (name, Some(count)) = (unit.name.as_str(), count) else {
                continue;
            };
            let mut others = vec![(name, count.saturating_add(1))];
            match (count, name) {
                (1, "years") => others.push(("months", 11)),
                (1, "months") => others.push(("weeks", 3)),
                (1, "weeks") => others.push(("days", 6)),
                (1, "days") => others.push(("hours", 12)),
                (1, _) => {}
                _ => others.push((name, count - 1)),
            }
            if count > 3 {
                others.push((name, count / 2));
            }
            for (other, its) in others {
                let says = format!("wait `{id}`: {count} {name} → {its} {other}");
                let edit = (
                    length.start()..length.end(),
                    json!({ other: its }).to_string(),
                );
                self.add(Kind::Wait, says, vec![edit]);
            }
        }
    }
}

fn note_question(question: &Object<'_>, into: &mut BTreeMap<String, (String, Vec<String>)>) {
    if let (Some(id), Some(kind)) = (string(question, "id"), string(question, "kind")) {
        let options = if kind == "yes_no" {
            crate::pack::YES_NO.map(str::to_owned).to_vec()
        } else {
            objects(question, "options")
                .filter_map(|it| string(it, "id"))
                .collect()
        };
        into.insert(id, (kind, options));
    }
    for follow_up in objects(question, "follow_up") {
        objects(follow_up, "ask").for_each(|it| note_question(it, into));
    }
}

/// The objects in a list of an object.
fn objects<'v, 'a>(
    object: &'v Object<'a>,
    list: &str,
) -> impl Iterator<Item = &'v Object<'a>> + use<'v, 'a> {
    let list = object.get_array(list);
    let values = list.into_iter().flat_map(|it| &it.elements);
    values.filter_map(Value::as_object)
}

fn string(object: &Object<'_>, field: &str) -> Option<String> {
    let value = object.get_string(field)?;
    Some(value.value.to_string())
}

fn range(value: &Value<'_>) -> Range<usize> {
    value.start()..value.end()
}

fn part(text: &str, range: jsonc_parser::common::Range) -> &str {
    text.get(range.start..range.end).unwrap_or_default()
}

/// What an element of a list is called: by its id, or by its place.
fn name_of(nth: usize, value: &Value<'_>) -> String {
    let id = value.as_object().and_then(|it| string(it, "id"));
    id.map_or_else(|| nth.to_string(), |id| format!("`{id}`"))
}
