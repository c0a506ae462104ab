//! What is measured of figures, with whether the record bears them out: what `training/figure_totals.py` learns from.

use annals_report::{Knowledge, extract::totals};
use annals_types::{
    Reading,
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
