//! `knowledge/names.toml`: what kind of thing a name names, and what names of people are made of.

use std::collections::BTreeSet;

use annals_types::layers::EntityKind;
use serde::Deserialize;

use super::{Error, inflect::words, parse, phrases::Phrases};

const TABLE: &str = "knowledge/names.toml";

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Names {
    /// Words that names have in them, the last one deciding.
    pub heads: Phrases<EntityKind>,
    /// Titles and particles that stand in names of people and tell none from another.
    pub particles: BTreeSet<String>,
    /// Titles that stand before names of people, written out.
    pub titles: BTreeSet<String>,
    /// Titles in short, and those of courtesy.
    short_titles: BTreeSet<String>,
    spellings: Vec<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    head: Vec<Row>,
    particles: Words,
    titles: Words,
    short_titles: Words,
    spellings: Vec<Words>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: BTreeSet<String>,
    #[serde(rename = "source")]
    _source: String,
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
        let mut table = Self {
            particles: file.particles.words,
            titles: file.titles.words,
            short_titles: file.short_titles.words,
            spellings: file.spellings,
            ..Self::default()
        };
        for row in &file.head {
            for word in &row.words {
                table.heads.insert(&words(word), row.kind);
            }
        }
        Ok(table)
    }

    /// Whether a word, in lower case, is a title of people: "general", "mr".
    pub fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word) || self.short_titles.contains(word)
    }

    /// Whether two words are known to be spellings of one name.
    pub fn are_spellings(&self, a: &str, b: &str) -> bool {
        self.spellings.iter().any(|row| row.words.contains(a) && row.words.contains(b))
    }
}
