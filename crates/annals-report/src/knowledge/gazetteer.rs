//! `knowledge/places.tsv.zst`, `knowledge/places.toml`, `knowledge/landscape.toml` and the central points of `knowledge/countries.toml`: towns, provinces,
//! counties, countries, waters and well-known facilities.
//!
//! A hundred and fifty thousand places and twice as many names: rows are packed, names are found by the hash of their folded words.

use std::{collections::HashMap, io::Read};

use annals_types::{
    Span,
    mention::{PlaceValue, great_circle_km},
};
use jiff::tz::TimeZone;
use serde::Deserialize;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    Error,
    countries::Countries,
    fold::{self, Word},
    geonames::{HEAD, Place},
    outlets::Outlet,
    parse_rows,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HandRow {
    name: String,
    aliases: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    kind: Kind,
    country: Option<String>,
    admin1: Option<String>,
    lat: f32,
    lon: f32,
    radius_km: f32,
    #[serde(default)]
    population: u32,
    #[serde(default)]
    geonames: u32,
    zone: Option<String>,
}

const HAND_TABLES: [(&str, &str); 2] = [
    ("knowledge/places.toml", include_str!("../../../../knowledge/places.toml")),
    ("knowledge/landscape.toml", include_str!("../../../../knowledge/landscape.toml")),
];
const TOWNS: &str = "knowledge/places.tsv.zst";
/// The unpacked list is 8 MB; anything far larger is not that list.
const MOST_BYTES: u64 = 64 << 20;

impl Gazetteer {
    /// The tables compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        let mut text = String::new();
        let packed: &[u8] = include_bytes!("../../../../knowledge/places.tsv.zst");
        zstd::Decoder::new(packed)
            .and_then(|decoder| decoder.take(MOST_BYTES).read_to_string(&mut text))
            .map_err(|error| Error::new(TOWNS, error))?;
        let mut gazetteer = Self::default();
        let countries = Countries::shipped()?;
        gazetteer.add_countries(&countries);
        for (number, line) in text.lines().enumerate() {
            gazetteer.add_line(line).ok_or_else(|| {
                Error::new(TOWNS, format!("line {} has not the fields of its kind", number + 1))
            })?;
        }
        for (table, text) in HAND_TABLES {
            let rows: Vec<HandRow> = parse_rows(table, text)?;
            for row in rows {
                gazetteer.add_hand_row(&row);
            }
        }
        gazetteer.index.sort_unstable();
        gazetteer.index.dedup();
        gazetteer.index.shrink_to_fit();
        gazetteer.find_capitals(&countries);
        gazetteer.first_names.sort_unstable();
        gazetteer.common.sort_unstable();
        Ok(gazetteer)
    }

    /// Adds the places of an imported table. Of a place that is here already only the new spellings are taken.
    ///
    /// # Errors
    ///
    /// When `table` is not one that [`Import::table`](super::geonames::Import::table) gave.
    pub fn import(&mut self, table: &str) -> Result<(), Error> {
        let bad = |reason: &str| Error::new("the imported places", reason);
        let mut lines = table.lines();
        if lines.next() != Some(HEAD) {
            return Err(bad("not written by this version of annals gazetteer import; import the dump anew"));
        }
        let known: HashMap<u32, PlaceId> = (0..)
            .zip(&self.rows)
            .filter(|(_, row)| row.geonames != 0)
            .map(|(place, row)| (row.geonames, place))
            .collect();
        for (number, line) in lines.enumerate() {
            let place = Place::read(line)
                .ok_or_else(|| bad(&format!("line {} is damaged; import the dump anew", number + 2)))?;
            if let Some(&known) = known.get(&place.geonames) {
                let names = std::iter::once(place.name).chain(place.aliases.iter().copied());
                names.for_each(|name| self.add_alias(name, known));
                continue;
            }
            let mut row = self.row(place.name, place.kind, place.country);
            (row.lat, row.lon) = (place.lat, place.lon);
            (row.population, row.geonames) = (place.population, place.geonames);
            row.zone = self.imported_zone(place.zone);
            let division = (place.country.to_owned(), place.admin1.to_owned());
            row.admin1 = self.admin_codes.get(&division).copied().unwrap_or(NONE);
            row.radius = match place.kind {
                Kind::Town => town_radius_km(place.population),
                Kind::Facility => 2.0,
                _ => 15.0,
            };
            self.add(row, &[place.name], &place.aliases);
        }
        self.index.sort_unstable();
        self.index.dedup();
        Ok(())
    }

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

    fn add_countries(&mut self, countries: &Countries) {
        for country in countries.rows() {
            let mut row = self.row(country.name(), Kind::Country, &country.code);
            (row.lat, row.lon) = (country.lat as f32, country.lon as f32);
            row.radius = country.radius_km as f32;
            (row.population, row.geonames) = (country.population, country.geonames);
            row.zone = country.zone.as_deref().map_or(NONE, |zone| self.zone(zone));
            let country_code = row.country;
            let place = self.add(row, &country.names[..1], &country.names[1..]);
            self.countries.insert(country_code, place);
            self.english.extend(country.english.then_some(country_code));
            self.with_states.extend(country.states.then_some(country_code));
        }
    }

    /// The most populous town of the capital's name in each country.
    fn find_capitals(&mut self, countries: &Countries) {
        for country in countries.rows() {
            let Some(capital) = &country.capital else { continue };
            let named = self.named(&key(fold::key(capital).iter().map(String::as_str)));
            let own = named.iter().map(|candidate| candidate.place).filter(|&place| {
                self.kind(place) == Kind::Town && self.country_code(place) == Some(country.code.as_str())
            });
            self.capitals.extend(own.max_by_key(|&place| self.population(place)));
        }
        self.capitals.sort_unstable();
    }

    fn add_line(&mut self, line: &str) -> Option<()> {
        let (kind, rest) = line.split_once('\t')?;
        let mut fields = rest.split('\t');
        let mut next = || fields.next();
        match kind {
            "Z" => {
                let zone = self.zone(next()?);
                self.file_zones.push(zone);
            }
            "P" => self.first_names.push(hash(next()?)),
            "W" => self.common.push(hash(next()?)),
            "A" => {
                let (country, code, name) = (next()?, next()?, next()?);
                self.admin_codes.insert((country.into(), code.into()), self.admins.len() as u16);
                let mut row = self.row(name, Kind::Province, country);
                (row.lat, row.lon) = (next()?.parse().ok()?, next()?.parse().ok()?);
                row.radius = next()?.parse().ok()?;
                row.geonames = next()?.parse().ok()?;
                row.admin1 = self.admins.len() as u16;
                let aliases = next()?;
                let place = self.add(row, &[name], &[""; 0]);
                self.admins.push(place);
                for alias in aliases.split('|').filter(|alias| !alias.is_empty()) {
                    self.abbreviations.entry(fold::fold(alias)).or_default().push(place);
                }
            }
            "D" => {
                let (country, admin1, name) = (next()?, next()?.parse::<u16>().ok()?, next()?);
                let mut row = self.row(name, Kind::District, country);
                (row.lat, row.lon) = (next()?.parse().ok()?, next()?.parse().ok()?);
                row.radius = next()?.parse().ok()?;
                row.admin1 = admin1;
                self.add(row, &[name], bare_county(name).as_slice());
            }
            "T" => {
                let (country, admin1) = (next()?, next()?.parse::<i32>().ok()?);
                let (lat, lon): (f32, f32) = (next()?.parse().ok()?, next()?.parse().ok()?);
                let population: u32 = next()?.parse().ok()?;
                let zone = next()?.parse::<u16>().ok()?;
                let geonames = next()?.parse().ok()?;
                let name = next()?;
                let mut row = self.row(name, Kind::Town, country);
                (row.lat, row.lon) = (lat / 100.0, lon / 100.0);
                (row.population, row.geonames) = (population, geonames);
                row.zone = self.file_zones.get(usize::from(zone)).copied().unwrap_or(NONE);
                row.admin1 = u16::try_from(admin1).unwrap_or(NONE);
                row.radius = town_radius_km(population);
                let aliases: Vec<&str> = next()?.split('|').filter(|alias| !alias.is_empty()).collect();
                self.add(row, &[name], &aliases);
            }
            _ => return None,
        }
        Some(())
    }

    fn add_hand_row(&mut self, hand: &HandRow) {
        let mut row = self.row(&hand.name, hand.kind, hand.country.as_deref().unwrap_or_default());
        (row.lat, row.lon, row.radius) = (hand.lat, hand.lon, hand.radius_km);
        (row.population, row.geonames) = (hand.population, hand.geonames);
        row.zone = hand.zone.as_deref().map_or(NONE, |zone| self.zone(zone));
        let admin1 = hand.admin1.as_deref().unwrap_or_default();
        let number = self.admins.iter().position(|&admin| {
            self.rows
                .get(admin as usize)
                .is_some_and(|other| other.country == row.country && self.text(other) == admin1)
        });
        row.admin1 = number.map_or(NONE, |number| number as u16);
        let place = self.add(row, &[&hand.name], &hand.aliases);
        self.adjectives.extend(hand.adjectives.iter().map(|adjective| (fold::fold(adjective), place)));
    }

    /// The number of `zone`, a new one where it is not there yet; none where there are more than numbers.
    fn zone(&mut self, zone: &str) -> u16 {
        if let Some(&known) = self.zone_numbers.get(zone) {
            return known;
        }
        let number = u16::try_from(self.zones.len()).unwrap_or(NONE);
        if number != NONE {
            self.zones.push(zone.into());
            self.zone_numbers.insert(zone.into(), number);
        }
        number
    }

    /// The same for a zone that a table from outside names; none where it is no zone of IANA.
    fn imported_zone(&mut self, zone: &str) -> u16 {
        if let Some(&known) = self.zone_numbers.get(zone) {
            return known;
        }
        // Its usual spelling, since the names of zones are found in any case.
        let known = TimeZone::get(zone).ok();
        known.as_ref().and_then(TimeZone::iana_name).map_or(NONE, |name| self.zone(name))
    }

    fn row(&mut self, name: &str, kind: Kind, country: &str) -> Row {
        let start = self.names.len() as u32;
        self.names.push_str(name);
        let country = <[u8; 2]>::try_from(country.as_bytes()).unwrap_or([0, 0]);
        Row {
            name: (start, name.len() as u16),
            kind,
            country,
            admin1: NONE,
            zone: NONE,
            lat: 0.0,
            lon: 0.0,
            radius: 0.0,
            population: 0,
            geonames: 0,
        }
    }

    fn add(&mut self, row: Row, names: &[impl AsRef<str>], aliases: &[impl AsRef<str>]) -> PlaceId {
        let place = self.rows.len() as PlaceId;
        let mut dropped_article = None;
        for name in names {
            let words = fold::words(name.as_ref(), Span::at(0, name.as_ref().len()));
            let whole = key(words.iter().map(|word| word.folded.as_str()));
            if let Some((first, rest)) = whole.split_once(' ') {
                // "Qaim" is also found for "Al Qa'im"; El Paso stays whole.
                let arabic = self
                    .zones
                    .get(usize::from(row.zone))
                    .is_some_and(|zone| zone.starts_with('A') && !zone.starts_with("Am"));
                if first == "al" && arabic {
                    dropped_article = Some(rest.to_owned());
                }
            }
            self.add_key(&whole, place << 1);
        }
        if let Some(rest) = dropped_article {
            self.add_key(&rest, place << 1 | 1);
        }
        for alias in aliases {
            self.add_alias(alias.as_ref(), place);
        }
        self.rows.push(row);
        place
    }

    fn add_alias(&mut self, alias: &str, place: PlaceId) {
        let whole = if alias.is_ascii() && alias.bytes().all(|b| b.is_ascii_lowercase() || b == b' ') {
            key(alias.split(' '))
        } else {
            key(fold::key(alias).iter().map(String::as_str))
        };
        self.add_key(&whole, place << 1 | 1);
    }

    fn add_key(&mut self, key: &str, row: u32) {
        if key.is_empty() {
            return;
        }
        self.index.push((hash(key), row));
        let (first, count) = (key.split(' ').next().unwrap_or(key), key.split(' ').count().min(12) as u8);
        let most = self.first.entry(hash(first)).or_default();
        *most = count.max(*most);
    }
}

/// "Sarpy" of "Sarpy County", "Mayo" of "County Mayo".
fn bare_county(name: &str) -> Option<&str> {
    name.strip_suffix(" County")
        .or_else(|| name.strip_suffix(" Parish"))
        .or_else(|| name.strip_prefix("County "))
}

/// Radius of a circle that holds a town of so many people, kilometres: 2 for 10,000, 20 for a million.
fn town_radius_km(population: u32) -> f32 {
    (population as f32).sqrt().mul_add(0.02, 0.0).clamp(2.0, 30.0)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_loads_fast_and_finds_by_any_spelling() {
        let gazetteer = Gazetteer::shipped().unwrap();
        for (name, country) in [
            ("Arbil", "IQ"),
            ("Irbil", "IQ"),
            ("al-Qaim", "IQ"),
            ("Deir ez-Zor", "SY"),
            ("Deir al-Zour", "SY"),
            ("Khan Yunis", "PS"),
            ("São Paulo", "BR"),
            ("St. Petersburg", "RU"),
            ("Bakhmut", "UA"),
        ] {
            let words = fold::words(name, Span::at(0, name.len()));
            let (candidates, count) = gazetteer.find(&words).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(count, words.len(), "{name}");
            let countries: Vec<_> =
                candidates.iter().filter_map(|found| gazetteer.country_code(found.place)).collect();
            assert!(countries.contains(&country), "{name}: {countries:?}");
        }
    }

    #[test]
    fn imported_places_stand_beside_the_others() {
        let mut gazetteer = Gazetteer::shipped().unwrap();
        let find = |gazetteer: &Gazetteer, name: &str| {
            let words = fold::words(name, Span::at(0, name.len()));
            let whole = gazetteer.find(&words).filter(|(_, count)| *count == words.len());
            whole.map_or_else(Vec::new, |(candidates, _)| candidates)
        };
        assert!(find(&gazetteer, "Zorvaniqa").is_empty());
        let erbil = find(&gazetteer, "Erbil");
        let erbil = erbil.iter().find(|found| gazetteer.population(found.place) > 500_000).unwrap().place;
        let id = gazetteer.value(erbil).unwrap().geonames.unwrap();
        let table = format!(
            "{HEAD}\nT\tIQ\t07\t33.2500\t44.5000\t1200\tAsia/Baghdad\t900000001\tZorvaniqa\tzurvaniqah\n\
             T\tIQ\t11\t36.19\t44.01\t932800\tAsia/Baghdad\t{id}\tErbil\tqorvathul\n"
        );
        gazetteer.import(&table).unwrap();
        for name in ["Zorvaniqa", "Zurvaniqah", "al-Zorvaniqa"] {
            let found = find(&gazetteer, name);
            assert!(name.starts_with("al-") || found.len() == 1, "{name}");
            let Some(found) = found.first() else { continue };
            let value = gazetteer.value(found.place).unwrap();
            assert_eq!((value.country.as_deref(), value.admin1.as_deref()), (Some("IQ"), Some("Baghdad")));
        }
        // Another spelling of a town that is known is no second town.
        assert_eq!(
            find(&gazetteer, "Qorvathul").iter().map(|found| found.place).collect::<Vec<_>>(),
            [erbil]
        );
        assert!(gazetteer.import("Zorvaniqa").is_err());
        assert!(gazetteer.import(&format!("{HEAD}\nT\tIQ")).is_err());
    }

    #[test]
    fn only_zones_that_are_known_are_imported() {
        let mut gazetteer = Gazetteer::default();
        let zones = ["Asia/Baghdad", "asia/baghdad", "Asia/Zorvaniqa", "", "Europe/Vienna"];
        let line =
            |(number, zone): (usize, &str)| format!("T\tIQ\t07\t33\t44\t0\t{zone}\t{}\tA\t\n", number + 1);
        let table: String = zones.into_iter().enumerate().map(line).collect();
        gazetteer.import(&format!("{HEAD}\n{table}")).unwrap();
        let found: Vec<_> = (0..5).map(|place| gazetteer.value(place).unwrap().zone).collect();
        let found: Vec<_> = found.iter().map(Option::as_deref).collect();
        assert_eq!(found, [Some("Asia/Baghdad"), Some("Asia/Baghdad"), None, None, Some("Europe/Vienna")]);
    }

    #[test]
    fn more_zones_than_numbers_are_none() {
        let mut gazetteer = Gazetteer::default();
        let numbers: Vec<u16> = (0..=u32::from(NONE) + 1).map(|n| gazetteer.zone(&n.to_string())).collect();
        assert_eq!(numbers[7], 7);
        assert_eq!(numbers[usize::from(NONE)..], [NONE, NONE]);
        assert_eq!(gazetteer.zone("7"), 7);
        assert_eq!(gazetteer.zones.len(), usize::from(NONE));
    }

    #[test]
    fn a_state_holds_its_towns() {
        let gazetteer = Gazetteer::shipped().unwrap();
        let find = |name: &str, country: &str, kind: Kind| {
            let words = fold::words(name, Span::at(0, name.len()));
            let (candidates, _) = gazetteer.find(&words).unwrap();
            candidates
                .iter()
                .map(|found| found.place)
                .find(|&place| {
                    gazetteer.country_code(place) == Some(country) && gazetteer.kind(place) == kind
                })
                .unwrap()
        };
        let illinois = find("Illinois", "US", Kind::Province);
        assert!(
            gazetteer.holds(illinois, find("Peoria", "US", Kind::Town))
                || gazetteer.holds(illinois, find("Chicago", "US", Kind::Town))
        );
        assert!(!gazetteer.holds(illinois, find("Boston", "US", Kind::Town)));
        assert!(gazetteer.holds(find("Iraq", "IQ", Kind::Country), find("Mosul", "IQ", Kind::Town)));
    }
}
