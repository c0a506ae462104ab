//! The town that a name is said to lie beside: "Mina, near Mecca".

use super::{Found, WELL_KNOWN};
use crate::knowledge::gazetteer::{Gazetteer, Kind};

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

/// Notes which of `found` names, ascending, are said to lie beside the next.
pub fn link(found: &mut [Found], text: &str, gazetteer: &Gazetteer) {
    for index in 1..found.len() {
        let (name, town) = (&found[index - 1], &found[index]);
        let Some(between) = text.get(name.span.end() as usize..town.span.start() as usize) else { continue };
        let fine = |found: &Found| {
            let kinds = found.candidates.iter().map(|candidate| gazetteer.kind(candidate.place));
            !found.metonymic && !found.candidates.is_empty() && kinds.max() <= Some(Kind::District)
        };
        let is_free = name.within.is_empty() && name.key != town.key;
        if !is_free || !town.near || !fine(name) || !has_town(town, gazetteer) || !puts_beside(between) {
            continue;
        }
        let is_known = name
            .candidates
            .iter()
            .any(|candidate| !candidate.alias && gazetteer.population(candidate.place) >= WELL_KNOWN);
        let only = !is_known || between.trim_start().starts_with(',');
        found[index - 1].beside_town = Some(Neighbour { index, only });
    }
}

fn has_town(found: &Found, gazetteer: &Gazetteer) -> bool {
    found.candidates.iter().any(|candidate| gazetteer.kind(candidate.place) <= Kind::District)
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
