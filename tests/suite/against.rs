//! What `check --against` says of a pack: each medical statement that changed, and its step.
use needlefit::{
    check::{check, step::Step},
    pack::Pack,
};
use serde_json::Value;

use crate::common::TODAY;

const SMALL: &str = include_str!("fixtures/small.json");

/// What changed where passages of the small pack are replaced: each step, in what words.
fn changed(replaced: &[(&str, &str)]) -> Vec<(Step, String)> {
    changed_between(SMALL, &with(SMALL, replaced))
}

fn with(text: &str, replaced: &[(&str, &str)]) -> String {
    replaced
        .iter()
        .fold(text.to_owned(), |text, (passage, by)| {
            assert!(text.contains(passage), "no {passage}");
            text.replacen(passage, by, 1)
        })
}

fn changed_between(old: &str, new: &str) -> Vec<(Step, String)> {
    let old = Pack::from_bytes("old", old.as_bytes()).unwrap();
    let checked = check(new.as_bytes(), TODAY, Some(&old));
    assert!(checked.pack.is_some(), "{:?}", checked.problems);
    let wrong = checked.problems.iter().any(|it| it.rule == "version-step");
    assert_eq!(wrong, !checked.changed.is_empty(), "{:?}", checked.changed);
    let changed = checked.changed.into_iter();
    changed.map(|it| (it.step, it.says)).collect()
}

/// Holds one change of the small pack against its step and the end of its sentence.
fn one(replaced: &[(&str, &str)], step: Step, says: &str) {
    let changed = changed(replaced);
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert_eq!(changed[0], (step, says.to_owned()));
}

#[test]
fn what_keeps_people_from_harm_can_only_be_added_to() {
    let urgent = "See a doctor today if a spot bleeds.";
    one(
        &[(urgent, "See a doctor if a spot bleeds.")],
        Step::Major,
        "Other words for an urgent line: “See a doctor today if a spot bleeds.” → “See a doctor if a spot bleeds.”",
    );
    let line = format!(r#"{{ "says": "{urgent}", "sources": ["paper"] }}"#);
    let two = format!(r#"{{ "says": "If it grows, too.", "sources": ["paper"] }}, {line}"#);
    one(
        &[(&line, &two)],
        Step::Minor,
        "New: an urgent line, “If it grows, too.”.",
    );
    let back = changed_between(&with(SMALL, &[(&line, &two)]), SMALL);
    assert_eq!(
        back,
        [(
            Step::Major,
            "Gone: an urgent line, “If it grows, too.”.".to_owned()
        )]
    );
    // commas and capitals say nothing
    let (step, _) = &changed(&[(urgent, "See a doctor today, if a spot bleeds!")])[0];
    assert_eq!(*step, Step::Patch);
    one(
        &[("Call your doctor today.", "Ask your doctor.")],
        Step::Major,
        "Other words for the warning sign `pills_and_pregnant`: “Call your doctor today.” → “Ask your doctor.”",
    );
    one(
        &[(r#", "Pus.""#, "")],
        Step::Major,
        "Gone: a sign of `doctor`, “Pus.”.",
    );
    one(
        &[("A clinician must decide.", "A clinician may decide.")],
        Step::Major,
        "Other words for the disclaimer: “A clinician must decide.” → “A clinician may decide.”",
    );
    one(
        &[(
            r#", { "id": "cream", "says": "Use a cream.", "sources": ["leaflet"] }"#,
            "",
        )],
        Step::Major,
        "Gone: the item `cream`, “Use a cream.”.",
    );
}

#[test]
fn new_words_are_named_and_need_a_patch() {
    let advice = [(
        "\"advice\": \"Test first.\"",
        "\"advice\": \"Do a test first.\"",
    )];
    one(
        &advice,
        Step::Patch,
        "Other words for the advice at `pregnancy`: “Test first.” → “Do a test first.”",
    );
    one(
        &[(
            r#""advice": "Test first.", "sources": ["paper"]"#,
            r#""advice": "Test first.", "sources": ["leaflet"]"#,
        )],
        Step::Patch,
        "Other sources for the finding at `pregnancy`: `paper` → `leaflet`.",
    );
    one(
        &[("Wash your face.", "Wash your face gently.")],
        Step::Patch,
        "Other words for the item `wash`: “Wash your face.” → “Wash your face gently.”",
    );
    one(
        &[(
            r#""Stay out of the sun.", "sources": ["paper"]"#,
            r#""Stay out of the sun.", "sources": ["leaflet"]"#,
        )],
        Step::Patch,
        "Other sources for the item `sun`, “Stay out of the sun.”: `paper` → `leaflet`.",
    );
    one(
        &[("\"A small one\"", "\"A little one\"")],
        Step::Patch,
        "Words or places changed, and no medical statement.",
    );
    assert!(changed(&[]).is_empty());
}

#[test]
fn another_number_is_another_statement() {
    let (step, _) = &changed(&[("Most people need four.", "Most people need 4.")])[0];
    assert_eq!(*step, Step::Major);
    let (step, says) = &changed(&[(
        r#""id": "hold", "length": { "days": 30 }"#,
        r#""id": "hold", "length": { "days": 60 }"#,
    )])[0];
    assert_eq!(*step, Step::Major);
    assert!(says.contains("30 days"), "{says}");
}

/// Two reasons that were exchanged are told to other people.
#[test]
fn reasons_that_were_exchanged_are_seen() {
    let changed = changed(&[
        ("\"A rash, and the neck.\"", "\"?\""),
        ("\"A rash.\"", "\"A rash, and the neck.\""),
        ("\"?\"", "\"A rash.\""),
    ]);
    let says: Vec<&str> = changed.iter().map(|(_, says)| says.as_str()).collect();
    assert_eq!(
        says,
        [
            "Other words for the reason at `rash`: “A rash.” → “A rash, and the neck.”",
            "Other words for the reason at `rash`: “A rash, and the neck.” → “A rash.”",
        ]
    );
}

#[test]
fn swapped_labels_are_major() {
    let swapped = changed(&[
        (
            r#""id": "yes", "says": "Yes""#,
            r#""id": "yes", "says": "?""#,
        ),
        (
            r#""id": "no", "says": "No""#,
            r#""id": "no", "says": "Yes""#,
        ),
        (r#""says": "?""#, r#""says": "No""#),
    ]);
    assert_eq!(swapped.len(), 1, "{swapped:?}");
    for (step, says) in swapped {
        assert_eq!(step, Step::Major);
        assert!(says.starts_with("Labels swapped: the option `"), "{says}");
    }
    // one is enough, in a tick list and among questions too
    let (step, _) = &changed(&[("\"tick\": \"Raised scars\"", "\"tick\": \"Acne pills\"")])[0];
    assert_eq!(*step, Step::Major);
    let (step, _) = &changed(&[("\"Do your scars grow?\"", "\"Do you have a rash now?\"")])[0];
    assert_eq!(*step, Step::Major);
    one(
        &[(r#""says": "I could be""#, r#""says": "I may be""#)],
        Step::Patch,
        "Other words for the option `maybe` of `pregnancy`: “I could be” → “I may be”",
    );
}

#[test]
fn what_is_accepted_as_an_answer() {
    let range = r#""max": 120"#;
    one(
        &[(range, r#""max": 110"#)],
        Step::Major,
        "The `range` of `age` is narrower: what was taken for an answer is refused.",
    );
    one(
        &[(range, r#""max": 130"#)],
        Step::Minor,
        "The `range` of `age` is wider.",
    );
    let reach = r#""id": "reach", "length": { "years": 100 }"#;
    one(
        &[(reach, r#""id": "reach", "length": { "years": 50 }"#)],
        Step::Major,
        "The `reach` of `pills_last` is narrower: what was taken for an answer is refused.",
    );
    one(
        &[(reach, r#""id": "reach", "length": { "years": 101 }"#)],
        Step::Minor,
        "The `reach` of `pills_last` is wider.",
    );
}

#[test]
fn what_stands_over_a_list_is_asked_too() {
    one(
        &[("Do you have any of these?", "Do you have one of these?")],
        Step::Patch,
        "Other words for the question over the list `conditions`: “Do you have any of these?” → “Do you have one of these?”",
    );
    let asked = |of: &str| format!("Did you have any of these in the last {of}?");
    let [old, new] = ["6 months", "2 weeks"].map(|of| {
        let of = asked(of);
        with(SMALL, &[("Do you have any of these?", &of)])
    });
    assert_eq!(
        changed_between(&old, &new),
        [(
            Step::Major,
            format!(
                "Other words for the question over the list `conditions`: “{}” → “{}”",
                asked("6 months"),
                asked("2 weeks")
            )
        )]
    );
    one(
        &[("They matter.", "It matters.")],
        Step::Patch,
        "Other words for the why of the list `conditions`: “They matter.” → “It matters.”",
    );
}

#[test]
fn weeks_that_mean_another_date_are_major() {
    let due = r#""id": "due", "#;
    let soon = r#"{ "id": "soon""#;
    let weeks = |length: &str, given: &str| {
        let wait = format!(
            r#"{{ "id": "carried", "length": {length}, "from": "default", "sources": [] }}, {soon}"#
        );
        with(SMALL, &[(due, &format!("{due}{given}")), (soon, &wait)])
    };
    let given = r#""or_weeks": { "of": "carried", "says": "Or how many weeks" }, "#;
    let days = |days: &str| weeks(&format!(r#"{{ "days": {days} }}"#), given);
    let old = days("280");
    let says = |says: &str| says.to_owned();
    assert_eq!(
        changed_between(&old, &days("200")),
        [(
            Step::Major,
            says(
                "Weeks given at `due` mean another date: they are of 200 days, and were of 280 days."
            )
        )]
    );
    // as long, in another unit
    let (step, _) = &changed_between(&old, &weeks(r#"{ "weeks": 40 }"#, given))[0];
    assert_eq!(*step, Step::Patch);
    assert_eq!(
        changed_between(
            &old,
            &with(&old, &[("Or how many weeks", "Or the weeks left")])
        ),
        [(
            Step::Patch,
            says("Other words for the weeks of `due`: “Or how many weeks” → “Or the weeks left”")
        )]
    );
    let without = weeks(r#"{ "days": 280 }"#, "");
    assert_eq!(
        changed_between(&old, &without),
        [(
            Step::Major,
            says("Weeks are no longer taken at `due`: what was taken for an answer is refused.")
        )]
    );
    assert_eq!(
        changed_between(&without, &old),
        [(Step::Minor, says("Weeks are taken at `due` now."))]
    );
}

/// The small pack with two promises.
fn promising() -> String {
    let promise = |id: &str, question: &str, when: &str, level: &str| {
        format!(
            r#"{{ "id": "{id}", "when": {{ "of": {{ "question": "{question}", "when": {when} }} }}, "at_least": "{level}", "because": "It is so." }}"#
        )
    };
    let young = promise("young", "age", r#"{ "below": 18 }"#, "not_suitable");
    let pregnant = promise(
        "pregnant",
        "pregnancy",
        r#"{ "any_of": ["yes", "maybe"] }"#,
        "clinician",
    );
    let mut pack: Value = serde_json::from_str(SMALL).unwrap();
    pack["promises"] = serde_json::from_str(&format!("[{young}, {pregnant}]")).unwrap();
    pack.to_string()
}

#[test]
fn a_promise_may_be_kept_in_other_words_and_not_loosened() {
    let old = promising();
    let changed = |passage: &str, by: &str| changed_between(&old, &with(&old, &[(passage, by)]));
    let is = |changed: Vec<(Step, String)>, says: &str| {
        assert_eq!(changed.len(), 1, "{changed:?}");
        assert_eq!(changed[0].0, Step::Major);
        assert!(changed[0].1.starts_with(says), "{changed:?}");
    };
    is(
        changed(r#""at_least":"not_suitable""#, r#""at_least":"wait""#),
        "The promise `young` is weaker",
    );
    is(
        changed(r#"{"any_of":["yes","maybe"]}"#, r#"{"any_of":["yes"]}"#),
        "The promise `pregnant` is weaker",
    );
    let mut none: Value = serde_json::from_str(&old).unwrap();
    none["promises"].as_array_mut().unwrap().remove(1);
    is(
        changed_between(&old, &none.to_string()),
        "The promise `pregnant` is gone",
    );
    // wider, by another name, or as two: it is promised still
    for (passage, by) in [
        (r#"{"any_of":["yes","maybe"]}"#, r#"{"none_of":["no"]}"#),
        (r#""id":"young""#, r#""id":"under_18""#),
    ] {
        let changed = changed(passage, by);
        assert!(
            changed.iter().all(|(step, _)| *step == Step::Patch),
            "{changed:?}"
        );
    }
}

#[test]
fn a_new_question_is_minor_and_another_verdict_is_major() {
    let question = r#""questions": [ { "id": "needles", "kind": "yes_no", "short": "Needles", "ask": "Do needles scare you?", "why": "It matters.", "outcomes": [ { "when": { "is": "yes" }, "level": "clinician", "reason": "They do.", "advice": "Tell us.", "sources": ["paper"] } ] }, "#;
    let more = changed(&[(r#""questions": ["#, question)]);
    assert!(
        more.iter().all(|(step, _)| *step <= Step::Minor),
        "{more:?}"
    );
    assert_eq!(more[0].0, Step::Minor);
    let sign = r#"{ "question": "pregnancy", "when": { "is": "yes" } } }] }"#;
    let narrower = changed(&[(
        sign,
        r#"{ "question": "pregnancy", "when": { "is": "maybe" } } }] }"#,
    )]);
    assert_eq!(
        narrower
            .iter()
            .map(|(_, says)| says.as_str())
            .collect::<Vec<_>>(),
        [
            "The same answers get another verdict. Warning sign `pills_and_pregnant`: shown → not shown, laxer.",
            "The same answers get another verdict. Warning sign `pills_and_pregnant`: not shown → shown, stricter."
        ]
    );
}

#[test]
fn what_may_be_overridden_and_who_is_asked_is_named() {
    let rash = r#""short": "Rash""#;
    let each_time = [(rash, r#""short": "Rash", "each_time": true"#)];
    one(&each_time, Step::Minor, "`rash` is now asked each time.");
    let back = changed_between(&with(SMALL, &each_time), SMALL);
    assert_eq!(back[0].1, "`rash` is no longer asked each time.");

    let clinic = [(rash, r#""short": "Rash", "clinic_may_answer": true"#)];
    let says = "`rash` is now asked of the clinic where it answers it.";
    one(&clinic, Step::Minor, says);

    let young = r#""advice": "Wait until you are 18.""#;
    let strict = with(
        SMALL,
        &[(young, &format!("{young}, \"no_override\": true"))],
    );
    let weaker = (
        Step::Major,
        "What is found at `age` may be overridden now.".to_owned(),
    );
    assert_eq!(changed_between(&strict, SMALL), [weaker]);
    assert_eq!(changed_between(SMALL, &strict)[0].0, Step::Minor);

    // not knowing is still for a clinician, and no longer in the words of the pack
    let own = changed(&[(
        r#"{ "any": [{ "any_of": ["maybe"] }, "not_sure"] }"#,
        r#"{ "any_of": ["maybe"] }"#,
    )]);
    assert_eq!(own.len(), 1, "{own:?}");
    assert!(
        own[0].1.ends_with("no longer: “You could be. Test first.”"),
        "{own:?}"
    );

    let neck =
        r#""when": { "of": { "question": "area", "when": { "any_of": ["neck"] } } }, "says""#;
    let told = changed(&[(neck, &neck.replace("neck", "back"))]);
    assert!(
        told[0].1.contains("whom the course, `neck_note`, is told"),
        "{told:?}"
    );
    one(
        &[(r#""short": "Rash""#, r#""short": "Spots""#)],
        Step::Patch,
        "Other words for the short words of `rash`: “Rash” → “Spots”",
    );
}
