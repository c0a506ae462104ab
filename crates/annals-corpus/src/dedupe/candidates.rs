//! Pairs of reports that may share passages.
//!
//! A scaled MinHash (`FracMinHash`, Irber et al. 2022): of every report those shingles are kept whose hash falls into a
//! fixed share of all hashes. Unlike signatures of a fixed length it tells containment as well as similarity, so that a wire
//! story inside a much longer one is found. In the list of reports that hold one shingle, a report is paired with the earliest
//! few only: cost grows with the words read, never with the square of a popular story.

use std::collections::{BTreeMap, HashMap};

use annals_types::Reading;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// One shingle in so many is kept.
const SCALE: u64 = 4;

/// Changes which shingles are kept; fixed, so that every run keeps the same.
const SEED: u64 = 0x616e_6e61_6c73;

/// With how many of the earliest reports that hold a shingle a later one is paired.
const HEADS: usize = 4;

/// How many candidates a report is compared with, those that share the most shingles first.
const MAX_CANDIDATES: usize = 8;

/// For each of `founders` (in the order of seniority) the earlier ones that it may have been copied from, in that order too.
pub fn candidates(readings: &[Reading], founders: &[usize]) -> BTreeMap<usize, Vec<usize>> {
    // For a shingle the earliest holders and the latest one so far, as ranks in `founders`.
    let mut holders: HashMap<u64, (Vec<usize>, usize)> = HashMap::new();
    let mut found = BTreeMap::new();
    for (rank, &reading) in founders.iter().enumerate() {
        let mut shingles: Vec<u64> =
            readings[reading].fingerprint.shingles.iter().copied().filter(|&shingle| kept(shingle)).collect();
        shingles.sort_unstable();
        shingles.dedup();
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for shingle in shingles {
            let (heads, last) = holders.entry(shingle).or_insert_with(|| (Vec::new(), rank));
            for &head in heads.iter() {
                *votes.entry(head).or_default() += 1;
            }
            if heads.last().is_some_and(|head| head < last) {
                *votes.entry(*last).or_default() += 1;
            }
            if heads.len() < HEADS {
                heads.push(rank);
            }
            *last = rank;
        }
        let mut ranked: Vec<(usize, usize)> = votes.into_iter().collect();
        ranked.sort_by_key(|&(earlier, votes)| (std::cmp::Reverse(votes), earlier));
        ranked.truncate(MAX_CANDIDATES);
        ranked.sort_unstable();
        let earlier: Vec<usize> = ranked.into_iter().map(|(earlier, _)| founders[earlier]).collect();
        if !earlier.is_empty() {
            found.insert(reading, earlier);
        }
    }
    found
}

fn kept(shingle: u64) -> bool {
    xxh3_64_with_seed(&shingle.to_le_bytes(), SEED) < u64::MAX / SCALE
}
