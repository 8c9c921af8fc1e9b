//! The list of claims: that all 76 of the five articles stand in it, that each is asked, told or
//! explained, and that one that is lost is reported.
use std::{collections::BTreeMap, fs};

use needlefit::{
    check::claims::{self, Check, ClaimFile},
    pack::Pack,
};

use super::common::{PACK, needlefit};

const SHIPPED: &str = include_str!("../../questions/microneedling.json");
const LIST: &str = include_str!("../../questions/claims.json");

fn list() -> ClaimFile {
    ClaimFile::from_bytes("claims.json", LIST.as_bytes()).unwrap()
}

/// What is reported of a list, with the line of each.
fn reported(pack: &Pack, list: &str) -> Vec<(usize, String)> {
    let problems = claims::check(pack, "claims.json", list.as_bytes());
    assert!(problems.iter().all(|it| it.rule == "claim-lost"));
    let said = problems
        .into_iter()
        .map(|it| (it.fault.line.unwrap(), it.fault.says));
    said.collect()
}

/// The list with one text put in place of another, which stands there once.
fn edited(find: &str, make: &str) -> String {
    assert_eq!(LIST.matches(find).count(), 1, "{find}");
    LIST.replace(find, make)
}

fn line_of(text: &str) -> usize {
    1 + LIST.lines().position(|line| line.contains(text)).unwrap()
}

#[test]
fn every_claim_of_the_five_articles_stands_and_none_is_lost() {
    assert_eq!(reported(&PACK, LIST), []);
    let list = list();
    let numbers: Vec<usize> = list.claims.iter().map(|it| *it.number).collect();
    assert_eq!(numbers, (1..=76).collect::<Vec<_>>());
    let mut articles: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in &list.claims {
        *articles.entry(&claim.article).or_default() += 1;
    }
    let wanted = [24, 9, 22, 10, 11];
    assert_eq!(articles.into_values().collect::<Vec<_>>(), wanted);
    // why not is the exception
    let nowhere = list.claims.iter();
    let nowhere = nowhere.filter(|it| it.asked.is_empty() && it.told.is_empty());
    assert_eq!(nowhere.map(|it| *it.number).collect::<Vec<_>>(), [51]);
    // what the evidence speaks against is answered by something else, and never only left out
    for claim in list
        .claims
        .iter()
        .filter(|it| it.check == Check::NotRepeated)
    {
        assert!(
            !claim.told.is_empty() && claim.why.is_some(),
            "{}",
            claim.claim
        );
    }
}

#[test]
fn a_claim_that_is_lost_is_reported_at_its_line() {
    let told = "\"says\": \"The effects of the sessions add up.\"";
    let gone = SHIPPED.replace("The effects of the sessions add up. ", "");
    let pack = Pack::from_bytes("", gone.as_bytes()).unwrap();
    let lost = reported(&pack, LIST);
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert_eq!(lost[0].0, line_of(told));
    assert!(lost[0].1.contains("`expect` does not say"), "{lost:?}");

    let question = "[\"open_wound\"]";
    let lost = reported(&PACK, &edited(question, "[\"open_wonud\"]"));
    let says = "There is no `open_wonud`. Did you mean `open_wound`?";
    assert_eq!(lost, [(line_of(question), says.to_owned())]);

    let place = "{ \"in\": \"in_session\", \"says\": \"a pen, a stamp or a roller\" }";
    let lost = reported(
        &PACK,
        &edited(place, &place.replace("in_session", "in_sesion")),
    );
    let says = "There is no `in_sesion`. Did you mean `in_session`?";
    assert_eq!(lost, [(line_of(place), says.to_owned())]);

    let why = ",\n      \"why\": \"Hard bumps have grown where vitamin C was put on.\"";
    let lost = reported(&PACK, &edited(why, ""));
    assert_eq!(lost[0].0, line_of("\"number\": 32,"));
    assert!(lost[0].1.starts_with("Say by `why`"), "{lost:?}");

    // one claim less, and all that follow have another number
    let lost = reported(&PACK, &edited("\"number\": 75,", "\"number\": 76,"));
    assert_eq!(lost[0].0, line_of("\"number\": 75,"));
    assert!(lost[0].1.starts_with("This is claim 75"), "{lost:?}");

    let lost = reported(&PACK, &edited("\"microneedling\"", "\"ours\""));
    assert_eq!(lost.len(), 1);
    assert!(!claims::check(&PACK, "claims.json", b"{\"pack\": 1}").is_empty());
}

#[test]
fn check_with_cases_looks_at_the_list_beside_them() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir(folder.join("cases")).unwrap();
    let case = include_str!("../../questions/cases/blood.json");
    fs::write(folder.join("cases/blood.json"), case).unwrap();
    let list = edited("[\"open_wound\"]", "[\"open_wonud\"]");
    fs::write(folder.join("claims.json"), list).unwrap();
    fs::write(folder.join("ours.json"), SHIPPED).unwrap();
    let pack = folder.join("ours.json");
    let output = needlefit(&["check", pack.to_str().unwrap(), "--cases"]);
    assert_eq!(output.code, 1);
    let place = format!("claims.json:{}:", line_of("[\"open_wound\"]"));
    assert!(output.out.contains("claim-lost") && output.out.contains(&place));
}
