//! `knowledge/speech.toml`: words of saying by which the speaker does not stand behind what is said.

use annals_types::statement::Stance;
use serde::Deserialize;

use super::{Error, inflect::verb, parse, phrases::Phrases};

const TABLE: &str = "knowledge/speech.toml";

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Speech {
    /// Verbs in all their forms. Others assert.
    pub verbs: Phrases<Stance>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verbs: Vec<Row>,
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
        Ok(table)
    }
}
