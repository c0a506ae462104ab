//! The house is as ARCHITECTURE.md says: every path it names exists, and crates depend on each other only as drawn.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Words between backticks that look like paths: they hold a slash or end in a known extension.
fn paths(page: &str) -> BTreeSet<String> {
    let quoted = page.split('`').skip(1).step_by(2);
    let linked = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    quoted
        .chain(linked)
        .filter(|word| {
            !word.contains([' ', '*', '<', '{', '$', '"', ':', '\n'])
                && !word.starts_with(['/', '#', '-', '.'])
        })
        .filter(|word| word.ends_with('/') || word.rsplit('/').next().is_some_and(has_extension))
        .map(str::to_owned)
        .collect()
}

fn has_extension(name: &str) -> bool {
    [".rs", ".md", ".toml", ".json", ".py", ".sh", ".css", ".zst", ".png"]
        .iter()
        .any(|extension| name.ends_with(extension))
}

#[test]
fn every_path_in_the_pages_exists() {
    for page in ["ARCHITECTURE.md", "README.md", "CONTRIBUTING.md"] {
        let text = read(page);
        let paths = paths(&text);
        for path in &paths {
            assert!(root().join(path).exists(), "{page} names {path}, which does not exist");
        }
        assert!(page == "README.md" || paths.len() > 3, "{page}: the paths are not found any more");
    }
}

/// Rows of the README such as "| `gold.figure` | 77.8 | ... |" repeat the frozen table.
#[test]
fn the_figures_of_the_readme_are_the_frozen_ones() {
    let frozen: serde_json::Value = serde_json::from_str(&read("evals/frozen.json")).unwrap();
    let readme = read("README.md");
    let mut rows = 0;
    for line in readme.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let (Some(value), Some(told)) =
            (frozen["figures"][cells[1]].as_f64(), cells.get(2).and_then(|cell| cell.parse::<f64>().ok()))
        else {
            continue;
        };
        assert!(
            (value - told).abs() < 0.051,
            "README says {told} for {}, the frozen table {value}",
            cells[1]
        );
        rows += 1;
    }
    assert!(rows >= 8, "only {rows} rows of the README's table were found");
}

/// The block under "Try it" is how the account of the example begins.
#[test]
fn the_readme_shows_what_the_example_gives() {
    let readme = read("README.md");
    let block = readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let snapshot = read("crates/annals/tests/snapshots/examples__airstrikes.snap");
    assert!(
        snapshot.contains(block),
        "README.md shows another account than the snapshot of examples/airstrikes"
    );
}

/// The arrows of ARCHITECTURE.md: each crate and the crates of ours that it may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("annals-types", &[]),
    ("annals-sources", &["annals-types"]),
    ("annals-encoder", &["annals-types"]),
    ("annals-report", &["annals-encoder", "annals-types"]),
    ("annals-corpus", &["annals-types"]),
    ("annals-formats", &["annals-types"]),
    ("annals", &["annals-corpus", "annals-formats", "annals-report", "annals-sources", "annals-types"]),
    (
        "evals",
        &[
            "annals-corpus",
            "annals-encoder",
            "annals-formats",
            "annals-report",
            "annals-sources",
            "annals-types",
        ],
    ),
];

#[test]
fn crates_depend_on_each_other_as_drawn() {
    let allowed: BTreeMap<&str, BTreeSet<&str>> =
        ARROWS.iter().map(|(name, uses)| (*name, uses.iter().copied().collect())).collect();
    let mut manifests: Vec<PathBuf> = fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().path().join("Cargo.toml"))
        .collect();
    manifests.push(root().join("evals/Cargo.toml"));
    assert_eq!(manifests.len(), allowed.len(), "a crate came or went: draw it in ARCHITECTURE.md and here");
    for manifest in manifests {
        let table: toml::Table = fs::read_to_string(&manifest).unwrap().parse().unwrap();
        let name = table["package"]["name"].as_str().unwrap().to_owned();
        let ours: BTreeSet<&str> = table["dependencies"]
            .as_table()
            .unwrap()
            .keys()
            .map(String::as_str)
            .filter(|dependency| dependency.starts_with("annals"))
            .collect();
        let allowed = allowed.get(name.as_str()).unwrap_or_else(|| panic!("{name} is not drawn"));
        assert!(ours.is_subset(allowed), "{name} may use {allowed:?} but uses {ours:?}");
        let page = read("ARCHITECTURE.md");
        assert!(page.contains(&format!("`{name}`")), "ARCHITECTURE.md does not speak of {name}");
    }
}

/// Rust sources of a crate, its tests left out.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn the_pure_crates_read_no_clock_no_file_and_no_network() {
    for name in ["annals-types", "annals-report", "annals-corpus", "annals-formats"] {
        for path in sources(&root().join("crates").join(name).join("src")) {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            for group in code.split("use std::{").skip(1) {
                let names = group.split('}').next().unwrap_or_default().split(',').map(str::trim);
                for name in names {
                    let outer = name.split("::").next().unwrap_or_default();
                    assert!(
                        !["fs", "net", "env", "process"].contains(&outer),
                        "{} uses std::{outer}; only sources and the program may",
                        path.display()
                    );
                }
            }
            for word in [
                "std::fs",
                "std::net",
                "std::env",
                "SystemTime",
                "Instant::now",
                "Timestamp::now",
                "Zoned::now",
                "println!",
            ] {
                assert!(
                    !code.contains(word),
                    "{} uses {word}; only sources and the program may",
                    path.display()
                );
            }
        }
    }
}
