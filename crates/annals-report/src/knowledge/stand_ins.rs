//! `knowledge/stand_ins.toml`: names that the network is shown in place of those of known countries and actors.

use std::collections::BTreeMap;

use annals_types::mention::ActorKind;
use serde::Deserialize;

use super::{
    Error,
    fold::{Phrases, Word},
    parse,
};

const TABLE: &str = "knowledge/stand_ins.toml";

/// What kind of name a stand-in is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameKind {
    /// "Peru".
    Country,
    /// "Peruvian".
    Adjective,
    /// "Peruvians".
    People,
    /// Governments by other names than that of their country.
    State,
    /// Armed forces and alliances.
    Force,
    /// Armed groups.
    ArmedGroup,
    /// Agencies, companies, offices.
    Organisation,
    /// News media.
    Outlet,
}

impl NameKind {
    /// The kind of an actor's name; none for persons and for people described.
    pub const fn of(kind: ActorKind) -> Option<Self> {
        match kind {
            ActorKind::Force => Some(Self::Force),
            ActorKind::ArmedGroup => Some(Self::ArmedGroup),
            ActorKind::Organisation => Some(Self::Organisation),
            ActorKind::Outlet => Some(Self::Outlet),
            ActorKind::State => Some(Self::State),
            ActorKind::Person | ActorKind::People => None,
        }
    }
}

/// The table, loaded.
#[derive(Debug, Default)]
pub struct StandIns {
    names: BTreeMap<NameKind, String>,
    /// With a prefix that a hyphen joins to it: "anti-Taliban".
    prefixed: BTreeMap<(NameKind, String), String>,
    bodies: Phrases,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    prefixes: Vec<String>,
    stand_in: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    kind: NameKind,
    name: String,
    #[serde(default)]
    bodies: Vec<String>,
}

impl StandIns {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        let file: File = parse(TABLE, include_str!("../../../../knowledge/stand_ins.toml"))?;
        let mut table = Self::default();
        for row in file.stand_in {
            row.bodies.iter().for_each(|noun| table.bodies.add(noun, 0));
            for prefix in &file.prefixes {
                table.prefixed.insert((row.kind, prefix.clone()), format!("{prefix}-{}", row.name));
            }
            table.names.insert(row.kind, row.name);
        }
        Ok(table)
    }

    /// What is shown for a name of this kind; none where the name itself is.
    pub fn get(&self, kind: NameKind) -> Option<&str> {
        self.names.get(&kind).map(String::as_str)
    }

    /// What is shown for such a name after `prefix` and a hyphen, "anti" in any writing; none where the table lacks one of the two.
    pub fn prefixed(&self, kind: NameKind, prefix: &str) -> Option<&str> {
        self.prefixed.get(&(kind, prefix.to_lowercase())).map(String::as_str)
    }

    /// Whether `words` are a noun that, after a country, names a whole body ("army") and not some of its people or things
    /// ("soldiers", "jets").
    pub fn is_body(&self, words: &[Word]) -> bool {
        self.bodies.longest(words).is_some_and(|found| found.words == words.len())
    }
}
