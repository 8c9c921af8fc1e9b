//! `needlefit check` and `compare`: broken copies of the shipped pack, each caught at its place,
//! and the commands as they are typed.
use std::{fs, path::Path};

use crate::common::{Output, needlefit};
use jiff::civil::{Date, date};
use needlefit::{
    check::{Checked, budget::Budget, check, compare, problem::Severity, stated::Direction},
    interview::{
        Answer, Answers,
        path::Path as Asked,
        verdict::{Ends, Verdict},
    },
    pack::{Kept, Level, Pack, Test},
};
use serde_json::{Value, json};

const SHIPPED: &str = include_str!("../../questions/microneedling.json");
const TODAY: Date = date(2026, 11, 21);

fn checked(text: &str) -> Checked {
    check(text.as_bytes(), TODAY, None)
}

/// The shipped pack with one passage, that stands once after `behind`, replaced.
fn broken(behind: &str, old: &str, new: &str) -> String {
    let start = SHIPPED
        .find(behind)
        .unwrap_or_else(|| panic!("no {behind}"));
    let place = SHIPPED[start..]
        .find(old)
        .unwrap_or_else(|| panic!("no {old} behind {behind}"));
    let place = start + place;
    format!(
        "{}{new}{}",
        &SHIPPED[..place],
        &SHIPPED[place + old.len()..]
    )
}

fn line_of(text: &str, byte: usize) -> usize {
    1 + text[..byte].matches('\n').count()
}

#[test]
fn the_shipped_pack_has_nothing_wrong() {
    let checked = checked(SHIPPED);
    assert!(checked.problems.is_empty(), "{:?}", checked.problems);
    assert!(checked.pack.unwrap().promises.len() >= 20);
}

/// What is broken: the passage behind this one, what it becomes; the rule, the id, and the words
/// whose line is named.
struct Break {
    what: &'static str,
    behind: &'static str,
    old: &'static str,
    new: &'static str,
    rule: &'static str,
    id: &'static str,
    at: &'static str,
}

#[rustfmt::skip]
const BREAKS: &[Break] = &[
    Break { what: "a not sure that is no concern", behind: r#""not_knowing": ["#, old: r#""question": "hopes""#, new: r#""question": "keloid", "reason": "Nobody knows." }, { "question": "hopes""#, rule: "not-knowing", id: "not_knowing", at: r#""id": "not_knowing""# },
    Break { what: "what nobody may override made soft", behind: r#""when": { "below": 18 }"#, old: r#""no_override": true, "#, new: "", rule: "unreadable", id: "under_18", at: r#""id": "under_18""# },
    Break { what: "a wait that ends with its date", behind: r#""id": "pregnancy_due", "kind""#, old: r#""when": { "within": "after_birth" }, "level""#, new: r#""when": "ahead", "level""#, rule: "forgotten-wait", id: "pregnancy_due", at: r#""ahead", "level""# },
    Break { what: "a wait longer than its reach", behind: r#""id": "isotretinoin_last_dose", "kind""#, old: r#""reach": "long_ago""#, new: r#""reach": "sun""#, rule: "short-reach", id: "isotretinoin_last_dose", at: r#""id": "isotretinoin_last_dose", "kind""# },
    Break { what: "a level lowered", behind: r#""id": "bleeding_disorder""#, old: r#""level": "not_suitable""#, new: r#""level": "clinician""#, rule: "promise", id: "bleeding_diagnosed", at: r#""id": "bleeding_diagnosed""# },
    Break { what: "an option swapped", behind: r#""id": "scar_type""#, old: r#"{ "is": "keloid_like" }"#, new: r#"{ "is": "rolling" }"#, rule: "promise", id: "keloid_like_scar", at: r#""id": "keloid_like_scar""# },
    Break { what: "an outcome that can't happen", behind: r#""id": "wound_state", "kind""#, old: r#"{ "is": "open" }"#, new: r#"{ "all": [ { "is": "open" }, { "is": "closed" } ] }"#, rule: "never-happens", id: "wound_state", at: r#"{ "all": [ { "is": "open" }, { "is": "closed" } ] }"# },
    Break { what: "a question nobody comes to", behind: r#""id": "pregnancy_isotretinoin", "kind""#, old: r#""outcomes": ["#, new: r#""follow_up": [ { "when": { "all": [ { "is": "yes" }, { "of": { "question": "pregnancy", "when": { "is": "trying" } } } ] }, "ask": [ { "id": "lost", "kind": "yes_no", "short": "Lost", "ask": "Is this asked?", "why": "It never is." } ] } ], "outcomes": ["#, rule: "never-asked", id: "lost", at: r#""id": "lost""# },
    Break { what: "a loop", behind: r#""id": "isotretinoin_last_dose", "kind""#, old: r#""when": { "within": "isotretinoin" }"#, new: r#""when": { "all": [ { "within": "isotretinoin" }, { "of": { "question": "isotretinoin_last_dose", "when": "answered" } } ] }"#, rule: "unreadable", id: "isotretinoin_last_dose", at: r#"{ "all": [ { "within": "isotretinoin" }, { "of""# },
    Break { what: "a question that looks ahead", behind: r#""id": "active_acne""#, old: r#""when": { "is": "yes" }"#, new: r#""when": { "of": { "question": "hopes", "when": "answered" } }"#, rule: "unreadable", id: "active_acne", at: r#""when": { "of": { "question": "hopes", "when": "answered" } }"# },
    Break { what: "a banned word", behind: r#""id": "keloid", "kind""#, old: r#""advice": ""#, new: r#""advice": "It is safe. "#, rule: "banned-word", id: "keloid", at: r#""advice": "It is safe. "# },
    Break { what: "advice to stop a medicine", behind: r#""id": "blood_thinner""#, old: r#""advice": ""#, new: r#""advice": "Stop your medicine. "#, rule: "medicine-advice", id: "blood_thinner", at: r#""advice": "Stop your medicine. "# },
    Break { what: "a sentence too long", behind: r#""id": "keloid", "kind""#, old: r#""why": ""#, new: r#""why": "This is one of those sentences that go on and on and on until nobody who reads them knows how they began. "#, rule: "long-sentence", id: "keloid", at: r#""why": "This is one of those"# },
    Break { what: "two questions in one", behind: r#""id": "keloid_family""#, old: r#""ask": ""#, new: r#""ask": "Do you smoke? "#, rule: "two-questions", id: "keloid_family", at: r#""ask": "Do you smoke? "# },
    Break { what: "an option that is none", behind: r#""id": "rosacea_now""#, old: r#"{ "is": "flare" }"#, new: r#"{ "is": "flair" }"#, rule: "unreadable", id: "rosacea_now", at: r#"{ "is": "flair" }"# },
    Break { what: "a source that is none", behind: r#""id": "keloid_family""#, old: r#""sources": ["#, new: r#""sources": ["nobody", "#, rule: "unreadable", id: "keloid_family", at: r#""nobody""# },
    Break { what: "an outcome that cites nobody", behind: r#""id": "fainting""#, old: r#""sources": ["clinic-default"]"#, new: r#""sources": [  ]"#, rule: "unreadable", id: "fainting", at: r#""sources": [  ]"# },
    Break { what: "a yes that means nothing", behind: r#""id": "seizures", "kind""#, old: r#""when": { "is": "yes" }"#, new: r#""when": "not_sure""#, rule: "unspoken", id: "seizures", at: r#""id": "seizures", "kind""# },
    Break { what: "an answer that hides another", behind: r#""id": "heart_disease", "kind""#, old: r#""when": { "is": "yes" }"#, new: r#""when": { "all": [ { "is": "yes" }, { "of": { "question": "diabetes", "when": { "is": "no" } } } ] }"#, rule: "hides", id: "diabetes", at: r#""id": "diabetes", "kind""# },
    Break { what: "a not sure that nobody minds", behind: r#""id": "suspicious_spot""#, old: r#""level": "not_suitable""#, new: r#""level": "clinician""#, rule: "promise", id: "changing_spot", at: r#""id": "changing_spot""# },
    Break { what: "an outcome that another covers", behind: r#""id": "vitiligo_where", "kind""#, old: r#""outcomes": ["#, new: r#""outcomes": [ { "when": { "is": "area" }, "level": "clinician", "reason": "There.", "advice": "Ask.", "sources": ["clinic-default"] }, "#, rule: "covered", id: "vitiligo_where", at: r#""when": { "any_of": ["area", "both"] }, "level""# },
    Break { what: "a wait that nothing uses", behind: r#""waits": ["#, old: "{", new: r#"{ "id": "idle", "length": { "days": 3 }, "from": "default", "sources": [] }, {"#, rule: "unused-wait", id: "idle", at: r#""id": "idle""# },
    Break { what: "a source that nobody cites", behind: r#""answers_hold_for""#, old: r#""sources": ["#, new: r#""sources": [ { "id": "idle", "title": "Idle", "short": "idle", "read": "full", "strength": "E" }, "#, rule: "unused-source", id: "idle", at: r#""id": "idle""# },
    Break { what: "two options that read the same", behind: r#""id": "blood_thinner""#, old: r#""says": "No""#, new: r#""says": "Only a painkiller now and then, or fish oil""#, rule: "same-options", id: "blood_thinner", at: r#"{ "id": "no", "says": "Only a painkiller now and then, or fish oil" }"# },
    Break { what: "a wait made half as long", behind: r#""id": "isotretinoin", "length""#, old: r#""months": 6"#, new: r#""months": 3"#, rule: "promise", id: "isotretinoin_recent", at: r#""id": "isotretinoin_recent""# },
    Break { what: "a wait after an event, half as long", behind: r#""id": "after_birth", "length""#, old: r#""weeks": 6"#, new: r#""weeks": 3"#, rule: "promise", id: "pregnant", at: r#""id": "pregnant", "first""# },
    Break { what: "a wait in place of another", behind: r#""id": "botulinum_last""#, old: r#"{ "answer_plus": "botulinum" }"#, new: r#"{ "answer_plus": "care_week" }"#, rule: "promise", id: "botulinum_recent", at: r#""id": "botulinum_recent""# },
    Break { what: "nothing after an event", behind: r#""id": "acne_control""#, old: r#", "then": "acne_clear""#, new: "", rule: "promise", id: "acne_out_of_control", at: r#""id": "acne_out_of_control""# },
    Break { what: "another event", behind: r#""id": "psoriasis_new""#, old: r#""event": "psoriasis_still""#, new: r#""event": "well""#, rule: "promise", id: "psoriasis_new", at: r#""id": "psoriasis_new", "first""# },
    Break { what: "a finding beside a higher one lowered", behind: r#""id": "keloid_many", "kind""#, old: r#""level": "not_suitable""#, new: r#""level": "clinician""#, rule: "promise", id: "keloid_many", at: r#""id": "keloid_many", "finds""# },
    Break { what: "a warning for fewer", behind: r#""id": "infection_spreading_unwell""#, old: r#""question": "unwell", "when": { "is": "yes" }"#, new: r#""question": "unwell", "when": { "is": "no" }"#, rule: "promise", id: "infection_spreading_unwell", at: r#""id": "infection_spreading_unwell", "warns""# },
    Break { what: "a wait that is over", behind: r#""id": "isotretinoin_last_dose", "kind""#, old: r#"{ "within": "isotretinoin" }"#, new: r#""answered""#, rule: "wait-over", id: "isotretinoin_last_dose", at: r#""when": "answered", "level": "wait""# },
    Break { what: "a wait without a date", behind: r#""id": "isotretinoin_last_dose", "kind""#, old: r#"{ "within": "isotretinoin" }"#, new: r#""not_sure""#, rule: "endless-wait", id: "isotretinoin_last_dose", at: r#""when": "not_sure", "level": "wait""# },
    Break { what: "an end by another wait", behind: r#""id": "sunburn_last", "kind""#, old: r#"{ "answer_plus": "sun" }"#, new: r#"{ "answer_plus": "flare_quiet" }"#, rule: "other-wait", id: "sunburn_last", at: r#""when": { "within": "sun" }, "level": "wait", "until": [ { "answer_plus": "flare_quiet" } ]"# },
    Break { what: "words that name another wait", behind: r#""id": "botulinum_last", "kind""#, old: "Wait {botulinum} from then.", new: "Wait {filler} for these.", rule: "other-wait", id: "botulinum_last", at: "Wait {filler} for these." },
    Break { what: "a promise about nobody", behind: r#""id": "under_18""#, old: r#"{ "below": 18 }"#, new: r#"{ "below": 0 }"#, rule: "empty-promise", id: "under_18", at: r#""id": "under_18""# },
    Break { what: "a part that says nothing", behind: r#""id": "age", "kind""#, old: r#"{ "at_least": 18 }"#, new: r#"{ "at_least": 18 }, { "at_least": 17 }"#, rule: "idle-part", id: "age", at: r#"{ "at_least": 18 }, { "at_least": 17 }"# },
    Break { what: "a path too long", behind: r#""longest_path""#, old: "122", new: "20", rule: "longest-path", id: "", at: r#""longest_path""# },
    Break { what: "a character that hides", behind: r#""id": "keloid", "kind""#, old: r#""why": ""#, new: "\"why\": \"\u{202e}", rule: "unreadable", id: "keloid", at: "\u{202e}" },
    Break { what: "a key that stands twice", behind: r#""id": "keloid", "kind""#, old: r#""short""#, new: r#""kind": "yes_no", "short""#, rule: "unreadable", id: "keloid", at: r#""kind": "yes_no", "short""# },
];

#[test]
fn each_broken_copy_is_caught_at_its_place() {
    for it in BREAKS {
        let text = broken(it.behind, it.old, it.new);
        let problems = checked(&text).problems;
        let place = text
            .rfind(it.at)
            .unwrap_or_else(|| panic!("{}: no {}", it.what, it.at));
        let line = line_of(&text, place);
        let found = problems.iter().any(|problem| {
            problem.rule == it.rule
                && problem.fault.line == Some(line)
                && problem.fault.about.as_deref().unwrap_or_default() == it.id
        });
        assert!(found, "{} (line {line}): {problems:#?}", it.what);
    }
}

#[test]
fn a_witness_shows_what_it_says() {
    for it in BREAKS
        .iter()
        .filter(|it| ["promise", "unspoken", "wait-over", "endless-wait"].contains(&it.rule))
    {
        let text = broken(it.behind, it.old, it.new);
        let checked = checked(&text);
        let problem = checked
            .problems
            .iter()
            .find(|problem| {
                problem.rule == it.rule && problem.fault.about.as_deref() == Some(it.id)
            })
            .unwrap();
        let witness = problem.witness.as_ref().unwrap();
        let pack = checked.pack.as_ref().unwrap();
        let mut answers = Answers::default();
        for (id, value) in &witness.answers {
            let question = pack.question(id).unwrap();
            let answer = Answer::from_json(question, value, witness.days.today).unwrap();
            answers.set(question, answer.unwrap());
        }
        let path = Asked::new(pack, &answers, witness.days);
        let verdict = Verdict::of(&path);
        let waiting = verdict
            .findings
            .iter()
            .find(|found| found.level == Level::Wait);
        match it.rule {
            "promise" => {
                let promise = pack.promises.iter().find(|promise| promise.id == it.id);
                let kept = promise.unwrap().kept.iter();
                let kept = kept.map(|kept| keeps(pack, kept, &path, &verdict));
                assert!(kept.into_iter().any(|kept| !kept), "{}", it.what);
            }
            "wait-over" => {
                assert!(
                    verdict.not_before <= Some(witness.days.today),
                    "{}",
                    it.what
                );
                assert!(verdict.not_before.is_some(), "{}", it.what);
            }
            "endless-wait" => assert!(waiting.unwrap().until.is_empty(), "{}", it.what),
            _ => {}
        }
    }
}

/// Whether a verdict keeps a promise, read from what is told and not from the proof.
fn keeps(pack: &Pack, kept: &Kept, path: &Asked<'_, '_>, verdict: &Verdict<'_>) -> bool {
    let at = |number: &usize| {
        let found = verdict.findings.iter();
        let number = *number;
        found.filter(move |it| it.question.number == number)
    };
    match kept {
        Kept::AtLeast(level) => verdict.level >= *level,
        Kept::Finds(number, level) => at(number).any(|it| it.level >= *level),
        Kept::Waits { question, within } => {
            let Test::Within(_, span) = within else {
                panic!("{within:?} is no span");
            };
            let day = path.day_of(&pack.questions[*question]).unwrap();
            let until = at(question).flat_map(|it| &it.until);
            until
                .into_iter()
                .any(|ends| matches!(ends, Ends::On(date) if *date >= span.length.after(day)))
        }
        Kept::First(event, then) => verdict.events().iter().any(|ends| match ends {
            Ends::With(first, wait) => {
                let long = then.is_none_or(|then| {
                    wait.is_some_and(|wait| wait.length.longest_days() >= then.longest_days())
                });
                first.id == event.id && long
            }
            Ends::On(_) => false,
        }),
        Kept::NoOverride(number) => {
            let firm = |it: &needlefit::interview::verdict::Finding<'_>| {
                it.outcome.is_some_and(|it| it.no_override)
            };
            at(number).any(firm)
        }
        Kept::NotKnowing(numbers) => pack.not_knowing().all(|it| numbers.contains(&it.number)),
        Kept::Warns(place) => {
            let wanted = &pack.warnings[*place].id;
            verdict.warnings.iter().any(|it| it.id == *wanted)
        }
    }
}

// with the question about the day it holds for everybody, and without it for nobody
#[test]
fn a_part_that_matters_on_another_day_is_not_called_idle() {
    let of = |when: &str| format!(r#"{{ "of": {{ "question": "unwell", "when": "{when}" }} }}"#);
    let when = format!(
        r#""when": {{ "all": [{{ "is": "yes" }}, {{ "any": [{}, {}] }}] }},"#,
        of("answered"),
        of("not_sure")
    );
    let rules = |text: &str| {
        let checked = checked(text);
        assert!(checked.pack.is_some(), "{:?}", checked.problems);
        let found = checked.problems.iter();
        found.map(|it| it.rule).collect::<Vec<_>>()
    };
    let at = needlefit::pack::SAMPLE
        .find(r#""id": "keloid_family""#)
        .unwrap();
    let (before, behind) = needlefit::pack::SAMPLE.split_at(at);
    let text = format!(
        "{before}{}",
        behind.replacen(r#""when": { "is": "yes" },"#, &when, 1)
    );
    assert!(!rules(&text).contains(&"idle-part"), "{:?}", rules(&text));
    let any_day = text.replacen(r#""ask_on": "the_day", "#, "", 1);
    assert!(
        rules(&any_day).contains(&"idle-part"),
        "{:?}",
        rules(&any_day)
    );
}

#[test]
fn a_wait_made_shorter_is_seen_by_the_cases_and_by_the_version() {
    let text = broken(
        r#""id": "isotretinoin", "length""#,
        r#""months": 6"#,
        r#""months": 5"#,
    );
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("shorter.json");
    fs::write(&pack, &text).unwrap();
    let cases = format!("--cases={}", Path::new("questions/cases").display());
    let output = needlefit(&["check", pack.to_str().unwrap(), &cases]);
    assert_eq!(output.code, 1);
    assert!(output.out.contains("The day should be"), "{}", output.out);
    assert!(
        output.out.contains("`isotretinoin_last_dose` decided"),
        "{}",
        output.out
    );
    let old = "questions/microneedling.json";
    let output = needlefit(&["check", pack.to_str().unwrap(), "--against", old]);
    assert_eq!(output.code, 1);
    assert!(output.out.contains("version-step"), "{}", output.out);
    assert!(output.out.contains("needs a major step"), "{}", output.out);
}

#[test]
fn a_path_too_long_says_where_its_limit_stands() {
    let text = broken(r#""longest_path""#, "122", "20");
    let problems = checked(&text).problems;
    let found = problems.iter().find(|it| it.rule == "longest-path");
    let says = &found.unwrap().fault.says;
    let line = line_of(&text, text.find(r#""longest_path": 20"#).unwrap());
    let ends = format!(
        "questions, and `longest_path` allows 20. Ask fewer, or allow more on line {line}."
    );
    assert!(says.ends_with(&ends), "{says}");
}

#[test]
fn one_case_that_fails_fits_a_screen() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string("questions/cases/blood.json").unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let cases = file["cases"].as_array_mut().unwrap();
    cases.truncate(1);
    cases[0]["expect"]["level"] = json!("no_concern");
    let write = |file: &Value| fs::write(folder.path().join("one.json"), file.to_string());
    write(&file).unwrap();
    let cases = format!("--cases={}", folder.path().display());
    let args = ["check", "questions/microneedling.json", &cases];
    let failed = needlefit(&args);
    assert_eq!(failed.code, 1);
    assert!(
        failed.out.contains("The level should be `no_concern`"),
        "{}",
        failed.out
    );
    assert!(
        failed.out.contains("0 of 1 case as expected"),
        "{}",
        failed.out
    );
    assert!(failed.out.lines().count() <= 24, "{}", failed.out);
    let path = folder.path().join("one.json");
    let (at, again) = (path.display(), format!("--cases={}", path.display()));
    let column = file.to_string().find("\"id\":").unwrap() + "\"id\":".len() + 1;
    let id = file["cases"][0]["id"].as_str().unwrap();
    let place = format!("\n{at}:1:{column}: {id}:\n");
    assert!(failed.out.contains(&place), "{place}{}", failed.out);
    let line = format!("\nAgain: needlefit check questions/microneedling.json {again}\n");
    assert!(failed.out.ends_with(&line), "{line}{}", failed.out);
    let tried = needlefit(&["check", "questions/microneedling.json", &again]);
    assert_eq!(tried.out, failed.out, "one file is tried like its folder");
    // what no case comes to is listed once all come out
    file["cases"] = serde_json::from_str::<Value>(&text).unwrap()["cases"].take();
    write(&file).unwrap();
    let good = needlefit(&args);
    assert!(
        good.out.contains("No case comes to outcome"),
        "{}",
        good.out
    );
}

#[test]
fn many_cases_that_fail_stay_readable() {
    let text = fs::read_to_string("questions/cases/blood.json").unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let case = file["cases"][0].take();
    let fails = |count: usize| {
        let cases = (0..count).map(|nth| {
            let mut case = case.clone();
            case["id"] = json!(format!("case-{nth}"));
            case["expect"]["level"] = json!("no_concern");
            case
        });
        cases.collect::<Value>()
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.json");
    let cases = format!("--cases={}", path.display());
    let said = |file: &Value| {
        fs::write(&path, file.to_string()).unwrap();
        let output = needlefit(&["check", "questions/microneedling.json", &cases]);
        assert_eq!(output.code, 1);
        output.out
    };
    for (count, whole, short, more) in [(30, 8, 22, None), (300, 8, 50, Some("242 more failed."))] {
        file["cases"] = fails(count);
        let out = said(&file);
        let lines: Vec<&str> = out.lines().collect();
        let of = |end: &str| lines.iter().filter(|line| line.contains(end)).count();
        assert_eq!(of(" decided: "), whole, "{out}");
        assert_eq!(
            of(": The level should be `no_concern` and came out as "),
            short,
            "{out}"
        );
        assert_eq!(
            more.is_some_and(|more| lines.contains(&more)),
            more.is_some(),
            "{out}"
        );
        // the count and how to go on are read last
        let [.., counted, again] = lines[..] else {
            panic!("{out}")
        };
        assert!(
            counted.starts_with(&format!("0 of {count} cases as expected")),
            "{out}"
        );
        assert!(again.starts_with("Again: needlefit check "), "{out}");
    }
    // answers that another pack has would each be unknown here: that is said once
    file["cases"] = fails(1);
    file["pack"] = json!("ours");
    let out = said(&file);
    let about = "  The case is about the pack `ours`, and this is `microneedling`.\n0 of 1 case";
    assert!(out.contains(about), "{out}");
}

#[test]
fn a_translation_left_behind_by_a_copy_is_one_problem() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ours.json");
    let ours = SHIPPED.replacen(r#""id": "microneedling""#, r#""id": "ours""#, 1);
    assert_ne!(ours, SHIPPED);
    fs::write(&path, ours).unwrap();
    fs::copy(
        "questions/microneedling.es.json",
        folder.path().join("ours.es.json"),
    )
    .unwrap();
    let output = needlefit(&["check", path.to_str().unwrap(), "--format", "json"]);
    let report: Value = serde_json::from_str(&output.out).unwrap();
    let problems = report["translations"][0]["problems"].as_array().unwrap();
    assert_eq!(problems.len(), 1, "{problems:?}");
    let says = problems[0].to_string();
    assert!(
        says.contains("a translation of `microneedling`, and not of `ours`"),
        "{says}"
    );
    assert!(says.contains("left behind by a copy"), "{says}");
    assert!(says.contains("`needlefit translate es`"), "{says}");
}

#[test]
fn a_version_steps_as_far_as_the_change() {
    let old = Pack::from_bytes("old", SHIPPED.as_bytes()).unwrap();
    let stepped = |text: &str, version: &str| {
        let text = text.replacen(
            r#""version": "2.0.0""#,
            &format!(r#""version": "{version}""#),
            1,
        );
        let checked = check(text.as_bytes(), TODAY, Some(&old));
        let wrong = checked.problems.iter().any(|it| it.rule == "version-step");
        (!wrong, checked.changed.first().map(|it| it.step.word()))
    };
    let words = broken(
        r#""id": "keloid", "kind""#,
        r#""why": ""#,
        r#""why": "It matters. "#,
    );
    assert_eq!(stepped(&words, "2.0.0"), (false, Some("patch")));
    assert_eq!(stepped(&words, "2.0.1"), (true, Some("patch")));
    let question = broken(
        r#""id": "medicines""#,
        r#""questions": ["#,
        r#""questions": [ { "id": "needles", "kind": "yes_no", "short": "Needles", "ask": "Do needles scare you?", "why": "It matters.", "outcomes": [ { "when": { "is": "yes" }, "level": "clinician", "reason": "Needles scare you.", "advice": "Tell the clinic.", "sources": ["clinic-default"] } ] }, "#,
    );
    let (_, step) = stepped(&question, "2.1.0");
    assert_eq!(step, Some("minor"));
    assert!(!stepped(&question, "2.0.1").0);
    assert!(stepped(&question, "2.1.0").0);
    let level = broken(
        r#""id": "bleeding_disorder""#,
        r#""level": "not_suitable""#,
        r#""level": "clinician""#,
    );
    assert_eq!(stepped(&level, "2.1.0"), (false, Some("major")));
    assert_eq!(stepped(&level, "3.0.0"), (true, Some("major")));
    assert_eq!(stepped(SHIPPED, "2.0.0"), (true, None));
}

#[test]
fn laxer_comes_before_stricter() {
    let old = Pack::from_bytes("old", SHIPPED.as_bytes()).unwrap();
    let text = broken(
        r#""id": "bleeding_disorder""#,
        r#""level": "not_suitable""#,
        r#""level": "clinician""#,
    );
    let new = Pack::from_bytes("new", text.as_bytes()).unwrap();
    let shown = |old, new| {
        let found = compare::over_all_answers(old, new, TODAY, &Budget::default());
        found.unwrap().shown
    };
    let one_way = shown(&old, &new);
    let other_way = shown(&new, &old);
    assert!(
        one_way
            .iter()
            .all(|it| it.change.direction == Direction::Laxer)
    );
    assert!(
        other_way
            .iter()
            .all(|it| it.change.direction == Direction::Stricter)
    );
    assert_eq!(
        one_way[0].says(),
        "The verdict: not suitable → clinician, laxer"
    );
    assert!(shown(&old, &old).is_empty());
}

#[test]
fn check_without_a_pack_checks_the_built_in_one_and_its_cases() {
    let output = needlefit(&["check", "--cases", "--deny-warnings"]);
    assert_eq!(output.code, 0, "{}{}", output.out, output.err);
    assert!(
        output.out.contains("0 errors, 0 warnings."),
        "{}",
        output.out
    );
    let pack = Pack::built_in().unwrap();
    let outcomes: usize = pack.questions.iter().map(|it| it.outcomes.len()).sum();
    let all = format!("{outcomes} of {outcomes} outcomes came up.");
    assert!(output.out.contains(&all), "{}", output.out);
}

#[test]
fn a_report_shows_the_line_and_a_json_one_the_answers() {
    let text = broken(
        r#""id": "bleeding_disorder""#,
        r#""level": "not_suitable""#,
        r#""level": "clinician""#,
    );
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("laxer.json");
    fs::write(&pack, text).unwrap();
    let output = needlefit(&["check", pack.to_str().unwrap()]);
    assert_eq!(output.code, 1);
    assert!(output.out.contains("laxer.json:"), "{}", output.out);
    assert!(
        output.out.contains(r#""id": "bleeding_diagnosed""#),
        "{}",
        output.out
    );
    assert!(!output.out.contains('\u{1b}'), "no colours in a pipe");
    let output = needlefit(&["check", "--ascii", pack.to_str().unwrap()]);
    assert!(output.out.is_ascii(), "{}", output.out);
    let output = needlefit(&["check", "--color", "always", pack.to_str().unwrap()]);
    assert!(output.out.contains('\u{1b}'), "{}", output.out);
    let output = needlefit(&["check", "--format", "json", pack.to_str().unwrap()]);
    let report: Value = serde_json::from_str(&output.out).unwrap();
    assert_eq!((output.code, &report["errors"]), (1, &Value::from(1)));
    let witness = &report["problems"][0]["answers"]["answers"];
    assert_eq!(witness["bleeding_disorder"], "diagnosed");
}

#[test]
fn a_pack_is_one_object_with_its_translations_in_it() {
    let output = needlefit(&["check", "--format", "json", "--cases"]);
    assert_eq!((output.code, output.out.lines().count()), (0, 1));
    let report: Value = serde_json::from_str(&output.out).unwrap();
    assert_eq!(report["file"], "questions/microneedling.json");
    let files: Vec<&str> = report["translations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["file"].as_str().unwrap())
        .collect();
    assert_eq!(
        files,
        ["questions/microneedling.es.json", "src/text/es.json"]
    );
    assert_eq!(report["translations"][0]["errors"], 0);
    assert!(report["cases"].as_u64() > Some(0));
}

#[test]
fn every_translation_beside_a_pack_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let sample = needlefit::pack::SAMPLE;
    fs::write(at("my.json"), sample).unwrap();
    // neither is a translation
    fs::write(at("my.old.json"), sample).unwrap();
    fs::write(at("other.fr.json"), "{}").unwrap();
    let checked = || needlefit(&["check", "--format", "json", &at("my.json")]);
    let report = |output: &Output| -> Value { serde_json::from_str(&output.out).unwrap() };
    let output = checked();
    assert_eq!(output.code, 0, "{}", output.out);
    assert_eq!(report(&output)["translations"], json!([]));
    let begun = needlefit(&["translate", "fr", "--pack", &at("my.json")]);
    assert_eq!(begun.code, 0, "{}", begun.err);
    fs::write(at("my.fr.json"), begun.out).unwrap();
    fs::create_dir(at("my.es.json")).unwrap();
    let output = checked();
    assert_eq!(output.code, 1);
    let report = report(&output);
    let of = |nth: usize| &report["translations"][nth];
    assert_eq!(of(0)["file"], json!(at("my.es.json")));
    let says = of(0)["problems"][0]["says"].as_str().unwrap();
    assert!(says.ends_with("can't be read: it is a folder."), "{says}");
    assert_eq!(of(1)["file"], json!(at("my.fr.json")));
    assert_eq!(of(1)["problems"][0]["rule"], "translation-missing");
}

#[test]
fn a_pack_is_not_translated_into_its_own_language() {
    for args in [&["translate", "en"][..], &["translate", "en", "--program"]] {
        let output = needlefit(args);
        assert_eq!((output.code, &*output.out), (1, ""));
        assert!(
            output.err.contains("already written in en."),
            "{}",
            output.err
        );
    }
    let output = needlefit(&["translate", "pt_br"]);
    let file: Value = serde_json::from_str(&output.out).unwrap();
    assert_eq!(file["language"], "pt-BR");
}

#[test]
fn a_witness_can_be_given_to_evaluate_as_it_stands() {
    let text = broken(
        r#""id": "bleeding_disorder""#,
        r#""level": "not_suitable""#,
        r#""level": "clinician""#,
    );
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("laxer.json");
    fs::write(&pack, text).unwrap();
    let report = needlefit(&["check", pack.to_str().unwrap()]).out;
    let witness = report
        .lines()
        .find(|line| line.starts_with("{\"answers\""))
        .unwrap();
    assert_eq!(report.matches(witness).count(), 1, "{report}");
    assert!(
        report.contains("evaluate --despite-errors --pack"),
        "{report}"
    );
    let lines = folder.path().join("witness.jsonl");
    fs::write(&lines, witness).unwrap();
    let args = [
        "evaluate",
        "--despite-errors",
        "--pack",
        pack.to_str().unwrap(),
        lines.to_str().unwrap(),
    ];
    let output = needlefit(&args);
    assert_eq!(output.code, 0, "{}", output.err);
    assert!(
        output.out.contains(r#""level":"clinician""#),
        "{}",
        output.out
    );
}

#[test]
fn a_pack_that_breaks_a_promise_asks_nobody() {
    let text = broken(
        r#""id": "bleeding_disorder""#,
        r#""level": "not_suitable""#,
        r#""level": "clinician""#,
    );
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("laxer.json");
    fs::write(&pack, text).unwrap();
    for command in [&["--plain"][..], &["evaluate"]] {
        let mut args = vec!["--pack", pack.to_str().unwrap()];
        args.extend(command);
        let output = needlefit(&args);
        assert_eq!(output.code, 1);
        assert!(
            output
                .err
                .contains("in `bleeding_diagnosed`: It is promised"),
            "{}",
            output.err
        );
    }
}

#[test]
fn warnings_fail_only_where_they_are_denied() {
    let text = broken(
        r#""waits": ["#,
        "{",
        r#"{ "id": "idle", "length": { "days": 3 }, "from": "default", "sources": [] }, {"#,
    );
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("idle.json");
    fs::write(&pack, &text).unwrap();
    assert!(
        checked(&text)
            .problems
            .iter()
            .all(|it| it.severity == Severity::Warning)
    );
    assert_eq!(needlefit(&["check", pack.to_str().unwrap()]).code, 0);
    assert_eq!(
        needlefit(&["check", "--deny-warnings", pack.to_str().unwrap()]).code,
        1
    );
}

#[test]
fn compare_counts_the_verdicts_of_a_file() {
    let text = broken(
        r#""id": "bleeding_disorder""#,
        r#""level": "not_suitable""#,
        r#""level": "clinician""#,
    );
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("laxer.json");
    fs::write(&pack, text).unwrap();
    let answers = folder.path().join("answers.jsonl");
    fs::write(
        &answers,
        "{\"answers\":{\"age\":34}}\n{\"answers\":{\"age\":34,\"bleeding_disorder\":\"diagnosed\"}}\n\
         {\"answers\":{\"bleeding_disorder\":\"diagnosed\"}}\n{\"answers\":{\"nothing\":1}}\n",
    )
    .unwrap();
    let old = "questions/microneedling.json";
    let output = needlefit(&[
        "compare",
        old,
        pack.to_str().unwrap(),
        answers.to_str().unwrap(),
    ]);
    assert_eq!(output.code, 0, "{}", output.err);
    assert!(
        output.out.contains("2 of 3 verdicts change."),
        "{}",
        output.out
    );
    let line = "Bleeding: not suitable → clinician, laxer; 2, the first in line 2";
    assert!(output.out.contains(line), "{}", output.out);
    assert!(
        output.out.contains("Refused by the old pack: 1"),
        "{}",
        output.out
    );
}

#[test]
fn a_case_file_that_is_none_is_said_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let empty = format!("--cases={}", folder.path().display());
    let output = needlefit(&["check", &empty]);
    assert_eq!(output.code, 1);
    assert!(output.err.contains("There are no cases"), "{}", output.err);
    let path = folder.path().join("bad.json");
    let at = path.display();
    let case = |fields: &str| {
        format!(
            "{{\n \"pack\": \"ours\", \"otherwise\": {{}},\n \"cases\": [{{ \"id\": \"one\", {fields} }}]\n}}"
        )
    };
    let story = r#""story": "One.", "expect": { "level": "wait" }"#;
    for (text, says) in [
        (
            "{\n  \"pack\": 1\n}".to_owned(),
            format!(
                "{at}:1:1: These fields are missing here: `otherwise`, `cases`.\n\
                 {at}:2:11: Here stands integer `1`, but a string is needed.\n"
            ),
        ),
        (
            "{ \"pack\": ".to_owned(),
            format!("{at}:1:11: Not valid JSON: Expected value after colon"),
        ),
        (
            case(story),
            format!("{at}:3:12: in `one`: The field `today` is missing here.\n"),
        ),
        (
            case(&format!(r#"{story}, "today": "20261120""#)),
            format!("{at}:3:84: in `one`: A day is written YYYY-MM-DD, as 2026-11-20.\n"),
        ),
        (
            case(&format!(r#"{story}, "today": "2026-11-20", "for": "soon""#)),
            format!(
                "{at}:3:105: in `one`: the day of the treatment is `today`, a whole date, or `none`.\n"
            ),
        ),
        (
            case(&format!(
                r#"{story}, "today": 7, "stroy": "", "answers": []"#
            )),
            format!(
                "{at}:3:84: in `one`: Here stands integer `7`, but a day is needed.\n\
                 {at}:3:87: in `one`: The field `stroy` is not known here. Did you mean `story`?\n\
                 {at}:3:111: in `one`: Here stands a list, but an object is needed.\n"
            ),
        ),
    ] {
        fs::write(&path, text).unwrap();
        let output = needlefit(&["check", &empty]);
        assert_eq!(output.code, 1);
        let count = output.err.lines().count();
        assert_eq!(count, says.lines().count(), "{}", output.err);
        for line in says.lines() {
            let line = format!("needlefit: {line}");
            assert!(output.err.contains(&line), "{line}\n{}", output.err);
        }
    }
    // a number that is no answer is refused at its question
    let file = case(&format!(
        r#"{story}, "today": "2026-11-20", "answers": {{ "age": -1 }}"#
    ));
    fs::write(&path, file.replace("ours", "microneedling")).unwrap();
    let output = needlefit(&["check", &empty]);
    assert!(
        output
            .out
            .contains("At `age`: \"-1.0\" is not a whole number."),
        "{}",
        output.out
    );
}

#[test]
fn a_translation_that_is_none_is_said_in_the_words_of_a_pack() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("es.json");
    let at = path.display();
    let head = r#"{ "of": "microneedling", "language": "es","#;
    for (text, says) in [
        (
            format!("{head}\n\"texts\": [] }}"),
            format!("{at}:2:10: Here stands a list, but an object is needed.\n"),
        ),
        (
            format!(
                "{head}\n\"texts\": {{ \"a\": {{ \"says\": \"b\", \"hash\": \"\", \"state\": \"done\", \"on\": \"1 May\" }} }} }}"
            ),
            format!(
                "{at}:2:53: The word `done` is not known here. Known here: `open`, `machine`, `reviewed`.\n\
                 {at}:2:67: A day is written YYYY-MM-DD, as 2026-11-20.\n"
            ),
        ),
    ] {
        fs::write(&path, text).unwrap();
        let output = needlefit(&["translate", "es", path.to_str().unwrap()]);
        assert_eq!((output.code, &*output.out), (1, ""));
        for line in says.lines() {
            let line = format!("needlefit: {line}");
            assert!(output.err.contains(&line), "{line}\n{}", output.err);
        }
    }
    // a mark at the start is no part of it
    let shipped = fs::read_to_string("questions/microneedling.es.json").unwrap();
    fs::write(&path, format!("\u{feff}{shipped}")).unwrap();
    let marked = needlefit(&["translate", "es", path.to_str().unwrap()]);
    let plain = needlefit(&["translate", "es", "questions/microneedling.es.json"]);
    assert_eq!((marked.code, marked.out), (0, plain.out));
}
