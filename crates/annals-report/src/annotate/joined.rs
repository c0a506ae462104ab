//! "Fighting that saw 40 soldiers and a general killed": people before those of a figure and joined to them by "and", whom the network passes over
//! while what befell the ones befell the others.

use std::{collections::BTreeMap, ops::Range};

use annals_types::{
    layers::{Quantity, QuantityRole},
    statement::Stance,
};

use super::{
    figures::{self, Figure},
    line::Line,
    number,
    view::View,
};
use crate::knowledge::casualties::Casualties;

/// The figures that share what befell them with those in `found`.
pub fn more(view: &View, found: &[Quantity], lexicon: &Casualties) -> Vec<Quantity> {
    let mut more: Vec<Quantity> = Vec::new();
    let harmed = found.iter().filter(|quantity| {
        matches!(quantity.role, QuantityRole::Killed | QuantityRole::Injured)
            && quantity.stance == Stance::Asserts
            && quantity.low.is_some_and(|low| low > 0)
            && !quantity.part
            && quantity.cue.is_some_and(|cue| cue.start() >= quantity.figure.end())
    });
    let mut phrases: BTreeMap<usize, Vec<Figure>> = BTreeMap::new();
    for quantity in harmed {
        let Some((index, words)) = view.words(quantity.figure) else { continue };
        let line = &view.lines[index];
        if line.headline {
            continue;
        }
        let phrases = phrases.entry(index).or_insert_with(|| figures::figures(line, lexicon));
        // Phrases do not overlap: one alone can end right before the figure.
        let before = phrases.partition_point(|phrase| phrase.end <= words.start);
        let Some(phrase) = before.checked_sub(1).map(|before| &phrases[before]) else { continue };
        let Some(figure) = line.span(phrase.start, phrase.end) else { continue };
        let is_known = || found.iter().chain(&more).any(|other| other.figure.overlaps(figure));
        if counts_people(phrase, line) && is_joined(view, line, phrase, &words) && !is_known() {
            more.push(Quantity {
                figure,
                low: phrase.low,
                high: phrase.high,
                approximate: phrase.approximate,
                scope: phrase.scope,
                change: None,
                ..quantity.clone()
            });
        }
    }
    more
}

/// Whether a phrase says the number of several people, by a noun for them. Who is only described, such as "her husband", may have been told of
/// before.
fn counts_people(phrase: &Figure, line: &Line) -> bool {
    phrase.low.is_some_and(|low| low > 1)
        && number::amount(line, phrase.start).is_some()
        && phrase.head != (phrase.start, phrase.end)
        && phrase.inner.is_none()
}

/// Whether nothing but "and" stands between `phrase` and the words of a figure after it, and the parse joins their nouns.
fn is_joined(view: &View, line: &Line, phrase: &Figure, words: &Range<usize>) -> bool {
    let and = phrase.end + usize::from(line.is(phrase.end, ","));
    let tokens = |start, end| line.span(start, end).and_then(|span| view.tokens(span));
    let (Some(first), Some(mut second)) = (tokens(phrase.start, phrase.end), tokens(words.start, words.end))
    else {
        return false;
    };
    let hangs = |at: usize| {
        let token = &view.layers.tokens[at];
        token.deprel.as_deref() == Some("conj")
            && token.head.is_some_and(|head| first.contains(&(head as usize)))
    };
    line.is(and, "and") && and + 1 == words.start && second.any(hangs)
}
