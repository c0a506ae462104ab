//! `knowledge/places.tsv.zst`, `knowledge/places.toml`, `knowledge/landscape.toml` and the central points of `knowledge/countries.toml`: towns, provinces,
//! counties, countries, waters and well-known facilities; `knowledge/spellings.toml` has further spellings of their names.
//!
//! A hundred and fifty thousand places and twice as many names: rows are packed, names are found by the hash of their folded words.

mod tables;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use annals_types::{
    Span,
    mention::{PlaceValue, great_circle_km},
};
use serde::Deserialize;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    fold::{self, Word},
    outlets::Outlet,
};

/// What kind of place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A base, crossing, hospital, airport, quarter.
    Facility,
    /// A town, village or camp.
    Town,
    /// A county or district.
    District,
    /// A first-level division.
    Province,
    /// A country.
    Country,
    /// Larger than a province, or across borders.
    Region,
    /// A sea, gulf, strait or canal.
    Water,
}

/// A row, by its number.
pub type PlaceId = u32;

#[derive(Clone, Copy, Debug)]
struct Row {
    name: (u32, u16),
    kind: Kind,
    country: [u8; 2],
    admin1: u16,
    zone: u16,
    lat: f32,
    lon: f32,
    radius: f32,
    population: u32,
    geonames: u32,
}

const NONE: u16 = u16::MAX;

/// A place that has a name that was looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// Which.
    pub place: PlaceId,
    /// Whether the name is another than its usual one.
    pub alias: bool,
}

/// The tables, loaded.
#[derive(Debug, Default)]
pub struct Gazetteer {
    names: String,
    rows: Vec<Row>,
    zones: Vec<String>,
    /// Where each stands in `zones`.
    zone_numbers: HashMap<String, u16>,
    /// The zones in the order of the file, as numbers of `zones`.
    file_zones: Vec<u16>,
    /// Country and code of each of `admins`.
    admin_codes: HashMap<(String, String), u16>,
    /// Rows of the first-level divisions, by the number that towns give.
    admins: Vec<PlaceId>,
    /// Hash of a folded name, and row; ascending. The lowest bit of the row's field tells an alias.
    index: Vec<(u64, u32)>,
    /// Hash of a first word, and the most words that a name with it has.
    first: HashMap<u64, u8>,
    countries: HashMap<[u8; 2], PlaceId>,
    /// Codes of countries whose names of places are spelled in English.
    english: Vec<[u8; 2]>,
    /// Codes of countries with states that stand for themselves.
    with_states: Vec<[u8; 2]>,
    abbreviations: HashMap<String, Vec<PlaceId>>,
    /// Adjectives of places that are no countries: "English".
    adjectives: HashMap<String, PlaceId>,
    capitals: Vec<PlaceId>,
    first_names: Vec<u64>,
    common: Vec<u64>,
}

impl Gazetteer {
    /// The places whose name is the longest at the beginning of `words`, and how many words it takes.
    pub fn find(&self, words: &[Word]) -> Option<(Vec<Candidate>, usize)> {
        let first = words.first()?;
        let most = usize::from(*self.first.get(&hash(canonical(&first.folded)))?).min(fold::run(words));
        (1..=most).rev().find_map(|count| {
            let candidates = self.named(&key(words[..count].iter().map(|word| word.folded.as_str())));
            (!candidates.is_empty()).then_some((candidates, count))
        })
    }

    /// The places with this folded name.
    fn named(&self, key: &str) -> Vec<Candidate> {
        let wanted = hash(key);
        let start = self.index.partition_point(|&(hash, _)| hash < wanted);
        let mut candidates: Vec<Candidate> = self.index[start..]
            .iter()
            .take_while(|&&(hash, _)| hash == wanted)
            .map(|&(_, row)| Candidate { place: row >> 1, alias: row & 1 == 1 })
            .collect();
        candidates.dedup_by_key(|candidate| candidate.place);
        candidates
    }

    /// The states or provinces that `word`, standing after a comma, abbreviates: "Tenn", "TN"; "WA" is one of two countries.
    pub fn abbreviation(&self, word: &Word) -> Option<&[PlaceId]> {
        let places = self.abbreviations.get(&word.folded)?;
        word.capital.then_some(places)
    }

    /// The place below a country whose adjective `word` is: "English".
    pub fn adjective(&self, word: &Word) -> Option<PlaceId> {
        self.adjectives.get(&word.folded).copied().filter(|_| word.capital)
    }

    /// The country with this code.
    pub fn country(&self, code: &str) -> Option<PlaceId> {
        self.countries.get(code.as_bytes()).copied()
    }

    /// The place as it is reported.
    pub fn value(&self, place: PlaceId) -> Option<PlaceValue> {
        let row = self.rows.get(place as usize)?;
        let admin1 =
            self.admins.get(usize::from(row.admin1)).and_then(|&admin| self.rows.get(admin as usize));
        let fine = |degrees: f32| (f64::from(degrees) * 1000.0).round() / 1000.0;
        Some(PlaceValue {
            name: self.text(row).into(),
            country: self.country_code(place).map(Into::into),
            admin1: admin1.filter(|_| row.kind < Kind::Province).map(|admin| self.text(admin).into()),
            lat: fine(row.lat),
            lon: fine(row.lon),
            radius_km: fine(row.radius),
            geonames: (row.geonames != 0).then_some(row.geonames),
            zone: self.zones.get(usize::from(row.zone)).cloned(),
            population: row.population,
        })
    }

    /// Its usual name.
    pub fn name(&self, place: PlaceId) -> &str {
        self.rows.get(place as usize).map_or("", |row| self.text(row))
    }

    /// What kind of place it is.
    pub fn kind(&self, place: PlaceId) -> Kind {
        self.rows.get(place as usize).map_or(Kind::Town, |row| row.kind)
    }

    /// Its inhabitants, 0 where not known.
    pub fn population(&self, place: PlaceId) -> u32 {
        self.rows.get(place as usize).map_or(0, |row| row.population)
    }

    /// Whether it is the capital of its country.
    pub fn is_capital(&self, place: PlaceId) -> bool {
        self.capitals.binary_search(&place).is_ok()
    }

    /// The capital of the country that `place` is or lies in.
    pub fn capital_of(&self, place: PlaceId) -> Option<PlaceId> {
        let country = self.country_code(place)?;
        self.capitals.iter().copied().find(|&capital| self.country_code(capital) == Some(country))
    }

    /// ISO 3166-1 code of its country.
    pub fn country_code(&self, place: PlaceId) -> Option<&str> {
        let row = self.rows.get(place as usize)?;
        std::str::from_utf8(&row.country).ok().filter(|code| code.as_bytes() != [0, 0])
    }

    /// Whether it lies where names of places have one spelling, that of English.
    pub fn is_spelled_in_english(&self, place: PlaceId) -> bool {
        self.rows.get(place as usize).is_some_and(|row| self.english.contains(&row.country))
    }

    /// Whether it lies in a country whose first-level divisions stand for themselves: "in Ohio", and not "in the province of".
    pub fn has_states(&self, place: PlaceId) -> bool {
        self.rows.get(place as usize).is_some_and(|row| self.with_states.contains(&row.country))
    }

    /// Whether it is such a division.
    pub fn is_state(&self, place: PlaceId) -> bool {
        self.kind(place) == Kind::Province && self.has_states(place)
    }

    /// Its first-level division; itself for one.
    pub fn admin1(&self, place: PlaceId) -> Option<PlaceId> {
        self.admins.get(usize::from(self.rows.get(place as usize)?.admin1)).copied()
    }

    /// Where an outlet is at home: the largest town of that name in its division and country, else the division, else the country.
    pub fn home(&self, outlet: &Outlet) -> Option<PlaceId> {
        let country = |place: PlaceId| self.country_code(place) == Some(outlet.country.as_str());
        let division = outlet
            .division
            .as_deref()
            .and_then(|name| self.called(name, |place| self.kind(place) == Kind::Province && country(place)));
        let unknown = outlet.division.is_some() && division.is_none();
        let town = outlet.town.as_deref().filter(|_| !unknown).and_then(|name| {
            self.called(name, |place| {
                let inside = division.is_none_or(|division| self.admin1(place) == Some(division));
                self.kind(place) == Kind::Town && country(place) && inside
            })
        });
        town.or(division).or_else(|| self.country(&outlet.country))
    }

    /// The most populous place of a name that `wanted` holds for.
    fn called(&self, name: &str, wanted: impl Fn(PlaceId) -> bool) -> Option<PlaceId> {
        let words = fold::words(name, Span::at(0, name.len()));
        let (candidates, _) = self.find(&words).filter(|(_, count)| *count == words.len())?;
        let places = candidates.into_iter().map(|candidate| candidate.place).filter(|&place| wanted(place));
        places.max_by_key(|&place| (self.population(place), std::cmp::Reverse(place)))
    }

    /// Distance of the two central points in kilometres.
    pub fn distance_km(&self, a: PlaceId, b: PlaceId) -> f64 {
        let point = |place: PlaceId| {
            self.rows.get(place as usize).map(|row| (f64::from(row.lat), f64::from(row.lon)))
        };
        match (point(a), point(b)) {
            (Some(a), Some(b)) => great_circle_km(a, b),
            _ => f64::INFINITY,
        }
    }

    /// Whether `outer` (a division, county, region or country) holds `inner`.
    pub fn holds(&self, outer: PlaceId, inner: PlaceId) -> bool {
        if outer == inner {
            return false;
        }
        match self.kind(outer) {
            Kind::Country => {
                self.country_code(outer) == self.country_code(inner) && self.kind(inner) != Kind::Country
            }
            Kind::Province if self.admin1(outer) == Some(outer) => self.admin1(inner) == Some(outer),
            Kind::Town | Kind::Facility => false,
            _ => {
                self.country_code(outer).is_none_or(|code| self.country_code(inner) == Some(code))
                    && self
                        .rows
                        .get(outer as usize)
                        .is_some_and(|row| self.distance_km(outer, inner) <= f64::from(row.radius))
            }
        }
    }

    /// Whether `folded` is a common first name of people.
    pub fn is_first_name(&self, folded: &str) -> bool {
        self.first_names.binary_search(&hash(folded)).is_ok()
    }

    /// Whether `folded` is a common English word besides.
    pub fn is_common(&self, folded: &str) -> bool {
        self.common.binary_search(&hash(folded)).is_ok()
    }

    fn text(&self, row: &Row) -> &str {
        let (start, len) = (row.name.0 as usize, usize::from(row.name.1));
        self.names.get(start..start + len).unwrap_or_default()
    }
}

fn hash(key: &str) -> u64 {
    xxh3_64(key.as_bytes())
}

/// The written forms of the Arabic article are one.
fn canonical(word: &str) -> &str {
    if fold::is_article(word) { "al" } else { word }
}

fn key<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut key = String::new();
    for word in words {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(match canonical(word) {
            "saint" => "st",
            "mount" => "mt",
            "fort" => "ft",
            word => word,
        });
    }
    key
}
