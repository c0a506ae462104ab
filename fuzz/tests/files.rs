//! Files of every kind that the program takes, and the model file.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::{fs, time::Duration};

use annals_encoder::Encoder;
use annals_fuzz::spell;

const NAMES: &[&str] = &["a.txt", "a.html", "a.json", "a.jsonl", "a.txt.gz", "a.json.zst", "a"];

const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"text\"",
    "\"title\"",
    "\"url\"",
    "\"published\"",
    "\"id\"",
    "\"html\"",
    "\"Two hurt.\"",
    "\"2024-03-05\"",
    "null",
    "1e999",
    "-0",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "true",
    "\"<p>Two hurt\"",
    "\n",
    "\"https://example.org/2024/03/05/x\"",
];

/// What is gathered from one file named `name`: reports with text, or a diagnostic that says why not.
fn gather(name: &str, content: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    let found = annals_sources::gather(&[path]);
    for report in &found.reports {
        assert!(!report.text.trim().is_empty(), "a report without text");
    }
    for diagnostic in &found.diagnostics {
        assert!(!diagnostic.message.trim().is_empty(), "a diagnostic that says nothing");
    }
    assert!(!found.reports.is_empty() || !found.diagnostics.is_empty(), "{name} was lost without a word");
}

#[test]
fn any_bytes_are_a_file() {
    bolero::check!().with_test_time(Duration::from_secs(2)).for_each(|bytes: &[u8]| {
        if let Some((first, rest)) = bytes.split_first() {
            gather(NAMES[usize::from(*first) % NAMES.len()], rest);
        }
    });
}

#[test]
fn any_json_is_a_file() {
    bolero::check!().with_test_time(Duration::from_secs(2)).for_each(|bytes: &[u8]| {
        let text = spell(bytes, JSON);
        gather("a.json", text.as_bytes());
        gather("a.jsonl", text.as_bytes());
    });
}

#[test]
fn no_bytes_are_a_model_by_chance() {
    bolero::check!().with_test_time(Duration::from_secs(1)).for_each(|bytes: &[u8]| {
        assert!(Encoder::load(bytes).is_err());
    });
}
