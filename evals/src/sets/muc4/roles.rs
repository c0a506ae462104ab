//! `muc4.roles`: a type and five roles, in the form of GTT.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;

use super::{
    apart::told_apart,
    assemble, bytes_of,
    classes::{Classes, Words},
    said, spans,
};
use crate::{
    data::{self, Error},
    document::{Document, Placed},
    measure::{Bench, Figures},
    score::{
        counts::Counts,
        templates::{self, Pairing, Template, normal},
    },
};

#[derive(Deserialize)]
struct Row {
    docid: String,
    doctext: String,
    templates: Vec<Gold>,
}

/// An entity is a list of mentions with their first offsets.
#[derive(Deserialize)]
struct Gold {
    incident_type: String,
    #[serde(flatten)]
    roles: BTreeMap<String, Vec<Vec<(String, u32)>>>,
}

/// Scores the GTT form.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let piece = data::piece(&bench.folder("muc4"), "gtt.{}.jsonl.gz", bench.part)?;
    let rows: Vec<Row> = data::rows(&piece, |row: &Row| row.docid.clone())?;
    let placed: Vec<Placed> = rows.iter().map(|row| Placed::cut_uncased(&row.docid, &row.doctext)).collect();
    let documents: Vec<&Document> = placed.iter().map(|placed| &placed.document).collect();
    let classes = Classes::shipped();
    let (mut free, mut same_type) = (Counts::default(), Counts::default());
    for ((row, placed), labels) in rows.iter().zip(&placed).zip(bench.network().label(&documents)) {
        let labels = labels?;
        let gold: Vec<Template> = row.templates.iter().map(gold).collect();
        let (mentions, types) = said(&row.doctext, &bytes_of(&row.doctext), placed, &labels, spans(&labels));
        let incidents = assemble::incidents(&placed.document.words, &mentions, &types);
        let incidents = told_apart(&row.doctext, &Words::new(&row.doctext), &classes, incidents);
        let found: Vec<Template> = incidents.iter().map(assemble::Incident::template).collect();
        templates::add(&mut free, &gold, &found, Pairing::Free);
        templates::add(&mut same_type, &gold, &found, Pairing::SameType);
        let told = |templates: &[Template]| -> Vec<serde_json::Value> {
            templates.iter().map(|template| json!([template.kind, template.roles])).collect()
        };
        figures.detail("muc4", &row.docid, json!(told(&gold)), json!(told(&found)));
    }
    figures.set("muc4.roles", free.f1());
    figures.set("muc4.roles.typed", same_type.f1());
    Ok(())
}

fn gold(gold: &Gold) -> Template {
    let entity = |mentions: &Vec<(String, u32)>| mentions.iter().map(|(text, _)| normal(text)).collect();
    Template {
        kind: gold.incident_type.clone(),
        roles: gold
            .roles
            .iter()
            .map(|(role, entities)| (role.clone(), entities.iter().map(entity).collect()))
            .collect(),
    }
}
