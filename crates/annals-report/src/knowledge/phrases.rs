//! [`Phrases`]: a table of phrases, looked up where they may start.

use std::collections::HashMap;

/// What phrases of one or more words mean. The longest phrase that stands somewhere wins; of two rows with the same words
/// the first.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    by_first_word: HashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first_word: HashMap::new() }
    }
}

impl<T> Phrases<T> {
    /// Adds `words`. An empty phrase is left out.
    pub fn insert(&mut self, words: &[String], meaning: T) {
        let Some((first, rest)) = words.split_first() else { return };
        let rows = self.by_first_word.entry(first.clone()).or_default();
        if rows.iter().any(|(known, _)| known == rest) {
            return;
        }
        // Longer rows first; equal lengths stay in the order in which they came.
        let at = rows.partition_point(|(known, _)| known.len() >= rest.len());
        rows.insert(at, (rest.to_vec(), meaning));
    }

    /// The longest phrase that starts at word `at`, as its number of words and its meaning.
    pub fn longest<'a>(&self, at: usize, word: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, &T)> {
        let rows = self.by_first_word.get(word(at)?)?;
        rows.iter()
            .find(|(rest, _)| {
                rest.iter().enumerate().all(|(k, want)| word(at + 1 + k) == Some(want.as_str()))
            })
            .map(|(rest, meaning)| (rest.len() + 1, meaning))
    }

    /// The meaning of exactly `word`.
    pub fn get(&self, word: &str) -> Option<&T> {
        self.by_first_word.get(word)?.iter().find(|(rest, _)| rest.is_empty()).map(|(_, meaning)| meaning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let mut table = Phrases::default();
        for phrase in ["car", "car bomb", "car bomb attack"] {
            table.insert(&super::super::inflect::words(phrase), phrase);
        }
        let text = ["a", "car", "bomb", "exploded"];
        assert_eq!(table.longest(1, |i| text.get(i).copied()), Some((2, &"car bomb")));
        assert_eq!(table.longest(0, |i| text.get(i).copied()), None);
        assert_eq!(table.longest(9, |i| text.get(i).copied()), None);
    }
}
