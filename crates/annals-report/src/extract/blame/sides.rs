//! Who can act in an incident: states, forces, armed groups, people; and whom "the group" and "it" stand for.

use annals_types::{Span, layers::EntityKind, mention::ActorKind, statement::Scope};

use crate::{extract::scene::Scene, resolve::actor};

/// The states, forces and armed groups named in `sentence`, in order: those that are known or described, and names that the network takes for
/// those of a force.
pub fn sides(sentence: Span, scene: &Scene<'_>) -> Vec<Span> {
    let actors = &scene.mentions.actors;
    let first = actors.partition_point(|actor| actor.span.start() < sentence.start());
    let here = || actors[first..].iter().take_while(|actor| actor.span.start() < sentence.end());
    let named = forces(sentence, scene).filter(|force| !here().any(|actor| actor.span.overlaps(*force)));
    let mut found: Vec<Span> =
        here().filter(|actor| is_side(actor.kind)).map(|actor| actor.span).chain(named).collect();
    found.sort_unstable();
    found
}

/// Names in `sentence` that the network takes for those of an army, a militia or a group, in order.
pub fn forces(sentence: Span, scene: &Scene<'_>) -> impl Iterator<Item = Span> {
    let entities = &scene.layers.entities;
    let first = entities.partition_point(|entity| entity.span.start() < sentence.start());
    entities[first..]
        .iter()
        .take_while(move |entity| entity.span.start() < sentence.end())
        .filter(|entity| entity.kind == EntityKind::Force)
        .map(|entity| entity.span)
}

/// Whether a phrase names or describes a side, not a place, an hour or a weapon.
pub fn can_act(phrase: Span, scene: &Scene<'_>) -> bool {
    sides(scene.sentence_of(phrase), scene).iter().any(|side| side.overlaps(phrase))
        || describes_a_side(phrase, scene)
}

/// Whether the words of a phrase describe a side: "the rebels", "army helicopters".
pub fn describes_a_side(phrase: Span, scene: &Scene<'_>) -> bool {
    is_side(actor::describe(scene.words(phrase), phrase, scene.knowledge).kind)
}

/// Whether a phrase names a person or has a noun for people: "the victim's brother", "two gunmen".
pub fn is_somebody(phrase: Span, scene: &Scene<'_>) -> bool {
    let named = scene.entities_over(phrase).any(|entity| entity.kind == EntityKind::Person);
    named || nouns_of_people(phrase, scene).next().is_some()
}

/// Whether a phrase says no more of somebody than that he did it, or that aircraft did: "the gunman", "warplanes", "the father".
pub fn is_nobody_in_particular(phrase: Span, scene: &Scene<'_>) -> bool {
    is_craft(phrase, scene)
        || is_perpetrator(phrase, scene)
        || has_no_noun(phrase, scene)
        || is_known_by_nothing_else(phrase, scene)
}

/// "The father", "the driver": a noun for one person with "the" and no more, which leads to nobody by itself.
fn is_known_by_nothing_else(phrase: Span, scene: &Scene<'_>) -> bool {
    let tokens = scene.tokens_in(phrase);
    let article = tokens.first().is_some_and(|first| first.norm == "the");
    let words = if article { &tokens[1..] } else { tokens };
    let nouns = &scene.knowledge.casualties.nouns;
    let noun = nouns.longest(0, |i| words.get(i).map(|word| word.norm.as_str()));
    let is_one = noun.is_some_and(|(len, noun)| {
        len == words.len() && !noun.plural && !matches!(noun.scope, Scope::MemberOfForce | Scope::Combatant)
    });
    is_one && (article || scene.words_before(phrase.start(), 1) == ["the"])
}

/// "one of its", of what a longer phrase names.
fn has_no_noun(phrase: Span, scene: &Scene<'_>) -> bool {
    let is_small = |upos: &str| matches!(upos, "ADP" | "DET" | "NUM" | "PRON");
    scene.tokens_in(phrase).iter().all(|word| word.upos.as_deref().is_some_and(is_small))
}

/// Whether a phrase names aircraft and not whose they are.
pub fn is_craft(phrase: Span, scene: &Scene<'_>) -> bool {
    let words = scene.tokens_in(phrase).iter();
    let words: Vec<&str> = words
        .filter(|word| !matches!(word.upos.as_deref(), Some("DET" | "NUM")))
        .map(|word| word.norm.as_str())
        .collect();
    scene.knowledge.casualties.craft.longest(0, |at| words.get(at).copied()).is_some()
}

/// Whether a phrase says no more of somebody than that he did it: "the attacker".
pub fn is_perpetrator(phrase: Span, scene: &Scene<'_>) -> bool {
    let sentence = scene.sentence_of(phrase);
    let owners = sides(sentence, scene).iter().filter(|side| side.overlaps(phrase)).count();
    let named = owners > 1 || forces(sentence, scene).any(|force| force.overlaps(phrase));
    !named && nouns_of_people(phrase, scene).any(|scope| scope == Scope::Perpetrator)
}

/// By whom the nouns of a phrase count people, where they are nouns for people.
fn nouns_of_people<'s>(phrase: Span, scene: &'s Scene<'_>) -> impl Iterator<Item = Scope> + use<'s> {
    let tokens = scene.tokens_in(phrase);
    let nouns = &scene.knowledge.casualties.nouns;
    let noun = move |at: usize| nouns.longest(at, |i| tokens.get(i).map(|token| token.norm.as_str()));
    (0..tokens.len()).filter_map(noun).filter(|(_, noun)| noun.roles.is_empty()).map(|(_, noun)| noun.scope)
}

pub const fn is_side(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::State | ActorKind::Force | ActorKind::ArmedGroup)
}

/// Sentences before "the group" in which the one that it stands for is named.
const NAMED_WITHIN: usize = 3;

/// "The group", "this militia" in `sentence`, each with the armed group that it stands for: the last that was named before.
pub fn bodies(sentence: Span, scene: &Scene<'_>) -> Vec<(Span, Span)> {
    let tokens = scene.tokens_in(sentence);
    let is_body = |pair: &&[annals_types::layers::Token]| {
        matches!(pair[0].norm.as_str(), "the" | "this") && scene.knowledge.telling.bodies.holds(&pair[1].norm)
    };
    let phrases = tokens.windows(2).filter(is_body).map(|pair| pair[0].span.cover(pair[1].span));
    phrases.filter_map(|phrase| Some((phrase, last_named(phrase, is_group, scene)?))).collect()
}

/// The side named last before `phrase`, a pronoun.
pub fn last_side(phrase: Span, scene: &Scene<'_>) -> Option<Span> {
    last_named(phrase, |_, _| true, scene)
}

/// The last side before `phrase`, in its sentence or the few before it, for which `fits` holds.
fn last_named(phrase: Span, fits: fn(Span, &Scene<'_>) -> bool, scene: &Scene<'_>) -> Option<Span> {
    let here = scene.layers.sentence_at(phrase.start())?;
    let sentences = &scene.sentences()[here.saturating_sub(NAMED_WITHIN)..=here];
    let before = |side: &Span| side.end() <= phrase.start() && fits(*side, scene);
    sentences.iter().rev().find_map(|sentence| sides(sentence.span, scene).into_iter().rfind(before))
}

/// Whether the side at `span` may be called a group: no state and no army.
fn is_group(span: Span, scene: &Scene<'_>) -> bool {
    let known = scene.mentions.actors.iter().find(|actor| actor.span == span);
    known.is_none_or(|actor| actor.kind == ActorKind::ArmedGroup)
}
