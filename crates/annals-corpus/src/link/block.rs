//! Pairs of mentions worth comparing.
//!
//! Two mentions meet in a block when they share a key: a rare name, a possible day in one country, a day of the year, a weekday, a
//! town, or one of the rarest words of their telling. In a block that grew large, a mention meets its neighbours in time only. Of all that
//! it meets, it is compared with those whose shared keys are the rarest (meta-blocking: each block weighs one divided by its size, the ARCS
//! scheme of Papadakis et al. 2014), and, where it is what its report is about, with the nearest other reports by their wording too,
//! whatever the time. So what a mention costs does not grow with the collection.

use std::collections::BTreeSet;

use annals_types::mention::PlacePrecision;
use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64;

use super::facts::{Facts, Name};
use crate::blocks::{Blocks, Tally};

/// In a block of up to so many mentions all meet.
const SMALL_BLOCK: usize = 40;

/// In a larger one each meets so many before and so many after it in time.
const NEIGHBOURS: usize = 16;

/// Of those that a mention meets in blocks, and of those nearest to it by wording, so many each are compared with it. With three times as
/// many the links of `gva` (train) are no better.
pub const MOST: usize = 8;

/// So many where weights are learned: those that the linking need not look at teach too what speaks against a link. With `MOST` the learned
/// weights link worse (`gva`, train: pairs 90.5, with these 91.1).
pub const MOST_TO_LEARN: usize = 12;

/// How many of the heaviest words of a telling make keys.
const TELLING_WORDS: usize = 8;

/// How many of the heaviest words of a report look for the reports nearest to it, and in how many reports such a word may stand.
const REPORT_WORDS: usize = 40;
const MOST_WORD_HOLDERS: usize = 150;

/// How many of the rarest words of names make keys.
const RAREST_NAMES: usize = 12;

/// The pairs (smaller index first) among `founders`, ascending, at most `most` found either way for each mention.
pub fn pairs(facts: &[Facts], founders: &[usize], most: usize) -> Vec<(usize, usize)> {
    // In the order of time, so that neighbours in a block are neighbours in time.
    let mut mentions = founders.to_vec();
    mentions.sort_by_key(|&mention| (when(&facts[mention]), mention));
    let mut pairs = Vec::new();
    let mut add = |rank: usize, others: Vec<usize>| {
        let mention = mentions[rank];
        pairs.extend(others.into_iter().map(|other| {
            let other = mentions[other];
            (mention.min(other), mention.max(other))
        }));
    };
    let of_rank: Vec<&Facts> = mentions.iter().map(|&mention| &facts[mention]).collect();
    met(&of_rank, most, &mut add);
    nearest(&of_rank, most, &mut add);
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Gives `add` for each mention the `most` that it shares the rarest keys with.
fn met(facts: &[&Facts], most: usize, mut add: impl FnMut(usize, Vec<usize>)) {
    let keys_of = |(rank, facts): (u32, &&Facts)| keys(facts).into_iter().map(move |key| (key, rank, ()));
    let blocks = Blocks::of(facts.len(), (0..).zip(facts).flat_map(keys_of).collect());
    let mut tally = Tally::of(facts.len());
    for rank in 0..facts.len() {
        for (block, place) in blocks.of_item(rank) {
            let reach = if block.len() > SMALL_BLOCK { NEIGHBOURS } else { SMALL_BLOCK };
            for &(other, ()) in &block[place.saturating_sub(reach)..block.len().min(place + reach + 1)] {
                tally.add(other, 1.0 / block.len() as f64);
            }
        }
        add(rank, tally.take_highest(most, |other| facts[other].at.0 != facts[rank].at.0));
    }
}

/// Gives `add` for each mention that its report is about the `most` others that are nearest, by the heaviest of the words that both reports are told in.
fn nearest(facts: &[&Facts], most: usize, mut add: impl FnMut(usize, Vec<usize>)) {
    let words_of = |(rank, facts): (u32, &&Facts)| {
        facts.report.heaviest(REPORT_WORDS).into_iter().map(move |(word, weight)| (word, rank, weight))
    };
    let blocks = Blocks::of(facts.len(), (0..).zip(facts).flat_map(words_of).collect());
    let mut tally = Tally::of(facts.len());
    for rank in 0..facts.len() {
        for (block, place) in blocks.of_item(rank).filter(|(block, _)| block.len() <= MOST_WORD_HOLDERS) {
            let weight = block[place].1;
            for &(other, theirs) in block {
                tally.add(other, weight * theirs);
            }
        }
        add(rank, tally.take_highest(most, |other| facts[other].at.0 != facts[rank].at.0));
    }
}

/// For neighbours in time: the first possible day, else the day of publication.
fn when(facts: &Facts) -> Option<Date> {
    facts.time.days.first().copied().or(facts.published)
}

fn keys(facts: &Facts) -> BTreeSet<u64> {
    let mut keys = BTreeSet::new();
    let mut add = |kind: &str, value: &str| {
        keys.insert(xxh3_64(format!("{kind}\0{value}").as_bytes()));
    };
    let mut names: Vec<&Name> = facts.names.iter().collect();
    names.sort_unstable_by_key(|name| (name.holders, name.id));
    for name in names.into_iter().take(RAREST_NAMES) {
        add("name", &name.word);
    }
    for place in facts.places.iter().filter(|place| place.precision <= PlacePrecision::District) {
        add("town", &place.name);
    }
    let anywhere = [String::new()];
    let countries = if facts.countries.is_empty() { &anywhere[..] } else { &facts.countries[..] };
    let partial = facts.time.partial;
    for country in countries {
        for day in &facts.time.days {
            add("day", &format!("{day} {country}"));
            // The next day too, so that neighbouring days meet.
            if let Ok(next) = day.tomorrow() {
                add("day", &format!("{next} {country}"));
            }
        }
        if let (Some(month), Some(day)) = (partial.month, partial.day) {
            add("day of the year", &format!("{month}-{day} {country}"));
        }
        if facts.time.days.is_empty()
            && let Some(weekday) = partial.weekday
        {
            add("weekday", &format!("{weekday} {country}"));
        }
    }
    keys.extend(facts.telling.heaviest(TELLING_WORDS).into_iter().map(|(word, _)| word));
    keys
}
