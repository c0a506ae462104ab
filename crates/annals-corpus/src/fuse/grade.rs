//! Three grades: of the incident, its tolls, and who is held responsible.

use std::collections::BTreeSet;

use annals_types::{
    account::{
        AttributionGrade, Grades, IncidentGrade, Responsibility, Standing, Toll, TollGrade, TollScope, Tolls,
    },
    layers::Reality,
    statement::{Blame, Property, Stance},
};

use super::{
    blame::{Blamed, actor_key},
    member::Telling,
};

/// How well it is borne out, how the tolls stand, how responsibility stands.
pub fn grades(tellings: &[Telling<'_>], tolls: &Tolls, blamed: &Blamed) -> Grades {
    Grades { incident: incident(tellings), toll: toll(tolls), attribution: attribution(blamed) }
}

/// Independent origins: the speakers that reports lean on, and the tellers of reports that lean on nobody. One report that quotes
/// many is still one teller; one speaker quoted by many is still one speaker.
pub fn origins(tellings: &[Telling<'_>]) -> usize {
    let own = || tellings.iter().filter(|telling| !telling.copied);
    let voices: BTreeSet<String> = own().flat_map(Telling::voices).collect();
    let tellers: BTreeSet<String> = own()
        .map(|telling| if telling.adds() { telling.own_source().key } else { telling.teller() })
        .collect();
    voices.len().min(tellers.len()).max(1)
}

fn incident(tellings: &[Telling<'_>]) -> IncidentGrade {
    let own = || tellings.iter().filter(|telling| !telling.copied).map(|telling| telling.mention.reality);
    let denied = own().any(|reality| reality == Reality::Denied);
    let asserted = own().any(|reality| reality == Reality::Asserted);
    let doubted = own().any(|reality| reality == Reality::Doubted);
    match (denied, asserted || doubted) {
        (true, true) => IncidentGrade::Disputed,
        (true, false) => IncidentGrade::Denied,
        (false, _) if doubted && !asserted => IncidentGrade::Disputed,
        _ if origins(tellings) >= 2 => IncidentGrade::Corroborated,
        _ => IncidentGrade::SingleSource,
    }
}

fn toll(tolls: &Tolls) -> TollGrade {
    let stated: Vec<&Toll> = Property::TOLLS.iter().filter_map(|&property| tolls.get(property)).collect();
    let replaced = |toll: &&Toll| {
        toll.values.iter().any(|value| {
            matches!(value.standing, Standing::Superseded | Standing::Corrected)
                || value.scope == TollScope::Further
        })
    };
    let known = |toll: &&Toll| toll.values.iter().any(|value| value.stance != Stance::Unknown);
    if stated.iter().any(|toll| toll.disputed) {
        TollGrade::Contested
    } else if stated.iter().any(replaced) {
        TollGrade::Updated
    } else if stated.iter().any(known) {
        TollGrade::Agreed
    } else {
        TollGrade::Unknown
    }
}

fn attribution(Blamed { list: responsibility, different, .. }: &Blamed) -> AttributionGrade {
    let of = |stance: Blame| responsibility.iter().filter(move |entry| entry.stance == stance);
    let claims = of(Blame::Claims).count();
    let key = |entry: &Responsibility| actor_key(entry.actor.as_deref(), &entry.name);
    let blamed: BTreeSet<String> = of(Blame::Claims).chain(of(Blame::Attributes)).map(key).collect();
    // Who denies what nobody says of him contradicts nobody.
    let denials = of(Blame::Denies).filter(|entry| blamed.is_empty() || blamed.contains(&key(entry))).count();
    match (*different, claims, denials) {
        (0, _, 0) => AttributionGrade::Unknown,
        (0, _, _) => AttributionGrade::Denied,
        (1, 1.., 0) => AttributionGrade::Claimed,
        (1, 0, 0) => AttributionGrade::Attributed,
        (1, 0, _) if blamed_deny(responsibility) => AttributionGrade::Denied,
        _ => AttributionGrade::Contested,
    }
}

/// Whether everybody who is blamed denies it.
fn blamed_deny(responsibility: &[Responsibility]) -> bool {
    let key = |entry: &Responsibility| actor_key(entry.actor.as_deref(), &entry.name);
    let same = |a: &Responsibility, b: &Responsibility| key(a) == key(b);
    responsibility
        .iter()
        .filter(|entry| entry.stance == Blame::Attributes)
        .all(|blamed| responsibility.iter().any(|entry| entry.stance == Blame::Denies && same(entry, blamed)))
}
