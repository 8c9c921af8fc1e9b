//! The verdict held against the proof, on any pack and any answers.
use std::collections::HashMap;

use jiff::civil::{Date, date};
use needlefit::{
    check::{
        budget::Budget,
        conditions::tests_of,
        diagrams::Diagrams,
        space::{Cut, Space},
    },
    interview::{
        Answer, Answers, Days, PartialDate, Treatment, passes, path::Path, verdict::Verdict,
    },
    pack::{About, Kind, Level, OptionSet, Pack, Test, meaning},
};

use super::made::Chance;

/// Days to be proved on: a month's end, a leap day, and any.
pub const DAYS: [Date; 4] = [
    date(2027, 2, 28),
    date(2028, 2, 29),
    date(2026, 8, 31),
    date(2026, 11, 21),
];

/// Holds the verdicts on any answers against what the diagrams of a pack say: for a treatment on a
/// day, for none, and for one that was booked for that day before it, which the diagrams for none stand
/// for. `json` is the pack as it is written, to be shown where they differ.
pub fn agree(pack: &Pack, day: Date, count: usize, chance: &mut Chance, json: &str) {
    let before = day - jiff::Span::new().days(1 + i64::try_from(chance.below(60)).unwrap());
    let booked = Days::new(before, Treatment::On(day)).unwrap();
    for (of_space, of_path) in [
        (Days::today(day), Days::today(day)),
        (Days::not_booked(day), Days::not_booked(day)),
        (Days::not_booked(day), booked),
    ] {
        let mut sets = (0..count).map(|_| any_answers(pack, of_path.today, chance));
        agree_for(pack, (of_space, of_path), &mut sets, json);
    }
}

fn agree_for(
    pack: &Pack,
    (of_space, of_path): (Days, Days),
    sets: &mut dyn Iterator<Item = Answers>,
    json: &str,
) {
    let budget = Budget::default();
    let space = Space::new(&[pack], of_space, &budget).unwrap();
    let diagrams = Diagrams::new(pack, &space);
    let may_find = diagrams.findings();
    let at_least = [Level::Clinician, Level::Wait, Level::NotSuitable].map(|level| {
        let found = may_find.iter().filter(|it| it.level() >= level);
        (level, diagrams.any(found.map(|it| &it.holds)))
    });
    let places = Places::new(pack, &space);
    for answers in sets {
        let path = Path::new(pack, &answers, of_path);
        let verdict = Verdict::of(&path);
        let holds = |diagram| space.holds(diagram, |cut| places.find(cut, &answers));
        for (level, found) in &at_least {
            assert_eq!(
                verdict.level >= *level,
                holds(found),
                "{level:?}\n{json}\n{}",
                written(pack, &answers)
            );
        }
        for it in &may_find {
            let found = meaning::findings(&path, it.question)
                .any(|(outcome, found)| found && same(outcome, it.outcome));
            assert_eq!(
                found,
                holds(&it.holds),
                "{}\n{json}\n{}",
                it.question.id,
                written(pack, &answers)
            );
        }
    }
}

fn same<T>(one: Option<&T>, other: Option<&T>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => std::ptr::eq(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

fn written(pack: &Pack, answers: &Answers) -> String {
    let questions = pack.questions.iter();
    let given = questions.filter_map(|it| Some((&it.id, answers.get(it.number)?.to_json(it))));
    serde_json::to_string(&given.collect::<HashMap<_, _>>()).unwrap()
}

/// Where an answer falls among the answers that stand for all: the one that passes the same tests.
struct Places<'p> {
    space: &'p Space<'p>,
    questions: HashMap<&'p str, Kinds>,
}

/// The number of a question, what its answers are tested for, and what each of those that stand
/// for all passes.
type Kinds = (usize, Vec<Test>, Vec<Vec<bool>>);

impl<'p> Places<'p> {
    fn new(pack: &'p Pack, space: &'p Space<'p>) -> Self {
        let tests = tests_of(pack);
        let questions = pack
            .questions
            .iter()
            .zip(tests)
            .filter_map(|(question, mut tests)| {
                // what no test tells apart is still known or not
                tests.extend([Test::Answered, Test::NotSure]);
                let cut = space.cut(&question.id)?;
                let kinds = cut.answers.iter().map(|answer| {
                    let answer = Answer::from_json(question, answer, space.days.today).unwrap();
                    tests
                        .iter()
                        .map(|test| passes(answer.as_ref(), test, space.days))
                        .collect()
                });
                let kinds = kinds.collect();
                Some((question.id.as_str(), (question.number, tests, kinds)))
            });
        Self {
            space,
            questions: questions.collect(),
        }
    }

    fn find(&self, cut: &Cut<'p>, answers: &Answers) -> Option<(usize, Vec<usize>)> {
        let (number, tests, kinds) = &self.questions[cut.id];
        let answer = answers.get(*number)?;
        if let (Answer::Chosen(options), false) = (answer, cut.options.is_empty()) {
            return Some((0, options.places().collect()));
        }
        let passed: Vec<bool> = tests
            .iter()
            .map(|test| passes(Some(answer), test, self.space.days))
            .collect();
        let place = kinds
            .iter()
            .position(|kind| *kind == passed)
            .expect("a kind for every answer");
        Some((place, Vec::new()))
    }
}

/// Any answers, some of them blank.
pub fn any_answers(pack: &Pack, today: Date, chance: &mut Chance) -> Answers {
    let mut answers = Answers::default();
    for question in &pack.questions {
        let options = question.option_ids().count();
        let answer = match (&question.kind, chance.below(8)) {
            (_, 0) => continue,
            (Kind::Text, _) => Answer::Text(String::new()),
            (_, 1) => Answer::Unsure,
            (_, 2) => Answer::Declined,
            (Kind::YesNo | Kind::Choice(_), _) => {
                Answer::Chosen(OptionSet::of(chance.below(options)))
            }
            (Kind::Choices(_), _) => {
                let bits = 1 + chance.below((1 << options) - 1);
                Answer::Chosen(
                    (0..options)
                        .filter(|place| bits >> place & 1 == 1)
                        .collect(),
                )
            }
            (Kind::Number(_), _) => Answer::Number(u32::try_from(chance.below(101)).unwrap()),
            (Kind::Date { about, .. }, _) => {
                let days = jiff::Span::new().days(i64::try_from(chance.below(450)).unwrap());
                let day = match about {
                    About::Past => today.checked_sub(days),
                    About::Future => today.checked_add(days).map(|day| {
                        day.min(today.checked_add(jiff::Span::new().days(250)).unwrap())
                    }),
                };
                Answer::Date(PartialDate::Day(day.unwrap()))
            }
        };
        answers.set(question, answer);
    }
    answers
}
