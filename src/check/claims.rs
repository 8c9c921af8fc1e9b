//! Claims: what the articles that a pack began from say, and what became of each claim: where it is
//! asked, where it is told, or why it is neither.
//!
//! A place that is told is named with words that stand there. So a claim is lost neither with its
//! question or its paragraph, nor with the sentence.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::{
    problem::{Problem, Problems},
    text_of,
};
use crate::{
    clean,
    interview::plan,
    pack::{self, At, NameForm, Pack, PackError, WordsForm, nearest, read_form},
    text::Language,
};

/// The name of the list beside the cases.
pub const CLAIMS: &str = "claims.json";

/// A name, with its place.
type Name = At<String, NameForm>;

/// What articles claim, and what a pack makes of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "needlefit claims")]
pub struct ClaimFile {
    /// The JSON Schema with which an editor completes and explains this file. The program does
    /// not read it.
    #[serde(rename = "$schema")]
    #[schemars(example = &"./claims.schema.json")]
    _schema: Option<String>,
    /// The id of the pack that was made from these articles.
    #[schemars(example = &"microneedling")]
    pub pack: Name,
    /// The claims, numbered from 1.
    pub claims: Vec<Claim>,
}

/// One claim of one article.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(example = json!({
    "number": 8, "article": "article-000", "claim": "Not a cure", "check": "holds",
    "told": [{ "in": "expect", "says": "It is not a cure." }]
}))]
pub struct Claim {
    /// Its number: one more than that of the claim before it, the first is 1.
    #[schemars(range(min = 1))]
    pub number: At<usize>,
    /// The article that says so: an id of the pack's `sources`.
    #[schemars(example = &"article-000")]
    pub article: Name,
    /// What it says, in a few words.
    #[schemars(with = "WordsForm", example = "Not a cure")]
    pub claim: String,
    /// What came of holding it against the evidence.
    pub check: Check,
    /// Where it is asked: ids of questions, whose outcomes say what it means.
    #[serde(default)]
    pub asked: Vec<Name>,
    /// Where it is told.
    #[serde(default)]
    pub told: Vec<Told>,
    /// Why it is not said as the article says it. Needed where it is neither asked nor told, and
    /// where it is not repeated or out of scope.
    #[schemars(with = "Option<WordsForm>", example = "Ice-pick scars respond least.")]
    pub why: Option<String>,
}

/// A place where something is told, and words that stand there.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// An id of the course, the preparation, the aftercare, the warning signs or the warnings.
    #[serde(rename = "in")]
    #[schemars(example = &"expect")]
    pub place: Name,
    /// Some of its words, as people read them.
    #[schemars(with = "WordsForm", example = &"It is not a cure.")]
    pub says: At<String>,
}

/// What came of holding a claim against the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// It agrees with the evidence.
    Holds,
    /// It is repeated with a limit only.
    WithLimits,
    /// Sources differ: the range is told.
    Range,
    /// The articles contradict each other, or the evidence: what is told instead was decided.
    Conflict,
    /// It is about something that this pack does not ask for.
    OutOfScope,
    /// It is not repeated.
    NotRepeated,
}

impl ClaimFile {
    /// Reads it from the bytes of a file; `file` is what errors call it.
    ///
    /// # Errors
    /// Everything that is wrong with its form.
    pub fn from_bytes(file: &str, bytes: &[u8]) -> Result<Self, PackError> {
        read_form(file, bytes)
    }
}

/// What is wrong with a list of claims, held against its pack: what is lost.
#[must_use]
pub fn check(pack: &Pack, file: &str, bytes: &[u8]) -> Vec<Problem> {
    let read = match ClaimFile::from_bytes(file, bytes) {
        Ok(read) => read,
        Err(error) => return error.faults.into_iter().map(Problem::of_reading).collect(),
    };
    let text = text_of(bytes);
    let mut problems = Problems::new(&text);
    if *read.pack == pack.id {
        let lost = (1..)
            .zip(&read.claims)
            .flat_map(|(number, claim)| of_claim(pack, number, claim));
        for (span, says) in lost {
            problems.error("claim-lost", &span, "", says);
        }
    } else {
        let other = clean::echo(&read.pack);
        let says = format!(
            "These claims are of the pack `{other}`, and this is `{}`.",
            pack.id
        );
        // all else in it is about that pack
        problems.error("claim-lost", &read.pack.span, "", says);
    }
    problems.into_sorted()
}

/// What is wrong with a claim, each with its place.
fn of_claim(pack: &Pack, number: usize, claim: &Claim) -> Vec<(Range<usize>, String)> {
    let mut lost = Vec::new();
    if *claim.number != number {
        let says = format!("This is claim {number}: a claim before it is lost, or stands twice.");
        lost.push((claim.number.span.clone(), says));
    }
    let is_source = |name: &Name| pack.sources.iter().any(|it| it.id == **name);
    if !is_source(&claim.article) {
        let known = pack.sources.iter().map(|it| it.id.as_str());
        lost.push((claim.article.span.clone(), gone(&claim.article, known)));
    }
    for asked in &claim.asked {
        if pack.question(asked).is_none() {
            let known = pack.questions.iter().map(|it| it.id.as_str());
            lost.push((asked.span.clone(), gone(asked, known)));
        }
    }
    let places = places(pack);
    for told in &claim.told {
        let mut texts = places
            .iter()
            .filter(|(id, _)| *id == *told.place)
            .peekable();
        if texts.peek().is_none() {
            let known = places.iter().map(|(id, _)| *id);
            lost.push((told.place.span.clone(), gone(&told.place, known)));
        } else if !texts.any(|(_, says)| says.contains(&*told.says)) {
            let (says, place) = (clean::echo(&told.says), clean::echo(&told.place));
            let says = format!("`{place}` does not say \"{says}\" any more.");
            lost.push((told.says.span.clone(), says));
        }
    }
    let nowhere = claim.asked.is_empty() && claim.told.is_empty();
    let not_said = matches!(claim.check, Check::OutOfScope | Check::NotRepeated);
    if claim.why.is_none() && (nowhere || not_said) {
        let says = "Say by `why` why this is not asked or told as the article has it.";
        lost.push((claim.number.span.clone(), says.to_owned()));
    }
    lost
}

fn gone<'n>(name: &Name, known: impl Iterator<Item = &'n str>) -> String {
    let hint = nearest(name, known).map(|it| format!(" Did you mean `{it}`?"));
    let name = clean::echo(name);
    format!("There is no `{name}`.{}", hint.unwrap_or_default())
}

/// Every place where a pack tells something besides the verdict, by its id, with what it says.
fn places(pack: &Pack) -> Vec<(&str, String)> {
    let language = Language::english();
    let course =
        (pack.course.iter()).map(|it| (&*it.id, format!("{} {}", it.title, it.says.join(" "))));
    let items = pack.items().map(|it| (&*it.id, it.says.clone()));
    let periods = pack.aftercare.periods.iter();
    let periods = periods.filter_map(|it| Some((&*it.id, it.expect.as_ref()?.says.clone())));
    let topics = pack.aftercare.topics.iter();
    let topics = topics.map(|it| (&*it.id, plan::answer(it, language)));
    let signs = (pack.warning_signs.iter()).map(|it| (&*it.id, it.signs.join(" ")));
    let warnings = pack.warnings.iter().map(|it| (&*it.id, it.says.clone()));
    let told = course.chain(items).chain(periods).chain(topics);
    told.chain(signs).chain(warnings).collect()
}

/// The JSON Schema of such lists, as the text of a file.
#[must_use]
pub fn schema() -> String {
    pack::schema_of::<ClaimFile>()
}
