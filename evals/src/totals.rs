//! What is measured of figures, with whether the record bears them out: what `training/figure_totals.py` learns from.

use annals_report::{Knowledge, extract::totals};
use annals_types::{
    Reading,
    statement::{Count, Property, Value},
};
use serde_json::{Map, Value as Json, json};

/// A JSON line for each figure of `property` in `reading`; `is_total` says whether the record has its value.
pub fn lines(
    set: &str,
    reading: &Reading,
    property: Property,
    knowledge: &Knowledge,
    is_total: impl Fn(u32, Count) -> bool,
) -> String {
    let Reading { layers, incidents, statements, .. } = reading;
    let measured = totals::measured(property, layers, incidents, statements, &knowledge.casualties);
    let line = |figure: &totals::Measured| {
        let Value::Count(count) = statements[figure.statement].value else { return None };
        let measures: Map<String, Json> = totals::names()
            .zip(figure.measures)
            .map(|(name, measure)| (name.into(), json!(measure)))
            .collect();
        let total = is_total(figure.value, count);
        Some(json!({"set": set, "report": reading.report.id, "property": property, "total": total, "measures": measures}).to_string() + "\n")
    };
    measured.iter().filter_map(line).collect()
}
