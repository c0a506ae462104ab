//! Who is held responsible for an incident: agents of its words, those accused or charged, those who claim or deny it.

mod accused;
mod doers;
mod phrases;
mod sides;
mod stopping;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    Span,
    layers::{ArgumentRole, EntityKind, Quantity, QuantityRole, Reality, Token},
    reading::MentionRole,
    statement::{Blame, Scope, SpeakerKind, Stance},
};

use super::{drafts::Draft, finding::is_finder, scene::Scene, speakers, standing::is_charge};
use accused::{accused, is_negated};
use sides::{can_act, is_nobody_in_particular, is_somebody, sides};
pub use stopping::{Stopper, stoppers};

/// Somebody held responsible.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Held {
    /// The phrase that stands for him here: a name, a description, "the group".
    pub actor: Span,
    /// The phrase that names him: the same, or that of the one whom "the group" or "it" stands for.
    pub named: Span,
    /// The word that ties him to the incident.
    pub cue: Span,
    /// How.
    pub blame: Blame,
}

impl Held {
    const fn new(actor: Span, cue: Span, blame: Blame) -> Self {
        Self { actor, named: actor, cue, blame }
    }
}

/// All who are held responsible, each phrase once, in the order of their words: with the index of the draft whose triggers stand nearest to the word that
/// ties him to it. A sentence that tells of several incidents blames nobody twice.
pub fn held_responsible(drafts: &[Draft], scene: &Scene<'_>) -> Vec<(usize, Held)> {
    let mut nearest: BTreeMap<Span, (u32, usize, Held)> = BTreeMap::new();
    let told = drafts.iter().enumerate();
    let of_drafts =
        told.flat_map(|(index, draft)| of_draft(draft, scene).into_iter().map(move |held| (index, held)));
    let mut negated = Vec::new();
    let said = said_after(drafts, scene, &mut negated);
    let all = of_drafts.chain(said).filter(|(_, held)| !is_undone(held, &negated, scene));
    for (index, held) in all {
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
    let phrases: Vec<Span> = kept.keys().copied().collect();
    let each = |(index, held): (usize, Held)| {
        phrases::named_by(held, &phrases, scene).into_iter().map(move |held| (index, held))
    };
    kept.into_values().flat_map(each).collect()
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

/// Those who are blamed, claim or deny in sentences that tell of no incident of their own: of the one that was told of last. What is `negated`
/// stands apart.
fn said_after(drafts: &[Draft], scene: &Scene<'_>, negated: &mut Vec<Held>) -> Vec<(usize, Held)> {
    let mut telling: BTreeMap<Span, usize> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        telling.extend(draft.telling.iter().map(|&sentence| (sentence, index)));
    }
    let mut said = Vec::new();
    let mut last = None;
    for sentence in scene.sentences() {
        if let Some(&draft) = telling.get(&sentence.span) {
            last = Some((draft, 0));
        } else if let Some((draft, since)) = last {
            last = Some((draft, since + 1));
            if drafts[draft].role != MentionRole::Aggregate {
                let mut found = Vec::new();
                if since < SAID_WITHIN {
                    accused(sentence.span, scene, &mut found, negated);
                }
                // Whoever is charged with murder is so however late it is told.
                if tells_a_charge(sentence.span, scene) {
                    charged(sentence.span, scene, &mut found, negated);
                }
                said.extend(found.into_iter().map(|held| (draft, held)));
            }
        }
    }
    said
}

/// Whether a sentence says with what somebody is charged; not "he had been convicted of robbery", which was before what is told.
fn tells_a_charge(sentence: Span, scene: &Scene<'_>) -> bool {
    /// Words from that of the charge to what it names.
    const NEAR: usize = 8;
    /// "Had previously been convicted."
    const AUXILIARIES: usize = 3;
    let is_former = |word: Span| {
        let before = scene.words_before(word.start(), NEAR);
        let verb = before.iter().rposition(|word| scene.knowledge.telling.charges.holds(word));
        verb.is_some_and(|verb| before[verb.saturating_sub(AUXILIARIES)..verb].contains(&"had"))
    };
    let mut charges = scene.triggers_in(sentence).filter(|(_, trigger)| is_charge(trigger.span, scene));
    charges.any(|(_, trigger)| !is_former(trigger.span))
}

/// Those who are held responsible for `draft`, each phrase once.
fn of_draft(draft: &Draft, scene: &Scene<'_>) -> Vec<Held> {
    let (mut found, mut negated) = (Vec::new(), Vec::new());
    agents(draft, scene, &mut found);
    for &sentence in &draft.telling {
        accused(sentence, scene, &mut found, &mut negated);
        charged(sentence, scene, &mut found, &mut negated);
    }
    killers(draft, scene, &mut found);
    by_parse(draft, scene, &mut found);
    found.retain(|held| !is_undone(held, &negated, scene));
    let stops = |held: &Held| draft.stoppers.iter().any(|stopper| stopper.is(held.actor, held.cue));
    found.retain(|held| held.blame != Blame::Attributes && held.blame != Blame::Claims || !stops(held));
    found.sort();
    let mut seen = BTreeSet::new();
    found.retain(|held| seen.insert(held.actor));
    let held: Vec<Span> = found.iter().map(|held| held.actor).collect();
    found.retain(|one| {
        let next = held.get(held.partition_point(|other| other.start() < one.actor.end()));
        !next.is_some_and(|&next| are_people_of(one.actor, next, scene))
    });
    for held in &mut found {
        if held.blame == Blame::Attributes && is_said_by_himself(held, scene) {
            held.blame = Blame::Claims;
        }
    }
    found
}

/// "Did not blame Iran for the attack", "has neither confirmed nor denied carrying out the strike": whether one of those whom such words name is tied to
/// a deed by nothing but what follows them. What he does before them in their sentence, or in another clause of it, still holds.
fn is_undone(held: &Held, negated: &[Held], scene: &Scene<'_>) -> bool {
    let follows = |cue: Span| {
        cue.end() <= held.cue.start()
            && !scene
                .words_in(Span::new(cue.end(), held.cue.start()))
                .iter()
                .any(|word| matches!(word.norm.as_str(), "," | ";" | "but"))
    };
    let elsewhere = |cue: Span| scene.sentence_of(cue) != scene.sentence_of(held.cue);
    held.blame != Blame::Denies
        && negated
            .iter()
            .any(|not| not.actor.overlaps(held.actor) && (elsewhere(not.cue) || follows(not.cue)))
}

/// "Mercenaries of the Hill group": whether only "of" stands between those who act and the group that they belong to.
fn are_people_of(people: Span, group: Span, scene: &Scene<'_>) -> bool {
    /// Bytes of "from the" with blanks around.
    const NEAR: u32 = 12;
    if group.start() < people.end() || group.start() - people.end() > NEAR {
        return false;
    }
    let between = scene.tokens_in(Span::new(people.end(), group.start()));
    let between: Vec<&str> = between.iter().map(|word| word.norm.as_str()).collect();
    matches!(between.as_slice(), ["of" | "from"] | ["of" | "from", "the"])
}

/// "The group said that its fighters had fired": whoever says that he did it himself claims it.
fn is_said_by_himself(held: &Held, scene: &Scene<'_>) -> bool {
    let said = |words: Span| speakers::of(words, scene).0.into_iter().next();
    let owns = |word: &&Token| matches!(word.norm.as_str(), "its" | "our");
    let from = scene.tokens_in(scene.sentence_of(held.actor));
    let first = from.partition_point(|word| word.span.start() < held.actor.start());
    let own = from[first.saturating_sub(1)..]
        .iter()
        .take_while(|word| word.span.start() < held.actor.end())
        .find(owns);
    let by_own = || own.and_then(|own| said(own.span));
    let Some(speaker) = said(held.actor).or_else(|| said(held.cue)).or_else(by_own) else { return false };
    let of_party = matches!(speaker.kind, SpeakerKind::Party | SpeakerKind::Official);
    // "Hamas said that Israel and its forces struck": those of another side.
    let other = |own: &Token| {
        sides(scene.sentence_of(held.actor), scene)
            .into_iter()
            .any(|side| side.start() >= speaker.span.end() && side.end() <= own.span.start())
    };
    of_party && (own.is_some_and(|own| !other(own)) || speaker.span.overlaps(held.actor))
}

/// "an Israeli airstrike", "the rebels shelled": agents of the triggers that can act in an incident.
fn agents(draft: &Draft, scene: &Scene<'_>, found: &mut Vec<Held>) {
    for argument in &scene.layers.arguments {
        let trigger = argument.trigger as usize;
        if argument.role != ArgumentRole::Agent
            || draft.triggers.binary_search(&trigger).is_err()
            || blames_nobody(trigger, scene)
            || !is_done(trigger, scene)
            || is_told_to_fight(argument.span, trigger, scene)
            || stands_against(argument.span, scene)
            || is_finder(argument.span, scene)
        {
            continue;
        }
        let acts = can_act(argument.span, scene) || is_somebody(argument.span, scene);
        if acts && !is_nobody_in_particular(argument.span, scene) {
            let cue = scene.layers.triggers[trigger].span;
            found.push(Held::new(without_article(argument.span, scene), cue, stance(trigger, scene)));
        }
    }
    // "regime air raids": a side named right before the word.
    let blames = |&&trigger: &&usize| !blames_nobody(trigger, scene) && is_done(trigger, scene);
    for &trigger in draft.triggers.iter().filter(blames) {
        let cue = scene.layers.triggers[trigger].span;
        // "anti-government protests" are not the government's.
        let whole = |side: &Span| {
            !scene.report.text[..side.range().start].ends_with('-') && !stands_against(*side, scene)
        };
        if let Some(side) = side_before(cue, scene).filter(|side| !known(*side, found)).filter(whole) {
            found.push(Held::new(side, cue, stance(trigger, scene)));
        }
    }
}

/// "A mine left from the war against the militia exploded": whether those who are named are fought. Charges are filed against whoever did it.
fn stands_against(actor: Span, scene: &Scene<'_>) -> bool {
    let telling = &scene.knowledge.telling;
    let before = scene.words_before(actor.start(), 3);
    let noun = match before.as_slice() {
        [.., noun, "against"] | [noun, "against", "the"] => *noun,
        _ => return false,
    };
    telling.wars.holds(noun) || telling.campaigns.holds(noun) || telling.fights.holds(noun)
}

/// "The rebels launched an offensive. The monitor said insurgents captured the town": whether whoever is at `actor`, away from the sentence of
/// the trigger, is there said to fight or to take ground, by the parse.
fn is_told_to_fight(actor: Span, trigger: usize, scene: &Scene<'_>) -> bool {
    let fights = |at: usize| scene.knowledge.telling.fights.holds(&scene.layers.tokens[at].norm);
    scene.sentence_of(actor) != scene.sentence_of(scene.layers.triggers[trigger].span)
        && scene.upwards(actor).any(fights)
}

/// A phrase without the article that the network now and then marks with it.
fn without_article(phrase: Span, scene: &Scene<'_>) -> Span {
    match scene.tokens_in(phrase) {
        [first, next, ..] if matches!(first.norm.as_str(), "the" | "a" | "an") => {
            Span::new(next.span.start(), phrase.end())
        }
        _ => phrase,
    }
}

/// Those who do what the triggers and the figures of `draft` tell, by the parse, where the network names nobody.
fn by_parse(draft: &Draft, scene: &Scene<'_>, found: &mut Vec<Held>) {
    let blames = |&&index: &&usize| is_deed(index, scene) && !blames_nobody(index, scene);
    for &index in draft.triggers.iter().filter(blames) {
        let cue = scene.layers.triggers[index].span;
        let said = stance(index, scene);
        for doer in doers::of_deed(cue, scene) {
            hold(doer.held(cue, said), scene, found);
        }
    }
    if is_disaster(draft, scene) {
        return;
    }
    for &index in &draft.quantities {
        let quantity = &scene.layers.quantities[index];
        let does = |cue: &Span| is_done_to(quantity, *cue, draft, scene);
        let Some(cue) = quantity.cue.filter(does) else { continue };
        for doer in doers::of_harm(cue, quantity.figure, scene) {
            hold(doer.held(cue, Blame::Attributes), scene, found);
        }
    }
}

/// Adds one who does a deed by the parse, unless he is held already, is nobody in particular, or was himself harmed by it.
fn hold(held: Held, scene: &Scene<'_>, found: &mut Vec<Held>) {
    let sentence = scene.sentence_of(held.actor);
    let is_harmed = scene.quantities_in(sentence).any(|(_, quantity)| {
        hurts(quantity) && quantity.scope != Scope::Perpetrator && quantity.figure.overlaps(held.actor)
    });
    if !known(held.actor, found) && !is_harmed && !is_nobody_in_particular(held.actor, scene) {
        found.push(held);
    }
}

const fn hurts(quantity: &Quantity) -> bool {
    matches!(quantity.role, QuantityRole::Killed | QuantityRole::Injured)
}

/// Whether somebody was hurt, and whoever stands before the word for it is to blame: not "lost ten soldiers", "killed nobody", nor, after
/// what he did, "shot the attacker".
fn is_done_to(quantity: &Quantity, cue: Span, draft: &Draft, scene: &Scene<'_>) -> bool {
    let stops = quantity.scope == Scope::Perpetrator && follows_a_deed(cue, draft, scene);
    hurts(quantity)
        && quantity.high != Some(0)
        && !suffers(cue, scene)
        && !stops
        && !counts_the_dead(quantity, scene)
}

/// "Coast guards recovered 21 bodies", "the ministry counted 30 deaths": whoever does this to them has not killed them.
fn counts_the_dead(quantity: &Quantity, scene: &Scene<'_>) -> bool {
    let words = scene.tokens_in(quantity.figure);
    let nouns = &scene.knowledge.casualties.nouns;
    let norm = |at: usize| words.get(at).map(|word| word.norm.as_str());
    (0..words.len()).any(|at| {
        nouns.longest(at, norm).is_some_and(|(len, noun)| {
            // "Three death row inmates" are people.
            let is_head = matches!(norm(at + len), None | Some("of"));
            is_head && noun.roles.as_slice() == [QuantityRole::Killed]
        })
    })
}

/// "lost", "suffered": who stands before it is harmed himself.
fn suffers(cue: Span, scene: &Scene<'_>) -> bool {
    scene.tokens_in(cue).iter().any(|word| scene.knowledge.telling.suffers.holds(&word.norm))
}

/// Whether `draft` tells of a deed in a sentence before that of `cue`.
fn follows_a_deed(cue: Span, draft: &Draft, scene: &Scene<'_>) -> bool {
    let sentence = scene.sentence_of(cue);
    let span = |trigger: usize| scene.layers.triggers[trigger].span;
    let before = draft.triggers.iter().take_while(|&&trigger| span(trigger).end() <= sentence.start());
    before.into_iter().any(|&trigger| is_deed(trigger, scene))
}

/// Whether a trigger names what somebody does to others, and what happened or is denied.
fn is_deed(trigger: usize, scene: &Scene<'_>) -> bool {
    let trigger = &scene.layers.triggers[trigger];
    let kinds = scene.knowledge.incident_types.get(&trigger.incident_type).map(|kind| kind.kinds.as_slice());
    let is = |value: &str| DEEDS.contains(&value);
    matches!(trigger.reality, Reality::Asserted | Reality::Denied | Reality::Doubted)
        && (is(&trigger.incident_type) || kinds.into_iter().flatten().any(|kind| is(kind)))
}

/// Whether a trigger names what somebody answers for: no protest, no flood.
fn is_done(trigger: usize, scene: &Scene<'_>) -> bool {
    const PROTEST: &str = "PROTEST/demo";
    let kind = scene.knowledge.incident_types.get(&scene.layers.triggers[trigger].incident_type);
    kind.is_none_or(|kind| {
        kind.value == "other" || kind.plover.as_deref().is_some_and(|code| code != PROTEST)
    })
}

/// Whether a trigger names what befalls people by itself: a flood, a crash. Its kind has no code among those of what somebody does.
fn is_nobodys_deed(trigger: usize, scene: &Scene<'_>) -> bool {
    let kind = scene.knowledge.incident_types.get(&scene.layers.triggers[trigger].incident_type);
    kind.is_some_and(|kind| !matches!(kind.value.as_str(), "other" | "robbery") && kind.plover.is_none())
}

/// Whether nothing but a flood, an earthquake or the like is told, which harms people wherever it strikes.
fn is_disaster(draft: &Draft, scene: &Scene<'_>) -> bool {
    let spreads = |&trigger: &usize| {
        scene.knowledge.incident_types.spreads(&scene.layers.triggers[trigger].incident_type)
    };
    !draft.triggers.is_empty() && draft.triggers.iter().all(spreads)
}

/// Kinds of what somebody does to others, with all more special ones.
const DEEDS: [&str; 2] = ["attack", "attack_on_civilians"];

/// "clashes with the rebels", "the army regained the town", "lost ten soldiers": who takes part in a fight or takes ground is not blamed for it.
fn blames_nobody(trigger: usize, scene: &Scene<'_>) -> bool {
    let words = scene.tokens_in(scene.layers.triggers[trigger].span);
    words.iter().any(|word| scene.knowledge.telling.fights.holds(&word.norm))
        || suffers(scene.layers.triggers[trigger].span, scene)
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

/// "was charged with murder": the subject of the passive, or the object, by the parse; and, apart, what is negated: "has not been charged".
fn charged(sentence: Span, scene: &Scene<'_>, found: &mut Vec<Held>, negated: &mut Vec<Held>) {
    let tokens = &scene.layers.tokens;
    let here = scene.tokens_in(sentence);
    let first = tokens.partition_point(|token| token.span.start() < sentence.start());
    let index = |head: Option<u32>| (head? as usize).checked_sub(first).filter(|&index| index < here.len());
    for token in here {
        let Some(verb) = index(token.head) else { continue };
        let above = &here[verb];
        let is_object = matches!(token.deprel.as_deref(), Some("nsubj:pass" | "obj"));
        if !is_object || !scene.knowledge.telling.charges.holds(&above.norm) {
            continue;
        }
        let people = scene.layers.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
        let named = people.map(|entity| entity.span).find(|span| span.contains(token.span));
        let actor = named.unwrap_or(token.span);
        if !is_somebody(actor, scene) {
            continue;
        }
        let held = Held::new(actor, above.span, Blame::Attributes);
        let is_not = |word: &Token| {
            index(word.head) == Some(verb) && matches!(word.norm.as_str(), "not" | "n't" | "never")
        };
        if here.iter().any(is_not) || is_negated(&here[..verb]) {
            negated.push(held);
        } else if !known(actor, found) {
            found.push(held);
        }
    }
}

/// "insurgents killed at least 14 civilians"; in a flood nobody does it.
fn killers(draft: &Draft, scene: &Scene<'_>, found: &mut Vec<Held>) {
    if !draft.triggers.is_empty() && draft.triggers.iter().all(|&trigger| is_nobodys_deed(trigger, scene)) {
        return;
    }
    for &quantity in &draft.quantities {
        let quantity = &scene.layers.quantities[quantity];
        let does =
            |cue: &Span| cue.end() <= quantity.figure.start() && is_done_to(quantity, *cue, draft, scene);
        let Some(cue) = quantity.cue.filter(does) else { continue };
        let side = side_before(cue, scene).filter(|side| doers::is_in_subject(*side, cue, scene));
        if let Some(side) = side.filter(|side| !known(*side, found)) {
            found.push(Held::new(side, cue, Blame::Attributes));
        }
    }
}

/// The side named right before a word.
fn side_before(cue: Span, scene: &Scene<'_>) -> Option<Span> {
    let sides = sides(scene.sentence_of(cue), scene);
    let before = sides.into_iter().find(|side| side.end() <= cue.start() && cue.start() - side.end() <= 1);
    before.filter(|side| !is_nobody_in_particular(*side, scene))
}

fn known(actor: Span, found: &[Held]) -> bool {
    found.iter().any(|held| held.actor.overlaps(actor))
}
