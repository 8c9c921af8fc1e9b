//! Who says so: in short for patients, in full for clinicians.
use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use needlefit::{
    check::{check, translation},
    demo::People,
    interview::Interview,
    pack::Pack,
    sheet,
    text::{self, Language},
};
use serde_json::{Value, json};

use crate::common::PACK;

const SMALL: &str = include_str!("fixtures/small.json");
const SPANISH: &str = include_str!("../../questions/microneedling.es.json");
const TODAY: Date = date(2026, 11, 29);

/// What the rule says of the small pack with this instead of "a leaflet".
fn says_of(short: &str) -> Vec<String> {
    let mut pack: Value = serde_json::from_str(SMALL).unwrap();
    pack["sources"][1]["short"] = json!(short);
    let text = pack.to_string();
    let at = text.find(&json!(short).to_string()).unwrap();
    let found = check(text.as_bytes(), TODAY, None).problems;
    let found = found.into_iter().filter(|it| it.rule == "source-short");
    let found = found.inspect(|it| {
        assert_eq!(it.fault.about.as_deref(), Some("leaflet"));
        assert_eq!(it.fault.column, at + 1);
    });
    found.map(|it| it.fault.says).collect()
}

#[test]
fn short_is_short_and_no_address() {
    for good in ["a leaflet", "a", &"é".repeat(45)] {
        assert!(says_of(good).is_empty(), "{good}");
    }
    let long = says_of(&"é".repeat(46));
    assert!(
        long.len() == 1 && long[0].contains("this has 46"),
        "{long:?}"
    );
    for bad in [
        "https://a.example",
        "www.clinic.de",
        "Clinic.COM",
        "nhs.co.uk",
    ] {
        let says = says_of(bad);
        assert!(
            says.len() == 1 && says[0].contains("address"),
            "{bad}: {says:?}"
        );
    }
    let mut pack: Value = serde_json::from_str(SMALL).unwrap();
    pack["sources"][1].as_object_mut().unwrap().remove("short");
    let problems = check(pack.to_string().as_bytes(), TODAY, None).problems;
    assert!(problems[0].fault.says.contains("`short`"), "{problems:?}");
}

#[test]
fn short_is_short_in_each_language() {
    let bytes = Pack::built_in_bytes();
    let rules = |spanish: &str| -> Vec<&str> {
        let problems = translation::check(&PACK, bytes, "es", spanish.as_bytes());
        let rules = problems.into_iter().map(|it| it.rule);
        rules.filter(|rule| *rule == "source-short").collect()
    };
    assert!(rules(SPANISH).is_empty());
    let start = "\"sources.article-000.short\": { \"says\": \"";
    let long = SPANISH.replace(start, &format!("{start}{}", "muy ".repeat(9)));
    assert_eq!(rules(&long), ["source-short"]);
}

/// The made-up people at their summary.
fn people() -> Vec<Interview<'static>> {
    let people = People::of(&PACK, TODAY).fit;
    let people: Vec<_> = (people.iter())
        .map(|person| person.asked_all(&PACK, TODAY))
        .collect();
    assert!(people.len() > 5);
    people
}

#[test]
fn patients_are_shown_the_short_form() {
    let english = Language::english();
    for interview in people() {
        let own = sheet::text::render(&interview);
        assert!(!own.contains("://") && !own.contains("Strength"), "{own}");
        let sheet = sheet::text::render_for(&interview, sheet::Reader::Clinician);
        let heading = english.says(text::SOURCES_IN_FULL).to_uppercase();
        let (patient, clinician) = sheet.split_once(&heading).unwrap();
        assert!(
            !patient.contains("://") && !patient.contains("Strength"),
            "{patient}"
        );
        let (patient, clinician) = (one_line(patient), one_line(clinician));
        let parts = sheet::parts(&interview);
        let cited: BTreeSet<_> = (parts.iter())
            .flat_map(sheet::Part::sources)
            .map(|source| source.id.as_str())
            .collect();
        assert!(cited.len() > 10, "{cited:?}");
        for source in PACK.sources.iter().filter(|it| cited.contains(&*it.id)) {
            assert!(patient.contains(&one_line(&source.short)), "{}", source.id);
            for line in sheet::in_full(source, english) {
                assert!(clinician.contains(&one_line(&line)), "{line}\n{clinician}");
            }
        }
        // each line names each once, whatever stands behind it
        for group in sheet::cited(&parts) {
            let shorts = sheet::in_short(group.sources);
            let all: Vec<&str> = shorts.split("; ").collect();
            let once: BTreeSet<&str> = all.iter().copied().collect();
            assert_eq!(all.len(), once.len(), "{shorts}");
        }
    }
}

/// A text without its line breaks; an address may be broken after a hyphen.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn two_sources_with_one_short_form_are_one_to_a_patient() {
    let articles = PACK.sources.iter();
    let articles: Vec<_> = articles.filter(|it| it.short == "an article").collect();
    assert!(articles.len() > 1);
    assert_eq!(sheet::in_short(articles), "an article");
}
