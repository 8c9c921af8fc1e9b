//! An interview that was put down, as data: what is saved, and opened again by [`open`](super::open).

use std::{collections::BTreeMap, fmt};

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error as _, MapAccess, Visitor},
};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{
    Answers, Interview, Treatment,
    again::{Earlier, How},
    report::Report,
    verdict::Said,
    waits::DatedWait,
};
use crate::{
    clean,
    pack::{Pack, Question, schema_of},
};

/// The version of the form of a saved screening. The first one was written up to needlefit 0.1.
pub const FORMAT: u32 = 2;

/// The longest label, in characters.
const LONGEST_LABEL: usize = 40;

/// An interview that was put down: a screening, or while it has no verdict a draft. `V` is the verdict,
/// a [`Report`] as it is written; who reads it works it out again and takes it for what it [`Said`].
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "needlefit screening", bound = "V: JsonSchema")]
pub struct Screening<V> {
    /// The version of this form: 2.
    pub format: u32,
    /// Its name among all screenings: a random UUID.
    pub id: String,
    /// The version of the program.
    pub needlefit: String,
    /// The pack that was asked.
    pub pack: PackRef,
    /// The language in which it was asked.
    pub language: LanguageRef,
    /// Whose it is, in the words of who kept it: an appointment or initials.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Who answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<AnsweredBy>,
    /// The day on which it was put down, and for which its verdict was worked out.
    #[schemars(with = "String", extend("format" = "date"))]
    pub today: Date,
    /// The day from which the oldest of its answers are.
    #[schemars(with = "String", extend("format" = "date"))]
    pub answered_from: Date,
    /// When the treatment is, once it was asked: `today`, a whole date, or `none`.
    #[serde(rename = "for", default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub treatment: Option<Treatment>,
    /// When the interview began, in UTC.
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub started: Timestamp,
    /// When it was put down, in UTC.
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub put_down: Timestamp,
    /// The screening that this one follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Follows>,
    /// The dated waits that earlier answers began: of each topic the one that ends last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits: Vec<DatedWait>,
    /// The answers on the path, by id and in the order asked, as `needlefit evaluate` takes them.
    pub answers: Entries,
    /// For each of these answers a hash of the question as it was asked.
    pub asked: BTreeMap<String, String>,
    /// The ids of the questions that the clinic itself answered: nobody was asked these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_clinic: Vec<String>,
    /// The ids of the questions of tick lists that were asked by themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked_alone: Vec<String>,
    /// In a draft: what was set aside by changing an answer. It does not count, and is shown again if
    /// the path comes back to it.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub set_aside: Entries,
    /// What the answers come to: a copy for readers. Without it this is a draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<V>,
    /// The ids of the items that are ticked on the lists.
    #[serde(default)]
    pub ticks: Vec<String>,
}

/// Which pack was asked.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackRef {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// Whether a clinician's review of the content held on that day.
    pub reviewed: bool,
    /// The day of the review since which the content was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub changed_since_review: Option<Date>,
}

/// In which language a pack was asked.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LanguageRef {
    /// Its tag.
    pub tag: String,
    /// Where it was a translation: `reviewed` if people who may do so had reviewed it, else
    /// `machine`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation: Option<String>,
}

/// Who answered the questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnsweredBy {
    /// The person themselves.
    Person,
    /// A parent, or somebody who cares for the person.
    Carer,
    /// Somebody of the clinic, for the person.
    Staff,
    /// The person, on paper; somebody of the clinic typed it.
    Paper,
}

/// What a screening is kept under.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Whose {
    /// An appointment or initials, cleaned.
    pub label: Option<String>,
    /// Who answered.
    pub answered_by: Option<AnsweredBy>,
}

impl fmt::Debug for Whose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Whose(<redacted>, {:?})", self.answered_by)
    }
}

impl Whose {
    /// The same with the label that somebody typed, cleaned; none where nothing is left of it.
    #[must_use]
    pub fn labelled(self, typed: &str) -> Self {
        let label = clean::clean(typed, LONGEST_LABEL).trim().to_owned();
        Self {
            label: (!label.is_empty()).then_some(label),
            ..self
        }
    }
}

/// The screening that another one follows, with what was answered then.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Follows {
    /// Its id.
    pub id: String,
    /// Its day.
    #[schemars(with = "String", extend("format" = "date"))]
    pub today: Date,
    /// What its verdict said.
    pub said: Said,
    /// What was asked again.
    pub how: How,
    /// In a draft: whether the rest was looked at, and is still so.
    #[serde(default)]
    pub still_so: bool,
    /// Its answers.
    pub answers: Entries,
    /// For each of these answers a hash of the question as it was asked.
    pub asked: BTreeMap<String, String>,
}

/// Answers as data, by the id of the question and in the order asked.
#[derive(Default, PartialEq, Eq)]
pub struct Entries(pub Vec<(String, Value)>);

impl fmt::Debug for Entries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entries({}, <redacted>)", self.0.len())
    }
}

impl Entries {
    const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The answers to these questions, as far as there are any.
    fn of<'q>(answers: &Answers, questions: impl Iterator<Item = &'q Question>) -> Self {
        let answer = |question: &Question| {
            let answer = answers.get(question.number)?;
            Some((question.id.clone(), answer.to_json(question)))
        };
        Self(questions.filter_map(answer).collect())
    }

    /// For each of them the hash of the question as it is asked.
    fn asked(&self, pack: &Pack) -> BTreeMap<String, String> {
        let questions = self.0.iter().filter_map(|(id, _)| pack.question(id));
        let asked = questions.map(|it| (it.id.clone(), pack.hash_as_asked(it)));
        asked.collect()
    }
}

impl JsonSchema for Entries {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Answers".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Answers by the id of the question: `yes`, `no`, `unsure`, `declined`, an option, a list of options, a number, a date or own words.",
            "type": "object",
            "additionalProperties": {
                "anyOf": [
                    { "type": "string" },
                    { "type": "integer", "minimum": 0 },
                    { "type": "array", "items": { "type": "string" } }
                ]
            }
        })
    }
}

impl Serialize for Entries {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, answer)| (id, answer)))
    }
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("answers by the id of their question")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries: Vec<(String, Value)> = Vec::new();
                while let Some((id, answer)) = map.next_entry()? {
                    // of two answers nobody knows which one was meant
                    if entries.iter().any(|(known, _)| *known == id) {
                        return Err(A::Error::custom(format!("`{id}` is answered twice")));
                    }
                    entries.push((id, answer));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// When an interview was begun and put down, and the name it gets.
#[derive(Debug, Clone)]
pub struct PutDown {
    /// The id of the screening.
    pub id: String,
    /// When the interview began.
    pub started: Timestamp,
    /// When it is put down.
    pub now: Timestamp,
}

impl<'p> Screening<Report<'p>> {
    /// An interview as it stands: with a verdict from the summary on, else as a draft.
    #[must_use]
    pub fn of(interview: &Interview<'p>, put_down: PutDown) -> Self {
        let path = interview.path();
        let pack = interview.pack();
        let alone = path.questions().filter(|it| interview.is_asked_alone(it));
        let reviewed = pack.reviewed_on(path.days.today);
        let answers = Entries::of(path.answers, path.questions());
        let finished = interview.has_verdict();
        let aside = pack.questions.iter().filter(|it| !path.holds(it));
        let Whose { label, answered_by } = interview.whose().clone();
        Self {
            format: FORMAT,
            id: put_down.id,
            needlefit: env!("CARGO_PKG_VERSION").to_owned(),
            pack: PackRef {
                id: pack.id.clone(),
                version: pack.version.clone(),
                sha256: pack.sha256().to_owned(),
                reviewed: reviewed.holds(),
                changed_since_review: reviewed.changed_since(),
            },
            language: LanguageRef {
                tag: pack.language.tag().to_owned(),
                translation: pack.translation.as_ref().map(|translated| {
                    let state = if translated.reviewed {
                        "reviewed"
                    } else {
                        "machine"
                    };
                    state.to_owned()
                }),
            },
            label,
            answered_by,
            today: path.days.today,
            answered_from: interview.answered_from(),
            treatment: interview.treatment(),
            started: put_down.started,
            put_down: put_down.now,
            follows: interview
                .earlier()
                .map(|earlier| Follows::of(earlier, interview)),
            waits: interview.waits().to_vec(),
            asked: answers.asked(pack),
            answers,
            by_clinic: (interview.by_clinic().into_iter())
                .map(|it| it.id.clone())
                .collect(),
            asked_alone: alone.map(|it| it.id.clone()).collect(),
            set_aside: if finished {
                Entries::default()
            } else {
                Entries::of(path.answers, aside)
            },
            verdict: finished.then(|| Report::of(&path, interview.verdict())),
            ticks: interview.ticks().map(str::to_owned).collect(),
        }
    }
}

impl Follows {
    fn of(earlier: &Earlier, interview: &Interview<'_>) -> Self {
        let pack = interview.pack();
        let answers = Entries::of(&earlier.answers, pack.questions.iter());
        Self {
            id: earlier.id.clone(),
            today: earlier.today,
            said: earlier.said,
            how: earlier.how,
            still_so: interview.is_still_so(),
            asked: answers.asked(pack),
            answers,
        }
    }
}

impl<V> Screening<V> {
    /// The SHA-256, in hexadecimal, of what somebody decides on: the pack, the answers in their order, and
    /// the day of the treatment.
    #[must_use]
    pub fn decided_on(&self) -> String {
        let day = self.treatment.and_then(|it| it.day(self.today));
        let mut hash = Sha256::new();
        hash.update(self.pack.sha256.as_bytes());
        hash.update([0]);
        hash.update(day.map(|it| it.to_string()).unwrap_or_default());
        hash.update([0]);
        hash.update(serde_json::to_vec(&self.answers).unwrap_or_default());
        data_encoding::HEXLOWER.encode(&hash.finalize())
    }
}

impl<V: Serialize> Screening<V> {
    /// As it is saved: JSON with line breaks.
    ///
    /// # Errors
    /// When it can't be written as JSON; it always can.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// The JSON Schema of saved screenings, as the text of a file.
#[must_use]
pub fn schema() -> String {
    schema_of::<Screening<Report<'static>>>()
}
