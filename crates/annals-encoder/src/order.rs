//! Which words of a report the network reads: all of them, but of a name with a stand-in only the stand-in.

use std::ops::Range;

/// A stretch of words that the network reads as one other word. For names that must not decide what is read: the network sees
/// what kind of name it is, not whose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandIn<'a> {
    /// The words.
    pub words: Range<usize>,
    /// What is read in their place.
    pub read_as: &'a str,
}

/// The words of a report beside those that are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Order {
    /// For each word the one that is read for it.
    read_of: Vec<usize>,
    /// For each word that is read the first that it is read for.
    first: Vec<usize>,
}

impl Order {
    /// Adds neighbouring words that are read as one.
    pub fn push(&mut self, words: usize) {
        let read = self.first.len();
        self.first.push(self.read_of.len());
        self.read_of.resize(self.read_of.len() + words, read);
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.read_of.len()
    }

    /// The word that is read for `word`.
    pub fn read(&self, word: usize) -> Option<usize> {
        self.read_of.get(word).copied()
    }

    /// The words that are read for `words`.
    pub fn reads(&self, words: &Range<usize>) -> Range<usize> {
        match words.end.checked_sub(1).and_then(|last| Some((self.read(words.start)?, self.read(last)?))) {
            Some((first, last)) if !words.is_empty() => first..last + 1,
            _ => 0..0,
        }
    }

    /// The words that `reads` are read for.
    pub fn words(&self, reads: &Range<usize>) -> Range<usize> {
        let at = |read: usize| self.first.get(read).copied().unwrap_or(self.len());
        at(reads.start)..at(reads.end)
    }

    /// Whether `word` is read as one with the word before it.
    pub fn continues(&self, word: usize) -> bool {
        self.read(word).is_some_and(|read| self.first[read] != word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_one_word() {
        let mut order = Order::default();
        for words in [1, 3, 1, 1] {
            order.push(words);
        }
        assert_eq!((0..6).filter_map(|word| order.read(word)).collect::<Vec<_>>(), [0, 1, 1, 1, 2, 3]);
        assert_eq!(order.words(&(1..3)), 1..5);
        assert_eq!(order.reads(&(2..5)), 1..3);
        assert!(order.continues(2) && !order.continues(1) && !order.continues(4));
    }

    #[test]
    fn beyond_the_end_there_is_nothing() {
        let order = Order::default();
        assert_eq!(
            (order.len(), order.read(0), order.reads(&(0..2)), order.words(&(1..3))),
            (0, None, 0..0, 0..0)
        );
    }
}
