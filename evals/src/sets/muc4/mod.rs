//! `muc4`: templates of attacks, in two forms.
//!
//! * `muc4.roles`, in the form of GTT (Du, Rush and Cardie 2021): a type and five roles. How they are compared:
//!   [`crate::score::templates`].
//! * `muc4.all`, in the full form of 1992: all slots. How they are compared: [`crate::score::muc4`].

mod apart;
mod assemble;
mod classes;
mod counts;
mod described;
mod fill;
mod full;
mod hurt;
mod inferred;
mod known;
mod message;
mod named;
mod nations;
mod roles;
mod setting;

use std::ops::Range;

use annals_encoder::Labels;

use crate::{
    data::Error,
    document::Placed,
    measure::{Bench, Figures},
    network::{scored_spans_of, windows_of},
};
use assemble::Mention;

/// What the names of the network's answers for incident types begin with.
const PREFIX: &str = "muc4.";

/// What being outside of all roles loses of its logit. By itself the network finds half of the entities, and F1 wants a mention
/// from about the half of its own value on, not from an even chance.
const EASE: f32 = 0.7;

/// Scores the set.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    roles::score(bench, figures)?;
    full::score(bench, figures)
}

/// Words, their role and its probability.
type Spans<'l> = Vec<(Range<usize>, &'l str, f32)>;

/// The spans that the network gives roles, in order.
fn spans(labels: &Labels) -> Spans<'_> {
    scored_spans_of(labels, "muc4", EASE)
}

/// What the network says of a document: `spans` as mentions, and each incident type with the probability of its strongest window.
/// `bytes` are where each code point of the document begins, and the end.
fn said<'l>(
    text: &'l str,
    bytes: &[usize],
    placed: &Placed,
    labels: &'l Labels,
    spans: Spans<'l>,
) -> (Vec<Mention<'l>>, Vec<(&'l str, f32)>) {
    let windows = windows_of(labels, PREFIX);
    let mentions = spans
        .into_iter()
        .filter_map(|(words, role, score)| {
            let (start, end) = placed.span_of(&words)?;
            let place = bytes[start as usize]..bytes[end as usize];
            let (_, shown) = windows.iter().find(|(own, _)| own.contains(&words.start))?;
            let types = shown.iter().map(|&(_, score)| score).collect();
            Some(Mention { role, words, text: &text[place.clone()], place, score, types })
        })
        .collect();
    let mut types: Vec<(&str, f32)> = Vec::new();
    for (_, shown) in &windows {
        types.resize(shown.len(), ("", 0.0));
        for (strongest, &(kind, score)) in types.iter_mut().zip(shown) {
            *strongest = (kind, score.max(strongest.1));
        }
    }
    (mentions, types)
}

/// Spans of one role with nothing between them are one: names of people that are cut in two.
fn joined(spans: Spans<'_>) -> Spans<'_> {
    let mut joined = Spans::new();
    for (words, role, score) in spans {
        match joined.last_mut() {
            Some((last, own, surest)) if *own == role && last.end == words.start => {
                last.end = words.end;
                *surest = surest.max(score);
            }
            _ => joined.push((words, role, score)),
        }
    }
    joined
}

/// Where each code point of `text` begins, and its end.
fn bytes_of(text: &str) -> Vec<usize> {
    text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_cut_in_two_are_joined() {
        let spans =
            vec![(1..2, "Victim", 0.5), (2..4, "Victim", 0.9), (4..5, "Target", 0.5), (6..7, "Target", 0.5)];
        let expected = [(1..4, "Victim", 0.9), (4..5, "Target", 0.5), (6..7, "Target", 0.5)];
        assert_eq!(joined(spans), expected);
    }
}
