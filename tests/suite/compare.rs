//! What `compare` says of two packs: each change is there, and each witness shows its own.
use std::collections::BTreeMap;

use jiff::civil::Date;
use needlefit::{
    check::{
        budget::Budget,
        compare::{Shown, over_all_answers},
        days::{days, treatments},
        space::{Cut, Space, Witness},
        stated::{Change, Direction, Place, Stated},
    },
    evaluate::evaluate,
    interview::{Answer, Answers, Days, path::Path, verdict::Verdict},
    pack::Pack,
};
use serde_json::{Map, Value, json};

use crate::common::{
    TODAY,
    changes::single_changes,
    made::{Chance, made},
    proof::{DAYS, any_answers},
};

const SHIPPED: &str = include_str!("../../questions/microneedling.json");
const SMALL: &str = include_str!("fixtures/small.json");

fn pack(json: &Value) -> Option<Pack> {
    Pack::from_bytes("made", json.to_string().as_bytes()).ok()
}

fn compared(old: &Pack, new: &Pack, today: Date) -> Vec<Shown> {
    over_all_answers(old, new, today, &Budget::default())
        .unwrap()
        .shown
}

/// What `evaluate` prints for a witness as it stands.
fn evaluated(pack: &Pack, witness: &Witness) -> Value {
    let mut out = Vec::new();
    let tally = evaluate(
        pack,
        witness.days.today,
        witness.line().as_bytes(),
        &mut out,
    )
    .unwrap();
    assert_eq!(
        tally.answered,
        1,
        "{}: {}",
        witness.line(),
        String::from_utf8(out).unwrap()
    );
    serde_json::from_slice(&out).unwrap()
}

/// What stands of a place in a line of `evaluate`, with the length of each `then`.
fn at_place(place: &Place, line: &Value, json: &Value) -> Vec<String> {
    let list = |key: &str| line[key].as_array().unwrap().iter();
    match place {
        Place::Level => vec![line["level"].to_string()],
        Place::WarningSign(id) => {
            let shown = list("warning_signs").filter(|it| it["id"] == id.as_str());
            shown.map(|it| it["id"].to_string()).collect()
        }
        Place::Question(id) => {
            let length = |then: &Value| {
                let mut waits = json["waits"].as_array().unwrap().iter();
                waits
                    .find(|it| it["id"] == *then)
                    .map(|it| it["length"].to_string())
            };
            let found = list("findings").filter(|it| it["question"] == id.as_str());
            let mut found: Vec<String> = found
                .map(|it| {
                    let mut until: Vec<String> = it["until"]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .map(|end| {
                            format!("{}{}{:?}", end["date"], end["event"], length(&end["then"]))
                        })
                        .collect();
                    until.sort();
                    format!("{} {until:?}", it["level"])
                })
                .collect();
            found.sort();
            found
        }
    }
}

/// The answers of a witness, if the pack takes each of them.
fn taken(pack: &Pack, witness: &Witness) -> Option<Answers> {
    let mut answers = Answers::default();
    for (id, value) in &witness.answers {
        let question = pack.question(id)?;
        let answer = Answer::from_json(question, value, witness.days.today).ok()??;
        answers.set(question, answer);
    }
    Some(answers)
}

/// What the verdicts on these answers state otherwise; none where a pack refuses them.
fn changes(old: &Pack, new: &Pack, witness: &Witness) -> Option<Vec<Change>> {
    let (was, is) = (taken(old, witness)?, taken(new, witness)?);
    let (was, is) = (
        Path::new(old, &was, witness.days),
        Path::new(new, &is, witness.days),
    );
    Some(Change::between(
        &Stated::by(&was, &Verdict::of(&was)),
        &Stated::by(&is, &Verdict::of(&is)),
    ))
}

/// Each witness runs on both packs, shows its change there, and without one of its answers does not.
fn each_shows_its_own(json: [&Value; 2], packs: [&Pack; 2], shown: &[Shown]) {
    let [old, new] = packs;
    for it in shown {
        let says = || format!("{}\n{}", it.says(), it.witness.line());
        let [was, is] = [0, 1].map(|side| {
            at_place(
                &it.change.place,
                &evaluated(packs[side], &it.witness),
                json[side],
            )
        });
        assert_ne!(was, is, "{}", says());
        // what only gains or only loses is plain
        let only = match (is_among(&was, &is), is_among(&is, &was)) {
            (true, _) => Direction::Stricter,
            (_, true) => Direction::Laxer,
            _ => it.change.direction,
        };
        assert!(
            it.change.place == Place::Level || it.change.direction == only,
            "{}",
            says()
        );
        let there = changes(old, new, &it.witness).unwrap();
        assert!(there.contains(&it.change), "{}", says());
        for id in it.witness.answers.keys() {
            let mut fewer = it.witness.clone();
            fewer.answers.remove(id);
            let there = changes(old, new, &fewer).unwrap_or_default();
            assert!(!there.contains(&it.change), "without {id}: {}", says());
        }
    }
}

/// Whether each of the first is among the others, as often as it is there.
fn is_among(some: &[String], others: &[String]) -> bool {
    let count = |of: &[String], one: &String| of.iter().filter(|it| *it == one).count();
    some.iter()
        .all(|one| count(some, one) <= count(others, one))
}

/// What changed at a place, as far as answers of one kind have it in common.
fn is_known(shown: &[Shown], change: &Change) -> bool {
    let same =
        |it: &Shown| it.change.place == change.place && it.change.direction == change.direction;
    shown.iter().any(same)
}

#[test]
fn every_change_of_the_shipped_pack_is_seen_and_shown() {
    let json: Value = serde_json::from_str(SHIPPED).unwrap();
    let old = pack(&json).unwrap();
    let mut chance = Chance::new(5);
    let all = single_changes(&json);
    assert!(all.len() > 500, "{}", all.len());
    let (mut packs, mut seen) = (0, 0);
    for changed in all.iter().skip(chance.below(15)).step_by(15) {
        let Some(new) = pack(changed) else { continue };
        packs += 1;
        let shown = compared(&old, &new, TODAY);
        each_shows_its_own([&json, changed], [&old, &new], &shown);
        for _ in 0..150 {
            let answers = any_answers(&old, TODAY, &mut chance);
            let given = old.questions.iter().filter_map(|it| {
                let answer = answers.get(it.number)?.to_json(it);
                Some((it.id.clone(), serde_json::to_value(answer).unwrap()))
            });
            let witness = Witness {
                days: Days::today(TODAY),
                answers: given.collect(),
            };
            for change in changes(&old, &new, &witness).unwrap_or_default() {
                seen += 1;
                assert!(is_known(&shown, &change), "{change:?}\n{}", witness.line());
            }
        }
    }
    assert!(packs > 60 && seen > 400, "{packs} packs, {seen} changes");
}

fn said_of(days: Days) -> String {
    format!("{} {}", days.today, json!(days.treatment))
}

/// Every set of the answers that stand for all.
fn all_sets(cuts: &[Cut<'_>]) -> Vec<Map<String, Value>> {
    let mut sets = vec![Map::new()];
    for cut in cuts {
        let lists = (1_usize..1 << cut.options.len()).map(|bits| {
            let options = cut.options.iter().enumerate();
            let chosen = options.filter(|(place, _)| bits >> place & 1 == 1);
            chosen.map(|(_, id)| Value::from(*id)).collect()
        });
        let answers = cut.answers.iter().filter(|it| !it.is_array()).cloned();
        let answers: Vec<Value> = answers.chain(lists).collect();
        let with = sets.iter().flat_map(|set| {
            answers.iter().map(move |answer| {
                let mut set = set.clone();
                set.insert(cut.id.to_owned(), answer.clone());
                set
            })
        });
        sets = with
            .collect::<Vec<_>>()
            .into_iter()
            .chain(sets.clone())
            .collect();
    }
    sets
}

#[test]
fn on_small_packs_nothing_is_missed_and_no_fewer_answers_show_it() {
    let mut chance = Chance::new(3);
    let (mut seen, mut pairs) = (BTreeMap::new(), 0);
    for seed in 0..400 {
        let json = made(seed, 1 + chance.below(3));
        let all = single_changes(&json);
        // now and then another length
        let lengths = all.iter().filter(|it| it["waits"] != json["waits"]);
        let lengths: Vec<_> = lengths.cloned().collect();
        let from = if seed % 4 > 0 { &all } else { &lengths };
        let changed = chance.pick(from);
        let (Some(old), Some(new)) = (pack(&json), pack(changed)) else {
            continue;
        };
        let budget = Budget::default();
        let today = *chance.pick(&DAYS);
        let shown = compared(&old, &new, today);
        each_shows_its_own([&json, changed], [&old, &new], &shown);
        let mut fewest: BTreeMap<(String, Change), usize> = BTreeMap::new();
        let all_days = days(&[&old, &new], today, &budget).unwrap();
        for days in all_days
            .into_iter()
            .flat_map(|day| treatments(&[&old, &new], day))
        {
            let space = Space::new(&[&old, &new], days, &budget).unwrap();
            for answers in all_sets(&space.cuts) {
                let witness = Witness { days, answers };
                for change in changes(&old, &new, &witness).unwrap_or_default() {
                    assert!(
                        is_known(&shown, &change),
                        "{change:?}\n{json}\n{changed}\n{}",
                        witness.line()
                    );
                    *seen.entry(change.direction).or_insert(0) += 1;
                    let fewest = fewest.entry((said_of(days), change)).or_insert(usize::MAX);
                    *fewest = (*fewest).min(witness.answers.len());
                }
            }
        }
        pairs += 1;
        for it in &shown {
            let on_the_day = (said_of(it.witness.days), it.change.clone());
            // a day that stands for no others may show what the one that does can't
            if let Some(fewest) = fewest.get(&on_the_day) {
                assert!(
                    it.witness.answers.len() <= *fewest,
                    "{}: {}",
                    it.says(),
                    it.witness.line()
                );
            }
        }
    }
    assert!(pairs > 300 && seen.len() == 3, "{pairs} {seen:?}");
}

/// The small pack with one passage replaced, held against it: each change in words.
fn said(passage: &str, by: &str) -> Vec<String> {
    let text = SMALL.replacen(passage, by, 1);
    assert_ne!(text, SMALL, "no {passage}");
    let [json, changed]: [Value; 2] = [SMALL, &text].map(|it| serde_json::from_str(it).unwrap());
    let [old, new] = [SMALL, &text].map(|it| Pack::from_bytes("small", it.as_bytes()).unwrap());
    let shown = compared(&old, &new, TODAY);
    each_shows_its_own([&json, &changed], [&old, &new], &shown);
    shown.iter().map(Shown::says).collect()
}

#[test]
fn a_change_is_said_in_plain_words() {
    // another wait, of another length in the same months
    let shorter = said(
        r#""id": "healed", "length": { "months": 6 }"#,
        r#""id": "healed", "length": { "months": 5 }"#,
    );
    assert!(
        shorter.contains(&"Pills, Last pill: 6 months → 5 months, laxer".to_owned()),
        "{shorter:?}"
    );
    assert!(
        shorter.contains(&"The verdict: wait → no concern, laxer".to_owned()),
        "{shorter:?}"
    );
    // a `then` that is gone, and an event
    assert_eq!(
        said(
            r#""event": "birth", "then": "after_birth""#,
            r#""event": "birth""#
        ),
        ["Pregnancy: 6 weeks after the birth → until the birth, laxer"]
    );
    assert_eq!(
        said(
            r#"{ "answer_plus": "after_birth" }, { "event": "birth" }"#,
            r#"{ "answer_plus": "after_birth" }"#
        ),
        ["Pregnancy, Due date: 6 weeks and until the birth → 6 weeks, laxer"]
    );
    // a warning sign
    let sign = said(
        r#""all": [{ "of": { "question": "pills""#,
        r#""any": [{ "of": { "question": "pills""#,
    );
    assert_eq!(
        sign,
        ["Warning sign `pills_and_pregnant`: not shown → shown, stricter"]
    );
    assert_eq!(said("A small one", "A smaller one"), [""; 0]);
    assert_eq!(said(r#"{ "weeks": 6 }"#, r#"{ "days": 42 }"#), [""; 0]);
}

#[test]
fn a_finding_that_is_lost_is_laxer_though_the_level_stays() {
    // nobody over 70 has another level by it, since all else is left blank
    let lost = said(
        r#",
            { "when": { "at_least": 70 }, "level": "clinician", "reason": "You are {answer}.", "advice": "Ask.", "sources": ["leaflet"] }"#,
        "",
    );
    assert_eq!(
        lost,
        [
            "The verdict: clinician → no concern, laxer",
            "Age: clinician → nothing, laxer"
        ]
    );
    let finer = said(
        r#"{ "at_least": 70 }, "level": "clinician""#,
        r#"{ "at_least": 70 }, "level": "not_suitable""#,
    );
    assert!(
        finer.contains(&"Age: clinician → not suitable, stricter".to_owned()),
        "{finer:?}"
    );
}

#[test]
fn an_id_that_one_pack_does_not_know_is_in_no_witness() {
    let more = said(
        r#"{ "id": "back", "says": "Back" }"#,
        r#"{ "id": "back", "says": "Back" }, { "id": "chest", "says": "Chest" }"#,
    );
    assert_eq!(more, [""; 0]);
    let question = said(
        r#""questions": ["#,
        r#""questions": [ { "id": "needles", "kind": "yes_no", "short": "Needles", "ask": "Do needles scare you?", "why": "It matters.", "outcomes": [] }, "#,
    );
    assert_eq!(
        question,
        [
            "The verdict: no concern → clinician, stricter",
            "Needles: not asked → clinician without an answer, stricter"
        ]
    );
}

#[test]
fn one_option_or_a_list_of_them_is_compared_as_far_as_both_take_it() {
    let text = SMALL.replacen(
        r#""id": "hopes", "kind": "choice""#,
        r#""id": "hopes", "kind": "choices""#,
        1,
    );
    let mut laxer: Value = serde_json::from_str(&text).unwrap();
    let mut questions = laxer["sections"][0]["questions"]
        .as_array_mut()
        .unwrap()
        .iter_mut();
    let hopes = questions.find(|it| it["id"] == "hopes").unwrap();
    hopes["outcomes"] = json!([]);
    let [json, same]: [Value; 2] = [SMALL, &text].map(|it| serde_json::from_str(it).unwrap());
    let [small, same, other] = [&json, &same, &laxer].map(|it| pack(it).unwrap());
    let says = |old: &Pack, new: &Pack| {
        let found = over_all_answers(old, new, TODAY, &Budget::default()).unwrap();
        needlefit::check::said::compared(&found)
    };
    assert_eq!(
        says(&small, &same),
        [
            "Over all answers that both packs take, every verdict is the same.",
            "",
            "`hopes` was `choice` and is `choices` now: answers to it that only one pack takes are not compared."
        ]
    );
    for (old, new, jsons) in [
        (&small, &other, [&json, &laxer]),
        (&other, &small, [&laxer, &json]),
    ] {
        let shown = compared(old, new, TODAY);
        each_shows_its_own(jsons, [old, new], &shown);
        let at = Place::Question("hopes".to_owned());
        let seen = shown.iter().find(|it| it.change.place == at).unwrap();
        assert_eq!(seen.witness.answers["hopes"], "perfect");
    }
}

#[test]
fn more_ways_than_are_shown_are_not_kept_quiet() {
    let mut json: Value = serde_json::from_str(SMALL).unwrap();
    let mut questions = json["sections"][0]["questions"]
        .as_array_mut()
        .unwrap()
        .iter_mut();
    let area = questions.find(|it| it["id"] == "area").unwrap();
    let waits = ["fresh", "hold", "healed", "after_birth", "soon"];
    area["options"] = waits
        .iter()
        .map(|it| json!({ "id": it, "says": it }))
        .collect();
    area["outcomes"] = json!([]);
    // nothing else may name an option of it
    let mut text = json.to_string();
    for (was, is) in [("neck", "hold"), ("cheeks", "fresh")] {
        text = text.replace(
            &format!(r#""any_of":["{was}"]"#),
            &format!(r#""any_of":["{is}"]"#),
        );
    }
    let new: Value = serde_json::from_str(&text).unwrap();
    let mut old = new.clone();
    let mut questions = old["sections"][0]["questions"]
        .as_array_mut()
        .unwrap()
        .iter_mut();
    let area = questions.find(|it| it["id"] == "area").unwrap();
    area["outcomes"] = waits
        .iter()
        .map(|it| {
            json!({
                "when": { "any_of": [it] }, "level": "wait", "until": [{ "event": "birth", "then": it }],
                "reason": "So.", "advice": "Wait.", "sources": ["paper"],
            })
        })
        .collect();
    let [before, after] = [&old, &new].map(|it| pack(it).unwrap());
    let found = over_all_answers(&before, &after, TODAY, &Budget::default()).unwrap();
    assert_eq!(found.more_at.iter().collect::<Vec<_>>(), ["area"]);
    let says = needlefit::check::said::compared(&found);
    assert_eq!(
        says.last().unwrap(),
        "More changes at `area` than is shown."
    );
    let changed = needlefit::check::check(text.as_bytes(), TODAY, Some(&before)).changed;
    let more = "More of what is found at `area` changed than is told here.";
    assert!(changed.iter().any(|it| it.says == more), "{changed:?}");
}

#[test]
fn days_and_months_are_shown_where_they_differ() {
    let of = |length: &str| {
        SMALL.replacen(
            r#""id": "after_birth", "length": { "weeks": 6 }"#,
            &format!(r#""id": "after_birth", "length": {length}"#),
            1,
        )
    };
    let texts = [of(r#"{ "days": 30 }"#), of(r#"{ "months": 1 }"#)];
    let [old, new] =
        [0, 1].map(|it: usize| Pack::from_bytes("small", texts[it].as_bytes()).unwrap());
    let shown = compared(&old, &new, TODAY);
    let says: Vec<String> = shown.iter().map(Shown::says).collect();
    assert_eq!(
        says,
        [
            // where the month is February
            "Pregnancy, Due date: 30 days and until the birth → 1 month and until the birth, laxer",
            "Pregnancy: 30 days after the birth → 1 month after the birth, another wait",
            "Pregnancy, Due date: 30 days and until the birth → 1 month and until the birth, stricter",
        ]
    );
    for it in &shown {
        assert!(
            changes(&old, &new, &it.witness)
                .unwrap()
                .contains(&it.change)
        );
    }
}

#[test]
fn past_answers_are_counted_by_what_changed() {
    let text = SMALL.replacen(
        r#""event": "birth", "then": "after_birth""#,
        r#""event": "birth""#,
        1,
    );
    let [old, new] = [SMALL, &text].map(|it| Pack::from_bytes("small", it.as_bytes()).unwrap());
    let line = |pregnant: &str| json!({ "answers": { "pregnancy": pregnant } }).to_string();
    let lines = [line("no"), line("yes"), line("yes"), line("perhaps")].join("\n");
    let compared = needlefit::evaluate::compare(&old, &new, TODAY, lines.as_bytes()).unwrap();
    assert_eq!(
        (compared.sets, compared.changed, compared.refused),
        (3, 2, 1)
    );
    let changes: Vec<_> = compared
        .changes
        .iter()
        .map(|(change, counted)| (change.says(), *counted))
        .collect();
    assert_eq!(
        changes,
        [(
            "6 weeks after the birth → until the birth, laxer".to_owned(),
            (2, 2)
        )]
    );
}
