//! Pairs of mentions worth comparing.
//!
//! Two mentions are compared when they share a key: a rare name, a possible day in one country, a day of the year, a weekday, a
//! town, or one of the rarest words of their telling. In a block that grew large, mentions are compared with their neighbours in time
//! only, so that cost grows with the neighbourhood and not with the square. What reports are about is compared with the nearest other
//! reports by their wording too, whatever the time.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::mention::PlacePrecision;
use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64;

use super::facts::{Facts, Name};

/// Up to so many mentions in one block are all compared with each other.
const SMALL_BLOCK: usize = 40;

/// In larger ones each is compared with so many that follow it in time.
const NEIGHBOURS: usize = 16;

/// How many of the heaviest words of a telling make keys.
const TELLING_WORDS: usize = 8;

/// How many of the heaviest words of a report look for the reports nearest to it, in how many reports such a word may stand, and how
/// many of the nearest are compared.
const REPORT_WORDS: usize = 40;
const MOST_WORD_HOLDERS: usize = 150;
const NEAREST: usize = 12;

/// How many of the rarest words of names make keys.
const RAREST_NAMES: usize = 12;

/// The pairs (smaller index first) among `founders`, ascending.
pub fn pairs(facts: &[Facts], founders: &[usize]) -> BTreeSet<(usize, usize)> {
    let mut blocks: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for &mention in founders {
        for key in keys(&facts[mention]) {
            blocks.entry(key).or_default().push(mention);
        }
    }
    let mut pairs = BTreeSet::new();
    for mut block in blocks.into_values() {
        let reach = if block.len() <= SMALL_BLOCK {
            SMALL_BLOCK
        } else {
            block.sort_by_key(|&mention| (when(&facts[mention]), mention));
            NEIGHBOURS
        };
        for (place, &a) in block.iter().enumerate() {
            for &b in block.iter().skip(place + 1).take(reach) {
                if facts[a].at.0 != facts[b].at.0 {
                    pairs.insert((a.min(b), a.max(b)));
                }
            }
        }
    }
    nearest(facts, founders, &mut pairs);
    pairs
}

/// Adds for each report the nearest others, by the heaviest of the words that both are told in.
fn nearest(facts: &[Facts], founders: &[usize], pairs: &mut BTreeSet<(usize, usize)>) {
    let words: BTreeMap<usize, Vec<(u64, f64)>> =
        founders.iter().map(|&mention| (mention, facts[mention].report.heaviest(REPORT_WORDS))).collect();
    let mut holders: BTreeMap<u64, Vec<(usize, f64)>> = BTreeMap::new();
    for (&mention, words) in &words {
        for &(word, weight) in words {
            holders.entry(word).or_default().push((mention, weight));
        }
    }
    for (&mention, words) in &words {
        let mut alike: BTreeMap<usize, f64> = BTreeMap::new();
        for (word, weight) in words {
            let others = holders.get(word).map(Vec::as_slice).unwrap_or_default();
            if others.len() <= MOST_WORD_HOLDERS {
                for &(other, theirs) in others {
                    *alike.entry(other).or_default() += weight * theirs;
                }
            }
        }
        let is_other = |&(other, _): &(usize, f64)| facts[other].at.0 != facts[mention].at.0;
        let mut alike: Vec<(usize, f64)> = alike.into_iter().filter(is_other).collect();
        alike.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        pairs.extend(alike.iter().take(NEAREST).map(|&(other, _)| (mention.min(other), mention.max(other))));
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
    names.sort_by(|a, b| a.holders.cmp(&b.holders).then_with(|| a.word.cmp(&b.word)));
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
