//! [`Why`]: why two reports, or two incidents, belong together or not, in the format `annals-why/1`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    IncidentId, ReportId,
    account::Term,
    collection::Comparison,
    document::{Diagnostic, OriginEntry, ReaderVersion, SpanEntry},
    reading::MentionRole,
};

/// The value of [`Why::format`].
pub const WHY_FORMAT: &str = "annals-why/1";

/// Why two reports, or two incidents, belong together or not.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Why {
    /// [`WHY_FORMAT`].
    pub format: String,
    /// What read the reports.
    pub reader: ReaderVersion,
    /// What was asked for first.
    pub left: SideEntry,
    /// What was asked for second.
    pub right: SideEntry,
    /// The outcome.
    pub verdict: Verdict,
    /// The outcome, for a person.
    pub because: String,
    /// The mean of the scores of all pairs across the two groups of mentions that the first pair belongs to, by which groups are joined
    /// or kept apart; of the first pair alone where it is of one group. `null` where no pair could be compared or something forbids
    /// the link. Each pair counts for at most 8 either way.
    pub mean: Option<f64>,
    /// The pairs of mentions, the most telling first: of one incident, not forbidden, main in both, the higher score. At most 100.
    pub pairs: Vec<PairEntry>,
    /// How many pairs more there are.
    pub further: u32,
    /// What could not be read or was set aside.
    pub diagnostics: Vec<Diagnostic>,
}

/// A report or an incident that was asked for.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SideEntry {
    /// A report.
    Report {
        /// Its id.
        id: ReportId,
        /// Where it was read from.
        source: String,
        /// Its title.
        title: Option<String>,
        /// Where it was copied from.
        origin: Option<OriginEntry>,
    },
    /// An incident.
    Incident {
        /// Its id.
        id: IncidentId,
        /// Its title.
        title: String,
    },
}

/// What can be asked about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Side {
    /// All that a report tells.
    Report(ReportId),
    /// All tellings of an incident.
    Incident(IncidentId),
}

/// Why two sides belong together or not, before it is written down as a [`Why`].
#[derive(Clone, PartialEq, Debug)]
pub struct Explanation {
    /// The outcome.
    pub verdict: Verdict,
    /// The mean score across the two groups of mentions that the best pair belongs to; `None` where something forbids that
    /// they are one, or where nothing could be compared.
    pub mean: Option<f64>,
    /// The pairs of mentions, each with whether both were found to tell of one incident, the most telling first: of one incident,
    /// not forbidden, main in both, the higher score. The left mention is of the left side, whatever the order of reports.
    pub pairs: Vec<(Comparison, bool)>,
    /// How many pairs more there are.
    pub further: usize,
}

/// Whether two belong together, and by which rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// They tell of one incident.
    Together,
    /// They tell of one incident, for which the other tellings of it speak, though these two alone do not.
    TogetherByGroup,
    /// The report is one of those that tell of the incident.
    Told,
    /// One took its words from the other, and tells of one incident with it.
    Copied,
    /// One of them tells of no incident.
    NothingTold,
    /// Something forbids that they are one, whatever else agrees.
    Forbidden,
    /// The best pair speaks against it.
    Against,
    /// The best pair speaks for it, the mentions that each is grouped with speak against it.
    GroupAgainst,
    /// The best pair speaks for it, but a pair of the mentions that each is grouped with may not be one.
    GroupForbidden,
    /// They share too little that is rare to have been compared when reports were linked.
    NeverMet,
}

/// Two mentions with their comparison.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PairEntry {
    /// The mention on the left side.
    pub left: TellingEntry,
    /// The mention on the right side.
    pub right: TellingEntry,
    /// Whether both tell of one incident.
    pub together: bool,
    /// What was compared; a prior first.
    pub terms: Vec<Term>,
    /// The sum of the terms: natural log-odds that both tell of one incident.
    pub score: f64,
    /// What forbids that they are one, whatever the score.
    pub veto: Option<String>,
}

/// A report's telling of an incident.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TellingEntry {
    /// The report.
    pub report: ReportId,
    /// Its outlet; where it was read from, where it names none.
    pub outlet: String,
    /// The incident that it was found to tell of.
    pub incident: Option<IncidentId>,
    /// What it is to the report.
    pub role: MentionRole,
    /// The first sentence that tells of it.
    pub words: Option<SpanEntry>,
}
