//! `evaluate`: answers off the path are named, and those that a "no" contradicts are found.
use crate::common::{PACK, TODAY, verdict};
use needlefit::{
    evaluate::evaluate,
    interview::{Answer, Answers},
    pack::{Level, Pack},
};
use serde_json::{Value, json};

/// What `evaluate` says to nothing found anywhere, but for these answers.
fn told(pack: &Pack, but: &Value) -> Value {
    let mut answers = json!({
        "age": 34, "area": ["cheeks"], "scar_type": "rolling", "scar_severity": "mild",
        "hopes": "less_visible",
    });
    for topic in pack.questions.iter().filter(|it| it.no().is_some()) {
        if topic.is_topic() {
            answers[&topic.id] = json!("no");
        }
    }
    for (id, answer) in but.as_object().unwrap() {
        answers[id] = answer.clone();
    }
    let mut out = Vec::new();
    let line = json!({ "answers": answers }).to_string();
    evaluate(pack, TODAY, line.as_bytes(), &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

/// The level, the questions of what was found, and what is off the path.
fn in_short(told: &Value) -> (&str, Vec<&str>, Vec<&str>) {
    let list = |name: &str| told[name].as_array().unwrap().iter();
    let found = list("findings").map(|it| it["question"].as_str().unwrap());
    let off = list("off_path").map(|it| it.as_str().unwrap());
    (
        told["level"].as_str().unwrap(),
        found.collect(),
        off.collect(),
    )
}

#[test]
fn an_answer_below_a_no_contradicts_it() {
    for (but, level, found, off) in [
        (json!({}), "no_concern", &[][..], &[][..]),
        (
            json!({"isotretinoin_last_dose": "2026-10-01"}),
            "clinician",
            &["isotretinoin_last_dose"],
            &["isotretinoin_last_dose"],
        ),
        (
            json!({"isotretinoin_taking": "yes"}),
            "clinician",
            &["isotretinoin_taking"],
            &["isotretinoin_taking"],
        ),
        // "No, or it cannot apply"
        (
            json!({"birth_on": "2026-10"}),
            "clinician",
            &["birth_on"],
            &["birth_on"],
        ),
        // two floors down, with nothing between
        (
            json!({"acne_last": "2026"}),
            "clinician",
            &["acne_last"],
            &["acne_last"],
        ),
        (
            json!({"eczema_where": "elsewhere_flaring", "eczema_last": "2026-11-01"}),
            "clinician",
            &["eczema_where", "eczema_last"],
            &["eczema_where", "eczema_last"],
        ),
        // what claims nothing
        (
            json!({"isotretinoin_taking": "no"}),
            "no_concern",
            &[],
            &["isotretinoin_taking"],
        ),
        (
            json!({"isotretinoin_taking": "unsure", "isotretinoin_last_dose": "declined"}),
            "no_concern",
            &[],
            &["isotretinoin_taking", "isotretinoin_last_dose"],
        ),
        (json!({"isotretinoin_taking": null}), "no_concern", &[], &[]),
        (
            json!({"other_illness_name": "a cold in May"}),
            "no_concern",
            &[],
            &["other_illness_name"],
        ),
        (json!({"other_illness_name": ""}), "no_concern", &[], &[]),
        // no "no" stands above
        (
            json!({"isotretinoin": "unsure", "isotretinoin_last_dose": "2026-10-01"}),
            "clinician",
            &["isotretinoin"],
            &["isotretinoin_last_dose"],
        ),
        (
            json!({"isotretinoin": null, "isotretinoin_last_dose": "2026-10-01"}),
            "clinician",
            &["isotretinoin"],
            &["isotretinoin_last_dose"],
        ),
    ] {
        let told = told(&PACK, &but);
        assert_eq!(
            in_short(&told),
            (level, found.to_vec(), off.to_vec()),
            "{but}"
        );
    }
}

#[test]
fn it_says_which_answers_and_that_a_clinician_settles_it() {
    let told = told(&PACK, &json!({"pregnancy_due": "2027-03-01"}));
    assert_eq!(
        told["findings"],
        json!([{
            "topic": "pregnancy",
            "question": "pregnancy_due",
            "level": "clinician",
            "reason": "These answers contradict each other: \"Are you pregnant?\" No, or it cannot \
                apply; \"When is the baby due?\" 1 March 2027.",
            "advice": "Talk about this with the clinician first.",
            "sources": [],
        }])
    );
    assert_eq!(told["complete"], json!(true));
}

#[test]
fn it_has_its_place_among_the_findings() {
    let but = json!({
        "isotretinoin_taking": "yes", "eczema": "unsure", "diabetes": "unsure",
        "sunburn": "yes", "sunburn_kind": "sun", "sunburn_sore": "no", "sunburn_last": "2026-11-19",
    });
    let told = told(&PACK, &but);
    let found = ["sunburn_last", "eczema", "isotretinoin_taking", "diabetes"];
    assert_eq!(
        in_short(&told),
        ("wait", found.to_vec(), vec!["isotretinoin_taking"])
    );
}

#[test]
fn it_is_found_after_the_questions_ended_too() {
    let told = told(&PACK, &json!({"age": 12, "isotretinoin_taking": "yes"}));
    let (level, found, off) = in_short(&told);
    assert_eq!(
        (level, found),
        ("not_suitable", vec!["age", "isotretinoin_taking"])
    );
    assert!(
        off.contains(&"isotretinoin") && off.contains(&"isotretinoin_taking"),
        "{off:?}"
    );
    assert!(!off.contains(&"age"), "{off:?}");
}

// the proofs speak of the path, and what a person set aside on the screen does not count
#[test]
fn the_verdict_itself_knows_nothing_of_it() {
    let mut answers = Answers::default();
    for topic in PACK.questions.iter().filter(|it| it.is_topic()) {
        answers.set(topic, topic.no().map_or(Answer::Unsure, Answer::Chosen));
    }
    let before = verdict(&PACK, &answers).findings.len();
    let taking = PACK.question("isotretinoin_taking").unwrap();
    answers.set(taking, Answer::yes());
    let after = verdict(&PACK, &answers);
    assert!(after.level <= Level::Clinician);
    assert_eq!(after.findings.len(), before);
}
