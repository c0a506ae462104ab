//! Texts varied without a network: words in capitals and numbers exchanged, words replaced, sentences moved. The same seed gives the same text.

use std::collections::BTreeMap;

use annals_encoder::split;
use annals_types::{Segment, Span, segment::SegmentKind};
use sha2::{Digest, Sha256};

/// Numbers that look random and hang on a seed alone (`SplitMix64`, Steele et al. 2014).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The numbers that hang on these words.
    pub fn of(words: &[&str]) -> Self {
        let digest = Sha256::digest(words.join("\u{0}").as_bytes());
        Self(digest.iter().take(8).fold(0, |sum, &byte| sum << 8 | u64::from(byte)))
    }

    /// The next one.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// One of `0..end`; 0 where there is none.
    pub const fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() % end as u64) as usize }
    }

    /// Mixes `items`.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// A letter of the same kind: consonants for consonants and vowels for vowels, so that names stay names.
fn letter(old: u8, chance: &mut Chance) -> u8 {
    const VOWELS: &[u8] = b"aeiou";
    const CONSONANTS: &[u8] = b"bcdfghjklmnprstvwz";
    let set = if VOWELS.contains(&old.to_ascii_lowercase()) { VOWELS } else { CONSONANTS };
    let new = set[chance.below(set.len())];
    if old.is_ascii_uppercase() { new.to_ascii_uppercase() } else { new }
}

/// Another name or number of the same length in bytes; the same for the same word (in any case) and seed. Words with
/// letters beyond ASCII stay.
pub fn exchange(word: &str, seed: &str) -> String {
    if !word.is_ascii() {
        return word.to_owned();
    }
    let mut chance = Chance::of(&[seed, &word.to_ascii_lowercase()]);
    let change = |(place, byte): (usize, u8)| {
        if byte.is_ascii_digit() {
            let first = u8::from(place == 0 && word.len() > 1);
            char::from(b'0' + first + chance.below(usize::from(10 - first)) as u8)
        } else if byte.is_ascii_alphabetic() {
            char::from(letter(byte, &mut chance))
        } else {
            char::from(byte)
        }
    };
    word.bytes().enumerate().map(change).collect()
}

/// `text` with every word that `exchanged` holds for put through `with`; the rest stays as it is.
fn each_word(text: &str, mut with: impl FnMut(&str, bool) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut opens = true;
    let mut rest = text;
    while !rest.is_empty() {
        let word_end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        if word_end > 0 {
            let (word, after) = rest.split_at(word_end);
            match with(word, opens) {
                Some(new) => out.push_str(&new),
                None => out.push_str(word),
            }
            (opens, rest) = (false, after);
        } else {
            let next = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
            let (between, after) = rest.split_at(next);
            opens |= between.contains(['.', '!', '?', '\n', ':', '"', '“']);
            out.push_str(between);
            rest = after;
        }
    }
    out
}

/// The same story of other people in another place at another time: words with a capital that open no sentence, of two bytes and more, and what
/// holds a digit are exchanged, to the same length in bytes. Names that open a sentence, those with letters beyond ASCII and numbers in words stay.
pub fn pattern(text: &str, seed: &str) -> String {
    each_word(text, |word, opens| {
        let named = !opens && word.chars().next().is_some_and(char::is_uppercase) && word.len() > 1;
        let number = word.chars().any(|c| c.is_ascii_digit());
        (named || number).then(|| exchange(word, seed))
    })
}

/// Every figure a little larger, as a later version of a story has it: numbers of one or two digits, but for ages (`34-year-old`).
pub fn updated(text: &str) -> String {
    let ages: Vec<bool> = {
        let mut ages = Vec::new();
        each_word(text, |word, _| {
            if word.starts_with("year")
                && let Some(last) = ages.last_mut()
            {
                *last = true;
            }
            ages.push(false);
            None
        });
        ages
    };
    let mut nth = 0;
    each_word(text, |word, _| {
        let age = ages.get(nth).copied().unwrap_or(false);
        nth += 1;
        let number: u32 = word.parse().ok().filter(|_| word.len() <= 2 && !age)?;
        Some((number + 1).to_string())
    })
}

/// The words of the table in `synonyms.tsv` replaced by others that mean much the same.
pub fn reworded(text: &str) -> String {
    let table: BTreeMap<&str, &str> =
        include_str!("sets/copies/synonyms.tsv").lines().filter_map(|line| line.split_once('\t')).collect();
    each_word(text, |word, _| {
        let new = table.get(word.to_lowercase().as_str())?;
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let mut chars = new.chars();
        let first = chars.next().map(|c| if capital { c.to_uppercase().to_string() } else { c.to_string() });
        Some(first.unwrap_or_default() + chars.as_str())
    })
}

/// The sentences of `text`, in its order.
pub fn sentences(text: &str) -> Vec<&str> {
    let body = Segment { kind: SegmentKind::Body, span: Span::at(0, text.len()), why: String::new() };
    split::split(text, &[body]).sentences.iter().map(|sentence| sentence.span.of(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_keeps_lengths_and_common_words() {
        let told = "Police said Jan Lind, 34171, fell in Dorf. He was 2 metres tall.";
        let other = pattern(told, "a");
        assert_eq!(told.len(), other.len());
        assert!(other.starts_with("Police said ") && other.contains(" fell in "), "{other}");
        assert!(!other.contains("Lind") && !other.contains("Dorf") && !other.contains("34171"), "{other}");
        assert_eq!(other, pattern(told, "a"));
        assert_ne!(other, pattern(told, "b"));
        assert_eq!(exchange("Lind", "a").to_lowercase(), exchange("lind", "a"));
    }

    #[test]
    fn figures_grow_and_ages_stay() {
        assert_eq!(
            updated("At least 9 people and a 34-year-old died in 2019."),
            "At least 10 people and a 34-year-old died in 2019."
        );
    }

    #[test]
    fn words_are_replaced_in_their_case() {
        assert_eq!(reworded("Several men were killed."), "Multiple men were slain.");
    }

    #[test]
    fn shuffling_loses_nothing() {
        let mut items: Vec<u32> = (0..50).collect();
        Chance::of(&["x"]).shuffle(&mut items);
        assert_ne!(items, (0..50).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..50).collect::<Vec<_>>());
    }
}
