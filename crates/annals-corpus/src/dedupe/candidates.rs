//! Pairs of reports that may share passages.
//!
//! A scaled MinHash (`FracMinHash`, Irber et al. 2022): of every report those shingles are kept whose hash falls into a
//! fixed share of all hashes. Unlike signatures of a fixed length it tells containment as well as similarity, so that a wire
//! story inside a much longer one is found. In the list of reports that hold one shingle, a report is paired with the earliest
//! few only: cost grows with the words read, never with the square of a popular story.

use annals_types::Reading;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::blocks::{Blocks, Tally};

/// One shingle in so many is kept.
const SCALE: u64 = 4;

/// Changes which shingles are kept; fixed, so that every run keeps the same.
const SEED: u64 = 0x616e_6e61_6c73;

/// With how many of the earliest reports that hold a shingle a later one is paired.
const HEADS: usize = 4;

/// How many candidates a report is compared with, those that share the most shingles first. With 8 and with 5 the same copies are found (`copies`,
/// train).
const MAX_CANDIDATES: usize = 6;

/// For each of `founders` (in the order of seniority) the earlier ones that it may have been copied from, in that order too.
pub fn candidates(readings: &[Reading], founders: &[usize]) -> Vec<Vec<usize>> {
    let kept_of = |(rank, &reading): (u32, &usize)| {
        let shingles = readings[reading].fingerprint.shingles.iter().copied();
        shingles.filter(|&shingle| kept(shingle)).map(move |shingle| (shingle, rank, ()))
    };
    let blocks = Blocks::of(founders.len(), (0..).zip(founders).flat_map(kept_of).collect());
    let mut votes = Tally::of(founders.len());
    let of_rank = |rank: usize| {
        for (holders, place) in blocks.of_item(rank) {
            let earlier = &holders[..place];
            let (heads, later) = earlier.split_at(earlier.len().min(HEADS));
            // The latest so far, too: a story that goes on is taken from where it last stood.
            for &(holder, ()) in heads.iter().chain(later.last()) {
                votes.add(holder, 1.0);
            }
        }
        let mut earlier = votes.take_highest(MAX_CANDIDATES, |_| true);
        earlier.sort_unstable();
        earlier.into_iter().map(|rank| founders[rank]).collect()
    };
    (0..founders.len()).map(of_rank).collect()
}

fn kept(shingle: u64) -> bool {
    xxh3_64_with_seed(&shingle.to_le_bytes(), SEED) < u64::MAX / SCALE
}
