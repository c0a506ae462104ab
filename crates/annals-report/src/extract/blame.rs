//! Who is held responsible for an incident: agents of its words, those accused or charged, those who claim or deny it.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    Span,
    layers::{ArgumentRole, EntityKind, QuantityRole, Reality, Token},
    mention::{ActorKind, ActorMention, PlaceMention, PlacePrecision},
    reading::MentionRole,
    statement::{Blame, SpeakerKind, Stance},
};

use super::{drafts::Draft, scene::Scene, speakers};
use crate::{
    knowledge::{fold, telling::Telling},
    resolve::actor,
};

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

/// All who are held responsible, each phrase once, in the order of their words: with the index of the draft whose triggers stand nearest to the word that
/// ties him to it. A sentence that tells of several incidents blames nobody twice.
pub fn held_responsible(drafts: &[Draft], scene: &Scene<'_>) -> Vec<(usize, Held)> {
    let mut nearest: BTreeMap<Span, (u32, usize, Held)> = BTreeMap::new();
    let told = || drafts.iter().enumerate().filter(|(_, draft)| draft.role != MentionRole::Aggregate);
    let of_drafts =
        told().flat_map(|(index, draft)| of_draft(draft, scene).into_iter().map(move |held| (index, held)));
    for (index, held) in of_drafts.chain(said_after(drafts, scene)) {
        let found = (away(&drafts[index], held.cue, scene), index, held);
        nearest.entry(held.actor).and_modify(|known| *known = found.min(*known)).or_insert(found);
    }
    let mut found: Vec<(u32, usize, Held)> = nearest.into_values().collect();
    found.sort_unstable();
    // "the US-led coalition" to one word, "coalition" to the next: one phrase, by the word that stands nearest.
    let mut kept: BTreeMap<Span, (usize, Held)> = BTreeMap::new();
    for (_, index, held) in found {
        let before = kept.range(..held.actor).next_back();
        let after = kept.range(held.actor..).next();
        if !before.into_iter().chain(after).any(|(other, _)| other.overlaps(held.actor)) {
            kept.insert(held.actor, (index, held));
        }
    }
    kept.into_values().collect()
}

/// Bytes from `cue` to the nearest trigger of `draft`.
fn away(draft: &Draft, cue: Span, scene: &Scene<'_>) -> u32 {
    // One after the cue, and one before it or around it: those further off are no nearer.
    let span = |&trigger: &usize| scene.layers.triggers[trigger].span;
    let after = draft.triggers.partition_point(|trigger| span(trigger).start() < cue.start());
    let beside = &draft.triggers[after.saturating_sub(1)..draft.triggers.len().min(after + 1)];
    beside.iter().map(|trigger| scene.gap(span(trigger), cue)).min().unwrap_or(u32::MAX)
}

/// How many sentences after the last that tells of an incident its blame is still given: "Damascus denied responsibility".
const SAID_WITHIN: usize = 2;

/// Those who are blamed, claim or deny in sentences that tell of no incident of their own: of the one that was told of last.
fn said_after(drafts: &[Draft], scene: &Scene<'_>) -> Vec<(usize, Held)> {
    let mut telling: BTreeMap<Span, usize> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        telling.extend(draft.telling.iter().map(|&sentence| (sentence, index)));
    }
    let mut said = Vec::new();
    let mut last = None;
    for sentence in scene.sentences() {
        if let Some(&draft) = telling.get(&sentence.span) {
            last = Some((draft, 0));
        } else if let Some((draft, since)) = last.filter(|&(_, since)| since < SAID_WITHIN) {
            last = Some((draft, since + 1));
            if drafts[draft].role != MentionRole::Aggregate {
                let mut found = Vec::new();
                accused(sentence.span, scene, &mut found);
                said.extend(found.into_iter().map(|held| (draft, held)));
            }
        }
    }
    said
}

/// Those who are held responsible for `draft`, each phrase once.
fn of_draft(draft: &Draft, scene: &Scene<'_>) -> Vec<Held> {
    let mut found = Vec::new();
    agents(draft, scene, &mut found);
    for &sentence in &draft.telling {
        accused(sentence, scene, &mut found);
        charged(sentence, scene, &mut found);
    }
    killers(draft, scene, &mut found);
    found.sort();
    let mut seen = BTreeSet::new();
    found.retain(|held| seen.insert(held.actor));
    for held in &mut found {
        if held.blame == Blame::Attributes && is_said_by_himself(held, scene) {
            held.blame = Blame::Claims;
        }
    }
    found
}

/// "The group said that its fighters had fired": whoever says that he did it himself claims it.
fn is_said_by_himself(held: &Held, scene: &Scene<'_>) -> bool {
    let (speakers, _) = speakers::of(held.cue, scene);
    let Some(speaker) = speakers.first() else { return false };
    let of_party = matches!(speaker.kind, SpeakerKind::Party | SpeakerKind::Official);
    let before = scene.words_before(held.actor.start(), 1);
    let mut words = scene.tokens_in(held.actor).iter().map(|word| word.norm.as_str()).chain(before);
    let own = words.any(|word| matches!(word, "its" | "our"));
    // "Hamas said that Israel and its forces struck": those of another side.
    let other = || {
        let sentence = scene.sentence_of(held.actor);
        sides(sentence, scene)
            .any(|side| side.span.start() >= speaker.span.end() && side.span.end() <= held.actor.start())
    };
    of_party && (own && !other() || speaker.span.overlaps(held.actor))
}

/// "an Israeli airstrike", "the rebels shelled": agents of the triggers that can act in an incident.
fn agents(draft: &Draft, scene: &Scene<'_>, found: &mut Vec<Held>) {
    for argument in &scene.layers.arguments {
        let trigger = argument.trigger as usize;
        if argument.role != ArgumentRole::Agent
            || draft.triggers.binary_search(&trigger).is_err()
            || blames_nobody(trigger, scene)
        {
            continue;
        }
        if can_act(argument.span, scene) || is_somebody(argument.span, scene) {
            let cue = scene.layers.triggers[trigger].span;
            found.push(Held { actor: argument.span, cue, blame: stance(trigger, scene) });
        }
    }
    // "regime air raids": a side named right before the word.
    for &trigger in draft.triggers.iter().filter(|&&trigger| !blames_nobody(trigger, scene)) {
        let cue = scene.layers.triggers[trigger].span;
        let side = sides(scene.sentence_of(cue), scene)
            .find(|side| side.span.end() <= cue.start() && cue.start() - side.span.end() <= 1);
        // "anti-government protests" are not the government's.
        let whole = |side: &&ActorMention| !scene.report.text[..side.span.range().start].ends_with('-');
        if let Some(side) = side.filter(|side| !known(side.span, found)).filter(whole) {
            found.push(Held { actor: side.span, cue, blame: stance(trigger, scene) });
        }
    }
}

/// "clashes with the rebels", "the army regained the town": who takes part in a fight or takes ground is not blamed for it.
fn blames_nobody(trigger: usize, scene: &Scene<'_>) -> bool {
    let words = scene.tokens_in(scene.layers.triggers[trigger].span);
    words.iter().any(|word| scene.knowledge.telling.fights.holds(&word.norm))
}

/// What is said of the agent of a trigger: "had not carried out the raid" and "denied that its jets struck" say that it was not he.
fn stance(trigger: usize, scene: &Scene<'_>) -> Blame {
    let trigger = &scene.layers.triggers[trigger];
    let (_, stance) = speakers::of(trigger.span, scene);
    if trigger.reality == Reality::Denied || stance == Stance::Denies {
        Blame::Denies
    } else {
        Blame::Attributes
    }
}

/// "blamed the rebels", "the group claimed responsibility", "Moscow denied".
fn accused(sentence: Span, scene: &Scene<'_>, found: &mut Vec<Held>) {
    let telling = &scene.knowledge.telling;
    let tokens = scene.words_in(sentence);
    let parties = parties(sentence, scene);
    let places = standing_for(sentence, scene);
    for (index, token) in tokens.iter().enumerate() {
        let cue = token.span;
        let near = |party: &&Span| scene.gap(**party, cue) <= NEAR;
        let before = || parties.iter().filter(|party| party.end() <= cue.start()).rfind(near);
        let after = || parties.iter().filter(|party| party.start() >= cue.end()).find(near);
        let right_after = || places.iter().find(|place| place.start() >= cue.end() && place.gap(cue) <= 1);
        let next: Vec<&str> = tokens[index..].iter().take(3).map(|token| token.norm.as_str()).collect();
        let (party, blame) = if telling.blames.holds(&token.norm) {
            (right_after().or_else(after), Blame::Attributes)
        } else if telling.accountable.begin(&next) && names_a_deed(&tokens[index + 1..], telling) {
            (before(), accountable(cue, &tokens[..=index], scene))
        } else if telling.claims.begin(&next) {
            (before(), Blame::Claims)
        } else if telling.denies.holds(&token.norm) && denies_a_deed(&tokens[index + 1..], telling) {
            let whom = denied(&tokens[index + 1..], &parties);
            (whom.or_else(|| denied(&tokens[index + 1..], &places)).or_else(before), Blame::Denies)
        } else {
            continue;
        };
        if let Some(&actor) = party.filter(|party| !known(**party, found)) {
            found.push(Held { actor, cue, blame });
        }
    }
}

/// "was responsible for the raid"; "was not behind it" and "denied that rebels were responsible for it" say that it was not he.
fn accountable(cue: Span, upto: &[Token], scene: &Scene<'_>) -> Blame {
    const NEAR: usize = 3;
    let negated =
        upto.iter().rev().take(NEAR).any(|word| matches!(word.norm.as_str(), "not" | "n't" | "n’t"));
    let (_, stance) = speakers::of(cue, scene);
    if negated || stance == Stance::Denies { Blame::Denies } else { Blame::Attributes }
}

/// The countries and capitals of `sentence`, in order, wherever they stand: what they stand for hangs on the words beside them.
fn standing_for(sentence: Span, scene: &Scene<'_>) -> Vec<Span> {
    let countries = scene.knowledge.actors.countries();
    let is_capital = |place: &PlaceMention| {
        let words = fold::words(&scene.report.text, place.span);
        countries.capital(&words).is_some_and(|(_, count)| count == words.len())
    };
    let places = &scene.mentions.places;
    let first = places.partition_point(|place| place.span.start() < sentence.start());
    places[first..]
        .iter()
        .take_while(|place| place.span.start() < sentence.end())
        .filter(|place| place.precision == PlacePrecision::Country || is_capital(place))
        .filter(|place| !scene.is_in_name(place.span))
        .map(|place| place.span)
        .collect()
}

/// Of whom it is denied: "denied that the army had used gas", "denied its forces were behind it".
fn denied<'p>(after: &[Token], parties: &'p [Span]) -> Option<&'p Span> {
    const SUBJECT_WITHIN: usize = 4;
    let last = after.get(..SUBJECT_WITHIN.min(after.len()))?.last()?;
    let first = after.first()?;
    let subject = parties
        .iter()
        .find(|party| first.span.start() <= party.start() && party.start() <= last.span.start())?;
    // "denied involvement and the army said": another clause.
    let joins =
        |word: &&Token| word.span.start() < subject.start() && matches!(word.norm.as_str(), "and" | "but");
    if after.iter().any(|word| joins(&word)) {
        return None;
    }
    // "denied Russian involvement": no clause of its own.
    let verb = after.iter().find(|token| token.span.start() >= subject.end())?;
    matches!(verb.upos.as_deref(), Some("VERB" | "AUX")).then_some(subject)
}

/// The sides named in `sentence`, and the capitals and countries that stand for one ("Moscow denied"), in order.
fn parties(sentence: Span, scene: &Scene<'_>) -> Vec<Span> {
    let places = &scene.mentions.places;
    let first = places.partition_point(|place| place.span.start() < sentence.start());
    let standing_for = places[first..]
        .iter()
        .take_while(|place| place.span.start() < sentence.end())
        .filter(|place| place.metonymic && !scene.is_in_name(place.span))
        .map(|place| place.span);
    let mut found: Vec<Span> = sides(sentence, scene).map(|side| side.span).chain(standing_for).collect();
    found.sort_unstable();
    found
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

/// Words after "responsible for" or "behind" in which what somebody answers for must be named.
const ANSWERED_WITHIN: usize = 5;

/// "responsible for the raid", "behind it", but not "responsible for the police", "behind the front line".
fn names_a_deed(after: &[Token], telling: &Telling) -> bool {
    let within = &after[..after.len().min(ANSWERED_WITHIN)];
    denies_a_deed(within, telling)
        || within.iter().take(2).any(|token| matches!(token.norm.as_str(), "it" | "this" | "that" | "them"))
}

/// "was charged with murder": the subject of the passive, or the object, by the parse.
fn charged(sentence: Span, scene: &Scene<'_>, found: &mut Vec<Held>) {
    let tokens = &scene.layers.tokens;
    let here = scene.tokens_in(sentence);
    let first = tokens.partition_point(|token| token.span.start() < sentence.start());
    let index = |head: Option<u32>| (head? as usize).checked_sub(first).filter(|&index| index < here.len());
    for token in here {
        let Some(above) = index(token.head).map(|index| &here[index]) else { continue };
        let is_object = matches!(token.deprel.as_deref(), Some("nsubj:pass" | "obj"));
        if !is_object || !scene.knowledge.telling.charges.holds(&above.norm) {
            continue;
        }
        let people = scene.layers.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
        let named = people.map(|entity| entity.span).find(|span| span.contains(token.span));
        let actor = named.unwrap_or(token.span);
        if is_somebody(actor, scene) && !known(actor, found) {
            found.push(Held { actor, cue: above.span, blame: Blame::Attributes });
        }
    }
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

/// Whether a phrase names a person or has a noun for people: "the victim's brother", "two gunmen".
fn is_somebody(phrase: Span, scene: &Scene<'_>) -> bool {
    let entities = &scene.layers.entities;
    let first = entities.partition_point(|entity| entity.span.end() <= phrase.start());
    let named = entities[first..]
        .iter()
        .take_while(|entity| entity.span.start() < phrase.end())
        .any(|entity| entity.kind == EntityKind::Person);
    let tokens = scene.tokens_in(phrase);
    let nouns = &scene.knowledge.casualties.nouns;
    let noun = |at: usize| nouns.longest(at, |i| tokens.get(i).map(|token| token.norm.as_str()));
    named || (0..tokens.len()).filter_map(noun).any(|(_, noun)| noun.roles.is_empty())
}

const fn is_side(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::State | ActorKind::Force | ActorKind::ArmedGroup)
}
