//! `knowledge/speech.toml`: words that tell that somebody says something.

use annals_types::statement::Stance;
use serde::Deserialize;

use super::{
    Error,
    inflect::{noun, verb, words},
    parse,
    phrases::Phrases,
};

const TABLE: &str = "knowledge/speech.toml";

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Speech {
    /// Verbs of saying.
    pub verbs: Phrases<SpeechVerb>,
    /// Phrases that the source follows: "according to".
    pub phrases: Phrases<Stance>,
    /// Nouns for those who speak to reporters: "source", "activists".
    pub tellers: Phrases<()>,
}

/// A form of a verb of saying.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SpeechVerb {
    /// How the source stands to what is said.
    pub stance: Stance,
    /// Whether the form is a noun as often: "reports".
    pub noun_like: bool,
    /// Whether it is the form in `-ing`.
    pub gerund: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verbs: Vec<Row>,
    phrases: Vec<Row>,
    tellers: Vec<TellerRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TellerRow {
    words: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    stance: Stance,
    #[serde(default)]
    noun_like: bool,
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
            let form = |noun_like, gerund| SpeechVerb {
                stance: row.stance,
                noun_like: row.noun_like && noun_like,
                gerund,
            };
            for forms in row.words.iter().map(|word| verb(word)) {
                table.verbs.insert(&forms.past, form(false, false));
                table.verbs.insert(&forms.participle, form(false, false));
                table.verbs.insert(&forms.base, form(true, false));
                table.verbs.insert(&forms.third, form(true, false));
                table.verbs.insert(&forms.gerund, form(true, true));
            }
        }
        for row in &file.phrases {
            for phrase in &row.words {
                table.phrases.insert(&words(phrase), row.stance);
            }
        }
        for word in file.tellers.iter().flat_map(|row| &row.words) {
            let (singular, plural) = noun(word);
            table.tellers.insert(&singular, ());
            table.tellers.insert(&plural, ());
        }
        Ok(table)
    }
}
