//! How many were on board, for "everyone on board was killed": "with 23 people on board", "carrying 12 passengers and two crew".

use annals_types::{
    Span,
    layers::{Quantity, Token},
};

use super::scene::Scene;
use crate::annotate::number_word;

/// How many words may stand between a number and what tells that they are on board.
const NEAR: usize = 4;

/// The number of all on board, where `quantity` is of everyone there, and the words that tell it; `None` where they tell several.
pub fn number(quantity: &Quantity, scene: &Scene<'_>) -> Option<(u32, Span)> {
    let casualties = &scene.knowledge.casualties;
    let words = scene.tokens_in(quantity.figure);
    let is_all = words.first().is_some_and(|first| casualties.everybody.contains(&first.norm));
    if !is_all || (quantity.low, quantity.high) != (Some(2), None) || !is_aboard_in(words, scene) {
        return None;
    }
    let sentences = scene.sentences().iter();
    let mut told = sentences.flat_map(|sentence| aboard(scene.layers.tokens_of(sentence), scene));
    let first = told.next()?;
    told.all(|(number, _)| number == first.0).then_some(first)
}

fn is_aboard_in(tokens: &[Token], scene: &Scene<'_>) -> bool {
    (0..tokens.len()).any(|at| aboard_at(tokens, at, scene).is_some())
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
        let Some((number, end)) = people(tokens, at) else {
            at += 1;
            continue;
        };
        let carried = at > 0 && scene.knowledge.casualties.carries.contains(&tokens[at - 1].norm);
        let after = (end..tokens.len().min(end + NEAR))
            .take_while(|&next| is_word(&tokens[next]))
            .find_map(|next| aboard_at(tokens, next, scene).map(|len| next + len));
        if let Some(last) = after.or_else(|| carried.then_some((end + 1).min(tokens.len()))) {
            found.push((number, tokens[at].span.cover(tokens[last - 1].span)));
        }
        at = end;
    }
    found
}

/// The number that begins at `at`, with one that is joined to it ("12 passengers and two crew"), and where it ends.
fn people(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    let number = value(tokens.get(at)?)?;
    let joined = (at + 1..tokens.len().min(at + NEAR))
        .take_while(|&next| is_word(&tokens[next]))
        .find(|&next| tokens[next].norm == "and")
        .and_then(|and| Some((value(tokens.get(and + 1)?)?, and + 2)));
    Some(joined.map_or((number, at + 1), |(more, end)| (number.saturating_add(more), end)))
}

fn is_word(token: &Token) -> bool {
    token.norm.chars().any(char::is_alphanumeric)
}

fn value(token: &Token) -> Option<u32> {
    number_word(&token.norm).or_else(|| token.norm.replace(',', "").parse().ok()).filter(|&number| number > 1)
}
