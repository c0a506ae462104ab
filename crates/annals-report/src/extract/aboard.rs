//! How many were on board, for "everyone on board was killed": "with 23 people on board", "carrying 12 passengers and two crew".

use std::ops::Range;

use annals_types::{
    Span,
    layers::{Quantity, QuantityRole, Token},
};

use super::scene::Scene;
use crate::{annotate::number_word, closed_classes::month};

/// Within how many words after people it is told that they are on board.
const NEAR: usize = 4;

/// How many words may describe people between their number and their noun: "12 young Chinese tourists".
const MOST_DESCRIBING: usize = 2;

/// Words that may stand between people and "on board".
const BETWEEN: [&str; 9] = ["who", "that", "is", "are", "was", "were", "had", "have", "been"];

/// Numbers written like these are years.
const YEARS: Range<u32> = 1900..2100;

/// Whether `quantity` is of everyone on board and gives no number.
pub fn is_everybody(quantity: &Quantity, scene: &Scene<'_>) -> bool {
    let words = scene.tokens_in(quantity.figure);
    (quantity.low, quantity.high) == (Some(2), None)
        && words.first().is_some_and(|first| scene.knowledge.casualties.everybody.contains(&first.norm))
        && (0..words.len()).any(|at| aboard_at(words, at, scene).is_some())
}

/// The number of all on board, and the words that tell it; `None` where the report tells several or none.
pub fn number(scene: &Scene<'_>) -> Option<(u32, Span)> {
    let sentences = scene.sentences().iter();
    let mut told = sentences.flat_map(|sentence| aboard(scene.layers.tokens_of(sentence), scene));
    let first = told.next()?;
    told.all(|(number, _)| number == first.0).then_some(first)
}

/// How many tokens at `at` tell that somebody is on board.
fn aboard_at(tokens: &[Token], at: usize, scene: &Scene<'_>) -> Option<usize> {
    let norm = |at: usize| tokens.get(at).map(|token| token.norm.as_str());
    scene.knowledge.casualties.aboard.longest(at, norm).map(|(len, ())| len)
}

/// The numbers of people on board that one sentence tells, with their words.
fn aboard(tokens: &[Token], scene: &Scene<'_>) -> Vec<(u32, Span)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((number, end)) = people(tokens, at, scene) else {
            at += 1;
            continue;
        };
        let carried = at > 0 && scene.knowledge.casualties.carries.contains(&tokens[at - 1].norm);
        if let Some(last) = aboard_after(tokens, end, scene).or(carried.then_some(end)) {
            found.push((number, tokens[at].span.cover(tokens[last - 1].span)));
        }
        at = end;
    }
    found
}

/// Where "on board" ends that is said of people whose words end at `end`: "who were on board", "and crew on board".
fn aboard_after(tokens: &[Token], end: usize, scene: &Scene<'_>) -> Option<usize> {
    let mut at = end;
    while at < end + NEAR {
        if let Some(len) = aboard_at(tokens, at, scene) {
            return Some(at + len);
        }
        let word = tokens.get(at)?.norm.as_str();
        at = if word == "and" {
            noun(tokens, at + 1, scene)?
        } else if BETWEEN.contains(&word) {
            at + 1
        } else {
            return None;
        };
    }
    None
}

/// The number of people that begins at `at`, with one that is joined to it ("12 passengers and two crew"), and where their words end.
fn people(tokens: &[Token], at: usize, scene: &Scene<'_>) -> Option<(u32, usize)> {
    let (number, end) = counted(tokens, at, scene)?;
    let joined = tokens.get(end).filter(|token| token.norm == "and");
    let more = joined.and_then(|_| counted(tokens, end + 1, scene));
    Some(more.map_or((number, end), |(more, end)| (number.saturating_add(more), end)))
}

/// "12 passengers", or the 23 of "23 on board": the number, and where it and its noun end.
fn counted(tokens: &[Token], at: usize, scene: &Scene<'_>) -> Option<(u32, usize)> {
    let (number, end) =
        value(tokens, at, scene).map(|(number, end)| (number, negated(tokens, end, scene).unwrap_or(end)))?;
    if is_negated(tokens, at) {
        return None;
    }
    if aboard_at(tokens, end, scene).is_some() {
        return Some((number, end));
    }
    let casualties = &scene.knowledge.casualties;
    for start in end..=end + MOST_DESCRIBING {
        let token = tokens.get(start)?;
        // "23 others", "two more people", "two injured soldiers" are not all.
        if casualties.further.contains(&token.norm) || casualties.cues.get(&token.norm).is_some() {
            return None;
        }
        if let Some(end) = noun(tokens, start, scene) {
            return Some((number, end));
        }
        let describes = matches!(token.upos.as_deref(), Some("ADJ" | "PROPN"))
            || casualties.adjectives.get(&token.norm).is_some();
        if !describes {
            return None;
        }
    }
    None
}

/// "Not", "rather than", "instead of" right before `at`: the number there is said to be wrong.
fn is_negated(tokens: &[Token], at: usize) -> bool {
    let norm = |back: usize| at.checked_sub(back).map_or("", |index| tokens[index].norm.as_str());
    matches!((norm(2), norm(1)), (_, "not") | ("rather", "than") | ("instead", "of"))
}

/// "65, not 66, people": where the words after a number end that say which one is wrong.
fn negated(tokens: &[Token], end: usize, scene: &Scene<'_>) -> Option<usize> {
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.norm == word);
    let not = end + usize::from(is(end, ","));
    let number = if is(not, "not") { not + 1 } else { not + 2 };
    if !is_negated(tokens, number.min(tokens.len())) || number <= end {
        return None;
    }
    let (_, after) = value(tokens, number, scene)?;
    Some(after + usize::from(is(after, ",")))
}

/// Where the nouns for several people end that begin at `at`: "people", "police officers", "crew members".
fn noun(tokens: &[Token], at: usize, scene: &Scene<'_>) -> Option<usize> {
    let norm = |at: usize| tokens.get(at).map(|token| token.norm.as_str());
    let is_harm = |role: &QuantityRole| matches!(role, QuantityRole::Killed | QuantityRole::Injured);
    let nouns = &scene.knowledge.casualties.nouns;
    let one = |at: usize| {
        if norm(at) == Some("crew") {
            return Some((1, true));
        }
        let (len, noun) = nouns.longest(at, norm)?;
        (!noun.roles.iter().any(is_harm)).then_some((len, noun.plural))
    };
    let (mut end, mut plural) = (at, false);
    while let Some((len, is_plural)) = one(end) {
        (end, plural) = (end + len, is_plural);
    }
    plural.then_some(end)
}

/// The number that is written at `at`, and where it ends: not that of a flight, a day of a month or a year, nor a part of a longer one.
fn value(tokens: &[Token], at: usize, scene: &Scene<'_>) -> Option<(u32, usize)> {
    let norm = |at: usize| tokens.get(at).map(|token| token.norm.as_str());
    let numbers = &scene.knowledge.numbers;
    let is_scale = |at: usize| norm(at).is_some_and(|word| numbers.words.contains(word));
    let before = at.checked_sub(1).and_then(norm);
    let goes_on = at > 0 && is_scale(at - 1) || at > 1 && before == Some("and") && is_scale(at - 2);
    if goes_on || matches!(before, Some("flight" | "-")) {
        return None;
    }
    let word = norm(at)?;
    // "Twenty", "-", "five".
    let hyphened = norm(at + 2)
        .filter(|_| norm(at + 1) == Some("-"))
        .and_then(|ones| number_word(&format!("{word}-{ones}")));
    let (number, end) = match hyphened {
        Some(number) => (number, at + 3),
        None => (number_word(word).or_else(|| word.replace(',', "").parse().ok())?, at + 1),
    };
    let is_date = norm(end).is_some_and(|next| month(next).is_some()) || before.is_some_and(is_month);
    let is_year = YEARS.contains(&number) && !word.contains(',');
    (number > 1 && !is_date && !is_year).then_some((number, end))
}

/// Whether a number right after `word` is a day of a month: "January 8". After "may" and "march" it may be a number of people.
fn is_month(word: &str) -> bool {
    month(word).is_some() && !matches!(word, "may" | "march" | "mar")
}
