//! What holds for every table.

use std::{collections::BTreeSet, fs, path::Path};

use super::TABLES;

/// An office is the list of its titles; the sources stand with the terms.
const WITHOUT_SOURCE: &[(&str, &str)] = &[("offices.toml", "office")];

#[test]
fn every_row_has_a_source_of_its_own_or_that_of_its_table() {
    for (file, bytes) in
        TABLES.iter().filter(|(file, _)| file.split_once('.').is_some_and(|(_, end)| end == "toml"))
    {
        let table: toml::Table = std::str::from_utf8(bytes).unwrap().parse().unwrap();
        let of_table = table.get("source").and_then(toml::Value::as_str).is_some_and(is_told);
        for (key, value) in table.iter().filter(|(key, _)| *key != "source") {
            let rows = value.as_array().map_or_else(|| vec![value], |rows| rows.iter().collect());
            for row in rows {
                let own = row.get("source").map(|source| is_told(source.as_str().unwrap_or_default()));
                let exempt = WITHOUT_SOURCE.contains(&(file, key));
                assert!(own.unwrap_or(of_table || exempt), "{file}: a row of {key} without source: {row}");
            }
        }
    }
}

fn is_told(source: &str) -> bool {
    !source.trim().is_empty()
}

#[test]
fn the_hash_covers_every_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let files: BTreeSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md")
        .collect();
    let hashed: BTreeSet<String> = TABLES.iter().map(|(file, _)| (*file).to_owned()).collect();
    assert_eq!(hashed, files);
}
