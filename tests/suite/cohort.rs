//! `needlefit check --cohort`: people drawn from a table of shares. What comes out is what the table
//! says, the same each time; what is wrong with it is said with its place; bands hold or warn.
use std::fs;

use crate::common::{self, Output};
use jiff::civil::{Date, date};
use needlefit::{
    check::cohort::{self, Cohort, Tally},
    interview::Answers,
    pack::{Level, Pack},
};
use serde_json::{Value, json};

const TODAY: Date = date(2026, 11, 21);
const SMALL: &str = include_str!("fixtures/small.json");
const SHIPPED: &str = include_str!("../../questions/cohort.json");

/// A cohort of the small pack: of 10 people 3 have keloids and 2 took pills, most of these lately.
const TINY: &str = r#"{
  "pack": "small",
  "about": "Nobody in particular.",
  "sources": [{ "id": "paper", "title": "A paper" }],
  "reading": { "words_a_minute": 200, "source": "guess" },
  "bands": [
    { "level": "no_concern", "at_least": 0.4, "source": "default" },
    { "for": "none", "level": "wait", "at_most": 0.3, "source": "default" }
  ],
  "answers": [
    { "question": "age", "shares": [{ "answer": { "number": { "min": 18, "max": 69 } }, "share": 1, "source": "guess" }] },
    { "question": "area", "shares": [{ "answer": { "ticks": ["cheeks", "back"] }, "share": 1, "source": "guess" }] },
    { "question": "hopes", "shares": [{ "answer": { "is": "better" }, "share": 0.9, "source": "guess" }, { "answer": { "is": "unsure" }, "share": 0.1, "source": "guess" }] },
    { "question": "keloid", "shares": [{ "answer": { "is": "yes" }, "share": 0.3, "source": "paper" }] },
    { "question": "pills", "shares": [{ "answer": { "is": "yes" }, "share": 0.2, "source": "paper" }] },
    { "question": "pills_last", "shares": [
      { "answer": { "days_ago": { "min": 0, "max": 90 } }, "share": 0.75, "source": "guess" },
      { "answer": { "days_ago": { "min": 200, "max": 400 } }, "share": 0.25, "source": "guess" }
    ] },
    { "question": "pregnancy", "when": [{ "question": "age", "below": 40 }, { "question": "pills", "any_of": ["yes"] }],
      "shares": [{ "answer": { "is": "maybe" }, "share": 1, "source": "guess" }] },
    { "question": "due", "shares": [{ "answer": { "days_ahead": { "min": 1, "max": 200 } }, "share": 1, "source": "guess" }] }
  ]
}"#;

fn pack() -> Pack {
    Pack::from_bytes("small.json", SMALL.as_bytes()).unwrap()
}

fn read(text: &str, pack: &Pack) -> Cohort {
    Cohort::from_bytes("cohort.json", text.as_bytes(), pack, TODAY)
        .unwrap_or_else(|it| panic!("{it}"))
}

fn tally<'p>(text: &str, pack: &'p Pack, people: u32) -> Tally<'p> {
    Tally::of(&read(text, pack), pack, people, TODAY, |_| 100)
}

/// What somebody answers, in the order of the questions.
fn answers(pack: &Pack, answers: &Answers) -> Vec<Option<Value>> {
    let questions = pack.questions.iter();
    questions
        .map(|question| Some(answers.get(question.number)?.to_json(question)))
        .collect()
}

/// So many of 4,000 people are this share, as near as chance allows: three in a thousand such
/// counts lie farther off.
fn is_about(count: u32, share: f64) -> bool {
    let people = 4_000.0;
    let off = (f64::from(count) - people * share).abs();
    off < 3.0 * (people * share * (1.0 - share)).sqrt() + 1.0
}

#[test]
fn the_shares_of_a_tiny_cohort_come_out() {
    let pack = pack();
    let tally = tally(TINY, &pack, 4_000);
    // pills of less than half a year; and of the others, keloids, or pills and perhaps pregnant
    let (wait, keloid) = (0.2 * 0.75, 0.3);
    let maybe = 0.2 * 22.0 / 52.0;
    let clinician = (1.0 - wait) * keloid + maybe * 0.25 * (1.0 - keloid);
    for side in [&tally.today, &tally.not_booked] {
        assert_eq!(side.at(Level::NotSuitable), 0);
        assert!(is_about(side.at(Level::Wait), wait), "{side:?}");
        assert!(is_about(side.at(Level::Clinician), clinician), "{side:?}");
        let levels = [Level::NoConcern, Level::Clinician, Level::Wait];
        assert_eq!(
            levels.map(|level| side.at(level)).iter().sum::<u32>(),
            4_000
        );
        assert_eq!((side.half_read, side.most_read), (100, 100));
    }
    let topic = |id: &str| tally.topics.iter().find(|it| it.topic == id).unwrap();
    let (pills, keloids, pregnancy) = (topic("pills"), topic("keloid"), topic("pregnancy"));
    assert_eq!(pills.today.touches, tally.today.at(Level::Wait));
    assert_eq!(pills.today.alone, pills.today.touches);
    assert!(is_about(keloids.today.touches, keloid));
    // what waits, or may be pregnant as well, keloids do not decide alone
    let others = wait + maybe * 0.25;
    assert!(
        is_about(keloids.today.alone, keloid * (1.0 - others)),
        "{keloids:?}"
    );
    assert!(is_about(pregnancy.today.touches, maybe));
    assert!(
        is_about(pregnancy.today.alone, maybe * 0.25 * (1.0 - keloid)),
        "{pregnancy:?}"
    );
    let order: Vec<&str> = tally.topics.iter().map(|it| it.topic).collect();
    assert_eq!(order, ["keloid", "pills", "pregnancy"]);
    assert_eq!((tally.people, tally.shares, tally.guesses), (4_000, 10, 8));
}

#[test]
fn the_same_people_come_each_time() {
    let pack = pack();
    let first = tally(TINY, &pack, 500);
    let levels = [Level::NoConcern, Level::Clinician, Level::Wait].map(|it| first.today.at(it));
    assert_eq!(levels, [274, 140, 86]);
    // one share more: nobody answers anything else otherwise
    let more = TINY.replacen(
        r#"{ "is": "yes" }, "share": 0.3"#,
        r#"{ "is": "yes" }, "share": 0.6"#,
        1,
    );
    let (one, other) = (read(TINY, &pack), read(&more, &pack));
    let keloid = pack.question("keloid").unwrap().number;
    let mut changed = 0;
    for nth in 0..500 {
        let people = [&one, &other].map(|it| answers(&pack, &it.person(&pack, TODAY, nth)));
        let [before, after] = people;
        for (number, (before, after)) in before.iter().zip(&after).enumerate() {
            if before == after {
                continue;
            }
            assert_eq!(
                (number, before, after),
                (keloid, &Some(json!("no")), &Some(json!("yes")))
            );
            changed += 1;
        }
    }
    assert!((100..200).contains(&changed), "{changed}");
}

#[test]
fn a_person_is_who_the_table_says() {
    let pack = pack();
    let cohort = read(TINY, &pack);
    let value = |all: &[Option<Value>], id: &str| all[pack.question(id).unwrap().number].clone();
    let mut ages = std::collections::BTreeSet::new();
    for nth in 0..2_000 {
        let all = answers(&pack, &cohort.person(&pack, TODAY, nth));
        let age = value(&all, "age").unwrap().as_u64().unwrap();
        ages.insert(age);
        let pills = value(&all, "pills").unwrap();
        // a follow-up is answered where it is asked, own words never
        assert_eq!(value(&all, "pills_last").is_some(), pills == "yes");
        assert_eq!(value(&all, "own_words"), None);
        let pregnancy = if pills == "yes" && age < 40 {
            "maybe"
        } else {
            "no"
        };
        assert_eq!(value(&all, "pregnancy").unwrap(), pregnancy);
        assert_eq!(value(&all, "area").unwrap(), json!(["cheeks", "back"]));
        if let Some(last) = value(&all, "pills_last") {
            let last: Date = last.as_str().unwrap().parse().unwrap();
            let days = (TODAY - last).get_days();
            assert!(
                (0..=90).contains(&days) || (200..=400).contains(&days),
                "{days}"
            );
        }
    }
    // both ends of a range, and all between
    assert_eq!(
        (ages.len(), ages.first(), ages.last()),
        (52, Some(&18), Some(&69))
    );
}

#[test]
fn only_what_lies_outside_a_band_warns() {
    let pack = pack();
    let warnings = |text: &str| {
        let cohort = read(text, &pack);
        let tally = Tally::of(&cohort, &pack, 1_000, TODAY, |_| 0);
        let problems = tally.outside(&cohort.bands, text);
        let places = problems
            .iter()
            .map(|it| (it.rule, it.fault.line, it.fault.column));
        places.collect::<Vec<_>>()
    };
    assert_eq!(warnings(TINY), []);
    let high = TINY.replace("\"at_least\": 0.4", "\"at_least\": 0.99, \"at_most\": 1");
    assert_eq!(warnings(&high), [("cohort-band", Some(7), 16)]);
    let low = TINY.replace("\"at_most\": 0.3", "\"at_least\": 0, \"at_most\": 0.01");
    assert_eq!(warnings(&low), [("cohort-band", Some(8), 31)]);
}

#[test]
#[rustfmt::skip]
fn what_is_wrong_is_said_with_its_place() {
    let pack = pack();
    // what stands there, what becomes of it, what stands at the place that is named, and the words
    let table = [
        (r#""question": "keloid""#, r#""question": "keloids""#, r#""keloids""#, "The pack has no question `keloids`. Did you mean `keloid`?"),
        (r#""is": "better""#, r#""is": "bettr""#, r#"{ "is": "bettr" }"#, "Did you mean \"better\"?"),
        (r#""cheeks", "back""#, r#""cheeks", "cheeks""#, r#"{ "ticks": ["#, "cheeks"),
        (r#""share": 0.3"#, r#""share": 1.3"#, "1.3", "A share is from 0 to 1, and this is 1.3."),
        (r#""share": 0.3"#, r#""share": -0.3"#, "-0.3", "A share is from 0 to 1, and this is -0.3."),
        (r#""share": 0.3"#, r#""share": "some""#, r#""some""#, "but a number is needed"),
        (r#""share": 0.9"#, r#""share": 0.95"#, r#""hopes""#, "These shares add up to 1.0500, which is more than 1."),
        (r#""share": 0.75"#, r#""share": 0.7"#, r#""pills_last""#, "They must add up to 1: this question has no \"no\""),
        (r#""at_least": 0.4"#, r#""at_least": 0.4, "at_most": 0.2"#, r#""no_concern""#, "This band is reversed: at least 0.4 and at most 0.2."),
        (r#""at_least": 0.4, "#, "", r#""no_concern""#, "A band has `at_least`, `at_most`, or both."),
        (r#""at_least": 0.4"#, r#""at_least": 4"#, "4,", "A share is from 0 to 1, and this is 4."),
        (r#""level": "wait""#, r#""level": "waits""#, r#""waits""#, "Did you mean `wait`?"),
        (r#""share": 0.3, "source": "paper""#, r#""share": 0.3"#, r#"{ "answer": { "is": "yes" }, "share": 0.3 }"#, "The field `source` is missing here."),
        (r#""share": 0.3, "source": "paper""#, r#""share": 0.3, "source": "papr""#, r#""papr""#, "There is no source `papr`. Did you mean `paper`?"),
        (r#""share": 0.3, "source": "paper""#, r#""share": 0.3, "source": "default""#, r#""default""#, "There is no source `default`. Write the id of one of `sources`, or `guess`."),
        (r#""id": "paper""#, r#""id": "guess""#, r#""guess", "title""#, "`guess` stands where there is no source."),
        (r#""title": "A paper" }"#, r#""title": "A" }, { "id": "idle", "title": "B" }"#, r#""idle""#, "Nothing in this file rests on this source."),
        (r#""title": "A paper" }"#, r#""title": "A" }, { "id": "paper", "title": "B" }"#, r#""paper", "title": "B""#, "Another source has this id."),
        (r#""pack": "small""#, r#""pack": "smal""#, r#""smal""#, "This cohort is of the pack `smal`, and this is `small`."),
        (r#""min": 18, "max": 69"#, r#""min": 69, "max": 18"#, r#"{ "number": "#, "This range ends before it begins."),
        (r#""min": 18, "max": 69"#, r#""min": 18, "max": 169"#, r#"{ "number": "#, "120"),
        (r#""max": 400"#, r#""max": 40000"#, r#"{ "days_ago": { "min": 200"#, "1926"),
        (r#""max": 400"#, r#""max": 4294967295"#, r#"{ "days_ago": { "min": 200"#, "There is no day so far away."),
        (r#""days_ahead": { "min": 1"#, r#""days_ahead": { "min": 1, "mix": 1"#, r#""mix""#, "Did you mean `max`?"),
        (r#""days_ahead": { "min": 1, "max": 200 }"#, r#""days_ahead": { "min": 1, "max": 400 }"#, r#"{ "days_ahead": "#, "2027"),
        (r#""below": 40"#, r#""any_of": ["40"]"#, r#""40""#, "`age` has no option `40`."),
        (r#""question": "age", "below": 40"#, r#""question": "due", "below": 40"#, r#""due", "below""#, "A condition is on a question that stands further up in the pack."),
        (r#""question": "age", "below": 40"#, r#""question": "area", "below": 40"#, r#""area", "below""#, "This question takes no number."),
        (r#""question": "age", "below": 40"#, r#""question": "age""#, r#""age" }"#, "A condition has `any_of`, `at_least` or `below`."),
        (r#""question": "due""#, r#""question": "own_words""#, r#"{ "days_ahead": "#, "Own words are never drawn."),
        (r#""question": "due""#, r#""question": "pills_last""#, r#""pills_last", "shares": [{ "answer": { "days_ahead""#, "Nobody comes to this"),
        (r#""question": "due","#, r#""question": "due", "when": [{ "question": "age", "below": 40 }],"#, r#""small""#, "Nothing says what everybody answers to this question"),
        (r#""words_a_minute": 200"#, r#""words_a_minute": 0"#, "0, ", "Nobody reads 0 words."),
    ];
    for (old, new, at, says) in table {
        assert_eq!(TINY.matches(old).count(), 1, "{old}");
        let text = TINY.replace(old, new);
        let error = Cohort::from_bytes("cohort.json", text.as_bytes(), &pack, TODAY);
        let error = error.err().unwrap_or_else(|| panic!("{new} is taken")).to_string();
        let fault = error.lines().find(|line| line.contains(says));
        let fault = fault.unwrap_or_else(|| panic!("{new}: {error}"));
        let mut place = fault.split(':').skip(1).map(str::parse::<usize>);
        let (line, column) = (place.next().unwrap().unwrap(), place.next().unwrap().unwrap());
        let there = text.lines().nth(line - 1).and_then(|it| it.get(column - 1..)).unwrap();
        assert!(there.starts_with(at), "{fault}\n{there}");
    }
}

fn needlefit(args: &[&str]) -> Output {
    common::needlefit(&[args, &["--today", "2026-11-21"]].concat())
}

#[test]
fn the_cohort_beside_a_pack_is_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let pack = at("small.json");
    fs::write(&pack, SMALL).unwrap();
    let output = needlefit(&["check", &pack, "--cohort"]);
    assert_eq!(output.code, 1);
    let missing = format!("The file {} can't be read", at("cohort.json"));
    assert!(output.err.contains(&missing), "{}", output.err);

    fs::write(at("cohort.json"), TINY).unwrap();
    let output = needlefit(&["check", &pack, "--cohort"]);
    let people = format!(
        "\nPeople: {}, drawn from 10 shares, 8 of them guesses.\n",
        cohort::PEOPLE
    );
    assert!(output.out.contains(&people), "{}", output.out);
    let output = needlefit(&["check", &pack, "--cohort=1", "--format", "json"]);
    let report: Value = serde_json::from_str(&output.out).unwrap();
    let drawn = &report["cohort"];
    assert_eq!(drawn["people"], 1);
    let levels = drawn["today"]["levels"].as_object().unwrap();
    assert_eq!(levels.len(), 4);
    assert_eq!(
        levels.values().map(|it| it.as_u64().unwrap()).sum::<u64>(),
        1
    );
    assert_eq!(drawn["not_booked"]["mentions"], 0);

    // the pack is good, and so is its cohort; outside a band it is as good as a warning lets it be
    let outside = TINY.replace("\"at_least\": 0.4", "\"at_least\": 0.99");
    fs::write(at("cohort.json"), outside).unwrap();
    let args = ["check", &pack, "--cohort=50", "--format", "json"];
    let report: Value = serde_json::from_str(&needlefit(&args).out).unwrap();
    let problem = &report["cohort"]["problems"][0];
    assert_eq!(
        (&problem["rule"], &problem["line"]),
        (&json!("cohort-band"), &json!(7))
    );
    assert_eq!(report["cohort"]["warnings"], 1);
    let plain = ["check", &pack, "--cohort=50"];
    let (without, output) = (needlefit(&["check", &pack]).code, needlefit(&plain));
    assert_eq!(output.code, without);
    assert!(
        output
            .out
            .contains("come to `no_concern` today; the band is at least 99.0.")
    );

    // what can't be read is said, and no people are
    fs::write(at("cohort.json"), "{ \"pack\": \"small\" }").unwrap();
    let output = needlefit(&plain);
    assert_eq!(output.code, 1);
    assert!(output.out.contains("cohort.json:1:1"), "{}", output.out);
    assert!(!output.out.contains("People:"), "{}", output.out);
}

#[test]
fn how_many_is_a_number_of_people() {
    for wrong in ["0", "-1", "many", "1000001", ""] {
        let output = needlefit(&["check", &format!("--cohort={wrong}")]);
        assert_eq!(output.code, 2, "{wrong}: {}", output.out);
    }
}

#[test]
fn a_warning_of_the_cohort_is_an_error_where_warnings_are() {
    let code = |args: &[&str]| needlefit(args).code;
    assert_eq!(code(&["check", "--cohort=20"]), 0);
    assert_eq!(code(&["check", "--deny-warnings"]), 0);
    assert_eq!(code(&["check", "--cohort=20", "--deny-warnings"]), 1);
}

// what follows from the pack: after a change of it, look at the difference and take it
#[test]
fn the_cohort_of_the_shipped_pack_is_stable() {
    let output = needlefit(&["check", "--cohort=400", "--ascii"]);
    let (_, cohort) = output.out.split_once("src/text/es.json: ").unwrap();
    let (_, cohort) = cohort.split_once('\n').unwrap();
    insta::assert_snapshot!("shipped", cohort);
}

#[test]
fn the_shipped_cohort_says_something_of_every_question() {
    let pack = Pack::built_in().unwrap();
    let cohort = read(SHIPPED, &pack);
    assert!(cohort.guesses < cohort.shares);
    let file: Value = serde_json::from_str(SHIPPED).unwrap();
    let entries = file["answers"].as_array().unwrap();
    for question in &pack.questions {
        let said = entries.iter().any(|it| it["question"] == question.id);
        assert_eq!(said, question.is_needed(), "{}", question.id);
    }
    // whoever drew a "no" to everything would come to no concern
    for band in file["bands"].as_array().unwrap() {
        assert_eq!(band["source"], "default");
    }
}
