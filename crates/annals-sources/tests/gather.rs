//! Paths in, reports and diagnostics out.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::{fs, io::Write, path::Path};

use annals_sources::{Gathered, gather, gather_with, limits};
use annals_types::document::DiagnosticKind::{self, *};
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use tempfile::TempDir;

/// A folder with these files in it.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// Source and text of each report; source, kind and message of each diagnostic. Sources without the folder.
#[track_caller]
fn check(
    gathered: &Gathered,
    at: &Path,
    reports: &[(&str, &str)],
    diagnostics: &[(&str, DiagnosticKind, &str)],
) {
    let at = format!("{}/", at.display());
    let short = |source: &str| source.replace(&at, "");
    let found: Vec<_> =
        gathered.reports.iter().map(|report| (short(&report.source), report.text.clone())).collect();
    let expected: Vec<_> =
        reports.iter().map(|(source, text)| ((*source).to_owned(), (*text).to_owned())).collect();
    assert_eq!(found, expected, "{:?}", gathered.diagnostics);
    assert_eq!(gathered.diagnostics.len(), diagnostics.len(), "{:?}", gathered.diagnostics);
    for (found, (source, kind, message)) in gathered.diagnostics.iter().zip(diagnostics) {
        assert_eq!((short(&found.source).as_str(), found.kind), (*source, *kind), "{}", found.message);
        assert!(found.message.contains(message), "{:?} does not say {message:?}", found.message);
    }
}

#[track_caller]
fn check_folder(
    files: &[(&str, &[u8])],
    reports: &[(&str, &str)],
    diagnostics: &[(&str, DiagnosticKind, &str)],
) {
    let folder = folder(files);
    check(&gather(&[folder.path().to_owned()]), folder.path(), reports, diagnostics);
}

#[track_caller]
fn check_stdin(content: &[u8], reports: &[(&str, &str)], diagnostics: &[(&str, DiagnosticKind, &str)]) {
    let gathered = gather_with(&["-".into()], &mut &content[..], &mut |_| {});
    check(&gathered, Path::new("nowhere"), reports, diagnostics);
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn folders_are_read_by_name() {
    check_folder(
        &[
            ("b.txt", b"b"),
            ("a/z.html", b"<p>z"),
            ("a/.hidden.txt", b"hidden"),
            (".git/c.txt", b"hidden"),
            ("a/photo.png", b"\x89PNG"),
            ("c.jsonl", b"{\"text\": \"c1\"}\n\n{\"text\": \"c3\"}"),
            ("d.json", b"[{\"text\": \"d1\"}, {\"text\": \"d2\"}]"),
        ],
        &[
            ("a/z.html", "z"),
            ("b.txt", "b"),
            ("c.jsonl:1", "c1"),
            ("c.jsonl:3", "c3"),
            ("d.json#1", "d1"),
            ("d.json#2", "d2"),
        ],
        &[],
    );
}

#[test]
fn packed_files_are_unpacked() {
    let members = [gzip(b"one "), gzip(b"two")].concat();
    let zst = zstd::encode_all(&b"{\"text\": \"z\"}"[..], 3).unwrap();
    check_folder(
        &[("a.txt.gz", &members), ("b.jsonl.zst", &zst), ("c.txt", &gzip(b"packed under a plain name"))],
        &[("a.txt.gz", "one two"), ("b.jsonl.zst:1", "z"), ("c.txt", "packed under a plain name")],
        &[],
    );
}

#[test]
fn damaged_packed_files_are_named() {
    let whole = gzip(&b"a long enough text of many words ".repeat(50));
    check_folder(
        &[("a.txt.gz", &whole[..whole.len() - 12]), ("b.txt.gz", b"not packed"), ("c.txt", b"c")],
        &[("c.txt", "c")],
        &[("a.txt.gz", Malformed, "damaged"), ("b.txt.gz", Malformed, "neither gzip nor zstd")],
    );
}

#[test]
fn a_bomb_is_stopped_early() {
    let bomb = gzip(&vec![b'a'; 32 << 20]);
    let zst = zstd::encode_all(&vec![b'a'; 32 << 20][..], 3).unwrap();
    check_folder(
        &[("a.txt.gz", &bomb), ("b.jsonl.zst", &zst), ("c.txt", b"c")],
        &[("c.txt", "c")],
        &[("a.txt.gz", Limit, "250 times"), ("b.jsonl.zst", Limit, "250 times")],
    );
}

#[test]
fn content_that_is_no_report_is_named() {
    check_folder(
        &[
            ("a.txt", b""),
            ("b.txt", b" \r\n\t"),
            ("c.txt", b"\x7fELF\x01\x00\x00data"),
            ("d.html", b"<script>only()</script>"),
            ("e.jsonl", b"\n"),
            ("f.json", b"[]"),
            ("g.html.gz", &gzip(b"")),
            ("h.txt", b"h"),
        ],
        &[("h.txt", "h")],
        &[
            ("a.txt", Empty, "empty file"),
            ("b.txt", Empty, "no text"),
            ("c.txt", Binary, "a program"),
            ("d.html", Empty, "no text"),
            ("e.jsonl", Empty, "no text"),
            ("f.json", Empty, "empty array"),
            ("g.html.gz", Empty, "empty file"),
        ],
    );
}

#[test]
fn a_broken_encoding_is_read_and_named() {
    check_folder(
        &[("a.txt", b"a caf\xc3\xa9, a caf\xe9\r\n"), ("b.jsonl", b"{\"text\": \"\xff\xfe six\"}")],
        &[("a.txt", "a café, a caf\u{fffd}\r\n"), ("b.jsonl:1", "\u{fffd}\u{fffd} six")],
        &[("a.txt", Encoding, "broken UTF-8: 1 "), ("b.jsonl:1", Encoding, "2 places")],
    );
}

#[test]
fn a_line_of_fifty_megabytes_is_refused() {
    let long = vec![b'a'; 50 << 20];
    let lines = [&b"{\"text\": \""[..], &long, b"\"}\n{\"text\": \"next\"}\n"].concat();
    check_folder(
        &[("a.txt", &long), ("b.html", &long[..6 << 20]), ("c.jsonl", &lines), ("d.txt", b"d")],
        &[("c.jsonl:2", "next"), ("d.txt", "d")],
        &[
            ("a.txt", Limit, "50 MiB, at most 4 MiB"),
            ("b.html", Limit, "at most 4 MiB"),
            ("c.jsonl:1", Limit, "at most 16 MiB"),
        ],
    );
}

#[test]
fn a_file_over_the_limit_is_refused() {
    let folder = folder(&[]);
    let path = folder.path().join("a.json");
    fs::File::create(&path).unwrap().set_len(limits::MAX_FILE + 1).unwrap();
    check(&gather(&[path]), folder.path(), &[], &[("a.json", Limit, "at most 64 MiB")]);
}

#[test]
fn lines_stand_for_themselves() {
    check_folder(
        &[(
            "a.jsonl",
            b"{\"text\": \"one\"}\n{\"text\": \"two\n[1]\n{\"title\": \"three\"}\n{\"body\": \"four\"}",
        )],
        &[("a.jsonl:1", "one"), ("a.jsonl:5", "four")],
        &[
            ("a.jsonl:2", Malformed, "column"),
            ("a.jsonl:3", Malformed, "not a JSON object"),
            ("a.jsonl:4", Empty, "neither"),
        ],
    );
}

#[test]
fn json_is_read_up_to_where_it_breaks() {
    check_folder(
        &[
            ("a.json", b"[{\"text\": \"one\"},\n 7, {\"text\": "),
            ("b.json", b"{\"status\": \"ok\", \"articles\": [{\"content\": \"two\"}]}"),
            ("c.json", b"{\"text\": \"three\"}\n{\"text\": \"four\"}"),
        ],
        &[("a.json#1", "one"), ("b.json#1", "two"), ("c.json", "three"), ("c.json#2", "four")],
        &[("a.json#2", Malformed, "not a JSON object"), ("a.json", Malformed, "line 2")],
    );
    let deep = "[".repeat(100_000);
    check_folder(&[("a.json", deep.as_bytes())], &[], &[("a.json", Malformed, "not JSON")]);
}

#[test]
fn json_declares_by_many_names() {
    let line = br#"{"_id": 7, "headline": " Two hurt ", "Link": "https://www.daily.example/2024/03/05/x", "source": {"name": "Daily"},
        "publishedAt": "2024-03-06T01:00:00+02:00", "language": "en", "content": ["Two", "hurt."]}"#;
    let found = gather_with(&["-".into()], &mut &line[..], &mut |_| {});
    let report = &found.reports[0];
    assert_eq!(report.external_id.as_deref(), Some("7"));
    assert_eq!(report.title.as_deref(), Some("Two hurt"));
    assert_eq!(report.outlet.as_deref(), Some("Daily"));
    assert_eq!(
        report.published.map(|published| published.to_string()).as_deref(),
        Some("2024-03-05T23:00:00Z")
    );
    assert_eq!(report.lang.as_deref(), Some("en"));
    assert_eq!(report.given_text(), "Two\n\nhurt.");

    let line = br#"{"id": "x", "url": "https://www.daily.example/2024/03/05/x", "html": "<title>T</title><p>Hi <b>there</b>"}"#;
    let found = gather_with(&["-".into()], &mut &line[..], &mut |_| {});
    let report = &found.reports[0];
    assert_eq!((report.title.as_deref(), report.outlet.as_deref()), (Some("T"), Some("daily.example")));
    assert_eq!(report.given_text(), "Hi there");
    assert_eq!(report.published.map(|published| published.to_string()).as_deref(), Some("2024-03-05"));
}

#[test]
fn a_title_beside_a_text_holds_no_references() {
    let line =
        br#"{"title": " Eight killed &amp; 20 hurt in Kabul&#39;s west ", "text": "Two buses burned."}"#;
    let found = gather_with(&["-".into()], &mut &line[..], &mut |_| {});
    assert_eq!(found.reports[0].title.as_deref(), Some("Eight killed & 20 hurt in Kabul's west"));
}

#[test]
fn a_date_that_cannot_be_read_is_told() {
    check_stdin(
        b"{\"text\": \"a\", \"date\": \"last week\"}",
        &[("-:1", "a")],
        &[("-:1", Malformed, "\"last week\" is no date")],
    );
}

#[test]
fn standard_input_is_what_it_looks_like() {
    check_stdin(b"Plain words.\n", &[("-", "Plain words.\n")], &[]);
    check_stdin(b"<!doctype html><p>A page", &[("-", "A page")], &[]);
    check_stdin(b"{\"text\": \"one\"}\n{\"text\": \"two\"}\n", &[("-:1", "one"), ("-:2", "two")], &[]);
    check_stdin(b"[\n{\"text\": \"one\"}\n]", &[("-#1", "one")], &[]);
    check_stdin(&gzip(b"packed"), &[("-", "packed")], &[]);
    check_stdin(b"[Agencies] Two hurt.", &[("-", "[Agencies] Two hurt.")], &[]);
    check_stdin(b"", &[], &[("-", Empty, "empty")]);
}

#[test]
fn a_path_that_is_given_is_looked_at() {
    let folder = folder(&[("story", b"plain"), ("page.asp", b"<html><p>page"), ("c.pdf", b"%PDF-1.4\n")]);
    let paths: Vec<_> =
        ["page.asp", "story", "none.txt", "c.pdf"].iter().map(|name| folder.path().join(name)).collect();
    check(
        &gather(&paths),
        folder.path(),
        &[("page.asp", "page"), ("story", "plain")],
        &[("none.txt", Missing, "no such file"), ("c.pdf", Binary, "a PDF file")],
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_once() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("a/one.txt", b"one"), ("z.txt", b"z")]);
    let at = |name: &str| folder.path().join(name);
    symlink(at("a"), at("b")).unwrap();
    symlink(at("a"), at("c")).unwrap();
    symlink("..", at("a/up")).unwrap();
    symlink("nothing", at("dangling.txt")).unwrap();
    symlink("self.txt", at("self.txt")).unwrap();
    check(
        &gather(&[folder.path().to_owned()]),
        folder.path(),
        &[("a/one.txt", "one"), ("b/one.txt", "one"), ("z.txt", "z")],
        &[
            ("a/up", Link, "back to a folder around it"),
            ("b/up", Link, "back to a folder around it"),
            ("dangling.txt", Link, "which is not there"),
            ("self.txt", Link, "in a circle"),
        ],
    );
    check(&gather(&[at("dangling.txt")]), folder.path(), &[], &[("dangling.txt", Link, "not there")]);
}

#[cfg(unix)]
#[test]
fn folders_may_not_be_too_deep() {
    let folder = folder(&[]);
    let mut path = folder.path().to_owned();
    for _ in 0..limits::MAX_FOLDER_DEPTH + 2 {
        path.push("d");
    }
    fs::create_dir_all(&path).unwrap();
    fs::write(path.join("a.txt"), "deep").unwrap();
    let gathered = gather(&[folder.path().to_owned()]);
    assert_eq!(gathered.reports.len(), 0);
    assert_eq!(gathered.diagnostics[0].kind, Limit);
}

/// Rights do not stop the superuser, but nobody can read the memory of a process from its first byte.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_read_is_named() {
    let path = Path::new("/proc/self/mem");
    let gathered = gather(&[path.to_owned()]);
    check(&gathered, Path::new("nowhere"), &[], &[("/proc/self/mem", Unreadable, "could not be read")]);
}

#[cfg(unix)]
#[test]
fn a_file_without_the_right_to_read_it_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.txt", b"a"), ("b.txt", b"b")]);
    let path = folder.path().join("a.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(&path).is_ok() {
        return; // the superuser reads everything
    }
    check(
        &gather(&[folder.path().to_owned()]),
        folder.path(),
        &[("b.txt", "b")],
        &[("a.txt", Unreadable, "could not be read")],
    );
}

#[test]
fn news_comes_after_each_file() {
    let folder = folder(&[("a.txt", b"a"), ("b.txt", b"")]);
    let mut news = Vec::new();
    gather_with(&[folder.path().to_owned()], &mut &b""[..], &mut |progress| {
        news.push((progress.files, progress.reports));
    });
    assert_eq!(news, [(1, 1), (2, 1)]);
}

proptest! {
    #[test]
    fn any_bytes_are_taken(bytes in prop::collection::vec(any::<u8>(), 0..400), name in 0usize..7) {
        let names = ["a.txt", "a.html", "a.json", "a.jsonl", "a.txt.gz", "a.html.zst", "a"];
        let folder = folder(&[(names[name], &bytes)]);
        let gathered = gather(&[folder.path().join(names[name])]);
        prop_assert!(!gathered.reports.is_empty() || !gathered.diagnostics.is_empty());
    }

    #[test]
    fn any_json_is_taken(text in r#"[\[\]{}",:0-9a-z \n\\]{0,60}"#) {
        let gathered = gather_with(&["-".into()], &mut text.as_bytes(), &mut |_| {});
        prop_assert!(!gathered.reports.is_empty() || !gathered.diagnostics.is_empty());
    }
}
