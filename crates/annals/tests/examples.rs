//! The accounts of the collections that ship in `examples/`, as a person reads them.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;

use assert_cmd::Command;

/// The account of one collection as text, 100 columns wide.
fn account(example: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output = Command::cargo_bin("annals")
        .unwrap()
        .current_dir(root)
        .args(["read", &format!("examples/{example}"), "--width", "100"])
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn airstrikes() {
    insta::assert_snapshot!(account("airstrikes"));
}

#[test]
fn flood() {
    insta::assert_snapshot!(account("flood"));
}

#[test]
fn protest() {
    insta::assert_snapshot!(account("protest"));
}
