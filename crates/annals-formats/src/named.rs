//! Finds the report or incident that a person names.

use std::{collections::BTreeSet, path::Path};

use annals_types::{Document, ReportId, document::ReportEntry, why::Side};

use crate::view::View;

/// A name that names nothing, or too much.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NamedError {
    /// Nothing is called so.
    #[error(
        "nothing that was read is called “{0}”; name a report by its path, file name, address or id, or an incident by its id \
or by its number in what annals read writes"
    )]
    Unknown(String),
    /// Several reports or incidents are.
    #[error("“{name}” may be {}; name one of them in full", .candidates.join(" or "))]
    Ambiguous {
        /// As given.
        name: String,
        /// What it may be: paths and ids.
        candidates: Vec<String>,
    },
}

/// Shortest beginning of an id that is taken for it, the letter and the line before it included.
const SHORTEST_ID: usize = 4;

/// Most candidates that an error lists.
const MOST_CANDIDATES: usize = 5;

/// What `name` names: a report by its path, file name (with or without its extension), external id, address or id; an incident by
/// its id or by its number in the accounts. A beginning of an id will do. What a report is called goes before numbers, and its whole path
/// before the rest. `read` has every path that was read with the report found there: one report may stand in several files, of which the
/// document names one.
pub fn named(document: &Document, read: &[(String, ReportId)], name: &str) -> Result<Side, NamedError> {
    let view = View::new(document);
    let at = |is: &dyn Fn(&str) -> bool| -> BTreeSet<Side> {
        let found = read.iter().filter(|(path, _)| is(path));
        found.map(|(_, id)| Side::Report(id.clone())).collect()
    };
    let declared = document.reports.iter().filter(|report| is_declared(report, name));
    let declared: BTreeSet<Side> = declared.map(|report| Side::Report(report.id.clone())).collect();
    let called: BTreeSet<Side> = at(&|path| is_file(path, name)).into_iter().chain(declared).collect();
    for called in [at(&|path| path == name), called] {
        if !called.is_empty() {
            return only(called, name, &view);
        }
    }
    let numbered = view.told.iter().chain(&view.recalled).find(|(number, _)| number.to_string() == name);
    if let Some((_, account)) = numbered {
        return Ok(Side::Incident(account.id.clone()));
    }
    let begins = |id: &str| id == name || name.len() >= SHORTEST_ID && id.starts_with(name);
    let reports = document.reports.iter().filter(|report| begins(report.id.as_str()));
    let incidents = document.incidents.iter().filter(|account| begins(account.id.as_str()));
    let by_id = reports
        .map(|report| Side::Report(report.id.clone()))
        .chain(incidents.map(|account| Side::Incident(account.id.clone())));
    only(by_id.collect(), name, &view)
}

/// Whether the file at `path` is called so, with or without its extension.
fn is_file(path: &str, name: &str) -> bool {
    let path = Path::new(path);
    [path.file_name(), path.file_stem()].into_iter().flatten().any(|file| {
        // "feed.jsonl:2" is the second report of "feed.jsonl".
        let file = file.to_string_lossy();
        file == name || file.rsplit_once(':').is_some_and(|(file, _)| file == name)
    })
}

fn is_declared(report: &ReportEntry, name: &str) -> bool {
    report.external_id.as_deref() == Some(name) || report.url.as_deref() == Some(name)
}

fn only(found: BTreeSet<Side>, name: &str, view: &View<'_>) -> Result<Side, NamedError> {
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (None, _) => Err(NamedError::Unknown(name.to_owned())),
        (Some(side), None) => Ok(side),
        (Some(first), Some(second)) => {
            let all = [first, second].into_iter().chain(found).take(MOST_CANDIDATES);
            Err(NamedError::Ambiguous {
                name: name.to_owned(),
                candidates: all.map(|side| told(&side, view)).collect(),
            })
        }
    }
}

fn told(side: &Side, view: &View<'_>) -> String {
    match side {
        Side::Report(id) => {
            view.report(id).map_or_else(|| id.to_string(), |report| format!("{} ({id})", report.source))
        }
        Side::Incident(id) => id.to_string(),
    }
}
