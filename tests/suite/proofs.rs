//! The proof and the verdict are one: on packs and answers made by chance, everything that may be
//! found is found for exactly the answers that the diagrams say.

use crate::common::made::{Chance, made};
use crate::common::proof::{DAYS, agree};
use jiff::civil::date;
use needlefit::{
    check::{budget::Budget, days::days},
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
        agree(&pack, today, SETS, &mut chance, &json);
    }
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
