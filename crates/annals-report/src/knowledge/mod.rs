//! The tables of `knowledge/`, loaded. Words of the domain live there, never in code.

pub mod actors;
pub mod blocks;
pub mod casualties;
pub mod cleaning;
pub mod countries;
pub mod fold;
pub mod gazetteer;
pub mod geonames;
pub mod holidays;
pub mod incident_types;
pub mod inflect;
pub mod names;
pub mod numbers;
pub mod offices;
pub mod outlets;
pub mod phrases;
pub mod place_words;
pub mod reality;
pub mod senses;
pub mod speech;
pub mod stand_ins;
pub mod telling;

use serde::{Deserialize, de::DeserializeOwned};

/// Everything a person could look up: immutable, shared by all readings.
#[derive(Debug)]
pub struct Knowledge {
    /// `knowledge/cleaning.toml`: cues of junk.
    pub cleaning: cleaning::Cleaning,
    /// `knowledge/blocks.txt`: which blocks of a page belong to its story.
    pub blocks: blocks::BlockScorer,
    /// `knowledge/incident_types.toml`: kinds of incidents with their trigger words and code-book names.
    pub incident_types: incident_types::IncidentTypes,
    /// `knowledge/casualties.toml`, `knowledge/people.toml`: words that tell who was hurt.
    pub casualties: casualties::Casualties,
    /// `knowledge/reality.toml`: words that tell whether an incident happened.
    pub reality: reality::RealityCues,
    /// `knowledge/names.toml`: kinds of names, and what names of people are made of.
    pub names: names::Names,
    /// `knowledge/numbers.toml`: words that say a number.
    pub numbers: numbers::Numbers,
    /// `knowledge/senses.tsv.zst`: dictionary forms and meanings of words for what happens.
    pub senses: senses::Senses,
    /// `knowledge/speech.toml`: verbs by which a speaker denies or doubts.
    pub speech: speech::Speech,
    /// `knowledge/stand_ins.toml`: names that the network is shown for those of known actors.
    pub stand_ins: stand_ins::StandIns,
    /// `knowledge/telling.toml`: words that part incidents and hold somebody responsible.
    pub telling: telling::Telling,
    /// `knowledge/actors.toml`: states, forces, groups, agencies with their aliases.
    pub actors: actors::Actors,
    /// `knowledge/holidays.toml`: days that news calls by name.
    pub holidays: holidays::Holidays,
    /// `knowledge/offices.toml`: who held which office from when to when.
    pub offices: offices::Offices,
    /// `knowledge/outlets.toml`, `knowledge/stations.toml`, `knowledge/outlets_learned.toml`: where news outlets are at home.
    pub outlets: outlets::Outlets,
    /// `knowledge/places`: towns, provinces, countries with coordinates and zones.
    pub gazetteer: gazetteer::Gazetteer,
    /// `knowledge/place_words.toml`: words that tell names of places.
    pub place_words: place_words::PlaceWords,
}

impl Knowledge {
    /// The tables compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        Ok(Self {
            cleaning: cleaning::Cleaning::shipped()?,
            blocks: blocks::BlockScorer::shipped()?,
            incident_types: incident_types::IncidentTypes::shipped()?,
            casualties: casualties::Casualties::shipped()?,
            reality: reality::RealityCues::shipped()?,
            names: names::Names::shipped()?,
            numbers: numbers::Numbers::shipped()?,
            senses: senses::Senses::shipped()?,
            speech: speech::Speech::shipped()?,
            stand_ins: stand_ins::StandIns::shipped()?,
            telling: telling::Telling::shipped()?,
            actors: actors::Actors::shipped()?,
            holidays: holidays::Holidays::shipped()?,
            offices: offices::Offices::shipped()?,
            outlets: outlets::Outlets::shipped()?,
            gazetteer: gazetteer::Gazetteer::shipped()?,
            place_words: place_words::PlaceWords::shipped()?,
        })
    }
}

impl Knowledge {
    /// The tables compiled into the program, and places that a user [imported](geonames::Import).
    pub fn with_places(table: &str) -> Result<Self, Error> {
        let mut knowledge = Self::shipped()?;
        knowledge.gazetteer.import(table)?;
        Ok(knowledge)
    }
}

macro_rules! tables {
    ($($file:literal),* $(,)?) => {
        &[$(($file, include_bytes!(concat!("../../../../knowledge/", $file)))),*]
    };
}

/// The files of `knowledge/` that are compiled in, by name.
const TABLES: &[(&str, &[u8])] = tables![
    "actors.toml",
    "blocks.txt",
    "casualties.toml",
    "cleaning.toml",
    "countries.toml",
    "holidays.toml",
    "incident_types.toml",
    "landscape.toml",
    "names.toml",
    "numbers.toml",
    "offices.toml",
    "outlets.toml",
    "outlets_learned.toml",
    "people.toml",
    "place_words.toml",
    "places.toml",
    "places.tsv.zst",
    "reality.toml",
    "roles.toml",
    "senses.tsv.zst",
    "speech.toml",
    "spellings.toml",
    "stand_ins.toml",
    "stations.toml",
    "telling.toml",
    "world_domains.toml",
];

/// The hash of all tables of [`Knowledge::shipped`], names included: what a reading depends on beside the program.
pub fn shipped_hash() -> u64 {
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    for (file, bytes) in TABLES {
        hash.update(file.as_bytes());
        hash.update(&(bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    hash.digest()
}

/// A table that could not be loaded.
#[derive(Debug, thiserror::Error)]
#[error("{table}: {reason}")]
pub struct Error {
    table: String,
    reason: String,
}

impl Error {
    /// `table` is the file's name, such as `knowledge/actors.toml`.
    pub fn new(table: &str, reason: impl ToString) -> Self {
        Self { table: table.into(), reason: reason.to_string() }
    }
}

/// Parses `text`, the contents of `table`.
#[allow(dead_code, reason = "tables arrive one by one")]
pub(crate) fn parse<T: DeserializeOwned>(table: &str, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|error| Error::new(table, error))
}

/// A table of groups, each with its source, of rows of one kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grouped<Row> {
    group: Vec<Group<Row>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group<Row> {
    #[serde(rename = "source")]
    _source: String,
    rows: Vec<Row>,
}

/// The rows of all groups of `text`, the contents of `table`.
pub(crate) fn parse_rows<Row: DeserializeOwned>(table: &str, text: &str) -> Result<Vec<Row>, Error> {
    let grouped: Grouped<Row> = parse(table, text)?;
    Ok(grouped.group.into_iter().flat_map(|group| group.rows).collect())
}

#[cfg(test)]
mod tests;
