//! How many cases the property tests try, and which.

use proptest::prelude::ProptestConfig;
use proptest::test_runner::RngSeed;

/// The same cases in every run: what breaks by chance would break another change's run. To look further, set
/// `PROPTEST_CASES` and `PROPTEST_RNG_SEED`.
pub fn config(cases: u32) -> ProptestConfig {
    let set = ProptestConfig::default();
    let is_set = |name| std::env::var_os(name).is_some();
    let cases = if is_set("PROPTEST_CASES") { set.cases } else { cases };
    ProptestConfig {
        cases,
        rng_seed: if is_set("PROPTEST_RNG_SEED") { set.rng_seed } else { RngSeed::Fixed(1) },
        failure_persistence: None,
        // A case may not fit what a test is about, but most do.
        max_global_rejects: cases.saturating_mul(4),
        ..set
    }
}
