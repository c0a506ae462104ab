//! `knowledge/countries.toml`: names, adjectives and central points of countries.

use std::collections::{HashMap, HashSet};

use annals_types::Span;
use serde::Deserialize;

use super::{Error, fold, parse};

/// One country or territory.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Names, the usual one first.
    pub names: Vec<String>,
    /// Adjectives and names of its people, the adjective first.
    pub demonyms: Vec<String>,
    /// Capital, where there is one.
    pub capital: Option<String>,
    /// Latitude of a central point, degrees.
    pub lat: f64,
    /// Longitude, degrees.
    pub lon: f64,
    /// Radius of a circle of about its area.
    pub radius_km: f64,
    /// Inhabitants.
    pub population: u32,
    /// `GeoNames` id.
    pub geonames: u32,
    /// IANA zone, where it has one.
    pub zone: Option<String>,
    /// Whether names of its places have one spelling, that of English.
    #[serde(default)]
    pub english: bool,
    /// Whether its first-level divisions are named as countries are: without the country, and of their towns.
    #[serde(default)]
    pub states: bool,
}

impl Country {
    /// The usual name.
    pub fn name(&self) -> &str {
        self.names.first().map_or(&self.code, String::as_str)
    }

    /// The adjective, else the name.
    pub fn adjective(&self) -> &str {
        self.demonyms.first().map_or_else(|| self.name(), String::as_str)
    }
}

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Countries {
    rows: Vec<Country>,
    by_code: HashMap<String, usize>,
    names: fold::Phrases,
    demonyms: fold::Phrases,
    capitals: fold::Phrases,
    /// Names that are abbreviations, folded.
    abbreviations: HashSet<String>,
    /// For each name of one word, folded, how many of its letters are doubled: "Cameron" is not "Cameroon".
    doubled: HashMap<String, Vec<u8>>,
}

#[derive(Deserialize)]
struct Table {
    country: Vec<Country>,
}

impl Countries {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        let table: Table =
            parse("knowledge/countries.toml", include_str!("../../../../knowledge/countries.toml"))?;
        let mut countries = Self { rows: table.country, ..Self::default() };
        for (index, row) in countries.rows.iter().enumerate() {
            countries.by_code.insert(row.code.clone(), index);
            row.names.iter().for_each(|name| countries.names.add(name, index as u32));
            for name in &row.names {
                if let [word] = &fold::words(name, Span::at(0, name.len()))[..] {
                    countries.doubled.entry(word.folded.clone()).or_default().push(word.doubled);
                    if word.all_capital {
                        countries.abbreviations.insert(word.folded.clone());
                    }
                }
            }
            row.demonyms.iter().for_each(|name| countries.demonyms.add(name, index as u32));
            row.capital.iter().for_each(|name| countries.capitals.add(name, index as u32));
        }
        Ok(countries)
    }

    /// All rows, by code.
    pub fn rows(&self) -> &[Country] {
        &self.rows
    }

    /// The country with this ISO 3166-1 code.
    pub fn get(&self, code: &str) -> Option<&Country> {
        self.rows.get(*self.by_code.get(code)?)
    }

    /// The country whose name begins `words`, and how many words it takes.
    pub fn named(&self, words: &[fold::Word]) -> Option<(&Country, usize)> {
        self.first(&self.names, words).filter(|(_, count)| *count > 1 || self.is_spelled(&words[0]))
    }

    /// Whether the letters of a word are doubled as in the name of a country that it is taken for.
    pub fn is_spelled(&self, word: &fold::Word) -> bool {
        self.doubled.get(&word.folded).is_none_or(|known| known.contains(&word.doubled))
    }

    /// Whether a word would be the abbreviation of a country's name if it stood in capitals: "Car" for CAR.
    pub fn lacks_capitals(&self, word: &fold::Word) -> bool {
        !word.all_capital && self.abbreviations.contains(&word.folded)
    }

    /// The country whose adjective begins `words`, and how many words it takes.
    pub fn demonym(&self, words: &[fold::Word]) -> Option<(&Country, usize)> {
        self.first(&self.demonyms, words)
    }

    /// The country whose capital begins `words`, and how many words it takes.
    pub fn capital(&self, words: &[fold::Word]) -> Option<(&Country, usize)> {
        self.first(&self.capitals, words)
    }

    fn first(&self, phrases: &fold::Phrases, words: &[fold::Word]) -> Option<(&Country, usize)> {
        let found = phrases.longest(words)?;
        Some((self.rows.get(*found.ids.first()? as usize)?, found.words))
    }
}
