//! [`Inspection`]: what annals sees in single reports, in the format `annals-inspect/1`.
//!
//! Where [`Document`](crate::Document) says what happened, this says what each report's words were taken for: the layers from which
//! everything else follows. Offsets, quotes and keys are those of `annals/1`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    document::{Diagnostic, Field, ReaderVersion, ReportEntry, SpanEntry, StatementEntry},
    layers::{ArgumentRole, EntityKind, QuantityRole, Reality},
    mention::{ActorKind, PlacePrecision},
    reading::{IncidentType, MentionRole},
    statement::{ActorRole, PlaceRole, Scope, Stance},
    time::{Side, TimePrecision, TimexKind},
};

/// The value of [`Inspection::format`].
pub const INSPECTION_FORMAT: &str = "annals-inspect/1";

/// The layers of one or more reports.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inspection {
    /// [`INSPECTION_FORMAT`].
    pub format: String,
    /// What read it.
    pub reader: ReaderVersion,
    /// Each report by itself, ascending by id.
    pub readings: Vec<ReadingEntry>,
    /// What could not be read or was set aside.
    pub diagnostics: Vec<Diagnostic>,
}

/// One report with its layers. Every list stands in the order of its words.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadingEntry {
    /// The report, with its text and segments.
    pub report: ReportEntry,
    /// Sentences of the told segments.
    pub sentences: Vec<SentenceEntry>,
    /// Tokens of all sentences.
    pub tokens: Vec<TokenEntry>,
    /// Times, places, actors, names, words for incidents, figures.
    pub mentions: Vec<MentionEntry>,
    /// Who says what.
    pub attributions: Vec<AttributionEntry>,
    /// What the report tells of, the main incident first.
    pub incidents: Vec<IncidentMentionEntry>,
    /// What is stated of each.
    pub statements: Vec<StatedEntry>,
}

/// A stretch of a report without its words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PlaceInText {
    /// First code point.
    pub start: u32,
    /// After the last.
    pub end: u32,
    /// Which text the offsets count in.
    #[serde(rename = "in")]
    pub field: Field,
}

/// A sentence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SentenceEntry {
    /// Where it stands.
    #[serde(flatten)]
    pub place: PlaceInText,
    /// Index of its first token.
    pub first_token: u32,
    /// Index after its last token.
    pub end_token: u32,
    /// Counts paragraphs from 0.
    pub paragraph: u32,
    /// Whether it is (part of) the headline.
    pub headline: bool,
}

/// A token, as Universal Dependencies has it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TokenEntry {
    /// Where it stands.
    #[serde(flatten)]
    pub place: PlaceInText,
    /// Part of speech.
    pub upos: Option<String>,
    /// Index of its head among the tokens; its own index for a root.
    pub head: Option<u32>,
    /// Relation to the head.
    pub deprel: Option<String>,
}

/// A stretch of words, and what it was taken for.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MentionEntry {
    /// Where it stands, with its words.
    #[serde(flatten)]
    pub span: SpanEntry,
    /// What it was taken for.
    #[serde(flatten)]
    pub meaning: Meaning,
}

/// What words were taken for.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Meaning {
    /// An expression of time.
    Time {
        /// TIMEX3 type.
        #[serde(rename = "type")]
        timex: TimexKind,
        /// TIMEX3 value.
        value: String,
        /// TIMEX3 `mod`.
        #[serde(rename = "mod")]
        modifier: Option<String>,
        /// What it allows, local time: `2021-06-27T00:00:00`.
        earliest: Option<String>,
        /// Before.
        latest: Option<String>,
        /// How finely.
        precision: TimePrecision,
        /// Why.
        reason: String,
    },
    /// A name of a place.
    Place {
        /// Usual name; `null` where the place is not known.
        name: Option<String>,
        /// Latitude, degrees.
        lat: Option<f64>,
        /// Longitude, degrees.
        lon: Option<f64>,
        /// Radius of a circle that holds it.
        radius_km: Option<f64>,
        /// `GeoNames` id.
        geonames: Option<u32>,
        /// ISO 3166-1 alpha-2.
        country: Option<String>,
        /// Name of the first-level division.
        admin1: Option<String>,
        /// How finely the words place something.
        precision: PlacePrecision,
        /// An adjective or a name used for a government: no location.
        metonymic: bool,
        /// Why this one of several of the name.
        reason: String,
    },
    /// Someone who acts, suffers or speaks.
    Actor {
        /// Usual name; as written for an unknown one.
        name: String,
        /// Key of `knowledge/actors.toml`.
        id: Option<String>,
        /// What kind of actor.
        actor: ActorKind,
    },
    /// A name.
    Name {
        /// What kind of thing it names.
        names: EntityKind,
    },
    /// A word that names an incident.
    Trigger {
        /// Key of `knowledge/incident_types.toml`.
        #[serde(rename = "type")]
        incident_type: String,
        /// Whether it is said to have happened.
        reality: Reality,
        /// A count over a period, no single incident.
        aggregate: bool,
        /// What stands in which relation to it.
        arguments: Vec<ArgumentEntry>,
    },
    /// A figure.
    Quantity {
        /// At least so many.
        low: Option<u32>,
        /// At most so many.
        high: Option<u32>,
        /// "about", "some", "nearly".
        approximate: bool,
        /// What is counted.
        unit: Unit,
        /// What befell them.
        role: QuantityRole,
        /// Who is counted.
        scope: Scope,
        /// A part of a total.
        part: bool,
        /// How the words stand to it.
        stance: Stance,
        /// The word that gives the role.
        cue: Option<SpanEntry>,
        /// 0 to 1.
        confidence: f64,
    },
}

/// What a figure counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// People.
    People,
    /// Incidents.
    Incidents,
}

/// A phrase in a role to a trigger.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ArgumentEntry {
    /// Its role.
    pub role: ArgumentRole,
    /// The phrase.
    #[serde(flatten)]
    pub span: SpanEntry,
}

/// A piece of reported speech.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttributionEntry {
    /// Who says it.
    pub source: Option<SpanEntry>,
    /// The word that tells that something is said.
    pub cue: Option<SpanEntry>,
    /// What is said.
    pub content: Vec<SpanEntry>,
    /// How the source stands to it.
    pub stance: Stance,
    /// Index of the attribution in whose content this one stands.
    pub within: Option<u32>,
}

/// A report's telling of one incident.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IncidentMentionEntry {
    /// What it is to the report.
    pub role: MentionRole,
    /// What kind of incident, and what the code books call it.
    #[serde(rename = "type")]
    pub incident_type: IncidentType,
    /// Whether it happened.
    pub reality: Reality,
    /// The words that name it.
    pub triggers: Vec<SpanEntry>,
    /// When.
    pub time: EventTimeEntry,
    /// Where: index among the mentions, with the role.
    pub places: Vec<PlaceOfIncident>,
    /// Who: index among the mentions, with the role.
    pub actors: Vec<ActorOfIncident>,
    /// 0 to 1.
    pub confidence: f64,
}

/// When an incident happened, in the local time of its place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventTimeEntry {
    /// Not before.
    pub earliest: Option<String>,
    /// Before.
    pub latest: Option<String>,
    /// How finely.
    pub precision: TimePrecision,
    /// The local dates that remain, where they are few.
    pub days: Vec<String>,
    /// IANA zone.
    pub zone: Option<String>,
    /// What set each bound.
    pub bounds: Vec<BoundEntry>,
}

/// What set a bound.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BoundEntry {
    /// Which side.
    pub side: Side,
    /// Why.
    pub why: String,
    /// The words; `null` for metadata.
    pub span: Option<SpanEntry>,
}

/// A place of an incident.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceOfIncident {
    /// Index in [`ReadingEntry::mentions`].
    pub mention: u32,
    /// How it stands to the incident.
    pub role: PlaceRole,
}

/// An actor of an incident.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorOfIncident {
    /// Index in [`ReadingEntry::mentions`].
    pub mention: u32,
    /// How they stand to the incident.
    pub role: ActorRole,
}

/// A statement on an incident that the report tells of.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StatedEntry {
    /// Index in [`ReadingEntry::incidents`].
    pub of: u32,
    /// The statement. No incident is fused from one report, so that its `incident` is `null`.
    #[serde(flatten)]
    pub statement: StatementEntry,
}
