//! Phrases that hold somebody responsible, made as long as the name of one: "the Taliban and Islamic State" are two, and "a military spokesman" is
//! the Houthis' where their name stands before.

use annals_types::{Span, mention::ActorMention};

use super::Held;
use crate::{extract::scene::Scene, resolve::actor};

/// Those whom the phrase of `held` names; `others` are the phrases of all who are held responsible.
pub fn named_by(held: Held, others: &[Span], scene: &Scene<'_>) -> Vec<Held> {
    if held.actor != held.named {
        return vec![held];
    }
    let known: Vec<Span> =
        known(scene).filter(|actor| held.actor.contains(actor.span)).map(|actor| actor.span).collect();
    let of = |span: Span| Held { actor: span, named: span, ..held };
    if are_joined(held.actor, &known, scene) {
        return known.into_iter().map(of).collect();
    }
    let whole = with_name_before(held.actor, scene)
        .filter(|whole| others.iter().all(|other| *other == held.actor || !other.overlaps(*whole)));
    vec![whole.map_or(held, of)]
}

/// Actors that have a name, in the order of their spans.
fn known<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = &'a ActorMention> {
    scene.mentions.actors.iter().filter(|actor| actor.actor.is_some())
}

/// Whether a phrase is nothing but two names or more and what joins them. "The rebels or the army" leaves open which of them it was.
fn are_joined(phrase: Span, names: &[Span], scene: &Scene<'_>) -> bool {
    let joins = |from: u32, to: u32, words: &[&str]| {
        scene.words_in(Span::new(from, to.max(from))).iter().all(|word| words.contains(&word.norm.as_str()))
    };
    let ([first, _, ..], Some(last)) = (names, names.last()) else { return false };
    joins(phrase.start(), first.start(), &["the", "both"])
        && joins(last.end(), phrase.end(), &[])
        && names.windows(2).all(|pair| {
            let between = scene.words_in(Span::new(pair[0].end(), pair[1].start().max(pair[0].end())));
            between.iter().any(|word| matches!(word.norm.as_str(), "and" | ","))
                && joins(pair[0].end(), pair[1].start(), &["and", ",", "the"])
        })
}

/// "Houthi military spokesman", "the Taliban's spokesman": a phrase that names nobody, with the name that stands right before it.
fn with_name_before(phrase: Span, scene: &Scene<'_>) -> Option<Span> {
    let text = &scene.report.text;
    let describes = |span: Span| actor::describe(span.of(text), span, scene.knowledge).actor;
    let before = known(scene).filter(|actor| actor.span.end() <= phrase.start()).last()?;
    let between = text.get(before.span.end() as usize..phrase.start() as usize)?;
    let whole = before.span.cover(phrase);
    (matches!(between, " " | "'s " | "\u{2019}s ")
        && describes(phrase).is_none()
        && describes(whole) == before.actor)
        .then_some(whole)
}
