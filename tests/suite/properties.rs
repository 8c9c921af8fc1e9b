//! What must hold for all answers to the shipped pack, tried on many.
//!
//! What `needlefit check` proves over all answers (`src/check/proofs.rs`) is here
//! tried on the interview itself.
use crate::common::{PACK, TODAY, any_answer, any_answers, chance::cases, healthy, verdict};
use jiff::{Timestamp, ToSpan};
use needlefit::{
    interview::{
        Answer, Answers, Days, Event, Given, Interview, Notice, PartialDate, Rest, Screen, Stage,
        Treatment,
        path::Path,
        screening::{NotRestored, Screening},
        verdict::{Ends, Finding, Verdict},
    },
    pack::{About, Kind, Level, OptionSet},
    sheet,
};
use proptest::prelude::*;
use serde::de::IgnoredAny;

/// How wide a bar is looked at.
const COLUMNS: usize = 72;

/// Enough picks that no two questions of the pack need share one.
fn picks() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), PACK.questions.len())
}

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

/// Answers one screen by a pick, and gives the interview after it.
fn answer_screen<'p>(interview: Interview<'p>, screen: Screen<'p>, pick: u16) -> Interview<'p> {
    match screen {
        Screen::Day => interview.step(&match pick % 3 {
            0 => Event::Treatment(Treatment::Today),
            1 => Event::Treatment(Treatment::NotBooked),
            _ => Event::TreatmentTyped("2027-01-20"),
        }),
        Screen::List(list) => {
            let members = interview.members(list);
            let ticked = members.iter().enumerate();
            let ticked = ticked.filter(|(place, _)| pick >> (place % 13) & 1 == 1);
            let ids: Vec<&str> = ticked.map(|(_, question)| question.id.as_str()).collect();
            match pick >> 13 {
                0 => interview.step(&Event::Tick(ids, Rest::AskEach)),
                1..4 if !ids.is_empty() => interview.step(&Event::Tick(ids, Rest::No)),
                _ => interview.step(&Event::NoneOfThese),
            }
        }
        Screen::Question(question) => {
            let json = any_answer(question, pick).to_json(question);
            give(interview, &json)
        }
    }
}

/// Gives an answer as data.
fn give<'p>(interview: Interview<'p>, json: &serde_json::Value) -> Interview<'p> {
    let given = Given::from_json(json).unwrap().unwrap();
    interview.step(&Event::Answer(given))
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
            prop_assert_eq!(is.here == is.total, bar_is == COLUMNS, "{} of {}", bar_is, said);
            if let Stage::Review = next.stage() {
                let to_answer = next.screens_to_answer().is_empty();
                prop_assert!(!to_answer || is.here == is.total, "{said}");
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
                if is.total > was.total && !again {
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

    /// A screening that was written is read back as the same interview: answers on the path,
    /// verdict, screens, day and ticks.
    #[test]
    fn an_interview_is_put_back(picks in picks(), treated: bool, items in any::<u64>()) {
        let mut interview = Interview::new(&PACK, TODAY).step(&Event::Start);
        for pick in &picks {
            let Stage::Asking(screen) = interview.stage() else {
                break;
            };
            interview = answer_screen(interview, screen, *pick);
        }
        while let Stage::Asking(_) = interview.stage() {
            interview = interview.step(&Event::Review);
        }
        interview = interview.step(&Event::Confirm).step(&Event::OpenPlan);
        if treated {
            interview = interview.step(&Event::TreatmentTyped("2026-12-24"));
        }
        for (place, item) in PACK.items().enumerate() {
            if items >> (place % 64) & 1 == 1 {
                interview = interview.step(&Event::Done(&item.id));
            }
        }
        let now = Timestamp::UNIX_EPOCH;
        let written = Screening::of(&interview, now, now).to_json().unwrap();
        let read: Screening<IgnoredAny> = serde_json::from_slice(&written).unwrap();
        let back = Interview::restored(&PACK, &read).unwrap();
        prop_assert_eq!(back.screens(), interview.screens());
        prop_assert_eq!(back.treatment(), interview.treatment());
        prop_assert!(back.ticks().eq(interview.ticks()));
        prop_assert!(back.stage() == Stage::Review);
        let again = Screening::of(&back, now, now).to_json().unwrap();
        prop_assert_eq!(String::from_utf8(again), String::from_utf8(written));
    }
}

#[test]
fn what_does_not_fit_the_pack_is_not_put_back() {
    let now = Timestamp::UNIX_EPOCH;
    let interview = Interview::new(&PACK, TODAY).step(&Event::Start);
    let read = |change: fn(&mut serde_json::Value)| {
        let written = Screening::of(&interview, now, now).to_json().unwrap();
        let mut json = serde_json::from_slice(&written).unwrap();
        change(&mut json);
        let read: Screening<IgnoredAny> = serde_json::from_value(json).unwrap();
        Interview::restored(&PACK, &read).map(|_| ())
    };
    assert_eq!(read(|_| ()), Ok(()));
    assert_eq!(
        read(|it| it["format"] = 2.into()),
        Err(NotRestored::Format(2))
    );
    assert_eq!(
        read(|it| it["pack"]["sha256"] = "0".into()),
        Err(NotRestored::OtherPack)
    );
    for answers in [
        serde_json::json!({"age": 900}),
        serde_json::json!({"aeg": 30}),
    ] {
        let written = Screening::of(&interview, now, now).to_json().unwrap();
        let mut json: serde_json::Value = serde_json::from_slice(&written).unwrap();
        let id = answers.as_object().unwrap().keys().next().unwrap().clone();
        json["answers"] = answers;
        let read: Screening<IgnoredAny> = serde_json::from_value(json).unwrap();
        let back = Interview::restored(&PACK, &read).map(|_| ());
        assert_eq!(back, Err(NotRestored::Answer(id)));
    }
}
