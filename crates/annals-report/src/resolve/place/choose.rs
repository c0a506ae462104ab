//! Decides which of the places of a name is meant.

mod context;

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{Report, Span};

use context::Context;
pub use context::GREAT;

use super::{find::Found, full_name, weights::TERMS};
use crate::{
    Knowledge,
    knowledge::gazetteer::{Candidate, Gazetteer, Kind, PlaceId},
};

/// A decision.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Chosen {
    /// The place; none where the name is not known.
    pub place: Option<PlaceId>,
    /// Why, for a person.
    pub why: String,
    /// Whether it is the place of the surroundings and not that of the name.
    pub lent: bool,
}

/// A name with several places, as they are weighed: what `training/place_weights.py` learns from.
#[derive(Clone, PartialEq, Debug)]
pub struct Weighed {
    /// The name.
    pub span: Span,
    /// Its places, each with what is measured of it.
    pub places: Vec<(PlaceId, [f64; TERMS])>,
}

/// One decision for each of `found`.
pub fn choose(found: &[Found], report: &Report, knowledge: &Knowledge) -> Vec<Chosen> {
    decide_all(found, report, knowledge, &mut |_| ())
}

/// The names that have several places, as they are weighed one after the other.
pub fn weigh(found: &[Found], report: &Report, knowledge: &Knowledge) -> Vec<Weighed> {
    let mut all = Vec::new();
    decide_all(found, report, knowledge, &mut |weighed| all.push(weighed));
    all
}

fn decide_all(
    found: &[Found],
    report: &Report,
    knowledge: &Knowledge,
    watch: &mut dyn FnMut(Weighed),
) -> Vec<Chosen> {
    let gazetteer = &knowledge.gazetteer;
    let mut context = Context::of(found, report, knowledge);
    // One sense a report: a name that is told once with its state keeps it.
    let mut senses = told_with_their_land(found, &mut context, report);
    // "Salina, N.Y." where the gazetteer knows none there: the bare name is none of the others.
    let mut far: BTreeSet<&str> = BTreeSet::new();
    for mention in found.iter().filter(|mention| is_told_with_land(mention)) {
        if !senses.contains_key(mention.key.as_str()) {
            far.insert(&mention.key);
            senses.insert(&mention.key, held_by_none());
        }
    }
    // A name that is once said to be near a town is that place throughout.
    let beside: BTreeSet<&str> = found
        .iter()
        .filter(|mention| mention.beside_town.is_some())
        .map(|mention| mention.key.as_str())
        .collect();
    let is_beside = |mention: &Found| beside.contains(mention.key.as_str());
    // So is one that is once said to be a part of a town.
    let quarters: BTreeSet<&str> =
        found.iter().filter(|mention| mention.is_quarter).map(|mention| mention.key.as_str()).collect();
    let is_quarter = |mention: &Found| quarters.contains(mention.key.as_str());
    let sure = |mention: &&Found| {
        mention.candidates.len() == 1
            && mention.evident
            && !mention.part
            && !is_beside(mention)
            && !is_quarter(mention)
    };
    let sure: BTreeSet<PlaceId> =
        found.iter().filter(sure).map(|mention| mention.candidates[0].place).collect();
    let named = found.iter().filter(|mention| mention.evident && !mention.metonymic && !is_quarter(mention));
    let great: BTreeSet<PlaceId> = named.filter_map(|mention| context.great(&mention.candidates)).collect();
    if context.speaks_of_nothing() {
        context.speak_of_most(&sure, &great);
    } else {
        for &place in &great {
            context.speak_of(place);
        }
    }
    // What is well known tells where the villages may lie.
    let (villages, known): (Vec<PlaceId>, Vec<PlaceId>) =
        sure.into_iter().partition(|&place| context.is_small(place));
    // "American troops" stand in reports of the whole world.
    let told: BTreeSet<PlaceId> = found
        .iter()
        .filter(|mention| !mention.metonymic)
        .filter_map(|mention| mention.candidates.first())
        .map(|candidate| candidate.place)
        .collect();
    let is_only_adjective =
        |place: &PlaceId| gazetteer.kind(*place) == Kind::Country && !told.contains(place);
    for place in known.into_iter().chain(villages).filter(|place| !is_only_adjective(place)) {
        if !context.is_elsewhere(place) {
            context.tell(place);
        }
    }
    // "Georgian troops" tell of the country.
    let peoples: BTreeSet<PlaceId> = found
        .iter()
        .filter(|mention| mention.metonymic && mention.candidates.len() == 1)
        .map(|mention| mention.candidates[0].place)
        .filter(|&place| gazetteer.kind(place) == Kind::Country)
        .collect();
    // Well-known places come first, so that the less known can lie near them.
    let mut order: Vec<&Found> = found.iter().filter(|mention| !mention.candidates.is_empty()).collect();
    order.sort_by_key(|mention| {
        let most = mention.candidates.iter().map(|candidate| gazetteer.population(candidate.place)).max();
        (
            is_quarter(mention),
            is_beside(mention),
            mention.beside_town.is_none(),
            is_land_of_two_kinds(mention, gazetteer),
            std::cmp::Reverse(most),
            mention.span,
        )
    });
    for mention in order {
        if !senses.contains_key(mention.key.as_str()) {
            if mention.candidates.len() > 1 && !mention.part {
                let places = context.weighed(&mention.candidates).into_iter();
                let places = places.map(|candidate| (candidate.place, context.terms(candidate))).collect();
                watch(Weighed { span: mention.span, places });
            }
            let town = mention.beside_town.and_then(|beside| {
                let key = found[beside.index].key.as_str();
                Some((beside, senses.get(key)?.place?))
            });
            let people = is_land_of_two_kinds(mention, gazetteer)
                .then(|| context.country_beside_its_people(mention, &peoples))
                .flatten();
            let chosen = match town.map(|(beside, town)| (beside, context.near(mention, town), town)) {
                Some((_, close, _)) if !close.is_empty() => context.decide(&close),
                Some((beside, _, town)) if beside.only => {
                    far.insert(&mention.key);
                    let why =
                        format!("none of the name in the gazetteer is near {}", full_name(town, gazetteer));
                    Chosen { place: None, why, lent: false }
                }
                _ => people.map_or_else(
                    || {
                        if is_quarter(mention) {
                            context.decide_quarter(mention)
                        } else {
                            context.decide_for(mention)
                        }
                    },
                    |country| Chosen {
                        place: Some(country),
                        why: format!("{}: the report tells of its people", full_name(country, gazetteer)),
                        lent: false,
                    },
                ),
            };
            if is_quarter(mention) && chosen.place.is_none() {
                far.insert(&mention.key);
            }
            if let Some(place) = chosen.place.filter(|place| !is_only_adjective(place)) {
                context.tell(place);
            }
            senses.insert(&mention.key, chosen);
        }
    }
    let lands = Lands::of(found);
    let decide = |mention: &Found| match senses.get(mention.key.as_str()) {
        Some(sense) if far.contains(mention.key.as_str()) && mention.within.is_empty() => sense.clone(),
        Some(sense) => lands
            .told_otherwise(mention, sense, gazetteer)
            .unwrap_or_else(|| decision(mention, &senses, &context, report)),
        None => decision(mention, &senses, &context, report),
    };
    found.iter().map(decide).collect()
}

/// What tells a state from the towns that share its name.
struct Lands<'f> {
    /// Names that somewhere have a land beside them: "Washington, D.C."
    beside: BTreeSet<&'f str>,
    /// Places that a name can only mean: "Wash."
    only: BTreeSet<PlaceId>,
}

impl<'f> Lands<'f> {
    fn of(found: &'f [Found]) -> Self {
        let told = found.iter().filter(|mention| is_told_with_land(mention));
        let only = found.iter().filter(|mention| mention.candidates.len() == 1);
        Self {
            beside: told.map(|mention| mention.key.as_str()).collect(),
            only: only.map(|mention| mention.candidates[0].place).collect(),
        }
    }

    /// The state that a bare name means in a report that tells of it by another form of its name, and adds the land to the town's: "Wash."
    /// and "Washington, D.C." leave the state to "Washington".
    fn told_otherwise(&self, mention: &Found, sense: &Chosen, gazetteer: &Gazetteer) -> Option<Chosen> {
        let is_told = |state: PlaceId| gazetteer.is_state(state) && self.only.contains(&state);
        // "N.Y." in "New York, N.Y." tells of the town.
        let is_beside = |state: PlaceId| sense.place.is_some_and(|town| gazetteer.holds(state, town));
        let is_bare = mention.within.is_empty() && self.beside.contains(mention.key.as_str());
        let own = mention.candidates.iter().filter(|candidate| !candidate.alias && is_bare);
        let state =
            own.map(|candidate| candidate.place).find(|&place| is_told(place) && !is_beside(place))?;
        (sense.place != Some(state)).then(|| Chosen {
            place: Some(state),
            why: format!("{}: another form of its name stands in the report", full_name(state, gazetteer)),
            lent: false,
        })
    }
}

/// Whether a known name has the place beside it that it is said to lie in: "Springfield, Ill."
fn is_told_with_land(mention: &Found) -> bool {
    !mention.within.is_empty() && !mention.candidates.is_empty()
}

/// The names that are told with a place that holds one of theirs, and which one that is.
fn told_with_their_land<'f>(
    found: &'f [Found],
    context: &mut Context<'_>,
    report: &Report,
) -> BTreeMap<&'f str, Chosen> {
    let gazetteer = context.gazetteer;
    let mut senses: BTreeMap<&str, Chosen> = BTreeMap::new();
    for mention in found.iter().filter(|mention| is_told_with_land(mention)) {
        let held = mention
            .candidates
            .iter()
            .filter(|candidate| mention.within.iter().any(|&outer| gazetteer.holds(outer, candidate.place)));
        let best =
            held.max_by(|a, b| context.score(**a).total_cmp(&context.score(**b)).then(b.place.cmp(&a.place)));
        if let Some(best) = best {
            let beside = mention.beside.map_or("", |span: Span| span.of(&report.text));
            let why = format!("{}: \"{beside}\" stands beside it", full_name(best.place, gazetteer));
            context.tell(best.place);
            senses.entry(&mention.key).or_insert(Chosen { place: Some(best.place), why, lent: false });
        }
    }
    senses
}

/// "Georgia": a country and a state of another; the towns of the report tell which.
fn is_land_of_two_kinds(mention: &Found, gazetteer: &Gazetteer) -> bool {
    let is = |wanted: fn(&Gazetteer, PlaceId) -> bool| {
        mention.candidates.iter().any(|candidate| !candidate.alias && wanted(gazetteer, candidate.place))
    };
    is(|gazetteer, place| gazetteer.kind(place) == Kind::Country) && is(Gazetteer::is_state)
}

fn decision(
    mention: &Found,
    senses: &BTreeMap<&str, Chosen>,
    context: &Context<'_>,
    report: &Report,
) -> Chosen {
    let gazetteer = context.gazetteer;
    if mention.candidates.is_empty() {
        let beside = mention.beside.map(|span| span.of(&report.text));
        return Chosen {
            place: None,
            why: beside.map_or_else(
                || "not in the gazetteer".into(),
                |beside| format!("not in the gazetteer; \"{beside}\" stands beside it"),
            ),
            lent: false,
        };
    }
    let sense = senses.get(mention.key.as_str()).cloned().unwrap_or_default();
    let allowed =
        sense.place.is_some_and(|place| mention.candidates.iter().any(|candidate| candidate.place == place));
    let held = mention.within.is_empty()
        || sense.place.is_some_and(|place| mention.within.iter().any(|&outer| gazetteer.holds(outer, place)));
    if allowed && held {
        return sense;
    }
    let held: Vec<Candidate> = mention
        .candidates
        .iter()
        .copied()
        .filter(|candidate| mention.within.iter().any(|&outer| gazetteer.holds(outer, candidate.place)))
        .collect();
    if !mention.within.is_empty() && held.is_empty() {
        return held_by_none();
    }
    if held.is_empty() { context.decide_for(mention) } else { context.decide(&held) }
}

/// The state that stands beside a name holds no such town of the gazetteer: better unknown than elsewhere.
fn held_by_none() -> Chosen {
    let why = "the place beside it holds none of the name in the gazetteer";
    Chosen { place: None, why: why.into(), lent: false }
}
