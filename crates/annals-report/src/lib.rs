//! What one report says.
//!
//! [`Reader::read`] turns a [`Report`] into a [`Reading`], in the steps that the modules are named by: [`clean`] tells the
//! report's own words from the junk around them, [`fingerprint`] hashes them for the recognition of copies, [`annotate`] labels
//! them, [`resolve`] finds which day, place and actor they mean, [`extract`] makes incident mentions and statements of it.
//!
//! A reading is a pure function of the report and the reader: nothing here reads a clock, a file or the network.

pub mod annotate;
pub mod clean;
mod closed_classes;
mod error;
pub mod extract;
pub mod fingerprint;
pub mod knowledge;
mod language;
pub mod resolve;

use annals_encoder::Encoder;
use annals_types::{
    EventReading, Layers, Mentions, Reading, Report, Segment, Span,
    document::{Diagnostic, DiagnosticKind},
    mention::PlaceValue,
    reading::Fingerprint,
    report::Markup,
};
use annotate::Annotated;
use knowledge::gazetteer::Kind;

pub use error::Error;
pub use knowledge::Knowledge;

/// Reads reports. Immutable; share one between threads.
#[derive(Debug)]
pub struct Reader {
    encoder: Encoder,
    knowledge: Knowledge,
    model: String,
}

impl Reader {
    /// A reader with the network and the knowledge that annals ships.
    pub fn new() -> Result<Self, Error> {
        Ok(Self::with(Encoder::shipped()?, Knowledge::shipped()?))
    }

    /// A reader with this network and the shipped knowledge.
    pub fn with_encoder(encoder: Encoder) -> Result<Self, Error> {
        Ok(Self::with(encoder, Knowledge::shipped()?))
    }

    /// A reader with the shipped network and knowledge, that also knows the places of `table`: one that
    /// [`Import::table`](knowledge::geonames::Import::table) gave.
    pub fn with_places(table: &str) -> Result<Self, Error> {
        let mut reader = Self::with(Encoder::shipped()?, Knowledge::with_places(table)?);
        let hash = xxhash_rust::xxh3::xxh3_64(table.as_bytes());
        reader.model = format!("{} places xxh3:{hash:016x}", reader.model);
        Ok(reader)
    }

    fn with(encoder: Encoder, knowledge: Knowledge) -> Self {
        let model = format!("{} xxh3:{:016x}", encoder.name(), knowledge::shipped_hash());
        Self { encoder, knowledge, model }
    }

    /// What reads, as written to `annals/1`: the name and hash of the network, and the XXH3 hash (64 bits, hexadecimal) of the
    /// tables of `knowledge/` that are compiled in. With imported places their hash follows. Readings of one model are comparable; any
    /// edited row gives another one.
    pub fn model(&self) -> String {
        self.model.clone()
    }

    /// The network that it reads with.
    pub const fn encoder(&self) -> &Encoder {
        &self.encoder
    }

    /// The knowledge that it reads with.
    pub const fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// The layers of a report, and what went wrong with them. What is not in English has no layers.
    fn annotate(&self, report: &Report, segments: &[Segment]) -> (Layers, Vec<Diagnostic>) {
        let told = |kind, message| vec![Diagnostic { source: report.source.clone(), kind, message }];
        if let Some(language) = language::other_than_english(&report.text, segments) {
            let message =
                format!("set aside, since it is in {language}: annals reads English; give it a translation");
            return (Layers::default(), told(DiagnosticKind::Language, message));
        }
        match annotate::annotate(&report.text, segments, &self.encoder, &self.knowledge) {
            Ok(Annotated { layers, unread: 0 }) => (layers, Vec::new()),
            Ok(Annotated { layers, unread }) => {
                let message = format!(
                    "the report is too long: its last {unread} words were not read; split it into its parts"
                );
                (layers, told(DiagnosticKind::Reading, message))
            }
            Err(error) => {
                let message = format!("the network failed, so that nothing was read of its words: {error}");
                (Layers::default(), told(DiagnosticKind::Reading, message))
            }
        }
    }

    fn fingerprint(&self, report: &Report, segments: &[Segment]) -> Fingerprint {
        let Knowledge { actors, cleaning, .. } = &self.knowledge;
        let agency = fingerprint::agency(&report.text, segments, actors, cleaning);
        let outlet = fingerprint::published_by(report.outlet.as_deref(), actors, cleaning);
        let house = fingerprint::house(report.outlet.as_deref());
        Fingerprint { agency, outlet, house, ..fingerprint::fingerprint(&report.text, segments) }
    }

    /// Where the outlet of `report` is at home, as far as a town or a division of a country.
    fn home(&self, report: &Report) -> Option<PlaceValue> {
        let Knowledge { gazetteer, outlets, .. } = &self.knowledge;
        let home = gazetteer.home(outlets.at(&report.host()?)?)?;
        gazetteer.value(home).filter(|_| gazetteer.kind(home) <= Kind::Province)
    }

    /// What copies of `report` are recognised by, and nothing else: it is cleaned and fingerprinted, and no network reads it. A
    /// hundred times as fast as [`Reader::read`].
    pub fn skim(&self, report: &Report) -> Reading {
        let cleaned = clean::clean(report, &self.knowledge);
        let fingerprint = self.fingerprint(report, &cleaned.segments);
        Reading {
            report: Report { markup: None, ..report.clone() },
            title: cleaned.title,
            dead: cleaned.dead,
            home: self.home(report),
            segments: cleaned.segments,
            layers: Layers::default(),
            mentions: Mentions::default(),
            incidents: Vec::new(),
            statements: Vec::new(),
            fingerprint,
            diagnostics: Vec::new(),
        }
    }

    /// Everything that `report` says.
    pub fn read(&self, report: &Report) -> Reading {
        let knowledge = &self.knowledge;
        let cleaned = clean::clean(report, knowledge);
        let fingerprint = self.fingerprint(report, &cleaned.segments);
        let (layers, diagnostics) = self.annotate(report, &cleaned.segments);
        let mentions = Mentions {
            times: resolve::time::times(report, &layers, knowledge),
            places: resolve::place::places(report, &layers, knowledge),
            actors: resolve::actor::actors(report, &layers, knowledge),
        };
        let extracted = extract::extract(report, &layers, mentions, knowledge);
        // The blocks of a page have served their turn; the way back to its bytes is needed on.
        let runs = report.markup.as_ref().map(|markup| markup.runs.clone());
        let markup = runs.map(|runs| Markup { runs, ..Markup::default() });
        Reading {
            report: Report { markup, ..report.clone() },
            title: cleaned.title,
            dead: cleaned.dead,
            home: self.home(report),
            segments: cleaned.segments,
            layers,
            mentions: extracted.mentions,
            incidents: extracted.incidents,
            statements: extracted.statements,
            fingerprint,
            diagnostics,
        }
    }

    /// The words of `report` that name what happens, for chains over reports; as many as annals finds itself.
    pub fn events(&self, report: &Report) -> Result<EventReading, Error> {
        let segments = clean::clean(report, &self.knowledge).segments;
        Ok(annotate::events::events(report, &segments, None, &self.encoder, &self.knowledge)?)
    }

    /// The same with the event mentions given, each by the spans that it stands at, in the order given.
    pub fn events_at(&self, report: &Report, mentions: &[Vec<Span>]) -> Result<EventReading, Error> {
        let segments = clean::clean(report, &self.knowledge).segments;
        Ok(annotate::events::events(report, &segments, Some(mentions), &self.encoder, &self.knowledge)?)
    }
}
