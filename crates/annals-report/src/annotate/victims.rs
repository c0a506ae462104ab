//! One victim, told several times: "a man was shot ... he died at the hospital" is one dead and nobody hurt.
//!
//! Looks at the figures of the whole report, after [`quantities`](super::quantities) has read each sentence by itself.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    Span,
    layers::{Quantity, QuantityRole},
    statement::{Scope, Stance},
};

use super::line::Line;
use crate::knowledge::casualties::Casualties;

/// Leaves out pronouns where somebody is named as dead, and the harm of which the only victim of a report died.
pub fn settle(text: &str, lines: &[Line], quantities: &mut Vec<Quantity>, lexicon: &Casualties) {
    let is_pronoun =
        |quantity: &Quantity| matches!(quantity.figure.of(text).to_lowercase().as_str(), "he" | "she");
    let dead = |quantity: &Quantity| {
        quantity.role == QuantityRole::Killed
            && quantity.stance == Stance::Asserts
            && quantity.high != Some(0)
    };
    let named = quantities.iter().any(|quantity| dead(quantity) && !is_pronoun(quantity));
    let first =
        quantities.iter().filter(|quantity| is_pronoun(quantity)).map(|quantity| quantity.figure).min();
    quantities.retain(|quantity| !is_pronoun(quantity) || !named && Some(quantity.figure) == first);
    if died_of_it(text, lines, quantities, lexicon) {
        quantities.retain(|quantity| quantity.role != QuantityRole::Injured || quantity.high == Some(0));
    }
}

/// Whether one person is killed, one is hurt, and nothing tells the two apart.
fn died_of_it(text: &str, lines: &[Line], quantities: &[Quantity], lexicon: &Casualties) -> bool {
    let told = |role| -> Vec<&Quantity> {
        quantities.iter().filter(|quantity| quantity.role == role && quantity.high != Some(0)).collect()
    };
    let (killed, injured) = (told(QuantityRole::Killed), told(QuantityRole::Injured));
    if killed.is_empty() || injured.is_empty() {
        return false;
    }
    let single = |quantity: &&Quantity| {
        quantity.low == Some(1) && quantity.high == Some(1) && quantity.stance == Stance::Asserts
    };
    let besides = |quantity: &&Quantity| lexicon.tells_apart(quantity.figure.of(text));
    let all = || killed.iter().chain(&injured).copied();
    if !all().all(|quantity| single(&quantity)) || all().any(|quantity| besides(&quantity)) {
        return false;
    }
    injured.iter().all(|quantity| is_open(text, quantity, lexicon))
        && !conflict(text, &killed, &injured, lexicon)
        && !side_by_side(text, lines, &killed, &injured)
}

fn words<'a>(text: &'a str, quantity: &Quantity) -> impl Iterator<Item = String> + use<'a> {
    quantity.figure.of(text).split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase)
}

/// Whether the cue leaves open if the harm was deadly; so does a noun ("the shooting victim").
fn is_open(text: &str, quantity: &Quantity, lexicon: &Casualties) -> bool {
    quantity.cue.is_none_or(|cue| lexicon.is_open(cue.of(text)))
}

/// Whether age, name, sex or side tell those killed from those hurt.
fn conflict(text: &str, killed: &[&Quantity], injured: &[&Quantity], lexicon: &Casualties) -> bool {
    let of = |quantities: &[&Quantity], keep: &dyn Fn(&str) -> bool| {
        let found: BTreeSet<String> =
            quantities.iter().flat_map(|quantity| words(text, quantity)).filter(|word| keep(word)).collect();
        found
    };
    let apart =
        |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_empty() && !b.is_empty() && !b.is_subset(a);
    let age = |word: &str| word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty();
    let male = |word: &str| lexicon.male.contains(word);
    let female = |word: &str| lexicon.female.contains(word);
    let side = |quantities: &[&Quantity]| {
        let sides: BTreeSet<Scope> = quantities
            .iter()
            .map(|quantity| quantity.scope)
            .filter(|scope| matches!(scope, Scope::Perpetrator | Scope::MemberOfForce | Scope::Combatant))
            .collect();
        sides
    };
    let crossed = |a: &dyn Fn(&str) -> bool, b: &dyn Fn(&str) -> bool| {
        !of(killed, a).is_empty() && !of(injured, b).is_empty()
    };
    apart(&of(killed, &age), &of(injured, &age))
        || crossed(&male, &female)
        || crossed(&female, &male)
        || side(killed) != side(injured)
        || apart(&names(text, killed), &names(text, injured))
}

/// The last words of the figures that are names.
fn names(text: &str, quantities: &[&Quantity]) -> BTreeSet<String> {
    let name = |quantity: &&Quantity| {
        let words = quantity.figure.of(text).split_whitespace();
        words.clone().count() > 1 && words.clone().all(|word| word.starts_with(char::is_uppercase))
    };
    let last =
        |quantity: &Quantity| quantity.figure.of(text).split_whitespace().last().map(str::to_lowercase);
    quantities.iter().filter(|quantity| name(quantity)).filter_map(|quantity| last(quantity)).collect()
}

/// Whether a sentence tells of somebody killed and of somebody else hurt: neither by the same words, nor by words for one
/// who was named before.
fn side_by_side(text: &str, lines: &[Line], killed: &[&Quantity], injured: &[&Quantity]) -> bool {
    let line_of = |quantity: &Quantity| {
        lines.partition_point(|line| {
            line.words.first().is_some_and(|word| word.span.start() <= quantity.figure.start())
        })
    };
    let mut dead_by_line: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    let fresh = |quantity: &&&Quantity| {
        !matches!(words(text, quantity).next().as_deref(), Some("the" | "he" | "she"))
    };
    for quantity in killed.iter().filter(fresh) {
        dead_by_line.entry(line_of(quantity)).or_default().push(quantity.figure);
    }
    injured.iter().filter(fresh).any(|quantity| {
        let beside = dead_by_line.get(&line_of(quantity));
        beside.is_some_and(|dead| dead.iter().any(|figure| !figure.overlaps(quantity.figure)))
    })
}
