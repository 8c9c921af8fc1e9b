//! What the pack itself promises.

use std::ops::Range;

use biodivine_lib_bdd::Bdd;

use super::Proofs;
use crate::{
    check::{diagrams::MayFind, logic::word, problem::Problems},
    pack::{
        Kept, Length, Level, Pack, Promise, Question, Test, Until,
        meaning::{self, World},
    },
    text::Language,
};

impl Proofs<'_, '_> {
    pub(super) fn promises_of_the_pack(&self, problems: &mut Problems<'_>) {
        let pack = self.diagrams.pack;
        for (promise, place) in pack.promises.iter().zip(&self.notes.promises) {
            for kept in &promise.kept {
                if let Kept::NotKnowing(numbers) = kept {
                    self.not_knowing_is_listed(numbers, (place, &promise.id), problems);
                    continue;
                }
                let about = self.about(promise, kept);
                let broken = self.diagrams.and_not(&about, &self.keeps(kept));
                let says = format!(
                    "It is promised that {}, and these answers break it: {}",
                    kept_in_words(pack, kept),
                    promise.because
                );
                self.note(problems, ("promise", place, &promise.id), &broken, &says);
            }
        }
    }

    /// Not knowing is no concern at these questions alone; that is so of no answers or of all.
    fn not_knowing_is_listed(
        &self,
        numbers: &[usize],
        (place, id): (&Range<usize>, &str),
        problems: &mut Problems<'_>,
    ) {
        for question in self.diagrams.pack.not_knowing() {
            if !numbers.contains(&question.number) {
                let says = format!(
                    "Not knowing is no concern at `{}`, and this promises that it is one there.",
                    question.id
                );
                problems.error("not-knowing", place, id, says);
            }
        }
    }

    /// For which of these answers something is promised.
    pub(super) fn about(&self, promise: &Promise, kept: &Kept) -> Bdd {
        let when = meaning::holds_of_pack(self.diagrams, self.diagrams.pack, &promise.when);
        let Some((question, span)) = waiting(self.diagrams.pack, kept) else {
            return when;
        };
        let today = self.diagrams.space.days.of_treatment();
        let open = self.diagrams.date(question, |day| span.after(day) > today);
        self.diagrams.and(&when, &open)
    }

    /// For which answers it holds.
    fn keeps(&self, kept: &Kept) -> Bdd {
        match kept {
            // the second is of no answers or of all: looked at by itself
            Kept::AtLeast(Level::NoConcern) | Kept::NotKnowing(_) => self.diagrams.constant(true),
            Kept::AtLeast(level) => self.at_least(*level).clone(),
            Kept::Finds(number, level) => {
                let question = self.diagrams.pack.questions.get(*number);
                let found = question.map_or(&[][..], |question| self.found_at(question));
                let found = found.iter().filter(|it| it.level() >= *level);
                self.diagrams.any(found.map(|it| &it.holds))
            }
            Kept::Waits { .. } => {
                let Some((question, span)) = waiting(self.diagrams.pack, kept) else {
                    return self.diagrams.constant(false);
                };
                let long = self.found_at(question).iter().map(|it| {
                    let ends = |day| {
                        let until = it.outcome.iter().flat_map(|outcome| &outcome.until);
                        until.into_iter().any(|until| {
                            matches!(until, Until::AnswerPlus(wait)
                                if wait.length.after(day) >= span.after(day))
                        })
                    };
                    self.diagrams
                        .and(&it.holds, &self.diagrams.date(question, ends))
                });
                let long: Vec<Bdd> = long.collect();
                self.diagrams.any(&long)
            }
            Kept::First(event, then) => {
                let found = self.findings.iter().filter(|it| {
                    let until = it.outcome.iter().flat_map(|outcome| &outcome.until);
                    until.into_iter().any(|until| match until {
                        Until::Event(first, wait) => {
                            let wait = wait.as_ref().map(|wait| wait.length);
                            first.id == event.id && is_as_long(wait, *then)
                        }
                        Until::AnswerPlus(_) => false,
                    })
                });
                self.diagrams.any(found.map(|it| &it.holds))
            }
            Kept::NoOverride(number) => {
                let question = self.diagrams.pack.questions.get(*number);
                let found = question.map_or(&[][..], |question| self.found_at(question));
                let firm = |it: &&MayFind<'_>| it.outcome.is_some_and(|it| it.no_override);
                self.diagrams
                    .any(found.iter().filter(firm).map(|it| &it.holds))
            }
            Kept::Warns(place) => {
                let pack = self.diagrams.pack;
                pack.warnings.get(*place).map_or_else(
                    || self.diagrams.constant(false),
                    |it| meaning::holds_of_pack(self.diagrams, pack, &it.when),
                )
            }
        }
    }
}

/// The question and the span of a promised wait.
fn waiting<'p>(pack: &'p Pack, kept: &Kept) -> Option<(&'p Question, Length)> {
    match kept {
        Kept::Waits {
            question,
            within: Test::Within(_, span),
        } => Some((pack.questions.get(*question)?, span.length)),
        _ => None,
    }
}

/// What is promised, after "it is promised that".
#[must_use]
pub fn kept_in_words(pack: &Pack, kept: &Kept) -> String {
    let english = Language::english();
    let id = |number: &usize| pack.questions.get(*number).map_or("", |it| it.id.as_str());
    match kept {
        Kept::AtLeast(level) => format!("the level is at least `{}`", word(*level)),
        Kept::Finds(number, level) => format!(
            "something of level `{}` or higher is found at `{}`",
            word(*level),
            id(number)
        ),
        Kept::Waits { question, .. } => {
            let span = waiting(pack, kept).map(|(_, span)| span.says(english));
            format!(
                "there is a wait, and it ends no sooner than {} after the date at `{}`",
                span.unwrap_or_default(),
                id(question)
            )
        }
        Kept::First(event, None) => format!("`{}` comes first", event.id),
        Kept::First(event, Some(then)) => format!(
            "`{}` comes first, and then at least {}",
            event.id,
            then.says(english)
        ),
        Kept::NoOverride(number) => format!(
            "something is found at `{}` that nobody may override",
            id(number)
        ),
        Kept::NotKnowing(numbers) => {
            let ids: Vec<&str> = numbers.iter().map(id).collect();
            format!(
                "not knowing is no concern at these alone: {}",
                ids.join(", ")
            )
        }
        Kept::Warns(place) => {
            let warning = pack.warnings.get(*place);
            format!("the warning `{}` is given", warning.map_or("", |it| &it.id))
        }
    }
}

/// Whether a wait, if there is one, is as long as promised.
fn is_as_long(wait: Option<Length>, promised: Option<Length>) -> bool {
    promised.is_none_or(|promised| wait.is_some_and(|it| it.is_never_shorter_than(promised)))
}
