//! The likeliest day of an incident that a report tells as news without a day.
//!
//! Counted on the reports of `gva` (train): of 358 that give neither day nor evening hour, half are of the day of the incident and a
//! quarter of the day after it; of 88 whose title tells of an aftermath, one in eleven and a quarter.

use annals_types::{
    Report,
    time::{LikelyDay, PartOfDay},
};

use super::narrow::Narrowing;
use crate::{
    Knowledge,
    resolve::time::context::{Written, plus},
};

/// The day of writing; the day before for what happened in an evening. `None` where the title tells of what was done about an incident
/// afterwards ("charged", "sentenced"): those reports come out on any later day.
pub fn day(report: &Report, written: &Written, time: &Narrowing, knowledge: &Knowledge) -> Option<LikelyDay> {
    if time.names_a_day() || is_about_an_aftermath(report, knowledge) {
        return None;
    }
    let evening = matches!(time.part(), Some(PartOfDay::Evening | PartOfDay::Night));
    let (day, which) = if evening {
        (plus(written.date, -1)?, "the evening before a report that tells it as news")
    } else {
        (written.date, "the day of a report that tells it as news")
    };
    let why =
        format!("likely {day}: {which}, since no words say the day ({}, {})", written.date, written.why);
    Some(LikelyDay { day, why })
}

/// Whether the title tells of what was done about an incident afterwards.
pub fn is_about_an_aftermath(report: &Report, knowledge: &Knowledge) -> bool {
    let title = report.title.as_deref().unwrap_or_default().to_lowercase();
    title.split(|c: char| !c.is_alphabetic()).any(|word| knowledge.telling.aftermath.holds(word))
}
