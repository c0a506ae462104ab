//! Words that the pages of one outlet share whatever they tell: invitations, standing paragraphs, background boxes.

use std::collections::{BTreeMap, HashMap, HashSet};

use annals_types::Reading;

/// A shingle is boilerplate of an outlet where it stands in at least so many of its reports that otherwise differ.
const MIN_REPORTS: usize = 3;

/// Two reports differ otherwise where fewer than this share of the shorter one's sampled shingles stand in the other.
const SAME_STORY: f64 = 0.5;

/// The boilerplate shingles of each outlet.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Boilerplate(BTreeMap<String, HashSet<u64>>);

impl Boilerplate {
    /// Of the outlets of `readings`; only `founders`, reports whose told words differ, are looked at.
    pub fn of(readings: &[Reading], founders: &[usize]) -> Self {
        let mut by_outlet: BTreeMap<&str, Vec<&[u64]>> = BTreeMap::new();
        for &founder in founders {
            if let Some(outlet) = &readings[founder].report.outlet {
                by_outlet.entry(outlet).or_default().push(&readings[founder].fingerprint.shingles);
            }
        }
        by_outlet.retain(|_, reports| reports.len() >= MIN_REPORTS);
        Self(by_outlet.into_iter().map(|(outlet, reports)| (outlet.to_owned(), shared(&reports))).collect())
    }

    /// Whether `shingle` is boilerplate of the outlet of `reading`.
    pub fn holds(&self, reading: &Reading, shingle: u64) -> bool {
        let outlet = reading.report.outlet.as_deref();
        outlet.and_then(|outlet| self.0.get(outlet)).is_some_and(|shingles| shingles.contains(&shingle))
    }
}

/// The shingles that stand in [`MIN_REPORTS`] reports of which no two tell the same story. For each shingle only the first
/// few holders that differ are remembered; each pair of reports that meet is compared once.
fn shared(reports: &[&[u64]]) -> HashSet<u64> {
    let sketches: Vec<HashSet<u64>> =
        reports.iter().map(|shingles| shingles.iter().copied().collect()).collect();
    let mut same: HashMap<(usize, usize), bool> = HashMap::new();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for (report, shingles) in reports.iter().enumerate() {
        for &shingle in *shingles {
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

fn one_story(a: &HashSet<u64>, b: &HashSet<u64>) -> bool {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let common = small.iter().filter(|shingle| large.contains(shingle)).count();
    common as f64 >= SAME_STORY * small.len() as f64
}
