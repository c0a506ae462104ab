//! Names of places, resolved to the gazetteer.
//!
//! [`find`] looks for names, longest first, and drops those that name a person or are a common word; [`choose`] decides which
//! of the places of a name is meant, from the names beside it, the other places of the report and the outlet; [`lend`] places
//! the names that are not known by those around them.

mod choose;
mod find;
mod lend;
mod weights;

use annals_types::{
    Layers, Report, Span,
    mention::{PlaceMention, PlacePrecision, PlaceValue},
};

use find::Found;

use super::dateline::{datelines, holding};
use crate::{
    Knowledge,
    knowledge::gazetteer::{Candidate, Gazetteer, Kind},
};

/// A name with several places, and what is measured of each: what `training/place_weights.py` learns from.
#[derive(Clone, PartialEq, Debug)]
pub struct Weighed {
    /// The name.
    pub span: Span,
    /// Each place with the terms of [`term_names`].
    pub places: Vec<(PlaceValue, Vec<f64>)>,
}

/// The names of what is measured of a place.
pub fn term_names() -> impl Iterator<Item = &'static str> {
    weights::WEIGHTS.iter().map(|(name, _)| *name)
}

/// The names in `report` that several places share, as they are weighed.
pub fn weighed(report: &Report, layers: &Layers, knowledge: &Knowledge) -> Vec<Weighed> {
    let (found, _) = names(report, layers, knowledge);
    let value = |(place, terms): (u32, [f64; weights::TERMS])| {
        knowledge.gazetteer.value(place).map(|value| (value, terms.to_vec()))
    };
    choose::weigh(&found, report, knowledge)
        .into_iter()
        .map(|weighed| Weighed {
            span: weighed.span,
            places: weighed.places.into_iter().filter_map(value).collect(),
        })
        .collect()
}

/// The names of places in the told segments of `report`, in the order of their spans.
pub fn places(report: &Report, layers: &Layers, knowledge: &Knowledge) -> Vec<PlaceMention> {
    let (found, datelines) = names(report, layers, knowledge);
    let mut chosen = choose::choose(&found, report, knowledge);
    lend::lend(&found, &mut chosen, &datelines, report, knowledge);
    let gazetteer = &knowledge.gazetteer;
    let mut mentions: Vec<PlaceMention> = found
        .into_iter()
        .zip(chosen)
        .filter(|(found, _)| !is_agency(found, &datelines, report))
        .map(|(found, chosen)| {
            let kind = chosen.place.map(|place| gazetteer.kind(place));
            PlaceMention {
                span: found.span,
                precision: if found.near || chosen.lent {
                    PlacePrecision::Near
                } else {
                    kind.map_or(found.unknown_precision, precision)
                },
                place: chosen.place.and_then(|place| {
                    let value = gazetteer.value(place)?;
                    Some(if chosen.lent { around(found.span.of(&report.text), value) } else { value })
                }),
                lent: chosen.lent,
                why: chosen.why,
                metonymic: found.metonymic,
            }
        })
        .collect();
    mentions.sort_by_key(|mention| mention.span);
    mentions
}

/// "LIMA, 12 Nov (Noticias) --": whether an unknown name stands in the brackets of a dateline, where agencies are named.
fn is_agency(found: &Found, datelines: &[Span], report: &Report) -> bool {
    found.candidates.is_empty()
        && holding(datelines, found.span).is_some_and(|dateline| {
            let before = report.text.get(dateline.range().start..found.span.range().start);
            let brackets = before.unwrap_or_default().rsplit_once('(');
            brackets.is_some_and(|(_, inside)| !inside.contains(')'))
        })
}

/// The names of places, and the datelines. A report is filed from a city: "WASHINGTON (Agency) -" is no state.
fn names(report: &Report, layers: &Layers, knowledge: &Knowledge) -> (Vec<Found>, Vec<Span>) {
    let mut found = find::find(report, layers, knowledge);
    let mut spans: Vec<(Span, bool)> = found.iter().map(|found| (found.span, found.metonymic)).collect();
    spans.sort_unstable();
    let datelines = datelines(report, layers, &spans);
    let gazetteer = &knowledge.gazetteer;
    let is_city = |candidate: &Candidate| {
        !candidate.alias
            && gazetteer.kind(candidate.place) == Kind::Town
            && gazetteer.population(candidate.place) >= choose::GREAT
    };
    let opens = |span: Span| datelines.binary_search_by_key(&span.start(), |line| line.start()).is_ok();
    for mention in found.iter_mut().filter(|mention| mention.within.is_empty() && opens(mention.span)) {
        if mention.candidates.iter().any(is_city) {
            mention.candidates.retain(|candidate| gazetteer.kind(candidate.place) <= Kind::District);
        }
    }
    (found, datelines)
}

/// A place that is called `name` and lies in or near `larger`.
fn around(name: &str, larger: PlaceValue) -> PlaceValue {
    PlaceValue { name: name.into(), geonames: None, population: 0, ..larger }
}

const fn precision(kind: Kind) -> PlacePrecision {
    match kind {
        Kind::Facility => PlacePrecision::Exact,
        Kind::Town => PlacePrecision::Town,
        Kind::District => PlacePrecision::District,
        Kind::Province => PlacePrecision::Province,
        Kind::Country => PlacePrecision::Country,
        Kind::Region | Kind::Water => PlacePrecision::Region,
    }
}

/// The usual name of `place` with the division or country that tells it from others.
fn full_name(place: u32, gazetteer: &Gazetteer) -> String {
    let larger = match gazetteer.admin1(place).filter(|&admin| admin != place) {
        Some(admin) => Some(gazetteer.name(admin)),
        None => gazetteer.country_code(place).filter(|_| gazetteer.kind(place) != Kind::Country),
    };
    larger.map_or_else(
        || gazetteer.name(place).to_owned(),
        |larger| format!("{}, {larger}", gazetteer.name(place)),
    )
}

#[cfg(test)]
mod tests;
