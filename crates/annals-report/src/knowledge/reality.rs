//! `knowledge/reality.toml`: words that tell whether an incident is said to have happened.

use annals_types::layers::Reality;
use serde::Deserialize;

use super::{
    Error,
    inflect::{verb, words},
    parse,
    phrases::Phrases,
    telling::Words,
};

const TABLE: &str = "knowledge/reality.toml";

/// The table, loaded.
#[derive(Debug, Default)]
pub struct RealityCues {
    /// Words before an incident that take it out of what is asserted.
    pub cues: Phrases<Reality>,
    /// Words for a period over which incidents are counted.
    pub periods: Phrases<()>,
    /// Words before a plural that make it a count.
    pub many: Phrases<()>,
    /// What is denied by who denies that they did it, not that it happened.
    pub about_who: Phrases<()>,
    /// What somebody denies in court that he did, not that it happened.
    pub charges: Phrases<()>,
    /// Words by which a headline says that it is one of a review.
    pub reviews: Words,
    /// Words of what is reviewed: films, books, games.
    pub fiction: Words,
    /// Words of a trial.
    pub courts: Phrases<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    planned: Vec<CueRow>,
    hypothetical: Vec<CueRow>,
    denied: Vec<CueRow>,
    doubted: Vec<CueRow>,
    period: Vec<PhraseRow>,
    many: Vec<PhraseRow>,
    about_who: Vec<PhraseRow>,
    charge: Vec<PhraseRow>,
    court: Vec<PhraseRow>,
    reviews: Words,
    fiction: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueRow {
    verbs: Vec<String>,
    phrases: Vec<String>,
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

impl RealityCues {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        let file: File = parse(TABLE, include_str!("../../../../knowledge/reality.toml"))?;
        let mut table = Self { reviews: file.reviews, fiction: file.fiction, ..Self::default() };
        for (rows, reality) in [
            (&file.denied, Reality::Denied),
            (&file.doubted, Reality::Doubted),
            (&file.planned, Reality::Planned),
            (&file.hypothetical, Reality::Hypothetical),
        ] {
            for row in rows {
                for forms in row.verbs.iter().map(|word| verb(word)) {
                    for form in [&forms.base, &forms.third, &forms.gerund, &forms.past, &forms.participle] {
                        table.cues.insert(form, reality);
                    }
                }
                for phrase in &row.phrases {
                    table.cues.insert(&words(phrase), reality);
                }
            }
        }
        for phrase in file.period.iter().flat_map(|row| &row.phrases) {
            table.periods.insert(&words(phrase), ());
        }
        for phrase in file.many.iter().flat_map(|row| &row.phrases) {
            table.many.insert(&words(phrase), ());
        }
        for phrase in file.about_who.iter().flat_map(|row| &row.phrases) {
            table.about_who.insert(&words(phrase), ());
        }
        for phrase in file.charge.iter().flat_map(|row| &row.phrases) {
            table.charges.insert(&words(phrase), ());
        }
        for phrase in file.court.iter().flat_map(|row| &row.phrases) {
            table.courts.insert(&words(phrase), ());
        }
        Ok(table)
    }
}
