//! Which of the names that may be places are evident enough to be kept.

use std::{
    cell::LazyCell,
    collections::{BTreeMap, BTreeSet},
};

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
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for found in found.iter() {
        *times.entry(found.key.clone()).or_default() += 1;
    }
    let is_small_town = |found: &Found| {
        found.candidates.iter().all(|found| {
            matches!(gazetteer.kind(found.place), Kind::Town | Kind::District)
                && gazetteer.population(found.place) < WELL_KNOWN
        })
    };
    found.retain(|found| {
        if found.key.contains(' ') || !opens(found.span) {
            return true;
        }
        if !found.candidates.is_empty() {
            let is_told = times.get(&found.key).is_some_and(|times| *times > 1);
            return is_told || !is_small_town(found) || !describes_a_noun(found.span, report, layers);
        }
        !gazetteer.is_common(&found.key) && !small.contains(found.key.as_str())
    });
}

/// "Opera singer hurt in fall": whether a word is by its part of speech a plain noun before another one.
fn describes_a_noun(span: Span, report: &Report, layers: &Layers) -> bool {
    let at = layers.tokens.partition_point(|token| token.span.start() < span.start());
    let is_noun =
        |at: usize| layers.tokens.get(at).is_some_and(|token| token.upos.as_deref() == Some("NOUN"));
    let is_small = layers
        .tokens
        .get(at + 1)
        .is_some_and(|next| next.span.of(&report.text).chars().next().is_some_and(char::is_lowercase));
    is_noun(at) && is_noun(at + 1) && is_small
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
