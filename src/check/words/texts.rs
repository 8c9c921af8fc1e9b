//! Every text of a pack that is judged, as people read it.

use crate::{
    check::budget::{Budget, TooLarge},
    pack::{
        Kind, Pack, Question,
        read::notes::{self, Notes, Owner, Role},
    },
    text,
};

/// A text, and what a person knows by the time it is read.
#[derive(Debug)]
pub struct Text<'n> {
    /// Where it stands, what it is there for and what it belongs to.
    pub noted: &'n notes::Text,
    /// As it is read: with the waits filled in, and an answer in place of `{answer}`.
    pub reads: String,
    /// What was asked by the time it is read: the question it belongs to, and those above that one.
    pub asked: Vec<&'n str>,
}

/// What reading a byte of a text costs, in steps of the budget.
const STEPS_PER_BYTE: usize = 4;

/// Every text of a pack but what is fixed, in no particular order; none where they are more than
/// the budget allows. The titles of sources are citations, and what a promise rests on is for the
/// authors of the pack.
#[must_use]
pub fn texts<'n>(pack: &'n Pack, notes: &'n Notes, budget: &Budget) -> Option<Vec<Text<'n>>> {
    let judged = notes.texts.iter().filter(|text| text.role != Role::Fixed);
    let texts = judged.map(|noted| {
        let question = question_of(pack, noted);
        let answer = question.map_or_else(String::new, an_answer);
        // an answer can be as long as a text, and stand in it hundreds of times
        let answers = noted.says.matches("{answer}").count() * answer.len();
        let steps = (noted.says.len() + answers) * STEPS_PER_BYTE;
        budget.spend(steps, || TooLarge::Texts).then(|| Text {
            noted,
            reads: text::fill(&noted.says, &[("answer", &answer)]),
            asked: match noted.owner {
                Owner::List(list) => pack
                    .lists
                    .get(list)
                    .map(|it| &*it.ask)
                    .into_iter()
                    .collect(),
                _ => asked(pack, question),
            },
        })
    });
    texts.collect()
}

/// The question that a text belongs to, if it does to one.
#[must_use]
pub fn question_of<'p>(pack: &'p Pack, text: &notes::Text) -> Option<&'p Question> {
    match text.owner {
        Owner::Question(number) => pack.questions.get(number),
        Owner::List(_) | Owner::Other => None,
    }
}

/// A question and those that lead to it, the first of them first.
fn asked<'p>(pack: &'p Pack, question: Option<&'p Question>) -> Vec<&'p str> {
    let up = std::iter::successors(question, |question| pack.parent(question))
        .map(|question| question.ask.as_str());
    let mut asked: Vec<&str> = up.collect();
    asked.reverse();
    asked
}

/// An answer of the longest form that a sentence with `{answer}` is likely to meet.
fn an_answer(question: &Question) -> String {
    match &question.kind {
        Kind::Date { .. } => "on 30 September 2026".to_owned(),
        Kind::Number(range) => range.max.to_string(),
        Kind::YesNo | Kind::Choice(_) | Kind::Choices(_) | Kind::Text => {
            let options = question.options().iter().map(|option| &option.says);
            options
                .max_by_key(|says| says.len())
                .cloned()
                .unwrap_or_default()
        }
    }
}
