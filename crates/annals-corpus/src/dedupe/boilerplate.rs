//! Words that the pages of one outlet share whatever they tell: invitations, standing paragraphs, background boxes.

use std::collections::BTreeMap;

use annals_types::Reading;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::words::Bag;

/// A shingle is boilerplate of an outlet where it stands in at least so many of its reports that otherwise differ.
const MIN_REPORTS: usize = 3;

/// Two reports differ otherwise where fewer than this share of the shorter one's shingles stand in the other...
const SAME_STORY: f64 = 0.5;

/// ... or where fewer than this share of the words of the shorter title do: pages that hold nothing but the outlet's boilerplate are all alike,
/// and only their titles tell what they were about.
const SAME_TITLE: f64 = 0.2;

/// The boilerplate shingles of each outlet.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Boilerplate(BTreeMap<String, FxHashSet<u64>>);

impl Boilerplate {
    /// Of the outlets of `readings`; only `founders`, reports whose told words differ, are looked at.
    pub fn of(readings: &[Reading], founders: &[usize]) -> Self {
        let mut by_outlet: BTreeMap<&str, Vec<&Reading>> = BTreeMap::new();
        for &founder in founders {
            if let Some(outlet) = &readings[founder].report.outlet {
                by_outlet.entry(outlet).or_default().push(&readings[founder]);
            }
        }
        by_outlet.retain(|_, reports| reports.len() >= MIN_REPORTS);
        Self(by_outlet.into_iter().map(|(outlet, reports)| (outlet.to_owned(), shared(&reports))).collect())
    }

    /// The boilerplate shingles of the outlet of `reading`; `None` where it has none.
    pub fn of_outlet(&self, reading: &Reading) -> Option<&FxHashSet<u64>> {
        reading.report.outlet.as_deref().and_then(|outlet| self.0.get(outlet))
    }
}

/// The shingles that stand in [`MIN_REPORTS`] reports of which no two tell the same story. For each shingle only the first
/// few holders that differ are remembered; each pair of reports that meet is compared once.
fn shared(reports: &[&Reading]) -> FxHashSet<u64> {
    let sketches: Vec<Sketch> = reports.iter().map(|reading| Sketch::of(reading)).collect();
    let mut same: FxHashMap<(usize, usize), bool> = FxHashMap::default();
    let mut holders: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (report, reading) in reports.iter().enumerate() {
        for &shingle in &reading.fingerprint.shingles {
            let known = holders.entry(shingle).or_default();
            if known.len() >= MIN_REPORTS || known.last() == Some(&report) {
                continue;
            }
            let is_same = |&other: &usize| {
                *same.entry((other, report)).or_insert_with(|| one_story(&sketches[other], &sketches[report]))
            };
            if !known.iter().any(is_same) {
                known.push(report);
            }
        }
    }
    let standing = holders.into_iter().filter(|(_, known)| known.len() >= MIN_REPORTS);
    standing.map(|(shingle, _)| shingle).collect()
}

/// What two reports of an outlet are compared by.
struct Sketch {
    shingles: FxHashSet<u64>,
    title: Option<Bag>,
}

impl Sketch {
    fn of(reading: &Reading) -> Self {
        let shingles = reading.fingerprint.shingles.iter().copied().collect();
        Self { shingles, title: reading.title.as_deref().map(|title| Bag::of([title])) }
    }
}

fn one_story(a: &Sketch, b: &Sketch) -> bool {
    let (small, large) = if a.shingles.len() <= b.shingles.len() { (a, b) } else { (b, a) };
    let common = small.shingles.iter().filter(|shingle| large.shingles.contains(shingle)).count();
    let titles = a.title.as_ref().zip(b.title.as_ref()).and_then(|(a, b)| a.overlap(b));
    common as f64 >= SAME_STORY * small.shingles.len() as f64
        && titles.is_none_or(|alike| alike >= SAME_TITLE)
}
