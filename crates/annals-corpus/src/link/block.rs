//! Pairs of mentions worth comparing.
//!
//! Two mentions are compared when they share a key: a rare name, a possible day in one country, a day of the year, a weekday, a
//! town, or one of the rarest words of their telling. In a block that grew large, mentions are compared with their neighbours in time
//! only, so that cost grows with the neighbourhood and not with the square.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::mention::PlacePrecision;
use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64;

use super::facts::{Facts, Name};

/// Up to so many mentions in one block are all compared with each other.
const SMALL_BLOCK: usize = 40;

/// In larger ones each is compared with so many that follow it in time.
const NEIGHBOURS: usize = 16;

/// How many of the heaviest words of a telling, and of a whole report, make keys.
const TELLING_WORDS: usize = 8;
const REPORT_WORDS: usize = 12;

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
    pairs
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
    for word in facts.telling.heaviest(TELLING_WORDS) {
        keys.insert(word);
    }
    for word in facts.report.heaviest(REPORT_WORDS) {
        keys.insert(word);
    }
    keys
}
