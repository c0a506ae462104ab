//! Average-link agglomerative clustering under vetoes.
//!
//! The two clusters with the largest mean score are joined until no mean is above 0. How far apart two main stories were published is told
//! by the nearest of their clusters ([`Published`]); all else is compared pair by pair. Of a large cluster only its first members are
//! compared, so that a join compares a bounded number of pairs; the lists that it merges grow with the clusters. Every choice follows a written order: mean score, then the first members.

use std::collections::{BTreeSet, BinaryHeap};

use annals_types::reading::MentionRole;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::{
    beside,
    compare::{self, Score, time::days_between},
    facts::Facts,
};
use crate::join::Join;

/// So many members stand for a cluster.
const EXEMPLARS: usize = 12;

/// One pair counts for at most so much (log-odds), so that one rare coincidence does not outweigh all others.
const MAX_PAIR: f64 = 8.0;

/// Groups of mentions with what was compared on the way.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Clustered {
    /// Members ascend; groups ascend by first member.
    pub groups: Vec<Vec<usize>>,
    /// Every pair that was compared, smaller index first.
    pub scores: FxHashMap<(usize, usize), Score>,
    /// For each member of a group of several the pair that ties it to the rest most strongly; in no order.
    pub strongest: Vec<(usize, usize)>,
    /// For each mention its group; `None` where it was not grouped.
    pub group_of: Vec<Option<usize>>,
}

/// Groups `founders`, starting from the `pairs` worth comparing.
pub fn cluster(facts: &[Facts], founders: &[usize], pairs: Vec<(usize, usize)>) -> Clustered {
    let mut state = State {
        facts,
        scores: FxHashMap::default(),
        clusters: founders.iter().map(|&mention| Some(Cluster::single(facts, mention))).collect(),
        queue: BinaryHeap::new(),
    };
    // What reports are about goes first: else a passing mention of an incident in the same report, which may not join where another
    // mention of it did, could keep the report's main story out.
    let is_main = |&mention: &usize| facts[mention].role == MentionRole::Main;
    let (main, rest): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(a, b)| is_main(a) && is_main(b));
    for pairs in [main, rest] {
        state.group(&pairs);
    }
    let mut groups: Vec<Vec<usize>> =
        state.clusters.into_iter().flatten().map(|cluster| cluster.members).collect();
    groups.sort_unstable();
    let scores = state.scores.into_iter().map(|(pair, (_, score))| (pair, score)).collect();
    let group_of = group_of(facts.len(), groups.iter().map(Vec::as_slice));
    let strongest = strongest(&group_of, &scores);
    Clustered { groups, scores, strongest, group_of }
}

/// The mean score of the pairs across two groups (members ascending) whose main stories were published `nearest` days apart; `None` where
/// something forbids one of them, and where a group is empty. `score` takes two members and the days between the publication of their main
/// stories.
pub fn mean(
    facts: &[Facts],
    left: &[usize],
    right: &[usize],
    nearest: Option<i64>,
    mut score: impl FnMut(usize, usize, Option<i64>) -> Score,
) -> Option<f64> {
    let (left, right) = (&left[..left.len().min(EXEMPLARS)], &right[..right.len().min(EXEMPLARS)]);
    let (mut sum, mut count) = (0.0, 0.0);
    for &x in left {
        for &y in right {
            let score = score(x, y, compare::published_gap(&facts[x], &facts[y]).and(nearest));
            if score.vetoed {
                return None;
            }
            sum += score.sum.clamp(-MAX_PAIR, MAX_PAIR);
            count += 1.0;
        }
    }
    (count > 0.0).then(|| sum / count)
}

/// The days on which the main stories of a group were published, ascending.
///
/// Of one incident is told for weeks, so that a report follows its group when it follows the nearest of it.
pub struct Published(Vec<Date>);

impl Published {
    /// Of these mentions.
    pub fn of(facts: &[Facts], members: &[usize]) -> Self {
        let mains =
            members.iter().map(|&member| &facts[member]).filter(|facts| facts.role == MentionRole::Main);
        let mut days: Vec<Date> = mains.filter_map(|facts| facts.published).collect();
        days.sort_unstable();
        days.dedup();
        Self(days)
    }

    /// Of the mentions of both.
    fn joined(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        // This sort merges two ascending runs in one pass.
        self.0.sort();
        self.0.dedup();
        self
    }

    /// Days between the nearest of both; `None` where one has none.
    pub fn gap(&self, other: &Self) -> Option<i64> {
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut nearest = None;
        while let (Some(&&a), Some(&&b)) = (left.peek(), right.peek()) {
            let days = days_between(a, b);
            nearest = Some(nearest.map_or(days, |nearest: i64| nearest.min(days)));
            // What follows the later one is farther from the earlier one.
            if a <= b {
                left.next()
            } else {
                right.next()
            };
        }
        nearest
    }
}

struct Cluster {
    /// Ascending.
    members: Vec<usize>,
    /// Readings that members come from.
    reports: BTreeSet<u32>,
    /// When the main stories of members were published.
    published: Published,
    /// Slots of clusters that it was found worth comparing with, some perhaps twice, some empty by now.
    neighbours: Vec<usize>,
}

impl Cluster {
    fn single(facts: &[Facts], mention: usize) -> Self {
        Self {
            members: vec![mention],
            reports: BTreeSet::from([facts[mention].at.0]),
            published: Published::of(facts, &[mention]),
            neighbours: Vec::new(),
        }
    }

    fn members(&self) -> &[usize] {
        &self.members
    }
}

struct State<'a> {
    facts: &'a [Facts],
    /// With the days between publications that each was compared with.
    scores: FxHashMap<(usize, usize), (Option<i64>, Score)>,
    /// A join empties both slots and fills a new one, so that an entry of the queue is stale when a slot is empty.
    clusters: Vec<Option<Cluster>>,
    queue: BinaryHeap<Join>,
}

impl State<'_> {
    /// Joins what the pairs bring together, until no mean is above 0.
    fn group(&mut self, pairs: &[(usize, usize)]) {
        let members = self.clusters.iter().map(|cluster| cluster.as_ref().map_or(&[][..], Cluster::members));
        let slot_of = group_of(self.facts.len(), members);
        let slots = |&(a, b): &(usize, usize)| Some((slot_of[a]?, slot_of[b]?));
        let met = pairs.iter().filter_map(slots).filter(|(a, b)| a != b);
        let mut met: Vec<(usize, usize)> = met.map(|(a, b)| (a.min(b), a.max(b))).collect();
        met.sort_unstable();
        met.dedup();
        for (a, b) in met {
            self.consider(a, b);
        }
        while let Some(join) = self.queue.pop() {
            self.join(join.a, join.b);
        }
    }

    fn consider(&mut self, a: usize, b: usize) {
        let Some(mean) = self.mean(a, b) else { return };
        let (Some(Some(left)), Some(Some(right))) = (self.clusters.get(a), self.clusters.get(b)) else {
            return;
        };
        let (x, y) = (left.members[0], right.members[0]);
        let first = (x.min(y), x.max(y));
        for (slot, other) in [(a, b), (b, a)] {
            if let Some(cluster) = &mut self.clusters[slot] {
                cluster.neighbours.push(other);
            }
        }
        if mean > 0.0 {
            self.queue.push(Join { mean, first, a, b });
        }
    }

    /// The mean score of all pairs across two clusters; `None` where something forbids the join.
    fn mean(&mut self, a: usize, b: usize) -> Option<f64> {
        let (left, right) = (self.clusters.get(a)?.as_ref()?, self.clusters.get(b)?.as_ref()?);
        if left.reports.intersection(&right.reports).next().is_some() {
            return None;
        }
        let (facts, scores) = (self.facts, &mut self.scores);
        let nearest = left.published.gap(&right.published);
        mean(facts, &left.members, &right.members, nearest, |x, y, published| {
            let pair = (x.min(y), x.max(y));
            let compared = || (published, beside::score(facts, pair.0, pair.1, published));
            let known = scores.entry(pair).or_insert_with(compared);
            if known.0 != published {
                *known = compared();
            }
            known.1
        })
    }

    fn join(&mut self, a: usize, b: usize) {
        let (Some(Some(_)), Some(Some(_))) = (self.clusters.get(a), self.clusters.get(b)) else { return };
        let (Some(mut joined), Some(right)) = (self.clusters[a].take(), self.clusters[b].take()) else {
            return;
        };
        joined.members.extend(right.members);
        joined.members.sort_unstable();
        joined.reports.extend(right.reports);
        joined.published = joined.published.joined(right.published);
        let mut neighbours = std::mem::take(&mut joined.neighbours);
        neighbours.extend(right.neighbours);
        neighbours.sort_unstable();
        neighbours.dedup();
        let slot = self.clusters.len();
        self.clusters.push(Some(joined));
        for neighbour in neighbours {
            if self.clusters[neighbour].is_some() {
                self.consider(neighbour, slot);
            }
        }
    }
}

/// For each of `count` mentions the group, counted from 0, whose members hold it.
fn group_of<'a>(count: usize, groups: impl Iterator<Item = &'a [usize]>) -> Vec<Option<usize>> {
    let mut group_of = vec![None; count];
    for (group, members) in groups.enumerate() {
        for &member in members {
            group_of[member] = Some(group);
        }
    }
    group_of
}

/// For each member of a group of several the best of its compared pairs within the group.
#[expect(
    clippy::iter_over_hash_type,
    clippy::float_cmp,
    reason = "the first pair of equals is kept, in whatever order they come"
)]
fn strongest(group_of: &[Option<usize>], scores: &FxHashMap<(usize, usize), Score>) -> Vec<(usize, usize)> {
    let mut best: Vec<Option<(f64, (usize, usize))>> = vec![None; group_of.len()];
    for (&pair, score) in scores {
        if score.vetoed || group_of[pair.0] != group_of[pair.1] {
            continue;
        }
        for member in [pair.0, pair.1] {
            let known = best[member].get_or_insert((score.sum, pair));
            // Of equals the first pair, in whatever order they come.
            if score.sum > known.0 || (score.sum == known.0 && pair < known.1) {
                *known = (score.sum, pair);
            }
        }
    }
    best.into_iter().flatten().map(|(_, pair)| pair).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn published(days: &[i8]) -> Published {
        Published(days.iter().map(|&day| date(2024, 3, day)).collect())
    }

    #[test]
    fn the_nearest_days_of_two_groups_are_found() {
        assert_eq!(published(&[1, 20]).gap(&published(&[5, 12, 31])), Some(4));
        assert_eq!(published(&[1, 14]).gap(&published(&[5, 12, 31])), Some(2));
        assert_eq!(published(&[29]).gap(&published(&[5, 12, 31])), Some(2));
        assert_eq!(published(&[5, 9]).gap(&published(&[9])), Some(0));
        assert_eq!(published(&[]).gap(&published(&[9])), None);
    }

    #[test]
    fn the_days_of_two_groups_are_joined_each_once() {
        let Published(days) = published(&[1, 9, 20]).joined(published(&[2, 9]));
        assert_eq!(days, published(&[1, 2, 9, 20]).0);
    }
}
