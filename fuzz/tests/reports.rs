//! The whole way: a report to its reading, readings to a document in JSON and to every other way out.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::{sync::LazyLock, time::Duration};

use annals_fuzz::{sound_reading, spell};
use annals_report::Reader;
use annals_types::{
    Document,
    account::Policy,
    document::{Field, ReaderVersion},
    report::Draft,
};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());

const NEWS: &[&str] = &[
    "killed",
    "people",
    "at least",
    "five",
    "wounded",
    "two of them",
    "children",
    "a",
    "man",
    "woman",
    "12",
    "dozens of",
    "no",
    "soldiers",
    "police",
    "said",
    "the ministry",
    "according to",
    "denied",
    "airstrike",
    "an explosion",
    "in",
    "Baghdad",
    "on Monday",
    "on Tuesday",
    "late",
    "the army",
    "rebels",
    "claimed",
    "responsibility",
    "who",
    "died",
    "later",
    "in hospital",
    "between",
    "and",
    "to",
    "injuring",
    "dead",
    "were",
    "was",
    "shot",
    "fired",
    "hit",
    "a market",
    "Reuters reported",
    "quoting",
    "witnesses",
    "\"",
    "that",
    "not",
    "missing",
    "arrested",
    "displaced",
    "since January",
    "the death toll rose to",
    "from",
    "year-old",
    "fatally",
    "among them",
    "families",
    "bodies",
    "the strike",
    "last week",
    "more than",
    "thousands of",
    "protesters",
    ".",
    ".\n\n",
    ",",
];

#[test]
fn any_news_is_read_and_written() {
    bolero::check!().with_test_time(Duration::from_secs(6)).for_each(|bytes: &[u8]| {
        // Three reports of one input, so that there is something to bring together.
        let third = bytes.len() / 3;
        let parts = [&bytes[..third], &bytes[third..2 * third], &bytes[2 * third..]];
        let readings: Vec<_> = parts
            .iter()
            .enumerate()
            .map(|(index, part)| {
                let text = spell(part, NEWS);
                let draft = Draft {
                    source: format!("{index}.txt"),
                    published: "2024-03-05".parse().ok(),
                    text,
                    ..Draft::default()
                };
                READER.read(&draft.finish())
            })
            .collect();
        readings.iter().for_each(sound_reading);
        let collection = annals_corpus::collect(readings, Policy::default());
        let version = ReaderVersion { version: "0".into(), model: "m".into() };
        let with = annals_formats::document::With { text: true, offsets: true };
        let document = annals_formats::document::document(&collection, version, Vec::new(), with);
        quoted_exactly(&document);
        let written = serde_json::to_string(&document).unwrap();
        assert_eq!(
            serde_json::from_str::<Document>(&written).unwrap(),
            document,
            "JSON does not give back what was written"
        );
    });
}

/// That every quotation is what stands at its code points in the text of its report (or in its title).
fn quoted_exactly(document: &Document) {
    for statement in &document.statements {
        let report = document.reports.iter().find(|report| report.id == statement.report).unwrap();
        for span in statement.spans.iter().filter(|span| span.field == Field::Text) {
            let text = report.text.as_deref().unwrap();
            let words: String =
                text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect();
            assert_eq!(words, span.quote);
        }
    }
}
