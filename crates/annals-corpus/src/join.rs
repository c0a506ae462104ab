//! [`Join`]: the next two groups of average link.

use std::cmp::Ordering;

/// A possible join of the groups in two slots, as a queue wants it: the largest mean first, then the smallest first members, so that ties have
/// a written order.
pub struct Join {
    /// Mean over all pairs across the two groups.
    pub mean: f64,
    /// Their first members, the smaller one first.
    pub first: (usize, usize),
    /// The slot of one group.
    pub a: usize,
    /// That of the other.
    pub b: usize,
}

impl Ord for Join {
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean.total_cmp(&other.mean).then_with(|| other.first.cmp(&self.first))
    }
}

impl PartialOrd for Join {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Join {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Join {}
