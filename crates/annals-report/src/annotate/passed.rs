//! Tolls that are said to pass a number.

use std::collections::BTreeSet;

use annals_types::Span;

use super::{line::MODAL, view::View};
use crate::knowledge::casualties::Casualties;

/// "Flood toll tops 300", "the death toll in Gaza has passed 40,000": whether a word for a toll and one for passing a number stand before it, so
/// that it is a lower bound. A toll that is said to pass a number may just have reached it. One that has not, or may have, says nothing; and "at
/// the toll plaza a truck passed 12 people" is of none.
pub fn is_passed(view: &View, figure: Span, lexicon: &Casualties) -> bool {
    /// Words from the toll to the verb, with what it is of.
    const NEAR: usize = 6;
    let Some((index, words)) = view.words(figure) else { return false };
    let line = &view.lines[index];
    let Some(verb) = words.start.checked_sub(1) else { return false };
    let is = |at: usize, words: &BTreeSet<String>| line.norm(at).is_some_and(|norm| words.contains(norm));
    let are_dead = |at: usize| {
        lexicon
            .nouns
            .longest(at, |i| line.norm(i))
            .is_some_and(|(_, noun)| noun.plural && !noun.roles.is_empty())
    };
    let is_toll = |at: usize| {
        let next = line.words.get(at + 1).and_then(|next| view.tokens(next.span));
        let describes = next.is_some_and(|next| view.class("upos", next.start) == Some("NOUN"));
        is(at, &lexicon.tolls) && !describes
    };
    // "The toll could pass 300": only a plural has a bare verb that tells what is so.
    let near = if is(verb, &lexicon.bare_passes) { 1 } else { NEAR };
    let before = || (verb.saturating_sub(near)..verb).rev().take_while(|&at| !line.mark(at));
    let leaves_open = |at: usize| line.is_any(at, MODAL) || line.is_any(at, &["not", "n't", "never"]);
    (is(verb, &lexicon.passes) || is(verb, &lexicon.bare_passes))
        && before().any(|at| is_toll(at) || are_dead(at))
        && !before().any(leaves_open)
}
