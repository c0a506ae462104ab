//! `uner`, `conll2003`, `re3d`: entities, exact spans and types.

use std::collections::BTreeSet;

use annals_encoder::Labels;
use serde::Deserialize;
use serde_json::json;

use crate::{
    data::{self, Error},
    document::{Document, Placed},
    measure::{Bench, Figures},
    network::spans_of,
    read::{
        conllu,
        iob::{self, Labelled},
    },
    score::{counts::Counts, spans},
};

/// From this confidence on an entity of `re3d` is gold; the others are candidates that the crowd turned down.
const CONFIDENT: f64 = 0.5;

/// Scores `uner`: persons, places, organisations, on gold words. The paragraphs are those of the treebank, whose sentences
/// these are.
pub fn uner(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let piece = data::piece(&bench.folder("uner"), "{}.iob2.gz", bench.part)?;
    let mut gold = iob::read(&piece.path)?;
    if let Ok(treebank) = data::piece(&bench.folder("ewt"), "{}.conllu.gz", bench.part) {
        let opening: BTreeSet<String> = conllu::read(&treebank.path)?
            .into_iter()
            .flat_map(|document| document.sentences)
            .filter(|sentence| sentence.opens_paragraph)
            .map(|sentence| sentence.id)
            .collect();
        for labelled in &mut gold {
            let starts = labelled.sentences.iter().zip(&labelled.document.sentences).skip(1);
            let paragraphs = starts.filter(|(id, _)| opening.contains(*id)).map(|(_, &start)| start);
            labelled.document.paragraphs.extend(paragraphs);
        }
    }
    on_gold_words("uner", &gold, |label| matches!(label, "PER" | "LOC" | "ORG"), bench, figures)
}

/// Scores `conll2003`: the same types, on gold words.
pub fn conll2003(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let piece = data::piece(&bench.folder("conll2003"), "{}.iob2.gz", bench.part)?;
    let gold = iob::read(&piece.path)?;
    on_gold_words("conll2003", &gold, |label| label != "MISC", bench, figures)
}

fn on_gold_words(
    name: &str,
    gold: &[Labelled],
    keep: fn(&str) -> bool,
    bench: &Bench,
    figures: &mut Figures,
) -> Result<(), Error> {
    let documents: Vec<&Document> = gold.iter().map(|labelled| &labelled.document).collect();
    let mut all = Counts::default();
    for (gold, labels) in gold.iter().zip(bench.network().label(&documents)) {
        let labels = labels?;
        let expected = spans::of_labels(&gold.labels, keep);
        let found = spans::of_ranges(spans_of(&labels, name), keep);
        spans::add(&mut all, &expected, &found);
        let words = |spans: &BTreeSet<spans::Labelled>| -> Vec<(String, String)> {
            let words = |&(start, end, _): &_| gold.document.words[start..end].join(" ");
            spans.iter().map(|span| (words(span), span.2.clone())).collect()
        };
        figures.detail(
            name,
            &gold.document.id,
            json!(words(&(&expected - &found))),
            json!(words(&(&found - &expected))),
        );
    }
    figures.set(&format!("{name}.f1"), all.f1());
    Ok(())
}

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    s: usize,
    e: usize,
    #[serde(rename = "type")]
    kind: String,
    confidence: f64,
}

/// Scores `re3d`: all its types, on raw text. Of two entities with the same span and type one counts; those that lie in one
/// another all count, though a network that labels each word once can find but one of them.
pub fn re3d(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let piece = data::piece(&bench.folder("re3d"), "{}.jsonl.gz", bench.part)?;
    let rows: Vec<Row> = data::rows(&piece, |row: &Row| row.id.clone())?;
    let placed: Vec<Placed> = rows.iter().map(|row| Placed::cut(&row.id, &row.text)).collect();
    let documents: Vec<&Document> = placed.iter().map(|placed| &placed.document).collect();
    let mut all = Counts::default();
    for ((row, placed), labels) in rows.iter().zip(&placed).zip(bench.network().label(&documents)) {
        let labels = labels?;
        let expected: BTreeSet<spans::Labelled> = row
            .entities
            .iter()
            .filter(|entity| entity.confidence >= CONFIDENT)
            .map(|entity| (entity.s, entity.e, entity.kind.clone()))
            .collect();
        let found = in_text(placed, &labels);
        spans::add(&mut all, &expected, &found);
        let words = |spans: BTreeSet<spans::Labelled>| -> Vec<(String, String)> {
            let words = |start, end| row.text.chars().skip(start).take(end - start).collect();
            spans.into_iter().map(|(start, end, kind)| (words(start, end), kind)).collect()
        };
        figures.detail("re3d", &row.id, json!(words(&expected - &found)), json!(words(&found - &expected)));
    }
    figures.set("re3d.f1", all.f1());
    Ok(())
}

/// The entities that were found, in code points of the text.
fn in_text(placed: &Placed, labels: &Labels) -> BTreeSet<spans::Labelled> {
    spans_of(labels, "re3d")
        .filter_map(|(words, label)| {
            let (start, end) = placed.span_of(&words)?;
            Some((start as usize, end as usize, label.to_owned()))
        })
        .collect()
}
