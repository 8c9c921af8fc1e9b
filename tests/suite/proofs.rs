//! The proof and the verdict are one: on packs and answers made by chance, everything that may be
//! found is found for exactly the answers that the diagrams say.

use crate::common::made::{Chance, made};
use crate::common::proof::{DAYS, agree, any_answers};
use jiff::civil::date;
use needlefit::{
    check::{
        budget::Budget,
        compare::{Change, Told, over_all_answers},
        days::days,
    },
    interview::{path::Path, verdict::Verdict},
    pack::Pack,
};

/// Packs, and answer sets for each: a million pairs together.
const PACKS: u64 = 2_000;
const SETS: usize = 500;

#[test]
fn the_verdict_is_what_the_proof_says() {
    let mut chance = Chance::new(7);
    for seed in 0..PACKS {
        let size = 1 + chance.below(9);
        let json = made(seed, size).to_string();
        let pack = Pack::from_bytes("made", json.as_bytes())
            .unwrap_or_else(|error| panic!("{error}\n{json}"));
        let today = *chance.pick(&DAYS);
        let sets = (0..SETS).map(|_| any_answers(&pack, today, &mut chance));
        agree(&pack, today, sets, &json);
    }
}

/// Every change of a verdict that answers made by chance can show is among those that are proved.
#[test]
fn compare_misses_no_change() {
    const LEVELS: [&str; 3] = ["clinician", "not_suitable", "no_concern"];
    const WAITS: [&str; 3] = ["ten_days", "half_a_year", "a_year"];
    let mut draw = Chance::new(11);
    let (mut levels, mut waits) = (0, 0);
    for seed in 0..400 {
        let json = made(seed, 1 + draw.below(8)).to_string();
        // another level, or a wait of another length
        let (key, words) =
            *draw.pick(&[("level", LEVELS), ("answer_plus", WAITS), ("then", WAITS)]);
        let [from, to] = [(); 2].map(|()| format!("\"{key}\":\"{}\"", draw.pick(&words)));
        let changed = json.replacen(&from, &to, 1);
        let [old, new] =
            [&json, &changed].map(|text| Pack::from_bytes("made", text.as_bytes()).unwrap());
        let today = DAYS[0];
        let proved = over_all_answers(&old, &new, today, &Budget::default()).unwrap();
        for shown in &proved {
            let same_level = shown.change.from == shown.change.to;
            assert_eq!(same_level, shown.about.is_some(), "{json}");
        }
        for _ in 0..200 {
            let answers = any_answers(&old, today, &mut draw);
            let told = |pack| Told::by(&Verdict::of(&Path::new(pack, &answers, today)));
            let Some(change) = Change::between(&told(&old), &told(&new)) else {
                continue;
            };
            let (from, to) = (change.from, change.to);
            let count = if from == to { &mut waits } else { &mut levels };
            *count += 1;
            let known = proved.iter().any(|shown| {
                let same = (shown.change.from, shown.change.to) == (from, to);
                same || (from == to && shown.about.is_some())
            });
            assert!(known, "{change:?}\n{json}\n{changed}");
        }
    }
    assert!(
        levels > 500 && waits > 500,
        "only {levels} and {waits} were seen"
    );
}

#[test]
fn days_that_stand_for_all_tell_months_apart() {
    // 30 days and 1 month on one date: equal, shorter or longer as the month goes
    let mut seeds = (0..).map(|seed| made(seed, 6));
    let several = seeds.find(|json| {
        let text = json.to_string();
        text.contains("thirty_days") && text.contains("a_month") && {
            let pack = Pack::from_bytes("made", text.as_bytes()).unwrap();
            days(&[&pack], date(2026, 11, 21), &Budget::default())
                .unwrap()
                .len()
                > 1
        }
    });
    assert!(several.is_some());
}
