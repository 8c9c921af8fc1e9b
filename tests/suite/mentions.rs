//! Mentions: findings of no level, told to the clinician and deciding nothing.
use crate::common::{TODAY, answers};
use needlefit::{
    check,
    interview::{path::Path, verdict::Verdict},
    pack::{Level, Pack},
    sheet::pictures::Why,
};

const SMALL: &str = include_str!("fixtures/small.json");

/// The small pack with another outcome at the raised scars.
fn with(outcome: &str) -> String {
    let old = r#"{ "when": { "is": "yes" }, "level": "clinician", "reason": "Your scars grow.", "advice": "Ask first.", "sources": ["paper"] }"#;
    assert!(SMALL.contains(old));
    SMALL.replacen(old, outcome, 1)
}

fn mention(when: &str) -> String {
    format!(
        r#"{{ "when": {when}, "level": "no_concern", "mention": true, "reason": "They grew once.", "advice": "Tell it.", "sources": ["paper"] }}"#
    )
}

const WELL: &[(&str, &str)] = &[
    ("age", "34"),
    ("area", "cheeks"),
    ("hopes", "better"),
    ("pills", "no"),
    ("pregnancy", "no"),
    ("rash", "no"),
];

fn told(text: &str, but: &[(&str, &str)]) -> (Level, Vec<(String, Level)>) {
    let pack = Pack::from_bytes("small", text.as_bytes()).unwrap();
    let kept = WELL
        .iter()
        .filter(|(id, _)| !but.iter().any(|(other, _)| other == id));
    let given: Vec<_> = kept.chain(but).copied().collect();
    let answers = answers(&pack, &given);
    let verdict = Verdict::of(&Path::new(&pack, &answers, TODAY));
    // the picture of why marks what the verdict names
    let rows = Why::new(&pack, &verdict, TODAY).rows;
    let decides = rows.iter().any(|row| row.decides);
    assert_eq!(decides, verdict.decides().is_some());
    let found = verdict.findings.iter();
    let found = found.map(|it| (it.question.id.clone(), it.level)).collect();
    (verdict.level, found)
}

#[test]
fn it_is_told_last_and_decides_nothing() {
    let text = with(&mention(r#"{ "is": "yes" }"#));
    let keloid = || ("keloid".to_owned(), Level::NoConcern);
    assert_eq!(
        told(&text, &[("keloid", "yes")]),
        (Level::NoConcern, vec![keloid()])
    );
    let rash = ("rash".to_owned(), Level::Clinician);
    assert_eq!(
        told(&text, &[("keloid", "yes"), ("rash", "yes")]),
        (Level::Clinician, vec![rash, keloid()])
    );
    // what is fine and no mention stays unsaid
    let fine = text.replacen(r#""mention": true, "#, "", 1);
    assert_eq!(
        told(&fine, &[("keloid", "yes")]),
        (Level::NoConcern, Vec::new())
    );
}

#[test]
fn it_never_lifts_a_not_sure() {
    let text = with(&mention(r#""not_sure""#));
    for unknown in ["unsure", "declined"] {
        assert_eq!(
            told(&text, &[("keloid", unknown)]),
            (
                Level::Clinician,
                vec![
                    ("keloid".to_owned(), Level::Clinician),
                    ("keloid".to_owned(), Level::NoConcern)
                ]
            )
        );
    }
    let (level, found) = told(&text, &[]);
    assert_eq!((level, found.len()), (Level::Clinician, 2), "nor a blank");
}

#[test]
fn a_yes_may_replace_a_mention_of_its_own_topic_and_no_other() {
    let rules = |text: &str| {
        let checked = check::check(text.as_bytes(), TODAY, None);
        assert!(checked.pack.is_some(), "{:?}", checked.problems);
        let found = checked.problems.iter();
        found.map(|it| it.rule).collect::<Vec<_>>()
    };
    let clinician = r#"{ "when": { "is": "yes" }, "level": "clinician", "reason": "Your scars grow.", "advice": "Ask first.", "sources": ["paper"] }"#;
    let own = with(&format!("{}, {clinician}", mention(r#"{ "is": "no" }"#)));
    assert!(!rules(&own).contains(&"hides"), "{:?}", rules(&own));
    // the mention of the rash goes with a yes to the scars
    let other = own.replacen(
        r#""id": "rash", "kind": "yes_no", "short": "Rash", "ask": "Do you have a rash now?", "why": "It could spread.",
          "outcomes": ["#,
        &format!(
            r#""id": "rash", "kind": "yes_no", "short": "Rash", "ask": "Do you have a rash now?", "why": "It could spread.",
          "outcomes": [ {},"#,
            mention(
                r#"{ "all": [{ "is": "yes" }, { "of": { "question": "keloid", "when": { "is": "no" } } }] }"#
            )
        ),
        1,
    );
    assert_ne!(other, own);
    assert!(rules(&other).contains(&"hides"), "{:?}", rules(&other));
}
