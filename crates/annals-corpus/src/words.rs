//! Words as weighted vectors, for similarity of wording.

use std::collections::BTreeMap;

use annals_types::function_words::is_function_word;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

/// Longest word that counts; what is longer is no word of a language.
const MAX_WORD_BYTES: usize = 60;

/// How often each word stands in one text: hashes of lower-case words, ascending.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Bag(Vec<(u64, u32)>);

impl Bag {
    /// These words, taken as they are.
    pub fn of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut counts: BTreeMap<u64, u32> = BTreeMap::new();
        for word in words {
            *counts.entry(xxh3_64(word.as_bytes())).or_default() += 1;
        }
        Self(counts.into_iter().collect())
    }

    /// The words of several stretches of text.
    pub fn of<'a>(stretches: impl IntoIterator<Item = &'a str>) -> Self {
        let mut counts: BTreeMap<u64, u32> = BTreeMap::new();
        for stretch in stretches {
            for word in stretch.split(|c: char| !c.is_alphanumeric()) {
                if word.is_empty() || word.len() > MAX_WORD_BYTES {
                    continue;
                }
                let word = word.to_lowercase();
                if word.chars().nth(1).is_none() && !word.chars().all(char::is_numeric) {
                    continue;
                }
                if !is_function_word(&word) {
                    *counts.entry(xxh3_64(word.as_bytes())).or_default() += 1;
                }
            }
        }
        Self(counts.into_iter().collect())
    }

    /// The share of the words of the one with fewer words that the other holds too; `None` where one holds no word.
    pub fn overlap(&self, other: &Self) -> Option<f64> {
        let (small, large) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        let held = |word: u64| large.0.binary_search_by_key(&word, |(word, _)| *word).is_ok();
        let common = small.0.iter().filter(|(word, _)| held(*word)).count();
        (!small.0.is_empty()).then(|| common as f64 / small.0.len() as f64)
    }
}

/// In how many texts of a collection each word stands.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Rarity {
    texts: u32,
    unseen: f64,
    holders: FxHashMap<u64, u32>,
}

/// So many texts that hold nothing special are thought to stand beside every collection, so that in a small one a word does
/// not count as common only because all three reports hold it.
const UNSEEN_TEXTS: f64 = 50.0;

impl Rarity {
    /// Of the words of `bags`.
    pub fn of<'a>(bags: impl IntoIterator<Item = &'a Bag>) -> Self {
        Self::among(bags, UNSEEN_TEXTS)
    }

    /// Of the words of `bags`, as if so many texts that hold nothing special stood beside them.
    pub fn among<'a>(bags: impl IntoIterator<Item = &'a Bag>, unseen: f64) -> Self {
        let mut rarity = Self { unseen, ..Self::default() };
        for bag in bags {
            rarity.texts += 1;
            for &(word, _) in &bag.0 {
                *rarity.holders.entry(word).or_default() += 1;
            }
        }
        rarity
    }

    /// Natural logarithm of the share of texts without which a word is met; larger is rarer.
    fn of_word(&self, word: u64) -> f64 {
        let holders = f64::from(self.holders.get(&word).copied().unwrap_or(0).max(1));
        ((f64::from(self.texts) + self.unseen) / holders).ln()
    }

    /// The same of a lower-case word.
    pub fn of_text(&self, word: &str) -> f64 {
        self.of_word(xxh3_64(word.as_bytes()))
    }

    /// The vector of `bag`: sublinear frequency times rarity, of length 1.
    pub fn vector(&self, bag: &Bag) -> Vector {
        let weigh = |&(word, count): &(u64, u32)| (word, (1.0 + f64::from(count).ln()) * self.of_word(word));
        let mut weights: Vec<(u64, f64)> = bag.0.iter().map(weigh).collect();
        let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut weights {
                *weight /= length;
            }
        }
        Vector(weights)
    }
}

/// A text as a vector of length 1 (or 0): hashes of words, ascending, with weights.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Vector(Vec<(u64, f64)>);

impl Vector {
    /// 0 for texts without a word in common to 1 for the same words.
    pub fn cosine(&self, other: &Self) -> f64 {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut sum = 0.0;
        while let (Some((word_a, weight_a)), Some((word_b, weight_b))) = (a.peek(), b.peek()) {
            match word_a.cmp(word_b) {
                std::cmp::Ordering::Less => _ = a.next(),
                std::cmp::Ordering::Greater => _ = b.next(),
                std::cmp::Ordering::Equal => {
                    sum += weight_a * weight_b;
                    a.next();
                    b.next();
                }
            }
        }
        sum.min(1.0)
    }

    /// The share (0 to 1) of its own weight that lies in words that `other` holds too.
    pub fn held_by(&self, other: &Self) -> f64 {
        let held = |word: u64| other.0.binary_search_by_key(&word, |(word, _)| *word).is_ok();
        let own: f64 = self.0.iter().map(|(_, weight)| weight).sum();
        let shared: f64 = self.0.iter().filter(|(word, _)| held(*word)).map(|(_, weight)| weight).sum();
        // An empty sum is -0.
        if own > 0.0 { shared / own + 0.0 } else { 0.0 }
    }

    /// Whether it holds no word.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The `n` words of most weight, heaviest first, each with its weight.
    pub fn heaviest(&self, n: usize) -> Vec<(u64, f64)> {
        let mut words: Vec<&(u64, f64)> = self.0.iter().collect();
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words.into_iter().take(n).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_rare_words_count_more_than_shared_common_ones() {
        let bags = ["storm river bridge", "storm river tower", "storm hill bridge", "storm moon"]
            .map(|t| Bag::of([t]));
        let rarity = Rarity::of(&bags);
        let [a, b, _, d] = bags.each_ref().map(|bag| rarity.vector(bag));
        assert!(a.cosine(&b) > a.cosine(&d));
        assert!((a.cosine(&a) - 1.0).abs() < 1e-9);
        assert!((a.held_by(&a) - 1.0).abs() < 1e-9);
        // "bridge" is rarer than "storm", and "river" as rare.
        assert!(a.held_by(&b) > a.held_by(&d) && a.held_by(&d) > 0.0);
        assert!(Vector::default().held_by(&a).abs() < 1e-9);
    }
}
