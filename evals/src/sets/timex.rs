//! `timex`: TIMEX3 expressions of `TimeBank` and AQUAINT; strict spans, and spans with values.

use std::collections::BTreeMap;

use annals_types::Report;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    data::{self, Error},
    measure::{Bench, Figures, Given},
    score::counts::Counts,
    text::Points,
};

#[derive(Deserialize)]
struct Row {
    id: String,
    dct: Option<String>,
    text: String,
    timex3: Vec<Timex>,
}

#[derive(Deserialize, Serialize)]
struct Timex {
    s: u32,
    e: u32,
    value: String,
}

/// Scores the set.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let rows: Vec<Row> =
        data::rows(&data::piece(&bench.folder("timex"), "{}.jsonl.gz", bench.part)?, |row: &Row| {
            row.id.clone()
        })?;
    let reports: Vec<Report> = rows.iter().map(given).collect();
    let (mut span, mut value) = (Counts::default(), Counts::default());
    for (row, reading) in rows.iter().zip(bench.read(&reports)) {
        let points = Points::new(&reading.report);
        let gold: BTreeMap<(u32, u32), &str> =
            row.timex3.iter().map(|timex| ((timex.s, timex.e), timex.value.as_str())).collect();
        let found: BTreeMap<(u32, u32), &str> = reading
            .mentions
            .times
            .iter()
            .filter_map(|time| Some((points.of(time.span)?, time.value.as_str())))
            .collect();
        span.add(gold.keys().filter(|key| found.contains_key(key)).count(), found.len(), gold.len());
        value.add(
            gold.iter().filter(|(key, value)| found.get(key) == Some(value)).count(),
            found.len(),
            gold.len(),
        );
        let list = |items: &BTreeMap<(u32, u32), &str>| -> Vec<(String, String)> {
            let words =
                |(s, e): (u32, u32)| row.text.chars().skip(s as usize).take((e - s) as usize).collect();
            items.iter().map(|(&key, &value)| (words(key), value.to_owned())).collect()
        };
        figures.detail("timex", &row.id, json!(list(&gold)), json!(list(&found)));
    }
    figures.set("timex.span", span.f1());
    figures.set("timex.value", value.f1());
    Ok(())
}

/// The title carries no marks in this set, so it is left out: what is found in it would count as wrong.
fn given(row: &Row) -> Report {
    let published = row.dct.as_deref().and_then(|dct| dct.get(..10));
    Given { id: &row.id, published, text: &row.text, ..Given::default() }.report()
}
