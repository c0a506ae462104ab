//! What is measured of the days that reports name, with the day of the record: what `training/likely_days.py` learns from.

use annals_report::{Knowledge, extract::days};
use annals_types::Reading;
use serde_json::{Map, Value as Json, json};

use crate::{
    data::Error,
    lessons::{Lesson, Lessons},
};

/// Teaches the days that the main incident of `reading` may have happened on; `date` is that of the record of `incident`.
pub fn teach(
    lessons: &mut Lessons,
    incident: &str,
    date: &str,
    reading: &Reading,
    knowledge: &Knowledge,
) -> Result<(), Error> {
    let Reading { report, layers, mentions, .. } = reading;
    let Some(choice) = days::measured(report, layers, mentions, knowledge) else { return Ok(()) };
    let days: Vec<Json> = choice
        .days
        .iter()
        .map(|measured| {
            let measures: Map<String, Json> = days::names()
                .zip(measured.measures)
                .map(|(name, measure)| (name.into(), json!(measure)))
                .collect();
            json!({"day": measured.day, "right": measured.day.is_some_and(|day| day.to_string() == date), "measures": measures})
        })
        .collect();
    let lesson = json!({"incident": incident, "report": report.id, "left": choice.left, "days": days});
    lessons.add(Lesson::Days, &lesson)
}
