//! `annals gazetteer import` as a user meets it: an invented dump in the form of GeoNames, and bad input.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    time::Duration,
};

use assert_cmd::Command;
use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use tempfile::TempDir;

/// A village that no gazetteer has, with a spelling in other letters and another in Latin ones.
const VILLAGE: &str = "900000001\tZorvaniqa\tZorvaniqa\tزورفانقا,Zurvaniqah\t33.25\t44.5\tP\tPPL\tIQ\t\t07\t\t\t\t1200\t\t300\tAsia/Baghdad\t2024-01-01\n";
const STORY: &str =
    "Two people were killed in an airstrike on the village of Zurvaniqah on Monday, police said.\n";

/// Runs `annals ARGS` with `home` for the user's folder: exit code, standard output, standard error.
fn annals(home: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("annals")
        .unwrap()
        .args(args)
        .env("XDG_DATA_HOME", home)
        .env_remove("ANNALS_GAZETTEER")
        .timeout(Duration::from_mins(3))
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn file(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// The place of the first incident of a story, and what read it.
fn read(home: &Path, args: &[&str], story: &Path) -> (Value, String) {
    let all: Vec<&str> = ["read", "--format", "json"].into_iter().chain(args.iter().copied()).collect();
    let (code, out, err) = annals(home, &[all, vec![story.to_str().unwrap()]].concat());
    assert_eq!(code, 0, "{err}");
    let document: Value = serde_json::from_str(&out).unwrap();
    (document["incidents"][0]["places"][0].clone(), document["reader"]["model"].as_str().unwrap().to_owned())
}

#[test]
fn an_imported_village_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let story = file(&folder, "story.txt", STORY);
    let (before, model) = read(&home, &[], &story);
    assert_eq!(before["lat"], Value::Null);

    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(VILLAGE.as_bytes()).unwrap();
    let dump = file(&folder, "IQ.txt.gz", packed.finish().unwrap());
    let (code, out, err) = annals(&home, &["gazetteer", "import", dump.to_str().unwrap()]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(err.contains("1 places written to"), "{err}");

    let (place, other_model) = read(&home, &[], &story);
    assert_eq!(place["geonames"], 900_000_001);
    assert_eq!(place["lat"], 33.25);
    assert_eq!(place["admin1"], "Baghdad");
    assert_ne!(model, other_model, "readings with other places are no longer comparable");
    // Without them all is as before.
    assert_eq!(read(&home, &["--gazetteer", ""], &story), (before, model));
}

#[test]
fn bad_lines_are_left_out_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let long = "x".repeat(200_000);
    let bad = VILLAGE.replace("33.25", "north");
    let dump = file(&folder, "IQ.txt", format!("1\tX\n{bad}{long}\n{VILLAGE}"));
    let to = folder.path().join("places.tsv.zst");
    let (code, _, err) = annals(
        folder.path(),
        &["gazetteer", "import", dump.to_str().unwrap(), "--output", to.to_str().unwrap()],
    );
    assert_eq!(code, 3, "{err}");
    for told in [
        "IQ.txt, line 1: 2 columns where a GeoNames dump has 19; left out",
        "IQ.txt, line 2: the latitude \"north\" is no number in its range; left out",
        "IQ.txt, line 3: longer than 64 KB, or not UTF-8; left out",
        "1 places written to",
        "3 were left out",
    ] {
        assert!(err.contains(told), "{told}: {err}");
    }
    assert!(to.exists());
}

#[test]
fn what_is_no_dump_is_refused_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("places.tsv.zst");
    let to = to.to_str().unwrap();
    for (name, bytes, said) in [
        ("IQ.zip", &b"PK\x03\x04rest"[..], "is a zip archive; unpack it first"),
        ("story.txt", STORY.as_bytes(), "is no GeoNames dump: no line of it has the 19 columns"),
        ("empty.txt", b"", "is no GeoNames dump"),
    ] {
        let path = file(&folder, name, bytes);
        let (code, _, err) =
            annals(folder.path(), &["gazetteer", "import", path.to_str().unwrap(), "--output", to]);
        assert_eq!(code, 1, "{name}: {err}");
        assert!(err.contains(said), "{name}: {err}");
        assert!(!Path::new(to).exists(), "{name}");
    }
    let story = file(&folder, "story.txt", STORY);
    let none = file(&folder, "none.zst", "no table");
    for (gazetteer, said) in
        [(none.to_str().unwrap(), "import them anew"), ("/no/such/file", "/no/such/file")]
    {
        let (code, _, err) =
            annals(folder.path(), &["read", "--gazetteer", gazetteer, story.to_str().unwrap()]);
        assert_eq!(code, 1, "{err}");
        assert!(err.contains(said), "{err}");
    }
}
