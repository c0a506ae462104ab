//! [`Collection`]: what all readings say together.

use serde::{Deserialize, Serialize};

use crate::{
    Account, Reading, ReportId, Span, StatementId,
    account::{Aggregate, Standing, Term},
};

/// What all readings say together. The same to the byte for any order of input.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Collection {
    /// The readings, ascending by report id, each report once.
    pub readings: Vec<Reading>,
    /// For each reading, where it comes from; `None` where it is its own origin.
    pub origins: Vec<Option<Origin>>,
    /// The incidents, in the order of time, then id; those of unknown time last.
    pub accounts: Vec<Account>,
    /// For each reading, for each of its incident mentions, the index of its account; `None` for aggregates.
    pub links: Vec<Vec<Option<u32>>>,
    /// For each reading, for each of its statements, how it stands.
    pub standings: Vec<Vec<Standing>>,
    /// Counts over periods: never incidents, never added to one.
    pub aggregates: Vec<Aggregate>,
    /// Why pairs of mentions were linked or not, for the pairs that were compared.
    pub comparisons: Vec<Comparison>,
}

/// Where a copy comes from.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Origin {
    /// The report that it was taken from: the earliest of the group.
    pub report: ReportId,
    /// Share of its told words that were taken over, 0 to 1.
    pub share: f64,
    /// The passages taken over.
    pub passages: Vec<Span>,
    /// Statements that came with them, ascending.
    pub statements: Vec<StatementId>,
}

/// A pair of incident mentions that was compared, and the outcome.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Comparison {
    /// Report and index of the mention, the smaller pair first.
    pub left: (ReportId, u32),
    /// The other.
    pub right: (ReportId, u32),
    /// The terms, a prior first; the score is their sum.
    pub terms: Vec<Term>,
    /// Log-odds (natural) that both tell of one incident.
    pub score: f64,
    /// Something that forbids the link whatever the score: "two years differ".
    pub veto: Option<String>,
}
