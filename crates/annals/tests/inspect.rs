//! `annals inspect`: what is seen in one report, in all its formats.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::{collections::BTreeSet, fs, path::Path};

use assert_cmd::Command;
use serde_json::Value;

/// A report with one of everything.
const STORY: &str = "Marvel, 14 March 2022 – A missile strike on Kharkiv killed at least 17 people early on Monday, the mayor said.\n\n\
    The army denied that it had attacked the city. Six children were among the dead, a hospital doctor told Reuters.\n\n\
    Subscribe to our newsletter for the latest news.\n";

/// The output of `annals inspect` on `text`, which must succeed.
#[track_caller]
fn inspect(text: &str, args: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("story.txt"), text).unwrap();
    let mut command = Command::cargo_bin("annals").unwrap();
    let output =
        command.current_dir(folder.path()).args(["inspect", "story.txt"]).args(args).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(&inspect(text, &["--format", "json", "--with", "offsets"])).unwrap()
}

/// The mentions of a kind in the one reading of `inspection`.
fn mentions<'a>(inspection: &'a Value, kind: &str) -> Vec<&'a Value> {
    let all = inspection["readings"][0]["mentions"].as_array().unwrap();
    all.iter().filter(|mention| mention["kind"] == kind).collect()
}

#[test]
fn text_shows_each_sentence_with_its_layers() {
    insta::assert_snapshot!(inspect(STORY, &["--width", "100"]));
}

#[test]
fn each_kind_of_mention_has_its_values() {
    let inspection = json(STORY);
    let time = mentions(&inspection, "time").into_iter().find(|time| time["type"] == "DATE").unwrap();
    assert_eq!((&time["value"], &time["earliest"]), (&"2022-03-14".into(), &"2022-03-14T00:00:00".into()));
    let place = mentions(&inspection, "place").into_iter().find(|place| place["quote"] == "Kharkiv").unwrap();
    assert_eq!((&place["country"], &place["precision"]), (&"UA".into(), &"town".into()));
    assert!(place["lat"].as_f64().unwrap() > 49.0 && place["geonames"].is_u64());
    let figure = mentions(&inspection, "quantity")[0];
    assert_eq!((&figure["low"], &figure["high"]), (&17.into(), &Value::Null));
    assert_eq!(
        (&figure["role"], &figure["unit"], &figure["scope"]),
        (&"killed".into(), &"people".into(), &"all".into())
    );
    assert!(mentions(&inspection, "actor").iter().any(|actor| actor["id"] == "outlet/reuters"));
}

#[test]
fn whoever_cites_stands_before_whom_he_cites() {
    let shown = inspect(
        "The state agency, citing the governor, said 12 people were hurt in the explosion in Idlib.\n",
        &["--width", "200"],
    );
    assert!(shown.contains("says The state agency, citing the governor"), "{shown}");
}

#[test]
fn offsets_lead_to_the_quotes() {
    let inspection = json(&format!("Été à Łódź 😀.\n\n{STORY}"));
    let reading = &inspection["readings"][0];
    let text: Vec<char> = reading["report"]["text"].as_str().unwrap().chars().collect();
    let mut checked = 0;
    for mention in reading["mentions"].as_array().unwrap().iter().filter(|mention| mention["in"] == "text") {
        let at = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
        assert_eq!(
            text[at("start")..at("end")].iter().collect::<String>(),
            mention["quote"].as_str().unwrap()
        );
        assert!(mention["offsets"]["utf8"].is_array());
        checked += 1;
    }
    assert!(checked > 8, "{checked} mentions");
    let tokens = reading["tokens"].as_array().unwrap();
    assert!(tokens.iter().all(|token| token["upos"].is_string() && token["head"].is_u64()));
}

#[test]
fn raw_offsets_lead_to_the_bytes_of_the_page() {
    let page = "<!doctype html><title>Missile strike on Kharkiv kills 17</title><nav><a href=/>Home</a></nav><article>\
        <h1>Missile strike on Kharkiv kills 17</h1><p>A missile&nbsp;strike on <b>Khar</b>kiv killed at least 17 people \
        early on Monday, the mayor said. The caf&eacute; owners&rsquo; union, which met in Kharkiv, called it a crime.</p>\
        <p>The army denied that it had attacked the city. Six children were among the dead, a hospital doctor told \
        Reuters on Tuesday.</p></article>";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("story.html"), page).unwrap();
    let mut command = Command::cargo_bin("annals").unwrap();
    let args = ["inspect", "story.html", "--format", "json", "--with", "offsets"];
    let output = command.current_dir(folder.path()).args(args).output().unwrap();
    let inspection: Value = serde_json::from_slice(&output.stdout).unwrap();
    let shown = |raw: &str| {
        let raw = raw.replace("<b>", "").replace("</b>", "");
        raw.replace("&nbsp;", " ").replace("&eacute;", "é").replace("&rsquo;", "’")
    };
    let mentions = inspection["readings"][0]["mentions"].as_array().unwrap();
    for mention in mentions {
        let raw = &mention["offsets"]["raw"];
        let at = |side: usize| usize::try_from(raw[side].as_u64().unwrap()).unwrap();
        assert_eq!(shown(&page[at(0)..at(1)]), mention["quote"].as_str().unwrap());
    }
    // The town is named twice, and each time the bytes are those of that place in the page.
    let raws: BTreeSet<String> = mentions
        .iter()
        .filter(|mention| mention["quote"] == "Kharkiv")
        .map(|mention| mention["offsets"]["raw"].to_string())
        .collect();
    assert!(raws.len() > 1, "{raws:?}");
}

#[test]
fn incidents_point_to_their_mentions() {
    let inspection = json(STORY);
    let reading = &inspection["readings"][0];
    let main = &reading["incidents"][0];
    assert_eq!((&main["role"], &main["type"]["value"]), (&"main".into(), &"missile_strike".into()));
    let place = usize::try_from(main["places"][0]["mention"].as_u64().unwrap()).unwrap();
    assert_eq!(reading["mentions"][place]["quote"], "Kharkiv");
    let killed = reading["statements"].as_array().unwrap();
    assert!(
        killed.iter().any(|one| one["of"] == 0 && one["property"] == "killed" && one["value"]["low"] == 17)
    );
}

#[test]
fn output_meets_the_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/annals-inspect-1.schema.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let inspection = json(STORY);
    let errors: Vec<String> = validator.iter_errors(&inspection).map(|error| error.to_string()).collect();
    assert_eq!(errors, [""; 0]);
    let mut broken = inspection;
    broken["readings"][0].as_object_mut().unwrap().remove("mentions");
    assert!(!validator.is_valid(&broken), "every key must be present");
}

#[test]
fn the_page_holds_no_words_as_markup() {
    let page = inspect(
        "A <script>alert(1)</script> bomb killed five people in Kharkiv on Monday.\n",
        &["--format", "html"],
    );
    assert!(page.starts_with("<!doctype html>") && page.contains("five people"));
    assert!(!page.contains("<script"), "words of a report became markup");
}

#[test]
fn odd_texts_are_shown_or_refused_with_a_word() {
    for text in ["☃ ♥ …\n", "\u{202e}right to left\u{202c}\n", "Il pleut sur la ville depuis trois jours.\n"]
    {
        let shown = inspect(text, &[]);
        assert!(!shown.contains('\u{202e}'), "{shown:?}");
    }
}
