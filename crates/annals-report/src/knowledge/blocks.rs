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
#[derive(Debug, Default)]
struct Forest {
    nodes: Vec<Node>,
    roots: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
enum Node {
    /// Whether the feature is below the number; places of the two answers in [`Forest::nodes`].
    Question {
        feature: u16,
        below: f32,
        yes: u32,
        no: u32,
    },
    Leaf(f32),
}

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
        let root = self.read_node(lines, 0)?;
        self.roots.push(root);
        Ok(())
    }

    fn read_node(&mut self, lines: &mut Peekable<Lines<'_>>, depth: usize) -> Result<u32, String> {
        let line = lines.next().ok_or("ends in the middle of a tree")?.trim();
        if depth > MAX_DEPTH {
            return Err("a tree is too deep".to_owned());
        }
        let node = match line.split_once(" < ") {
            None => Node::Leaf(line.parse().map_err(|_| unreadable(line))?),
            Some((name, number)) => {
                let mut known = FEATURES.iter().chain(&SECOND);
                let feature = known.position(|known| *known == name).ok_or_else(|| unreadable(line))?;
                let below = number.parse().map_err(|_| unreadable(line))?;
                let yes = self.read_node(lines, depth + 1)?;
                let no = self.read_node(lines, depth + 1)?;
                Node::Question { feature: feature as u16, below, yes, no }
            }
        };
        self.nodes.push(node);
        Ok(self.nodes.len() as u32 - 1)
    }

    fn probabilities(&self, blocks: &[Vec<f64>]) -> Vec<f64> {
        let mut sums = vec![0.0; blocks.len()];
        // Tree after tree, each of which then stays near at hand.
        for &root in &self.roots {
            for (sum, features) in sums.iter_mut().zip(blocks) {
                *sum += self.leaf(root, features);
            }
        }
        sums.into_iter().map(|sum| 1.0 / (1.0 + f64::exp(-sum))).collect()
    }

    fn leaf(&self, root: u32, features: &[f64]) -> f64 {
        let mut at = root;
        // The answers of a question stand before it, so this ends.
        while let Some(Node::Question { feature, below, yes, no }) = self.nodes.get(at as usize) {
            at = if features.get(usize::from(*feature)).is_some_and(|value| *value < f64::from(*below)) {
                *yes
            } else {
                *no
            };
        }
        match self.nodes.get(at as usize) {
            Some(Node::Leaf(weight)) => f64::from(*weight),
            _ => 0.0,
        }
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
    fn broken_tables_are_refused() {
        for table in ["words < 3", "[first]\nwords < 3\n1", "[first]\nsize < 3\n1\n2", "[names]\nteaser"] {
            assert!(BlockScorer::read(table).is_err(), "{table:?}");
        }
        assert!(BlockScorer::read(&format!("[first]\n{}1", "words < 1\n".repeat(100))).is_err());
    }

    #[test]
    fn the_shipped_table_is_whole() {
        let scorer = BlockScorer::shipped().unwrap();
        assert!(!scorer.first.roots.is_empty() && !scorer.second.roots.is_empty());
    }
}
