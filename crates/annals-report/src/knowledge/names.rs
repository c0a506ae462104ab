//! `knowledge/names.toml` and `knowledge/arguments.toml`: what kind a name is of, and what links it to an incident.

use annals_types::layers::EntityKind;
use serde::Deserialize;

use super::{
    Error,
    inflect::{verb, words},
    parse,
    phrases::Phrases,
};

const NAMES: &str = "knowledge/names.toml";
const ARGUMENTS: &str = "knowledge/arguments.toml";

/// Both tables, loaded.
#[derive(Debug, Default)]
pub struct Names {
    /// Words before or at the head of a name.
    pub titles: Phrases<EntityKind>,
    /// Words that a name ends with, or that stand after it.
    pub heads: Phrases<EntityKind>,
    /// Verbs by which a side makes an incident of a noun.
    pub makes: Phrases<()>,
    /// What stands between an incident and who did it.
    pub by: Phrases<()>,
    /// What stands between an incident and its target.
    pub on: Phrases<()>,
    /// What stands between a target and an incident.
    pub struck: Phrases<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamesFile {
    title: Vec<KindRow>,
    head: Vec<KindRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindRow {
    kind: EntityKind,
    words: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArgumentsFile {
    makes: Vec<VerbRow>,
    by: Vec<PhraseRow>,
    on: Vec<PhraseRow>,
    struck: Vec<PhraseRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VerbRow {
    words: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhraseRow {
    phrases: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

impl Names {
    /// The tables compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        let names: NamesFile = parse(NAMES, include_str!("../../../../knowledge/names.toml"))?;
        let arguments: ArgumentsFile =
            parse(ARGUMENTS, include_str!("../../../../knowledge/arguments.toml"))?;
        let mut table = Self::default();
        for (rows, phrases) in [(&names.title, &mut table.titles), (&names.head, &mut table.heads)] {
            for row in rows {
                for word in &row.words {
                    phrases.insert(&words(word), row.kind);
                }
            }
        }
        for forms in arguments.makes.iter().flat_map(|row| &row.words).map(|word| verb(word)) {
            for form in [&forms.base, &forms.third, &forms.gerund, &forms.past, &forms.participle] {
                table.makes.insert(form, ());
            }
        }
        for (rows, phrases) in [
            (&arguments.by, &mut table.by),
            (&arguments.on, &mut table.on),
            (&arguments.struck, &mut table.struck),
        ] {
            for phrase in rows.iter().flat_map(|row| &row.phrases) {
                phrases.insert(&words(phrase), ());
            }
        }
        Ok(table)
    }
}
