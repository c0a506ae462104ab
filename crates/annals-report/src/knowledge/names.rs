//! `knowledge/names.toml`: what kind of thing a name names.

use annals_types::layers::EntityKind;
use serde::Deserialize;

use super::{Error, inflect::words, parse, phrases::Phrases};

const TABLE: &str = "knowledge/names.toml";

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Names {
    /// Words that names have in them, the last one deciding.
    pub heads: Phrases<EntityKind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    head: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    kind: EntityKind,
    words: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

impl Names {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        let file: File = parse(TABLE, include_str!("../../../../knowledge/names.toml"))?;
        let mut table = Self::default();
        for row in &file.head {
            for word in &row.words {
                table.heads.insert(&words(word), row.kind);
            }
        }
        Ok(table)
    }
}
