//! How far two mentions are near to the same others: what is told by pairs alone is told again by the company that each of them keeps.

use std::cmp::Ordering;

/// A mention with a chance below this of telling of the same event is no neighbour. Chosen on the training part of ECB+.
const LEAST: f64 = 0.1;

/// A mention with next to no neighbours is like none: so much is added to the chances of each.
const ALONE: f64 = 0.5;

/// The neighbours of each mention.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Neighbours {
    /// Of each mention those near it, ascending, with the chance that they tell of one event.
    near: Vec<Vec<(usize, f64)>>,
    /// Of each mention the sum of these chances.
    sums: Vec<f64>,
}

impl Neighbours {
    /// Of `count` mentions, by the log-odds of pairs of them; a pair that is not given is not near.
    pub fn of(count: usize, pairs: impl Iterator<Item = ((usize, usize), f64)>) -> Self {
        let mut near = vec![Vec::new(); count];
        for ((a, b), odds) in pairs {
            let chance = 1.0 / (1.0 + (-odds).exp());
            if chance >= LEAST {
                near[a].push((b, chance));
                near[b].push((a, chance));
            }
        }
        for near in &mut near {
            near.sort_unstable_by_key(|(other, _)| *other);
        }
        let sums = near.iter().map(|near| near.iter().map(|(_, chance)| chance).sum()).collect();
        Self { near, sums }
    }

    /// How far `a` and `b` have the same neighbours, 0 to 1; what they are to each other does not count.
    pub fn likeness(&self, a: usize, b: usize) -> f64 {
        let (left, right) = (&self.near[a], &self.near[b]);
        let (mut x, mut y, mut shared) = (0, 0, 0.0);
        while let (Some((one, p)), Some((other, q))) = (left.get(x), right.get(y)) {
            match one.cmp(other) {
                Ordering::Less => x += 1,
                Ordering::Greater => y += 1,
                Ordering::Equal => {
                    shared += p * q;
                    (x, y) = (x + 1, y + 1);
                }
            }
        }
        shared / ((self.sums[a] + ALONE) * (self.sums[b] + ALONE)).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_that_are_near_to_the_same_others_are_alike() {
        let near =
            [((0, 2), 3.0), ((1, 2), 3.0), ((0, 3), 3.0), ((1, 3), 3.0), ((4, 5), 3.0), ((0, 4), -3.0)];
        let neighbours = Neighbours::of(7, near.into_iter());
        assert!(neighbours.likeness(0, 1) > 0.5);
        for (a, b) in [(0, 4), (0, 2), (4, 5), (0, 6)] {
            assert!(neighbours.likeness(a, b).abs() < f64::EPSILON, "{a} {b}");
        }
    }
}
