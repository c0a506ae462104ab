//! Type, time, places and actors of each incident.

use std::collections::BTreeSet;

use annals_types::{
    IncidentMention, Span,
    layers::{ArgumentRole, QuantityRole, Reality},
    mention::{ActorKind, ActorMention, PlaceMention, PlacePrecision},
    reading::{IncidentType, MentionRole},
    statement::{ActorRole, PlaceRole, Scope},
    time::EventTime,
};

use super::{
    days,
    drafts::Draft,
    finding::is_finder,
    marks::{marks, small_words},
    scene::Scene,
};
use crate::resolve::time::{Evidence, event_time};

/// The incident mentions of `drafts`, in their order.
pub fn mentions(drafts: &[Draft], scene: &Scene<'_>) -> Vec<IncidentMention> {
    let small = small_words(scene);
    let mut found: Vec<IncidentMention> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let anchor = anchor(draft, drafts, &found).map(|anchor| &anchor.time);
        let mut incident = by_words(draft, drafts, &small, anchor, scene);
        // A day that surely is another incident's is none of this one, nor is that of what it answered.
        let is_taken = |rather: &days::Rather| {
            let is_other =
                |other: &&Draft| (other.apart.is_some() || other.cause) && other.first != draft.first;
            let others = drafts.iter().filter(is_other);
            let mut taken = others.flat_map(|other| &other.times).filter(|time| !draft.times.contains(time));
            taken.any(|time| rather.times.contains(time))
        };
        let others = other_triggers(draft, drafts, scene);
        if let Some(rather) = days::rather(scene, &incident, &others).filter(|rather| !is_taken(rather)) {
            let times: Vec<usize> = rather.times.iter().chain(&draft.times).copied().collect();
            incident.time = time(draft, &times, zone(&incident.places, scene), anchor, scene);
            rather.explain(scene, &mut incident.time);
        }
        incident.time.likely = days::likely(scene, &incident, &others);
        found.push(incident);
    }
    found
}

/// The words that name other incidents than that of `draft`, ascending.
pub fn other_triggers(draft: &Draft, drafts: &[Draft], scene: &Scene<'_>) -> Vec<Span> {
    let others = drafts.iter().filter(|other| other.first != draft.first);
    let indices = others.flat_map(|other| &other.triggers);
    let mut found: Vec<Span> = indices
        .filter(|index| draft.triggers.binary_search(index).is_err())
        .map(|&index| scene.layers.triggers[index].span)
        .collect();
    found.sort_unstable();
    found
}

/// The main incident of `drafts`, of which it is the first, by words alone: with the time that it has before learned weights choose
/// among days.
pub fn main_by_words(drafts: &[Draft], scene: &Scene<'_>) -> Option<IncidentMention> {
    let draft = drafts.first().filter(|draft| draft.role == MentionRole::Main)?;
    Some(by_words(draft, drafts, &small_words(scene), None, scene))
}

/// The incident of `draft` as its words tell it.
fn by_words(
    draft: &Draft,
    drafts: &[Draft],
    small: &BTreeSet<&str>,
    anchor: Option<&EventTime>,
    scene: &Scene<'_>,
) -> IncidentMention {
    let places = places(draft, drafts, scene);
    IncidentMention {
        role: draft.role,
        incident_type: incident_type(draft, scene),
        reality: reality(draft, scene),
        triggers: words(draft, scene),
        telling: draft.telling.clone(),
        time: time(draft, &draft.times, zone(&places, scene), anchor, scene),
        actors: actors(draft, scene),
        marks: marks(draft, drafts, small, scene),
        places,
        confidence: confidence(draft),
    }
}

/// The time zone of the first of these places that has one.
fn zone<'a>(places: &[(u32, PlaceRole)], scene: &Scene<'a>) -> Option<&'a str> {
    let of = |index: u32| scene.mentions.places[index as usize].place.as_ref()?.zone.as_deref();
    places.iter().find_map(|&(index, _)| of(index))
}

/// The incident that "a week later" is counted from: the one told last before, else the main one. Where the draft itself is
/// news, that is the main one.
fn anchor<'f>(draft: &Draft, drafts: &[Draft], found: &'f [IncidentMention]) -> Option<&'f IncidentMention> {
    // "A day after a bomb killed four people" counts from what followed it.
    if draft.cause {
        return found.first();
    }
    let before = found
        .iter()
        .zip(drafts)
        .filter(|(_, other)| draft.role == MentionRole::Background && other.role == MentionRole::Background)
        .filter(|(_, other)| other.first < draft.first)
        .max_by_key(|(_, other)| other.first)
        .map(|(incident, _)| incident);
    before.or_else(|| found.first())
}

/// The words that name it; the first figure where none does.
fn words(draft: &Draft, scene: &Scene<'_>) -> Vec<Span> {
    if draft.triggers.is_empty() {
        return vec![draft.anchor()];
    }
    draft.triggers.iter().map(|&index| scene.layers.triggers[index].span).collect()
}

/// The kind that most triggers name; a more specific one stands for its more general ones, and a bombing or a bombardment for its
/// explosions. Of equals the one that is named most often wins, then the more specific, then the first.
fn incident_type(draft: &Draft, scene: &Scene<'_>) -> IncidentType {
    let types = &scene.knowledge.incident_types;
    // "Rammed a bus before a guard shot him dead": what is done to the attacker is not what he did.
    let stops = |&&index: &&usize| {
        let word = scene.layers.triggers[index].span;
        draft.stoppers.iter().any(|stopper| stopper.verb.overlaps(word))
    };
    let told = draft.triggers.iter();
    let (stopping, doing): (Vec<usize>, Vec<usize>) = told.partition(|index| stops(index));
    // How he harmed others nothing says; that he did so is an attack.
    if doing.is_empty()
        && !stopping.is_empty()
        && harms_others(draft, scene)
        && let Some(attack) = types.attack()
    {
        return attack.clone();
    }
    let telling = if doing.is_empty() { stopping } else { doing };
    let named: Vec<&IncidentType> =
        telling.iter().filter_map(|&index| types.get(&scene.layers.triggers[index].incident_type)).collect();
    let votes = |candidate: &IncidentType| {
        named
            .iter()
            .filter(|other| other.value == candidate.value || candidate.kinds.contains(&other.value))
            .count()
    };
    let own = |value: &str| named.iter().filter(|other| other.value == value).count();
    // A kind named less often than one of its own more general kinds belongs to something beside it; the most general kinds
    // ("attack") say too little to outvote.
    let stands = |candidate: &IncidentType| {
        let general = |kind: &&String| types.get(kind).is_some_and(|kind| kind.kinds.is_empty());
        let rivals = candidate.kinds.iter().filter(|kind| !general(kind));
        rivals.into_iter().all(|kind| own(&candidate.value) >= own(kind))
    };
    // "The blast" that a shell made is told by the shelling, however often it is named.
    let best = named
        .iter()
        .rev()
        .filter(|candidate| stands(candidate))
        .filter(|candidate| !named.iter().any(|other| types.goes_off_in(&candidate.value, &other.value)))
        .max_by_key(|candidate| (votes(candidate), own(&candidate.value), candidate.kinds.len()))
        .copied();
    best.or_else(|| types.get("other")).cloned().unwrap_or_else(|| IncidentType {
        value: "other".into(),
        label: "incident".into(),
        kinds: Vec::new(),
        acled: None,
        plover: None,
        cameo: None,
        spreads: false,
    })
}

/// Whether the figures of `draft` count others than the attacker as killed or hurt.
fn harms_others(draft: &Draft, scene: &Scene<'_>) -> bool {
    draft.quantities.iter().map(|&index| &scene.layers.quantities[index]).any(|quantity| {
        matches!(quantity.role, QuantityRole::Killed | QuantityRole::Injured)
            && quantity.scope != Scope::Perpetrator
            && quantity.low > Some(0)
    })
}

/// What the first trigger says, unless a later one asserts it outright.
fn reality(draft: &Draft, scene: &Scene<'_>) -> Reality {
    let realities: Vec<Reality> =
        draft.triggers.iter().map(|&index| scene.layers.triggers[index].reality).collect();
    match realities.first() {
        None => Reality::Asserted,
        // What was ordered further back has come about since.
        Some(&Reality::Planned) if draft.recalled && !draft.cause => Reality::Asserted,
        Some(&first) if realities.contains(&Reality::Asserted) && first != Reality::Denied => {
            Reality::Asserted
        }
        Some(&first) => first,
    }
}

/// When the incident of `draft` happened, by the times of these indices.
fn time(
    draft: &Draft,
    times: &[usize],
    zone: Option<&str>,
    anchor: Option<&EventTime>,
    scene: &Scene<'_>,
) -> EventTime {
    let evidence = Evidence {
        layers: scene.layers,
        placed_by: times.iter().map(|&index| &scene.mentions.times[index]).collect(),
        telling: &draft.telling,
        recalled: draft.role == MentionRole::Background,
        news: matches!(draft.role, MentionRole::Main | MentionRole::Also)
            && reality(draft, scene) == Reality::Asserted,
        fresh: !scene.tells_an_aftermath,
        zone,
        anchor,
    };
    event_time(scene.report, &evidence, scene.knowledge)
}

/// The places that the incident's words stand near: the towns its triggers stand with, then what holds them.
fn places(draft: &Draft, drafts: &[Draft], scene: &Scene<'_>) -> Vec<(u32, PlaceRole)> {
    let anchors = words(draft, scene);
    let mut chosen: Vec<usize> = draft.places.clone();
    if chosen.is_empty() {
        // The nearest place of the telling sentences, the first sentence with any.
        for sentence in &draft.telling {
            let nearest = scene.places_in(*sentence).min_by_key(|(_, place)| {
                anchors.iter().map(|&anchor| scene.gap(anchor, place.span)).min().unwrap_or(u32::MAX)
            });
            if let Some((index, _)) = nearest {
                chosen.push(index);
                break;
            }
        }
    }
    let is_fine = |index: &usize| {
        let place = &scene.mentions.places[*index];
        !is_wide(place.precision) && place.known().is_some()
    };
    if draft.role == MentionRole::Main && !chosen.iter().any(is_fine) {
        chosen.extend(town_elsewhere(&chosen, draft, drafts, scene));
    }
    let own: BTreeSet<usize> = chosen.iter().copied().collect();
    for sentence in &draft.telling {
        chosen.extend(
            scene
                .places_in(*sentence)
                .filter(|(index, place)| !own.contains(index) && is_wide(place.precision))
                .map(|(index, _)| index),
        );
    }
    let mut seen = BTreeSet::new();
    chosen.retain(|&index| seen.insert(scene.words(scene.mentions.places[index].span).to_lowercase()));
    let mut places: Vec<(u32, PlaceRole)> =
        chosen.into_iter().map(|index| (index as u32, role_of(index, scene))).collect();
    places.sort_by_key(|&(index, _)| (scene.mentions.places[index as usize].precision, index));
    places
}

/// The first town that the report names anywhere, its dateline included: where its main incident happened when the words that
/// tell of it name no town. A country or province that they do name must hold it. A dateline is no such town where they name another
/// country, or a part of one.
fn town_elsewhere(wide: &[usize], draft: &Draft, drafts: &[Draft], scene: &Scene<'_>) -> Option<usize> {
    let places = &scene.mentions.places;
    // Where something happened that is only recalled, or that this one answered, is elsewhere.
    let is_taken = |index: usize| {
        let mut others = drafts.iter().filter(|other| other.recalled || other.cause);
        others.any(|other| other.first != draft.first && other.places.contains(&index))
    };
    let holds = |inner: usize, outer: usize| {
        let wide = &places[outer];
        let (Some(town), Some(area)) = (&places[inner].place, &wide.place) else { return true };
        town.country == area.country
            && (wide.precision == PlacePrecision::Country || town.admin1.as_deref() == Some(area.division()))
    };
    let told =
        || draft.telling.iter().flat_map(|&sentence| scene.places_in(sentence)).map(|(_, place)| place);
    let is_elsewhere =
        |filed: &PlaceMention| told().any(|place| is_wide(place.precision) && scene.leads_away(place, filed));
    places.iter().enumerate().find_map(|(index, place)| {
        let town = !place.metonymic
            && place.known().is_some()
            && !is_wide(place.precision)
            && !scene.is_elsewhere(place.span);
        let filed = town && scene.is_in_dateline(place.span) && is_elsewhere(place);
        (town && !filed && !is_taken(index) && wide.iter().all(|&outer| holds(index, outer))).then_some(index)
    })
}

fn role_of(index: usize, scene: &Scene<'_>) -> PlaceRole {
    let place = &scene.mentions.places[index];
    match place.precision {
        PlacePrecision::Near if !place.lent || scene.words_before(place.span.start(), 1) == ["near"] => {
            PlaceRole::Near
        }
        precision if is_wide(precision) => PlaceRole::In,
        _ => PlaceRole::At,
    }
}

fn is_wide(precision: PlacePrecision) -> bool {
    precision >= PlacePrecision::District
}

/// Known actors in the arguments of its triggers.
fn actors(draft: &Draft, scene: &Scene<'_>) -> Vec<(u32, ActorRole)> {
    let mut found: Vec<(u32, ActorRole)> = Vec::new();
    for argument in &scene.layers.arguments {
        let role = match argument.role {
            ArgumentRole::Agent => ActorRole::Agent,
            ArgumentRole::Target => ActorRole::Target,
            ArgumentRole::Victim => ActorRole::Victim,
            _ => continue,
        };
        if draft.triggers.binary_search(&(argument.trigger as usize)).is_err() {
            continue;
        }
        let cue = scene.layers.triggers[argument.trigger as usize].span;
        let stops = || draft.stoppers.iter().any(|stopper| stopper.is(argument.span, cue));
        if role == ActorRole::Agent && (stops() || is_finder(argument.span, scene)) {
            continue;
        }
        // Who reports an incident has no part in it.
        let takes_part =
            |actor: &ActorMention| argument.span.overlaps(actor.span) && actor.kind != ActorKind::Outlet;
        let actor = scene.mentions.actors.iter().position(takes_part);
        if let Some(actor) = actor
            && !found
                .iter()
                .any(|(other, other_role)| *other_role == role && same_actor(*other, actor, scene))
        {
            found.push((actor as u32, role));
        }
    }
    found
}

fn same_actor(a: u32, b: usize, scene: &Scene<'_>) -> bool {
    let (a, b) = (&scene.mentions.actors[a as usize], &scene.mentions.actors[b]);
    a.name == b.name && a.actor == b.actor
}

/// More triggers, figures, times and places make a telling surer; the steps are a judgement, to be learned later.
fn confidence(draft: &Draft) -> f32 {
    let signs = draft.triggers.len().min(3)
        + draft.quantities.len().min(2)
        + draft.times.len().min(1)
        + draft.places.len().min(1);
    0.4 + 0.08 * signs as f32
}
