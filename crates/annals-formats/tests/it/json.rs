use std::{env, fs, path::Path};

use annals_formats::json;
use serde_json::Value;

use crate::sample;

#[test]
fn the_committed_schemas_are_those_of_the_types() {
    committed("annals-1.schema.json", &json::schema());
    committed("annals-inspect-1.schema.json", &json::inspection_schema());
    committed("annals-why-1.schema.json", &json::why_schema());
}

#[track_caller]
fn committed(name: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    if env::var_os("ANNALS_WRITE").is_some() {
        fs::write(&path, made).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(committed, made, "run the tests with ANNALS_WRITE=1 to write it anew");
}

#[test]
fn a_document_is_valid_and_comes_back_as_it_was() {
    let document = sample::document();
    let written = json::document(&document);
    let value: Value = serde_json::from_str(&written).unwrap();
    let schema: Value = serde_json::from_str(&json::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert_eq!(errors, [""; 0]);
    assert_eq!(serde_json::from_str::<annals_types::Document>(&written).unwrap(), document);

    let mut broken = value;
    broken["incidents"][0].as_object_mut().unwrap().remove("time");
    assert!(!validator.is_valid(&broken), "every key must be present");
}

#[test]
fn lines_lose_nothing() {
    let mut document = sample::document();
    let orphan = sample::report("Village News", None, "2023-05-01", "A fair was held.");
    document.reports.push(orphan);
    let written = json::lines(&document);
    let lines: Vec<Value> = written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let count = |key: &str| lines.iter().filter(|line| line.get(key).is_some()).count();
    assert_eq!((count("incident"), count("report"), count("aggregate"), count("diagnostic")), (2, 4, 1, 1));
    let statements: usize = lines.iter().filter_map(|line| line["statements"].as_array()).map(Vec::len).sum();
    assert_eq!(statements, document.statements.len());

    for report in &mut document.reports {
        report.text = None;
    }
    let written = json::lines(&document);
    let reports = written.lines().filter(|line| line.contains(r#""report":{"#)).count();
    assert_eq!(reports, 1, "without texts only the report of no incident has a line of its own");
}

#[test]
fn what_steers_a_terminal_or_ends_a_line_is_escaped() {
    let mut document = sample::document();
    let title = "a\u{1b}[2J\u{9b}31m\u{202e}\u{2028}b";
    document.incidents[0].title = title.into();
    for written in [json::document(&document), json::lines(&document)] {
        assert!(
            !written.chars().any(|c| c != '\n' && (c.is_control() || c == '\u{202e}' || c == '\u{2028}'))
        );
    }
    let back: annals_types::Document = serde_json::from_str(&json::document(&document)).unwrap();
    assert_eq!(back.incidents[0].title, title);
}
