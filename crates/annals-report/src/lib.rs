//! What one report says.
//!
//! [`Reader::read`] turns a [`Report`] into a [`Reading`], in the steps that the modules are named by: [`clean`] tells the
//! report's own words from the junk around them, [`fingerprint`] hashes them for the recognition of copies, [`annotate`] labels
//! them, [`resolve`] finds which day, place and actor they mean, [`extract`] makes incident mentions and statements of it.
//!
//! A reading is a pure function of the report and the reader: nothing here reads a clock, a file or the network.

pub mod annotate;
pub mod clean;
pub mod extract;
pub mod fingerprint;
pub mod knowledge;
pub mod resolve;

use annals_types::{Mentions, Reading, Report};

pub use knowledge::{Error, Knowledge};

/// How annals reads: by lexicon and rules. The number goes up when the rules change what a report is read as.
const METHOD: &str = "lexical-1";

/// Reads reports. Immutable; share one between threads.
#[derive(Debug)]
pub struct Reader {
    knowledge: Knowledge,
    model: String,
}

impl Reader {
    /// A reader with the knowledge that annals ships.
    pub fn new() -> Result<Self, Error> {
        let model = format!("{METHOD} xxh3:{:016x}", knowledge::shipped_hash());
        Ok(Self { knowledge: Knowledge::shipped()?, model })
    }

    /// A reader with other knowledge, whose [`Reader::model`] says so.
    pub fn with_knowledge(knowledge: Knowledge) -> Self {
        Self { knowledge, model: format!("{METHOD} other-knowledge") }
    }

    /// What reads, as written to `annals/1`: the name of the method, and the XXH3 hash (64 bits, hexadecimal) of the tables of
    /// `knowledge/` that are compiled in. Readings of one model are comparable; any edited row gives another one.
    pub fn model(&self) -> String {
        self.model.clone()
    }

    /// The knowledge that it reads with.
    pub const fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// Everything that `report` says.
    pub fn read(&self, report: &Report) -> Reading {
        let knowledge = &self.knowledge;
        let cleaned = clean::clean(report, knowledge);
        let fingerprint = fingerprint::fingerprint(&report.text, &cleaned.segments);
        let layers = annotate::annotate(&report.text, &cleaned.segments, knowledge);
        let mentions = Mentions {
            times: resolve::time::times(report, &layers, knowledge),
            places: resolve::place::places(report, &layers, knowledge),
            actors: resolve::actor::actors(report, &layers, knowledge),
        };
        let extracted = extract::extract(report, &layers, mentions, knowledge);
        Reading {
            report: Report { markup: None, ..report.clone() },
            title: cleaned.title,
            dead: cleaned.dead,
            segments: cleaned.segments,
            layers,
            mentions: extracted.mentions,
            incidents: extracted.incidents,
            statements: extracted.statements,
            fingerprint,
            diagnostics: Vec::new(),
        }
    }
}
