//! How the gazetteer is filled from its tables.

use std::{collections::HashMap, io::Read};

use annals_types::Span;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::{Gazetteer, Kind, NONE, PlaceId, Row, hash, key};
use crate::knowledge::{
    Error,
    countries::Countries,
    fold,
    geonames::{HEAD, Place},
    parse_rows,
};

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

/// Further spellings of the places that a name has in a country.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpellingRow {
    name: String,
    country: String,
    spellings: Vec<String>,
}

const SPELLINGS: (&str, &str) =
    ("knowledge/spellings.toml", include_str!("../../../../../knowledge/spellings.toml"));
const HAND_TABLES: [(&str, &str); 2] = [
    ("knowledge/places.toml", include_str!("../../../../../knowledge/places.toml")),
    ("knowledge/landscape.toml", include_str!("../../../../../knowledge/landscape.toml")),
];
const TOWNS: &str = "knowledge/places.tsv.zst";
/// The unpacked list is 8 MB; anything far larger is not that list.
const MOST_BYTES: u64 = 64 << 20;

impl Gazetteer {
    /// The tables compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        let mut text = String::new();
        let packed: &[u8] = include_bytes!("../../../../../knowledge/places.tsv.zst");
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
        gazetteer.add_spellings()?;
        gazetteer.index.sort_unstable();
        gazetteer.index.dedup();
        gazetteer.index.shrink_to_fit();
        gazetteer.find_capitals(&countries);
        gazetteer.first_names.sort_unstable();
        gazetteer.common.sort_unstable();
        Ok(gazetteer)
    }

    /// Adds the spellings of [`SPELLINGS`]. The index is sorted before, and is not after it.
    fn add_spellings(&mut self) -> Result<(), Error> {
        let (table, text) = SPELLINGS;
        let rows: Vec<SpellingRow> = parse_rows(table, text)?;
        let named: Vec<Vec<PlaceId>> =
            rows.iter().map(|row| self.of_country(&row.name, &row.country)).collect();
        for (row, places) in rows.iter().zip(named) {
            if places.is_empty() {
                let reason = format!("`{}` is no place of {}; mend the name", row.name, row.country);
                return Err(Error::new(table, reason));
            }
            for place in places {
                for spelling in &row.spellings {
                    self.add_alias(spelling, place);
                }
            }
        }
        Ok(())
    }

    /// The places of a country that are called `name` in their own row: a town, and a division of the same name.
    fn of_country(&self, name: &str, country: &str) -> Vec<PlaceId> {
        let candidates = self.named(&key(fold::key(name).iter().map(String::as_str)));
        let own = candidates.iter().filter(|found| !found.alias).map(|found| found.place);
        own.filter(|&place| self.country_code(place) == Some(country)).collect()
    }

    /// Adds the places of an imported table. Of a place that is here already only the new spellings are taken.
    ///
    /// # Errors
    ///
    /// When `table` is not one that [`Import::table`](crate::knowledge::geonames::Import::table) gave.
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
    pub(super) fn zone(&mut self, zone: &str) -> u16 {
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
