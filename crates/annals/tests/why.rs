//! `annals why` as a user meets it: reasons that add up, names that a person would use, refusals with a clear word.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Exit code, standard output, standard error.
fn why(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("annals").unwrap();
    let output =
        command.current_dir(root()).args(["why", "examples/airstrikes"]).args(args).output().unwrap();
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn json(args: &[&str]) -> Value {
    let (code, out, err) = why(&[args, &["--format", "json"]].concat());
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn a_link_shows_its_terms_as_bars_that_add_up() {
    let (code, out, _) = why(&["--width", "100", "01-frontier-herald.txt", "02-levant-wire.html"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(out);
}

#[test]
fn the_terms_sum_to_the_score_and_the_document_meets_its_schema() {
    let schema: Value =
        serde_json::from_str(&std::fs::read_to_string(root().join("docs/annals-why-1.schema.json")).unwrap())
            .unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for sides in [["1", "2"], ["01-frontier-herald.txt", "02-levant-wire.html"]] {
        let why = json(&sides);
        assert!(validator.is_valid(&why), "{why:#}");
        for pair in why["pairs"].as_array().unwrap() {
            let terms = pair["terms"].as_array().unwrap();
            let sum: f64 = terms.iter().map(|term| term["weight"].as_f64().unwrap()).sum();
            assert!((sum - pair["score"].as_f64().unwrap()).abs() < 1e-3, "{pair:#}");
        }
    }
}

#[test]
fn the_order_of_the_two_changes_sides_only() {
    let (one, other) = (json(&["1", "2"]), json(&["2", "1"]));
    assert_eq!(one["verdict"], other["verdict"]);
    assert_eq!(one["left"], other["right"]);
    let scores = |why: &Value| -> Vec<Value> {
        why["pairs"].as_array().unwrap().iter().map(|pair| pair["score"].clone()).collect()
    };
    assert_eq!(scores(&one), scores(&other));
}

#[test]
fn a_report_tells_the_incident_that_it_alone_tells() {
    let why = json(&["05-river-gazette.txt.gz", "2"]);
    assert_eq!(why["verdict"], "told", "{why:#}");
}

#[test]
fn a_copy_is_called_one() {
    let why = json(&["01-frontier-herald.txt", "03-daily-caravan.txt"]);
    assert_eq!(why["verdict"], "copied", "{why:#}");
}

#[test]
fn what_speaks_against_a_link_is_never_said_to_speak_for_it() {
    let why = json(&["1", "2"]);
    let best = why["pairs"][0]["score"].as_f64().unwrap();
    assert!(best < 0.0 && why["verdict"] == "against", "{why:#}");
}

#[test]
fn a_name_that_names_nothing_is_wrong_usage() {
    let (code, out, err) = why(&["01-frontier-herald.txt", "nowhere.txt"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("nowhere.txt") && err.contains("file name"), "{err}");
}

#[test]
fn a_folder_and_one_name_are_told_how_to_ask() {
    let (code, _, err) = why(&["1"]);
    assert_eq!(code, 2);
    assert!(err.contains("annals why PATH... A B"), "{err}");
}

#[test]
fn a_name_for_several_reports_lists_them() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        let text = format!(
            "{name} reports that two people were killed in an airstrike on Kirkuk on Monday, police said."
        );
        std::fs::write(folder.path().join(name).join("story.txt"), text).unwrap();
    }
    let output = Command::cargo_bin("annals")
        .unwrap()
        .arg("why")
        .arg(folder.path())
        .args(["story.txt", "1"])
        .output()
        .unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains("a/story.txt") && error.contains("b/story.txt"), "{error}");
}

#[test]
fn a_report_goes_by_each_of_the_names_that_it_was_read_under() {
    let folder = tempfile::tempdir().unwrap();
    let story = "Two people were killed in an airstrike on Kirkuk on Monday, police said.";
    for name in ["a.txt", "b.txt"] {
        std::fs::write(folder.path().join(name), story).unwrap();
    }
    let output = Command::cargo_bin("annals")
        .unwrap()
        .arg("why")
        .arg(folder.path())
        .args(["a", "b.txt"])
        .output()
        .unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains("both names are of the same report"), "{error}");
}

#[test]
fn one_thing_twice_is_wrong_usage() {
    let (code, _, err) = why(&["1", "1"]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("same"), "{err}");
}
