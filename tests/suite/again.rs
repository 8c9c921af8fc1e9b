//! A screening that follows another one.
use jiff::{ToSpan, civil::Date};
use needlefit::{
    interview::{
        Answer, Event, Given, Interview, Screen, Stage, Treatment,
        again::How,
        open::{NotOpened, Saved},
    },
    pack::Level,
};

use crate::{
    common::{PACK, TODAY, healthy_but, summary, walk::answer_screen},
    screening::{opened, well, written},
};

/// The screening that follows `before`, on this day.
fn again(before: &Interview<'_>, today: Date) -> Interview<'static> {
    let opened = opened(&written(before), &PACK, today);
    opened.again().unwrap().interview
}

fn how(interview: &Interview<'_>) -> How {
    interview.earlier().unwrap().how
}

/// Says no to everything that is asked, and that the rest is still so.
fn still_well(mut interview: Interview<'_>) -> Interview<'_> {
    while let Stage::Asking(screen) = interview.stage() {
        let event = match screen {
            Screen::Day => Event::Treatment(Treatment::Today),
            Screen::Rest => Event::StillSo,
            Screen::List(_) => Event::NoneOfThese,
            Screen::Question(question) => match question.no() {
                Some(_) => Event::Answer(Given::Word("no")),
                None => panic!("{}", question.id),
            },
        };
        interview = interview.step(&event);
    }
    interview.step(&Event::Confirm)
}

#[test]
fn what_may_have_changed_is_asked_and_the_rest_looked_at_once() {
    let next = again(&well(Treatment::NotBooked), TODAY + 28.days());
    assert_eq!(how(&next), How::Changes);
    assert_eq!(next.stage(), Stage::Asking(Screen::Day));
    let next = next.step(&Event::Treatment(Treatment::Today));
    let screens = next.screens();
    assert_eq!(screens.last(), Some(&Screen::Rest));
    for screen in &screens[1..screens.len() - 1] {
        let question = screen.question().expect("each is asked by itself");
        assert!(PACK.is_asked_each_time(question), "{}", question.id);
        assert!(
            next.answers().get(question.number).is_none(),
            "nothing is preselected"
        );
    }
    let each_time = PACK.questions.iter().filter(|it| it.each_time).count();
    assert!(screens.len() > each_time);
    assert!(next.rest().iter().any(|it| it.no > 0));
    let next = still_well(next);
    assert_eq!(next.stage(), Stage::Summary);
    assert!(next.changed().is_empty());
    assert_eq!(
        next.answered_from(),
        TODAY + 28.days(),
        "all of it was looked at"
    );
    let then = well(Treatment::NotBooked).verdict().level;
    assert_eq!(next.verdict().level, then);
    assert_eq!(next.earlier().unwrap().said.level, then);
}

#[test]
fn two_answers_that_changed_are_said_with_the_verdict_then() {
    let mut next = again(&well(Treatment::NotBooked), TODAY + 28.days());
    while let Stage::Asking(screen) = next.stage() {
        let event = match screen {
            Screen::Question(it) if it.id == "breastfeeding" => Event::Answer(Given::Word("yes")),
            Screen::Question(_) => Event::Answer(Given::Word("no")),
            Screen::Day => Event::Treatment(Treatment::NotBooked),
            Screen::List(_) => Event::NoneOfThese,
            Screen::Rest => Event::NotStillSo,
        };
        next = next.step(&event);
    }
    assert_eq!(next.stage(), Stage::Review);
    let next = next
        .step(&Event::Edit("keloid_family"))
        .step(&Event::Answer(Given::Word("yes")));
    let next = next.step(&Event::Confirm);
    assert_eq!(next.stage(), Stage::Summary);
    let changed: Vec<&str> = next
        .changed()
        .iter()
        .map(|it| it.question.id.as_str())
        .collect();
    assert_eq!(changed, ["keloid_family", "breastfeeding"]);
    assert!(
        next.changed()
            .iter()
            .all(|it| it.was == Some(Answer::no()) && it.is == Some(Answer::yes()))
    );
    // and it is so when it is opened again
    let back = opened(&written(&next), &PACK, TODAY + 28.days()).interview;
    assert_eq!(back.stage(), Stage::Summary);
    assert_eq!(back.changed().len(), 2);
    let then = well(Treatment::NotBooked).verdict().level;
    assert_eq!(back.earlier().unwrap().said.level, then);
    assert!(back.verdict().level > then);
    let sheet = needlefit::sheet::text::render(&back);
    assert!(sheet.contains("Then it said"), "{sheet}");
}

/// The check on the booked day: what carries the day or each time, and not the rest.
#[test]
fn on_the_booked_day_only_what_may_have_changed_is_asked() {
    let day = TODAY + 30.days();
    let next = again(&well(Treatment::On(day)), day);
    assert_eq!(how(&next), How::Day);
    assert_eq!(next.treatment(), Some(Treatment::Today));
    assert!(!next.screens().contains(&Screen::Rest));
    assert!(
        next.screens()
            .iter()
            .filter_map(|it| it.question())
            .any(|it| it.of_the_day)
    );
    let next = still_well(next);
    assert_eq!(next.stage(), Stage::Summary);
    // its verdict is over the earlier answers too
    assert_eq!(next.answered_from(), TODAY);
    let before = well(Treatment::On(day))
        .step(&Event::Review)
        .step(&Event::Edit("keloid_family"));
    let before = before
        .step(&Event::Answer(Given::Unsure))
        .step(&Event::Confirm);
    assert_eq!(before.verdict().level, Level::Clinician);
    let next = still_well(again(&before, day));
    assert_eq!(next.verdict().level, Level::Clinician);
}

#[test]
fn what_is_opened_on_its_booked_day_is_checked_on_that_day() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.json");
    let day = TODAY + 20.days();
    let booked = well(Treatment::On(day));
    std::fs::write(&file, written(&booked)).unwrap();
    let said = |today: Date| {
        let mut program = assert_cmd::Command::new(env!("CARGO_BIN_EXE_needlefit"));
        let program = program.args(["--plain", "--today", &today.to_string(), "open"]);
        let done = program.arg(&file).write_stdin("\n").output().unwrap();
        String::from_utf8([done.stdout, done.stderr].concat()).unwrap()
    };
    let check = again(&booked, day);
    let Some(first) = check.screens()[1].question().map(|it| &it.ask) else {
        panic!("{:?}", check.screens())
    };
    assert!(said(day).contains(first), "{}", said(day));
    // a day before it is what it was
    assert!(!said(day - 1.day()).contains(first));
    assert_eq!(
        opened(&written(&booked), &PACK, day - 1.day())
            .interview
            .stage(),
        Stage::Summary
    );
}

#[test]
fn after_half_a_year_all_is_asked_again() {
    let after = PACK.whole_again_after.as_ref().unwrap().length.after(TODAY);
    let before = well(Treatment::NotBooked);
    assert_eq!(how(&again(&before, after - 1.day())), How::Changes);
    let next = again(&before, after);
    assert_eq!(how(&next), How::Whole);
    assert!(next.answers().is_empty());
    let keloid = PACK.question("keloid").unwrap();
    assert_eq!(next.last_time(keloid), Some(&Answer::no()));
    // a check on the booked day does not make old answers new
    let booked = again(&well(Treatment::On(TODAY + 30.days())), TODAY + 30.days());
    let checked = still_well(booked);
    assert_eq!(how(&again(&checked, after)), How::Whole);
}

#[test]
fn a_draft_is_gone_on_with_and_not_followed() {
    let mut draft = Interview::new(&PACK, TODAY).step(&Event::Start);
    for _ in 0..12 {
        let Stage::Asking(screen) = draft.stage() else {
            break;
        };
        draft = answer_screen(draft, screen, 1);
    }
    let bytes = written(&draft);
    let back = Saved::read(&bytes)
        .unwrap()
        .open(None, &PACK, TODAY)
        .unwrap();
    assert_eq!(back.interview.stage(), draft.stage());
    assert_eq!(back.again().unwrap_err(), NotOpened::Draft);
    // so is one that follows another
    let next = again(&well(Treatment::NotBooked), TODAY + 28.days());
    let next = next
        .step(&Event::Treatment(Treatment::NotBooked))
        .step(&Event::Answer(Given::Word("no")));
    let back = opened(&written(&next), &PACK, TODAY + 28.days());
    assert_eq!(back.interview.stage(), next.stage());
    assert_eq!(back.interview.screens(), next.screens());
}

/// Isotretinoin, whose last dose was on this day.
fn after_isotretinoin(last_dose: &str) -> Interview<'static> {
    let given = [
        ("isotretinoin", "yes"),
        ("retinoid_pill", "isotretinoin"),
        ("isotretinoin_taking", "no"),
        ("isotretinoin_last_dose", last_dose),
    ];
    let answers = crate::common::healthy_but(&PACK, &given);
    let mut before = Interview::new(&PACK, TODAY)
        .with_answers(answers)
        .for_treatment(Treatment::NotBooked)
        .step(&Event::Start);
    while let Stage::Asking(screen) = before.stage() {
        before = answer_screen(before, screen, 0);
    }
    before.step(&Event::Confirm)
}

/// Whether a clinician is told of a wait that stands, though another answer was given.
fn is_told_of_wait(interview: &Interview<'_>) -> bool {
    let verdict = interview.verdict();
    let mut findings = verdict.findings.iter();
    findings.any(|it| it.question.topic == "isotretinoin" && it.level == Level::Clinician)
}

/// A wait that an earlier answer began and that has not ended does not go with a "no": a clinician
/// must hear both. Once it is over, the "no" is the end of it.
#[test]
fn a_dated_wait_does_not_go_with_another_answer() {
    let before = after_isotretinoin("2026-11-01");
    let until = before.verdict().not_before.unwrap();
    let next = still_well(again(&before, TODAY + 28.days()));
    assert!(is_told_of_wait(&next));
    // saved and opened again, it says the same
    let back = opened(&written(&next), &PACK, TODAY + 28.days());
    assert!(back.told.is_empty(), "{:?}", back.told);
    assert!(is_told_of_wait(&back.interview));
    assert!(until < PACK.whole_again_after.as_ref().unwrap().length.after(TODAY));
    let next = still_well(again(&before, until));
    assert!(!is_told_of_wait(&next));
}

/// Nor does it go with a second "no", or one after "not sure": the screening before last counts, too.
#[test]
fn a_dated_wait_outlives_each_screening_until_its_day() {
    let before = after_isotretinoin("2026-11-01");
    let until = before.verdict().not_before.unwrap();
    let next = still_well(again(&before, TODAY + 28.days()));
    let second = still_well(again(&next, TODAY + 56.days()));
    assert!(is_told_of_wait(&second));
    let third = still_well(again(&second, until - 1.day()));
    assert!(is_told_of_wait(&third));
    assert_eq!(third.verdict().level, Level::Clinician);
    // the sheet names the day on which that answer was given
    let sheet = needlefit::sheet::text::render(&third);
    assert!(
        sheet.contains("on 20 November 2026 you gave another"),
        "{sheet}"
    );
    assert!(!is_told_of_wait(&still_well(again(&second, until))));
    let unsure = next.step(&Event::Review).step(&Event::Edit("isotretinoin"));
    let unsure = unsure
        .step(&Event::Answer(Given::Unsure))
        .step(&Event::Confirm);
    assert_eq!(unsure.stage(), Stage::Summary);
    assert!(is_told_of_wait(&still_well(again(
        &unsure,
        TODAY + 56.days()
    ))));
}

/// Of two waits of a topic the later one stands, and none is lost with the words of its question.
#[test]
fn of_two_dated_waits_the_later_one_stands() {
    let later = after_isotretinoin("2026-11-15").verdict().not_before;
    let mut next = again(&after_isotretinoin("2026-11-01"), TODAY + 28.days());
    while let Stage::Asking(screen) = next.stage() {
        let given = match screen {
            Screen::Question(it) if it.id == "isotretinoin" => Given::Word("yes"),
            Screen::Question(it) if it.id == "retinoid_pill" => Given::Word("isotretinoin"),
            Screen::Question(it) if it.id == "isotretinoin_last_dose" => Given::Word("2026-11-15"),
            _ => Given::Word("no"),
        };
        let event = match screen {
            Screen::Day => Event::Treatment(Treatment::Today),
            Screen::Rest => Event::StillSo,
            Screen::List(_) => Event::NoneOfThese,
            Screen::Question(_) => Event::Answer(given),
        };
        next = next.step(&event);
    }
    let next = next.step(&Event::Confirm);
    assert_eq!(next.verdict().not_before, later);
    let third = again(&next, TODAY + 56.days());
    assert!(matches!(third.waits(), [it] if Some(it.until) == later && it.topic == "isotretinoin"));
    // opened later, and taken back: what stood before the later one stands
    let later = opened(&written(&next), &PACK, TODAY + 30.days()).interview;
    assert_eq!(later.waits(), next.waits());
    // in a pack that asks with other words no answer is taken over
    let bytes = written(&still_well(third));
    let json = String::from_utf8(bytes).unwrap();
    let mut file: serde_json::Value = serde_json::from_str(&json).unwrap();
    file["pack"]["sha256"] = "0".repeat(64).into();
    file["follows"]["asked"] = serde_json::json!({});
    let back = opened(file.to_string().as_bytes(), &PACK, TODAY + 56.days());
    assert!(back.interview.earlier().unwrap().answers.is_empty());
    assert!(is_told_of_wait(&back.interview));
}

/// What is asked on the day alone began a wait, too: also where the same screening is opened later.
#[test]
fn a_wait_that_began_on_the_day_outlives_it() {
    let given = [
        ("sunburn", "yes"),
        ("sunburn_kind", "sun"),
        ("sunburn_sore", "no"),
        ("sunburn_last", "2026-11-19"),
    ];
    let burnt = summary(&PACK, healthy_but(&PACK, &given), Treatment::Today);
    let until = burnt.verdict().not_before.unwrap();
    let is_told = |interview: &Interview<'_>| {
        let verdict = interview.verdict();
        let mut findings = verdict.findings.iter();
        findings.any(|it| it.question.topic == "sunburn" && it.level == Level::Clinician)
    };
    assert!(until > TODAY + 2.days());
    let followed = still_well(again(&burnt, TODAY + 2.days()));
    assert!(is_told(&followed));
    assert!(!is_told(&still_well(again(&burnt, until))));
    let later = opened(&written(&burnt), &PACK, TODAY + 2.days()).interview;
    let mut later = later;
    while let Stage::Asking(screen) = later.stage() {
        let is_answered = |it: &needlefit::pack::Question| later.answers().get(it.number).is_some();
        let event = match screen {
            Screen::Day => Event::Treatment(Treatment::Today),
            Screen::Question(it) if is_answered(it) => Event::Forward,
            Screen::List(_) => Event::NoneOfThese,
            _ => Event::Answer(Given::Word("no")),
        };
        later = later.step(&event);
    }
    let later = later.step(&Event::Confirm);
    assert_eq!(later.stage(), Stage::Summary);
    assert!(is_told(&later));
    // it is so when that is saved and opened once more
    let back = opened(&written(&later), &PACK, TODAY + 2.days());
    assert!(
        back.told.is_empty() && is_told(&back.interview),
        "{:?}",
        back.told
    );
    // on the same day another answer is another answer
    let same_day = burnt.step(&Event::Review).step(&Event::Edit("sunburn"));
    let same_day = same_day
        .step(&Event::Answer(Given::Word("no")))
        .step(&Event::Confirm);
    assert!(!is_told(&same_day));
}

/// An earlier day that is given now makes a shorter wait: over by the booked day, it is no concern by
/// itself, and the longer one is told.
#[test]
fn a_wait_that_is_over_by_the_booked_day_hides_no_longer_one() {
    let before = after_isotretinoin("2026-11-01");
    let until = before.verdict().not_before.unwrap();
    let next =
        again(&before, TODAY + 28.days()).step(&Event::Treatment(Treatment::On(until - 1.day())));
    let mut next = next;
    while let Stage::Asking(screen) = next.stage() {
        let event = match screen {
            Screen::Question(it) if it.id == "isotretinoin" => Event::Answer(Given::Word("yes")),
            Screen::Question(it) if it.id == "retinoid_pill" => {
                Event::Answer(Given::Word("isotretinoin"))
            }
            Screen::Question(it) if it.id == "isotretinoin_last_dose" => {
                Event::Answer(Given::Word("2026-09-01"))
            }
            Screen::Rest => Event::StillSo,
            Screen::List(_) => Event::NoneOfThese,
            _ => Event::Answer(Given::Word("no")),
        };
        next = next.step(&event);
    }
    let next = next.step(&Event::Confirm);
    assert!(
        next.verdict()
            .mentions()
            .any(|it| it.question.topic == "isotretinoin")
    );
    assert!(is_told_of_wait(&next));
}
