//! Which of the names that may be places are evident enough to be kept.

use std::{cell::LazyCell, collections::BTreeSet};

use annals_types::{Layers, Report, Span, layers::Token};

use super::{Found, WELL_KNOWN};
use crate::knowledge::gazetteer::{Gazetteer, Kind};

/// Drops names that nothing in the report tells to be a place.
pub(super) fn keep_evident(
    all: Vec<Found>,
    surnames: &BTreeSet<String>,
    gazetteer: &Gazetteer,
) -> Vec<Found> {
    let evident: BTreeSet<String> =
        all.iter().filter(|found| found.evident).map(|found| found.key.clone()).collect();
    all.into_iter()
        .filter(|found| {
            if found.candidates.is_empty() || found.evident {
                return true;
            }
            if surnames.contains(&found.key) {
                return false;
            }
            if evident.contains(&found.key) {
                return true;
            }
            let several_words = found.key.contains(' ');
            found.candidates.iter().any(|candidate| {
                let known = match gazetteer.kind(candidate.place) {
                    Kind::Town => {
                        let least = if several_words { 2_000 } else { WELL_KNOWN };
                        !candidate.alias && gazetteer.population(candidate.place) >= least
                    }
                    Kind::District => !candidate.alias,
                    _ => true,
                };
                known
                    && !(gazetteer.is_first_name(&found.key)
                        && gazetteer.kind(candidate.place) == Kind::Town
                        && gazetteer.population(candidate.place) < 500_000)
            })
        })
        .collect()
}

/// Drops unknown words that only their place at the head of a sentence gives a capital: "Junta denies raid", where the report speaks of "the junta" as
/// well, and "Tower collapse".
pub(super) fn drop_plain_words(
    found: &mut Vec<Found>,
    report: &Report,
    layers: &Layers,
    gazetteer: &Gazetteer,
) {
    let opens = |span: Span| {
        let index = layers.sentence_at(span.start());
        index.is_some_and(|index| layers.sentences[index].span.start() == span.start())
    };
    let small: LazyCell<BTreeSet<&str>, _> = LazyCell::new(|| {
        let is_small = |pair: &&[Token]| {
            matches!(pair[0].norm.as_str(), "a" | "an" | "the")
                && pair[1].span.of(&report.text).chars().next().is_some_and(char::is_lowercase)
        };
        layers.tokens.windows(2).filter(is_small).map(|pair| pair[1].norm.as_str()).collect()
    });
    found.retain(|found| {
        let is_plain = found.candidates.is_empty() && !found.key.contains(' ') && opens(found.span);
        !(is_plain && (gazetteer.is_common(&found.key) || small.contains(found.key.as_str())))
    });
}

/// Of the names that only the gazetteer tells, those that are evident: where the network reads a report, it sees nearly all others.
pub(super) fn keep_seen(found: &mut Vec<Found>, toponyms: &[Span], gazetteer: &Gazetteer) {
    let overlaps = |span: Span| {
        let after = toponyms.partition_point(|toponym| toponym.end() <= span.start());
        toponyms.get(after).is_some_and(|toponym| toponym.start() < span.end())
    };
    // "Michigan's rate": hardly anybody else is called so.
    let is_large = |found: &Found| {
        !gazetteer.is_first_name(&found.key)
            && found.candidates.iter().any(|candidate| {
                let place = candidate.place;
                !candidate.alias
                    && match gazetteer.kind(place) {
                        Kind::Region => true,
                        _ => gazetteer.is_state(place),
                    }
            })
    };
    let seen: BTreeSet<String> =
        found.iter().filter(|found| overlaps(found.span)).map(|found| found.key.clone()).collect();
    found.retain(|found| {
        found.metonymic
            || found.evident
            || seen.contains(&found.key)
            || found.candidates.iter().any(|candidate| gazetteer.kind(candidate.place) == Kind::Country)
            || is_large(found)
    });
}
