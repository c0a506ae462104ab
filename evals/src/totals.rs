//! What is measured of figures and of tolls, with whether the record bears them out: what `training/figure_totals.py` and
//! `training/toll_weights.py` learn from.

use annals_corpus::fuse::{confidence, weighed::Candidate};
use annals_report::{Knowledge, extract::totals};
use annals_types::{
    Account, Collection, Reading,
    statement::{Count, Property, Value},
};
use serde_json::{Map, Value as Json, json};

use crate::{
    data::Error,
    lessons::{Lesson, Lessons},
};

/// Teaches each figure of `property` in `reading`; `is_total` says whether the record has its value.
pub fn teach(
    lessons: &mut Lessons,
    set: &str,
    reading: &Reading,
    property: Property,
    knowledge: &Knowledge,
    is_total: impl Fn(u32, Count) -> bool,
) -> Result<(), Error> {
    let Reading { layers, incidents, statements, .. } = reading;
    let measured = totals::measured(property, layers, incidents, statements, &knowledge.casualties);
    for figure in &measured {
        let Value::Count(count) = statements[figure.statement].value else { continue };
        let measures: Map<String, Json> = totals::names()
            .zip(figure.measures)
            .map(|(name, measure)| (name.into(), json!(measure)))
            .collect();
        let total = is_total(figure.value, count);
        lessons.add(
            Lesson::Totals,
            &json!({"set": set, "report": reading.report.id, "property": property, "total": total, "measures": measures}),
        )?;
    }
    Ok(())
}

/// Teaches the numbers that the tolls of `account` may have; `is_right` says whether the record has one.
pub fn teach_tolls(
    lessons: &mut Lessons,
    set: &str,
    incident: &str,
    collection: &Collection,
    account: Option<&Account>,
    is_right: impl Fn(Property, u32) -> bool,
) -> Result<(), Error> {
    let place = |account: &Account| collection.accounts.iter().position(|other| other.id == account.id);
    let Some(place) = account.filter(|_| lessons.want(Lesson::Tolls)).and_then(place) else { return Ok(()) };
    for (property, candidates) in confidence::weighed(collection, place) {
        let candidates: Vec<Json> = candidates
            .into_iter()
            .map(|Candidate { value, measured, .. }| {
                let measured: Map<String, Json> =
                    measured.into_iter().map(|(name, measure)| (name.into(), json!(measure))).collect();
                json!({"value": value, "right": is_right(property, value), "measured": measured})
            })
            .collect();
        if !candidates.is_empty() {
            lessons.add(
                Lesson::Tolls,
                &json!({"set": set, "incident": incident, "property": property, "candidates": candidates}),
            )?;
        }
    }
    Ok(())
}
