//! The phrase of the grammar that holds what the network marked.

use std::{cmp::Reverse, ops::Range};

use annals_types::{Span, layers::QuantityRole};

use super::super::{figures::Figure, number, view::View};

/// The phrase of the grammar that shares most words with `figure`, and the number of its line.
pub(super) fn phrase<'a>(
    view: &View,
    figure: Span,
    phrases: &'a [Vec<Figure>],
) -> Option<(usize, &'a Figure)> {
    let (index, words) = view.words(figure)?;
    let shared = |phrase: &&Figure| overlap(&words, &(phrase.start..phrase.end));
    let near = |phrase: &&Figure| Reverse(phrase.start.abs_diff(words.start));
    let touching = phrases.get(index)?.iter().filter(|phrase| shared(phrase) > 0);
    let best = touching.clone().max_by_key(|phrase| (shared(phrase), near(phrase)));
    // "18 members of a local militia" are eighteen, however long the name of what they are members of.
    let line = &view.lines[index];
    let leads = |phrase: &&&Figure| {
        let is_number = number::amount(line, phrase.start).is_some();
        phrase.start == words.start && is_number && line.is(phrase.end, "of")
    };
    let first = touching.clone().find(|phrase| leads(&phrase));
    first.or(best).map(|phrase| (index, phrase))
}

/// Whether what is marked ends or begins within the words of one number: "a hundred and" of "a hundred and six people".
pub(super) fn cuts_a_number(view: &View, index: usize, marked: Span, phrase: &Figure) -> bool {
    let line = &view.lines[index];
    let Some((_, words)) = view.words(marked).filter(|(line, _)| *line == index) else { return false };
    let is_number = |at: usize| number::number(line, at).is_some();
    let parts_number = |at: usize| {
        let before = at.checked_sub(1).is_some_and(|before| is_number(before) || line.is(before, "and"));
        phrase.start < at && at < phrase.head.0 && before && is_number(at)
    };
    parts_number(words.start) || parts_number(words.end)
}

/// Whether what is marked ends at the "and" within a phrase: "14 women and" of "14 women and children".
pub(super) fn stops_at_and(view: &View, marked: Span, phrase: &Figure) -> bool {
    view.words(marked).is_some_and(|(index, words)| {
        (phrase.start + 1..phrase.end).contains(&words.end)
            && view.lines[index].is_any(words.end - 1, &["and", "or"])
    })
}

/// The "four" of "left four dead": the adjective that tells what befell them is no part of the figure.
pub(super) fn without_state(view: &View, marked: Span, cue: Span) -> Option<Span> {
    let (figure, cue) = (view.tokens(marked)?, view.tokens(cue)?);
    let is_state = cue.start > figure.start
        && figure.end == cue.end
        && cue.clone().all(|token| view.class("upos", token) == Some("ADJ"))
        && view.class("upos", cue.start - 1) == Some("NUM");
    is_state.then(|| view.span(&(figure.start..cue.start))).flatten()
}

/// Whether the noun of a phrase leaves open who was killed and who was hurt: "30 casualties".
pub(super) fn is_either(phrase: &Figure) -> bool {
    phrase.high != Some(0)
        && phrase.inner.as_ref().is_some_and(|(roles, words)| {
            *words == phrase.head
                && roles.contains(&QuantityRole::Killed)
                && roles.contains(&QuantityRole::Injured)
        })
}

/// "30 casualties, including four dead": the four are all the dead among those that a phrase before counts as killed or hurt.
pub(super) fn is_of_either(view: &View, figure: Span, phrases: &[Vec<Figure>]) -> bool {
    let Some((index, words)) = view.words(figure) else { return false };
    let line = &view.lines[index];
    let before = phrases.get(index).into_iter().flatten().filter(|phrase| phrase.end <= words.start);
    before.max_by_key(|phrase| phrase.end).is_some_and(|phrase| {
        is_either(phrase)
            && (phrase.end..words.start)
                .all(|at| line.is_any(at, &[",", "(", "including", "among", "them", "of", "whom", "with"]))
    })
}

pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}
