//! `polnear`: who says it. Sources and contents of attributions, by tokens and exact.

use std::collections::BTreeSet;

use annals_types::{Reading, Report, Span};
use serde::Deserialize;
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
    text: String,
    attributions: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    #[serde(default)]
    source: Vec<(u32, u32)>,
    #[serde(default)]
    content: Vec<(u32, u32)>,
}

/// Scores the set.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let rows: Vec<Row> =
        data::rows(&data::piece(&bench.folder("polnear"), "{}.jsonl.gz", bench.part)?, |row: &Row| {
            row.id.clone()
        })?;
    let reports: Vec<Report> =
        rows.iter().map(|row| Given { id: &row.id, text: &row.text, ..Given::default() }.report()).collect();
    let mut scores = [Tally::default(); 2];
    for (row, reading) in rows.iter().zip(bench.read(&reports)) {
        let gold = [spans(row, |gold| &gold.source), spans(row, |gold| &gold.content)];
        let found = found(&reading);
        for ((tally, gold), found) in scores.iter_mut().zip(&gold).zip(&found) {
            tally.add(&row.text, gold, found);
        }
        figures.detail("polnear", &row.id, json!(gold), json!(found));
    }
    for (name, tally) in ["source", "content"].into_iter().zip(scores) {
        figures.set(&format!("polnear.{name}"), tally.tokens.f1());
        figures.set(&format!("polnear.{name}.exact"), tally.exact.f1());
    }
    Ok(())
}

type Spans = BTreeSet<(u32, u32)>;

fn spans(row: &Row, of: fn(&Gold) -> &Vec<(u32, u32)>) -> Spans {
    row.attributions.iter().flat_map(of).copied().collect()
}

/// Sources and contents of the reading, in code points.
fn found(reading: &Reading) -> [Spans; 2] {
    let points = Points::new(&reading.report);
    let point = |span: &Span| points.of(*span);
    let attributions = &reading.layers.attributions;
    [
        attributions.iter().filter_map(|attribution| attribution.source.as_ref()).filter_map(point).collect(),
        attributions.iter().flat_map(|attribution| &attribution.content).filter_map(point).collect(),
    ]
}

/// Sums over reports.
#[derive(Clone, Copy, Default)]
struct Tally {
    tokens: Counts,
    exact: Counts,
}

impl Tally {
    fn add(&mut self, text: &str, gold: &Spans, found: &Spans) {
        self.exact.add(gold.intersection(found).count(), found.len(), gold.len());
        let (gold, found) = (tokens(text, gold), tokens(text, found));
        self.tokens.add(gold.intersection(&found).count(), found.len(), gold.len());
    }
}

/// Numbers of the tokens (runs of letters and digits) that lie in one of `spans`.
fn tokens(text: &str, spans: &Spans) -> BTreeSet<usize> {
    let mut inside = vec![false; text.chars().count()];
    for &(start, end) in spans {
        let end = (end as usize).min(inside.len());
        inside[(start as usize).min(end)..end].fill(true);
    }
    let mut found = BTreeSet::new();
    let (mut token, mut in_word) = (0, false);
    for (character, inside) in text.chars().zip(inside) {
        let word = character.is_alphanumeric();
        token += usize::from(word && !in_word);
        in_word = word;
        if word && inside {
            found.insert(token);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_counted_once_and_punctuation_not_at_all() {
        let gold = Spans::from([(0, 10)]);
        let found = Spans::from([(4, 16), (4, 10)]);
        // "The mayor, he said": gold tokens The, mayor; found mayor, he, (sa) said.
        let text = "The mayor, he said";
        assert_eq!(tokens(text, &gold), BTreeSet::from([1, 2]));
        assert_eq!(tokens(text, &found), BTreeSet::from([2, 3, 4]));
        let mut tally = Tally::default();
        tally.add(text, &gold, &found);
        assert!((tally.tokens.f1().unwrap() - 40.0).abs() < 1e-9);
        assert_eq!(tally.exact.f1(), Some(0.0));
    }
}
