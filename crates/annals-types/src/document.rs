//! [`Document`]: a collection as it leaves the program, in the format `annals/1`.
//!
//! Offsets count Unicode code points of the report's text as given, so that `text[start:end]` works in Python. Keys are always
//! present; unknown is `null`. The JSON Schema in `docs/annals-1.schema.json` is generated from these types.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Account, IncidentId, ReportId, StatementId,
    account::{Aggregate, Period, Standing, TollScope},
    segment::SegmentKind,
    statement::{ActorRole, Blame, PlaceRole, Property, RelationKind, Stance},
    time::TimexKind,
};

/// The value of [`Document::format`].
pub const FORMAT: &str = "annals/1";

/// Stands among the first lines of every page that annals writes: it tells what reports said, and is none itself.
pub const GENERATOR: &str = "<meta name=\"generator\" content=\"annals\">";

/// One collection in the format `annals/1`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// [`FORMAT`].
    pub format: String,
    /// What read it.
    pub reader: ReaderVersion,
    /// The reports, ascending by id.
    pub reports: Vec<ReportEntry>,
    /// The incidents, in the order of time, then id.
    pub incidents: Vec<Account>,
    /// Every statement, by report, then in the order of its words.
    pub statements: Vec<StatementEntry>,
    /// Counts over periods.
    pub aggregates: Vec<Aggregate>,
    /// What could not be read or was set aside.
    pub diagnostics: Vec<Diagnostic>,
}

/// What read a document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReaderVersion {
    /// Of annals.
    pub version: String,
    /// Name and hash of the weights and of the knowledge.
    pub model: String,
}

/// A report.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportEntry {
    /// Its id.
    pub id: ReportId,
    /// The id it was given with.
    pub external_id: Option<String>,
    /// Where it was read from.
    pub source: String,
    /// Declared title, else the headline found in its text.
    pub title: Option<String>,
    /// Declared address.
    pub url: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Declared time of publication, a date or RFC 3339.
    pub published: Option<String>,
    /// Declared language.
    pub lang: Option<String>,
    /// A paywall, login, error or video list without the story.
    pub dead: bool,
    /// Where it was copied from; `null` where it is its own origin.
    pub origin: Option<OriginEntry>,
    /// Its text as given; `null` unless asked for.
    pub text: Option<String>,
    /// What each stretch of it is, end to end.
    pub segments: Vec<SegmentEntry>,
}

/// Where a copy comes from.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OriginEntry {
    /// The earliest report of its group.
    pub report: ReportId,
    /// Share of its words taken over, 0 to 1.
    pub share: f64,
}

/// A segment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SegmentEntry {
    /// What it is.
    pub kind: SegmentKind,
    /// First code point.
    pub start: u32,
    /// After the last.
    pub end: u32,
    /// What gave it away.
    pub why: String,
}

/// A statement.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementEntry {
    /// Its id.
    pub id: StatementId,
    /// The report that holds its words.
    pub report: ReportId,
    /// The incident that it speaks of; `null` for a statement on an aggregate.
    pub incident: Option<IncidentId>,
    /// Of which property.
    pub property: Property,
    /// Which value; the property tells which kind.
    pub value: ValueEntry,
    /// How the speaker stands to it.
    pub stance: Stance,
    /// Who says it, innermost first; empty when only the outlet does.
    pub speakers: Vec<SpeakerEntry>,
    /// When it was said.
    pub said: Period,
    /// The words: the clause first.
    pub spans: Vec<SpanEntry>,
    /// The smallest phrase that holds the value.
    pub figure: Option<SpanEntry>,
    /// The word that gives the property.
    pub cue: Option<SpanEntry>,
    /// 0 to 1.
    pub confidence: f64,
    /// How it stands beside the others.
    pub standing: Standing,
}

/// A stated value.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, deny_unknown_fields)]
pub enum ValueEntry {
    /// Of killed, injured, missing, detained, displaced, participants, attacks.
    Count {
        /// At least so many.
        low: Option<u32>,
        /// At most so many.
        high: Option<u32>,
        /// Who is counted.
        scope: TollScope,
        /// A part of a total of the same incident.
        part: bool,
        /// "about", "some", "nearly".
        approximate: bool,
    },
    /// Of time.
    Time {
        /// TIMEX3 type.
        timex: TimexKind,
        /// TIMEX3 value.
        value: String,
        /// What it allows, local time: `2021-06-27T00:00:00`.
        earliest: Option<String>,
        /// Before.
        latest: Option<String>,
        /// Why.
        why: String,
    },
    /// Of place.
    Place {
        /// Usual name.
        name: String,
        /// How it stands to the incident.
        role: PlaceRole,
        /// `GeoNames` id.
        geonames: Option<u32>,
        /// Why this one of several of the name.
        why: String,
    },
    /// Of responsibility.
    Responsibility {
        /// Key of `knowledge/actors.toml`.
        actor: Option<String>,
        /// Usual name.
        name: String,
        /// How.
        blame: Blame,
    },
    /// Of actor.
    Actor {
        /// Usual name.
        name: String,
        /// Key of `knowledge/actors.toml`.
        id: Option<String>,
        /// How they stand to the incident.
        role: ActorRole,
    },
    /// Of relation.
    Relation {
        /// How.
        kind: RelationKind,
        /// The other incident.
        incident: Option<IncidentId>,
    },
    /// Of type and reality.
    Word {
        /// The word.
        word: String,
    },
}

/// A speaker, with the phrase that names it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpeakerEntry {
    /// Usual name; as written where not known.
    pub name: String,
    /// Key of `knowledge/actors.toml`.
    pub id: Option<String>,
    /// First code point of the naming phrase.
    pub start: u32,
    /// After the last.
    pub end: u32,
    /// Which text the offsets count in.
    #[serde(rename = "in")]
    pub field: Field,
}

/// A stretch of a report, with its words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpanEntry {
    /// First code point.
    pub start: u32,
    /// After the last.
    pub end: u32,
    /// The words.
    pub quote: String,
    /// Which text the offsets count in.
    #[serde(rename = "in")]
    pub field: Field,
    /// Offsets in other units; only `--with offsets` writes the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offsets: Option<Offsets>,
}

/// Which text of a report offsets count in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The text as given.
    Text,
    /// The title, where it was given apart from the text.
    Title,
}

/// Offsets of a span in other units.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Offsets {
    /// Half-open, in UTF-8 bytes.
    pub utf8: (u32, u32),
    /// Half-open, in UTF-16 code units.
    pub utf16: (u32, u32),
    /// Half-open, in bytes of the HTML file as given; `null` for other files.
    pub raw: Option<(u32, u32)>,
}

/// Something that could not be read or was set aside.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Diagnostic {
    /// Path as given, with the line for JSON lines.
    pub source: String,
    /// What went wrong, for machines.
    pub kind: DiagnosticKind,
    /// What went wrong, for a person: file, reason and remedy or limit.
    pub message: String,
}

/// What went wrong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DiagnosticKind {
    /// No such file.
    Missing,
    /// There, but the system did not let it be read.
    Unreadable,
    /// A link that leads nowhere or in a circle.
    Link,
    /// No text in it.
    Empty,
    /// Not text.
    Binary,
    /// Text in a broken encoding; read as far as possible.
    Encoding,
    /// Malformed JSON, HTML or compressed data.
    Malformed,
    /// Over a limit of size, depth, ratio or time.
    Limit,
    /// A kind of file that annals does not read.
    Unsupported,
    /// Not English.
    Language,
    /// Read, but something in the reading was set aside.
    Reading,
}
