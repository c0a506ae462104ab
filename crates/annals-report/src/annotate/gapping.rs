//! "Killed three people in Idlib and five in Saraqib", "three were killed in Idlib and five in Saraqib": a number that shares the verb with the
//! one before, which the network passes over.

use std::ops::Range;

use annals_types::layers::{Quantity, QuantityRole};
use annals_types::statement::Stance;

use super::{line::Line, number, view::View};
use crate::closed_classes::month;

/// Before places where people were harmed.
pub const IN: &[&str] = &["in", "at", "near", "outside"];

/// How many words the place of the first number has at most.
const LONGEST_PLACE: usize = 6;

/// The figures that go on from those in `found`, in a place of their own.
pub fn more(view: &View, found: &[Quantity]) -> Vec<Quantity> {
    let mut more: Vec<Quantity> = Vec::new();
    for quantity in found.iter().filter(|quantity| counts_harmed(quantity)) {
        let mut last = quantity.clone();
        while let Some(next) = next(view, &last) {
            let is_known = found.iter().chain(&more).any(|other| other.figure.overlaps(next.figure));
            // The chain goes on from the known figure by itself.
            if is_known {
                break;
            }
            more.push(next.clone());
            last = next;
        }
    }
    more
}

fn counts_harmed(quantity: &Quantity) -> bool {
    matches!(quantity.role, QuantityRole::Killed | QuantityRole::Injured)
        && quantity.stance == Stance::Asserts
        && quantity.low.is_some_and(|low| low > 0)
}

/// The number after "in a place and" that has a place of its own.
fn next(view: &View, quantity: &Quantity) -> Option<Quantity> {
    let (index, words) = view.words(quantity.figure)?;
    let line = &view.lines[index];
    let at = after_place(line, words.end).or_else(|| after_place(line, after_cue(view, quantity)?))?;
    let amount = number::amount(line, at)?;
    let end = at + amount.len;
    let is_placed = line.is_any(end, IN) && line.capital(end + 1);
    let figure = line.span(at, end).filter(|_| is_placed)?;
    Some(Quantity {
        figure,
        low: amount.low,
        high: amount.high,
        approximate: amount.approximate,
        part: false,
        ..quantity.clone()
    })
}

/// The word after "were confirmed dead", where nothing else stands between a figure and what befell its people.
fn after_cue(view: &View, quantity: &Quantity) -> Option<usize> {
    let (index, words) = view.words(quantity.figure)?;
    let (other, cue) = view.words(quantity.cue?)?;
    let is_verb = |token: usize| matches!(view.class("upos", token), Some("AUX" | "VERB"));
    let are_verbs = |between: Range<usize>| {
        let tokens = view.lines[index].span(between.start, between.end).and_then(|span| view.tokens(span));
        between.is_empty() || tokens.is_some_and(|mut tokens| tokens.all(is_verb))
    };
    (other == index && words.end <= cue.start && are_verbs(words.end..cue.start)).then_some(cue.end)
}

/// The word after "in Idlib and" or "in Idlib,", which begins at word `at`.
fn after_place(line: &Line, at: usize) -> Option<usize> {
    let is_month = line.norm(at + 1).is_some_and(|word| month(word).is_some());
    if !line.is_any(at, IN) || !line.capital(at + 1) || is_month {
        return None;
    }
    let end = (at + 2..at + 2 + LONGEST_PLACE).find(|&end| line.is_any(end, &[",", "and"]))?;
    let is_place = (at + 1..end)
        .all(|word| !line.mark(word) && (line.capital(word) || line.is_any(word, &["of", "the"])));
    let next = if line.is(end, ",") && line.is(end + 1, "and") { end + 2 } else { end + 1 };
    is_place.then_some(next)
}
