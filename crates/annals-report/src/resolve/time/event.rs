//! When an incident happened: everything that constrains it, intersected.

use annals_types::{Layers, Report, Span, mention::TimeMention, time::EventTime};

use crate::Knowledge;

/// What constrains the time of one incident.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// The layers of the report: its told sentences may name who held office when it was written.
    pub layers: &'a Layers,
    /// The time expressions that place it, nearest to its trigger first.
    pub placed_by: Vec<&'a TimeMention>,
    /// The sentences that tell of it.
    pub telling: &'a [Span],
    /// Whether the report tells it as news (main or further incident) or recalls it.
    pub recalled: bool,
    /// IANA zone of its place, where known.
    pub zone: Option<&'a str>,
    /// The time of the incident that this one is told relative to ("a week later"), where there is one.
    pub anchor: Option<&'a EventTime>,
}

/// When the incident happened, by intersecting everything that constrains it.
pub fn event_time(
    _report: &Report,
    _times: &[TimeMention],
    _evidence: &Evidence<'_>,
    _knowledge: &Knowledge,
) -> EventTime {
    EventTime::unknown()
}
