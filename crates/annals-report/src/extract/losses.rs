//! Whose soldiers or fighters are counted: "49 of its soldiers", "50 Azerbaijani soldiers", "the army lost ten men". Each side of a
//! conflict counts its own, and no two of them count the same people.

use annals_types::{
    Span, Statement,
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
    let of_speaker = || speaker.map(|speaker| Losses { side: side_of(speaker), own: true });
    if is_possessed(figure, scene) {
        return of_speaker();
    }
    let owner = actor_in(figure, scene).or_else(|| loser(statement.cue?, scene));
    if let Some(owner) = owner {
        let side = side(owner.actor.as_deref()?);
        let own = speaker.is_some_and(|speaker| side_of(speaker) == side);
        return Some(Losses { side, own });
    }
    // "Armenia said that it had lost 49 soldiers."
    let lost = statement.cue.is_some_and(|cue| suffers(cue, scene) && pronoun_before(cue, scene));
    if lost { of_speaker() } else { None }
}

/// "49 of its soldiers", "their soldiers".
fn is_possessed(figure: Span, scene: &Scene<'_>) -> bool {
    let owns = |word: &str| matches!(word, "its" | "their" | "our" | "his");
    scene.tokens_in(figure).iter().any(|token| owns(&token.norm))
        || scene.words_before(figure.start(), 1).iter().any(|word| owns(word))
}

/// The known force, state or group that a figure names: "50 Azerbaijani soldiers".
fn actor_in<'s>(figure: Span, scene: &Scene<'s>) -> Option<&'s ActorMention> {
    let known = |actor: &&ActorMention| actor.actor.is_some() && figure.overlaps(actor.span);
    scene.mentions.actors.iter().find(known)
}

/// Who stands right before "lost": "the army lost ten soldiers".
fn loser<'s>(cue: Span, scene: &Scene<'s>) -> Option<&'s ActorMention> {
    const NEAR: u32 = 12;
    let sentence = scene.sentence_of(cue);
    let before = |actor: &&ActorMention| {
        actor.actor.is_some()
            && sentence.contains(actor.span)
            && actor.span.end() <= cue.start()
            && cue.start() - actor.span.end() <= NEAR
    };
    let actors = scene.mentions.actors.iter().filter(before);
    actors.max_by_key(|actor| actor.span).filter(|_| suffers(cue, scene))
}

fn suffers(cue: Span, scene: &Scene<'_>) -> bool {
    scene.tokens_in(cue).iter().any(|word| scene.knowledge.telling.suffers.holds(&word.norm))
}

fn pronoun_before(cue: Span, scene: &Scene<'_>) -> bool {
    const NEAR: usize = 2;
    scene.words_before(cue.start(), NEAR).iter().any(|word| matches!(*word, "it" | "they" | "we"))
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
