//! What the other names of a report tell of a name: lists of states or countries ("Texas, New York and California"), and initials ("SA" where
//! South Africa is told of).

use std::collections::BTreeMap;

use super::{Found, WELL_KNOWN};
use crate::{
    closed_classes::is_function,
    knowledge::{
        fold,
        gazetteer::{Candidate, Gazetteer, Kind},
    },
};

/// So many names make a list that tells what each of them is.
const LEAST_NAMES: usize = 3;
/// So many of them must be lands and nothing else that is well known.
const LEAST_LANDS: usize = 2;
/// Most words between two names of a list: "eight in".
const MOST_BETWEEN: usize = 3;

/// What kind of land a list names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Land {
    State,
    Country,
}

/// In lists of states or of countries, keeps of each of `found`, ascending, only the state or country of the name, and no town in the next.
pub fn tell_lands(found: &mut [Found], text: &str, gazetteer: &Gazetteer) {
    let mut start = 0;
    while start < found.len() {
        let more = found[start..].windows(2).take_while(|pair| {
            let between = text.get(pair[0].span.end() as usize..pair[1].span.start() as usize);
            lands(&pair[1], gazetteer).next().is_some() && between.is_some_and(joins)
        });
        let end = start + 1 + more.count();
        let first = start + usize::from(lands(&found[start], gazetteer).next().is_none());
        if !are_pairs(&found[start..end]) {
            tell_list(&mut found[first..end], gazetteer);
        }
        start = end;
    }
}

/// The states and countries that a name may mean by their usual name.
fn lands<'a>(found: &'a Found, gazetteer: &'a Gazetteer) -> impl Iterator<Item = (Land, Candidate)> + 'a {
    let own = found.candidates.iter().filter(|candidate| !candidate.alias && !found.metonymic);
    own.filter_map(|&candidate| match gazetteer.kind(candidate.place) {
        Kind::Country => Some((Land::Country, candidate)),
        _ if gazetteer.is_state(candidate.place) => Some((Land::State, candidate)),
        _ => None,
    })
}

/// ", ", " and ", ", eight in ": what stands between two names of a list.
fn joins(between: &str) -> bool {
    let rest = between.trim().trim_start_matches(',');
    let is_joined = rest.len() < between.trim().len() || matches!(rest.split(' ').next(), Some("and" | "or"));
    let plain = |word: &str| word.chars().all(|c| c.is_lowercase() || c.is_ascii_digit());
    is_joined && rest.split_whitespace().count() <= MOST_BETWEEN && rest.split_whitespace().all(plain)
}

/// "Springfield, Ohio, and Peru, Indiana": whether each second name is said to hold the one before.
fn are_pairs(list: &[Found]) -> bool {
    list.chunks(2)
        .all(|pair| matches!(pair, [inner, outer] if !inner.within.is_empty() && outer.within.is_empty()))
}

fn tell_list(list: &mut [Found], gazetteer: &Gazetteer) {
    if list.len() < LEAST_NAMES {
        return;
    }
    let is_city = |candidate: &Candidate| {
        gazetteer.kind(candidate.place) == Kind::Town && gazetteer.population(candidate.place) >= WELL_KNOWN
    };
    let only = |found: &Found| {
        let mut kinds = lands(found, gazetteer).map(|(land, _)| land);
        let kind = kinds.next().filter(|_| !found.candidates.iter().any(is_city));
        kind.filter(|first| kinds.all(|other| other == *first))
    };
    let count = |wanted: Land| list.iter().filter(|found| only(found) == Some(wanted)).count();
    let (states, countries) = (count(Land::State), count(Land::Country));
    let kind = if states > countries { Land::State } else { Land::Country };
    if states == countries || states.max(countries) < LEAST_LANDS {
        return;
    }
    for found in list {
        let meant: Vec<Candidate> = lands(found, gazetteer)
            .filter(|(land, _)| *land == kind)
            .map(|(_, candidate)| candidate)
            .collect();
        if !meant.is_empty() {
            found.candidates = meant;
            found.within.clear();
            found.beside = None;
        }
    }
}

/// Gives initials of two to four capital letters the places of the one land of the report whose name they shorten.
pub fn tell_initials(found: &mut [Found], text: &str, gazetteer: &Gazetteer) {
    let is_land = |found: &Found| {
        found.candidates.iter().any(|candidate| {
            matches!(gazetteer.kind(candidate.place), Kind::Country | Kind::Province) && !candidate.alias
        })
    };
    // None where several are shortened alike.
    let mut longer: BTreeMap<String, Option<Vec<Candidate>>> = BTreeMap::new();
    for found in found.iter().filter(|found| found.key.contains(' ') && is_land(found)) {
        let Some(land) = found.candidates.first() else { continue };
        let is_other = |places: &Vec<Candidate>| places.iter().all(|other| other.place != land.place);
        let places = longer
            .entry(initials(gazetteer.name(land.place)))
            .or_insert_with(|| Some(found.candidates.clone()));
        if places.as_ref().is_some_and(is_other) {
            *places = None;
        }
    }
    for found in found.iter_mut() {
        let letters = found.span.of(text);
        let short = (2..=4).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_country = || found.candidates.iter().any(|found| gazetteer.kind(found.place) == Kind::Country);
        if short
            && found.within.is_empty()
            && !is_country()
            && let Some(Some(places)) = longer.get(letters)
        {
            found.candidates.clone_from(places);
        }
    }
}

/// The first letters of the words of a name, but for words of grammar.
fn initials(name: &str) -> String {
    let words = name.split([' ', '-']).filter(|word| !is_function(&fold::fold(word)));
    words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}
