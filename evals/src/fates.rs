//! What is measured of the people whom a report names, with those whom the record names: what `training/fates.py` learns from.

use annals_report::{
    Knowledge,
    extract::fates::{self, Person},
};
use annals_types::Reading;
use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use crate::{
    data::Error,
    lessons::{Lesson, Lessons},
};

/// Somebody whom a record names.
#[derive(Serialize)]
pub struct Recorded<'a> {
    /// The name, as the record has it.
    pub name: &'a str,
    /// Whether the record has this person as killed.
    pub killed: bool,
}

/// What a record says of who was killed in an incident.
pub struct Record<'a> {
    /// The incident.
    pub incident: &'a str,
    /// How many it counts as killed, at least.
    pub killed: Option<u32>,
    /// The people whom it names.
    pub named: Vec<Recorded<'a>>,
}

/// Teaches the people whom `reading` names; `record` is that of its incident.
pub fn teach(
    lessons: &mut Lessons,
    set: &str,
    reading: &Reading,
    record: &Record<'_>,
    knowledge: &Knowledge,
) -> Result<(), Error> {
    let Reading { report, layers, mentions, incidents, statements, .. } = reading;
    for Person { name, measures, .. } in
        fates::measured(report, layers, mentions, incidents, statements, knowledge)
    {
        let measures: Map<String, Json> =
            measures.into_iter().map(|(name, measure)| (name, json!(measure))).collect();
        let name = name.of(&report.text);
        lessons.add(
            Lesson::Fates,
            &json!({
                "set": set,
                "incident": record.incident,
                "report": report.id,
                "name": name,
                "killed": record.killed,
                "record": record.named,
                "measures": measures,
            }),
        )?;
    }
    Ok(())
}
