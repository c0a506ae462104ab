//! Tolerant alignment: passages that were reworded on the way, and what became of the facts in them.
//!
//! Two texts are walked word by word from a pair of words that both hold. Where they part, the walk goes on at the nearest place where
//! they meet again, a few words ahead; it ends where they do not, or where too little of the way was common. So a passage
//! survives a word changed for another here and there, and the order of what is told counts: two reporters who tell of one incident
//! share its facts, and seldom their order over a dozen words.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{Reading, Span};
use xxhash_rust::xxh3::xxh3_64;

use super::{align::inside, boilerplate::Boilerplate, places::Places};

/// How many words may be left out, put in or changed at once.
const GAP: usize = 4;

/// A passage with fewer common words than this says nothing. Of hand-checked pairs of reports that tell of one incident each in its own
/// words, none shares half of its words in passages of so many; of stories in which every seventh word was replaced, all
/// share more than four fifths.
const MIN_COMMON: usize = 16;

/// Share of the words of a passage, on both sides, that must be common.
const MIN_DENSITY: f64 = 0.6;

/// How far the common share may fall behind [`MIN_DENSITY`] on the way, in words.
const SLACK: f64 = 4.0;

/// A walk that is no passage after so many words, on either side, becomes none: a bound, so that long texts that are nearly alike throughout
/// stay cheap.
const LONGEST_UNSURE: usize = 256;

/// How many places of one pair of words in the origin are tried. Only a text that repeats itself has more.
const MAX_PLACES: usize = 6;

/// The words of a report as they are compared.
#[derive(Clone, PartialEq, Debug)]
pub struct Words {
    /// Hash of each word, lower case. A word of the outlet's boilerplate equals no other.
    hashes: Vec<u64>,
    /// Whether it is a fact: a number, or a word with a capital that opens no sentence, mostly a name.
    facts: Vec<bool>,
    /// The facts, ascending, each once.
    told: Vec<u64>,
}

/// With fewer facts than this on one side nothing can be said of what two texts tell.
const ENOUGH_FACTS: usize = 4;

impl Words {
    /// Share of the facts of the one with fewer that the other tells too, wherever; `None` where there are too few to say.
    pub fn shared_facts(&self, other: &Self) -> Option<f64> {
        let (few, many) = if self.told.len() <= other.told.len() { (self, other) } else { (other, self) };
        let common = few.told.iter().filter(|fact| many.told.binary_search(fact).is_ok()).count();
        (few.told.len() >= ENOUGH_FACTS).then(|| common as f64 / few.told.len() as f64)
    }

    /// How many of the facts in these passages of `reading`, which they are the words of, both reports tell outside of them too.
    pub fn gone_on_with(&self, other: &Self, reading: &Reading, passages: &[Span]) -> usize {
        let mut repeated: BTreeMap<u64, usize> = BTreeMap::new();
        let mut outside: BTreeSet<u64> = BTreeSet::new();
        let words = inside(&reading.fingerprint.words, passages).zip(&self.hashes).zip(&self.facts);
        for ((is_inside, &hash), _) in words.filter(|(_, fact)| **fact) {
            if is_inside {
                *repeated.entry(hash).or_default() += 1;
            } else {
                outside.insert(hash);
            }
        }
        repeated.retain(|hash, _| outside.contains(hash));
        let mut theirs: BTreeMap<u64, usize> = repeated.keys().map(|&hash| (hash, 0)).collect();
        for hash in &other.hashes {
            if let Some(times) = theirs.get_mut(hash) {
                *times += 1;
            }
        }
        repeated.values().zip(theirs.values()).filter(|(own, theirs)| theirs > own).count()
    }

    /// Of the told words of `reading`; those in shingles of the boilerplate of its outlet are masked.
    pub fn of(reading: &Reading, boilerplate: &Boilerplate) -> Self {
        let text = &reading.report.text;
        let words = &reading.fingerprint.words;
        let mut hashes = Vec::with_capacity(words.len());
        let mut facts = Vec::with_capacity(words.len());
        let mut before = 0;
        for span in words {
            let word = span.of(text);
            hashes.push(hash(word));
            let between = text.get(before..span.range().start).unwrap_or_default();
            facts.push(is_fact(word, between, before == 0));
            before = span.range().end;
        }
        let width = reading.fingerprint.width as usize;
        let standing = boilerplate.of_outlet(reading);
        let mut masked: Vec<bool> = Vec::new();
        for (start, shingle) in reading.fingerprint.shingles.iter().enumerate() {
            if standing.is_some_and(|standing| standing.contains(shingle)) {
                let end = (start + width).min(hashes.len());
                masked.resize(hashes.len(), false);
                masked[start.min(end)..end].fill(true);
            }
        }
        for at in (0..masked.len()).filter(|&at| masked[at]) {
            // Equal to itself only: no other report is masked with this address and place. What stands on every page tells no fact.
            hashes[at] = xxh3_64(format!("{} {at}", reading.report.id).as_bytes());
            facts[at] = false;
        }
        let mut told: Vec<u64> =
            hashes.iter().zip(&facts).filter(|(_, fact)| **fact).map(|(hash, _)| *hash).collect();
        told.sort_unstable();
        told.dedup();
        Self { hashes, facts, told }
    }
}

/// Of a word in lower case.
fn hash(word: &str) -> u64 {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        xxh3_64(word.as_bytes())
    } else {
        xxh3_64(word.to_lowercase().as_bytes())
    }
}

fn is_fact(word: &str, between: &str, first: bool) -> bool {
    let mut chars = word.chars();
    let Some(initial) = chars.next() else { return false };
    if word.chars().any(char::is_numeric) {
        return true;
    }
    let opens_sentence = first || between.contains(['.', '!', '?', '\n', ':', '"', '“']);
    initial.is_uppercase() && chars.next().is_some() && !opens_sentence
}

/// What one report retells of another.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Retold {
    /// How many words of the report lie in passages that follow the other.
    pub words: usize,
    /// How many facts stand in those passages.
    pub facts: usize,
    /// How many of them are the other's, in its order.
    pub kept_facts: usize,
    /// The passages, as spans of the report's text, ascending.
    pub passages: Vec<Span>,
}

impl Retold {
    /// Share of the facts in the passages that the other tells too; 1 where there is none.
    pub fn kept_share(&self) -> f64 {
        if self.facts == 0 { 1.0 } else { self.kept_facts as f64 / self.facts as f64 }
    }
}

/// The passages of `copy` that follow `origin`, from left to right the one with the most common words at each place.
pub fn retold(copy: &Reading, mine: &Words, theirs: &Words) -> Retold {
    let (a, b) = (&mine.hashes, &theirs.hashes);
    let places = Places::of(b.windows(2).map(|pair| (pair[0], pair[1])));
    let mut found = Retold::default();
    let mut at = 0;
    while at + 1 < a.len() {
        let starts = places.of_thing((a[at], a[at + 1]), MAX_PLACES);
        let walks = starts.map(|place| walk(a, b, at, place));
        let best = walks.reduce(|best, next| if next.common.len() > best.common.len() { next } else { best });
        let Some(walk) = best.filter(|walk| walk.is_passage(at)) else {
            at += 1;
            continue;
        };
        found.words += walk.end - at;
        found.facts += mine.facts[at..walk.end].iter().filter(|fact| **fact).count();
        found.kept_facts += walk.common.iter().filter(|&&word| mine.facts[word]).count();
        let words = &copy.fingerprint.words;
        if let (Some(first), Some(last)) = (words.get(at), words.get(walk.end - 1)) {
            found.passages.push(first.cover(*last));
        }
        at = walk.end;
    }
    found
}

/// A way through both texts from one place on.
struct Walk {
    /// Indices of the common words in the copy.
    common: Vec<usize>,
    /// After the last of them.
    end: usize,
    /// How many words of the origin it covers.
    covers: usize,
}

impl Walk {
    fn is_passage(&self, from: usize) -> bool {
        let longer = (self.end - from).max(self.covers) as f64;
        self.common.len() >= MIN_COMMON && self.common.len() as f64 >= MIN_DENSITY * longer
    }
}

fn walk(a: &[u64], b: &[u64], from: usize, place: usize) -> Walk {
    let (mut x, mut y) = (from, place);
    let mut walk = Walk { common: Vec::new(), end: from, covers: 0 };
    // The last word at which the way was a passage: chance words after it must not spoil it.
    let mut passage = None;
    while x < a.len() && y < b.len() {
        if a[x] == b[y] {
            walk.common.push(x);
            (walk.end, walk.covers) = (x + 1, y + 1 - place);
            (x, y) = (x + 1, y + 1);
            if walk.is_passage(from) {
                passage = Some((walk.common.len(), walk.end, walk.covers));
            }
            continue;
        }
        let Some((left_out, put_in)) = meeting(&a[x..], &b[y..]) else { break };
        (x, y) = (x + left_out, y + put_in);
        let way = (x - from).max(y - place);
        let unsure = passage.map_or(way, |(_, end, covers)| (x - end).max(y - place - covers));
        if (walk.common.len() as f64) < MIN_DENSITY * way as f64 - SLACK || unsure > LONGEST_UNSURE {
            break;
        }
    }
    if let Some((common, end, covers)) = passage {
        walk.common.truncate(common);
        (walk.end, walk.covers) = (end, covers);
    }
    walk
}

/// How far ahead two texts that just parted meet again: the nearest place where two words in a row are common, or one after one was
/// changed.
fn meeting(a: &[u64], b: &[u64]) -> Option<(usize, usize)> {
    let same = |x: usize, y: usize| a.get(x).is_some_and(|word| Some(word) == b.get(y));
    if same(1, 1) {
        return Some((1, 1));
    }
    let ways = (1..=2 * GAP).flat_map(|sum| {
        (sum.saturating_sub(GAP)..=sum.min(GAP)).map(move |left_out| (left_out, sum - left_out))
    });
    ways.into_iter().find(|&(x, y)| same(x, y) && same(x + 1, y + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<u64> {
        text.split(' ').map(|word| xxh3_64(word.as_bytes())).collect()
    }

    #[test]
    fn a_word_changed_here_and_there_breaks_no_walk() {
        let told =
            hashes("the truck hit the wall of the old mill and the driver ran off towards the river bank");
        let retold =
            hashes("the lorry hit the wall of the old mill and its driver ran away towards the river bank");
        let walk = walk(&retold, &told, 2, 2);
        assert_eq!((walk.end, walk.covers), (18, 16));
        assert_eq!(walk.common.len(), 14);
    }

    #[test]
    fn texts_that_part_end_the_walk() {
        let told = hashes("the truck hit the wall one two three four five six");
        let other = hashes("the truck hit the wall uno due tre quattro cinque sei");
        assert_eq!(walk(&other, &told, 0, 0).common.len(), 5);
        assert_eq!(meeting(&hashes("a b c"), &hashes("d e f")), None);
        assert_eq!(meeting(&hashes("x y c d"), &hashes("c d")), Some((2, 0)));
    }

    #[test]
    fn names_and_numbers_are_facts() {
        assert!(is_fact("Dorf", " ", false));
        assert!(is_fact("5th", ". ", false));
        assert!(!is_fact("The", ". ", false));
        assert!(!is_fact("road", " ", false));
    }
}
