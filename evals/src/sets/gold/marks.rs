//! The form of the set's files; predicted marks take the same form, so that `score.py` can read them too.

use serde::{Deserialize, Serialize};

/// What is marked in one report.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Marks {
    pub id: String,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub outlet: Option<String>,
    #[serde(default)]
    pub url: Option<String>,
    #[serde(default)]
    pub published: Option<String>,
    #[serde(default)]
    pub text: String,
    pub junk: Vec<Quote>,
    pub incidents: Vec<Incident>,
}

/// A span in code points.
#[expect(clippy::struct_field_names, reason = "the names of the form")]
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Quote {
    pub start: u32,
    pub end: u32,
    pub quote: String,
}

impl Quote {
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the names of the form")]
pub struct Incident {
    pub key: String,
    pub role: String,
    #[serde(rename = "type")]
    pub incident_type: String,
    #[serde(default)]
    pub triggers: Vec<Quote>,
    pub time: Time,
    pub statements: Vec<Stated>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Time {
    pub earliest: Option<String>,
    pub latest: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Stated {
    pub property: String,
    #[serde(default)]
    pub low: Option<u32>,
    #[serde(default)]
    pub high: Option<u32>,
    #[serde(default)]
    pub scope: Option<String>,
    #[serde(default)]
    pub part: bool,
    pub stance: String,
    #[serde(default)]
    pub figure: Option<Quote>,
    #[serde(default)]
    pub cue: Option<Quote>,
    #[serde(default)]
    pub actor: Option<Quote>,
    pub speakers: Vec<Quote>,
}

/// The properties that have figures.
pub const TOLLS: [&str; 5] = ["killed", "injured", "missing", "detained", "displaced"];
