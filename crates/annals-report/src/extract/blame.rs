//! Who is held responsible for an incident: agents of its words, those accused, those who claim or deny it.

use std::collections::BTreeSet;

use annals_types::{
    Span,
    layers::{ArgumentRole, QuantityRole, Token},
    mention::{ActorKind, ActorMention},
    statement::Blame,
};

use super::{
    drafts::Draft,
    scene::{Scene, gap},
};
use crate::{knowledge::telling::Telling, resolve::actor};

/// Somebody held responsible.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Held {
    /// The phrase that names him.
    pub actor: Span,
    /// The word that ties him to the incident.
    pub cue: Span,
    /// How.
    pub blame: Blame,
}

/// Bytes between somebody and the word that ties him to the incident: a phrase's length, not a clause's.
const NEAR: u32 = 60;

/// All who are held responsible for `draft`, each phrase once, in the order of their words.
pub fn held_responsible(draft: &Draft, scene: &Scene<'_>) -> Vec<Held> {
    let mut found = Vec::new();
    agents(draft, scene, &mut found);
    for &sentence in &draft.telling {
        accused(sentence, scene, &mut found);
    }
    killers(draft, scene, &mut found);
    found.sort();
    let mut seen = BTreeSet::new();
    found.retain(|held| seen.insert(held.actor));
    found
}

/// "an Israeli airstrike", "the rebels shelled": agents of the triggers that can act in an incident.
fn agents(draft: &Draft, scene: &Scene<'_>, found: &mut Vec<Held>) {
    for argument in &scene.layers.arguments {
        let trigger = argument.trigger as usize;
        if argument.role != ArgumentRole::Agent || draft.triggers.binary_search(&trigger).is_err() {
            continue;
        }
        if can_act(argument.span, scene) {
            let cue = scene.layers.triggers[trigger].span;
            found.push(Held { actor: argument.span, cue, blame: Blame::Attributes });
        }
    }
    // "regime air raids": a side named right before the word.
    for &trigger in &draft.triggers {
        let cue = scene.layers.triggers[trigger].span;
        let side = sides(scene.sentence_of(cue), scene)
            .find(|side| side.span.end() <= cue.start() && cue.start() - side.span.end() <= 1);
        if let Some(side) = side.filter(|side| !known(side.span, found)) {
            found.push(Held { actor: side.span, cue, blame: Blame::Attributes });
        }
    }
}

/// "blamed the rebels", "the group claimed responsibility", "Moscow denied".
fn accused(sentence: Span, scene: &Scene<'_>, found: &mut Vec<Held>) {
    let telling = &scene.knowledge.telling;
    let tokens = scene.tokens_in(sentence);
    for (index, token) in tokens.iter().enumerate() {
        let cue = token.span;
        let near = |side: &&ActorMention| gap(side.span, cue) <= NEAR;
        let before =
            || sides(sentence, scene).filter(|side| side.span.end() <= cue.start()).filter(near).last();
        let after = || sides(sentence, scene).filter(|side| side.span.start() >= cue.end()).find(near);
        let next: Vec<&str> = tokens[index..].iter().take(3).map(|token| token.norm.as_str()).collect();
        let (side, blame) = if telling.blames.holds(&token.norm) {
            (after(), Blame::Attributes)
        } else if telling.claims.begin(&next) {
            (before(), Blame::Claims)
        } else if telling.denies.holds(&token.norm) && denies_a_deed(&tokens[index + 1..], telling) {
            (before(), Blame::Denies)
        } else {
            continue;
        };
        if let Some(side) = side.filter(|side| !known(side.span, found)) {
            found.push(Held { actor: side.span, cue, blame });
        }
    }
}

/// Words after "denied" in which what is denied must be named.
const DENIED_WITHIN: usize = 10;

/// "denied any role in the attack", but not "denied that civilians were hurt".
fn denies_a_deed(after: &[Token], telling: &Telling) -> bool {
    let clause = after
        .iter()
        .take(DENIED_WITHIN)
        .take_while(|token| !matches!(token.norm.as_str(), "." | ";" | "," | "\""));
    clause.into_iter().any(|token| telling.deeds.holds(&token.norm))
}

/// "insurgents killed at least 14 civilians".
fn killers(draft: &Draft, scene: &Scene<'_>, found: &mut Vec<Held>) {
    for &quantity in &draft.quantities {
        let quantity = &scene.layers.quantities[quantity];
        let hurts = matches!(quantity.role, QuantityRole::Killed | QuantityRole::Injured);
        let Some(cue) = quantity.cue.filter(|cue| hurts && cue.end() <= quantity.figure.start()) else {
            continue;
        };
        let side = sides(scene.sentence_of(cue), scene)
            .find(|side| side.span.end() <= cue.start() && cue.start() - side.span.end() <= 1);
        if let Some(side) = side.filter(|side| !known(side.span, found)) {
            found.push(Held { actor: side.span, cue, blame: Blame::Attributes });
        }
    }
}

fn known(actor: Span, found: &[Held]) -> bool {
    found.iter().any(|held| held.actor.overlaps(actor))
}

/// The states, forces and armed groups named in `sentence`.
fn sides<'a>(sentence: Span, scene: &Scene<'a>) -> impl Iterator<Item = &'a ActorMention> + use<'a> {
    let actors = &scene.mentions.actors;
    let first = actors.partition_point(|actor| actor.span.start() < sentence.start());
    actors[first..]
        .iter()
        .take_while(move |actor| actor.span.start() < sentence.end())
        .filter(|actor| is_side(actor.kind))
}

/// Whether a phrase names or describes a side, not a place, an hour or a weapon.
fn can_act(phrase: Span, scene: &Scene<'_>) -> bool {
    sides(scene.sentence_of(phrase), scene).any(|side| side.span.overlaps(phrase))
        || is_side(actor::describe(scene.words(phrase), phrase, scene.knowledge).kind)
}

const fn is_side(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::State | ActorKind::Force | ActorKind::ArmedGroup)
}
