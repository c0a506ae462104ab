//! Promise 5: the account of a collection is the same to the byte for any order of input, any number of threads and any split into
//! batches, and whether reports come at once or one by one. On the collections in `examples/`, really read.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::{path::PathBuf, sync::LazyLock};

use annals_corpus::collect;
use annals_report::Reader;
use annals_types::{Reading, Report, account::Policy};
use proptest::prelude::*;
use rayon::prelude::*;

const EXAMPLES: [&str; 3] = ["airstrikes", "flood", "protest"];

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());

static REPORTS: LazyLock<Vec<Vec<Report>>> = LazyLock::new(|| {
    let folder =
        |example: &&str| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(example);
    EXAMPLES.iter().map(|example| annals_sources::gather(&[folder(example)]).reports).collect()
});

static READINGS: LazyLock<Vec<Vec<Reading>>> = LazyLock::new(|| {
    REPORTS.iter().map(|reports| reports.iter().map(|report| READER.read(report)).collect()).collect()
});

/// Everything that a collection says, as bytes.
fn account(readings: Vec<Reading>) -> String {
    serde_json::to_string(&collect(readings, Policy::default())).unwrap()
}

fn mixed() -> impl Strategy<Value = (usize, Vec<usize>)> {
    (0..EXAMPLES.len()).prop_flat_map(|example| {
        let count = READINGS[example].len();
        (Just(example), Just((0..count).collect::<Vec<_>>()).prop_shuffle())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_order_gives_the_same_bytes((example, order) in mixed()) {
        let readings = &READINGS[example];
        let mixed = order.iter().map(|&index| readings[index].clone()).collect();
        prop_assert_eq!(account(mixed), account(readings.clone()));
    }

    /// There is no incremental form of `collect` yet; what is known after some reports, with one more, is what all at once say.
    #[test]
    fn one_by_one_ends_where_all_at_once_does((example, order) in mixed()) {
        let readings = &READINGS[example];
        let mut known = collect(Vec::new(), Policy::default());
        for &index in &order {
            let mut so_far = known.readings;
            so_far.push(readings[index].clone());
            known = collect(so_far, Policy::default());
        }
        prop_assert_eq!(serde_json::to_string(&known).unwrap(), account(readings.clone()));
    }

    #[test]
    fn a_report_given_again_changes_nothing((example, order) in mixed(), again in 0usize..20) {
        let readings = &READINGS[example];
        let mut twice = readings.clone();
        twice.push(readings[order[again % order.len()]].clone());
        prop_assert_eq!(account(twice), account(readings.clone()));
    }
}

#[test]
fn threads_and_batches_change_no_byte_of_a_reading() {
    for (reports, readings) in REPORTS.iter().zip(READINGS.iter()) {
        let alone = serde_json::to_string(readings).unwrap();
        for (threads, batch) in [(1, reports.len()), (2, 3), (4, 1), (3, 2)] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let batches = reports.chunks(batch);
            let read: Vec<Reading> = batches
                .flat_map(|batch| {
                    pool.install(|| batch.par_iter().map(|report| READER.read(report)).collect::<Vec<_>>())
                })
                .collect();
            assert_eq!(serde_json::to_string(&read).unwrap(), alone, "{threads} threads, batches of {batch}");
        }
    }
}
