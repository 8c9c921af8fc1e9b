//! What records survive: killed desks, many desks at once, a full disk, damage. A program of its own,
//! since it starts itself as desks and ends them.
//!
//! A few of each here and in CI; `NEEDLEFIT_FAULTS=all cargo test --test records_faults -- --nocapture`
//! does all of them, and prints what was measured.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::missing_panics_doc,
    clippy::cast_precision_loss,
    clippy::too_many_lines,
    clippy::similar_names,
    clippy::cast_possible_truncation,
    reason = "a test may stop"
)]

#[path = "../suite/common/mod.rs"]
mod common;
mod damage;
mod desk;
mod disk;
mod kills;
mod many;

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

/// Whether all of it was asked for.
fn all() -> bool {
    env::var_os("NEEDLEFIT_FAULTS").is_some_and(|it| it == "all")
}

/// So many where all were asked for, else so few.
fn count(all_of_them: u64, few: u64) -> u64 {
    if all() { all_of_them } else { few }
}

/// This program as a desk.
fn desk(how: &str, folder: &Path, seed: u64) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args([
            "--exact",
            "desk::sits_here",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(desk::HOW, how)
        .env(desk::FOLDER, folder)
        .env(desk::SEED, seed.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    command
}

/// Numbers by chance, the same each time (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        it ^ (it >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }
}
