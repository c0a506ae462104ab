//! Whose soldiers or fighters are counted: "49 of its soldiers", "50 Azerbaijani soldiers", "the army lost ten men". Each side of a
//! conflict counts its own, and no two of them count the same people.

use annals_types::{
    Span, Statement,
    layers::Token,
    mention::ActorMention,
    statement::{Losses, Property, Scope, Speaker, Value},
};

use super::scene::Scene;

/// Sets whose people each count of soldiers or fighters is of, where the words say so.
pub fn tell(statements: &mut [Statement], scene: &Scene<'_>) {
    for statement in statements {
        let Value::Count(count) = statement.value else { continue };
        let harmed = matches!(
            statement.property,
            Property::Killed | Property::Injured | Property::Missing | Property::Detained
        );
        if harmed && matches!(count.scope, Scope::MemberOfForce | Scope::Combatant) {
            statement.losses = losses(statement, scene);
        }
    }
}

fn losses(statement: &Statement, scene: &Scene<'_>) -> Option<Losses> {
    let figure = statement.figure?;
    let speaker = statement.speakers.first();
    let owner = actor_in(figure, scene).or_else(|| loser(statement.cue?, scene));
    if let Some(owner) = owner {
        let side = side(owner.actor.as_deref()?);
        let own = speaker.is_some_and(|speaker| side_of(speaker) == side);
        return Some(Losses { side, own });
    }
    // "Armenia said that 49 of its soldiers were killed", "that it had lost 49 soldiers".
    let is_own = if is_possessed(figure, scene) {
        statement.cue.is_none_or(|cue| suffers(cue, scene) || !is_done_to(figure, cue, scene))
    } else {
        statement.cue.is_some_and(|cue| suffers(cue, scene) && pronoun_before(cue, scene))
    };
    speaker.filter(|_| is_own).map(|speaker| Losses { side: side_of(speaker), own: true })
}

/// Whether somebody is said to have done it to them: the "it" of "it killed ten of their fighters", be it the subject of a verb before.
fn is_done_to(figure: Span, cue: Span, scene: &Scene<'_>) -> bool {
    let tokens = &scene.layers.tokens;
    let above = |token: &Token| token.head.and_then(|head| tokens.get(head as usize)).map(|head| head.span);
    let words = scene.tokens_in(cue);
    let joined = words.iter().filter(|word| word.deprel.as_deref() == Some("conj")).find_map(above);
    let is_subject = |token: &Token| {
        token.deprel.as_deref() == Some("nsubj")
            && above(token).is_some_and(|verb| cue.overlaps(verb) || joined == Some(verb))
    };
    cue.end() <= figure.start() && scene.tokens_in(scene.sentence_of(cue)).iter().any(is_subject)
}

/// "49 of its soldiers", "their soldiers".
fn is_possessed(figure: Span, scene: &Scene<'_>) -> bool {
    let owns = |word: &str| matches!(word, "its" | "their" | "our" | "his");
    scene.tokens_in(figure).iter().any(|token| owns(&token.norm))
        || scene.words_before(figure.start(), 1).iter().any(|word| owns(word))
}

/// The known force, state or group that a figure names: "50 Azerbaijani soldiers".
fn actor_in<'s>(figure: Span, scene: &Scene<'s>) -> Option<&'s ActorMention> {
    let stretch = Span::new(scene.sentence_of(figure).start(), figure.end());
    let known = |actor: &&ActorMention| actor.actor.is_some() && figure.overlaps(actor.span);
    actors_in(stretch, scene).iter().find(known)
}

/// Who stands right before "lost": "the army lost ten soldiers".
fn loser<'s>(cue: Span, scene: &Scene<'s>) -> Option<&'s ActorMention> {
    const NEAR_BYTES: u32 = 12;
    if !suffers(cue, scene) {
        return None;
    }
    let stretch = Span::new(scene.sentence_of(cue).start(), cue.start());
    let before = |actor: &&ActorMention| {
        actor.actor.is_some()
            && actor.span.end() <= cue.start()
            && cue.start() - actor.span.end() <= NEAR_BYTES
    };
    actors_in(stretch, scene).iter().rev().find(before)
}

/// The actors that begin in `stretch`, in order.
fn actors_in<'s>(stretch: Span, scene: &Scene<'s>) -> &'s [ActorMention] {
    let actors = &scene.mentions.actors;
    let first = actors.partition_point(|actor| actor.span.start() < stretch.start());
    let end = actors.partition_point(|actor| actor.span.start() < stretch.end());
    &actors[first..end.max(first)]
}

fn suffers(cue: Span, scene: &Scene<'_>) -> bool {
    scene.tokens_in(cue).iter().any(|word| scene.knowledge.telling.suffers.holds(&word.norm))
}

fn pronoun_before(cue: Span, scene: &Scene<'_>) -> bool {
    const NEAR_WORDS: usize = 2;
    scene.words_before(cue.start(), NEAR_WORDS).iter().any(|word| matches!(*word, "it" | "they" | "we"))
}

fn side_of(speaker: &Speaker) -> String {
    speaker.id.as_deref().map_or_else(|| speaker.voice.clone(), side)
}

/// A state and its forces are one side: `state/am` and `force/am`. Groups and forces with names of their own are sides by themselves.
fn side(id: &str) -> String {
    id.split_once('/')
        .filter(|(kind, _)| matches!(*kind, "state" | "force"))
        .map_or(id, |(_, rest)| rest)
        .to_owned()
}
