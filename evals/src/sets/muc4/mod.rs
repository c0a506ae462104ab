//! `muc4`: templates of attacks in the form of GTT (Du, Rush and Cardie 2021): a type and five roles. How they are compared:
//! [`crate::score::templates`].

mod assemble;

use std::collections::BTreeMap;

use annals_encoder::Labels;
use serde::Deserialize;
use serde_json::json;

use crate::{
    data::{self, Error},
    document::{Document, Placed},
    measure::{Bench, Figures},
    network::{scored_spans_of, windows_of},
    score::{
        counts::Counts,
        templates::{self, Pairing, Template, normal},
    },
};
use assemble::Mention;

/// What the names of the network's answers for incident types begin with.
const PREFIX: &str = "muc4.";

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

/// Scores the set.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let piece = data::piece(&bench.folder("muc4"), "gtt.{}.jsonl.gz", bench.part)?;
    let rows: Vec<Row> = data::rows(&piece, |row: &Row| row.docid.clone())?;
    let placed: Vec<Placed> = rows.iter().map(|row| Placed::cut_uncased(&row.docid, &row.doctext)).collect();
    let documents: Vec<&Document> = placed.iter().map(|placed| &placed.document).collect();
    let (mut free, mut same_type) = (Counts::default(), Counts::default());
    for ((row, placed), labels) in rows.iter().zip(&placed).zip(bench.network().label(&documents)) {
        let labels = labels?;
        let gold: Vec<Template> = row.templates.iter().map(gold).collect();
        let found = found(&row.doctext, placed, &labels);
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

fn found(text: &str, placed: &Placed, labels: &Labels) -> Vec<Template> {
    // Where each code point begins, and the end.
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let windows = windows_of(labels, PREFIX);
    let mentions: Vec<Mention> = scored_spans_of(labels, "muc4")
        .into_iter()
        .filter_map(|(words, role, score)| {
            let (start, end) = placed.span_of(&words)?;
            let text = &text[bytes[start as usize]..bytes[end as usize]];
            let (_, shown) = windows.iter().find(|(own, _)| own.contains(&words.start))?;
            let types = shown.iter().map(|&(_, score)| score).collect();
            Some(Mention { role, words, text, score, types })
        })
        .collect();
    let mut types: Vec<(&str, f32)> = Vec::new();
    for (_, shown) in &windows {
        types.resize(shown.len(), ("", 0.0));
        for (strongest, &(kind, score)) in types.iter_mut().zip(shown) {
            *strongest = (kind, score.max(strongest.1));
        }
    }
    assemble::templates(&placed.document.words, &mentions, &types)
}
