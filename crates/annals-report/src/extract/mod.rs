//! Makes incident mentions and statements of layers and mentions.

use annals_types::{IncidentMention, Layers, Mentions, Report, Statement};

use crate::{Knowledge, clean::Cleaned};

/// What a report tells.
#[derive(Clone, PartialEq, Debug)]
pub struct Extracted {
    /// The mentions, with those added that only the extraction could see (descriptions used as speakers or victims).
    pub mentions: Mentions,
    /// The main incident first, then in the order of their anchors.
    pub incidents: Vec<IncidentMention>,
    /// In the order of their words.
    pub statements: Vec<Statement>,
}

/// The incidents that `report` tells, and what it states of them.
pub fn extract(
    _report: &Report,
    _cleaned: &Cleaned,
    _layers: &Layers,
    mentions: Mentions,
    _knowledge: &Knowledge,
) -> Extracted {
    Extracted { mentions, incidents: Vec::new(), statements: Vec::new() }
}
