//! What a question asks, as a hash: whether an answer was given to the same question.
//!
//! It is of what the person decides by: the kind, the words in the language in which the pack was
//! written, the options, the range. Why it is asked and what its answers mean are not in it: an answer
//! stays one when these change.

use std::fmt::Write as _;

use super::{
    content::Pack,
    medical::word,
    question::{Kind, Question},
};
use crate::text::translation::hash;

impl Pack {
    /// The hash of a question as it is asked; the same in every language of the pack.
    #[must_use]
    pub fn hash_as_asked(&self, question: &Question) -> String {
        let written = self.as_written();
        let question = written.counterpart(question).unwrap_or(question);
        let mut asked = String::new();
        let mut add = |name: &str, says: &str| {
            // with its length, so that no text can be taken for the end of one and the start of another
            let _ = writeln!(asked, "{name} {} {says}", says.len());
        };
        add("kind", question.kind.name());
        add("ask", &question.ask);
        if let Some(tick) = &question.tick {
            add("tick", tick);
        }
        if let Some(list) = &question.list {
            add("list", &list.ask);
        }
        for option in question.options() {
            add("option", &option.id);
            add("says", &option.says);
        }
        match &question.kind {
            Kind::Number(range) => add("range", &format!("{} {}", range.min, range.max)),
            Kind::Date {
                about, or_weeks, ..
            } => {
                add("about", &word(about));
                if let Some(weeks) = or_weeks {
                    add("or weeks", &weeks.says);
                    add("of", &word(weeks.of.length));
                }
            }
            Kind::YesNo | Kind::Choice(_) | Kind::Choices(_) | Kind::Text => {}
        }
        hash(&asked)
    }
}
