//! What a question may say, beyond its form.

use std::ops::Range;

use super::{
    file,
    resolver::{Resolver, Subject},
};
use crate::pack::{
    limits::{LARGEST_NUMBER, MOST_FORMS, MOST_OPTIONS, MOST_OUTCOMES, MOST_QUESTIONS},
    meaning::{self, Chance, World, holds},
    options::OptionSet,
    question::{Kind, Question, Test, When},
    values::{About, Level, Range as Numbers},
};

/// Whether the pack is of a size that is worth reading on.
pub(super) fn check_size(resolver: &mut Resolver<'_>, file: &file::PackFile) -> bool {
    fn count(questions: &[file::Question]) -> usize {
        let follow_ups = questions.iter().flat_map(|question| &question.follow_up);
        questions.len()
            + follow_ups
                .map(|follow_up| count(&follow_up.ask))
                .sum::<usize>()
    }
    let sections = &file.sections;
    let mut questions = sections.iter().flat_map(|section| &section.questions);
    // else everybody would be told that nothing was found
    if questions.all(|question| question.kind == file::Kind::Text) {
        resolver.fault(
            &(0..0),
            "A pack asks at least one question that is not of kind `text`.",
        );
        return false;
    }
    let counts = [
        (
            "questions",
            sections
                .iter()
                .map(|section| count(&section.questions))
                .sum(),
        ),
        ("sections", sections.len()),
        (
            "lists",
            sections.iter().map(|section| section.lists.len()).sum(),
        ),
    ];
    let too_many = counts.iter().find(|(_, count)| *count > MOST_QUESTIONS);
    if let Some((what, _)) = too_many {
        resolver.fault(
            &(0..0),
            format!("A pack has {MOST_QUESTIONS} {what} at most."),
        );
    }
    let forms: usize = file.glossary.iter().map(|term| 1 + term.forms.len()).sum();
    // each is looked for in every text
    if forms > MOST_FORMS {
        resolver.fault(
            &(0..0),
            format!("A glossary has {MOST_FORMS} words at most, all forms counted."),
        );
    }
    too_many.is_none() && forms <= MOST_FORMS
}

/// The kind of a question, with what belongs to that kind and nothing else.
pub(super) fn kind(resolver: &mut Resolver<'_>, question: &file::Question) -> Kind {
    let takes_options = matches!(question.kind, file::Kind::Choice | file::Kind::Choices);
    let at = &question.id.span;
    if takes_options && question.options.len() < 2 {
        resolver.fault(at, "A choice needs at least two `options`.");
    }
    if question.options.len() > MOST_OPTIONS {
        resolver.fault(
            at,
            format!("A question has {MOST_OPTIONS} options at most."),
        );
    }
    if question.outcomes.len() > MOST_OUTCOMES {
        resolver.fault(
            at,
            format!("A question has {MOST_OUTCOMES} outcomes at most."),
        );
    }
    let misplaced = [
        ("options", !question.options.is_empty(), takes_options),
        (
            "range",
            question.range.is_some(),
            question.kind == file::Kind::Number,
        ),
        (
            "about",
            question.about.is_some(),
            question.kind == file::Kind::Date,
        ),
        (
            "reach",
            question.reach.is_some(),
            question.kind == file::Kind::Date,
        ),
        (
            "or_weeks",
            question.or_weeks.is_some(),
            question.kind == file::Kind::Date,
        ),
    ];
    for (field, stands_here, belongs_here) in misplaced {
        if stands_here && !belongs_here {
            resolver.fault(
                at,
                format!("`{field}` does not belong to this kind of question."),
            );
        }
    }
    match question.kind {
        file::Kind::YesNo => Kind::YesNo,
        file::Kind::Choice => Kind::Choice(resolver.options(&question.options)),
        file::Kind::Choices => Kind::Choices(resolver.options(&question.options)),
        file::Kind::Text => Kind::Text,
        file::Kind::Number => {
            let range = question.range.unwrap_or(Numbers { min: 1, max: 0 });
            if range.min > range.max {
                resolver.fault(at, "A number needs a `range` from `min` up to `max`.");
            } else if range.max > LARGEST_NUMBER {
                resolver.fault(
                    at,
                    format!("A `range` goes up to {LARGEST_NUMBER} at most."),
                );
            }
            Kind::Number(range)
        }
        file::Kind::Date => {
            if let (Some(about), Some(reach)) = (question.about, &question.reach) {
                let reach = resolver.find_wait(reach);
                let or_weeks = question.or_weeks.as_ref();
                if or_weeks.is_some() && about == About::Past {
                    let says = "`or_weeks` is for what ends: a date that lies ahead.";
                    resolver.fault(at, says);
                }
                let or_weeks = or_weeks.map(|it| resolver.or_weeks(it));
                return Kind::Date {
                    about,
                    reach,
                    or_weeks,
                };
            }
            resolver.fault(at, "A date needs `about` (past or future) and `reach`.");
            Kind::Text
        }
    }
}

/// The rules of the design for one question.
pub(super) fn check_question(
    resolver: &mut Resolver<'_>,
    question: &file::Question,
    kind: &Kind,
    is_follow_up: bool,
) {
    let at = &question.id.span;
    if question.together.is_some() != question.tick.is_some() {
        resolver.fault(at, "`together` and `tick` need each other.");
    }
    if question.together.is_some() && !matches!(kind, Kind::YesNo) {
        resolver.fault(at, "Only a `yes_no` question can stand in a list.");
    }
    if let Some(each_time) = &question.each_time
        && **each_time
        && is_follow_up
    {
        let says = "Only a topic is asked again `each_time`: what it leads on to follows it.";
        resolver.fault(&each_time.span, says);
    }
    if let Some(may) = &question.clinic_may_answer
        && **may
        && (is_follow_up || !matches!(kind, Kind::YesNo))
    {
        // of a "no" it is proved that any other answer adds: so it is clear which of two counts
        let says = "A clinic may answer topics of kind `yes_no` alone: what it knows of its device and \
                    its products, never what only a patient can know.";
        resolver.fault(&may.span, says);
    }
    if let Some(help) = &question.help
        && **help
        && !resolver.has_help
    {
        let says = "This pack has no `help` that could stand here. Say at its top whom to call.";
        resolver.fault(&help.span, says);
    }
    if let (Some(shown), Kind::Number(_) | Kind::Date { .. } | Kind::Text) =
        (question.pictures.first(), kind)
    {
        let says = "A picture stands at options: where one types there is no key for it.";
        resolver.fault(&shown.of.span, says);
    }
    if let Some(follow_up) = question.follow_up.first() {
        let at = &follow_up.when.span;
        match kind {
            Kind::Date { .. } => resolver.fault(at, DATE_OPENS_NOTHING),
            // a proof looks at no text: it could not tell a blank, which opens nothing, from words
            Kind::Text => resolver.fault(
                at,
                "A text opens no questions: it may always be left out, and then they would never be asked.",
            ),
            Kind::YesNo | Kind::Choice(_) | Kind::Choices(_) | Kind::Number(_) => {}
        }
    }
}

const DATE_OPENS_NOTHING: &str =
    "A date opens no questions: else what is asked would change with the calendar.";

/// The rules for what opens a follow-up.
pub(super) fn check_gate(
    resolver: &mut Resolver<'_>,
    parent: usize,
    when: &When,
    span: &Range<usize>,
) {
    let says_no = resolver.read(parent).and_then(|parent| {
        let no = parent.no()?;
        Some(SaysNo { parent, no })
    });
    if says_no.is_some_and(|world| holds(&world, parent, when).can_hold) {
        resolver.fault(
            span,
            "\"No\" opens no questions: a \"no\" is the end of a matter.",
        );
    }
    if reads_calendar(parent, when) {
        resolver.fault(span, DATE_OPENS_NOTHING);
    }
}

/// Whether a condition that stands in a question holds on some days and not on others.
fn reads_calendar(question: usize, when: &When) -> bool {
    let mut reads = false;
    meaning::each_test(question, when, &mut |_, test| {
        reads |= matches!(test, Test::Within(..) | Test::Over(..) | Test::Ahead);
    });
    reads
}

/// The rule for what ends the questions: its condition, in the question of this number.
pub(super) fn check_end(
    resolver: &Resolver<'_>,
    question: usize,
    when: &When,
    span: &Range<usize>,
) {
    if reads_calendar(question, when) {
        resolver.fault(
            span,
            "A date ends no questions: else what is asked would change with the calendar.",
        );
    }
}

/// A world in which one question is answered "no" and nothing else is known.
struct SaysNo<'q> {
    parent: &'q Question,
    no: OptionSet,
}

impl World for SaysNo<'_> {
    type Truth = Chance;

    fn constant(&self, holds: bool) -> Chance {
        Chance::known(holds)
    }

    fn and(&self, one: &Chance, other: &Chance) -> Chance {
        one.and(*other)
    }

    fn or(&self, one: &Chance, other: &Chance) -> Chance {
        one.or(*other)
    }

    fn not(&self, truth: &Chance) -> Chance {
        truth.not()
    }

    fn test(&self, question: usize, test: &Test) -> Chance {
        if question != self.parent.number {
            return Chance::OPEN;
        }
        Chance::known(meaning::passes_with(self.no, test))
    }

    fn is_the_day(&self) -> bool {
        true
    }

    fn asked(&self, _: usize) -> Chance {
        Chance::OPEN
    }
}

/// The rules for an outcome.
pub(super) fn check_outcome(
    resolver: &mut Resolver<'_>,
    outcome: &file::Outcome,
    subject: Subject<'_>,
) {
    let at = &outcome.level.span;
    match (outcome.level.value == Level::Wait, outcome.until.is_empty()) {
        (true, true) => resolver.fault(
            at,
            "`wait` and `until` need each other: say with `until` when the wait is over, or write \
             another level, such as `clinician`.",
        ),
        (false, false) => resolver.fault(
            at,
            "`wait` and `until` need each other: write the level `wait`, or take out `until`.",
        ),
        _ => {}
    }
    if matches!(subject.kind, Kind::Text) {
        resolver.fault(at, "A text is never part of a verdict.");
    }
    if outcome.mention && outcome.level.value != Level::NoConcern {
        let says = "A `mention` is of the level `no_concern`: all else is said anyway.";
        resolver.fault(at, says);
    }
    if outcome.no_override && outcome.level.value == Level::NoConcern {
        let says = "Where nothing is of concern, there is nothing to override.";
        resolver.fault(at, says);
    }
    if outcome.ends && !matches!(subject.kind, Kind::Number(_)) {
        // a "no" that is turned into something else could then hide what
        // another topic found
        resolver.fault(at, "Only a number can end the questions.");
    }
}

/// The tests that each kind of question takes.
pub(super) fn check_test(
    resolver: &Resolver<'_>,
    test: &file::When,
    span: &Range<usize>,
    on: Subject<'_>,
) {
    let fits = match test {
        file::When::Is(_) | file::When::AnyOf(_) | file::When::NoneOf(_) => {
            matches!(on.kind, Kind::YesNo | Kind::Choice(_) | Kind::Choices(_))
        }
        file::When::AllOf(_) => matches!(on.kind, Kind::Choices(_)),
        file::When::Below(_) | file::When::AtLeast(_) => matches!(on.kind, Kind::Number(_)),
        file::When::Within(_) | file::When::Over(_) => matches!(on.kind, Kind::Date { .. }),
        file::When::Ahead => matches!(
            on.kind,
            Kind::Date {
                about: About::Future,
                ..
            }
        ),
        _ => !matches!(on.kind, Kind::Text),
    };
    if !fits {
        let says = format!(
            "`{}` does not take this test: it is of another kind.",
            on.id
        );
        resolver.fault(span, says);
    }
}
