//! What must hold for all answers to the shipped pack, tried on many.
//!
//! What `needlefit check` proves over all answers (`src/check/proofs.rs`) is here
//! tried on the interview itself.
use crate::common::{
    PACK, TODAY, any_answer, any_answers,
    chance::cases,
    healthy, verdict,
    walk::{answer_screen, picks},
};
use jiff::ToSpan;
use needlefit::{
    interview::{
        Answer, Answers, Days, Event, Interview, Notice, PartialDate, Screen, Stage, Treatment,
        path::Path,
        verdict::{Ends, Finding, Verdict},
    },
    pack::{About, Kind, Level, OptionSet},
    sheet,
};
use proptest::prelude::*;

/// How wide a bar is looked at.
const COLUMNS: usize = 72;

/// The findings as (question, level, reason), so that two verdicts compare.
fn findings(answers: &Answers) -> Vec<(String, Level, String)> {
    verdict(&PACK, answers)
        .findings
        .iter()
        .map(|it| (it.question.id.clone(), it.level, it.reason.to_string()))
        .collect()
}

/// The topics that take a plain "no", and its option.
fn topics_with_no() -> Vec<(usize, OptionSet)> {
    let topics = PACK.questions.iter().filter(|it| it.is_topic());
    topics
        .filter_map(|it| {
            let no = it.option_ids().position(|id| id == "no")?;
            Some((it.number, OptionSet::of(no)))
        })
        .collect()
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn every_interview_ends_with_one_verdict(picks in picks()) {
        let mut interview = Interview::new(&PACK, TODAY).step(&Event::Start);
        let most = 1 + PACK.questions.len() + PACK.lists.len();
        let mut last = 0;
        for pick in picks.iter().cycle().take(most) {
            let Stage::Asking(screen) = interview.stage() else { break };
            let here = interview.progress().here;
            prop_assert!(here == last + 1, "{here} after {last}");
            last = here;
            interview = answer_screen(interview, screen, *pick);
        }
        prop_assert_eq!(interview.stage(), Stage::Review);
        let interview = interview.step(&Event::Confirm);
        prop_assert_eq!(interview.stage(), Stage::Summary);
        prop_assert!(interview.verdict().is_complete());
    }

    /// Back and forth, by way of Review and of edits: while one goes on, neither the position nor the
    /// bar falls. The number of all falls only where the questions end, and grows only by what an
    /// answer is said to open.
    #[test]
    fn progress_never_goes_backwards(walk in prop::collection::vec((any::<u16>(), 0..12_u8), 60)) {
        let mut interview = Interview::new(&PACK, TODAY).step(&Event::Start);
        for (pick, turn) in walk {
            let (was, bar) = (interview.progress(), interview.progress_in(COLUMNS));
            let rows = interview.review();
            let (next, goes_on) = match (interview.stage(), turn) {
                (Stage::Asking(_), 0) => (interview.clone().step(&Event::Back), false),
                (Stage::Asking(_), 1) => (interview.clone().step(&Event::Review), true),
                (Stage::Asking(screen), _) => {
                    (answer_screen(interview.clone(), screen, pick), true)
                }
                (Stage::Review, 0..6) => {
                    let (edited, _) = rows[usize::from(pick) % rows.len()];
                    (interview.clone().step(&Event::Edit(&edited.id)), true)
                }
                (Stage::Review, _) => (interview.clone().step(&Event::Back), false),
                _ => (interview.clone().step(&Event::Start), false),
            };
            let (is, bar_is) = (next.progress(), next.progress_in(COLUMNS));
            let said = sheet::position(&next);
            prop_assert!(is.here <= is.total && bar_is <= COLUMNS);
            prop_assert!(is.here < is.total || !is.more, "{said}");
            prop_assert_eq!(said.contains("or more"), is.more);
            // at the last one, which may still open more, it may want a little
            prop_assert!(bar_is < COLUMNS || is.here == is.total, "{bar_is} at {said}");
            if let Stage::Review = next.stage() {
                let to_answer = next.screens_to_answer().is_empty();
                prop_assert!(!to_answer || is.here == is.total && bar_is == COLUMNS, "{said}");
            }
            let changed = interview.is_editing() || next.is_editing();
            let back_before = was.here < interview.answered();
            if goes_on && !changed && !back_before {
                prop_assert!(is.here >= was.here && bar_is >= bar, "{was:?} then {is:?}");
                // another answer than before may close some, and bring others back with their answers
                let again = match interview.stage() {
                    Stage::Asking(Screen::List(list)) => interview
                        .members(list)
                        .iter()
                        .any(|it| interview.answers().get(it.number).is_some()),
                    Stage::Asking(screen) => interview.is_answered(screen),
                    _ => true,
                };
                let path = interview.path();
                let kept = PACK.questions.iter().any(|it| {
                    !path.holds(it) && interview.answers().get(it.number).is_some()
                });
                let ahead = interview.screens().into_iter().skip(was.here);
                let kept = kept || ahead.into_iter().any(|it| interview.is_answered(it));
                if is.total > was.total && !again && !kept {
                    let opened = Notice::Opened(is.total - was.total);
                    prop_assert_eq!(next.notice(), Some(&opened), "{:?} to {:?}", was, is);
                }
            }
            interview = next;
        }
    }

    /// Of answers on the path: what an answer off it contradicts is for `evaluate` alone.
    #[test]
    fn a_no_turned_into_anything_only_adds(
        (picks, change) in (picks(), picks()),
        which in any::<prop::sample::Index>(),
    ) {
        let topics = topics_with_no();
        let (number, no) = topics[which.index(topics.len())];
        let topic = &PACK.questions[number];
        let mut before = any_answers(&PACK, &picks);
        before.set(topic, Answer::Chosen(no));
        let mut after = before.clone();
        for (question, pick) in PACK.questions.iter().zip(&change) {
            if question.topic == topic.id {
                after.set(question, any_answer(question, *pick));
            }
        }
        let (was, is) = (verdict(&PACK, &before), verdict(&PACK, &after));
        prop_assert!(is.level >= was.level, "{}: {:?} became {:?}", topic.id, was.level, is.level);
        let (had, has) = (findings(&before), findings(&after));
        for finding in had.iter().filter(|(id, ..)| PACK.question(id).unwrap().topic != topic.id) {
            prop_assert!(has.contains(finding), "{} hid {finding:?}", topic.id);
        }
        for warning in &was.warnings {
            prop_assert!(is.warnings.iter().any(|it| it.id == warning.id));
        }
        prop_assert!(is.not_before >= was.not_before);
    }

    /// A booked day gives the verdict that the same answers get on that day with none booked, and
    /// names what would make the person wait today and no longer does.
    #[test]
    fn a_booked_day_is_judged_as_that_day(picks in picks(), ahead in 1_i32..800) {
        let mut answers = any_answers(&PACK, &picks);
        for question in &PACK.questions {
            // the last day of a month that is not over keeps to today
            if let (Kind::Date { about: About::Past, .. }, Some(Answer::Date(date))) =
                (&question.kind, answers.get(question.number))
                && date.last_day() > TODAY
            {
                answers.set(question, Answer::Date(PartialDate::Day(TODAY)));
            }
        }
        let day = TODAY + ahead.days();
        let verdict = |days| Verdict::of(&Path::new(&PACK, &answers, days));
        let booked = verdict(Days::new(TODAY, Treatment::On(day)).unwrap());
        let then = verdict(Days::not_booked(day));
        let now = verdict(Days::not_booked(TODAY));
        let told = |verdict: &Verdict<'_>| {
            // a date to come that has passed on that day is not known on it, and today it is
            let passed = |it: &&Finding<'_>| {
                let answer = answers.get(it.question.number);
                it.outcome.is_none() && matches!(answer, Some(Answer::Date(_)))
            };
            let findings = verdict.findings.iter().filter(|it| !it.is_mention());
            let findings = findings.filter(|it| !passed(it));
            let level = findings.clone().map(|it| it.level).max();
            let findings: Vec<_> = findings
                .map(|it| (it.question.number, it.level, it.reason.to_string(), it.not_before()))
                .collect();
            let events = verdict.events().len();
            (level, verdict.not_before, findings, events)
        };
        prop_assert_eq!(told(&booked), told(&then));
        // what cannot wait is judged by today
        let warnings = |verdict: &Verdict<'_>| -> Vec<_> {
            verdict.warnings.iter().map(|it| it.id.clone()).collect()
        };
        prop_assert_eq!(warnings(&booked), warnings(&now));
        prop_assert!(booked.level <= now.level, "to wait longer never makes it worse");
        // the program's own mentions; those of the pack have no end
        for mention in booked.mentions().filter(|it| it.outcome.is_none()) {
            let end = mention.not_before().unwrap();
            prop_assert!(TODAY < end && end <= day, "{} for {day}", end);
            let waited = now.findings.iter().any(|it| {
                it.question.number == mention.question.number && it.not_before() == Some(end)
            });
            prop_assert!(waited);
        }
        let over = now.findings.iter().filter(|it| it.level == Level::Wait);
        let over = over.filter(|it| it.until.iter().all(|end| matches!(end, Ends::On(_))));
        for wait in over.filter(|it| it.not_before() <= Some(day) && it.not_before() > Some(TODAY)) {
            let told = booked.findings.iter().any(|it| {
                it.question.number == wait.question.number && it.not_before() == wait.not_before()
            });
            prop_assert!(told);
        }
    }

    #[test]
    fn what_is_not_known_is_for_a_clinician(
        picks in picks(),
        which in any::<prop::sample::Index>(),
        how in 0..3,
    ) {
        let mut answers = any_answers(&PACK, &picks);
        let path = Path::new(&PACK, &answers, TODAY);
        let health: Vec<_> = path
            .questions()
            .filter(|it| !matches!(it.kind, Kind::Text))
            .filter(|it| how == 2 || it.not_knowing.is_none())
            .collect();
        let question = health[which.index(health.len())];
        match how {
            0 => answers.set(question, Answer::Unsure),
            1 => answers.set(question, Answer::Declined),
            _ => answers.clear(question),
        }
        let verdict = verdict(&PACK, &answers);
        prop_assert!(verdict.level >= Level::Clinician);
        prop_assert!(
            verdict.findings.iter().any(|it| it.question.id == question.id),
            "nothing is said about {}", question.id
        );
        prop_assert_eq!(verdict.is_complete(), how != 2);
    }

    #[test]
    fn no_concern_means_that_all_was_answered(picks in picks(), gaps in picks()) {
        let mut answers = healthy(&PACK);
        for (question, (pick, gap)) in PACK.questions.iter().zip(picks.iter().zip(&gaps)) {
            match gap % 64 {
                0 => answers.clear(question),
                1 => answers.set(question, any_answer(question, *pick)),
                _ => {}
            }
        }
        let verdict = verdict(&PACK, &answers);
        prop_assert!(verdict.level > Level::NoConcern || verdict.is_complete());
        prop_assert!(verdict.level > Level::NoConcern || verdict.warnings.is_empty());
    }

    #[test]
    fn back_and_then_forward_is_the_same_state(picks in picks(), stop in 1_usize..40) {
        let mut interview = Interview::new(&PACK, TODAY).step(&Event::Start);
        for pick in picks.iter().take(stop) {
            let Stage::Asking(screen) = interview.stage() else { break };
            interview = answer_screen(interview, screen, *pick);
        }
        let (stage, answers) = (interview.stage(), interview.answers().clone());
        // from Review, back is the last question
        let there = interview.step(&Event::Back).step(&Event::Forward);
        prop_assert_eq!(there.stage(), stage);
        prop_assert_eq!(there.answers(), &answers);
    }

    #[test]
    fn the_order_of_answers_does_not_matter(picks in picks(), turn in 0_usize..200) {
        let answers = any_answers(&PACK, &picks);
        let path = Path::new(&PACK, &answers, TODAY);
        let mut entries: Vec<String> = path
            .questions()
            .map(|it| format!("{:?}:{}", it.id, answers.get(it.number).unwrap().to_json(it)))
            .collect();
        let said = |entries: &[String]| {
            let line = format!("{{\"answers\":{{{}}}}}", entries.join(","));
            let mut out = Vec::new();
            needlefit::evaluate::evaluate(&PACK, TODAY, line.as_bytes(), &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let straight = said(&entries);
        let middle = turn % entries.len();
        entries.rotate_left(middle);
        entries.reverse();
        prop_assert_eq!(straight, said(&entries));
    }

    #[test]
    fn an_edit_from_review_comes_back_to_review(
        picks in picks(),
        which in any::<prop::sample::Index>(),
        change in any::<u16>(),
    ) {
        let mut interview = Interview::new(&PACK, TODAY).step(&Event::Start);
        for pick in picks.iter().cycle().take(200) {
            let Stage::Asking(screen) = interview.stage() else { break };
            interview = answer_screen(interview, screen, *pick);
        }
        let ids: Vec<String> = interview.path().questions().map(|it| it.id.clone()).collect();
        interview = interview.step(&Event::Edit(&ids[which.index(ids.len())]));
        for pick in std::iter::once(&change).chain(picks.iter().cycle()).take(200) {
            let Stage::Asking(screen) = interview.stage() else { break };
            interview = answer_screen(interview, screen, *pick);
        }
        prop_assert_eq!(interview.stage(), Stage::Review);
        prop_assert!(interview.open().is_empty());
    }
}
