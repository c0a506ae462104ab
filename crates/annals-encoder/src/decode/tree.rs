//! Trees from scores of arcs: the maximum spanning tree with one root.
//!
//! The algorithm of Chu and Liu (1965) and Edmonds (1967): every node takes its best head; where that makes a cycle, the cycle
//! becomes one node and the search goes on. That one word alone hangs on the root is had by trying the likeliest roots.

/// The head of each word: 0 for the root, `j + 1` for word `j`. `scores` holds a row of `words + 1` scores a word: of the root as
/// its head, then of each word. Exactly one word has the root as its head.
///
/// Takes memory in the square of `words`: callers bound it.
pub fn tree(scores: &[f32], words: usize) -> Vec<usize> {
    if words == 0 {
        return Vec::new();
    }
    let arcs = Arcs::new(scores, words);
    let free = arcs.heads();
    if free[1..].iter().filter(|head| **head == 0).count() == 1 {
        return free[1..].to_vec();
    }
    let mut roots: Vec<usize> = (1..=words).collect();
    roots.sort_by(|a, b| arcs.score(0, *b).total_cmp(&arcs.score(0, *a)).then(a.cmp(b)));
    roots.truncate(MOST_ROOTS);
    let mut best: Option<(f64, Vec<usize>)> = None;
    for root in roots {
        let heads = arcs.rooted_at(root).heads();
        let total = (1..=words).map(|node| arcs.score(heads[node], node)).sum::<f64>();
        if best.as_ref().is_none_or(|(known, _)| total > *known) {
            best = Some((total, heads));
        }
    }
    best.map(|(_, heads)| heads[1..].to_vec()).unwrap_or_default()
}

/// How many words are tried as the root of a sentence for which the search found several, the likeliest first.
const MOST_ROOTS: usize = 5;

/// The score of what must not be; far below any sum of scores of a sentence.
const NEVER: f64 = -1e12;

/// The greatest score that is taken as it is, whatever the sign.
const GREATEST: f32 = 1e4;

/// Scores of arcs between nodes; node 0 is the root.
struct Arcs {
    size: usize,
    /// Row by row: the head, then the node that hangs on it.
    scores: Vec<f64>,
}

impl Arcs {
    fn new(scores: &[f32], words: usize) -> Self {
        let size = words + 1;
        let mut arcs = Self { size, scores: vec![NEVER; size * size] };
        for word in 0..words {
            for head in (0..size).filter(|head| *head != word + 1) {
                let score = scores.get(word * size + head).copied().filter(|score| !score.is_nan());
                let score = score.unwrap_or(-GREATEST).clamp(-GREATEST, GREATEST);
                arcs.scores[head * size + word + 1] = f64::from(score);
            }
        }
        arcs
    }

    fn score(&self, head: usize, node: usize) -> f64 {
        self.scores[head * self.size + node]
    }

    /// The same arcs, but of the root's only the one to `root`, and that one without a rival.
    fn rooted_at(&self, root: usize) -> Self {
        let mut scores = self.scores.clone();
        for node in 1..self.size {
            if node != root {
                scores[node] = NEVER;
            }
            scores[node * self.size + root] = NEVER;
        }
        Self { size: self.size, scores }
    }

    /// The head of every node in the best tree; the root's own is 0.
    fn heads(&self) -> Vec<usize> {
        let mut heads = vec![0; self.size];
        for (node, head) in heads.iter_mut().enumerate().skip(1) {
            for other in (1..self.size).filter(|other| *other != node) {
                if self.score(other, node) > self.score(*head, node) {
                    *head = other;
                }
            }
        }
        match cycle(&heads) {
            None => heads,
            Some(cycle) => self.without(&cycle, &heads),
        }
    }

    /// The best tree, found with the nodes of `cycle` drawn together into one.
    fn without(&self, cycle: &[usize], heads: &[usize]) -> Vec<usize> {
        let mut in_cycle = vec![false; self.size];
        for &node in cycle {
            in_cycle[node] = true;
        }
        let outside: Vec<usize> = (0..self.size).filter(|node| !in_cycle[*node]).collect();
        // The last node of the smaller graph is the cycle.
        let size = outside.len() + 1;
        let whole = size - 1;
        let mut smaller = Self { size, scores: vec![NEVER; size * size] };
        let mut enters = vec![0; outside.len()];
        let mut leaves = vec![0; outside.len()];
        for (a, &from) in outside.iter().enumerate() {
            for (b, &to) in outside.iter().enumerate().skip(1) {
                smaller.scores[a * size + b] = self.score(from, to);
            }
            // Into the cycle: what is won against the arc of the cycle that goes.
            let gain = |node: usize| self.score(from, node) - self.score(heads[node], node);
            let entry = greatest(cycle, gain);
            enters[a] = entry;
            smaller.scores[a * size + whole] = gain(entry);
            if a > 0 {
                let exit = greatest(cycle, |node| self.score(node, from));
                leaves[a] = exit;
                smaller.scores[whole * size + a] = self.score(exit, from);
            }
        }
        let found = smaller.heads();
        let mut tree = heads.to_vec();
        for (a, &node) in outside.iter().enumerate().skip(1) {
            tree[node] = if found[a] == whole { leaves[a] } else { outside[found[a]] };
        }
        tree[enters[found[whole]]] = outside[found[whole]];
        tree
    }
}

/// The node with the greatest value, the first of equals. `nodes` is never empty.
fn greatest(nodes: &[usize], value: impl Fn(usize) -> f64) -> usize {
    let mut best = nodes[0];
    for &node in &nodes[1..] {
        if value(node) > value(best) {
            best = node;
        }
    }
    best
}

/// The nodes of a cycle that following heads leads into, if there is one.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    // 0: not seen; otherwise the number of the walk that came by first.
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node != 0 && seen[node] == 0 {
            seen[node] = start;
            node = heads[node];
        }
        if node != 0 && seen[node] == start {
            let mut found = vec![node];
            let mut next = heads[node];
            while next != node {
                found.push(next);
                next = heads[next];
            }
            found.sort_unstable();
            return Some(found);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn total(scores: &[f32], heads: &[usize]) -> f32 {
        heads.iter().enumerate().map(|(word, head)| scores[word * (heads.len() + 1) + head]).sum()
    }

    /// Whether every word leads to the root and one word alone hangs on it.
    fn is_tree(heads: &[usize]) -> bool {
        let leads = |mut word: usize| {
            for _ in 0..=heads.len() {
                match heads[word] {
                    0 => return true,
                    head => word = head - 1,
                }
            }
            false
        };
        heads.iter().filter(|head| **head == 0).count() == 1 && (0..heads.len()).all(leads)
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // Words 0 and 1 love each other; the root would rather have word 1.
        let scores = [1.0, 0.0, 9.0, 4.0, 9.0, 0.0];
        assert_eq!(tree(&scores, 2), [2, 0]);
    }

    #[test]
    fn one_word_alone_hangs_on_the_root() {
        let scores = [9.0, 0.0, 1.0, 8.0, 2.0, 0.0];
        assert_eq!(tree(&scores, 2), [0, 1]);
    }

    #[test]
    fn a_single_word_is_the_root() {
        assert_eq!(tree(&[f32::NAN, 0.0], 1), [0]);
        assert_eq!(tree(&[], 0), Vec::<usize>::new());
    }

    proptest! {
        #[test]
        fn the_tree_is_the_best_of_all(words in 1_usize..5, scores in prop::collection::vec(-5.0_f32..5.0, 25)) {
            let scores = &scores[..words * (words + 1)];
            let heads = tree(scores, words);
            prop_assert!(is_tree(&heads));
            let mut best = f32::NEG_INFINITY;
            for number in 0..(words + 1).pow(words as u32) {
                let other: Vec<usize> = (0..words).map(|at| number / (words + 1).pow(at as u32) % (words + 1)).collect();
                if is_tree(&other) && (0..words).all(|word| other[word] != word + 1) {
                    best = best.max(total(scores, &other));
                }
            }
            prop_assert!((total(scores, &heads) - best).abs() < 1e-3);
        }

        #[test]
        fn any_numbers_give_a_tree(words in 1_usize..30, scores in prop::collection::vec(prop::num::f32::ANY, 930)) {
            prop_assert!(is_tree(&tree(&scores[..words * (words + 1)], words)));
        }
    }
}
