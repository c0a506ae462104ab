//! The town that a name is said to lie beside or in: "Mina, near Mecca", "the Jobar district of Damascus".

use std::collections::BTreeMap;

use super::{Found, WELL_KNOWN};
use crate::{
    Knowledge,
    closed_classes::is_compass,
    knowledge::{
        fold,
        gazetteer::{Gazetteer, Kind},
        place_words::PlaceWords,
    },
};

/// A town beside which another place lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Neighbour {
    /// Its index among the names of the report.
    pub index: usize,
    /// Whether the place is no other of its name that is far away: one that is well known is meant wherever it is.
    pub only: bool,
}

/// Most words between a name and that of the town: "a small valley close to".
const MOST_BETWEEN: usize = 6;

/// Notes which of `found` names, ascending, are said to lie beside the next or in it.
pub fn link(found: &mut [Found], text: &str, knowledge: &Knowledge) {
    let gazetteer = &knowledge.gazetteer;
    let told_once = told_once(found);
    for index in 1..found.len() {
        link_owner(found, index, text, gazetteer);
    }
    for index in 1..found.len() {
        let (name, town) = (&found[index - 1], &found[index]);
        let Some(between) = text.get(name.span.end() as usize..town.span.start() as usize) else { continue };
        let fine = |found: &Found| {
            let kinds = found.candidates.iter().map(|candidate| gazetteer.kind(candidate.place));
            !found.metonymic && !found.candidates.is_empty() && kinds.max() <= Some(Kind::District)
        };
        let is_free = name.within.is_empty() && name.key != town.key;
        let is_within = puts_within(between, &knowledge.place_words);
        let is_beside = is_within || town.near && puts_beside(between);
        if !is_free || !is_beside || !fine(name) || !has_town(town, gazetteer) {
            continue;
        }
        let is_known = name
            .candidates
            .iter()
            .any(|candidate| !candidate.alias && gazetteer.population(candidate.place) >= WELL_KNOWN);
        // "Cairo street" of one town, where the report tells of Cairo as well.
        let only = !is_known || between.trim_start().starts_with(',') || is_within && told_once[index - 1];
        found[index - 1].beside_town = Some(Neighbour { index, only });
    }
}

/// "London's Heathrow": notes that the name at `index` is said to be of the town before it.
fn link_owner(found: &mut [Found], index: usize, text: &str, gazetteer: &Gazetteer) {
    let (town, name) = (&found[index - 1], &found[index]);
    let between = text.get(town.span.end() as usize..name.span.start() as usize);
    let is_owned = between.is_some_and(|between| matches!(between, "'s " | "’s "));
    let kinds = name.candidates.iter().map(|candidate| gazetteer.kind(candidate.place));
    let is_fine = kinds.max().is_some_and(|kind| kind <= Kind::District);
    if is_owned && is_fine && name.within.is_empty() && name.key != town.key && has_town(town, gazetteer) {
        found[index].beside_town = Some(Neighbour { index: index - 1, only: false });
    }
}

/// For each of `found` whether no other has its name.
fn told_once(found: &[Found]) -> Vec<bool> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in found {
        *counts.entry(&name.key).or_default() += 1;
    }
    found.iter().map(|name| counts.get(name.key.as_str()) == Some(&1)).collect()
}

fn has_town(found: &Found, gazetteer: &Gazetteer) -> bool {
    found.candidates.iter().any(|candidate| gazetteer.kind(candidate.place) <= Kind::District)
}

/// "District of west", "street in the city of": words that make what stands before them a part of the town that follows.
fn puts_within(between: &str, lexicon: &PlaceWords) -> bool {
    let words: Vec<&str> = between.split_whitespace().collect();
    let [noun, "of" | "in", rest @ ..] = words.as_slice() else { return false };
    let joins = |word: &&str| is_compass(word) || matches!(*word, "the" | "city" | "town" | "of");
    lexicon.is_quarter(&fold::fold(noun)) && rest.iter().all(joins)
}

/// "Near", ", a valley outside": words that put what stands before them beside what follows.
fn puts_beside(between: &str) -> bool {
    let words: Vec<&str> = between.trim().trim_start_matches(',').split_whitespace().collect();
    let rest = words.strip_suffix(&["the"]).unwrap_or(&words);
    let beside = match rest {
        [.., "close", "to"] | [.., "outskirts" | "suburb" | "edge", "of"] => true,
        [.., last] => matches!(*last, "near" | "outside"),
        [] => false,
    };
    let plain = |word: &&str| word.chars().all(|c| c.is_lowercase() || c == '-');
    beside && words.len() <= MOST_BETWEEN && words.iter().all(plain)
}
