//! How `needlefit check` grows with a pack: everything that is wrong and every proof, for packs of
//! 10 to 1,000 questions made by chance, and for the shipped one. Run with `cargo bench`.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a benchmark may stop"
)]

#[path = "../tests/suite/common/made.rs"]
mod made;

use divan::Bencher;
use jiff::civil::{Date, date};
use needlefit::{check::check, pack::Pack};

const TODAY: Date = date(2026, 11, 20);

fn main() {
    divan::main();
}

#[divan::bench(args = [10, 30, 100, 300, 1_000], sample_count = 10)]
fn made_pack(bencher: Bencher<'_, '_>, questions: usize) {
    let json = format!("{:#}", made::made(3, questions));
    let proved = check(json.as_bytes(), TODAY, None).problems;
    assert!(proved.iter().all(|problem| problem.rule != "too-large"));
    bencher.bench(|| check(json.as_bytes(), TODAY, None));
}

#[divan::bench]
fn shipped_pack(bencher: Bencher<'_, '_>) {
    bencher.bench(|| check(Pack::built_in_bytes(), TODAY, None));
}
