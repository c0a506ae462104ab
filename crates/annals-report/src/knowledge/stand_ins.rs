//! `knowledge/stand_ins.toml`: names that the network is shown in place of those of known countries and actors.

use std::collections::BTreeMap;

use annals_types::mention::ActorKind;
use serde::Deserialize;

use super::{Error, parse};

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
    /// Armed forces and alliances with names of their own.
    Force,
    /// Armed groups.
    ArmedGroup,
    /// Agencies, companies, offices.
    Organisation,
    /// News media.
    Outlet,
}

impl NameKind {
    /// The kind of an actor's name; none for persons and for people described, and for states, which are called by their countries.
    pub const fn of(kind: ActorKind) -> Option<Self> {
        match kind {
            ActorKind::Force => Some(Self::Force),
            ActorKind::ArmedGroup => Some(Self::ArmedGroup),
            ActorKind::Organisation => Some(Self::Organisation),
            ActorKind::Outlet => Some(Self::Outlet),
            ActorKind::State | ActorKind::Person | ActorKind::People => None,
        }
    }
}

/// The table, loaded.
#[derive(Debug, Default)]
pub struct StandIns {
    names: BTreeMap<NameKind, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    stand_in: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    kind: NameKind,
    name: String,
}

impl StandIns {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        let file: File = parse(TABLE, include_str!("../../../../knowledge/stand_ins.toml"))?;
        Ok(Self { names: file.stand_in.into_iter().map(|row| (row.kind, row.name)).collect() })
    }

    /// What is shown for a name of this kind; none where the name itself is.
    pub fn get(&self, kind: NameKind) -> Option<&str> {
        self.names.get(&kind).map(String::as_str)
    }
}
