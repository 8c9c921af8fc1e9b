//! How the tests draw their inputs: the same ones each time, so that the gate is the same each time.
use proptest::test_runner::{Config, FileFailurePersistence, RngSeed};

/// So many inputs from a fixed seed. `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask for others; what
/// once failed stands beside the test, in its `.proptest-regressions`, and is tried first.
pub fn cases(count: u32) -> Config {
    Config {
        cases: count,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource(
            "proptest-regressions",
        ))),
        ..Config::default()
    }
}
