//! `knowledge/blocks.txt`: which blocks of a page belong to its story, learned by `training/blocks.py`.
//!
//! Two sums of small decision trees over the features of [`clean::blocks`](crate::clean::blocks), and a weight for each
//! word in the names of elements. A tree is written as questions, `words < 12`, each followed by what holds where the
//! answer is yes, then by what holds where it is no; a number by itself is a leaf.

use std::{iter::Peekable, str::Lines};

use rustc_hash::FxHashMap;

use super::Error;
use crate::clean::blocks::{FEATURES, SECOND};

const TABLE: &str = "knowledge/blocks.txt";

/// Questions in each other; deeper ones are not read.
const MAX_DEPTH: usize = 64;

/// The table, loaded.
#[derive(Debug, Default)]
pub struct BlockScorer {
    names: FxHashMap<String, f64>,
    first: Forest,
    second: Forest,
}

/// Trees whose leaves add up to log-odds.
///
/// A block is not led down from the root of a tree: all questions of the tree are asked, and each that is answered with no takes the
/// leaves on its side of yes away. Of the leaves that are left the first is that of the block. That is more questions, but the processor
/// has nothing to guess, and asks several blocks in one step (after Lucchese and others, "`QuickScorer`: a fast algorithm to rank documents
/// with additive ensembles of regression trees", 2015).
#[derive(Debug, Default)]
struct Forest {
    trees: Vec<Tree>,
}

#[derive(Debug, Default)]
struct Tree {
    questions: Vec<Question>,
    /// From that of most answers with yes on.
    leaves: Vec<f32>,
}

/// Whether the feature is below a number.
#[derive(Debug)]
struct Question {
    feature: usize,
    below: f64,
    /// What is left of the tree where the answer is no.
    left: Leaves,
}

/// A bit for each leaf of a tree.
type Leaves = u32;

/// How many blocks are judged at a time. Of fewer than some twenty the compiler makes jumps instead of vectors.
const LANES: usize = 32;

impl BlockScorer {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        Self::read(include_str!("../../../../knowledge/blocks.txt"))
            .map_err(|reason| Error::new(TABLE, reason))
    }

    fn read(table: &str) -> Result<Self, String> {
        let mut scorer = Self::default();
        let mut lines = table.lines().peekable();
        let mut section = "";
        while let Some(line) = lines.peek().map(|line| line.trim()) {
            match line {
                "" => drop(lines.next()),
                _ if line.starts_with('#') => drop(lines.next()),
                "[names]" | "[first]" | "[second]" => {
                    section = line;
                    lines.next();
                }
                _ => match section {
                    "[names]" => {
                        lines.next();
                        let (name, weight) = line.split_once(' ').ok_or_else(|| unreadable(line))?;
                        scorer.names.insert(name.to_owned(), weight.parse().map_err(|_| unreadable(line))?);
                    }
                    "[first]" => scorer.first.read_tree(&mut lines)?,
                    "[second]" => scorer.second.read_tree(&mut lines)?,
                    _ => return Err(unreadable(line)),
                },
            }
        }
        Ok(scorer)
    }

    /// The log-odds of blocks that stand in elements with `word` in their name; 0 where nothing is known.
    pub fn name(&self, word: &str) -> f64 {
        self.names.get(word).copied().unwrap_or(0.0)
    }

    /// For each block the probability of the story, by its features alone.
    pub fn first(&self, blocks: &[Vec<f64>]) -> Vec<f64> {
        self.first.probabilities(blocks)
    }

    /// The same, where the first scores of the blocks around are known too.
    pub fn second(&self, blocks: &[Vec<f64>]) -> Vec<f64> {
        self.second.probabilities(blocks)
    }
}

impl Forest {
    fn read_tree(&mut self, lines: &mut Peekable<Lines<'_>>) -> Result<(), String> {
        let mut tree = Tree::default();
        tree.read_node(lines, 0)?;
        self.trees.push(tree);
        Ok(())
    }

    fn probabilities(&self, blocks: &[Vec<f64>]) -> Vec<f64> {
        let mut probabilities = Vec::with_capacity(blocks.len());
        let mut columns = vec![[0.0; LANES]; FEATURES.len() + SECOND.len()];
        for blocks in blocks.chunks(LANES) {
            for (lane, features) in blocks.iter().enumerate() {
                for (column, value) in columns.iter_mut().zip(features) {
                    column[lane] = *value;
                }
            }
            let odds = self.odds(&columns);
            probabilities.extend(odds[..blocks.len()].iter().map(|odds| 1.0 / (1.0 + f64::exp(-odds))));
        }
        probabilities
    }

    /// The log-odds of blocks whose features stand in columns.
    fn odds(&self, columns: &[[f64; LANES]]) -> [f64; LANES] {
        let mut odds = [0.0; LANES];
        for tree in &self.trees {
            let mut left = [Leaves::MAX; LANES];
            for question in &tree.questions {
                for (left, value) in left.iter_mut().zip(&columns[question.feature]) {
                    let yes = Leaves::from(*value < question.below);
                    *left &= question.left | yes.wrapping_neg();
                }
            }
            for (odds, left) in odds.iter_mut().zip(left) {
                *odds += f64::from(tree.leaves[left.trailing_zeros() as usize]);
            }
        }
        odds
    }
}

impl Tree {
    fn read_node(&mut self, lines: &mut Peekable<Lines<'_>>, depth: usize) -> Result<(), String> {
        let line = lines.next().ok_or("ends in the middle of a tree")?.trim();
        if depth > MAX_DEPTH {
            return Err("a tree is too deep".to_owned());
        }
        let Some((name, number)) = line.split_once(" < ") else {
            self.leaves.push(line.parse().map_err(|_| unreadable(line))?);
            let few = self.leaves.len() <= Leaves::BITS as usize;
            return few.then_some(()).ok_or_else(|| "a tree has too many leaves".to_owned());
        };
        let mut known = FEATURES.iter().chain(&SECOND);
        let feature = known.position(|known| *known == name).ok_or_else(|| unreadable(line))?;
        let below: f32 = number.parse().map_err(|_| unreadable(line))?;
        let before = self.bits();
        self.read_node(lines, depth + 1)?;
        let left = !self.bits() | before;
        self.questions.push(Question { feature, below: f64::from(below), left });
        self.read_node(lines, depth + 1)
    }

    /// The bits of the leaves so far.
    fn bits(&self) -> Leaves {
        Leaves::MAX.unbounded_shr(Leaves::BITS - self.leaves.len() as u32)
    }
}

fn unreadable(line: &str) -> String {
    format!("cannot be read: {line:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_ask_and_add_up() {
        let table = "# about\n[names]\nteaser -1.5\n\n[first]\nwords < 12\n  links < 50\n    -1\n    -2\n  3\n\n0.5\n[second]\nscore < 0.5\n-4\n4\n";
        let scorer = BlockScorer::read(table).unwrap();
        let mut features = vec![0.0; FEATURES.len() + SECOND.len()];
        let odds = |probability: f64| (probability / (1.0 - probability)).ln();
        let close = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-9, "{found}");
        close(odds(scorer.first(std::slice::from_ref(&features))[0]), -0.5);
        features[1] = 50.0;
        close(odds(scorer.first(std::slice::from_ref(&features))[0]), -1.5);
        features[0] = 12.0;
        close(odds(scorer.first(std::slice::from_ref(&features))[0]), 3.5);
        close(odds(scorer.second(std::slice::from_ref(&features))[0]), -4.0);
        close(scorer.name("teaser"), -1.5);
        close(scorer.name("lead"), 0.0);
    }

    #[test]
    fn every_block_has_its_own_answer() {
        let scorer = BlockScorer::read("[first]\nwords < 50\n-1\n1\n").unwrap();
        let blocks: Vec<Vec<f64>> = (0..100).map(|words| vec![f64::from(words)]).collect();
        let told: Vec<bool> = scorer.first(&blocks).into_iter().map(|score| score > 0.5).collect();
        assert_eq!(told, (0..100).map(|words| words >= 50).collect::<Vec<_>>());
    }

    #[test]
    fn broken_tables_are_refused() {
        for table in ["words < 3", "[first]\nwords < 3\n1", "[first]\nsize < 3\n1\n2", "[names]\nteaser"] {
            assert!(BlockScorer::read(table).is_err(), "{table:?}");
        }
        let deep = |questions: usize| format!("[first]\n{}1", "words < 1\n1\n".repeat(questions));
        assert!(BlockScorer::read(&deep(31)).is_ok());
        assert!(BlockScorer::read(&deep(32)).is_err(), "more leaves than bits");
        assert!(BlockScorer::read(&format!("[first]\n{}1", "words < 1\n".repeat(100))).is_err());
    }

    #[test]
    fn the_shipped_table_is_whole() {
        let scorer = BlockScorer::shipped().unwrap();
        assert!(!scorer.first.trees.is_empty() && !scorer.second.trees.is_empty());
    }
}
