//! Which event mentions tell of one event: chains over reports.
//!
//! An event is finer here than an incident: each word for something that happens has its chain ("arrested", "said", "earthquake").
//! [`stories`] tells which reports are of one story, so that two earthquakes stay apart; [`compare`] scores a pair of mentions by named
//! weights whose log-odds stand in [`learned`], and scores it once more when [`neighbours`] can tell which others both are near to; [`group`]
//! groups reports and mentions by average link.
//!
//! Reports that share one of their heaviest words are compared pair by pair, and so are the mentions in reports that may tell of one
//! story: the cost grows with the square of a topic. It serves measuring and programs that use this library; `annals read` does without.

mod compare;
mod group;
mod learned;
mod neighbours;
mod stories;
mod weights;

use std::collections::BTreeMap;

use annals_types::{EventReading, account::Term};

use compare::Pair;
use neighbours::Neighbours;
use stories::Stories;
use weights::Event;

/// Mentions in chains, and reports in stories.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Chains {
    /// Chains of (reading, mention) indices, those of one mention too; each chain and the list of chains ascend.
    pub chains: Vec<Vec<(u32, u32)>>,
    /// The number of the story of each reading.
    pub stories: Vec<usize>,
}

/// A pair counts for at most so much (log-odds), and what was not compared for as much against.
const MOST_PAIR: f64 = 6.0;

/// Of two reports that tell of one story with smaller log-odds no mentions are compared.
const LEAST_STORY: f64 = -3.0;

/// So many mentions of a report are compared; further ones of a long report stay alone.
const MOST_MENTIONS: usize = 600;

/// The chains of the mentions of `readings`; their order does not matter.
pub fn chains(readings: &[EventReading]) -> Chains {
    let collection = Collection::of(readings);
    let weighed = collection.weighed();
    let neighbours = collection.neighbours(&weighed);
    let mut near = BTreeMap::new();
    for Weighed { pair: (a, b), alone, .. } in weighed {
        let score = alone + Event::Neighbours.at(neighbours.likeness(a, b));
        let gain = score.clamp(-MOST_PAIR, MOST_PAIR) + MOST_PAIR;
        if gain > 0.0 {
            near.insert((a, b), gain);
        }
    }
    let chain_of = group::group(collection.mentions.len(), &near, learned::CHAIN_BAR + MOST_PAIR);
    let mut chains: BTreeMap<usize, Vec<(u32, u32)>> = BTreeMap::new();
    for (&chain, &(reading, mention)) in chain_of.iter().zip(&collection.mentions) {
        chains.entry(chain).or_default().push((reading as u32, mention as u32));
    }
    let mut chains: Vec<_> = chains.into_values().collect();
    for chain in &mut chains {
        chain.sort_unstable();
    }
    chains.sort_unstable();
    Chains { chains, stories: collection.stories_of_readings() }
}

/// Why two mentions, each the index of a reading and of a mention in it, belong together or not: terms that add up to log-odds.
/// Empty where there is no such mention.
pub fn why(readings: &[EventReading], left: (u32, u32), right: (u32, u32)) -> Vec<Term> {
    let collection = Collection::of(readings);
    let place = |of: (u32, u32)| {
        collection.mentions.iter().position(|&(reading, mention)| (reading as u32, mention as u32) == of)
    };
    let (Some(a), Some(b)) = (place(left), place(right)) else { return Vec::new() };
    let (a, b) = (a.min(b), a.max(b));
    let neighbours = collection.neighbours(&collection.weighed());
    let of_both = (Event::Neighbours, neighbours.likeness(a, b));
    collection
        .measure(a, b)
        .into_iter()
        .chain([of_both])
        .map(|(weight, at)| Term { feature: weight.told(at), weight: weight.at(at) })
        .collect()
}

/// What weights are learned from: the numbers that are measured of each pair worth comparing.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Measured {
    /// Of each pair of reports of one topic, the names of weights with the numbers that they are read at.
    pub stories: Vec<(usize, usize, Numbers)>,
    /// Of each pair of mentions, (reading, mention), in such reports, without what is known of their stories.
    pub events: Vec<MeasuredPair>,
}

/// Two mentions, each as (reading, mention), with what is measured of the pair.
pub type MeasuredPair = ((usize, usize), (usize, usize), Numbers);

/// Names of weights, each with the number that it is read at.
pub type Numbers = Vec<(&'static str, f64)>;

/// Everything that is measured, before anything is grouped but reports into topics.
pub fn measured(readings: &[EventReading]) -> Measured {
    let collection = Collection::of(readings);
    let own = |report: usize| collection.order[report];
    let stories = collection.stories.measured.iter().map(|(&(a, b), numbers)| {
        (own(a), own(b), numbers.iter().map(|&(weight, at)| (weight.name(), at)).collect())
    });
    let events = collection.pairs(f64::NEG_INFINITY).into_iter().map(|(a, b)| {
        let numbers = collection.measure(a, b).into_iter();
        let numbers = numbers.filter(|(weight, _)| !matches!(weight, Event::Story | Event::SameStory));
        let numbers = numbers.map(|(weight, at)| (weight.name(), at)).collect();
        (collection.mentions[a], collection.mentions[b], numbers)
    });
    Measured { stories: stories.collect(), events: events.collect() }
}

/// A pair of mentions, weighed without its neighbours.
struct Weighed {
    /// Places in [`Collection::mentions`], the smaller first.
    pair: (usize, usize),
    /// Log-odds where nothing is known of neighbours: those that make two mentions neighbours.
    first: f64,
    /// Log-odds beside what the neighbours tell.
    alone: f64,
}

/// Readings in an order of their own, so that neither sums nor ties depend on the given one.
struct Collection<'a> {
    readings: &'a [EventReading],
    /// Indices of readings, by report.
    order: Vec<usize>,
    stories: Stories,
    /// (reading, mention), in that order.
    mentions: Vec<(usize, usize)>,
    /// For each mention its report, as a place in `order`.
    reports: Vec<usize>,
    compared: compare::Compared,
}

impl<'a> Collection<'a> {
    fn of(readings: &'a [EventReading]) -> Self {
        let mut order: Vec<usize> = (0..readings.len()).collect();
        order.sort_by(|&a, &b| readings[a].report.cmp(&readings[b].report).then(a.cmp(&b)));
        let ordered: Vec<&EventReading> = order.iter().map(|&reading| &readings[reading]).collect();
        let (mut mentions, mut reports) = (Vec::new(), Vec::new());
        for (report, &reading) in order.iter().enumerate() {
            for mention in 0..readings[reading].mentions.len() {
                mentions.push((reading, mention));
                reports.push(report);
            }
        }
        Self {
            readings,
            stories: Stories::of(&ordered),
            compared: compare::Compared::of(&ordered),
            order,
            mentions,
            reports,
        }
    }

    /// Pairs of mentions (places in `mentions`, the smaller first) in reports that tell of one story with more than these log-odds.
    fn pairs(&self, least: f64) -> Vec<(usize, usize)> {
        let mut first = vec![0; self.order.len() + 1];
        for report in 0..self.order.len() {
            first[report + 1] = first[report] + self.readings[self.order[report]].mentions.len();
        }
        let some = |report: usize| first[report]..first[report + 1].min(first[report] + MOST_MENTIONS);
        let mut found = Vec::new();
        for report in 0..self.order.len() {
            for a in some(report) {
                found.extend((a + 1..some(report).end).map(|b| (a, b)));
            }
        }
        for &(left, right) in
            self.stories.odds.iter().filter(|(_, odds)| **odds > least).map(|(pair, _)| pair)
        {
            for a in some(left) {
                found.extend(some(right).map(|b| (a, b)));
            }
        }
        found
    }

    /// All pairs that are worth it.
    fn weighed(&self) -> Vec<Weighed> {
        let weigh = |pair: (usize, usize)| {
            let measured = self.measure(pair.0, pair.1);
            let sum = |log_odds: fn(Event, f64) -> f64| {
                measured.iter().map(|&(weight, at)| log_odds(weight, at)).sum::<f64>()
            };
            Weighed { pair, first: sum(Event::first), alone: sum(Event::at) }
        };
        self.pairs(LEAST_STORY).into_iter().map(weigh).collect()
    }

    fn neighbours(&self, weighed: &[Weighed]) -> Neighbours {
        let odds = |one: &Weighed| (one.pair, one.first.clamp(-MOST_PAIR, MOST_PAIR));
        Neighbours::of(self.mentions.len(), weighed.iter().map(odds))
    }

    fn measure(&self, a: usize, b: usize) -> Vec<(Event, f64)> {
        let mention = |at: usize| {
            let (reading, mention) = self.mentions[at];
            &self.readings[reading].mentions[mention]
        };
        let (left, right) = (self.reports[a], self.reports[b]);
        let story = (left != right).then(|| {
            let odds = self.stories.odds.get(&(left.min(right), left.max(right))).copied();
            (odds.unwrap_or(LEAST_STORY), self.stories.story_of[left] == self.stories.story_of[right])
        });
        self.compared.measure(&Pair { left: mention(a), right: mention(b), story })
    }

    fn stories_of_readings(&self) -> Vec<usize> {
        let mut stories = vec![0; self.order.len()];
        for (report, &reading) in self.order.iter().enumerate() {
            stories[reading] = self.stories.story_of[report];
        }
        stories
    }
}

#[cfg(test)]
mod tests;
