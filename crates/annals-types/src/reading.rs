//! [`Reading`]: everything that one report yields.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Layers, Mentions, Report, Segment, Span, Statement,
    document::Diagnostic,
    layers::Reality,
    mention::PlaceValue,
    statement::{ActorRole, PlaceRole},
    time::EventTime,
};

/// Everything that one report yields: a pure function of the report and of the reader's version. It is what a store keeps
/// and all that `annals-corpus` needs.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// The report; of its markup only the way back to the bytes of the file.
    pub report: Report,
    /// The title: declared, else the headline found in the text.
    pub title: Option<String>,
    /// Whether the page is dead: a paywall, login, error or video list without the story.
    pub dead: bool,
    /// Where its outlet is at home: a town or a first-level division; `None` where that is not known. A story that names no place is mostly of
    /// there.
    pub home: Option<PlaceValue>,
    /// What each stretch of the text is.
    pub segments: Vec<Segment>,
    /// What the words are; kept for inspection, not needed for linking.
    pub layers: Layers,
    /// What the words refer to.
    pub mentions: Mentions,
    /// The incidents told, the main one first, then in the order of their anchors.
    pub incidents: Vec<IncidentMention>,
    /// What is stated of them, in the order of their words.
    pub statements: Vec<Statement>,
    /// For the recognition of copies.
    pub fingerprint: Fingerprint,
    /// What went wrong while reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// One report's telling of one incident.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct IncidentMention {
    /// What the incident is to the report.
    pub role: MentionRole,
    /// What kind of incident.
    pub incident_type: IncidentType,
    /// Whether it happened.
    pub reality: Reality,
    /// The words that name it, ascending. The first is its anchor. Never empty.
    pub triggers: Vec<Span>,
    /// The whole sentences that tell of it, ascending: for similarity of words.
    pub telling: Vec<Span>,
    /// When.
    pub time: EventTime,
    /// Where: index in [`Mentions::places`] with its role, the finest place first.
    pub places: Vec<(u32, PlaceRole)>,
    /// Who: index in [`Mentions::actors`] with its role.
    pub actors: Vec<(u32, ActorRole)>,
    /// What tells it apart from others of its kind.
    pub marks: Marks,
    /// 0 to 1.
    pub confidence: f32,
}

impl IncidentMention {
    /// The word that the mention is known by.
    pub fn anchor(&self) -> Span {
        self.triggers.first().copied().unwrap_or(Span::new(0, 0))
    }
}

/// What few other incidents share. Every list is sorted, each item once.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Marks {
    /// Words of the names of people, lower case: two reports seldom write a whole name alike. Who speaks, and who is known to the tables
    /// of actors, stands in reports of many incidents and is left out.
    pub names: Vec<String>,
    /// The same of buildings, organisations and places that the gazetteer does not know.
    pub landmarks: Vec<String>,
    /// Ages of people in years.
    pub ages: Vec<u8>,
    /// Names of streets without the word for street, lower case.
    pub streets: Vec<String>,
    /// Numbers of blocks of houses.
    pub blocks: Vec<u32>,
}

/// What an incident is to a report.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MentionRole {
    /// The one that the report is about; at most one.
    Main,
    /// A round-up's further one.
    Also,
    /// Recalled: earlier or elsewhere.
    Background,
    /// A count over a period or a whole war: never an incident.
    Aggregate,
}

/// A row of `knowledge/incident_types.toml`: what annals calls it, and what the code books do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct IncidentType {
    /// Key of the row, such as `airstrike`.
    pub value: String,
    /// What the key is called in a sentence, such as `airstrike` or `rocket attack`.
    pub label: String,
    /// Its more general types, nearest first: `["bombardment", "attack"]`. Two types are compatible when one is among the
    /// other's kinds, or both are the same.
    pub kinds: Vec<String>,
    /// ACLED: `event type: sub-event type`.
    pub acled: Option<String>,
    /// PLOVER: `TYPE/mode`.
    pub plover: Option<String>,
    /// CAMEO root or code.
    pub cameo: Option<String>,
    /// Whether it strikes many places at once: floods, storms, earthquakes.
    pub spreads: bool,
}

/// What copies are recognised by: hashes of word shingles of the told text, with where they stand.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Words (normalised) in each shingle.
    pub width: u32,
    /// One hash a shingle, in the order of the text; shingle `i` starts at word `i`.
    pub shingles: Vec<u64>,
    /// The words, in order: shingle `i` covers `words[i..i + width]`, so there are `width - 1` more words than shingles. Texts of
    /// fewer than `width` words have words and no shingle.
    pub words: Vec<Span>,
    /// The agency that the report credits with its text, a key of `knowledge/actors.toml` such as `outlet/ap`: an origin that may not be
    /// among the reports. `None` where it credits none, or shares the credit with its own newsroom.
    #[serde(default)]
    pub agency: Option<String>,
    /// The known outlet that published the report, as another key of that file: "SANA" as an outlet and as a speaker is one origin.
    #[serde(default)]
    pub outlet: Option<String>,
    /// The words of the name of the outlet, as those of a speaker's house: a paper that others quote is one origin with itself.
    #[serde(default)]
    pub house: Option<String>,
}
