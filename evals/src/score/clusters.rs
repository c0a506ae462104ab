//! Clusters compared with gold clusters: B-cubed, `CEAFe` and pairs; and chains of mentions as the reference scorer of the `CoNLL` shared
//! tasks compares them (MUC, B-cubed, `CEAFe`), where mentions may be missed or made up.

use std::collections::BTreeMap;

use pathfinding::{kuhn_munkres::kuhn_munkres, matrix::Matrix};

/// F1 of the three measures, in percent.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ClusterScores {
    /// B-cubed (Bagga and Baldwin 1998).
    pub b3: f64,
    /// Entity-based CEAF with φ4 (Luo 2005).
    pub ceafe: f64,
    /// Pairs of items in one cluster.
    pub pair: f64,
}

/// Compares two clusterings of the same items: for each item, its gold cluster and its predicted one.
pub fn compare<G: Ord, P: Ord>(items: &[(G, P)]) -> ClusterScores {
    let mut gold: BTreeMap<&G, usize> = BTreeMap::new();
    let mut predicted: BTreeMap<&P, usize> = BTreeMap::new();
    let mut both: BTreeMap<(&G, &P), usize> = BTreeMap::new();
    for (g, p) in items {
        *gold.entry(g).or_default() += 1;
        *predicted.entry(p).or_default() += 1;
        *both.entry((g, p)).or_default() += 1;
    }
    ClusterScores {
        b3: b3([items.len(); 2], &gold, &predicted, &both),
        ceafe: ceafe(&gold, &predicted, &both),
        pair: pair(&gold, &predicted, &both),
    }
}

/// F1 of the measures of coreference, in percent.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ChainScores {
    /// Links between mentions (Vilain et al. 1995).
    pub muc: f64,
    /// B-cubed (Bagga and Baldwin 1998).
    pub b3: f64,
    /// Entity-based CEAF with φ4 (Luo 2005).
    pub ceafe: f64,
}

impl ChainScores {
    /// The mean of the three: the `CoNLL` F1.
    pub fn conll(self) -> f64 {
        (self.muc + self.b3 + self.ceafe) / 3.0
    }
}

/// Compares chains by their mentions: for each mention its gold chain, where it is a gold mention, and its predicted one, where it was
/// found. Chains of one mention count, but for MUC, in which they have no link. As in the reference scorer (Pradhan et al. 2014), a
/// mention of one side alone counts as wrong there and is not put into the other.
pub fn chains<G: Ord, P: Ord>(mentions: &[(Option<G>, Option<P>)]) -> ChainScores {
    let mut gold: BTreeMap<&G, usize> = BTreeMap::new();
    let mut predicted: BTreeMap<&P, usize> = BTreeMap::new();
    let mut both: BTreeMap<(&G, &P), usize> = BTreeMap::new();
    for (g, p) in mentions {
        if let Some(g) = g {
            *gold.entry(g).or_default() += 1;
        }
        if let Some(p) = p {
            *predicted.entry(p).or_default() += 1;
        }
        if let (Some(g), Some(p)) = (g, p) {
            *both.entry((g, p)).or_default() += 1;
        }
    }
    let found = muc(&predicted, both.iter().map(|(&(_, p), &shared)| (p, shared)));
    let missed = muc(&gold, both.iter().map(|(&(g, _), &shared)| (g, shared)));
    ChainScores {
        muc: f1(found, missed),
        b3: b3([gold.values().sum(), predicted.values().sum()], &gold, &predicted, &both),
        ceafe: if gold.is_empty() || predicted.is_empty() { 0.0 } else { ceafe(&gold, &predicted, &both) },
    }
}

/// Of the links that hold chains together, how many the other side has: a chain of n mentions has n - 1, and loses one for each
/// part beyond the first that the other side cuts it into; a mention that the other side has not is a part by itself. `shared`: a
/// chain with each of its parts.
fn muc<'a, C: Ord + 'a>(sizes: &BTreeMap<&'a C, usize>, shared: impl Iterator<Item = (&'a C, usize)>) -> f64 {
    let mut parts: BTreeMap<&C, usize> = BTreeMap::new();
    let mut alone = sizes.clone();
    for (chain, size) in shared {
        *parts.entry(chain).or_default() += 1;
        if let Some(rest) = alone.get_mut(chain) {
            *rest -= size;
        }
    }
    let (mut kept, mut links) = (0, 0);
    for (chain, size) in sizes {
        links += size - 1;
        kept += size - parts.get(chain).copied().unwrap_or(0) - alone[chain];
    }
    if links == 0 { 0.0 } else { kept as f64 / links as f64 }
}

type Overlaps<'a, G, P> = BTreeMap<(&'a G, &'a P), usize>;

fn b3<G: Ord, P: Ord>(
    [golds, predictions]: [usize; 2],
    gold: &BTreeMap<&G, usize>,
    predicted: &BTreeMap<&P, usize>,
    both: &Overlaps<'_, G, P>,
) -> f64 {
    let (mut precision, mut recall) = (0.0, 0.0);
    for ((g, p), &shared) in both {
        let shared = shared as f64;
        precision += shared * shared / predicted[p] as f64;
        recall += shared * shared / gold[g] as f64;
    }
    f1(precision / predictions.max(1) as f64, recall / golds.max(1) as f64)
}

fn pair<G: Ord, P: Ord>(
    gold: &BTreeMap<&G, usize>,
    predicted: &BTreeMap<&P, usize>,
    both: &Overlaps<'_, G, P>,
) -> f64 {
    let pairs = |n: &usize| (n * (n - 1) / 2) as f64;
    let shared: f64 = both.values().map(pairs).sum();
    let all_gold: f64 = gold.values().map(pairs).sum();
    let all_predicted: f64 = predicted.values().map(pairs).sum();
    if all_gold + all_predicted == 0.0 { 100.0 } else { 200.0 * shared / (all_gold + all_predicted) }
}

/// The library aligns integers; a billionth is finer than any figure that is printed.
const SCALE: f64 = 1e9;

/// φ4 = 2 |G ∩ P| / (|G| + |P|), summed over the best one-to-one alignment.
fn ceafe<G: Ord, P: Ord>(
    gold: &BTreeMap<&G, usize>,
    predicted: &BTreeMap<&P, usize>,
    both: &Overlaps<'_, G, P>,
) -> f64 {
    // The alignment decomposes into the connected parts of the overlap graph, which are small.
    let mut total = 0.0;
    for part in connected(both) {
        let golds: Vec<&&G> =
            part.iter().map(|((g, _), _)| g).collect::<std::collections::BTreeSet<_>>().into_iter().collect();
        let predictions: Vec<&&P> =
            part.iter().map(|((_, p), _)| p).collect::<std::collections::BTreeSet<_>>().into_iter().collect();
        let size = golds.len().max(predictions.len());
        let mut weights = Matrix::new(size, size, 0i64);
        for ((g, p), shared) in &part {
            let (Ok(row), Ok(column)) = (golds.binary_search(&g), predictions.binary_search(&p)) else {
                continue;
            };
            let phi = 2.0 * *shared as f64 / (gold[*g] + predicted[*p]) as f64;
            weights[(row, column)] = (phi * SCALE).round() as i64;
        }
        total += kuhn_munkres(&weights).0 as f64 / SCALE;
    }
    f1(total / predicted.len() as f64, total / gold.len() as f64)
}

/// The overlaps, split into connected parts.
fn connected<'a, G: Ord, P: Ord>(both: &Overlaps<'a, G, P>) -> Vec<Vec<((&'a G, &'a P), usize)>> {
    let mut by_gold: BTreeMap<&G, Vec<&P>> = BTreeMap::new();
    let mut by_predicted: BTreeMap<&P, Vec<&G>> = BTreeMap::new();
    for (g, p) in both.keys() {
        by_gold.entry(g).or_default().push(p);
        by_predicted.entry(p).or_default().push(g);
    }
    let mut part_of: BTreeMap<&G, usize> = BTreeMap::new();
    let mut parts = 0;
    for &start in by_gold.keys() {
        if part_of.contains_key(start) {
            continue;
        }
        let mut open = vec![start];
        while let Some(g) = open.pop() {
            if part_of.insert(g, parts).is_none() {
                open.extend(by_gold[g].iter().flat_map(|p| by_predicted[p].iter().copied()));
            }
        }
        parts += 1;
    }
    let mut out = vec![Vec::new(); parts];
    for (&(g, p), &shared) in both {
        out[part_of[g]].push(((g, p), shared));
    }
    out
}

fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 200.0 * precision * recall / (precision + recall) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(items: &[(u8, u8)], b3: f64, ceafe: f64, pair: f64) {
        let scores = compare(items);
        assert!((scores.b3 - b3).abs() < 1e-6, "B3 {}", scores.b3);
        assert!((scores.ceafe - ceafe).abs() < 1e-6, "CEAFe {}", scores.ceafe);
        assert!((scores.pair - pair).abs() < 1e-6, "pairs {}", scores.pair);
    }

    #[test]
    fn equal_clusterings_are_perfect() {
        check(&[(1, 7), (1, 7), (2, 8)], 100.0, 100.0, 100.0);
    }

    #[test]
    fn one_cluster_split_in_two() {
        // Gold {a b c}, predicted {a b} {c}. B3: precision 1, recall (2/3 + 2/3 + 1/3)/3 = 5/9, F1 = 10/14.
        // CEAFe: best φ4 = 4/5; precision (4/5)/2 = 0.4, recall 0.8, F1 = 8/15. Pairs: 1 of 3, F1 = 2/(3+1).
        check(&[(1, 1), (1, 1), (1, 2)], 100.0 * 10.0 / 14.0, 100.0 * 8.0 / 15.0, 50.0);
    }

    #[test]
    fn the_alignment_is_the_best_one_not_the_greedy_one() {
        // Gold A={1,2,3,4,5}, B={6,7}; predicted X={1,2,6,7,8}, Y={3,4,5}. φ4: AX=4/10, AY=6/8, BX=4/7; 8 is gold C alone: CX=2/6.
        // Best: AY + BX = 0.75 + 4/7. Precision over 2, recall over 3.
        let items = [(1, 1), (1, 1), (1, 2), (1, 2), (1, 2), (2, 1), (2, 1), (3, 1)];
        let phi = 0.75 + 4.0 / 7.0;
        let (p, r): (f64, f64) = (phi / 2.0, phi / 3.0);
        assert!((compare(&items).ceafe - 200.0 * p * r / (p + r)).abs() < 1e-6);
    }

    #[track_caller]
    fn check_chains(mentions: &[(Option<u8>, Option<u8>)], muc: f64, b3: f64, ceafe: f64) {
        let scores = chains(mentions);
        assert!((scores.muc - muc).abs() < 1e-6, "MUC {}", scores.muc);
        assert!((scores.b3 - b3).abs() < 1e-6, "B3 {}", scores.b3);
        assert!((scores.ceafe - ceafe).abs() < 1e-6, "CEAFe {}", scores.ceafe);
        assert!((scores.conll() - (muc + b3 + ceafe) / 3.0).abs() < 1e-6);
    }

    fn f1_of(precision: f64, recall: f64) -> f64 {
        200.0 * precision * recall / (precision + recall)
    }

    #[test]
    fn chains_with_missed_and_made_up_mentions() {
        // The example of the reference scorer's paper (Pradhan et al. 2014): key {a b c} {d e f g}, response {a b} {c d} {f g h i}.
        let (k1, k2, r1, r2, r3) = (Some(1), Some(2), Some(1), Some(2), Some(3));
        let mentions =
            [(k1, r1), (k1, r1), (k1, r2), (k2, r2), (k2, None), (k2, r3), (k2, r3), (None, r3), (None, r3)];
        // MUC: recall ((3 - 2) + (4 - 3)) / (2 + 3) = 2/5; precision ((2 - 1) + (2 - 2) + (4 - 3)) / (1 + 1 + 3) = 2/5.
        // B3: recall (4/3 + 1/3 + 1/4 + 4/4) / 7 = 5/12; precision (4/2 + 1/2 + 1/2 + 4/4) / 8 = 1/2.
        // CEAFe: {a b c} with {a b} 4/5, {d e f g} with {f g h i} 4/8: recall 1.3/2, precision 1.3/3.
        check_chains(&mentions, 40.0, f1_of(0.5, 5.0 / 12.0), f1_of(1.3 / 3.0, 1.3 / 2.0));
    }

    #[test]
    fn chains_of_one_mention_have_no_link() {
        // Key {a b} {c}, response {a} {b} {c}. B3: precision 1, recall (1/2 + 1/2 + 1)/3; CEAFe: φ4 2/3 + 1, over 2 and 3.
        let (phi, third) = (5.0 / 3.0, 2.0 / 3.0);
        check_chains(
            &[(Some(1), Some(1)), (Some(1), Some(2)), (Some(2), Some(3))],
            0.0,
            f1_of(1.0, third),
            f1_of(phi / 3.0, phi / 2.0),
        );
        check_chains(&[(Some(1), Some(7)), (Some(1), Some(7)), (Some(2), Some(8))], 100.0, 100.0, 100.0);
        check_chains(&[(Some(1), None)], 0.0, 0.0, 0.0);
    }
}
