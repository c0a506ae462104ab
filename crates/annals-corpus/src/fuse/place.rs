//! Where it was and who was part of it: names of all tellings, merged.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use annals_types::{
    StatementId,
    account::{AccountActor, AccountPlace},
    mention::PlacePrecision,
    statement::{ActorRole, PlaceRole, Property, Value},
};

use super::{blame::actor_key, member::Telling};

/// Something named, what names it, and from where the tellings come that name it and are no copies.
type Merged<T> = (T, BTreeSet<StatementId>, BTreeSet<String>);

/// The places of all tellings, the finest first; of equally fine ones those that most newsrooms and agencies name, then those
/// that are named most often, then by name.
pub fn places(tellings: &[Telling<'_>]) -> Vec<AccountPlace> {
    let mut merged: BTreeMap<(Option<u32>, String), Merged<AccountPlace>> = BTreeMap::new();
    for telling in tellings {
        let text = &telling.reading.report.text;
        // A place is told by whoever writes: nine newsrooms that quote one police name it nine times, and may each misread it.
        let teller = telling.own_teller();
        for &(index, role) in &telling.mention.places {
            let Some(named) = telling.reading.mentions.places.get(index as usize) else { continue };
            if named.metonymic {
                continue;
            }
            let value = named.place.as_ref();
            let name = value.map_or_else(|| named.span.of(text).to_owned(), |place| place.name.clone());
            let key = (value.and_then(|place| place.geonames), name.to_lowercase());
            let fresh = || AccountPlace {
                name,
                role,
                country: value.and_then(|place| place.country.clone()),
                admin1: value.and_then(|place| place.admin1.clone()),
                lat: value.map(|place| place.lat),
                lon: value.map(|place| place.lon),
                radius_km: value.map(|place| place.radius_km),
                geonames: value.and_then(|place| place.geonames),
                precision: named.precision,
                statements: Vec::new(),
            };
            let (place, statements, origins) =
                merged.entry(key).or_insert_with(|| (fresh(), BTreeSet::new(), BTreeSet::new()));
            place.role = place.role.min(role);
            place.precision = place.precision.min(named.precision);
            origins.extend(teller.clone());
            statements.extend(telling.ids(
                Property::Place,
                |statement| matches!(statement.value, Value::Place(stated, _) if stated == index),
            ));
        }
    }
    let named = how_often_named(tellings);
    let mut places: Vec<(AccountPlace, Told)> = merged
        .into_values()
        .map(|(place, statements, origins)| {
            let often = place.geonames.and_then(|id| named.get(&id)).copied().unwrap_or(0);
            let place = AccountPlace { statements: statements.into_iter().collect(), ..place };
            (place, Told { origins: origins.len(), often })
        })
        .collect();
    places.sort_by(finest_first);
    let mut places: Vec<AccountPlace> = places.into_iter().map(|(place, _)| place).collect();
    // A part of the world says nothing where a country is known.
    if places.iter().any(|place| place.country.is_some()) {
        places.retain(|place| {
            let wide = place.radius_km.is_some_and(|km| km >= PART_OF_THE_WORLD_KM);
            place.country.is_some() || place.precision != PlacePrecision::Region || !wide
        });
    }
    places
}

/// How a place is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Told {
    /// From how many newsrooms and agencies.
    origins: usize,
    /// How often their reports name it.
    often: usize,
}

fn finest_first((a, told_a): &(AccountPlace, Told), (b, told_b): &(AccountPlace, Told)) -> Ordering {
    let rank = |place: &AccountPlace| match place.precision {
        // A town that is named outranks the surroundings of a town.
        PlacePrecision::Exact => 0,
        PlacePrecision::Town => 1,
        PlacePrecision::Near => 2,
        PlacePrecision::District => 3,
        PlacePrecision::Province => 4,
        PlacePrecision::Country => 5,
        PlacePrecision::Region => 6,
    };
    let key = |place: &AccountPlace| (place.role == PlaceRole::In, rank(place), place.geonames.is_none());
    key(a)
        .cmp(&key(b))
        .then(told_b.origins.cmp(&told_a.origins))
        .then(told_b.often.cmp(&told_a.often))
        .then_with(|| (&a.name, a.geonames).cmp(&(&b.name, b.geonames)))
}

/// How often the reports name each place of the gazetteer where they are no copies: of one newsroom or agency the report counts
/// that names it most often.
fn how_often_named(tellings: &[Telling<'_>]) -> BTreeMap<u32, usize> {
    let mut most: BTreeMap<(u32, String), usize> = BTreeMap::new();
    for telling in tellings {
        let Some(teller) = telling.own_teller() else { continue };
        let mut here: BTreeMap<u32, usize> = BTreeMap::new();
        let places = telling.reading.mentions.places.iter();
        let own = places.filter(|place| !place.metonymic && !telling.is_taken_over(place.span));
        let ids = own.filter_map(|place| place.known()?.geonames);
        ids.for_each(|id| *here.entry(id).or_default() += 1);
        for (id, often) in here {
            let most = most.entry((id, teller.clone())).or_default();
            *most = often.max(*most);
        }
    }
    let mut named: BTreeMap<u32, usize> = BTreeMap::new();
    for ((id, _), often) in most {
        *named.entry(id).or_default() += often;
    }
    named
}

/// The radius from which on a region is a part of the world, such as "southern Africa"; rivers and deserts are smaller.
const PART_OF_THE_WORLD_KM: f64 = 1000.0;

/// Whom a telling leans on; nobody where it is a copy.
fn own_voices(telling: &Telling<'_>) -> Vec<String> {
    if telling.copied { Vec::new() } else { telling.voices() }
}

/// The actors of all tellings: agents, targets, victims, others; in each role those that most origins name first.
pub fn actors(tellings: &[Telling<'_>]) -> Vec<AccountActor> {
    let mut merged: BTreeMap<(ActorRole, String), Merged<AccountActor>> = BTreeMap::new();
    for telling in tellings {
        let voices = own_voices(telling);
        for &(index, role) in &telling.mention.actors {
            let Some(actor) = telling.reading.mentions.actors.get(index as usize) else { continue };
            let key = (role, actor_key(actor.actor.as_deref(), &actor.name));
            let fresh = || AccountActor {
                name: actor.name.clone(),
                id: actor.actor.clone(),
                role,
                statements: Vec::new(),
            };
            let (_, statements, origins) =
                merged.entry(key).or_insert_with(|| (fresh(), BTreeSet::new(), BTreeSet::new()));
            origins.extend(voices.iter().cloned());
            statements.extend(telling.ids(
                Property::Actor,
                |statement| matches!(statement.value, Value::Actor(stated, _) if stated == index),
            ));
        }
    }
    let told: BTreeMap<(ActorRole, String), usize> =
        merged.iter().map(|(key, (_, _, origins))| (key.clone(), origins.len())).collect();
    // Nobody is hit by himself: of who acts and who suffers, what more origins say; to act where they are as many.
    let opposed = |role: ActorRole, who: &String, count: usize| match role {
        ActorRole::Agent => [ActorRole::Target, ActorRole::Victim]
            .into_iter()
            .any(|other| told.get(&(other, who.clone())).is_some_and(|&others| others > count)),
        ActorRole::Target | ActorRole::Victim => {
            told.get(&(ActorRole::Agent, who.clone())).is_some_and(|&others| others >= count)
        }
        ActorRole::Other => false,
    };
    let mut actors: Vec<(AccountActor, usize)> = merged
        .into_iter()
        .filter(|((role, who), (_, _, origins))| !opposed(*role, who, origins.len()))
        .map(|(_, (actor, statements, origins))| {
            (AccountActor { statements: statements.into_iter().collect(), ..actor }, origins.len())
        })
        .collect();
    actors.sort_by(|(a, count_a), (b, count_b)| {
        a.role.cmp(&b.role).then(count_b.cmp(count_a)).then_with(|| (&a.name, &a.id).cmp(&(&b.name, &b.id)))
    });
    actors.into_iter().map(|(actor, _)| actor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn town(name: &str, origins: usize, often: usize) -> (AccountPlace, Told) {
        let place = AccountPlace {
            name: name.to_owned(),
            role: PlaceRole::At,
            country: None,
            admin1: None,
            lat: None,
            lon: None,
            radius_km: None,
            geonames: None,
            precision: PlacePrecision::Town,
            statements: Vec::new(),
        };
        (place, Told { origins, often })
    }

    #[test]
    fn of_equally_fine_places_the_one_that_is_told_most_stands_first() {
        let order = |mut towns: Vec<(AccountPlace, Told)>| -> Vec<String> {
            towns.sort_by(finest_first);
            towns.into_iter().map(|(place, _)| place.name).collect()
        };
        assert_eq!(order(vec![town("Alton", 1, 1), town("Ripon", 1, 4)]), ["Ripon", "Alton"]);
        assert_eq!(order(vec![town("Alton", 2, 2), town("Ripon", 1, 4)]), ["Alton", "Ripon"]);
        assert_eq!(order(vec![town("Ripon", 1, 1), town("Alton", 1, 1)]), ["Alton", "Ripon"]);
    }
}
