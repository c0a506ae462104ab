//! Average-link grouping over the pairs that are near; all others count as equally far.

use std::collections::{BTreeMap, BinaryHeap};

use crate::join::Join;

/// The group of each of `count` items, numbered by first member: the two groups with the largest mean nearness are joined until none is
/// above `bar`. `near` holds the nearness (above 0) of pairs, smaller index first; that of all others is 0. Ties go to the groups with the first members.
pub fn group(count: usize, near: &BTreeMap<(usize, usize), f64>, bar: f64) -> Vec<usize> {
    let mut groups: Vec<Option<Group>> =
        (0..count).map(|item| Some(Group { members: vec![item], sums: BTreeMap::new() })).collect();
    for (&(a, b), &nearness) in near {
        for (slot, other) in [(a, b), (b, a)] {
            if let Some(Some(group)) = groups.get_mut(slot) {
                group.sums.insert(other, nearness);
            }
        }
    }
    let mut queue: BinaryHeap<Join> = near.keys().filter_map(|&(a, b)| join(&groups, a, b, bar)).collect();
    while let Some(Join { a, b, .. }) = queue.pop() {
        // A join empties both slots and fills a new one: with an empty slot the entry is stale.
        if groups[a].is_none() || groups[b].is_none() {
            continue;
        }
        let (Some(mut joined), Some(other)) = (groups[a].take(), groups[b].take()) else { continue };
        joined.members.extend(other.members);
        joined.members.sort_unstable();
        for (slot, sum) in other.sums {
            *joined.sums.entry(slot).or_default() += sum;
        }
        joined.sums.retain(|slot, _| *slot != a && *slot != b);
        let slot = groups.len();
        let neighbours: Vec<(usize, f64)> = joined.sums.iter().map(|(&slot, &sum)| (slot, sum)).collect();
        groups.push(Some(joined));
        for (neighbour, sum) in neighbours {
            if let Some(Some(group)) = groups.get_mut(neighbour) {
                group.sums.remove(&a);
                group.sums.remove(&b);
                group.sums.insert(slot, sum);
            }
            queue.extend(join(&groups, neighbour, slot, bar));
        }
    }
    let mut members: Vec<Vec<usize>> = groups.into_iter().flatten().map(|group| group.members).collect();
    members.sort_unstable();
    let mut group_of = vec![0; count];
    for (number, members) in members.into_iter().enumerate() {
        for member in members {
            group_of[member] = number;
        }
    }
    group_of
}

struct Group {
    /// Ascending.
    members: Vec<usize>,
    /// Sum of the nearness of all pairs across this group and that of another slot, where it is above 0.
    sums: BTreeMap<usize, f64>,
}

/// The join of the groups in two slots, where their mean nearness is above `bar`.
fn join(groups: &[Option<Group>], a: usize, b: usize, bar: f64) -> Option<Join> {
    let (left, right) = (groups.get(a)?.as_ref()?, groups.get(b)?.as_ref()?);
    let mean = left.sums.get(&b)? / (left.members.len() * right.members.len()) as f64;
    let (x, y) = (left.members[0], right.members[0]);
    (mean > bar).then_some(Join { mean, first: (x.min(y), x.max(y)), a, b })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_group_is_joined_by_its_mean_and_not_by_its_nearest() {
        // 2 is near to 1 alone: the mean of 0 and 3 lies below the bar.
        let near = BTreeMap::from([((0, 1), 5.0), ((1, 2), 3.0)]);
        assert_eq!(group(4, &near, 2.0), [0, 0, 1, 2]);
        assert_eq!(group(4, &near, 1.0), [0, 0, 0, 1]);
    }

    proptest! {
        #[test]
        fn means_within_a_pair_of_items_decide_alone(nearness in 0.1_f64..9.0, bar in 0.0_f64..9.0) {
            let groups = group(2, &BTreeMap::from([((0, 1), nearness)]), bar);
            prop_assert_eq!(groups[0] == groups[1], nearness > bar);
        }
    }
}
