//! `copies`: which reports are copies of which. On pairs of `gva` that a person judged ([`checked`]), and on copies and look-alikes planted
//! among reports of the measured part ([`planted`]). No network is asked: copies are recognised by their words.

mod checked;
mod planted;

use std::collections::BTreeMap;

use annals_types::{Reading, ReportId};
use rayon::prelude::*;

use super::gva::Row;
use crate::{
    data::{self, Error, Part},
    measure::{Bench, Figures, Given},
    score::counts::Counts,
};

/// Scores both lists.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    checked::score(bench, figures)?;
    planted::score(bench, figures)
}

fn rows(bench: &Bench, part: Part) -> Result<Vec<Row>, Error> {
    data::rows(&data::piece(&bench.folder("gva"), "{}.reports.jsonl.gz", part)?, |row: &Row| row.id.clone())
}

/// For each report, by its id in the set, the report that it goes back to: the start of its chain of copies.
fn roots(bench: &Bench, reports: &[Given<'_>]) -> BTreeMap<String, ReportId> {
    let mut readings: Vec<Reading> =
        reports.par_iter().map(|given| bench.reader.skim(&given.report())).collect();
    readings.sort_by(|a, b| a.report.id.cmp(&b.report.id));
    readings.dedup_by(|a, b| a.report.id == b.report.id);
    let origins = annals_corpus::dedupe::origins(&readings);
    let taken_from: BTreeMap<&ReportId, &ReportId> = readings
        .iter()
        .zip(&origins)
        .filter_map(|(reading, origin)| Some((&reading.report.id, &origin.as_ref()?.report)))
        .collect();
    let root = |reading: &Reading| {
        let mut root = &reading.report.id;
        while let Some(further) = taken_from.get(root) {
            root = further;
        }
        (reading.report.external_id.clone().unwrap_or_default(), root.clone())
    };
    readings.iter().map(root).collect()
}

fn set(figures: &mut Figures, name: &str, counts: Counts) {
    let share = |part: usize, all: usize| (all > 0).then(|| 100.0 * part as f64 / all as f64);
    figures.set(&format!("{name}.precision"), share(counts.tp, counts.tp + counts.fp));
    figures.set(&format!("{name}.recall"), share(counts.tp, counts.tp + counts.fn_));
    figures.set(&format!("{name}.f1"), counts.f1());
}
