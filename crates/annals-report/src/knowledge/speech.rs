//! `knowledge/speech.toml`: words that tell that somebody says something.

use annals_types::statement::Stance;
use serde::Deserialize;

use super::{
    Error,
    inflect::{verb, words},
    parse,
    phrases::Phrases,
};

const TABLE: &str = "knowledge/speech.toml";

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Speech {
    /// Verbs of saying, in all their forms.
    pub verbs: Phrases<Stance>,
    /// Phrases that the source follows: "according to".
    pub phrases: Phrases<Stance>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verbs: Vec<Row>,
    phrases: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    stance: Stance,
    words: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

impl Speech {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        let file: File = parse(TABLE, include_str!("../../../../knowledge/speech.toml"))?;
        let mut table = Self::default();
        for row in &file.verbs {
            for forms in row.words.iter().map(|word| verb(word)) {
                for words in [&forms.past, &forms.participle, &forms.base, &forms.third, &forms.gerund] {
                    table.verbs.insert(words, row.stance);
                }
            }
        }
        for row in &file.phrases {
            for phrase in &row.words {
                table.phrases.insert(&words(phrase), row.stance);
            }
        }
        Ok(table)
    }
}
