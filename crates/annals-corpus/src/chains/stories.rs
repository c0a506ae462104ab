//! Which reports tell of one story.
//!
//! First reports are grouped loosely into topics by their words: all reports of earthquakes, say. Within a topic the words that all its reports
//! share tell nothing apart, so that rarity is counted anew there; names, numbers and the other words then give log-odds that two
//! reports tell of one story.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{EventReading, event::StoryWordKind};

use super::{group::group, learned, weights::Story};
use crate::words::{Bag, Rarity, Vector};

/// Mean likeness of wording (0 to 1) above which reports are of one topic: nearly all pairs of reports of one story are. Chosen on the
/// training part of ECB+.
const TOPIC: f64 = 0.06;

/// Reports are compared that share one of so many of their heaviest words.
const KEYS: usize = 40;

/// A pair of reports counts for at most so much.
const MOST_PAIR: f64 = 8.0;

/// Within a topic next to no unseen texts stand beside it: its reports are all there is to tell apart.
const UNSEEN_IN_TOPIC: f64 = 1.0;

/// Stories of reports, by their places in an order.
#[derive(Debug, Default)]
pub struct Stories {
    /// What was measured of each pair of reports in one topic, smaller place first.
    pub measured: BTreeMap<(usize, usize), Vec<(Story, f64)>>,
    /// The log-odds of those pairs.
    pub odds: BTreeMap<(usize, usize), f64>,
    /// The story of each report.
    pub story_of: Vec<usize>,
}

impl Stories {
    /// The stories of `readings`.
    pub fn of(readings: &[&EventReading]) -> Self {
        let bags = |kinds: &[StoryWordKind]| -> Vec<Bag> {
            let words = |reading: &&EventReading| {
                let told = reading.words.iter().filter(|word| kinds.contains(&word.kind));
                Bag::of_words(told.map(|word| word.word.as_str()))
            };
            readings.iter().map(words).collect()
        };
        let [all, names, numbers, common] = [
            bags(&[StoryWordKind::Name, StoryWordKind::Number, StoryWordKind::Common]),
            bags(&[StoryWordKind::Name]),
            bags(&[StoryWordKind::Number]),
            bags(&[StoryWordKind::Common]),
        ];
        let wording = vectors(&all);
        let mut near = BTreeMap::new();
        for (a, b) in worth_comparing(&wording) {
            let likeness = wording[a].cosine(&wording[b]);
            if likeness > 0.0 {
                near.insert((a, b), likeness);
            }
        }
        let topic_of = group(readings.len(), &near, TOPIC);
        let (named, numbered, told) = (vectors(&names), vectors(&numbers), vectors(&common));
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (report, &topic) in topic_of.iter().enumerate() {
            members.entry(topic).or_default().push(report);
        }
        let mut stories = Self::default();
        for members in members.values() {
            let (within, names_within) = (vectors_within(&all, members), vectors_within(&names, members));
            for (x, &a) in members.iter().enumerate() {
                for (y, &b) in members.iter().enumerate().skip(x + 1) {
                    let measured = vec![
                        (Story::Prior, 0.0),
                        (Story::Wording, wording[a].cosine(&wording[b])),
                        (Story::Names, named[a].cosine(&named[b])),
                        (Story::Numbers, numbered[a].cosine(&numbered[b])),
                        (Story::Common, told[a].cosine(&told[b])),
                        (Story::WordingInTopic, within[x].cosine(&within[y])),
                        (Story::NamesInTopic, names_within[x].cosine(&names_within[y])),
                    ];
                    let odds: f64 = measured.iter().map(|&(weight, at)| weight.at(at)).sum();
                    stories.odds.insert((a, b), odds.clamp(-MOST_PAIR, MOST_PAIR));
                    stories.measured.insert((a, b), measured);
                }
            }
        }
        let near = stories
            .odds
            .iter()
            .map(|(&pair, &odds)| (pair, odds + MOST_PAIR))
            .filter(|(_, odds)| *odds > 0.0);
        stories.story_of = group(readings.len(), &near.collect(), learned::STORY_BAR + MOST_PAIR);
        stories
    }
}

fn vectors(bags: &[Bag]) -> Vec<Vector> {
    let rarity = Rarity::of(bags);
    bags.iter().map(|bag| rarity.vector(bag)).collect()
}

fn vectors_within(bags: &[Bag], members: &[usize]) -> Vec<Vector> {
    let rarity = Rarity::among(members.iter().map(|&member| &bags[member]), UNSEEN_IN_TOPIC);
    members.iter().map(|&member| rarity.vector(&bags[member])).collect()
}

/// Pairs of reports that share one of their heaviest words.
fn worth_comparing(wording: &[Vector]) -> BTreeSet<(usize, usize)> {
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (report, vector) in wording.iter().enumerate() {
        for (word, _) in vector.heaviest(KEYS) {
            holders.entry(word).or_default().push(report);
        }
    }
    let mut pairs = BTreeSet::new();
    for holders in holders.values() {
        for (place, &a) in holders.iter().enumerate() {
            pairs.extend(holders[place + 1..].iter().map(|&b| (a, b)));
        }
    }
    pairs
}
