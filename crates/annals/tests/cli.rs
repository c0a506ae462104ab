//! The command line as a user meets it: exit codes, streams, formats, and bad input.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use assert_cmd::Command;
use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use tempfile::TempDir;

const STORY: &str = "Two people were killed in an airstrike on Kirkuk on Monday, police said.\n";

/// A folder for one test.
struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

/// What `annals read ARGS` did: exit code, standard output, standard error.
#[track_caller]
fn read<I: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = I>) -> (i32, String, String) {
    let output =
        Command::cargo_bin("annals").unwrap().arg("read").args(args).timeout(LIMIT).output().unwrap();
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// Nothing in a test may take longer, in a build without optimisation on a busy machine.
const LIMIT: std::time::Duration = std::time::Duration::from_mins(2);

fn json(args: &[&str], paths: &[&Path]) -> (i32, Value) {
    let all = ["--format", "json"].iter().chain(args).map(|arg| (*arg).to_owned());
    let (code, out, err) = read(all.chain(paths.iter().map(|path| path.display().to_string())));
    (code, serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out} {err}")))
}

/// A bad file beside a good one: exit code 3, the good one read, one diagnostic of `kind` that names the file and says `words`.
#[track_caller]
fn set_aside(bench: &Bench, bad: &Path, kind: &str, words: &str) {
    let good = bench.file("good.txt", STORY);
    let (code, document) = json(&[], &[&good, bad]);
    assert_eq!(code, 3, "{document}");
    assert!(
        document["reports"]
            .as_array()
            .unwrap()
            .iter()
            .any(|report| report["source"].as_str().unwrap().ends_with("good.txt"))
    );
    let diagnostics = document["diagnostics"].as_array().unwrap();
    let found = diagnostics
        .iter()
        .find(|diagnostic| diagnostic["kind"] == kind)
        .unwrap_or_else(|| panic!("{diagnostics:?}"));
    let name = bad.file_name().unwrap().to_string_lossy().into_owned();
    assert!(found["source"].as_str().unwrap().contains(&name), "{found}");
    assert!(found["message"].as_str().unwrap().contains(words), "{found}");
    let (_, _, err) = read([good.as_os_str(), bad.as_os_str()]);
    assert!(err.contains(&name), "the person is told: {err}");
}

#[test]
fn all_read_is_0() {
    let bench = Bench::new();
    let (code, out, err) = read([bench.file("a.txt", STORY)]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("Kirkuk"), "{out}");
    assert!(!out.contains('\u{1b}'), "no colour where there is no terminal");
}

#[test]
fn nothing_read_is_1() {
    let bench = Bench::new();
    let (code, _, err) = read([bench.folder.path().join("nowhere.txt")]);
    assert_eq!(code, 1);
    assert!(err.contains("nowhere.txt"), "{err}");
}

#[test]
fn a_folder_without_anything_to_read_is_told() {
    let bench = Bench::new();
    bench.file("notes.xyz", STORY);
    let (code, _, err) = read([bench.folder.path()]);
    assert_eq!(code, 1);
    assert!(err.contains("holds no file that annals reads"), "{err}");
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let bench = Bench::new();
    let story = bench.file("a.txt", STORY);
    let nowhere = bench.folder.path().join("nowhere/account.txt");
    let (code, _, err) = read([story.as_os_str(), "--output".as_ref(), nowhere.as_os_str()]);
    assert_eq!(code, 1);
    assert!(err.contains("nowhere/account.txt"), "{err}");
}

#[test]
fn a_page_that_annals_wrote_is_no_report() {
    let bench = Bench::new();
    bench.file("a.txt", STORY);
    let page = bench.file("account.html", "what stood there before");
    let folder = bench.folder.path();
    let write = || {
        read([
            folder.as_os_str(),
            "--format".as_ref(),
            "html".as_ref(),
            "--output".as_ref(),
            page.as_os_str(),
        ])
    };
    write();
    let (code, _, err) = write();
    assert_eq!(code, 3);
    assert!(err.contains("account.html: a page that annals wrote"), "{err}");
    // Nothing is left beside it.
    assert_eq!(fs::read_dir(folder).unwrap().count(), 2);
}

#[test]
fn wrong_usage_is_2() {
    assert_eq!(read::<&str>([]).0, 2);
    assert_eq!(read(["--format", "xml", "."]).0, 2);
    assert_eq!(read(["--width", "3", "."]).0, 2);
}

#[test]
fn a_missing_path_is_told_and_the_rest_goes_on() {
    let bench = Bench::new();
    set_aside(&bench, &bench.folder.path().join("gone.txt"), "missing", "");
}

#[test]
fn an_empty_file_is_told() {
    let bench = Bench::new();
    set_aside(&bench, &bench.file("empty.txt", ""), "empty", "");
    set_aside(&bench, &bench.file("blank.txt", " \n\n\t "), "empty", "");
}

#[test]
fn a_page_that_holds_no_story_is_told() {
    let bench = Bench::new();
    let page = "Log in to continue\n\nThis article is for subscribers only.\n\nForgot your password?\n";
    let dead = bench.file("dead.txt", page);
    let (code, _, err) = read([&dead]);
    assert_eq!(code, 0, "its title was read");
    assert!(err.contains("dead.txt: holds no story"), "{err}");
}

#[test]
fn a_binary_file_is_told() {
    let bench = Bench::new();
    let bytes: Vec<u8> = (0..4096u32).map(|n| (n * 37 % 256) as u8).collect();
    set_aside(&bench, &bench.file("picture.txt", bytes), "binary", "");
}

#[test]
fn broken_encoding_is_told_and_read_as_far_as_possible() {
    let bench = Bench::new();
    let mut bytes = "The mayor of São Tomé said “no”. ".as_bytes().to_vec();
    bytes.extend(b"More than \xc3\x28 words \xe2\x82 follow. ");
    let path =
        bench.file("broken.html", [b"<meta charset=utf-8><p>".as_slice(), STORY.as_bytes(), &bytes].concat());
    let (code, document) = json(&[], &[&path]);
    assert_eq!(code, 3);
    assert_eq!(document["diagnostics"][0]["kind"], "encoding");
    assert_eq!(document["reports"].as_array().unwrap().len(), 1);
}

#[test]
fn one_line_of_50_megabytes_is_bounded() {
    let bench = Bench::new();
    set_aside(&bench, &bench.file("long.txt", "killed in a strike ".repeat(2_700_000)), "limit", "");
}

#[test]
fn a_gzip_bomb_is_bounded() {
    let bench = Bench::new();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let block = vec![b' '; 1 << 20];
    for _ in 0..512 {
        encoder.write_all(&block).unwrap();
    }
    set_aside(&bench, &bench.file("bomb.txt.gz", encoder.finish().unwrap()), "limit", "");
}

#[test]
fn damaged_gzip_is_told() {
    let bench = Bench::new();
    set_aside(
        &bench,
        &bench.file("cut.txt.gz", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]),
        "malformed",
        "",
    );
}

#[test]
fn packed_files_are_read() {
    let bench = Bench::new();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(STORY.as_bytes()).unwrap();
    let gz = bench.file("a.txt.gz", encoder.finish().unwrap());
    let zst = bench.file("b.txt.zst", zstd::encode_all(STORY.replace("Two", "Three").as_bytes(), 3).unwrap());
    let (code, document) = json(&[], &[&gz, &zst]);
    assert_eq!(code, 0);
    assert_eq!(document["reports"].as_array().unwrap().len(), 2);
}

#[cfg(unix)]
#[test]
fn dangling_and_looping_links_are_told() {
    use std::os::unix::fs::symlink;

    let bench = Bench::new();
    let dangling = bench.folder.path().join("dangling.txt");
    symlink(bench.folder.path().join("nothing.txt"), &dangling).unwrap();
    set_aside(&bench, &dangling, "link", "");
    let looping = bench.folder.path().join("loop.txt");
    symlink(&looping, &looping).unwrap();
    set_aside(&bench, &looping, "link", "");
    // A folder that holds itself ends as well.
    let folder = bench.folder.path().join("folder");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.txt"), STORY).unwrap();
    symlink(&folder, folder.join("again")).unwrap();
    let (_, document) = json(&[], &[&folder]);
    assert_eq!(document["reports"].as_array().unwrap().len(), 1);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_told() {
    use std::os::unix::fs::PermissionsExt;

    let bench = Bench::new();
    let path = bench.file("secret.txt", STORY);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser reads it all the same; then there is nothing to tell.
    if fs::read(&path).is_err() {
        set_aside(&bench, &path, "unreadable", "");
    }
}

#[test]
fn a_malformed_json_line_is_named_by_its_number() {
    let bench = Bench::new();
    let lines = format!(
        "{{\"id\": \"1\", \"text\": {STORY:?}}}\n{{\"id\": \"2\", \"text\": \n{{\"id\": \"3\", \"text\": \"A protest was held in Lima.\"}}\n"
    );
    let path = bench.file("feed.jsonl", lines);
    let (code, document) = json(&[], &[&path]);
    assert_eq!(code, 3);
    assert_eq!(document["reports"].as_array().unwrap().len(), 2);
    assert_eq!(document["diagnostics"].as_array().unwrap().len(), 1);
    assert!(document["diagnostics"][0]["source"].as_str().unwrap().ends_with("feed.jsonl:2"), "{document}");
    let ids: Vec<&Value> =
        document["reports"].as_array().unwrap().iter().map(|report| &report["external_id"]).collect();
    assert!(ids.contains(&&Value::from("1")) && ids.contains(&&Value::from("3")));
}

#[test]
fn ten_thousand_nested_tags_end() {
    let bench = Bench::new();
    let page = format!("<p>{STORY}</p>{}deep{}", "<div>".repeat(10_000), "</div>".repeat(10_000));
    let good = bench.file("good.txt", STORY);
    let (code, document) = json(&[], &[&good, &bench.file("deep.html", page)]);
    assert!(code == 0 || code == 3, "{document}");
    assert!(!document["reports"].as_array().unwrap().is_empty());
}

#[test]
fn terminal_escapes_never_reach_the_terminal() {
    let bench = Bench::new();
    let row = serde_json::json!({"id": "\u{1b}]0;owned\u{7}", "outlet": "\u{1b}[31mred\u{202e}", "title": "\u{1b}[2J\u{9b}2JKilled in Kirkuk",
        "text": STORY});
    let path = bench.file("escapes.jsonl", row.to_string());
    for why in [&[][..], &["--why"]] {
        let (code, out, _) = read(why.iter().map(std::ffi::OsStr::new).chain([path.as_os_str()]));
        assert_eq!(code, 0);
        assert!(!out.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{out:?}");
    }
    // In a diagnostic as well.
    let (_, _, err) = read([bench.folder.path().join("\u{1b}[31mgone.txt")]);
    assert!(!err.contains('\u{1b}'), "{err:?}");
}

#[test]
fn standard_input_is_read() {
    let output = Command::cargo_bin("annals")
        .unwrap()
        .args(["read", "-", "--format", "json"])
        .write_stdin(STORY)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["reports"].as_array().unwrap().len(), 1);
}

#[test]
fn the_order_of_paths_and_the_number_of_threads_change_nothing() {
    let bench = Bench::new();
    let a = bench.file("a.txt", STORY);
    let b = bench
        .file("b.txt", "An earthquake near Quito injured 12 people on 3 May 2016, the government said.\n");
    let c = bench.file("c.txt", STORY.replace("Two", "Five"));
    let run = |threads: &str, paths: [&Path; 3]| json(&["--threads", threads], &paths).1;
    let first = run("1", [&a, &b, &c]);
    assert_eq!(first, run("4", [&c, &a, &b]));
    assert_eq!(first, run("2", [&b, &c, &a]));
}

#[test]
fn real_output_meets_the_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(root.join("docs/annals-1.schema.json")).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for example in ["airstrikes", "flood", "protest"] {
        let (_, document) = json(&["--with", "text,offsets"], &[&root.join("examples").join(example)]);
        let errors: Vec<String> = validator
            .iter_errors(&document)
            .map(|error| format!("{} at {}", error, error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{example}: {errors:?}");
        assert!(!document["incidents"].as_array().unwrap().is_empty(), "{example} tells of nothing");
    }
}

#[test]
fn every_quote_stands_where_its_offsets_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for example in ["airstrikes", "flood", "protest"] {
        let (_, document) = json(&["--with", "text"], &[&root.join("examples").join(example)]);
        let reports = document["reports"].as_array().unwrap();
        let mut checked = 0;
        for statement in document["statements"].as_array().unwrap() {
            let report = reports.iter().find(|report| report["id"] == statement["report"]).unwrap();
            for span in statement["spans"].as_array().unwrap() {
                let field = span["in"].as_str().unwrap();
                let text: Vec<char> = report[field].as_str().unwrap().chars().collect();
                let at = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
                let words: String = text[at("start")..at("end")].iter().collect();
                assert_eq!(words, span["quote"].as_str().unwrap());
                checked += 1;
            }
        }
        assert!(checked > 10, "{example}: only {checked} spans");
    }
}
