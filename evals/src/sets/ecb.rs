//! `ecb`: event coreference over documents on ECB+. All documents of the part are read as one collection; nothing is said of their topics.

use std::collections::BTreeMap;

use annals_corpus::chains::{self, Chains, Numbers};
use annals_types::{EventReading, Report, Span};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::json;

use crate::{
    data::{self, Error},
    lessons::{Lesson, Lessons},
    measure::{Bench, Figures, Given},
    score::{
        clusters::{self, ChainScores},
        counts::Counts,
    },
    text::Points,
};

#[derive(Deserialize)]
struct Row {
    doc_id: String,
    topic: u32,
    subtopic: String,
    text: String,
    events: Vec<Gold>,
}

/// A gold mention, in code points.
#[derive(Deserialize)]
struct Gold {
    start: u32,
    end: u32,
    /// Where other words stand between.
    #[serde(default)]
    spans: Vec<(u32, u32)>,
    chain: String,
}

impl Gold {
    fn spans(&self) -> Vec<(u32, u32)> {
        if self.spans.is_empty() { vec![(self.start, self.end)] } else { self.spans.clone() }
    }
}

/// Scores the set.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let rows: Vec<Row> =
        data::rows(&data::piece(&bench.folder("ecbplus"), "{}.jsonl.gz", bench.part)?, |row: &Row| {
            row.doc_id.clone()
        })?;
    let reports: Vec<Report> = rows
        .iter()
        .map(|row| Given { id: &row.doc_id, text: &row.text, ..Given::default() }.report())
        .collect();
    let read = |given: bool| -> Result<Vec<EventReading>, Error> {
        let read = |(row, report): (&Row, &Report)| {
            let mentions = given.then(|| gold_spans(row, report));
            let reading = match &mentions {
                Some(mentions) => bench.reader.events_at(report, mentions),
                None => bench.reader.events(report),
            };
            reading.map_err(|error| Error::Network(error.to_string()))
        };
        rows.par_iter().zip(&reports).map(read).collect()
    };
    let given = read(true)?;
    if figures.lessons.want(Lesson::Chains) {
        teach_chains(&rows, &given, &mut figures.lessons)?;
    }
    let linked = chains::chains(&given);
    set(figures, "ecb.gold", score_given(&rows, &linked));
    details(figures, &rows, &given, &linked);
    let found = read(false)?;
    let linked = chains::chains(&found);
    let (scores, mentions) = score_found(&rows, &reports, &found, &linked);
    set(figures, "ecb", scores);
    figures.set("ecb.mention", mentions.f1());
    Ok(())
}

fn set(figures: &mut Figures, name: &str, scores: ChainScores) {
    for (measure, value) in
        [("conll", scores.conll()), ("muc", scores.muc), ("b3", scores.b3), ("ceafe", scores.ceafe)]
    {
        figures.set(&format!("{name}.{measure}"), Some(value));
    }
}

/// The gold mentions of a row as spans of its report.
fn gold_spans(row: &Row, report: &Report) -> Vec<Vec<Span>> {
    let mut bytes: Vec<u32> =
        report.given_text().char_indices().map(|(byte, _)| report.body_start + byte as u32).collect();
    bytes.push(report.text.len() as u32);
    let at = |point: u32| bytes.get(point as usize).or(bytes.last()).copied().unwrap_or_default();
    let span = |(start, end): (u32, u32)| Span::new(at(start), at(end.max(start)));
    row.events.iter().map(|event| event.spans().into_iter().map(span).collect()).collect()
}

/// The chain of each mention.
fn chain_of(linked: &Chains) -> BTreeMap<(u32, u32), usize> {
    let members = linked.chains.iter().enumerate();
    members.flat_map(|(chain, members)| members.iter().map(move |&member| (member, chain))).collect()
}

fn score_given(rows: &[Row], linked: &Chains) -> ChainScores {
    let chain_of = chain_of(linked);
    let mut mentions = Vec::new();
    for (document, row) in rows.iter().enumerate() {
        for (index, event) in row.events.iter().enumerate() {
            let found = chain_of.get(&(document as u32, index as u32)).copied();
            mentions.push((Some(event.chain.as_str()), found));
        }
    }
    clusters::chains(&mentions)
}

/// The chain of a mention in the gold marks, and in what was found.
type Chained<'a> = (Option<&'a str>, Option<usize>);

/// With the mentions that were found; a mention is right when it stands at the same words. And the mentions by themselves.
fn score_found(
    rows: &[Row],
    reports: &[Report],
    found: &[EventReading],
    linked: &Chains,
) -> (ChainScores, Counts) {
    let chain_of = chain_of(linked);
    let mut counts = Counts::default();
    let mut mentions = Vec::new();
    for (document, ((row, report), reading)) in rows.iter().zip(reports).zip(found).enumerate() {
        let points = Points::new(report);
        let mut at: BTreeMap<Vec<(u32, u32)>, Chained<'_>> = BTreeMap::new();
        for event in &row.events {
            at.entry(event.spans()).or_default().0 = Some(&event.chain);
        }
        for (index, mention) in reading.mentions.iter().enumerate() {
            let spans = mention.spans.iter().filter_map(|span| points.of(*span)).collect();
            at.entry(spans).or_default().1 = chain_of.get(&(document as u32, index as u32)).copied();
        }
        let count =
            |held: fn(&(Option<&str>, Option<usize>)) -> bool| at.values().filter(|one| held(one)).count();
        counts.add(
            count(|(gold, found)| gold.is_some() && found.is_some()),
            count(|(_, found)| found.is_some()),
            count(|(gold, _)| gold.is_some()),
        );
        mentions.extend(at.into_values());
    }
    (clusters::chains(&mentions), counts)
}

fn details(figures: &mut Figures, rows: &[Row], given: &[EventReading], linked: &Chains) {
    let chain_of = chain_of(linked);
    for (document, (row, reading)) in rows.iter().zip(given).enumerate() {
        let told = row.events.iter().zip(&reading.mentions).enumerate();
        let (expected, found): (Vec<_>, Vec<_>) = told
            .map(|(index, (event, mention))| {
                let chain = chain_of.get(&(document as u32, index as u32));
                (json!([mention.phrase, event.chain]), json!([mention.phrase, chain]))
            })
            .unzip();
        let expected = json!({"subtopic": row.subtopic, "chains": expected});
        figures.detail(
            "ecb",
            &row.doc_id,
            expected,
            json!({"story": linked.stories[document], "chains": found}),
        );
    }
}

/// Teaches the mentions of each document, the pairs of documents, the pairs of mentions.
fn teach_chains(rows: &[Row], given: &[EventReading], lessons: &mut Lessons) -> Result<(), Error> {
    let measured = chains::measured(given);
    let mut line = |value: serde_json::Value| lessons.add(Lesson::Chains, &value);
    let numbers = |numbers: &Numbers| -> BTreeMap<&str, f64> {
        numbers.iter().map(|&(name, at)| (name, (at * 1e4).round() / 1e4)).collect()
    };
    for (document, row) in rows.iter().enumerate() {
        let chains: Vec<&str> = row.events.iter().map(|event| event.chain.as_str()).collect();
        line(json!({"document": document, "topic": row.topic, "chains": chains}))?;
    }
    for (a, b, measured) in &measured.stories {
        let same = rows[*a].subtopic == rows[*b].subtopic;
        line(json!({"documents": [a, b], "same": same, "measured": numbers(measured)}))?;
    }
    for (a, b, measured) in &measured.events {
        line(json!({"mentions": [a, b], "measured": numbers(measured)}))?;
    }
    Ok(())
}
